// What a heap held, as text for people.
#pragma once

#include <cstdio>

namespace ophion {

// The layers of the entered heap, and which types had the most bytes.
void printHeapReport(FILE* out);

}  // namespace ophion
