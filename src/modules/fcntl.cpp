// The module fcntl: control of open files, and locks on them.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "modules/file_descriptor.h"
#include "modules/module_constants.h"
#include "modules/os_error.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr NativeKind kFunction = NativeKind::Function;
constexpr size_t kMostBytes = 1024;

// What system calls read and write, with some room behind for calls that write more than they were given.
struct Scratch {
  char bytes[kMostBytes + 1];
  size_t size = 0;

  bool set(std::string_view text, const char* function) {
    if (text.size() > kMostBytes) return raise(kTypeValueError, "%s string arg too long", function);
    size = text.size();
    if (size != 0) std::memcpy(bytes, text.data(), size);
    bytes[size] = 0;
    return true;
  }
};

// An int that stands for 32 bits, signed or not; higher ones are cut off.
bool wordArgument_mayRunPython(Object* given, int* out) {
  *out = 0;
  if (given == nullptr) return true;
  Ref<Int> number = index(given);
  int64_t value = 0;
  if (!number) return raised();
  if (!tryInt64(number.get(), &value)) value = static_cast<int64_t>(number->limbs()[0]);
  *out = static_cast<int>(static_cast<uint32_t>(value));
  return true;
}

// Whether the argument is text or bytes; then they are in `out`. -1: exception pending.
int textArgument(Object* given, const char* function, Scratch* out) {
  if (given == nullptr) return 0;
  if (isStrLayout(given)) {
    Utf8View text(static_cast<Str*>(given));
    return text.valid() && out->set(text.view(), function) ? 1 : -1;
  }
  if (!isBytesLike(given)) return 0;
  Buffer buffer;
  return buffer.acquire(given) && out->set(buffer.view(), function) ? 1 : -1;
}

Ref<Object> fcntlFunction(Object* const* args) {
  int fd, command, number = 0;
  Scratch scratch;
  if (!fileDescriptor_mayRunPython(args[0], &fd) || !wordArgument_mayRunPython(args[1], &command)) {
    return raised();
  }
  int is_text = textArgument(args[2], "fcntl", &scratch);
  if (is_text < 0) return raised();
  if (is_text == 0 && !wordArgument_mayRunPython(args[2], &number)) return raised();
  int result = retrying_mayRunPython(
      [&] { return is_text ? ::fcntl(fd, command, scratch.bytes) : ::fcntl(fd, command, number); });
  if (result < 0) return raiseErrno();
  return is_text ? Ref<Object>(newBytes({scratch.bytes, scratch.size})) : Ref<Object>(newInt(result));
}

Ref<Object> controlWithBuffer(int fd, unsigned long request, Buffer& buffer) {
  Scratch scratch;
  bool small = buffer.size() <= kMostBytes;
  if (small && !scratch.set(buffer.view(), "ioctl")) return raised();
  int result = ::ioctl(fd, request, small ? scratch.bytes : buffer.writableData());
  int error = errno;
  if (small && scratch.size != 0) std::memcpy(buffer.writableData(), scratch.bytes, scratch.size);
  return result < 0 ? raiseOSError(error) : Ref<Object>(newInt(result));
}

Ref<Object> ioctlFunction(Object* const* args) {
  int fd, request, number = 0;
  if (!fileDescriptor_mayRunPython(args[0], &fd) || !wordArgument_mayRunPython(args[1], &request)) {
    return raised();
  }
  unsigned long code = static_cast<unsigned>(request);
  int mutates = args[3] == nullptr ? 1 : isTrue(args[3]);
  if (mutates < 0) return raised();
  if (mutates && args[2] != nullptr && isBytesLike(args[2])) {
    Buffer buffer;
    if (!buffer.acquire(args[2])) return raised();
    if (buffer.writable()) return controlWithBuffer(fd, code, buffer);
  }
  Scratch scratch;
  int is_text = textArgument(args[2], "ioctl", &scratch);
  if (is_text < 0) return raised();
  if (is_text == 0 && !wordArgument_mayRunPython(args[2], &number)) return raised();
  int result = is_text ? ::ioctl(fd, code, scratch.bytes) : ::ioctl(fd, code, number);
  if (result < 0) return raiseErrno();
  return is_text ? Ref<Object>(newBytes({scratch.bytes, scratch.size})) : Ref<Object>(newInt(result));
}

Ref<Object> flockFunction(Object* const* args) {
  int fd, operation;
  if (!fileDescriptor_mayRunPython(args[0], &fd) || !wordArgument_mayRunPython(args[1], &operation)) {
    return raised();
  }
  return retrying_mayRunPython([&] { return ::flock(fd, operation); }) < 0 ? raiseErrno() : newNone();
}

Ref<Object> lockfFunction(Object* const* args) {
  int fd, command, whence;
  if (!fileDescriptor_mayRunPython(args[0], &fd) || !wordArgument_mayRunPython(args[1], &command) ||
      !wordArgument_mayRunPython(args[4], &whence)) {
    return raised();
  }
  struct flock lock = {};
  if (command == LOCK_UN) {
    lock.l_type = F_UNLCK;
  } else if (command & LOCK_SH) {
    lock.l_type = F_RDLCK;
  } else if (command & LOCK_EX) {
    lock.l_type = F_WRLCK;
  } else {
    return raise(kTypeValueError, "unrecognized lockf argument");
  }
  int64_t length = 0, start = 0;
  if ((args[2] != nullptr && !asInt64(args[2], &length)) || (args[3] != nullptr && !asInt64(args[3], &start))) {
    return raised();
  }
  lock.l_whence = static_cast<short>(whence);
  lock.l_start = start;
  lock.l_len = length;
  int operation = command & LOCK_NB ? F_SETLK : F_SETLKW;
  return retrying_mayRunPython([&] { return ::fcntl(fd, operation, &lock); }) < 0 ? raiseErrno() : newNone();
}

constexpr NativeDef kFunctions[] = {
    {"fcntl", "fd, cmd, arg=0, /", fcntlFunction, "Perform the operation `cmd` on file descriptor fd.", kFunction},
    {"ioctl", "fd, request, arg=0, mutate_flag=True, /", ioctlFunction,
     "Perform the operation request on file descriptor fd.", kFunction},
    {"flock", "fd, operation, /", flockFunction, "Perform the lock operation `operation` on file descriptor `fd`.",
     kFunction},
    {"lockf", "fd, cmd, len=0, start=0, whence=0, /", lockfFunction, "A wrapper around the fcntl() locking calls.",
     kFunction},
};

constexpr IntConstant kConstants[] = {
    {"F_GETLK64", 5}, {"F_SETLK64", 6}, {"F_SETLKW64", 7}, {"FASYNC", O_ASYNC}, {"DN_MULTISHOT", 0x80000000},
#define C(name) {#name, name}
    C(LOCK_SH),       C(LOCK_EX),       C(LOCK_NB),        C(LOCK_UN),          C(LOCK_MAND),
    C(LOCK_READ),     C(LOCK_WRITE),    C(LOCK_RW),        C(F_DUPFD),          C(F_DUPFD_CLOEXEC),
    C(F_GETFD),       C(F_SETFD),       C(F_GETFL),        C(F_SETFL),          C(F_GETLK),
    C(F_SETLK),       C(F_SETLKW),      C(F_OFD_GETLK),    C(F_OFD_SETLK),      C(F_OFD_SETLKW),
    C(F_GETOWN),      C(F_SETOWN),      C(F_GETSIG),       C(F_SETSIG),         C(F_RDLCK),
    C(F_WRLCK),       C(F_UNLCK),       C(F_SETLEASE),     C(F_GETLEASE),       C(F_NOTIFY),
    C(F_EXLCK),       C(F_SHLCK),       C(F_SETPIPE_SZ),   C(F_GETPIPE_SZ),     C(FD_CLOEXEC),
    C(DN_ACCESS),     C(DN_MODIFY),     C(DN_CREATE),      C(DN_DELETE),        C(DN_RENAME),
    C(DN_ATTRIB),     C(F_ADD_SEALS),   C(F_GET_SEALS),    C(F_SEAL_SEAL),      C(F_SEAL_SHRINK),
    C(F_SEAL_GROW),   C(F_SEAL_WRITE),
#undef C
};

bool populate(Dict* dict) { return addIntConstants(dict, kConstants); }

}  // namespace

extern const ModuleSpec kFcntlModule;
const ModuleSpec kFcntlModule = {
    "fcntl", "This module performs file control and I/O control on file descriptors.", kFunctions, {}, populate};

}  // namespace ophion
