// Str: text, immutable, one width for all its characters.
//
//   offset  what
//   8       length in characters
//   12      hash, 0: not computed yet
//   16      characters: 1, 2 or 4 bytes each by width
//
// The width stands in two flags of the header: Ascii and Latin1 take 1 byte a character, Ucs2 2, Ucs4 4. A string is
// always as narrow as its widest character allows. Surrogates may occur. There is no terminating 0. An exact Str whose
// kFlagInterned is set is the only one of its text that is interned; it is owned by its users alone and leaves the
// table when it dies.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "heap/ref.h"
#include "object/builtin_types.h"
#include "object/names.h"

namespace ophion {

enum class Width : uint8_t { Ascii, Latin1, Ucs2, Ucs4 };

inline constexpr unsigned kWidthShift = 30;
// Exact strings are atoms, which need no tracking: the collector's flag is free for this.
inline constexpr uint32_t kFlagInterned = kFlagUntracked;
inline constexpr size_t kMaxStrLength = 0xfffffff0;

struct Str : Object {
  uint32_t length_;
  mutable uint32_t hash_;

  Width width() const { return static_cast<Width>(meta_ >> kWidthShift); }
  bool isAscii() const { return width() == Width::Ascii; }
  // Bytes of one character.
  unsigned unit() const { return 1u << (width() <= Width::Latin1 ? 0 : static_cast<unsigned>(width()) - 1); }
  size_t dataBytes() const { return size_t{length_} * unit(); }
  char* data() { return reinterpret_cast<char*>(this + 1); }
  const char* data() const { return reinterpret_cast<const char*>(this + 1); }
  const uint8_t* data1() const { return reinterpret_cast<const uint8_t*>(this + 1); }
  const uint16_t* data2() const { return reinterpret_cast<const uint16_t*>(this + 1); }
  const uint32_t* data4() const { return reinterpret_cast<const uint32_t*>(this + 1); }
  char32_t at(size_t i) const {
    switch (width()) {
      case Width::Ascii:
      case Width::Latin1:
        return data1()[i];
      case Width::Ucs2:
        return data2()[i];
      default:
        return data4()[i];
    }
  }
  bool isInterned() const { return hasFlag(kFlagInterned) && isExactStr(this); }
  // The bytes of an ASCII string.
  std::string_view asciiView() const { return {data(), length_}; }
};
static_assert(sizeof(Str) == 16);

// --- making (null with MemoryError pending) ---
Ref<Str> newStr(
    std::string_view utf8);  // surrogates encoded as 3 bytes are let through; other malformed bytes become U+FFFD
Ref<Str> newAscii(std::string_view ascii);  // bytes < 0x80 only
Ref<Str> newStrUninitialized(size_t length,
                             Width width);  // the caller fills every character, at least one as wide as `width` says
Ref<Str> newStrFromLatin1(const uint8_t* s, size_t n);
Ref<Str> newStrFromUcs2(const uint16_t* s, size_t n);  // narrows where it can
Ref<Str> newStrFromUcs4(const uint32_t* s, size_t n);
Ref<Str> newStrFromChar(char32_t c);  // one character; those below 256 are cached
Ref<Str> emptyStr();
Ref<Str> formatStr(const char* format, ...);  // see object/format_message.h for what % means here

// --- interning ---
// The interned string equal to `s`: itself, made interned, where there was none. Only exact strings.
Ref<Str> intern(Ref<Str> s);
Ref<Str> internText(std::string_view utf8);
// Called by the destruction of an interned string.
void forgetInterned(Str* s);

// --- looking ---
uint32_t hashStr(const Str* s);  // keyed per runtime; never 0
bool equalStrs(const Str* a, const Str* b);
bool equalsAscii(const Str* s, std::string_view ascii);
int compareStrs(const Str* a, const Str* b);  // by code points: -1, 0, 1
Ref<Str> substring(const Str* s, size_t start, size_t end);
Ref<Str> concatenate(Str* a, Str* b);
// Adds b to the end of a, which nobody else holds: a has one count. False: its block has no room, nothing was done.
[[nodiscard]] bool tryAppendInPlace(Str* a, const Str* b);
// Index of the first occurrence at or after start (end exclusive), -1 where none.
ptrdiff_t findStr(const Str* s, const Str* part, size_t start, size_t end);
// UTF-8 bytes into a raw buffer of the caller. Lone surrogates are written as 3 bytes (for messages and file names).
size_t utf8Length(const Str* s);
void utf8Encode(const Str* s, char* out);

// Borrowed view of a Str's text as UTF-8: of the string itself where it is ASCII, of a buffer in the cage otherwise.
// valid() is false where the buffer could not be had (MemoryError pending).
class Utf8View {
 public:
  explicit Utf8View(const Str* s);
  ~Utf8View();
  Utf8View(const Utf8View&) = delete;
  Utf8View& operator=(const Utf8View&) = delete;
  bool valid() const { return data_ != nullptr; }
  std::string_view view() const { return {data_, bytes_}; }

 private:
  const char* data_;
  size_t bytes_;
  char* owned_ = nullptr;
};

}  // namespace ophion
