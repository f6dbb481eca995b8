// Arguments that CPython takes as a C integer: what does not fit is told in its words.
#pragma once

#include <cstdint>

namespace ophion {

struct Object;

// The number of an argument, through __index__. False with TypeError pending where it is none, with OverflowError where
// it does not fit a C ssize_t.
[[nodiscard]] bool cSizeArgument_mayRunPython(Object* given, int64_t* out);
// The same for a C int.
[[nodiscard]] bool cIntArgument_mayRunPython(Object* given, int64_t* out);

}  // namespace ophion
