// The module marshal: values as bytes, in CPython's format, version 4. Code is not among them: what CPython compiled is
// of no use here, and what is compiled here is not stored.
#include <cstring>

#include "modules/module_constants.h"
#include "object/allocate.h"
#include "object/buffer.h"
#include "object/byte_builder.h"
#include "object/complex.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/set.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr NativeKind kFunction = NativeKind::Function;
constexpr int64_t kVersion = 4;
constexpr uint8_t kKeepsReference = 0x80;  // of a type byte: the value may be referred to later
constexpr unsigned kDigitBits = 15;        // of a digit of a large int

class Writer {
 public:
  bool write(Object* object);
  Ref<Bytes> finish() { return out_.finish(); }

 private:
  bool type(char c) { return out_.appendByte(static_cast<uint8_t>(c)); }
  bool number(uint32_t n) {
    char bytes[4];
    std::memcpy(bytes, &n, 4);
    return out_.append({bytes, 4});
  }
  bool real(double d) {
    char bytes[8];
    std::memcpy(bytes, &d, 8);
    return out_.append({bytes, 8});
  }
  bool integer(Int* i);
  bool text(Str* s);
  bool items(char code, Object* iterable, size_t n);
  bool dict(Dict* d);
  ByteBuilder out_;
};

bool Writer::integer(Int* i) {
  int64_t small;
  if (tryInt64(i, &small) && small >= INT32_MIN && small <= INT32_MAX)
    return type('i') && number(static_cast<uint32_t>(small));
  size_t bits = intBitLength(i);
  uint32_t digits = static_cast<uint32_t>((bits + kDigitBits - 1) / kDigitBits);
  bool negative = intSign(i) < 0;
  uint64_t magnitude =
      i->isSmall() ? (negative ? 0 - static_cast<uint64_t>(i->value_) : static_cast<uint64_t>(i->value_)) : 0;
  const uint64_t* limbs = i->isSmall() ? &magnitude : i->limbs();
  size_t n = (bits + 63) / 64;
  if (!type('l') || !number(negative ? 0 - digits : digits)) return false;
  for (size_t bit = 0; bit < size_t{digits} * kDigitBits; bit += kDigitBits) {
    size_t limb = bit / 64, shift = bit % 64;
    uint64_t digit = limbs[limb] >> shift;
    if (shift > 64 - kDigitBits && limb + 1 < n) digit |= limbs[limb + 1] << (64 - shift);
    digit &= (1u << kDigitBits) - 1;
    if (!out_.appendByte(static_cast<uint8_t>(digit)) || !out_.appendByte(static_cast<uint8_t>(digit >> 8)))
      return false;
  }
  return true;
}

bool Writer::text(Str* s) {
  if (s->isAscii()) {
    if (s->length_ < 256)
      return type('z') && out_.appendByte(static_cast<uint8_t>(s->length_)) && out_.append(s->asciiView());
    return type('a') && number(s->length_) && out_.append(s->asciiView());
  }
  Utf8View view(s);
  return view.valid() && type('u') && number(static_cast<uint32_t>(view.view().size())) && out_.append(view.view());
}

bool Writer::items(char code, Object* iterable, size_t n) {
  if (code == '(' && n < 256) {
    if (!type(')') || !out_.appendByte(static_cast<uint8_t>(n))) return false;
  } else if (!type(code) || !number(static_cast<uint32_t>(n))) {
    return false;
  }
  Ref<List> list = toList_mayRunPython(iterable);
  for (uint32_t i = 0; list && i < list->size_; ++i) {
    if (!write(list->at(i))) return false;
  }
  return static_cast<bool>(list);
}

bool Writer::dict(Dict* d) {
  if (!type('{')) return false;
  size_t at = 0;
  Object *key, *value;
  while (nextEntry(d, &at, &key, &value)) {
    if (!write(key) || !write(value)) return false;
  }
  return type('0');
}

bool Writer::write(Object* o) {
  NativeRecursion guard(" while marshalling");
  if (guard.exceeded()) return false;
  if (isNone(o)) return type('N');
  if (o == falseObject()) return type('F');
  if (o == trueObject()) return type('T');
  if (o == ellipsis()) return type('.');
  if (o == builtinType(kTypeStopIteration)) return type('S');
  if (isExactInt(o)) return integer(static_cast<Int*>(o));
  if (isExactFloat(o)) return type('g') && real(static_cast<Float*>(o)->value_);
  if (isExactComplex(o))
    return type('y') && real(static_cast<Complex*>(o)->real_) && real(static_cast<Complex*>(o)->imag_);
  if (isExactStr(o)) return text(static_cast<Str*>(o));
  if (isExactTuple(o)) return items('(', o, static_cast<Tuple*>(o)->size_);
  if (isExactList(o)) return items('[', o, static_cast<List*>(o)->size_);
  if (isExactSet(o)) return items('<', o, static_cast<Set*>(o)->used_);
  if (isExactFrozenSet(o)) return items('>', o, static_cast<Set*>(o)->used_);
  if (isExactDict(o)) return dict(static_cast<Dict*>(o));
  if (isExactCode(o)) return raise(kTypeValueError, "code objects cannot be marshalled in Ophion");
  if (!isBytesLike(o)) return raise(kTypeValueError, "unmarshallable object");
  Buffer bytes;
  return bytes.acquire(o) && type('s') && number(static_cast<uint32_t>(bytes.size())) && out_.append(bytes.view());
}

class Reader {
 public:
  explicit Reader(std::string_view text) : left_(text) {}
  // Null with an exception pending.
  Ref<Object> read() {
    bool end = false;
    Ref<Object> value = next(&end);
    if (!value && end) return raise(kTypeTypeError, "NULL object in marshal data for object");
    return value;
  }
  size_t left() const { return left_.size(); }

 private:
  Raised tooShort() { return raise(kTypeEOFError, "marshal data too short"); }
  bool take(size_t n, std::string_view* out) {
    if (left_.size() < n) return tooShort();
    *out = left_.substr(0, n);
    left_.remove_prefix(n);
    return true;
  }
  bool number(uint32_t* out) {
    std::string_view bytes;
    if (!take(4, &bytes)) return false;
    std::memcpy(out, bytes.data(), 4);
    return true;
  }
  bool size(bool is_short, uint32_t* out) {
    if (!is_short) {
      if (!number(out)) return false;
      return *out <= INT32_MAX || raise(kTypeValueError, "bad marshal data (size out of range)");
    }
    std::string_view byte;
    if (!take(1, &byte)) return false;
    *out = static_cast<unsigned char>(byte[0]);
    return true;
  }
  Ref<Object> real(bool is_complex);
  Ref<Object> integer();
  Ref<Object> text(char code);
  Ref<Object> sequence(char code, int64_t place);
  Ref<Object> dict(int64_t place);
  Ref<Object> reference();
  Ref<Object> simple(char code);
  // *end: the mark that ends a dict was read.
  Ref<Object> next(bool* end);
  // The place in the table of references for a value that is being read; -1 where it keeps none, -2: exception pending.
  int64_t reserve(bool keeps);
  bool fill(int64_t place, Object* value);

  std::string_view left_;
  Ref<List> references_;
};

int64_t Reader::reserve(bool keeps) {
  if (!keeps) return -1;
  if (!references_) references_ = newList();
  if (!references_ || !appendToList(references_.get(), none())) return -2;
  return references_->size_ - 1;
}

bool Reader::fill(int64_t place, Object* value) {
  if (place >= 0) references_->items()[place].assign(share(value));
  return true;
}

Ref<Object> Reader::real(bool is_complex) {
  std::string_view bytes;
  if (!take(is_complex ? 16 : 8, &bytes)) return raised();
  double parts[2] = {};
  std::memcpy(parts, bytes.data(), bytes.size());
  if (is_complex) return newComplex(parts[0], parts[1]);
  return newFloat(parts[0]);
}

Ref<Object> Reader::integer() {
  uint32_t given;
  if (!number(&given)) return raised();
  bool negative = static_cast<int32_t>(given) < 0;
  size_t digits = negative ? 0 - given : given;
  std::string_view bytes;
  if (!take(digits * 2, &bytes)) return raised();
  size_t n = (digits * kDigitBits + 63) / 64 + 1;
  RawBuffer<uint64_t> limbs(n);
  if (!limbs) return raised();
  std::memset(limbs.get(), 0, n * sizeof(uint64_t));
  for (size_t i = 0; i < digits; ++i) {
    uint64_t digit = static_cast<unsigned char>(bytes[2 * i]) |
                     static_cast<uint64_t>(static_cast<unsigned char>(bytes[2 * i + 1])) << 8;
    if (digit >> kDigitBits != 0) return raise(kTypeValueError, "bad marshal data (digit out of range in long)");
    size_t bit = i * kDigitBits, shift = bit % 64;
    limbs[bit / 64] |= digit << shift;
    if (shift > 64 - kDigitBits) limbs[bit / 64 + 1] |= digit >> (64 - shift);
  }
  return newIntFromLimbs(limbs.get(), n, negative);
}

Ref<Object> Reader::text(char code) {
  bool is_short = code == 'z' || code == 'Z';
  uint32_t n;
  std::string_view bytes;
  if (!size(is_short, &n) || !take(n, &bytes)) return raised();
  if (code == 's') return newBytes(bytes);
  Ref<Str> s = newStr(bytes);
  return s && (code == 'A' || code == 'Z' || code == 't') ? intern(std::move(s)) : std::move(s);
}

Ref<Object> Reader::sequence(char code, int64_t place) {
  uint32_t n;
  if (!size(code == ')', &n)) return raised();
  Ref<List> list = newList();
  if (!list) return raised();
  // A list may hold itself.
  if (code == '[') fill(place, list.get());
  for (uint32_t i = 0; i < n; ++i) {
    Ref<Object> item = read();
    if (!item || !appendToListSteal(list.get(), std::move(item))) return raised();
  }
  if (code == '[') return list;
  Ref<Object> made = code == '<' ? call(builtinType(kTypeSet), list.get())
                     : code == '>'
                         ? call(builtinType(kTypeFrozenSet), list.get())
                         : Ref<Object>(newTupleFromSlots(list->size_ == 0 ? nullptr : list->items(), list->size_));
  if (made) fill(place, made.get());
  return made;
}

Ref<Object> Reader::dict(int64_t place) {
  Ref<Dict> dict = newDict();
  if (!dict) return raised();
  fill(place, dict.get());
  for (;;) {
    bool end = false;
    Ref<Object> key = next(&end);
    if (end) return dict;
    Ref<Object> value = key ? read() : nullptr;
    if (!value || !setItem_mayRunPython(dict.get(), key.get(), value.get())) return raised();
  }
}

Ref<Object> Reader::reference() {
  uint32_t place;
  if (!number(&place)) return raised();
  if (!references_ || place >= references_->size_)
    return raise(kTypeValueError, "bad marshal data (invalid reference)");
  return share(references_->at(place));
}

Ref<Object> Reader::simple(char code) {
  switch (code) {
    case 'N':
      return newNone();
    case 'F':
      return newBool(false);
    case 'T':
      return newBool(true);
    case '.':
      return share(ellipsis());
    case 'S':
      return share<Object>(builtinType(kTypeStopIteration));
    case 'g':
      return real(false);
    case 'y':
      return real(true);
    case 'l':
      return integer();
    case 's':
    case 'u':
    case 'a':
    case 'A':
    case 'z':
    case 'Z':
    case 't':
      return text(code);
    case 'i': {
      uint32_t n;
      return number(&n) ? Ref<Object>(newInt(static_cast<int32_t>(n))) : raised();
    }
    case 'c':
      return raise(kTypeValueError, "bad marshal data (code compiled by CPython cannot run in Ophion)");
    default:
      return raise(kTypeValueError, "bad marshal data (unknown type code)");
  }
}

Ref<Object> Reader::next(bool* end) {
  NativeRecursion guard(" while unmarshalling");
  if (guard.exceeded()) return raised();
  std::string_view byte;
  if (!take(1, &byte)) return raised();
  bool keeps = (static_cast<uint8_t>(byte[0]) & kKeepsReference) != 0;
  char code = static_cast<char>(static_cast<uint8_t>(byte[0]) & ~kKeepsReference);
  if (code == '0') {
    *end = true;
    return nullptr;
  }
  if (code == 'r') return reference();
  int64_t place = reserve(keeps);
  if (place == -2) return raised();
  if (code == '{') return dict(place);
  if (std::strchr("()[<>", code) != nullptr && code != 0) return sequence(code, place);
  Ref<Object> value = simple(code);
  if (value) fill(place, value.get());
  return value;
}

Ref<Object> dumps(Object* const* args) {
  Writer writer;
  return writer.write(args[0]) ? Ref<Object>(writer.finish()) : raised();
}

Ref<Object> loads(Object* const* args) {
  Buffer bytes;
  if (!bytes.acquire(args[0])) return raised();
  return Reader(bytes.view()).read();
}

Ref<Object> dump(Object* const* args) {
  Ref<Object> bytes = dumps(args);
  return bytes ? callMethod(args[1], Name::write, bytes.get()) : raised();
}

// Reads all there is, and goes back to behind the value.
Ref<Object> load(Object* const* args) {
  Ref<Object> bytes = callMethod(args[0], Name::read);
  if (!bytes) return raised();
  Buffer buffer;
  if (!buffer.acquire(bytes.get())) return raised();
  Reader reader(buffer.view());
  Ref<Object> value = reader.read();
  if (!value || reader.left() == 0) return value;
  Ref<Int> back = newInt(-static_cast<int64_t>(reader.left())), from_here = newInt(1);
  return back && callMethod(args[0], Name::seek, back.get(), from_here.get()) ? value : raised();
}

constexpr NativeDef kFunctions[] = {
    {"dump", "value, file, version=4, /", dump, "Write the value on the open file.", kFunction},
    {"load", "file, /", load, "Read one value from the open file and return it.", kFunction},
    {"dumps", "value, version=4, /", dumps,
     "Return the bytes object that would be written to a file by dump(value, file).", kFunction},
    {"loads", "bytes, /", loads, "Convert the bytes-like object to a value.", kFunction},
};

bool populate(Dict* dict) { return addConstant(dict, "version", newInt(kVersion)); }

}  // namespace

extern const ModuleSpec kMarshalModule;
const ModuleSpec kMarshalModule = {
    "marshal", "Python values in a binary format of their own.", kFunctions, {}, populate};

}  // namespace ophion
