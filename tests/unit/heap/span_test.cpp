// Spans: large requests, and resizing where they stand.
#include <cstring>

#include "heap/heap_stats.h"
#include "tests/unit/heap/model_fixture.h"

namespace ophion::testing {

namespace {

class Spans : public HeapTest {};

TEST_F(Spans, takeWholePagesOfTheirKind) {
  void* p = heap_->tryAllocate(Kind::Atom, 5000);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(p) % os::kPageBytes, 0u);
  EXPECT_EQ(heap_->bytesAt(p), 8192u);
  EXPECT_EQ(heap_->kindAt(p), Kind::Atom);
  HeapStats stats(*heap_);
  EXPECT_EQ(stats.spans[static_cast<unsigned>(Kind::Atom)], 1u);
  EXPECT_EQ(stats.span_bytes[static_cast<unsigned>(Kind::Atom)], 8192u);
}

TEST_F(Spans, growInPlaceWhereTheNextPagesAreFree) {
  void* p = heap_->tryAllocateRaw(8192);
  EXPECT_EQ(heap_->tryResizeRaw(p, 8192, 40000), p);
  EXPECT_EQ(heap_->tryResizeRaw(p, 40000, 8192), p);
  void* next = heap_->tryAllocateRaw(8192);
  EXPECT_EQ(static_cast<char*>(next), static_cast<char*>(p) + 8192);
  EXPECT_NE(heap_->tryResizeRaw(p, 8192, 40000), p);
  expectSound();
}

TEST_F(Spans, ofManyArenasGrowAndShrinkInPlace) {
  constexpr size_t kMiB = size_t{1} << 20;
  char* p = static_cast<char*>(heap_->tryAllocateRaw(3 * kMiB));
  std::memset(p, 7, 3 * kMiB);
  size_t before = heap_->committedBytes();
  EXPECT_EQ(heap_->tryResizeRaw(p, 3 * kMiB, 20 * kMiB), p);
  EXPECT_GE(heap_->committedBytes(), before + 17 * kMiB);
  expectSound();
  EXPECT_EQ(heap_->tryResizeRaw(p, 20 * kMiB, 2 * kMiB), p);
  EXPECT_LT(heap_->committedBytes(), before);
  EXPECT_EQ(p[2 * kMiB - 1], 7);
  expectSound();
  heap_->free(p, 2 * kMiB);
  expectSound();
}

TEST_F(Spans, areRefusedWhereTheyExceedTheReservation) {
  EXPECT_EQ(heap_->tryAllocateRaw(heap_->reservedBytes()), nullptr);
  EXPECT_EQ(heap_->tryAllocateRaw(SIZE_MAX / 2), nullptr);
  expectSound();
}

TEST_F(Spans, ofContainersAreForgottenByTheYoungListWhenTheyGo) {
  std::vector<Ref<Tuple>> tuples;
  for (int i = 0; i < 50; ++i) tuples.push_back(tuple(std::vector<Object*>(2000, nullptr)));
  for (size_t i = 0; i < tuples.size(); i += 2) tuples[i].reset();
  size_t seen = 0;
  heap_->forEachYoungContainer([&](char*, size_t bytes) { seen += bytes > kMaxBlockBytes; });
  EXPECT_EQ(seen, 25u);
}

}  // namespace
}  // namespace ophion::testing
