// Asynchronous generators: the awaitables that drive them, and anext() with a default.
#include "vm/async_generator.h"

#include "object/allocate.h"
#include "object/error.h"
#include "object/exception.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/type.h"
#include "vm/operand.h"

namespace ophion {

namespace {

constexpr const char* kAsendReused = "cannot reuse already awaited __anext__()/asend()";
constexpr const char* kAthrowReused = "cannot reuse already awaited aclose()/athrow()";

Generator* driven(const Slot<Object>& slot) { return static_cast<Generator*>(slot.get()); }

bool isAtItsYield(const Generator* g) {
  return g->state_ == GeneratorState::Suspended && static_cast<Op>(instructionAt(g->pc_)->op) == Op::kYield;
}

// Before the first step: sys.set_asyncgen_hooks().
bool askHooks(Generator* g) {
  if (g->hooks_asked_) return true;
  g->hooks_asked_ = true;
  if (Object* finalizer = asyncGeneratorFinalizerHookBorrowed()) g->origin_.assign(share(finalizer));
  Object* first = asyncGeneratorFirstHookBorrowed();
  if (first == nullptr) return true;
  Ref<Object> kept = share(first);
  return static_cast<bool>(call(first, g));
}

// What a step gave, as the awaitable tells it: what the frame awaits, or StopIteration with what it yielded.
Ref<Object> stepResult(Generator* g, Resumed how, Ref<Object> result) {
  if (how == Resumed::Yielded) {
    if (!isAtItsYield(g)) return result;
    g->async_running_ = false;
    return raiseObject(kTypeStopIteration, result.get());
  }
  if (how == Resumed::Returned) raiseNoArgument(kTypeStopAsyncIteration);
  if (errorMatches(kTypeStopAsyncIteration) || errorMatches(kTypeGeneratorExit)) g->async_closed_ = true;
  g->async_running_ = false;
  return raised();
}

// --- __anext__(), asend() ---

AsyncGeneratorAsend* asAsend(Object* o) { return static_cast<AsyncGeneratorAsend*>(o); }

Ref<Object> newAsend(Object* generator, Object* value) {
  if (!askHooks(static_cast<Generator*>(generator))) return raised();
  Ref<AsyncGeneratorAsend> a = allocateContainer<AsyncGeneratorAsend>(kTypeAsyncGeneratorAsend);
  if (!a) return raised();
  a->generator_.init(share(generator));
  if (value != nullptr) a->value_.init(share(value));
  return a;
}

Ref<Object> asendStep(AsyncGeneratorAsend* a, Resumed how, Ref<Object> result) {
  Ref<Object> passed = stepResult(driven(a->generator_), how, std::move(result));
  if (!passed) a->state_ = AwaitState::Done;
  return passed;
}

Ref<Object> asendSend(Object* const* args) {
  AsyncGeneratorAsend* a = asAsend(args[0]);
  Generator* g = driven(a->generator_);
  Object* value = args[1];
  if (a->state_ == AwaitState::Done) return raise(kTypeRuntimeError, kAsendReused);
  if (a->state_ == AwaitState::Created) {
    if (g->async_running_) return raise(kTypeRuntimeError, "anext(): asynchronous generator is already running");
    if (isNone(value) && !a->value_.isNull()) value = a->value_.get();
    a->state_ = AwaitState::Running;
  }
  g->async_running_ = true;
  Ref<Object> result;
  Resumed how = resumeGenerator_mayRunPython(g, value, &result);
  return asendStep(a, how, std::move(result));
}

Ref<Object> asendNext(Object* const* args) {
  Object* with_none[] = {args[0], none()};
  return asendSend(with_none);
}

Ref<Object> asendThrow(Object* const* args) {
  AsyncGeneratorAsend* a = asAsend(args[0]);
  if (a->state_ == AwaitState::Done) return raise(kTypeRuntimeError, kAsendReused);
  Ref<Object> result;
  Resumed how = Resumed::Raised;
  if (raiseThrown(args[1], args[2], args[3])) {
    how = throwIntoGenerator_mayRunPython(driven(a->generator_), &result, false);
  }
  return asendStep(a, how, std::move(result));
}

Ref<Object> asendClose(Object* const* args) {
  asAsend(args[0])->state_ = AwaitState::Done;
  return newNone();
}

// --- athrow(), aclose() ---

AsyncGeneratorAthrow* asAthrow(Object* o) { return static_cast<AsyncGeneratorAthrow*>(o); }

Ref<Object> newAthrow(Object* generator, Object* type, Object* value, Object* traceback) {
  if (!askHooks(static_cast<Generator*>(generator))) return raised();
  Ref<AsyncGeneratorAthrow> a = allocateContainer<AsyncGeneratorAthrow>(kTypeAsyncGeneratorAthrow);
  if (!a) return raised();
  a->generator_.init(share(generator));
  if (type != nullptr) a->type_.init(share(type));
  if (value != nullptr) a->value_.init(share(value));
  if (traceback != nullptr) a->traceback_.init(share(traceback));
  return a;
}

Ref<Object> athrowStep(AsyncGeneratorAthrow* a, Resumed how, Ref<Object> result) {
  Generator* g = driven(a->generator_);
  bool closing = a->type_.isNull();
  if (how == Resumed::Yielded && closing && isAtItsYield(g)) {
    g->async_running_ = false;
    a->state_ = AwaitState::Done;
    return raise(kTypeRuntimeError, "async generator ignored GeneratorExit");
  }
  Ref<Object> passed = stepResult(g, how, std::move(result));
  if (passed) return passed;
  a->state_ = AwaitState::Done;
  if (closing && (errorMatches(kTypeStopAsyncIteration) || errorMatches(kTypeGeneratorExit))) {
    clearError();
    return raiseNoArgument(kTypeStopIteration);
  }
  return raised();
}

// What the awaitable was made for becomes the pending exception.
bool raiseWanted(AsyncGeneratorAthrow* a) {
  if (!a->type_.isNull()) return raiseThrown(a->type_.get(), a->value_.getOrNull(), a->traceback_.getOrNull());
  raiseNoArgument(kTypeGeneratorExit);
  return true;
}

Ref<Object> athrowSend(Object* const* args) {
  AsyncGeneratorAthrow* a = asAthrow(args[0]);
  Generator* g = driven(a->generator_);
  bool closing = a->type_.isNull();
  if (a->state_ == AwaitState::Done) return raise(kTypeRuntimeError, kAthrowReused);
  if (g->state_ == GeneratorState::Finished) {
    a->state_ = AwaitState::Done;
    return raiseNoArgument(kTypeStopIteration);
  }
  Ref<Object> result;
  if (a->state_ == AwaitState::Running) {
    Resumed how = resumeGenerator_mayRunPython(g, args[1], &result);
    return athrowStep(a, how, std::move(result));
  }
  if (g->async_running_) {
    a->state_ = AwaitState::Done;
    return raise(kTypeRuntimeError, "%s(): asynchronous generator is already running", closing ? "aclose" : "athrow");
  }
  if (g->async_closed_) {
    a->state_ = AwaitState::Done;
    return raiseNoArgument(kTypeStopAsyncIteration);
  }
  if (!isNone(args[1])) return raise(kTypeRuntimeError, "can't send non-None value to a just-started coroutine");
  a->state_ = AwaitState::Running;
  g->async_running_ = true;
  if (closing) g->async_closed_ = true;
  Resumed how = raiseWanted(a) ? throwIntoGenerator_mayRunPython(g, &result, false) : Resumed::Raised;
  return athrowStep(a, how, std::move(result));
}

Ref<Object> athrowNext(Object* const* args) {
  Object* with_none[] = {args[0], none()};
  return athrowSend(with_none);
}

Ref<Object> athrowThrow(Object* const* args) {
  AsyncGeneratorAthrow* a = asAthrow(args[0]);
  if (a->state_ == AwaitState::Done) return raise(kTypeRuntimeError, kAthrowReused);
  Ref<Object> result;
  Resumed how = Resumed::Raised;
  if (raiseThrown(args[1], args[2], args[3])) {
    how = throwIntoGenerator_mayRunPython(driven(a->generator_), &result, false);
  }
  return athrowStep(a, how, std::move(result));
}

Ref<Object> athrowClose(Object* const* args) {
  asAthrow(args[0])->state_ = AwaitState::Done;
  return newNone();
}

// --- anext() with a default ---

AnextAwaitable* asAnext(Object* o) { return static_cast<AnextAwaitable*>(o); }

bool startAnext(AnextAwaitable* a) {
  if (a->started_) return true;
  Ref<Object> iterator =
      awaitableIterator_mayRunPython(a->awaitable_.get(), "object %T can't be used in 'await' expression");
  if (!iterator) return false;
  a->awaitable_.assign(std::move(iterator));
  a->started_ = true;
  return true;
}

// The end of the iteration is the default.
Ref<Object> defaultForEnd(AnextAwaitable* a) {
  if (!errorMatches(kTypeStopAsyncIteration)) return raised();
  clearError();
  return raiseObject(kTypeStopIteration, a->default_.get());
}

Ref<Object> anextSend(Object* const* args) {
  AnextAwaitable* a = asAnext(args[0]);
  if (!startAnext(a)) return raised();
  Ref<Object> iterator = a->awaitable_.share();
  Ref<Object> result;
  switch (sendTo_mayRunPython(iterator.get(), args[1], &result)) {
    case Resumed::Yielded:
      return result;
    case Resumed::Returned:
      return raiseObject(kTypeStopIteration, result.get());
    case Resumed::Raised:
      break;
  }
  return defaultForEnd(a);
}

Ref<Object> anextNext(Object* const* args) {
  Object* with_none[] = {args[0], none()};
  return anextSend(with_none);
}

Ref<Object> anextThrow(Object* const* args) {
  AnextAwaitable* a = asAnext(args[0]);
  if (!startAnext(a)) return raised();
  Ref<Object> iterator = a->awaitable_.share();
  Ref<Object> method = getAttr(iterator.get(), Name::throw_);
  if (!method) return raised();
  size_t n = args[2] == nullptr ? 1 : args[3] == nullptr ? 2 : 3;
  Ref<Object> result = callVector(method.get(), args + 1, n, nullptr);
  return result ? std::move(result) : defaultForEnd(a);
}

Ref<Object> anextClose(Object* const* args) {
  AnextAwaitable* a = asAnext(args[0]);
  if (!startAnext(a)) return raised();
  Ref<Object> iterator = a->awaitable_.share();
  Ref<Object> result = callMethod(iterator.get(), Name::close);
  return result ? std::move(result) : defaultForEnd(a);
}

// --- types ---

Ref<Object> itself(Object* const* args) { return share(args[0]); }

void dropAsend(Object* o) {
  asAsend(o)->generator_.clear();
  asAsend(o)->value_.clear();
}

void dropAthrow(Object* o) {
  asAthrow(o)->generator_.clear();
  asAthrow(o)->type_.clear();
  asAthrow(o)->value_.clear();
  asAthrow(o)->traceback_.clear();
}

void dropAnext(Object* o) {
  asAnext(o)->awaitable_.clear();
  asAnext(o)->default_.clear();
}

constexpr NativeDef kAsendMethods[] = {
    {"__await__", "self, /", itself},
    {"__iter__", "self, /", itself},
    {"__next__", "self, /", asendNext},
    {"send", "self, value, /", asendSend},
    {"throw", "self, type, value=None, traceback=None, /", asendThrow},
    {"close", "self, /", asendClose},
};

constexpr NativeDef kAthrowMethods[] = {
    {"__await__", "self, /", itself},
    {"__iter__", "self, /", itself},
    {"__next__", "self, /", athrowNext},
    {"send", "self, value, /", athrowSend},
    {"throw", "self, type, value=None, traceback=None, /", athrowThrow},
    {"close", "self, /", athrowClose},
};

constexpr NativeDef kAnextMethods[] = {
    {"__await__", "self, /", itself},
    {"__iter__", "self, /", itself},
    {"__next__", "self, /", anextNext},
    {"send", "self, value, /", anextSend},
    {"throw", "self, type, value=None, traceback=None, /", anextThrow},
    {"close", "self, /", anextClose},
};

}  // namespace

Ref<Object> newAnextAwaitable(Object* awaitable, Object* default_value) {
  Ref<AnextAwaitable> a = allocateContainer<AnextAwaitable>(kTypeAnextAwaitable);
  if (!a) return raised();
  a->awaitable_.init(share(awaitable));
  a->default_.init(share(default_value));
  return a;
}

Ref<Object> asyncGeneratorNext(Object* const* args) { return newAsend(args[0], nullptr); }
Ref<Object> asyncGeneratorSend(Object* const* args) { return newAsend(args[0], args[1]); }
Ref<Object> asyncGeneratorThrow(Object* const* args) { return newAthrow(args[0], args[1], args[2], args[3]); }
Ref<Object> asyncGeneratorClose(Object* const* args) { return newAthrow(args[0], nullptr, nullptr, nullptr); }

const TypeSpec kAsyncGeneratorAsendSpec = {
    "async_generator_asend",
    "builtins",
    {"async_generator_asend", Kind::Container, Trace::Fixed, offsetof(AsyncGeneratorAsend, generator_), 2,
     sizeof(AsyncGeneratorAsend), nullptr, nullptr, dropAsend, nullptr},
    kTypeDisallowInstantiation,
    kAsendMethods,
};

const TypeSpec kAsyncGeneratorAthrowSpec = {
    "async_generator_athrow",
    "builtins",
    {"async_generator_athrow", Kind::Container, Trace::Fixed, offsetof(AsyncGeneratorAthrow, generator_), 4,
     sizeof(AsyncGeneratorAthrow), nullptr, nullptr, dropAthrow, nullptr},
    kTypeDisallowInstantiation,
    kAthrowMethods,
};

const TypeSpec kAnextAwaitableSpec = {
    "anext_awaitable",
    "builtins",
    {"anext_awaitable", Kind::Container, Trace::Fixed, offsetof(AnextAwaitable, awaitable_), 2, sizeof(AnextAwaitable),
     nullptr, nullptr, dropAnext, nullptr},
    kTypeDisallowInstantiation,
    kAnextMethods,
};

}  // namespace ophion
