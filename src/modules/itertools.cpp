// The module itertools, and its iterators that take one item after another. Those that combine items are in
// itertools_combine.cpp, those that keep items for later in itertools_keep.cpp.
#include "modules/itertools.h"

#include "object/c_argument.h"
#include "object/int.h"
#include "object/make_instance.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/step.h"
#include "object/str.h"

namespace ophion {

namespace {

template <class T>
T* as(Object* const* args) {
  return static_cast<T*>(args[0]);
}

// --- count ---

bool isNumber(Object* object) {
  return isSmallInt(object) || lookupSpecial(object, Special::k_index) != nullptr ||
         lookupSpecial(object, Special::k_float) != nullptr || lookupSpecial(object, Special::k_int) != nullptr ||
         isComplexLayout(object);
}

Ref<Object> makeCount(Object* const* args) {
  Object* start = args[1];
  Object* step = args[2];
  if ((start != nullptr && !isNumber(start)) || (step != nullptr && !isNumber(step))) {
    if (errorPending()) return raised();
    return raise(kTypeTypeError, "a number is required");
  }
  Ref<ItertoolsCount> it = makeInstance<ItertoolsCount>(args[0], kTypeItertoolsCount);
  Ref<Object> one = newInt(1);
  if (!it || !one) return raised();
  bool by_one = step == nullptr || (isSmallInt(step) && smallValue(step) == 1);
  if (by_one && (start == nullptr || (isSmallInt(start) && smallValue(start) < INT64_MAX))) {
    it->fast_ = start == nullptr ? 0 : smallValue(start);
  } else {
    Ref<Object> first = start == nullptr ? Ref<Object>(newInt(0)) : share(start);
    if (!first) return raised();
    it->next_.init(std::move(first));
  }
  it->step_.init(step == nullptr ? one : share(step));
  return it;
}

Ref<Object> nextCount(Object* const* args) {
  ItertoolsCount* it = as<ItertoolsCount>(args);
  if (it->next_.isNull()) {
    Ref<Object> number = newInt(it->fast_);
    if (!number) return number;
    if (++it->fast_ == INT64_MAX) {
      Ref<Object> last = newInt(INT64_MAX);
      if (!last) return last;
      it->next_.init(std::move(last));
    }
    return number;
  }
  Ref<Object> number = it->next_.share();
  Ref<Object> step = it->step_.share();
  Ref<Object> after = binaryOp(BinaryOp::Add, number.get(), step.get());
  if (!after) return after;
  it->next_.assign(std::move(after));
  return number;
}

Ref<Object> countNow(ItertoolsCount* it) {
  return it->next_.isNull() ? Ref<Object>(newInt(it->fast_)) : it->next_.share();
}

bool stepsByOne(ItertoolsCount* it) { return isSmallInt(it->step_.get()) && smallValue(it->step_.get()) == 1; }

Ref<Object> showCount(Object* const* args) {
  ItertoolsCount* it = as<ItertoolsCount>(args);
  Ref<Object> number = countNow(it);
  if (!number) return number;
  if (stepsByOne(it)) return formatStr("%s(%R)", typeNameOf(it), number.get());
  return formatStr("%s(%R, %R)", typeNameOf(it), number.get(), it->step_.get());
}

Ref<Object> reduceCount(Object* const* args) {
  ItertoolsCount* it = as<ItertoolsCount>(args);
  Ref<Object> number = countNow(it);
  if (!number) return number;
  Ref<Tuple> state = stepsByOne(it) ? newTupleOf({number.get()}) : newTupleOf({number.get(), it->step_.get()});
  return state ? Ref<Object>(newTupleOf({typeOf(it), state.get()})) : raised();
}

// --- cycle ---

Ref<Object> makeCycle(Object* const* args) {
  Ref<ItertoolsCycle> it = makeInstance<ItertoolsCycle>(args[0], kTypeItertoolsCycle);
  if (!it) return raised();
  Ref<Object> iterator = getIter(args[1]);
  Ref<List> saved = iterator ? newList() : Ref<List>(nullptr);
  if (!saved) return raised();
  it->iterator_.init(std::move(iterator));
  it->saved_.init(std::move(saved));
  return it;
}

Ref<Object> nextCycle(Object* const* args) {
  ItertoolsCycle* it = as<ItertoolsCycle>(args);
  if (!it->iterator_.isNull()) {
    Ref<Object> item = stepSlot_mayRunPython(it->iterator_);
    if (item) return appendToList(it->saved_.get(), item.get()) ? item : Ref<Object>(nullptr);
    if (errorPending()) return raised();
    it->iterator_.clear();
  }
  List* saved = it->saved_.getOrNull();
  if (saved == nullptr || saved->size_ == 0) return nullptr;
  if (it->position_ >= saved->size_) it->position_ = 0;
  return share(saved->at(it->position_++));
}

// --- repeat ---

Ref<Object> makeRepeat(Object* const* args) {
  int64_t times = -1;
  if (args[2] != nullptr) {
    if (!cSizeArgument_mayRunPython(args[2], &times)) return raised();
    if (times < 0) times = 0;
  }
  Ref<ItertoolsRepeat> it = makeInstance<ItertoolsRepeat>(args[0], kTypeItertoolsRepeat);
  if (!it) return raised();
  it->element_.init(share(args[1]));
  it->left_ = times;
  return it;
}

Ref<Object> nextRepeat(Object* const* args) {
  ItertoolsRepeat* it = as<ItertoolsRepeat>(args);
  if (it->left_ == 0 || it->element_.isNull()) return nullptr;
  if (it->left_ > 0) --it->left_;
  return it->element_.share();
}

Ref<Object> hintRepeat(Object* const* args) {
  int64_t left = as<ItertoolsRepeat>(args)->left_;
  if (left < 0) return raise(kTypeTypeError, "len() of unsized object");
  return newInt(left);
}

Ref<Object> showRepeat(Object* const* args) {
  ItertoolsRepeat* it = as<ItertoolsRepeat>(args);
  if (it->left_ < 0) return formatStr("%s(%R)", typeNameOf(it), it->element_.get());
  return formatStr("%s(%R, %lld)", typeNameOf(it), it->element_.get(), static_cast<long long>(it->left_));
}

Ref<Object> reduceRepeat(Object* const* args) {
  ItertoolsRepeat* it = as<ItertoolsRepeat>(args);
  Ref<Object> left = newInt(it->left_);
  if (!left) return left;
  Ref<Tuple> state = it->left_ < 0 ? newTupleOf({it->element_.get()}) : newTupleOf({it->element_.get(), left.get()});
  return state ? Ref<Object>(newTupleOf({typeOf(it), state.get()})) : raised();
}

// --- chain ---

Ref<Object> chainOver(Object* cls, Object* iterables) {
  Ref<Object> sources = getIter(iterables);
  if (!sources) return sources;
  Ref<ItertoolsChain> it = makeInstance<ItertoolsChain>(cls, kTypeItertoolsChain);
  if (!it) return raised();
  it->sources_.init(std::move(sources));
  return it;
}
Ref<Object> makeChain(Object* const* args) { return chainOver(args[0], args[1]); }

Ref<Object> nextChain(Object* const* args) {
  ItertoolsChain* it = as<ItertoolsChain>(args);
  while (!it->sources_.isNull()) {
    if (it->active_.isNull()) {
      Ref<Object> iterable = stepSlot_mayRunPython(it->sources_);
      Ref<Object> active = iterable ? getIter(iterable.get()) : iterable;
      if (!active) {
        it->sources_.clear();
        return nullptr;
      }
      it->active_.assign(std::move(active));
    }
    Ref<Object> item = stepSlot_mayRunPython(it->active_);
    if (item || errorPending()) return item;
    it->active_.clear();
  }
  return nullptr;
}

// --- compress ---

Ref<Object> makeCompress(Object* const* args) {
  Ref<ItertoolsCompress> it = makeInstance<ItertoolsCompress>(args[0], kTypeItertoolsCompress);
  if (!it) return raised();
  Ref<Object> data = getIter(args[1]);
  Ref<Object> selectors = data ? getIter(args[2]) : data;
  if (!selectors) return selectors;
  it->data_.init(std::move(data));
  it->selectors_.init(std::move(selectors));
  return it;
}

Ref<Object> nextCompress(Object* const* args) {
  ItertoolsCompress* it = as<ItertoolsCompress>(args);
  while (!it->data_.isNull() && !it->selectors_.isNull()) {
    Ref<Object> item = stepSlot_mayRunPython(it->data_);
    if (!item) return item;
    Ref<Object> selector = stepSlot_mayRunPython(it->selectors_);
    if (!selector) return selector;
    int good = isTrue(selector.get());
    if (good != 0) return good > 0 ? item : Ref<Object>(nullptr);
  }
  return nullptr;
}

// --- dropwhile, takewhile, filterfalse, starmap ---

template <TypeIndex type>
Ref<Object> makeFiltering(Object* const* args) {
  Ref<ItertoolsFiltering> it = makeInstance<ItertoolsFiltering>(args[0], type);
  if (!it) return raised();
  Ref<Object> iterator = getIter(args[2]);
  if (!iterator) return iterator;
  it->function_.init(share(args[1]));
  it->iterator_.init(std::move(iterator));
  return it;
}

// Whether the function finds the item good; 1, 0, -1.
int asks(Object* function, Object* item) {
  Ref<Object> verdict = call(function, item);
  return verdict ? isTrue(verdict.get()) : -1;
}

Ref<Object> nextDropWhile(Object* const* args) {
  ItertoolsFiltering* it = as<ItertoolsFiltering>(args);
  if (it->iterator_.isNull()) return nullptr;
  if (it->decided_) return stepSlot_mayRunPython(it->iterator_);
  Ref<Object> function = it->function_.share();
  while (!it->iterator_.isNull()) {
    Ref<Object> item = stepSlot_mayRunPython(it->iterator_);
    if (!item || it->decided_) return item;
    int good = asks(function.get(), item.get());
    if (good < 0) return raised();
    if (good == 0) {
      it->decided_ = true;
      return item;
    }
  }
  return nullptr;
}

Ref<Object> nextTakeWhile(Object* const* args) {
  ItertoolsFiltering* it = as<ItertoolsFiltering>(args);
  if (it->decided_ || it->iterator_.isNull()) return nullptr;
  Ref<Object> item = stepSlot_mayRunPython(it->iterator_);
  if (!item) return item;
  Ref<Object> function = it->function_.share();
  int good = asks(function.get(), item.get());
  if (good > 0) return item;
  if (good == 0) it->decided_ = true;
  return nullptr;
}

Ref<Object> nextFilterFalse(Object* const* args) {
  ItertoolsFiltering* it = as<ItertoolsFiltering>(args);
  Ref<Object> function = it->function_.share();
  while (!it->iterator_.isNull()) {
    Ref<Object> item = stepSlot_mayRunPython(it->iterator_);
    if (!item) return item;
    bool truth_only = isNone(function.get()) || function.get() == builtinType(kTypeBool);
    int good = truth_only ? isTrue(item.get()) : asks(function.get(), item.get());
    if (good <= 0) return good == 0 ? item : Ref<Object>(nullptr);
  }
  return nullptr;
}

Ref<Object> nextStarMap(Object* const* args) {
  ItertoolsFiltering* it = as<ItertoolsFiltering>(args);
  if (it->iterator_.isNull()) return nullptr;
  Ref<Object> item = stepSlot_mayRunPython(it->iterator_);
  if (!item) return item;
  Ref<Tuple> arguments = toTuple_mayRunPython(item.get());
  if (!arguments) return raised();
  Ref<Object> function = it->function_.share();
  return callWithTuple(function.get(), arguments.get(), nullptr);
}

// --- islice ---

// A bound that is None or a non-negative int that fits.
bool isliceBound(Object* object, int64_t fallback, int64_t lowest, const char* message, int64_t* out) {
  *out = fallback;
  if (object == nullptr || isNone(object)) return true;
  if (hasIndex(object) && asInt64(object, out) && *out >= lowest) return true;
  clearError();
  return raise(kTypeValueError, "%s", message);
}

Ref<Object> makeISlice(Object* const* args) {
  Tuple* given = static_cast<Tuple*>(args[1]);
  size_t n = given->size_;
  if (n < 2 || n > 4) {
    return raise(kTypeTypeError, "islice expected at %s %d arguments, got %zu", n < 2 ? "least" : "most", n < 2 ? 2 : 4,
                 n);
  }
  constexpr const char* kBounds = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  int64_t start = 0, stop, step = 1;
  if (n == 2) {
    if (!isliceBound(given->at(1), -1, 0,
                     "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.", &stop)) {
      return raised();
    }
  } else {
    if (!isliceBound(given->at(2), -1, 0,
                     "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.", &stop) ||
        !isliceBound(given->at(1), 0, 0, kBounds, &start)) {
      return raised();
    }
    if (n == 4 && !isliceBound(given->at(3), 1, 1, "Step for islice() must be a positive integer or None.", &step)) {
      return raised();
    }
  }
  Ref<Object> iterator = getIter(given->at(0));
  if (!iterator) return iterator;
  Ref<ItertoolsISlice> it = makeInstance<ItertoolsISlice>(args[0], kTypeItertoolsISlice);
  if (!it) return raised();
  it->iterator_.init(std::move(iterator));
  it->next_ = start;
  it->stop_ = stop;
  it->step_ = step;
  return it;
}

Ref<Object> nextISlice(Object* const* args) {
  ItertoolsISlice* it = as<ItertoolsISlice>(args);
  if (it->iterator_.isNull()) return nullptr;
  Ref<Object> item;
  while (it->count_ < it->next_ && (it->stop_ < 0 || it->count_ < it->stop_)) {
    item = it->iterator_.isNull() ? Ref<Object>() : stepSlot_mayRunPython(it->iterator_);
    if (!item) {
      it->iterator_.clear();
      return item;
    }
    ++it->count_;
  }
  bool more = (it->stop_ < 0 || it->count_ < it->stop_) && !it->iterator_.isNull();
  item = more ? stepSlot_mayRunPython(it->iterator_) : Ref<Object>();
  if (!item) {
    it->iterator_.clear();
    return item;
  }
  ++it->count_;
  int64_t after;
  if (__builtin_add_overflow(it->next_, it->step_, &after)) after = INT64_MAX;
  if (it->stop_ >= 0 && after > it->stop_) after = it->stop_;
  it->next_ = after;
  return item;
}

#define OPHION_ITERATOR(Name, signature, make, next, ...)                                                         \
  constexpr NativeDef k##Name##Methods[] = {{"__new__", signature, make, nullptr, NativeKind::StaticMethod},      \
                                            {"__iter__", "self, /", returnSelf, "Implement iter(self)."},         \
                                            {"__next__", "self, /", next, "Implement next(self)."} __VA_OPT__(, ) \
                                                __VA_ARGS__};

#define OPHION_METHOD(name, function) {name, "self, /", function}

OPHION_ITERATOR(Count, "cls, start=0, step=1", makeCount, nextCount, OPHION_METHOD("__repr__", showCount),
                OPHION_METHOD("__reduce__", reduceCount))
OPHION_ITERATOR(Cycle, "cls, iterable, /", makeCycle, nextCycle)
OPHION_ITERATOR(Repeat, "cls, object, times=None", makeRepeat, nextRepeat, OPHION_METHOD("__repr__", showRepeat),
                OPHION_METHOD("__length_hint__", hintRepeat), OPHION_METHOD("__reduce__", reduceRepeat))
constexpr NativeDef kChainMethods[] = {
    {"__new__", "cls, /, *iterables", makeChain, nullptr, NativeKind::StaticMethod},
    {"__iter__", "self, /", returnSelf, "Implement iter(self)."},
    {"__next__", "self, /", nextChain, "Implement next(self)."},
    {"from_iterable", "cls, iterable, /", makeChain,
     "Alternative chain() constructor taking a single iterable argument that evaluates lazily.",
     NativeKind::ClassMethod},
    {"__class_getitem__", "cls, object, /", classGetItem, "See PEP 585", NativeKind::ClassMethod},
};
OPHION_ITERATOR(Compress, "cls, data, selectors", makeCompress, nextCompress)
OPHION_ITERATOR(DropWhile, "cls, predicate, iterable, /", makeFiltering<kTypeItertoolsDropWhile>, nextDropWhile)
OPHION_ITERATOR(TakeWhile, "cls, predicate, iterable, /", makeFiltering<kTypeItertoolsTakeWhile>, nextTakeWhile)
OPHION_ITERATOR(FilterFalse, "cls, function, iterable, /", makeFiltering<kTypeItertoolsFilterFalse>, nextFilterFalse)
OPHION_ITERATOR(StarMap, "cls, function, iterable, /", makeFiltering<kTypeItertoolsStarMap>, nextStarMap)
OPHION_ITERATOR(ISlice, "cls, /, *args", makeISlice, nextISlice)

#undef OPHION_METHOD
#undef OPHION_ITERATOR

Ref<Object> tee(Object* const* args) {
  int64_t n = 2;
  if (args[1] != nullptr && !cSizeArgument_mayRunPython(args[1], &n)) return raised();
  if (n < 0) return raise(kTypeValueError, "n must be >= 0");
  Ref<Tuple> copies = newTuple(static_cast<size_t>(n));
  if (!copies || n == 0) return copies;
  Ref<Object> first = getIter(args[0]);
  if (!first) return first;
  bool failed = false;
  Ref<Object> copy = getAttrOrNull(first.get(), Name::__copy__, &failed);
  if (failed) return raised();
  if (!copy) {
    first = call(builtinType(kTypeItertoolsTee), first.get());
    copy = first ? getAttr(first.get(), Name::__copy__) : first;
    if (!copy) return copy;
  }
  copies->items()[0].init(first);
  for (int64_t i = 1; i < n; ++i) {
    Ref<Object> another = call(copy.get());
    if (!another) return another;
    copies->items()[i].init(std::move(another));
  }
  return copies;
}

constexpr NativeDef kFunctions[] = {
    {"tee", "iterable, n=2, /", tee, "Returns a tuple of n independent iterators.", NativeKind::Function},
};

constexpr TypeIndex kTypes[] = {
    kTypeItertoolsCount,        kTypeItertoolsCycle,
    kTypeItertoolsRepeat,       kTypeItertoolsChain,
    kTypeItertoolsCompress,     kTypeItertoolsDropWhile,
    kTypeItertoolsTakeWhile,    kTypeItertoolsFilterFalse,
    kTypeItertoolsStarMap,      kTypeItertoolsISlice,
    kTypeItertoolsAccumulate,   kTypeItertoolsZipLongest,
    kTypeItertoolsProduct,      kTypeItertoolsPermutations,
    kTypeItertoolsCombinations, kTypeItertoolsCombinationsWithReplacement,
    kTypeItertoolsGroupBy,      kTypeItertoolsGrouper,
    kTypeItertoolsPairwise,     kTypeItertoolsTee,
    kTypeItertoolsTeeData,
};

template <class T, unsigned n>
constexpr TypeSpec spec(const char* name, std::span<const NativeDef> methods, const char* doc) {
  return {name, "itertools", slotRowLayout<T, n>(name), kTypeBase, methods, {}, doc};
}

}  // namespace

extern const ModuleSpec kItertoolsModule;
const ModuleSpec kItertoolsModule = {"itertools", "Functional tools for creating and using iterators.", kFunctions,
                                     kTypes};

const TypeSpec kItertoolsCountSpec = spec<ItertoolsCount, 2>(
    "count", kCountMethods, "Return a count object whose .__next__() method returns consecutive values.");
const TypeSpec kItertoolsCycleSpec = spec<ItertoolsCycle, 2>(
    "cycle", kCycleMethods,
    "Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely.");
const TypeSpec kItertoolsRepeatSpec =
    spec<ItertoolsRepeat, 1>("repeat", kRepeatMethods,
                             "repeat(object [,times]) -> create an iterator which returns the object\n"
                             "for the specified number of times.  If not specified, returns the object\nendlessly.");
const TypeSpec kItertoolsChainSpec = spec<ItertoolsChain, 2>(
    "chain", kChainMethods,
    "chain(*iterables) --> chain object\n\nReturn a chain object whose .__next__() method returns "
    "elements from the\nfirst iterable until it is exhausted, then elements from the next\niterable, until all of the "
    "iterables are exhausted.");
const TypeSpec kItertoolsCompressSpec = spec<ItertoolsCompress, 2>(
    "compress", kCompressMethods, "Return data elements corresponding to true selector elements.");
const TypeSpec kItertoolsDropWhileSpec =
    spec<ItertoolsFiltering, 2>("dropwhile", kDropWhileMethods,
                                "Drop items from the iterable while predicate(item) is true.\n\n"
                                "Afterwards, return every element until the iterable is exhausted.");
const TypeSpec kItertoolsTakeWhileSpec = spec<ItertoolsFiltering, 2>(
    "takewhile", kTakeWhileMethods,
    "Return successive entries from an iterable as long as the predicate evaluates to true for each entry.");
const TypeSpec kItertoolsFilterFalseSpec =
    spec<ItertoolsFiltering, 2>("filterfalse", kFilterFalseMethods,
                                "Return those items of iterable for which function(item) is false.\n\n"
                                "If function is None, return the items that are false.");
const TypeSpec kItertoolsStarMapSpec =
    spec<ItertoolsFiltering, 2>("starmap", kStarMapMethods,
                                "Return an iterator whose values are returned from the function evaluated with an "
                                "argument tuple taken from the given "
                                "sequence.");
const TypeSpec kItertoolsISliceSpec =
    spec<ItertoolsISlice, 1>("islice", kISliceMethods,
                             "islice(iterable, stop) --> islice object\n"
                             "islice(iterable, start, stop[, step]) --> islice object\n\n"
                             "Return an iterator whose next() method returns selected values from an\niterable.");

}  // namespace ophion
