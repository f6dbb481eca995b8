// Collection: one run of trial deletion over a set of candidates. See heap/collector.h for the algorithm.
#pragma once

#include "heap/descriptor.h"
#include "heap/index_list.h"
#include "heap/trace.h"
#include "heap/type_plan.h"

namespace ophion {

class Collection {
 public:
  // Which containers are candidates.
  enum class Scope : uint8_t {
    Newborn,   // generation 0
    Young,     // generations 0 and 1
    Unmarked,  // all that the marker did not reach
    Aged,      // the same, of generation 2 only: what was young or came later is left alone
    All,       // all, also what is frozen
  };
  // Survivors get generation `survivors`. Of young containers about as many are looked at as have `budget` slots, each
  // counting for kObjectWork more; the rest goes to the backlog. A collection that takes from the backlog lets all
  // survivors grow old.
  Collection(Heap& h, Scope scope, uint32_t survivors, size_t budget = SIZE_MAX)
      : heap_(h),
        model_(*g_object_model),
        scope_(scope),
        survivors_(survivors),
        budget_(budget),
        plans_(h, *g_object_model),
        list_(h),
        grey_(h),
        callbacks_(h) {}
  static constexpr size_t kObjectWork = 8;
  ~Collection();

  // Finds garbage. Afterwards garbage is white and marked with all counts restored, survivors are as any container.
  // Returns the number of garbage containers. Where all garbage is plain, its counts are not restored.
  size_t find();
  // The garbage is of layouts that only release references, without finalizers and weak references: nothing can look
  // at it again. It is to be freed by reclaimPlain.
  bool isPlain() const { return is_plain_; }
  void reclaimPlain_mayRunPython();
  // Whether the garbage is listed: the precondition of those of the next functions that run Python.
  bool isListed() const { return is_listed_; }
  size_t size() const { return candidates_; }
  // How many candidates find() started from, and what generation those have that survived.
  size_t candidatesSeen() const { return candidates_seen_; }
  uint32_t survivors() const { return survivors_; }

  // Takes a count on every garbage object, so that none goes before its turn.
  void hold();
  // Clears weak references to garbage; false where the memory to remember their callbacks is short, and nothing was
  // done.
  [[nodiscard]] bool clearWeakReferences();
  // Calls those whose reference is not itself garbage. True: something was called.
  bool callBack_mayRunPython();
  // Runs finalizers that have not run. True: something ran.
  bool finalize_mayRunPython();
  // Looks again after Python ran: what is reachable from outside now survives. Returns how many are garbage still.
  size_t findAgain();
  // Breaks the cycles and releases everything held. What survives this all the same goes on as a survivor.
  void reclaim_mayRunPython(int generation);
  // For every garbage object.
  template <class F>
  void forEachGarbage(F f) {
    list_.forEach(f);
  }
  // Makes garbage ordinary again.
  void spare();

  // Instead of all that, without Python: spares what finalizers and callbacks of weak references could look at, frees
  // the rest. After find(), listed or not.
  size_t reclaimWithoutPython();

 private:
  void gather();
  void gatherPools();
  void gatherYoung();
  void gatherYoungList(YoungList list, uint32_t oldest);
  void considerYoung(Object* object, uint32_t oldest);
  bool growsOldUnlookedAt(Object* object, size_t slots);
  void addCandidate(Object* object);
  void subtract();
  template <class Queue>
  void subtractThrough(Queue& targets);
  bool hasOnlyPlainGarbage();
  void detachPlain();
  bool detachOther(Object* object);
  bool releaseRow(Slot<Object>* row, size_t n);
  void rescue();
  void rescueGrey();
  void finishGrey();
  void blacken(Object* object);
  void followLive(Object* target);
  void restore();
  void settle();
  void release(Object* object);
  template <class F>
  void forEachCandidate(F f);
  template <class F>
  void forEachInScope(F f);
  template <class F>
  void withoutPython(F f);
  void reclaimListed();
  void reclaimInBatches();
  bool reclaimBatchIn(uint32_t pool);

  Heap& heap_;
  const ObjectModel& model_;
  Scope scope_;
  uint32_t survivors_;
  size_t budget_;
  size_t work_ = 0;  // of budget_
  bool is_listed_ = true;
  bool is_plain_ = false;
  bool needs_release_ = false;  // plain garbage holds something that is yet to be released
  bool has_overflowed_ = false;
  bool is_held_ = false;
  size_t candidates_ = 0;
  size_t candidates_seen_ = 0;
  size_t black_ = 0;
  TypePlans plans_;
  IndexList list_;
  IndexList grey_;
  PrefetchQueue on_their_way_;  // referents of black ones that were not looked at yet
  IndexList callbacks_;         // weak references that are to be called; counted
};

// Breaks what the object refers to: its tail, then its layout. May free the object if nothing holds it.
void clearObject_mayRunPython(Object* object);

}  // namespace ophion
