// Importing, as the object layer asks for it. Defined by the import system in src/modules.
#pragma once

#include "heap/ref.h"

namespace ophion {

struct Str;

// The module of that dotted name, imported if it has not been.
Ref<Object> importModule_mayRunPython(Str* name);

}  // namespace ophion
