// Verifier: proves by abstract interpretation over all paths, exceptions included, that code keeps the contract of
// code/opcode.h: operands are bound, windows are empty where they must be, temporaries neither leak nor are read when
// empty, and every index is within its table. For tests and tools.
#pragma once

#include "code/code.h"

namespace ophion {

struct CodeFault {
  uint32_t unit = 0;
  const char* what = nullptr;  // null: the code is sound
  unsigned reg = 0;
};

// False with an exception pending where memory is short. `fault->what` tells the first fault found.
[[nodiscard]] bool verifyCode(const Code* code, CodeFault* fault);

}  // namespace ophion
