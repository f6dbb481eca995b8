// Iterators made from other iterators: enumerate, zip, map, filter, and reversed over sequences.
#pragma once

#include "object/range.h"
#include "object/tuple.h"

namespace ophion {

struct Enumerate : Object {
  Slot<Object> iterator_;
  Slot<Tuple> result_;   // given out again where nobody kept it
  Slot<Int> big_index_;  // the next index where it does not fit 64 bits; else null
  int64_t index_;
};

struct Zip : Object {
  Slot<Tuple> iterators_;
  Slot<Tuple> result_;
  bool strict_;
};

struct Map : Object {
  Slot<Object> function_;
  Slot<Tuple> iterators_;
};

struct Filter : Object {
  Slot<Object> function_;
  Slot<Object> iterator_;
};

struct Reversed : Object {
  Slot<Object> sequence_;  // null: exhausted
  int64_t position_;       // of the next item
};

// What their __next__ does: null without an exception at the end.
Ref<Object> nextOfEnumerate(Enumerate* it);
Ref<Object> nextOfZip(Zip* it);
Ref<Object> nextOfMap(Map* it);

// The iterators of a tuple of iterables, or null with an exception pending, whose text begins as given where one is not
// iterable ("zip argument #%zd must support iteration"); null: as getIter says.
Ref<Tuple> iteratorsOf_mayRunPython(Tuple* iterables);

}  // namespace ophion
