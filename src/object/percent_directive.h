// One directive of the % operator on texts and bytes: "%(key)-#0 +12.3ld".
#pragma once

#include "object/number_format.h"
#include "object/protocol.h"

namespace ophion {

// The values that directives take, one after another, or by key from a mapping.
class PercentValues {
 public:
  // `mapping_allowed`: whether `values` may serve as a mapping.
  PercentValues(Object* values, bool mapping_allowed);
  // The next value; TypeError "not enough arguments for format string".
  Ref<Object> next();
  // TypeError "format requires a mapping" where no key can be asked for.
  [[nodiscard]] bool checkMapping() const;
  // The value of a key.
  [[nodiscard]] bool selectKey(Object* key);
  // Whether values are left although no mapping was used.
  bool anyLeft() const;

 private:
  Object* values_;   // borrowed
  size_t size_ = 0;  // of a tuple
  size_t position_ = 0;
  bool is_tuple_, is_mapping_;
  bool single_used_ = false;
  Ref<Object> keyed_;  // the value selected by key, for one directive
  bool has_keyed_ = false;
};

struct PercentDirective {
  PercentSpec spec;
  bool has_key = false;
  size_t key_start = 0, key_end = 0;
};

// Reads the part behind the key: flags, width, precision, length modifiers and the letter. `chars[i]` gives a
// character. False: exception pending. *at moves behind the letter.
template <class Chars>
[[nodiscard]] bool readPercentDirective(const Chars& chars, size_t n, size_t* at, PercentValues* values,
                                        PercentSpec* spec);
[[nodiscard]] bool starArgument_mayRunPython(PercentValues* values, bool is_precision, PercentSpec* spec);

// Whether the letter is one of those that formatPercentNumber knows.
inline bool isNumberConversion(char32_t c) {
  return c < 0x80 && c != 0 && __builtin_strchr("diuoxXeEfFgG", static_cast<int>(c)) != nullptr;
}

template <class Chars>
bool readPercentNumber(const Chars& chars, size_t n, size_t* at, const char* complaint, int64_t* out) {
  int64_t value = 0;
  for (; *at < n && chars[*at] >= '0' && chars[*at] <= '9'; ++*at) {
    if (value > (INT32_MAX - 9) / 10) return raise(kTypeValueError, complaint);
    value = value * 10 + static_cast<int64_t>(chars[*at] - '0');
  }
  *out = value;
  return true;
}

template <class Chars>
bool readPercentDirective(const Chars& chars, size_t n, size_t* at, PercentValues* values, PercentSpec* spec) {
  for (bool flags = true; flags && *at < n;) {
    switch (static_cast<char32_t>(chars[*at])) {
      case '-':
        spec->left = true;
        break;
      case '+':
        spec->plus = true;
        break;
      case ' ':
        spec->space = true;
        break;
      case '#':
        spec->alternate = true;
        break;
      case '0':
        spec->zero = true;
        break;
      case 'z':
        flags = Chars::kHasUnsignedZero;
        spec->unsigned_zero = flags;
        break;
      default:
        flags = false;
        break;
    }
    *at += flags;
  }
  if (*at < n && chars[*at] == '*') {
    ++*at;
    if (!starArgument_mayRunPython(values, false, spec)) return false;
  } else if (*at < n && chars[*at] >= '0' && chars[*at] <= '9') {
    if (!readPercentNumber(chars, n, at, "width too big", &spec->width)) return false;
  }
  if (*at < n && chars[*at] == '.') {
    ++*at;
    spec->precision = 0;
    if (*at < n && chars[*at] == '*') {
      ++*at;
      if (!starArgument_mayRunPython(values, true, spec)) return false;
    } else if (!readPercentNumber(chars, n, at, "precision too big", &spec->precision)) {
      return false;
    }
  }
  if (*at < n && (chars[*at] == 'h' || chars[*at] == 'l' || chars[*at] == 'L')) ++*at;
  if (*at >= n) return raise(kTypeValueError, "incomplete format");
  spec->conversion = static_cast<char32_t>(chars[(*at)++]);
  return true;
}

}  // namespace ophion
