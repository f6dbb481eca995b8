// Object: the 8-byte header that every value starts with.
//
//   offset  bits   what
//   0       32     reference count; from kStickyCount's sign bit on it no longer moves
//   4       24     type index (see heap/type_table.h); 0 marks a free block
//   7        8     flags
//
// A free block of a pool keeps the index of the next free block in the first 4 bytes and 0 in the next 4, so a walker
// of a pool tells free blocks from objects by the type index alone.
#pragma once

#include <cstddef>
#include <cstdint>

#include "heap/slot.h"

namespace ophion {

using TypeIndex = uint32_t;

inline constexpr uint32_t kTypeIndexMask = 0x00ffffff;
inline constexpr unsigned kTypeIndexBits = 24;
// A count that would pass 2^31 stays at this value for good: the object is never freed.
inline constexpr uint32_t kStickyCount = 0xc0000000;

// Flags, as they stand in the header's last byte. Containers and atoms use the low five differently.
enum HeaderFlag : uint32_t {
  // Two bits: the generation 0, 1 or 2 of a container, or kDying.
  kFlagGenerationShift = 24,
  kFlagGenerationMask = 3u << 24,
  // Collector's mark of the collection that runs.
  kFlagMarked = 1u << 26,
  // Its finalizer has run (PEP 442).
  kFlagFinalized = 1u << 27,
  // A container known to be part of no cycle for now (a tuple or dict of atoms).
  kFlagUntracked = 1u << 28,
  // The runtime's weak-reference table has an entry for it.
  kFlagWeaklyReferenced = 1u << 29,
  // Two bits for the type: int: kFlagBig; str: interned.
  kFlagType0 = 1u << 30,
  kFlagType1 = 1u << 31,
};

// The value of the generation field while an object is being destroyed: the collector leaves it alone.
inline constexpr uint32_t kDying = 3;

struct Object {
  uint32_t count_;
  uint32_t meta_;

  TypeIndex typeIndex() const { return meta_ & kTypeIndexMask; }
  uint32_t count() const { return count_; }
  bool hasFlag(uint32_t flag) const { return (meta_ & flag) != 0; }
  void setFlag(uint32_t flag) { meta_ |= flag; }
  void clearFlag(uint32_t flag) { meta_ &= ~flag; }
  uint32_t generation() const { return (meta_ & kFlagGenerationMask) >> kFlagGenerationShift; }
  void setGeneration(uint32_t g) { meta_ = (meta_ & ~kFlagGenerationMask) | (g << kFlagGenerationShift); }
  bool isDying() const { return generation() == kDying; }

  // A fresh header with one count, owned by the caller.
  void initHeader(TypeIndex type, uint32_t flags = 0) {
    count_ = 1;
    meta_ = type | flags;
  }
};

static_assert(sizeof(Object) == 8);

}  // namespace ophion
