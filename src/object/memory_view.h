// MemoryView: a window on the bytes of another object, in items of a format.
//
//   offset  what
//   8       the object that has the bytes; null: released
//   12      exports: buffers that hold this view
//   16      where the first item is, in bytes from the cage's base
//   24      items, then bytes from one item to the next (may be negative)
//   40      bytes of an item, its format, flags, the hash
#pragma once

#include "object/buffer.h"

namespace ophion {

struct MemoryView : Object {
  Slot<Object> object_;
  uint32_t exports_;
  int64_t start_;
  int64_t items_;
  int64_t stride_;
  uint32_t item_size_;
  char format_;  // struct character
  bool writable_;
  bool native_format_;  // the format text shows '@' or nothing
  bool holds_export_;   // the object's count of exports includes this view
  uint32_t hash_;       // 0: not computed

  char* data() const { return t_cage + start_; }
  bool isContiguous() const { return items_ <= 1 || stride_ == static_cast<int64_t>(item_size_); }
  size_t bytes() const { return static_cast<size_t>(items_) * item_size_; }
};

// A view of the whole of a bytes-like object. Null with an exception pending.
Ref<MemoryView> newMemoryView(Object* object);
// As bufferOf(). ValueError for a released view, BufferError where the items do not lie in a row.
[[nodiscard]] bool memoryViewBuffer(MemoryView* view, BufferSource* out);

}  // namespace ophion
