// Float: a double.
#pragma once

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct Float : Object {
  double value_;
};
static_assert(sizeof(Float) == 16);

inline double floatValue(const Object* o) { return static_cast<const Float*>(o)->value_; }

// Null with MemoryError pending.
Ref<Float> newFloat(double value);
int64_t hashDouble(double value, const Object* identity);  // NaN hashes by identity
struct Str;
// As repr() writes it: the shortest text that reads back the same, exponent from 1e16 on and below 1e-4.
Ref<Str> floatRepr(double value);
// Python's % and // on floats; b is not 0.
double floatModulo(double a, double b);
double floatFloorDivide(double a, double b);
// Value of an int, float or an object with __float__ / __index__. False: TypeError "must be real number, not X" pending.
[[nodiscard]] bool asDouble(Object* object, double* out);

}  // namespace ophion
