// Bit arithmetic on sizes and masks.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace ophion {

constexpr size_t roundUp(size_t n, size_t multiple) { return (n + multiple - 1) / multiple * multiple; }

// A mask of `n` ones starting at bit `at`; n may be 64.
constexpr uint64_t maskOf(unsigned at, unsigned n) { return (n >= 64 ? ~uint64_t{0} : ((uint64_t{1} << n) - 1)) << at; }

// The position of the first run of `n` set bits in `mask`, or 64 where there is none. 1 <= n <= 64.
inline unsigned findRun(uint64_t mask, unsigned n) {
  // Each step keeps only the positions from which a run twice as long starts.
  unsigned have = 1;
  while (have < n && mask != 0) {
    unsigned step = std::min(have, n - have);
    mask &= mask >> step;
    have += step;
  }
  return mask == 0 ? 64 : static_cast<unsigned>(std::countr_zero(mask));
}

}  // namespace ophion
