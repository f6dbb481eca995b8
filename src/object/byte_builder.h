// ByteBuilder: a row of bytes made piece by piece: a short one in the builder itself, a longer one in a raw buffer of
// the cage. An append that fails returns false with MemoryError pending.
#pragma once

#include <string_view>

#include "object/bytes.h"
#include "object/str_chars.h"

namespace ophion {

class ByteBuilder {
 public:
  ByteBuilder() = default;
  ~ByteBuilder();
  ByteBuilder(const ByteBuilder&) = delete;
  ByteBuilder& operator=(const ByteBuilder&) = delete;

  // Room for n more; the bytes up to there are then written with put().
  [[nodiscard]] OPHION_INLINE bool reserve(size_t n) { return OPHION_LIKELY(n <= capacity_ - length_) || grow(n); }
  [[nodiscard]] OPHION_INLINE bool append(std::string_view bytes) {
    if (!reserve(bytes.size())) return false;
    copyBytes(data_ + length_, bytes.data(), bytes.size());
    length_ += bytes.size();
    return true;
  }
  [[nodiscard]] OPHION_INLINE bool appendByte(uint8_t byte) {
    if (!reserve(1)) return false;
    put(byte);
    return true;
  }
  [[nodiscard]] bool appendRepeated(uint8_t byte, size_t n);
  // Into room that reserve() made.
  void put(uint8_t byte) { data_[length_++] = static_cast<char>(byte); }
  // Takes back what was appended beyond n bytes.
  void cutTo(size_t n) { length_ = n; }
  size_t length() const { return length_; }
  std::string_view view() const { return {data_, length_}; }
  Ref<Bytes> finish();

 private:
  static constexpr size_t kOwnBytes = 128;

  OPHION_NOINLINE bool grow(size_t n);

  char* data_ = own_;  // own_ or a raw buffer
  size_t capacity_ = kOwnBytes;
  size_t length_ = 0;
  char own_[kOwnBytes];
};

}  // namespace ophion
