// Clocks move forwards.
#include "os/clock.h"

#include <gtest/gtest.h>

namespace ophion::os {

namespace {

TEST(Clocks, moveForwards) {
  uint64_t monotonic = monotonicNs();
  uint64_t cpu = threadCpuNs();
  volatile uint64_t sum = 0;
  for (int i = 0; i < 1000000; ++i) sum = sum + 1;
  EXPECT_GT(monotonicNs(), monotonic);
  EXPECT_GT(threadCpuNs(), cpu);
  EXPECT_GE(processCpuNs() + 1000000, threadCpuNs());
  EXPECT_GT(wallNs(), uint64_t{1700000000} * 1000000000);
}

}  // namespace
}  // namespace ophion::os
