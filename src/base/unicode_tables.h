// The tables behind unicode*.cpp. tools/make_unicode_tables.py writes their contents at build time; their layout is
// written twice, here and there.
//
// A property of a code point is found in two stages: the page of 1 << kPageShift code points it lies on, then its place
// on the page. Equal pages are stored once, which leaves a few per cent of them.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ophion::unicode::tables {

inline constexpr unsigned kPageShift = 7;
inline constexpr size_t kCodePoints = 0x110000;
inline constexpr size_t kPages = kCodePoints >> kPageShift;

enum Flag : uint32_t {
  kAlpha = 1 << 0,
  kDecimal = 1 << 1,
  kDigit = 1 << 2,
  kSpace = 1 << 3,
  kPrintable = 1 << 4,
  kLower = 1 << 5,
  kUpper = 1 << 6,
  kTitle = 1 << 7,
  kCased = 1 << 8,
  kCaseIgnorable = 1 << 9,
  kXidStart = 1 << 10,
  kXidContinue = 1 << 11,
  kLineBreak = 1 << 12,
  kMirrored = 1 << 13,
  // The quick checks of the four forms, in the order of Form: set where the answer is not a plain yes.
  kNotSureNfc = 1 << 14,
  kNotSureNfd = 1 << 15,
  kNotSureNfkc = 1 << 16,
  kNotSureNfkd = 1 << 17,
};

/// All that is known of a code point but for its decomposition and name.
struct CharRecord {
  uint32_t flags;
  int32_t lower;  ///< simple mappings, as the distance from the code point
  int32_t upper;
  int32_t title;
  uint16_t special;  ///< index into kSpecialCases where a full mapping differs from the simple one, else 0
  uint8_t numeric;   ///< index into kNumericValues, 0 for none
  uint8_t digit;     ///< value of a decimal or other digit
  uint8_t category;  ///< index into kCategoryNames
  uint8_t bidirectional;
  uint8_t combining;
  uint8_t width;  ///< index into kWidthNames
};
static_assert(sizeof(CharRecord) == 24);

/// Full case mappings, each ended by 0 or by its length.
struct SpecialCase {
  char32_t lower[3];
  char32_t upper[3];
  char32_t title[3];
  char32_t folded[3];
};

struct NumericValue {
  int64_t numerator;
  int64_t denominator;
};

extern const uint16_t kRecordPage[kPages];
extern const uint16_t kRecordIndex[];
extern const CharRecord kRecords[];
extern const SpecialCase kSpecialCases[];
extern const NumericValue kNumericValues[];
extern const char* const kCategoryNames[];
extern const char* const kBidirectionalNames[];
extern const char* const kWidthNames[];

inline const CharRecord& recordOf(char32_t c) {
  // Beyond the last code point everything is as for U+10FFFF, a noncharacter.
  if (c >= kCodePoints) c = kCodePoints - 1;
  size_t page = kRecordPage[c >> kPageShift];
  return kRecords[kRecordIndex[(page << kPageShift) | (c & ((1u << kPageShift) - 1))]];
}

// A decomposition is its head (count in the low byte, index into kDecompositionTags above it), then its code points.
// Index 0 means none.
extern const uint16_t kDecompositionPage[kPages];
extern const uint16_t kDecompositionIndex[];
extern const char32_t kDecompositions[];
extern const char* const kDecompositionTags[];  // 0 is "", the canonical ones

struct Composition {
  char32_t first;
  char32_t second;
  char32_t composed;
};
extern const Composition kCompositions[];  // sorted by first, then second
extern const size_t kCompositionCount;

// Names. Ordinals number them: first the names in the order of their code points, then the aliases, then the named
// sequences. A name is a string of words, ended by kNameEnd; a word is one byte or, from kTwoByteLead on, two. The word
// kNameHex stands for the code point in hexadecimal and follows without a space.
struct NameRun {
  char32_t first;    ///< the first of a run of code points that all have names
  uint16_t ordinal;  ///< of its name
  uint16_t count;
};
inline constexpr uint8_t kNameEnd = 0;
inline constexpr uint8_t kNameHex = 1;
inline constexpr unsigned kNamesPerChunk = 16;
extern const NameRun kNameRuns[];
extern const size_t kNameRunCount;
extern const uint32_t kNameChunks[];  // where every kNamesPerChunk-th name starts in kNameText
extern const uint8_t kNameText[];
extern const uint8_t kTwoByteLead;
extern const uint32_t kWordStart[];  // where a word starts in kWords; one more than there are words
extern const char kWords[];
extern const uint16_t kNamesSorted[];  // ordinals by name
extern const size_t kNameCount;        // all ordinals
extern const size_t kFirstAlias;
extern const size_t kFirstSequence;
extern const char32_t kAliases[];
extern const char32_t kSequences[][4];

}  // namespace ophion::unicode::tables
