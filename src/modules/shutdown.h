// The end of a program: what runs, and in which order its modules go.
#pragma once

namespace ophion {

// Functions of threading and atexit, while everything is still there; then the streams are flushed.
// False: a stream could not be flushed.
[[nodiscard]] bool runExitFunctions_mayRunPython();
// Modules go: first their entries in sys.modules, then the contents of those that something still refers to, the last
// imported first; sys and builtins last. Flushes again what was printed meanwhile.
void clearModules_mayRunPython();

}  // namespace ophion
