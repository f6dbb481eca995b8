// Int: sums, differences and products.
#include "object/int.h"
#include "object/int_limbs.h"

namespace ophion {

namespace {

// Numbers of up to so many limbs are added and subtracted here, without a call.
constexpr size_t kFewLimbs = 8;

// |a| + |b|, where a has at least as many limbs; b has one at least.
Ref<Int> addFew(const Magnitude& a, const Magnitude& b, bool negative) {
  uint64_t sum[kFewLimbs + 1];
  unsigned long long carry = 0;
  size_t i = 0;
  for (; i < b.n; ++i) {
    unsigned long long first, second;
    carry = __builtin_uaddll_overflow(a.limbs[i], carry, &first);
    carry |= __builtin_uaddll_overflow(first, b.limbs[i], &second);
    sum[i] = second;
  }
  for (; i < a.n; ++i) {
    unsigned long long digit;
    carry = __builtin_uaddll_overflow(a.limbs[i], carry, &digit);
    sum[i] = digit;
  }
  sum[i] = carry;
  return newIntFromLimbs(sum, a.n + carry, negative);
}

// |a| - |b|, where a is not the smaller one.
Ref<Int> subtractFew(const Magnitude& a, const Magnitude& b, bool negative) {
  uint64_t difference[kFewLimbs];
  unsigned long long borrow = 0;
  size_t i = 0;
  for (; i < b.n; ++i) {
    unsigned long long first, second;
    borrow = __builtin_usubll_overflow(a.limbs[i], borrow, &first);
    borrow |= __builtin_usubll_overflow(first, b.limbs[i], &second);
    difference[i] = second;
  }
  for (; i < a.n; ++i) {
    unsigned long long digit;
    borrow = __builtin_usubll_overflow(a.limbs[i], borrow, &digit);
    difference[i] = digit;
  }
  OPHION_ASSERT(borrow == 0);
  return newIntFromLimbs(difference, a.n, negative);
}

// |x| + |y|, with the given sign.
Ref<Int> addMagnitudes(const Magnitude& x, const Magnitude& y, bool negative) {
  const Magnitude& a = x.n >= y.n ? x : y;
  const Magnitude& b = x.n >= y.n ? y : x;
  if (OPHION_LIKELY(a.n <= kFewLimbs)) return addFew(a, b, negative);
  LimbResult result(a.n + 1);
  if (!result) return raised();
  mp_limb_t carry = 0;
  if (b.n == 0) {
    mpn_copyi(result.get(), a.limbs, static_cast<mp_size_t>(a.n));
  } else {
    carry = mpn_add(result.get(), a.limbs, static_cast<mp_size_t>(a.n), b.limbs, static_cast<mp_size_t>(b.n));
  }
  result[a.n] = carry;
  return result.finish(a.n + 1, negative);
}

// |x| - |y|, negative where `negative` and the difference differ in sign.
Ref<Int> subtractMagnitudes(const Magnitude& x, const Magnitude& y, bool negative) {
  bool swapped = x.n != y.n ? x.n < y.n : mpn_cmp(x.limbs, y.limbs, static_cast<mp_size_t>(x.n)) < 0;
  const Magnitude& a = swapped ? y : x;
  const Magnitude& b = swapped ? x : y;
  if (OPHION_LIKELY(a.n <= kFewLimbs)) return subtractFew(a, b, negative != swapped);
  LimbResult result(a.n);
  if (!result) return raised();
  if (b.n == 0) {
    mpn_copyi(result.get(), a.limbs, static_cast<mp_size_t>(a.n));
  } else {
    mpn_sub(result.get(), a.limbs, static_cast<mp_size_t>(a.n), b.limbs, static_cast<mp_size_t>(b.n));
  }
  return result.finish(a.n, negative != swapped);
}

OPHION_NOINLINE Ref<Int> addSlow(const Int* a, const Int* b, bool negate_b) {
  Magnitude x(a), y(b);
  bool y_negative = y.negative != negate_b;
  if (x.n == 0 && y.n == 0) return newInt(0);
  if (x.negative == y_negative || x.n == 0 || y.n == 0) return addMagnitudes(x, y, x.n == 0 ? y_negative : x.negative);
  return subtractMagnitudes(x, y, x.negative);
}

OPHION_NOINLINE Ref<Int> multiplySlow(const Int* a, const Int* b) {
  Magnitude u(a), v(b);
  if (u.n == 0 || v.n == 0) return newInt(0);
  const Magnitude& x = u.n >= v.n ? u : v;
  const Magnitude& y = u.n >= v.n ? v : u;
  size_t n = x.n + y.n;
  bool negative = x.negative != y.negative;
  if (y.n == 1) {
    LimbResult result(n);
    if (!result) return raised();
    result[x.n] = mpn_mul_1(result.get(), x.limbs, static_cast<mp_size_t>(x.n), y.limbs[0]);
    return result.finish(n, negative);
  }
  LimbResult result(n);
  if (!result) return raised();
  GmpScope scope(n);
  if (!scope) return raised();
  if (a == b) {
    mpn_sqr(result.get(), x.limbs, static_cast<mp_size_t>(x.n));
  } else {
    mpn_mul(result.get(), x.limbs, static_cast<mp_size_t>(x.n), y.limbs, static_cast<mp_size_t>(y.n));
  }
  return result.finish(n, negative);
}

OPHION_NOINLINE Ref<Int> withSign(const Int* a, bool negative) {
  Magnitude m(a);
  return newIntFromLimbs(reinterpret_cast<const uint64_t*>(m.limbs), m.n, negative);
}

}  // namespace

Ref<Int> addInts(const Int* a, const Int* b) {
  int64_t sum;
  if (OPHION_LIKELY(a->isSmall() && b->isSmall() && !__builtin_add_overflow(a->value_, b->value_, &sum)))
    return newInt(sum);
  return addSlow(a, b, false);
}

Ref<Int> subtractInts(const Int* a, const Int* b) {
  int64_t difference;
  if (OPHION_LIKELY(a->isSmall() && b->isSmall() && !__builtin_sub_overflow(a->value_, b->value_, &difference))) {
    return newInt(difference);
  }
  return addSlow(a, b, true);
}

Ref<Int> multiplyInts(const Int* a, const Int* b) {
  int64_t product;
  if (OPHION_LIKELY(a->isSmall() && b->isSmall() && !__builtin_mul_overflow(a->value_, b->value_, &product))) {
    return newInt(product);
  }
  return multiplySlow(a, b);
}

Ref<Int> negateInt(const Int* a) {
  if (a->isSmall() && a->value_ != INT64_MIN) return newInt(-a->value_);
  return withSign(a, intSign(a) > 0);
}

Ref<Int> absoluteInt(const Int* a) {
  if (a->isSmall() && a->value_ != INT64_MIN) return newInt(a->value_ < 0 ? -a->value_ : a->value_);
  if (isExactInt(a) && !a->isSmall() && a->limbs_ > 0) return share(const_cast<Int*>(a));
  return withSign(a, false);
}

Ref<Int> invertInt(const Int* a) {
  if (a->isSmall()) return newInt(~a->value_);
  // ~a is -(a + 1).
  Magnitude x(a), one(cachedInts() + (1 - kSmallestCachedInt));
  if (x.negative) return subtractMagnitudes(x, one, false);
  return addMagnitudes(x, one, true);
}

}  // namespace ophion
