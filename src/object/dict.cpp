#include "object/dict.h"

#include "object/allocate.h"
#include "object/dict_table.h"
#include "object/hash_key.h"
#include "object/protocol.h"
#include "object/release.h"
#include "object/runtime_state.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr ptrdiff_t kAbsent = -1;
constexpr ptrdiff_t kFailed = -2;
constexpr ptrdiff_t kChanged = -3;  // Python code changed the dict meanwhile: search again

DictTable* tryMakeTable(uint32_t entries, unsigned index_log2) {
  void* buffer = heap().tryAllocateRaw(tableBytes(entries, index_log2));
  if (buffer == nullptr) return nullptr;
  DictTable* table = static_cast<DictTable*>(buffer);
  *table = {entries, 0, static_cast<uint8_t>(index_log2), 1, 0};
  __builtin_memset(indexOf(table), 0xff, indexUnit(index_log2) << index_log2);
  return table;
}

void freeTable(DictTable* table) { heap().free(table, tableBytes(table->entry_capacity_, table->index_log2_)); }

// The first free place for the hash.
template <class I>
OPHION_INLINE uint32_t freePlaceFor(const I* index, unsigned index_log2, uint32_t hash) {
  Probe probe(hash, index_log2);
  while (index[probe.place_] != kFreePlace<I>) probe.next();
  return probe.place_;
}

// Leads the first free place for the hash to entry `number`.
void placeEntry(DictTable* table, uint32_t hash, uint32_t number) {
  withIndex(table, [&](auto* index) {
    using I = std::remove_pointer_t<decltype(index)>;
    index[freePlaceFor(index, table->index_log2_, hash)] = static_cast<I>(number);
  });
}

// Makes an index that leads nowhere lead to all entries.
void placeEntries(DictTable* table) {
  withIndex(table, [&](auto* index) {
    using I = std::remove_pointer_t<decltype(index)>;
    const DictEntry* entries = table->entries();
    uint32_t n = table->entries_filled_;
    unsigned log2 = table->index_log2_;
    for (uint32_t i = 0; i < n; ++i) index[freePlaceFor(index, log2, entries[i].hash_)] = static_cast<I>(i);
  });
}

// Copies the entries that are alive to a table without any. Touches no count.
void copyEntries(DictTable* to, const DictTable* from, uint32_t used) {
  OPHION_ASSERT(to->entries_filled_ == 0 && to->entry_capacity_ >= used);
  to->only_strings_ = from->only_strings_;
  to->entries_filled_ = used;
  const DictEntry* entry = from->entries();
  if (from->entries_filled_ == used) {
    __builtin_memcpy(static_cast<void*>(to->entries()), entry, size_t{used} * sizeof(DictEntry));
  } else {
    for (DictEntry *out = to->entries(), *end = out + used; out != end; ++entry) {
      if (!entry->key_.isNull()) *out++ = *entry;
    }
  }
  placeEntries(to);
}

// A table with room for `entries`, into which the dict's entries have been moved. False: no memory, nothing changed.
bool tryRebuild(Dict* dict, uint32_t entries, unsigned index_log2) {
  DictTable* old = dict->table_.getOrNull();
  DictTable* table = tryMakeTable(entries, index_log2);
  if (table == nullptr) return false;
  if (old != nullptr) {
    table->rebuilt_ = static_cast<uint16_t>(old->rebuilt_ + 1);
    copyEntries(table, old, dict->used_);
    freeTable(old);
  }
  dict->table_.set(table);
  dict->lost_places_ = 0;
  dict->keys_version_ = 0;
  return true;
}

// The first table of a dict, made as long as its index allows. Deleted entries stay where they were, so that an
// iterator finds a key that was taken out and put back again, as in CPython, whose first table has that length from the
// start.
bool tryLengthen(Dict* dict) {
  DictTable* old = dict->table_.get();
  DictTable* table = tryMakeTable(usableEntries(kFirstIndexLog2), kFirstIndexLog2);
  if (table == nullptr) return false;
  table->only_strings_ = old->only_strings_;
  table->rebuilt_ = old->rebuilt_;
  table->entries_filled_ = old->entries_filled_;
  __builtin_memcpy(table->entries(), old->entries(), old->entries_filled_ * sizeof(DictEntry));
  __builtin_memcpy(indexOf(table), indexOf(old), indexUnit(kFirstIndexLog2) << kFirstIndexLog2);
  freeTable(old);
  dict->table_.set(table);
  dict->keys_version_ = 0;
  return true;
}

// The smallest log2 of an index whose two thirds hold `entries`.
unsigned indexLog2For(size_t entries) {
  unsigned log2 = kFirstIndexLog2;
  while (usableEntries(log2) < entries) ++log2;
  return log2;
}

// One entry more than there is room for: twice the index where it is full of live entries, a fresh one where it is not.
OPHION_NOINLINE bool growDict(Dict* dict) {
  if (dict->table_.isNull()) {
    return tryRebuild(dict, kFirstEntries, kFirstIndexLog2) || raiseMemoryError();
  }
  if (dict->table_->entry_capacity_ == kFirstEntries && dict->lost_places_ == 0) {
    return tryLengthen(dict) || raiseMemoryError();
  }
  size_t wanted = size_t{dict->used_} * 3;
  unsigned log2 = kFirstIndexLog2;
  while (log2 < kMaxIndexLog2 && ((size_t{1} << log2) < wanted || usableEntries(log2) <= dict->used_)) ++log2;
  if (usableEntries(log2) <= dict->used_) return raiseMemoryError();
  return tryRebuild(dict, usableEntries(log2), log2) || raiseMemoryError();
}

// Adds a key that is known to be absent, at the free place that a search for it ended at. Counts both. False:
// MemoryError pending.
OPHION_INLINE bool addEntry(Dict* dict, Object* key, uint32_t hash, Object* value, uint32_t place) {
  DictTable* table = dict->table_.getOrNull();
  bool moved = table == nullptr || table->entries_filled_ + dict->lost_places_ >= table->entry_capacity_;
  if (OPHION_UNLIKELY(moved)) {
    if (!growDict(dict)) return false;
    table = dict->table_.get();
  }
  incref(key);
  incref(value);
  uint32_t number = table->entries_filled_++;
  DictEntry& entry = table->entries()[number];
  entry.hash_ = hash;
  entry.key_.set(key);
  entry.value_.set(value);
  if (!isExactStr(key)) table->only_strings_ = 0;
  ++dict->used_;
  dict->keys_version_ = 0;
  if (OPHION_UNLIKELY(moved)) {
    placeEntry(table, hash, number);
  } else {
    withIndex(table, [&](auto* index) { index[place] = static_cast<std::remove_pointer_t<decltype(index)>>(number); });
  }
  return true;
}

// Finds a str in a table whose keys are all exact strs. Where it is absent *place is the free place for it.
OPHION_INLINE ptrdiff_t findAmongStrings(DictTable* table, const Str* key, uint32_t hash, uint32_t* place) {
  uint32_t key_index = slotIndex(key);
  Probe probe(hash, table->index_log2_);
  const DictEntry* entries = table->entries();
  return withIndex(table, [&](auto* index) -> ptrdiff_t {
    using I = std::remove_pointer_t<decltype(index)>;
    for (;; probe.next()) {
      I number = index[probe.place_];
      if (number == kFreePlace<I>) return *place = probe.place_, kAbsent;
      const DictEntry& entry = entries[number];
      if (entry.key_.index() == key_index) return number;
      if (entry.hash_ == hash && !entry.key_.isNull() && equalStrs(static_cast<const Str*>(entry.key_.get()), key)) {
        return number;
      }
    }
  });
}

// Compares a key with that of an entry of the same hash where this may run Python: the entry's number where they are
// equal, kAbsent where not.
OPHION_NOINLINE ptrdiff_t compareEntry_mayRunPython(Dict* dict, DictTable* table, uint32_t number, Object* key) {
  unsigned log2 = table->index_log2_;
  uint32_t capacity = table->entry_capacity_;
  const DictEntry& entry = table->entries()[number];
  Ref<Object> candidate = entry.key_.share();
  int equal = richCompareBool(candidate.get(), key, Compare::Eq);
  if (equal < 0) return kFailed;
  // The comparison may have run Python that changed the dict: only where the same key still stands there does the
  // answer count, and only in a table of the same form may the search go on.
  if (dict->table_.getOrNull() != table || table->index_log2_ != log2 || table->entry_capacity_ != capacity ||
      number >= table->entries_filled_ || entry.key_.getOrNull() != candidate.get()) {
    return kChanged;
  }
  return equal > 0 ? static_cast<ptrdiff_t>(number) : kAbsent;
}

template <class I>
OPHION_INLINE ptrdiff_t findByProbing(Dict* dict, DictTable* table, const I* index, Object* key, uint32_t hash,
                                      uint32_t* place) {
  uint32_t key_index = slotIndex(key);
  for (Probe probe(hash, table->index_log2_);; probe.next()) {
    I number = index[probe.place_];
    if (number == kFreePlace<I>) return *place = probe.place_, kAbsent;
    const DictEntry& entry = table->entries()[number];
    if (entry.key_.index() == key_index) return number;
    if (entry.hash_ != hash || entry.key_.isNull()) continue;
    int equal = equalKeysAtOnce(entry.key_.get(), key);
    if (equal > 0) return number;
    if (equal == 0) continue;
    ptrdiff_t compared = compareEntry_mayRunPython(dict, table, number, key);
    if (compared != kAbsent) return compared;
  }
}

// The place of the key's entry in entries(). Where it is kAbsent and the dict has a table, *place is the free place of
// its index for it.
OPHION_INLINE ptrdiff_t findPlace_mayRunPython(Dict* dict, Object* key, uint32_t hash, uint32_t* place) {
  for (;;) {
    DictTable* table = dict->table_.getOrNull();
    if (table == nullptr) return kAbsent;
    if (table->only_strings_ && isExactStr(key)) return findAmongStrings(table, static_cast<Str*>(key), hash, place);
    ptrdiff_t found =
        withIndex(table, [&](auto* index) { return findByProbing(dict, table, index, key, hash, place); });
    if (OPHION_LIKELY(found != kChanged)) return found;
  }
}

ptrdiff_t findAny_mayRunPython(Dict* dict, Object* key, uint32_t hash) {
  uint32_t place;
  return findPlace_mayRunPython(dict, key, hash, &place);
}

bool store_mayRunPython(Dict* dict, Object* key, uint32_t hash, Object* value) {
  uint32_t place = 0;
  ptrdiff_t found = findPlace_mayRunPython(dict, key, hash, &place);
  if (found == kAbsent) return addEntry(dict, key, hash, value, place);
  if (found == kFailed) return false;
  dict->table_->entries()[found].value_.assign(share(value));
  return true;
}

}  // namespace

void takeEntry(Dict* dict, ptrdiff_t place, Ref<Object>* key, Ref<Object>* value) {
  DictEntry& entry = dict->table_->entries()[place];
  --dict->used_;
  dict->keys_version_ = 0;
  *key = entry.key_.take();
  *value = entry.value_.take();
}

ptrdiff_t findEntry_mayRunPython(Dict* dict, Object* key, int64_t hash) {
  return findAny_mayRunPython(dict, key, foldHash(hash));
}

bool tryMoveEntryToEnd(Dict* dict, ptrdiff_t place) {
  DictTable* table = dict->table_.get();
  if (static_cast<uint32_t>(place) + 1 == table->entries_filled_) return true;
  DictEntry& entry = table->entries()[place];
  DictEntry moved = entry;
  entry.key_ = entry.value_ = nullptr;
  --dict->used_;
  if (table->entries_filled_ + dict->lost_places_ >= table->entry_capacity_) {
    if (!growDict(dict)) {
      clearError();
      entry = moved;
      ++dict->used_;
      return false;
    }
    table = dict->table_.get();
  }
  table->entries()[table->entries_filled_] = moved;
  placeEntry(table, moved.hash_, table->entries_filled_++);
  ++dict->used_;
  dict->keys_version_ = 0;
  return true;
}

bool hashKey_mayRunPython(Object* key, int64_t* hash) {
  if (OPHION_LIKELY(isExactStr(key))) {
    *hash = hashStr(static_cast<Str*>(key));
    return true;
  }
  return hashObject(key, hash);
}

uint32_t keysVersion(Dict* dict) {
  if (dict->keys_version_ == 0 && heap().next_version_ != UINT32_MAX) dict->keys_version_ = heap().next_version_++;
  return dict->keys_version_;
}

Ref<Dict> newDict() { return allocateContainer<Dict>(kTypeDict); }

Ref<Dict> newDictWithRoom(size_t entries) {
  Ref<Dict> dict = newDict();
  if (!dict || entries == 0) return dict;
  if (entries > usableEntries(kMaxIndexLog2)) return raiseMemoryError();
  unsigned log2 = indexLog2For(entries);
  uint32_t room = entries <= kFirstEntries ? kFirstEntries : usableEntries(log2);
  if (!tryRebuild(dict.get(), room, log2)) return raiseMemoryError();
  return dict;
}

namespace {

// Fills an empty dict, which has the room, with the entries of another.
void takeEntriesOf(Dict* dict, Dict* other) {
  DictTable* to = dict->table_.get();
  copyEntries(to, other->table_.get(), other->used_);
  for (DictEntry *entry = to->entries(), *end = entry + to->entries_filled_; entry != end; ++entry) {
    incref(entry->key_.get());
    incref(entry->value_.get());
  }
  dict->used_ = other->used_;
  dict->keys_version_ = 0;
}

}  // namespace

bool tryCopyInto(Dict* dict, Dict* other) {
  OPHION_ASSERT(dict->used_ == 0 && other->used_ != 0);
  unsigned log2 = indexLog2For(other->used_);
  uint32_t room = other->used_ <= kFirstEntries ? kFirstEntries : usableEntries(log2);
  if (!tryRebuild(dict, room, log2)) return false;
  takeEntriesOf(dict, other);
  return true;
}

bool reserveDict(Dict* dict, size_t more) {
  size_t entries = size_t{dict->used_} + more;
  if (dict->table_.isNull() || entries > usableEntries(kMaxIndexLog2)) return true;  // adding will see to it
  if (dict->table_->entry_capacity_ >= more) return true;
  unsigned log2 = indexLog2For(entries);
  return tryRebuild(dict, usableEntries(log2), log2) || raiseMemoryError();
}

Ref<Dict> copyDict(Dict* dict) {
  Ref<Dict> copy = newDictWithRoom(dict->used_);
  if (!copy || dict->used_ == 0) return copy;
  takeEntriesOf(copy.get(), dict);
  return copy;
}

ptrdiff_t findStrEntry(Dict* dict, const Str* key) {
  DictTable* table = dict->table_.getOrNull();
  if (table == nullptr) return kAbsent;
  uint32_t hash = hashStr(key);
  uint32_t place;
  if (OPHION_LIKELY(table->only_strings_)) return findAmongStrings(table, key, hash, &place);
  return findAny_mayRunPython(dict, const_cast<Str*>(key), hash);
}

Object* getStrBorrowed(Dict* dict, const Str* key) {
  ptrdiff_t place = findStrEntry(dict, key);
  return place < 0 ? nullptr : dict->table_->entries()[place].value_.get();
}

bool setStr(Dict* dict, Str* key, Object* value) { return store_mayRunPython(dict, key, hashStr(key), value); }

bool deleteStr(Dict* dict, const Str* key, bool* found) {
  ptrdiff_t place = findStrEntry(dict, key);
  *found = place >= 0;
  if (place == kFailed) return false;
  Ref<Object> old_value, old_key;
  if (place >= 0) takeEntry(dict, place, &old_key, &old_value);
  return true;
}

int getItemWithHash_mayRunPython(Dict* dict, Object* key, int64_t hash, Object** out) {
  ptrdiff_t place = findAny_mayRunPython(dict, key, foldHash(hash));
  *out = place < 0 ? nullptr : dict->table_->entries()[place].value_.get();
  return place >= 0 ? 1 : place == kAbsent ? 0 : -1;
}

int getItem_mayRunPython(Dict* dict, Object* key, Object** out) {
  uint32_t hash;
  *out = nullptr;
  if (!foldedHashOf_mayRunPython(key, &hash)) return -1;
  ptrdiff_t place = findAny_mayRunPython(dict, key, hash);
  if (place < 0) return place == kAbsent ? 0 : -1;
  *out = dict->table_->entries()[place].value_.get();
  return 1;
}

bool setItemWithHash_mayRunPython(Dict* dict, Object* key, int64_t hash, Object* value) {
  return store_mayRunPython(dict, key, foldHash(hash), value);
}

bool setItem_mayRunPython(Dict* dict, Object* key, Object* value) {
  uint32_t hash;
  return foldedHashOf_mayRunPython(key, &hash) && store_mayRunPython(dict, key, hash, value);
}

int removeItem_mayRunPython(Dict* dict, Object* key, Ref<Object>* out) {
  uint32_t hash;
  if (!foldedHashOf_mayRunPython(key, &hash)) return -1;
  ptrdiff_t place = findAny_mayRunPython(dict, key, hash);
  if (place < 0) return place == kAbsent ? 0 : -1;
  Ref<Object> old_value, old_key;
  takeEntry(dict, place, &old_key, &old_value);
  if (out != nullptr) *out = std::move(old_value);
  return 1;
}

Ref<Object> setDefault_mayRunPython(Dict* dict, Object* key, Object* value) {
  uint32_t hash, place = 0;
  if (!foldedHashOf_mayRunPython(key, &hash)) return raised();
  ptrdiff_t found = findPlace_mayRunPython(dict, key, hash, &place);
  if (found >= 0) return dict->table_->entries()[found].value_.share();
  if (found == kFailed || !addEntry(dict, key, hash, value, place)) return raised();
  return share(value);
}

void clearDict(Dict* dict) {
  DictTable* table = dict->table_.getOrNull();
  if (table == nullptr) return;
  dict->table_ = nullptr;
  dict->used_ = dict->lost_places_ = 0;
  dict->keys_version_ = 0;
  // Nobody else knows the table any more.
  for (const DictEntry *entry = table->entries(), *end = entry + table->entries_filled_; entry != end; ++entry) {
    if (entry->key_.isNull()) continue;
    releaseItem_mayRunPython(entry->key_.get());
    releaseItem_mayRunPython(entry->value_.get());
  }
  freeTable(table);
}

bool popLastEntry(Dict* dict, Ref<Object>* key, Ref<Object>* value) {
  if (dict->used_ == 0) return false;
  DictTable* table = dict->table_.get();
  uint32_t last = table->entries_filled_ - 1;
  while (table->entries()[last].key_.isNull()) --last;
  takeEntry(dict, last, key, value);
  dict->lost_places_ += table->entries_filled_ - last;
  table->entries_filled_ = last;
  return true;
}

bool nextEntry(const Dict* dict, size_t* position, Object** key, Object** value) {
  const DictTable* table = dict->table_.getOrNull();
  if (table == nullptr) return false;
  for (size_t i = *position; i < table->entries_filled_; ++i) {
    const DictEntry& entry = table->entries()[i];
    if (entry.key_.isNull()) continue;
    *position = i + 1;
    *key = entry.key_.get();
    *value = entry.value_.get();
    return true;
  }
  return false;
}

}  // namespace ophion
