// release: lets a count go where containers drop many items in a row. Most items are shared or small numbers: their end
// is decided here, without a call.
#pragma once

#include "heap/heap.h"
#include "object/float.h"
#include "object/int.h"

namespace ophion {

// As decref(). Objects that Python code may watch die in countReachedZero_mayRunPython.
OPHION_INLINE void releaseItem_mayRunPython(Object* object) {
  OPHION_ASSERT(object->count_ != 0);
  int32_t left = static_cast<int32_t>(--object->count_);
  if (OPHION_LIKELY(left > 0)) return;
  if (left == 0 && (isSmallInt(object) || isExactFloat(object))) {
    heap().freeBlock(object);
  } else {
    countReachedZero_mayRunPython(object);
  }
}

}  // namespace ophion
