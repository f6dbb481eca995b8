// Shapes: the tree of a class's instance layouts, and the side of it that gives instances the room their class learnt.
//
// A class starts with room for as many attributes as its __init__ stores. Where instances want more, they move to a
// dict and the class's next instances get twice the room, through a new root shape; old instances keep theirs.
// Rejected: growing an instance's fields in a buffer of their own (an indirection for every access, for the sake of the
// few instances made before the class learnt).
#include "object/shape.h"

#include <algorithm>

#include "heap/heap.h"
#include "object/builtin_table.h"
#include "object/error.h"
#include "object/str.h"

namespace ophion {

namespace {

// --- the order in which slots are released ---

// How early the class first saw the name of the shape's last attribute: the number of shapes that it has had since.
unsigned ageOfName(const Shape* shape) {
  unsigned age = 0, n = 0;
  for (const Shape* s = shape->type_->shapes_.getOrNull(); s != nullptr; s = s->next_of_type_.getOrNull()) {
    ++n;
    if (s->name_ == shape->name_) age = n;
  }
  return age;
}

// Whether __slots__ of more than one class lie in the tail.
bool hasMembersOfSeveral(const Type* type) {
  uint16_t n = type->member_slots_;
  if (n == 0) return false;
  while (type->base_->member_slots_ == n) type = type->base_.get();
  return type->base_->member_slots_ != 0;
}

// Whether the attributes lie in the order in which the class first saw their names.
bool hasOrderOfClass(const Shape* shape) {
  const Shape* before = shape->parent_.getOrNull();
  if (before == nullptr || before->attributes_ == 0) return true;
  for (const Shape* s = before; s->attributes_ > 1; s = s->parent_.get()) {
    if (ageOfName(s->parent_.get()) < ageOfName(s)) return false;
  }
  return ageOfName(before) > ageOfName(shape);
}

// Writes the release order down where it is another than the order of the slots. Without memory for it, it stays so.
void orderRelease(Shape* shape) {
  const Type* type = shape->type_.get();
  if (!hasMembersOfSeveral(type) && hasOrderOfClass(shape)) return;
  unsigned total = typeEntry(shape->index_).tail_slots_;
  auto* order = static_cast<uint16_t*>(heap().tryAllocateRaw(total * sizeof(uint16_t)));
  if (order == nullptr) return;
  unsigned n = 0;
  for (const Type* t = type; t->member_slots_ != 0; t = t->base_.get()) {
    for (unsigned i = t->base_->member_slots_; i < t->member_slots_; ++i) order[n++] = static_cast<uint16_t>(i);
  }
  unsigned ages[kMaxInlineFields];
  unsigned first = n;
  for (const Shape* s = shape; s->attributes_ != 0; s = s->parent_.get()) {
    unsigned age = ageOfName(s);
    unsigned at = n++;
    for (; at > first && ages[at - first - 1] < age; --at) {
      order[at] = order[at - 1];
      ages[at - first] = ages[at - first - 1];
    }
    order[at] = static_cast<uint16_t>(s->first_ + s->attributes_ - 1);
    ages[at - first] = age;
  }
  for (; n < total; ++n) order[n] = static_cast<uint16_t>(n);
  shape->release_order_.set(order);
}

void freeOrder(Shape* shape) {
  if (!shape->release_order_) return;
  heap().free(shape->release_order_.get(), size_t{typeEntry(shape->index_).tail_slots_} * sizeof(uint16_t));
  shape->release_order_ = nullptr;
}

Shape* newShape(Type* type, uint16_t capacity, bool is_dict) {
  TypeIndex index = heap().tryAllocateTypeIndex();
  if (index == 0) return raiseMemoryError();
  void* p = heap().tryAllocateRaw(sizeof(Shape));
  if (p == nullptr) {
    heap().freeTypeIndex(index);
    return raiseMemoryError();
  }
  Shape* shape = new (p) Shape{};
  shape->type_.set(type);
  shape->index_ = index;
  shape->first_ = type->member_slots_;
  shape->capacity_ = capacity;
  shape->is_dict_ = is_dict;
  shape->is_full_ = is_dict || capacity == 0;
  shape->next_of_type_ = type->shapes_;
  type->shapes_.set(shape);
  TypeEntry& entry = typeEntry(index);
  entry.version_ = 0;
  entry.type_.set(type);
  entry.shape_.set(shape);
  entry.layout_ = type->layout_;
  entry.tail_start_ = type->tail_start_;
  entry.tail_slots_ = static_cast<uint16_t>(type->member_slots_ + capacity);
  if (hasMembersOfSeveral(type)) orderRelease(shape);
  return shape;
}

// Whether instances have a place for attributes in their tail.
bool hasFields(const Type* type) {
  return type->is(kTypeInstancesHaveDict) && ownDictOffset(type->layout_) == 0 && type->layout_ != kTypeType;
}

uint16_t capacityFor(const Type* type) {
  if (!hasFields(type)) return 0;
  if (isVaryingLayout(type->layout_)) return 1;
  return std::clamp<uint16_t>(type->field_hint_, 1, kMaxInlineFields);
}

unsigned countShapes(const Type* type) {
  unsigned n = 0;
  for (const Shape* s = type->shapes_.getOrNull(); s != nullptr; s = s->next_of_type_.getOrNull()) ++n;
  return n;
}

}  // namespace

Shape* rootShape(Type* type) {
  Shape* root = type->root_shape_.getOrNull();
  uint16_t capacity = capacityFor(type);
  if (OPHION_LIKELY(root != nullptr && (root->capacity_ == capacity || root->is_dict_))) return root;
  // Builtin types with a dict got theirs at boot.
  OPHION_ASSERT(type->is(kTypeHeap));
  Shape* fresh = newShape(type, capacity, hasFields(type) && isVaryingLayout(type->layout_));
  if (fresh == nullptr) return root;  // out of memory: the old one will do, where there is one
  if (root != nullptr) clearError();
  type->root_shape_.set(fresh);
  type->index_ = fresh->index_;
  return fresh;
}

bool makeDictTail(Type* type) {
  void* p = heap().tryAllocateRaw(sizeof(Shape));
  if (p == nullptr) return raiseMemoryError();
  Shape* shape = new (p) Shape{};
  shape->type_.set(type);
  shape->index_ = type->index_;
  shape->capacity_ = 1;
  shape->is_dict_ = shape->is_full_ = true;
  type->root_shape_.set(shape);
  type->shapes_.set(shape);
  TypeEntry& entry = typeEntry(type->index_);
  entry.shape_.set(shape);
  entry.tail_slots_ = 1;
  return true;
}

int findField(const Shape* shape, const Str* name) {
  uint32_t wanted = slotIndex(name);
  for (const Shape* s = shape; s->attributes_ != 0; s = s->parent_.get()) {
    if (s->name_.index() == wanted) return s->first_ + s->attributes_ - 1;
  }
  return -1;
}

Shape* tryTransition(Shape* shape, Str* name) {
  OPHION_ASSERT(name->isInterned());
  if (shape->is_full_) return nullptr;
  unsigned children = 0;
  uint32_t wanted = slotIndex(name);
  for (Shape* c = shape->first_child_.getOrNull(); c != nullptr; c = c->next_sibling_.getOrNull()) {
    if (c->name_.index() == wanted) return c;
    ++children;
  }
  Type* type = shape->type_.get();
  if (children >= kMaxTransitions || countShapes(type) >= kMaxShapes) return nullptr;
  Shape* child = newShape(type, shape->capacity_, false);
  if (child == nullptr) {
    clearError();
    return nullptr;
  }
  child->parent_.set(shape);
  child->name_.init(share(name));
  child->attributes_ = static_cast<uint16_t>(shape->attributes_ + 1);
  child->is_full_ = child->attributes_ == child->capacity_;
  child->next_sibling_ = shape->first_child_;
  shape->first_child_.set(child);
  freeOrder(child);
  orderRelease(child);
  return child;
}

Shape* dictShapeOf(Shape* shape) {
  if (shape->is_dict_) return shape;
  if (Shape* known = shape->dict_shape_.getOrNull()) return known;
  Type* type = shape->type_.get();
  Shape* found = dictShapeWithCapacity(type, shape->capacity_);
  if (found != nullptr) shape->dict_shape_.set(found);
  return found;
}

Shape* dictShapeWithCapacity(Type* type, uint16_t capacity) {
  for (Shape* s = type->shapes_.getOrNull(); s != nullptr; s = s->next_of_type_.getOrNull()) {
    if (s->is_dict_ && s->capacity_ == capacity) return s;
  }
  return newShape(type, capacity, true);
}

Shape* plainShapeWithCapacity(Type* type, uint16_t capacity) {
  for (Shape* s = type->shapes_.getOrNull(); s != nullptr; s = s->next_of_type_.getOrNull()) {
    if (!s->is_dict_ && s->attributes_ == 0 && s->capacity_ == capacity) return s;
  }
  return newShape(type, capacity, false);
}

void learnMoreFields(Type* type, uint16_t capacity) {
  uint16_t wanted = static_cast<uint16_t>(std::min<unsigned>(capacity * 2u + 2, kMaxInlineFields));
  if (wanted > type->field_hint_) type->field_hint_ = wanted;
}

void freeShapes(Type* type) {
  Shape* s = type->shapes_.getOrNull();
  type->shapes_ = nullptr;
  type->root_shape_ = nullptr;
  while (s != nullptr) {
    Shape* next = s->next_of_type_.getOrNull();
    s->name_.clear();
    freeOrder(s);
    heap().freeTypeIndex(s->index_);
    heap().free(s, sizeof(Shape));
    s = next;
  }
}

}  // namespace ophion
