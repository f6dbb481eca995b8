#include "heap/heap_stats.h"

#include <bit>

namespace ophion {

namespace {

void countPools(Heap& h, uint32_t arena, HeapStats& stats) {
  for (uint32_t n = arena * kPoolsPerArena; n < (arena + 1) * kPoolsPerArena; ++n) {
    const PoolInfo& pool = h.poolOf(n);
    if (pool.state_ == PoolState::None) continue;
    PoolStats& s = stats.pools[static_cast<unsigned>(pool.kind_)][pool.size_class_];
    ++s.pools;
    unsigned used = h.usedBlocks(pool);
    s.used += used;
    s.untouched += pool.untouched_;
    s.free += static_cast<unsigned>(pool.capacity_ - pool.untouched_) - used;
  }
}

void countSpans(Heap& h, uint32_t arena, HeapStats& stats) {
  for (uint32_t page = arena * kPagesPerArena, end = page + kPagesPerArena; page < end;) {
    bool is_free = h.arenaOf(arena).free_pages_ >> (page % kPagesPerArena) & 1;
    uint32_t entry = is_free ? 0 : h.pageEntry(page);
    uint32_t pages = entry & Heap::kSpanPagesMask;
    if (pages == 0) {
      ++page;
      continue;
    }
    unsigned kind = (entry >> Heap::kSpanKindShift & 3) - 1;
    ++stats.spans[kind];
    stats.span_bytes[kind] += uint64_t{pages} * os::kPageBytes;
    page += pages;
  }
}

}  // namespace

HeapStats::HeapStats(Heap& h)
    : reserved_bytes(h.reserved_bytes_ + h.type_table_bytes_),
      cap_bytes(h.cap_bytes_),
      committed_bytes(h.committedBytes()),
      peak_committed_bytes(h.peakCommittedBytes()),
      metadata_bytes(h.metadata_pages_ * os::kPageBytes),
      region_bytes(h.region_pages_ * os::kPageBytes),
      dirty_bytes(h.dirty_total_ * os::kPageBytes) {
  for (uint32_t a = h.firstArena(); a < h.arenasTouched(); ++a) {
    const Arena& arena = h.arenaOf(a);
    ++arenas[static_cast<unsigned>(arena.state_)];
    unsigned in_use = kPagesPerArena - static_cast<unsigned>(std::popcount(arena.free_pages_));
    if (arena.state_ == ArenaState::Pools) {
      pool_pages += in_use;
      countPools(h, a, *this);
    } else if (arena.state_ == ArenaState::Spans) {
      span_pages += in_use;
      countSpans(h, a, *this);
    } else if (arena.state_ == ArenaState::LargeHead) {
      span_pages += arena.large_pages_;
      countSpans(h, a, *this);
    }
  }
}

uint64_t HeapStats::usedBlocks(Kind kind) const {
  uint64_t n = 0;
  for (const PoolStats& s : pools[static_cast<unsigned>(kind)]) n += s.used;
  return n;
}

uint64_t HeapStats::usedBytes(Kind kind) const {
  uint64_t n = span_bytes[static_cast<unsigned>(kind)];
  for (unsigned c = 0; c < kSizeClasses; ++c) n += pools[static_cast<unsigned>(kind)][c].used * bytesOfClass(c);
  return n;
}

void HeapStats::countTypes(Heap& h, TypeStats* table, TypeIndex n) {
  auto count = [&](char* p, size_t bytes) {
    TypeIndex index = reinterpret_cast<Object*>(p)->typeIndex();
    if (index >= n) return;
    ++table[index].objects;
    table[index].bytes += bytes;
  };
  h.forEachObject(Kind::Atom, count);
  h.forEachObject(Kind::Container, count);
}

}  // namespace ophion
