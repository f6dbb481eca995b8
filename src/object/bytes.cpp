// Bytes: making and hashing, the type and its constructor. Methods shared with bytearray are in byte_*.cpp.
#include "object/bytes.h"

#include <cstring>

#include "object/allocate.h"
#include "object/buffer.h"
#include "object/byte_builder.h"
#include "object/byte_methods.h"
#include "object/codec.h"
#include "object/int.h"
#include "object/list.h"
#include "object/memory_view.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str_chars.h"
#include "object/str_methods.h"
#include "object/text_hash.h"
#include "object/tuple.h"
#include "object/type_spec.h"

namespace ophion {

namespace {

Ref<Bytes> allocateBytes(size_t n) {
  if (n > kMaxBytesLength) return raiseMemoryError();
  Ref<Bytes> made = allocateAtom<Bytes>(kTypeBytes, sizeof(Bytes) + n);
  if (made) {
    made->length_ = static_cast<uint32_t>(n);
    made->hash_ = 0;
  }
  return made;
}

}  // namespace

Ref<Bytes> newBytesUninitialized(size_t n) {
  if (n != 0) return allocateBytes(n);
  Slot<Bytes>& empty = state().empty_bytes_;
  if (empty.isNull()) {
    Ref<Bytes> made = allocateBytes(0);
    if (!made) return raised();
    empty.init(std::move(made));
  }
  return empty.share();
}

Ref<Bytes> newBytes(std::string_view bytes) {
  if (bytes.size() == 1) {
    Slot<Bytes>& slot = state().byte_[static_cast<uint8_t>(bytes[0])];
    if (slot.isNull()) {
      Ref<Bytes> made = allocateBytes(1);
      if (!made) return raised();
      made->data()[0] = bytes[0];
      slot.init(std::move(made));
    }
    return slot.share();
  }
  Ref<Bytes> made = newBytesUninitialized(bytes.size());
  if (made) copyBytes(made->data(), bytes.data(), bytes.size());
  return made;
}

uint32_t hashBytes(const Bytes* bytes) {
  if (bytes->hash_ == 0) bytes->hash_ = hashText(bytes->data(), bytes->length_);
  return bytes->hash_;
}

bool byteValue_mayRunPython(Object* object, uint8_t* out, const char* complaint) {
  int64_t value;
  if (isSmallInt(object)) {
    value = smallValue(object);
  } else {
    Ref<Int> number = index(object);
    if (!number) return false;
    if (!tryInt64(number.get(), &value)) value = -1;
  }
  if (value < 0 || value > 255) return raise(kTypeValueError, complaint);
  *out = static_cast<uint8_t>(value);
  return true;
}

namespace {

// The items of a list or another iterable, each a byte.
bool collectItems(ByteBuilder& out, Object* source, const char* complaint) {
  uint8_t byte;
  if (isExactList(source)) {
    List* list = static_cast<List*>(source);
    for (size_t i = 0; i < list->size_; ++i) {
      Ref<Object> item = share(list->at(i));
      if (!byteValue_mayRunPython(item.get(), &byte, complaint) || !out.appendByte(byte)) return false;
    }
    return true;
  }
  Ref<Object> it = getIter(source);
  if (!it) return false;
  while (true) {
    Ref<Object> item = iterNext(it.get());
    if (!item) return !errorPending();
    if (!byteValue_mayRunPython(item.get(), &byte, complaint) || !out.appendByte(byte)) return false;
  }
}

bool checkNames(Object* encoding, Object* errors, bool array) {
  for (Object* given : {encoding, errors}) {
    if (given == nullptr || isStrLayout(given)) continue;
    return raise(kTypeTypeError, "%s() argument '%s' must be str, not %s", array ? "bytearray" : "bytes",
                 given == encoding ? "encoding" : "errors", shownType(given));
  }
  return true;
}

bool collectText(ByteBuilder& out, Object* source, Object* encoding, Object* errors) {
  if (!isStrLayout(source)) {
    return raise(kTypeTypeError,
                 encoding != nullptr ? "encoding without a string argument" : "errors without a string argument");
  }
  if (encoding == nullptr) return raise(kTypeTypeError, "string argument without an encoding");
  Ref<Object> made =
      encodeWith_mayRunPython(static_cast<Str*>(source), static_cast<Str*>(encoding), static_cast<Str*>(errors));
  if (!made) return false;
  if (!isBytesLayout(made.get())) {
    return raise(kTypeTypeError, "encoder returned '%T' instead of 'bytes'", made.get());
  }
  return out.append(static_cast<Bytes*>(made.get())->view());
}

}  // namespace

bool collectBytes_mayRunPython(ByteBuilder& out, Object* source, Object* encoding, Object* errors, bool array) {
  if (!checkNames(encoding, errors, array)) return false;
  if (source == nullptr) {
    if (encoding == nullptr && errors == nullptr) return true;
    return raise(kTypeTypeError,
                 encoding != nullptr ? "encoding without a string argument" : "errors without a string argument");
  }
  if (encoding != nullptr || errors != nullptr) {
    if (encoding == nullptr && isStrLayout(source)) return raise(kTypeTypeError, "string argument without an encoding");
    return collectText(out, source, encoding, errors);
  }
  if (isStrLayout(source)) return raise(kTypeTypeError, "string argument without an encoding");
  if (hasIndex(source)) {
    int64_t n;
    if (!asInt64(source, &n)) {
      if (!errorMatches(kTypeTypeError)) return false;
      clearError();
    } else {
      if (n < 0) return raise(kTypeValueError, "negative count");
      return out.appendRepeated(0, static_cast<size_t>(n));
    }
  }
  if (isBytesLike(source)) {
    if (!isBytesInRow(source)) {
      Ref<Bytes> content = contentOfView(static_cast<MemoryView*>(source));
      return content && out.append(content->view());
    }
    Buffer buffer;
    return buffer.acquire(source) && out.append(buffer.view());
  }
  Type* type = typeOf(source);
  if (lookupSpecial(type, Special::k_iter) == nullptr && lookupSpecial(type, Special::k_getitem) == nullptr) {
    return raise(kTypeTypeError, "cannot convert '%.200T' object to %s", source, array ? "bytearray" : "bytes");
  }
  return collectItems(out, source, array ? "byte must be in range(0, 256)" : "bytes must be in range(0, 256)");
}

namespace {

// What __bytes__ of the object gives; null without an exception where it has none.
Ref<Object> bytesOfSpecial(Object* source) {
  Object* special = lookupInType(typeOf(source), name(Name::__bytes__));
  if (special == nullptr) return nullptr;
  Ref<Object> held = share(special);
  Ref<Object> made = callSpecial(held.get(), &source, 1);
  if (made && !isBytesLayout(made.get())) {
    return raise(kTypeTypeError, "__bytes__ returned non-bytes (type %.200T)", made.get());
  }
  return made;
}

Ref<Object> create(Object* const* args) {
  Type* cls = static_cast<Type*>(args[0]);
  Object *source = args[1], *encoding = args[2], *errors = args[3];
  Ref<Object> made;
  if (source != nullptr && encoding == nullptr && errors == nullptr) {
    if (isExactBytes(source) && cls == builtinType(kTypeBytes)) return share(source);
    made = bytesOfSpecial(source);
    if (!made && errorPending()) return raised();
  }
  if (!made) {
    ByteBuilder out;
    if (!collectBytes_mayRunPython(out, source, encoding, errors, false)) return raised();
    made = out.finish();
    if (!made) return raised();
  }
  if (cls == builtinType(kTypeBytes)) return made;
  Bytes* bytes = static_cast<Bytes*>(made.get());
  Ref<Object> instance = allocateInstance(cls, sizeof(Bytes) + bytes->length_);
  if (!instance) return raised();
  Bytes* copy = static_cast<Bytes*>(instance.get());
  copy->length_ = bytes->length_;
  copy->hash_ = 0;
  std::memcpy(copy->data(), bytes->data(), bytes->length_);
  return instance;
}

Ref<Object> hash(Object* const* args) { return newInt(hashBytes(static_cast<Bytes*>(args[0]))); }
Ref<Object> toBytes(Object* const* args) { return unchangedBytes(args[0]); }
Ref<Object> sizeOf(Object* const* args) {
  return newInt(static_cast<int64_t>(sizeof(Bytes) + bytesOf(args[0]).size()));
}
Ref<Object> getNewArgs(Object* const* args) {
  Ref<Object> copy = unchangedBytes(args[0]);
  return copy ? Ref<Object>(newTupleOf({copy.get()})) : raised();
}

namespace m = byte_methods;
constexpr NativeKind kStatic = NativeKind::StaticMethod;

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, source=b'', encoding=None, errors=None", create, nullptr, kStatic},
    {"__hash__", "self, /", hash},
    {"__bytes__", "self, /", toBytes},
    {"__sizeof__", "self, /", sizeOf},
    {"__getnewargs__", "self, /", getNewArgs},
#include "object/byte_method_table.inc"
};

constexpr char kDoc[] =
    "bytes(iterable_of_ints) -> bytes\n"
    "bytes(string, encoding[, errors]) -> bytes\n"
    "bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\n"
    "bytes(int) -> bytes object of size given by the parameter initialized with null bytes\n"
    "bytes() -> empty bytes object\n"
    "\n"
    "Construct an immutable array of bytes from:\n"
    "  - an iterable yielding integers in range(256)\n"
    "  - a text string encoded using the specified encoding\n"
    "  - any object implementing the buffer API.\n"
    "  - an integer";

size_t bytesSize(const Object* o) { return sizeof(Bytes) + static_cast<const Bytes*>(o)->length_; }

}  // namespace

const TypeSpec kBytesSpec = {"bytes",
                             "builtins",
                             {"bytes", Kind::Atom, Trace::None, 0, 0, 0, nullptr, bytesSize, nullptr, nullptr},
                             kTypeBase | kTypeMatchSelf,
                             kMethods,
                             {},
                             kDoc};

}  // namespace ophion
