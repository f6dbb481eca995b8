// Destruction at count zero: order, depth, resurrection.
#include "heap/destroy.h"

#include "tests/unit/heap/model_fixture.h"

namespace ophion::testing {

namespace {

class Destruction : public HeapTest {};

TEST_F(Destruction, freesAChainOfTenMillionInBoundedStack) {
  Ref<Pair> head = pair(nullptr, nullptr);
  size_t before = heap_->committedBytes();
  for (int i = 0; i < 10000000; ++i) {
    Ref<Pair> next = pair(nullptr, nullptr);
    ASSERT_TRUE(next);
    next->first_.init(std::move(head));
    head = std::move(next);
  }
  head.reset();
  heap_->purge();
  EXPECT_LE(heap_->committedBytes(), before + (size_t{8} << 20));
  expectSound();
}

TEST_F(Destruction, runsTheFinalizerThenWeakCallbacksThenDropsTheSlots) {
  g_events.finalizes = true;
  Ref<Node> n = node(1);
  n->slots_[0].init(node(2));
  Ref<Weak> w = weak(n.get(), 5, true);
  g_events.on_finalize = [&](Node* dying) {
    if (dying->id_ != 1) return;
    EXPECT_TRUE(g_events.called_back.empty());
    EXPECT_EQ(dying->count(), 1u);
  };
  n.reset();
  EXPECT_EQ(g_events.finalized.size(), 0u) << "only classes of programs have finalizers here";
  EXPECT_EQ(g_events.called_back, std::vector<uint32_t>{5});
  EXPECT_EQ(g_events.died, (std::vector<uint32_t>{1, 2}));
}

TEST_F(Destruction, finalizesAnInstanceOnceAndLetsItBeBroughtBack) {
  g_events.finalizes = true;
  TypeIndex type = newClass(2);
  Object* cls = reinterpret_cast<Object*>(typeEntry(type).type_.get());
  uint32_t counts = cls->count();
  Ref<Node> kept;
  Ref<Node> n = instance(type, 1);
  tailSlots(n.get())[1].init(node(9));
  EXPECT_EQ(cls->count(), counts + 1);
  g_events.on_finalize = [&](Node* dying) { kept = share(dying); };
  n.reset();
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->count(), 1u);
  EXPECT_TRUE(g_events.died.empty());
  expectSound();
  kept.reset();
  EXPECT_EQ(g_events.finalized, std::vector<uint32_t>{1});
  EXPECT_EQ(g_events.died, (std::vector<uint32_t>{9, 1}));
  EXPECT_EQ(cls->count(), counts);
}

TEST_F(Destruction, stopsCountingWhereACountWouldRunOver) {
  Ref<Number> n = number(1);
  increfBy(n.get(), 0x7ffffff0);
  increfBy(n.get(), 100);
  EXPECT_EQ(n->count(), kStickyCount);
  for (int i = 0; i < 100; ++i) decref(n.get());
  EXPECT_EQ(n->count(), kStickyCount);
  Number* raw = n.release();
  for (int i = 0; i < 100; ++i) incref(raw);
  EXPECT_EQ(raw->value_, 1u);
}

TEST_F(Destruction, putsOffWhatWouldRunPythonWhereItMustNot) {
  g_events.finalizes = true;
  TypeIndex type = newClass(0);
  Ref<Pair> p = pair(instance(type, 3).get(), nullptr);
  ++heap_->python_forbidden_;
  p.reset();
  --heap_->python_forbidden_;
  EXPECT_TRUE(g_events.finalized.empty());
  EXPECT_NE(heap_->awaiting_python_, 0u);
}

}  // namespace
}  // namespace ophion::testing
