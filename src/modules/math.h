// The pieces of the module math that stand in files of their own.
#pragma once

#include "heap/ref.h"
#include "object/native.h"

namespace ophion {

// math_integer.cpp
Ref<Object> mathGcd(Object* const* args);
Ref<Object> mathLcm(Object* const* args);
Ref<Object> mathIsqrt(Object* const* args);
Ref<Object> mathFactorial(Object* const* args);
Ref<Object> mathComb(Object* const* args);
Ref<Object> mathPerm(Object* const* args);

// math_sum.cpp
Ref<Object> mathFsum(Object* const* args);
Ref<Object> mathProd(Object* const* args);
Ref<Object> mathHypot(Object* const* args);
Ref<Object> mathDist(Object* const* args);

// math_gamma.cpp: NaN for a NaN or outside of the domain, an infinity where the result is too large or a pole.
double gammaFunction(double x);
double logGamma(double x);

}  // namespace ophion
