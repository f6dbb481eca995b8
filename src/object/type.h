// Type: a class.
//
//   offset  what
//   0       header
//   8       name, qualified name, bases, resolution order, layout base, dict     counted slots
//   32      specials (raw buffer, borrowed entries), subclasses (raw buffer, not counted)
//   ...     how instances are laid out
//
// Instances of a builtin layout may have a tail of slots behind it: first the members of __slots__ (of all bases), then
// either inline fields by shape (object/shape.h) or, for layouts of varying size, one slot for a dict.
#pragma once

#include "heap/ref.h"
#include "heap/type_table.h"
#include "object/special.h"
#include "object/type_spec.h"

namespace ophion {

struct Dict;
struct Str;
struct Tuple;
struct Shape;

struct SpecialTable {
  Slot<Object> entries_[kSpecials];  // borrowed from dicts along the resolution order; null: none has it
};

struct Type : Object {
  Slot<Str> name_;
  Slot<Str> qualified_name_;
  Slot<Tuple> bases_;
  Slot<Tuple> mro_;
  Slot<Type> base_;  // the base whose layout instances extend; null for object
  Slot<Dict> dict_;
  Slot<Type> metaclass_extra_;   // reserved for the metaclass's own fields
  Slot<SpecialTable> specials_;  // null until asked for; dropped when the class or a base changes
  Slot<Slot<Type>> subclasses_;  // raw buffer of direct subclasses, not counted; they remove themselves
  uint32_t subclass_count_;
  uint32_t subclass_capacity_;
  uint32_t flags_;          // TypeFlag
  TypeIndex index_;         // of a builtin: its own; of a class: that of its root shape
  Slot<Shape> root_shape_;  // null for builtin types without instance attributes
  Slot<Shape> shapes_;      // all shapes of the class, linked
  uint16_t member_slots_;   // slots of the tail that __slots__ members take, bases' included
  uint16_t field_hint_;     // inline fields to give new instances
  uint8_t layout_;
  uint8_t tail_start_;  // units of 4 bytes; 0 where the layout varies in size
  uint16_t reserved_;

  bool is(TypeFlag flag) const { return (flags_ & flag) != 0; }
};

// The class of an object; borrowed.
inline Type* typeOf(const Object* object) { return typeEntryOf(object).type_.get(); }
// The type object of a builtin type; borrowed.
inline Type* builtinType(TypeIndex index) { return typeEntry(index).type_.get(); }

// The builtin layout that the object starts with: the type index of that layout's first type.
inline BuiltinType layoutOf(const Object* object) { return static_cast<BuiltinType>(typeEntryOf(object).layout_); }
// Whether the object is an instance of a builtin type or of a class derived from it, for types that name a layout.
#define X(name, base, layout) \
  inline bool is##name##Layout(const Object* o) { return layoutOf(o) == kType##name; }
OPHION_BUILTIN_TYPES(X)
#undef X

bool isType(const Object* object);                   // instance of `type` or of a metaclass
bool isSubtype(const Type* type, const Type* base);  // by resolution order; runs no Python
inline bool isInstanceOf(const Object* object, const Type* type) {
  const Type* t = typeOf(object);
  return t == type || isSubtype(t, type);
}

// The attribute along the resolution order, or nullptr without an exception. Borrowed; goes through the method cache.
Object* lookupInType(Type* type, Str* name);
// What the class has for a special; borrowed, nullptr where none. Never raises but MemoryError (then nullptr with an
// exception pending).
Object* lookupSpecial(Type* type, Special special);
inline Object* lookupSpecial(Object* object, Special special) { return lookupSpecial(typeOf(object), special); }

// The dict of a type, filled if the type is builtin and it has not been. Null with an exception pending: out of memory.
Dict* typeDict(Type* type);

// Tells a class and everything derived from it that an attribute changed: forgets caches and versions.
void typeModified(Type* type);
// The same where it is known which attribute: cheaper for names that the interpreter does not look up by itself.
void typeModified(Type* type, const Str* name);
// A version that identifies the present state of class and shape of the object's type index; 0: none to be had.
uint32_t typeVersion(TypeIndex index);

// Makes a class: what `type(name, bases, namespace)` does, without calling __init_subclass__'s keywords.
// `namespace_dict` is copied.
Ref<Type> makeType(Type* metaclass, Str* name, Tuple* bases, Dict* namespace_dict, Dict* keywords);

// Memory for an instance of `type`, a subtype of a builtin layout that takes `base_bytes` (the exact layout size, with
// its variable part). Header, tail zeroed; the builtin part is the caller's to fill before its next allocation. Counts
// the class for heap types. Null with MemoryError pending.
Ref<Object> allocateInstance(Type* type, size_t base_bytes);

// The name for messages.
const char* typeNameOf(const Object* object);

}  // namespace ophion
