#include "object/weakref.h"

#include "object/allocate.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/make_instance.h"
#include "object/native_stack.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/teardown.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

// --- the table from objects to their references ---

namespace {

struct WeakEntry {
  uint32_t object_;  // slot index; 0: never used, kDeleted: deleted
  uint32_t first_;   // slot index of the first weak reference
};
constexpr uint32_t kDeleted = 1;
constexpr uint32_t kFirstEntries = 8;

WeakEntry* table() { return reinterpret_cast<WeakEntry*>(state().weak_table_.getOrNull()); }
size_t tableBytes(uint32_t mask) { return (size_t{mask} + 1) * sizeof(WeakEntry); }
uint32_t hashIndex(uint32_t index) { return index * 2654435769u >> 7; }

// The entry of the object, or nullptr.
WeakEntry* findEntry(uint32_t object) {
  RuntimeState& s = state();
  WeakEntry* entries = table();
  if (entries == nullptr) return nullptr;
  for (uint32_t i = hashIndex(object);; ++i) {
    WeakEntry& e = entries[i & s.weak_mask_];
    if (e.object_ == object) return &e;
    if (e.object_ == 0) return nullptr;
  }
}

void insertNew(WeakEntry* entries, uint32_t mask, WeakEntry fresh) {
  uint32_t i = hashIndex(fresh.object_);
  while (entries[i & mask].object_ > kDeleted) ++i;
  entries[i & mask] = fresh;
}

// Makes room for one more entry. False: MemoryError pending.
bool reserveEntry() {
  RuntimeState& s = state();
  WeakEntry* old = table();
  if (old != nullptr && (s.weak_filled_ + 1) * 3 <= (s.weak_mask_ + 1) * 2) return true;
  uint32_t entries = kFirstEntries;
  while (entries < (s.weak_used_ + 1) * 3) entries *= 2;
  void* p = heap().tryAllocateRaw(tableBytes(entries - 1));
  if (p == nullptr) return raiseMemoryError();
  __builtin_memset(p, 0, tableBytes(entries - 1));
  WeakEntry* fresh = static_cast<WeakEntry*>(p);
  if (old != nullptr) {
    for (uint32_t i = 0; i <= s.weak_mask_; ++i) {
      if (old[i].object_ > kDeleted) insertNew(fresh, entries - 1, old[i]);
    }
    heap().free(old, tableBytes(s.weak_mask_));
  }
  s.weak_table_ = Slot<Object>::fromIndex(slotIndex(fresh));
  s.weak_mask_ = entries - 1;
  s.weak_filled_ = s.weak_used_;
  return true;
}

void removeEntry(WeakEntry* entry) {
  *entry = WeakEntry{kDeleted, 0};
  --state().weak_used_;
}

// --- the list of one object ---

// Takes a reference out of its referent's list. The referent loses its entry with the last one.
void unlink(WeakRef* ref) {
  Object* object = ref->referent_.getOrNull();
  if (object == nullptr) return;
  WeakRef* next = ref->next_.getOrNull();
  WeakRef* previous = ref->previous_.getOrNull();
  if (next != nullptr) next->previous_ = ref->previous_;
  if (previous != nullptr) {
    previous->next_ = ref->next_;
  } else {
    WeakEntry* entry = findEntry(slotIndex(object));
    OPHION_ASSERT(entry != nullptr && entry->first_ == slotIndex(ref));
    if (next != nullptr) {
      entry->first_ = slotIndex(next);
    } else {
      removeEntry(entry);
      object->clearFlag(kFlagWeaklyReferenced);
    }
  }
  ref->referent_ = nullptr;
  ref->next_ = nullptr;
  ref->previous_ = nullptr;
}

// Puts a reference behind `before`, or at the front. The entry exists or there is room for one.
void link(WeakRef* ref, Object* object, WeakRef* before) {
  ref->referent_.set(object);
  if (before != nullptr) {
    ref->previous_.set(before);
    ref->next_ = before->next_;
    if (WeakRef* next = before->next_.getOrNull()) next->previous_.set(ref);
    before->next_.set(ref);
    return;
  }
  WeakEntry* entry = findEntry(slotIndex(object));
  if (entry == nullptr) {
    RuntimeState& s = state();
    insertNew(table(), s.weak_mask_, WeakEntry{slotIndex(object), slotIndex(ref)});
    ++s.weak_used_;
    ++s.weak_filled_;
    object->setFlag(kFlagWeaklyReferenced);
    return;
  }
  WeakRef* first = Slot<WeakRef>::fromIndex(entry->first_).get();
  ref->next_.set(first);
  first->previous_.set(ref);
  entry->first_ = slotIndex(ref);
}

bool isCanonicalRef(const WeakRef* ref) { return isExactWeakRef(ref) && !ref->callback_; }
bool isCanonicalProxy(const WeakRef* ref) {
  return (isExactWeakProxy(ref) || isExactWeakCallableProxy(ref)) && !ref->callback_;
}

// The shared reference and the shared proxy of an object, where they are.
void findCanonical(Object* object, WeakRef** ref, WeakRef** proxy) {
  *ref = *proxy = nullptr;
  WeakRef* r = firstWeakRef(object);
  if (r != nullptr && isCanonicalRef(r)) {
    *ref = r;
    r = r->next_.getOrNull();
  }
  if (r != nullptr && isCanonicalProxy(r)) *proxy = r;
}

bool checkReferable(Object* object) {
  return isWeakReferable(object) || raise(kTypeTypeError, "cannot create weak reference to '%T' object", object);
}

// Makes a reference of the class and puts it into its place in the list.
Ref<Object> make(Type* type, TypeIndex exact, Object* object, Object* callback) {
  if (callback != nullptr && isNone(callback)) callback = nullptr;
  if (!checkReferable(object)) return raised();
  WeakRef* ref = nullptr;
  WeakRef* proxy = nullptr;
  findCanonical(object, &ref, &proxy);
  bool shared = callback == nullptr && type == builtinType(exact);
  if (shared && exact == kTypeWeakRef && ref != nullptr) return share<Object>(ref);
  if (shared && exact != kTypeWeakRef && proxy != nullptr) return share<Object>(proxy);
  Ref<WeakRef> made = makeInstance<WeakRef>(type, exact);
  if (!made || !reserveEntry()) return raised();
  made->hash_ = -1;
  if (callback != nullptr) made->callback_.init(share(callback));
  // Making room may have collected: the shared ones are looked up again.
  findCanonical(object, &ref, &proxy);
  WeakRef* before = shared && exact == kTypeWeakRef ? nullptr : shared ? ref : proxy != nullptr ? proxy : ref;
  link(made.get(), object, before);
  return made;
}

}  // namespace

bool isWeakReferable(const Object* object) { return typeOf(object)->is(kTypeInstancesWeakReferable); }

Ref<Object> newWeakRef(Object* object, Object* callback) {
  return make(builtinType(kTypeWeakRef), kTypeWeakRef, object, callback);
}

Ref<Object> newWeakProxy(Object* object, Object* callback) {
  TypeIndex index = isCallable(object) ? kTypeWeakCallableProxy : kTypeWeakProxy;
  return make(builtinType(index), index, object, callback);
}

Ref<Object> weakReferent(const WeakRef* ref) {
  Object* object = ref->referent_.getOrNull();
  // An object whose destruction was put off, or is under way, is gone already.
  if (object == nullptr || object->isDying()) return nullptr;
  return share(object);
}

WeakRef* firstWeakRef(Object* object) {
  if (!object->hasFlag(kFlagWeaklyReferenced)) return nullptr;
  WeakEntry* entry = findEntry(slotIndex(object));
  return entry == nullptr ? nullptr : Slot<WeakRef>::fromIndex(entry->first_).get();
}

size_t weakReferenceCount(Object* object) {
  size_t n = 0;
  for (WeakRef* r = firstWeakRef(object); r != nullptr; r = r->next_.getOrNull()) ++n;
  return n;
}

bool anyWeakCallback() {
  const WeakEntry* entries = table();
  for (uint32_t i = 0; entries != nullptr && i <= state().weak_mask_; ++i) {
    if (entries[i].object_ <= kDeleted) continue;
    for (WeakRef* r = Slot<WeakRef>::fromIndex(entries[i].first_).get(); r != nullptr; r = r->next_.getOrNull()) {
      if (r->callback_) return true;
    }
  }
  return false;
}

void detachWeakReferences(Object* object, void (*keep)(WeakRef*, void*), void* context) {
  while (WeakRef* ref = firstWeakRef(object)) {
    unlink(ref);
    if (ref->callback_) keep(Ref<WeakRef>::share(ref).release(), context);
  }
}

void callWeakCallback_mayRunPython(WeakRef* ref) {
  Ref<Object> callback = ref->callback_.take();
  if (!callback) return;
  ErrorStash stash;
  if (!call(callback.get(), ref)) reportUnraisable_mayRunPython(nullptr, callback.get());
}

void clearWeakReferences_mayRunPython(Object* object) {
  // Those that will be called back hang together by the links they no longer need.
  WeakRef* waiting = nullptr;
  WeakRef* last = nullptr;
  while (WeakRef* ref = firstWeakRef(object)) {
    unlink(ref);
    if (!ref->callback_ || ref->count_ == 0 || ref->isDying()) continue;
    incref(ref);
    if (last == nullptr) {
      waiting = ref;
    } else {
      last->next_.set(ref);
    }
    last = ref;
  }
  while (waiting != nullptr) {
    Ref<WeakRef> ref = Ref<WeakRef>::steal(waiting);
    waiting = ref->next_.getOrNull();
    ref->next_ = nullptr;
    callWeakCallback_mayRunPython(ref.get());
  }
}

// --- the type ---

namespace {

WeakRef* self(Object* const* args) { return static_cast<WeakRef*>(args[0]); }

// Subclasses may take what they like by keyword, so that the arguments are counted here.
bool checkCount(const char* function, const Tuple* given) {
  if (given->size_ < 1) return raise(kTypeTypeError, "%s expected at least 1 argument, got 0", function);
  if (given->size_ <= 2) return true;
  return raise(kTypeTypeError, "%s expected at most 2 arguments, got %u", function, given->size_);
}

Ref<Object> refNew(Object* const* args) {
  Tuple* given = static_cast<Tuple*>(args[1]);
  if (!checkCount("__new__", given)) return raised();
  return make(static_cast<Type*>(args[0]), kTypeWeakRef, given->at(0), given->size_ > 1 ? given->at(1) : nullptr);
}
Ref<Object> refInit(Object* const* args) {
  if (args[2] != nullptr && static_cast<Dict*>(args[2])->used_ != 0) {
    return raise(kTypeTypeError, "ref() takes no keyword arguments");
  }
  if (!checkCount("__init__", static_cast<Tuple*>(args[1]))) return raised();
  return newNone();
}

Ref<Object> refCall(Object* const* args) {
  Ref<Object> object = weakReferent(self(args));
  return object ? object : newNone();
}

Ref<Object> refHash(Object* const* args) {
  WeakRef* ref = self(args);
  if (ref->hash_ != -1) return newInt(ref->hash_);
  Ref<Object> object = weakReferent(ref);
  if (!object) return raise(kTypeTypeError, "weak object has gone away");
  int64_t hash = 0;
  if (!hashObject(object.get(), &hash)) return raised();
  ref->hash_ = hash;
  return newInt(hash);
}

template <Compare op>
Ref<Object> refCompare(Object* const* args) {
  if (layoutOf(args[1]) != kTypeWeakRef || !isInstanceOf(args[1], builtinType(kTypeWeakRef)))
    return newNotImplemented();
  Ref<Object> a = weakReferent(self(args));
  Ref<Object> b = weakReferent(static_cast<WeakRef*>(args[1]));
  if (!a || !b) return newBool((args[0] == args[1]) == (op == Compare::Eq));
  return richCompare(a.get(), b.get(), op);
}

Ref<Object> refRepr(Object* const* args) {
  unsigned long long at = reinterpret_cast<unsigned long long>(args[0]);
  Ref<Object> object = weakReferent(self(args));
  if (!object) return formatStr("<weakref at 0x%llx; dead>", at);
  bool failed = false;
  Ref<Object> text = getAttrOrNull(object.get(), Name::__name__, &failed);
  if (failed) return raised();
  unsigned long long to = reinterpret_cast<unsigned long long>(object.get());
  if (text && isStrLayout(text.get())) {
    return formatStr("<weakref at 0x%llx; to '%T' at 0x%llx (%S)>", at, object.get(), to, text.get());
  }
  return formatStr("<weakref at 0x%llx; to '%T' at 0x%llx>", at, object.get(), to);
}

Ref<Object> getCallback(Object* object) {
  WeakRef* ref = static_cast<WeakRef*>(object);
  return ref->callback_ ? ref->callback_.share() : newNone();
}

void traverse(Object* object, Visitor& visitor) { visitor.slot(static_cast<WeakRef*>(object)->callback_); }
void drop(Object* object) {
  unlink(static_cast<WeakRef*>(object));
  static_cast<WeakRef*>(object)->callback_.clear();
}

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", refNew, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, /, *args, **kwargs", refInit},
    {"__call__", "self, /", refCall},
    {"__hash__", "self, /", refHash},
    {"__eq__", "self, value, /", refCompare<Compare::Eq>},
    {"__ne__", "self, value, /", refCompare<Compare::Ne>},
    {"__repr__", "self, /", refRepr},
    {"__class_getitem__", "cls, item, /", classGetItem, "See PEP 585", NativeKind::ClassMethod},
};
constexpr GetSetDef kGetSets[] = {asMember({"__callback__", getCallback})};

}  // namespace

const TypeSpec kWeakRefSpec = {"ReferenceType", "weakref", tracedLayout<WeakRef>("ReferenceType", traverse, drop, drop),
                               kTypeBase,       kMethods,  kGetSets};

void freeWeakTable() {
  RuntimeState& s = state();
  if (WeakEntry* entries = table()) heap().free(entries, tableBytes(s.weak_mask_));
  s.weak_table_ = nullptr;
  s.weak_used_ = s.weak_filled_ = s.weak_mask_ = 0;
}

}  // namespace ophion
