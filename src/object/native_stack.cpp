#include "object/native_stack.h"

#include "object/error.h"
#include "object/protocol.h"
#include "object/runtime_state.h"

namespace ophion {

namespace {
// What finalizers, the raising of the error and the leaves of the call tree need below the floor.
constexpr uintptr_t kReserveBytes = 256 * 1024;
}  // namespace

constinit thread_local uintptr_t t_stack_floor __attribute__((tls_model("initial-exec"))) = UINTPTR_MAX;

bool isStackDeepSlow() {
  if (t_stack_floor == UINTPTR_MAX) t_stack_floor = os::stackLimit() + kReserveBytes;
  return os::stackPointer() < t_stack_floor;
}

NativeRecursion::NativeRecursion(const char* where) : exceeded_(false) {
  RuntimeState& s = state();
  ++s.native_depth_;
  if (OPHION_LIKELY(s.native_depth_ + s.recursion_depth_ <= s.recursion_limit_ && !isStackDeep())) return;
  exceeded_ = true;
  raise(kTypeRecursionError, "maximum recursion depth exceeded%s", where);
}

NativeRecursion::~NativeRecursion() { --state().native_depth_; }

}  // namespace ophion
