// Importing modules.
#pragma once

#include "heap/ref.h"

namespace ophion {

struct Str;
struct Dict;

// Fills sys.modules with builtins and sys. False: an exception is pending.
[[nodiscard]] bool initializeModules();
// The module of that absolute name, imported if it has not been; also its parents.
Ref<Object> importModule_mayRunPython(Str* name);
// A fresh module __main__, entered in sys.modules.
Ref<Object> makeMainModule();

}  // namespace ophion
