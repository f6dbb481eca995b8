// Native functions and methods as objects: builtin_function_or_method, method_descriptor, wrapper_descriptor,
// classmethod_descriptor, method-wrapper.
#include <string_view>

#include "object/allocate.h"
#include "object/binding.h"
#include "object/builtin_table.h"
#include "object/dict.h"
#include "object/function.h"
#include "object/make_instance.h"
#include "object/module_spec.h"
#include "object/operator_text.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

Ref<NativeFunction> newNativeFunction(NativeId id, Object* self, Object* module_name) {
  Ref<NativeFunction> function = allocateContainer<NativeFunction>(kTypeNativeFunction);
  if (!function) return raised();
  function->id_ = id;
  if (self != nullptr) function->self_.init(share(self));
  if (module_name != nullptr) function->module_name_.init(share(module_name));
  return function;
}

Ref<Object> reduceToGetattr(Object* self, Object* attribute) {
  Ref<Str> text = internText("getattr");
  if (!text) return raised();
  Object* getattr = getStrBorrowed(state().builtins_.get(), text.get());
  if (getattr == nullptr) return raise(kTypeAttributeError, "getattr");
  Ref<Tuple> args = newTupleOf({self, attribute});
  if (!args) return raised();
  return newTupleOf({getattr, args.get()});
}

namespace {

NativeFunction* native(Object* object) { return static_cast<NativeFunction*>(object); }
MethodDescriptor* descriptor(Object* object) { return static_cast<MethodDescriptor*>(object); }

// --- builtin_function_or_method ---

bool isOfModule(NativeFunction* f) { return (f->id_ >> 16) >= kModuleTables; }

Ref<Object> getNativeName(Object* object) { return newStr(nativeDef(native(object)->id_).name); }

// What the function belongs to, as it shows: the object it is bound to, or the type whose static method it is. Null for
// functions of modules.
Object* shownOwner(NativeFunction* f) {
  if (f->self_ || isOfModule(f)) return isOfModule(f) ? nullptr : f->self_.get();
  return builtinType(f->id_ >> 16);
}

Ref<Object> getNativeQualifiedName(Object* object) {
  NativeFunction* f = native(object);
  const char* text = nativeDef(f->id_).name;
  Object* shown = shownOwner(f);
  if (shown == nullptr) return newStr(text);
  Type* owner = isType(shown) ? static_cast<Type*>(shown) : typeOf(shown);
  return formatStr("%U.%s", owner->qualified_name_.get(), text);
}

Ref<Object> getNativeModule(Object* object);

// A module's function belongs to the module.
Ref<Object> getNativeSelf(Object* object) {
  NativeFunction* f = native(object);
  if (f->self_) return f->self_.share();
  if (!isOfModule(f) || state().modules_.isNull()) return newNone();
  Ref<Object> module_name = getNativeModule(object);
  if (!module_name) return raised();
  Object* module = isStrLayout(module_name.get())
                       ? getStrBorrowed(state().modules_.get(), static_cast<Str*>(module_name.get()))
                       : nullptr;
  return module != nullptr ? share(module) : newNone();
}

Ref<Object> getNativeModule(Object* object) {
  NativeFunction* f = native(object);
  if (f->module_name_) return f->module_name_.share();
  uint32_t table = f->id_ >> 16;
  if (table >= kModuleTables && table != kHostTable) return newStr(moduleSpecs()[table - kModuleTables]->name);
  return newNone();
}

Ref<Object> docOf(NativeId id) {
  const NativeDef& def = nativeDef(id);
  const char* doc = def.doc;
  if (doc == nullptr && (id >> 16) < kModuleTables) doc = operatorText(def.name);
  return doc == nullptr ? newNone() : Ref<Object>(newStr(doc));
}
Ref<Object> getNativeDoc(Object* object) { return docOf(native(object)->id_); }

// "($self, object, /)" as inspect wants it.
Ref<Object> signatureOf(NativeId id) {
  const NativeDef& def = nativeDef(id);
  std::string_view rest = def.signature;
  const char* lead = (id >> 16) >= kModuleTables ? "$module" : nullptr;
  if (lead == nullptr) {
    if (rest.starts_with("self")) lead = "$self";
    if (rest.starts_with("cls")) lead = "$type";
    if (lead != nullptr) rest.remove_prefix(lead[1] == 's' ? 4 : 3);
  } else if (def.positional_only == 0) {
    return formatStr(rest.empty() ? "($module, /%s)" : "($module, /, %s)", def.signature);
  } else {
    return formatStr("($module, %s)", def.signature);
  }
  return lead == nullptr ? formatStr("(%s)", def.signature) : formatStr("(%s%s)", lead, rest.data());
}
Ref<Object> getNativeSignature(Object* object) { return signatureOf(native(object)->id_); }

Ref<Object> nativeRepr(Object* const* args) {
  NativeFunction* f = native(args[0]);
  const char* text = nativeDef(f->id_).name;
  Object* shown = shownOwner(f);
  if (shown == nullptr) return formatStr("<built-in function %s>", text);
  return formatStr("<built-in method %s of %T object at 0x%llx>", text, shown,
                   reinterpret_cast<unsigned long long>(shown));
}

Ref<Object> nativeEq(Object* const* args) {
  if (args[1]->typeIndex() != args[0]->typeIndex()) return newNotImplemented();
  return newBool(native(args[0])->id_ == native(args[1])->id_ && native(args[0])->self_ == native(args[1])->self_);
}

Ref<Object> nativeHash(Object* const* args) {
  int64_t hash = static_cast<int64_t>(native(args[0])->id_) * 1000003 ^ hashAddress(native(args[0])->self_.getOrNull());
  return newInt(hash == -1 ? -2 : hash);
}

Ref<Object> nativeReduce(Object* const* args) {
  NativeFunction* f = native(args[0]);
  Ref<Str> text = newStr(nativeDef(f->id_).name);
  if (!text) return raised();
  if (isOfModule(f) || !f->self_) return text;
  return reduceToGetattr(f->self_.get(), text.get());
}

Ref<Object> anyCall(Object* const* args) {
  return callWithTuple(args[0], static_cast<Tuple*>(args[1]), static_cast<Dict*>(args[2]));
}

constexpr NativeDef kNativeMethods[] = {
    {"__repr__", "self, /", nativeRepr},     {"__eq__", "self, value, /", nativeEq},
    {"__hash__", "self, /", nativeHash},     {"__call__", "self, /, *args, **kwargs", anyCall},
    {"__reduce__", "self, /", nativeReduce},
};
constexpr GetSetDef kNativeGetSets[] = {
    asMember({"__module__", getNativeModule}), {"__doc__", getNativeDoc},   {"__name__", getNativeName},
    {"__qualname__", getNativeQualifiedName},  {"__self__", getNativeSelf}, {"__text_signature__", getNativeSignature},
};

// --- method-wrapper ---

Ref<Object> wrapperRepr(Object* const* args) {
  NativeFunction* f = native(args[0]);
  return formatStr("<method-wrapper '%s' of %T object at 0x%llx>", nativeDef(f->id_).name, f->self_.get(),
                   reinterpret_cast<unsigned long long>(f->self_.get()));
}

Ref<Object> getWrapperOwner(Object* object) { return share<Object>(builtinType(native(object)->id_ >> 16)); }

constexpr NativeDef kWrapperMethods[] = {
    {"__repr__", "self, /", wrapperRepr},    {"__eq__", "self, value, /", nativeEq},
    {"__hash__", "self, /", nativeHash},     {"__call__", "self, /, *args, **kwargs", anyCall},
    {"__reduce__", "self, /", nativeReduce},
};
constexpr GetSetDef kWrapperGetSets[] = {
    {"__doc__", getNativeDoc},
    {"__name__", getNativeName},
    {"__qualname__", getNativeQualifiedName},
    asMember({"__self__", getNativeSelf}),
    {"__objclass__", getWrapperOwner},
    {"__text_signature__", getNativeSignature},
};

// --- descriptors ---

Ref<Object> getDescriptorName(Object* object) { return newStr(nativeDef(descriptor(object)->id_).name); }
Ref<Object> getDescriptorQualifiedName(Object* object) {
  MethodDescriptor* d = descriptor(object);
  return formatStr("%U.%s", d->owner_->qualified_name_.get(), nativeDef(d->id_).name);
}
Ref<Object> getDescriptorOwner(Object* object) { return descriptor(object)->owner_.share(); }
Ref<Object> getDescriptorDoc(Object* object) { return docOf(descriptor(object)->id_); }
Ref<Object> getDescriptorSignature(Object* object) { return signatureOf(descriptor(object)->id_); }

Ref<Object> descriptorRepr(Object* const* args) {
  MethodDescriptor* d = descriptor(args[0]);
  const char* kind = isExactWrapperDescriptor(d) ? "slot wrapper" : "method";
  return formatStr("<%s '%s' of '%N' objects>", kind, nativeDef(d->id_).name, d->owner_.get());
}

Ref<Object> descriptorGet(Object* const* args) {
  bool unbound = isNone(args[1]);
  if (unbound && (args[2] == nullptr || isNone(args[2])))
    return raise(kTypeTypeError, "__get__(None, None) is invalid");
  Type* type = args[2] != nullptr && isType(args[2]) ? static_cast<Type*>(args[2]) : nullptr;
  if (isExactClassMethodDescriptor(args[0]) && type == nullptr) {
    if (args[2] != nullptr && !isNone(args[2])) {
      return raise(kTypeTypeError, "descriptor '%s' for type '%N' needs a type, not a '%T' as arg 2",
                   nativeDef(descriptor(args[0])->id_).name, descriptor(args[0])->owner_.get(), args[2]);
    }
    type = typeOf(args[1]);
  }
  return bindDescriptor_mayRunPython(args[0], unbound ? nullptr : args[1], type);
}

Ref<Object> descriptorReduce(Object* const* args) {
  MethodDescriptor* d = descriptor(args[0]);
  Ref<Str> text = newStr(nativeDef(d->id_).name);
  if (!text) return raised();
  return reduceToGetattr(d->owner_.get(), text.get());
}

constexpr NativeDef kDescriptorMethods[] = {
    {"__repr__", "self, /", descriptorRepr},
    {"__call__", "self, /, *args, **kwargs", anyCall},
    {"__get__", "self, instance, owner=None, /", descriptorGet},
    {"__reduce__", "self, /", descriptorReduce},
};
constexpr GetSetDef kDescriptorGetSets[] = {
    {"__doc__", getDescriptorDoc},
    asMember({"__name__", getDescriptorName}),
    {"__qualname__", getDescriptorQualifiedName},
    asMember({"__objclass__", getDescriptorOwner}),
    {"__text_signature__", getDescriptorSignature},
};

// The slots of these layouts stand behind a number.
void traverseNative(Object* self, Visitor& visitor) { visitor.slots(&native(self)->self_, 2); }
void dropNative(Object* self) {
  native(self)->self_.clear();
  native(self)->module_name_.clear();
}
void traverseDescriptor(Object* self, Visitor& visitor) { visitor.slot(descriptor(self)->owner_); }
void dropDescriptor(Object* self) { descriptor(self)->owner_.clear(); }

}  // namespace

const TypeSpec kNativeFunctionSpec = {
    "builtin_function_or_method",
    "builtins",
    tracedLayout<NativeFunction>("builtin_function_or_method", traverseNative, dropNative, nullptr),
    kTypeInstancesWeakReferable | kTypeDisallowInstantiation,
    kNativeMethods,
    kNativeGetSets};
const TypeSpec kMethodWrapperSpec = {"method-wrapper",           "builtins",      sharedLayout("method-wrapper"),
                                     kTypeDisallowInstantiation, kWrapperMethods, kWrapperGetSets};
const TypeSpec kMethodDescriptorSpec = {
    "method_descriptor",
    "builtins",
    tracedLayout<MethodDescriptor>("method_descriptor", traverseDescriptor, dropDescriptor, nullptr),
    kTypeDisallowInstantiation,
    kDescriptorMethods,
    kDescriptorGetSets};
const TypeSpec kWrapperDescriptorSpec = {
    "wrapper_descriptor",       "builtins",         sharedLayout("wrapper_descriptor"),
    kTypeDisallowInstantiation, kDescriptorMethods, kDescriptorGetSets};
const TypeSpec kClassMethodDescriptorSpec = {
    "classmethod_descriptor",   "builtins",         sharedLayout("classmethod_descriptor"),
    kTypeDisallowInstantiation, kDescriptorMethods, kDescriptorGetSets};

}  // namespace ophion
