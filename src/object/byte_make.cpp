// What every method of bytes and bytearray needs, and the operators of both: making alike, comparing, joining,
// indexing, repr.
#include <cstring>

#include "object/allocate.h"
#include "object/buffer.h"
#include "object/byte_builder.h"
#include "object/byte_methods.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/range.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str_builder.h"
#include "object/str_chars.h"
#include "object/text_search.h"
#include "object/type_spec.h"

namespace ophion {

Ref<Object> bytesLikeUninitialized(Object* self, size_t n, char** data) {
  if (!isByteArrayLayout(self)) {
    Ref<Bytes> made = newBytesUninitialized(n);
    if (!made) return raised();
    *data = made->data();
    return made;
  }
  Ref<ByteArray> made = newByteArray({});
  if (!made || !resizeByteArray(made.get(), n)) return raised();
  *data = made->data();
  return made;
}

Ref<Object> bytesLike(Object* self, std::string_view bytes) {
  if (!isByteArrayLayout(self)) return newBytes(bytes);
  return newByteArray(bytes);
}

Ref<Object> unchangedBytes(Object* self) { return isExactBytes(self) ? share(self) : bytesLike(self, bytesOf(self)); }

Ref<Object> reprOfBytes(std::string_view bytes, bool escape_single) {
  bool single = bytes.find('\'') != bytes.npos, twice = bytes.find('"') != bytes.npos;
  char quote = single && !twice ? '"' : '\'';
  ByteBuilder out;
  if (!out.append("b") || !out.reserve(bytes.size() + 2) || !out.appendByte(quote)) return raised();
  for (char c : bytes) {
    if (!out.reserve(4)) return raised();
    uint8_t byte = static_cast<uint8_t>(c);
    if (c == quote || c == '\\' || (escape_single && c == '\'')) {
      out.put('\\');
      out.put(byte);
    } else if (c == '\t' || c == '\n' || c == '\r') {
      out.put('\\');
      out.put(c == '\t' ? 't' : c == '\n' ? 'n' : 'r');
    } else if (byte < 0x20 || byte >= 0x7f) {
      out.put('\\');
      out.put('x');
      out.put(static_cast<uint8_t>("0123456789abcdef"[byte >> 4]));
      out.put(static_cast<uint8_t>("0123456789abcdef"[byte & 15]));
    } else {
      out.put(byte);
    }
  }
  if (!out.appendByte(quote)) return raised();
  return newAscii(out.view());
}

Ref<Object> hexOf(std::string_view bytes, Object* sep, Object* bytes_per_sep) {
  char32_t separator = 0;
  int64_t group = 1;
  if (sep != nullptr) {
    int64_t n = lengthOf(sep);
    if (n < 0) return raised();
    if (n != 1) return raise(kTypeValueError, "sep must be length 1.");
    if (!isStrLayout(sep) && !isBytesLayout(sep)) return raise(kTypeTypeError, "sep must be str or bytes.");
    separator = isStrLayout(sep) ? static_cast<Str*>(sep)->at(0) : static_cast<uint8_t>(bytesOf(sep)[0]);
    if (separator >= 0x80) return raise(kTypeValueError, "sep must be ASCII.");
  }
  if (bytes_per_sep != nullptr && !asInt64(bytes_per_sep, &group)) return raised();
  if (sep == nullptr) group = 0;
  size_t n = bytes.size();
  size_t step = static_cast<size_t>(group < 0 ? -group : group);
  if (step >= n) step = 0;
  size_t separators = step == 0 || n == 0 ? 0 : (n - 1) / step;
  Ref<Str> made = newStrUninitialized(n * 2 + separators, Width::Ascii);
  if (!made || n == 0) return made;
  char* out = made->data();
  for (size_t i = 0; i < n; ++i) {
    // Positive groups are counted from the right end.
    if (step != 0 && i != 0 && (group > 0 ? (n - i) % step == 0 : i % step == 0)) *out++ = static_cast<char>(separator);
    uint8_t byte = static_cast<uint8_t>(bytes[i]);
    *out++ = "0123456789abcdef"[byte >> 4];
    *out++ = "0123456789abcdef"[byte & 15];
  }
  return made;
}

namespace byte_methods {

Ref<Object> repr(Object* const* args) {
  Object* self = args[0];
  if (!isByteArrayLayout(self)) return reprOfBytes(bytesOf(self), false);
  // The class's name, in case it is a subclass.
  Ref<Object> text = reprOfBytes(bytesOf(self), true);
  if (!text) return raised();
  return formatStr("%T(%U)", self, static_cast<Str*>(text.get()));
}
Ref<Object> length(Object* const* args) { return newInt(static_cast<int64_t>(bytesOf(args[0]).size())); }
Ref<Object> hex(Object* const* args) { return hexOf(bytesOf(args[0]), args[1], args[2]); }

namespace {

Ref<Object> compared(Object* const* args, Compare op) {
  Object *a = args[0], *b = args[1];
  if (isExactBytes(a) && isExactBytes(b)) {
    std::string_view x = static_cast<Bytes*>(a)->view(), y = static_cast<Bytes*>(b)->view();
    if (op == Compare::Eq || op == Compare::Ne) return newBool((x == y) == (op == Compare::Eq));
    return newBool(ordered(op, x.compare(y), 0));
  }
  if (!isBytesLike(b) || (isBytesLayout(a) && !isBytesLayout(b))) return newNotImplemented();
  Buffer x, y;
  if (!x.acquire(a) || !y.acquire(b)) {
    clearError();
    return newNotImplemented();
  }
  int order = x.view().compare(y.view());
  return newBool(ordered(op, order, 0));
}

}  // namespace

Ref<Object> equal(Object* const* args) { return compared(args, Compare::Eq); }
Ref<Object> notEqual(Object* const* args) { return compared(args, Compare::Ne); }
Ref<Object> less(Object* const* args) { return compared(args, Compare::Lt); }
Ref<Object> lessEqual(Object* const* args) { return compared(args, Compare::Le); }
Ref<Object> greater(Object* const* args) { return compared(args, Compare::Gt); }
Ref<Object> greaterEqual(Object* const* args) { return compared(args, Compare::Ge); }

Ref<Object> contains(Object* const* args) {
  Object* part = args[1];
  if (hasIndex(part)) {
    uint8_t byte;
    if (!byteValue_mayRunPython(part, &byte)) return raised();
    std::string_view self = bytesOf(args[0]);
    return newBool(!self.empty() && std::memchr(self.data(), byte, self.size()) != nullptr);
  }
  Buffer buffer;
  if (!buffer.acquire(part)) return raised();
  std::string_view self = bytesOf(args[0]);
  return newBool(search::find(self.data(), self.size(), buffer.data(), buffer.size()) >= 0);
}

Ref<Object> add(Object* const* args) {
  if (isExactBytes(args[0]) && isExactBytes(args[1])) {
    std::string_view x = static_cast<Bytes*>(args[0])->view(), y = static_cast<Bytes*>(args[1])->view();
    if (x.empty() || y.empty()) return share(args[x.empty()]);
    Ref<Bytes> both = newBytesUninitialized(x.size() + y.size());
    if (!both) return raised();
    copyBytes(both->data(), x.data(), x.size());
    copyBytes(both->data() + x.size(), y.data(), y.size());
    return both;
  }
  Buffer a, b;
  if (!isBytesInRow(args[1])) {
    if (lookupSpecial(args[1], Special::k_radd) != nullptr) return newNotImplemented();
    return raise(kTypeTypeError, "can't concat %.100T to %.100T", args[1], args[0]);
  }
  if (!a.acquire(args[0]) || !b.acquire(args[1])) return raised();
  if (a.size() == 0 && isExactBytes(args[1]) && isExactBytes(args[0])) return share(args[1]);
  if (b.size() == 0 && isExactBytes(args[0])) return share(args[0]);
  char* data;
  Ref<Object> made = bytesLikeUninitialized(args[0], a.size() + b.size(), &data);
  if (!made) return raised();
  if (a.size() != 0) std::memcpy(data, a.data(), a.size());
  if (b.size() != 0) std::memcpy(data + a.size(), b.data(), b.size());
  return made;
}

Ref<Object> multiply(Object* const* args) {
  int64_t n;
  int answer = repeatCount_mayRunPython(args[1], &n);
  if (answer < 0) return raised();
  if (answer == 0) return newNotImplemented();
  std::string_view self = bytesOf(args[0]);
  if (n <= 0 || self.empty()) return bytesLike(args[0], {});
  if (n == 1) return unchangedBytes(args[0]);
  if (static_cast<uint64_t>(n) > INT64_MAX / self.size()) {
    if (isByteArrayLayout(args[0])) return raiseMemoryError();
    return raise(kTypeOverflowError, "repeated bytes are too long");
  }
  char* data;
  size_t total = static_cast<size_t>(n) * self.size();
  Ref<Object> made = bytesLikeUninitialized(args[0], total, &data);
  if (!made) return raised();
  std::memcpy(data, self.data(), self.size());
  for (size_t done = self.size(); done < total;) {
    size_t more = done < total - done ? done : total - done;
    std::memcpy(data + done, data, more);
    done += more;
  }
  return made;
}

namespace {

Ref<Object> percent(Object* like, Object* values) {
  Buffer format;
  ByteBuilder out;
  if (!format.acquire(like) || !formatBytesPercent_mayRunPython(out, format.view(), values)) return raised();
  return bytesLike(like, out.view());
}

}  // namespace

Ref<Object> modulo(Object* const* args) { return percent(args[0], args[1]); }
Ref<Object> reflectedModulo(Object* const* args) {
  if (layoutOf(args[0]) != layoutOf(args[1])) return newNotImplemented();
  return percent(args[1], args[0]);
}

Ref<Object> getItem(Object* const* args) {
  Object *self = args[0], *key = args[1];
  bool array = isByteArrayLayout(self);
  if (isSmallInt(key) || (!isExactSlice(key) && hasIndex(key))) {
    int64_t at;
    if (!itemPosition_mayRunPython(key, &at)) return raised();
    std::string_view bytes = bytesOf(self);
    if (at < 0) at += static_cast<int64_t>(bytes.size());
    if (at < 0 || at >= static_cast<int64_t>(bytes.size())) {
      return raise(kTypeIndexError, array ? "bytearray index out of range" : "index out of range");
    }
    return newInt(static_cast<uint8_t>(bytes[static_cast<size_t>(at)]));
  }
  if (!isExactSlice(key)) {
    return raise(kTypeTypeError, "%s indices must be integers or slices, not %.200T", array ? "bytearray" : "byte",
                 key);
  }
  int64_t start, stop, step;
  size_t count;
  if (!sliceIndices_mayRunPython(static_cast<Slice*>(key), bytesOf(self).size(), &start, &stop, &step, &count)) {
    return raised();
  }
  std::string_view bytes = bytesOf(self);
  if (count == 0) return bytesLike(self, {});
  if (step == 1) {
    if (count == bytes.size()) return unchangedBytes(self);
    return bytesLike(self, bytes.substr(static_cast<size_t>(start), count));
  }
  char* data;
  Ref<Object> made = bytesLikeUninitialized(self, count, &data);
  if (!made) return raised();
  bytes = bytesOf(self);
  for (size_t i = 0; i < count; ++i) data[i] = bytes[placeInSlice(start, step, i)];
  return made;
}

Ref<Object> iterate(Object* const* args) {
  bool array = isByteArrayLayout(args[0]);
  Ref<BytesIterator> it = allocateContainer<BytesIterator>(array ? kTypeByteArrayIterator : kTypeBytesIterator);
  if (!it) return raised();
  it->bytes_.init(share(args[0]));
  return it;
}

}  // namespace byte_methods

namespace {

BytesIterator* iterator(Object* const* args) { return static_cast<BytesIterator*>(args[0]); }

Ref<Object> next(Object* const* args) {
  BytesIterator* it = iterator(args);
  if (it->bytes_.isNull()) return nullptr;
  std::string_view bytes = bytesOf(it->bytes_.get());
  if (it->position_ < bytes.size()) return newInt(static_cast<uint8_t>(bytes[it->position_++]));
  it->bytes_.clear();
  return nullptr;
}

Ref<Object> lengthHint(Object* const* args) {
  BytesIterator* it = iterator(args);
  if (it->bytes_.isNull()) return newInt(0);
  int64_t left = static_cast<int64_t>(bytesOf(it->bytes_.get()).size()) - it->position_;
  return newInt(left < 0 ? 0 : left);
}

Ref<Object> reduce(Object* const* args) {
  BytesIterator* it = iterator(args);
  if (it->bytes_.isNull()) {
    Ref<Bytes> empty = newBytes({});
    return empty ? reduceThrough("iter", empty.get(), nullptr) : raised();
  }
  Ref<Int> position = newInt(it->position_);
  if (!position) return raised();
  return reduceThrough("iter", it->bytes_.get(), position.get());
}

Ref<Object> setState(Object* const* args) {
  BytesIterator* it = iterator(args);
  int64_t at;
  if (!asInt64(args[1], &at)) return raised();
  if (!it->bytes_.isNull()) {
    int64_t end = static_cast<int64_t>(bytesOf(it->bytes_.get()).size());
    it->position_ = static_cast<uint32_t>(at < 0 ? 0 : at > end ? end : at);
  }
  return newNone();
}

constexpr NativeDef kIteratorMethods[] = {
    {"__iter__", "self, /", returnSelf},          {"__next__", "self, /", next},
    {"__length_hint__", "self, /", lengthHint},   {"__reduce__", "self, /", reduce},
    {"__setstate__", "self, state, /", setState},
};

void dropIterator(Object* o) { static_cast<BytesIterator*>(o)->bytes_.clear(); }

constexpr TypeDescriptor kIteratorLayout = {
    "bytes_iterator",      Kind::Container, Trace::Fixed, sizeof(Object), 1,
    sizeof(BytesIterator), nullptr,         nullptr,      dropIterator,   nullptr};

}  // namespace

const TypeSpec kBytesIteratorSpec = {"bytes_iterator", "builtins", kIteratorLayout, kTypeDisallowInstantiation,
                                     kIteratorMethods};
const TypeSpec kByteArrayIteratorSpec = {"bytearray_iterator", "builtins", kIteratorLayout, kTypeDisallowInstantiation,
                                         kIteratorMethods};

}  // namespace ophion
