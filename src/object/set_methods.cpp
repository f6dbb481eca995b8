// The types set and frozenset: their methods, and the iterator over both.
#include "object/int.h"
#include "object/list.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/set.h"
#include "object/singletons.h"
#include "object/str_builder.h"
#include "object/tuple.h"
#include "object/walk.h"

namespace ophion {

namespace {

Set* self(Object* const* args) { return static_cast<Set*>(args[0]); }
Tuple* others(Object* const* args) { return static_cast<Tuple*>(args[1]); }

Ref<Object> makeSet(Object* const* args) { return makeInstance<Set>(args[0], kTypeSet); }

Ref<Object> initSet(Object* const* args) {
  clearSet(self(args));
  if (args[1] != nullptr && !updateSet_mayRunPython(self(args), args[1])) return raised();
  return newNone();
}

Ref<Object> makeFrozenSet(Object* const* args) {
  if (args[0] == builtinType(kTypeFrozenSet)) return newFrozenSetFrom_mayRunPython(args[1]);
  return makeSetOf_mayRunPython(args[0], kTypeFrozenSet, args[1]);
}

Ref<Object> length(Object* const* args) { return newInt(self(args)->used_); }

Ref<Object> containsKey(Object* const* args) {
  int found = setContains_mayRunPython(self(args), args[1]);
  return found < 0 ? Ref<Object>(nullptr) : newBool(found > 0);
}

Ref<Object> iterate(Object* const* args) { return newSetIterator(self(args)); }

template <Compare op>
Ref<Object> compareSets(Object* const* args) {
  if (!isSetLayout(args[1])) return newNotImplemented();
  Set* a = self(args);
  Set* b = static_cast<Set*>(args[1]);
  int result = 0;
  switch (op) {
    case Compare::Eq:
    case Compare::Ne:
      if (a->used_ == b->used_) result = isSubsetOf_mayRunPython(a, b);
      if (op == Compare::Ne && result >= 0) result = !result;
      break;
    case Compare::Lt:
      if (a->used_ < b->used_) result = isSubsetOf_mayRunPython(a, b);
      break;
    case Compare::Le:
      result = isSubsetOf_mayRunPython(a, b);
      break;
    case Compare::Gt:
      if (a->used_ > b->used_) result = isSubsetOf_mayRunPython(b, a);
      break;
    case Compare::Ge:
      result = isSubsetOf_mayRunPython(b, a);
      break;
  }
  return result < 0 ? Ref<Object>(nullptr) : newBool(result != 0);
}

// Bits of the keys' hashes, shuffled so that nearby hashes do not cancel out, combined in a way that knows no order.
Ref<Object> hashFrozenSet(Object* const* args) {
  Set* set = self(args);
  uint64_t hash = uint64_t{set->hash_high_} << 32 | set->hash_low_;
  if (hash == 0) {
    size_t position = 0;
    while (const SetEntry* entry = nextSetEntry(set, &position)) {
      uint64_t bits = static_cast<uint64_t>(int64_t{static_cast<int32_t>(entry->hash_)});
      hash ^= ((bits ^ 89869747u) ^ (bits << 16)) * 3644798167u;
    }
    hash ^= (uint64_t{set->used_} + 1) * 1927868237u;
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash * 69069u + 907133923u;
    if (hash == ~uint64_t{0}) hash = 590923713u;
    set->hash_low_ = static_cast<uint32_t>(hash);
    set->hash_high_ = static_cast<uint32_t>(hash >> 32);
  }
  return newInt(static_cast<int64_t>(hash));
}

Ref<Object> showKeys(Set* set) {
  Ref<List> keys = toList_mayRunPython(set);
  if (!keys) return raised();
  StrBuilder out;
  bool plain = isExactSet(set);
  if (!plain && (!out.appendUtf8(typeNameOf(set)) || !out.append(U'('))) return raised();
  if (!out.append(U'{')) return raised();
  for (size_t i = 0; i < keys->size_; ++i) {
    if (i != 0 && !out.appendAscii(", ")) return raised();
    Ref<Str> text = reprOf(keys->at(i));
    if (!text || !out.append(text.get())) return raised();
  }
  if (!out.append(U'}') || (!plain && !out.append(U')'))) return raised();
  return out.finish();
}

Ref<Object> showSet(Object* const* args) {
  Set* set = self(args);
  if (set->used_ == 0) return formatStr("%s()", typeNameOf(set));
  bool failed = false;
  if (!enterRepr(set, &failed))
    return failed ? Ref<Object>(nullptr) : Ref<Object>(formatStr("%s(...)", typeNameOf(set)));
  Ref<Object> text = showKeys(set);
  leaveRepr(set);
  return text;
}

Ref<Object> add(Object* const* args) { return addToSet_mayRunPython(self(args), args[1]) ? newNone() : raised(); }

Ref<Object> remove(Object* const* args) {
  int removed = discardFromSet_mayRunPython(self(args), args[1]);
  if (removed < 0) return raised();
  if (removed == 0) return raiseObject(kTypeKeyError, args[1]);
  return newNone();
}

Ref<Object> discard(Object* const* args) {
  return discardFromSet_mayRunPython(self(args), args[1]) < 0 ? Ref<Object>(nullptr) : newNone();
}

Ref<Object> pop(Object* const* args) {
  if (self(args)->used_ == 0) return raise(kTypeKeyError, "pop from an empty set");
  return popFromSet(self(args));
}

Ref<Object> clear(Object* const* args) {
  clearSet(self(args));
  return newNone();
}

Ref<Object> copy(Object* const* args) {
  if (isExactFrozenSet(args[0])) return share(args[0]);
  return copySet(self(args));
}

// --- operators: both operands must be sets ---

Ref<Object> orSets(Object* const* args) {
  if (!isSetLayout(args[1])) return newNotImplemented();
  Ref<Set> result = copySetWithRoom(self(args), static_cast<Set*>(args[1])->used_);
  if (!result || !updateSet_mayRunPython(result.get(), args[1])) return raised();
  return result;
}
Ref<Object> andSets(Object* const* args) {
  if (!isSetLayout(args[1])) return newNotImplemented();
  return intersectSets_mayRunPython(self(args), args[1]);
}
Ref<Object> subtractSets(Object* const* args) {
  if (!isSetLayout(args[1])) return newNotImplemented();
  return subtractFromSet_mayRunPython(self(args), args[1]);
}
Ref<Set> symmetricDifference(Set* set, Object* other) {
  TypeIndex exact = basicTypeOf(set);
  Ref<Set> result = makeSetOf_mayRunPython(builtinType(exact), exact, other);
  if (!result || !toggleInSet_mayRunPython(result.get(), set)) return raised();
  return result;
}
Ref<Object> xorSets(Object* const* args) {
  if (!isSetLayout(args[1])) return newNotImplemented();
  return symmetricDifference(self(args), args[1]);
}
template <NativeFunctionPointer operation>
Ref<Object> reflected(Object* const* args) {
  if (!isSetLayout(args[1])) return newNotImplemented();
  Object* swapped[] = {args[1], args[0]};
  return operation(swapped);
}

Ref<Object> orInPlace(Object* const* args) {
  if (!isSetLayout(args[1])) return newNotImplemented();
  return updateSet_mayRunPython(self(args), args[1]) ? share(args[0]) : raised();
}
bool keepOnly(Set* set, Object* iterable) {
  Ref<Set> kept = intersectSets_mayRunPython(set, iterable);
  if (!kept) return false;
  swapSets(set, kept.get());
  return true;
}
Ref<Object> andInPlace(Object* const* args) {
  if (!isSetLayout(args[1])) return newNotImplemented();
  return keepOnly(self(args), args[1]) ? share(args[0]) : raised();
}
Ref<Object> subtractInPlace(Object* const* args) {
  if (!isSetLayout(args[1])) return newNotImplemented();
  return removeAllFromSet_mayRunPython(self(args), args[1]) ? share(args[0]) : raised();
}
Ref<Object> xorInPlace(Object* const* args) {
  if (!isSetLayout(args[1])) return newNotImplemented();
  return toggleInSet_mayRunPython(self(args), args[1]) ? share(args[0]) : raised();
}

// --- methods: any iterables ---

Ref<Object> update(Object* const* args) {
  for (size_t i = 0; i < others(args)->size_; ++i) {
    if (!updateSet_mayRunPython(self(args), others(args)->at(i))) return raised();
  }
  return newNone();
}
Ref<Object> unite(Object* const* args) {
  Ref<Set> result = copySet(self(args));
  if (!result) return raised();
  for (size_t i = 0; i < others(args)->size_; ++i) {
    if (others(args)->at(i) == args[0]) continue;
    if (!updateSet_mayRunPython(result.get(), others(args)->at(i))) return raised();
  }
  return result;
}
Ref<Set> intersectAll(Set* set, Tuple* iterables) {
  if (iterables->size_ == 0) return copySet(set);
  Ref<Set> result = share(set);
  for (size_t i = 0; i < iterables->size_; ++i) {
    result = intersectSets_mayRunPython(result.get(), iterables->at(i));
    if (!result) return raised();
  }
  return result;
}
Ref<Object> intersect(Object* const* args) { return intersectAll(self(args), others(args)); }
Ref<Object> intersectUpdate(Object* const* args) {
  Ref<Set> kept = intersectAll(self(args), others(args));
  if (!kept) return raised();
  swapSets(self(args), kept.get());
  return newNone();
}
Ref<Object> subtract(Object* const* args) {
  if (others(args)->size_ == 0) return copySet(self(args));
  Ref<Set> result = subtractFromSet_mayRunPython(self(args), others(args)->at(0));
  for (size_t i = 1; result && i < others(args)->size_; ++i) {
    if (!removeAllFromSet_mayRunPython(result.get(), others(args)->at(i))) return raised();
  }
  return result;
}
Ref<Object> subtractUpdate(Object* const* args) {
  for (size_t i = 0; i < others(args)->size_; ++i) {
    if (!removeAllFromSet_mayRunPython(self(args), others(args)->at(i))) return raised();
  }
  return newNone();
}
Ref<Object> toggle(Object* const* args) { return symmetricDifference(self(args), args[1]); }
Ref<Object> toggleUpdate(Object* const* args) {
  return toggleInSet_mayRunPython(self(args), args[1]) ? newNone() : raised();
}

Ref<Object> answer(int result) { return result < 0 ? Ref<Object>(nullptr) : newBool(result != 0); }

Ref<Set> asSet(Object* iterable) {
  if (isSetLayout(iterable)) return share(static_cast<Set*>(iterable));
  return makeSetOf_mayRunPython(builtinType(kTypeSet), kTypeSet, iterable);
}
Ref<Object> isSubset(Object* const* args) {
  Ref<Set> other = asSet(args[1]);
  return other ? answer(isSubsetOf_mayRunPython(self(args), other.get())) : raised();
}
Ref<Object> isSuperset(Object* const* args) {
  if (isSetLayout(args[1])) return answer(isSubsetOf_mayRunPython(static_cast<Set*>(args[1]), self(args)));
  Walk walk(args[1]);
  if (walk.failed()) return raised();
  while (Ref<Object> key = walk.next_mayRunPython()) {
    int found = setContains_mayRunPython(self(args), key.get());
    if (found <= 0) return answer(found);
  }
  return errorPending() ? Ref<Object>(nullptr) : newBool(true);
}
Ref<Object> isDisjoint(Object* const* args) { return answer(areDisjoint_mayRunPython(self(args), args[1])); }

Ref<Object> reduce(Object* const* args) {
  Ref<List> keys = toList_mayRunPython(args[0]);
  if (!keys) return raised();
  Ref<Tuple> made_from = newTupleOf({keys.get()});
  if (!made_from) return raised();
  Ref<Object> own_state = callMethod(args[0], Name::__getstate__);
  if (!own_state) return raised();
  return newTupleOf({typeOf(args[0]), made_from.get(), own_state.get()});
}

Ref<Object> sizeOf(Object* const* args) {
  Set* set = self(args);
  size_t bytes = set->table_.isNull() ? 0 : (size_t{set->mask_} + 1) * sizeof(SetEntry);
  return newInt(static_cast<int64_t>(sizeof(Set) + bytes));
}

#define OPHION_ANY_SET                                                                                                 \
  {"__len__", "self, /", length, "Return len(self)."},                                                                 \
      {"__contains__", "self, key, /", containsKey, "x.__contains__(y) <==> y in x."},                                 \
      {"__iter__", "self, /", iterate, "Implement iter(self)."},                                                       \
      {"__eq__", "self, value, /", compareSets<Compare::Eq>, "Return self==value."},                                   \
      {"__ne__", "self, value, /", compareSets<Compare::Ne>, "Return self!=value."},                                   \
      {"__lt__", "self, value, /", compareSets<Compare::Lt>, "Return self<value."},                                    \
      {"__le__", "self, value, /", compareSets<Compare::Le>, "Return self<=value."},                                   \
      {"__gt__", "self, value, /", compareSets<Compare::Gt>, "Return self>value."},                                    \
      {"__ge__", "self, value, /", compareSets<Compare::Ge>, "Return self>=value."},                                   \
      {"__repr__", "self, /", showSet, "Return repr(self)."},                                                          \
      {"__or__", "self, value, /", orSets, "Return self|value."},                                                      \
      {"__ror__", "self, value, /", reflected<orSets>, "Return value|self."},                                          \
      {"__and__", "self, value, /", andSets, "Return self&value."},                                                    \
      {"__rand__", "self, value, /", reflected<andSets>, "Return value&self."},                                        \
      {"__sub__", "self, value, /", subtractSets, "Return self-value."},                                               \
      {"__rsub__", "self, value, /", reflected<subtractSets>, "Return value-self."},                                   \
      {"__xor__", "self, value, /", xorSets, "Return self^value."},                                                    \
      {"__rxor__", "self, value, /", reflected<xorSets>, "Return value^self."},                                        \
      {"__reduce__", "self, /", reduce, "Return state information for pickling."},                                     \
      {"__sizeof__", "self, /", sizeOf, "S.__sizeof__() -> size of S in memory, in bytes"},                            \
      {"copy", "self, /", copy, "Return a shallow copy of a set."},                                                    \
      {"union", "self, /, *others", unite, "Return the union of sets as a new set."},                                  \
      {"intersection", "self, /, *others", intersect, "Return the intersection of two sets as a new set."},            \
      {"difference", "self, /, *others", subtract, "Return the difference of two or more sets as a new set."},         \
      {"symmetric_difference", "self, other, /", toggle, "Return the symmetric difference of two sets as a new set."}, \
      {"issubset", "self, other, /", isSubset, "Report whether another set contains this set."},                       \
      {"issuperset", "self, other, /", isSuperset, "Report whether this set contains another set."},                   \
      {"isdisjoint", "self, other, /", isDisjoint, "Return True if two sets have a null intersection."}, {             \
    "__class_getitem__", "cls, object, /", classGetItem, "See PEP 585", NativeKind::ClassMethod                        \
  }

constexpr NativeDef kSetMethods[] = {
    {"__new__", "cls, *_, **_", makeSet, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, iterable=(), /", initSet},
    {"__hash__", "self, /", nullptr},
    {"__ior__", "self, value, /", orInPlace, "Return self|=value."},
    {"__iand__", "self, value, /", andInPlace, "Return self&=value."},
    {"__isub__", "self, value, /", subtractInPlace, "Return self-=value."},
    {"__ixor__", "self, value, /", xorInPlace, "Return self^=value."},
    {"add", "self, object, /", add,
     "Add an element to a set.\n\nThis has no effect if the element is already present."},
    {"remove", "self, object, /", remove,
     "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError."},
    {"discard", "self, object, /", discard, "Remove an element from a set if it is a member."},
    {"pop", "self, /", pop, "Remove and return an arbitrary set element.\nRaises KeyError if the set is empty."},
    {"clear", "self, /", clear, "Remove all elements from this set."},
    {"update", "self, /, *others", update, "Update a set with the union of itself and others."},
    {"intersection_update", "self, /, *others", intersectUpdate,
     "Update a set with the intersection of itself and another."},
    {"difference_update", "self, /, *others", subtractUpdate, "Remove all elements of another set from this set."},
    {"symmetric_difference_update", "self, other, /", toggleUpdate,
     "Update a set with the symmetric difference of itself and another."},
    OPHION_ANY_SET,
};

constexpr NativeDef kFrozenSetMethods[] = {
    {"__new__", "cls, iterable=(), /", makeFrozenSet, nullptr, NativeKind::StaticMethod},
    {"__hash__", "self, /", hashFrozenSet, "Return hash(self)."},
    OPHION_ANY_SET,
};

#undef OPHION_ANY_SET

void traverseSet(Object* object, Visitor& visitor) {
  Set* set = static_cast<Set*>(object);
  size_t position = 0;
  while (const SetEntry* entry = nextSetEntry(set, &position)) visitor.slot(entry->key_);
}
void dropSet(Object* object) { clearSet(static_cast<Set*>(object)); }

// --- iterator ---

SetIterator* iterator(Object* const* args) { return static_cast<SetIterator*>(args[0]); }

Ref<Object> nextKey(Object* const* args) {
  SetIterator* it = iterator(args);
  Set* set = it->set_.getOrNull();
  if (set == nullptr) return nullptr;
  if (it->used_ != set->used_) {
    it->used_ = UINT32_MAX;  // the error stays
    return raise(kTypeRuntimeError, "Set changed size during iteration");
  }
  size_t position = it->position_;
  const SetEntry* entry = nextSetEntry(set, &position);
  it->position_ = static_cast<uint32_t>(position);
  if (entry == nullptr) {
    it->set_.clear();
    return nullptr;
  }
  if (it->left_ > 0) --it->left_;
  return entry->key_.share();
}

Ref<Object> hint(Object* const* args) {
  SetIterator* it = iterator(args);
  return newInt(!it->set_.isNull() && it->used_ == it->set_->used_ ? it->left_ : 0);
}

Ref<Object> reduceIterator(Object* const* args) {
  SetIterator* it = iterator(args);
  Ref<List> rest = newList();
  if (!rest) return raised();
  if (Set* set = it->set_.getOrNull()) {
    if (it->used_ != set->used_) return raise(kTypeRuntimeError, "Set changed size during iteration");
    size_t position = it->position_;
    Object* key;
    while (nextInSet(set, &position, &key)) {
      if (!appendToList(rest.get(), key)) return raised();
    }
  }
  return reduceThrough("iter", rest.get(), nullptr);
}

constexpr NativeDef kIteratorMethods[] = {
    {"__iter__", "self, /", returnSelf},
    {"__next__", "self, /", nextKey},
    {"__length_hint__", "self, /", hint},
    {"__reduce__", "self, /", reduceIterator},
};

}  // namespace

Ref<Object> newSetIterator(Set* set) {
  Ref<SetIterator> it = allocateContainer<SetIterator>(kTypeSetIterator);
  if (!it) return raised();
  it->set_.init(share(set));
  it->used_ = it->left_ = set->used_;
  return it;
}

const TypeSpec kSetSpec = {"set",
                           "builtins",
                           tracedLayout<Set>("set", traverseSet, dropSet, dropSet),
                           kTypeBase | kTypeMatchSelf | kTypeInstancesWeakReferable,
                           kSetMethods,
                           {},
                           "set() -> new empty set object\nset(iterable) -> new set object\n\n"
                           "Build an unordered collection of unique elements."};
const TypeSpec kFrozenSetSpec = {"frozenset",
                                 "builtins",
                                 sharedLayout("frozenset"),
                                 kTypeBase | kTypeMatchSelf | kTypeInstancesWeakReferable,
                                 kFrozenSetMethods,
                                 {},
                                 "frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset object\n\n"
                                 "Build an immutable unordered collection of unique elements."};
const TypeSpec kSetIteratorSpec = {"set_iterator", "builtins", slotRowLayout<SetIterator, 1>("set_iterator"),
                                   kTypeDisallowInstantiation, kIteratorMethods};

}  // namespace ophion
