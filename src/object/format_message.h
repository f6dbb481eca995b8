// Messages: a small printf that also takes objects. What % means in formatStr() and raise():
//
//   %d %u %x %c         int, unsigned, code point; with l, ll, z: long, long long, size_t
//   %s                  UTF-8 text, const char*
//   %U %N               a Str*, the name of a Type*
//   %R %A %S            repr, ascii, str of an Object*: may run Python
//   %T                  the name of the type of an Object*
//   %%                  a percent sign
//
// A width pads numbers and %s on the left, with zeros after a 0; a precision limits the characters of texts.
#pragma once

#include <cstdarg>

#include "object/str.h"

namespace ophion {

// The text; null with an exception pending: out of memory, or what a repr raised.
Ref<Str> formatStrV(const char* format, va_list args);

}  // namespace ophion
