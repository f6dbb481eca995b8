// Verifier: checks that a whole heap is consistent. Expensive; debug builds run it around collections, tests at will.
//
// What it checks:
//   arenas   dirty pages are free; those with free pages, and no others, are listed; committed and dirty totals
//   pools    used + |free list| + untouched = capacity; free blocks lie in their pool, on block boundaries; lists and
//   states spans    page entries cover exactly the pages in use objects  the type index is one that was handed out;
//   slots lead to live blocks or into the runtime's state counts   (on demand) no object has fewer counts than slots
//   refer to it
#pragma once

#include "heap/heap.h"

namespace ophion {

class Verifier {
 public:
  explicit Verifier(Heap& h) : heap_(h) {}

  // Null where all is well, else what is not: a static text.
  [[nodiscard]] const char* verify();
  // Recounts references from the heap's slots in a side table outside the cage. Null where all is well.
  [[nodiscard]] const char* verifyCounts();
  // Prints what is wrong and aborts.
  void verifyOrDie();

 private:
  const char* verifyArenas();
  const char* verifyPool(uint32_t number);
  const char* verifyFreeList(uint32_t number);
  const char* verifySpans(uint32_t arena);
  const char* verifyLists();
  const char* verifyObjects();
  const char* verifySlots(Object* object);
  bool isLiveTarget(const Object* target);

  Heap& heap_;
};

}  // namespace ophion
