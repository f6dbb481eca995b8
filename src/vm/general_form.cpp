// The general form of code that has run: the instructions as the compiler emitted them, found back from the specialised
// ones, with empty caches.
#include "code/operands.h"
#include "object/tuple.h"
#include "vm/inline_cache.h"

namespace ophion {

namespace {

bool isAmong(uint16_t op, Fast first, Fast last) {
  return op >= static_cast<uint16_t>(first) && op <= static_cast<uint16_t>(last);
}

// Specialised forms that keep no note of the opcode they stand for: few general ones have them.
Op generalOp(const Instruction* i) {
  uint16_t op = i->op;
  if (op < kEmittedOps) return static_cast<Op>(op);
  if (isAmong(op, Fast::kMoveLL, Fast::kMoveKL)) return Op::kMove;
  if (isAmong(op, Fast::kReturnL, Fast::kReturnK)) return Op::kReturn;
  if (isAmong(op, Fast::kForIterRange, Fast::kForIterPair)) return Op::kForIter;
  if (isAmong(op, Fast::kBuildSliceOnly, Fast::kBuildSliceStore)) return Op::kBuildSlice;
  if (isAmong(op, Fast::kJumpLtIntLL, Fast::kJumpGeStrAny)) {
    constexpr unsigned kForms = static_cast<unsigned>(Fast::kJumpLeIntLL) - static_cast<unsigned>(Fast::kJumpLtIntLL);
    unsigned which = (op - static_cast<unsigned>(Fast::kJumpLtIntLL)) / kForms;
    return static_cast<Op>(static_cast<unsigned>(Op::kJumpLt) + which);
  }
  return originalOp(i);
}

// The operand of a constant whose slot a specialised move holds.
uint16_t constantOperand(const Code* code, uint32_t slot) {
  const Tuple* constants = code->constants_.get();
  uint32_t i = 0;
  while (i < constants->size_ && constants->items()[i].index() != slot) ++i;
  OPHION_ASSERT(i < constants->size_);
  return static_cast<uint16_t>(i | kOperandConst);
}

}  // namespace

void copyGeneralForm(const Code* code, Instruction* out) {
  const Instruction* from = code->instructions_.get();
  for (uint32_t at = 0; at < code->instruction_units_;) {
    const Instruction& i = from[at];
    Op op = generalOp(&i);
    out[at] = i;
    out[at].op = static_cast<uint16_t>(op);
    if (i.op == static_cast<uint16_t>(Fast::kMoveKL)) {
      out[at].b = constantOperand(code, uint32_t{i.b} | uint32_t{i.c} << 16);
      out[at].c = 0;
    } else if (op == Op::kReturn) {
      out[at].b = 0;
    }
    const OperandRoles& roles = kOperandRoles.of[static_cast<unsigned>(op)];
    bool has_extra = roles.extra_jump || roles.extra_constant || roles.extra_number || roles.extra_source;
    unsigned units = kUnits[static_cast<unsigned>(op)];
    for (unsigned k = 1; k < units; ++k) {
      out[at + k] = {};
      if (k != 1 || !has_extra) continue;
      out[at + 1].op = from[at + 1].op;
      out[at + 1].a = from[at + 1].a;
    }
    at += units;
  }
}

}  // namespace ophion
