// UTF-8, one code point at a time; surrogates are encoded in three bytes like any other code point (WTF-8).
#pragma once

#include <cstddef>

namespace ophion {

/// Reads the code point at *at and moves behind it. Precondition: well-formed.
inline char32_t decodeUtf8(const char** at) {
  const unsigned char* p = reinterpret_cast<const unsigned char*>(*at);
  char32_t c = *p;
  if (c < 0x80) {
    *at += 1;
    return c;
  }
  if (c < 0xE0) {
    *at += 2;
    return (c & 0x1F) << 6 | (p[1] & 0x3F);
  }
  if (c < 0xF0) {
    *at += 3;
    return (c & 0x0F) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
  }
  *at += 4;
  return (c & 0x07) << 18 | (p[1] & 0x3F) << 12 | (p[2] & 0x3F) << 6 | (p[3] & 0x3F);
}

/// Writes `c` to `out` (room for four bytes); returns the length.
inline size_t encodeUtf8(char32_t c, char* out) {
  if (c < 0x80) {
    out[0] = static_cast<char>(c);
    return 1;
  }
  if (c < 0x800) {
    out[0] = static_cast<char>(0xC0 | c >> 6);
    out[1] = static_cast<char>(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = static_cast<char>(0xE0 | c >> 12);
    out[1] = static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out[2] = static_cast<char>(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = static_cast<char>(0xF0 | c >> 18);
  out[1] = static_cast<char>(0x80 | (c >> 12 & 0x3F));
  out[2] = static_cast<char>(0x80 | (c >> 6 & 0x3F));
  out[3] = static_cast<char>(0x80 | (c & 0x3F));
  return 4;
}

}  // namespace ophion
