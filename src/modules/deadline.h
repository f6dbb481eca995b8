// Deadline: until when a system call may wait. A call that a signal interrupted goes on with what is left of the time.
#pragma once

#include <cerrno>
#include <cstdint>

#include "modules/os_error.h"

namespace ophion {

inline constexpr int64_t kNanosASecond = 1'000'000'000;

// A time span in units of `unit_ns`, from an int or float, rounded away from zero. False: TypeError where it is no
// number, ValueError for NaN, OverflowError.
[[nodiscard]] bool timeSpan_mayRunPython(Object* given, int64_t unit_ns, int64_t* out_ns);

class Deadline {
 public:
  // So many nanoseconds from now; below 0: never.
  explicit Deadline(int64_t span_ns);
  bool isNever() const { return until_ns_ < 0; }
  // Nanoseconds that are left: not below 0; -1 for never.
  int64_t leftNs() const;
  // The same in milliseconds as poll() takes them, rounded up.
  int leftMs() const;

 private:
  int64_t until_ns_;
};

// Calls f(), which is to wait for what is left of a deadline, until it is not interrupted, as retrying_mayRunPython().
// An interruption after the deadline counts as its end: 0.
template <class F>
int waiting_mayRunPython(const Deadline& deadline, F f) {
  for (;;) {
    int result = f();
    if (result >= 0 || !shouldRetry_mayRunPython()) return result;
    if (deadline.leftNs() == 0) return 0;
  }
}

}  // namespace ophion
