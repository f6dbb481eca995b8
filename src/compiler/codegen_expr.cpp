// Values: operators, attributes, items, yields.
#include "compiler/codegen.h"
#include "compiler/codegen_walrus.h"
#include "compiler/constant_fold.h"
#include "object/error.h"
#include "object/singletons.h"
#include "os/stack.h"

namespace ophion {

namespace {

// Native stack that is left alone.
constexpr uintptr_t kStackReserve = 192 * 1024;

Op operatorOf(ast::Operator op) {
  switch (op) {
    case ast::Operator::Add:
      return Op::kAdd;
    case ast::Operator::Sub:
      return Op::kSub;
    case ast::Operator::Mult:
      return Op::kMul;
    case ast::Operator::MatMult:
      return Op::kMatMul;
    case ast::Operator::Div:
      return Op::kTrueDiv;
    case ast::Operator::Mod:
      return Op::kMod;
    case ast::Operator::Pow:
      return Op::kPow;
    case ast::Operator::LShift:
      return Op::kLshift;
    case ast::Operator::RShift:
      return Op::kRshift;
    case ast::Operator::BitOr:
      return Op::kOr;
    case ast::Operator::BitXor:
      return Op::kXor;
    case ast::Operator::BitAnd:
      return Op::kAnd;
    case ast::Operator::FloorDiv:
      return Op::kFloorDiv;
  }
  return Op::kAdd;
}

}  // namespace

bool CodeGenerator::tooDeep() {
  if (failed()) return true;
  if (os::stackPointer() > os::stackLimit() + kStackReserve) return false;
  raise(kTypeRecursionError, "maximum recursion depth exceeded during compilation");
  context_.fail();
  return true;
}

Operand CodeGenerator::compute(Expr* e, int into) {
  Nesting nesting(*this);
  if (nesting.tooDeep()) return Operand::temp(u_->firstTemp());
  PlaceScope at(*this, e->place);
  Operand value = computeNode(e, into);
  // What is read in place is a load to CPython.
  if (value.kind != Operand::Temp && into < 0) u_->passLine(e->place.lineno);
  return value;
}

Operand CodeGenerator::computeNode(Expr* e, int into) {
  switch (e->kind) {
    case ast::ExprKind::BoolOp:
      return boolean(ast::as<ast::BoolOp>(e), into);
    case ast::ExprKind::NamedExpr:
      return named(ast::as<ast::NamedExpr>(e), into);
    case ast::ExprKind::BinOp:
      return binary(ast::as<ast::BinOp>(e), into);
    case ast::ExprKind::UnaryOp:
      return unary(ast::as<ast::UnaryOp>(e), into);
    case ast::ExprKind::Lambda:
      return lambda(ast::as<ast::Lambda>(e), into);
    case ast::ExprKind::IfExp:
      return conditional(ast::as<ast::IfExp>(e), into);
    case ast::ExprKind::Dict:
      return dictionary(ast::as<ast::Dict>(e), into);
    case ast::ExprKind::Set:
    case ast::ExprKind::List:
    case ast::ExprKind::Tuple:
      return sequence(ast::as<ast::Sequence>(e), into);
    case ast::ExprKind::ListComp:
    case ast::ExprKind::SetComp:
    case ast::ExprKind::DictComp:
    case ast::ExprKind::GeneratorExp:
      return comprehension(ast::as<ast::Comp>(e), into);
    case ast::ExprKind::Await:
      return await(ast::as<ast::YieldLike>(e), into);
    case ast::ExprKind::Yield:
      return yield(ast::as<ast::YieldLike>(e), into);
    case ast::ExprKind::YieldFrom:
      return yieldFrom(ast::as<ast::YieldLike>(e), into);
    case ast::ExprKind::Compare:
      return compare(ast::as<ast::Compare>(e), into);
    case ast::ExprKind::Call:
      return call(ast::as<ast::Call>(e), into);
    case ast::ExprKind::FormattedValue:
      return formatted(ast::as<ast::FormattedValue>(e), into);
    case ast::ExprKind::JoinedStr:
      return joined(ast::as<ast::JoinedStr>(e), into);
    case ast::ExprKind::Constant:
      return constant(constantValue(e), into);
    case ast::ExprKind::Attribute:
      return attribute(ast::as<ast::Attribute>(e), into);
    case ast::ExprKind::Subscript:
      return subscript(ast::as<ast::Subscript>(e), into);
    case ast::ExprKind::Starred:
      OPHION_ASSERT(false);
      break;
    case ast::ExprKind::Name:
      return loadName(ast::as<ast::Name>(e)->id, into);
    case ast::ExprKind::Slice:
      return slice(ast::as<ast::Slice>(e), into);
  }
  return Operand();
}

void CodeGenerator::computeInto(Expr* e, unsigned reg) { compute(e, static_cast<int>(reg)); }

void CodeGenerator::pushOperand(const Operand& value) {
  if (value.kind == Operand::Temp) return;
  u_->move(u_->pushTemp(), value);
}

void CodeGenerator::push(Expr* e) {
  unsigned mark = u_->top();
  Operand value = compute(e);
  if (value.kind == Operand::Temp) return;
  PlaceScope at(*this, e->place);
  u_->setTop(mark);
  u_->move(u_->pushTemp(), value);
}

void CodeGenerator::discardOperand(const Operand& value) {
  if (value.kind != Operand::Temp) return;
  u_->emit(Op::kClear, value.reg);
  u_->setTop(value.reg);
}

void CodeGenerator::discard(Expr* e) {
  Operand value = compute(e);
  if (value.kind != Operand::Temp) return;
  PlaceScope at(*this, e->place);
  discardOperand(value);
}

Operand CodeGenerator::constant(Object* value, int into) {
  if (orFail(value) == nullptr) return Operand::temp(u_->firstTemp());
  return place(Operand::constant(value), into);
}

Operand CodeGenerator::result(unsigned mark, int into, unsigned* reg) {
  u_->setTop(mark);
  *reg = into >= 0 ? static_cast<unsigned>(into) : u_->pushTemp();
  return u_->isTemp(*reg) ? Operand::temp(*reg) : Operand::local(*reg);
}

Operand CodeGenerator::place(const Operand& value, int into) {
  if (into < 0) return value;
  unsigned reg = static_cast<unsigned>(into);
  u_->move(reg, value);
  if (value.kind == Operand::Temp && value.reg != reg && value.reg < u_->top()) u_->setTop(value.reg);
  return u_->isTemp(reg) ? Operand::temp(reg) : Operand::local(reg);
}

Operand CodeGenerator::guarded(const Operand& value, Expr* later) {
  if (value.kind != Operand::Local || !context_.has_walrus || later == nullptr || !containsWalrus(later)) return value;
  unsigned copy = u_->pushTemp();
  u_->move(copy, value);
  return Operand::temp(copy);
}

Operand CodeGenerator::unary(ast::UnaryOp* e, int into) {
  if (e->op == ast::UnaryOperator::Not && e->operand->kind == ast::ExprKind::Compare) {
    // `not a in b` is one comparison.
    auto* inner = ast::as<ast::Compare>(e->operand);
    if (inner->ops.size == 1 && inner->ops[0] >= ast::CmpOperator::Is) {
      ast::Compare flipped = *inner;
      static constexpr ast::CmpOperator kOpposite[] = {ast::CmpOperator::IsNot, ast::CmpOperator::Is,
                                                       ast::CmpOperator::NotIn, ast::CmpOperator::In};
      ast::CmpOperator op = kOpposite[static_cast<int>(inner->ops[0]) - static_cast<int>(ast::CmpOperator::Is)];
      flipped.ops.data = &op;
      return compare(&flipped, into);
    }
  }
  unsigned mark = u_->top(), passed = u_->passedMark();
  Operand value = compute(e->operand);
  if (failed()) return value;
  if (value.isConst()) {
    Ref<Object> folded = foldUnary(e->op, value.value);
    if (folded) u_->rewindPassed(passed);
    if (folded) return constant(pool_.keep(std::move(folded)), into);
  }
  Op op = e->op == ast::UnaryOperator::Invert ? Op::kInvert
          : e->op == ast::UnaryOperator::Not  ? Op::kNot
          : e->op == ast::UnaryOperator::UAdd ? Op::kPos
                                              : Op::kNeg;
  unsigned source = u_->use(value), reg;
  Operand out = result(mark, into, &reg);
  u_->emit(op, reg, source);
  return out;
}

Operand CodeGenerator::binary(ast::BinOp* e, int into) {
  // Long sums lean to the left: their spine is walked, not recursed into.
  ArenaVector<ast::BinOp*> spine;
  ast::BinOp* node = e;
  for (;; node = ast::as<ast::BinOp>(node->left)) {
    if (!spine.tryPush(context_.arena, node)) return context_.outOfMemory(), Operand();
    if (node->left->kind != ast::ExprKind::BinOp) break;
  }
  unsigned mark = u_->top(), passed = u_->passedMark();
  Operand left = compute(node->left);
  Ref<Object> partial;  // what `left` names where it was folded: kept once no more is folded with it
  for (uint32_t i = spine.size(); i-- > 0 && !failed();) {
    node = spine[i];
    u_->place(node->place);
    int to = i == 0 ? into : kAnywhere;
    if (node->op == ast::Operator::Mod && left.isConst() && isExactStr(left.value) &&
        node->right->kind == ast::ExprKind::Tuple) {
      Operand formatted = percentFormat(node, to);
      if (!formatted.isConst() || formatted.value != nullptr) {
        left = formatted;
        continue;
      }
    }
    left = guarded(left, node->right);
    Operand right = compute(node->right);
    if (failed()) break;
    if (left.isConst() && right.isConst()) {
      Ref<Object> folded = foldBinary(node->op, left.value, right.value);
      if (folded) {
        u_->rewindPassed(passed);
        partial = std::move(folded);
        left = Operand::constant(partial.get());
        continue;
      }
    }
    if (partial) left = constant(pool_.keep(std::move(partial)), kAnywhere);
    unsigned a = u_->use(left), b = u_->use(right), reg;
    left = result(mark, to, &reg);
    u_->emit(operatorOf(node->op), reg, a, b);
  }
  if (partial && !failed()) return constant(pool_.keep(std::move(partial)), into);
  return left;
}

Operand CodeGenerator::boolean(ast::BoolOp* e, int into) {
  bool is_or = e->op == ast::BoolOperator::Or;
  unsigned mark = u_->top();
  // A local is written only at the end: an operand may still need it, or fail.
  bool through_temp = into >= 0 && !u_->isTemp(static_cast<unsigned>(into));
  unsigned reg = into >= 0 && !through_temp ? static_cast<unsigned>(into) : u_->pushTemp();
  Label end;
  for (uint32_t i = 0; i < e->values.size && !failed(); ++i) {
    Expr* value = e->values[i];
    bool is_last = i + 1 == e->values.size;
    int truth = is_last ? -1 : constantTruth(value);
    if (truth >= 0 && (truth == 1) != is_or) continue;
    computeInto(value, reg);
    if (is_last || truth >= 0) break;
    // The value goes before the next is looked at, unless a local holds it anyway.
    bool clear = value->kind != ast::ExprKind::Name || fastLocal(value) < 0;
    if (is_or) {
      u_->jumpIf(clear ? Op::kJumpIfTrueOrClear : Op::kJumpIfTrue, reg, end);
    } else {
      u_->jumpIf(clear ? Op::kJumpIfFalseOrClear : Op::kJumpIfFalse, reg, end);
    }
  }
  u_->bind(end);
  if (through_temp) {
    u_->move(static_cast<unsigned>(into), Operand::temp(reg));
    u_->setTop(mark);
    return Operand::local(static_cast<unsigned>(into));
  }
  return Operand::temp(reg);
}

Operand CodeGenerator::conditional(ast::IfExp* e, int into) {
  int truth = constantTruth(e->test);
  if (truth >= 0) return compute(truth == 1 ? e->body : e->orelse, into);
  unsigned mark = u_->top(), reg;
  Label other, end;
  jumpUnless(e->test, other, e->place);
  Operand out = result(mark, into, &reg);
  computeInto(e->body, reg);
  u_->jumpSilently(end);
  u_->bind(other);
  computeInto(e->orelse, reg);
  u_->bind(end);
  return out;
}

// CPython names the line of the attribute, not of the expression's start, when they differ.
ast::Place CodeGenerator::attributePlace(const ast::Attribute* e, const Place& whole) {
  Place at = whole;
  if (at.lineno == e->place.end_lineno) return at;
  at.lineno = e->place.end_lineno;
  uint32_t length = 0;
  for (uint32_t i = 0; i < e->attr->length; ++i) length += (e->attr->text[i] & 0xc0) != 0x80;
  if (length <= e->place.end_col_offset) {
    at.col_offset = e->place.end_col_offset - length;
    at.end_col_offset = e->place.end_col_offset;
  }
  return at;
}

Operand CodeGenerator::attribute(ast::Attribute* e, int into) {
  unsigned mark = u_->top();
  Operand object = compute(e->value);
  u_->place(attributePlace(e, e->place));
  unsigned source = u_->use(object), reg;
  Operand out = result(mark, into, &reg);
  u_->emit(Op::kLoadAttr, reg, source, u_->nameIndex(mangle(e->attr)));
  return out;
}

Operand CodeGenerator::subscript(ast::Subscript* e, int into) {
  unsigned mark = u_->top(), passed = u_->passedMark();
  Operand container = guarded(compute(e->value), e->slice);
  Operand key = compute(e->slice);
  if (failed()) return container;
  if (container.isConst() && key.isConst()) {
    Ref<Object> folded = foldSubscript(container.value, key.value);
    if (folded) u_->rewindPassed(passed);
    if (folded) return constant(pool_.keep(std::move(folded)), into);
  }
  unsigned a = u_->use(container), b = u_->use(key), reg;
  Operand out = result(mark, into, &reg);
  u_->emit(Op::kLoadItem, reg, a, b);
  return out;
}

Operand CodeGenerator::slice(ast::Slice* e, int into) {
  unsigned mark = u_->top();
  Expr* parts[] = {e->lower, e->upper, e->step};
  unsigned n = e->step != nullptr ? 3 : 2;
  for (unsigned i = 0; i < n; ++i) {
    if (parts[i] != nullptr) {
      push(parts[i]);
    } else {
      pushOperand(Operand::constant(pool_.keep(newNone())));
    }
  }
  unsigned reg;
  Operand out = result(mark, into, &reg);
  u_->emit(Op::kBuildSlice, reg, mark, n);
  return out;
}

Operand CodeGenerator::named(ast::NamedExpr* e, int into) {
  Identifier* id = ast::as<ast::Name>(e->target)->id;
  int local = fastLocal(id);
  if (local >= 0) {
    computeInto(e->value, static_cast<unsigned>(local));
    u_->setBound(static_cast<unsigned>(local));
    return place(Operand::local(static_cast<unsigned>(local)), into);
  }
  Operand value = compute(e->value);
  // Stored without being consumed: it is also the value of the expression.
  Operand kept = value.kind == Operand::Temp ? Operand::local(value.reg) : value;
  u_->place(e->target->place);
  storeName(id, kept);
  u_->place(e->place);
  return place(value, into);
}

Operand CodeGenerator::yield(ast::YieldLike* e, int into) {
  unsigned mark = u_->top();
  Operand value = e->value != nullptr ? compute(e->value) : constant(pool_.keep(newNone()), kAnywhere);
  unsigned source = u_->use(value), reg;
  Operand out = result(mark, into, &reg);
  u_->emit(Op::kYield, reg, source, mark);
  return out;
}

void CodeGenerator::awaitTop(unsigned iterator, unsigned destination) {
  unsigned sent = u_->pushTemp();
  u_->moveConst(sent, orFail(pool_.keep(newNone())));
  u_->emit(Op::kYieldFrom, destination, iterator, sent);
  u_->setTop(iterator);
}

Operand CodeGenerator::yieldFrom(ast::YieldLike* e, int into) {
  unsigned reg;
  Operand out = result(u_->top(), into, &reg);
  unsigned mark = u_->top();
  unsigned source = u_->use(compute(e->value)), iterator;
  result(mark, kAnywhere, &iterator);
  u_->emit(Op::kGetYieldFromIter, iterator, source);
  awaitTop(iterator, reg);
  return out;
}

Operand CodeGenerator::await(ast::YieldLike* e, int into) {
  unsigned reg;
  Operand out = result(u_->top(), into, &reg);
  unsigned mark = u_->top();
  unsigned source = u_->use(compute(e->value)), iterator;
  result(mark, kAnywhere, &iterator);
  u_->emit(Op::kGetAwaitable, iterator, source, 0);
  awaitTop(iterator, reg);
  return out;
}

}  // namespace ophion
