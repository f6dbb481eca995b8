#include "object/dict_view.h"

#include "object/dict_iterator.h"
#include "object/int.h"
#include "object/list.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/set.h"
#include "object/singletons.h"
#include "object/str_builder.h"
#include "object/walk.h"

namespace ophion {

Ref<Object> newDictView(TypeIndex type, Dict* dict) {
  Ref<DictView> view = allocateContainer<DictView>(type);
  if (!view) return raised();
  view->dict_.init(share(dict));
  return view;
}

namespace {

Dict* dictOf(Object* const* args) { return static_cast<DictView*>(args[0])->dict_.getOrNull(); }

bool isKeysOrItems(Object* object) { return isExactDictKeys(object) || isExactDictItems(object); }

Ref<Object> length(Object* const* args) { return newInt(dictOf(args) == nullptr ? 0 : dictOf(args)->used_); }

template <TypeIndex type>
Ref<Object> iterate(Object* const* args) {
  return newDictIterator(type, dictOf(args));
}

Ref<Object> containsKey(Object* const* args) {
  Object* value;
  int found = getItem_mayRunPython(dictOf(args), args[1], &value);
  return found < 0 ? Ref<Object>(nullptr) : newBool(found > 0);
}

Ref<Object> containsItem(Object* const* args) {
  if (!isTupleLayout(args[1]) || static_cast<Tuple*>(args[1])->size_ != 2) return newBool(false);
  Tuple* pair = static_cast<Tuple*>(args[1]);
  Object* value;
  int found = getItem_mayRunPython(dictOf(args), pair->at(0), &value);
  if (found <= 0) return found < 0 ? Ref<Object>(nullptr) : newBool(false);
  Ref<Object> held = share(value);
  int equal = equalObjects(held.get(), pair->at(1));
  return equal < 0 ? Ref<Object>(nullptr) : newBool(equal != 0);
}

Ref<Object> showItems(Object* view) {
  Ref<List> items = toList_mayRunPython(view);
  if (!items) return raised();
  Ref<Str> text = reprOf(items.get());
  return text ? Ref<Object>(formatStr("%s(%U)", typeNameOf(view), text.get())) : raised();
}

Ref<Object> show(Object* const* args) {
  bool failed = false;
  if (!enterRepr(args[0], &failed)) return failed ? Ref<Object>(nullptr) : Ref<Object>(newAscii("..."));
  Ref<Object> text = showItems(args[0]);
  leaveRepr(args[0]);
  return text;
}

// Whether everything in `a` is in `b`.
int allContained(Object* a, Object* b) {
  Walk walk(a);
  if (walk.failed()) return -1;
  while (Ref<Object> item = walk.next_mayRunPython()) {
    int found = contains(b, item.get());
    if (found <= 0) return found;
  }
  return errorPending() ? -1 : 1;
}

template <Compare op>
Ref<Object> compareViews(Object* const* args) {
  if (!isSetLayout(args[1]) && !isKeysOrItems(args[1])) return newNotImplemented();
  int64_t mine = lengthOf(args[0]);
  if (mine < 0) return raised();
  int64_t other = lengthOf(args[1]);
  if (other < 0) return raised();
  int result = 0;
  switch (op) {
    case Compare::Eq:
    case Compare::Ne:
      if (mine == other) result = allContained(args[0], args[1]);
      if (op == Compare::Ne && result >= 0) result = !result;
      break;
    case Compare::Lt:
      if (mine < other) result = allContained(args[0], args[1]);
      break;
    case Compare::Le:
      if (mine <= other) result = allContained(args[0], args[1]);
      break;
    case Compare::Gt:
      if (mine > other) result = allContained(args[1], args[0]);
      break;
    case Compare::Ge:
      if (mine >= other) result = allContained(args[1], args[0]);
      break;
  }
  return result < 0 ? Ref<Object>(nullptr) : newBool(result != 0);
}

Ref<Set> setOf(Object* iterable) { return makeSetOf_mayRunPython(builtinType(kTypeSet), kTypeSet, iterable); }

Ref<Object> unite(Object* const* args) {
  Ref<Set> made = setOf(args[0]);
  if (!made || !updateSet_mayRunPython(made.get(), args[1])) return raised();
  return made;
}

Ref<Object> intersect(Object* const* args) {
  Object* view = args[0];
  Object* other = args[1];
  int64_t size = lengthOf(view);
  if (size < 0) return raised();
  // The smaller of two views is walked; a set that is not smaller is asked.
  if (isKeysOrItems(other) && lengthOf(other) > size) std::swap(view, other);
  if (isExactSet(other) && static_cast<Set*>(other)->used_ >= size) {
    Ref<Set> walked = setOf(view);
    if (!walked) return raised();
    return intersectSets_mayRunPython(static_cast<Set*>(other), walked.get());
  }
  Walk walk(other);
  if (walk.failed()) return raised();
  Ref<Set> made = newSet();
  if (!made) return raised();
  while (Ref<Object> item = walk.next_mayRunPython()) {
    int found = contains(view, item.get());
    if (found < 0 || (found > 0 && !addToSet_mayRunPython(made.get(), item.get()))) return raised();
  }
  return errorPending() ? Ref<Object>(nullptr) : Ref<Object>(made);
}

Ref<Object> subtract(Object* const* args) {
  Ref<Set> made = setOf(args[0]);
  if (!made || !removeAllFromSet_mayRunPython(made.get(), args[1])) return raised();
  return made;
}

Ref<Object> toggle(Object* const* args) {
  Ref<Set> made = setOf(args[0]);
  if (!made || !toggleInSet_mayRunPython(made.get(), args[1])) return raised();
  return made;
}

template <NativeFunctionPointer operation>
Ref<Object> reflected(Object* const* args) {
  Ref<Set> left = setOf(args[1]);
  if (!left) return raised();
  if (operation == subtract) return removeAllFromSet_mayRunPython(left.get(), args[0]) ? Ref<Object>(left) : raised();
  Object* swapped[] = {args[0], left.get()};
  return operation(swapped);
}

Ref<Object> isDisjoint(Object* const* args) {
  if (args[0] == args[1]) return newBool(lengthOf(args[0]) == 0);
  Object* view = args[0];
  Object* other = args[1];
  if (isSetLayout(other) || isKeysOrItems(other)) {
    int64_t size = lengthOf(other);
    if (size < 0) return raised();
    if (size > lengthOf(view)) std::swap(view, other);
  }
  Walk walk(other);
  if (walk.failed()) return raised();
  while (Ref<Object> item = walk.next_mayRunPython()) {
    int found = contains(view, item.get());
    if (found < 0) return raised();
    if (found > 0) return newBool(false);
  }
  return errorPending() ? Ref<Object>(nullptr) : newBool(true);
}

Ref<Object> mapping(Object* self) {
  return call(builtinType(kTypeMappingProxy), static_cast<DictView*>(self)->dict_.get());
}

constexpr GetSetDef kAttributes[] = {{"mapping", mapping, nullptr, "dictionary that this view refers to"}};

#define OPHION_SET_LIKE                                                                                 \
  {"__eq__", "self, value, /", compareViews<Compare::Eq>, "Return self==value."},                       \
      {"__ne__", "self, value, /", compareViews<Compare::Ne>, "Return self!=value."},                   \
      {"__lt__", "self, value, /", compareViews<Compare::Lt>, "Return self<value."},                    \
      {"__le__", "self, value, /", compareViews<Compare::Le>, "Return self<=value."},                   \
      {"__gt__", "self, value, /", compareViews<Compare::Gt>, "Return self>value."},                    \
      {"__ge__", "self, value, /", compareViews<Compare::Ge>, "Return self>=value."},                   \
      {"__hash__", "self, /", nullptr}, {"__and__", "self, value, /", intersect, "Return self&value."}, \
      {"__rand__", "self, value, /", reflected<intersect>, "Return value&self."},                       \
      {"__or__", "self, value, /", unite, "Return self|value."},                                        \
      {"__ror__", "self, value, /", reflected<unite>, "Return value|self."},                            \
      {"__sub__", "self, value, /", subtract, "Return self-value."},                                    \
      {"__rsub__", "self, value, /", reflected<subtract>, "Return value-self."},                        \
      {"__xor__", "self, value, /", toggle, "Return self^value."},                                      \
      {"__rxor__", "self, value, /", reflected<toggle>, "Return value^self."},                          \
      {"isdisjoint", "self, other, /", isDisjoint,                                                      \
       "Return True if the view and the given iterable have a null intersection."}

constexpr NativeDef kKeysMethods[] = {
    {"__len__", "self, /", length, "Return len(self)."},
    {"__iter__", "self, /", iterate<kTypeDictKeyIterator>, "Implement iter(self)."},
    {"__reversed__", "self, /", iterate<kTypeDictReverseKeyIterator>, "Return a reverse iterator over the dict keys."},
    {"__contains__", "self, key, /", containsKey, "Return key in self."},
    {"__repr__", "self, /", show, "Return repr(self)."},
    OPHION_SET_LIKE,
};

constexpr NativeDef kItemsMethods[] = {
    {"__len__", "self, /", length, "Return len(self)."},
    {"__iter__", "self, /", iterate<kTypeDictItemIterator>, "Implement iter(self)."},
    {"__reversed__", "self, /", iterate<kTypeDictReverseItemIterator>,
     "Return a reverse iterator over the dict items."},
    {"__contains__", "self, key, /", containsItem, "Return key in self."},
    {"__repr__", "self, /", show, "Return repr(self)."},
    OPHION_SET_LIKE,
};

constexpr NativeDef kValuesMethods[] = {
    {"__len__", "self, /", length, "Return len(self)."},
    {"__iter__", "self, /", iterate<kTypeDictValueIterator>, "Implement iter(self)."},
    {"__reversed__", "self, /", iterate<kTypeDictReverseValueIterator>,
     "Return a reverse iterator over the dict values."},
    {"__repr__", "self, /", show, "Return repr(self)."},
};

#undef OPHION_SET_LIKE

constexpr TypeDescriptor kLayout = {"dict_keys",      Kind::Container, Trace::Fixed, sizeof(Object),  1,
                                    sizeof(DictView), nullptr,         nullptr,      clearSlotRow<1>, nullptr};

}  // namespace

const TypeSpec kDictKeysSpec = {"dict_keys",  "builtins", kLayout, kTypeDisallowInstantiation,
                                kKeysMethods, kAttributes};
const TypeSpec kDictValuesSpec = {"dict_values",  "builtins", kLayout, kTypeDisallowInstantiation,
                                  kValuesMethods, kAttributes};
const TypeSpec kDictItemsSpec = {"dict_items",  "builtins", kLayout, kTypeDisallowInstantiation,
                                 kItemsMethods, kAttributes};

}  // namespace ophion
