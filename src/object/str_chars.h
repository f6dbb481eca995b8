// Loops over the characters of strings of any width.
#pragma once

#include <cstring>

#include "object/str.h"

namespace ophion {

// Calls f with a pointer to the characters in the type that holds them.
template <class F>
OPHION_INLINE auto withChars(const Str* s, F f) {
  switch (s->width()) {
    case Width::Ascii:
    case Width::Latin1:
      return f(s->data1());
    case Width::Ucs2:
      return f(s->data2());
    default:
      return f(s->data4());
  }
}

// g++ sees only that a piece may be long, not that its source then is.
#pragma GCC diagnostic push
#ifndef __clang__
#pragma GCC diagnostic ignored "-Warray-bounds"
#pragma GCC diagnostic ignored "-Wstringop-overread"
#endif
// Copies bytes that do not overlap: few of them, as most pieces of text are, without a call.
OPHION_INLINE void copyBytes(void* to, const void* from, size_t n) {
  char* t = static_cast<char*>(to);
  const char* f = static_cast<const char*>(from);
  // Both ends at once: they overlap in the middle.
  if (n > 32) {
    std::memcpy(t, f, n);
  } else if (n >= 16) {
    char head[16], tail[16];
    std::memcpy(head, f, 16);
    std::memcpy(tail, f + n - 16, 16);
    std::memcpy(t, head, 16);
    std::memcpy(t + n - 16, tail, 16);
  } else if (n >= 8) {
    uint64_t head, tail;
    std::memcpy(&head, f, 8);
    std::memcpy(&tail, f + n - 8, 8);
    std::memcpy(t, &head, 8);
    std::memcpy(t + n - 8, &tail, 8);
  } else if (n >= 4) {
    uint32_t head, tail;
    std::memcpy(&head, f, 4);
    std::memcpy(&tail, f + n - 4, 4);
    std::memcpy(t, &head, 4);
    std::memcpy(t + n - 4, &tail, 4);
  } else if (n != 0) {
    char middle = f[n / 2], last = f[n - 1];
    t[0] = f[0];
    t[n / 2] = middle;
    t[n - 1] = last;
  }
}
#pragma GCC diagnostic pop

// Copies characters, widening them. To may be as wide as From or wider; where it is narrower the values must fit.
template <class To, class From>
OPHION_INLINE void copyChars(To* to, const From* from, size_t n) {
  if constexpr (sizeof(To) == sizeof(From)) {
    copyBytes(to, from, n * sizeof(To));
  } else {
    for (size_t i = 0; i < n; ++i) to[i] = static_cast<To>(from[i]);
  }
}

// Writes characters start..start+n of `s` to a buffer of `unit` bytes a character.
inline void writeChars(void* to, unsigned unit, const Str* s, size_t start, size_t n) {
  withChars(s, [&](auto* from) {
    if (unit == 1) {
      copyChars(static_cast<uint8_t*>(to), from + start, n);
    } else if (unit == 2) {
      copyChars(static_cast<uint16_t*>(to), from + start, n);
    } else {
      copyChars(static_cast<uint32_t*>(to), from + start, n);
    }
  });
}

// All characters or'ed: enough to tell the narrowest width that holds them all.
template <class C>
inline uint32_t orOfChars(const C* s, size_t n) {
  uint32_t all = 0;
  for (size_t i = 0; i < n; ++i) all |= s[i];
  return all;
}
constexpr Width widthFor(uint32_t or_of_chars) {
  if (or_of_chars < 0x80) return Width::Ascii;
  if (or_of_chars < 0x100) return Width::Latin1;
  return or_of_chars < 0x10000 ? Width::Ucs2 : Width::Ucs4;
}
constexpr unsigned unitOf(Width width) { return width <= Width::Latin1 ? 1 : width == Width::Ucs2 ? 2 : 4; }
// A value that stands for the width in an or of characters.
constexpr uint32_t leastOf(Width width) {
  constexpr uint32_t kLeast[] = {0, 0x80, 0x100, 0x10000};
  return kLeast[static_cast<unsigned>(width)];
}

// Whether all bytes are below 0x80.
inline bool allAscii(const char* s, size_t n) {
  uint64_t high = 0;
  size_t i = 0;
  for (; i + 32 <= n; i += 32) {
    uint64_t w[4];
    std::memcpy(w, s + i, 32);
    high = w[0] | w[1] | w[2] | w[3];
    if (high & 0x8080808080808080u) return false;
  }
  for (; i < n; ++i) high |= static_cast<uint8_t>(s[i]);
  return (high & 0x8080808080808080u) == 0;
}

// One character by index, of a text whose width is settled once.
class CharReader {
 public:
  static constexpr bool kHasUnsignedZero = false;  // among flags of the % operator
  explicit CharReader(const Str* s) : data_(s->data()), unit_(s->unit()) {}
  OPHION_INLINE char32_t operator[](size_t i) const {
    if (unit_ == 1) return static_cast<const uint8_t*>(data_)[i];
    if (unit_ == 2) return static_cast<const uint16_t*>(data_)[i];
    return static_cast<const uint32_t*>(data_)[i];
  }

 private:
  const void* data_;
  unsigned unit_;
};

}  // namespace ophion
