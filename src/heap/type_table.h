// TypeTable: from the type index in an object's header to what the heap must know of the type.
//
// A type index names a layout of objects: an exact builtin type has one, a class of a program has one for each shape of
// its instances. Entries lie below the cage's base, growing downwards: entry i is at base - (i + 1) * 16, so one
// address computation without a load finds it.
#pragma once

#include <cstdint>

#include "heap/object.h"

namespace ophion {

struct Type;
struct Shape;

struct TypeEntry {
  // Changes whenever the class or a base of it changes; never reused while the runtime lives; 0: not assigned. Inline
  // caches guard on it.
  uint32_t version_;
  Slot<Type> type_;      // the class; not counted here
  Slot<Shape> shape_;    // null for exact builtin types; also the link of the free list of indexes
  uint8_t layout_;       // index of the type descriptor: the builtin layout that instances start with
  uint8_t tail_start_;   // where the instance's own slots begin, in units of 4 bytes; 0: none
  uint16_t tail_slots_;  // how many there are
};

static_assert(sizeof(TypeEntry) == 16);

inline TypeEntry& typeEntryIn(char* base, TypeIndex index) {
  return reinterpret_cast<TypeEntry*>(base)[-static_cast<int64_t>(index) - 1];
}
inline TypeEntry& typeEntry(TypeIndex index) { return typeEntryIn(t_cage, index); }
inline TypeEntry& typeEntryOf(const Object* object) { return typeEntry(object->typeIndex()); }

}  // namespace ophion
