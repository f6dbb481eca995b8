// TailOrder: in which order the slots behind an instance are released, where that is not the order in which they lie.
//
// CPython releases the members of __slots__ class by class, the most derived one first, and then the attributes in the
// order in which the class first saw their names. Slots lie in the order in which they came. Mostly the two agree.
#pragma once

#include "heap/type_table.h"

namespace ophion {

// What a shape starts with, so that the heap can look at it without knowing shapes.
struct TailOrder {
  Slot<uint16_t> release_order_;  // a raw block with a number for each slot of the tail; null: as they lie
};

// Empties the tail's slots. May run Python.
inline void clearTail_mayRunPython(Slot<Object>* tail, const TypeEntry& entry) {
  unsigned n = entry.tail_slots_;
  const uint16_t* order = nullptr;
  if (uint32_t shape = entry.shape_.index())
    order = Slot<TailOrder>::fromIndex(shape).get()->release_order_.getOrNull();
  if (OPHION_LIKELY(order == nullptr)) {
    for (unsigned i = 0; i < n; ++i) tail[i].clear();
  } else {
    for (unsigned i = 0; i < n; ++i) tail[order[i]].clear();
  }
}

}  // namespace ophion
