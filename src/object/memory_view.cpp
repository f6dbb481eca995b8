#include "object/memory_view.h"

#include <cstring>

#include "object/allocate.h"
#include "object/byte_methods.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/range.h"
#include "object/runtime_state.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/text_hash.h"
#include "object/tuple.h"
#include "object/type_spec.h"

namespace ophion {

namespace {

MemoryView* asView(Object* o) { return static_cast<MemoryView*>(o); }

unsigned sizeOfFormat(char format) {
  switch (format) {
    case 'c':
    case 'b':
    case 'B':
    case '?':
      return 1;
    case 'h':
    case 'H':
    case 'e':
      return 2;
    case 'i':
    case 'I':
    case 'f':
      return 4;
    case 'l':
    case 'L':
    case 'q':
    case 'Q':
    case 'n':
    case 'N':
    case 'd':
    case 'P':
      return 8;
    default:
      return 0;
  }
}
bool isByteFormat(char format) { return format == 'B' || format == 'b' || format == 'c'; }
bool isSignedFormat(char format) { return std::strchr("bhilqn", format) != nullptr; }

bool checkReleased(MemoryView* view) {
  if (!view->object_.isNull()) return true;
  return raise(kTypeValueError, "operation forbidden on released memoryview object");
}

// Undoes what the view did to the object whose bytes it shows.
void letGo(MemoryView* view) {
  Ref<Object> object = view->object_.take();
  if (!object || !view->holds_export_) return;
  BufferSource source;
  if (bufferOf(object.get(), &source) && source.exports != nullptr) --*source.exports;
  view->holds_export_ = false;
}

Ref<MemoryView> newViewOf(Object* object) {
  Ref<MemoryView> view = allocateContainer<MemoryView>(kTypeMemoryView);
  if (!view) return raised();
  BufferSource source;
  if (!bufferOf(object, &source)) {
    if (errorPending()) return raised();
    return raise(kTypeTypeError, "memoryview: a bytes-like object is required, not '%.200T'", object);
  }
  if (source.exports != nullptr) ++*source.exports;
  view->holds_export_ = source.exports != nullptr;
  view->object_.init(share(object));
  view->start_ = source.data == nullptr ? 0 : source.data - t_cage;
  view->item_size_ = source.item_size;
  view->rows_ = static_cast<int64_t>(source.size / source.item_size);
  view->row_items_ = 1;
  view->stride_ = source.item_size;
  view->format_ = source.format;
  view->writable_ = source.writable;
  return view;
}

// Another view of what `view` shows; the caller changes its geometry.
Ref<MemoryView> viewAgain(MemoryView* view) {
  Ref<MemoryView> made = newViewOf(view->object_.get());
  if (!made) return raised();
  made->start_ = view->start_;
  made->inner_shape_.assign(view->inner_shape_.share());
  made->rows_ = view->rows_;
  made->row_items_ = view->row_items_;
  made->no_dimension_ = view->no_dimension_;
  made->stride_ = view->stride_;
  made->item_size_ = view->item_size_;
  made->format_ = view->format_;
  made->writable_ = view->writable_;
  made->native_format_ = view->native_format_;
  return made;
}

template <class T>
T readAs(const char* p) {
  T value;
  std::memcpy(&value, p, sizeof value);
  return value;
}

Ref<Object> unpackItem(const MemoryView* view, const char* p) {
  switch (view->format_) {
    case 'c':
      return newBytes({p, 1});
    case '?':
      return newBool(*p != 0);
    case 'f':
      return newFloat(static_cast<double>(readAs<float>(p)));
    case 'd':
      return newFloat(readAs<double>(p));
    case 'e':
      return newFloat(static_cast<double>(readAs<_Float16>(p)));
    default:
      break;
  }
  bool is_signed = isSignedFormat(view->format_);
  switch (view->item_size_) {
    case 1:
      return newInt(is_signed ? readAs<int8_t>(p) : readAs<uint8_t>(p));
    case 2:
      return newInt(is_signed ? readAs<int16_t>(p) : readAs<uint16_t>(p));
    case 4:
      return is_signed ? newInt(readAs<int32_t>(p)) : newInt(readAs<uint32_t>(p));
    default:
      return is_signed ? newInt(readAs<int64_t>(p)) : newIntFromUnsigned(readAs<uint64_t>(p));
  }
}

Raised wrongType(const MemoryView* view) {
  return raise(kTypeTypeError, "memoryview: invalid type for format '%c'", static_cast<int>(view->format_));
}
Raised wrongValue(const MemoryView* view) {
  return raise(kTypeValueError, "memoryview: invalid value for format '%c'", static_cast<int>(view->format_));
}

bool packInteger(const MemoryView* view, Object* value, char* out) {
  if (!hasIndex(value)) return wrongType(view);
  Ref<Int> number = index(value);
  if (!number) return false;
  unsigned bits = view->item_size_ * 8;
  int64_t v;
  uint64_t raw;
  if (tryInt64(number.get(), &v)) {
    raw = static_cast<uint64_t>(v);
    bool fits = isSignedFormat(view->format_)
                    ? bits == 64 || (v >= -(int64_t{1} << (bits - 1)) && v < int64_t{1} << (bits - 1))
                    : v >= 0 && (bits == 64 || raw < uint64_t{1} << bits);
    if (!fits) return wrongValue(view);
  } else {
    if (isSignedFormat(view->format_) || bits != 64 || number->limbs_ != 1) return wrongValue(view);
    raw = number->limbs()[0];
  }
  std::memcpy(out, &raw, view->item_size_);
  return true;
}

// Writes a value as an item of `view` to `out`, which has room for any item.
bool packItem(const MemoryView* view, Object* value, char* out) {
  switch (view->format_) {
    case 'c':
      if (!isBytesLayout(value)) return wrongType(view);
      if (bytesOf(value).size() != 1) return wrongValue(view);
      *out = bytesOf(value)[0];
      return true;
    case '?': {
      int yes = isTrue(value);
      *out = static_cast<char>(yes);
      return yes >= 0;
    }
    case 'f':
    case 'd':
    case 'e': {
      double v;
      if (!asDouble(value, &v)) return errorMatches(kTypeTypeError) ? wrongType(view) : raised();
      float single = static_cast<float>(v);
      auto half = static_cast<_Float16>(v);
      if (view->format_ == 'd') std::memcpy(out, &v, sizeof v);
      if (view->format_ == 'f') std::memcpy(out, &single, sizeof single);
      if (view->format_ == 'e') std::memcpy(out, &half, sizeof half);
      return true;
    }
    default:
      return packInteger(view, value, out);
  }
}

}  // namespace

Ref<MemoryView> newMemoryView(Object* object) {
  if (!isMemoryViewLayout(object)) return newViewOf(object);
  if (!checkReleased(asView(object))) return raised();
  return viewAgain(asView(object));
}

bool memoryViewBuffer(MemoryView* view, BufferSource* out) {
  if (!checkReleased(view)) return false;
  if (!view->isContiguous()) {
    return raise(kTypeBufferError, "memoryview: underlying buffer is not C-contiguous");
  }
  *out = {view->data(), view->bytes(), view->writable_, &view->exports_, view->format_, view->item_size_};
  return true;
}

namespace {

Ref<Object> create(Object* const* args) { return newMemoryView(args[1]); }

Ref<Object> release(Object* const* args) {
  MemoryView* view = asView(args[0]);
  if (view->object_.isNull()) return newNone();
  if (view->exports_ != 0) {
    return raise(kTypeBufferError, "memoryview has %u exported buffer%s", view->exports_,
                 view->exports_ == 1 ? "" : "s");
  }
  letGo(view);
  return newNone();
}

Ref<Object> enter(Object* const* args) {
  if (!checkReleased(asView(args[0]))) return raised();
  return share(args[0]);
}

Ref<Object> length(Object* const* args) {
  if (!checkReleased(asView(args[0]))) return raised();
  return newInt(asView(args[0])->rows_);
}

Ref<Object> repr(Object* const* args) {
  MemoryView* view = asView(args[0]);
  return formatStr(view->object_.isNull() ? "<released memory at 0x%llx>" : "<memory at 0x%llx>",
                   static_cast<unsigned long long>(reinterpret_cast<uintptr_t>(view)));
}

}  // namespace

Ref<Bytes> contentOfView(MemoryView* view) {
  Ref<Bytes> made = newBytesUninitialized(view->bytes());
  if (!made || view->bytes() == 0) return made;
  if (view->isContiguous()) {
    std::memcpy(made->data(), view->data(), view->bytes());
    return made;
  }
  size_t bytes = view->rowBytes();
  for (int64_t i = 0; i < view->rows_; ++i) {
    std::memcpy(made->data() + static_cast<size_t>(i) * bytes, view->data() + i * view->stride_, bytes);
  }
  return made;
}

namespace {

Ref<Object> toBytes(Object* const* args) {
  if (!checkReleased(asView(args[0]))) return raised();
  if (args[1] != nullptr && !isNone(args[1])) {
    bool known = isStrLayout(args[1]) && static_cast<Str*>(args[1])->length_ == 1 &&
                 std::strchr("CFA", static_cast<int>(static_cast<Str*>(args[1])->at(0))) != nullptr;
    if (!known) return raise(kTypeValueError, "order must be 'C', 'F' or 'A'");
    if (static_cast<Str*>(args[1])->at(0) == 'F' && asView(args[0])->dimensions() > 1) {
      return fortranContent(asView(args[0]));
    }
  }
  return contentOfView(asView(args[0]));
}

Ref<Object> toList(Object* const* args) {
  MemoryView* view = asView(args[0]);
  if (!checkReleased(view)) return raised();
  if (view->no_dimension_) return unpackItem(view, view->data());
  if (view->dimensions() > 1) return nestedList(view, unpackItem);
  Ref<List> list = newList(static_cast<size_t>(view->rows_));
  if (!list) return raised();
  for (int64_t i = 0; i < view->rows_; ++i) {
    Ref<Object> item = unpackItem(view, view->data() + i * view->stride_);
    if (!item || !appendToListSteal(list.get(), std::move(item))) return raised();
  }
  return list;
}

Ref<Object> hex(Object* const* args) {
  if (!checkReleased(asView(args[0]))) return raised();
  Ref<Bytes> content = contentOfView(asView(args[0]));
  return content ? hexOf(content->view(), args[1], args[2]) : raised();
}

Ref<Object> toReadOnly(Object* const* args) {
  if (!checkReleased(asView(args[0]))) return raised();
  Ref<MemoryView> made = viewAgain(asView(args[0]));
  if (made) made->writable_ = false;
  return made;
}

Ref<Object> cast(Object* const* args) {
  MemoryView* view = asView(args[0]);
  if (!checkReleased(view)) return raised();
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "cast() argument 'format' must be str, not %T", args[1]);
  const Str* text = static_cast<Str*>(args[1]);
  if (!view->isContiguous()) return raise(kTypeTypeError, "memoryview: casts are restricted to C-contiguous views");
  bool native = text->length_ == 2 && text->at(0) == '@';
  char32_t letter = native ? text->at(1) : text->length_ == 1 ? text->at(0) : 0;
  unsigned size = letter < 0x80 ? sizeOfFormat(static_cast<char>(letter)) : 0;
  if (size == 0) {
    return raise(
        kTypeValueError,
        "memoryview: destination format must be a native single character format prefixed with an optional '@'");
  }
  bool has_shape = args[2] != nullptr;
  if (has_shape && !isListLayout(args[2]) && !isTupleLayout(args[2])) {
    return raise(kTypeTypeError, "shape must be a list or a tuple");
  }
  if ((has_shape || view->dimensions() != 1) && view->bytes() == 0) {
    return raise(kTypeTypeError, "memoryview: cannot cast view with zeros in shape or strides");
  }
  if (has_shape && view->dimensions() != 1 && lengthOf(args[2]) != 1) {
    return raise(kTypeTypeError, "memoryview: cast must be 1D -> ND or ND -> 1D");
  }
  if (!isByteFormat(view->format_) && !isByteFormat(static_cast<char>(letter))) {
    return raise(kTypeTypeError, "memoryview: cannot cast between two non-byte formats");
  }
  if (view->bytes() % size != 0) return raise(kTypeTypeError, "memoryview: length is not a multiple of itemsize");
  Ref<MemoryView> made = viewAgain(view);
  if (!made) return raised();
  made->inner_shape_.clear();
  made->no_dimension_ = false;
  made->row_items_ = 1;
  made->rows_ = static_cast<int64_t>(view->bytes() / size);
  made->item_size_ = size;
  made->stride_ = size;
  made->format_ = static_cast<char>(letter);
  made->native_format_ = native;
  if (has_shape && !shapeView_mayRunPython(made.get(), args[2])) return raised();
  return made;
}

bool itemIndex(MemoryView* view, Object* key, int64_t* at) {
  if (!itemPosition_mayRunPython(key, at) || !checkReleased(view)) return false;
  if (*at < 0) *at += view->rows_;
  if (*at < 0 || *at >= view->rows_) return raise(kTypeIndexError, "index out of bounds on dimension 1");
  return true;
}

Ref<MemoryView> sliced(MemoryView* view, Slice* slice) {
  int64_t start, stop, step;
  size_t count;
  if (!sliceIndices_mayRunPython(slice, static_cast<size_t>(view->rows_), &start, &stop, &step, &count))
    return raised();
  if (!checkReleased(view)) return raised();
  Ref<MemoryView> made = viewAgain(view);
  if (!made) return raised();
  made->start_ += start * view->stride_;
  made->rows_ = static_cast<int64_t>(count);
  made->stride_ = view->stride_ * step;
  return made;
}

// Whether all items of a tuple are indexes, as those of an empty one are, or all are slices.
bool isTupleOfIndexes(Object* key) {
  if (!isTupleLayout(key)) return false;
  Tuple* tuple = static_cast<Tuple*>(key);
  for (uint32_t i = 0; i < tuple->size_; ++i) {
    if (!hasIndex(tuple->at(i))) return false;
  }
  return true;
}
bool isTupleOfSlices(Object* key) {
  if (!isTupleLayout(key)) return false;
  Tuple* tuple = static_cast<Tuple*>(key);
  for (uint32_t i = 0; i < tuple->size_; ++i) {
    if (!isExactSlice(tuple->at(i))) return false;
  }
  return tuple->size_ != 0;
}

bool isEmptyTuple(Object* key) { return isTupleLayout(key) && static_cast<Tuple*>(key)->size_ == 0; }

Ref<Object> getItemMethod(Object* const* args) {
  MemoryView* view = asView(args[0]);
  Object* key = args[1];
  if (!checkReleased(view)) return raised();
  if (view->no_dimension_) {
    if (isEmptyTuple(key)) return unpackItem(view, view->data());
    if (isExactEllipsis(key)) return share(args[0]);
    return raise(kTypeTypeError, "invalid indexing of 0-dim memory");
  }
  if (isExactSlice(key)) return sliced(view, static_cast<Slice*>(key));
  if (hasIndex(key)) {
    if (view->dimensions() > 1) {
      return raise(kTypeNotImplementedError, "multi-dimensional sub-views are not implemented");
    }
    int64_t at;
    if (!itemIndex(view, key, &at)) return raised();
    return unpackItem(view, view->data() + at * view->stride_);
  }
  if (isTupleOfIndexes(key)) {
    char* item = itemOfTuple_mayRunPython(view, static_cast<Tuple*>(key));
    return item != nullptr && checkReleased(view) ? unpackItem(view, item) : raised();
  }
  if (isTupleOfSlices(key)) return raise(kTypeNotImplementedError, "multi-dimensional slicing is not implemented");
  return raise(kTypeTypeError, "memoryview: invalid slice key");
}

Ref<Object> assignSlice(MemoryView* view, Slice* slice, Object* value) {
  Ref<MemoryView> to = sliced(view, slice);
  if (!to) return raised();
  Ref<MemoryView> from = newMemoryView(value);
  if (!from) return raised();
  if (from->dimensions() != 1 || from->rows_ != to->rows_ || from->format_ != to->format_) {
    return raise(kTypeValueError, "memoryview assignment: lvalue and rvalue have different structures");
  }
  // Copied first: both may show the same bytes.
  Ref<Bytes> content = contentOfView(from.get());
  if (!content) return raised();
  for (int64_t i = 0; i < to->rows_; ++i) {
    std::memcpy(to->data() + i * to->stride_, content->data() + i * to->item_size_, to->item_size_);
  }
  return newNone();
}

// The place that m[key] = value writes to; null with an exception.
char* placeToSet_mayRunPython(MemoryView* view, Object* key) {
  if (view->no_dimension_) {
    if (isEmptyTuple(key) || isExactEllipsis(key)) return view->data();
    return raise(kTypeTypeError, "invalid indexing of 0-dim memory");
  }
  if (hasIndex(key)) {
    if (view->dimensions() > 1) return raise(kTypeNotImplementedError, "sub-views are not implemented");
    int64_t at;
    return itemIndex(view, key, &at) ? view->data() + at * view->stride_ : raised();
  }
  if (isTupleOfIndexes(key)) return itemOfTuple_mayRunPython(view, static_cast<Tuple*>(key));
  if (isExactSlice(key) || isTupleOfSlices(key)) {
    return raise(kTypeNotImplementedError, "memoryview slice assignments are currently restricted to ndim = 1");
  }
  return raise(kTypeTypeError, "memoryview: invalid slice key");
}

Ref<Object> setItemMethod(Object* const* args) {
  MemoryView* view = asView(args[0]);
  if (!checkReleased(view)) return raised();
  if (!view->writable_) return raise(kTypeTypeError, "cannot modify read-only memory");
  if (isExactSlice(args[1]) && view->dimensions() == 1) {
    return assignSlice(view, static_cast<Slice*>(args[1]), args[2]);
  }
  char* place = placeToSet_mayRunPython(view, args[1]);
  char item[8];
  if (place == nullptr || !packItem(view, args[2], item) || !checkReleased(view)) return raised();
  std::memcpy(place, item, view->item_size_);
  return newNone();
}

Ref<Object> deleteItemMethod(Object* const* args) {
  if (!checkReleased(asView(args[0]))) return raised();
  if (!asView(args[0])->writable_) return raise(kTypeTypeError, "cannot modify read-only memory");
  return raise(kTypeTypeError, "cannot delete memory");
}

// 1, 0, -1; 2: not comparable.
int equalViews(Object* a, Object* b) {
  if (a == b) return 1;
  MemoryView* x = asView(a);
  if (!isBytesLike(b)) return 2;
  if (x->object_.isNull() || (isMemoryViewLayout(b) && asView(b)->object_.isNull())) return 0;
  Ref<MemoryView> y = newMemoryView(b);
  if (!y) return -1;
  if (!sameShape(x, y.get())) return 0;
  size_t m = x->item_size_, n = y->item_size_;
  for (int64_t i = 0; i < x->rows_; ++i) {
    const char *p = x->data() + i * x->stride_, *q = y->data() + i * y->stride_;
    for (uint32_t k = 0; k < x->row_items_; ++k, p += m, q += n) {
      if (x->format_ == y->format_ && std::strchr("fde", x->format_) == nullptr) {
        if (std::memcmp(p, q, m) != 0) return 0;
        continue;
      }
      Ref<Object> u = unpackItem(x, p), v = unpackItem(y.get(), q);
      int same = u && v ? richCompareBool(u.get(), v.get(), Compare::Eq) : -1;
      // Identity implies equality there, but NaN differs from itself here: two objects were made.
      if (same <= 0) return same;
    }
  }
  return 1;
}

Ref<Object> equal(Object* const* args) {
  int same = equalViews(args[0], args[1]);
  return same < 0 ? raised() : same == 2 ? newNotImplemented() : newBool(same == 1);
}
Ref<Object> notEqual(Object* const* args) {
  int same = equalViews(args[0], args[1]);
  return same < 0 ? raised() : same == 2 ? newNotImplemented() : newBool(same == 0);
}

Ref<Object> hash(Object* const* args) {
  MemoryView* view = asView(args[0]);
  if (view->hash_ == 0) {
    if (!checkReleased(view)) return raised();
    if (view->writable_) return raise(kTypeValueError, "cannot hash writable memoryview object");
    if (!isByteFormat(view->format_)) {
      return raise(kTypeValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
    }
    Ref<Bytes> content = contentOfView(view);
    if (!content) return raised();
    view->hash_ = hashBytes(content.get());
  }
  return newInt(view->hash_);
}

#define OPHION_VIEW_ATTRIBUTE(name, expression) \
  Ref<Object> name(Object* self) {              \
    MemoryView* view = asView(self);            \
    if (!checkReleased(view)) return raised();  \
    return expression;                          \
  }
OPHION_VIEW_ATTRIBUTE(getObject, view->object_.share())
OPHION_VIEW_ATTRIBUTE(getBytes, newInt(static_cast<int64_t>(view->bytes())))
OPHION_VIEW_ATTRIBUTE(getReadOnly, newBool(!view->writable_))
OPHION_VIEW_ATTRIBUTE(getItemSize, newInt(view->item_size_))
OPHION_VIEW_ATTRIBUTE(getFormat, formatStr(view->native_format_ ? "@%c" : "%c", static_cast<int>(view->format_)))
OPHION_VIEW_ATTRIBUTE(getDimensions, newInt(view->dimensions()))
OPHION_VIEW_ATTRIBUTE(getShape, shapeOfView(view))
OPHION_VIEW_ATTRIBUTE(getStrides, stridesOfView(view))
OPHION_VIEW_ATTRIBUTE(getSubOffsets, emptyTuple())
OPHION_VIEW_ATTRIBUTE(getContiguous, newBool(view->isContiguous()))
OPHION_VIEW_ATTRIBUTE(getFortran, newBool(isFortranContiguous(view)))
OPHION_VIEW_ATTRIBUTE(getEither, newBool(view->isContiguous() || isFortranContiguous(view)))
#undef OPHION_VIEW_ATTRIBUTE

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, object", create, nullptr, NativeKind::StaticMethod},
    {"__repr__", "self, /", repr},
    {"__len__", "self, /", length},
    {"__getitem__", "self, key, /", getItemMethod},
    {"__setitem__", "self, key, value, /", setItemMethod},
    {"__delitem__", "self, key, /", deleteItemMethod},
    {"__eq__", "self, value, /", equal},
    {"__ne__", "self, value, /", notEqual},
    {"__hash__", "self, /", hash},
    {"__enter__", "self, /", enter},
    {"__exit__", "self, /, *args", release},
    {"release", "self, /", release},
    {"tobytes", "self, /, order='C'", toBytes},
    {"tolist", "self, /", toList},
    {"hex", "self, /, sep=None, bytes_per_sep=1", hex},
    {"cast", "self, /, format, shape=None", cast},
    {"toreadonly", "self, /", toReadOnly},
};

constexpr GetSetDef kAttributes[] = {
    {"obj", getObject},
    {"nbytes", getBytes},
    {"readonly", getReadOnly},
    {"itemsize", getItemSize},
    {"format", getFormat},
    {"ndim", getDimensions},
    {"shape", getShape},
    {"strides", getStrides},
    {"suboffsets", getSubOffsets},
    {"c_contiguous", getContiguous},
    {"f_contiguous", getFortran},
    {"contiguous", getEither},
};

void drop(Object* o) {
  letGo(asView(o));
  asView(o)->inner_shape_.clear();
}
void breakCycle(Object* o) {
  if (asView(o)->exports_ == 0) letGo(asView(o));
}

}  // namespace

const TypeSpec kMemoryViewSpec = {"memoryview",
                                  "builtins",
                                  {"memoryview", Kind::Container, Trace::Fixed, sizeof(Object), 2, sizeof(MemoryView),
                                   nullptr, nullptr, drop, breakCycle},
                                  kTypeSequence,
                                  kMethods,
                                  kAttributes,
                                  "Create a new memoryview object which references the given object."};

}  // namespace ophion
