#include "object/wrapping_iterator.h"

#include "object/dict.h"
#include "object/int.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/release.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/step.h"
#include "object/str.h"

namespace ophion {

namespace {

// Most arguments that a map passes on from the C stack.
constexpr size_t kStackArguments = 8;

// As isTrue().
OPHION_INLINE int isTrueAtOnce_mayRunPython(Object* object) {
  if (object == trueObject()) return 1;
  if (object == falseObject() || isNone(object)) return 0;
  if (isSmallInt(object)) return smallValue(object) != 0;
  return isTrue(object);
}

Ref<Int> addOne(Int* value) {
  Ref<Int> one = newInt(1);
  return one ? addInts(value, one.get()) : one;
}

}  // namespace

Ref<Tuple> iteratorsOf_mayRunPython(Tuple* iterables) {
  size_t n = iterables->size_;
  Ref<Tuple> iterators = newTuple(n);
  if (!iterators) return iterators;
  for (size_t i = 0; i < n; ++i) {
    Ref<Object> iterator = getIter(iterables->at(i));
    if (!iterator) return raised();
    iterators->items()[i].init(std::move(iterator));
  }
  return iterators;
}

// --- enumerate ---

Ref<Object> nextOfEnumerate(Enumerate* it) {
  if (it->iterator_.isNull()) return nullptr;
  Ref<Object> item = stepIterator_mayRunPython(it->iterator_.get());
  if (!item) return item;
  Ref<Int> at;
  if (OPHION_LIKELY(it->big_index_.isNull())) {
    at = newInt(it->index_);
    if (!at) return raised();
    if (OPHION_UNLIKELY(__builtin_add_overflow(it->index_, 1, &it->index_))) {
      Ref<Int> after = addOne(at.get());
      if (!after) return raised();
      it->big_index_.init(std::move(after));
    }
  } else {
    at = it->big_index_.share();
    Ref<Int> after = addOne(at.get());
    if (!after) return raised();
    it->big_index_.assign(std::move(after));
  }
  return reusePair_mayRunPython(it->result_, std::move(at), std::move(item));
}

namespace {

Ref<Object> makeEnumerate(Object* const* args) {
  Ref<Enumerate> it = makeInstance<Enumerate>(args[0], kTypeEnumerate);
  if (!it) return raised();
  if (args[2] != nullptr) {
    Ref<Int> start = index(args[2]);
    if (!start) return raised();
    if (!tryInt64(start.get(), &it->index_)) it->big_index_.init(std::move(start));
  }
  Ref<Object> iterator = getIter(args[1]);
  if (!iterator) return raised();
  Ref<Tuple> pair = newTupleOf({none(), none()});
  if (!pair) return raised();
  it->iterator_.init(std::move(iterator));
  it->result_.init(std::move(pair));
  return it;
}

Ref<Object> enumerateNext(Object* const* args) { return nextOfEnumerate(static_cast<Enumerate*>(args[0])); }

Ref<Object> reduceEnumerate(Object* const* args) {
  Enumerate* it = static_cast<Enumerate*>(args[0]);
  Ref<Int> at = it->big_index_.isNull() ? newInt(it->index_) : it->big_index_.share();
  if (!at) return raised();
  Ref<Tuple> state = newTupleOf({it->iterator_.get(), at.get()});
  return state ? Ref<Object>(newTupleOf({typeOf(it), state.get()})) : raised();
}

constexpr NativeDef kEnumerateMethods[] = {
    {"__new__", "cls, iterable, start=0", makeEnumerate, nullptr, NativeKind::StaticMethod},
    {"__iter__", "self, /", returnSelf, "Implement iter(self)."},
    {"__next__", "self, /", enumerateNext, "Implement next(self)."},
    {"__reduce__", "self, /", reduceEnumerate, "Return state information for pickling."},
    {"__class_getitem__", "cls, object, /", classGetItem, "See PEP 585", NativeKind::ClassMethod},
};

}  // namespace

// --- zip ---

namespace {

// The error of strict zip: iterator `number` (from 0) ended first, or others went on after the first ones had ended.
Ref<Object> unequalZip(Zip* zip, size_t number) {
  if (errorPending()) return raised();
  if (number != 0) {
    const char* plural = number == 1 ? " " : "s 1-";
    return raise(kTypeValueError, "zip() argument %zu is shorter than argument%s%zu", number + 1, plural, number);
  }
  Ref<Tuple> iterators = zip->iterators_.share();
  for (size_t i = 1; i < iterators->size_; ++i) {
    Ref<Object> item = iterNext(iterators->at(i));
    if (item) {
      const char* plural = i == 1 ? " " : "s 1-";
      return raise(kTypeValueError, "zip() argument %zu is longer than argument%s%zu", i + 1, plural, i);
    }
    if (errorPending()) return raised();
  }
  return nullptr;
}

}  // namespace

Ref<Object> nextOfZip(Zip* zip) {
  if (zip->iterators_.isNull()) return nullptr;
  Tuple* iterators = zip->iterators_.get();
  size_t n = iterators->size_;
  if (n == 0) return nullptr;
  Tuple* kept = zip->result_.getOrNull();
  Ref<Tuple> result;
  if (OPHION_LIKELY(kept != nullptr && kept->count() == 1)) {
    result = share(kept);
    kept->clearFlag(kFlagUntracked);
  } else {
    result = newTuple(n);
    if (!result) return raised();
  }
  for (size_t i = 0; i < n; ++i) {
    Ref<Object> item = stepIterator_mayRunPython(iterators->at(i));
    if (OPHION_UNLIKELY(!item)) return zip->strict_ ? unequalZip(zip, i) : Ref<Object>(nullptr);
    Object* old = result->items()[i].getOrNull();
    result->items()[i].set(item.release());
    if (old != nullptr) releaseItem_mayRunPython(old);
  }
  return result;
}

namespace {

Ref<Object> makeZip(Object* const* args) {
  Tuple* iterables = static_cast<Tuple*>(args[2]);
  int strict = args[1] == nullptr ? 0 : isTrue(args[1]);
  if (strict < 0) return raised();
  Ref<Zip> zip = makeInstance<Zip>(args[0], kTypeZip);
  if (!zip) return raised();
  Ref<Tuple> iterators = iteratorsOf_mayRunPython(iterables);
  if (!iterators) return raised();
  Ref<Tuple> result = newTuple(iterators->size_);
  if (!result) return raised();
  for (size_t i = 0; i < result->size_; ++i) result->items()[i].init(newNone());
  zip->iterators_.init(std::move(iterators));
  zip->result_.init(std::move(result));
  zip->strict_ = strict != 0;
  return zip;
}

Ref<Object> zipNext(Object* const* args) { return nextOfZip(static_cast<Zip*>(args[0])); }

Ref<Object> reduceZip(Object* const* args) {
  Zip* zip = static_cast<Zip*>(args[0]);
  if (zip->strict_) return newTupleOf({typeOf(zip), zip->iterators_.get(), trueObject()});
  return newTupleOf({typeOf(zip), zip->iterators_.get()});
}

Ref<Object> setZipState(Object* const* args) {
  int strict = isTrue(args[1]);
  if (strict < 0) return raised();
  static_cast<Zip*>(args[0])->strict_ = strict != 0;
  return newNone();
}

constexpr NativeDef kZipMethods[] = {
    {"__new__", "cls, /, *iterables, strict=False", makeZip, nullptr, NativeKind::StaticMethod},
    {"__iter__", "self, /", returnSelf, "Implement iter(self)."},
    {"__next__", "self, /", zipNext, "Implement next(self)."},
    {"__reduce__", "self, /", reduceZip, "Return state information for pickling."},
    {"__setstate__", "self, state, /", setZipState, "Set state information for unpickling."},
};

}  // namespace

// --- map ---

Ref<Object> nextOfMap(Map* map) {
  if (map->iterators_.isNull()) return nullptr;
  Tuple* iterators = map->iterators_.get();
  Object* function = map->function_.get();
  size_t n = iterators->size_;
  if (OPHION_LIKELY(n == 1)) {
    Ref<Object> item = stepIterator_mayRunPython(iterators->at(0));
    return item ? call(function, item.get()) : item;
  }
  Ref<Tuple> items = newTuple(n);
  if (!items) return raised();
  for (size_t i = 0; i < n; ++i) {
    Ref<Object> item = stepIterator_mayRunPython(iterators->at(i));
    if (!item) return item;
    items->items()[i].init(std::move(item));
  }
  if (n > kStackArguments) return callWithTuple(function, items.get(), nullptr);
  Object* arguments[kStackArguments];
  for (size_t i = 0; i < n; ++i) arguments[i] = items->at(i);
  return callVector(function, arguments, n, nullptr);
}

namespace {

Ref<Object> makeMap(Object* const* args) {
  Tuple* given = static_cast<Tuple*>(args[1]);
  if (given->size_ < 2) return raise(kTypeTypeError, "map() must have at least two arguments.");
  Ref<Map> map = makeInstance<Map>(args[0], kTypeMap);
  if (!map) return raised();
  Ref<Tuple> iterables = newTupleFromSlots(given->items() + 1, given->size_ - 1);
  Ref<Tuple> iterators = iterables ? iteratorsOf_mayRunPython(iterables.get()) : iterables;
  if (!iterators) return raised();
  map->function_.init(share(given->at(0)));
  map->iterators_.init(std::move(iterators));
  return map;
}

Ref<Object> mapNext(Object* const* args) { return nextOfMap(static_cast<Map*>(args[0])); }

Ref<Object> reduceMap(Object* const* args) {
  Map* map = static_cast<Map*>(args[0]);
  Tuple* iterators = map->iterators_.get();
  Ref<Tuple> state = newTuple(size_t{iterators->size_} + 1);
  if (!state) return raised();
  state->items()[0].init(map->function_.share());
  for (size_t i = 0; i < iterators->size_; ++i) state->items()[i + 1].init(share(iterators->at(i)));
  return newTupleOf({typeOf(map), state.get()});
}

constexpr NativeDef kMapMethods[] = {
    {"__new__", "cls, /, *args", makeMap, nullptr, NativeKind::StaticMethod},
    {"__iter__", "self, /", returnSelf, "Implement iter(self)."},
    {"__next__", "self, /", mapNext, "Implement next(self)."},
    {"__reduce__", "self, /", reduceMap, "Return state information for pickling."},
};

// --- filter ---

Ref<Object> makeFilter(Object* const* args) {
  Ref<Filter> filter = makeInstance<Filter>(args[0], kTypeFilter);
  if (!filter) return raised();
  Ref<Object> iterator = getIter(args[2]);
  if (!iterator) return raised();
  filter->function_.init(share(args[1]));
  filter->iterator_.init(std::move(iterator));
  return filter;
}

Ref<Object> filterNext(Object* const* args) {
  Filter* filter = static_cast<Filter*>(args[0]);
  if (filter->iterator_.isNull()) return nullptr;
  Object* iterator = filter->iterator_.get();
  Object* function = filter->function_.get();
  bool truth_only = isNone(function) || function == builtinType(kTypeBool);
  while (Ref<Object> item = stepIterator_mayRunPython(iterator)) {
    int good;
    if (truth_only) {
      good = isTrueAtOnce_mayRunPython(item.get());
    } else {
      Ref<Object> verdict = call(function, item.get());
      good = verdict ? isTrueAtOnce_mayRunPython(verdict.get()) : -1;
    }
    if (good < 0) return raised();
    if (good > 0) return item;
  }
  return nullptr;
}

Ref<Object> reduceFilter(Object* const* args) {
  Filter* filter = static_cast<Filter*>(args[0]);
  Ref<Tuple> state = newTupleOf({filter->function_.get(), filter->iterator_.get()});
  return state ? Ref<Object>(newTupleOf({typeOf(filter), state.get()})) : raised();
}

constexpr NativeDef kFilterMethods[] = {
    {"__new__", "cls, function, iterable, /", makeFilter, nullptr, NativeKind::StaticMethod},
    {"__iter__", "self, /", returnSelf, "Implement iter(self)."},
    {"__next__", "self, /", filterNext, "Implement next(self)."},
    {"__reduce__", "self, /", reduceFilter, "Return state information for pickling."},
};

// --- reversed ---

Ref<Object> makeReversed(Object* const* args) {
  Object* sequence = args[1];
  Object* special = lookupInType(typeOf(sequence), name(Name::__reversed__));
  if (special == nullptr && errorPending()) return raised();
  if (special != nullptr && !isNone(special)) {
    Object* self[] = {sequence};
    return callSpecial(special, self, 1);
  }
  bool is_sequence = lookupSpecial(sequence, Special::k_getitem) != nullptr &&
                     lookupSpecial(sequence, Special::k_len) != nullptr && !holdsDict(sequence);
  if (special != nullptr || !is_sequence) {
    if (errorPending()) return raised();
    if (special == nullptr && lookupSpecial(sequence, Special::k_getitem) != nullptr && !holdsDict(sequence)) {
      return raise(kTypeTypeError, "object of type '%T' has no len()", sequence);
    }
    return raise(kTypeTypeError, "'%T' object is not reversible", sequence);
  }
  int64_t size = lengthOf(sequence);
  if (size < 0) return raised();
  Ref<Reversed> it = makeInstance<Reversed>(args[0], kTypeReversed);
  if (!it) return raised();
  it->sequence_.init(share(sequence));
  it->position_ = size - 1;
  return it;
}

Ref<Object> reversedNext(Object* const* args) {
  Reversed* it = static_cast<Reversed*>(args[0]);
  if (it->position_ >= 0 && !it->sequence_.isNull()) {
    if (isExactTuple(it->sequence_.get())) {
      Tuple* tuple = static_cast<Tuple*>(it->sequence_.get());
      if (it->position_ < tuple->size_) return share(tuple->at(static_cast<size_t>(it->position_--)));
    }
    Ref<Object> sequence = it->sequence_.share();
    Ref<Int> at = newInt(it->position_);
    if (!at) return raised();
    Ref<Object> item = getItem(sequence.get(), at.get());
    if (item) {
      --it->position_;
      return item;
    }
    if (!errorMatches(kTypeIndexError) && !errorMatches(kTypeStopIteration)) return raised();
    clearError();
  }
  it->position_ = -1;
  it->sequence_.clear();
  return nullptr;
}

Ref<Object> reversedHint(Object* const* args) {
  Reversed* it = static_cast<Reversed*>(args[0]);
  if (it->sequence_.isNull()) return newInt(0);
  int64_t size = lengthOf(it->sequence_.get());
  if (size < 0) return raised();
  return newInt(size < it->position_ + 1 ? 0 : it->position_ + 1);
}

Ref<Object> reduceReversed(Object* const* args) {
  Reversed* it = static_cast<Reversed*>(args[0]);
  if (it->sequence_.isNull()) {
    Ref<Tuple> empty = emptyTuple();
    Ref<Tuple> state = empty ? newTupleOf({empty.get()}) : empty;
    return state ? Ref<Object>(newTupleOf({typeOf(it), state.get()})) : raised();
  }
  Ref<Int> at = newInt(it->position_);
  Ref<Tuple> state = newTupleOf({it->sequence_.get()});
  return at && state ? Ref<Object>(newTupleOf({typeOf(it), state.get(), at.get()})) : raised();
}

Ref<Object> setReversedState(Object* const* args) {
  Reversed* it = static_cast<Reversed*>(args[0]);
  int64_t at;
  if (!asInt64(args[1], &at)) return raised();
  if (!it->sequence_.isNull()) {
    int64_t size = lengthOf(it->sequence_.get());
    if (size < 0) return raised();
    it->position_ = at < -1 ? -1 : at > size - 1 ? size - 1 : at;
  }
  return newNone();
}

constexpr NativeDef kReversedMethods[] = {
    {"__new__", "cls, sequence, /", makeReversed, nullptr, NativeKind::StaticMethod},
    {"__iter__", "self, /", returnSelf, "Implement iter(self)."},
    {"__next__", "self, /", reversedNext, "Implement next(self)."},
    {"__length_hint__", "self, /", reversedHint, "Private method returning an estimate of len(list(it))."},
    {"__reduce__", "self, /", reduceReversed, "Return state information for pickling."},
    {"__setstate__", "self, state, /", setReversedState, "Set state information for unpickling."},
};

}  // namespace

const TypeSpec kEnumerateSpec = {"enumerate",
                                 "builtins",
                                 slotRowLayout<Enumerate, 3>("enumerate"),
                                 kTypeBase,
                                 kEnumerateMethods,
                                 {},
                                 "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\n"
                                 "The enumerate object yields pairs containing a count (from start, which\n"
                                 "defaults to zero) and a value yielded by the iterable argument.\n\n"
                                 "enumerate is useful for obtaining an indexed list:\n"
                                 "    (0, seq[0]), (1, seq[1]), (2, seq[2]), ..."};
const TypeSpec kZipSpec = {"zip",
                           "builtins",
                           slotRowLayout<Zip, 2>("zip"),
                           kTypeBase,
                           kZipMethods,
                           {},
                           "zip(*iterables, strict=False) --> Yield tuples until an input is exhausted."};
const TypeSpec kMapSpec = {"map",
                           "builtins",
                           slotRowLayout<Map, 2>("map"),
                           kTypeBase,
                           kMapMethods,
                           {},
                           "map(func, *iterables) --> map object\n\n"
                           "Make an iterator that computes the function using arguments from\n"
                           "each of the iterables.  Stops when the shortest iterable is exhausted."};
const TypeSpec kFilterSpec = {"filter",
                              "builtins",
                              slotRowLayout<Filter, 2>("filter"),
                              kTypeBase,
                              kFilterMethods,
                              {},
                              "filter(function or None, iterable) --> filter object\n\n"
                              "Return an iterator yielding those items of iterable for which function(item)\n"
                              "is true. If function is None, return the items that are true."};
const TypeSpec kReversedSpec = {"reversed",
                                "builtins",
                                slotRowLayout<Reversed, 1>("reversed"),
                                kTypeBase,
                                kReversedMethods,
                                {},
                                "Return a reverse iterator over the values of the given sequence."};

}  // namespace ophion
