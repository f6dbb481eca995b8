// The type `type`.
#include "object/type.h"

#include "object/binding.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/list.h"
#include "object/object_type.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type_flags.h"
#include "object/type_getset.h"
#include "object/union_type.h"

namespace ophion {

namespace {

Type* self(Object* const* args) { return static_cast<Type*>(args[0]); }

bool checkAttributeName(Object* given) {
  return isStrLayout(given) || raise(kTypeTypeError, "attribute name must be string, not '%T'", given);
}

Ref<Object> typeCall(Object* const* args) {
  // Often called by the __call__ of a metaclass: the class itself must not be called again.
  return callTypeWithTuple_mayRunPython(self(args), static_cast<Tuple*>(args[1]), static_cast<Dict*>(args[2]));
}

Ref<Object> typeGetattribute(Object* const* args) {
  if (!checkAttributeName(args[1])) return raised();
  return typeGetAttr(self(args), static_cast<Str*>(args[1]));
}

Ref<Object> typeSetattr(Object* const* args) {
  if (!checkAttributeName(args[1])) return raised();
  if (!typeSetAttr(self(args), static_cast<Str*>(args[1]), args[2])) return raised();
  return newNone();
}

Ref<Object> typeDelattr(Object* const* args) {
  if (!checkAttributeName(args[1])) return raised();
  if (!typeSetAttr(self(args), static_cast<Str*>(args[1]), nullptr)) return raised();
  return newNone();
}

Ref<Object> typeRepr(Object* const* args) {
  Ref<Str> full = typeFullName(self(args));
  if (!full) return raised();
  return formatStr("<class '%U'>", full.get());
}

Ref<Object> typeMro(Object* const* args) {
  Ref<Tuple> order = linearize(self(args), self(args)->bases_.get());
  return order ? Ref<Object>(newListFromSlots(order->items(), order->size_)) : Ref<Object>(raised());
}

Ref<Object> typeSubclasses(Object* const* args) {
  Type* type = self(args);
  Ref<List> list = newList(type->subclass_count_);
  if (!list) return raised();
  for (uint32_t i = 0; i < type->subclass_count_; ++i) {
    if (!appendToList(list.get(), type->subclasses_.get()[i].get())) return raised();
  }
  return list;
}

Ref<Object> typePrepare(Object* const*) { return newDict(); }

Ref<Object> typeInstancecheck(Object* const* args) {
  int result = recursiveIsInstance_mayRunPython(args[1], args[0]);
  return result < 0 ? Ref<Object>(raised()) : newBool(result != 0);
}

Ref<Object> typeSubclasscheck(Object* const* args) {
  int result = recursiveIsSubclass_mayRunPython(args[1], args[0]);
  return result < 0 ? Ref<Object>(raised()) : newBool(result != 0);
}

// The names of the class and, where they are classes, of all its bases.
bool mergeClassDict(Dict* into, Type* type) {
  Tuple* mro = type->mro_.getOrNull();
  for (uint32_t i = mro == nullptr ? 0 : mro->size_; i > 0; --i) {
    Dict* dict = typeDict(static_cast<Type*>(mro->at(i - 1)));
    if (dict == nullptr || !updateDict_mayRunPython(into, dict, true)) return raised();
  }
  return true;
}

Ref<Object> typeDir(Object* const* args) {
  Ref<Dict> names = newDict();
  if (!names || !mergeClassDict(names.get(), self(args))) return raised();
  return toList_mayRunPython(names.get());
}

Ref<Object> typeSizeof(Object* const*) { return newInt(static_cast<int64_t>(sizeof(Type))); }

Ref<Object> typeOr(Object* const* args) { return newUnion_mayRunPython(args[0], args[1]); }
Ref<Object> typeRor(Object* const* args) { return newUnion_mayRunPython(args[1], args[0]); }

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, *args, **kwargs", typeNew, nullptr, NativeKind::StaticMethod},
    {"__repr__", "self, /", typeRepr},
    {"__call__", "self, /, *args, **kwargs", typeCall},
    {"__getattribute__", "self, name, /", typeGetattribute},
    {"__setattr__", "self, name, value, /", typeSetattr},
    {"__delattr__", "self, name, /", typeDelattr},
    {"__init__", "self, /, *args, **kwargs", typeInit},
    {"__or__", "self, other, /", typeOr},
    {"__ror__", "self, other, /", typeRor},
    {"mro", "self, /", typeMro, "Return a type's method resolution order."},
    {"__subclasses__", "self, /", typeSubclasses, "Return a list of immediate subclasses."},
    {"__prepare__", "cls, /, *args, **kwargs", typePrepare, nullptr, NativeKind::ClassMethod},
    {"__instancecheck__", "self, instance, /", typeInstancecheck},
    {"__subclasscheck__", "self, subclass, /", typeSubclasscheck},
    {"__dir__", "self, /", typeDir},
    {"__sizeof__", "self, /", typeSizeof},
};

}  // namespace

const TypeSpec kTypeSpec = {
    "type",
    "builtins",
    {"type", Kind::Container, Trace::Custom, 0, 0, sizeof(Type), traverseType, nullptr, dropType, clearType},
    kTypeBase | kTypeInstancesHaveDict | kTypeInstancesWeakReferable,
    kMethods,
    kTypeGetSets,
    "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
};

}  // namespace ophion
