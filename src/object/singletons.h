// None, True, False, Ellipsis and NotImplemented: at fixed places of the runtime's state, so that their addresses are
// computed, not loaded. Their counts are true counts.
#pragma once

#include "object/runtime_state.h"

namespace ophion {

inline Object* none() { return &state().none_; }
inline Object* ellipsis() { return &state().ellipsis_; }
inline Object* notImplemented() { return &state().not_implemented_; }
inline Object* trueObject() { return &state().true_; }
inline Object* falseObject() { return &state().false_; }
inline Object* boolObject(bool b) { return b ? trueObject() : falseObject(); }

inline Ref<Object> newNone() { return share(none()); }
inline Ref<Object> newBool(bool b) { return share(boolObject(b)); }
inline Ref<Object> newNotImplemented() { return share(notImplemented()); }
inline bool isNone(const Object* o) { return o == none(); }

}  // namespace ophion
