// TypePlan: what a collection needs to know of the objects of one type index, remembered from one object to the next,
// as most candidates are of few types. Plain instances, whose only slots stand in a row behind the header, are so gone
// over without a look at the type table.
#pragma once

#include "heap/descriptor.h"
#include "heap/heap.h"
#include "heap/type_table.h"

namespace ophion {

struct TypePlan {
  TypeIndex index;       // 0: nothing is remembered here
  bool is_row;           // all slots are those of the tail; nothing else is to be done when one dies
  bool is_plain;         // see Collection::isPlain
  bool is_plain_known;   // is_plain was looked up
  uint16_t slots;        // is_row: how many
  uint32_t offset;       // is_row: bytes from the object to the first
  uint32_t bytes;        // is_row: of an object
  Object* counted_type;  // the class that each instance holds a count on; null: none
};

class TypePlans {
 public:
  TypePlans(Heap& h, const ObjectModel& model) : base_(h.base()), model_(model) {}

  OPHION_INLINE TypePlan& of(const Object* object) {
    TypeIndex index = object->typeIndex();
    TypePlan& plan = plans_[index % kPlans];
    if (OPHION_UNLIKELY(plan.index != index)) fill(plan, index);
    return plan;
  }
  // To be called when Python ran: a type index may have a new meaning.
  void forget() {
    for (TypePlan& plan : plans_) plan.index = 0;
  }

 private:
  static constexpr unsigned kPlans = 16;

  OPHION_NOINLINE void fill(TypePlan& plan, TypeIndex index) {
    const TypeEntry& entry = typeEntryIn(base_, index);
    const TypeDescriptor& d = model_.descriptors[entry.layout_];
    plan = TypePlan{};
    plan.index = index;
    plan.is_row = d.trace == Trace::None && d.drop == nullptr && d.finalize == nullptr && d.fixed_bytes != 0;
    plan.slots = entry.tail_slots_;
    plan.offset = entry.tail_slots_ == 0 ? d.fixed_bytes : entry.tail_start_ * 4u;
    plan.bytes = plan.offset + plan.slots * 4u;
    if (index >= model_.first_heap_type) plan.counted_type = reinterpret_cast<Object*>(entry.type_.getIn(base_));
  }

  char* base_;
  const ObjectModel& model_;
  TypePlan plans_[kPlans] = {};
};

// The first of a row's slots.
inline Slot<Object>* rowOf(Object* object, const TypePlan& plan) {
  return reinterpret_cast<Slot<Object>*>(reinterpret_cast<char*>(object) + plan.offset);
}

}  // namespace ophion
