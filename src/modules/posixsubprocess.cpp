// The module _posixsubprocess: starts another program in a child process.
//
// Everything that needs memory or may fail in Python is done before the fork. What runs between fork and exec makes
// only system calls that are safe there and touches no object, so that it may also run in a child that shares the
// parent's memory until it execs (vfork); the exception is a preexec_fn, for which the child is a copy. What fails in
// the child is told through a pipe, as "ExceptionName:hex errno:text"; "noexec" stands for what failed before
// preexec_fn had its turn.
#include <fcntl.h>
#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

#include "modules/os_error.h"
#include "modules/posix.h"
#include "modules/text_row.h"
#include "object/allocate.h"
#include "object/bytes.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr int64_t kMaxGroups = 65536;

// All that the child does, in plain values.
struct ChildPlan {
  char** executables;  // to be tried in order
  char** arguments;
  char** variables;  // null: those of this process
  const char* directory;
  int p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write;
  bool close_fds, restore_signals, new_session;
  int process_group, umask;
  const int* kept_fds;  // ascending
  size_t kept_count;
  const gid_t* groups;
  size_t group_count;
  bool set_groups, set_gid, set_uid;
  gid_t gid;
  uid_t uid;
  Object* preexec;          // null: none
  const sigset_t* signals;  // the mask to have again in a child made by vfork; null: any other child
};

bool setInheritable(int fd, bool on) {
  int flags = ::fcntl(fd, F_GETFD);
  if (flags < 0) return false;
  int wanted = on ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC;
  return wanted == flags || ::fcntl(fd, F_SETFD, wanted) == 0;
}

bool closeIfOpen(int fd) { return fd == -1 || ::close(fd) == 0; }

// Makes `fd` the standard stream of that number.
bool placeStream(int fd, int number) {
  if (fd == -1) return true;
  return fd == number ? setInheritable(fd, true) : ::dup2(fd, number) >= 0;
}

// A descriptor in the place of a standard stream that is still to be set moves out of the way.
bool moveAway(int* fd, int last_stream) {
  while (*fd >= 0 && *fd < last_stream) {
    *fd = ::dup(*fd);
    if (*fd < 0 || !setInheritable(*fd, false)) return false;
  }
  return true;
}

bool arrangeStreams(const ChildPlan& plan) {
  int c2pwrite = plan.c2pwrite, errwrite = plan.errwrite;
  for (size_t i = 0; i < plan.kept_count; ++i) {
    if (plan.kept_fds[i] != plan.errpipe_write && !setInheritable(plan.kept_fds[i], true)) return false;
  }
  return closeIfOpen(plan.p2cwrite) && closeIfOpen(plan.c2pread) && closeIfOpen(plan.errread) &&
         ::close(plan.errpipe_read) == 0 && moveAway(&c2pwrite, 1) && moveAway(&errwrite, 2) &&
         placeStream(plan.p2cread, 0) && placeStream(c2pwrite, 1) && placeStream(errwrite, 2);
}

// In a child that shares the parent's memory no handler of the parent may run: it would believe to be there.
void forgetHandlers(const sigset_t* mask) {
  struct sigaction action;
  for (int number = 1; number < NSIG; ++number) {
    if (number == SIGKILL || number == SIGSTOP || ::sigaction(number, nullptr, &action) != 0) continue;
    if (action.sa_handler == SIG_IGN || action.sa_handler == SIG_DFL) continue;
    action.sa_handler = SIG_DFL;
    ::sigaction(number, &action, nullptr);
  }
  ::pthread_sigmask(SIG_SETMASK, mask, nullptr);
}

void restoreSignals() {
  std::signal(SIGPIPE, SIG_DFL);
  std::signal(SIGXFSZ, SIG_DFL);
}

bool takeIdentity(const ChildPlan& plan) {
  if (plan.set_groups && ::setgroups(plan.group_count, plan.groups) < 0) return false;
  if (plan.set_gid && ::setregid(plan.gid, plan.gid) < 0) return false;
  return !plan.set_uid || ::setreuid(plan.uid, plan.uid) >= 0;
}

void closeRange(int first, int end) {
  if (first >= end || ::close_range(static_cast<unsigned>(first), static_cast<unsigned>(end) - 1, 0) == 0) return;
  long most = ::sysconf(_SC_OPEN_MAX);
  if (most < 0) most = 256;
  for (long fd = first; fd < end && fd < most; ++fd) ::close(static_cast<int>(fd));
}

void closeOthers(const ChildPlan& plan) {
  int first = 3;
  for (size_t i = 0; i < plan.kept_count; ++i) {
    if (plan.kept_fds[i] < first) continue;
    closeRange(first, plan.kept_fds[i]);
    first = plan.kept_fds[i] + 1;
  }
  closeRange(first, INT32_MAX);
}

void tryExecutables(const ChildPlan& plan) {
  int seen = 0;
  for (char** path = plan.executables; *path != nullptr; ++path) {
    if (plan.variables != nullptr) {
      ::execve(*path, plan.arguments, plan.variables);
    } else {
      ::execv(*path, plan.arguments);
    }
    if (errno != ENOENT && errno != ENOTDIR && seen == 0) seen = errno;
  }
  if (seen != 0) errno = seen;
}

void tell(int fd, const char* text, size_t n) {
  while (n != 0) {
    ssize_t written = ::write(fd, text, n);
    if (written < 0) return;
    text += written;
    n -= static_cast<size_t>(written);
  }
}

void tellFailure(int fd, int error, const char* text) {
  if (error == 0) {
    static constexpr char kOther[] = "SubprocessError:0:";
    tell(fd, kOther, sizeof kOther - 1);
  } else {
    char message[] = "OSError:00000000";
    char* start = message + sizeof message - 1;
    for (unsigned rest = static_cast<unsigned>(error); rest != 0; rest >>= 4) *--start = "0123456789abcdef"[rest & 15];
    tell(fd, message, 8);
    tell(fd, start, static_cast<size_t>(message + sizeof message - 1 - start));
    tell(fd, ":", 1);
  }
  tell(fd, text, std::strlen(text));
}

// The child: ends in another program or in _exit().
[[noreturn]] void runChild(const ChildPlan& plan) {
  if (plan.signals != nullptr) forgetHandlers(plan.signals);
  bool ready = arrangeStreams(plan) && (plan.directory == nullptr || ::chdir(plan.directory) == 0);
  if (ready && plan.umask >= 0) ::umask(static_cast<mode_t>(plan.umask));
  if (ready && plan.restore_signals) restoreSignals();
  ready = ready && (!plan.new_session || ::setsid() >= 0) &&
          (plan.process_group < 0 || ::setpgid(0, plan.process_group) == 0) && takeIdentity(plan);
  const char* text = ready ? "" : "noexec";
  if (ready && plan.preexec != nullptr && !call(plan.preexec)) {
    text = "Exception occurred in preexec_fn.";
    errno = 0;
    ready = false;
  }
  if (ready) {
    if (plan.close_fds) closeOthers(plan);
    tryExecutables(plan);
  }
  tellFailure(plan.errpipe_write, errno, text);
  ::_exit(255);
}

// vfork() returns twice in this frame, so it holds nothing but the plan.
OPHION_NOINLINE pid_t forkSharing(const ChildPlan& plan) {
  pid_t pid = ::vfork();
  if (pid == 0) runChild(plan);
  return pid;
}

pid_t startChild(ChildPlan& plan, bool may_share) {
  if (may_share && plan.preexec == nullptr && !plan.set_uid && !plan.set_gid && !plan.set_groups) {
    sigset_t all, before;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, &before);
    plan.signals = &before;
    pid_t pid = forkSharing(plan);
    int error = errno;
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    errno = error;
    return pid;
  }
  if (plan.preexec != nullptr) runForkHooks(0);
  pid_t pid = ::fork();
  int error = errno;
  if (pid == 0) {
    if (plan.preexec != nullptr) runForkHooks(2);
    runChild(plan);
  }
  if (plan.preexec != nullptr) runForkHooks(1);
  errno = error;
  return pid;
}

// --- arguments ---

// A sequence of bytes as C strings.
bool bytesRow(Object* given, TextRow* row) {
  int64_t n = lengthOf(given);
  if (n < 0 || !row->reserve(static_cast<size_t>(n))) return raised();
  for (int64_t i = 0; i < n; ++i) {
    Ref<Int> position = newInt(i);
    Ref<Object> item = position ? getItem(given, position.get()) : nullptr;
    if (!item) return raised();
    if (!isBytesLayout(item.get())) return raise(kTypeTypeError, "expected bytes, %T found", item.get());
    std::string_view text = static_cast<Bytes*>(item.get())->view();
    if (text.find('\0') != std::string_view::npos) return raise(kTypeValueError, "embedded null byte");
    if (!row->add(text)) return raised();
  }
  return true;
}

bool argumentRow(Object* given, TextRow* row) {
  if (isNone(given)) return row->reserve(0);
  if (lookupSpecial(given, Special::k_iter) == nullptr && lookupSpecial(given, Special::k_getitem) == nullptr) {
    return errorPending() ? raised() : raise(kTypeTypeError, "argv must be a tuple");
  }
  Ref<Tuple> items = toTuple_mayRunPython(given);
  if (!items || !row->reserve(items->size_)) return raised();
  for (uint32_t i = 0; i < items->size_; ++i) {
    if (isListLayout(given) && static_cast<List*>(given)->size_ != items->size_) {
      return raise(kTypeRuntimeError, "args changed during iteration");
    }
    Ref<Bytes> bytes = plainBytes(items->at(i));
    if (!bytes || !row->add(bytes->view())) return raised();
  }
  return true;
}

// The descriptors that stay open, a tuple in ascending order.
bool readKept(Object* given, RawBuffer<int>& out) {
  Tuple* fds = static_cast<Tuple*>(given);
  int64_t last = -1;
  for (uint32_t i = 0; i < fds->size_; ++i) {
    int64_t fd;
    bool good = isIntLayout(fds->at(i)) && tryInt64(static_cast<Int*>(fds->at(i)), &fd) && fd > last && fd <= INT32_MAX;
    if (!good) return raise(kTypeValueError, "bad value(s) in fds_to_keep");
    last = fd;
    out[i] = static_cast<int>(fd);
  }
  return true;
}

bool readGroups(Object* given, RawBuffer<gid_t>& out) {
  List* list = static_cast<List*>(given);
  for (uint32_t i = 0; i < list->size_ && i < out.size(); ++i) {
    Ref<Object> id = share(list->at(i));
    if (!isIntLayout(id.get())) return raise(kTypeTypeError, "groups must be integers");
    uint32_t group;
    if (!idArgument_mayRunPython(id.get(), &group, "gid")) {
      clearError();
      return raise(kTypeValueError, "invalid group id");
    }
    out[i] = group;
  }
  return true;
}

bool checkGroups(Object* given, size_t* count) {
  *count = 0;
  if (isNone(given)) return true;
  if (!isListLayout(given)) return raise(kTypeTypeError, "setgroups argument must be a list");
  *count = static_cast<List*>(given)->size_;
  return static_cast<int64_t>(*count) <= kMaxGroups || raise(kTypeValueError, "too many groups");
}

enum Argument : unsigned {
  kArguments,
  kExecutables,
  kCloseFds,
  kKeptFds,
  kDirectory,
  kVariables,
  kFirstFd,
  kRestoreSignals = kFirstFd + 8,
  kNewSession,
  kProcessGroup,
  kGid,
  kGroups,
  kUid,
  kUmask,
  kPreexec,
  kMayShare,
};

// The arguments that are plain numbers and truths.
bool readNumbers(Object* const* args, ChildPlan* plan, bool* may_share) {
  int* fds[] = {&plan->p2cread, &plan->p2cwrite, &plan->c2pread,      &plan->c2pwrite,
                &plan->errread, &plan->errwrite, &plan->errpipe_read, &plan->errpipe_write};
  for (unsigned i = 0; i < std::size(fds); ++i) {
    if (!intArgument_mayRunPython(args[kFirstFd + i], fds[i])) return raised();
  }
  if (!flagArgument_mayRunPython(args[kCloseFds], &plan->close_fds, false) ||
      !flagArgument_mayRunPython(args[kRestoreSignals], &plan->restore_signals, false) ||
      !flagArgument_mayRunPython(args[kNewSession], &plan->new_session, false) ||
      !intArgument_mayRunPython(args[kProcessGroup], &plan->process_group) ||
      !intArgument_mayRunPython(args[kUmask], &plan->umask) ||
      !flagArgument_mayRunPython(args[kMayShare], may_share, false)) {
    return raised();
  }
  if (!isTupleLayout(args[kKeptFds])) {
    return raise(kTypeTypeError, "fork_exec() argument 4 must be tuple, not %T", args[kKeptFds]);
  }
  if (plan->close_fds && plan->errpipe_write < 3) return raise(kTypeValueError, "errpipe_write must be >= 3");
  plan->set_gid = !isNone(args[kGid]);
  plan->set_uid = !isNone(args[kUid]);
  plan->set_groups = !isNone(args[kGroups]);
  return (!plan->set_gid || idArgument_mayRunPython(args[kGid], &plan->gid, "gid")) &&
         (!plan->set_uid || idArgument_mayRunPython(args[kUid], &plan->uid, "uid"));
}

Ref<Object> forkExec(Object* const* args) {
  ChildPlan plan = {};
  bool may_share;
  if (!readNumbers(args, &plan, &may_share)) return raised();
  RawBuffer<int> kept(static_cast<Tuple*>(args[kKeptFds])->size_);
  if (!kept || !readKept(args[kKeptFds], kept)) return raised();
  plan.kept_fds = kept.get();
  plan.kept_count = static_cast<Tuple*>(args[kKeptFds])->size_;

  TextRow executables, arguments, variables, directory;
  if (!bytesRow(args[kExecutables], &executables) || !argumentRow(args[kArguments], &arguments)) return raised();
  if (!isNone(args[kVariables]) && !bytesRow(args[kVariables], &variables)) return raised();
  if (!isNone(args[kDirectory])) {
    Ref<Bytes> path = plainBytes(args[kDirectory]);
    if (!path || !directory.reserve(1) || !directory.add(path->view())) return raised();
    plan.directory = directory.get()[0];
  }
  plan.executables = executables.get();
  plan.arguments = arguments.get();
  plan.variables = variables.get();

  if (!checkGroups(args[kGroups], &plan.group_count)) return raised();
  RawBuffer<gid_t> groups(plan.group_count);
  if (!groups || (plan.set_groups && !readGroups(args[kGroups], groups))) return raised();
  plan.groups = groups.get();
  plan.preexec = isNone(args[kPreexec]) ? nullptr : args[kPreexec];

  // A collection in the child could run finalizers that belong to the parent.
  bool collector_was_on = heap().collector_enabled_;
  if (plan.preexec != nullptr) heap().collector_enabled_ = false;
  pid_t pid = startChild(plan, may_share);
  int error = errno;
  heap().collector_enabled_ = collector_was_on;
  return pid < 0 ? raiseOSError(error) : Ref<Object>(newInt(pid));
}

constexpr char kDoc[] =
    "Fork a child process, arrange its streams, session, identity and open files, and run another program in it.\n"
    "\n"
    "Returns the child's process id. What fails in the child before the program runs is written to errpipe_write as\n"
    "\"ExceptionName:hexadecimal errno:text\".";

constexpr NativeDef kFunctions[] = {
    {"fork_exec",
     "args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, "
     "errpipe_read, errpipe_write, restore_signals, call_setsid, pgid_to_set, gid, extra_groups, uid, child_umask, "
     "preexec_fn, allow_vfork, /",
     forkExec, kDoc, NativeKind::Function},
};

}  // namespace

extern const ModuleSpec kPosixSubprocessModule;
const ModuleSpec kPosixSubprocessModule = {"_posixsubprocess", "A POSIX helper for the subprocess module.", kFunctions};

}  // namespace ophion
