// UTF-7: ASCII as it is, everything else as UTF-16 in runs of base64 between '+' and '-'.
#include "object/codec_session.h"
#include "object/error.h"
#include "object/str_chars.h"

namespace ophion {

namespace {

constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int base64Value(char32_t c) {
  if (c >= 'A' && c <= 'Z') return static_cast<int>(c - 'A');
  if (c >= 'a' && c <= 'z') return static_cast<int>(c - 'a') + 26;
  if (c >= '0' && c <= '9') return static_cast<int>(c - '0') + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

// Characters that an encoder writes as they are.
bool isDirect(char32_t c) {
  if (c == '\t' || c == '\n' || c == '\r') return true;
  return c >= ' ' && c < 0x7f && c != '+' && c != '\\' && c != '~';
}

// A decoder's state inside a run of base64.
struct Run {
  bool open = false;
  size_t plus_at = 0;    // where its '+' stands
  size_t output_at = 0;  // characters made before it
  unsigned bits = 0;     // how many of `buffer` have not gone into a character
  uint32_t buffer = 0;
  char32_t surrogate = 0;  // the first half of a pair; 0: none is waiting

  // Takes the bits of one more digit.
  [[nodiscard]] bool take(int digit, StrBuilder& out) {
    buffer = buffer << 6 | static_cast<uint32_t>(digit);
    bits += 6;
    if (bits < 16) return true;
    bits -= 16;
    char32_t unit = buffer >> bits;
    buffer &= (1u << bits) - 1;
    if (surrogate != 0) {
      char32_t first = surrogate;
      surrogate = 0;
      if (unit >= 0xdc00 && unit <= 0xdfff) return out.append(0x10000 + ((first - 0xd800) << 10) + (unit - 0xdc00));
      if (!out.append(first)) return false;
    }
    if (unit >= 0xd800 && unit <= 0xdbff) {
      surrogate = unit;
      return true;
    }
    return out.append(unit);
  }

  // Why the run may not end here; null: it may.
  const char* complaint() const {
    if (bits >= 6) return "partial character in shift sequence";
    return buffer != 0 ? "non-zero padding bits in shift sequence" : nullptr;
  }
};

// Ends a run before the byte at *at, which is no digit. *wrong tells what the run did wrong, if it did.
bool closeRun(Run* run, DecodeSession& session, size_t* at, const char** wrong) {
  uint8_t c = session.data()[*at];
  run->open = false;
  *wrong = run->bits > 0 ? run->complaint() : nullptr;
  if (*wrong != nullptr) return true;
  if (run->surrogate != 0 && c < 0x80 && c != '+' && !session.out().append(run->surrogate)) return false;
  run->surrogate = 0;
  if (c == '-') ++*at;
  return true;
}

// Opens a run at the '+' before *at, unless it stands for itself.
bool openRun(Run* run, DecodeSession& session, size_t* at, const char** wrong) {
  if (*at < session.size()) {
    uint8_t c = session.data()[*at];
    if (c == '-') {
      ++*at;
      return session.out().append(U'+');
    }
    if (base64Value(c) < 0) {
      *wrong = "ill-formed sequence";
      return true;
    }
  }
  size_t plus_at = run->plus_at;
  *run = {true, plus_at, session.out().length()};
  return true;
}

// What is left in an open run where the input ends for good.
bool endsCleanly(const Run& run) { return run.surrogate == 0 && run.bits < 6 && (run.bits == 0 || run.buffer == 0); }

}  // namespace

Ref<Str> decodeUtf7(std::string_view bytes, Object* object, Str* errors, size_t* consumed) {
  DecodeSession session(Encoding::Utf7, "utf7", bytes, object, errors);
  if (!session.out().reserve(bytes.size())) return raised();
  Run run;
  size_t at = 0;
  for (;;) {
    const char* wrong = nullptr;
    if (at >= session.size()) {
      if (!run.open || consumed != nullptr) break;
      run.open = false;
      if (endsCleanly(run)) break;
      if (!session.fail(run.plus_at, session.size(), "unterminated shift sequence", &at)) return raised();
      continue;
    }
    uint8_t c = session.data()[at];
    if (run.open) {
      if (int digit = base64Value(c); digit >= 0) {
        if (!run.take(digit, session.out())) return raised();
        ++at;
        continue;
      }
      if (!closeRun(&run, session, &at, &wrong)) return raised();
      if (wrong != nullptr) ++at;
    } else if (c == '+') {
      run.plus_at = at++;
      if (!openRun(&run, session, &at, &wrong)) return raised();
      if (wrong != nullptr) ++at;
    } else if (c < 0x80) {
      if (!session.out().append(char32_t{c})) return raised();
      ++at;
    } else {
      run.plus_at = at++;
      wrong = "unexpected special character";
    }
    if (wrong != nullptr && !session.fail(run.plus_at, at, wrong, &at)) return raised();
  }
  if (consumed != nullptr) *consumed = run.open ? run.plus_at : at;
  Ref<Str> text = session.out().finish();
  // A run that may go on later is decoded then, from its start.
  return text && run.open ? substring(text.get(), 0, run.output_at) : text;
}

Ref<Bytes> encodeUtf7(Str* s) {
  ByteBuilder out;
  bool open = false;
  unsigned bits = 0;
  uint64_t buffer = 0;
  auto put = [&](uint32_t unit) {
    buffer = buffer << 16 | unit;
    for (bits += 16; bits >= 6;) {
      bits -= 6;
      if (!out.appendByte(static_cast<uint8_t>(kDigits[buffer >> bits & 63]))) return false;
    }
    return true;
  };
  auto close = [&](bool with_mark) {
    if (bits != 0 && !out.appendByte(static_cast<uint8_t>(kDigits[buffer << (6 - bits) & 63]))) return false;
    bits = 0;
    buffer = 0;
    open = false;
    return !with_mark || out.appendByte('-');
  };
  CharReader chars(s);
  for (size_t i = 0; i < s->length_; ++i) {
    char32_t c = chars[i];
    if (isDirect(c)) {
      // What could be taken for a digit, or for the mark of the end, needs the mark in front.
      if (open && !close(base64Value(c) >= 0 || c == '-')) return raised();
      if (!out.appendByte(static_cast<uint8_t>(c))) return raised();
      continue;
    }
    if (!open) {
      if (!out.appendByte('+')) return raised();
      if (c == '+') {
        if (!out.appendByte('-')) return raised();
        continue;
      }
      open = true;
    }
    bool fine = c < 0x10000 ? put(c) : put(0xd800 + ((c - 0x10000) >> 10)) && put(0xdc00 + ((c - 0x10000) & 0x3ff));
    if (!fine) return raised();
  }
  if (open && !close(true)) return raised();
  return out.finish();
}

}  // namespace ophion
