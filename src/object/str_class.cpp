// Questions about the characters of a string: isalpha() and its kin.
#include "base/unicode.h"
#include "object/singletons.h"
#include "object/str_chars.h"
#include "object/str_methods.h"

namespace ophion::str_methods {

namespace {

template <class F>
Ref<Object> allAre(Object* o, F test) {
  const Str* s = asStr(o);
  bool yes = s->length_ != 0 && withChars(s, [&](auto* p) {
               for (size_t i = 0; i < s->length_; ++i) {
                 if (!test(p[i])) return false;
               }
               return true;
             });
  return newBool(yes);
}

}  // namespace

Ref<Object> isAlnum(Object* const* args) { return allAre(args[0], unicode::isAlnum); }
Ref<Object> isAlpha(Object* const* args) { return allAre(args[0], unicode::isAlpha); }
Ref<Object> isDecimal(Object* const* args) { return allAre(args[0], unicode::isDecimal); }
Ref<Object> isDigit(Object* const* args) { return allAre(args[0], unicode::isDigit); }
Ref<Object> isNumeric(Object* const* args) { return allAre(args[0], unicode::isNumeric); }
Ref<Object> isSpace(Object* const* args) { return allAre(args[0], unicode::isSpace); }
Ref<Object> isAscii(Object* const* args) { return newBool(asStr(args[0])->isAscii()); }
Ref<Object> isPrintable(Object* const* args) {
  if (asStr(args[0])->length_ == 0) return newBool(true);
  return allAre(args[0], unicode::isPrintable);
}

Ref<Object> isLower(Object* const* args) {
  const Str* s = asStr(args[0]);
  CharReader chars(s);
  bool cased = false;
  for (size_t i = 0; i < s->length_; ++i) {
    char32_t c = chars[i];
    if (unicode::isUpper(c) || unicode::isTitle(c)) return newBool(false);
    cased = cased || unicode::isLower(c);
  }
  return newBool(cased);
}

Ref<Object> isUpper(Object* const* args) {
  const Str* s = asStr(args[0]);
  CharReader chars(s);
  bool cased = false;
  for (size_t i = 0; i < s->length_; ++i) {
    char32_t c = chars[i];
    if (unicode::isLower(c) || unicode::isTitle(c)) return newBool(false);
    cased = cased || unicode::isUpper(c);
  }
  return newBool(cased);
}

Ref<Object> isTitle(Object* const* args) {
  const Str* s = asStr(args[0]);
  CharReader chars(s);
  bool cased = false, previous_cased = false;
  for (size_t i = 0; i < s->length_; ++i) {
    char32_t c = chars[i];
    if (unicode::isUpper(c) || unicode::isTitle(c)) {
      if (previous_cased) return newBool(false);
      previous_cased = cased = true;
    } else if (unicode::isLower(c)) {
      if (!previous_cased) return newBool(false);
      previous_cased = cased = true;
    } else {
      previous_cased = false;
    }
  }
  return newBool(cased);
}

Ref<Object> isIdentifier(Object* const* args) {
  const Str* s = asStr(args[0]);
  CharReader chars(s);
  if (s->length_ == 0 || !(chars[0] == '_' || unicode::isXidStart(chars[0]))) return newBool(false);
  for (size_t i = 1; i < s->length_; ++i) {
    if (!unicode::isXidContinue(chars[i])) return newBool(false);
  }
  return newBool(true);
}

}  // namespace ophion::str_methods
