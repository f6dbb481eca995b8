// try / except*: each handler takes its part of an exception group; what is raised and what nobody took is put together
// again behind the last one.
#include "compiler/codegen.h"
#include "object/singletons.h"

namespace ophion {

// Temporaries: saved, the original, what is left of it, the list of what handlers raised.
void CodeGenerator::tryStar(ast::Try* s) {
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
  unsigned saved = u_->pushTemp(), original = u_->pushTemp();
  u_->place(s->handlers[0]->place);
  u_->emitSilently(Op::kPushHandled, saved, original);
  Label cleanup;
  // An exception outside the handlers' bodies (in a type expression) replaces all.
  pushProtected(block, cleanup, original, original);
  unsigned rest = u_->pushTemp(), results = u_->pushTemp();
  u_->move(rest, Operand::local(original));
  u_->emit(Op::kBuildList, results, results, 0);
  for (uint32_t i = 0; i < s->handlers.size && !failed(); ++i) starHandler(s->handlers[i], saved, rest, results);
  bool silent = u_->silence(true);
  u_->emit(Op::kListAppend, results, rest | kOperandConsume);
  u_->emit(Op::kPrepReraiseStar, rest, original, results);
  popBlock();
  Label nothing;
  u_->emitSilently(Op::kPopHandled, saved);
  u_->jumpIf(Op::kJumpIfNone, rest, nothing);
  u_->emitSilently(Op::kReraise, rest);
  u_->bind(nothing);
  u_->emit(Op::kClear, rest);
  u_->jumpSilently(end);
  u_->bind(cleanup);
  u_->emitSilently(Op::kPopHandled, saved);
  u_->emitSilently(Op::kReraise, original);
  u_->silence(silent);
  u_->setTop(depth);
  u_->bind(end);
}

void CodeGenerator::starHandler(ast::ExceptHandler* handler, unsigned saved, unsigned rest, unsigned results) {
  PlaceScope at(*this, handler->place);
  unsigned part = u_->pushTemp();
  Label no_match, next;
  unsigned type = u_->use(compute(handler->type));
  u_->setTop(part + 1);
  u_->emit(Op::kMatchGroup, part, rest, type);
  u_->jumpIf(Op::kJumpIfNone, part, no_match);
  // The part is what is being handled in the body.
  u_->emitSilently(Op::kPopHandled, saved);
  u_->emitSilently(Op::kPushHandled, saved, part);
  if (handler->name != nullptr) {
    storeName(handler->name, Operand::temp(part));
  } else {
    u_->emit(Op::kClear, part);
  }
  u_->setTop(part);
  Label raised_inside;
  Block block{};
  block.kind = Block::Handler;
  block.place = handler->place;
  block.saved = saved;
  block.name = handler->name;
  pushProtected(block, raised_inside, part, part);
  body(handler->body);
  popBlock();
  bool silent = u_->silence(true);
  if (u_->reachable()) {
    if (handler->name != nullptr) unbindName(handler->name);
    u_->jumpSilently(next);
  }
  u_->bind(raised_inside);
  u_->setTop(part + 1);
  if (handler->name != nullptr) unbindName(handler->name);
  u_->emit(Op::kListAppend, results, part | kOperandConsume);
  u_->jumpSilently(next);
  u_->bind(no_match);
  u_->emit(Op::kClear, part);
  u_->bind(next);
  u_->silence(silent);
  u_->setTop(part);
}

}  // namespace ophion
