// Leaks: objects and buffers that outlive their runtime.
//
// A heap goes as a whole, so a count that somebody took and never gave back costs nobody anything when a program ends.
// In a runtime that lives for weeks it does. So debug builds look, at the end of every run: all that the runtime knows
// of is released, and what then is still in the heap is reported. It may be held by an object that is itself left;
// where an object has more counts than all objects that are left give it, its holder is a piece of native code that
// forgot it.
#pragma once

#include <cstddef>
#include <cstdio>

namespace ophion {

// Takes apart the runtime whose heap is entered, which was shut down, and prints what is left. Returns how many objects
// and buffers that are. Nothing but Heap::destroy() may follow.
[[nodiscard]] size_t reportLeaks(FILE* out);

}  // namespace ophion
