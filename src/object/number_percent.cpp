// The % operator's conversions of numbers.
#include <climits>
#include <cstring>

#include "object/allocate.h"
#include "object/float.h"
#include "object/float_text.h"
#include "object/int.h"
#include "object/number_format.h"
#include "object/protocol.h"
#include "object/str_builder.h"
#include "object/type.h"

namespace ophion {

namespace {

// Sign or blank, prefix, zeros and digits laid out to the width.
Ref<Str> layOut(const PercentSpec& f, bool negative, std::string_view prefix, size_t zeros, std::string_view digits) {
  char sign = negative ? '-' : f.plus ? '+' : f.space ? ' ' : 0;
  size_t length = (sign != 0) + prefix.size() + zeros + digits.size();
  size_t padding = f.width > static_cast<int64_t>(length) ? static_cast<size_t>(f.width) - length : 0;
  size_t left = 0, right = 0;
  if (f.left) {
    right = padding;
  } else if (f.zero) {
    zeros += padding;
  } else {
    left = padding;
  }
  StrBuilder out;
  if (!out.reserve(length + padding)) return raised();
  if (left != 0 && !out.appendRepeated(' ', left)) return raised();
  if (sign != 0 && !out.append(static_cast<char32_t>(sign))) return raised();
  if (!prefix.empty() && !out.appendAscii(prefix)) return raised();
  if (zeros != 0 && !out.appendRepeated('0', zeros)) return raised();
  if (!out.appendAscii(digits)) return raised();
  if (right != 0 && !out.appendRepeated(' ', right)) return raised();
  return out.finish();
}

bool isNumber(Object* value) {
  return isIntLayout(value) || isFloatLayout(value) || isComplexLayout(value) ||
         lookupSpecial(value, Special::k_index) != nullptr || lookupSpecial(value, Special::k_int) != nullptr ||
         lookupSpecial(value, Special::k_float) != nullptr;
}

Ref<Str> formatInteger(Object* value, const PercentSpec& f) {
  bool whole_only = f.conversion == 'o' || f.conversion == 'x' || f.conversion == 'X';
  auto wrongType = [&]() -> Ref<Str> {
    return raise(kTypeTypeError,
                 whole_only ? "%%%c format: an integer is required, not %.200T"
                            : "%%%c format: a real number is required, not %.200T",
                 static_cast<int>(f.conversion), value);
  };
  Ref<Int> number;
  if (isIntLayout(value)) {
    number = share(static_cast<Int*>(value));
  } else {
    if (!isNumber(value)) {
      if (errorPending()) return raised();
      return wrongType();
    }
    number = whole_only ? index(value) : toInt_mayRunPython(value);
    if (!number) {
      if (!errorMatches(kTypeTypeError)) return raised();
      clearError();
      return wrongType();
    }
  }
  if (f.precision > INT_MAX - 3) return raise(kTypeOverflowError, "precision too large");
  unsigned base = f.conversion == 'o' ? 8 : whole_only ? 16 : 10;
  Ref<Str> text = intToText(number.get(), base);
  if (!text) return raised();
  const char* digits = text->data();
  size_t n = text->length_;
  bool negative = *digits == '-';
  digits += negative;
  n -= negative;
  RawBuffer<char> upper(f.conversion == 'X' ? n : 1);
  if (!upper) return raised();
  if (f.conversion == 'X') {
    for (size_t i = 0; i < n; ++i) upper[i] = static_cast<char>(digits[i] >= 'a' ? digits[i] - 32 : digits[i]);
    digits = upper.get();
  }
  size_t zeros = f.precision > static_cast<int64_t>(n) ? static_cast<size_t>(f.precision) - n : 0;
  std::string_view prefix;
  if (f.alternate && base != 10) prefix = base == 8 ? "0o" : f.conversion == 'X' ? "0X" : "0x";
  return layOut(f, negative, prefix, zeros, {digits, n});
}

Ref<Str> formatReal(Object* value, const PercentSpec& f) {
  double x;
  if (!asDouble(value, &x)) return raised();
  DoubleStyle style;
  style.type = static_cast<char>(f.conversion);
  style.precision = f.precision < 0 ? 6 : f.precision;
  style.alternate = f.alternate;
  if (style.precision > INT_MAX - 3) return raise(kTypeValueError, "precision too large");
  RawBuffer<char> text(doubleTextBound(x, style));
  if (!text) return raised();
  size_t n = writeDouble(x, style, text.get());
  bool negative = n != 0 && text[0] == '-';
  return layOut(f, negative, {}, 0, {text.get() + negative, n - negative});
}

}  // namespace

Ref<Str> formatPercentNumber_mayRunPython(Object* value, const PercentSpec& f) {
  switch (f.conversion) {
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      return formatInteger(value, f);
    default:
      return formatReal(value, f);
  }
}

}  // namespace ophion
