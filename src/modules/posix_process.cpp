// posix: processes, users, the environment and the machine.
#include <sched.h>
#include <sys/random.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "modules/module_constants.h"
#include "modules/os_error.h"
#include "modules/posix.h"
#include "modules/text_row.h"
#include "object/allocate.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/signal_hook.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/struct_sequence.h"
#include "object/tuple.h"
#include "object/type.h"

extern char** environ;

namespace ophion {

Ref<Bytes> plainBytes(Object* given) {
  Ref<Object> path = fsPath_mayRunPython(given);
  if (!path) return raised();
  Ref<Bytes> bytes =
      isBytesLayout(path.get()) ? std::move(path).castTo<Bytes>() : encodeFileName(static_cast<Str*>(path.get()));
  if (bytes && bytes->view().find('\0') != std::string_view::npos) return raise(kTypeValueError, "embedded null byte");
  return bytes;
}

namespace {

constexpr StructFieldDef kUnameFields[] = {{"sysname", "operating system name"},
                                           {"nodename", "name of machine on network (implementation-defined)"},
                                           {"release", "operating system release"},
                                           {"version", "operating system version"},
                                           {"machine", "hardware identifier"}};
constexpr StructSequenceDef kUnameResult = {"posix", "uname_result", "uname_result: Result from os.uname().",
                                            kUnameFields, 5};
constexpr StructFieldDef kTimesFields[] = {{"user", "user time"},
                                           {"system", "system time"},
                                           {"children_user", "user time of children"},
                                           {"children_system", "system time of children"},
                                           {"elapsed", "elapsed time since an arbitrary point in the past"}};
constexpr StructSequenceDef kTimesResult = {"posix", "times_result", "times_result: Result from os.times().",
                                            kTimesFields, 5};

Ref<Object> numberOrErrno(int64_t n) { return n < 0 ? raiseErrno() : Ref<Object>(newInt(n)); }

bool argumentRow(Object* given, const char* function, TextRow* row) {
  if (!isListLayout(given) && !isTupleLayout(given)) {
    return raise(kTypeTypeError, "%s() arg 2 must be a tuple or list", function);
  }
  Ref<Tuple> items = toTuple_mayRunPython(given);
  if (!items) return raised();
  if (items->size_ == 0) return raise(kTypeValueError, "%s() arg 2 must not be empty", function);
  if (!row->reserve(items->size_)) return raised();
  for (uint32_t i = 0; i < items->size_; ++i) {
    Ref<Bytes> bytes = plainBytes(items->at(i));
    if (!bytes || !row->add(bytes->view())) return raised();
  }
  return true;
}

bool environmentRow(Object* given, TextRow* row) {
  Ref<Dict> plain = newDict();
  if (!plain || !updateDict_mayRunPython(plain.get(), given, true) || !row->reserve(plain->used_)) return raised();
  size_t position = 0;
  Object *key, *value;
  while (nextEntry(plain.get(), &position, &key, &value)) {
    Ref<Bytes> k = plainBytes(key), v = plainBytes(value);
    if (!k || !v) return raised();
    Ref<Bytes> line = newBytesUninitialized(k->length_ + 1);
    if (!line) return raised();
    std::memcpy(line->data(), k->data(), k->length_);
    line->data()[k->length_] = '=';
    if (!row->add(line->view(), v->view())) return raised();
  }
  return true;
}

Ref<Object> waitResult(pid_t pid, int status) {
  if (pid < 0) return raiseErrno();
  Ref<Int> a = newInt(pid), b = newInt(status);
  return a && b ? Ref<Object>(newTupleOf({a.get(), b.get()})) : raised();
}

template <class F>
Ref<Object> onStatus(Object* const* args, F f) {
  int status;
  return intArgument_mayRunPython(args[0], &status) ? f(status) : nullptr;
}

Slot<List>& forkHooks() { return state().fork_hooks_; }

}  // namespace

void runForkHooks(unsigned which) {
  if (!forkHooks()) return;
  Ref<List> hooks = forkHooks().share();
  uint32_t n = hooks->size_ / 3;
  for (uint32_t i = 0; i < n; ++i) {
    uint32_t place = (which == 0 ? n - 1 - i : i) * 3 + which;
    if (place >= hooks->size_ || isNone(hooks->at(place))) continue;
    Ref<Object> hook = share(hooks->at(place));
    if (!call(hook.get())) reportUnraisable_mayRunPython(nullptr, hook.get());
  }
}

bool addProcessTypes(Dict* dict) {
  Type* uname_type = structSequenceType(kUnameResult);
  Type* times_type = uname_type == nullptr ? nullptr : structSequenceType(kTimesResult);
  return times_type != nullptr && addConstant(dict, "uname_result", share<Object>(uname_type)) &&
         addConstant(dict, "times_result", share<Object>(times_type));
}

bool addEnvironment(Dict* dict) {
  Ref<Dict> variables = newDict();
  if (!variables) return false;
  for (char** p = ::environ; p != nullptr && *p != nullptr; ++p) {
    std::string_view line(*p);
    size_t at = line.find('=');
    if (at == std::string_view::npos) continue;
    Ref<Bytes> key = newBytes(line.substr(0, at)), value = newBytes(line.substr(at + 1));
    if (!key || !value || !setDefault_mayRunPython(variables.get(), key.get(), value.get())) return false;
  }
  return addConstant(dict, "environ", std::move(variables));
}

namespace posix {

#define PLAIN(name) \
  Ref<Object> name(Object* const*) { return newInt(::name()); }
PLAIN(getpid)
PLAIN(getppid)
PLAIN(getuid)
PLAIN(geteuid)
PLAIN(getgid)
PLAIN(getegid)
PLAIN(getpgrp)
#undef PLAIN

Ref<Object> getpgid(Object* const* args) {
  int pid;
  return intArgument_mayRunPython(args[0], &pid) ? numberOrErrno(::getpgid(pid)) : nullptr;
}
Ref<Object> getsid(Object* const* args) {
  int pid;
  return intArgument_mayRunPython(args[0], &pid) ? numberOrErrno(::getsid(pid)) : nullptr;
}
Ref<Object> setsid(Object* const*) { return ::setsid() < 0 ? raiseErrno() : newNone(); }
Ref<Object> getgroups(Object* const*) {
  gid_t groups[1024];
  int n = ::getgroups(std::size(groups), groups);
  if (n < 0) return raiseErrno();
  Ref<List> list = newList(static_cast<size_t>(n));
  for (int i = 0; list && i < n; ++i) {
    Ref<Object> id = newInt(groups[i]);
    if (!id || !appendToListSteal(list.get(), std::move(id))) return raised();
  }
  return list;
}
Ref<Object> getlogin(Object* const*) {
  char text[256];
  int error = ::getlogin_r(text, sizeof text);
  return error != 0 ? raiseOSError(error) : Ref<Object>(decodeFileName(text));
}

static Ref<Object> randomBytes(Object* size_given, unsigned flags, bool whole) {
  int64_t size;
  if (!asInt64(size_given, &size)) return raised();
  if (size < 0) return whole ? raise(kTypeValueError, "negative argument not allowed") : raiseOSError(EINVAL);
  Ref<Bytes> made = newBytesUninitialized(static_cast<size_t>(size));
  if (!made) return raised();
  for (size_t done = 0; done < static_cast<size_t>(size);) {
    ssize_t got = retrying_mayRunPython(
        [&] { return ::getrandom(made->data() + done, static_cast<size_t>(size) - done, flags); });
    if (got < 0) return raiseErrno();
    done += static_cast<size_t>(got);
    if (!whole) return newBytes(made->view().substr(0, done));
  }
  return made;
}
Ref<Object> urandom(Object* const* args) { return randomBytes(args[0], 0, true); }
Ref<Object> getrandom(Object* const* args) {
  int flags;
  return intArgument_mayRunPython(args[1], &flags) ? randomBytes(args[0], static_cast<unsigned>(flags), false)
                                                   : nullptr;
}

Ref<Object> cpu_count(Object* const*) {
  long n = ::sysconf(_SC_NPROCESSORS_ONLN);
  return n < 1 ? newNone() : Ref<Object>(newInt(n));
}
Ref<Object> sched_yield(Object* const*) { return noneOrErrno(::sched_yield()); }
Ref<Object> sched_getaffinity(Object* const* args) {
  int pid;
  cpu_set_t cpus;
  if (!intArgument_mayRunPython(args[0], &pid)) return raised();
  if (::sched_getaffinity(pid, sizeof cpus, &cpus) < 0) return raiseErrno();
  Ref<List> list = newList();
  if (!list) return raised();
  for (int i = 0; i < CPU_SETSIZE; ++i) {
    if (!CPU_ISSET(i, &cpus)) continue;
    Ref<Object> number = newInt(i);
    if (!number || !appendToListSteal(list.get(), std::move(number))) return raised();
  }
  return call(builtinType(kTypeSet), list.get());
}
Ref<Object> getloadavg(Object* const*) {
  double loads[3];
  if (::getloadavg(loads, 3) != 3) return raise(kTypeOSError, "Load averages are unobtainable");
  Ref<Float> a = newFloat(loads[0]), b = newFloat(loads[1]), c = newFloat(loads[2]);
  return a && b && c ? Ref<Object>(newTupleOf({a.get(), b.get(), c.get()})) : raised();
}
Ref<Object> strerror(Object* const* args) {
  int code;
  return intArgument_mayRunPython(args[0], &code) ? Ref<Object>(newStr(std::strerror(code))) : nullptr;
}

Ref<Object> uname(Object* const*) {
  utsname names;
  if (::uname(&names) < 0) return raiseErrno();
  const char* texts[] = {names.sysname, names.nodename, names.release, names.version, names.machine};
  Ref<Object> held[5];
  Object* values[5];
  for (unsigned i = 0; i < 5; ++i) {
    held[i] = decodeFileName(texts[i]);
    if (!held[i]) return raised();
    values[i] = held[i].get();
  }
  return newStructSequence(kUnameResult, values);
}

Ref<Object> times(Object* const*) {
  tms t;
  clock_t elapsed = ::times(&t);
  if (elapsed == static_cast<clock_t>(-1)) return raiseErrno();
  clock_t ticks[] = {t.tms_utime, t.tms_stime, t.tms_cutime, t.tms_cstime, elapsed};
  double per_second = static_cast<double>(::sysconf(_SC_CLK_TCK));
  Ref<Object> held[5];
  Object* values[5];
  for (unsigned i = 0; i < 5; ++i) {
    held[i] = newFloat(static_cast<double>(ticks[i]) / per_second);
    if (!held[i]) return raised();
    values[i] = held[i].get();
  }
  return newStructSequence(kTimesResult, values);
}

Ref<Object> waitpid(Object* const* args) {
  int pid, options, status = 0;
  if (!intArgument_mayRunPython(args[0], &pid) || !intArgument_mayRunPython(args[1], &options)) return raised();
  pid_t done = retrying_mayRunPython([&] { return ::waitpid(pid, &status, options); });
  return waitResult(done, status);
}
Ref<Object> wait(Object* const*) {
  int status = 0;
  pid_t done = retrying_mayRunPython([&] { return ::wait(&status); });
  return waitResult(done, status);
}
Ref<Object> system(Object* const* args) {
  Ref<Bytes> command = plainBytes(args[0]);
  if (!command) return raised();
  TextRow row;
  if (!row.reserve(1) || !row.add(command->view())) return raised();
  int status = std::system(row.get()[0]);
  return handleSignals_mayRunPython() ? Ref<Object>(newInt(status)) : nullptr;
}
Ref<Object> _exit(Object* const* args) {
  int status;
  if (!intArgument_mayRunPython(args[0], &status)) return raised();
  ::_exit(status);
}
Ref<Object> abort(Object* const*) { std::abort(); }

Ref<Object> kill(Object* const* args) {
  int pid, number;
  if (!intArgument_mayRunPython(args[0], &pid) || !intArgument_mayRunPython(args[1], &number)) return raised();
  if (::kill(pid, number) < 0) return raiseErrno();
  return handleSignals_mayRunPython() ? newNone() : nullptr;
}
Ref<Object> killpg(Object* const* args) {
  int group, number;
  if (!intArgument_mayRunPython(args[0], &group) || !intArgument_mayRunPython(args[1], &number)) return raised();
  if (::killpg(group, number) < 0) return raiseErrno();
  return handleSignals_mayRunPython() ? newNone() : nullptr;
}

Ref<Object> register_at_fork(Object* const* args) {
  if (args[0] == nullptr && args[1] == nullptr && args[2] == nullptr)
    return raise(kTypeTypeError, "At least one argument is required.");
  static constexpr const char* kNames[] = {"before", "after_in_child", "after_in_parent"};
  for (unsigned i = 0; i < 3; ++i) {
    if (args[i] != nullptr && !isNone(args[i]) && !isCallable(args[i])) {
      return raise(kTypeTypeError, "'%s' must be callable, not %T", kNames[i], args[i]);
    }
  }
  if (!forkHooks()) {
    Ref<List> fresh = newList();
    if (!fresh) return raised();
    forkHooks().init(std::move(fresh));
  }
  Object* row[] = {args[0], args[2], args[1]};
  if (!reserveList(forkHooks().get(), forkHooks()->size_ + 3)) return raised();
  for (Object* hook : row) {
    if (!appendToList(forkHooks().get(), hook == nullptr ? none() : hook)) return raised();
  }
  return newNone();
}
Ref<Object> fork(Object* const*) {
  runForkHooks(0);
  pid_t pid = ::fork();
  int error = errno;
  runForkHooks(pid == 0 ? 2 : 1);
  return pid < 0 ? raiseOSError(error) : Ref<Object>(newInt(pid));
}

Ref<Object> execv(Object* const* args) {
  PathArgument path("execv");
  TextRow row;
  if (!path.acquire_mayRunPython(args[0]) || !argumentRow(args[1], "execv", &row)) return raised();
  ::execv(path.text(), row.get());
  return raiseErrno(path.object());
}
Ref<Object> execve(Object* const* args) {
  PathArgument path("execve");
  TextRow row, variables;
  if (!path.acquire_mayRunPython(args[0]) || !argumentRow(args[1], "execve", &row) ||
      !environmentRow(args[2], &variables))
    return raised();
  ::execve(path.text(), row.get(), variables.get());
  return raiseErrno(path.object());
}

Ref<Object> putenv(Object* const* args) {
  Ref<Bytes> key = plainBytes(args[0]), value = key ? plainBytes(args[1]) : nullptr;
  TextRow row;
  if (!value) return raised();
  if (key->view().find('=') != std::string_view::npos)
    return raise(kTypeValueError, "illegal environment variable name");
  if (!row.reserve(2) || !row.add(key->view()) || !row.add(value->view())) return raised();
  return noneOrErrno(::setenv(row.get()[0], row.get()[1], 1));
}
Ref<Object> unsetenv(Object* const* args) {
  Ref<Bytes> key = plainBytes(args[0]);
  TextRow row;
  if (!key || !row.reserve(1) || !row.add(key->view())) return raised();
  return noneOrErrno(::unsetenv(row.get()[0]));
}
Ref<Object> nice(Object* const* args) {
  int increment;
  if (!intArgument_mayRunPython(args[0], &increment)) return raised();
  errno = 0;
  int value = ::nice(increment);
  return value == -1 && errno != 0 ? raiseErrno() : Ref<Object>(newInt(value));
}

#define TRUTH(name)                                                \
  Ref<Object> status_##name(Object* const* args) {                 \
    return onStatus(args, [](int s) { return newBool(name(s)); }); \
  }
#define NUMBER(name)                                                           \
  Ref<Object> status_##name(Object* const* args) {                             \
    return onStatus(args, [](int s) { return Ref<Object>(newInt(name(s))); }); \
  }
TRUTH(WIFEXITED)
TRUTH(WIFSIGNALED)
TRUTH(WIFSTOPPED)
TRUTH(WIFCONTINUED)
TRUTH(WCOREDUMP)
NUMBER(WEXITSTATUS)
NUMBER(WTERMSIG)
NUMBER(WSTOPSIG)
#undef TRUTH
#undef NUMBER

Ref<Object> waitstatus_to_exitcode(Object* const* args) {
  return onStatus(args, [](int s) -> Ref<Object> {
    if (WIFEXITED(s)) return newInt(WEXITSTATUS(s));
    if (WIFSIGNALED(s)) return newInt(-WTERMSIG(s));
    if (WIFSTOPPED(s)) return raise(kTypeValueError, "process stopped by delivery of signal %d", WSTOPSIG(s));
    return raise(kTypeValueError, "invalid wait status: %d", s);
  });
}

Ref<Object> sysconf(Object* const* args) {
  int number = -1;
  if (isStrLayout(args[0])) {
    static constexpr IntConstant kNames[] = {{"SC_PAGE_SIZE", _SC_PAGE_SIZE},
                                             {"SC_PAGESIZE", _SC_PAGESIZE},
                                             {"SC_NPROCESSORS_ONLN", _SC_NPROCESSORS_ONLN},
                                             {"SC_NPROCESSORS_CONF", _SC_NPROCESSORS_CONF},
                                             {"SC_PHYS_PAGES", _SC_PHYS_PAGES},
                                             {"SC_AVPHYS_PAGES", _SC_AVPHYS_PAGES},
                                             {"SC_CLK_TCK", _SC_CLK_TCK},
                                             {"SC_OPEN_MAX", _SC_OPEN_MAX},
                                             {"SC_ARG_MAX", _SC_ARG_MAX}};
    for (const IntConstant& known : kNames) {
      if (equalsAscii(static_cast<Str*>(args[0]), known.name)) number = static_cast<int>(known.value);
    }
    if (number < 0) return raise(kTypeValueError, "unrecognized configuration name");
  } else if (!isIntLayout(args[0])) {
    return raise(kTypeTypeError, "configuration names must be strings or integers");
  } else if (!intArgument_mayRunPython(args[0], &number)) {
    return raised();
  }
  errno = 0;
  long value = ::sysconf(number);
  return value == -1 && errno != 0 ? raiseErrno() : Ref<Object>(newInt(value));
}
Ref<Object> sync(Object* const*) {
  ::sync();
  return newNone();
}
Ref<Object> ctermid(Object* const*) { return newAscii("/dev/tty"); }

}  // namespace posix
}  // namespace ophion
