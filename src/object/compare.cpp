// Truth, comparison and hash of any object.
#include <bit>

#include "object/binding.h"
#include "object/builtin_table.h"
#include "object/error.h"
#include "object/hash_key.h"
#include "object/list.h"
#include "object/native.h"
#include "object/native_special.h"
#include "object/native_stack.h"
#include "object/protocol.h"
#include "object/set.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple_key.h"
#include "object/type.h"

namespace ophion {

// --- truth ---

namespace {

int truthByLength(Object* object, Object* function) {
  Ref<Object> keep = share(function);
  Ref<Object> length = callSpecial(function, &object, 1);
  if (!length) return -1;
  Ref<Int> number = index(length.get());
  if (!number) return -1;
  if (intSign(number.get()) < 0) return raise(kTypeValueError, "__len__() should return >= 0");
  int64_t value = 0;
  if (!tryInt64(number.get(), &value)) {
    return raise(kTypeOverflowError, "cannot fit 'int' into an index-sized integer");
  }
  return value != 0;
}

OPHION_NOINLINE int truthBySpecial(Object* object) {
  Type* type = typeOf(object);
  if (Object* function = lookupSpecial(type, Special::k_bool); function != nullptr) {
    Ref<Object> keep = share(function);
    Ref<Object> result = callSpecial(function, &object, 1);
    if (!result) return -1;
    if (result.get() == trueObject()) return 1;
    if (result.get() == falseObject()) return 0;
    return raise(kTypeTypeError, "__bool__ should return bool, returned %T", result.get());
  }
  if (Object* function = lookupSpecial(type, Special::k_len); function != nullptr)
    return truthByLength(object, function);
  return errorPending() ? -1 : 1;
}

}  // namespace

int isTrue(Object* object) {
  switch (object->typeIndex()) {
    case kTypeBool:
      return object == trueObject();
    case kTypeNoneType:
      return 0;
    case kTypeInt:
      return !intIsZero(static_cast<Int*>(object));
    case kTypeFloat:
      return floatValue(object) != 0;
    case kTypeStr:
      return static_cast<Str*>(object)->length_ != 0;
    case kTypeTuple:
      return static_cast<Tuple*>(object)->size_ != 0;
    case kTypeList:
      return static_cast<List*>(object)->size_ != 0;
    case kTypeDict:
      return static_cast<Dict*>(object)->used_ != 0;
    case kTypeSet:
    case kTypeFrozenSet:
      return static_cast<Set*>(object)->used_ != 0;
    case kTypeFunction:
    case kTypeType:
      return 1;
    default:
      return truthBySpecial(object);
  }
}

// --- comparison ---

namespace {

constexpr Special kMethodOf[] = {Special::k_lt, Special::k_le, Special::k_eq,
                                 Special::k_ne, Special::k_gt, Special::k_ge};
constexpr Compare kSwapped[] = {Compare::Gt, Compare::Ge, Compare::Eq, Compare::Ne, Compare::Lt, Compare::Le};
constexpr const char* kSigns[] = {"<", "<=", "==", "!=", ">", ">="};

bool holds(Compare op, int order) {
  switch (op) {
    case Compare::Lt:
      return order < 0;
    case Compare::Le:
      return order <= 0;
    case Compare::Eq:
      return order == 0;
    case Compare::Ne:
      return order != 0;
    case Compare::Gt:
      return order > 0;
    default:
      return order >= 0;
  }
}

bool compareDoubles(Compare op, double a, double b) {
  switch (op) {
    case Compare::Lt:
      return a < b;
    case Compare::Le:
      return a <= b;
    case Compare::Eq:
      return a == b;
    case Compare::Ne:
      return a != b;
    case Compare::Gt:
      return a > b;
    default:
      return a >= b;
  }
}

// a.__op__(b). NotImplemented where there is no such method.
Ref<Object> tryCompare(Object* a, Object* b, Compare op) {
  Object* function = lookupSpecial(a, kMethodOf[static_cast<unsigned>(op)]);
  if (function == nullptr) return errorPending() ? Ref<Object>(raised()) : newNotImplemented();
  Ref<Object> keep = share(function);
  Object* args[] = {a, b};
  return callSpecial(function, args, 2);
}

constexpr NativeSpecial kNativeMethodOf[] = {NativeSpecial::k_lt, NativeSpecial::k_le, NativeSpecial::k_eq,
                                             NativeSpecial::k_ne, NativeSpecial::k_gt, NativeSpecial::k_ge};

// Exact objects of one builtin type. Null without an exception where their type leaves the answer open.
Ref<Object> compareAlike(Object* a, Object* b, Compare op) {
  NativeFunctionPointer function = nativeSpecial(a, kNativeMethodOf[static_cast<unsigned>(op)]);
  if (function == nullptr) return nullptr;
  Object* args[] = {a, b};
  Ref<Object> result = function(args);
  return result && result.get() == notImplemented() ? nullptr : result;
}

OPHION_NOINLINE Ref<Object> compareBySpecial(Object* a, Object* b, Compare op) {
  if (isStackDeep()) return raise(kTypeRecursionError, "maximum recursion depth exceeded in comparison");
  if (a->typeIndex() == b->typeIndex() && a->typeIndex() < kBuiltinTypeEnd) {
    if (Ref<Object> result = compareAlike(a, b, op); result || errorPending()) return result;
  }
  Type* left = typeOf(a);
  Type* right = typeOf(b);
  Compare swapped = kSwapped[static_cast<unsigned>(op)];
  bool reflected = false;
  if (left != right && isSubtype(right, left)) {
    reflected = true;
    Ref<Object> result = tryCompare(b, a, swapped);
    if (!result || result.get() != notImplemented()) return result;
  }
  Ref<Object> result = tryCompare(a, b, op);
  if (!result || result.get() != notImplemented()) return result;
  if (!reflected) {
    result = tryCompare(b, a, swapped);
    if (!result || result.get() != notImplemented()) return result;
  }
  if (op == Compare::Eq) return newBool(a == b);
  if (op == Compare::Ne) return newBool(a != b);
  return raise(kTypeTypeError, "'%s' not supported between instances of '%T' and '%T'",
               kSigns[static_cast<unsigned>(op)], a, b);
}

// Exact ints, floats and strings of the same type: 1, 0, or -1 where other rules apply.
OPHION_INLINE int compareFast(Object* a, Object* b, Compare op) {
  if (isSmallInt(a) && isSmallInt(b)) {
    int64_t x = smallValue(a), y = smallValue(b);
    return holds(op, (x > y) - (x < y));
  }
  if (a->typeIndex() != b->typeIndex()) {
    // None equals only itself and what says so.
    if (op == Compare::Eq || op == Compare::Ne) {
      if ((isNone(a) && b->typeIndex() <= kTypeFrozenSet) || (isNone(b) && a->typeIndex() <= kTypeFrozenSet)) {
        return op == Compare::Ne;
      }
    }
    return -1;
  }
  if (isExactStr(a)) {
    const Str* x = static_cast<Str*>(a);
    const Str* y = static_cast<Str*>(b);
    if (op == Compare::Eq) return equalStrs(x, y);
    if (op == Compare::Ne) return !equalStrs(x, y);
    return holds(op, compareStrs(x, y));
  }
  if (isExactFloat(a)) return compareDoubles(op, floatValue(a), floatValue(b));
  if (isExactInt(a)) return holds(op, compareInts(static_cast<Int*>(a), static_cast<Int*>(b)));
  return -1;
}

}  // namespace

Ref<Object> richCompare(Object* a, Object* b, Compare op) {
  int fast = compareFast(a, b, op);
  if (OPHION_LIKELY(fast >= 0)) return newBool(fast != 0);
  if (isExactTuple(a) && isExactTuple(b)) {
    return richCompareTuples_mayRunPython(static_cast<Tuple*>(a), static_cast<Tuple*>(b), op);
  }
  return compareBySpecial(a, b, op);
}

int richCompareBool(Object* a, Object* b, Compare op) {
  if (a == b) {
    if (op == Compare::Eq) return 1;
    if (op == Compare::Ne) return 0;
  }
  int fast = compareFast(a, b, op);
  if (OPHION_LIKELY(fast >= 0)) return fast;
  if (isExactTuple(a) && isExactTuple(b)) {
    return compareTuples_mayRunPython(static_cast<Tuple*>(a), static_cast<Tuple*>(b), op);
  }
  Ref<Object> result = compareBySpecial(a, b, op);
  return result ? isTrue(result.get()) : -1;
}

// --- hash ---

int64_t hashAddress(const void* address) {
  // The low bits of an address are zero: turned to the top.
  int64_t hash = static_cast<int64_t>(std::rotr(reinterpret_cast<uint64_t>(address), 4));
  return hash == -1 ? -2 : hash;
}

bool hashObject(Object* object, int64_t* out) {
  switch (object->typeIndex()) {
    case kTypeStr:
      return *out = hashStr(static_cast<Str*>(object)), true;
    case kTypeInt:
    case kTypeBool:
      if (OPHION_LIKELY(isSmallInt(object))) return *out = hashSmallValue(smallValue(object)), true;
      return *out = hashInt(static_cast<Int*>(object)), true;
    case kTypeFloat:
      return *out = hashDouble(floatValue(object), object), true;
    case kTypeNoneType:
    case kTypeType:
    case kTypeFunction:
      return *out = hashAddress(object), true;
    case kTypeTuple:
      return hashTuple_mayRunPython(static_cast<Tuple*>(object), out);
    default:
      break;
  }
  if (NativeFunctionPointer native = nativeSpecial(object, NativeSpecial::k_hash); native != nullptr) {
    if (isStackDeep())
      return raise(kTypeRecursionError, "maximum recursion depth exceeded while calling a Python object");
    Ref<Object> result = native(&object);
    if (!result) return raised();
    if (isSmallInt(result.get())) return *out = smallValue(result.get()), true;
  }
  Object* function = lookupSpecial(object, Special::k_hash);
  if (function == nullptr && errorPending()) return raised();
  if (function == nullptr || isNone(function)) return raise(kTypeTypeError, "unhashable type: '%T'", object);
  if (isStackDeep())
    return raise(kTypeRecursionError, "maximum recursion depth exceeded while calling a Python object");
  Ref<Object> keep = share(function);
  Ref<Object> result = callSpecial(function, &object, 1);
  if (!result) return raised();
  if (!isIntLayout(result.get())) return raise(kTypeTypeError, "__hash__ method should return an integer");
  const Int* number = static_cast<Int*>(result.get());
  if (!tryInt64(number, out)) *out = hashInt(number);
  if (*out == -1) *out = -2;
  return true;
}

}  // namespace ophion
