// The type `object`: what every object can do.
#include "object/object_type.h"

#include "heap/destroy.h"
#include "object/attribute_error.h"
#include "object/binding.h"
#include "object/builtin_table.h"
#include "object/dict.h"
#include "object/function.h"
#include "object/instance.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/shape.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_flags.h"

namespace ophion {

namespace {

bool hasExcess(Tuple* args, Dict* keywords) {
  return args->size_ != 0 || (keywords != nullptr && keywords->used_ != 0);
}

bool raiseAbstract(Type* type) {
  Object* methods = getStrBorrowed(type->dict_.get(), name(Name::__abstractmethods__));
  Ref<List> sorted = methods == nullptr ? newList() : toList_mayRunPython(methods);
  if (!sorted || !sortList_mayRunPython(sorted.get(), nullptr, false)) return raised();
  Ref<Str> joined = emptyStr();
  for (uint32_t i = 0; joined && i < sorted->size_; ++i) {
    if (!isStrLayout(sorted->at(i)))
      return raise(kTypeTypeError, "sequence item %u: expected str instance, %T found", i, sorted->at(i));
    joined = formatStr("%U%s%U", joined.get(), i == 0 ? "" : ", ", static_cast<Str*>(sorted->at(i)));
  }
  if (!joined) return raised();
  return raise(kTypeTypeError, "Can't instantiate abstract class %N with abstract method%s %U", type,
               sorted->size_ > 1 ? "s" : "", joined.get());
}

Ref<Object> objectNew(Object* const* args) {
  Type* type = static_cast<Type*>(args[0]);
  if (hasExcess(static_cast<Tuple*>(args[1]), static_cast<Dict*>(args[2]))) {
    if (type->is(kTypeHasCustomNew)) {
      return raise(kTypeTypeError, "object.__new__() takes exactly one argument (the type to instantiate)");
    }
    if (isObjectInit(lookupSpecial(type, Special::k_init)))
      return raise(kTypeTypeError, "%N() takes no arguments", type);
  }
  if (type->is(kTypeAbstract)) {
    raiseAbstract(type);
    return raised();
  }
  return allocateInstance(type, sizeof(Object));
}

Ref<Object> objectInit(Object* const* args) {
  if (hasExcess(static_cast<Tuple*>(args[1]), static_cast<Dict*>(args[2]))) {
    Type* type = typeOf(args[0]);
    if (!isObjectInit(lookupSpecial(type, Special::k_init))) {
      return raise(kTypeTypeError, "object.__init__() takes exactly one argument (the instance to initialize)");
    }
    if (!type->is(kTypeHasCustomNew)) {
      return raise(kTypeTypeError, "%N.__init__() takes exactly one argument (the instance to initialize)", type);
    }
  }
  return newNone();
}

Ref<Object> objectRepr(Object* const* args) {
  Ref<Str> full = typeFullName(typeOf(args[0]));
  if (!full) return raised();
  return formatStr("<%U object at 0x%llx>", full.get(), reinterpret_cast<unsigned long long>(args[0]));
}

Ref<Object> objectStr(Object* const* args) { return reprOf(args[0]); }

Ref<Object> objectHash(Object* const* args) { return newInt(hashAddress(args[0])); }

Ref<Object> objectGetattribute(Object* const* args) {
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "attribute name must be string, not '%T'", args[1]);
  return genericGetAttr(args[0], static_cast<Str*>(args[1]));
}

Ref<Object> objectSetattr(Object* const* args) {
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "attribute name must be string, not '%T'", args[1]);
  if (isType(args[0])) return raise(kTypeTypeError, "can't apply this __setattr__ to %T object", args[0]);
  if (!genericSetAttr(args[0], static_cast<Str*>(args[1]), args[2])) return raised();
  return newNone();
}

Ref<Object> objectDelattr(Object* const* args) {
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "attribute name must be string, not '%T'", args[1]);
  if (isType(args[0])) return raise(kTypeTypeError, "can't apply this __delattr__ to %T object", args[0]);
  if (!genericSetAttr(args[0], static_cast<Str*>(args[1]), nullptr)) return raised();
  return newNone();
}

Ref<Object> objectOrder(Object* const*) { return newNotImplemented(); }

Ref<Object> objectEq(Object* const* args) { return args[0] == args[1] ? newBool(true) : newNotImplemented(); }

Ref<Object> objectNe(Object* const* args) {
  Object* eq = lookupSpecial(args[0], Special::k_eq);
  if (eq == nullptr) return errorPending() ? Ref<Object>(raised()) : newNotImplemented();
  Ref<Object> keep = share(eq);
  Ref<Object> equal = callSpecial(eq, args, 2);
  if (!equal || equal.get() == notImplemented()) return equal;
  int truth = isTrue(equal.get());
  return truth < 0 ? Ref<Object>(raised()) : newBool(truth == 0);
}

Ref<Object> objectReduceEx(Object* const* args) {
  int64_t protocol = 0;
  if (!asInt64(args[1], &protocol)) return raised();
  // A class that has its own __reduce__ wants it to be used.
  Object* reduce = lookupInType(typeOf(args[0]), name(Name::__reduce__));
  if (reduce != nullptr && reduce != lookupInType(builtinType(kTypeObject), name(Name::__reduce__))) {
    return callMethod(args[0], Name::__reduce__);
  }
  return reduceObject_mayRunPython(args[0], protocol);
}

Ref<Object> objectReduce(Object* const* args) { return reduceObject_mayRunPython(args[0], 0); }
Ref<Object> objectGetstate(Object* const* args) { return stateOf_mayRunPython(args[0]); }
Ref<Object> objectSubclasshook(Object* const*) { return newNotImplemented(); }
Ref<Object> objectInitSubclass(Object* const*) { return newNone(); }

Ref<Object> objectFormat(Object* const* args) {
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "__format__() argument must be str, not %T", args[1]);
  if (static_cast<Str*>(args[1])->length_ != 0) {
    return raise(kTypeTypeError, "unsupported format string passed to %T.__format__", args[0]);
  }
  return strOf(args[0]);
}

Ref<Object> objectSizeof(Object* const* args) { return newInt(static_cast<int64_t>(objectBytes(args[0]))); }

Ref<Object> objectDir(Object* const* args) {
  Ref<Dict> names = newDict();
  if (!names) return raised();
  bool failed = false;
  Ref<Object> own = getAttrOrNull(args[0], Name::__dict__, &failed);
  if (failed) return raised();
  if (own && holdsDict(own.get()) && !updateDict_mayRunPython(names.get(), own.get(), true)) return raised();
  Ref<Object> cls = getAttrOrNull(args[0], Name::__class__, &failed);
  if (failed) return raised();
  if (cls && isType(cls.get())) {
    Tuple* mro = static_cast<Type*>(cls.get())->mro_.get();
    Ref<Tuple> keep = share(mro);
    for (uint32_t i = mro->size_; i > 0; --i) {
      Dict* dict = typeDict(static_cast<Type*>(mro->at(i - 1)));
      if (dict == nullptr || !updateDict_mayRunPython(names.get(), dict, true)) return raised();
    }
  }
  return toList_mayRunPython(names.get());
}

Ref<Object> getClass(Object* self) { return share<Object>(typeOf(self)); }

constexpr uint32_t kInstanceFlags = kTypeInstancesHaveDict | kTypeInstancesWeakReferable;

// The first of the best bases whose instances have more than those of the base before it.
Type* whereInstancesGrow(Type* type) {
  for (;; type = type->base_.get()) {
    Type* base = type->base_.getOrNull();
    if (base == nullptr || base->layout_ != type->layout_ || base->member_slots_ != type->member_slots_ ||
        ((base->flags_ ^ type->flags_) & kInstanceFlags) != 0) {
      return type;
    }
  }
}

// Whether instances of two classes, which are of the same size, have the same: the same base gave them what they have,
// or both have the same base and add members of the same names in the same places.
bool sameInstances(Type* a, Type* b) {
  a = whereInstancesGrow(a);
  b = whereInstancesGrow(b);
  if (a == b) return true;
  if (a->base_.getOrNull() != b->base_.getOrNull()) return false;
  size_t position = 0;
  Object* key = nullptr;
  Object* value = nullptr;
  while (nextEntry(a->dict_.get(), &position, &key, &value)) {
    if (!isExactMemberDescriptor(value) || !isStrLayout(key)) continue;
    MemberDescriptor* member = static_cast<MemberDescriptor*>(value);
    if (member->owner_.get() != a || !member->isSlot()) continue;
    Object* other = getStrBorrowed(b->dict_.get(), static_cast<Str*>(key));
    if (other == nullptr || !isExactMemberDescriptor(other)) return false;
    if (static_cast<MemberDescriptor*>(other)->slot_ != member->slot_) return false;
  }
  return true;
}

// A module becomes an instance of a class derived from ModuleType, or the other way round: both lie in the same block.
bool changeModuleClass(Object* self, Type* type) {
  Type* old_type = typeOf(self);
  if (type->is(kTypeHeap) && rootShape(type) == nullptr) return raised();
  if (typeEntry(type->index_).tail_slots_ != typeEntryOf(self).tail_slots_) {
    return raise(kTypeTypeError, "__class__ assignment: '%N' object layout differs from '%N'", type, old_type);
  }
  if (type->is(kTypeHeap)) incref(type);
  self->meta_ = (self->meta_ & ~kTypeIndexMask) | type->index_;
  if (old_type->is(kTypeHeap)) decref(old_type);
  return true;
}

// An instance keeps its block: what it holds moves to the new class's shape of the same size.
bool changeClass(Object* self, Type* type) {
  Type* old_type = typeOf(self);
  Shape* shape = shapeOf(self);
  if (shape != nullptr && shape->capacity_ != 0) {
    bool empty = !shape->is_dict_ && shape->attributes_ == 0;
    if (!empty && !instanceDict(self)) return raised();
    Shape* target =
        empty ? plainShapeWithCapacity(type, shape->capacity_) : dictShapeWithCapacity(type, shape->capacity_);
    if (target == nullptr) return raised();
    incref(type);
    self->meta_ = (self->meta_ & ~kTypeIndexMask) | target->index_;
  } else {
    if (rootShape(type) == nullptr) return raised();
    incref(type);
    self->meta_ = (self->meta_ & ~kTypeIndexMask) | type->index_;
  }
  decref(old_type);
  return true;
}

bool setClass(Object* self, Object* value) {
  if (value == nullptr) return raise(kTypeTypeError, "can't delete __class__ attribute");
  if (!isType(value)) return raise(kTypeTypeError, "__class__ must be set to a class, not '%T' object", value);
  Type* type = static_cast<Type*>(value);
  Type* old_type = typeOf(self);
  if (type == old_type) return true;
  if (layoutOf(self) == kTypeModule && type->layout_ == kTypeModule) {
    return changeModuleClass(self, type);
  }
  if (!type->is(kTypeHeap) || !old_type->is(kTypeHeap)) {
    return raise(kTypeTypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses");
  }
  bool fits = type->layout_ == old_type->layout_ && type->member_slots_ == old_type->member_slots_ &&
              ((type->flags_ ^ old_type->flags_) & kInstanceFlags) == 0 && type->layout_ != kTypeType &&
              sameInstances(type, old_type);
  if (!fits) {
    return raise(kTypeTypeError, "__class__ assignment: '%N' object layout differs from '%N'", type, old_type);
  }
  return changeClass(self, type);
}

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", objectNew, nullptr, NativeKind::StaticMethod},
    {"__repr__", "self, /", objectRepr},
    {"__hash__", "self, /", objectHash},
    {"__str__", "self, /", objectStr},
    {"__getattribute__", "self, name, /", objectGetattribute},
    {"__setattr__", "self, name, value, /", objectSetattr},
    {"__delattr__", "self, name, /", objectDelattr},
    {"__lt__", "self, value, /", objectOrder},
    {"__le__", "self, value, /", objectOrder},
    {"__eq__", "self, value, /", objectEq},
    {"__ne__", "self, value, /", objectNe},
    {"__gt__", "self, value, /", objectOrder},
    {"__ge__", "self, value, /", objectOrder},
    {"__init__", "self, /, *args, **kwargs", objectInit},
    {"__reduce_ex__", "self, protocol, /", objectReduceEx, "Helper for pickle."},
    {"__reduce__", "self, /", objectReduce, "Helper for pickle."},
    {"__getstate__", "self, /", objectGetstate, "Helper for pickle."},
    {"__subclasshook__", "cls, subclass, /", objectSubclasshook, nullptr, NativeKind::ClassMethod},
    {"__init_subclass__", "cls, /", objectInitSubclass, nullptr, NativeKind::ClassMethod},
    {"__format__", "self, format_spec, /", objectFormat, "Default object formatter."},
    {"__sizeof__", "self, /", objectSizeof, "Size of object in memory, in bytes."},
    {"__dir__", "self, /", objectDir, "Default dir() implementation."},
};

constexpr GetSetDef kGetSets[] = {{"__class__", getClass, setClass, "the object's class"}};

}  // namespace

bool isObjectInit(const Object* found) {
  if (found == nullptr || !isExactWrapperDescriptor(found)) return false;
  const MethodDescriptor* method = static_cast<const MethodDescriptor*>(found);
  return method->owner_.index() == slotIndex(builtinType(kTypeObject)) && nativeDef(method->id_).function == objectInit;
}

bool isObjectNew(const Object* found) {
  return found != nullptr && isExactNativeFunction(found) &&
         nativeDef(static_cast<const NativeFunction*>(found)->id_).function == objectNew;
}

const TypeSpec kObjectSpec = {
    "object",
    "builtins",
    {"object", Kind::Atom, Trace::None, 0, 0, sizeof(Object), nullptr, nullptr, nullptr, nullptr},
    kTypeBase,
    kMethods,
    kGetSets,
    "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\n"
    "instance that has no instance attributes and cannot be given any.\n",
};

}  // namespace ophion
