// Making classes: what happens between the end of a class's body and the class.
//
// The steps, in CPython's order: best base, __slots__, the type object with its layout, what goes into its dict, the
// resolution order, then the hooks: the __class__ cell, __set_name__ and __init_subclass__.
#include <algorithm>
#include <cstring>

#include "object/allocate.h"
#include "object/binding.h"
#include "object/builtin_table.h"
#include "object/call_hooks.h"
#include "object/dict.h"
#include "object/exception_chain.h"
#include "object/function.h"
#include "object/identifier_text.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/shape.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_flags.h"

namespace ophion {

Type* solidBase(Type* type) {
  for (Type* t = type;; t = t->base_.get()) {
    Type* base = t->base_.getOrNull();
    if (base == nullptr || t->layout_ != base->layout_ || t->member_slots_ != base->member_slots_) return t;
  }
}

Type* bestBase(Tuple* bases) {
  Type* base = nullptr;
  Type* winner = nullptr;
  for (uint32_t i = 0; i < bases->size_; ++i) {
    Object* item = bases->at(i);
    if (!isType(item)) return raise(kTypeTypeError, "bases must be types");
    Type* candidate_base = static_cast<Type*>(item);
    if (!candidate_base->is(kTypeBase)) {
      return raise(kTypeTypeError, "type '%N' is not an acceptable base type", candidate_base);
    }
    Type* candidate = solidBase(candidate_base);
    if (winner == nullptr) {
      winner = candidate;
      base = candidate_base;
    } else if (isSubtype(winner, candidate)) {
      continue;
    } else if (isSubtype(candidate, winner)) {
      winner = candidate;
      base = candidate_base;
    } else {
      return raise(kTypeTypeError, "multiple bases have instance lay-out conflict");
    }
  }
  return base;
}

namespace {

// Whether `wanted` stands in `list` behind position `from`.
bool inTail(Tuple* list, uint32_t from, Object* wanted) {
  for (uint32_t i = from + 1; i < list->size_; ++i) {
    if (list->at(i) == wanted) return true;
  }
  return false;
}

bool checkDuplicates(Tuple* bases) {
  for (uint32_t i = 0; i < bases->size_; ++i) {
    if (!inTail(bases, i, bases->at(i))) continue;
    return isType(bases->at(i)) ? raise(kTypeTypeError, "duplicate base class %N", static_cast<Type*>(bases->at(i)))
                                : raise(kTypeTypeError, "duplicate base class");
  }
  return true;
}

Raised raiseInconsistent(Tuple** lists, uint32_t* at, uint32_t n) {
  Ref<Str> names = emptyStr();
  Ref<List> seen = newList();
  if (!names || !seen) return raised();
  for (uint32_t i = 0; i < n; ++i) {
    if (at[i] >= lists[i]->size_) continue;
    Object* head = lists[i]->at(at[i]);
    bool known = false;
    for (uint32_t k = 0; k < seen->size_; ++k) known = known || seen->at(k) == head;
    if (known) continue;
    if (!appendToList(seen.get(), head)) return raised();
    names = seen->size_ == 1 ? formatStr("%N", static_cast<Type*>(head))
                             : formatStr("%U, %N", names.get(), static_cast<Type*>(head));
    if (!names) return raised();
  }
  return raise(kTypeTypeError, "Cannot create a consistent method resolution\norder (MRO) for bases %U", names.get());
}

// The order of a class with one base: itself, then the base's.
Ref<Tuple> linearizeSingle(Type* type, Tuple* base_order) {
  uint32_t n = base_order->size_;
  Ref<Tuple> order = newTuple(size_t{n} + 1);
  if (!order) return raised();
  order->items()[0].init(share<Object>(type));
  for (uint32_t i = 0; i < n; ++i) order->items()[i + 1].init(share(base_order->at(i)));
  return order;
}

}  // namespace

Ref<Tuple> linearize(Type* type, Tuple* bases) {
  if (!checkDuplicates(bases)) return raised();
  if (bases->size_ == 1) {
    Type* base = static_cast<Type*>(bases->at(0));
    if (base->mro_) return linearizeSingle(type, base->mro_.get());
  }
  uint32_t n = bases->size_ + 1;
  RawBuffer<Tuple*> lists(n);
  RawBuffer<uint32_t> at(n);
  if (!lists || !at) return raised();
  for (uint32_t i = 0; i + 1 < n; ++i) {
    Type* base = static_cast<Type*>(bases->at(i));
    if (!base->mro_) return raise(kTypeTypeError, "Cannot extend an incomplete type '%N'", base);
    lists[i] = base->mro_.get();
    at[i] = 0;
  }
  lists[n - 1] = bases;
  at[n - 1] = 0;
  Ref<List> order = newList(n > 1 ? lists[0]->size_ + 1 : 1);
  if (!order || !appendToList(order.get(), type)) return raised();
  for (;;) {
    bool any = false;
    Object* next = nullptr;
    for (uint32_t i = 0; i < n && next == nullptr; ++i) {
      if (at[i] >= lists[i]->size_) continue;
      any = true;
      Object* head = lists[i]->at(at[i]);
      bool blocked = false;
      for (uint32_t k = 0; k < n && !blocked; ++k) blocked = at[k] < lists[k]->size_ && inTail(lists[k], at[k], head);
      if (!blocked) next = head;
    }
    if (!any) return newTupleFromSlots(order->size_ == 0 ? nullptr : order->items(), order->size_);
    if (next == nullptr) return raiseInconsistent(lists.get(), at.get(), n);
    if (!appendToList(order.get(), next)) return raised();
    for (uint32_t i = 0; i < n; ++i) at[i] += at[i] < lists[i]->size_ && lists[i]->at(at[i]) == next;
  }
}

Ref<Tuple> computeMro_mayRunPython(Type* type) {
  Type* metaclass = typeOf(type);
  Str* mro_name = name(Name::mro);
  if (metaclass == builtinType(kTypeType) ||
      lookupInType(metaclass, mro_name) == lookupInType(builtinType(kTypeType), mro_name)) {
    return linearize(type, type->bases_.get());
  }
  Ref<Object> given = callMethod(type, Name::mro);
  if (!given) return raised();
  Ref<Tuple> mro = toTuple_mayRunPython(given.get());
  if (!mro) return raised();
  Type* solid = solidBase(type->base_.get());
  for (uint32_t i = 0; i < mro->size_; ++i) {
    if (!isType(mro->at(i))) return raise(kTypeTypeError, "mro() returned a non-class ('%T')", mro->at(i));
    if (!isSubtype(solid, solidBase(static_cast<Type*>(mro->at(i))))) {
      return raise(kTypeTypeError, "mro() returned base with unsuitable layout ('%N')", static_cast<Type*>(mro->at(i)));
    }
  }
  return mro;
}

bool callInitSubclass_mayRunPython(Type* type, Dict* keywords) {
  Tuple* mro = type->mro_.get();
  bool in_order = false;
  for (uint32_t i = 0; i < mro->size_; ++i) in_order |= mro->at(i) == type;
  if (!in_order) return raise(kTypeTypeError, "super(type, obj): obj must be an instance or subtype of type");
  // super(type, type).__init_subclass__
  for (uint32_t i = 1; i < mro->size_; ++i) {
    Dict* dict = typeDict(static_cast<Type*>(mro->at(i)));
    if (dict == nullptr) return raised();
    Object* found = getStrBorrowed(dict, name(Name::__init_subclass__));
    if (found == nullptr) continue;
    bool plain = isExactClassMethodDescriptor(found) && static_cast<Type*>(mro->at(i)) == builtinType(kTypeObject);
    if (plain && (keywords == nullptr || keywords->used_ == 0)) return true;
    Ref<Object> keep = share(found);
    Ref<Object> bound = bindDescriptor_mayRunPython(found, nullptr, type);
    if (!bound) return raised();
    Ref<Tuple> no_args = emptyTuple();
    return static_cast<bool>(callWithTuple(bound.get(), no_args.get(), keywords));
  }
  return true;
}

namespace {

bool forbidsWeakref(const Type* base) {
  return base->layout_ == kTypeInt || base->layout_ == kTypeBytes || base->layout_ == kTypeTuple;
}

constexpr uint32_t kPatternFlags = kTypeSequence | kTypeMapping;

// A class under construction.
struct Making {
  Type* metaclass;
  Str* name;
  Ref<Tuple> bases;
  Ref<Dict> dict;
  Type* base = nullptr;
  Ref<List> members;  // names of __slots__ that become members, sorted
  Ref<Object> slots;  // __slots__ as a tuple, or null
  bool wants_dict = false;
  bool wants_weakref = false;
  Ref<Type> type;
};

// Members of a class and its bases: shapes and the type table count them, and its fields, in 16 bits.
constexpr uint32_t kMostMembers = 4000;

bool checkMemberCount(const Making& m, uint32_t members) {
  if (m.base->member_slots_ + uint64_t{members} <= kMostMembers) return true;
  return raise(kTypeTypeError, "too many __slots__ in class '%U': Ophion allows %u, those of its bases included",
               m.name, kMostMembers);
}

bool insertSorted(List* list, Str* member) {
  uint32_t at = list->size_;
  while (at > 0 && compareStrs(static_cast<Str*>(list->at(at - 1)), member) > 0) --at;
  return insertIntoList(list, at, member);
}

bool addSlot(Making& m, Str* slot) {
  bool may_dict = !m.base->is(kTypeInstancesHaveDict);
  bool may_weakref = !m.base->is(kTypeInstancesWeakReferable) && !forbidsWeakref(m.base);
  if (equalsAscii(slot, "__dict__")) {
    if (!may_dict || m.wants_dict) return raise(kTypeTypeError, "__dict__ slot disallowed: we already got one");
    m.wants_dict = true;
    return true;
  }
  if (equalsAscii(slot, "__weakref__")) {
    if (!may_weakref || m.wants_weakref) {
      return raise(kTypeTypeError, "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0");
    }
    m.wants_weakref = true;
    return true;
  }
  Ref<Str> member = manglePrivate(m.name, slot);
  if (!member) return raised();
  member = intern(std::move(member));
  if (!member) return raised();
  return checkMemberCount(m, m.members->size_ + 1) && insertSorted(m.members.get(), member.get());
}

// A member must not have the name of a class variable.
bool checkConflict(Making& m, Str* slot) {
  Ref<Str> member = manglePrivate(m.name, slot);
  if (!member) return raised();
  if (getStrBorrowed(m.dict.get(), member.get()) == nullptr) return true;
  for (const char* allowed : {"__qualname__", "__classcell__", "__dict__", "__weakref__"}) {
    if (equalsAscii(slot, allowed)) return true;
  }
  return raise(kTypeValueError, "%R in __slots__ conflicts with class variable", static_cast<Object*>(member.get()));
}

// Varying layouts whose items CPython counts in the object's size: no members behind them.
bool forbidsMembers(const Type* base) {
  return base->layout_ == kTypeInt || base->layout_ == kTypeBytes || base->layout_ == kTypeTuple ||
         base->layout_ == kTypeType;
}

bool readSlots_mayRunPython(Making& m) {
  Object* given = getStrBorrowed(m.dict.get(), name(Name::__slots__));
  if (given == nullptr) {
    m.wants_dict = !m.base->is(kTypeInstancesHaveDict);
    m.wants_weakref = !m.base->is(kTypeInstancesWeakReferable) && !forbidsWeakref(m.base);
    return true;
  }
  Ref<Object> keep = share(given);
  Ref<Tuple> slots = isStrLayout(given) ? newTupleOf({given}) : toTuple_mayRunPython(given);
  if (!slots) return raised();
  m.members = newList(slots->size_);
  if (!m.members) return raised();
  if (slots->size_ > 0 && forbidsMembers(m.base)) {
    return raise(kTypeTypeError, "nonempty __slots__ not supported for subtype of '%N'", m.base);
  }
  for (uint32_t i = 0; i < slots->size_; ++i) {
    Object* slot = slots->at(i);
    if (!isStrLayout(slot)) return raise(kTypeTypeError, "__slots__ items must be strings, not '%T'", slot);
    if (!isIdentifierText(static_cast<Str*>(slot))) return raise(kTypeTypeError, "__slots__ must be identifiers");
  }
  for (uint32_t i = 0; i < slots->size_; ++i) {
    if (!addSlot(m, static_cast<Str*>(slots->at(i)))) return raised();
  }
  for (uint32_t i = 0; i < slots->size_; ++i) {
    if (!checkConflict(m, static_cast<Str*>(slots->at(i)))) return raised();
  }
  // A base beside the best one may bring a dict or weak references.
  for (uint32_t i = 0; i < m.bases->size_; ++i) {
    Type* base = static_cast<Type*>(m.bases->at(i));
    if (base->is(kTypeInstancesHaveDict) && !m.base->is(kTypeInstancesHaveDict)) m.wants_dict = true;
    if (base->is(kTypeInstancesWeakReferable) && !m.base->is(kTypeInstancesWeakReferable)) {
      m.wants_weakref = !forbidsWeakref(m.base);
    }
  }
  m.slots = std::move(slots);
  return true;
}

uint16_t selfStoresOf(Object* method) {
  return isExactFunction(method) ? countSelfStores(static_cast<Function*>(method)->code_.get()) : uint16_t{0};
}

// What __init__ stores comes on top of what the bases' stores; where no __init__ is in sight, another method may fill
// the instance.
uint16_t fieldHint(const Making& m) {
  unsigned inherited = 0;
  for (uint32_t i = 0; i < m.bases->size_; ++i) {
    inherited = std::max<unsigned>(inherited, static_cast<Type*>(m.bases->at(i))->field_hint_);
  }
  unsigned own = 0;
  if (Object* init = getStrBorrowed(m.dict.get(), name(Name::__init__))) {
    own = selfStoresOf(init);
  } else if (inherited == 0) {
    size_t position = 0;
    Object* key;
    Object* value;
    while (nextEntry(m.dict.get(), &position, &key, &value)) own = std::max<unsigned>(own, selfStoresOf(value));
  }
  return static_cast<uint16_t>(std::min<unsigned>(inherited + own, kMaxInlineFields));
}

bool allocateType(Making& m) {
  size_t members = m.members ? m.members->size_ : 0;
  Ref<Object> object = m.metaclass == builtinType(kTypeType) ? Ref<Object>(allocateContainer<Type>(kTypeType))
                                                             : allocateInstance(m.metaclass, sizeof(Type));
  if (!object) return raised();
  m.type = std::move(object).castTo<Type>();
  Type* type = m.type.get();
  Type* base = m.base;
  // What patterns take instances for is up to the whole order of bases (completeOrder_mayRunPython).
  type->flags_ = kTypeHeap | kTypeBase | kTypePopulated | (base->flags_ & kTypeInheritedFlags & ~kPatternFlags);
  if (m.wants_dict) type->flags_ |= kTypeInstancesHaveDict;
  if (m.wants_weakref) type->flags_ |= kTypeInstancesWeakReferable;
  type->name_.init(share(m.name));
  type->bases_.init(m.bases);
  type->base_.init(share(base));
  type->dict_.init(m.dict);
  type->layout_ = base->layout_;
  type->tail_start_ = base->tail_start_;
  type->member_slots_ = static_cast<uint16_t>(base->member_slots_ + members);
  type->field_hint_ = fieldHint(m);
  return rootShape(type) != nullptr;
}

bool setDefault(Dict* dict, Name n, Object* value) {
  return getStrBorrowed(dict, name(n)) != nullptr || setStr(dict, name(n), value);
}

bool wrapFunction(Dict* dict, Name n, TypeIndex wrapper) {
  Object* found = getStrBorrowed(dict, name(n));
  if (found == nullptr || !isExactFunction(found)) return true;
  Ref<ClassMethod> wrapped = newClassMethod(wrapper, found);
  return wrapped && setStr(dict, name(n), wrapped.get());
}

bool takeQualifiedName(Making& m) {
  Type* type = m.type.get();
  Object* given = getStrBorrowed(m.dict.get(), name(Name::__qualname__));
  if (given == nullptr) {
    type->qualified_name_.init(share(m.name));
    return true;
  }
  if (!isStrLayout(given)) return raise(kTypeTypeError, "type __qualname__ must be a str, not %T", given);
  type->qualified_name_.init(share(static_cast<Str*>(given)));
  bool found = false;
  return deleteStr(m.dict.get(), name(Name::__qualname__), &found);
}

bool addMembers(Making& m) {
  Type* type = m.type.get();
  for (uint32_t i = 0; m.members && i < m.members->size_; ++i) {
    Str* member = static_cast<Str*>(m.members->at(i));
    Ref<MemberDescriptor> descriptor = allocateContainer<MemberDescriptor>(kTypeMemberDescriptor);
    if (!descriptor) return raised();
    descriptor->owner_.init(share(type));
    descriptor->name_.init(share(member));
    descriptor->slot_ = m.base->member_slots_ + i;
    descriptor->id_ = 0;
    if (!setStr(m.dict.get(), member, descriptor.get())) return raised();
  }
  return true;
}

bool addInstanceGetSet(Making& m, Name n, uint32_t id) {
  Ref<GetSetDescriptor> descriptor = allocateContainer<GetSetDescriptor>(kTypeGetSetDescriptor);
  if (!descriptor) return raised();
  descriptor->id_ = id;
  descriptor->owner_.init(share(m.type.get()));
  return setDefault(m.dict.get(), n, descriptor.get());
}

// What a class has in its dict besides what its body put there.
bool completeDict(Making& m) {
  Dict* dict = m.dict.get();
  if (!takeQualifiedName(m)) return raised();
  if (getStrBorrowed(dict, name(Name::__module__)) == nullptr) {
    Dict* globals = currentGlobalsBorrowed();
    Object* module = globals == nullptr ? nullptr : getStrBorrowed(globals, name(Name::__name__));
    if (module != nullptr && !setStr(dict, name(Name::__module__), module)) return raised();
  }
  if (!wrapFunction(dict, Name::__new__, kTypeStaticMethod) ||
      !wrapFunction(dict, Name::__init_subclass__, kTypeClassMethod) ||
      !wrapFunction(dict, Name::__class_getitem__, kTypeClassMethod) || !addMembers(m)) {
    return raised();
  }
  if (m.wants_dict && !addInstanceGetSet(m, Name::__dict__, kInstanceDictGetSet)) return raised();
  if (m.wants_weakref && !addInstanceGetSet(m, Name::__weakref__, kInstanceWeakrefGetSet)) return raised();
  return setDefault(dict, Name::__doc__, none());
}

bool fillClassCell(Making& m) {
  Object* cell = getStrBorrowed(m.dict.get(), name(Name::__classcell__));
  if (cell == nullptr) return true;
  if (!isExactCell(cell)) {
    return raise(kTypeTypeError, "type.__new__(): __classcell__ must be a nonlocal cell, not %T", cell);
  }
  static_cast<Cell*>(cell)->value_.assign(Ref<Object>(m.type));
  bool found = false;
  return deleteStr(m.dict.get(), name(Name::__classcell__), &found);
}

bool completeOrder_mayRunPython(Making& m) {
  Type* type = m.type.get();
  Ref<Tuple> mro = computeMro_mayRunPython(type);
  if (!mro) return raised();
  type->mro_.assign(std::move(mro));
  Dict* dict = m.dict.get();
  if (getStrBorrowed(dict, name(Name::__eq__)) != nullptr && !setDefault(dict, Name::__hash__, none())) return raised();
  for (uint32_t i = 0; i < m.bases->size_; ++i) {
    if (!addSubclass(static_cast<Type*>(m.bases->at(i)), type)) return raised();
  }
  // Sequence and mapping patterns ask the whole order, as abstract base classes mark themselves.
  for (uint32_t i = 1; i < type->mro_->size_ && (type->flags_ & kPatternFlags) == 0; ++i) {
    type->flags_ |= static_cast<Type*>(type->mro_->at(i))->flags_ & kPatternFlags;
  }
  typeModified(type);
  return true;
}

bool setNames_mayRunPython(Type* type) {
  Ref<Dict> names = copyDict(type->dict_.get());
  if (!names) return raised();
  size_t position = 0;
  Object* key = nullptr;
  Object* value = nullptr;
  while (nextEntry(names.get(), &position, &key, &value)) {
    if (isExactFunction(value) || isExactStr(value) || isSmallInt(value)) continue;
    Object* hook = lookupInType(typeOf(value), name(Name::__set_name__));
    if (hook == nullptr) {
      if (errorPending()) return raised();
      continue;
    }
    Ref<Object> keep = share(hook);
    Object* args[] = {value, type, key};
    if (callSpecial(hook, args, 3)) continue;
    Ref<Object> cause = takeError();
    raise(kTypeRuntimeError, "Error calling __set_name__ on '%T' instance %R in '%N'", value, key, type);
    return attachCause(std::move(cause));
  }
  return true;
}

}  // namespace

Ref<Type> makeType(Type* metaclass, Str* name_given, Tuple* bases, Dict* namespace_dict, Dict* keywords) {
  Making m{};
  m.metaclass = metaclass;
  m.name = name_given;
  m.bases = bases->size_ == 0 ? newTupleOf({builtinType(kTypeObject)}) : share(bases);
  if (!m.bases) return raised();
  m.base = bestBase(m.bases.get());
  if (m.base == nullptr) return raised();
  Ref<Str> counted_name = share(name_given);
  m.dict = copyDict(namespace_dict);
  if (!m.dict || !readSlots_mayRunPython(m)) return raised();
  for (size_t i = 0; i < name_given->length_; ++i) {
    if (name_given->at(i) == 0) return raise(kTypeValueError, "type name must not contain null characters");
  }
  if (!allocateType(m) || !fillClassCell(m) || !completeDict(m) || !completeOrder_mayRunPython(m)) return raised();
  if (!setNames_mayRunPython(m.type.get()) || !callInitSubclass_mayRunPython(m.type.get(), keywords)) return raised();
  return m.type;
}

}  // namespace ophion
