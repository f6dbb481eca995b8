// CodeView: the little that the object layer must know of code objects. Defined in src/code.
#pragma once

#include <cstddef>

#include "heap/ref.h"

namespace ophion {

struct Code;
struct Dict;
struct Function;
struct Str;

size_t freeVariableCount(const Code* code);
Str* codeNameBorrowed(const Code* code);
// A function of the code with these globals: its names from the code, its module from the globals' __name__, its
// builtins from their __builtins__.
Ref<Function> newFunction(Code* code, Dict* globals);

}  // namespace ophion
