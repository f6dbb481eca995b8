#include "object/codec.h"

#include "object/buffer.h"
#include "object/codec_session.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str_chars.h"
#include "object/str_methods.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

struct EncodingName {
  const char* name;
  Encoding encoding;
};
// Lower case, with '_' for what is neither letter nor digit.
constexpr EncodingName kEncodings[] = {
    {"utf_8", Encoding::Utf8},
    {"utf8", Encoding::Utf8},
    {"u8", Encoding::Utf8},
    {"utf", Encoding::Utf8},
    {"utf8_ucs2", Encoding::Utf8},
    {"utf8_ucs4", Encoding::Utf8},
    {"cp65001", Encoding::Utf8},
    {"utf_8_sig", Encoding::Utf8Sig},
    {"utf_7", Encoding::Utf7},
    {"utf7", Encoding::Utf7},
    {"u7", Encoding::Utf7},
    {"unicode_1_1_utf_7", Encoding::Utf7},
    {"ascii", Encoding::Ascii},
    {"us_ascii", Encoding::Ascii},
    {"646", Encoding::Ascii},
    {"us", Encoding::Ascii},
    {"ansi_x3.4_1968", Encoding::Ascii},
    {"ansi_x3_4_1968", Encoding::Ascii},
    {"iso646_us", Encoding::Ascii},
    {"latin_1", Encoding::Latin1},
    {"latin1", Encoding::Latin1},
    {"latin", Encoding::Latin1},
    {"iso_8859_1", Encoding::Latin1},
    {"iso8859_1", Encoding::Latin1},
    {"iso8859", Encoding::Latin1},
    {"8859", Encoding::Latin1},
    {"cp819", Encoding::Latin1},
    {"l1", Encoding::Latin1},
    {"utf_16", Encoding::Utf16},
    {"utf16", Encoding::Utf16},
    {"u16", Encoding::Utf16},
    {"utf_16_le", Encoding::Utf16Le},
    {"utf_16le", Encoding::Utf16Le},
    {"unicodelittleunmarked", Encoding::Utf16Le},
    {"utf_16_be", Encoding::Utf16Be},
    {"utf_16be", Encoding::Utf16Be},
    {"unicodebigunmarked", Encoding::Utf16Be},
    {"utf_32", Encoding::Utf32},
    {"utf32", Encoding::Utf32},
    {"u32", Encoding::Utf32},
    {"utf_32_le", Encoding::Utf32Le},
    {"utf_32le", Encoding::Utf32Le},
    {"utf_32_be", Encoding::Utf32Be},
    {"utf_32be", Encoding::Utf32Be},
    {"unicode_escape", Encoding::UnicodeEscape},
    {"unicodeescape", Encoding::UnicodeEscape},
    {"raw_unicode_escape", Encoding::RawUnicodeEscape},
    {"rawunicodeescape", Encoding::RawUnicodeEscape},
};
constexpr size_t kLongestName = 32;

// Bytes 0..limit as characters; `limit` is 0x80 or 0x100.
Ref<Str> decodeAscii(std::string_view bytes, Object* object, Str* errors) {
  if (allAscii(bytes.data(), bytes.size())) return newAscii(bytes);
  DecodeSession session(Encoding::Ascii, "ascii", bytes, object, errors);
  for (size_t at = 0; at < session.size();) {
    uint8_t byte = session.data()[at];
    if (byte < 0x80) {
      if (!session.out().append(byte)) return raised();
      ++at;
    } else if (!session.fail(at, at + 1, "ordinal not in range(128)", &at)) {
      return raised();
    }
  }
  return session.out().finish();
}

Ref<Bytes> encodeNarrow(Encoding kind, Str* s, Str* errors) {
  char32_t limit = kind == Encoding::Ascii ? 0x80 : 0x100;
  if (s->width() <= (kind == Encoding::Ascii ? Width::Ascii : Width::Latin1)) return newBytes({s->data(), s->length_});
  const char* reason = kind == Encoding::Ascii ? "ordinal not in range(128)" : "ordinal not in range(256)";
  EncodeSession session(kind, kind == Encoding::Ascii ? "ascii" : "latin-1", s, errors);
  CharReader chars(s);
  size_t n = s->length_;
  for (size_t i = 0; i < n;) {
    if (chars[i] < limit) {
      if (!session.out().appendByte(static_cast<uint8_t>(chars[i]))) return raised();
      ++i;
      continue;
    }
    size_t end = i + 1;
    while (end < n && chars[end] >= limit) ++end;
    if (!session.fail(i, end, reason, &i)) return raised();
  }
  return session.out().finish();
}

constexpr std::string_view kUtf8Mark = "\xef\xbb\xbf";

}  // namespace

Encoding nativeEncoding(const Str* name) {
  if (name == nullptr) return Encoding::Utf8;
  if (!name->isAscii() || name->length_ > kLongestName) return Encoding::None;
  char normal[kLongestName];
  size_t n = 0;
  bool gap = false;
  for (char c : name->asciiView()) {
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.';
    if (!letter) {
      gap = n != 0;
      continue;
    }
    if (gap) normal[n++] = '_';
    gap = false;
    normal[n++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  for (const EncodingName& each : kEncodings) {
    if (std::string_view(normal, n) == each.name) return each.encoding;
  }
  return Encoding::None;
}

Ref<Bytes> encodeNative_mayRunPython(Encoding encoding, Str* s, Str* errors) {
  switch (encoding) {
    case Encoding::Utf8:
      return encodeUtf8(s, errors);
    case Encoding::Utf8Sig: {
      Ref<Bytes> plain = encodeUtf8(s, errors);
      if (!plain) return raised();
      Ref<Bytes> marked = newBytesUninitialized(kUtf8Mark.size() + plain->length_);
      if (!marked) return raised();
      std::memcpy(marked->data(), kUtf8Mark.data(), kUtf8Mark.size());
      std::memcpy(marked->data() + kUtf8Mark.size(), plain->data(), plain->length_);
      return marked;
    }
    case Encoding::Ascii:
    case Encoding::Latin1:
      return encodeNarrow(encoding, s, errors);
    case Encoding::Utf7:
      return encodeUtf7(s);
    case Encoding::UnicodeEscape:
      return encodeEscapes(s);
    case Encoding::RawUnicodeEscape:
      return encodeRawEscapes(s);
    default:
      return encodeWide(encoding, s, errors);
  }
}

Ref<Str> decodeNative_mayRunPython(Encoding encoding, std::string_view bytes, Object* object, Str* errors,
                                   size_t* consumed, int* byte_order) {
  switch (encoding) {
    case Encoding::Utf8:
      return decodeUtf8(bytes, object, errors, consumed);
    case Encoding::Utf8Sig: {
      bool marked = bytes.substr(0, kUtf8Mark.size()) == kUtf8Mark;
      if (!marked) return decodeUtf8(bytes, object, errors, consumed);
      Ref<Str> s = decodeUtf8(bytes.substr(kUtf8Mark.size()), nullptr, errors, consumed);
      if (consumed != nullptr) *consumed += kUtf8Mark.size();
      return s;
    }
    case Encoding::Ascii:
    case Encoding::Latin1:
      if (consumed != nullptr) *consumed = bytes.size();
      if (encoding == Encoding::Ascii) return decodeAscii(bytes, object, errors);
      return newStrFromLatin1(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
    case Encoding::Utf16:
    case Encoding::Utf16Le:
    case Encoding::Utf16Be:
      return decodeUtf16(encoding, bytes, object, errors, consumed, byte_order);
    case Encoding::Utf32:
    case Encoding::Utf32Le:
    case Encoding::Utf32Be:
      return decodeUtf32(encoding, bytes, object, errors, consumed, byte_order);
    case Encoding::Utf7:
      return decodeUtf7(bytes, object, errors, consumed);
    case Encoding::UnicodeEscape:
      return decodeEscapes(bytes, object, errors, consumed);
    default:
      return decodeRawEscapes(bytes, object, errors, consumed);
  }
}

namespace {

bool checkName(Str* name) {
  for (size_t i = 0; name != nullptr && i < name->length_; ++i) {
    if (name->at(i) == 0) return raise(kTypeValueError, "embedded null character");
  }
  return true;
}

// The encoder (0) or decoder (1) of a registered text encoding, called with the input.
Ref<Object> runRegistered(Str* encoding, int which, Object* input, Str* errors) {
  Ref<Tuple> codec = lookupCodec_mayRunPython(encoding);
  if (!codec) return raised();
  if (!isExactTuple(codec.get())) {
    Ref<Str> attribute = internText("_is_text_encoding");
    bool failed = false;
    Ref<Object> is_text = attribute ? getAttrOrNull(codec.get(), attribute.get(), &failed) : nullptr;
    if (failed || errorPending()) return raised();
    int yes = is_text ? isTrue(is_text.get()) : 1;
    if (yes < 0) return raised();
    if (yes == 0) {
      return raise(kTypeLookupError, "'%.400U' is not a text encoding; use %s to handle arbitrary codecs", encoding,
                   which == 0 ? "codecs.encode()" : "codecs.decode()");
    }
  }
  Ref<Object> result = errors == nullptr ? call(codec->at(static_cast<size_t>(which)), input)
                                         : call(codec->at(static_cast<size_t>(which)), input, errors);
  if (!result) return raised();
  if (!isTupleLayout(result.get()) || static_cast<Tuple*>(result.get())->size_ != 2) {
    return raise(kTypeTypeError, which == 0 ? "encoder must return a tuple (object, integer)"
                                            : "decoder must return a tuple (object,integer)");
  }
  return share(static_cast<Tuple*>(result.get())->at(0));
}

}  // namespace

Ref<Object> encodeWith_mayRunPython(Str* s, Str* encoding, Str* errors) {
  if (!checkName(encoding) || !checkName(errors)) return raised();
  Encoding native = nativeEncoding(encoding);
  if (native != Encoding::None) return encodeNative_mayRunPython(native, s, errors);
  return runRegistered(encoding, 0, s, errors);
}

Ref<Object> decodeWith_mayRunPython(Object* bytes_like, Str* encoding, Str* errors) {
  if (!checkName(encoding) || !checkName(errors)) return raised();
  Encoding native = nativeEncoding(encoding);
  if (native == Encoding::None) return runRegistered(encoding, 1, bytes_like, errors);
  Buffer buffer;
  if (!buffer.acquire(bytes_like)) return raised();
  return decodeNative_mayRunPython(native, buffer.view(), bytes_like, errors);
}

Ref<Str> decodeObject_mayRunPython(Object* source, Str* encoding, Str* errors) {
  if (isStrLayout(source)) return raise(kTypeTypeError, "decoding str is not supported");
  if (!isBytesLike(source)) {
    return raise(kTypeTypeError, "decoding to str: need a bytes-like object, %.80T found", source);
  }
  BufferSource bytes;
  if (!bufferOf(source, &bytes)) return raised();
  if (bytes.size == 0) return emptyStr();
  Ref<Object> made = decodeWith_mayRunPython(source, encoding, errors);
  if (made && !isStrLayout(made.get())) {
    return raise(
        kTypeTypeError,
        "'%.400U' decoder returned '%.400T' instead of 'str'; use codecs.decode() to decode to arbitrary types",
        encoding, made.get());
  }
  return std::move(made).castTo<Str>();
}

}  // namespace ophion
