// Names of code points, for \N{…}, unicodedata.name and unicodedata.lookup.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ophion::unicode {

/// Room for any name.
inline constexpr size_t kNameMax = 96;

/// The most code points a named sequence has.
inline constexpr size_t kNamedSequenceMax = 4;

/// Writes the name of `c` to `out` (kNameMax bytes, ASCII, no NUL) and returns its length; 0 where it has none.
/// Aliases are not names here.
size_t nameOf(char32_t c, char* out);

/// The code point called `name`, which may be an alias; letters in either case, but for the names that are made by rule
/// (Hangul syllables, CJK ideographs). False where there is none.
bool lookupName(const char* name, size_t length, char32_t* c);

/// As lookupName, named sequences included: stores up to kNamedSequenceMax code points and returns how many, 0 where
/// there is nothing of that name.
size_t lookupNameOrSequence(const char* name, size_t length, char32_t* out);

}  // namespace ophion::unicode
