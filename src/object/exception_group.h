// Exception groups: splitting one by a condition, as except* and the methods split() and subgroup() do.
#pragma once

#include "heap/ref.h"

namespace ophion {

struct GroupCondition {
  enum Kind : uint8_t {
    Types,     // `what` is an exception class or a tuple of them
    Function,  // `what` is called with each exception
    Leaves,    // `what` is a List of the very exceptions wanted
  };
  Kind kind;
  Object* what;
};

// 1, 0, -1.
int groupConditionHolds_mayRunPython(const GroupCondition& condition, Object* exception);

// Splits an exception or group into what fulfils the condition and what does not, each a group of the same structure,
// or None. False: exception pending.
[[nodiscard]] bool splitGroup_mayRunPython(Object* exception, const GroupCondition& condition, bool want_rest,
                                           Ref<Object>* match, Ref<Object>* rest);

}  // namespace ophion
