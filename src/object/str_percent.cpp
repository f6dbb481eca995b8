// The % operator on strings.
#include "object/error.h"
#include "object/int.h"
#include "object/percent_directive.h"
#include "object/str_builder.h"
#include "object/str_chars.h"
#include "object/str_methods.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

bool appendPadded(StrBuilder& out, const Str* s, const PercentSpec& spec) {
  size_t n = s->length_;
  if (spec.precision >= 0 && static_cast<uint64_t>(spec.precision) < n) n = static_cast<size_t>(spec.precision);
  size_t room = spec.width > static_cast<int64_t>(n) ? static_cast<size_t>(spec.width) - n : 0;
  if (!spec.left && !out.appendRepeated(' ', room)) return false;
  if (!out.append(s, 0, n)) return false;
  return !spec.left || out.appendRepeated(' ', room);
}

// %c: an int or a string of one character.
Ref<Str> charOf_mayRunPython(Object* value) {
  if (isStrLayout(value)) {
    if (asStr(value)->length_ == 1) return exactly(asStr(value));
    return raise(kTypeTypeError, "%%c requires int or char");
  }
  Ref<Int> number;
  if (isIntLayout(value)) {
    number = share(static_cast<Int*>(value));
  } else {
    number = index(value);
    if (!number) {
      if (!errorMatches(kTypeTypeError)) return raised();
      return raise(kTypeTypeError, "%%c requires int or char");
    }
  }
  int64_t code;
  if (!tryInt64(number.get(), &code) || code < 0 || code > 0x10ffff) {
    return raise(kTypeOverflowError, "%%c arg not in range(0x110000)");
  }
  return newStrFromChar(static_cast<char32_t>(code));
}

// Reads the key after '(' up to its closing parenthesis; *at moves behind it.
bool readKey(const Str* format, const CharReader& chars, size_t* at, PercentValues* values) {
  if (!values->checkMapping()) return false;
  size_t start = *at;
  int depth = 1;
  while (depth > 0 && *at < format->length_) {
    char32_t c = chars[(*at)++];
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
  }
  if (depth > 0) return raise(kTypeValueError, "incomplete format key");
  Ref<Str> key = substring(format, start, *at - 1);
  return key && values->selectKey(key.get());
}

bool appendDirective(StrBuilder& out, const PercentSpec& spec, size_t letter_at, PercentValues* values) {
  char32_t letter = spec.conversion;
  Ref<Object> value = values->next();
  if (!value) return false;
  if (spec.isBare()) {
    if (letter == 's' && isExactStr(value.get())) return out.append(asStr(value.get()));
    if ((letter == 'd' || letter == 's') && isSmallInt(value.get())) return out.appendDecimal(smallValue(value.get()));
  }
  if (isNumberConversion(letter)) {
    Ref<Str> text = formatPercentNumber_mayRunPython(value.get(), spec);
    return text && out.append(text.get());
  }
  Ref<Str> text;
  PercentSpec how = spec;
  switch (letter) {
    case 's':
      text = strOf(value.get());
      break;
    case 'r':
      text = reprOf(value.get());
      break;
    case 'a':
      text = asciiOf(value.get());
      break;
    case 'c':
      text = charOf_mayRunPython(value.get());
      how.precision = -1;
      break;
    default:
      return raise(kTypeValueError, "unsupported format character '%c' (0x%x) at index %zd",
                   static_cast<int>(letter > 31 && letter < 128 ? letter : '?'), static_cast<unsigned>(letter),
                   static_cast<ptrdiff_t>(letter_at));
  }
  return text && appendPadded(out, text.get(), how);
}

}  // namespace

Ref<Str> formatPercent_mayRunPython(Str* format, Object* given) {
  PercentValues values(given, !isStrLayout(given));
  CharReader chars(format);
  StrBuilder out;
  size_t n = format->length_;
  for (size_t at = 0; at < n;) {
    size_t start = at;
    if (format->unit() == 1) {
      const void* found = std::memchr(format->data() + at, '%', n - at);
      at = found == nullptr ? n : static_cast<size_t>(static_cast<const char*>(found) - format->data());
    } else {
      while (at < n && chars[at] != '%') ++at;
    }
    if (!out.append(format, start, at)) return raised();
    if (at == n) break;
    ++at;
    if (at < n && chars[at] == '%') {
      if (!out.append(chars[at++])) return raised();
      continue;
    }
    PercentSpec spec;
    if (at < n && chars[at] == '(' && !readKey(format, chars, &++at, &values)) return raised();
    if (!readPercentDirective(chars, n, &at, &values, &spec)) return raised();
    if (!appendDirective(out, spec, at - 1, &values)) return raised();
  }
  if (values.anyLeft()) return raise(kTypeTypeError, "not all arguments converted during string formatting");
  return out.finish();
}

}  // namespace ophion
