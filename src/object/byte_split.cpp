// Methods of bytes and bytearray that take apart, put together and pad: split() and its kin, join(), center().
#include <cstring>

#include "object/buffer.h"
#include "object/byte_builder.h"
#include "object/byte_methods.h"
#include "object/c_argument.h"
#include "object/codec.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str_methods.h"
#include "object/text_search.h"
#include "object/tuple.h"

namespace ophion::byte_methods {

namespace {

bool isSpaceByte(char c) { return c == ' ' || (c >= 9 && c <= 13); }

class Splitter {
 public:
  Splitter(Object* self, std::string_view bytes, List* list) : self_(self), bytes_(bytes), list_(list) {}

  bool spaces(size_t limit) {
    size_t n = bytes_.size(), i = 0;
    while (true) {
      while (i < n && isSpaceByte(bytes_[i])) ++i;
      if (i == n) return true;
      size_t start = i;
      if (limit-- == 0) return add(start, n);
      while (i < n && !isSpaceByte(bytes_[i])) ++i;
      if (!add(start, i)) return false;
    }
  }
  bool spacesBackward(size_t limit) {
    size_t end = bytes_.size();
    while (true) {
      while (end > 0 && isSpaceByte(bytes_[end - 1])) --end;
      if (end == 0) return true;
      if (limit-- == 0) return add(0, end);
      size_t start = end;
      while (start > 0 && !isSpaceByte(bytes_[start - 1])) --start;
      if (!add(start, end)) return false;
      end = start;
    }
  }
  bool at(std::string_view separator, size_t limit) {
    size_t done = 0;
    for (; limit > 0; --limit) {
      ptrdiff_t found = search::find(bytes_.data() + done, bytes_.size() - done, separator.data(), separator.size());
      if (found < 0) break;
      size_t end = done + static_cast<size_t>(found);
      if (!add(done, end)) return false;
      done = end + separator.size();
    }
    return add(done, bytes_.size());
  }
  bool atBackward(std::string_view separator, size_t limit) {
    size_t end = bytes_.size();
    for (; limit > 0; --limit) {
      ptrdiff_t found = search::findLast(bytes_.data(), end, separator.data(), separator.size());
      if (found < 0) break;
      if (!add(static_cast<size_t>(found) + separator.size(), end)) return false;
      end = static_cast<size_t>(found);
    }
    return add(0, end);
  }
  bool lines(bool keep) {
    size_t n = bytes_.size();
    for (size_t i = 0; i < n;) {
      size_t start = i;
      while (i < n && bytes_[i] != '\n' && bytes_[i] != '\r') ++i;
      size_t end = i;
      if (i < n) i += bytes_[i] == '\r' && i + 1 < n && bytes_[i + 1] == '\n' ? 2 : 1;
      if (!add(start, keep ? i : end)) return false;
    }
    return true;
  }

 private:
  bool add(size_t start, size_t end) {
    Ref<Object> piece = start == 0 && end == bytes_.size() ? unchangedBytes(self_)
                                                           : bytesLike(self_, bytes_.substr(start, end - start));
    return piece && appendToListSteal(list_, std::move(piece));
  }

  Object* self_;
  std::string_view bytes_;
  List* list_;
};

Ref<Object> splitWith(Object* const* args, bool backward) {
  int64_t given = -1;
  if (args[2] != nullptr && !cSizeArgument_mayRunPython(args[2], &given)) return raised();
  size_t limit = given < 0 ? SIZE_MAX : static_cast<size_t>(given);
  Buffer separator, self;
  bool by_spaces = args[1] == nullptr || isNone(args[1]);
  if (!by_spaces && !separator.acquire(args[1])) return raised();
  if (!by_spaces && separator.size() == 0) return raise(kTypeValueError, "empty separator");
  Ref<List> list = newList();
  if (!list || !self.acquire(args[0])) return raised();
  Splitter splitter(args[0], self.view(), list.get());
  bool ok;
  if (by_spaces) {
    ok = backward ? splitter.spacesBackward(limit) : splitter.spaces(limit);
  } else {
    ok = backward ? splitter.atBackward(separator.view(), limit) : splitter.at(separator.view(), limit);
  }
  if (!ok) return raised();
  if (backward && list->size_ > 1) {
    Slot<Object>* items = list->items();
    for (size_t i = 0, j = list->size_ - 1; i < j; ++i, --j) std::swap(items[i], items[j]);
  }
  return list;
}

}  // namespace

Ref<Object> split(Object* const* args) { return splitWith(args, false); }
Ref<Object> rsplit(Object* const* args) { return splitWith(args, true); }

Ref<Object> splitLines(Object* const* args) {
  int keep = args[1] == nullptr ? 0 : isTrue(args[1]);
  if (keep < 0) return raised();
  Ref<List> list = newList();
  Buffer self;
  if (!list || !self.acquire(args[0])) return raised();
  if (!Splitter(args[0], self.view(), list.get()).lines(keep != 0)) return raised();
  return list;
}

Ref<Object> join(Object* const* args) {
  Object* iterable = args[1];
  Ref<Object> held;
  if (isListLayout(iterable) || isTupleLayout(iterable)) {
    held = share(iterable);
  } else {
    if (lookupSpecial(iterable, Special::k_iter) == nullptr && lookupSpecial(iterable, Special::k_getitem) == nullptr) {
      return raise(kTypeTypeError, "can only join an iterable");
    }
    held = toList_mayRunPython(iterable);
    if (!held) return raised();
  }
  bool is_list = isListLayout(held.get());
  size_t n = is_list ? static_cast<List*>(held.get())->size_ : static_cast<Tuple*>(held.get())->size_;
  const Slot<Object>* items = n == 0    ? nullptr
                              : is_list ? static_cast<List*>(held.get())->items()
                                        : static_cast<Tuple*>(held.get())->items();
  if (n == 1 && isExactBytes(items[0].get()) && isExactBytes(args[0])) return items[0].share();
  ByteBuilder out;
  for (size_t i = 0; i < n; ++i) {
    Object* item = items[i].get();
    if (!isBytesInRow(item)) {
      return raise(kTypeTypeError, "sequence item %zd: expected a bytes-like object, %.80T found",
                   static_cast<ptrdiff_t>(i), item);
    }
    Buffer piece;
    if (!piece.acquire(item)) return raised();
    if ((i != 0 && !out.append(bytesOf(args[0]))) || !out.append(piece.view())) return raised();
  }
  return bytesLike(args[0], out.view());
}

namespace {

Ref<Object> padTo(Object* self, size_t left, size_t right, char fill) {
  if (left == 0 && right == 0) return unchangedBytes(self);
  size_t n = bytesOf(self).size();
  if (left > kMaxBytesLength || right > kMaxBytesLength) return raiseMemoryError();
  char* data;
  Ref<Object> made = bytesLikeUninitialized(self, left + n + right, &data);
  if (!made) return raised();
  std::memset(data, fill, left);
  if (n != 0) std::memcpy(data + left, bytesOf(self).data(), n);
  std::memset(data + left + n, fill, right);
  return made;
}

bool padArguments(Object* const* args, const char* method, size_t* room, char* fill, int64_t* width) {
  if (!cSizeArgument_mayRunPython(args[1], width)) return false;
  *fill = ' ';
  if (args[2] != nullptr) {
    bool plain = isBytesLayout(args[2]) || isByteArrayLayout(args[2]);
    if (!plain || bytesOf(args[2]).size() != 1) {
      return raise(kTypeTypeError, "%s() argument 2 must be a byte string of length 1, not %.50s", method,
                   shownType(args[2]));
    }
    *fill = bytesOf(args[2])[0];
  }
  int64_t n = static_cast<int64_t>(bytesOf(args[0]).size());
  *room = *width > n ? static_cast<size_t>(*width - n) : 0;
  return true;
}

}  // namespace

Ref<Object> center(Object* const* args) {
  size_t room;
  char fill;
  int64_t width;
  if (!padArguments(args, "center", &room, &fill, &width)) return raised();
  size_t left = room / 2 + (room & static_cast<size_t>(width) & 1);
  return padTo(args[0], left, room - left, fill);
}
Ref<Object> ljust(Object* const* args) {
  size_t room;
  char fill;
  int64_t width;
  if (!padArguments(args, "ljust", &room, &fill, &width)) return raised();
  return padTo(args[0], 0, room, fill);
}
Ref<Object> rjust(Object* const* args) {
  size_t room;
  char fill;
  int64_t width;
  if (!padArguments(args, "rjust", &room, &fill, &width)) return raised();
  return padTo(args[0], room, 0, fill);
}

Ref<Object> zfill(Object* const* args) {
  int64_t width;
  if (!cSizeArgument_mayRunPython(args[1], &width)) return raised();
  std::string_view bytes = bytesOf(args[0]);
  if (width <= static_cast<int64_t>(bytes.size())) return unchangedBytes(args[0]);
  size_t room = static_cast<size_t>(width) - bytes.size();
  bool sign = !bytes.empty() && (bytes[0] == '+' || bytes[0] == '-');
  ByteBuilder out;
  if (sign && !out.appendByte(static_cast<uint8_t>(bytes[0]))) return raised();
  if (!out.appendRepeated('0', room) || !out.append(bytes.substr(sign))) return raised();
  return bytesLike(args[0], out.view());
}

Ref<Object> expandTabs(Object* const* args) {
  int64_t size = 8;
  if (args[1] != nullptr && !cIntArgument_mayRunPython(args[1], &size)) return raised();
  if (size > INT32_MAX || size < INT32_MIN) {
    return raise(kTypeOverflowError, "Python int too large to convert to C int");
  }
  ByteBuilder out;
  size_t column = 0;
  for (char c : bytesOf(args[0])) {
    if (c == '\t') {
      size_t fill = size > 0 ? static_cast<size_t>(size) - column % static_cast<size_t>(size) : 0;
      if (!out.appendRepeated(' ', fill)) return raised();
      column += fill;
    } else {
      if (!out.appendByte(static_cast<uint8_t>(c))) return raised();
      column = c == '\n' || c == '\r' ? 0 : column + 1;
    }
  }
  return bytesLike(args[0], out.view());
}

Ref<Object> decode(Object* const* args) {
  Str* names[2] = {nullptr, nullptr};
  for (int i = 0; i < 2; ++i) {
    Object* given = args[1 + i];
    if (given == nullptr) continue;
    if (!isStrLayout(given)) {
      return raise(kTypeTypeError, "decode() argument '%s' must be str, not %s", i == 0 ? "encoding" : "errors",
                   shownType(given));
    }
    names[i] = static_cast<Str*>(given);
  }
  // Nothing decodes to nothing in any encoding, known or not.
  if (bytesOf(args[0]).empty()) return emptyStr();
  Ref<Object> made = decodeWith_mayRunPython(args[0], names[0], names[1]);
  if (made && !isStrLayout(made.get())) {
    return raise(
        kTypeTypeError,
        "'%.400U' decoder returned '%.400T' instead of 'str'; use codecs.decode() to decode to arbitrary types",
        names[0], made.get());
  }
  return made;
}

}  // namespace ophion::byte_methods
