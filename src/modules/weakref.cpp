// The module _weakref, on which the system's weakref is built.
#include "object/weakref.h"

#include "object/dict.h"
#include "object/error.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

namespace {

Ref<Object> count(Object* const* args) { return newInt(static_cast<int64_t>(weakReferenceCount(args[0]))); }

Ref<Object> references(Object* const* args) {
  Ref<List> list = newList();
  if (!list) return raised();
  for (WeakRef* ref = firstWeakRef(args[0]); ref != nullptr; ref = ref->next_.getOrNull()) {
    if (!appendToList(list.get(), ref)) return raised();
  }
  return list;
}

Ref<Object> proxy(Object* const* args) { return newWeakProxy(args[0], args[1]); }

// Deletes dict[key] if its value is a weak reference whose object is gone.
Ref<Object> removeDead(Object* const* args) {
  if (!holdsDict(args[0])) {
    return raise(kTypeTypeError, "_remove_dead_weakref() argument 1 must be dict, not %T", args[0]);
  }
  Dict* dict = static_cast<Dict*>(args[0]);
  Object* value = nullptr;
  int found = getItem_mayRunPython(dict, args[1], &value);
  if (found < 0) return raised();
  if (found == 0) return newNone();
  if (layoutOf(value) != kTypeWeakRef) return raise(kTypeTypeError, "not a weakref");
  if (weakReferent(static_cast<WeakRef*>(value))) return newNone();
  Ref<Object> removed;
  if (removeItem_mayRunPython(dict, args[1], &removed) < 0) return raised();
  return newNone();
}

bool populate(Dict* dict) {
  Ref<Str> ref = internText("ref");
  return ref && setStr(dict, ref.get(), builtinType(kTypeWeakRef));
}

constexpr NativeDef kFunctions[] = {
    {"getweakrefcount", "object, /", count, "Return the number of weak references to 'object'.", NativeKind::Function},
    {"getweakrefs", "object, /", references, "Return a list of all weak reference objects pointing to 'object'.",
     NativeKind::Function},
    {"proxy", "object, callback=None, /", proxy, "Create a proxy object that weakly references 'object'.",
     NativeKind::Function},
    {"_remove_dead_weakref", "dct, key, /", removeDead,
     "Atomically remove key from dict if it points to a dead weakref.", NativeKind::Function},
};
constexpr TypeIndex kTypes[] = {kTypeWeakRef, kTypeWeakProxy, kTypeWeakCallableProxy};

}  // namespace

extern const ModuleSpec kWeakrefModule;
const ModuleSpec kWeakrefModule = {"_weakref", "Weak-reference support module.", kFunctions, kTypes, populate};

}  // namespace ophion
