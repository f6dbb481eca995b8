// The module _abc: abstract base classes.
//
// Each has three sets of weak references to classes: those that were registered, those known to be subclasses, and
// those known not to be. What is known not to be holds only as long as nothing more is registered anywhere: a counter
// of the runtime tells. References that died are swept out when a set has doubled since it was swept last.
#include "object/allocate.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/int.h"
#include "object/make_instance.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/set.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/walk.h"
#include "object/weakref.h"

namespace ophion {

struct AbcData : Object {
  Slot<Set> registry_, cache_, negative_;  // null until used
  uint32_t swept_[3];                      // how many each held after it was swept last
  uint64_t negative_version_;
};

namespace {

constexpr NativeKind kFunction = NativeKind::Function;
enum Which { kRegistry, kCache, kNegative };

Slot<Set>& setOf(AbcData* data, Which which) {
  return which == kRegistry ? data->registry_ : which == kCache ? data->cache_ : data->negative_;
}

// The data of a class; null with an exception pending.
Ref<AbcData> dataOf(Object* cls) {
  Ref<Str> key = internText("_abc_impl");
  Ref<Object> found = key ? getAttr(cls, key.get()) : nullptr;
  if (!found) return raised();
  if (!isExactAbcData(found.get())) return raise(kTypeTypeError, "_abc_impl is set to a wrong type");
  return std::move(found).castTo<AbcData>();
}

// 1, 0, -1.
int isIn(AbcData* data, Which which, Object* cls) {
  Ref<Set> set = setOf(data, which).share();
  if (!set || set->used_ == 0) return 0;
  Ref<Object> reference = newWeakRef(cls, nullptr);
  if (!reference) {
    if (!errorMatches(kTypeTypeError)) return -1;
    clearError();
    return 0;
  }
  return setContains_mayRunPython(set.get(), reference.get());
}

bool sweep(Set* set) {
  Ref<Set> live = newSet();
  Ref<Set> before = live ? copySet(set) : nullptr;
  if (!before) return raised();
  size_t position = 0;
  Object* item;
  while (nextInSet(before.get(), &position, &item)) {
    if (weakReferent(static_cast<WeakRef*>(item)) && !addToSet_mayRunPython(live.get(), item)) return raised();
  }
  swapSets(set, live.get());
  return true;
}

bool add(AbcData* data, Which which, Object* cls) {
  Slot<Set>& slot = setOf(data, which);
  if (!slot) {
    Ref<Set> fresh = newSet();
    if (!fresh) return raised();
    slot.init(std::move(fresh));
  }
  Ref<Set> set = slot.share();
  Ref<Object> reference = newWeakRef(cls, nullptr);
  if (!reference || !addToSet_mayRunPython(set.get(), reference.get())) return raised();
  if (set->used_ > 16 && set->used_ > 2 * data->swept_[which]) {
    if (!sweep(set.get())) return raised();
    data->swept_[which] = static_cast<uint32_t>(set->used_);
  }
  return true;
}

// --- abstract methods ---

int isAbstract(Object* value) {
  bool failed = false;
  Ref<Object> mark = getAttrOrNull(value, Name::__isabstractmethod__, &failed);
  return failed ? -1 : mark ? isTrue(mark.get()) : 0;
}

bool addInherited(Object* cls, Object* base, Set* names) {
  bool failed = false;
  Ref<Object> theirs = getAttrOrNull(base, Name::__abstractmethods__, &failed);
  if (failed) return raised();
  if (!theirs) return true;
  Walk walk(theirs.get());
  if (walk.failed()) return raised();
  while (Ref<Object> item = walk.next_mayRunPython()) {
    if (!isStrLayout(item.get())) return raise(kTypeTypeError, "attribute name must be string, not '%T'", item.get());
    Ref<Object> value = getAttrOrNull(cls, static_cast<Str*>(item.get()), &failed);
    if (failed) return raised();
    int abstract = value ? isAbstract(value.get()) : 0;
    if (abstract < 0 || (abstract > 0 && !addToSet_mayRunPython(names, item.get()))) return raised();
  }
  return !errorPending();
}

bool computeAbstractMethods(Type* cls) {
  Ref<Set> names = newSet();
  Dict* own = typeDict(cls);
  Ref<Dict> snapshot = own == nullptr ? nullptr : copyDict(own);
  if (!names || !snapshot) return raised();
  size_t position = 0;
  Object *key, *value;
  while (nextEntry(snapshot.get(), &position, &key, &value)) {
    int abstract = isAbstract(value);
    if (abstract < 0 || (abstract > 0 && !addToSet_mayRunPython(names.get(), key))) return raised();
  }
  Ref<Tuple> bases = cls->bases_.share();
  for (uint32_t i = 0; i < bases->size_; ++i) {
    if (!addInherited(cls, bases->at(i), names.get())) return raised();
  }
  Ref<Set> frozen = newFrozenSetFrom_mayRunPython(names.get());
  return frozen && setAttr(cls, name(Name::__abstractmethods__), frozen.get());
}

constexpr uint32_t kCollection = kTypeSequence | kTypeMapping;

// `__abc_tpflags__` in the body of a class says which patterns its instances match.
bool takeCollectionFlags(Type* cls) {
  Ref<Str> key = internText("__abc_tpflags__");
  Object* given = key ? getStrBorrowed(typeDict(cls), key.get()) : nullptr;
  if (given == nullptr) return static_cast<bool>(key);
  int64_t flags = isSmallInt(given) ? smallValue(given) : 0;
  bool sequence = flags >> 5 & 1, mapping = flags >> 6 & 1;
  if (sequence && mapping) {
    return raise(kTypeTypeError, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
  }
  if (sequence || mapping) cls->flags_ = (cls->flags_ & ~kCollection) | (sequence ? kTypeSequence : kTypeMapping);
  bool found;
  if (!deleteStr(typeDict(cls), key.get(), &found)) return raised();
  typeModified(cls);
  return true;
}

void setCollectionFlag(Type* type, uint32_t flag) {
  if ((type->flags_ & kCollection) == flag || !type->is(kTypeHeap)) return;
  type->flags_ = (type->flags_ & ~kCollection) | flag;
  for (uint32_t i = 0; i < type->subclass_count_; ++i) setCollectionFlag(type->subclasses_.get()[i].get(), flag);
}

Ref<Object> init(Object* const* args) {
  if (!isType(args[0])) return raise(kTypeTypeError, "_abc_init() requires a class");
  Type* cls = static_cast<Type*>(args[0]);
  if (!computeAbstractMethods(cls)) return raised();
  Ref<AbcData> data = allocateContainer<AbcData>(kTypeAbcData);
  Ref<Str> key = internText("_abc_impl");
  if (!data || !key) return raised();
  data->negative_version_ = state().abc_version_;
  if (!setAttr(cls, key.get(), data.get()) || !takeCollectionFlags(cls)) return raised();
  return newNone();
}

// --- checks ---

Ref<Object> registerClass(Object* const* args) {
  Object *cls = args[0], *subclass = args[1];
  if (!isType(subclass)) return raise(kTypeTypeError, "Can only register classes");
  int known = isSubclass(subclass, cls);
  if (known != 0) return known < 0 ? Ref<Object>(nullptr) : share(subclass);
  int cycle = isSubclass(cls, subclass);
  if (cycle != 0) {
    return cycle < 0 ? raised() : raise(kTypeRuntimeError, "Refusing to create an inheritance cycle");
  }
  Ref<AbcData> data = dataOf(cls);
  if (!data || !add(data.get(), kRegistry, subclass)) return raised();
  ++state().abc_version_;
  if (isType(cls)) {
    uint32_t flag = static_cast<Type*>(cls)->flags_ & kCollection;
    if (flag != 0) setCollectionFlag(static_cast<Type*>(subclass), flag);
  }
  return share(subclass);
}

// The answer is remembered. The data's count is the caller's.
Ref<Object> answer(AbcData* data, Object* subclass, bool yes) {
  return add(data, yes ? kCache : kNegative, subclass) ? newBool(yes) : nullptr;
}

// 1, 0, -1: whether the class is a subclass of one that was registered.
int isRegistered(AbcData* data, Object* subclass) {
  if (!data->registry_) return 0;
  int found = isIn(data, kRegistry, subclass);
  if (found != 0) return found;
  Ref<Set> registered = copySet(data->registry_.get());
  if (!registered) return -1;
  size_t position = 0;
  Object* item;
  while (nextInSet(registered.get(), &position, &item)) {
    Ref<Object> candidate = weakReferent(static_cast<WeakRef*>(item));
    int yes = candidate ? isSubclass(subclass, candidate.get()) : 0;
    if (yes != 0) return yes;
  }
  return 0;
}

int isDerivedFromSubclass(Object* cls, Object* subclass) {
  Ref<Str> key = internText("__subclasses__");
  Ref<Object> method = key ? getAttr(cls, key.get()) : nullptr;
  Ref<Object> list = method ? call(method.get()) : nullptr;
  if (!list) return -1;
  if (!isListLayout(list.get())) return raise(kTypeTypeError, "__subclasses__() must return a list");
  Walk walk(list.get());
  if (walk.failed()) return -1;
  while (Ref<Object> derived = walk.next_mayRunPython()) {
    int yes = isSubclass(subclass, derived.get());
    if (yes != 0) return yes;
  }
  return errorPending() ? -1 : 0;
}

Ref<Object> subclassCheck(Object* const* args) {
  Object *cls = args[0], *subclass = args[1];
  if (!isType(subclass)) return raise(kTypeTypeError, "issubclass() arg 1 must be a class");
  Ref<AbcData> data = dataOf(cls);
  if (!data) return raised();
  int cached = isIn(data.get(), kCache, subclass);
  if (cached != 0) return cached < 0 ? nullptr : newBool(true);
  if (data->negative_version_ < state().abc_version_) {
    if (data->negative_) clearSet(data->negative_.get());
    data->negative_version_ = state().abc_version_;
  } else {
    int negative = isIn(data.get(), kNegative, subclass);
    if (negative != 0) return negative < 0 ? nullptr : newBool(false);
  }
  Ref<Object> hook = getAttr(cls, Name::__subclasshook__);
  Ref<Object> verdict = hook ? call(hook.get(), subclass) : nullptr;
  if (!verdict) return raised();
  if (verdict.get() == trueObject()) return answer(data.get(), subclass, true);
  if (verdict.get() == falseObject()) return answer(data.get(), subclass, false);
  if (verdict.get() != notImplemented()) {
    return raise(kTypeAssertionError, "__subclasshook__ must return either False, True, or NotImplemented");
  }
  if (isType(cls) && isSubtype(static_cast<Type*>(subclass), static_cast<Type*>(cls)))
    return answer(data.get(), subclass, true);
  int yes = isRegistered(data.get(), subclass);
  if (yes == 0) yes = isDerivedFromSubclass(cls, subclass);
  return yes < 0 ? nullptr : answer(data.get(), subclass, yes != 0);
}

Ref<Object> instanceCheck(Object* const* args) {
  Object *cls = args[0], *instance = args[1];
  Ref<AbcData> data = dataOf(cls);
  Ref<Object> subclass = data ? getAttr(instance, Name::__class__) : nullptr;
  if (!subclass) return raised();
  int cached = isIn(data.get(), kCache, subclass.get());
  if (cached != 0) return cached < 0 ? nullptr : newBool(true);
  Ref<Object> subtype = share<Object>(typeOf(instance));
  bool same = subtype.get() == subclass.get();
  if (same && data->negative_version_ == state().abc_version_) {
    int negative = isIn(data.get(), kNegative, subclass.get());
    if (negative != 0) return negative < 0 ? nullptr : newBool(false);
  }
  Ref<Str> key = internText("__subclasscheck__");
  Ref<Object> check = key ? getAttr(cls, key.get()) : nullptr;
  Ref<Object> result = check ? call(check.get(), subclass.get()) : nullptr;
  if (!result || same) return result;
  int yes = isTrue(result.get());
  return yes < 0 ? nullptr : yes > 0 ? result : call(check.get(), subtype.get());
}

// --- for tests ---

Ref<Object> cacheToken(Object* const*) { return newIntFromUnsigned(state().abc_version_); }

Ref<Object> dump(Object* const* args) {
  Ref<AbcData> data = dataOf(args[0]);
  if (!data) return raised();
  Ref<Object> sets[3];
  for (int i = 0; i < 3; ++i) {
    Slot<Set>& slot = setOf(data.get(), static_cast<Which>(i));
    sets[i] = slot ? copySet(slot.get()) : newSet();
    if (!sets[i]) return raised();
  }
  Ref<Int> version = newIntFromUnsigned(data->negative_version_);
  return version ? Ref<Object>(newTupleOf({sets[0].get(), sets[1].get(), sets[2].get(), version.get()})) : raised();
}
Ref<Object> resetRegistry(Object* const* args) {
  Ref<AbcData> data = dataOf(args[0]);
  if (!data) return raised();
  if (data->registry_) clearSet(data->registry_.get());
  return newNone();
}
Ref<Object> resetCaches(Object* const* args) {
  Ref<AbcData> data = dataOf(args[0]);
  if (!data) return raised();
  if (data->cache_) clearSet(data->cache_.get());
  if (data->negative_) clearSet(data->negative_.get());
  return newNone();
}

constexpr NativeDef kFunctions[] = {
    {"get_cache_token", "", cacheToken, "Returns the current ABC cache token.", kFunction},
    {"_abc_init", "self, /", init, "Internal ABC helper for class set-up. Should be never used outside abc module.",
     kFunction},
    {"_abc_register", "self, subclass, /", registerClass, "Internal ABC helper for subclasss registration.", kFunction},
    {"_abc_instancecheck", "self, instance, /", instanceCheck, "Internal ABC helper for instance checks.", kFunction},
    {"_abc_subclasscheck", "self, subclass, /", subclassCheck, "Internal ABC helper for subclasss checks.", kFunction},
    {"_get_dump", "self, /", dump, "Internal ABC helper for cache and registry debugging.", kFunction},
    {"_reset_registry", "self, /", resetRegistry, "Internal ABC helper to reset registry of a given class.", kFunction},
    {"_reset_caches", "self, /", resetCaches, "Internal ABC helper to reset both caches of a given class.", kFunction},
};

}  // namespace

const TypeSpec kAbcDataSpec = {
    "_abc_data", "_abc", slotRowLayout<AbcData, 3>("_abc_data"), kTypeDisallowInstantiation, {}};

extern const ModuleSpec kAbcModule;
const ModuleSpec kAbcModule = {"_abc", "Module contains faster C implementation of abc.ABCMeta", kFunctions};

}  // namespace ophion
