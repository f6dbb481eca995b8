// Codecs: text to bytes and back, and what to do about characters and bytes that do not fit.
//
// The encodings that Python knows natively are here; any other is looked for among the search functions that programs
// (the package encodings) registered. An error handler is known by name; null means strict. Names of handlers are
// looked up only when an error occurs.
#pragma once

#include <string_view>

#include "object/bytes.h"
#include "object/str.h"

namespace ophion {

struct Tuple;

enum class Encoding : uint8_t {
  None,  // not a native one
  Utf8,
  Utf8Sig,
  Utf7,
  Ascii,
  Latin1,
  Utf16,
  Utf16Le,
  Utf16Be,
  Utf32,
  Utf32Le,
  Utf32Be,
  UnicodeEscape,
  RawUnicodeEscape,
};
// The native encoding of that name, spelled in any of its ways.
Encoding nativeEncoding(const Str* name);

// Native encoders and decoders. `errors` may be null. Handlers that programs registered run Python.
Ref<Bytes> encodeNative_mayRunPython(Encoding encoding, Str* s, Str* errors);
// `object` is what UnicodeDecodeError shows as its object; null: bytes are made of the input when it is needed.
// With `consumed`, a character that the end cuts off is left for later, and *consumed tells how many bytes were read.
// `*byte_order` of Utf16 and Utf32: in and out, -1 little, 1 big, 0 by mark; may be null.
Ref<Str> decodeNative_mayRunPython(Encoding encoding, std::string_view bytes, Object* object, Str* errors,
                                   size_t* consumed = nullptr, int* byte_order = nullptr);

// s.encode(encoding, errors) and its reverse, for any encoding; null names mean utf-8 and strict. What a registered
// codec returns need not be bytes (or str). LookupError "unknown encoding: X".
Ref<Object> encodeWith_mayRunPython(Str* s, Str* encoding, Str* errors);
Ref<Object> decodeWith_mayRunPython(Object* bytes_like, Str* encoding, Str* errors);

// --- the registry (object/codec_registry.cpp) ---
[[nodiscard]] bool registerCodecSearch(Object* search_function);
[[nodiscard]] bool unregisterCodecSearch(Object* search_function);
// The 4-tuple (CodecInfo) of an encoding; native ones too, if the package encodings is there.
Ref<Tuple> lookupCodec_mayRunPython(Str* encoding);
[[nodiscard]] bool registerErrorHandler(Str* name, Object* handler);
// LookupError "unknown error handler name 'X'".
Ref<Object> lookupErrorHandler(Str* name_or_null);

// --- errors ---
Ref<Object> newUnicodeDecodeError(const char* encoding, Object* object, size_t start, size_t end, const char* reason);
Ref<Object> newUnicodeEncodeError(const char* encoding, Str* object, size_t start, size_t end, const char* reason);
// What the builtin handlers do with an exception: the result a handler returns, or null with an exception pending.
enum class ErrorMode : uint8_t {
  Strict,
  Ignore,
  Replace,
  BackslashReplace,
  XmlCharRefReplace,
  NameReplace,
  SurrogateEscape,
  SurrogatePass,
  Registered
};
ErrorMode errorMode(const Str* name_or_null);
Ref<Object> handleUnicodeError_mayRunPython(ErrorMode mode, Object* exception);

}  // namespace ophion
