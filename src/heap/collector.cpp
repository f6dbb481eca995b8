// When to collect what, and in which order garbage goes.
//
// Young collections look at the containers of generation 0 (or 0 and 1), which they find in the pools that were
// allocated from since the last one. An automatic one looks at a bounded number: what is left over, where much was made
// while no collection ran, is a backlog that the next ones take their share of. The old generation is collected in
// slices where that is the automatic collections' doing: one slice after each young collection clears the marks of some
// arenas, then traces a bounded number of slots from the known roots; when marking is complete, slices look through the
// pools for old containers that are unmarked; when they are done, trial deletion runs over those alone. What was made
// or grew old meanwhile waits for the next cycle.
//
// Rejected: links or working counts in or beside objects (16 bytes each in CPython); working counts in a side table
// (needs memory when there is none); trial deletion of everything without marking first (touches every header at
// random, twice). Known weakness: one very large cyclic structure that became garbage is handled in one go.
#include "heap/collector.h"

#include <algorithm>

#include "heap/collection.h"
#include "heap/destroy.h"
#include "heap/marker.h"
#include "heap/trace.h"
#include "heap/verifier.h"
#include "os/clock.h"

namespace ophion {

namespace {

// A slice of an old collection: the marks of so many arenas cleared, so many slots traced, so many arenas looked
// through.
constexpr uint32_t kSliceArenasCleared = 64;
constexpr size_t kSliceSlots = 25000;
constexpr uint32_t kSliceArenas = 8;
// What an automatic collection of young containers looks at, as Collection counts it; more where the thresholds ask for
// it. While there is a backlog, collections follow after so many allocations at most.
constexpr size_t kYoungWork = 100000;
constexpr int32_t kBacklogThreshold = 700;
// In stress mode every so many-th collection is of everything, and where more than this many containers are young,
// allocations are passed over so that no more are looked at for each. Else the time would grow with the square of what
// is allocated.
constexpr uint32_t kStressAllEvery = 1024;
constexpr size_t kStressWork = 128;

// Set while a collection runs, so that none starts inside it and its own allocations are not made to fail.
class Running {
 public:
  explicit Running(Heap& h) : heap_(h) {
    OPHION_ASSERT(!h.collecting_);
    h.collecting_ = true;
    h.collector_allocates_ = true;
  }
  ~Running() {
    heap_.collecting_ = false;
    heap_.collector_allocates_ = false;
  }

 private:
  Heap& heap_;
};

// In debug builds the whole heap is checked around collections; of a large heap not around every one.
void verify([[maybe_unused]] Heap& h) {
  OPHION_EXPENSIVE({
    constexpr size_t kSmallHeap = size_t{4} << 20;
    static thread_local uint32_t turn = 0;
    if (h.committedBytes() < kSmallHeap || ++turn % 64 == 0) Verifier(h).verifyOrDie();
  });
}

void emit(const CollectionEvent& event) {
  Heap& h = heap();
  if (g_object_model->collectionEvent_mayRunPython == nullptr) return;
  h.collector_allocates_ = false;
  g_object_model->collectionEvent_mayRunPython(event);
  h.collector_allocates_ = h.collecting_;
}

uint64_t containersInUse(Heap& h) {
  uint64_t n = 0;
  for (uint32_t a = h.firstArena(); a < h.arenasTouched(); ++a) {
    if (h.arenaOf(a).state_ == ArenaState::Pools) {
      for (uint32_t p = a * kPoolsPerArena; p < (a + 1) * kPoolsPerArena; ++p) {
        if (h.poolOf(p).kind_ == Kind::Container) n += h.usedBlocks(h.poolOf(p));
      }
    } else {
      h.forEachObjectIn(a, Kind::Container, [&](char*, size_t) { ++n; });
    }
  }
  return n;
}

// Garbage that was found goes: weak references, finalizers, what they brought back to life, then the rest.
int64_t disposeOf_mayRunPython(Heap& h, Collection& garbage, int generation) {
  if (!garbage.isPlain() && (!garbage.isListed() || !garbage.clearWeakReferences())) {
    // No memory to do it in order: free what may go without Python, the rest has to wait.
    return static_cast<int64_t>(garbage.reclaimWithoutPython());
  }
  if (garbage.isPlain()) {
    int64_t found = static_cast<int64_t>(garbage.size());
    h.collector_allocates_ = false;
    garbage.reclaimPlain_mayRunPython();
    h.collector_allocates_ = true;
    return found;
  }
  garbage.hold();
  if (h.gc_debug_ & kGcDebugCollectable) {
    garbage.forEachGarbage([&](Object* o) { emit({CollectionEvent::Found, generation, 0, o, 0}); });
  }
  h.collector_allocates_ = false;
  bool ran = garbage.callBack_mayRunPython();
  ran |= garbage.finalize_mayRunPython();
  h.collector_allocates_ = true;
  size_t found = garbage.size();
  if (ran) found = garbage.findAgain();
  h.collector_allocates_ = false;
  garbage.reclaim_mayRunPython(generation);
  h.collector_allocates_ = true;
  return static_cast<int64_t>(found);
}

void noteCollected(Heap& h, int generation, int64_t found) {
  Heap::GenerationStats& stats = h.generation_stats_[generation];
  ++stats.collections;
  stats.collected += static_cast<uint64_t>(found);
}

void resetCounts(Heap& h, int generation) {
  if (generation < 2) ++h.generation_counts_[generation + 1];
  for (int g = 1; g <= generation; ++g) h.generation_counts_[g] = 0;
  h.young_count_ = 0;
  h.collection_pending_ = false;
}

// What an ordinary collection may look at: never less than comes together between collections of generation 1.
size_t youngBudget(Heap& h) {
  auto atLeastOne = [](int32_t threshold) { return static_cast<size_t>(std::clamp(threshold, 1, 1 << 20)); };
  size_t ordinary = atLeastOne(h.thresholds_[0]) * (atLeastOne(h.thresholds_[1]) + 2);
  return std::max(kYoungWork, ordinary * Collection::kObjectWork * 3 / 2);
}

int64_t collectYoung_mayRunPython(Heap& h, int generation, size_t budget) {
  Collection::Scope scope = generation == 0 ? Collection::Scope::Newborn : Collection::Scope::Young;
  Collection garbage(h, scope, static_cast<uint32_t>(generation) + 1, budget);
  size_t found = garbage.find();
  h.resetYoung(generation, garbage.survivors());
  setCollectorEnabled(h.collector_enabled_);
  if (garbage.survivors() == 2) h.long_lived_pending_ += garbage.candidatesSeen() - found;
  return found == 0 ? 0 : disposeOf_mayRunPython(h, garbage, generation);
}

// Everything young that marking reached grows old at once.
void ageMarked(Heap& h) {
  TypeIndex tuple = g_object_model->untrackable_type;
  h.forEachYoungContainer(
      [&](char* p, size_t) {
        Object* object = reinterpret_cast<Object*>(p);
        if (object->typeIndex() == tuple && !object->hasFlag(kFlagUntracked) && holdsNothingTracked(object)) {
          object->setFlag(kFlagUntracked);
        }
        if (object->hasFlag(kFlagUntracked) || Marker::isMarked(h, object)) object->setGeneration(2);
      },
      1);
}

void noteOldCollected(Heap& h, uint64_t survivors) {
  h.long_lived_pending_ = 0;
  h.long_lived_total_ = survivors;
  h.unlooked_bytes_ = 0;
}

int64_t collectAll_mayRunPython(Heap& h) {
  Marker marker(h);
  marker.begin();
  bool complete = marker.trace(SIZE_MAX);
  OPHION_ASSERT(complete);
  (void)complete;
  ageMarked(h);
  Collection garbage(h, Collection::Scope::Unmarked, 2);
  size_t found = garbage.find();
  marker.abandon();
  h.resetYoung(2);
  noteOldCollected(h, containersInUse(h) - found);
  return found == 0 ? 0 : disposeOf_mayRunPython(h, garbage, 2);
}

// --- the old generation in slices ---

void beginSlices(Heap& h) {
  Marker(h).beginToClear();
  h.sweep_found_ = 0;
  h.generation_counts_[2] = 0;
}

// One slice. True: there are candidates, and everything was looked through.
bool advanceSlices(Heap& h) {
  if (h.clear_arena_ != 0) {
    (void)Marker(h).clearSome(kSliceArenasCleared);
    return false;
  }
  if (h.sweep_arena_ == 0) {
    if (!Marker(h).trace(kSliceSlots)) return false;
    h.sweep_arena_ = h.firstArena();
    h.sweep_end_ = h.arenasTouched();
    return false;
  }
  uint32_t end = std::min(h.sweep_arena_ + kSliceArenas, h.sweep_end_);
  for (; h.sweep_arena_ < end; ++h.sweep_arena_) {
    h.forEachObjectIn(h.sweep_arena_, Kind::Container, [&](char* p, size_t) {
      Object* object = reinterpret_cast<Object*>(p);
      if (object->generation() != 2 || object->hasFlag(kFlagUntracked) || Marker::isMarked(h, object)) return;
      ++h.sweep_found_;
      Marker(h).remember(h.poolNumber(h.poolAt(p)));
    });
  }
  return h.sweep_arena_ >= h.sweep_end_;
}

int64_t finishSlices_mayRunPython(Heap& h) {
  int64_t collected = 0;
  if (h.sweep_found_ == 0) {
    Marker(h).abandon();
  } else {
    Collection garbage(h, Collection::Scope::Aged, 2);
    size_t found = garbage.find();
    Marker(h).abandon();
    if (found != 0) collected = disposeOf_mayRunPython(h, garbage, 2);
  }
  noteOldCollected(h, containersInUse(h));
  return collected;
}

int64_t runOne_mayRunPython(Heap& h, int generation, size_t young_budget) {
  Running running(h);
  emit({CollectionEvent::Start, generation, 0, nullptr, 0});
  uint64_t start = os::monotonicNs();
  verify(h);
  resetCounts(h, generation);
  h.allowEmergency();
  int64_t found = generation == 2 ? collectAll_mayRunPython(h) : collectYoung_mayRunPython(h, generation, young_budget);
  verify(h);
  noteCollected(h, generation, found);
  emit({CollectionEvent::Stop, generation, found, nullptr, os::monotonicNs() - start});
  return found;
}

// Slices have looked through everything: trial deletion of what they found.
void finishOld_mayRunPython(Heap& h) {
  Running running(h);
  emit({CollectionEvent::Start, 2, 0, nullptr, 0});
  uint64_t start = os::monotonicNs();
  verify(h);
  int64_t found = finishSlices_mayRunPython(h);
  verify(h);
  noteCollected(h, 2, found);
  emit({CollectionEvent::Stop, 2, found, nullptr, os::monotonicNs() - start});
}

}  // namespace

int64_t collect_mayRunPython(int generation) {
  Heap& h = heap();
  if (h.collecting_) return 0;
  if (generation == 2 && h.marking_) Marker(h).abandon();
  return runOne_mayRunPython(h, generation, SIZE_MAX);
}

void collectIfPending_mayRunPython() {
  Heap& h = heap();
  h.collection_pending_ = false;
  if (h.deferred_ != 0 && h.destroy_depth_ == 0) destroyDeferred_mayRunPython();
  if (!h.collector_enabled_ || h.collecting_ || h.young_count_ <= h.young_threshold_) return;
  bool old_is_due = h.generation_counts_[2] > h.thresholds_[2] && h.long_lived_pending_ >= h.long_lived_total_ / 4;
  bool young_is_due = h.generation_counts_[1] > h.thresholds_[1];
  if (old_is_due && !h.marking_) {
    // The young ones are part of an old collection; here they are done first.
    runOne_mayRunPython(h, 1, youngBudget(h));
    Running running(h);
    beginSlices(h);
    return;
  }
  runOne_mayRunPython(h, young_is_due ? 1 : 0, youngBudget(h));
  if (!h.marking_ || h.collecting_) return;
  bool is_complete = false;
  {
    Running running(h);
    is_complete = advanceSlices(h);
  }
  if (is_complete) finishOld_mayRunPython(h);
}

void collectWithoutPython() {
  Heap& h = heap();
  if (h.collecting_) return;
  Running running(h);
  Collection garbage(h, Collection::Scope::All, 2);
  if (garbage.find() != 0) garbage.reclaimWithoutPython();
  h.resetYoung(2);
}

void collectUnderStress() {
  Heap& h = heap();
  if (h.collecting_ || h.stress_wait_-- != 0) return;
  h.stress_wait_ = 0;
  if (++h.stress_runs_ % kStressAllEvery == 0) {
    collectWithoutPython();
    return;
  }
  Running running(h);
  Collection garbage(h, Collection::Scope::Newborn, 0);
  if (garbage.find() != 0) garbage.reclaimWithoutPython();
  h.stress_wait_ = static_cast<uint32_t>(garbage.candidatesSeen() / kStressWork);
}

// --- tracking ---

bool holdsNothingTracked(Object* tuple) {
  Heap& h = heap();
  bool nothing = true;
  const ObjectModel& model = *g_object_model;
  forEachSlotRange(h.base(), model, tuple, [&](const Slot<Object>* first, size_t n) {
    for (size_t i = 0; nothing && i < n; ++i) {
      uint32_t index = first[i].index();
      // A tuple with an empty slot is still being made.
      if (index == 0) nothing = false;
      if (index == 0 || !isContainerIndex(h, index)) continue;
      const Object* item = first[i].getIn(h.base());
      nothing = item->typeIndex() == model.untrackable_type && item->hasFlag(kFlagUntracked);
    }
  });
  return nothing;
}

bool isTracked(Object* object) {
  Heap& h = heap();
  if (!h.isInArenas(object) || !isContainerIndex(h, slotIndex(object))) return false;
  if (!object->hasFlag(kFlagUntracked)) return true;
  // Frozen, or a tuple of nothing that counts.
  return object->typeIndex() != g_object_model->untrackable_type || !holdsNothingTracked(object);
}

void freeze() {
  Heap& h = heap();
  h.frozen_ = true;
  h.forEachObject(Kind::Container, [&](char* p, size_t) {
    Object* object = reinterpret_cast<Object*>(p);
    if (!object->isDying()) object->setFlag(kFlagUntracked);
  });
}

void unfreeze() {
  Heap& h = heap();
  if (!h.frozen_) return;
  h.frozen_ = false;
  h.forEachObject(Kind::Container, [&](char* p, size_t) {
    Object* object = reinterpret_cast<Object*>(p);
    if (object->isDying() || !object->hasFlag(kFlagUntracked) || !isTracked(object)) return;
    object->clearFlag(kFlagUntracked);
    object->setGeneration(2);
  });
}

size_t frozenCount() {
  Heap& h = heap();
  size_t n = 0;
  if (!h.frozen_) return 0;
  h.forEachObject(Kind::Container, [&](char* p, size_t) {
    Object* object = reinterpret_cast<Object*>(p);
    n += !object->isDying() && object->hasFlag(kFlagUntracked) && isTracked(object);
  });
  return n;
}

// --- switches ---

void setCollectorEnabled(bool on) {
  Heap& h = heap();
  h.collector_enabled_ = on;
  int32_t threshold = h.thresholds_[0] > 0 ? h.thresholds_[0] : INT32_MAX;
  if (threshold != INT32_MAX && h.firstYoungPool(YoungList::Backlog) != 0) {
    threshold = std::min(threshold, kBacklogThreshold);
  }
  h.young_threshold_ = on ? threshold : INT32_MAX;
}

void setThreshold(int32_t threshold) {
  Heap& h = heap();
  h.thresholds_[0] = threshold;
  setCollectorEnabled(h.collector_enabled_);
}

}  // namespace ophion
