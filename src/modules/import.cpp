// The import statement.
//
// What is in sys.modules is found here. What is not is loaded by native code (import_load.cpp) while nobody changed how
// modules are found: that needs no module but the one wanted. Once a program imports importlib, or changes
// sys.meta_path or sys.path_hooks, importlib's own sources take over (import_library.cpp), with their specs, loaders
// and caches.
#include "modules/import.h"

#include "modules/builtins.h"
#include "modules/import_parts.h"
#include "modules/module_state.h"
#include "modules/native_module.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/warning.h"

namespace ophion {

bool enterModule(Str* module_name, Object* module) { return setStr(state().modules_.get(), module_name, module); }

Raised raiseModuleNotFound(Str* full_name, Ref<Str> message) {
  if (!message) return raised();
  Ref<Object> error = newException(kTypeModuleNotFoundError, message.get());
  if (!error) return raised();
  static_cast<ImportError*>(error.get())->name_.assign(share<Object>(full_name));
  return raiseInstance(std::move(error));
}

bool initializeModules() {
  RuntimeState& s = state();
  Ref<Dict> modules = newDict();
  if (!modules) return false;
  s.modules_.assign(std::move(modules));
  for (const char* text : {"builtins", "sys"}) {
    Ref<Str> module_name = internText(text);
    if (!module_name) return false;
    Ref<Object> module = loadNativeModule_mayRunPython(findNativeModule(module_name.get()));
    if (!module) return false;
    Dict* dict = moduleDict(static_cast<Module*>(module.get()));
    if (text[0] == 'b') {
      s.builtins_.assign(share(dict));
    } else {
      s.sys_dict_.assign(share(dict));
    }
  }
  return setStr(s.sys_dict_.get(), name(Name::modules), s.modules_.get()) && addFinders(s.sys_dict_.get());
}

Ref<Object> makeMainModule() {
  Ref<Module> main = newModule(name(Name::__main__));
  Ref<Str> key = internText("builtins");
  Object* builtins = key ? getStrBorrowed(state().modules_.get(), key.get()) : nullptr;
  if (!main || builtins == nullptr || !setStr(moduleDict(main.get()), name(Name::__builtins__), builtins))
    return raised();
  if (!enterModule(name(Name::__main__), main.get())) return raised();
  return main;
}

namespace {

// What sys.modules has for the name; 0: nothing.
int lookInModules(Str* full_name, Ref<Object>* out) {
  Object* present = getStrBorrowed(state().modules_.get(), full_name);
  if (present == nullptr) return errorPending() ? -1 : 0;
  if (isNone(present)) {
    raiseModuleNotFound(full_name, formatStr("import of %U halted; None in sys.modules", full_name));
    return -1;
  }
  *out = share(present);
  return 1;
}

// The attribute of the parent is best effort: a parent may be anything.
bool setOnParent(Object* parent, Str* leaf, Object* module) {
  if (setAttr(parent, leaf, module)) return true;
  if (!errorMatches(kTypeAttributeError)) return false;
  clearError();
  return warn_mayRunPython(kTypeImportWarning, 1, "Cannot set an attribute on %R for child module %R", parent, leaf);
}

// One module whose parents are imported.
Ref<Object> importOne(Str* full_name, Str* leaf, Object* parent) {
  Ref<Object> module;
  if (int r = lookInModules(full_name, &module); r != 0) return r > 0 ? module : raised();
  if (equalsAscii(full_name, kBootstrapName) || equalsAscii(full_name, kExternalName)) {
    if (isImportlibLoading()) return loadBootstrapPart_mayRunPython(full_name);
    if (!loadImportlib_mayRunPython()) return raised();
    return lookInModules(full_name, &module) > 0 ? module : raised();
  }
  if (findersChanged() && !isImportlibLoading() && !loadImportlib_mayRunPython()) return raised();
  if (moduleState().find_and_load_.isNull()) {
    module = loadModule_mayRunPython(full_name, leaf, parent);
    if (module) return parent == nullptr || setOnParent(parent, leaf, module.get()) ? module : raised();
    if (errorPending()) return raised();
    if (!loadImportlib_mayRunPython()) return raised();
    // Loading it may have loaded what is wanted.
    if (int r = lookInModules(full_name, &module); r != 0) return r > 0 ? module : raised();
  }
  return findAndLoad_mayRunPython(full_name);
}

}  // namespace

Ref<Object> importModule_mayRunPython(Str* full_name) {
  Ref<Object> module;
  if (int r = lookInModules(full_name, &module); r != 0) return r > 0 ? module : raised();
  NativeRecursion guard(" during an import");
  if (guard.exceeded()) return raised();
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

Object* globalOrNull(Dict* globals, Name key) {
  Object* value = getStrBorrowed(globals, name(key));
  return value == nullptr || isNone(value) ? nullptr : value;
}

// The package that a relative import starts from.
Ref<Str> packageOf(Dict* globals) {
  if (Object* package = globalOrNull(globals, Name::__package__)) {
    if (!isStrLayout(package)) return raise(kTypeTypeError, "package must be a string");
    return share(static_cast<Str*>(package));
  }
  if (Object* spec = globalOrNull(globals, Name::__spec__)) {
    Ref<Object> kept = share(spec);
    Ref<Str> key = internText("parent");
    Ref<Object> parent = key ? getAttr(spec, key.get()) : nullptr;
    if (!parent) return raised();
    if (!isStrLayout(parent.get())) return raise(kTypeTypeError, "__spec__.parent must be a string");
    return std::move(parent).castTo<Str>();
  }
  if (!warn_mayRunPython(kTypeImportWarning, 1,
                         "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__")) {
    return raised();
  }
  Object* module_name = getStrBorrowed(globals, name(Name::__name__));
  if (module_name == nullptr) {
    Ref<Str> text = newAscii("'__name__' not in globals");
    return text ? raiseObject(kTypeKeyError, text.get()) : raised();
  }
  if (!isStrLayout(module_name)) return raise(kTypeTypeError, "__name__ must be a string");
  Str* text = static_cast<Str*>(module_name);
  if (getStrBorrowed(globals, name(Name::__path__)) != nullptr) return share(text);
  size_t dot = text->length_;
  while (dot > 0 && text->at(dot - 1) != '.') --dot;
  return substring(text, 0, dot == 0 ? 0 : dot - 1);
}

// The absolute name of a relative import.
Ref<Str> resolveRelative(Object* globals, Str* relative, int64_t level) {
  if (globals == nullptr) {
    Ref<Str> text = newAscii("'__name__' not in globals");
    return text ? raiseObject(kTypeKeyError, text.get()) : raised();
  }
  if (!holdsDict(globals)) return raise(kTypeTypeError, "globals must be a dict");
  Ref<Str> base = packageOf(static_cast<Dict*>(globals));
  if (!base) return raised();
  if (base->length_ == 0) return raise(kTypeImportError, "attempted relative import with no known parent package");
  size_t end = base->length_;
  for (int64_t up = 1; up < level; ++up) {
    size_t dot = end;
    while (dot > 0 && base->at(dot - 1) != '.') --dot;
    if (dot == 0) return raise(kTypeImportError, "attempted relative import beyond top-level package");
    end = dot - 1;
  }
  Ref<Str> prefix = substring(base.get(), 0, end);
  if (!prefix || relative->length_ == 0) return prefix;
  return formatStr("%U.%U", prefix.get(), relative);
}

bool importFromList(Object* module, Object* names, bool is_all);

// One name of a `from` list: where the package lacks it, it may be a submodule.
bool importFromName(Object* module, Object* wanted, bool is_all) {
  if (!isStrLayout(wanted)) {
    if (!is_all) return raise(kTypeTypeError, "Item in ``from list'' must be str, not %T", wanted);
    Ref<Object> module_name = getAttr(module, Name::__name__);
    return module_name && raise(kTypeTypeError, "Item in %S.__all__ must be str, not %T", module_name.get(), wanted);
  }
  Str* text = static_cast<Str*>(wanted);
  bool failed = false;
  if (equalsAscii(text, "*")) {
    if (is_all) return true;
    Ref<Object> all = getAttrOrNull(module, Name::__all__, &failed);
    return !failed && (!all || importFromList(module, all.get(), true));
  }
  Ref<Object> present = getAttrOrNull(module, text, &failed);
  if (failed || present) return !failed;
  Ref<Object> module_name = getAttr(module, Name::__name__);
  Ref<Str> full = module_name ? formatStr("%S.%U", module_name.get(), text) : nullptr;
  if (!full) return false;
  if (importModule_mayRunPython(full.get())) return true;
  if (!errorMatches(kTypeModuleNotFoundError)) return false;
  // That the submodule itself is not there is no error yet: the name is looked for once more.
  Object* missing = static_cast<ImportError*>(state().error_.get())->name_.getOrNull();
  if (missing == nullptr || !isStrLayout(missing) || !equalStrs(static_cast<Str*>(missing), full.get())) return false;
  clearError();
  return true;
}

bool importFromList(Object* module, Object* names, bool is_all) {
  Ref<List> list = toList_mayRunPython(names);
  if (!list) return false;
  for (uint32_t i = 0; i < list->size_; ++i) {
    Ref<Object> wanted = share(list->at(i));
    if (!importFromName(module, wanted.get(), is_all)) return false;
  }
  return true;
}

// What `import a.b.c` binds: the module of the first name, as far as the statement spells it.
Ref<Object> firstOf(Str* wanted, Str* full, int64_t level, Ref<Object> module) {
  size_t dot = 0;
  while (dot < wanted->length_ && wanted->at(dot) != '.') ++dot;
  if (dot == wanted->length_) return module;
  Ref<Str> top = substring(full, 0, full->length_ - (wanted->length_ - dot));
  if (!top) return raised();
  if (level == 0) return importModule_mayRunPython(top.get());
  Object* first = getStrBorrowed(state().modules_.get(), top.get());
  if (first != nullptr) return share(first);
  return raise(kTypeKeyError, "%R not in sys.modules as expected", top.get());
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
    full = resolveRelative(args[1], wanted, level);
    if (!full) return raised();
  } else if (wanted->length_ == 0) {
    return raise(kTypeValueError, "Empty module name");
  }
  Ref<Object> module = importModule_mayRunPython(full.get());
  if (!module) return raised();
  int from = args[3] == nullptr ? 0 : isTrue(args[3]);
  if (from < 0) return raised();
  if (from == 0)
    return level > 0 && wanted->length_ == 0 ? module : firstOf(wanted, full.get(), level, std::move(module));
  bool failed = false;
  Ref<Object> path = getAttrOrNull(module.get(), Name::__path__, &failed);
  if (failed || (path && !importFromList(module.get(), args[3], false))) return raised();
  return module;
}

}  // namespace ophion
