#include "modules/deadline.h"

#include <climits>
#include <cmath>
#include <ctime>

#include "object/float.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/type.h"

namespace ophion {

namespace {

int64_t now() {
  timespec t;
  ::clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * kNanosASecond + t.tv_nsec;
}

}  // namespace

bool timeSpan_mayRunPython(Object* given, int64_t unit_ns, int64_t* out_ns) {
  static constexpr char kTooLarge[] = "timestamp too large to convert to C _PyTime_t";
  if (isFloatLayout(given)) {
    double value;
    if (!asDouble(given, &value)) return raised();
    if (std::isnan(value)) return raise(kTypeValueError, "Invalid value NaN (not a number)");
    value *= static_cast<double>(unit_ns);
    value = value < 0 ? std::floor(value) : std::ceil(value);
    if (!(value >= -0x1p63 && value < 0x1p63)) return raise(kTypeOverflowError, kTooLarge);
    *out_ns = static_cast<int64_t>(value);
    return true;
  }
  Ref<Int> number = index(given);
  if (!number) return raised();
  int64_t units;
  if (!tryInt64(number.get(), &units) || __builtin_mul_overflow(units, unit_ns, out_ns)) {
    return raise(kTypeOverflowError, kTooLarge);
  }
  return true;
}

Deadline::Deadline(int64_t span_ns) : until_ns_(-1) {
  if (span_ns < 0) return;
  if (__builtin_add_overflow(now(), span_ns, &until_ns_)) until_ns_ = INT64_MAX;
}

int64_t Deadline::leftNs() const {
  if (isNever()) return -1;
  int64_t left = until_ns_ - now();
  return left < 0 ? 0 : left;
}

int Deadline::leftMs() const {
  if (isNever()) return -1;
  int64_t left = (leftNs() + 999'999) / 1'000'000;
  return left > INT_MAX ? INT_MAX : static_cast<int>(left);
}

}  // namespace ophion
