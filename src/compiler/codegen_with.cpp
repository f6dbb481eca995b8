// with and async with.
#include "compiler/codegen.h"

namespace ophion {

// Why this function is long: entering, the body and both ways out share the same temporaries.
void CodeGenerator::withStatement(ast::With* s, uint32_t item) {
  bool is_async = s->kind == ast::StmtKind::AsyncWith;
  ast::WithItem* it = s->items[item];
  unsigned exit = u_->pushTemp();
  unsigned manager = u_->use(compute(it->context_expr));
  u_->setTop(exit + 1);
  int local = it->optional_vars != nullptr ? fastLocal(it->optional_vars) : -1;
  unsigned entered = u_->pushTemp();
  if (is_async) {
    u_->emit(Op::kBeforeAsyncWith, entered, exit, manager);
    unsigned iterator = u_->pushTemp();
    u_->emit(Op::kGetAwaitable, iterator, entered | kOperandConsume, 1);
    awaitTop(iterator, entered);
  } else {
    u_->emit(Op::kBeforeWith, local >= 0 ? static_cast<unsigned>(local) : entered, exit, manager);
  }
  Label caught, end;
  Block block{};
  block.kind = is_async ? Block::AsyncWith : Block::With;
  block.place = s->place;
  block.saved = exit;
  if (local >= 0 && !is_async) u_->setBound(static_cast<unsigned>(local));
  pushProtected(block, caught, exit + 1, exit + 2);
  if (it->optional_vars == nullptr) {
    u_->emitSilently(Op::kClear, entered);
  } else if (local >= 0 && !is_async) {
    u_->passLine(it->optional_vars->place.lineno);
  } else if (local < 0 || is_async) {
    store(it->optional_vars, Operand::temp(entered));
  }
  u_->setTop(exit + 1);
  if (item + 1 < s->items.size) {
    Nesting nesting(*this);
    if (nesting.tooDeep()) return;
    withStatement(s, item + 1);
    u_->setTop(exit + 1);
  } else {
    body(s->body);
  }
  popBlock();
  if (u_->reachable()) {
    callExit(exit, is_async);
    u_->jumpSilently(end);
  }
  u_->bind(caught);
  unsigned saved = u_->pushTemp(), exception = u_->pushTemp();
  u_->emitSilently(Op::kPushHandled, saved, exception);
  Label cleanup, suppressed;
  Block inner{};
  inner.kind = Block::Protected;
  inner.place = s->place;
  pushProtected(inner, cleanup, exception, exception);
  unsigned verdict = u_->pushTemp();
  u_->emit(Op::kWithExcept, verdict, exit, exception);
  if (is_async) {
    unsigned iterator = u_->pushTemp();
    u_->emit(Op::kGetAwaitable, iterator, verdict | kOperandConsume, 2);
    awaitTop(iterator, verdict);
  }
  u_->jumpIf(Op::kJumpIfTrue, verdict | kOperandConsume, suppressed);
  popBlock();
  u_->bind(cleanup);
  u_->emitSilently(Op::kPopHandled, saved);
  u_->emitSilently(Op::kReraise, exception);
  u_->bind(suppressed);
  u_->emit(Op::kClear, exception);
  u_->emit(Op::kPopHandled, saved);
  u_->emit(Op::kClear, exit);
  u_->setTop(exit);
  u_->bind(end);
}

}  // namespace ophion
