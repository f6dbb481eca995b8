// Int: powers, powers modulo a number, greatest common divisors, square roots.
#include <cmath>

#include "object/float.h"
#include "object/int.h"
#include "object/int_limbs.h"

namespace ophion {

namespace {

// base ** exponent for exponent > 0 and a base that is not 0, 1 or -1. Powers of two in the base are kept out of the
// multiplications and put in by one shift at the end.
Ref<Int> powerMagnitude(const Magnitude& base, uint64_t exponent, bool negative) {
  size_t zeros = mpn_scan1(base.limbs, 0);
  LimbScratch odd(base.n + 1);
  if (!odd) return raised();
  size_t odd_n = base.n - zeros / 64;
  if (zeros % 64 != 0) {
    mpn_rshift(odd.get(), base.limbs + zeros / 64, static_cast<mp_size_t>(odd_n), zeros % 64);
  } else {
    mpn_copyi(odd.get(), base.limbs + zeros / 64, static_cast<mp_size_t>(odd_n));
  }
  odd_n = withoutLeadingZeros(odd.get(), odd_n);
  size_t odd_bits = odd_n * 64 - static_cast<size_t>(__builtin_clzll(odd[odd_n - 1]));
  unsigned __int128 total_bits = static_cast<unsigned __int128>(base.bits()) * exponent;
  if (total_bits / 64 >= kMaxLimbs - 8) return raiseMemoryError();
  bool is_power_of_two = odd_bits == 1;
  size_t limit =
      is_power_of_two ? 1 : static_cast<size_t>(static_cast<unsigned __int128>(odd_bits) * exponent / 64) + 4;
  uint64_t shift = zeros * exponent;
  LimbScratch first(limit), second(is_power_of_two ? 1 : limit);
  if (!first || !second) return raised();
  mp_limb_t* have = first.get();
  mp_limb_t* spare = second.get();
  mpn_copyi(have, odd.get(), static_cast<mp_size_t>(odd_n));
  size_t n = odd_n;
  if (!is_power_of_two) {
    GmpScope scope(limit);
    if (!scope) return raised();
    for (int bit = 62 - __builtin_clzll(exponent); bit >= 0; --bit) {
      OPHION_ASSERT(2 * n <= limit);
      mpn_sqr(spare, have, static_cast<mp_size_t>(n));
      n = withoutLeadingZeros(spare, 2 * n);
      std::swap(have, spare);
      if ((exponent >> bit & 1) == 0) continue;
      OPHION_ASSERT(n + odd_n <= limit);
      if (odd_n == 1) {
        mp_limb_t carry = mpn_mul_1(have, have, static_cast<mp_size_t>(n), odd[0]);
        if (carry != 0) have[n++] = carry;
      } else {
        mpn_mul(spare, have, static_cast<mp_size_t>(n), odd.get(), static_cast<mp_size_t>(odd_n));
        n = withoutLeadingZeros(spare, n + odd_n);
        std::swap(have, spare);
      }
    }
  }
  size_t words = shift / 64;
  unsigned bits = shift % 64;
  LimbResult result(n + words + 1);
  if (!result) return raised();
  mpn_zero(result.get(), static_cast<mp_size_t>(words));
  result[n + words] = 0;
  if (bits != 0) {
    result[n + words] = mpn_lshift(result.get() + words, have, static_cast<mp_size_t>(n), bits);
  } else {
    mpn_copyi(result.get() + words, have, static_cast<mp_size_t>(n));
  }
  return result.finish(n + words + 1, negative);
}

Ref<Object> powerPlain(const Int* a, const Int* b) {
  if (intSign(b) < 0) {
    double x, y, value;
    if (!intToDouble(a, &x) || !intToDouble(b, &y) || !powerDoubles(x, y, &value)) return raised();
    return newFloat(value);
  }
  if (intIsZero(b)) return newInt(1);
  bool odd_exponent = b->isSmall() ? b->value_ & 1 : b->limbs()[0] & 1;
  if (a->isSmall()) {
    int64_t v = a->value_;
    if (v == 0 || v == 1) return newInt(v);
    if (v == -1) return newInt(odd_exponent ? -1 : 1);
    if (b->isSmall()) {
      // By squaring in one word, as long as it fits.
      int64_t result = 1, base = v;
      bool overflow = false;
      for (uint64_t e = static_cast<uint64_t>(b->value_);;) {
        if (e & 1) overflow |= __builtin_mul_overflow(result, base, &result);
        e >>= 1;
        if (e == 0 || overflow) break;
        overflow |= __builtin_mul_overflow(base, base, &base);
      }
      if (!overflow) return newInt(result);
    }
  }
  if (!b->isSmall()) return raiseMemoryError();
  Magnitude base(a);
  return powerMagnitude(base, static_cast<uint64_t>(b->value_), base.negative && odd_exponent);
}

uint64_t multiplyModulo(uint64_t a, uint64_t b, uint64_t m) {
  return static_cast<uint64_t>(static_cast<unsigned __int128>(a) * b % m);
}

// base ** exponent % modulus for 0 <= base < modulus and a modulus of one limb.
uint64_t powerModuloWord(uint64_t base, const Magnitude& exponent, uint64_t modulus) {
  uint64_t result = 1 % modulus;
  for (size_t i = exponent.bits(); i-- > 0;) {
    result = multiplyModulo(result, result, modulus);
    if (exponent.limbs[i / 64] >> (i % 64) & 1) result = multiplyModulo(result, base, modulus);
  }
  return result;
}

// The same for a modulus of any size, by windows of the exponent.
class ModularPower {
 public:
  ModularPower(const Magnitude& modulus, unsigned window)
      : m_(modulus),
        n_(modulus.n),
        product_(2 * n_ + 1),
        quotient_(n_ + 2),
        table_(n_ << (window - 1)),
        window_(window) {}
  bool ready() { return product_ && quotient_ && table_; }

  // `base` has n limbs and is reduced; so is the result in `out`, n limbs.
  void run(const mp_limb_t* base, const Magnitude& exponent, mp_limb_t* out, mp_limb_t* square) {
    // table_ holds the odd powers base^1, base^3, ...
    mpn_copyi(table_.get(), base, static_cast<mp_size_t>(n_));
    multiply(square, base, base);
    for (size_t i = 1; i < size_t{1} << (window_ - 1); ++i) multiply(power(i), power(i - 1), square);
    bool started = false;
    for (size_t at = exponent.bits(); at > 0;) {
      if (!bit(exponent, at - 1)) {
        if (started) multiply(out, out, out);
        --at;
        continue;
      }
      size_t low = at > window_ ? at - window_ : 0;
      while (!bit(exponent, low)) ++low;
      unsigned value = 0;
      for (size_t i = at; i-- > low;) {
        value = value * 2 + bit(exponent, i);
        if (started) multiply(out, out, out);
      }
      if (started) {
        multiply(out, out, power(value / 2));
      } else {
        mpn_copyi(out, power(value / 2), static_cast<mp_size_t>(n_));
        started = true;
      }
      at = low;
    }
  }

 private:
  static bool bit(const Magnitude& m, size_t i) { return m.limbs[i / 64] >> (i % 64) & 1; }
  mp_limb_t* power(size_t i) { return table_.get() + i * n_; }
  void multiply(mp_limb_t* out, const mp_limb_t* a, const mp_limb_t* b) {
    mp_size_t n = static_cast<mp_size_t>(n_);
    if (a == b) {
      mpn_sqr(product_.get(), a, n);
    } else {
      mpn_mul_n(product_.get(), a, b, n);
    }
    mpn_tdiv_qr(quotient_.get(), out, 0, product_.get(), 2 * n, m_.limbs, n);
  }

  const Magnitude& m_;
  size_t n_;
  LimbScratch product_, quotient_, table_;
  unsigned window_;
};

// a modulo m (positive), as n limbs with zeros at the top.
bool reduced(const Int* a, const Int* m, mp_limb_t* out, size_t n) {
  Ref<Int> r = moduloInts(a, m);
  if (!r) return raised();
  Magnitude x(r.get());
  if (x.n != 0) mpn_copyi(out, x.limbs, static_cast<mp_size_t>(x.n));
  mpn_zero(out + x.n, static_cast<mp_size_t>(n - x.n));
  return true;
}

// The inverse of a modulo m > 1, in [1, m). ValueError where there is none.
Ref<Int> inverseModulo(const Int* a, const Int* m) {
  Magnitude modulus(m);
  size_t n = modulus.n;
  // The extended algorithm wants its first operand not smaller: a + m in place of a.
  LimbScratch u(n + 2), v(n + 1), g(n + 1), s(n + 2);
  if (!u || !v || !g || !s || !reduced(a, m, u.get(), n)) return raised();
  if (withoutLeadingZeros(u.get(), n) == 0)
    return raise(kTypeValueError, "base is not invertible for the given modulus");
  u[n] = mpn_add_n(u.get(), u.get(), modulus.limbs, static_cast<mp_size_t>(n));
  mpn_copyi(v.get(), modulus.limbs, static_cast<mp_size_t>(n));
  GmpScope scope(n);
  if (!scope) return raised();
  mp_size_t sn = 0;
  size_t un = withoutLeadingZeros(u.get(), n + 1);
  mp_size_t gn =
      mpn_gcdext(g.get(), s.get(), &sn, u.get(), static_cast<mp_size_t>(un), v.get(), static_cast<mp_size_t>(n));
  if (gn != 1 || g[0] != 1) return raise(kTypeValueError, "base is not invertible for the given modulus");
  Ref<Int> inverse =
      newIntFromLimbs(reinterpret_cast<uint64_t*>(s.get()), static_cast<size_t>(sn < 0 ? -sn : sn), sn < 0);
  if (!inverse) return raised();
  return moduloInts(inverse.get(), m);
}

Ref<Object> powerModulus(const Int* a, const Int* b, const Int* modulus) {
  if (intIsZero(modulus)) return raise(kTypeValueError, "pow() 3rd argument cannot be 0");
  bool negative = intSign(modulus) < 0;
  Ref<Int> m = absoluteInt(modulus);
  if (!m) return raised();
  if (m->isSmall() && m->value_ == 1) return newInt(0);
  Ref<Int> base, exponent;
  if (intSign(b) < 0) {
    base = inverseModulo(a, m.get());
    exponent = negateInt(b);
  } else {
    base = moduloInts(a, m.get());
    exponent = share(const_cast<Int*>(b));
  }
  if (!base || !exponent) return raised();
  Magnitude e(exponent.get()), mod(m.get());
  Ref<Int> result;
  if (mod.n == 1) {
    uint64_t word = base->isSmall() ? static_cast<uint64_t>(base->value_) : base->limbs()[0];
    result = newIntFromUnsigned(powerModuloWord(word, e, mod.limbs[0]));
  } else if (e.n == 0) {
    result = newInt(1);
  } else {
    ModularPower power(mod, e.bits() > 500 ? 5 : e.bits() > 80 ? 4 : e.bits() > 8 ? 2 : 1);
    LimbScratch reduced_base(mod.n), out(mod.n), square(mod.n);
    if (!power.ready() || !reduced_base || !out || !square ||
        !reduced(base.get(), m.get(), reduced_base.get(), mod.n)) {
      return raised();
    }
    GmpScope scope(mod.n * 2);
    if (!scope) return raised();
    power.run(reduced_base.get(), e, out.get(), square.get());
    result = newIntFromLimbs(reinterpret_cast<uint64_t*>(out.get()), mod.n, false);
  }
  if (!result || !negative || intIsZero(result.get())) return result;
  return addInts(result.get(), modulus);
}

uint64_t gcdWords(uint64_t a, uint64_t b) {
  if (a == 0 || b == 0) return a | b;
  int shift = __builtin_ctzll(a | b);
  a >>= __builtin_ctzll(a);
  while (b != 0) {
    b >>= __builtin_ctzll(b);
    if (a > b) std::swap(a, b);
    b -= a;
  }
  return a << shift;
}

// Moves x without its low zero bits to `out`, and gives how many limbs are left.
size_t withoutTrailingZeroBits(const Magnitude& x, size_t zeros, mp_limb_t* out) {
  size_t n = x.n - zeros / 64;
  if (zeros % 64 != 0) {
    mpn_rshift(out, x.limbs + zeros / 64, static_cast<mp_size_t>(n), zeros % 64);
  } else {
    mpn_copyi(out, x.limbs + zeros / 64, static_cast<mp_size_t>(n));
  }
  return withoutLeadingZeros(out, n);
}

}  // namespace

Ref<Object> powerInts(const Int* a, const Int* b, const Int* modulus) {
  return modulus == nullptr ? powerPlain(a, b) : powerModulus(a, b, modulus);
}

Ref<Int> gcdInts(const Int* a, const Int* b) {
  Magnitude x(a), y(b);
  if (x.n <= 1 && y.n <= 1) return newIntFromUnsigned(gcdWords(x.n ? x.limbs[0] : 0, y.n ? y.limbs[0] : 0));
  if (x.n == 0) return absoluteInt(b);
  if (y.n == 0) return absoluteInt(a);
  size_t x_zeros = mpn_scan1(x.limbs, 0), y_zeros = mpn_scan1(y.limbs, 0);
  size_t zeros = x_zeros < y_zeros ? x_zeros : y_zeros;
  LimbScratch u(x.n + 1), v(y.n + 1);
  if (!u || !v) return raised();
  size_t un = withoutTrailingZeroBits(x, x_zeros, u.get());
  size_t vn = withoutTrailingZeroBits(y, y_zeros, v.get());
  mp_limb_t *big = u.get(), *little = v.get();
  if (un < vn || (un == vn && mpn_cmp(big, little, static_cast<mp_size_t>(un)) < 0)) {
    std::swap(un, vn);
    std::swap(big, little);
  }
  size_t words = zeros / 64;
  LimbResult result(vn + words + 1);
  LimbScratch g(vn + 1);
  if (!result || !g) return raised();
  GmpScope scope(un);
  if (!scope) return raised();
  size_t gn =
      static_cast<size_t>(mpn_gcd(g.get(), big, static_cast<mp_size_t>(un), little, static_cast<mp_size_t>(vn)));
  mpn_zero(result.get(), static_cast<mp_size_t>(words));
  result[gn + words] = 0;
  if (zeros % 64 != 0) {
    result[gn + words] = mpn_lshift(result.get() + words, g.get(), static_cast<mp_size_t>(gn), zeros % 64);
  } else {
    mpn_copyi(result.get() + words, g.get(), static_cast<mp_size_t>(gn));
  }
  return result.finish(gn + words + 1, false);
}

Ref<Int> squareRootInt(const Int* i) {
  Magnitude x(i);
  OPHION_ASSERT(!x.negative);
  if (x.n == 0) return newInt(0);
  size_t n = (x.n + 1) / 2;
  LimbResult root(n);
  LimbScratch rest(x.n);
  if (!root || !rest) return raised();
  GmpScope scope(x.n);
  if (!scope) return raised();
  mpn_sqrtrem(root.get(), rest.get(), x.limbs, static_cast<mp_size_t>(x.n));
  return root.finish(n, false);
}

}  // namespace ophion
