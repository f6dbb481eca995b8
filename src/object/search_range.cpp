#include "object/search_range.h"

#include "object/error.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"

namespace ophion {

namespace {

bool boundOf(Object* given, int64_t* out) {
  if (given == nullptr || isNone(given)) return true;
  if (!hasIndex(given)) {
    return raise(kTypeTypeError, "slice indices must be integers or None or have an __index__ method");
  }
  return asInt64Clipped(given, out);
}

}  // namespace

bool searchRange_mayRunPython(Object* start_given, Object* end_given, size_t length, size_t* start, size_t* end) {
  int64_t n = static_cast<int64_t>(length);
  int64_t first = 0, last = n;
  if (!boundOf(start_given, &first) || !boundOf(end_given, &last)) return false;
  if (last > n) last = n;
  if (last < 0) last = last + n < 0 ? 0 : last + n;
  if (first < 0) first = first + n < 0 ? 0 : first + n;
  *start = static_cast<size_t>(first);
  *end = static_cast<size_t>(last);
  return true;
}

}  // namespace ophion
