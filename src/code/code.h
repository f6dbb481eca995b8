// Code: a compiled function body, module, class body or comprehension. Immutable but for its instructions' inline
// caches.
#pragma once

#include "code/opcode.h"
#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct Str;
struct Tuple;

enum CodeFlag : uint32_t {  // CPython's co_flags
  kCodeOptimized = 0x1,
  kCodeNewLocals = 0x2,
  kCodeVarArgs = 0x4,
  kCodeVarKeywords = 0x8,
  kCodeNested = 0x10,
  kCodeGenerator = 0x20,
  kCodeCoroutine = 0x80,
  kCodeIterableCoroutine = 0x100,
  kCodeAsyncGenerator = 0x200,
  kCodeFutureAnnotations = 0x1000000,
  // Ophion's own, not shown as co_flags:
  kCodeNamespace = 0x40000000,  // register 0 is the namespace
};

// An exception raised at an instruction in [start, end) (units): registers from `depth` on are released from the last
// down, the exception goes to register `target`, and execution goes on at `handler`. The innermost range comes first in
// the table.
struct ExceptionEntry {
  uint32_t start, end;
  uint32_t handler;
  uint16_t depth;
  uint16_t target;
};

// Where an instruction comes from. Lines from 1, columns are UTF-8 byte offsets from 0; -1 unknown.
struct Position {
  int32_t line, end_line, column, end_column;
};

struct Code : Object {
  Slot<Str> name_, qualified_name_, filename_;
  Slot<Tuple> constants_, names_, variable_names_, cell_names_, free_names_;
  Slot<Instruction> instructions_;   // raw buffer
  Slot<ExceptionEntry> exceptions_;  // raw buffer, null when there are none
  Slot<uint8_t> positions_;          // raw buffer: see code/positions.h
  uint32_t instruction_units_;
  uint32_t exception_count_;
  uint32_t position_bytes_;
  uint32_t flags_;
  uint32_t first_line_;
  uint16_t argument_count_;  // positional ones, positional-only included
  uint16_t positional_only_count_;
  uint16_t keyword_only_count_;
  uint16_t local_count_;  // registers of locals
  uint16_t cell_count_;
  uint16_t free_count_;
  uint16_t register_count_;  // in all
  uint16_t simple_call_;     // 1: only positional parameters, no cells of parameters, no generator: the fast call path

  uint32_t id_;  // no other code of this runtime has had it: what caches know a code by

  bool is(CodeFlag flag) const { return (flags_ & flag) != 0; }
  Instruction* instructions() const { return instructions_.get(); }
  // Parameters of all kinds, *args and **kwargs included: the first registers.
  unsigned parameterCount() const {
    return unsigned{argument_count_} + keyword_only_count_ + is(kCodeVarArgs) + is(kCodeVarKeywords);
  }
};

// A number for a new code's id_.
uint32_t nextCodeId();
// What code generation hands over. Buffers are raw buffers of the heap and become the code's; slots are counted.
Position positionAt(const Code* code, uint32_t unit);
int32_t lineAt(const Code* code, uint32_t unit);

// Writes the instructions as the compiler emitted them to `out`, which has room for all units (vm/general_form.cpp).
void copyGeneralForm(const Code* code, Instruction* out);

// Text of the instructions, one a line, for tests and people.
struct Str;
Ref<Str> disassemble(const Code* code);

}  // namespace ophion
