// Exception chains: __cause__ and __context__ of the exceptions that the runtime itself raises one from another.
#pragma once

#include "heap/ref.h"

namespace ophion {

// Makes `cause` the __cause__ and __context__ of the pending exception. Always false, for `return attachCause(...)`.
bool attachCause(Ref<Object> cause);
// Makes `context` the __context__ of `exception`, cutting a cycle that this would close.
void setContext(Object* exception, Ref<Object> context);
// Replaces the pending exception by a new one of the type with the formatted message, raised from the old one.
bool raiseFrom(uint32_t exception_type, const char* format, ...);

}  // namespace ophion
