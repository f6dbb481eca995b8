// Protocol: the operations of the language on any object, as the interpreter and native functions use them. Unless said
// otherwise: arguments borrowed, results counted, null (false, -1) with an exception pending; any may run Python.
#pragma once

#include <optional>

#include "heap/ref.h"
#include "object/builtin_types.h"
#include "object/names.h"

namespace ophion {

struct Dict;
struct Int;
struct List;
struct Str;
struct Tuple;
struct Type;

// --- attributes (object/attribute.cpp) ---
Ref<Object> getAttr(Object* object, Str* name);
Ref<Object> getAttr(Object* object, Name n);
// Null without an exception where there is no such attribute (AttributeError is swallowed); *failed tells other errors.
Ref<Object> getAttrOrNull(Object* object, Str* name, bool* failed);
Ref<Object> getAttrOrNull(Object* object, Name n, bool* failed);
[[nodiscard]] bool setAttr(Object* object, Str* name, Object* value);  // value nullptr deletes
// What object.__getattribute__ and object.__setattr__ do.
Ref<Object> genericGetAttr(Object* object, Str* name);
[[nodiscard]] bool genericSetAttr(Object* object, Str* name, Object* value);
// For a method call: the function found on the class with *self_bound true (call it with object first), or the
// attribute itself.
Ref<Object> getMethod(Object* object, Str* name, bool* self_bound);

// --- calls (object/call.cpp; Python functions run in the interpreter) ---
// The last keyword_names->size_ of the n arguments are keywords' values.
Ref<Object> callVector(Object* callable, Object* const* args, size_t n, Tuple* keyword_names);
Ref<Object> call(Object* callable);
Ref<Object> call(Object* callable, Object* a);
Ref<Object> call(Object* callable, Object* a, Object* b);
Ref<Object> call(Object* callable, Object* a, Object* b, Object* c);
Ref<Object> callWithTuple(Object* callable, Tuple* args, Dict* keywords_or_null);
Ref<Object> callMethod(Object* object, Name method);
Ref<Object> callMethod(Object* object, Name method, Object* a);
Ref<Object> callMethod(Object* object, Name method, Object* a, Object* b);
// Calls what a special lookup on the class of args[0] gave: binds through __get__ where it is no plain function.
Ref<Object> callSpecial(Object* function, Object* const* args, size_t n);
bool isCallable(Object* object);

// --- truth, comparison, hash (object/compare.cpp) ---
enum class Compare : uint8_t { Lt, Le, Eq, Ne, Gt, Ge };
int isTrue(Object* object);  // 1, 0, -1
Ref<Object> richCompare(Object* a, Object* b, Compare op);
int richCompareBool(Object* a, Object* b, Compare op);  // identity implies equality; 1, 0, -1
inline int equalObjects(Object* a, Object* b) { return a == b ? 1 : richCompareBool(a, b, Compare::Eq); }
int64_t hashAddress(const void* address);                     // what object.__hash__ gives
[[nodiscard]] bool hashObject(Object* object, int64_t* out);  // TypeError "unhashable type: 'X'"

// --- numbers (object/arithmetic.cpp) ---
enum class BinaryOp : uint8_t {
  Add,
  Sub,
  Mul,
  MatMul,
  TrueDiv,
  FloorDiv,
  Mod,
  Divmod,
  Pow,
  Lshift,
  Rshift,
  And,
  Or,
  Xor
};
Ref<Object> binaryOp(BinaryOp op, Object* a, Object* b);
Ref<Object> inplaceOp(BinaryOp op, Object* a, Object* b);
Ref<Object> powerModulo(Object* a, Object* b, Object* modulus);
enum class UnaryOp : uint8_t { Neg, Pos, Invert, Abs, Not };
Ref<Object> unaryOp(UnaryOp op, Object* a);
Ref<Int> index(Object* object);  // exact int by __index__; TypeError "'X' object cannot be interpreted as an integer"
// Through __index__; clips to the ends of the range where clip, else raises `overflow` (e.g. kTypeOverflowError /
// kTypeIndexError).
[[nodiscard]] bool asInt64(Object* object, int64_t* out, TypeIndex overflow = kTypeOverflowError);
[[nodiscard]] bool asInt64Clipped(Object* object, int64_t* out);

// --- text (object/text.cpp) ---
Ref<Str> reprOf(Object* object);
Ref<Str> strOf(Object* object);
Ref<Str> asciiOf(Object* object);
Ref<Str> formatObject(Object* object, Str* spec_or_null);
// Marks an object as being shown: false where it already is (the caller shows "[...]"); *failed on MemoryError.
bool enterRepr(Object* object, bool* failed);
void leaveRepr(Object* object);

// --- containers (object/container.cpp) ---
int64_t lengthOf(Object* object);                      // -1
int64_t lengthHint(Object* object, int64_t fallback);  // -1 on error
Ref<Object> getItem(Object* container, Object* key);
[[nodiscard]] bool setItem(Object* container, Object* key, Object* value);
[[nodiscard]] bool deleteItem(Object* container, Object* key);
int contains(Object* container, Object* item);  // 1, 0, -1

// --- iteration (object/iteration.cpp) ---
Ref<Object> getIter(Object* iterable);   // TypeError "'X' object is not iterable"
Ref<Object> iterNext(Object* iterator);  // null without exception: exhausted
Ref<Object> iterNextOrStop(
    Object* iterator);  // as iterNext, but a StopIteration, which may carry a value, stays pending

// --- types ---
int isInstance(Object* object, Object* class_or_tuple);  // 1, 0, -1; asks __instancecheck__
int isSubclass(Object* derived, Object* class_or_tuple);

// --- guards ---
// True: the C stack or the recursion limit is reached and RecursionError "maximum recursion depth exceeded<where>" is
// pending. Natives that recurse through data (repr, comparison, hashing, copying, traversals) hold one while they
// descend.
class NativeRecursion {
 public:
  explicit NativeRecursion(const char* where);
  ~NativeRecursion();
  bool exceeded() const { return exceeded_; }

 private:
  bool exceeded_;
};

}  // namespace ophion
