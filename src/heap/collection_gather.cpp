// Which containers a collection starts from.
#include <algorithm>

#include "heap/candidate.h"
#include "heap/collection.h"
#include "heap/marker.h"

namespace ophion {

namespace {
// A young container of more slots may grow old unlooked at, as long as those that did since the last old collection
// take no more than kUnlookedBytes or a share of the heap.
constexpr size_t kManySlots = 20000;
constexpr size_t kUnlookedBytes = size_t{16} << 20;
constexpr size_t kUnlookedShare = 4;
}  // namespace

OPHION_INLINE void Collection::addCandidate(Object* object) {
  uint32_t meta = object->meta_;
  object->meta_ = (meta & ~kFlagGenerationMask) | kFlagMarked;
  ++candidates_;
  if (OPHION_LIKELY(is_listed_)) is_listed_ = list_.append(object);
}

void Collection::gather() {
  switch (scope_) {
    case Scope::Newborn:
    case Scope::Young:
      gatherYoung();
      break;
    case Scope::Unmarked:
    case Scope::Aged:
      gatherPools();
      break;
    case Scope::All:
      heap_.forEachObject(Kind::Container, [&](char* p, size_t) {
        Object* object = reinterpret_cast<Object*>(p);
        if (!object->isDying()) addCandidate(object);
      });
      break;
  }
  if (!is_listed_) list_.clear();
}

// --- young ---

void Collection::gatherYoung() {
  bool takes_backlog = budget_ != SIZE_MAX && heap_.firstYoungPool(YoungList::Backlog) != 0;
  if (takes_backlog) survivors_ = 2;
  // Pools whose survivors grow old leave the young lists: nothing of generation 1 may stay behind in them.
  uint32_t oldest = scope_ == Scope::Newborn && !takes_backlog ? 0 : 1;
  gatherYoungList(YoungList::Newborn, oldest);
  if (scope_ == Scope::Young) gatherYoungList(YoungList::Middle, 1);
  while (work_ < budget_) {
    uint32_t n = heap_.takeFromBacklog();
    if (n == 0) break;
    heap_.forEachBlockIn(n, [&](char* p, size_t) { considerYoung(reinterpret_cast<Object*>(p), oldest); });
  }
  heap_.forEachYoungSpan([&](char* p, size_t) { considerYoung(reinterpret_cast<Object*>(p), oldest); }, oldest);
}

// The pools of a list, the latest of which comes first; but the garbage of the oldest is to be finalized first.
void Collection::gatherYoungList(YoungList list, uint32_t oldest) {
  constexpr unsigned kTogether = 64;
  uint32_t pools[kTogether];
  uint32_t next = heap_.firstYoungPool(list);
  while (next != 0) {
    if (work_ >= budget_) return heap_.putOffYoung(next, list);
    unsigned n = 0;
    size_t left = budget_ - work_;
    for (size_t most = 0; next != 0 && n < kTogether && most < left; next = heap_.poolOf(next).young_next_) {
      most += heap_.poolOf(next).capacity_ * kObjectWork;
      pools[n++] = next;
    }
    while (n-- > 0) {
      heap_.forEachBlockIn(pools[n], [&](char* p, size_t) { considerYoung(reinterpret_cast<Object*>(p), oldest); });
    }
  }
}

OPHION_INLINE void Collection::considerYoung(Object* object, uint32_t oldest) {
  // Generations above 1 have the field's upper bit set.
  static_assert(kDying == 3);
  uint32_t is_too_old = oldest == 0 ? kFlagGenerationMask : 2u << kFlagGenerationShift;
  if (object->hasFlag(is_too_old | kFlagUntracked)) return;
  const TypePlan& plan = plans_.of(object);
  size_t slots = OPHION_LIKELY(plan.is_row) ? plan.slots : roughSlots(heap_.base(), model_, object);
  if (OPHION_UNLIKELY(slots > kManySlots) && budget_ != SIZE_MAX && growsOldUnlookedAt(object, slots)) return;
  work_ += kObjectWork + slots;
  addCandidate(object);
}

// To look at a container of very many slots takes longer than an automatic collection is to take.
bool Collection::growsOldUnlookedAt(Object* object, size_t slots) {
  size_t bytes = heap_.unlooked_bytes_ + slots * sizeof(Slot<Object>);
  if (bytes > std::max(kUnlookedBytes, heap_.committedBytes() / kUnlookedShare)) return false;
  heap_.unlooked_bytes_ = bytes;
  ++heap_.long_lived_pending_;
  object->setGeneration(2);
  if (heap_.marking_) Marker::setMark(heap_, object);
  return true;
}

// --- old ---

// Candidates of an old collection. Pools whose every block is marked are passed over without a look at their memory.
void Collection::gatherPools() {
  bool also_young = scope_ == Scope::Unmarked;
  auto consider = [&](Object* object) {
    // A frozen object is left alone; a tuple may hold something else now than when it was untracked.
    bool left_alone =
        object->hasFlag(kFlagUntracked) && (heap_.frozen_ || object->typeIndex() != model_.untrackable_type);
    uint32_t generation = object->generation();
    if (left_alone || generation == kDying || Marker::isMarked(heap_, object)) return;
    if (also_young || generation == 2) addCandidate(object);
  };
  auto consider_block = [&](char* p, size_t) { consider(reinterpret_cast<Object*>(p)); };
  if (!also_young) {
    Marker marker(heap_);
    while (uint32_t n = marker.takeRemembered()) heap_.forEachContainerIn(n, consider_block);
    return;
  }
  for (uint32_t a = heap_.firstArena(); a < heap_.arenasTouched(); ++a) {
    ArenaState state = heap_.arenaOf(a).state_;
    if (state != ArenaState::Pools) {
      if (state == ArenaState::Spans || state == ArenaState::LargeHead) {
        heap_.forEachObjectIn(a, Kind::Container, consider_block);
      }
      continue;
    }
    for (uint32_t n = a * kPoolsPerArena; n < (a + 1) * kPoolsPerArena; ++n) {
      PoolInfo& pool = heap_.poolOf(n);
      if (pool.kind_ != Kind::Container || pool.used_ == 0) continue;
      // After a complete marking, exactly the objects of now can be marked: the figures say whether any is not.
      if (Marker::marksIn(heap_, n) != pool.used_) heap_.forEachBlockIn(n, consider_block);
    }
  }
}

}  // namespace ophion
