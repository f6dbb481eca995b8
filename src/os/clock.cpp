// Clocks from clock_gettime.
#include "os/clock.h"

#include <ctime>

namespace ophion::os {

namespace {
uint64_t readClock(clockid_t which) {
  timespec t;
  clock_gettime(which, &t);
  return static_cast<uint64_t>(t.tv_sec) * 1000000000u + static_cast<uint64_t>(t.tv_nsec);
}
}  // namespace

uint64_t monotonicNs() { return readClock(CLOCK_MONOTONIC); }
uint64_t wallNs() { return readClock(CLOCK_REALTIME); }
uint64_t processCpuNs() { return readClock(CLOCK_PROCESS_CPUTIME_ID); }
uint64_t threadCpuNs() { return readClock(CLOCK_THREAD_CPUTIME_ID); }

}  // namespace ophion::os
