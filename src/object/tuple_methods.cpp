// The type tuple: its methods.
#include "object/int.h"
#include "object/list.h"
#include "object/list_iterator.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/range.h"
#include "object/release.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str_builder.h"
#include "object/tuple.h"
#include "object/tuple_key.h"

namespace ophion {

namespace {

Tuple* self(Object* const* args) { return static_cast<Tuple*>(args[0]); }

Ref<Object> makeTuple(Object* const* args) {
  Ref<Tuple> items = args[1] == nullptr ? emptyTuple() : toTuple_mayRunPython(args[1]);
  if (!items || args[0] == builtinType(kTypeTuple)) return items;
  size_t n = items->size_;
  Ref<Object> made = allocateInstance(static_cast<Type*>(args[0]), Tuple::bytesFor(n));
  if (!made) return made;
  Tuple* tuple = static_cast<Tuple*>(made.get());
  tuple->size_ = static_cast<uint32_t>(n);
  for (size_t i = 0; i < n; ++i) {
    incref(items->at(i));
    tuple->items()[i] = items->items()[i];
  }
  return made;
}

Ref<Object> getNewArgs(Object* const* args) {
  Ref<Tuple> plain = newTupleFromSlots(self(args)->items(), self(args)->size_);
  if (!plain) return raised();
  return newTupleOf({plain.get()});
}

Ref<Object> length(Object* const* args) { return newInt(self(args)->size_); }

Ref<Object> subscript(Object* const* args) {
  Tuple* tuple = self(args);
  if (!isExactSlice(args[1]) && hasIndex(args[1])) {
    int64_t i;
    if (!itemPosition_mayRunPython(args[1], &i)) return raised();
    if (i < 0) i += tuple->size_;
    if (i < 0 || i >= tuple->size_) return raise(kTypeIndexError, "tuple index out of range");
    return share(tuple->at(i));
  }
  if (!isExactSlice(args[1])) {
    return raise(kTypeTypeError, "tuple indices must be integers or slices, not %T", args[1]);
  }
  int64_t start, stop, step;
  size_t count;
  if (!sliceIndices_mayRunPython(static_cast<Slice*>(args[1]), tuple->size_, &start, &stop, &step, &count))
    return raised();
  if (count == tuple->size_ && step == 1 && isExactTuple(tuple)) return share(static_cast<Object*>(tuple));
  if (count == 0) return emptyTuple();
  if (step == 1) return newTupleFromSlots(tuple->items() + start, count);
  Ref<Tuple> made = newTuple(count);
  if (!made) return raised();
  for (size_t i = 0; i < count; ++i) made->items()[i].init(share(tuple->at(placeInSlice(start, step, i))));
  return made;
}

Ref<Object> containsItem(Object* const* args) {
  ptrdiff_t at = findInTuple_mayRunPython(self(args), args[1], 0, self(args)->size_);
  if (at == -2) return raised();
  return newBool(at >= 0);
}

Ref<Object> concatenateTuples(Object* const* args) {
  if (!isTupleLayout(args[1])) return refuseConcatenation("tuple", args[1]);
  Tuple* a = self(args);
  Tuple* b = static_cast<Tuple*>(args[1]);
  if (a->size_ == 0 && isExactTuple(b)) return share(static_cast<Object*>(b));
  if (b->size_ == 0 && isExactTuple(a)) return share(static_cast<Object*>(a));
  Ref<Tuple> made = newTuple(size_t{a->size_} + b->size_);
  if (!made) return raised();
  Slot<Object>* to = made->items();
  for (Tuple* part : {a, b}) {
    for (size_t i = 0; i < part->size_; ++i) {
      incref(part->at(i));
      *to++ = part->items()[i];
    }
  }
  return made;
}

Ref<Object> repeatTuple(Object* const* args) {
  int64_t times;
  int known = repeatCount_mayRunPython(args[1], &times);
  if (known <= 0) return known < 0 ? Ref<Object>(nullptr) : newNotImplemented();
  Tuple* tuple = self(args);
  size_t n = tuple->size_;
  if ((n == 0 || times == 1) && isExactTuple(tuple)) return share(static_cast<Object*>(tuple));
  if (n == 0 || times <= 0) return emptyTuple();
  if (static_cast<uint64_t>(times) > kMaxItems / n) return raiseMemoryError();
  Ref<Tuple> made = newTuple(n * times);
  if (!made) return raised();
  for (size_t i = 0; i < n; ++i) increfBy(tuple->at(i), times);
  Slot<Object>* to = made->items();
  for (int64_t k = 0; k < times; ++k, to += n) __builtin_memcpy(to, tuple->items(), n * sizeof(Slot<Object>));
  return made;
}

template <Compare op>
Ref<Object> compareTuples(Object* const* args) {
  if (!isTupleLayout(args[1])) return newNotImplemented();
  return richCompareTuples_mayRunPython(self(args), static_cast<Tuple*>(args[1]), op);
}

Ref<Object> hashTuple(Object* const* args) {
  int64_t hash;
  if (!hashTuple_mayRunPython(self(args), &hash)) return raised();
  return newInt(hash);
}

Ref<Object> showItems(Tuple* tuple) {
  StrBuilder out;
  if (!out.append(U'(')) return raised();
  for (size_t i = 0; i < tuple->size_; ++i) {
    if (i != 0 && !out.appendAscii(", ")) return raised();
    Ref<Str> item = reprOf(tuple->at(i));
    if (!item || !out.append(item.get())) return raised();
  }
  if (!out.appendAscii(tuple->size_ == 1 ? ",)" : ")")) return raised();
  return out.finish();
}

Ref<Object> showTuple(Object* const* args) {
  Tuple* tuple = self(args);
  if (tuple->size_ == 0) return newAscii("()");
  bool failed = false;
  if (!enterRepr(tuple, &failed)) return failed ? Ref<Object>(nullptr) : Ref<Object>(newAscii("(...)"));
  Ref<Object> text = showItems(tuple);
  leaveRepr(tuple);
  return text;
}

Ref<Object> indexOf(Object* const* args) {
  Tuple* tuple = self(args);
  int64_t start, stop;
  if (!searchBound_mayRunPython(args[2], tuple->size_, 0, &start)) return raised();
  if (!searchBound_mayRunPython(args[3], tuple->size_, INT64_MAX, &stop)) return raised();
  ptrdiff_t at = findInTuple_mayRunPython(tuple, args[1], start, stop);
  if (at == -2) return raised();
  if (at < 0) return raise(kTypeValueError, "tuple.index(x): x not in tuple");
  return newInt(at);
}

Ref<Object> countOf(Object* const* args) {
  Tuple* tuple = self(args);
  int64_t found = 0;
  for (size_t i = 0; i < tuple->size_; ++i) {
    int equal = equalObjects(tuple->at(i), args[1]);
    if (equal < 0) return raised();
    found += equal;
  }
  return newInt(found);
}

Ref<Object> iterate(Object* const* args) { return newTupleIterator(self(args)); }

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, iterable=(), /", makeTuple, nullptr, NativeKind::StaticMethod},
    {"__getnewargs__", "self, /", getNewArgs},
    {"__len__", "self, /", length, "Return len(self)."},
    {"__getitem__", "self, key, /", subscript, "Return self[key]."},
    {"__contains__", "self, key, /", containsItem, "Return key in self."},
    {"__iter__", "self, /", iterate, "Implement iter(self)."},
    {"__add__", "self, value, /", concatenateTuples, "Return self+value."},
    {"__mul__", "self, value, /", repeatTuple, "Return self*value."},
    {"__rmul__", "self, value, /", repeatTuple, "Return value*self."},
    {"__eq__", "self, value, /", compareTuples<Compare::Eq>, "Return self==value."},
    {"__ne__", "self, value, /", compareTuples<Compare::Ne>, "Return self!=value."},
    {"__lt__", "self, value, /", compareTuples<Compare::Lt>, "Return self<value."},
    {"__le__", "self, value, /", compareTuples<Compare::Le>, "Return self<=value."},
    {"__gt__", "self, value, /", compareTuples<Compare::Gt>, "Return self>value."},
    {"__ge__", "self, value, /", compareTuples<Compare::Ge>, "Return self>=value."},
    {"__hash__", "self, /", hashTuple, "Return hash(self)."},
    {"__repr__", "self, /", showTuple, "Return repr(self)."},
    {"index", "self, value, start=0, stop=9223372036854775807, /", indexOf,
     "Return first index of value.\n\nRaises ValueError if the value is not present."},
    {"count", "self, value, /", countOf, "Return number of occurrences of value."},
    {"__class_getitem__", "cls, object, /", classGetItem, "See PEP 585", NativeKind::ClassMethod},
};

size_t tupleBytes(const Object* object) { return Tuple::bytesFor(static_cast<const Tuple*>(object)->size_); }

void dropTuple(Object* object) {
  Tuple* tuple = static_cast<Tuple*>(object);
  const Slot<Object>* items = tuple->items();
  for (size_t i = tuple->size_; i-- > 0;) {
    if (Object* item = items[i].getOrNull()) releaseItem_mayRunPython(item);  // null in one that was never finished
  }
}

}  // namespace

const TypeSpec kTupleSpec = {
    "tuple",
    "builtins",
    {"tuple", Kind::Container, Trace::Inline, sizeof(Object) + sizeof(uint32_t), sizeof(Object), 0, nullptr, tupleBytes,
     dropTuple, nullptr},
    kTypeBase | kTypeSequence | kTypeMatchSelf,
    kMethods,
    {},
    "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\n"
    "If iterable is specified the tuple is initialized from iterable's items.\n\n"
    "If the argument is a tuple, the return value is the same object."};

}  // namespace ophion
