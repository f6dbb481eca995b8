// Calls of natives from specialised instructions: the arguments are handed over as they lie in the registers, which
// keep their counts until the call is over.
#include "object/binding.h"
#include "object/function.h"
#include "object/native.h"
#include "object/shape.h"
#include "object/singletons.h"
#include "object/type.h"
#include "vm/fast_paths.h"
#include "vm/inline_cache.h"
#include "vm/operand.h"

namespace ophion {

namespace {

// An exit in the middle keeps compilers from making vectors of so few.
OPHION_INLINE void takeArguments(Object** to, const Register* first, size_t n) {
  OPHION_ASSERT(n <= kMostFastArguments);
  for (size_t i = 0; i < kMostFastArguments; ++i) {
    if (i == n) break;
    to[i] = objectAt(first[i]);
  }
}

// Runs a plain native over arguments that lie in registers; null entries for what was left out.
OPHION_INLINE Ref<Object> runNative(const NativeDef& def, const Register* first, size_t n) {
  Object* args[kMostFastArguments] = {};
  takeArguments(args, first, n);
  return def.function(args);
}

// Empties the registers of a finished call and stores its value.
OPHION_INLINE CallOutcome finishNative(Instruction* pc, Register* fp, Register* first, size_t n, unsigned callee,
                                       Ref<Object> value) {
  if (OPHION_UNLIKELY(!value)) return CallOutcome::Failed;
  for (size_t i = 0; i < n; ++i) {
    uint32_t held = first[i];
    first[i] = 0;
    decref(objectAt(held));
  }
  dropRegister(fp + pc->a, callee);
  uint32_t old = fp[pc->c];
  fp[pc->c] = slotIndex(value.release());
  if (OPHION_UNLIKELY(old != 0)) decref(objectAt(old));
  return CallOutcome::Done;
}

}  // namespace

CallOutcome fastNativeMethod(Instruction* pc, Register* fp) {
  Register* t = fp + pc->a;
  // Methods of builtin types are there as long as the runtime, so that their place tells which one it is.
  if (OPHION_UNLIKELY(t[kWindowMethod] != adaptiveCache(pc).data_)) return CallOutcome::Entered;
  MethodDescriptor* method = static_cast<MethodDescriptor*>(objectAt(t[kWindowMethod]));
  Object* self = objectAt(t[kWindowSelf]);
  if (OPHION_UNLIKELY(typeEntryOf(self).type_ != method->owner_) && !isInstanceOf(self, method->owner_.get())) {
    return CallOutcome::Entered;
  }
  const NativeDef& def = nativeDef(method->id_);
  size_t n = pc->b + size_t{1};
  return finishNative(pc, fp, t + kWindowSelf, n, kWindowMethod, runNative(def, t + kWindowSelf, n));
}

CallOutcome fastNative(Instruction* pc, Register* fp) {
  Register* t = fp + pc->a;
  if (OPHION_UNLIKELY(t[kWindowCallable] == 0)) return CallOutcome::Entered;
  Object* callable = objectAt(t[kWindowCallable]);
  if (OPHION_UNLIKELY(!isExactNativeFunction(callable))) return CallOutcome::Entered;
  NativeId id = static_cast<NativeFunction*>(callable)->id_;
  if (OPHION_UNLIKELY(id != adaptiveCache(pc).data_)) return CallOutcome::Entered;
  size_t n = pc->b;
  return finishNative(pc, fp, t + kWindowArguments, n, kWindowCallable,
                      runNative(nativeDef(id), t + kWindowArguments, n));
}

CallOutcome fastNativeBound(Instruction* pc, Register* fp) {
  Register* t = fp + pc->a;
  if (OPHION_UNLIKELY(t[kWindowCallable] == 0)) return CallOutcome::Entered;
  Object* callable = objectAt(t[kWindowCallable]);
  if (OPHION_UNLIKELY(!isExactNativeFunction(callable))) return CallOutcome::Entered;
  NativeFunction* method = static_cast<NativeFunction*>(callable);
  if (OPHION_UNLIKELY(method->id_ != adaptiveCache(pc).data_ || method->self_.isNull())) return CallOutcome::Entered;
  Object* args[kMostFastArguments] = {method->self_.get()};
  size_t n = pc->b;
  takeArguments(args + 1, t + kWindowArguments, n);
  return finishNative(pc, fp, t + kWindowArguments, n, kWindowCallable, nativeDef(method->id_).function(args));
}

CallOutcome fastNativeMethodAny(Instruction* pc, Register* fp) {
  Register* t = fp + pc->a;
  if (OPHION_UNLIKELY(t[kWindowMethod] != adaptiveCache(pc).data_)) return CallOutcome::Entered;
  MethodDescriptor* method = static_cast<MethodDescriptor*>(objectAt(t[kWindowMethod]));
  Object* self = objectAt(t[kWindowSelf]);
  if (OPHION_UNLIKELY(typeEntryOf(self).type_ != method->owner_) && !isInstanceOf(self, method->owner_.get())) {
    return CallOutcome::Entered;
  }
  Object* args[kMostAnyArguments];
  size_t n = pc->b + size_t{1};
  for (size_t i = 0; i < n; ++i) args[i] = objectAt(t[kWindowSelf + i]);
  return finishNative(pc, fp, t + kWindowSelf, n, kWindowMethod, callNative(method->id_, args, n, nullptr));
}

CallOutcome fastNativeAny(Instruction* pc, Register* fp) {
  Register* t = fp + pc->a;
  if (OPHION_UNLIKELY(t[kWindowCallable] == 0)) return CallOutcome::Entered;
  Object* callable = objectAt(t[kWindowCallable]);
  if (OPHION_UNLIKELY(!isExactNativeFunction(callable))) return CallOutcome::Entered;
  NativeId id = static_cast<NativeFunction*>(callable)->id_;
  if (OPHION_UNLIKELY(id != adaptiveCache(pc).data_)) return CallOutcome::Entered;
  Object* args[kMostAnyArguments];
  args[0] = nullptr;
  size_t n = pc->b;
  for (size_t i = 0; i < n; ++i) args[i] = objectAt(t[kWindowArguments + i]);
  return finishNative(pc, fp, t + kWindowArguments, n, kWindowCallable, callNative(id, args, n, nullptr));
}

Object* newPlainInstance(Type* type) {
  const TypeEntry& entry = typeEntry(type->index_);
  size_t bytes = sizeof(Object) + size_t{entry.tail_slots_} * sizeof(Slot<Object>);
  // A class that has learnt that its instances want more room gets another root shape first.
  bool grown = type->root_shape_->capacity_ < type->field_hint_ && type->is(kTypeInstancesHaveDict);
  void* p = OPHION_UNLIKELY(grown) ? nullptr : heap().tryAllocateContainer(bytes);
  if (OPHION_UNLIKELY(p == nullptr)) return allocateInstance(type, sizeof(Object)).release();
  __builtin_memset(static_cast<char*>(p) + sizeof(Object), 0, bytes - sizeof(Object));
  Object* object = static_cast<Object*>(p);
  object->initHeader(type->index_);
  incref(type);
  return object;
}

CallOutcome fastBuiltinClass(Instruction* pc, Register* fp) {
  Register* t = fp + pc->a;
  if (OPHION_UNLIKELY(t[kWindowCallable] != adaptiveCache(pc).data_)) return CallOutcome::Entered;
  Object* args[kMostFastArguments] = {};
  size_t n = pc->b;
  args[0] = objectAt(t[kWindowCallable]);
  for (size_t i = 0; i < n; ++i) args[i + 1] = objectAt(t[kWindowArguments + i]);
  return finishNative(pc, fp, t + kWindowArguments, n, kWindowCallable, callBuiltinType_mayRunPython(args, n + 1));
}

}  // namespace ophion
