// Slot: a reference stored in the heap. 32 bits, counted in units of 8 bytes from the cage's base; 0 is null.
//
//   address = base + (uint64_t)slot << 3
//
// A slot is the only thing that converts between the two forms. In registers and C++ locals a reference is a plain
// pointer; in the heap it is always a slot, so that the heap's bytes mean the same wherever the cage is mapped.
// A slot by itself does not count: who stores one decides whether it owns a count (every slot that a type's traversal
// reports does), with the operations below that say so in their names.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/assert.h"

namespace ophion {

// Base of the cage of the runtime that the calling thread has entered; null outside.
extern constinit thread_local char* t_cage __attribute__((tls_model("initial-exec")));

inline constexpr unsigned kSlotShift = 3;

template <class T>
class Ref;

template <class T>
class Slot {
 public:
  constexpr Slot() = default;
  constexpr Slot(std::nullptr_t) {}

  static Slot of(const T* object) {
    Slot s;
    s.index_ = object ? static_cast<uint32_t>((reinterpret_cast<const char*>(object) - t_cage) >> kSlotShift) : 0;
    return s;
  }
  static constexpr Slot fromIndex(uint32_t index) {
    Slot s;
    s.index_ = index;
    return s;
  }

  constexpr bool isNull() const { return index_ == 0; }
  explicit constexpr operator bool() const { return index_ != 0; }
  constexpr uint32_t index() const { return index_; }

  // The object; must not be null. Borrowed.
  T* get() const {
    OPHION_ASSERT(index_ != 0);
    return getIn(t_cage);
  }
  T* operator->() const { return get(); }
  T& operator*() const { return *get(); }
  // The object or nullptr. Borrowed.
  T* getOrNull() const { return index_ == 0 ? nullptr : getIn(t_cage); }
  // As get(), for callers that keep the base in a register.
  T* getIn(char* base) const { return reinterpret_cast<T*>(base + (static_cast<uint64_t>(index_) << kSlotShift)); }

  // Plain store of an address: touches no count.
  void set(const T* object) { *this = of(object); }

  // --- with counts (defined in heap/ref.h) ---
  // Fills an empty slot, taking over the count.
  template <class U>
  void init(Ref<U> value);
  // Stores, then releases what was there before.
  template <class U>
  void assign(Ref<U> value);
  // Empties, then releases what was there.
  void clear();
  // Empties and hands the count over.
  Ref<T> take();
  // A new count on the object, or a null Ref.
  Ref<T> share() const;

  friend constexpr bool operator==(Slot a, Slot b) { return a.index_ == b.index_; }

 private:
  uint32_t index_ = 0;
};

// The slot value of an object that is known not to be null, and back.
inline uint32_t slotIndex(const void* object) {
  return static_cast<uint32_t>((static_cast<const char*>(object) - t_cage) >> kSlotShift);
}

static_assert(sizeof(Slot<int>) == 4);

}  // namespace ophion
