// Tracing: what sys.settrace() and sys.setprofile() ask for.
//
// While neither is set nothing here is run and no handler looks whether it should be: the interpreter's loops find
// their handlers in a table that is the thread's own (interpreter.cpp), and as long as a function is set every entry of
// that table leads to one handler, which comes here before each instruction and then goes on to the instruction's real
// handler. So all loops on the stack begin and end to trace at their next instruction.
//
// A frame whose entry was told carries kFrameTraced, and has a Frame object: for that reason its return, its yields and
// its end by an exception take the slow ways (vm/leave.cpp), which tell them. Frames that run already when tracing
// begins are marked then; a generator's frame is a new one each time it is resumed.
//
// Lines come from the table of positions, waypoints included; what is compared are the line passed last and the
// instruction run last (a jump back tells its line again), as in CPython.
#pragma once

#include "vm/frame.h"
#include "vm/interpreter.h"

namespace ophion {

struct Frame;

enum class TraceEvent : uint8_t { Call, Line, Return, Exception, Opcode, NativeCall, NativeReturn, NativeException };

// Whether anything is told at the moment.
inline bool isTracing() {
  const VmState& v = vm();
  return (v.trace_function_.index() | v.profile_function_.index()) != 0 && (v.tracing_ | v.trace_asleep_) == 0;
}

// sys.settrace() and sys.setprofile(): null ends it. False: MemoryError pending, nothing has changed.
[[nodiscard]] bool setTraceFunction_mayRunPython(Object* function);
[[nodiscard]] bool setProfileFunction_mayRunPython(Object* function);
// At the end of the runtime.
void stopTracing_mayRunPython();
// Makes the thread's loops go through tracing, or no longer (vm/interpreter.cpp).
void chooseHandlers();

enum class TraceStep : uint8_t { Run, RunAsCall, Failed };
// Before the instruction at *pc. Run: *pc is run (another one where f_lineno was set); RunAsCall: by profiledCall;
// Failed: an exception is pending, to be raised at *pc.
OPHION_NOINLINE TraceStep traceInstruction_mayRunPython(Instruction** pc, Register* fp);
// A call with what profile functions want to know of natives.
OPHION_NOINLINE CallOutcome profiledCall_mayRunPython(Instruction* pc, Register* fp, Resume* resume);

// The parts of a call of something that is no Python function: its value, while the window is left as it is, and what
// comes behind (vm/call.cpp).
Ref<Object> callAt_mayRunPython(Instruction* pc, Register* fp);
CallOutcome finishCallAt_mayRunPython(Instruction* pc, Register* fp, Ref<Object> value);

// The rest are for the slow ways; each does nothing unless isTracing(). False: a trace function raised.
// A frame that an exception is thrown into before its first instruction.
[[nodiscard]] bool traceThrow_mayRunPython(Instruction* pc, Register* fp);
// The frame returns or yields the value, or ends by the pending exception (null).
[[nodiscard]] bool traceReturn_mayRunPython(Instruction* pc, Register* fp, Object* value);
// The pending exception is raised in the frame, or reached it. One that a trace function raises takes its place.
void traceException_mayRunPython(Instruction* pc, Register* fp);

// The frame gets the value of a generator that has ended, which CPython hands over as an exception.
void traceStopIteration_mayRunPython(Instruction* pc, Register* fp, Object* value);

// f_trace was empty and is now set: what runs from here on is traced.
void beginFrameTrace(Frame* frame);

// f_lineno = line, from a trace function (vm/jump.cpp). False: ValueError pending.
[[nodiscard]] bool setFrameLine_mayRunPython(Frame* frame, Object* value);

}  // namespace ophion
