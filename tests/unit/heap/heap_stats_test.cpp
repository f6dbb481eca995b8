// The pyramid's figures.
#include "heap/heap_stats.h"

#include "tests/unit/heap/model_fixture.h"

namespace ophion::testing {

namespace {

class Stats : public HeapTest {};

TEST_F(Stats, countBlocksByKindAndClass) {
  std::vector<Ref<Number>> numbers;
  for (int i = 0; i < 3000; ++i) numbers.push_back(number(1));
  for (int i = 0; i < 500; ++i) numbers.pop_back();
  HeapStats stats(*heap_);
  const PoolStats& pools = stats.pools[static_cast<unsigned>(Kind::Atom)][sizeClassOf(16)];
  EXPECT_EQ(pools.used, 2500u);
  EXPECT_EQ((pools.used + pools.free + pools.untouched) * 16, pools.pools * kPoolBytes);
  EXPECT_EQ(stats.usedBlocks(Kind::Atom), 2500u);
  EXPECT_EQ(stats.usedBytes(Kind::Atom), 40000u);
}

TEST_F(Stats, addUpToWhatIsCommitted) {
  std::vector<Ref<Tuple>> tuples;
  for (size_t i = 0; i < 300; ++i) tuples.push_back(tuple(std::vector<Object*>(i * 20, nullptr)));
  HeapStats stats(*heap_);
  EXPECT_EQ(stats.committed_bytes, stats.metadata_bytes + stats.region_bytes + stats.dirty_bytes +
                                       (stats.pool_pages + stats.span_pages) * os::kPageBytes);
}

TEST_F(Stats, countObjectsByType) {
  TypeIndex type = newClass(3);
  std::vector<Ref<Node>> nodes;
  // The first of a size may come from a larger one's pool (Heap::borrows).
  size_t bytes = 0;
  for (int i = 0; i < 70; ++i) {
    nodes.push_back(instance(type, 1));
    bytes += heap_->poolAt(nodes.back().get()).blockBytes();
  }
  std::vector<TypeStats> table(type + 1u);
  HeapStats::countTypes(*heap_, table.data(), type + 1);
  EXPECT_EQ(table[type].objects, 70u);
  EXPECT_EQ(table[type].bytes, bytes);
  EXPECT_GE(bytes, 70 * allocatedBytes(sizeof(Node) + 12));
  EXPECT_EQ(table[kClass].objects, 1u);
}

}  // namespace
}  // namespace ophion::testing
