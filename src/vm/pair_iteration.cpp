// Iterators of pairs that a loop unpacks at once (enumerate, zip of two, items of a dict): the two halves go straight
// into their registers, and no tuple changes hands.
#include "object/dict.h"
#include "object/dict_iterator.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/wrapping_iterator.h"
#include "vm/fast_paths.h"

namespace ophion {

namespace {

// The tuple that next() would have given out again holds the halves until the next step, as programs can see by
// counting.
void keepInResult(Slot<Tuple>& result, const Ref<Object>& a, const Ref<Object>& b) {
  Tuple* pair = result.getOrNull();
  if (pair == nullptr || pair->count() != 1) return;
  pair->clearFlag(kFlagUntracked);
  pair->items()[0].assign(a);
  pair->items()[1].assign(b);
}

bool nextOf(Enumerate* it, Ref<Object>* a, Ref<Object>* b) {
  if (it->iterator_.isNull() || !it->big_index_.isNull() || it->index_ == INT64_MAX) return false;
  // What runs in it may exhaust this iterator too.
  Ref<Object> source = it->iterator_.share();
  *b = iterNext(source.get());
  if (!*b) return false;
  *a = newInt(it->index_);
  if (!*a) return false;
  ++it->index_;
  keepInResult(it->result_, *a, *b);
  return true;
}

bool nextOf(Zip* it, Ref<Object>* a, Ref<Object>* b) {
  if (it->iterators_.isNull()) return false;
  Ref<Tuple> iterators = it->iterators_.share();
  *a = iterNext(iterators->at(0));
  if (!*a) return false;
  *b = iterNext(iterators->at(1));
  if (!*b) return false;
  keepInResult(it->result_, *a, *b);
  return true;
}

bool nextOf(DictIterator* it, Ref<Object>* a, Ref<Object>* b) {
  ptrdiff_t at = nextEntryOf(it);
  if (at < 0) return false;
  const DictEntry& entry = it->dict_->table_->entries()[at];
  *a = entry.key_.share();
  *b = entry.value_.share();
  keepInResult(it->result_, *a, *b);
  return true;
}

}  // namespace

bool givesPairs(const Object* iterator) {
  switch (iterator->typeIndex()) {
    case kTypeEnumerate: {
      const Enumerate* it = static_cast<const Enumerate*>(iterator);
      // Far from where the index becomes a big one.
      return it->big_index_.isNull() && it->index_ < INT64_MAX / 2;
    }
    case kTypeZip: {
      const Zip* it = static_cast<const Zip*>(iterator);
      return !it->strict_ && !it->iterators_.isNull() && it->iterators_->size_ == 2;
    }
    case kTypeDictItemIterator:
      return true;
    default:
      return false;
  }
}

Object* nextPair_mayRunPython(Object* iterator, Object** second) {
  Ref<Object> a, b;
  bool more;
  switch (iterator->typeIndex()) {
    case kTypeEnumerate:
      more = nextOf(static_cast<Enumerate*>(iterator), &a, &b);
      break;
    case kTypeZip:
      more = nextOf(static_cast<Zip*>(iterator), &a, &b);
      break;
    default:
      more = nextOf(static_cast<DictIterator*>(iterator), &a, &b);
      break;
  }
  if (!more) return nullptr;
  *second = b.release();
  return a.release();
}

}  // namespace ophion
