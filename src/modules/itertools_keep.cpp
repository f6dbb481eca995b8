// itertools: accumulate, zip_longest, groupby, pairwise, tee.
#include "modules/itertools.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/step.h"
#include "object/str.h"
#include "object/tuple_make.h"
#include "object/wrapping_iterator.h"

namespace ophion {

namespace {

template <class T>
T* as(Object* const* args) {
  return static_cast<T*>(args[0]);
}

// --- accumulate ---

Ref<Object> makeAccumulate(Object* const* args) {
  Ref<ItertoolsAccumulate> it = makeInstance<ItertoolsAccumulate>(args[0], kTypeItertoolsAccumulate);
  if (!it) return raised();
  Ref<Object> iterator = getIter(args[1]);
  if (!iterator) return iterator;
  it->iterator_.init(std::move(iterator));
  if (args[2] != nullptr && !isNone(args[2])) it->function_.init(share(args[2]));
  if (args[3] != nullptr && !isNone(args[3])) it->initial_.init(share(args[3]));
  return it;
}

Ref<Object> nextAccumulate(Object* const* args) {
  ItertoolsAccumulate* it = as<ItertoolsAccumulate>(args);
  if (!it->initial_.isNull()) {
    Ref<Object> initial = it->initial_.take();
    it->total_.assign(initial);
    return initial;
  }
  if (it->iterator_.isNull()) return nullptr;
  Ref<Object> item = stepSlot_mayRunPython(it->iterator_);
  if (!item) return item;
  if (Object* sum = it->total_.getOrNull()) {
    int64_t both;
    if (it->function_.isNull() && isSmallInt(sum) && isSmallInt(item.get()) &&
        !__builtin_add_overflow(smallValue(sum), smallValue(item.get()), &both)) {
      item = newInt(both);
    } else {
      Ref<Object> total = share(sum);
      Ref<Object> function = it->function_.share();
      item = function ? call(function.get(), sum, item.get()) : binaryOp(BinaryOp::Add, sum, item.get());
    }
    if (!item) return item;
  }
  it->total_.assign(item);
  return item;
}

// --- zip_longest ---

Ref<Object> makeZipLongest(Object* const* args) {
  Dict* keywords = static_cast<Dict*>(args[2]);
  Object* fill = none();
  if (keywords != nullptr && keywords->used_ != 0) {
    Ref<Str> key = internText("fillvalue");
    if (!key) return raised();
    fill = keywords->used_ == 1 ? getStrBorrowed(keywords, key.get()) : nullptr;
    if (fill == nullptr) return raise(kTypeTypeError, "zip_longest() got an unexpected keyword argument");
  }
  Ref<ItertoolsZipLongest> it = makeInstance<ItertoolsZipLongest>(args[0], kTypeItertoolsZipLongest);
  if (!it) return raised();
  Ref<Tuple> iterators = iteratorsOf_mayRunPython(static_cast<Tuple*>(args[1]));
  if (!iterators) return raised();
  it->active_ = iterators->size_;
  it->iterators_.init(std::move(iterators));
  it->fill_.init(share(fill));
  return it;
}

Ref<Object> nextZipLongest(Object* const* args) {
  ItertoolsZipLongest* it = as<ItertoolsZipLongest>(args);
  Ref<Tuple> iterators = it->iterators_.share();
  if (!iterators || it->active_ == 0) return nullptr;
  Ref<Tuple> result = newTuple(iterators->size_);
  if (!result) return raised();
  for (size_t i = 0; i < iterators->size_; ++i) {
    bool active = !iterators->items()[i].isNull();
    Ref<Object> item = active ? stepSlot_mayRunPython(iterators->items()[i]) : Ref<Object>();
    if (!item) {
      if (errorPending()) {
        it->active_ = 0;
        return raised();
      }
      if (active) {
        // Zero already: an iterator stepped this one meanwhile, to its end.
        if (it->active_ == 0 || --it->active_ == 0) return nullptr;
        iterators->items()[i].clear();
      }
      item = it->fill_.share();
    }
    result->items()[i].init(std::move(item));
  }
  return result;
}

// --- groupby ---

Ref<Object> makeGroupBy(Object* const* args) {
  Ref<ItertoolsGroupBy> it = makeInstance<ItertoolsGroupBy>(args[0], kTypeItertoolsGroupBy);
  if (!it) return raised();
  Ref<Object> iterator = getIter(args[1]);
  if (!iterator) return iterator;
  it->iterator_.init(std::move(iterator));
  it->key_function_.init(share(args[2] == nullptr ? none() : args[2]));
  return it;
}

// Takes the next item and its key. False: exhausted, or an exception is pending.
bool stepGroupBy(ItertoolsGroupBy* it) {
  if (it->iterator_.isNull()) return false;
  Ref<Object> value = stepSlot_mayRunPython(it->iterator_);
  if (!value) return false;
  Ref<Object> function = it->key_function_.share();
  Ref<Object> key = isNone(function.get()) ? value : call(function.get(), value.get());
  if (!key) return false;
  it->current_value_.assign(std::move(value));
  it->current_key_.assign(std::move(key));
  return true;
}

// Whether the current key is the target's; 1, 0, -1.
int sameKey(const Slot<Object>& a, const Slot<Object>& b) {
  if (a == b) return 1;
  Ref<Object> x = a.share();
  Ref<Object> y = b.share();
  return equalObjects(x.get(), y.get());
}

Ref<Object> nextGroupBy(Object* const* args) {
  ItertoolsGroupBy* it = as<ItertoolsGroupBy>(args);
  ++it->group_;  // the group given out before ends here
  while (true) {
    if (!it->current_key_.isNull()) {
      if (it->target_key_.isNull()) break;
      int same = sameKey(it->target_key_, it->current_key_);
      if (same < 0) return raised();
      if (same == 0) break;
    }
    if (!stepGroupBy(it)) return nullptr;
  }
  it->target_key_.assign(it->current_key_.share());
  Ref<ItertoolsGrouper> group = allocateContainer<ItertoolsGrouper>(kTypeItertoolsGrouper);
  if (!group) return raised();
  group->parent_.init(share(it));
  group->target_key_.init(it->target_key_.share());
  group->group_ = it->group_;
  return newTupleOf({it->current_key_.get(), group.get()});
}

Ref<Object> makeGrouper(Object* const* args) {
  if (!isItertoolsGroupByLayout(args[1])) {
    return raise(kTypeTypeError, "_grouper() argument 1 must be itertools.groupby, not %T", args[1]);
  }
  ItertoolsGroupBy* parent = static_cast<ItertoolsGroupBy*>(args[1]);
  Ref<ItertoolsGrouper> group = makeInstance<ItertoolsGrouper>(args[0], kTypeItertoolsGrouper);
  if (!group) return raised();
  group->parent_.init(share(parent));
  group->target_key_.init(share(args[2]));
  group->group_ = ++parent->group_;
  return group;
}

Ref<Object> nextGrouper(Object* const* args) {
  ItertoolsGrouper* group = as<ItertoolsGrouper>(args);
  Ref<ItertoolsGroupBy> it = group->parent_.share();
  if (!it || it->group_ != group->group_) return nullptr;
  if (it->current_value_.isNull() && !stepGroupBy(it.get())) return nullptr;
  int same = sameKey(group->target_key_, it->current_key_);
  if (same <= 0) return nullptr;
  return it->current_value_.take();
}

// --- pairwise ---

Ref<Object> makePairwise(Object* const* args) {
  Ref<Object> iterator = getIter(args[1]);
  if (!iterator) return iterator;
  Ref<ItertoolsPairwise> it = makeInstance<ItertoolsPairwise>(args[0], kTypeItertoolsPairwise);
  if (!it) return raised();
  it->iterator_.init(std::move(iterator));
  return it;
}

Ref<Object> nextPairwise(Object* const* args) {
  ItertoolsPairwise* it = as<ItertoolsPairwise>(args);
  if (it->iterator_.isNull()) return nullptr;
  if (it->previous_.isNull()) {
    Ref<Object> first = stepSlot_mayRunPython(it->iterator_);
    if (!first) {
      it->iterator_.clear();
      return first;
    }
    it->previous_.assign(std::move(first));
    if (it->iterator_.isNull()) return nullptr;
  }
  Ref<Object> previous = it->previous_.share();
  Ref<Object> item = stepSlot_mayRunPython(it->iterator_);
  if (!item) {
    it->iterator_.clear();
    it->previous_.clear();
    return item;
  }
  it->previous_.assign(item);
  return newPair(std::move(previous), std::move(item));
}

// --- tee ---

Ref<ItertoolsTeeData> newTeeData(Object* iterator) {
  Ref<ItertoolsTeeData> data = allocateContainer<ItertoolsTeeData>(kTypeItertoolsTeeData);
  if (data) data->iterator_.init(share(iterator));
  return data;
}

Ref<Object> copyTee(Object* const* args) {
  ItertoolsTee* it = as<ItertoolsTee>(args);
  Ref<ItertoolsTee> copy = allocateContainer<ItertoolsTee>(kTypeItertoolsTee);
  if (!copy) return raised();
  copy->data_ = nullptr;
  if (Ref<ItertoolsTeeData> data = it->data_.share()) copy->data_.init(std::move(data));
  copy->position_ = it->position_;
  return copy;
}

Ref<Object> makeTee(Object* const* args) {
  Ref<Object> iterator = getIter(args[1]);
  if (!iterator) return iterator;
  if (isExactItertoolsTee(iterator.get())) {
    Object* self[] = {iterator.get()};
    return copyTee(self);
  }
  Ref<ItertoolsTeeData> data = newTeeData(iterator.get());
  Ref<ItertoolsTee> it = makeInstance<ItertoolsTee>(args[0], kTypeItertoolsTee);
  if (!data || !it) return raised();
  it->data_.init(std::move(data));
  return it;
}

Ref<Object> makeTeeData(Object* const*) {
  return raise(kTypeTypeError, "cannot create 'itertools._tee_dataobject' instances");
}

Ref<Object> nextTee(Object* const* args) {
  ItertoolsTee* it = as<ItertoolsTee>(args);
  Ref<ItertoolsTeeData> data = it->data_.share();
  if (!data) return nullptr;
  if (it->position_ == kTeeValues) {
    if (data->next_.isNull()) {
      Ref<ItertoolsTeeData> after = newTeeData(data->iterator_.get());
      if (!after) return raised();
      data->next_.init(std::move(after));
    }
    data = data->next_.share();
    it->data_.assign(data);
    it->position_ = 0;
  }
  if (it->position_ == data->read_) {
    if (data->running_) return raise(kTypeRuntimeError, "cannot re-enter the tee iterator");
    Ref<Object> iterator = data->iterator_.share();
    if (!iterator) return nullptr;
    data->running_ = true;
    Ref<Object> item = iterNext(iterator.get());
    data->running_ = false;
    if (!item) return item;
    data->values_[data->read_++].init(std::move(item));
  }
  return data->values_[it->position_++].share();
}

// A long chain of links that nobody else holds is let go one by one, not one inside the other.
void dropTeeData(Object* object) {
  ItertoolsTeeData* data = static_cast<ItertoolsTeeData*>(object);
  data->iterator_.clear();
  for (Slot<Object>& value : data->values_) value.clear();
  Ref<ItertoolsTeeData> rest = data->next_.take();
  while (rest && rest->count() == 1) rest = rest->next_.take();
}

#define OPHION_ITERATOR(Name, signature, make, next, ...)                                                         \
  constexpr NativeDef k##Name##Methods[] = {{"__new__", signature, make, nullptr, NativeKind::StaticMethod},      \
                                            {"__iter__", "self, /", returnSelf, "Implement iter(self)."},         \
                                            {"__next__", "self, /", next, "Implement next(self)."} __VA_OPT__(, ) \
                                                __VA_ARGS__};

OPHION_ITERATOR(Accumulate, "cls, iterable, func=None, *, initial=None", makeAccumulate, nextAccumulate)
OPHION_ITERATOR(ZipLongest, "cls, /, *iterables, **keywords", makeZipLongest, nextZipLongest)
OPHION_ITERATOR(GroupBy, "cls, iterable, key=None", makeGroupBy, nextGroupBy)
OPHION_ITERATOR(Grouper, "cls, parent, tgtkey, /", makeGrouper, nextGrouper)
OPHION_ITERATOR(Pairwise, "cls, iterable, /", makePairwise, nextPairwise)
OPHION_ITERATOR(Tee, "cls, iterable, /", makeTee, nextTee,
                {"__copy__", "self, /", copyTee, "Returns an independent iterator."})

#undef OPHION_ITERATOR

constexpr NativeDef kTeeDataMethods[] = {
    {"__new__", "cls, *args, **kwargs", makeTeeData, nullptr, NativeKind::StaticMethod},
};

}  // namespace

const TypeSpec kItertoolsAccumulateSpec = {"accumulate",
                                           "itertools",
                                           slotRowLayout<ItertoolsAccumulate, 4>("accumulate"),
                                           kTypeBase,
                                           kAccumulateMethods,
                                           {},
                                           "Return series of accumulated sums."};
const TypeSpec kItertoolsZipLongestSpec = {"zip_longest",
                                           "itertools",
                                           slotRowLayout<ItertoolsZipLongest, 2>("zip_longest"),
                                           kTypeBase,
                                           kZipLongestMethods,
                                           {},
                                           "zip_longest(*iterables, fillvalue=None) --> zip_longest object"};
const TypeSpec kItertoolsGroupBySpec = {"groupby",
                                        "itertools",
                                        slotRowLayout<ItertoolsGroupBy, 5>("groupby"),
                                        kTypeBase,
                                        kGroupByMethods,
                                        {},
                                        "make an iterator that returns consecutive keys and groups from the iterable"};
const TypeSpec kItertoolsGrouperSpec = {"_grouper", "itertools", slotRowLayout<ItertoolsGrouper, 2>("_grouper"), 0,
                                        kGrouperMethods};
const TypeSpec kItertoolsPairwiseSpec = {"pairwise",
                                         "itertools",
                                         slotRowLayout<ItertoolsPairwise, 2>("pairwise"),
                                         kTypeBase,
                                         kPairwiseMethods,
                                         {},
                                         "Return an iterator of overlapping pairs taken from the input iterator."};
const TypeSpec kItertoolsTeeSpec = {
    "_tee",      "itertools", slotRowLayout<ItertoolsTee, 1>("_tee"), kTypeInstancesWeakReferable,
    kTeeMethods, {},          "Iterator wrapped to make it copyable."};
const TypeSpec kItertoolsTeeDataSpec = {
    "_tee_dataobject",
    "itertools",
    {"_tee_dataobject", Kind::Container, Trace::Fixed, sizeof(Object), kTeeValues + 2, sizeof(ItertoolsTeeData),
     nullptr, nullptr, dropTeeData, dropTeeData},
    0,
    kTeeDataMethods,
    {},
    "teedataobject(iterable, values, next, /)"};

}  // namespace ophion
