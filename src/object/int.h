// Int: an integer of any size.
//
//   small  (fits int64)   header, int64_t value                          16 bytes
//   big    (kFlagBig set) header, int32_t signed limb count, pad, limbs  16 + 8 n bytes
//
// A value that fits 64 bits is always small. Limbs are GMP's: 64 bits each, least significant first, the top one not 0;
// the count's sign is the number's. -5 .. 256 are made once per runtime and shared, with true counts. Bool has the same
// layout.
#pragma once

#include <cstdint>

#include "heap/heap.h"
#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct Type;

inline constexpr uint32_t kFlagBig = kFlagType0;
inline constexpr int64_t kSmallestCachedInt = -5;
inline constexpr int64_t kLargestCachedInt = 256;

struct Int : Object {
  union {
    int64_t value_;  // not kFlagBig
    int32_t limbs_;  // kFlagBig: signed count
  };
  bool isSmall() const { return !hasFlag(kFlagBig); }
  uint64_t* limbs() { return reinterpret_cast<uint64_t*>(this + 1); }
  const uint64_t* limbs() const { return reinterpret_cast<const uint64_t*>(this + 1); }
};
static_assert(sizeof(Int) == 16);

// An exact int whose value fits 64 bits: one masked compare.
inline bool isSmallInt(const Object* o) { return (o->meta_ & (kTypeIndexMask | kFlagBig)) == kTypeInt; }
inline int64_t smallValue(const Object* o) { return static_cast<const Int*>(o)->value_; }

// The shared ints, kSmallestCachedInt first; they lie at a fixed place of the runtime's state (object/runtime_state.h).
inline constexpr size_t kCachedIntsOffset = 4096 + 64;
inline Int* cachedInts() { return reinterpret_cast<Int*>(t_cage + kCachedIntsOffset); }
inline bool isCachedInt(int64_t value) {
  return static_cast<uint64_t>(value) - static_cast<uint64_t>(kSmallestCachedInt) <=
         static_cast<uint64_t>(kLargestCachedInt - kSmallestCachedInt);
}

OPHION_COLD Ref<Int> newIntFailed();

// The int of a value: cached or new. Null with MemoryError pending.
inline Ref<Int> newInt(int64_t value) {
  if (isCachedInt(value)) return share(cachedInts() + (value - kSmallestCachedInt));
  void* p = heap().tryAllocateClass(Kind::Atom, sizeClassOf(sizeof(Int)));
  if (OPHION_UNLIKELY(p == nullptr)) return newIntFailed();
  Int* i = static_cast<Int*>(p);
  i->initHeader(kTypeInt);
  i->value_ = value;
  return Ref<Int>::steal(i);
}
Ref<Int> newIntFromUnsigned(uint64_t value);
// From sign and magnitude, `n` limbs least significant first (leading zeros allowed).
Ref<Int> newIntFromLimbs(const uint64_t* limbs, size_t n, bool negative);
// From text that holds nothing but digits of the base (2..36), underscores already checked and removed. Obeys the digit
// limit (sys.set_int_max_str_digits) where `limited`.
Ref<Int> newIntFromDigits(const char* digits, size_t n, unsigned base, bool negative, bool limited = true);

// Value as int64_t; false where it does not fit (no exception).
bool tryInt64(const Int* i, int64_t* out);
// Nearest double; OverflowError "int too large to convert to float" where out of range.
[[nodiscard]] bool intToDouble(const Int* i, double* out);
// From a finite double, truncated.
Ref<Int> newIntFromDouble(double value);
// Python's hash of the value; never -1.
int64_t hashInt(const Int* i);
int compareInts(const Int* a, const Int* b);  // -1, 0, 1
int intSign(const Int* i);
inline bool intIsZero(const Int* i) { return i->isSmall() && i->value_ == 0; }
size_t intBitLength(const Int* i);

// Arithmetic on ints of any size (also bools and instances of subclasses); exact ints come back. Null with an exception
// pending: MemoryError, ZeroDivisionError, ValueError "negative shift count", OverflowError "too many digits in
// integer".
Ref<Int> addInts(const Int* a, const Int* b);
Ref<Int> subtractInts(const Int* a, const Int* b);
Ref<Int> multiplyInts(const Int* a, const Int* b);
Ref<Int> floorDivideInts(const Int* a, const Int* b);
Ref<Int> moduloInts(const Int* a, const Int* b);
[[nodiscard]] bool divmodInts(const Int* a, const Int* b, Ref<Int>* quotient, Ref<Int>* remainder);
Ref<Object> trueDivideInts(const Int* a, const Int* b);  // correctly rounded float
Ref<Object> powerInts(const Int* a, const Int* b,
                      const Int* modulus);  // float for a negative exponent; modulus may be null
Ref<Int> negateInt(const Int* a);
Ref<Int> absoluteInt(const Int* a);
Ref<Int> invertInt(const Int* a);
Ref<Int> shiftLeft(const Int* a, const Int* b);
Ref<Int> shiftRight(const Int* a, const Int* b);
Ref<Int> andInts(const Int* a, const Int* b);
Ref<Int> orInts(const Int* a, const Int* b);
Ref<Int> xorInts(const Int* a, const Int* b);

struct Str;
// What int(x) does: the exact int of an int, by __int__, __index__ or __trunc__, or from text. TypeError "int()
// argument must be a string, a bytes-like object or a real number, not 'X'".
Ref<Int> toInt_mayRunPython(Object* object);
// The exact int of the same value: itself, or made from a bool or an instance of a subclass.
Ref<Int> exactInt(Int* i);
// Greatest common divisor, never negative.
Ref<Int> gcdInts(const Int* a, const Int* b);
// Largest integer whose square is not above `i`, which is not negative.
Ref<Int> squareRootInt(const Int* i);
// How many bits are set in the magnitude.
size_t intBitCount(const Int* i);
// The magnitude as frexp has it: a mantissa in [0.5, 1) and the exponent; for i that is not zero. The sign is kept.
double intMantissa(const Int* i, int64_t* exponent);

// Text in a base of 2..36, no prefix. ValueError past the digit limit for bases that are not a power of two.
Ref<Str> intToText(const Int* i, unsigned base);

}  // namespace ophion
