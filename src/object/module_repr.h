// How a module shows itself: by its spec, its loader and its file.
#pragma once

#include "heap/ref.h"

namespace ophion {

struct Str;

Ref<Object> reprOfModule_mayRunPython(Object* module);
// Whether the import of the module is under way. Errors on the way count as no.
bool isModuleInitializing_mayRunPython(Object* module);

}  // namespace ophion
