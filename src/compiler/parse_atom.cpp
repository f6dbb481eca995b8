// Atoms: names, constants, everything in brackets, comprehensions and slices.
#include <charconv>
#include <cmath>
#include <cstdio>

#include "compiler/parser_state.h"

namespace ophion {

using namespace ast;

Expr* Parser::makeName(const Token& token) {
  Name* node = make<Name>(ExprKind::Name, placeOf(token));
  if (node) node->id = token.name;
  return node;
}

Expr* Parser::makeConstant(const Token& token, ConstantKind type) {
  Constant* node = make<Constant>(ExprKind::Constant, placeOf(token));
  if (node) node->type = type;
  return node;
}

Expr* Parser::atom() {
  switch (peek()) {
    case K::Name:
      return makeName(tokens_[pos_++]);
    case K::KwTrue:
      return makeConstant(tokens_[pos_++], ConstantKind::True);
    case K::KwFalse:
      return makeConstant(tokens_[pos_++], ConstantKind::False);
    case K::KwNone:
      return makeConstant(tokens_[pos_++], ConstantKind::None);
    case K::Ellipsis:
      return makeConstant(tokens_[pos_++], ConstantKind::Ellipsis);
    case K::Number:
      return number();
    case K::String:
    case K::LeftParen:
    case K::LeftBracket:
    case K::LeftBrace:
      break;
    default:
      return nullptr;
  }
  if (!diagnosing_) return atomPlain();
  Expr* node;
  if (recall(Rule::Atom, &node)) return node;
  uint32_t mark = pos_;
  node = atomPlain();
  remember(Rule::Atom, mark, node);
  return node;
}

Expr* Parser::atomPlain() {
  DepthGuard guard(this);
  if (failed()) return nullptr;
  switch (peek()) {
    case K::String:
      return strings();
    case K::LeftParen:
      return parenthesized();
    case K::LeftBracket:
      return bracketed();
    default:
      return braced();
  }
}

// ---- numbers
// ---------------------------------------------------------------------------------------------------------

namespace {

constexpr uint32_t kDecimalDigitsMax = 4300;

// The value of a float literal without underscores; what is out of range becomes infinity or zero.
double floatValue(const char* text, const char* end) {
  double value = 0;
  auto result = std::from_chars(text, end, value);
  if (result.ec != std::errc::result_out_of_range) return value;
  // Too large or too small: the place of the first digit that counts, plus the exponent, tells which.
  long place = 0;
  bool in_fraction = false, found = false;
  long exponent = 0;
  for (const char* at = text; at < end; at++) {
    if (*at == '.') {
      in_fraction = true;
    } else if (*at == 'e' || *at == 'E') {
      const char* digits = at + 1;
      bool negative = digits < end && *digits == '-';
      if (digits < end && (*digits == '-' || *digits == '+')) digits++;
      if (std::from_chars(digits, end, exponent).ec != std::errc()) exponent = 1000000000;
      if (negative) exponent = -exponent;
      break;
    } else if (found) {
      if (!in_fraction) place++;
    } else if (*at != '0') {
      found = true;
      if (in_fraction) place--;
    } else if (in_fraction) {
      place--;
    }
  }
  return place + exponent > 0 ? HUGE_VAL : 0.0;
}

}  // namespace

Expr* Parser::number() {
  Token token = tokens_[pos_++];
  const char* text = token.start;
  uint32_t size = token.length;
  if (memchr(text, '_', size)) {
    char* copy = arena_.tryArray<char>(size);
    if (!copy) return outOfMemory();
    uint32_t kept = 0;
    for (uint32_t i = 0; i < size; i++) {
      if (text[i] != '_') copy[kept++] = text[i];
    }
    text = copy;
    size = kept;
  }
  Constant* node = make<Constant>(ExprKind::Constant, placeOf(token));
  if (!node) return nullptr;
  char second = size > 1 ? static_cast<char>(text[1] | 0x20) : '0';
  if (text[0] == '0' && (second == 'x' || second == 'o' || second == 'b')) {
    node->type = ConstantKind::Int;
    node->int_base = second == 'x' ? 16 : second == 'o' ? 8 : 2;
    node->data = text + 2;
    node->size = size - 2;
    return node;
  }
  bool is_imaginary = (text[size - 1] | 0x20) == 'j';
  bool is_float = is_imaginary;
  for (uint32_t i = 0; i < size && !is_float; i++) is_float = text[i] == '.' || (text[i] | 0x20) == 'e';
  if (is_float) {
    node->type = is_imaginary ? ConstantKind::Imaginary : ConstantKind::Float;
    node->number = floatValue(text, text + size - (is_imaginary ? 1 : 0));
    return node;
  }
  if (size > kDecimalDigitsMax) {
    char message[300];
    snprintf(message, sizeof message,
             "Exceeds the limit (%u digits) for integer string conversion: value has %u digits; use "
             "sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to "
             "avoid decimal conversion limits.",
             kDecimalDigitsMax, size);
    return raiseAt(ErrorKind::SyntaxError, token.lineno, -1, token.end_lineno, -1, message);
  }
  node->type = ConstantKind::Int;
  node->int_base = 10;
  node->data = text;
  node->size = size;
  return node;
}

// ---- brackets
// --------------------------------------------------------------------------------------------------------

// tuple, group or generator expression.
Expr* Parser::parenthesized() {
  uint32_t mark = pos_;
  Start start = startHere();
  pos_++;
  if (accept(K::RightParen)) {
    ExprList none;
    return makeSequence(ExprKind::Tuple, placeFrom(start), none);
  }
  Expr* result = nullptr;
  if (at(K::KwYield)) {
    result = yieldExpr();
    if (result && !accept(K::RightParen)) result = nullptr;
  } else if (Expr* first = starNamedExpression()) {
    if (accept(K::Comma)) {
      ExprList elts;
      if (!push(elts, first)) return nullptr;
      uint32_t before = pos_;
      if (!at(K::RightParen) && !starNamedExpressions(elts)) pos_ = before;
      if (failed()) return nullptr;
      if (accept(K::RightParen)) return makeSequence(ExprKind::Tuple, placeFrom(start), elts);
    } else if (first->kind != ExprKind::Starred) {
      if (accept(K::RightParen)) return first;
      if (atForIf()) result = finishComp(ExprKind::GeneratorExp, start, first, nullptr);
    }
  }
  if (result || failed() || !diagnosing_) return failed() ? nullptr : result;
  pos_ = mark;
  invalidGroup();
  if (failed()) return nullptr;
  pos_ = mark + 1;
  if (Expr* first = assignmentOrExpression()) {
    if (atForIf()) finishComp(ExprKind::GeneratorExp, start, first, nullptr);
  }
  if (failed()) return nullptr;
  pos_ = mark;
  invalidComprehension();
  return nullptr;
}

// list or list comprehension.
Expr* Parser::bracketed() {
  uint32_t mark = pos_;
  Start start = startHere();
  pos_++;
  ExprList elts;
  if (accept(K::RightBracket)) return makeSequence(ExprKind::List, placeFrom(start), elts);
  if (Expr* first = starNamedExpression()) {
    if (first->kind != ExprKind::Starred && atForIf()) {
      Expr* comp = finishComp(ExprKind::ListComp, start, first, nullptr);
      if (comp || failed()) return comp;
    } else {
      if (!push(elts, first)) return nullptr;
      bool more = accept(K::Comma);
      uint32_t before = pos_;
      if (more && !at(K::RightBracket) && !starNamedExpressions(elts)) pos_ = before;
      if (failed()) return nullptr;
      if (accept(K::RightBracket)) return makeSequence(ExprKind::List, placeFrom(start), elts);
    }
  }
  if (failed() || !diagnosing_) return nullptr;
  pos_ = mark;
  invalidComprehension();
  return nullptr;
}

// dict, set, and their comprehensions.
Expr* Parser::braced() {
  uint32_t mark = pos_;
  Start start = startHere();
  if (diagnosing_) return bracedInOrder(start);
  Expr* node;
  if (tokens_[mark].memo && recall(Rule::QuickBraces, &node)) return node;
  node = bracedQuick(start);
  if (node || failed()) return failed() ? nullptr : node;
  // CPython describes these mistakes in its first pass already. That reads the inside again, so failures are
  // remembered.
  pos_ = mark + 1;
  invalidDoubleStarredPairs();
  remember(Rule::QuickBraces, mark, nullptr);
  return nullptr;
}

// At '{'. The first element tells what it is.
Expr* Parser::bracedQuick(Start start) {
  uint32_t mark = pos_++;
  if (accept(K::RightBrace)) return dictFrom(start, {}, {});
  if (at(K::DoubleStar)) return dictWithFirstKey(start, nullptr);
  Expr* first = starNamedExpression();
  if (!first) return nullptr;
  bool starred = first->kind == ExprKind::Starred;
  if (at(K::Colon)) {
    // `x := y` may be a key in parentheses only.
    bool bare_walrus = first->kind == ExprKind::NamedExpr && tokens_[mark + 1].kind == K::Name;
    return starred || bare_walrus ? nullptr : dictWithFirstKey(start, first);
  }
  if (!starred && atForIf()) return finishComp(ExprKind::SetComp, start, first, nullptr);
  return setFrom(start, first);
}

// The alternatives one after another, as the grammar has them.
Expr* Parser::bracedInOrder(Start start) {
  uint32_t mark = pos_++;
  if (accept(K::RightBrace)) return dictFrom(start, {}, {});
  Expr* node = dictWithFirstKey(start, nullptr);
  if (node || failed()) return node;
  pos_ = mark + 1;
  invalidDoubleStarredPairs();
  if (failed()) return nullptr;
  pos_ = mark + 1;
  Expr* first = starNamedExpression();
  if (first) node = setFrom(start, first);
  if (node || failed()) return node;
  pos_ = mark + 1;
  Expr* key = expression();
  Expr* value = key && accept(K::Colon) ? expression() : nullptr;
  if (value && atForIf()) node = finishComp(ExprKind::DictComp, start, key, value);
  if (node || failed()) return node;
  pos_ = mark;
  invalidDictComprehension();
  if (failed()) return nullptr;
  pos_ = mark + 1;
  first = namedExpression();
  if (first && atForIf()) node = finishComp(ExprKind::SetComp, start, first, nullptr);
  if (node || failed()) return node;
  pos_ = mark;
  invalidComprehension();
  return nullptr;
}

// Behind the first element of a set.
Expr* Parser::setFrom(Start start, Expr* first) {
  ExprList elts;
  if (!push(elts, first)) return nullptr;
  bool more = accept(K::Comma);
  uint32_t before = pos_;
  if (more && !at(K::RightBrace) && !starNamedExpressions(elts)) pos_ = before;
  if (failed() || !accept(K::RightBrace)) return nullptr;
  return makeSequence(ExprKind::Set, placeFrom(start), elts);
}

Expr* Parser::dictFrom(Start start, ArenaSpan<Expr*> keys, ArenaSpan<Expr*> values) {
  Dict* node = make<Dict>(ExprKind::Dict, placeFrom(start));
  if (!node) return nullptr;
  node->keys = keys;
  node->values = values;
  return node;
}

// Behind '{', or behind the first key when it is given.
Expr* Parser::dictWithFirstKey(Start start, Expr* key) {
  ExprList keys, values;
  for (;;) {
    Expr* value;
    if (!key && accept(K::DoubleStar)) {
      value = bitwiseOr();
    } else {
      if (!key) key = expression();
      if (!key || !accept(K::Colon)) return nullptr;
      value = expression();
    }
    if (!value) return nullptr;
    if (keys.empty() && key && atForIf()) return finishComp(ExprKind::DictComp, start, key, value);
    if (!push(keys, key) || !push(values, value)) return nullptr;
    bool more = accept(K::Comma);
    if (accept(K::RightBrace)) return dictFrom(start, keys.span(), values.span());
    if (!more) return nullptr;
    key = nullptr;
  }
}

Expr* Parser::finishComp(ExprKind kind, Start start, Expr* elt, Expr* value) {
  ArenaSpan<Comprehension*> generators;
  if (!forIfClauses(&generators)) return nullptr;
  K closing = kind == ExprKind::ListComp       ? K::RightBracket
              : kind == ExprKind::GeneratorExp ? K::RightParen
                                               : K::RightBrace;
  if (!accept(closing)) return nullptr;
  Comp* node = make<Comp>(kind, placeFrom(start));
  if (!node) return nullptr;
  node->elt = elt;
  node->value = value;
  node->generators = generators;
  return node;
}

// Takes one clause or more; false when there is not even one.
bool Parser::forIfClauses(ArenaSpan<Comprehension*>* result) {
  ArenaVector<Comprehension*> clauses;
  while (atForIf()) {
    uint32_t mark = pos_;
    Comprehension* clause = forIfClause();
    if (!clause) {
      if (failed() || clauses.empty()) return false;
      pos_ = mark;
      break;
    }
    if (!push(clauses, clause)) return false;
  }
  *result = clauses.span();
  return !failed() && !clauses.empty();
}

Comprehension* Parser::forIfClause() {
  uint32_t mark = pos_;
  bool is_async = accept(K::KwAsync);
  pos_++;
  Expr* target = starTargets();
  if (!target || !accept(K::KwIn)) {
    if (failed() || !diagnosing_) return nullptr;
    pos_ = mark;
    invalidForTarget();
    return nullptr;
  }
  Expr* iter = disjunction();
  if (!iter) return nullptr;
  ExprList ifs;
  for (;;) {
    uint32_t before = pos_;
    if (!accept(K::KwIf)) break;
    Expr* test = disjunction();
    if (!test) {
      if (failed()) return nullptr;
      pos_ = before;
      break;
    }
    if (!push(ifs, test)) return nullptr;
  }
  Comprehension* clause = makePlain<Comprehension>();
  if (!clause) return nullptr;
  *clause = {target, iter, ifs.span(), is_async};
  return clause;
}

// ---- slices
// ----------------------------------------------------------------------------------------------------------

Expr* Parser::slices() {
  Start start = startHere();
  Expr* first = at(K::Star) ? starredExpression() : slice();
  if (!first) return nullptr;
  if (first->kind != ExprKind::Starred && !at(K::Comma)) return first;
  ExprList elts;
  if (!push(elts, first)) return nullptr;
  while (accept(K::Comma)) {
    uint32_t mark = pos_;
    Expr* next = at(K::RightBracket) ? nullptr : at(K::Star) ? starredExpression() : slice();
    if (!next) {
      if (failed()) return nullptr;
      pos_ = mark;
      break;
    }
    if (!push(elts, next)) return nullptr;
  }
  return makeSequence(ExprKind::Tuple, placeFrom(start), elts);
}

Expr* Parser::slice() {
  uint32_t mark = pos_;
  Start start = startHere();
  Expr* lower = at(K::Colon) ? nullptr : expression();
  if (failed()) return nullptr;
  if (!lower) pos_ = mark;
  if (!accept(K::Colon)) {
    if (lower && !diagnosing_ && !at(K::ColonEqual)) return lower;
    pos_ = mark;
    return namedExpression();
  }
  auto part = [&]() -> Expr* {
    K kind = peek();
    if (kind == K::Colon || kind == K::Comma || kind == K::RightBracket) return nullptr;
    uint32_t before = pos_;
    Expr* node = expression();
    if (!node) pos_ = before;
    return node;
  };
  Expr* upper = part();
  Expr* step = !failed() && accept(K::Colon) ? part() : nullptr;
  if (failed()) return nullptr;
  Slice* node = make<Slice>(ExprKind::Slice, placeFrom(start));
  if (!node) return nullptr;
  node->lower = lower;
  node->upper = upper;
  node->step = step;
  return node;
}

}  // namespace ophion
