// Views of more than one dimension, and of none. Only a cast makes them, so that all dimensions but the first lie in a
// row.
#include <cstring>

#include "object/error.h"
#include "object/int.h"
#include "object/list.h"
#include "object/memory_view.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/type.h"

namespace ophion {

namespace {

int64_t lengthAt(const Tuple* shape, uint32_t i) { return smallValue(shape->at(i)); }

// One length of a shape, larger than 0.
bool readLength(Object* given, int64_t* out) {
  if (!isIntLayout(given)) return raise(kTypeTypeError, "memoryview.cast(): elements of shape must be integers");
  if (!asInt64(given, out)) return false;
  if (*out <= 0) return raise(kTypeValueError, "memoryview.cast(): elements of shape must be integers > 0");
  return true;
}

}  // namespace

bool shapeView_mayRunPython(MemoryView* view, Object* given) {
  Ref<Tuple> shape = toTuple_mayRunPython(given);
  if (!shape) return false;
  if (shape->size_ > kMaxDimensions) {
    return raise(kTypeValueError, "memoryview: number of dimensions must not exceed %u", kMaxDimensions);
  }
  int64_t first = 1, rest = 1, bytes = view->item_size_;
  Ref<Tuple> inner;
  if (shape->size_ > 1) {
    inner = newTuple(shape->size_ - 1);
    if (!inner) return false;
  }
  for (uint32_t i = 0; i < shape->size_; ++i) {
    int64_t length;
    if (!readLength(shape->at(i), &length)) return false;
    if (length > INT64_MAX / bytes) return raise(kTypeValueError, "memoryview.cast(): product(shape) > SSIZE_MAX");
    bytes *= length;
    if (i == 0) {
      first = length;
      continue;
    }
    rest *= length;
    Ref<Int> kept = newInt(length);
    if (!kept) return false;
    inner->items()[i - 1].init(Ref<Object>(std::move(kept)));
  }
  if (static_cast<size_t>(bytes) != view->bytes()) {
    return raise(kTypeTypeError, "memoryview: product(shape) * itemsize != buffer size");
  }
  if (rest > UINT32_MAX) return raise(kTypeValueError, "memoryview.cast(): product(shape) > SSIZE_MAX");
  view->no_dimension_ = shape->size_ == 0;
  view->inner_shape_.assign(std::move(inner));
  view->rows_ = first;
  view->row_items_ = static_cast<uint32_t>(rest);
  view->stride_ = static_cast<int64_t>(view->rowBytes());
  return true;
}

Ref<Tuple> shapeOfView(MemoryView* view) {
  unsigned n = view->dimensions();
  Ref<Tuple> shape = newTuple(n);
  if (!shape || n == 0) return shape;
  Ref<Int> first = newInt(view->rows_);
  if (!first) return raised();
  shape->items()[0].init(Ref<Object>(std::move(first)));
  for (unsigned i = 1; i < n; ++i) shape->items()[i].init(share(view->inner_shape_->at(i - 1)));
  return shape;
}

Ref<Tuple> stridesOfView(MemoryView* view) {
  unsigned n = view->dimensions();
  Ref<Tuple> strides = newTuple(n);
  if (!strides) return strides;
  int64_t stride = view->item_size_;
  for (unsigned i = n; i-- > 0;) {
    Ref<Int> number = newInt(i == 0 ? view->stride_ : stride);
    if (!number) return raised();
    strides->items()[i].init(Ref<Object>(std::move(number)));
    if (i > 0) stride *= lengthAt(view->inner_shape_.get(), i - 1);
  }
  return strides;
}

bool isFortranContiguous(MemoryView* view) {
  if (view->bytes() == 0) return true;
  // Both orders are the same only where no two dimensions have more than one place.
  unsigned n = view->dimensions(), long_ones = view->rows_ > 1;
  for (unsigned i = 1; i < n; ++i) long_ones += lengthAt(view->inner_shape_.get(), i - 1) > 1;
  return long_ones <= 1 && view->isContiguous();
}

Ref<Bytes> fortranContent(MemoryView* view) {
  Ref<Bytes> made = newBytesUninitialized(view->bytes());
  if (!made) return made;
  unsigned n = view->dimensions();
  int64_t place[kMaxDimensions] = {}, length[kMaxDimensions], stride[kMaxDimensions];
  int64_t inner = view->item_size_;
  for (unsigned i = n; i-- > 0;) {
    length[i] = i == 0 ? view->rows_ : lengthAt(view->inner_shape_.get(), i - 1);
    stride[i] = i == 0 ? view->stride_ : inner;
    inner *= length[i];
  }
  char* out = made->data();
  for (size_t left = view->bytes() / view->item_size_; left > 0; --left, out += view->item_size_) {
    const char* from = view->data();
    for (unsigned i = 0; i < n; ++i) from += place[i] * stride[i];
    std::memcpy(out, from, view->item_size_);
    for (unsigned i = 0; i < n && ++place[i] == length[i]; ++i) place[i] = 0;
  }
  return made;
}

char* itemOfTuple_mayRunPython(MemoryView* view, Tuple* indexes) {
  unsigned n = view->dimensions();
  if (indexes->size_ < n) return raise(kTypeNotImplementedError, "sub-views are not implemented");
  if (indexes->size_ > n) {
    return raise(kTypeTypeError, "cannot index %u-dimension view with %u-element tuple", n, indexes->size_);
  }
  Ref<Tuple> inner = view->inner_shape_.share();
  int64_t offset = 0, rows = view->rows_, row_stride = view->stride_;
  int64_t stride = static_cast<int64_t>(view->rowBytes());
  for (unsigned i = 0; i < n; ++i) {
    int64_t length = i == 0 ? rows : lengthAt(inner.get(), i - 1);
    if (i > 0) stride /= length;
    int64_t at;
    if (!itemPosition_mayRunPython(indexes->at(i), &at)) return raised();
    if (at < 0) at += length;
    if (at < 0 || at >= length) return raise(kTypeIndexError, "index out of bounds on dimension %u", i + 1);
    offset += at * (i == 0 ? row_stride : stride);
  }
  return view->data() + offset;
}

namespace {

// The list of what lies along dimension `i` and those behind it; *p moves over it.
Ref<Object> listAlong(MemoryView* view, unsigned i, const char** p,
                      Ref<Object> (*unpack)(const MemoryView* view, const char* p)) {
  int64_t length = i == 0 ? view->rows_ : lengthAt(view->inner_shape_.get(), i - 1);
  Ref<List> list = newList(static_cast<size_t>(length));
  if (!list) return raised();
  bool innermost = i + 1 == view->dimensions();
  for (int64_t k = 0; k < length; ++k) {
    if (i == 0) *p = view->data() + k * view->stride_;
    Ref<Object> item;
    if (innermost) {
      item = unpack(view, *p);
      *p += view->item_size_;
    } else {
      item = listAlong(view, i + 1, p, unpack);
    }
    if (!item || !appendToListSteal(list.get(), std::move(item))) return raised();
  }
  return list;
}

}  // namespace

Ref<Object> nestedList(MemoryView* view, Ref<Object> (*unpack)(const MemoryView* view, const char* p)) {
  const char* p = view->data();
  return listAlong(view, 0, &p, unpack);
}

bool sameShape(MemoryView* a, MemoryView* b) {
  unsigned n = a->dimensions();
  if (n != b->dimensions() || a->rows_ != b->rows_) return false;
  for (unsigned i = 1; i < n; ++i) {
    if (lengthAt(a->inner_shape_.get(), i - 1) != lengthAt(b->inner_shape_.get(), i - 1)) return false;
  }
  return true;
}

}  // namespace ophion
