// math: the functions of the C standard, and what Python adds. A result that is NaN for an argument that is not means
// ValueError "math domain error"; one that is infinite for finite arguments means, by the function, that or
// OverflowError.
#include "modules/math.h"

#include <cmath>

#include "object/dict.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr double kPi = 3.141592653589793238462643383279502884197;
constexpr double kE = 2.718281828459045235360287471352662497757;

Raised raiseDomain() { return raise(kTypeValueError, "math domain error"); }
Raised raiseRange() { return raise(kTypeOverflowError, "math range error"); }

template <class F>
Ref<Object> unary(Object* argument, F f, bool can_overflow) {
  double x;
  if (!asDouble(argument, &x)) return raised();
  double r = f(x);
  if (std::isnan(r) && !std::isnan(x)) return raiseDomain();
  if (std::isinf(r) && std::isfinite(x)) {
    if (can_overflow) return raiseRange();
    return raiseDomain();
  }
  return newFloat(r);
}

#define OPHION_MATH_UNARY(name, function, can_overflow)                                  \
  Ref<Object> name(Object* const* args) {                                                \
    return unary(args[0], [](double x) -> double { return function(x); }, can_overflow); \
  }
OPHION_MATH_UNARY(mathAcos, std::acos, false)
OPHION_MATH_UNARY(mathAcosh, std::acosh, false)
OPHION_MATH_UNARY(mathAsin, std::asin, false)
OPHION_MATH_UNARY(mathAsinh, std::asinh, false)
OPHION_MATH_UNARY(mathAtan, std::atan, false)
OPHION_MATH_UNARY(mathAtanh, std::atanh, false)
OPHION_MATH_UNARY(mathCbrt, std::cbrt, false)
OPHION_MATH_UNARY(mathCos, std::cos, false)
OPHION_MATH_UNARY(mathCosh, std::cosh, true)
OPHION_MATH_UNARY(mathErf, std::erf, false)
OPHION_MATH_UNARY(mathErfc, std::erfc, false)
OPHION_MATH_UNARY(mathExp, std::exp, true)
OPHION_MATH_UNARY(mathExp2, std::exp2, true)
OPHION_MATH_UNARY(mathExpm1, std::expm1, true)
OPHION_MATH_UNARY(mathFabs, std::fabs, false)
OPHION_MATH_UNARY(mathLog1p, std::log1p, false)
OPHION_MATH_UNARY(mathSin, std::sin, false)
OPHION_MATH_UNARY(mathSinh, std::sinh, true)
OPHION_MATH_UNARY(mathSqrt, std::sqrt, false)
OPHION_MATH_UNARY(mathTan, std::tan, false)
OPHION_MATH_UNARY(mathTanh, std::tanh, false)
OPHION_MATH_UNARY(mathGamma, gammaFunction, true)
OPHION_MATH_UNARY(mathLgamma, logGamma, true)
#undef OPHION_MATH_UNARY

Ref<Object> mathDegrees(Object* const* args) {
  double x;
  if (!asDouble(args[0], &x)) return raised();
  return newFloat(x * (180.0 / kPi));
}
Ref<Object> mathRadians(Object* const* args) {
  double x;
  if (!asDouble(args[0], &x)) return raised();
  return newFloat(x * (kPi / 180.0));
}

bool twoDoubles(Object* const* args, double* x, double* y) { return asDouble(args[0], x) && asDouble(args[1], y); }

Ref<Object> mathAtan2(Object* const* args) {
  double y, x;
  if (!twoDoubles(args, &y, &x)) return raised();
  return newFloat(std::atan2(y, x));
}
Ref<Object> mathCopysign(Object* const* args) {
  double x, y;
  if (!twoDoubles(args, &x, &y)) return raised();
  return newFloat(std::copysign(x, y));
}
Ref<Object> mathNextafter(Object* const* args) {
  double x, y;
  if (!twoDoubles(args, &x, &y)) return raised();
  return newFloat(std::nextafter(x, y));
}
Ref<Object> mathFmod(Object* const* args) {
  double x, y;
  if (!twoDoubles(args, &x, &y)) return raised();
  if (std::isinf(y) && std::isfinite(x)) return newFloat(x);
  double r = std::fmod(x, y);
  if (std::isnan(r) && !std::isnan(x) && !std::isnan(y)) return raiseDomain();
  return newFloat(r);
}
Ref<Object> mathRemainder(Object* const* args) {
  double x, y;
  if (!twoDoubles(args, &x, &y)) return raised();
  double r = std::remainder(x, y);
  if (std::isnan(r) && !std::isnan(x) && !std::isnan(y)) return raiseDomain();
  return newFloat(r);
}
Ref<Object> mathPow(Object* const* args) {
  double x, y;
  if (!twoDoubles(args, &x, &y)) return raised();
  double r = std::pow(x, y);
  if (std::isfinite(x) && std::isfinite(y)) {
    if (std::isnan(r)) return raiseDomain();
    if (std::isinf(r)) {
      if (x == 0) return raiseDomain();
      return raiseRange();
    }
  }
  return newFloat(r);
}
Ref<Object> mathUlp(Object* const* args) {
  double x;
  if (!asDouble(args[0], &x)) return raised();
  if (std::isnan(x)) return newFloat(x);
  x = std::fabs(x);
  if (std::isinf(x)) return newFloat(x);
  double next = std::nextafter(x, HUGE_VAL);
  // The largest double has none above it.
  if (std::isinf(next)) return newFloat(x - std::nextafter(x, -HUGE_VAL));
  return newFloat(next - x);
}

Ref<Object> mathIsfinite(Object* const* args) {
  double x;
  if (!asDouble(args[0], &x)) return raised();
  return newBool(std::isfinite(x));
}
Ref<Object> mathIsinf(Object* const* args) {
  double x;
  if (!asDouble(args[0], &x)) return raised();
  return newBool(std::isinf(x));
}
Ref<Object> mathIsnan(Object* const* args) {
  double x;
  if (!asDouble(args[0], &x)) return raised();
  return newBool(std::isnan(x));
}
Ref<Object> mathIsclose(Object* const* args) {
  double a, b, relative = 1e-9, absolute = 0;
  if (!twoDoubles(args, &a, &b)) return raised();
  if (args[2] != nullptr && !asDouble(args[2], &relative)) return raised();
  if (args[3] != nullptr && !asDouble(args[3], &absolute)) return raised();
  if (relative < 0 || absolute < 0) return raise(kTypeValueError, "tolerances must be non-negative");
  if (a == b) return newBool(true);
  if (std::isinf(a) || std::isinf(b)) return newBool(false);
  double difference = std::fabs(b - a);
  return newBool(difference <= std::fabs(relative * b) || difference <= std::fabs(relative * a) ||
                 difference <= absolute);
}

// The logarithm of a float or of an int of any size.
bool logarithm(Object* object, double (*f)(double), double* out) {
  if (isIntLayout(object)) {
    const Int* i = static_cast<const Int*>(object);
    if (intSign(i) <= 0) return raiseDomain();
    int64_t exponent;
    double mantissa = intMantissa(i, &exponent);
    if (exponent <= 1024) {
      *out = f(std::ldexp(mantissa, static_cast<int>(exponent)));
    } else {
      *out = f(mantissa) + f(2.0) * static_cast<double>(exponent);
    }
    return true;
  }
  double x;
  if (!asDouble(object, &x)) return raised();
  if (x == 0 || (x < 0 && !std::isnan(x))) return raiseDomain();
  *out = f(x);
  return true;
}
Ref<Object> mathLog(Object* const* args) {
  double x, base;
  if (!logarithm(args[0], std::log, &x)) return raised();
  if (args[1] == nullptr) return newFloat(x);
  if (!logarithm(args[1], std::log, &base)) return raised();
  if (base == 0) return raise(kTypeZeroDivisionError, "float division by zero");
  return newFloat(x / base);
}
Ref<Object> mathLog2(Object* const* args) {
  double x;
  if (!logarithm(args[0], std::log2, &x)) return raised();
  return newFloat(x);
}
Ref<Object> mathLog10(Object* const* args) {
  double x;
  if (!logarithm(args[0], std::log10, &x)) return raised();
  return newFloat(x);
}

Ref<Object> mathFrexp(Object* const* args) {
  double x;
  if (!asDouble(args[0], &x)) return raised();
  int exponent = 0;
  if (std::isfinite(x) && x != 0) x = std::frexp(x, &exponent);
  Ref<Float> mantissa = newFloat(x);
  Ref<Int> power = newInt(exponent);
  if (!mantissa || !power) return raised();
  return newTupleOf({mantissa.get(), power.get()});
}
Ref<Object> mathModf(Object* const* args) {
  double x, whole;
  if (!asDouble(args[0], &x)) return raised();
  double part = std::modf(x, &whole);
  Ref<Float> first = newFloat(part), second = newFloat(whole);
  if (!first || !second) return raised();
  return newTupleOf({first.get(), second.get()});
}
Ref<Object> mathLdexp(Object* const* args) {
  double x;
  if (!asDouble(args[0], &x)) return raised();
  if (!isIntLayout(args[1])) return raise(kTypeTypeError, "Expected an int as second argument to ldexp.");
  int64_t exponent;
  if (!asInt64Clipped(args[1], &exponent)) return raised();
  if (x == 0 || !std::isfinite(x)) return newFloat(x);
  if (exponent > 5000) return raiseRange();
  if (exponent < -5000) return newFloat(std::copysign(0.0, x));
  double r = std::ldexp(x, static_cast<int>(exponent));
  if (std::isinf(r)) return raiseRange();
  return newFloat(r);
}

// floor and ceil: the special method where the class has one, else of the float.
Ref<Object> roundedBy(Object* object, Name special, double (*f)(double)) {
  if (!isExactFloat(object)) {
    if (Object* method = lookupInType(typeOf(object), name(special))) return callSpecial(method, &object, 1);
    if (errorPending()) return raised();
  }
  double x;
  if (!asDouble(object, &x)) return raised();
  return newIntFromDouble(f(x));
}
Ref<Object> mathFloor(Object* const* args) { return roundedBy(args[0], Name::__floor__, std::floor); }
Ref<Object> mathCeil(Object* const* args) { return roundedBy(args[0], Name::__ceil__, std::ceil); }
Ref<Object> mathTrunc(Object* const* args) {
  Object* object = args[0];
  if (isExactFloat(object)) return newIntFromDouble(floatValue(object));
  Object* method = lookupInType(typeOf(object), name(Name::__trunc__));
  if (method != nullptr) return callSpecial(method, &object, 1);
  if (errorPending()) return raised();
  return raise(kTypeTypeError, "type %.100T doesn't define __trunc__ method", object);
}

constexpr NativeDef function(const char* name, const char* signature, NativeFunctionPointer f, const char* doc) {
  return NativeDef(name, signature, f, doc, NativeKind::Function);
}

constexpr NativeDef kFunctions[] = {
    function("acos", "x, /", mathAcos, "Return the arc cosine (measured in radians) of x."),
    function("acosh", "x, /", mathAcosh, "Return the inverse hyperbolic cosine of x."),
    function("asin", "x, /", mathAsin, "Return the arc sine (measured in radians) of x."),
    function("asinh", "x, /", mathAsinh, "Return the inverse hyperbolic sine of x."),
    function("atan", "x, /", mathAtan, "Return the arc tangent (measured in radians) of x."),
    function("atan2", "y, x, /", mathAtan2, "Return the arc tangent (measured in radians) of y/x."),
    function("atanh", "x, /", mathAtanh, "Return the inverse hyperbolic tangent of x."),
    function("cbrt", "x, /", mathCbrt, "Return the cube root of x."),
    function("ceil", "x, /", mathCeil, "Return the ceiling of x as an Integral."),
    function("comb", "n, k, /", mathComb,
             "Number of ways to choose k items from n items without repetition and without order."),
    function("copysign", "x, y, /", mathCopysign, "Return a float with the magnitude of x but the sign of y."),
    function("cos", "x, /", mathCos, "Return the cosine of x (measured in radians)."),
    function("cosh", "x, /", mathCosh, "Return the hyperbolic cosine of x."),
    function("degrees", "x, /", mathDegrees, "Convert angle x from radians to degrees."),
    function("dist", "p, q, /", mathDist, "Return the Euclidean distance between two points p and q."),
    function("erf", "x, /", mathErf, "Error function at x."),
    function("erfc", "x, /", mathErfc, "Complementary error function at x."),
    function("exp", "x, /", mathExp, "Return e raised to the power of x."),
    function("exp2", "x, /", mathExp2, "Return 2 raised to the power of x."),
    function("expm1", "x, /", mathExpm1, "Return exp(x)-1."),
    function("fabs", "x, /", mathFabs, "Return the absolute value of the float x."),
    function("factorial", "x, /", mathFactorial, "Find x!."),
    function("floor", "x, /", mathFloor, "Return the floor of x as an Integral."),
    function("fmod", "x, y, /", mathFmod, "Return fmod(x, y), according to platform C."),
    function("frexp", "x, /", mathFrexp, "Return the mantissa and exponent of x, as pair (m, e)."),
    function("fsum", "seq, /", mathFsum, "Return an accurate floating point sum of values in the iterable seq."),
    function("gamma", "x, /", mathGamma, "Gamma function at x."),
    function("gcd", "*integers", mathGcd, "Greatest Common Divisor."),
    function("hypot", "*coordinates", mathHypot, "Multidimensional Euclidean distance from the origin to a point."),
    function("isclose", "a, b, *, rel_tol=1e-09, abs_tol=0.0", mathIsclose,
             "Determine whether two floating point numbers are close in value."),
    function("isfinite", "x, /", mathIsfinite,
             "Return True if x is neither an infinity nor a NaN, and False otherwise."),
    function("isinf", "x, /", mathIsinf, "Return True if x is a positive or negative infinity, and False otherwise."),
    function("isnan", "x, /", mathIsnan, "Return True if x is a NaN (not a number), and False otherwise."),
    function("isqrt", "n, /", mathIsqrt, "Return the integer part of the square root of the input."),
    function("lcm", "*integers", mathLcm, "Least Common Multiple."),
    function("ldexp", "x, i, /", mathLdexp, "Return x * (2**i)."),
    function("lgamma", "x, /", mathLgamma, "Natural logarithm of absolute value of Gamma function at x."),
    function("log", "x, base=math.e, /", mathLog, "Return the logarithm of x to the given base."),
    function("log10", "x, /", mathLog10, "Return the base 10 logarithm of x."),
    function("log1p", "x, /", mathLog1p, "Return the natural logarithm of 1+x (base e)."),
    function("log2", "x, /", mathLog2, "Return the base 2 logarithm of x."),
    function("modf", "x, /", mathModf, "Return the fractional and integer parts of x."),
    function("nextafter", "x, y, /", mathNextafter, "Return the next floating-point value after x towards y."),
    function("perm", "n, k=None, /", mathPerm,
             "Number of ways to choose k items from n items without repetition and with order."),
    function("pow", "x, y, /", mathPow, "Return x**y (x to the power of y)."),
    function("prod", "iterable, /, *, start=1", mathProd,
             "Calculate the product of all the elements in the input iterable."),
    function("radians", "x, /", mathRadians, "Convert angle x from degrees to radians."),
    function("remainder", "x, y, /", mathRemainder, "Difference between x and the closest integer multiple of y."),
    function("sin", "x, /", mathSin, "Return the sine of x (measured in radians)."),
    function("sinh", "x, /", mathSinh, "Return the hyperbolic sine of x."),
    function("sqrt", "x, /", mathSqrt, "Return the square root of x."),
    function("tan", "x, /", mathTan, "Return the tangent of x (measured in radians)."),
    function("tanh", "x, /", mathTanh, "Return the hyperbolic tangent of x."),
    function("trunc", "x, /", mathTrunc, "Truncates the Real x to the nearest Integral toward 0."),
    function("ulp", "x, /", mathUlp, "Return the value of the least significant bit of the float x."),
};

bool populate(Dict* dict) {
  constexpr struct {
    const char* name;
    double value;
  } kConstants[] = {
      {"pi", kPi}, {"e", kE}, {"tau", 2 * kPi}, {"inf", __builtin_inf()}, {"nan", __builtin_nan("")},
  };
  for (const auto& constant : kConstants) {
    Ref<Str> key = internText(constant.name);
    Ref<Float> value = newFloat(constant.value);
    if (!key || !value || !setStr(dict, key.get(), value.get())) return raised();
  }
  return true;
}

}  // namespace

extern const ModuleSpec kMathModule;
const ModuleSpec kMathModule = {"math",
                                "This module provides access to the mathematical functions\ndefined by the C standard.",
                                kFunctions,
                                {},
                                populate};

}  // namespace ophion
