// Set and FrozenSet: open addressing in a raw buffer of (hash, key) entries.
//
// Growth and probing are such that sets of small ints are shown in the order in which CPython shows them.
#pragma once

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct SetEntry {
  uint32_t hash_;
  Slot<Object> key_;  // null with hash_ 0: never used; null with hash_ 1: deleted
};

struct Set : Object {
  Slot<SetEntry> table_;  // raw buffer of mask_ + 1 entries; null when nothing was ever stored
  uint32_t used_;         // keys alive
  uint32_t filled_;       // keys alive and deleted
  uint32_t mask_;         // entries - 1; 0 when there is no table
  uint32_t hash_low_;     // frozenset: its hash, 0 until computed; set: where pop() goes on looking
  uint32_t hash_high_;
};
static_assert(sizeof(Set) == 32);

// Whether the object is a set, a frozenset, or an instance of a class derived from one: isSetLayout (object/type.h).

Ref<Set> newSet();
Ref<Set> newFrozenSetFrom_mayRunPython(Object* iterable_or_null);
[[nodiscard]] bool addToSet_mayRunPython(Set* set, Object* key);
// 1, 0, -1: exception pending. A key that is an unhashable set is looked for as the frozenset of its items.
int setContains_mayRunPython(Set* set, Object* key);
int discardFromSet_mayRunPython(Set* set, Object* key);  // 1 removed, 0 absent, -1
[[nodiscard]] bool updateSet_mayRunPython(Set* set, Object* iterable);
bool nextInSet(const Set* set, size_t* position, Object** key);  // borrowed
void clearSet(Set* set);

// --- for the operations on sets (object/set_operations.cpp) and dict views ---
// A set of the exact type given (kTypeSet, kTypeFrozenSet), or an instance of a class derived from it, with the items
// of the iterable.
Ref<Set> makeSetOf_mayRunPython(Object* cls, TypeIndex exact, Object* iterable_or_null);
// Copy of the same basic type (set or frozenset). No Python runs but that of moving a duplicate, of which there are
// none.
Ref<Set> copySet(Set* set);
// The same, into which `more` other keys are to be merged.
Ref<Set> copySetWithRoom(Set* set, size_t more);
// A copy of type `exact`.
Ref<Set> copySetAs(TypeIndex exact, Set* set);
// The basic type of a set: kTypeSet or kTypeFrozenSet.
TypeIndex basicTypeOf(const Set* set);
// The next entry at or after *position; borrowed. Nullptr at the end.
inline const SetEntry* nextSetEntry(const Set* set, size_t* position) {
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
// With the hash as entries keep it (object/hash_key.h).
[[nodiscard]] bool addToSetWithHash_mayRunPython(Set* set, Object* key, uint32_t hash);
int setContainsWithHash_mayRunPython(Set* set, Object* key, uint32_t hash);
int discardWithHash_mayRunPython(Set* set, Object* key, uint32_t hash);
// Any key out of the set; null without exception where it is empty.
Ref<Object> popFromSet(Set* set);
// The two exchange their items.
void swapSets(Set* a, Set* b);

// Results are of a's basic type. Null with an exception pending.
Ref<Set> intersectSets_mayRunPython(Set* a, Object* iterable);
Ref<Set> subtractFromSet_mayRunPython(Set* a, Object* iterable);
[[nodiscard]] bool removeAllFromSet_mayRunPython(Set* set, Object* iterable);
[[nodiscard]] bool toggleInSet_mayRunPython(Set* set, Object* iterable);  // symmetric difference, in place
int isSubsetOf_mayRunPython(Set* a, Set* b);                              // 1, 0, -1
int areDisjoint_mayRunPython(Set* a, Object* iterable);                   // 1, 0, -1

struct SetIterator : Object {
  Slot<Set> set_;  // null: exhausted
  uint32_t position_;
  uint32_t used_;  // keys of the set when the iterator was made; UINT32_MAX after a change was noticed
  uint32_t left_;
};
Ref<Object> newSetIterator(Set* set);

}  // namespace ophion
