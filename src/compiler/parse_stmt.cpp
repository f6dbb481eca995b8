// Simple statements.
#include "compiler/parser_state.h"

namespace ophion {

using namespace ast;

Operator augmentedOperator(TokenKind kind) {
  switch (kind) {
    case TokenKind::PlusEqual:
      return Operator::Add;
    case TokenKind::MinusEqual:
      return Operator::Sub;
    case TokenKind::StarEqual:
      return Operator::Mult;
    case TokenKind::SlashEqual:
      return Operator::Div;
    case TokenKind::PercentEqual:
      return Operator::Mod;
    case TokenKind::AmpersandEqual:
      return Operator::BitAnd;
    case TokenKind::VerticalBarEqual:
      return Operator::BitOr;
    case TokenKind::CircumflexEqual:
      return Operator::BitXor;
    case TokenKind::LeftShiftEqual:
      return Operator::LShift;
    case TokenKind::RightShiftEqual:
      return Operator::RShift;
    case TokenKind::DoubleStarEqual:
      return Operator::Pow;
    case TokenKind::DoubleSlashEqual:
      return Operator::FloorDiv;
    default:
      return Operator::MatMult;
  }
}

bool Parser::statements(ArenaVector<Stmt*>& body, K end) {
  while (!at(end)) {
    if (!statement(body)) return false;
  }
  return !failed();
}

bool Parser::statement(ArenaVector<Stmt*>& body) {
  bool matched = false;
  Stmt* compound = compoundStmt(&matched);
  if (matched) return compound && push(body, compound);
  return !failed() && simpleStmts(body);
}

// simple_stmt (';' simple_stmt)* [';'] NEWLINE
bool Parser::simpleStmts(ArenaVector<Stmt*>& body) {
  for (;;) {
    Stmt* stmt = diagnosing_ ? diagnoseSimpleStmt() : simpleStmt();
    if (!stmt || !push(body, stmt)) return false;
    if (!accept(K::Semicolon)) break;
    if (at(K::Newline)) break;
  }
  line_end_ = {previous().end_lineno, static_cast<uint32_t>(previous().end_col)};
  if (!accept(K::Newline)) return false;
  dropFinishedTokens();
  return true;
}

Stmt* Parser::simpleStmt() {
  switch (peek()) {
    case K::KwReturn:
    case K::KwRaise:
    case K::KwDel:
    case K::KwAssert:
    case K::KwGlobal:
    case K::KwNonlocal:
    case K::KwImport:
    case K::KwFrom:
    case K::KwPass:
    case K::KwBreak:
    case K::KwContinue:
      return keywordStmt();
    default:
      return expressionStmt();
  }
}

Stmt* Parser::keywordStmt() {
  Start start = startHere();
  switch (peek()) {
    case K::KwReturn:
      return returnStmt();
    case K::KwRaise:
      return raiseStmt();
    case K::KwDel:
      return deleteStmt();
    case K::KwAssert:
      return assertStmt();
    case K::KwGlobal:
    case K::KwNonlocal:
      return scopeDecl();
    case K::KwImport:
      return importName();
    case K::KwFrom:
      return importFrom();
    case K::KwPass:
      pos_++;
      return make<Stmt>(StmtKind::Pass, placeFrom(start));
    case K::KwBreak:
      pos_++;
      return make<Stmt>(StmtKind::Break, placeFrom(start));
    case K::KwContinue:
      pos_++;
      return make<Stmt>(StmtKind::Continue, placeFrom(start));
    default:
      return nullptr;
  }
}

// An expression, or any kind of assignment.
Stmt* Parser::expressionStmt() {
  Start start = startHere();
  bool parenthesized = at(K::LeftParen);
  Expr* first = yieldOrStarExpressions();
  if (!first) return nullptr;
  K kind = peek();
  if (kind == K::Equal) return assignmentTail(start, first);
  if (kind == K::Colon) {
    if (!isSingleTarget(first)) return nullptr;
    return annAssignTail(start, first, first->kind == ExprKind::Name && !parenthesized);
  }
  if (isAugAssign(kind)) return isSingleTarget(first) ? augAssignTail(start, first) : nullptr;
  ExprStmt* stmt = make<ExprStmt>(StmtKind::Expr, placeFrom(start));
  if (stmt) stmt->value = first;
  return stmt;
}

Stmt* Parser::assignmentTail(Start start, Expr* first) {
  ExprList targets;
  Expr* value = first;
  while (at(K::Equal)) {
    bool starred = value->kind == ExprKind::Starred;
    // A bare `*a = x` parses; the scope pass rejects it.
    if (!isTarget(value, starred)) return nullptr;
    setContext(value, ExprContext::Store);
    if (!push(targets, value)) return nullptr;
    pos_++;
    value = yieldOrStarExpressions();
    if (!value) return nullptr;
  }
  Assign* stmt = make<Assign>(StmtKind::Assign, placeFrom(start));
  if (!stmt) return nullptr;
  stmt->targets = targets.span();
  stmt->value = value;
  return stmt;
}

Stmt* Parser::augAssignTail(Start start, Expr* target) {
  Operator op = augmentedOperator(peek());
  pos_++;
  setContext(target, ExprContext::Store);
  Expr* value = yieldOrStarExpressions();
  if (!value) return nullptr;
  AugAssign* stmt = make<AugAssign>(StmtKind::AugAssign, placeFrom(start));
  if (!stmt) return nullptr;
  stmt->op = op;
  stmt->target = target;
  stmt->value = value;
  return stmt;
}

Stmt* Parser::annAssignTail(Start start, Expr* target, bool simple) {
  pos_++;
  setContext(target, ExprContext::Store);
  Expr* annotation = expression();
  if (!annotation) return nullptr;
  Expr* value = nullptr;
  if (accept(K::Equal)) {
    value = yieldOrStarExpressions();
    if (!value) return nullptr;
  }
  AnnAssign* stmt = make<AnnAssign>(StmtKind::AnnAssign, placeFrom(start));
  if (!stmt) return nullptr;
  stmt->simple = simple;
  stmt->target = target;
  stmt->annotation = annotation;
  stmt->value = value;
  return stmt;
}

Stmt* Parser::returnStmt() {
  Start start = startHere();
  pos_++;
  uint32_t mark = pos_;
  K next = peek();
  Expr* value = diagnosing_ || next == K::Star || startsExpression(next) ? starExpressions() : nullptr;
  if (failed()) return nullptr;
  if (!value) pos_ = mark;
  Return* stmt = make<Return>(StmtKind::Return, placeFrom(start));
  if (stmt) stmt->value = value;
  return stmt;
}

Stmt* Parser::raiseStmt() {
  Start start = startHere();
  pos_++;
  uint32_t mark = pos_;
  Expr* exc = diagnosing_ || startsExpression(peek()) ? expression() : nullptr;
  Expr* cause = nullptr;
  if (failed()) return nullptr;
  if (!exc) pos_ = mark;
  if (exc && at(K::KwFrom)) {
    mark = pos_++;
    cause = expression();
    if (failed()) return nullptr;
    if (!cause) pos_ = mark;
  }
  Raise* stmt = make<Raise>(StmtKind::Raise, placeFrom(start));
  if (!stmt) return nullptr;
  stmt->exc = exc;
  stmt->cause = cause;
  return stmt;
}

// del_stmt: 'del' del_targets &(';' | NEWLINE) | invalid_del_stmt
Stmt* Parser::deleteStmt() {
  Start start = startHere();
  uint32_t mark = pos_++;
  ExprList targets;
  for (;;) {
    uint32_t before = pos_;
    Expr* target = primary();
    if (failed()) return nullptr;
    if (!target || !isDeleteTarget(target)) {
      pos_ = before;
      break;
    }
    setContext(target, ExprContext::Del);
    if (!push(targets, target)) return nullptr;
    if (!accept(K::Comma)) break;
  }
  if (!targets.empty() && (at(K::Semicolon) || at(K::Newline))) {
    Delete* stmt = make<Delete>(StmtKind::Delete, placeFrom(start));
    if (stmt) stmt->targets = targets.span();
    return stmt;
  }
  if (diagnosing_ && !failed()) {
    pos_ = mark;
    invalidDelete();
  }
  return nullptr;
}

Stmt* Parser::assertStmt() {
  Start start = startHere();
  pos_++;
  Expr* test = expression();
  if (!test) return nullptr;
  Expr* msg = nullptr;
  if (at(K::Comma)) {
    uint32_t mark = pos_++;
    msg = expression();
    if (failed()) return nullptr;
    if (!msg) pos_ = mark;
  }
  Assert* stmt = make<Assert>(StmtKind::Assert, placeFrom(start));
  if (!stmt) return nullptr;
  stmt->test = test;
  stmt->msg = msg;
  return stmt;
}

Identifier* Parser::acceptName() {
  if (!at(K::Name)) return nullptr;
  return tokens_[pos_++].name;
}

Stmt* Parser::scopeDecl() {
  Start start = startHere();
  StmtKind kind = at(K::KwGlobal) ? StmtKind::Global : StmtKind::Nonlocal;
  pos_++;
  ArenaVector<Identifier*> names;
  do {
    Identifier* name = acceptName();
    if (!name || !push(names, name)) return nullptr;
  } while (accept(K::Comma));
  ScopeDecl* stmt = make<ScopeDecl>(kind, placeFrom(start));
  if (stmt) stmt->names = names.span();
  return stmt;
}

// ---- imports
// ---------------------------------------------------------------------------------------------------------

Identifier* Parser::dottedName() {
  Identifier* name = acceptName();
  if (!name || !at(K::Dot)) return name;
  ArenaVector<char> text;
  auto append = [&](const Identifier* part) {
    for (uint32_t i = 0; i < part->length; i++) {
      if (!push(text, part->text[i])) return false;
    }
    return true;
  };
  if (!append(name)) return nullptr;
  for (;;) {
    uint32_t mark = pos_;
    if (!accept(K::Dot)) break;
    Identifier* part = acceptName();
    if (!part) {
      pos_ = mark;
      break;
    }
    if (!push(text, '.') || !append(part)) return nullptr;
  }
  if (failed()) return nullptr;
  name = names_.tryIntern(text.begin(), text.size());
  return name ? name : outOfMemory();
}

Alias* Parser::makeAlias(Start start, Identifier* name, Identifier* asname) {
  Alias* alias = makePlain<Alias>();
  if (alias) *alias = {placeFrom(start), name, asname};
  return alias;
}

Stmt* Parser::importName() {
  Start start = startHere();
  pos_++;
  ArenaVector<Alias*> names;
  do {
    Start alias_start = startHere();
    Identifier* name = dottedName();
    if (!name) return nullptr;
    Identifier* asname = nullptr;
    if (accept(K::KwAs) && !(asname = acceptName())) return nullptr;
    Alias* alias = makeAlias(alias_start, name, asname);
    if (!alias || !push(names, alias)) return nullptr;
  } while (accept(K::Comma));
  Import* stmt = make<Import>(StmtKind::Import, placeFrom(start));
  if (stmt) stmt->names = names.span();
  return stmt;
}

Stmt* Parser::importFrom() {
  Start start = startHere();
  pos_++;
  uint32_t level = 0;
  while (at(K::Dot) || at(K::Ellipsis)) {
    level += at(K::Dot) ? 1 : 3;
    pos_++;
  }
  Identifier* module = at(K::Name) ? dottedName() : nullptr;
  if ((!module && level == 0) || !accept(K::KwImport)) return nullptr;
  ArenaVector<Alias*> names;
  if (!importFromTargets(names)) return nullptr;
  ImportFrom* stmt = make<ImportFrom>(StmtKind::ImportFrom, placeFrom(start));
  if (!stmt) return nullptr;
  stmt->level = level;
  stmt->module = module;
  stmt->names = names.span();
  return stmt;
}

bool Parser::importFromTargets(ArenaVector<Alias*>& names) {
  if (at(K::Star)) {
    Start start = startHere();
    pos_++;
    Identifier* star = names_.tryIntern("*", 1);
    if (!star) {
      outOfMemory();
      return false;
    }
    Alias* alias = makeAlias(start, star, nullptr);
    return alias && push(names, alias);
  }
  if (accept(K::LeftParen)) {
    if (!importFromNames(names)) return false;
    accept(K::Comma);
    return accept(K::RightParen);
  }
  uint32_t mark = pos_;
  if (importFromNames(names) && !at(K::Comma)) return !failed();
  if (failed() || !diagnosing_) return false;
  pos_ = mark;
  invalidImportFromTargets();
  return false;
}

// import_from_as_names, without a trailing comma.
bool Parser::importFromNames(ArenaVector<Alias*>& names) {
  for (;;) {
    uint32_t mark = pos_;
    if (!names.empty() && !accept(K::Comma)) return true;
    Start start = startHere();
    Identifier* name = acceptName();
    if (!name) {
      pos_ = mark;
      return !failed() && !names.empty();
    }
    Identifier* asname = nullptr;
    if (accept(K::KwAs) && !(asname = acceptName())) return false;
    Alias* alias = makeAlias(start, name, asname);
    if (!alias || !push(names, alias)) return false;
  }
}

}  // namespace ophion
