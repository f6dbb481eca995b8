// Length, items and membership of any object.
#include "object/binding.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/generic_alias.h"
#include "object/list.h"
#include "object/native_special.h"
#include "object/native_stack.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/set.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/walk.h"

namespace ophion {

int64_t lengthOf(Object* object) {
  switch (object->typeIndex()) {
    case kTypeStr:
      return static_cast<Str*>(object)->length_;
    case kTypeTuple:
      return static_cast<Tuple*>(object)->size_;
    case kTypeList:
      return static_cast<List*>(object)->size_;
    case kTypeDict:
      return static_cast<Dict*>(object)->used_;
    case kTypeSet:
    case kTypeFrozenSet:
      return static_cast<Set*>(object)->used_;
    default:
      if (NativeFunctionPointer length = nativeSpecial(object, NativeSpecial::k_len); length != nullptr) {
        if (isStackDeep()) {
          raise(kTypeRecursionError, "maximum recursion depth exceeded");
          return -1;
        }
        Ref<Object> result = length(&object);
        if (!result) return -1;
        if (isSmallInt(result.get()) && smallValue(result.get()) >= 0) return smallValue(result.get());
      }
      break;
  }
  Object* function = lookupSpecial(object, Special::k_len);
  if (function == nullptr || isNone(function)) {
    if (function == nullptr && errorPending()) return -1;
    raise(kTypeTypeError, "object of type '%T' has no len()", object);
    return -1;
  }
  Ref<Object> keep = share(function);
  Ref<Object> result = callSpecial(function, &object, 1);
  if (!result) return -1;
  Ref<Int> number = index(result.get());
  if (!number) return -1;
  int64_t length = 0;
  if (intSign(number.get()) < 0) {
    raise(kTypeValueError, "__len__() should return >= 0");
    return -1;
  }
  if (!tryInt64(number.get(), &length)) {
    raise(kTypeOverflowError, "cannot fit 'int' into an index-sized integer");
    return -1;
  }
  return length;
}

int64_t lengthHint(Object* object, int64_t fallback) {
  if (lookupSpecial(object, Special::k_len) != nullptr) {
    int64_t length = lengthOf(object);
    if (length >= 0) return length;
    if (!errorMatches(kTypeTypeError)) return -1;
    clearError();
  }
  Object* function = lookupInType(typeOf(object), name(Name::__length_hint__));
  if (function == nullptr) return errorPending() ? -1 : fallback;
  Ref<Object> keep = share(function);
  Ref<Object> result = callSpecial(function, &object, 1);
  if (!result) {
    if (!errorMatches(kTypeTypeError)) return -1;
    clearError();
    return fallback;
  }
  if (result.get() == notImplemented()) return fallback;
  if (!isIntLayout(result.get())) {
    raise(kTypeTypeError, "__length_hint__ must be an integer, not %T", result.get());
    return -1;
  }
  int64_t hint = 0;
  if (!asInt64(result.get(), &hint)) return -1;
  if (hint < 0) {
    raise(kTypeValueError, "__length_hint__() should return >= 0");
    return -1;
  }
  return hint;
}

namespace {

// A position of an exact small int within 0..size-1, or -1.
OPHION_INLINE int64_t plainPosition(Object* key, uint32_t size) {
  if (!isSmallInt(key)) return -1;
  int64_t i = smallValue(key);
  if (i < 0) i += size;
  return i >= 0 && i < size ? i : -1;
}

Ref<Object> getClassItem(Object* object, Object* key) {
  if (object == builtinType(kTypeType)) return newGenericAlias(object, key);
  bool failed = false;
  Ref<Object> method = getAttrOrNull(object, Name::__class_getitem__, &failed);
  if (failed) return raised();
  if (method && !isNone(method.get())) return call(method.get(), key);
  return raise(kTypeTypeError, "type '%N' is not subscriptable", static_cast<Type*>(object));
}

Ref<Object> getItemSlow(Object* container, Object* key) {
  if (NativeFunctionPointer get = nativeSpecial(container, NativeSpecial::k_getitem); get != nullptr) {
    if (isStackDeep()) return raise(kTypeRecursionError, "maximum recursion depth exceeded");
    Object* args[] = {container, key};
    return get(args);
  }
  Object* function = lookupSpecial(container, Special::k_getitem);
  if (function == nullptr) {
    if (errorPending()) return raised();
    if (isType(container)) return getClassItem(container, key);
    return raise(kTypeTypeError, "'%T' object is not subscriptable", container);
  }
  Ref<Object> keep = share(function);
  Object* args[] = {container, key};
  return callSpecial(function, args, 2);
}

}  // namespace

Ref<Object> getItem(Object* container, Object* key) {
  switch (container->typeIndex()) {
    case kTypeList: {
      List* list = static_cast<List*>(container);
      int64_t at = plainPosition(key, list->size_);
      if (at >= 0) return share(list->at(static_cast<size_t>(at)));
      break;
    }
    case kTypeTuple: {
      Tuple* tuple = static_cast<Tuple*>(container);
      int64_t at = plainPosition(key, tuple->size_);
      if (at >= 0) return share(tuple->at(static_cast<size_t>(at)));
      break;
    }
    case kTypeDict: {
      Dict* dict = static_cast<Dict*>(container);
      Object* value = nullptr;
      int found = getItem_mayRunPython(dict, key, &value);
      if (found > 0) return share(value);
      return found < 0 ? raised() : raiseObject(kTypeKeyError, key);
    }
    case kTypeStr: {
      Str* text = static_cast<Str*>(container);
      int64_t at = plainPosition(key, text->length_);
      if (at >= 0) return newStrFromChar(text->at(static_cast<size_t>(at)));
      break;
    }
    default:
      break;
  }
  return getItemSlow(container, key);
}

bool setItem(Object* container, Object* key, Object* value) {
  if (isExactDict(container)) return setItem_mayRunPython(static_cast<Dict*>(container), key, value);
  if (isExactList(container)) {
    List* list = static_cast<List*>(container);
    int64_t at = plainPosition(key, list->size_);
    if (at >= 0) {
      list->items()[at].assign(share(value));
      return true;
    }
  }
  if (NativeFunctionPointer set = nativeSpecial(container, NativeSpecial::k_setitem); set != nullptr) {
    Object* args[] = {container, key, value};
    return static_cast<bool>(set(args));
  }
  Object* function = lookupSpecial(container, Special::k_setitem);
  if (function == nullptr) {
    if (errorPending()) return raised();
    return raise(kTypeTypeError, "'%T' object does not support item assignment", container);
  }
  Ref<Object> keep = share(function);
  Object* args[] = {container, key, value};
  return static_cast<bool>(callSpecial(function, args, 3));
}

bool deleteItem(Object* container, Object* key) {
  if (NativeFunctionPointer remove = nativeSpecial(container, NativeSpecial::k_delitem); remove != nullptr) {
    Object* args[] = {container, key};
    return static_cast<bool>(remove(args));
  }
  Object* function = lookupSpecial(container, Special::k_delitem);
  if (function == nullptr) {
    if (errorPending()) return raised();
    // A sequence that is asked for a position says it in other words.
    bool sequence = container->typeIndex() >= kFirstHeapType || lookupSpecial(container, Special::k_getitem) != nullptr;
    bool position = lookupSpecial(key, Special::k_index) != nullptr;
    return raise(kTypeTypeError,
                 sequence && position ? "'%T' object doesn't support item deletion"
                                      : "'%T' object does not support item deletion",
                 container);
  }
  Ref<Object> keep = share(function);
  Object* args[] = {container, key};
  return static_cast<bool>(callSpecial(function, args, 2));
}

namespace {

int containsByIteration(Object* container, Object* item) {
  Walk walk(container);
  if (walk.failed()) {
    if (errorMatches(kTypeTypeError)) {
      clearError();
      return raise(kTypeTypeError, "argument of type '%T' is not iterable", container);
    }
    return -1;
  }
  while (Ref<Object> next = walk.next_mayRunPython()) {
    int equal = equalObjects(next.get(), item);
    if (equal != 0) return equal;
  }
  return errorPending() ? -1 : 0;
}

}  // namespace

int contains(Object* container, Object* item) {
  switch (container->typeIndex()) {
    case kTypeDict: {
      Object* value = nullptr;
      return getItem_mayRunPython(static_cast<Dict*>(container), item, &value);
    }
    case kTypeSet:
    case kTypeFrozenSet:
      return setContains_mayRunPython(static_cast<Set*>(container), item);
    case kTypeTuple: {
      Tuple* tuple = static_cast<Tuple*>(container);
      ptrdiff_t at = findInTuple_mayRunPython(tuple, item, 0, tuple->size_);
      return at == -2 ? -1 : at >= 0;
    }
    case kTypeList: {
      ptrdiff_t at = findInList_mayRunPython(static_cast<List*>(container), item, 0, SIZE_MAX);
      return at == -2 ? -1 : at >= 0;
    }
    case kTypeStr:
      if (isExactStr(item)) {
        const Str* text = static_cast<Str*>(container);
        return findStr(text, static_cast<Str*>(item), 0, text->length_) >= 0;
      }
      break;
    default:
      break;
  }
  if (NativeFunctionPointer has = nativeSpecial(container, NativeSpecial::k_contains); has != nullptr) {
    Object* args[] = {container, item};
    Ref<Object> result = has(args);
    return result ? isTrue(result.get()) : -1;
  }
  Object* function = lookupSpecial(container, Special::k_contains);
  if (function == nullptr) return errorPending() ? -1 : containsByIteration(container, item);
  if (isNone(function)) return raise(kTypeTypeError, "'%T' object is not a container", container);
  Ref<Object> keep = share(function);
  Object* args[] = {container, item};
  Ref<Object> result = callSpecial(function, args, 2);
  return result ? isTrue(result.get()) : -1;
}

}  // namespace ophion
