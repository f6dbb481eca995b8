// Bounds of the calling thread's C stack.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ophion::os {

// The lowest address the calling thread's stack may grow down to. Asked of the system once a thread.
uintptr_t stackLimit();

// The stack pointer, nearly.
inline uintptr_t stackPointer() { return reinterpret_cast<uintptr_t>(__builtin_frame_address(0)); }

}  // namespace ophion::os
