// Algebra of sets: intersection, difference and the rest, in the ways that make results come out in CPython's order.
#include "object/allocate.h"
#include "object/hash_key.h"
#include "object/protocol.h"
#include "object/set.h"
#include "object/type.h"
#include "object/walk.h"

namespace ophion {

namespace {

Ref<Set> emptyLike(Set* set) { return allocateContainer<Set>(basicTypeOf(set)); }

// Calls f(key, folded hash) for every item of the iterable, which is no set. f returns false to stop, with an exception
// pending or not. False: an exception is pending.
template <class F>
bool eachKey_mayRunPython(Object* iterable, F f) {
  Walk walk(iterable);
  if (walk.failed()) return false;
  while (Ref<Object> key = walk.next_mayRunPython()) {
    uint32_t hash;
    if (!foldedHashOf_mayRunPython(key.get(), &hash)) return false;
    if (!f(key.get(), hash)) return !errorPending();
  }
  return !errorPending();
}

// The same over a set's entries.
template <class F>
bool eachEntry_mayRunPython(Set* set, F f) {
  size_t position = 0;
  while (const SetEntry* entry = nextSetEntry(set, &position)) {
    Ref<Object> key = entry->key_.share();
    if (!f(key.get(), entry->hash_)) return !errorPending();
  }
  return true;
}

// The same over a dict's keys, whose hashes are known; dicts and sets fold hashes alike. The dict may change meanwhile.
template <class F>
bool eachDictKey_mayRunPython(Dict* dict, F f) {
  size_t position = 0;
  Object *key, *value;
  while (nextEntry(dict, &position, &key, &value)) {
    Ref<Object> held = share(key);
    if (!f(key, dict->table_->entries()[position - 1].hash_)) return !errorPending();
  }
  return true;
}

template <class F>
bool each_mayRunPython(Object* iterable, F f) {
  return isSetLayout(iterable) ? eachEntry_mayRunPython(static_cast<Set*>(iterable), f)
                               : eachKey_mayRunPython(iterable, f);
}

}  // namespace

Ref<Set> intersectSets_mayRunPython(Set* a, Object* other) {
  if (a == other) return copySet(a);
  Ref<Set> result = emptyLike(a);
  if (!result) return result;
  Set* asked = a;
  Object* walked = other;
  // The smaller one is walked, the larger one asked.
  if (isSetLayout(other) && static_cast<Set*>(other)->used_ > a->used_) {
    asked = static_cast<Set*>(other);
    walked = a;
  }
  bool fine = each_mayRunPython(walked, [&](Object* key, uint32_t hash) {
    int found = setContainsWithHash_mayRunPython(asked, key, hash);
    return found == 0 || (found > 0 && addToSetWithHash_mayRunPython(result.get(), key, hash));
  });
  return fine ? result : Ref<Set>(raised());
}

bool removeAllFromSet_mayRunPython(Set* set, Object* iterable) {
  if (set == iterable) {
    clearSet(set);
    return true;
  }
  return each_mayRunPython(
      iterable, [&](Object* key, uint32_t hash) { return discardWithHash_mayRunPython(set, key, hash) >= 0; });
}

Ref<Set> subtractFromSet_mayRunPython(Set* a, Object* other) {
  bool is_set = isSetLayout(other);
  bool is_dict = isExactDict(other);
  size_t other_size = is_set ? static_cast<Set*>(other)->used_ : is_dict ? static_cast<Dict*>(other)->used_ : 0;
  // Where the other is much smaller, or cannot be asked: a copy, from which the other's items are taken.
  if ((!is_set && !is_dict) || a->used_ >> 2 > other_size) {
    Ref<Set> result = copySet(a);
    if (!result || !removeAllFromSet_mayRunPython(result.get(), other)) return raised();
    return result;
  }
  Ref<Set> result = emptyLike(a);
  if (!result) return result;
  bool fine = eachEntry_mayRunPython(a, [&](Object* key, uint32_t hash) {
    Object* value;
    int found = is_set ? setContainsWithHash_mayRunPython(static_cast<Set*>(other), key, hash)
                       : getItemWithHash_mayRunPython(static_cast<Dict*>(other), key, hash, &value);
    return found > 0 || (found == 0 && addToSetWithHash_mayRunPython(result.get(), key, hash));
  });
  return fine ? result : Ref<Set>(raised());
}

bool toggleInSet_mayRunPython(Set* set, Object* iterable) {
  if (set == iterable) {
    clearSet(set);
    return true;
  }
  Ref<Object> others = share(iterable);
  if (!isSetLayout(iterable) && !isExactDict(iterable)) {
    // Items that come twice count once.
    others = makeSetOf_mayRunPython(builtinType(kTypeSet), kTypeSet, iterable);
    if (!others) return false;
  }
  auto toggle = [&](Object* key, uint32_t hash) {
    int removed = discardWithHash_mayRunPython(set, key, hash);
    return removed > 0 || (removed == 0 && addToSetWithHash_mayRunPython(set, key, hash));
  };
  if (isExactDict(iterable)) return eachDictKey_mayRunPython(static_cast<Dict*>(iterable), toggle);
  return each_mayRunPython(others.get(), toggle);
}

int isSubsetOf_mayRunPython(Set* a, Set* b) {
  if (a->used_ > b->used_) return 0;
  int all = 1;
  bool fine = eachEntry_mayRunPython(a, [&](Object* key, uint32_t hash) {
    all = setContainsWithHash_mayRunPython(b, key, hash);
    return all > 0;
  });
  return fine ? all : -1;
}

int areDisjoint_mayRunPython(Set* a, Object* other) {
  if (a == other) return a->used_ == 0;
  Set* asked = a;
  Object* walked = other;
  // Derived classes are asked for an iterator here, unlike in the other operations.
  bool is_set = isExactSet(other) || isExactFrozenSet(other);
  if (is_set && static_cast<Set*>(other)->used_ > a->used_) {
    asked = static_cast<Set*>(other);
    walked = a;
  }
  int found = 0;
  auto isApart = [&](Object* key, uint32_t hash) {
    found = setContainsWithHash_mayRunPython(asked, key, hash);
    return found == 0;
  };
  bool fine =
      is_set ? eachEntry_mayRunPython(static_cast<Set*>(walked), isApart) : eachKey_mayRunPython(walked, isApart);
  return fine ? found == 0 : -1;
}

}  // namespace ophion
