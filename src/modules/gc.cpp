// The module gc: the collector's switches and figures, and looking at who refers to whom.
#include <cstdio>

#include "heap/collector.h"
#include "heap/trace.h"
#include "object/collector_hooks.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr int64_t kGenerations = 3;

// --- what Python sees of the collector's containers ---

// Containers of ours that CPython does not give to its collector.
bool isCollected(Object* object) {
  Heap& h = heap();
  if (!h.isInArenas(object) || !isContainerIndex(h, slotIndex(object)) || object->isDying()) return false;
  if (layoutOf(object) == kTypeType) return static_cast<Type*>(object)->is(kTypeHeap);
  return !isExactRange(object) && !isExactCode(object);
}

bool mayBeTracked(Object* object) {
  return isCollected(object) && (!isExactTuple(object) || !object->hasFlag(kFlagUntracked) || isTracked(object));
}

// An exact dict counts as tracked while it holds something that may be.
bool isTrackedDict(Dict* dict) {
  size_t at = 0;
  Object* key;
  Object* value;
  while (nextEntry(dict, &at, &key, &value)) {
    if (mayBeTracked(key) || mayBeTracked(value)) return true;
  }
  return false;
}

bool isTrackedInPython(Object* object) {
  if (!isCollected(object) || !isTracked(object)) return false;
  if (isExactDict(object)) return isTrackedDict(static_cast<Dict*>(object));
  return !(isExactTuple(object) && static_cast<Tuple*>(object)->size_ == 0);
}

// Calls f(Object*) for every tracked object. It must neither allocate nor free.
template <class F>
void forEachTracked(F f) {
  heap().forEachObject(Kind::Container, [&](char* p, size_t) {
    Object* object = reinterpret_cast<Object*>(p);
    if (isTrackedInPython(object)) f(object);
  });
}

bool isFrozen(Object* object) { return object->hasFlag(kFlagUntracked); }

// A list of the tracked objects for which `wanted` is true.
template <class F>
Ref<Object> listTracked(F wanted) {
  Ref<List> list = newList();
  if (!list) return raised();
  size_t n = 0;
  auto count = [&] {
    n = 0;
    forEachTracked([&](Object* o) { n += o != list.get() && wanted(o); });
  };
  // Making room may collect, which only makes the number smaller.
  count();
  if (n != 0 && !reserveList(list.get(), n)) return raised();
  bool failed = false;
  forEachTracked([&](Object* o) {
    if (failed || o == list.get() || !wanted(o)) return;
    failed = list->size_ == list->capacity_ || !appendToList(list.get(), o);
  });
  return failed ? raiseMemoryError() : Ref<Object>(std::move(list));
}

// --- switches and figures ---

Ref<Object> enable(Object* const*) {
  setCollectorEnabled(true);
  return newNone();
}
Ref<Object> disable(Object* const*) {
  setCollectorEnabled(false);
  return newNone();
}
Ref<Object> isenabled(Object* const*) { return newBool(heap().collector_enabled_); }

bool asInt(Object* object, int64_t* out) {
  if (!asInt64(object, out)) return false;
  if (*out >= INT32_MIN && *out <= INT32_MAX) return true;
  raise(kTypeOverflowError,
        *out < 0 ? "signed integer is less than minimum" : "signed integer is greater than maximum");
  return false;
}

Ref<Object> collectNow(Object* const* args) {
  int64_t generation = 2;
  if (args[0] != nullptr && !asInt(args[0], &generation)) return raised();
  if (generation < 0 || generation >= kGenerations) return raise(kTypeValueError, "invalid generation");
  return newInt(collect_mayRunPython(static_cast<int>(generation)));
}

Ref<Object> setThresholds(Object* const* args) {
  int64_t values[3];
  for (int i = 0; i < 3; ++i) {
    if (args[i] != nullptr && !asInt(args[i], &values[i])) return raised();
  }
  setThreshold(static_cast<int32_t>(values[0]));
  for (int i = 1; i < 3; ++i) {
    if (args[i] != nullptr) heap().thresholds_[i] = static_cast<int32_t>(values[i]);
  }
  return newNone();
}

Ref<Object> tupleOfInts(int64_t a, int64_t b, int64_t c) {
  Ref<Int> items[] = {newInt(a), newInt(b), newInt(c)};
  if (!items[0] || !items[1] || !items[2]) return raised();
  return newTupleOf({items[0].get(), items[1].get(), items[2].get()});
}

Ref<Object> getThreshold(Object* const*) {
  const int32_t* t = heap().thresholds_;
  return tupleOfInts(t[0], t[1], t[2]);
}

Ref<Object> getCount(Object* const*) {
  Heap& h = heap();
  return tupleOfInts(h.young_count_, h.generation_counts_[1], h.generation_counts_[2]);
}

bool putNumber(Dict* dict, const char* key, int64_t value) {
  Ref<Str> name = internText(key);
  if (!name) return false;
  Ref<Int> number = newInt(value);
  return number && setStr(dict, name.get(), number.get());
}

Ref<Object> getStats(Object* const*) {
  Ref<List> list = newList(kGenerations);
  if (!list) return raised();
  for (const Heap::GenerationStats& s : heap().generation_stats_) {
    Ref<Dict> dict = newDict();
    if (!dict || !putNumber(dict.get(), "collections", static_cast<int64_t>(s.collections)) ||
        !putNumber(dict.get(), "collected", static_cast<int64_t>(s.collected)) ||
        !putNumber(dict.get(), "uncollectable", static_cast<int64_t>(s.uncollectable)) ||
        !appendToListSteal(list.get(), std::move(dict))) {
      return raised();
    }
  }
  return list;
}

Ref<Object> setDebug(Object* const* args) {
  int64_t flags;
  if (!asInt(args[0], &flags)) return raised();
  heap().gc_debug_ = static_cast<uint32_t>(flags);
  return newNone();
}
Ref<Object> getDebug(Object* const*) { return newInt(static_cast<int32_t>(heap().gc_debug_)); }

Ref<Object> freezeAll(Object* const*) {
  freeze();
  return newNone();
}
Ref<Object> unfreezeAll(Object* const*) {
  unfreeze();
  return newNone();
}
Ref<Object> getFreezeCount(Object* const*) {
  int64_t n = 0;
  if (heap().frozen_) forEachTracked([&](Object* o) { n += isFrozen(o); });
  return newInt(n);
}

// --- looking at objects ---

Ref<Object> isTrackedObject(Object* const* args) { return newBool(isTrackedInPython(args[0])); }
Ref<Object> isFinalized(Object* const* args) {
  return newBool(isCollected(args[0]) && args[0]->hasFlag(kFlagFinalized));
}

Ref<Object> getObjects(Object* const* args) {
  if (args[0] == nullptr || isNone(args[0])) return listTracked([](Object* o) { return !isFrozen(o); });
  if (lookupSpecial(args[0], Special::k_index) == nullptr) {
    return raise(kTypeTypeError, "argument should be integer or None, not '%T'", args[0]);
  }
  int64_t generation;
  if (!asInt64(args[0], &generation)) return raised();
  if (generation >= kGenerations) {
    return raise(kTypeValueError, "generation parameter must be less than the number of available generations (%d)",
                 static_cast<int>(kGenerations));
  }
  if (generation == -1) return listTracked([](Object* o) { return !isFrozen(o); });
  if (generation < 0) return raise(kTypeValueError, "generation parameter cannot be negative");
  return listTracked(
      [generation](Object* o) { return !isFrozen(o) && o->generation() == static_cast<uint32_t>(generation); });
}

// Calls f(Object*) for what the object refers to, in CPython's order: rows from their end, of dicts the values, and
// keys where not all are strings.
template <class F>
void forEachReferent(Object* object, F f) {
  if (isExactDict(object)) {
    Dict* dict = static_cast<Dict*>(object);
    bool only_strings = !dict->table_ || dict->table_->only_strings_ != 0;
    size_t at = 0;
    Object* key;
    Object* value;
    while (nextEntry(dict, &at, &key, &value)) {
      f(value);
      if (!only_strings) f(key);
    }
    return;
  }
  bool from_end = isListLayout(object) || isTupleLayout(object);
  forEachSlotRange(heap().base(), *g_object_model, object, [&](const Slot<Object>* first, size_t n) {
    for (size_t i = 0; i < n; ++i) {
      if (Object* referent = first[from_end ? n - 1 - i : i].getOrNull()) f(referent);
    }
  });
}

Ref<Object> getReferents(Object* const* args) {
  Tuple* objects = static_cast<Tuple*>(args[0]);
  Ref<List> list = newList();
  if (!list) return raised();
  size_t n = 0;
  for (uint32_t i = 0; i < objects->size_; ++i) {
    if (isCollected(objects->at(i))) forEachReferent(objects->at(i), [&](Object*) { ++n; });
  }
  if (n != 0 && !reserveList(list.get(), n)) return raised();
  bool failed = false;
  for (uint32_t i = 0; i < objects->size_; ++i) {
    if (!isCollected(objects->at(i))) continue;
    forEachReferent(objects->at(i), [&](Object* o) { failed = failed || !appendToList(list.get(), o); });
  }
  return failed ? raised() : Ref<Object>(std::move(list));
}

Ref<Object> getReferrers(Object* const* args) {
  Tuple* objects = static_cast<Tuple*>(args[0]);
  return listTracked([objects](Object* o) {
    if (o == objects || isFrozen(o)) return false;
    bool refers = false;
    forEachReferent(o, [&](Object* referent) {
      for (uint32_t i = 0; i < objects->size_ && !refers; ++i) refers = objects->at(i) == referent;
    });
    return refers;
  });
}

// --- events ---

void print(Ref<Str> text) {
  if (!text) {
    clearError();
    return;
  }
  Ref<Object> stream;
  if (state().sys_dict_)
    stream = Ref<Object>::shareOrNull(getStrBorrowed(state().sys_dict_.get(), name(Name::stderr_)));
  if (!stream || isNone(stream.get())) return;
  if (!callMethod(stream.get(), Name::write, text.get())) clearError();
}

void printStart(int generation) {
  print(formatStr("gc: collecting generation %d...\n", generation));
  size_t in_generation[4] = {};
  size_t frozen = 0;
  forEachTracked([&](Object* o) {
    if (isFrozen(o)) {
      ++frozen;
    } else {
      ++in_generation[o->generation()];
    }
  });
  print(
      formatStr("gc: objects in each generation: %zu %zu %zu\n", in_generation[0], in_generation[1], in_generation[2]));
  print(formatStr("gc: objects in permanent generation: %zu\n", frozen));
}

void printStop(const CollectionEvent& event) {
  char seconds[32];
  std::snprintf(seconds, sizeof seconds, "%.4f", static_cast<double>(event.ns) / 1e9);
  print(formatStr("gc: done, %lld unreachable, 0 uncollectable, %ss elapsed\n", static_cast<long long>(event.collected),
                  seconds));
}

void printFound(Object* object) {
  char address[32];
  std::snprintf(address, sizeof address, "%p", static_cast<void*>(object));
  print(formatStr("gc: collectable <%T %s>\n", object, address));
}

Ref<Dict> eventInfo(const CollectionEvent& event) {
  Ref<Dict> info = newDict();
  if (!info || !putNumber(info.get(), "generation", event.generation) ||
      !putNumber(info.get(), "collected", event.collected) || !putNumber(info.get(), "uncollectable", 0)) {
    return raised();
  }
  return info;
}

void callCallbacks(const char* phase, const CollectionEvent& event) {
  if (!state().gc_callbacks_ || state().gc_callbacks_->size_ == 0) return;
  Ref<List> callbacks = state().gc_callbacks_.share();
  Ref<Dict> info = eventInfo(event);
  Ref<Str> text = info ? internText(phase) : nullptr;
  if (!text) {
    reportUnraisable_mayRunPython(nullptr, nullptr);
    return;
  }
  for (uint32_t i = 0; i < callbacks->size_; ++i) {
    Ref<Object> callback = share(callbacks->at(i));
    if (!call(callback.get(), text.get(), info.get())) reportUnraisable_mayRunPython(nullptr, callback.get());
  }
}

}  // namespace

void onCollectionEvent_mayRunPython(const CollectionEvent& event) {
  uint32_t debug = heap().gc_debug_;
  if (debug == 0 && !state().gc_callbacks_) return;
  ErrorStash stash;
  switch (event.step) {
    case CollectionEvent::Start:
      callCallbacks("start", event);
      if (debug & kGcDebugStats) printStart(event.generation);
      break;
    case CollectionEvent::Found:
      printFound(event.object);
      break;
    case CollectionEvent::Save:
      if (state().gc_garbage_ && !appendToList(state().gc_garbage_.get(), event.object)) clearError();
      break;
    case CollectionEvent::Stop:
      if (debug & kGcDebugStats) printStop(event);
      callCallbacks("stop", event);
      break;
  }
}

namespace {

bool populate(Dict* dict) {
  static constexpr struct {
    const char* name;
    int64_t value;
  } kFlags[] = {{"DEBUG_STATS", kGcDebugStats},
                {"DEBUG_COLLECTABLE", kGcDebugCollectable},
                {"DEBUG_UNCOLLECTABLE", kGcDebugUncollectable},
                {"DEBUG_SAVEALL", kGcDebugSaveAll},
                {"DEBUG_LEAK", kGcDebugCollectable | kGcDebugUncollectable | kGcDebugSaveAll}};
  for (auto& flag : kFlags) {
    if (!putNumber(dict, flag.name, flag.value)) return false;
  }
  for (Slot<List>* slot : {&state().gc_garbage_, &state().gc_callbacks_}) {
    if (*slot) continue;
    Ref<List> list = newList();
    if (!list) return false;
    slot->init(std::move(list));
  }
  Ref<Str> garbage = internText("garbage");
  Ref<Str> callbacks = internText("callbacks");
  return garbage && callbacks && setStr(dict, garbage.get(), state().gc_garbage_.get()) &&
         setStr(dict, callbacks.get(), state().gc_callbacks_.get());
}

constexpr NativeDef kFunctions[] = {
    {"enable", "", enable, "Enable automatic garbage collection.", NativeKind::Function},
    {"disable", "", disable, "Disable automatic garbage collection.", NativeKind::Function},
    {"isenabled", "", isenabled, "Returns true if automatic garbage collection is enabled.", NativeKind::Function},
    {"collect", "generation=2", collectNow,
     "Run the garbage collector on a generation and the younger ones; the number of unreachable objects is returned.",
     NativeKind::Function},
    {"set_threshold", "threshold0, threshold1=None, threshold2=None, /", setThresholds,
     "Set the collection thresholds.", NativeKind::Function},
    {"get_threshold", "", getThreshold, "Return the current collection thresholds.", NativeKind::Function},
    {"get_count", "", getCount, "Return a three-tuple of the current collection counts.", NativeKind::Function},
    {"get_stats", "", getStats, "Return a list of dictionaries containing per-generation statistics.",
     NativeKind::Function},
    {"set_debug", "flags, /", setDebug, "Set the garbage collection debugging flags.", NativeKind::Function},
    {"get_debug", "", getDebug, "Get the garbage collection debugging flags.", NativeKind::Function},
    {"get_objects", "generation=None", getObjects, "Return a list of objects tracked by the collector.",
     NativeKind::Function},
    {"get_referrers", "*objs", getReferrers, "Return the list of objects that directly refer to any of objs.",
     NativeKind::Function},
    {"get_referents", "*objs", getReferents, "Return the list of objects that are directly referred to by objs.",
     NativeKind::Function},
    {"is_tracked", "obj, /", isTrackedObject, "Returns true if the object is tracked by the garbage collector.",
     NativeKind::Function},
    {"is_finalized", "obj, /", isFinalized, "Returns true if the object has been already finalized by the GC.",
     NativeKind::Function},
    {"freeze", "", freezeAll, "Freeze all current tracked objects and ignore them for future collections.",
     NativeKind::Function},
    {"unfreeze", "", unfreezeAll, "Unfreeze all objects in the permanent generation.", NativeKind::Function},
    {"get_freeze_count", "", getFreezeCount, "Return the number of objects in the permanent generation.",
     NativeKind::Function},
};

}  // namespace

extern const ModuleSpec kGcModule;
const ModuleSpec kGcModule = {
    .name = "gc",
    .doc = "This module provides access to the garbage collector for reference cycles.",
    .functions = kFunctions,
    .populate = populate,
};

}  // namespace ophion
