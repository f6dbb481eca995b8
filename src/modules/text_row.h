// TextRow: a row of C strings that ends with a null pointer, as exec() takes its arguments; in raw buffers of the cage.
// The texts hold no zeros.
#pragma once

#include <cstring>
#include <string_view>

#include "heap/heap.h"
#include "object/error.h"

namespace ophion {

class TextRow {
 public:
  TextRow() = default;
  ~TextRow() {
    for (size_t i = 0; i < filled_; ++i) heap().free(texts_[i], std::strlen(texts_[i]) + 1);
    if (texts_ != nullptr) heap().free(texts_, capacity_ * sizeof(char*));
  }
  TextRow(const TextRow&) = delete;
  TextRow& operator=(const TextRow&) = delete;

  // Room for n texts; once, before the first is added. False: MemoryError pending.
  [[nodiscard]] bool reserve(size_t n) {
    capacity_ = n + 1;
    texts_ = static_cast<char**>(heap().tryAllocateRaw(capacity_ * sizeof(char*)));
    if (texts_ == nullptr) return raiseMemoryError();
    for (size_t i = 0; i < capacity_; ++i) texts_[i] = nullptr;
    return true;
  }
  // Adds a text that is made of two parts. False: MemoryError pending.
  [[nodiscard]] bool add(std::string_view a, std::string_view b = {}) {
    char* text = static_cast<char*>(heap().tryAllocateRaw(a.size() + b.size() + 1));
    if (text == nullptr) return raiseMemoryError();
    a.copy(text, a.size());
    b.copy(text + a.size(), b.size());
    text[a.size() + b.size()] = 0;
    texts_[filled_++] = text;
    return true;
  }
  // Null where nothing was reserved.
  char** get() { return texts_; }

 private:
  char** texts_ = nullptr;
  size_t capacity_ = 0, filled_ = 0;
};

}  // namespace ophion
