#include "object/instance.h"

#include <utility>

#include "heap/destroy.h"
#include "object/builtin_table.h"
#include "object/error.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/shape.h"
#include "object/str.h"
#include "object/str_builder.h"

namespace ophion {

namespace {

// The slot of the layout's own __dict__, nullptr for layouts without one.
Slot<Dict>* ownDictSlot(const Object* object) {
  size_t offset = ownDictOffset(typeEntryOf(object).layout_);
  if (offset == 0) return nullptr;
  return reinterpret_cast<Slot<Dict>*>(const_cast<char*>(reinterpret_cast<const char*>(object)) + offset);
}

void changeShape(Object* object, const Shape* shape) {
  object->meta_ = (object->meta_ & ~kTypeIndexMask) | shape->index_;
}

Slot<Dict>* dictSlotOf(Object* object, const Shape* shape) {
  return reinterpret_cast<Slot<Dict>*>(tailSlots(object) + shape->first_);
}

// Moves inline attributes into a dict, or makes the empty dict of an instance that has a place for one.
Dict* makeDict(Object* object, Shape* shape) {
  if (shape->is_dict_) {
    Slot<Dict>* slot = dictSlotOf(object, shape);
    if (!*slot) {
      Ref<Dict> dict = newDict();
      if (!dict) return raised();
      slot->init(std::move(dict));
    }
    return slot->get();
  }
  Shape* dict_shape = dictShapeOf(shape);
  if (dict_shape == nullptr) return raised();
  Ref<Dict> dict = copyInstanceAttributes(object);
  if (!dict) return raised();
  Slot<Object>* tail = tailSlots(object);
  uint16_t n = shape->attributes_;
  // The dict holds a count on every value, so that no decref here is the last.
  for (uint16_t i = 0; i < n; ++i) tail[shape->first_ + i].clear();
  tail[shape->first_].init(Ref<Object>(dict));
  changeShape(object, dict_shape);
  return dict.get();
}

bool raiseNoAttribute(Object* object, Str* name) {
  return raise(kTypeAttributeError, "'%T' object has no attribute '%U'", object, name);
}

// The shape of an instance that got the same attributes but the field's; nullptr where there is no room for one more
// shape.
Shape* shapeWithout(Shape* shape, int field) {
  const Shape* later[kMaxInlineFields];
  unsigned n = 0;
  Shape* s = shape;
  for (; field != s->first_ + s->attributes_ - 1; s = s->parent_.get()) later[n++] = s;
  s = s->parent_.get();
  while (s != nullptr && n > 0) s = tryTransition(s, later[--n]->name_.get());
  return s;
}

// Removes an inline attribute: those behind it move up, or all move to a dict.
bool deleteField(Object* object, Shape* shape, int field, Str* name) {
  if (Shape* without = shapeWithout(shape, field)) {
    Slot<Object>* tail = tailSlots(object);
    Ref<Object> old = tail[field].take();
    int end = shape->first_ + shape->attributes_;
    for (int i = field; i + 1 < end; ++i) std::swap(tail[i], tail[i + 1]);
    changeShape(object, without);
    return true;
  }
  Dict* dict = makeDict(object, shape);
  bool found = false;
  return dict != nullptr && deleteStr(dict, name, &found);
}

bool setInDict(Object* object, Dict* borrowed, Str* name, Object* value) {
  Ref<Dict> dict = share(borrowed);
  if (value != nullptr) return setStr(dict.get(), name, value);
  bool found = false;
  if (!deleteStr(dict.get(), name, &found)) return raised();
  return found || raiseNoAttribute(object, name);
}

// The name, interned, so that it can be found in shapes. A string of a subclass of str is copied.
Ref<Str> internedName(Str* name) {
  if (isExactStr(name)) return intern(share(name));
  StrBuilder builder;
  if (!builder.append(name)) return raised();
  Ref<Str> copy = builder.finish();
  return copy ? intern(std::move(copy)) : copy;
}

int findFieldByText(const Shape* shape, const Str* name) {
  for (const Shape* s = shape; s->attributes_ != 0; s = s->parent_.get()) {
    if (equalStrs(s->name_.get(), name)) return s->first_ + s->attributes_ - 1;
  }
  return -1;
}

}  // namespace

bool hasInstanceAttributes(const Object* object) { return typeOf(object)->is(kTypeInstancesHaveDict); }

Object* getOwnAttribute(Object* object, Str* name) {
  const TypeEntry& entry = typeEntryOf(object);
  if (Shape* shape = entry.shape_.getOrNull()) {
    if (!shape->is_dict_) {
      if (shape->attributes_ != 0) {
        int field = name->isInterned() ? findField(shape, name) : findFieldByText(shape, name);
        return field < 0 ? nullptr : tailSlots(object)[field].getOrNull();
      }
    } else {
      Dict* dict = dictSlotOf(object, shape)->getOrNull();
      return dict == nullptr ? nullptr : getStrBorrowed(dict, name);
    }
  }
  if (entry.layout_ == kTypeType) {
    Dict* dict = typeDict(static_cast<Type*>(object));
    return dict == nullptr ? nullptr : getStrBorrowed(dict, name);
  }
  Slot<Dict>* own = ownDictSlot(object);
  if (own == nullptr || !*own) return nullptr;
  return getStrBorrowed(own->get(), name);
}

bool setOwnAttribute(Object* object, Str* name, Object* value) {
  Shape* shape = shapeOf(object);
  if (Slot<Dict>* own = ownDictSlot(object)) {
    if (!*own) {
      if (value == nullptr) return raiseNoAttribute(object, name);
      Ref<Dict> dict = newDict();
      if (!dict) return raised();
      own->init(std::move(dict));
    }
    return setInDict(object, own->get(), name, value);
  }
  if (shape == nullptr || shape->capacity_ == 0) return raiseNoAttribute(object, name);
  if (shape->is_dict_) {
    if (value == nullptr && !*dictSlotOf(object, shape)) return raiseNoAttribute(object, name);
    Dict* dict = makeDict(object, shape);
    return dict != nullptr && setInDict(object, dict, name, value);
  }
  Ref<Str> key = name->isInterned() ? share(name) : internedName(name);
  if (!key) return raised();
  int field = findField(shape, key.get());
  if (field >= 0) {
    if (value == nullptr) return deleteField(object, shape, field, key.get());
    tailSlots(object)[field].assign(share(value));
    return true;
  }
  if (value == nullptr) return raiseNoAttribute(object, name);
  if (Shape* next = tryTransition(shape, key.get())) {
    tailSlots(object)[next->first_ + next->attributes_ - 1].init(share(value));
    changeShape(object, next);
    return true;
  }
  if (shape->is_full_) learnMoreFields(typeOf(object), shape->capacity_);
  Dict* dict = makeDict(object, shape);
  return dict != nullptr && setInDict(object, dict, key.get(), value);
}

Ref<Dict> instanceDict(Object* object) {
  if (Slot<Dict>* own = ownDictSlot(object)) {
    if (!*own) {
      Ref<Dict> dict = newDict();
      if (!dict) return raised();
      own->init(std::move(dict));
    }
    return own->share();
  }
  Shape* shape = shapeOf(object);
  if (shape == nullptr || shape->capacity_ == 0)
    return raise(kTypeAttributeError, "'%T' object has no attribute '__dict__'", object);
  return Ref<Dict>::shareOrNull(makeDict(object, shape));
}

Dict* instanceDictIfAny(const Object* object) {
  if (Slot<Dict>* own = ownDictSlot(object)) return own->getOrNull();
  Shape* shape = shapeOf(object);
  if (shape == nullptr || !shape->is_dict_) return nullptr;
  return dictSlotOf(const_cast<Object*>(object), shape)->getOrNull();
}

bool setInstanceDict(Object* object, Dict* dict) {
  if (Slot<Dict>* own = ownDictSlot(object)) {
    own->assign(share(dict));
    return true;
  }
  Shape* shape = shapeOf(object);
  if (shape == nullptr || shape->capacity_ == 0)
    return raise(kTypeAttributeError, "'%T' object has no attribute '__dict__'", object);
  if (makeDict(object, shape) == nullptr) return raised();
  dictSlotOf(object, shapeOf(object))->assign(share(dict));
  return true;
}

Ref<Dict> copyInstanceAttributes(Object* object) {
  if (Dict* dict = instanceDictIfAny(object)) return copyDict(dict);
  Shape* shape = shapeOf(object);
  if (shape == nullptr || shape->is_dict_ || shape->attributes_ == 0) return newDict();
  Ref<Dict> dict = newDictWithRoom(shape->attributes_);
  if (!dict) return raised();
  const Shape* chain[kMaxInlineFields];
  uint16_t n = shape->attributes_;
  for (const Shape* s = shape; s->attributes_ != 0; s = s->parent_.get()) chain[s->attributes_ - 1] = s;
  Slot<Object>* tail = tailSlots(object);
  for (uint16_t i = 0; i < n; ++i) {
    if (!setStr(dict.get(), chain[i]->name_.get(), tail[shape->first_ + i].get())) return raised();
  }
  return dict;
}

}  // namespace ophion
