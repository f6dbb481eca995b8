#include "object/tuple.h"

#include "object/allocate.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/tuple_make.h"
#include "object/type.h"

namespace ophion {

Ref<Tuple> emptyTuple() {
  Slot<Tuple>& kept = state().empty_tuple_;
  if (kept.isNull()) {
    Ref<Tuple> made = allocateContainer<Tuple>(kTypeTuple, Tuple::bytesFor(0));
    if (!made) return raised();
    kept.init(std::move(made));
  }
  return kept.share();
}

namespace {

// Its slots are not written yet.
OPHION_INLINE Ref<Tuple> makeTuple(size_t n) {
  if (OPHION_UNLIKELY(n > kMaxItems)) return raiseMemoryError();
  void* p = heap().tryAllocateContainer(Tuple::bytesFor(n));
  if (OPHION_UNLIKELY(p == nullptr)) return raiseMemoryError();
  Tuple* tuple = static_cast<Tuple*>(p);
  tuple->initHeader(kTypeTuple);
  tuple->size_ = static_cast<uint32_t>(n);
  return Ref<Tuple>::steal(tuple);
}

}  // namespace

Ref<Tuple> newTupleUninitialized(size_t n) {
  OPHION_ASSERT(n > 0);
  return makeTuple(n);
}

Ref<Tuple> newTuple(size_t n) {
  if (n == 0) return emptyTuple();
  Ref<Tuple> made = makeTuple(n);
  if (OPHION_LIKELY(made)) __builtin_memset(static_cast<void*>(made->items()), 0, n * sizeof(Slot<Object>));
  return made;
}

Ref<Tuple> newTupleOf(std::initializer_list<Object*> items) { return newTupleFrom(items.begin(), items.size()); }

Ref<Tuple> newTupleFrom(Object* const* items, size_t n) {
  if (n == 0) return emptyTuple();
  Ref<Tuple> made = makeTuple(n);
  if (OPHION_UNLIKELY(!made)) return made;
  Slot<Object>* slots = made->items();
  for (size_t i = 0; i < n; ++i) {
    incref(items[i]);
    slots[i].set(items[i]);
  }
  return made;
}

Ref<Tuple> newTupleFromSlots(const Slot<Object>* items, size_t n) {
  if (n == 0) return emptyTuple();
  Ref<Tuple> made = makeTuple(n);
  if (OPHION_UNLIKELY(!made)) return made;
  Slot<Object>* slots = made->items();
  for (size_t i = 0; i < n; ++i) {
    incref(items[i].get());
    slots[i] = items[i];
  }
  return made;
}

Ref<Tuple> toTuple_mayRunPython(Object* iterable) {
  if (isExactTuple(iterable)) return share(static_cast<Tuple*>(iterable));
  if (isExactList(iterable)) {
    List* list = static_cast<List*>(iterable);
    if (list->size_ == 0) return emptyTuple();
    return newTupleFromSlots(list->items(), list->size_);
  }
  Ref<List> gathered = toList_mayRunPython(iterable);
  if (!gathered) return raised();
  size_t n = gathered->size_;
  Ref<Tuple> made = newTuple(n);
  if (!made || n == 0) return made;
  // The list is ours alone: its counts move.
  __builtin_memcpy(made->items(), gathered->items(), n * sizeof(Slot<Object>));
  gathered->size_ = 0;
  return made;
}

Ref<Tuple> newPair(Ref<Object> a, Ref<Object> b) {
  void* p = heap().tryAllocateContainer(Tuple::bytesFor(2));
  if (OPHION_UNLIKELY(p == nullptr)) return raiseMemoryError();
  Tuple* pair = static_cast<Tuple*>(p);
  pair->initHeader(kTypeTuple);
  pair->size_ = 2;
  pair->items()[0].set(a.release());
  pair->items()[1].set(b.release());
  return Ref<Tuple>::steal(pair);
}

Ref<Object> reusePair_mayRunPython(Slot<Tuple>& kept, Ref<Object> a, Ref<Object> b) {
  Tuple* pair = kept.getOrNull();
  if (pair != nullptr && pair->count() == 1) {
    Ref<Object> result = share(static_cast<Object*>(pair));
    Ref<Object> old_a = pair->items()[0].take();
    Ref<Object> old_b = pair->items()[1].take();
    pair->items()[0].init(std::move(a));
    pair->items()[1].init(std::move(b));
    // It may now hold what can be part of a cycle.
    pair->clearFlag(kFlagUntracked);
    return result;
  }
  return newPair(std::move(a), std::move(b));
}

ptrdiff_t findInTuple_mayRunPython(Tuple* tuple, Object* value, size_t start, size_t stop) {
  for (size_t i = start; i < stop && i < tuple->size_; ++i) {
    int equal = equalObjects(tuple->at(i), value);
    if (equal < 0) return -2;
    if (equal != 0) return static_cast<ptrdiff_t>(i);
  }
  return -1;
}

}  // namespace ophion
