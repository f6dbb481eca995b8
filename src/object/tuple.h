// Tuple: header, size, then the items' slots. The empty tuple is made once per runtime.
#pragma once

#include <initializer_list>

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct Tuple : Object {
  uint32_t size_;
  Slot<Object>* items() { return reinterpret_cast<Slot<Object>*>(&size_ + 1); }
  const Slot<Object>* items() const { return reinterpret_cast<const Slot<Object>*>(&size_ + 1); }
  Object* at(size_t i) const {
    OPHION_ASSERT(i < size_);
    return items()[i].get();
  }
  static size_t bytesFor(size_t n) { return 12 + n * 4; }
};

// Most items of a tuple or list.
inline constexpr size_t kMaxItems = 0x3ffffff0;

// With null slots, to be filled with init() before any Python code sees it. Null with MemoryError pending.
Ref<Tuple> newTuple(size_t n);
Ref<Tuple> newTupleOf(std::initializer_list<Object*> items);  // counts them; none may be null
Ref<Tuple> newTupleFrom(Object* const* items, size_t n);
Ref<Tuple> newTupleFromSlots(const Slot<Object>* items, size_t n);
Ref<Tuple> emptyTuple();
// Any iterable; the tuple itself where it is one. TypeError "'X' object is not iterable".
Ref<Tuple> toTuple_mayRunPython(Object* iterable);

// A result tuple of two that an iterator keeps for reuse: the same object with new items where nobody else holds it,
// else a new one. `a` and `b` are taken over.
Ref<Object> reusePair_mayRunPython(Slot<Tuple>& kept, Ref<Object> a, Ref<Object> b);

// The position of the first item in [start, stop) that equals `value`; -1: none; -2: exception pending.
ptrdiff_t findInTuple_mayRunPython(Tuple* tuple, Object* value, size_t start, size_t stop);

}  // namespace ophion
