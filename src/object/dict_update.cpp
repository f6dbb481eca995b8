// Filling dicts from mappings and from pairs; equality of dicts.
#include "object/dict.h"
#include "object/error.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/walk.h"

namespace ophion {

namespace {

// Whether iterating the object is what dict does, so that its entries may be read directly.
bool iteratesAsDict(Object* other) {
  if (!holdsDict(other)) return false;
  if (isExactDict(other)) return true;
  return lookupSpecial(other, Special::k_iter) == lookupSpecial(builtinType(kTypeDict), Special::k_iter);
}

// Stores unless a present key is to be kept.
bool storeEntry(Dict* dict, Object* key, int64_t hash, Object* value, bool override_present) {
  if (!override_present) {
    Object* present;
    int found = getItemWithHash_mayRunPython(dict, key, hash, &present);
    if (found != 0) return found > 0;
  }
  return setItemWithHash_mayRunPython(dict, key, hash, value);
}

bool mergeDict_mayRunPython(Dict* dict, Dict* other, bool override_present) {
  if (other == dict || other->used_ == 0) return true;
  uint32_t used = other->used_;
  if (dict->used_ == 0) return tryCopyInto(dict, other) || raiseMemoryError();
  if (!reserveDict(dict, used)) return false;
  for (uint32_t i = 0; !other->table_.isNull() && i < other->table_->entries_filled_; ++i) {
    const DictEntry& entry = other->table_->entries()[i];
    if (entry.key_.isNull()) continue;
    Ref<Object> key = entry.key_.share();
    Ref<Object> value = entry.value_.share();
    // A folded hash folds to itself.
    if (!storeEntry(dict, key.get(), entry.hash_, value.get(), override_present)) return false;
    if (other->used_ != used) return raise(kTypeRuntimeError, "dict mutated during update");
  }
  return true;
}

bool mergePair_mayRunPython(Dict* dict, Object* element, ptrdiff_t number) {
  Ref<Tuple> pair = toTuple_mayRunPython(element);
  if (!pair) {
    if (!errorMatches(kTypeTypeError)) return false;
    return raise(kTypeTypeError, "cannot convert dictionary update sequence element #%zd to a sequence", number);
  }
  if (pair->size_ != 2) {
    return raise(kTypeValueError, "dictionary update sequence element #%zd has length %zd; 2 is required", number,
                 static_cast<ptrdiff_t>(pair->size_));
  }
  return setItem_mayRunPython(dict, pair->at(0), pair->at(1));
}

bool mergePairs_mayRunPython(Dict* dict, Object* pairs) {
  Walk walk(pairs);
  if (walk.failed()) return false;
  ptrdiff_t number = 0;
  while (Ref<Object> element = walk.next_mayRunPython()) {
    if (!mergePair_mayRunPython(dict, element.get(), number++)) return false;
  }
  return !errorPending();
}

}  // namespace

bool updateDict_mayRunPython(Dict* dict, Object* other, bool override_present) {
  if (iteratesAsDict(other)) return mergeDict_mayRunPython(dict, static_cast<Dict*>(other), override_present);
  Ref<Object> keys = callMethod(other, Name::keys);
  if (!keys) return false;
  Walk walk(keys.get());
  if (walk.failed()) return false;
  while (Ref<Object> key = walk.next_mayRunPython()) {
    int64_t hash;
    if (!hashKey_mayRunPython(key.get(), &hash)) return false;
    if (!override_present) {
      Object* present;
      int found = getItemWithHash_mayRunPython(dict, key.get(), hash, &present);
      if (found < 0) return false;
      if (found > 0) continue;
    }
    Ref<Object> value = getItem(other, key.get());
    if (!value || !setItemWithHash_mayRunPython(dict, key.get(), hash, value.get())) return false;
  }
  return !errorPending();
}

Ref<Dict> copyMapping_mayRunPython(Object* dict) {
  if (iteratesAsDict(dict)) return copyDict(static_cast<Dict*>(dict));
  Ref<Dict> made = newDict();
  if (!made || !updateDict_mayRunPython(made.get(), dict, true)) return raised();
  return made;
}

bool updateDictFromArgument_mayRunPython(Dict* dict, Object* other) {
  if (isExactDict(other)) return mergeDict_mayRunPython(dict, static_cast<Dict*>(other), true);
  bool failed = false;
  Ref<Object> keys = getAttrOrNull(other, Name::keys, &failed);
  if (failed) return false;
  return keys ? updateDict_mayRunPython(dict, other, true) : mergePairs_mayRunPython(dict, other);
}

int equalDicts_mayRunPython(Dict* a, Dict* b) {
  if (a->used_ != b->used_) return 0;
  NativeRecursion guard(" in comparison");
  if (guard.exceeded()) return raised();
  for (uint32_t i = 0; !a->table_.isNull() && i < a->table_->entries_filled_; ++i) {
    const DictEntry& entry = a->table_->entries()[i];
    if (entry.key_.isNull()) continue;
    Ref<Object> key = entry.key_.share();
    Ref<Object> value = entry.value_.share();
    Object* other;
    int found = getItemWithHash_mayRunPython(b, key.get(), entry.hash_, &other);
    if (found <= 0) return found;
    Ref<Object> held = share(other);
    int equal = equalObjects(value.get(), held.get());
    if (equal <= 0) return equal;
  }
  return 1;
}

Ref<Object> subscriptDict_mayRunPython(Dict* dict, Object* key) {
  Object* value;
  int found = getItem_mayRunPython(dict, key, &value);
  if (found > 0) return share(value);
  if (found < 0) return raised();
  if (!isExactDict(dict)) {
    if (Object* missing = lookupInType(typeOf(dict), name(Name::__missing__))) {
      Object* args[] = {dict, key};
      return callSpecial(missing, args, 2);
    }
    if (errorPending()) return raised();
  }
  return raiseObject(kTypeKeyError, key);
}

}  // namespace ophion
