// The module posix, in several files: what they share, and their functions.
#pragma once

#include "modules/path_argument.h"
#include "object/error.h"
#include "object/native.h"

struct stat;

namespace ophion {

struct Dict;

// A directory's open number given as dir_fd=, AT_FDCWD where None.
[[nodiscard]] bool dirFdArgument_mayRunPython(Object* given, int* out);
// An argument of type int. `fallback` where it was not given.
[[nodiscard]] bool intArgument_mayRunPython(Object* given, int* out, int fallback = 0);
// A keyword argument that is true or false.
[[nodiscard]] bool flagArgument_mayRunPython(Object* given, bool* out, bool fallback);
// An id of a user or group; -1 leaves it as it is. `what` is for messages.
[[nodiscard]] bool idArgument_mayRunPython(Object* given, uint32_t* out, const char* what);
// None, or the present errno as an OSError about that path.
Ref<Object> noneOrErrno(int result, const PathArgument& path);
Ref<Object> noneOrErrno(int result);

// posix_stat.cpp
Ref<Object> newStatResult(const struct ::stat& info);
bool addStatTypes(Dict* module_dict);

// clang-format off
#define OPHION_POSIX_STAT(X) \
  X(stat, "path, *, dir_fd=None, follow_symlinks=True") X(lstat, "path, *, dir_fd=None") X(fstat, "fd") \
  X(listdir, "path=None") X(scandir, "path=None") X(statvfs, "path") X(fstatvfs, "fd, /") X(utime, "path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True") \
  X(access, "path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True")
#define OPHION_POSIX_PATH(X) \
  X(mkdir, "path, mode=511, *, dir_fd=None") X(rmdir, "path, *, dir_fd=None") X(unlink, "path, *, dir_fd=None") \
  X(remove, "path, *, dir_fd=None") X(rename, "src, dst, *, src_dir_fd=None, dst_dir_fd=None") \
  X(replace, "src, dst, *, src_dir_fd=None, dst_dir_fd=None") X(link, "src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True") \
  X(symlink, "src, dst, target_is_directory=False, *, dir_fd=None") X(readlink, "path, *, dir_fd=None") \
  X(chmod, "path, mode, *, dir_fd=None, follow_symlinks=True") X(fchmod, "fd, mode") X(chown, "path, uid, gid, *, dir_fd=None, follow_symlinks=True") \
  X(lchown, "path, uid, gid") X(fchown, "fd, uid, gid") X(chdir, "path") X(fchdir, "fd") X(getcwd, "") X(getcwdb, "") X(mkfifo, "path, mode=438, *, dir_fd=None") \
  X(truncate, "path, length") X(fspath, "path") X(umask, "mask, /") X(chroot, "path")
#define OPHION_POSIX_FILE(X) \
  X(open, "path, flags, mode=511, *, dir_fd=None") X(close, "fd") X(closerange, "fd_low, fd_high, /") X(read, "fd, length, /") X(write, "fd, data, /") \
  X(pread, "fd, length, offset, /") X(pwrite, "fd, buffer, offset, /") \
  X(lseek, "fd, position, whence, /") X(dup, "fd, /") X(dup2, "fd, fd2, inheritable=True") X(fsync, "fd") X(fdatasync, "fd") X(ftruncate, "fd, length, /") \
  X(isatty, "fd, /") X(pipe, "") X(pipe2, "flags, /") X(get_inheritable, "fd, /") X(set_inheritable, "fd, inheritable, /") X(get_blocking, "fd, /") \
  X(set_blocking, "fd, blocking, /") X(ttyname, "fd, /") X(get_terminal_size, "fd=1, /") X(device_encoding, "fd") X(sendfile, "out_fd, in_fd, offset, count")
#define OPHION_POSIX_PROCESS(X) \
  X(getpid, "") X(getppid, "") X(getuid, "") X(geteuid, "") X(getgid, "") X(getegid, "") X(getpgrp, "") X(getpgid, "pid") X(getsid, "pid, /") X(setsid, "") X(getgroups, "") \
  X(getlogin, "") X(urandom, "size, /") X(getrandom, "size, flags=0") X(cpu_count, "") X(sched_yield, "") X(sched_getaffinity, "pid, /") X(getloadavg, "") X(strerror, "code, /") \
  X(uname, "") X(times, "") X(waitpid, "pid, options, /") X(wait, "") X(system, "command") X(_exit, "status") X(abort, "") X(kill, "pid, signal, /") X(killpg, "pgid, signal, /") \
  X(fork, "") X(execv, "path, argv, /") X(execve, "path, argv, env") X(putenv, "name, value, /") X(unsetenv, "name, /") X(nice, "increment, /") \
  X(waitstatus_to_exitcode, "status") X(register_at_fork, "*, before=None, after_in_child=None, after_in_parent=None") \
  X(sysconf, "name, /") X(sync, "") X(ctermid, "")
#define OPHION_POSIX_IDENTITY(X) \
  X(setuid, "uid, /") X(seteuid, "euid, /") X(setreuid, "ruid, euid, /") X(setresuid, "ruid, euid, suid, /") X(getresuid, "") \
  X(setgid, "gid, /") X(setegid, "egid, /") X(setregid, "rgid, egid, /") X(setresgid, "rgid, egid, sgid, /") X(getresgid, "") \
  X(setgroups, "groups, /") X(initgroups, "username, gid, /") X(setpgid, "pid, pgrp, /") X(setpgrp, "") X(tcgetpgrp, "fd, /") X(tcsetpgrp, "fd, pgid, /") \
  X(getpriority, "which, who") X(setpriority, "which, who, priority")
#define OPHION_POSIX_WAIT(X) \
  X(wait3, "options") X(wait4, "pid, options") X(waitid, "idtype, id, options, /") X(pidfd_open, "pid, flags=0")
// Their names are macros of the system.
#define OPHION_POSIX_STATUS(X) \
  X(WEXITSTATUS, "status") X(WIFEXITED, "status") X(WIFSIGNALED, "status") X(WTERMSIG, "status") X(WIFSTOPPED, "status") X(WSTOPSIG, "status") \
  X(WCOREDUMP, "status, /") X(WIFCONTINUED, "status")
// clang-format on

namespace posix {
#define X(name, signature) Ref<Object> name(Object* const* args);
OPHION_POSIX_STAT(X)
OPHION_POSIX_PATH(X)
OPHION_POSIX_FILE(X)
OPHION_POSIX_PROCESS(X)
OPHION_POSIX_IDENTITY(X)
OPHION_POSIX_WAIT(X)
#undef X
#define X(name, signature) Ref<Object> status_##name(Object* const* args);
OPHION_POSIX_STATUS(X)
#undef X
}  // namespace posix

// posix_process.cpp
// The bytes of a name, which must hold no zero.
Ref<Bytes> plainBytes(Object* given);
// Runs what register_at_fork() was given. `which`: 0 before (latest first), 1 in the parent, 2 in the child.
void runForkHooks(unsigned which);
bool addProcessTypes(Dict* module_dict);
bool addWaitTypes(Dict* module_dict);     // posix_wait.cpp
bool addTerminalSize(Dict* module_dict);  // posix_file.cpp
bool addEnvironment(Dict* module_dict);

}  // namespace ophion
