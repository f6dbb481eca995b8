// MemoryView: a window on the bytes of another object, in items of a format.
//
//   offset  what
//   8       the object that has the bytes; null: released
//   12      a tuple of the lengths of all dimensions but the first; null: there is but one, or none
//   16      where the first item is, in bytes from the cage's base
//   24      rows along the first dimension, then bytes from one to the next (may be negative)
//   40      bytes of an item, items of a row
//   48      exports: buffers that hold this view; the hash; format, flags
//
// A row is one item, except in a view that was cast to more dimensions: there the items of a row lie behind one
// another, as only the first dimension can be sliced. A view without dimensions is one row.
#pragma once

#include "object/buffer.h"
#include "object/bytes.h"
#include "object/tuple.h"

namespace ophion {

struct MemoryView : Object {
  Slot<Object> object_;
  Slot<Tuple> inner_shape_;
  int64_t start_;
  int64_t rows_;
  int64_t stride_;
  uint32_t item_size_;
  uint32_t row_items_;
  uint32_t exports_;
  uint32_t hash_;  // 0: not computed
  char format_;    // struct character
  bool writable_;
  bool native_format_;  // the format text shows '@' or nothing
  bool holds_export_;   // the object's count of exports includes this view
  bool no_dimension_;

  char* data() const { return t_cage + start_; }
  size_t rowBytes() const { return size_t{row_items_} * item_size_; }
  bool isContiguous() const { return rows_ <= 1 || stride_ == static_cast<int64_t>(rowBytes()); }
  size_t bytes() const { return static_cast<size_t>(rows_) * rowBytes(); }
  unsigned dimensions() const { return no_dimension_ ? 0 : inner_shape_.isNull() ? 1 : 1 + inner_shape_->size_; }
};

inline constexpr unsigned kMaxDimensions = 64;

// --- views of more than one dimension (object/memory_view_shape.cpp) ---
// Gives a contiguous view, whose items have been told, the shape in a list or tuple. False: exception pending.
[[nodiscard]] bool shapeView_mayRunPython(MemoryView* view, Object* shape);
// The lengths of all dimensions; the bytes from one place to the next in each.
Ref<Tuple> shapeOfView(MemoryView* view);
Ref<Tuple> stridesOfView(MemoryView* view);
// Whether the items also lie in the order where the first index runs fastest.
bool isFortranContiguous(MemoryView* view);
// The items' bytes in that order.
Ref<Bytes> fortranContent(MemoryView* view);
// Where the item that a tuple of indexes names lies; null with an exception.
char* itemOfTuple_mayRunPython(MemoryView* view, Tuple* indexes);
// Lists of lists of items; `unpack` makes an item.
Ref<Object> nestedList(MemoryView* view, Ref<Object> (*unpack)(const MemoryView* view, const char* p));
bool sameShape(MemoryView* a, MemoryView* b);

// A view of the whole of a bytes-like object. Null with an exception pending.
Ref<MemoryView> newMemoryView(Object* object);
// The items' bytes in a row, wherever they lie.
Ref<Bytes> contentOfView(MemoryView* view);
// As bufferOf(). ValueError for a released view, BufferError where the items do not lie in a row.
[[nodiscard]] bool memoryViewBuffer(MemoryView* view, BufferSource* out);

}  // namespace ophion
