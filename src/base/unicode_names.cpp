// Unicode: names. Most are spelled by the table of words; Hangul syllables and CJK ideographs by the rules of the
// standard (section 3.12 and 4.8).
#include "base/unicode_names.h"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "base/unicode.h"
#include "base/unicode_hangul.h"
#include "base/unicode_tables.h"

namespace ophion::unicode {

namespace {

constexpr char kIdeographPrefix[] = "CJK UNIFIED IDEOGRAPH-";
constexpr size_t kIdeographPrefixLength = sizeof(kIdeographPrefix) - 1;
constexpr char kSyllablePrefix[] = "HANGUL SYLLABLE ";
constexpr size_t kSyllablePrefixLength = sizeof(kSyllablePrefix) - 1;

struct Range {
  char32_t first;
  char32_t last;
};

// The CJK unified ideographs of Unicode 14.0, which are named by their code point.
constexpr Range kIdeographs[] = {
    {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0x20000, 0x2A6DF}, {0x2A700, 0x2B738},
    {0x2B740, 0x2B81D}, {0x2B820, 0x2CEA1}, {0x2CEB0, 0x2EBE0}, {0x30000, 0x3134A},
};

bool isIdeograph(char32_t c) {
  for (const Range& range : kIdeographs) {
    if (c >= range.first && c <= range.last) return true;
  }
  return false;
}

// The short names of the letters that make a Hangul syllable, from Jamo.txt.
constexpr const char* kLeadNames[] = {"G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                      "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
constexpr const char* kVowelNames[] = {"A",  "AE", "YA", "YAE", "EO", "E",  "YEO", "YE", "O",  "WA", "WAE",
                                       "OE", "YO", "U",  "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
constexpr const char* kTailNames[] = {"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D",  "L", "LG", "LM", "LB", "LS", "LT",
                                      "LP", "LH", "M",  "B",  "BS", "S",  "SS", "NG", "J", "C",  "K",  "T",  "P",  "H"};
static_assert(std::size(kLeadNames) == hangul::kLeads);
static_assert(std::size(kVowelNames) == hangul::kVowels);
static_assert(std::size(kTailNames) == hangul::kTails);

char* append(char* to, const char* text) {
  size_t length = std::strlen(text);
  std::memcpy(to, text, length);
  return to + length;
}

char* appendHex(char* to, char32_t c) {
  unsigned digits = c > 0xFFFFF ? 6 : c > 0xFFFF ? 5 : 4;
  while (digits-- > 0) *to++ = "0123456789ABCDEF"[(c >> (4 * digits)) & 15];
  return to;
}

// Spells the name of this ordinal; `c` is its code point, where one stands in the name.
size_t spell(size_t ordinal, char32_t c, char* out) {
  const uint8_t* text = tables::kNameText + tables::kNameChunks[ordinal / tables::kNamesPerChunk];
  for (size_t skip = ordinal % tables::kNamesPerChunk; skip > 0; skip--) {
    while (*text != tables::kNameEnd) text += *text >= tables::kTwoByteLead ? 2 : 1;
    text++;
  }
  char* end = out;
  while (*text != tables::kNameEnd) {
    unsigned word = *text++;
    if (word == tables::kNameHex) {
      end = appendHex(end, c);
      continue;
    }
    if (word >= tables::kTwoByteLead) word += (word - tables::kTwoByteLead) * 255u + *text++;
    word -= tables::kNameHex + 1;
    if (end != out) *end++ = ' ';
    size_t length = tables::kWordStart[word + 1] - tables::kWordStart[word];
    std::memcpy(end, tables::kWords + tables::kWordStart[word], length);
    end += length;
  }
  return static_cast<size_t>(end - out);
}

// The code point a name's ordinal belongs to.
char32_t codePointOf(size_t ordinal) {
  const tables::NameRun* run =
      std::upper_bound(tables::kNameRuns, tables::kNameRuns + tables::kNameRunCount, ordinal,
                       [](size_t wanted, const tables::NameRun& r) { return wanted < r.ordinal; }) -
      1;
  return run->first + static_cast<char32_t>(ordinal - run->ordinal);
}

// The longest of `names` that `text` starts with; its length goes to `*length`. -1 where there is none.
int longestPrefix(const char* const* names, size_t count, const char* text, size_t available, size_t* length) {
  int best = -1;
  for (size_t i = 0; i < count; i++) {
    size_t n = std::strlen(names[i]);
    if (n > available || std::memcmp(names[i], text, n) != 0) continue;
    if (best >= 0 && n <= *length) continue;
    best = static_cast<int>(i);
    *length = n;
  }
  return best;
}

bool lookupSyllable(const char* name, size_t length, char32_t* c) {
  size_t n = 0;
  int lead = longestPrefix(kLeadNames, hangul::kLeads, name, length, &n);
  name += n, length -= n;
  int vowel = longestPrefix(kVowelNames, hangul::kVowels, name, length, &n);
  if (lead < 0 || vowel < 0) return false;
  name += n, length -= n;
  int tail = longestPrefix(kTailNames, hangul::kTails, name, length, &n);
  if (tail < 0 || n != length) return false;
  *c = hangul::syllable(static_cast<char32_t>(lead), static_cast<char32_t>(vowel), static_cast<char32_t>(tail));
  return true;
}

bool lookupIdeograph(const char* digits, size_t length, char32_t* c) {
  if (length != 4 && length != 5) return false;
  char32_t value = 0;
  for (size_t i = 0; i < length; i++) {
    char digit = digits[i];
    if (digit >= '0' && digit <= '9') {
      value = value * 16 + static_cast<char32_t>(digit - '0');
    } else if (digit >= 'A' && digit <= 'F') {
      value = value * 16 + static_cast<char32_t>(digit - 'A' + 10);
    } else {
      return false;
    }
  }
  *c = value;
  return isIdeograph(value);
}

bool startsWith(const char* name, size_t length, const char* prefix, size_t prefix_length) {
  return length >= prefix_length && std::memcmp(name, prefix, prefix_length) == 0;
}

// The ordinal of a name in capitals, or kNameCount.
size_t findOrdinal(const char* name, size_t length) {
  size_t low = 0, high = tables::kNameCount;
  char spelled[kNameMax];
  while (low < high) {
    size_t middle = (low + high) / 2;
    size_t ordinal = tables::kNamesSorted[middle];
    size_t n = spell(ordinal, ordinal < tables::kFirstAlias ? codePointOf(ordinal) : 0, spelled);
    int order = std::memcmp(spelled, name, std::min(n, length));
    if (order == 0) order = n < length ? -1 : n > length;
    if (order == 0) return ordinal;
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return tables::kNameCount;
}

}  // namespace

size_t nameOf(char32_t c, char* out) {
  if (c >= hangul::kFirst && c <= hangul::kLast) {
    char32_t n = c - hangul::kFirst;
    char* end = append(out, kSyllablePrefix);
    end = append(end, kLeadNames[n / (hangul::kVowels * hangul::kTails)]);
    end = append(end, kVowelNames[n / hangul::kTails % hangul::kVowels]);
    end = append(end, kTailNames[n % hangul::kTails]);
    return static_cast<size_t>(end - out);
  }
  if (isIdeograph(c)) return static_cast<size_t>(appendHex(append(out, kIdeographPrefix), c) - out);
  const tables::NameRun* run =
      std::upper_bound(tables::kNameRuns, tables::kNameRuns + tables::kNameRunCount, c,
                       [](char32_t wanted, const tables::NameRun& r) { return wanted < r.first; });
  if (run == tables::kNameRuns) return 0;
  run--;
  if (c - run->first >= run->count) return 0;
  return spell(run->ordinal + (c - run->first), c, out);
}

size_t lookupNameOrSequence(const char* name, size_t length, char32_t* out) {
  if (startsWith(name, length, kSyllablePrefix, kSyllablePrefixLength)) {
    return lookupSyllable(name + kSyllablePrefixLength, length - kSyllablePrefixLength, out);
  }
  if (startsWith(name, length, kIdeographPrefix, kIdeographPrefixLength)) {
    return lookupIdeograph(name + kIdeographPrefixLength, length - kIdeographPrefixLength, out);
  }
  if (length == 0 || length > kNameMax) return 0;
  char capitals[kNameMax];
  for (size_t i = 0; i < length; i++) {
    capitals[i] = name[i] >= 'a' && name[i] <= 'z' ? static_cast<char>(name[i] - 'a' + 'A') : name[i];
  }
  size_t ordinal = findOrdinal(capitals, length);
  if (ordinal == tables::kNameCount) return 0;
  if (ordinal >= tables::kFirstSequence) {
    const char32_t* sequence = tables::kSequences[ordinal - tables::kFirstSequence];
    size_t n = 0;
    for (; n < kNamedSequenceMax && sequence[n] != 0; n++) out[n] = sequence[n];
    return n;
  }
  out[0] = ordinal < tables::kFirstAlias ? codePointOf(ordinal) : tables::kAliases[ordinal - tables::kFirstAlias];
  return 1;
}

bool lookupName(const char* name, size_t length, char32_t* c) {
  char32_t found[kNamedSequenceMax];
  if (lookupNameOrSequence(name, length, found) != 1) return false;
  *c = found[0];
  return true;
}

}  // namespace ophion::unicode
