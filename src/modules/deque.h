// Deque: a list that grows and shrinks at both ends: a ring of slots in a raw buffer.
//
// Items first_ .. first_ + size_ (modulo capacity_, a power of two) are alive; the rest of the buffer is null.
#pragma once

#include "heap/ref.h"
#include "object/builtin_types.h"
#include "object/dict.h"

namespace ophion {

struct Deque : Object {
  Slot<Slot<Object>> items_;  // null while capacity_ is 0
  uint32_t capacity_;
  uint32_t first_;
  uint32_t size_;
  uint32_t changes_;     // counts what changes the number or places of items
  uint32_t max_length_;  // kNoMaxLength: none

  static constexpr uint32_t kNoMaxLength = UINT32_MAX;
  Slot<Object>& slot(size_t i) const { return items_.get()[(first_ + i) & (capacity_ - 1)]; }
  Object* at(size_t i) const { return slot(i).get(); }
};
static_assert(sizeof(Deque) == 32);

struct DequeIterator : Object {
  Slot<Deque> deque_;  // null: exhausted
  uint32_t position_;  // of the next item, counted from the end it began at
  uint32_t changes_;
};

// A dict that makes values for missing keys.
struct DefaultDict : Dict {
  Slot<Object> factory_;  // null: None
};

// A field of a named tuple: a descriptor that gives the item at an index.
struct TupleGetter : Object {
  Slot<Object> doc_;
  int64_t index_;
};

}  // namespace ophion
