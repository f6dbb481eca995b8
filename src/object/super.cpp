// The type `super`.
#include "object/allocate.h"
#include "object/attribute_error.h"
#include "object/binding.h"
#include "object/call_hooks.h"
#include "object/dict.h"
#include "object/function.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

Super* self(Object* object) { return static_cast<Super*>(object); }

// The class whose resolution order is followed for `object`: the object itself, or its class, or what it says its class
// is.
Ref<Type> startingType(Type* type, Object* object) {
  if (isType(object) && isSubtype(static_cast<Type*>(object), type)) return share(static_cast<Type*>(object));
  if (isSubtype(typeOf(object), type)) return share(typeOf(object));
  bool failed = false;
  Ref<Object> cls = getAttrOrNull(object, Name::__class__, &failed);
  if (failed) return raised();
  if (cls && isType(cls.get()) && cls.get() != typeOf(object) && isSubtype(static_cast<Type*>(cls.get()), type)) {
    return std::move(cls).castTo<Type>();
  }
  return raise(kTypeTypeError, "super(type, obj): obj must be an instance or subtype of type");
}

// Fills a super from what it is asked for; null `type`: from the running frame.
bool fillSuper(Super* s, Object* type, Object* object) {
  if (type == nullptr && !superArguments(&type, &object)) return false;
  if (!isType(type)) return raise(kTypeTypeError, "super() argument 1 must be a type, not %T", type);
  Ref<Type> object_type;
  if (object != nullptr && isNone(object)) object = nullptr;
  if (object != nullptr) {
    object_type = startingType(static_cast<Type*>(type), object);
    if (!object_type) return false;
  }
  s->type_.assign(share(static_cast<Type*>(type)));
  s->object_.assign(Ref<Object>::shareOrNull(object));
  s->object_type_.assign(std::move(object_type));
  return true;
}

Ref<Object> superNew(Object* const* args) { return makeInstance<Super>(args[0], kTypeSuper); }

Ref<Object> superInit(Object* const* args) {
  return fillSuper(self(args[0]), args[1], args[2]) ? newNone() : Ref<Object>(raised());
}

Ref<Object> superGetattribute(Object* const* args) {
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "attribute name must be string, not '%T'", args[1]);
  return superGetAttr(args[0], static_cast<Str*>(args[1]));
}

Ref<Object> superGet(Object* const* args) {
  Super* s = self(args[0]);
  if (isNone(args[1]) || s->object_) return share(args[0]);
  if (!isExactSuper(s)) return call(typeOf(s), s->type_.get(), args[1]);
  Ref<Type> object_type = startingType(s->type_.get(), args[1]);
  if (!object_type) return raised();
  Ref<Super> bound = allocateContainer<Super>(kTypeSuper);
  if (!bound) return raised();
  bound->type_.init(s->type_.share());
  bound->object_.init(share(args[1]));
  bound->object_type_.init(std::move(object_type));
  return bound;
}

Ref<Object> superRepr(Object* const* args) {
  Super* s = self(args[0]);
  Ref<Str> type_name = s->type_ ? share(s->type_->name_.get()) : newStr("NULL");
  if (!type_name) return raised();
  if (!s->object_type_) return formatStr("<super: <class '%U'>, NULL>", type_name.get());
  return formatStr("<super: <class '%U'>, <%N object>>", type_name.get(), s->object_type_.get());
}

Ref<Object> getThisClass(Object* object) {
  return self(object)->type_ ? share<Object>(self(object)->type_.get()) : newNone();
}
Ref<Object> getSelf(Object* object) { return self(object)->object_ ? self(object)->object_.share() : newNone(); }
Ref<Object> getSelfClass(Object* object) {
  return self(object)->object_type_ ? share<Object>(self(object)->object_type_.get()) : newNone();
}
bool refuse(Object*, Object*) { return raise(kTypeAttributeError, "readonly attribute"); }

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", superNew, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, type=None, object=None, /", superInit},
    {"__getattribute__", "self, name, /", superGetattribute},
    {"__get__", "self, instance, owner=None, /", superGet},
    {"__repr__", "self, /", superRepr},
};
constexpr GetSetDef kGetSets[] = {
    asMember({"__thisclass__", getThisClass, refuse, "the class invoking super()"}),
    asMember({"__self__", getSelf, refuse, "the instance invoking super(); may be None"}),
    asMember({"__self_class__", getSelfClass, refuse, "the type of the instance invoking super(); may be None"}),
};

}  // namespace

Ref<Object> newSuperOfFrame() {
  Ref<Super> s = allocateContainer<Super>(kTypeSuper);
  return s && fillSuper(s.get(), nullptr, nullptr) ? Ref<Object>(std::move(s)) : Ref<Object>(raised());
}

Object* lookupBehindBorrowed(Super* s, Str* name) {
  Type* start = s->object_type_.getOrNull();
  Tuple* mro = start == nullptr ? nullptr : start->mro_.getOrNull();
  if (mro == nullptr) return nullptr;
  uint32_t at = 0;
  while (at < mro->size_ && mro->at(at) != s->type_.getOrNull()) ++at;
  for (++at; at < mro->size_; ++at) {
    Dict* dict = typeDict(static_cast<Type*>(mro->at(at)));
    if (dict == nullptr) return raised();
    if (Object* found = getStrBorrowed(dict, name)) return found;
  }
  return nullptr;
}

Ref<Object> superGetAttr(Object* object, Str* name) {
  Super* s = self(object);
  // __class__ of a super is super itself, not the class of the object.
  if (!equalsAscii(name, "__class__")) {
    if (Object* found = lookupBehindBorrowed(s, name)) {
      Ref<Object> keep_found = share(found);
      Ref<Type> start = s->object_type_.share();
      Ref<Object> receiver = s->object_.share();
      return bindDescriptor_mayRunPython(found, receiver.get() == start.get() ? nullptr : receiver.get(), start.get());
    }
    if (errorPending()) return raised();
  }
  return genericGetAttr(object, name);
}

const TypeSpec kSuperSpec = {
    "super",
    "builtins",
    slotRowLayout<Super, 3>("super"),
    kTypeBase,
    kMethods,
    kGetSets,
    "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\n"
    "super(type, obj) -> bound super object; requires isinstance(obj, type)\n"
    "super(type, type2) -> bound super object; requires issubclass(type2, type)\n"
    "Typical use to call a cooperative superclass method:\nclass C(B):\n    def meth(self, arg):\n"
    "        super().meth(arg)\nThis works for class methods too:\nclass C(B):\n    @classmethod\n"
    "    def cmeth(cls, arg):\n        super().cmeth(arg)\n"};

}  // namespace ophion
