// Int: making, looking and conversion. Arithmetic is in int_arithmetic.cpp, int_division.cpp, int_bits.cpp and
// int_power.cpp, text in int_text.cpp, the type in int_type.cpp.
#include "object/int.h"

#include <cmath>
#include <cstring>

#include "object/float.h"
#include "object/int_limbs.h"

namespace ophion {

namespace {

// Hashes of numbers are taken modulo this prime, so that equal numbers of all types hash alike.
constexpr uint64_t kHashModulus = (uint64_t{1} << 61) - 1;

}  // namespace

Ref<Int> newIntFailed() { return raiseMemoryError(); }

Ref<Int> newIntFromUnsigned(uint64_t value) {
  if (value <= INT64_MAX) return newInt(static_cast<int64_t>(value));
  return newIntFromLimbs(&value, 1, false);
}

Ref<Int> newIntFromLimbs(const uint64_t* limbs, size_t n, bool negative) {
  n = withoutLeadingZeros(asLimbs(limbs), n);
  if (n == 0) return newInt(0);
  if (n == 1) {
    uint64_t word = limbs[0];
    if (word <= static_cast<uint64_t>(INT64_MAX) + negative) {
      return newInt(static_cast<int64_t>(negative ? uint64_t{0} - word : word));
    }
  }
  Int* i = allocateBigInt(n, negative);
  if (i == nullptr) return raised();
  std::memcpy(i->limbs(), limbs, n * sizeof(uint64_t));
  return Ref<Int>::steal(i);
}

Ref<Int> exactInt(Int* i) {
  if (isExactInt(i)) return share(i);
  if (i->isSmall()) return newInt(i->value_);
  Magnitude m(i);
  return newIntFromLimbs(i->limbs(), m.n, m.negative);
}

bool tryInt64(const Int* i, int64_t* out) {
  if (!i->isSmall()) return false;
  *out = i->value_;
  return true;
}

int intSign(const Int* i) {
  if (i->isSmall()) return (i->value_ > 0) - (i->value_ < 0);
  return i->limbs_ < 0 ? -1 : 1;
}

size_t intBitLength(const Int* i) { return Magnitude(i).bits(); }

size_t intBitCount(const Int* i) {
  Magnitude m(i);
  return m.n == 0 ? 0 : mpn_popcount(m.limbs, static_cast<mp_size_t>(m.n));
}

int compareInts(const Int* a, const Int* b) {
  if (a->isSmall() && b->isSmall()) return (a->value_ > b->value_) - (a->value_ < b->value_);
  Magnitude x(a), y(b);
  if (x.negative != y.negative) return x.negative ? -1 : 1;
  int order = x.n != y.n ? (x.n < y.n ? -1 : 1) : mpn_cmp(x.limbs, y.limbs, static_cast<mp_size_t>(x.n));
  order = (order > 0) - (order < 0);
  return x.negative ? -order : order;
}

int64_t hashInt(const Int* i) {
  Magnitude m(i);
  if (m.n == 0) return 0;
  uint64_t h = m.n == 1 ? m.limbs[0] % kHashModulus : mpn_mod_1(m.limbs, static_cast<mp_size_t>(m.n), kHashModulus);
  int64_t hash = m.negative ? -static_cast<int64_t>(h) : static_cast<int64_t>(h);
  return hash == -1 ? -2 : hash;
}

double intMantissa(const Int* i, int64_t* exponent) {
  Magnitude m(i);
  if (m.n == 0) {
    *exponent = 0;
    return 0;
  }
  // The top 64 bits, and in the last of them whether anything below is set: enough to round to 53 correctly.
  unsigned shift = static_cast<unsigned>(__builtin_clzll(m.limbs[m.n - 1]));
  uint64_t top = m.limbs[m.n - 1] << shift;
  bool below = false;
  if (m.n > 1) {
    if (shift != 0) {
      top |= m.limbs[m.n - 2] >> (64 - shift);
      below = (m.limbs[m.n - 2] << shift) != 0;
    } else {
      below = m.limbs[m.n - 2] != 0;
    }
    for (size_t k = 0; k + 2 < m.n && !below; ++k) below = m.limbs[k] != 0;
  }
  double value = std::ldexp(static_cast<double>(top | below), -64);
  *exponent = static_cast<int64_t>(m.bits());
  if (value == 1.0) {
    value = 0.5;
    ++*exponent;
  }
  return m.negative ? -value : value;
}

bool intToDouble(const Int* i, double* out) {
  if (i->isSmall()) {
    *out = static_cast<double>(i->value_);
    return true;
  }
  int64_t exponent;
  double mantissa = intMantissa(i, &exponent);
  if (exponent > 1024) return raise(kTypeOverflowError, "int too large to convert to float");
  *out = std::ldexp(mantissa, static_cast<int>(exponent));
  return true;
}

Ref<Int> newIntFromDouble(double value) {
  if (value > -9223372036854775808.0 && value < 9223372036854775808.0) return newInt(static_cast<int64_t>(value));
  if (std::isnan(value)) return raise(kTypeValueError, "cannot convert float NaN to integer");
  if (std::isinf(value)) return raise(kTypeOverflowError, "cannot convert float infinity to integer");
  int exponent;
  double mantissa = std::frexp(std::fabs(value), &exponent);
  uint64_t bits = static_cast<uint64_t>(std::ldexp(mantissa, 53));
  unsigned shift = static_cast<unsigned>(exponent - 53);
  uint64_t limbs[18] = {};
  limbs[shift / 64] = bits << (shift % 64);
  if (shift % 64 != 0) limbs[shift / 64 + 1] = bits >> (64 - shift % 64);
  return newIntFromLimbs(limbs, 18, value < 0);
}

int64_t hashDouble(double value, const Object* identity) {
  if (!std::isfinite(value)) {
    if (std::isinf(value)) return value > 0 ? 314159 : -314159;
    // As a pointer hashes: the low bits, always 0, go to the top.
    uint64_t address = reinterpret_cast<uint64_t>(identity);
    int64_t hash = static_cast<int64_t>((address >> 4) | (address << 60));
    return hash == -1 ? -2 : hash;
  }
  int exponent;
  double mantissa = std::frexp(std::fabs(value), &exponent);
  uint64_t bits = static_cast<uint64_t>(std::ldexp(mantissa, 53));
  // bits * 2^(exponent - 53) modulo 2^61 - 1: multiplying by a power of two rotates 61 bits.
  uint64_t h = bits % kHashModulus;
  int rotate = (exponent - 53) % 61;
  if (rotate < 0) rotate += 61;
  if (rotate != 0) h = ((h << rotate) & kHashModulus) | (h >> (61 - rotate));
  if (h == kHashModulus) h = 0;
  int64_t hash = value < 0 ? -static_cast<int64_t>(h) : static_cast<int64_t>(h);
  return hash == -1 ? -2 : hash;
}

int compareDoubleWithInt(double a, const Int* b) {
  if (std::isnan(a)) return 2;
  if (std::isinf(a)) return a > 0 ? 1 : -1;
  int sign = intSign(b);
  int a_sign = (a > 0) - (a < 0);
  if (a_sign != sign) return a_sign < sign ? -1 : 1;
  if (b->isSmall()) {
    int64_t v = b->value_;
    if (v >= -(int64_t{1} << 53) && v <= (int64_t{1} << 53)) {
      double d = static_cast<double>(v);
      return (a > d) - (a < d);
    }
    if (a >= 9223372036854775808.0) return 1;
    if (a < -9223372036854775808.0) return -1;
    // Both are beyond 2^53 or a is small: truncation keeps the order but for a fraction.
    int64_t whole = static_cast<int64_t>(a);
    if (whole != v) return whole < v ? -1 : 1;
    double fraction = a - static_cast<double>(whole);
    return (fraction > 0) - (fraction < 0);
  }
  int exponent;
  std::frexp(a, &exponent);
  int64_t bits = static_cast<int64_t>(intBitLength(b));
  if (exponent != bits) return (exponent < bits) == (a > 0) ? -1 : 1;
  // The same bit length, over 63 bits: a is a whole number of at most 1024 bits; compare limb by limb.
  double mantissa = std::frexp(std::fabs(a), &exponent);
  uint64_t whole = static_cast<uint64_t>(std::ldexp(mantissa, 53));
  unsigned shift = static_cast<unsigned>(exponent - 53);
  mp_limb_t limbs[18] = {};
  limbs[shift / 64] = whole << (shift % 64);
  if (shift % 64 != 0) limbs[shift / 64 + 1] = whole >> (64 - shift % 64);
  Magnitude m(b);
  int order = mpn_cmp(limbs, m.limbs, static_cast<mp_size_t>(m.n));
  order = (order > 0) - (order < 0);
  return a < 0 ? -order : order;
}

}  // namespace ophion
