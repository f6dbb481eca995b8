// Search for := in an expression.
#include "compiler/codegen_walrus.h"

namespace ophion {

namespace {

using ast::Expr;
using ast::ExprKind;

template <class T>
const T* to(const Expr* e) {
  return static_cast<const T*>(e);
}

bool any(const ArenaSpan<Expr*>& list) {
  for (Expr* e : list) {
    if (e != nullptr && containsWalrus(e)) return true;
  }
  return false;
}

bool maybe(const Expr* e) { return e != nullptr && containsWalrus(e); }

bool inCall(const ast::Call* call) {
  if (containsWalrus(call->func) || any(call->args)) return true;
  for (ast::Keyword* keyword : call->keywords) {
    if (containsWalrus(keyword->value)) return true;
  }
  return false;
}

bool inComp(const ast::Comp* comp) {
  if (containsWalrus(comp->elt) || maybe(comp->value)) return true;
  for (ast::Comprehension* generator : comp->generators) {
    if (containsWalrus(generator->iter) || any(generator->ifs)) return true;
  }
  return false;
}

}  // namespace

bool containsWalrus(const Expr* e) {
  switch (e->kind) {
    case ExprKind::NamedExpr:
      return true;
    case ExprKind::BoolOp:
      return any(to<ast::BoolOp>(e)->values);
    case ExprKind::BinOp:
      return containsWalrus(to<ast::BinOp>(e)->left) || containsWalrus(to<ast::BinOp>(e)->right);
    case ExprKind::UnaryOp:
      return containsWalrus(to<ast::UnaryOp>(e)->operand);
    case ExprKind::Lambda: {
      auto* args = to<ast::Lambda>(e)->args;
      return any(args->defaults) || any(args->kw_defaults);
    }
    case ExprKind::IfExp: {
      auto* c = to<ast::IfExp>(e);
      return containsWalrus(c->test) || containsWalrus(c->body) || containsWalrus(c->orelse);
    }
    case ExprKind::Dict:
      return any(to<ast::Dict>(e)->keys) || any(to<ast::Dict>(e)->values);
    case ExprKind::Set:
    case ExprKind::List:
    case ExprKind::Tuple:
      return any(to<ast::Sequence>(e)->elts);
    case ExprKind::ListComp:
    case ExprKind::SetComp:
    case ExprKind::DictComp:
    case ExprKind::GeneratorExp:
      return inComp(to<ast::Comp>(e));
    case ExprKind::Await:
    case ExprKind::Yield:
    case ExprKind::YieldFrom:
      return maybe(to<ast::YieldLike>(e)->value);
    case ExprKind::Compare:
      return containsWalrus(to<ast::Compare>(e)->left) || any(to<ast::Compare>(e)->comparators);
    case ExprKind::Call:
      return inCall(to<ast::Call>(e));
    case ExprKind::FormattedValue:
      return containsWalrus(to<ast::FormattedValue>(e)->value) || maybe(to<ast::FormattedValue>(e)->format_spec);
    case ExprKind::JoinedStr:
      return any(to<ast::JoinedStr>(e)->values);
    case ExprKind::Attribute:
      return containsWalrus(to<ast::Attribute>(e)->value);
    case ExprKind::Subscript:
      return containsWalrus(to<ast::Subscript>(e)->value) || containsWalrus(to<ast::Subscript>(e)->slice);
    case ExprKind::Starred:
      return containsWalrus(to<ast::Starred>(e)->value);
    case ExprKind::Slice: {
      auto* s = to<ast::Slice>(e);
      return maybe(s->lower) || maybe(s->upper) || maybe(s->step);
    }
    case ExprKind::Constant:
    case ExprKind::Name:
      return false;
  }
  return false;
}

}  // namespace ophion
