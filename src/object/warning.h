// Warnings raised by the runtime itself, through the module warnings.
#pragma once

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct Str;

// Issues a warning; formats as raise(). False: it was turned into an exception, which is pending.
[[nodiscard]] bool warn_mayRunPython(TypeIndex category, int stack_level, const char* format, ...);

// Issues a warning about a place in a source text that is being compiled. False: an exception is pending.
[[nodiscard]] bool warnOfSource_mayRunPython(TypeIndex category, Str* message, Str* filename, uint32_t line);

// What sends warnings on; defined by the module _warnings. Absent where it is not linked: nothing is issued then.
__attribute__((weak)) bool issueWarning_mayRunPython(Object* category, Str* message, int stack_level);
__attribute__((weak)) bool issueWarningOfSource_mayRunPython(Object* category, Str* message, Str* filename,
                                                             uint32_t line);

}  // namespace ophion
