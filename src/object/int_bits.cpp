// Int: shifts and bitwise operations. Negative numbers behave as two's complement of unlimited width.
#include "object/int.h"
#include "object/int_limbs.h"

namespace ophion {

namespace {

// Two's complement of `n` limbs, n > m.n.
void toTwosComplement(const Magnitude& m, mp_limb_t* out, size_t n) {
  if (m.n != 0) mpn_copyi(out, m.limbs, static_cast<mp_size_t>(m.n));
  if (n > m.n) mpn_zero(out + m.n, static_cast<mp_size_t>(n - m.n));
  if (m.negative) mpn_neg(out, out, static_cast<mp_size_t>(n));
}

template <class F>
Ref<Int> bitwise(const Int* a, const Int* b, F word_op) {
  Magnitude x(a), y(b);
  size_t n = (x.n > y.n ? x.n : y.n) + 1;
  LimbResult result(n);
  LimbScratch other(n);
  if (!result || !other) return raised();
  toTwosComplement(x, result.get(), n);
  toTwosComplement(y, other.get(), n);
  for (size_t i = 0; i < n; ++i) result[i] = word_op(result[i], other[i]);
  bool negative = static_cast<int64_t>(result[n - 1]) < 0;
  if (negative) mpn_neg(result.get(), result.get(), static_cast<mp_size_t>(n));
  return result.finish(n, negative);
}

// The count of a shift: false with an exception pending; *huge where it fits no word.
bool shiftCount(const Int* b, uint64_t* count, bool* huge) {
  if (intSign(b) < 0) return raise(kTypeValueError, "negative shift count");
  *huge = !b->isSmall();
  *count = b->isSmall() ? static_cast<uint64_t>(b->value_) : 0;
  return true;
}

}  // namespace

Ref<Int> shiftLeft(const Int* a, const Int* b) {
  uint64_t count;
  bool huge;
  if (!shiftCount(b, &count, &huge)) return raised();
  if (intIsZero(a)) return newInt(0);
  if (huge) return raise(kTypeOverflowError, "too many digits in integer");
  if (a->isSmall() && count < 63) {
    int64_t v = a->value_;
    int64_t shifted = static_cast<int64_t>(static_cast<uint64_t>(v) << count);
    if ((shifted >> count) == v) return newInt(shifted);
  }
  Magnitude x(a);
  uint64_t words = count / 64;
  unsigned bits = static_cast<unsigned>(count % 64);
  if (words > kMaxLimbs - 1 || x.n + words + 1 > kMaxLimbs) return raiseMemoryError();
  size_t n = x.n + words + 1;
  LimbResult result(n);
  if (!result) return raised();
  mpn_zero(result.get(), static_cast<mp_size_t>(words));
  if (bits != 0) {
    result[n - 1] = mpn_lshift(result.get() + words, x.limbs, static_cast<mp_size_t>(x.n), bits);
  } else {
    mpn_copyi(result.get() + words, x.limbs, static_cast<mp_size_t>(x.n));
    result[n - 1] = 0;
  }
  return result.finish(n, x.negative);
}

Ref<Int> shiftRight(const Int* a, const Int* b) {
  uint64_t count;
  bool huge;
  if (!shiftCount(b, &count, &huge)) return raised();
  if (a->isSmall()) return newInt(huge || count > 63 ? a->value_ >> 63 : a->value_ >> count);
  Magnitude x(a);
  uint64_t words = count / 64;
  unsigned bits = static_cast<unsigned>(count % 64);
  if (huge || words >= x.n) return newInt(x.negative ? -1 : 0);
  size_t n = x.n - words;
  LimbResult result(n + 1);
  if (!result) return raised();
  bool lost = false;
  if (bits != 0) {
    lost = mpn_rshift(result.get(), x.limbs + words, static_cast<mp_size_t>(n), bits) != 0;
  } else {
    mpn_copyi(result.get(), x.limbs + words, static_cast<mp_size_t>(n));
  }
  result[n] = 0;
  if (x.negative) {
    // Towards minus infinity: one more where any bit was lost.
    for (uint64_t i = 0; i < words && !lost; ++i) lost = x.limbs[i] != 0;
    if (lost) result[n] = mpn_add_1(result.get(), result.get(), static_cast<mp_size_t>(n), 1);
  }
  return result.finish(n + 1, x.negative);
}

Ref<Int> andInts(const Int* a, const Int* b) {
  if (OPHION_LIKELY(a->isSmall() && b->isSmall())) return newInt(a->value_ & b->value_);
  return bitwise(a, b, [](mp_limb_t x, mp_limb_t y) { return x & y; });
}

Ref<Int> orInts(const Int* a, const Int* b) {
  if (OPHION_LIKELY(a->isSmall() && b->isSmall())) return newInt(a->value_ | b->value_);
  return bitwise(a, b, [](mp_limb_t x, mp_limb_t y) { return x | y; });
}

Ref<Int> xorInts(const Int* a, const Int* b) {
  if (OPHION_LIKELY(a->isSmall() && b->isSmall())) return newInt(a->value_ ^ b->value_);
  return bitwise(a, b, [](mp_limb_t x, mp_limb_t y) { return x ^ y; });
}

}  // namespace ophion
