// The types generator, coroutine and async_generator as programs see them.
#include "object/allocate.h"
#include "object/exception.h"
#include "object/import_hook.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/type.h"
#include "object/warning.h"
#include "vm/async_generator.h"
#include "vm/frame_object.h"
#include "vm/generator.h"
#include "vm/operand.h"

namespace ophion {

namespace {

Generator* asGenerator(Object* o) { return static_cast<Generator*>(o); }

void traverseGenerator(Object* o, Visitor& visitor) {
  Generator* g = asGenerator(o);
  visitor.slot(g->function_);
  visitor.slot(g->name_);
  visitor.slot(g->qualified_name_);
  visitor.slot(g->frame_);
  visitor.slot(g->handled_);
  visitor.slot(g->caller_handled_);
  visitor.slot(g->origin_);
  visitor.slots(g->registers(), g->saved_count_);
}

size_t generatorBytes(const Object* o) {
  return sizeof(Generator) + static_cast<const Generator*>(o)->capacity_ * sizeof(Register);
}

void clearGenerator(Object* o) {
  Generator* g = asGenerator(o);
  if (g->state_ == GeneratorState::Running) return;
  g->state_ = GeneratorState::Finished;
  uint32_t n = g->saved_count_;
  g->saved_count_ = 0;
  for (uint32_t i = n; i > 0; --i) g->registers()[i - 1].clear();
  if (Frame* frame = static_cast<Frame*>(g->frame_.getOrNull())) frame->generator_object_ = {};
  g->frame_.clear();
  g->handled_.clear();
}

void dropGenerator(Object* o) {
  clearGenerator(o);
  Generator* g = asGenerator(o);
  g->function_.clear();
  g->name_.clear();
  g->qualified_name_.clear();
  g->caller_handled_.clear();
  g->origin_.clear();
}

Ref<Object> stopIteration(Object* value) {
  return isNone(value) ? call(builtinType(kTypeStopIteration)) : call(builtinType(kTypeStopIteration), value);
}

// What a resumption gave, as send(), throw() and next() tell it: a value, or an exception.
Ref<Object> raiseStop(Resumed how, Ref<Object> result) {
  if (how == Resumed::Yielded) return result;
  if (how == Resumed::Raised) return raised();
  Ref<Object> stop = stopIteration(result.get());
  return stop ? Ref<Object>(raiseInstance(std::move(stop))) : raised();
}

// RuntimeWarning "coroutine 'x' was never awaited", through the module warnings, which knows how to tell where it came
// from.
void warnNeverAwaited_mayRunPython(Generator* g) {
  Ref<Str> module_name = newStr("warnings");
  Ref<Str> function_name = newStr("_warn_unawaited_coroutine");
  Ref<Object> module = module_name && function_name ? importModule_mayRunPython(module_name.get()) : Ref<Object>();
  if (module) {
    bool failed = false;
    if (Ref<Object> function = getAttrOrNull(module.get(), function_name.get(), &failed)) {
      (void)call(function.get(), g);
      return;
    }
    if (failed) return;
  }
  clearError();
  (void)warn_mayRunPython(kTypeRuntimeWarning, 1, "coroutine '%U' was never awaited",
                          static_cast<Str*>(g->qualified_name_.get()));
}

// A suspended generator that dies is closed first, so that its finally clauses run.
void finalizeGenerator(Object* o) {
  Generator* g = asGenerator(o);
  if (g->state_ == GeneratorState::Finished) return;
  if (isExactAsyncGenerator(o) && !g->origin_.isNull() && !g->async_closed_) {
    Ref<Object> finalizer = g->origin_.share();
    if (!call(finalizer.get(), o)) reportUnraisable_mayRunPython(nullptr, finalizer.get());
    return;
  }
  if (isExactCoroutine(o) && g->state_ == GeneratorState::Created) {
    warnNeverAwaited_mayRunPython(g);
    return;
  }
  if (g->state_ == GeneratorState::Suspended) (void)closeGenerator_mayRunPython(g);
}

Ref<Object> generatorIter(Object* const* args) { return share(args[0]); }

Ref<Object> generatorNext(Object* const* args) { return nextOfGenerator_mayRunPython(asGenerator(args[0])); }

Ref<Object> generatorSend(Object* const* args) {
  Ref<Object> result;
  Resumed how = resumeGenerator_mayRunPython(asGenerator(args[0]), args[1], &result);
  return raiseStop(how, std::move(result));
}

}  // namespace

bool raiseThrown(Object* type, Object* value, Object* traceback) {
  if (traceback != nullptr && !isNone(traceback) && !isExactTraceback(traceback)) {
    return raise(kTypeTypeError, "throw() third argument must be a traceback object");
  }
  Ref<Object> exception;
  if (isType(type) && isSubtype(static_cast<Type*>(type), builtinType(kTypeBaseException))) {
    if (value != nullptr && isInstanceOf(value, static_cast<Type*>(type))) {
      exception = share(value);
    } else if (value == nullptr || isNone(value)) {
      exception = call(type);
    } else if (isTupleLayout(value)) {
      exception = callWithTuple(type, static_cast<Tuple*>(value), nullptr);
    } else {
      exception = call(type, value);
    }
    // What goes wrong in making the exception is thrown in its place.
    if (!exception) return true;
    if (!isInstanceOf(exception.get(), builtinType(kTypeBaseException))) {
      raise(kTypeTypeError, "calling %R should have returned an instance of BaseException, not %T", type,
            exception.get());
      return true;
    }
  } else if (isInstanceOf(type, builtinType(kTypeBaseException))) {
    if (value != nullptr && !isNone(value)) {
      return raise(kTypeTypeError, "instance exception may not have a separate value");
    }
    exception = share(type);
  } else {
    return raise(kTypeTypeError, "exceptions must be classes or instances deriving from BaseException, not %T", type);
  }
  if (traceback != nullptr && !isNone(traceback)) asException(exception.get())->traceback_.assign(share(traceback));
  restoreError(std::move(exception));
  return true;
}

namespace {

Ref<Object> generatorThrow(Object* const* args) {
  if (!raiseThrown(args[1], args[2], args[3])) return raised();
  Ref<Object> result;
  Resumed how = throwIntoGenerator_mayRunPython(asGenerator(args[0]), &result);
  return raiseStop(how, std::move(result));
}

Ref<Object> generatorClose(Object* const* args) {
  if (!closeGenerator_mayRunPython(asGenerator(args[0]))) return raised();
  return newNone();
}

Ref<Object> generatorDel(Object* const* args) {
  finalizeGenerator(args[0]);
  if (errorPending()) reportUnraisable_mayRunPython(nullptr, args[0]);
  return newNone();
}

Ref<Object> generatorRepr(Object* const* args) {
  Generator* g = asGenerator(args[0]);
  const char* kind = isExactCoroutine(g) ? "coroutine" : isExactAsyncGenerator(g) ? "async_generator" : "generator";
  return formatStr("<%s object %S at 0x%llx>", kind, g->qualified_name_.get(), reinterpret_cast<unsigned long long>(g));
}

// --- attributes ---

bool setText(Slot<Object>& slot, Object* value, const char* what) {
  if (value == nullptr || !isStrLayout(value)) return raise(kTypeTypeError, "%s must be set to a string object", what);
  slot.assign(share(value));
  return true;
}

Ref<Object> getName(Object* o) { return asGenerator(o)->name_.share(); }
bool setName(Object* o, Object* value) { return setText(asGenerator(o)->name_, value, "__name__"); }
Ref<Object> getQualifiedName(Object* o) { return asGenerator(o)->qualified_name_.share(); }
bool setQualifiedName(Object* o, Object* value) {
  return setText(asGenerator(o)->qualified_name_, value, "__qualname__");
}
Ref<Object> getRunning(Object* o) { return newBool(asGenerator(o)->state_ == GeneratorState::Running); }
Ref<Object> getSuspended(Object* o) { return newBool(asGenerator(o)->state_ == GeneratorState::Suspended); }

Ref<Object> getCode(Object* o) {
  Object* function = asGenerator(o)->function_.getOrNull();
  if (function == nullptr) return newNone();
  return isExactFunction(function) ? share<Object>(static_cast<Function*>(function)->code_.get()) : share(function);
}

Ref<Object> getYieldFrom(Object* o) {
  Object* inner = delegateBorrowed(asGenerator(o));
  return inner == nullptr ? newNone() : share(inner);
}

Ref<Object> getFrame(Object* o) {
  Generator* g = asGenerator(o);
  if (g->state_ == GeneratorState::Finished) return newNone();
  if (!g->frame_.isNull()) return g->frame_.share();
  if (g->state_ == GeneratorState::Running) {
    for (FrameRef f = FrameRef::current(); f.valid(); f = f.caller()) {
      if ((f.fp()[kFrameFlags] & kFrameGenerator) && objectAt(f.fp()[kFrameExtra]) == g) return frameObjectOf(f);
    }
  }
  Ref<Frame> frame = allocateContainer<Frame>(kTypeFrame);
  if (!frame) return raised();
  frame->function_.init(g->function_.share());
  frame->generator_object_.set(g);
  Code* code = static_cast<Function*>(g->function_.get())->code_.get();
  frame->unit_ = static_cast<uint32_t>(instructionAt(g->pc_) - code->instructions());
  g->frame_.init(Ref<Object>(frame));
  return frame;
}

Ref<Object> getOrigin(Object* o) {
  return asGenerator(o)->origin_.isNull() ? newNone() : asGenerator(o)->origin_.share();
}

constexpr NativeDef kGeneratorMethods[] = {
    {"__iter__", "self, /", generatorIter},
    {"__next__", "self, /", generatorNext},
    {"send", "self, value, /", generatorSend,
     "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration."},
    {"throw", "self, type, value=None, traceback=None, /", generatorThrow,
     "Raise exception in generator, return next yielded value or raise StopIteration."},
    {"close", "self, /", generatorClose, "close() -> raise GeneratorExit inside generator."},
    {"__del__", "self, /", generatorDel},
    {"__repr__", "self, /", generatorRepr},
};

// Why this function is long: it is none, but tables.
constexpr GetSetDef kGeneratorAttributes[] = {
    {"__name__", getName, setName}, {"__qualname__", getQualifiedName, setQualifiedName},
    {"gi_running", getRunning},     {"gi_suspended", getSuspended},
    asMember({"gi_code", getCode}), {"gi_yieldfrom", getYieldFrom},
    {"gi_frame", getFrame},
};

constexpr NativeDef kCoroutineMethods[] = {
    {"__await__", "self, /",
     [](Object* const* args) -> Ref<Object> {
       Ref<CoroutineWrapper> w = allocateContainer<CoroutineWrapper>(kTypeCoroutineWrapper);
       if (w) w->coroutine_.init(share(args[0]));
       return w;
     }},
    {"send", "self, value, /", generatorSend,
     "send(arg) -> send 'arg' into coroutine,\nreturn next yielded value or raise StopIteration."},
    {"throw", "self, type, value=None, traceback=None, /", generatorThrow,
     "Raise exception in coroutine, return next yielded value or raise StopIteration."},
    {"close", "self, /", generatorClose, "close() -> raise GeneratorExit inside coroutine."},
    {"__del__", "self, /", generatorDel},
    {"__repr__", "self, /", generatorRepr},
};

constexpr GetSetDef kCoroutineAttributes[] = {
    {"__name__", getName, setName}, {"__qualname__", getQualifiedName, setQualifiedName},
    {"cr_running", getRunning},     {"cr_suspended", getSuspended},
    asMember({"cr_code", getCode}), {"cr_await", getYieldFrom},
    {"cr_frame", getFrame},         asMember({"cr_origin", getOrigin}),
};

Ref<Object> getAsyncRunning(Object* o) { return newBool(asGenerator(o)->async_running_); }

constexpr NativeDef kAsyncGeneratorMethods[] = {
    {"__aiter__", "self, /", generatorIter},
    {"__anext__", "self, /", asyncGeneratorNext},
    {"asend", "self, value, /", asyncGeneratorSend, "asend(v) -> send 'v' in generator."},
    {"athrow", "self, type, value=None, traceback=None, /", asyncGeneratorThrow,
     "athrow(typ[,val[,tb]]) -> raise exception in generator."},
    {"aclose", "self, /", asyncGeneratorClose, "aclose() -> raise GeneratorExit inside generator."},
    {"__class_getitem__", "cls, object, /", classGetItem, "See PEP 585", NativeKind::ClassMethod},
    {"__del__", "self, /", generatorDel},
    {"__repr__", "self, /", generatorRepr},
};

constexpr GetSetDef kAsyncGeneratorAttributes[] = {
    {"__name__", getName, setName},
    {"__qualname__", getQualifiedName, setQualifiedName},
    asMember({"ag_running", getAsyncRunning}),
    asMember({"ag_code", getCode}),
    {"ag_await", getYieldFrom},
    {"ag_frame", getFrame},
};

Object* wrapped(Object* o) { return static_cast<CoroutineWrapper*>(o)->coroutine_.get(); }

constexpr NativeDef kWrapperMethods[] = {
    {"__iter__", "self, /", generatorIter},
    {"__next__", "self, /",
     [](Object* const* args) -> Ref<Object> {
       Object* inner = wrapped(args[0]);
       return generatorNext(&inner);
     }},
    {"send", "self, value, /",
     [](Object* const* args) -> Ref<Object> {
       Object* inner[] = {wrapped(args[0]), args[1]};
       return generatorSend(inner);
     }},
    {"throw", "self, type, value=None, traceback=None, /",
     [](Object* const* args) -> Ref<Object> {
       Object* inner[] = {wrapped(args[0]), args[1], args[2], args[3]};
       return generatorThrow(inner);
     }},
    {"close", "self, /",
     [](Object* const* args) -> Ref<Object> {
       Object* inner = wrapped(args[0]);
       return generatorClose(&inner);
     }},
};

}  // namespace

const TypeSpec kGeneratorSpec = {
    "generator",
    "builtins",
    {"generator", Kind::Container, Trace::Custom, 0, 0, 0, traverseGenerator, generatorBytes, dropGenerator,
     clearGenerator, finalizeGenerator},
    kTypeDisallowInstantiation | kTypeInstancesWeakReferable,
    kGeneratorMethods,
    kGeneratorAttributes,
};

const TypeSpec kCoroutineSpec = {
    "coroutine",
    "builtins",
    {"coroutine", Kind::Container, Trace::Custom, 0, 0, 0, traverseGenerator, generatorBytes, dropGenerator,
     clearGenerator, finalizeGenerator},
    kTypeDisallowInstantiation | kTypeInstancesWeakReferable,
    kCoroutineMethods,
    kCoroutineAttributes,
};

const TypeSpec kAsyncGeneratorSpec = {
    "async_generator",
    "builtins",
    {"async_generator", Kind::Container, Trace::Custom, 0, 0, 0, traverseGenerator, generatorBytes, dropGenerator,
     clearGenerator, finalizeGenerator},
    kTypeDisallowInstantiation | kTypeInstancesWeakReferable,
    kAsyncGeneratorMethods,
    kAsyncGeneratorAttributes,
};

const TypeSpec kCoroutineWrapperSpec = {
    "coroutine_wrapper",
    "builtins",
    {"coroutine_wrapper", Kind::Container, Trace::Fixed, offsetof(CoroutineWrapper, coroutine_), 1,
     sizeof(CoroutineWrapper), nullptr, nullptr,
     [](Object* o) { static_cast<CoroutineWrapper*>(o)->coroutine_.clear(); }, nullptr},
    kTypeDisallowInstantiation,
    kWrapperMethods,
};

}  // namespace ophion
