#include "modules/module_constants.h"

#include "object/dict.h"
#include "object/int.h"
#include "object/str.h"

namespace ophion {

bool addConstant(Dict* module_dict, const char* name_text, Ref<Object> value) {
  Ref<Str> key = value ? internText(name_text) : nullptr;
  return key && setStr(module_dict, key.get(), value.get());
}

bool addIntConstants(Dict* module_dict, std::span<const IntConstant> constants) {
  for (const IntConstant& constant : constants) {
    if (!addConstant(module_dict, constant.name, newInt(constant.value))) return false;
  }
  return true;
}

}  // namespace ophion
