// The import statement: sys.modules, native modules, and source files along sys.path.
#include "modules/import.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compiler/compile.h"
#include "modules/builtins.h"
#include "modules/native_module.h"
#include "object/allocate.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"

namespace ophion {

namespace {

bool enterModule(Str* module_name, Object* module) { return setStr(state().modules_.get(), module_name, module); }

bool addNative(const char* text, Dict** dict_out) {
  Ref<Str> module_name = internText(text);
  int number = module_name ? findNativeModule(module_name.get()) : -1;
  Ref<Module> module = number >= 0 ? makeNativeModule(number) : nullptr;
  if (!module || !enterModule(module_name.get(), module.get())) return false;
  *dict_out = moduleDict(module.get());
  return true;
}

}  // namespace

bool initializeModules() {
  RuntimeState& s = state();
  Ref<Dict> modules = newDict();
  if (!modules) return false;
  s.modules_.assign(std::move(modules));
  Dict* dict = nullptr;
  if (!addNative("builtins", &dict)) return false;
  s.builtins_.assign(share(dict));
  if (!addNative("sys", &dict)) return false;
  s.sys_dict_.assign(share(dict));
  return setStr(dict, name(Name::modules), s.modules_.get());
}

Ref<Object> makeMainModule() {
  Ref<Module> main = newModule(name(Name::__main__));
  if (!main || !setStr(moduleDict(main.get()), name(Name::__builtins__), state().builtins_.get())) return raised();
  if (!enterModule(name(Name::__main__), main.get())) return raised();
  return main;
}

namespace {

bool isFile(std::string_view path) {
  struct stat info;
  char text[4096];
  if (path.size() >= sizeof text) return false;
  __builtin_memcpy(text, path.data(), path.size());
  text[path.size()] = 0;
  return stat(text, &info) == 0 && S_ISREG(info.st_mode);
}

// The file of a module in a directory: the package's __init__.py or the module's own. Null without exception: not there.
Ref<Str> findSource(Object* directory, Str* leaf, bool* is_package) {
  if (!isStrLayout(directory)) return nullptr;
  Str* dir = static_cast<Str*>(directory);
  const char* separator = dir->length_ == 0 ? "" : "/";
  for (bool package : {true, false}) {
    Ref<Str> path = formatStr("%U%s%U%s", dir, separator, leaf, package ? "/__init__.py" : ".py");
    if (!path) return raised();
    Utf8View text(path.get());
    if (!text.valid()) return raised();
    if (!isFile(text.view())) continue;
    *is_package = package;
    return path;
  }
  return nullptr;
}

// The whole of a file in a raw buffer; null with OSError pending.
struct FileText {
  char* data = nullptr;
  size_t bytes = 0;
  ~FileText() {
    if (data != nullptr) heap().free(data, bytes + 1);
  }
};

bool readFile(Str* path, FileText* out) {
  Utf8View text(path);
  if (!text.valid()) return false;
  char name_text[4096];
  if (text.view().size() >= sizeof name_text) return raise(kTypeOSError, "File name too long");
  __builtin_memcpy(name_text, text.view().data(), text.view().size());
  name_text[text.view().size()] = 0;
  int fd = open(name_text, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return raise(kTypeOSError, "cannot open %R", path);
  struct stat info;
  if (fstat(fd, &info) != 0) {
    close(fd);
    return raise(kTypeOSError, "cannot stat %R", path);
  }
  out->bytes = static_cast<size_t>(info.st_size);
  out->data = static_cast<char*>(heap().tryAllocateRaw(out->bytes + 1));
  if (out->data == nullptr) {
    close(fd);
    return raiseMemoryError();
  }
  size_t got = 0;
  while (got < out->bytes) {
    ssize_t n = read(fd, out->data + got, out->bytes - got);
    if (n <= 0) break;
    got += static_cast<size_t>(n);
  }
  close(fd);
  __builtin_memset(out->data + got, 0, out->bytes + 1 - got);
  return got == out->bytes || raise(kTypeOSError, "cannot read %R", path);
}

// Compiles and runs a module's source in its dict.
bool runModuleSource(Dict* dict, Str* path) {
  FileText text;
  if (!readFile(path, &text)) return false;
  Ref<Code> code = compileSource({text.data, text.bytes}, path, CompileMode::File, 0, static_cast<int>(state().optimize_));
  return code && static_cast<bool>(runCode_mayRunPython(code.get(), dict, dict));
}

// Makes a module from a source file; in sys.modules while it runs, and taken out again when it fails.
Ref<Object> loadSource(Str* full_name, Str* path, bool is_package) {
  Ref<Module> module = newModule(full_name);
  if (!module) return raised();
  Dict* dict = moduleDict(module.get());
  if (!setStr(dict, name(Name::__file__), path)) return raised();
  ptrdiff_t dot = -1;
  for (size_t i = 0; i < full_name->length_; ++i) {
    if (full_name->at(i) == '.') dot = static_cast<ptrdiff_t>(i);
  }
  Ref<Str> package = is_package ? share(full_name) : dot < 0 ? emptyStr() : substring(full_name, 0, static_cast<size_t>(dot));
  if (!package || !setStr(dict, name(Name::__package__), package.get())) return raised();
  if (is_package) {
    Ref<Str> directory = substring(path, 0, path->length_ - sizeof "/__init__.py" + 1);
    Ref<List> search = directory ? newList(1) : nullptr;
    if (!search || !appendToList(search.get(), directory.get()) || !setStr(dict, name(Name::__path__), search.get())) return raised();
  }
  if (!enterModule(full_name, module.get())) return raised();
  if (!runModuleSource(dict, path)) {
    ErrorStash stash;
    bool found;
    if (!deleteStr(state().modules_.get(), full_name, &found)) clearError();
    return raised();
  }
  // A module may have replaced itself.
  Object* present = getStrBorrowed(state().modules_.get(), full_name);
  return present != nullptr ? share(present) : raise(kTypeKeyError, "%R not in sys.modules as expected", full_name);
}

// One module whose parents are imported. `search` is the parent's __path__ or sys.path.
Ref<Object> loadModule(Str* full_name, Str* leaf, Object* search) {
  if (int number = findNativeModule(full_name); number >= 0) {
    Ref<Module> module = makeNativeModule(number);
    if (!module || !enterModule(full_name, module.get())) return raised();
    return module;
  }
  Ref<List> directories = toList_mayRunPython(search);
  if (!directories) return raised();
  for (uint32_t i = 0; i < directories->size_; ++i) {
    bool is_package = false;
    Ref<Str> path = findSource(directories->at(i), leaf, &is_package);
    if (path) return loadSource(full_name, path.get(), is_package);
    if (errorPending()) return raised();
  }
  return raise(kTypeModuleNotFoundError, "No module named %R", full_name);
}

Ref<Object> importOne(Str* full_name, Str* leaf, Object* parent) {
  if (Object* present = getStrBorrowed(state().modules_.get(), full_name)) {
    if (isNone(present)) return raise(kTypeModuleNotFoundError, "import of %U halted; None in sys.modules", full_name);
    return share(present);
  }
  Ref<Object> search;
  if (parent == nullptr) {
    Object* path = getStrBorrowed(state().sys_dict_.get(), name(Name::path));
    if (path == nullptr) return raise(kTypeRuntimeError, "sys.path must be a list of directory names");
    search = share(path);
  } else {
    bool failed = false;
    search = getAttrOrNull(parent, Name::__path__, &failed);
    if (failed) return raised();
    if (!search) return raise(kTypeModuleNotFoundError, "No module named %R; %R is not a package", full_name, full_name);
  }
  Ref<Object> module = loadModule(full_name, leaf, search.get());
  if (!module) return raised();
  if (parent != nullptr && !setAttr(parent, leaf, module.get())) return raised();
  return module;
}

}  // namespace

Ref<Object> importModule_mayRunPython(Str* full_name) {
  if (Object* present = getStrBorrowed(state().modules_.get(), full_name); present != nullptr && !isNone(present)) {
    return share(present);
  }
  Ref<Object> module;
  size_t start = 0;
  while (start <= full_name->length_) {
    size_t end = start;
    while (end < full_name->length_ && full_name->at(end) != '.') ++end;
    Ref<Str> part = intern(substring(full_name, 0, end));
    Ref<Str> leaf = part ? intern(substring(full_name, start, end)) : nullptr;
    if (!leaf) return raised();
    Ref<Object> parent = std::move(module);
    module = importOne(part.get(), leaf.get(), parent.get());
    if (!module) return raised();
    start = end + 1;
  }
  return module;
}

namespace {

// The absolute name of a relative import.
Ref<Str> resolveRelative(Dict* globals, Str* relative, int64_t level) {
  Object* package = globals == nullptr ? nullptr : getStrBorrowed(globals, name(Name::__package__));
  if (package == nullptr || !isStrLayout(package) || static_cast<Str*>(package)->length_ == 0) {
    return raise(kTypeImportError, "attempted relative import with no known parent package");
  }
  Str* base = static_cast<Str*>(package);
  size_t end = base->length_;
  for (int64_t up = 1; up < level; ++up) {
    size_t dot = end;
    while (dot > 0 && base->at(dot - 1) != '.') --dot;
    if (dot == 0) return raise(kTypeImportError, "attempted relative import beyond top-level package");
    end = dot - 1;
  }
  Ref<Str> prefix = substring(base, 0, end);
  if (!prefix || relative->length_ == 0) return prefix;
  return formatStr("%U.%U", prefix.get(), relative);
}

// `from package import a, b`: names that are not there yet may be submodules.
bool importFromList(Object* module, Object* names) {
  bool failed = false;
  Ref<Object> path = getAttrOrNull(module, Name::__path__, &failed);
  if (failed || !path) return !failed;
  Ref<Object> module_name = getAttr(module, Name::__name__);
  Ref<List> list = module_name ? toList_mayRunPython(names) : nullptr;
  if (!list) return false;
  for (uint32_t i = 0; i < list->size_; ++i) {
    Object* wanted = list->at(i);
    if (!isStrLayout(wanted)) return raise(kTypeTypeError, "Item in ``from list'' must be str, not %T", wanted);
    Str* text = static_cast<Str*>(wanted);
    if (equalsAscii(text, "*")) {
      Ref<Object> all = getAttrOrNull(module, Name::__all__, &failed);
      if (failed || (all && !importFromList(module, all.get()))) return false;
      continue;
    }
    Ref<Object> present = getAttrOrNull(module, text, &failed);
    if (failed) return false;
    if (present) continue;
    Ref<Str> full = formatStr("%S.%U", module_name.get(), text);
    if (!full) return false;
    Ref<Object> loaded = importOne(intern(full).get(), text, module);
    if (loaded) continue;
    if (!errorMatches(kTypeModuleNotFoundError)) return false;
    clearError();
  }
  return true;
}

}  // namespace

Ref<Object> builtinImport(Object* const* args) {
  if (!isStrLayout(args[0])) return raise(kTypeTypeError, "module name must be a string");
  Str* wanted = static_cast<Str*>(args[0]);
  int64_t level = 0;
  if (args[4] != nullptr && !asInt64(args[4], &level)) return raised();
  if (level < 0) return raise(kTypeValueError, "level must be >= 0");
  Ref<Str> full = share(wanted);
  if (level > 0) {
    Dict* globals = args[1] != nullptr && isDictLayout(args[1]) ? static_cast<Dict*>(args[1]) : nullptr;
    full = resolveRelative(globals, wanted, level);
    if (!full) return raised();
  } else if (wanted->length_ == 0) {
    return raise(kTypeValueError, "Empty module name");
  }
  Ref<Object> module = importModule_mayRunPython(full.get());
  if (!module) return raised();
  int from = args[3] == nullptr ? 0 : isTrue(args[3]);
  if (from < 0) return raised();
  if (from > 0) return importFromList(module.get(), args[3]) ? module : raised();
  // A plain import binds the first name.
  size_t dot = 0;
  while (dot < wanted->length_ && wanted->at(dot) != '.') ++dot;
  if (dot == wanted->length_) return module;
  if (wanted->length_ == 0) return module;
  Ref<Str> top = substring(full.get(), 0, full->length_ - (wanted->length_ - dot));
  if (!top) return raised();
  Object* first = getStrBorrowed(state().modules_.get(), top.get());
  return first != nullptr ? share(first) : raise(kTypeKeyError, "%R not in sys.modules as expected", top.get());
}

}  // namespace ophion
