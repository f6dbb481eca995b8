// What is commonly wrong with expressions. Only the diagnosing pass comes here; see parser_state.h. A function raises,
// or does nothing and leaves the position anywhere.
#include "compiler/parser_state.h"

namespace ophion {

using namespace ast;

const char* Parser::describe(const Expr* node) {
  switch (node->kind) {
    case ExprKind::Attribute:
      return "attribute";
    case ExprKind::Subscript:
      return "subscript";
    case ExprKind::Starred:
      return "starred";
    case ExprKind::Name:
      return "name";
    case ExprKind::List:
      return "list";
    case ExprKind::Tuple:
      return "tuple";
    case ExprKind::Lambda:
      return "lambda";
    case ExprKind::Call:
      return "function call";
    case ExprKind::BoolOp:
    case ExprKind::BinOp:
    case ExprKind::UnaryOp:
      return "expression";
    case ExprKind::GeneratorExp:
      return "generator expression";
    case ExprKind::Yield:
    case ExprKind::YieldFrom:
      return "yield expression";
    case ExprKind::Await:
      return "await expression";
    case ExprKind::ListComp:
      return "list comprehension";
    case ExprKind::SetComp:
      return "set comprehension";
    case ExprKind::DictComp:
      return "dict comprehension";
    case ExprKind::Dict:
      return "dict literal";
    case ExprKind::Set:
      return "set display";
    case ExprKind::JoinedStr:
    case ExprKind::FormattedValue:
      return "f-string expression";
    case ExprKind::Compare:
      return "comparison";
    case ExprKind::IfExp:
      return "conditional expression";
    case ExprKind::NamedExpr:
      return "named expression";
    case ExprKind::Slice:
      return "slice";
    case ExprKind::Constant:
      break;
  }
  switch (static_cast<const Constant*>(node)->type) {
    case ConstantKind::None:
      return "None";
    case ConstantKind::True:
      return "True";
    case ConstantKind::False:
      return "False";
    case ConstantKind::Ellipsis:
      return "ellipsis";
    default:
      return "literal";
  }
}

bool Parser::isLegacyName(const Expr* node) {
  if (node->kind != ExprKind::Name) return false;
  std::string_view name = static_cast<const Name*>(node)->id->view();
  return name == "print" || name == "exec";
}

// The part of `node` that cannot be a target; null when all of it can.
Expr* Parser::findInvalidTarget(TargetUse use, Expr* node) {
  switch (node->kind) {
    case ExprKind::List:
    case ExprKind::Tuple:
      for (Expr* elt : as<Sequence>(node)->elts) {
        if (Expr* found = findInvalidTarget(use, elt)) return found;
      }
      return nullptr;
    case ExprKind::Starred:
      return use == TargetUse::Delete ? node : findInvalidTarget(use, as<Starred>(node)->value);
    case ExprKind::Compare:
      // `for a in b` was read as a comparison.
      if (use == TargetUse::For) {
        return as<Compare>(node)->ops[0] == CmpOperator::In ? findInvalidTarget(use, as<Compare>(node)->left) : nullptr;
      }
      return node;
    case ExprKind::Name:
    case ExprKind::Subscript:
    case ExprKind::Attribute:
      return nullptr;
    default:
      return node;
  }
}

void Parser::invalidTarget(TargetUse use, Expr* node) {
  Expr* found = findInvalidTarget(use, node);
  if (!found) return;
  raiseAtPlace(found->place, use == TargetUse::Delete ? "cannot delete %s" : "cannot assign to %s", describe(found));
}

void Parser::invalidExpression() {
  uint32_t mark = pos_;
  // Not where a string prefix was mistyped, nor for soft keywords.
  bool is_prefix = at(K::Name) && peekNext() == K::String;
  Expr* left = disjunction();
  if (failed() || !left) return;
  uint32_t after = pos_;
  pos_ = mark;
  bool skip = is_prefix || atSoftKeyword();
  pos_ = after;
  if (!skip) {
    Expr* right = expressionWithoutInvalid();
    if (failed()) return;
    if (right && !isLegacyName(left) && previous().level != 0) {
      raiseRange(left->place, right->place, "invalid syntax. Perhaps you forgot a comma?");
      return;
    }
  }
  pos_ = after;
  if (!accept(K::KwIf)) return;
  Expr* test = disjunction();
  if (failed() || !test || at(K::KwElse) || at(K::Colon)) return;
  raiseRange(left->place, test->place, "expected 'else' after 'if' expression");
}

void Parser::invalidLegacyExpression() {
  if (!at(K::Name) || peekNext() == K::LeftParen) return;
  Token token = current();
  pos_++;
  std::string_view name = token.name->view();
  // Every name is tried, as the rule reads what follows before it asks what the name is.
  Expr* rest = starExpressions();
  if (failed() || !rest || (name != "print" && name != "exec")) return;
  raiseRange(placeOf(token), rest->place, "Missing parentheses in call to '%s'. Did you mean %s(...)?",
             token.name->text, token.name->text);
}

void Parser::invalidNamedExpression() {
  Expr* memo;
  if (recall(Rule::InvalidNamedExpression, &memo)) return;
  uint32_t mark = pos_;
  Expr* left = expression();
  if (failed()) return;
  if (left && accept(K::ColonEqual)) {
    Expr* value = expression();
    if (failed()) return;
    if (value) {
      raiseAtPlace(left->place, "cannot use assignment expressions with %s", describe(left));
      return;
    }
  }
  auto endsHere = [&] { return !at(K::Equal) && !at(K::ColonEqual) && !failed(); };
  pos_ = mark;
  if (at(K::Name) && peekNext() == K::Equal) {
    Place name = placeOf(current());
    pos_ += 2;
    Expr* value = bitwiseOr();
    if (failed()) return;
    if (value && endsHere()) {
      raiseRange(name, value->place, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
      return;
    }
  }
  pos_ = mark;
  if (!at(K::KwTrue) && !at(K::KwFalse) && !at(K::KwNone) && !atContainer()) {
    left = bitwiseOr();
    if (left && accept(K::Equal) && bitwiseOr() && endsHere()) {
      raiseAtPlace(left->place, "cannot assign to %s here. Maybe you meant '==' instead of '='?", describe(left));
      return;
    }
  }
  if (failed()) return;
  pos_ = mark;
  remember(Rule::InvalidNamedExpression, mark, nullptr);
}

// True when a list, tuple or generator expression stands here.
bool Parser::atContainer() {
  if (!at(K::LeftBracket) && !at(K::LeftParen)) return false;
  bool is_paren = at(K::LeftParen);
  uint32_t mark = pos_;
  Expr* node = atom();
  // A parenthesised expression is no tuple, whatever it holds; a tuple begins at its own parenthesis.
  bool result =
      node && (node->kind == ExprKind::List || node->kind == ExprKind::Tuple || node->kind == ExprKind::GeneratorExp);
  if (result && is_paren) {
    result = node->place.lineno == tokens_[mark].lineno &&
             node->place.col_offset == static_cast<uint32_t>(tokens_[mark].col);
  }
  pos_ = mark;
  return result;
}

void Parser::invalidComprehension() {
  uint32_t mark = pos_;
  bool is_paren = at(K::LeftParen);
  if (!is_paren && !at(K::LeftBracket) && !at(K::LeftBrace)) return;
  ArenaSpan<Comprehension*> clauses;
  pos_++;
  if (Expr* starred = starredExpression()) {
    if (forIfClauses(&clauses)) {
      raiseAtPlace(starred->place, "iterable unpacking cannot be used in comprehension");
      return;
    }
  }
  if (failed() || is_paren) return;
  pos_ = mark + 1;
  Expr* first = starNamedExpression();
  if (failed() || !first || !at(K::Comma)) return;
  Place comma = placeOf(current());
  pos_++;
  uint32_t after = pos_;
  ExprList rest;
  if (starNamedExpressions(rest) && forIfClauses(&clauses)) {
    raiseRange(first->place, rest.back()->place, "did you forget parentheses around the comprehension target?");
    return;
  }
  if (failed()) return;
  pos_ = after;
  if (forIfClauses(&clauses)) {
    raiseRange(first->place, comma, "did you forget parentheses around the comprehension target?");
  }
}

void Parser::invalidDictComprehension() {
  if (!accept(K::LeftBrace) || !at(K::DoubleStar)) return;
  Place stars = placeOf(current());
  pos_++;
  ArenaSpan<Comprehension*> clauses;
  if (bitwiseOr() && forIfClauses(&clauses) && accept(K::RightBrace)) {
    raiseAtPlace(stars, "dict unpacking cannot be used in dict comprehension");
  }
}

// Behind '{'.
void Parser::invalidDoubleStarredPairs() {
  uint32_t mark = pos_;
  // ','.double_starred_kvpair+ ',' invalid_kvpair
  for (;;) {
    uint32_t before = pos_;
    bool ok;
    if (accept(K::DoubleStar)) {
      ok = bitwiseOr() != nullptr;
    } else {
      ok = expression() && accept(K::Colon) && expression();
    }
    if (failed()) return;
    if (ok && accept(K::Comma)) continue;
    if (before != mark) {
      pos_ = before;
      invalidPair();
      if (failed()) return;
    }
    break;
  }
  pos_ = mark;
  invalidPairValue();
}

// A value that is missing or starred.
void Parser::invalidPairValue() {
  if (!expression() || !at(K::Colon)) return;
  Place colon = placeOf(current());
  pos_++;
  if (at(K::Star)) {
    Token star = current();
    pos_++;
    if (bitwiseOr()) {
      raiseAt(ErrorKind::SyntaxError, star.lineno, star.col, lexer_.lineno(),
              static_cast<int32_t>(lexer_.cur() - lexer_.lineStart()) - 1,
              "cannot use a starred expression in a dictionary value");
    }
    return;
  }
  if (at(K::RightBrace) || at(K::Comma)) raiseAtPlace(colon, "expression expected after dictionary key and ':'");
}

void Parser::invalidPair() {
  uint32_t mark = pos_;
  Expr* key = expression();
  if (failed() || !key) return;
  if (!at(K::Colon)) {
    if (failed()) return;
    raiseAt(ErrorKind::SyntaxError, key->place.lineno, static_cast<int32_t>(key->place.end_col_offset) - 1,
            key->place.end_lineno, -1, "':' expected after dictionary key");
    return;
  }
  pos_ = mark;
  invalidPairValue();
}

void Parser::invalidGroup() {
  uint32_t mark = pos_;
  if (!accept(K::LeftParen)) return;
  Expr* starred = starredExpression();
  if (failed()) return;
  if (starred && accept(K::RightParen)) {
    raiseAtPlace(starred->place, "cannot use starred expression here");
    return;
  }
  pos_ = mark + 1;
  if (!at(K::DoubleStar)) return;
  Place stars = placeOf(current());
  pos_++;
  if (expression() && accept(K::RightParen)) raiseAtPlace(stars, "cannot use double starred expression here");
}

// ---- calls
// -----------------------------------------------------------------------------------------------------------

namespace {

const Place& lastItem(const ArenaSpan<Comprehension*>& clauses) {
  const Comprehension* last = clauses.back();
  return last->ifs.empty() ? last->iter->place : last->ifs.back()->place;
}

}  // namespace

void Parser::invalidArguments() {
  uint32_t mark = pos_;
  ArenaSpan<Comprehension*> clauses;
  CallArgs found;
  bool has_args = args(&found);
  uint32_t after_args = pos_;
  if (failed()) return;
  // args ',' '*'
  if (has_args && accept(K::Comma) && at(K::Star)) {
    raiseAtPlace(found.place, "iterable argument unpacking follows keyword argument unpacking");
    return;
  }
  // expression for_if_clauses ',' [args | expression for_if_clauses]
  pos_ = mark;
  Expr* elt = expression();
  if (elt && forIfClauses(&clauses) && accept(K::Comma)) {
    CallArgs more;
    uint32_t before = pos_;
    if (!args(&more)) {
      pos_ = before;
      ArenaSpan<Comprehension*> again;
      if (!failed() && expression()) forIfClauses(&again);
    }
    if (failed()) return;
    raiseRange(elt->place, lastItem(clauses), "Generator expression must be parenthesized");
    return;
  }
  if (failed()) return;
  // NAME '=' expression for_if_clauses
  pos_ = mark;
  if (at(K::Name) && peekNext() == K::Equal) {
    Place name = placeOf(current()), equal = placeOf(tokens_[pos_ + 1]);
    pos_ += 2;
    if (expression() && forIfClauses(&clauses)) {
      raiseRange(name, equal, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
      return;
    }
    if (failed()) return;
  }
  if (!has_args) return;
  // args for_if_clauses
  pos_ = after_args;
  if (forIfClauses(&clauses) && found.args.size() > 1) {
    raiseRange(found.args.back()->place, lastItem(clauses), "Generator expression must be parenthesized");
    return;
  }
  if (failed()) return;
  // args ',' expression for_if_clauses
  pos_ = after_args;
  if (!accept(K::Comma)) return;
  uint32_t after_comma = pos_;
  elt = expression();
  if (elt && forIfClauses(&clauses)) {
    raiseRange(elt->place, clauses.back()->target->place, "Generator expression must be parenthesized");
    return;
  }
  if (failed()) return;
  // args ',' args
  pos_ = after_comma;
  CallArgs more;
  if (!args(&more)) return;
  bool unpacks = false;
  for (const Keyword* keyword : found.keywords) unpacks |= !keyword->name;
  raiseHere(ErrorKind::SyntaxError, unpacks ? "positional argument follows keyword argument unpacking"
                                            : "positional argument follows keyword argument");
}

void Parser::invalidKwarg() {
  uint32_t mark = pos_;
  K kind = peek();
  if ((kind == K::KwTrue || kind == K::KwFalse || kind == K::KwNone) && peekNext() == K::Equal) {
    raiseRange(placeOf(current()), placeOf(tokens_[pos_ + 1]), "cannot assign to %s",
               kind == K::KwTrue    ? "True"
               : kind == K::KwFalse ? "False"
                                    : "None");
    return;
  }
  if (kind == K::Name && peekNext() == K::Equal) {
    Place name = placeOf(current()), equal = placeOf(tokens_[pos_ + 1]);
    pos_ += 2;
    ArenaSpan<Comprehension*> clauses;
    if (expression() && forIfClauses(&clauses)) {
      raiseRange(name, equal, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    }
    return;
  }
  pos_ = mark;
  Expr* left = expression();
  if (!left || !at(K::Equal)) return;
  raiseRange(left->place, placeOf(current()), "expression cannot contain assignment, perhaps you meant \"==\"?");
}

void Parser::invalidForTarget() {
  accept(K::KwAsync);
  if (!accept(K::KwFor)) return;
  if (Expr* target = starExpressions()) invalidTarget(TargetUse::For, target);
}

}  // namespace ophion
