// Float: a double.
#pragma once

#include "heap/heap.h"
#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct Float : Object {
  double value_;
};
static_assert(sizeof(Float) == 16);

inline double floatValue(const Object* o) { return static_cast<const Float*>(o)->value_; }

OPHION_COLD Ref<Float> newFloatFailed();

// Null with MemoryError pending.
inline Ref<Float> newFloat(double value) {
  void* p = heap().tryAllocateClass(Kind::Atom, sizeClassOf(sizeof(Float)));
  if (OPHION_UNLIKELY(p == nullptr)) return newFloatFailed();
  Float* f = static_cast<Float*>(p);
  f->initHeader(kTypeFloat);
  f->value_ = value;
  return Ref<Float>::steal(f);
}
int64_t hashDouble(double value, const Object* identity);  // NaN hashes by identity
struct Str;
// As repr() writes it: the shortest text that reads back the same, exponent from 1e16 on and below 1e-4.
Ref<Str> floatRepr(double value);
// Python's % and // on floats; b is not 0.
double floatModulo(double a, double b);
double floatFloorDivide(double a, double b);
// Python's ** on floats. False: ZeroDivisionError or OverflowError pending. A negative base with a fraction as exponent
// is for the caller (the result is complex).
[[nodiscard]] bool powerDoubles(double a, double b, double* out);
// Reads the text of a double as float() does, blanks around it and underscores included. False: it is malformed.
bool parseDouble(const char* text, size_t n, double* out);
// Text as float() and int() read it: ASCII with decimal digits of all scripts as 0-9, blanks as ' ', anything else as
// '?'. `out` has room for every character.
struct Str;
void toAsciiDigits(const Str* s, char* out);
// Compares a double with an int exactly; 2 where the double is NaN.
struct Int;
int compareDoubleWithInt(double a, const Int* b);
// Value of an int, float or an object with __float__ / __index__. False: TypeError "must be real number, not X"
// pending.
[[nodiscard]] bool asDouble(Object* object, double* out);
// The double that an object's own __float__ gives; a subclass of float is warned of.
[[nodiscard]] bool callFloatMethod_mayRunPython(Object* method, Object* object, double* out);

}  // namespace ophion
