// MemoryErrors made beforehand, so that running out of memory can be reported without any.
#pragma once

#include "heap/ref.h"

namespace ophion {

inline constexpr unsigned kMemoryErrorsInReserve = 16;

// Makes the reserve. False where memory is short.
[[nodiscard]] bool fillMemoryErrors();
// One from the reserve, refilled where possible.
Ref<Object> takeMemoryError();
// A MemoryError of the reserve that nobody refers to any more goes back instead of dying. True: it did.
bool keepMemoryError(Object* error);

}  // namespace ophion
