// unicode_escape and raw_unicode_escape: text as it stands in Python's string literals.
#include "base/unicode_names.h"
#include "object/codec_session.h"
#include "object/error.h"
#include "object/str_chars.h"

namespace ophion {

namespace {

int hexDigit(uint8_t c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool appendHex(ByteBuilder& out, char letter, char32_t c, int digits) {
  if (!out.reserve(10)) return false;
  out.put('\\');
  out.put(static_cast<uint8_t>(letter));
  for (int i = digits - 1; i >= 0; --i) out.put(static_cast<uint8_t>("0123456789abcdef"[c >> (4 * i) & 15]));
  return true;
}

// One escape after its backslash: how far it reaches, and what it stands for or why it stands for nothing.
struct Escape {
  size_t end;
  char32_t c = 0;
  bool nothing = false;         // a backslash before a newline
  bool keep_backslash = false;  // no escape at all
  bool incomplete = false;
  const char* wrong = nullptr;
};

Escape hexEscape(const uint8_t* p, size_t n, size_t at, size_t digits, const char* wrong) {
  Escape e{at};
  for (size_t i = 0; i < digits; ++i, ++e.end) {
    if (e.end == n) e.incomplete = true;
    int digit = e.end < n ? hexDigit(p[e.end]) : -1;
    if (digit < 0) {
      e.wrong = wrong;
      return e;
    }
    e.c = e.c << 4 | static_cast<char32_t>(digit);
  }
  if (e.c > 0x10ffff) e.wrong = "illegal Unicode character";
  return e;
}

Escape nameEscape(const uint8_t* p, size_t n, size_t at) {
  Escape e{at};
  e.wrong = "malformed \\N character escape";
  if (at == n) e.incomplete = true;
  if (at == n || p[at] != '{') return e;
  size_t close = at + 1;
  while (close < n && p[close] != '}') ++close;
  if (close == n) {
    e.end = n;
    e.incomplete = true;
    return e;
  }
  if (close == at + 1) {
    e.end = close;
    return e;
  }
  e.end = close + 1;
  bool found = unicode::lookupName(reinterpret_cast<const char*>(p) + at + 1, close - at - 1, &e.c);
  e.wrong = found ? nullptr : "unknown Unicode character name";
  return e;
}

// `at` is behind the backslash.
Escape readEscape(const uint8_t* p, size_t n, size_t at) {
  Escape e{at};
  if (at == n) {
    e.wrong = "\\ at end of string";
    e.incomplete = true;
    return e;
  }
  uint8_t letter = p[at];
  ++e.end;
  switch (letter) {
    case '\n':
      e.nothing = true;
      return e;
    case '\\':
      e.c = '\\';
      return e;
    case '\'':
      e.c = '\'';
      return e;
    case '"':
      e.c = '"';
      return e;
    case 'a':
      e.c = 7;
      return e;
    case 'b':
      e.c = 8;
      return e;
    case 'f':
      e.c = 12;
      return e;
    case 'n':
      e.c = '\n';
      return e;
    case 'r':
      e.c = '\r';
      return e;
    case 't':
      e.c = '\t';
      return e;
    case 'v':
      e.c = 11;
      return e;
    case 'x':
      return hexEscape(p, n, at + 1, 2, "truncated \\xXX escape");
    case 'u':
      return hexEscape(p, n, at + 1, 4, "truncated \\uXXXX escape");
    case 'U':
      return hexEscape(p, n, at + 1, 8, "truncated \\UXXXXXXXX escape");
    case 'N':
      return nameEscape(p, n, at + 1);
    default:
      break;
  }
  if (letter >= '0' && letter <= '7') {
    e.end = at;
    while (e.end < n && e.end < at + 3 && p[e.end] >= '0' && p[e.end] <= '7') e.c = e.c * 8 + (p[e.end++] - '0');
    return e;
  }
  e.c = letter;
  e.keep_backslash = true;
  return e;
}

}  // namespace

Ref<Str> decodeEscapes(std::string_view bytes, Object* object, Str* errors, size_t* consumed) {
  DecodeSession session(Encoding::UnicodeEscape, "unicodeescape", bytes, object, errors);
  size_t at = 0;
  while (at < session.size()) {
    uint8_t byte = session.data()[at];
    if (byte != '\\') {
      if (!session.out().append(byte)) return raised();
      ++at;
      continue;
    }
    Escape e = readEscape(session.data(), session.size(), at + 1);
    if (e.wrong != nullptr) {
      if (e.incomplete && consumed != nullptr) break;
      if (!session.fail(at, e.end, e.wrong, &at)) return raised();
      continue;
    }
    if (e.keep_backslash && !session.out().append('\\')) return raised();
    if (!e.nothing && !session.out().append(e.c)) return raised();
    at = e.end;
  }
  if (consumed != nullptr) *consumed = at;
  return session.out().finish();
}

Ref<Str> decodeRawEscapes(std::string_view bytes, Object* object, Str* errors, size_t* consumed) {
  DecodeSession session(Encoding::RawUnicodeEscape, "rawunicodeescape", bytes, object, errors);
  size_t at = 0;
  while (at < session.size()) {
    const uint8_t* p = session.data();
    size_t n = session.size();
    if (p[at] == '\\' && at + 1 == n && consumed != nullptr) break;
    bool escape = p[at] == '\\' && at + 1 < n && (p[at + 1] == 'u' || p[at + 1] == 'U');
    if (!escape) {
      // A backslash takes the next character along, so that "\\\\u" is no escape.
      size_t take = p[at] == '\\' && at + 1 < n ? 2 : 1;
      for (size_t i = 0; i < take; ++i) {
        if (!session.out().append(p[at + i])) return raised();
      }
      at += take;
      continue;
    }
    bool wide = p[at + 1] == 'U';
    Escape e =
        hexEscape(p, n, at + 2, wide ? 8 : 4, wide ? "truncated \\UXXXXXXXX escape" : "truncated \\uXXXX escape");
    if (e.wrong == nullptr) {
      if (!session.out().append(e.c)) return raised();
      at = e.end;
      continue;
    }
    if (e.incomplete && consumed != nullptr) break;
    const char* reason = e.c > 0x10ffff ? "\\Uxxxxxxxx out of range" : e.wrong;
    if (!session.fail(at, e.end, reason, &at)) return raised();
  }
  if (consumed != nullptr) *consumed = at;
  return session.out().finish();
}

Ref<Bytes> encodeEscapes(Str* s) {
  ByteBuilder out;
  CharReader chars(s);
  if (!out.reserve(s->length_)) return raised();
  for (size_t i = 0; i < s->length_; ++i) {
    char32_t c = chars[i];
    bool ok;
    if (c == '\\') {
      ok = out.append("\\\\");
    } else if (c == '\t') {
      ok = out.append("\\t");
    } else if (c == '\n') {
      ok = out.append("\\n");
    } else if (c == '\r') {
      ok = out.append("\\r");
    } else if (c >= 0x20 && c < 0x7f) {
      ok = out.appendByte(static_cast<uint8_t>(c));
    } else {
      ok = c < 0x100 ? appendHex(out, 'x', c, 2) : c < 0x10000 ? appendHex(out, 'u', c, 4) : appendHex(out, 'U', c, 8);
    }
    if (!ok) return raised();
  }
  return out.finish();
}

Ref<Bytes> encodeRawEscapes(Str* s) {
  ByteBuilder out;
  CharReader chars(s);
  if (!out.reserve(s->length_)) return raised();
  for (size_t i = 0; i < s->length_; ++i) {
    char32_t c = chars[i];
    bool ok = c < 0x100     ? out.appendByte(static_cast<uint8_t>(c))
              : c < 0x10000 ? appendHex(out, 'u', c, 4)
                            : appendHex(out, 'U', c, 8);
    if (!ok) return raised();
  }
  return out.finish();
}

}  // namespace ophion
