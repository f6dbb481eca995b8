// The compiler's memory, and what happens when it ends.
#include "compiler/arena.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "compiler/parser.h"

namespace ophion {
namespace {

struct Budget {
  size_t chunks_left;
  size_t bytes_out = 0;
};

ChunkSource limited(Budget* budget) {
  auto take = [](void* ctx, size_t bytes) -> void* {
    Budget* b = static_cast<Budget*>(ctx);
    if (b->chunks_left == 0) return nullptr;
    b->chunks_left--;
    b->bytes_out += bytes;
    return malloc(bytes);
  };
  auto give = [](void* ctx, void* ptr, size_t bytes) {
    static_cast<Budget*>(ctx)->bytes_out -= bytes;
    free(ptr);
  };
  return {take, give, budget};
}

TEST(CompileArena, GivesBackEveryChunk) {
  Budget budget{1000};
  {
    CompileArena arena(limited(&budget));
    for (size_t size : {1, 8, 100, 100000, 5000000, 16}) ASSERT_NE(arena.tryAllocate(size), nullptr);
    EXPECT_EQ(arena.bytesTaken(), budget.bytes_out);
  }
  EXPECT_EQ(budget.bytes_out, 0u);
}

TEST(CompileArena, AlignsToEightBytes) {
  CompileArena arena(mallocChunkSource());
  for (size_t size : {1, 3, 8, 17}) EXPECT_EQ(reinterpret_cast<uintptr_t>(arena.tryAllocate(size)) % 8, 0u);
}

TEST(CompileArena, SaysWhenTheSourceRefuses) {
  Budget budget{0};
  CompileArena arena(limited(&budget));
  EXPECT_EQ(arena.tryAllocate(8), nullptr);
  EXPECT_TRUE(arena.exhausted());
}

TEST(CompileArena, VectorsGrowAndKeepTheirElements) {
  CompileArena arena(mallocChunkSource());
  ArenaVector<int> vector;
  for (int i = 0; i < 1000; i++) ASSERT_TRUE(vector.tryPush(arena, i));
  for (int i = 0; i < 1000; i++) EXPECT_EQ(vector[i], i);
}

TEST(CompileArena, ParserStopsWhenMemoryEndsAtAnyChunk) {
  std::string source;
  for (int i = 0; i < 3000; i++) source += "x" + std::to_string(i) + " = f'{a + 1!r:>{w}}' + [b for b in c if b][0]\n";
  for (size_t chunks = 0;; chunks++) {
    ASSERT_LT(chunks, 200u);
    Budget budget{chunks};
    SyntaxErrorInfo error;
    bool parsed;
    {
      CompileArena arena(limited(&budget));
      IdentifierTable names(arena);
      parsed = parseSource(source.data(), source.size(), {}, names, &error) != nullptr;
    }
    EXPECT_EQ(budget.bytes_out, 0u);
    if (parsed) break;
    ASSERT_EQ(error.kind, ErrorKind::OutOfMemory) << error.message;
  }
}

}  // namespace
}  // namespace ophion
