// The module binascii: bytes as hexadecimal, base64, uuencoded and quoted-printable text, and checksums.
#include <array>

#include "modules/module_error.h"
#include "object/buffer.h"
#include "object/byte_builder.h"
#include "object/byte_methods.h"
#include "object/int.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

namespace {

template <class... Args>
Raised asciiError(const char* format, Args... args) {
  return raiseModuleError("binascii", "Error", kTypeValueError, formatStr(format, args...));
}

// The bytes of an ASCII string or a bytes-like object.
class AsciiArgument {
 public:
  bool read(Object* given) {
    if (isStrLayout(given)) {
      if (!static_cast<Str*>(given)->isAscii()) {
        return raise(kTypeValueError, "string argument should contain only ASCII characters");
      }
      view_ = static_cast<Str*>(given)->asciiView();
      return true;
    }
    if (!isBytesLike(given)) {
      return raise(kTypeTypeError, "argument should be bytes, buffer or ASCII string, not '%.100T'", given);
    }
    if (!buffer_.acquire(given)) return false;
    view_ = buffer_.view();
    return true;
  }
  std::string_view view() const { return view_; }

 private:
  Buffer buffer_;
  std::string_view view_;
};

bool flag(Object* given, bool fallback, bool* out) {
  int yes = given == nullptr ? fallback : isTrue(given);
  *out = yes > 0;
  return yes >= 0;
}

int hexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// --- hexadecimal ---

Ref<Object> hexlify(Object* const* args) {
  Buffer data;
  if (!data.acquire(args[0])) return raised();
  Ref<Object> text = hexOf(data.view(), args[1], args[2]);
  return text ? Ref<Object>(newBytes(static_cast<Str*>(text.get())->asciiView())) : raised();
}

Ref<Object> unhexlify(Object* const* args) {
  AsciiArgument text;
  if (!text.read(args[0])) return raised();
  std::string_view s = text.view();
  if (s.size() % 2 != 0) return asciiError("Odd-length string");
  Ref<Bytes> made = newBytesUninitialized(s.size() / 2);
  if (!made) return raised();
  for (size_t i = 0; i < s.size(); i += 2) {
    int high = hexValue(s[i]), low = hexValue(s[i + 1]);
    if (high < 0 || low < 0) return asciiError("Non-hexadecimal digit found");
    made->data()[i / 2] = static_cast<char>(high << 4 | low);
  }
  return made;
}

// --- base64 ---

constexpr char kBase64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr auto kBase64Values = [] {
  std::array<int8_t, 256> table{};
  for (int8_t& each : table) each = -1;
  for (int i = 0; i < 64; ++i) table[static_cast<uint8_t>(kBase64[i])] = static_cast<int8_t>(i);
  return table;
}();

Ref<Object> toBase64(Object* const* args) {
  Buffer data;
  bool newline;
  if (!data.acquire(args[0]) || !flag(args[1], true, &newline)) return raised();
  ByteBuilder out;
  std::string_view s = data.view();
  if (!out.reserve((s.size() + 2) / 3 * 4 + 1)) return raised();
  for (size_t i = 0; i < s.size(); i += 3) {
    auto byte = [&](size_t k) { return k < s.size() ? static_cast<uint32_t>(static_cast<uint8_t>(s[k])) : 0u; };
    uint32_t group = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    out.put(static_cast<uint8_t>(kBase64[group >> 18]));
    out.put(static_cast<uint8_t>(kBase64[group >> 12 & 63]));
    out.put(static_cast<uint8_t>(i + 1 < s.size() ? kBase64[group >> 6 & 63] : '='));
    out.put(static_cast<uint8_t>(i + 2 < s.size() ? kBase64[group & 63] : '='));
  }
  if (newline) out.put('\n');
  return out.finish();
}

Ref<Object> fromBase64(Object* const* args) {
  AsciiArgument text;
  bool strict;
  if (!text.read(args[0]) || !flag(args[1], false, &strict)) return raised();
  std::string_view s = text.view();
  ByteBuilder out;
  if (!out.reserve(s.size() / 4 * 3 + 3)) return raised();
  if (strict && !s.empty() && s[0] == '=') return asciiError("Leading padding not allowed");
  unsigned place = 0, left = 0, pads = 0;
  bool padding_started = false;
  for (size_t i = 0; i < s.size(); ++i) {
    uint8_t c = static_cast<uint8_t>(s[i]);
    if (c == '=') {
      padding_started = true;
      if (place >= 2 && place + ++pads >= 4) {
        if (strict && i + 1 < s.size()) return asciiError("Excess data after padding");
        return out.finish();
      }
      continue;
    }
    int value = kBase64Values[c];
    if (value < 0) {
      if (strict) return asciiError("Only base64 data is allowed");
      continue;
    }
    if (strict && padding_started) return asciiError("Discontinuous padding not allowed");
    pads = 0;
    unsigned v = static_cast<unsigned>(value);
    if (place == 1) out.put(static_cast<uint8_t>(left << 2 | v >> 4));
    if (place == 2) out.put(static_cast<uint8_t>(left << 4 | v >> 2));
    if (place == 3) out.put(static_cast<uint8_t>(left << 6 | v));
    left = place == 0 ? v : place == 1 ? v & 15 : place == 2 ? v & 3 : 0;
    place = (place + 1) % 4;
  }
  if (place == 1) {
    return asciiError(
        "Invalid base64-encoded string: number of data characters (%zd) cannot be 1 more than a multiple of 4",
        static_cast<ptrdiff_t>(out.length() / 3 * 4 + 1));
  }
  if (place != 0) return asciiError("Incorrect padding");
  return out.finish();
}

// --- uuencoding: lines of at most 45 bytes ---

constexpr size_t kUuLine = 45;

Ref<Object> toUu(Object* const* args) {
  Buffer data;
  bool backtick;
  if (!data.acquire(args[0]) || !flag(args[1], false, &backtick)) return raised();
  std::string_view s = data.view();
  if (s.size() > kUuLine) return asciiError("At most 45 bytes at once");
  ByteBuilder out;
  auto put = [&](uint32_t v) { out.put(static_cast<uint8_t>(v == 0 && backtick ? '`' : ' ' + v)); };
  if (!out.reserve(2 + (s.size() + 2) / 3 * 4)) return raised();
  put(static_cast<uint32_t>(s.size()));
  for (size_t i = 0; i < s.size(); i += 3) {
    auto byte = [&](size_t k) { return k < s.size() ? static_cast<uint32_t>(static_cast<uint8_t>(s[k])) : 0u; };
    uint32_t group = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    for (int shift = 18; shift >= 0; shift -= 6) put(group >> shift & 63);
  }
  out.put('\n');
  return out.finish();
}

Ref<Object> fromUu(Object* const* args) {
  AsciiArgument text;
  if (!text.read(args[0])) return raised();
  std::string_view s = text.view();
  size_t want = s.empty() ? 0 : static_cast<size_t>((s[0] - ' ') & 63);
  ByteBuilder out;
  if (!out.reserve(want + 1)) return raised();
  size_t at = 1;
  uint32_t bits = 0;
  unsigned have = 0;
  while (out.length() < want) {
    char c = at < s.size() ? s[at] : '\n';
    ++at;
    uint32_t v = 0;
    if (c != '\n' && c != '\r' && at <= s.size()) {
      // Blanks stand for zero, and trailing ones may have been cut off.
      if (c < ' ' || c > ' ' + 64) return asciiError("Illegal char");
      v = static_cast<uint32_t>(c - ' ') & 63;
    }
    bits = bits << 6 | v;
    have += 6;
    if (have >= 8) {
      have -= 8;
      out.put(static_cast<uint8_t>(bits >> have));
    }
  }
  for (; at < s.size(); ++at) {
    if (s[at] != ' ' && s[at] != '`' && s[at] != '\n' && s[at] != '\r') return asciiError("Trailing garbage");
  }
  return out.finish();
}

// --- quoted-printable ---

Ref<Object> fromQuotedPrintable(Object* const* args) {
  AsciiArgument text;
  bool header;
  if (!text.read(args[0]) || !flag(args[1], false, &header)) return raised();
  std::string_view s = text.view();
  ByteBuilder out;
  if (!out.reserve(s.size() + 1)) return raised();
  for (size_t i = 0; i < s.size();) {
    char c = s[i];
    if (header && c == '_') {
      out.put(' ');
      ++i;
    } else if (c != '=') {
      out.put(static_cast<uint8_t>(c));
      ++i;
    } else if (++i >= s.size()) {
      break;
    } else if (s[i] == '\n' || s[i] == '\r') {
      // A soft line break: everything up to the end of the line goes.
      while (i < s.size() && s[i] != '\n') ++i;
      ++i;
    } else if (s[i] == '=') {
      out.put('=');
      ++i;
    } else if (i + 1 < s.size() && hexValue(s[i]) >= 0 && hexValue(s[i + 1]) >= 0) {
      out.put(static_cast<uint8_t>(hexValue(s[i]) << 4 | hexValue(s[i + 1])));
      i += 2;
    } else {
      out.put('=');
    }
  }
  return out.finish();
}

struct QuotedStyle {
  bool quote_tabs, is_text, header;
};

bool needsQuoting(std::string_view s, size_t i, size_t column, const QuotedStyle& style) {
  uint8_t c = static_cast<uint8_t>(s[i]);
  bool at_end = i + 1 == s.size();
  if (c > 126 || c == '=' || (style.header && c == '_')) return true;
  if (c == '.' && column == 0 && (at_end || s[i + 1] == '\n' || s[i + 1] == '\r' || s[i + 1] == 0)) return true;
  if (!style.is_text && (c == '\r' || c == '\n')) return true;
  if ((c == '\t' || c == ' ') && at_end) return true;
  return c < 33 && c != '\r' && c != '\n' && (style.quote_tabs || (c != '\t' && c != ' '));
}

Ref<Object> toQuotedPrintable(Object* const* args) {
  constexpr size_t kLine = 76;
  Buffer data;
  QuotedStyle style;
  if (!data.acquire(args[0]) || !flag(args[1], false, &style.quote_tabs) || !flag(args[2], true, &style.is_text) ||
      !flag(args[3], false, &style.header)) {
    return raised();
  }
  std::string_view s = data.view();
  ByteBuilder out;
  size_t first_newline = s.find('\n');
  bool crlf = first_newline != s.npos && first_newline > 0 && s[first_newline - 1] == '\r';
  size_t column = 0;
  auto breakLine = [&] { return out.append(crlf ? "=\r\n" : "=\n"); };
  auto quote = [&](uint8_t c) {
    return out.appendByte('=') && out.appendByte(static_cast<uint8_t>("0123456789ABCDEF"[c >> 4])) &&
           out.appendByte(static_cast<uint8_t>("0123456789ABCDEF"[c & 15]));
  };
  for (size_t i = 0; i < s.size(); ++i) {
    uint8_t c = static_cast<uint8_t>(s[i]);
    if (needsQuoting(s, i, column, style)) {
      if (column + 3 >= kLine) {
        if (!breakLine()) return raised();
        column = 0;
      }
      if (!quote(c)) return raised();
      column += 3;
      continue;
    }
    bool line_end = style.is_text && (c == '\n' || (c == '\r' && i + 1 < s.size() && s[i + 1] == '\n'));
    if (line_end) {
      // White space before the end of a line must not stay bare.
      std::string_view so_far = out.view();
      if (!so_far.empty() && (so_far.back() == ' ' || so_far.back() == '\t')) {
        uint8_t last = static_cast<uint8_t>(so_far.back());
        out.cutTo(so_far.size() - 1);
        if (!quote(last)) return raised();
      }
      if (!out.append(crlf ? "\r\n" : "\n")) return raised();
      i += c == '\r';
      column = 0;
      continue;
    }
    bool last_of_line = i + 1 == s.size() || s[i + 1] == '\n';
    if (!last_of_line && column + 1 >= kLine) {
      if (!breakLine()) return raised();
      column = 0;
    }
    if (!out.appendByte(style.header && c == ' ' ? '_' : c)) return raised();
    ++column;
  }
  return out.finish();
}

// --- checksums ---

constexpr auto kCrc32 = [] {
  std::array<uint32_t, 256> table{};
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t c = i;
    for (int k = 0; k < 8; ++k) c = (c & 1) != 0 ? 0xedb88320u ^ c >> 1 : c >> 1;
    table[i] = c;
  }
  return table;
}();

// An int of any size, cut to 32 bits.
bool lowBits(Object* given, uint32_t* out) {
  Ref<Int> number = index(given);
  if (!number) return false;
  int64_t v;
  if (tryInt64(number.get(), &v)) {
    *out = static_cast<uint32_t>(v);
  } else {
    uint32_t low = static_cast<uint32_t>(number->limbs()[0]);
    *out = number->limbs_ < 0 ? 0u - low : low;
  }
  return true;
}

Ref<Object> crc32(Object* const* args) {
  Buffer data;
  uint32_t crc = 0;
  if (!data.acquire(args[0]) || (args[1] != nullptr && !lowBits(args[1], &crc))) return raised();
  crc = ~crc;
  for (char c : data.view()) crc = kCrc32[(crc ^ static_cast<uint8_t>(c)) & 255] ^ crc >> 8;
  return newInt(~crc);
}

Ref<Object> crcHqx(Object* const* args) {
  Buffer data;
  uint32_t crc;
  if (!data.acquire(args[0]) || !lowBits(args[1], &crc)) return raised();
  crc &= 0xffff;
  for (char c : data.view()) {
    crc ^= static_cast<uint32_t>(static_cast<uint8_t>(c)) << 8;
    for (int k = 0; k < 8; ++k) crc = ((crc & 0x8000) != 0 ? crc << 1 ^ 0x1021 : crc << 1) & 0xffff;
  }
  return newInt(crc);
}

constexpr NativeKind kFunction = NativeKind::Function;
constexpr NativeDef kFunctions[] = {
    {"hexlify", "data, sep=None, bytes_per_sep=1", hexlify, "Hexadecimal representation of binary data.", kFunction},
    {"b2a_hex", "data, sep=None, bytes_per_sep=1", hexlify, "Hexadecimal representation of binary data.", kFunction},
    {"unhexlify", "hexstr, /", unhexlify, "Binary data of hexadecimal representation.", kFunction},
    {"a2b_hex", "hexstr, /", unhexlify, "Binary data of hexadecimal representation.", kFunction},
    {"b2a_base64", "data, /, *, newline=True", toBase64, "Base64-code line of data.", kFunction},
    {"a2b_base64", "data, /, *, strict_mode=False", fromBase64, "Decode a line of base64 data.", kFunction},
    {"b2a_uu", "data, /, *, backtick=False", toUu, "Uuencode line of data.", kFunction},
    {"a2b_uu", "data, /", fromUu, "Decode a line of uuencoded data.", kFunction},
    {"b2a_qp", "data, quotetabs=False, istext=True, header=False", toQuotedPrintable,
     "Encode a string using quoted-printable encoding.", kFunction},
    {"a2b_qp", "data, header=False", fromQuotedPrintable, "Decode a string of qp-encoded data.", kFunction},
    {"crc32", "data, crc=0, /", crc32, "Compute CRC-32 incrementally.", kFunction},
    {"crc_hqx", "data, crc, /", crcHqx, "Compute CRC-CCITT incrementally.", kFunction},
};

bool populate(Dict* dict) {
  return addModuleError(dict, "Error", "Error", "binascii", kTypeValueError) &&
         addModuleError(dict, "Incomplete", "Incomplete", "binascii", kTypeException);
}

}  // namespace

extern const ModuleSpec kBinasciiModule;
const ModuleSpec kBinasciiModule = {"binascii", "Conversion between binary data and ASCII", kFunctions, {}, populate};

}  // namespace ophion
