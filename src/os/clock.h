// Clocks of the system, in nanoseconds.
#pragma once

#include <cstdint>

namespace ophion::os {

uint64_t monotonicNs();
uint64_t wallNs();
uint64_t processCpuNs();
uint64_t threadCpuNs();

}  // namespace ophion::os
