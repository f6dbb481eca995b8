// ByteBuilder: a row of bytes made piece by piece in a raw buffer of the cage. An append that fails returns false with
// MemoryError pending.
#pragma once

#include <string_view>

#include "object/bytes.h"

namespace ophion {

class ByteBuilder {
 public:
  ByteBuilder() = default;
  ~ByteBuilder();
  ByteBuilder(const ByteBuilder&) = delete;
  ByteBuilder& operator=(const ByteBuilder&) = delete;

  // Room for n more; the bytes up to there are then written with put().
  [[nodiscard]] bool reserve(size_t n);
  [[nodiscard]] bool append(std::string_view bytes);
  [[nodiscard]] bool appendByte(uint8_t byte);
  [[nodiscard]] bool appendRepeated(uint8_t byte, size_t n);
  // Into room that reserve() made.
  void put(uint8_t byte) { data_[length_++] = static_cast<char>(byte); }
  // Takes back what was appended beyond n bytes.
  void cutTo(size_t n) { length_ = n; }
  size_t length() const { return length_; }
  std::string_view view() const { return {data_, length_}; }
  Ref<Bytes> finish();

 private:
  char* data_ = nullptr;  // raw buffer
  size_t capacity_ = 0;
  size_t length_ = 0;
};

}  // namespace ophion
