// The cycle collector: what goes, what stays, and in which order things happen.
#include "heap/collector.h"

#include <algorithm>
#include <random>
#include <set>

#include "heap/trace.h"
#include "tests/unit/heap/model_fixture.h"

namespace ophion::testing {

namespace {

class Collector : public HeapTest {
 protected:
  explicit Collector(size_t cap_bytes = 0) : HeapTest(cap_bytes) {}
  // Two nodes that refer to each other.
  Ref<Node> ring(uint32_t id) {
    Ref<Node> a = node(id);
    Ref<Node> b = node(id + 1);
    a->slots_[0].init(share(b.get()));
    b->slots_[0].init(share(a.get()));
    return a;
  }
  static std::vector<uint32_t> sorted(std::vector<uint32_t> v) {
    std::sort(v.begin(), v.end());
    return v;
  }
};

TEST_F(Collector, findsARingThatNothingHolds) {
  for (int generation : {0, 1, 2}) {
    ring(1).reset();
    EXPECT_EQ(collect_mayRunPython(generation), 2);
    EXPECT_EQ(sorted(g_events.died), (std::vector<uint32_t>{1, 2}));
    g_events.died.clear();
    expectSound();
  }
}

TEST_F(Collector, leavesARingThatALocalHolds) {
  Ref<Node> kept = ring(1);
  EXPECT_EQ(collect_mayRunPython(2), 0);
  EXPECT_EQ(kept->count(), 2u);
  EXPECT_EQ(kept->generation(), 2u);
  kept.reset();
  EXPECT_EQ(collect_mayRunPython(1), 0) << "it grew old";
  EXPECT_EQ(collect_mayRunPython(2), 2);
  expectSound();
}

TEST_F(Collector, movesSurvivorsUp) {
  Ref<Node> kept = ring(1);
  EXPECT_EQ(kept->generation(), 0u);
  collect_mayRunPython(0);
  EXPECT_EQ(kept->generation(), 1u);
  collect_mayRunPython(0);
  EXPECT_EQ(kept->generation(), 1u);
  collect_mayRunPython(1);
  EXPECT_EQ(kept->generation(), 2u);
  EXPECT_EQ(heap_->generation_counts_[2], 1);
  expectSound();
}

TEST_F(Collector, findsCyclesThroughEveryKindOfSlot) {
  Ref<Row> r = row();
  Ref<Node> n = node(1);
  Ref<Pair> p = pair(r.get(), nullptr);
  Ref<Tuple> t = tuple({n.get(), p.get()});
  ASSERT_TRUE(append(r.get(), t.get()));
  n->slots_[2].init(share(r.get()));
  r.reset();
  t.reset();
  p.reset();
  n.reset();
  EXPECT_EQ(collect_mayRunPython(2), 4);
  EXPECT_EQ(g_events.died, std::vector<uint32_t>{1});
  expectSound();
}

TEST_F(Collector, findsAClassThatIsHeldByItsInstancesAlone) {
  TypeIndex type = newClass(1);
  Object* cls = reinterpret_cast<Object*>(typeEntry(type).type_.get());
  Ref<Node> n = instance(type, 1);
  static_cast<Class*>(cls)->extra_.init(share(n.get()));
  tailSlots(n.get())[0].init(share(n.get()));
  n.reset();
  EXPECT_EQ(collect_mayRunPython(2), 0);
  decref(cls);
  EXPECT_EQ(collect_mayRunPython(2), 2);
  EXPECT_EQ(g_events.died, std::vector<uint32_t>{1});
  expectSound();
}

TEST_F(Collector, findsLargeContainers) {
  std::vector<Object*> items;
  Ref<Node> n = node(1);
  for (int i = 0; i < 5000; ++i) items.push_back(n.get());
  Ref<Tuple> t = tuple(items);
  Ref<Tuple> huge = tuple(std::vector<Object*>(200000, n.get()));
  n->slots_[0].init(share(t.get()));
  n->slots_[1].init(share(huge.get()));
  expectSound();
  EXPECT_EQ(collect_mayRunPython(0), 0);
  n.reset();
  t.reset();
  huge.reset();
  EXPECT_EQ(collect_mayRunPython(1), 3);
  expectSound();
}

TEST_F(Collector, finalizesGarbageOnceAndKeepsWhatIsBroughtBackWithAllItReaches) {
  g_events.finalizes = true;
  Ref<Node> saved;
  ring(1).reset();
  ring(3).reset();
  g_events.on_finalize = [&](Node* n) {
    if (n->id_ == 3) saved = share(n);
  };
  EXPECT_EQ(collect_mayRunPython(2), 2);
  EXPECT_EQ(sorted(g_events.finalized), (std::vector<uint32_t>{1, 2, 3, 4}));
  EXPECT_EQ(sorted(g_events.died), (std::vector<uint32_t>{1, 2}));
  ASSERT_TRUE(saved);
  EXPECT_EQ(saved->count(), 2u);
  expectSound();
  saved.reset();
  EXPECT_EQ(collect_mayRunPython(2), 2);
  EXPECT_EQ(g_events.finalized.size(), 4u);
  expectSound();
}

TEST_F(Collector, callsWeakReferencesBackUnlessTheyAreGarbageThemselves) {
  Ref<Node> a = ring(1);
  Ref<Weak> alive = weak(a.get(), 10, true);
  Ref<Weak> silent = weak(a.get(), 11, false);
  Ref<Weak> garbage = weak(a.get(), 12, true);
  a->slots_[1].init(std::move(garbage));
  g_events.finalizes = true;
  g_events.on_finalize = [&](Node*) { EXPECT_EQ(g_events.called_back, std::vector<uint32_t>{10}); };
  a.reset();
  EXPECT_EQ(collect_mayRunPython(0), 3);
  EXPECT_EQ(g_events.called_back, std::vector<uint32_t>{10});
  EXPECT_EQ(g_events.finalized.size(), 2u);
  EXPECT_TRUE(g_events.weak.empty());
  expectSound();
}

TEST_F(Collector, savesGarbageWhereAskedTo) {
  heap_->gc_debug_ = kGcDebugSaveAll;
  Ref<Node> a = ring(1);
  a.reset();
  EXPECT_EQ(collect_mayRunPython(2), 2);
  EXPECT_TRUE(g_events.died.empty());
  EXPECT_EQ(std::count(g_events.steps.begin(), g_events.steps.end(), CollectionEvent::Save), 2);
  heap_->gc_debug_ = 0;
  EXPECT_EQ(collect_mayRunPython(2), 2);
  EXPECT_EQ(g_events.died.size(), 2u);
}

TEST_F(Collector, leavesDyingObjectsAlone) {
  g_events.finalizes = true;
  TypeIndex type = newClass(0);
  Ref<Node> n = instance(type, 1);
  n->slots_[0].init(share<Object>(pair(nullptr, nullptr).get()));
  g_events.on_finalize = [&](Node* dying) {
    EXPECT_EQ(collect_mayRunPython(2), 0);
    EXPECT_EQ(dying->count(), 1u);
  };
  Ref<Weak> w = weak(n.get(), 1, true);
  n.reset();
  EXPECT_EQ(g_events.died, std::vector<uint32_t>{1});
  expectSound();
}

TEST_F(Collector, collectsWithoutPythonOnlyWhatNobodyWouldNotice) {
  g_events.finalizes = true;
  Ref<Pair> p = pair(nullptr, nullptr);
  p->first_.init(share<Object>(p.get()));
  Pair* plain = p.get();
  p.reset();
  Ref<Node> n = node(1);
  Ref<Pair> behind = pair(n.get(), nullptr);
  n->slots_[0].init(std::move(behind));
  n.reset();
  collectWithoutPython();
  EXPECT_TRUE(g_events.finalized.empty());
  EXPECT_TRUE(g_events.died.empty());
  EXPECT_EQ(plain->typeIndex(), 0u);
  expectSound();
  EXPECT_EQ(collect_mayRunPython(2), 2);
  EXPECT_EQ(g_events.finalized, std::vector<uint32_t>{1});
}

TEST_F(Collector, untracksTuplesOfAtoms) {
  Ref<Number> one = number(1);
  Ref<Tuple> inner = tuple({one.get()});
  Ref<Tuple> outer = tuple({inner.get(), one.get()});
  Ref<Row> r = row();
  Ref<Tuple> tracked = tuple({r.get()});
  EXPECT_TRUE(isTracked(inner.get()));
  collect_mayRunPython(2);
  collect_mayRunPython(2);
  EXPECT_FALSE(isTracked(inner.get()));
  EXPECT_FALSE(isTracked(outer.get()));
  EXPECT_TRUE(isTracked(tracked.get()));
  EXPECT_FALSE(isTracked(one.get()));
}

TEST_F(Collector, leavesFrozenObjectsAloneUntilTheyThaw) {
  ring(1).reset();
  freeze();
  EXPECT_EQ(frozenCount(), 2u);
  EXPECT_EQ(collect_mayRunPython(2), 0);
  ring(3).reset();
  EXPECT_EQ(collect_mayRunPython(2), 2);
  unfreeze();
  EXPECT_EQ(frozenCount(), 0u);
  EXPECT_EQ(collect_mayRunPython(2), 2);
  expectSound();
}

TEST_F(Collector, collectsByItselfPastTheThreshold) {
  for (int i = 0; i < 100000; ++i) {
    ring(1).reset();
    if (heap_->collection_pending_) collectIfPending_mayRunPython();
  }
  EXPECT_GT(heap_->generation_stats_[0].collections, 100u);
  EXPECT_GT(heap_->generation_stats_[1].collections, 10u);
  EXPECT_GT(g_events.died.size(), 190000u);
  EXPECT_LT(heap_->committedBytes(), size_t{4} << 20);
}

TEST_F(Collector, takesTheOldGenerationInSlices) {
  Ref<Row> root = row();
  g_events.roots.push_back(root.get());
  auto step = [&] {
    if (heap_->collection_pending_) collectIfPending_mayRunPython();
  };
  Ref<Node> old_ring = ring(1);
  for (int i = 0; i < 300000; ++i) {
    Ref<Pair> p = pair(nullptr, nullptr);
    ASSERT_TRUE(append(root.get(), p.get()));
    step();
    if (i == 100000) old_ring.reset();
  }
  EXPECT_GT(heap_->generation_stats_[2].collections, 0u);
  EXPECT_EQ(g_events.died.size(), 2u);
  expectSound();
  EXPECT_EQ(collect_mayRunPython(2), 0);
  expectSound();
}

TEST_F(Collector, takesNoLongerThanItsBudgetForWhatWasMadeWhileItWasOff) {
  constexpr size_t kMade = 200000;
  setCollectorEnabled(false);
  Ref<Row> root = row();
  for (size_t i = 0; i < kMade; ++i) {
    ASSERT_TRUE(append(root.get(), pair(nullptr, nullptr).get()));
    if (i % 100 == 0) ring(1).reset();
  }
  setCollectorEnabled(true);
  auto old = [&] {
    size_t n = 0;
    for (size_t i = 0; i < kMade; ++i) n += root->items_.get()[i]->generation() == 2;
    return n;
  };
  size_t before = 0;
  for (int turn = 0; turn < 200 && old() < kMade; ++turn) {
    for (int i = 0; i <= 700; ++i) Ref<Pair> gone = pair(nullptr, nullptr), held = pair(root.get(), nullptr);
    heap_->young_count_ = 10000;
    collectIfPending_mayRunPython();
    EXPECT_LT(old(), before + 20000) << "in turn " << turn;
    before = old();
    expectSound();
  }
  EXPECT_GT(g_events.died.size(), kMade / 100) << "garbage of the backlog was found by the way";
  EXPECT_GT(old(), kMade - 20000);
  EXPECT_EQ(heap_->young_threshold_, heap_->thresholds_[0]);
}

TEST_F(Collector, takesTheBacklogWholeWhenAskedTo) {
  setCollectorEnabled(false);
  Ref<Row> root = row();
  for (int i = 0; i < 100000; ++i) ASSERT_TRUE(append(root.get(), pair(nullptr, nullptr).get()));
  for (int i = 0; i < 10; ++i) ring(1).reset();
  setCollectorEnabled(true);
  heap_->young_count_ = 1000;
  collectIfPending_mayRunPython();
  EXPECT_NE(heap_->firstYoungPool(YoungList::Backlog), 0u);
  collect_mayRunPython(0);
  EXPECT_EQ(heap_->firstYoungPool(YoungList::Backlog), 0u);
  EXPECT_EQ(g_events.died.size(), 20u);
  for (int i = 0; i < 100000; ++i) ASSERT_GT(root->items_.get()[i]->generation(), 0u);
  EXPECT_EQ(collect_mayRunPython(2), 0);
  expectSound();
}

TEST_F(Collector, letsVeryLargeContainersGrowOldUnlookedAt) {
  Ref<Row> large = row();
  for (int i = 0; i < 30000; ++i) ASSERT_TRUE(append(large.get(), large.get()));
  heap_->young_count_ = 1000;
  collectIfPending_mayRunPython();
  EXPECT_EQ(large->generation(), 2u);
  large.reset();
  EXPECT_EQ(collect_mayRunPython(1), 0);
  EXPECT_EQ(collect_mayRunPython(2), 1);
  expectSound();
}

TEST_F(Collector, looksAtVeryLargeContainersThatComeInNumbers) {
  size_t peak = 0;
  for (int i = 0; i < 1000; ++i) {
    Ref<Row> large = row();
    while (large->size_ < 30000) ASSERT_TRUE(append(large.get(), large.get()));
    large.reset();
    heap_->young_count_ = 1000;
    collectIfPending_mayRunPython();
    peak = std::max(peak, heap_->committedBytes());
  }
  EXPECT_LT(peak, size_t{64} << 20);
}

TEST_F(Collector, freesPlainGarbageAndReleasesWhatItHeld) {
  TypeIndex type = newPlainClass(3);
  Object* cls = reinterpret_cast<Object*>(typeEntry(type).type_.get());
  for (int generation : {0, 1, 2}) {
    Ref<Number> number = this->number(7);
    Ref<Pair> outside = pair(nullptr, nullptr);
    Ref<Node> dies_with_it = node(generation + 1);
    collect_mayRunPython(2);
    Ref<Plain> a = plainInstance(type, 1), b = plainInstance(type, 2);
    Ref<Tuple> t = tuple({a.get(), number.get()});
    tailSlots(a.get())[0].init(share(b.get()));
    tailSlots(a.get())[1].init(share(number.get()));
    tailSlots(b.get())[0].init(share(t.get()));
    tailSlots(b.get())[1].init(share(outside.get()));
    tailSlots(b.get())[2].init(std::move(dies_with_it));
    t.reset();
    a.reset();
    b.reset();
    EXPECT_EQ(collect_mayRunPython(generation), generation == 2 ? 4 : 3);
    EXPECT_EQ(number->count(), 1u);
    EXPECT_EQ(outside->count(), 1u);
    EXPECT_EQ(cls->count(), 1u);
    EXPECT_EQ(g_events.died, std::vector<uint32_t>{static_cast<uint32_t>(generation) + 1});
    g_events.died.clear();
    expectSound();
  }
}

TEST_F(Collector, keepsWhatPlainGarbageReferredToInTheSameSet) {
  TypeIndex type = newPlainClass(2);
  Ref<Plain> kept = plainInstance(type, 1), a = plainInstance(type, 2);
  tailSlots(a.get())[0].init(share(a.get()));
  tailSlots(a.get())[1].init(share(kept.get()));
  Ref<Pair> p = pair(nullptr, kept.get());
  p->first_.init(share(p.get()));
  p.reset();
  a.reset();
  EXPECT_EQ(kept->count(), 3u);
  EXPECT_EQ(collect_mayRunPython(0), 2);
  EXPECT_EQ(kept->count(), 1u);
  EXPECT_EQ(kept->generation(), 1u);
  expectSound();
}

class CollectorAtTheCap : public Collector {
 protected:
  CollectorAtTheCap() : Collector(size_t{4} << 20) {}
};

TEST_F(CollectorAtTheCap, freesCyclesWhenMemoryIsShort) {
  size_t made = 0;
  for (int i = 0; i < 500000; ++i) {
    Ref<Pair> p = pair(nullptr, nullptr);
    ASSERT_TRUE(p) << "after " << made;
    p->first_.init(share<Object>(p.get()));
    ++made;
  }
  expectSound();
}

TEST_F(CollectorAtTheCap, needsNoMemoryOfItsOwn) {
  Ref<Row> keep = row();
  // All memory goes: to live objects, and to as many that are garbage.
  while (Ref<Pair> p = pair(nullptr, nullptr)) {
    Ref<Pair> q = pair(p.get(), nullptr);
    if (!q) break;
    p->first_.init(share<Object>(q.get()));
    Ref<Pair> k = pair(nullptr, nullptr);
    heap_->collecting_ = true;  // no help from the collector yet
    bool went = k && append(keep.get(), k.get());
    if (!went) break;
    g_events.roots.clear();
  }
  while (heap_->tryAllocateRaw(4096) != nullptr) {
  }
  heap_->collecting_ = false;
  size_t live = keep->size_;
  ASSERT_GT(live, 10000u);
  int64_t found = collect_mayRunPython(2);
  EXPECT_GT(found, static_cast<int64_t>(live));
  for (size_t i = 0; i < live; ++i) ASSERT_EQ(keep->items_.get()[i]->count(), 1u);
  expectSound();
}

// The same with objects that die unnoticed: what is reachable is counted.
class PlainGraphs : public Collector {
 protected:
  size_t reachable() {
    std::set<Object*> seen;
    std::vector<Object*> work;
    for (auto& h : held_) work.push_back(h.get());
    while (!work.empty()) {
      Object* o = work.back();
      work.pop_back();
      if (!seen.insert(o).second) continue;
      forEachSlotRange(heap_->base(), *g_object_model, o, [&](const Slot<Object>* first, size_t n) {
        for (size_t i = 0; i < n; ++i) {
          if (first[i] && first[i].get()->typeIndex() != kClass) work.push_back(first[i].get());
        }
      });
    }
    return seen.size();
  }
  size_t there() {
    size_t n = 0;
    heap_->forEachObject(Kind::Container,
                         [&](char* p, size_t) { n += reinterpret_cast<Object*>(p)->typeIndex() != kClass; });
    return n;
  }
  std::vector<Ref<Object>> held_;
};

TEST_F(PlainGraphs, keepExactlyWhatIsReachable) {
  std::mt19937 random(5);
  TypeIndex types[] = {newPlainClass(1), newPlainClass(3), newPlainClass(40)};
  auto any = [&]() -> Object* { return held_.empty() ? nullptr : held_[random() % held_.size()].get(); };
  for (int step = 0; step < 60000; ++step) {
    Object* to = any();
    Ref<Object> made;
    if (random() % 3 == 0) {
      made = pair(to, any());
    } else if (random() % 4 == 0 && to != nullptr) {
      made = tuple({to, any()});
    } else {
      made = plainInstance(types[random() % 3], 0);
      if (to != nullptr) tailSlots(made.get())[0].init(share(to));
    }
    if (Object* from = any(); from != nullptr && from->typeIndex() >= kFirstClass) {
      tailSlots(from)[random() % typeEntryOf(from).tail_slots_].assign(share(made.get()));
    }
    held_.push_back(std::move(made));
    if (held_.size() > 100) {
      std::swap(held_[random() % held_.size()], held_.back());
      held_.pop_back();
    }
    if (heap_->collection_pending_) collectIfPending_mayRunPython();
    if (step % 5000 != 4999) continue;
    collect_mayRunPython(2);
    ASSERT_EQ(there(), reachable());
    expectSound();
  }
}

// A random graph against a model of reachability.
class RandomGraphs : public Collector {
 protected:
  void run(uint32_t seed, bool finalizers, bool slices);

 private:
  // Forgets those that died.
  void bury() {
    for (uint32_t id : g_events.died) alive_.erase(id);
    g_events.died.clear();
  }
  Node* anyNode() {
    auto at = alive_.lower_bound(random_() % next_id_);
    return at == alive_.end() ? nullptr : at->second;
  }
  void makeNode();
  void change();
  void collectSomehow(bool slices);
  void resurrectSome() {
    g_events.on_finalize = [this](Node* n) {
      if (random_() % 8 == 0) resurrected_.push_back(share(n));
    };
  }
  void compareWithModel();

  std::mt19937 random_;
  std::map<uint32_t, Node*> alive_;
  std::vector<Ref<Node>> held_;
  std::vector<Ref<Node>> resurrected_;
  uint32_t next_id_ = 1;
};

void RandomGraphs::makeNode() {
  Ref<Node> n = node(next_id_);
  alive_[next_id_++] = n.get();
  if (Node* other = anyNode(); other != nullptr && random_() % 4 != 0) {
    other->slots_[random_() % 3].assign(Ref<Object>(n));
  } else {
    held_.push_back(n);
  }
}

void RandomGraphs::change() {
  Node* from = anyNode();
  Node* to = anyNode();
  switch (random_() % 3) {
    case 0:
      if (from != nullptr && to != nullptr) from->slots_[random_() % 3].assign(share<Object>(to));
      break;
    case 1:
      if (from != nullptr) from->slots_[random_() % 3].clear();
      break;
    default:
      if (held_.empty()) break;
      std::swap(held_[random_() % held_.size()], held_.back());
      held_.pop_back();
  }
}

void RandomGraphs::collectSomehow(bool slices) {
  if (random_() % 50 == 0) {
    collect_mayRunPython(static_cast<int>(random_() % 3));
  } else if (random_() % 50 == 0) {
    collectWithoutPython();
  } else if (slices) {
    heap_->young_count_ = 1000;
    heap_->generation_counts_[2] = 100;
    g_events.roots.clear();
    for (auto& h : held_) g_events.roots.push_back(h.get());
    collectIfPending_mayRunPython();
  }
}

// After a full collection exactly what is reachable is there.
void RandomGraphs::compareWithModel() {
  g_events.on_finalize = nullptr;
  collect_mayRunPython(2);
  bury();
  std::set<Node*> reachable;
  std::vector<Node*> work;
  for (auto& h : held_) work.push_back(h.get());
  for (auto& h : resurrected_) work.push_back(h.get());
  while (!work.empty()) {
    Node* n = work.back();
    work.pop_back();
    if (!reachable.insert(n).second) continue;
    for (auto& s : n->slots_) {
      if (s) work.push_back(static_cast<Node*>(s.get()));
    }
  }
  std::set<Node*> there;
  for (auto& [id, n] : alive_) there.insert(n);
  ASSERT_EQ(there, reachable);
  expectSound();
  resurrectSome();
  resurrected_.clear();
  bury();
}

void RandomGraphs::run(uint32_t seed, bool finalizers, bool slices) {
  random_.seed(seed);
  g_events.finalizes = finalizers;
  resurrectSome();
  for (int step = 0; step < 20000; ++step) {
    bury();
    unsigned dice = random_() % 6;
    if (dice < 2) {
      makeNode();
    } else if (dice < 5) {
      change();
    } else {
      collectSomehow(slices);
    }
    bury();
    if (step % 2000 != 1999) continue;
    ASSERT_NO_FATAL_FAILURE(compareWithModel());
  }
  g_events.on_finalize = nullptr;
}

TEST_F(RandomGraphs, keepExactlyWhatIsReachable) { run(1, false, false); }
TEST_F(RandomGraphs, keepExactlyWhatIsReachableWithFinalizersThatBringBack) { run(2, true, false); }
TEST_F(RandomGraphs, keepExactlyWhatIsReachableInSlices) { run(3, true, true); }
TEST_F(RandomGraphs, keepExactlyWhatIsReachableUnderStress) {
  heap_->setStress(true);
  run(4, true, false);
}

}  // namespace
}  // namespace ophion::testing
