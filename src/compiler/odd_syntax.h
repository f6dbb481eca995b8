// What in a program may deserve a warning, as far as the shape of its tree tells; syntax_warnings.h looks closer. Cheap
// enough to be asked of every node.
#pragma once

#include "compiler/ast.h"

namespace ophion {

/// Whether an operand of `is` may be a literal once constants are folded.
bool oddComparison(const ast::Compare* e);
bool oddCall(const ast::Call* e);
bool oddSubscript(const ast::Subscript* e);
bool oddAssertion(const ast::Assert* s);

/// What makes a new object of a builtin type, or a piece of text.
bool isDisplay(ast::ExprKind kind);
/// `is` and `is not`.
bool isIdentity(ast::CmpOperator op);

}  // namespace ophion
