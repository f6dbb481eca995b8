// Dispatch: how the interpreter's handlers are spelled, so that the same text compiles to tail calls (clang 19: each
// handler a function, the machine's state in registers by preserve_none) and to computed goto (g++: all handlers in one
// function).
//
// State: `base` the cage, `pc` the instruction, `fp` the frame, `table` the handlers (all alike while tracing: see
// vm/trace.h), `aux` a value handed from one handler to the next, not across DISPATCH. Handlers hold no objects with
// destructors when they leave.
//
//   OP(Name) { ... NEXT(units); }     GO(Name): continue at another handler of the same instruction
#pragma once

#include "vm/frame.h"

// Under the address sanitizer functions get stack frames that tail calls with this convention cannot have.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define OPHION_COMPUTED_GOTO 1
#endif
#endif

#if defined(__clang__) && __clang_major__ >= 19 && defined(__x86_64__) && !defined(OPHION_COMPUTED_GOTO)
#define OPHION_TAIL_CALLS 1
#else
#define OPHION_TAIL_CALLS 0
#endif

namespace ophion {

#if OPHION_TAIL_CALLS

using Handler = __attribute__((preserve_none)) Object* (*)(char*, Instruction*, Register*, void* const*, uintptr_t);
#define OP_PARAMETERS char *base, Instruction *pc, Register *fp, void *const *table, uintptr_t aux
#define DECLARE_OP(name) __attribute__((preserve_none)) static Object* op_##name(OP_PARAMETERS);
#define OP(name)                                                                                    \
  __attribute__((preserve_none)) static Object* op_##name(                                          \
      [[maybe_unused]] char* base, [[maybe_unused]] Instruction* pc, [[maybe_unused]] Register* fp, \
      [[maybe_unused]] void* const* table, [[maybe_unused]] uintptr_t aux)
#define GO(name) [[clang::musttail]] return op_##name(base, pc, fp, table, aux)
#define DISPATCH() [[clang::musttail]] return reinterpret_cast<Handler>(table[pc->op])(base, pc, fp, table, aux)

#else

#define OP(name) op_##name:
#define GO(name) goto op_##name
#define DISPATCH() goto* table[pc->op]

#endif

#define NEXT(units) \
  do {              \
    pc += (units);  \
    DISPATCH();     \
  } while (0)

}  // namespace ophion
