// The module _warnings: which warnings are shown, and showing them where the module warnings is not there to do it.
#include <cstdio>
#include <cstring>

#include "modules/module_constants.h"
#include "modules/native_module.h"
#include "object/allocate.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/import_hook.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/str_methods.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/warning.h"
#include "vm/frame_object.h"

namespace ophion {

namespace {

constexpr NativeKind kFunction = NativeKind::Function;

// An attribute of the module warnings if it is imported, else of this one; borrowed, null where neither has it.
Object* attributeBorrowed(const char* attribute) {
  Ref<Str> key = internText(attribute), full = internText("warnings"), own = internText("_warnings");
  if (!key || !full || !own) return raised();
  for (Str* module_name : {full.get(), own.get()}) {
    Object* module = getStrBorrowed(state().modules_.get(), module_name);
    if (module == nullptr || !isModuleLayout(module)) continue;
    if (Object* found = getStrBorrowed(moduleDict(static_cast<Module*>(module)), key.get())) return found;
  }
  return nullptr;
}

// This module's own attribute.
Object* ownBorrowed(const char* attribute) {
  Ref<Str> key = internText(attribute), own = internText("_warnings");
  if (!key || !own) return raised();
  Object* module = getStrBorrowed(state().modules_.get(), own.get());
  return module == nullptr || !isModuleLayout(module)
             ? nullptr
             : getStrBorrowed(moduleDict(static_cast<Module*>(module)), key.get());
}

int64_t filtersVersion() {
  Object* found = ownBorrowed("_filters_version");
  return found != nullptr && isSmallInt(found) ? smallValue(found) : 0;
}

Ref<Object> filtersMutated(Object* const*) {
  Ref<Str> own = internText("_warnings");
  Object* module = own ? getStrBorrowed(state().modules_.get(), own.get()) : nullptr;
  if (module == nullptr || !isModuleLayout(module)) return errorPending() ? nullptr : newNone();
  return addConstant(moduleDict(static_cast<Module*>(module)), "_filters_version", newInt(filtersVersion() + 1))
             ? newNone()
             : nullptr;
}

// What is being warned about.
struct Warned {
  Ref<Object> message;  // an instance of the category
  Ref<Object> text;
  Ref<Object> category;
  Ref<Object> file;
  int64_t line = 0;
  Ref<Object> module;
  Ref<Object> registry;  // Dict or None
  Ref<Object> source;    // null: none
};

// Whether a filter's pattern (None, a str, or a compiled one) fits: 1, 0, -1.
int fits(Object* pattern, Object* text) {
  if (isNone(pattern)) return 1;
  if (isExactStr(pattern)) return isStrLayout(text) && equalStrs(asStr(pattern), asStr(text));
  Ref<Str> key = internText("match");
  Ref<Object> match = key ? getAttr(pattern, key.get()) : nullptr;
  Ref<Object> result = match ? call(match.get(), text) : nullptr;
  return result ? isTrue(result.get()) : -1;
}

// 1, 0, -1.
int filterFits(Tuple* filter, const Warned& w) {
  Ref<Tuple> held = share(filter);
  int ok = fits(filter->at(1), w.text.get());
  if (ok > 0) ok = isSubclass(w.category.get(), filter->at(2));
  if (ok > 0) ok = fits(filter->at(3), w.module.get());
  if (ok <= 0) return ok;
  int64_t line;
  if (!asInt64(filter->at(4), &line)) return -1;
  return line == 0 || line == w.line;
}

// What to do, as filters say; `chosen` the filter that said so.
Ref<Object> actionFor(const Warned& w, Ref<Object>* chosen) {
  Object* found = attributeBorrowed("filters");
  if (found == nullptr || !isListLayout(found)) {
    return errorPending() ? raised() : raise(kTypeValueError, "_warnings.filters must be a list");
  }
  Ref<List> filters = Ref<List>::share(static_cast<List*>(found));
  for (uint32_t i = 0; i < filters->size_; ++i) {
    Ref<Object> item = share(filters->at(i));
    if (!isTupleLayout(item.get()) || static_cast<Tuple*>(item.get())->size_ != 5) {
      return raise(kTypeValueError, "_warnings.filters item %u isn't a 5-tuple", i);
    }
    Tuple* filter = static_cast<Tuple*>(item.get());
    if (!isStrLayout(filter->at(0))) return raise(kTypeTypeError, "action must be a string, not '%T'", filter->at(0));
    int ok = filterFits(filter, w);
    if (ok < 0) return raised();
    if (ok > 0) {
      *chosen = item;
      return share(filter->at(0));
    }
  }
  Object* fallback = attributeBorrowed("defaultaction");
  if (fallback == nullptr) fallback = attributeBorrowed("_defaultaction");
  if (fallback == nullptr) return raise(kTypeValueError, "_warnings.defaultaction not found");
  *chosen = newNone();
  return share(fallback);
}

// Whether the key is in the registry; it is entered where not. 1, 0, -1. A registry of older filters is emptied first.
int seenBefore(Object* registry, Object* key, bool enter) {
  if (!holdsDict(registry)) return raise(kTypeTypeError, "'registry' must be a dict or None");
  Dict* dict = static_cast<Dict*>(registry);
  Ref<Str> version_key = internText("version");
  Ref<Int> version = newInt(filtersVersion());
  if (!version_key || !version) return -1;
  Object* known = getStrBorrowed(dict, version_key.get());
  if (known == nullptr || !isSmallInt(known) || smallValue(known) != smallValue(version.get())) {
    clearDict(dict);
    if (!setStr(dict, version_key.get(), version.get())) return -1;
  }
  Object* value = nullptr;
  int found = getItem_mayRunPython(dict, key, &value);
  if (found < 0) return -1;
  if (found > 0) {
    Ref<Object> held = share(value);
    int yes = isTrue(held.get());
    if (yes != 0) return yes;
  }
  return enter && !setItem_mayRunPython(dict, key, trueObject()) ? -1 : 0;
}

int seenText(Object* registry, const Warned& w, bool with_zero) {
  Ref<Int> zero = newInt(0);
  Ref<Tuple> key = with_zero ? newTupleOf({w.text.get(), w.category.get(), zero.get()})
                             : newTupleOf({w.text.get(), w.category.get()});
  return key ? seenBefore(registry, key.get(), true) : -1;
}

// The line of a source file without the blanks it begins with, or null without exception.
Ref<Str> sourceLine(Object* file, int64_t number) {
  Utf8View path(asStr(file));
  if (!path.valid()) return raised();
  char text[4096];
  if (path.view().size() >= sizeof text) return nullptr;
  std::memcpy(text, path.view().data(), path.view().size());
  text[path.view().size()] = 0;
  FILE* in = std::fopen(text, "rbe");
  if (in == nullptr) return nullptr;
  char line[1024];
  int64_t at = 1;
  bool found = false;
  while (std::fgets(line, sizeof line, in) != nullptr) {
    if (at == number && !found) {
      found = true;
      break;
    }
    if (std::strchr(line, '\n') != nullptr) ++at;
  }
  std::fclose(in);
  if (!found) return nullptr;
  std::string_view shown(line);
  while (!shown.empty() && (shown.back() == '\n' || shown.back() == '\r')) shown.remove_suffix(1);
  while (!shown.empty() && (shown[0] == ' ' || shown[0] == '\t' || shown[0] == '\f')) shown.remove_prefix(1);
  return newStr(shown);
}

// Writes "file:line: Category: text" to sys.stderr.
void show(const Warned& w) {
  Object* stream = state().sys_dict_ ? getStrBorrowed(state().sys_dict_.get(), name(Name::stderr_)) : nullptr;
  if (stream == nullptr || isNone(stream)) return;
  Ref<Object> held = share(stream);
  Ref<Object> category = getAttr(w.category.get(), Name::__name__);
  Ref<Str> text = category ? formatStr("%S:%lld: %S: %S\n", w.file.get(), static_cast<long long>(w.line),
                                       category.get(), w.text.get())
                           : nullptr;
  if (!text || !callMethod(held.get(), Name::write, text.get())) return clearError();
  Ref<Str> line = isStrLayout(w.file.get()) ? sourceLine(w.file.get(), w.line) : nullptr;
  if (line) {
    Ref<Str> indented = formatStr("  %U\n", line.get());
    if (indented) callMethod(held.get(), Name::write, indented.get()).reset();
  }
  clearError();
}

bool showThroughModule(const Warned& w) {
  if (w.source) {
    // The place where the object was made can only be shown by the module.
    Ref<Str> module_name = internText("warnings");
    if (!module_name || !importModule_mayRunPython(module_name.get())) clearError();
  }
  Object* function = attributeBorrowed("_showwarnmsg");
  Object* maker = function == nullptr ? nullptr : attributeBorrowed("WarningMessage");
  if (function == nullptr) {
    if (errorPending()) return raised();
    show(w);
    return true;
  }
  if (maker == nullptr) return raise(kTypeRuntimeError, "unable to get warnings.WarningMessage");
  if (!isCallable(function)) return raise(kTypeTypeError, "warnings._showwarnmsg() must be set to a callable");
  Ref<Object> held = share(function), held_maker = share(maker);
  Ref<Int> line = newInt(w.line);
  if (!line) return raised();
  Object* args[] = {
      w.message.get(), w.category.get(), w.file.get(), line.get(), none(), none(), w.source ? w.source.get() : none()};
  Ref<Object> message = callVector(held_maker.get(), args, 7, nullptr);
  return message && call(held.get(), message.get());
}

bool explain(Warned& w) {
  int is_warning = isInstance(w.message.get(), builtinType(kTypeWarning));
  if (is_warning < 0) return raised();
  if (is_warning > 0) {
    Ref<Str> text = strOf(w.message.get());
    if (!text) return raised();
    w.text = std::move(text);
    w.category = share<Object>(typeOf(w.message.get()));
  } else {
    w.text = w.message;
    w.message = call(w.category.get(), w.text.get());
    if (!w.message) return raised();
  }
  Ref<Int> line = newInt(w.line);
  Ref<Tuple> key = line ? newTupleOf({w.text.get(), w.category.get(), line.get()}) : nullptr;
  if (!key) return raised();
  bool keep = !isNone(w.registry.get());
  int seen = keep ? seenBefore(w.registry.get(), key.get(), false) : 0;
  if (seen != 0) return seen > 0;
  Ref<Object> chosen;
  Ref<Object> action = actionFor(w, &chosen);
  if (!action) return raised();
  Str* what = asStr(action.get());
  if (equalsAscii(what, "error")) return raiseInstance(w.message);
  if (equalsAscii(what, "ignore")) return true;
  if (!equalsAscii(what, "always")) {
    if (keep && !setItem_mayRunPython(static_cast<Dict*>(w.registry.get()), key.get(), trueObject())) return raised();
    if (equalsAscii(what, "once")) {
      Object* once = keep ? w.registry.get() : attributeBorrowed("onceregistry");
      if (once == nullptr) once = attributeBorrowed("_onceregistry");
      if (once == nullptr) return raise(kTypeValueError, "_warnings.onceregistry not found");
      Ref<Object> held = share(once);
      seen = seenText(held.get(), w, false);
    } else if (equalsAscii(what, "module")) {
      seen = keep ? seenText(w.registry.get(), w, true) : 0;
    } else if (!equalsAscii(what, "default")) {
      return raise(kTypeRuntimeError, "Unrecognized action (%R) in warnings.filters:\n %R", action.get(), chosen.get());
    }
    if (seen != 0) return seen > 0;
  }
  return showThroughModule(w);
}

bool isInternalFrame(const FrameRef& frame) {
  Str* file = frame.code()->filename_.get();
  Ref<Str> a = newAscii("importlib"), b = newAscii("_bootstrap");
  if (!a || !b) return false;
  return findStr(file, a.get(), 0, file->length_) >= 0 && findStr(file, b.get(), 0, file->length_) >= 0;
}

// Where the caller stands, so many levels up.
bool findPlace(Warned& w, int64_t level) {
  FrameRef frame = FrameRef::current();
  bool plain = level <= 0 || (frame.valid() && isInternalFrame(frame));
  while (--level > 0 && frame.valid()) {
    frame = frame.caller();
    while (!plain && frame.valid() && isInternalFrame(frame)) frame = frame.caller();
  }
  Ref<Dict> globals;
  if (!frame.valid()) {
    globals = state().sys_dict_.share();
    w.file = newAscii("sys");
    w.line = 1;
  } else {
    Ref<Frame> object = frameObjectOf(frame);
    if (!object) return raised();
    w.line = lineOfFrame(object.get());
    w.file = share<Object>(frame.code()->filename_.get());
    globals = frame.function()->globals_.share();
  }
  Ref<Str> key = internText("__warningregistry__");
  if (!w.file || !key) return raised();
  Object* registry = getStrBorrowed(globals.get(), key.get());
  if (registry == nullptr) {
    Ref<Dict> fresh = newDict();
    if (!fresh || !setStr(globals.get(), key.get(), fresh.get())) return raised();
    w.registry = std::move(fresh);
  } else {
    w.registry = share(registry);
  }
  Object* module = getStrBorrowed(globals.get(), name(Name::__name__));
  if (module != nullptr && (isStrLayout(module) || isNone(module))) {
    w.module = share(module);
  } else {
    w.module = newAscii("<string>");
  }
  return static_cast<bool>(w.module);
}

// The class to warn with; null with an exception pending.
Ref<Object> categoryFor(Object* message, Object* given) {
  int is_warning = isInstance(message, builtinType(kTypeWarning));
  if (is_warning < 0) return raised();
  Object* category = is_warning > 0                      ? typeOf(message)
                     : given == nullptr || isNone(given) ? builtinType(kTypeUserWarning)
                                                         : given;
  int ok = isType(category) ? isSubclass(category, builtinType(kTypeWarning)) : 0;
  if (ok < 0) return raised();
  if (ok == 0) return raise(kTypeTypeError, "category must be a Warning subclass, not '%T'", category);
  return share(category);
}

Ref<Object> warn(Object* const* args) {
  Warned w;
  int64_t level = 1;
  if (args[2] != nullptr && !asInt64(args[2], &level)) return raised();
  w.category = categoryFor(args[0], args[1]);
  if (!w.category || !findPlace(w, level)) return raised();
  w.message = share(args[0]);
  if (args[3] != nullptr && !isNone(args[3])) w.source = share(args[3]);
  return explain(w) ? newNone() : nullptr;
}

// A module's name as its file's tells it.
Ref<Object> moduleOfFile(Object* file) {
  Str* text = asStr(file);
  if (text->length_ == 0) return newAscii("<unknown>");
  Ref<Str> suffix = newAscii(".py");
  if (!suffix) return raised();
  size_t n = text->length_;
  bool is_python = n >= 3 && findStr(text, suffix.get(), n - 3, n) >= 0;
  return is_python ? substring(text, 0, n - 3) : share(text);
}

// (message, category, filename, lineno, module, registry, module_globals, source)
Ref<Object> warnExplicit(Object* const* args) {
  Warned w;
  if (!isStrLayout(args[2])) return raise(kTypeTypeError, "warn_explicit() argument 3 must be str, not %T", args[2]);
  if (!asInt64(args[3], &w.line)) return raised();
  w.message = share(args[0]);
  w.category = share(args[1]);
  w.file = share(args[2]);
  w.module = args[4] == nullptr || isNone(args[4]) ? moduleOfFile(args[2]) : share(args[4]);
  w.registry = args[5] == nullptr ? newNone() : share(args[5]);
  if (!w.module) return raised();
  if (!isNone(w.registry.get()) && !holdsDict(w.registry.get()))
    return raise(kTypeTypeError, "'registry' must be a dict or None");
  if (args[6] != nullptr && !isNone(args[6]) && !holdsDict(args[6])) {
    return raise(kTypeTypeError, "module_globals must be a dict, not '%T'", args[6]);
  }
  if (args[7] != nullptr && !isNone(args[7])) w.source = share(args[7]);
  return explain(w) ? newNone() : nullptr;
}

constexpr NativeDef kFunctions[] = {
    {"warn", "message, category=None, stacklevel=1, source=None", warn,
     "Issue a warning, or maybe ignore it or raise an exception.", kFunction},
    {"warn_explicit",
     "message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None", warnExplicit,
     "Low-level interface to warnings functionality.", kFunction},
    {"_filters_mutated", "", filtersMutated, nullptr, kFunction},
};

bool addFilter(List* filters, const char* action, TypeIndex category, const char* module) {
  Ref<Str> text = internText(action);
  Ref<Object> where = module == nullptr ? newNone() : Ref<Object>(internText(module));
  Ref<Int> zero = newInt(0);
  if (!text || !where) return raised();
  Ref<Object> filter = newTupleOf({text.get(), none(), builtinType(category), where.get(), zero.get()});
  return filter && appendToListSteal(filters, std::move(filter));
}

bool populate(Dict* dict) {
  Ref<List> filters = newList();
  if (!filters || !addFilter(filters.get(), "default", kTypeDeprecationWarning, "__main__") ||
      !addFilter(filters.get(), "ignore", kTypeDeprecationWarning, nullptr) ||
      !addFilter(filters.get(), "ignore", kTypePendingDeprecationWarning, nullptr) ||
      !addFilter(filters.get(), "ignore", kTypeImportWarning, nullptr) ||
      !addFilter(filters.get(), "ignore", kTypeResourceWarning, nullptr)) {
    return raised();
  }
  return addConstant(dict, "filters", std::move(filters)) && addConstant(dict, "_onceregistry", newDict()) &&
         addConstant(dict, "_defaultaction", internText("default")) && addConstant(dict, "_filters_version", newInt(0));
}

}  // namespace

bool issueWarning_mayRunPython(Object* category, Str* message, int stack_level) {
  // Filters live in the module, which is native and costs next to nothing to make.
  Ref<Str> own = internText("_warnings");
  if (!own || !importModule_mayRunPython(own.get())) return raised();
  Warned w;
  w.category = share(category);
  w.message = share<Object>(message);
  return findPlace(w, stack_level) && explain(w);
}

bool issueWarningOfSource_mayRunPython(Object* category, Str* message, Str* filename, uint32_t line) {
  Ref<Str> own = internText("_warnings");
  if (!own || !importModule_mayRunPython(own.get())) return raised();
  Warned w;
  w.category = share(category);
  w.message = share<Object>(message);
  w.file = share<Object>(filename);
  w.line = line;
  w.module = moduleOfFile(filename);
  w.registry = newNone();
  return w.module && explain(w);
}

extern const ModuleSpec kWarningsModule;
const ModuleSpec kWarningsModule = {
    "_warnings", "_warnings provides basic warning filtering support.", kFunctions, {}, populate};

}  // namespace ophion
