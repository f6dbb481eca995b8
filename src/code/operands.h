// Operands: the roles of an instruction's fields, read from the instruction set's own table, for those who walk code.
#pragma once

#include "code/code.h"

namespace ophion {

enum class Role : uint8_t { None, Destination, Register, Source, Name, Constant, Number, Window, Jump };

struct OperandRoles {
  Role field[3] = {Role::None, Role::None, Role::None};
  bool wide_constant = false;  // K32: constant number in b and c
  bool jump_here = false;      // J: distance in b and c
  // What the low half of the second unit holds.
  bool extra_jump = false;      // J2
  bool extra_constant = false;  // K2
  bool extra_number = false;    // n2
  bool extra_source = false;    // S2
};

constexpr OperandRoles parseRoles(const char* text) {
  OperandRoles roles;
  unsigned at = 0;
  for (const char* p = text; *p != 0;) {
    char kind = *p++;
    bool extra = *p == '2';
    bool wide = *p == '3';
    while (*p != 0 && *p != ' ') ++p;
    while (*p == ' ') ++p;
    if (kind == 'J') {
      (extra ? roles.extra_jump : roles.jump_here) = true;
    } else if (extra && kind == 'K') {
      roles.extra_constant = true;
    } else if (extra && kind == 'n') {
      roles.extra_number = true;
    } else if (extra && kind == 'S') {
      roles.extra_source = true;
    } else if (wide) {
      roles.wide_constant = true;
    } else if (at < 3) {
      roles.field[at++] = kind == 'D'   ? Role::Destination
                          : kind == 'R' ? Role::Register
                          : kind == 'S' ? Role::Source
                          : kind == 'N' ? Role::Name
                          : kind == 'K' ? Role::Constant
                          : kind == 'W' ? Role::Window
                                        : Role::Number;
    }
  }
  return roles;
}

inline constexpr unsigned kEmittedOps = static_cast<unsigned>(Op::kEmittedEnd);

struct OperandRoleTable {
  OperandRoles of[kEmittedOps];
  constexpr OperandRoleTable() : of() {
    for (unsigned i = 0; i < kEmittedOps; ++i) of[i] = parseRoles(kOpOperands[i]);
  }
};
inline constexpr OperandRoleTable kOperandRoles;

inline uint32_t extraOf(const Instruction* instruction) {
  return uint32_t{instruction[1].op} | uint32_t{instruction[1].a} << 16;
}

// The unit that a jump at `at` leads to. Only for instructions with a jump.
inline uint32_t jumpTargetOf(const Instruction* code, uint32_t at) {
  const Instruction* i = code + at;
  const OperandRoles& roles = kOperandRoles.of[i->op];
  int32_t distance = roles.jump_here ? i->jump() : static_cast<int32_t>(extraOf(i));
  return at + kUnits[i->op] + static_cast<uint32_t>(distance);
}

}  // namespace ophion
