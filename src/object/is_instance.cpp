// isinstance and issubclass.
#include "object/binding.h"
#include "object/error.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/union_type.h"

namespace ophion {

namespace {

// The __bases__ of something that is no class but behaves like one; null without an exception where it does not.
Ref<Tuple> abstractBases(Object* cls, bool* failed) {
  Ref<Object> bases = getAttrOrNull(cls, Name::__bases__, failed);
  if (*failed || !bases || !isTupleLayout(bases.get())) return nullptr;
  return std::move(bases).castTo<Tuple>();
}

int abstractIsSubclass(Object* derived, Object* cls) {
  NativeRecursion guard(" in __issubclass__");
  if (guard.exceeded()) return -1;
  if (derived == cls) return 1;
  bool failed = false;
  Ref<Tuple> bases = abstractBases(derived, &failed);
  if (failed) return -1;
  for (uint32_t i = 0; bases && i < bases->size_; ++i) {
    int result = abstractIsSubclass(bases->at(i), cls);
    if (result != 0) return result;
  }
  return 0;
}

int checkClass(Object* cls, const char* message) {
  bool failed = false;
  if (abstractBases(cls, &failed)) return 1;
  return failed ? -1 : static_cast<int>(raise(kTypeTypeError, "%s", message));
}

// Whether nothing but the object's class tells what it is an instance of. Others say that their class is another one,
// as proxies and mocks do.
bool isWhatItsClassSays(Object* object) {
  if (object->typeIndex() <= kTypeSlice && !isExactType(object)) return true;  // plain data
  Object* plain = lookupInType(builtinType(kTypeObject), name(Name::__class__));
  return !typeOf(object)->is(kTypeCustomGetattribute) && lookupInType(typeOf(object), name(Name::__class__)) == plain;
}

}  // namespace

int recursiveIsInstance_mayRunPython(Object* object, Object* cls) {
  bool failed = false;
  if (isType(cls)) {
    if (isInstanceOf(object, static_cast<Type*>(cls))) return 1;
    if (isWhatItsClassSays(object)) return 0;
    Ref<Object> claimed = getAttrOrNull(object, Name::__class__, &failed);
    if (failed) return -1;
    if (!claimed || claimed.get() == typeOf(object) || !isType(claimed.get())) return 0;
    return isSubtype(static_cast<Type*>(claimed.get()), static_cast<Type*>(cls));
  }
  int ok = checkClass(cls, "isinstance() arg 2 must be a type, a tuple of types, or a union");
  if (ok <= 0) return -1;
  Ref<Object> claimed = getAttrOrNull(object, Name::__class__, &failed);
  if (failed) return -1;
  return claimed ? abstractIsSubclass(claimed.get(), cls) : 0;
}

int recursiveIsSubclass_mayRunPython(Object* derived, Object* cls) {
  if (isType(cls) && isType(derived)) return isSubtype(static_cast<Type*>(derived), static_cast<Type*>(cls));
  if (checkClass(derived, "issubclass() arg 1 must be a class") <= 0) return -1;
  if (checkClass(cls, "issubclass() arg 2 must be a class, a tuple of classes, or a union") <= 0) return -1;
  return abstractIsSubclass(derived, cls);
}

namespace {

int callCheck(Object* function, Object* cls, Object* subject) {
  NativeRecursion guard(" in __instancecheck__");
  if (guard.exceeded()) return -1;
  Ref<Object> keep = share(function);
  Object* args[] = {cls, subject};
  Ref<Object> result = callSpecial(function, args, 2);
  return result ? isTrue(result.get()) : -1;
}

}  // namespace

int isInstance(Object* object, Object* cls) {
  if (typeOf(object) == cls) return 1;
  if (isExactType(cls)) return recursiveIsInstance_mayRunPython(object, cls);
  if (isExactUnionType(cls)) cls = static_cast<UnionType*>(cls)->args_.get();
  if (isTupleLayout(cls)) {
    Ref<Tuple> classes = share(static_cast<Tuple*>(cls));
    uint32_t i = 0;
    if (isWhatItsClassSays(object)) {
      // Nobody else has a say where both sides are plain.
      for (; i < classes->size_ && isExactType(classes->at(i)); ++i) {
        if (isInstanceOf(object, static_cast<Type*>(classes->at(i)))) return 1;
      }
      if (i == classes->size_) return 0;
    }
    NativeRecursion guard(" in __instancecheck__");
    if (guard.exceeded()) return -1;
    for (; i < classes->size_; ++i) {
      int result = isInstance(object, classes->at(i));
      if (result != 0) return result;
    }
    return 0;
  }
  Object* function = lookupSpecial(cls, Special::k_instancecheck);
  if (function != nullptr) return callCheck(function, cls, object);
  return errorPending() ? -1 : recursiveIsInstance_mayRunPython(object, cls);
}

int isSubclass(Object* derived, Object* cls) {
  if (isExactType(cls)) {
    if (derived == cls) return 1;
    return recursiveIsSubclass_mayRunPython(derived, cls);
  }
  if (isExactUnionType(cls)) cls = static_cast<UnionType*>(cls)->args_.get();
  if (isTupleLayout(cls)) {
    NativeRecursion guard(" in __subclasscheck__");
    if (guard.exceeded()) return -1;
    Ref<Tuple> classes = share(static_cast<Tuple*>(cls));
    for (uint32_t i = 0; i < classes->size_; ++i) {
      int result = isSubclass(derived, classes->at(i));
      if (result != 0) return result;
    }
    return 0;
  }
  Object* function = lookupSpecial(cls, Special::k_subclasscheck);
  if (function != nullptr) return callCheck(function, cls, derived);
  return errorPending() ? -1 : recursiveIsSubclass_mayRunPython(derived, cls);
}

}  // namespace ophion
