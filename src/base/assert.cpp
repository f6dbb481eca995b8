// The slow end of the assertion macros.
#include "base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace ophion {

void assertionFailed(const char* file, int line, const char* condition) {
  std::fprintf(stderr, "%s:%d: assertion failed: %s\n", file, line, condition);
  std::abort();
}

}  // namespace ophion
