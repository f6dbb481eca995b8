// SimpleNamespace: an object that is nothing but its attributes; type(sys.implementation).
#pragma once

#include "object/dict.h"

namespace ophion {

struct SimpleNamespace : Object {
  Slot<Dict> dict_;
};

Ref<SimpleNamespace> newSimpleNamespace(Dict* attributes_or_null);

}  // namespace ophion
