// The interpreter loop.
#pragma once

#include "vm/frame.h"

namespace ophion {

// How the frame that interpret() was entered with ended.
enum class Exit : uint8_t { Returned, Yielded, Raised };

// Runs from an instruction of an entry frame (kFrameEntry) until that frame returns, yields or raises. The result is
// counted; null when it raised. With `raising` an exception is pending and is raised at `pc`.
Object* interpret(Instruction* pc, Register* fp, bool raising, Exit* how);

// What a slow path of a call did.
enum class CallOutcome : uint8_t {
  Failed,
  Done,     // the value is in the destination
  Entered,  // a frame was pushed: go on at vm().next_pc / next_fp
};

// Where execution goes on after a call, a return or an exception; set by the slow paths.
struct Resume {
  Instruction* pc;
  Register* fp;
};

// --- slow paths (vm/slow_*.cpp). The frame is noted in vm() before. False: an exception is pending. ---
// clang-format off
#define OPHION_SLOW_PATHS(X)                                                                                          \
  X(Move)                                                                                                             \
  X(LoadConstWide)                                                                                                    \
  X(CheckBound)                                                                                                       \
  X(Delete)                                                                                                           \
  X(LoadGlobal)                                                                                                       \
  X(StoreGlobal)                                                                                                      \
  X(DeleteGlobal)                                                                                                     \
  X(LoadName) X(StoreName) X(DeleteName) X(MakeCell) X(LoadCell) X(StoreCell) X(DeleteCell) X(LoadFree) X(StoreFree)  \
      X(DeleteFree) X(LoadFreeCell) X(LoadClassFree) X(LoadClassCell) X(LoadAttr) X(StoreAttr) X(DeleteAttr)          \
          X(LoadMethod) X(LoadItem) X(StoreItem) X(DeleteItem) X(BuildSlice) X(Binary) X(Inplace) X(Unary) X(Compare) \
              X(Is) X(IsNot) X(In) X(NotIn) X(GetIter) X(GetYieldFromIter) X(UnpackSequence) X(UnpackLocals) X(UnpackEx)              \
                  X(GetAwaitable) X(GetAiter) X(GetAnext) X(EndAsyncFor) X(MakeFunction) X(LoadBuildClass)            \
                      X(BuildTuple) X(BuildList) X(BuildSet) X(BuildMap) X(BuildString) X(ListAppend) X(SetAdd)       \
                          X(MapAdd) X(ListExtend) X(SetUpdate) X(DictUpdate) X(DictMerge) X(ListToTuple) X(StarToTuple) \
                              X(FormatValue) X(Raise) X(PushHandled) X(PopHandled) X(Reraise) X(PrepReraiseStar)      \
                                  X(MatchGroup) X(BeforeWith) X(BeforeAsyncWith) X(WithExcept) X(LoadAssertionError)  \
                                      X(ImportName) X(ImportFrom) X(ImportStar) X(MatchSequence) X(MatchMapping)      \
                                          X(GetLength) X(MatchKeys) X(MatchClass) X(SetupAnnotations) X(PrintExpr)
// clang-format on
#define X(name) OPHION_NOINLINE bool slow##name(Instruction* pc, Register* fp);
OPHION_SLOW_PATHS(X)
#undef X

// Conditions: 1, 0, -1. The operands are consumed as the instruction says.
OPHION_NOINLINE int slowTruth(Register* fp, uint16_t operand);
OPHION_NOINLINE int slowCompareTruth(Instruction* pc, Register* fp);  // JumpLt .. JumpIn
OPHION_NOINLINE int slowMatches(Instruction* pc, Register* fp);       // JumpIfNotMatch
// ForIter: 1 an item is in the destination, 0 exhausted (iterator released), -1, 2 a generator's frame was entered (see
// resume).
OPHION_NOINLINE int slowForIter(Instruction* pc, Register* fp, Resume* resume);

// An exception is pending that the iterator of a ForIter raised: true where it means the iterator's end, and is
// cleared.
OPHION_NOINLINE bool endOfIteration_mayRunPython(Instruction* pc, Register* fp);

OPHION_NOINLINE CallOutcome slowCall(Instruction* pc, Register* fp,
                                     Resume* resume);  // Call, CallKw, CallMethod, CallMethodKw
OPHION_NOINLINE CallOutcome slowCallEx(Instruction* pc, Register* fp, Resume* resume);

// Ends a frame that is not a plain one. `value` is counted. True: execution goes on at *resume; false: interpret()
// returns
// (*result, *how).
OPHION_NOINLINE bool leaveFrame(Register* fp, Object* value, Resume* resume, Object** result, Exit* how);
// Where a yielded value goes: out of interpret() (*result, *how), into the loop of a ForIter (*resume), or to the frame
// at *resume, which stands at a YieldFrom and yields *result in turn, or to the call at *resume that drives the
// generator. Failed: an exception is pending at the yield.
enum class Yielding : uint8_t { Out, ToLoop, Further, ToCall, Failed };
OPHION_NOINLINE Yielding yieldFrame(Instruction* pc, Register* fp, Object* value, Resume* resume, Object** result,
                                    Exit* how);
// Ends the frame that runs MakeGenerator; the generator is its value.
OPHION_NOINLINE bool leaveForGenerator(Instruction* pc, Register* fp, Resume* resume, Object** result, Exit* how);
// YieldFrom: 1 go on behind, 0 yielded (see yieldFrame's results), -1
OPHION_NOINLINE int slowYieldFrom(Instruction* pc, Register* fp, Ref<Object>* yielded);
// Finds the handler for the pending exception, leaving frames on the way. True: go on at *resume. False: interpret()
// returns null.
OPHION_NOINLINE bool unwind(Instruction* pc, Register* fp, Resume* resume, Exit* how);
// Looks once whether the slice is used up by the instruction behind.
void specializeBuildSlice(Instruction* pc);
// At a safe point when attention is wanted: collections, signals, limits. False: an exception is pending.
OPHION_NOINLINE bool attend_mayRunPython();

// --- specialisation (vm/specialize.cpp): looks at what an instruction meets and may rewrite it in place ---
void specializeBinary(Instruction* pc, Register* fp);
void specializeCompare(Instruction* pc, Register* fp);
void specializeJumpCompare(Instruction* pc, Register* fp);
void specializeLoadAttr(Instruction* pc, Register* fp);
void specializeStoreAttr(Instruction* pc, Register* fp);
void specializeLoadMethod(Instruction* pc, Register* fp);
void specializeLoadGlobal(Instruction* pc, Register* fp);
void specializeLoadItem(Instruction* pc, Register* fp);
void specializeStoreItem(Instruction* pc, Register* fp);
void specializeForIter(Instruction* pc, Register* fp);
void specializeCall(Instruction* pc, Register* fp);
void specializeReturn(Instruction* pc, Register* fp);
void specializeMove(Instruction* pc, Register* fp);

// Enters what an attribute instruction met into the runtime's cache, where it can be cached (vm/specialize.cpp).
OPHION_NOINLINE void noteAttribute(Instruction* pc, Register* fp);
OPHION_NOINLINE void noteMethod(Instruction* pc, Register* fp);

// --- calls (vm/call.cpp) ---
// Rearranges `n` arguments (the last of them keywords with these names) that lie from fp on into the function's
// parameters, in place: defaults, *args, **kwargs. False: TypeError pending, and the registers are empty again.
[[nodiscard]] bool bindArguments(Function* function, Register* fp, size_t n, Tuple* keyword_names);

}  // namespace ophion
