#include "object/set.h"

#include "object/allocate.h"
#include "object/dict.h"
#include "object/hash_key.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/release.h"
#include "object/type.h"
#include "object/walk.h"

namespace ophion {

namespace {

constexpr uint32_t kFirstMask = 7;
constexpr uint32_t kDeleted = 1;
constexpr uint32_t kManyKeys = 50000;  // above, tables double; below they grow fourfold
constexpr size_t kNeighbours = 9;      // entries looked at in a row before jumping

size_t bytesForMask(uint32_t mask) { return (size_t{mask} + 1) * sizeof(SetEntry); }
uint32_t maskOf(const Set* set) { return set->table_.isNull() ? kFirstMask : set->mask_; }
bool isCrowded(size_t filled, uint32_t mask) { return filled * 5 >= size_t{mask} * 3; }

// Visits the entries that a hash leads to, until visit(entry) says true: runs of neighbours, then jumps in which more
// and more bits of the hash take part.
template <class Visit>
OPHION_INLINE void probeSet(SetEntry* table, uint32_t mask, uint32_t hash, Visit visit) {
  uint64_t perturb = static_cast<uint64_t>(int64_t{static_cast<int32_t>(hash)});
  size_t start = perturb & mask;
  for (;;) {
    SetEntry* entry = table + start;
    SetEntry* last = start + kNeighbours <= mask ? entry + kNeighbours : entry;
    do {
      if (visit(entry)) return;
    } while (entry++ != last);
    perturb >>= 5;
    start = (start * 5 + 1 + perturb) & mask;
  }
}

// Into a table without deleted entries, a key that is not there.
OPHION_INLINE void insertClean(SetEntry* table, uint32_t mask, SetEntry added) {
  probeSet(table, mask, added.hash_, [&](SetEntry* entry) {
    if (!entry->key_.isNull()) return false;
    *entry = added;
    return true;
  });
}

// The table of a set that has none. False: MemoryError pending.
OPHION_INLINE bool makeFirstTable(Set* set) {
  constexpr size_t kBytes = (kFirstMask + 1) * sizeof(SetEntry);
  void* buffer = heap().tryAllocateClass(Kind::Raw, sizeClassOf(kBytes));
  if (OPHION_UNLIKELY(buffer == nullptr)) return raiseMemoryError();
  __builtin_memset(buffer, 0, kBytes);
  set->table_.set(static_cast<SetEntry*>(buffer));
  set->mask_ = kFirstMask;
  return true;
}

// The mask of a table for more than `keys` keys.
size_t maskFor(size_t keys) {
  size_t size = kFirstMask + 1;
  while (size <= keys) size <<= 1;
  return size - 1;
}

// A table for more than `keys` keys. False: MemoryError pending, nothing changed.
bool resizeSet(Set* set, size_t keys) {
  size_t wanted = maskFor(keys);
  if (wanted >= size_t{1} << 31) return raiseMemoryError();
  uint32_t mask = static_cast<uint32_t>(wanted);
  void* buffer = heap().tryAllocateRaw(bytesForMask(mask));
  if (buffer == nullptr) return raiseMemoryError();
  __builtin_memset(buffer, 0, bytesForMask(mask));
  SetEntry* table = static_cast<SetEntry*>(buffer);
  if (SetEntry* old = set->table_.getOrNull()) {
    uint32_t left = set->used_;
    for (SetEntry* entry = old; left != 0; ++entry) {
      if (entry->key_.isNull()) continue;
      insertClean(table, mask, *entry);
      --left;
    }
    heap().free(old, bytesForMask(set->mask_));
  }
  set->table_.set(table);
  set->mask_ = mask;
  set->filled_ = set->used_;
  return true;
}

// What a search found. kChanged: Python code changed the set meanwhile, search again.
enum class Search { Found, Absent, Failed, Changed };

// Compares a key with a candidate of the same hash where that may run Python. Absent: they differ.
OPHION_NOINLINE Search compareCandidate_mayRunPython(Set* set, const SetEntry* entry, Object* key) {
  const SetEntry* table = set->table_.get();
  uint32_t mask = set->mask_;
  Ref<Object> candidate = entry->key_.share();
  int equal = richCompareBool(candidate.get(), key, Compare::Eq);
  if (equal < 0) return Search::Failed;
  if (set->table_.getOrNull() != table || set->mask_ != mask || entry->key_.getOrNull() != candidate.get()) {
    return Search::Changed;
  }
  return equal > 0 ? Search::Found : Search::Absent;
}

// Looks for the key. *at then is its entry or, where it is absent, the one to put it into: the last deleted one on the
// way or else the free one where the search ended; null where there is no table.
OPHION_INLINE Search search_mayRunPython(Set* set, Object* key, uint32_t hash, SetEntry** at) {
  uint32_t key_index = slotIndex(key);
  Search result;
  do {
    *at = nullptr;
    SetEntry* table = set->table_.getOrNull();
    if (table == nullptr) return Search::Absent;
    probeSet(table, set->mask_, hash, [&](SetEntry* entry) {
      if (entry->key_.isNull()) {
        if (entry->hash_ == kDeleted) {
          *at = entry;
          return false;
        }
        if (*at == nullptr) *at = entry;
        result = Search::Absent;
        return true;
      }
      if (entry->hash_ != hash) return false;
      if (entry->key_.index() != key_index) {
        int equal = equalKeysAtOnce(entry->key_.get(), key);
        if (equal == 0) return false;
        if (equal < 0) {
          result = compareCandidate_mayRunPython(set, entry, key);
          if (result != Search::Found) return result != Search::Absent;
        }
      }
      *at = entry;
      result = Search::Found;
      return true;
    });
  } while (OPHION_UNLIKELY(result == Search::Changed));
  return result;
}

// The folded hash of a key that is looked for. A set that cannot be hashed stands for the frozenset of its items, which
// *stand_in then holds.
bool hashSoughtKey(Object* key, uint32_t* hash, Ref<Object>* stand_in) {
  if (foldedHashOf_mayRunPython(key, hash)) return true;
  if (!isSetLayout(key) || !errorMatches(kTypeTypeError)) return false;
  clearError();
  *stand_in = copySetAs(kTypeFrozenSet, static_cast<Set*>(key));
  return *stand_in && foldedHashOf_mayRunPython(stand_in->get(), hash);
}

}  // namespace

namespace {

// After a key went into a fresh entry: a larger table where this one is crowded. False: there was no memory, and the
// key is out again.
OPHION_NOINLINE bool growSet(Set* set, SetEntry* added) {
  if (resizeSet(set, set->used_ > kManyKeys ? size_t{set->used_} * 2 : size_t{set->used_} * 4)) return true;
  // No memory for a table as large as it should be: the next size up may do. Filling what there is would end in
  // searches of the whole table, each after a collection that frees nothing.
  clearError();
  if (resizeSet(set, size_t{set->mask_} + 1)) return true;
  added->hash_ = 0;
  --set->used_;
  --set->filled_;
  added->key_.clear();
  return false;
}

}  // namespace

bool addToSetWithHash_mayRunPython(Set* set, Object* key, uint32_t hash) {
  SetEntry* at;
  for (;;) {
    if (set->table_.isNull() && !makeFirstTable(set)) return false;
    Search result = search_mayRunPython(set, key, hash, &at);
    if (result != Search::Absent) return result == Search::Found;
    if (OPHION_LIKELY(at != nullptr)) break;  // else a comparison cleared the set
  }
  bool fresh = at->hash_ != kDeleted;
  incref(key);
  at->hash_ = hash;
  at->key_.set(key);
  ++set->used_;
  if (!fresh) return true;
  return OPHION_LIKELY(!isCrowded(++set->filled_, set->mask_)) || growSet(set, at);
}

int setContainsWithHash_mayRunPython(Set* set, Object* key, uint32_t hash) {
  SetEntry* at;
  Search result = search_mayRunPython(set, key, hash, &at);
  return result == Search::Found ? 1 : result == Search::Absent ? 0 : -1;
}

int discardWithHash_mayRunPython(Set* set, Object* key, uint32_t hash) {
  SetEntry* at;
  Search result = search_mayRunPython(set, key, hash, &at);
  if (result != Search::Found) return result == Search::Absent ? 0 : -1;
  at->hash_ = kDeleted;
  --set->used_;
  at->key_.clear();
  return 1;
}

Ref<Set> newSet() { return allocateContainer<Set>(kTypeSet); }

Ref<Set> newFrozenSetFrom_mayRunPython(Object* iterable) {
  if (iterable != nullptr && isExactFrozenSet(iterable)) return share(static_cast<Set*>(iterable));
  return makeSetOf_mayRunPython(builtinType(kTypeFrozenSet), kTypeFrozenSet, iterable);
}

Ref<Set> makeSetOf_mayRunPython(Object* cls, TypeIndex exact, Object* iterable) {
  Ref<Set> set = makeInstance<Set>(cls, exact);
  if (set && iterable != nullptr && !updateSet_mayRunPython(set.get(), iterable)) return raised();
  return set;
}

TypeIndex basicTypeOf(const Set* set) {
  if (OPHION_LIKELY(isExactSet(set))) return kTypeSet;
  return isSubtype(typeOf(set), builtinType(kTypeFrozenSet)) ? kTypeFrozenSet : kTypeSet;
}

Ref<Set> copySetAs(TypeIndex exact, Set* set) { return makeSetOf_mayRunPython(builtinType(exact), exact, set); }
Ref<Set> copySet(Set* set) { return copySetAs(basicTypeOf(set), set); }

bool addToSet_mayRunPython(Set* set, Object* key) {
  uint32_t hash;
  return foldedHashOf_mayRunPython(key, &hash) && addToSetWithHash_mayRunPython(set, key, hash);
}

int setContains_mayRunPython(Set* set, Object* key) {
  uint32_t hash;
  Ref<Object> stand_in;
  if (!hashSoughtKey(key, &hash, &stand_in)) return -1;
  return setContainsWithHash_mayRunPython(set, stand_in ? stand_in.get() : key, hash);
}

int discardFromSet_mayRunPython(Set* set, Object* key) {
  uint32_t hash;
  Ref<Object> stand_in;
  if (!hashSoughtKey(key, &hash, &stand_in)) return -1;
  return discardWithHash_mayRunPython(set, stand_in ? stand_in.get() : key, hash);
}

bool nextInSet(const Set* set, size_t* position, Object** key) {
  const SetEntry* entry = nextSetEntry(set, position);
  if (entry != nullptr) *key = entry->key_.get();
  return entry != nullptr;
}

namespace {

// Takes over the keys of the other into a table that holds none and has room.
void fillEmptySet(Set* set, Set* other) {
  const SetEntry* from = other->table_.get();
  SetEntry* to = set->table_.get();
  uint32_t left = other->used_;
  set->used_ = set->filled_ = left;
  if (set->mask_ == other->mask_ && other->filled_ == other->used_) {
    __builtin_memcpy(to, from, bytesForMask(set->mask_));
    for (; left != 0; ++to) {
      if (to->key_.isNull()) continue;
      incref(to->key_.get());
      --left;
    }
    return;
  }
  for (; left != 0; ++from) {
    if (from->key_.isNull()) continue;
    incref(from->key_.get());
    insertClean(to, set->mask_, *from);
    --left;
  }
}

bool mergeSet_mayRunPython(Set* set, Set* other) {
  if (other == set || other->used_ == 0) return true;
  // One big step at the start rather than many as the keys come.
  if (isCrowded(size_t{set->filled_} + other->used_, maskOf(set)) &&
      !resizeSet(set, (size_t{set->used_} + other->used_) * 2)) {
    return false;
  }
  if (set->table_.isNull() && !makeFirstTable(set)) return false;
  if (set->filled_ == 0) {
    fillEmptySet(set, other);
    return true;
  }
  size_t position = 0;
  while (const SetEntry* entry = nextSetEntry(other, &position)) {
    Ref<Object> key = entry->key_.share();
    if (!addToSetWithHash_mayRunPython(set, key.get(), entry->hash_)) return false;
  }
  return true;
}

bool mergeDictKeys_mayRunPython(Set* set, Dict* dict) {
  if (isCrowded(size_t{set->filled_} + dict->used_, maskOf(set)) &&
      !resizeSet(set, (size_t{set->used_} + dict->used_) * 2)) {
    return false;
  }
  size_t position = 0;
  Object *key, *value;
  while (nextEntry(dict, &position, &key, &value)) {
    Ref<Object> held = share(key);
    // Dicts and sets fold hashes alike.
    if (!addToSetWithHash_mayRunPython(set, key, dict->table_->entries()[position - 1].hash_)) return false;
  }
  return true;
}

}  // namespace

Ref<Set> copySetWithRoom(Set* set, size_t more) {
  size_t used = set->used_;
  size_t mask = isCrowded(used, kFirstMask) ? maskFor(used * 2) : kFirstMask;
  // Where the copy would have the set's own form, growing it would take the keys in the order in which they stand.
  bool direct = set->mask_ == mask && set->filled_ == used && isCrowded(used + more, set->mask_);
  if (!direct) return copySet(set);
  Ref<Set> copy = allocateContainer<Set>(basicTypeOf(set));
  if (!copy || !resizeSet(copy.get(), (used + more) * 2)) return raised();
  fillEmptySet(copy.get(), set);
  return copy;
}

bool updateSet_mayRunPython(Set* set, Object* iterable) {
  if (isSetLayout(iterable)) return mergeSet_mayRunPython(set, static_cast<Set*>(iterable));
  if (isExactDict(iterable)) return mergeDictKeys_mayRunPython(set, static_cast<Dict*>(iterable));
  Walk walk(iterable);
  if (walk.failed()) return false;
  while (Ref<Object> key = walk.next_mayRunPython()) {
    if (!addToSet_mayRunPython(set, key.get())) return false;
  }
  return !errorPending();
}

void clearSet(Set* set) {
  SetEntry* table = set->table_.getOrNull();
  if (table == nullptr) return;
  uint32_t mask = set->mask_, left = set->used_;
  set->table_ = nullptr;
  set->used_ = set->filled_ = set->mask_ = 0;
  // Nobody else knows the table any more.
  for (SetEntry* entry = table; left != 0; ++entry) {
    if (entry->key_.isNull()) continue;
    releaseItem_mayRunPython(entry->key_.get());
    --left;
  }
  heap().free(table, bytesForMask(mask));
}

Ref<Object> popFromSet(Set* set) {
  if (set->used_ == 0) return nullptr;
  SetEntry* table = set->table_.get();
  size_t i = set->hash_low_ & set->mask_;
  while (table[i].key_.isNull()) i = i == set->mask_ ? 0 : i + 1;
  set->hash_low_ = static_cast<uint32_t>(i + 1);
  --set->used_;
  table[i].hash_ = kDeleted;
  return table[i].key_.take();
}

void swapSets(Set* a, Set* b) {
  std::swap(a->table_, b->table_);
  std::swap(a->used_, b->used_);
  std::swap(a->filled_, b->filled_);
  std::swap(a->mask_, b->mask_);
}

}  // namespace ophion
