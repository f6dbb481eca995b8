// Tuples whose slots their maker writes itself.
#pragma once

#include "object/tuple.h"

namespace ophion {

// A tuple of n > 0 items whose slots are still to be written, before anything else is allocated: a collection would
// look at them. Null with MemoryError pending.
Ref<Tuple> newTupleUninitialized(size_t n);

// A pair that takes both items over. Null with MemoryError pending.
Ref<Tuple> newPair(Ref<Object> a, Ref<Object> b);

}  // namespace ophion
