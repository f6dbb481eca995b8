// Tracing: the slots of an object, found by its layout's descriptor with the tracing loop inlined at the place of use.
#pragma once

#include "heap/descriptor.h"
#include "heap/heap.h"
#include "heap/type_table.h"

namespace ophion {

// Hands what a custom traversal reports to a functor of (first slot, number).
template <class F>
class RangeVisitor : public Visitor {
 public:
  explicit RangeVisitor(F& f) : Visitor(&RangeVisitor::forward), f_(f) {}

 private:
  static void forward(Visitor& self, const Slot<Object>* first, size_t n) {
    static_cast<RangeVisitor&>(self).f_(first, n);
  }
  F& f_;
};

// Calls f(const Slot<Object>* first, size_t n) for every range of slots of the object that own counts: those of its
// layout, of its tail, and the one that leads from an instance of a program's class to the class.
template <class F>
OPHION_INLINE void forEachSlotRange(char* base, const ObjectModel& model, Object* object, F&& f) {
  TypeIndex index = object->typeIndex();
  const TypeEntry& entry = typeEntryIn(base, index);
  const TypeDescriptor& d = model.descriptors[entry.layout_];
  char* p = reinterpret_cast<char*>(object);
  switch (d.trace) {
    case Trace::None:
      break;
    case Trace::Fixed:
      f(reinterpret_cast<const Slot<Object>*>(p + d.offset), size_t{d.count});
      break;
    case Trace::Inline:
      f(reinterpret_cast<const Slot<Object>*>(p + d.offset), size_t{*reinterpret_cast<uint32_t*>(p + d.count)});
      break;
    case Trace::Buffer:
      if (uint32_t n = *reinterpret_cast<uint32_t*>(p + d.count); n != 0) {
        f(reinterpret_cast<const Slot<Slot<Object>>*>(p + d.offset)->getIn(base), size_t{n});
      }
      break;
    case Trace::Custom: {
      RangeVisitor visitor(f);
      d.traverse(object, visitor);
      break;
    }
  }
  if (entry.tail_slots_ != 0) {
    size_t offset = d.fixed_bytes != 0 ? size_t{entry.tail_start_} * 4 : (d.bytes(object) + 3) / 4 * 4;
    f(reinterpret_cast<const Slot<Object>*>(p + offset), size_t{entry.tail_slots_});
  }
  if (index >= model.first_heap_type) f(reinterpret_cast<const Slot<Object>*>(&entry.type_), size_t{1});
}

// Whether what a slot refers to is a container, told from the tables alone.
OPHION_INLINE bool isContainerIndex(Heap& h, uint32_t slot_index) {
  constexpr uint32_t kIndexesPerPool = kPoolBytes >> kSlotShift;
  constexpr uint32_t kIndexesPerPage = os::kPageBytes >> kSlotShift;
  const PoolInfo& pool = h.poolOf(slot_index / kIndexesPerPool);
  if (pool.kind_ == Kind::Container) return true;
  if (OPHION_LIKELY(pool.state_ != PoolState::Span)) return false;
  return Heap::isSpanOfKind(h.pageEntry(slot_index / kIndexesPerPage), Kind::Container);
}

// Calls f(Object*) for every container that the object refers to, once for each slot.
template <class F>
OPHION_INLINE void forEachContainerReferent(Heap& h, const ObjectModel& model, Object* object, F&& f) {
  char* base = h.base();
  forEachSlotRange(base, model, object, [&](const Slot<Object>* first, size_t n) {
    for (size_t i = 0; i < n; ++i) {
      uint32_t index = first[i].index();
      if (index != 0 && isContainerIndex(h, index)) f(first[i].getIn(base));
    }
  });
}

// What is handed on at once, where PrefetchQueue would not pay.
struct DirectQueue {
  OPHION_INLINE Object* exchange(Object* object) { return object; }
  template <class F>
  void drain(F) {}
};

// About how many slots of its layout the object has, told without looking at anything else.
OPHION_INLINE size_t roughSlots(char* base, const ObjectModel& model, const Object* object) {
  const TypeDescriptor& d = model.descriptors[typeEntryIn(base, object->typeIndex()).layout_];
  if (d.trace <= Trace::Fixed || d.count == 0) return d.count;
  return *reinterpret_cast<const uint32_t*>(reinterpret_cast<const char*>(object) + d.count);
}

// A few addresses on their way from memory: what goes in is prefetched, and comes out some places later.
class PrefetchQueue {
 public:
  // The object that went in kDepth places before, or null.
  OPHION_INLINE Object* exchange(Object* object) {
    __builtin_prefetch(object, 1);
    Object* out = ring_[at_];
    ring_[at_] = object;
    at_ = (at_ + 1) % kDepth;
    return out;
  }
  // Calls f for those that are still inside. It must put none in.
  template <class F>
  void drain(F f) {
    for (unsigned i = 0; i < kDepth; ++i) {
      Object* out = ring_[at_];
      ring_[at_] = nullptr;
      at_ = (at_ + 1) % kDepth;
      if (out != nullptr) f(out);
    }
  }
  bool isEmpty() const {
    for (const Object* object : ring_) {
      if (object != nullptr) return false;
    }
    return true;
  }

 private:
  static constexpr unsigned kDepth = 16;
  Object* ring_[kDepth] = {};
  unsigned at_ = 0;
};

}  // namespace ophion
