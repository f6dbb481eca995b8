// The iterators of the protocol itself: over what has __getitem__ alone, and over what a callable returns.
#pragma once

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct SequenceIterator : Object {
  Slot<Object> sequence_;  // null: exhausted
  int64_t position_;
};

struct CallableIterator : Object {
  Slot<Object> callable_;  // null: exhausted
  Slot<Object> sentinel_;
};

Ref<Object> newSequenceIterator(Object* sequence);
Ref<Object> newCallableIterator(Object* callable, Object* sentinel);

}  // namespace ophion
