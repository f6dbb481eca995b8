// Size classes of blocks: every multiple of 8 bytes up to kMaxFineBytes, then a few coarser steps up to kMaxBlockBytes
// that divide a pool with little waste. What is larger is a span of pages.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace ophion {

inline constexpr size_t kArenaBytes = 256 * 1024;
inline constexpr size_t kPoolBytes = 16 * 1024;
inline constexpr size_t kMaxFineBytes = 512;
inline constexpr size_t kMaxBlockBytes = 4096;

inline constexpr std::array<uint16_t, 11> kCoarseBytes = {640,  768,  896,  1024, 1280, 1488,
                                                          1816, 2336, 2728, 3272, 4096};
inline constexpr unsigned kFineClasses = kMaxFineBytes / 8;
inline constexpr unsigned kSizeClasses = kFineClasses + kCoarseBytes.size();

// For sizes over kMaxFineBytes: the class of each step of 128 bytes.
inline constexpr auto kCoarseClassOf = [] {
  std::array<uint8_t, kMaxBlockBytes / 8 + 1> table{};
  unsigned c = 0;
  for (size_t unit = 0; unit < table.size(); ++unit) {
    while (c + 1 < kCoarseBytes.size() && unit * 8 > kCoarseBytes[c]) ++c;
    table[unit] = static_cast<uint8_t>(kFineClasses + c);
  }
  return table;
}();

// The class of a request of 1 to kMaxBlockBytes bytes.
constexpr unsigned sizeClassOf(size_t bytes) {
  size_t units = (bytes + 7) / 8;
  return bytes <= kMaxFineBytes ? static_cast<unsigned>(units - 1) : kCoarseClassOf[units];
}

constexpr size_t bytesOfClass(unsigned size_class) {
  return size_class < kFineClasses ? (size_class + 1) * 8 : kCoarseBytes[size_class - kFineClasses];
}

// A class that is asked for now and then has no pool of its own: its blocks come from the next class that is one of
// these.
inline constexpr std::array<uint16_t, 14> kHomeBytes = {16,  32,  48,  64,  96,   128,  192,
                                                        256, 384, 512, 768, 1280, 2336, kMaxBlockBytes};
inline constexpr auto kHomeOf = [] {
  std::array<uint8_t, kSizeClasses> table{};
  unsigned home = 0;
  for (unsigned c = 0; c < kSizeClasses; ++c) {
    while (bytesOfClass(c) > kHomeBytes[home]) ++home;
    table[c] = static_cast<uint8_t>(sizeClassOf(kHomeBytes[home]));
  }
  return table;
}();

// What a request of `bytes` really takes: the block's size, or whole pages.
constexpr size_t allocatedBytes(size_t bytes) {
  return bytes <= kMaxBlockBytes ? bytesOfClass(sizeClassOf(bytes == 0 ? 1 : bytes)) : (bytes + 4095) / 4096 * 4096;
}

static_assert(sizeClassOf(8) == 0 && sizeClassOf(9) == 1 && sizeClassOf(512) == 63 && sizeClassOf(513) == 64);
static_assert(sizeClassOf(4096) == kSizeClasses - 1);

}  // namespace ophion
