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

// Steps an iterator over a list, a tuple or a range. False: it is another one. Python may run only where a list or
// tuple is let go at the end, after the iterator was looked at for the last time: it need not be held.
OPHION_INLINE bool stepInPlace_mayRunPython(Object* iterator, Ref<Object>* item) {
  switch (iterator->typeIndex()) {
    case kTypeListIterator:
      *item = Ref<Object>::shareOrNull(nextBorrowed(static_cast<ListIterator*>(iterator)));
      return true;
    case kTypeTupleIterator:
      *item = Ref<Object>::shareOrNull(nextBorrowed(static_cast<TupleIterator*>(iterator)));
      return true;
    case kTypeRangeIterator:
      *item = nextOfRange(static_cast<RangeIterator*>(iterator));
      return true;
    default:
      return false;
  }
}

// As iterNext().
OPHION_INLINE Ref<Object> stepIterator_mayRunPython(Object* iterator) {
  Ref<Object> item;
  return stepInPlace_mayRunPython(iterator, &item) ? std::move(item) : iterNext(iterator);
}

// Steps the iterator in a slot, which its owner may empty meanwhile.
OPHION_INLINE Ref<Object> stepSlot_mayRunPython(const Slot<Object>& slot) {
  Ref<Object> item;
  if (stepInPlace_mayRunPython(slot.get(), &item)) return item;
  Ref<Object> held = slot.share();
  return iterNext(held.get());
}

}  // namespace ophion
