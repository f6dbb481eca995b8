// Limbs: how the files that implement int see a number's magnitude, and where they put results. Only for
// src/object/int*.cpp and the math module.
#pragma once

#include <gmp.h>

#include "object/allocate.h"
#include "object/int.h"

namespace ophion {

static_assert(sizeof(mp_limb_t) == 8);

// Most limbs a number may have: what the count in the header can say, with room to spare for intermediate sums.
inline constexpr size_t kMaxLimbs = 0x7ffffff0;

inline mp_limb_t* asLimbs(uint64_t* p) { return reinterpret_cast<mp_limb_t*>(p); }
inline const mp_limb_t* asLimbs(const uint64_t* p) { return reinterpret_cast<const mp_limb_t*>(p); }

inline uint64_t magnitudeOf(int64_t v) {
  return v < 0 ? uint64_t{0} - static_cast<uint64_t>(v) : static_cast<uint64_t>(v);
}

// Sign and magnitude of an int, looked at in place; n is 0 for zero, and the top limb is not 0. The int must outlive
// it.
struct Magnitude {
  const mp_limb_t* limbs;
  size_t n;
  bool negative;
  mp_limb_t word;

  explicit Magnitude(const Int* i) {
    if (i->isSmall()) {
      word = magnitudeOf(i->value_);
      limbs = &word;
      n = word != 0;
      negative = i->value_ < 0;
    } else {
      word = 0;
      limbs = asLimbs(i->limbs());
      negative = i->limbs_ < 0;
      n = static_cast<size_t>(negative ? -static_cast<int64_t>(i->limbs_) : i->limbs_);
    }
  }
  Magnitude(const Magnitude&) = delete;
  Magnitude& operator=(const Magnitude&) = delete;
  size_t bits() const { return n == 0 ? 0 : n * 64 - static_cast<size_t>(__builtin_clzll(limbs[n - 1])); }
};

// While one is alive on a thread, what GMP needs besides its operands comes from the thread's cage. GMP cannot be told
// that memory is short, so `limbs`, the size of the larger operand, is used to make sure beforehand that there is
// enough.
class GmpScope {
 public:
  explicit GmpScope(size_t limbs);
  ~GmpScope();
  GmpScope(const GmpScope&) = delete;
  GmpScope& operator=(const GmpScope&) = delete;
  explicit operator bool() const { return ready_; }  // false: MemoryError pending

 private:
  bool ready_;
  bool outer_;
};

// Limbs of a scratch number: on the C stack where they are few, else in the cage.
class LimbScratch {
 public:
  explicit LimbScratch(size_t n) : n_(n), data_(local_) {
    if (n > kLocal) {
      data_ = static_cast<mp_limb_t*>(n > kMaxLimbs + 64 ? nullptr : heap().tryAllocateRaw(n * sizeof(mp_limb_t)));
      if (data_ == nullptr) raiseMemoryError();
    }
  }
  ~LimbScratch() {
    if (data_ != local_ && data_ != nullptr) heap().free(data_, n_ * sizeof(mp_limb_t));
  }
  LimbScratch(const LimbScratch&) = delete;
  LimbScratch& operator=(const LimbScratch&) = delete;
  explicit operator bool() const { return data_ != nullptr; }  // false: MemoryError pending
  mp_limb_t* get() { return data_; }
  mp_limb_t& operator[](size_t i) { return data_[i]; }

 private:
  static constexpr size_t kLocal = 40;
  size_t n_;
  mp_limb_t* data_;
  mp_limb_t local_[kLocal];
};

// Room for a result of up to n limbs: on the C stack where they are few, else in the int that finish() returns.
class LimbResult {
 public:
  explicit LimbResult(size_t n);
  ~LimbResult();
  LimbResult(const LimbResult&) = delete;
  LimbResult& operator=(const LimbResult&) = delete;
  explicit operator bool() const { return data_ != nullptr; }  // false: MemoryError pending
  mp_limb_t* get() { return data_; }
  mp_limb_t& operator[](size_t i) { return data_[i]; }
  // The int of the first `used` limbs, leading zeros allowed. Null with MemoryError pending.
  Ref<Int> finish(size_t used, bool negative);

 private:
  static constexpr size_t kLocal = 40;
  size_t n_;
  Int* object_ = nullptr;
  mp_limb_t* data_;
  mp_limb_t local_[kLocal];
};

// An int with uninitialized limbs, n > 0 and the number known to need them all. Null with MemoryError pending.
Int* allocateBigInt(size_t n, bool negative);

inline size_t withoutLeadingZeros(const mp_limb_t* limbs, size_t n) {
  while (n != 0 && limbs[n - 1] == 0) --n;
  return n;
}

}  // namespace ophion
