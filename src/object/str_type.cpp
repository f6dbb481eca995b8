// The type str: its table of methods, and those of them that belong to every object.
#include "object/allocate.h"
#include "object/codec.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/range.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str_chars.h"
#include "object/str_iterator.h"
#include "object/str_methods.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_spec.h"

namespace ophion {

const char* shownType(const Object* argument) { return isNone(argument) ? "None" : typeNameOf(argument); }

namespace str_methods {

namespace {

// An instance of a class derived from str with the text of `s`.
Ref<Object> newOfClass(Type* cls, Ref<Str> s) {
  if (!s) return raised();
  Ref<Object> made = allocateInstance(cls, sizeof(Str) + s->dataBytes());
  if (!made) return raised();
  Str* copy = asStr(made.get());
  copy->setFlag(static_cast<uint32_t>(s->width()) << kWidthShift);
  copy->length_ = s->length_;
  copy->hash_ = s->hash_;
  std::memcpy(copy->data(), s->data(), s->dataBytes());
  return made;
}

Ref<Object> compared(Object* const* args, Compare op) {
  if (!isStrLayout(args[0]) || !isStrLayout(args[1])) return newNotImplemented();
  const Str* a = asStr(args[0]);
  const Str* b = asStr(args[1]);
  if (op == Compare::Eq) return newBool(equalStrs(a, b));
  if (op == Compare::Ne) return newBool(!equalStrs(a, b));
  return newBool(ordered(op, a == b ? 0 : compareStrs(a, b), 0));
}

bool stringArgument(Object* o, const char* what, Str** out) {
  *out = nullptr;
  if (o == nullptr) return true;
  if (!isStrLayout(o)) return raise(kTypeTypeError, "str() argument '%s' must be str, not %s", what, shownType(o));
  *out = asStr(o);
  return true;
}

}  // namespace

Ref<Object> create(Object* const* args) {
  Type* cls = static_cast<Type*>(args[0]);
  Str* encoding;
  Str* errors;
  if (!stringArgument(args[2], "encoding", &encoding) || !stringArgument(args[3], "errors", &errors)) return raised();
  Ref<Str> s;
  if (args[1] == nullptr) {
    s = emptyStr();
  } else if (encoding == nullptr && errors == nullptr) {
    s = strOf(args[1]);
  } else {
    s = decodeObject_mayRunPython(args[1], encoding, errors);
  }
  if (!s || cls == builtinType(kTypeStr)) return s;
  return newOfClass(cls, std::move(s));
}

Ref<Object> repr(Object* const* args) { return reprOfStr(asStr(args[0])); }
Ref<Object> str(Object* const* args) { return exactly(asStr(args[0])); }
Ref<Object> hash(Object* const* args) { return newInt(hashStr(asStr(args[0]))); }
Ref<Object> length(Object* const* args) { return newInt(asStr(args[0])->length_); }
Ref<Object> equal(Object* const* args) { return compared(args, Compare::Eq); }
Ref<Object> notEqual(Object* const* args) { return compared(args, Compare::Ne); }
Ref<Object> less(Object* const* args) { return compared(args, Compare::Lt); }
Ref<Object> lessEqual(Object* const* args) { return compared(args, Compare::Le); }
Ref<Object> greater(Object* const* args) { return compared(args, Compare::Gt); }
Ref<Object> greaterEqual(Object* const* args) { return compared(args, Compare::Ge); }
Ref<Object> sizeOf(Object* const* args) {
  return newInt(static_cast<int64_t>(sizeof(Str) + asStr(args[0])->dataBytes()));
}
Ref<Object> getNewArgs(Object* const* args) {
  Ref<Str> copy = exactly(asStr(args[0]));
  if (!copy) return raised();
  return newTupleOf({copy.get()});
}

namespace {

Ref<Str> stepped(const Str* s, int64_t start, int64_t step, size_t count) {
  if (count == 0) return emptyStr();
  if (step == 1) return substring(s, static_cast<size_t>(start), static_cast<size_t>(start) + count);
  if (count == 1) return newStrFromChar(s->at(static_cast<size_t>(start)));
  return withChars(s, [&](auto* from) -> Ref<Str> {
    uint32_t all = 0;
    int64_t at = start;
    for (size_t i = 0; i < count; ++i, at += step) all |= from[at];
    Width width = widthFor(all);
    Ref<Str> made = newStrUninitialized(count, width);
    if (!made) return raised();
    auto pick = [&](auto* to) {
      int64_t from_at = start;
      for (size_t i = 0; i < count; ++i, from_at += step) {
        to[i] = static_cast<std::remove_reference_t<decltype(*to)>>(from[from_at]);
      }
    };
    if (unitOf(width) == 1) {
      pick(reinterpret_cast<uint8_t*>(made->data()));
    } else if (unitOf(width) == 2) {
      pick(reinterpret_cast<uint16_t*>(made->data()));
    } else {
      pick(reinterpret_cast<uint32_t*>(made->data()));
    }
    return made;
  });
}

}  // namespace

Ref<Object> getItem(Object* const* args) {
  Str* s = asStr(args[0]);
  Object* key = args[1];
  if (isSmallInt(key) || (!isExactSlice(key) && hasIndex(key))) {
    int64_t at;
    if (!itemPosition_mayRunPython(key, &at)) return raised();
    if (at < 0) at += s->length_;
    if (at < 0 || at >= s->length_) return raise(kTypeIndexError, "string index out of range");
    return newStrFromChar(s->at(static_cast<size_t>(at)));
  }
  if (!isExactSlice(key)) return raise(kTypeTypeError, "string indices must be integers, not '%T'", key);
  int64_t start, stop, step;
  size_t count;
  if (!sliceIndices_mayRunPython(static_cast<Slice*>(key), s->length_, &start, &stop, &step, &count)) return raised();
  return stepped(s, start, step, count);
}

Ref<Object> contains(Object* const* args) {
  Str* s = asStr(args[0]);
  if (!isStrLayout(args[1])) {
    return raise(kTypeTypeError, "'in <string>' requires string as left operand, not %T", args[1]);
  }
  return newBool(findStr(s, asStr(args[1]), 0, s->length_) >= 0);
}

Ref<Object> add(Object* const* args) {
  if (!isStrLayout(args[1])) return refuseConcatenation("str", args[1]);
  return concatenate(asStr(args[0]), asStr(args[1]));
}

Ref<Object> multiply(Object* const* args) {
  Str* s = asStr(args[0]);
  int64_t n;
  int answer = repeatCount_mayRunPython(args[1], &n);
  if (answer < 0) return raised();
  if (answer == 0) return newNotImplemented();
  if (n <= 0 || s->length_ == 0) return emptyStr();
  if (n == 1) return exactly(s);
  if (static_cast<uint64_t>(n) > INT64_MAX / s->length_) {
    return raise(kTypeOverflowError, "repeated string is too long");
  }
  size_t piece = s->dataBytes();
  Ref<Str> made = newStrUninitialized(static_cast<size_t>(n) * s->length_, s->width());
  if (!made) return raised();
  size_t total = made->dataBytes();
  if (piece == 1) {
    std::memset(made->data(), s->data()[0], total);
    return made;
  }
  std::memcpy(made->data(), s->data(), piece);
  for (size_t done = piece; done < total;) {
    size_t more = done < total - done ? done : total - done;
    std::memcpy(made->data() + done, made->data(), more);
    done += more;
  }
  return made;
}

Ref<Object> modulo(Object* const* args) { return formatPercent_mayRunPython(asStr(args[0]), args[1]); }
Ref<Object> reflectedModulo(Object* const* args) {
  if (!isStrLayout(args[1])) return newNotImplemented();
  return formatPercent_mayRunPython(asStr(args[1]), args[0]);
}

Ref<Object> iterate(Object* const* args) { return newStrIterator(asStr(args[0])); }

Ref<Object> encode(Object* const* args) {
  Str* names[2] = {nullptr, nullptr};
  for (int i = 0; i < 2; ++i) {
    Object* given = args[1 + i];
    if (given == nullptr) continue;
    if (!isStrLayout(given)) {
      return raise(kTypeTypeError, "encode() argument '%s' must be str, not %s", i == 0 ? "encoding" : "errors",
                   shownType(given));
    }
    names[i] = asStr(given);
  }
  Ref<Object> made = encodeWith_mayRunPython(asStr(args[0]), names[0], names[1]);
  if (!made) return raised();
  if (!isBytesLayout(made.get())) {
    return raise(
        kTypeTypeError,
        "'%.400U' encoder returned '%.400T' instead of 'bytes'; use codecs.encode() to encode to arbitrary types",
        names[0], made.get());
  }
  return made;
}

}  // namespace str_methods

namespace {

namespace m = str_methods;
constexpr NativeKind kStatic = NativeKind::StaticMethod;

constexpr NativeDef kStrMethods[] = {
    {"__new__", "cls, object='', encoding='utf-8', errors='strict'", m::create, nullptr, kStatic},
    {"__repr__", "self, /", m::repr},
    {"__str__", "self, /", m::str},
    {"__hash__", "self, /", m::hash},
    {"__len__", "self, /", m::length},
    {"__getitem__", "self, key, /", m::getItem},
    {"__contains__", "self, key, /", m::contains},
    {"__iter__", "self, /", m::iterate},
    {"__eq__", "self, value, /", m::equal},
    {"__ne__", "self, value, /", m::notEqual},
    {"__lt__", "self, value, /", m::less},
    {"__le__", "self, value, /", m::lessEqual},
    {"__gt__", "self, value, /", m::greater},
    {"__ge__", "self, value, /", m::greaterEqual},
    {"__add__", "self, value, /", m::add},
    {"__mul__", "self, value, /", m::multiply},
    {"__rmul__", "self, value, /", m::multiply},
    {"__mod__", "self, value, /", m::modulo},
    {"__rmod__", "self, value, /", m::reflectedModulo},
    {"__format__", "self, format_spec, /", m::formatSpec},
    {"__sizeof__", "self, /", m::sizeOf},
    {"__getnewargs__", "self, /", m::getNewArgs},
    {"encode", "self, /, encoding='utf-8', errors='strict'", m::encode},
    {"replace", "self, old, new, count=-1, /", m::replace},
    {"split", "self, /, sep=None, maxsplit=-1", m::split},
    {"rsplit", "self, /, sep=None, maxsplit=-1", m::rsplit},
    {"join", "self, iterable, /", m::join},
    {"capitalize", "self, /", m::capitalize},
    {"casefold", "self, /", m::casefold},
    {"title", "self, /", m::title},
    {"center", "self, width, fillchar=' ', /", m::center},
    {"count", "self, sub, start=None, end=None, /", m::count},
    {"expandtabs", "self, /, tabsize=8", m::expandTabs},
    {"find", "self, sub, start=None, end=None, /", m::find},
    {"partition", "self, sep, /", m::partition},
    {"index", "self, sub, start=None, end=None, /", m::index},
    {"ljust", "self, width, fillchar=' ', /", m::ljust},
    {"lower", "self, /", m::lower},
    {"lstrip", "self, chars=None, /", m::lstrip},
    {"rfind", "self, sub, start=None, end=None, /", m::rfind},
    {"rindex", "self, sub, start=None, end=None, /", m::rindex},
    {"rjust", "self, width, fillchar=' ', /", m::rjust},
    {"rstrip", "self, chars=None, /", m::rstrip},
    {"rpartition", "self, sep, /", m::rpartition},
    {"splitlines", "self, /, keepends=False", m::splitLines},
    {"strip", "self, chars=None, /", m::strip},
    {"swapcase", "self, /", m::swapCase},
    {"translate", "self, table, /", m::translate},
    {"upper", "self, /", m::upper},
    {"startswith", "self, prefix, start=None, end=None, /", m::startsWith},
    {"endswith", "self, suffix, start=None, end=None, /", m::endsWith},
    {"removeprefix", "self, prefix, /", m::removePrefix},
    {"removesuffix", "self, suffix, /", m::removeSuffix},
    {"isascii", "self, /", m::isAscii},
    {"islower", "self, /", m::isLower},
    {"isupper", "self, /", m::isUpper},
    {"istitle", "self, /", m::isTitle},
    {"isspace", "self, /", m::isSpace},
    {"isdecimal", "self, /", m::isDecimal},
    {"isdigit", "self, /", m::isDigit},
    {"isnumeric", "self, /", m::isNumeric},
    {"isalpha", "self, /", m::isAlpha},
    {"isalnum", "self, /", m::isAlnum},
    {"isidentifier", "self, /", m::isIdentifier},
    {"isprintable", "self, /", m::isPrintable},
    {"zfill", "self, width, /", m::zfill},
    {"format", "self, /, *args, **kwargs", m::format},
    {"format_map", "self, mapping, /", m::formatMap},
    {"maketrans", "x, y=None, z=None, /", m::makeTrans, nullptr, kStatic},
};

constexpr char kStrDoc[] =
    "str(object='') -> str\n"
    "str(bytes_or_buffer[, encoding[, errors]]) -> str\n"
    "\n"
    "Create a new string object from the given object. If encoding or\n"
    "errors is specified, then the object must expose a data buffer\n"
    "that will be decoded using the given encoding and error handler.\n"
    "Otherwise, returns the result of object.__str__() (if defined)\n"
    "or repr(object).\n"
    "encoding defaults to sys.getdefaultencoding().\n"
    "errors defaults to 'strict'.";

size_t strBytes(const Object* o) { return sizeof(Str) + static_cast<const Str*>(o)->dataBytes(); }
void dropStr(Object* o) {
  if (asStr(o)->isInterned()) forgetInterned(asStr(o));
}

}  // namespace

const TypeSpec kStrSpec = {"str",
                           "builtins",
                           {"str", Kind::Atom, Trace::None, 0, 0, 0, nullptr, strBytes, dropStr, nullptr},
                           kTypeBase | kTypeMatchSelf | kTypeSubclassOfStr,
                           kStrMethods,
                           {},
                           kStrDoc};

}  // namespace ophion
