// UTF-8.
#include "object/codec_session.h"
#include "object/error.h"
#include "object/str_chars.h"
#include "object/str_utf8.h"

namespace ophion {

namespace {

const char* reasonOf(const Utf8Step& step) {
  if (step.bad_start) return "invalid start byte";
  return step.truncated ? "unexpected end of data" : "invalid continuation byte";
}

template <class C>
void decodeValid(const uint8_t* p, const uint8_t* end, C* out) {
  while (p < end) {
    if (*p < 0x80) {
      *out++ = static_cast<C>(*p++);
      continue;
    }
    Utf8Step step = readUtf8(p, end, false);
    *out++ = static_cast<C>(step.c);
    p += step.bytes;
  }
}

// The text of well-formed bytes; null without an exception where they are not.
Ref<Str> tryDecodeValid(std::string_view bytes) {
  const uint8_t* first = reinterpret_cast<const uint8_t*>(bytes.data());
  const uint8_t* end = first + bytes.size();
  size_t n = 0;
  uint32_t all = 0;
  for (const uint8_t* p = first; p < end; ++n) {
    if (*p < 0x80) {
      ++p;
      continue;
    }
    Utf8Step step = readUtf8(p, end, false);
    if (!step.ok) return nullptr;
    all |= step.c;
    p += step.bytes;
  }
  if (n == 1) return newStrFromChar(all);
  Width width = widthFor(all);
  Ref<Str> s = newStrUninitialized(n, width);
  if (!s) return raised();
  if (unitOf(width) == 1) {
    decodeValid(first, end, reinterpret_cast<uint8_t*>(s->data()));
  } else if (unitOf(width) == 2) {
    decodeValid(first, end, reinterpret_cast<uint16_t*>(s->data()));
  } else {
    decodeValid(first, end, reinterpret_cast<uint32_t*>(s->data()));
  }
  return s;
}

}  // namespace

Ref<Str> decodeUtf8(std::string_view bytes, Object* object, Str* errors, size_t* consumed) {
  if (consumed != nullptr) *consumed = bytes.size();
  if (allAscii(bytes.data(), bytes.size())) return newAscii(bytes);
  Ref<Str> valid = tryDecodeValid(bytes);
  if (valid || errorPending()) return valid;
  DecodeSession session(Encoding::Utf8, "utf-8", bytes, object, errors);
  size_t at = 0;
  while (at < session.size()) {
    const uint8_t* p = session.data() + at;
    Utf8Step step = readUtf8(p, session.data() + session.size(), false);
    if (step.ok) {
      if (!session.out().append(step.c)) return raised();
      at += step.bytes;
      continue;
    }
    if (step.truncated && consumed != nullptr) break;
    if (!session.fail(at, at + step.bytes, reasonOf(step), &at)) return raised();
  }
  if (consumed != nullptr) *consumed = at;
  return session.out().finish();
}

Ref<Bytes> encodeUtf8(Str* s, Str* errors) {
  if (s->isAscii()) return newBytes(s->asciiView());
  CharReader chars(s);
  size_t n = s->length_;
  bool surrogates = false;
  for (size_t i = 0; s->unit() > 1 && i < n && !surrogates; ++i) surrogates = isSurrogate(chars[i]);
  if (!surrogates) {
    Ref<Bytes> made = newBytesUninitialized(utf8Length(s));
    if (made) utf8Encode(s, made->data());
    return made;
  }
  EncodeSession session(Encoding::Utf8, "utf-8", s, errors);
  for (size_t i = 0; i < n;) {
    bool fits;
    if (!session.put(chars[i], &fits)) return raised();
    if (fits) {
      ++i;
      continue;
    }
    size_t end = i + 1;
    while (end < n && isSurrogate(chars[end])) ++end;
    if (!session.fail(i, end, "surrogates not allowed", &i)) return raised();
  }
  return session.out().finish();
}

}  // namespace ophion
