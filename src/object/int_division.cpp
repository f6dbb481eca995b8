// Int: quotients and remainders.
//
// Floor division follows truncating division by a correction: where the remainder is not 0 and the signs of the
// operands differ, the quotient is one less and the remainder the divisor more.
#include <cfloat>
#include <cmath>

#include "object/float.h"
#include "object/int.h"
#include "object/int_limbs.h"

namespace ophion {

namespace {

// Quotient and remainder of big operands, either of which may not be wanted. b is not 0.
bool divideSlow(const Int* a, const Int* b, Ref<Int>* quotient, Ref<Int>* remainder) {
  Magnitude x(a), y(b);
  bool differ = x.negative != y.negative;
  bool smaller = x.n < y.n || (x.n == y.n && mpn_cmp(x.limbs, y.limbs, static_cast<mp_size_t>(x.n)) < 0);
  if (smaller) {
    bool correct = differ && x.n != 0;
    if (quotient != nullptr && !(*quotient = newInt(correct ? -1 : 0))) return raised();
    if (remainder == nullptr) return true;
    *remainder = correct ? addInts(a, b) : newIntFromLimbs(reinterpret_cast<const uint64_t*>(x.limbs), x.n, x.negative);
    return static_cast<bool>(*remainder);
  }
  size_t qn = x.n - y.n + 1;
  LimbResult q(qn + 1);
  LimbResult r(y.n);
  if (!q || !r) return raised();
  if (y.n == 1) {
    r[0] = mpn_divrem_1(q.get(), 0, x.limbs, static_cast<mp_size_t>(x.n), y.limbs[0]);
  } else {
    GmpScope scope(x.n);
    if (!scope) return raised();
    mpn_tdiv_qr(q.get(), r.get(), 0, x.limbs, static_cast<mp_size_t>(x.n), y.limbs, static_cast<mp_size_t>(y.n));
  }
  q[qn] = 0;
  if (differ && withoutLeadingZeros(r.get(), y.n) != 0) {
    q[qn] = mpn_add_1(q.get(), q.get(), static_cast<mp_size_t>(qn), 1);
    mpn_sub_n(r.get(), y.limbs, r.get(), static_cast<mp_size_t>(y.n));
  }
  if (quotient != nullptr && !(*quotient = q.finish(qn + 1, differ))) return raised();
  if (remainder != nullptr && !(*remainder = r.finish(y.n, y.negative))) return raised();
  return true;
}

int64_t floorModulo(int64_t a, int64_t b) {
  int64_t r = a % b;
  return r != 0 && (r ^ b) < 0 ? r + b : r;
}

int64_t floorQuotient(int64_t a, int64_t b) {
  int64_t q = a / b;
  return q - ((a ^ b) < 0 && q * b != a);
}

// Both small and the division does not trap: b is neither 0 nor, to be quick, -1.
inline bool dividesInline(const Int* a, const Int* b) {
  return a->isSmall() && b->isSmall() && static_cast<uint64_t>(b->value_) + 1 > 1;
}

}  // namespace

Ref<Int> floorDivideInts(const Int* a, const Int* b) {
  if (OPHION_LIKELY(dividesInline(a, b))) return newInt(floorQuotient(a->value_, b->value_));
  if (intIsZero(b)) return raise(kTypeZeroDivisionError, "integer division or modulo by zero");
  if (b->isSmall() && b->value_ == -1) return negateInt(a);
  Ref<Int> quotient;
  if (!divideSlow(a, b, &quotient, nullptr)) return raised();
  return quotient;
}

Ref<Int> moduloInts(const Int* a, const Int* b) {
  if (OPHION_LIKELY(dividesInline(a, b))) return newInt(floorModulo(a->value_, b->value_));
  if (intIsZero(b)) return raise(kTypeZeroDivisionError, "integer modulo by zero");
  if (b->isSmall() && b->value_ == -1) return newInt(0);
  Ref<Int> remainder;
  if (!divideSlow(a, b, nullptr, &remainder)) return raised();
  return remainder;
}

bool divmodInts(const Int* a, const Int* b, Ref<Int>* quotient, Ref<Int>* remainder) {
  if (intIsZero(b)) return raise(kTypeZeroDivisionError, "integer division or modulo by zero");
  if (dividesInline(a, b)) {
    *quotient = newInt(floorQuotient(a->value_, b->value_));
    *remainder = newInt(floorModulo(a->value_, b->value_));
    return *quotient && *remainder;
  }
  return divideSlow(a, b, quotient, remainder);
}

// The quotient as a double, correctly rounded: the operands are shifted so that the whole quotient has 55 or 56 bits
// (fewer where the result is subnormal), what is below counts as one sticky bit, and the rounding to 53 bits is done by
// hand.
static Ref<Object> divideRounded(const Int* a, const Int* b) {
  Magnitude x(a), y(b);
  bool negative = x.negative != y.negative;
  int64_t difference = static_cast<int64_t>(x.bits()) - static_cast<int64_t>(y.bits());
  if (difference > DBL_MAX_EXP) return raise(kTypeOverflowError, "integer division result too large for a float");
  if (difference < DBL_MIN_EXP - DBL_MANT_DIG - 1) return newFloat(negative ? -0.0 : 0.0);
  int64_t shift = (difference > DBL_MIN_EXP ? difference : DBL_MIN_EXP) - DBL_MANT_DIG - 2;
  // numerator = |a| * 2^-shift, truncated.
  size_t words = static_cast<size_t>(shift < 0 ? -shift : shift) / 64;
  unsigned bits = static_cast<unsigned>((shift < 0 ? -shift : shift) % 64);
  bool sticky = false;
  size_t nn = shift < 0 ? x.n + words + 1 : (x.n > words ? x.n - words : 0);
  LimbScratch numerator(nn + 1);
  if (!numerator) return raised();
  if (shift < 0) {
    mpn_zero(numerator.get(), static_cast<mp_size_t>(words));
    mp_limb_t* at = numerator.get() + words;
    if (bits != 0) {
      at[x.n] = mpn_lshift(at, x.limbs, static_cast<mp_size_t>(x.n), bits);
    } else {
      mpn_copyi(at, x.limbs, static_cast<mp_size_t>(x.n));
      at[x.n] = 0;
    }
  } else {
    for (size_t i = 0; i < words && i < x.n; ++i) sticky |= x.limbs[i] != 0;
    if (nn != 0) {
      if (bits != 0) {
        sticky |= mpn_rshift(numerator.get(), x.limbs + words, static_cast<mp_size_t>(nn), bits) != 0;
      } else {
        mpn_copyi(numerator.get(), x.limbs + words, static_cast<mp_size_t>(nn));
      }
    }
  }
  nn = withoutLeadingZeros(numerator.get(), nn);
  uint64_t q = 0;
  if (nn < y.n) {
    sticky |= nn != 0;
  } else {
    LimbScratch quotient(nn - y.n + 1);
    LimbScratch remainder(y.n);
    if (!quotient || !remainder) return raised();
    GmpScope scope(nn);
    if (!scope) return raised();
    mpn_tdiv_qr(quotient.get(), remainder.get(), 0, numerator.get(), static_cast<mp_size_t>(nn), y.limbs,
                static_cast<mp_size_t>(y.n));
    sticky |= withoutLeadingZeros(remainder.get(), y.n) != 0;
    q = quotient[0];
    OPHION_ASSERT(withoutLeadingZeros(quotient.get(), nn - y.n + 1) <= 1);
  }
  int64_t q_bits = q == 0 ? 0 : 64 - __builtin_clzll(q);
  int64_t least = DBL_MIN_EXP - shift;
  unsigned extra = static_cast<unsigned>((q_bits > least ? q_bits : least) - DBL_MANT_DIG);
  uint64_t half = uint64_t{1} << (extra - 1);
  q |= sticky;
  if ((q & half) != 0 && (q & (3 * half - 1)) != 0) q += half;
  q &= ~(2 * half - 1);
  double value = static_cast<double>(q);
  if (shift + q_bits >= DBL_MAX_EXP &&
      (shift + q_bits > DBL_MAX_EXP || value == std::ldexp(1.0, static_cast<int>(q_bits)))) {
    return raise(kTypeOverflowError, "integer division result too large for a float");
  }
  value = std::ldexp(value, static_cast<int>(shift));
  return newFloat(negative ? -value : value);
}

Ref<Object> trueDivideInts(const Int* a, const Int* b) {
  constexpr uint64_t kExact = uint64_t{1} << 53;
  if (intIsZero(b)) return raise(kTypeZeroDivisionError, "division by zero");
  if (OPHION_LIKELY(a->isSmall() && b->isSmall() && magnitudeOf(a->value_) <= kExact &&
                    magnitudeOf(b->value_) <= kExact)) {
    // Both are exact as doubles, so one division rounds correctly.
    return newFloat(static_cast<double>(a->value_) / static_cast<double>(b->value_));
  }
  if (intIsZero(a)) return newFloat((b->isSmall() ? b->value_ < 0 : b->limbs_ < 0) ? -0.0 : 0.0);
  return divideRounded(a, b);
}

}  // namespace ophion
