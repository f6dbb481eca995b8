// Order: comparisons of exact numbers, for loops that make many: sorting, heaps, the largest and the smallest.
#pragma once

#include "object/float.h"
#include "object/int.h"
#include "object/protocol.h"

namespace ophion {

template <Compare op, class T>
OPHION_INLINE bool orderedBy(T a, T b) {
  if constexpr (op == Compare::Lt) return a < b;
  if constexpr (op == Compare::Le) return a <= b;
  if constexpr (op == Compare::Eq) return a == b;
  if constexpr (op == Compare::Ne) return a != b;
  if constexpr (op == Compare::Gt) return a > b;
  return a >= b;
}

// As richCompareBool: 1, 0, -1 with an exception pending. Two small ints or two floats are compared inline.
template <Compare op>
OPHION_INLINE int compareItems_mayRunPython(Object* a, Object* b) {
  if (isSmallInt(a) && isSmallInt(b)) return orderedBy<op>(smallValue(a), smallValue(b));
  if (isExactFloat(a) && isExactFloat(b) && (op != Compare::Eq || a != b) && (op != Compare::Ne || a != b)) {
    return orderedBy<op>(floatValue(a), floatValue(b));
  }
  return richCompareBool(a, b, op);
}

}  // namespace ophion
