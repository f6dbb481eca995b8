// step: iterNext() for iterators that step others, with those over lists, tuples and ranges stepped in place.
#pragma once

#include "object/int.h"
#include "object/list_iterator.h"
#include "object/protocol.h"
#include "object/range.h"

namespace ophion {

// The next int of a range; null at the end, or with MemoryError pending.
OPHION_INLINE Ref<Object> nextOfRange(RangeIterator* it) {
  if (it->left_ <= 0) return nullptr;
  Ref<Object> item = newInt(it->next_);
  if (OPHION_UNLIKELY(!item)) return item;
  it->next_ = static_cast<int64_t>(static_cast<uint64_t>(it->next_) + static_cast<uint64_t>(it->step_));
  --it->left_;
  return item;
}

// As iterNext().
OPHION_INLINE Ref<Object> stepIterator_mayRunPython(Object* iterator) {
  switch (iterator->typeIndex()) {
    case kTypeListIterator:
      return Ref<Object>::shareOrNull(nextBorrowed(static_cast<ListIterator*>(iterator)));
    case kTypeTupleIterator:
      return Ref<Object>::shareOrNull(nextBorrowed(static_cast<TupleIterator*>(iterator)));
    case kTypeRangeIterator:
      return nextOfRange(static_cast<RangeIterator*>(iterator));
    default:
      return iterNext(iterator);
  }
}

}  // namespace ophion
