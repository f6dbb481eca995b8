#include "object/set.h"

#include "object/allocate.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr uint32_t kFirstMask = 7;
constexpr uint32_t kDeleted = 1;
constexpr uint32_t kManyKeys = 50000;  // above, tables double; below they grow fourfold
constexpr unsigned kNeighbours = 9;    // entries looked at in a row before jumping

size_t bytesForMask(uint32_t mask) { return (size_t{mask} + 1) * sizeof(SetEntry); }
uint32_t maskOf(const Set* set) { return set->table_.isNull() ? kFirstMask : set->mask_; }
bool isFree(const SetEntry& entry) { return entry.key_.isNull() && entry.hash_ != kDeleted; }
bool isCrowded(size_t filled, uint32_t mask) { return filled * 5 >= size_t{mask} * 3; }

// The places a hash leads to: runs of neighbours, then jumps in which more and more bits of the hash take part.
struct SetProbe {
  uint32_t mask_;
  uint64_t perturb_;
  size_t run_, place_;
  unsigned left_;
  SetProbe(uint32_t hash, uint32_t mask)
      : mask_(mask), perturb_(static_cast<uint64_t>(int64_t{static_cast<int32_t>(hash)})), run_(perturb_ & mask) {
    startRun();
  }
  void startRun() {
    place_ = run_;
    left_ = run_ + kNeighbours <= mask_ ? kNeighbours : 0;
  }
  void next() {
    if (left_ != 0) {
      --left_;
      ++place_;
      return;
    }
    perturb_ >>= 5;
    run_ = (run_ * 5 + 1 + perturb_) & mask_;
    startRun();
  }
};

void insertClean(SetEntry* table, uint32_t mask, SetEntry entry) {
  SetProbe probe(entry.hash_, mask);
  while (!table[probe.place_].key_.isNull()) probe.next();
  table[probe.place_] = entry;
}

// A table for more than `keys` keys. False: MemoryError pending, nothing changed.
bool resizeSet(Set* set, size_t keys) {
  size_t size = kFirstMask + 1;
  while (size <= keys) size <<= 1;
  if (size > size_t{1} << 31) return raiseMemoryError();
  uint32_t mask = static_cast<uint32_t>(size - 1);
  void* buffer = heap().tryAllocateRaw(bytesForMask(mask));
  if (buffer == nullptr) return raiseMemoryError();
  __builtin_memset(buffer, 0, bytesForMask(mask));
  SetEntry* table = static_cast<SetEntry*>(buffer);
  if (SetEntry* old = set->table_.getOrNull()) {
    for (size_t i = 0; i <= set->mask_; ++i) {
      if (!old[i].key_.isNull()) insertClean(table, mask, old[i]);
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

// Looks for the key from a probe's place on; at the end *place is the entry or the free place where the search ended
// and *reusable the last deleted entry on the way, or SIZE_MAX.
Search searchOnce(Set* set, Object* key, uint32_t hash, size_t* place, size_t* reusable) {
  SetEntry* table = set->table_.get();
  uint32_t mask = set->mask_;
  uint32_t key_index = slotIndex(key);
  *reusable = SIZE_MAX;
  for (SetProbe probe(hash, mask);; probe.next()) {
    SetEntry& entry = table[probe.place_];
    *place = probe.place_;
    if (entry.key_.isNull()) {
      if (isFree(entry)) return Search::Absent;
      *reusable = probe.place_;
      continue;
    }
    if (entry.hash_ != hash) continue;
    if (entry.key_.index() == key_index) return Search::Found;
    Object* candidate = entry.key_.get();
    if (isExactStr(candidate) && isExactStr(key)) {
      if (equalStrs(static_cast<Str*>(candidate), static_cast<Str*>(key))) return Search::Found;
      continue;
    }
    if (isSmallInt(candidate) && isSmallInt(key)) {
      if (smallValue(candidate) == smallValue(key)) return Search::Found;
      continue;
    }
    Ref<Object> held = share(candidate);
    int equal = richCompareBool(candidate, key, Compare::Eq);
    if (equal < 0) return Search::Failed;
    if (set->table_.getOrNull() != table || set->mask_ != mask || entry.key_.getOrNull() != candidate)
      return Search::Changed;
    if (equal > 0) return Search::Found;
  }
}

Search search_mayRunPython(Set* set, Object* key, uint32_t hash, size_t* place, size_t* reusable) {
  Search result;
  do {
    if (set->table_.isNull()) return Search::Absent;
    result = searchOnce(set, key, hash, place, reusable);
  } while (result == Search::Changed);
  return result;
}

// The folded hash of a key that is looked for or added.
bool hashSetKey(Object* key, uint32_t* hash) {
  int64_t full;
  if (!hashKey_mayRunPython(key, &full)) return false;
  *hash = foldSetHash(full);
  return true;
}

// As hashSetKey, but a set that cannot be hashed stands for the frozenset of its items, which *stand_in then holds.
bool hashSoughtKey(Object* key, uint32_t* hash, Ref<Object>* stand_in) {
  if (hashSetKey(key, hash)) return true;
  if (!isSetLayout(key) || !errorMatches(kTypeTypeError)) return false;
  clearError();
  *stand_in = copySetAs(kTypeFrozenSet, static_cast<Set*>(key));
  return *stand_in && hashSetKey(stand_in->get(), hash);
}

}  // namespace

uint32_t foldSetHash(int64_t hash) { return foldHash(hash); }

bool addToSetWithHash_mayRunPython(Set* set, Object* key, uint32_t hash) {
  if (set->table_.isNull() && !resizeSet(set, 0)) return false;
  size_t place = 0, reusable = SIZE_MAX;
  Search result = search_mayRunPython(set, key, hash, &place, &reusable);
  if (result != Search::Absent) return result == Search::Found;
  if (set->table_.isNull()) return addToSetWithHash_mayRunPython(set, key, hash);  // a comparison cleared the set
  bool fresh = reusable == SIZE_MAX;
  SetEntry& entry = set->table_.get()[fresh ? place : reusable];
  incref(key);
  entry.hash_ = hash;
  entry.key_.set(key);
  ++set->used_;
  if (!fresh) return true;
  ++set->filled_;
  if (!isCrowded(set->filled_, set->mask_)) return true;
  if (resizeSet(set, set->used_ > kManyKeys ? size_t{set->used_} * 2 : size_t{set->used_} * 4)) return true;
  if (set->filled_ < set->mask_) {
    clearError();  // more crowded than it should be, but it works
    return true;
  }
  entry.key_ = nullptr;
  entry.hash_ = kDeleted;
  --set->used_;
  decref(key);
  return false;
}

int setContainsWithHash_mayRunPython(Set* set, Object* key, uint32_t hash) {
  size_t place, reusable;
  switch (search_mayRunPython(set, key, hash, &place, &reusable)) {
    case Search::Found:
      return 1;
    case Search::Absent:
      return 0;
    default:
      return -1;
  }
}

int discardWithHash_mayRunPython(Set* set, Object* key, uint32_t hash) {
  size_t place, reusable;
  Search result = search_mayRunPython(set, key, hash, &place, &reusable);
  if (result != Search::Found) return result == Search::Absent ? 0 : -1;
  SetEntry& entry = set->table_.get()[place];
  entry.hash_ = kDeleted;
  --set->used_;
  entry.key_.clear();
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
  return isSubtype(typeOf(set), builtinType(kTypeFrozenSet)) ? kTypeFrozenSet : kTypeSet;
}

Ref<Set> copySetAs(TypeIndex exact, Set* set) { return makeSetOf_mayRunPython(builtinType(exact), exact, set); }
Ref<Set> copySet(Set* set) { return copySetAs(basicTypeOf(set), set); }

bool addToSet_mayRunPython(Set* set, Object* key) {
  uint32_t hash;
  return hashSetKey(key, &hash) && addToSetWithHash_mayRunPython(set, key, hash);
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

const SetEntry* nextSetEntry(const Set* set, size_t* position) {
  const SetEntry* table = set->table_.getOrNull();
  if (table == nullptr) return nullptr;
  for (size_t i = *position; i <= set->mask_; ++i) {
    if (table[i].key_.isNull()) continue;
    *position = i + 1;
    return &table[i];
  }
  *position = size_t{set->mask_} + 1;
  return nullptr;
}

bool nextInSet(const Set* set, size_t* position, Object** key) {
  const SetEntry* entry = nextSetEntry(set, position);
  if (entry != nullptr) *key = entry->key_.get();
  return entry != nullptr;
}

namespace {

bool mergeSet_mayRunPython(Set* set, Set* other) {
  if (other == set || other->used_ == 0) return true;
  // One big step at the start rather than many as the keys come.
  if (isCrowded(size_t{set->filled_} + other->used_, maskOf(set)) &&
      !resizeSet(set, (size_t{set->used_} + other->used_) * 2)) {
    return false;
  }
  if (set->table_.isNull() && !resizeSet(set, 0)) return false;
  if (set->filled_ == 0) {
    const SetEntry* from = other->table_.get();
    bool same_form = set->mask_ == other->mask_ && other->filled_ == other->used_;
    for (size_t i = 0; i <= other->mask_; ++i) {
      if (from[i].key_.isNull()) continue;
      incref(from[i].key_.get());
      if (same_form) {
        set->table_.get()[i] = from[i];
      } else {
        insertClean(set->table_.get(), set->mask_, from[i]);
      }
    }
    set->used_ = set->filled_ = other->used_;
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

bool updateSet_mayRunPython(Set* set, Object* iterable) {
  if (isSetLayout(iterable)) return mergeSet_mayRunPython(set, static_cast<Set*>(iterable));
  if (isExactDict(iterable)) return mergeDictKeys_mayRunPython(set, static_cast<Dict*>(iterable));
  Ref<Object> iterator = getIter(iterable);
  if (!iterator) return false;
  while (Ref<Object> key = iterNext(iterator.get())) {
    if (!addToSet_mayRunPython(set, key.get())) return false;
  }
  return !errorPending();
}

void clearSet(Set* set) {
  SetEntry* table = set->table_.getOrNull();
  if (table == nullptr) return;
  uint32_t mask = set->mask_;
  set->table_ = nullptr;
  set->used_ = set->filled_ = set->mask_ = 0;
  for (size_t i = 0; i <= mask; ++i) table[i].key_.clear();
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
