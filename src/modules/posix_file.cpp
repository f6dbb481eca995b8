// posix: open files by their numbers, and terminals.
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>

#include "modules/file_descriptor.h"
#include "modules/module_constants.h"
#include "modules/os_error.h"
#include "modules/posix.h"
#include "object/allocate.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/struct_sequence.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr StructFieldDef kSizeFields[] = {{"columns", "width of the terminal window in characters"},
                                          {"lines", "height of the terminal window in characters"}};
constexpr StructSequenceDef kTerminalSize = {
    "os", "terminal_size", "A tuple of (columns, lines) for holding terminal window size", kSizeFields, 2};

Ref<Object> pairOf(int a, int b) {
  Ref<Int> x = newInt(a), y = newInt(b);
  return x && y ? Ref<Object>(newTupleOf({x.get(), y.get()})) : raised();
}
Ref<Object> numberOrErrno(int64_t n) { return n < 0 ? raiseErrno() : Ref<Object>(newInt(n)); }

// Reads into new bytes through f(buffer, size).
template <class F>
Ref<Object> readInto(int64_t length, F f) {
  if (length < 0) return raiseOSError(EINVAL);
  if (length > 0x7ffff000) length = 0x7ffff000;
  Ref<Bytes> made = newBytesUninitialized(static_cast<size_t>(length));
  if (!made) return raised();
  ssize_t got = retrying_mayRunPython([&] { return f(made->data(), static_cast<size_t>(length)); });
  if (got < 0) return raiseErrno();
  return got == length ? Ref<Object>(made) : Ref<Object>(newBytes(made->view().substr(0, static_cast<size_t>(got))));
}

Ref<Object> changeFlag(int fd, int get, int set, int flag, bool on) {
  int flags = ::fcntl(fd, get);
  if (flags < 0) return raiseErrno();
  return noneOrErrno(::fcntl(fd, set, on ? flags | flag : flags & ~flag));
}

}  // namespace

bool addTerminalSize(Dict* dict) {
  Type* type = structSequenceType(kTerminalSize);
  return type != nullptr && addConstant(dict, "terminal_size", share<Object>(type));
}

namespace posix {

Ref<Object> open(Object* const* args) {
  PathArgument path("open");
  int flags, mode, dir_fd;
  if (!path.acquire_mayRunPython(args[0]) || !intArgument_mayRunPython(args[1], &flags) ||
      !intArgument_mayRunPython(args[2], &mode, 0777) || !dirFdArgument_mayRunPython(args[3], &dir_fd)) {
    return raised();
  }
  int fd = retrying_mayRunPython([&] { return ::openat(dir_fd, path.text(), flags | O_CLOEXEC, mode); });
  return fd < 0 ? raiseErrno(path.object()) : Ref<Object>(newInt(fd));
}

Ref<Object> close(Object* const* args) {
  int fd;
  if (!asFd_mayRunPython(args[0], &fd)) return raised();
  // A close that was interrupted has happened.
  return ::close(fd) < 0 && errno != EINTR ? raiseErrno() : newNone();
}
Ref<Object> closerange(Object* const* args) {
  int low, high;
  if (!intArgument_mayRunPython(args[0], &low) || !intArgument_mayRunPython(args[1], &high)) return raised();
  if (low < 0) low = 0;
  if (low < high) ::close_range(static_cast<unsigned>(low), static_cast<unsigned>(high) - 1, 0);
  return newNone();
}

Ref<Object> read(Object* const* args) {
  int fd;
  int64_t length;
  if (!asFd_mayRunPython(args[0], &fd) || !asInt64(args[1], &length)) return raised();
  return readInto(length, [&](char* out, size_t n) { return ::read(fd, out, n); });
}
Ref<Object> pread(Object* const* args) {
  int fd;
  int64_t length, offset;
  if (!asFd_mayRunPython(args[0], &fd) || !asInt64(args[1], &length) || !asInt64(args[2], &offset)) return raised();
  return readInto(length, [&](char* out, size_t n) { return ::pread(fd, out, n, offset); });
}
Ref<Object> write(Object* const* args) {
  int fd;
  Buffer data;
  if (!asFd_mayRunPython(args[0], &fd) || !data.acquire(args[1])) return raised();
  return numberOrErrno(retrying_mayRunPython([&] { return ::write(fd, data.data(), data.size()); }));
}
Ref<Object> pwrite(Object* const* args) {
  int fd;
  int64_t offset;
  Buffer data;
  if (!asFd_mayRunPython(args[0], &fd) || !data.acquire(args[1]) || !asInt64(args[2], &offset)) return raised();
  return numberOrErrno(retrying_mayRunPython([&] { return ::pwrite(fd, data.data(), data.size(), offset); }));
}

Ref<Object> lseek(Object* const* args) {
  int fd, whence;
  int64_t offset;
  if (!asFd_mayRunPython(args[0], &fd) || !asInt64(args[1], &offset) || !intArgument_mayRunPython(args[2], &whence))
    return raised();
  return numberOrErrno(::lseek(fd, offset, whence));
}

Ref<Object> dup(Object* const* args) {
  int fd;
  return asFd_mayRunPython(args[0], &fd) ? numberOrErrno(::fcntl(fd, F_DUPFD_CLOEXEC, 0)) : nullptr;
}
Ref<Object> dup2(Object* const* args) {
  int fd, to;
  bool inheritable;
  if (!asFd_mayRunPython(args[0], &fd) || !asFd_mayRunPython(args[1], &to) ||
      !flagArgument_mayRunPython(args[2], &inheritable, true))
    return raised();
  if (fd < 0 || to < 0) return raiseOSError(EBADF);
  return numberOrErrno(inheritable || fd == to ? ::dup2(fd, to) : ::dup3(fd, to, O_CLOEXEC));
}

Ref<Object> fsync(Object* const* args) {
  int fd;
  return fileDescriptor_mayRunPython(args[0], &fd) ? noneOrErrno(retrying_mayRunPython([&] { return ::fsync(fd); }))
                                                   : nullptr;
}
Ref<Object> fdatasync(Object* const* args) {
  int fd;
  return fileDescriptor_mayRunPython(args[0], &fd) ? noneOrErrno(retrying_mayRunPython([&] { return ::fdatasync(fd); }))
                                                   : nullptr;
}
Ref<Object> ftruncate(Object* const* args) {
  int fd;
  int64_t length;
  if (!asFd_mayRunPython(args[0], &fd) || !asInt64(args[1], &length)) return raised();
  return noneOrErrno(retrying_mayRunPython([&] { return ::ftruncate(fd, length); }));
}
Ref<Object> isatty(Object* const* args) {
  int fd;
  return asFd_mayRunPython(args[0], &fd) ? newBool(::isatty(fd) != 0) : nullptr;
}

Ref<Object> pipe(Object* const*) {
  int ends[2];
  return ::pipe2(ends, O_CLOEXEC) < 0 ? raiseErrno() : pairOf(ends[0], ends[1]);
}
Ref<Object> pipe2(Object* const* args) {
  int ends[2], flags;
  if (!intArgument_mayRunPython(args[0], &flags)) return raised();
  return ::pipe2(ends, flags) < 0 ? raiseErrno() : pairOf(ends[0], ends[1]);
}

Ref<Object> get_inheritable(Object* const* args) {
  int fd;
  if (!asFd_mayRunPython(args[0], &fd)) return raised();
  int flags = ::fcntl(fd, F_GETFD);
  return flags < 0 ? raiseErrno() : newBool((flags & FD_CLOEXEC) == 0);
}
Ref<Object> set_inheritable(Object* const* args) {
  int fd;
  bool on;
  if (!asFd_mayRunPython(args[0], &fd) || !flagArgument_mayRunPython(args[1], &on, false)) return raised();
  return changeFlag(fd, F_GETFD, F_SETFD, FD_CLOEXEC, !on);
}
Ref<Object> get_blocking(Object* const* args) {
  int fd;
  if (!asFd_mayRunPython(args[0], &fd)) return raised();
  int flags = ::fcntl(fd, F_GETFL);
  return flags < 0 ? raiseErrno() : newBool((flags & O_NONBLOCK) == 0);
}
Ref<Object> set_blocking(Object* const* args) {
  int fd;
  bool on;
  if (!asFd_mayRunPython(args[0], &fd) || !flagArgument_mayRunPython(args[1], &on, false)) return raised();
  return changeFlag(fd, F_GETFL, F_SETFL, O_NONBLOCK, !on);
}

Ref<Object> ttyname(Object* const* args) {
  int fd;
  char text[256];
  if (!asFd_mayRunPython(args[0], &fd)) return raised();
  int error = ::ttyname_r(fd, text, sizeof text);
  return error != 0 ? raiseOSError(error) : Ref<Object>(decodeFileName(text));
}

Ref<Object> get_terminal_size(Object* const* args) {
  int fd = 1;
  winsize size;
  if (args[0] != nullptr && !asFd_mayRunPython(args[0], &fd)) return raised();
  if (::ioctl(fd, TIOCGWINSZ, &size) < 0) return raiseErrno();
  Ref<Int> columns = newInt(size.ws_col), lines = newInt(size.ws_row);
  if (!columns || !lines) return raised();
  Object* values[] = {columns.get(), lines.get()};
  return newStructSequence(kTerminalSize, values);
}

Ref<Object> device_encoding(Object* const* args) {
  int fd;
  if (!asFd_mayRunPython(args[0], &fd)) return raised();
  return ::isatty(fd) != 0 ? Ref<Object>(newAscii("UTF-8")) : newNone();
}

Ref<Object> sendfile(Object* const* args) {
  int out, in;
  int64_t offset, count;
  bool from_here = isNone(args[2]);
  if (!asFd_mayRunPython(args[0], &out) || !asFd_mayRunPython(args[1], &in) ||
      (!from_here && !asInt64(args[2], &offset)) || !asInt64(args[3], &count)) {
    return raised();
  }
  return numberOrErrno(retrying_mayRunPython(
      [&] { return ::sendfile(out, in, from_here ? nullptr : &offset, static_cast<size_t>(count)); }));
}

}  // namespace posix
}  // namespace ophion
