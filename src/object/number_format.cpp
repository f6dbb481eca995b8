// Number formatting. A number's text is made as sign, prefix, digits and rest (point, fraction, exponent); what the
// specification says of grouping and padding is laid around these.
#include "object/number_format.h"

#include <charconv>
#include <climits>
#include <cmath>
#include <cstring>

#include "base/unicode.h"
#include "object/allocate.h"
#include "object/complex.h"
#include "object/float.h"
#include "object/float_text.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str_builder.h"
#include "object/type.h"

namespace ophion {

namespace {

struct NumberText {
  char sign = 0;  // '+', '-', ' '; 0: none
  std::string_view prefix;
  std::string_view digits;
  std::string_view rest;
};

bool isAlign(char32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

// Reads a number of decimal digits; *value stays where there are none. False: too many.
bool readNumber(const Str* s, size_t* at, int64_t* value) {
  bool any = false;
  int64_t n = 0;
  for (; *at < s->length_; ++*at) {
    int digit = unicode::decimalValue(s->at(*at));
    if (digit < 0) break;
    if (n > (INT64_MAX - digit) / 10) return raise(kTypeValueError, "Too many decimal digits in format string");
    n = n * 10 + digit;
    any = true;
  }
  if (any) *value = n;
  return true;
}

Raised raiseGroupingWith(char32_t grouping, char32_t type) {
  if (type > 32 && type < 128) {
    return raise(kTypeValueError, "Cannot specify '%c' with '%c'.", static_cast<int>(grouping), static_cast<int>(type));
  }
  return raise(kTypeValueError, "Cannot specify '%c' with '\\x%x'.", static_cast<int>(grouping),
               static_cast<unsigned>(type));
}

bool checkGrouping(const FormatSpec& f) {
  if (f.grouping == 0) return true;
  switch (f.type) {
    case 'd':
    case 'e':
    case 'f':
    case 'g':
    case 'E':
    case 'G':
    case '%':
    case 'F':
    case 0:
      return true;
    case 'b':
    case 'o':
    case 'x':
    case 'X':
      if (f.grouping == '_') return true;
      break;
    default:
      break;
  }
  return raiseGroupingWith(f.grouping, f.type);
}

// Groups of digits from the right, with zeros put before them to fill min_width; group 0: no separators. With `out`
// null only counts. Writes backwards from out.
size_t groupDigits(std::string_view digits, int64_t min_width, unsigned group, char separator, char* out_end) {
  size_t written = 0;
  int64_t remaining = static_cast<int64_t>(digits.size());
  auto put = [&](char c) {
    ++written;
    if (out_end != nullptr) *--out_end = c;
  };
  for (bool first = true;; first = false) {
    int64_t most = remaining > min_width ? remaining : min_width;
    if (most < 1) most = 1;
    int64_t length = group == 0 || most < static_cast<int64_t>(group) ? most : static_cast<int64_t>(group);
    int64_t chars = remaining < length ? remaining : length;
    if (!first) put(separator);
    for (int64_t i = 0; i < chars; ++i) put(digits[static_cast<size_t>(remaining - 1 - i)]);
    for (int64_t i = chars; i < length; ++i) put('0');
    remaining -= chars;
    min_width -= length;
    if (remaining <= 0 && min_width <= 0) return written;
    --min_width;
  }
}

bool appendGrouped(StrBuilder& out, std::string_view digits, int64_t min_width, unsigned group, char separator,
                   size_t length) {
  if (length == digits.size() && (group == 0 || digits.size() <= group)) return out.appendAscii(digits);
  RawBuffer<char> text(length);
  if (!text) return raised();
  groupDigits(digits, min_width, group, separator, text.get() + length);
  return out.appendAscii({text.get(), length});
}

bool appendNumber(StrBuilder& out, const NumberText& number, const FormatSpec& f, unsigned group) {
  int64_t fixed = (number.sign != 0) + static_cast<int64_t>(number.prefix.size() + number.rest.size());
  int64_t min_width = f.fill == '0' && f.align == '=' ? f.width - fixed : 0;
  size_t grouped = 0;
  if (!number.digits.empty())
    grouped = groupDigits(number.digits, min_width, group, static_cast<char>(f.grouping), nullptr);
  int64_t padding = f.width - fixed - static_cast<int64_t>(grouped);
  if (padding < 0) padding = 0;
  size_t left = 0, inner = 0, right = 0;
  switch (f.align) {
    case '<':
      right = static_cast<size_t>(padding);
      break;
    case '^':
      left = static_cast<size_t>(padding / 2);
      right = static_cast<size_t>(padding) - left;
      break;
    case '=':
      inner = static_cast<size_t>(padding);
      break;
    default:
      left = static_cast<size_t>(padding);
  }
  if (left != 0 && !out.appendRepeated(f.fill, left)) return raised();
  if (number.sign != 0 && !out.append(static_cast<char32_t>(number.sign))) return raised();
  if (!number.prefix.empty() && !out.appendAscii(number.prefix)) return raised();
  if (inner != 0 && !out.appendRepeated(f.fill, inner)) return raised();
  if (grouped != 0 && !appendGrouped(out, number.digits, min_width, group, static_cast<char>(f.grouping), grouped))
    return raised();
  if (!number.rest.empty() && !out.appendAscii(number.rest)) return raised();
  return right == 0 || out.appendRepeated(f.fill, right);
}

char signFor(bool negative, char32_t wanted) {
  if (negative) return '-';
  return wanted == '+' ? '+' : wanted == ' ' ? ' ' : 0;
}

// The digits of an int's magnitude in a base, in a buffer of its own or the text of a big number.
class IntDigits {
 public:
  bool make(const Int* value, unsigned base, bool upper) {
    char* first;
    char* end;
    if (value->isSmall()) {
      int64_t v = value->value_;
      negative_ = v < 0;
      uint64_t magnitude = negative_ ? uint64_t{0} - static_cast<uint64_t>(v) : static_cast<uint64_t>(v);
      first = local_;
      end = std::to_chars(local_, local_ + sizeof(local_), magnitude, static_cast<int>(base)).ptr;
    } else {
      text_ = intToText(value, base);
      if (!text_) return raised();
      negative_ = text_->data()[0] == '-';
      first = text_->data() + negative_;
      end = text_->data() + text_->length_;
    }
    if (upper) {
      for (char* p = first; p != end; ++p) *p = static_cast<char>(*p >= 'a' ? *p - 32 : *p);
    }
    view_ = {first, static_cast<size_t>(end - first)};
    return true;
  }
  std::string_view view() const { return view_; }
  bool negative() const { return negative_; }

 private:
  char local_[66];
  Ref<Str> text_;
  std::string_view view_;
  bool negative_ = false;
};

// The text of a double split at its integer digits; the text must outlive it.
NumberText splitDouble(std::string_view text, char32_t sign) {
  NumberText number;
  size_t at = 0;
  bool negative = !text.empty() && text[0] == '-';
  if (negative) at = 1;
  number.sign = signFor(negative, sign);
  size_t digits = at;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  number.digits = text.substr(at, digits - at);
  number.rest = text.substr(digits);
  return number;
}

bool styleFor(const FormatSpec& f, char32_t type, DoubleStyle* style) {
  if (f.precision > INT_MAX) return raise(kTypeValueError, "precision too big");
  style->alternate = f.alternate;
  style->no_negative_zero = f.no_negative_zero;
  style->precision = f.precision < 0 ? 6 : f.precision;
  if (type == 0) {
    style->type = f.precision < 0 ? 'r' : 'g';
  } else {
    style->type = type == 'n' ? 'g' : type == '%' ? 'f' : static_cast<char>(type);
  }
  return true;
}

Ref<Str> formatDoubleWithSpec(double value, const FormatSpec& f) {
  DoubleStyle style;
  if (!styleFor(f, f.type, &style)) return raised();
  style.point_zero = f.type == 0;
  if (f.type == '%') value *= 100;
  size_t bound = doubleTextBound(value, style) + 1;
  RawBuffer<char> text(bound);
  if (!text) return raised();
  size_t n = writeDouble(value, style, text.get());
  if (f.type == '%') text[n++] = '%';
  StrBuilder out;
  if (!appendNumber(out, splitDouble({text.get(), n}, f.sign), f, f.grouping != 0 ? 3 : 0)) return raised();
  return out.finish();
}

Ref<Str> formatCharacter(Int* value, const FormatSpec& f) {
  if (f.sign != 0) return raise(kTypeValueError, "Sign not allowed with integer format specifier 'c'");
  if (f.alternate) return raise(kTypeValueError, "Alternate form (#) not allowed with integer format specifier 'c'");
  if (!value->isSmall()) return raise(kTypeOverflowError, "Python int too large to convert to C long");
  if (value->value_ < 0 || value->value_ > 0x10ffff) return raise(kTypeOverflowError, "%%c arg not in range(0x110000)");
  Ref<Str> text = newStrFromChar(static_cast<char32_t>(value->value_));
  if (!text) return raised();
  return padded(text.get(), f.fill, f.align, f.width);
}

Ref<Str> formatIntWithSpec(Int* value, const FormatSpec& f) {
  if (f.precision != -1) return raise(kTypeValueError, "Precision not allowed in integer format specifier");
  if (f.no_negative_zero) {
    return raise(kTypeValueError, "Negative zero coercion (z) not allowed in integer format specifier");
  }
  if (f.type == 'c') return formatCharacter(value, f);
  unsigned base = f.type == 'b' ? 2 : f.type == 'o' ? 8 : f.type == 'x' || f.type == 'X' ? 16 : 10;
  IntDigits digits;
  if (!digits.make(value, base, f.type == 'X')) return raised();
  NumberText number;
  number.sign = signFor(digits.negative(), f.sign);
  if (f.alternate && base != 10) number.prefix = base == 2 ? "0b" : base == 8 ? "0o" : f.type == 'X' ? "0X" : "0x";
  number.digits = digits.view();
  unsigned group = f.grouping == 0 ? 0 : base == 10 ? 3 : 4;
  StrBuilder out;
  if (!appendNumber(out, number, f, group)) return raised();
  return out.finish();
}

Ref<Str> formatComplexWith(double re, double im, const FormatSpec& f) {
  DoubleStyle style;
  if (!styleFor(f, f.type, &style)) return raised();
  bool bare = f.type == 0;
  bool skip_real = bare && re == 0 && !std::signbit(re);
  bool parentheses = bare && !skip_real;
  size_t bound = doubleTextBound(re, style);
  RawBuffer<char> re_text(bound), im_text(bound);
  if (!re_text || !im_text) return raised();
  size_t re_n = writeDouble(re, style, re_text.get());
  size_t im_n = writeDouble(im, style, im_text.get());
  FormatSpec part;
  part.align = '<';
  part.grouping = f.grouping;
  unsigned group = f.grouping != 0 ? 3 : 0;
  StrBuilder out;
  if (parentheses && !out.append(U'(')) return raised();
  if (!skip_real && !appendNumber(out, splitDouble({re_text.get(), re_n}, f.sign), part, group)) return raised();
  if (!appendNumber(out, splitDouble({im_text.get(), im_n}, skip_real ? f.sign : U'+'), part, group)) return raised();
  if (!out.append(U'j') || (parentheses && !out.append(U')'))) return raised();
  Ref<Str> text = out.finish();
  if (!text) return raised();
  return padded(text.get(), f.fill, f.align, f.width);
}

}  // namespace

bool parseFormatSpec(const Str* s, FormatSpec* out, char32_t default_type, char32_t default_align, Object* value) {
  FormatSpec& f = *out;
  f = FormatSpec();
  f.type = default_type;
  f.align = default_align;
  size_t at = 0, n = s->length_;
  auto next = [&](char32_t c) { return at < n && s->at(at) == c; };
  bool fill_given = false;
  if (n >= 2 && isAlign(s->at(1))) {
    f.fill = s->at(0);
    f.align = s->at(1);
    fill_given = f.align_given = true;
    at = 2;
  } else if (n >= 1 && isAlign(s->at(0))) {
    f.align = s->at(0);
    f.align_given = true;
    at = 1;
  }
  if (next(' ') || next('+') || next('-')) f.sign = s->at(at++);
  if (next('z')) {
    f.no_negative_zero = true;
    ++at;
  }
  if (next('#')) {
    f.alternate = true;
    ++at;
  }
  if (!fill_given && next('0')) {
    f.fill = '0';
    f.zero_padded = true;
    if (!f.align_given && default_align == '>') f.align = '=';
    ++at;
  }
  if (!readNumber(s, &at, &f.width)) return raised();
  if (next(',')) {
    f.grouping = ',';
    ++at;
  }
  if (next('_')) {
    if (f.grouping != 0) return raise(kTypeValueError, "Cannot specify both ',' and '_'.");
    f.grouping = '_';
    ++at;
  }
  if (next(',') && f.grouping == '_') return raise(kTypeValueError, "Cannot specify both ',' and '_'.");
  if (next('.')) {
    ++at;
    if (!readNumber(s, &at, &f.precision)) return raised();
    if (f.precision < 0) return raise(kTypeValueError, "Format specifier missing precision");
  }
  if (n - at > 1) return raise(kTypeValueError, "Invalid format specifier '%U' for object of type '%.200T'", s, value);
  if (at < n) f.type = s->at(at);
  return checkGrouping(f);
}

Raised raiseUnknownFormatCode(char32_t code, Object* value) {
  if (code > 32 && code < 128) {
    return raise(kTypeValueError, "Unknown format code '%c' for object of type '%.200T'", static_cast<int>(code),
                 value);
  }
  return raise(kTypeValueError, "Unknown format code '\\x%x' for object of type '%.200T'", static_cast<unsigned>(code),
               value);
}

Ref<Str> padded(Str* text, char32_t fill, char32_t align, int64_t width) {
  if (width <= static_cast<int64_t>(text->length_)) return share(text);
  size_t padding = static_cast<size_t>(width) - text->length_;
  size_t left = align == '<' ? 0 : align == '^' ? padding / 2 : padding;
  StrBuilder out;
  if (!out.appendRepeated(fill, left) || !out.append(text) || !out.appendRepeated(fill, padding - left))
    return raised();
  return out.finish();
}

Ref<Str> formatInt(Int* value, Str* spec) {
  if (spec->length_ == 0) return isExactInt(value) ? intToText(value, 10) : strOf(value);
  FormatSpec f;
  if (!parseFormatSpec(spec, &f, 'd', '>', value)) return raised();
  switch (f.type) {
    case 'b':
    case 'c':
    case 'd':
    case 'o':
    case 'x':
    case 'X':
    case 'n':
      return formatIntWithSpec(value, f);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case '%': {
      double number;
      if (!intToDouble(value, &number)) return raised();
      return formatDoubleWithSpec(number, f);
    }
    default:
      return raiseUnknownFormatCode(f.type, value);
  }
}

Ref<Str> formatFloat(Float* value, Str* spec) {
  if (spec->length_ == 0) return isExactFloat(value) ? floatRepr(value->value_) : strOf(value);
  FormatSpec f;
  if (!parseFormatSpec(spec, &f, 0, '>', value)) return raised();
  switch (f.type) {
    case 0:
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case 'n':
    case '%':
      break;
    default:
      return raiseUnknownFormatCode(f.type, value);
  }
  return formatDoubleWithSpec(value->value_, f);
}

Ref<Str> formatComplex(Object* value, Str* spec) {
  const Complex* c = static_cast<const Complex*>(value);
  if (spec->length_ == 0) return isExactComplex(value) ? complexText(c->real_, c->imag_) : strOf(value);
  FormatSpec f;
  if (!parseFormatSpec(spec, &f, 0, '>', value)) return raised();
  switch (f.type) {
    case 0:
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case 'n':
      break;
    default:
      return raiseUnknownFormatCode(f.type, value);
  }
  if (f.precision > INT_MAX) return raise(kTypeValueError, "precision too big");
  if (f.fill == '0') return raise(kTypeValueError, "Zero padding is not allowed in complex format specifier");
  if (f.align == '=') return raise(kTypeValueError, "'=' alignment flag is not allowed in complex format specifier");
  return formatComplexWith(c->real_, c->imag_, f);
}

Ref<Str> complexText(double real, double imag) {
  FormatSpec f;
  f.align = '>';
  return formatComplexWith(real, imag, f);
}

}  // namespace ophion
