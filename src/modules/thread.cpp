// The module _thread: locks and what belongs to a thread. A runtime runs on one thread, so a lock that is held can only
// be waited for in vain: to wait with a time limit lasts that long, and without one raises an error instead of hanging.
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmath>
#include <csignal>
#include <ctime>

#include "modules/module_constants.h"
#include "modules/os_error.h"
#include "object/allocate.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/instance.h"
#include "object/int.h"
#include "object/make_instance.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/signal_hook.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/str_methods.h"
#include "object/struct_sequence.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

// Lock and RLock.
struct ThreadLock : Object {
  uint64_t owner_;  // RLock: the holder's ident
  uint64_t depth_;  // how often it is held
};

// local(): its attributes are the instance's own, as there is one thread.
struct ThreadLocal : Object {};

namespace {

constexpr NativeKind kFunction = NativeKind::Function;
constexpr double kTimeoutMax = 9223372036.0;

uint64_t ident() { return static_cast<uint64_t>(::pthread_self()); }
ThreadLock* lockOf(Object* const* args) { return static_cast<ThreadLock*>(args[0]); }

// blocking and timeout as acquire() takes them; *seconds -1: for ever, 0: not at all.
bool waitArguments(Object* blocking, Object* timeout, double* seconds) {
  int block = blocking == nullptr ? 1 : isTrue(blocking);
  *seconds = -1;
  if (block < 0 || (timeout != nullptr && !asDouble(timeout, seconds))) return raised();
  if (block == 0 && *seconds != -1) return raise(kTypeValueError, "can't specify a timeout for a non-blocking call");
  if (*seconds < 0 && *seconds != -1) return raise(kTypeValueError, "timeout value must be positive");
  if (*seconds > kTimeoutMax) return raise(kTypeOverflowError, "timeout value is too large");
  if (block == 0) *seconds = 0;
  return true;
}

// Waits in vain. False: a signal's handler raised, or there is no end to wait for.
bool waitInVain(double seconds) {
  if (seconds < 0) return raise(kTypeRuntimeError, "the lock is held and there is no other thread to release it");
  timespec left = {static_cast<time_t>(seconds), static_cast<long>((seconds - std::floor(seconds)) * 1e9)};
  while (::nanosleep(&left, &left) < 0) {
    if (!shouldRetry_mayRunPython()) return raised();
  }
  return true;
}

Ref<Object> acquire(Object* const* args) {
  double seconds;
  if (!waitArguments(args[1], args[2], &seconds)) return raised();
  ThreadLock* lock = lockOf(args);
  if (lock->depth_ != 0 && seconds != 0 && !waitInVain(seconds)) return raised();
  if (lock->depth_ != 0) return newBool(false);
  lock->depth_ = 1;
  return newBool(true);
}
Ref<Object> release(Object* const* args) {
  if (lockOf(args)->depth_ == 0) return raise(kTypeRuntimeError, "release unlocked lock");
  lockOf(args)->depth_ = 0;
  return newNone();
}
Ref<Object> isLocked(Object* const* args) { return newBool(lockOf(args)->depth_ != 0); }
Ref<Object> forgetLock(Object* const* args) {
  lockOf(args)->depth_ = 0;
  lockOf(args)->owner_ = 0;
  return newNone();
}
Ref<Object> showLock(Object* const* args) {
  return formatStr("<%s %s object at 0x%llx>", lockOf(args)->depth_ != 0 ? "locked" : "unlocked", "_thread.lock",
                   reinterpret_cast<unsigned long long>(args[0]));
}
Ref<Object> enterLock(Object* const* args) {
  Object* forwarded[] = {args[0], nullptr, nullptr};
  return acquire(forwarded);
}

Ref<Object> makeRLock(Object* const* args) { return makeInstance<ThreadLock>(args[0], kTypeThreadRLock); }
Ref<Object> acquireAgain(Object* const* args) {
  double seconds;
  if (!waitArguments(args[1], args[2], &seconds)) return raised();
  lockOf(args)->owner_ = ident();
  ++lockOf(args)->depth_;
  return newBool(true);
}
Ref<Object> enterRLock(Object* const* args) {
  Object* forwarded[] = {args[0], nullptr, nullptr};
  return acquireAgain(forwarded);
}
Ref<Object> releaseOnce(Object* const* args) {
  if (lockOf(args)->depth_ == 0) return raise(kTypeRuntimeError, "cannot release un-acquired lock");
  if (--lockOf(args)->depth_ == 0) lockOf(args)->owner_ = 0;
  return newNone();
}
Ref<Object> isOwned(Object* const* args) { return newBool(lockOf(args)->depth_ != 0); }
Ref<Object> releaseAll(Object* const* args) {
  ThreadLock* lock = lockOf(args);
  if (lock->depth_ == 0) return raise(kTypeRuntimeError, "cannot release un-acquired lock");
  Ref<Int> depth = newIntFromUnsigned(lock->depth_), owner = newIntFromUnsigned(lock->owner_);
  if (!depth || !owner) return raised();
  lock->depth_ = lock->owner_ = 0;
  return newTupleOf({depth.get(), owner.get()});
}
Ref<Object> acquireAll(Object* const* args) {
  int64_t depth;
  if (!isTupleLayout(args[1]) || static_cast<Tuple*>(args[1])->size_ != 2)
    return raise(kTypeTypeError, "argument must be a 2-tuple");
  if (!asInt64(static_cast<Tuple*>(args[1])->at(0), &depth)) return raised();
  lockOf(args)->depth_ = static_cast<uint64_t>(depth);
  lockOf(args)->owner_ = ident();
  return newNone();
}
Ref<Object> showRLock(Object* const* args) {
  ThreadLock* lock = lockOf(args);
  return formatStr("<%s _thread.RLock object owner=%llu count=%llu at 0x%llx>",
                   lock->depth_ != 0 ? "locked" : "unlocked", static_cast<unsigned long long>(lock->owner_),
                   static_cast<unsigned long long>(lock->depth_), reinterpret_cast<unsigned long long>(args[0]));
}

constexpr NativeDef kLockMethods[] = {
    {"acquire", "self, blocking=True, timeout=-1", acquire, "Lock the lock."},
    {"acquire_lock", "self, blocking=True, timeout=-1", acquire},
    {"release", "self, /", release, "Release the lock."},
    {"release_lock", "self, /", release},
    {"locked", "self, /", isLocked, "Return whether the lock is locked."},
    {"locked_lock", "self, /", isLocked},
    {"_at_fork_reinit", "self, /", forgetLock},
    {"__enter__", "self, /", enterLock},
    {"__exit__", "self, /, *args", release},
    {"__repr__", "self, /", showLock},
};
constexpr NativeDef kRLockMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", makeRLock, nullptr, NativeKind::StaticMethod},
    {"acquire", "self, blocking=True, timeout=-1", acquireAgain},
    {"release", "self, /", releaseOnce},
    {"_is_owned", "self, /", isOwned},
    {"_release_save", "self, /", releaseAll},
    {"_acquire_restore", "self, state, /", acquireAll},
    {"_at_fork_reinit", "self, /", forgetLock},
    {"__enter__", "self, /", enterRLock},
    {"__exit__", "self, /, *args", releaseOnce},
    {"__repr__", "self, /", showRLock},
};

Ref<Object> makeLocal(Object* const* args) {
  Type* type = static_cast<Type*>(args[0]);
  Tuple* given = static_cast<Tuple*>(args[1]);
  Dict* keywords = static_cast<Dict*>(args[2]);
  bool any = given->size_ != 0 || (keywords != nullptr && keywords->used_ != 0);
  if (any && lookupSpecial(type, Special::k_init) == lookupSpecial(builtinType(kTypeObject), Special::k_init)) {
    return raise(kTypeTypeError, "Initialization arguments are not supported");
  }
  return allocateInstance(type, sizeof(ThreadLocal));
}
constexpr NativeDef kLocalMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", makeLocal, nullptr, NativeKind::StaticMethod}};

// --- functions ---

Ref<Object> startThread(Object* const* args) {
  if (!isCallable(args[0])) return raise(kTypeTypeError, "first arg must be callable");
  if (!isTupleLayout(args[1])) return raise(kTypeTypeError, "2nd arg must be a tuple");
  if (args[2] != nullptr && !holdsDict(args[2])) return raise(kTypeTypeError, "optional 3rd arg must be a dictionary");
  return raise(kTypeRuntimeError, "can't start new thread");
}
Ref<Object> newLock(Object* const*) { return allocateContainer<ThreadLock>(kTypeThreadLock); }
Ref<Object> getIdent(Object* const*) { return newIntFromUnsigned(ident()); }
Ref<Object> getNativeId(Object* const*) { return newInt(::syscall(SYS_gettid)); }
Ref<Object> countThreads(Object* const*) { return newInt(0); }
Ref<Object> exitThread(Object* const*) { return raiseNoArgument(kTypeSystemExit); }
Ref<Object> stackSize(Object* const* args) {
  int64_t size = 0;
  if (args[0] != nullptr && !asInt64(args[0], &size)) return raised();
  if (size < 0) return raise(kTypeValueError, "size must be 0 or a positive value");
  return newInt(0);
}
Ref<Object> interruptMain(Object* const* args) {
  int64_t number = SIGINT;
  if (args[0] != nullptr && !asInt64(args[0], &number)) return raised();
  if (number < 1 || number >= 65) return raise(kTypeValueError, "signal number out of range");
  ::raise(static_cast<int>(number));
  return newNone();
}
Ref<Object> setSentinel(Object* const*) { return allocateContainer<ThreadLock>(kTypeThreadLock); }

constexpr StructFieldDef kHookFields[] = {{"exc_type", "Exception type"},
                                          {"exc_value", "Exception value"},
                                          {"exc_traceback", "Exception traceback"},
                                          {"thread", "Thread"}};
constexpr StructSequenceDef kHookArgs = {"_thread", "_ExceptHookArgs",
                                         "ExceptHookArgs\n\nType used to pass arguments to threading.excepthook.",
                                         kHookFields, 4};

// No thread but the first ever ends with an exception.
Ref<Object> exceptHook(Object* const* args) {
  if (typeOf(args[0]) != structSequenceType(kHookArgs))
    return raise(kTypeTypeError, "_thread.excepthook argument type must be ExceptHookArgs");
  Tuple* given = static_cast<Tuple*>(args[0]);
  if (isNone(given->at(1))) return newNone();
  restoreError(share(given->at(1)));
  reportUnraisable_mayRunPython("in thread", given->at(3));
  return newNone();
}

constexpr NativeDef kFunctions[] = {
    {"start_new_thread", "function, args, kwargs={}, /", startThread, "Start a new thread and return its identifier.",
     kFunction},
    {"start_new", "function, args, kwargs={}, /", startThread, nullptr, kFunction},
    {"allocate_lock", "", newLock, "Create a new lock object.", kFunction},
    {"allocate", "", newLock, nullptr, kFunction},
    {"get_ident", "", getIdent, "Return a non-zero integer that uniquely identifies the current thread.", kFunction},
    {"get_native_id", "", getNativeId, "Return a non-negative integer identifying the thread as reported by the OS.",
     kFunction},
    {"_count", "", countThreads, nullptr, kFunction},
    {"exit", "", exitThread, "This is synonymous to ``raise SystemExit''.", kFunction},
    {"exit_thread", "", exitThread, nullptr, kFunction},
    {"stack_size", "size=0, /", stackSize, "Return the thread stack size used when creating new threads.", kFunction},
    {"interrupt_main", "signum=2, /", interruptMain, "Simulate the arrival of the given signal in the main thread.",
     kFunction},
    {"_set_sentinel", "", setSentinel, nullptr, kFunction},
    {"_excepthook", "args, /", exceptHook, "Handle uncaught Thread.run() exception.", kFunction},
};

constexpr TypeIndex kTypes[] = {kTypeThreadRLock, kTypeThreadLocal};

bool populate(Dict* dict) {
  Type* hook_args = structSequenceType(kHookArgs);
  return hook_args != nullptr && addConstant(dict, "_ExceptHookArgs", share<Object>(hook_args)) &&
         addConstant(dict, "LockType", share<Object>(builtinType(kTypeThreadLock))) &&
         addConstant(dict, "error", share<Object>(builtinType(kTypeRuntimeError))) &&
         addConstant(dict, "TIMEOUT_MAX", newFloat(kTimeoutMax));
}

}  // namespace

const TypeSpec kThreadLockSpec = {
    "lock",
    "_thread",
    {"lock", Kind::Container, Trace::None, 0, 0, sizeof(ThreadLock), nullptr, nullptr, nullptr, nullptr},
    kTypeInstancesWeakReferable | kTypeDisallowInstantiation,
    kLockMethods,
    {},
    "A lock object is a synchronization primitive."};
const TypeSpec kThreadRLockSpec = {"RLock", "_thread", sharedLayout("RLock"), kTypeBase | kTypeInstancesWeakReferable,
                                   kRLockMethods};
const TypeSpec kThreadLocalSpec = {
    "_local",
    "_thread",
    {"_local", Kind::Container, Trace::None, 0, 0, sizeof(ThreadLocal), nullptr, nullptr, nullptr, nullptr},
    kTypeBase | kTypeInstancesHaveDict | kTypeInstancesWeakReferable,
    kLocalMethods,
    {},
    "Thread-local data"};

extern const ModuleSpec kThreadModule;
const ModuleSpec kThreadModule = {"_thread",
                                  "This module provides primitive operations to write multi-threaded programs.",
                                  kFunctions, kTypes, populate};

}  // namespace ophion
