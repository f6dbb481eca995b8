// TypeSpec: a builtin type as its source file declares it: `extern const TypeSpec kListSpec` and so on, one for every
// line of object/builtin_types.h. From it the runtime makes the type object, lazily: the dict of a builtin type is
// filled when first looked at.
#pragma once

#include <span>

#include "heap/descriptor.h"
#include "object/builtin_types.h"
#include "object/native.h"

namespace ophion {

enum TypeFlag : uint32_t {
  kTypeHeap = 1u << 0,       // made by a program's class statement or type()
  kTypeBase = 1u << 1,       // may be subclassed
  kTypePopulated = 1u << 2,  // the dict of a builtin type has been filled
  kTypeInstancesHaveDict = 1u << 3,
  kTypeInstancesWeakReferable = 1u << 4,
  kTypeHasDel = 1u << 5,              // resolves __del__
  kTypeCustomGetattribute = 1u << 6,  // __getattribute__ is not object's; or there is a __getattr__
  kTypeCustomSetattr = 1u << 7,       // __setattr__ or __delattr__ is not object's
  kTypeAbstract = 1u << 8,            // has a non-empty __abstractmethods__
  kTypeSequence = 1u << 9,            // matches sequence patterns
  kTypeMapping = 1u << 10,            // matches mapping patterns
  kTypeMatchSelf = 1u << 11,          // a class pattern with one positional sub-pattern matches the object itself
  kTypeDisallowInstantiation = 1u << 12,
  kTypeHasCustomNew = 1u << 13,  // __new__ is not object's
  kTypeSubclassOfInt = 1u << 14,
  kTypeSubclassOfStr = 1u << 15,
  kTypeSubclassOfType = 1u << 16,
  kTypeSubclassOfException = 1u << 17,
  kTypeMarkedImmutable = 1u << 18,
};

struct TypeSpec {
  const char* name;       // __name__
  const char* module;     // __module__; "builtins" for most
  TypeDescriptor layout;  // used where the type is the first of its layout, and for its name
  uint32_t flags;         // TypeFlag: kTypeBase, kTypeInstancesWeakReferable, ...
  std::span<const NativeDef> methods;
  std::span<const GetSetDef> attributes = {};
  const char* doc = nullptr;
};

#define X(name, base, layout) extern const TypeSpec k##name##Spec;
OPHION_BUILTIN_TYPES(X)
#undef X

// By type index; kTypeObject <= index < kBuiltinTypeEnd.
const TypeSpec& typeSpec(TypeIndex index);
TypeIndex baseOfBuiltin(TypeIndex index);
TypeIndex layoutOfBuiltin(TypeIndex index);

}  // namespace ophion
