// What a program sees of a class: its attributes, and the rules for looking attributes up on classes and changing them.
#include <cstring>

#include "object/allocate.h"
#include "object/attribute_error.h"
#include "object/binding.h"
#include "object/builtin_table.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/mapping_proxy.h"
#include "object/protocol.h"
#include "object/shape.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_flags.h"
#include "object/type_getset.h"

namespace ophion {

Ref<Object> typeGetAttrOrNull(Type* type, Str* name) {
  Type* meta = typeOf(type);
  Ref<Object> held = Ref<Object>::shareOrNull(lookupInType(meta, name));
  Object* on_meta = held.get();
  // One that only sets is found behind the class's own attributes.
  if (on_meta != nullptr && isDataDescriptor(on_meta) && hasGetter(on_meta)) {
    return bindDescriptor_mayRunPython(on_meta, type, meta);
  }
  Object* found = lookupInType(type, name);
  if (found != nullptr) return bindDescriptor_mayRunPython(found, nullptr, type);
  if (on_meta != nullptr) return bindDescriptor_mayRunPython(on_meta, type, meta);
  return nullptr;
}

Ref<Object> typeGetAttr(Type* type, Str* name) {
  Ref<Object> value = typeGetAttrOrNull(type, name);
  if (value || errorPending()) return value;
  raise(kTypeAttributeError, "type object '%N' has no attribute '%U'", type, name);
  attributeErrorContext(type, name);
  return raised();
}

namespace {

Raised raiseImmutable(Type* type, Object* name) {
  return raise(kTypeTypeError, "cannot set %R attribute of immutable type '%N'", name, type);
}

// Stores into the class's dict, or deletes, and tells the class. False without an exception: nothing to delete.
bool storeInType(Type* type, Str* name, Object* value, bool* found) {
  Dict* dict = typeDict(type);
  if (dict == nullptr) return raised();
  Ref<Str> key = isExactStr(name) ? intern(share(name)) : share(name);
  if (!key) return raised();
  // What is replaced lives until the caches have forgotten it.
  Ref<Object> old = Ref<Object>::shareOrNull(getStrBorrowed(dict, key.get()));
  *found = static_cast<bool>(old);
  bool ok = value != nullptr ? setStr(dict, key.get(), value) : !old || deleteStr(dict, key.get(), found);
  typeModified(type, key.get());
  return ok;
}

}  // namespace

bool typeSetAttr(Type* type, Str* name, Object* value) {
  if (!type->is(kTypeHeap)) return raiseImmutable(type, name);
  Type* meta = typeOf(type);
  Object* on_meta = lookupInType(meta, name);
  if (on_meta != nullptr && isDataDescriptor(on_meta)) return setThroughDescriptor_mayRunPython(on_meta, type, value);
  bool found = false;
  if (!storeInType(type, name, value, &found)) return raised();
  if (value != nullptr || found) return true;
  raise(kTypeAttributeError, "type object '%N' has no attribute '%U'", type, name);
  return attributeErrorContext(type, name);
}

Ref<Str> typeFullName(Type* type) {
  Ref<Object> module = getTypeModule(type);
  if (!module) {
    clearError();
  } else if (isStrLayout(module.get()) && !equalsAscii(static_cast<Str*>(module.get()), "builtins")) {
    return formatStr("%U.%U", static_cast<Str*>(module.get()), type->qualified_name_.get());
  }
  return type->qualified_name_.share();
}

namespace {

Type* self(Object* object) { return static_cast<Type*>(object); }

bool checkSettable(Type* type, const char* attribute, Object* value) {
  if (!type->is(kTypeHeap)) {
    return raise(kTypeTypeError, "cannot set '%s' attribute of immutable type '%N'", attribute, type);
  }
  if (value == nullptr) {
    return raise(kTypeTypeError, "cannot delete '%s' attribute of immutable type '%N'", attribute, type);
  }
  return true;
}

Ref<Object> getName(Object* object) { return self(object)->name_.share(); }

bool setName(Object* object, Object* value) {
  Type* type = self(object);
  if (!checkSettable(type, "__name__", value)) return raised();
  if (!isStrLayout(value)) return raise(kTypeTypeError, "can only assign string to %N.__name__, not '%T'", type, value);
  Str* text = static_cast<Str*>(value);
  for (size_t i = 0; i < text->length_; ++i) {
    if (text->at(i) == 0) return raise(kTypeValueError, "type name must not contain null characters");
  }
  type->name_.assign(share(text));
  return true;
}

Ref<Object> getQualifiedName(Object* object) { return self(object)->qualified_name_.share(); }

bool setQualifiedName(Object* object, Object* value) {
  Type* type = self(object);
  if (!checkSettable(type, "__qualname__", value)) return raised();
  if (!isStrLayout(value)) {
    return raise(kTypeTypeError, "can only assign string to %N.__qualname__, not '%T'", type, value);
  }
  type->qualified_name_.assign(share(static_cast<Str*>(value)));
  return true;
}

bool setModule(Object* object, Object* value) {
  Type* type = self(object);
  if (!checkSettable(type, "__module__", value)) return raised();
  bool found = false;
  return storeInType(type, name(Name::__module__), value, &found);
}

Ref<Object> getBases(Object* object) { return self(object)->bases_.share(); }

Ref<Object> getBase(Object* object) {
  Type* base = self(object)->base_.getOrNull();
  return base == nullptr ? newNone() : share<Object>(base);
}

Ref<Object> getMro(Object* object) {
  Tuple* mro = self(object)->mro_.getOrNull();
  return mro == nullptr ? newNone() : share<Object>(mro);
}

Ref<Object> getDict(Object* object) {
  Dict* dict = typeDict(self(object));
  return dict == nullptr ? Ref<Object>(raised()) : newMappingProxy(dict);
}

Ref<Object> getDoc(Object* object) {
  Type* type = self(object);
  Dict* dict = typeDict(type);
  if (dict == nullptr) return raised();
  Object* doc = getStrBorrowed(dict, name(Name::__doc__));
  if (doc == nullptr) return newNone();
  if (type->is(kTypeHeap)) return bindDescriptor_mayRunPython(doc, nullptr, type);
  return isStrLayout(doc) ? Ref<Object>(formatStr("%U", static_cast<Str*>(doc))) : share(doc);
}

bool setDoc(Object* object, Object* value) {
  if (!checkSettable(self(object), "__doc__", value)) return raised();
  bool found = false;
  return storeInType(self(object), name(Name::__doc__), value, &found);
}

Ref<Object> getAbstractMethods(Object* object) {
  Type* type = self(object);
  Dict* dict = type->is(kTypeHeap) ? typeDict(type) : nullptr;
  Object* value = dict == nullptr ? nullptr : getStrBorrowed(dict, name(Name::__abstractmethods__));
  if (value == nullptr) return raiseObject(kTypeAttributeError, name(Name::__abstractmethods__));
  return share(value);
}

bool setAbstractMethods(Object* object, Object* value) {
  Type* type = self(object);
  if (!type->is(kTypeHeap)) return raiseImmutable(type, name(Name::__abstractmethods__));
  int abstract = value == nullptr ? 0 : isTrue(value);
  if (abstract < 0) return raised();
  bool found = false;
  if (!storeInType(type, name(Name::__abstractmethods__), value, &found)) return raised();
  if (value == nullptr && !found) return raiseObject(kTypeAttributeError, name(Name::__abstractmethods__));
  type->flags_ = abstract ? type->flags_ | kTypeAbstract : type->flags_ & ~uint32_t{kTypeAbstract};
  return true;
}

Ref<Object> getAnnotations(Object* object) {
  Type* type = self(object);
  if (!type->is(kTypeHeap)) {
    return raise(kTypeAttributeError, "type object '%N' has no attribute '__annotations__'", type);
  }
  if (Object* known = getStrBorrowed(type->dict_.get(), name(Name::__annotations__))) {
    return bindDescriptor_mayRunPython(known, nullptr, type);
  }
  Ref<Dict> made = newDict();
  bool found = false;
  if (!made || !storeInType(type, name(Name::__annotations__), made.get(), &found)) return raised();
  return made;
}

bool setAnnotations(Object* object, Object* value) {
  Type* type = self(object);
  if (!type->is(kTypeHeap)) return raiseImmutable(type, name(Name::__annotations__));
  bool found = false;
  if (!storeInType(type, name(Name::__annotations__), value, &found)) return raised();
  return value != nullptr || found || raiseObject(kTypeAttributeError, name(Name::__annotations__));
}

Ref<Object> getTextSignature(Object*) { return newNone(); }

// CPython's type flags, those that programs look at.
Ref<Object> getFlags(Object* object) {
  Type* type = self(object);
  int64_t flags = 1 << 12 | 1 << 18;
  if (type->is(kTypeSequence)) flags |= 1 << 5;
  if (type->is(kTypeMapping)) flags |= 1 << 6;
  if (!type->is(kTypeHeap)) flags |= 1 << 8;
  if (type->is(kTypeHeap)) flags |= 1 << 9;
  if (type->is(kTypeBase)) flags |= 1 << 10;
  if (g_object_model->descriptors[type->layout_].kind == Kind::Container || type->is(kTypeHeap)) flags |= 1 << 14;
  if (type->is(kTypeAbstract)) flags |= 1 << 20;
  if (type->is(kTypeMatchSelf)) flags |= 1 << 22;
  if (type->is(kTypeSubclassOfInt)) flags |= 1 << 24;
  if (type->layout_ == kTypeList) flags |= 1 << 25;
  if (type->layout_ == kTypeTuple) flags |= 1 << 26;
  if (type->layout_ == kTypeBytes) flags |= 1 << 27;
  if (type->is(kTypeSubclassOfStr)) flags |= 1 << 28;
  if (type->layout_ == kTypeDict || type->layout_ == kTypeDefaultDict) flags |= 1 << 29;
  if (type->is(kTypeSubclassOfException)) flags |= 1 << 30;
  if (type->is(kTypeSubclassOfType)) flags |= int64_t{1} << 31;
  return newInt(flags);
}

// Bytes of an instance without what varies.
Ref<Object> getBasicSize(Object* object) {
  Type* type = self(object);
  size_t bytes = g_object_model->descriptors[type->layout_].fixed_bytes;
  if (bytes == 0) bytes = 16;
  bytes = (bytes + 3) / 4 * 4 + size_t{typeEntry(type->index_).tail_slots_} * 4;
  return newInt(static_cast<int64_t>(bytes));
}

Ref<Object> getItemSize(Object* object) {
  switch (self(object)->layout_) {
    case kTypeInt:
      return newInt(8);
    case kTypeTuple:
      return newInt(4);
    case kTypeBytes:
      return newInt(1);
    default:
      return newInt(0);
  }
}

Ref<Object> getDictOffset(Object* object) {
  Type* type = self(object);
  if (!type->is(kTypeInstancesHaveDict)) return newInt(0);
  size_t own = ownDictOffset(type->layout_);
  return newInt(own != 0 ? static_cast<int64_t>(own) : -1);
}

Ref<Object> getWeakrefOffset(Object* object) { return newInt(self(object)->is(kTypeInstancesWeakReferable) ? -1 : 0); }

bool setReadOnly(Object*, Object*) { return raise(kTypeAttributeError, "readonly attribute"); }

}  // namespace

Ref<Object> getTypeModule(Object* object) {
  Type* type = self(object);
  if (!type->is(kTypeHeap)) return newStr(typeSpec(type->index_).module);
  Object* module = getStrBorrowed(type->dict_.get(), name(Name::__module__));
  if (module == nullptr) return raiseObject(kTypeAttributeError, name(Name::__module__));
  return share(module);
}

const GetSetDef kTypeGetSets[kTypeGetSetCount] = {
    asMember({"__basicsize__", getBasicSize, setReadOnly}),
    asMember({"__itemsize__", getItemSize, setReadOnly}),
    asMember({"__flags__", getFlags, setReadOnly}),
    asMember({"__weakrefoffset__", getWeakrefOffset, setReadOnly}),
    asMember({"__base__", getBase, setReadOnly}),
    asMember({"__dictoffset__", getDictOffset, setReadOnly}),
    asMember({"__mro__", getMro, setReadOnly}),
    {"__name__", getName, setName},
    {"__qualname__", getQualifiedName, setQualifiedName},
    {"__bases__", getBases, setBases_mayRunPython},
    {"__module__", getTypeModule, setModule},
    {"__abstractmethods__", getAbstractMethods, setAbstractMethods},
    {"__dict__", getDict},
    {"__doc__", getDoc, setDoc},
    {"__text_signature__", getTextSignature},
    {"__annotations__", getAnnotations, setAnnotations},
};

}  // namespace ophion
