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

}  // namespace ophion
