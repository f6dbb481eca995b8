#include "object/byte_builder.h"

#include <cstring>

#include "object/allocate.h"

namespace ophion {

ByteBuilder::~ByteBuilder() {
  if (data_ != own_) heap().free(data_, capacity_);
}

bool ByteBuilder::grow(size_t n) {
  size_t need = length_ + n;
  if (n > kMaxBytesLength || need > kMaxBytesLength) return raiseMemoryError();
  size_t wanted = allocatedBytes(need + need / 2);
  void* fresh = data_ == own_ ? heap().tryAllocateRaw(wanted) : heap().tryResizeRaw(data_, capacity_, wanted);
  if (fresh == nullptr) return raiseMemoryError();
  if (data_ == own_) std::memcpy(fresh, own_, length_);
  data_ = static_cast<char*>(fresh);
  capacity_ = wanted;
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
