// The module _signal.
//
// The system's handler only notes the number and asks the runtime that set the first handler to stop at its next safe
// point; there the Python handler runs. Handlers belong to that one runtime: others of the process leave signals alone.
#include "modules/signal.h"

#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cmath>
#include <cstring>

#include "heap/heap.h"
#include "modules/module_constants.h"
#include "modules/os_error.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/set.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "vm/frame_object.h"

namespace ophion {

namespace {

constexpr NativeKind kFunction = NativeKind::Function;
constexpr int kSignals = 65;

// The runtime that handles the process's signals, and which of them have arrived.
std::atomic<Heap*> g_receiver{nullptr};
std::atomic<uint64_t> g_arrived{0};

extern "C" void noteSignal(int number) {
  int saved = errno;
  g_arrived.fetch_or(uint64_t{1} << (number - 1), std::memory_order_relaxed);
  if (Heap* receiver = g_receiver.load(std::memory_order_relaxed)) {
    *static_cast<volatile bool*>(&receiver->collection_pending_) = true;
  }
  errno = saved;
}

// The list of Python handlers by number, made when first needed: None where the handler is none of Python's.
List* handlers() {
  Slot<List>& slot = state().signal_handlers_;
  if (slot) return slot.get();
  Ref<List> list = newList(kSignals);
  Ref<Int> by_default = newInt(0), ignore = newInt(1);
  if (!list) return raised();
  for (int i = 0; i < kSignals; ++i) {
    struct sigaction now;
    Object* value = by_default.get();
    if (i != 0 && ::sigaction(i, nullptr, &now) == 0) {
      if (now.sa_handler == SIG_IGN)
        value = ignore.get();
      else if (now.sa_handler != SIG_DFL)
        value = none();
    }
    if (!appendToList(list.get(), value)) return raised();
  }
  slot.init(std::move(list));
  return slot.get();
}

bool checkNumber(Object* given, int* out) {
  int64_t number;
  if (!asInt64(given, &number)) return raised();
  if (number < 1 || number >= kSignals) return raise(kTypeValueError, "signal number out of range");
  *out = static_cast<int>(number);
  return true;
}

bool install(int number, void (*handler)(int)) {
  struct sigaction action;
  std::memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  ::sigemptyset(&action.sa_mask);
  return ::sigaction(number, &action, nullptr) == 0;
}

Ref<Object> signalFunction(Object* const* args) {
  int number;
  if (!checkNumber(args[0], &number)) return raised();
  Object* handler = args[1];
  List* list = handlers();
  if (list == nullptr) return raised();
  void (*native)(int) = noteSignal;
  if (isCallable(handler)) {
    Heap* nobody = nullptr;
    g_receiver.compare_exchange_strong(nobody, &heap());
    if (g_receiver.load() != &heap()) {
      return raise(kTypeValueError, "signal only works in main thread of the main interpreter");
    }
  } else {
    Ref<Int> ignore = newInt(1), by_default = newInt(0);
    int is_ignore = richCompareBool(handler, ignore.get(), Compare::Eq);
    int is_default = is_ignore == 0 ? richCompareBool(handler, by_default.get(), Compare::Eq) : 0;
    if (is_ignore < 0 || is_default < 0) return raised();
    if (is_ignore == 0 && is_default == 0) {
      return raise(kTypeTypeError, "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
    }
    native = is_ignore ? SIG_IGN : SIG_DFL;
  }
  if (!handleSignals_mayRunPython()) return raised();
  if (!install(number, native)) return raiseErrno();
  Ref<Object> old = share(list->at(static_cast<size_t>(number)));
  list->items()[number].assign(share(handler));
  return old;
}

Ref<Object> getSignal(Object* const* args) {
  int number;
  if (!checkNumber(args[0], &number)) return raised();
  List* list = handlers();
  return list == nullptr ? nullptr : share(list->at(static_cast<size_t>(number)));
}

Ref<Object> defaultIntHandler(Object* const*) { return raiseNoArgument(kTypeKeyboardInterrupt); }

Ref<Object> raiseSignal(Object* const* args) {
  int64_t number;
  if (!asInt64(args[0], &number)) return raised();
  if (::raise(static_cast<int>(number)) != 0) return raiseErrno();
  return handleSignals_mayRunPython() ? newNone() : nullptr;
}

Ref<Object> alarmFunction(Object* const* args) {
  int64_t seconds;
  if (!asInt64(args[0], &seconds)) return raised();
  return newInt(::alarm(static_cast<unsigned>(seconds)));
}

Ref<Object> pauseFunction(Object* const*) {
  ::pause();
  return handleSignals_mayRunPython() ? newNone() : nullptr;
}

Ref<Object> strSignal(Object* const* args) {
  int number;
  if (!checkNumber(args[0], &number)) return raised();
  const char* text = ::strsignal(number);
  if (text == nullptr || std::strstr(text, "Unknown signal") != nullptr) return newNone();
  return newStr(text);
}

Ref<Object> validSignals(Object* const*) {
  Ref<Object> set = call(builtinType(kTypeSet));
  Ref<Str> add = internText("add");
  if (!set || !add) return raised();
  for (int i = 1; i < kSignals; ++i) {
    if (i == 32 || i == 33) continue;  // the C library's own
    Ref<Int> number = newInt(i);
    Ref<Object> method = getAttr(set.get(), add.get());
    if (!number || !method || !call(method.get(), number.get())) return raised();
  }
  return set;
}

bool toTime(Object* given, timeval* out) {
  double seconds = 0;
  if (given != nullptr && !asDouble(given, &seconds)) return raised();
  out->tv_sec = static_cast<time_t>(seconds);
  out->tv_usec = static_cast<suseconds_t>(std::lround((seconds - static_cast<double>(out->tv_sec)) * 1e6));
  return true;
}
Ref<Object> fromTimer(const itimerval& timer) {
  Ref<Float> value =
      newFloat(static_cast<double>(timer.it_value.tv_sec) + static_cast<double>(timer.it_value.tv_usec) * 1e-6);
  Ref<Float> interval =
      newFloat(static_cast<double>(timer.it_interval.tv_sec) + static_cast<double>(timer.it_interval.tv_usec) * 1e-6);
  return value && interval ? Ref<Object>(newTupleOf({value.get(), interval.get()})) : raised();
}
Ref<Object> setTimer(Object* const* args) {
  int64_t which;
  itimerval fresh, old;
  if (!asInt64(args[0], &which) || !toTime(args[1], &fresh.it_value) || !toTime(args[2], &fresh.it_interval))
    return raised();
  if (::setitimer(static_cast<__itimer_which_t>(which), &fresh, &old) != 0) return raiseErrno();
  return fromTimer(old);
}
Ref<Object> getTimer(Object* const* args) {
  int64_t which;
  itimerval now;
  if (!asInt64(args[0], &which)) return raised();
  if (::getitimer(static_cast<__itimer_which_t>(which), &now) != 0) return raiseErrno();
  return fromTimer(now);
}

Ref<Object> sigInterrupt(Object* const* args) {
  int number;
  if (!checkNumber(args[0], &number)) return raised();
  int on = isTrue(args[1]);
  if (on < 0) return raised();
  struct sigaction action;
  if (::sigaction(number, nullptr, &action) != 0) return raiseErrno();
  if (on) {
    action.sa_flags &= ~SA_RESTART;
  } else {
    action.sa_flags |= SA_RESTART;
  }
  return ::sigaction(number, &action, nullptr) == 0 ? newNone() : raiseErrno();
}

Ref<Object> setWakeupFd(Object* const* args) {
  int64_t fd;
  if (!asInt64(args[0], &fd)) return raised();
  if (fd != -1) return raise(kTypeNotImplementedError, "signal.set_wakeup_fd is not implemented");
  return newInt(-1);
}

constexpr NativeDef kFunctions[] = {
    {"signal", "signalnum, handler, /", signalFunction, "Set the action for the given signal.", kFunction},
    {"getsignal", "signalnum, /", getSignal, "Return the current action for the given signal.", kFunction},
    {"default_int_handler", "signalnum, frame, /", defaultIntHandler,
     "The default handler for SIGINT installed by Python.", kFunction},
    {"raise_signal", "signalnum, /", raiseSignal, "Send a signal to the executing process.", kFunction},
    {"alarm", "seconds, /", alarmFunction, "Arrange for SIGALRM to arrive after the given number of seconds.",
     kFunction},
    {"pause", "", pauseFunction, "Wait until a signal arrives.", kFunction},
    {"strsignal", "signalnum, /", strSignal, "Return the system description of the given signal.", kFunction},
    {"valid_signals", "", validSignals, "Return a set of valid signal numbers on this platform.", kFunction},
    {"setitimer", "which, seconds, interval=0.0, /", setTimer,
     "Sets given itimer (one of ITIMER_REAL, ITIMER_VIRTUAL or ITIMER_PROF).", kFunction},
    {"getitimer", "which, /", getTimer, "Returns current value of given itimer.", kFunction},
    {"siginterrupt", "signalnum, flag, /", sigInterrupt, "Change system call restart behaviour.", kFunction},
    {"set_wakeup_fd", "fd, /, *, warn_on_full_buffer=True", setWakeupFd, nullptr, kFunction},
};

constexpr IntConstant kConstants[] = {
    {"SIG_DFL", 0},
    {"SIG_IGN", 1},
    {"NSIG", kSignals},
    {"ITIMER_REAL", ITIMER_REAL},
    {"ITIMER_VIRTUAL", ITIMER_VIRTUAL},
    {"ITIMER_PROF", ITIMER_PROF},
    {"SIG_BLOCK", SIG_BLOCK},
    {"SIG_UNBLOCK", SIG_UNBLOCK},
    {"SIG_SETMASK", SIG_SETMASK},
#define S(name) {#name, name}
    S(SIGHUP),
    S(SIGINT),
    S(SIGQUIT),
    S(SIGILL),
    S(SIGTRAP),
    S(SIGABRT),
    S(SIGBUS),
    S(SIGFPE),
    S(SIGKILL),
    S(SIGUSR1),
    S(SIGSEGV),
    S(SIGUSR2),
    S(SIGPIPE),
    S(SIGALRM),
    S(SIGTERM),
    S(SIGSTKFLT),
    S(SIGCHLD),
    S(SIGCONT),
    S(SIGSTOP),
    S(SIGTSTP),
    S(SIGTTIN),
    S(SIGTTOU),
    S(SIGURG),
    S(SIGXCPU),
    S(SIGXFSZ),
    S(SIGVTALRM),
    S(SIGPROF),
    S(SIGWINCH),
    S(SIGIO),
    S(SIGPWR),
    S(SIGSYS),
    {"SIGCLD", SIGCHLD},
    {"SIGPOLL", SIGIO},
    {"SIGIOT", SIGABRT},
#undef S
};

bool populate(Dict* dict) {
  if (!addIntConstants(dict, kConstants)) return false;
  IntConstant real_time[] = {{"SIGRTMIN", SIGRTMIN}, {"SIGRTMAX", SIGRTMAX}};
  if (!addIntConstants(dict, real_time) || !addConstant(dict, "ItimerError", share<Object>(builtinType(kTypeOSError))))
    return false;
  // What installInterruptHandler() set is seen as its Python function.
  List* list = handlers();
  if (list == nullptr) return false;
  if (isNone(list->at(SIGINT))) {
    Ref<Str> key = internText("default_int_handler");
    if (!key) return false;
    list->items()[SIGINT].assign(share(getStrBorrowed(dict, key.get())));
  }
  return true;
}

bool handleOne(int number) {
  Object* handler = state().signal_handlers_ ? state().signal_handlers_->at(static_cast<size_t>(number)) : nullptr;
  if (handler == nullptr || isNone(handler)) {
    return number != SIGINT || raiseNoArgument(kTypeKeyboardInterrupt);
  }
  if (!isCallable(handler)) return true;
  Ref<Object> held = share(handler), frame = newNone();
  Ref<Int> value = newInt(number);
  if (FrameRef running = FrameRef::current(); running.valid()) {
    frame = frameObjectOf(running);
    if (!frame) return raised();
  }
  return value && call(held.get(), value.get(), frame.get());
}

}  // namespace

bool handleSignals_mayRunPython() {
  if (OPHION_LIKELY(g_arrived.load(std::memory_order_relaxed) == 0) || g_receiver.load() != &heap()) return true;
  uint64_t arrived = g_arrived.exchange(0);
  for (int number = 1; arrived != 0; ++number, arrived >>= 1) {
    if ((arrived & 1) == 0 || handleOne(number)) continue;
    // What is left waits for the next safe point.
    uint64_t rest = number == 64 ? 0 : (arrived >> 1) << number;
    if (rest != 0) g_arrived.fetch_or(rest), heap().collection_pending_ = true;
    return false;
  }
  return true;
}

void installInterruptHandler() {
  Heap* nobody = nullptr;
  g_receiver.compare_exchange_strong(nobody, &heap());
  struct sigaction now;
  if (::sigaction(SIGINT, nullptr, &now) == 0 && now.sa_handler == SIG_DFL) install(SIGINT, noteSignal);
  // Writing to a closed pipe is an error that a program can see, not its end.
  install(SIGPIPE, SIG_IGN);
  // So is writing more to a file than the process may.
  install(SIGXFSZ, SIG_IGN);
}

extern const ModuleSpec kSignalModule;
const ModuleSpec kSignalModule = {
    "_signal", "This module provides mechanisms to use signal handlers in Python.", kFunctions, {}, populate};

}  // namespace ophion
