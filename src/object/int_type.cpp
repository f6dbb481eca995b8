// Int: the type `int` and its methods.
#include <cmath>
#include <cstring>

#include "object/bytes.h"
#include "object/c_argument.h"
#include "object/float.h"
#include "object/int_limbs.h"
#include "object/int_parse.h"
#include "object/number_format.h"
#include "object/number_new.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/warning.h"

namespace ophion {

namespace {

Int* asInt(Object* o) { return static_cast<Int*>(o); }

size_t intBytes(const Object* o) {
  const Int* i = static_cast<const Int*>(o);
  return i->isSmall() ? sizeof(Int) : sizeof(Int) + Magnitude(i).n * sizeof(mp_limb_t);
}

// An instance of `cls`, int or a class derived from it.
Ref<Object> ofClass(Type* cls, Ref<Int> value) {
  if (!value || cls == builtinType(kTypeInt)) return value;
  size_t bytes = intBytes(value.get());
  Ref<Object> o = allocateInstance(cls, bytes);
  if (!o) return raised();
  Int* i = asInt(o.get());
  if (!value->isSmall()) i->setFlag(kFlagBig);
  std::memcpy(&i->value_, &value->value_, bytes - sizeof(Object));
  return o;
}

Ref<Int> toIntByTrunc(Object* object, bool* found) {
  Object* method = lookupInType(typeOf(object), name(Name::__trunc__));
  *found = method != nullptr || errorPending();
  if (method == nullptr) return nullptr;
  Ref<Object> held = share(method);
  if (!warn_mayRunPython(kTypeDeprecationWarning, 1, "The delegation of int() to __trunc__ is deprecated.")) {
    return raised();
  }
  Ref<Object> value = callSpecial(method, &object, 1);
  if (!value) return raised();
  if (isIntLayout(value.get())) return exactInt(asInt(value.get()));
  if (lookupSpecial(value.get(), Special::k_index) == nullptr) {
    return raise(kTypeTypeError, "__trunc__ returned non-Integral (type %.200T)", value.get());
  }
  return index(value.get());
}

Ref<Object> intNew(Object* const* args) {
  if (!checkNewClass(args[0], kTypeInt)) return raised();
  Type* cls = static_cast<Type*>(args[0]);
  Object* x = args[1];
  Object* base_object = args[2];
  if (x == nullptr) {
    if (base_object != nullptr) return raise(kTypeTypeError, "int() missing string argument");
    return ofClass(cls, newInt(0));
  }
  if (base_object == nullptr) return ofClass(cls, toInt_mayRunPython(x));
  int64_t base;
  if (!asInt64Clipped(base_object, &base)) return raised();
  if ((base != 0 && base < 2) || base > 36) return raise(kTypeValueError, "int() base must be >= 2 and <= 36, or 0");
  if (isStrLayout(x) || isBytesLayout(x)) return ofClass(cls, parseIntText(x, static_cast<int>(base)));
  if (isByteArrayLayout(x)) {
    Ref<Object> bytes = call(builtinType(kTypeBytes), x);
    if (!bytes) return raised();
    return ofClass(cls, parseIntText(bytes.get(), static_cast<int>(base)));
  }
  return raise(kTypeTypeError, "int() can't convert non-string with explicit base");
}

// --- operators ---

#define OPHION_INT_BINARY(name, function)                                           \
  Ref<Object> name(Object* const* args) {                                           \
    if (!isIntLayout(args[1]) || !isIntLayout(args[0])) return newNotImplemented(); \
    return function(asInt(args[0]), asInt(args[1]));                                \
  }                                                                                 \
  Ref<Object> name##Reflected(Object* const* args) {                                \
    if (!isIntLayout(args[1]) || !isIntLayout(args[0])) return newNotImplemented(); \
    return function(asInt(args[1]), asInt(args[0]));                                \
  }

Ref<Object> divmodPair(const Int* a, const Int* b) {
  Ref<Int> quotient, remainder;
  if (!divmodInts(a, b, &quotient, &remainder)) return raised();
  return newTupleOf({quotient.get(), remainder.get()});
}

OPHION_INT_BINARY(intAdd, addInts)
OPHION_INT_BINARY(intSub, subtractInts)
OPHION_INT_BINARY(intMul, multiplyInts)
OPHION_INT_BINARY(intFloorDiv, floorDivideInts)
OPHION_INT_BINARY(intMod, moduloInts)
OPHION_INT_BINARY(intTrueDiv, trueDivideInts)
OPHION_INT_BINARY(intDivmod, divmodPair)
OPHION_INT_BINARY(intLshift, shiftLeft)
OPHION_INT_BINARY(intRshift, shiftRight)
OPHION_INT_BINARY(intAnd, andInts)
OPHION_INT_BINARY(intOr, orInts)
OPHION_INT_BINARY(intXor, xorInts)
#undef OPHION_INT_BINARY

Ref<Object> power(Object* a, Object* b, Object* modulus) {
  if (modulus != nullptr && isNone(modulus)) modulus = nullptr;
  if (!isIntLayout(a) || !isIntLayout(b) || (modulus != nullptr && !isIntLayout(modulus))) return newNotImplemented();
  return powerInts(asInt(a), asInt(b), modulus == nullptr ? nullptr : asInt(modulus));
}
Ref<Object> intPow(Object* const* args) { return power(args[0], args[1], args[2]); }
Ref<Object> intPowReflected(Object* const* args) { return power(args[1], args[0], args[2]); }

#define OPHION_INT_COMPARE(name, op)                                  \
  Ref<Object> name(Object* const* args) {                             \
    if (!isIntLayout(args[1])) return newNotImplemented();            \
    return newBool(compareInts(asInt(args[0]), asInt(args[1])) op 0); \
  }
OPHION_INT_COMPARE(intEq, ==)
OPHION_INT_COMPARE(intNe, !=)
OPHION_INT_COMPARE(intLt, <)
OPHION_INT_COMPARE(intLe, <=)
OPHION_INT_COMPARE(intGt, >)
OPHION_INT_COMPARE(intGe, >=)
#undef OPHION_INT_COMPARE

Ref<Object> intNeg(Object* const* args) { return negateInt(asInt(args[0])); }
Ref<Object> intAbs(Object* const* args) { return absoluteInt(asInt(args[0])); }
Ref<Object> intInvert(Object* const* args) { return invertInt(asInt(args[0])); }
Ref<Object> intBool(Object* const* args) { return newBool(!intIsZero(asInt(args[0]))); }
// What +x, int(x), floor, ceil, trunc, real, numerator and conjugate() give.
Ref<Object> intSelf(Object* const* args) { return exactInt(asInt(args[0])); }
Ref<Object> intHash(Object* const* args) { return newInt(hashInt(asInt(args[0]))); }
Ref<Object> intRepr(Object* const* args) { return intToText(asInt(args[0]), 10); }
Ref<Object> intFloat(Object* const* args) {
  double value;
  if (!intToDouble(asInt(args[0]), &value)) return raised();
  return newFloat(value);
}
Ref<Object> intSizeof(Object* const* args) { return newInt(static_cast<int64_t>(intBytes(args[0]))); }
Ref<Object> intGetNewArgs(Object* const* args) {
  Ref<Int> i = exactInt(asInt(args[0]));
  if (!i) return raised();
  return newTupleOf({i.get()});
}
Ref<Object> intFormat(Object* const* args) {
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "__format__() argument must be str, not %T", args[1]);
  return formatInt(asInt(args[0]), static_cast<Str*>(args[1]));
}

// Rounds half to even to a multiple of 10 ** -digits.
Ref<Object> intRound(Object* const* args) {
  Int* self = asInt(args[0]);
  if (args[1] == nullptr) return exactInt(self);
  Ref<Int> digits = index(args[1]);
  if (!digits) return raised();
  if (intSign(digits.get()) >= 0) return exactInt(self);
  Ref<Int> count = negateInt(digits.get());
  if (!count) return raised();
  // A power of ten beyond all the digits of the number: no need to compute it.
  if (!count->isSmall() || static_cast<uint64_t>(count->value_) > intBitLength(self) / 3 + 2) return newInt(0);
  Ref<Int> ten = newInt(10);
  Ref<Object> unit_object = powerInts(ten.get(), count.get(), nullptr);
  if (!unit_object) return raised();
  Int* unit = asInt(unit_object.get());
  Ref<Int> quotient, remainder;
  if (!divmodInts(self, unit, &quotient, &remainder)) return raised();
  Ref<Int> rest = subtractInts(unit, remainder.get());
  if (!rest) return raised();
  int order = compareInts(remainder.get(), rest.get());
  bool odd = Magnitude(quotient.get()).n != 0 && (Magnitude(quotient.get()).limbs[0] & 1);
  if (order > 0 || (order == 0 && odd)) return addInts(self, rest.get());
  return subtractInts(self, remainder.get());
}

// --- named methods ---

Ref<Object> intBitLengthMethod(Object* const* args) {
  return newInt(static_cast<int64_t>(intBitLength(asInt(args[0]))));
}
Ref<Object> intBitCountMethod(Object* const* args) { return newInt(static_cast<int64_t>(intBitCount(asInt(args[0])))); }
Ref<Object> intAsIntegerRatio(Object* const* args) {
  Ref<Int> i = exactInt(asInt(args[0]));
  Ref<Int> one = newInt(1);
  if (!i) return raised();
  return newTupleOf({i.get(), one.get()});
}

bool byteOrder(Object* order, const char* method, bool* little) {
  *little = false;
  if (order == nullptr) return true;
  if (!isStrLayout(order)) {
    return raise(kTypeTypeError, "%s() argument 'byteorder' must be str, not %T", method, order);
  }
  const Str* s = static_cast<const Str*>(order);
  *little = equalsAscii(s, "little");
  if (*little || equalsAscii(s, "big")) return true;
  return raise(kTypeValueError, "byteorder must be either 'little' or 'big'");
}

Ref<Object> intToBytes(Object* const* args) {
  Int* self = asInt(args[0]);
  int64_t length = 1;
  if (args[1] != nullptr && !cSizeArgument_mayRunPython(args[1], &length)) return raised();
  bool little;
  if (!byteOrder(args[2], "to_bytes", &little)) return raised();
  int is_signed = args[3] == nullptr ? 0 : isTrue(args[3]);
  if (is_signed < 0) return raised();
  if (length < 0) return raise(kTypeValueError, "length argument must be non-negative");
  Magnitude m(self);
  if (m.negative && !is_signed) return raise(kTypeOverflowError, "can't convert negative int to unsigned");
  // Bits needed: with a sign, one more, but -2^k needs no more than 2^k - 1.
  size_t bits = m.bits();
  if (is_signed && bits != 0) {
    bool power = m.negative && mpn_scan1(m.limbs, 0) == bits - 1;
    bits += !power;
  }
  if (bits > static_cast<size_t>(length) * 8) return raise(kTypeOverflowError, "int too big to convert");
  Ref<Bytes> bytes = newBytesUninitialized(static_cast<size_t>(length));
  if (!bytes) return raised();
  unsigned char* out = reinterpret_cast<unsigned char*>(bytes->data());
  size_t n = static_cast<size_t>(length);
  unsigned carry = m.negative;
  for (size_t i = 0; i < n; ++i) {
    unsigned byte = i / 8 < m.n ? static_cast<unsigned>(m.limbs[i / 8] >> (i % 8 * 8)) & 0xff : 0;
    if (m.negative) {
      byte = (byte ^ 0xff) + carry;
      carry = byte >> 8;
    }
    out[little ? i : n - 1 - i] = static_cast<unsigned char>(byte);
  }
  return bytes;
}

Ref<Int> intOfBytes(const unsigned char* p, size_t n, bool little, bool is_signed) {
  size_t limbs = (n + 7) / 8;
  bool negative = is_signed && n != 0 && (p[little ? n - 1 : 0] & 0x80);
  LimbResult result(limbs == 0 ? 1 : limbs);
  if (!result) return raised();
  if (limbs != 0) mpn_zero(result.get(), static_cast<mp_size_t>(limbs));
  for (size_t i = 0; i < n; ++i) {
    result[i / 8] |= static_cast<mp_limb_t>(p[little ? i : n - 1 - i]) << (i % 8 * 8);
  }
  if (negative) {
    if (n % 8 != 0) result[limbs - 1] |= ~mp_limb_t{0} << (n % 8 * 8);
    mpn_neg(result.get(), result.get(), static_cast<mp_size_t>(limbs));
  }
  return result.finish(limbs, negative);
}

Ref<Object> intFromBytes(Object* const* args) {
  bool little;
  if (!byteOrder(args[2], "from_bytes", &little)) return raised();
  int is_signed = args[3] == nullptr ? 0 : isTrue(args[3]);
  if (is_signed < 0) return raised();
  Ref<Object> bytes;
  if (isExactBytes(args[1])) {
    bytes = share(args[1]);
  } else if (isStrLayout(args[1]) || isIntLayout(args[1])) {
    return raise(kTypeTypeError, "cannot convert '%.200T' object to bytes", args[1]);
  } else {
    bytes = call(builtinType(kTypeBytes), args[1]);
  }
  if (!bytes) return raised();
  Bytes* b = static_cast<Bytes*>(bytes.get());
  Ref<Int> value = intOfBytes(reinterpret_cast<unsigned char*>(b->data()), b->length_, little, is_signed);
  if (!value || args[0] == builtinType(kTypeInt)) return value;
  return call(args[0], value.get());
}

Ref<Object> getReal(Object* self) { return exactInt(asInt(self)); }
Ref<Object> getImag(Object*) { return newInt(0); }
Ref<Object> getDenominator(Object*) { return newInt(1); }

constexpr NativeDef kIntMethods[] = {
    {"__new__", "cls, x=0, /, base=10", intNew, nullptr, NativeKind::StaticMethod},
    {"__add__", "self, value, /", intAdd},
    {"__radd__", "self, value, /", intAddReflected},
    {"__sub__", "self, value, /", intSub},
    {"__rsub__", "self, value, /", intSubReflected},
    {"__mul__", "self, value, /", intMul},
    {"__rmul__", "self, value, /", intMulReflected},
    {"__floordiv__", "self, value, /", intFloorDiv},
    {"__rfloordiv__", "self, value, /", intFloorDivReflected},
    {"__mod__", "self, value, /", intMod},
    {"__rmod__", "self, value, /", intModReflected},
    {"__truediv__", "self, value, /", intTrueDiv},
    {"__rtruediv__", "self, value, /", intTrueDivReflected},
    {"__divmod__", "self, value, /", intDivmod},
    {"__rdivmod__", "self, value, /", intDivmodReflected},
    {"__lshift__", "self, value, /", intLshift},
    {"__rlshift__", "self, value, /", intLshiftReflected},
    {"__rshift__", "self, value, /", intRshift},
    {"__rrshift__", "self, value, /", intRshiftReflected},
    {"__and__", "self, value, /", intAnd},
    {"__rand__", "self, value, /", intAndReflected},
    {"__or__", "self, value, /", intOr},
    {"__ror__", "self, value, /", intOrReflected},
    {"__xor__", "self, value, /", intXor},
    {"__rxor__", "self, value, /", intXorReflected},
    {"__pow__", "self, value, mod=None, /", intPow},
    {"__rpow__", "self, value, mod=None, /", intPowReflected},
    {"__eq__", "self, value, /", intEq},
    {"__ne__", "self, value, /", intNe},
    {"__lt__", "self, value, /", intLt},
    {"__le__", "self, value, /", intLe},
    {"__gt__", "self, value, /", intGt},
    {"__ge__", "self, value, /", intGe},
    {"__neg__", "self, /", intNeg},
    {"__pos__", "self, /", intSelf},
    {"__abs__", "self, /", intAbs},
    {"__invert__", "self, /", intInvert},
    {"__bool__", "self, /", intBool},
    {"__int__", "self, /", intSelf},
    {"__index__", "self, /", intSelf},
    {"__float__", "self, /", intFloat},
    {"__trunc__", "self, /", intSelf, "Truncating an Integral returns itself."},
    {"__floor__", "self, /", intSelf, "Flooring an Integral returns itself."},
    {"__ceil__", "self, /", intSelf, "Ceiling of an Integral returns itself."},
    {"__round__", "self, ndigits=None, /", intRound},
    {"__hash__", "self, /", intHash},
    {"__repr__", "self, /", intRepr},
    {"__format__", "self, format_spec, /", intFormat},
    {"__sizeof__", "self, /", intSizeof, "Returns size in memory, in bytes."},
    {"__getnewargs__", "self, /", intGetNewArgs},
    {"conjugate", "self, /", intSelf, "Returns self, the complex conjugate of any int."},
    {"bit_length", "self, /", intBitLengthMethod, "Number of bits necessary to represent self in binary."},
    {"bit_count", "self, /", intBitCountMethod,
     "Number of ones in the binary representation of the absolute value of self."},
    {"as_integer_ratio", "self, /", intAsIntegerRatio, "Return integer ratio."},
    {"to_bytes", "self, /, length=1, byteorder='big', *, signed=False", intToBytes,
     "Return an array of bytes representing an integer."},
    {"from_bytes", "cls, /, bytes, byteorder='big', *, signed=False", intFromBytes,
     "Return the integer represented by the given array of bytes.", NativeKind::ClassMethod},
};

constexpr GetSetDef kIntAttributes[] = {
    {"real", getReal, nullptr, "the real part of a complex number"},
    {"imag", getImag, nullptr, "the imaginary part of a complex number"},
    {"numerator", getReal, nullptr, "the numerator of a rational number in lowest terms"},
    {"denominator", getDenominator, nullptr, "the denominator of a rational number in lowest terms"},
};

}  // namespace

const TypeSpec kIntSpec = {
    "int",
    "builtins",
    {"int", Kind::Atom, Trace::None, 0, 0, 0, nullptr, intBytes, nullptr, nullptr},
    kTypeBase | kTypeSubclassOfInt | kTypeMatchSelf | kTypeHasCustomNew,
    kIntMethods,
    kIntAttributes,
    "int([x]) -> integer\nint(x, base=10) -> integer\n\nConvert a number or text to an integer.",
};

Ref<Int> toInt_mayRunPython(Object* object) {
  if (isExactInt(object)) return share(asInt(object));
  if (isExactFloat(object)) return newIntFromDouble(floatValue(object));
  if (isExactStr(object)) return parseIntText(object, 10);
  if (Object* method = lookupSpecial(object, Special::k_int)) {
    if (isExactBool(object)) return newInt(smallValue(object));
    Ref<Object> value = callSpecial(method, &object, 1);
    if (!value) return raised();
    if (isExactInt(value.get())) return std::move(value).castTo<Int>();
    if (isIntLayout(value.get())) {
      bool goes_on = warn_mayRunPython(
          kTypeDeprecationWarning, 1,
          "__int__ returned non-int (type %.200T).  The ability to return an instance of a strict subclass "
          "of int is deprecated, and may be removed in a future version of Python.",
          value.get());
      if (!goes_on) return raised();
      return exactInt(asInt(value.get()));
    }
    return raise(kTypeTypeError, "__int__ returned non-int (type %.200T)", value.get());
  }
  if (errorPending()) return raised();
  if (lookupSpecial(object, Special::k_index) != nullptr) return index(object);
  if (errorPending()) return raised();
  bool found;
  Ref<Int> truncated = toIntByTrunc(object, &found);
  if (found) return truncated;
  if (isStrLayout(object) || isBytesLayout(object)) return parseIntText(object, 10);
  if (isByteArrayLayout(object) || isMemoryViewLayout(object) || isArrayArrayLayout(object)) {
    Ref<Object> bytes = call(builtinType(kTypeBytes), object);
    if (!bytes) return raised();
    return parseIntText(bytes.get(), 10);
  }
  return raise(kTypeTypeError, "int() argument must be a string, a bytes-like object or a real number, not '%.200T'",
               object);
}

}  // namespace ophion
