// StrIterator: over the characters of a string. The interpreter steps it by itself.
#pragma once

#include "object/str.h"

namespace ophion {

struct StrIterator : Object {
  Slot<Str> str_;  // null: exhausted
  uint32_t position_;
};

Ref<Object> newStrIterator(Str* s);

}  // namespace ophion
