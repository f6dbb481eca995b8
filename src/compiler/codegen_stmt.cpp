// Statements: bodies, expression statements, return, if, raise, assert.
#include "compiler/codegen.h"
#include "object/singletons.h"

namespace ophion {

void CodeGenerator::body(const ast::Body& body) {
  for (Stmt* s : body) {
    if (failed()) return;
    statement(s);
  }
}

void CodeGenerator::statement(Stmt* s) {
  Nesting nesting(*this);
  // What no path leads to makes no code.
  if (nesting.tooDeep() || !u_->reachable()) return;
  PlaceScope at(*this, s->place);
  unsigned mark = u_->top();
  statementNode(s);
  u_->setTop(mark);
}

// Why this function is long: one case for each kind of statement.
void CodeGenerator::statementNode(Stmt* s) {
  switch (s->kind) {
    case ast::StmtKind::FunctionDef:
    case ast::StmtKind::AsyncFunctionDef:
      functionStatement(ast::as<ast::FunctionDef>(s));
      break;
    case ast::StmtKind::ClassDef:
      classStatement(ast::as<ast::ClassDef>(s));
      break;
    case ast::StmtKind::Return:
      returnStatement(ast::as<ast::Return>(s));
      break;
    case ast::StmtKind::Delete:
      for (Expr* target : ast::as<ast::Delete>(s)->targets) deleteTarget(target);
      break;
    case ast::StmtKind::Assign:
      assign(ast::as<ast::Assign>(s));
      break;
    case ast::StmtKind::AugAssign:
      augAssign(ast::as<ast::AugAssign>(s));
      break;
    case ast::StmtKind::AnnAssign:
      annAssign(ast::as<ast::AnnAssign>(s));
      break;
    case ast::StmtKind::For:
      forStatement(ast::as<ast::For>(s));
      break;
    case ast::StmtKind::AsyncFor:
      asyncForStatement(ast::as<ast::For>(s));
      break;
    case ast::StmtKind::While:
      whileStatement(ast::as<ast::While>(s));
      break;
    case ast::StmtKind::If:
      ifStatement(ast::as<ast::If>(s));
      break;
    case ast::StmtKind::With:
    case ast::StmtKind::AsyncWith:
      withStatement(ast::as<ast::With>(s), 0);
      break;
    case ast::StmtKind::Match:
      matchStatement(ast::as<ast::Match>(s));
      break;
    case ast::StmtKind::Raise:
      raiseStatement(ast::as<ast::Raise>(s));
      break;
    case ast::StmtKind::Try:
    case ast::StmtKind::TryStar:
      tryStatement(ast::as<ast::Try>(s));
      break;
    case ast::StmtKind::Assert:
      assertStatement(ast::as<ast::Assert>(s));
      break;
    case ast::StmtKind::Import:
      importStatement(ast::as<ast::Import>(s));
      break;
    case ast::StmtKind::ImportFrom:
      importFrom(ast::as<ast::ImportFrom>(s));
      break;
    case ast::StmtKind::Expr:
      expressionStatement(ast::as<ast::ExprStmt>(s));
      break;
    case ast::StmtKind::Break:
      leaveLoop(true);
      break;
    case ast::StmtKind::Continue:
      leaveLoop(false);
      break;
    case ast::StmtKind::Global:
    case ast::StmtKind::Nonlocal:
      break;
    case ast::StmtKind::Pass:
      u_->passLine(s->place.lineno);
      break;
  }
}

void CodeGenerator::expressionStatement(ast::ExprStmt* s) {
  if (context_.is_interactive && u_->parent == nullptr) {
    unsigned mark = u_->top(), source = u_->use(compute(s->value));
    u_->setTop(mark);
    u_->emit(Op::kPrintExpr, source);
    return;
  }
  if (s->value->kind == ast::ExprKind::Constant) return u_->passLine(s->place.lineno);
  if (s->value->kind == ast::ExprKind::Yield) {
    unsigned mark = u_->top();
    PlaceScope at(*this, s->value->place);
    auto* e = ast::as<ast::YieldLike>(s->value);
    unsigned source = u_->use(e->value != nullptr ? compute(e->value) : constant(pool_.keep(newNone()), kAnywhere));
    u_->setTop(mark);
    u_->emit(Op::kYield, kNoRegister, source, mark);
    return;
  }
  discard(s->value);
}

void CodeGenerator::returnStatement(ast::Return* s) {
  unsigned mark = u_->top();
  Operand value = s->value != nullptr ? compute(s->value) : Operand::constant(orFail(pool_.keep(newNone())));
  if (value.kind == Operand::Local && unwindingRunsCode()) {
    // A finally clause may rebind the local.
    unsigned copy = u_->pushTemp();
    u_->move(copy, value);
    value = Operand::temp(copy);
  }
  u_->passLine(s->place.lineno);
  returnOperand(value);
  u_->setTop(mark);
}

void CodeGenerator::returnOperand(const Operand& value) {
  bool silent;
  ArenaSpan<Block> left = unwindTelling(0, &silent);
  unsigned source = u_->use(value);
  u_->emit(Op::kReturn, source);
  u_->silence(silent);
  reenter(left);
}

void CodeGenerator::ifStatement(ast::If* s) {
  // An elif is one If in the orelse of another: the chain is walked, not recursed into.
  Label end;
  for (;;) {
    int truth = constantTruth(s->test);
    Label other;
    if (truth >= 0) u_->passLine(s->test->place.lineno);
    if (truth != 0) {
      u_->place(s->test->place);
      if (truth < 0) jumpUnless(s->test, other, s->place);
      body(s->body);
      if (truth == 1) break;
    }
    if (s->orelse.empty()) {
      u_->bind(other);
      break;
    }
    if (truth < 0) {
      u_->jumpSilently(end);
      u_->bind(other);
    }
    if (s->orelse.size != 1 || s->orelse[0]->kind != ast::StmtKind::If) {
      body(s->orelse);
      break;
    }
    if (failed() || !u_->reachable()) break;
    s = ast::as<ast::If>(s->orelse[0]);
    u_->place(s->place);
  }
  u_->bind(end);
}

void CodeGenerator::raiseStatement(ast::Raise* s) {
  unsigned mark = u_->top();
  if (s->exc == nullptr) {
    u_->emit(Op::kRaise, 0, 0, 0);
    return;
  }
  Operand exception = compute(s->exc);
  if (s->cause != nullptr) exception = guarded(exception, s->cause);
  unsigned cause = s->cause != nullptr ? u_->use(compute(s->cause)) : 0;
  unsigned source = u_->use(exception);
  u_->setTop(mark);
  u_->emit(Op::kRaise, source, cause, s->cause != nullptr ? 2 : 1);
}

void CodeGenerator::assertStatement(ast::Assert* s) {
  if (context_.optimize > 0) return;
  Label passed;
  Place line = s->place;
  condition(s->test, true, passed, line);
  if (u_->reachable()) {
    unsigned mark = u_->top(), reg = mark;
    if (s->msg == nullptr) {
      reg = u_->pushTemp();
      u_->emit(Op::kLoadAssertionError, reg);
    } else {
      unsigned window = pushWindow();
      u_->emit(Op::kLoadAssertionError, window + kWindowCallable);
      push(s->msg);
      result(window, kAnywhere, &reg);
      u_->emit(Op::kCall, window, 1, reg);
    }
    u_->setTop(mark);
    u_->emit(Op::kRaise, reg | kOperandConsume, 0, 1);
  }
  u_->bind(passed);
}

// The string that starts a body; `first` is the place of the first statement behind it.
CodeGenerator::Expr* CodeGenerator::docstring(const ast::Body& body, uint32_t* first) {
  *first = 0;
  if (body.empty() || body[0]->kind != ast::StmtKind::Expr) return nullptr;
  Expr* value = ast::as<ast::ExprStmt>(body[0])->value;
  if (value->kind != ast::ExprKind::Constant || ast::as<ast::Constant>(value)->type != ast::ConstantKind::Str)
    return nullptr;
  *first = 1;
  return value;
}

}  // namespace ophion
