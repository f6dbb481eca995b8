// Prints scopes for tests: one nested record a scope, names with what was decided about them.
#pragma once

#include "compiler/ast_dump.h"
#include "compiler/scope.h"

namespace ophion {

/// Prints the scope and, nested, those inside.
void dumpScopes(const Scope* scope, DumpSink sink);

}  // namespace ophion
