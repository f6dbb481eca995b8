// Frames: the interpreter's stack of registers, in a region of its own in the cage.
//
// A frame is a window of registers (slots of 4 bytes) with a header of five words in front:
//
//   fp[-5]  function       Function, counted by the frame
//   fp[-4]  delta          words from the caller's fp to this one; 0 for the first frame of all
//   fp[-3]  return         slot index of the caller's instruction (the call); also where a suspended caller stands, for
//   tracebacks fp[-2]  object         Frame object made for this frame, counted; 0 for nearly all fp[-1]  flags
//   FrameFlag; 0 for a plain call from Python to Python fp[0..] registers
//
// A callee's window overlaps its caller's temporaries: the arguments are where the callee has its first locals.
// Everything above the registers in use is 0, and whoever leaves a window leaves it 0, so that entering one needs no
// clearing. fp[-6] holds, counted, the new instance while an __init__ runs for a call of a class (kFrameInit), the
// generator while its frame runs (kFrameGenerator), and what a call expanded (kFrameSpread). A generator's registers
// are copied to the stack when it resumes, and back when it yields.
#pragma once

#include "code/positions.h"
#include "object/function.h"
#include "object/runtime_state.h"

namespace ophion {

using Register = uint32_t;  // a slot's index, or 0

inline constexpr int kFrameFunction = -5;
inline constexpr int kFrameDelta = -4;
inline constexpr int kFrameReturn = -3;
inline constexpr int kFrameObject = -2;
inline constexpr int kFrameFlags = -1;
inline constexpr int kFrameExtra = -6;

enum FrameFlag : uint32_t {
  kFrameEntry = 1,      // called from C++: returning leaves the interpreter loop
  kFrameInit = 2,       // __init__ of a class being called: the value is the instance in fp[-6]
  kFrameGenerator = 4,  // fp[-6] is the generator
  kFrameOperator = 16,  // called by an attribute or item instruction: its `a` gets the value (a property, __getitem__);
                        // fp[-6]: self, or 0
  kFrameLeaving = 32,   // its registers are being released: destructors that run meanwhile are called by its caller
  kFrameSpread = 8,     // fp[-6] is what f(*args, **keywords) expanded, which lives as long as the call
  kFrameRefused = 128,  // a trace function raised when it was told of the entry: no handler of its own is looked for
  kFrameAhead = 256,    // ... when it was told a line in front of a try statement, whose handlers are not looked at
  kFrameTraced = 64,    // its entry was told to trace and profile functions, or came before there were any (vm/trace.h)
};

// What one class (by the version of a type index) has under a name, for attribute instructions that meet many classes.
struct AttributeCacheEntry {
  uint32_t version_;  // 0: empty
  uint32_t name_;     // slot index
  uint32_t value_;    // offset of the field in bytes, or slot index of the function
  uint32_t kind_;     // AttributeKind
};
enum class AttributeKind : uint32_t { Field, Method };
inline constexpr uint32_t kAttributeCacheEntries = 1024;

// Code objects whose tables of lines are remembered at the place last looked at.
inline constexpr uint32_t kLineCursors = 32;

// The interpreter's part of the runtime's state.
struct VmState {
  uint32_t fp_;           // of the running frame, in words from the cage's base, as of the last call into C++; 0: none
  uint32_t pc_;           // its instruction
  uint32_t stack_start_;  // words from the base
  uint32_t stack_limit_;  // frames must end below; committed up to here
  uint32_t stack_end_;    // the region's end
  uint32_t depth_;        // Python frames on the stack
  uint32_t depth_limit_;  // sys.setrecursionlimit
  uint32_t attention_;    // reasons to stop at the next safe point, besides a collection: AttentionReason
  uint32_t exit_;         // how the last interpret() ended: Exit
  Slot<Object> running_generator_;                  // the innermost generator whose frame runs; borrowed
  Slot<Object> trace_function_, profile_function_;  // of sys.settrace() and sys.setprofile(), or null
  uint32_t tracing_;        // trace and profile functions under way: while one runs nothing is traced
  uint32_t trace_asleep_;   // sys.call_tracing() runs, and nothing was set since
  uint32_t trace_setting_;  // one of them is being set
  uint32_t trace_event_;    // what the innermost of them was told: TraceEvent
  uint64_t steps_;
  LineCursor lines_[kLineCursors];
  AttributeCacheEntry attributes_[kAttributeCacheEntries];
};

inline AttributeCacheEntry& attributeCacheEntry(VmState& v, uint32_t version, uint32_t name) {
  return v.attributes_[(version * 37 + name) % kAttributeCacheEntries];
}
static_assert(kVmStateOffset + sizeof(VmState) <= kStateBytes);

inline VmState& vm() { return *reinterpret_cast<VmState*>(t_cage + kVmStateOffset); }

inline Object* objectAt(Register index) { return Slot<Object>::fromIndex(index).get(); }

// A frame as C++ code looks at it.
class FrameRef {
 public:
  FrameRef() = default;
  FrameRef(Register* fp, Instruction* pc) : fp_(fp), pc_(pc) {}
  // The frame that runs now (that called the C++ code); invalid where there is none. A frame that is being left is
  // passed over, here and by caller().
  static FrameRef current();

  bool valid() const { return fp_ != nullptr; }
  FrameRef caller() const;
  Register* fp() const { return fp_; }
  Instruction* pc() const { return pc_; }
  Function* function() const { return static_cast<Function*>(objectAt(fp_[kFrameFunction])); }
  Code* code() const { return function()->code_.get(); }
  uint32_t unit() const { return static_cast<uint32_t>(pc_ - code()->instructions()); }
  Object* local(unsigned i) const { return Slot<Object>::fromIndex(fp_[i]).getOrNull(); }  // borrowed

 private:
  Register* fp_ = nullptr;
  Instruction* pc_ = nullptr;
};

inline Register* framePointer(uint32_t words) { return reinterpret_cast<Register*>(t_cage) + words; }
inline uint32_t frameWords(const Register* fp) {
  return static_cast<uint32_t>(fp - reinterpret_cast<Register*>(t_cage));
}
inline Instruction* instructionAt(uint32_t index) { return Slot<Instruction>::fromIndex(index).getOrNull(); }

// The first word above everything the running frame uses: where a frame called from C++ may begin.
Register* stackTop();
// Makes sure that `words` words above `top` may be used. False: RecursionError or MemoryError pending.
[[nodiscard]] bool ensureStack(Register* top, size_t words);
// Gives pages of the stack back when nothing above `top` is in use and a recursion, now over, took far more than there
// is below it.
void trimStack(Register* top);

// Sets up the stack region; false with no exception where memory is short.
[[nodiscard]] bool initializeVm();

// Releases all of a frame's registers from `depth` on, from the last to the first, and leaves them 0.
void releaseRegisters_mayRunPython(Register* fp, unsigned depth, unsigned end);

}  // namespace ophion
