#include "object/list.h"

#include "object/allocate.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/list_iterator.h"
#include "object/protocol.h"
#include "object/range.h"
#include "object/release.h"
#include "object/scratch.h"
#include "object/set.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/walk.h"

namespace ophion {

namespace {

constexpr size_t kSlotBytes = sizeof(Slot<Object>);
constexpr size_t kFewRemoved = 32;  // items that wait on the C stack for their release

// Makes the buffer hold `capacity` slots, more or fewer than now, at least size_. False: MemoryError pending.
bool setCapacity(List* list, size_t capacity) {
  if (capacity > kMaxItems) return raiseMemoryError();
  capacity = (capacity + 1) & ~size_t{1};  // blocks come in 8 bytes
  if (capacity == list->capacity_) return true;
  if (capacity == 0) {
    heap().free(list->items(), list->capacity_ * kSlotBytes);
    list->items_ = nullptr;
  } else {
    void* buffer = list->capacity_ == 0
                       ? heap().tryAllocateRaw(capacity * kSlotBytes)
                       : heap().tryResizeRaw(list->items(), list->capacity_ * kSlotBytes, capacity * kSlotBytes);
    if (buffer == nullptr) {
      if (capacity < list->capacity_) return true;  // what is there will do
      return raiseMemoryError();
    }
    list->items_.set(static_cast<Slot<Object>*>(buffer));
  }
  list->capacity_ = static_cast<uint32_t>(capacity);
  return true;
}

// Room for `size` items, with an eighth over where it has to grow.
OPHION_NOINLINE bool growTo(List* list, size_t size) {
  size_t capacity = (size + (size >> 3) + 6) & ~size_t{3};
  if (size - list->size_ > capacity - size) capacity = (size + 3) & ~size_t{3};
  return setCapacity(list, capacity);
}

}  // namespace

Ref<List> newList(size_t capacity) {
  if (OPHION_UNLIKELY(capacity > kMaxItems)) return raiseMemoryError();
  capacity = (capacity + 1) & ~size_t{1};
  void* buffer = nullptr;
  if (capacity != 0) {
    buffer = heap().tryAllocateRaw(capacity * kSlotBytes);
    if (OPHION_UNLIKELY(buffer == nullptr)) return raiseMemoryError();
  }
  Ref<List> list = allocateContainer<List>(kTypeList);
  if (OPHION_UNLIKELY(!list)) {
    if (buffer != nullptr) heap().free(buffer, capacity * kSlotBytes);
    return list;
  }
  list->capacity_ = static_cast<uint32_t>(capacity);
  list->items_.set(static_cast<Slot<Object>*>(buffer));
  return list;
}

Ref<List> newListFrom(Object* const* items, size_t n) {
  Ref<List> list = newList(n);
  if (!list) return list;
  for (size_t i = 0; i < n; ++i) {
    incref(items[i]);
    list->items()[i].set(items[i]);
  }
  list->size_ = static_cast<uint32_t>(n);
  return list;
}

Ref<List> newListFromSlots(const Slot<Object>* items, size_t n) {
  Ref<List> list = newList(n);
  if (!list || n == 0) return list;
  for (size_t i = 0; i < n; ++i) incref(items[i].get());
  __builtin_memcpy(list->items(), items, n * kSlotBytes);
  list->size_ = static_cast<uint32_t>(n);
  return list;
}

bool reserveList(List* list, size_t capacity) { return capacity <= list->capacity_ || setCapacity(list, capacity); }

bool appendToListSteal(List* list, Ref<Object> item) {
  if (OPHION_UNLIKELY(list->size_ == list->capacity_) && !growTo(list, size_t{list->size_} + 1)) return false;
  list->items()[list->size_++].set(item.release());
  return true;
}

bool appendToList(List* list, Object* item) {
  if (OPHION_UNLIKELY(list->size_ == list->capacity_) && !growTo(list, size_t{list->size_} + 1)) return false;
  incref(item);
  list->items()[list->size_++].set(item);
  return true;
}

bool insertIntoList(List* list, size_t at, Object* item) {
  if (list->size_ == list->capacity_ && !growTo(list, size_t{list->size_} + 1)) return false;
  if (at > list->size_) at = list->size_;
  Slot<Object>* items = list->items();
  __builtin_memmove(items + at + 1, items + at, (list->size_ - at) * kSlotBytes);
  incref(item);
  items[at].set(item);
  ++list->size_;
  return true;
}

bool replaceInList_mayRunPython(List* list, size_t start, size_t end, const Slot<Object>* with, size_t n) {
  size_t old_size = list->size_;
  size_t removed = end - start;
  size_t new_size = old_size - removed + n;
  // 1. all the memory it takes: the removed items' counts are kept until the list is whole again
  if (new_size > list->capacity_ && !growTo(list, new_size)) return false;
  Scratch<Slot<Object>, kFewRemoved> doomed(removed);
  if (!doomed) return false;
  // 2. the items
  for (size_t i = 0; i < n; ++i) incref(with[i].get());
  Slot<Object>* items = list->items_.getOrNull();
  if (removed != 0) __builtin_memcpy(static_cast<void*>(doomed.get()), items + start, removed * kSlotBytes);
  if (n != removed) __builtin_memmove(items + start + n, items + end, (old_size - end) * kSlotBytes);
  if (n != 0) __builtin_memcpy(items + start, with, n * kSlotBytes);
  list->size_ = static_cast<uint32_t>(new_size);
  if (new_size < list->capacity_ / 2 && !setCapacity(list, new_size)) return false;
  // 3. what went
  releaseItems_mayRunPython(doomed.get(), removed);
  return true;
}

Ref<Object> popFromList(List* list) {
  OPHION_ASSERT(list->size_ != 0);
  Ref<Object> last = list->items()[--list->size_].take();
  if (OPHION_UNLIKELY(list->size_ < list->capacity_ / 2)) (void)setCapacity(list, list->size_);
  return last;
}

void removeFromList(List* list, size_t start, size_t end) {
  if (end > list->size_) end = list->size_;
  if (start >= end) return;
  if (start == 0 && end == list->size_) return clearList(list);
  Slot<Object>* items = list->items();
  if (end - start == 1) {
    Ref<Object> gone = items[start].take();
    __builtin_memmove(items + start, items + end, (list->size_ - end) * kSlotBytes);
    --list->size_;
    if (list->size_ < list->capacity_ / 2) (void)setCapacity(list, list->size_);
    return;
  }
  // Without memory for keeping them aside: rotate what goes to the end, then take it off one by one.
  size_t gone = end - start;
  size_t after = list->size_ - end;
  Scratch<Slot<Object>, kFewRemoved> doomed(gone);
  if (!doomed) {
    clearError();
    for (size_t i = 0; i < gone; ++i) removeFromList(list, end - 1 - i, end - i);
    return;
  }
  __builtin_memcpy(doomed.get(), items + start, gone * kSlotBytes);
  __builtin_memmove(items + start, items + end, after * kSlotBytes);
  list->size_ -= static_cast<uint32_t>(gone);
  if (list->size_ < list->capacity_ / 2) (void)setCapacity(list, list->size_);
  releaseItems_mayRunPython(doomed.get(), gone);
}

void clearList(List* list) {
  if (list->capacity_ == 0) return;
  Slot<Object>* items = list->items();
  size_t n = list->size_, capacity = list->capacity_;
  list->items_ = nullptr;
  list->size_ = list->capacity_ = 0;
  releaseItems_mayRunPython(items, n);
  heap().free(items, capacity * kSlotBytes);
}

namespace {

// Room for n more items: exactly that in an empty list, with some to spare in one that grows.
bool makeRoom(List* list, size_t n) {
  size_t size = size_t{list->size_} + n;
  return size <= list->capacity_ || (list->size_ == 0 ? setCapacity(list, size) : growTo(list, size));
}

bool appendSlots(List* list, const Slot<Object>* items, size_t n) {
  if (!makeRoom(list, n)) return false;
  for (size_t i = 0; i < n; ++i) incref(items[i].get());
  __builtin_memcpy(list->items() + list->size_, items, n * kSlotBytes);
  list->size_ += static_cast<uint32_t>(n);
  return true;
}

bool appendDictKeys(List* list, Dict* dict) {
  if (!makeRoom(list, dict->used_)) return false;
  size_t position = 0;
  Object *key, *value;
  while (nextEntry(dict, &position, &key, &value)) {
    if (!appendToList(list, key)) return false;
  }
  return true;
}

bool appendSetKeys(List* list, Set* set) {
  if (!makeRoom(list, set->used_)) return false;
  size_t position = 0;
  while (const SetEntry* entry = nextSetEntry(set, &position)) {
    if (!appendToListSteal(list, entry->key_.share())) return false;
  }
  return true;
}

// What a range, or a fresh iterator over one, still gives.
bool appendRange(List* list, RangeIterator* it) {
  if (it->left_ <= 0) return true;
  uint64_t n = static_cast<uint64_t>(it->left_);
  if (n > kMaxItems - list->size_) return raiseMemoryError();
  if (!makeRoom(list, n)) return false;
  while (it->left_ > 0) {
    Ref<Int> item = newInt(it->next_);
    if (!item) return false;
    list->items()[list->size_++].set(item.release());
    it->next_ = static_cast<int64_t>(static_cast<uint64_t>(it->next_) + static_cast<uint64_t>(it->step_));
    --it->left_;
  }
  return true;
}

bool appendIterated_mayRunPython(List* list, Object* iterable) {
  Walk walk(iterable);
  if (walk.failed()) return false;
  if (walk.iterator() != nullptr && isExactRangeIterator(walk.iterator()))
    return appendRange(list, static_cast<RangeIterator*>(walk.iterator()));
  int64_t hint = lengthHint(iterable, 8);
  if (hint < 0) return false;
  if (hint > 0 && hint < int64_t{1} << 20 && size_t{list->size_} + hint > list->capacity_ &&
      !growTo(list, size_t{list->size_} + hint)) {
    return false;
  }
  while (Ref<Object> item = walk.next_mayRunPython()) {
    if (!appendToListSteal(list, std::move(item))) return false;
  }
  if (errorPending()) return false;
  // A hint may have been far too high.
  if (list->size_ + 16 < list->capacity_ && list->capacity_ / 2 > list->size_) (void)setCapacity(list, list->size_);
  return true;
}

}  // namespace

bool extendList_mayRunPython(List* list, Object* iterable) {
  if (isExactList(iterable)) {
    List* other = static_cast<List*>(iterable);
    size_t n = other->size_;
    if (n == 0) return true;
    if (other != list) return appendSlots(list, other->items(), n);
    if (!reserveList(list, n * 2)) return false;
    return appendSlots(list, list->items(), n);
  }
  if (isExactTuple(iterable)) {
    Tuple* tuple = static_cast<Tuple*>(iterable);
    return tuple->size_ == 0 || appendSlots(list, tuple->items(), tuple->size_);
  }
  if (isExactDict(iterable)) return appendDictKeys(list, static_cast<Dict*>(iterable));
  if (isExactSet(iterable) || isExactFrozenSet(iterable)) return appendSetKeys(list, static_cast<Set*>(iterable));
  return appendIterated_mayRunPython(list, iterable);
}

Ref<List> toList_mayRunPython(Object* iterable) {
  if (isExactList(iterable)) {
    List* other = static_cast<List*>(iterable);
    return newListFromSlots(other->items_.getOrNull(), other->size_);
  }
  Ref<List> list = newList();
  if (!list || !extendList_mayRunPython(list.get(), iterable)) return raised();
  return list;
}

ptrdiff_t findInList_mayRunPython(List* list, Object* value, size_t start, size_t stop) {
  for (size_t i = start; i < stop && i < list->size_; ++i) {
    Object* item = list->at(i);
    if (item == value) return static_cast<ptrdiff_t>(i);
    Ref<Object> held = share(item);
    int equal = richCompareBool(item, value, Compare::Eq);
    if (equal < 0) return -2;
    if (equal != 0) return static_cast<ptrdiff_t>(i);
  }
  return -1;
}

}  // namespace ophion
