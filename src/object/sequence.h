// What sequences have in common: positions given by objects, order of rows, and the methods that are the same
// everywhere.
#pragma once

#include "heap/ref.h"
#include "object/protocol.h"

namespace ophion {

// `__iter__` of every iterator.
Ref<Object> returnSelf(Object* const* args);
// `__class_getitem__` of generic builtin classes: cls[item].
Ref<Object> classGetItem(Object* const* args);

// Whether the object can stand for an integer (has __index__).
bool hasIndex(Object* object);
// A position as an object gives it, negative or out of range as it may be. False: IndexError where it fits no 64 bits,
// or what
// __index__ raised. The sequence may have changed by then.
[[nodiscard]] bool itemPosition_mayRunPython(Object* index, int64_t* out);
// A bound of index(value, start, stop): clipped, negative counted from the end; `fallback` where not given.
[[nodiscard]] bool searchBound_mayRunPython(Object* bound_or_null, int64_t size, int64_t fallback, int64_t* out);
// The number of repetitions in `sequence * count`; 1: *out is set; 0: not a number, NotImplemented is due; -1:
// exception.
int repeatCount_mayRunPython(Object* count, int64_t* out);
// The error of `sequence + other` where other is no sequence of the type, or NotImplemented where other may know
// better.
Ref<Object> refuseConcatenation(const char* type_name, Object* other);

// What a script gets that calls a sequence's __add__ or __mul__ itself, where operators get `result`: NotImplemented or
// an error in the operator's words (null). Other results go through as they are. `owner`: the type that has the method.
OPHION_COLD Ref<Object> refuseOperand(Type* owner, const char* method, Object* self, Object* other, Ref<Object> result);

// a <op> b for numbers, as a bool object.
inline bool ordered(Compare op, int64_t a, int64_t b) {
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

// The __reduce__ of iterators: (builtins.<maker>, (argument,)[, state]). `state` may be null.
Ref<Object> reduceThrough(const char* builtin_name, Object* argument, Object* state);

}  // namespace ophion
