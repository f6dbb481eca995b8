// The % operator on bytes and bytearray.
#include <cstring>

#include "object/buffer.h"
#include "object/byte_builder.h"
#include "object/byte_methods.h"
#include "object/float.h"
#include "object/int.h"
#include "object/memory_view.h"
#include "object/percent_directive.h"
#include "object/runtime_state.h"
#include "object/sequence.h"

namespace ophion {

namespace {

struct ByteChars {
  static constexpr bool kHasUnsignedZero = true;
  std::string_view bytes;
  char32_t operator[](size_t i) const { return static_cast<uint8_t>(bytes[i]); }
};

bool appendPadded(ByteBuilder& out, std::string_view text, const PercentSpec& spec) {
  if (spec.precision >= 0 && static_cast<uint64_t>(spec.precision) < text.size()) {
    text = text.substr(0, static_cast<size_t>(spec.precision));
  }
  size_t room = spec.width > static_cast<int64_t>(text.size()) ? static_cast<size_t>(spec.width) - text.size() : 0;
  if (!spec.left && !out.appendRepeated(' ', room)) return false;
  return out.append(text) && (!spec.left || out.appendRepeated(' ', room));
}

// %c: one byte, given as such or by its value.
bool appendChar(ByteBuilder& out, Object* value, PercentSpec spec) {
  spec.precision = -1;
  if (isBytesLayout(value) || isByteArrayLayout(value)) {
    if (bytesOf(value).size() == 1) return appendPadded(out, bytesOf(value), spec);
  } else if (hasIndex(value)) {
    Ref<Int> number = index(value);
    if (!number) return false;
    int64_t code;
    if (!tryInt64(number.get(), &code) || code < 0 || code > 255) {
      return raise(kTypeOverflowError, "%%c arg not in range(256)");
    }
    char byte = static_cast<char>(code);
    return appendPadded(out, {&byte, 1}, spec);
  }
  return raise(kTypeTypeError, "%%c requires an integer in range(256) or a single byte");
}

// %b: bytes, or what __bytes__ makes.
bool appendBytes(ByteBuilder& out, Object* value, const PercentSpec& spec) {
  Ref<Object> made;
  if (isBytesLike(value) && !isBytesInRow(value)) {
    Ref<Bytes> content = contentOfView(static_cast<MemoryView*>(value));
    return content && appendPadded(out, content->view(), spec);
  }
  if (!isBytesLike(value)) {
    Object* special = lookupInType(typeOf(value), name(Name::__bytes__));
    if (special == nullptr) {
      return raise(kTypeTypeError,
                   "%%b requires a bytes-like object, or an object that implements __bytes__, not '%.100T'", value);
    }
    Ref<Object> held = share(special);
    made = callSpecial(held.get(), &value, 1);
    if (!made) return false;
    if (!isBytesLayout(made.get())) {
      return raise(kTypeTypeError, "__bytes__ returned non-bytes (type %.200T)", made.get());
    }
    value = made.get();
  }
  Buffer buffer;
  return buffer.acquire(value) && appendPadded(out, buffer.view(), spec);
}

// Whether what a float came to has a minus sign and no digit that counts.
bool isNegativeZero(std::string_view text) {
  return text.find('-') != text.npos &&
         text.substr(0, text.find_first_of("eE")).find_first_of("123456789ni") == text.npos;
}

bool appendDirective(ByteBuilder& out, const PercentSpec& spec, size_t letter_at, PercentValues* values) {
  char32_t letter = spec.conversion;
  Ref<Object> value = values->next();
  if (!value) return false;
  Ref<Str> text;
  if (isNumberConversion(letter)) {
    PercentSpec how = spec;
    if (letter == 'i') how.conversion = 'd';
    text = formatPercentNumber_mayRunPython(value.get(), how);
    if (spec.unsigned_zero && text && __builtin_strchr("eEfFgG", static_cast<int>(letter)) != nullptr &&
        isNegativeZero(text->asciiView())) {
      Ref<Float> zero = newFloat(0.0);
      text = zero ? formatPercentNumber_mayRunPython(zero.get(), how) : nullptr;
    }
    if (!text && __builtin_strchr("eEfFgG", static_cast<int>(letter)) != nullptr && errorMatches(kTypeTypeError)) {
      return raise(kTypeTypeError, "float argument required, not %.200T", value.get());
    }
    return text && out.append(text->asciiView());
  }
  switch (letter) {
    case 'a':
    case 'r':
      text = asciiOf(value.get());
      return text && appendPadded(out, text->asciiView(), spec);
    case 's':
    case 'b':
      return appendBytes(out, value.get(), spec);
    case 'c':
      return appendChar(out, value.get(), spec);
    default:
      return raise(kTypeValueError, "unsupported format character '%c' (0x%x) at index %zd", static_cast<int>(letter),
                   static_cast<unsigned>(letter), static_cast<ptrdiff_t>(letter_at));
  }
}

bool readKey(std::string_view format, size_t* at, PercentValues* values) {
  if (!values->checkMapping()) return false;
  size_t start = *at;
  int depth = 1;
  while (depth > 0 && *at < format.size()) {
    char c = format[(*at)++];
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
  }
  if (depth > 0) return raise(kTypeValueError, "incomplete format key");
  Ref<Bytes> key = newBytes(format.substr(start, *at - 1 - start));
  return key && values->selectKey(key.get());
}

}  // namespace

bool formatBytesPercent_mayRunPython(ByteBuilder& out, std::string_view format, Object* given) {
  bool text = isStrLayout(given) || isBytesLayout(given) || isByteArrayLayout(given);
  PercentValues values(given, !text);
  ByteChars chars{format};
  for (size_t at = 0; at < format.size();) {
    size_t start = at;
    at = format.find('%', at);
    if (at == format.npos) at = format.size();
    if (!out.append(format.substr(start, at - start))) return false;
    if (at == format.size()) break;
    ++at;
    if (at < format.size() && format[at] == '%') {
      if (!out.appendByte(static_cast<uint8_t>(format[at++]))) return false;
      continue;
    }
    PercentSpec spec;
    if (at < format.size() && format[at] == '(' && !readKey(format, &++at, &values)) return false;
    if (!readPercentDirective(chars, format.size(), &at, &values, &spec)) return false;
    if (!appendDirective(out, spec, at - 1, &values)) return false;
  }
  if (values.anyLeft()) return raise(kTypeTypeError, "not all arguments converted during bytes formatting");
  return true;
}

}  // namespace ophion
