// Folding of operators on constants.
#include "compiler/constant_fold.h"

#include "object/bytes.h"
#include "object/complex.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/set.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"

namespace ophion {

namespace {

constexpr uint64_t kMostBits = 128;        // of an integer that multiplication, power or shift may give
constexpr int64_t kMostItems = 256;        // of a tuple that repetition may give
constexpr int64_t kMostCharacters = 4096;  // of a str or bytes that repetition or a sum may give
constexpr int64_t kMostTotalItems = 1024;  // in nested tuples

bool isInt(const Object* o) { return isExactInt(o) || isExactBool(o); }
const Int* asInt(const Object* o) { return static_cast<const Int*>(o); }

// What is left of `limit` after counting the items of nested tuples; negative: too many.
int64_t itemsWithin(Object* o, int64_t limit) {
  if (!isExactTuple(o)) return limit;
  auto* t = static_cast<Tuple*>(o);
  limit -= t->size_;
  for (uint32_t i = 0; limit >= 0 && i < t->size_; ++i) limit = itemsWithin(t->at(i), limit);
  return limit;
}

bool repetitionIsSmall(const Int* count, Object* sequence) {
  int64_t n;
  if (!tryInt64(count, &n)) return false;
  if (isExactTuple(sequence)) {
    int64_t size = static_cast<Tuple*>(sequence)->size_;
    if (size == 0) return true;
    return n >= 0 && n <= kMostItems / size && (n == 0 || itemsWithin(sequence, kMostTotalItems / n) >= 0);
  }
  int64_t size = isExactStr(sequence) ? static_cast<Str*>(sequence)->length_ : static_cast<Bytes*>(sequence)->length_;
  return size == 0 || (n >= 0 && n <= kMostCharacters / size);
}

bool isRepeatable(const Object* o) { return isExactTuple(o) || isExactStr(o) || isExactBytes(o); }

// How much one of these brings to a sum; 0 of what is no sequence.
int64_t sizeOf(Object* o) {
  if (isExactTuple(o)) return static_cast<Tuple*>(o)->size_;
  if (isExactStr(o)) return static_cast<Str*>(o)->length_;
  return isExactBytes(o) ? int64_t{static_cast<Bytes*>(o)->length_} : 0;
}

bool isSafe(ast::Operator op, Object* a, Object* b) {
  bool ints = isInt(a) && isInt(b);
  switch (op) {
    case ast::Operator::Mult:
      if (ints) {
        return intIsZero(asInt(a)) || intIsZero(asInt(b)) ||
               intBitLength(asInt(a)) + intBitLength(asInt(b)) <= kMostBits;
      }
      if (isInt(a) && isRepeatable(b)) return repetitionIsSmall(asInt(a), b);
      if (isInt(b) && isRepeatable(a)) return repetitionIsSmall(asInt(b), a);
      return true;
    case ast::Operator::Pow: {
      if (!ints || intSign(asInt(b)) <= 0) return true;
      int64_t exponent;
      uint64_t bits = intBitLength(asInt(a));
      return tryInt64(asInt(b), &exponent) && (bits == 0 || static_cast<uint64_t>(exponent) <= kMostBits / bits);
    }
    case ast::Operator::LShift: {
      if (!ints || intIsZero(asInt(a)) || intIsZero(asInt(b))) return true;
      int64_t by;
      return tryInt64(asInt(b), &by) && by >= 0 && static_cast<uint64_t>(by) <= kMostBits &&
             intBitLength(asInt(a)) <= kMostBits - static_cast<uint64_t>(by);
    }
    case ast::Operator::Add:
      // A chain of longer ones would take time by the square of its length.
      return sizeOf(a) + sizeOf(b) <= kMostCharacters;
    case ast::Operator::Mod:
      return !isExactStr(a) && !isExactBytes(a);
    case ast::Operator::MatMult:
      return false;
    default:
      return true;
  }
}

BinaryOp binaryOf(ast::Operator op) {
  switch (op) {
    case ast::Operator::Add:
      return BinaryOp::Add;
    case ast::Operator::Sub:
      return BinaryOp::Sub;
    case ast::Operator::Mult:
      return BinaryOp::Mul;
    case ast::Operator::MatMult:
      return BinaryOp::MatMul;
    case ast::Operator::Div:
      return BinaryOp::TrueDiv;
    case ast::Operator::Mod:
      return BinaryOp::Mod;
    case ast::Operator::Pow:
      return BinaryOp::Pow;
    case ast::Operator::LShift:
      return BinaryOp::Lshift;
    case ast::Operator::RShift:
      return BinaryOp::Rshift;
    case ast::Operator::BitOr:
      return BinaryOp::Or;
    case ast::Operator::BitXor:
      return BinaryOp::Xor;
    case ast::Operator::BitAnd:
      return BinaryOp::And;
    case ast::Operator::FloorDiv:
      return BinaryOp::FloorDiv;
  }
  return BinaryOp::Add;
}

Ref<Object> orNothing(Ref<Object> value) {
  if (!value) clearError();
  return value;
}

}  // namespace

Ref<Object> foldBinary(ast::Operator op, Object* a, Object* b) {
  if (!isSafe(op, a, b)) return nullptr;
  return orNothing(binaryOp(binaryOf(op), a, b));
}

Ref<Object> foldUnary(ast::UnaryOperator op, Object* a) {
  switch (op) {
    case ast::UnaryOperator::Not:
      return newBool(!constantIsTrue(a));
    case ast::UnaryOperator::UAdd:
      return orNothing(unaryOp(UnaryOp::Pos, a));
    case ast::UnaryOperator::USub:
      return orNothing(unaryOp(UnaryOp::Neg, a));
    case ast::UnaryOperator::Invert:
      return orNothing(unaryOp(UnaryOp::Invert, a));
  }
  return nullptr;
}

Ref<Object> foldSubscript(Object* container, Object* key) {
  if (!isRepeatable(container)) return nullptr;
  return orNothing(getItem(container, key));
}

bool constantIsTrue(Object* o) {
  switch (o->typeIndex()) {
    case kTypeNoneType:
      return false;
    case kTypeBool:
    case kTypeInt:
      return !intIsZero(asInt(o));
    case kTypeFloat:
      return floatValue(o) != 0.0;
    case kTypeComplex:
      return static_cast<Complex*>(o)->real_ != 0.0 || static_cast<Complex*>(o)->imag_ != 0.0;
    case kTypeStr:
      return static_cast<Str*>(o)->length_ != 0;
    case kTypeBytes:
      return static_cast<Bytes*>(o)->length_ != 0;
    case kTypeTuple:
      return static_cast<Tuple*>(o)->size_ != 0;
    case kTypeFrozenSet:
      return static_cast<Set*>(o)->used_ != 0;
    default:
      return true;
  }
}

}  // namespace ophion
