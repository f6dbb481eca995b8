// byteScan: the first occurrence of a row of bytes in another. Sixteen places are looked at at once: where the first
// and the last byte of what is sought both stand right, the rest is compared. A text that deceives it too often is left
// to memmem, which is linear.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace ophion::search {

// For 2 <= n <= text_n. -1 where there is none.
inline ptrdiff_t byteScan(const uint8_t* text, size_t text_n, const uint8_t* part, size_t n) {
  const size_t last = n - 1;
  const size_t places = text_n - last;
  size_t at = 0;
  auto standsAt = [&](size_t i) { return n == 2 || std::memcmp(text + i + 1, part + 1, n - 2) == 0; };
#if defined(__SSE2__)
  const __m128i first_byte = _mm_set1_epi8(static_cast<char>(part[0]));
  const __m128i last_byte = _mm_set1_epi8(static_cast<char>(part[last]));
  size_t deceived = 0;
  for (; at + 16 <= places; at += 16) {
    __m128i heads = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + at));
    __m128i tails = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + at + last));
    __m128i both = _mm_and_si128(_mm_cmpeq_epi8(heads, first_byte), _mm_cmpeq_epi8(tails, last_byte));
    for (unsigned hits = static_cast<unsigned>(_mm_movemask_epi8(both)); hits != 0; hits &= hits - 1) {
      size_t i = at + static_cast<size_t>(__builtin_ctz(hits));
      if (standsAt(i)) return static_cast<ptrdiff_t>(i);
      deceived += n;
    }
    if (deceived > 256 + 4 * at) {
      const void* found = memmem(text + at, text_n - at, part, n);
      return found == nullptr ? -1 : static_cast<const uint8_t*>(found) - text;
    }
  }
  // What is left are fewer than sixteen places.
  for (; at < places; ++at) {
    if (text[at] == part[0] && text[at + last] == part[last] && standsAt(at)) return static_cast<ptrdiff_t>(at);
  }
  return -1;
#else
  (void)places;
  (void)standsAt;
  const void* found = memmem(text + at, text_n, part, n);
  return found == nullptr ? -1 : static_cast<const uint8_t*>(found) - text;
#endif
}

}  // namespace ophion::search
