// ByteArray: its buffer, and the methods that bytes does not have.
#include "object/byte_array.h"

#include <algorithm>
#include <cstring>

#include "object/allocate.h"
#include "object/buffer.h"
#include "object/byte_builder.h"
#include "object/byte_methods.h"
#include "object/c_argument.h"
#include "object/dict.h"
#include "object/instance.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/range.h"
#include "object/runtime_state.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type_spec.h"

namespace ophion {

namespace {

ByteArray* asArray(Object* o) { return static_cast<ByteArray*>(o); }

bool checkResizable(ByteArray* array) {
  if (array->exports_ == 0) return true;
  return raise(kTypeBufferError, "Existing exports of data: object cannot be re-sized");
}

void freeBuffer(ByteArray* array) {
  if (array->buffer_.isNull()) return;
  char* buffer = array->buffer_.get();
  size_t capacity = array->capacity_;
  array->buffer_ = nullptr;
  array->capacity_ = array->length_ = array->start_ = 0;
  heap().free(buffer, capacity);
}

}  // namespace

Ref<ByteArray> newByteArray(std::string_view bytes) {
  Ref<ByteArray> array = allocateAtom<ByteArray>(kTypeByteArray);
  if (!array) return raised();
  array->length_ = array->capacity_ = array->start_ = array->exports_ = 0;
  array->buffer_ = nullptr;
  if (bytes.empty()) return array;
  if (!resizeByteArray(array.get(), bytes.size())) return raised();
  std::memcpy(array->data(), bytes.data(), bytes.size());
  return array;
}

bool resizeByteArray(ByteArray* array, size_t length) {
  if (length == array->length_) return true;
  if (!checkResizable(array)) return false;
  if (length > kMaxBytesLength) return raiseMemoryError();
  if (length == 0) {
    freeBuffer(array);
    return true;
  }
  size_t capacity = array->capacity_;
  if (array->start_ + length <= capacity && length >= capacity / 4) {
    array->length_ = static_cast<uint32_t>(length);
    return true;
  }
  // Growing a little makes room for more; a first size is taken as it is.
  size_t wanted = array->length_ == 0 || length < array->length_ ? length : length + length / 8 + 6;
  wanted = std::min(allocatedBytes(wanted), kMaxBytesLength);
  size_t keep = std::min<size_t>(array->length_, length);
  if (array->start_ == 0 && !array->buffer_.isNull()) {
    void* moved = heap().tryResizeRaw(array->buffer_.get(), capacity, wanted);
    if (moved == nullptr) return raiseMemoryError();
    array->buffer_.set(static_cast<char*>(moved));
  } else {
    char* fresh = static_cast<char*>(heap().tryAllocateRaw(wanted));
    if (fresh == nullptr) return raiseMemoryError();
    if (keep != 0) std::memcpy(fresh, array->data(), keep);
    freeBuffer(array);
    array->buffer_.set(fresh);
  }
  array->start_ = 0;
  array->capacity_ = static_cast<uint32_t>(wanted);
  array->length_ = static_cast<uint32_t>(length);
  return true;
}

bool replaceInByteArray(ByteArray* array, size_t start, size_t end, std::string_view bytes) {
  size_t length = array->length_;
  size_t gone = end - start;
  size_t tail = length - end;
  if (bytes.size() != gone && !checkResizable(array)) return false;
  if (start == 0 && bytes.size() < gone && length - gone + bytes.size() != 0) {
    // Taken from the front: the start moves, nothing else does.
    size_t less = gone - bytes.size();
    array->start_ += static_cast<uint32_t>(less);
    array->length_ -= static_cast<uint32_t>(less);
    if (!bytes.empty()) std::memcpy(array->data(), bytes.data(), bytes.size());
    return true;
  }
  if (bytes.size() < gone) {
    std::memmove(array->data() + start + bytes.size(), array->data() + end, tail);
    if (!resizeByteArray(array, length - gone + bytes.size())) return false;
  } else if (bytes.size() > gone) {
    if (!resizeByteArray(array, length - gone + bytes.size())) return false;
    std::memmove(array->data() + start + bytes.size(), array->data() + end, tail);
  }
  if (!bytes.empty()) std::memcpy(array->data() + start, bytes.data(), bytes.size());
  return true;
}

namespace {

Ref<Object> create(Object* const* args) {
  Type* cls = static_cast<Type*>(args[0]);
  if (cls == builtinType(kTypeByteArray)) return newByteArray({});
  Ref<Object> made = allocateInstance(cls, sizeof(ByteArray));
  if (!made) return raised();
  ByteArray* array = asArray(made.get());
  array->length_ = array->capacity_ = array->start_ = array->exports_ = 0;
  array->buffer_ = nullptr;
  return made;
}

// Puts what the builder collected in place of all of the array.
bool setAll(ByteArray* array, std::string_view bytes) {
  if (!resizeByteArray(array, bytes.size())) return false;
  if (!bytes.empty()) std::memcpy(array->data(), bytes.data(), bytes.size());
  return true;
}

Ref<Object> initialise(Object* const* args) {
  ByteArray* array = asArray(args[0]);
  if (array->length_ != 0 && !resizeByteArray(array, 0)) return raised();
  ByteBuilder out;
  if (!collectBytes_mayRunPython(out, args[1], args[2], args[3], true)) return raised();
  if (!setAll(array, out.view())) return raised();
  return newNone();
}

Ref<Object> append(Object* const* args) {
  uint8_t byte;
  if (!byteValue_mayRunPython(args[1], &byte)) return raised();
  ByteArray* array = asArray(args[0]);
  if (!resizeByteArray(array, size_t{array->length_} + 1)) return raised();
  array->data()[array->length_ - 1] = static_cast<char>(byte);
  return newNone();
}

Ref<Object> clear(Object* const* args) {
  if (!resizeByteArray(asArray(args[0]), 0)) return raised();
  return newNone();
}
Ref<Object> copy(Object* const* args) { return newByteArray(bytesOf(args[0])); }

// What `array += source` and extend() add, with CPython's complaints.
bool extendWith(ByteArray* array, Object* source) {
  if (isBytesLike(source) && source != array) {
    if (!isBytesInRow(source)) return raise(kTypeTypeError, "can't set bytearray slice from %.100T", source);
    Buffer buffer;
    if (!buffer.acquire(source)) return false;
    size_t at = array->length_;
    if (!resizeByteArray(array, at + buffer.size())) return false;
    if (buffer.size() != 0) std::memcpy(array->data() + at, buffer.data(), buffer.size());
    return true;
  }
  ByteBuilder out;
  if (source == array) {
    if (!out.append(array->view())) return false;
  } else {
    Ref<Object> it = getIter(source);
    if (!it) {
      if (!errorMatches(kTypeTypeError)) return false;
      return raise(kTypeTypeError, "can't extend bytearray with %.100T", source);
    }
    while (Ref<Object> item = iterNext(it.get())) {
      uint8_t byte;
      if (!byteValue_mayRunPython(item.get(), &byte) || !out.appendByte(byte)) return false;
    }
    if (errorPending()) return false;
  }
  size_t at = array->length_;
  if (!resizeByteArray(array, at + out.length())) return false;
  if (out.length() != 0) std::memcpy(array->data() + at, out.view().data(), out.length());
  return true;
}

Ref<Object> extend(Object* const* args) {
  if (!extendWith(asArray(args[0]), args[1])) return raised();
  return newNone();
}

Ref<Object> inplaceAdd(Object* const* args) {
  if (!isBytesLike(args[1])) {
    return raise(kTypeTypeError, "can't concat %.100T to %.100T", args[1], args[0]);
  }
  if (!extendWith(asArray(args[0]), args[1])) return raised();
  return share(args[0]);
}

Ref<Object> inplaceMultiply(Object* const* args) {
  int64_t n;
  int answer = repeatCount_mayRunPython(args[1], &n);
  if (answer < 0) return raised();
  if (answer == 0) return newNotImplemented();
  ByteArray* array = asArray(args[0]);
  size_t piece = array->length_;
  if (n < 0) n = 0;
  if (piece != 0 && static_cast<uint64_t>(n) > kMaxBytesLength / piece) return raiseMemoryError();
  if (!resizeByteArray(array, piece * static_cast<size_t>(n))) return raised();
  for (size_t i = 1; i < static_cast<size_t>(n); ++i) std::memcpy(array->data() + i * piece, array->data(), piece);
  return share(args[0]);
}

Ref<Object> insert(Object* const* args) {
  int64_t at;
  uint8_t byte;
  if (!cSizeArgument_mayRunPython(args[1], &at) || !byteValue_mayRunPython(args[2], &byte)) return raised();
  ByteArray* array = asArray(args[0]);
  int64_t n = array->length_;
  if (at < 0) at = std::max<int64_t>(at + n, 0);
  at = std::min(at, n);
  char text = static_cast<char>(byte);
  if (!replaceInByteArray(array, static_cast<size_t>(at), static_cast<size_t>(at), {&text, 1})) return raised();
  return newNone();
}

Ref<Object> pop(Object* const* args) {
  int64_t at = -1;
  if (args[1] != nullptr && !cSizeArgument_mayRunPython(args[1], &at)) return raised();
  ByteArray* array = asArray(args[0]);
  if (array->length_ == 0) return raise(kTypeIndexError, "pop from empty bytearray");
  if (at < 0) at += array->length_;
  if (at < 0 || at >= array->length_) return raise(kTypeIndexError, "pop index out of range");
  if (!checkResizable(array)) return raised();
  uint8_t byte = static_cast<uint8_t>(array->data()[at]);
  if (!replaceInByteArray(array, static_cast<size_t>(at), static_cast<size_t>(at) + 1, {})) return raised();
  return newInt(byte);
}

Ref<Object> removeByte(Object* const* args) {
  uint8_t byte;
  if (!byteValue_mayRunPython(args[1], &byte)) return raised();
  ByteArray* array = asArray(args[0]);
  size_t at = array->view().find(static_cast<char>(byte));
  if (at == std::string_view::npos) return raise(kTypeValueError, "value not found in bytearray");
  if (!replaceInByteArray(array, at, at + 1, {})) return raised();
  return newNone();
}

Ref<Object> reverse(Object* const* args) {
  ByteArray* array = asArray(args[0]);
  if (array->length_ != 0) std::reverse(array->data(), array->data() + array->length_);
  return newNone();
}

Ref<Object> allocated(Object* const* args) { return newInt(asArray(args[0])->capacity_); }
Ref<Object> sizeOf(Object* const* args) { return newInt(int64_t{sizeof(ByteArray)} + asArray(args[0])->capacity_); }

bool setByte(ByteArray* array, Object* key, Object* value) {
  int64_t at;
  uint8_t byte = 0;
  if (!itemPosition_mayRunPython(key, &at)) return false;
  if (value != nullptr && !byteValue_mayRunPython(value, &byte)) return false;
  if (at < 0) at += array->length_;
  if (at < 0 || at >= array->length_) return raise(kTypeIndexError, "bytearray index out of range");
  if (value == nullptr) return replaceInByteArray(array, static_cast<size_t>(at), static_cast<size_t>(at) + 1, {});
  array->data()[at] = static_cast<char>(byte);
  return true;
}

// array[start:stop:step] = bytes, with a step that is not 1; or, without bytes, deleted.
bool setStepped(ByteArray* array, int64_t start, int64_t step, size_t count, const std::string_view* bytes) {
  if (bytes != nullptr) {
    if (bytes->size() != count) {
      return raise(kTypeValueError, "attempt to assign bytes of size %zd to extended slice of size %zd",
                   static_cast<ptrdiff_t>(bytes->size()), static_cast<ptrdiff_t>(count));
    }
    for (size_t i = 0; i < count; ++i) array->data()[placeInSlice(start, step, i)] = (*bytes)[i];
    return true;
  }
  if (count == 0) return true;
  if (!checkResizable(array)) return false;
  if (step < 0) {
    start += step * static_cast<int64_t>(count - 1);
    step = -step;
  }
  char* data = array->data();
  size_t to = static_cast<size_t>(start), gone = 0;
  for (size_t from = to; from < array->length_; ++from) {
    bool goes = gone < count && from == static_cast<size_t>(start) + gone * static_cast<size_t>(step);
    if (goes) {
      ++gone;
    } else {
      data[to++] = data[from];
    }
  }
  return resizeByteArray(array, to);
}

bool setSlice(ByteArray* array, Slice* slice, Object* value) {
  int64_t start, stop, step;
  size_t count;
  if (!sliceIndices_mayRunPython(slice, array->length_, &start, &stop, &step, &count)) return false;
  ByteBuilder copied;
  if (value != nullptr) {
    // The copy also covers array[:] = array.
    bool iterable = isBytesLike(value) || lookupSpecial(value, Special::k_iter) != nullptr ||
                    lookupSpecial(value, Special::k_getitem) != nullptr;
    if (hasIndex(value) || isStrLayout(value) || !iterable) {
      return raise(kTypeTypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    }
    if (!collectBytes_mayRunPython(copied, value, nullptr, nullptr, true)) return false;
  }
  // Once more: collecting the value may have changed the array.
  if (!sliceIndices_mayRunPython(slice, array->length_, &start, &stop, &step, &count)) return false;
  std::string_view bytes = copied.view();
  if (step != 1) return setStepped(array, start, step, count, bytes.empty() ? nullptr : &bytes);
  return replaceInByteArray(array, static_cast<size_t>(start), static_cast<size_t>(start) + count, bytes);
}

bool setOrDelete(Object* self, Object* key, Object* value) {
  if (isExactSlice(key)) return setSlice(asArray(self), static_cast<Slice*>(key), value);
  if (hasIndex(key)) return setByte(asArray(self), key, value);
  return raise(kTypeTypeError, "bytearray indices must be integers or slices, not %.200T", key);
}

Ref<Object> setItemMethod(Object* const* args) {
  if (!setOrDelete(args[0], args[1], args[2])) return raised();
  return newNone();
}
Ref<Object> deleteItemMethod(Object* const* args) {
  if (!setOrDelete(args[0], args[1], nullptr)) return raised();
  return newNone();
}

// (type, (text as latin-1, 'latin-1'), dict) or, from protocol 3 on, (type, (bytes,), dict).
Ref<Object> reducedFor(Object* self, int64_t protocol) {
  std::string_view bytes = bytesOf(self);
  Ref<Tuple> arguments;
  if (protocol >= 3) {
    Ref<Bytes> content = newBytes(bytes);
    arguments = content ? newTupleOf({content.get()}) : nullptr;
  } else {
    Ref<Str> text = newStrFromLatin1(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
    Ref<Str> encoding = internText("latin-1");
    arguments = text && encoding ? newTupleOf({text.get(), encoding.get()}) : nullptr;
  }
  if (!arguments) return raised();
  bool failed = false;
  Ref<Object> dict = getAttrOrNull(self, Name::__dict__, &failed);
  if (failed) return raised();
  return newTupleOf({typeOf(self), arguments.get(), dict ? dict.get() : none()});
}

Ref<Object> reduce(Object* const* args) { return reducedFor(args[0], 2); }
Ref<Object> reduceEx(Object* const* args) {
  int64_t protocol = 0;
  if (args[1] != nullptr && !asInt64(args[1], &protocol)) return raised();
  return reducedFor(args[0], protocol);
}

namespace m = byte_methods;
constexpr NativeKind kStatic = NativeKind::StaticMethod;

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, *_, **_", create, nullptr, kStatic},
    {"__init__", "self, source=b'', encoding=None, errors=None", initialise},
    {"__hash__", "self, /", nullptr},
    {"__sizeof__", "self, /", sizeOf},
    {"__alloc__", "self, /", allocated},
    {"__iadd__", "self, value, /", inplaceAdd},
    {"__imul__", "self, value, /", inplaceMultiply},
    {"__setitem__", "self, key, value, /", setItemMethod},
    {"__delitem__", "self, key, /", deleteItemMethod},
    {"__reduce__", "self, /", reduce},
    {"__reduce_ex__", "self, proto=0, /", reduceEx},
    {"append", "self, item, /", append},
    {"clear", "self, /", clear},
    {"copy", "self, /", copy},
    {"extend", "self, iterable_of_ints, /", extend},
    {"insert", "self, index, item, /", insert},
    {"pop", "self, index=-1, /", pop},
    {"remove", "self, value, /", removeByte},
    {"reverse", "self, /", reverse},
#include "object/byte_method_table.inc"
};

constexpr char kDoc[] =
    "bytearray(iterable_of_ints) -> bytearray\n"
    "bytearray(string, encoding[, errors]) -> bytearray\n"
    "bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\n"
    "bytearray(int) -> bytes array of size given by the parameter initialized with null bytes\n"
    "bytearray() -> empty bytes array\n"
    "\n"
    "Construct a mutable bytearray object from:\n"
    "  - an iterable yielding integers in range(256)\n"
    "  - a text string encoded using the specified encoding\n"
    "  - a bytes or a buffer object\n"
    "  - any object implementing the buffer API.\n"
    "  - an integer";

void drop(Object* o) { freeBuffer(asArray(o)); }

}  // namespace

const TypeSpec kByteArraySpec = {
    "bytearray",
    "builtins",
    {"bytearray", Kind::Atom, Trace::None, 0, 0, sizeof(ByteArray), nullptr, nullptr, drop, nullptr},
    kTypeBase | kTypeMatchSelf,
    kMethods,
    {},
    kDoc};

}  // namespace ophion
