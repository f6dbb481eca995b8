// Float: arithmetic and conversion. Text is in float_text.cpp, the type in float_type.cpp.
#include "object/float.h"

#include <cerrno>
#include <cmath>

#include "object/error.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/warning.h"

namespace ophion {

Ref<Float> newFloatFailed() { return raiseMemoryError(); }

double floatModulo(double a, double b) {
  double r = std::fmod(a, b);
  if (r != 0) {
    if ((b < 0) != (r < 0)) r += b;
  } else {
    r = std::copysign(0.0, b);
  }
  return r;
}

double floatFloorDivide(double a, double b) {
  double r = std::fmod(a, b);
  // a - r is a multiple of b up to one rounding; rounding the quotient to the nearest whole number mends that.
  double q = (a - r) / b;
  if (r != 0 && (b < 0) != (r < 0)) q -= 1.0;
  if (q == 0) return std::copysign(0.0, a / b);
  double whole = std::floor(q);
  return q - whole > 0.5 ? whole + 1.0 : whole;
}

bool powerDoubles(double a, double b, double* out) {
  // The special cases of C99, spelt out where Python wants errors.
  if (b == 0 || a == 1.0) {
    *out = 1.0;
    return true;
  }
  if (a == 0 && b < 0 && !std::isinf(b))
    return raise(kTypeZeroDivisionError, "0.0 cannot be raised to a negative power");
  *out = std::pow(a, b);
  if (std::isinf(*out) && std::isfinite(a) && std::isfinite(b)) {
    Ref<Int> number = newInt(ERANGE);
    Ref<Str> text = newAscii("Numerical result out of range");
    if (!number || !text) return raised();
    Ref<Tuple> arguments = newTupleOf({number.get(), text.get()});
    Ref<Object> error = newException(kTypeOverflowError, text.get());
    if (!arguments || !error) return raised();
    asException(error.get())->args_.assign(Ref<Object>(std::move(arguments)));
    return raiseInstance(std::move(error));
  }
  return true;
}

bool callFloatMethod_mayRunPython(Object* method, Object* object, double* out) {
  Ref<Object> held = share(method);
  Ref<Object> value = callSpecial(method, &object, 1);
  if (!value) return raised();
  if (!isFloatLayout(value.get())) {
    return raise(kTypeTypeError, "%.50T.__float__ returned non-float (type %.50T)", object, value.get());
  }
  if (!isExactFloat(value.get()) &&
      !warn_mayRunPython(
          kTypeDeprecationWarning, 1,
          "%.50T.__float__ returned non-float (type %.50T).  The ability to return an instance of a strict subclass "
          "of float is deprecated, and may be removed in a future version of Python.",
          object, value.get())) {
    return raised();
  }
  *out = floatValue(value.get());
  return true;
}

bool asDouble(Object* object, double* out) {
  if (isFloatLayout(object)) {
    *out = floatValue(object);
    return true;
  }
  if (isExactInt(object)) return intToDouble(static_cast<Int*>(object), out);
  if (Object* method = lookupSpecial(object, Special::k_float)) {
    return callFloatMethod_mayRunPython(method, object, out);
  }
  if (errorPending()) return raised();
  if (lookupSpecial(object, Special::k_index) != nullptr) {
    Ref<Int> i = index(object);
    if (!i) return raised();
    return intToDouble(i.get(), out);
  }
  if (errorPending()) return raised();
  return raise(kTypeTypeError, "must be real number, not %.50T", object);
}

}  // namespace ophion
