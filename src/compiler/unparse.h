// Unparse: an expression back as text, the way `from __future__ import annotations` stores annotations.
#pragma once

#include "compiler/ast.h"
#include "heap/ref.h"

namespace ophion {

struct Str;

// Null with MemoryError or RecursionError pending.
Ref<Str> unparse(const ast::Expr* e);

}  // namespace ophion
