#include "object/collector_hooks.h"

#include "object/builtin_types.h"
#include "object/runtime_state.h"
#include "object/weakref.h"

namespace ophion {

// Frames and whatever else the interpreter holds outside objects; absent where no interpreter is linked.
__attribute__((weak)) void visitInterpreterRoots(Visitor& visitor);

namespace {

void visitRoots(Visitor& visitor) {
  RuntimeState& s = state();
  visitor.slot(s.modules_);
  visitor.slot(s.builtins_);
  visitor.slot(s.sys_dict_);
  visitor.slot(s.error_);
  visitor.slot(s.handled_);
  visitor.slot(s.memory_errors_);
  visitor.slot(s.empty_tuple_);
  visitor.slot(s.gc_garbage_);
  visitor.slot(s.gc_callbacks_);
  // Classes are reachable from one another by their bases only upwards: builtin ones are named one by one.
  for (TypeIndex i = kTypeObject; i < kBuiltinTypeEnd; ++i) {
    if (typeEntry(i).type_) visitor.slot(typeEntry(i).type_);
  }
  if (visitInterpreterRoots != nullptr) visitInterpreterRoots(visitor);
}

bool hasWeakCallback(Object* object) {
  for (WeakRef* ref = firstWeakRef(object); ref != nullptr; ref = ref->next_.getOrNull()) {
    if (ref->callback_) return true;
  }
  return false;
}

struct Keeper {
  void (*keep)(Object*, void*);
  void* context;
};

void detach(Object* object, void (*keep)(Object*, void*), void* context) {
  Keeper keeper{keep, context};
  detachWeakReferences(
      object,
      [](WeakRef* ref, void* context) {
        Keeper* keeper = static_cast<Keeper*>(context);
        keeper->keep(ref, keeper->context);
      },
      &keeper);
}

void callBack(Object* reference) { callWeakCallback_mayRunPython(static_cast<WeakRef*>(reference)); }

void tell(const CollectionEvent& event) {
  if (onCollectionEvent_mayRunPython != nullptr) onCollectionEvent_mayRunPython(event);
}

}  // namespace

void fillCollectorHooks(ObjectModel& model) {
  model.visitRoots = visitRoots;
  model.untrackable_type = kTypeTuple;
  model.weakReferenceCount = weakReferenceCount;
  model.hasWeakCallback = hasWeakCallback;
  model.detachWeakReferences = detach;
  model.callWeakCallback_mayRunPython = callBack;
  model.collectionEvent_mayRunPython = tell;
}

}  // namespace ophion
