// What is commonly wrong with statements. See diagnose_expr.cpp for the contract.
#include "compiler/parser_state.h"

namespace ophion {

using namespace ast;

// As simpleStmt, but in the order of the grammar: assignments, then expressions, then keywords.
Stmt* Parser::diagnoseSimpleStmt() {
  uint32_t mark = pos_;
  Start start = startHere();
  Stmt* stmt = diagnoseAssignment();
  if (stmt || failed()) return stmt;
  pos_ = mark;
  Expr* value = starExpressions();
  if (failed()) return nullptr;
  if (!value) {
    pos_ = mark;
    if (!at(K::KwYield)) return keywordStmt();
    value = yieldExpr();
  }
  return value ? make<Stmt>(StmtKind::Pass, placeFrom(start)) : nullptr;
}

// Recognises an assignment; the node only says that there is one.
Stmt* Parser::diagnoseAssignment() {
  uint32_t mark = pos_;
  Start start = startHere();
  auto found = [&] { return make<Stmt>(StmtKind::Pass, placeFrom(start)); };
  // The annotation and value behind a target.
  auto annotation = [&] {
    if (!accept(K::Colon) || !expression()) return false;
    uint32_t before = pos_;
    if (accept(K::Equal) && !yieldOrStarExpressions()) pos_ = before;
    return !failed();
  };
  if (at(K::Name) && peekNext() == K::Colon) {
    pos_++;
    if (annotation()) return found();
    if (failed()) return nullptr;
  }
  pos_ = mark;
  if (accept(K::LeftParen) && singleTarget() && accept(K::RightParen) && annotation()) return found();
  if (failed()) return nullptr;
  pos_ = mark;
  if (singleSubscriptAttributeTarget() && annotation()) return found();
  if (failed()) return nullptr;
  pos_ = mark;
  bool any = false;
  for (;;) {
    uint32_t before = pos_;
    if (starTargets() && accept(K::Equal)) {
      any = true;
      continue;
    }
    if (failed()) return nullptr;
    pos_ = before;
    break;
  }
  if (any && yieldOrStarExpressions() && !at(K::Equal)) return found();
  if (failed()) return nullptr;
  pos_ = mark;
  if (singleTarget() && isAugAssign(peek())) {
    pos_++;
    return yieldOrStarExpressions() ? found() : nullptr;
  }
  if (failed()) return nullptr;
  pos_ = mark;
  invalidAssignment();
  return nullptr;
}

// invalid_ann_assign_target: list | tuple | '(' invalid_ann_assign_target ')'
Expr* Parser::invalidAnnTarget() {
  if (!at(K::LeftBracket) && !at(K::LeftParen)) return nullptr;
  Expr* node = atom();
  return node && (node->kind == ExprKind::List || node->kind == ExprKind::Tuple) ? node : nullptr;
}

void Parser::invalidAssignment() {
  uint32_t mark = pos_;
  Expr* target = invalidAnnTarget();
  if (target && accept(K::Colon) && expression()) {
    raiseAtPlace(target->place, "only single target (not %s) can be annotated", describe(target));
    return;
  }
  if (failed()) return;
  pos_ = mark;
  Expr* first = starNamedExpression();
  if (first && accept(K::Comma)) {
    for (;;) {
      uint32_t before = pos_;
      ExprList rest;
      if (!starNamedExpressions(rest)) {
        pos_ = before;
        break;
      }
    }
    if (!failed() && accept(K::Colon) && expression()) {
      raiseAtPlace(first->place, "only single target (not tuple) can be annotated");
      return;
    }
  }
  if (failed()) return;
  pos_ = mark;
  target = expression();
  if (target && accept(K::Colon) && expression()) {
    raiseAtPlace(target->place, "illegal target for annotation");
    return;
  }
  if (failed()) return;
  pos_ = mark;
  for (;;) {
    uint32_t before = pos_;
    if (starTargets() && accept(K::Equal)) continue;
    pos_ = before;
    break;
  }
  if (failed()) return;
  uint32_t after_targets = pos_;
  target = starExpressions();
  if (target && at(K::Equal)) {
    invalidTarget(TargetUse::Assign, target);
    if (failed()) return;
  }
  if (failed()) return;
  pos_ = after_targets;
  if (at(K::KwYield)) {
    target = yieldExpr();
    if (target && at(K::Equal)) {
      raiseAtPlace(target->place, "assignment to yield expression not possible");
      return;
    }
  }
  if (failed()) return;
  pos_ = mark;
  target = starExpressions();
  if (target && isAugAssign(peek())) {
    pos_++;
    if (yieldOrStarExpressions()) {
      raiseAtPlace(target->place, "'%s' is an illegal expression for augmented assignment", describe(target));
    }
  }
}

void Parser::invalidDelete() {
  pos_++;
  if (Expr* target = starExpressions()) invalidTarget(TargetUse::Delete, target);
}

void Parser::invalidImportFromTargets() {
  ArenaVector<Alias*> names;
  if (importFromNames(names) && accept(K::Comma) && at(K::Newline)) {
    raiseHere(ErrorKind::SyntaxError, "trailing comma not allowed without surrounding parentheses");
  }
}

// At the colon of a compound statement: a line end without an indented block behind it. Goes back otherwise.
void Parser::invalidBlockHeader(const char* what, uint32_t lineno) {
  uint32_t mark = pos_;
  if (accept(K::Colon) && accept(K::Newline) && !at(K::Indent) && !failed()) {
    raiseHere(ErrorKind::IndentationError, "expected an indented block after %s on line %u", what, lineno);
  }
  pos_ = mark;
}

// ','.(expression ['as' star_target])+, or with `expressions` in parentheses.
bool Parser::withItemsLoose(bool parenthesized) {
  bool any = false;
  for (;;) {
    uint32_t mark = pos_;
    if (any && !accept(K::Comma)) return !failed();
    Expr* context = parenthesized ? expressions() : expression();
    if (!context) {
      pos_ = mark;
      return any && !failed();
    }
    any = true;
    mark = pos_;
    if (accept(K::KwAs) && !starTarget()) pos_ = mark;
    if (failed()) return false;
  }
}

// At 'with' (or 'async'): a missing block when `indent`, otherwise a missing colon.
void Parser::invalidWithStmt(bool is_async, bool indent) {
  pos_ += is_async ? 1 : 0;
  uint32_t lineno = current().lineno;
  pos_++;
  uint32_t mark = pos_;
  auto check = [&] {
    if (indent) {
      invalidBlockHeader("'with' statement", lineno);
    } else if (at(K::Newline)) {
      raiseHere(ErrorKind::SyntaxError, "expected ':'");
    }
  };
  if (withItemsLoose(false)) check();
  if (failed()) return;
  pos_ = mark;
  if (!accept(K::LeftParen) || !withItemsLoose(true)) return;
  accept(K::Comma);
  if (accept(K::RightParen)) check();
}

void Parser::invalidWithItem() {
  if (!expression() || !accept(K::KwAs)) return;
  Expr* target = expression();
  if (target && (at(K::Comma) || at(K::RightParen) || at(K::Colon))) invalidTarget(TargetUse::Assign, target);
}

void Parser::invalidExceptIndent(bool is_star) {
  uint32_t lineno = current().lineno;
  pos_ += is_star ? 2 : 1;
  if (is_star || !at(K::Colon)) {
    if (!expression()) return;
    if (accept(K::KwAs) && !acceptName()) return;
  }
  invalidBlockHeader(is_star ? "'except*' statement" : "'except' statement", lineno);
}

// At an 'except' of the other kind than those before it.
void Parser::invalidMixedExcept(bool is_star) {
  Place first = placeOf(current());
  Place last = is_star ? placeOf(tokens_[pos_ + 1]) : first;
  pos_ += is_star ? 2 : 1;
  if (is_star || !at(K::Colon)) {
    if (!expression()) return;
    uint32_t before = pos_;
    if (accept(K::KwAs) && !acceptName()) pos_ = before;
  }
  if (at(K::Colon)) raiseRange(first, last, "cannot have both 'except' and 'except*' on the same 'try'");
}

// At 'except'.
void Parser::invalidExcept() {
  uint32_t mark = pos_;
  pos_++;
  bool is_star = accept(K::Star);
  Expr* type = expression();
  if (failed()) return;
  uint32_t after = pos_;
  if (type && accept(K::Comma) && expressions()) {
    uint32_t before = pos_;
    if (accept(K::KwAs) && !acceptName()) pos_ = before;
    if (accept(K::Colon)) {
      raiseAt(ErrorKind::SyntaxError, type->place.lineno, static_cast<int32_t>(type->place.col_offset), lexer_.lineno(),
              static_cast<int32_t>(lexer_.cur() - lexer_.lineStart()) - 1,
              "multiple exception types must be parenthesized");
      return;
    }
  }
  if (failed()) return;
  if (type) {
    pos_ = after;
    if (accept(K::KwAs) && !acceptName()) pos_ = after;
    if (at(K::Newline)) {
      raiseHere(ErrorKind::SyntaxError, "expected ':'");
      return;
    }
  }
  pos_ = mark + 1;
  if (at(K::Newline)) {
    raiseHere(ErrorKind::SyntaxError, "expected ':'");
  } else if (is_star) {
    pos_++;
    if (at(K::Newline) || at(K::Colon)) raiseHere(ErrorKind::SyntaxError, "expected one or more exception types");
  }
}

// ---- match
// -----------------------------------------------------------------------------------------------------------

// At the name `match`.
void Parser::invalidMatchStmt() {
  uint32_t lineno = current().lineno;
  pos_++;
  if (!subjectExpr()) return;
  if (at(K::Newline)) {
    raiseHere(ErrorKind::SyntaxError, "expected ':'");
    return;
  }
  invalidBlockHeader("'match' statement", lineno);
}

// At the name `case`.
void Parser::invalidCase() {
  uint32_t lineno = current().lineno;
  pos_++;
  if (!patterns()) return;
  uint32_t after = pos_;
  if (accept(K::KwIf) && !namedExpression()) pos_ = after;
  if (failed()) return;
  if (at(K::Newline)) {
    raiseHere(ErrorKind::SyntaxError, "expected ':'");
    return;
  }
  invalidBlockHeader("'case' statement", lineno);
}

void Parser::invalidAsPattern() {
  if (!orPattern() || !accept(K::KwAs)) return;
  if (atSoft("_")) {
    raiseAtPlace(placeOf(current()), "cannot use '_' as a target");
    return;
  }
  if (at(K::Name)) return;
  if (Expr* target = expression()) raiseAtPlace(target->place, "invalid pattern target");
}

// name_or_attr '(' [positional ','] keywords ',' positional
void Parser::invalidClassPattern() {
  if (!nameOrAttr() || !accept(K::LeftParen)) return;
  bool saw_keyword = false;
  Pattern* first = nullptr;
  Pattern* last = nullptr;
  for (;;) {
    uint32_t before = pos_;
    if (at(K::Name) && peekNext() == K::Equal) {
      if (first) break;
      saw_keyword = true;
      pos_ += 2;
      if (!asPattern()) return;
    } else {
      Pattern* pattern = asPattern();
      if (failed()) return;
      if (!pattern) {
        pos_ = before;
        break;
      }
      if (saw_keyword) {
        if (!first) first = pattern;
        last = pattern;
      }
    }
    if (!accept(K::Comma)) break;
  }
  if (first) raiseRange(first->place, last->place, "positional patterns follow keyword patterns");
}

}  // namespace ophion
