// StrBuilder: text made piece by piece in a raw buffer of the cage, widened when a character needs it.
// An append that fails returns false with MemoryError pending; the builder stays valid and finish() is not to be
// called.
#pragma once

#include <string_view>

#include "object/str.h"

namespace ophion {

class StrBuilder {
 public:
  StrBuilder() = default;
  ~StrBuilder();
  StrBuilder(const StrBuilder&) = delete;
  StrBuilder& operator=(const StrBuilder&) = delete;

  [[nodiscard]] bool reserve(size_t characters);
  [[nodiscard]] bool append(char32_t c);
  [[nodiscard]] bool append(const Str* s);
  [[nodiscard]] bool append(const Str* s, size_t start, size_t end);
  [[nodiscard]] bool appendAscii(std::string_view ascii);
  [[nodiscard]] bool appendUtf8(std::string_view utf8);
  [[nodiscard]] bool appendRepeated(char32_t c, size_t n);
  size_t length() const { return length_; }
  // The text; null with MemoryError pending. The builder is empty afterwards.
  Ref<Str> finish();

 private:
  bool grow(size_t characters, unsigned unit);
  char* data_ = nullptr;  // raw buffer
  size_t capacity_ = 0;   // bytes
  size_t length_ = 0;     // characters
  unsigned unit_ = 1;
  char32_t or_ = 0;  // all characters or'ed: tells the narrowest width
};

}  // namespace ophion
