// Iterators over dicts, forwards and backwards, over keys, values or items. The type index tells which.
#pragma once

#include "object/dict.h"
#include "object/tuple.h"

namespace ophion {

struct DictIterator : Object {
  Slot<Dict> dict_;     // null: exhausted
  Slot<Tuple> result_;  // items: the tuple that is given out again where nobody kept it
  uint32_t position_;   // forwards: the next entry; backwards: the next entry + 1
  uint32_t used_;       // keys of the dict when the iterator was made; UINT32_MAX after a change was noticed
  uint32_t left_;
};

// kTypeDictKeyIterator .. kTypeDictReverseItemIterator.
Ref<Object> newDictIterator(TypeIndex type, Dict* dict);

// Steps a forward iterator: the entry's number, or -1 at the end, with an exception pending where the dict has changed.
inline ptrdiff_t nextEntryOf(DictIterator* it);
// What the two above do where it is not the plain case.
ptrdiff_t endOfDictIteration(DictIterator* it);

inline ptrdiff_t nextEntryOf(DictIterator* it) {
  Dict* dict = it->dict_.getOrNull();
  if (dict == nullptr || it->used_ != dict->used_) return endOfDictIteration(it);
  const DictTable* table = dict->table_.getOrNull();
  if (table == nullptr) return endOfDictIteration(it);
  uint32_t i = it->position_;
  while (i < table->entries_filled_ && table->entries()[i].key_.isNull()) ++i;
  if (i >= table->entries_filled_ || it->left_ == 0) {
    it->position_ = i;
    return endOfDictIteration(it);
  }
  it->position_ = i + 1;
  --it->left_;
  return i;
}

}  // namespace ophion
