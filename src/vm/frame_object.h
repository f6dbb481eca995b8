// Frame and Traceback objects: made only when a program or an exception asks for one.
//
// While its frame runs, a Frame refers to the stack and the stack to it. When the frame ends, the registers that are
// left move into the object.
#pragma once

#include "object/exception.h"
#include "vm/frame.h"

namespace ophion {

struct Frame : Object {
  Slot<Object> function_;         // Function
  Slot<Object> back_;             // Frame of the caller, known once the frame has ended; null: none
  Slot<Object> locals_;           // what f_locals gave last, or the namespace; null
  Slot<Object> trace_;            // f_trace
  Slot<Slot<Object>> registers_;  // raw buffer of what the ended frame left, counted
  uint32_t register_count_;
  uint32_t fp_;                    // words; 0 once the frame has ended
  uint32_t unit_;                  // where it stood last, when ended
  bool generator_;                 // suspended registers are in a generator; see generator_object_
  bool hides_lines_;               // f_trace_lines is false
  bool shows_opcodes_;             // f_trace_opcodes
  bool jumps_to_entry_;            // jump_unit_ is where it was entered
  bool in_event_;                  // a trace or profile function was told of it and has not returned yet
  Slot<Object> generator_object_;  // borrowed: the generator whose frame this is
  int32_t event_line_;             // in_event_: the line it was told
  // While f_trace is set:
  int32_t passed_line_;   // the line passed last; -1: none yet
  uint32_t passed_unit_;  // the instruction run last; kNoUnit: none yet
  uint32_t jump_unit_;    // where f_lineno was set to go; kNoUnit: nowhere
};
inline constexpr uint32_t kNoUnit = UINT32_MAX;

// The Frame of a running frame, made if need be. Null with MemoryError pending.
Ref<Frame> frameObjectOf(const FrameRef& frame);
// To be called when a frame that has a Frame object ends: moves the registers into it.
void detachFrameObject(Register* fp, Instruction* pc);
// Puts an entry for this frame at the head of the pending exception's traceback. Errors are swallowed (memory).
void addTraceback(BaseException* exception, const FrameRef& frame);

// The line of a traceback's entry.
int32_t lineOfTraceback(const Traceback* traceback);

Code* codeOfFrame(Frame* frame);
// Where it stands: a unit of its code.
uint32_t unitOfFrame(Frame* frame);
int32_t lineOfFrame(Frame* frame);
// The mapping that locals() and f_locals give: for code with a namespace that, otherwise a dict of the present values,
// borrowed from the Frame, which keeps it.
Ref<Object> localsOfFrame(Frame* frame);

// Brings variables up to date with what localsOfFrame() gave last, as a trace function may have changed it. A variable
// that is bound stays bound: code relies on it.
void storeLocalsOfFrame_mayRunPython(Frame* frame);

}  // namespace ophion
