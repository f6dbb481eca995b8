// Unicode: what is known of a code point, as Python 3.11 knows it (Unicode 14.0). Pure functions over constant tables
// that tools/make_unicode_tables.py makes from the Unicode character database at build time; nothing here allocates or
// fails. Any char32_t is accepted: what is not a code point has the properties of an unassigned one.
//
//   properties     unicode.cpp           two-stage table of records
//   normalisation  unicode_normal.cpp    base/unicode_normal.h
//   names          unicode_names.cpp     base/unicode_names.h
#pragma once

#include <cstddef>
#include <cstdint>

namespace ophion::unicode {

inline constexpr char32_t kMaxCodePoint = 0x10FFFF;
inline constexpr const char* kVersion = "14.0.0";

/// The most code points one code point becomes by a change of case.
inline constexpr size_t kCaseMappingMax = 3;

// --- what the str methods of the same name ask ---------------------------------------------------------------------
bool isAlpha(char32_t c);
bool isDecimal(char32_t c);
bool isDigit(char32_t c);
bool isNumeric(char32_t c);
bool isSpace(char32_t c);
bool isPrintable(char32_t c);
bool isLower(char32_t c);  ///< the property Lowercase
bool isUpper(char32_t c);  ///< the property Uppercase
bool isTitle(char32_t c);  ///< category Lt
inline bool isAlnum(char32_t c) { return isAlpha(c) || isDecimal(c) || isDigit(c) || isNumeric(c); }

/// Whether str.splitlines ends a line here. "\r\n" as one end is the caller's business.
bool isLineBreak(char32_t c);

/// The properties Cased and Case_Ignorable. str.lower needs both: U+03A3 becomes U+03C2 where it ends a word, that is
/// where a cased character comes before it and none after it, each time over any case-ignorable ones.
bool isCased(char32_t c);
bool isCaseIgnorable(char32_t c);

/// The properties XID_Start and XID_Continue. An identifier may also start with '_', which is not in XID_Start.
bool isXidStart(char32_t c);
bool isXidContinue(char32_t c);

// --- case ----------------------------------------------------------------------------------------------------------
/// Simple mappings: one code point to one.
char32_t toLower(char32_t c);
char32_t toUpper(char32_t c);
char32_t toTitle(char32_t c);

/// Full mappings, without regard to context: write 1 to kCaseMappingMax code points to `out` and return how many.
size_t toLowerFull(char32_t c, char32_t* out);
size_t toUpperFull(char32_t c, char32_t* out);
size_t toTitleFull(char32_t c, char32_t* out);
size_t toFoldedFull(char32_t c, char32_t* out);

// --- numbers -------------------------------------------------------------------------------------------------------
/// The value 0..9 of a decimal digit (isDecimal), otherwise -1. This is what int() and float() accept.
int decimalValue(char32_t c);
/// The value 0..9 of a digit (isDigit), superscripts and the like included, otherwise -1.
int digitValue(char32_t c);
/// Stores the numeric value of `c` (isNumeric), fractions included; false where it has none.
bool numericValue(char32_t c, double* value);

// --- what the module unicodedata tells -----------------------------------------------------------------------------
/// Two letters: "Lu", "Nd", … "Cn".
const char* category(char32_t c);
/// The bidirectional class, "" for an unassigned code point.
const char* bidirectional(char32_t c);
/// "F", "H", "W", "Na", "A" or "N".
const char* eastAsianWidth(char32_t c);
/// The canonical combining class, 0 for a starter.
uint8_t combiningClass(char32_t c);
bool isMirrored(char32_t c);

}  // namespace ophion::unicode
