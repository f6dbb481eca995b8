// Assertions in three tiers: OPHION_CHECK is always on, OPHION_ASSERT is on in debug builds (OPHION_DEBUG), and
// OPHION_EXPENSIVE guards whole blocks that walk data structures, also in debug builds only.
#pragma once

#include "base/attributes.h"

namespace ophion {

// Prints where and what on standard error, then aborts. Never returns.
[[noreturn]] OPHION_COLD void assertionFailed(const char* file, int line, const char* condition);

}  // namespace ophion

#define OPHION_CHECK(condition) \
  (OPHION_LIKELY(condition) ? (void)0 : ::ophion::assertionFailed(__FILE__, __LINE__, #condition))

#ifdef OPHION_DEBUG
#define OPHION_ASSERT(condition) OPHION_CHECK(condition)
#define OPHION_EXPENSIVE(block) \
  do {                          \
    block                       \
  } while (0)
#else
#define OPHION_ASSERT(condition) ((void)sizeof((condition) ? 1 : 0))
#define OPHION_EXPENSIVE(block) ((void)0)
#endif
