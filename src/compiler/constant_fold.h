// Constant folding: operators applied to constants at compile time, within the limits that CPython 3.11 sets, so that
// no literal makes a code object large and what would raise is left to run time.
#pragma once

#include "compiler/ast.h"
#include "heap/ref.h"

namespace ophion {

// Null without an exception where the operator is left to run time.
Ref<Object> foldBinary(ast::Operator op, Object* a, Object* b);
Ref<Object> foldUnary(ast::UnaryOperator op, Object* a);
Ref<Object> foldSubscript(Object* container, Object* key);
// Truth of a constant.
bool constantIsTrue(Object* value);

}  // namespace ophion
