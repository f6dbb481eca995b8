// Open files as programs name them where a system call needs a number: an int, or an object with fileno().
#pragma once

#include "heap/ref.h"

namespace ophion {

// False: TypeError "argument must be an int, or have a fileno() method.", ValueError for a negative number,
// OverflowError, or what fileno() raised.
[[nodiscard]] bool fileDescriptor_mayRunPython(Object* given, int* out);

}  // namespace ophion
