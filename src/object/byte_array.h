// ByteArray: a row of bytes that may change.
//
//   offset  what
//   8       length
//   12      capacity of the buffer
//   16      raw buffer; null when the capacity is 0
//   20      where in the buffer the bytes start: taking away from the front moves only this
//   24      exports: views that hold the buffer; while there are any, the length must not change
#pragma once

#include <string_view>

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct ByteArray : Object {
  uint32_t length_;
  uint32_t capacity_;
  Slot<char> buffer_;
  uint32_t start_;
  uint32_t exports_;

  char* data() const { return buffer_.isNull() ? nullptr : buffer_.get() + start_; }
  std::string_view view() const { return {data(), length_}; }
};
static_assert(sizeof(ByteArray) == 28);

Ref<ByteArray> newByteArray(std::string_view bytes);
// Changes the length; new bytes at the end are not set. BufferError where the bytes are exported.
[[nodiscard]] bool resizeByteArray(ByteArray* array, size_t length);
// array[start:end] = bytes, which must not lie in the array itself.
[[nodiscard]] bool replaceInByteArray(ByteArray* array, size_t start, size_t end, std::string_view bytes);

}  // namespace ophion
