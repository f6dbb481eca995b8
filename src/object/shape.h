// Shape: which attributes an instance has, in which order, and where. Instances that got the same attributes in the
// same order share a shape, and their header's type index names it; so one compare tells an inline cache class and
// layout both.
//
// A shape is a raw block owned by its class. Attribute i of a shape lies in the tail's slot first_ + i. When an
// instance gets more attributes than its capacity, or loses one, or its __dict__ is asked for, it changes to the
// class's dict shape: the slot at first_ then holds the dict, the others are empty. The class gives its next instances
// more room.
#pragma once

#include "heap/tail_order.h"
#include "object/type.h"

namespace ophion {

struct Shape : TailOrder {
  Slot<Type> type_;  // not counted
  TypeIndex index_;
  Slot<Shape> parent_;  // without the last attribute; null for a root
  Slot<Str> name_;      // of the last attribute; counted; null for a root
  Slot<Shape> first_child_;
  Slot<Shape> next_sibling_;
  Slot<Shape> next_of_type_;
  Slot<Shape> dict_shape_;  // the dict shape with the same capacity, made on demand
  uint16_t first_;          // the tail's slot of the first attribute
  uint16_t attributes_;
  uint16_t capacity_;
  bool is_dict_;
  bool is_full_;  // no further transition fits
};

// Most attributes that are kept inline.
inline constexpr uint16_t kMaxInlineFields = 60;
// Most different next attributes one shape may have; beyond, instances take a dict.
inline constexpr unsigned kMaxTransitions = 32;
// Most shapes of a class that transitions add to, so that attributes in ever new orders do not fill the heap with
// shapes.
inline constexpr unsigned kMaxShapes = 500;

inline Shape* shapeOf(const Object* object) { return typeEntryOf(object).shape_.getOrNull(); }

// The tail slot of the attribute, or -1. `name` must be interned.
int findField(const Shape* shape, const Str* name);
// The shape with one attribute more; nullptr where an instance has to take a dict instead (no exception).
Shape* tryTransition(Shape* shape, Str* name);
// The root shape for new instances of the class. Null with MemoryError pending.
Shape* rootShape(Type* type);
// The dict shape that fits instances of this shape. Null with MemoryError pending.
Shape* dictShapeOf(Shape* shape);
// The same for any instance of the class with that many slots for fields; and the shape without attributes.
Shape* dictShapeWithCapacity(Type* type, uint16_t capacity);
Shape* plainShapeWithCapacity(Type* type, uint16_t capacity);
// An instance with room for `capacity` attributes wanted more: later ones get more room.
void learnMoreFields(Type* type, uint16_t capacity);
void freeShapes(Type* type);

}  // namespace ophion
