// Calls: from the interpreter into functions, natives and classes, and from C++ into Python functions.
#include "object/allocate.h"
#include "object/call_hooks.h"
#include "object/dict.h"
#include "object/make_instance.h"
#include "object/native_stack.h"
#include "object/protocol.h"
#include "object/shape.h"
#include "object/singletons.h"
#include "vm/fast_paths.h"
#include "vm/inline_cache.h"
#include "vm/interpreter.h"
#include "vm/operand.h"

namespace ophion {

namespace {

// One call as the interpreter sees it: where the callable, self and the arguments lie.
struct Window {
  Register* t;           // first register of the window
  size_t n;              // arguments, self not included
  Tuple* keyword_names;  // or null; borrowed from the code's constants
  uint16_t destination;
};

Window windowOf(Instruction* pc, Register* fp) {
  Window w{fp + pc->a, pc->b, nullptr, pc->c};
  Op op = originalOp(pc);
  if (op == Op::kCallKw || op == Op::kCallMethodKw) {
    uint32_t k = *reinterpret_cast<uint32_t*>(pc + 1);
    w.keyword_names = static_cast<Tuple*>(frameCode(fp)->constants_->at(k));
  }
  return w;
}

bool checkDepth() {
  VmState& v = vm();
  if (v.depth_ >= v.depth_limit_) return raise(kTypeRecursionError, "maximum recursion depth exceeded");
  return true;
}

void clearWindow(const Window& w) {
  releaseRegisters_mayRunPython(w.t, 0, static_cast<unsigned>(kWindowArguments + w.n));
}

CallOutcome finish(Register* fp, uint16_t destination, Ref<Object> value) {
  return setRegister(fp, destination, std::move(value)) ? CallOutcome::Done : CallOutcome::Failed;
}

// Pushes a frame for a function whose arguments lie from `new_fp` on; the function is at new_fp[kFrameFunction],
// counted.
CallOutcome pushFrame(Instruction* pc, Register* fp, Register* new_fp, size_t n, Tuple* names, uint32_t flags,
                      Resume* resume) {
  Function* function = static_cast<Function*>(objectAt(new_fp[kFrameFunction]));
  Code* code = function->code_.get();
  size_t words = std::max<size_t>(code->register_count_, n);
  if (!checkDepth() || !ensureStack(new_fp, words + 8) || !bindArguments(function, new_fp, n, names)) {
    return CallOutcome::Failed;
  }
  ++vm().depth_;
  new_fp[kFrameDelta] = static_cast<uint32_t>(new_fp - fp);
  new_fp[kFrameReturn] = slotIndex(pc);
  new_fp[kFrameObject] = 0;
  new_fp[kFrameFlags] = flags;
  *resume = {code->instructions(), new_fp};
  return CallOutcome::Entered;
}

// Calls something that is no Python function, with the arguments as plain pointers; the window stays as it is.
Ref<Object> valueOfOther(const Window& w, Object* callable, Object* self) {
  constexpr size_t kOnStack = 16;
  Object* few[kOnStack];
  size_t n = w.n + (self != nullptr);
  RawBuffer<Object*>* many = nullptr;
  alignas(RawBuffer<Object*>) char storage[sizeof(RawBuffer<Object*>)];
  Object** args = few;
  if (n > kOnStack) {
    many = new (storage) RawBuffer<Object*>(n);
    if (!*many) return raised();
    args = many->get();
  }
  size_t at = 0;
  if (self != nullptr) args[at++] = self;
  for (size_t i = 0; i < w.n; ++i) args[at++] = objectAt(w.t[kWindowArguments + i]);
  Ref<Object> value = callVector(callable, args, n, w.keyword_names);
  if (many != nullptr) many->~RawBuffer<Object*>();
  return value;
}

CallOutcome callOther(const Window& w, Register* fp, Object* callable, Object* self) {
  Ref<Object> value = valueOfOther(w, callable, self);
  if (!value) return CallOutcome::Failed;
  clearWindow(w);
  return finish(fp, w.destination, std::move(value));
}

// Where instances are made by object.__new__ and initialised by a Python function, the instance is made here and the
// function's frame pushed, without a C++ frame in between.
CallOutcome callClass(Instruction* pc, Register* fp, const Window& w, Type* type, Resume* resume) {
  Object* init = nullptr;
  if (makesPlainInstances(type)) {
    init = lookupSpecial(type, Special::k_init);
    if (init == nullptr && errorPending()) return CallOutcome::Failed;
  }
  if (init == nullptr || !isExactFunction(init)) return callOther(w, fp, type, nullptr);
  Ref<Object> instance = allocateInstance(type, sizeof(Object));
  if (!instance) return CallOutcome::Failed;
  // The class leaves the window; the instance is self and, in fp[-6] of the new frame, the value.
  Ref<Object> held = takeRegister(w.t, kWindowCallable);
  w.t[kWindowMethod] = slotIndex(share(init).release());
  w.t[0] = slotIndex(share(instance.get()).release());
  w.t[kWindowSelf] = slotIndex(instance.release());
  return pushFrame(pc, fp, w.t + kWindowSelf, w.n + 1, w.keyword_names, kFrameInit, resume);
}

}  // namespace

Ref<Object> callAt_mayRunPython(Instruction* pc, Register* fp) {
  Window w = windowOf(pc, fp);
  bool method = w.t[kWindowMethod] != 0;
  return valueOfOther(w, objectAt(w.t[method ? kWindowMethod : kWindowCallable]),
                      method ? objectAt(w.t[kWindowSelf]) : nullptr);
}

CallOutcome finishCallAt_mayRunPython(Instruction* pc, Register* fp, Ref<Object> value) {
  Window w = windowOf(pc, fp);
  clearWindow(w);
  return finish(fp, w.destination, std::move(value));
}

CallOutcome slowCall(Instruction* pc, Register* fp, Resume* resume) {
  Window w = windowOf(pc, fp);
  Op op = originalOp(pc);
  bool method = (op == Op::kCallMethod || op == Op::kCallMethodKw) && w.t[kWindowMethod] != 0;
  if (method) {
    Object* function = objectAt(w.t[kWindowMethod]);
    if (isExactFunction(function)) {
      return pushFrame(pc, fp, w.t + kWindowSelf, w.n + 1, w.keyword_names, 0, resume);
    }
    return callOther(w, fp, function, objectAt(w.t[kWindowSelf]));
  }
  Object* callable = objectAt(w.t[kWindowCallable]);
  switch (callable->typeIndex()) {
    case kTypeFunction:
      return pushFrame(pc, fp, w.t + kWindowArguments, w.n, w.keyword_names, 0, resume);
    case kTypeMethod: {
      Method* bound = static_cast<Method*>(callable);
      if (!isExactFunction(bound->function_.get())) break;
      Ref<Object> held = takeRegister(w.t, kWindowCallable);
      w.t[kWindowMethod] = slotIndex(bound->function_.share().release());
      w.t[kWindowSelf] = slotIndex(bound->self_.share().release());
      return pushFrame(pc, fp, w.t + kWindowSelf, w.n + 1, w.keyword_names, 0, resume);
    }
    case kTypeType:
      return callClass(pc, fp, w, static_cast<Type*>(callable), resume);
    default:
      break;
  }
  return callOther(w, fp, callable, nullptr);
}

namespace {

// The names of a call's keywords, and their values, counted, into `values`.
Ref<Tuple> spreadKeywords(Dict* keywords, Register* values) {
  Ref<Tuple> names = newTuple(keywords->used_);
  size_t position = 0;
  Object* key = nullptr;
  Object* value = nullptr;
  for (size_t i = 0; names && nextEntry(keywords, &position, &key, &value); ++i) {
    if (!isStrLayout(key)) return raise(kTypeTypeError, "keywords must be strings");
    names->items()[i].init(share(key));
    values[i] = slotIndex(share(value).release());
  }
  return names;
}

// What a call with keywords expanded, as one object. The values count once more, as in CPython, where they also lie in
// the row that the dict was unpacked to.
Ref<Object> keepExpanded(Tuple* args, Dict* keywords, const Register* values, size_t named) {
  Ref<Tuple> kept = newTuple(named + 2);
  if (!kept) return raised();
  kept->items()[0].init(share<Object>(args));
  kept->items()[1].init(share<Object>(keywords));
  for (size_t i = 0; i < named; ++i) kept->items()[i + 2].init(share(objectAt(values[i])));
  return kept;
}

// f(*args, **keywords) of a Python function or a method bound to one: the arguments are spread where its frame begins.
// What was expanded stays alive until it returns, as programs can see by counting.
CallOutcome enterSpread(Instruction* pc, Register* fp, Function* function, Object* self, Resume* resume) {
  Register* t = fp + pc->a;
  Tuple* args = static_cast<Tuple*>(objectAt(t[kWindowArguments]));
  Dict* keywords = pc->b == 0 ? nullptr : static_cast<Dict*>(objectAt(t[kWindowArguments + 1]));
  size_t n = args->size_;
  size_t named = keywords == nullptr ? 0 : keywords->used_;
  size_t words = n + named + function->code_->register_count_ + 16;
  if (!checkDepth() || !ensureStack(t + kWindowArguments, words)) return CallOutcome::Failed;
  Ref<Object> kept_args = takeRegister(t, kWindowArguments);
  Ref<Object> kept_keywords;
  if (keywords != nullptr) kept_keywords = takeRegister(t, kWindowArguments + 1);
  Register* first = t + kWindowArguments;
  for (size_t i = 0; i < n; ++i) first[i] = slotIndex(args->items()[i].share().release());
  Ref<Tuple> names;
  Ref<Object> expanded = std::move(kept_args);
  if (named != 0) {
    names = spreadKeywords(keywords, first + n);
    if (names) expanded = keepExpanded(args, keywords, first + n, named);
    if (!names || !expanded) {
      releaseRegisters_mayRunPython(first, 0, static_cast<unsigned>(n + named));
      return CallOutcome::Failed;
    }
  }
  Register* new_fp = first;
  Ref<Object> bound;
  if (self != nullptr) {
    bound = takeRegister(t, kWindowCallable);
    t[kWindowMethod] = slotIndex(share(function).release());
    t[kWindowSelf] = slotIndex(share(self).release());
    new_fp = t + kWindowSelf;
    ++n;
  }
  new_fp[kFrameExtra] = slotIndex(expanded.release());
  return pushFrame(pc, fp, new_fp, n + named, names.get(), kFrameSpread, resume);
}

}  // namespace

CallOutcome slowCallEx(Instruction* pc, Register* fp, Resume* resume) {
  Register* t = fp + pc->a;
  Tuple* args = static_cast<Tuple*>(objectAt(t[kWindowArguments]));
  Dict* keywords = pc->b == 0 ? nullptr : static_cast<Dict*>(objectAt(t[kWindowArguments + 1]));
  Object* callable = objectAt(t[kWindowCallable]);
  if (isExactFunction(callable)) return enterSpread(pc, fp, static_cast<Function*>(callable), nullptr, resume);
  if (isExactMethod(callable) && isExactFunction(static_cast<Method*>(callable)->function_.get())) {
    Method* method = static_cast<Method*>(callable);
    return enterSpread(pc, fp, static_cast<Function*>(method->function_.get()), method->self_.get(), resume);
  }
  Ref<Object> value = callWithTuple(callable, args, keywords != nullptr && keywords->used_ != 0 ? keywords : nullptr);
  if (!value) return CallOutcome::Failed;
  releaseRegisters_mayRunPython(t, 0, kWindowArguments + 2);
  return finish(fp, pc->c, std::move(value));
}

namespace {

// NativeRecursion, inline.
struct NativeDepth {
  NativeDepth() { ++state().native_depth_; }
  ~NativeDepth() { --state().native_depth_; }
  bool exceeded() const {
    RuntimeState& s = state();
    return s.native_depth_ + s.recursion_depth_ > s.recursion_limit_ || isStackDeep();
  }
};

}  // namespace

Ref<Object> callPythonFunction(Function* function, Object* const* args, size_t n, Tuple* keyword_names) {
  NativeDepth depth;
  if (OPHION_UNLIKELY(depth.exceeded())) return raise(kTypeRecursionError, "maximum recursion depth exceeded");
  VmState& v = vm();
  Code* code = function->code_.get();
  Register* top = v.fp_ == 0 ? stackTop() : framePointer(v.fp_) + frameCode(framePointer(v.fp_))->register_count_;
  Register* fp = top + 6;
  size_t words = std::max<size_t>(code->register_count_, n) + 16;
  if (OPHION_UNLIKELY(v.depth_ >= v.depth_limit_) && !checkDepth()) return raised();
  if (OPHION_UNLIKELY(frameWords(top) + words > v.stack_limit_) && !ensureStack(top, words)) return raised();
  for (size_t i = 0; i < n; ++i) fp[i] = slotIndex(share(args[i]).release());
  bool fits = keyword_names == nullptr && n == code->argument_count_ && code->simple_call_ != 0;
  if (!fits && !bindArguments(function, fp, n, keyword_names)) return raised();
  ++v.depth_;
  uint32_t fp_before = v.fp_, pc_before = v.pc_;
  fp[kFrameFunction] = slotIndex(share(function).release());
  fp[kFrameDelta] = v.fp_ == 0 ? 0 : static_cast<uint32_t>(fp - framePointer(v.fp_));
  fp[kFrameReturn] = v.pc_;
  fp[kFrameObject] = 0;
  fp[kFrameFlags] = kFrameEntry;
  Exit how;
  Object* value = interpret(code->instructions(), fp, false, &how);
  v.fp_ = fp_before;
  v.pc_ = pc_before;
  return Ref<Object>::steal(value);
}

Dict* currentGlobalsBorrowed() {
  FrameRef frame = FrameRef::current();
  return frame.valid() ? frame.function()->globals_.get() : nullptr;
}

bool superArguments(Object** type, Object** self) {
  FrameRef frame = FrameRef::current();
  if (!frame.valid()) return raise(kTypeRuntimeError, "super(): no current frame");
  Code* code = frame.code();
  if (code->argument_count_ == 0) return raise(kTypeRuntimeError, "super(): no arguments");
  Object* first = frame.local(0);
  // A first parameter that is a cell variable has moved into its cell.
  for (unsigned i = 0; first == nullptr && i < code->cell_count_; ++i) {
    if (code->cell_names_->at(i) != code->variable_names_->at(0)) continue;
    first = static_cast<Cell*>(frame.local(code->local_count_ + i))->value_.getOrNull();
  }
  if (first == nullptr) return raise(kTypeRuntimeError, "super(): arg[0] deleted");
  Str* wanted = name(Name::__class__);
  for (unsigned i = 0; i < code->free_count_; ++i) {
    if (!equalStrs(reinterpret_cast<Str*>(code->free_names_->at(i)), wanted)) continue;
    Object* found = static_cast<Cell*>(frame.function()->closure_->at(i))->value_.getOrNull();
    if (found == nullptr) return raise(kTypeRuntimeError, "super(): empty __class__ cell");
    if (!isType(found)) return raise(kTypeRuntimeError, "super(): __class__ is not a type (%T)", found);
    *type = found;
    *self = first;
    return true;
  }
  return raise(kTypeRuntimeError, "super(): __class__ cell not found");
}

}  // namespace ophion
