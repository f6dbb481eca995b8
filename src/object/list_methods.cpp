// The type list: its methods. Comparisons of items may run Python that changes the list: sizes are looked at again each
// time.
#include <algorithm>

#include "object/c_argument.h"
#include "object/int.h"
#include "object/list.h"
#include "object/list_iterator.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/range.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str_builder.h"
#include "object/str_chars.h"
#include "object/tuple.h"

namespace ophion {

namespace {

List* self(Object* const* args) { return static_cast<List*>(args[0]); }

Ref<Object> makeList(Object* const* args) { return makeInstance<List>(args[0], kTypeList); }

Ref<Object> initList(Object* const* args) {
  List* list = self(args);
  clearList(list);
  if (args[1] != nullptr && !extendList_mayRunPython(list, args[1])) return raised();
  return newNone();
}

Ref<Object> length(Object* const* args) { return newInt(self(args)->size_); }

// The bounds are plain (plainSlice): nothing changes the list meanwhile.
Ref<Object> itemsOfSlice(List* list, Slice* slice) {
  int64_t start, stop, step;
  size_t count;
  if (!sliceIndices_mayRunPython(slice, list->size_, &start, &stop, &step, &count)) return raised();
  if (count == 0) return newList();
  if (step == 1) return newListFromSlots(list->items() + start, count);
  Ref<List> made = newList(count);
  if (!made) return raised();
  for (size_t i = 0; i < count; ++i) {
    size_t from = placeInSlice(start, step, i);
    incref(list->at(from));
    made->items()[i] = list->items()[from];
  }
  made->size_ = static_cast<uint32_t>(count);
  return made;
}

// A slice with plain bounds, so that asking it twice neither runs Python nor gives another answer.
Ref<Slice> plainSlice(Slice* slice) {
  Ref<Object> bounds[3];
  Object* given[3] = {slice->start_.get(), slice->stop_.get(), slice->step_.get()};
  bool plain = true;
  for (Object* bound : given) plain = plain && (isNone(bound) || isExactInt(bound));
  if (plain) return share(slice);
  for (int i : {2, 0, 1}) {
    if (isNone(given[i])) {
      bounds[i] = newNone();
    } else if (!hasIndex(given[i])) {
      return raise(kTypeTypeError, "slice indices must be integers or None or have an __index__ method");
    } else {
      Ref<Int> bound = index(given[i]);
      if (!bound) return raised();
      if (i == 2 && intIsZero(bound.get())) return raise(kTypeValueError, "slice step cannot be zero");
      bounds[i] = std::move(bound);
    }
  }
  return newSlice(bounds[0].get(), bounds[1].get(), bounds[2].get());
}

Ref<Object> subscript(Object* const* args) {
  List* list = self(args);
  if (!isExactSlice(args[1]) && hasIndex(args[1])) {
    int64_t i;
    if (!itemPosition_mayRunPython(args[1], &i)) return raised();
    if (i < 0) i += list->size_;
    if (i < 0 || i >= list->size_) return raise(kTypeIndexError, "list index out of range");
    return share(list->at(i));
  }
  if (!isExactSlice(args[1])) {
    return raise(kTypeTypeError, "list indices must be integers or slices, not %T", args[1]);
  }
  Ref<Slice> slice = plainSlice(static_cast<Slice*>(args[1]));
  return slice ? itemsOfSlice(list, slice.get()) : raised();
}

bool assignSlice(List* list, Slice* given, Object* value) {
  Ref<Slice> slice = plainSlice(given);
  int64_t start, stop, step;
  size_t count;
  if (!slice || !sliceIndices_mayRunPython(slice.get(), list->size_, &start, &stop, &step, &count)) return false;
  Ref<List> with;
  if (isListLayout(value) && isExactList(value) && value != list) {
    with = share(static_cast<List*>(value));
  } else {
    if (lookupSpecial(value, Special::k_iter) == nullptr && lookupSpecial(value, Special::k_getitem) == nullptr) {
      if (errorPending()) return false;
      bool plain_step =
          isNone(slice->step_.get()) || (isSmallInt(slice->step_.get()) && smallValue(slice->step_.get()) == 1);
      return raise(kTypeTypeError,
                   plain_step ? "can only assign an iterable" : "must assign iterable to extended slice");
    }
    with = toList_mayRunPython(value);
    if (!with) return false;
  }
  // What was assigned may have changed the list.
  if (!sliceIndices_mayRunPython(slice.get(), list->size_, &start, &stop, &step, &count)) return false;
  size_t n = with->size_;
  if (step == 1) return replaceInList_mayRunPython(list, start, start + count, with->items_.getOrNull(), n);
  if (n != count) {
    return raise(kTypeValueError, "attempt to assign sequence of size %zd to extended slice of size %zd",
                 static_cast<ptrdiff_t>(n), static_cast<ptrdiff_t>(count));
  }
  // New and old trade places, then the old ones go with their list.
  Ref<List> old = newListFromSlots(with->items_.getOrNull(), n);
  if (!old) return false;
  for (size_t i = 0; i < count; ++i) std::swap(list->items()[placeInSlice(start, step, i)], old->items()[i]);
  return true;
}

bool deleteSlice(List* list, Slice* given) {
  Ref<Slice> slice = plainSlice(given);
  if (!slice) return false;
  int64_t start, stop, step;
  size_t count;
  if (!sliceIndices_mayRunPython(slice.get(), list->size_, &start, &stop, &step, &count)) return false;
  if (count == 0) return true;
  if (step < 0) {
    start += step * static_cast<int64_t>(count - 1);
    step = -step;
  }
  if (step == 1) {
    removeFromList(list, start, start + count);
    return true;
  }
  Ref<List> gone = newList(count);
  if (!gone) return false;
  Slot<Object>* items = list->items();
  size_t to = start, taken = 0;
  for (size_t from = start; from < list->size_; ++from) {
    if (taken < count && from == start + taken * static_cast<size_t>(step)) {
      gone->items()[taken++] = items[from];
    } else {
      items[to++] = items[from];
    }
  }
  gone->size_ = static_cast<uint32_t>(count);
  list->size_ = static_cast<uint32_t>(to);
  return true;
}

bool storeAt(List* list, Object* key, Object* value) {
  if (!isExactSlice(key) && hasIndex(key)) {
    int64_t i;
    if (!itemPosition_mayRunPython(key, &i)) return false;
    if (i < 0) i += list->size_;
    if (i < 0 || i >= list->size_) return raise(kTypeIndexError, "list assignment index out of range");
    if (value == nullptr) {
      removeFromList(list, i, i + 1);
    } else {
      list->items()[i].assign(share(value));
    }
    return true;
  }
  if (!isExactSlice(key)) return raise(kTypeTypeError, "list indices must be integers or slices, not %T", key);
  Slice* slice = static_cast<Slice*>(key);
  return value == nullptr ? deleteSlice(list, slice) : assignSlice(list, slice, value);
}

Ref<Object> storeItem(Object* const* args) { return storeAt(self(args), args[1], args[2]) ? newNone() : raised(); }
Ref<Object> deleteItemAt(Object* const* args) { return storeAt(self(args), args[1], nullptr) ? newNone() : raised(); }

Ref<Object> containsItem(Object* const* args) {
  ptrdiff_t at = findInList_mayRunPython(self(args), args[1], 0, SIZE_MAX);
  return at == -2 ? Ref<Object>(nullptr) : newBool(at >= 0);
}

Ref<Object> iterate(Object* const* args) { return newListIterator(self(args)); }
Ref<Object> iterateBackwards(Object* const* args) { return newListReverseIterator(self(args)); }

Ref<Object> addLists(Object* const* args) {
  if (!isListLayout(args[1])) return refuseConcatenation("list", args[1]);
  List* a = self(args);
  List* b = static_cast<List*>(args[1]);
  Ref<List> made = newList(size_t{a->size_} + b->size_);
  if (!made) return raised();
  Slot<Object>* to = made->items_.getOrNull();
  for (List* part : {a, b}) {
    size_t n = part->size_;
    if (n == 0) continue;
    const Slot<Object>* from = part->items();
    for (size_t i = 0; i < n; ++i) incref(from[i].get());
    copyBytes(to, from, n * sizeof(Slot<Object>));
    to += n;
  }
  made->size_ = a->size_ + b->size_;
  return made;
}

Ref<Object> extendInPlace(Object* const* args) {
  if (!extendList_mayRunPython(self(args), args[1])) return raised();
  return share(args[0]);
}

// Fills `to` with `times` copies of its first n slots, which are there already.
void repeatSlots(Slot<Object>* to, size_t n, size_t times) {
  for (size_t i = 0; i < n; ++i) increfBy(to[i].get(), times - 1);
  if (n == 1) {
    std::fill_n(to + 1, times - 1, *to);
    return;
  }
  // Each copy doubles what there is.
  size_t total = n * times;
  for (size_t have = n; have < total;) {
    size_t more = have < total - have ? have : total - have;
    __builtin_memcpy(to + have, to, more * sizeof(Slot<Object>));
    have += more;
  }
}

Ref<Object> repeatList(Object* const* args) {
  int64_t times;
  int known = repeatCount_mayRunPython(args[1], &times);
  if (known <= 0) return known < 0 ? Ref<Object>(nullptr) : newNotImplemented();
  List* list = self(args);
  size_t n = list->size_;
  if (n == 0 || times <= 0) return newList();
  if (static_cast<uint64_t>(times) > kMaxItems / n) return raiseMemoryError();
  Ref<List> made = newList(n * times);
  if (!made) return raised();
  for (size_t i = 0; i < n; ++i) {
    incref(list->at(i));
    made->items()[i] = list->items()[i];
  }
  repeatSlots(made->items(), n, times);
  made->size_ = static_cast<uint32_t>(n * times);
  return made;
}

Ref<Object> repeatInPlace(Object* const* args) {
  int64_t times;
  int known = repeatCount_mayRunPython(args[1], &times);
  if (known <= 0) return known < 0 ? Ref<Object>(nullptr) : newNotImplemented();
  List* list = self(args);
  size_t n = list->size_;
  if (times <= 0) {
    clearList(list);
  } else if (n != 0 && times != 1) {
    if (static_cast<uint64_t>(times) > kMaxItems / n) return raiseMemoryError();
    if (!reserveList(list, n * times)) return raised();
    repeatSlots(list->items(), n, times);
    list->size_ = static_cast<uint32_t>(n * times);
  }
  return share(args[0]);
}

template <Compare op>
Ref<Object> compareLists(Object* const* args) {
  if (!isListLayout(args[1])) return newNotImplemented();
  List* a = self(args);
  List* b = static_cast<List*>(args[1]);
  if (a->size_ != b->size_ && (op == Compare::Eq || op == Compare::Ne)) return newBool(op == Compare::Ne);
  NativeRecursion guard(" in comparison");
  if (guard.exceeded()) return raised();
  for (size_t i = 0; i < a->size_ && i < b->size_; ++i) {
    if (a->items()[i] == b->items()[i]) continue;
    Ref<Object> left = share(a->at(i));
    Ref<Object> right = share(b->at(i));
    int equal = richCompareBool(left.get(), right.get(), Compare::Eq);
    if (equal < 0) return raised();
    if (equal != 0) continue;
    // Comparing may have emptied either.
    if (i >= a->size_ || i >= b->size_) break;
    if (op == Compare::Eq) return newBool(false);
    if (op == Compare::Ne) return newBool(true);
    return richCompare(left.get(), right.get(), op);
  }
  return newBool(ordered(op, a->size_, b->size_));
}

Ref<Object> showItems(List* list) {
  StrBuilder out;
  if (!out.append(U'[')) return raised();
  for (size_t i = 0; i < list->size_; ++i) {
    if (i != 0 && !out.appendAscii(", ")) return raised();
    Ref<Object> held = share(list->at(i));
    Ref<Str> item = reprOf(held.get());
    if (!item || !out.append(item.get())) return raised();
  }
  if (!out.append(U']')) return raised();
  return out.finish();
}

Ref<Object> showList(Object* const* args) {
  List* list = self(args);
  if (list->size_ == 0) return newAscii("[]");
  bool failed = false;
  if (!enterRepr(list, &failed)) return failed ? Ref<Object>(nullptr) : Ref<Object>(newAscii("[...]"));
  Ref<Object> text = showItems(list);
  leaveRepr(list);
  return text;
}

Ref<Object> append(Object* const* args) { return appendToList(self(args), args[1]) ? newNone() : raised(); }

Ref<Object> extend(Object* const* args) { return extendList_mayRunPython(self(args), args[1]) ? newNone() : raised(); }

Ref<Object> insert(Object* const* args) {
  int64_t at;
  if (!cSizeArgument_mayRunPython(args[1], &at)) return raised();
  List* list = self(args);
  if (at < 0) {
    at += list->size_;
    if (at < 0) at = 0;
  }
  if (at > list->size_) at = list->size_;
  return insertIntoList(list, at, args[2]) ? newNone() : raised();
}

Ref<Object> pop(Object* const* args) {
  List* list = self(args);
  if (args[1] == nullptr && list->size_ != 0) return popFromList(list);
  int64_t at = -1;
  if (args[1] != nullptr && !cSizeArgument_mayRunPython(args[1], &at)) return raised();
  if (list->size_ == 0) return raise(kTypeIndexError, "pop from empty list");
  if (at < 0) at += list->size_;
  if (at < 0 || at >= list->size_) return raise(kTypeIndexError, "pop index out of range");
  Ref<Object> item = share(list->at(at));
  removeFromList(list, at, at + 1);
  return item;
}

Ref<Object> remove(Object* const* args) {
  ptrdiff_t at = findInList_mayRunPython(self(args), args[1], 0, SIZE_MAX);
  if (at == -2) return raised();
  if (at < 0) return raise(kTypeValueError, "list.remove(x): x not in list");
  removeFromList(self(args), at, at + 1);
  return newNone();
}

Ref<Object> clear(Object* const* args) {
  clearList(self(args));
  return newNone();
}

Ref<Object> copy(Object* const* args) { return newListFromSlots(self(args)->items_.getOrNull(), self(args)->size_); }

Ref<Object> indexOf(Object* const* args) {
  List* list = self(args);
  int64_t start, stop;
  if (!searchBound_mayRunPython(args[2], list->size_, 0, &start)) return raised();
  if (!searchBound_mayRunPython(args[3], list->size_, INT64_MAX, &stop)) return raised();
  ptrdiff_t at = findInList_mayRunPython(list, args[1], start, stop);
  if (at == -2) return raised();
  if (at < 0) return raise(kTypeValueError, "%R is not in list", args[1]);
  return newInt(at);
}

Ref<Object> countOf(Object* const* args) {
  List* list = self(args);
  int64_t found = 0;
  for (size_t i = 0; i < list->size_; ++i) {
    Ref<Object> item = share(list->at(i));
    int equal = equalObjects(item.get(), args[1]);
    if (equal < 0) return raised();
    found += equal;
  }
  return newInt(found);
}

Ref<Object> reverse(Object* const* args) {
  List* list = self(args);
  if (list->size_ != 0) {
    Slot<Object>* items = list->items();
    for (size_t i = 0, j = list->size_ - 1; i < j; ++i, --j) std::swap(items[i], items[j]);
  }
  return newNone();
}

Ref<Object> sort(Object* const* args) {
  int backwards = 0;
  if (args[2] != nullptr) {
    int64_t value;
    if (!cIntArgument_mayRunPython(args[2], &value)) return raised();
    backwards = value != 0;
  }
  Object* key = args[1] == nullptr || isNone(args[1]) ? nullptr : args[1];
  return sortList_mayRunPython(self(args), key, backwards != 0) ? newNone() : raised();
}

Ref<Object> sizeOf(Object* const* args) {
  return newInt(static_cast<int64_t>(sizeof(List) + size_t{self(args)->capacity_} * sizeof(Slot<Object>)));
}

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, *_, **_", makeList, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, iterable=(), /", initList},
    {"__len__", "self, /", length, "Return len(self)."},
    {"__getitem__", "self, index, /", subscript, "x.__getitem__(y) <==> x[y]"},
    {"__setitem__", "self, key, value, /", storeItem, "Set self[key] to value."},
    {"__delitem__", "self, key, /", deleteItemAt, "Delete self[key]."},
    {"__contains__", "self, key, /", containsItem, "Return key in self."},
    {"__iter__", "self, /", iterate, "Implement iter(self)."},
    {"__reversed__", "self, /", iterateBackwards, "Return a reverse iterator over the list."},
    {"__add__", "self, value, /", addLists, "Return self+value."},
    {"__iadd__", "self, value, /", extendInPlace, "Implement self+=value."},
    {"__mul__", "self, value, /", repeatList, "Return self*value."},
    {"__rmul__", "self, value, /", repeatList, "Return value*self."},
    {"__imul__", "self, value, /", repeatInPlace, "Implement self*=value."},
    {"__eq__", "self, value, /", compareLists<Compare::Eq>, "Return self==value."},
    {"__ne__", "self, value, /", compareLists<Compare::Ne>, "Return self!=value."},
    {"__lt__", "self, value, /", compareLists<Compare::Lt>, "Return self<value."},
    {"__le__", "self, value, /", compareLists<Compare::Le>, "Return self<=value."},
    {"__gt__", "self, value, /", compareLists<Compare::Gt>, "Return self>value."},
    {"__ge__", "self, value, /", compareLists<Compare::Ge>, "Return self>=value."},
    {"__hash__", "self, /", nullptr},
    {"__repr__", "self, /", showList, "Return repr(self)."},
    {"__sizeof__", "self, /", sizeOf, "Return the size of the list in memory, in bytes."},
    {"append", "self, object, /", append, "Append object to the end of the list."},
    {"extend", "self, iterable, /", extend, "Extend list by appending elements from the iterable."},
    {"insert", "self, index, object, /", insert, "Insert object before index."},
    {"pop", "self, index=-1, /", pop,
     "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of range."},
    {"remove", "self, value, /", remove,
     "Remove first occurrence of value.\n\nRaises ValueError if the value is not present."},
    {"clear", "self, /", clear, "Remove all items from list."},
    {"copy", "self, /", copy, "Return a shallow copy of the list."},
    {"index", "self, value, start=0, stop=9223372036854775807, /", indexOf,
     "Return first index of value.\n\nRaises ValueError if the value is not present."},
    {"count", "self, value, /", countOf, "Return number of occurrences of value."},
    {"reverse", "self, /", reverse, "Reverse *IN PLACE*."},
    {"sort", "self, /, *, key=None, reverse=False", sort,
     "Sort the list in ascending order and return None.\n\n"
     "The sort is in-place (i.e. the list itself is modified) and stable (i.e. the\n"
     "order of two equal elements is maintained)."},
    {"__class_getitem__", "cls, object, /", classGetItem, "See PEP 585", NativeKind::ClassMethod},
};

void dropList(Object* object) { clearList(static_cast<List*>(object)); }

}  // namespace

// The items' buffer is found from the size at offset 8 and the slot at offset 16.
static_assert(sizeof(List) == 24);
const TypeSpec kListSpec = {
    "list",
    "builtins",
    {"list", Kind::Container, Trace::Buffer, 16, 8, sizeof(List), nullptr, nullptr, dropList, dropList},
    kTypeBase | kTypeSequence | kTypeMatchSelf,
    kMethods,
    {},
    "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\n"
    "The argument must be an iterable if specified."};

}  // namespace ophion
