// Searching a row of characters (or bytes) for another, of the same or a narrower type; linear in the worst case.
//
// Rows of bytes go to memchr and byteScan. For the others a plain scan runs until it has compared suspiciously much,
// and then the two-way algorithm (Crochemore and Perrin) takes over: it needs no memory. Backward searches read both
// rows from their ends.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "object/byte_scan.h"

namespace ophion::search {

template <class C>
struct Forward {
  const C* first;
  C operator[](size_t i) const { return first[i]; }
};
template <class C>
struct Backward {
  const C* last;  // the last character itself
  C operator[](size_t i) const { return *(last - i); }
};

// Start of the maximal suffix of x by the order (or its reverse), and that suffix's period.
template <class N>
size_t maximalSuffix(N x, size_t n, bool reversed, size_t* period) {
  size_t start = 0, j = 1, k = 0, p = 1;
  while (j + k < n) {
    auto a = x[j + k], b = x[start + k];
    if (a == b) {
      if (k + 1 != p) {
        ++k;
      } else {
        j += p;
        k = 0;
      }
    } else if (reversed ? a > b : a < b) {
      j += k + 1;
      k = 0;
      p = j - start;
    } else {
      start = j++;
      k = 0;
      p = 1;
    }
  }
  *period = p;
  return start;
}

template <class H, class N>
ptrdiff_t twoWay(H text, size_t text_n, N part, size_t n) {
  size_t period_1, period_2;
  size_t cut_1 = maximalSuffix(part, n, false, &period_1);
  size_t cut_2 = maximalSuffix(part, n, true, &period_2);
  size_t cut = std::max(cut_1, cut_2);
  size_t period = cut_1 > cut_2 ? period_1 : period_2;
  bool periodic = cut + period <= n;
  for (size_t i = 0; periodic && i < cut; ++i) periodic = part[i] == part[i + period];
  if (!periodic) period = std::max(cut, n - cut) + 1;
  size_t known = 0;  // of a periodic part: characters at its start that are known to match
  for (size_t at = 0; at + n <= text_n;) {
    size_t i = std::max(cut, known);
    while (i < n && part[i] == text[at + i]) ++i;
    if (i < n) {
      at += i - cut + 1;
      known = 0;
      continue;
    }
    i = cut;
    while (i > known && part[i - 1] == text[at + i - 1]) --i;
    if (i <= known) return static_cast<ptrdiff_t>(at);
    at += period;
    known = periodic ? n - period : 0;
  }
  return -1;
}

template <class H, class N>
ptrdiff_t scan(H text, size_t text_n, N part, size_t n) {
  auto first = part[0];
  size_t work = 0;
  size_t allowed = 64 + n;
  for (size_t at = 0; at + n <= text_n; ++at) {
    if (text[at] != first) continue;
    size_t i = 1;
    while (i < n && text[at + i] == part[i]) ++i;
    if (i == n) return static_cast<ptrdiff_t>(at);
    work += i;
    if (work > allowed + 2 * at) {
      ptrdiff_t found;
      if constexpr (requires { text.first; }) {
        found = twoWay(H{text.first + at}, text_n - at, part, n);
      } else {
        found = twoWay(H{text.last - at}, text_n - at, part, n);
      }
      return found < 0 ? -1 : found + static_cast<ptrdiff_t>(at);
    }
  }
  return -1;
}

// Index of the first occurrence, -1 where none. An empty part is found at 0.
template <class H, class N>
ptrdiff_t find(const H* text, size_t text_n, const N* part, size_t n) {
  if (n == 0) return 0;
  if (n > text_n) return -1;
  if constexpr (sizeof(H) == 1 && sizeof(N) == 1) {
    if (n != 1) {
      return byteScan(reinterpret_cast<const uint8_t*>(text), text_n, reinterpret_cast<const uint8_t*>(part), n);
    }
    const void* p = std::memchr(text, static_cast<uint8_t>(part[0]), text_n);
    return p == nullptr ? -1 : static_cast<const H*>(p) - text;
  } else {
    return scan(Forward<H>{text}, text_n, Forward<N>{part}, n);
  }
}

// Index of the last occurrence, -1 where none. An empty part is found at the end.
template <class H, class N>
ptrdiff_t findLast(const H* text, size_t text_n, const N* part, size_t n) {
  if (n == 0) return static_cast<ptrdiff_t>(text_n);
  if (n > text_n) return -1;
  ptrdiff_t found = scan(Backward<H>{text + text_n - 1}, text_n, Backward<N>{part + n - 1}, n);
  return found < 0 ? -1 : static_cast<ptrdiff_t>(text_n - n) - found;
}

// Occurrences that do not overlap, at most `limit`.
template <class H, class N>
size_t count(const H* text, size_t text_n, const N* part, size_t n, size_t limit = SIZE_MAX) {
  if (n == 0) return std::min(text_n + 1, limit);
  if (n == 1) {
    size_t found = 0;
    for (size_t i = 0; i < text_n; ++i) found += text[i] == part[0];
    return std::min(found, limit);
  }
  size_t found = 0;
  while (found < limit) {
    ptrdiff_t at = find(text, text_n, part, n);
    if (at < 0) break;
    ++found;
    text += static_cast<size_t>(at) + n;
    text_n -= static_cast<size_t>(at) + n;
  }
  return found;
}

}  // namespace ophion::search
