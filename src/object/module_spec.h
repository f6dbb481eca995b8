// ModuleSpec: a native module: its functions, and what runs when it is first imported.
#pragma once

#include <span>

#include "object/native.h"

namespace ophion {

struct Module : Object {
  Slot<Object> dict_;  // Dict
  Slot<Object> name_;
};

struct Dict;

struct ModuleSpec {
  const char* name;
  const char* doc;
  std::span<const NativeDef> functions;   // NativeKind::Function
  std::span<const TypeIndex> types = {};  // builtin types that stand in the module under their own names
  // Adds constants and the like. False: exception pending.
  bool (*populate)(Dict* module_dict) = nullptr;
};

// The table of all native modules (modules/registry.cpp); its order gives their numbers.
std::span<const ModuleSpec* const> moduleSpecs();

Ref<Module> newModule(Object* name);
Dict* moduleDict(Module* module);  // borrowed

}  // namespace ophion
