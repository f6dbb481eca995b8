// ReferencePath: why an object is still there: a shortest way from what the runtime holds to it.
#pragma once

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct Str;

// "module '__main__' -> cache -> ['key'] -> [3]", or "held by C++ code alone" where no way is known. Variables of
// running frames and modules count as roots, then the runtime itself. Null with an exception pending: out of memory.
Ref<Str> referencePath_mayRunPython(Object* object);

}  // namespace ophion
