// Pool: 16 KiB of blocks of one size class and one kind. What is known of a pool stands not in it but in a table at the
// front of the cage, so that blocks fill a pool exactly and headers of many pools do not fight for the same cache
// lines.
//
// Equations (checked by the verifier):
//   used + |free list| + untouched = capacity, but for a current pool, where nobody counts: used_ = capacity there
//   the blocks of index >= capacity - untouched have never been handed out
#pragma once

#include <cstdint>

#include "heap/size_class.h"

namespace ophion {

// What a block is to the collector and to walkers of the heap.
enum class Kind : uint8_t {
  Raw,        // a buffer of an object: no header
  Atom,       // an object that holds no references
  Container,  // an object that may be part of a cycle
};
inline constexpr unsigned kKinds = 3;

enum class PoolState : uint8_t {
  None,     // no pool here
  Current,  // allocations of its class and kind come from it
  Partial,  // in the list of its class and kind
  Full,     // in no list until enough blocks came back
  Span,     // not a pool: pages of spans
};

struct PoolInfo {
  uint32_t free_;       // slot index of the first free block, 0 where none
  uint16_t used_;       // blocks handed out; not kept while the pool is current, which saves an allocation two stores
  uint16_t notify_;     // when used_ falls to this, the pool changes state
  uint16_t capacity_;   // blocks that fit
  uint16_t untouched_;  // blocks at the end that never were handed out
  uint8_t size_class_;
  Kind kind_;  // Raw where state_ is None or Span, so that one look tells a pool of containers
  PoolState state_;
  bool young_;                        // it is in one of the lists of YoungList
  uint32_t next_, prev_;              // pool numbers in the partial list of its class and kind; 0 ends
  uint32_t young_next_, young_prev_;  // pool numbers in the young list; 0 ends

  uint32_t blockBytes() const { return static_cast<uint32_t>(bytesOfClass(size_class_)); }
};

static_assert(sizeof(PoolInfo) == 32);

// Pools that may hold young containers are in one of these lists.
enum class YoungList : uint8_t {
  Newborn,  // allocated from since the last collection: may hold generations 0 and 1
  Middle,   // may hold generation 1
  Backlog,  // may hold both, and was too much to look at when its turn came
};
inline constexpr unsigned kYoungLists = 3;

}  // namespace ophion
