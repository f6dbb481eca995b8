#include "object/buffer.h"

#include "object/byte_array.h"
#include "object/bytes.h"
#include "object/error.h"
#include "object/memory_view.h"
#include "object/type.h"

namespace ophion {

// What array.array has to show; absent where that module is not linked.
__attribute__((weak)) bool arrayBufferOf(Object* array, BufferSource* out);

bool isBytesLike(const Object* object) {
  switch (layoutOf(object)) {
    case kTypeBytes:
    case kTypeByteArray:
    case kTypeMemoryView:
      return true;
    case kTypeArrayArray:
      return arrayBufferOf != nullptr;
    default:
      return false;
  }
}

bool isBytesInRow(const Object* object) {
  if (!isMemoryViewLayout(object)) return isBytesLike(object);
  const MemoryView* view = static_cast<const MemoryView*>(object);
  return view->object_.isNull() || view->isContiguous();
}

bool bufferOf(Object* object, BufferSource* out) {
  switch (layoutOf(object)) {
    case kTypeBytes: {
      auto* bytes = static_cast<Bytes*>(object);
      *out = {bytes->data(), bytes->length_, false, nullptr, 'B', 1};
      return true;
    }
    case kTypeByteArray: {
      auto* array = static_cast<ByteArray*>(object);
      *out = {array->data(), array->length_, true, &array->exports_, 'B', 1};
      return true;
    }
    case kTypeMemoryView:
      return memoryViewBuffer(static_cast<MemoryView*>(object), out);
    case kTypeArrayArray:
      return arrayBufferOf != nullptr && arrayBufferOf(object, out);
    default:
      return false;
  }
}

bool Buffer::acquireOther(Object* object) {
  release();
  BufferSource source;
  if (!bufferOf(object, &source)) {
    if (errorPending()) return false;
    return raise(kTypeTypeError, "a bytes-like object is required, not '%.100T'", object);
  }
  owner_ = share(object);
  exports_ = source.exports;
  if (exports_ != nullptr) ++*exports_;
  data_ = source.data;
  size_ = source.size;
  writable_ = source.writable;
  return true;
}

bool Buffer::acquireWritable(Object* object, const char* what) {
  if (isBytesLike(object)) {
    if (!acquire(object)) return false;
    if (writable_) return true;
    release();
  }
  return raise(kTypeTypeError, "%s must be read-write bytes-like object, not %.50T", what, object);
}

}  // namespace ophion
