// Range and Slice, and the iterator over a range of small ints.
#pragma once

#include <cstdint>

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct Int;

struct Range : Object {
  Slot<Int> start_, stop_, step_, length_;
};

struct RangeIterator : Object {
  int64_t next_;
  int64_t step_;
  int64_t left_;  // how many are still to come
};

// Over a range whose bounds do not fit 64 bits.
struct LongRangeIterator : Object {
  Slot<Int> next_, step_, left_;
};

struct Slice : Object {
  Slot<Object> start_, stop_, step_;
};

// Null with an exception pending: a step of zero.
Ref<Range> newRange_mayRunPython(Object* start_or_null, Object* stop, Object* step_or_null);
Ref<Object> newRangeIterator(Range* range);
// The item at a position that lies in the range, or null with an exception pending.
Ref<Object> rangeItem(Range* range, Int* position);

Ref<Slice> newSlice(Object* start, Object* stop, Object* step);
// start, stop, step of the slice clipped to a sequence of `length` items, as slice.indices() gives them; *count is how
// many items it selects. False: exception pending (step zero, an index that is not one). May run __index__.
[[nodiscard]] bool sliceIndices_mayRunPython(Slice* slice, size_t length, int64_t* start, int64_t* stop, int64_t* step,
                                             size_t* count);
// The place of item i of those that such a slice selects. Only they have places: a step may be so large that the one
// after the last would be no number.
inline size_t placeInSlice(int64_t start, int64_t step, size_t i) {
  return static_cast<size_t>(start + static_cast<int64_t>(i) * step);
}

}  // namespace ophion
