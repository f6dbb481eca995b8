// The digits of a double, as the float's repr and the format mini-language lay them out.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ophion {

// Most digits before the point of a double, and most significant digits a double can have.
inline constexpr size_t kMaxWholeDigits = 309;
inline constexpr size_t kMaxExactDigits = 770;

// |value|, finite, as digits d.ddd times 10 ** exponent, shortest that reads back the same. `digits` has room for 20.
// Returns how many; at least one, no zeros at the end but in "0".
size_t shortestDigits(double value, char* digits, int* exponent);

// Text of a double in ASCII, into `out`, which has room for doubleTextBound(). Returns its length.
struct DoubleStyle;
size_t writeDouble(double value, const DoubleStyle& style, char* out);
size_t doubleTextBound(double value, const DoubleStyle& style);

}  // namespace ophion
