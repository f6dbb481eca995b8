// Allocation: blocks, pools, limits, injected failures, poison.
#include "heap/heap.h"

#include <algorithm>
#include <cstring>
#include <random>
#include <set>

#include "heap/shadow.h"
#include "tests/unit/heap/model_fixture.h"

namespace ophion::testing {

namespace {

class Heaps : public HeapTest {};
class HeapsWithSmallCap : public HeapTest {
 protected:
  HeapsWithSmallCap() : HeapTest(size_t{4} << 20) {}
};

TEST_F(Heaps, giveBlocksThatDoNotOverlap) {
  std::set<std::pair<char*, char*>> blocks;
  for (size_t bytes : {8, 16, 24, 100, 512, 513, 4096}) {
    for (int i = 0; i < 300; ++i) {
      char* p = static_cast<char*>(heap_->tryAllocateRaw(bytes));
      ASSERT_NE(p, nullptr);
      EXPECT_EQ(reinterpret_cast<uintptr_t>(p) % 8, 0u);
      std::memset(p, 0xaa, bytes);
      auto [at, fresh] = blocks.insert({p, p + bytes});
      ASSERT_TRUE(fresh);
      if (at != blocks.begin()) {
        EXPECT_LE(std::prev(at)->second, p);
      }
      if (std::next(at) != blocks.end()) {
        EXPECT_LE(p + bytes, std::next(at)->first);
      }
    }
  }
  expectSound();
}

TEST_F(Heaps, handOutABlockAgainThatWasGivenBackLast) {
  void* a = heap_->tryAllocateRaw(48);
  heap_->free(a, 48);
  EXPECT_EQ(heap_->tryAllocateRaw(48), a);
}

// The first blocks of a size come from a larger one's pool; soon the size has its own.
TEST_F(Heaps, giveEverySizeItsOwnPoolsInTheEnd) {
  for (unsigned c = 0; c < kSizeClasses; ++c) {
    size_t bytes = bytesOfClass(c);
    void* last = nullptr;
    for (int i = 0; i < 400; ++i) last = heap_->tryAllocateRaw(bytes);
    EXPECT_EQ(heap_->poolAt(last).blockBytes(), bytes);
  }
}

TEST_F(Heaps, giveEmptyPoolsBack) {
  std::vector<void*> blocks;
  for (int i = 0; i < 100000; ++i) blocks.push_back(heap_->tryAllocateRaw(64));
  size_t full = heap_->committedBytes();
  EXPECT_GE(full, 6400000u);
  for (void* p : blocks) heap_->free(p, 64);
  heap_->purge();
  EXPECT_LT(heap_->committedBytes(), full / 4);
  expectSound();
}

TEST_F(Heaps, keepKindsApart) {
  void* raw = heap_->tryAllocate(Kind::Raw, 32);
  void* atom = heap_->tryAllocate(Kind::Atom, 32);
  void* container = heap_->tryAllocateContainer(32);
  EXPECT_EQ(heap_->kindAt(raw), Kind::Raw);
  EXPECT_EQ(heap_->kindAt(atom), Kind::Atom);
  EXPECT_EQ(heap_->kindAt(container), Kind::Container);
  EXPECT_NE(&heap_->poolAt(raw), &heap_->poolAt(atom));
  EXPECT_NE(&heap_->poolAt(atom), &heap_->poolAt(container));
  EXPECT_EQ(heap_->bytesAt(raw), 32u);
}

TEST_F(HeapsWithSmallCap, neverCommitMoreThanTheCapAndRecover) {
  std::vector<void*> blocks;
  while (void* p = heap_->tryAllocateRaw(256)) blocks.push_back(p);
  EXPECT_GT(blocks.size() * 256, size_t{2} << 20);
  EXPECT_LE(heap_->committedBytes(), heap_->capBytes());
  EXPECT_EQ(heap_->tryAllocateRaw(100000), nullptr);
  expectSound();
  for (void* p : blocks) heap_->free(p, 256);
  // What one class gave back serves others.
  EXPECT_NE(heap_->tryAllocateRaw(2 << 20), nullptr);
  EXPECT_LE(heap_->peakCommittedBytes(), heap_->capBytes());
  expectSound();
}

TEST_F(Heaps, failTheAllocationThatWasNamed) {
  heap_->failAllocation(3);
  EXPECT_NE(heap_->tryAllocateRaw(16), nullptr);
  EXPECT_NE(heap_->tryAllocateRaw(10000), nullptr);
  EXPECT_EQ(heap_->tryAllocateRaw(16), nullptr);
  EXPECT_NE(heap_->tryAllocateRaw(16), nullptr);
  EXPECT_EQ(heap_->allocationsCounted(), 4u);
  heap_->failAllocation(0);
  EXPECT_NE(heap_->tryAllocateRaw(16), nullptr);
  expectSound();
}

TEST_F(Heaps, resizeBuffersWithTheirContents) {
  std::mt19937 random(1);
  size_t bytes = 10;
  char* p = static_cast<char*>(heap_->tryAllocateRaw(bytes));
  std::memset(p, 1, bytes);
  for (int i = 0; i < 2000; ++i) {
    size_t wanted = random() % 3 == 0 ? random() % 600000 + 1 : random() % 9000 + 1;
    p = static_cast<char*>(heap_->tryResizeRaw(p, bytes, wanted));
    ASSERT_NE(p, nullptr);
    size_t kept = std::min(bytes, wanted);
    ASSERT_TRUE(std::all_of(p, p + kept, [&](char c) { return c == p[0]; }));
    bytes = wanted;
    std::memset(p, i, bytes);
  }
  expectSound();
}

TEST_F(Heaps, handOutTypeIndexesAgain) {
  TypeIndex a = heap_->tryAllocateTypeIndex();
  TypeIndex b = heap_->tryAllocateTypeIndex();
  EXPECT_GE(a, kFirstClass);
  EXPECT_NE(a, b);
  typeEntry(a).version_ = 7;
  heap_->freeTypeIndex(a);
  EXPECT_EQ(heap_->tryAllocateTypeIndex(), a);
  EXPECT_EQ(typeEntry(a).version_, 0u);
  for (int i = 0; i < 1000; ++i) ASSERT_NE(heap_->tryAllocateTypeIndex(), 0u);
  expectSound();
}

struct Block {
  char* p;
  size_t bytes;
  Kind kind;
  unsigned char mark;
};

// All kinds and sizes at random against a model, under a cap that is hit often.
TEST_F(HeapsWithSmallCap, agreeWithAModelUnderRandomLoad) {
  std::mt19937 random(7);
  std::vector<Block> blocks;
  size_t failed = 0;
  auto size = [&]() -> size_t {
    switch (random() % 8) {
      case 0:
        return random() % 4096 + 1;
      case 1:
        return random() % 30000 + 1;
      case 2:
        return random() % 20 == 0 ? random() % 1000000 + 1 : random() % 64 + 1;
      default:
        return random() % 300 + 1;
    }
  };
  auto check = [](const Block& b) {
    for (size_t i = 16; i < b.bytes; i += 61) ASSERT_EQ(static_cast<unsigned char>(b.p[i]), b.mark);
  };
  auto fill = [&](Block& b) {
    b.mark = static_cast<unsigned char>(random());
    if (b.kind != Kind::Raw) {
      // A walker sees a free block as long as no type is set.
      reinterpret_cast<Object*>(b.p)->initHeader(kNumber);
    }
    if (b.bytes > 16) std::memset(b.p + 16, b.mark, b.bytes - 16);
  };
  for (int step = 0; step < 200000; ++step) {
    bool grow = (step / 20000) % 2 == 0;
    unsigned dice = random() % 10;
    if (blocks.empty() || dice < (grow ? 6 : 3)) {
      Kind kind = random() % 2 == 0 ? Kind::Raw : Kind::Atom;
      Block b{nullptr, std::max<size_t>(size(), kind == Kind::Raw ? 1 : 8), kind, 0};
      b.p = static_cast<char*>(heap_->tryAllocate(kind, b.bytes));
      if (b.p == nullptr) {
        ++failed;
        continue;
      }
      fill(b);
      blocks.push_back(b);
      continue;
    }
    size_t at = random() % blocks.size();
    Block& b = blocks[at];
    check(b);
    if (dice == 9 && b.kind == Kind::Raw) {
      size_t bytes = size();
      char* p = static_cast<char*>(heap_->tryResizeRaw(b.p, b.bytes, bytes));
      if (p == nullptr) {
        ++failed;
        continue;
      }
      b.p = p;
      b.bytes = std::min(b.bytes, bytes);
      check(b);
      b.bytes = bytes;
      fill(b);
      continue;
    }
    heap_->free(b.p, b.bytes);
    blocks[at] = blocks.back();
    blocks.pop_back();
    if (step % 20011 == 0) heap_->purge();
    if (step % 5003 == 0) expectSound();
    ASSERT_LE(heap_->committedBytes(), heap_->capBytes());
  }
  EXPECT_GT(failed, 0u);
  for (Block& b : blocks) heap_->free(b.p, b.bytes);
  expectSound();
}

#ifdef OPHION_DEBUG
using HeapsDeathTest = Heaps;
// AddressSanitizer may be the first to notice.
constexpr char kNoticed[] = "assertion|use-after-poison";

TEST_F(HeapsDeathTest, noticeABlockFreedTwice) {
  void* p = heap_->tryAllocateRaw(40);
  heap_->free(p, 40);
  EXPECT_DEATH(heap_->free(p, 40), kNoticed);
}
TEST_F(HeapsDeathTest, noticeASmallBlockFreedTwice) {
  void* p = heap_->tryAllocateRaw(8);
  heap_->free(p, 8);
  EXPECT_DEATH(heap_->free(p, 8), kNoticed);
}
TEST_F(HeapsDeathTest, noticeAForeignPointer) {
  alignas(8) char local[64];
  EXPECT_DEATH(heap_->free(local, 64), kNoticed);
  char* p = static_cast<char*>(heap_->tryAllocateRaw(64));
  EXPECT_DEATH(heap_->free(p + 8, 64), kNoticed);
}
TEST_F(HeapsDeathTest, noticeAWriteAfterFree) {
  char* p = static_cast<char*>(heap_->tryAllocateRaw(64));
  heap_->free(p, 64);
  EXPECT_DEATH(
      {
        p[20] = 1;
        (void)heap_->tryAllocateRaw(64);
      },
      kNoticed);
}
TEST_F(HeapsDeathTest, noticeASpanFreedWithAWrongSize) {
  void* p = heap_->tryAllocateRaw(50000);
  EXPECT_DEATH(heap_->free(p, 20000), kNoticed);
}
#ifdef OPHION_ASAN
TEST_F(HeapsDeathTest, noticeAReadBehindASpan) {
  char* p = static_cast<char*>(heap_->tryAllocateRaw(5000));
  EXPECT_DEATH(p[5000] = 1, "use-after-poison");
  EXPECT_TRUE(heap_->tryResizeInPlace(p, 5000, 6000));
  p[5000] = 1;
  EXPECT_DEATH(p[6000] = 1, "use-after-poison");
  EXPECT_TRUE(heap_->tryResizeInPlace(p, 6000, 20000));
  p[19999] = 1;
  EXPECT_TRUE(heap_->tryResizeInPlace(p, 20000, 5000));
  EXPECT_DEATH(p[19999] = 1, "use-after-poison");
  heap_->free(p, 5000);
  EXPECT_DEATH(p[0] = 1, "use-after-poison");
}
TEST_F(HeapsDeathTest, noticeAReadOfABlockThatWasNeverHandedOut) {
  char* p = static_cast<char*>(heap_->tryAllocateRaw(512));
  EXPECT_DEATH(p[kPoolBytes - 1] = 1, "use-after-poison");
}
#endif
#endif

}  // namespace
}  // namespace ophion::testing
