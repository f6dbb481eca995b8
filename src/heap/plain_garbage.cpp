// Plain garbage: what dies without anybody noticing. Most cyclic garbage has no finalizers and no weak references, and
// its layouts only release references. Nothing will look at it again, so its counts need not be made right before it
// goes, nor need it go object by object, each waiting for its last count.
//
//   detach     while candidates are still marked: references among them, whose counts subtracting took, are forgotten
//              (slots of a layout that its own drop function releases get their counts back instead); others are
//              released where that frees no container
//   settle     survivors become ordinary containers
//   reclaim    what is left is released, which may run Python for objects outside; then the blocks are freed
#include "heap/candidate.h"
#include "heap/collection.h"
#include "heap/destroy.h"
#include "heap/ref.h"
#include "heap/tail_order.h"

namespace ophion {

namespace {

// Whether all that happens when an object of the layout dies is that it lets go of what it refers to.
bool onlyReleases(const TypeDescriptor& d) {
  return d.finalize == nullptr && (d.drop == nullptr || d.drop == d.clear || d.trace == Trace::Inline);
}

}  // namespace

bool Collection::hasOnlyPlainGarbage() {
  if (!is_listed_ || heap_.gc_debug_ != 0) return false;
  bool plain = true;
  list_.forEach([&](Object* object) {
    if (object->generation() != kWhite || !plain) return;
    TypePlan& plan = plans_.of(object);
    // An object that was finalized does not tell whether others of its type are to be.
    if (object->hasFlag(kFlagWeaklyReferenced | kFlagFinalized)) {
      plain = false;
    } else if (OPHION_LIKELY(plan.is_plain_known)) {
      plain = plan.is_plain;
    } else {
      plan.is_plain_known = true;
      plan.is_plain = onlyReleases(model_.descriptors[typeEntryOf(object).layout_]) && !model_.hasFinalizer(object);
      plain = plan.is_plain;
    }
  });
  return plain;
}

// Releases the slots of a row that lead to no candidate, as far as no container dies of it, and forgets those that do.
// True: some are left.
OPHION_INLINE bool Collection::releaseRow(Slot<Object>* row, size_t n) {
  bool some_left = false;
  for (size_t i = 0; i < n; ++i) {
    uint32_t index = row[i].index();
    if (index == 0) continue;
    Object* target = row[i].getIn(heap_.base());
    bool is_container = isContainerIndex(heap_, index);
    if (!is_container || !isCandidate(target)) {
      bool may_matter = is_container || target->hasFlag(kFlagWeaklyReferenced);
      if (OPHION_UNLIKELY(may_matter && target->count_ == 1)) {
        some_left = true;
        continue;
      }
      decref(target);
    }
    row[i] = nullptr;
  }
  return some_left;
}

// Gives back what the slots took that a layout's drop function releases, and the instance's on its class; the tail is
// released.
bool Collection::detachOther(Object* object) {
  bool some_left = false;
  Slot<Object>* tail = tailSlots(object);
  forEachSlotRange(heap_.base(), model_, object, [&](const Slot<Object>* first, size_t n) {
    if (first == tail) {
      some_left = releaseRow(tail, n);
      return;
    }
    for (size_t i = 0; i < n; ++i) {
      uint32_t index = first[i].index();
      if (index == 0 || !isContainerIndex(heap_, index)) continue;
      Object* target = first[i].getIn(heap_.base());
      if (isCandidate(target)) giveBack(target);
    }
  });
  return some_left || model_.descriptors[typeEntryOf(object).layout_].drop != nullptr;
}

void Collection::detachPlain() {
  list_.forEach([&](Object* object) {
    if (object->generation() != kWhite) return;
    object->setGeneration(kDying);
    // Held, so that no decrement by others of the garbage destroys it.
    ++object->count_;
    const TypePlan& plan = plans_.of(object);
    if (OPHION_LIKELY(plan.is_row)) {
      needs_release_ |= releaseRow(rowOf(object, plan), plan.slots);
      if (plan.counted_type != nullptr && isCandidate(plan.counted_type)) giveBack(plan.counted_type);
    } else {
      needs_release_ |= detachOther(object);
    }
  });
}

void Collection::reclaimPlain_mayRunPython() {
  OPHION_ASSERT(is_plain_ && is_listed_);
  if (needs_release_) {
    list_.forEach([&](Object* object) {
      const TypeEntry& entry = typeEntryOf(object);
      if (Slot<Object>* tail = tailSlots(object)) clearTail_mayRunPython(tail, entry);
      if (auto drop = model_.descriptors[entry.layout_].drop) drop(object);
    });
  }
  // The last first, so that blocks are handed out again in the order in which they lie.
  list_.forEachFromLast([&](Object* object) {
    OPHION_ASSERT(object->isDying() && object->count_ == 1);
    const TypePlan& plan = plans_.of(object);
    Object* type = plan.counted_type;
    heap_.freeContainer(object, OPHION_LIKELY(plan.is_row) ? plan.bytes : objectBytes(object));
    if (type == nullptr) return;
    // The class may go with its last instance, and its type index then mean something else.
    if (OPHION_UNLIKELY(type->count_ == 1)) plans_.forget();
    decref(type);
  });
  list_.clear();
  candidates_ = 0;
}

}  // namespace ophion
