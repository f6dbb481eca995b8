// Destruction: what happens when the last count on an object goes.
//
// Order, as in CPython 3.11: the finalizer (which may resurrect), weak references and their callbacks, the instance's
// own slots in order, what the builtin part holds, the memory, the class. A structure of any depth is destroyed in
// bounded C stack: past kMaxDestroyDepth nested destructions an object whose count fell to zero is linked, through its
// count, to a list that the outermost destruction works off.
#include "heap/destroy.h"

#include "heap/descriptor.h"
#include "heap/heap.h"
#include "heap/ref.h"
#include "heap/tail_order.h"

namespace ophion {

uint8_t g_is_plain_atom[kPlainAtomIndexes];

namespace {

// CPython's trashcan starts to put off at the same depth.
constexpr uint32_t kMaxDestroyDepth = 50;

const TypeDescriptor& descriptorOf(const Object* object) {
  return g_object_model->descriptors[typeEntryOf(object).layout_];
}

size_t baseBytes(const Object* object, const TypeDescriptor& d) {
  return d.fixed_bytes != 0 ? d.fixed_bytes : d.bytes(object);
}

size_t tailOffset(const Object* object, const TypeEntry& entry, const TypeDescriptor& d) {
  // A layout of varying size has its tail behind its last byte; the others say where.
  return d.fixed_bytes != 0 ? size_t{entry.tail_start_} * 4 : (d.bytes(object) + 3) / 4 * 4;
}

void freeObject(Object* object, const TypeDescriptor& d, size_t bytes) {
  if (d.kind == Kind::Container) {
    heap().freeContainer(object, bytes);
  } else {
    heap().free(object, bytes);
  }
}

// Links a dead object to a list of such, through its count.
void putOff(Object* object, uint32_t& list) {
  object->setGeneration(kDying);
  object->count_ = list;
  list = slotIndex(object);
}

bool wouldRunPython(Object* object, bool may_finalize) {
  const ObjectModel& model = *g_object_model;
  if (may_finalize && model.hasFinalizer(object)) return true;
  return object->hasFlag(kFlagWeaklyReferenced) && model.hasWeakCallback != nullptr && model.hasWeakCallback(object);
}

bool classHasFinalizer(const TypeEntry& entry) {
  const char* type = t_cage + (static_cast<uint64_t>(entry.type_.index()) << kSlotShift);
  const ObjectModel& model = *g_object_model;
  if (model.class_has_finalizer == 0) return true;
  return (*reinterpret_cast<const uint32_t*>(type + model.class_flags_offset) & model.class_has_finalizer) != 0;
}

void destroyNow(Object* object) {
  const ObjectModel& model = *g_object_model;
  TypeIndex index = object->typeIndex();
  bool of_program = index >= model.first_heap_type;
  bool may_finalize = (of_program && classHasFinalizer(typeEntry(index))) ||
                      model.descriptors[typeEntry(index).layout_].finalize != nullptr;
  if (OPHION_UNLIKELY(heap().python_forbidden_ != 0) && wouldRunPython(object, may_finalize)) {
    putOff(object, heap().awaiting_python_);
    return;
  }
  if (may_finalize && !model.finalize(object)) {
    // Alive again, and perhaps taken for dying meanwhile.
    if (object->isDying()) heap().makeYoung(object);
    return;
  }
  // A finalizer may have changed the object's class or shape.
  index = object->typeIndex();
  if (object->hasFlag(kFlagWeaklyReferenced)) {
    // Callbacks must find the object's own memory sane, and nothing may bring it back.
    object->setGeneration(kDying);
    model.clearWeakReferences(object);
  }
  const TypeEntry& entry = typeEntry(index);
  const TypeDescriptor& d = model.descriptors[entry.layout_];
  if (d.kind == Kind::Container || of_program) object->setGeneration(kDying);
  size_t bytes = baseBytes(object, d);
  if (entry.tail_slots_ != 0) {
    size_t offset = tailOffset(object, entry, d);
    Slot<Object>* tail = reinterpret_cast<Slot<Object>*>(reinterpret_cast<char*>(object) + offset);
    uint16_t n = entry.tail_slots_;
    clearTail_mayRunPython(tail, entry);
    bytes = offset + size_t{n} * 4;
  }
  if (d.drop != nullptr) d.drop(object);
  if (of_program) {
    // The entry may go with the class, which instances hold a count on.
    Object* type = Slot<Object>::fromIndex(entry.type_.index()).get();
    heap().freeContainer(object, bytes);
    decref(type);
  } else {
    freeObject(object, d, bytes);
  }
}

}  // namespace

size_t objectBytes(const Object* object) {
  const TypeEntry& entry = typeEntryOf(object);
  const TypeDescriptor& d = g_object_model->descriptors[entry.layout_];
  if (entry.tail_slots_ == 0) return baseBytes(object, d);
  return tailOffset(object, entry, d) + size_t{entry.tail_slots_} * 4;
}

Slot<Object>* tailSlots(Object* object) {
  const TypeEntry& entry = typeEntryOf(object);
  if (entry.tail_slots_ == 0) return nullptr;
  return reinterpret_cast<Slot<Object>*>(reinterpret_cast<char*>(object) +
                                         tailOffset(object, entry, descriptorOf(object)));
}

void traverseObject(Object* object, Visitor& visitor) {
  const TypeEntry& entry = typeEntryOf(object);
  const TypeDescriptor& d = g_object_model->descriptors[entry.layout_];
  char* p = reinterpret_cast<char*>(object);
  switch (d.trace) {
    case Trace::None:
      break;
    case Trace::Fixed:
      visitor.slots(reinterpret_cast<Slot<Object>*>(p + d.offset), d.count);
      break;
    case Trace::Inline:
      visitor.slots(reinterpret_cast<Slot<Object>*>(p + d.offset), *reinterpret_cast<uint32_t*>(p + d.count));
      break;
    case Trace::Buffer:
      if (uint32_t n = *reinterpret_cast<uint32_t*>(p + d.count); n != 0) {
        visitor.slots(reinterpret_cast<Slot<Slot<Object>>*>(p + d.offset)->get(), n);
      }
      break;
    case Trace::Custom:
      d.traverse(object, visitor);
      break;
  }
  if (entry.tail_slots_ != 0) visitor.slots(tailSlots(object), entry.tail_slots_);
}

void countReachedZero_mayRunPython(Object* object) {
  if (OPHION_UNLIKELY(static_cast<int32_t>(object->count_) < 0)) {
    object->count_ = kStickyCount;
    return;
  }
  Heap& h = heap();
  if (object->meta_ < kPlainAtomIndexes && g_is_plain_atom[object->meta_] != 0) {
    h.freeBlock(object);
    return;
  }
  const TypeEntry& entry = typeEntryOf(object);
  const TypeDescriptor& d = g_object_model->descriptors[entry.layout_];
  // Of an exact builtin type and not weakly referenced: nothing but its own memory and counts is concerned.
  bool plain = object->typeIndex() < g_object_model->first_heap_type && !object->hasFlag(kFlagWeaklyReferenced);
  if (plain && d.kind == Kind::Atom) {
    size_t bytes = baseBytes(object, d);
    if (d.drop != nullptr) d.drop(object);
    h.free(object, bytes);
    return;
  }
  if (h.destroy_depth_ >= kMaxDestroyDepth) {
    putOff(object, h.deferred_);
    return;
  }
  ++h.destroy_depth_;
  if (plain && d.finalize == nullptr && entry.tail_slots_ == 0) {
    object->setGeneration(kDying);
    size_t bytes = baseBytes(object, d);
    if (d.drop != nullptr) d.drop(object);
    h.freeContainer(object, bytes);
  } else {
    destroyNow(object);
  }
  if (--h.destroy_depth_ == 0 && h.deferred_ != 0) destroyDeferred_mayRunPython();
}

void destroyDeferred_mayRunPython() {
  Heap& h = heap();
  ++h.destroy_depth_;
  while (h.deferred_ != 0) {
    Object* object = Slot<Object>::fromIndex(h.deferred_).get();
    h.deferred_ = object->count_;
    object->count_ = 0;
    destroyNow(object);
  }
  --h.destroy_depth_;
}

void makeSticky(Object* object) { object->count_ = kStickyCount; }

}  // namespace ophion
