// The match statement and its patterns.
#include "compiler/parser_state.h"

namespace ophion {

using namespace ast;

// At the name `match`. *committed: it is a match statement, whatever follows. Otherwise null means that the name is
// one.
Stmt* Parser::matchStmt(bool* committed) {
  uint32_t mark = pos_;
  Start start = startHere();
  K next = peekNext();
  if (failed() || (!diagnosing_ && next != K::Star && !startsExpression(next))) return nullptr;
  pos_++;
  Expr* subject = subjectExpr();
  if (failed()) return nullptr;
  if (!subject || !accept(K::Colon) || !accept(K::Newline) || !accept(K::Indent)) {
    if (diagnosing_ && !failed()) {
      pos_ = mark;
      invalidMatchStmt();
    }
    return nullptr;
  }
  *committed = true;
  ArenaVector<MatchCase*> cases;
  while (atSoft("case")) {
    MatchCase* match_case = caseBlock();
    if (!match_case || !push(cases, match_case)) return nullptr;
  }
  if (cases.empty() || !accept(K::Dedent)) return nullptr;
  Match* node = make<Match>(StmtKind::Match, Place{start.lineno, start.col, 0, 0});
  if (!node) return nullptr;
  node->subject = subject;
  node->cases = cases.span();
  endAtLastLine(&node->place);
  return node;
}

// subject_expr: star_named_expression ',' [star_named_expressions] | named_expression
Expr* Parser::subjectExpr() {
  uint32_t mark = pos_;
  Start start = startHere();
  Expr* first = starNamedExpression();
  if (failed()) return nullptr;
  if (first && accept(K::Comma)) {
    ExprList elts;
    if (!push(elts, first)) return nullptr;
    uint32_t before = pos_;
    if (at(K::Colon) || !starNamedExpressions(elts)) pos_ = before;
    if (failed()) return nullptr;
    return makeSequence(ExprKind::Tuple, placeFrom(start), elts);
  }
  if (first && first->kind != ExprKind::Starred) return first;
  pos_ = mark;
  return diagnosing_ ? namedExpression() : nullptr;
}

// Precondition: at the name `case`.
MatchCase* Parser::caseBlock() {
  uint32_t mark = pos_;
  uint32_t lineno = current().lineno;
  if (diagnosing_) {
    invalidCase();
    if (failed()) return nullptr;
    pos_ = mark;
  }
  pos_++;
  MatchCase* match_case = makePlain<MatchCase>();
  if (!match_case) return nullptr;
  match_case->pattern = patterns();
  if (!match_case->pattern) return nullptr;
  if (accept(K::KwIf) && !(match_case->guard = namedExpression())) return nullptr;
  (void)lineno;
  return accept(K::Colon) && block(&match_case->body) ? match_case : nullptr;
}

// patterns: open_sequence_pattern | pattern
Pattern* Parser::patterns() {
  Start start = startHere();
  Pattern* first = maybeStarPattern();
  if (!first) return nullptr;
  if (!at(K::Comma)) return first->kind == PatternKind::MatchStar ? nullptr : first;
  pos_++;
  ArenaVector<Pattern*> list;
  if (!push(list, first)) return nullptr;
  if (!at(K::Colon) && !at(K::KwIf) && !maybeSequence(list)) return nullptr;
  MatchSequence* node = make<MatchSequence>(PatternKind::MatchSequence, placeFrom(start));
  if (node) node->patterns = list.span();
  return node;
}

// maybe_sequence_pattern: ','.maybe_star_pattern+ [',']
bool Parser::maybeSequence(ArenaVector<Pattern*>& list) {
  for (;;) {
    uint32_t mark = pos_;
    Pattern* next = maybeStarPattern();
    if (!next) {
      if (failed()) return false;
      pos_ = mark;
      return true;
    }
    if (!push(list, next)) return false;
    if (!accept(K::Comma)) return true;
  }
}

Pattern* Parser::maybeStarPattern() { return at(K::Star) ? starPattern() : asPattern(); }

Pattern* Parser::starPattern() {
  Start start = startHere();
  pos_++;
  Identifier* name = acceptName();
  if (!name) return nullptr;
  MatchStar* node = make<MatchStar>(PatternKind::MatchStar, placeFrom(start));
  if (node) node->name = name->view() == "_" ? nullptr : name;
  return node;
}

// pattern: or_pattern ['as' capture_target] | invalid_as_pattern
Pattern* Parser::asPattern() {
  uint32_t mark = pos_;
  Start start = startHere();
  Pattern* pattern = orPattern();
  if (!pattern || !at(K::KwAs)) return failed() ? nullptr : pattern;
  uint32_t after = pos_;
  pos_++;
  if (at(K::Name) && !atSoft("_")) {
    Identifier* name = current().name;
    K next = peekNext();
    if (next != K::Dot && next != K::LeftParen && next != K::Equal) {
      pos_++;
      MatchAs* node = make<MatchAs>(PatternKind::MatchAs, placeFrom(start));
      if (!node) return nullptr;
      node->pattern = pattern;
      node->name = name;
      return node;
    }
  }
  if (failed()) return nullptr;
  if (diagnosing_) {
    pos_ = mark;
    invalidAsPattern();
    if (failed()) return nullptr;
  }
  pos_ = after;
  return pattern;
}

Pattern* Parser::orPattern() {
  DepthGuard guard(this);
  if (failed()) return nullptr;
  Start start = startHere();
  Pattern* first = closedPattern();
  if (!first || !at(K::VerticalBar)) return failed() ? nullptr : first;
  ArenaVector<Pattern*> list;
  if (!push(list, first)) return nullptr;
  for (;;) {
    uint32_t mark = pos_;
    if (!accept(K::VerticalBar)) break;
    Pattern* next = closedPattern();
    if (!next) {
      if (failed()) return nullptr;
      pos_ = mark;
      break;
    }
    if (!push(list, next)) return nullptr;
  }
  if (list.size() == 1) return first;
  MatchOr* node = make<MatchOr>(PatternKind::MatchOr, placeFrom(start));
  if (node) node->patterns = list.span();
  return node;
}

Pattern* Parser::closedPattern() {
  switch (peek()) {
    case K::Name:
      return namePattern();
    case K::LeftParen:
    case K::LeftBracket:
      return groupOrSequencePattern();
    case K::LeftBrace:
      return mappingPattern();
    default:
      return literalPattern();
  }
}

Pattern* Parser::literalPattern() {
  K first = peek();
  if (failed()) return nullptr;
  Token token = current();
  ConstantKind kind = ConstantKind::None;
  switch (first) {
    case K::KwTrue:
      kind = ConstantKind::True;
      break;
    case K::KwFalse:
      kind = ConstantKind::False;
      break;
    case K::KwNone:
      break;
    default: {
      Start start = startHere();
      Expr* value = literalExpr();
      if (!value) return nullptr;
      MatchValue* node = make<MatchValue>(PatternKind::MatchValue, placeFrom(start));
      if (node) node->value = value;
      return node;
    }
  }
  pos_++;
  MatchSingleton* node = make<MatchSingleton>(PatternKind::MatchSingleton, placeOf(token));
  if (node) node->value = kind;
  return node;
}

Expr* Parser::signedNumber() {
  Start start = startHere();
  bool negative = accept(K::Minus);
  if (!at(K::Number)) return nullptr;
  Expr* value = number();
  if (!value || !negative) return value;
  UnaryOp* node = make<UnaryOp>(ExprKind::UnaryOp, placeFrom(start));
  if (!node) return nullptr;
  node->op = UnaryOperator::USub;
  node->operand = value;
  return node;
}

// A number, a complex number written as a sum, or strings.
Expr* Parser::literalExpr() {
  if (at(K::String)) return strings();
  Start start = startHere();
  Expr* left = signedNumber();
  if (!left || (!at(K::Plus) && !at(K::Minus))) return failed() ? nullptr : left;
  auto isImaginary = [](const Expr* node) {
    return node->kind == ExprKind::Constant && static_cast<const Constant*>(node)->type == ConstantKind::Imaginary;
  };
  Operator op = at(K::Plus) ? Operator::Add : Operator::Sub;
  const Expr* real = left->kind == ExprKind::UnaryOp ? as<UnaryOp>(left)->operand : left;
  pos_++;
  if (!at(K::Number)) return nullptr;
  if (isImaginary(real)) return raiseAtPlace(left->place, "real number required in complex literal");
  Expr* right = number();
  if (!right) return nullptr;
  if (!isImaginary(right)) return raiseAtPlace(right->place, "imaginary number required in complex literal");
  BinOp* node = make<BinOp>(ExprKind::BinOp, placeFrom(start));
  if (!node) return nullptr;
  node->op = op;
  node->left = left;
  node->right = right;
  return node;
}

Expr* Parser::nameOrAttr() {
  if (!at(K::Name)) return nullptr;
  Start start = startHere();
  Expr* node = makeName(tokens_[pos_++]);
  while (node && at(K::Dot)) {
    uint32_t mark = pos_++;
    Identifier* attr = acceptName();
    if (!attr) {
      pos_ = mark;
      return failed() ? nullptr : node;
    }
    Attribute* made = make<Attribute>(ExprKind::Attribute, placeFrom(start));
    if (!made) return nullptr;
    made->value = node;
    made->attr = attr;
    node = made;
  }
  return failed() ? nullptr : node;
}

// Capture, wildcard, value or class pattern.
Pattern* Parser::namePattern() {
  Start start = startHere();
  Identifier* name = current().name;
  K next = peekNext();
  if (next != K::Dot && next != K::LeftParen && next != K::Equal) {
    pos_++;
    MatchAs* node = make<MatchAs>(PatternKind::MatchAs, placeFrom(start));
    if (node) node->name = name->view() == "_" ? nullptr : name;
    return node;
  }
  uint32_t mark = pos_;
  Expr* value = nameOrAttr();
  if (!value) return nullptr;
  if (at(K::LeftParen)) {
    Pattern* node = classPattern(value);
    if (node) node->place = placeFrom(start);
    if (!node && diagnosing_ && !failed()) {
      pos_ = mark;
      invalidClassPattern();
    }
    return node;
  }
  if (value->kind == ExprKind::Name || at(K::Equal)) return nullptr;
  MatchValue* node = make<MatchValue>(PatternKind::MatchValue, placeFrom(start));
  if (node) node->value = value;
  return node;
}

// '(' … ')' or '[' … ']': one pattern in parentheses is itself.
Pattern* Parser::groupOrSequencePattern() {
  Start start = startHere();
  bool is_paren = at(K::LeftParen);
  K closing = is_paren ? K::RightParen : K::RightBracket;
  pos_++;
  ArenaVector<Pattern*> list;
  if (!at(closing)) {
    Pattern* first = maybeStarPattern();
    if (!first) return nullptr;
    if (is_paren && first->kind != PatternKind::MatchStar && accept(K::RightParen)) return first;
    if (!push(list, first)) return nullptr;
    if (accept(K::Comma)) {
      if (!at(closing) && !maybeSequence(list)) return nullptr;
    } else if (is_paren) {
      return nullptr;
    }
  }
  if (!accept(closing)) return nullptr;
  MatchSequence* node = make<MatchSequence>(PatternKind::MatchSequence, placeFrom(start));
  if (node) node->patterns = list.span();
  return node;
}

Pattern* Parser::mappingPattern() {
  Start start = startHere();
  pos_++;
  ExprList keys;
  ArenaVector<Pattern*> values;
  Identifier* rest = nullptr;
  bool more = true;
  while (more && !at(K::RightBrace)) {
    if (accept(K::DoubleStar)) {
      if (atSoft("_") || !(rest = acceptName())) return nullptr;
      accept(K::Comma);
      break;
    }
    Expr* key = nullptr;
    switch (peek()) {
      case K::KwTrue:
      case K::KwFalse:
      case K::KwNone:
        key = atom();
        break;
      case K::Name:
        key = nameOrAttr();
        break;
      default:
        key = literalExpr();
        break;
    }
    if (!key || key->kind == ExprKind::Name || !accept(K::Colon)) return nullptr;
    Pattern* value = asPattern();
    if (!value || !push(keys, key) || !push(values, value)) return nullptr;
    more = accept(K::Comma);
  }
  if (!accept(K::RightBrace)) return nullptr;
  MatchMapping* node = make<MatchMapping>(PatternKind::MatchMapping, placeFrom(start));
  if (!node) return nullptr;
  node->keys = keys.span();
  node->patterns = values.span();
  node->rest = rest;
  return node;
}

// At '(' behind the class. The caller sets the place.
Pattern* Parser::classPattern(Expr* cls) {
  pos_++;
  ArenaVector<Pattern*> positional, keyword_patterns;
  ArenaVector<Identifier*> attrs;
  bool more = true;
  while (more && !at(K::RightParen)) {
    if (at(K::Name) && peekNext() == K::Equal) {
      Identifier* attr = current().name;
      pos_ += 2;
      Pattern* value = asPattern();
      if (!value || !push(attrs, attr) || !push(keyword_patterns, value)) return nullptr;
    } else {
      Pattern* value = attrs.empty() ? asPattern() : nullptr;
      if (!value || !push(positional, value)) return nullptr;
    }
    more = accept(K::Comma);
  }
  if (!accept(K::RightParen)) return nullptr;
  MatchClass* node = make<MatchClass>(PatternKind::MatchClass, Place{});
  if (!node) return nullptr;
  node->cls = cls;
  node->patterns = positional.span();
  node->kwd_attrs = attrs.span();
  node->kwd_patterns = keyword_patterns.span();
  return node;
}

}  // namespace ophion
