// Attributes: x.name on any object. The general rule (genericGetAttr) asks the class for a data descriptor, then the
// instance, then the class for anything else; classes and modules have rules of their own.
#include "object/arguments.h"
#include "object/attribute_error.h"
#include "object/binding.h"
#include "object/exception.h"
#include "object/function.h"
#include "object/instance.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

bool attributeErrorContext(Object* object, Str* name) {
  Object* pending = state().error_.getOrNull();
  if (pending == nullptr || !isAttributeErrorLayout(pending)) return false;
  AttributeError* error = static_cast<AttributeError*>(pending);
  if (!error->name_) error->name_.init(share<Object>(name));
  if (!error->object_) error->object_.init(share(object));
  return false;
}

Raised raiseNoAttribute(Object* object, Str* name) {
  raise(kTypeAttributeError, "'%T' object has no attribute '%U'", object, name);
  attributeErrorContext(object, name);
  return raised();
}

Raised raisePropertyHasNo(Property* property, Object* self, const char* what) {
  Ref<Str> qualified = typeOf(self)->qualified_name_.share();
  if (property->name_) {
    return raise(kTypeAttributeError, "property %R of %R object has no %s", property->name_.get(),
                 static_cast<Object*>(qualified.get()), what);
  }
  return raise(kTypeAttributeError, "property of %R object has no %s", static_cast<Object*>(qualified.get()), what);
}

bool hasGetter(Object* descriptor) {
  return descriptor->typeIndex() < kFirstHeapType || lookupSpecial(typeOf(descriptor), Special::k_get) != nullptr;
}

namespace {

// The general rule. Where nothing is found: null without an exception if `quiet`.
Ref<Object> genericGet(Object* object, Str* name, bool quiet) {
  Type* type = typeOf(object);
  Object* found = lookupInType(type, name);
  // One that only sets is found behind the object's own attributes.
  if (found != nullptr && isDataDescriptor(found) && hasGetter(found))
    return bindDescriptor_mayRunPython(found, object, type);
  // Odd keys of the object's dict may run anything.
  Ref<Object> keep = Ref<Object>::shareOrNull(found);
  if (Object* own = getOwnAttribute(object, name)) return share(own);
  if (OPHION_UNLIKELY(errorPending())) return nullptr;
  if (found != nullptr) return bindDescriptor_mayRunPython(found, object, type);
  return quiet ? Ref<Object>() : raiseNoAttribute(object, name);
}

OPHION_NOINLINE Ref<Object> getAttrCustom(Object* object, Str* name) {
  switch (object->typeIndex()) {
    case kTypeType:
      return typeGetAttr(static_cast<Type*>(object), name);
    case kTypeModule:
      return moduleGetAttr(object, name);
    case kTypeSuper:
      return superGetAttr(object, name);
    default:
      break;
  }
  Type* type = typeOf(object);
  Ref<Object> keep_type = share<Object>(type);
  Object* getattribute = lookupSpecial(type, Special::k_getattribute);
  if (getattribute == nullptr) return errorPending() ? raised() : raiseNoAttribute(object, name);
  Object* getattr = lookupSpecial(type, Special::k_getattr);
  Ref<Object> result;
  if (getattribute == lookupSpecial(builtinType(kTypeObject), Special::k_getattribute)) {
    result = genericGet(object, name, getattr != nullptr);
    if (result || (getattr == nullptr)) return result;
    if (errorPending() && !errorMatches(kTypeAttributeError)) return raised();
  } else {
    Ref<Object> keep = share(getattribute);
    Object* args[] = {object, name};
    result = callSpecial(getattribute, args, 2);
    if (result) return result;
    if (getattr == nullptr || !errorMatches(kTypeAttributeError)) return raised();
  }
  clearError();
  getattr = lookupSpecial(type, Special::k_getattr);
  if (getattr == nullptr) return raiseNoAttribute(object, name);
  Ref<Object> keep = share(getattr);
  Object* args[] = {object, name};
  return callSpecial(getattr, args, 2);
}

}  // namespace

Ref<Object> genericGetAttr(Object* object, Str* name) { return genericGet(object, name, false); }

Ref<Object> getAttr(Object* object, Str* name) {
  if (OPHION_LIKELY(!typeOf(object)->is(kTypeCustomGetattribute))) return genericGet(object, name, false);
  return getAttrCustom(object, name);
}

Ref<Object> getAttr(Object* object, Name n) { return getAttr(object, name(n)); }

Ref<Object> getAttrOrNull(Object* object, Str* name, bool* failed) {
  *failed = false;
  Ref<Object> result = isExactType(object) ? typeGetAttrOrNull(static_cast<Type*>(object), name)
                       : typeOf(object)->is(kTypeCustomGetattribute) ? getAttrCustom(object, name)
                                                                     : genericGet(object, name, true);
  if (result || !errorPending()) return result;
  if (errorMatches(kTypeAttributeError)) {
    clearError();
  } else {
    *failed = true;
  }
  return nullptr;
}

Ref<Object> getAttrOrNull(Object* object, Name n, bool* failed) { return getAttrOrNull(object, name(n), failed); }

bool genericSetAttr(Object* object, Str* name, Object* value) {
  Type* type = typeOf(object);
  Object* found = lookupInType(type, name);
  if (found != nullptr && isDataDescriptor(found)) return setThroughDescriptor_mayRunPython(found, object, value);
  if (found == nullptr && errorPending()) return raised();
  if (type->is(kTypeInstancesHaveDict)) {
    if (setOwnAttribute(object, name, value)) return true;
    return attributeErrorContext(object, name);
  }
  if (found == nullptr) return raiseNoAttribute(object, name);
  raise(kTypeAttributeError, "'%T' object attribute '%U' is read-only", object, name);
  return attributeErrorContext(object, name);
}

bool setAttr(Object* object, Str* name, Object* value) {
  Type* type = typeOf(object);
  if (OPHION_LIKELY(!type->is(kTypeCustomSetattr))) return genericSetAttr(object, name, value);
  if (isExactType(object)) return typeSetAttr(static_cast<Type*>(object), name, value);
  Object* function = lookupSpecial(type, value == nullptr ? Special::k_delattr : Special::k_setattr);
  if (function == nullptr) return errorPending() ? raised() : raiseNoAttribute(object, name);
  Ref<Object> keep = share(function);
  Object* args[] = {object, name, value};
  return static_cast<bool>(callSpecial(function, args, value == nullptr ? 2 : 3));
}

Ref<Object> getMethod(Object* object, Str* name, bool* self_bound) {
  *self_bound = false;
  Type* type = typeOf(object);
  if (OPHION_UNLIKELY(type->is(kTypeCustomGetattribute))) return getAttrCustom(object, name);
  Object* found = lookupInType(type, name);
  if (found != nullptr) {
    bool is_function = isExactFunction(found) || isExactMethodDescriptor(found) || isExactWrapperDescriptor(found);
    Ref<Object> keep = share(found);
    if (!is_function && isDataDescriptor(found) && hasGetter(found))
      return bindDescriptor_mayRunPython(found, object, type);
    if (Object* own = getOwnAttribute(object, name)) return share(own);
    if (is_function) {
      *self_bound = true;
      return keep;
    }
    return bindDescriptor_mayRunPython(found, object, type);
  }
  if (Object* own = getOwnAttribute(object, name)) return share(own);
  return errorPending() ? raised() : raiseNoAttribute(object, name);
}

}  // namespace ophion
