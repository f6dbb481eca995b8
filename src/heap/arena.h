// Arena: 256 KiB of the cage, 64 pages, described by two bit masks. An arena serves either pools (four pages each,
// aligned) or spans (any run of pages); a span larger than an arena takes several arenas in a row.
//
// Equation (checked by the verifier): the heap's committed pages = pages not in free_pages_, plus those in
// dirty_pages_, summed over all arenas in use, plus the metadata's.
#pragma once

#include <cstdint>

#include "heap/size_class.h"

namespace ophion {

inline constexpr unsigned kPagesPerArena = 64;
inline constexpr unsigned kPagesPerPool = 4;
inline constexpr unsigned kPoolsPerArena = 16;
static_assert(kPagesPerArena * 4096 == kArenaBytes && kPoolsPerArena * kPoolBytes == kArenaBytes);

enum class ArenaState : uint8_t {
  Unused,  // address space only
  Pools,
  Spans,
  LargeHead,  // first of a row that holds one large span
  LargeTail,
};

struct Arena {
  uint64_t free_pages_;   // bit set: the page is free
  uint64_t dirty_pages_;  // bit set: free, but still committed
  ArenaState state_;
  bool listed_;  // it is in the list of arenas of its state that have free pages
  uint16_t reserved_;
  uint32_t next_, prev_;  // arena numbers in that list; 0 ends
  uint32_t large_pages_;  // LargeHead: pages of the span
};

static_assert(sizeof(Arena) == 32);

}  // namespace ophion
