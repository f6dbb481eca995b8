// The types range and its two iterators.
#include "object/range.h"

#include "object/int.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/step.h"
#include "object/str.h"
#include "object/tuple.h"

namespace ophion {

namespace {

Range* self(Object* const* args) { return static_cast<Range*>(args[0]); }

Ref<Int> rangeLength(Int* start, Int* stop, Int* step) {
  if (start->isSmall() && stop->isSmall() && step->isSmall() && step->value_ == 1) {
    if (start->value_ >= stop->value_) return newInt(0);
    return newIntFromUnsigned(static_cast<uint64_t>(stop->value_) - static_cast<uint64_t>(start->value_));
  }
  bool down = intSign(step) < 0;
  Int* low = down ? stop : start;
  Int* high = down ? start : stop;
  if (compareInts(low, high) >= 0) return newInt(0);
  int64_t a, b, s;
  if (tryInt64(low, &a) && tryInt64(high, &b) && tryInt64(step, &s)) {
    uint64_t width = static_cast<uint64_t>(b) - static_cast<uint64_t>(a);
    uint64_t stride = down ? 0 - static_cast<uint64_t>(s) : static_cast<uint64_t>(s);
    return newIntFromUnsigned((width - 1) / stride + 1);
  }
  Ref<Int> one = newInt(1);
  Ref<Int> stride = absoluteInt(step);
  Ref<Int> width = subtractInts(high, low);
  if (!one || !stride || !width) return raised();
  width = subtractInts(width.get(), one.get());
  if (!width) return raised();
  width = floorDivideInts(width.get(), stride.get());
  return width ? addInts(width.get(), one.get()) : width;
}

Ref<Range> rangeOf(Ref<Int> start, Ref<Int> stop, Ref<Int> step) {
  if (!start || !stop || !step) return raised();
  Ref<Int> length = rangeLength(start.get(), stop.get(), step.get());
  if (!length) return raised();
  void* p = heap().tryAllocateContainer(sizeof(Range));
  if (OPHION_UNLIKELY(p == nullptr)) return raiseMemoryError();
  Range* range = static_cast<Range*>(p);
  range->initHeader(kTypeRange);
  range->start_.set(start.release());
  range->stop_.set(stop.release());
  range->step_.set(step.release());
  range->length_.set(length.release());
  return Ref<Range>::steal(range);
}

Ref<Int> bound_mayRunPython(Object* object) {
  return isExactInt(object) ? share(static_cast<Int*>(object)) : index(object);
}

// start + position * step
Ref<Int> itemAt(Range* range, Int* position) {
  Ref<Int> offset = multiplyInts(position, range->step_.get());
  return offset ? addInts(range->start_.get(), offset.get()) : offset;
}

}  // namespace

Ref<Range> newRange_mayRunPython(Object* start, Object* stop, Object* step) {
  Ref<Int> first = start == nullptr ? newInt(0) : bound_mayRunPython(start);
  if (!first) return raised();
  Ref<Int> end = bound_mayRunPython(stop);
  if (!end) return raised();
  Ref<Int> stride = step == nullptr ? newInt(1) : bound_mayRunPython(step);
  if (!stride) return raised();
  if (intIsZero(stride.get())) return raise(kTypeValueError, "range() arg 3 must not be zero");
  return rangeOf(std::move(first), std::move(end), std::move(stride));
}

Ref<Object> rangeItem(Range* range, Int* position) { return itemAt(range, position); }

namespace {

// start, step and length as plain numbers such that every item fits 64 bits, and one step beyond the last too.
bool isPlain(Range* range, int64_t* start, int64_t* step, int64_t* length) {
  if (range->start_->isSmall() && range->stop_->isSmall() && range->step_->isSmall() && range->step_->value_ == 1 &&
      range->length_->isSmall()) {
    *start = range->start_->value_;
    *step = 1;
    *length = range->length_->value_;
    return true;
  }
  int64_t stop, beyond;
  return tryInt64(range->start_.get(), start) && tryInt64(range->stop_.get(), &stop) &&
         tryInt64(range->step_.get(), step) && tryInt64(range->length_.get(), length) &&
         !__builtin_mul_overflow(*length, *step, &beyond) && !__builtin_add_overflow(beyond, *start, &beyond);
}

OPHION_INLINE Ref<Object> iteratorOver(int64_t start, int64_t step, int64_t length) {
  Ref<RangeIterator> it = allocateAtom<RangeIterator>(kTypeRangeIterator);
  if (!it) return raised();
  it->next_ = start;
  it->step_ = step;
  it->left_ = length;
  return it;
}

Ref<Object> longIterator(Ref<Int> start, Ref<Int> step, Ref<Int> length) {
  if (!start || !step || !length) return raised();
  Ref<LongRangeIterator> it = allocateContainer<LongRangeIterator>(kTypeLongRangeIterator);
  if (!it) return raised();
  it->next_.init(std::move(start));
  it->step_.init(std::move(step));
  it->left_.init(std::move(length));
  return it;
}

}  // namespace

Ref<Object> newRangeIterator(Range* range) {
  int64_t start, step, length;
  if (isPlain(range, &start, &step, &length)) return iteratorOver(start, step, length);
  return longIterator(range->start_.share(), range->step_.share(), range->length_.share());
}

namespace {

Ref<Object> makeRange(Object* const* args) {
  if (args[2] == nullptr) return newRange_mayRunPython(nullptr, args[1], nullptr);
  return newRange_mayRunPython(args[1], args[2], args[3]);
}

Ref<Object> length(Object* const* args) {
  int64_t n;
  if (!tryInt64(self(args)->length_.get(), &n)) {
    return raise(kTypeOverflowError, "Python int too large to convert to C ssize_t");
  }
  return self(args)->length_.share();
}

Ref<Object> isNotEmpty(Object* const* args) { return newBool(!intIsZero(self(args)->length_.get())); }

Ref<Object> rangeOfSlice(Range* range, Slice* slice) {
  Ref<Object> bounds;
  {
    Ref<Str> indices = internText("indices");
    if (!indices) return raised();
    Ref<Object> method = getAttr(slice, indices.get());
    if (!method) return raised();
    bounds = call(method.get(), range->length_.get());
  }
  if (!bounds) return raised();
  Tuple* triple = static_cast<Tuple*>(bounds.get());
  Int* start = static_cast<Int*>(triple->at(0));
  Int* stop = static_cast<Int*>(triple->at(1));
  Int* step = static_cast<Int*>(triple->at(2));
  return rangeOf(itemAt(range, start), itemAt(range, stop), multiplyInts(step, range->step_.get()));
}

Ref<Object> subscript(Object* const* args) {
  Range* range = self(args);
  if (hasIndex(args[1])) {
    Ref<Int> position = index(args[1]);
    if (position && intSign(position.get()) < 0) position = addInts(position.get(), range->length_.get());
    if (!position) return raised();
    if (intSign(position.get()) < 0 || compareInts(position.get(), range->length_.get()) >= 0) {
      return raise(kTypeIndexError, "range object index out of range");
    }
    return itemAt(range, position.get());
  }
  if (isExactSlice(args[1])) return rangeOfSlice(range, static_cast<Slice*>(args[1]));
  return raise(kTypeTypeError, "range indices must be integers or slices, not %T", args[1]);
}

// The position of an exact int or bool among the items: 1 and *out, 0: not there, -1.
int findInt(Range* range, Int* value, Ref<Int>* out) {
  bool down = intSign(range->step_.get()) < 0;
  int to_start = compareInts(value, range->start_.get());
  int to_stop = compareInts(value, range->stop_.get());
  if (down ? to_start > 0 || to_stop <= 0 : to_start < 0 || to_stop >= 0) return 0;
  Ref<Int> offset = subtractInts(value, range->start_.get());
  Ref<Int> rest;
  if (!offset || !divmodInts(offset.get(), range->step_.get(), out, &rest)) return -1;
  return intIsZero(rest.get());
}

bool isPlainInt(Object* object) { return isExactInt(object) || isExactBool(object); }

Ref<Object> containsItem(Object* const* args) {
  if (isPlainInt(args[1])) {
    Ref<Int> position;
    int found = findInt(self(args), static_cast<Int*>(args[1]), &position);
    return found < 0 ? Ref<Object>(nullptr) : newBool(found > 0);
  }
  Ref<Object> iterator = newRangeIterator(self(args));
  while (Ref<Object> item = iterator ? iterNext(iterator.get()) : nullptr) {
    int equal = equalObjects(item.get(), args[1]);
    if (equal != 0) return equal < 0 ? Ref<Object>(nullptr) : newBool(true);
  }
  return errorPending() ? Ref<Object>(nullptr) : newBool(false);
}

Ref<Object> indexOf(Object* const* args) {
  if (isPlainInt(args[1])) {
    Ref<Int> position;
    int found = findInt(self(args), static_cast<Int*>(args[1]), &position);
    if (found < 0) return raised();
    if (found > 0) return position;
    return raise(kTypeValueError, "%R is not in range", args[1]);
  }
  Ref<Object> iterator = newRangeIterator(self(args));
  int64_t at = 0;
  while (Ref<Object> item = iterator ? iterNext(iterator.get()) : nullptr) {
    int equal = equalObjects(item.get(), args[1]);
    if (equal != 0) return equal < 0 ? Ref<Object>(nullptr) : Ref<Object>(newInt(at));
    ++at;
  }
  if (errorPending()) return raised();
  return raise(kTypeValueError, "sequence.index(x): x not in sequence");
}

Ref<Object> countOf(Object* const* args) {
  if (isPlainInt(args[1])) {
    Ref<Int> position;
    int found = findInt(self(args), static_cast<Int*>(args[1]), &position);
    return found < 0 ? Ref<Object>(nullptr) : Ref<Object>(newInt(found));
  }
  Ref<Object> iterator = newRangeIterator(self(args));
  int64_t found = 0;
  while (Ref<Object> item = iterator ? iterNext(iterator.get()) : nullptr) {
    int equal = equalObjects(item.get(), args[1]);
    if (equal < 0) return raised();
    found += equal;
  }
  return errorPending() ? Ref<Object>(nullptr) : Ref<Object>(newInt(found));
}

Ref<Object> iterate(Object* const* args) { return newRangeIterator(self(args)); }

Ref<Object> iterateBackwards(Object* const* args) {
  Range* range = self(args);
  int64_t start, step, length;
  if (isPlain(range, &start, &step, &length) && step != INT64_MIN) {
    int64_t before;
    if (!__builtin_sub_overflow(start, step, &before)) return iteratorOver(start + (length - 1) * step, -step, length);
  }
  Ref<Int> one = newInt(1);
  if (!one) return raised();
  Ref<Int> last = subtractInts(range->length_.get(), one.get());
  if (!last) return raised();
  return longIterator(itemAt(range, last.get()), negateInt(range->step_.get()), range->length_.share());
}

// Equality of ranges is that of the sequences: length, then first item, then step.
bool equalRanges(Range* a, Range* b) {
  if (compareInts(a->length_.get(), b->length_.get()) != 0) return false;
  if (intIsZero(a->length_.get())) return true;
  if (compareInts(a->start_.get(), b->start_.get()) != 0) return false;
  int64_t n;
  if (tryInt64(a->length_.get(), &n) && n == 1) return true;
  return compareInts(a->step_.get(), b->step_.get()) == 0;
}

template <bool wanted>
Ref<Object> compareRanges(Object* const* args) {
  if (!isExactRange(args[1])) return newNotImplemented();
  return newBool(equalRanges(self(args), static_cast<Range*>(args[1])) == wanted);
}

Ref<Object> hashRange(Object* const* args) {
  Range* range = self(args);
  int64_t n = -1;
  tryInt64(range->length_.get(), &n);
  Ref<Tuple> said = newTupleOf(
      {range->length_.get(), n == 0 ? none() : range->start_.get(), n == 0 || n == 1 ? none() : range->step_.get()});
  int64_t hash;
  if (!said || !hashObject(said.get(), &hash)) return raised();
  return newInt(hash);
}

Ref<Object> show(Object* const* args) {
  Range* range = self(args);
  int64_t step;
  if (tryInt64(range->step_.get(), &step) && step == 1) {
    return formatStr("range(%R, %R)", range->start_.get(), range->stop_.get());
  }
  return formatStr("range(%R, %R, %R)", range->start_.get(), range->stop_.get(), range->step_.get());
}

Ref<Object> reduce(Object* const* args) {
  Range* range = self(args);
  Ref<Tuple> bounds = newTupleOf({range->start_.get(), range->stop_.get(), range->step_.get()});
  if (!bounds) return raised();
  return newTupleOf({typeOf(range), bounds.get()});
}

Ref<Object> start(Object* range) { return static_cast<Range*>(range)->start_.share(); }
Ref<Object> stop(Object* range) { return static_cast<Range*>(range)->stop_.share(); }
Ref<Object> step(Object* range) { return static_cast<Range*>(range)->step_.share(); }

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, start, stop=..., step=..., /", makeRange, nullptr, NativeKind::StaticMethod},
    {"__len__", "self, /", length, "Return len(self)."},
    {"__bool__", "self, /", isNotEmpty, "True if self else False"},
    {"__getitem__", "self, key, /", subscript, "Return self[key]."},
    {"__contains__", "self, key, /", containsItem, "Return key in self."},
    {"__iter__", "self, /", iterate, "Implement iter(self)."},
    {"__reversed__", "self, /", iterateBackwards, "Return a reverse iterator."},
    {"__eq__", "self, value, /", compareRanges<true>, "Return self==value."},
    {"__ne__", "self, value, /", compareRanges<false>, "Return self!=value."},
    {"__hash__", "self, /", hashRange, "Return hash(self)."},
    {"__repr__", "self, /", show, "Return repr(self)."},
    {"__reduce__", "self, /", reduce},
    {"count", "self, value, /", countOf,
     "rangeobject.count(value) -> integer -- return number of occurrences of value"},
    {"index", "self, value, /", indexOf,
     "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present."},
};

constexpr GetSetDef kAttributes[] = {asMember({"start", start}), asMember({"stop", stop}), asMember({"step", step})};

// --- iterators ---

RangeIterator* plain(Object* const* args) { return static_cast<RangeIterator*>(args[0]); }
LongRangeIterator* large(Object* const* args) { return static_cast<LongRangeIterator*>(args[0]); }

Ref<Object> nextOfPlain(Object* const* args) { return nextOfRange(plain(args)); }

Ref<Object> nextOfLarge(Object* const* args) {
  LongRangeIterator* it = large(args);
  if (it->left_.isNull() || intIsZero(it->left_.get())) return nullptr;
  Ref<Int> one = newInt(1);
  if (!one) return raised();
  Ref<Int> left = subtractInts(it->left_.get(), one.get());
  Ref<Int> after = addInts(it->next_.get(), it->step_.get());
  if (!left || !after) return raised();
  Ref<Int> item = it->next_.share();
  it->left_.assign(std::move(left));
  it->next_.assign(std::move(after));
  return item;
}

Ref<Object> hintOfPlain(Object* const* args) { return newInt(plain(args)->left_); }
Ref<Object> hintOfLarge(Object* const* args) { return large(args)->left_.share(); }

Ref<Object> reduceThroughRange(Ref<Int> start, Ref<Int> step, Ref<Int> left) {
  if (!start || !step || !left) return raised();
  Ref<Int> width = multiplyInts(step.get(), left.get());
  if (!width) return raised();
  Ref<Int> stop = addInts(start.get(), width.get());
  Ref<Range> range = rangeOf(std::move(start), std::move(stop), std::move(step));
  return range ? reduceThrough("iter", range.get(), nullptr) : raised();
}
Ref<Object> reducePlain(Object* const* args) {
  RangeIterator* it = plain(args);
  return reduceThroughRange(newInt(it->next_), newInt(it->step_), newInt(it->left_));
}
Ref<Object> reduceLarge(Object* const* args) {
  LongRangeIterator* it = large(args);
  return reduceThroughRange(it->next_.share(), it->step_.share(), it->left_.share());
}

constexpr NativeDef kIteratorMethods[] = {
    {"__iter__", "self, /", returnSelf},
    {"__next__", "self, /", nextOfPlain},
    {"__length_hint__", "self, /", hintOfPlain},
    {"__reduce__", "self, /", reducePlain},
};
constexpr NativeDef kLongIteratorMethods[] = {
    {"__iter__", "self, /", returnSelf},
    {"__next__", "self, /", nextOfLarge},
    {"__length_hint__", "self, /", hintOfLarge},
    {"__reduce__", "self, /", reduceLarge},
};

}  // namespace

// Ranges and their iterators hold nothing but ints: no cycle can pass through them. They are containers for the sake of
// their slots alone.
const TypeSpec kRangeSpec = {"range",
                             "builtins",
                             {"range", Kind::Container, Trace::Fixed, sizeof(Object), 4, sizeof(Range), nullptr,
                              nullptr, clearSlotRow<4>, nullptr},
                             kTypeSequence,
                             kMethods,
                             kAttributes,
                             "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\n"
                             "Return an object that produces a sequence of integers from start (inclusive)\n"
                             "to stop (exclusive) by step."};
const TypeSpec kRangeIteratorSpec = {
    "range_iterator",
    "builtins",
    {"range_iterator", Kind::Atom, Trace::None, 0, 0, sizeof(RangeIterator), nullptr, nullptr, nullptr, nullptr},
    kTypeDisallowInstantiation,
    kIteratorMethods};
const TypeSpec kLongRangeIteratorSpec = {"longrange_iterator",
                                         "builtins",
                                         {"longrange_iterator", Kind::Container, Trace::Fixed, sizeof(Object), 3,
                                          sizeof(LongRangeIterator), nullptr, nullptr, clearSlotRow<3>, nullptr},
                                         kTypeDisallowInstantiation,
                                         kLongIteratorMethods};

}  // namespace ophion
