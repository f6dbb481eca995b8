// The gamma function and its logarithm, by Lanczos' approximation with 13 terms:
//
//   gamma(x) = sum(x) * (x + g - 1/2) ** (x - 1/2) / exp(x + g - 1/2)
//
// where sum is a quotient of two polynomials. The C library's functions are as good, but differ in last digits.
#include <cmath>

#include "modules/math.h"

namespace ophion {

namespace {

constexpr double kPi = 3.141592653589793238462643383279502884197;
constexpr double kLogPi = 1.144729885849400174143427351353058711647;
constexpr double kG = 6.024680040776729583740234375;
constexpr double kGMinusHalf = 5.524680040776729583740234375;
constexpr int kTerms = 13;

constexpr double kNumerator[kTerms] = {
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408};
// The coefficients of x (x + 1) ... (x + 11).
constexpr double kDenominator[kTerms] = {0.0,        39916800.0, 120543840.0, 150917976.0, 105258076.0,
                                         45995730.0, 13339535.0, 2637558.0,   357423.0,    32670.0,
                                         1925.0,     66.0,       1.0};

double lanczosSum(double x) {
  double above = 0, below = 0;
  if (x < 5) {
    for (int i = kTerms; --i >= 0;) {
      above = above * x + kNumerator[i];
      below = below * x + kDenominator[i];
    }
  } else {
    // In powers of 1 / x, which cannot overflow.
    for (int i = 0; i < kTerms; ++i) {
      above = above / x + kNumerator[i];
      below = below / x + kDenominator[i];
    }
  }
  return above / below;
}

// sin(pi * x), reduced before pi is multiplied in.
double sinPi(double x) {
  double y = std::fmod(std::fabs(x), 2.0);
  double r;
  switch (static_cast<int>(std::round(2.0 * y))) {
    case 0:
      r = std::sin(kPi * y);
      break;
    case 1:
      r = std::cos(kPi * (y - 0.5));
      break;
    // -sin(pi * (y - 1)) would give a zero of the wrong sign.
    case 2:
      r = std::sin(kPi * (1.0 - y));
      break;
    case 3:
      r = -std::cos(kPi * (y - 1.5));
      break;
    default:
      r = std::sin(kPi * (y - 2.0));
      break;
  }
  return std::copysign(1.0, x) * r;
}

double factorialAsDouble(int n) {
  double r = 1;
  for (int i = 2; i <= n; ++i) r *= i;
  return r;
}

}  // namespace

double gammaFunction(double x) {
  if (std::isnan(x)) return x;
  if (std::isinf(x)) return x > 0 ? x : __builtin_nan("");
  if (x == 0) return __builtin_nan("");
  if (x == std::floor(x)) {
    if (x < 0) return __builtin_nan("");
    if (x <= 23) return factorialAsDouble(static_cast<int>(x) - 1);  // exact
  }
  double magnitude = std::fabs(x);
  if (magnitude < 1e-20) return 1.0 / x;
  if (magnitude > 200) return x < 0 ? 0.0 / sinPi(x) : HUGE_VAL;
  double y = magnitude + kGMinusHalf;
  // What rounding y lost goes into a correction of the result.
  double z = magnitude > kGMinusHalf ? (y - magnitude) - kGMinusHalf : (y - kGMinusHalf) - magnitude;
  z = z * kG / y;
  double r;
  if (x < 0) {
    r = -kPi / sinPi(magnitude) / magnitude * std::exp(y) / lanczosSum(magnitude);
    r -= z * r;
  } else {
    r = lanczosSum(magnitude) / std::exp(y);
    r += z * r;
  }
  // In two steps where one power would overflow.
  bool whole = magnitude < 140;
  double power = whole ? std::pow(y, magnitude - 0.5) : std::pow(y, magnitude / 2.0 - 0.25);
  for (int i = whole ? 1 : 2; i > 0; --i) r = x < 0 ? r / power : r * power;
  return r;
}

double logGamma(double x) {
  if (std::isnan(x)) return x;
  if (std::isinf(x)) return HUGE_VAL;
  if (x == std::floor(x) && x <= 2) return x <= 0 ? __builtin_nan("") : 0.0;
  double magnitude = std::fabs(x);
  if (magnitude < 1e-20) return -std::log(magnitude);
  double r = std::log(lanczosSum(magnitude)) - kG;
  r += (magnitude - 0.5) * (std::log(magnitude + kG - 0.5) - 1);
  if (x < 0) r = kLogPi - std::log(std::fabs(sinPi(magnitude))) - std::log(magnitude) - r;
  return r;
}

}  // namespace ophion
