// Marking from roots, at once and in slices.
#include "heap/marker.h"

#include "tests/unit/heap/model_fixture.h"

namespace ophion::testing {

namespace {

class Marking : public HeapTest {};

TEST_F(Marking, reachesExactlyWhatRootsReach) {
  Ref<Row> root = row();
  std::vector<Ref<Pair>> reachable, unreachable;
  for (int i = 0; i < 1000; ++i) {
    reachable.push_back(pair(i == 0 ? nullptr : reachable.back().get(), nullptr));
    unreachable.push_back(pair(reachable.back().get(), nullptr));
  }
  ASSERT_TRUE(append(root.get(), reachable.back().get()));
  g_events.roots.push_back(root.get());
  Marker marker(*heap_);
  marker.begin();
  EXPECT_TRUE(marker.trace(SIZE_MAX));
  EXPECT_TRUE(Marker::isMarked(*heap_, root.get()));
  for (auto& p : reachable) EXPECT_TRUE(Marker::isMarked(*heap_, p.get()));
  for (auto& p : unreachable) EXPECT_FALSE(Marker::isMarked(*heap_, p.get()));
  marker.abandon();
}

TEST_F(Marking, inSlicesReachesTheSame) {
  Ref<Row> root = row();
  for (int i = 0; i < 50000; ++i) ASSERT_TRUE(append(root.get(), pair(nullptr, nullptr).get()));
  g_events.roots.push_back(root.get());
  Marker marker(*heap_);
  marker.begin();
  int slices = 1;
  while (!marker.trace(1000)) ++slices;
  EXPECT_GT(slices, 5);
  for (uint32_t i = 0; i < root->size_; ++i) ASSERT_TRUE(Marker::isMarked(*heap_, root->items_.get()[i].get()));
  marker.abandon();
}

TEST_F(Marking, survivesThatMarkedObjectsGoBetweenSlices) {
  Ref<Row> root = row();
  for (int i = 0; i < 50000; ++i) ASSERT_TRUE(append(root.get(), pair(nullptr, nullptr).get()));
  g_events.roots.push_back(root.get());
  Marker marker(*heap_);
  marker.begin();
  ASSERT_FALSE(marker.trace(1000));
  g_events.roots.clear();
  root.reset();
  std::vector<Ref<Node>> others;
  for (int i = 0; i < 20000; ++i) others.push_back(node(1));
  while (!marker.trace(1000)) {
  }
  marker.abandon();
  expectSound();
}

}  // namespace
}  // namespace ophion::testing
