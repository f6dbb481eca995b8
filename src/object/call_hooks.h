// CallHooks: what the object layer asks of the interpreter above it. Defined in src/vm.
#pragma once

#include <cstdint>

#include "heap/ref.h"

namespace ophion {

struct Code;
struct Dict;
struct Function;
struct Tuple;

// Runs a Python function; arguments as for callVector.
Ref<Object> callPythonFunction(Function* function, Object* const* args, size_t n, Tuple* keyword_names);
// The globals of the innermost Python frame; borrowed, nullptr where none runs.
Dict* currentGlobalsBorrowed();
// How many different attributes the code stores on its first argument: how much room an instance will want.
uint16_t countSelfStores(Code* code);
// For super() without arguments: the first argument and the __class__ cell's value of the innermost Python frame,
// borrowed. False: RuntimeError pending.
[[nodiscard]] bool superArguments(Object** type, Object** self);

}  // namespace ophion
