// String and bytes literals: prefixes, escapes, concatenation.
#include <cstdio>

#include "base/unicode_names.h"
#include "compiler/string_builder.h"
#include "compiler/utf8.h"

namespace ophion {

using namespace ast;

namespace {

int hexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool isOctal(char c) { return c >= '0' && c <= '7'; }

// Up to three octal digits at *at.
unsigned octalValue(const char** at, const char* end) {
  unsigned value = 0;
  for (int i = 0; i < 3 && *at < end && isOctal(**at); i++) value = value * 8 + static_cast<unsigned>(*(*at)++ - '0');
  return value;
}

// The character that a one-letter escape means, or -1.
int simpleEscape(char c) {
  switch (c) {
    case '\\':
      return '\\';
    case '\'':
      return '\'';
    case '"':
      return '"';
    case 'a':
      return '\a';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'v':
      return '\v';
    default:
      return -1;
  }
}

}  // namespace

Expr* Parser::strings() {
  uint32_t mark = pos_;
  while (accept(K::String)) {
  }
  if (failed()) return nullptr;
  uint32_t end = pos_;
  const WarningSink* warnings = options_.warnings;
  if (tokens_[mark].start < strings_until_) {
    options_.warnings = nullptr;
  } else {
    strings_until_ = tokens_[end - 1].start + tokens_[end - 1].length;
  }
  StringBuilder builder(this, tokens_[mark], tokens_[end - 1]);
  bool ok = true;
  for (uint32_t i = mark; ok && i < end; i++) ok = builder.add(tokens_[i]);
  options_.warnings = warnings;
  return ok ? builder.finish() : nullptr;
}

StringBuilder::StringBuilder(Parser* parser, const Token& first, const Token& last)
    : parser_(parser), arena_(parser->arena_), is_unicode_u_(first.start[0] == 'u') {
  place_ = {first.lineno, static_cast<uint32_t>(first.col), last.end_lineno, static_cast<uint32_t>(last.end_col)};
}

bool StringBuilder::raise(const char* message) {
  parser_->raiseHere(ErrorKind::SyntaxError, "%s", message);
  return false;
}

// A backslash in front of what is no escape, or an octal number that is no byte.
bool StringBuilder::warnOfEscape(const char* escape, const Token& token) {
  const WarningSink* warnings = parser_->options_.warnings;
  if (warnings == nullptr) return true;
  char message[50];
  if (isOctal(*escape)) {
    snprintf(message, sizeof message, "invalid octal escape sequence '\\%.3s'", escape);
  } else {
    snprintf(message, sizeof message, "invalid escape sequence '\\%c'", *escape);
  }
  switch (warnings->warn(warnings->context, WarningSink::Kind::InvalidEscape, message, token.lineno)) {
    case WarningSink::Answer::Continue:
      return true;
    case WarningSink::Answer::IsError:
      parser_->raiseAt(ErrorKind::SyntaxError, token.lineno, token.col, token.end_lineno, token.end_col, message);
      return false;
    case WarningSink::Answer::Raised:
      break;
  }
  parser_->error_ = {};
  parser_->error_.kind = ErrorKind::Raised;
  return false;
}

bool StringBuilder::add(const Token& token) {
  const char* at = token.start;
  const char* end = token.start + token.length;
  bool is_bytes = false, raw = false, is_fstring = false;
  for (; *at != '\'' && *at != '"'; at++) {
    char c = static_cast<char>(*at | 0x20);
    is_bytes |= c == 'b';
    raw |= c == 'r';
    is_fstring |= c == 'f';
  }
  int quotes = end - at >= 6 && at[1] == at[0] && at[2] == at[0] ? 3 : 1;
  at += quotes;
  end -= quotes;
  if (is_bytes) {
    for (const char* c = at; c < end; c++) {
      if (static_cast<unsigned char>(*c) >= 0x80) return raise("bytes can only contain ASCII literal characters");
    }
  }
  if (any_ && is_bytes != is_bytes_) return raise("cannot mix bytes and nonbytes literals");
  any_ = true;
  is_bytes_ = is_bytes;
  if (is_bytes) return decodeBytes(at, end, raw, token);
  if (!is_fstring) return decodeText(&pieces_, at, end, raw, token);
  pieces_.is_fstring = true;
  Cursor cursor{at, end, raw, &token, token.start, token.start, 0};
  return fstring(&pieces_, &cursor, 0);
}

Expr* StringBuilder::finish() {
  if (!is_bytes_) return joined(&pieces_, place_);
  Constant* node = parser_->make<Constant>(ExprKind::Constant, place_);
  if (!node) return nullptr;
  node->type = ConstantKind::Bytes;
  node->data = bytes_.begin();
  node->size = bytes_.size();
  return node;
}

bool StringBuilder::pushText(Pieces* pieces, const char* at, const char* end) {
  for (; at < end; at++) {
    if (!parser_->push(pieces->last, *at)) return false;
  }
  return true;
}

bool StringBuilder::pushChar(Pieces* pieces, char32_t c) {
  char encoded[4];
  size_t size = encodeUtf8(c, encoded);
  return pushText(pieces, encoded, encoded + size);
}

bool StringBuilder::decodeText(Pieces* pieces, const char* at, const char* end, bool raw, const Token& token) {
  odd_escape_ = nullptr;
  int position = 0;  // as CPython counts for its messages: a character beyond ASCII is ten
  while (at < end) {
    if (*at == '\\' && !raw) {
      if (!decodeEscape(pieces, &at, end, &position)) return false;
      continue;
    }
    const char* run = at;
    while (at < end && (*at != '\\' || raw)) {
      unsigned char c = static_cast<unsigned char>(*at++);
      if (c < 0x80) {
        position++;
      } else if (c >= 0xC0) {
        position += 10;
      }
    }
    if (!pieces->last.empty() || at < end || pieces->is_fstring) {
      if (!pushText(pieces, run, at)) return false;
    } else {
      // The usual literal is one run: it stays where the source is.
      pieces->last = ArenaVector<char>::borrow(run, static_cast<uint32_t>(at - run));
    }
  }
  return odd_escape_ == nullptr || warnOfEscape(odd_escape_, token);
}

bool StringBuilder::unicodeError(int from, int to, const char* reason) {
  char message[160];
  if (from == to) {
    snprintf(message, sizeof message, "(unicode error) 'unicodeescape' codec can't decode byte 0x5c in position %d: %s",
             from, reason);
  } else {
    snprintf(message, sizeof message, "(unicode error) 'unicodeescape' codec can't decode bytes in position %d-%d: %s",
             from, to, reason);
  }
  return raise(message);
}

bool StringBuilder::decodeEscape(Pieces* pieces, const char** at, const char* end, int* position) {
  const char* begin = *at;
  if (begin + 1 >= end) {
    // In front of a replacement field.
    *at = end;
    return pushChar(pieces, '\\');
  }
  char c = begin[1];
  *at = begin + 2;
  int simple = simpleEscape(c);
  if (simple >= 0) {
    *position += 2;
    return pushChar(pieces, static_cast<char32_t>(simple));
  }
  if (c == '\n') {
    *position += 2;
    return true;
  }
  if (c == 'x' || c == 'u' || c == 'U') return decodeNumericEscape(pieces, at, end, position, c);
  if (c == 'N') return decodeNamedEscape(pieces, at, end, position);
  if (isOctal(c)) {
    *at = begin + 1;
    unsigned value = octalValue(at, end);
    if (value > 0xff && odd_escape_ == nullptr) odd_escape_ = begin + 1;
    *position += static_cast<int>(*at - begin);
    return pushChar(pieces, value);
  }
  // Not an escape: the backslash stands for itself.
  if (odd_escape_ == nullptr && static_cast<unsigned char>(c) < 0x80) odd_escape_ = begin + 1;
  *at = begin + 1;
  (*position)++;
  return pushChar(pieces, '\\');
}

bool StringBuilder::decodeNumericEscape(Pieces* pieces, const char** at, const char* end, int* position, char kind) {
  int wanted = kind == 'x' ? 2 : kind == 'u' ? 4 : 8;
  char32_t value = 0;
  int seen = 0;
  while (seen < wanted && *at < end && hexValue(**at) >= 0) {
    value = value << 4 | static_cast<char32_t>(hexValue(*(*at)++));
    seen++;
  }
  int last = *position + 1 + seen;
  if (seen < wanted) {
    return unicodeError(*position, last,
                        kind == 'x'   ? "truncated \\xXX escape"
                        : kind == 'u' ? "truncated \\uXXXX escape"
                                      : "truncated \\UXXXXXXXX escape");
  }
  if (value > 0x10FFFF) return unicodeError(*position, last, "illegal Unicode character");
  *position = last + 1;
  return pushChar(pieces, value);
}

bool StringBuilder::decodeNamedEscape(Pieces* pieces, const char** at, const char* end, int* position) {
  const char* begin = *at - 2;
  const char* here = *at;
  if (here < end && *here == '{') {
    const char* name = ++here;
    while (here < end && *here != '}') here++;
    if (here < end && here > name) {
      size_t length = static_cast<size_t>(here - name);
      here++;
      char32_t c;
      if (unicode::lookupName(name, length, &c)) {
        *at = here;
        *position += static_cast<int>(here - begin);
        return pushChar(pieces, c);
      }
      return unicodeError(*position, *position + static_cast<int>(here - begin) - 1, "unknown Unicode character name");
    }
  }
  return unicodeError(*position, *position + static_cast<int>(here - begin) - 1, "malformed \\N character escape");
}

bool StringBuilder::decodeBytes(const char* at, const char* end, bool raw, const Token& token) {
  const char* begin = at;
  odd_escape_ = nullptr;
  while (at < end) {
    char c = *at++;
    if (c == '\\' && !raw && at < end) {
      const char* escape = at - 1;
      c = *at++;
      int simple = simpleEscape(c);
      if (c == '\n') continue;
      if (simple >= 0) {
        c = static_cast<char>(simple);
      } else if (isOctal(c)) {
        at--;
        unsigned value = octalValue(&at, end);
        if (value > 0xff && odd_escape_ == nullptr) odd_escape_ = escape + 1;
        c = static_cast<char>(value);
      } else if (c == 'x') {
        if (end - at < 2 || hexValue(at[0]) < 0 || hexValue(at[1]) < 0) {
          char message[80];
          snprintf(message, sizeof message, "(value error) invalid \\x escape at position %td", escape - begin);
          return raise(message);
        }
        c = static_cast<char>(hexValue(at[0]) << 4 | hexValue(at[1]));
        at += 2;
      } else {
        if (odd_escape_ == nullptr) odd_escape_ = escape + 1;
        if (!parser_->push(bytes_, '\\')) return false;
      }
    }
    if (!parser_->push(bytes_, c)) return false;
  }
  return odd_escape_ == nullptr || warnOfEscape(odd_escape_, token);
}

Expr* StringBuilder::textNode(Pieces* pieces, const Place& place) {
  Constant* node = parser_->make<Constant>(ExprKind::Constant, place);
  if (!node) return nullptr;
  node->type = ConstantKind::Str;
  node->is_unicode_u = is_unicode_u_;
  node->data = pieces->last.begin();
  node->size = pieces->last.size();
  node->all_ascii = true;
  for (uint32_t i = 0; i < node->size; i++) node->all_ascii &= static_cast<unsigned char>(node->data[i]) < 0x80;
  pieces->last = {};
  return node;
}

}  // namespace ophion
