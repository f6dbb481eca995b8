// What a process has used of the machine, as programs see it: resource.struct_rusage.
#pragma once

#include "heap/ref.h"

struct rusage;

namespace ophion {

struct Type;

Ref<Object> newResourceUsage(const struct ::rusage& usage);
Type* resourceUsageType();  // borrowed; null with MemoryError pending

}  // namespace ophion
