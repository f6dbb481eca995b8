// Spans: requests too large for a block take whole pages, and give them back at once. Up to an arena's size they share
// arenas; above it a span takes a row of arenas of its own.
#include <bit>
#include <cstring>

#include "base/bits.h"
#include "heap/descriptor.h"
#include "heap/heap.h"
#include "heap/shadow.h"

namespace ophion {

void* Heap::allocateSpan(Kind kind, size_t bytes) {
  if (bytes > reserved_bytes_) return nullptr;
  if (OPHION_UNLIKELY(counting_ || stress_)) {
    if (!countAllocation()) return nullptr;
    if (stress_ && !collecting_ && g_object_model != nullptr) g_object_model->stressCollect();
  }
  size_t pages = roundUp(bytes, os::kPageBytes) / os::kPageBytes;
  void* p = trySpan(kind, pages);
  if (p == nullptr && collectInEmergency()) {
    p = trySpan(kind, pages);
    if (p == nullptr) emergencyWasFutile();
  }
  if (p != nullptr) shadow::showOnly(static_cast<char*>(p), bytes, pages);
  return p;
}

void* Heap::trySpan(Kind kind, size_t pages) {
  if (pages > kPagesPerArena) return tryLargeSpan(kind, pages);
  uint32_t page = takePages(ArenaState::Spans, static_cast<unsigned>(pages));
  if (page == 0) return nullptr;
  char* p = base() + size_t{page} * os::kPageBytes;
  shadow::show(p, pages * os::kPageBytes);
  // Reused pages hold old bytes; walkers must see a block without an object until the header is written.
  *reinterpret_cast<uint64_t*>(p) = 0;
  pageEntry(page) = static_cast<uint32_t>(pages) | (static_cast<uint32_t>(kind) + 1) << kSpanKindShift;
  pageEntry(page + 1) = 0;
  if (kind == Kind::Container) linkYoungSpan(page);
  return p;
}

void* Heap::tryLargeSpan(Kind kind, size_t pages) {
  size_t arenas = roundUp(pages, kPagesPerArena) / kPagesPerArena;
  if (arenas > arena_limit_ || !commitPagesOrPurge(pages)) return nullptr;
  uint32_t first = takeFreshArenas(static_cast<uint32_t>(arenas), ArenaState::LargeHead);
  if (first == 0) {
    committed_pages_ -= pages;
    return nullptr;
  }
  allowEmergency();
  arenaOf(first).large_pages_ = static_cast<uint32_t>(pages);
  uint32_t page = first * kPagesPerArena;
  pageEntry(page) = static_cast<uint32_t>(pages) | (static_cast<uint32_t>(kind) + 1) << kSpanKindShift;
  pageEntry(page + 1) = 0;
  if (kind == Kind::Container) linkYoungSpan(page);
  return base() + size_t{page} * os::kPageBytes;
}

void Heap::freeSpan(void* address, size_t bytes) {
  size_t offset = static_cast<size_t>(static_cast<char*>(address) - base());
  OPHION_ASSERT(isInArenas(address) && offset % os::kPageBytes == 0);
  uint32_t page = static_cast<uint32_t>(offset / os::kPageBytes);
  size_t pages = roundUp(bytes, os::kPageBytes) / os::kPageBytes;
  uint32_t entry = pageEntry(page);
  OPHION_CHECK((entry & kSpanPagesMask) == pages);
  if (entry & kSpanIsYoung) forgetYoungSpan(page);
  pageEntry(page) = 0;
  if (pages > kPagesPerArena) {
    freeLargeSpan(page / kPagesPerArena, pages);
  } else {
    givePages(page, static_cast<unsigned>(pages));
  }
}

void Heap::freeLargeSpan(uint32_t first, size_t pages) {
  os::decommit(base() + size_t{first} * kArenaBytes, pages * os::kPageBytes);
  shadow::hide(base() + size_t{first} * kArenaBytes, pages * os::kPageBytes);
  committed_pages_ -= pages;
  size_t arenas = roundUp(pages, kPagesPerArena) / kPagesPerArena;
  for (uint32_t a = first; a < first + arenas; ++a) giveArena(a);
}

void Heap::linkYoungSpan(uint32_t page) {
  if (pageEntry(page) & kSpanIsYoung) return;
  pageEntry(page) |= kSpanIsYoung;
  pageEntry(page + 1) = young_spans_;
  young_spans_ = page;
  if (marking_) {
    uint64_t* words = markWords(page / kPagesPerPool) + page % kPagesPerPool * (kMarkWords / kPagesPerPool);
    words[0] = words[kMarkWords] = 0;
  }
}

void Heap::forgetYoungSpan(uint32_t page) {
  uint32_t* link = &young_spans_;
  while (*link != 0 && *link != page) link = &pageEntry(*link + 1);
  if (*link == page) *link = pageEntry(page + 1);
  pageEntry(page + 1) = 0;
}

// Takes those off the young list whose containers are old.
void Heap::forgetOldSpans() {
  uint32_t* link = &young_spans_;
  while (uint32_t page = *link) {
    uint32_t& next = pageEntry(page + 1);
    if (reinterpret_cast<Object*>(base() + size_t{page} * os::kPageBytes)->generation() < 2) {
      link = &next;
      continue;
    }
    pageEntry(page) &= ~kSpanIsYoung;
    *link = next;
    next = 0;
  }
}

// Resizes where the span stands. Both sizes are over kMaxBlockBytes. Only raw buffers are resized.
bool Heap::tryResizeSpan(void* address, size_t old_pages, size_t new_pages) {
  uint32_t page = static_cast<uint32_t>(static_cast<size_t>(static_cast<char*>(address) - base()) / os::kPageBytes);
  uint32_t number = page / kPagesPerArena;
  uint32_t& entry = pageEntry(page);
  uint32_t kind_bits = entry & ~kSpanPagesMask;
  if (old_pages > kPagesPerArena && new_pages > kPagesPerArena) {
    size_t old_arenas = roundUp(old_pages, kPagesPerArena) / kPagesPerArena;
    size_t new_arenas = roundUp(new_pages, kPagesPerArena) / kPagesPerArena;
    if (new_pages > old_pages) {
      for (size_t a = number + old_arenas; a < number + new_arenas; ++a) {
        if (a >= arena_limit_ || (a < arena_high_ && arenaOf(static_cast<uint32_t>(a)).state_ != ArenaState::Unused)) {
          return false;
        }
      }
      if (!commitPagesOrPurge(new_pages - old_pages)) return false;
      uint32_t end = static_cast<uint32_t>(number + new_arenas);
      if (end > arena_high_ && !raiseArenaHigh(end)) {
        committed_pages_ -= new_pages - old_pages;
        return false;
      }
      for (uint32_t a = static_cast<uint32_t>(number + old_arenas); a < end; ++a) {
        arenaOf(a) = Arena{};
        arenaOf(a).state_ = ArenaState::LargeTail;
        for (unsigned p = 0; p < kPoolsPerArena; ++p) {
          poolOf(a * kPoolsPerArena + p).state_ = PoolState::Span;
        }
      }
    } else {
      char* end = static_cast<char*>(address) + new_pages * os::kPageBytes;
      os::decommit(end, (old_pages - new_pages) * os::kPageBytes);
      shadow::hide(end, (old_pages - new_pages) * os::kPageBytes);
      committed_pages_ -= old_pages - new_pages;
      for (size_t a = number + new_arenas; a < number + old_arenas; ++a) giveArena(static_cast<uint32_t>(a));
    }
    arenaOf(number).large_pages_ = static_cast<uint32_t>(new_pages);
    entry = static_cast<uint32_t>(new_pages) | kind_bits;
    return true;
  }
  if (old_pages > kPagesPerArena || new_pages > kPagesPerArena) return false;
  if (new_pages < old_pages) {
    entry = static_cast<uint32_t>(new_pages) | kind_bits;
    givePages(page + static_cast<uint32_t>(new_pages), static_cast<unsigned>(old_pages - new_pages));
    return true;
  }
  unsigned at = page % kPagesPerArena + static_cast<unsigned>(old_pages);
  unsigned more = static_cast<unsigned>(new_pages - old_pages);
  if (at + more > kPagesPerArena) return false;
  uint64_t run = maskOf(at, more);
  if ((arenaOf(number).free_pages_ & run) != run || !takeRun(number, at, more)) return false;
  entry = static_cast<uint32_t>(new_pages) | kind_bits;
  return true;
}

}  // namespace ophion
