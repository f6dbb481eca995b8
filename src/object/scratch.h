// Scratch: room for n plain values for the length of a scope: for few on the C stack, for many in a raw buffer of the
// cage.
#pragma once

#include "object/allocate.h"

namespace ophion {

template <class T, size_t few>
class Scratch {
 public:
  explicit Scratch(size_t n) : n_(n) {
    if (OPHION_LIKELY(n <= few)) {
      data_ = reinterpret_cast<T*>(own_);
      return;
    }
    data_ = static_cast<T*>(heap().tryAllocateRaw(n * sizeof(T)));
    if (data_ == nullptr) raiseMemoryError();
  }
  ~Scratch() {
    if (OPHION_UNLIKELY(n_ > few && data_ != nullptr)) heap().free(data_, n_ * sizeof(T));
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  explicit operator bool() const { return data_ != nullptr; }  // false: MemoryError pending
  T* get() { return data_; }
  T& operator[](size_t i) { return data_[i]; }

 private:
  size_t n_;
  T* data_;
  alignas(T) char own_[few * sizeof(T)];
};

}  // namespace ophion
