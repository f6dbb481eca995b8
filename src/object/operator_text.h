// What help() says of the operator methods of builtin types that say nothing of their own.
#pragma once

namespace ophion {

// By the method's name; null for names that are no operator methods.
const char* operatorText(const char* name);

}  // namespace ophion
