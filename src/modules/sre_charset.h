// Character sets as compiled patterns write them, and changes of case as matching needs them.
#pragma once

#include <cstdint>

#include "base/unicode.h"

namespace ophion {

// Numbers of the operations in code lists; they belong to the version kSreMagic.
inline constexpr int64_t kSreMagic = 20220615;
enum class SreCode : uint32_t {
  Failure,
  Success,
  Any,
  AnyAll,
  Assert,
  AssertNot,
  At,
  Branch,
  Category,
  Charset,
  BigCharset,
  GroupRef,
  GroupRefExists,
  In,
  Info,
  Jump,
  Literal,
  Mark,
  MaxUntil,
  MinUntil,
  NotLiteral,
  Negate,
  Range,
  Repeat,
  RepeatOne,
  Subpattern,
  MinRepeatOne,
  AtomicGroup,
  PossessiveRepeat,
  PossessiveRepeatOne,
  GroupRefIgnore,
  InIgnore,
  LiteralIgnore,
  NotLiteralIgnore,
  GroupRefLocIgnore,
  InLocIgnore,
  LiteralLocIgnore,
  NotLiteralLocIgnore,
  GroupRefUniIgnore,
  InUniIgnore,
  LiteralUniIgnore,
  NotLiteralUniIgnore,
  RangeUniIgnore,
};
inline constexpr uint32_t kSreCategories = 18;
inline constexpr uint32_t kSreBitmapWords = 8;     // of a Charset, or of one chunk of a BigCharset
inline constexpr uint32_t kSreChunkMapWords = 64;  // of a BigCharset: a byte for each chunk of the plane

// The locale is always that of C: a process that embeds runtimes does not let a script change its locale.
inline uint32_t lowerAscii(uint32_t c) { return c - 'A' < 26 ? c + 32 : c; }
inline uint32_t upperAscii(uint32_t c) { return c - 'a' < 26 ? c - 32 : c; }
inline uint32_t lowerUnicode(uint32_t c) { return c < 128 ? lowerAscii(c) : unicode::toLower(c); }
// The first character of the upper case, where that is more than one.
inline uint32_t upperUnicode(uint32_t c) {
  if (c < 128) return upperAscii(c);
  char32_t all[unicode::kCaseMappingMax];
  unicode::toUpperFull(c, all);
  return all[0];
}

inline bool isWordAscii(uint32_t c) { return c - '0' < 10 || (c | 32) - 'a' < 26 || c == '_'; }
inline bool isWordUnicode(uint32_t c) { return c < 128 ? isWordAscii(c) : unicode::isAlnum(c); }

bool isInCategory(uint32_t category, uint32_t c);

// Whether a character is in the set that checked codes describe.
bool isInSet(const uint32_t* codes, uint32_t c);

}  // namespace ophion
