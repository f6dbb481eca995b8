// ArgumentRow: room for the arguments of one call: in the C frame where they are few, in the cage where they are many.
#pragma once

#include "object/allocate.h"

namespace ophion {

struct Tuple;

class ArgumentRow {
 public:
  explicit ArgumentRow(size_t n) : n_(n) {
    if (n <= kInline) {
      data_ = inline_;
      return;
    }
    data_ = static_cast<Object**>(heap().tryAllocateRaw(n * sizeof(Object*)));
    if (data_ == nullptr) raiseMemoryError();
  }
  ~ArgumentRow() {
    if (data_ != inline_ && data_ != nullptr) heap().free(data_, n_ * sizeof(Object*));
  }
  ArgumentRow(const ArgumentRow&) = delete;
  ArgumentRow& operator=(const ArgumentRow&) = delete;
  explicit operator bool() const { return data_ != nullptr; }  // false: MemoryError pending
  Object** get() { return data_; }
  Object*& operator[](size_t i) { return data_[i]; }

 private:
  static constexpr size_t kInline = 12;
  size_t n_;
  Object** data_;
  Object* inline_[kInline];
};

// As callSpecial, with keywords.
Ref<Object> callSpecialVector(Object* function, Object* const* args, size_t n, Tuple* keyword_names);

}  // namespace ophion
