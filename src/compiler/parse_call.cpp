// Calls: the arguments behind a primary, and those of a class statement.
#include "compiler/parser_state.h"

namespace ophion {

using namespace ast;

// Behind a callee, at '('. The caller sets the place.
Expr* Parser::callTail(Expr* func) {
  uint32_t mark = pos_;
  ExprList list;
  ArenaSpan<Keyword*> keywords;
  if (diagnosing_) {
    // `f(x for x in y)` is a rule of its own, tried first.
    Expr* genexp = genexpAtParen();
    if (failed()) return nullptr;
    if (genexp) {
      if (!push(list, genexp)) return nullptr;
      Call* node = make<Call>(ExprKind::Call, genexp->place);
      if (!node) return nullptr;
      node->func = func;
      node->args = list.span();
      return node;
    }
    pos_ = mark;
  }
  Start start = startHere();
  pos_++;
  if (!at(K::RightParen)) {
    CallArgs found;
    uint32_t before = pos_;
    if (!arguments(&found)) {
      if (failed()) return nullptr;
      pos_ = before;
    }
    if (!diagnosing_ && !found.args.empty() && atForIf()) {
      if (found.args.size() != 1 || !found.keywords.empty()) return nullptr;
      Expr* elt = found.args[0];
      if (elt->kind == ExprKind::Starred || previous().kind == K::Comma) return nullptr;
      Expr* genexp = finishComp(ExprKind::GeneratorExp, start, elt, nullptr);
      if (!genexp) return nullptr;
      found.args[0] = genexp;
      pos_--;
    }
    list = found.args;
    keywords = found.keywords.span();
  }
  if (!accept(K::RightParen)) return nullptr;
  Call* node = make<Call>(ExprKind::Call, Place{});
  if (!node) return nullptr;
  node->func = func;
  node->args = list.span();
  node->keywords = keywords;
  return node;
}

// genexp: '(' (assignment_expression | expression !':=') for_if_clauses ')' | invalid_comprehension
Expr* Parser::genexpAtParen() {
  uint32_t mark = pos_;
  Start start = startHere();
  if (!accept(K::LeftParen)) return nullptr;
  Expr* elt = assignmentOrExpression();
  if (failed()) return nullptr;
  if (elt && atForIf()) {
    Expr* comp = finishComp(ExprKind::GeneratorExp, start, elt, nullptr);
    if (comp || failed()) return comp;
  }
  pos_ = mark;
  if (diagnosing_) invalidComprehension();
  return nullptr;
}

// arguments: args [','] &')' | invalid_arguments
bool Parser::arguments(CallArgs* result) {
  uint32_t mark = pos_;
  if (args(result)) {
    if (!diagnosing_ && atForIf()) return true;  // callTail makes the generator expression
    accept(K::Comma);
    if (at(K::RightParen)) return true;
  }
  if (failed() || !diagnosing_) return false;
  pos_ = mark;
  invalidArguments();
  return false;
}

namespace {

// What has been seen decides what may follow.
enum ArgState { kPositional, kKeywordOrStarred, kKeywordOrDoubleStarred };

}  // namespace

// As many arguments as fit, without a trailing comma. False when there is none.
bool Parser::args(CallArgs* result) {
  Start start = startHere();
  int state = kPositional;
  bool any = false;
  for (;;) {
    uint32_t mark = pos_;
    if (any && !accept(K::Comma)) break;
    if ((any && at(K::RightParen)) || !argElement(result, &state)) {
      if (failed()) return false;
      pos_ = mark;
      break;
    }
    any = true;
  }
  if (any) result->place = placeFrom(start);
  return any && !failed();
}

bool Parser::argElement(CallArgs* result, int* state) {
  uint32_t mark = pos_;
  if (*state == kPositional && !at(K::DoubleStar)) {
    Expr* arg = nullptr;
    if (at(K::Star)) {
      arg = starredExpression();
    } else if (diagnosing_ || !at(K::Name) || peekNext() != K::Equal) {
      arg = assignmentOrExpression();
    }
    if (failed()) return false;
    if (arg && !at(K::Equal)) return push(result->args, arg);
    pos_ = mark;
  }
  if (diagnosing_) {
    invalidKwarg();
    if (failed()) return false;
    pos_ = mark;
  }
  if (at(K::DoubleStar)) {
    *state = kKeywordOrDoubleStarred;
    return keywordArg(result, false);
  }
  if (*state == kPositional) *state = kKeywordOrStarred;
  return keywordArg(result, *state == kKeywordOrStarred);
}

// NAME '=' expression, '**' expression, or (allow_star) '*' expression.
bool Parser::keywordArg(CallArgs* result, bool allow_star) {
  Start start = startHere();
  if (allow_star && at(K::Star)) {
    Expr* starred = starredExpression();
    return starred && push(result->args, starred);
  }
  Identifier* name = nullptr;
  if (at(K::Name) && peekNext() == K::Equal) {
    name = current().name;
    pos_ += 2;
  } else if (!accept(K::DoubleStar)) {
    return false;
  }
  Expr* value = expression();
  if (!value) return false;
  Keyword* keyword = makePlain<Keyword>();
  if (!keyword) return false;
  *keyword = {placeFrom(start), name, value};
  return push(result->keywords, keyword);
}

}  // namespace ophion
