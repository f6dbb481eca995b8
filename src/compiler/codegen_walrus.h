// Whether an expression assigns to a name while it is evaluated.
#pragma once

#include "compiler/ast.h"

namespace ophion {

// True where evaluating `e` may run a `:=` of the scope that e stands in (comprehensions count: theirs bind outside).
bool containsWalrus(const ast::Expr* e);

}  // namespace ophion
