#include "object/binding.h"

#include "heap/destroy.h"
#include "object/allocate.h"
#include "object/attribute_error.h"
#include "object/function.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

namespace {

// Values of these types, which classes are full of, are no descriptors.
bool isPlainValue(TypeIndex index) { return index >= kTypeNoneType && index <= kTypeSlice; }

bool checkReceiver(Type* owner, const char* member, Object* self) {
  if (isInstanceOf(self, owner)) return true;
  return raise(kTypeTypeError, "descriptor '%s' for '%N' objects doesn't apply to a '%T' object", member, owner, self);
}

Ref<Object> getMember(MemberDescriptor* member, Object* self) {
  if (!isInstanceOf(self, member->owner_.get())) {
    return raise(kTypeTypeError, "descriptor '%U' for '%N' objects doesn't apply to a '%T' object", member->name_.get(),
                 member->owner_.get(), self);
  }
  if (!member->isSlot()) return getSetDef(member->id_).get(self);
  Ref<Object> value = tailSlots(self)[member->slot_].share();
  if (!value) return raiseNoAttribute(self, member->name_.get());
  return value;
}

bool setMember(MemberDescriptor* member, Object* self, Object* value) {
  if (!isInstanceOf(self, member->owner_.get())) {
    return raise(kTypeTypeError, "descriptor '%U' for '%N' objects doesn't apply to a '%T' object", member->name_.get(),
                 member->owner_.get(), self);
  }
  if (!member->isSlot()) {
    const GetSetDef& def = getSetDef(member->id_);
    return def.set != nullptr ? def.set(self, value) : raise(kTypeAttributeError, "readonly attribute");
  }
  Slot<Object>& slot = tailSlots(self)[member->slot_];
  if (value == nullptr) {
    if (!slot) return raise(kTypeAttributeError, "%U", member->name_.get());
    slot.clear();
  } else {
    slot.assign(share(value));
  }
  return true;
}

Ref<Object> getGetSet(GetSetDescriptor* descriptor, Object* self) {
  const GetSetDef& def = getSetDef(descriptor->id_);
  if (!checkReceiver(descriptor->owner_.get(), def.name, self)) return raised();
  return def.get(self);
}

bool setGetSet(GetSetDescriptor* descriptor, Object* self, Object* value) {
  const GetSetDef& def = getSetDef(descriptor->id_);
  if (!checkReceiver(descriptor->owner_.get(), def.name, self)) return raised();
  if (def.set == nullptr) {
    return raise(kTypeAttributeError, "attribute '%s' of '%N' objects is not writable", def.name,
                 descriptor->owner_.get());
  }
  return def.set(self, value);
}

Ref<Object> bindNative(TypeIndex kind, MethodDescriptor* descriptor, Object* self) {
  Ref<NativeFunction> bound = allocateContainer<NativeFunction>(kind);
  if (!bound) return raised();
  bound->id_ = descriptor->id_;
  bound->self_.init(share(self));
  return bound;
}

Ref<Object> bindMethodDescriptor(MethodDescriptor* descriptor, Object* self) {
  if (self == nullptr) return share<Object>(descriptor);
  if (!isInstanceOf(self, descriptor->owner_.get())) {
    return raise(kTypeTypeError, "descriptor '%s' for '%N' objects doesn't apply to a '%T' object",
                 nativeDef(descriptor->id_).name, descriptor->owner_.get(), self);
  }
  return bindNative(isExactWrapperDescriptor(descriptor) ? kTypeMethodWrapper : kTypeNativeFunction, descriptor, self);
}

Ref<Object> getProperty(Property* property, Object* self) {
  if (self == nullptr) return share<Object>(property);
  if (!property->get_) return raisePropertyHasNo(property, self, "getter");
  Ref<Object> getter = property->get_.share();
  return call(getter.get(), self);
}

Ref<Object> bindBySpecial(Object* value, Object* self, Type* type) {
  Object* get = lookupSpecial(typeOf(value), Special::k_get);
  if (get == nullptr) return errorPending() ? Ref<Object>(raised()) : share(value);
  Ref<Object> keep = share(get);
  Ref<Object> keep_value = share(value);
  Object* args[] = {value, self == nullptr ? none() : self, type == nullptr ? none() : type};
  return callSpecial(get, args, 3);
}

}  // namespace

Ref<Object> bindDescriptor_mayRunPython(Object* value, Object* self, Type* type) {
  switch (value->typeIndex()) {
    case kTypeFunction:
      return self == nullptr ? share(value) : newMethod(value, self);
    case kTypeMethodDescriptor:
    case kTypeWrapperDescriptor:
      return bindMethodDescriptor(static_cast<MethodDescriptor*>(value), self);
    case kTypeClassMethodDescriptor:
      return bindNative(kTypeNativeFunction, static_cast<MethodDescriptor*>(value),
                        type != nullptr ? type : typeOf(self));
    case kTypeGetSetDescriptor:
      return self == nullptr ? share(value) : getGetSet(static_cast<GetSetDescriptor*>(value), self);
    case kTypeMemberDescriptor:
      return self == nullptr ? share(value) : getMember(static_cast<MemberDescriptor*>(value), self);
    case kTypeProperty: {
      Ref<Object> keep = share(value);
      return getProperty(static_cast<Property*>(value), self);
    }
    case kTypeStaticMethod: {
      ClassMethod* method = static_cast<ClassMethod*>(value);
      if (!method->function_) return raise(kTypeRuntimeError, "uninitialized staticmethod object");
      return method->function_.share();
    }
    case kTypeClassMethod: {
      ClassMethod* method = static_cast<ClassMethod*>(value);
      if (!method->function_) return raise(kTypeRuntimeError, "uninitialized classmethod object");
      Ref<Object> keep = share(value);
      Ref<Object> function = method->function_.share();
      Type* owner = type != nullptr ? type : typeOf(self);
      // What is wrapped may be a descriptor itself, a property say.
      if (isExactFunction(function.get())) return newMethod(function.get(), owner);
      if (lookupSpecial(typeOf(function.get()), Special::k_get) != nullptr) {
        return bindDescriptor_mayRunPython(function.get(), owner, owner);
      }
      return newMethod(function.get(), owner);
    }
    case kTypeMethod:
    case kTypeNativeFunction:
    case kTypeMethodWrapper:
    case kTypeType:
      return share(value);
    default:
      break;
  }
  if (isPlainValue(value->typeIndex())) return share(value);
  return bindBySpecial(value, self, type);
}

bool isDataDescriptor(Object* value) {
  switch (value->typeIndex()) {
    case kTypeGetSetDescriptor:
    case kTypeMemberDescriptor:
    case kTypeProperty:
      return true;
    case kTypeFunction:
    case kTypeMethodDescriptor:
    case kTypeWrapperDescriptor:
    case kTypeClassMethodDescriptor:
    case kTypeStaticMethod:
    case kTypeClassMethod:
    case kTypeType:
      return false;
    default:
      break;
  }
  if (isPlainValue(value->typeIndex())) return false;
  Type* type = typeOf(value);
  return lookupSpecial(type, Special::k_set) != nullptr || lookupSpecial(type, Special::k_delete) != nullptr;
}

bool setThroughDescriptor_mayRunPython(Object* descriptor, Object* self, Object* value) {
  Ref<Object> keep = share(descriptor);
  switch (descriptor->typeIndex()) {
    case kTypeGetSetDescriptor:
      return setGetSet(static_cast<GetSetDescriptor*>(descriptor), self, value);
    case kTypeMemberDescriptor:
      return setMember(static_cast<MemberDescriptor*>(descriptor), self, value);
    case kTypeProperty: {
      Property* property = static_cast<Property*>(descriptor);
      Ref<Object> function = (value == nullptr ? property->delete_ : property->set_).share();
      if (!function) {
        raisePropertyHasNo(property, self, value == nullptr ? "deleter" : "setter");
        return false;
      }
      Ref<Object> result = value == nullptr ? call(function.get(), self) : call(function.get(), self, value);
      return static_cast<bool>(result);
    }
    default:
      break;
  }
  Object* function = lookupSpecial(typeOf(descriptor), value == nullptr ? Special::k_delete : Special::k_set);
  if (function == nullptr) {
    if (errorPending()) return raised();
    return raise(kTypeAttributeError, "%s", value == nullptr ? "__delete__" : "__set__");
  }
  Ref<Object> keep_function = share(function);
  Object* args[] = {descriptor, self, value};
  return static_cast<bool>(callSpecial(function, args, value == nullptr ? 2 : 3));
}

Ref<ClassMethod> newClassMethod(TypeIndex kind, Object* function) {
  Ref<ClassMethod> made = allocateContainer<ClassMethod>(kind);
  if (made) made->function_.init(share(function));
  return made;
}

}  // namespace ophion
