// What the rest of the runtime must know of `object` itself.
#pragma once

#include "heap/ref.h"

namespace ophion {

struct Type;

// Whether the value found on a class is object's own __init__ / __new__.
bool isObjectInit(const Object* found);
bool isObjectNew(const Object* found);

// Methods of `type` that stand in files of their own.
Ref<Object> typeNew(Object* const* args);
Ref<Object> typeInit(Object* const* args);
// What __reduce_ex__(protocol) of an object without one of its own gives; protocol 2 and higher.
Ref<Object> reduceObject_mayRunPython(Object* object, int64_t protocol);
// object.__getstate__
Ref<Object> stateOf_mayRunPython(Object* object);

}  // namespace ophion
