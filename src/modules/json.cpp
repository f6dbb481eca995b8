// The module _json: string literals, and the module.
#include "modules/json.h"

#include "modules/import.h"
#include "object/error.h"
#include "object/int.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/str_builder.h"
#include "object/str_chars.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr char kHexDigits[] = "0123456789abcdef";

// The letter of a two-character escape; 0 where there is none.
char shortEscape(uint32_t c) {
  switch (c) {
    case '"':
    case '\\':
      return static_cast<char>(c);
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    default:
      return 0;
  }
}

char32_t shortUnescape(uint32_t c) {
  switch (c) {
    case '"':
    case '\\':
    case '/':
      return c;
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
    default:
      return 0;
  }
}

bool appendHexEscape(StrBuilder& out, uint32_t unit) {
  char text[] = {
      '\\', 'u', kHexDigits[unit >> 12], kHexDigits[unit >> 8 & 15], kHexDigits[unit >> 4 & 15], kHexDigits[unit & 15]};
  return out.appendAscii({text, sizeof text});
}

bool appendEscape(StrBuilder& out, uint32_t c) {
  if (char letter = shortEscape(c); letter != 0) {
    char text[] = {'\\', letter};
    return out.appendAscii({text, 2});
  }
  if (c < 0x10000) return appendHexEscape(out, c);
  c -= 0x10000;
  return appendHexEscape(out, 0xD800 | c >> 10) && appendHexEscape(out, 0xDC00 | (c & 0x3FF));
}

template <class C>
bool appendChars(StrBuilder& out, const Str* text, const C* chars, bool ascii) {
  size_t n = text->length_;
  size_t start = 0;
  for (size_t i = 0; i < n; ++i) {
    uint32_t c = chars[i];
    if (OPHION_LIKELY(c >= ' ' && c != '"' && c != '\\' && (!ascii || c < 0x7F))) continue;
    if (start < i && !out.append(text, start, i)) return false;
    if (!appendEscape(out, c)) return false;
    start = i + 1;
  }
  return start == n || out.append(text, start, n);
}

// Four hexadecimal digits; -1 where they are not.
template <class C>
int64_t readHex(const C* chars) {
  uint32_t value = 0;
  for (unsigned i = 0; i < 4; ++i) {
    uint32_t c = chars[i];
    uint32_t digit = c - '0' < 10 ? c - '0' : (c | 32) - 'a' < 6 ? (c | 32) - 'a' + 10 : 16;
    if (digit > 15) return -1;
    value = value << 4 | digit;
  }
  return value;
}

class StringReader {
 public:
  StringReader(Str* document, size_t* at, bool strict) : document_(document), at_(*at), out_at_(at), strict_(strict) {}

  template <class C>
  Ref<Str> run(const C* chars) {
    size_t begin = at_ - 1, n = document_->length_;
    StrBuilder out;
    for (;;) {
      size_t next = at_;
      uint32_t c = 0;
      for (; next < n; ++next) {
        c = chars[next];
        if (c == '"' || c == '\\') break;
        if (c < ' ' && strict_) return raiseJsonError_mayRunPython("Invalid control character at", document_, next);
      }
      if (next == n) return raiseJsonError_mayRunPython("Unterminated string starting at", document_, begin);
      if (c == '"' && out.length() == 0) {
        size_t start = at_;
        *out_at_ = next + 1;
        return substring(document_, start, next);
      }
      if (next > at_ && !out.append(document_, at_, next)) return raised();
      at_ = next + 1;
      if (c == '"') break;
      if (at_ == n) return raiseJsonError_mayRunPython("Unterminated string starting at", document_, begin);
      char32_t unescaped;
      if (!readEscape(chars, &unescaped) || !out.append(unescaped)) return raised();
    }
    *out_at_ = at_;
    return out.finish();
  }

 private:
  // The escape whose letter is at at_; moves behind it.
  template <class C>
  bool readEscape(const C* chars, char32_t* out) {
    constexpr const char* kBadHex = "Invalid \\uXXXX escape";
    size_t n = document_->length_;
    uint32_t letter = chars[at_++];
    if (letter != 'u') {
      *out = shortUnescape(letter);
      return *out != 0 || raiseJsonError_mayRunPython("Invalid \\escape", document_, at_ - 2);
    }
    if (at_ + 4 >= n) return raiseJsonError_mayRunPython(kBadHex, document_, at_ - 1);
    int64_t unit = readHex(chars + at_);
    if (unit < 0) return raiseJsonError_mayRunPython(kBadHex, document_, at_ - 1);
    at_ += 4;
    *out = static_cast<char32_t>(unit);
    if ((unit & ~0x3FF) != 0xD800 || at_ + 6 >= n || chars[at_] != '\\' || chars[at_ + 1] != 'u') return true;
    int64_t low = readHex(chars + at_ + 2);
    if (low < 0) return raiseJsonError_mayRunPython(kBadHex, document_, at_ + 1);
    if ((low & ~0x3FF) == 0xDC00) {
      *out = static_cast<char32_t>(0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF));
      at_ += 6;
    }
    return true;
  }

  Str* document_;
  size_t at_;
  size_t* out_at_;
  bool strict_;
};

Ref<Object> encode(Object* text, bool ascii) {
  if (!isStrLayout(text)) return raise(kTypeTypeError, "first argument must be a string, not %.80T", text);
  StrBuilder out;
  return appendJsonString(out, static_cast<Str*>(text), ascii) ? Ref<Object>(out.finish()) : raised();
}
Ref<Object> encodePlain(Object* const* args) { return encode(args[0], false); }

// args: string, end, strict
Ref<Object> scanString(Object* const* args) {
  int64_t end;
  if (!asInt64(args[1], &end)) return raised();
  int strict = args[2] == nullptr ? 1 : isTrue(args[2]);
  if (strict < 0) return raised();
  if (!isStrLayout(args[0])) return raise(kTypeTypeError, "first argument must be a string, not %.80T", args[0]);
  Str* document = static_cast<Str*>(args[0]);
  if (end < 0 || end > document->length_) return raise(kTypeValueError, "end is out of bounds");
  size_t at = static_cast<size_t>(end);
  Ref<Str> text = readJsonString_mayRunPython(document, &at, strict != 0);
  Ref<Int> behind = text ? newInt(static_cast<int64_t>(at)) : Ref<Int>();
  if (!behind) return raised();
  return newTupleOf({text.get(), behind.get()});
}

constexpr NativeKind kFunction = NativeKind::Function;
constexpr NativeDef kFunctions[] = {
    {"encode_basestring_ascii", "string, /", encodeAsciiJson,
     "encode_basestring_ascii(string) -> string\n\nReturn an ASCII-only JSON representation of a Python string",
     kFunction},
    {"encode_basestring", "string, /", encodePlain,
     "encode_basestring(string) -> string\n\nReturn a JSON representation of a Python string", kFunction},
    {"scanstring", "string, end, strict=True, /", scanString,
     "scanstring(string, end, strict=True) -> (string, end)\n\nThe text of the JSON string whose characters begin at "
     "end, and where it ends.",
     kFunction},
};
constexpr TypeIndex kTypes[] = {kTypeJsonScanner, kTypeJsonEncoder};

}  // namespace

bool appendJsonString(StrBuilder& out, const Str* text, bool ascii) {
  if (!out.reserve(text->length_ + size_t{2}) || !out.append(U'"')) return false;
  bool done = withChars(text, [&](auto* chars) { return appendChars(out, text, chars, ascii); });
  return done && out.append(U'"');
}

Ref<Object> encodeAsciiJson(Object* const* args) { return encode(args[0], true); }

Ref<Str> readJsonString_mayRunPython(Str* document, size_t* at, bool strict) {
  StringReader reader(document, at, strict);
  return withChars(document, [&](auto* chars) { return reader.run(chars); });
}

Raised raiseJsonError_mayRunPython(const char* message, Str* document, size_t position) {
  Ref<Str> module_name = internText("json.decoder"), class_name = internText("JSONDecodeError"), text = newStr(message);
  Ref<Int> at = newInt(static_cast<int64_t>(position));
  if (!module_name || !class_name || !text || !at) return raised();
  Ref<Object> package = importModule_mayRunPython(module_name.get());
  Ref<Object> cls = package ? getAttr(package.get(), class_name.get()) : package;
  Ref<Object> error = cls ? call(cls.get(), text.get(), document, at.get()) : cls;
  return error ? raiseInstance(std::move(error)) : raised();
}

extern const ModuleSpec kJsonModule;
const ModuleSpec kJsonModule = {"_json", "json speedups\n", kFunctions, kTypes};

}  // namespace ophion
