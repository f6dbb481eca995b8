// List: header, size, capacity, a raw buffer of slots.
#pragma once

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct List : Object {
  uint32_t size_;
  uint32_t capacity_;
  Slot<Slot<Object>> items_;  // raw buffer of capacity_ slots; null when capacity_ is 0
  uint32_t sorting_;          // while sort() runs the list is empty and this is 1: to notice changes

  Slot<Object>* items() const { return items_.get(); }
  Object* at(size_t i) const {
    OPHION_ASSERT(i < size_);
    return items()[i].get();
  }
};
static_assert(sizeof(List) == 24);

Ref<List> newList(size_t capacity = 0);
Ref<List> newListFrom(Object* const* items, size_t n);
Ref<List> newListFromSlots(const Slot<Object>* items, size_t n);
// Appends, counting / taking over the item. False: MemoryError pending.
[[nodiscard]] bool appendToList(List* list, Object* item);
[[nodiscard]] bool appendToListSteal(List* list, Ref<Object> item);
[[nodiscard]] bool reserveList(List* list, size_t capacity);
[[nodiscard]] bool insertIntoList(List* list, size_t at, Object* item);
[[nodiscard]] bool extendList_mayRunPython(List* list, Object* iterable);
Ref<List> toList_mayRunPython(Object* iterable);  // always a new list
[[nodiscard]] bool sortList_mayRunPython(List* list, Object* key, bool reverse);
// The last item, taken out of a list that is not empty.
Ref<Object> popFromList(List* list);
// items[start:end] replaced by nothing. The list is whole before anything is released.
void removeFromList(List* list, size_t start, size_t end);
// items[start:end] replaced by n others, which are counted and must not be the list's own. False: MemoryError pending.
[[nodiscard]] bool replaceInList_mayRunPython(List* list, size_t start, size_t end, const Slot<Object>* with, size_t n);
// Lets all items go, the last first, and the buffer.
void clearList(List* list);
// The position of the first item in [start, stop) that equals `value`; -1: none; -2: exception pending.
ptrdiff_t findInList_mayRunPython(List* list, Object* value, size_t start, size_t stop);

}  // namespace ophion
