// Marker: marks the containers that known roots reach, in the bit maps beside the pools. An old collection looks for
// garbage only among what stays unmarked. Marking is a filter, nothing depends on its being complete: a container that
// was missed becomes a candidate of trial deletion, which decides exactly; one that died after it was marked waits for
// the next old collection. So marking needs no write barrier and may be done in slices while the program runs.
//
// What is marked but not traced stands in a second bit map, and the pools that have such bits in a queue linked through
// a table: marking needs no stack, cannot overflow, needs no memory, and traces the objects of a pool in address order.
#pragma once

#include "heap/descriptor.h"
#include "heap/heap.h"

namespace ophion {

class Marker {
 public:
  explicit Marker(Heap& h) : heap_(h), model_(*g_object_model) {}

  // Clears all marks and starts from the roots that the object model reports.
  void begin();
  // The same in slices: clearSome() until it returns true.
  void beginToClear();
  [[nodiscard]] bool clearSome(uint32_t arenas);
  // Gives up what was begun.
  void abandon();
  // Traces until about `budget` slots were looked at. True when there is nothing left to trace.
  [[nodiscard]] bool trace(size_t budget);

  OPHION_INLINE void mark(uint32_t slot_index);

  // When marking is complete the queue is free to remember pools in, each once, and to take them out again; 0: none
  // left.
  void remember(uint32_t pool) {
    if (heap_.markLink(pool) == 0) enqueue(pool);
  }
  uint32_t takeRemembered();

  static bool isMarked(Heap& h, const void* object) {
    size_t offset = static_cast<size_t>(static_cast<const char*>(object) - h.base());
    size_t bit = offset % kPoolBytes / Heap::kMarkUnit;
    return h.markWords(static_cast<uint32_t>(offset / kPoolBytes))[bit / 64] >> (bit % 64) & 1;
  }
  // Marks a container as one that is of no interest to the old collection under way.
  static void setMark(Heap& h, const void* object) {
    size_t offset = static_cast<size_t>(static_cast<const char*>(object) - h.base());
    size_t bit = offset % kPoolBytes / Heap::kMarkUnit;
    h.markWords(static_cast<uint32_t>(offset / kPoolBytes))[bit / 64] |= uint64_t{1} << (bit % 64);
  }
  // How many blocks of a pool are marked.
  static unsigned marksIn(Heap& h, uint32_t pool);

 private:
  struct RootVisitor;
  void clearArena(uint32_t arena);
  void enqueue(uint32_t pool);
  size_t tracePool(uint32_t pool);
  size_t traceObject(Object* object, size_t skip);

  Heap& heap_;
  const ObjectModel& model_;
};

}  // namespace ophion
