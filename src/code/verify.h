// Verifier: proves by abstract interpretation over all paths, exceptions included, that code keeps the contract of
// code/opcode.h: operands are bound, windows are empty where they must be, temporaries neither leak nor are read when
// empty, and every index is within its table. For tests and tools.
#pragma once

#include "code/code.h"
#include "object/allocate.h"

namespace ophion {

struct CodeFault {
  uint32_t unit = 0;
  const char* what = nullptr;  // null: the code is sound
  unsigned reg = 0;
};

// False with an exception pending where memory is short. `fault->what` tells the first fault found.
[[nodiscard]] bool verifyCode(const Code* code, CodeFault* fault);

// What a register may be at a place, as bits: the state depends on the path, and the last four say what statements keep
// in a temporary that is full.
enum RegisterState : uint8_t {
  kMayBeEmpty = 1,
  kMayBeFull = 2,
  kHoldsIterator = 4,
  kHoldsExit = 8,        // of a with statement
  kHoldsSaved = 16,      // the exception handled outside an except clause
  kHoldsException = 32,  // the one that a handler was entered with
};
inline constexpr uint8_t kRegisterKinds = kHoldsIterator | kHoldsExit | kHoldsSaved | kHoldsException;

// The states of all registers before each instruction, code that has run included.
class CodeStates {
 public:
  explicit CodeStates(const Code* code);
  // False: MemoryError is pending, or the code is not sound.
  bool isKnown() const { return is_known_; }
  bool isReached(uint32_t unit) const { return row(unit)[width_ - 1] != 0; }
  uint8_t at(uint32_t unit, unsigned reg) const { return row(unit)[reg]; }

 private:
  const uint8_t* row(uint32_t unit) const { return rows_ + size_t{unit} * width_; }

  size_t width_;
  RawBuffer<uint8_t> states_;
  const uint8_t* rows_;  // in states_
  bool is_known_ = false;
};

}  // namespace ophion
