// Exception classes that native modules make for themselves, such as struct.error.
#pragma once

#include "heap/ref.h"
#include "object/builtin_types.h"
#include "object/error.h"

namespace ophion {

struct Dict;

// Makes the class `name`, derived from a builtin exception, and stores it in the module's dict under `attribute`.
[[nodiscard]] bool addModuleError(Dict* module_dict, const char* attribute, const char* name, const char* module,
                                  TypeIndex base);
// Raises the class that sys.modules[module] has as `attribute` with a message; its base where that is gone. Null
// message: an exception is pending already.
Raised raiseModuleError(const char* module, const char* attribute, TypeIndex base, Ref<Str> message);

}  // namespace ophion
