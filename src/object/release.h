// release: lets a count go where containers drop many items in a row. Most items are shared, or numbers or texts: their
// end is decided here, without a call.
#pragma once

#include "heap/heap.h"
#include "object/float.h"
#include "object/int.h"
#include "object/str.h"

namespace ophion {

// As decref(). Objects that Python code may watch die in countReachedZero_mayRunPython.
OPHION_INLINE void releaseItem_mayRunPython(Object* object) {
  OPHION_ASSERT(object->count_ != 0);
  int32_t left = static_cast<int32_t>(--object->count_);
  if (OPHION_LIKELY(left > 0)) return;
  if (OPHION_UNLIKELY(left < 0)) {
    countReachedZero_mayRunPython(object);
  } else if (isSmallInt(object) || isExactFloat(object)) {
    heap().freeBlock(object);
  } else if (isExactStr(object) && !object->hasFlag(kFlagInterned)) {
    heap().free(object, sizeof(Str) + static_cast<Str*>(object)->dataBytes());
  } else {
    countReachedZero_mayRunPython(object);
  }
}

// Lets n items in a row go, the last first.
inline void releaseItems_mayRunPython(const Slot<Object>* items, size_t n) {
  // Many times the same, as in what [0] * n makes: let go at once.
  if (n > 3 && items[0] == items[n - 1] && items[0] == items[n / 2]) {
    while (n > 0) {
      Object* item = items[--n].get();
      uint32_t same = 0;
      for (; n > 0 && items[n - 1] == items[n]; --n) ++same;
      // All of them count, so the count stays above 0; one that is stuck stays so.
      if (static_cast<int32_t>(item->count_) > 0) item->count_ -= same;
      releaseItem_mayRunPython(item);
    }
    return;
  }
  while (n > 0) releaseItem_mayRunPython(items[--n].get());
}

}  // namespace ophion
