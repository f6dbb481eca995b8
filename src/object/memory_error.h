// MemoryErrors made beforehand, so that running out of memory can be reported without any.
#pragma once

#include "heap/ref.h"

namespace ophion {

inline constexpr unsigned kMemoryErrorsInReserve = 16;

// Makes the reserve. False where memory is short.
[[nodiscard]] bool fillMemoryErrors();
// One from the reserve; the last of it is shared by whoever comes when it is used up.
Ref<Object> takeMemoryError();
// A MemoryError has died: the reserve is filled up again as far as memory goes.
void refillMemoryErrors();

}  // namespace ophion
