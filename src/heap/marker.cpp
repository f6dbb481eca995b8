#include "heap/marker.h"

#include <bit>
#include <cstring>

#include "heap/trace.h"

namespace ophion {

namespace {
constexpr uint32_t kEndOfQueue = 0xffffffff;
// An object's slots are traced so many at a time where marking goes on in slices.
constexpr size_t kMaxSlotsAtOnce = 8192;
}  // namespace

struct Marker::RootVisitor : Visitor {
  explicit RootVisitor(Marker& marker) : Visitor(&RootVisitor::visit), marker_(marker) {}
  static void visit(Visitor& self, const Slot<Object>* first, size_t n) {
    for (size_t i = 0; i < n; ++i) {
      if (!first[i].isNull()) static_cast<RootVisitor&>(self).marker_.mark(first[i].index());
    }
  }
  Marker& marker_;
};

void Marker::abandon() {
  heap_.marking_ = false;
  while (takeRemembered() != 0) {
  }
  heap_.mark_resume_ = heap_.mark_resume_at_ = 0;
  heap_.clear_arena_ = heap_.sweep_arena_ = 0;
}

void Marker::begin() {
  beginToClear();
  bool is_clear = clearSome(UINT32_MAX);
  OPHION_ASSERT(is_clear);
  (void)is_clear;
}

void Marker::beginToClear() {
  abandon();
  heap_.marking_ = true;
  heap_.clear_arena_ = heap_.firstArena();
}

bool Marker::clearSome(uint32_t arenas) {
  // Pools that are taken from now on clear their marks themselves.
  for (; heap_.clear_arena_ < heap_.arenasTouched(); ++heap_.clear_arena_) {
    if (arenas-- == 0) return false;
    clearArena(heap_.clear_arena_);
  }
  heap_.clear_arena_ = 0;
  RootVisitor visitor(*this);
  if (model_.visitRoots != nullptr) model_.visitRoots(visitor);
  return true;
}

void Marker::clearArena(uint32_t a) {
  ArenaState state = heap_.arenaOf(a).state_;
  if (state != ArenaState::Pools && state != ArenaState::Spans && state != ArenaState::LargeHead) return;
  for (uint32_t n = a * kPoolsPerArena; n < (a + 1) * kPoolsPerArena; ++n) {
    heap_.markLink(n) = 0;
    if (heap_.poolOf(n).kind_ == Kind::Container || state != ArenaState::Pools) {
      std::memset(heap_.markWords(n), 0, 2 * Heap::kMarkWords * sizeof(uint64_t));
    }
  }
}

OPHION_INLINE void Marker::mark(uint32_t slot_index) {
  constexpr uint32_t kIndexesPerPool = kPoolBytes >> kSlotShift;
  if (!isContainerIndex(heap_, slot_index)) return;
  uint32_t pool = slot_index / kIndexesPerPool;
  uint32_t bit = slot_index % kIndexesPerPool / (Heap::kMarkUnit >> kSlotShift);
  uint64_t* words = heap_.markWords(pool) + bit / 64;
  uint64_t mask = uint64_t{1} << (bit % 64);
  if (words[0] & mask) return;
  words[0] |= mask;
  words[Heap::kMarkWords] |= mask;
  if (heap_.markLink(pool) == 0) enqueue(pool);
}

void Marker::enqueue(uint32_t pool) {
  heap_.markLink(pool) = kEndOfQueue;
  if (heap_.mark_first_ == 0) {
    heap_.mark_first_ = pool;
  } else {
    heap_.markLink(heap_.mark_last_) = pool;
  }
  heap_.mark_last_ = pool;
}

bool Marker::trace(size_t budget) {
  size_t done = 0;
  while (done < budget) {
    if (heap_.mark_resume_ != 0) {
      Object* object = Slot<Object>::fromIndex(heap_.mark_resume_).getIn(heap_.base());
      heap_.mark_resume_ = 0;
      // The object may have gone, and its block serve another purpose, since the last slice.
      if (isContainerIndex(heap_, slotIndex(object)) && isMarked(heap_, object)) {
        done += traceObject(object, heap_.mark_resume_at_);
      }
      continue;
    }
    uint32_t pool = takeRemembered();
    if (pool == 0) return true;
    done += tracePool(pool) + 1;
  }
  return false;
}

uint32_t Marker::takeRemembered() {
  uint32_t pool = heap_.mark_first_;
  if (pool == 0) return 0;
  uint32_t next = heap_.markLink(pool);
  heap_.mark_first_ = next == kEndOfQueue ? 0 : next;
  heap_.markLink(pool) = 0;
  return pool;
}

// Traces what is marked and untraced in a pool taken from the queue; the pool may be back in it by then.
size_t Marker::tracePool(uint32_t pool) {
  const PoolInfo& info = heap_.poolOf(pool);
  bool is_span = info.state_ == PoolState::Span;
  if (info.kind_ != Kind::Container && !is_span) return 0;
  char* start = heap_.base() + size_t{pool} * kPoolBytes;
  uint64_t* untraced = heap_.markWords(pool) + Heap::kMarkWords;
  // A block need not begin on a multiple of the unit, but only one begins in it.
  uint32_t block = is_span ? static_cast<uint32_t>(Heap::kMarkUnit) : info.blockBytes();
  size_t done = 0;
  for (uint32_t w = 0; w < Heap::kMarkWords; ++w) {
    uint64_t bits = untraced[w];
    untraced[w] = 0;
    while (bits != 0) {
      uint32_t at = w * 64 + static_cast<uint32_t>(std::countr_zero(bits));
      bits &= bits - 1;
      uint32_t offset = (at * static_cast<uint32_t>(Heap::kMarkUnit) + Heap::kMarkUnit - 1) / block * block;
      done += 1 + traceObject(reinterpret_cast<Object*>(start + offset), 0);
      if (OPHION_UNLIKELY(heap_.mark_resume_ != 0)) {
        // A large object is unfinished: the rest of this pool waits.
        untraced[w] |= bits;
        if (heap_.markLink(pool) == 0) enqueue(pool);
        return done;
      }
    }
  }
  return done;
}

// Marks what the object's slots refer to, but for the first `skip`. Notes where to go on if there are too many.
size_t Marker::traceObject(Object* object, size_t skip) {
  if (object->typeIndex() == 0 || object->isDying()) return 0;
  size_t seen = 0;
  forEachSlotRange(heap_.base(), model_, object, [&](const Slot<Object>* first, size_t n) {
    size_t from = skip > seen ? std::min(skip - seen, n) : 0;
    size_t to = std::min(n, from + kMaxSlotsAtOnce);
    if (OPHION_UNLIKELY(heap_.mark_resume_ != 0)) to = from;
    if (OPHION_UNLIKELY(to < n) && heap_.mark_resume_ == 0) {
      heap_.mark_resume_ = slotIndex(object);
      heap_.mark_resume_at_ = static_cast<uint32_t>(seen + to);
    }
    for (size_t i = from; i < to; ++i) {
      if (!first[i].isNull()) mark(first[i].index());
    }
    seen += n;
  });
  return std::min(seen, kMaxSlotsAtOnce);
}

unsigned Marker::marksIn(Heap& h, uint32_t pool) {
  unsigned n = 0;
  const uint64_t* words = h.markWords(pool);
  for (size_t w = 0; w < Heap::kMarkWords; ++w) n += static_cast<unsigned>(std::popcount(words[w]));
  return n;
}

}  // namespace ophion
