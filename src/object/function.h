// Functions and what wraps them.
#pragma once

#include "heap/ref.h"
#include "object/native.h"

namespace ophion {

struct Code;
struct Dict;
struct Str;
struct Tuple;
struct Type;

// A Python function.
struct Function : Object {
  Slot<Code> code_;
  Slot<Dict> globals_;
  Slot<Object> builtins_;  // the dict that names not in globals are looked up in
  Slot<Object> name_, qualified_name_;
  Slot<Object> defaults_;          // Tuple or null
  Slot<Object> keyword_defaults_;  // Dict or null
  Slot<Tuple> closure_;            // of Cells, or null
  Slot<Object> doc_;               // null: None
  Slot<Object> module_;            // null: None
  Slot<Object> annotations_;       // null, Tuple of alternating names and values, or Dict
  Slot<Dict> dict_;                // null until needed
  uint32_t version_;               // 0: not assigned; changes when code, defaults or closure do
};

// Function or other callable bound to its first argument.
struct Method : Object {
  Slot<Object> function_;
  Slot<Object> self_;
};
static_assert(sizeof(Method) == 16);

// A native function, with what it is bound to: a module, an instance, or null.
struct NativeFunction : Object {
  NativeId id_;
  Slot<Object> self_;
  Slot<Object> module_name_;
};

// A native method as it lies in a type's dict.
struct MethodDescriptor : Object {
  NativeId id_;
  Slot<Type> owner_;
};
static_assert(sizeof(MethodDescriptor) == 16);

struct GetSetDescriptor : Object {
  uint32_t id_;  // table << 16 | place in TypeSpec::attributes
  Slot<Type> owner_;
};

// A member of __slots__: the tail slot it stands for. Or a builtin type's attribute that CPython has as a member.
struct MemberDescriptor : Object {
  Slot<Type> owner_;
  Slot<Str> name_;
  uint32_t slot_;
  uint32_t id_;  // of a builtin type: as GetSetDescriptor::id_; else 0

  bool isSlot() const { return id_ == 0; }
};

struct Cell : Object {
  Slot<Object> value_;  // null: empty
};

// classmethod and staticmethod.
struct ClassMethod : Object {
  Slot<Object> function_;
  Slot<Dict> dict_;
};

struct Property : Object {
  Slot<Object> get_, set_, delete_, doc_, name_;
  bool getter_doc_;
};

struct Super : Object {
  Slot<Type> type_;
  Slot<Object> object_;  // null: unbound
  Slot<Type> object_type_;
};

// (getattr, (self, attribute)): how what is found through an object is copied and pickled.
Ref<Object> reduceToGetattr(Object* self, Object* attribute);
Ref<Object> newMethod(Object* function, Object* self);
Ref<Cell> newCell(Object* value_or_null);
Ref<NativeFunction> newNativeFunction(NativeId id, Object* self_or_null, Object* module_name_or_null);

}  // namespace ophion
