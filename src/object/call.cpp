// Calls of any object. Arguments travel as a row of borrowed pointers; the values of keyword arguments come last, their
// names in a tuple. Python functions are run by the interpreter (object/call_hooks.h).
#include <cstring>

#include "object/arguments.h"
#include "object/binding.h"
#include "object/call_hooks.h"
#include "object/dict.h"
#include "object/function.h"
#include "object/native_stack.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

Ref<Object> callPrepended(Object* function, Object* first, Object* const* args, size_t n, Tuple* keyword_names) {
  ArgumentRow row(n + 1);
  if (!row) return raised();
  row[0] = first;
  for (size_t i = 0; i < n; ++i) row[i + 1] = args[i];
  return callVector(function, row.get(), n + 1, keyword_names);
}

Raised raiseNeedsArgument(MethodDescriptor* method) {
  const char* text = nativeDef(method->id_).name;
  if (isExactMethodDescriptor(method)) {
    return raise(kTypeTypeError, "unbound method %N.%s() needs an argument", method->owner_.get(), text);
  }
  return raise(kTypeTypeError, "descriptor '%s' of '%N' object needs an argument", text, method->owner_.get());
}

OPHION_COLD Raised raiseWrongReceiver(MethodDescriptor* method, Object* self) {
  const char* text = nativeDef(method->id_).name;
  if (isExactWrapperDescriptor(method)) {
    return raise(kTypeTypeError, "descriptor '%s' requires a '%N' object but received a '%T'", text,
                 method->owner_.get(), self);
  }
  return raise(kTypeTypeError, "descriptor '%s' for '%N' objects doesn't apply to a '%T' object", text,
               method->owner_.get(), self);
}

OPHION_INLINE Ref<Object> callMethodDescriptor(MethodDescriptor* method, Object* const* args, size_t n,
                                               Tuple* keyword_names) {
  if (OPHION_UNLIKELY(n == 0 || (keyword_names != nullptr && n == keyword_names->size_)))
    return raiseNeedsArgument(method);
  if (typeEntryOf(args[0]).type_ != method->owner_ && !isSubtype(typeOf(args[0]), method->owner_.get())) {
    return raiseWrongReceiver(method, args[0]);
  }
  return callNative(method->id_, args, n, keyword_names);
}

Ref<Object> callClassMethodDescriptor(MethodDescriptor* method, Object* const* args, size_t n, Tuple* keyword_names) {
  if (n == 0) return raiseNeedsArgument(method);
  const char* text = nativeDef(method->id_).name;
  if (!isType(args[0])) {
    return raise(kTypeTypeError, "descriptor '%s' for type '%N' needs a type, not a '%T' as arg 2", text,
                 method->owner_.get(), args[0]);
  }
  if (!isSubtype(static_cast<Type*>(args[0]), method->owner_.get())) {
    return raise(kTypeTypeError, "descriptor '%s' requires a subtype of '%N' but received '%N'", text,
                 method->owner_.get(), static_cast<Type*>(args[0]));
  }
  return callNative(method->id_, args, n, keyword_names);
}

// Whether T.__new__ may make instances of `cls`: the closest builtin base must construct the same way.
bool checkMaker(NativeFunction* make, Object* const* args, size_t n) {
  Type* owner = static_cast<Type*>(make->self_.get());
  if (n == 0) return raise(kTypeTypeError, "%N.__new__(): not enough arguments", owner);
  if (!isType(args[0])) return raise(kTypeTypeError, "%N.__new__(X): X is not a type object (%T)", owner, args[0]);
  Type* cls = static_cast<Type*>(args[0]);
  if (cls == owner) return true;
  if (!isSubtype(cls, owner)) {
    return raise(kTypeTypeError, "%N.__new__(%N): %N is not a subtype of %N", owner, cls, cls, owner);
  }
  Type* builtin = cls;
  while (builtin->is(kTypeHeap)) builtin = builtin->base_.get();
  bool object_maker = owner == builtinType(kTypeObject);
  if (builtin == owner || (!object_maker && lookupSpecial(builtin, Special::k_new) == make)) return true;
  return raise(kTypeTypeError, "%N.__new__(%N) is not safe, use %N.__new__()", owner, cls, builtin);
}

Ref<Object> callNativeFunction(NativeFunction* function, Object* const* args, size_t n, Tuple* keyword_names) {
  const NativeDef& def = nativeDef(function->id_);
  switch (def.kind) {
    case NativeKind::Function:
      return callNative(function->id_, args, n, keyword_names);
    case NativeKind::StaticMethod:
      if (function->self_ && isType(function->self_.get()) && std::strcmp(def.name, "__new__") == 0 &&
          !checkMaker(function, args, n)) {
        return raised();
      }
      return callNative(function->id_, args, n, keyword_names);
    default:
      break;
  }
  if (!function->self_) return callNative(function->id_, args, n, keyword_names);
  ArgumentRow row(n + 1);
  if (!row) return raised();
  row[0] = function->self_.get();
  for (size_t i = 0; i < n; ++i) row[i + 1] = args[i];
  return callNative(function->id_, row.get(), n + 1, keyword_names);
}

// CPython packs the arguments for the __call__ of a class into a tuple and a dict, which it unpacks again: they count
// once more meanwhile, those by keyword twice, as scripts can see. Where the caller has packed them, they do not.
OPHION_NOINLINE Ref<Object> callBySpecial(Object* callable, Object* const* args, size_t n, Tuple* keyword_names,
                                          bool packed) {
  Object* function = lookupSpecial(callable, Special::k_call);
  if (function == nullptr) {
    return errorPending() ? raised() : raise(kTypeTypeError, "'%T' object is not callable", callable);
  }
  if (isStackDeep()) {
    return raise(kTypeRecursionError, "maximum recursion depth exceeded while calling a Python object");
  }
  // A class whose metaclass has no __call__ of its own.
  if (isType(callable) && function == lookupSpecial(builtinType(kTypeType), Special::k_call)) {
    return callType_mayRunPython(static_cast<Type*>(callable), args, n, keyword_names);
  }
  Ref<Object> keep = share(function);
  Ref<Object> keep_self = share(callable);
  ArgumentRow row(n + 1);
  if (!row) return raised();
  row[0] = callable;
  for (size_t i = 0; i < n; ++i) row[i + 1] = args[i];
  if (packed || !isExactFunction(function)) return callSpecialVector(function, row.get(), n + 1, keyword_names);
  size_t named = keyword_names == nullptr ? 0 : keyword_names->size_;
  for (size_t i = 0; i < n; ++i) incref(args[i]);
  for (size_t i = n - named; i < n; ++i) incref(args[i]);
  Ref<Object> result = callSpecialVector(function, row.get(), n + 1, keyword_names);
  for (size_t i = n - named; i < n; ++i) decref(row[i + 1]);
  for (size_t i = 0; i < n; ++i) decref(row[i + 1]);
  return result;
}

}  // namespace

Ref<Object> callVector(Object* callable, Object* const* args, size_t n, Tuple* keyword_names) {
  switch (callable->typeIndex()) {
    case kTypeFunction:
      return callPythonFunction(static_cast<Function*>(callable), args, n, keyword_names);
    case kTypeMethod: {
      Method* method = static_cast<Method*>(callable);
      Ref<Object> keep = share(callable);
      return callPrepended(method->function_.get(), method->self_.get(), args, n, keyword_names);
    }
    case kTypeNativeFunction: {
      Ref<Object> keep = share(callable);
      return callNativeFunction(static_cast<NativeFunction*>(callable), args, n, keyword_names);
    }
    case kTypeMethodWrapper: {
      Ref<Object> keep = share(callable);
      NativeFunction* wrapper = static_cast<NativeFunction*>(callable);
      Ref<Object> result = callNativeFunction(wrapper, args, n, keyword_names);
      if (OPHION_LIKELY(result && result.get() != notImplemented()) || n != 1) return result;
      return refuseOperand(builtinType(wrapper->id_ >> 16), nativeDef(wrapper->id_).name, wrapper->self_.get(), args[0],
                           std::move(result));
    }
    case kTypeMethodDescriptor:
      return callMethodDescriptor(static_cast<MethodDescriptor*>(callable), args, n, keyword_names);
    case kTypeWrapperDescriptor: {
      MethodDescriptor* wrapper = static_cast<MethodDescriptor*>(callable);
      Ref<Object> keep = share(callable);
      Ref<Object> result = callMethodDescriptor(wrapper, args, n, keyword_names);
      if (OPHION_LIKELY(result && result.get() != notImplemented()) || n != 2) return result;
      return refuseOperand(wrapper->owner_.get(), nativeDef(wrapper->id_).name, args[0], args[1], std::move(result));
    }
    case kTypeClassMethodDescriptor:
      return callClassMethodDescriptor(static_cast<MethodDescriptor*>(callable), args, n, keyword_names);
    case kTypeType:
      return callType_mayRunPython(static_cast<Type*>(callable), args, n, keyword_names);
    default:
      return callBySpecial(callable, args, n, keyword_names, false);
  }
}

Ref<Object> callSpecialVector(Object* function, Object* const* args, size_t n, Tuple* keyword_names) {
  switch (function->typeIndex()) {
    case kTypeFunction:
      return callPythonFunction(static_cast<Function*>(function), args, n, keyword_names);
    case kTypeMethodDescriptor:
    case kTypeWrapperDescriptor:
      return callMethodDescriptor(static_cast<MethodDescriptor*>(function), args, n, keyword_names);
    default:
      break;
  }
  Ref<Object> bound = bindDescriptor_mayRunPython(function, args[0], typeOf(args[0]));
  if (!bound) return raised();
  return callVector(bound.get(), args + 1, n - 1, keyword_names);
}

Ref<Object> callSpecial(Object* function, Object* const* args, size_t n) {
  return callSpecialVector(function, args, n, nullptr);
}

Ref<Object> call(Object* callable) { return callVector(callable, nullptr, 0, nullptr); }
Ref<Object> call(Object* callable, Object* a) { return callVector(callable, &a, 1, nullptr); }
Ref<Object> call(Object* callable, Object* a, Object* b) {
  Object* args[] = {a, b};
  return callVector(callable, args, 2, nullptr);
}
Ref<Object> call(Object* callable, Object* a, Object* b, Object* c) {
  Object* args[] = {a, b, c};
  return callVector(callable, args, 3, nullptr);
}

namespace {

using VectorCall = Ref<Object> (*)(Object* callable, Object* const* args, size_t n, Tuple* keyword_names);

Ref<Object> spread(VectorCall target, Object* callable, Tuple* args, Dict* keywords) {
  size_t positional = args->size_;
  size_t named = keywords == nullptr ? 0 : keywords->used_;
  ArgumentRow row(positional + named);
  if (!row) return raised();
  for (size_t i = 0; i < positional; ++i) row[i] = args->at(i);
  if (named == 0) return target(callable, row.get(), positional, nullptr);
  Ref<Tuple> names = newTuple(named);
  Ref<Dict> keep = share(keywords);
  if (!names) return raised();
  size_t position = 0;
  Object* key = nullptr;
  Object* value = nullptr;
  for (size_t i = 0; i < named && nextEntry(keywords, &position, &key, &value); ++i) {
    if (!isStrLayout(key)) return raise(kTypeTypeError, "keywords must be strings");
    names->items()[i].init(share(key));
    row[positional + i] = value;
  }
  // The callee may change the dict: its values need counts of their own.
  for (size_t i = positional; i < positional + named; ++i) incref(row[i]);
  Ref<Object> result = target(callable, row.get(), positional + named, names.get());
  for (size_t i = positional; i < positional + named; ++i) decref(row[i]);
  return result;
}

}  // namespace

Ref<Object> callWithTuple(Object* callable, Tuple* args, Dict* keywords) {
  VectorCall target = callVector;
  if (callable->typeIndex() >= kFirstHeapType && !isType(callable)) {
    target = [](Object* instance, Object* const* row, size_t n, Tuple* names) {
      return callBySpecial(instance, row, n, names, true);
    };
  }
  return spread(target, callable, args, keywords);
}

Ref<Object> callTypeWithTuple_mayRunPython(Type* type, Tuple* args, Dict* keywords) {
  VectorCall target = [](Object* callable, Object* const* row, size_t n, Tuple* names) {
    return callType_mayRunPython(static_cast<Type*>(callable), row, n, names);
  };
  return spread(target, type, args, keywords);
}

namespace {

Ref<Object> callMethodRow(Name method, Object** args, size_t n) {
  bool self_bound = false;
  Ref<Object> function = getMethod(args[0], name(method), &self_bound);
  if (!function) return raised();
  if (self_bound) return callVector(function.get(), args, n, nullptr);
  return callVector(function.get(), args + 1, n - 1, nullptr);
}

}  // namespace

Ref<Object> callMethod(Object* object, Name method) { return callMethodRow(method, &object, 1); }
Ref<Object> callMethod(Object* object, Name method, Object* a) {
  Object* args[] = {object, a};
  return callMethodRow(method, args, 2);
}
Ref<Object> callMethod(Object* object, Name method, Object* a, Object* b) {
  Object* args[] = {object, a, b};
  return callMethodRow(method, args, 3);
}

bool isCallable(Object* object) {
  switch (object->typeIndex()) {
    case kTypeFunction:
    case kTypeMethod:
    case kTypeNativeFunction:
    case kTypeMethodDescriptor:
    case kTypeType:
      return true;
    default:
      return lookupSpecial(object, Special::k_call) != nullptr;
  }
}

}  // namespace ophion
