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

struct Slice : Object {
  Slot<Object> start_, stop_, step_;
};

Ref<Slice> newSlice(Object* start, Object* stop, Object* step);
// start, stop, step of the slice clipped to a sequence of `length` items, as slice.indices() gives them; *count is how many
// items it selects. False: exception pending (step zero, an index that is not one). May run __index__.
[[nodiscard]] bool sliceIndices_mayRunPython(Slice* slice, size_t length, int64_t* start, int64_t* stop, int64_t* step, size_t* count);

}  // namespace ophion
