// The type slice.
#include "object/int.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/range.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"

namespace ophion {

Ref<Slice> newSlice(Object* start, Object* stop, Object* step) {
  Ref<Slice> slice = allocateContainer<Slice>(kTypeSlice);
  if (!slice) return slice;
  slice->start_.init(share(start));
  slice->stop_.init(share(stop));
  slice->step_.init(share(step));
  return slice;
}

namespace {

// A bound clipped to [lowest, highest], from the end where negative.
bool clippedBound(Object* bound, int64_t length, int64_t lowest, int64_t highest, int64_t* out) {
  if (OPHION_LIKELY(isSmallInt(bound))) {
    *out = smallValue(bound);
  } else {
    if (!hasIndex(bound))
      return raise(kTypeTypeError, "slice indices must be integers or None or have an __index__ method");
    if (!asInt64Clipped(bound, out)) return false;
  }
  if (*out < 0) {
    *out += length;
    if (*out < lowest) *out = lowest;
  } else if (*out > highest) {
    *out = highest;
  }
  return true;
}

}  // namespace

bool sliceIndices_mayRunPython(Slice* slice, size_t length, int64_t* start, int64_t* stop, int64_t* step,
                               size_t* count) {
  int64_t size = static_cast<int64_t>(length);
  *step = 1;
  if (!isNone(slice->step_.get())) {
    if (!hasIndex(slice->step_.get())) {
      return raise(kTypeTypeError, "slice indices must be integers or None or have an __index__ method");
    }
    if (!asInt64Clipped(slice->step_.get(), step)) return false;
    if (*step == 0) return raise(kTypeValueError, "slice step cannot be zero");
    if (*step == INT64_MIN) *step = -INT64_MAX;
  }
  int64_t lowest = *step < 0 ? -1 : 0;
  int64_t highest = *step < 0 ? size - 1 : size;
  *start = *step < 0 ? highest : lowest;
  *stop = *step < 0 ? lowest : highest;
  if (!isNone(slice->start_.get()) && !clippedBound(slice->start_.get(), size, lowest, highest, start)) return false;
  if (!isNone(slice->stop_.get()) && !clippedBound(slice->stop_.get(), size, lowest, highest, stop)) return false;
  *count = 0;
  if (*step < 0) {
    if (*stop < *start) *count = static_cast<size_t>((*start - *stop - 1) / -*step + 1);
  } else if (*start < *stop) {
    *count = static_cast<size_t>((*stop - *start - 1) / *step + 1);
  }
  return true;
}

namespace {

Slice* self(Object* const* args) { return static_cast<Slice*>(args[0]); }

Ref<Object> makeSlice(Object* const* args) {
  Tuple* given = static_cast<Tuple*>(args[1]);
  if (given->size_ == 0) return raise(kTypeTypeError, "slice expected at least 1 argument, got 0");
  if (given->size_ > 3) {
    return raise(kTypeTypeError, "slice expected at most 3 arguments, got %zu", static_cast<size_t>(given->size_));
  }
  if (given->size_ == 1) return newSlice(none(), given->at(0), none());
  return newSlice(given->at(0), given->at(1), given->size_ == 3 ? given->at(2) : none());
}

Ref<Object> show(Object* const* args) {
  Slice* slice = self(args);
  return formatStr("slice(%R, %R, %R)", slice->start_.get(), slice->stop_.get(), slice->step_.get());
}

template <Compare op>
Ref<Object> compareSlices(Object* const* args) {
  if (!isExactSlice(args[1])) return newNotImplemented();
  Slice* a = self(args);
  Slice* b = static_cast<Slice*>(args[1]);
  if (a == b) return newBool(op == Compare::Eq || op == Compare::Le || op == Compare::Ge);
  Ref<Tuple> left = newTupleOf({a->start_.get(), a->stop_.get(), a->step_.get()});
  if (!left) return raised();
  Ref<Tuple> right = newTupleOf({b->start_.get(), b->stop_.get(), b->step_.get()});
  if (!right) return raised();
  return richCompare(left.get(), right.get(), op);
}

// An exact int of a bound in any size.
Ref<Int> wholeBound(Object* bound) {
  if (!hasIndex(bound))
    return raise(kTypeTypeError, "slice indices must be integers or None or have an __index__ method");
  return index(bound);
}

Ref<Int> clipped(Object* bound, Int* length, Int* lowest, Int* highest) {
  Ref<Int> value = wholeBound(bound);
  if (!value) return value;
  if (intSign(value.get()) < 0) {
    value = addInts(value.get(), length);
    if (value && compareInts(value.get(), lowest) < 0) value = share(lowest);
  } else if (compareInts(value.get(), highest) > 0) {
    value = share(highest);
  }
  return value;
}

Ref<Object> indices(Object* const* args) {
  Slice* slice = self(args);
  Ref<Int> length = index(args[1]);
  if (!length) return raised();
  if (intSign(length.get()) < 0) return raise(kTypeValueError, "length should not be negative");
  Ref<Int> step = isNone(slice->step_.get()) ? newInt(1) : wholeBound(slice->step_.get());
  if (!step) return raised();
  if (intIsZero(step.get())) return raise(kTypeValueError, "slice step cannot be zero");
  bool down = intSign(step.get()) < 0;
  Ref<Int> lowest = newInt(down ? -1 : 0);
  if (!lowest) return raised();
  Ref<Int> highest = down ? addInts(length.get(), lowest.get()) : length;
  if (!highest) return raised();
  Ref<Int> start = down ? highest : lowest;
  Ref<Int> stop = down ? lowest : highest;
  if (!isNone(slice->start_.get())) start = clipped(slice->start_.get(), length.get(), lowest.get(), highest.get());
  if (!start) return raised();
  if (!isNone(slice->stop_.get())) stop = clipped(slice->stop_.get(), length.get(), lowest.get(), highest.get());
  if (!stop) return raised();
  return newTupleOf({start.get(), stop.get(), step.get()});
}

Ref<Object> reduce(Object* const* args) {
  Slice* slice = self(args);
  Ref<Tuple> bounds = newTupleOf({slice->start_.get(), slice->stop_.get(), slice->step_.get()});
  if (!bounds) return raised();
  return newTupleOf({typeOf(slice), bounds.get()});
}

Ref<Object> start(Object* slice) { return static_cast<Slice*>(slice)->start_.share(); }
Ref<Object> stop(Object* slice) { return static_cast<Slice*>(slice)->stop_.share(); }
Ref<Object> step(Object* slice) { return static_cast<Slice*>(slice)->step_.share(); }

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, /, *args", makeSlice, nullptr, NativeKind::StaticMethod},
    {"__repr__", "self, /", show, "Return repr(self)."},
    {"__eq__", "self, value, /", compareSlices<Compare::Eq>, "Return self==value."},
    {"__ne__", "self, value, /", compareSlices<Compare::Ne>, "Return self!=value."},
    {"__lt__", "self, value, /", compareSlices<Compare::Lt>, "Return self<value."},
    {"__le__", "self, value, /", compareSlices<Compare::Le>, "Return self<=value."},
    {"__gt__", "self, value, /", compareSlices<Compare::Gt>, "Return self>value."},
    {"__ge__", "self, value, /", compareSlices<Compare::Ge>, "Return self>=value."},
    {"__hash__", "self, /", nullptr},
    {"__reduce__", "self, /", reduce, "Return state information for pickling."},
    {"indices", "self, length, /", indices,
     "S.indices(len) -> (start, stop, stride)\n\n"
     "Assuming a sequence of length len, calculate the start and stop\n"
     "indices, and the stride length of the extended slice described by\n"
     "S. Out of bounds indices are clipped in a manner consistent with the\nhandling of normal slices."},
};

constexpr GetSetDef kAttributes[] = {asMember({"start", start}), asMember({"stop", stop}), asMember({"step", step})};

}  // namespace

const TypeSpec kSliceSpec = {"slice",
                             "builtins",
                             {"slice", Kind::Container, Trace::Fixed, sizeof(Object), 3, sizeof(Slice), nullptr,
                              nullptr, clearSlotRow<3>, nullptr},
                             0,
                             kMethods,
                             kAttributes,
                             "slice(stop)\nslice(start, stop[, step])\n\n"
                             "Create a slice object.  This is used for extended slicing (e.g. a[0:10:2])."};

}  // namespace ophion
