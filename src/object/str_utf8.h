// UTF-8, one code point at a time.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ophion {

constexpr size_t utf8BytesOf(char32_t c) { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }

// Writes `c` (surrogates as 3 bytes); returns where the next goes.
inline char* putUtf8(char* out, char32_t c) {
  auto put = [&](uint32_t byte) { *out++ = static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xc0 | c >> 6);
    put(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    put(0xe0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3f));
    put(0x80 | (c & 0x3f));
  } else {
    put(0xf0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3f));
    put(0x80 | (c >> 6 & 0x3f));
    put(0x80 | (c & 0x3f));
  }
  return out;
}

inline constexpr char32_t kReplacement = 0xfffd;

// What a sequence of bytes turned out to be.
struct Utf8Step {
  char32_t c;
  uint8_t bytes;  // of the character; where malformed, of the longest part that could have begun one, at least 1
  bool ok;
  bool truncated;  // malformed only because the text ends
  bool bad_start;  // the first byte cannot start a sequence
};

// The character at `p` < `end`, by the rules of well-formed UTF-8: no overlong forms, no surrogates unless allowed.
inline Utf8Step readUtf8(const uint8_t* p, const uint8_t* end, bool surrogates_allowed) {
  uint8_t lead = p[0];
  if (lead < 0x80) return {lead, 1, true, false, false};
  if (lead < 0xc2 || lead > 0xf4) return {0, 1, false, false, true};
  unsigned need = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
  char32_t c = lead & (0x3fu >> need);
  uint8_t low = 0x80, high = 0xbf;  // what the second byte may be
  if (lead == 0xe0) low = 0xa0;
  if (lead == 0xed && !surrogates_allowed) high = 0x9f;
  if (lead == 0xf0) low = 0x90;
  if (lead == 0xf4) high = 0x8f;
  for (unsigned i = 1; i <= need; ++i) {
    if (p + i == end) return {0, static_cast<uint8_t>(i), false, true, false};
    uint8_t byte = p[i];
    if (byte < low || byte > high) return {0, static_cast<uint8_t>(i), false, false, false};
    low = 0x80;
    high = 0xbf;
    c = c << 6 | (byte & 0x3f);
  }
  return {c, static_cast<uint8_t>(need + 1), true, false, false};
}

// The next character; surrogates pass, what is malformed reads as U+FFFD.
inline char32_t nextUtf8Lenient(const char** p, const char* end) {
  Utf8Step step = readUtf8(reinterpret_cast<const uint8_t*>(*p), reinterpret_cast<const uint8_t*>(end), true);
  *p += step.bytes;
  return step.ok ? step.c : kReplacement;
}

}  // namespace ophion
