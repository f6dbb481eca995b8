// The iterators of the module itertools. Every struct has its slots first (slotRowLayout).
#pragma once

#include "object/bytes.h"
#include "object/list.h"
#include "object/tuple.h"

namespace ophion {

struct ItertoolsCount : Object {
  Slot<Object> next_;  // null: fast_ counts
  Slot<Object> step_;
  int64_t fast_;  // the next number where the step is the int 1 and the numbers fit 64 bits
};
struct ItertoolsCycle : Object {
  Slot<Object> iterator_;  // null: exhausted
  Slot<List> saved_;
  uint32_t position_;
};
struct ItertoolsRepeat : Object {
  Slot<Object> element_;
  int64_t left_;  // negative: without end
};
struct ItertoolsChain : Object {
  Slot<Object> sources_;  // iterator over iterables; null: exhausted
  Slot<Object> active_;
};
struct ItertoolsCompress : Object {
  Slot<Object> data_, selectors_;
};
// dropwhile, takewhile, filterfalse and starmap.
struct ItertoolsFiltering : Object {
  Slot<Object> function_, iterator_;
  bool decided_;  // dropwhile: it has begun to give; takewhile: it has stopped
};
struct ItertoolsISlice : Object {
  Slot<Object> iterator_;               // null: exhausted
  int64_t next_, stop_, step_, count_;  // stop_ < 0: none
};
struct ItertoolsAccumulate : Object {
  Slot<Object> iterator_, function_, total_, initial_;
};
struct ItertoolsZipLongest : Object {
  Slot<Tuple> iterators_;  // an empty slot: exhausted
  Slot<Object> fill_;
  uint32_t active_;
};
// product: pools_ are tuples in a tuple; the others: one tuple.
struct ItertoolsCombining : Object {
  Slot<Tuple> pools_;    // null: exhausted
  Slot<Bytes> indices_;  // uint32_t each: where in its pool each item of the next result is
  Slot<Bytes> cycles_;   // permutations
  uint32_t length_;      // of a result
  bool begun_;
};
struct ItertoolsGroupBy : Object {
  Slot<Object> iterator_, key_function_, target_key_, current_key_, current_value_;
  uint32_t group_;  // number of the group that may go on
};
struct ItertoolsGrouper : Object {
  Slot<ItertoolsGroupBy> parent_;
  Slot<Object> target_key_;
  uint32_t group_;
};
struct ItertoolsPairwise : Object {
  Slot<Object> iterator_, previous_;
};

inline constexpr unsigned kTeeValues = 57;
// A link of the chain of values that the copies of a tee share.
struct ItertoolsTeeData : Object {
  Slot<Object> iterator_;
  Slot<ItertoolsTeeData> next_;
  Slot<Object> values_[kTeeValues];
  uint32_t read_;
  bool running_;
};
struct ItertoolsTee : Object {
  Slot<ItertoolsTeeData> data_;
  uint32_t position_;
};

}  // namespace ophion
