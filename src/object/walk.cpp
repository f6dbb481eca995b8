#include "object/walk.h"

#include "object/native_special.h"
#include "object/native_stack.h"

namespace ophion {

void Walk::begin(Object* iterable) {
  walked_ = getIter(iterable);
  if (!walked_) return;
  next_ = nativeSpecial(walked_.get(), NativeSpecial::k_next);
  // Once for the whole walk: the stack is as deep at every step.
  if (next_ != nullptr && isStackDeep()) {
    walked_ = raise(kTypeRecursionError, "maximum recursion depth exceeded while calling a Python object");
  }
}

Ref<Object> Walk::step() {
  Object* iterator = walked_.get();
  if (OPHION_UNLIKELY(next_ == nullptr)) return iterNext(iterator);
  Ref<Object> item = next_(&iterator);
  if (OPHION_UNLIKELY(!item) && errorPending() && errorMatches(kTypeStopIteration)) clearError();
  return item;
}

}  // namespace ophion
