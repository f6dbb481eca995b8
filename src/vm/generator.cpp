// Suspending and resuming frames.
#include "vm/generator.h"

#include "object/allocate.h"
#include "object/exception.h"
#include "object/exception_chain.h"
#include "object/native_stack.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "vm/frame_object.h"
#include "vm/interpreter.h"
#include "vm/operand.h"
#include "vm/trace.h"

namespace ophion {

namespace {

const char* kindName(const Generator* g) {
  switch (g->typeIndex()) {
    case kTypeCoroutine:
      return "coroutine";
    case kTypeAsyncGenerator:
      return "async generator";
    default:
      return "generator";
  }
}

constexpr uint32_t rowsUp(uint32_t n) { return (n + kRegisterRow - 1) / kRegisterRow * kRegisterRow; }

TypeIndex typeFor(Code* code) {
  if (code->is(kCodeCoroutine)) return kTypeCoroutine;
  return code->is(kCodeAsyncGenerator) ? kTypeAsyncGenerator : kTypeGenerator;
}

}  // namespace

Ref<Object> makeGenerator(Register* fp, Instruction* pc) {
  Function* function = static_cast<Function*>(objectAt(fp[kFrameFunction]));
  Code* code = function->code_.get();
  uint32_t room = rowsUp(code->register_count_);
  size_t bytes = sizeof(Generator) + room * sizeof(Register);
  Ref<Generator> g = allocateContainer<Generator>(typeFor(code), bytes);
  if (!g) return raised();
  g->function_.init(share<Object>(function));
  g->name_.init(function->name_.share());
  g->qualified_name_.init(function->qualified_name_.share());
  g->pc_ = slotIndex(pc + 1);
  g->capacity_ = room;
  g->state_ = GeneratorState::Created;
  g->saved_count_ = code->register_count_;
  __builtin_memcpy(static_cast<void*>(g->registers()), fp, code->register_count_ * sizeof(Register));
  __builtin_memset(fp, 0, code->register_count_ * sizeof(Register));
  if (fp[kFrameObject] != 0) {
    Frame* frame = static_cast<Frame*>(objectAt(fp[kFrameObject]));
    fp[kFrameObject] = 0;
    frame->fp_ = 0;
    frame->generator_object_.set(g.get());
    g->frame_.init(Ref<Object>::steal(frame));
  }
  return g;
}

void enterGenerator(Generator* g, Register* fp) {
  RuntimeState& s = state();
  loadRegisters(g, fp);
  fp[kFrameFunction] = g->function_.index();
  g->state_ = GeneratorState::Running;
  g->previous_running_ = vm().running_generator_;
  vm().running_generator_.set(g);
  // What is handled inside goes on top of what the caller handles.
  if (Ref<Object> own = g->handled_.take()) {
    g->caller_handled_.init(s.handled_.take());
    s.handled_.init(std::move(own));
  } else {
    g->caller_handled_.init(s.handled_.share());
  }
  if (Frame* frame = static_cast<Frame*>(g->frame_.getOrNull())) {
    fp[kFrameObject] = slotIndex(share(frame).release());
    frame->fp_ = frameWords(fp);
    frame->generator_object_ = {};
  }
}

namespace {

// Gives the stack of handled exceptions back to the caller. What the generator itself handles is kept where it goes on.
void leaveHandled(Generator* g, bool keep) {
  RuntimeState& s = state();
  Ref<Object> own = s.handled_.take();
  Ref<Object> callers = g->caller_handled_.take();
  if (keep && g->handling_ != 0) g->handled_.init(std::move(own));
  s.handled_.init(std::move(callers));
  vm().running_generator_ = g->previous_running_;
  g->previous_running_ = {};
}

}  // namespace

void suspendGenerator(Generator* g, Register* fp, Instruction* pc) {
  saveRegisters(g, fp);
  g->pc_ = slotIndex(pc);
  g->state_ = GeneratorState::Suspended;
  fp[kFrameFunction] = 0;
  if (fp[kFrameObject] != 0) {
    Frame* frame = static_cast<Frame*>(objectAt(fp[kFrameObject]));
    fp[kFrameObject] = 0;
    frame->unit_ = static_cast<uint32_t>(pc - static_cast<Function*>(g->function_.get())->code_->instructions());
    frame->fp_ = 0;
    frame->generator_object_.set(g);
    if (g->frame_.isNull()) {
      g->frame_.init(Ref<Object>::steal(frame));
    } else {
      decref(frame);
    }
  }
  leaveHandled(g, true);
}

namespace {

// A generator that is finished shows its code still, but does not hold what its function does.
void keepCodeOnly(Generator* g) {
  Ref<Object> function = g->function_.take();
  g->function_.init(share<Object>(static_cast<Function*>(function.get())->code_.get()));
}

// What is thrown in comes while the generator handles something of its own, whatever the caller handles.
void setContextOfThrown(Generator* g) {
  Object* handled = state().handled_.getOrNull();
  Ref<Object> thrown = takeError();
  if (g->handling_ != 0 && handled != nullptr && handled != thrown.get()) setContext(thrown.get(), share(handled));
  restoreError(std::move(thrown));
}

}  // namespace

void finishGenerator(Generator* g) {
  g->state_ = GeneratorState::Finished;
  g->saved_count_ = 0;
  leaveHandled(g, false);
  g->handling_ = 0;
  g->frame_.clear();
  keepCodeOnly(g);
}

namespace {

// Pushes the generator's registers as an entry frame; null with an exception pending. The frame keeps the generator
// alive.
Register* pushEntry(Generator* g) {
  VmState& v = vm();
  Register* top = stackTop();
  if (!ensureStack(top, g->capacity_ + 8)) return nullptr;
  if (v.depth_ >= v.depth_limit_) return raise(kTypeRecursionError, "maximum recursion depth exceeded");
  ++v.depth_;
  Register* fp = top + 6;
  fp[kFrameExtra] = slotIndex(share(g).release());
  fp[kFrameDelta] = v.fp_ == 0 ? 0 : static_cast<uint32_t>(fp - framePointer(v.fp_));
  fp[kFrameReturn] = v.pc_;
  fp[kFrameObject] = 0;
  fp[kFrameFlags] = kFrameEntry | kFrameGenerator;
  enterGenerator(g, fp);
  return fp;
}

Resumed runEntry(Instruction* pc, Register* fp, bool raising, Ref<Object>* result) {
  VmState& v = vm();
  uint32_t fp_before = v.fp_, pc_before = v.pc_;
  Exit how;
  Object* value = interpret(pc, fp, raising, &how);
  v.fp_ = fp_before;
  v.pc_ = pc_before;
  *result = Ref<Object>::steal(value);
  if (how == Exit::Raised) return Resumed::Raised;
  return how == Exit::Yielded ? Resumed::Yielded : Resumed::Returned;
}

bool checkResumable(Generator* g) {
  if (g->state_ == GeneratorState::Running) return raise(kTypeValueError, "%s already executing", kindName(g));
  return true;
}

// A register of a suspended generator. Those behind the last one in use were not kept: they are 0.
Slot<Object>& savedRegister(Generator* g, unsigned r) {
  OPHION_ASSERT(r < g->capacity_);
  for (uint32_t i = g->saved_count_; i < rowsUp(r + 1); ++i) g->registers()[i] = {};
  if (g->saved_count_ <= r) g->saved_count_ = rowsUp(r + 1);
  return g->registers()[r];
}

Resumed resumeAt(Generator* g, Object* value, bool raising, Ref<Object>* result) {
  NativeRecursion guard("");
  if (guard.exceeded()) return Resumed::Raised;
  bool created = g->state_ == GeneratorState::Created;
  Instruction* pc = instructionAt(g->pc_);
  Ref<Object> kept = share<Object>(g);
  Register* fp = pushEntry(g);
  if (fp == nullptr) return Resumed::Raised;
  if (raising) setContextOfThrown(g);
  if (!raising && !created) {
    if (static_cast<Op>(pc->op) == Op::kYieldFrom) {
      (void)setRegister(fp, pc->c, share(value));
    } else {
      if (pc->a != kNoRegister) (void)setRegister(fp, pc->a, share(value));
      ++pc;
    }
  }
  // A generator that never ran raises at its first instruction, outside of any try.
  Resumed r = runEntry(raising && created ? pc - 1 : pc, fp, raising, result);
  if (r == Resumed::Raised) replaceStopIteration(g);
  return r;
}

}  // namespace

Resumed resumeGenerator_mayRunPython(Generator* g, Object* value, Ref<Object>* result) {
  if (!checkResumable(g)) return Resumed::Raised;
  if (g->state_ == GeneratorState::Finished) {
    if (isExactCoroutine(g)) {
      raise(kTypeRuntimeError, "cannot reuse already awaited coroutine");
      return Resumed::Raised;
    }
    *result = newNone();
    return Resumed::Returned;
  }
  if (g->state_ == GeneratorState::Created && !isNone(value)) {
    raise(kTypeTypeError, "can't send non-None value to a just-started %s", kindName(g));
    return Resumed::Raised;
  }
  return resumeAt(g, value, false, result);
}

namespace {

// throw() into the iterator that a generator delegates to. True: it took the exception: *step says how it went on.
bool throwIntoInner(Generator* g, Object* inner, bool close_inner, Resumed* step, Ref<Object>* result) {
  g->state_ = GeneratorState::Running;
  bool took = true;
  if (close_inner && errorMatches(kTypeGeneratorExit)) {
    // The inner iterator is closed; the exception goes on here unless closing failed.
    Ref<Object> exit_error = takeError();
    bool ok = true;
    if (isGeneratorLayout(inner)) {
      ok = closeGenerator_mayRunPython(static_cast<Generator*>(inner));
    } else {
      bool failed = false;
      Ref<Object> close = getAttrOrNull(inner, Name::close, &failed);
      ok = !failed && (!close || static_cast<bool>(call(close.get())));
    }
    if (ok) restoreError(std::move(exit_error));
    took = false;
  } else if (isGeneratorLayout(inner)) {
    *step = throwIntoGenerator_mayRunPython(static_cast<Generator*>(inner), result, close_inner);
  } else {
    Ref<Object> error = takeError();
    bool failed = false;
    Ref<Object> method = getAttrOrNull(inner, Name::throw_, &failed);
    if (failed) {
      *step = Resumed::Raised;
    } else if (!method) {
      restoreError(std::move(error));
      took = false;
    } else {
      *result = call(method.get(), error.get());
      *step = *result ? Resumed::Yielded : Resumed::Raised;
      if (!*result && errorMatches(kTypeStopIteration)) {
        Ref<Object> stop = takeError();
        Slot<Object>& value = static_cast<StopIteration*>(stop.get())->value_;
        *result = value.isNull() ? newNone() : value.share();
        *step = Resumed::Returned;
      }
    }
  }
  g->state_ = GeneratorState::Suspended;
  return took;
}

}  // namespace

Resumed throwIntoGenerator_mayRunPython(Generator* g, Ref<Object>* result, bool close_inner) {
  Ref<Object> kept = share<Object>(g);
  if (g->state_ == GeneratorState::Running) {
    clearError();
    raise(kTypeValueError, "%s already executing", kindName(g));
    return Resumed::Raised;
  }
  if (g->state_ == GeneratorState::Finished) {
    if (isExactCoroutine(g)) {
      clearError();
      raise(kTypeRuntimeError, "cannot reuse already awaited coroutine");
    }
    return Resumed::Raised;
  }
  Instruction* pc = instructionAt(g->pc_);
  if (g->state_ == GeneratorState::Suspended && static_cast<Op>(pc->op) == Op::kYieldFrom) {
    Ref<Object> inner = g->registers()[pc->b].share();
    Resumed step = Resumed::Raised;
    if (inner && throwIntoInner(g, inner.get(), close_inner, &step, result)) {
      if (step == Resumed::Yielded) return step;
      if (step == Resumed::Returned) {
        // The delegation is over: its value is what `yield from` gives, and execution goes on behind it.
        savedRegister(g, pc->b).clear();
        savedRegister(g, pc->c).clear();
        savedRegister(g, pc->a).assign(std::move(*result));
        NativeRecursion guard("");
        if (guard.exceeded()) return Resumed::Raised;
        Register* fp = pushEntry(g);
        if (fp == nullptr) return Resumed::Raised;
        Resumed r = runEntry(pc + 1, fp, false, result);
        if (r == Resumed::Raised) replaceStopIteration(g);
        return r;
      }
    }
  }
  return resumeAt(g, none(), true, result);
}

namespace {

// Whether an exception at the yield where the generator stands would meet no handler: then it need not be raised to
// close it.
bool nothingToUnwind(Generator* g) {
  Instruction* pc = instructionAt(g->pc_);
  if (static_cast<Op>(pc->op) != Op::kYield || !g->frame_.isNull()) return false;
  Code* code = static_cast<Function*>(g->function_.get())->code_.get();
  uint32_t unit = static_cast<uint32_t>(pc - code->instructions());
  for (uint32_t i = 0; i < code->exception_count_; ++i) {
    const ExceptionEntry& e = code->exceptions_.get()[i];
    if (e.start <= unit && unit < e.end) return false;
  }
  return true;
}

}  // namespace

bool closeGenerator_mayRunPython(Generator* g) {
  if (g->state_ == GeneratorState::Finished) return true;
  if (g->state_ == GeneratorState::Running) return raise(kTypeValueError, "%s already executing", kindName(g));
  Ref<Object> kept = share<Object>(g);
  // Trace functions are told how it unwinds, even so.
  if ((g->state_ == GeneratorState::Created || nothingToUnwind(g)) && !isTracing()) {
    g->state_ = GeneratorState::Finished;
    uint32_t n = g->saved_count_;
    g->saved_count_ = 0;
    for (uint32_t i = 0; i < n; ++i) g->registers()[i].clear();
    g->frame_.clear();
    g->handled_.clear();
    keepCodeOnly(g);
    return true;
  }
  raise(kTypeGeneratorExit, "");
  asException(state().error_.get())->args_.assign(emptyTuple());
  Ref<Object> result;
  switch (throwIntoGenerator_mayRunPython(g, &result)) {
    case Resumed::Yielded:
      return raise(kTypeRuntimeError, "%s ignored GeneratorExit", kindName(g));
    case Resumed::Returned:
      return true;
    case Resumed::Raised:
      if (!errorMatches(kTypeGeneratorExit) && !errorMatches(kTypeStopIteration)) return false;
      clearError();
      return true;
  }
  return true;
}

namespace {

// Whether a resumption needs no more than its registers in place: the common case of next().
bool isPlainlySuspended(Generator* g) {
  return g->state_ == GeneratorState::Suspended && g->frame_.isNull() &&
         (g->handled_.index() | state().handled_.index()) == 0 &&
         static_cast<Op>(instructionAt(g->pc_)->op) == Op::kYield;
}

// next() of a plainly suspended generator: false where the stack has no room; then nothing was done.
bool tryNextPlainly(Generator* g, Object** value) {
  VmState& v = vm();
  Register* top = stackTop();
  if (isStackDeep() || frameWords(top) + g->capacity_ + 8 > v.stack_limit_ || v.depth_ >= v.depth_limit_) return false;
  ++v.depth_;
  Register* fp = top + 6;
  uint32_t fp_before = v.fp_, pc_before = v.pc_;
  fp[kFrameExtra] = slotIndex(share(g).release());
  fp[kFrameFunction] = g->function_.index();
  fp[kFrameDelta] = fp_before == 0 ? 0 : frameWords(fp) - fp_before;
  fp[kFrameReturn] = pc_before;
  fp[kFrameObject] = 0;
  fp[kFrameFlags] = kFrameEntry | kFrameGenerator;
  loadRegisters(g, fp);
  g->state_ = GeneratorState::Running;
  g->previous_running_ = v.running_generator_;
  v.running_generator_.set(g);
  Instruction* pc = instructionAt(g->pc_);
  if (pc->a != kNoRegister) (void)setRegister(fp, pc->a, newNone());
  Exit how;
  *value = interpret(pc + 1, fp, false, &how);
  v.fp_ = fp_before;
  v.pc_ = pc_before;
  return true;
}

}  // namespace

void replaceStopIteration(Generator* g) {
  bool stop = errorMatches(kTypeStopIteration);
  bool async_stop = isExactAsyncGenerator(g) && errorMatches(kTypeStopAsyncIteration);
  if (!stop && !async_stop) return;
  Ref<Object> cause = takeError();
  raise(kTypeRuntimeError, "%s raised %s", kindName(g), stop ? "StopIteration" : "StopAsyncIteration");
  BaseException* error = asException(state().error_.get());
  error->cause_.assign(cause);
  error->context_.assign(std::move(cause));
  error->suppress_context_ = true;
}

Ref<Object> nextOfGenerator_mayRunPython(Generator* g) {
  Object* value = nullptr;
  if (isPlainlySuspended(g) && isExactGenerator(g)) {
    Ref<Object> kept = share<Object>(g);
    if (tryNextPlainly(g, &value)) {
      if (value == nullptr) {
        replaceStopIteration(g);
        return raised();
      }
      Ref<Object> result = Ref<Object>::steal(value);
      if (g->state_ != GeneratorState::Finished) return result;
      if (isNone(result.get())) return nullptr;
      return raiseObject(kTypeStopIteration, result.get());
    }
  }
  Ref<Object> result;
  switch (resumeGenerator_mayRunPython(g, none(), &result)) {
    case Resumed::Yielded:
      return result;
    case Resumed::Returned:
      if (isNone(result.get())) return nullptr;
      return raiseObject(kTypeStopIteration, result.get());
    case Resumed::Raised:
      break;
  }
  return raised();
}

Object* delegateBorrowed(Generator* g) {
  if (g->state_ != GeneratorState::Suspended) return nullptr;
  Instruction* pc = instructionAt(g->pc_);
  return static_cast<Op>(pc->op) == Op::kYieldFrom ? g->registers()[pc->b].getOrNull() : nullptr;
}

Resumed sendTo_mayRunPython(Object* iterator, Object* value, Ref<Object>* result) {
  if (iterator->typeIndex() == kTypeGenerator || iterator->typeIndex() == kTypeCoroutine) {
    return resumeGenerator_mayRunPython(static_cast<Generator*>(iterator), value, result);
  }
  *result = isNone(value) ? iterNextOrStop(iterator) : callMethod(iterator, Name::send, value);
  if (*result) return Resumed::Yielded;
  if (!errorPending()) {
    *result = newNone();
    return Resumed::Returned;
  }
  if (!errorMatches(kTypeStopIteration)) return Resumed::Raised;
  Ref<Object> stop = takeError();
  Slot<Object>& stopped = static_cast<StopIteration*>(stop.get())->value_;
  *result = stopped.isNull() ? newNone() : stopped.share();
  return Resumed::Returned;
}

}  // namespace ophion
