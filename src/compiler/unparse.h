// Unparse: an expression back as text, the way `from __future__ import annotations` stores annotations.
#pragma once

#include "compiler/codegen_constants.h"

namespace ophion {

// Null with MemoryError, RecursionError or ValueError (an integer with too many digits) pending.
Ref<Str> unparse(const ast::Expr* e, ConstantPool& pool);

}  // namespace ophion
