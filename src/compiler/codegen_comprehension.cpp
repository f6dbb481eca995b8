// Comprehensions and generator expressions: functions of their own, called at once with the first iterator.
#include "compiler/codegen_nested.h"
#include "object/error.h"
#include "object/singletons.h"

namespace ophion {

namespace {

const char* nameOf(ast::ExprKind kind) {
  switch (kind) {
    case ast::ExprKind::ListComp:
      return "<listcomp>";
    case ast::ExprKind::SetComp:
      return "<setcomp>";
    case ast::ExprKind::DictComp:
      return "<dictcomp>";
    default:
      return "<genexpr>";
  }
}

}  // namespace

void CodeGenerator::comprehensionItem(ast::Comp* e, int container, const Place& at) {
  unsigned mark = u_->top();
  unsigned to = static_cast<unsigned>(container);
  if (e->kind == ast::ExprKind::DictComp) {
    Operand key = guarded(compute(e->elt), e->value);
    Operand value = compute(e->value);
    unsigned k = u_->use(key), v = u_->use(value);
    u_->setTop(mark);
    PlaceScope scope(*this, at);
    u_->emit(Op::kMapAdd, to, k, v);
    return;
  }
  unsigned source = u_->use(compute(e->elt));
  u_->setTop(mark);
  PlaceScope scope(*this, at);
  switch (e->kind) {
    case ast::ExprKind::GeneratorExp:
      u_->emit(Op::kYield, kNoRegister, source, mark);
      break;
    case ast::ExprKind::ListComp:
      u_->emit(Op::kListAppend, to, source);
      break;
    default:
      u_->emit(Op::kSetAdd, to, source);
      break;
  }
}

void CodeGenerator::comprehensionLoop(ast::Comp* e, uint32_t number, int container, Place& at) {
  Nesting nesting(*this);
  if (nesting.tooDeep()) return;
  if (number == e->generators.size) {
    comprehensionItem(e, container, at);
    return;
  }
  ast::Comprehension* generator = e->generators[number];
  unsigned mark = u_->top(), iterator = 0;  // the first iterator is the parameter
  Label next, exhausted;
  bool single = number > 0 && !generator->is_async &&
                (generator->iter->kind == ast::ExprKind::List || generator->iter->kind == ast::ExprKind::Tuple) &&
                ast::as<ast::Sequence>(generator->iter)->elts.size == 1 &&
                ast::as<ast::Sequence>(generator->iter)->elts[0]->kind != ast::ExprKind::Starred;
  if (single) {
    // `for y in [f(x)]` is an assignment.
    store(generator->target, compute(ast::as<ast::Sequence>(generator->iter)->elts[0]));
    u_->setTop(mark);
    for (Expr* test : generator->ifs) condition(test, false, next, at);
    comprehensionLoop(e, number + 1, container, at);
    u_->bind(next);
    return;
  }
  if (number > 0) {
    unsigned source = u_->use(generator->is_async ? compute(generator->iter) : iterable(generator->iter));
    result(mark, kAnywhere, &iterator);
    u_->emit(generator->is_async ? Op::kGetAiter : Op::kGetIter, iterator, source);
  }
  unsigned inside = u_->top();
  uint32_t head = u_->loopHead();
  if (generator->is_async) {
    asyncNext(iterator, exhausted);
    store(generator->target, Operand::temp(inside));
  } else if (int local = fastLocal(generator->target); local >= 0) {
    u_->forIter(iterator, static_cast<unsigned>(local), exhausted);
    u_->setBound(static_cast<unsigned>(local));
    u_->passLine(generator->target->place.lineno);
  } else {
    unsigned item = u_->pushTemp();
    u_->forIter(iterator, item, exhausted);
    store(generator->target, Operand::temp(item));
  }
  u_->setTop(inside);
  for (Expr* test : generator->ifs) condition(test, false, next, at);
  comprehensionLoop(e, number + 1, container, at);
  u_->bind(next);
  {
    PlaceScope scope(*this, at);
    u_->jumpBack(head);
  }
  u_->bind(exhausted);
  if (generator->is_async) u_->emit(Op::kEndAsyncFor, inside, iterator);
  u_->setTop(mark);
}

Object* CodeGenerator::comprehensionCode(ast::Comp* e) {
  UnitScope inside(*this, e->scope, nameOf(e->kind), e->place.lineno, false);
  PlaceScope at(*this, e->place);
  int container = -1;
  if (e->kind != ast::ExprKind::GeneratorExp) {
    container = static_cast<int>(u_->pushTemp());
    unsigned reg = static_cast<unsigned>(container);
    u_->emit(e->kind == ast::ExprKind::ListComp  ? Op::kBuildList
             : e->kind == ast::ExprKind::SetComp ? Op::kBuildSet
                                                 : Op::kBuildMap,
             reg, reg, 0);
  }
  Place last = e->place;
  comprehensionLoop(e, 0, container, last);
  Operand value = container >= 0 ? Operand::temp(static_cast<unsigned>(container))
                                 : Operand::constant(orFail(pool_.keep(newNone())));
  if (container < 0) {
    u_->emitSilently(Op::kReturn, u_->use(value));
  } else {
    u_->place(last);
    u_->emit(Op::kReturn, u_->use(value));
  }
  return inside.finish(0);
}

Operand CodeGenerator::comprehension(ast::Comp* e, int into) {
  unsigned reg;
  bool awaited = e->scope->is_coroutine && e->kind != ast::ExprKind::GeneratorExp;
  // An asynchronous comprehension is awaited here; its result's register comes before the window then.
  Operand out;
  if (awaited) out = result(u_->top(), into, &reg);
  unsigned window = pushWindow();
  Object* code = comprehensionCode(e);
  unsigned parts = u_->pushTemps(4);
  makeFunction(code, e->scope, parts, window + kWindowCallable);
  u_->setTop(window + kWindowArguments);
  ast::Comprehension* first = e->generators[0];
  unsigned source = u_->use(first->is_async ? compute(first->iter) : iterable(first->iter)), argument;
  result(window + kWindowArguments, kAnywhere, &argument);
  u_->emit(first->is_async ? Op::kGetAiter : Op::kGetIter, argument, source);
  if (!awaited) {
    out = result(window, into, &reg);
    u_->emit(Op::kCall, window, 1, reg);
    return out;
  }
  u_->setTop(window);
  unsigned iterator = u_->pushTemp();
  u_->emit(Op::kCall, window, 1, iterator);
  u_->emit(Op::kGetAwaitable, iterator, iterator | kOperandConsume, 0);
  awaitTop(iterator, reg);
  return out;
}

}  // namespace ophion
