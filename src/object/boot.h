// Boot: a heap with everything in it that objects need: the state, the builtin types, the names, the singletons.
#pragma once

#include "heap/heap.h"

namespace ophion {

// Makes a heap, enters it, and fills it with what every runtime starts from. Null where the system or the cap grants
// too little; nothing is left behind then.
[[nodiscard]] Heap* tryBootRuntime(const HeapOptions& options);

// Releases what the runtime's state itself holds: modules, the pending exception, caches. To be called while the heap
// is entered, before Heap::destroy(), by those who want finalizers to run. May run Python.
void shutdownRuntimeObjects_mayRunPython();

}  // namespace ophion
