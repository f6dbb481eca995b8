// The module _collections: deque (modules/deque.cpp), defaultdict, the fields of named tuples, and counting.
#include "modules/deque.h"
#include "object/int.h"
#include "object/make_instance.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/walk.h"

namespace ophion {

namespace {

// --- defaultdict ---

DefaultDict* dict(Object* const* args) { return static_cast<DefaultDict*>(args[0]); }

Ref<Object> makeDefaultDict(Object* const* args) { return makeInstance<DefaultDict>(args[0], kTypeDefaultDict); }

Ref<Object> initDefaultDict(Object* const* args) {
  Tuple* given = static_cast<Tuple*>(args[1]);
  if (given->size_ > 2) {
    return raise(kTypeTypeError, "dict expected at most 1 argument, got %zu", static_cast<size_t>(given->size_ - 1));
  }
  if (given->size_ > 0 && !isNone(given->at(0)) && !isCallable(given->at(0))) {
    return raise(kTypeTypeError, "first argument must be callable or None");
  }
  Ref<Object> factory = given->size_ > 0 && !isNone(given->at(0)) ? share(given->at(0)) : Ref<Object>(nullptr);
  Slot<Object>& slot = dict(args)->factory_;
  Ref<Object> old = slot.take();
  if (factory) slot.init(std::move(factory));
  if (given->size_ == 2 && !updateDictFromArgument_mayRunPython(dict(args), given->at(1))) return raised();
  if (args[2] != nullptr && !updateDict_mayRunPython(dict(args), args[2], true)) return raised();
  return newNone();
}

Ref<Object> missing(Object* const* args) {
  Ref<Object> factory = dict(args)->factory_.share();
  if (!factory) return raiseObject(kTypeKeyError, args[1]);
  Ref<Object> value = call(factory.get());
  if (!value || !setItem_mayRunPython(dict(args), args[1], value.get())) return raised();
  return value;
}

Ref<Object> factoryOf(DefaultDict* d) { return d->factory_.isNull() ? newNone() : d->factory_.share(); }

Ref<Object> showBase(DefaultDict* d) {
  Object* show = lookupSpecial(builtinType(kTypeDict), Special::k_repr);
  Object* self[] = {d};
  return show == nullptr ? Ref<Object>(nullptr) : callSpecial(show, self, 1);
}

Ref<Object> showDefaultDict(Object* const* args) {
  Ref<Object> base = showBase(dict(args));
  if (!base) return base;
  Ref<Object> factory = factoryOf(dict(args));
  bool failed = false;
  if (!enterRepr(factory.get(), &failed)) {
    if (failed) return raised();
    return formatStr("%s(..., %U)", typeNameOf(args[0]), static_cast<Str*>(base.get()));
  }
  Ref<Object> text = formatStr("%s(%R, %U)", typeNameOf(args[0]), factory.get(), static_cast<Str*>(base.get()));
  leaveRepr(factory.get());
  return text;
}

Ref<Object> copyDefaultDict(Object* const* args) {
  Ref<Object> factory = factoryOf(dict(args));
  return call(typeOf(args[0]), factory.get(), args[0]);
}

Ref<Object> reduceDefaultDict(Object* const* args) {
  Ref<Tuple> given = dict(args)->factory_.isNull() ? emptyTuple() : newTupleOf({dict(args)->factory_.get()});
  Ref<Object> items = given ? callMethod(args[0], Name::items) : Ref<Object>(nullptr);
  Ref<Object> iterator = items ? getIter(items.get()) : items;
  if (!iterator) return iterator;
  return newTupleOf({typeOf(args[0]), given.get(), none(), none(), iterator.get()});
}

Ref<Object> unite(Object* left, Object* right, DefaultDict* like) {
  Ref<Object> factory = factoryOf(like);
  Ref<Object> made = call(typeOf(like), factory.get(), left);
  if (!made) return made;
  if (!holdsDict(made.get())) return raise(kTypeTypeError, "%T is not a dict", made.get());
  return updateDict_mayRunPython(static_cast<Dict*>(made.get()), right, true) ? made : Ref<Object>(nullptr);
}
Ref<Object> orDicts(Object* const* args) {
  return holdsDict(args[1]) ? unite(args[0], args[1], dict(args)) : newNotImplemented();
}
Ref<Object> orReflected(Object* const* args) {
  return holdsDict(args[1]) ? unite(args[1], args[0], dict(args)) : newNotImplemented();
}

Ref<Object> getFactory(Object* d) { return factoryOf(static_cast<DefaultDict*>(d)); }
bool setFactory(Object* d, Object* value) {
  Ref<Object> old = static_cast<DefaultDict*>(d)->factory_.take();
  if (value != nullptr && !isNone(value)) static_cast<DefaultDict*>(d)->factory_.init(share(value));
  return true;
}

constexpr NativeDef kDefaultDictMethods[] = {
    {"__new__", "cls, *_, **_", makeDefaultDict, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, *args, **kwargs", initDefaultDict},
    {"__missing__", "self, key, /", missing,
     "__missing__(key) # Called by __getitem__ for missing key; pseudo-code:\n"
     "  if self.default_factory is None: raise KeyError((key,))\n"
     "  self[key] = value = self.default_factory()\n  return value"},
    {"__repr__", "self, /", showDefaultDict, "Return repr(self)."},
    {"__or__", "self, value, /", orDicts, "Return self|value."},
    {"__ror__", "self, value, /", orReflected, "Return value|self."},
    {"__reduce__", "self, /", reduceDefaultDict, "Return state information for pickling."},
    {"copy", "self, /", copyDefaultDict, "D.copy() -> a shallow copy of D."},
    {"__copy__", "self, /", copyDefaultDict, "D.copy() -> a shallow copy of D."},
    {"__class_getitem__", "cls, object, /", classGetItem, "See PEP 585", NativeKind::ClassMethod},
};
constexpr GetSetDef kDefaultDictAttributes[] = {
    asMember({"default_factory", getFactory, setFactory, "Factory for default value called by __missing__()."})};

void traverseDefaultDict(Object* object, Visitor& visitor) {
  visitor.slot(static_cast<DefaultDict*>(object)->factory_);
  traverseDict(object, visitor);
}
void dropDefaultDict(Object* object) {
  static_cast<DefaultDict*>(object)->factory_.clear();
  clearDict(static_cast<Dict*>(object));
}

// --- fields of named tuples ---

TupleGetter* getter(Object* const* args) { return static_cast<TupleGetter*>(args[0]); }

Ref<Object> makeGetter(Object* const* args) {
  int64_t at;
  if (!asInt64(args[1], &at)) return raised();
  Ref<TupleGetter> made = makeInstance<TupleGetter>(args[0], kTypeTupleGetter);
  if (!made) return raised();
  made->index_ = at;
  made->doc_.init(share(args[2]));
  return made;
}

Ref<Object> getField(Object* const* args) {
  TupleGetter* self = getter(args);
  Object* object = args[1];
  if (isNone(object)) return share(args[0]);
  if (!isTupleLayout(object)) {
    return raise(kTypeTypeError, "descriptor for index '%zd' for tuple subclasses doesn't apply to '%T' object",
                 static_cast<ptrdiff_t>(self->index_), object);
  }
  Tuple* tuple = static_cast<Tuple*>(object);
  if (self->index_ < 0 || self->index_ >= tuple->size_) return raise(kTypeIndexError, "tuple index out of range");
  return share(tuple->at(self->index_));
}

Ref<Object> setField(Object* const*) { return raise(kTypeAttributeError, "can't set attribute"); }
Ref<Object> deleteField(Object* const*) { return raise(kTypeAttributeError, "can't delete attribute"); }

Ref<Object> reduceGetter(Object* const* args) {
  Ref<Int> at = newInt(getter(args)->index_);
  Ref<Tuple> given = at ? newTupleOf({at.get(), getter(args)->doc_.get()}) : Ref<Tuple>(nullptr);
  return given ? Ref<Object>(newTupleOf({typeOf(args[0]), given.get()})) : raised();
}
Ref<Object> showGetter(Object* const* args) {
  return formatStr("_tuplegetter(%lld, %R)", static_cast<long long>(getter(args)->index_), getter(args)->doc_.get());
}

Ref<Object> getDoc(Object* object) {
  TupleGetter* self = static_cast<TupleGetter*>(object);
  return self->doc_.isNull() ? newNone() : self->doc_.share();
}
bool setDoc(Object* object, Object* value) {
  static_cast<TupleGetter*>(object)->doc_.assign(share(value == nullptr ? none() : value));
  return true;
}

constexpr NativeDef kGetterMethods[] = {
    {"__new__", "cls, index, doc, /", makeGetter, nullptr, NativeKind::StaticMethod},
    {"__get__", "self, instance, owner=None, /", getField, "Return an attribute of instance, which is of type owner."},
    {"__set__", "self, instance, value, /", setField, "Set an attribute of instance to value."},
    {"__delete__", "self, instance, /", deleteField, "Delete an attribute of instance."},
    {"__reduce__", "self, /", reduceGetter},
    {"__repr__", "self, /", showGetter, "Return repr(self)."},
};
constexpr GetSetDef kGetterAttributes[] = {asMember({"__doc__", getDoc, setDoc})};

// --- counting ---

// Whether the class gets and sets items as dict does.
bool countsAsDict(Object* mapping, Str* get) {
  Type* plain = builtinType(kTypeDict);
  return holdsDict(mapping) && lookupInType(typeOf(mapping), get) == lookupInType(plain, get) &&
         lookupSpecial(mapping, Special::k_setitem) == lookupSpecial(plain, Special::k_setitem);
}

bool countInDict(Dict* counts, Object* key, Int* one) {
  int64_t hash;
  if (!hashKey_mayRunPython(key, &hash)) return false;
  Object* old;
  int found = getItemWithHash_mayRunPython(counts, key, hash, &old);
  if (found < 0) return false;
  if (found == 0) return setItemWithHash_mayRunPython(counts, key, hash, one);
  Ref<Object> sum;
  if (isSmallInt(old) && smallValue(old) != INT64_MAX) {
    sum = newInt(smallValue(old) + 1);
  } else {
    Ref<Object> held = share(old);
    sum = binaryOp(BinaryOp::Add, held.get(), one);
  }
  return sum && setItemWithHash_mayRunPython(counts, key, hash, sum.get());
}

bool countInMapping(Object* mapping, Object* get, Object* key, Int* zero, Int* one) {
  Ref<Object> old = call(get, key, zero);
  Ref<Object> sum = old ? binaryOp(BinaryOp::Add, old.get(), one) : old;
  return sum && setItem(mapping, key, sum.get());
}

Ref<Object> countElements(Object* const* args) {
  Walk walk(args[1]);
  if (walk.failed()) return raised();
  Ref<Int> zero = newInt(0);
  Ref<Int> one = newInt(1);
  bool plain = countsAsDict(args[0], name(Name::get));
  Ref<Object> get = plain ? newNone() : getAttr(args[0], Name::get);
  if (!get) return get;
  while (Ref<Object> key = walk.next_mayRunPython()) {
    bool fine = plain ? countInDict(static_cast<Dict*>(args[0]), key.get(), one.get())
                      : countInMapping(args[0], get.get(), key.get(), zero.get(), one.get());
    if (!fine) return raised();
  }
  return errorPending() ? Ref<Object>(nullptr) : newNone();
}

constexpr NativeDef kFunctions[] = {
    {"_count_elements", "mapping, iterable, /", countElements, "Count elements in the iterable, updating the mapping",
     NativeKind::Function},
};

constexpr TypeIndex kTypes[] = {kTypeDeque, kTypeDefaultDict, kTypeDequeIterator, kTypeDequeReverseIterator,
                                kTypeTupleGetter};

}  // namespace

extern const ModuleSpec kCollectionsModule;
const ModuleSpec kCollectionsModule = {
    "_collections",
    "High performance data structures.\n- deque:        ordered collection accessible from endpoints only\n"
    "- defaultdict:  dict subclass with a default value factory",
    kFunctions, kTypes};

const TypeSpec kDefaultDictSpec = {
    "defaultdict",
    "collections",
    tracedLayout<DefaultDict>("defaultdict", traverseDefaultDict, dropDefaultDict, dropDefaultDict),
    kTypeBase | kTypeMapping | kTypeMatchSelf,
    kDefaultDictMethods,
    kDefaultDictAttributes,
    "defaultdict(default_factory=None, /, [...]) --> dict with default factory"};
const TypeSpec kTupleGetterSpec = {"_tuplegetter", "collections",    slotRowLayout<TupleGetter, 1>("_tuplegetter"), 0,
                                   kGetterMethods, kGetterAttributes};

}  // namespace ophion
