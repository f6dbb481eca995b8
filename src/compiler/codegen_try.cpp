// Blocks and exceptions. Temporaries of a handler at depth d: d holds what was being handled before, d + 1 the
// exception.
//
// A finally clause is generated once for each way that leads through it: falling off the end, an exception, and every
// return, break and continue. While such a copy is generated the ranges of the statements that are being left stop, so
// that what it raises goes to the statements around.
#include "compiler/codegen.h"
#include "object/singletons.h"

namespace ophion {

CodeGenerator::Block& CodeGenerator::pushBlock(Block::Kind kind, const Place& place) {
  static thread_local Block nowhere;
  if (blocks_->size() >= kMostBlocks) syntaxError(place, "too many statically nested blocks");
  Block block{};
  block.kind = kind;
  block.place = place;
  if (!blocks_->tryPush(context_.arena, block)) {
    context_.outOfMemory();
    return nowhere;
  }
  return blocks_->back();
}

void CodeGenerator::pushProtected(Block block, Label& handler, unsigned depth, unsigned target) {
  block.has_range = true;
  block.range.handler = &handler;
  block.range.depth = static_cast<uint16_t>(depth);
  block.range.target = static_cast<uint16_t>(target);
  // Whether the handler is reached is known when the range is closed; until then it counts as reached.
  if (u_->reachable()) handler.bound = u_->boundInHandler();
  u_->open(block.range);
  pushBlock(block.kind, block.place) = block;
}

void CodeGenerator::popBlock() {
  if (blocks_->empty()) return;
  if (blocks_->back().has_range) u_->close(blocks_->back().range);
  blocks_->pop();
}

ArenaSpan<CodeGenerator::Block> CodeGenerator::unwind(uint32_t depth) {
  uint32_t n = blocks_->size() - depth;
  ArenaSpan<Block> left{context_.arena.tryArray<Block>(n), n};
  if (left.data == nullptr) {
    context_.outOfMemory();
    return {};
  }
  for (uint32_t i = 0; i < n; ++i) left[i] = (*blocks_)[depth + i];
  for (uint32_t i = n; i-- > 0 && !failed();) {
    popBlock();
    leaveBlock(left[i]);
  }
  blocks_->truncate(depth);
  return left;
}

void CodeGenerator::reenter(const ArenaSpan<Block>& left) {
  for (Block block : left) {
    if (block.has_range) u_->open(block.range);
    if (!blocks_->tryPush(context_.arena, block)) context_.outOfMemory();
  }
}

bool CodeGenerator::unwindingRunsCode() const {
  for (const Block& block : *blocks_) {
    if (block.kind == Block::Finally || block.kind == Block::With || block.kind == Block::AsyncWith) return true;
    if (block.kind == Block::Handler && block.name != nullptr) return true;
  }
  return false;
}

ArenaSpan<CodeGenerator::Block> CodeGenerator::unwindTelling(uint32_t depth, bool* silent_before) {
  bool runs_bodies = false;
  for (uint32_t i = depth; i < blocks_->size(); ++i) {
    Block::Kind kind = (*blocks_)[i].kind;
    runs_bodies = runs_bodies || kind == Block::Finally || kind == Block::With || kind == Block::AsyncWith;
  }
  *silent_before = u_->silence(false);
  ArenaSpan<Block> left = unwind(depth);
  u_->silence(runs_bodies);
  return left;
}

void CodeGenerator::leaveBlock(const Block& block) {
  switch (block.kind) {
    case Block::Loop:
      if (block.iterator >= 0) u_->emit(Op::kClear, static_cast<unsigned>(block.iterator));
      break;
    case Block::Protected:
      break;
    case Block::Finally: {
      Place here = u_->place();
      body(block.finally_body);
      u_->place(here);
      break;
    }
    case Block::FinallyHandler:
      u_->emit(Op::kClear, block.exception);
      u_->emitSilently(Op::kPopHandled, block.saved);
      break;
    case Block::Handler:
      // The name first: what that may raise still finds the handler's cleanup as it expects it.
      if (block.name != nullptr) unbindName(block.name);
      u_->emitSilently(Op::kPopHandled, block.saved);
      break;
    case Block::With:
    case Block::AsyncWith: {
      PlaceScope at(*this, block.place);
      callExit(block.saved, block.kind == Block::AsyncWith);
      break;
    }
  }
}

void CodeGenerator::tryStatement(ast::Try* s) {
  u_->passLine(s->place.lineno, true);
  if (s->finalbody.empty()) {
    tryBody(s);
    return;
  }
  unsigned depth = u_->top();
  Label handler, end;
  Block block{};
  block.kind = Block::Finally;
  block.place = s->place;
  block.finally_body = s->finalbody;
  pushProtected(block, handler, depth, depth + 1);
  if (s->handlers.empty()) {
    body(s->body);
  } else {
    tryBody(s);
  }
  popBlock();
  if (u_->reachable()) {
    body(s->finalbody);
    u_->jumpSilently(end);
  }
  u_->bind(handler);
  unsigned saved = u_->pushTemp(), exception = u_->pushTemp();
  u_->place(s->finalbody[0]->place);
  u_->emitSilently(Op::kPushHandled, saved, exception);
  Label cleanup;
  Block inner{};
  inner.kind = Block::FinallyHandler;
  inner.place = s->place;
  inner.saved = saved;
  inner.exception = exception;
  pushProtected(inner, cleanup, exception, exception);
  body(s->finalbody);
  popBlock();
  u_->bind(cleanup);
  u_->emitSilently(Op::kPopHandled, saved);
  u_->emitSilently(Op::kReraise, exception);
  u_->setTop(depth);
  u_->bind(end);
}

void CodeGenerator::tryBody(ast::Try* s) {
  u_->passLine(s->place.lineno, true);
  if (s->kind == ast::StmtKind::TryStar) {
    tryStar(s);
  } else {
    tryExcept(s);
  }
}

void CodeGenerator::tryExcept(ast::Try* s) {
  unsigned depth = u_->top();
  Label caught, end;
  Block block{};
  block.kind = Block::Protected;
  block.place = s->place;
  pushProtected(block, caught, depth, depth + 1);
  body(s->body);
  popBlock();
  body(s->orelse);
  u_->jumpSilently(end);
  u_->bind(caught);
  unsigned saved = u_->pushTemp(), exception = u_->pushTemp();
  u_->place(s->handlers[0]->place);
  u_->emitSilently(Op::kPushHandled, saved, exception);
  Label cleanup;
  pushProtected(block, cleanup, exception, exception);
  for (uint32_t i = 0; i < s->handlers.size && !failed(); ++i) {
    exceptHandler(s->handlers[i], saved, exception, cleanup, end);
  }
  popBlock();
  // None of them, or an exception within one.
  u_->bind(cleanup);
  u_->emitSilently(Op::kPopHandled, saved);
  u_->emitSilently(Op::kReraise, exception);
  u_->setTop(depth);
  u_->bind(end);
}

void CodeGenerator::exceptHandler(ast::ExceptHandler* handler, unsigned saved, unsigned exception, Label& cleanup,
                                  Label& end) {
  if (!u_->reachable()) return;
  PlaceScope at(*this, handler->place);
  Label next;
  if (handler->type != nullptr) {
    unsigned mark = u_->top(), type = u_->use(compute(handler->type));
    u_->setTop(mark);
    u_->jumpIfNotMatch(exception, type, next);
  } else {
    u_->passLine(handler->place.lineno);
  }
  if (handler->name != nullptr) {
    namedHandlerBody(handler, saved, exception, cleanup, end);
  } else {
    u_->emit(Op::kClear, exception);
    Block& block = pushBlock(Block::Handler, handler->place);
    block.saved = saved;
    body(handler->body);
    popBlock();
    endHandler(saved, end);
  }
  u_->bind(next);
}

// Behind the body of an except clause. The jump may be one back to the head of a loop, where signals are looked at: it
// must not be protected by the cleanup of what is over.
void CodeGenerator::endHandler(unsigned saved, Label& end) {
  if (!u_->reachable()) return;
  ArenaSpan<Block> clauses = unwind(blocks_->size() - 1);
  u_->emitSilently(Op::kPopHandled, saved);
  u_->jumpSilently(end);
  reenter(clauses);
}

// `except E as name:` unbinds the name however the body is left.
void CodeGenerator::namedHandlerBody(ast::ExceptHandler* handler, unsigned saved, unsigned exception, Label& cleanup,
                                     Label& end) {
  storeName(handler->name, Operand::temp(exception));
  u_->setTop(exception + 1);
  Label failed_inside;
  Block block{};
  block.kind = Block::Handler;
  block.place = handler->place;
  block.saved = saved;
  block.name = handler->name;
  pushProtected(block, failed_inside, exception, exception);
  body(handler->body);
  popBlock();
  bool silent = u_->silence(true);
  if (u_->reachable()) {
    unbindName(handler->name);
    endHandler(saved, end);
  }
  u_->bind(failed_inside);
  if (u_->reachable()) {
    unbindName(handler->name);
    u_->jump(cleanup);
  }
  u_->silence(silent);
}

}  // namespace ophion
