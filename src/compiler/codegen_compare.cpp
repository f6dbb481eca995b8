// Comparisons, and conditions as jumps.
#include "compiler/codegen.h"
#include "compiler/codegen_walrus.h"
#include "compiler/constant_fold.h"
#include "object/set.h"
#include "object/singletons.h"

namespace ophion {

namespace {

using ast::CmpOperator;

Op valueOp(CmpOperator op) {
  switch (op) {
    case CmpOperator::Eq:
      return Op::kEq;
    case CmpOperator::NotEq:
      return Op::kNe;
    case CmpOperator::Lt:
      return Op::kLt;
    case CmpOperator::LtE:
      return Op::kLe;
    case CmpOperator::Gt:
      return Op::kGt;
    case CmpOperator::GtE:
      return Op::kGe;
    case CmpOperator::Is:
      return Op::kIs;
    case CmpOperator::IsNot:
      return Op::kIsNot;
    case CmpOperator::In:
      return Op::kIn;
    case CmpOperator::NotIn:
      return Op::kNotIn;
  }
  return Op::kEq;
}

// The jump that decides an operator; `negated` where it decides the opposite.
Op jumpOp(CmpOperator op, bool* negated) {
  *negated = op == CmpOperator::IsNot || op == CmpOperator::NotIn;
  switch (op) {
    case CmpOperator::Eq:
      return Op::kJumpEq;
    case CmpOperator::NotEq:
      return Op::kJumpNe;
    case CmpOperator::Lt:
      return Op::kJumpLt;
    case CmpOperator::LtE:
      return Op::kJumpLe;
    case CmpOperator::Gt:
      return Op::kJumpGt;
    case CmpOperator::GtE:
      return Op::kJumpGe;
    case CmpOperator::Is:
    case CmpOperator::IsNot:
      return Op::kJumpIs;
    case CmpOperator::In:
    case CmpOperator::NotIn:
      return Op::kJumpIn;
  }
  return Op::kJumpEq;
}

}  // namespace

// The right side of `in`: a display of constants is looked at as a tuple or frozenset made beforehand.
Operand CodeGenerator::comparand(Expr* e, CmpOperator op) {
  if (op < CmpOperator::In || (e->kind != ast::ExprKind::List && e->kind != ast::ExprKind::Set)) return compute(e);
  Object* items = constantTuple(ast::as<ast::Sequence>(e)->elts);
  if (items == nullptr) return compute(e);
  if (e->kind == ast::ExprKind::List) return Operand::constant(items);
  return constant(pool_.keep(newFrozenSetFrom_mayRunPython(items)), kAnywhere);
}

Operand CodeGenerator::compare(ast::Compare* e, int into) {
  unsigned mark = u_->top();
  if (e->ops.size == 1) {
    Operand left = guarded(compute(e->left), e->comparators[0]);
    Operand right = comparand(e->comparators[0], e->ops[0]);
    unsigned a = u_->use(left), b = u_->use(right), reg;
    Operand out = result(mark, into, &reg);
    u_->emit(valueOp(e->ops[0]), reg, a, b);
    return out;
  }
  // a < b < c: the truth is in `reg`; operands that two comparisons share wait in temporaries.
  bool through_temp = into >= 0 && !u_->isTemp(static_cast<unsigned>(into));
  unsigned reg = into >= 0 && !through_temp ? static_cast<unsigned>(into) : u_->pushTemp();
  unsigned first = u_->top();
  Operand left = compute(e->left);
  Label end;
  ArenaVector<unsigned> shared;
  for (uint32_t i = 0; i < e->ops.size && !failed(); ++i) {
    bool is_last = i + 1 == e->ops.size;
    left = guarded(left, e->comparators[i]);
    Operand right = comparand(e->comparators[i], e->ops[i]);
    unsigned a = u_->use(left), b = is_last ? u_->use(right) : u_->peek(right);
    u_->emit(valueOp(e->ops[i]), reg, a, b);
    if (is_last) break;
    if (right.kind == Operand::Temp && !shared.tryPush(context_.arena, right.reg)) context_.outOfMemory();
    u_->jumpIf(Op::kJumpIfFalse, reg, end);
    u_->emit(Op::kClear, reg);
    left = right;
  }
  u_->bind(end);
  for (unsigned temp : shared) u_->emit(Op::kClear, temp);
  u_->setTop(first);
  if (!through_temp) return Operand::temp(reg);
  u_->move(static_cast<unsigned>(into), Operand::temp(reg));
  u_->setTop(mark);
  return Operand::local(static_cast<unsigned>(into));
}

int CodeGenerator::constantTruth(Expr* e) {
  Object* value = constantValue(e);
  return value == nullptr ? -1 : constantIsTrue(value);
}

void CodeGenerator::condition(Expr* e, bool truth, Label& to, Place& at) {
  Nesting nesting(*this);
  if (nesting.tooDeep()) return;
  int known = constantTruth(e);
  if (known >= 0) {
    u_->passLine(at.lineno);
    if ((known == 1) == truth) u_->jumpSilently(to);
    return;
  }
  PlaceScope scope(*this, e->place);
  if (e->kind == ast::ExprKind::UnaryOp && ast::as<ast::UnaryOp>(e)->op == ast::UnaryOperator::Not) {
    condition(ast::as<ast::UnaryOp>(e)->operand, !truth, to, at);
    return;
  }
  if (e->kind == ast::ExprKind::BoolOp) {
    auto* node = ast::as<ast::BoolOp>(e);
    // The truth of one operand that settles the whole.
    bool settles = node->op == ast::BoolOperator::Or;
    Label other;
    for (uint32_t i = 0; i < node->values.size && !failed(); ++i) {
      bool is_last = i + 1 == node->values.size;
      if (is_last || settles == truth) {
        condition(node->values[i], truth, to, at);
      } else {
        condition(node->values[i], settles, other, at);
      }
    }
    u_->bind(other);
    return;
  }
  if (e->kind == ast::ExprKind::IfExp) {
    auto* node = ast::as<ast::IfExp>(e);
    Label other, end;
    condition(node->test, false, other, at);
    condition(node->body, truth, to, at);
    u_->jumpSilently(end);
    u_->bind(other);
    condition(node->orelse, truth, to, at);
    u_->bind(end);
    return;
  }
  if (e->kind == ast::ExprKind::Compare) {
    at = e->place;
    conditionCompare(ast::as<ast::Compare>(e), truth, to, at.lineno);
    return;
  }
  unsigned mark = u_->top();
  Operand value = compute(e);
  unsigned source = u_->use(value);
  u_->setTop(mark);
  JumpLine jump_line(*this, at.lineno);
  u_->jumpIf(truth ? Op::kJumpIfTrue : Op::kJumpIfFalse, source, to);
}

void CodeGenerator::jumpOnCompare(CmpOperator op, const Operand& a, const Operand& b, bool keep_b, bool truth,
                                  unsigned mark, Label& to, uint32_t line) {
  JumpLine jump_line(*this, line);
  bool is_none = op == CmpOperator::Is || op == CmpOperator::IsNot;
  if (is_none && b.isConst() && b.value == none()) {
    unsigned source = u_->use(a);
    u_->setTop(mark);
    u_->jumpIf((op == CmpOperator::Is) == truth ? Op::kJumpIfNone : Op::kJumpIfNotNone, source, to);
    return;
  }
  bool negated;
  Op jump = jumpOp(op, &negated);
  unsigned x = u_->use(a), y = keep_b ? u_->peek(b) : u_->use(b);
  u_->setTop(mark);
  u_->jumpCompare(jump, x, y, truth != negated, to);
}

void CodeGenerator::conditionCompare(ast::Compare* e, bool truth, Label& to, uint32_t line) {
  unsigned mark = u_->top();
  if (e->ops.size == 1) {
    Operand left = guarded(compute(e->left), e->comparators[0]);
    Operand right = comparand(e->comparators[0], e->ops[0]);
    if (!failed()) jumpOnCompare(e->ops[0], left, right, false, truth, mark, to, line);
    return;
  }
  Operand left = compute(e->left);
  Label dropped, end;
  ArenaVector<unsigned> shared;
  for (uint32_t i = 0; i < e->ops.size && !failed(); ++i) {
    left = guarded(left, e->comparators[i]);
    Operand right = comparand(e->comparators[i], e->ops[i]);
    if (failed()) return;
    if (i + 1 == e->ops.size) {
      jumpOnCompare(e->ops[i], left, right, false, truth, mark, to, line);
      break;
    }
    if (right.kind == Operand::Temp && !shared.tryPush(context_.arena, right.reg)) context_.outOfMemory();
    jumpOnCompare(e->ops[i], left, right, true, false, u_->top(), dropped, line);
    left = right;
  }
  // Behind the last comparison goes on whatever has not the wanted truth.
  u_->setTop(mark);
  if (!truth || !shared.empty()) u_->jumpSilently(end);
  u_->bind(dropped);
  for (unsigned temp : shared) u_->emitSilently(Op::kClear, temp);
  if (!truth) u_->jumpSilently(to);
  u_->bind(end);
}

}  // namespace ophion
