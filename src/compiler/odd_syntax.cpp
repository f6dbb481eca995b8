#include "compiler/odd_syntax.h"

namespace ophion {

using namespace ast;

namespace {

bool mayBeConstant(const Expr* e) {
  while (e->kind == ExprKind::Subscript) e = static_cast<const Subscript*>(e)->value;
  switch (e->kind) {
    case ExprKind::Constant:
    case ExprKind::UnaryOp:
    case ExprKind::BinOp:
    case ExprKind::Tuple:
      return true;
    case ExprKind::Name:
      return static_cast<const Name*>(e)->id->view() == "__debug__";
    default:
      return false;
  }
}

bool mayBeLiteral(const Expr* e) {
  if (e->kind != ExprKind::Constant) return e->kind != ExprKind::Name && mayBeConstant(e);
  return static_cast<const Constant*>(e)->type > ConstantKind::Ellipsis;
}

}  // namespace

bool isDisplay(ExprKind kind) {
  switch (kind) {
    case ExprKind::Tuple:
    case ExprKind::List:
    case ExprKind::ListComp:
    case ExprKind::Dict:
    case ExprKind::DictComp:
    case ExprKind::Set:
    case ExprKind::SetComp:
    case ExprKind::GeneratorExp:
    case ExprKind::JoinedStr:
    case ExprKind::FormattedValue:
      return true;
    default:
      return false;
  }
}

bool isIdentity(CmpOperator op) { return op == CmpOperator::Is || op == CmpOperator::IsNot; }

bool oddComparison(const Compare* e) {
  bool identity = false;
  for (CmpOperator op : e->ops) identity = identity || isIdentity(op);
  if (!identity || mayBeLiteral(e->left)) return identity;
  for (const Expr* operand : e->comparators) {
    if (mayBeLiteral(operand)) return true;
  }
  return false;
}

bool oddCall(const Call* e) { return isDisplay(e->func->kind) || mayBeConstant(e->func); }

bool oddSubscript(const Subscript* e) {
  if (e->ctx != ExprContext::Load) return false;
  return isDisplay(e->value->kind) || e->value->kind == ExprKind::Lambda || mayBeConstant(e->value);
}

bool oddAssertion(const Assert* s) {
  return s->test->kind != ExprKind::Constant && s->test->kind != ExprKind::UnaryOp && mayBeConstant(s->test);
}

}  // namespace ophion
