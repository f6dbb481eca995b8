#include "object/format_message.h"

#include <charconv>
#include <cstring>

#include "object/dict.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/str_builder.h"
#include "object/str_utf8.h"
#include "object/type.h"
#include "object/type_spec.h"

namespace ophion {

namespace {

// What stands between % and the letter.
struct Directive {
  size_t width = 0;
  size_t precision = SIZE_MAX;
  bool zero = false;
  char size = 0;  // 'l', 'L' (ll), 'z' or 0
};

const char* parseDirective(const char* p, Directive* d) {
  if (*p == '0') {
    d->zero = true;
    ++p;
  }
  for (; *p >= '0' && *p <= '9'; ++p) d->width = d->width * 10 + static_cast<size_t>(*p - '0');
  if (*p == '.') {
    d->precision = 0;
    for (++p; *p >= '0' && *p <= '9'; ++p) d->precision = d->precision * 10 + static_cast<size_t>(*p - '0');
  }
  if (*p == 'z') {
    d->size = *p++;
  } else if (*p == 'l') {
    d->size = p[1] == 'l' ? 'L' : 'l';
    p += p[1] == 'l' ? 2 : 1;
  }
  return p;
}

bool appendNumber(StrBuilder& out, const Directive& d, uint64_t magnitude, bool negative, int base) {
  char digits[24];
  char* end = std::to_chars(digits, digits + sizeof digits, magnitude, base).ptr;
  size_t n = static_cast<size_t>(end - digits) + negative;
  size_t fill = d.width > n ? d.width - n : 0;
  if (!d.zero && !out.appendRepeated(' ', fill)) return false;
  if (negative && !out.append('-')) return false;
  if (d.zero && !out.appendRepeated('0', fill)) return false;
  return out.appendAscii({digits, static_cast<size_t>(end - digits)});
}

bool appendCString(StrBuilder& out, const Directive& d, const char* s) {
  if (s == nullptr) s = "(null)";
  size_t bytes = d.precision == SIZE_MAX ? std::strlen(s) : strnlen(s, d.precision);
  // A precision that cuts a character takes all of it away.
  if (bytes == d.precision) {
    while (bytes > 0 && (static_cast<uint8_t>(s[bytes]) & 0xc0) == 0x80) --bytes;
  }
  if (d.width > bytes && !out.appendRepeated(' ', d.width - bytes)) return false;
  return out.appendUtf8({s, bytes});
}

bool appendText(StrBuilder& out, const Directive& d, const Str* s) {
  if (s == nullptr) return out.appendAscii("(null)");
  return out.append(s, 0, s->length_ < d.precision ? s->length_ : d.precision);
}

// As CPython names a type in messages: builtin types of modules with the module's name.
bool appendTypeName(StrBuilder& out, const Directive& d, const Type* type) {
  if (type->index_ < kFirstHeapType && d.precision == SIZE_MAX) {
    const char* module = typeSpec(type->index_).module;
    if (module != nullptr && std::strcmp(module, "builtins") != 0) {
      if (!out.appendUtf8(module) || !out.append('.')) return false;
    }
  }
  // So do the native struct sequences, which are made at run time.
  if (type->is(kTypeHeap) && type->is(kTypeMarkedImmutable) && type->dict_ && d.precision == SIZE_MAX) {
    Object* module = getStrBorrowed(type->dict_.get(), name(Name::__module__));
    if (module != nullptr && isStrLayout(module) && !equalsAscii(static_cast<Str*>(module), "builtins")) {
      if (!out.append(static_cast<Str*>(module)) || !out.append('.')) return false;
    }
  }
  return appendText(out, d, type->name_.getOrNull());
}

bool appendOwned(StrBuilder& out, const Directive& d, Ref<Str> s) { return s && appendText(out, d, s.get()); }

int64_t signedArgument(const Directive& d, va_list* args) {
  switch (d.size) {
    case 'l':
      return va_arg(*args, long);
    case 'L':
      return va_arg(*args, long long);
    case 'z':
      return va_arg(*args, ptrdiff_t);
    default:
      return va_arg(*args, int);
  }
}
uint64_t unsignedArgument(const Directive& d, va_list* args) {
  switch (d.size) {
    case 'l':
      return va_arg(*args, unsigned long);
    case 'L':
      return va_arg(*args, unsigned long long);
    case 'z':
      return va_arg(*args, size_t);
    default:
      return va_arg(*args, unsigned);
  }
}

bool appendDirective(StrBuilder& out, char letter, const Directive& d, va_list* args) {
  switch (letter) {
    case '%':
      return out.append('%');
    case 'c':
      return out.append(static_cast<char32_t>(va_arg(*args, int)));
    case 'd':
    case 'i': {
      int64_t v = signedArgument(d, args);
      return appendNumber(out, d, v < 0 ? -static_cast<uint64_t>(v) : static_cast<uint64_t>(v), v < 0, 10);
    }
    case 'u':
      return appendNumber(out, d, unsignedArgument(d, args), false, 10);
    case 'x':
      return appendNumber(out, d, unsignedArgument(d, args), false, 16);
    case 's':
      return appendCString(out, d, va_arg(*args, const char*));
    case 'U':
      return appendText(out, d, va_arg(*args, Str*));
    case 'N':
      return appendTypeName(out, d, va_arg(*args, Type*));
    case 'T':
      return appendTypeName(out, d, typeOf(va_arg(*args, Object*)));
    case 'R':
      return appendOwned(out, d, reprOf(va_arg(*args, Object*)));
    case 'A':
      return appendOwned(out, d, asciiOf(va_arg(*args, Object*)));
    case 'S':
      return appendOwned(out, d, strOf(va_arg(*args, Object*)));
    default:
      OPHION_CHECK(!"unknown directive in a message");
      return false;
  }
}

}  // namespace

Ref<Str> formatStrV(const char* format, va_list original) {
  StrBuilder out;
  va_list args;
  va_copy(args, original);
  bool ok = true;
  for (const char* p = format; ok && *p != 0;) {
    const char* stop = std::strchr(p, '%');
    if (stop == nullptr) stop = p + std::strlen(p);
    ok = out.appendUtf8({p, static_cast<size_t>(stop - p)});
    p = stop;
    if (!ok || *p == 0) continue;
    Directive d;
    p = parseDirective(p + 1, &d);
    ok = appendDirective(out, *p, d, &args);
    ++p;
  }
  va_end(args);
  return ok ? out.finish() : Ref<Str>();
}

Ref<Str> formatStr(const char* format, ...) {
  va_list args;
  va_start(args, format);
  Ref<Str> s = formatStrV(format, args);
  va_end(args);
  return s;
}

}  // namespace ophion
