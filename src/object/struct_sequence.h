// StructSequence: tuples whose items also have names, such as os.stat_result, and which may have named fields that are
// not items.
//
// Each kind is a class derived from tuple, made once per runtime when it is first asked for. Fields beyond the visible
// ones lie in the instance's tail, behind the items.
#pragma once

#include <span>

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct Str;
struct Type;

struct StructFieldDef {
  const char* name;  // null: an item without a name
  const char* doc = nullptr;
};

struct StructSequenceDef {
  const char* module;
  const char* name;
  const char* doc;
  std::span<const StructFieldDef> fields;
  uint32_t visible;  // how many of the fields are items
};

// The descriptor of one field.
struct StructField : Object {
  Slot<Type> owner_;
  Slot<Str> name_;
  Slot<Object> doc_;
  uint32_t index_;
};

// The class; borrowed. Null with MemoryError pending.
Type* structSequenceType(const StructSequenceDef& def);
// An instance. One value for each field, borrowed; null means None.
Ref<Object> newStructSequence(const StructSequenceDef& def, Object* const* values);

}  // namespace ophion
