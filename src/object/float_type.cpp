// Float: the type `float` and its methods.
#include <charconv>
#include <cmath>
#include <cstring>

#include "object/allocate.h"
#include "object/bytes.h"
#include "object/float.h"
#include "object/float_text.h"
#include "object/int.h"
#include "object/number_format.h"
#include "object/number_new.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"

namespace ophion {

namespace {

// What an operand of float's operators may be. Number: *out is set. Foreign: NotImplemented. Failed: an exception is
// pending.
enum class Operand : uint8_t { Number, Foreign, Failed };

inline Operand operand(Object* o, double* out) {
  if (OPHION_LIKELY(isFloatLayout(o))) {
    *out = floatValue(o);
    return Operand::Number;
  }
  if (!isIntLayout(o)) return Operand::Foreign;
  return intToDouble(static_cast<Int*>(o), out) ? Operand::Number : Operand::Failed;
}

Ref<Object> notNumber(Operand kind) {
  if (kind == Operand::Failed) return raised();
  return newNotImplemented();
}

template <class F>
Ref<Object> binary(Object* a, Object* b, F f) {
  double x, y;
  if (Operand kind = operand(a, &x); kind != Operand::Number) return notNumber(kind);
  if (Operand kind = operand(b, &y); kind != Operand::Number) return notNumber(kind);
  return f(x, y);
}

Ref<Object> add(double x, double y) { return newFloat(x + y); }
Ref<Object> subtract(double x, double y) { return newFloat(x - y); }
Ref<Object> multiply(double x, double y) { return newFloat(x * y); }
Ref<Object> divide(double x, double y) {
  if (y == 0) return raise(kTypeZeroDivisionError, "float division by zero");
  return newFloat(x / y);
}
Ref<Object> floorDivide(double x, double y) {
  if (y == 0) return raise(kTypeZeroDivisionError, "float floor division by zero");
  return newFloat(floatFloorDivide(x, y));
}
Ref<Object> modulo(double x, double y) {
  if (y == 0) return raise(kTypeZeroDivisionError, "float modulo");
  return newFloat(floatModulo(x, y));
}
Ref<Object> divmodFloats(double x, double y) {
  if (y == 0) return raise(kTypeZeroDivisionError, "float divmod()");
  Ref<Float> quotient = newFloat(floatFloorDivide(x, y));
  Ref<Float> remainder = newFloat(floatModulo(x, y));
  if (!quotient || !remainder) return raised();
  return newTupleOf({quotient.get(), remainder.get()});
}

#define OPHION_FLOAT_BINARY(name, function)                                            \
  Ref<Object> name(Object* const* args) { return binary(args[0], args[1], function); } \
  Ref<Object> name##Reflected(Object* const* args) { return binary(args[1], args[0], function); }
OPHION_FLOAT_BINARY(floatAdd, add)
OPHION_FLOAT_BINARY(floatSub, subtract)
OPHION_FLOAT_BINARY(floatMul, multiply)
OPHION_FLOAT_BINARY(floatTrueDiv, divide)
OPHION_FLOAT_BINARY(floatFloorDiv, floorDivide)
OPHION_FLOAT_BINARY(floatMod, modulo)
OPHION_FLOAT_BINARY(floatDivmod, divmodFloats)
#undef OPHION_FLOAT_BINARY

Ref<Object> power(Object* a, Object* b, Object* modulus) {
  if (modulus != nullptr && !isNone(modulus)) {
    return raise(kTypeTypeError, "pow() 3rd argument not allowed unless all arguments are integers");
  }
  return binary(a, b, [a, b](double x, double y) -> Ref<Object> {
    if (x < 0 && std::isfinite(x) && std::isfinite(y) && y != std::floor(y)) {
      // A negative number to a fraction is complex.
      Ref<Object> base = call(builtinType(kTypeComplex), a);
      if (!base) return raised();
      return binaryOp(BinaryOp::Pow, base.get(), b);
    }
    double value;
    if (!powerDoubles(x, y, &value)) return raised();
    return newFloat(value);
  });
}
Ref<Object> floatPow(Object* const* args) { return power(args[0], args[1], args[2]); }
Ref<Object> floatPowReflected(Object* const* args) { return power(args[1], args[0], args[2]); }

// Order of a float and a number: -1, 0, 1, or 2 where one is NaN; 3 where the other is no number.
int order(Object* a, Object* b) {
  double x = floatValue(a);
  if (isFloatLayout(b)) {
    double y = floatValue(b);
    return x < y ? -1 : x > y ? 1 : x == y ? 0 : 2;
  }
  return isIntLayout(b) ? compareDoubleWithInt(x, static_cast<Int*>(b)) : 3;
}

#define OPHION_FLOAT_COMPARE(name, condition) \
  Ref<Object> name(Object* const* args) {     \
    int o = order(args[0], args[1]);          \
    if (o == 3) return newNotImplemented();   \
    return newBool(condition);                \
  }
OPHION_FLOAT_COMPARE(floatEq, o == 0)
OPHION_FLOAT_COMPARE(floatNe, o != 0)
OPHION_FLOAT_COMPARE(floatLt, o == -1)
OPHION_FLOAT_COMPARE(floatLe, o <= 0)
OPHION_FLOAT_COMPARE(floatGt, o == 1)
OPHION_FLOAT_COMPARE(floatGe, o == 0 || o == 1)
#undef OPHION_FLOAT_COMPARE

Ref<Object> exactFloat(Object* o) {
  if (isExactFloat(o)) return share(o);
  return newFloat(floatValue(o));
}

Ref<Object> floatNeg(Object* const* args) { return newFloat(-floatValue(args[0])); }
Ref<Object> floatAbs(Object* const* args) { return newFloat(std::fabs(floatValue(args[0]))); }
Ref<Object> floatSelf(Object* const* args) { return exactFloat(args[0]); }
Ref<Object> floatBool(Object* const* args) { return newBool(floatValue(args[0]) != 0); }
Ref<Object> floatTrunc(Object* const* args) { return newIntFromDouble(floatValue(args[0])); }
Ref<Object> floatFloor(Object* const* args) { return newIntFromDouble(std::floor(floatValue(args[0]))); }
Ref<Object> floatCeil(Object* const* args) { return newIntFromDouble(std::ceil(floatValue(args[0]))); }
Ref<Object> floatHash(Object* const* args) { return newInt(hashDouble(floatValue(args[0]), args[0])); }
Ref<Object> floatReprMethod(Object* const* args) { return floatRepr(floatValue(args[0])); }
Ref<Object> floatIsInteger(Object* const* args) {
  double value = floatValue(args[0]);
  return newBool(std::isfinite(value) && std::floor(value) == value);
}
Ref<Object> floatGetNewArgs(Object* const* args) {
  Ref<Object> value = newFloat(floatValue(args[0]));
  if (!value) return raised();
  return newTupleOf({value.get()});
}
Ref<Object> floatFormat(Object* const* args) {
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "__format__() argument must be str, not %T", args[1]);
  return formatFloat(static_cast<Float*>(args[0]), static_cast<Str*>(args[1]));
}

// Rounds half to even, as the exact value tells, to a multiple of 10 ** -places, places < 0: to fewer digits of the
// scientific form. False: out of range.
bool roundToTens(double x, int places, double* out) {
  char text[kMaxExactDigits + 16];
  double magnitude = std::fabs(x);
  char* end = std::to_chars(text, text + sizeof(text), magnitude, std::chars_format::scientific,
                            static_cast<int>(kMaxExactDigits))
                  .ptr;
  const char* e = end;
  while (*--e != 'e') {
  }
  int exponent = 0;
  std::from_chars(e + (e[1] == '+' ? 2 : 1), end, exponent);
  int keep = exponent + 1 + places;
  if (keep < 0 || (keep == 0 && text[0] < '5')) {
    *out = 0;
    return true;
  }
  if (keep == 0) {
    // A half exactly goes to 0, which is even.
    bool more = text[0] > '5';
    for (const char* p = text + 2; p != e && !more; ++p) more = *p != '0';
    if (!more) {
      *out = 0;
      return true;
    }
    text[0] = '1';
    text[1] = 'e';
    end = std::to_chars(text + 2, text + 10, exponent + 1).ptr;
  } else {
    end = std::to_chars(text, text + sizeof(text), magnitude, std::chars_format::scientific, keep - 1).ptr;
  }
  return std::from_chars(text, end, *out).ec == std::errc();
}

Ref<Object> floatRound(Object* const* args) {
  double x = floatValue(args[0]);
  if (args[1] == nullptr || isNone(args[1])) return newIntFromDouble(std::nearbyint(x));
  int64_t places;
  if (!asInt64Clipped(args[1], &places)) return raised();
  if (!std::isfinite(x) || places > 323) return newFloat(x);
  if (places < -308) return newFloat(std::copysign(0.0, x));
  double value;
  if (places >= 0) {
    char text[kMaxWholeDigits + 340];
    char* end =
        std::to_chars(text, text + sizeof(text), std::fabs(x), std::chars_format::fixed, static_cast<int>(places)).ptr;
    // Digits too small for a double read as 0.
    if (std::from_chars(text, end, value).ec != std::errc()) value = 0;
  } else if (!roundToTens(x, static_cast<int>(places), &value)) {
    return raise(kTypeOverflowError, "rounded value too large to represent");
  }
  return newFloat(std::copysign(value, x));
}

Ref<Object> floatAsIntegerRatio(Object* const* args) {
  double x = floatValue(args[0]);
  if (std::isinf(x)) return raise(kTypeOverflowError, "cannot convert Infinity to integer ratio");
  if (std::isnan(x)) return raise(kTypeValueError, "cannot convert NaN to integer ratio");
  int exponent;
  double mantissa = std::frexp(x, &exponent);
  // Doubling is exact, so the loop ends with the odd whole numerator.
  while (mantissa != std::floor(mantissa)) {
    mantissa *= 2;
    --exponent;
  }
  Ref<Int> numerator = newIntFromDouble(mantissa);
  Ref<Int> denominator = newInt(1);
  Ref<Int> shift = newInt(exponent < 0 ? -exponent : exponent);
  if (!numerator || !shift) return raised();
  Ref<Int>& shifted = exponent > 0 ? numerator : denominator;
  shifted = shiftLeft(shifted.get(), shift.get());
  if (!shifted) return raised();
  return newTupleOf({numerator.get(), denominator.get()});
}

Ref<Object> floatHex(Object* const* args) {
  double x = floatValue(args[0]);
  if (!std::isfinite(x)) return floatRepr(x);
  char text[40];
  char* p = text;
  if (std::signbit(x)) *p++ = '-';
  if (x == 0) {
    std::memcpy(p, "0x0.0p+0", 8);
    return newAscii({text, static_cast<size_t>(p + 8 - text)});
  }
  uint64_t bits;
  std::memcpy(&bits, &x, sizeof(bits));
  int exponent = static_cast<int>(bits >> 52 & 0x7ff);
  uint64_t fraction = bits & ((uint64_t{1} << 52) - 1);
  *p++ = '0';
  *p++ = 'x';
  *p++ = exponent == 0 ? '0' : '1';
  *p++ = '.';
  for (int shift = 48; shift >= 0; shift -= 4) *p++ = "0123456789abcdef"[fraction >> shift & 15];
  *p++ = 'p';
  int unbiased = (exponent == 0 ? 1 : exponent) - 1023;
  if (unbiased >= 0) *p++ = '+';
  p = std::to_chars(p, text + sizeof(text), unbiased).ptr;
  return newAscii({text, static_cast<size_t>(p - text)});
}

int hexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// m * 2 ** e, and a little more where `sticky`, rounded half to even. False: too large.
bool composeDouble(uint64_t m, bool sticky, int64_t e, double* out) {
  *out = 0;
  if (m == 0) return true;
  int lead = __builtin_clzll(m);
  m <<= lead;
  int64_t top = e - lead + 63;  // exponent of the highest bit
  if (top > 1023) return false;
  int64_t keep = top >= -1022 ? 53 : 53 - (-1022 - top);
  if (keep < 0) return true;
  int64_t dropped = 64 - keep;
  uint64_t kept = dropped == 64 ? 0 : m >> dropped;
  uint64_t rest = dropped == 64 ? m : m << keep;
  constexpr uint64_t kHalf = uint64_t{1} << 63;
  if (rest > kHalf || (rest == kHalf && (sticky || (kept & 1)))) ++kept;
  *out = std::ldexp(static_cast<double>(kept), static_cast<int>(e - lead + dropped));
  return std::isfinite(*out);
}

// -1 malformed, 0 too large, 1 good.
int parseHex(const char* s, const char* end, double* out) {
  while (s != end && (*s == ' ' || (*s >= '\t' && *s <= '\r'))) ++s;
  while (s != end && (end[-1] == ' ' || (end[-1] >= '\t' && end[-1] <= '\r'))) --end;
  bool negative = false;
  if (s != end && (*s == '+' || *s == '-')) negative = *s++ == '-';
  double value;
  if (s != end && hexDigit(*s) < 0 && *s != '.') {
    // inf and nan are read as float() reads them.
    if ((*s | 0x20) != 'i' && (*s | 0x20) != 'n') return -1;
    if (!parseDouble(s, static_cast<size_t>(end - s), &value)) return -1;
    *out = negative ? -value : value;
    return 1;
  }
  if (end - s >= 2 && s[0] == '0' && (s[1] | 0x20) == 'x') s += 2;
  uint64_t m = 0;
  int64_t exponent = 0;
  bool sticky = false, digits = false, point = false;
  for (; s != end; ++s) {
    if (*s == '.' && !point) {
      point = true;
      continue;
    }
    int digit = hexDigit(*s);
    if (digit < 0) break;
    digits = true;
    if (m >> 60 == 0) {
      m = m << 4 | static_cast<uint64_t>(digit);
      exponent -= point ? 4 : 0;
    } else {
      sticky |= digit != 0;
      exponent += point ? 0 : 4;
    }
  }
  if (!digits) return -1;
  if (s != end && (*s | 0x20) == 'p') {
    ++s;
    bool minus = false;
    if (s != end && (*s == '+' || *s == '-')) minus = *s++ == '-';
    if (s == end) return -1;
    int64_t e = 0;
    for (; s != end && *s >= '0' && *s <= '9'; ++s) {
      if (e < (int64_t{1} << 56)) e = e * 10 + (*s - '0');
    }
    exponent += minus ? -e : e;
  }
  if (s != end) return -1;
  if (!composeDouble(m, sticky, exponent, &value)) return 0;
  *out = negative ? -value : value;
  return 1;
}

Ref<Object> floatFromHex(Object* const* args) {
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "bad argument type for built-in operation");
  Utf8View text(static_cast<Str*>(args[1]));
  if (!text.valid()) return raised();
  double value;
  int result = parseHex(text.view().data(), text.view().data() + text.view().size(), &value);
  if (result < 0) return raise(kTypeValueError, "invalid hexadecimal floating-point string");
  if (result == 0) return raise(kTypeOverflowError, "hexadecimal value too large to represent as a float");
  Ref<Float> f = newFloat(value);
  if (!f || args[0] == builtinType(kTypeFloat)) return f;
  return call(args[0], f.get());
}

Ref<Object> floatGetFormat(Object* const* args) {
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "__getformat__() argument must be str, not %T", args[1]);
  const Str* s = static_cast<const Str*>(args[1]);
  if (!equalsAscii(s, "double") && !equalsAscii(s, "float")) {
    return raise(kTypeValueError, "__getformat__() argument 1 must be 'double' or 'float'");
  }
  return newAscii(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? "IEEE, little-endian" : "IEEE, big-endian");
}

// The value of text; `shown` is named in the error.
bool valueOfText(Object* text, Object* shown, double* out) {
  bool good;
  if (isStrLayout(text)) {
    const Str* s = static_cast<const Str*>(text);
    if (s->isAscii()) {
      good = parseDouble(s->data(), s->length_, out);
    } else {
      RawBuffer<char> ascii(s->length_);
      if (!ascii) return raised();
      toAsciiDigits(s, ascii.get());
      good = parseDouble(ascii.get(), s->length_, out);
    }
  } else {
    std::string_view view = static_cast<Bytes*>(text)->view();
    good = parseDouble(view.data(), view.size(), out);
  }
  if (good || errorPending()) return good;
  return raise(kTypeValueError, "could not convert string to float: %R", shown);
}

bool valueOf(Object* x, double* out) {
  if (isStrLayout(x) || isBytesLayout(x)) {
    bool exact = isExactStr(x) || isExactBytes(x);
    if (exact || lookupSpecial(x, Special::k_float) == nullptr)
      return (exact || !errorPending()) && valueOfText(x, x, out);
  } else if (isByteArrayLayout(x) || isMemoryViewLayout(x) || isArrayArrayLayout(x)) {
    Ref<Object> bytes = call(builtinType(kTypeBytes), x);
    if (!bytes) return raised();
    return valueOfText(bytes.get(), x, out);
  } else if (!isFloatLayout(x) && !isIntLayout(x)) {
    bool real = lookupSpecial(x, Special::k_float) != nullptr || lookupSpecial(x, Special::k_index) != nullptr;
    if (errorPending()) return raised();
    if (!real) return raise(kTypeTypeError, "float() argument must be a string or a real number, not '%.200T'", x);
  } else if (isFloatLayout(x) && !isExactFloat(x)) {
    // A subclass may have a __float__ of its own.
    if (Object* method = lookupSpecial(x, Special::k_float)) {
      return callFloatMethod_mayRunPython(method, x, out);
    }
    if (errorPending()) return raised();
  }
  return asDouble(x, out);
}

Ref<Object> floatNew(Object* const* args) {
  if (!checkNewClass(args[0], kTypeFloat)) return raised();
  Type* cls = static_cast<Type*>(args[0]);
  double value = 0;
  if (args[1] != nullptr) {
    if (isExactFloat(args[1]) && cls == builtinType(kTypeFloat)) return share(args[1]);
    if (!valueOf(args[1], &value)) return raised();
  }
  if (cls == builtinType(kTypeFloat)) return newFloat(value);
  Ref<Object> o = allocateInstance(cls, sizeof(Float));
  if (!o) return raised();
  static_cast<Float*>(o.get())->value_ = value;
  return o;
}

Ref<Object> getReal(Object* self) { return exactFloat(self); }
Ref<Object> getImag(Object*) { return newFloat(0.0); }

constexpr NativeDef kFloatMethods[] = {
    {"__new__", "cls, x=0, /", floatNew, nullptr, NativeKind::StaticMethod},
    {"__add__", "self, value, /", floatAdd},
    {"__radd__", "self, value, /", floatAddReflected},
    {"__sub__", "self, value, /", floatSub},
    {"__rsub__", "self, value, /", floatSubReflected},
    {"__mul__", "self, value, /", floatMul},
    {"__rmul__", "self, value, /", floatMulReflected},
    {"__truediv__", "self, value, /", floatTrueDiv},
    {"__rtruediv__", "self, value, /", floatTrueDivReflected},
    {"__floordiv__", "self, value, /", floatFloorDiv},
    {"__rfloordiv__", "self, value, /", floatFloorDivReflected},
    {"__mod__", "self, value, /", floatMod},
    {"__rmod__", "self, value, /", floatModReflected},
    {"__divmod__", "self, value, /", floatDivmod},
    {"__rdivmod__", "self, value, /", floatDivmodReflected},
    {"__pow__", "self, value, mod=None, /", floatPow},
    {"__rpow__", "self, value, mod=None, /", floatPowReflected},
    {"__eq__", "self, value, /", floatEq},
    {"__ne__", "self, value, /", floatNe},
    {"__lt__", "self, value, /", floatLt},
    {"__le__", "self, value, /", floatLe},
    {"__gt__", "self, value, /", floatGt},
    {"__ge__", "self, value, /", floatGe},
    {"__neg__", "self, /", floatNeg},
    {"__pos__", "self, /", floatSelf},
    {"__abs__", "self, /", floatAbs},
    {"__bool__", "self, /", floatBool},
    {"__int__", "self, /", floatTrunc},
    {"__float__", "self, /", floatSelf},
    {"__trunc__", "self, /", floatTrunc, "Return the Integral closest to x between 0 and x."},
    {"__floor__", "self, /", floatFloor, "Return the floor as an Integral."},
    {"__ceil__", "self, /", floatCeil, "Return the ceiling as an Integral."},
    {"__round__", "self, ndigits=None, /", floatRound, "Return the Integral closest to x, rounding half toward even."},
    {"__hash__", "self, /", floatHash},
    {"__repr__", "self, /", floatReprMethod},
    {"__format__", "self, format_spec, /", floatFormat, "Formats the float according to format_spec."},
    {"__getnewargs__", "self, /", floatGetNewArgs},
    {"__getformat__", "cls, typestr, /", floatGetFormat, nullptr, NativeKind::ClassMethod},
    {"conjugate", "self, /", floatSelf, "Return self, the complex conjugate of any float."},
    {"is_integer", "self, /", floatIsInteger, "Return True if the float is an integer."},
    {"as_integer_ratio", "self, /", floatAsIntegerRatio, "Return integer ratio."},
    {"hex", "self, /", floatHex, "Return a hexadecimal representation of a floating-point number."},
    {"fromhex", "cls, string, /", floatFromHex, "Create a floating-point number from a hexadecimal string.",
     NativeKind::ClassMethod},
};

constexpr GetSetDef kFloatAttributes[] = {
    {"real", getReal, nullptr, "the real part of a complex number"},
    {"imag", getImag, nullptr, "the imaginary part of a complex number"},
};

}  // namespace

const TypeSpec kFloatSpec = {
    "float",
    "builtins",
    {"float", Kind::Atom, Trace::None, 0, 0, sizeof(Float), nullptr, nullptr, nullptr, nullptr},
    kTypeBase | kTypeMatchSelf | kTypeHasCustomNew,
    kFloatMethods,
    kFloatAttributes,
    "Convert a string or number to a floating point number, if possible.",
};

}  // namespace ophion
