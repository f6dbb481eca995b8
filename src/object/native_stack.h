// NativeStack: whether the C stack of the calling thread still has room.
#pragma once

#include "base/attributes.h"
#include "os/stack.h"

namespace ophion {

// Lowest address that native code may still start from; set when first asked.
extern constinit thread_local uintptr_t t_stack_floor __attribute__((tls_model("initial-exec")));

OPHION_COLD bool isStackDeepSlow();

inline bool isStackDeep() { return OPHION_UNLIKELY(os::stackPointer() < t_stack_floor) && isStackDeepSlow(); }

}  // namespace ophion
