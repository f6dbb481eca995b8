// What happens to bytes and characters that do not decode or encode: the builtin error handlers, and calls of others.
#include "base/unicode_names.h"
#include "object/buffer.h"
#include "object/codec_session.h"
#include "object/error.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str_chars.h"
#include "object/str_utf8.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

struct ModeName {
  const char* name;
  ErrorMode mode;
};
constexpr ModeName kModes[] = {
    {"strict", ErrorMode::Strict},
    {"ignore", ErrorMode::Ignore},
    {"replace", ErrorMode::Replace},
    {"backslashreplace", ErrorMode::BackslashReplace},
    {"xmlcharrefreplace", ErrorMode::XmlCharRefReplace},
    {"namereplace", ErrorMode::NameReplace},
    {"surrogateescape", ErrorMode::SurrogateEscape},
    {"surrogatepass", ErrorMode::SurrogatePass},
};

bool appendHexEscape(StrBuilder& out, char32_t c) {
  char letter = c < 0x100 ? 'x' : c < 0x10000 ? 'u' : 'U';
  int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
  char text[10] = {'\\', letter};
  for (int i = 0; i < digits; ++i) text[2 + i] = "0123456789abcdef"[c >> (4 * (digits - 1 - i)) & 15];
  return out.appendAscii({text, static_cast<size_t>(digits) + 2});
}

bool appendNumberReference(StrBuilder& out, char32_t c) {
  char digits[12];
  size_t n = sizeof digits;
  digits[--n] = ';';
  do {
    digits[--n] = static_cast<char>('0' + c % 10);
    c /= 10;
  } while (c != 0);
  return out.appendAscii("&#") && out.appendAscii({digits + n, sizeof digits - n});
}

bool appendNameEscape(StrBuilder& out, char32_t c) {
  char text[unicode::kNameMax];
  size_t n = unicode::nameOf(c, text);
  if (n == 0) return appendHexEscape(out, c);
  return out.appendAscii("\\N{") && out.appendAscii({text, n}) && out.append('}');
}

Raised cannotHandle(const char* type) {
  return raise(kTypeTypeError, "don't know how to handle %s in error callback", type);
}

// The surrogate that `kind` would read at the start of `bytes` if it let them pass; 0 where there is none.
char32_t surrogateAt(Encoding kind, std::string_view bytes) {
  auto byte = [&](size_t i) { return static_cast<char32_t>(static_cast<uint8_t>(bytes[i])); };
  char32_t c = 0;
  if (kind == Encoding::Utf8 || kind == Encoding::Utf8Sig) {
    if (bytes.size() < 3 || (byte(0) & 0xf0) != 0xe0 || (byte(1) & 0xc0) != 0x80 || (byte(2) & 0xc0) != 0x80) return 0;
    c = (byte(0) & 0xf) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f);
  } else if (kind == Encoding::Utf16 || kind == Encoding::Utf16Le || kind == Encoding::Utf16Be) {
    if (bytes.size() < 2) return 0;
    c = kind == Encoding::Utf16Be ? byte(0) << 8 | byte(1) : byte(1) << 8 | byte(0);
  } else if (kind == Encoding::Utf32 || kind == Encoding::Utf32Le || kind == Encoding::Utf32Be) {
    if (bytes.size() < 4) return 0;
    c = kind == Encoding::Utf32Be ? byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | byte(3)
                                  : byte(3) << 24 | byte(2) << 16 | byte(1) << 8 | byte(0);
  }
  return isSurrogate(c) ? c : 0;
}

size_t surrogateBytes(Encoding kind) {
  switch (kind) {
    case Encoding::Utf8:
    case Encoding::Utf8Sig:
      return 3;
    case Encoding::Utf16:
    case Encoding::Utf16Le:
    case Encoding::Utf16Be:
      return 2;
    case Encoding::Utf32:
    case Encoding::Utf32Le:
    case Encoding::Utf32Be:
      return 4;
    default:
      return 0;
  }
}

bool appendSurrogate(ByteBuilder& out, Encoding kind, char32_t c) {
  if (!out.reserve(4)) return false;
  switch (surrogateBytes(kind)) {
    case 3: {
      char text[4];
      return out.append({text, static_cast<size_t>(putUtf8(text, c) - text)});
    }
    case 2:
      out.put(static_cast<uint8_t>(kind == Encoding::Utf16Be ? c >> 8 : c));
      out.put(static_cast<uint8_t>(kind == Encoding::Utf16Be ? c : c >> 8));
      return true;
    default:
      for (int i = 0; i < 4; ++i) out.put(static_cast<uint8_t>(c >> (kind == Encoding::Utf32Be ? 24 - 8 * i : 8 * i)));
      return true;
  }
}

}  // namespace

ErrorMode errorMode(const Str* name) {
  if (name == nullptr) return ErrorMode::Strict;
  for (const ModeName& each : kModes) {
    if (equalsAscii(name, each.name)) return each.mode;
  }
  return ErrorMode::Registered;
}

bool replaceBytes(ErrorMode mode, Encoding kind, std::string_view bytes, size_t start, size_t end, Replacement* out) {
  StrBuilder text;
  out->next = end;
  switch (mode) {
    case ErrorMode::Ignore:
      break;
    case ErrorMode::Replace:
      if (!text.append(kReplacement)) return false;
      break;
    case ErrorMode::BackslashReplace:
      for (size_t i = start; i < end; ++i) {
        if (!appendHexEscape(text, static_cast<uint8_t>(bytes[i]))) return false;
      }
      break;
    case ErrorMode::SurrogateEscape: {
      size_t i = start;
      for (; i < end && i < start + 4 && static_cast<uint8_t>(bytes[i]) >= 0x80; ++i) {
        if (!text.append(0xdc00u + static_cast<uint8_t>(bytes[i]))) return false;
      }
      out->next = i;
      out->declined = i == start;
      break;
    }
    case ErrorMode::SurrogatePass: {
      char32_t c = surrogateAt(kind, bytes.substr(start));
      out->declined = c == 0;
      out->next = start + surrogateBytes(kind);
      if (c != 0 && !text.append(c)) return false;
      break;
    }
    case ErrorMode::XmlCharRefReplace:
    case ErrorMode::NameReplace:
      return cannotHandle("UnicodeDecodeError");
    default:
      out->declined = true;
  }
  if (out->declined) return true;
  out->text = text.finish();
  return static_cast<bool>(out->text);
}

bool replaceChars(ErrorMode mode, Encoding kind, const Str* s, size_t start, size_t end, Replacement* out) {
  StrBuilder text;
  ByteBuilder bytes;
  bool as_bytes = mode == ErrorMode::SurrogateEscape || mode == ErrorMode::SurrogatePass;
  out->next = end;
  if (mode == ErrorMode::Strict || mode == ErrorMode::Registered) out->declined = true;
  if (mode == ErrorMode::SurrogatePass && surrogateBytes(kind) == 0) out->declined = true;
  for (size_t i = start; i < end && !out->declined; ++i) {
    char32_t c = s->at(i);
    bool ok = true;
    switch (mode) {
      case ErrorMode::Replace:
        ok = text.append('?');
        break;
      case ErrorMode::BackslashReplace:
        ok = appendHexEscape(text, c);
        break;
      case ErrorMode::XmlCharRefReplace:
        ok = appendNumberReference(text, c);
        break;
      case ErrorMode::NameReplace:
        ok = appendNameEscape(text, c);
        break;
      case ErrorMode::SurrogateEscape:
        out->declined = c < 0xdc80 || c > 0xdcff;
        if (!out->declined) ok = bytes.appendByte(static_cast<uint8_t>(c - 0xdc00));
        break;
      case ErrorMode::SurrogatePass:
        out->declined = !isSurrogate(c);
        if (!out->declined) ok = appendSurrogate(bytes, kind, c);
        break;
      default:
        break;
    }
    if (!ok) return false;
  }
  if (out->declined) return true;
  if (as_bytes) {
    out->text = bytes.finish();
  } else {
    out->text = text.finish();
  }
  return static_cast<bool>(out->text);
}

namespace {

Ref<Object> newUnicodeError(TypeIndex type, const char* encoding, Object* object, size_t start, size_t end,
                            const char* reason) {
  Ref<Str> name = newStr(encoding), why = newStr(reason);
  Ref<Int> first = newInt(static_cast<int64_t>(start)), last = newInt(static_cast<int64_t>(end));
  if (!name || !why || !first || !last) return raised();
  Object* args[] = {name.get(), object, first.get(), last.get(), why.get()};
  return callVector(builtinType(type), args, 5, nullptr);
}

}  // namespace

Ref<Object> newUnicodeDecodeError(const char* encoding, Object* object, size_t start, size_t end, const char* reason) {
  return newUnicodeError(kTypeUnicodeDecodeError, encoding, object, start, end, reason);
}
Ref<Object> newUnicodeEncodeError(const char* encoding, Str* object, size_t start, size_t end, const char* reason) {
  return newUnicodeError(kTypeUnicodeEncodeError, encoding, object, start, end, reason);
}

namespace {

// The fields of a UnicodeError, checked and clipped to its object.
struct ErrorFields {
  Object* object;
  size_t start, end;
};
bool readFields(Object* exception, size_t length, ErrorFields* out) {
  auto* e = static_cast<UnicodeDecodeError*>(exception);
  int64_t start, end;
  if (e->start_.isNull() || e->end_.isNull() || !asInt64(e->start_.get(), &start) || !asInt64(e->end_.get(), &end)) {
    return errorPending() ? raised() : raise(kTypeTypeError, "start and end attributes not set");
  }
  int64_t n = static_cast<int64_t>(length);
  if (start < 0) start = 0;
  if (start >= n) start = n == 0 ? 0 : n - 1;
  if (end < 1) end = 1;
  if (end > n) end = n;
  out->start = static_cast<size_t>(start);
  out->end = static_cast<size_t>(end < start ? start : end);
  return true;
}

Encoding encodingOf(Object* exception) {
  Object* encoding = static_cast<UnicodeDecodeError*>(exception)->encoding_.getOrNull();
  if (encoding == nullptr || !isStrLayout(encoding)) return Encoding::None;
  return nativeEncoding(static_cast<Str*>(encoding));
}

Ref<Object> pairOf(Object* text, size_t next) {
  Ref<Int> position = newInt(static_cast<int64_t>(next));
  if (!position) return raised();
  return newTupleOf({text, position.get()});
}

Ref<Object> handleDecode(ErrorMode mode, Object* exception, Object* object) {
  Buffer buffer;
  ErrorFields f;
  if (!buffer.acquire(object) || !readFields(exception, buffer.size(), &f)) return raised();
  Replacement r;
  if (!replaceBytes(mode, encodingOf(exception), buffer.view(), f.start, f.end, &r)) return raised();
  if (r.declined) return raiseInstance(share(exception));
  return pairOf(r.text.get(), r.next);
}

Ref<Object> handleEncode(ErrorMode mode, Object* exception, Object* object) {
  if (!isStrLayout(object)) return raise(kTypeTypeError, "object attribute must be unicode");
  ErrorFields f;
  if (!readFields(exception, static_cast<Str*>(object)->length_, &f)) return raised();
  Replacement r;
  if (!replaceChars(mode, encodingOf(exception), static_cast<Str*>(object), f.start, f.end, &r)) return raised();
  if (r.declined) return raiseInstance(share(exception));
  return pairOf(r.text.get(), r.next);
}

Ref<Object> handleTranslate(ErrorMode mode, Object* exception, Object* object) {
  ErrorFields f;
  if (!isStrLayout(object)) return raise(kTypeTypeError, "object attribute must be unicode");
  if (!readFields(exception, static_cast<Str*>(object)->length_, &f)) return raised();
  if (mode == ErrorMode::Replace) {
    StrBuilder out;
    if (!out.appendRepeated(kReplacement, f.end - f.start)) return raised();
    Ref<Str> text = out.finish();
    return text ? pairOf(text.get(), f.end) : raised();
  }
  if (mode != ErrorMode::Ignore && mode != ErrorMode::BackslashReplace) return cannotHandle("UnicodeTranslateError");
  Replacement r;
  if (!replaceChars(mode, Encoding::None, static_cast<Str*>(object), f.start, f.end, &r)) return raised();
  return pairOf(r.text.get(), r.next);
}

}  // namespace

Ref<Object> handleUnicodeError_mayRunPython(ErrorMode mode, Object* exception) {
  if (mode == ErrorMode::Strict && isInstanceOf(exception, builtinType(kTypeBaseException)))
    return raiseInstance(share(exception));
  if (mode == ErrorMode::Strict) return raise(kTypeTypeError, "codec must pass exception instance");
  if (layoutOf(exception) != kTypeUnicodeDecodeError) {
    return raise(kTypeTypeError, "don't know how to handle %T in error callback", exception);
  }
  Ref<Object> object = static_cast<UnicodeDecodeError*>(exception)->object_.share();
  if (!object) return raise(kTypeTypeError, "object attribute not set");
  if (isInstanceOf(exception, builtinType(kTypeUnicodeDecodeError))) return handleDecode(mode, exception, object.get());
  if (isInstanceOf(exception, builtinType(kTypeUnicodeEncodeError))) return handleEncode(mode, exception, object.get());
  return handleTranslate(mode, exception, object.get());
}

}  // namespace ophion
