// Stack bounds of the main thread and of others.
#include "os/stack.h"

#include <gtest/gtest.h>

#include <thread>

namespace ophion::os {

namespace {

TEST(Stack, liesAboveItsLimit) {
  EXPECT_NE(stackLimit(), 0u);
  EXPECT_GT(stackPointer(), stackLimit());
}

TEST(Stack, isEveryThreadsOwn) {
  uintptr_t main_limit = stackLimit();
  std::thread([&] {
    EXPECT_NE(stackLimit(), main_limit);
    EXPECT_GT(stackPointer(), stackLimit());
    EXPECT_LT(stackPointer() - stackLimit(), size_t{64} << 20);
  }).join();
}

}  // namespace
}  // namespace ophion::os
