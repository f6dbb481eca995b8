// UnionType: `int | str`.
#pragma once

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct UnionType : Object {
  Slot<Object> args_;        // Tuple, flattened and without duplicates
  Slot<Object> parameters_;  // Tuple or null
};

// a | b for types, None, generic aliases and unions; NotImplemented for anything else.
Ref<Object> newUnion_mayRunPython(Object* a, Object* b);

}  // namespace ophion
