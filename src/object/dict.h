// Dict: ordered and compact. An array of entries in insertion order, and an index of it, in one raw buffer.
//
//   Dict       header, table (raw buffer, null when nothing was ever stored), used, keys version       24 bytes
//   DictTable  capacity of entries, entries filled (deleted ones included), log2 of index size, then entries, then the
//   index:
//              2^log2 numbers of 1, 2 or 4 bytes; all ones: free; a deleted entry has a null key
//   DictEntry  hash (64-bit hash folded to 32), key, value                                              12 bytes
//
// keys_version_ changes when a key is added or removed or an entry moves, not when a value is replaced: caches of names
// guard on it. It is 0 until somebody asks for it (keysVersion) and again after each such change, and never the same
// twice in one runtime, so that it tells the dict as well.
#pragma once

#include <cstdint>

#include "heap/ref.h"
#include "object/builtin_types.h"
#include "object/type.h"

namespace ophion {

struct Str;

struct DictEntry {
  uint32_t hash_;
  Slot<Object> key_;
  Slot<Object> value_;
};
static_assert(sizeof(DictEntry) == 12);

struct DictTable {
  uint32_t entry_capacity_;
  uint32_t entries_filled_;
  uint8_t index_log2_;
  uint8_t only_strings_;  // every key ever stored was an exact str: equality needs no Python
  uint16_t rebuilt_;      // changes when entries have moved: where one was found holds until then
  DictEntry* entries() { return reinterpret_cast<DictEntry*>(this + 1); }
  const DictEntry* entries() const { return reinterpret_cast<const DictEntry*>(this + 1); }
};
static_assert(sizeof(DictTable) == 12);

struct Dict : Object {
  Slot<DictTable> table_;
  uint32_t used_;          // entries that are alive
  uint32_t keys_version_;  // 0: not assigned
  uint32_t lost_places_;   // places of the index that popitem() spoilt
};
static_assert(sizeof(Dict) == 24);

// A 64-bit hash as entries keep it: its low half where that says it all (every value from -2^31 to 2^32), so that a
// str's hash stays as it is and small ints do not collide.
inline uint32_t foldHash(int64_t hash) {
  uint32_t low = static_cast<uint32_t>(hash);
  uint32_t high = static_cast<uint32_t>(static_cast<uint64_t>(hash) >> 32);
  return hash == static_cast<int32_t>(low) ? low : low ^ high;
}

// Whether the object is a dict or an instance of a class derived from it: defaultdict has a layout of its own that
// begins as a dict's.
inline bool holdsDict(const Object* o) { return isDictLayout(o) || isDefaultDictLayout(o); }

// A number that stands for the present keys of this dict and their places; 0: there are none left.
uint32_t keysVersion(Dict* dict);

Ref<Dict> newDict();
Ref<Dict> newDictWithRoom(size_t entries);
Ref<Dict> copyDict(Dict* dict);  // exact dict with the same entries, in order
// Fills a dict without entries with those of another that has some. False, with nothing changed: no memory.
[[nodiscard]] bool tryCopyInto(Dict* dict, Dict* other);
// Makes room for many more keys at once, where there is much too little. False: MemoryError pending.
[[nodiscard]] bool reserveDict(Dict* dict, size_t more);
// The same as programs see it: a class derived from dict that iterates in its own way is asked for keys and values.
Ref<Dict> copyMapping_mayRunPython(Object* dict);

// --- keys that are strings: no Python runs, unless the dict holds other keys with custom equality ---
Object* getStrBorrowed(Dict* dict, const Str* key);  // nullptr without exception where absent
// The place of the entry in entries(), or -1.
ptrdiff_t findStrEntry(Dict* dict, const Str* key);
[[nodiscard]] bool setStr(Dict* dict, Str* key, Object* value);
[[nodiscard]] bool deleteStr(Dict* dict, const Str* key, bool* found);

// --- any key: hashing and comparing may run Python ---
// 1: found, *out borrowed; 0: absent; -1: exception pending.
int getItem_mayRunPython(Dict* dict, Object* key, Object** out);
int getItemWithHash_mayRunPython(Dict* dict, Object* key, int64_t hash, Object** out);
[[nodiscard]] bool setItem_mayRunPython(Dict* dict, Object* key, Object* value);
[[nodiscard]] bool setItemWithHash_mayRunPython(Dict* dict, Object* key, int64_t hash, Object* value);
// The place of the entry in entries(); -1: absent; -2: exception pending.
ptrdiff_t findEntry_mayRunPython(Dict* dict, Object* key, int64_t hash);
// Makes the entry the last one. False, with nothing changed and no exception: no memory.
[[nodiscard]] bool tryMoveEntryToEnd(Dict* dict, ptrdiff_t place);
// Takes the entry out; its key and value go to the caller.
void takeEntry(Dict* dict, ptrdiff_t place, Ref<Object>* key, Ref<Object>* value);
// 1: removed, *out (may be null) gets the value; 0: absent; -1: exception pending.
int removeItem_mayRunPython(Dict* dict, Object* key, Ref<Object>* out);
// setdefault: the value that is there now, or null with an exception.
Ref<Object> setDefault_mayRunPython(Dict* dict, Object* key, Object* value);
// Merges a mapping or dict; override false keeps present keys.
[[nodiscard]] bool updateDict_mayRunPython(Dict* dict, Object* other, bool override_present);
// What dict.update does with its positional argument: mapping, object with keys(), or iterable of pairs.
[[nodiscard]] bool updateDictFromArgument_mayRunPython(Dict* dict, Object* other);
void clearDict(Dict* dict);
// For layouts that begin as a dict.
class Visitor;
void traverseDict(Object* dict, Visitor& visitor);
// The last entry, taken out; false where the dict is empty.
bool popLastEntry(Dict* dict, Ref<Object>* key, Ref<Object>* value);
// dict[key] with __missing__ of classes derived from dict; KeyError.
Ref<Object> subscriptDict_mayRunPython(Dict* dict, Object* key);
// The hash of a key: a str's without a call.
[[nodiscard]] bool hashKey_mayRunPython(Object* key, int64_t* hash);
// Equality of two dicts; 1, 0, -1.
int equalDicts_mayRunPython(Dict* a, Dict* b);

// Iteration: start with position 0; false at the end. Borrowed. The dict must not change meanwhile.
bool nextEntry(const Dict* dict, size_t* position, Object** key, Object** value);

}  // namespace ophion
