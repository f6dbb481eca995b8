// repr() of strings, and the escapes of ascii().
#include "base/unicode.h"
#include "object/str_builder.h"
#include "object/str_chars.h"
#include "object/str_methods.h"

namespace ophion {

namespace {

bool appendHex(StrBuilder& out, char letter, char32_t c, int digits) {
  char text[10] = {'\\', letter};
  for (int i = 0; i < digits; ++i) text[2 + i] = "0123456789abcdef"[c >> (4 * (digits - 1 - i)) & 15];
  return out.appendAscii({text, static_cast<size_t>(digits) + 2});
}

bool appendEscape(StrBuilder& out, char32_t c) {
  if (c < 0x100) return appendHex(out, 'x', c, 2);
  return c < 0x10000 ? appendHex(out, 'u', c, 4) : appendHex(out, 'U', c, 8);
}

bool isPlain(char32_t c) { return c >= 0x20 && c < 0x7f && c != '\'' && c != '\\'; }

// Whether every character is shown as it is, between single quotes.
bool isPlainAscii(std::string_view text) {
  bool plain = true;
  for (char each : text) {
    unsigned char c = static_cast<unsigned char>(each);
    plain &= static_cast<unsigned char>(c - 0x20) < 0x5f && c != '\'' && c != '\\';
  }
  return plain;
}

}  // namespace

Ref<Str> reprOfStr(const Str* s) {
  if (s->isAscii() && isPlainAscii(s->asciiView())) {
    Ref<Str> made = newStrUninitialized(s->length_ + size_t{2}, Width::Ascii);
    if (!made) return made;
    char* out = made->data();
    out[0] = out[s->length_ + size_t{1}] = '\'';
    copyBytes(out + 1, s->data(), s->length_);
    return made;
  }
  CharReader chars(s);
  size_t n = s->length_;
  bool single = false, twice = false, plain = true;
  for (size_t i = 0; i < n; ++i) {
    char32_t c = chars[i];
    if (isPlain(c) && c != '"') continue;
    if (c == '"') {
      twice = true;
      continue;
    }
    plain = false;
    single = single || c == '\'';
  }
  StrBuilder out;
  char32_t quote = single && !twice ? '"' : '\'';
  if (!out.reserve(n + 2) || !out.append(quote)) return nullptr;
  if (plain) {
    if (!out.append(s) || !out.append(quote)) return nullptr;
    return out.finish();
  }
  for (size_t i = 0; i < n; ++i) {
    char32_t c = chars[i];
    bool ok;
    if (c == quote || c == '\\') {
      ok = out.append('\\') && out.append(c);
    } else if (c == '\n') {
      ok = out.appendAscii("\\n");
    } else if (c == '\t') {
      ok = out.appendAscii("\\t");
    } else if (c == '\r') {
      ok = out.appendAscii("\\r");
    } else if (c < 0x20 || c == 0x7f || (c > 0x7f && !unicode::isPrintable(c))) {
      ok = appendEscape(out, c);
    } else {
      ok = out.append(c);
    }
    if (!ok) return nullptr;
  }
  if (!out.append(quote)) return nullptr;
  return out.finish();
}

Ref<Str> asciiOfText(const Str* s) {
  if (s->isAscii()) return substring(s, 0, s->length_);
  CharReader chars(s);
  StrBuilder out;
  for (size_t i = 0; i < s->length_; ++i) {
    char32_t c = chars[i];
    if (!(c < 0x80 ? out.append(c) : appendEscape(out, c))) return nullptr;
  }
  return out.finish();
}

}  // namespace ophion
