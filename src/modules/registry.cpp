// The native modules: one line each. A module's place in the table is its number in NativeIds.
#include "object/module_spec.h"

// clang-format off
#define OPHION_MODULES(X) \
  X(Builtins) X(Sys) X(Gc) X(Math) X(Cmath) X(Itertools) X(RandomNative) X(Binascii) X(Bisect) X(Codecs) X(Collections) X(Functools) \
  X(Heapq) X(Operator) X(Sre) X(String) X(Struct) X(Unicodedata) \
  X(Io) X(Atexit) X(Thread) X(Warnings) X(Contextvars) X(Md5) X(Sha1) X(Sha256) X(Sha512) X(Sha3) X(Blake2) X(Errno) X(Time) X(Abc) X(Signal) X(Posix) X(PosixSubprocess) X(Select) X(Fcntl) X(Resource) X(Zlib) X(Array) X(Socket) X(Weakref) \
  X(Ast) X(Json) X(Csv) X(Pwd) X(Grp) X(Imp) X(Marshal) X(Ophion)
// clang-format on

namespace ophion {

#define X(name) extern const ModuleSpec k##name##Module;
OPHION_MODULES(X)
#undef X

std::span<const ModuleSpec* const> moduleSpecs() {
#define X(name) &k##name##Module,
  static const ModuleSpec* const kModules[] = {OPHION_MODULES(X)};
#undef X
  return kModules;
}

}  // namespace ophion
