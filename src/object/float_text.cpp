// Float: text to number and back. The digits come from std::to_chars and std::from_chars, which round correctly at
// every precision and know of no locale; what Python wants around the digits is done here.
#include "object/float_text.h"

#include <charconv>
#include <cmath>
#include <cstring>

#include "object/allocate.h"
#include "object/float.h"
#include "object/number_format.h"
#include "object/str.h"

namespace ophion {

namespace {

// Writes |value| in scientific form with `precision` digits behind the point, and takes it apart: digits without point
// into `digits`. What is asked for beyond the exact digits are zeros.
size_t scientificDigits(double value, int64_t precision, char* digits, int* exponent) {
  size_t exact = precision < static_cast<int64_t>(kMaxExactDigits) ? static_cast<size_t>(precision) : kMaxExactDigits;
  char text[kMaxExactDigits + 16];
  char* end =
      std::to_chars(text, text + sizeof(text), std::fabs(value), std::chars_format::scientific, static_cast<int>(exact))
          .ptr;
  char* e = end;
  while (*--e != 'e') {
  }
  *exponent = 0;
  for (const char* p = e + 2; p != end; ++p) *exponent = *exponent * 10 + (*p - '0');
  if (e[1] == '-') *exponent = -*exponent;
  digits[0] = text[0];
  if (exact != 0) std::memcpy(digits + 1, text + 2, exact);
  size_t n = exact + 1;
  size_t wanted = static_cast<size_t>(precision) + 1;
  if (wanted > n) std::memset(digits + n, '0', wanted - n);
  return wanted;
}

// "e+05" behind the mantissa.
char* writeExponent(char* out, int exponent, char letter) {
  *out++ = letter;
  *out++ = exponent < 0 ? '-' : '+';
  unsigned e = static_cast<unsigned>(exponent < 0 ? -exponent : exponent);
  if (e >= 100) *out++ = static_cast<char>('0' + e / 100);
  *out++ = static_cast<char>('0' + e / 10 % 10);
  *out++ = static_cast<char>('0' + e % 10);
  return out;
}

// Digits with the point where `exponent` puts it, without exponent part.
char* writePlain(char* out, const char* digits, size_t n, int exponent, bool always_point, bool point_zero) {
  if (exponent < 0) {
    *out++ = '0';
    *out++ = '.';
    for (int i = -1; i > exponent; --i) *out++ = '0';
    std::memcpy(out, digits, n);
    return out + n;
  }
  size_t whole = static_cast<size_t>(exponent) + 1;
  size_t have = n < whole ? n : whole;
  std::memcpy(out, digits, have);
  out += have;
  for (size_t i = have; i < whole; ++i) *out++ = '0';
  if (n > whole) {
    *out++ = '.';
    std::memcpy(out, digits + whole, n - whole);
    return out + (n - whole);
  }
  if (always_point || point_zero) *out++ = '.';
  if (point_zero) *out++ = '0';
  return out;
}

char* writeScientific(char* out, const char* digits, size_t n, int exponent, bool always_point, char letter) {
  *out++ = digits[0];
  if (n > 1 || always_point) *out++ = '.';
  std::memcpy(out, digits + 1, n - 1);
  return writeExponent(out + (n - 1), exponent, letter);
}

// 'g': as many digits as the precision says, in whichever of the two forms is shorter.
char* writeGeneral(double value, const DoubleStyle& style, char* p, char letter) {
  OPHION_ASSERT((style.type | 0x20) == 'g');
  int exponent;
  int64_t precision = style.precision == 0 ? 1 : style.precision;
  // More digits than a double has are zeros, which only '#' shows.
  char digits[kMaxExactDigits + 1];
  constexpr int64_t kMost = kMaxExactDigits;
  size_t n = scientificDigits(value, precision - 1 < kMost ? precision - 1 : kMost, digits, &exponent);
  size_t zeros = style.alternate ? static_cast<size_t>(precision) - n : 0;
  if (!style.alternate) {
    while (n > 1 && digits[n - 1] == '0') --n;
  }
  bool scientific = exponent < -4 || exponent >= precision - style.point_zero;
  if (!scientific) {
    p = writePlain(p, digits, n, exponent, style.alternate, style.point_zero);
    std::memset(p, '0', zeros);
    return p + zeros;
  }
  *p++ = digits[0];
  if (n > 1 || style.alternate) *p++ = '.';
  std::memcpy(p, digits + 1, n - 1);
  p += n - 1;
  std::memset(p, '0', zeros);
  return writeExponent(p + zeros, exponent, letter);
}

size_t writeSpecial(double value, const DoubleStyle& style, bool upper, char* out) {
  char* p = out;
  if (std::isnan(value)) {
    if (style.always_sign) *p++ = '+';
    std::memcpy(p, upper ? "NAN" : "nan", 3);
  } else {
    if (value < 0) {
      *p++ = '-';
    } else if (style.always_sign) {
      *p++ = '+';
    }
    std::memcpy(p, upper ? "INF" : "inf", 3);
  }
  return static_cast<size_t>(p + 3 - out);
}

bool isZeroText(const char* p, const char* end) {
  for (; p != end && (*p | 0x20) != 'e'; ++p) {
    if (*p >= '1' && *p <= '9') return false;
  }
  return true;
}

}  // namespace

size_t shortestDigits(double value, char* digits, int* exponent) {
  char text[40];
  char* end = std::to_chars(text, text + sizeof(text), std::fabs(value), std::chars_format::scientific).ptr;
  size_t n = 0;
  char* p = text;
  for (; *p != 'e'; ++p) {
    if (*p != '.') digits[n++] = *p;
  }
  int e = 0;
  for (const char* q = p + 2; q != end; ++q) e = e * 10 + (*q - '0');
  *exponent = p[1] == '-' ? -e : e;
  while (n > 1 && digits[n - 1] == '0') --n;
  return n;
}

size_t doubleTextBound(double value, const DoubleStyle& style) {
  (void)value;
  size_t precision = style.type == 'r' ? 20 : static_cast<size_t>(style.precision);
  return precision + kMaxWholeDigits + 32;
}

size_t writeDouble(double value, const DoubleStyle& style, char* out) {
  char type = style.type;
  bool upper = type == 'E' || type == 'F' || type == 'G';
  if (!std::isfinite(value)) return writeSpecial(value, style, upper, out);
  char* p = out;
  bool negative = std::signbit(value);
  if (negative) {
    *p++ = '-';
  } else if (style.always_sign) {
    *p++ = '+';
  }
  char* number = p;
  char letter = upper ? 'E' : 'e';
  int exponent = 0;
  switch (type | 0x20) {
    case 'r': {
      char digits[24];
      size_t n = shortestDigits(value, digits, &exponent);
      if (exponent < -4 || exponent >= 16) {
        p = writeScientific(p, digits, n, exponent, style.alternate, letter);
      } else {
        p = writePlain(p, digits, n, exponent, style.alternate, style.point_zero);
      }
      break;
    }
    case 'e': {
      // The digits are made one place further on, then the point is put between the first two.
      size_t n = scientificDigits(value, style.precision, p + 1, &exponent);
      p[0] = p[1];
      if (n > 1 || style.alternate) {
        p[1] = '.';
        p += n + 1;
      } else {
        p += 1;
      }
      p = writeExponent(p, exponent, letter);
      break;
    }
    case 'f': {
      // Beyond 1100 places all digits are 0.
      int places = style.precision < 1100 ? static_cast<int>(style.precision) : 1100;
      p = std::to_chars(p, p + kMaxWholeDigits + static_cast<size_t>(places) + 4, std::fabs(value),
                        std::chars_format::fixed, places)
              .ptr;
      size_t more = static_cast<size_t>(style.precision) - static_cast<size_t>(places);
      if (more != 0) std::memset(p, '0', more);
      p += more;
      if (style.precision == 0 && style.alternate) *p++ = '.';
      break;
    }
    default:
      p = writeGeneral(value, style, p, letter);
  }
  if (style.no_negative_zero && negative && isZeroText(number, p)) {
    if (style.always_sign) {
      *out = '+';
    } else {
      std::memmove(out, number, static_cast<size_t>(p - number));
      --p;
    }
  }
  return static_cast<size_t>(p - out);
}

Ref<Str> formatDouble(double value, const DoubleStyle& style) {
  size_t bound = doubleTextBound(value, style);
  if (bound <= 400) {
    char text[400];
    return newAscii({text, writeDouble(value, style, text)});
  }
  RawBuffer<char> text(bound);
  if (!text) return raised();
  return newAscii({text.get(), writeDouble(value, style, text.get())});
}

Ref<Str> floatRepr(double value) {
  DoubleStyle style;
  style.point_zero = true;
  char text[40];
  return newAscii({text, writeDouble(value, style, text)});
}

namespace {

bool isAsciiSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool equalsIgnoringCase(const char* s, size_t n, const char* word) {
  if (n != std::strlen(word)) return false;
  for (size_t i = 0; i < n; ++i) {
    if ((s[i] | 0x20) != word[i]) return false;
  }
  return true;
}

// A number that from_chars found too large or too small: which of them, by the place of its first digit that is not 0.
double outOfRange(const char* s, const char* end) {
  int64_t magnitude = 0;
  bool seen = false, point = false;
  const char* p = s;
  for (; p != end && (*p | 0x20) != 'e'; ++p) {
    if (*p == '.') {
      point = true;
    } else if (!seen && *p != '0') {
      seen = true;
      if (!point) ++magnitude;
    } else if (!point) {
      magnitude += seen;
    } else if (!seen) {
      --magnitude;
    }
  }
  int64_t exponent = 0;
  if (p != end) {
    ++p;
    bool negative = *p == '-';
    if (*p == '-' || *p == '+') ++p;
    for (; p != end; ++p) {
      if (exponent < (int64_t{1} << 58)) exponent = exponent * 10 + (*p - '0');
    }
    if (negative) exponent = -exponent;
  }
  if (!seen) return 0;
  return magnitude + exponent > 0 ? HUGE_VAL : 0.0;
}

// Digits with at most one point and an exponent, as Python allows them; no sign.
bool isDecimalNumber(const char* p, const char* end) {
  bool digits = false;
  while (p != end && isDigit(*p)) {
    ++p;
    digits = true;
  }
  if (p != end && *p == '.') {
    ++p;
    while (p != end && isDigit(*p)) {
      ++p;
      digits = true;
    }
  }
  if (!digits) return false;
  if (p == end) return true;
  if ((*p | 0x20) != 'e') return false;
  ++p;
  if (p != end && (*p == '+' || *p == '-')) ++p;
  if (p == end) return false;
  while (p != end && isDigit(*p)) ++p;
  return p == end;
}

bool parsePlain(const char* s, const char* end, double* out) {
  bool negative = false;
  if (s != end && (*s == '+' || *s == '-')) negative = *s++ == '-';
  size_t n = static_cast<size_t>(end - s);
  double value;
  if (equalsIgnoringCase(s, n, "inf") || equalsIgnoringCase(s, n, "infinity")) {
    value = HUGE_VAL;
  } else if (equalsIgnoringCase(s, n, "nan")) {
    value = __builtin_nan("");
  } else {
    if (!isDecimalNumber(s, end)) return false;
    std::from_chars_result result = std::from_chars(s, end, value);
    if (result.ec == std::errc::result_out_of_range) value = outOfRange(s, end);
  }
  *out = negative ? -value : value;
  return true;
}

}  // namespace

bool parseDouble(const char* text, size_t n, double* out) {
  const char* s = text;
  const char* end = text + n;
  while (s != end && isAsciiSpace(*s)) ++s;
  while (s != end && isAsciiSpace(end[-1])) --end;
  n = static_cast<size_t>(end - s);
  if (std::memchr(s, '_', n) == nullptr) return parsePlain(s, end, out);
  // Underscores stand between digits only.
  char local[256];
  char* plain = n <= sizeof(local) ? local : static_cast<char*>(heap().tryAllocateRaw(n));
  if (plain == nullptr) return raiseMemoryError();
  char* p = plain;
  bool good = true;
  for (const char* q = s; q != end && good; ++q) {
    if (*q != '_') {
      *p++ = *q;
    } else {
      good = q != s && q + 1 != end && isDigit(q[-1]) && isDigit(q[1]);
    }
  }
  good = good && parsePlain(plain, p, out);
  if (plain != local) heap().free(plain, n);
  return good;
}

}  // namespace ophion
