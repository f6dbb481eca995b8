// The types of the module _functools.
#pragma once

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct Dict;
struct Tuple;

struct FunctoolsPartial : Object {
  Slot<Object> function_;
  Slot<Tuple> arguments_;
  Slot<Dict> keywords_;
};

// What cmp_to_key makes: without an object it is the function K, with one an item that compares through the function.
struct FunctoolsKeyWrapper : Object {
  Slot<Object> compare_;
  Slot<Object> object_;
};

// A function with a cache of results. A bounded cache is a dict in the order of use, the least recent first.
struct FunctoolsLruCache : Object {
  Slot<Object> function_;
  Slot<Dict> cache_;
  Slot<Object> info_type_;
  Slot<Object> keyword_mark_;  // stands between positional and keyword arguments in keys
  int64_t max_size_;           // -1: unbounded
  int64_t hits_, misses_;
  uint32_t oldest_;          // no entry of the dict's table before this one is alive, while ...
  uint32_t oldest_table_;    // ... the table is this one ...
  uint16_t oldest_rebuilt_;  // ... in this state
  bool typed_;
};

}  // namespace ophion
