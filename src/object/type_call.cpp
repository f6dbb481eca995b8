// Calling a class: __new__, then __init__; and type.__new__, which makes classes.
#include "object/allocate.h"
#include "object/arguments.h"
#include "object/binding.h"
#include "object/call_hooks.h"
#include "object/dict.h"
#include "object/function.h"
#include "object/native_special.h"
#include "object/object_type.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_flags.h"

namespace ophion {

Type* calculateMetaclass(Type* metaclass, Tuple* bases) {
  Type* winner = metaclass;
  for (uint32_t i = 0; i < bases->size_; ++i) {
    Type* candidate = typeOf(bases->at(i));
    if (isSubtype(winner, candidate)) continue;
    if (isSubtype(candidate, winner)) {
      winner = candidate;
      continue;
    }
    return raise(kTypeTypeError,
                 "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
                 "metaclasses of all its bases");
  }
  return winner;
}

namespace {

// A call with one more argument in front.
Ref<Object> callWithFirst(Object* function, Object* first, Object* const* args, size_t n, Tuple* keyword_names) {
  ArgumentRow row(n + 1);
  if (!row) return raised();
  row[0] = first;
  for (size_t i = 0; i < n; ++i) row[i + 1] = args[i];
  return callVector(function, row.get(), n + 1, keyword_names);
}

Ref<Object> callInit(Ref<Object> object, Object* const* args, size_t n, Tuple* keyword_names) {
  Type* type = typeOf(object.get());
  Object* init = lookupSpecial(type, Special::k_init);
  if (init == nullptr) return errorPending() ? Ref<Object>(raised()) : object;
  if (n == 0 && isObjectInit(init)) return object;
  Ref<Object> keep = share(init);
  ArgumentRow row(n + 1);
  if (!row) return raised();
  row[0] = object.get();
  for (size_t i = 0; i < n; ++i) row[i + 1] = args[i];
  Ref<Object> result = callSpecialVector(init, row.get(), n + 1, keyword_names);
  if (!result) return raised();
  if (!isNone(result.get())) {
    return raise(kTypeTypeError, "__init__() should return None, not '%T'", result.get());
  }
  return object;
}

Raised raiseNotMakeable(Type* type) {
  Ref<Str> full = typeFullName(type);
  if (!full) return raised();
  return raise(kTypeTypeError, "cannot create '%U' instances", full.get());
}

}  // namespace

namespace {

Ref<Object> makeAndInitialize(Type* type, Object* const* args, size_t n, Tuple* keyword_names);

}  // namespace

Ref<Object> callBuiltinType_mayRunPython(Object* const* args, size_t n) {
  Type* type = static_cast<Type*>(args[0]);
  OPHION_ASSERT(!type->is(kTypeHeap) && typeOf(type) == builtinType(kTypeType));
  if (type == builtinType(kTypeType) && n == 2) return share<Object>(typeOf(args[1]));
  if (type == builtinType(kTypeSuper) && n == 1) return newSuperOfFrame();
  NativeMaker maker = g_native_makers[type->index_];
  if (maker.make == 0 || type->is(kTypeDisallowInstantiation) || type == builtinType(kTypeType)) {
    return makeAndInitialize(type, args + 1, n - 1, nullptr);
  }
  // Its own __new__ may make its instances, and __init__ of object has nothing to say to a class that has one.
  Ref<Object> made = callNative(maker.make, args, n, nullptr);
  if (!made) return made;
  if (typeOf(made.get()) == type) return maker.has_init ? callInit(std::move(made), args + 1, n - 1, nullptr) : made;
  if (!isInstanceOf(made.get(), type)) return made;
  return callInit(std::move(made), args + 1, n - 1, nullptr);
}

Ref<Object> callType_mayRunPython(Type* type, Object* const* args, size_t n, Tuple* keyword_names) {
  constexpr size_t kFew = 6;
  if (type->is(kTypeHeap) || keyword_names != nullptr || n >= kFew || typeOf(type) != builtinType(kTypeType)) {
    return makeAndInitialize(type, args, n, keyword_names);
  }
  Object* row[kFew] = {type};
  for (size_t i = 0; i < n; ++i) row[i + 1] = args[i];
  return callBuiltinType_mayRunPython(row, n + 1);
}

namespace {

Ref<Object> makeAndInitialize(Type* type, Object* const* args, size_t n, Tuple* keyword_names) {
  if (type == builtinType(kTypeType)) {
    size_t positional = n - (keyword_names == nullptr ? 0 : keyword_names->size_);
    if (n == 1 && positional == 1) return share<Object>(typeOf(args[0]));
    if (positional == 1) return raise(kTypeTypeError, "type() takes no keyword arguments");
    if (positional != 3) return raise(kTypeTypeError, "type() takes 1 or 3 arguments");
  }
  if (type->is(kTypeDisallowInstantiation)) return raiseNotMakeable(type);
  Object* make = lookupSpecial(type, Special::k_new);
  if (make == nullptr) {
    return errorPending() ? raised() : raise(kTypeTypeError, "cannot create '%N' instances", type);
  }
  Ref<Object> bound;
  if (isExactStaticMethod(make)) {
    make = static_cast<ClassMethod*>(make)->function_.get();
  } else if (make->typeIndex() != kTypeNativeFunction) {
    bound = bindDescriptor_mayRunPython(make, nullptr, type);
    if (!bound) return raised();
    make = bound.get();
  }
  Ref<Object> keep_type = share<Object>(type);
  if (isObjectNew(make)) {
    // Builtin types that have no __new__ of their own are not made this way.
    if (type->layout_ != kTypeObject) return raiseNotMakeable(type);
    bool plain = !type->is(kTypeAbstract) && (n == 0 || !isObjectInit(lookupSpecial(type, Special::k_init)));
    if (plain) {
      Ref<Object> made = allocateInstance(type, sizeof(Object));
      return made ? callInit(std::move(made), args, n, keyword_names) : made;
    }
  }
  Ref<Object> keep = share(make);
  Ref<Object> made = callWithFirst(make, type, args, n, keyword_names);
  if (!made || !isInstanceOf(made.get(), type)) return made;
  return callInit(std::move(made), args, n, keyword_names);
}

}  // namespace

Ref<Object> typeNew(Object* const* args) {
  Type* metaclass = static_cast<Type*>(args[0]);
  Tuple* given = static_cast<Tuple*>(args[1]);
  Dict* keywords = static_cast<Dict*>(args[2]);
  if (given->size_ != 3) {
    return raise(kTypeTypeError, "type.__new__() takes exactly 3 arguments (%zd given)", size_t{given->size_});
  }
  Object* class_name = given->at(0);
  Object* bases_object = given->at(1);
  Object* dict = given->at(2);
  if (!isStrLayout(class_name)) {
    return raise(kTypeTypeError, "type.__new__() argument 1 must be str, not %T", class_name);
  }
  if (!isTupleLayout(bases_object)) {
    return raise(kTypeTypeError, "type.__new__() argument 2 must be tuple, not %T", bases_object);
  }
  if (!holdsDict(dict)) return raise(kTypeTypeError, "type.__new__() argument 3 must be dict, not %T", dict);
  Tuple* bases = static_cast<Tuple*>(bases_object);
  for (uint32_t i = 0; i < bases->size_; ++i) {
    if (isType(bases->at(i))) continue;
    if (lookupInType(typeOf(bases->at(i)), name(Name::__mro_entries__)) != nullptr) {
      return raise(kTypeTypeError, "type() doesn't support MRO entry resolution; use types.new_class()");
    }
  }
  Type* winner = calculateMetaclass(metaclass, bases);
  if (winner == nullptr) return raised();
  if (winner != metaclass) {
    Object* make = lookupSpecial(winner, Special::k_new);
    if (make != nullptr && make != lookupSpecial(builtinType(kTypeType), Special::k_new)) {
      if (isExactStaticMethod(make)) make = static_cast<ClassMethod*>(make)->function_.get();
      Ref<Tuple> all = newTupleOf({winner, class_name, bases_object, dict});
      if (!all) return raised();
      return callWithTuple(make, all.get(), keywords);
    }
  }
  return makeType(winner, static_cast<Str*>(class_name), bases, static_cast<Dict*>(dict), keywords);
}

Ref<Object> typeInit(Object* const* args) {
  Tuple* given = static_cast<Tuple*>(args[1]);
  Dict* keywords = static_cast<Dict*>(args[2]);
  if (keywords != nullptr && keywords->used_ != 0 && given->size_ == 1) {
    return raise(kTypeTypeError, "type.__init__() takes no keyword arguments");
  }
  if (given->size_ != 1 && given->size_ != 3) return raise(kTypeTypeError, "type.__init__() takes 1 or 3 arguments");
  return newNone();
}

}  // namespace ophion
