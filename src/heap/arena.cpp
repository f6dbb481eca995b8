// Arenas: pages out of address space, and back.
//
// A page is in use, free and dirty (still committed), or free and clean. Dirty pages are used first. They go back to
// the system when their arena empties (but for kSlackArenas), when there are too many of them, and when the cap is
// near.
#include "heap/arena.h"

#include <algorithm>
#include <bit>

#include "base/bits.h"
#include "heap/heap.h"
#include "heap/shadow.h"

namespace ophion {

namespace {
// Dirty pages that may stay around: this many, or a quarter of what is committed.
constexpr uint64_t kSlackPages = 512;
// How many listed arenas are tried before address space is taken for a new one.
constexpr int kMaxArenasTried = 64;
constexpr uint64_t kPoolStarts = 0x1111111111111111;

unsigned listOf(ArenaState state) { return state == ArenaState::Pools ? 0 : 1; }
}  // namespace

bool Heap::commitPagesOrPurge(uint64_t pages) {
  uint64_t cap_pages = cap_bytes_ / os::kPageBytes;
  if (committed_pages_ + pages > cap_pages && dirty_total_ != 0) purge();
  if (committed_pages_ + pages > cap_pages) return false;
  committed_pages_ += pages;
  peak_committed_pages_ = std::max(peak_committed_pages_, committed_pages_);
  return true;
}

bool Heap::tryCommitPages(int64_t pages) {
  if (pages > 0 && !commitPagesOrPurge(static_cast<uint64_t>(pages))) return false;
  if (pages < 0) committed_pages_ -= static_cast<uint64_t>(-pages);
  region_pages_ += static_cast<uint64_t>(pages);
  return true;
}

// Pages of the tables in use, given how many arenas were ever touched. The tables' own pages count as soon as an arena
// that they describe is touched, the page of marks with them, so that a collection needs no memory.
uint64_t Heap::metadataPages(uint32_t arena_high) const {
  auto pagesOf = [](size_t bytes) { return roundUp(bytes, os::kPageBytes) / os::kPageBytes; };
  uint64_t arenas = arena_high - first_arena_;
  uint64_t pages = kStateBytes / os::kPageBytes + 1;  // this structure, the runtime's state, the first type entries
  pages += 1 + pagesOf(arenas * kPoolsPerArena * sizeof(PoolInfo));
  pages += 1 + pagesOf(arenas * sizeof(Arena));
  pages += 1 + pagesOf(arenas * kPagesPerArena * sizeof(uint32_t));
  pages += 1 + pagesOf(arenas * kPoolsPerArena * sizeof(uint32_t));
  pages += arenas;
  pages += (type_next_ - 1) / (os::kPageBytes / sizeof(TypeEntry));
  return pages;
}

// False where the cap forbids the tables to grow.
bool Heap::raiseArenaHigh(uint32_t arena_high) {
  uint64_t pages = metadataPages(arena_high);
  OPHION_ASSERT(pages >= metadata_pages_);
  if (!commitPagesOrPurge(pages - metadata_pages_)) return false;
  metadata_pages_ = pages;
  arena_high_ = arena_high;
  return true;
}

uint32_t Heap::takePages(ArenaState state, unsigned pages) {
  int tried = 0;
  for (uint32_t a = arena_list_[listOf(state)]; a != 0 && tried < kMaxArenasTried; ++tried) {
    Arena& arena = arenaOf(a);
    uint32_t next = arena.next_;
    for (uint64_t mask : {arena.dirty_pages_, arena.free_pages_}) {
      unsigned at = 64;
      if (state == ArenaState::Pools) {
        // All four pages of a pool come and go together, so its first page speaks for all.
        uint64_t starts = mask & kPoolStarts;
        if (starts != 0) at = static_cast<unsigned>(std::countr_zero(starts));
      } else {
        at = findRun(mask, pages);
      }
      if (at < 64) return takeRun(a, at, pages) ? a * kPagesPerArena + at : 0;
    }
    a = next;
  }
  uint32_t fresh = takeFreshArenas(1, state);
  if (fresh == 0) return 0;
  arenaOf(fresh).free_pages_ = ~uint64_t{0};
  linkArena(fresh);
  if (takeRun(fresh, 0, pages)) return fresh * kPagesPerArena;
  giveArena(fresh);
  return 0;
}

bool Heap::takeRun(uint32_t number, unsigned at, unsigned pages) {
  Arena& arena = arenaOf(number);
  uint64_t run = maskOf(at, pages);
  uint64_t dirty = run & arena.dirty_pages_;
  // Taken before they are paid for: a purge on the way must neither clean these pages nor give the arena up.
  arena.free_pages_ &= ~run;
  arena.dirty_pages_ &= ~run;
  dirty_total_ -= static_cast<uint64_t>(std::popcount(dirty));
  uint64_t clean = pages - static_cast<uint64_t>(std::popcount(dirty));
  if (clean != 0 && !commitPagesOrPurge(clean)) {
    arena.free_pages_ |= run;
    arena.dirty_pages_ |= dirty;
    dirty_total_ += static_cast<uint64_t>(std::popcount(dirty));
    return false;
  }
  allowEmergency();
  if (arena.free_pages_ == 0) unlinkArena(number);
  if (arena.state_ == ArenaState::Spans) {
    for (unsigned p = at / kPagesPerPool; p <= (at + pages - 1) / kPagesPerPool; ++p) {
      poolOf(number * kPoolsPerArena + p).state_ = PoolState::Span;
    }
  }
  return true;
}

void Heap::givePages(uint32_t page, unsigned pages) {
  uint32_t number = page / kPagesPerArena;
  Arena& arena = arenaOf(number);
  uint64_t run = maskOf(page % kPagesPerArena, pages);
  OPHION_ASSERT((arena.free_pages_ & run) == 0);
  shadow::hide(base() + size_t{page} * os::kPageBytes, size_t{pages} * os::kPageBytes);
  arena.free_pages_ |= run;
  arena.dirty_pages_ |= run;
  dirty_total_ += pages;
  if (!arena.listed_) linkArena(number);
  bool too_dirty = dirty_total_ > kSlackPages + committed_pages_ / 4;
  if (arena.free_pages_ == ~uint64_t{0} && dirty_total_ > kSlackPages / 2) {
    purgeArena(arena, number);
    giveArena(number);
  } else if (too_dirty) {
    purge();
  }
}

void Heap::purgeArena(Arena& arena, uint32_t number) {
  while (arena.dirty_pages_ != 0) {
    unsigned at = static_cast<unsigned>(std::countr_zero(arena.dirty_pages_));
    unsigned n = static_cast<unsigned>(std::countr_one(arena.dirty_pages_ >> at));
    os::decommit(base() + (size_t{number} * kPagesPerArena + at) * os::kPageBytes, n * os::kPageBytes);
    arena.dirty_pages_ &= ~maskOf(at, n);
    dirty_total_ -= n;
    committed_pages_ -= n;
  }
}

void Heap::purge() {
  for (uint32_t list = 0; list < 2; ++list) {
    for (uint32_t a = arena_list_[list]; a != 0;) {
      Arena& arena = arenaOf(a);
      uint32_t next = arena.next_;
      purgeArena(arena, a);
      if (arena.free_pages_ == ~uint64_t{0}) giveArena(a);
      a = next;
    }
  }
  OPHION_ASSERT(dirty_total_ == 0);
}

// `n` unused arenas in a row. Their states are set; nothing is committed.
uint32_t Heap::takeFreshArenas(uint32_t n, ArenaState state) {
  uint32_t run = 0;
  bool lowest = true;
  for (uint32_t a = arena_hint_; a < arena_limit_; ++a) {
    bool unused = a >= arena_high_ || arenaOf(a).state_ == ArenaState::Unused;
    if (unused && lowest) {
      arena_hint_ = a;
      lowest = false;
    }
    run = unused ? run + 1 : 0;
    if (run < n) continue;
    uint32_t first = a + 1 - n;
    if (a >= arena_high_ && !raiseArenaHigh(a + 1)) return 0;
    for (uint32_t i = first; i <= a; ++i) {
      arenaOf(i) = Arena{};
      arenaOf(i).state_ = i == first || state != ArenaState::LargeHead ? state : ArenaState::LargeTail;
      PoolState pools = state == ArenaState::Pools ? PoolState::None : PoolState::Span;
      for (unsigned p = 0; p < kPoolsPerArena; ++p) {
        PoolInfo& pool = poolOf(i * kPoolsPerArena + p);
        pool.state_ = pools;
        pool.kind_ = Kind::Raw;
      }
    }
    if (first == arena_hint_) arena_hint_ = a + 1;
    return first;
  }
  return 0;
}

void Heap::giveArena(uint32_t number) {
  Arena& arena = arenaOf(number);
  if (arena.listed_) unlinkArena(number);
  for (unsigned p = 0; p < kPoolsPerArena; ++p) poolOf(number * kPoolsPerArena + p).state_ = PoolState::None;
  arena = Arena{};
  arena_hint_ = std::min(arena_hint_, number);
}

void Heap::linkArena(uint32_t number) {
  Arena& arena = arenaOf(number);
  uint32_t& head = arena_list_[listOf(arena.state_)];
  arena.prev_ = 0;
  arena.next_ = head;
  if (head != 0) arenaOf(head).prev_ = number;
  head = number;
  arena.listed_ = true;
}

void Heap::unlinkArena(uint32_t number) {
  Arena& arena = arenaOf(number);
  if (!arena.listed_) return;
  if (arena.prev_ != 0) {
    arenaOf(arena.prev_).next_ = arena.next_;
  } else {
    arena_list_[listOf(arena.state_)] = arena.next_;
  }
  if (arena.next_ != 0) arenaOf(arena.next_).prev_ = arena.prev_;
  arena.next_ = arena.prev_ = 0;
  arena.listed_ = false;
}

}  // namespace ophion
