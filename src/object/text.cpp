// repr, str, ascii and format of any object.
#include "object/binding.h"
#include "object/error.h"
#include "object/int.h"
#include "object/list.h"
#include "object/native_stack.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/str_builder.h"
#include "object/type.h"

namespace ophion {

namespace {

Ref<Str> callForText(Object* function, Object* object, const char* method) {
  Ref<Object> keep = share(function);
  Ref<Object> result = callSpecial(function, &object, 1);
  if (!result) return raised();
  if (!isStrLayout(result.get()))
    return raise(kTypeTypeError, "%s returned non-string (type %T)", method, result.get());
  return std::move(result).castTo<Str>();
}

}  // namespace

Ref<Str> reprOf(Object* object) {
  if (isSmallInt(object)) return intToText(static_cast<Int*>(object), 10);
  NativeRecursion guard(" while getting the repr of an object");
  if (guard.exceeded()) return raised();
  Object* function = lookupSpecial(object, Special::k_repr);
  if (function == nullptr) {
    if (errorPending()) return raised();
    return formatStr("<%T object at 0x%llx>", object, reinterpret_cast<unsigned long long>(object));
  }
  return callForText(function, object, "__repr__");
}

Ref<Str> strOf(Object* object) {
  if (isExactStr(object)) return share(static_cast<Str*>(object));
  if (isSmallInt(object)) return intToText(static_cast<Int*>(object), 10);
  NativeRecursion guard(" while getting the str of an object");
  if (guard.exceeded()) return raised();
  Object* function = lookupSpecial(object, Special::k_str);
  if (function == nullptr) return errorPending() ? Ref<Str>(raised()) : reprOf(object);
  return callForText(function, object, "__str__");
}

Ref<Str> asciiOf(Object* object) {
  Ref<Str> text = reprOf(object);
  if (!text || text->isAscii()) return text;
  static constexpr char kDigits[] = "0123456789abcdef";
  StrBuilder builder;
  for (size_t i = 0; i < text->length_; ++i) {
    char32_t c = text->at(i);
    if (c < 0x80) {
      if (!builder.append(c)) return raised();
      continue;
    }
    int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    if (!builder.append(U'\\') || !builder.append(digits == 2 ? U'x' : digits == 4 ? U'u' : U'U')) return raised();
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
      if (!builder.append(static_cast<char32_t>(kDigits[c >> shift & 15]))) return raised();
    }
  }
  return builder.finish();
}

Ref<Str> formatObject(Object* object, Str* spec) {
  if (spec == nullptr || spec->length_ == 0) {
    if (isExactStr(object)) return share(static_cast<Str*>(object));
    if (isExactInt(object)) return strOf(object);
  }
  Object* function = lookupInType(typeOf(object), name(Name::__format__));
  if (function == nullptr) {
    if (errorPending()) return raised();
    return raise(kTypeTypeError, "Type %T doesn't define __format__", object);
  }
  Ref<Object> keep = share(function);
  Ref<Str> given = spec == nullptr ? emptyStr() : share(spec);
  Object* args[] = {object, given.get()};
  Ref<Object> result = callSpecial(function, args, 2);
  if (!result) return raised();
  if (!isStrLayout(result.get())) {
    return raise(kTypeTypeError, "__format__ must return a str, not %T", result.get());
  }
  return std::move(result).castTo<Str>();
}

// The list owns a count on every object whose repr is under way.
bool enterRepr(Object* object, bool* failed) {
  *failed = false;
  List* stack = state().repr_stack_.get();
  for (uint32_t i = 0; i < stack->size_; ++i) {
    if (stack->at(i) == object) return false;
  }
  if (!appendToList(stack, object)) *failed = true;
  return !*failed;
}

void leaveRepr(Object* object) {
  List* stack = state().repr_stack_.get();
  for (uint32_t i = stack->size_; i > 0; --i) {
    if (stack->at(i - 1) == object) return removeFromList(stack, i - 1, i);
  }
}

}  // namespace ophion
