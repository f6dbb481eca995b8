// Opcodes: the instruction set that the compiler emits. The interpreter rewrites many of them in place to forms that
// are specialised on what they met (vm/); those come behind the last of these and never leave the runtime.
//
// An instruction is 8 bytes: op, a, b, c, 16 bits each; some are followed by further units of 8 bytes (inline caches
// and wide operands); `units` says how many in all.
//
// Registers. A frame's registers are slots: locals (parameters first, in the order of the call protocol), then one for
// each cell variable (holding its Cell), then temporaries, used like a stack. Code with a namespace (module, class,
// exec) keeps the namespace mapping in register 0 and has no other locals. A register that holds nothing is 0: an
// unbound local, a free temporary.
//   D  destination register: what it held is released after the new value is stored
//   R  register, used as it is
//   S  source operand: register, temporary to be consumed, or constant:
//        kOperandConsume set: a temporary; its count is used up and the register becomes 0 (also when the instruction
//        fails, or later by unwinding) kOperandConst set: index into the code's constants neither: a register that is
//        only read (a bound local, or a temporary that lives on)
//   N  index into the code's names          K  index into the constants          n  a number
//   J  jump distance in units from the end of this instruction (all its units), int32 in b and c together, or in the
//   low half of the second unit ("J2") W  call window: temporaries from t on, see below
// All S operands must be bound: the compiler emits CheckBound where it cannot prove it.
//
// Call windows. A call uses the temporaries t .. t+6 and its arguments from t+7 on:
//   plain call     callable at t+2, arguments at t+7 ...
//   method call    LoadMethod leaves either the function at t+1 and self at t+6, or (no method) t+1 empty and the
//   callable at t+2
// What else is in t .. t+6 is the interpreter's. After a call the whole window is empty again. Arguments are consumed.
#pragma once

#include <cstdint>

namespace ophion {

// clang-format off
// X(Name, units, "operands")
#define OPHION_OPCODES(X) \
  X(Nop, 1, "") \
  /* moves */ \
  X(Move, 1, "D S")                    /* a = b */ \
  X(LoadConstWide, 1, "D K32")         /* constant number b | c << 16 */ \
  X(CheckBound, 1, "R")                /* UnboundLocalError naming local a where it is 0; NameError for a cell's free variable never comes here */ \
  X(Delete, 1, "R")                    /* del local a; UnboundLocalError where unbound */ \
  X(Clear, 1, "R")                     /* releases register a, which may be empty */ \
  /* names */ \
  X(LoadGlobal, 3, "D N")              /* globals, then builtins; NameError */ \
  X(StoreGlobal, 2, "N S")             /* a name, b value */ \
  X(DeleteGlobal, 1, "N") \
  X(LoadName, 2, "D N")                /* namespace (register 0), globals, builtins */ \
  X(StoreName, 2, "N S") \
  X(DeleteName, 1, "N") \
  X(MakeCell, 1, "R R")                /* a: cell register; b: parameter register whose value moves into the cell, or kNoRegister */ \
  X(LoadCell, 1, "D R")                /* value in the cell in register b; UnboundLocalError */ \
  X(StoreCell, 1, "R S") \
  X(DeleteCell, 1, "R") \
  X(LoadFree, 1, "D n")                /* value of free variable number b; NameError "cannot access free variable ..." */ \
  X(StoreFree, 1, "n S") \
  X(DeleteFree, 1, "n") \
  X(LoadFreeCell, 1, "D n")            /* the Cell itself, for closures */ \
  X(LoadClassFree, 1, "D n N")         /* in a class body: the namespace, then free variable b; c its name */ \
  X(LoadClassCell, 1, "D R N")         /* the same for a cell variable of the class scope (register b) */ \
  /* attributes and items */ \
  X(LoadAttr, 3, "D S N") \
  X(StoreAttr, 3, "S N S")             /* a.names[b] = c */ \
  X(DeleteAttr, 1, "S N") \
  X(LoadMethod, 4, "W S N")            /* a window, b object, c name */ \
  X(LoadItem, 2, "D S S")              /* a = b[c] */ \
  X(StoreItem, 2, "S S S")             /* a[b] = c */ \
  X(DeleteItem, 1, "S S") \
  X(BuildSlice, 1, "D R n")            /* from temporaries b, b+1 and, where c is 3, b+2 */ \
  /* operators: a = b op c */ \
  X(Add, 2, "D S S") X(Sub, 2, "D S S") X(Mul, 2, "D S S") X(MatMul, 2, "D S S") X(TrueDiv, 2, "D S S") X(FloorDiv, 2, "D S S") \
  X(Mod, 2, "D S S") X(Divmod_, 2, "D S S") X(Pow, 2, "D S S") X(Lshift, 2, "D S S") X(Rshift, 2, "D S S") X(And, 2, "D S S") \
  X(Or, 2, "D S S") X(Xor, 2, "D S S") \
  X(InplaceAdd, 2, "D S S") X(InplaceSub, 2, "D S S") X(InplaceMul, 2, "D S S") X(InplaceMatMul, 2, "D S S") \
  X(InplaceTrueDiv, 2, "D S S") X(InplaceFloorDiv, 2, "D S S") X(InplaceMod, 2, "D S S") X(InplaceDivmod_, 2, "D S S") \
  X(InplacePow, 2, "D S S") X(InplaceLshift, 2, "D S S") X(InplaceRshift, 2, "D S S") X(InplaceAnd, 2, "D S S") \
  X(InplaceOr, 2, "D S S") X(InplaceXor, 2, "D S S") \
  X(Neg, 1, "D S") X(Pos, 1, "D S") X(Invert, 1, "D S") X(Not, 1, "D S") \
  X(Lt, 2, "D S S") X(Le, 2, "D S S") X(Eq, 2, "D S S") X(Ne, 2, "D S S") X(Gt, 2, "D S S") X(Ge, 2, "D S S") \
  X(Is, 1, "D S S") X(IsNot, 1, "D S S") X(In, 1, "D S S") X(NotIn, 1, "D S S")   /* a = b in c */ \
  /* jumps; backward ones are JumpBack, where signals, collections and limits are looked at */ \
  X(Jump, 1, "J") \
  X(JumpBack, 1, "J") \
  X(JumpIfTrue, 1, "S J") X(JumpIfFalse, 1, "S J") X(JumpIfNone, 1, "S J") X(JumpIfNotNone, 1, "S J") \
  X(JumpIfTrueOrClear, 1, "R J") X(JumpIfFalseOrClear, 1, "R J")   /* the register keeps its value where it jumps, else it is released */ \
  /* compare a with b; jump when the truth equals c; J2 */ \
  X(JumpLt, 2, "S S n J2") X(JumpLe, 2, "S S n J2") X(JumpEq, 2, "S S n J2") X(JumpNe, 2, "S S n J2") X(JumpGt, 2, "S S n J2") \
  X(JumpGe, 2, "S S n J2") X(JumpIs, 2, "S S n J2") X(JumpIn, 2, "S S n J2") \
  /* iteration */ \
  X(GetIter, 1, "D S") \
  X(ForIter, 2, "R D n J2")            /* next of the iterator in temporary a into b; exhausted: releases a and jumps */ \
  X(GetYieldFromIter, 1, "D S") \
  X(UnpackSequence, 2, "S R n")        /* exactly c items into temporaries b .. b+c-1, in order; ValueError */ \
  X(UnpackLocals, 2, "S R n")          /* the same into locals b .. b+c-1, at most kMostUnpackedLocals; what they held is released in order */ \
  X(UnpackEx, 2, "S R n n2")           /* c items, a list, then (second unit) more items, into b ... */ \
  /* calls */ \
  X(Call, 3, "W n D")                  /* a window, b positional arguments, c destination */ \
  X(CallKw, 3, "W n D K2")             /* b arguments in all; the low half of the second unit: constant index of the tuple of the last ones' names */ \
  X(CallMethod, 3, "W n D") \
  X(CallMethodKw, 3, "W n D K2") \
  X(CallEx, 3, "W n D")                /* callable at t+2, positional tuple at t+7, and where b is 1 keyword dict at t+8 */ \
  X(Return, 1, "S") \
  X(MakeGenerator, 1, "")              /* first instruction (after MakeCell) of generators, coroutines, async generators */ \
  X(Yield, 1, "D S n")                 /* yields b; registers from c on are empty; the value sent in arrives in a, unless that is kNoRegister. In an async generator the value is wrapped. */ \
  X(YieldFrom, 1, "D R R")             /* delegates to the iterator in temporary b, sending c (initially None); a gets its result, b and c are released */ \
  X(GetAwaitable, 1, "D S n")          /* c: 0 await, 1 async with enter, 2 exit */ \
  X(GetAiter, 1, "D S") X(GetAnext, 1, "D R")       /* awaitable of the next item of async iterator b */ \
  X(EndAsyncFor, 1, "R R")             /* exception in a: StopAsyncIteration: release it and iterator b, go on; else raise it again */ \
  /* building */ \
  X(MakeFunction, 1, "D K R")          /* code constant b; temporaries c .. c+3, each may be empty: defaults tuple, keyword defaults dict, annotations tuple (name, value, ...), closure tuple */ \
  X(LoadBuildClass, 1, "D") \
  X(BuildTuple, 1, "D R n") X(BuildList, 1, "D R n") X(BuildSet, 1, "D R n")   /* consume c temporaries from b on */ \
  X(BuildMap, 1, "D R n")              /* c pairs */ \
  X(BuildString, 1, "D R n")           /* concatenates c strings */ \
  X(ListAppend, 1, "R S") X(SetAdd, 1, "R S") X(MapAdd, 1, "R S S")            /* container register is only read */ \
  X(ListExtend, 1, "R S")              /* any iterable; TypeError "Value after * must be an iterable, not X" */ \
  X(SetUpdate, 1, "R S") \
  X(DictUpdate, 1, "R S")              /* {**x}: TypeError "'X' object is not a mapping" */ \
  X(DictMerge, 1, "R S W")             /* f(**x): no duplicates; c: the window whose callable (t+2) the message names */ \
  X(ListToTuple, 1, "D S") \
  X(StarToTuple, 1, "D S W")           /* f(*b): a tuple of b's items; TypeError "... argument after * must be an iterable", c: as for DictMerge */ \
  X(FormatValue, 2, "D S n S2")        /* c: 0 none, 1 str, 2 repr, 3 ascii; second unit low half: format spec operand, or kNoRegister */ \
  /* exceptions */ \
  X(Raise, 1, "S S n")                 /* c: 0 re-raise what is being handled, 1 raise a, 2 raise a from b */ \
  X(PushHandled, 1, "D R")             /* saves the exception being handled in a (empty: none); the one in register b is handled now */ \
  X(PopHandled, 1, "R")                /* the opposite, from register a */ \
  X(JumpIfNotMatch, 2, "R S n J2")     /* exception in a is no instance of class (or tuple) b: jump */ \
  X(Reraise, 1, "R")                   /* raises the exception in temporary a again, traceback kept */ \
  X(PrepReraiseStar, 1, "D R R")       /* except*: original in b, list of raised/unhandled in c */ \
  X(MatchGroup, 1, "D R S")            /* except* class c on group in temporary b: a gets the matching part (or None), b the rest (or None) */ \
  X(BeforeWith, 1, "D R S")            /* a = entered value, b = bound __exit__, of manager c */ \
  X(BeforeAsyncWith, 1, "D R S") \
  X(WithExcept, 1, "D R R")            /* a = result of exit function b called with the exception in c */ \
  X(LoadAssertionError, 1, "D") \
  /* imports */ \
  X(ImportName, 1, "D N R")            /* level in temporary c, fromlist in c+1; both consumed */ \
  X(ImportFrom, 1, "D R N") \
  X(ImportStar, 1, "S") \
  /* patterns */ \
  X(MatchSequence, 1, "D R") X(MatchMapping, 1, "D R")      /* a = bool */ \
  X(GetLength, 1, "D R") \
  X(MatchKeys, 1, "D R S")             /* a = tuple of values of mapping b under the keys in tuple c, or None */ \
  X(MatchClass, 1, "D R n")            /* temporaries b: subject (kept), b+1: class, b+2: tuple of attribute names; c positional patterns; a = tuple or None; b+1, b+2 consumed */ \
  /* rest */ \
  X(SetupAnnotations, 1, "") \
  X(PrintExpr, 1, "S")                 /* sys.displayhook at the prompt */
// clang-format on

enum class Op : uint16_t {
#define X(name, units, operands) k##name,
  OPHION_OPCODES(X)
#undef X
      kEmittedEnd,
};

inline constexpr uint16_t kOperandConsume = 0x8000;
inline constexpr uint16_t kOperandConst = 0x4000;
inline constexpr uint16_t kOperandMask = 0x3fff;
inline constexpr uint16_t kNoRegister = 0xffff;
inline constexpr unsigned kMostUnpackedLocals = 8;
// Most registers of a frame, and most constants reachable by an operand.
inline constexpr unsigned kMaxRegisters = 0x3ff0;

struct Instruction {
  uint16_t op;
  uint16_t a;
  uint16_t b;
  uint16_t c;

  int32_t jump() const { return static_cast<int32_t>(uint32_t{b} | uint32_t{c} << 16); }
};
static_assert(sizeof(Instruction) == 8);

// Units of an instruction as the compiler emits it.
inline constexpr uint8_t kUnits[] = {
#define X(name, units, operands) units,
    OPHION_OPCODES(X)
#undef X
};
inline constexpr const char* kOpNames[] = {
#define X(name, units, operands) #name,
    OPHION_OPCODES(X)
#undef X
};
inline constexpr const char* kOpOperands[] = {
#define X(name, units, operands) operands,
    OPHION_OPCODES(X)
#undef X
};

// Registers at the start of a call window that come before the arguments, and where in it things stand.
inline constexpr unsigned kWindowMethod = 1;
inline constexpr unsigned kWindowCallable = 2;
inline constexpr unsigned kWindowSelf = 6;
inline constexpr unsigned kWindowArguments = 7;

}  // namespace ophion
