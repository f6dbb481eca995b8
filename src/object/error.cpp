// Raising: how the pending exception comes to be. Tracebacks are added by the interpreter as the exception passes its
// frames.
#include "object/error.h"

#include <cstdarg>
#include <cstdio>

#include "object/allocate.h"
#include "object/exception.h"
#include "object/exception_chain.h"
#include "object/format_message.h"
#include "object/memory_error.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

bool isExceptionType(const Type* type) { return type->is(kTypeSubclassOfException); }
bool isException(const Object* object) { return isExceptionType(typeOf(object)); }

// Makes the exception pending; the one being handled becomes its context.
void setPending(Ref<Object> exception) {
  RuntimeState& s = state();
  Object* handled = s.handled_.getOrNull();
  if (handled != nullptr && handled != exception.get() && isException(handled)) {
    setContext(exception.get(), share(handled));
  }
  s.error_.assign(std::move(exception));
}

}  // namespace

void setContext(Object* exception, Ref<Object> context) {
  // If the exception is in the context's own chain already, that link is cut. Floyd's second pointer ends the walk on a
  // chain that is a cycle of its own.
  Object* slow = context.get();
  bool advance = false;
  for (Object* o = context.get();;) {
    Object* next = asException(o)->context_.getOrNull();
    if (next == nullptr) break;
    if (next == exception) {
      asException(o)->context_.clear();
      break;
    }
    o = next;
    if (o == slow) break;
    if (advance) slow = asException(slow)->context_.get();
    advance = !advance;
  }
  asException(exception)->context_.assign(std::move(context));
}

bool errorMatches(TypeIndex exception_type) {
  Object* pending = state().error_.getOrNull();
  return pending != nullptr && isInstanceOf(pending, builtinType(exception_type));
}

void clearError() { state().error_.clear(); }

Ref<Object> takeError() { return state().error_.take(); }

void restoreError(Ref<Object> exception) { state().error_.assign(std::move(exception)); }

ErrorStash::ErrorStash() : kept_(takeError()) {}
ErrorStash::~ErrorStash() {
  if (kept_) {
    restoreError(std::move(kept_));
  } else {
    clearError();
  }
}

Ref<Object> newException(TypeIndex type, Str* message) {
  Ref<Tuple> args = newTupleOf({message});
  if (!args) return raised();
  return newExceptionWithArgs_mayRunPython(builtinType(type), args.get());
}

Raised raise(TypeIndex exception_type, const char* format, ...) {
  va_list args;
  va_start(args, format);
  Ref<Str> message = formatStrV(format, args);
  va_end(args);
  if (!message) return raised();
  Ref<Object> exception = newException(exception_type, message.get());
  if (!exception) return raised();
  setPending(std::move(exception));
  return raised();
}

Raised raiseMemoryError() {
  setPending(takeMemoryError());
  return raised();
}

Raised raiseObject(TypeIndex exception_type, Object* argument) {
  Ref<Tuple> args = newTupleOf({argument});
  if (!args) return raised();
  Ref<Object> exception = newExceptionWithArgs_mayRunPython(builtinType(exception_type), args.get());
  if (!exception) return raised();
  setPending(std::move(exception));
  return raised();
}

Raised raiseNoArgument(TypeIndex exception_type) {
  Ref<Tuple> args = emptyTuple();
  Ref<Object> exception = newExceptionWithArgs_mayRunPython(builtinType(exception_type), args.get());
  if (!exception) return raised();
  setPending(std::move(exception));
  return raised();
}

Raised raiseInstance(Ref<Object> exception) {
  setPending(std::move(exception));
  return raised();
}

namespace {

// An exception instance from what stands behind `raise` or `from`.
Ref<Object> toInstance(Object* given, const char* complaint) {
  if (isType(given) && isExceptionType(static_cast<Type*>(given))) {
    Ref<Object> made = call(given);
    if (made && !isException(made.get())) {
      return raise(kTypeTypeError, "calling %R should have returned an instance of BaseException, not %R", given,
                   static_cast<Object*>(typeOf(made.get())));
    }
    return made;
  }
  if (isException(given)) return share(given);
  return raise(kTypeTypeError, "%s", complaint);
}

}  // namespace

Raised raiseStatement_mayRunPython(Object* exception, Object* cause) {
  Ref<Object> instance = toInstance(exception, "exceptions must derive from BaseException");
  if (!instance) return raised();
  if (cause != nullptr) {
    Ref<Object> fixed;
    if (!isNone(cause)) {
      fixed = toInstance(cause, "exception causes must derive from BaseException");
      if (!fixed) return raised();
    }
    BaseException* e = asException(instance.get());
    e->cause_.assign(std::move(fixed));
    e->suppress_context_ = true;
  }
  return raiseInstance(std::move(instance));
}

bool attachCause(Ref<Object> cause) {
  Object* pending = state().error_.getOrNull();
  if (pending == nullptr || !cause || pending == cause.get()) return false;
  BaseException* e = asException(pending);
  e->cause_.assign(cause);
  e->suppress_context_ = true;
  setContext(pending, std::move(cause));
  return false;
}

bool raiseFrom(uint32_t exception_type, const char* format, ...) {
  Ref<Object> cause = takeError();
  va_list args;
  va_start(args, format);
  Ref<Str> message = formatStrV(format, args);
  va_end(args);
  if (!message) return false;
  Ref<Object> exception = newException(exception_type, message.get());
  if (!exception) return false;
  setPending(std::move(exception));
  return attachCause(std::move(cause));
}

}  // namespace ophion
