// Counting: incref and decref, and Ref, the owner of one count in C++ code.
//
// A function that returns a Ref hands over a count; one that takes a plain pointer borrows. A null Ref returned from a
// function that can fail means that an exception is pending.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

#include "heap/object.h"

namespace ophion {

// What decref does when the count reached zero, or was sticky. Destroys the object and what only it held, which may run
// finalizers and weak-reference callbacks, without ever nesting deeper than a fixed number of C frames.
OPHION_NOINLINE void countReachedZero_mayRunPython(Object* object);
// What incref does when the count would run over.
OPHION_COLD void makeSticky(Object* object);

OPHION_INLINE void incref(Object* object) {
  if (OPHION_UNLIKELY(static_cast<int32_t>(++object->count_) < 0)) makeSticky(object);
}
OPHION_INLINE void decref(Object* object) {
  OPHION_ASSERT(object->count_ != 0);
  if (OPHION_UNLIKELY(static_cast<int32_t>(--object->count_) <= 0)) countReachedZero_mayRunPython(object);
}
OPHION_INLINE void increfOrNull(Object* object) {
  if (object != nullptr) incref(object);
}
OPHION_INLINE void decrefOrNull(Object* object) {
  if (object != nullptr) decref(object);
}
// Adds `n` counts at once.
inline void increfBy(Object* object, size_t n) {
  if (static_cast<int32_t>(object->count_) < 0) return;
  uint64_t sum = uint64_t{object->count_} + n;
  if (sum >= 0x80000000u) {
    makeSticky(object);
  } else {
    object->count_ = static_cast<uint32_t>(sum);
  }
}

template <class T>
class OPHION_TRIVIAL_ABI [[nodiscard]] Ref {
 public:
  constexpr Ref() = default;
  constexpr Ref(std::nullptr_t) {}
  Ref(const Ref& other) : object_(other.object_) { increfOrNull(object_); }
  Ref(Ref&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  template <class U>
    requires std::is_base_of_v<T, U>
  Ref(Ref<U> other) : object_(other.release()) {}
  Ref& operator=(Ref other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~Ref() { decrefOrNull(object_); }

  // Takes over a count that the caller owns.
  static Ref steal(T* object) {
    Ref r;
    r.object_ = object;
    return r;
  }
  // Adds a count; the object must not be null.
  static Ref share(T* object) {
    incref(object);
    return steal(object);
  }
  static Ref shareOrNull(T* object) {
    increfOrNull(object);
    return steal(object);
  }

  T* get() const { return object_; }
  T* operator->() const {
    OPHION_ASSERT(object_ != nullptr);
    return object_;
  }
  T& operator*() const { return *object_; }
  explicit operator bool() const { return object_ != nullptr; }
  // Gives the count to the caller.
  [[nodiscard]] T* release() { return std::exchange(object_, nullptr); }
  void reset() {
    if (T* old = std::exchange(object_, nullptr)) decref(old);
  }
  // The same count under a derived type that the caller knows to be right.
  template <class U>
  Ref<U> castTo() && {
    return Ref<U>::steal(static_cast<U*>(release()));
  }

 private:
  T* object_ = nullptr;
};

// A new count on an object that is not null.
template <class T>
Ref<T> share(T* object) {
  return Ref<T>::share(object);
}

template <class T>
template <class U>
void Slot<T>::init(Ref<U> value) {
  static_assert(std::is_base_of_v<T, U>);
  OPHION_ASSERT(isNull());
  set(value.release());
}
template <class T>
template <class U>
void Slot<T>::assign(Ref<U> value) {
  static_assert(std::is_base_of_v<T, U>);
  T* old = getOrNull();
  set(value.release());
  if (old != nullptr) decref(old);
}
template <class T>
void Slot<T>::clear() {
  T* old = getOrNull();
  index_ = 0;
  if (old != nullptr) decref(old);
}
template <class T>
Ref<T> Slot<T>::take() {
  T* old = getOrNull();
  index_ = 0;
  return Ref<T>::steal(old);
}
template <class T>
Ref<T> Slot<T>::share() const {
  return Ref<T>::shareOrNull(getOrNull());
}

}  // namespace ophion
