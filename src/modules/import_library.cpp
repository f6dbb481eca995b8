// importlib's part in importing: its own sources, _bootstrap.py and _bootstrap_external.py of the standard library, run
// as the modules _frozen_importlib and _frozen_importlib_external when somebody needs them.
#include "modules/builtins.h"
#include "modules/import.h"
#include "modules/import_parts.h"
#include "modules/module_state.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/function.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "vm/frame_object.h"

namespace ophion {

namespace {

constexpr const char* kBootstrapShown = "<frozen importlib._bootstrap>";
constexpr const char* kExternalShown = "<frozen importlib._bootstrap_external>";
constexpr const char* kFinderNames[] = {"BuiltinImporter", "FrozenImporter", "PathFinder"};
constexpr uint32_t kFinders = 3;

Object* sysValue(const char* key) {
  Ref<Str> text = internText(key);
  return !text || state().sys_dict_.isNull() ? nullptr : getStrBorrowed(state().sys_dict_.get(), text.get());
}

Ref<Object> attribute(Object* object, const char* key) {
  Ref<Str> text = internText(key);
  return text ? getAttr(object, text.get()) : raised();
}
bool setAttribute(Object* object, const char* key, Object* value) {
  Ref<Str> text = internText(key);
  return text && setAttr(object, text.get(), value);
}
Ref<Object> callAttribute(Object* object, const char* key, Object* a, Object* b = nullptr) {
  Ref<Object> function = attribute(object, key);
  if (!function) return raised();
  return a == nullptr ? call(function.get()) : b == nullptr ? call(function.get(), a) : call(function.get(), a, b);
}

}  // namespace

bool addFinders(Dict* sys_dict) {
  Ref<List> finders = newList(kFinders);
  Ref<Str> module = newAscii(kBootstrapName);
  Ref<Tuple> bases = emptyTuple();
  Ref<Str> key = internText("meta_path");
  for (const char* finder : kFinderNames) {
    Ref<Dict> contents = newDict();
    Ref<Str> finder_name = internText(finder);
    if (!finders || !module || !key || !contents || !finder_name ||
        !setStr(contents.get(), name(Name::__module__), module.get())) {
      return false;
    }
    Ref<Type> type = makeType(builtinType(kTypeType), finder_name.get(), bases.get(), contents.get(), nullptr);
    if (!type || !appendToListSteal(finders.get(), std::move(type))) return false;
  }
  Ref<Tuple> kept = toTuple_mayRunPython(finders.get());
  if (!kept || !setStr(sys_dict, key.get(), finders.get())) return false;
  moduleState().finders_.assign(std::move(kept));
  return true;
}

bool findersChanged() {
  if (!moduleState().find_and_load_.isNull() || moduleState().finders_.isNull()) return false;
  Object* hooks = sysValue("path_hooks");
  if (hooks == nullptr || !isListLayout(hooks) || static_cast<List*>(hooks)->size_ != 0) return true;
  Object* path = sysValue("meta_path");
  if (path == nullptr || !isListLayout(path)) return true;
  List* list = static_cast<List*>(path);
  if (list->size_ != kFinders) return true;
  for (uint32_t i = 0; i < kFinders; ++i) {
    if (list->at(i) != moduleState().finders_->at(i)) return true;
  }
  return false;
}

bool isImportlibLoading() { return moduleState().loading_importlib_ != 0; }

namespace {

// A file of the standard library: in its own folder, or along sys.path.
Ref<Str> findInLibrary(const char* relative) {
  Object* folder = sysValue("_stdlib_dir");
  if (folder != nullptr && isStrLayout(folder)) {
    if (Ref<Str> found = findFile(static_cast<Str*>(folder), relative)) return found;
    if (errorPending()) return raised();
  }
  Object* path = sysValue("path");
  if (path == nullptr || !isListLayout(path)) return nullptr;
  Ref<List> folders = toList_mayRunPython(path);
  for (uint32_t i = 0; folders && i < folders->size_; ++i) {
    if (!isStrLayout(folders->at(i))) continue;
    Ref<Str> found = findFile(static_cast<Str*>(folders->at(i)), relative);
    if (found || errorPending()) return found;
  }
  return nullptr;
}

}  // namespace

Ref<Object> loadBootstrapPart_mayRunPython(Str* full_name) {
  bool external = equalsAscii(full_name, kExternalName);
  Ref<Str> path = findInLibrary(external ? "importlib/_bootstrap_external.py" : "importlib/_bootstrap.py");
  if (!path) {
    if (errorPending()) return raised();
    return raiseModuleNotFound(full_name,
                               formatStr("No module named %R: the standard library was not found", full_name));
  }
  Ref<Module> module = newModule(full_name);
  Ref<Str> shown = newAscii(external ? kExternalShown : kBootstrapShown);
  Ref<Str> package = emptyStr();
  if (!module || !shown || !setStr(moduleDict(module.get()), name(Name::__package__), package.get()) ||
      !enterModule(full_name, module.get())) {
    return raised();
  }
  if (runSourceFile_mayRunPython(moduleDict(module.get()), path.get(), shown.get())) return module;
  ErrorStash stash;
  bool found;
  if (!deleteStr(state().modules_.get(), full_name, &found)) clearError();
  return raised();
}

namespace {

// importlib's finders were appended to sys.meta_path: they take the places that were kept for them.
bool placeFinders(Object* meta_path) {
  if (!isListLayout(meta_path)) return true;
  List* list = static_cast<List*>(meta_path);
  if (list->size_ < kFinders) return true;
  uint32_t first = list->size_ - kFinders;
  Ref<Object> made[kFinders];
  for (uint32_t i = 0; i < kFinders; ++i) made[i] = share(list->at(first + i));
  removeFromList(list, first, list->size_);
  for (uint32_t i = 0; i < kFinders; ++i) {
    Object* placeholder = moduleState().finders_->at(i);
    for (uint32_t j = 0; j < list->size_; ++j) {
      if (list->at(j) == placeholder) list->items()[j].assign(made[i]);
    }
  }
  return true;
}

// Gives a module that native code loaded a spec and a loader as importlib makes them.
bool giveSpec(Object* external, Str* full_name, Object* module) {
  bool failed = false;
  Ref<Object> old = getAttrOrNull(module, Name::__spec__, &failed);
  if (failed) return false;
  if (!old || typeOf(old.get()) != builtinType(kTypeSimpleNamespace)) return true;
  Ref<Object> origin = attribute(old.get(), "origin");
  Ref<Object> located = origin ? attribute(old.get(), "has_location") : nullptr;
  Ref<Object> search = located ? attribute(old.get(), "submodule_search_locations") : nullptr;
  Ref<Object> busy = search ? attribute(old.get(), "_initializing") : nullptr;
  if (!busy) return false;
  if (isTrue(located.get()) <= 0) return true;
  Ref<Object> loader = callAttribute(external, "SourceFileLoader", full_name, origin.get());
  Ref<Object> maker = loader ? attribute(external, "spec_from_file_location") : nullptr;
  Ref<Str> loader_key = internText("loader"), search_key = internText("submodule_search_locations");
  if (!maker || !loader_key || !search_key) return false;
  Ref<Tuple> keywords = newTupleOf({loader_key.get(), search_key.get()});
  Object* args[] = {full_name, origin.get(), loader.get(), search.get()};
  Ref<Object> spec = keywords ? callVector(maker.get(), args, 4, keywords.get()) : nullptr;
  return spec && setAttribute(spec.get(), "_initializing", busy.get()) &&
         setAttr(module, name(Name::__spec__), spec.get()) && setAttr(module, name(Name::__loader__), loader.get());
}

bool giveSpecs(Object* external) {
  Ref<List> names = toList_mayRunPython(state().modules_.get());
  if (!names) return false;
  for (uint32_t i = 0; i < names->size_; ++i) {
    if (!isStrLayout(names->at(i))) continue;
    Str* full_name = static_cast<Str*>(names->at(i));
    Object* module = getStrBorrowed(state().modules_.get(), full_name);
    if (module == nullptr || !isModuleLayout(module)) continue;
    Ref<Object> kept = share(module);
    if (!giveSpec(external, full_name, module)) return false;
  }
  return true;
}

bool installImportlib() {
  Ref<Str> bootstrap_name = internText(kBootstrapName), external_name = internText(kExternalName);
  Ref<Str> imp_name = internText("_imp");
  if (!bootstrap_name || !external_name || !imp_name) return false;
  Ref<Object> bootstrap = loadBootstrapPart_mayRunPython(bootstrap_name.get());
  Ref<Object> imp = bootstrap ? importModule_mayRunPython(imp_name.get()) : nullptr;
  Object* sys = imp ? getStrBorrowed(state().modules_.get(), name(Name::sys)) : nullptr;
  if (sys == nullptr) return errorPending() ? false : static_cast<bool>(raise(kTypeRuntimeError, "lost sys"));
  Ref<Object> kept = share(sys);
  if (!callAttribute(bootstrap.get(), "_install", sys, imp.get())) return false;
  if (!callAttribute(bootstrap.get(), "_install_external_importers", nullptr)) return false;
  Object* external = getStrBorrowed(state().modules_.get(), external_name.get());
  if (external == nullptr) return raise(kTypeImportError, "importlib did not load %U", external_name.get());
  Ref<Object> kept_external = share(external);
  Ref<Object> meta_path = Ref<Object>::shareOrNull(sysValue("meta_path"));
  if (!meta_path || !placeFinders(meta_path.get()) || !giveSpecs(external)) return false;
  Ref<Object> find = attribute(bootstrap.get(), "_find_and_load");
  if (!find) return false;
  moduleState().find_and_load_.assign(std::move(find));
  return true;
}

}  // namespace

bool loadImportlib_mayRunPython() {
  if (!moduleState().find_and_load_.isNull()) return true;
  if (isImportlibLoading()) return raise(kTypeImportError, "importlib needs itself to be loaded");
  moduleState().loading_importlib_ = 1;
  bool ok = installImportlib();
  moduleState().loading_importlib_ = 0;
  return ok;
}

namespace {

// Takes importlib's own frames out of the pending error's traceback: all of a row where an import failed, else those of
// a row that ends where the module's own code was called.
void hideImportlib() {
  BaseException* error = asException(state().error_.get());
  bool always = errorMatches(kTypeImportError);
  Slot<Object>* link = &error->traceback_;  // leads to the entry that is looked at
  Slot<Object>* outer = link;               // leads to the first entry of the row
  bool inside = false;
  while (Traceback* tb = static_cast<Traceback*>(link->getOrNull())) {
    Code* code = codeOfFrame(static_cast<Frame*>(tb->frame_.get()));
    Str* file = code->filename_.get();
    bool now = equalsAscii(file, kBootstrapShown) || equalsAscii(file, kExternalShown);
    if (now && !inside) outer = link;
    inside = now;
    if (inside && (always || equalsAscii(code->name_.get(), "_call_with_frames_removed"))) {
      Ref<Object> rest = tb->next_.share();
      outer->assign(std::move(rest));
      link = outer;
    } else {
      link = &tb->next_;
    }
  }
}

}  // namespace

Ref<Object> findAndLoad_mayRunPython(Str* full_name) {
  Ref<Object> find = moduleState().find_and_load_.share();
  Object* import = getStrBorrowed(state().builtins_.get(), name(Name::__import__));
  if (import == nullptr) return raise(kTypeImportError, "__import__ not found");
  Ref<Object> kept = share(import);
  Ref<Object> module = call(find.get(), full_name, import);
  if (!module && errorPending()) hideImportlib();
  return module;
}

}  // namespace ophion
