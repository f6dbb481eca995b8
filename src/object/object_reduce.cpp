// How objects without a __reduce__ of their own are taken apart for copying and pickling.
#include "object/allocate.h"
#include "object/binding.h"
#include "object/dict.h"
#include "object/function.h"
#include "object/import_hook.h"
#include "object/instance.h"
#include "object/list.h"
#include "object/object_type.h"
#include "object/protocol.h"
#include "object/shape.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

// copyreg.<name>
Ref<Object> fromCopyreg(const char* text) {
  Ref<Str> module_name = internText("copyreg");
  Ref<Str> attribute = internText(text);
  if (!module_name || !attribute) return raised();
  Ref<Object> module = importModule_mayRunPython(module_name.get());
  return module ? getAttr(module.get(), attribute.get()) : module;
}

// The names of the members of __slots__, which the class keeps once they are known; None or a list.
Ref<Object> slotNames_mayRunPython(Type* type) {
  Ref<Str> key = internText("__slotnames__");
  Dict* dict = key ? typeDict(type) : nullptr;
  if (dict == nullptr) return raised();
  Ref<Object> names = Ref<Object>::shareOrNull(getStrBorrowed(dict, key.get()));
  const char* whose = "%N.__slotnames__ should be a list or None, not %T";
  if (!names) {
    Ref<Object> find = fromCopyreg("_slotnames");
    names = find ? call(find.get(), type) : find;
    if (!names) return raised();
    whose = "copyreg._slotnames(%N) didn't return a list or None, but %T";
  }
  if (isNone(names.get()) || isListLayout(names.get())) return names;
  return raise(kTypeTypeError, whose, type, names.get());
}

// The values of the members of __slots__, as a dict; null without an exception where there are none.
Ref<Dict> memberValues_mayRunPython(Object* object, bool* failed) {
  *failed = true;
  if (!typeOf(object)->is(kTypeHeap)) return *failed = false, nullptr;
  Ref<Object> names = slotNames_mayRunPython(typeOf(object));
  Ref<Dict> values = newDict();
  if (!names || !values) return nullptr;
  size_t n = isNone(names.get()) ? 0 : static_cast<List*>(names.get())->size_;
  for (size_t i = 0; i < n; ++i) {
    List* list = static_cast<List*>(names.get());
    Ref<Object> key = share(list->at(i));
    if (!isStrLayout(key.get())) return raise(kTypeTypeError, "attribute name must be string, not '%T'", key.get());
    bool broken = false;
    Ref<Object> member = getAttrOrNull(object, static_cast<Str*>(key.get()), &broken);
    if (broken || (member && !setItem_mayRunPython(values.get(), key.get(), member.get()))) return nullptr;
    if (list->size_ != n) return raise(kTypeRuntimeError, "__slotsname__ changed size during iteration");
  }
  *failed = false;
  if (values->used_ == 0) return nullptr;
  return values;
}

// Layouts whose content is told by list items, dict items or the arguments of __new__.
bool isVisibleLayout(const Type* type) {
  return type->layout_ == kTypeObject || type->layout_ == kTypeList || type->layout_ == kTypeDict;
}

Ref<Object> stateWithCheck(Object* object, bool required) {
  Type* type = typeOf(object);
  if (required && !isVisibleLayout(type)) return raise(kTypeTypeError, "cannot pickle '%T' object", object);
  Ref<Object> state = newNone();
  if (type->is(kTypeInstancesHaveDict)) {
    Ref<Dict> dict = type->is(kTypeHeap) ? copyInstanceAttributes(object) : instanceDict(object);
    if (!dict) return raised();
    Dict* live = instanceDictIfAny(object);
    if (dict->used_ != 0) state = live != nullptr ? share<Object>(live) : Ref<Object>(std::move(dict));
  }
  bool failed = false;
  Ref<Dict> members = memberValues_mayRunPython(object, &failed);
  if (failed) return raised();
  if (!members) return state;
  return newTupleOf({state.get(), members.get()});
}

// __getnewargs_ex__ or __getnewargs__: *args and *keywords stay null where the object has neither.
bool newArguments(Object* object, Ref<Tuple>* args, Ref<Dict>* keywords) {
  if (lookupInType(typeOf(object), name(Name::__getnewargs_ex__)) != nullptr) {
    Ref<Object> given = callMethod(object, Name::__getnewargs_ex__);
    if (!given) return raised();
    if (!isTupleLayout(given.get())) {
      return raise(kTypeTypeError, "__getnewargs_ex__ should return a tuple, not '%T'", given.get());
    }
    Tuple* pair = static_cast<Tuple*>(given.get());
    if (pair->size_ != 2) {
      return raise(kTypeValueError, "__getnewargs_ex__ should return a tuple of length 2, not %u", pair->size_);
    }
    if (!isTupleLayout(pair->at(0))) {
      return raise(kTypeTypeError, "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%T'",
                   pair->at(0));
    }
    if (!holdsDict(pair->at(1))) {
      return raise(kTypeTypeError, "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%T'",
                   pair->at(1));
    }
    *args = share(static_cast<Tuple*>(pair->at(0)));
    *keywords = share(static_cast<Dict*>(pair->at(1)));
    return true;
  }
  Object* method = lookupInType(typeOf(object), name(Name::__getnewargs__));
  if (method == nullptr) return !errorPending();
  Ref<Object> keep = share(method);
  Ref<Object> given = callSpecial(method, &object, 1);
  if (!given) return raised();
  if (!isTupleLayout(given.get()))
    return raise(kTypeTypeError, "__getnewargs__ should return a tuple, not '%T'", given.get());
  *args = std::move(given).castTo<Tuple>();
  return true;
}

Ref<Object> itemsIterator(Object* object) {
  if (!holdsDict(object)) return newNone();
  Ref<Object> items = callMethod(object, Name::items);
  return items ? getIter(items.get()) : items;
}

Ref<Object> reduceNew(Object* object) {
  Type* type = typeOf(object);
  if (type->is(kTypeDisallowInstantiation) || lookupSpecial(type, Special::k_new) == nullptr) {
    return raise(kTypeTypeError, "cannot pickle '%T' object", object);
  }
  Ref<Tuple> args;
  Ref<Dict> keywords;
  if (!newArguments(object, &args, &keywords)) return raised();
  bool has_args = static_cast<bool>(args);
  Ref<Object> maker;
  Ref<Tuple> maker_args;
  if (keywords && keywords->used_ != 0) {
    maker = fromCopyreg("__newobj_ex__");
    maker_args = newTupleOf({type, args.get(), keywords.get()});
  } else {
    maker = fromCopyreg("__newobj__");
    size_t n = args ? args->size_ : 0;
    maker_args = newTuple(n + 1);
    if (maker_args) {
      maker_args->items()[0].init(share<Object>(type));
      for (size_t i = 0; i < n; ++i) maker_args->items()[i + 1].init(share(args->at(i)));
    }
  }
  if (!maker || !maker_args) return raised();
  bool required = !has_args && !isListLayout(object) && !holdsDict(object);
  Ref<Object> state;
  Object* getstate = lookupInType(type, name(Name::__getstate__));
  if (getstate != nullptr && getstate == lookupInType(builtinType(kTypeObject), name(Name::__getstate__))) {
    state = stateWithCheck(object, required);
  } else {
    state = callMethod(object, Name::__getstate__);
  }
  if (!state) return raised();
  Ref<Object> list_items = isListLayout(object) ? getIter(object) : newNone();
  Ref<Object> dict_items = itemsIterator(object);
  if (!list_items || !dict_items) return raised();
  return newTupleOf({maker.get(), maker_args.get(), state.get(), list_items.get(), dict_items.get()});
}

}  // namespace

Ref<Object> stateOf_mayRunPython(Object* object) { return stateWithCheck(object, false); }

Ref<Object> reduceObject_mayRunPython(Object* object, int64_t protocol) {
  if (protocol >= 2) return reduceNew(object);
  Ref<Object> reduce = fromCopyreg("_reduce_ex");
  Ref<Int> number = newInt(protocol);
  if (!reduce || !number) return raised();
  return call(reduce.get(), object, number.get());
}

}  // namespace ophion
