#include "object/module_repr.h"

#include "object/dict.h"
#include "object/error.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"

namespace ophion {

namespace {

// An attribute as a program would get it, null where there is none or getting it fails.
Ref<Object> quietly(Object* object, const char* text) {
  Ref<Str> key = internText(text);
  bool failed = false;
  Ref<Object> value;
  if (key) value = getAttrOrNull(object, key.get(), &failed);
  clearError();
  if (value && isNone(value.get())) return nullptr;
  return value;
}

}  // namespace

bool isModuleInitializing_mayRunPython(Object* module) {
  Dict* dict = moduleDict(static_cast<Module*>(module));
  Object* spec = dict == nullptr ? nullptr : getStrBorrowed(dict, name(Name::__spec__));
  if (spec == nullptr || isNone(spec)) return false;
  Ref<Object> keep = share(spec);
  Ref<Object> flag = quietly(spec, "_initializing");
  if (!flag) return false;
  int truth = isTrue(flag.get());
  clearError();
  return truth > 0;
}

Ref<Object> reprOfModule_mayRunPython(Object* module) {
  Dict* dict = moduleDict(static_cast<Module*>(module));
  auto own = [&](Name n) -> Ref<Object> {
    Object* value = dict == nullptr ? nullptr : getStrBorrowed(dict, name(n));
    return value == nullptr || isNone(value) ? Ref<Object>() : share(value);
  };
  Ref<Object> module_name = own(Name::__name__);
  if (Ref<Object> spec = own(Name::__spec__)) {
    Ref<Object> spec_name = quietly(spec.get(), "name");
    Ref<Object> origin = quietly(spec.get(), "origin");
    Ref<Object> has_location = quietly(spec.get(), "has_location");
    Ref<Object> loader = quietly(spec.get(), "loader");
    Object* shown = spec_name ? spec_name.get() : module_name.get();
    if (shown != nullptr) {
      bool located = has_location && isTrue(has_location.get()) > 0;
      clearError();
      if (origin && located) return formatStr("<module %R from %R>", shown, origin.get());
      if (origin) return formatStr("<module %R (%S)>", shown, origin.get());
      if (loader) return formatStr("<module %R (%R)>", shown, loader.get());
      return formatStr("<module %R>", shown);
    }
  }
  Ref<Object> unnamed = newStr("?");
  if (!unnamed) return raised();
  Object* shown = module_name ? module_name.get() : unnamed.get();
  if (Ref<Object> file = own(Name::__file__)) return formatStr("<module %R from %R>", shown, file.get());
  if (Ref<Object> loader = own(Name::__loader__)) return formatStr("<module %R (%R)>", shown, loader.get());
  return formatStr("<module %R>", shown);
}

}  // namespace ophion
