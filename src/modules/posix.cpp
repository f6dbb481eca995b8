// The module posix: its table, its constants, and how its functions read their arguments.
#include "modules/posix.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <climits>

#include "modules/module_constants.h"
#include "modules/os_error.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

bool intArgument_mayRunPython(Object* given, int* out, int fallback) {
  *out = fallback;
  if (given == nullptr) return true;
  int64_t value;
  if (!asInt64(given, &value)) {
    if (!errorMatches(kTypeOverflowError)) return raised();
    clearError();
    return raise(kTypeOverflowError, "Python int too large to convert to C int");
  }
  if (value > INT_MAX) return raise(kTypeOverflowError, "signed integer is greater than maximum");
  if (value < INT_MIN) return raise(kTypeOverflowError, "signed integer is less than minimum");
  *out = static_cast<int>(value);
  return true;
}

bool dirFdArgument_mayRunPython(Object* given, int* out) {
  *out = AT_FDCWD;
  if (given == nullptr || isNone(given)) return true;
  if (!hasIndex(given)) return raise(kTypeTypeError, "argument should be integer or None, not %T", given);
  return asFd_mayRunPython(given, out);
}

bool flagArgument_mayRunPython(Object* given, bool* out, bool fallback) {
  *out = fallback;
  if (given == nullptr) return true;
  int truth = isTrue(given);
  *out = truth > 0;
  return truth >= 0;
}

bool idArgument_mayRunPython(Object* given, uint32_t* out, const char* what) {
  Ref<Int> number = index(given);
  int64_t value;
  if (!number) {
    if (!errorMatches(kTypeTypeError)) return raised();
    clearError();
    return raise(kTypeTypeError, "%s should be integer, not %T", what, given);
  }
  if (!tryInt64(number.get(), &value)) value = intSign(number.get()) < 0 ? INT64_MIN : INT64_MAX;
  if (value < -1) return raise(kTypeOverflowError, "%s is less than minimum", what);
  if (value > UINT32_MAX) return raise(kTypeOverflowError, "%s is greater than maximum", what);
  *out = static_cast<uint32_t>(value);
  return true;
}

Ref<Object> noneOrErrno(int result, const PathArgument& path) {
  return result < 0 ? raiseErrno(path.object()) : newNone();
}
Ref<Object> noneOrErrno(int result) { return result < 0 ? raiseErrno() : newNone(); }

namespace {

constexpr NativeDef kFunctions[] = {
#define X(name, signature) {#name, signature, posix::name, nullptr, NativeKind::Function},
    OPHION_POSIX_STAT(X) OPHION_POSIX_PATH(X) OPHION_POSIX_FILE(X) OPHION_POSIX_PROCESS(X) OPHION_POSIX_IDENTITY(X)
        OPHION_POSIX_WAIT(X)
#undef X
#define X(name, signature) {#name, signature, posix::status_##name, nullptr, NativeKind::Function},
            OPHION_POSIX_STATUS(X)
#undef X
};

constexpr IntConstant kConstants[] = {
#define C(name) {#name, name}
    C(F_OK),
    C(R_OK),
    C(W_OK),
    C(X_OK),
    C(O_RDONLY),
    C(O_WRONLY),
    C(O_RDWR),
    C(O_NONBLOCK),
    C(O_APPEND),
    C(O_DSYNC),
    C(O_RSYNC),
    C(O_SYNC),
    C(O_NOCTTY),
    C(O_CREAT),
    C(O_EXCL),
    C(O_TRUNC),
    C(O_LARGEFILE),
    C(O_DIRECT),
    C(O_DIRECTORY),
    C(O_NOFOLLOW),
    C(O_NOATIME),
    C(O_CLOEXEC),
    C(O_ACCMODE),
    C(O_PATH),
    C(O_TMPFILE),
    C(O_ASYNC),
    C(WNOHANG),
    C(WCONTINUED),
    C(WUNTRACED),
    C(WEXITED),
    C(WSTOPPED),
    C(WNOWAIT),
    C(P_PID),
    C(P_PGID),
    C(P_ALL),
    {"O_NDELAY", O_NONBLOCK},
    {"P_PIDFD", 3},
    {"CLD_EXITED", 1},
    {"CLD_KILLED", 2},
    {"CLD_DUMPED", 3},
    {"CLD_TRAPPED", 4},
    {"CLD_STOPPED", 5},
    {"CLD_CONTINUED", 6},
    {"TMP_MAX", 238328},
    {"EX_OK", 0},
    {"EX_USAGE", 64},
    {"EX_DATAERR", 65},
    {"EX_NOINPUT", 66},
    {"EX_NOUSER", 67},
    {"EX_NOHOST", 68},
    {"EX_UNAVAILABLE", 69},
    {"EX_SOFTWARE", 70},
    {"EX_OSERR", 71},
    {"EX_OSFILE", 72},
    {"EX_CANTCREAT", 73},
    {"EX_IOERR", 74},
    {"EX_TEMPFAIL", 75},
    {"EX_PROTOCOL", 76},
    {"EX_NOPERM", 77},
    {"EX_CONFIG", 78},
    {"NGROUPS_MAX", 65536},
    C(SEEK_DATA),
    C(SEEK_HOLE),
    {"GRND_RANDOM", 2},
    {"GRND_NONBLOCK", 1},
    C(RTLD_LAZY),
    C(RTLD_NOW),
    C(RTLD_GLOBAL),
    C(RTLD_LOCAL),
    C(SCHED_OTHER),
    C(SCHED_FIFO),
    C(SCHED_RR),
    {"PRIO_PROCESS", 0},
    {"PRIO_PGRP", 1},
    {"PRIO_USER", 2},
    C(F_LOCK),
    C(F_TLOCK),
    C(F_ULOCK),
    C(F_TEST),
    {"ST_RDONLY", 1},
    {"ST_NOSUID", 2},
#undef C
};

// What os.py looks for to tell which functions take dir_fd, an open file's number, or follow_symlinks.
constexpr const char* kHave[] = {
    "HAVE_FACCESSAT",  "HAVE_FCHDIR",   "HAVE_FCHMOD",    "HAVE_FCHMODAT",  "HAVE_FCHOWN",    "HAVE_FCHOWNAT",
    "HAVE_FDOPENDIR",  "HAVE_FEXECVE",  "HAVE_FSTATAT",   "HAVE_FTRUNCATE", "HAVE_FUTIMENS",  "HAVE_LINKAT",
    "HAVE_LCHOWN",     "HAVE_LSTAT",    "HAVE_LUTIMES",   "HAVE_MKDIRAT",   "HAVE_MKFIFOAT",  "HAVE_OPENAT",
    "HAVE_READLINKAT", "HAVE_RENAMEAT", "HAVE_SYMLINKAT", "HAVE_UNLINKAT",  "HAVE_UTIMENSAT", "HAVE_FSTATVFS",
};

bool addHave(Dict* dict) {
  Ref<List> names = newList(std::size(kHave));
  if (!names) return false;
  for (const char* text : kHave) {
    Ref<Object> item = newStr(text);
    if (!item || !appendToListSteal(names.get(), std::move(item))) return false;
  }
  return addConstant(dict, "_have_functions", std::move(names));
}

bool addSysconfNames(Dict* dict) {
  static constexpr IntConstant kNames[] = {{"SC_PAGE_SIZE", _SC_PAGE_SIZE},
                                           {"SC_PAGESIZE", _SC_PAGESIZE},
                                           {"SC_NPROCESSORS_ONLN", _SC_NPROCESSORS_ONLN},
                                           {"SC_NPROCESSORS_CONF", _SC_NPROCESSORS_CONF},
                                           {"SC_PHYS_PAGES", _SC_PHYS_PAGES},
                                           {"SC_AVPHYS_PAGES", _SC_AVPHYS_PAGES},
                                           {"SC_CLK_TCK", _SC_CLK_TCK},
                                           {"SC_OPEN_MAX", _SC_OPEN_MAX},
                                           {"SC_ARG_MAX", _SC_ARG_MAX}};
  Ref<Dict> names = newDict();
  return names && addIntConstants(names.get(), kNames) && addConstant(dict, "sysconf_names", std::move(names));
}

bool populate(Dict* dict) {
  return addIntConstants(dict, kConstants) && addConstant(dict, "error", share<Object>(builtinType(kTypeOSError))) &&
         addHave(dict) && addStatTypes(dict) && addProcessTypes(dict) && addWaitTypes(dict) && addTerminalSize(dict) &&
         addEnvironment(dict) && addSysconfNames(dict);
}

constexpr TypeIndex kTypes[] = {kTypeDirEntry};

}  // namespace

extern const ModuleSpec kPosixModule;
const ModuleSpec kPosixModule = {
    "posix",
    "This module provides access to operating system functionality that is standardized by "
    "the C Standard and the POSIX standard.",
    kFunctions, kTypes, populate};

}  // namespace ophion
