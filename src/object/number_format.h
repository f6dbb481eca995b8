// Number formatting: the format mini-language ("{:>+10.2f}") and the % operator's conversions of numbers.
#pragma once

#include <cstdint>

#include "object/error.h"
#include "object/str.h"

namespace ophion {

struct Float;
struct Int;

// A parsed format specification: [[fill]align][sign][z][#][0][width][grouping][.precision][type].
struct FormatSpec {
  char32_t fill = ' ';
  char32_t align = 0;  // '<' '>' '=' '^'; the default the caller gave where the text has none
  char32_t sign = 0;   // '+' '-' ' '; 0: not given
  bool align_given = false;
  bool alternate = false;         // '#'
  bool no_negative_zero = false;  // 'z'
  bool zero_padded = false;       // '0' before the width
  int64_t width = -1;             // -1: not given
  int64_t precision = -1;         // -1: not given
  char32_t grouping = 0;          // ',' '_'; 0: none
  char32_t type = 0;              // the default the caller gave where the text has none
};

// Reads a specification for `value`, which is only named in messages. False with ValueError pending: "Invalid format
// specifier 'zz' for object of type 'X'", "Too many decimal digits in format string", "Format specifier missing
// precision", "Cannot specify ',' with 's'."...
[[nodiscard]] bool parseFormatSpec(const Str* spec, FormatSpec* out, char32_t default_type, char32_t default_align,
                                   Object* value);
// ValueError "Unknown format code 'y' for object of type 'X'".
Raised raiseUnknownFormatCode(char32_t code, Object* value);

// `text` padded with fill to the width by align ('<', '>', '^'; '=' counts as '>'); the text itself where it is wide
// enough.
Ref<Str> padded(Str* text, char32_t fill, char32_t align, int64_t width);

// What int.__format__, float.__format__ and complex.__format__ do. Instances of subclasses are accepted.
Ref<Str> formatInt(Int* value, Str* spec);
Ref<Str> formatFloat(Float* value, Str* spec);
Ref<Str> formatComplex(Object* value, Str* spec);

// One conversion of the % operator for numbers.
struct PercentSpec {
  bool left = false;           // '-'
  bool plus = false;           // '+'
  bool space = false;          // ' '
  bool alternate = false;      // '#'
  bool zero = false;           // '0'
  bool unsigned_zero = false;  // 'z', of bytes alone: a zero shows no minus sign
  int64_t width = -1;          // -1: none; never negative otherwise
  int64_t precision = -1;      // -1: none
  char32_t conversion = 0;     // one of d i u o x X e E f F g G

  // Whether nothing but the letter was given.
  bool isBare() const { return width < 0 && precision < 0 && !left && !plus && !space && !alternate && !zero; }
};
// The finished text, padded; ASCII. TypeError "%d format: a real number is required, not str", "%x format: an integer
// is required, not float", "must be real number, not str". May run __int__, __index__, __float__.
Ref<Str> formatPercentNumber_mayRunPython(Object* value, const PercentSpec& spec);

// How a double is written as ASCII text, what all of the above share.
struct DoubleStyle {
  char type = 'r';          // 'e' 'E' 'f' 'F' 'g' 'G', or 'r' for the shortest text that reads back the same
  int64_t precision = 6;    // not used by 'r'
  bool alternate = false;   // always a point; 'g' keeps trailing zeros
  bool point_zero = false;  // ".0" behind what would look like an integer
  bool always_sign = false;
  bool no_negative_zero = false;
};
Ref<Str> formatDouble(double value, const DoubleStyle& style);

}  // namespace ophion
