// classmethod and staticmethod.
#include "object/allocate.h"
#include "object/binding.h"
#include "object/dict.h"
#include "object/function.h"
#include "object/instance.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

ClassMethod* self(Object* object) { return static_cast<ClassMethod*>(object); }

Ref<Object> newOf(Object* const* args, TypeIndex exact) { return makeInstance<ClassMethod>(args[0], exact); }
Ref<Object> newClass(Object* const* args) { return newOf(args, kTypeClassMethod); }
Ref<Object> newStatic(Object* const* args) { return newOf(args, kTypeStaticMethod); }

// The wrapper shows the names and the text of what it wraps, as functools.wraps would have it.
bool copyNames(Object* wrapper, Object* function) {
  static constexpr Name kNames[] = {Name::__module__, Name::__name__, Name::__qualname__, Name::__doc__,
                                    Name::__annotations__};
  for (Name n : kNames) {
    bool failed = false;
    Ref<Object> value = getAttrOrNull(function, n, &failed);
    if (failed) return raised();
    if (value && !setOwnAttribute(wrapper, name(n), value.get())) return raised();
  }
  return true;
}

Ref<Object> init(Object* const* args) {
  self(args[0])->function_.assign(share(args[1]));
  if (!copyNames(args[0], args[1])) return raised();
  return newNone();
}

Ref<Object> getFunction(Object* object) {
  return self(object)->function_ ? self(object)->function_.share() : newNone();
}

Ref<Object> getAbstract(Object* object) {
  Object* function = self(object)->function_.getOrNull();
  if (function == nullptr) return newBool(false);
  bool failed = false;
  Ref<Object> value = getAttrOrNull(function, Name::__isabstractmethod__, &failed);
  if (failed) return raised();
  int truth = value ? isTrue(value.get()) : 0;
  return truth < 0 ? Ref<Object>(raised()) : newBool(truth != 0);
}

Ref<Object> getDict(Object* object) { return instanceDict(object); }

Ref<Object> get(Object* const* args) {
  Type* type = args[2] != nullptr && isType(args[2]) ? static_cast<Type*>(args[2]) : nullptr;
  if (layoutOf(args[0]) == kTypeClassMethod && isInstanceOf(args[0], builtinType(kTypeStaticMethod))) {
    return self(args[0])->function_ ? self(args[0])->function_.share()
                                    : raise(kTypeRuntimeError, "uninitialized staticmethod object");
  }
  ClassMethod* method = self(args[0]);
  if (!method->function_) return raise(kTypeRuntimeError, "uninitialized classmethod object");
  Object* owner = args[2] != nullptr && !isNone(args[2]) ? args[2] : typeOf(args[1]);
  if (type != nullptr && lookupSpecial(typeOf(method->function_.get()), Special::k_get) != nullptr) {
    Ref<Object> function = method->function_.share();
    return bindDescriptor_mayRunPython(function.get(), type, type);
  }
  return newMethod(method->function_.get(), owner);
}

Ref<Object> repr(Object* const* args) {
  Ref<Object> function = getFunction(args[0]);
  bool is_static = isInstanceOf(args[0], builtinType(kTypeStaticMethod));
  return formatStr(is_static ? "<staticmethod(%R)>" : "<classmethod(%R)>", function.get());
}

Ref<Object> callStatic(Object* const* args) {
  Ref<Object> function = self(args[0])->function_.share();
  if (!function) return raise(kTypeRuntimeError, "uninitialized staticmethod object");
  return callWithTuple(function.get(), static_cast<Tuple*>(args[1]), static_cast<Dict*>(args[2]));
}

constexpr NativeDef kClassMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", newClass, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, function, /", init},
    {"__get__", "self, instance, owner=None, /", get},
    {"__repr__", "self, /", repr},
};
constexpr NativeDef kStaticMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", newStatic, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, function, /", init},
    {"__get__", "self, instance, owner=None, /", get},
    {"__repr__", "self, /", repr},
    {"__call__", "self, /, *args, **kwargs", callStatic},
};
constexpr GetSetDef kGetSets[] = {
    asMember({"__func__", getFunction}),
    asMember({"__wrapped__", getFunction}),
    {"__isabstractmethod__", getAbstract},
    {"__dict__", getDict},
};

}  // namespace

const TypeSpec kClassMethodSpec = {"classmethod",
                                   "builtins",
                                   slotRowLayout<ClassMethod, 2>("classmethod"),
                                   kTypeBase | kTypeInstancesHaveDict,
                                   kClassMethods,
                                   kGetSets,
                                   "classmethod(function) -> method\n\nConvert a function to be a class method."};
const TypeSpec kStaticMethodSpec = {"staticmethod",
                                    "builtins",
                                    sharedLayout("staticmethod"),
                                    kTypeBase | kTypeInstancesHaveDict,
                                    kStaticMethods,
                                    kGetSets,
                                    "staticmethod(function) -> method\n\nConvert a function to be a static method."};

}  // namespace ophion
