// Slow paths of operators, comparisons, attributes and items.
#include "object/binding.h"
#include "object/function.h"
#include "object/protocol.h"
#include "object/range.h"
#include "object/singletons.h"
#include "vm/interpreter.h"
#include "vm/operand.h"

namespace ophion {

bool slowBinary(Instruction* pc, Register* fp) {
  BinaryOp op = static_cast<BinaryOp>(pc->op - static_cast<uint16_t>(Op::kAdd));
  Ref<Object> a = fetch(fp, pc->b);
  Ref<Object> b = fetch(fp, pc->c);
  return setRegister(fp, pc->a, binaryOp(op, a.get(), b.get()));
}

bool slowInplace(Instruction* pc, Register* fp) {
  BinaryOp op = static_cast<BinaryOp>(pc->op - static_cast<uint16_t>(Op::kInplaceAdd));
  Ref<Object> a = fetch(fp, pc->b);
  Ref<Object> b = fetch(fp, pc->c);
  return setRegister(fp, pc->a, inplaceOp(op, a.get(), b.get()));
}

bool slowUnary(Instruction* pc, Register* fp) {
  UnaryOp op = UnaryOp::Not;
  switch (static_cast<Op>(pc->op)) {
    case Op::kNeg:
      op = UnaryOp::Neg;
      break;
    case Op::kPos:
      op = UnaryOp::Pos;
      break;
    case Op::kInvert:
      op = UnaryOp::Invert;
      break;
    default:
      break;
  }
  Ref<Object> a = fetch(fp, pc->b);
  return setRegister(fp, pc->a, unaryOp(op, a.get()));
}

bool slowCompare(Instruction* pc, Register* fp) {
  Compare op = static_cast<Compare>(pc->op - static_cast<uint16_t>(Op::kLt));
  Ref<Object> a = fetch(fp, pc->b);
  Ref<Object> b = fetch(fp, pc->c);
  return setRegister(fp, pc->a, richCompare(a.get(), b.get(), op));
}

bool slowIs(Instruction* pc, Register* fp) {
  Ref<Object> a = fetch(fp, pc->b);
  Ref<Object> b = fetch(fp, pc->c);
  return setRegister(fp, pc->a, newBool(a.get() == b.get()));
}

bool slowIsNot(Instruction* pc, Register* fp) {
  Ref<Object> a = fetch(fp, pc->b);
  Ref<Object> b = fetch(fp, pc->c);
  return setRegister(fp, pc->a, newBool(a.get() != b.get()));
}

namespace {

int containsOperands(Instruction* pc, Register* fp) {
  Ref<Object> item = fetch(fp, pc->b);
  Ref<Object> container = fetch(fp, pc->c);
  return contains(container.get(), item.get());
}

}  // namespace

bool slowIn(Instruction* pc, Register* fp) {
  int r = containsOperands(pc, fp);
  return r >= 0 && setRegister(fp, pc->a, newBool(r != 0));
}

bool slowNotIn(Instruction* pc, Register* fp) {
  int r = containsOperands(pc, fp);
  return r >= 0 && setRegister(fp, pc->a, newBool(r == 0));
}

int slowTruth(Register* fp, uint16_t operand) {
  Ref<Object> value = fetch(fp, operand);
  return isTrue(value.get());
}

int slowCompareTruth(Instruction* pc, Register* fp) {
  Ref<Object> a = fetch(fp, pc->a);
  Ref<Object> b = fetch(fp, pc->b);
  Op op = static_cast<Op>(pc->op);
  if (op == Op::kJumpIs) return a.get() == b.get();
  if (op == Op::kJumpIn) return contains(b.get(), a.get());
  Ref<Object> r = richCompare(a.get(), b.get(), static_cast<Compare>(pc->op - static_cast<uint16_t>(Op::kJumpLt)));
  return r ? isTrue(r.get()) : -1;
}

bool slowLoadAttr(Instruction* pc, Register* fp) {
  Ref<Object> object = fetch(fp, pc->b);
  return setRegister(fp, pc->a, getAttr(object.get(), nameAt(fp, pc->c)));
}

bool slowStoreAttr(Instruction* pc, Register* fp) {
  Ref<Object> object = fetch(fp, pc->a);
  Ref<Object> value = fetch(fp, pc->c);
  return setAttr(object.get(), nameAt(fp, pc->b), value.get());
}

bool slowDeleteAttr(Instruction* pc, Register* fp) {
  Ref<Object> object = fetch(fp, pc->a);
  return setAttr(object.get(), nameAt(fp, pc->b), nullptr);
}

namespace {

// super().name of an instance where the name is a function: called with the instance, without a bound method.
bool loadSuperMethod(Super* super, Str* wanted, Register* t) {
  if (super->object_.isNull() || super->object_.index() == super->object_type_.index()) return false;
  Object* found = lookupBehindBorrowed(super, wanted);
  if (found == nullptr || !(isExactFunction(found) || isExactMethodDescriptor(found))) return false;
  t[kWindowMethod] = slotIndex(share(found).release());
  t[kWindowSelf] = slotIndex(super->object_.share().release());
  return true;
}

}  // namespace

bool slowLoadMethod(Instruction* pc, Register* fp) {
  Ref<Object> object = fetch(fp, pc->b);
  if (isExactSuper(object.get())) {
    if (loadSuperMethod(static_cast<Super*>(object.get()), nameAt(fp, pc->c), fp + pc->a)) return true;
    if (errorPending()) return false;
  }
  bool bound = false;
  Ref<Object> found = getMethod(object.get(), nameAt(fp, pc->c), &bound);
  if (!found) return false;
  Register* t = fp + pc->a;
  if (bound) {
    t[kWindowMethod] = slotIndex(found.release());
    t[kWindowSelf] = slotIndex(object.release());
  } else {
    t[kWindowCallable] = slotIndex(found.release());
  }
  return true;
}

bool slowLoadItem(Instruction* pc, Register* fp) {
  Ref<Object> container = fetch(fp, pc->b);
  Ref<Object> key = fetch(fp, pc->c);
  return setRegister(fp, pc->a, getItem(container.get(), key.get()));
}

bool slowStoreItem(Instruction* pc, Register* fp) {
  Ref<Object> container = fetch(fp, pc->a);
  Ref<Object> key = fetch(fp, pc->b);
  Ref<Object> value = fetch(fp, pc->c);
  return setItem(container.get(), key.get(), value.get());
}

bool slowDeleteItem(Instruction* pc, Register* fp) {
  Ref<Object> container = fetch(fp, pc->a);
  Ref<Object> key = fetch(fp, pc->b);
  return deleteItem(container.get(), key.get());
}

bool slowBuildSlice(Instruction* pc, Register* fp) {
  Object* step = pc->c == 3 ? objectAt(fp[pc->b + 2]) : none();
  Ref<Slice> slice = newSlice(objectAt(fp[pc->b]), objectAt(fp[pc->b + 1]), step);
  if (!slice) return false;
  for (unsigned i = 0; i < pc->c; ++i) dropRegister(fp, pc->b + i);
  return setRegister(fp, pc->a, std::move(slice));
}

}  // namespace ophion
