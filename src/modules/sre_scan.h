// The inner loops of matching: runs of one kind of character, and conditions on a position. For each width of text.
#pragma once

#include <cstring>

#include "base/attributes.h"
#include "modules/sre_charset.h"
#include "modules/sre_program.h"

namespace ophion::sre {

// A character from 256 on.
inline bool hasHigh(const uint32_t* tables, const uint32_t* table, uint32_t c) {
  switch (static_cast<SreHigh>(table[kTableHigh])) {
    case SreHigh::No:
      return false;
    case SreHigh::Yes:
      return true;
    case SreHigh::Codes:
      return isInSet(tables + table[kTableEnd], c);
    default:
      return isInSet(tables + table[kTableEnd], lowerUnicode(c));
  }
}

template <class C>
OPHION_INLINE bool has(const uint32_t* tables, uint32_t table, C c) {
  const uint32_t* t = tables + table;
  if (sizeof(C) == 1 || c < 256) return tableBytes(t)[static_cast<uint8_t>(c)] != 0;
  return hasHigh(tables, t, c);
}

template <class C>
OPHION_INLINE const C* skipAllBut(uint32_t stop, const C* p, const C* end) {
  if constexpr (sizeof(C) == 1) {
    if (stop > 255 || p == end) return end;
    const void* found = std::memchr(p, static_cast<int>(stop), static_cast<size_t>(end - p));
    return found == nullptr ? end : static_cast<const C*>(found);
  } else {
    while (p < end && *p != stop) ++p;
    return p;
  }
}

// The end of the run of characters at p that the item matches, `end` at most.
template <class C>
OPHION_INLINE const C* skip(const uint32_t* tables, SreOp item, uint32_t word, const C* p, const C* end) {
  switch (item) {
    case SreOp::Char:
      while (p < end && *p == word) ++p;
      return p;
    case SreOp::NotChar:
      return skipAllBut(word, p, end);
    case SreOp::Any:
      return skipAllBut('\n', p, end);
    case SreOp::Set: {
      if constexpr (sizeof(C) == 1) {
        const uint8_t* bytes = tableBytes(tables + word);
        while (p < end && bytes[*p] != 0) ++p;
      } else {
        while (p < end && has(tables, word, *p)) ++p;
      }
      return p;
    }
    default:  // AnyAll
      return end;
  }
}

// Takes what the lazy repetition at pc repeats, from p on, up to where the rest can begin; null where that is nowhere
// up to `most`.
template <class C>
OPHION_INLINE const C* takeUntil(const uint32_t* tables, const uint32_t* pc, const C* p, const C* most, const C* end) {
  uint32_t rest = pc[5];
  if (rest == kNoTable) return p;
  uint32_t word = pc[2];
  auto take = [&](auto matches) -> const C* {
    for (;; ++p) {
      if (p != end && has(tables, rest, *p)) return p;
      if (p == most || !matches(*p)) return nullptr;
    }
  };
  switch (static_cast<SreOp>(pc[1])) {
    case SreOp::Char:
      return take([&](C c) { return c == word; });
    case SreOp::NotChar:
      return take([&](C c) { return c != word; });
    case SreOp::Any:
      return take([](C c) { return c != '\n'; });
    case SreOp::Set:
      return take([&](C c) { return has(tables, word, c); });
    default:  // AnyAll
      return take([](C) { return true; });
  }
}

template <class C>
bool isBoundary(const C* s, const C* p, const C* end, bool (*isWord)(uint32_t)) {
  bool before = p > s && isWord(p[-1]);
  bool behind = p < end && isWord(*p);
  return before != behind;
}

template <class C>
OPHION_INLINE bool holds(SreAt where, const C* s, const C* p, const C* end) {
  switch (where) {
    case SreAt::Beginning:
      return p == s;
    case SreAt::BeginningLine:
      return p == s || p[-1] == '\n';
    case SreAt::End:
      return p == end || (end - p == 1 && *p == '\n');
    case SreAt::EndLine:
      return p == end || *p == '\n';
    case SreAt::EndString:
      return p == end;
    case SreAt::Boundary:
      return s != end && isBoundary(s, p, end, isWordAscii);
    case SreAt::NonBoundary:
      return s != end && !isBoundary(s, p, end, isWordAscii);
    case SreAt::UnicodeBoundary:
      return s != end && isBoundary(s, p, end, isWordUnicode);
    default:
      return s != end && !isBoundary(s, p, end, isWordUnicode);
  }
}

template <class C>
bool equal(SreFold fold, const C* a, const C* b, uint32_t n) {
  if (fold == SreFold::None) return std::memcmp(a, b, n * sizeof(C)) == 0;
  for (uint32_t i = 0; i < n; ++i) {
    if (a[i] == b[i]) continue;
    if (fold == SreFold::Ascii ? lowerAscii(a[i]) != lowerAscii(b[i]) : lowerUnicode(a[i]) != lowerUnicode(b[i])) {
      return false;
    }
  }
  return true;
}

}  // namespace ophion::sre
