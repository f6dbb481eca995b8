// Functions of the module builtins that are implemented in files of their own. Arguments as their signatures say
// (builtins.cpp).
#pragma once

#include "object/native.h"

namespace ophion {

struct Code;
struct Dict;

// modules/build_class.cpp
Ref<Object> builtinBuildClass(Object* const* args);
// modules/import.cpp
Ref<Object> builtinImport(Object* const* args);
// modules/builtins_iterate.cpp
Ref<Object> builtinAiter(Object* const* args);
Ref<Object> builtinAll(Object* const* args);
Ref<Object> builtinAnext(Object* const* args);
Ref<Object> builtinAny(Object* const* args);
Ref<Object> builtinIter(Object* const* args);
Ref<Object> builtinMax(Object* const* args);
Ref<Object> builtinMin(Object* const* args);
Ref<Object> builtinNext(Object* const* args);
Ref<Object> builtinSorted(Object* const* args);
Ref<Object> builtinSum(Object* const* args);
// modules/builtins_eval.cpp
Ref<Object> builtinCompile(Object* const* args);
Ref<Object> builtinDir(Object* const* args);
Ref<Object> builtinEval(Object* const* args);
Ref<Object> builtinExec(Object* const* args);
Ref<Object> builtinGlobals(Object* const* args);
Ref<Object> builtinLocals(Object* const* args);
Ref<Object> builtinVars(Object* const* args);
// modules/print.cpp
Ref<Object> builtinInput(Object* const* args);
Ref<Object> builtinPrint(Object* const* args);

// Runs code with these globals and locals (a mapping for code with a namespace; else ignored).
// modules/builtins_eval.cpp
Ref<Object> runCode_mayRunPython(Code* code, Dict* globals, Object* locals);
// The same for code that was just made from a text which is not compiled for later: its constants count once more while
// it runs, since CPython keeps what the parser made so long.
Ref<Object> runFreshCode_mayRunPython(Code* code, Dict* globals, Object* locals);

}  // namespace ophion
