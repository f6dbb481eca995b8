#include "modules/shutdown.h"

#include "heap/collector.h"
#include "modules/io.h"
#include "modules/module_state.h"
#include "object/boot.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/type.h"
#include "object/weakref.h"
#include "vm/trace.h"

namespace ophion {

namespace {

// Calls a function of a module that may not be there.
void callInModule(const char* module_name, const char* function) {
  Ref<Str> module_key = internText(module_name), key = internText(function);
  Object* module = module_key && key ? getStrBorrowed(state().modules_.get(), module_key.get()) : nullptr;
  if (module == nullptr || isNone(module)) return clearError();
  Ref<Object> kept = share(module);
  bool failed = false;
  Ref<Object> callable = getAttrOrNull(module, key.get(), &failed);
  if (callable && call(callable.get())) return;
  if (errorPending()) reportUnraisable_mayRunPython(nullptr, callable ? callable.get() : module);
}

void setNone(Dict* dict, const char* key) {
  Ref<Str> text = internText(key);
  if (!text || (getStrBorrowed(dict, text.get()) != nullptr && !setStr(dict, text.get(), none()))) clearError();
}

void restoreStream(Dict* dict, const char* stream, const char* original) {
  Ref<Str> key = internText(stream), original_key = internText(original);
  Object* value = key && original_key ? getStrBorrowed(dict, original_key.get()) : nullptr;
  if (value == nullptr) return clearError();
  Ref<Object> kept = share(value);
  if (!setStr(dict, key.get(), value)) clearError();
}

// References that the runtime itself hands to programs.
void dropSpecial() {
  if (!state().builtins_.isNull()) setNone(state().builtins_.get(), "_");
  Dict* sys = state().sys_dict_.getOrNull();
  if (sys == nullptr) return;
  for (const char* key : {"path", "argv", "ps1", "ps2", "last_type", "last_value", "last_traceback", "path_hooks",
                          "path_importer_cache", "meta_path", "__interactivehook__"}) {
    setNone(sys, key);
  }
  restoreStream(sys, "stdin", "__stdin__");
  restoreStream(sys, "stdout", "__stdout__");
  restoreStream(sys, "stderr", "__stderr__");
}

// Values become None one after another: names with one underscore first, then the others.
void clearModuleDict(Dict* dict) {
  for (bool hidden : {true, false}) {
    Ref<List> names = toList_mayRunPython(dict);
    if (!names) return clearError();
    for (uint32_t i = 0; i < names->size_; ++i) {
      if (!isStrLayout(names->at(i))) continue;
      Str* key = static_cast<Str*>(names->at(i));
      bool is_hidden = key->length_ > 0 && key->at(0) == '_' && !(key->length_ > 1 && key->at(1) == '_');
      if (is_hidden != hidden && !(hidden == false && key->length_ > 0 && key->at(0) == '_')) continue;
      if (equalsAscii(key, "__builtins__")) continue;
      Object* value = getStrBorrowed(dict, key);
      if (value == nullptr || isNone(value)) continue;
      if (!setStr(dict, key, none())) clearError();
    }
  }
}

// Weak references to all modules, in the order of their import.
Ref<List> weakModules() {
  Ref<List> weak = newList();
  Dict* modules = state().modules_.getOrNull();
  Ref<List> names = weak && modules != nullptr ? toList_mayRunPython(modules) : nullptr;
  for (uint32_t i = 0; names && i < names->size_; ++i) {
    Object* module = nullptr;
    if (getItem_mayRunPython(modules, names->at(i), &module) > 0 && isModuleLayout(module)) {
      Ref<Object> reference = newWeakRef(module, nullptr);
      if (!reference || !appendToListSteal(weak.get(), std::move(reference))) clearError();
    }
    clearError();
  }
  for (uint32_t i = 0; names && i < names->size_; ++i) {
    if (!setItem_mayRunPython(modules, names->at(i), none())) clearError();
  }
  clearError();
  return weak;
}

void clearWeakModules(List* weak) {
  for (uint32_t i = weak->size_; i-- > 0;) {
    Ref<Object> module = weakReferent(static_cast<WeakRef*>(weak->at(i)));
    if (!module) continue;
    Dict* dict = moduleDict(static_cast<Module*>(module.get()));
    if (dict == nullptr || dict == state().sys_dict_.getOrNull() || dict == state().builtins_.getOrNull()) continue;
    Ref<Dict> kept = share(dict);
    clearModuleDict(dict);
  }
}

void clearDictOf(const Slot<Dict>& slot) {
  Ref<Dict> kept = slot.share();
  if (kept) clearModuleDict(kept.get());
  clearError();
}

// The streams that a program starts with, layer by layer: they were flushed, and the process closes them.
class StandardStreams {
 public:
  StandardStreams() {
    for (const char* name : {"__stdin__", "__stdout__", "__stderr__"}) {
      Ref<Str> key = internText(name);
      Dict* sys = state().sys_dict_.getOrNull();
      Object* text = key && sys != nullptr ? getStrBorrowed(sys, key.get()) : nullptr;
      if (text == nullptr || text->typeIndex() != kTypeTextIOWrapper) continue;
      Object* buffer = add(text) ? static_cast<TextIOWrapper*>(text)->buffer_.getOrNull() : nullptr;
      if (buffer == nullptr || layoutOf(buffer) != kTypeBufferedReader) continue;
      Object* raw = add(buffer) ? static_cast<Buffered*>(buffer)->raw_.getOrNull() : nullptr;
      if (raw != nullptr) add(raw);
    }
    clearError();
  }
  bool hold(const Object* object) const {
    for (unsigned i = 0; i < n_; ++i) {
      if (layers_[i] == object) return true;
    }
    return false;
  }

 private:
  bool add(Object* object) {
    layers_[n_++] = object;
    return true;
  }
  const Object* layers_[9] = {};
  unsigned n_ = 0;
};

}  // namespace

bool nothingNoticesTheEnd() {
  Heap& h = heap();
  if (h.deferred_ != 0 || h.awaiting_python_ != 0 || anyWeakCallback()) return false;
  const ObjectModel& model = *g_object_model;
  StandardStreams streams;
  TypeIndex harmless = 0;
  bool found = false;
  for (uint32_t a = h.firstArena(); a < h.arenasTouched() && !found; ++a) {
    h.forEachObjectIn(a, Kind::Container, [&](char* p, size_t) {
      Object* object = reinterpret_cast<Object*>(p);
      TypeIndex index = object->typeIndex();
      if (index == harmless || found) return;
      if (model.hasFinalizer(object)) {
        found = !streams.hold(object);
      } else if (!object->hasFlag(kFlagFinalized)) {
        harmless = index;
      }
    });
  }
  return !found;
}

bool runExitFunctions_mayRunPython() {
  callInModule("threading", "_shutdown");
  callInModule("atexit", "_run_exitfuncs");
  return flushStandardStreams_mayRunPython();
}

void clearModules_mayRunPython() {
  moduleState().finalizing_ = 1;
  stopTracing_mayRunPython();
  dropSpecial();
  Ref<List> weak = weakModules();
  if (!state().modules_.isNull()) clearDict(state().modules_.get());
  clearError();
  collect_mayRunPython(2);
  if (weak) clearWeakModules(weak.get());
  weak.reset();
  clearError();
  collect_mayRunPython(2);
  if (!flushStandardStreams_mayRunPython()) clearError();
  // sys and builtins come last: what died until now could still use them.
  clearDictOf(state().sys_dict_);
  clearDictOf(state().builtins_);
  clearModuleState_mayRunPython();
  shutdownRuntimeObjects_mayRunPython();
  // Classes and functions that only held one another.
  collect_mayRunPython(2);
}

}  // namespace ophion
