// MappingProxy: a read-only view of a mapping; what a class's __dict__ shows.
#pragma once

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct MappingProxy : Object {
  Slot<Object> mapping_;
};

Ref<Object> newMappingProxy(Object* mapping);

}  // namespace ophion
