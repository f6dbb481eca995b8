// Allocation of exact builtin objects, with MemoryError pending where it fails.
#pragma once

#include "heap/heap.h"
#include "heap/ref.h"
#include "object/error.h"

namespace ophion {

// An object of a fixed layout: header set, the rest zero.
template <class T>
OPHION_INLINE Ref<T> allocateContainer(TypeIndex type, size_t bytes = sizeof(T)) {
  void* p = heap().tryAllocateContainer(bytes);
  if (OPHION_UNLIKELY(p == nullptr)) return raiseMemoryError();
  T* object = static_cast<T*>(p);
  __builtin_memset(static_cast<char*>(p) + sizeof(Object), 0, bytes - sizeof(Object));
  object->initHeader(type);
  return Ref<T>::steal(object);
}
// An object that holds no references: only the header is set.
template <class T>
OPHION_INLINE Ref<T> allocateAtom(TypeIndex type, size_t bytes = sizeof(T), uint32_t flags = 0) {
  void* p = heap().tryAllocate(Kind::Atom, bytes);
  if (OPHION_UNLIKELY(p == nullptr)) return raiseMemoryError();
  T* object = static_cast<T*>(p);
  object->initHeader(type, flags);
  return Ref<T>::steal(object);
}

// A raw buffer of the cage, given back at the end of the scope.
template <class T>
class RawBuffer {
 public:
  explicit RawBuffer(size_t n) : n_(n == 0 ? 1 : n), data_(static_cast<T*>(heap().tryAllocateRaw(n_ * sizeof(T)))) {
    if (data_ == nullptr) raiseMemoryError();
  }
  ~RawBuffer() {
    if (data_ != nullptr) heap().free(data_, n_ * sizeof(T));
  }
  RawBuffer(const RawBuffer&) = delete;
  RawBuffer& operator=(const RawBuffer&) = delete;
  explicit operator bool() const { return data_ != nullptr; }  // false: MemoryError pending
  T* get() { return data_; }
  T& operator[](size_t i) { return data_[i]; }
  size_t size() const { return n_; }

 private:
  size_t n_;
  T* data_;
};

}  // namespace ophion
