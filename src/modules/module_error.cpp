#include "modules/module_error.h"

#include "object/dict.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

bool addModuleError(Dict* module_dict, const char* attribute, const char* name_text, const char* module,
                    TypeIndex base) {
  Ref<Str> key = internText(attribute), class_name = internText(name_text), module_name = internText(module);
  Ref<Tuple> bases = newTupleOf({builtinType(base)});
  Ref<Dict> contents = newDict();
  if (!key || !class_name || !module_name || !bases || !contents) return false;
  if (!setStr(contents.get(), name(Name::__module__), module_name.get())) return false;
  Ref<Object> made = call(builtinType(kTypeType), class_name.get(), bases.get(), contents.get());
  return made && setStr(module_dict, key.get(), made.get());
}

Raised raiseModuleError(const char* module, const char* attribute, TypeIndex base, Ref<Str> message) {
  if (!message) return raised();
  Ref<Str> module_name = internText(module), key = internText(attribute);
  if (!module_name || !key) return raised();
  Object* found = state().modules_.isNull() ? nullptr : getStrBorrowed(state().modules_.get(), module_name.get());
  Object* error = nullptr;
  if (found != nullptr && isModuleLayout(found))
    error = getStrBorrowed(moduleDict(static_cast<Module*>(found)), key.get());
  if (error == nullptr) return raiseObject(base, message.get());
  Ref<Object> held = share(error);
  Ref<Object> instance = call(held.get(), message.get());
  return instance ? raiseInstance(std::move(instance)) : raised();
}

}  // namespace ophion
