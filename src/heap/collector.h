// Collector: finds cycles of containers that nothing outside them refers to, by trial deletion in place.
//
// A collection takes a set of candidates: the containers of a generation and the younger ones, or, in an old
// collection, those that marking from the known roots did not reach (heap/marker.h). While it runs, a candidate's
// header has kFlagMarked set, and its generation field serves as its colour:
//
//   white (0)   not known to be held from outside the set
//   grey (1)    held from outside, or by a black one; its slots were not looked at yet
//   black (2)   the same, and its slots were looked at
//
//   subtract    for every slot of a candidate that refers to a candidate, one count less
//   rescue      a candidate with a count left is grey; looking at a grey one's slots gives the counts back that they
//               took, and makes what they refer to grey
//   restore     what is white now is garbage; its slots' counts are given back
//
// So no side memory holds working counts, and between two collections counts are always true. The list of candidates
// and the stack of grey ones are an optimisation: where memory is short, passes over the pools take their place, so
// that a collection works at the cap. A count held by something the collector does not know of (a C++ local) keeps its
// object.
//
// Containers that collections leave alone carry kFlagUntracked: tuples that hold nothing that could be tracked, and
// everything that freeze() set aside. The two are told apart by looking at what a tuple holds.
#pragma once

#include "heap/heap.h"

namespace ophion {

// Collects generation 0, 1 or 2 and the younger ones: calls back weak references, runs finalizers, clears what is left.
// Returns how many containers were found unreachable; 0 where a collection is under way already.
int64_t collect_mayRunPython(int generation);

// What the interpreter calls at a safe point when Heap::collection_pending_ is set.
void collectIfPending_mayRunPython();

// Collects what can be collected without running Python: no finalizer and no callback of a weak reference is run, and
// whatever such might look at is left for an ordinary collection. May be called wherever memory may be allocated.
void collectWithoutPython();

// What stress mode calls at every allocation: the same over young containers, whose generation it leaves as it is.
void collectUnderStress();

// Whether the collector has an eye on the object.
bool isTracked(Object* object);
// Exact tuples: whether nothing the tuple holds could be part of a cycle.
bool holdsNothingTracked(Object* tuple);

// Sets all containers of now aside: collections leave them alone until unfreeze().
void freeze();
void unfreeze();
size_t frozenCount();

// gc.enable, gc.disable, gc.set_threshold: keeps Heap::young_threshold_ in line with thresholds_[0] and the switch.
void setCollectorEnabled(bool on);
void setThreshold(int32_t threshold);

// gc_debug_: flags as the module gc has them.
enum GcDebug : uint32_t {
  kGcDebugStats = 1,
  kGcDebugCollectable = 2,
  kGcDebugUncollectable = 4,
  kGcDebugSaveAll = 32,
};

}  // namespace ophion
