// Operands: how the interpreter's slow paths read an instruction's sources and write its destination.
#pragma once

#include "object/error.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "vm/frame.h"

namespace ophion {

inline Code* frameCode(Register* fp) { return static_cast<Function*>(objectAt(fp[kFrameFunction]))->code_.get(); }

// The object an S operand names; borrowed, not consumed.
inline Object* peek(Register* fp, uint16_t operand) {
  if (operand & kOperandConst) return frameCode(fp)->constants_->at(operand & kOperandMask);
  return objectAt(fp[operand & kOperandMask]);
}

// The object an S operand names, with a count: moved out of a temporary, added otherwise.
inline Ref<Object> fetch(Register* fp, uint16_t operand) {
  if (operand & kOperandConsume) {
    Register& r = fp[operand & kOperandMask];
    Object* object = objectAt(r);
    r = 0;
    return Ref<Object>::steal(object);
  }
  return share(peek(fp, operand));
}

// Moves the object out of a temporary; null where it is empty.
inline Ref<Object> takeRegister(Register* fp, unsigned r) {
  Object* object = Slot<Object>::fromIndex(fp[r]).getOrNull();
  fp[r] = 0;
  return Ref<Object>::steal(object);
}

// Empties a register.
inline void dropRegister(Register* fp, unsigned r) {
  uint32_t held = fp[r];
  fp[r] = 0;
  if (held != 0) decref(objectAt(held));
}

inline Object* registerOrNull(Register* fp, unsigned r) { return Slot<Object>::fromIndex(fp[r]).getOrNull(); }

// Stores into a register, then releases what was there. False where the value is null (an exception is pending).
[[nodiscard]] inline bool setRegister(Register* fp, unsigned r, Ref<Object> value) {
  if (!value) return false;
  uint32_t old = fp[r];
  fp[r] = slotIndex(value.release());
  if (old != 0) decref(objectAt(old));
  return true;
}

inline Str* nameAt(Register* fp, unsigned n) { return reinterpret_cast<Str*>(frameCode(fp)->names_->at(n)); }

}  // namespace ophion
