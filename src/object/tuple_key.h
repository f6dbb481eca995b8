// TupleKey: hash and order of tuples, as tables, sorts and heaps ask for them. Items that are exact ints, floats and
// strs are hashed and compared in place; the rest goes through the protocol and may run Python.
#pragma once

#include "object/protocol.h"
#include "object/tuple.h"

namespace ophion {

// The hash of a tuple; false: exception pending.
[[nodiscard]] bool hashTuple_mayRunPython(Tuple* tuple, int64_t* out);

// a <op> b: 1, 0, -1 with an exception pending. The caller holds both.
int compareTuples_mayRunPython(Tuple* a, Tuple* b, Compare op);
// The same with the result as an object, which items of a program's own may make any.
Ref<Object> richCompareTuples_mayRunPython(Tuple* a, Tuple* b, Compare op);

// Equality where no Python is needed for it: 1 or 0; -1 where it is.
int equalTuplesAtOnce(const Tuple* a, const Tuple* b);

}  // namespace ophion
