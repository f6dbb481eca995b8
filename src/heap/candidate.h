// What a collection reads in the header of a container: whether it is a candidate, and its colour (heap/collector.h).
#pragma once

#include "heap/object.h"

namespace ophion {

inline constexpr uint32_t kWhite = 0;
inline constexpr uint32_t kGrey = 1;
inline constexpr uint32_t kBlack = 2;

inline bool isCandidate(const Object* object) { return object->hasFlag(kFlagMarked); }
inline bool isSticky(const Object* object) { return static_cast<int32_t>(object->count_) < 0; }

// Gives a candidate back a count that subtracting took.
OPHION_INLINE void giveBack(Object* target) {
  if (!isSticky(target)) ++target->count_;
}

}  // namespace ophion
