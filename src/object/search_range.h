// The bounds of find(sub, start, end) and its kin, on texts and rows of bytes.
#pragma once

#include <cstdint>

#include "heap/ref.h"

namespace ophion {

// start and end as slices have them: clipped, negative ones counted from the end. Null or None: not given. False:
// exception pending. `end` may come out below `start`. May run __index__.
[[nodiscard]] bool searchRange_mayRunPython(Object* start_or_null, Object* end_or_null, size_t length, size_t* start,
                                            size_t* end);

}  // namespace ophion
