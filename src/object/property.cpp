// The type `property`.
#include "object/allocate.h"
#include "object/attribute_error.h"
#include "object/binding.h"
#include "object/function.h"
#include "object/instance.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

namespace {

Property* self(Object* object) { return static_cast<Property*>(object); }

Ref<Object> propertyNew(Object* const* args) { return makeInstance<Property>(args[0], kTypeProperty); }

void put(Slot<Object>& slot, Object* value) {
  slot.assign(value == nullptr || isNone(value) ? Ref<Object>() : share(value));
}

Ref<Object> propertyInit(Object* const* args) {
  Property* p = self(args[0]);
  put(p->get_, args[1]);
  put(p->set_, args[2]);
  put(p->delete_, args[3]);
  put(p->doc_, args[4]);
  p->getter_doc_ = false;
  bool own_doc = args[4] != nullptr && !isNone(args[4]);
  if (own_doc || !p->get_) {
    // A subclass keeps its doc among its own attributes.
    if (!isExactProperty(p) && own_doc && hasInstanceAttributes(p)) {
      if (!setAttr(p, name(Name::__doc__), args[4])) return raised();
    }
    return newNone();
  }
  bool failed = false;
  Ref<Object> doc = getAttrOrNull(p->get_.get(), Name::__doc__, &failed);
  if (failed) return raised();
  if (!doc) return newNone();
  if (isExactProperty(p)) {
    put(p->doc_, doc.get());
  } else if (!setAttr(p, name(Name::__doc__), doc.get())) {
    return raised();
  }
  p->getter_doc_ = true;
  return newNone();
}

// A copy with one function exchanged, made by calling the class.
Ref<Object> copyWith(Property* old, Object* get, Object* set, Object* del) {
  Object* parts[4] = {get, set, del, nullptr};
  Slot<Object>* kept[] = {&old->get_, &old->set_, &old->delete_};
  for (int i = 0; i < 3; ++i) {
    if (parts[i] == nullptr || isNone(parts[i])) parts[i] = *kept[i] ? kept[i]->get() : none();
  }
  parts[3] = old->getter_doc_ && !isNone(parts[0]) ? none() : old->doc_ ? old->doc_.get() : none();
  Ref<Object> made = callVector(typeOf(old), parts, 4, nullptr);
  if (!made) return raised();
  if (layoutOf(made.get()) == kTypeProperty && old->name_) self(made.get())->name_.assign(old->name_.share());
  return made;
}

Ref<Object> getter(Object* const* args) { return copyWith(self(args[0]), args[1], nullptr, nullptr); }
Ref<Object> setter(Object* const* args) { return copyWith(self(args[0]), nullptr, args[1], nullptr); }
Ref<Object> deleter(Object* const* args) { return copyWith(self(args[0]), nullptr, nullptr, args[1]); }

Ref<Object> setName(Object* const* args) {
  self(args[0])->name_.assign(share(args[2]));
  return newNone();
}

Ref<Object> get(Object* const* args) {
  Property* p = self(args[0]);
  if (isNone(args[1])) return share(args[0]);
  if (!p->get_) return raisePropertyHasNo(p, args[1], "getter");
  Ref<Object> function = p->get_.share();
  return call(function.get(), args[1]);
}

Ref<Object> set(Object* const* args) {
  Property* p = self(args[0]);
  if (!p->set_) return raisePropertyHasNo(p, args[1], "setter");
  Ref<Object> function = p->set_.share();
  return call(function.get(), args[1], args[2]) ? newNone() : Ref<Object>(raised());
}

Ref<Object> del(Object* const* args) {
  Property* p = self(args[0]);
  if (!p->delete_) return raisePropertyHasNo(p, args[1], "deleter");
  Ref<Object> function = p->delete_.share();
  return call(function.get(), args[1]) ? newNone() : Ref<Object>(raised());
}

Ref<Object> orNone(const Slot<Object>& slot) { return slot ? slot.share() : newNone(); }
Ref<Object> getGet(Object* object) { return orNone(self(object)->get_); }
Ref<Object> getSet(Object* object) { return orNone(self(object)->set_); }
Ref<Object> getDel(Object* object) { return orNone(self(object)->delete_); }
Ref<Object> getDoc(Object* object) { return orNone(self(object)->doc_); }
bool setDoc(Object* object, Object* value) {
  put(self(object)->doc_, value);
  return true;
}
bool refuse(Object*, Object*) { return raise(kTypeAttributeError, "readonly attribute"); }

Ref<Object> getAbstract(Object* object) {
  Property* p = self(object);
  const Slot<Object>* parts[] = {&p->get_, &p->set_, &p->delete_};
  for (const Slot<Object>* part : parts) {
    if (!*part) continue;
    bool failed = false;
    Ref<Object> value = getAttrOrNull(part->get(), Name::__isabstractmethod__, &failed);
    if (failed) return raised();
    int truth = value ? isTrue(value.get()) : 0;
    if (truth < 0) return raised();
    if (truth) return newBool(true);
  }
  return newBool(false);
}

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", propertyNew, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, /, fget=None, fset=None, fdel=None, doc=None", propertyInit},
    {"__get__", "self, instance, owner=None, /", get},
    {"__set__", "self, instance, value, /", set},
    {"__delete__", "self, instance, /", del},
    {"__set_name__", "self, owner, name, /", setName},
    {"getter", "self, fget, /", getter, "Descriptor to obtain a copy of the property with a different getter."},
    {"setter", "self, fset, /", setter, "Descriptor to obtain a copy of the property with a different setter."},
    {"deleter", "self, fdel, /", deleter, "Descriptor to obtain a copy of the property with a different deleter."},
};
constexpr GetSetDef kGetSets[] = {
    asMember({"fget", getGet, refuse}),    asMember({"fset", getSet, refuse}),    asMember({"fdel", getDel, refuse}),
    asMember({"__doc__", getDoc, setDoc}), {"__isabstractmethod__", getAbstract},
};

}  // namespace

const TypeSpec kPropertySpec = {
    "property", "builtins",           slotRowLayout<Property, 5>("property"), kTypeBase, kMethods,
    kGetSets,   "Property attribute."};

}  // namespace ophion
