// Loading modules without importlib: native ones, and source files along sys.path or a package's __path__.
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compiler/compile.h"
#include "modules/builtins.h"
#include "modules/import_parts.h"
#include "modules/native_module.h"
#include "modules/os_error.h"
#include "modules/path_argument.h"
#include "object/allocate.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/simple_namespace.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

bool put(Dict* dict, const char* key, Object* value) {
  Ref<Str> text = internText(key);
  return text && value != nullptr && setStr(dict, text.get(), value);
}

// A spec as importlib would make it, but for its loader: importlib replaces it by one of its own when it comes.
Ref<SimpleNamespace> makeSpec(Str* full_name, Object* origin, Object* search, Str* parent, bool located) {
  Ref<Dict> fields = newDictWithRoom(8);
  if (!fields || !put(fields.get(), "name", full_name) || !put(fields.get(), "loader", none()) ||
      !put(fields.get(), "origin", origin) || !put(fields.get(), "submodule_search_locations", search) ||
      !put(fields.get(), "parent", parent) || !put(fields.get(), "has_location", boolObject(located)) ||
      !put(fields.get(), "cached", none()) || !put(fields.get(), "_initializing", boolObject(located))) {
    return raised();
  }
  return newSimpleNamespace(fields.get());
}

Ref<Str> parentName(Str* full_name) {
  size_t dot = full_name->length_;
  while (dot > 0 && full_name->at(dot - 1) != '.') --dot;
  return substring(full_name, 0, dot == 0 ? 0 : dot - 1);
}

enum class FileKind : uint8_t { None, File, Folder };

FileKind kindOf(const char* path) {
  struct stat info;
  if (stat(path, &info) != 0) return FileKind::None;
  return S_ISREG(info.st_mode) ? FileKind::File : S_ISDIR(info.st_mode) ? FileKind::Folder : FileKind::None;
}

// A path put together in place: folder, then a file in it.
class PathText {
 public:
  // False without an exception: it is too long, or holds a 0, and so names nothing. With one: out of memory.
  bool setFolder(Str* folder) {
    Ref<Bytes> bytes = encodeFileName(folder);
    if (!bytes) return false;
    size_ = 0;
    bool relative = bytes->length_ == 0 || bytes->data()[0] != '/';
    if (relative && getcwd(text_, sizeof text_) != nullptr) size_ = __builtin_strlen(text_);
    if (relative && (bytes->length_ == 0 || bytes->view() == ".")) return true;
    if (relative && !append("/")) return false;
    if (!append(bytes->view())) return false;
    while (size_ > 1 && text_[size_ - 1] == '/') --size_;
    return bytes->view().find('\0') == std::string_view::npos;
  }
  bool append(std::string_view more) {
    if (size_ + more.size() + 1 > sizeof text_) return false;
    more.copy(text_ + size_, more.size());
    size_ += more.size();
    text_[size_] = 0;
    return true;
  }
  void cut(size_t size) { text_[size_ = size] = 0; }
  size_t size() const { return size_; }
  const char* text() { return text_[size_] = 0, text_; }
  Ref<Str> toStr() const { return decodeFileName({text_, size_}); }

 private:
  char text_[PATH_MAX];
  size_t size_ = 0;
};

enum class Found : uint8_t { Nothing, Source, Package, Foreign, Failed };

// What a folder of a search path has for a module; `path` is its file.
Found lookInFolder(Str* folder, std::string_view leaf, PathText* path) {
  if (!path->setFolder(folder)) return errorPending() ? Found::Failed : Found::Nothing;
  size_t base = path->size();
  // An archive: importlib has readers for those.
  if (folder->length_ > 4 && kindOf(path->text()) == FileKind::File) return Found::Foreign;
  if (!path->append("/") || !path->append(leaf)) return Found::Nothing;
  size_t module = path->size();
  bool is_folder = kindOf(path->text()) == FileKind::Folder;
  if (is_folder && path->append("/__init__.py") && kindOf(path->text()) == FileKind::File) return Found::Package;
  path->cut(module);
  if (path->append(".py") && kindOf(path->text()) == FileKind::File) return Found::Source;
  path->cut(base);
  return is_folder ? Found::Foreign : Found::Nothing;
}

// The whole of a file in a raw buffer.
struct FileText {
  char* data = nullptr;
  size_t bytes = 0;
  ~FileText() {
    if (data != nullptr) heap().free(data, bytes + 1);
  }
};

bool readFrom(int fd, Str* path, FileText* out) {
  struct stat info;
  if (fstat(fd, &info) != 0) return raiseErrno(path);
  out->bytes = static_cast<size_t>(info.st_size);
  out->data = static_cast<char*>(heap().tryAllocateRaw(out->bytes + 1));
  if (out->data == nullptr) return raiseMemoryError();
  size_t got = 0;
  while (got < out->bytes) {
    ssize_t n = retrying_mayRunPython([&] { return read(fd, out->data + got, out->bytes - got); });
    if (n < 0) return errorPending() ? false : static_cast<bool>(raiseErrno(path));
    if (n == 0) break;
    got += static_cast<size_t>(n);
  }
  __builtin_memset(out->data + got, 0, out->bytes + 1 - got);
  return got == out->bytes || raise(kTypeOSError, "%R changed while it was read", path);
}

bool readFile(Str* path, FileText* out) {
  PathArgument name_argument("import");
  if (!name_argument.acquire_mayRunPython(path)) return false;
  int fd = open(name_argument.text(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return raiseErrno(path);
  bool ok = readFrom(fd, path, out);
  close(fd);
  return ok;
}

// Takes a module out of sys.modules because it failed; the error stays pending.
void forget(Str* full_name) {
  ErrorStash stash;
  bool found;
  if (!deleteStr(state().modules_.get(), full_name, &found)) clearError();
}

bool fillModule(Dict* dict, Str* full_name, Str* path, bool is_package, Object* search, Ref<SimpleNamespace>* spec) {
  Ref<Str> parent = is_package ? share(full_name) : parentName(full_name);
  *spec = parent ? makeSpec(full_name, path, search, parent.get(), true) : nullptr;
  return *spec && setStr(dict, name(Name::__package__), parent.get()) &&
         setStr(dict, name(Name::__spec__), spec->get()) &&
         (!is_package || setStr(dict, name(Name::__path__), search)) && setStr(dict, name(Name::__file__), path);
}

// Makes a module from a source file; in sys.modules while it runs, and taken out again when it fails.
Ref<Object> loadSource(Str* full_name, Str* path, bool is_package) {
  Ref<Module> module = newModule(full_name);
  Ref<Object> search = newNone();
  if (module && is_package) {
    Ref<Str> folder = substring(path, 0, path->length_ - sizeof "/__init__.py" + 1);
    Ref<List> list = folder ? newList(1) : nullptr;
    if (!list || !appendToList(list.get(), folder.get())) return raised();
    search = std::move(list);
  }
  Ref<SimpleNamespace> spec;
  if (!module || !fillModule(moduleDict(module.get()), full_name, path, is_package, search.get(), &spec))
    return raised();
  if (!enterModule(full_name, module.get())) return raised();
  bool ok = runSourceFile_mayRunPython(moduleDict(module.get()), path, path);
  if (!put(spec->dict_.get(), "_initializing", falseObject())) ok = false;
  if (!ok) {
    forget(full_name);
    return raised();
  }
  // A module may have replaced itself; it goes to the end of sys.modules.
  Object* present = getStrBorrowed(state().modules_.get(), full_name);
  if (present == nullptr) return errorPending() ? raised() : raiseObject(kTypeKeyError, full_name);
  Ref<Object> result = share(present);
  bool found;
  if (!deleteStr(state().modules_.get(), full_name, &found) || !enterModule(full_name, result.get())) return raised();
  return result;
}

// The folders that a module is looked for in; null with an exception.
Ref<Object> searchPath(Str* full_name, Object* parent) {
  if (parent == nullptr) {
    Object* path = state().sys_dict_.isNull() ? nullptr : getStrBorrowed(state().sys_dict_.get(), name(Name::path));
    if (path == nullptr) return raise(kTypeRuntimeError, "sys.path must be a list of directory names");
    return share(path);
  }
  bool failed = false;
  Ref<Object> path = getAttrOrNull(parent, Name::__path__, &failed);
  if (path || failed) return path;
  Ref<Str> parent_name = parentName(full_name);
  return parent_name ? raiseModuleNotFound(full_name, formatStr("No module named %R; %R is not a package", full_name,
                                                                parent_name.get()))
                     : raised();
}

}  // namespace

bool runSourceFile_mayRunPython(Dict* dict, Str* path, Str* shown) {
  FileText text;
  if (!readFile(path, &text)) return false;
  Ref<Code> code =
      compileSource({text.data, text.bytes}, shown, CompileMode::File, 0, static_cast<int>(state().optimize_));
  return code && static_cast<bool>(runCode_mayRunPython(code.get(), dict, dict));
}

Ref<Str> findFile(Str* folder, const char* relative) {
  PathText path;
  if (!path.setFolder(folder) || !path.append("/") || !path.append(relative)) return nullptr;
  return kindOf(path.text()) == FileKind::File ? path.toStr() : nullptr;
}

Ref<Object> loadNativeModule_mayRunPython(int number) {
  OPHION_ASSERT(number >= 0);
  Ref<Module> module = makeNativeModule(number);
  if (!module) return raised();
  Dict* dict = moduleDict(module.get());
  Ref<Object> full_name = module->name_.share();
  Ref<Str> origin = newAscii("built-in");
  Ref<Str> parent = emptyStr();
  Ref<SimpleNamespace> spec =
      origin ? makeSpec(static_cast<Str*>(full_name.get()), origin.get(), none(), parent.get(), false) : nullptr;
  if (!spec || !setStr(dict, name(Name::__spec__), spec.get()) ||
      !setStr(dict, name(Name::__package__), parent.get()) ||
      !enterModule(static_cast<Str*>(full_name.get()), module.get())) {
    return raised();
  }
  return module;
}

Ref<Object> loadModule_mayRunPython(Str* full_name, Str* leaf, Object* parent) {
  Ref<Object> search = searchPath(full_name, parent);
  if (!search) return raised();
  if (parent == nullptr) {
    if (int number = findNativeModule(full_name); number >= 0) return loadNativeModule_mayRunPython(number);
  }
  // A path that is no list is one that knows what it does.
  if (!isListLayout(search.get())) return nullptr;
  Ref<Bytes> leaf_bytes = encodeFileName(leaf);
  if (!leaf_bytes) return raised();
  Ref<List> folders = toList_mayRunPython(search.get());
  if (!folders) return raised();
  PathText path;
  for (uint32_t i = 0; i < folders->size_; ++i) {
    if (!isStrLayout(folders->at(i))) continue;
    Found found = lookInFolder(static_cast<Str*>(folders->at(i)), leaf_bytes->view(), &path);
    if (found == Found::Failed) return raised();
    if (found == Found::Foreign) return nullptr;
    if (found == Found::Nothing) continue;
    Ref<Str> file = path.toStr();
    return file ? loadSource(full_name, file.get(), found == Found::Package) : raised();
  }
  return raiseModuleNotFound(full_name, formatStr("No module named %R", full_name));
}

}  // namespace ophion
