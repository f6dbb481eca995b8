// posix: functions that change what names mean: making, removing, renaming, linking; rights; the working directory.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>

#include "modules/os_error.h"
#include "modules/posix.h"
#include "object/allocate.h"
#include "object/bytes.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"

namespace ophion::posix {

namespace {

// A path and a directory to start from.
struct At {
  PathArgument path;
  int dir_fd = AT_FDCWD;
  explicit At(const char* function, const char* argument = "path", unsigned options = 0)
      : path(function, argument, options) {}
  bool acquire(Object* given, Object* dir) {
    return path.acquire_mayRunPython(given) && dirFdArgument_mayRunPython(dir, &dir_fd);
  }
  const char* text() const { return path.text(); }
};

Ref<Object> doneWithTwo(int result, const At& from, const At& to) {
  return result < 0 ? raiseErrno(from.path.object(), to.path.object()) : newNone();
}

Ref<Object> renameAs(Object* const* args, const char* function) {
  At from(function, "src"), to(function, "dst");
  if (!from.acquire(args[0], args[2]) || !to.acquire(args[1], args[3])) return raised();
  return doneWithTwo(::renameat(from.dir_fd, from.text(), to.dir_fd, to.text()), from, to);
}

Ref<Object> unlinkAs(Object* const* args, const char* function) {
  At at(function);
  if (!at.acquire(args[0], args[1])) return raised();
  return noneOrErrno(::unlinkat(at.dir_fd, at.text(), 0), at.path);
}

Ref<Object> workingDirectory(bool as_bytes) {
  char* text = ::getcwd(nullptr, 0);
  if (text == nullptr) return raiseErrno();
  Ref<Object> made = as_bytes ? Ref<Object>(newBytes(text)) : Ref<Object>(decodeFileName(text));
  std::free(text);
  return made;
}

}  // namespace

Ref<Object> mkdir(Object* const* args) {
  At at("mkdir");
  int mode;
  if (!at.path.acquire_mayRunPython(args[0]) || !intArgument_mayRunPython(args[1], &mode, 0777) ||
      !dirFdArgument_mayRunPython(args[2], &at.dir_fd)) {
    return raised();
  }
  return noneOrErrno(::mkdirat(at.dir_fd, at.text(), static_cast<mode_t>(mode)), at.path);
}

Ref<Object> rmdir(Object* const* args) {
  At at("rmdir");
  if (!at.acquire(args[0], args[1])) return raised();
  return noneOrErrno(::unlinkat(at.dir_fd, at.text(), AT_REMOVEDIR), at.path);
}

Ref<Object> unlink(Object* const* args) { return unlinkAs(args, "unlink"); }
Ref<Object> remove(Object* const* args) { return unlinkAs(args, "remove"); }
Ref<Object> rename(Object* const* args) { return renameAs(args, "rename"); }
Ref<Object> replace(Object* const* args) { return renameAs(args, "replace"); }

Ref<Object> link(Object* const* args) {
  At from("link", "src"), to("link", "dst");
  bool follow;
  if (!from.acquire(args[0], args[2]) || !to.acquire(args[1], args[3]) ||
      !flagArgument_mayRunPython(args[4], &follow, true)) {
    return raised();
  }
  return doneWithTwo(::linkat(from.dir_fd, from.text(), to.dir_fd, to.text(), follow ? AT_SYMLINK_FOLLOW : 0), from,
                     to);
}

Ref<Object> symlink(Object* const* args) {
  At from("symlink", "src"), to("symlink", "dst");
  if (!from.path.acquire_mayRunPython(args[0]) || !to.acquire(args[1], args[3])) return raised();
  return doneWithTwo(::symlinkat(from.text(), to.dir_fd, to.text()), from, to);
}

Ref<Object> readlink(Object* const* args) {
  At at("readlink");
  if (!at.acquire(args[0], args[1])) return raised();
  char target[PATH_MAX + 1];
  ssize_t n = ::readlinkat(at.dir_fd, at.text(), target, sizeof target);
  if (n < 0) return raiseErrno(at.path.object());
  std::string_view text(target, static_cast<size_t>(n));
  return at.path.isBytes() ? Ref<Object>(newBytes(text)) : Ref<Object>(decodeFileName(text));
}

Ref<Object> chmod(Object* const* args) {
  At at("chmod", "path", PathArgument::kAllowFd);
  int mode;
  bool follow;
  if (!at.path.acquire_mayRunPython(args[0]) || !intArgument_mayRunPython(args[1], &mode) ||
      !dirFdArgument_mayRunPython(args[2], &at.dir_fd) || !flagArgument_mayRunPython(args[3], &follow, true)) {
    return raised();
  }
  if (at.path.isFd()) return noneOrErrno(::fchmod(at.path.fd(), static_cast<mode_t>(mode)), at.path);
  if (!follow) return raise(kTypeNotImplementedError, "chmod: follow_symlinks unavailable on this platform");
  return noneOrErrno(::fchmodat(at.dir_fd, at.text(), static_cast<mode_t>(mode), 0), at.path);
}
Ref<Object> fchmod(Object* const* args) {
  int fd, mode;
  if (!asFd_mayRunPython(args[0], &fd) || !intArgument_mayRunPython(args[1], &mode)) return raised();
  return noneOrErrno(::fchmod(fd, static_cast<mode_t>(mode)));
}

Ref<Object> chown(Object* const* args) {
  At at("chown", "path", PathArgument::kAllowFd);
  uint32_t user, group;
  bool follow;
  if (!at.path.acquire_mayRunPython(args[0]) || !idArgument_mayRunPython(args[1], &user, "uid") ||
      !idArgument_mayRunPython(args[2], &group, "gid") || !dirFdArgument_mayRunPython(args[3], &at.dir_fd) ||
      !flagArgument_mayRunPython(args[4], &follow, true)) {
    return raised();
  }
  if (at.path.isFd()) return noneOrErrno(::fchown(at.path.fd(), user, group), at.path);
  return noneOrErrno(::fchownat(at.dir_fd, at.text(), user, group, follow ? 0 : AT_SYMLINK_NOFOLLOW), at.path);
}
Ref<Object> lchown(Object* const* args) {
  PathArgument path("lchown");
  uint32_t user, group;
  if (!path.acquire_mayRunPython(args[0]) || !idArgument_mayRunPython(args[1], &user, "uid") ||
      !idArgument_mayRunPython(args[2], &group, "gid"))
    return raised();
  return noneOrErrno(::lchown(path.text(), user, group), path);
}
Ref<Object> fchown(Object* const* args) {
  int fd;
  uint32_t user, group;
  if (!asFd_mayRunPython(args[0], &fd) || !idArgument_mayRunPython(args[1], &user, "uid") ||
      !idArgument_mayRunPython(args[2], &group, "gid"))
    return raised();
  return noneOrErrno(::fchown(fd, user, group));
}

Ref<Object> chdir(Object* const* args) {
  PathArgument path("chdir", "path", PathArgument::kAllowFd);
  if (!path.acquire_mayRunPython(args[0])) return raised();
  return noneOrErrno(path.isFd() ? ::fchdir(path.fd()) : ::chdir(path.text()), path);
}
Ref<Object> fchdir(Object* const* args) {
  int fd;
  return asFd_mayRunPython(args[0], &fd) ? noneOrErrno(::fchdir(fd)) : nullptr;
}
Ref<Object> chroot(Object* const* args) {
  PathArgument path("chroot");
  return path.acquire_mayRunPython(args[0]) ? noneOrErrno(::chroot(path.text()), path) : nullptr;
}
Ref<Object> getcwd(Object* const*) { return workingDirectory(false); }
Ref<Object> getcwdb(Object* const*) { return workingDirectory(true); }

Ref<Object> mkfifo(Object* const* args) {
  At at("mkfifo");
  int mode;
  if (!at.path.acquire_mayRunPython(args[0]) || !intArgument_mayRunPython(args[1], &mode, 0666) ||
      !dirFdArgument_mayRunPython(args[2], &at.dir_fd)) {
    return raised();
  }
  return noneOrErrno(::mkfifoat(at.dir_fd, at.text(), static_cast<mode_t>(mode)), at.path);
}

Ref<Object> truncate(Object* const* args) {
  PathArgument path("truncate", "path", PathArgument::kAllowFd);
  int64_t length;
  if (!path.acquire_mayRunPython(args[0]) || !asInt64(args[1], &length)) return raised();
  return noneOrErrno(path.isFd() ? ::ftruncate(path.fd(), length) : ::truncate(path.text(), length), path);
}

Ref<Object> fspath(Object* const* args) { return fsPath_mayRunPython(args[0]); }

Ref<Object> umask(Object* const* args) {
  int mask;
  return intArgument_mayRunPython(args[0], &mask) ? Ref<Object>(newInt(::umask(static_cast<mode_t>(mask)))) : nullptr;
}

}  // namespace ophion::posix
