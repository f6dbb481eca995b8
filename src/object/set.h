// Set and FrozenSet: open addressing in a raw buffer of (hash, key) entries.
#pragma once

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct SetEntry {
  uint32_t hash_;
  Slot<Object> key_;  // null with hash_ 0: never used; null with hash_ 1: deleted
};

struct Set : Object {
  Slot<SetEntry> table_;   // raw buffer of mask_ + 1 entries; null when nothing was ever stored
  uint32_t used_;          // keys alive
  uint32_t filled_;        // keys alive and deleted
  uint32_t mask_;          // entries - 1; 0 when there is no table
  uint32_t cached_hash_;   // frozenset: 0 until computed
  uint32_t has_hash_;
};
static_assert(sizeof(Set) == 32);

Ref<Set> newSet();
Ref<Set> newFrozenSetFrom_mayRunPython(Object* iterable_or_null);
[[nodiscard]] bool addToSet_mayRunPython(Set* set, Object* key);
int setContains_mayRunPython(Set* set, Object* key);       // 1, 0, -1: exception pending
int discardFromSet_mayRunPython(Set* set, Object* key);    // 1 removed, 0 absent, -1
[[nodiscard]] bool updateSet_mayRunPython(Set* set, Object* iterable);
bool nextInSet(const Set* set, size_t* position, Object** key);  // borrowed
void clearSet(Set* set);

}  // namespace ophion
