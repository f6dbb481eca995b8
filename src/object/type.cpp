// Type: looking attributes up along resolution orders, with the caches that make it quick, and the life of type
// objects.
//
// Two caches: a method cache of the runtime, keyed by the class's version and the interned name, and in every class
// that was asked a table of the special methods. Both hold borrowed references, which is sound because whoever changes
// a class calls typeModified() before it lets go of what was there.
#include "object/type.h"

#include <cstring>

#include "object/allocate.h"
#include "object/builtin_table.h"
#include "object/dict.h"
#include "object/function.h"
#include "object/native_stack.h"
#include "object/runtime_state.h"
#include "object/shape.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type_flags.h"

namespace ophion {

bool isType(const Object* object) { return typeEntryOf(object).layout_ == kTypeType; }

bool isSubtype(const Type* type, const Type* base) {
  if (type == base) return true;
  const Tuple* mro = type->mro_.getOrNull();
  if (mro == nullptr) {
    // A class whose resolution order is not there yet, or was cleared by the collector.
    for (const Type* t = type; t != nullptr; t = t->base_.getOrNull()) {
      if (t == base) return true;
    }
    return false;
  }
  uint32_t wanted = slotIndex(base);
  const Slot<Object>* items = mro->items();
  for (uint32_t i = 0, n = mro->size_; i < n; ++i) {
    if (items[i].index() == wanted) return true;
  }
  return false;
}

// --- dicts of builtin types ---

namespace {

Ref<Object> newDescriptor(Type* owner, const NativeDef& def, NativeId id) {
  if (def.function == nullptr) return newNone();
  if (def.kind == NativeKind::StaticMethod || def.kind == NativeKind::Function) {
    bool is_new = std::strcmp(def.name, "__new__") == 0;
    Ref<NativeFunction> function = newNativeFunction(id, is_new ? owner : nullptr, nullptr);
    if (!function || is_new) return function;
    Ref<ClassMethod> wrapped = allocateContainer<ClassMethod>(kTypeStaticMethod);
    if (wrapped) wrapped->function_.init(std::move(function));
    return wrapped;
  }
  TypeIndex index = def.kind == NativeKind::ClassMethod ? kTypeClassMethodDescriptor
                    : isSlotWrapperName(def.name)       ? kTypeWrapperDescriptor
                                                        : kTypeMethodDescriptor;
  Ref<MethodDescriptor> descriptor = allocateContainer<MethodDescriptor>(index);
  if (!descriptor) return nullptr;
  descriptor->id_ = id;
  descriptor->owner_.init(share(owner));
  return descriptor;
}

bool addGetSet(Dict* dict, Type* owner, uint32_t id, const char* text) {
  Ref<Str> key = internText(text);
  if (!key) return false;
  if (getSetDef(id).is_member) {
    Ref<MemberDescriptor> member = allocateContainer<MemberDescriptor>(kTypeMemberDescriptor);
    if (!member) return false;
    member->slot_ = 0;
    member->id_ = id;
    member->owner_.init(share(owner));
    member->name_.init(share(key.get()));
    return setStr(dict, key.get(), member.get());
  }
  Ref<GetSetDescriptor> descriptor = allocateContainer<GetSetDescriptor>(kTypeGetSetDescriptor);
  if (!descriptor) return false;
  descriptor->id_ = id;
  descriptor->owner_.init(share(owner));
  return setStr(dict, key.get(), descriptor.get());
}

OPHION_COLD Dict* populate(Type* type) {
  TypeIndex index = type->index_;
  OPHION_ASSERT(index < kBuiltinTypeEnd);
  const TypeSpec& spec = typeSpec(index);
  Ref<Dict> dict = newDictWithRoom(spec.methods.size() + spec.attributes.size() + 2);
  if (!dict) return nullptr;
  for (size_t i = 0; i < spec.methods.size(); ++i) {
    const NativeDef& def = spec.methods[i];
    Ref<Str> key = internText(def.name);
    if (!key) return nullptr;
    Ref<Object> value = newDescriptor(type, def, index << 16 | static_cast<uint32_t>(i));
    if (!value || !setStr(dict.get(), key.get(), value.get())) return nullptr;
  }
  for (size_t i = 0; i < spec.attributes.size(); ++i) {
    if (!addGetSet(dict.get(), type, index << 16 | static_cast<uint32_t>(i), spec.attributes[i].name)) return nullptr;
  }
  bool base_has_dict = type->base_ && type->base_->is(kTypeInstancesHaveDict);
  if (type->is(kTypeInstancesHaveDict) && !base_has_dict && !getStrBorrowed(dict.get(), name(Name::__dict__)) &&
      !addGetSet(dict.get(), type, kInstanceDictGetSet, "__dict__")) {
    return nullptr;
  }
  if (getStrBorrowed(dict.get(), name(Name::__doc__)) == nullptr) {
    Ref<Object> doc = spec.doc != nullptr ? Ref<Object>(newStr(spec.doc)) : newNone();
    if (!doc || !setStr(dict.get(), name(Name::__doc__), doc.get())) return nullptr;
  }
  // A __hash__ of None goes with an __eq__ alone, as for classes of programs.
  if (getStrBorrowed(dict.get(), name(Name::__eq__)) != nullptr &&
      getStrBorrowed(dict.get(), name(Name::__hash__)) == nullptr &&
      !setStr(dict.get(), name(Name::__hash__), none())) {
    return nullptr;
  }
  type->dict_.init(std::move(dict));
  type->flags_ |= kTypePopulated;
  return type->dict_.get();
}

}  // namespace

Dict* typeDict(Type* type) {
  if (Dict* dict = type->dict_.getOrNull(); OPHION_LIKELY(dict != nullptr)) return dict;
  return populate(type);
}

// --- lookup ---

namespace {

// Sets *failed where the dict of a builtin type could not be made.
Object* lookupUncached(Type* type, Str* name, bool* failed) {
  Tuple* mro = type->mro_.getOrNull();
  if (mro == nullptr) {
    for (Type* t = type; t != nullptr; t = t->base_.getOrNull()) {
      Dict* dict = typeDict(t);
      if (dict == nullptr) return *failed = true, nullptr;
      if (Object* found = getStrBorrowed(dict, name)) return found;
    }
    return nullptr;
  }
  for (uint32_t i = 0; i < mro->size_; ++i) {
    Dict* dict = typeDict(static_cast<Type*>(mro->at(i)));
    if (OPHION_UNLIKELY(dict == nullptr)) return *failed = true, nullptr;
    if (Object* found = getStrBorrowed(dict, name)) return found;
  }
  return nullptr;
}

OPHION_NOINLINE Object* lookupAndCache(Type* type, Str* name, uint32_t version, MethodCacheEntry& entry) {
  bool failed = false;
  Object* found = lookupUncached(type, name, &failed);
  if (failed || version == 0) return found;
  uint32_t old_name = entry.name_;
  // The name is counted, so that no other string gets its address while the entry stands.
  incref(name);
  entry.version_ = version;
  entry.name_ = slotIndex(name);
  entry.value_ = found == nullptr ? 0 : slotIndex(found);
  if (old_name != 0) decref(Slot<Object>::fromIndex(old_name).get());
  return found;
}

}  // namespace

uint32_t typeVersion(TypeIndex index) {
  TypeEntry& entry = typeEntry(index);
  if (OPHION_UNLIKELY(entry.version_ == 0)) {
    uint32_t& next = heap().next_version_;
    if (next == UINT32_MAX) return 0;
    entry.version_ = next++;
  }
  return entry.version_;
}

Object* lookupInType(Type* type, Str* name) {
  if (OPHION_UNLIKELY(!name->isInterned())) {
    bool failed = false;
    return lookupUncached(type, name, &failed);
  }
  uint32_t version = typeVersion(type->index_);
  uint32_t name_index = slotIndex(name);
  MethodCacheEntry& entry = state().method_cache_[(version * 31 ^ name_index) % kMethodCacheEntries];
  if (OPHION_LIKELY(entry.version_ == version && entry.name_ == name_index && version != 0)) {
    return Slot<Object>::fromIndex(entry.value_).getOrNull();
  }
  return lookupAndCache(type, name, version, entry);
}

void clearMethodCache() {
  for (MethodCacheEntry& entry : state().method_cache_) {
    uint32_t old_name = entry.name_;
    entry = MethodCacheEntry{};
    if (old_name != 0) decref(Slot<Object>::fromIndex(old_name).get());
  }
}

namespace {

// Whether the resolution order is the type and then its base's.
bool resolvesAsItsBase(const Type* type) {
  const Type* base = type->base_.getOrNull();
  const Tuple* mro = type->mro_.getOrNull();
  const Tuple* base_mro = base == nullptr ? nullptr : base->mro_.getOrNull();
  if (mro == nullptr || base_mro == nullptr || mro->size_ != base_mro->size_ + 1) return false;
  for (uint32_t i = 0; i < base_mro->size_; ++i) {
    if (mro->at(i + 1) != base_mro->at(i)) return false;
  }
  return mro->at(0) == type;
}

// Fills a table: from the base's and the type's own dict where that says it all, else by looking up each name. False:
// the dict of a builtin type could not be made.
bool fillSpecials(Type* type, SpecialTable* table) {
  bool failed = false;
  const SpecialTable* inherited = nullptr;
  Dict* own = typeDict(type);
  if (own == nullptr) return false;
  if (resolvesAsItsBase(type)) {
    // Asking for one makes the base's table.
    (void)lookupSpecial(type->base_.get(), Special::k_new);
    inherited = type->base_->specials_.getOrNull();
  }
  for (unsigned i = 0; i < kSpecials && !failed; ++i) {
    Str* text = name(nameOf(static_cast<Special>(i)));
    if (inherited == nullptr) {
      table->entries_[i].set(lookupUncached(type, text, &failed));
    } else if (Object* found = getStrBorrowed(own, text)) {
      table->entries_[i].set(found);
    } else {
      table->entries_[i] = inherited->entries_[i];
    }
  }
  return !failed;
}

OPHION_NOINLINE Object* buildSpecials(Type* type, Special special) {
  bool failed = false;
  void* p = heap().tryAllocateRaw(sizeof(SpecialTable));
  if (p == nullptr || isStackDeep()) {
    if (p != nullptr) heap().free(p, sizeof(SpecialTable));
    return lookupUncached(type, name(nameOf(special)), &failed);
  }
  SpecialTable* table = new (p) SpecialTable{};
  failed = !fillSpecials(type, table);
  if (failed || type->specials_) {
    heap().free(p, sizeof(SpecialTable));
    return failed ? nullptr : type->specials_->entries_[static_cast<unsigned>(special)].getOrNull();
  }
  type->specials_.set(table);
  return table->entries_[static_cast<unsigned>(special)].getOrNull();
}

}  // namespace

Object* lookupSpecial(Type* type, Special special) {
  SpecialTable* table = type->specials_.getOrNull();
  if (OPHION_LIKELY(table != nullptr)) return table->entries_[static_cast<unsigned>(special)].getOrNull();
  return buildSpecials(type, special);
}

// --- changes ---

namespace {

void dropSpecials(Type* type) {
  if (SpecialTable* table = type->specials_.getOrNull()) {
    type->specials_ = nullptr;
    heap().free(table, sizeof(SpecialTable));
  }
}

}  // namespace

namespace {

void dropVersions(Type* type) {
  typeEntry(type->index_).version_ = 0;
  for (Shape* s = type->shapes_.getOrNull(); s != nullptr; s = s->next_of_type_.getOrNull()) {
    typeEntry(s->index_).version_ = 0;
  }
}

// Calls `f` for a class and all that derive from it. False: they derive so deeply that the C stack had no room.
template <class F>
bool forEachDerived(Type* type, F f) {
  if (isStackDeep()) return false;
  f(type);
  bool complete = true;
  for (uint32_t i = 0; i < type->subclass_count_; ++i) complete &= forEachDerived(type->subclasses_.get()[i].get(), f);
  return complete;
}

// Nothing is known of any class any more: its flags say that it may define everything. Slow, but right.
void forgetAllClasses() {
  heap().forEachObject(Kind::Container, [](char* p, size_t) {
    Object* object = reinterpret_cast<Object*>(p);
    if (object->isDying() || !isType(object)) return;
    Type* type = static_cast<Type*>(object);
    dropVersions(type);
    dropSpecials(type);
    if (type->is(kTypeHeap)) type->flags_ |= kTypeHasDel | kTypeCustomGetattribute | kTypeCustomSetattr;
  });
}

// As typeModified(), of a class that is being cleared: what its flags promise too much does no harm, and computing them
// anew for every class of a long line of bases would cost the cube of its length.
void typeCleared(Type* type) {
  bool complete = forEachDerived(type, [](Type* t) {
    dropVersions(t);
    dropSpecials(t);
  });
  if (!complete) forgetAllClasses();
}

}  // namespace

void typeModified(Type* type, const Str* name) {
  // Specials and flags depend on names with double underscores alone.
  if (name->length_ > 4 && name->at(0) == '_' && name->at(1) == '_') return typeModified(type);
  if (!forEachDerived(type, dropVersions)) forgetAllClasses();
}

void typeModified(Type* type) {
  bool complete = forEachDerived(type, [](Type* t) {
    dropVersions(t);
    dropSpecials(t);
    if (t->is(kTypeHeap)) refreshFlags(t);
  });
  if (!complete) forgetAllClasses();
}

void refreshFlags(Type* type) {
  if (!type->mro_) return;
  Type* object_type = builtinType(kTypeObject);
  auto differs = [&](Name n) { return lookupInType(type, name(n)) != lookupInType(object_type, name(n)); };
  uint32_t flags = type->flags_ & ~(kTypeHasDel | kTypeCustomGetattribute | kTypeCustomSetattr | kTypeHasCustomNew);
  if (lookupInType(type, name(Name::__del__)) != nullptr) flags |= kTypeHasDel;
  if (differs(Name::__getattribute__) || lookupInType(type, name(Name::__getattr__)) != nullptr) {
    flags |= kTypeCustomGetattribute;
  }
  if (differs(Name::__setattr__) || differs(Name::__delattr__)) flags |= kTypeCustomSetattr;
  if (differs(Name::__new__)) flags |= kTypeHasCustomNew;
  type->flags_ = flags;
}

uint32_t flagsOfBuiltin(TypeIndex index) {
  const TypeSpec& spec = typeSpec(index);
  uint32_t flags = 0;
  if (index == kTypeInt) flags |= kTypeSubclassOfInt;
  if (index == kTypeStr) flags |= kTypeSubclassOfStr;
  if (index == kTypeType) flags |= kTypeSubclassOfType;
  if (index == kTypeBaseException) flags |= kTypeSubclassOfException;
  if (index == kTypeObject) return flags;
  flags |= builtinType(baseOfBuiltin(index))->flags_ &
           (kTypeHasDel | kTypeCustomGetattribute | kTypeCustomSetattr | kTypeHasCustomNew);
  for (const NativeDef& def : spec.methods) {
    const char* text = def.name;
    bool may_matter =
        text[0] == '_' && text[1] == '_' && (text[2] == 'd' || text[2] == 'g' || text[2] == 's' || text[2] == 'n');
    if (!may_matter) continue;
    // Where the layout has a finalizer, __del__ only shows it to programs.
    if (std::strcmp(text, "__del__") == 0 && spec.layout.finalize == nullptr) flags |= kTypeHasDel;
    if (std::strcmp(text, "__getattribute__") == 0 || std::strcmp(text, "__getattr__") == 0) {
      flags |= kTypeCustomGetattribute;
    }
    if (std::strcmp(text, "__setattr__") == 0 || std::strcmp(text, "__delattr__") == 0) flags |= kTypeCustomSetattr;
    if (std::strcmp(text, "__new__") == 0) flags |= kTypeHasCustomNew;
  }
  return flags;
}

// --- subclasses ---

bool addSubclass(Type* base, Type* derived) {
  if (base->subclass_count_ == base->subclass_capacity_) {
    uint32_t capacity = base->subclass_capacity_ == 0 ? 2 : base->subclass_capacity_ * 2;
    size_t bytes = size_t{capacity} * sizeof(Slot<Type>);
    void* p = base->subclass_capacity_ == 0
                  ? heap().tryAllocateRaw(bytes)
                  : heap().tryResizeRaw(base->subclasses_.get(), base->subclass_capacity_ * sizeof(Slot<Type>), bytes);
    if (p == nullptr) return raiseMemoryError();
    base->subclasses_.set(static_cast<Slot<Type>*>(p));
    base->subclass_capacity_ = capacity;
  }
  base->subclasses_.get()[base->subclass_count_++].set(derived);
  return true;
}

void removeSubclass(Type* base, Type* derived) {
  Slot<Type>* items = base->subclasses_.getOrNull();
  for (uint32_t i = 0; i < base->subclass_count_; ++i) {
    if (items[i].get() != derived) continue;
    std::memmove(items + i, items + i + 1, (base->subclass_count_ - i - 1) * sizeof(Slot<Type>));
    --base->subclass_count_;
    return;
  }
}

// --- instances ---

Ref<Object> allocateInstance(Type* type, size_t base_bytes) {
  Shape* shape = nullptr;
  if (type->root_shape_ || type->is(kTypeHeap)) {
    shape = rootShape(type);
    if (OPHION_UNLIKELY(shape == nullptr)) return raised();
  }
  TypeIndex index = type->index_;
  const TypeEntry& entry = typeEntry(index);
  size_t bytes = base_bytes;
  if (entry.tail_slots_ != 0) {
    size_t offset = isVaryingLayout(entry.layout_) ? (base_bytes + 3) / 4 * 4 : size_t{entry.tail_start_} * 4;
    bytes = offset + size_t{entry.tail_slots_} * 4;
  }
  bool of_program = index >= kFirstHeapType;
  bool container = of_program || g_object_model->descriptors[entry.layout_].kind == Kind::Container;
  void* p = container ? heap().tryAllocateContainer(bytes) : heap().tryAllocate(Kind::Atom, bytes);
  if (OPHION_UNLIKELY(p == nullptr)) return raiseMemoryError();
  std::memset(p, 0, bytes);
  Object* object = static_cast<Object*>(p);
  object->initHeader(index);
  if (of_program) incref(type);
  return Ref<Object>::steal(object);
}

const char* typeNameOf(const Object* object) {
  static thread_local char texts[4][256];
  static thread_local unsigned next = 0;
  Type* type = typeOf(object);
  if (!type->is(kTypeHeap)) return typeSpec(type->index_).name;
  char* out = texts[next++ % 4];
  const Str* text = type->name_.getOrNull();
  if (text == nullptr) return "?";
  size_t n = 0;
  for (size_t i = 0; i < text->length_ && n < sizeof texts[0] - 5; ++i) {
    char32_t c = text->at(i);
    if (c < 0x80) {
      out[n++] = static_cast<char>(c);
    } else if (c < 0x800) {
      out[n++] = static_cast<char>(0xc0 | c >> 6);
      out[n++] = static_cast<char>(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
      out[n++] = static_cast<char>(0xe0 | c >> 12);
      out[n++] = static_cast<char>(0x80 | (c >> 6 & 0x3f));
      out[n++] = static_cast<char>(0x80 | (c & 0x3f));
    } else {
      out[n++] = static_cast<char>(0xf0 | c >> 18);
      out[n++] = static_cast<char>(0x80 | (c >> 12 & 0x3f));
      out[n++] = static_cast<char>(0x80 | (c >> 6 & 0x3f));
      out[n++] = static_cast<char>(0x80 | (c & 0x3f));
    }
  }
  out[n] = 0;
  return out;
}

// --- the life of type objects ---

void traverseType(Object* self, Visitor& visitor) {
  Type* type = static_cast<Type*>(self);
  visitor.slot(type->name_);
  visitor.slot(type->qualified_name_);
  visitor.slot(type->bases_);
  visitor.slot(type->mro_);
  visitor.slot(type->base_);
  visitor.slot(type->dict_);
  for (Shape* s = type->shapes_.getOrNull(); s != nullptr; s = s->next_of_type_.getOrNull()) visitor.slot(s->name_);
}

void dropType(Object* self) {
  Type* type = static_cast<Type*>(self);
  OPHION_ASSERT(type->is(kTypeHeap));
  if (Tuple* bases = type->bases_.getOrNull()) {
    for (uint32_t i = 0; i < bases->size_; ++i) {
      if (isType(bases->at(i))) removeSubclass(static_cast<Type*>(bases->at(i)), type);
    }
  }
  dropSpecials(type);
  freeShapes(type);
  if (type->subclasses_) heap().free(type->subclasses_.get(), type->subclass_capacity_ * sizeof(Slot<Type>));
  type->subclasses_ = nullptr;
  type->base_.clear();
  type->dict_.clear();
  type->bases_.clear();
  type->mro_.clear();
  type->name_.clear();
  type->qualified_name_.clear();
}

void clearType(Object* self) {
  Type* type = static_cast<Type*>(self);
  if (!type->is(kTypeHeap)) return;
  typeCleared(type);
  // The dict stays, emptied: code that still runs may look at it.
  if (type->dict_) {
    Ref<Dict> dict = type->dict_.share();
    clearDict(dict.get());
  }
  typeCleared(type);
  type->mro_.clear();
}

}  // namespace ophion
