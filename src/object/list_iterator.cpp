#include "object/list_iterator.h"

#include "object/int.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"

namespace ophion {

Ref<Object> newListIterator(List* list) {
  Ref<ListIterator> it = allocateContainer<ListIterator>(kTypeListIterator);
  if (!it) return raised();
  it->list_.init(share(list));
  return it;
}

Ref<Object> newListReverseIterator(List* list) {
  Ref<ListIterator> it = allocateContainer<ListIterator>(kTypeListReverseIterator);
  if (!it) return raised();
  it->list_.init(share(list));
  it->position_ = list->size_;
  return it;
}

Ref<Object> newTupleIterator(Tuple* tuple) {
  Ref<TupleIterator> it = allocateContainer<TupleIterator>(kTypeTupleIterator);
  if (!it) return raised();
  it->tuple_.init(share(tuple));
  return it;
}

namespace {

ListIterator* listIterator(Object* const* args) { return static_cast<ListIterator*>(args[0]); }
TupleIterator* tupleIterator(Object* const* args) { return static_cast<TupleIterator*>(args[0]); }

Ref<Object> nextOfList(Object* const* args) { return Ref<Object>::shareOrNull(nextBorrowed(listIterator(args))); }
Ref<Object> nextOfTuple(Object* const* args) { return Ref<Object>::shareOrNull(nextBorrowed(tupleIterator(args))); }

Ref<Object> nextBackwards(Object* const* args) {
  ListIterator* it = listIterator(args);
  List* list = it->list_.getOrNull();
  if (list == nullptr) return nullptr;
  if (it->position_ > 0 && it->position_ <= list->size_) return share(list->at(--it->position_));
  it->position_ = 0;
  it->list_.clear();
  return nullptr;
}

Ref<Object> listHint(Object* const* args) {
  ListIterator* it = listIterator(args);
  List* list = it->list_.getOrNull();
  return newInt(list == nullptr || it->position_ > list->size_ ? 0 : list->size_ - it->position_);
}
Ref<Object> backwardsHint(Object* const* args) {
  ListIterator* it = listIterator(args);
  List* list = it->list_.getOrNull();
  return newInt(list == nullptr || it->position_ > list->size_ ? 0 : it->position_);
}
Ref<Object> tupleHint(Object* const* args) {
  TupleIterator* it = tupleIterator(args);
  Tuple* tuple = it->tuple_.getOrNull();
  return newInt(tuple == nullptr ? 0 : tuple->size_ - it->position_);
}

Ref<Object> reduceEmpty() {
  Ref<List> empty = newList();
  if (!empty) return raised();
  return reduceThrough("iter", empty.get(), nullptr);
}

Ref<Object> reduceList(Object* const* args) {
  ListIterator* it = listIterator(args);
  if (it->list_.isNull()) return reduceEmpty();
  Ref<Int> at = newInt(it->position_);
  return at ? reduceThrough("iter", it->list_.get(), at.get()) : raised();
}
Ref<Object> reduceBackwards(Object* const* args) {
  ListIterator* it = listIterator(args);
  if (it->list_.isNull()) return reduceEmpty();
  Ref<Int> at = newInt(int64_t{it->position_} - 1);
  return at ? reduceThrough("reversed", it->list_.get(), at.get()) : raised();
}
Ref<Object> reduceTuple(Object* const* args) {
  TupleIterator* it = tupleIterator(args);
  if (it->tuple_.isNull()) {
    Ref<Tuple> empty = emptyTuple();
    return empty ? reduceThrough("iter", empty.get(), nullptr) : raised();
  }
  Ref<Int> at = newInt(it->position_);
  return at ? reduceThrough("iter", it->tuple_.get(), at.get()) : raised();
}

// __setstate__: the position, clipped. `one_more`: positions are kept one higher than they are told.
bool statePosition(Object* state, int64_t size, int64_t lowest, int64_t highest, int64_t* out) {
  (void)size;
  if (!asInt64Clipped(state, out)) return false;
  if (*out < lowest) *out = lowest;
  if (*out > highest) *out = highest;
  return true;
}

Ref<Object> setStateList(Object* const* args) {
  int64_t at;
  if (!asInt64Clipped(args[1], &at)) return raised();
  ListIterator* it = listIterator(args);
  if (List* list = it->list_.getOrNull())
    it->position_ = at < 0 ? 0 : at > list->size_ ? list->size_ : static_cast<uint32_t>(at);
  return newNone();
}
Ref<Object> setStateBackwards(Object* const* args) {
  ListIterator* it = listIterator(args);
  int64_t at;
  List* before = it->list_.getOrNull();
  if (!statePosition(args[1], 0, -1, before == nullptr ? -1 : int64_t{before->size_} - 1, &at)) return raised();
  if (!it->list_.isNull()) it->position_ = static_cast<uint32_t>(at + 1);
  return newNone();
}
Ref<Object> setStateTuple(Object* const* args) {
  int64_t at;
  if (!asInt64Clipped(args[1], &at)) return raised();
  TupleIterator* it = tupleIterator(args);
  if (Tuple* tuple = it->tuple_.getOrNull())
    it->position_ = at < 0 ? 0 : at > tuple->size_ ? tuple->size_ : static_cast<uint32_t>(at);
  return newNone();
}

constexpr NativeDef kListIteratorMethods[] = {
    {"__iter__", "self, /", returnSelf},
    {"__next__", "self, /", nextOfList},
    {"__length_hint__", "self, /", listHint},
    {"__reduce__", "self, /", reduceList},
    {"__setstate__", "self, state, /", setStateList},
};
constexpr NativeDef kListReverseIteratorMethods[] = {
    {"__iter__", "self, /", returnSelf},
    {"__next__", "self, /", nextBackwards},
    {"__length_hint__", "self, /", backwardsHint},
    {"__reduce__", "self, /", reduceBackwards},
    {"__setstate__", "self, state, /", setStateBackwards},
};
constexpr NativeDef kTupleIteratorMethods[] = {
    {"__iter__", "self, /", returnSelf},
    {"__next__", "self, /", nextOfTuple},
    {"__length_hint__", "self, /", tupleHint},
    {"__reduce__", "self, /", reduceTuple},
    {"__setstate__", "self, state, /", setStateTuple},
};

}  // namespace

const TypeSpec kListIteratorSpec = {"list_iterator", "builtins", slotRowLayout<ListIterator, 1>("list_iterator"),
                                    kTypeDisallowInstantiation, kListIteratorMethods};
const TypeSpec kListReverseIteratorSpec = {"list_reverseiterator", "builtins", sharedLayout("list_reverseiterator"),
                                           kTypeDisallowInstantiation, kListReverseIteratorMethods};
const TypeSpec kTupleIteratorSpec = {"tuple_iterator", "builtins", slotRowLayout<TupleIterator, 1>("tuple_iterator"),
                                     kTypeDisallowInstantiation, kTupleIteratorMethods};

}  // namespace ophion
