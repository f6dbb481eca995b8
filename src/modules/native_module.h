// Native modules: from their tables to module objects.
#pragma once

#include "object/module_spec.h"

namespace ophion {

struct Str;

// The number of the native module of that name in moduleSpecs(), or -1.
int findNativeModule(const Str* name);
// Makes the module object and fills it. Does not enter it in sys.modules.
Ref<Module> makeNativeModule(int number);

}  // namespace ophion
