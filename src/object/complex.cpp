// Complex: the type `complex`.
#include "object/complex.h"

#include <cmath>
#include <cstring>

#include "object/allocate.h"
#include "object/float.h"
#include "object/int.h"
#include "object/number_format.h"
#include "object/number_new.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"

namespace ophion {

namespace {

struct Pair {
  double re, im;
};

Complex* asComplexObject(Object* o) { return static_cast<Complex*>(o); }
Pair pairOf(const Object* o) { return {static_cast<const Complex*>(o)->real_, static_cast<const Complex*>(o)->imag_}; }

Pair multiply(Pair a, Pair b) { return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; }

// Smith's algorithm: scaled by the larger part of the divisor. b is not 0.
Pair divide(Pair a, Pair b) {
  double abs_re = std::fabs(b.re), abs_im = std::fabs(b.im);
  if (abs_re >= abs_im) {
    double ratio = b.im / b.re;
    double denominator = b.re + b.im * ratio;
    return {(a.re + a.im * ratio) / denominator, (a.im - a.re * ratio) / denominator};
  }
  if (abs_im >= abs_re) {
    double ratio = b.re / b.im;
    double denominator = b.re * ratio + b.im;
    return {(a.re * ratio + a.im) / denominator, (a.im * ratio - a.re) / denominator};
  }
  return {__builtin_nan(""), __builtin_nan("")};
}

Pair powerPolar(Pair a, Pair b) {
  double modulus = std::hypot(a.re, a.im);
  double length = std::pow(modulus, b.re);
  double angle = std::atan2(a.im, a.re);
  double phase = angle * b.re;
  if (b.im != 0) {
    length /= std::exp(angle * b.im);
    phase += b.im * std::log(modulus);
  }
  return {length * std::cos(phase), length * std::sin(phase)};
}

Pair powerWhole(Pair a, int64_t n) {
  Pair result = {1, 0}, base = a;
  uint64_t e = static_cast<uint64_t>(n < 0 ? -n : n);
  for (uint64_t mask = 1; mask <= e && mask != 0; mask <<= 1) {
    if (e & mask) result = multiply(result, base);
    base = multiply(base, base);
  }
  return n < 0 ? divide({1, 0}, result) : result;
}

// 1: a number, 0: foreign, -1: an exception is pending.
int operand(Object* o, Pair* out) {
  if (isComplexLayout(o)) {
    *out = pairOf(o);
    return 1;
  }
  out->im = 0;
  if (isFloatLayout(o)) {
    out->re = floatValue(o);
    return 1;
  }
  if (!isIntLayout(o)) return 0;
  return intToDouble(static_cast<Int*>(o), &out->re) ? 1 : -1;
}

template <class F>
Ref<Object> binary(Object* a, Object* b, F f) {
  Pair x, y;
  for (auto [object, pair] : {std::pair{a, &x}, std::pair{b, &y}}) {
    int kind = operand(object, pair);
    if (kind < 0) return raised();
    if (kind == 0) return newNotImplemented();
  }
  return f(x, y);
}

Ref<Object> addPairs(Pair a, Pair b) { return newComplex(a.re + b.re, a.im + b.im); }
Ref<Object> subtractPairs(Pair a, Pair b) { return newComplex(a.re - b.re, a.im - b.im); }
Ref<Object> multiplyPairs(Pair a, Pair b) {
  Pair r = multiply(a, b);
  return newComplex(r.re, r.im);
}
Ref<Object> dividePairs(Pair a, Pair b) {
  if (b.re == 0 && b.im == 0) return raise(kTypeZeroDivisionError, "complex division by zero");
  Pair r = divide(a, b);
  return newComplex(r.re, r.im);
}

#define OPHION_COMPLEX_BINARY(name, function)                                          \
  Ref<Object> name(Object* const* args) { return binary(args[0], args[1], function); } \
  Ref<Object> name##Reflected(Object* const* args) { return binary(args[1], args[0], function); }
OPHION_COMPLEX_BINARY(complexAdd, addPairs)
OPHION_COMPLEX_BINARY(complexSub, subtractPairs)
OPHION_COMPLEX_BINARY(complexMul, multiplyPairs)
OPHION_COMPLEX_BINARY(complexTrueDiv, dividePairs)
#undef OPHION_COMPLEX_BINARY

Ref<Object> power(Object* a, Object* b, Object* modulus) {
  return binary(a, b, [modulus](Pair x, Pair y) -> Ref<Object> {
    if (modulus != nullptr && !isNone(modulus)) return raise(kTypeValueError, "complex modulo");
    double re, im;
    if (!powerComplex(x.re, x.im, y.re, y.im, &re, &im)) return raised();
    return newComplex(re, im);
  });
}
Ref<Object> complexPow(Object* const* args) { return power(args[0], args[1], args[2]); }
Ref<Object> complexPowReflected(Object* const* args) { return power(args[1], args[0], args[2]); }

// 1 equal, 0 not, -1 foreign.
int equals(Object* a, Object* b) {
  Pair x = pairOf(a);
  if (isComplexLayout(b)) {
    Pair y = pairOf(b);
    return x.re == y.re && x.im == y.im;
  }
  if (isFloatLayout(b)) return x.im == 0 && x.re == floatValue(b);
  if (isIntLayout(b)) return x.im == 0 && compareDoubleWithInt(x.re, static_cast<Int*>(b)) == 0;
  return -1;
}

Ref<Object> complexEq(Object* const* args) {
  int equal = equals(args[0], args[1]);
  if (equal < 0) return newNotImplemented();
  return newBool(equal);
}
Ref<Object> complexNe(Object* const* args) {
  int equal = equals(args[0], args[1]);
  if (equal < 0) return newNotImplemented();
  return newBool(!equal);
}
Ref<Object> complexOrder(Object* const*) { return newNotImplemented(); }

Ref<Object> complexNeg(Object* const* args) {
  Pair x = pairOf(args[0]);
  return newComplex(-x.re, -x.im);
}
Ref<Object> exactComplex(Object* o) {
  if (isExactComplex(o)) return share(o);
  Pair x = pairOf(o);
  return newComplex(x.re, x.im);
}
Ref<Object> complexSelf(Object* const* args) { return exactComplex(args[0]); }
Ref<Object> complexAbs(Object* const* args) {
  Pair x = pairOf(args[0]);
  double length = std::hypot(x.re, x.im);
  if (std::isinf(length) && std::isfinite(x.re) && std::isfinite(x.im)) {
    return raise(kTypeOverflowError, "absolute value too large");
  }
  return newFloat(length);
}
Ref<Object> complexBool(Object* const* args) {
  Pair x = pairOf(args[0]);
  return newBool(x.re != 0 || x.im != 0);
}
Ref<Object> complexHash(Object* const* args) {
  Pair x = pairOf(args[0]);
  uint64_t re = static_cast<uint64_t>(hashDouble(x.re, args[0]));
  uint64_t im = static_cast<uint64_t>(hashDouble(x.im, args[0]));
  int64_t hash = static_cast<int64_t>(re + uint64_t{1000003} * im);
  return newInt(hash == -1 ? -2 : hash);
}
Ref<Object> complexConjugate(Object* const* args) {
  Pair x = pairOf(args[0]);
  return newComplex(x.re, -x.im);
}
Ref<Object> complexGetNewArgs(Object* const* args) {
  Pair x = pairOf(args[0]);
  Ref<Float> re = newFloat(x.re), im = newFloat(x.im);
  if (!re || !im) return raised();
  return newTupleOf({re.get(), im.get()});
}
Ref<Object> complexRepr(Object* const* args) {
  Pair x = pairOf(args[0]);
  return complexText(x.re, x.im);
}
Ref<Object> complexFormat(Object* const* args) {
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "__format__() argument must be str, not %T", args[1]);
  return formatComplex(args[0], static_cast<Str*>(args[1]));
}

bool isBlank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Where a float at the start of the text ends, or the start where there is none.
const char* skipFloat(const char* p, const char* end) {
  const char* start = p;
  if (p != end && (*p == '+' || *p == '-')) ++p;
  if (p != end && ((*p | 0x20) == 'i' || (*p | 0x20) == 'n')) {
    for (const char* word : {"infinity", "inf", "nan"}) {
      size_t n = std::strlen(word);
      if (static_cast<size_t>(end - p) < n) continue;
      bool same = true;
      for (size_t i = 0; i < n && same; ++i) same = (p[i] | 0x20) == word[i];
      if (same) return p + n;
    }
    return start;
  }
  bool digits = false;
  auto skipDigits = [&] {
    while (p != end && ((*p >= '0' && *p <= '9') || *p == '_')) digits |= *p++ != '_';
  };
  skipDigits();
  if (p != end && *p == '.') {
    ++p;
    skipDigits();
  }
  if (!digits) return start;
  if (p != end && (*p | 0x20) == 'e') {
    const char* q = p + 1;
    if (q != end && (*q == '+' || *q == '-')) ++q;
    if (q != end && *q >= '0' && *q <= '9') {
      p = q;
      skipDigits();
    }
  }
  return p;
}

bool isImaginaryMark(const char* p, const char* end) { return p != end && (*p == 'j' || *p == 'J'); }

// The forms <float>, <float>j, <float><signed float>j and those with a bare sign before j.
bool parseComplex(const char* p, const char* end, double* re, double* im) {
  *re = *im = 0;
  auto trim = [&] {
    while (p != end && isBlank(*p)) ++p;
    while (p != end && isBlank(end[-1])) --end;
  };
  trim();
  if (p != end && *p == '(') {
    if (end[-1] != ')' || end - p < 2) return false;
    ++p;
    --end;
    trim();
  }
  auto bareSign = [&](double* out) {
    // "j", "+j", "-j"
    *out = 1;
    if (p != end && (*p == '+' || *p == '-')) *out = *p++ == '-' ? -1 : 1;
    return isImaginaryMark(p, end) && p + 1 == end;
  };
  const char* after = skipFloat(p, end);
  if (after == p) return bareSign(im);
  double first;
  if (!parseDouble(p, static_cast<size_t>(after - p), &first)) return false;
  p = after;
  if (p == end) {
    *re = first;
    return true;
  }
  if (isImaginaryMark(p, end)) {
    *im = first;
    return p + 1 == end;
  }
  if (*p != '+' && *p != '-') return false;
  *re = first;
  after = skipFloat(p, end);
  if (after == p) return bareSign(im);
  if (!parseDouble(p, static_cast<size_t>(after - p), im)) return false;
  return isImaginaryMark(after, end) && after + 1 == end;
}

Ref<Object> ofClass(Type* cls, double re, double im) {
  if (cls == builtinType(kTypeComplex)) return newComplex(re, im);
  Ref<Object> o = allocateInstance(cls, sizeof(Complex));
  if (!o) return raised();
  asComplexObject(o.get())->real_ = re;
  asComplexObject(o.get())->imag_ = im;
  return o;
}

Ref<Object> fromText(Type* cls, const Str* s) {
  RawBuffer<char> ascii(s->length_);
  if (!ascii) return raised();
  toAsciiDigits(s, ascii.get());
  double re, im;
  if (!parseComplex(ascii.get(), ascii.get() + s->length_, &re, &im)) {
    if (errorPending()) return raised();
    return raise(kTypeValueError, "complex() arg is a malformed string");
  }
  return ofClass(cls, re, im);
}

// The result of __complex__, or null: *failed tells whether an exception is pending.
Ref<Object> viaComplexMethod(Object* o, bool* failed) {
  *failed = false;
  if (isExactComplex(o)) return share(o);
  Object* method = lookupInType(typeOf(o), name(Name::complex_special));
  if (method == nullptr) {
    *failed = errorPending();
    return nullptr;
  }
  Ref<Object> value = callSpecial(method, &o, 1);
  if (value && !isComplexLayout(value.get())) {
    raise(kTypeTypeError, "__complex__ returned non-complex (type %.200T)", value.get());
    value.reset();
  }
  *failed = !value;
  return value;
}

bool isReal(Object* o) {
  return isFloatLayout(o) || isIntLayout(o) || lookupSpecial(o, Special::k_float) != nullptr ||
         lookupSpecial(o, Special::k_index) != nullptr;
}

Ref<Object> complexNew(Object* const* args) {
  if (!checkNewClass(args[0], kTypeComplex)) return raised();
  Type* cls = static_cast<Type*>(args[0]);
  Object* r = args[1];
  Object* i = args[2];
  if (r == nullptr && i == nullptr) return ofClass(cls, 0, 0);
  if (r != nullptr && isExactComplex(r) && i == nullptr && cls == builtinType(kTypeComplex)) return share(r);
  if (r != nullptr && isStrLayout(r)) {
    if (i != nullptr) return raise(kTypeTypeError, "complex() can't take second arg if first is a string");
    return fromText(cls, static_cast<Str*>(r));
  }
  if (i != nullptr && isStrLayout(i)) return raise(kTypeTypeError, "complex() second arg can't be a string");
  Pair real = {0, 0}, imag = {0, 0};
  bool real_is_complex = false, imag_is_complex = false;
  if (r != nullptr) {
    bool failed;
    Ref<Object> value = viaComplexMethod(r, &failed);
    if (failed) return raised();
    if (value) {
      real = pairOf(value.get());
      real_is_complex = true;
    } else if (!isReal(r)) {
      if (errorPending()) return raised();
      return raise(kTypeTypeError, "complex() first argument must be a string or a number, not '%.200T'", r);
    } else if (!asDouble(r, &real.re)) {
      return raised();
    }
  }
  if (i != nullptr) {
    if (isComplexLayout(i)) {
      imag = pairOf(i);
      imag_is_complex = true;
    } else if (!isReal(i)) {
      if (errorPending()) return raised();
      return raise(kTypeTypeError, "complex() second argument must be a number, not '%.200T'", i);
    } else if (!asDouble(i, &imag.re)) {
      return raised();
    }
  }
  // real + imag * 1j, without touching signs of zeros that are not involved.
  if (imag_is_complex) real.re -= imag.im;
  double im = imag.re;
  if (real_is_complex) im = i == nullptr ? real.im : real.im + imag.re;
  return ofClass(cls, real.re, im);
}

Ref<Object> getReal(Object* self) { return newFloat(pairOf(self).re); }
Ref<Object> getImag(Object* self) { return newFloat(pairOf(self).im); }

constexpr NativeDef kComplexMethods[] = {
    {"__new__", "cls, real=0, imag=0", complexNew, nullptr, NativeKind::StaticMethod},
    {"__add__", "self, value, /", complexAdd},
    {"__radd__", "self, value, /", complexAddReflected},
    {"__sub__", "self, value, /", complexSub},
    {"__rsub__", "self, value, /", complexSubReflected},
    {"__mul__", "self, value, /", complexMul},
    {"__rmul__", "self, value, /", complexMulReflected},
    {"__truediv__", "self, value, /", complexTrueDiv},
    {"__rtruediv__", "self, value, /", complexTrueDivReflected},
    {"__pow__", "self, value, mod=None, /", complexPow},
    {"__rpow__", "self, value, mod=None, /", complexPowReflected},
    {"__eq__", "self, value, /", complexEq},
    {"__ne__", "self, value, /", complexNe},
    {"__lt__", "self, value, /", complexOrder},
    {"__le__", "self, value, /", complexOrder},
    {"__gt__", "self, value, /", complexOrder},
    {"__ge__", "self, value, /", complexOrder},
    {"__neg__", "self, /", complexNeg},
    {"__pos__", "self, /", complexSelf},
    {"__abs__", "self, /", complexAbs},
    {"__bool__", "self, /", complexBool},
    {"__complex__", "self, /", complexSelf, "Convert this value to exact type complex."},
    {"__hash__", "self, /", complexHash},
    {"__repr__", "self, /", complexRepr},
    {"__format__", "self, format_spec, /", complexFormat, "Convert to a string according to format_spec."},
    {"__getnewargs__", "self, /", complexGetNewArgs},
    {"conjugate", "self, /", complexConjugate, "Return the complex conjugate of its argument."},
};

constexpr GetSetDef kComplexAttributes[] = {
    asMember({"real", getReal, nullptr, "the real part of a complex number"}),
    asMember({"imag", getImag, nullptr, "the imaginary part of a complex number"}),
};

}  // namespace

Ref<Complex> newComplex(double real, double imag) {
  Ref<Complex> c = allocateAtom<Complex>(kTypeComplex);
  if (!c) return raised();
  c->real_ = real;
  c->imag_ = imag;
  return c;
}

bool powerComplex(double ar, double ai, double br, double bi, double* real, double* imag) {
  Pair a = {ar, ai}, b = {br, bi}, r;
  if (b.re == 0 && b.im == 0) {
    r = {1, 0};
  } else if (a.re == 0 && a.im == 0) {
    if (b.im != 0 || b.re < 0) return raise(kTypeZeroDivisionError, "0.0 to a negative or complex power");
    r = {0, 0};
  } else if (b.im == 0 && b.re == std::floor(b.re) && std::fabs(b.re) <= 100) {
    r = powerWhole(a, static_cast<int64_t>(b.re));
  } else {
    r = powerPolar(a, b);
  }
  bool finite = std::isfinite(ar) && std::isfinite(ai) && std::isfinite(br) && std::isfinite(bi);
  if (finite && (std::isinf(r.re) || std::isinf(r.im))) return raise(kTypeOverflowError, "complex exponentiation");
  *real = r.re;
  *imag = r.im;
  return true;
}

bool asComplex_mayRunPython(Object* object, double* real, double* imag) {
  bool failed = false;
  if (Ref<Object> value = isComplexLayout(object) ? share(object) : viaComplexMethod(object, &failed)) {
    *real = pairOf(value.get()).re;
    *imag = pairOf(value.get()).im;
    return true;
  }
  if (failed) return raised();
  *imag = 0;
  return asDouble(object, real);
}

const TypeSpec kComplexSpec = {
    "complex",
    "builtins",
    {"complex", Kind::Atom, Trace::None, 0, 0, sizeof(Complex), nullptr, nullptr, nullptr, nullptr},
    kTypeBase | kTypeHasCustomNew,
    kComplexMethods,
    kComplexAttributes,
    "Create a complex number from a real part and an optional imaginary part.",
};

}  // namespace ophion
