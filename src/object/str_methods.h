// The methods of str, one function each, in the files that object/str_type.cpp's table names. Each gets its arguments
// as the table's signature orders them.
#pragma once

#include "heap/ref.h"
#include "object/error.h"
#include "object/str.h"

// clang-format off
#define OPHION_STR_METHODS(X) \
  X(capitalize) X(casefold) X(center) X(count) X(encode) X(endsWith) X(expandTabs) X(find) X(format) X(formatMap) X(index) \
  X(isAlnum) X(isAlpha) X(isAscii) X(isDecimal) X(isDigit) X(isIdentifier) X(isLower) X(isNumeric) X(isPrintable) \
  X(isSpace) X(isTitle) X(isUpper) X(join) X(ljust) X(lower) X(lstrip) X(makeTrans) X(partition) X(removePrefix) \
  X(removeSuffix) X(replace) X(rfind) X(rindex) X(rjust) X(rpartition) X(rsplit) X(rstrip) X(split) X(splitLines) \
  X(startsWith) X(strip) X(swapCase) X(title) X(translate) X(upper) X(zfill) \
  X(create) X(repr) X(str) X(hash) X(length) X(getItem) X(contains) X(add) X(multiply) X(modulo) X(reflectedModulo) \
  X(formatSpec) X(iterate) X(equal) X(notEqual) X(less) X(lessEqual) X(greater) X(greaterEqual) X(sizeOf) X(getNewArgs)
// clang-format on

namespace ophion::str_methods {

#define X(name) Ref<Object> name(Object* const* args);
OPHION_STR_METHODS(X)
#undef X

}  // namespace ophion::str_methods

namespace ophion {

inline Str* asStr(Object* o) { return static_cast<Str*>(o); }
// The string itself where it is exactly a str, else an exact copy.
inline Ref<Str> exactly(Str* s) { return substring(s, 0, s->length_); }

// The name of an argument's type in a complaint that it is a wrong one; valid as typeNameOf's.
const char* shownType(const Object* argument);
// What repr() and ascii() of a string write.
Ref<Str> reprOfStr(const Str* s);
Ref<Str> asciiOfText(const Str* s);  // escapes what is not ASCII in a text that is a repr already
// Joins the items of a list or tuple: what separator.join(items) does.
Ref<Str> joinStrs_mayRunPython(Str* separator, Object* iterable);
// `text % values`.
Ref<Str> formatPercent_mayRunPython(Str* format, Object* values);
// str(bytes, encoding, errors): either may be null.
Ref<Str> decodeObject_mayRunPython(Object* source, Str* encoding_or_null, Str* errors_or_null);

}  // namespace ophion
