// Iterators over lists and tuples: the container and the next position. The container is let go at the end.
#pragma once

#include "object/list.h"
#include "object/tuple.h"

namespace ophion {

// Forwards (ListIterator: position_ is the next item) and backwards (ListReverseIterator: position_ is the next item +
// 1).
struct ListIterator : Object {
  Slot<List> list_;  // null: exhausted
  uint32_t position_;
};

struct TupleIterator : Object {
  Slot<Tuple> tuple_;  // null: exhausted
  uint32_t position_;
};

Ref<Object> newListIterator(List* list);
Ref<Object> newListReverseIterator(List* list);
Ref<Object> newTupleIterator(Tuple* tuple);

// The next item, borrowed from the container; nullptr at the end, where the container is let go.
inline Object* nextBorrowed(ListIterator* it) {
  List* list = it->list_.getOrNull();
  if (list == nullptr) return nullptr;
  if (it->position_ < list->size_) return list->at(it->position_++);
  it->list_.clear();
  return nullptr;
}
inline Object* nextBorrowed(TupleIterator* it) {
  Tuple* tuple = it->tuple_.getOrNull();
  if (tuple == nullptr) return nullptr;
  if (it->position_ < tuple->size_) return tuple->at(it->position_++);
  it->tuple_.clear();
  return nullptr;
}

}  // namespace ophion
