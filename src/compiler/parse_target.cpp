// Targets: what may stand left of `=`, behind `for`, `as` and `del`. They are read as primaries and then checked.
#include "compiler/parser_state.h"

namespace ophion {

using namespace ast;

bool Parser::isSingleTarget(const Expr* node) const {
  return node->kind == ExprKind::Name || node->kind == ExprKind::Attribute || node->kind == ExprKind::Subscript;
}

// Brackets nest at most Lexer::kBracketsMax deep, so this may recurse.
bool Parser::isTarget(const Expr* node, bool allow_starred) const {
  if (isSingleTarget(node)) return true;
  if (node->kind == ExprKind::Starred) {
    const Expr* value = static_cast<const Starred*>(node)->value;
    return allow_starred && value->kind != ExprKind::Starred && isTarget(value, false);
  }
  if (node->kind != ExprKind::Tuple && node->kind != ExprKind::List) return false;
  for (const Expr* elt : static_cast<const Sequence*>(node)->elts) {
    if (!isTarget(elt, true)) return false;
  }
  return true;
}

bool Parser::isDeleteTarget(const Expr* node) const {
  if (isSingleTarget(node)) return true;
  if (node->kind != ExprKind::Tuple && node->kind != ExprKind::List) return false;
  for (const Expr* elt : static_cast<const Sequence*>(node)->elts) {
    if (!isDeleteTarget(elt)) return false;
  }
  return true;
}

void Parser::setContext(Expr* node, ExprContext ctx) {
  switch (node->kind) {
    case ExprKind::Name:
      as<Name>(node)->ctx = ctx;
      break;
    case ExprKind::Attribute:
      as<Attribute>(node)->ctx = ctx;
      break;
    case ExprKind::Subscript:
      as<Subscript>(node)->ctx = ctx;
      break;
    case ExprKind::Starred:
      as<Starred>(node)->ctx = ctx;
      setContext(as<Starred>(node)->value, ctx);
      break;
    case ExprKind::Tuple:
    case ExprKind::List:
      as<Sequence>(node)->ctx = ctx;
      for (Expr* elt : as<Sequence>(node)->elts) setContext(elt, ctx);
      break;
    default:
      break;
  }
}

// star_target: '*' (!'*' star_target) | target_with_star_atom
Expr* Parser::starTarget() {
  Expr* node;
  if (memoizing_ && recall(Rule::StarTarget, &node)) return node;
  uint32_t mark = pos_;
  Start start = startHere();
  if (accept(K::Star)) {
    node = at(K::Star) ? nullptr : starTarget();
    if (node && node->kind == ExprKind::Starred) node = nullptr;
    Starred* starred = node ? make<Starred>(ExprKind::Starred, placeFrom(start)) : nullptr;
    if (starred) {
      starred->value = node;
      starred->ctx = ExprContext::Store;
    }
    node = starred;
  } else {
    node = primary();
    if (node && !isTarget(node, false)) node = nullptr;
    if (node) setContext(node, ExprContext::Store);
  }
  if (memoizing_) remember(Rule::StarTarget, mark, node);
  return node;
}

Expr* Parser::starTargets() {
  Start start = startHere();
  Expr* first = starTarget();
  if (!first || !at(K::Comma)) return failed() ? nullptr : first;
  ExprList elts;
  if (!push(elts, first)) return nullptr;
  for (;;) {
    uint32_t before = pos_;
    if (!accept(K::Comma)) break;
    K kind = peek();
    Expr* next = kind == K::KwIn || kind == K::Equal ? nullptr : starTarget();
    if (failed()) return nullptr;
    if (!next) {
      // The comma may end the list.
      pos_ = before + 1;
      break;
    }
    if (!push(elts, next)) return nullptr;
  }
  Expr* tuple = makeSequence(ExprKind::Tuple, placeFrom(start), elts);
  if (tuple) as<Sequence>(tuple)->ctx = ExprContext::Store;
  return tuple;
}

Expr* Parser::singleSubscriptAttributeTarget() {
  Expr* node = primary();
  if (!node || (node->kind != ExprKind::Attribute && node->kind != ExprKind::Subscript)) return nullptr;
  return node;
}

// single_target: single_subscript_attribute_target | NAME | '(' single_target ')'
Expr* Parser::singleTarget() {
  Expr* node = primary();
  return node && isSingleTarget(node) ? node : nullptr;
}

}  // namespace ophion
