// Warnings raised by the runtime itself, through the module warnings.
#pragma once

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct Str;

// Issues a warning; formats as raise(). False: it was turned into an exception, which is pending.
[[nodiscard]] bool warn_mayRunPython(TypeIndex category, int stack_level, const char* format, ...);

// What sends the warning on; defined by the module _warnings. Absent where it is not linked: nothing is issued then.
__attribute__((weak)) bool issueWarning_mayRunPython(Object* category, Str* message, int stack_level);

}  // namespace ophion
