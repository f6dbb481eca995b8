#include "heap/verifier.h"

#include <bit>
#include <cstdio>
#include <cstdlib>

#include "base/bits.h"
#include "heap/trace.h"

namespace ophion {

const char* Verifier::verify() {
  if (const char* wrong = verifyArenas()) return wrong;
  if (const char* wrong = verifyLists()) return wrong;
  return g_object_model == nullptr ? nullptr : verifyObjects();
}

void Verifier::verifyOrDie() {
  const char* wrong = verify();
  if (wrong == nullptr) return;
  std::fprintf(stderr, "the heap is inconsistent: %s\n", wrong);
  std::abort();
}

const char* Verifier::verifyArenas() {
  uint64_t committed = heap_.metadata_pages_ + heap_.region_pages_;
  uint64_t dirty = 0;
  for (uint32_t a = heap_.first_arena_; a < heap_.arena_high_; ++a) {
    const Arena& arena = heap_.arenaOf(a);
    if (arena.dirty_pages_ & ~arena.free_pages_) return "a page is dirty and not free";
    dirty += static_cast<uint64_t>(std::popcount(arena.dirty_pages_));
    switch (arena.state_) {
      case ArenaState::Unused:
        if (arena.listed_ || arena.free_pages_ != 0) return "an unused arena is listed or has pages";
        continue;
      case ArenaState::Pools:
      case ArenaState::Spans:
        if (arena.listed_ != (arena.free_pages_ != 0)) return "an arena is listed wrongly";
        committed += kPagesPerArena - static_cast<unsigned>(std::popcount(arena.free_pages_));
        committed += static_cast<unsigned>(std::popcount(arena.dirty_pages_));
        break;
      case ArenaState::LargeHead:
        if (arena.large_pages_ <= kPagesPerArena) return "a large span is small";
        committed += arena.large_pages_;
        break;
      case ArenaState::LargeTail:
        break;
    }
    if (const char* wrong = arena.state_ == ArenaState::Pools ? nullptr : verifySpans(a)) return wrong;
    for (unsigned p = 0; arena.state_ == ArenaState::Pools && p < kPoolsPerArena; ++p) {
      uint64_t pages = arena.free_pages_ >> (p * kPagesPerPool) & maskOf(0, kPagesPerPool);
      bool is_used = heap_.poolOf(a * kPoolsPerArena + p).state_ != PoolState::None;
      if (pages != (is_used ? 0 : maskOf(0, kPagesPerPool))) return "a pool's pages and its state differ";
      if (const char* wrong = verifyPool(a * kPoolsPerArena + p)) return wrong;
    }
  }
  if (dirty != heap_.dirty_total_) return "dirty pages do not add up";
  if (committed != heap_.committed_pages_) return "committed pages do not add up";
  if (committed > heap_.peak_committed_pages_) return "more is committed than ever was";
  return nullptr;
}

const char* Verifier::verifyPool(uint32_t number) {
  const PoolInfo& pool = heap_.poolOf(number);
  if (pool.state_ == PoolState::None) return pool.kind_ == Kind::Raw ? nullptr : "a pool that is none has a kind";
  if (pool.state_ == PoolState::Span) return "a pool in an arena of pools is a span";
  unsigned k = static_cast<unsigned>(pool.kind_);
  bool is_current = heap_.current_[k][pool.size_class_] == number;
  if (is_current != (pool.state_ == PoolState::Current)) return "a pool is current only by state or only by name";
  if (pool.state_ == PoolState::Full && pool.used_ <= pool.notify_) return "a pool with room counts as full";
  if (pool.state_ == PoolState::Partial && pool.used_ == 0) return "an empty pool was kept";
  return verifyFreeList(number);
}

const char* Verifier::verifyFreeList(uint32_t number) {
  const PoolInfo& pool = heap_.poolOf(number);
  uint32_t start = number * static_cast<uint32_t>(kPoolBytes >> kSlotShift);
  uint32_t n = 0, units = pool.blockBytes() / 8;
  for (uint32_t f = pool.free_; f != 0; ++n) {
    if (n > pool.capacity_) return "a free list has a cycle";
    uint32_t within = f - start;
    if (f < start || within % units != 0) return "a free block is not one of its pool";
    if (within / units >= static_cast<uint32_t>(pool.capacity_ - pool.untouched_)) {
      return "a free block was never handed out";
    }
    const uint32_t* words = reinterpret_cast<uint32_t*>(heap_.base() + (static_cast<uint64_t>(f) << kSlotShift));
    if (pool.kind_ != Kind::Raw && words[1] != 0) return "a free block was written to";
    f = words[0];
  }
  if (pool.state_ == PoolState::Current) {
    return pool.used_ == pool.capacity_ ? nullptr : "a current pool counts its blocks";
  }
  if (n + pool.used_ + pool.untouched_ != pool.capacity_) return "used + free + untouched is not a pool's capacity";
  return nullptr;
}

const char* Verifier::verifySpans(uint32_t number) {
  const Arena& arena = heap_.arenaOf(number);
  if (arena.state_ == ArenaState::LargeTail) return nullptr;
  for (uint32_t page = number * kPagesPerArena, end = page + kPagesPerArena; page < end;) {
    if (arena.free_pages_ >> (page % kPagesPerArena) & 1) {
      if (heap_.pageEntry(page) != 0) return "a free page heads a span";
      ++page;
      continue;
    }
    uint32_t entry = heap_.pageEntry(page);
    uint32_t pages = entry & Heap::kSpanPagesMask;
    if (pages < 2 || (entry >> Heap::kSpanKindShift & 3) == 0) return "a page in use belongs to no span";
    if (arena.state_ == ArenaState::LargeHead)
      return pages == arena.large_pages_ ? nullptr : "a large span's size differs";
    if (page + pages > end) return "a span leaves its arena";
    uint64_t run = maskOf(page % kPagesPerArena, pages);
    if (arena.free_pages_ & run) return "a page of a span is free";
    page += pages;
  }
  return nullptr;
}

const char* Verifier::verifyLists() {
  for (unsigned k = 0; k < kKinds; ++k) {
    for (unsigned c = 0; c < kSizeClasses; ++c) {
      uint32_t previous = 0;
      for (uint32_t n = heap_.partial_[k][c]; n != 0; n = heap_.poolOf(n).next_) {
        const PoolInfo& pool = heap_.poolOf(n);
        if (pool.state_ != PoolState::Partial || static_cast<unsigned>(pool.kind_) != k || pool.size_class_ != c) {
          return "a pool is in a list of others";
        }
        if (pool.prev_ != previous) return "a list of pools is broken";
        previous = n;
      }
    }
  }
  for (uint32_t head : heap_.young_pools_) {
    uint32_t previous = 0;
    for (uint32_t n = head; n != 0; previous = n, n = heap_.poolOf(n).young_next_) {
      const PoolInfo& pool = heap_.poolOf(n);
      if (!pool.young_ || pool.kind_ != Kind::Container) return "a listed young pool does not know";
      if (pool.young_prev_ != previous) return "a list of young pools is broken";
    }
  }
  for (uint32_t list = 0; list < 2; ++list) {
    ArenaState state = list == 0 ? ArenaState::Pools : ArenaState::Spans;
    for (uint32_t a = heap_.arena_list_[list]; a != 0; a = heap_.arenaOf(a).next_) {
      if (heap_.arenaOf(a).state_ != state || !heap_.arenaOf(a).listed_) return "an arena is in the wrong list";
    }
  }
  return nullptr;
}

bool Verifier::isLiveTarget(const Object* target) {
  size_t offset = static_cast<size_t>(reinterpret_cast<const char*>(target) - heap_.base());
  if (offset < kStateBytes) return offset >= sizeof(Heap) && target->typeIndex() != 0;
  if (!heap_.isInArenas(target) || target->typeIndex() == 0) return false;
  const PoolInfo& pool = heap_.poolAt(target);
  if (pool.state_ == PoolState::None) return false;
  if (pool.state_ == PoolState::Span) return (heap_.pageEntry(heap_.pageOf(target)) & Heap::kSpanPagesMask) != 0;
  return pool.kind_ != Kind::Raw && offset % kPoolBytes % pool.blockBytes() == 0;
}

const char* Verifier::verifySlots(Object* object) {
  const char* wrong = nullptr;
  forEachSlotRange(heap_.base(), *g_object_model, object, [&](const Slot<Object>* first, size_t n) {
    for (size_t i = 0; i < n && wrong == nullptr; ++i) {
      if (first[i].isNull()) continue;
      const Object* target = first[i].getIn(heap_.base());
      if (!isLiveTarget(target)) {
        wrong = "a slot leads to no live object";
      } else if (target->count_ == 0) {
        wrong = "a slot leads to an object without counts";
      }
    }
  });
  return wrong;
}

const char* Verifier::verifyObjects() {
  const char* wrong = nullptr;
  auto check = [&](char* p, bool is_container) {
    Object* object = reinterpret_cast<Object*>(p);
    if (wrong != nullptr) return;
    TypeIndex index = object->typeIndex();
    if (index >= heap_.type_next_) {
      wrong = "a header has a type index that was never handed out";
    } else if (typeEntryIn(heap_.base(), index).layout_ >= g_object_model->descriptor_count) {
      wrong = "a type's layout is none";
    } else if (is_container && !object->isDying()) {
      if (object->hasFlag(kFlagMarked) && !heap_.collecting_) wrong = "a mark was left behind";
      if (object->count_ == 0) wrong = "a container without counts is not dying";
      if (wrong == nullptr) wrong = verifySlots(object);
    }
  };
  heap_.forEachObject(Kind::Atom, [&](char* p, size_t) { check(p, false); });
  heap_.forEachObject(Kind::Container, [&](char* p, size_t) { check(p, true); });
  return wrong;
}

const char* Verifier::verifyCounts() {
  size_t bytes = (size_t{heap_.arena_high_} * kArenaBytes >> kSlotShift) * sizeof(uint32_t);
  uint32_t* seen = reinterpret_cast<uint32_t*>(os::tryReserve(bytes, os::kPageBytes));
  if (seen == nullptr) return "no address space to recount in";
  heap_.forEachObject(Kind::Container, [&](char* p, size_t) {
    Object* object = reinterpret_cast<Object*>(p);
    if (object->isDying()) return;
    forEachSlotRange(heap_.base(), *g_object_model, object, [&](const Slot<Object>* first, size_t n) {
      for (size_t i = 0; i < n; ++i) ++seen[first[i].index()];
    });
  });
  const char* wrong = nullptr;
  auto check = [&](char* p, size_t) {
    const Object* object = reinterpret_cast<Object*>(p);
    if (static_cast<int32_t>(object->count_) < 0 || object->isDying()) return;
    if (object->count_ < seen[(p - heap_.base()) >> kSlotShift]) wrong = "an object has fewer counts than references";
  };
  heap_.forEachObject(Kind::Atom, check);
  heap_.forEachObject(Kind::Container, check);
  os::unreserve(reinterpret_cast<char*>(seen), bytes);
  return wrong;
}

}  // namespace ophion
