// Frame and Traceback objects.
#include "vm/frame_object.h"

#include <algorithm>

#include "heap/heap.h"
#include "object/allocate.h"
#include "object/dict.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/traceback_hook.h"
#include "object/tuple.h"
#include "vm/generator.h"
#include "vm/operand.h"
#include "vm/trace.h"

namespace ophion {

Ref<Frame> frameObjectOf(const FrameRef& frame) {
  uint32_t& link = frame.fp()[kFrameObject];
  if (link != 0) return share(static_cast<Frame*>(objectAt(link)));
  Ref<Frame> object = allocateContainer<Frame>(kTypeFrame);
  if (!object) return raised();
  object->function_.init(share<Object>(frame.function()));
  object->fp_ = frameWords(frame.fp());
  object->unit_ = frame.unit();
  link = slotIndex(share(object.get()).release());
  return object;
}

namespace {

// Moves the registers from the stack into the object's own buffer; drops them where there is no memory.
void moveRegisters(Frame* object, Register* fp, unsigned n) {
  if (n == 0) return;
  void* buffer = heap().tryAllocateRaw(n * sizeof(Register));
  if (buffer == nullptr) {
    releaseRegisters_mayRunPython(fp, 0, n);
    return;
  }
  __builtin_memcpy(buffer, fp, n * sizeof(Register));
  __builtin_memset(fp, 0, n * sizeof(Register));
  object->registers_.set(static_cast<Slot<Object>*>(buffer));
  object->register_count_ = n;
}

}  // namespace

void detachFrameObject(Register* fp, Instruction* pc) {
  FrameRef frame(fp, pc);
  Ref<Frame> object = Ref<Frame>::steal(static_cast<Frame*>(objectAt(fp[kFrameObject])));
  fp[kFrameObject] = 0;
  object->unit_ = frame.unit();
  object->fp_ = 0;
  object->generator_object_ = {};
  Code* code = frame.code();
  unsigned keep = code->local_count_ + code->cell_count_;
  releaseRegisters_mayRunPython(fp, keep, code->register_count_);
  if (object->count() == 1) {
    // Nobody else has it: locals go now, in order.
    for (unsigned r = 0; r < keep; ++r) dropRegister(fp, r);
    return;
  }
  if (FrameRef caller = frame.caller(); caller.valid() && object->back_.isNull()) {
    ErrorStash stash;
    if (Ref<Frame> back = frameObjectOf(caller)) object->back_.init(std::move(back));
  }
  moveRegisters(object.get(), fp, keep);
}

namespace {

// The entries of a deep stack could take all that its frames leave: whoever handles the exception needs some memory
// too.
constexpr size_t kLeftForHandlers = size_t{1} << 20;
// The innermost entries, which say where it came from, are made all the same.
constexpr int kEntriesAlways = 32;

bool leavesRoom(const BaseException* exception) {
  size_t cap = heap().capBytes();
  if (heap().committedBytes() + std::min(kLeftForHandlers, cap / 16) <= cap) return true;
  const Object* entry = exception->traceback_.getOrNull();
  for (int n = 0; n < kEntriesAlways; ++n) {
    if (entry == nullptr) return true;
    entry = static_cast<const Traceback*>(entry)->next_.getOrNull();
  }
  return false;
}

}  // namespace

void addTraceback(BaseException* exception, const FrameRef& frame) {
  if (!leavesRoom(exception)) return;
  Ref<Frame> object = frameObjectOf(frame);
  if (!object) return;
  object->unit_ = frame.unit();
  Ref<Traceback> entry = allocateContainer<Traceback>(kTypeTraceback);
  if (!entry) return;
  entry->frame_.init(std::move(object));
  entry->instruction_ = frame.unit();
  if (Ref<Object> rest = exception->traceback_.take()) entry->next_.init(std::move(rest));
  exception->traceback_.init(std::move(entry));
}

void addTracebackHere(BaseException* exception) {
  FrameRef frame = FrameRef::current();
  if (frame.valid()) addTraceback(exception, frame);
}

int32_t lineOfTraceback(const Traceback* traceback) {
  return lineAt(codeOfFrame(static_cast<Frame*>(traceback->frame_.get())), traceback->instruction_);
}

Code* codeOfFrame(Frame* frame) { return static_cast<Function*>(frame->function_.get())->code_.get(); }

uint32_t unitOfFrame(Frame* frame) {
  if (frame->fp_ == 0) return frame->unit_;
  // A running frame stands at the call that the frame above it returns to; the innermost where the interpreter left it.
  Register* fp = framePointer(frame->fp_);
  for (FrameRef f = FrameRef::current(); f.valid(); f = f.caller()) {
    if (f.fp() == fp) return f.unit();
  }
  return frame->unit_;
}

int32_t lineOfFrame(Frame* frame) {
  return frame->in_event_ ? frame->event_line_ : lineAt(codeOfFrame(frame), unitOfFrame(frame));
}

namespace {

Object* registerOfFrame(Frame* frame, unsigned r) {
  if (frame->fp_ != 0) return registerOrNull(framePointer(frame->fp_), r);
  if (Generator* generator = static_cast<Generator*>(frame->generator_object_.getOrNull())) {
    return r < generator->saved_count_ ? generator->registers()[r].getOrNull() : nullptr;
  }
  return r < frame->register_count_ ? frame->registers_.get()[r].getOrNull() : nullptr;
}

// Brings the value of one variable in `locals` up to date.
bool noteLocal(Dict* locals, Str* name, Object* value) {
  if (value != nullptr) return setStr(locals, name, value);
  bool found = false;
  return deleteStr(locals, name, &found);
}

// What the cell variable holds; null: nothing.
Object* valueOfCell(Frame* frame, Code* code, unsigned number) {
  Object* cell = registerOfFrame(frame, code->local_count_ + number);
  return cell == nullptr ? nullptr : static_cast<Cell*>(cell)->value_.getOrNull();
}

// A parameter that inner functions use has moved to its cell: its name stays among the parameters.
Object* valueOfLocal(Frame* frame, Code* code, unsigned number) {
  Object* value = registerOfFrame(frame, number);
  for (unsigned i = 0; value == nullptr && i < code->cell_count_; ++i) {
    if (code->cell_names_->at(i) == code->variable_names_->at(number)) value = valueOfCell(frame, code, i);
  }
  return value;
}

bool fillLocals(Frame* frame, Dict* locals) {
  Code* code = codeOfFrame(frame);
  for (unsigned i = 0; i < code->local_count_; ++i) {
    Str* variable = reinterpret_cast<Str*>(code->variable_names_->at(i));
    if (!noteLocal(locals, variable, valueOfLocal(frame, code, i))) return false;
  }
  for (unsigned i = 0; i < code->cell_count_; ++i) {
    Object* value = valueOfCell(frame, code, i);
    if (!noteLocal(locals, reinterpret_cast<Str*>(code->cell_names_->at(i)), value)) return false;
  }
  Tuple* closure = static_cast<Function*>(frame->function_.get())->closure_.getOrNull();
  for (unsigned i = 0; i < code->free_count_; ++i) {
    Object* value = static_cast<Cell*>(closure->at(i))->value_.getOrNull();
    if (!noteLocal(locals, reinterpret_cast<Str*>(code->free_names_->at(i)), value)) return false;
  }
  return true;
}

}  // namespace

Ref<Object> localsOfFrame(Frame* frame) {
  Code* code = codeOfFrame(frame);
  if (code->is(kCodeNamespace)) {
    Object* space = registerOfFrame(frame, 0);
    return space != nullptr ? share(space) : newNone();
  }
  if (frame->locals_.isNull()) {
    Ref<Dict> fresh = newDict();
    if (!fresh) return raised();
    frame->locals_.init(std::move(fresh));
  }
  Ref<Object> locals = frame->locals_.share();
  if (!fillLocals(frame, static_cast<Dict*>(locals.get()))) return raised();
  return locals;
}

namespace {

void storeRegister_mayRunPython(Frame* frame, unsigned r, Object* value) {
  Register* fp = framePointer(frame->fp_);
  if (registerOrNull(fp, r) != value) (void)setRegister(fp, r, share(value));
}

void storeCell_mayRunPython(Object* cell, Object* value) {
  Slot<Object>& slot = static_cast<Cell*>(cell)->value_;
  if (slot.getOrNull() != value) slot.assign(share(value));
}

// A parameter that has moved to its cell is stored there.
bool isCellOf(Code* code, Object* variable) {
  for (unsigned i = 0; i < code->cell_count_; ++i) {
    if (code->cell_names_->at(i) == variable) return true;
  }
  return false;
}

}  // namespace

void storeLocalsOfFrame_mayRunPython(Frame* frame) {
  Code* code = codeOfFrame(frame);
  if (code->is(kCodeNamespace) || frame->locals_.isNull() || frame->fp_ == 0) return;
  Ref<Object> kept = frame->locals_.share();
  Dict* locals = static_cast<Dict*>(kept.get());
  auto given = [locals](Object* variable) {
    return Ref<Object>::shareOrNull(getStrBorrowed(locals, reinterpret_cast<Str*>(variable)));
  };
  for (unsigned i = 0; i < code->local_count_; ++i) {
    Object* variable = code->variable_names_->at(i);
    Ref<Object> value = given(variable);
    bool moved = registerOfFrame(frame, i) == nullptr && isCellOf(code, variable);
    if (value && !moved) storeRegister_mayRunPython(frame, i, value.get());
  }
  for (unsigned i = 0; i < code->cell_count_; ++i) {
    Object* cell = registerOfFrame(frame, code->local_count_ + i);
    Ref<Object> value = given(code->cell_names_->at(i));
    if (value && cell != nullptr) storeCell_mayRunPython(cell, value.get());
  }
  Tuple* closure = static_cast<Function*>(frame->function_.get())->closure_.getOrNull();
  for (unsigned i = 0; i < code->free_count_; ++i) {
    Ref<Object> value = given(code->free_names_->at(i));
    if (value) storeCell_mayRunPython(closure->at(i), value.get());
  }
}

// --- the types ---

namespace {

Frame* asFrame(Object* o) { return static_cast<Frame*>(o); }

void traverseFrame(Object* o, Visitor& visitor) {
  Frame* f = asFrame(o);
  visitor.slot(f->function_);
  visitor.slot(f->back_);
  visitor.slot(f->locals_);
  visitor.slot(f->trace_);
  if (f->register_count_ != 0) visitor.slots(f->registers_.get(), f->register_count_);
}

void dropRegisters(Frame* f) {
  uint32_t n = f->register_count_;
  if (n == 0) return;
  Slot<Object>* registers = f->registers_.get();
  f->register_count_ = 0;
  f->registers_ = {};
  for (uint32_t i = 0; i < n; ++i) registers[i].clear();
  heap().free(registers, n * sizeof(Register));
}

void clearFrame(Object* o) {
  Frame* f = asFrame(o);
  dropRegisters(f);
  f->locals_.clear();
  f->trace_.clear();
}

void dropFrame(Object* o) {
  Frame* f = asFrame(o);
  dropRegisters(f);
  f->back_.clear();
  f->locals_.clear();
  f->trace_.clear();
  f->function_.clear();
}

Ref<Object> frameBack(Object* self) {
  Frame* f = asFrame(self);
  if (f->fp_ != 0) {
    FrameRef caller = FrameRef(framePointer(f->fp_), nullptr).caller();
    if (!caller.valid()) return newNone();
    return frameObjectOf(caller);
  }
  return f->back_.isNull() ? newNone() : f->back_.share();
}

Ref<Object> frameClear(Object* const* args) {
  Frame* f = asFrame(args[0]);
  if (f->fp_ != 0) return raise(kTypeRuntimeError, "cannot clear an executing frame");
  if (!f->generator_object_.isNull()) {
    if (!closeGenerator_mayRunPython(static_cast<Generator*>(f->generator_object_.get()))) return raised();
  }
  clearFrame(f);
  return newNone();
}

Ref<Object> frameRepr(Object* const* args) {
  Frame* f = asFrame(args[0]);
  Code* code = codeOfFrame(f);
  return formatStr("<frame at 0x%llx, file %R, line %d, code %U>", reinterpret_cast<unsigned long long>(f),
                   code->filename_.get(), lineOfFrame(f), code->name_.get());
}

constexpr NativeDef kFrameMethods[] = {
    {"clear", "self, /", frameClear, "F.clear(): clear most references held by the frame"},
    {"__repr__", "self, /", frameRepr},
};

Function* functionOf(Object* o) { return static_cast<Function*>(asFrame(o)->function_.get()); }
Ref<Object> frameGlobals(Object* o) { return functionOf(o)->globals_.share(); }
Ref<Object> frameBuiltins(Object* o) { return functionOf(o)->builtins_.share(); }
Ref<Object> frameCodeObject(Object* o) { return share<Object>(codeOfFrame(asFrame(o))); }
Ref<Object> frameLastInstruction(Object* o) { return newInt(static_cast<int64_t>(unitOfFrame(asFrame(o))) * 2); }
Ref<Object> frameLine(Object* o) {
  int32_t line = lineOfFrame(asFrame(o));
  return line < 0 ? newNone() : newInt(line);
}
bool setFrameLine(Object* o, Object* value) { return setFrameLine_mayRunPython(asFrame(o), value); }
Ref<Object> frameLocals(Object* o) { return localsOfFrame(asFrame(o)); }
Ref<Object> frameTrace(Object* o) { return asFrame(o)->trace_.isNull() ? newNone() : asFrame(o)->trace_.share(); }

bool setFrameTrace(Object* o, Object* value) {
  Frame* frame = asFrame(o);
  if (value == nullptr || isNone(value)) {
    frame->trace_.clear();
    return true;
  }
  if (frame->trace_.isNull()) beginFrameTrace(frame);
  frame->trace_.assign(share(value));
  return true;
}

Ref<Object> frameTraceLines(Object* o) { return newBool(!asFrame(o)->hides_lines_); }
Ref<Object> frameTraceOpcodes(Object* o) { return newBool(asFrame(o)->shows_opcodes_); }

bool setFlag(Object* value, bool* flag) {
  if (value == nullptr) return raise(kTypeTypeError, "can't delete numeric/char attribute");
  if (value->typeIndex() != kTypeBool) return raise(kTypeTypeError, "attribute value type must be bool");
  *flag = isTrue(value) > 0;
  return true;
}
bool setFrameTraceLines(Object* o, Object* value) {
  bool shown = false;
  if (!setFlag(value, &shown)) return false;
  asFrame(o)->hides_lines_ = !shown;
  return true;
}
bool setFrameTraceOpcodes(Object* o, Object* value) { return setFlag(value, &asFrame(o)->shows_opcodes_); }

constexpr GetSetDef kFrameAttributes[] = {
    {"f_back", frameBack},
    {"f_code", frameCodeObject},
    {"f_globals", frameGlobals},
    {"f_builtins", frameBuiltins},
    {"f_lasti", frameLastInstruction},
    {"f_lineno", frameLine, setFrameLine},
    {"f_locals", frameLocals},
    {"f_trace", frameTrace, setFrameTrace},
    {"f_trace_lines", frameTraceLines, setFrameTraceLines},
    {"f_trace_opcodes", frameTraceOpcodes, setFrameTraceOpcodes},
};

Traceback* asTraceback(Object* o) { return static_cast<Traceback*>(o); }

bool setNextTraceback(Object* self, Object* value) {
  if (value == nullptr) return raise(kTypeTypeError, "can't delete tb_next attribute");
  if (isNone(value)) {
    asTraceback(self)->next_.clear();
    return true;
  }
  if (!isExactTraceback(value)) return raise(kTypeTypeError, "expected traceback object, got '%T'", value);
  for (Object* t = value; t != nullptr; t = asTraceback(t)->next_.getOrNull()) {
    if (t == self) return raise(kTypeValueError, "traceback loop detected");
  }
  asTraceback(self)->next_.assign(share(value));
  return true;
}

constexpr GetSetDef kTracebackAttributes[] = {
    {"tb_next",
     [](Object* o) -> Ref<Object> {
       return asTraceback(o)->next_.isNull() ? newNone() : asTraceback(o)->next_.share();
     },
     setNextTraceback},
    asMember({"tb_frame", [](Object* o) -> Ref<Object> { return asTraceback(o)->frame_.share(); }}),
    asMember({"tb_lasti",
              [](Object* o) -> Ref<Object> { return newInt(static_cast<int64_t>(asTraceback(o)->instruction_) * 2); }}),
    asMember({"tb_lineno", [](Object* o) -> Ref<Object> { return newInt(lineOfTraceback(asTraceback(o))); }}),
};

void dropTraceback(Object* o) {
  Ref<Object> next = asTraceback(o)->next_.take();
  asTraceback(o)->frame_.clear();
}

}  // namespace

const TypeSpec kFrameSpec = {
    "frame",
    "builtins",
    {"frame", Kind::Container, Trace::Custom, 0, 0, sizeof(Frame), traverseFrame, nullptr, dropFrame, clearFrame},
    kTypeDisallowInstantiation,
    kFrameMethods,
    kFrameAttributes,
};

const TypeSpec kTracebackSpec = {
    "traceback",
    "builtins",
    {"traceback", Kind::Container, Trace::Fixed, offsetof(Traceback, next_), 2, sizeof(Traceback), nullptr, nullptr,
     dropTraceback, dropTraceback},
    kTypeDisallowInstantiation,
    {},
    kTracebackAttributes,
};

}  // namespace ophion
