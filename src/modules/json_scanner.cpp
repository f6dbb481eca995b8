// _json.make_scanner: reads one JSON value from a str.
#include <cstring>

#include "modules/json.h"
#include "object/allocate.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/str_chars.h"
#include "object/tuple.h"

namespace ophion {

namespace {

bool isBlank(uint32_t c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
bool isDigit(uint32_t c) { return c - '0' < 10; }

// One reading of a document; keys that come again are one object.
template <class C>
class Reader {
 public:
  Reader(JsonScanner* scanner, Str* document, const C* chars, Dict* keys)
      : scanner_(scanner), document_(document), s_(chars), n_(document->length_), keys_(keys) {}

  // The value at *at; moves behind it. StopIteration(place) where there is none.
  Ref<Object> value(size_t* at) {
    size_t i = *at;
    if (i >= n_) return nothingAt(i);
    switch (s_[i]) {
      case '"':
        ++*at;
        return readJsonString_mayRunPython(document_, at, scanner_->strict_);
      case '{': {
        NativeRecursion guard(" while decoding a JSON object from a unicode string");
        if (guard.exceeded()) return raised();
        ++*at;
        return object(at);
      }
      case '[': {
        NativeRecursion guard(" while decoding a JSON array from a unicode string");
        if (guard.exceeded()) return raised();
        ++*at;
        return array(at);
      }
      case 'n':
        if (take(at, "null")) return newNone();
        break;
      case 't':
        if (take(at, "true")) return newBool(true);
        break;
      case 'f':
        if (take(at, "false")) return newBool(false);
        break;
      case 'N':
        if (take(at, "NaN")) return constant("NaN");
        break;
      case 'I':
        if (take(at, "Infinity")) return constant("Infinity");
        break;
      case '-':
        if (take(at, "-Infinity")) return constant("-Infinity");
        break;
      default:
        break;
    }
    return number(at);
  }

 private:
  Raised nothingAt(size_t i) {
    Ref<Int> place = newInt(static_cast<int64_t>(i));
    return place ? raiseObject(kTypeStopIteration, place.get()) : raised();
  }
  bool take(size_t* at, const char* word) {
    size_t length = std::strlen(word);
    if (n_ - *at < length) return false;
    for (size_t i = 0; i < length; ++i) {
      if (s_[*at + i] != static_cast<uint8_t>(word[i])) return false;
    }
    *at += length;
    return true;
  }
  Ref<Object> constant(const char* word) {
    Ref<Str> text = internText(word);
    return text ? call(scanner_->parse_constant_.get(), text.get()) : Ref<Object>();
  }
  size_t skipBlanks(size_t i) const {
    while (i < n_ && isBlank(s_[i])) ++i;
    return i;
  }
  bool isAt(size_t i, uint32_t c) const { return i < n_ && s_[i] == c; }

  Ref<Object> array(size_t* at) {
    Ref<List> all = newList();
    if (!all) return raised();
    size_t i = skipBlanks(*at);
    if (!isAt(i, ']')) {
      for (;;) {
        Ref<Object> item = value(&i);
        if (!item || !appendToListSteal(all.get(), std::move(item))) return raised();
        i = skipBlanks(i);
        if (isAt(i, ']')) break;
        if (!isAt(i, ',')) return raiseJsonError_mayRunPython("Expecting ',' delimiter", document_, i);
        i = skipBlanks(i + 1);
      }
    }
    *at = i + 1;
    return all;
  }

  // A member's name; the one that was read before where it is the same.
  Ref<Object> key(size_t* at) {
    Ref<Str> text = readJsonString_mayRunPython(document_, at, scanner_->strict_);
    if (!text) return raised();
    return setDefault_mayRunPython(keys_, text.get(), text.get());
  }

  Ref<Object> object(size_t* at) {
    bool pairs_wanted = !isNone(scanner_->object_pairs_hook_.get());
    Ref<List> pairs = pairs_wanted ? newList() : Ref<List>();
    Ref<Dict> all = pairs_wanted ? Ref<Dict>() : newDict();
    if (!pairs && !all) return raised();
    size_t i = skipBlanks(*at);
    while (!isAt(i, '}')) {
      if (!isAt(i, '"')) {
        return raiseJsonError_mayRunPython("Expecting property name enclosed in double quotes", document_, i);
      }
      ++i;
      Ref<Object> name = key(&i);
      if (!name) return raised();
      i = skipBlanks(i);
      if (!isAt(i, ':')) return raiseJsonError_mayRunPython("Expecting ':' delimiter", document_, i);
      i = skipBlanks(i + 1);
      Ref<Object> member = value(&i);
      if (!member) return raised();
      if (all) {
        if (!setStr(all.get(), static_cast<Str*>(name.get()), member.get())) return raised();
      } else {
        Ref<Tuple> pair = newTupleOf({name.get(), member.get()});
        if (!pair || !appendToListSteal(pairs.get(), std::move(pair))) return raised();
      }
      i = skipBlanks(i);
      if (isAt(i, '}')) break;
      if (!isAt(i, ',')) return raiseJsonError_mayRunPython("Expecting ',' delimiter", document_, i);
      i = skipBlanks(i + 1);
      if (isAt(i, '}')) {
        return raiseJsonError_mayRunPython("Expecting property name enclosed in double quotes", document_, i);
      }
    }
    *at = i + 1;
    if (pairs) return call(scanner_->object_pairs_hook_.get(), pairs.get());
    if (!isNone(scanner_->object_hook_.get())) return call(scanner_->object_hook_.get(), all.get());
    return all;
  }

  Ref<Object> number(size_t* at) {
    size_t start = *at, i = start;
    if (isAt(i, '-')) ++i;
    if (i >= n_ || !isDigit(s_[i])) return nothingAt(start);
    if (s_[i] == '0') {
      ++i;
    } else {
      while (i < n_ && isDigit(s_[i])) ++i;
    }
    bool is_float = false;
    if (isAt(i, '.') && i + 1 < n_ && isDigit(s_[i + 1])) {
      is_float = true;
      for (i += 2; i < n_ && isDigit(s_[i]); ++i) {
      }
    }
    if (isAt(i, 'e') || isAt(i, 'E')) {
      size_t e = i + 1;
      if (isAt(e, '-') || isAt(e, '+')) ++e;
      if (e < n_ && isDigit(s_[e])) {
        is_float = true;
        while (e < n_ && isDigit(s_[e])) ++e;
        i = e;
      }
    }
    *at = i;
    return makeNumber(start, i, is_float);
  }

  Ref<Object> makeNumber(size_t start, size_t end, bool is_float) {
    constexpr size_t kShort = 18;  // digits that fit 64 bits in any case
    Object* parse = is_float ? scanner_->parse_float_.get() : scanner_->parse_int_.get();
    if (!is_float && parse == builtinType(kTypeInt) && end - start <= kShort) {
      int64_t v = 0;
      bool negative = s_[start] == '-';
      for (size_t i = start + negative; i < end; ++i) v = v * 10 + static_cast<int64_t>(s_[i] - '0');
      return newInt(negative ? -v : v);
    }
    Ref<Str> text = substring(document_, start, end);
    return text ? call(parse, text.get()) : Ref<Object>();
  }

  JsonScanner* scanner_;
  Str* document_;
  const C* s_;
  size_t n_;
  Dict* keys_;
};

// args: self, string, idx
Ref<Object> callScanner(Object* const* args) {
  JsonScanner* scanner = static_cast<JsonScanner*>(args[0]);
  int64_t start;
  if (!asInt64(args[2], &start)) return raised();
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "first argument must be a string, not %.80T", args[1]);
  if (start < 0) return raise(kTypeValueError, "idx cannot be negative");
  Str* document = static_cast<Str*>(args[1]);
  Ref<Dict> keys = newDict();
  if (!keys) return raised();
  size_t at = static_cast<size_t>(start);
  Ref<Object> value = withChars(document, [&](auto* chars) {
    Reader reader(scanner, document, chars, keys.get());
    return reader.value(&at);
  });
  Ref<Int> behind = value ? newInt(static_cast<int64_t>(at)) : Ref<Int>();
  if (!behind) return raised();
  return newTupleOf({value.get(), behind.get()});
}

// args: cls, context
Ref<Object> newScanner(Object* const* args) {
  Ref<JsonScanner> scanner = makeInstance<JsonScanner>(args[0], kTypeJsonScanner);
  if (!scanner) return raised();
  auto attribute = [&](const char* text) -> Ref<Object> {
    Ref<Str> key = internText(text);
    return key ? getAttr(args[1], key.get()) : Ref<Object>();
  };
  Ref<Object> strict = attribute("strict");
  int is_strict = strict ? isTrue(strict.get()) : -1;
  if (is_strict < 0) return raised();
  scanner->strict_ = is_strict != 0;
  struct Part {
    const char* name;
    Slot<Object>* slot;
  } parts[] = {{"object_hook", &scanner->object_hook_},
               {"object_pairs_hook", &scanner->object_pairs_hook_},
               {"parse_float", &scanner->parse_float_},
               {"parse_int", &scanner->parse_int_},
               {"parse_constant", &scanner->parse_constant_}};
  for (const Part& part : parts) {
    Ref<Object> value = attribute(part.name);
    if (!value) return raised();
    part.slot->init(std::move(value));
  }
  return scanner;
}

template <Slot<Object> JsonScanner::* slot>
Ref<Object> getSlot(Object* object) {
  return (static_cast<JsonScanner*>(object)->*slot).share();
}
Ref<Object> getStrict(Object* object) { return newBool(static_cast<JsonScanner*>(object)->strict_); }

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, context", newScanner, nullptr, NativeKind::StaticMethod},
    {"__call__", "self, string, idx", callScanner, "Call self as a function."},
};
constexpr GetSetDef kAttributes[] = {{"strict", getStrict},
                                     {"object_hook", getSlot<&JsonScanner::object_hook_>},
                                     {"object_pairs_hook", getSlot<&JsonScanner::object_pairs_hook_>},
                                     {"parse_float", getSlot<&JsonScanner::parse_float_>},
                                     {"parse_int", getSlot<&JsonScanner::parse_int_>},
                                     {"parse_constant", getSlot<&JsonScanner::parse_constant_>}};

}  // namespace

const TypeSpec kJsonScannerSpec = {
    "make_scanner",       "_json", slotRowLayout<JsonScanner, 5>("Scanner"), kTypeBase, kMethods, kAttributes,
    "JSON scanner object"};

}  // namespace ophion
