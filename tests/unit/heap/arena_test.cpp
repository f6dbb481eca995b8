// Pages out of address space and back, seen from outside.
#include "heap/arena.h"

#include "heap/heap_stats.h"
#include "tests/unit/heap/model_fixture.h"

namespace ophion::testing {

namespace {

class Arenas : public HeapTest {};

TEST_F(Arenas, goBackToTheSystemWhenTheyEmpty) {
  std::vector<void*> spans;
  for (int i = 0; i < 200; ++i) spans.push_back(heap_->tryAllocateRaw(100 * 1024));
  HeapStats full(*heap_);
  EXPECT_GE(full.arenas[static_cast<unsigned>(ArenaState::Spans)], 100u);
  for (void* p : spans) heap_->free(p, 100 * 1024);
  heap_->purge();
  HeapStats empty(*heap_);
  EXPECT_EQ(empty.arenas[static_cast<unsigned>(ArenaState::Spans)], 0u);
  EXPECT_EQ(empty.span_pages, 0u);
  EXPECT_LT(empty.committed_bytes, full.committed_bytes / 4);
  expectSound();
}

TEST_F(Arenas, readAsZeroAfterTheyCameBack) {
  char* p = static_cast<char*>(heap_->tryAllocateRaw(size_t{1} << 20));
  for (size_t i = 0; i < (size_t{1} << 20); i += 512) p[i] = 1;
  heap_->free(p, size_t{1} << 20);
  char* q = static_cast<char*>(heap_->tryAllocateRaw(size_t{1} << 20));
  ASSERT_EQ(p, q);
  for (size_t i = 0; i < (size_t{1} << 20); i += 512) ASSERT_EQ(q[i], 0);
}

TEST_F(Arenas, keepSomeDirtyPagesForTheNextUse) {
  void* p = heap_->tryAllocateRaw(64 * 1024);
  heap_->free(p, 64 * 1024);
  HeapStats stats(*heap_);
  EXPECT_GE(stats.dirty_bytes, 64u * 1024);
  EXPECT_EQ(heap_->tryAllocateRaw(64 * 1024), p);
  expectSound();
}

}  // namespace
}  // namespace ophion::testing
