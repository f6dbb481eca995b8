// Bit arithmetic, and what an assertion does.
#include "base/bits.h"

#include <gtest/gtest.h>

#include "base/assert.h"

namespace ophion {

namespace {

TEST(Bits, findTheFirstRunOfOnes) {
  for (unsigned n = 1; n <= 64; ++n) {
    for (unsigned at = 0; at + n <= 64; ++at) {
      EXPECT_EQ(findRun(maskOf(at, n), n), at);
      EXPECT_EQ(n < 64 ? findRun(maskOf(at, n), n + 1) : 64u, 64u);
    }
  }
  EXPECT_EQ(findRun(0b110111011, 3), 3u);
  EXPECT_EQ(findRun(0, 1), 64u);
}

TEST(Bits, roundUpToMultiples) {
  EXPECT_EQ(roundUp(0, 8), 0u);
  EXPECT_EQ(roundUp(1, 8), 8u);
  EXPECT_EQ(roundUp(4096, 4096), 4096u);
}

TEST(AssertionDeathTest, saysWhereAndWhat) { EXPECT_DEATH(OPHION_CHECK(1 + 1 == 3), "bits_test.cpp.*1 \\+ 1 == 3"); }

}  // namespace
}  // namespace ophion
