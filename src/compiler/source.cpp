// Finds the encoding as PEP 263 says, decodes, checks and normalises newlines, in one copy.
#include "compiler/source.h"

#include <cstdio>
#include <string_view>

namespace ophion {

namespace {

enum class Encoding { Utf8, Latin1, Ascii, Unknown };

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\f'; }

// The encoding name that a comment line announces (PEP 263), as a span of the line; empty when none.
struct Cookie {
  const char* name = nullptr;
  size_t length = 0;
};

Cookie findCookie(const char* line, const char* end) {
  const char* at = line;
  while (at < end && isSpace(*at)) at++;
  if (at == end || *at != '#') return {};
  for (; at + 7 <= end; at++) {
    if (memcmp(at, "coding", 6) != 0 || (at[6] != ':' && at[6] != '=')) continue;
    const char* name = at + 7;
    while (name < end && (*name == ' ' || *name == '\t')) name++;
    const char* stop = name;
    while (stop < end && ((*stop >= 'a' && *stop <= 'z') || (*stop >= 'A' && *stop <= 'Z') ||
                          (*stop >= '0' && *stop <= '9') || *stop == '-' || *stop == '_' || *stop == '.')) {
      stop++;
    }
    if (stop > name) return {name, static_cast<size_t>(stop - name)};
  }
  return {};
}

// True when the name, lowered and with '_' as '-', is `wanted` or starts with `wanted` and '-'.
bool namesEncoding(Cookie cookie, const char* wanted, bool allow_suffix) {
  size_t length = strlen(wanted);
  if (cookie.length < length) return false;
  for (size_t i = 0; i < length; i++) {
    char c = cookie.name[i];
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if (c == '_') c = '-';
    if (c != wanted[i]) return false;
  }
  if (cookie.length == length) return true;
  return allow_suffix && (cookie.name[length] == '-' || cookie.name[length] == '_');
}

Encoding encodingOf(Cookie cookie) {
  if (!cookie.name) return Encoding::Utf8;
  for (const char* name : {"utf-8", "utf8", "u8", "utf", "cp65001"}) {
    if (namesEncoding(cookie, name, name == std::string_view("utf-8"))) return Encoding::Utf8;
  }
  for (const char* name : {"latin-1", "iso-8859-1", "iso-latin-1"}) {
    if (namesEncoding(cookie, name, true)) return Encoding::Latin1;
  }
  for (const char* name : {"latin1", "iso8859-1", "l1", "latin"}) {
    if (namesEncoding(cookie, name, false)) return Encoding::Latin1;
  }
  for (const char* name : {"ascii", "us-ascii", "646"}) {
    if (namesEncoding(cookie, name, false)) return Encoding::Ascii;
  }
  return Encoding::Unknown;
}

bool fail(SyntaxErrorInfo* error, CompileArena& arena, const char* message, int lineno) {
  char* copy = arena.tryCopy(message, strlen(message));
  *error = {};
  error->kind = copy ? ErrorKind::SyntaxError : ErrorKind::OutOfMemory;
  error->message = copy ? copy : "";
  error->lineno = lineno;
  return false;
}

bool isBlankOrComment(const char* line, const char* end) {
  while (line < end && isSpace(*line)) line++;
  return line == end || *line == '#' || *line == '\n' || *line == '\r';
}

// Finds the cookie in one of the first two lines.
Cookie cookieOf(const char* begin, const char* end) {
  const char* line = begin;
  for (int i = 0; i < 2 && line < end; i++) {
    const char* stop = line;
    while (stop < end && *stop != '\n' && *stop != '\r') stop++;
    Cookie cookie = findCookie(line, stop);
    if (cookie.name) return cookie;
    if (!isBlankOrComment(line, stop)) return {};
    line = stop;
    if (line < end && *line == '\r') line++;
    if (line < end && *line == '\n') line++;
  }
  return {};
}

// Length of the valid UTF-8 sequence at `at`, or 0. Surrogates and overlong forms are invalid, as in Python's decoder.
size_t sequenceLength(const unsigned char* at, const unsigned char* end) {
  auto tail = [&](size_t i) { return at + i < end && (at[i] & 0xC0) == 0x80; };
  unsigned char c = at[0];
  if (c < 0x80) return 1;
  if (c < 0xC2) return 0;
  if (c < 0xE0) return tail(1) ? 2 : 0;
  if (c < 0xF0) {
    if (!tail(1) || !tail(2)) return 0;
    if (c == 0xE0 && at[1] < 0xA0) return 0;
    if (c == 0xED && at[1] >= 0xA0) return 0;
    return 3;
  }
  if (c > 0xF4 || !tail(1) || !tail(2) || !tail(3)) return 0;
  if (c == 0xF0 && at[1] < 0x90) return 0;
  if (c == 0xF4 && at[1] >= 0x90) return 0;
  return 4;
}

// Copies `bytes` to `out` with newlines normalised; false with `bad` at the byte that does not decode, or a NUL.
bool transcode(const char* bytes, const char* end, Encoding encoding, char*& out, const char*& bad) {
  while (bytes < end) {
    unsigned char c = static_cast<unsigned char>(*bytes);
    if (c == '\r') {
      *out++ = '\n';
      bytes += bytes + 1 < end && bytes[1] == '\n' ? 2 : 1;
      continue;
    }
    if (c == 0) {
      bad = bytes;
      return false;
    }
    if (c < 0x80) {
      *out++ = *bytes++;
      continue;
    }
    if (encoding == Encoding::Latin1) {
      *out++ = static_cast<char>(0xC0 | (c >> 6));
      *out++ = static_cast<char>(0x80 | (c & 0x3F));
      bytes++;
      continue;
    }
    size_t length = encoding == Encoding::Ascii ? 0
                                                : sequenceLength(reinterpret_cast<const unsigned char*>(bytes),
                                                                 reinterpret_cast<const unsigned char*>(end));
    if (length == 0) {
      bad = bytes;
      return false;
    }
    memcpy(out, bytes, length);
    out += length;
    bytes += length;
  }
  return true;
}

}  // namespace

bool prepareSource(const char* bytes, size_t size, bool ignore_cookie, bool add_newline, CompileArena& arena,
                   SourceText* result, SyntaxErrorInfo* error) {
  const char* begin = bytes;
  const char* end = bytes + size;
  bool has_bom = !ignore_cookie && size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
  if (has_bom) begin += 3;
  Encoding encoding = Encoding::Utf8;
  if (!ignore_cookie) {
    Cookie cookie = cookieOf(begin, end);
    encoding = encodingOf(cookie);
    char message[160];
    int length = static_cast<int>(cookie.length < 80 ? cookie.length : 80);
    if (encoding == Encoding::Unknown) {
      snprintf(message, sizeof message, "unknown encoding: %.*s", length, cookie.name);
      return fail(error, arena, message, 0);
    }
    // With a BOM only the proper name will do.
    if (has_bom && cookie.name && !namesEncoding(cookie, "utf-8", true)) {
      snprintf(message, sizeof message, "encoding problem: %.*s with BOM", length, cookie.name);
      return fail(error, arena, message, 0);
    }
  }
  size_t room = static_cast<size_t>(end - begin) * (encoding == Encoding::Latin1 ? 2 : 1) + 2;
  char* out = arena.tryArray<char>(room);
  if (!out) {
    *error = {};
    error->kind = ErrorKind::OutOfMemory;
    return false;
  }
  result->begin = out;
  const char* bad = nullptr;
  if (!transcode(begin, end, encoding, out, bad)) {
    int lineno = 1;
    for (const char* at = result->begin; at < out; at++) lineno += *at == '\n';
    unsigned char c = static_cast<unsigned char>(*bad);
    if (c == 0) return fail(error, arena, "source code cannot contain null bytes", lineno);
    char message[160];
    bool is_ascii = encoding == Encoding::Ascii;
    const char* reason = is_ascii               ? "ordinal not in range(128)"
                         : c < 0xC2 || c > 0xF4 ? "invalid start byte"
                         : bad + 1 == end       ? "unexpected end of data"
                                                : "invalid continuation byte";
    snprintf(message, sizeof message, "(unicode error) '%s' codec can't decode byte 0x%02x in position %zu: %s",
             is_ascii ? "ascii" : "utf-8", c, static_cast<size_t>(bad - begin), reason);
    return fail(error, arena, message, is_ascii ? lineno : 0);
  }
  if (add_newline && out > result->begin && out[-1] != '\n') *out++ = '\n';
  *out = 0;
  result->end = out;
  return true;
}

}  // namespace ophion
