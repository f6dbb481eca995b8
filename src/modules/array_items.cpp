// Arrays: their buffer, and what their items are as objects.
#include <climits>
#include <cstring>
#include <limits>

#include "modules/array.h"
#include "object/buffer.h"
#include "object/byte_array.h"
#include "object/bytes.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr char32_t kLastCharacter = 0x10ffff;

Raised noCharacter(uint32_t c) {
  char text[16];
  char* p = text + sizeof text;
  *--p = 0;
  for (uint32_t rest = c; rest != 0; rest >>= 4) *--p = "0123456789abcdef"[rest & 15];
  return raise(kTypeValueError, "character U+%s is not in range [U+0000; U+10ffff]", p);
}

template <class T>
T load(const char* p) {
  T value;
  std::memcpy(&value, p, sizeof value);
  return value;
}
template <class T>
bool store(char* out, T value) {
  std::memcpy(out, &value, sizeof value);
  return true;
}

// A long in a range, with CPython's words for what lies outside.
template <class T>
bool ranged(int64_t value, const char* what, char* out) {
  if (value < static_cast<int64_t>(std::numeric_limits<T>::min()))
    return raise(kTypeOverflowError, "%s is less than minimum", what);
  if (value > static_cast<int64_t>(std::numeric_limits<T>::max()))
    return raise(kTypeOverflowError, "%s is greater than maximum", what);
  return store(out, static_cast<T>(value));
}

bool longValue_mayRunPython(Object* given, int64_t* out) {
  if (asInt64(given, out)) return true;
  if (!errorMatches(kTypeOverflowError)) return raised();
  clearError();
  return raise(kTypeOverflowError, "Python int too large to convert to C long");
}

// The kinds for which CPython reads an int of C before it looks at the item's own range.
bool smallInteger_mayRunPython(char code, Object* given, char* out) {
  int64_t value;
  if (!longValue_mayRunPython(given, &value)) return raised();
  char unused[8];
  switch (code) {
    case 'b':
      return ranged<int16_t>(value, "signed short integer", unused) && ranged<int8_t>(value, "signed char", out);
    case 'B':
      return ranged<uint8_t>(value, "unsigned byte integer", out);
    case 'h':
      return ranged<int16_t>(value, "signed short integer", out);
    case 'H':
      return ranged<int32_t>(value, "signed integer", unused) && ranged<uint16_t>(value, "unsigned short", out);
    case 'i':
      return ranged<int32_t>(value, "signed integer", out);
    default:
      return store(out, value);
  }
}

bool wideInteger_mayRunPython(char code, Object* given, char* out) {
  Ref<Int> number = index(given);
  if (!number) return raised();
  int64_t value;
  bool fits = tryInt64(number.get(), &value);
  if (code == 'q') return fits ? store(out, value) : raise(kTypeOverflowError, "int too big to convert");
  if (intSign(number.get()) < 0) {
    return raise(kTypeOverflowError, code == 'Q' ? "can't convert negative int to unsigned"
                                                 : "can't convert negative value to unsigned int");
  }
  if (!fits && number->limbs_ != 1) {
    return raise(kTypeOverflowError,
                 code == 'Q' ? "int too big to convert" : "Python int too large to convert to C unsigned long");
  }
  uint64_t raw = fits ? static_cast<uint64_t>(value) : number->limbs()[0];
  if (code != 'I') return store(out, raw);
  if (raw > UINT_MAX) return raise(kTypeOverflowError, "unsigned int is greater than maximum");
  return store(out, static_cast<uint32_t>(raw));
}

void freeItems(ArrayArray* array) {
  if (array->capacity_ != 0) heap().free(array->data(), size_t{array->capacity_} * array->item_bytes_);
  array->buffer_ = nullptr;
  array->size_ = array->capacity_ = 0;
}

}  // namespace

unsigned arrayItemBytes(char32_t code) {
  switch (code) {
    case 'b':
    case 'B':
      return 1;
    case 'h':
    case 'H':
      return 2;
    case 'u':
    case 'i':
    case 'I':
    case 'f':
      return 4;
    case 'l':
    case 'L':
    case 'q':
    case 'Q':
    case 'd':
      return 8;
    default:
      return 0;
  }
}

Ref<ArrayArray> newArray(Object* cls, char code) {
  Ref<ArrayArray> made;
  if (cls == builtinType(kTypeArrayArray)) {
    made = allocateAtom<ArrayArray>(kTypeArrayArray);
  } else {
    made = allocateInstance(static_cast<Type*>(cls), sizeof(ArrayArray)).castTo<ArrayArray>();
  }
  if (!made) return raised();
  made->size_ = made->capacity_ = made->exports_ = 0;
  made->buffer_ = nullptr;
  made->code_ = code;
  made->item_bytes_ = static_cast<uint8_t>(arrayItemBytes(static_cast<unsigned char>(code)));
  return made;
}

bool resizeArray(ArrayArray* array, size_t size) {
  if (size == array->size_) return true;
  if (array->exports_ != 0) {
    return raise(kTypeBufferError, "cannot resize an array that is exporting buffers");
  }
  if (size > kMaxBytesLength / array->item_bytes_) return raiseMemoryError();
  if (size == 0) {
    freeItems(array);
    return true;
  }
  size_t capacity = array->capacity_, item = array->item_bytes_;
  if (size <= capacity && size + 16 > array->size_) {
    array->size_ = static_cast<uint32_t>(size);
    return true;
  }
  size_t wanted = size + (size >> 4) + (array->size_ < 8 ? 3 : 7);
  if (wanted > kMaxBytesLength / item) wanted = size;
  void* buffer = capacity == 0 ? heap().tryAllocateRaw(wanted * item)
                               : heap().tryResizeRaw(array->data(), capacity * item, wanted * item);
  if (buffer == nullptr) return raiseMemoryError();
  array->buffer_.set(static_cast<char*>(buffer));
  array->capacity_ = static_cast<uint32_t>(wanted);
  array->size_ = static_cast<uint32_t>(size);
  return true;
}

bool replaceInArray(ArrayArray* array, size_t start, size_t end, const char* items, size_t count) {
  size_t gone = end - start, tail = array->size_ - end, item = array->item_bytes_;
  if (count > gone && !resizeArray(array, array->size_ + (count - gone))) return raised();
  if (count < gone && array->exports_ != 0) {
    return raise(kTypeBufferError, "cannot resize an array that is exporting buffers");
  }
  if (count != gone && tail != 0) std::memmove(array->itemAt(start + count), array->itemAt(end), tail * item);
  if (count < gone && !resizeArray(array, start + count + tail)) return raised();
  if (count != 0) std::memcpy(array->itemAt(start), items, count * item);
  return true;
}

Ref<Object> arrayItem(const ArrayArray* array, size_t i) {
  const char* p = array->itemAt(i);
  switch (array->code_) {
    case 'b':
      return newInt(load<int8_t>(p));
    case 'B':
      return newInt(load<uint8_t>(p));
    case 'h':
      return newInt(load<int16_t>(p));
    case 'H':
      return newInt(load<uint16_t>(p));
    case 'i':
      return newInt(load<int32_t>(p));
    case 'I':
      return newInt(load<uint32_t>(p));
    case 'l':
    case 'q':
      return newInt(load<int64_t>(p));
    case 'L':
    case 'Q':
      return newIntFromUnsigned(load<uint64_t>(p));
    case 'f':
      return newFloat(static_cast<double>(load<float>(p)));
    case 'd':
      return newFloat(load<double>(p));
    default: {
      uint32_t c = load<uint32_t>(p);
      return c > kLastCharacter ? noCharacter(c) : Ref<Object>(newStrFromChar(c));
    }
  }
}

bool toArrayItem_mayRunPython(char code, Object* value, char* out) {
  switch (code) {
    case 'I':
    case 'L':
    case 'q':
    case 'Q':
      return wideInteger_mayRunPython(code, value, out);
    case 'u': {
      bool good = isStrLayout(value) && static_cast<Str*>(value)->length_ == 1;
      if (!good) return raise(kTypeTypeError, "array item must be unicode character");
      return store(out, static_cast<uint32_t>(static_cast<Str*>(value)->at(0)));
    }
    case 'f':
    case 'd': {
      double number;
      if (!asDouble(value, &number)) return raised();
      return code == 'd' ? store(out, number) : store(out, static_cast<float>(number));
    }
    default:
      return smallInteger_mayRunPython(code, value, out);
  }
}

Ref<List> arrayToList(const ArrayArray* array) {
  Ref<List> list = newList(array->size_);
  for (size_t i = 0; list && i < array->size_; ++i) {
    Ref<Object> item = arrayItem(array, i);
    if (!item || !appendToListSteal(list.get(), std::move(item))) return raised();
  }
  return list;
}

bool appendToArray_mayRunPython(ArrayArray* array, Object* value) {
  char item[8];
  if (!toArrayItem_mayRunPython(array->code_, value, item)) return raised();
  return replaceInArray(array, array->size_, array->size_, item, 1);
}

bool addBytesToArray(ArrayArray* array, std::string_view bytes) {
  if (bytes.size() % array->item_bytes_ != 0) {
    return raise(kTypeValueError, "bytes length not a multiple of item size");
  }
  size_t old_size = array->size_, count = bytes.size() / array->item_bytes_;
  if (!resizeArray(array, old_size + count)) return raised();
  if (count != 0) std::memcpy(array->itemAt(old_size), bytes.data(), bytes.size());
  return true;
}

bool addTextToArray(ArrayArray* array, const Str* text) {
  size_t old_size = array->size_;
  if (!resizeArray(array, old_size + text->length_)) return raised();
  for (size_t i = 0; i < text->length_; ++i) store(array->itemAt(old_size + i), static_cast<uint32_t>(text->at(i)));
  return true;
}

Ref<Str> arrayToText(const ArrayArray* array) {
  for (size_t i = 0; i < array->size_; ++i) {
    uint32_t c = load<uint32_t>(array->itemAt(i));
    if (c > kLastCharacter) return noCharacter(c);
  }
  return newStrFromUcs4(reinterpret_cast<const uint32_t*>(array->data()), array->size_);
}

bool extendArray_mayRunPython(ArrayArray* array, Object* source) {
  if (isArrayArrayLayout(source)) {
    auto* other = static_cast<ArrayArray*>(source);
    if (other->code_ != array->code_) return raise(kTypeTypeError, "can only extend with array of same kind");
    size_t old_size = array->size_, count = other->size_;
    if (!resizeArray(array, old_size + count)) return raised();
    if (count != 0) std::memcpy(array->itemAt(old_size), other->data(), count * array->item_bytes_);
    return true;
  }
  Ref<Object> iterator = getIter(source);
  if (!iterator) return raised();
  while (Ref<Object> item = iterNext(iterator.get())) {
    if (!appendToArray_mayRunPython(array, item.get())) return raised();
  }
  return !errorPending();
}

// What buffers show of an array; declared by object/buffer.cpp, which does without where this is not linked.
bool arrayBufferOf(Object* object, BufferSource* out) {
  auto* array = static_cast<ArrayArray*>(object);
  *out = {array->data(),     array->bytes(), true, &array->exports_, array->code_ == 'u' ? 'w' : array->code_,
          array->item_bytes_};
  return true;
}

}  // namespace ophion
