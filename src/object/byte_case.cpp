// Methods of bytes and bytearray that look at ASCII letters, map bytes, or read hexadecimal text.
#include <cstring>

#include "object/buffer.h"
#include "object/byte_builder.h"
#include "object/byte_methods.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str_methods.h"

namespace ophion::byte_methods {

namespace {

bool isUpperByte(uint8_t c) { return c >= 'A' && c <= 'Z'; }
bool isLowerByte(uint8_t c) { return c >= 'a' && c <= 'z'; }
bool isDigitByte(uint8_t c) { return c >= '0' && c <= '9'; }
bool isLetter(uint8_t c) { return isUpperByte(c) || isLowerByte(c); }
uint8_t lowerByte(uint8_t c) { return isUpperByte(c) ? c + 32 : c; }
uint8_t upperByte(uint8_t c) { return isLowerByte(c) ? c - 32 : c; }

template <class F>
Ref<Object> allAre(Object* self, F test) {
  std::string_view bytes = bytesOf(self);
  if (bytes.empty()) return newBool(false);
  for (char c : bytes) {
    if (!test(static_cast<uint8_t>(c))) return newBool(false);
  }
  return newBool(true);
}

template <class F>
Ref<Object> mapped(Object* self, F map) {
  size_t n = bytesOf(self).size();
  char* data;
  Ref<Object> made = bytesLikeUninitialized(self, n, &data);
  if (!made) return raised();
  std::string_view bytes = bytesOf(self);
  for (size_t i = 0; i < n; ++i) data[i] = static_cast<char>(map(static_cast<uint8_t>(bytes[i]), i));
  return made;
}

}  // namespace

Ref<Object> isAlnum(Object* const* args) {
  return allAre(args[0], [](uint8_t c) { return isLetter(c) || isDigitByte(c); });
}
Ref<Object> isAlpha(Object* const* args) { return allAre(args[0], isLetter); }
Ref<Object> isDigit(Object* const* args) { return allAre(args[0], isDigitByte); }
Ref<Object> isSpace(Object* const* args) {
  return allAre(args[0], [](uint8_t c) { return c == ' ' || (c >= 9 && c <= 13); });
}
Ref<Object> isAscii(Object* const* args) {
  if (bytesOf(args[0]).empty()) return newBool(true);
  return allAre(args[0], [](uint8_t c) { return c < 0x80; });
}
Ref<Object> isLower(Object* const* args) {
  bool cased = false;
  for (char c : bytesOf(args[0])) {
    if (isUpperByte(static_cast<uint8_t>(c))) return newBool(false);
    cased = cased || isLowerByte(static_cast<uint8_t>(c));
  }
  return newBool(cased);
}
Ref<Object> isUpper(Object* const* args) {
  bool cased = false;
  for (char c : bytesOf(args[0])) {
    if (isLowerByte(static_cast<uint8_t>(c))) return newBool(false);
    cased = cased || isUpperByte(static_cast<uint8_t>(c));
  }
  return newBool(cased);
}
Ref<Object> isTitle(Object* const* args) {
  bool cased = false, in_word = false;
  for (char each : bytesOf(args[0])) {
    uint8_t c = static_cast<uint8_t>(each);
    if (isUpperByte(c) ? in_word : isLowerByte(c) && !in_word) return newBool(false);
    in_word = isLetter(c);
    cased = cased || in_word;
  }
  return newBool(cased);
}

Ref<Object> lower(Object* const* args) {
  return mapped(args[0], [](uint8_t c, size_t) { return lowerByte(c); });
}
Ref<Object> upper(Object* const* args) {
  return mapped(args[0], [](uint8_t c, size_t) { return upperByte(c); });
}
Ref<Object> swapCase(Object* const* args) {
  return mapped(args[0], [](uint8_t c, size_t) { return isUpperByte(c) ? lowerByte(c) : upperByte(c); });
}
Ref<Object> capitalize(Object* const* args) {
  return mapped(args[0], [](uint8_t c, size_t i) { return i == 0 ? upperByte(c) : lowerByte(c); });
}
Ref<Object> title(Object* const* args) {
  bool in_word = false;
  return mapped(args[0], [&](uint8_t c, size_t) {
    uint8_t made = in_word ? lowerByte(c) : upperByte(c);
    in_word = isLetter(c);
    return made;
  });
}

Ref<Object> translate(Object* const* args) {
  Buffer table, deleted, self;
  bool has_table = !isNone(args[1]);
  if (has_table && !table.acquire(args[1])) return raised();
  if (has_table && table.size() != 256) {
    return raise(kTypeValueError, "translation table must be 256 characters long");
  }
  if (args[2] != nullptr && !deleted.acquire(args[2])) return raised();
  if (!self.acquire(args[0])) return raised();
  bool goes[256] = {};
  for (char c : deleted.view()) goes[static_cast<uint8_t>(c)] = true;
  ByteBuilder out;
  if (!out.reserve(self.size() + 1)) return raised();
  bool changed = false;
  for (char c : self.view()) {
    uint8_t byte = static_cast<uint8_t>(c);
    if (goes[byte]) {
      changed = true;
      continue;
    }
    uint8_t becomes = has_table ? static_cast<uint8_t>(table.data()[byte]) : byte;
    changed = changed || becomes != byte;
    out.put(becomes);
  }
  return changed ? bytesLike(args[0], out.view()) : unchangedBytes(args[0]);
}

Ref<Object> makeTrans(Object* const* args) {
  Buffer from, to;
  if (!from.acquire(args[0]) || !to.acquire(args[1])) return raised();
  if (from.size() != to.size()) return raise(kTypeValueError, "maketrans arguments must have same length");
  Ref<Bytes> table = newBytesUninitialized(256);
  if (!table) return raised();
  for (int i = 0; i < 256; ++i) table->data()[i] = static_cast<char>(i);
  for (size_t i = 0; i < from.size(); ++i) table->data()[static_cast<uint8_t>(from.data()[i])] = to.data()[i];
  return table;
}

namespace {

int hexDigit(char32_t c) {
  if (c >= '0' && c <= '9') return static_cast<int>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<int>(c - 'a') + 10;
  return c >= 'A' && c <= 'F' ? static_cast<int>(c - 'A') + 10 : -1;
}

}  // namespace

Ref<Object> fromHex(Object* const* args) {
  Type* cls = static_cast<Type*>(args[0]);
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "fromhex() argument must be str, not %s", shownType(args[1]));
  const Str* s = static_cast<Str*>(args[1]);
  ByteBuilder out;
  size_t n = s->length_;
  for (size_t i = 0; i < n;) {
    char32_t c = s->at(i);
    if (c == ' ' || (c >= 9 && c <= 13)) {
      ++i;
      continue;
    }
    int high = hexDigit(c), low = i + 1 < n ? hexDigit(s->at(i + 1)) : -1;
    if (high < 0 || low < 0) {
      return raise(kTypeValueError, "non-hexadecimal number found in fromhex() arg at position %zd",
                   static_cast<ptrdiff_t>(high < 0 ? i : i + 1));
    }
    if (!out.appendByte(static_cast<uint8_t>(high << 4 | low))) return raised();
    i += 2;
  }
  Ref<Bytes> bytes = out.finish();
  if (!bytes || cls == builtinType(kTypeBytes)) return bytes;
  if (cls == builtinType(kTypeByteArray)) return newByteArray(bytes->view());
  return call(cls, bytes.get());
}

}  // namespace ophion::byte_methods
