#include "heap/collection.h"

#include "heap/candidate.h"
#include "heap/collector.h"
#include "heap/destroy.h"
#include "heap/marker.h"
#include "heap/ref.h"
#include "heap/tail_order.h"
#include "heap/trace.h"

namespace ophion {

Collection::~Collection() {
  callbacks_.forEach([](Object* reference) { decref(reference); });
}

// --- candidates ---

// Every container that may be a candidate.
template <class F>
void Collection::forEachInScope(F f) {
  auto each = [&](char* p, size_t) { f(reinterpret_cast<Object*>(p)); };
  if (scope_ == Scope::Newborn || scope_ == Scope::Young) {
    heap_.forEachYoungContainer(each, kDying);
  } else {
    heap_.forEachObject(Kind::Container, each);
  }
}

template <class F>
void Collection::forEachCandidate(F f) {
  if (is_listed_) {
    list_.forEach(f);
  } else {
    forEachInScope([&](Object* object) {
      if (isCandidate(object)) f(object);
    });
  }
}

// --- trial deletion ---

template <class Queue>
void Collection::subtractThrough(Queue& targets) {
  auto take = [](Object* target) {
    if (!isCandidate(target) || isSticky(target)) return;
    // A slot that owns no count, or a count that was given up twice.
    OPHION_CHECK(target->count_ != 0);
    --target->count_;
  };
  auto subtract_slots = [&](Object* object) __attribute__((always_inline)) {
    const TypePlan& plan = plans_.of(object);
    if (OPHION_LIKELY(plan.is_row)) {
      const Slot<Object>* row = rowOf(object, plan);
      for (unsigned i = 0; i < plan.slots; ++i) {
        uint32_t index = row[i].index();
        if (index == 0 || !isContainerIndex(heap_, index)) continue;
        if (Object* ready = targets.exchange(row[i].getIn(heap_.base()))) take(ready);
      }
      if (plan.counted_type != nullptr) take(plan.counted_type);
      return;
    }
    forEachContainerReferent(heap_, model_, object, [&](Object* target) {
      if (Object* ready = targets.exchange(target)) take(ready);
    });
  };
  forEachCandidate(subtract_slots);
  targets.drain(take);
}

void Collection::subtract() {
  // Few candidates are in the cache.
  constexpr size_t kFew = 4096;
  if (candidates_ <= kFew) {
    DirectQueue targets;
    subtractThrough(targets);
  } else {
    PrefetchQueue targets;
    subtractThrough(targets);
  }
}

// A slot of a candidate that proved to live: gives back the count it took, and makes what it refers to grey.
OPHION_INLINE void Collection::followLive(Object* target) {
  if (!isCandidate(target)) return;
  giveBack(target);
  if (target->generation() != kWhite) return;
  target->setGeneration(kGrey);
  if (OPHION_UNLIKELY(!grey_.append(target))) has_overflowed_ = true;
}

// What a candidate that proved to live refers to is followed, with a delay that hides the way to memory.
OPHION_INLINE void Collection::blacken(Object* object) {
  object->setGeneration(kBlack);
  ++black_;
  forEachContainerReferent(heap_, model_, object, [&](Object* target) {
    if (Object* ready = on_their_way_.exchange(target)) followLive(ready);
  });
}

void Collection::rescueGrey() {
  while (Object* object = grey_.pop()) blacken(object);
}

// Follows everything that is grey or on its way.
void Collection::finishGrey() {
  do {
    on_their_way_.drain([&](Object* target) { followLive(target); });
    rescueGrey();
  } while (!on_their_way_.isEmpty());
  while (has_overflowed_) {
    has_overflowed_ = false;
    forEachCandidate([&](Object* object) {
      if (object->generation() == kGrey) blacken(object);
      rescueGrey();
    });
    do {
      on_their_way_.drain([&](Object* target) { followLive(target); });
      rescueGrey();
    } while (!on_their_way_.isEmpty());
  }
}

void Collection::rescue() {
  forEachCandidate([&](Object* object) {
    if (object->count_ == 0 || object->generation() != kWhite) return;
    blacken(object);
    rescueGrey();
  });
  finishGrey();
}

// Gives garbage its counts back.
void Collection::restore() {
  if (candidates_ == black_) return;
  forEachCandidate([&](Object* object) {
    if (object->generation() != kWhite) return;
    forEachContainerReferent(heap_, model_, object, [&](Object* target) {
      if (isCandidate(target)) giveBack(target);
    });
  });
}

// Makes a candidate an ordinary container.
OPHION_INLINE void Collection::release(Object* object) {
  uint32_t meta = object->meta_ & ~(kFlagGenerationMask | kFlagMarked);
  object->meta_ = meta | survivors_ << kFlagGenerationShift;
  // What grows old during an old collection is not its concern.
  if (OPHION_UNLIKELY(heap_.marking_) && survivors_ == 2) Marker::setMark(heap_, object);
  if (OPHION_UNLIKELY((meta & kTypeIndexMask) == model_.untrackable_type) && (meta & kFlagUntracked) == 0 &&
      holdsNothingTracked(object)) {
    object->setFlag(kFlagUntracked);
  }
}

// Survivors leave the set; what stays is garbage.
void Collection::settle() {
  if (is_listed_) {
    list_.filter([&](Object* object) {
      if (object->generation() == kWhite || object->isDying()) return true;
      release(object);
      return false;
    });
  } else {
    forEachCandidate([&](Object* object) {
      if (object->generation() != kWhite) release(object);
    });
  }
  candidates_ -= black_;
  black_ = 0;
}

size_t Collection::find() {
  gather();
  candidates_seen_ = candidates_;
  if (candidates_ == 0) return 0;
  subtract();
  rescue();
  is_plain_ = candidates_ != black_ && hasOnlyPlainGarbage();
  if (is_plain_) {
    detachPlain();
  } else {
    restore();
  }
  settle();
  return candidates_;
}

void Collection::hold() {
  OPHION_ASSERT(is_listed_ && !is_held_);
  list_.forEach([](Object* object) { incref(object); });
  is_held_ = true;
}

size_t Collection::findAgain() {
  list_.forEach([](Object* object) {
    if (!isSticky(object)) --object->count_;
  });
  is_held_ = false;
  subtract();
  rescue();
  restore();
  settle();
  hold();
  return candidates_;
}

void Collection::spare() {
  OPHION_ASSERT(!is_held_);
  forEachCandidate([&](Object* object) { release(object); });
  list_.clear();
  candidates_ = 0;
}

// --- weak references and finalizers ---

bool Collection::clearWeakReferences() {
  size_t references = 0;
  list_.forEach([&](Object* object) {
    if (object->hasFlag(kFlagWeaklyReferenced)) references += model_.weakReferenceCount(object);
  });
  if (references == 0) return true;
  if (!callbacks_.reserve(references)) return false;
  auto keep = [](Object* reference, void* context) {
    Collection* self = static_cast<Collection*>(context);
    // A reference that is garbage itself does not call back.
    bool is_garbage = isCandidate(reference);
    if (is_garbage || !self->callbacks_.append(reference)) decref(reference);
  };
  list_.forEach([&](Object* object) {
    if (object->hasFlag(kFlagWeaklyReferenced)) model_.detachWeakReferences(object, keep, this);
  });
  return true;
}

bool Collection::callBack_mayRunPython() {
  if (callbacks_.size() == 0) return false;
  callbacks_.forEach([&](Object* reference) {
    model_.callWeakCallback_mayRunPython(reference);
    decref(reference);
  });
  callbacks_.clear();
  return true;
}

bool Collection::finalize_mayRunPython() {
  bool any = false;
  list_.forEach([&](Object* object) {
    if (!model_.hasFinalizer(object)) return;
    model_.finalize(object);
    any = true;
  });
  return any;
}

// --- freeing ---

void clearObject_mayRunPython(Object* object) {
  const TypeEntry& entry = typeEntryOf(object);
  const TypeDescriptor& d = g_object_model->descriptors[entry.layout_];
  if (Slot<Object>* tail = tailSlots(object)) {
    clearTail_mayRunPython(tail, entry);
  }
  if (d.clear != nullptr) d.clear(object);
}

void Collection::reclaim_mayRunPython(int generation) {
  list_.forEach([&](Object* object) { release(object); });
  bool saves = (heap_.gc_debug_ & kGcDebugSaveAll) != 0 && model_.collectionEvent_mayRunPython != nullptr;
  list_.forEach([&](Object* object) {
    if (saves) {
      model_.collectionEvent_mayRunPython({CollectionEvent::Save, generation, 0, object, 0});
    } else {
      clearObject_mayRunPython(object);
    }
    decref(object);
  });
  list_.clear();
  candidates_ = 0;
  is_held_ = false;
}

namespace {

// What could not be destroyed without running Python is destroyed at the next safe point.
void deferAwaiting(Heap& heap) {
  if (heap.awaiting_python_ == 0) return;
  Object* last = Slot<Object>::fromIndex(heap.awaiting_python_).get();
  while (last->count_ != 0) last = Slot<Object>::fromIndex(last->count_).get();
  last->count_ = heap.deferred_;
  heap.deferred_ = heap.awaiting_python_;
  heap.awaiting_python_ = 0;
  heap.collection_pending_ = true;
}

}  // namespace

// Calls f, and destroys what that put off, while no destruction may run Python.
template <class F>
void Collection::withoutPython(F f) {
  uint32_t deferred = heap_.deferred_;
  heap_.deferred_ = 0;
  ++heap_.python_forbidden_;
  ++heap_.destroy_depth_;
  f();
  destroyDeferred_mayRunPython();
  --heap_.destroy_depth_;
  --heap_.python_forbidden_;
  heap_.deferred_ = deferred;
  deferAwaiting(heap_);
}

size_t Collection::reclaimWithoutPython() {
  if (is_plain_) {
    size_t found = candidates_;
    withoutPython([&] { reclaimPlain_mayRunPython(); });
    return found;
  }
  // What finalizers and callbacks may look at is rescued: the counts of white objects are true by now, so they are
  // taken off once more first.
  auto runs_python = [&](Object* object) {
    if (model_.hasFinalizer(object)) return true;
    return object->hasFlag(kFlagWeaklyReferenced) && model_.hasWeakCallback != nullptr &&
           model_.hasWeakCallback(object);
  };
  bool spares = false;
  forEachCandidate([&](Object* object) { spares = spares || runs_python(object); });
  if (spares) {
    subtract();
    forEachCandidate([&](Object* object) {
      if (object->generation() != kWhite || !runs_python(object)) return;
      blacken(object);
      rescueGrey();
    });
    finishGrey();
    restore();
    settle();
  }
  size_t found = candidates_;
  if (found == 0) return 0;
  withoutPython([&] { is_listed_ ? reclaimListed() : reclaimInBatches(); });
  candidates_ = 0;
  return found;
}

void Collection::reclaimListed() {
  hold();
  auto ignore = [](Object* reference, void*) { decref(reference); };
  list_.forEach([&](Object* object) {
    release(object);
    if (object->hasFlag(kFlagWeaklyReferenced)) model_.detachWeakReferences(object, ignore, nullptr);
  });
  list_.forEach([](Object* object) {
    clearObject_mayRunPython(object);
    decref(object);
  });
  list_.clear();
  is_held_ = false;
}

// Without memory for a list: pool by pool, a handful of garbage objects at a time. Those that wait for their turn keep
// their mark.
void Collection::reclaimInBatches() {
  auto ignore = [](Object* reference, void*) { decref(reference); };
  forEachCandidate([&](Object* object) {
    if (object->hasFlag(kFlagWeaklyReferenced)) model_.detachWeakReferences(object, ignore, nullptr);
  });
  uint32_t end = heap_.arenasTouched() * kPoolsPerArena;
  for (uint32_t pool = heap_.firstArena() * kPoolsPerArena; pool < end; ++pool) {
    while (reclaimBatchIn(pool)) {
    }
  }
}

// True: there may be more garbage in the pool.
bool Collection::reclaimBatchIn(uint32_t pool) {
  constexpr size_t kBatch = 256;
  Object* batch[kBatch];
  size_t n = 0;
  heap_.forEachContainerIn(pool, [&](char* p, size_t) {
    Object* object = reinterpret_cast<Object*>(p);
    if (n < kBatch && isCandidate(object) && !object->isDying()) batch[n++] = object;
  });
  for (size_t i = 0; i < n; ++i) {
    incref(batch[i]);
    release(batch[i]);
  }
  for (size_t i = 0; i < n; ++i) {
    clearObject_mayRunPython(batch[i]);
    decref(batch[i]);
  }
  return n == kBatch;
}

}  // namespace ophion
