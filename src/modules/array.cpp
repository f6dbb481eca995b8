// The module array: its class, its iterators.
#include "modules/array.h"

#include <algorithm>
#include <cstring>

#include "modules/module_constants.h"
#include "object/allocate.h"
#include "object/buffer.h"
#include "object/byte_array.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/import_hook.h"
#include "object/int.h"
#include "object/list.h"
#include "object/make_instance.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/range.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

struct ArrayIterator : Object {
  Slot<ArrayArray> array_;  // null: exhausted
  uint32_t position_;
};

namespace {

ArrayArray* self(Object* const* args) { return static_cast<ArrayArray*>(args[0]); }
ArrayArray* asArray(Object* o) { return static_cast<ArrayArray*>(o); }

Raised wrongKind() { return raise(kTypeTypeError, "bad argument type for built-in operation"); }

bool fill_mayRunPython(ArrayArray* array, Object* initial) {
  if (isArrayArrayLayout(initial) && asArray(initial)->code_ == array->code_) {
    return replaceInArray(array, 0, 0, asArray(initial)->data(), asArray(initial)->size_);
  }
  if (isBytesLayout(initial) || isByteArrayLayout(initial)) {
    Buffer buffer;
    return buffer.acquire(initial) && addBytesToArray(array, buffer.view());
  }
  if (isStrLayout(initial) && array->code_ == 'u') return addTextToArray(array, static_cast<Str*>(initial));
  // Items are taken one by one: from an array of another kind, too, as objects.
  Ref<Object> iterator = getIter(initial);
  if (!iterator) return raised();
  while (Ref<Object> item = iterNext(iterator.get())) {
    if (!appendToArray_mayRunPython(array, item.get())) return raised();
  }
  return !errorPending();
}

// cls, *args, **kwargs: a type code, and what to begin with.
Ref<Object> create(Object* const* args) {
  Tuple* given = static_cast<Tuple*>(args[1]);
  bool has_keywords = args[2] != nullptr && static_cast<Dict*>(args[2])->used_ != 0;
  if (args[0] == builtinType(kTypeArrayArray) && has_keywords) {
    return raise(kTypeTypeError, "array.array() takes no keyword arguments");
  }
  if (given->size_ == 0) return raise(kTypeTypeError, "array() takes at least 1 argument (0 given)");
  if (given->size_ > 2) return raise(kTypeTypeError, "array() takes at most 2 arguments (%u given)", given->size_);
  Object* code_given = given->at(0);
  if (!isStrLayout(code_given) || static_cast<Str*>(code_given)->length_ != 1) {
    return raise(kTypeTypeError, "array() argument 1 must be a unicode character, not %T", code_given);
  }
  Object* initial = given->size_ > 1 ? given->at(1) : nullptr;
  char32_t code = static_cast<Str*>(code_given)->at(0);
  if (initial != nullptr && code != 'u' && code < 128) {
    const char* what = isStrLayout(initial)                                            ? "str"
                       : isArrayArrayLayout(initial) && asArray(initial)->code_ == 'u' ? "unicode array"
                                                                                       : nullptr;
    if (what != nullptr) {
      return raise(kTypeTypeError, "cannot use a %s to initialize an array with typecode '%c'", what,
                   static_cast<int>(code));
    }
  }
  if (arrayItemBytes(code) == 0) {
    return raise(kTypeValueError, "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
  }
  Ref<ArrayArray> made = newArray(args[0], static_cast<char>(code));
  if (!made || (initial != nullptr && !fill_mayRunPython(made.get(), initial))) return raised();
  return made;
}

// --- items ---

Ref<Object> length(Object* const* args) { return newInt(self(args)->size_); }

Ref<Object> getSlice(ArrayArray* array, Slice* slice) {
  int64_t start, stop, step;
  size_t count;
  if (!sliceIndices_mayRunPython(slice, array->size_, &start, &stop, &step, &count)) return raised();
  Ref<ArrayArray> made = newArray(builtinType(kTypeArrayArray), array->code_);
  if (!made || !resizeArray(made.get(), count)) return raised();
  if (step == 1 && count != 0) {
    std::memcpy(made->data(), array->itemAt(static_cast<size_t>(start)), made->bytes());
    return made;
  }
  for (size_t i = 0; i < count; ++i, start += step) {
    std::memcpy(made->itemAt(i), array->itemAt(static_cast<size_t>(start)), array->item_bytes_);
  }
  return made;
}

Ref<Object> getItemMethod(Object* const* args) {
  ArrayArray* array = self(args);
  if (isExactSlice(args[1])) return getSlice(array, static_cast<Slice*>(args[1]));
  if (!hasIndex(args[1])) return raise(kTypeTypeError, "array indices must be integers");
  int64_t at;
  if (!itemPosition_mayRunPython(args[1], &at)) return raised();
  if (at < 0) at += array->size_;
  if (at < 0 || at >= array->size_) return raise(kTypeIndexError, "array index out of range");
  return arrayItem(array, static_cast<size_t>(at));
}

// array[start::step] without `count` items, or with those of `other` in their places.
bool setStepped(ArrayArray* array, int64_t start, int64_t step, size_t count, const ArrayArray* other) {
  size_t item = array->item_bytes_;
  if (other != nullptr && other->size_ != 0) {
    if (other->size_ != count) {
      return raise(kTypeValueError, "attempt to assign array of size %zd to extended slice of size %zd",
                   static_cast<ptrdiff_t>(other->size_), static_cast<ptrdiff_t>(count));
    }
    for (size_t i = 0; i < count; ++i, start += step) {
      std::memcpy(array->itemAt(static_cast<size_t>(start)), other->itemAt(i), item);
    }
    return true;
  }
  if (count == 0) return true;
  if (step < 0) {
    start += step * static_cast<int64_t>(count - 1);
    step = -step;
  }
  size_t to = static_cast<size_t>(start), next = to, gone = 0;
  for (size_t from = to; from < array->size_; ++from) {
    if (gone < count && from == next) {
      ++gone;
      next += static_cast<size_t>(step);
    } else {
      std::memcpy(array->itemAt(to++), array->itemAt(from), item);
    }
  }
  return resizeArray(array, to);
}

bool setSlice(ArrayArray* array, Slice* slice, Object* value) {
  int64_t start, stop, step;
  size_t count;
  if (!sliceIndices_mayRunPython(slice, array->size_, &start, &stop, &step, &count)) return raised();
  ArrayArray* other = nullptr;
  Ref<ArrayArray> copied;
  if (value != nullptr) {
    if (!isArrayArrayLayout(value)) {
      return raise(kTypeTypeError, "can only assign array (not \"%.200T\") to array slice", value);
    }
    other = asArray(value);
    if (other->code_ != array->code_) return wrongKind();
    if (other == array) {
      copied = newArray(builtinType(kTypeArrayArray), array->code_);
      if (!copied || !replaceInArray(copied.get(), 0, 0, array->data(), array->size_)) return raised();
      other = copied.get();
    }
  }
  size_t needed = other == nullptr ? 0 : other->size_;
  if ((needed == 0 || needed != count) && array->exports_ != 0) {
    return raise(kTypeBufferError, "cannot resize an array that is exporting buffers");
  }
  if (step != 1) return setStepped(array, start, step, count, other);
  size_t first = static_cast<size_t>(start);
  return replaceInArray(array, first, first + count, other == nullptr ? nullptr : other->data(), needed);
}

bool setOrDelete(ArrayArray* array, Object* key, Object* value) {
  if (isExactSlice(key)) return setSlice(array, static_cast<Slice*>(key), value);
  if (!hasIndex(key)) return raise(kTypeTypeError, "array indices must be integers");
  int64_t at;
  char item[8];
  if (!itemPosition_mayRunPython(key, &at)) return raised();
  auto inside = [&] {
    int64_t place = at < 0 ? at + array->size_ : at;
    return place >= 0 && place < array->size_;
  };
  if (!inside()) return raise(kTypeIndexError, "array assignment index out of range");
  if (value != nullptr && !toArrayItem_mayRunPython(array->code_, value, item)) return raised();
  // Once more: Python may have made the array shorter.
  if (!inside()) return raise(kTypeIndexError, "array assignment index out of range");
  size_t place = static_cast<size_t>(at < 0 ? at + array->size_ : at);
  if (value == nullptr) return replaceInArray(array, place, place + 1, nullptr, 0);
  std::memcpy(array->itemAt(place), item, array->item_bytes_);
  return true;
}
Ref<Object> setItemMethod(Object* const* args) {
  return setOrDelete(self(args), args[1], args[2]) ? newNone() : raised();
}
Ref<Object> deleteItemMethod(Object* const* args) {
  return setOrDelete(self(args), args[1], nullptr) ? newNone() : raised();
}

// The first item in [start, stop) that equals; -1: none; -2: exception pending.
int64_t findItem_mayRunPython(ArrayArray* array, Object* value, int64_t start, int64_t stop) {
  for (int64_t i = start; i < stop && i < array->size_; ++i) {
    Ref<Object> item = arrayItem(array, static_cast<size_t>(i));
    int equal = item ? equalObjects(item.get(), value) : -1;
    if (equal != 0) return equal < 0 ? -2 : i;
  }
  return -1;
}

Ref<Object> containsMethod(Object* const* args) {
  int64_t at = findItem_mayRunPython(self(args), args[1], 0, INT64_MAX);
  return at == -2 ? raised() : newBool(at >= 0);
}
Ref<Object> count(Object* const* args) {
  int64_t n = 0, at = -1;
  while ((at = findItem_mayRunPython(self(args), args[1], at + 1, INT64_MAX)) >= 0) ++n;
  return at == -2 ? raised() : Ref<Object>(newInt(n));
}
Ref<Object> indexOf(Object* const* args) {
  int64_t start, stop, size = self(args)->size_;
  if (!searchBound_mayRunPython(args[2], size, 0, &start) ||
      !searchBound_mayRunPython(args[3], size, INT64_MAX, &stop)) {
    return raised();
  }
  int64_t at = findItem_mayRunPython(self(args), args[1], start < 0 ? 0 : start, stop);
  if (at == -1) return raise(kTypeValueError, "array.index(x): x not in array");
  return at == -2 ? raised() : Ref<Object>(newInt(at));
}
Ref<Object> removeItem(Object* const* args) {
  int64_t at = findItem_mayRunPython(self(args), args[1], 0, INT64_MAX);
  if (at == -1) return raise(kTypeValueError, "array.remove(x): x not in array");
  // Equality may have made the array shorter.
  if (at == -2 || at >= self(args)->size_) return at == -2 ? raised() : newNone();
  size_t place = static_cast<size_t>(at);
  return replaceInArray(self(args), place, place + 1, nullptr, 0) ? newNone() : raised();
}

Ref<Object> append(Object* const* args) {
  return appendToArray_mayRunPython(self(args), args[1]) ? newNone() : raised();
}
Ref<Object> extend(Object* const* args) { return extendArray_mayRunPython(self(args), args[1]) ? newNone() : raised(); }
Ref<Object> insert(Object* const* args) {
  ArrayArray* array = self(args);
  int64_t at;
  char item[8];
  if (!asInt64(args[1], &at) || !toArrayItem_mayRunPython(array->code_, args[2], item)) return raised();
  if (at < 0) at = std::max<int64_t>(at + array->size_, 0);
  size_t place = std::min<size_t>(static_cast<size_t>(at), array->size_);
  return replaceInArray(array, place, place, item, 1) ? newNone() : raised();
}
Ref<Object> pop(Object* const* args) {
  ArrayArray* array = self(args);
  int64_t at = -1;
  if (args[1] != nullptr && !asInt64(args[1], &at)) return raised();
  if (array->size_ == 0) return raise(kTypeIndexError, "pop from empty array");
  if (at < 0) at += array->size_;
  if (at < 0 || at >= array->size_) return raise(kTypeIndexError, "pop index out of range");
  size_t place = static_cast<size_t>(at);
  Ref<Object> item = arrayItem(array, place);
  return item && replaceInArray(array, place, place + 1, nullptr, 0) ? item : raised();
}
Ref<Object> reverse(Object* const* args) {
  ArrayArray* array = self(args);
  size_t item = array->item_bytes_;
  for (size_t i = 0, j = array->size_; i + 1 < j; ++i) {
    char* left = array->itemAt(i);
    std::swap_ranges(left, left + item, array->itemAt(--j));
  }
  return newNone();
}
Ref<Object> byteSwap(Object* const* args) {
  ArrayArray* array = self(args);
  size_t item = array->item_bytes_;
  for (size_t i = 0; item > 1 && i < array->size_; ++i) std::reverse(array->itemAt(i), array->itemAt(i) + item);
  return newNone();
}

// --- operators ---

Ref<Object> add(Object* const* args) {
  ArrayArray* array = self(args);
  if (!isArrayArrayLayout(args[1])) {
    return raise(kTypeTypeError, "can only append array (not \"%.200T\") to array", args[1]);
  }
  ArrayArray* other = asArray(args[1]);
  if (other->code_ != array->code_) return wrongKind();
  Ref<ArrayArray> made = newArray(builtinType(kTypeArrayArray), array->code_);
  if (!made || !resizeArray(made.get(), size_t{array->size_} + other->size_)) return raised();
  if (array->size_ != 0) std::memcpy(made->data(), array->data(), array->bytes());
  if (other->size_ != 0) std::memcpy(made->itemAt(array->size_), other->data(), other->bytes());
  return made;
}
Ref<Object> inplaceAdd(Object* const* args) {
  if (!isArrayArrayLayout(args[1])) {
    return raise(kTypeTypeError, "can only extend array with array (not \"%.200T\")", args[1]);
  }
  return extendArray_mayRunPython(self(args), args[1]) ? share(args[0]) : raised();
}

// The items of `from` so many times in `array`, which may be the same.
bool repeatInto(ArrayArray* array, const ArrayArray* from, int64_t times) {
  size_t n = times < 0 ? 0 : static_cast<size_t>(times), piece = from->bytes(), items = from->size_;
  if (piece != 0 && n > kMaxBytesLength / piece) return raiseMemoryError();
  if (!resizeArray(array, items * n)) return raised();
  if (array->size_ == 0) return true;
  if (array != from) std::memcpy(array->data(), from->data(), piece);
  for (size_t i = 1; i < n; ++i) std::memcpy(array->data() + i * piece, array->data(), piece);
  return true;
}
Ref<Object> multiply(Object* const* args) {
  int64_t n;
  int answer = repeatCount_mayRunPython(args[1], &n);
  if (answer <= 0) return answer < 0 ? raised() : newNotImplemented();
  Ref<ArrayArray> made = newArray(builtinType(kTypeArrayArray), self(args)->code_);
  return made && repeatInto(made.get(), self(args), n) ? Ref<Object>(made) : raised();
}
Ref<Object> inplaceMultiply(Object* const* args) {
  int64_t n;
  int answer = repeatCount_mayRunPython(args[1], &n);
  if (answer <= 0) return answer < 0 ? raised() : newNotImplemented();
  return repeatInto(self(args), self(args), n) ? share(args[0]) : raised();
}

template <Compare op>
Ref<Object> compare(Object* const* args) {
  if (!isArrayArrayLayout(args[1])) return newNotImplemented();
  ArrayArray *a = self(args), *b = asArray(args[1]);
  constexpr bool kEquality = op == Compare::Eq || op == Compare::Ne;
  if (kEquality && a->size_ != b->size_) return newBool(op == Compare::Ne);
  bool exact = a->code_ == b->code_ && std::strchr("fd", a->code_) == nullptr;
  for (size_t i = 0; i < a->size_ && i < b->size_; ++i) {
    if (exact && std::memcmp(a->itemAt(i), b->itemAt(i), a->item_bytes_) == 0) continue;
    Ref<Object> x = arrayItem(a, i), y = x ? arrayItem(b, i) : nullptr;
    if (!y) return raised();
    Ref<Object> same = richCompare(x.get(), y.get(), Compare::Eq);
    int equal = same ? isTrue(same.get()) : -1;
    if (equal < 0) return raised();
    if (equal == 0) return kEquality ? newBool(op == Compare::Ne) : richCompare(x.get(), y.get(), op);
  }
  return newBool(ordered(op, a->size_, b->size_));
}

// --- bytes, texts, files ---

Ref<Object> toBytes(Object* const* args) { return newBytes(self(args)->view()); }
Ref<Object> fromBytes(Object* const* args) {
  Buffer buffer;
  if (!buffer.acquire(args[1])) return raised();
  BufferSource source;
  if (!bufferOf(args[1], &source)) return raised();
  if (source.item_size != 1) return raise(kTypeTypeError, "a bytes-like object is required");
  return addBytesToArray(self(args), buffer.view()) ? newNone() : raised();
}
Ref<Object> toListMethod(Object* const* args) { return arrayToList(self(args)); }
Ref<Object> fromList(Object* const* args) {
  ArrayArray* array = self(args);
  if (!isListLayout(args[1])) return raise(kTypeTypeError, "arg must be list");
  List* list = static_cast<List*>(args[1]);
  size_t old_size = array->size_, n = list->size_;
  for (size_t i = 0; i < n; ++i) {
    bool added = i < list->size_;
    if (added) {
      Ref<Object> item = share(list->at(i));
      added = appendToArray_mayRunPython(array, item.get());
    }
    if (added && list->size_ == n) continue;
    if (!errorPending()) (void)raise(kTypeRuntimeError, "list changed size during iteration");
    // All or nothing.
    ErrorStash stash;
    if (array->size_ > old_size && !resizeArray(array, old_size)) clearError();
    return raised();
  }
  return newNone();
}
bool checkText(ArrayArray* array, const char* method) {
  return array->code_ == 'u' || raise(kTypeValueError, "%s() may only be called on unicode type arrays", method);
}
Ref<Object> toUnicode(Object* const* args) {
  return checkText(self(args), "tounicode") ? Ref<Object>(arrayToText(self(args))) : raised();
}
Ref<Object> fromUnicode(Object* const* args) {
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "fromunicode() argument must be str, not %T", args[1]);
  if (!checkText(self(args), "fromunicode")) return raised();
  return addTextToArray(self(args), static_cast<Str*>(args[1])) ? newNone() : raised();
}

Ref<Object> toFile(Object* const* args) {
  constexpr size_t kBlock = 64 * 1024;
  Ref<Str> name_text = internText("write");
  if (!name_text) return raised();
  for (size_t at = 0; at < self(args)->bytes(); at += kBlock) {
    Ref<Bytes> piece = newBytes(self(args)->view().substr(at, kBlock));
    Ref<Object> method = piece ? getAttr(args[1], name_text.get()) : nullptr;
    if (!method || !call(method.get(), piece.get())) return raised();
  }
  return newNone();
}
Ref<Object> fromFile(Object* const* args) {
  int64_t n;
  if (!asInt64(args[2], &n)) return raised();
  if (n < 0) return raise(kTypeValueError, "negative count");
  int64_t wanted;
  if (__builtin_mul_overflow(n, int64_t{self(args)->item_bytes_}, &wanted)) return raiseMemoryError();
  Ref<Str> name_text = internText("read");
  Ref<Int> size = newInt(wanted);
  Ref<Object> method = name_text && size ? getAttr(args[1], name_text.get()) : nullptr;
  Ref<Object> got = method ? call(method.get(), size.get()) : nullptr;
  if (!got) return raised();
  if (!isBytesLayout(got.get())) return raise(kTypeTypeError, "read() didn't return bytes");
  std::string_view bytes = static_cast<Bytes*>(got.get())->view();
  if (!addBytesToArray(self(args), bytes)) return raised();
  if (static_cast<int64_t>(bytes.size()) != wanted) {
    return raise(kTypeEOFError, "read() didn't return enough bytes");
  }
  return newNone();
}

Ref<Object> bufferInfo(Object* const* args) {
  Ref<Int> address = newIntFromUnsigned(reinterpret_cast<uintptr_t>(self(args)->data()));
  Ref<Int> size = newInt(self(args)->size_);
  return address && size ? Ref<Object>(newTupleOf({address.get(), size.get()})) : raised();
}
Ref<Object> copy(Object* const* args) {
  Ref<ArrayArray> made = newArray(builtinType(kTypeArrayArray), self(args)->code_);
  if (!made || !replaceInArray(made.get(), 0, 0, self(args)->data(), self(args)->size_)) return raised();
  return made;
}
Ref<Object> repr(Object* const* args) {
  ArrayArray* array = self(args);
  int code = array->code_;
  Str* type_name = typeOf(array)->name_.get();
  if (array->size_ == 0) return formatStr("%U('%c')", type_name, code);
  Ref<Object> items = code == 'u' ? Ref<Object>(arrayToText(array)) : Ref<Object>(arrayToList(array));
  return items ? Ref<Object>(formatStr("%U('%c', %R)", type_name, code, items.get())) : raised();
}
Ref<Object> sizeOf(Object* const* args) {
  return newInt(static_cast<int64_t>(sizeof(ArrayArray)) + int64_t{self(args)->capacity_} * self(args)->item_bytes_);
}
Ref<Object> getTypeCode(Object* o) { return newStrFromChar(static_cast<unsigned char>(asArray(o)->code_)); }
Ref<Object> getItemSize(Object* o) { return newInt(asArray(o)->item_bytes_); }

void dropArray(Object* o) {
  ArrayArray* array = asArray(o);
  if (array->capacity_ != 0) heap().free(array->data(), size_t{array->capacity_} * array->item_bytes_);
  array->buffer_ = nullptr;
  array->capacity_ = array->size_ = 0;
}

// --- iterators ---

ArrayIterator* iteratorOf(Object* const* args) { return static_cast<ArrayIterator*>(args[0]); }

Ref<Object> iterate(Object* const* args) {
  Ref<ArrayIterator> it = allocateContainer<ArrayIterator>(kTypeArrayIterator);
  if (!it) return raised();
  it->array_.init(share(self(args)));
  return it;
}
Ref<Object> next(Object* const* args) {
  ArrayIterator* it = iteratorOf(args);
  if (it->array_.isNull()) return nullptr;
  if (it->position_ < it->array_->size_) return arrayItem(it->array_.get(), it->position_++);
  it->array_.clear();
  return nullptr;
}
Ref<Object> reduceIterator(Object* const* args) {
  ArrayIterator* it = iteratorOf(args);
  if (it->array_.isNull()) {
    Ref<Tuple> empty = emptyTuple();
    return empty ? reduceThrough("iter", empty.get(), nullptr) : raised();
  }
  Ref<Int> at = newInt(it->position_);
  return at ? reduceThrough("iter", it->array_.get(), at.get()) : raised();
}
Ref<Object> setIteratorState(Object* const* args) {
  ArrayIterator* it = iteratorOf(args);
  int64_t at;
  if (!asInt64(args[1], &at)) return raised();
  if (!it->array_.isNull()) {
    it->position_ = static_cast<uint32_t>(std::clamp<int64_t>(at, 0, it->array_->size_));
  }
  return newNone();
}

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, *args, **kwargs", create, nullptr, NativeKind::StaticMethod},
    {"__hash__", "self, /", nullptr},
    {"__len__", "self, /", length},
    {"__getitem__", "self, key, /", getItemMethod},
    {"__setitem__", "self, key, value, /", setItemMethod},
    {"__delitem__", "self, key, /", deleteItemMethod},
    {"__contains__", "self, key, /", containsMethod},
    {"__iter__", "self, /", iterate},
    {"__repr__", "self, /", repr},
    {"__add__", "self, value, /", add},
    {"__iadd__", "self, value, /", inplaceAdd},
    {"__mul__", "self, value, /", multiply},
    {"__rmul__", "self, value, /", multiply},
    {"__imul__", "self, value, /", inplaceMultiply},
    {"__eq__", "self, value, /", compare<Compare::Eq>},
    {"__ne__", "self, value, /", compare<Compare::Ne>},
    {"__lt__", "self, value, /", compare<Compare::Lt>},
    {"__le__", "self, value, /", compare<Compare::Le>},
    {"__gt__", "self, value, /", compare<Compare::Gt>},
    {"__ge__", "self, value, /", compare<Compare::Ge>},
    {"__copy__", "self, /", copy, "Return a copy of the array."},
    {"__deepcopy__", "self, unused, /", copy, "Return a copy of the array."},
    {"__reduce_ex__", "self, value, /", reduceArray, "Return state information for pickling."},
    {"__sizeof__", "self, /", sizeOf, "Size of the array in memory, in bytes."},
    {"append", "self, v, /", append, "Append new value v to the end of the array."},
    {"buffer_info", "self, /", bufferInfo,
     "Return a tuple (address, length) giving the current memory address and the length in items of the buffer used to "
     "hold array's contents."},
    {"byteswap", "self, /", byteSwap, "Byteswap all items of the array."},
    {"count", "self, v, /", count, "Return number of occurrences of v in the array."},
    {"extend", "self, bb, /", extend, "Append items to the end of the array."},
    {"frombytes", "self, buffer, /", fromBytes, "Appends items from the string, interpreting it as machine values."},
    {"fromfile", "self, f, n, /", fromFile, "Read n objects from the file object f and append them to the array."},
    {"fromlist", "self, list, /", fromList, "Append items to array from list."},
    {"fromunicode", "self, ustr, /", fromUnicode, "Extends this array with data from the unicode string ustr."},
    {"index", "self, v, start=0, stop=sys.maxsize, /", indexOf, "Return index of first occurrence of v in the array."},
    {"insert", "self, i, v, /", insert, "Insert a new item v into the array before position i."},
    {"pop", "self, i=-1, /", pop, "Return the i-th element and delete it from the array."},
    {"remove", "self, v, /", removeItem, "Remove the first occurrence of v in the array."},
    {"reverse", "self, /", reverse, "Reverse the order of the items in the array."},
    {"tobytes", "self, /", toBytes, "Convert the array to an array of machine values and return the bytes."},
    {"tofile", "self, f, /", toFile, "Write all items (as machine values) to the file object f."},
    {"tolist", "self, /", toListMethod, "Convert array to an ordinary list with the same items."},
    {"tounicode", "self, /", toUnicode, "Extends this array with data from the unicode string ustr."},
};
constexpr GetSetDef kAttributes[] = {
    {"typecode", getTypeCode, nullptr, "the typecode character used to create the array"},
    {"itemsize", getItemSize, nullptr, "the size, in bytes, of one array item"}};

constexpr NativeDef kIteratorMethods[] = {
    {"__iter__", "self, /", returnSelf},
    {"__next__", "self, /", next},
    {"__reduce__", "self, /", reduceIterator, "Return state information for pickling."},
    {"__setstate__", "self, state, /", setIteratorState, "Set state information for unpickling."},
};

constexpr NativeDef kFunctions[] = {
    {"_array_reconstructor", "arraytype, typecode, mformat_code, items, /", reconstructArray,
     "Internal. Used for pickling support.", NativeKind::Function},
};
constexpr TypeIndex kTypes[] = {kTypeArrayArray};

// Tells collections.abc, where the library is there, that arrays are sequences that may change.
bool registerAsSequence() {
  Ref<Str> module_name = internText("collections.abc"), class_name = internText("MutableSequence");
  Ref<Str> method_name = internText("register");
  if (!module_name || !class_name || !method_name) return false;
  Ref<Object> module = importModule_mayRunPython(module_name.get());
  if (!module) {
    if (!errorMatches(kTypeImportError)) return false;
    clearError();
    return true;
  }
  Ref<Object> cls = getAttr(module.get(), class_name.get());
  Ref<Object> method = cls ? getAttr(cls.get(), method_name.get()) : nullptr;
  return method && call(method.get(), builtinType(kTypeArrayArray));
}

bool populate(Dict* dict) {
  return addConstant(dict, "ArrayType", share<Object>(builtinType(kTypeArrayArray))) &&
         addConstant(dict, "typecodes", newAscii(kArrayCodes)) && registerAsSequence();
}

constexpr char kDoc[] =
    "array(typecode [, initializer]) -> array\n"
    "\n"
    "Return a new array whose items are restricted by typecode, and initialized from the optional initializer value,\n"
    "which must be a list, string or iterable over elements of the appropriate type.";

}  // namespace

const TypeSpec kArrayArraySpec = {
    "array",
    "array",
    {"array", Kind::Atom, Trace::None, 0, 0, sizeof(ArrayArray), nullptr, nullptr, dropArray, nullptr},
    kTypeBase | kTypeSequence | kTypeInstancesWeakReferable,
    kMethods,
    kAttributes,
    kDoc};

const TypeSpec kArrayIteratorSpec = {"arrayiterator", "array", slotRowLayout<ArrayIterator, 1>("arrayiterator"),
                                     kTypeDisallowInstantiation, kIteratorMethods};

extern const ModuleSpec kArrayModule;
const ModuleSpec kArrayModule = {"array",
                                 "This module defines an object type which can efficiently represent an array of basic "
                                 "values: characters, integers, floating point numbers.",
                                 kFunctions, kTypes, populate};

}  // namespace ophion
