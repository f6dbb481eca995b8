// FileIO: an open file of the system, without a buffer.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "modules/io.h"
#include "modules/os_error.h"
#include "modules/path_argument.h"
#include "object/allocate.h"
#include "object/buffer.h"
#include "object/byte_builder.h"
#include "object/int.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/str_methods.h"
#include "object/warning.h"

namespace ophion {

int64_t readFile_mayRunPython(FileIO* file, char* out, size_t n) {
  ssize_t got = retrying_mayRunPython([&] { return ::read(file->fd_, out, n); });
  if (got >= 0) return got;
  if (!errorPending() && errno == EAGAIN) return -2;
  raiseErrno();
  return -1;
}

int64_t writeFile_mayRunPython(FileIO* file, const char* data, size_t n) {
  ssize_t put = retrying_mayRunPython([&] { return ::write(file->fd_, data, n); });
  if (put >= 0) return put;
  if (!errorPending() && errno == EAGAIN) return -2;
  raiseErrno();
  return -1;
}

bool seekFile(FileIO* file, int64_t offset, int whence, int64_t* out) {
  *out = ::lseek(file->fd_, offset, whence);
  if (file->seekable_ < 0) file->seekable_ = *out >= 0;
  return *out >= 0 || raiseErrno();
}

namespace {

FileIO* self(Object* const* args) { return static_cast<FileIO*>(args[0]); }
FileIO* asFile(Object* o) { return static_cast<FileIO*>(o); }

Raised raiseClosed() { return raise(kTypeValueError, "I/O operation on closed file"); }

const char* modeText(const FileIO* file) {
  if (file->created_) return file->readable_ ? "xb+" : "xb";
  if (file->appending_) return file->readable_ ? "ab+" : "ab";
  if (!file->readable_) return "wb";
  return file->writable_ ? "rb+" : "rb";
}

Ref<Object> makeFile(Object* const* args) {
  Ref<Object> made = allocateInstance(static_cast<Type*>(args[0]), sizeof(FileIO));
  if (!made) return raised();
  FileIO* file = asFile(made.get());
  file->fd_ = -1;
  file->close_fd_ = true;
  file->seekable_ = -1;
  return made;
}

// Reads the mode into the fields and open()'s flags.
bool parseMode(FileIO* file, std::string_view mode, int* flags) {
  int kinds = 0;
  bool plus = false, valid = true;
  *flags = O_CLOEXEC;
  for (char c : mode) {
    switch (c) {
      case 'x':
        file->created_ = file->writable_ = true, *flags |= O_EXCL | O_CREAT, ++kinds;
        break;
      case 'r':
        file->readable_ = true, ++kinds;
        break;
      case 'w':
        file->writable_ = true, *flags |= O_CREAT | O_TRUNC, ++kinds;
        break;
      case 'a':
        file->writable_ = file->appending_ = true, *flags |= O_APPEND | O_CREAT, ++kinds;
        break;
      case 'b':
        break;
      case '+':
        if (plus) kinds = 2;
        plus = true;
        break;
      default:
        valid = false;
    }
    if (!valid) return raise(kTypeValueError, "invalid mode: %.200s", std::data(mode));
  }
  if (kinds != 1) {
    return raise(kTypeValueError, "Must have exactly one of create/read/write/append mode and at most one plus");
  }
  if (plus) file->readable_ = file->writable_ = true;
  *flags |= file->readable_ && file->writable_ ? O_RDWR : file->readable_ ? O_RDONLY : O_WRONLY;
  return true;
}

bool openByName(FileIO* file, Object* given, int flags, Object* opener) {
  if (opener != nullptr && !isNone(opener)) {
    Ref<Int> flags_given = newInt(flags);
    Ref<Object> made = flags_given ? call(opener, given, flags_given.get()) : nullptr;
    if (!made) return raised();
    if (!isIntLayout(made.get())) return raise(kTypeTypeError, "expected integer from opener");
    int64_t fd;
    if (!asInt64(made.get(), &fd)) return raised();
    if (fd < 0) return raise(kTypeValueError, "opener returned %d", static_cast<int>(fd));
    file->fd_ = static_cast<int32_t>(fd);
    return true;
  }
  PathArgument path("open");
  Ref<Object> named = fsPath_mayRunPython(given);
  if (!named) return raised();
  if (isBytesLayout(named.get()) && static_cast<Bytes*>(named.get())->view().find('\0') != std::string_view::npos) {
    return raise(kTypeValueError, "embedded null byte");
  }
  if (!path.acquire_mayRunPython(named.get())) return raised();
  int fd = retrying_mayRunPython([&] { return ::open(path.text(), flags, 0666); });
  if (fd < 0) return raiseErrno(given);
  file->fd_ = fd;
  return true;
}

void forget(FileIO* file) {
  if (file->close_fd_ && file->fd_ >= 0) ::close(file->fd_);
  file->fd_ = -1;
}

bool inspect(FileIO* file, Object* given) {
  struct stat info;
  file->block_bytes_ = kDefaultBufferBytes;
  if (::fstat(file->fd_, &info) < 0) return errno == EBADF ? raiseErrno() : true;
  if (S_ISDIR(info.st_mode)) return raiseOSError(EISDIR, given);
  if (info.st_blksize > 1) file->block_bytes_ = static_cast<uint32_t>(info.st_blksize);
  return true;
}

bool initFile(FileIO* file, Object* given, std::string_view mode, bool close_fd, Object* opener) {
  if (file->fd_ >= 0) {
    if (file->close_fd_) {
      if (::close(file->fd_) < 0) return raiseErrno();
    }
    file->fd_ = -1;
  }
  file->created_ = file->readable_ = file->writable_ = file->appending_ = false;
  file->seekable_ = -1;
  if (isFloatLayout(given)) return raise(kTypeTypeError, "integer argument expected, got float");
  int fd = -1;
  bool by_number = isIntLayout(given);
  if (by_number) {
    if (!asFd_mayRunPython(given, &fd)) return raised();
    if (fd < 0) return raise(kTypeValueError, "negative file descriptor");
  }
  int flags;
  if (!parseMode(file, mode, &flags)) return raised();
  file->close_fd_ = close_fd;
  if (by_number) {
    file->fd_ = fd;
  } else if (!close_fd) {
    return raise(kTypeValueError, "Cannot use closefd=False with file name");
  } else if (!openByName(file, given, flags, opener)) {
    return raised();
  }
  if (!inspect(file, given) || !setAttr(file, name(Name::name), given)) {
    if (by_number) {
      file->fd_ = -1;
    } else {
      forget(file);
    }
    return raised();
  }
  // A file opened to append starts at its end, for those who ask where it is.
  if (file->appending_) ::lseek(file->fd_, 0, SEEK_END);
  return true;
}

Ref<Object> initialise(Object* const* args) {
  std::string_view mode = "r";
  if (args[2] != nullptr) {
    if (!isStrLayout(args[2])) return raise(kTypeTypeError, "FileIO() argument 'mode' must be str, not %T", args[2]);
    if (!asStr(args[2])->isAscii()) return raise(kTypeValueError, "invalid mode: %U", asStr(args[2]));
    mode = asStr(args[2])->asciiView();
  }
  char text[16] = {};
  if (mode.size() >= sizeof text) return raise(kTypeValueError, "invalid mode: %U", asStr(args[2]));
  for (size_t i = 0; i < mode.size(); ++i) text[i] = mode[i];
  int close_fd = args[3] == nullptr ? 1 : isTrue(args[3]);
  if (close_fd < 0) return raised();
  return initFile(self(args), args[1], {text, mode.size()}, close_fd != 0, args[4]) ? newNone() : nullptr;
}

bool checkOpen(FileIO* file) { return file->fd_ >= 0 || raiseClosed(); }
bool checkReadable(FileIO* file) {
  return checkOpen(file) && (file->readable_ || raiseUnsupported("File not open for reading"));
}
bool checkWritable(FileIO* file) {
  return checkOpen(file) && (file->writable_ || raiseUnsupported("File not open for writing"));
}

Ref<Object> read(Object* const* args) {
  FileIO* file = self(args);
  int64_t n;
  if (!checkReadable(file) || !sizeArgument_mayRunPython(args[1], &n)) return raised();
  if (n < 0) return readAllFile_mayRunPython(file);
  if (n > 0x7ffff000) n = 0x7ffff000;
  Ref<Bytes> made = newBytesUninitialized(static_cast<size_t>(n));
  if (!made) return raised();
  int64_t got = readFile_mayRunPython(file, made->data(), static_cast<size_t>(n));
  if (got == -1) return raised();
  if (got == -2) return newNone();
  return got == n ? Ref<Object>(made) : Ref<Object>(newBytes(made->view().substr(0, static_cast<size_t>(got))));
}

Ref<Object> readAll(Object* const* args) {
  return checkOpen(self(args)) ? readAllFile_mayRunPython(self(args)) : nullptr;
}

Ref<Object> readInto(Object* const* args) {
  Buffer buffer;
  if (!checkReadable(self(args)) || !buffer.acquireWritable(args[1], "readinto() argument")) return raised();
  int64_t got = readFile_mayRunPython(self(args), buffer.writableData(), buffer.size());
  if (got == -1) return raised();
  return got == -2 ? newNone() : Ref<Object>(newInt(got));
}

Ref<Object> write(Object* const* args) {
  Buffer buffer;
  if (!checkWritable(self(args)) || !buffer.acquire(args[1])) return raised();
  int64_t put = writeFile_mayRunPython(self(args), buffer.data(), buffer.size());
  if (put == -1) return raised();
  return put == -2 ? newNone() : Ref<Object>(newInt(put));
}

Ref<Object> seek(Object* const* args) {
  if (!checkOpen(self(args))) return raised();
  if (isFloatLayout(args[1])) return raise(kTypeTypeError, "an integer is required");
  int64_t offset, whence = 0, at;
  if (!asInt64(args[1], &offset) || (args[2] != nullptr && !asInt64(args[2], &whence))) return raised();
  return seekFile(self(args), offset, static_cast<int>(whence), &at) ? Ref<Object>(newInt(at)) : nullptr;
}

Ref<Object> tell(Object* const* args) {
  int64_t at;
  if (!checkOpen(self(args)) || !seekFile(self(args), 0, SEEK_CUR, &at)) return raised();
  return newInt(at);
}

Ref<Object> truncate(Object* const* args) {
  FileIO* file = self(args);
  if (!checkWritable(file)) return raised();
  int64_t size;
  Ref<Object> shown = args[1] == nullptr || isNone(args[1]) ? Ref<Object>(nullptr) : share(args[1]);
  if (!shown) {
    if (!seekFile(file, 0, SEEK_CUR, &size)) return raised();
    shown = newInt(size);
    if (!shown) return raised();
  } else if (!asInt64(shown.get(), &size)) {
    return raised();
  }
  if (retrying_mayRunPython([&] { return ::ftruncate(file->fd_, size); }) < 0) return raiseErrno();
  return shown;
}

Ref<Object> close(Object* const* args) { return closeFile_mayRunPython(self(args)); }

bool seekable(FileIO* file) {
  if (file->seekable_ < 0) file->seekable_ = ::lseek(file->fd_, 0, SEEK_CUR) >= 0;
  return file->seekable_ > 0;
}
Ref<Object> isSeekable(Object* const* args) { return checkOpen(self(args)) ? newBool(seekable(self(args))) : nullptr; }
Ref<Object> isReadable(Object* const* args) { return checkOpen(self(args)) ? newBool(self(args)->readable_) : nullptr; }
Ref<Object> isWritable(Object* const* args) { return checkOpen(self(args)) ? newBool(self(args)->writable_) : nullptr; }
Ref<Object> fileno(Object* const* args) {
  return checkOpen(self(args)) ? Ref<Object>(newInt(self(args)->fd_)) : nullptr;
}
Ref<Object> isatty(Object* const* args) {
  return checkOpen(self(args)) ? newBool(::isatty(self(args)->fd_) != 0) : nullptr;
}

Ref<Object> show(Object* const* args) {
  FileIO* file = self(args);
  Ref<Str> full = formatStr("%N", typeOf(file));
  const char* close_text = file->close_fd_ ? "True" : "False";
  if (!full) return raised();
  if (file->fd_ < 0) return formatStr("<_io.FileIO [closed]>");
  bool failed = false;
  Ref<Object> file_name = getAttrOrNull(file, Name::name, &failed);
  if (failed) return raised();
  if (!file_name) {
    return formatStr("<_io.FileIO fd=%d mode='%s' closefd=%s>", file->fd_, modeText(file), close_text);
  }
  if (!enterRepr(file, &failed)) {
    if (failed) return raised();
    return raise(kTypeRuntimeError, "reentrant call inside %T.__repr__", file);
  }
  Ref<Str> text = formatStr("<_io.FileIO name=%R mode='%s' closefd=%s>", file_name.get(), modeText(file), close_text);
  leaveRepr(file);
  return text;
}

Ref<Object> warnUnclosed(Object* const* args) {
  FileIO* file = self(args);
  if (file->fd_ >= 0 && file->close_fd_) {
    Ref<Object> error = takeError();
    if (!warn_mayRunPython(kTypeResourceWarning, 1, "unclosed file %R", args[1])) {
      reportUnraisable_mayRunPython(nullptr, args[1]);
    }
    if (error) restoreError(std::move(error));
  }
  return newNone();
}

Ref<Object> getClosed(Object* o) { return newBool(asFile(o)->fd_ < 0); }
Ref<Object> getCloseFd(Object* o) { return newBool(asFile(o)->close_fd_); }
Ref<Object> getMode(Object* o) { return newAscii(modeText(asFile(o))); }
Ref<Object> getBlockSize(Object* o) { return newInt(asFile(o)->block_bytes_); }
bool setBlockSize(Object* o, Object* value) {
  int64_t n;
  if (value == nullptr) return raise(kTypeAttributeError, "cannot delete attribute");
  if (!asInt64(value, &n)) return raised();
  asFile(o)->block_bytes_ = static_cast<uint32_t>(n);
  return true;
}
Ref<Object> getFinalizing(Object* o) { return newBool(asFile(o)->finalizing_); }
bool setFinalizing(Object* o, Object* value) {
  int on = value == nullptr ? 0 : isTrue(value);
  if (on < 0) return raised();
  asFile(o)->finalizing_ = on != 0;
  return true;
}

void dropFile(Object* o) { forget(asFile(o)); }

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", makeFile, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, file, mode='r', closefd=True, opener=None", initialise},
    {"__repr__", "self, /", show},
    {"read", "self, size=-1, /", read, "Read at most size bytes, returned as bytes."},
    {"readall", "self, /", readAll, "Read all data from the file, returned as bytes."},
    {"readinto", "self, buffer, /", readInto, "Same as RawIOBase.readinto()."},
    {"write", "self, b, /", write, "Write buffer b to file, return number of bytes written."},
    {"seek", "self, pos, whence=0, /", seek, "Move to new file position and return the file position."},
    {"tell", "self, /", tell, "Current file position."},
    {"truncate", "self, size=None, /", truncate,
     "Truncate the file to at most size bytes and return the truncated size."},
    {"close", "self, /", close, "Close the file."},
    {"seekable", "self, /", isSeekable, "True if file supports random-access."},
    {"readable", "self, /", isReadable, "True if file was opened in a read mode."},
    {"writable", "self, /", isWritable, "True if file was opened in a write mode."},
    {"fileno", "self, /", fileno, "Return the underlying file descriptor (an integer)."},
    {"isatty", "self, /", isatty, "True if the file is connected to a TTY device."},
    {"_dealloc_warn", "self, source, /", warnUnclosed},
};
constexpr GetSetDef kAttributes[] = {
    {"closed", getClosed, nullptr, "True if the file is closed"},
    {"closefd", getCloseFd, nullptr, "True if the file descriptor will be closed by close()."},
    {"mode", getMode, nullptr, "String giving the file mode"},
    asMember({"_blksize", getBlockSize, setBlockSize}),
    asMember({"_finalizing", getFinalizing, setFinalizing}),
};

}  // namespace

Ref<Object> closeFile_mayRunPython(FileIO* file) {
  Ref<Object> kept = share<Object>(file);
  Ref<Object> error;
  if (file->finalizing_) {
    Object* args[] = {file, file};
    if (!warnUnclosed(args)) clearError();
  }
  if (!isExactFileIO(file)) {
    // A class derived from it may have a flush() of its own, which the base's close() calls.
    Ref<Str> close_name = internText("close");
    Ref<Object> base = close_name ? getAttr(builtinType(kTypeRawIOBase), close_name.get()) : nullptr;
    if (!base || !call(base.get(), file)) error = takeError();
  }
  if (!file->close_fd_) {
    file->fd_ = -1;
  } else if (file->fd_ >= 0) {
    int fd = file->fd_;
    file->fd_ = -1;
    if (::close(fd) < 0 && errno != EINTR && !error) {
      raiseErrno();
      error = takeError();
    }
  }
  if (error) {
    restoreError(std::move(error));
    return raised();
  }
  return newNone();
}

Ref<Object> readAllFile_mayRunPython(FileIO* file) {
  // As much as the file still has, and one byte to see its end.
  size_t want = kDefaultBufferBytes;
  struct stat info;
  off_t at = ::lseek(file->fd_, 0, SEEK_CUR);
  if (::fstat(file->fd_, &info) == 0 && at >= 0 && info.st_size > at) want = static_cast<size_t>(info.st_size - at) + 1;
  ByteBuilder all;
  for (;;) {
    RawBuffer<char> piece(want);
    if (!piece) return raised();
    int64_t got = readFile_mayRunPython(file, piece.get(), want);
    if (got == -1) return raised();
    if (got == -2) {
      if (all.length() == 0) return newNone();
      break;
    }
    if (got == 0) break;
    if (!all.append({piece.get(), static_cast<size_t>(got)})) return raised();
    if (static_cast<size_t>(got) < want && want > kDefaultBufferBytes)
      want = kDefaultBufferBytes;
    else if (all.length() > 16 * want)
      want *= 4;
  }
  return all.finish();
}

const TypeSpec kFileIOSpec = {"FileIO",
                              "_io",
                              {"FileIO", Kind::Container, Trace::None, 0, 0, sizeof(FileIO), nullptr, nullptr, dropFile,
                               nullptr, finalizeStream_mayRunPython},
                              kTypeBase | kTypeInstancesHaveDict | kTypeInstancesWeakReferable,
                              kMethods,
                              kAttributes,
                              "Open a file."};

}  // namespace ophion
