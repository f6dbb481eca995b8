// Reading ints from text as int() does.
#pragma once

#include <cstddef>

#include "object/int.h"

namespace ophion {

// From ASCII text with optional blanks, sign, prefix and underscores; base 0 goes by the prefix. *malformed: null
// without an exception.
Ref<Int> parseIntAscii(const char* s, size_t n, int base, bool* malformed);
// From an instance of str or bytes. ValueError "invalid literal for int() with base 10: 'x'".
Ref<Int> parseIntText(Object* text, int base);

}  // namespace ophion
