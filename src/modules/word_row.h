// WordRow: a row of 32-bit words that grows, in a raw buffer of the cage.
#pragma once

#include <cstdint>
#include <cstring>

#include "heap/heap.h"
#include "object/error.h"

namespace ophion {

class WordRow {
 public:
  WordRow() = default;
  ~WordRow() {
    if (data_ != nullptr) heap().free(data_, capacity_ * sizeof(uint32_t));
  }
  WordRow(const WordRow&) = delete;
  WordRow& operator=(const WordRow&) = delete;

  // False: MemoryError pending.
  [[nodiscard]] bool push(uint32_t word) {
    if (size_ == capacity_ && !reserve(1)) return false;
    data_[size_++] = word;
    return true;
  }
  [[nodiscard]] bool append(const uint32_t* words, size_t n) {
    if (!reserve(n)) return false;
    std::memcpy(data_ + size_, words, n * sizeof(uint32_t));
    size_ += n;
    return true;
  }
  [[nodiscard]] bool reserve(size_t more) {
    if (size_ + more <= capacity_) return true;
    size_t capacity = capacity_ == 0 ? 32 : capacity_ * 2;
    if (capacity < size_ + more) capacity = size_ + more;
    void* buffer = data_ == nullptr
                       ? heap().tryAllocateRaw(capacity * sizeof(uint32_t))
                       : heap().tryResizeRaw(data_, capacity_ * sizeof(uint32_t), capacity * sizeof(uint32_t));
    if (buffer == nullptr) return raiseMemoryError();
    data_ = static_cast<uint32_t*>(buffer);
    capacity_ = capacity;
    return true;
  }
  void cutTo(size_t n) { size_ = n; }

  size_t size() const { return size_; }
  uint32_t* data() { return data_; }
  const uint32_t* data() const { return data_; }
  uint32_t& operator[](size_t i) { return data_[i]; }
  uint32_t operator[](size_t i) const { return data_[i]; }

 private:
  uint32_t* data_ = nullptr;
  size_t capacity_ = 0;
  size_t size_ = 0;
};

}  // namespace ophion
