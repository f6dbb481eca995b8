// The end of a program: what runs, and in which order its modules go.
#pragma once

namespace ophion {

// Functions of threading and atexit, while everything is still there; then the streams are flushed.
// False: a stream could not be flushed.
[[nodiscard]] bool runExitFunctions_mayRunPython();
// Whether nothing that lives could notice that the program ends: there are no finalizers to run, but for those of the
// standard streams, and no weak references that call back. The modules may then stay as they are, if the process ends.
[[nodiscard]] bool nothingNoticesTheEnd();
// Modules go: first their entries in sys.modules, then the contents of those that something still refers to, the last
// imported first; sys and builtins last. Flushes again what was printed meanwhile.
void clearModules_mayRunPython();

}  // namespace ophion
