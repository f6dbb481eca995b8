// Expressions, from `star_expressions` down to `primary`.
#include "compiler/parser_state.h"

namespace ophion {

using namespace ast;

int binaryPrecedence(TokenKind kind) {
  switch (kind) {
    case TokenKind::VerticalBar:
      return 1;
    case TokenKind::Circumflex:
      return 2;
    case TokenKind::Ampersand:
      return 3;
    case TokenKind::LeftShift:
    case TokenKind::RightShift:
      return 4;
    case TokenKind::Plus:
    case TokenKind::Minus:
      return 5;
    case TokenKind::Star:
    case TokenKind::Slash:
    case TokenKind::DoubleSlash:
    case TokenKind::Percent:
    case TokenKind::At:
      return 6;
    default:
      return 0;
  }
}

Operator binaryOperator(TokenKind kind) {
  switch (kind) {
    case TokenKind::VerticalBar:
      return Operator::BitOr;
    case TokenKind::Circumflex:
      return Operator::BitXor;
    case TokenKind::Ampersand:
      return Operator::BitAnd;
    case TokenKind::LeftShift:
      return Operator::LShift;
    case TokenKind::RightShift:
      return Operator::RShift;
    case TokenKind::Plus:
      return Operator::Add;
    case TokenKind::Minus:
      return Operator::Sub;
    case TokenKind::Star:
      return Operator::Mult;
    case TokenKind::Slash:
      return Operator::Div;
    case TokenKind::DoubleSlash:
      return Operator::FloorDiv;
    case TokenKind::Percent:
      return Operator::Mod;
    default:
      return Operator::MatMult;
  }
}

bool Parser::startsExpression(K kind) {
  switch (kind) {
    case K::Name:
    case K::Number:
    case K::String:
    case K::LeftParen:
    case K::LeftBracket:
    case K::LeftBrace:
    case K::Ellipsis:
    case K::Plus:
    case K::Minus:
    case K::Tilde:
    case K::KwFalse:
    case K::KwNone:
    case K::KwTrue:
    case K::KwAwait:
    case K::KwLambda:
    case K::KwNot:
      return true;
    default:
      return false;
  }
}

Expr* Parser::makeSequence(ExprKind kind, Place place, ExprList& elts) {
  Sequence* node = make<Sequence>(kind, place);
  if (node) node->elts = elts.span();
  return node;
}

// expressions: expression (',' expression)* [',']
Expr* Parser::expressions() {
  Start start = startHere();
  Expr* first = expression();
  if (!first || !at(K::Comma)) return first;
  ExprList elts;
  if (!push(elts, first)) return nullptr;
  while (accept(K::Comma)) {
    uint32_t mark = pos_;
    Expr* next = expression();
    if (!next) {
      if (failed()) return nullptr;
      pos_ = mark;
      break;
    }
    if (!push(elts, next)) return nullptr;
  }
  return makeSequence(ExprKind::Tuple, placeFrom(start), elts);
}

Expr* Parser::starExpressions() {
  Start start = startHere();
  Expr* first = starExpression();
  if (!first || !at(K::Comma)) return first;
  ExprList elts;
  if (!push(elts, first)) return nullptr;
  while (accept(K::Comma)) {
    uint32_t mark = pos_;
    K kind = peek();
    Expr* next = diagnosing_ || kind == K::Star || startsExpression(kind) ? starExpression() : nullptr;
    if (!next) {
      if (failed()) return nullptr;
      pos_ = mark;
      break;
    }
    if (!push(elts, next)) return nullptr;
  }
  return makeSequence(ExprKind::Tuple, placeFrom(start), elts);
}

Expr* Parser::starExpression() {
  Expr* node;
  if (memoizing_ && recall(Rule::StarExpression, &node)) return node;
  uint32_t mark = pos_;
  if (at(K::Star)) {
    Start start = startHere();
    pos_++;
    Expr* value = bitwiseOr();
    Starred* starred = value ? make<Starred>(ExprKind::Starred, placeFrom(start)) : nullptr;
    if (starred) starred->value = value;
    node = starred;
    if (!node) pos_ = mark;
  } else {
    node = expression();
  }
  if (memoizing_) remember(Rule::StarExpression, mark, node);
  return node;
}

Expr* Parser::starredExpression() {
  Start start = startHere();
  if (!accept(K::Star)) return nullptr;
  Expr* value = expression();
  if (!value) return nullptr;
  Starred* starred = make<Starred>(ExprKind::Starred, placeFrom(start));
  if (starred) starred->value = value;
  return starred;
}

Expr* Parser::starNamedExpression() {
  if (!at(K::Star)) return namedExpression();
  Start start = startHere();
  pos_++;
  Expr* value = bitwiseOr();
  if (!value) return nullptr;
  Starred* starred = make<Starred>(ExprKind::Starred, placeFrom(start));
  if (starred) starred->value = value;
  return starred;
}

// ','.star_named_expression+ [',']; appends to `list`. False when there is not even one.
bool Parser::starNamedExpressions(ExprList& list) {
  Expr* first = starNamedExpression();
  if (!first || !push(list, first)) return false;
  while (accept(K::Comma)) {
    uint32_t mark = pos_;
    K kind = peek();
    Expr* next = diagnosing_ || kind == K::Star || startsExpression(kind) ? starNamedExpression() : nullptr;
    if (!next) {
      if (failed()) return false;
      pos_ = mark;
      return true;
    }
    if (!push(list, next)) return false;
  }
  return true;
}

// assignment_expression: NAME ':=' ~ expression. Precondition: at NAME ':='.
Expr* Parser::assignmentExpression() {
  Start start = startHere();
  Expr* target = makeName(current());
  if (!target) return nullptr;
  setContext(target, ExprContext::Store);
  pos_ += 2;
  Expr* value = expression();
  if (!value) return nullptr;
  NamedExpr* node = make<NamedExpr>(ExprKind::NamedExpr, placeFrom(start));
  if (!node) return nullptr;
  node->target = target;
  node->value = value;
  return node;
}

Expr* Parser::namedExpression() {
  if (!diagnosing_) return assignmentOrExpression();
  Expr* node;
  if (recall(Rule::NamedExpression, &node)) return node;
  uint32_t mark = pos_;
  if (at(K::Name) && peekNext() == K::ColonEqual) {
    node = assignmentExpression();
  } else {
    invalidNamedExpression();
    if (failed()) return nullptr;
    pos_ = mark;
    node = expression();
    if (node && at(K::ColonEqual)) node = nullptr;
  }
  if (!node) pos_ = mark;
  remember(Rule::NamedExpression, mark, node);
  return node;
}

Expr* Parser::assignmentOrExpression() {
  if (at(K::Name) && peekNext() == K::ColonEqual) return assignmentExpression();
  Expr* node = expression();
  if (!node || at(K::ColonEqual)) return nullptr;
  return node;
}

Expr* Parser::yieldExpr() {
  Start start = startHere();
  if (!accept(K::KwYield)) return nullptr;
  DepthGuard guard(this);
  if (failed()) return nullptr;
  ExprKind kind = ExprKind::Yield;
  Expr* value = nullptr;
  if (accept(K::KwFrom)) {
    kind = ExprKind::YieldFrom;
    value = expression();
    if (!value) return nullptr;
  } else {
    uint32_t mark = pos_;
    K next = peek();
    if (diagnosing_ || next == K::Star || startsExpression(next)) value = starExpressions();
    if (failed()) return nullptr;
    if (!value) pos_ = mark;
  }
  YieldLike* node = make<YieldLike>(kind, placeFrom(start));
  if (node) node->value = value;
  return node;
}

Expr* Parser::expression() {
  DepthGuard guard(this);
  if (failed()) return nullptr;
  if (!memoizing_) return expressionPlain();
  Expr* node;
  if (recall(Rule::Expression, &node)) return node;
  uint32_t mark = pos_;
  if (diagnosing_) {
    invalidExpression();
    if (failed()) return nullptr;
    pos_ = mark;
    invalidLegacyExpression();
    if (failed()) return nullptr;
    pos_ = mark;
  }
  node = expressionPlain();
  if (!node) pos_ = mark;
  remember(Rule::Expression, mark, node);
  return node;
}

// What it finds is remembered all the same, as CPython does, and not looked at again with the rules switched on.
Expr* Parser::expressionWithoutInvalid() {
  bool diagnosing = diagnosing_;
  diagnosing_ = false;
  DepthGuard guard(this);
  Expr* node = failed() ? nullptr : expressionPlain();
  diagnosing_ = diagnosing;
  return node;
}

Expr* Parser::expressionPlain() {
  if (at(K::KwLambda)) return lambdef();
  Start start = startHere();
  Expr* body = disjunction();
  if (!body || !at(K::KwIf)) return body;
  uint32_t mark = pos_;
  pos_++;
  Expr* test = disjunction();
  Expr* orelse = test && accept(K::KwElse) ? expression() : nullptr;
  if (!orelse) {
    pos_ = mark;
    return failed() ? nullptr : body;
  }
  IfExp* node = make<IfExp>(ExprKind::IfExp, placeFrom(start));
  if (!node) return nullptr;
  node->test = test;
  node->body = body;
  node->orelse = orelse;
  return node;
}

Expr* Parser::lambdef() {
  Start start = startHere();
  pos_++;
  Arguments* args = parameters(true);
  if (!args || !accept(K::Colon)) return nullptr;
  Expr* body = expression();
  if (!body) return nullptr;
  Lambda* node = make<Lambda>(ExprKind::Lambda, placeFrom(start));
  if (!node) return nullptr;
  node->args = args;
  node->body = body;
  return node;
}

// One level of `and` or `or`.
Expr* Parser::boolChain(Rule rule, K keyword, BoolOperator op) {
  Expr* node;
  if (memoizing_ && recall(rule, &node)) return node;
  uint32_t mark = pos_;
  Start start = startHere();
  auto operand = [&] { return op == BoolOperator::Or ? conjunction() : inversion(); };
  node = operand();
  if (node && at(keyword)) {
    ExprList values;
    if (!push(values, node)) return nullptr;
    for (;;) {
      uint32_t before = pos_;
      if (!accept(keyword)) break;
      Expr* next = operand();
      if (!next) {
        pos_ = before;
        if (failed()) return nullptr;
        break;
      }
      if (!push(values, next)) return nullptr;
    }
    if (values.size() > 1) {
      BoolOp* chain = make<BoolOp>(ExprKind::BoolOp, placeFrom(start));
      if (!chain) return nullptr;
      chain->op = op;
      chain->values = values.span();
      node = chain;
    }
  }
  if (memoizing_) remember(rule, mark, node);
  return node;
}

Expr* Parser::disjunction() { return boolChain(Rule::Disjunction, K::KwOr, BoolOperator::Or); }
Expr* Parser::conjunction() { return boolChain(Rule::Conjunction, K::KwAnd, BoolOperator::And); }

Expr* Parser::inversion() {
  if (!at(K::KwNot)) return comparison();
  Expr* node;
  if (memoizing_ && recall(Rule::Inversion, &node)) return node;
  DepthGuard guard(this);
  if (failed()) return nullptr;
  uint32_t mark = pos_;
  Start start = startHere();
  pos_++;
  Expr* operand = inversion();
  UnaryOp* made = operand ? make<UnaryOp>(ExprKind::UnaryOp, placeFrom(start)) : nullptr;
  if (made) {
    made->op = UnaryOperator::Not;
    made->operand = operand;
  }
  if (memoizing_) remember(Rule::Inversion, mark, made);
  return made;
}

// Takes a comparison operator; false when there is none (nothing is taken then).
bool Parser::compareOp(CmpOperator* op) {
  switch (peek()) {
    case K::EqualEqual:
      *op = CmpOperator::Eq;
      break;
    case K::NotEqual:
      *op = CmpOperator::NotEq;
      break;
    case K::Less:
      *op = CmpOperator::Lt;
      break;
    case K::LessEqual:
      *op = CmpOperator::LtE;
      break;
    case K::Greater:
      *op = CmpOperator::Gt;
      break;
    case K::GreaterEqual:
      *op = CmpOperator::GtE;
      break;
    case K::KwIn:
      *op = CmpOperator::In;
      break;
    case K::KwIs:
      *op = peekNext() == K::KwNot ? CmpOperator::IsNot : CmpOperator::Is;
      pos_ += *op == CmpOperator::IsNot;
      break;
    case K::KwNot:
      if (peekNext() != K::KwIn) return false;
      *op = CmpOperator::NotIn;
      pos_++;
      break;
    default:
      return false;
  }
  pos_++;
  return true;
}

Expr* Parser::comparison() {
  Start start = startHere();
  Expr* left = bitwiseOr();
  if (!left) return nullptr;
  uint32_t mark = pos_;
  CmpOperator op;
  if (!compareOp(&op)) return failed() ? nullptr : left;
  ExprList comparators;
  ArenaVector<CmpOperator> ops;
  do {
    Expr* right = bitwiseOr();
    if (!right) {
      if (failed()) return nullptr;
      // `x not in` may go on differently: `is` may be followed by `not` of an inversion, which is no bitwise_or.
      break;
    }
    if (!push(ops, op) || !push(comparators, right)) return nullptr;
    mark = pos_;
  } while (compareOp(&op));
  pos_ = mark;
  if (failed()) return nullptr;
  if (ops.empty()) return left;
  Compare* node = make<Compare>(ExprKind::Compare, placeFrom(start));
  if (!node) return nullptr;
  node->left = left;
  node->ops = ops.span();
  node->comparators = comparators.span();
  return node;
}

Expr* Parser::bitwiseOr() {
  Expr* node;
  if (memoizing_ && recall(Rule::BitwiseOr, &node)) return node;
  uint32_t mark = pos_;
  node = binary(1);
  if (memoizing_) remember(Rule::BitwiseOr, mark, node);
  return node;
}

// Precedence climbing; every operator here associates to the left. An operator whose right side is missing stays.
Expr* Parser::binary(int min_precedence) {
  Start start = startHere();
  Expr* left = factor();
  if (!left) return nullptr;
  for (;;) {
    K kind = peek();
    int precedence = binaryPrecedence(kind);
    if (precedence < min_precedence || precedence == 0) return failed() ? nullptr : left;
    uint32_t mark = pos_;
    pos_++;
    Expr* right = binary(precedence + 1);
    if (!right) {
      pos_ = mark;
      return failed() ? nullptr : left;
    }
    BinOp* node = make<BinOp>(ExprKind::BinOp, placeFrom(start));
    if (!node) return nullptr;
    node->op = binaryOperator(kind);
    node->left = left;
    node->right = right;
    left = node;
  }
}

Expr* Parser::factor() {
  UnaryOperator op;
  switch (peek()) {
    case K::Plus:
      op = UnaryOperator::UAdd;
      break;
    case K::Minus:
      op = UnaryOperator::USub;
      break;
    case K::Tilde:
      op = UnaryOperator::Invert;
      break;
    default:
      return power();
  }
  Expr* node;
  if (memoizing_ && recall(Rule::Factor, &node)) return node;
  DepthGuard guard(this);
  if (failed()) return nullptr;
  uint32_t mark = pos_;
  Start start = startHere();
  pos_++;
  Expr* operand = factor();
  UnaryOp* made = operand ? make<UnaryOp>(ExprKind::UnaryOp, placeFrom(start)) : nullptr;
  if (made) {
    made->op = op;
    made->operand = operand;
  }
  if (memoizing_) remember(Rule::Factor, mark, made);
  return made;
}

Expr* Parser::power() {
  Start start = startHere();
  Expr* base = awaitPrimary();
  if (!base || !at(K::DoubleStar)) return failed() ? nullptr : base;
  DepthGuard guard(this);
  if (failed()) return nullptr;
  uint32_t mark = pos_;
  pos_++;
  Expr* exponent = factor();
  if (!exponent) {
    pos_ = mark;
    return failed() ? nullptr : base;
  }
  BinOp* node = make<BinOp>(ExprKind::BinOp, placeFrom(start));
  if (!node) return nullptr;
  node->op = Operator::Pow;
  node->left = base;
  node->right = exponent;
  return node;
}

Expr* Parser::awaitPrimary() {
  if (!at(K::KwAwait)) return primary();
  Start start = startHere();
  pos_++;
  Expr* value = primary();
  if (!value) return nullptr;
  YieldLike* node = make<YieldLike>(ExprKind::Await, placeFrom(start));
  if (node) node->value = value;
  return node;
}

Expr* Parser::primary() {
  // A parenthesised atom begins inside its parentheses, what follows it in front of them.
  if (!memoizing_) {
    Start start = startHere();
    Expr* node = atom();
    return node ? primaryLoop(start, node) : nullptr;
  }
  Expr* node;
  if (recall(Rule::Primary, &node)) return node;
  uint32_t mark = pos_;
  Start start = startHere();
  node = atom();
  if (node) node = primaryLoop(start, node);
  remember(Rule::Primary, mark, node);
  return node;
}

// `.name`, `(…)` and `[…]` behind an atom, as many as there are.
Expr* Parser::primaryLoop(Start start, Expr* node) {
  for (;;) {
    uint32_t mark = pos_;
    switch (peek()) {
      case K::Dot: {
        pos_++;
        if (!at(K::Name)) {
          pos_ = mark;
          return failed() ? nullptr : node;
        }
        Identifier* attr = current().name;
        pos_++;
        Attribute* made = make<Attribute>(ExprKind::Attribute, placeFrom(start));
        if (!made) return nullptr;
        made->value = node;
        made->attr = attr;
        node = made;
        break;
      }
      case K::LeftParen: {
        Expr* made = callTail(node);
        if (!made) {
          pos_ = mark;
          return failed() ? nullptr : node;
        }
        made->place = placeFrom(start);
        node = made;
        break;
      }
      case K::LeftBracket: {
        pos_++;
        Expr* index = slices();
        if (!index || !accept(K::RightBracket)) {
          pos_ = mark;
          return failed() ? nullptr : node;
        }
        Subscript* made = make<Subscript>(ExprKind::Subscript, placeFrom(start));
        if (!made) return nullptr;
        made->value = node;
        made->slice = index;
        node = made;
        break;
      }
      default:
        return failed() ? nullptr : node;
    }
  }
}

}  // namespace ophion
