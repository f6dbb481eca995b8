// cmath: functions of a complex argument. Finite arguments go through Kahan's formulas ("Branch cuts for complex
// elementary functions", 1987), which keep the sign of zero on branch cuts; the C library, whose Annex G says the same
// as Python for infinities and NaNs, has the others.
#include <complex.h>

#include <cfloat>
#include <cmath>

#include "object/complex.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/float.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"

#undef I

namespace ophion {

namespace {

constexpr double kPi = 3.141592653589793238462643383279502884197;
constexpr double kLn2 = 0.6931471805599453094;
constexpr double kLarge = DBL_MAX / 4.0;
constexpr double kLogLarge = 708.39641853226410622;  // log(kLarge)

struct Z {
  double re, im;
  bool finite() const { return std::isfinite(re) && std::isfinite(im); }
};

using Native = __complex__ double;
Native toNative(Z z) {
  Native c;
  __real__ c = z.re;
  __imag__ c = z.im;
  return c;
}
Z fromNative(Native c) { return {__real__ c, __imag__ c}; }

enum class Trouble : uint8_t { None, Domain, Range };

Z squareRoot(Z z) {
  if (!z.finite()) return fromNative(::csqrt(toNative(z)));
  if (z.re == 0 && z.im == 0) return {0, z.im};
  double ax = std::fabs(z.re), ay = std::fabs(z.im), s;
  if (ax < DBL_MIN && ay < DBL_MIN && (ax > 0 || ay > 0)) {
    // Scaled up, so that the sum has all its digits.
    ax = std::ldexp(ax, DBL_MANT_DIG | 1);
    s = std::ldexp(std::sqrt(ax + std::hypot(ax, std::ldexp(ay, DBL_MANT_DIG | 1))), -((DBL_MANT_DIG | 1) + 1) / 2);
  } else {
    ax /= 8;
    s = 2 * std::sqrt(ax + std::hypot(ax, ay / 8));
  }
  double d = ay / (2 * s);
  if (z.re >= 0) return {s, std::copysign(d, z.im)};
  return {d, std::copysign(s, z.im)};
}

bool isLarge(Z z) { return std::fabs(z.re) > kLarge || std::fabs(z.im) > kLarge; }
double logOfLarge(Z z) { return std::log(std::hypot(z.re / 2, z.im / 2)) + kLn2 * 2; }

Z arcCosine(Z z, Trouble*) {
  if (!z.finite()) return fromNative(::cacos(toNative(z)));
  if (isLarge(z)) {
    double length = logOfLarge(z);
    return {std::atan2(std::fabs(z.im), z.re), z.re < 0 ? -std::copysign(length, z.im) : std::copysign(length, -z.im)};
  }
  Z a = squareRoot({1 - z.re, -z.im}), b = squareRoot({1 + z.re, z.im});
  return {2 * std::atan2(a.re, b.re), std::asinh(b.re * a.im - b.im * a.re)};
}

Z hyperbolicArcCosine(Z z, Trouble*) {
  if (!z.finite()) return fromNative(::cacosh(toNative(z)));
  if (isLarge(z)) return {logOfLarge(z), std::atan2(z.im, z.re)};
  Z a = squareRoot({z.re - 1, z.im}), b = squareRoot({z.re + 1, z.im});
  return {std::asinh(a.re * b.re + a.im * b.im), 2 * std::atan2(a.im, b.re)};
}

Z hyperbolicArcSine(Z z, Trouble*) {
  if (!z.finite()) return fromNative(::casinh(toNative(z)));
  if (isLarge(z)) {
    double length = logOfLarge(z);
    return {z.im >= 0 ? std::copysign(length, z.re) : -std::copysign(length, -z.re), std::atan2(z.im, std::fabs(z.re))};
  }
  Z a = squareRoot({1 + z.im, -z.re}), b = squareRoot({1 - z.im, z.re});
  return {std::asinh(a.re * b.im - b.re * a.im), std::atan2(z.im, a.re * b.re - a.im * b.im)};
}

// The circular functions are the hyperbolic ones turned by a right angle: f(z) = -i g(i z).
template <class G>
Z turned(Z z, Trouble* trouble, G g) {
  Z r = g(Z{-z.im, z.re}, trouble);
  return {r.im, -r.re};
}
Z arcSine(Z z, Trouble* trouble) { return turned(z, trouble, hyperbolicArcSine); }

Z hyperbolicArcTangent(Z z, Trouble* trouble) {
  if (!z.finite()) return fromNative(::catanh(toNative(z)));
  if (z.re < 0 || (z.re == 0 && std::signbit(z.re))) {
    Z r = hyperbolicArcTangent({-z.re, -z.im}, trouble);
    return {-r.re, -r.im};
  }
  const double large = std::sqrt(kLarge);
  double ay = std::fabs(z.im);
  if (z.re > large || ay > large) {
    // Twice divided, since the square of the length may overflow.
    double h = std::hypot(z.re / 2, z.im / 2);
    return {z.re / 4 / h / h, -std::copysign(kPi / 2, -z.im)};
  }
  if (z.re == 1 && ay < std::sqrt(DBL_MIN)) {
    if (ay == 0) {
      *trouble = Trouble::Domain;
      return {HUGE_VAL, z.im};
    }
    return {-std::log(std::sqrt(ay) / std::sqrt(std::hypot(ay, 2.0))), std::copysign(std::atan2(2.0, -ay) / 2, z.im)};
  }
  return {std::log1p(4 * z.re / ((1 - z.re) * (1 - z.re) + ay * ay)) / 4,
          -std::atan2(-2 * z.im, (1 - z.re) * (1 + z.re) - ay * ay) / 2};
}
Z arcTangent(Z z, Trouble* trouble) { return turned(z, trouble, hyperbolicArcTangent); }

// Infinite parts of a finite argument's result.
Z checkRange(Z r, Trouble* trouble) {
  if (std::isinf(r.re) || std::isinf(r.im)) *trouble = Trouble::Range;
  return r;
}

Z exponential(Z z, Trouble* trouble) {
  if (!z.finite()) {
    if (std::isinf(z.im) && (std::isfinite(z.re) || (std::isinf(z.re) && z.re > 0))) *trouble = Trouble::Domain;
    return fromNative(::cexp(toNative(z)));
  }
  if (z.re > kLogLarge) {
    double l = std::exp(z.re - 1);
    return checkRange({l * std::cos(z.im) * M_E, l * std::sin(z.im) * M_E}, trouble);
  }
  double l = std::exp(z.re);
  return checkRange({l * std::cos(z.im), l * std::sin(z.im)}, trouble);
}

Z hyperbolicCosine(Z z, Trouble* trouble) {
  if (!z.finite()) {
    if (std::isinf(z.im) && !std::isnan(z.re)) *trouble = Trouble::Domain;
    return fromNative(::ccosh(toNative(z)));
  }
  if (std::fabs(z.re) > kLogLarge) {
    double x = z.re - std::copysign(1.0, z.re);
    return checkRange({std::cos(z.im) * std::cosh(x) * M_E, std::sin(z.im) * std::sinh(x) * M_E}, trouble);
  }
  return checkRange({std::cos(z.im) * std::cosh(z.re), std::sin(z.im) * std::sinh(z.re)}, trouble);
}
Z cosine(Z z, Trouble* trouble) { return hyperbolicCosine({-z.im, z.re}, trouble); }

Z hyperbolicSine(Z z, Trouble* trouble) {
  if (!z.finite()) {
    if (std::isinf(z.im) && !std::isnan(z.re)) *trouble = Trouble::Domain;
    return fromNative(::csinh(toNative(z)));
  }
  if (std::fabs(z.re) > kLogLarge) {
    double x = z.re - std::copysign(1.0, z.re);
    return checkRange({std::cos(z.im) * std::sinh(x) * M_E, std::sin(z.im) * std::cosh(x) * M_E}, trouble);
  }
  return checkRange({std::cos(z.im) * std::sinh(z.re), std::sin(z.im) * std::cosh(z.re)}, trouble);
}
Z sine(Z z, Trouble* trouble) { return turned(z, trouble, hyperbolicSine); }

Z hyperbolicTangent(Z z, Trouble* trouble) {
  if (!z.finite()) {
    if (std::isinf(z.im) && std::isfinite(z.re)) *trouble = Trouble::Domain;
    if (std::isinf(z.re) && !std::isfinite(z.im)) return {std::copysign(1.0, z.re), 0.0};
    return fromNative(::ctanh(toNative(z)));
  }
  if (std::fabs(z.re) > kLogLarge) {
    return {std::copysign(1.0, z.re), 4 * std::sin(z.im) * std::cos(z.im) * std::exp(-2 * std::fabs(z.re))};
  }
  double tx = std::tanh(z.re), ty = std::tan(z.im), cx = 1 / std::cosh(z.re);
  double txty = tx * ty;
  double denominator = 1 + txty * txty;
  return {tx * (1 + ty * ty) / denominator, ty / denominator * cx * cx};
}
Z tangent(Z z, Trouble* trouble) { return turned(z, trouble, hyperbolicTangent); }

Z logarithm(Z z, Trouble* trouble) {
  if (!z.finite()) return fromNative(::clog(toNative(z)));
  double ax = std::fabs(z.re), ay = std::fabs(z.im), re;
  if (ax > kLarge || ay > kLarge) {
    re = std::log(std::hypot(ax / 2, ay / 2)) + kLn2;
  } else if (ax < DBL_MIN && ay < DBL_MIN) {
    if (ax == 0 && ay == 0) {
      *trouble = Trouble::Domain;
      return {-HUGE_VAL, std::atan2(z.im, z.re)};
    }
    re = std::log(std::hypot(std::ldexp(ax, DBL_MANT_DIG), std::ldexp(ay, DBL_MANT_DIG))) - DBL_MANT_DIG * kLn2;
  } else {
    double h = std::hypot(ax, ay);
    if (h >= 0.71 && h <= 1.73) {
      // Near 1 the logarithm of the length would lose digits.
      double larger = ax > ay ? ax : ay, smaller = ax > ay ? ay : ax;
      re = std::log1p((larger - 1) * (larger + 1) + smaller * smaller) / 2;
    } else {
      re = std::log(h);
    }
  }
  return {re, std::atan2(z.im, z.re)};
}

Z decimalLogarithm(Z z, Trouble* trouble) {
  Z r = logarithm(z, trouble);
  constexpr double kLn10 = 2.302585092994045684017991454684364208;
  return {r.re / kLn10, r.im / kLn10};
}

Z squareRootChecked(Z z, Trouble*) { return squareRoot(z); }

Raised raiseTrouble(Trouble trouble) {
  if (trouble == Trouble::Domain) return raise(kTypeValueError, "math domain error");
  return raise(kTypeOverflowError, "math range error");
}

template <Z (*F)(Z, Trouble*)>
Ref<Object> function(Object* const* args) {
  Z z;
  if (!asComplex_mayRunPython(args[0], &z.re, &z.im)) return raised();
  Trouble trouble = Trouble::None;
  Z r = F(z, &trouble);
  if (trouble != Trouble::None) return raiseTrouble(trouble);
  return newComplex(r.re, r.im);
}

Ref<Object> cmathLog(Object* const* args) {
  Z z, base;
  if (!asComplex_mayRunPython(args[0], &z.re, &z.im)) return raised();
  Trouble trouble = Trouble::None;
  Z r = logarithm(z, &trouble);
  if (args[1] != nullptr) {
    if (!asComplex_mayRunPython(args[1], &base.re, &base.im)) return raised();
    // As in CPython, trouble with the argument itself is not told when there is a base.
    trouble = Trouble::None;
    Z divisor = logarithm(base, &trouble);
    if (trouble == Trouble::None && divisor.re == 0 && divisor.im == 0) trouble = Trouble::Domain;
    if (trouble == Trouble::None) {
      Ref<Complex> above = newComplex(r.re, r.im), below = newComplex(divisor.re, divisor.im);
      if (!above || !below) return raised();
      return binaryOp(BinaryOp::TrueDiv, above.get(), below.get());
    }
  }
  if (trouble != Trouble::None) return raiseTrouble(trouble);
  return newComplex(r.re, r.im);
}

Ref<Object> cmathPhase(Object* const* args) {
  Z z;
  if (!asComplex_mayRunPython(args[0], &z.re, &z.im)) return raised();
  return newFloat(std::atan2(z.im, z.re));
}

Ref<Object> cmathPolar(Object* const* args) {
  Z z;
  if (!asComplex_mayRunPython(args[0], &z.re, &z.im)) return raised();
  double length = std::hypot(z.re, z.im);
  if (std::isinf(length) && z.finite()) return raise(kTypeOverflowError, "math range error");
  Ref<Float> r = newFloat(length), phi = newFloat(std::atan2(z.im, z.re));
  if (!r || !phi) return raised();
  return newTupleOf({r.get(), phi.get()});
}

Ref<Object> cmathRect(Object* const* args) {
  double r, phi;
  if (!asDouble(args[0], &r) || !asDouble(args[1], &phi)) return raised();
  if (r != 0 && !std::isnan(r) && std::isinf(phi)) return raise(kTypeValueError, "math domain error");
  if (std::isinf(r) && std::isfinite(phi) && phi != 0) {
    double re = std::copysign(HUGE_VAL, std::cos(phi)), im = std::copysign(HUGE_VAL, std::sin(phi));
    return r > 0 ? newComplex(re, im) : newComplex(-re, -im);
  }
  if (!std::isfinite(r) || !std::isfinite(phi)) {
    if (r == 0) return newComplex(0, 0);
    if (phi == 0) return newComplex(r, std::isnan(r) ? 0.0 : std::copysign(phi, r * std::copysign(1.0, phi)));
    return newComplex(std::isinf(r) ? HUGE_VAL : __builtin_nan(""), __builtin_nan(""));
  }
  if (phi == 0) return newComplex(r, r * phi);
  return newComplex(r * std::cos(phi), r * std::sin(phi));
}

template <class F>
Ref<Object> test(Object* object, F f) {
  Z z;
  if (!asComplex_mayRunPython(object, &z.re, &z.im)) return raised();
  return newBool(f(z));
}
Ref<Object> cmathIsfinite(Object* const* args) {
  return test(args[0], [](Z z) { return z.finite(); });
}
Ref<Object> cmathIsinf(Object* const* args) {
  return test(args[0], [](Z z) { return std::isinf(z.re) || std::isinf(z.im); });
}
Ref<Object> cmathIsnan(Object* const* args) {
  return test(args[0], [](Z z) { return std::isnan(z.re) || std::isnan(z.im); });
}

Ref<Object> cmathIsclose(Object* const* args) {
  Z a, b;
  double relative = 1e-9, absolute = 0;
  if (!asComplex_mayRunPython(args[0], &a.re, &a.im) || !asComplex_mayRunPython(args[1], &b.re, &b.im)) return raised();
  if (args[2] != nullptr && !asDouble(args[2], &relative)) return raised();
  if (args[3] != nullptr && !asDouble(args[3], &absolute)) return raised();
  if (relative < 0 || absolute < 0) return raise(kTypeValueError, "tolerances must be non-negative");
  if (a.re == b.re && a.im == b.im) return newBool(true);
  if (std::isinf(a.re) || std::isinf(a.im) || std::isinf(b.re) || std::isinf(b.im)) return newBool(false);
  double difference = std::hypot(a.re - b.re, a.im - b.im);
  return newBool(difference <= relative * std::hypot(b.re, b.im) || difference <= relative * std::hypot(a.re, a.im) ||
                 difference <= absolute);
}

constexpr NativeDef entry(const char* name, const char* signature, NativeFunctionPointer f, const char* doc) {
  return NativeDef(name, signature, f, doc, NativeKind::Function);
}

constexpr NativeDef kFunctions[] = {
    entry("acos", "z, /", function<arcCosine>, "Return the arc cosine of z."),
    entry("acosh", "z, /", function<hyperbolicArcCosine>, "Return the inverse hyperbolic cosine of z."),
    entry("asin", "z, /", function<arcSine>, "Return the arc sine of z."),
    entry("asinh", "z, /", function<hyperbolicArcSine>, "Return the inverse hyperbolic sine of z."),
    entry("atan", "z, /", function<arcTangent>, "Return the arc tangent of z."),
    entry("atanh", "z, /", function<hyperbolicArcTangent>, "Return the inverse hyperbolic tangent of z."),
    entry("cos", "z, /", function<cosine>, "Return the cosine of z."),
    entry("cosh", "z, /", function<hyperbolicCosine>, "Return the hyperbolic cosine of z."),
    entry("exp", "z, /", function<exponential>, "Return the exponential value e**z."),
    entry("isclose", "a, b, *, rel_tol=1e-09, abs_tol=0.0", cmathIsclose,
          "Determine whether two complex numbers are close in value."),
    entry("isfinite", "z, /", cmathIsfinite,
          "Return True if both the real and imaginary parts of z are finite, else False."),
    entry("isinf", "z, /", cmathIsinf, "Checks if the real or imaginary part of z is infinite."),
    entry("isnan", "z, /", cmathIsnan, "Checks if the real or imaginary part of z not a number (NaN)."),
    entry("log", "z, base=None, /", cmathLog, "log(z[, base]) -> the logarithm of z to the given base."),
    entry("log10", "z, /", function<decimalLogarithm>, "Return the base-10 logarithm of z."),
    entry("phase", "z, /", cmathPhase, "Return argument, also known as the phase angle, of a complex."),
    entry("polar", "z, /", cmathPolar, "Convert a complex from rectangular coordinates to polar coordinates."),
    entry("rect", "r, phi, /", cmathRect, "Convert from polar coordinates to rectangular coordinates."),
    entry("sin", "z, /", function<sine>, "Return the sine of z."),
    entry("sinh", "z, /", function<hyperbolicSine>, "Return the hyperbolic sine of z."),
    entry("sqrt", "z, /", function<squareRootChecked>, "Return the square root of z."),
    entry("tan", "z, /", function<tangent>, "Return the tangent of z."),
    entry("tanh", "z, /", function<hyperbolicTangent>, "Return the hyperbolic tangent of z."),
};

bool add(Dict* dict, const char* name, Ref<Object> value) {
  Ref<Str> key = internText(name);
  return key && value && setStr(dict, key.get(), value.get());
}

bool populate(Dict* dict) {
  return add(dict, "pi", newFloat(kPi)) && add(dict, "e", newFloat(M_E)) && add(dict, "tau", newFloat(2 * kPi)) &&
         add(dict, "inf", newFloat(HUGE_VAL)) && add(dict, "nan", newFloat(__builtin_nan(""))) &&
         add(dict, "infj", newComplex(0, HUGE_VAL)) && add(dict, "nanj", newComplex(0, __builtin_nan("")));
}

}  // namespace

extern const ModuleSpec kCmathModule;
const ModuleSpec kCmathModule = {
    "cmath", "This module provides access to mathematical functions for complex\nnumbers.", kFunctions, {}, populate};

}  // namespace ophion
