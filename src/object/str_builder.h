// StrBuilder: text made piece by piece, widened when a character needs it. A short text is made in the builder itself,
// a longer one in a raw buffer of the cage. An append that fails returns false with MemoryError pending; the builder
// stays valid and finish() is not to be called.
#pragma once

#include <string_view>

#include "object/decimal.h"
#include "object/str_chars.h"

namespace ophion {

class StrBuilder {
 public:
  StrBuilder() = default;
  ~StrBuilder();
  StrBuilder(const StrBuilder&) = delete;
  StrBuilder& operator=(const StrBuilder&) = delete;

  [[nodiscard]] bool reserve(size_t characters);
  [[nodiscard]] OPHION_INLINE bool append(char32_t c) {
    if (OPHION_UNLIKELY(c >= 0x100 || unit_ != 1 || length_ == capacity_)) return appendWide(c);
    data_[length_++] = static_cast<char>(c);
    or_ |= c;
    return true;
  }
  [[nodiscard]] OPHION_INLINE bool append(const Str* s) {
    if (OPHION_UNLIKELY(!s->isAscii())) return appendAny(s);
    return appendAscii(s->asciiView());
  }
  [[nodiscard]] bool append(const Str* s, size_t start, size_t end);
  [[nodiscard]] OPHION_INLINE bool appendAscii(std::string_view ascii) {
    size_t n = ascii.size();
    if (OPHION_UNLIKELY(unit_ != 1 || n > capacity_ - length_)) return appendAsciiSlow(ascii);
    copyBytes(data_ + length_, ascii.data(), n);
    length_ += n;
    return true;
  }
  // As str() of an int writes it.
  [[nodiscard]] OPHION_INLINE bool appendDecimal(int64_t value) {
    if (OPHION_UNLIKELY(unit_ != 1 || capacity_ - length_ < kMaxDecimal)) {
      char text[kMaxDecimal];
      return appendAsciiSlow({text, writeDecimal(text, value)});
    }
    length_ += writeDecimal(data_ + length_, value);
    return true;
  }
  [[nodiscard]] bool appendUtf8(std::string_view utf8);
  [[nodiscard]] bool appendRepeated(char32_t c, size_t n);
  size_t length() const { return length_; }
  // The text; null with MemoryError pending. The builder is empty afterwards.
  Ref<Str> finish();

 private:
  static constexpr size_t kOwnBytes = 128;

  OPHION_NOINLINE bool grow(size_t characters, unsigned unit);
  OPHION_NOINLINE bool appendWide(char32_t c);
  OPHION_NOINLINE bool appendAny(const Str* s);
  OPHION_NOINLINE bool appendAsciiSlow(std::string_view ascii);
  void release();

  char* data_ = own_;            // own_ or a raw buffer
  size_t capacity_ = kOwnBytes;  // bytes
  size_t length_ = 0;            // characters
  unsigned unit_ = 1;
  char32_t or_ = 0;  // all characters or'ed: tells the narrowest width
  alignas(4) char own_[kOwnBytes];
};

}  // namespace ophion
