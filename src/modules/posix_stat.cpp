// posix: what is known of files, and what directories hold.
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <cstring>

#include "modules/module_constants.h"
#include "modules/os_error.h"
#include "modules/posix.h"
#include "object/allocate.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/struct_sequence.h"
#include "object/tuple.h"

namespace ophion {

struct DirEntry : Object {
  Slot<Object> name_, path_;
  Slot<Object> stat_, lstat_;  // null until asked for
  int32_t dir_fd_;             // of the scanned directory where it was given by number; else -1
  uint8_t kind_;               // DT_DIR and so on
  uint64_t inode_;
};

// The entries are read at once, so that no open directory stays behind.
struct ScandirIterator : Object {
  Slot<List> entries_;  // null: closed
  uint32_t next_;
};

namespace {

constexpr StructFieldDef kStatFields[] = {
    {"st_mode", "protection bits"},
    {"st_ino", "inode"},
    {"st_dev", "device"},
    {"st_nlink", "number of hard links"},
    {"st_uid", "user ID of owner"},
    {"st_gid", "group ID of owner"},
    {"st_size", "total size, in bytes"},
    {nullptr, "integer time of last access"},
    {nullptr, "integer time of last modification"},
    {nullptr, "integer time of last change"},
    {"st_atime", "time of last access"},
    {"st_mtime", "time of last modification"},
    {"st_ctime", "time of last change"},
    {"st_atime_ns", "time of last access in nanoseconds"},
    {"st_mtime_ns", "time of last modification in nanoseconds"},
    {"st_ctime_ns", "time of last change in nanoseconds"},
    {"st_blksize", "blocksize for filesystem I/O"},
    {"st_blocks", "number of blocks allocated"},
    {"st_rdev", "device type (if inode device)"},
};
constexpr StructSequenceDef kStatResult = {"os", "stat_result", "stat_result: Result from stat, fstat, or lstat.",
                                           kStatFields, 10};

constexpr StructFieldDef kStatvfsFields[] = {{"f_bsize"},  {"f_frsize"},  {"f_blocks"}, {"f_bfree"},
                                             {"f_bavail"}, {"f_files"},   {"f_ffree"},  {"f_favail"},
                                             {"f_flag"},   {"f_namemax"}, {"f_fsid"}};
constexpr StructSequenceDef kStatvfsResult = {"os", "statvfs_result",
                                              "statvfs_result: Result from statvfs or fstatvfs.", kStatvfsFields, 10};

// Seconds, the same as a float, nanoseconds.
bool putTime(Ref<Object>* values, unsigned which, const timespec& t) {
  Ref<Int> scale = newInt(1000000000), seconds = newInt(t.tv_sec), rest = newInt(t.tv_nsec);
  Ref<Int> scaled = scale && seconds ? multiplyInts(seconds.get(), scale.get()) : nullptr;
  values[7 + which] = seconds;
  values[10 + which] = newFloat(static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec));
  values[13 + which] = scaled && rest ? Ref<Object>(addInts(scaled.get(), rest.get())) : nullptr;
  return values[7 + which] && values[10 + which] && values[13 + which];
}

bool follow(Object* given, int* flags) {
  bool yes;
  if (!flagArgument_mayRunPython(given, &yes, true)) return raised();
  *flags = yes ? 0 : AT_SYMLINK_NOFOLLOW;
  return true;
}

Ref<Object> statPath(PathArgument& path, int dir_fd, int flags, const char* function) {
  struct ::stat info;
  if (path.isFd()) {
    if (dir_fd != AT_FDCWD) return raise(kTypeValueError, "%s: can't specify dir_fd without matching path", function);
    if (flags != 0) return raise(kTypeValueError, "%s: cannot use fd and follow_symlinks together", function);
    return ::fstat(path.fd(), &info) < 0 ? raiseErrno(path.object()) : newStatResult(info);
  }
  return ::fstatat(dir_fd, path.text(), &info, flags) < 0 ? raiseErrno(path.object()) : newStatResult(info);
}

// --- directories ---

class Directory {
 public:
  ~Directory() {
    if (dir_ != nullptr) ::closedir(dir_);
  }
  bool open(const PathArgument& path) {
    if (path.isFd()) {
      int fd = ::dup(path.fd());
      dir_ = fd < 0 ? nullptr : ::fdopendir(fd);
      if (dir_ == nullptr && fd >= 0) {
        int saved = errno;
        ::close(fd);
        errno = saved;
      }
      if (dir_ != nullptr) ::rewinddir(dir_);
    } else {
      dir_ = ::opendir(path.text());
    }
    if (dir_ != nullptr) return true;
    Ref<Object> shown = path.isNone() ? Ref<Object>(newAscii(".")) : share(path.object());
    return shown ? raiseErrno(shown.get()) : raised();
  }
  // The next entry but . and ..; null with errno 0 at the end.
  dirent* next() {
    for (;;) {
      errno = 0;
      dirent* entry = ::readdir(dir_);
      if (entry == nullptr) return nullptr;
      const char* n = entry->d_name;
      if (n[0] == '.' && (n[1] == 0 || (n[1] == '.' && n[2] == 0))) continue;
      return entry;
    }
  }

 private:
  DIR* dir_ = nullptr;
};

Ref<Object> entryName(const dirent* entry, bool as_bytes) {
  std::string_view text(entry->d_name);
  return as_bytes ? Ref<Object>(newBytes(text)) : Ref<Object>(decodeFileName(text));
}

DirEntry* entryOf(Object* o) { return static_cast<DirEntry*>(o); }

// The directory's name and the entry's, joined.
Ref<Object> joinedPath(const PathArgument& path, Object* entry_name) {
  if (path.isFd()) return share(entry_name);
  std::string_view folder = path.text();
  bool slash = folder.empty() || folder.back() != '/';
  if (!path.isBytes()) {
    Ref<Str> dir = decodeFileName(folder);
    return dir ? Ref<Object>(formatStr("%U%s%U", dir.get(), slash ? "/" : "", static_cast<Str*>(entry_name)))
               : raised();
  }
  std::string_view leaf = static_cast<Bytes*>(entry_name)->view();
  Ref<Bytes> made = newBytesUninitialized(folder.size() + slash + leaf.size());
  if (!made) return raised();
  std::memcpy(made->data(), folder.data(), folder.size());
  if (slash) made->data()[folder.size()] = '/';
  std::memcpy(made->data() + folder.size() + slash, leaf.data(), leaf.size());
  return made;
}

Ref<Object> newEntry(const PathArgument& path, const dirent* native) {
  Ref<DirEntry> entry = allocateContainer<DirEntry>(kTypeDirEntry);
  Ref<Object> leaf = entryName(native, path.isBytes());
  Ref<Object> full = leaf ? joinedPath(path, leaf.get()) : nullptr;
  if (!entry || !full) return raised();
  entry->name_.init(std::move(leaf));
  entry->path_.init(std::move(full));
  entry->dir_fd_ = path.isFd() ? path.fd() : -1;
  entry->kind_ = native->d_type;
  entry->inode_ = native->d_ino;
  return entry;
}

// stat() of an entry. *missing where the file is gone (no exception then).
bool entryInfo(DirEntry* entry, bool follow_links, struct ::stat* info, bool* missing) {
  PathArgument path("DirEntry");
  *missing = false;
  bool by_fd = entry->dir_fd_ >= 0;
  if (!path.acquire_mayRunPython(by_fd ? entry->name_.get() : entry->path_.get())) return raised();
  int result = ::fstatat(by_fd ? entry->dir_fd_ : AT_FDCWD, path.text(), info, follow_links ? 0 : AT_SYMLINK_NOFOLLOW);
  if (result == 0) return true;
  *missing = errno == ENOENT;
  return *missing || raiseErrno(entry->path_.get());
}

Ref<Object> statEntry(DirEntry* entry, bool follow_links) {
  if (entry->kind_ != DT_LNK && entry->kind_ != DT_UNKNOWN) follow_links = false;
  Slot<Object>& kept = follow_links ? entry->stat_ : entry->lstat_;
  if (!kept) {
    struct ::stat info;
    bool missing;
    if (!entryInfo(entry, follow_links, &info, &missing)) return raised();
    if (missing) return raiseOSError(ENOENT, entry->path_.get());
    Ref<Object> made = newStatResult(info);
    if (!made) return raised();
    kept.assign(std::move(made));
  }
  return kept.share();
}

Ref<Object> entryStat(Object* const* args) {
  bool follow_links;
  return flagArgument_mayRunPython(args[1], &follow_links, true) ? statEntry(entryOf(args[0]), follow_links) : nullptr;
}

// 1, 0, -1: whether the entry is of a kind.
int entryIs(DirEntry* entry, bool follow_links, uint8_t kind, mode_t mode) {
  bool unknown = entry->kind_ == DT_UNKNOWN || (follow_links && entry->kind_ == DT_LNK);
  if (!unknown) return entry->kind_ == kind;
  struct ::stat info;
  bool missing;
  if (!entryInfo(entry, follow_links, &info, &missing)) return -1;
  return !missing && (info.st_mode & S_IFMT) == mode;
}

template <uint8_t kind, mode_t mode>
Ref<Object> entryIsOfKind(Object* const* args) {
  bool follow_links;
  if (!flagArgument_mayRunPython(args[1], &follow_links, true)) return raised();
  int yes = entryIs(entryOf(args[0]), follow_links, kind, mode);
  return yes < 0 ? nullptr : newBool(yes != 0);
}
Ref<Object> entryIsSymlink(Object* const* args) {
  int yes = entryIs(entryOf(args[0]), false, DT_LNK, S_IFLNK);
  return yes < 0 ? nullptr : newBool(yes != 0);
}
Ref<Object> entryInode(Object* const* args) { return newIntFromUnsigned(entryOf(args[0])->inode_); }
Ref<Object> entryPath(Object* const* args) { return entryOf(args[0])->path_.share(); }
Ref<Object> entryRepr(Object* const* args) { return formatStr("<DirEntry %R>", entryOf(args[0])->name_.get()); }
Ref<Object> getEntryName(Object* o) { return entryOf(o)->name_.share(); }
Ref<Object> getEntryPath(Object* o) { return entryOf(o)->path_.share(); }

ScandirIterator* scan(Object* const* args) { return static_cast<ScandirIterator*>(args[0]); }
Ref<Object> scanNext(Object* const* args) {
  ScandirIterator* it = scan(args);
  if (!it->entries_) return nullptr;
  if (it->next_ < it->entries_->size_) return share(it->entries_->at(it->next_++));
  it->entries_.clear();
  return nullptr;
}
Ref<Object> scanClose(Object* const* args) {
  scan(args)->entries_.clear();
  return newNone();
}

constexpr NativeDef kEntryMethods[] = {
    {"is_dir", "self, *, follow_symlinks=True", entryIsOfKind<DT_DIR, S_IFDIR>,
     "Return True if the entry is a directory; cached per entry."},
    {"is_file", "self, *, follow_symlinks=True", entryIsOfKind<DT_REG, S_IFREG>,
     "Return True if the entry is a file; cached per entry."},
    {"is_symlink", "self, /", entryIsSymlink, "Return True if the entry is a symbolic link; cached per entry."},
    {"stat", "self, *, follow_symlinks=True", entryStat, "Return stat_result object for the entry; cached per entry."},
    {"inode", "self, /", entryInode, "Return inode of the entry; cached per entry."},
    {"__fspath__", "self, /", entryPath, "Returns the path for the entry."},
    {"__repr__", "self, /", entryRepr},
    {"__class_getitem__", "cls, object, /", classGetItem, "See PEP 585", NativeKind::ClassMethod},
};
constexpr GetSetDef kEntryAttributes[] = {{"name", getEntryName, nullptr, "the entry's base filename"},
                                          {"path", getEntryPath, nullptr, "the entry's full path name"}};
constexpr NativeDef kScanMethods[] = {
    {"__iter__", "self, /", returnSelf},       {"__next__", "self, /", scanNext}, {"__enter__", "self, /", returnSelf},
    {"__exit__", "self, /, *args", scanClose}, {"close", "self, /", scanClose},
};

// Seconds and nanoseconds of a float or int.
bool secondsArgument(Object* given, timespec* out) {
  if (isFloatLayout(given)) {
    double whole = std::floor(floatValue(given));
    double rest = floatValue(given) - whole;
    if (!(std::fabs(whole) < 9e18)) return raise(kTypeOverflowError, "timestamp out of range for platform time_t");
    out->tv_sec = static_cast<time_t>(whole);
    out->tv_nsec = static_cast<long>(rest * 1e9);
    return true;
  }
  int64_t seconds;
  if (!asInt64(given, &seconds)) return raised();
  *out = {static_cast<time_t>(seconds), 0};
  return true;
}
bool nanosecondsArgument(Object* given, timespec* out) {
  Ref<Int> number = index(given), scale = newInt(1000000000), q, r;
  int64_t seconds, rest;
  if (!number || !scale || !divmodInts(number.get(), scale.get(), &q, &r)) return raised();
  if (!tryInt64(q.get(), &seconds) || !tryInt64(r.get(), &rest))
    return raise(kTypeOverflowError, "timestamp out of range for platform time_t");
  *out = {static_cast<time_t>(seconds), static_cast<long>(rest)};
  return true;
}

bool timesArgument(Object* times, Object* ns, timespec* out) {
  bool has_times = times != nullptr && !isNone(times), has_ns = ns != nullptr && !isNone(ns);
  if (has_times && has_ns) return raise(kTypeValueError, "utime: you may specify either 'times' or 'ns' but not both");
  if (!has_times && !has_ns) {
    out[0] = {0, UTIME_NOW};
    out[1] = {0, UTIME_NOW};
    return true;
  }
  Object* pair = has_times ? times : ns;
  if (!isTupleLayout(pair) || static_cast<Tuple*>(pair)->size_ != 2) {
    return raise(kTypeTypeError, has_times ? "utime: 'times' must be either a tuple of two ints or None"
                                           : "utime: 'ns' must be a tuple of two ints");
  }
  for (unsigned i = 0; i < 2; ++i) {
    Object* item = static_cast<Tuple*>(pair)->at(i);
    if (!(has_times ? secondsArgument(item, &out[i]) : nanosecondsArgument(item, &out[i]))) return raised();
  }
  return true;
}

Ref<Object> newStatvfs(const struct ::statvfs& s) {
  uint64_t numbers[] = {s.f_bsize, s.f_frsize, s.f_blocks, s.f_bfree,   s.f_bavail, s.f_files,
                        s.f_ffree, s.f_favail, s.f_flag,   s.f_namemax, s.f_fsid};
  Ref<Object> held[std::size(numbers)];
  Object* values[std::size(numbers)];
  for (size_t i = 0; i < std::size(numbers); ++i) {
    held[i] = newIntFromUnsigned(numbers[i]);
    if (!held[i]) return raised();
    values[i] = held[i].get();
  }
  return newStructSequence(kStatvfsResult, values);
}

}  // namespace

Ref<Object> newStatResult(const struct ::stat& s) {
  constexpr unsigned kFields = std::size(kStatFields);
  Ref<Object> held[kFields];
  held[0] = newInt(static_cast<int64_t>(s.st_mode));
  held[1] = newIntFromUnsigned(s.st_ino);
  held[2] = newIntFromUnsigned(s.st_dev);
  held[3] = newIntFromUnsigned(s.st_nlink);
  held[4] = newInt(static_cast<int64_t>(s.st_uid));
  held[5] = newInt(static_cast<int64_t>(s.st_gid));
  held[6] = newInt(s.st_size);
  if (!putTime(held, 0, s.st_atim) || !putTime(held, 1, s.st_mtim) || !putTime(held, 2, s.st_ctim)) return raised();
  held[16] = newInt(s.st_blksize);
  held[17] = newInt(s.st_blocks);
  held[18] = newIntFromUnsigned(s.st_rdev);
  Object* values[kFields];
  for (unsigned i = 0; i < kFields; ++i) {
    if (!held[i]) return raised();
    values[i] = held[i].get();
  }
  return newStructSequence(kStatResult, values);
}

bool addStatTypes(Dict* dict) {
  Type* stat_type = structSequenceType(kStatResult);
  Type* vfs_type = stat_type == nullptr ? nullptr : structSequenceType(kStatvfsResult);
  return vfs_type != nullptr && addConstant(dict, "stat_result", share<Object>(stat_type)) &&
         addConstant(dict, "statvfs_result", share<Object>(vfs_type));
}

namespace posix {

Ref<Object> stat(Object* const* args) {
  PathArgument path("stat", "path", PathArgument::kAllowFd);
  int dir_fd, flags;
  if (!path.acquire_mayRunPython(args[0]) || !dirFdArgument_mayRunPython(args[1], &dir_fd) || !follow(args[2], &flags))
    return raised();
  return statPath(path, dir_fd, flags, "stat");
}
Ref<Object> lstat(Object* const* args) {
  PathArgument path("lstat");
  int dir_fd;
  if (!path.acquire_mayRunPython(args[0]) || !dirFdArgument_mayRunPython(args[1], &dir_fd)) return raised();
  return statPath(path, dir_fd, AT_SYMLINK_NOFOLLOW, "lstat");
}
Ref<Object> fstat(Object* const* args) {
  int fd;
  struct ::stat info;
  if (!asFd_mayRunPython(args[0], &fd)) return raised();
  return ::fstat(fd, &info) < 0 ? raiseErrno() : newStatResult(info);
}

Ref<Object> listdir(Object* const* args) {
  PathArgument path("listdir", "path", PathArgument::kAllowFd | PathArgument::kAllowNone);
  Directory dir;
  if (!path.acquire_mayRunPython(args[0]) || !dir.open(path)) return raised();
  Ref<List> names = newList();
  if (!names) return raised();
  while (dirent* entry = dir.next()) {
    Ref<Object> item = entryName(entry, path.isBytes());
    if (!item || !appendToListSteal(names.get(), std::move(item))) return raised();
  }
  return errno != 0 ? raiseErrno(path.object()) : Ref<Object>(std::move(names));
}

Ref<Object> scandir(Object* const* args) {
  PathArgument path("scandir", "path", PathArgument::kAllowFd | PathArgument::kAllowNone);
  Directory dir;
  if (!path.acquire_mayRunPython(args[0]) || !dir.open(path)) return raised();
  Ref<ScandirIterator> it = allocateContainer<ScandirIterator>(kTypeScandirIterator);
  Ref<List> entries = newList();
  if (!it || !entries) return raised();
  while (dirent* native = dir.next()) {
    Ref<Object> entry = newEntry(path, native);
    if (!entry || !appendToListSteal(entries.get(), std::move(entry))) return raised();
  }
  if (errno != 0) return raiseErrno(path.object());
  it->entries_.init(std::move(entries));
  return it;
}

Ref<Object> statvfs(Object* const* args) {
  PathArgument path("statvfs", "path", PathArgument::kAllowFd);
  struct ::statvfs info;
  if (!path.acquire_mayRunPython(args[0])) return raised();
  int result = path.isFd() ? ::fstatvfs(path.fd(), &info) : ::statvfs(path.text(), &info);
  return result < 0 ? raiseErrno(path.object()) : newStatvfs(info);
}
Ref<Object> fstatvfs(Object* const* args) {
  int fd;
  struct ::statvfs info;
  if (!asFd_mayRunPython(args[0], &fd)) return raised();
  return ::fstatvfs(fd, &info) < 0 ? raiseErrno() : newStatvfs(info);
}

Ref<Object> utime(Object* const* args) {
  PathArgument path("utime", "path", PathArgument::kAllowFd);
  timespec times[2];
  int dir_fd, flags;
  if (!path.acquire_mayRunPython(args[0]) || !timesArgument(args[1], args[2], times) ||
      !dirFdArgument_mayRunPython(args[3], &dir_fd) || !follow(args[4], &flags)) {
    return raised();
  }
  return noneOrErrno(path.isFd() ? ::futimens(path.fd(), times) : ::utimensat(dir_fd, path.text(), times, flags), path);
}

Ref<Object> access(Object* const* args) {
  PathArgument path("access");
  int mode, dir_fd, flags;
  bool effective;
  if (!path.acquire_mayRunPython(args[0]) || !intArgument_mayRunPython(args[1], &mode) ||
      !dirFdArgument_mayRunPython(args[2], &dir_fd) || !flagArgument_mayRunPython(args[3], &effective, false) ||
      !follow(args[4], &flags)) {
    return raised();
  }
  return newBool(::faccessat(dir_fd, path.text(), mode, flags | (effective ? AT_EACCESS : 0)) == 0);
}

}  // namespace posix

const TypeSpec kDirEntrySpec = {
    "DirEntry",    "posix",         slotRowLayout<DirEntry, 4>("DirEntry"), kTypeDisallowInstantiation,
    kEntryMethods, kEntryAttributes};
const TypeSpec kScandirIteratorSpec = {"ScandirIterator", "posix", slotRowLayout<ScandirIterator, 1>("ScandirIterator"),
                                       kTypeDisallowInstantiation, kScanMethods};

}  // namespace ophion
