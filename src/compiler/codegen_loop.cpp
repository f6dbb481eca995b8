// Loops, and leaving them.
#include "compiler/codegen.h"
#include "object/singletons.h"

namespace ophion {

void CodeGenerator::forStatement(ast::For* s) {
  unsigned iterator;
  {
    unsigned mark = u_->top(), source = u_->use(iterable(s->iter));
    result(mark, kAnywhere, &iterator);
    u_->emit(Op::kGetIter, iterator, source);
  }
  Label exhausted, exit;
  u_->forgetDeleted();
  Block& block = pushBlock(Block::Loop, s->place);
  block.head = u_->loopHead();
  block.exit = &exit;
  block.iterator = static_cast<int>(iterator);
  uint32_t head = block.head;
  int local = fastLocal(s->target);
  if (local >= 0) {
    u_->forIter(iterator, static_cast<unsigned>(local), exhausted);
    u_->setBound(static_cast<unsigned>(local));
    u_->passLine(s->target->place.lineno);
  } else {
    unsigned item = u_->pushTemp();
    u_->forIter(iterator, item, exhausted);
    store(s->target, Operand::temp(item));
    u_->setTop(iterator + 1);
  }
  body(s->body);
  bool silent = u_->silence(true);
  u_->jumpBack(head);
  u_->silence(silent);
  popBlock();
  u_->bind(exhausted);
  u_->setTop(iterator);
  body(s->orelse);
  u_->bind(exit);
}

void CodeGenerator::asyncNext(unsigned iterator, Label& exhausted) {
  unsigned item = u_->pushTemp();
  Protection range;
  range.handler = &exhausted;
  range.depth = static_cast<uint16_t>(item);
  range.target = static_cast<uint16_t>(item);
  exhausted.bound = u_->boundInHandler();
  u_->open(range);
  unsigned awaited = u_->pushTemp();
  u_->emit(Op::kGetAnext, awaited, iterator);
  awaitTop(awaited, item);
  u_->close(range);
  u_->setTop(item + 1);
}

void CodeGenerator::asyncForStatement(ast::For* s) {
  unsigned iterator;
  {
    unsigned mark = u_->top(), source = u_->use(compute(s->iter));
    result(mark, kAnywhere, &iterator);
    u_->emit(Op::kGetAiter, iterator, source);
  }
  Label exhausted, exit;
  u_->forgetDeleted();
  Block& block = pushBlock(Block::Loop, s->place);
  block.head = u_->loopHead();
  block.exit = &exit;
  block.iterator = static_cast<int>(iterator);
  uint32_t head = block.head;
  asyncNext(iterator, exhausted);
  store(s->target, Operand::temp(iterator + 1));
  u_->setTop(iterator + 1);
  body(s->body);
  bool silent = u_->silence(true);
  u_->jumpBack(head);
  u_->silence(silent);
  popBlock();
  u_->bind(exhausted);
  u_->place(s->iter->place);
  u_->emit(Op::kEndAsyncFor, iterator + 1, iterator);
  u_->setTop(iterator);
  body(s->orelse);
  u_->bind(exit);
}

void CodeGenerator::whileStatement(ast::While* s) {
  int truth = constantTruth(s->test);
  if (truth == 0) {
    u_->passLine(s->test->place.lineno);
    body(s->orelse);
    return;
  }
  Label exhausted, exit;
  u_->forgetDeleted();
  Block& block = pushBlock(Block::Loop, s->place);
  block.head = u_->loopHead();
  block.exit = &exit;
  uint32_t head = block.head;
  if (truth > 0) u_->passLine(s->test->place.lineno);
  if (truth < 0) jumpUnless(s->test, exhausted, s->place);
  body(s->body);
  bool silent = u_->silence(true);
  u_->jumpBack(head);
  u_->silence(silent);
  popBlock();
  u_->bind(exhausted);
  body(s->orelse);
  u_->bind(exit);
}

void CodeGenerator::leaveLoop(bool is_break) {
  uint32_t at = blocks_->size();
  while (at > 0 && (*blocks_)[at - 1].kind != Block::Loop) --at;
  OPHION_ASSERT(at != 0);
  Block loop = (*blocks_)[at - 1];
  u_->passLine(u_->place().lineno);
  bool silent;
  ArenaSpan<Block> left = unwindTelling(at, &silent);
  if (is_break) {
    if (loop.iterator >= 0) u_->emit(Op::kClear, static_cast<unsigned>(loop.iterator));
    u_->jump(*loop.exit);
  } else {
    u_->jumpBack(loop.head);
  }
  u_->silence(silent);
  reenter(left);
}

}  // namespace ophion
