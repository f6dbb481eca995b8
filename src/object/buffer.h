// Buffer: the bytes of an object that has some: bytes, bytearray, memoryview, array. While it is held, the object
// neither goes away nor moves its bytes.
#pragma once

#include <string_view>

#include "heap/ref.h"
#include "object/bytes.h"

namespace ophion {

// Whether the object has bytes to show. Runs no Python.
bool isBytesLike(const Object* object);
// The same, and all its bytes lie in a row: false for a view with steps, which Buffer refuses.
bool isBytesInRow(const Object* object);

class Buffer {
 public:
  Buffer() = default;
  ~Buffer() { release(); }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;

  // False: exception pending. TypeError "a bytes-like object is required, not 'X'"; BufferError.
  [[nodiscard]] OPHION_INLINE bool acquire(Object* object) {
    if (OPHION_UNLIKELY(!isExactBytes(object))) return acquireOther(object);
    release();
    owner_ = share(object);
    Bytes* bytes = static_cast<Bytes*>(object);
    data_ = bytes->data();
    size_ = bytes->length_;
    return true;
  }
  // The same, but a read-only object is refused: TypeError "<what> must be read-write bytes-like object, not X".
  [[nodiscard]] bool acquireWritable(Object* object, const char* what);
  OPHION_INLINE void release() {
    if (exports_ != nullptr) --*exports_;
    exports_ = nullptr;
    data_ = nullptr;
    size_ = 0;
    writable_ = false;
    owner_.reset();
  }

  std::string_view view() const { return {data_, size_}; }
  const char* data() const { return data_; }
  char* writableData() const { return data_; }
  size_t size() const { return size_; }
  bool writable() const { return writable_; }

 private:
  [[nodiscard]] OPHION_NOINLINE bool acquireOther(Object* object);

  Ref<Object> owner_;
  uint32_t* exports_ = nullptr;  // the owner's count of views, if it has one
  char* data_ = nullptr;
  size_t size_ = 0;
  bool writable_ = false;
};

// What a type with bytes of its own tells; filled by bufferOf().
struct BufferSource {
  char* data;
  size_t size;
  bool writable;
  uint32_t* exports;  // may be null
  char format;        // struct character of an item: 'B' for plain bytes
  uint32_t item_size;
};
// False without an exception where the object has none; with BufferError pending where it has but cannot give them.
[[nodiscard]] bool bufferOf(Object* object, BufferSource* out);

}  // namespace ophion
