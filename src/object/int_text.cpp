// Int: text to number and back.
#include <charconv>
#include <cmath>
#include <cstring>

#include "base/unicode.h"
#include "object/bytes.h"
#include "object/decimal.h"
#include "object/float.h"
#include "object/int.h"
#include "object/int_limbs.h"
#include "object/int_parse.h"
#include "object/runtime_state.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

namespace {

// Conversions of at most this many digits are never limited.
constexpr size_t kUnlimitedDigits = 640;

bool isPowerOfTwo(unsigned base) { return (base & (base - 1)) == 0; }

bool overDigitLimit(size_t digits) {
  uint32_t limit = state().int_max_str_digits_;
  return digits > kUnlimitedDigits && limit != 0 && digits > limit;
}

Raised raiseDigitLimit() {
  return raise(kTypeValueError,
               "Exceeds the limit (%u digits) for integer string conversion; use sys.set_int_max_str_digits() to "
               "increase the limit",
               state().int_max_str_digits_);
}

unsigned digitValueOf(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'z') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'Z') return static_cast<unsigned>(c - 'A' + 10);
  return 99;
}

// An upper bound of the digits of a number of so many bits.
size_t digitsBound(size_t bits, unsigned base) {
  return static_cast<size_t>(static_cast<double>(bits) * (1.0 / std::log2(base)) * (1 + 1e-12)) + 2;
}

bool isAsciiSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace

namespace {

Ref<Str> decimalText(int64_t value) {
  uint64_t magnitude = withoutSign(value);
  if (magnitude < 10 && value >= 0) return newStrFromChar(static_cast<char32_t>('0' + value));
  unsigned n = decimalLength(magnitude);
  Ref<Str> text = newStrUninitialized(n + (value < 0), Width::Ascii);
  if (OPHION_UNLIKELY(!text)) return text;
  char* out = text->data();
  *out = '-';
  writeDecimal(out + (value < 0), magnitude, n);
  return text;
}

}  // namespace

Ref<Str> intToText(const Int* i, unsigned base) {
  OPHION_ASSERT(base >= 2 && base <= 36);
  if (i->isSmall()) {
    if (base == 10) return decimalText(i->value_);
    char text[66];
    char* end = std::to_chars(text, text + sizeof(text), i->value_, static_cast<int>(base)).ptr;
    return newAscii({text, static_cast<size_t>(end - text)});
  }
  Magnitude m(i);
  bool limited = !isPowerOfTwo(base);
  // The bound is at most two over the real number of digits.
  size_t bound = digitsBound(m.bits(), base);
  if (limited && bound > 2 && overDigitLimit(bound - 3)) return raiseDigitLimit();
  RawBuffer<unsigned char> digits(bound + 1);
  LimbScratch scratch(m.n + 1);
  if (!digits || !scratch) return raised();
  mpn_copyi(scratch.get(), m.limbs, static_cast<mp_size_t>(m.n));
  GmpScope scope(m.n);
  if (!scope) return raised();
  size_t n = mpn_get_str(digits.get(), static_cast<int>(base), scratch.get(), static_cast<mp_size_t>(m.n));
  OPHION_ASSERT(n <= bound + 1);
  size_t zeros = 0;
  while (zeros + 1 < n && digits[zeros] == 0) ++zeros;
  n -= zeros;
  if (limited && overDigitLimit(n)) return raiseDigitLimit();
  Ref<Str> text = newStrUninitialized(n + m.negative, Width::Ascii);
  if (!text) return raised();
  char* out = text->data();
  if (m.negative) *out++ = '-';
  for (size_t k = 0; k < n; ++k) {
    out[k] = "0123456789abcdefghijklmnopqrstuvwxyz"[digits[zeros + k]];
  }
  return text;
}

Ref<Int> newIntFromDigits(const char* digits, size_t n, unsigned base, bool negative, bool limited) {
  while (n > 0 && *digits == '0') {
    // Leading zeros count against the limit too, as in CPython.
    if (limited && !isPowerOfTwo(base) && overDigitLimit(n)) break;
    ++digits;
    --n;
  }
  if (n == 0) return newInt(0);
  if (limited && !isPowerOfTwo(base) && overDigitLimit(n)) {
    return raise(kTypeValueError,
                 "Exceeds the limit (%u digits) for integer string conversion: value has %zu digits; use "
                 "sys.set_int_max_str_digits() to increase the limit",
                 state().int_max_str_digits_, n);
  }
  if (n <= 12) {
    // 36^12 fits 63 bits.
    int64_t value = 0;
    for (size_t i = 0; i < n; ++i) value = value * base + digitValueOf(digits[i]);
    return newInt(negative ? -value : value);
  }
  RawBuffer<unsigned char> values(n);
  if (!values) return raised();
  for (size_t i = 0; i < n; ++i) values[i] = static_cast<unsigned char>(digitValueOf(digits[i]));
  size_t limbs = static_cast<size_t>(static_cast<double>(n) * std::log2(base) / 64) + 3;
  LimbResult result(limbs);
  if (!result) return raised();
  GmpScope scope(limbs);
  if (!scope) return raised();
  mp_size_t used = mpn_set_str(result.get(), values.get(), n, static_cast<int>(base));
  OPHION_ASSERT(static_cast<size_t>(used) <= limbs);
  return result.finish(static_cast<size_t>(used), negative);
}

Ref<Int> parseIntAscii(const char* s, size_t n, int base, bool* malformed) {
  *malformed = true;
  const char* end = s + n;
  while (s != end && isAsciiSpace(*s)) ++s;
  while (s != end && isAsciiSpace(end[-1])) --end;
  bool negative = false;
  if (s != end && (*s == '+' || *s == '-')) negative = *s++ == '-';
  int prefixed = 0;
  if (end - s >= 2 && *s == '0') {
    char c = static_cast<char>(s[1] | 0x20);
    prefixed = c == 'x' ? 16 : c == 'o' ? 8 : c == 'b' ? 2 : 0;
  }
  bool must_be_zero = false;
  if (base == 0) {
    base = prefixed != 0 ? prefixed : 10;
    must_be_zero = prefixed == 0 && s != end && *s == '0';
  }
  if (prefixed == base) {
    s += 2;
    if (s != end && *s == '_') ++s;  // one underscore may follow the prefix
  }
  if (s == end || *s == '_' || end[-1] == '_') return nullptr;
  size_t digits = 0;
  char previous = 0;
  bool underscores = false;
  for (const char* p = s; p != end; previous = *p++) {
    if (*p == '_') {
      if (previous == '_') return nullptr;
      underscores = true;
    } else if (digitValueOf(*p) < static_cast<unsigned>(base)) {
      ++digits;
      if (must_be_zero && *p != '0') return nullptr;
    } else {
      return nullptr;
    }
  }
  *malformed = false;
  if (!underscores) return newIntFromDigits(s, digits, static_cast<unsigned>(base), negative);
  RawBuffer<char> plain(digits);
  if (!plain) return raised();
  char* out = plain.get();
  for (const char* p = s; p != end; ++p) {
    if (*p != '_') *out++ = *p;
  }
  return newIntFromDigits(plain.get(), digits, static_cast<unsigned>(base), negative);
}

void toAsciiDigits(const Str* s, char* out) {
  if (s->isAscii()) {
    std::memcpy(out, s->data(), s->length_);
    return;
  }
  for (size_t i = 0; i < s->length_; ++i) {
    char32_t c = s->at(i);
    if (unicode::isSpace(c)) {
      out[i] = ' ';
    } else if (c < 0x80) {
      out[i] = static_cast<char>(c);
    } else {
      int value = unicode::decimalValue(c);
      out[i] = value < 0 ? '?' : static_cast<char>('0' + value);
    }
  }
}

Ref<Int> parseIntText(Object* text, int base) {
  bool malformed;
  Ref<Int> result;
  if (isBytesLayout(text)) {
    std::string_view view = static_cast<Bytes*>(text)->view();
    result = parseIntAscii(view.data(), view.size(), base, &malformed);
  } else {
    const Str* s = static_cast<const Str*>(text);
    if (s->isAscii()) {
      result = parseIntAscii(s->data(), s->length_, base, &malformed);
    } else {
      RawBuffer<char> ascii(s->length_);
      if (!ascii) return raised();
      toAsciiDigits(s, ascii.get());
      result = parseIntAscii(ascii.get(), s->length_, base, &malformed);
    }
  }
  if (malformed) return raise(kTypeValueError, "invalid literal for int() with base %d: %.200R", base, text);
  return result;
}

}  // namespace ophion
