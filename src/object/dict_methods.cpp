// The type dict: its methods.
#include "object/dict.h"
#include "object/dict_iterator.h"
#include "object/dict_table.h"
#include "object/dict_view.h"
#include "object/int.h"
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

Dict* self(Object* const* args) { return static_cast<Dict*>(args[0]); }

Ref<Object> makeDict(Object* const* args) { return makeInstance<Dict>(args[0], kTypeDict); }

Ref<Object> updateWith(const char* method, Dict* dict, Object* positional, Object* keywords) {
  Tuple* given = static_cast<Tuple*>(positional);
  if (given->size_ > 1) {
    return raise(kTypeTypeError, "%s expected at most 1 argument, got %zu", method, static_cast<size_t>(given->size_));
  }
  if (given->size_ == 1 && !updateDictFromArgument_mayRunPython(dict, given->at(0))) return raised();
  if (keywords != nullptr && !updateDict_mayRunPython(dict, keywords, true)) return raised();
  return newNone();
}

Ref<Object> initDict(Object* const* args) { return updateWith("dict", self(args), args[1], args[2]); }
Ref<Object> update(Object* const* args) { return updateWith("update", self(args), args[1], args[2]); }

Ref<Object> length(Object* const* args) { return newInt(self(args)->used_); }
Ref<Object> subscript(Object* const* args) { return subscriptDict_mayRunPython(self(args), args[1]); }

Ref<Object> storeItem(Object* const* args) {
  return setItem_mayRunPython(self(args), args[1], args[2]) ? newNone() : raised();
}

Ref<Object> deleteItemAt(Object* const* args) {
  int found = removeItem_mayRunPython(self(args), args[1], nullptr);
  if (found < 0) return raised();
  if (found == 0) return raiseObject(kTypeKeyError, args[1]);
  return newNone();
}

Ref<Object> containsKey(Object* const* args) {
  Object* value;
  int found = getItem_mayRunPython(self(args), args[1], &value);
  return found < 0 ? Ref<Object>(nullptr) : newBool(found > 0);
}

Ref<Object> iterate(Object* const* args) { return newDictIterator(kTypeDictKeyIterator, self(args)); }
Ref<Object> iterateBackwards(Object* const* args) { return newDictIterator(kTypeDictReverseKeyIterator, self(args)); }

template <bool wanted>
Ref<Object> compareDicts(Object* const* args) {
  if (!holdsDict(args[1])) return newNotImplemented();
  int equal = equalDicts_mayRunPython(self(args), static_cast<Dict*>(args[1]));
  return equal < 0 ? Ref<Object>(nullptr) : newBool((equal != 0) == wanted);
}

Ref<Object> showEntries(Dict* dict) {
  StrBuilder out;
  if (!out.append(U'{')) return raised();
  bool first = true;
  size_t position = 0;
  Object *k, *v;
  while (nextEntry(dict, &position, &k, &v)) {
    Ref<Object> key = share(k);
    Ref<Object> value = share(v);
    if (!first && !out.appendAscii(", ")) return raised();
    first = false;
    Ref<Str> key_text = reprOf(key.get());
    if (!key_text || !out.append(key_text.get()) || !out.appendAscii(": ")) return raised();
    Ref<Str> value_text = reprOf(value.get());
    if (!value_text || !out.append(value_text.get())) return raised();
  }
  if (!out.append(U'}')) return raised();
  return out.finish();
}

Ref<Object> showDict(Object* const* args) {
  Dict* dict = self(args);
  if (dict->used_ == 0) return newAscii("{}");
  bool failed = false;
  if (!enterRepr(dict, &failed)) return failed ? Ref<Object>(nullptr) : Ref<Object>(newAscii("{...}"));
  Ref<Object> text = showEntries(dict);
  leaveRepr(dict);
  return text;
}

Ref<Object> get(Object* const* args) {
  Object* value;
  int found = getItem_mayRunPython(self(args), args[1], &value);
  if (found < 0) return raised();
  if (found > 0) return share(value);
  return args[2] == nullptr ? newNone() : share(args[2]);
}

Ref<Object> setDefault(Object* const* args) {
  return setDefault_mayRunPython(self(args), args[1], args[2] == nullptr ? none() : args[2]);
}

Ref<Object> pop(Object* const* args) {
  Ref<Object> value;
  // An empty dict does not ask for the key's hash.
  int found = self(args)->used_ == 0 ? 0 : removeItem_mayRunPython(self(args), args[1], &value);
  if (found < 0) return raised();
  if (found > 0) return value;
  return args[2] == nullptr ? Ref<Object>(raiseObject(kTypeKeyError, args[1])) : share(args[2]);
}

Ref<Object> popItem(Object* const* args) {
  if (self(args)->used_ == 0) return raise(kTypeKeyError, "popitem(): dictionary is empty");
  Ref<Tuple> pair = newTuple(2);
  if (!pair) return raised();
  Ref<Object> key, value;
  popLastEntry(self(args), &key, &value);
  pair->items()[0].init(std::move(key));
  pair->items()[1].init(std::move(value));
  return pair;
}

template <TypeIndex type>
Ref<Object> view(Object* const* args) {
  return newDictView(type, self(args));
}

Ref<Object> clear(Object* const* args) {
  clearDict(self(args));
  return newNone();
}

Ref<Object> copy(Object* const* args) { return copyMapping_mayRunPython(args[0]); }

bool fillFromKeys(Object* made, Object* keys, Object* value) {
  bool exact = isExactDict(made);
  Dict* dict = static_cast<Dict*>(made);
  if (exact && dict->used_ == 0 && isSetLayout(keys)) {
    size_t position = 0;
    while (const SetEntry* entry = nextSetEntry(static_cast<Set*>(keys), &position)) {
      Ref<Object> key = entry->key_.share();
      if (!setItemWithHash_mayRunPython(dict, key.get(), entry->hash_, value)) return false;
    }
    return true;
  }
  Walk walk(keys);
  if (walk.failed()) return false;
  while (Ref<Object> key = walk.next_mayRunPython()) {
    bool stored = exact ? setItem_mayRunPython(dict, key.get(), value) : setItem(made, key.get(), value);
    if (!stored) return false;
  }
  return !errorPending();
}

Ref<Object> fromKeys(Object* const* args) {
  Ref<Object> made = call(args[0]);
  if (!made || !fillFromKeys(made.get(), args[1], args[2] == nullptr ? none() : args[2])) return raised();
  return made;
}

Ref<Object> unite(Object* const* args) {
  if (!holdsDict(args[1])) return newNotImplemented();
  Ref<Dict> made = copyMapping_mayRunPython(args[0]);
  if (!made || !updateDictFromArgument_mayRunPython(made.get(), args[1])) return raised();
  return made;
}

Ref<Object> uniteReflected(Object* const* args) {
  if (!holdsDict(args[1])) return newNotImplemented();
  Ref<Dict> made = copyMapping_mayRunPython(args[1]);
  if (!made || !updateDictFromArgument_mayRunPython(made.get(), args[0])) return raised();
  return made;
}

Ref<Object> uniteInPlace(Object* const* args) {
  if (!updateDictFromArgument_mayRunPython(self(args), args[1])) return raised();
  return share(args[0]);
}

Ref<Object> sizeOf(Object* const* args) {
  const DictTable* table = self(args)->table_.getOrNull();
  size_t bytes = table == nullptr ? 0 : tableBytes(table->entry_capacity_, table->index_log2_);
  return newInt(static_cast<int64_t>(sizeof(Dict) + bytes));
}

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, *_, **_", makeDict, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, *args, **kwargs", initDict},
    {"__len__", "self, /", length, "Return len(self)."},
    {"__getitem__", "self, key, /", subscript, "x.__getitem__(y) <==> x[y]"},
    {"__setitem__", "self, key, value, /", storeItem, "Set self[key] to value."},
    {"__delitem__", "self, key, /", deleteItemAt, "Delete self[key]."},
    {"__contains__", "self, key, /", containsKey, "True if the dictionary has the specified key, else False."},
    {"__iter__", "self, /", iterate, "Implement iter(self)."},
    {"__reversed__", "self, /", iterateBackwards, "Return a reverse iterator over the dict keys."},
    {"__eq__", "self, value, /", compareDicts<true>, "Return self==value."},
    {"__ne__", "self, value, /", compareDicts<false>, "Return self!=value."},
    {"__hash__", "self, /", nullptr},
    {"__repr__", "self, /", showDict, "Return repr(self)."},
    {"__or__", "self, value, /", unite, "Return self|value."},
    {"__ror__", "self, value, /", uniteReflected, "Return value|self."},
    {"__ior__", "self, value, /", uniteInPlace, "Return self|=value."},
    {"__sizeof__", "self, /", sizeOf, "D.__sizeof__() -> size of D in memory, in bytes"},
    {"get", "self, key, default=None, /", get, "Return the value for key if key is in the dictionary, else default."},
    {"setdefault", "self, key, default=None, /", setDefault,
     "Insert key with a value of default if key is not in the dictionary.\n\n"
     "Return the value for key if key is in the dictionary, else default."},
    {"pop", "self, key, default=..., /", pop,
     "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\n"
     "If the key is not found, return the default if given; otherwise,\nraise a KeyError."},
    {"popitem", "self, /", popItem,
     "Remove and return a (key, value) pair as a 2-tuple.\n\n"
     "Pairs are returned in LIFO (last-in, first-out) order.\nRaises KeyError if the dict is empty."},
    {"keys", "self, /", view<kTypeDictKeys>, "D.keys() -> a set-like object providing a view on D's keys"},
    {"values", "self, /", view<kTypeDictValues>, "D.values() -> an object providing a view on D's values"},
    {"items", "self, /", view<kTypeDictItems>, "D.items() -> a set-like object providing a view on D's items"},
    {"update", "self, /, *args, **kwargs", update, "D.update([E, ]**F) -> None.  Update D from dict/iterable E and F."},
    {"fromkeys", "cls, iterable, value=None, /", fromKeys,
     "Create a new dictionary with keys from iterable and values set to value.", NativeKind::ClassMethod},
    {"clear", "self, /", clear, "D.clear() -> None.  Remove all items from D."},
    {"copy", "self, /", copy, "D.copy() -> a shallow copy of D"},
    {"__class_getitem__", "cls, object, /", classGetItem, "See PEP 585", NativeKind::ClassMethod},
};

}  // namespace

void traverseDict(Object* object, Visitor& visitor) {
  DictTable* table = static_cast<Dict*>(object)->table_.getOrNull();
  if (table == nullptr) return;
  DictEntry* entries = table->entries();
  for (uint32_t i = 0; i < table->entries_filled_; ++i) {
    visitor.slot(entries[i].key_);
    visitor.slot(entries[i].value_);
  }
}

namespace {

void dropDict(Object* object) { clearDict(static_cast<Dict*>(object)); }

}  // namespace

const TypeSpec kDictSpec = {
    "dict",
    "builtins",
    tracedLayout<Dict>("dict", traverseDict, dropDict, dropDict),
    kTypeBase | kTypeMapping | kTypeMatchSelf,
    kMethods,
    {},
    "dict() -> new empty dictionary\n"
    "dict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\n"
    "dict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\n"
    "dict(**kwargs) -> new dictionary initialized with the name=value pairs\n"
    "    in the keyword argument list.  For example:  dict(one=1, two=2)"};

}  // namespace ophion
