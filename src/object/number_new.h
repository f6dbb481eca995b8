// What the __new__ methods of the number types share.
#pragma once

#include "object/error.h"
#include "object/type.h"
#include "object/type_spec.h"

namespace ophion {

// Whether `cls` is a class that __new__ of `owner` may make instances of. False: TypeError pending, as
// "int.__new__(X): X is not a type object (str)".
[[nodiscard]] inline bool checkNewClass(Object* cls, TypeIndex owner) {
  const char* own = typeSpec(owner).name;
  if (!isType(cls)) return raise(kTypeTypeError, "%s.__new__(X): X is not a type object (%T)", own, cls);
  Type* type = static_cast<Type*>(cls);
  if (type == builtinType(owner)) return true;
  if (!isSubtype(type, builtinType(owner))) {
    return raise(kTypeTypeError, "%s.__new__(%N): %N is not a subtype of %s", own, type, type, own);
  }
  // The nearest builtin class must be the owner, or its fields would stay unset.
  Type* base = type;
  while (base->is(kTypeHeap)) base = base->base_.get();
  if (base != builtinType(owner)) {
    return raise(kTypeTypeError, "%s.__new__(%N) is not safe, use %N.__new__()", own, type, base);
  }
  return true;
}

}  // namespace ophion
