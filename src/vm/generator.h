// Generator: a suspended frame. Coroutines and async generators have the same layout.
//
// While it is suspended its registers lie behind it; when it resumes they move to the stack, and back when it yields.
#pragma once

#include "vm/frame.h"

namespace ophion {

struct Frame;

enum class GeneratorState : uint8_t { Created, Suspended, Running, Finished };

struct Generator : Object {
  Slot<Object> function_;  // Function; its Code once finished
  Slot<Object> name_, qualified_name_;
  Slot<Object> frame_;             // Frame object made for it, counted, or null
  Slot<Object> handled_;           // the exception its suspended frame is handling, or null
  Slot<Object> caller_handled_;    // while it runs: what its caller was handling, counted
  Slot<Object> previous_running_;  // while it runs: the generator that ran before; borrowed, not traversed
  Slot<Object> origin_;            // coroutines: cr_origin; async generators: the finalizer hook; or null
  uint32_t pc_;           // slot index of the Yield or YieldFrom it stands at; of the first instruction when Created
  uint32_t saved_count_;  // registers behind it that are in use while suspended
  uint32_t capacity_;     // registers there is room for
  GeneratorState state_;
  uint8_t handling_;  // `except` blocks of its frame that are being run, one in another: if any, handled_ is its own
  // Async generators only:
  bool async_running_ : 1;  // an asend(), athrow() or aclose() of it is being awaited
  bool async_closed_ : 1;   // it ended, or aclose() was awaited
  bool hooks_asked_ : 1;    // sys.set_asyncgen_hooks() was looked at
  Slot<Object>* registers() { return reinterpret_cast<Slot<Object>*>(this + 1); }
};

// Registers travel in rows of this many: both places have room to the end of a row, and what is behind the registers in
// use is 0.
inline constexpr uint32_t kRegisterRow = 4;

// Moves the registers of a suspended generator to its frame.
inline void loadRegisters(Generator* g, Register* fp) {
  const Register* saved = reinterpret_cast<Register*>(g->registers());
  for (uint32_t r = 0, n = g->saved_count_; r < n; r += kRegisterRow) {
    __builtin_memcpy(fp + r, saved + r, kRegisterRow * sizeof(Register));
  }
  g->saved_count_ = 0;
}
// Moves the first n of them back, and leaves the frame's empty. All others are.
inline void saveRows(Generator* g, Register* fp, uint32_t n) {
  Register* saved = reinterpret_cast<Register*>(g->registers());
  uint32_t r = 0;
  for (; r < n; r += kRegisterRow) {
    __builtin_memcpy(saved + r, fp + r, kRegisterRow * sizeof(Register));
    __builtin_memset(fp + r, 0, kRegisterRow * sizeof(Register));
  }
  g->saved_count_ = r;
}
// The same where it is not known how many are in use.
inline void saveRegisters(Generator* g, Register* fp) {
  uint32_t n = g->capacity_;
  while (n != 0 && (fp[n - 1] | fp[n - 2] | fp[n - 3] | fp[n - 4]) == 0) n -= kRegisterRow;
  saveRows(g, fp, n);
}

// What a coroutine's __await__ gives.
struct CoroutineWrapper : Object {
  Slot<Object> coroutine_;
};

// What a resumption gives.
enum class Resumed : uint8_t { Yielded, Returned, Raised };

// Makes the generator for the frame that runs MakeGenerator: takes its registers and function. Null with an exception.
Ref<Object> makeGenerator(Register* fp, Instruction* pc);

// Runs the generator until it yields, returns or raises. `value` is what the yield gives inside (None at first).
// *result: the yielded or returned value.
Resumed resumeGenerator_mayRunPython(Generator* generator, Object* value, Ref<Object>* result);
// The same, raising the pending exception inside. With `close_inner` a GeneratorExit closes what the generator
// delegates to instead of being thrown into it.
Resumed throwIntoGenerator_mayRunPython(Generator* generator, Ref<Object>* result, bool close_inner = true);
// Makes the exception pending that throw(type, value, traceback) means, or what making it raised; value and traceback
// may be null. False where the arguments are wrong: the pending TypeError is not to be thrown.
[[nodiscard]] bool raiseThrown(Object* type, Object* value, Object* traceback);
// A StopIteration that leaves a generator's frame, pending now, is a mistake of the program (PEP 479): a RuntimeError
// takes its place. Other exceptions stay.
void replaceStopIteration(Generator* generator);
// close(): false with an exception pending.
[[nodiscard]] bool closeGenerator_mayRunPython(Generator* generator);
// iterNext for generators: null without an exception when it is exhausted with None, StopIteration(value) pending
// otherwise.
Ref<Object> nextOfGenerator_mayRunPython(Generator* generator);
// Moves a suspended generator's registers onto the stack at `fp` (whose header is the caller's to fill). The generator
// is running then.
void enterGenerator(Generator* generator, Register* fp);
// Moves the registers back at a yield; leaves the stack empty. The header's function count goes back too.
void suspendGenerator(Generator* generator, Register* fp, Instruction* pc);
// The frame ended (its registers are released already).
void finishGenerator(Generator* generator);
// What `await` iterates over for an object; a TypeError with that format (of one %T) where it cannot be awaited.
Ref<Object> awaitableIterator_mayRunPython(Object* object, const char* complaint);
// The iterator a suspended generator delegates to or awaits, borrowed; null: none.
Object* delegateBorrowed(Generator* generator);
// What `yield from` of one step into the inner iterator gives.
Resumed sendTo_mayRunPython(Object* iterator, Object* value, Ref<Object>* result);

}  // namespace ophion
