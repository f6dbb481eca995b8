#include "modules/deque.h"

#include "object/c_argument.h"
#include "object/int.h"
#include "object/list.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/walk.h"

namespace ophion {

namespace {

Deque* self(Object* const* args) { return static_cast<Deque*>(args[0]); }

bool reserve(Deque* deque, size_t wanted) {
  if (wanted <= deque->capacity_) return true;
  if (wanted > kMaxItems) return raiseMemoryError();
  uint32_t capacity = deque->capacity_ == 0 ? 4 : deque->capacity_;
  while (capacity < wanted) capacity *= 2;
  void* buffer = heap().tryAllocateRaw(size_t{capacity} * sizeof(Slot<Object>));
  if (buffer == nullptr) return raiseMemoryError();
  Slot<Object>* items = static_cast<Slot<Object>*>(buffer);
  for (size_t i = 0; i < deque->size_; ++i) items[i] = deque->slot(i);
  for (size_t i = deque->size_; i < capacity; ++i) items[i] = nullptr;
  if (deque->capacity_ != 0) heap().free(deque->items_.get(), size_t{deque->capacity_} * sizeof(Slot<Object>));
  deque->items_.set(items);
  deque->capacity_ = capacity;
  deque->first_ = 0;
  return true;
}

Ref<Object> takeFirst(Deque* deque) {
  Ref<Object> item = deque->slot(0).take();
  deque->first_ = (deque->first_ + 1) & (deque->capacity_ - 1);
  --deque->size_;
  ++deque->changes_;
  return item;
}
Ref<Object> takeLast(Deque* deque) {
  Ref<Object> item = deque->slot(deque->size_ - 1).take();
  --deque->size_;
  ++deque->changes_;
  return item;
}

// Appends; where the deque is full, the item at the other end goes.
bool pushLast(Deque* deque, Object* item) {
  if (!reserve(deque, size_t{deque->size_} + 1)) return false;
  deque->slot(deque->size_++).init(share(item));
  ++deque->changes_;
  if (deque->size_ > deque->max_length_) takeFirst(deque).reset();
  return true;
}
bool pushFirst(Deque* deque, Object* item) {
  if (!reserve(deque, size_t{deque->size_} + 1)) return false;
  deque->first_ = (deque->first_ - 1) & (deque->capacity_ - 1);
  ++deque->size_;
  deque->slot(0).init(share(item));
  ++deque->changes_;
  if (deque->size_ > deque->max_length_) takeLast(deque).reset();
  return true;
}

void clearDeque(Deque* deque) {
  if (deque->capacity_ == 0) return;
  Slot<Object>* items = deque->items_.get();
  uint32_t capacity = deque->capacity_, first = deque->first_, size = deque->size_;
  deque->items_ = nullptr;
  deque->capacity_ = deque->first_ = deque->size_ = 0;
  ++deque->changes_;
  for (uint32_t i = 0; i < size; ++i) items[(first + i) & (capacity - 1)].clear();
  heap().free(items, size_t{capacity} * sizeof(Slot<Object>));
}

bool extendWith(Deque* deque, Object* iterable, bool at_front) {
  Ref<Object> source = share(iterable);
  if (iterable == deque) source = toList_mayRunPython(iterable);
  if (!source) return false;
  Walk walk(source.get());
  if (walk.failed()) return false;
  while (Ref<Object> item = walk.next_mayRunPython()) {
    if (!(at_front ? pushFirst(deque, item.get()) : pushLast(deque, item.get()))) return false;
  }
  return !errorPending();
}

Ref<Object> makeDeque(Object* const* args) {
  Ref<Deque> deque = makeInstance<Deque>(args[0], kTypeDeque);
  if (deque) deque->max_length_ = Deque::kNoMaxLength;
  return deque;
}

Ref<Object> initDeque(Object* const* args) {
  Deque* deque = self(args);
  uint32_t max_length = Deque::kNoMaxLength;
  if (args[2] != nullptr && !isNone(args[2])) {
    int64_t n;
    if (!isIntLayout(args[2])) return raise(kTypeTypeError, "an integer is required");
    if (!cSizeArgument_mayRunPython(args[2], &n)) return raised();
    if (n < 0) return raise(kTypeValueError, "maxlen must be non-negative");
    max_length = n >= static_cast<int64_t>(Deque::kNoMaxLength) ? Deque::kNoMaxLength - 1 : static_cast<uint32_t>(n);
  }
  clearDeque(deque);
  deque->max_length_ = max_length;
  if (args[1] != nullptr && !extendWith(deque, args[1], false)) return raised();
  return newNone();
}

Ref<Object> maxLengthOf(Deque* deque) {
  return deque->max_length_ == Deque::kNoMaxLength ? newNone() : Ref<Object>(newInt(deque->max_length_));
}
Ref<Object> getMaxLength(Object* object) { return maxLengthOf(static_cast<Deque*>(object)); }

Ref<Object> length(Object* const* args) { return newInt(self(args)->size_); }

Ref<Object> append(Object* const* args) { return pushLast(self(args), args[1]) ? newNone() : raised(); }
Ref<Object> appendLeft(Object* const* args) { return pushFirst(self(args), args[1]) ? newNone() : raised(); }
Ref<Object> extend(Object* const* args) { return extendWith(self(args), args[1], false) ? newNone() : raised(); }
Ref<Object> extendLeft(Object* const* args) { return extendWith(self(args), args[1], true) ? newNone() : raised(); }

Ref<Object> pop(Object* const* args) {
  if (self(args)->size_ == 0) return raise(kTypeIndexError, "pop from an empty deque");
  return takeLast(self(args));
}
Ref<Object> popLeft(Object* const* args) {
  if (self(args)->size_ == 0) return raise(kTypeIndexError, "pop from an empty deque");
  return takeFirst(self(args));
}

Ref<Object> clear(Object* const* args) {
  clearDeque(self(args));
  return newNone();
}

void rotateBy(Deque* deque, int64_t n) {
  int64_t size = deque->size_;
  if (size < 2) return;
  n %= size;
  if (n > size / 2) n -= size;
  if (n < -(size / 2)) n += size;
  uint32_t mask = deque->capacity_ - 1;
  for (; n > 0; --n) {
    Slot<Object> moved = deque->slot(deque->size_ - 1);
    deque->slot(deque->size_ - 1) = nullptr;
    deque->first_ = (deque->first_ - 1) & mask;
    deque->slot(0) = moved;
  }
  for (; n < 0; ++n) {
    Slot<Object> moved = deque->slot(0);
    deque->slot(0) = nullptr;
    deque->first_ = (deque->first_ + 1) & mask;
    deque->slot(deque->size_ - 1) = moved;
  }
  ++deque->changes_;
}

Ref<Object> rotate(Object* const* args) {
  int64_t n = 1;
  if (args[1] != nullptr && !cSizeArgument_mayRunPython(args[1], &n)) return raised();
  rotateBy(self(args), n);
  return newNone();
}

Ref<Object> reverse(Object* const* args) {
  Deque* deque = self(args);
  for (size_t i = 0, j = deque->size_; i + 1 < j; ++i) std::swap(deque->slot(i), deque->slot(--j));
  return newNone();
}

void removeAt(Deque* deque, size_t i) {
  Ref<Object> gone = deque->slot(i).take();
  for (; i + 1 < deque->size_; ++i) deque->slot(i) = deque->slot(i + 1);
  deque->slot(deque->size_ - 1) = nullptr;
  --deque->size_;
  ++deque->changes_;
}

// The first item in [start, stop) that equals; -1: none; -2: exception pending.
ptrdiff_t findItem(Deque* deque, Object* value, int64_t start, int64_t stop, TypeIndex error) {
  uint32_t changes = deque->changes_;
  for (int64_t i = start; i < stop && i < deque->size_; ++i) {
    Ref<Object> item = share(deque->at(i));
    int equal = equalObjects(item.get(), value);
    if (equal < 0) return -2;
    if (changes != deque->changes_) {
      (void)raise(error, "deque mutated during iteration");
      return -2;
    }
    if (equal != 0) return i;
  }
  return -1;
}

Ref<Object> remove(Object* const* args) {
  Deque* deque = self(args);
  ptrdiff_t at = findItem(deque, args[1], 0, deque->size_, kTypeIndexError);
  if (at == -2) return raised();
  if (at < 0) return raise(kTypeValueError, "%R is not in deque", args[1]);
  removeAt(deque, at);
  return newNone();
}

Ref<Object> indexOf(Object* const* args) {
  Deque* deque = self(args);
  int64_t start, stop;
  if (!searchBound_mayRunPython(args[2], deque->size_, 0, &start) ||
      !searchBound_mayRunPython(args[3], deque->size_, deque->size_, &stop)) {
    return raised();
  }
  ptrdiff_t at = findItem(deque, args[1], start, stop, kTypeRuntimeError);
  if (at == -2) return raised();
  if (at < 0) return raise(kTypeValueError, "%R is not in deque", args[1]);
  return newInt(at);
}

Ref<Object> containsItem(Object* const* args) {
  ptrdiff_t at = findItem(self(args), args[1], 0, INT64_MAX, kTypeRuntimeError);
  return at == -2 ? Ref<Object>(nullptr) : newBool(at >= 0);
}

Ref<Object> countOf(Object* const* args) {
  Deque* deque = self(args);
  int64_t found = 0;
  for (int64_t i = 0;; ++i, ++found) {
    i = findItem(deque, args[1], i, INT64_MAX, kTypeRuntimeError);
    if (i == -2) return raised();
    if (i < 0) return newInt(found);
  }
}

Ref<Object> insert(Object* const* args) {
  Deque* deque = self(args);
  int64_t at;
  if (!cSizeArgument_mayRunPython(args[1], &at)) return raised();
  if (deque->size_ >= deque->max_length_) return raise(kTypeIndexError, "deque already at its maximum size");
  if (at < 0) at += deque->size_;
  if (at < 0) at = 0;
  if (at > deque->size_) at = deque->size_;
  if (!pushLast(deque, args[2])) return raised();
  for (int64_t i = int64_t{deque->size_} - 1; i > at; --i) std::swap(deque->slot(i), deque->slot(i - 1));
  return newNone();
}

// The place an index names; -1: exception pending.
ptrdiff_t placeOf(Deque* deque, Object* key) {
  int64_t i;
  if (!hasIndex(key)) {
    (void)raise(kTypeTypeError, "sequence index must be integer, not '%T'", key);
    return -1;
  }
  if (!itemPosition_mayRunPython(key, &i)) return -1;
  if (i < 0) i += deque->size_;
  if (i >= 0 && i < deque->size_) return i;
  (void)raise(kTypeIndexError, "deque index out of range");
  return -1;
}

Ref<Object> subscript(Object* const* args) {
  ptrdiff_t at = placeOf(self(args), args[1]);
  return at < 0 ? Ref<Object>(nullptr) : share(self(args)->at(at));
}
Ref<Object> storeItem(Object* const* args) {
  ptrdiff_t at = placeOf(self(args), args[1]);
  if (at < 0) return raised();
  self(args)->slot(at).assign(share(args[2]));
  return newNone();
}
Ref<Object> deleteItemAt(Object* const* args) {
  ptrdiff_t at = placeOf(self(args), args[1]);
  if (at < 0) return raised();
  removeAt(self(args), at);
  return newNone();
}

// A deque of the same class and limit with the same items.
Ref<Deque> copyOf(Deque* deque) {
  Ref<Object> made;
  if (isExactDeque(deque)) {
    Object* cls[] = {builtinType(kTypeDeque)};
    made = makeDeque(cls);
    if (!made) return raised();
    Deque* copy = static_cast<Deque*>(made.get());
    copy->max_length_ = deque->max_length_;
    if (!reserve(copy, deque->size_)) return raised();
    for (size_t i = 0; i < deque->size_; ++i) copy->slot(i).init(share(deque->at(i)));
    copy->size_ = deque->size_;
  } else {
    Ref<Object> limit = maxLengthOf(deque);
    if (!limit) return raised();
    made = isNone(limit.get()) ? call(typeOf(deque), deque) : call(typeOf(deque), deque, limit.get());
    if (made && !isDequeLayout(made.get())) {
      return raise(kTypeTypeError, "%.200s() must return a deque, not %T", typeNameOf(deque), made.get());
    }
  }
  return std::move(made).castTo<Deque>();
}

Ref<Object> copy(Object* const* args) { return copyOf(self(args)); }

Ref<Object> concatenateDeques(Object* const* args) {
  if (!isDequeLayout(args[1])) return refuseConcatenation("deque", args[1]);
  Ref<Deque> made = copyOf(self(args));
  if (!made || !extendWith(made.get(), args[1], false)) return raised();
  return made;
}
Ref<Object> extendInPlace(Object* const* args) {
  return extendWith(self(args), args[1], false) ? share(args[0]) : raised();
}

Ref<Object> repeatInPlace(Object* const* args) {
  int64_t times;
  int known = repeatCount_mayRunPython(args[1], &times);
  if (known <= 0) return known < 0 ? Ref<Object>(nullptr) : newNotImplemented();
  Deque* deque = self(args);
  if (times <= 0) {
    clearDeque(deque);
    return share(args[0]);
  }
  if (deque->size_ == 0 || times == 1) return share(args[0]);
  if (deque->max_length_ == Deque::kNoMaxLength && static_cast<uint64_t>(times) > kMaxItems / deque->size_)
    return raiseMemoryError();
  Ref<List> items = toList_mayRunPython(args[0]);
  if (!items) return raised();
  for (int64_t k = 1; k < times; ++k) {
    if (!extendWith(deque, items.get(), false)) return raised();
  }
  return share(args[0]);
}
Ref<Object> repeat(Object* const* args) {
  Ref<Deque> made = copyOf(self(args));
  if (!made) return raised();
  Object* in_place[] = {made.get(), args[1]};
  return repeatInPlace(in_place);
}

template <Compare op>
Ref<Object> compareDeques(Object* const* args) {
  if (!isDequeLayout(args[1])) return newNotImplemented();
  Deque* a = self(args);
  Deque* b = static_cast<Deque*>(args[1]);
  if (a->size_ != b->size_ && (op == Compare::Eq || op == Compare::Ne)) return newBool(op == Compare::Ne);
  NativeRecursion guard(" in comparison");
  if (guard.exceeded()) return raised();
  uint32_t changes_a = a->changes_, changes_b = b->changes_;
  for (size_t i = 0; i < a->size_ && i < b->size_; ++i) {
    Ref<Object> x = share(a->at(i));
    Ref<Object> y = share(b->at(i));
    int equal = equalObjects(x.get(), y.get());
    if (equal < 0) return raised();
    if (changes_a != a->changes_ || changes_b != b->changes_) {
      return raise(kTypeRuntimeError, "deque mutated during iteration");
    }
    if (equal != 0) continue;
    if (op == Compare::Eq) return newBool(false);
    if (op == Compare::Ne) return newBool(true);
    return richCompare(x.get(), y.get(), op);
  }
  return newBool(ordered(op, a->size_, b->size_));
}

Ref<Object> showItems(Deque* deque) {
  Ref<List> items = toList_mayRunPython(deque);
  if (!items) return raised();
  if (deque->max_length_ == Deque::kNoMaxLength) return formatStr("%s(%R)", typeNameOf(deque), items.get());
  return formatStr("%s(%R, maxlen=%u)", typeNameOf(deque), items.get(), deque->max_length_);
}
Ref<Object> show(Object* const* args) {
  bool failed = false;
  if (!enterRepr(args[0], &failed)) return failed ? Ref<Object>(nullptr) : Ref<Object>(newAscii("[...]"));
  Ref<Object> text = showItems(self(args));
  leaveRepr(args[0]);
  return text;
}

Ref<Object> newIterator(TypeIndex type, Deque* deque) {
  Ref<DequeIterator> it = allocateContainer<DequeIterator>(type);
  if (!it) return raised();
  it->deque_.init(share(deque));
  it->changes_ = deque->changes_;
  return it;
}
Ref<Object> iterate(Object* const* args) { return newIterator(kTypeDequeIterator, self(args)); }
Ref<Object> iterateBackwards(Object* const* args) { return newIterator(kTypeDequeReverseIterator, self(args)); }

template <TypeIndex type>
Ref<Object> makeIterator(Object* const* args) {
  if (!isDequeLayout(args[1])) return raise(kTypeTypeError, "argument 1 must be collections.deque, not %T", args[1]);
  int64_t skip = 0;
  if (args[2] != nullptr && !asInt64(args[2], &skip)) return raised();
  Deque* deque = static_cast<Deque*>(args[1]);
  Ref<Object> it = newIterator(type, deque);
  if (it)
    static_cast<DequeIterator*>(it.get())->position_ = skip < 0              ? 0
                                                       : skip > deque->size_ ? deque->size_
                                                                             : static_cast<uint32_t>(skip);
  return it;
}

template <bool backwards>
Ref<Object> next(Object* const* args) {
  DequeIterator* it = static_cast<DequeIterator*>(args[0]);
  Deque* deque = it->deque_.getOrNull();
  if (deque == nullptr) return nullptr;
  if (it->changes_ != deque->changes_) {
    it->deque_.clear();
    return raise(kTypeRuntimeError, "deque mutated during iteration");
  }
  if (it->position_ >= deque->size_) {
    it->deque_.clear();
    return nullptr;
  }
  uint32_t at = it->position_++;
  return share(deque->at(backwards ? deque->size_ - 1 - at : at));
}

Ref<Object> hint(Object* const* args) {
  DequeIterator* it = static_cast<DequeIterator*>(args[0]);
  return newInt(it->deque_.isNull() || it->position_ > it->deque_->size_ ? 0 : it->deque_->size_ - it->position_);
}

Ref<Object> reduce(Object* const* args) {
  Deque* deque = self(args);
  Ref<Object> own_state = callMethod(deque, Name::__getstate__);
  Ref<Object> iterator = own_state ? getIter(deque) : own_state;
  Ref<Tuple> empty = emptyTuple();
  if (!iterator || !empty) return raised();
  if (deque->max_length_ == Deque::kNoMaxLength)
    return newTupleOf({typeOf(deque), empty.get(), own_state.get(), iterator.get()});
  Ref<Object> limit = maxLengthOf(deque);
  Ref<Tuple> given = limit ? newTupleOf({empty.get(), limit.get()}) : Ref<Tuple>(nullptr);
  if (!given) return raised();
  return newTupleOf({typeOf(deque), given.get(), own_state.get(), iterator.get()});
}

Ref<Object> sizeOf(Object* const* args) {
  return newInt(static_cast<int64_t>(sizeof(Deque) + size_t{self(args)->capacity_} * sizeof(Slot<Object>)));
}

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, *_, **_", makeDeque, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, iterable=(), maxlen=None", initDeque},
    {"__len__", "self, /", length, "Return len(self)."},
    {"__getitem__", "self, key, /", subscript, "Return self[key]."},
    {"__setitem__", "self, key, value, /", storeItem, "Set self[key] to value."},
    {"__delitem__", "self, key, /", deleteItemAt, "Delete self[key]."},
    {"__contains__", "self, key, /", containsItem, "Return key in self."},
    {"__iter__", "self, /", iterate, "Implement iter(self)."},
    {"__reversed__", "self, /", iterateBackwards, "D.__reversed__() -- return a reverse iterator over the deque"},
    {"__add__", "self, value, /", concatenateDeques, "Return self+value."},
    {"__iadd__", "self, value, /", extendInPlace, "Implement self+=value."},
    {"__mul__", "self, value, /", repeat, "Return self*value."},
    {"__rmul__", "self, value, /", repeat, "Return value*self."},
    {"__imul__", "self, value, /", repeatInPlace, "Implement self*=value."},
    {"__eq__", "self, value, /", compareDeques<Compare::Eq>, "Return self==value."},
    {"__ne__", "self, value, /", compareDeques<Compare::Ne>, "Return self!=value."},
    {"__lt__", "self, value, /", compareDeques<Compare::Lt>, "Return self<value."},
    {"__le__", "self, value, /", compareDeques<Compare::Le>, "Return self<=value."},
    {"__gt__", "self, value, /", compareDeques<Compare::Gt>, "Return self>value."},
    {"__ge__", "self, value, /", compareDeques<Compare::Ge>, "Return self>=value."},
    {"__hash__", "self, /", nullptr},
    {"__repr__", "self, /", show, "Return repr(self)."},
    {"__reduce__", "self, /", reduce, "Return state information for pickling."},
    {"__sizeof__", "self, /", sizeOf, "D.__sizeof__() -- size of D in memory, in bytes"},
    {"__copy__", "self, /", copy, "Return a shallow copy of a deque."},
    {"append", "self, object, /", append, "Add an element to the right side of the deque."},
    {"appendleft", "self, object, /", appendLeft, "Add an element to the left side of the deque."},
    {"clear", "self, /", clear, "Remove all elements from the deque."},
    {"copy", "self, /", copy, "Return a shallow copy of a deque."},
    {"count", "self, value, /", countOf, "D.count(value) -- return number of occurrences of value"},
    {"extend", "self, iterable, /", extend, "Extend the right side of the deque with elements from the iterable"},
    {"extendleft", "self, iterable, /", extendLeft,
     "Extend the left side of the deque with elements from the iterable"},
    {"index", "self, value, start=0, stop=None, /", indexOf,
     "D.index(value, [start, [stop]]) -- return first index of value.\nRaises ValueError if the value is not present."},
    {"insert", "self, index, object, /", insert, "D.insert(index, object) -- insert object before index"},
    {"pop", "self, /", pop, "Remove and return the rightmost element."},
    {"popleft", "self, /", popLeft, "Remove and return the leftmost element."},
    {"remove", "self, value, /", remove, "D.remove(value) -- remove first occurrence of value."},
    {"reverse", "self, /", reverse, "D.reverse() -- reverse *IN PLACE*"},
    {"rotate", "self, n=1, /", rotate,
     "Rotate the deque n steps to the right (default n=1).  If n is negative, rotates left."},
    {"__class_getitem__", "cls, object, /", classGetItem, "See PEP 585", NativeKind::ClassMethod},
};

constexpr GetSetDef kAttributes[] = {{"maxlen", getMaxLength, nullptr, "maximum size of a deque or None if unbounded"}};

constexpr NativeDef kIteratorMethods[] = {
    {"__new__", "cls, iterable, index=0, /", makeIterator<kTypeDequeIterator>, nullptr, NativeKind::StaticMethod},
    {"__iter__", "self, /", returnSelf},
    {"__next__", "self, /", next<false>},
    {"__length_hint__", "self, /", hint},
};
constexpr NativeDef kReverseIteratorMethods[] = {
    {"__new__", "cls, iterable, index=0, /", makeIterator<kTypeDequeReverseIterator>, nullptr,
     NativeKind::StaticMethod},
    {"__iter__", "self, /", returnSelf},
    {"__next__", "self, /", next<true>},
    {"__length_hint__", "self, /", hint},
};

void traverse(Object* object, Visitor& visitor) {
  Deque* deque = static_cast<Deque*>(object);
  // Slots outside the ring's live part are null.
  if (deque->capacity_ != 0) visitor.slots(deque->items_.get(), deque->capacity_);
}
void drop(Object* object) { clearDeque(static_cast<Deque*>(object)); }

}  // namespace

const TypeSpec kDequeSpec = {"deque",
                             "collections",
                             tracedLayout<Deque>("deque", traverse, drop, drop),
                             kTypeBase | kTypeSequence | kTypeInstancesWeakReferable,
                             kMethods,
                             kAttributes,
                             "deque([iterable[, maxlen]]) --> deque object\n\nA list-like sequence optimized for data "
                             "accesses near its endpoints."};
const TypeSpec kDequeIteratorSpec = {"_deque_iterator", "_collections",
                                     slotRowLayout<DequeIterator, 1>("_deque_iterator"), 0, kIteratorMethods};
const TypeSpec kDequeReverseIteratorSpec = {"_deque_reverse_iterator", "_collections",
                                            sharedLayout("_deque_reverse_iterator"), 0, kReverseIteratorMethods};

}  // namespace ophion
