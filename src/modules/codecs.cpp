// The module _codecs: the native encodings one by one, the registry, and encodings given as tables.
#include "object/buffer.h"
#include "object/byte_builder.h"
#include "object/codec.h"
#include "object/codec_session.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/int.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str_chars.h"
#include "object/str_methods.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr NativeKind kFunction = NativeKind::Function;

// A str argument that may be None or missing.
bool optionalText(Object* given, const char* where, Str** out) {
  *out = nullptr;
  if (given == nullptr || isNone(given)) return true;
  if (!isStrLayout(given)) return raise(kTypeTypeError, "%s must be str or None, not %T", where, given);
  *out = asStr(given);
  return true;
}
bool textArgument(Object* given, const char* where, Str** out) {
  if (!isStrLayout(given)) return raise(kTypeTypeError, "%s must be str, not %T", where, given);
  *out = asStr(given);
  return true;
}

Ref<Object> withCount(Ref<Object> made, size_t count) {
  if (!made) return raised();
  Ref<Int> n = newInt(static_cast<int64_t>(count));
  return n ? Ref<Object>(newTupleOf({made.get(), n.get()})) : raised();
}

// --- the native encodings: (text, errors) and (data, errors, final) ---

Ref<Object> encodeBy(Encoding encoding, Object* const* args) {
  Str *s, *errors;
  if (!textArgument(args[0], "encode() argument 1", &s) || !optionalText(args[1], "encode() argument 2", &errors)) {
    return raised();
  }
  return withCount(encodeNative_mayRunPython(encoding, s, errors), s->length_);
}

Ref<Object> decodeBytes(Encoding encoding, Object* data, Object* errors_given, bool final) {
  Str* errors;
  Buffer buffer;
  Ref<Bytes> copied;
  if (isStrLayout(data) && (encoding == Encoding::UnicodeEscape || encoding == Encoding::RawUnicodeEscape)) {
    copied = encodeUtf8(asStr(data), nullptr);
    if (!copied) return raised();
    data = copied.get();
  }
  if (!optionalText(errors_given, "decode() argument 2", &errors) || !buffer.acquire(data)) return raised();
  size_t consumed = buffer.size();
  Ref<Str> made = decodeNative_mayRunPython(encoding, buffer.view(), data, errors, final ? nullptr : &consumed);
  return withCount(std::move(made), consumed);
}

template <Encoding encoding>
Ref<Object> encodeAs(Object* const* args) {
  return encodeBy(encoding, args);
}
template <Encoding encoding, bool final_by_default>
Ref<Object> decodeAs(Object* const* args) {
  int final = args[2] == nullptr ? final_by_default : isTrue(args[2]);
  if (final < 0) return raised();
  return decodeBytes(encoding, args[0], args[1], final != 0);
}
// Those that have no partial characters.
template <Encoding encoding>
Ref<Object> decodeWhole(Object* const* args) {
  return decodeBytes(encoding, args[0], args[1], true);
}

// (text, errors, byteorder): by mark where 0.
template <Encoding marked, Encoding little, Encoding big>
Ref<Object> encodeOrdered(Object* const* args) {
  int64_t order = 0;
  if (args[2] != nullptr && !asInt64(args[2], &order)) return raised();
  return encodeBy(order < 0 ? little : order > 0 ? big : marked, args);
}

// (data, errors, byteorder, final) -> (text, consumed, byteorder)
template <Encoding marked>
Ref<Object> decodeOrdered(Object* const* args) {
  int64_t order = 0;
  int final = args[3] == nullptr ? 0 : isTrue(args[3]);
  Str* errors;
  Buffer buffer;
  if (final < 0 || (args[2] != nullptr && !asInt64(args[2], &order))) return raised();
  if (!optionalText(args[1], "decode() argument 2", &errors) || !buffer.acquire(args[0])) return raised();
  int byte_order = order < 0 ? -1 : order > 0;
  size_t consumed = buffer.size();
  Ref<Str> made =
      decodeNative_mayRunPython(marked, buffer.view(), args[0], errors, final != 0 ? nullptr : &consumed, &byte_order);
  if (!made) return raised();
  Ref<Int> n = newInt(static_cast<int64_t>(consumed)), o = newInt(byte_order);
  return n && o ? Ref<Object>(newTupleOf({made.get(), n.get(), o.get()})) : raised();
}

// --- encodings given as tables ---

constexpr char kUndefined[] = "character maps to <undefined>";

// What the mapping has for a byte; *defined false where nothing. Appends.
bool appendMapped(StrBuilder& out, Object* mapping, uint8_t byte, bool* defined) {
  *defined = false;
  if (isStrLayout(mapping)) {
    Str* table = asStr(mapping);
    if (byte >= table->length_ || table->at(byte) == 0xfffe) return true;
    *defined = true;
    return out.append(table->at(byte));
  }
  Ref<Int> key = newInt(byte);
  Ref<Object> found = key ? getItem(mapping, key.get()) : nullptr;
  if (!found) {
    if (!errorMatches(kTypeLookupError)) return false;
    clearError();
    return true;
  }
  if (isNone(found.get())) return true;
  if (isStrLayout(found.get())) {
    *defined = asStr(found.get())->length_ != 1 || asStr(found.get())->at(0) != 0xfffe;
    return !*defined || out.append(asStr(found.get()));
  }
  int64_t c;
  if (!isIntLayout(found.get())) return raise(kTypeTypeError, "character mapping must return integer, None or str");
  if (!tryInt64(static_cast<Int*>(found.get()), &c) || c < 0 || c > 0x10ffff) {
    return raise(kTypeTypeError, "character mapping must be in range(0x110000)");
  }
  *defined = c != 0xfffe;
  return !*defined || out.append(static_cast<char32_t>(c));
}

Ref<Object> charmapDecode(Object* const* args) {
  Str* errors;
  Buffer buffer;
  Object* mapping = args[2] == nullptr || isNone(args[2]) ? nullptr : args[2];
  if (!optionalText(args[1], "charmap_decode() argument 2", &errors) || !buffer.acquire(args[0])) return raised();
  size_t consumed = buffer.size();
  if (mapping == nullptr) {
    return withCount(newStrFromLatin1(reinterpret_cast<const uint8_t*>(buffer.data()), buffer.size()), consumed);
  }
  DecodeSession session(Encoding::None, "charmap", buffer.view(), args[0], errors);
  for (size_t at = 0; at < session.size();) {
    bool defined;
    if (!appendMapped(session.out(), mapping, session.data()[at], &defined)) return raised();
    if (defined) {
      ++at;
    } else if (!session.fail(at, at + 1, kUndefined, &at)) {
      return raised();
    }
  }
  return withCount(session.out().finish(), consumed);
}

Ref<Object> charmapEncode(Object* const* args) {
  Str *s, *errors;
  Object* mapping = args[2] == nullptr || isNone(args[2]) ? nullptr : args[2];
  if (!textArgument(args[0], "charmap_encode() argument 1", &s) ||
      !optionalText(args[1], "charmap_encode() argument 2", &errors)) {
    return raised();
  }
  if (mapping == nullptr) return withCount(encodeNative_mayRunPython(Encoding::Latin1, s, errors), s->length_);
  EncodeSession session(Encoding::None, "charmap", s, errors);
  session.setMapping(mapping);
  size_t n = s->length_;
  for (size_t i = 0; i < n;) {
    bool fits;
    if (!session.put(s->at(i), &fits)) return raised();
    if (fits) {
      ++i;
      continue;
    }
    // A run of characters without a place is one error.
    size_t end = i + 1;
    ByteBuilder& out = session.out();
    for (size_t mark = out.length(); end < n; ++end) {
      if (!session.put(s->at(end), &fits)) return raised();
      if (fits) {
        out.cutTo(mark);
        break;
      }
    }
    if (!session.fail(i, end, kUndefined, &i)) return raised();
  }
  return withCount(session.out().finish(), n);
}

// The reverse of a decoding table.
Ref<Object> charmapBuild(Object* const* args) {
  Str* table;
  if (!textArgument(args[0], "charmap_build() argument", &table)) return raised();
  Ref<Dict> map = newDict();
  if (!map) return raised();
  for (size_t i = 0; i < table->length_ && i < 256; ++i) {
    char32_t c = table->at(i);
    if (c == 0xfffe) continue;
    Ref<Int> key = newInt(c), value = newInt(static_cast<int64_t>(i));
    if (!key || !value || !setItem_mayRunPython(map.get(), key.get(), value.get())) return raised();
  }
  return map;
}

// --- escapes of bytes ---

Ref<Object> escapeEncode(Object* const* args) {
  if (!isBytesLayout(args[0]))
    return raise(kTypeTypeError, "escape_encode() argument 1 must be bytes, not %T", args[0]);
  ByteBuilder out;
  std::string_view bytes = static_cast<Bytes*>(args[0])->view();
  for (char c : bytes) {
    uint8_t byte = static_cast<uint8_t>(c);
    if (!out.reserve(4)) return raised();
    if (c == '\'' || c == '\\' || c == '\t' || c == '\n' || c == '\r') {
      out.put('\\');
      out.put(c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : byte);
    } else if (byte < 0x20 || byte >= 0x7f) {
      out.put('\\');
      out.put('x');
      out.put(static_cast<uint8_t>("0123456789abcdef"[byte >> 4]));
      out.put(static_cast<uint8_t>("0123456789abcdef"[byte & 15]));
    } else {
      out.put(byte);
    }
  }
  return withCount(out.finish(), bytes.size());
}

int hexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// The escape behind a backslash at `*at`, which moves behind it.
bool appendUnescaped(ByteBuilder& out, std::string_view bytes, size_t* at, Str* errors) {
  constexpr std::string_view kLetters = "\\'\"abfnrtv", kValues = "\\'\"\a\b\f\n\r\t\v";
  char c = bytes[(*at)++];
  if (c == '\n') return true;
  if (size_t i = kLetters.find(c); i != kLetters.npos) return out.appendByte(static_cast<uint8_t>(kValues[i]));
  if (c >= '0' && c <= '7') {
    unsigned value = static_cast<unsigned>(c - '0');
    for (int i = 0; i < 2 && *at < bytes.size() && bytes[*at] >= '0' && bytes[*at] <= '7'; ++i) {
      value = value * 8 + static_cast<unsigned>(bytes[(*at)++] - '0');
    }
    return out.appendByte(static_cast<uint8_t>(value));
  }
  if (c != 'x') return out.appendByte('\\') && out.appendByte(static_cast<uint8_t>(c));
  int high = *at < bytes.size() ? hexValue(bytes[*at]) : -1,
      low = *at + 1 < bytes.size() ? hexValue(bytes[*at + 1]) : -1;
  if (high >= 0 && low >= 0) {
    *at += 2;
    return out.appendByte(static_cast<uint8_t>(high << 4 | low));
  }
  ErrorMode mode = errorMode(errors);
  if (mode == ErrorMode::Strict) {
    return raise(kTypeValueError, "invalid \\x escape at position %zd", static_cast<ptrdiff_t>(*at - 2));
  }
  if (mode != ErrorMode::Replace && mode != ErrorMode::Ignore) {
    return raise(kTypeValueError, "decoding error; unknown error handling code: %.400U", errors);
  }
  if (high >= 0) ++*at;
  return mode == ErrorMode::Ignore || out.appendByte('?');
}

Ref<Object> escapeDecode(Object* const* args) {
  Str* errors;
  Buffer buffer;
  Ref<Bytes> copied;
  Object* data = args[0];
  if (isStrLayout(data)) {
    copied = encodeUtf8(asStr(data), nullptr);
    if (!copied) return raised();
    data = copied.get();
  }
  if (!optionalText(args[1], "escape_decode() argument 2", &errors) || !buffer.acquire(data)) return raised();
  ByteBuilder out;
  std::string_view bytes = buffer.view();
  for (size_t at = 0; at < bytes.size();) {
    char c = bytes[at++];
    if (c != '\\') {
      if (!out.appendByte(static_cast<uint8_t>(c))) return raised();
      continue;
    }
    if (at == bytes.size()) return raise(kTypeValueError, "Trailing \\ in string");
    if (!appendUnescaped(out, bytes, &at, errors)) return raised();
  }
  return withCount(out.finish(), bytes.size());
}

Ref<Object> readBufferEncode(Object* const* args) {
  Ref<Object> data = share(args[0]);
  if (isStrLayout(args[0])) {
    data = encodeUtf8(asStr(args[0]), nullptr);
    if (!data) return raised();
  }
  Buffer buffer;
  if (!buffer.acquire(data.get())) return raised();
  return withCount(newBytes(buffer.view()), buffer.size());
}

// --- the registry ---

Ref<Object> registerSearch(Object* const* args) {
  if (!registerCodecSearch(args[0])) return raised();
  return newNone();
}
Ref<Object> unregisterSearch(Object* const* args) {
  if (!unregisterCodecSearch(args[0])) return raised();
  return newNone();
}
Ref<Object> lookup(Object* const* args) {
  Str* encoding;
  if (!textArgument(args[0], "lookup() argument", &encoding)) return raised();
  return lookupCodec_mayRunPython(encoding);
}
Ref<Object> registerError(Object* const* args) {
  Str* errors;
  if (!textArgument(args[0], "register_error() argument 1", &errors)) return raised();
  if (!registerErrorHandler(errors, args[1])) return raised();
  return newNone();
}
Ref<Object> lookupError(Object* const* args) {
  Str* errors;
  if (!textArgument(args[0], "lookup_error() argument", &errors)) return raised();
  return lookupErrorHandler(errors);
}

// codecs.encode and codecs.decode: any object to any, through the registry.
Ref<Object> transform(Object* const* args, int which) {
  Str *encoding, *errors;
  const char* name = which == 0 ? "encode() argument" : "decode() argument";
  if (!optionalText(args[1], name, &encoding) || !optionalText(args[2], name, &errors)) return raised();
  if (nativeEncoding(encoding) != Encoding::None) {
    if (which == 0 && isStrLayout(args[0])) return encodeWith_mayRunPython(asStr(args[0]), encoding, errors);
    if (which == 1 && isBytesLike(args[0])) return decodeWith_mayRunPython(args[0], encoding, errors);
  }
  Ref<Str> utf8 = internText("utf-8");
  if (!utf8) return raised();
  Ref<Tuple> codec = lookupCodec_mayRunPython(encoding == nullptr ? utf8.get() : encoding);
  if (!codec) return raised();
  Object* function = codec->at(static_cast<size_t>(which));
  Ref<Object> pair = errors == nullptr ? call(function, args[0]) : call(function, args[0], errors);
  if (!pair) return raised();
  if (!isTupleLayout(pair.get()) || static_cast<Tuple*>(pair.get())->size_ != 2) {
    return raise(kTypeTypeError, which == 0 ? "encoder must return a tuple (object, integer)"
                                            : "decoder must return a tuple (object,integer)");
  }
  return share(static_cast<Tuple*>(pair.get())->at(0));
}
Ref<Object> encode(Object* const* args) { return transform(args, 0); }
Ref<Object> decode(Object* const* args) { return transform(args, 1); }

template <ErrorMode mode>
Ref<Object> handle(Object* const* args) {
  return handleUnicodeError_mayRunPython(mode, args[0]);
}

using E = Encoding;
constexpr char kEncode[] = "str, errors=None, /";
constexpr char kDecode[] = "data, errors=None, /";
constexpr char kDecodePart[] = "data, errors=None, final=False, /";

constexpr NativeDef kFunctions[] = {
    {"register", "search_function, /", registerSearch, "Register a codec search function.", kFunction},
    {"unregister", "search_function, /", unregisterSearch, "Unregister a codec search function.", kFunction},
    {"lookup", "encoding, /", lookup, "Looks up a codec tuple in the Python codec registry.", kFunction},
    {"encode", "obj, encoding='utf-8', errors='strict'", encode, "Encodes obj using the codec registered.", kFunction},
    {"decode", "obj, encoding='utf-8', errors='strict'", decode, "Decodes obj using the codec registered.", kFunction},
    {"register_error", "errors, handler, /", registerError, "Register the specified error handler.", kFunction},
    {"lookup_error", "name, /", lookupError, "Return the error handler for the specified name.", kFunction},
    {"escape_encode", kDecode, escapeEncode, nullptr, kFunction},
    {"escape_decode", kDecode, escapeDecode, nullptr, kFunction},
    {"readbuffer_encode", kDecode, readBufferEncode, nullptr, kFunction},
    {"utf_7_encode", kEncode, encodeAs<E::Utf7>, nullptr, kFunction},
    {"utf_7_decode", kDecodePart, decodeAs<E::Utf7, false>, nullptr, kFunction},
    {"utf_8_encode", kEncode, encodeAs<E::Utf8>, nullptr, kFunction},
    {"utf_8_decode", kDecodePart, decodeAs<E::Utf8, false>, nullptr, kFunction},
    {"utf_16_encode", "str, errors=None, byteorder=0, /", encodeOrdered<E::Utf16, E::Utf16Le, E::Utf16Be>, nullptr,
     kFunction},
    {"utf_16_le_encode", kEncode, encodeAs<E::Utf16Le>, nullptr, kFunction},
    {"utf_16_be_encode", kEncode, encodeAs<E::Utf16Be>, nullptr, kFunction},
    {"utf_16_decode", kDecodePart, decodeAs<E::Utf16, false>, nullptr, kFunction},
    {"utf_16_le_decode", kDecodePart, decodeAs<E::Utf16Le, false>, nullptr, kFunction},
    {"utf_16_be_decode", kDecodePart, decodeAs<E::Utf16Be, false>, nullptr, kFunction},
    {"utf_16_ex_decode", "data, errors=None, byteorder=0, final=False, /", decodeOrdered<E::Utf16>, nullptr, kFunction},
    {"utf_32_encode", "str, errors=None, byteorder=0, /", encodeOrdered<E::Utf32, E::Utf32Le, E::Utf32Be>, nullptr,
     kFunction},
    {"utf_32_le_encode", kEncode, encodeAs<E::Utf32Le>, nullptr, kFunction},
    {"utf_32_be_encode", kEncode, encodeAs<E::Utf32Be>, nullptr, kFunction},
    {"utf_32_decode", kDecodePart, decodeAs<E::Utf32, false>, nullptr, kFunction},
    {"utf_32_le_decode", kDecodePart, decodeAs<E::Utf32Le, false>, nullptr, kFunction},
    {"utf_32_be_decode", kDecodePart, decodeAs<E::Utf32Be, false>, nullptr, kFunction},
    {"utf_32_ex_decode", "data, errors=None, byteorder=0, final=False, /", decodeOrdered<E::Utf32>, nullptr, kFunction},
    {"unicode_escape_encode", kEncode, encodeAs<E::UnicodeEscape>, nullptr, kFunction},
    {"unicode_escape_decode", "data, errors=None, final=True, /", decodeAs<E::UnicodeEscape, true>, nullptr, kFunction},
    {"raw_unicode_escape_encode", kEncode, encodeAs<E::RawUnicodeEscape>, nullptr, kFunction},
    {"raw_unicode_escape_decode", "data, errors=None, final=True, /", decodeAs<E::RawUnicodeEscape, true>, nullptr,
     kFunction},
    {"latin_1_encode", kEncode, encodeAs<E::Latin1>, nullptr, kFunction},
    {"latin_1_decode", kDecode, decodeWhole<E::Latin1>, nullptr, kFunction},
    {"ascii_encode", kEncode, encodeAs<E::Ascii>, nullptr, kFunction},
    {"ascii_decode", kDecode, decodeWhole<E::Ascii>, nullptr, kFunction},
    {"charmap_encode", "str, errors=None, mapping=None, /", charmapEncode, nullptr, kFunction},
    {"charmap_decode", "data, errors=None, mapping=None, /", charmapDecode, nullptr, kFunction},
    {"charmap_build", "map, /", charmapBuild, nullptr, kFunction},
    {"strict_errors", "exception, /", handle<ErrorMode::Strict>, nullptr, kFunction},
    {"ignore_errors", "exception, /", handle<ErrorMode::Ignore>, nullptr, kFunction},
    {"replace_errors", "exception, /", handle<ErrorMode::Replace>, nullptr, kFunction},
    {"xmlcharrefreplace_errors", "exception, /", handle<ErrorMode::XmlCharRefReplace>, nullptr, kFunction},
    {"backslashreplace_errors", "exception, /", handle<ErrorMode::BackslashReplace>, nullptr, kFunction},
    {"namereplace_errors", "exception, /", handle<ErrorMode::NameReplace>, nullptr, kFunction},
    {"surrogatepass", "exception, /", handle<ErrorMode::SurrogatePass>, nullptr, kFunction},
    {"surrogateescape", "exception, /", handle<ErrorMode::SurrogateEscape>, nullptr, kFunction},
};

// The builtin error handlers are registered under their names, and do not show in the module.
bool populate(Dict* dict) {
  constexpr const char* kHandlers[][2] = {
      {"strict", "strict_errors"},
      {"ignore", "ignore_errors"},
      {"replace", "replace_errors"},
      {"xmlcharrefreplace", "xmlcharrefreplace_errors"},
      {"backslashreplace", "backslashreplace_errors"},
      {"namereplace", "namereplace_errors"},
      {"surrogatepass", "surrogatepass"},
      {"surrogateescape", "surrogateescape"},
  };
  for (auto& each : kHandlers) {
    Ref<Str> handler_name = internText(each[0]), function_name = internText(each[1]);
    if (!handler_name || !function_name) return false;
    Object* function = getStrBorrowed(dict, function_name.get());
    if (function == nullptr) return errorPending() ? raised() : raise(kTypeSystemError, "no handler %s", each[1]);
    bool found;
    if (!registerErrorHandler(handler_name.get(), function) || !deleteStr(dict, function_name.get(), &found))
      return false;
  }
  return true;
}

}  // namespace

extern const ModuleSpec kCodecsModule;
const ModuleSpec kCodecsModule = {"_codecs", nullptr, kFunctions, {}, populate};

}  // namespace ophion
