// Decimal: the digits of 64-bit integers, written from the end, two at a time.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

#include "base/attributes.h"

namespace ophion {

inline constexpr size_t kMaxDecimal = 20;  // characters of the longest, sign included

inline constexpr auto kDecimalPairs = [] {
  struct {
    char digits[200];
  } pairs{};
  for (int i = 0; i < 100; ++i) {
    pairs.digits[2 * i] = static_cast<char>('0' + i / 10);
    pairs.digits[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}();

// How many digits a number has.
OPHION_INLINE unsigned decimalLength(uint64_t value) {
  constexpr uint64_t kPowers[] = {0,
                                  10,
                                  100,
                                  1000,
                                  10000,
                                  100000,
                                  1000000,
                                  10000000,
                                  100000000,
                                  1000000000,
                                  10000000000,
                                  100000000000,
                                  1000000000000,
                                  10000000000000,
                                  100000000000000,
                                  1000000000000000,
                                  10000000000000000,
                                  100000000000000000,
                                  1000000000000000000,
                                  10000000000000000000u};
  // 1233 / 4096 is a little over log10(2).
  unsigned guess = static_cast<unsigned>(std::bit_width(value | 1)) * 1233 >> 12;
  return guess + (value >= kPowers[guess]);
}

// Writes the `n` digits of a number.
OPHION_INLINE void writeDecimal(char* out, uint64_t value, unsigned n) {
  char* p = out + n;
  while (value >= 100) {
    p -= 2;
    std::memcpy(p, kDecimalPairs.digits + 2 * (value % 100), 2);
    value /= 100;
  }
  if (value >= 10) {
    std::memcpy(p - 2, kDecimalPairs.digits + 2 * value, 2);
  } else {
    p[-1] = static_cast<char>('0' + value);
  }
}

// The magnitude of a number.
OPHION_INLINE uint64_t withoutSign(int64_t value) {
  return value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
}

// Writes a number, sign and digits, into a place for kMaxDecimal characters. How many it took.
OPHION_INLINE size_t writeDecimal(char* out, int64_t value) {
  uint64_t magnitude = withoutSign(value);
  unsigned n = decimalLength(magnitude);
  *out = '-';
  writeDecimal(out + (value < 0), magnitude, n);
  return n + (value < 0);
}

}  // namespace ophion
