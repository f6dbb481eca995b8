// UTF-16 and UTF-32, with and without byte order mark.
#include "object/codec_session.h"
#include "object/error.h"
#include "object/str_chars.h"

namespace ophion {

namespace {

constexpr char32_t kByteOrderMark = 0xfeff;

uint32_t read16(const uint8_t* p, bool big) {
  return big ? static_cast<uint32_t>(p[0] << 8 | p[1]) : static_cast<uint32_t>(p[1] << 8 | p[0]);
}
uint32_t read32(const uint8_t* p, bool big) {
  return big ? read16(p, true) << 16 | read16(p + 2, true) : read16(p + 2, false) << 16 | read16(p, false);
}

// Settles the byte order: from the encoding, from what the caller knows, or from a mark, which is skipped.
bool settleOrder(Encoding kind, Encoding by_mark, Encoding big_kind, std::string_view bytes, unsigned unit, int* order,
                 size_t* skip) {
  *skip = 0;
  if (kind != by_mark) return kind == big_kind;
  if (order != nullptr && *order != 0) return *order > 0;
  int found = 0;
  const uint8_t* p = reinterpret_cast<const uint8_t*>(bytes.data());
  if (bytes.size() >= unit) {
    auto read = [&](bool big) { return unit == 2 ? read16(p, big) : read32(p, big); };
    found = read(false) == kByteOrderMark ? -1 : read(true) == kByteOrderMark ? 1 : 0;
    if (found != 0) *skip = unit;
  }
  if (order != nullptr) *order = found;
  return found > 0;
}

}  // namespace

Ref<Str> decodeUtf16(Encoding kind, std::string_view bytes, Object* object, Str* errors, size_t* consumed, int* order) {
  size_t at;
  bool big = settleOrder(kind, Encoding::Utf16, Encoding::Utf16Be, bytes, 2, order, &at);
  DecodeSession session(big ? Encoding::Utf16Be : Encoding::Utf16Le, big ? "utf-16-be" : "utf-16-le", bytes, object,
                        errors);
  if (!session.out().reserve(bytes.size() / 2)) return raised();
  while (at < session.size()) {
    const uint8_t* p = session.data() + at;
    size_t left = session.size() - at;
    const char* reason = nullptr;
    size_t bad = 2;
    if (left < 2) {
      if (consumed != nullptr) break;
      reason = "truncated data";
      bad = 1;
    } else if (uint32_t unit = read16(p, big); !isSurrogate(unit)) {
      if (!session.out().append(unit)) return raised();
      at += 2;
      continue;
    } else if (unit >= 0xdc00) {
      reason = "illegal encoding";
    } else if (left < 4) {
      if (consumed != nullptr) break;
      reason = "unexpected end of data";
      bad = left;
    } else if (uint32_t low = read16(p + 2, big); low >= 0xdc00 && low <= 0xdfff) {
      if (!session.out().append(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00))) return raised();
      at += 4;
      continue;
    } else {
      reason = "illegal UTF-16 surrogate";
    }
    if (!session.fail(at, at + bad, reason, &at)) return raised();
  }
  if (consumed != nullptr) *consumed = at;
  return session.out().finish();
}

Ref<Str> decodeUtf32(Encoding kind, std::string_view bytes, Object* object, Str* errors, size_t* consumed, int* order) {
  size_t at;
  bool big = settleOrder(kind, Encoding::Utf32, Encoding::Utf32Be, bytes, 4, order, &at);
  DecodeSession session(big ? Encoding::Utf32Be : Encoding::Utf32Le, big ? "utf-32-be" : "utf-32-le", bytes, object,
                        errors);
  if (!session.out().reserve(bytes.size() / 4)) return raised();
  while (at < session.size()) {
    size_t left = session.size() - at;
    const char* reason;
    if (left < 4) {
      if (consumed != nullptr) break;
      reason = "truncated data";
    } else {
      uint32_t c = read32(session.data() + at, big);
      if (c <= 0x10ffff && !isSurrogate(c)) {
        if (!session.out().append(c)) return raised();
        at += 4;
        continue;
      }
      left = 4;
      reason = c > 0x10ffff ? "code point not in range(0x110000)"
                            : "code point in surrogate code point range(0xd800, 0xe000)";
    }
    if (!session.fail(at, at + left, reason, &at)) return raised();
  }
  if (consumed != nullptr) *consumed = at;
  return session.out().finish();
}

Ref<Bytes> encodeWide(Encoding kind, Str* s, Str* errors) {
  const char* name = "";
  switch (kind) {
    case Encoding::Utf16:
      name = "utf-16";
      break;
    case Encoding::Utf16Le:
      name = "utf-16-le";
      break;
    case Encoding::Utf16Be:
      name = "utf-16-be";
      break;
    case Encoding::Utf32:
      name = "utf-32";
      break;
    case Encoding::Utf32Le:
      name = "utf-32-le";
      break;
    default:
      name = "utf-32-be";
      break;
  }
  EncodeSession session(kind, name, s, errors);
  bool fits;
  bool marked = kind == Encoding::Utf16 || kind == Encoding::Utf32;
  if (!session.out().reserve((size_t{s->length_} + 1) * 2)) return raised();
  if (marked && !session.put(kByteOrderMark, &fits)) return raised();
  CharReader chars(s);
  for (size_t i = 0; i < s->length_;) {
    if (!session.put(chars[i], &fits)) return raised();
    if (fits) {
      ++i;
    } else if (!session.fail(i, i + 1, "surrogates not allowed", &i)) {
      return raised();
    }
  }
  return session.out().finish();
}

}  // namespace ophion
