// UnicodeDecodeError, UnicodeEncodeError and UnicodeTranslateError.
#include <algorithm>

#include "object/bytes.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/exception_layout.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

namespace {

using Unicode = ExtendedException<UnicodeDecodeError, 5>;

UnicodeDecodeError* self(Object* object) { return static_cast<UnicodeDecodeError*>(object); }

bool checkStr(Object* value, int argument) {
  return isStrLayout(value) || raise(kTypeTypeError, "argument %d must be str, not %T", argument, value);
}

bool fillPositions(UnicodeDecodeError* e, Tuple* given, uint32_t first) {
  Ref<Int> start = index(given->at(first));
  if (!start) return raised();
  Ref<Int> end = index(given->at(first + 1));
  if (!end) return raised();
  if (!checkStr(given->at(first + 2), static_cast<int>(first + 3))) return raised();
  e->start_.assign(Ref<Object>(std::move(start)));
  e->end_.assign(Ref<Object>(std::move(end)));
  assignSlot(e->reason_, given->at(first + 2));
  return true;
}

bool begin(Object* const* args, uint32_t wanted) {
  Tuple* given = static_cast<Tuple*>(args[1]);
  if (!initException(args[0], given, static_cast<Dict*>(args[2]))) return raised();
  if (given->size_ == wanted) return true;
  return raise(kTypeTypeError, "function takes exactly %u arguments (%u given)", wanted, given->size_);
}

Ref<Object> initDecode(Object* const* args) {
  if (!begin(args, 5)) return raised();
  Tuple* given = static_cast<Tuple*>(args[1]);
  UnicodeDecodeError* e = self(args[0]);
  if (!checkStr(given->at(0), 1)) return raised();
  Ref<Object> bytes = share(given->at(1));
  if (!isBytesLayout(bytes.get())) {
    if (!isByteArrayLayout(bytes.get()) && !isMemoryViewLayout(bytes.get())) {
      return raise(kTypeTypeError, "a bytes-like object is required, not '%T'", bytes.get());
    }
    bytes = call(builtinType(kTypeBytes), bytes.get());
    if (!bytes) return raised();
  }
  if (!fillPositions(e, given, 2)) return raised();
  assignSlot(e->encoding_, given->at(0));
  assignSlot(e->object_, bytes.get());
  return newNone();
}

Ref<Object> initEncode(Object* const* args) {
  if (!begin(args, 5)) return raised();
  Tuple* given = static_cast<Tuple*>(args[1]);
  UnicodeDecodeError* e = self(args[0]);
  if (!checkStr(given->at(0), 1) || !checkStr(given->at(1), 2) || !fillPositions(e, given, 2)) return raised();
  assignSlot(e->encoding_, given->at(0));
  assignSlot(e->object_, given->at(1));
  return newNone();
}

Ref<Object> initTranslate(Object* const* args) {
  if (!begin(args, 4)) return raised();
  Tuple* given = static_cast<Tuple*>(args[1]);
  UnicodeDecodeError* e = self(args[0]);
  if (!checkStr(given->at(0), 1) || !fillPositions(e, given, 1)) return raised();
  assignSlot(e->object_, given->at(0));
  return newNone();
}

// Start and end as messages show them, within an object of n items; false where the fields are not filled.
bool positions(UnicodeDecodeError* e, size_t n, int64_t* start, int64_t* end) {
  if (!asInt64Clipped(e->start_.get(), start) || !asInt64Clipped(e->end_.get(), end)) return raised();
  int64_t last = static_cast<int64_t>(n);
  *start = std::max<int64_t>(0, std::min(*start, last == 0 ? 0 : last - 1));
  *end = std::min(std::max<int64_t>(*end, 1), last);
  return true;
}

const char* escapeOf(char32_t c) { return c <= 0xff ? "\\x%02x" : c <= 0xffff ? "\\u%04x" : "\\U%08x"; }

Ref<Object> decodeStr(Object* const* args) {
  UnicodeDecodeError* e = self(args[0]);
  if (!e->object_) return emptyStr();
  Ref<Str> reason = strOf(e->reason_.get());
  Ref<Str> encoding = strOf(e->encoding_.get());
  int64_t start = 0, end = 0;
  if (!reason || !encoding) return raised();
  Bytes* bytes = static_cast<Bytes*>(e->object_.get());
  if (!positions(e, bytes->length_, &start, &end)) return raised();
  if (start < static_cast<int64_t>(bytes->length_) && end == start + 1) {
    return formatStr("'%U' codec can't decode byte 0x%02x in position %lld: %U", encoding.get(),
                     static_cast<unsigned>(static_cast<unsigned char>(bytes->data()[start])),
                     static_cast<long long>(start), reason.get());
  }
  return formatStr("'%U' codec can't decode bytes in position %lld-%lld: %U", encoding.get(),
                   static_cast<long long>(start), static_cast<long long>(end - 1), reason.get());
}

Ref<Object> textStr(UnicodeDecodeError* e, Str* encoding) {
  Ref<Str> reason = strOf(e->reason_.get());
  if (!reason) return raised();
  Str* text = static_cast<Str*>(e->object_.get());
  int64_t start = 0, end = 0;
  if (!positions(e, text->length_, &start, &end)) return raised();
  Ref<Str> lead = encoding != nullptr ? formatStr("'%U' codec can't encode", encoding) : formatStr("can't translate");
  if (!lead) return raised();
  if (start < static_cast<int64_t>(text->length_) && end == start + 1) {
    char32_t c = text->at(static_cast<size_t>(start));
    Ref<Str> shown = formatStr(escapeOf(c), static_cast<unsigned>(c));
    if (!shown) return raised();
    return formatStr("%U character '%U' in position %lld: %U", lead.get(), shown.get(), static_cast<long long>(start),
                     reason.get());
  }
  return formatStr("%U characters in position %lld-%lld: %U", lead.get(), static_cast<long long>(start),
                   static_cast<long long>(end - 1), reason.get());
}

Ref<Object> encodeStr(Object* const* args) {
  UnicodeDecodeError* e = self(args[0]);
  if (!e->object_) return emptyStr();
  Ref<Str> encoding = strOf(e->encoding_.get());
  return encoding ? textStr(e, encoding.get()) : Ref<Object>(raised());
}

Ref<Object> translateStr(Object* const* args) {
  UnicodeDecodeError* e = self(args[0]);
  return e->object_ ? textStr(e, nullptr) : Ref<Object>(emptyStr());
}

template <unsigned i>
bool setPosition(Object* object, Object* value) {
  if (value == nullptr) return raise(kTypeTypeError, "can't delete numeric/char attribute");
  Ref<Int> number = index(value);
  if (!number) return raised();
  return Unicode::set<i>(object, number.get());
}

constexpr NativeDef kDecodeMethods[] = {{"__init__", "self, /, *args, **kwargs", initDecode},
                                        {"__str__", "self, /", decodeStr}};
constexpr NativeDef kEncodeMethods[] = {{"__init__", "self, /, *args, **kwargs", initEncode},
                                        {"__str__", "self, /", encodeStr}};
constexpr NativeDef kTranslateMethods[] = {{"__init__", "self, /, *args, **kwargs", initTranslate},
                                           {"__str__", "self, /", translateStr}};

constexpr GetSetDef kGetSets[] = {
    asMember({"encoding", Unicode::get<0>, Unicode::set<0>, "exception encoding"}),
    asMember({"object", Unicode::get<1>, Unicode::set<1>, "exception object"}),
    asMember({"start", Unicode::get<2>, setPosition<2>, "exception start"}),
    asMember({"end", Unicode::get<3>, setPosition<3>, "exception end"}),
    asMember({"reason", Unicode::get<4>, Unicode::set<4>, "exception reason"}),
};

}  // namespace

const TypeSpec kUnicodeDecodeErrorSpec = {
    "UnicodeDecodeError",     "builtins", Unicode::layout("UnicodeDecodeError"), kTypeBase, kDecodeMethods, kGetSets,
    "Unicode decoding error."};
const TypeSpec kUnicodeEncodeErrorSpec = {"UnicodeEncodeError",
                                          "builtins",
                                          sharedExceptionLayout("UnicodeEncodeError"),
                                          kTypeBase,
                                          kEncodeMethods,
                                          kGetSets,
                                          "Unicode encoding error."};
const TypeSpec kUnicodeTranslateErrorSpec = {"UnicodeTranslateError",
                                             "builtins",
                                             sharedExceptionLayout("UnicodeTranslateError"),
                                             kTypeBase,
                                             kTranslateMethods,
                                             kGetSets,
                                             "Unicode translation error."};

}  // namespace ophion
