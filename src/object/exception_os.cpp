// OSError and the classes that an errno chooses.
#include <cerrno>

#include "object/dict.h"
#include "object/error.h"
#include "object/exception_layout.h"
#include "object/instance.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

namespace {

using Os = ExtendedException<OSError, 5>;

OSError* self(Object* object) { return static_cast<OSError*>(object); }

// The class for an errno, kTypeOSError where none is special.
TypeIndex classForErrno(int64_t number) {
  switch (number) {
    case EAGAIN:
    case EALREADY:
    case EINPROGRESS:
      return kTypeBlockingIOError;
    case EPIPE:
    case ESHUTDOWN:
      return kTypeBrokenPipeError;
    case ECHILD:
      return kTypeChildProcessError;
    case ECONNABORTED:
      return kTypeConnectionAbortedError;
    case ECONNREFUSED:
      return kTypeConnectionRefusedError;
    case ECONNRESET:
      return kTypeConnectionResetError;
    case EEXIST:
      return kTypeFileExistsError;
    case ENOENT:
      return kTypeFileNotFoundError;
    case EISDIR:
      return kTypeIsADirectoryError;
    case ENOTDIR:
      return kTypeNotADirectoryError;
    case EINTR:
      return kTypeInterruptedError;
    case EACCES:
    case EPERM:
      return kTypePermissionError;
    case ESRCH:
      return kTypeProcessLookupError;
    case ETIMEDOUT:
      return kTypeTimeoutError;
    default:
      return kTypeOSError;
  }
}

// errno, message, file name, (a number only Windows has), second file name.
bool fill(OSError* e, Tuple* given) {
  Ref<Object> shown = share<Object>(given);
  uint32_t n = given->size_;
  if (n >= 2 && n <= 5) {
    assignSlot(e->errno_, given->at(0));
    assignSlot(e->strerror_, given->at(1));
    Object* file = n >= 3 ? given->at(2) : nullptr;
    bool blocking = isInstanceOf(e, builtinType(kTypeBlockingIOError));
    if (blocking && file != nullptr && isIntLayout(file)) {
      assignSlot(e->characters_written_, file);
    } else if (file != nullptr && !isNone(file)) {
      assignSlot(e->filename_, file);
      if (n >= 5 && !isNone(given->at(4))) assignSlot(e->filename2_, given->at(4));
      shown = newTupleFromSlots(given->items(), 2);
      if (!shown) return raised();
    }
  }
  e->args_.assign(std::move(shown));
  return true;
}

// __init__ does the work where a class has its own __new__ but not its own __init__, and __new__ otherwise: arguments
// may reach either alone.
bool initDoesTheWork(Type* type) {
  Object* own_init = lookupSpecial(builtinType(kTypeOSError), Special::k_init);
  Object* own_new = lookupSpecial(builtinType(kTypeOSError), Special::k_new);
  return lookupSpecial(type, Special::k_init) != own_init && lookupSpecial(type, Special::k_new) == own_new;
}

Ref<Object> osNew(Object* const* args) {
  Type* type = static_cast<Type*>(args[0]);
  Tuple* given = static_cast<Tuple*>(args[1]);
  Dict* keywords = static_cast<Dict*>(args[2]);
  bool later = initDoesTheWork(type);
  if (!later && keywords != nullptr && keywords->used_ != 0)
    return raise(kTypeTypeError, "%N() takes no keyword arguments", type);
  if (!later && type == builtinType(kTypeOSError) && given->size_ >= 2 && given->size_ <= 5 &&
      isSmallInt(given->at(0))) {
    type = builtinType(classForErrno(smallValue(given->at(0))));
  }
  Ref<Tuple> none_yet = emptyTuple();
  Ref<BaseException> made = allocateException(type, later ? none_yet.get() : given);
  if (!made || (!later && !fill(self(made.get()), given))) return raised();
  return made;
}

Ref<Object> osInit(Object* const* args) {
  OSError* e = self(args[0]);
  if (!initDoesTheWork(typeOf(e))) return newNone();
  Dict* keywords = static_cast<Dict*>(args[2]);
  if (keywords != nullptr && keywords->used_ != 0)
    return raise(kTypeTypeError, "%T() takes no keyword arguments", args[0]);
  if (!fill(e, static_cast<Tuple*>(args[1]))) return raised();
  return newNone();
}

Object* orNone(const Slot<Object>& slot) { return slot ? slot.get() : none(); }

Ref<Object> osStr(Object* const* args) {
  OSError* e = self(args[0]);
  Ref<Object> number = share(orNone(e->errno_));
  Ref<Object> text = share(orNone(e->strerror_));
  Ref<Object> file = e->filename_.share();
  Ref<Object> file2 = e->filename2_.share();
  if (file && file2) {
    return formatStr("[Errno %S] %S: %R -> %R", number.get(), text.get(), file.get(), file2.get());
  }
  if (file) return formatStr("[Errno %S] %S: %R", number.get(), text.get(), file.get());
  if (e->errno_ && e->strerror_) return formatStr("[Errno %S] %S", number.get(), text.get());
  return exceptionStr(args);
}

Ref<Object> osReduce(Object* const* args) {
  OSError* e = self(args[0]);
  Ref<Tuple> own = share(exceptionArgs(e));
  if (own->size_ == 2 && e->filename_) {
    own = e->filename2_ ? newTupleOf({own->at(0), own->at(1), e->filename_.get(), none(), e->filename2_.get()})
                        : newTupleOf({own->at(0), own->at(1), e->filename_.get()});
    if (!own) return raised();
  }
  Ref<Dict> state = copyInstanceAttributes(e);
  if (!state) return raised();
  if (state->used_ == 0) return newTupleOf({typeOf(e), own.get()});
  return newTupleOf({typeOf(e), own.get(), state.get()});
}

Ref<Object> getWritten(Object* object) {
  if (self(object)->characters_written_) return self(object)->characters_written_.share();
  return raiseObject(kTypeAttributeError, name(Name::characters_written));
}
bool setWritten(Object* object, Object* value) {
  if (value == nullptr) {
    if (!self(object)->characters_written_) return raiseObject(kTypeAttributeError, name(Name::characters_written));
    self(object)->characters_written_.clear();
    return true;
  }
  Ref<Int> number = index(value);
  if (!number) return raised();
  self(object)->characters_written_.assign(Ref<Object>(std::move(number)));
  return true;
}

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", osNew, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, /, *args, **kwargs", osInit},
    {"__str__", "self, /", osStr},
    {"__reduce__", "self, /", osReduce},
};
constexpr GetSetDef kGetSets[] = {
    asMember({"errno", Os::get<0>, Os::set<0>, "POSIX exception code"}),
    asMember({"strerror", Os::get<1>, Os::set<1>, "exception strerror"}),
    asMember({"filename", Os::get<2>, Os::set<2>, "exception filename"}),
    asMember({"filename2", Os::get<3>, Os::set<3>, "second exception filename"}),
    {"characters_written", getWritten, setWritten},
};

}  // namespace

const TypeSpec kOSErrorSpec = {
    "OSError", "builtins", Os::layout("OSError"), kTypeBase, kMethods, kGetSets, "Base class for I/O related errors."};

#define DERIVED(name, doc) \
  const TypeSpec k##name##Spec = {#name, "builtins", sharedExceptionLayout(#name), kTypeBase, {}, {}, doc};

DERIVED(BlockingIOError, "I/O operation would block.")
DERIVED(ChildProcessError, "Child process error.")
DERIVED(ConnectionError, "Connection error.")
DERIVED(BrokenPipeError, "Broken pipe.")
DERIVED(ConnectionAbortedError, "Connection aborted.")
DERIVED(ConnectionRefusedError, "Connection refused.")
DERIVED(ConnectionResetError, "Connection reset.")
DERIVED(FileExistsError, "File already exists.")
DERIVED(FileNotFoundError, "File not found.")
DERIVED(InterruptedError, "Interrupted by signal.")
DERIVED(IsADirectoryError, "Operation doesn't work on directories.")
DERIVED(NotADirectoryError, "Operation only works on directories.")
DERIVED(PermissionError, "Not enough permissions.")
DERIVED(ProcessLookupError, "Process not found.")
DERIVED(TimeoutError, "Timeout expired.")
#undef DERIVED

const TypeSpec kUnsupportedOperationSpec = {
    "UnsupportedOperation", "io", sharedExceptionLayout("UnsupportedOperation"), kTypeBase, {}, {}, nullptr};

}  // namespace ophion
