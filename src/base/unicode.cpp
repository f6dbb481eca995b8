// Unicode: properties and case mappings, read off the records.
#include "base/unicode.h"

#include "base/unicode_tables.h"

namespace ophion::unicode {

using tables::CharRecord;
using tables::recordOf;
using tables::SpecialCase;

namespace {

bool has(char32_t c, tables::Flag flag) { return (recordOf(c).flags & flag) != 0; }

// The mappings of what is not a code point leave it alone: its record maps by a distance of 0.
char32_t moved(char32_t c, int32_t distance) { return static_cast<char32_t>(static_cast<int64_t>(c) + distance); }

// Copies a mapping that has 1 to 3 code points, ended by 0. U+0000 maps to itself in no special case, so 0 is free.
size_t copyMapping(const char32_t (&mapping)[3], char32_t* out) {
  size_t n = 0;
  while (n < 3 && mapping[n] != 0) {
    out[n] = mapping[n];
    n++;
  }
  return n;
}

const SpecialCase* specialOf(const CharRecord& record) {
  return record.special == 0 ? nullptr : &tables::kSpecialCases[record.special];
}

}  // namespace

bool isAlpha(char32_t c) { return has(c, tables::kAlpha); }
bool isDecimal(char32_t c) { return has(c, tables::kDecimal); }
bool isDigit(char32_t c) { return has(c, tables::kDigit); }
bool isNumeric(char32_t c) { return recordOf(c).numeric != 0; }
bool isSpace(char32_t c) { return has(c, tables::kSpace); }
bool isPrintable(char32_t c) { return has(c, tables::kPrintable); }
bool isLower(char32_t c) { return has(c, tables::kLower); }
bool isUpper(char32_t c) { return has(c, tables::kUpper); }
bool isTitle(char32_t c) { return has(c, tables::kTitle); }
bool isLineBreak(char32_t c) { return has(c, tables::kLineBreak); }
bool isCased(char32_t c) { return has(c, tables::kCased); }
bool isCaseIgnorable(char32_t c) { return has(c, tables::kCaseIgnorable); }
bool isXidStart(char32_t c) { return has(c, tables::kXidStart); }
bool isXidContinue(char32_t c) { return has(c, tables::kXidContinue); }

char32_t toLower(char32_t c) { return moved(c, recordOf(c).lower); }
char32_t toUpper(char32_t c) { return moved(c, recordOf(c).upper); }
char32_t toTitle(char32_t c) { return moved(c, recordOf(c).title); }

size_t toLowerFull(char32_t c, char32_t* out) {
  const CharRecord& record = recordOf(c);
  if (const SpecialCase* special = specialOf(record)) return copyMapping(special->lower, out);
  out[0] = moved(c, record.lower);
  return 1;
}

size_t toUpperFull(char32_t c, char32_t* out) {
  const CharRecord& record = recordOf(c);
  if (const SpecialCase* special = specialOf(record)) return copyMapping(special->upper, out);
  out[0] = moved(c, record.upper);
  return 1;
}

size_t toTitleFull(char32_t c, char32_t* out) {
  const CharRecord& record = recordOf(c);
  if (const SpecialCase* special = specialOf(record)) return copyMapping(special->title, out);
  out[0] = moved(c, record.title);
  return 1;
}

size_t toFoldedFull(char32_t c, char32_t* out) {
  const CharRecord& record = recordOf(c);
  if (const SpecialCase* special = specialOf(record)) return copyMapping(special->folded, out);
  out[0] = moved(c, record.lower);
  return 1;
}

int decimalValue(char32_t c) {
  const CharRecord& record = recordOf(c);
  return (record.flags & tables::kDecimal) != 0 ? record.digit : -1;
}

int digitValue(char32_t c) {
  const CharRecord& record = recordOf(c);
  return (record.flags & tables::kDigit) != 0 ? record.digit : -1;
}

bool numericValue(char32_t c, double* value) {
  const CharRecord& record = recordOf(c);
  if (record.numeric == 0) return false;
  const tables::NumericValue& n = tables::kNumericValues[record.numeric];
  *value = static_cast<double>(n.numerator) / static_cast<double>(n.denominator);
  return true;
}

const char* category(char32_t c) { return tables::kCategoryNames[recordOf(c).category]; }
const char* bidirectional(char32_t c) { return tables::kBidirectionalNames[recordOf(c).bidirectional]; }
const char* eastAsianWidth(char32_t c) { return tables::kWidthNames[recordOf(c).width]; }
uint8_t combiningClass(char32_t c) { return recordOf(c).combining; }
bool isMirrored(char32_t c) { return has(c, tables::kMirrored); }

}  // namespace ophion::unicode
