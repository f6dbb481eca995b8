#include "modules/atexit.h"

#include "modules/module_state.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"

namespace ophion {

namespace {

constexpr NativeKind kFunction = NativeKind::Function;

// Each registered call takes three places: function, arguments, keywords (or None).
constexpr uint32_t kRow = 3;
Slot<List>& callbacks() { return moduleState().exit_callbacks_; }

Ref<Object> registerFunction(Object* const* args) {
  if (!isCallable(args[0])) return raise(kTypeTypeError, "the first argument must be callable");
  if (!callbacks()) {
    Ref<List> fresh = newList();
    if (!fresh) return raised();
    callbacks().init(std::move(fresh));
  }
  Ref<List> list = callbacks().share();
  if (!reserveList(list.get(), size_t{list->size_} + kRow)) return raised();
  Object* row[] = {args[0], args[1], args[2] == nullptr ? none() : args[2]};
  for (Object* item : row) {
    if (!appendToList(list.get(), item)) return raised();
  }
  return share(args[0]);
}

Ref<Object> unregister(Object* const* args) {
  Ref<List> list = callbacks().share();
  for (uint32_t i = 0; list && i < list->size_ / kRow;) {
    Ref<Object> function = share(list->at(i * kRow));
    int same = equalObjects(function.get(), args[0]);
    if (same < 0) return raised();
    if (same == 0 || i * kRow + kRow > list->size_) {
      ++i;
    } else {
      removeFromList(list.get(), i * kRow, i * kRow + kRow);
    }
  }
  return newNone();
}

Ref<Object> clear(Object* const*) {
  if (callbacks()) clearList(callbacks().get());
  return newNone();
}
Ref<Object> count(Object* const*) { return newInt(callbacks() ? callbacks()->size_ / kRow : 0); }
Ref<Object> runNow(Object* const*) {
  runExitCallbacks_mayRunPython();
  return newNone();
}

constexpr NativeDef kFunctions[] = {
    {"register", "func, /, *args, **kwargs", registerFunction,
     "Register a function to be executed upon normal program termination", kFunction},
    {"unregister", "func, /", unregister,
     "Unregister an exit function which was previously registered using atexit.register", kFunction},
    {"_clear", "", clear, "Clear the list of previously registered exit functions.", kFunction},
    {"_run_exitfuncs", "", runNow, "Run all registered exit functions.", kFunction},
    {"_ncallbacks", "", count, "Return the number of registered exit functions.", kFunction},
};

}  // namespace

void runExitCallbacks_mayRunPython() {
  // Those that are registered meanwhile are not called.
  for (uint32_t end = callbacks() ? callbacks()->size_ : 0; end >= kRow && callbacks(); end -= kRow) {
    Ref<List> list = callbacks().share();
    uint32_t at = end - kRow;
    if (list->size_ < end) continue;
    Ref<Object> function = share(list->at(at)), arguments = share(list->at(at + 1)), keywords = share(list->at(at + 2));
    removeFromList(list.get(), at, at + kRow);
    Dict* given = isNone(keywords.get()) ? nullptr : static_cast<Dict*>(keywords.get());
    if (!callWithTuple(function.get(), static_cast<Tuple*>(arguments.get()), given)) {
      reportUnraisable_mayRunPython("in atexit callback", function.get());
    }
  }
  if (callbacks()) clearList(callbacks().get());
}

extern const ModuleSpec kAtexitModule;
const ModuleSpec kAtexitModule = {
    "atexit", "allow programmer to define multiple exit functions to be executed upon normal program termination.",
    kFunctions};

}  // namespace ophion
