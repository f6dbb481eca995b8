// BuiltinTable: what the lines of object/builtin_types.h say, as tables that are filled once a process.
#pragma once

#include "object/type_spec.h"

namespace ophion {

// Fills the tables and g_object_model. Any number of times, from any thread.
void initBuiltinTable();

// Whether the type's source file, and those of its bases, are part of this program.
bool isBuiltinPresent(TypeIndex index);

// Offset of the slot in which objects of this layout hold their own __dict__, 0 for layouts without one.
size_t ownDictOffset(unsigned layout);

// Whether objects of the layout differ in size, so that a tail lies behind their last byte.
bool isVaryingLayout(unsigned layout);

// What a program sees of the instance of a class that has a dict, a weak-reference list: `__dict__`, `__weakref__`.
// Their getset descriptors have table 0.
inline constexpr uint32_t kInstanceDictGetSet = 0;
inline constexpr uint32_t kInstanceWeakrefGetSet = 1;
extern const GetSetDef kInstanceGetSets[2];

}  // namespace ophion
