// Compound statements, except match (parse_pattern.cpp).
#include "compiler/parser_state.h"

namespace ophion {

using namespace ast;

// A compound statement ends with the last line of its last block, a trailing semicolon included.
void Parser::endAtLastLine(Place* place) {
  place->end_lineno = line_end_.lineno;
  place->end_col_offset = line_end_.col;
}

// Sets *matched when a compound statement begins here; the result is then it, or null for a mistake in it.
Stmt* Parser::compoundStmt(bool* matched) {
  *matched = true;
  Start start = startHere();
  switch (peek()) {
    case K::KwIf:
      return ifStmt(start);
    case K::KwWhile:
      return whileStmt(start);
    case K::KwFor:
      return forStmt(start, false);
    case K::KwTry:
      return tryStmt(start);
    case K::KwWith:
      return withStmt(start, false);
    case K::KwDef:
      return functionDef(start, false, {});
    case K::KwClass:
      return classDef(start, {});
    case K::At:
      return decorated(start);
    case K::KwAsync:
      switch (peekNext()) {
        case K::KwDef:
          return functionDef(start, true, {});
        case K::KwFor:
          return forStmt(start, true);
        case K::KwWith:
          return withStmt(start, true);
        default:
          return nullptr;
      }
    case K::Name:
      if (current().name->view() == "match") {
        uint32_t mark = pos_;
        bool committed = false;
        Stmt* stmt = matchStmt(&committed);
        if (stmt || committed || failed()) return stmt;
        pos_ = mark;
      }
      break;
    default:
      break;
  }
  *matched = false;
  return nullptr;
}

// block: NEWLINE INDENT statements DEDENT | simple_stmts | invalid_block
bool Parser::block(Body* body) {
  DepthGuard guard(this);
  if (failed()) return false;
  ArenaVector<Stmt*> stmts;
  if (!accept(K::Newline)) {
    if (failed() || !simpleStmts(stmts)) return false;
    *body = stmts.span();
    return true;
  }
  if (!accept(K::Indent)) {
    if (diagnosing_) raiseHere(ErrorKind::IndentationError, "expected an indented block");
    return false;
  }
  if (!statements(stmts, K::Dedent) || stmts.empty() || !accept(K::Dedent)) return false;
  *body = stmts.span();
  return true;
}

// The colon and block behind a header; in the diagnosing pass, what commonly is wrong with them.
bool Parser::headedBlock(Body* body, const char* what, uint32_t lineno) {
  if (diagnosing_) {
    if (at(K::Newline)) raiseHere(ErrorKind::SyntaxError, "expected ':'");
    invalidBlockHeader(what, lineno);
    if (failed()) return false;
  }
  return accept(K::Colon) && block(body);
}

// ---- if, while, for
// --------------------------------------------------------------------------------------------------

// `if` or `elif` up to the end of its block.
bool Parser::ifPart(If** result, Start start, K keyword) {
  uint32_t lineno = start.lineno;
  pos_++;
  Expr* test = namedExpression();
  Body body;
  if (!test || !headedBlock(&body, keyword == K::KwIf ? "'if' statement" : "'elif' statement", lineno)) return false;
  If* node = make<If>(StmtKind::If, Place{start.lineno, start.col, 0, 0});
  if (!node) return false;
  node->test = test;
  node->body = body;
  endAtLastLine(&node->place);
  *result = node;
  return true;
}

// A chain of elif parts is a loop here, however long; all its nodes end where the last one does.
Stmt* Parser::ifStmt(Start start) {
  ArenaVector<If*> chain;
  If* node;
  if (!ifPart(&node, start, K::KwIf) || !push(chain, node)) return nullptr;
  while (at(K::KwElif)) {
    if (!ifPart(&node, startHere(), K::KwElif)) return nullptr;
    Stmt** slot = arena_.tryArray<Stmt*>(1);
    if (!slot) return outOfMemory();
    *slot = node;
    chain.back()->orelse = {slot, 1};
    if (!push(chain, node)) return nullptr;
  }
  if (failed()) return nullptr;
  if (at(K::KwElse) && !elseBlock(&chain.back()->orelse)) return nullptr;
  for (uint32_t i = 0; i < chain.size(); i++) {
    endAtLastLine(&chain[i]->place);
  }
  return chain[0];
}

// Precondition: at 'else'.
bool Parser::elseBlock(Body* body) {
  uint32_t lineno = current().lineno;
  pos_++;
  if (diagnosing_) invalidBlockHeader("'else' statement", lineno);
  return !failed() && expectForced(K::Colon, ":") && block(body);
}

Stmt* Parser::whileStmt(Start start) {
  pos_++;
  Expr* test = namedExpression();
  Body body, orelse;
  if (!test || !headedBlock(&body, "'while' statement", start.lineno)) return nullptr;
  if (at(K::KwElse) && !elseBlock(&orelse)) return nullptr;
  if (failed()) return nullptr;
  While* node = make<While>(StmtKind::While, Place{start.lineno, start.col, 0, 0});
  if (!node) return nullptr;
  node->test = test;
  node->body = body;
  node->orelse = orelse;
  endAtLastLine(&node->place);
  return node;
}

Stmt* Parser::forStmt(Start start, bool is_async) {
  uint32_t mark = pos_;
  pos_ += is_async ? 1 : 0;
  uint32_t lineno = current().lineno;
  pos_++;
  Expr* target = starTargets();
  if (!target || !accept(K::KwIn)) {
    if (diagnosing_ && !failed()) {
      pos_ = mark;
      invalidForTarget();
    }
    return nullptr;
  }
  Expr* iter = starExpressions();
  Body body, orelse;
  if (!iter || !headedBlock(&body, "'for' statement", lineno)) return nullptr;
  if (at(K::KwElse) && !elseBlock(&orelse)) return nullptr;
  if (failed()) return nullptr;
  For* node = make<For>(is_async ? StmtKind::AsyncFor : StmtKind::For, Place{start.lineno, start.col, 0, 0});
  if (!node) return nullptr;
  node->target = target;
  node->iter = iter;
  node->body = body;
  node->orelse = orelse;
  endAtLastLine(&node->place);
  return node;
}

// ---- with
// ------------------------------------------------------------------------------------------------------------

// with_item: expression 'as' star_target &(',' | ')' | ':') | invalid_with_item | expression
WithItem* Parser::withItem() {
  uint32_t mark = pos_;
  Expr* context = expression();
  if (!context) return nullptr;
  Expr* target = nullptr;
  uint32_t after = pos_;
  if (accept(K::KwAs)) {
    target = starTarget();
    if (target && !at(K::Comma) && !at(K::RightParen) && !at(K::Colon)) target = nullptr;
    if (failed()) return nullptr;
    if (!target && diagnosing_) {
      pos_ = mark;
      invalidWithItem();
      if (failed()) return nullptr;
    }
    if (!target) pos_ = after;
  }
  WithItem* item = makePlain<WithItem>();
  if (item) *item = {context, target};
  return item;
}

bool Parser::withItems(ArenaVector<WithItem*>& items, bool parenthesized) {
  for (;;) {
    uint32_t mark = pos_;
    if (!items.empty() && !accept(K::Comma)) return !failed();
    WithItem* item = parenthesized && !items.empty() && at(K::RightParen) ? nullptr : withItem();
    if (!item) {
      if (failed() || items.empty()) return false;
      pos_ = mark;
      return true;
    }
    if (!push(items, item)) return false;
  }
}

Stmt* Parser::withStmt(Start start, bool is_async) {
  uint32_t mark = pos_;
  pos_ += is_async ? 2 : 1;
  if (diagnosing_) {
    pos_ = mark;
    invalidWithStmt(is_async, true);
    if (failed()) return nullptr;
    pos_ = mark + (is_async ? 2 : 1);
  }
  uint32_t items_mark = pos_;
  ArenaVector<WithItem*> items;
  bool found = false;
  // Parentheses may hold the items, or be part of the first one.
  if (accept(K::LeftParen)) {
    found = withItems(items, true);
    if (found) accept(K::Comma);
    found = found && accept(K::RightParen) && at(K::Colon);
    if (failed()) return nullptr;
  }
  if (!found) {
    pos_ = items_mark;
    items = {};
    found = withItems(items, false) && at(K::Colon);
  }
  Body body;
  if (!found || !accept(K::Colon)) {
    if (diagnosing_ && !failed()) {
      pos_ = mark;
      invalidWithStmt(is_async, false);
    }
    return nullptr;
  }
  if (!block(&body)) return nullptr;
  With* node = make<With>(is_async ? StmtKind::AsyncWith : StmtKind::With, Place{start.lineno, start.col, 0, 0});
  if (!node) return nullptr;
  node->items = items.span();
  node->body = body;
  endAtLastLine(&node->place);
  return node;
}

// ---- try
// -------------------------------------------------------------------------------------------------------------

Stmt* Parser::tryStmt(Start start) {
  pos_++;
  if (diagnosing_) invalidBlockHeader("'try' statement", start.lineno);
  Body body, orelse, finalbody;
  if (failed() || !expectForced(K::Colon, ":") || !block(&body)) return nullptr;
  if (diagnosing_ && !at(K::KwExcept) && !at(K::KwFinally)) {
    return raiseHere(ErrorKind::SyntaxError, "expected 'except' or 'finally' block");
  }
  ArenaVector<ExceptHandler*> handlers;
  bool is_star = false;
  while (at(K::KwExcept)) {
    bool star_here = peekNext() == K::Star;
    bool mixed = !handlers.empty() && star_here != is_star;
    if (mixed && !diagnosing_) return nullptr;
    is_star = star_here;
    if (mixed) {
      uint32_t mark = pos_;
      invalidMixedExcept(is_star);
      if (failed()) return nullptr;
      pos_ = mark;
    }
    if (!exceptBlock(handlers, is_star)) return nullptr;
  }
  if (failed()) return nullptr;
  if (!handlers.empty() && at(K::KwElse) && !elseBlock(&orelse)) return nullptr;
  if (at(K::KwFinally) && !finallyBlock(&finalbody)) return nullptr;
  if (failed() || (handlers.empty() && finalbody.empty())) return nullptr;
  Try* node = make<Try>(is_star ? StmtKind::TryStar : StmtKind::Try, Place{start.lineno, start.col, 0, 0});
  if (!node) return nullptr;
  node->body = body;
  node->handlers = handlers.span();
  node->orelse = orelse;
  node->finalbody = finalbody;
  endAtLastLine(&node->place);
  return node;
}

// Precondition: at 'except'.
bool Parser::exceptBlock(ArenaVector<ExceptHandler*>& handlers, bool is_star) {
  uint32_t mark = pos_;
  Start start = startHere();
  pos_ += is_star ? 2 : 1;
  if (diagnosing_) {
    pos_ = mark;
    invalidExceptIndent(is_star);
    if (failed()) return false;
    pos_ = mark + (is_star ? 2 : 1);
  }
  Expr* type = nullptr;
  Identifier* name = nullptr;
  bool ok = true;
  if (is_star || !at(K::Colon)) {
    type = expression();
    if (failed()) return false;
    ok = type != nullptr;
    if (ok && accept(K::KwAs)) ok = (name = acceptName()) != nullptr;
  }
  if (!ok || !accept(K::Colon)) {
    if (diagnosing_ && !failed()) {
      pos_ = mark;
      invalidExcept();
    }
    return false;
  }
  ExceptHandler* handler = makePlain<ExceptHandler>();
  if (!handler || !block(&handler->body)) return false;
  handler->place = {start.lineno, start.col, 0, 0};
  endAtLastLine(&handler->place);
  handler->type = type;
  handler->name = name;
  return push(handlers, handler);
}

// Precondition: at 'finally'.
bool Parser::finallyBlock(Body* body) {
  uint32_t lineno = current().lineno;
  pos_++;
  if (diagnosing_) invalidBlockHeader("'finally' statement", lineno);
  return !failed() && expectForced(K::Colon, ":") && block(body);
}

// ---- def and class
// ---------------------------------------------------------------------------------------------------

Stmt* Parser::decorated(Start) {
  ExprList decorators;
  while (accept(K::At)) {
    Expr* decorator = namedExpression();
    if (!decorator || !accept(K::Newline) || !push(decorators, decorator)) return nullptr;
  }
  Start start = startHere();
  if (at(K::KwClass)) return classDef(start, decorators.span());
  if (at(K::KwDef)) return functionDef(start, false, decorators.span());
  if (at(K::KwAsync) && peekNext() == K::KwDef) return functionDef(start, true, decorators.span());
  return nullptr;
}

Stmt* Parser::functionDef(Start start, bool is_async, ArenaSpan<Expr*> decorators) {
  pos_ += is_async ? 1 : 0;
  uint32_t lineno = current().lineno;
  pos_++;
  Identifier* name = acceptName();
  if (!name || !expectForced(K::LeftParen, "(")) return nullptr;
  Arguments* args = parameters(false);
  if (!args || !accept(K::RightParen)) return nullptr;
  Expr* returns = nullptr;
  if (at(K::Arrow)) {
    uint32_t mark = pos_++;
    returns = expression();
    if (failed()) return nullptr;
    if (!returns) pos_ = mark;
  }
  if (diagnosing_) invalidBlockHeader("function definition", lineno);
  Body body;
  if (failed() || !expectForced(K::Colon, ":") || !block(&body)) return nullptr;
  FunctionDef* node = make<FunctionDef>(is_async ? StmtKind::AsyncFunctionDef : StmtKind::FunctionDef,
                                        Place{start.lineno, start.col, 0, 0});
  if (!node) return nullptr;
  node->name = name;
  node->args = args;
  node->body = body;
  node->decorators = decorators;
  node->returns = returns;
  endAtLastLine(&node->place);
  return node;
}

Stmt* Parser::classDef(Start start, ArenaSpan<Expr*> decorators) {
  pos_++;
  Identifier* name = acceptName();
  if (!name) return nullptr;
  CallArgs args;
  if (accept(K::LeftParen)) {
    uint32_t mark = pos_;
    if (!at(K::RightParen) && !arguments(&args)) pos_ = mark;
    if (failed() || !accept(K::RightParen)) return nullptr;
  }
  if (diagnosing_) {
    if (at(K::Newline)) return raiseHere(ErrorKind::SyntaxError, "expected ':'");
    invalidBlockHeader("class definition", start.lineno);
  }
  Body body;
  if (failed() || !accept(K::Colon) || !block(&body)) return nullptr;
  ClassDef* node = make<ClassDef>(StmtKind::ClassDef, Place{start.lineno, start.col, 0, 0});
  if (!node) return nullptr;
  node->name = name;
  node->bases = args.args.span();
  node->keywords = args.keywords.span();
  node->body = body;
  node->decorators = decorators;
  endAtLastLine(&node->place);
  return node;
}

}  // namespace ophion
