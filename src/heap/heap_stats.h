// HeapStats: what a heap consists of, layer by layer, counted by walking its tables.
//
//   layer        figures
//   system       reserved, cap, committed, peak; metadata and regions are parts of committed
//   arenas       how many in each state; pages dirty: free but committed
//   pools        by kind and size class: pools, blocks used, free and untouched
//   spans        by kind: how many, bytes
//   objects      by type index: how many, bytes
//
// Equations (checked by the verifier):
//   committed = metadata + regions + (used + dirty pages of all arenas)
//   pages of pools used by arenas = kPagesPerPool * pools
//   used + free + untouched blocks = capacity, for every pool
#pragma once

#include "heap/heap.h"

namespace ophion {

struct PoolStats {
  uint32_t pools;
  uint64_t used;       // blocks
  uint64_t free;       // handed out before, given back
  uint64_t untouched;  // never handed out
};

struct TypeStats {
  uint64_t objects;
  uint64_t bytes;  // of the blocks, not of what was asked for
};

class HeapStats {
 public:
  // Walks the tables of the heap; costs in proportion to its arenas and pools, not to its objects.
  explicit HeapStats(Heap& h);

  size_t reserved_bytes, cap_bytes, committed_bytes, peak_committed_bytes;
  size_t metadata_bytes, region_bytes, dirty_bytes;
  uint32_t arenas[5] = {};  // by ArenaState
  uint64_t pool_pages = 0, span_pages = 0;
  PoolStats pools[kKinds][kSizeClasses] = {};
  uint64_t spans[kKinds] = {};
  uint64_t span_bytes[kKinds] = {};

  uint64_t usedBlocks(Kind kind) const;
  // Bytes of blocks in use, and of spans.
  uint64_t usedBytes(Kind kind) const;

  // Counts objects by type index into `table`, which has `n` entries; those of higher indexes are passed over.
  // Costs in proportion to the heap's size.
  static void countTypes(Heap& h, TypeStats* table, TypeIndex n);
};

}  // namespace ophion
