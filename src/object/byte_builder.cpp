#include "object/byte_builder.h"

#include <cstring>

#include "object/allocate.h"

namespace ophion {

ByteBuilder::~ByteBuilder() {
  if (data_ != nullptr) heap().free(data_, capacity_);
}

bool ByteBuilder::reserve(size_t n) {
  size_t need = length_ + n;
  if (need <= capacity_ && data_ != nullptr) return true;
  if (n > kMaxBytesLength || need > kMaxBytesLength) return raiseMemoryError();
  size_t wanted = allocatedBytes(need + need / 2 + 32);
  void* fresh = data_ == nullptr ? heap().tryAllocateRaw(wanted) : heap().tryResizeRaw(data_, capacity_, wanted);
  if (fresh == nullptr) return raiseMemoryError();
  data_ = static_cast<char*>(fresh);
  capacity_ = wanted;
  return true;
}

bool ByteBuilder::append(std::string_view bytes) {
  if (bytes.empty()) return true;
  if (!reserve(bytes.size())) return false;
  std::memcpy(data_ + length_, bytes.data(), bytes.size());
  length_ += bytes.size();
  return true;
}

bool ByteBuilder::appendByte(uint8_t byte) {
  if (!reserve(1)) return false;
  put(byte);
  return true;
}

bool ByteBuilder::appendRepeated(uint8_t byte, size_t n) {
  if (n == 0) return true;
  if (!reserve(n)) return false;
  std::memset(data_ + length_, byte, n);
  length_ += n;
  return true;
}

Ref<Bytes> ByteBuilder::finish() {
  Ref<Bytes> made = newBytes(view());
  length_ = 0;
  return made;
}

}  // namespace ophion
