// Complex: two doubles.
#pragma once

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct Complex : Object {
  double real_;
  double imag_;
};
static_assert(sizeof(Complex) == 24);

// Null with MemoryError pending.
Ref<Complex> newComplex(double real, double imag);

struct Str;
// As repr() writes it: "(1+2j)", or "2j" where the real part is 0.
Ref<Str> complexText(double real, double imag);

// Value of a complex, float, int, or object with __complex__, __float__ or __index__. False: TypeError "must be real
// number, not X" pending.
[[nodiscard]] bool asComplex_mayRunPython(Object* object, double* real, double* imag);

// Python's ** on complex numbers. False: ZeroDivisionError or OverflowError pending.
[[nodiscard]] bool powerComplex(double ar, double ai, double br, double bi, double* real, double* imag);

}  // namespace ophion
