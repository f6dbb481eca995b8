// Leaving frames other than by a plain return: into C++, out of __init__, out of generators, and by exceptions.
#include "object/exception.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "vm/drive.h"
#include "vm/frame_object.h"
#include "vm/generator.h"
#include "vm/interpreter.h"
#include "vm/operand.h"
#include "vm/specialized.h"
#include "vm/trace.h"

namespace ophion {

namespace {

// Takes a frame off the stack: registers released in order (or given to its Frame object), header empty.
void popFrame(Register* fp, Instruction* pc) {
  Code* code = frameCode(fp);
  fp[kFrameFlags] |= kFrameLeaving;
  if (fp[kFrameObject] != 0) {
    detachFrameObject(fp, pc);
  } else {
    for (unsigned r = 0; r < code->register_count_; ++r) {
      if (fp[r] != 0) dropRegister(fp, r);
    }
  }
  bool generator = (fp[kFrameFlags] & kFrameGenerator) != 0;
  uint32_t function = generator ? 0 : fp[kFrameFunction];
  VmState& v = vm();
  v.fp_ = fp[kFrameDelta] == 0 ? 0 : frameWords(fp - fp[kFrameDelta]);
  v.pc_ = fp[kFrameReturn];
  __builtin_memset(fp + kFrameFunction, 0, 5 * sizeof(Register));
  --v.depth_;
  if (function != 0) decref(objectAt(function));
}

void noteFrame(Register* fp, Instruction* pc) {
  vm().fp_ = frameWords(fp);
  vm().pc_ = slotIndex(pc);
}

// The instruction that a frame returns to, and the frame it belongs to.
Resume callerOf(Register* fp) { return {instructionAt(fp[kFrameReturn]), fp - fp[kFrameDelta]}; }

// A generator returned to the frame that drives it: a ForIter's loop is over, a YieldFrom or a call has its value. In
// all of them the iterator goes. False: an exception is pending.
bool finishDriving(const Resume& caller, Ref<Object> value, Resume* resume) {
  Instruction* pc = caller.pc;
  if (pc->op == static_cast<uint16_t>(Fast::kCallDrive)) {
    *resume = {pc + 3, caller.fp};
    return finishDrive_mayRunPython(pc, caller.fp, false);
  }
  bool yields_from = static_cast<Op>(pc->op) == Op::kYieldFrom;
  if (isTracing() && !isNone(value.get())) traceStopIteration_mayRunPython(pc, caller.fp, value.get());
  if (yields_from) {
    dropRegister(caller.fp, pc->b);
    (void)setRegister(caller.fp, pc->a, std::move(value));
    *resume = {pc + 1, caller.fp};
    return true;
  }
  dropRegister(caller.fp, pc->a);
  *resume = {pc + 2 + *reinterpret_cast<int32_t*>(pc + 1), caller.fp};
  return true;
}

// Takes a frame off that ends by the pending exception, which is next raised at *at. False: it was an entry frame.
bool leaveRaised(Instruction* pc, Register* fp, Resume* at) {
  uint32_t flags = fp[kFrameFlags];
  *at = callerOf(fp);
  Ref<Object> left;
  {
    // Destructors of locals see no pending exception.
    Ref<Object> error = takeError();
    popFrame(fp, pc);
    if (flags & (kFrameInit | kFrameGenerator | kFrameSpread | kFrameOperator)) {
      Ref<Object> extra = takeRegister(fp - 6, 0);
      if (flags & kFrameGenerator) {
        finishGenerator(static_cast<Generator*>(extra.get()));
        left = std::move(extra);
      }
    }
    restoreError(std::move(error));
  }
  if (flags & kFrameEntry) return false;
  if (flags & kFrameGenerator) {
    // Driven by a ForIter or YieldFrom.
    noteFrame(at->fp, at->pc);
    replaceStopIteration(static_cast<Generator*>(left.get()));
  }
  return true;
}

}  // namespace

bool leaveFrame(Register* fp, Object* value, Resume* resume, Object** result, Exit* how) {
  Ref<Object> returned = Ref<Object>::steal(value);
  uint32_t flags = fp[kFrameFlags];
  Resume caller = callerOf(fp);
  Instruction* pc = instructionAt(vm().pc_);
  if (!traceReturn_mayRunPython(pc, fp, returned.get())) {
    returned.reset();
    if (leaveRaised(pc, fp, &caller)) return unwind(caller.pc, caller.fp, resume, how);
    *how = Exit::Raised;
    *result = nullptr;
    return false;
  }
  if ((flags & kFrameInit) != 0 && !isNone(returned.get())) {
    raise(kTypeTypeError, "__init__() should return None, not '%T'", returned.get());
    popFrame(fp, pc);
    dropRegister(fp - 6, 0);
    noteFrame(caller.fp, caller.pc);
    return unwind(caller.pc, caller.fp, resume, how);
  }
  popFrame(fp, pc);
  if (flags & kFrameInit) {
    returned = takeRegister(fp - 6, 0);
  } else if (flags & (kFrameSpread | kFrameOperator)) {
    dropRegister(fp - 6, 0);
  } else if (flags & kFrameGenerator) {
    Ref<Object> generator = takeRegister(fp - 6, 0);
    finishGenerator(static_cast<Generator*>(generator.get()));
    if ((flags & kFrameEntry) == 0) {
      noteFrame(caller.fp, caller.pc);
      if (finishDriving(caller, std::move(returned), resume)) return true;
      return unwind(caller.pc, caller.fp, resume, how);
    }
  }
  if (flags & kFrameEntry) {
    *result = returned.release();
    *how = Exit::Returned;
    return false;
  }
  noteFrame(caller.fp, caller.pc);
  bool of_operator = (flags & kFrameOperator) != 0;
  (void)setRegister(caller.fp, of_operator ? caller.pc->a : caller.pc->c, std::move(returned));
  *resume = {caller.pc + (caller.pc->op == static_cast<uint16_t>(Fast::kLoadItemPython) ? 2 : 3), caller.fp};
  return true;
}

Yielding yieldFrame(Instruction* pc, Register* fp, Object* value, Resume* resume, Object** result, Exit* how) {
  Ref<Object> yielded = Ref<Object>::steal(value);
  uint32_t flags = fp[kFrameFlags];
  Resume caller = callerOf(fp);
  if (!traceReturn_mayRunPython(pc, fp, yielded.get())) return Yielding::Failed;
  Ref<Object> generator = takeRegister(fp - 6, 0);
  suspendGenerator(static_cast<Generator*>(generator.get()), fp, pc);
  __builtin_memset(fp + kFrameFunction, 0, 5 * sizeof(Register));
  --vm().depth_;
  if (flags & kFrameEntry) {
    *result = yielded.release();
    *how = Exit::Yielded;
    return Yielding::Out;
  }
  noteFrame(caller.fp, caller.pc);
  if (static_cast<Op>(caller.pc->op) == Op::kYieldFrom) {
    *resume = caller;
    *result = yielded.release();
    return Yielding::Further;
  }
  if (caller.pc->op == static_cast<uint16_t>(Fast::kCallDrive)) {
    *resume = caller;
    *result = yielded.release();
    return Yielding::ToCall;
  }
  (void)setRegister(caller.fp, caller.pc->b, std::move(yielded));
  *resume = {caller.pc + 2, caller.fp};
  return Yielding::ToLoop;
}

bool leaveForGenerator(Instruction* pc, Register* fp, Resume* resume, Object** result, Exit* how) {
  Ref<Object> generator = makeGenerator(fp, pc);
  if (!generator) return unwind(pc, fp, resume, how);
  if (fp[kFrameFlags] != 0) {
    vm().pc_ = slotIndex(pc);
    return leaveFrame(fp, generator.release(), resume, result, how);
  }
  Resume caller = callerOf(fp);
  popFrame(fp, pc);
  noteFrame(caller.fp, caller.pc);
  (void)setRegister(caller.fp, caller.pc->c, std::move(generator));
  *resume = {caller.pc + 3, caller.fp};
  return true;
}

namespace {

// With `ahead` ranges that begin here do not count.
const ExceptionEntry* findHandler(Code* code, uint32_t unit, bool ahead) {
  const ExceptionEntry* entries = code->exceptions_.isNull() ? nullptr : code->exceptions_.get();
  for (uint32_t i = 0; i < code->exception_count_; ++i) {
    if (entries[i].start + ahead <= unit && unit < entries[i].end) return &entries[i];
  }
  return nullptr;
}

// Whether the pending exception was already on its way here: its traceback says where it comes from, and stays so.
bool isRaisedAgain(const Instruction* pc) {
  Op op = static_cast<Op>(pc->op);
  if (op == Op::kRaise && pc->c == 0) return !state().handled_.isNull();
  return op == Op::kReraise || op == Op::kEndAsyncFor;
}

}  // namespace

// The pending exception is about to be raised at `pc` of the frame.
bool unwind(Instruction* pc, Register* fp, Resume* resume, Exit* how) {
  for (;;) {
    noteFrame(fp, pc);
    OPHION_ASSERT(errorPending());
    Code* code = frameCode(fp);
    uint32_t unit = static_cast<uint32_t>(pc - code->instructions());
    bool entered = traceThrow_mayRunPython(pc, fp);
    bool refused = (fp[kFrameFlags] & kFrameRefused) != 0, ahead = (fp[kFrameFlags] & kFrameAhead) != 0;
    fp[kFrameFlags] &= ~uint32_t{kFrameAhead};
    if (entered && !isRaisedAgain(pc)) {
      Ref<Object> error = takeError();
      addTraceback(asException(error.get()), FrameRef(fp, pc));
      restoreError(std::move(error));
      traceException_mayRunPython(pc, fp);
    }
    if (const ExceptionEntry* entry = !refused ? findHandler(code, unit, ahead) : nullptr) {
      Ref<Object> error = takeError();
      releaseRegisters_mayRunPython(fp, entry->depth, code->register_count_);
      trimStack(fp + code->register_count_);
      fp[entry->target] = slotIndex(error.release());
      *resume = {code->instructions() + entry->handler, fp};
      return true;
    }
    {
      Ref<Object> error = takeError();
      releaseRegisters_mayRunPython(fp, code->local_count_ + code->cell_count_, code->register_count_);
      restoreError(std::move(error));
    }
    (void)traceReturn_mayRunPython(pc, fp, nullptr);
    Resume caller;
    if (!leaveRaised(pc, fp, &caller)) {
      *how = Exit::Raised;
      return false;
    }
    fp = caller.fp;
    pc = caller.pc;
  }
}

namespace {

// Whether CPython, while it traces, learns of the end of what is delegated to without a StopIteration.
bool endsQuietly(Object* inner, bool sent_none, Object* result) {
  TypeIndex type = inner->typeIndex();
  bool is_iterator = type < kFirstHeapType && type != kTypeCoroutine && type != kTypeAsyncGeneratorAsend &&
                     type != kTypeAsyncGeneratorAthrow;
  return sent_none && isNone(result) && is_iterator;
}

}  // namespace

int slowYieldFrom(Instruction* pc, Register* fp, Ref<Object>* yielded) {
  Ref<Object> inner = share(objectAt(fp[pc->b]));
  Ref<Object> sent = takeRegister(fp, pc->c);
  Ref<Object> result;
  switch (sendTo_mayRunPython(inner.get(), sent ? sent.get() : none(), &result)) {
    case Resumed::Yielded:
      *yielded = std::move(result);
      return 0;
    case Resumed::Returned:
      if (isTracing() && !endsQuietly(inner.get(), !sent || isNone(sent.get()), result.get())) {
        traceStopIteration_mayRunPython(pc, fp, result.get());
      }
      dropRegister(fp, pc->b);
      return setRegister(fp, pc->a, std::move(result)) ? 1 : -1;
    case Resumed::Raised:
      break;
  }
  return -1;
}

}  // namespace ophion
