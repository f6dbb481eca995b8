// Reservations of address space.
#include "os/memory.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>

namespace ophion::os {

namespace {

TEST(Reservation, isAlignedAndReadsAsZero) {
  size_t bytes = size_t{64} << 20;
  char* p = tryReserve(bytes, size_t{1} << 20);
  ASSERT_NE(p, nullptr);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(p) % (size_t{1} << 20), 0u);
  EXPECT_EQ(p[0], 0);
  EXPECT_EQ(p[bytes - 1], 0);
  unreserve(p, bytes);
}

TEST(Reservation, costsMemoryOnlyWhereTouchedAndUntilDecommitted) {
  size_t bytes = size_t{256} << 20;
  size_t before = residentBytes();
  char* p = tryReserve(bytes, kPageBytes);
  ASSERT_NE(p, nullptr);
  EXPECT_LT(residentBytes(), before + (size_t{8} << 20));
  std::memset(p, 1, size_t{32} << 20);
  EXPECT_GE(residentBytes(), before + (size_t{30} << 20));
  EXPECT_GE(peakResidentBytes(), before + (size_t{30} << 20));
  decommit(p, size_t{32} << 20);
  EXPECT_EQ(p[0], 0);
  EXPECT_LT(residentBytes(), before + (size_t{8} << 20));
  unreserve(p, bytes);
}

TEST(Reservation, isRefusedWhereTheAddressSpaceEnds) { EXPECT_EQ(tryReserve(size_t{1} << 60, kPageBytes), nullptr); }

}  // namespace
}  // namespace ophion::os
