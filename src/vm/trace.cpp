#include "vm/trace.h"

#include "object/binding.h"
#include "object/exception.h"
#include "object/native.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/tuple.h"
#include "vm/frame_object.h"
#include "vm/generator.h"
#include "vm/inline_cache.h"
#include "vm/operand.h"

namespace ophion {

namespace {

constexpr const char* kEventNames[] = {"call",   "line",   "return",   "exception",
                                       "opcode", "c_call", "c_return", "c_exception"};

void note(Instruction* pc, Register* fp) {
  vm().fp_ = frameWords(fp);
  vm().pc_ = slotIndex(pc);
}

LineCursor& cursorOf(const Code* code) { return vm().lines_[code->id_ % kLineCursors]; }

int32_t lineOf(const Code* code, const Instruction* pc) {
  uint32_t unit = static_cast<uint32_t>(pc - code->instructions());
  return cursorOf(code).seek(code, unit).position().line;
}

// Calls a trace or profile function; its result, null where it raised. The frame's variables can be changed through
// f_locals meanwhile.
Ref<Object> tell_mayRunPython(Object* function, Frame* frame, TraceEvent event, Object* argument, int32_t line) {
  VmState& v = vm();
  Ref<Object> kept = share(function);
  Ref<Frame> kept_frame = share(frame);
  Ref<Str> text = internText(kEventNames[static_cast<unsigned>(event)]);
  if (!text || (!frame->locals_.isNull() && !localsOfFrame(frame))) return raised();
  uint32_t event_before = v.trace_event_;
  int32_t line_before = frame->event_line_;
  bool in_event_before = frame->in_event_;
  v.trace_event_ = static_cast<uint32_t>(event);
  frame->event_line_ = line;
  frame->in_event_ = true;
  ++v.tracing_;
  Object* args[] = {frame, text.get(), argument != nullptr ? argument : none()};
  Ref<Object> result = callVector(function, args, 3, nullptr);
  if (result && !frame->locals_.isNull()) storeLocalsOfFrame_mayRunPython(frame);
  --v.tracing_;
  if (!result && frame->fp_ != 0) {
    Ref<Object> error = takeError();
    addTraceback(asException(error.get()), FrameRef(framePointer(frame->fp_), instructionAt(v.pc_)));
    restoreError(std::move(error));
  }
  frame->in_event_ = in_event_before;
  frame->event_line_ = line_before;
  v.trace_event_ = event_before;
  return result;
}

// Whatever it raises ends tracing.
bool tellTracer_mayRunPython(Frame* frame, TraceEvent event, Object* argument, int32_t line) {
  VmState& v = vm();
  Object* function = event == TraceEvent::Call ? v.trace_function_.getOrNull() : frame->trace_.getOrNull();
  if (function == nullptr || v.trace_function_.isNull()) return true;
  Ref<Object> result = tell_mayRunPython(function, frame, event, argument, line);
  if (!result) {
    ErrorStash stash;
    (void)setTraceFunction_mayRunPython(nullptr);
    frame->trace_.clear();
    return false;
  }
  if (!isNone(result.get())) frame->trace_.assign(std::move(result));
  return true;
}

bool tellProfiler_mayRunPython(Frame* frame, TraceEvent event, Object* argument, int32_t line) {
  Object* function = vm().profile_function_.getOrNull();
  if (function == nullptr) return true;
  if (tell_mayRunPython(function, frame, event, argument, line)) return true;
  ErrorStash stash;
  return (void)setProfileFunction_mayRunPython(nullptr), false;
}

bool isGeneratorCode(const Code* code) {
  return (code->flags_ & (kCodeGenerator | kCodeCoroutine | kCodeAsyncGenerator)) != 0;
}

// A generator function that has not made its generator yet is no frame that programs know of.
bool isVisible(Register* fp) { return (fp[kFrameFlags] & kFrameGenerator) != 0 || !isGeneratorCode(frameCode(fp)); }

// Where the generator stood whose frame goes on at pc, or at pc is thrown into; null for all other frames. One that has
// not run yet stands at its first instruction, and is thrown into before it.
Instruction* resumedAt(Register* fp, const Instruction* pc, bool thrown) {
  if ((fp[kFrameFlags] & kFrameGenerator) == 0) return nullptr;
  Instruction* at = instructionAt(static_cast<Generator*>(objectAt(fp[kFrameExtra]))->pc_);
  if (thrown) return pc == at ? at : nullptr;
  Op op = static_cast<Op>(at->op);
  return op == Op::kYieldFrom || (op == Op::kYield && pc != at) ? at : nullptr;
}

void setPassed(Frame* frame, const Code* code, const Instruction* pc) {
  frame->passed_unit_ = static_cast<uint32_t>(pc - code->instructions());
  frame->passed_line_ = lineOf(code, pc);
}

// The Frame of a frame that is told of for the first time; null with MemoryError pending.
Ref<Frame> markFrame(Register* fp, Instruction* pc) {
  Ref<Frame> frame = frameObjectOf(FrameRef(fp, pc));
  if (frame) fp[kFrameFlags] |= kFrameTraced;
  return frame;
}

bool traceEntry_mayRunPython(Register* fp, Instruction* pc, bool thrown) {
  Ref<Frame> frame = markFrame(fp, pc);
  if (!frame) return false;
  Code* code = frameCode(fp);
  int32_t line = static_cast<int32_t>(code->first_line_);
  if (Instruction* yield = resumedAt(fp, pc, thrown)) {
    setPassed(frame.get(), code, yield);
    line = frame->passed_line_;
  } else {
    frame->passed_unit_ = kNoUnit;
    frame->passed_line_ = -1;
    if (code->name_.get() == name(Name::module_frame)) line = 0;
  }
  if (tellTracer_mayRunPython(frame.get(), TraceEvent::Call, nullptr, line) &&
      tellProfiler_mayRunPython(frame.get(), TraceEvent::Call, nullptr, line)) {
    return true;
  }
  fp[kFrameFlags] |= kFrameRefused;
  return false;
}

enum class Passing : uint8_t { On, Stop, Failed };

Passing passLine_mayRunPython(Frame* frame, int32_t line, bool* force) {
  if (!*force && line == frame->passed_line_) return Passing::On;
  *force = false;
  frame->passed_line_ = line;
  if (frame->hides_lines_) return Passing::On;
  frame->jump_unit_ = kNoUnit;
  if (!tellTracer_mayRunPython(frame, TraceEvent::Line, nullptr, line)) return Passing::Failed;
  return frame->jump_unit_ != kNoUnit || frame->trace_.isNull() ? Passing::Stop : Passing::On;
}

// The lines on the way to an instruction, its own last.
Passing passLines_mayRunPython(Register* fp, Frame* frame, const Code* code, uint32_t unit, bool back) {
  PositionReader reader = cursorOf(code).seek(code, unit);
  Passing passing = Passing::On;
  bool force = back;
  if (reader.start() == unit) {
    reader.forEachWaypoint([&](Waypoint w) {
      if (!back || !w.only_falling) passing = passLine_mayRunPython(frame, w.line, &force);
      if (passing == Passing::Failed && w.is_ahead) fp[kFrameFlags] |= kFrameAhead;
      return passing == Passing::On;
    });
  }
  if (passing != Passing::On || reader.position().line < 0 || reader.isSilent()) return passing;
  return passLine_mayRunPython(frame, reader.position().line, &force);
}

bool traceLine_mayRunPython(Instruction** pc, Register* fp, Frame* frame) {
  Code* code = frameCode(fp);
  Instruction* first = code->instructions();
  uint32_t unit = static_cast<uint32_t>(*pc - first);
  uint32_t before = frame->passed_unit_;
  // A handler that specialises its instruction has it run again; only a jump can come back to itself.
  if (unit == before && static_cast<Op>((*pc)->op) != Op::kJumpBack) return true;
  frame->passed_unit_ = unit;
  frame->jump_unit_ = kNoUnit;
  switch (passLines_mayRunPython(fp, frame, code, unit, before != kNoUnit && unit <= before)) {
    case Passing::Failed:
      return false;
    case Passing::Stop:
      if (frame->jump_unit_ != kNoUnit) {
        *pc = first + frame->jump_unit_;
        frame->passed_unit_ = frame->jump_unit_;
        if (!frame->jumps_to_entry_) break;
        // As if it had just been entered, but without a call.
        frame->jumps_to_entry_ = false;
        frame->passed_unit_ = kNoUnit;
        frame->passed_line_ = -1;
        return traceLine_mayRunPython(pc, fp, frame);
      }
      break;
    case Passing::On:
      break;
  }
  if (!frame->shows_opcodes_) return true;
  return tellTracer_mayRunPython(frame, TraceEvent::Opcode, nullptr, frame->passed_line_);
}

bool isCall(const Instruction* pc) {
  if (pc->op >= static_cast<uint16_t>(Fast::kCallPython) && pc->op <= static_cast<uint16_t>(Fast::kCallLen))
    return true;
  return pc->op >= static_cast<uint16_t>(Op::kCall) && pc->op <= static_cast<uint16_t>(Op::kCallEx);
}

}  // namespace

TraceStep traceInstruction_mayRunPython(Instruction** pc, Register* fp) {
  if (!isTracing()) return TraceStep::Run;
  note(*pc, fp);
  if ((fp[kFrameFlags] & kFrameTraced) == 0) {
    if (!isVisible(fp) || static_cast<Op>((*pc)->op) == Op::kMakeCell) return TraceStep::Run;
    if (!traceEntry_mayRunPython(fp, *pc, false)) return TraceStep::Failed;
  }
  if (fp[kFrameObject] != 0 && !vm().trace_function_.isNull()) {
    Ref<Frame> frame = share(static_cast<Frame*>(objectAt(fp[kFrameObject])));
    if (!frame->trace_.isNull() && !traceLine_mayRunPython(pc, fp, frame.get())) return TraceStep::Failed;
    note(*pc, fp);
  }
  // What a call drives itself (vm/drive.h) has no place for the generator's Frame.
  bool drives = (*pc)->op == static_cast<uint16_t>(Fast::kCallDrive);
  return drives || (!vm().profile_function_.isNull() && isCall(*pc)) ? TraceStep::RunAsCall : TraceStep::Run;
}

bool traceThrow_mayRunPython(Instruction* pc, Register* fp) {
  if (!isTracing() || (fp[kFrameFlags] & kFrameTraced) != 0 || !isVisible(fp)) return true;
  Ref<Object> error = takeError();
  if (!traceEntry_mayRunPython(fp, pc, true)) return false;
  restoreError(std::move(error));
  return true;
}

bool traceReturn_mayRunPython(Instruction* pc, Register* fp, Object* value) {
  if (!isTracing() || (fp[kFrameFlags] & kFrameTraced) == 0 || !isVisible(fp)) return true;
  note(pc, fp);
  Ref<Object> error = takeError();
  Ref<Frame> frame = frameObjectOf(FrameRef(fp, pc));
  if (!frame) return false;
  Code* code = frameCode(fp);
  PositionReader reader = cursorOf(code).seek(code, static_cast<uint32_t>(pc - code->instructions()));
  int32_t line = reader.position().line;
  if (!frame->trace_.isNull() && (line < 0 || reader.isSilent())) line = frame->passed_line_;
  if (!tellTracer_mayRunPython(frame.get(), TraceEvent::Return, value, line) ||
      !tellProfiler_mayRunPython(frame.get(), TraceEvent::Return, value, line)) {
    return false;
  }
  if (error) restoreError(std::move(error));
  return true;
}

void traceException_mayRunPython(Instruction* pc, Register* fp) {
  if (!isTracing() || (fp[kFrameFlags] & kFrameTraced) == 0 || fp[kFrameObject] == 0) return;
  Ref<Frame> frame = share(static_cast<Frame*>(objectAt(fp[kFrameObject])));
  if (frame->trace_.isNull()) return;
  note(pc, fp);
  Ref<Object> error = takeError();
  Ref<Object> traceback = asException(error.get())->traceback_.share();
  Ref<Tuple> argument = newTupleOf({typeOf(error.get()), error.get(), traceback ? traceback.get() : none()});
  if (argument &&
      !tellTracer_mayRunPython(frame.get(), TraceEvent::Exception, argument.get(), lineOf(frameCode(fp), pc)))
    return;
  restoreError(std::move(error));
}

void traceStopIteration_mayRunPython(Instruction* pc, Register* fp, Object* value) {
  raiseObject(kTypeStopIteration, value);
  traceException_mayRunPython(pc, fp);
  clearError();
}

void beginFrameTrace(Frame* frame) {
  if (frame->fp_ == 0 || frame->in_event_) return;
  Code* code = codeOfFrame(frame);
  setPassed(frame, code, code->instructions() + unitOfFrame(frame));
}

namespace {

// Frames that run when tracing begins are not told as new ones.
bool markRunningFrames() {
  for (FrameRef f = FrameRef::current(); f.valid(); f = f.caller()) {
    if (!isVisible(f.fp())) continue;
    Ref<Frame> frame = markFrame(f.fp(), f.pc());
    if (!frame) return false;
    if (!frame->in_event_) setPassed(frame.get(), f.code(), f.pc());
  }
  return true;
}

bool setFunction_mayRunPython(Slot<Object>& slot, Object* function, const char* kind) {
  VmState& v = vm();
  // What dies with the one before may set another meanwhile.
  if (v.trace_setting_ != 0) {
    v.trace_setting_ = 0;
    return raise(kTypeRuntimeError, "Cannot install a %s function while another %s function is being installed", kind,
                 kind);
  }
  bool wakes = v.trace_asleep_ != 0 && v.tracing_ == 0;
  bool begins = wakes || (v.trace_function_.index() | v.profile_function_.index()) == 0;
  if (begins && function != nullptr && !markRunningFrames()) return false;
  if (wakes) v.trace_asleep_ = 0;
  v.trace_setting_ = 1;
  Ref<Object> before = slot.take();
  before.reset();
  Ref<Object> between = slot.take();
  if (function != nullptr) slot.init(share(function));
  v.trace_setting_ = 0;
  chooseHandlers();
  return true;
}

}  // namespace

bool setTraceFunction_mayRunPython(Object* function) {
  return setFunction_mayRunPython(vm().trace_function_, function, "trace");
}
bool setProfileFunction_mayRunPython(Object* function) {
  return setFunction_mayRunPython(vm().profile_function_, function, "profile");
}

void stopTracing_mayRunPython() {
  (void)setTraceFunction_mayRunPython(nullptr);
  (void)setProfileFunction_mayRunPython(nullptr);
}

namespace {

// The native that a call instruction is about to call, as profile functions are given it; null: it calls no native, or
// an exception is pending.
Ref<Object> calledNative_mayRunPython(Instruction* pc, Register* fp) {
  Register* t = fp + pc->a;
  Op op = originalOp(pc);
  Object* self = nullptr;
  Object* callable;
  if ((op == Op::kCallMethod || op == Op::kCallMethodKw) && t[kWindowMethod] != 0) {
    callable = objectAt(t[kWindowMethod]);
    self = objectAt(t[kWindowSelf]);
  } else {
    callable = objectAt(t[kWindowCallable]);
  }
  if (isExactNativeFunction(callable)) return share(callable);
  if (!isExactMethodDescriptor(callable)) return nullptr;
  if (self == nullptr && op == Op::kCallEx) {
    Tuple* args = static_cast<Tuple*>(objectAt(t[kWindowArguments]));
    if (args->size_ != 0) self = args->at(0);
  } else if (self == nullptr && pc->b != 0) {
    self = objectAt(t[kWindowArguments]);
  }
  if (self == nullptr) return nullptr;
  return bindDescriptor_mayRunPython(callable, self, typeOf(self));
}

CallOutcome callGenerally(Instruction* pc, Register* fp, Resume* resume) {
  return originalOp(pc) == Op::kCallEx ? slowCallEx(pc, fp, resume) : slowCall(pc, fp, resume);
}

// The end of a native's call is told, an exception pending or not. False: the profile function raised.
bool tellNativeEnd_mayRunPython(Instruction* pc, Register* fp, Frame* frame, Object* native, int32_t line) {
  if (!isTracing()) return true;
  note(pc, fp);
  if (!errorPending()) return tellProfiler_mayRunPython(frame, TraceEvent::NativeReturn, native, line);
  Ref<Object> error = takeError();
  if (tellProfiler_mayRunPython(frame, TraceEvent::NativeException, native, line)) restoreError(std::move(error));
  return true;
}

}  // namespace

CallOutcome profiledCall_mayRunPython(Instruction* pc, Register* fp, Resume* resume) {
  if (heap().collection_pending_ && !attend_mayRunPython()) return CallOutcome::Failed;
  Ref<Frame> frame = vm().profile_function_.isNull() ? nullptr : frameObjectOf(FrameRef(fp, pc));
  Ref<Object> native = frame ? calledNative_mayRunPython(pc, fp) : nullptr;
  if (errorPending()) return CallOutcome::Failed;
  if (!native) return callGenerally(pc, fp, resume);
  int32_t line = lineOf(frameCode(fp), pc);
  if (!tellProfiler_mayRunPython(frame.get(), TraceEvent::NativeCall, native.get(), line)) return CallOutcome::Failed;
  if (originalOp(pc) == Op::kCallEx) {
    CallOutcome outcome = slowCallEx(pc, fp, resume);
    return tellNativeEnd_mayRunPython(pc, fp, frame.get(), native.get(), line) ? outcome : CallOutcome::Failed;
  }
  Ref<Object> value = callAt_mayRunPython(pc, fp);
  if (!tellNativeEnd_mayRunPython(pc, fp, frame.get(), native.get(), line) || !value) return CallOutcome::Failed;
  return finishCallAt_mayRunPython(pc, fp, std::move(value));
}

}  // namespace ophion
