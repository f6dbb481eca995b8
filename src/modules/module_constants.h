// What native modules put into their dicts besides functions and types.
#pragma once

#include <cstdint>
#include <span>

#include "heap/ref.h"

namespace ophion {

struct Dict;

struct IntConstant {
  const char* name;
  int64_t value;
};
// False: MemoryError pending.
[[nodiscard]] bool addIntConstants(Dict* module_dict, std::span<const IntConstant> constants);
// A null value means that an exception is pending: false.
[[nodiscard]] bool addConstant(Dict* module_dict, const char* name, Ref<Object> value);

}  // namespace ophion
