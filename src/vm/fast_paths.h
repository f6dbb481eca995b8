// Fast paths: what specialised handlers compute, in functions small enough to be inlined into them.
#pragma once

#include "heap/heap.h"
#include "object/binding.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "object/native_special.h"
#include "object/protocol.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "vm/interpreter.h"

namespace ophion {

inline bool andSmall(int64_t a, int64_t b, int64_t* r) { return *r = a & b, true; }
inline bool orSmall(int64_t a, int64_t b, int64_t* r) { return *r = a | b, true; }
inline bool xorSmall(int64_t a, int64_t b, int64_t* r) { return *r = a ^ b, true; }
inline bool floorDivideSmall(int64_t a, int64_t b, int64_t* r) {
  if (b == 0 || b == -1) return false;
  int64_t q = a / b;
  *r = q - ((a % b != 0) && ((a < 0) != (b < 0)));
  return true;
}
inline bool moduloSmall(int64_t a, int64_t b, int64_t* r) {
  if (b == 0 || b == -1) return false;
  int64_t m = a % b;
  *r = m != 0 && (m < 0) != (b < 0) ? m + b : m;
  return true;
}
inline bool shiftLeftSmall(int64_t a, int64_t b, int64_t* r) {
  if (b < 0 || b > 62) return false;
  *r = static_cast<int64_t>(static_cast<uint64_t>(a) << b);
  return *r >> b == a;
}
inline bool shiftRightSmall(int64_t a, int64_t b, int64_t* r) {
  if (b < 0) return false;
  *r = a >> (b > 63 ? 63 : b);
  return true;
}

// The value of a float or of an int that a double holds exactly.
inline bool asDoubleFast(const Object* o, double* out) {
  if (isExactFloat(o)) return *out = floatValue(o), true;
  if (!isSmallInt(o)) return false;
  int64_t v = smallValue(o);
  constexpr int64_t kExact = int64_t{1} << 53;
  if (v > kExact || v < -kExact) return false;
  return *out = static_cast<double>(v), true;
}

template <class T>
inline bool compareValues(Compare op, T a, T b) {
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

// Of two exact strs: below, equal to, or above 0 as the first stands to the second.
inline int orderOfStrs(const Object* a, const Object* b) {
  return a == b ? 0 : compareStrs(static_cast<const Str*>(a), static_cast<const Str*>(b));
}
// 0 where they are equal.
inline int differenceOfStrs(const Object* a, const Object* b) {
  return a == b || equalStrs(static_cast<const Str*>(a), static_cast<const Str*>(b)) ? 0 : 1;
}
// The concatenation, counted; null with an exception pending.
inline Object* addStrs(Object* a, Object* b) {
  return concatenate(static_cast<Str*>(a), static_cast<Str*>(b)).release();
}

// The next item of an iterator of a builtin type, counted; null at its end or with an exception pending. The caller's
// count keeps it alive.
inline Object* nextNative(Object* iterator) {
  return nativeSpecial(iterator, NativeSpecial::k_next)(&iterator).release();
}

// Whether nextPair may take the place of next() and an unpacking into two.
bool givesPairs(const Object* iterator);
// The halves of the next pair, counted; null at the end or with an exception pending.
OPHION_NOINLINE Object* nextPair_mayRunPython(Object* iterator, Object** second);

// `container[start:stop]` of an exact list, tuple or str between plain bounds (None or an int of 64 bits), counted.
// *fits false: something else, nothing was done. Null: MemoryError pending.
OPHION_NOINLINE Object* slicePlain(Object* container, Object* start, Object* stop, bool* fits);
// `container[start:stop:step]` of an exact list or tuple, likewise.
OPHION_NOINLINE Object* slicePlainStep(Object* container, Object* start, Object* stop, Object* step, bool* fits);
// `list[start:stop] = items` of exact lists (or a tuple of items), likewise.
OPHION_NOINLINE bool storeSlicePlain_mayRunPython(Object* container, Object* start, Object* stop, Object* items,
                                                  bool* fits);

// What a data descriptor of a builtin type gives for an object, counted.
inline Object* readDescriptor_mayRunPython(Object* descriptor, Object* object) {
  return bindDescriptor_mayRunPython(descriptor, object, typeOf(object)).release();
}
// What reading through a property calls; null where that is no Python function.
inline Object* getterOf(Object* property) {
  Object* getter = static_cast<Property*>(property)->get_.getOrNull();
  return getter != nullptr && isExactFunction(getter) ? getter : nullptr;
}
// What an object's class has for a special, borrowed; null where it has none or that is not known yet.
inline Object* specialBorrowed(Object* object, Special special) {
  SpecialTable* table = typeOf(object)->specials_.getOrNull();
  return table == nullptr ? nullptr : table->entries_[static_cast<unsigned>(special)].getOrNull();
}

// Whether calling the class makes an instance with nothing but fields, by object.__new__.
inline bool makesPlainInstances(Type* type) {
  return typeOf(type) == builtinType(kTypeType) && type->is(kTypeHeap) && !type->is(kTypeHasCustomNew) &&
         !type->is(kTypeAbstract) && type->layout_ == kTypeObject;
}
// Such an instance, counted; null with MemoryError pending.
OPHION_NOINLINE Object* newPlainInstance(Type* type);

// The length of an exact builtin container that knows it; -1 for everything else.
inline int64_t plainLength(const Object* o) {
  switch (o->typeIndex()) {
    case kTypeList:
      return static_cast<const List*>(o)->size_;
    case kTypeTuple:
      return static_cast<const Tuple*>(o)->size_;
    case kTypeStr:
      return static_cast<const Str*>(o)->length_;
    case kTypeDict:
      return static_cast<const Dict*>(o)->used_;
    case kTypeSet:
      return static_cast<const Set*>(o)->used_;
    default:
      return -1;
  }
}

// Whether an exact builtin object of the common types is true; -1 for everything else.
inline int plainTruth(const Object* o) {
  switch (o->typeIndex()) {
    case kTypeNoneType:
      return 0;
    case kTypeInt:
      return isSmallInt(o) ? smallValue(o) != 0 : 1;
    case kTypeFloat:
      return floatValue(o) != 0;
    default: {
      int64_t length = plainLength(o);
      return length < 0 ? -1 : length != 0;
    }
  }
}

// The last count of an int or float went (or was sticky).
inline void releaseNumber(Object* o) {
  if (OPHION_UNLIKELY(o->count_ != 0)) {
    o->count_ = kStickyCount;
  } else if (isSmallInt(o) || isExactFloat(o)) {
    heap().freeBlock(o);
  } else {
    o->count_ = 1;
    decref(o);
  }
}

// Most arguments, self included, of a native that specialised instructions call.
inline constexpr size_t kMostFastArguments = 6;
// `item in container` for builtin types: the registers' counts keep both alive meanwhile. An item whose class is a
// program's may look at its own count, and takes the general way, where it has one more.
inline bool mayBorrowForIn(const Object* container, const Object* item) {
  return container->typeIndex() < kFirstHeapType && item->typeIndex() < kFirstHeapType;
}

// Calls of natives with exactly the arguments they take by position. Entered: the guess failed, nothing was done.
OPHION_NOINLINE CallOutcome fastNative(Instruction* pc, Register* fp);
OPHION_NOINLINE CallOutcome fastNativeMethod(Instruction* pc, Register* fp);
// A method that was taken off its object before: `append = items.append`.
OPHION_NOINLINE CallOutcome fastNativeBound(Instruction* pc, Register* fp);
// The same for natives that take more in another way (*args, parameters by keyword only), up to kMostAnyArguments.
inline constexpr size_t kMostAnyArguments = 16;
OPHION_NOINLINE CallOutcome fastNativeAny(Instruction* pc, Register* fp);
OPHION_NOINLINE CallOutcome fastNativeMethodAny(Instruction* pc, Register* fp);
OPHION_NOINLINE CallOutcome fastBuiltinClass(Instruction* pc, Register* fp);

}  // namespace ophion
