// Native modules: from their tables to module objects.
#include "modules/native_module.h"

#include "object/dict.h"
#include "object/error.h"
#include "object/function.h"
#include "object/runtime_state.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

int findNativeModule(const Str* name) {
  std::span<const ModuleSpec* const> specs = moduleSpecs();
  for (size_t i = 0; i < specs.size(); ++i) {
    if (equalsAscii(name, specs[i]->name)) return static_cast<int>(i);
  }
  return -1;
}

namespace {

// The function object of builtins for the same native function, where there is one: io.open is open.
Ref<Object> sharedFunction(Str* key, NativeId id) {
  Dict* builtins = state().builtins_.getOrNull();
  Object* found = builtins == nullptr ? nullptr : getStrBorrowed(builtins, key);
  if (found == nullptr || !isExactNativeFunction(found) || static_cast<NativeFunction*>(found)->id_ != id)
    return nullptr;
  return share(found);
}

bool addFunctions(const ModuleSpec& spec, uint32_t number, Dict* dict, Object* module_name) {
  for (size_t i = 0; i < spec.functions.size(); ++i) {
    NativeId id = (kModuleTables + number) << 16 | static_cast<uint32_t>(i);
    Ref<Str> key = internText(spec.functions[i].name);
    Ref<Object> function = key ? sharedFunction(key.get(), id) : nullptr;
    if (key && !function) function = newNativeFunction(id, nullptr, module_name);
    if (!function || !setStr(dict, key.get(), function.get())) return false;
  }
  return true;
}

}  // namespace

Ref<Module> makeNativeModule(int number) {
  const ModuleSpec& spec = *moduleSpecs()[static_cast<size_t>(number)];
  Ref<Str> module_name = internText(spec.name);
  Ref<Module> module = module_name ? newModule(module_name.get()) : nullptr;
  if (!module) return raised();
  Dict* dict = moduleDict(module.get());
  if (spec.doc != nullptr) {
    Ref<Str> doc = newStr(spec.doc);
    if (!doc || !setStr(dict, name(Name::__doc__), doc.get())) return raised();
  }
  if (!addFunctions(spec, static_cast<uint32_t>(number), dict, module_name.get())) return raised();
  for (TypeIndex index : spec.types) {
    Type* type = typeEntry(index).type_.getOrNull();
    if (type != nullptr && !setStr(dict, type->name_.get(), type)) return raised();
  }
  if (spec.populate != nullptr && !spec.populate(dict)) return raised();
  return module;
}

}  // namespace ophion
