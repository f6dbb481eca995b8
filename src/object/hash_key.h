// HashKey: what the tables of dicts and sets ask of a key. Keys that are exact strs or ints, or tuples of such, are
// hashed and compared at once; the rest goes through the protocol and may run Python.
#pragma once

#include "object/dict.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple_key.h"

namespace ophion {

// hashInt() of a small int's value.
OPHION_INLINE int64_t hashSmallValue(int64_t value) {
  constexpr int64_t kModulus = (int64_t{1} << 61) - 1;
  if (OPHION_UNLIKELY(value >= kModulus || value <= -kModulus)) value %= kModulus;
  return value == -1 ? -2 : value;
}

// A key's hash as tables keep it. False: exception pending.
[[nodiscard]] OPHION_INLINE bool foldedHashOf_mayRunPython(Object* key, uint32_t* hash) {
  if (OPHION_LIKELY(isExactStr(key))) {
    *hash = static_cast<const Str*>(key)->hash_;
    if (OPHION_UNLIKELY(*hash == 0)) *hash = hashStr(static_cast<const Str*>(key));
    return true;
  }
  if (OPHION_LIKELY(isSmallInt(key))) {
    *hash = foldHash(hashSmallValue(smallValue(key)));
    return true;
  }
  int64_t full;
  if (!(isExactTuple(key) ? hashTuple_mayRunPython(static_cast<Tuple*>(key), &full) : hashObject(key, &full))) {
    return false;
  }
  *hash = foldHash(full);
  return true;
}

// 1 or 0 where equality of two different objects of one folded hash needs no Python; -1 where it does.
OPHION_INLINE int equalKeysAtOnce(const Object* a, const Object* b) {
  if (isSmallInt(a)) {
    if (isSmallInt(b)) return smallValue(a) == smallValue(b);
  } else if (isExactStr(a) && isExactStr(b)) {
    return equalStrs(static_cast<const Str*>(a), static_cast<const Str*>(b));
  } else if (isExactTuple(a) && isExactTuple(b)) {
    return equalTuplesAtOnce(static_cast<const Tuple*>(a), static_cast<const Tuple*>(b));
  }
  return -1;
}

}  // namespace ophion
