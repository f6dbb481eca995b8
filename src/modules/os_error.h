// Errors of system calls as exceptions.
#pragma once

#include "heap/ref.h"
#include "object/error.h"

namespace ophion {

// OSError or the class that the number chooses, with the system's text and the file names, where given.
Raised raiseOSError(int number, Object* file_or_null = nullptr, Object* file2_or_null = nullptr);
// The same for the present errno.
Raised raiseErrno(Object* file_or_null = nullptr, Object* file2_or_null = nullptr);

// After a system call failed: whether it was only interrupted and is to be tried again. Runs handlers of signals; where
// one raises, false, and an exception is pending.
bool shouldRetry_mayRunPython();

// Calls f() until it is not interrupted. A result below 0 means failure: errno tells why, or, where a signal's handler
// raised, an exception is pending.
template <class F>
auto retrying_mayRunPython(F f) {
  for (;;) {
    auto result = f();
    if (result >= 0 || !shouldRetry_mayRunPython()) return result;
  }
}

}  // namespace ophion
