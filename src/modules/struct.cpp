// The module _struct: values to bytes and back, by a format.
#include <bit>
#include <cmath>
#include <cstring>

#include "modules/module_error.h"
#include "object/allocate.h"
#include "object/buffer.h"
#include "object/byte_methods.h"
#include "object/bytes.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_spec.h"

namespace ophion {

namespace {

struct StructObject : Object {
  Slot<Str> format_;  // null until __init__ ran
  int64_t size_;      // bytes that the format takes
  int64_t values_;    // how many values it stands for
};

template <class... Args>
Raised structError(const char* format, Args... args) {
  return raiseModuleError("_struct", "error", kTypeException, formatStr(format, args...));
}

// One group of a format: a code and how often, where it lies.
struct Field {
  char code;
  int64_t count;
  int64_t offset;  // of the first
  unsigned size;   // of one
};

class FormatReader {
 public:
  explicit FormatReader(std::string_view text) : text_(text) {
    if (text_.empty()) return;
    switch (text_[0]) {
      case '>':
      case '!':
        big_ = true;
        native_ = false;
        break;
      case '<':
      case '=':
        native_ = false;
        break;
      case '@':
        break;
      default:
        return;
    }
    at_ = 1;
  }
  bool big() const { return big_; }
  bool native() const { return native_; }
  int64_t end() const { return offset_; }

  // 1: *field is set; 0: the end; -1: struct.error pending.
  int next(Field* field) {
    while (at_ < text_.size() && isSpace(text_[at_])) ++at_;
    if (at_ == text_.size()) return 0;
    field->count = 1;
    if (isDigit(text_[at_])) {
      field->count = 0;
      for (; at_ < text_.size() && isDigit(text_[at_]); ++at_) {
        if (field->count > (INT64_MAX - 9) / 10) return structError("total struct size too long");
        field->count = field->count * 10 + (text_[at_] - '0');
      }
      if (at_ == text_.size()) return structError("repeat count given without format specifier");
    }
    field->code = text_[at_++];
    field->size = sizeOf(field->code);
    if (field->size == 0) return structError("bad char in struct format");
    if (native_ && field->code != 's' && field->code != 'p' && field->code != 'x') {
      offset_ = (offset_ + field->size - 1) / field->size * field->size;
    }
    field->offset = offset_;
    if (field->count > (INT64_MAX - offset_) / field->size) return structError("total struct size too long");
    offset_ += field->count * field->size;
    return 1;
  }

 private:
  static bool isSpace(char c) { return c == ' ' || (c >= 9 && c <= 13); }
  static bool isDigit(char c) { return c >= '0' && c <= '9'; }
  unsigned sizeOf(char code) const {
    switch (code) {
      case 'x':
      case 'b':
      case 'B':
      case 'c':
      case 's':
      case 'p':
      case '?':
        return 1;
      case 'h':
      case 'H':
      case 'e':
        return 2;
      case 'i':
      case 'I':
      case 'f':
        return 4;
      case 'l':
      case 'L':
        return native_ ? 8 : 4;
      case 'q':
      case 'Q':
      case 'd':
        return 8;
      case 'n':
      case 'N':
      case 'P':
        return native_ ? 8 : 0;
      default:
        return 0;
    }
  }

  std::string_view text_;
  size_t at_ = 0;
  int64_t offset_ = 0;
  bool big_ = false, native_ = true;
};

// Bytes and values of a format. False: struct.error pending.
bool measure(const Str* format, int64_t* size, int64_t* values) {
  if (!format->isAscii()) return structError("bad char in struct format");
  FormatReader reader(format->asciiView());
  Field field;
  *values = 0;
  int more;
  while ((more = reader.next(&field)) > 0) {
    if (field.code == 's' || field.code == 'p') {
      ++*values;
    } else if (field.code != 'x') {
      *values += field.count;
    }
  }
  *size = reader.end();
  return more == 0;
}

bool isSignedCode(char code) { return std::strchr("bhilqn", code) != nullptr; }

void storeBytes(char* out, uint64_t raw, unsigned size, bool big) {
  for (unsigned i = 0; i < size; ++i) out[i] = static_cast<char>(raw >> 8 * (big ? size - 1 - i : i));
}
uint64_t loadBytes(const char* p, unsigned size, bool big) {
  uint64_t raw = 0;
  for (unsigned i = 0; i < size; ++i) raw = raw << 8 | static_cast<uint8_t>(p[big ? i : size - 1 - i]);
  return raw;
}

Raised outOfRange(const Field& f) {
  const char* kind = f.size == 1 ? "byte" : "short";
  bool is_signed = isSignedCode(f.code);
  int64_t low = is_signed ? -(int64_t{1} << (f.size * 8 - 1)) : 0;
  int64_t high = is_signed ? -(low + 1) : (int64_t{1} << f.size * 8) - 1;
  if (f.size <= 2) {
    return structError("%s%s format requires %lld <= number <= %lld", is_signed ? "" : "u", kind,
                       static_cast<long long>(low), static_cast<long long>(high));
  }
  return structError("'%c' format requires %lld <= number <= %lld", static_cast<int>(f.code),
                     static_cast<long long>(low), static_cast<long long>(high));
}

bool packInteger(const Field& f, Object* value, char* out, bool big) {
  if (!hasIndex(value)) return structError("required argument is not an integer");
  Ref<Int> number = index(value);
  if (!number) return false;
  int64_t v;
  uint64_t raw;
  unsigned bits = f.size * 8;
  if (tryInt64(number.get(), &v)) {
    raw = static_cast<uint64_t>(v);
    if (bits == 64) {
      if (v < 0 && !isSignedCode(f.code) && f.code != 'P') return structError("argument out of range");
    } else if (isSignedCode(f.code)) {
      if (v < -(int64_t{1} << (bits - 1)) || v >= int64_t{1} << (bits - 1)) return outOfRange(f);
    } else {
      if (v < 0 && f.size >= 4) return structError("argument out of range");
      if (v < 0 || raw >= uint64_t{1} << bits) return outOfRange(f);
    }
  } else {
    bool fits = bits == 64 && !isSignedCode(f.code) && number->limbs_ == 1;
    if (!fits) return structError(f.code == 'P' ? "int too large to convert" : "argument out of range");
    raw = number->limbs()[0];
  }
  storeBytes(out, raw, f.size, big);
  return true;
}

bool packFloat(const Field& f, Object* value, char* out, bool big, bool native) {
  double v;
  if (!asDouble(value, &v)) {
    if (!errorMatches(kTypeTypeError)) return false;
    clearError();
    return structError("required argument is not a float");
  }
  if (f.code == 'd') {
    storeBytes(out, std::bit_cast<uint64_t>(v), 8, big);
    return true;
  }
  if (f.code == 'f') {
    float single = static_cast<float>(v);
    if (std::isinf(single) && !std::isinf(v) && !native) {
      return raise(kTypeOverflowError, "float too large to pack with f format");
    }
    storeBytes(out, std::bit_cast<uint32_t>(single), 4, big);
    return true;
  }
  auto half = static_cast<_Float16>(v);
  if (std::isinf(static_cast<float>(half)) && !std::isinf(v)) {
    return raise(kTypeOverflowError, "float too large to pack with e format");
  }
  storeBytes(out, std::bit_cast<uint16_t>(half), 2, big);
  return true;
}

bool packText(const Field& f, Object* value, char* out) {
  if (!isBytesLayout(value) && !isByteArrayLayout(value)) {
    return structError("argument for '%c' must be a bytes object", static_cast<int>(f.code));
  }
  std::string_view bytes = bytesOf(value);
  size_t room = static_cast<size_t>(f.count);
  if (f.code == 'p') {
    if (room == 0) return true;
    --room;
    size_t n = bytes.size() < room ? bytes.size() : room;
    *out++ = static_cast<char>(n > 255 ? 255 : n);
    std::memcpy(out, bytes.data(), n);
    return true;
  }
  if (!bytes.empty()) std::memcpy(out, bytes.data(), bytes.size() < room ? bytes.size() : room);
  return true;
}

bool packOne(const Field& f, Object* value, char* out, const FormatReader& reader) {
  switch (f.code) {
    case 'c':
      if (!isBytesLayout(value) || bytesOf(value).size() != 1) {
        return structError("char format requires a bytes object of length 1");
      }
      *out = bytesOf(value)[0];
      return true;
    case '?': {
      int yes = isTrue(value);
      *out = static_cast<char>(yes);
      return yes >= 0;
    }
    case 'e':
    case 'f':
    case 'd':
      return packFloat(f, value, out, reader.big(), reader.native());
    default:
      return packInteger(f, value, out, reader.big());
  }
}

// Packs the values to `out`, which is all zero. Python run meanwhile must not move it: it is a buffer held or not seen
// yet.
bool packAll(const Str* format, const Slot<Object>* values, char* out) {
  FormatReader reader(format->asciiView());
  Field field;
  int more;
  while ((more = reader.next(&field)) > 0) {
    if (field.code == 'x') continue;
    if (field.code == 's' || field.code == 'p') {
      if (!packText(field, (values++)->get(), out + field.offset)) return false;
      continue;
    }
    for (int64_t i = 0; i < field.count; ++i) {
      if (!packOne(field, (values++)->get(), out + field.offset + i * field.size, reader)) return false;
    }
  }
  return more == 0;
}

Ref<Object> unpackOne(const Field& f, const char* p, bool big) {
  switch (f.code) {
    case 'c':
      return newBytes({p, 1});
    case '?':
      return newBool(*p != 0);
    case 'd':
      return newFloat(std::bit_cast<double>(loadBytes(p, 8, big)));
    case 'f':
      return newFloat(static_cast<double>(std::bit_cast<float>(static_cast<uint32_t>(loadBytes(p, 4, big)))));
    case 'e':
      return newFloat(static_cast<double>(std::bit_cast<_Float16>(static_cast<uint16_t>(loadBytes(p, 2, big)))));
    default:
      break;
  }
  uint64_t raw = loadBytes(p, f.size, big);
  if (!isSignedCode(f.code)) return newIntFromUnsigned(raw);
  unsigned unused = 64 - f.size * 8;
  return newInt(static_cast<int64_t>(raw << unused) >> unused);
}

Ref<Tuple> unpackAll(const Str* format, int64_t values, const char* p) {
  Ref<Tuple> made = newTuple(static_cast<size_t>(values));
  if (!made) return raised();
  FormatReader reader(format->asciiView());
  Field field;
  size_t at = 0;
  while (reader.next(&field) > 0) {
    if (field.code == 'x') continue;
    if (field.code == 's' || field.code == 'p') {
      const char* text = p + field.offset;
      size_t n = static_cast<size_t>(field.count);
      if (field.code == 'p') {
        size_t room = n == 0 ? 0 : n - 1;
        n = room == 0 ? 0 : static_cast<uint8_t>(*text);
        if (n > room) n = room;
        ++text;
      }
      Ref<Bytes> item = newBytes({text, n});
      if (!item) return raised();
      made->items()[at++].init(std::move(item));
      continue;
    }
    for (int64_t i = 0; i < field.count; ++i) {
      Ref<Object> item = unpackOne(field, p + field.offset + i * field.size, reader.big());
      if (!item) return raised();
      made->items()[at++].init(std::move(item));
    }
  }
  return made;
}

// --- Struct objects; the module's functions make one for each call ---

Ref<Str> formatArgument(Object* given) {
  if (isStrLayout(given)) return share(static_cast<Str*>(given));
  if (!isBytesLayout(given)) {
    return raise(kTypeTypeError, "Struct() argument 1 must be a str or bytes object, not %T", given);
  }
  return newStrFromLatin1(reinterpret_cast<const uint8_t*>(bytesOf(given).data()), bytesOf(given).size());
}

struct Compiled {
  Ref<Str> format;
  int64_t size = 0, values = 0;

  bool compile(Object* given) {
    format = formatArgument(given);
    return format && measure(format.get(), &size, &values);
  }
  bool take(Object* object) {
    auto* s = static_cast<StructObject*>(object);
    if (s->format_.isNull()) return raise(kTypeRuntimeError, "Struct object is not initialized");
    format = s->format_.share();
    size = s->size_;
    values = s->values_;
    return true;
  }
};

// A tuple's items from `first` on must be as many as the format has values.
bool checkCount(const Compiled& c, const char* function, Tuple* args, size_t first) {
  int64_t given = static_cast<int64_t>(args->size_ < first ? 0 : args->size_ - first);
  if (given == c.values) return true;
  return structError("%s expected %lld items for packing (got %lld)", function, static_cast<long long>(c.values),
                     static_cast<long long>(given));
}

Ref<Object> packTo(const Compiled& c, Tuple* args, size_t first) {
  if (!checkCount(c, "pack", args, first)) return raised();
  if (c.size > static_cast<int64_t>(kMaxBytesLength)) return raiseMemoryError();
  RawBuffer<char> room(static_cast<size_t>(c.size));
  if (!room) return raised();
  std::memset(room.get(), 0, static_cast<size_t>(c.size));
  if (!packAll(c.format.get(), args->items() + first, room.get())) return raised();
  return newBytes({room.get(), static_cast<size_t>(c.size)});
}

// Where in a buffer of `n` bytes an offset points. False: struct.error pending.
bool placeFor(const Compiled& c, int64_t n, int64_t offset, bool packing, int64_t* at) {
  auto ll = [](int64_t v) { return static_cast<long long>(v); };
  *at = offset;
  if (offset < 0) {
    if (offset + c.size > 0) {
      if (packing) return structError("no space to pack %lld bytes at offset %lld", ll(c.size), ll(offset));
      return structError("not enough data to unpack %lld bytes at offset %lld", ll(c.size), ll(offset));
    }
    *at += n;
    if (*at < 0) return structError("offset %lld out of range for %lld-byte buffer", ll(offset), ll(n));
  }
  if (n - *at >= c.size) return true;
  return structError(packing
                         ? "pack_into requires a buffer of at least %lld bytes for packing %lld bytes at offset %lld "
                           "(actual buffer size is %lld)"
                         : "unpack_from requires a buffer of at least %lld bytes for unpacking %lld bytes at offset "
                           "%lld (actual buffer size is %lld)",
                     ll(*at + c.size), ll(c.size), ll(*at), ll(n));
}

// args from `first`: buffer, offset, values.
Ref<Object> packIntoBuffer(const Compiled& c, Tuple* args, size_t first) {
  if (args->size_ <= first) return structError("pack_into expected buffer argument");
  if (args->size_ <= first + 1) return structError("pack_into expected offset argument");
  if (!checkCount(c, "pack_into", args, first + 2)) return raised();
  Buffer buffer;
  int64_t offset, at;
  if (!buffer.acquireWritable(args->at(first), "argument") || !asInt64(args->at(first + 1), &offset)) return raised();
  if (!placeFor(c, static_cast<int64_t>(buffer.size()), offset, true, &at)) return raised();
  std::memset(buffer.writableData() + at, 0, static_cast<size_t>(c.size));
  if (!packAll(c.format.get(), args->items() + first + 2, buffer.writableData() + at)) return raised();
  return newNone();
}

Ref<Object> unpackWhole(const Compiled& c, Object* data) {
  Buffer buffer;
  if (!buffer.acquire(data)) return raised();
  if (static_cast<int64_t>(buffer.size()) != c.size) {
    return structError("unpack requires a buffer of %lld bytes", static_cast<long long>(c.size));
  }
  return unpackAll(c.format.get(), c.values, buffer.data());
}

Ref<Object> unpackAt(const Compiled& c, Object* data, Object* offset_given) {
  Buffer buffer;
  int64_t offset = 0, at;
  if (!buffer.acquire(data) || (offset_given != nullptr && !asInt64(offset_given, &offset))) return raised();
  if (!placeFor(c, static_cast<int64_t>(buffer.size()), offset, false, &at)) return raised();
  return unpackAll(c.format.get(), c.values, buffer.data() + at);
}

Ref<Object> unpackEach(const Compiled& c, Object* data) {
  if (c.size == 0) return structError("cannot iteratively unpack with a struct of length 0");
  Buffer buffer;
  if (!buffer.acquire(data)) return raised();
  if (static_cast<int64_t>(buffer.size()) % c.size != 0) {
    return structError("iterative unpacking requires a buffer of a multiple of %lld bytes",
                       static_cast<long long>(c.size));
  }
  Ref<List> all = newList();
  if (!all) return raised();
  for (size_t at = 0; at < buffer.size(); at += static_cast<size_t>(c.size)) {
    Ref<Tuple> one = unpackAll(c.format.get(), c.values, buffer.data() + at);
    if (!one || !appendToListSteal(all.get(), std::move(one))) return raised();
  }
  return getIter(all.get());
}

Ref<Object> pack(Object* const* args) {
  Tuple* all = static_cast<Tuple*>(args[0]);
  if (all->size_ == 0) return raise(kTypeTypeError, "missing format argument");
  Compiled c;
  return c.compile(all->at(0)) ? packTo(c, all, 1) : raised();
}
Ref<Object> packInto(Object* const* args) {
  Tuple* all = static_cast<Tuple*>(args[0]);
  if (all->size_ == 0) return raise(kTypeTypeError, "missing format argument");
  Compiled c;
  return c.compile(all->at(0)) ? packIntoBuffer(c, all, 1) : raised();
}
Ref<Object> unpack(Object* const* args) {
  Compiled c;
  return c.compile(args[0]) ? unpackWhole(c, args[1]) : raised();
}
Ref<Object> unpackFrom(Object* const* args) {
  Compiled c;
  return c.compile(args[0]) ? unpackAt(c, args[1], args[2]) : raised();
}
Ref<Object> iterUnpack(Object* const* args) {
  Compiled c;
  return c.compile(args[0]) ? unpackEach(c, args[1]) : raised();
}
Ref<Object> calcSize(Object* const* args) {
  Compiled c;
  return c.compile(args[0]) ? Ref<Object>(newInt(c.size)) : raised();
}
Ref<Object> clearCache(Object* const*) { return newNone(); }

Ref<Object> structNew(Object* const* args) {
  Type* cls = static_cast<Type*>(args[0]);
  if (cls != builtinType(kTypeStructObject)) {
    Ref<Object> made = allocateInstance(cls, sizeof(StructObject));
    if (made) std::memset(static_cast<void*>(made.get() + 1), 0, sizeof(StructObject) - sizeof(Object));
    return made;
  }
  return allocateContainer<StructObject>(kTypeStructObject);
}
Ref<Object> structInit(Object* const* args) {
  Compiled c;
  if (!c.compile(args[1])) return raised();
  auto* s = static_cast<StructObject*>(args[0]);
  s->size_ = c.size;
  s->values_ = c.values;
  s->format_.assign(std::move(c.format));
  return newNone();
}
Ref<Object> structPack(Object* const* args) {
  Compiled c;
  return c.take(args[0]) ? packTo(c, static_cast<Tuple*>(args[1]), 0) : raised();
}
Ref<Object> structPackInto(Object* const* args) {
  Compiled c;
  return c.take(args[0]) ? packIntoBuffer(c, static_cast<Tuple*>(args[1]), 0) : raised();
}
Ref<Object> structUnpack(Object* const* args) {
  Compiled c;
  return c.take(args[0]) ? unpackWhole(c, args[1]) : raised();
}
Ref<Object> structUnpackFrom(Object* const* args) {
  Compiled c;
  return c.take(args[0]) ? unpackAt(c, args[1], args[2]) : raised();
}
Ref<Object> structIterUnpack(Object* const* args) {
  Compiled c;
  return c.take(args[0]) ? unpackEach(c, args[1]) : raised();
}
Ref<Object> structSizeOf(Object* const*) { return newInt(sizeof(StructObject)); }

Ref<Object> getFormat(Object* self) {
  Compiled c;
  return c.take(self) ? Ref<Object>(std::move(c.format)) : raised();
}
Ref<Object> getSize(Object* self) {
  Compiled c;
  return c.take(self) ? Ref<Object>(newInt(c.size)) : raised();
}

constexpr NativeDef kStructMethods[] = {
    {"__new__", "cls, *args, **kwargs", structNew, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, format", structInit},
    {"__sizeof__", "self, /", structSizeOf},
    {"pack", "self, /, *values", structPack, "S.pack(v1, v2, ...) -> bytes"},
    {"pack_into", "self, /, *values", structPackInto, "S.pack_into(buffer, offset, v1, v2, ...)"},
    {"unpack", "self, buffer, /", structUnpack, "Return a tuple containing unpacked values."},
    {"unpack_from", "self, /, buffer, offset=0", structUnpackFrom, "Return a tuple containing unpacked values."},
    {"iter_unpack", "self, buffer, /", structIterUnpack, "Return an iterator yielding tuples."},
};
constexpr GetSetDef kStructAttributes[] = {{"format", getFormat}, {"size", getSize}};

void dropStruct(Object* o) { static_cast<StructObject*>(o)->format_.clear(); }

constexpr NativeKind kFunction = NativeKind::Function;
constexpr NativeDef kFunctions[] = {
    {"pack", "*args", pack, "pack(format, v1, v2, ...) -> bytes", kFunction},
    {"pack_into", "*args", packInto, "pack_into(format, buffer, offset, v1, v2, ...)", kFunction},
    {"unpack", "format, buffer, /", unpack, "Return a tuple containing values unpacked according to the format string.",
     kFunction},
    {"unpack_from", "format, /, buffer, offset=0", unpackFrom,
     "Return a tuple containing values unpacked according to the format string.", kFunction},
    {"iter_unpack", "format, buffer, /", iterUnpack,
     "Return an iterator yielding tuples unpacked from the given bytes.", kFunction},
    {"calcsize", "format, /", calcSize, "Return size in bytes of the struct described by the format string.",
     kFunction},
    {"_clearcache", "", clearCache, "Clear the internal cache.", kFunction},
};
constexpr TypeIndex kTypes[] = {kTypeStructObject};

bool populate(Dict* dict) { return addModuleError(dict, "error", "error", "struct", kTypeException); }

}  // namespace

const TypeSpec kStructObjectSpec = {"Struct",
                                    "_struct",
                                    {"Struct", Kind::Container, Trace::Fixed, sizeof(Object), 1, sizeof(StructObject),
                                     nullptr, nullptr, dropStruct, nullptr},
                                    kTypeBase | kTypeInstancesWeakReferable,
                                    kStructMethods,
                                    kStructAttributes,
                                    "Struct(fmt) --> compiled struct object"};

extern const ModuleSpec kStructModule;
const ModuleSpec kStructModule = {"_struct", "Functions to convert between Python values and C structs.", kFunctions,
                                  kTypes, populate};

}  // namespace ophion
