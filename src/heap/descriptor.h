// TypeDescriptor: what the heap knows of a builtin layout, without knowing what it is. One static table for the
// process, indexed by TypeEntry::layout_; immutable.
#pragma once

#include <cstddef>
#include <cstdint>

#include "heap/object.h"
#include "heap/pool.h"

namespace ophion {

// Receives the slots of an object one by one or as ranges. Null slots are passed over by the receiver.
class Visitor {
 public:
  using Visit = void (*)(Visitor& self, const Slot<Object>* first, size_t n);
  explicit Visitor(Visit visit) : visit_(visit) {}
  template <class T>
  void slot(const Slot<T>& s) {
    visit_(*this, reinterpret_cast<const Slot<Object>*>(&s), 1);
  }
  template <class T>
  void slots(const Slot<T>* first, size_t n) {
    if (n != 0) visit_(*this, reinterpret_cast<const Slot<Object>*>(first), n);
  }

 private:
  Visit visit_;
};

// How the collector finds the slots of a layout without a call. All offsets in bytes from the object.
enum class Trace : uint8_t {
  None,    // no references
  Fixed,   // `count` slots in a row at `offset`
  Inline,  // a uint32_t number of slots at `count`, the slots in a row at `offset`
  Buffer,  // a uint32_t number of slots at `count`, a slot of a raw buffer at `offset` that holds them (null when 0)
  Custom,  // call `traverse`; a uint32_t at `count`, where that is not 0, tells about how many slots it reports
};

struct TypeDescriptor {
  const char* name;  // for messages and reports
  Kind kind;
  Trace trace;
  uint16_t offset;  // see Trace
  uint16_t count;
  uint16_t fixed_bytes;  // size of the object without its tail; 0: ask bytes()
  // Reports every slot of the layout that owns a count (not the tail's). Null unless trace is Custom.
  void (*traverse)(Object*, Visitor&);
  // Size of the object without tail where it varies. Must not look at other objects.
  size_t (*bytes)(const Object*);
  // Releases every reference and buffer that the layout holds; the object is dying and its block is freed by the
  // caller. Null: there is nothing to release.
  void (*drop)(Object*);
  // Breaks cycles: releases references but leaves a valid object. Null: the type cannot be cleared.
  void (*clear)(Object*);
  // Runs once before the object dies, while its count is 1: a suspended generator is closed, a file flushed. May run
  // Python and may leave more counts behind, which resurrects the object. Null: there is nothing to run.
  void (*finalize)(Object*) = nullptr;
};

// What a collection tells the layers above, in this order.
struct CollectionEvent {
  enum Step : uint8_t {
    Start,  // nothing was done yet
    Found,  // `object` is garbage that can be collected (only asked for by Heap::gc_debug_)
    Save,   // keep `object` instead of clearing it (likewise)
    Stop,   // done
  } step;
  int generation;
  int64_t collected;  // Stop: how many containers were unreachable
  Object* object;
  uint64_t ns;  // Stop: how long it took
};

// What the layers above give the heap. Set once per process before the first heap is made; the same for all runtimes.
struct ObjectModel {
  const TypeDescriptor* descriptors;
  unsigned descriptor_count;
  // The first type index given to classes of programs; instances of those hold a count on their class.
  TypeIndex first_heap_type;
  // Called when the count of an instance of a class, or of a layout with a finalizer, fell to 0: runs the finalizer if
  // there is one that has not run. May run Python. False: the object was resurrected.
  bool (*finalize)(Object*);
  // Where a class keeps its flags, and which of them says that its instances have a finalizer; 0: any class's may.
  size_t class_flags_offset;
  uint32_t class_has_finalizer;
  // Whether finalize() would run something for this object.
  bool (*hasFinalizer)(Object*);
  // Clears all weak references to a dying object and runs their callbacks.
  void (*clearWeakReferences)(Object*);
  // Last resort before an allocation fails: frees what can be freed without running Python.
  void (*emergencyCollect)();
  // Called at every allocation in stress mode.
  void (*stressCollect)();

  // --- for the collector (heap/collector.h) ---
  // Reports slots from which much of what lives can be reached. Null: nothing is known, which is slow but right.
  void (*visitRoots)(Visitor&) = nullptr;
  // The exact type whose instances need no tracking while they hold nothing that is tracked (tuple); traced Inline. 0:
  // none.
  TypeIndex untrackable_type = 0;
  // How many weak references the object has, and whether one of them would call back.
  size_t (*weakReferenceCount)(Object*) = nullptr;
  bool (*hasWeakCallback)(Object*) = nullptr;
  // Clears an object's weak references without calling back. Those with a callback are handed to `keep` with a count.
  void (*detachWeakReferences)(Object*, void (*keep)(Object* reference, void* context), void* context) = nullptr;
  void (*callWeakCallback_mayRunPython)(Object* reference) = nullptr;
  // A collection with Python tells what it does: see CollectionEvent.
  void (*collectionEvent_mayRunPython)(const CollectionEvent&) = nullptr;
};
extern const ObjectModel* g_object_model;

}  // namespace ophion
