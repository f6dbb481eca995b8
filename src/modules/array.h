// ArrayArray: a row of C values of one kind, which may change.
//
//   offset  what
//   8       items; items that the buffer has room for
//   16      raw buffer; null when it has no room
//   20      exports: views that hold the buffer; while there are any, the length must not change
//   24      the kind: its type code, and the bytes of an item
#pragma once

#include <string_view>

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct Bytes;
struct List;
struct Str;

struct ArrayArray : Object {
  uint32_t size_;
  uint32_t capacity_;
  Slot<char> buffer_;
  uint32_t exports_;
  char code_;
  uint8_t item_bytes_;

  char* data() const { return buffer_.getOrNull(); }
  char* itemAt(size_t i) const { return data() + i * item_bytes_; }
  size_t bytes() const { return size_t{size_} * item_bytes_; }
  std::string_view view() const { return {data(), bytes()}; }
};

inline constexpr char kArrayCodes[] = "bBuhHiIlLqQfd";

// The bytes of an item of that kind; 0: there is no such kind.
unsigned arrayItemBytes(char32_t code);
// An empty array of `cls`, the builtin class or one derived from it.
Ref<ArrayArray> newArray(Object* cls, char code);
// Changes the length; new items at the end are not set. BufferError where the items are exported.
[[nodiscard]] bool resizeArray(ArrayArray* array, size_t size);
// items[start:end] replaced by `count` others, which must not lie in the array itself. `items` may be null where there
// are none.
[[nodiscard]] bool replaceInArray(ArrayArray* array, size_t start, size_t end, const char* items, size_t count);
// An item as an object. ValueError for a wide character that is none.
Ref<Object> arrayItem(const ArrayArray* array, size_t i);
// An object as an item of that kind, in native byte order, put to `out`, which has room for 8 bytes.
[[nodiscard]] bool toArrayItem_mayRunPython(char code, Object* value, char* out);
Ref<List> arrayToList(const ArrayArray* array);
[[nodiscard]] bool appendToArray_mayRunPython(ArrayArray* array, Object* value);
// Bytes taken as items. ValueError where they are no whole number of items.
[[nodiscard]] bool addBytesToArray(ArrayArray* array, std::string_view bytes);
// The characters of a str as items of an array of kind u.
[[nodiscard]] bool addTextToArray(ArrayArray* array, const Str* text);
// The characters of an array of kind u.
Ref<Str> arrayToText(const ArrayArray* array);
// Items of another array, which must be of the same kind, or of any iterable.
[[nodiscard]] bool extendArray_mayRunPython(ArrayArray* array, Object* source);

// array_pickle.cpp
Ref<Object> reduceArray(Object* const* args);
Ref<Object> reconstructArray(Object* const* args);

}  // namespace ophion
