// str.translate() and str.maketrans().
#include "object/dict.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str_builder.h"
#include "object/str_chars.h"
#include "object/str_methods.h"
#include "object/type.h"

namespace ophion::str_methods {

namespace {

constexpr size_t kRemembered = 128;
constexpr uint32_t kUnknown = 0xffffffff;
constexpr uint32_t kDeleted = 0xfffffffe;

// What the table has for a character: null without exception where it stays.
Ref<Object> lookedUp(Object* table, char32_t c) {
  Ref<Int> key = newInt(c);
  if (!key) return raised();
  if (isExactDict(table)) {
    Object* found = nullptr;
    int answer = getItem_mayRunPython(static_cast<Dict*>(table), key.get(), &found);
    return answer > 0 ? share(found) : nullptr;
  }
  Ref<Object> found = ophion::getItem(table, key.get());
  if (!found && errorMatches(kTypeLookupError)) clearError();
  return found;
}

// Appends what becomes of `c`; remembers it where it is one character or none.
bool appendTranslated(StrBuilder& out, Object* table, char32_t c, uint32_t* remembered) {
  Ref<Object> found = lookedUp(table, c);
  if (!found) {
    if (errorPending()) return false;
    *remembered = c;
    return out.append(c);
  }
  if (isNone(found.get())) {
    *remembered = kDeleted;
    return true;
  }
  if (isIntLayout(found.get())) {
    int64_t value;
    if (!tryInt64(static_cast<Int*>(found.get()), &value) || value < 0 || value > 0x10ffff) {
      return raise(kTypeValueError, "character mapping must be in range(0x110000)");
    }
    *remembered = static_cast<uint32_t>(value);
    return out.append(static_cast<char32_t>(value));
  }
  if (!isStrLayout(found.get())) {
    return raise(kTypeTypeError, "character mapping must return integer, None or str");
  }
  Str* text = asStr(found.get());
  if (text->length_ == 1) *remembered = text->at(0);
  return out.append(text);
}

bool addMapping(Dict* table, char32_t from, Object* to) {
  Ref<Int> key = newInt(from);
  return key && setItem_mayRunPython(table, key.get(), to);
}

bool addPairs(Dict* table, const Str* from, const Str* to) {
  for (size_t i = 0; i < from->length_; ++i) {
    Ref<Int> value = newInt(to->at(i));
    if (!value || !addMapping(table, from->at(i), value.get())) return false;
  }
  return true;
}

// The dict form: keys are one-character strings or ints.
bool copyMapping(Dict* table, Dict* from) {
  size_t position = 0;
  Object *key, *value;
  while (nextEntry(from, &position, &key, &value)) {
    if (isStrLayout(key)) {
      if (asStr(key)->length_ != 1) {
        return raise(kTypeValueError, "string keys in translate table must be of length 1");
      }
      if (!addMapping(table, asStr(key)->at(0), value)) return false;
    } else if (isIntLayout(key)) {
      if (!setItem_mayRunPython(table, key, value)) return false;
    } else {
      return raise(kTypeTypeError, "keys in translate table must be strings or integers");
    }
  }
  return true;
}

}  // namespace

Ref<Object> translate(Object* const* args) {
  Str* s = asStr(args[0]);
  Object* table = args[1];
  uint32_t remembered[kRemembered];
  for (uint32_t& each : remembered) each = kUnknown;
  CharReader chars(s);
  StrBuilder out;
  if (!out.reserve(s->length_)) return raised();
  for (size_t i = 0; i < s->length_; ++i) {
    char32_t c = chars[i];
    uint32_t ignored = kUnknown;
    uint32_t& known = c < kRemembered ? remembered[c] : ignored;
    if (known == kDeleted) continue;
    bool ok = known != kUnknown ? out.append(known) : appendTranslated(out, table, c, &known);
    if (!ok) return raised();
  }
  return out.finish();
}

Ref<Object> makeTrans(Object* const* args) {
  Object *x = args[0], *y = args[1], *z = args[2];
  if (y != nullptr && !isStrLayout(y))
    return raise(kTypeTypeError, "maketrans() argument 2 must be str, not %s", shownType(y));
  if (z != nullptr && !isStrLayout(z))
    return raise(kTypeTypeError, "maketrans() argument 3 must be str, not %s", shownType(z));
  Ref<Dict> table = newDict();
  if (!table) return raised();
  if (y == nullptr) {
    if (!isExactDict(x)) return raise(kTypeTypeError, "if you give only one argument to maketrans it must be a dict");
    if (!copyMapping(table.get(), static_cast<Dict*>(x))) return raised();
    return table;
  }
  if (!isStrLayout(x)) {
    return raise(kTypeTypeError, "first maketrans argument must be a string if there is a second argument");
  }
  if (asStr(x)->length_ != asStr(y)->length_) {
    return raise(kTypeValueError, "the first two maketrans arguments must have equal length");
  }
  if (!addPairs(table.get(), asStr(x), asStr(y))) return raised();
  for (size_t i = 0; z != nullptr && i < asStr(z)->length_; ++i) {
    if (!addMapping(table.get(), asStr(z)->at(i), none())) return raised();
  }
  return table;
}

}  // namespace ophion::str_methods
