// Operators on any objects: exact small ints and floats at once, everything else through the special methods, the right
// operand's first where its class is derived from the left one's and has another.
#include "object/binding.h"
#include "object/builtin_table.h"
#include "object/error.h"
#include "object/function.h"
#include "object/list.h"
#include "object/native_special.h"
#include "object/native_stack.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/type.h"
#include "object/warning.h"

namespace ophion {

namespace {

struct Operator {
  Special method, reflected, inplace;
  const char* sign;
  const char* inplace_sign;
};

constexpr Operator kOperators[] = {
    {Special::k_add, Special::k_radd, Special::k_iadd, "+", "+="},
    {Special::k_sub, Special::k_rsub, Special::k_isub, "-", "-="},
    {Special::k_mul, Special::k_rmul, Special::k_imul, "*", "*="},
    {Special::k_matmul, Special::k_rmatmul, Special::k_imatmul, "@", "@="},
    {Special::k_truediv, Special::k_rtruediv, Special::k_itruediv, "/", "/="},
    {Special::k_floordiv, Special::k_rfloordiv, Special::k_ifloordiv, "//", "//="},
    {Special::k_mod, Special::k_rmod, Special::k_imod, "%", "%="},
    {Special::k_divmod, Special::k_rdivmod, Special::kCount, "divmod()", "divmod()"},
    {Special::k_pow, Special::k_rpow, Special::k_ipow, "** or pow()", "**="},
    {Special::k_lshift, Special::k_rlshift, Special::k_ilshift, "<<", "<<="},
    {Special::k_rshift, Special::k_rrshift, Special::k_irshift, ">>", ">>="},
    {Special::k_and, Special::k_rand, Special::k_iand, "&", "&="},
    {Special::k_or, Special::k_ror, Special::k_ior, "|", "|="},
    {Special::k_xor, Special::k_rxor, Special::k_ixor, "^", "^="},
};

bool isRepeatable(const Object* object) {
  switch (layoutOf(object)) {
    case kTypeStr:
    case kTypeBytes:
    case kTypeByteArray:
    case kTypeTuple:
    case kTypeList:
    case kTypeDeque:
    case kTypeArrayArray:
      return true;
    default:
      return false;
  }
}

Ref<Object> callOne(Object* function, Object* a, Object* b) {
  Ref<Object> keep = share(function);
  Object* args[] = {a, b};
  return callSpecial(function, args, 2);
}

// NotImplemented where neither operand knows what to do.
Ref<Object> tryBinary(const Operator& op, Object* a, Object* b) {
  Type* left = typeOf(a);
  Type* right = typeOf(b);
  Object* method = lookupSpecial(left, op.method);
  Object* reflected = nullptr;
  if (left != right) {
    reflected = lookupSpecial(right, op.reflected);
    if (reflected != nullptr && isSubtype(right, left) && reflected != lookupSpecial(left, op.reflected)) {
      Ref<Object> result = callOne(reflected, b, a);
      if (!result || result.get() != notImplemented()) return result;
      reflected = nullptr;
      method = lookupSpecial(typeOf(a), op.method);
    }
  }
  if (method == nullptr && errorPending()) return raised();
  Ref<Object> keep_reflected = Ref<Object>::shareOrNull(reflected);
  if (method != nullptr) {
    Ref<Object> result = callOne(method, a, b);
    if (!result || result.get() != notImplemented()) return result;
  }
  if (reflected == nullptr) return newNotImplemented();
  return callOne(reflected, b, a);
}

// Whether CPython gives the type a table of sequence functions: `a *= b` then does not ask b to repeat itself.
bool hasSequenceTable(const Object* object) {
  TypeIndex index = object->typeIndex();
  if (index >= kBuiltinTypeEnd) return true;
  switch (index) {
    case kTypeSet:
    case kTypeFrozenSet:
    case kTypeDict:
    case kTypeDefaultDict:
    case kTypeRange:
    case kTypeMemoryView:
    case kTypeDictKeys:
    case kTypeDictValues:
    case kTypeDictItems:
    case kTypeMappingProxy:
    case kTypeContext:
    case kTypeWeakProxy:
      return true;
    default:
      return false;
  }
}

// A sequence is repeated after both operands' own methods refused.
Ref<Object> repeatAfterRefusal(Object* a, Object* b, Object* refused) {
  Object* sequence = isRepeatable(a) ? a : b;
  Object* count = sequence == a ? b : a;
  if (!isRepeatable(sequence) || !hasIndex(count)) return share(refused);
  Ref<Int> number = index(count);
  Object* method = number ? lookupSpecial(builtinType(layoutOf(sequence)), Special::k_mul) : nullptr;
  return method == nullptr ? Ref<Object>(raised()) : callOne(method, sequence, number.get());
}

OPHION_COLD Raised raiseUnsupported(BinaryOp op, const char* sign, Object* a, Object* b) {
  bool inplace = sign[0] == '*' && sign[1] == '=';
  if (inplace && !isRepeatable(a) && hasSequenceTable(a)) {
    return raise(kTypeTypeError, "unsupported operand type(s) for %s: '%T' and '%T'", sign, a, b);
  }
  if (op == BinaryOp::Mul && (isRepeatable(a) || isRepeatable(b))) {
    Object* factor = isRepeatable(a) ? b : a;
    return raise(kTypeTypeError, "can't multiply sequence by non-int of type '%T'", factor);
  }
  if (op == BinaryOp::Add) {
    // Sequences are concatenated only after the reflected method of the right operand had its chance.
    switch (layoutOf(a)) {
      case kTypeStr:
      case kTypeList:
      case kTypeTuple:
      case kTypeDeque: {
        Type* type = builtinType(layoutOf(a));
        return raise(kTypeTypeError, "can only concatenate %U (not \"%T\") to %U", type->name_.get(), b,
                     type->name_.get());
      }
      case kTypeBytes:
      case kTypeByteArray:
        return raise(kTypeTypeError, "can't concat %T to %T", b, a);
      default:
        break;
    }
  }
  if (op == BinaryOp::Rshift && isExactNativeFunction(a)) {
    const char* text = nativeDef(static_cast<NativeFunction*>(a)->id_).name;
    if (text != nullptr && __builtin_strcmp(text, "print") == 0) {
      return raise(kTypeTypeError,
                   "unsupported operand type(s) for %s: '%T' and '%T'. Did you mean \"print(<message>, "
                   "file=<output_stream>)\"?",
                   sign, a, b);
    }
  }
  return raise(kTypeTypeError, "unsupported operand type(s) for %s: '%T' and '%T'", sign, a, b);
}

constexpr NativeSpecial kNativeMethods[] = {
#define OPHION_TRIPLE(id) \
  nativeSpecialOf(Special::k_##id), nativeSpecialOf(Special::k_r##id), nativeSpecialOf(Special::k_i##id)
    OPHION_TRIPLE(add),     OPHION_TRIPLE(sub),      OPHION_TRIPLE(mul), OPHION_TRIPLE(matmul),
    OPHION_TRIPLE(truediv), OPHION_TRIPLE(floordiv), OPHION_TRIPLE(mod), NativeSpecial::kCount,
    NativeSpecial::kCount,  NativeSpecial::kCount,   OPHION_TRIPLE(pow), OPHION_TRIPLE(lshift),
    OPHION_TRIPLE(rshift),  OPHION_TRIPLE(and),      OPHION_TRIPLE(or),  OPHION_TRIPLE(xor),
#undef OPHION_TRIPLE
};

// Exact objects of builtin types, neither derived from the other: by their functions. Null without an exception where
// other rules apply or neither knows what to do.
Ref<Object> tryBuiltins(BinaryOp op, Object* a, Object* b, bool inplace) {
  TypeIndex left = a->typeIndex(), right = b->typeIndex();
  if (left >= kBuiltinTypeEnd || right >= kBuiltinTypeEnd) return nullptr;
  if (left != right && baseOfBuiltin(right) != kTypeObject) return nullptr;
  const NativeSpecial* row = kNativeMethods + 3 * static_cast<unsigned>(op);
  if (row[0] == NativeSpecial::kCount) return nullptr;
  Object* args[] = {a, b};
  if (inplace) {
    NativeFunctionPointer function = nativeSpecial(a, row[2]);
    if (function != nullptr) {
      Ref<Object> result = function(args);
      if (!result || result.get() != notImplemented()) return result;
    }
  }
  NativeFunctionPointer function = nativeSpecial(a, row[0]);
  if (function == nullptr) return nullptr;
  Ref<Object> result = function(args);
  if (!result || result.get() != notImplemented()) return result;
  function = left != right ? nativeSpecial(b, row[1]) : nullptr;
  if (function == nullptr) return nullptr;
  Object* swapped[] = {b, a};
  result = function(swapped);
  return result && result.get() == notImplemented() ? nullptr : result;
}

// The value of a float, or of an int that a double holds exactly.
OPHION_INLINE bool asExactDouble(const Object* o, double* out) {
  if (isExactFloat(o)) return *out = floatValue(o), true;
  if (!isSmallInt(o)) return false;
  int64_t value = smallValue(o);
  constexpr int64_t kExact = int64_t{1} << 53;
  if (value > kExact || value < -kExact) return false;
  return *out = static_cast<double>(value), true;
}

// Exact ints and floats; null without an exception where other rules apply.
Ref<Object> tryNumbers(BinaryOp op, Object* a, Object* b) {
  double x = 0, y = 0;
  if ((isExactFloat(a) || isExactFloat(b)) && asExactDouble(a, &x) && asExactDouble(b, &y)) {
    switch (op) {
      case BinaryOp::Add:
        return newFloat(x + y);
      case BinaryOp::Sub:
        return newFloat(x - y);
      case BinaryOp::Mul:
        return newFloat(x * y);
      case BinaryOp::TrueDiv:
        if (y == 0) return nullptr;
        return newFloat(x / y);
      default:
        return nullptr;
    }
  }
  if (!isExactInt(a) || !isExactInt(b)) return nullptr;
  Int* i = static_cast<Int*>(a);
  Int* j = static_cast<Int*>(b);
  switch (op) {
    case BinaryOp::Add:
      return addInts(i, j);
    case BinaryOp::Sub:
      return subtractInts(i, j);
    case BinaryOp::Mul:
      return multiplyInts(i, j);
    case BinaryOp::TrueDiv:
      return trueDivideInts(i, j);
    case BinaryOp::FloorDiv:
      return floorDivideInts(i, j);
    case BinaryOp::Mod:
      return moduloInts(i, j);
    case BinaryOp::Pow:
      return powerInts(i, j, nullptr);
    case BinaryOp::Lshift:
      return shiftLeft(i, j);
    case BinaryOp::Rshift:
      return shiftRight(i, j);
    case BinaryOp::And:
      return andInts(i, j);
    case BinaryOp::Or:
      return orInts(i, j);
    case BinaryOp::Xor:
      return xorInts(i, j);
    default:
      return nullptr;
  }
}

}  // namespace

Ref<Object> binaryOp(BinaryOp op, Object* a, Object* b) {
  if (isExactInt(a) || isExactFloat(a)) {
    Ref<Object> result = tryNumbers(op, a, b);
    if (result || errorPending()) return result;
  }
  if (isStackDeep()) return raise(kTypeRecursionError, "maximum recursion depth exceeded");
  if (isExactStr(a) && isExactStr(b) && op == BinaryOp::Add) {
    return concatenate(static_cast<Str*>(a), static_cast<Str*>(b));
  }
  if (Ref<Object> quick = tryBuiltins(op, a, b, false); quick || errorPending()) return quick;
  const Operator& o = kOperators[static_cast<unsigned>(op)];
  Ref<Object> result = tryBinary(o, a, b);
  if (result && result.get() == notImplemented() && op == BinaryOp::Mul)
    result = repeatAfterRefusal(a, b, result.get());
  if (!result || result.get() != notImplemented()) return result;
  return raiseUnsupported(op, o.sign, a, b);
}

Ref<Object> inplaceOp(BinaryOp op, Object* a, Object* b) {
  if (isExactInt(a) || isExactFloat(a)) {
    Ref<Object> result = tryNumbers(op, a, b);
    if (result || errorPending()) return result;
  }
  if (isExactStr(a) && isExactStr(b) && op == BinaryOp::Add) {
    return concatenate(static_cast<Str*>(a), static_cast<Str*>(b));
  }
  bool keeps_to_itself = op == BinaryOp::Mul && isRepeatable(b) && !isRepeatable(a) && hasSequenceTable(a);
  if (!keeps_to_itself) {
    if (Ref<Object> quick = tryBuiltins(op, a, b, true); quick || errorPending()) return quick;
  }
  const Operator& o = kOperators[static_cast<unsigned>(op)];
  if (o.inplace != Special::kCount) {
    if (Object* function = lookupSpecial(a, o.inplace)) {
      Ref<Object> result = callOne(function, a, b);
      if (!result || result.get() != notImplemented()) return result;
    } else if (errorPending()) {
      return raised();
    }
  }
  Ref<Object> result;
  if (keeps_to_itself) {
    Object* method = lookupSpecial(a, o.method);
    if (method == nullptr && errorPending()) return raised();
    result = method != nullptr ? callOne(method, a, b) : newNotImplemented();
  } else {
    result = tryBinary(o, a, b);
    if (result && result.get() == notImplemented() && op == BinaryOp::Mul) {
      result = repeatAfterRefusal(a, b, result.get());
    }
  }
  if (!result || result.get() != notImplemented()) return result;
  return raiseUnsupported(op, o.inplace_sign, a, b);
}

Ref<Object> powerModulo(Object* a, Object* b, Object* modulus) {
  if (isNone(modulus)) return binaryOp(BinaryOp::Pow, a, b);
  if (Object* function = lookupSpecial(a, Special::k_pow)) {
    Ref<Object> keep = share(function);
    Object* args[] = {a, b, modulus};
    Ref<Object> result = callSpecial(function, args, 3);
    if (!result || result.get() != notImplemented()) return result;
  } else if (errorPending()) {
    return raised();
  }
  // The other operands' types are asked too, and of the builtin ones these have something to say.
  for (Object* other : {b, modulus}) {
    if (isFloatLayout(other)) {
      return raise(kTypeTypeError, "pow() 3rd argument not allowed unless all arguments are integers");
    }
    if (isComplexLayout(other)) return raise(kTypeValueError, "complex modulo");
  }
  return raise(kTypeTypeError, "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", a, b, modulus);
}

Ref<Object> unaryOp(UnaryOp op, Object* a) {
  if (op == UnaryOp::Not) {
    int truth = isTrue(a);
    return truth < 0 ? Ref<Object>(raised()) : newBool(truth == 0);
  }
  if (isExactInt(a)) {
    Int* i = static_cast<Int*>(a);
    switch (op) {
      case UnaryOp::Neg:
        return negateInt(i);
      case UnaryOp::Pos:
        return share(a);
      case UnaryOp::Invert:
        return invertInt(i);
      default:
        return absoluteInt(i);
    }
  }
  static constexpr Special kMethods[] = {Special::k_neg, Special::k_pos, Special::k_invert, Special::k_abs};
  static constexpr const char* kSigns[] = {"unary -", "unary +", "unary ~", "abs()"};
  unsigned at = static_cast<unsigned>(op);
  Object* function = lookupSpecial(a, kMethods[at]);
  if (function == nullptr) {
    if (errorPending()) return raised();
    return raise(kTypeTypeError, "bad operand type for %s: '%T'", kSigns[at], a);
  }
  Ref<Object> keep = share(function);
  return callSpecial(function, &a, 1);
}

// --- integers from objects ---

Ref<Int> index(Object* object) {
  if (isExactInt(object)) return share(static_cast<Int*>(object));
  if (isIntLayout(object)) return exactInt(static_cast<Int*>(object));
  Object* function = lookupSpecial(object, Special::k_index);
  if (function == nullptr) {
    if (errorPending()) return raised();
    return raise(kTypeTypeError, "'%T' object cannot be interpreted as an integer", object);
  }
  Ref<Object> keep = share(function);
  Ref<Object> result = callSpecial(function, &object, 1);
  if (!result) return raised();
  if (isExactInt(result.get())) return std::move(result).castTo<Int>();
  if (!isIntLayout(result.get())) return raise(kTypeTypeError, "__index__ returned non-int (type %T)", result.get());
  if (!warn_mayRunPython(
          kTypeDeprecationWarning, 1,
          "__index__ returned non-int (type %T).  The ability to return an instance of a strict subclass "
          "of int is deprecated, and may be removed in a future version of Python.",
          result.get())) {
    return raised();
  }
  return exactInt(static_cast<Int*>(result.get()));
}

bool asInt64(Object* object, int64_t* out, TypeIndex overflow) {
  if (OPHION_LIKELY(isSmallInt(object))) return *out = smallValue(object), true;
  Ref<Int> number = index(object);
  if (!number) return raised();
  if (tryInt64(number.get(), out)) return true;
  return raise(overflow, "cannot fit '%T' into an index-sized integer", object);
}

bool asInt64Clipped(Object* object, int64_t* out) {
  if (OPHION_LIKELY(isSmallInt(object))) return *out = smallValue(object), true;
  Ref<Int> number = index(object);
  if (!number) return raised();
  if (!tryInt64(number.get(), out)) *out = intSign(number.get()) < 0 ? INT64_MIN : INT64_MAX;
  return true;
}

}  // namespace ophion
