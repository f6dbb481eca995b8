// BaseException and the builtin classes that add nothing to it.
#include "object/exception.h"

#include "object/allocate.h"
#include "object/binding.h"
#include "object/dict.h"
#include "object/exception_chain.h"
#include "object/exception_layout.h"
#include "object/function.h"
#include "object/instance.h"
#include "object/list.h"
#include "object/memory_error.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

// --- layout ---

void traverseException(Object* self, Visitor& visitor) {
  BaseException* e = asException(self);
  visitor.slots(reinterpret_cast<Slot<Object>*>(&e->args_), 5);
}

void dropException(Object* self) {
  BaseException* e = asException(self);
  e->args_.clear();
  e->traceback_.clear();
  e->context_.clear();
  e->cause_.clear();
  e->notes_.clear();
  if (isExactMemoryError(self)) refillMemoryErrors();
}

void clearException(Object* self) {
  BaseException* e = asException(self);
  e->traceback_.clear();
  e->context_.clear();
  e->cause_.clear();
  e->notes_.clear();
  if (e->args_) e->args_.assign(Ref<Object>(state().empty_tuple_.share()));
}

Ref<BaseException> allocateException(Type* type, Tuple* args) {
  size_t bytes = g_object_model->descriptors[type->layout_].fixed_bytes;
  Ref<Object> made = allocateInstance(type, bytes);
  if (!made) return raised();
  asException(made.get())->args_.init(share<Object>(args));
  return std::move(made).castTo<BaseException>();
}

Ref<Object> newExceptionWithArgs_mayRunPython(Type* type, Tuple* args) {
  // Builtin classes without fields of their own: no __new__ and no __init__ has anything to add.
  if (!type->is(kTypeHeap) && type->layout_ == kTypeBaseException) {
    Ref<BaseException> made = allocateException(type, args);
    return made;
  }
  if (type == builtinType(kTypeStopIteration)) {
    Ref<BaseException> made = allocateException(type, args);
    if (made && args->size_ > 0) static_cast<StopIteration*>(made.get())->value_.init(share(args->at(0)));
    return made;
  }
  return callWithTuple(type, args, nullptr);
}

// --- methods ---

Ref<Object> exceptionNew(Object* const* args) {
  Ref<BaseException> made = allocateException(static_cast<Type*>(args[0]), static_cast<Tuple*>(args[1]));
  return made;
}

bool initException(Object* self, Tuple* args, Dict* keywords) {
  if (keywords != nullptr && keywords->used_ != 0) {
    return raise(kTypeTypeError, "%T() takes no keyword arguments", self);
  }
  asException(self)->args_.assign(share<Object>(args));
  return true;
}

Ref<Object> exceptionInit(Object* const* args) {
  if (!initException(args[0], static_cast<Tuple*>(args[1]), static_cast<Dict*>(args[2]))) return raised();
  return newNone();
}

Tuple* exceptionArgs(const Object* self) {
  return static_cast<Tuple*>(static_cast<const BaseException*>(self)->args_.get());
}

Ref<Object> exceptionStr(Object* const* args) {
  Tuple* tuple = exceptionArgs(args[0]);
  if (tuple->size_ == 0) return emptyStr();
  if (tuple->size_ == 1) {
    Ref<Object> only = share(tuple->at(0));
    return strOf(only.get());
  }
  Ref<Object> keep = share<Object>(tuple);
  return strOf(tuple);
}

namespace {

Ref<Object> exceptionRepr(Object* const* args) {
  Ref<Tuple> tuple = share(exceptionArgs(args[0]));
  if (tuple->size_ == 1) return formatStr("%T(%R)", args[0], tuple->at(0));
  return formatStr("%T%R", args[0], static_cast<Object*>(tuple.get()));
}

Ref<Object> exceptionReduce(Object* const* args) {
  Object* self = args[0];
  Ref<Object> own = share(asException(self)->args_.get());
  Ref<Dict> dict = copyInstanceAttributes(self);
  if (!dict) return raised();
  if (dict->used_ == 0) return newTupleOf({typeOf(self), own.get()});
  return newTupleOf({typeOf(self), own.get(), dict.get()});
}

Ref<Object> exceptionSetstate(Object* const* args) {
  if (isNone(args[1])) return newNone();
  if (!holdsDict(args[1])) return raise(kTypeTypeError, "state is not a dictionary");
  Ref<Dict> state = copyDict(static_cast<Dict*>(args[1]));
  if (!state) return raised();
  size_t position = 0;
  Object* key = nullptr;
  Object* value = nullptr;
  while (nextEntry(state.get(), &position, &key, &value)) {
    if (!isStrLayout(key)) return raise(kTypeTypeError, "attribute name must be string, not '%T'", key);
    if (!setAttr(args[0], static_cast<Str*>(key), value)) return raised();
  }
  return newNone();
}

bool setTraceback(Object* self, Object* value) {
  if (value == nullptr) return raise(kTypeTypeError, "__traceback__ may not be deleted");
  if (!isNone(value) && !isExactTraceback(value)) {
    return raise(kTypeTypeError, "__traceback__ must be a traceback or None");
  }
  asException(self)->traceback_.assign(isNone(value) ? Ref<Object>() : share(value));
  return true;
}

Ref<Object> exceptionWithTraceback(Object* const* args) {
  if (!setTraceback(args[0], args[1])) return raised();
  return share(args[0]);
}

Ref<Object> exceptionAddNote(Object* const* args) {
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "note must be a str, not '%T'", args[1]);
  BaseException* e = asException(args[0]);
  if (!e->notes_) {
    Ref<List> notes = newList(1);
    if (!notes) return raised();
    e->notes_.init(Ref<Object>(std::move(notes)));
  }
  if (!isListLayout(e->notes_.get())) return raise(kTypeTypeError, "Cannot add note: __notes__ is not a list");
  if (!appendToList(static_cast<List*>(e->notes_.get()), args[1])) return raised();
  return newNone();
}

Ref<Object> orNone(const Slot<Object>& slot) { return slot ? slot.share() : newNone(); }

Ref<Object> getArgs(Object* self) { return asException(self)->args_.share(); }
bool setArgs(Object* self, Object* value) {
  if (value == nullptr) return raise(kTypeTypeError, "args may not be deleted");
  Ref<Tuple> args = toTuple_mayRunPython(value);
  if (!args) return raised();
  asException(self)->args_.assign(Ref<Object>(std::move(args)));
  return true;
}

Ref<Object> getTraceback(Object* self) { return orNone(asException(self)->traceback_); }

bool isExceptionObject(Object* value) { return typeOf(value)->is(kTypeSubclassOfException); }

Ref<Object> getContext(Object* self) { return orNone(asException(self)->context_); }
bool setContextAttribute(Object* self, Object* value) {
  if (value == nullptr) return raise(kTypeTypeError, "__context__ may not be deleted");
  if (!isNone(value) && !isExceptionObject(value)) {
    return raise(kTypeTypeError, "exception context must be None or derive from BaseException");
  }
  asException(self)->context_.assign(isNone(value) ? Ref<Object>() : share(value));
  return true;
}

Ref<Object> getCause(Object* self) { return orNone(asException(self)->cause_); }
bool setCause(Object* self, Object* value) {
  if (value == nullptr) return raise(kTypeTypeError, "__cause__ may not be deleted");
  if (!isNone(value) && !isExceptionObject(value)) {
    return raise(kTypeTypeError, "exception cause must be None or derive from BaseException");
  }
  asException(self)->cause_.assign(isNone(value) ? Ref<Object>() : share(value));
  asException(self)->suppress_context_ = true;
  return true;
}

Ref<Object> getSuppress(Object* self) { return newBool(asException(self)->suppress_context_); }
bool setSuppress(Object* self, Object* value) {
  if (value == nullptr) return raise(kTypeTypeError, "can't delete numeric/char attribute");
  if (!isExactBool(value)) return raise(kTypeTypeError, "attribute value type must be bool");
  asException(self)->suppress_context_ = value == trueObject();
  return true;
}

Ref<Object> getNotes(Object* self) {
  if (asException(self)->notes_) return asException(self)->notes_.share();
  return raise(kTypeAttributeError, "'%T' object has no attribute '__notes__'", self);
}
bool setNotes(Object* self, Object* value) {
  if (value == nullptr && !asException(self)->notes_) {
    return raise(kTypeAttributeError, "'%T' object has no attribute '__notes__'", self);
  }
  asException(self)->notes_.assign(value == nullptr ? Ref<Object>() : share(value));
  return true;
}

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", exceptionNew, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, /, *args, **kwargs", exceptionInit},
    {"__repr__", "self, /", exceptionRepr},
    {"__str__", "self, /", exceptionStr},
    {"__reduce__", "self, /", exceptionReduce},
    {"__setstate__", "self, state, /", exceptionSetstate},
    {"with_traceback", "self, tb, /", exceptionWithTraceback,
     "Exception.with_traceback(tb) --\n    set self.__traceback__ to tb and return self."},
    {"add_note", "self, note, /", exceptionAddNote, "Exception.add_note(note) --\n    add a note to the exception"},
};

constexpr GetSetDef kGetSets[] = {
    asMember({"__suppress_context__", getSuppress, setSuppress}),
    {"args", getArgs, setArgs},
    {"__traceback__", getTraceback, setTraceback},
    {"__context__", getContext, setContextAttribute, "exception context"},
    {"__cause__", getCause, setCause, "exception cause"},
    {"__notes__", getNotes, setNotes},
};

// KeyError shows the repr of its key, so that an empty one can be seen.
Ref<Object> keyErrorStr(Object* const* args) {
  Tuple* tuple = exceptionArgs(args[0]);
  if (tuple->size_ != 1) return exceptionStr(args);
  Ref<Object> key = share(tuple->at(0));
  return reprOf(key.get());
}

constexpr NativeDef kKeyErrorMethods[] = {{"__str__", "self, /", keyErrorStr}};

}  // namespace

const TypeSpec kBaseExceptionSpec = {
    "BaseException",
    "builtins",
    exceptionLayout<BaseException>("BaseException", traverseException, dropException, clearException),
    kTypeBase | kTypeInstancesHaveDict,
    kMethods,
    kGetSets,
    "Common base class for all exceptions"};

const TypeSpec kKeyErrorSpec = {"KeyError",       "builtins", sharedExceptionLayout("KeyError"), kTypeBase,
                                kKeyErrorMethods, {},         "Mapping key not found."};

#define PLAIN(name, doc) \
  const TypeSpec k##name##Spec = {#name, "builtins", sharedExceptionLayout(#name), kTypeBase, {}, {}, doc};

PLAIN(Exception, "Common base class for all non-exit exceptions.")
PLAIN(GeneratorExit, "Request that a generator exit.")
PLAIN(KeyboardInterrupt, "Program interrupted by user.")
PLAIN(StopAsyncIteration, "Signal the end from iterator.__anext__().")
PLAIN(ArithmeticError, "Base class for arithmetic errors.")
PLAIN(FloatingPointError, "Floating point operation failed.")
PLAIN(OverflowError, "Result too large to be represented.")
PLAIN(ZeroDivisionError, "Second argument to a division or modulo operation was zero.")
PLAIN(AssertionError, "Assertion failed.")
PLAIN(BufferError, "Buffer error.")
PLAIN(EOFError, "Read beyond end of file.")
PLAIN(LookupError, "Base class for lookup errors.")
PLAIN(IndexError, "Sequence index out of range.")
PLAIN(MemoryError, "Out of memory.")
PLAIN(ReferenceError, "Weak ref proxy used after referent went away.")
PLAIN(RuntimeError, "Unspecified run-time error.")
PLAIN(NotImplementedError, "Method or function hasn't been implemented yet.")
PLAIN(RecursionError, "Recursion limit exceeded.")
PLAIN(SystemError,
      "Internal error in the Python interpreter.\n\nPlease report this to the Python maintainer, along with the "
      "traceback,\nthe Python version, and the hardware/OS platform and version.")
PLAIN(TypeError, "Inappropriate argument type.")
PLAIN(ValueError, "Inappropriate argument value (of correct type).")
PLAIN(UnicodeError, "Unicode related error.")
PLAIN(Warning, "Base class for warning categories.")
PLAIN(BytesWarning,
      "Base class for warnings about bytes and buffer related problems, mostly\nrelated to conversion from str or "
      "comparing to str.")
PLAIN(DeprecationWarning, "Base class for warnings about deprecated features.")
PLAIN(EncodingWarning, "Base class for warnings about encodings.")
PLAIN(FutureWarning, "Base class for warnings about constructs that will change semantically\nin the future.")
PLAIN(ImportWarning, "Base class for warnings about probable mistakes in module imports")
PLAIN(PendingDeprecationWarning, "Base class for warnings about features which will be deprecated\nin the future.")
PLAIN(ResourceWarning, "Base class for warnings about resource usage.")
PLAIN(RuntimeWarning, "Base class for warnings about dubious runtime behavior.")
PLAIN(SyntaxWarning, "Base class for warnings about dubious syntax.")
PLAIN(UnicodeWarning, "Base class for warnings about Unicode related problems, mostly\nrelated to conversion problems.")
PLAIN(UserWarning, "Base class for warnings generated by user code.")
#undef PLAIN

}  // namespace ophion
