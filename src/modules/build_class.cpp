// The class statement: what happens between `class C(bases, **keywords):` and the finished class.
#include "code/code.h"
#include "modules/builtins.h"
#include "object/binding.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/function.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

// Bases that are no classes may name others through __mro_entries__ (PEP 560). The same tuple where none does.
Ref<Tuple> resolveBases(Tuple* bases) {
  Ref<List> resolved;
  for (uint32_t i = 0; i < bases->size_; ++i) {
    Object* base = bases->at(i);
    Ref<Object> entries;
    if (!isType(base)) {
      bool failed = false;
      Ref<Object> method = getAttrOrNull(base, Name::__mro_entries__, &failed);
      if (failed) return raised();
      if (method) {
        entries = call(method.get(), bases);
        if (!entries) return raised();
        if (!isTupleLayout(entries.get())) return raise(kTypeTypeError, "__mro_entries__ must return a tuple");
      }
    }
    if (entries && !resolved) {
      resolved = newListFromSlots(bases->items(), i);
      if (!resolved) return raised();
    }
    if (entries) {
      if (!extendList_mayRunPython(resolved.get(), entries.get())) return raised();
    } else if (resolved && !appendToList(resolved.get(), base)) {
      return raised();
    }
  }
  if (!resolved) return share(bases);
  return newTupleFromSlots(resolved->items(), resolved->size_);
}

// The metaclass that keywords and bases ask for; its keyword is removed. Counted.
Ref<Object> chooseMetaclass(Tuple* bases, Dict* keywords) {
  Object* given = keywords == nullptr ? nullptr : getStrBorrowed(keywords, name(Name::metaclass));
  Ref<Object> metaclass;
  if (given != nullptr) {
    metaclass = share(given);
    bool found = false;
    if (!deleteStr(keywords, name(Name::metaclass), &found)) return raised();
  } else {
    metaclass = bases->size_ == 0 ? share<Object>(builtinType(kTypeType)) : share<Object>(typeOf(bases->at(0)));
  }
  if (!isType(metaclass.get())) return metaclass;
  Type* winner = calculateMetaclass(static_cast<Type*>(metaclass.get()), bases);
  return winner == nullptr ? raised() : share<Object>(winner);
}

Ref<Object> prepareNamespace(Object* metaclass, Object* class_name, Tuple* bases, Dict* keywords) {
  bool failed = false;
  Ref<Object> prepare = getAttrOrNull(metaclass, Name::__prepare__, &failed);
  if (failed) return raised();
  if (!prepare) return newDict();
  Ref<Tuple> args = newTupleOf({class_name, bases});
  Ref<Object> space = args ? callWithTuple(prepare.get(), args.get(), keywords) : nullptr;
  if (!space) return raised();
  if (!holdsDict(space.get()) && lookupSpecial(space.get(), Special::k_getitem) == nullptr) {
    if (isType(metaclass)) {
      return raise(kTypeTypeError, "%N.__prepare__() must return a mapping, not %T", static_cast<Type*>(metaclass),
                   space.get());
    }
    return raise(kTypeTypeError, "<metaclass>.__prepare__() must return a mapping, not %T", space.get());
  }
  return space;
}

// The class's methods that use super() or __class__ share a cell; type.__new__ fills it.
bool checkClassCell(Object* cell, Object* cls, Object* class_name) {
  if (cell == nullptr || !isExactCell(cell) || !isType(cls)) return true;
  Object* filled = static_cast<Cell*>(cell)->value_.getOrNull();
  if (filled == cls) return true;
  if (filled == nullptr) {
    return raise(kTypeRuntimeError,
                 "__class__ not set defining %R as %R. Was __classcell__ propagated to type.__new__?", class_name, cls);
  }
  return raise(kTypeTypeError, "__class__ set to %R defining %R as %R", filled, class_name, cls);
}

}  // namespace

Ref<Object> builtinBuildClass(Object* const* args) {
  Object* body = args[0];
  Object* class_name = args[1];
  Tuple* given_bases = static_cast<Tuple*>(args[2]);
  if (!isExactFunction(body)) return raise(kTypeTypeError, "__build_class__: func must be a function");
  if (!isStrLayout(class_name)) return raise(kTypeTypeError, "__build_class__: name is not a string");
  Ref<Tuple> bases = resolveBases(given_bases);
  if (!bases) return raised();
  Ref<Dict> keywords = args[3] == nullptr ? Ref<Dict>() : copyDict(static_cast<Dict*>(args[3]));
  if (args[3] != nullptr && !keywords) return raised();
  Ref<Object> metaclass = chooseMetaclass(bases.get(), keywords.get());
  if (!metaclass) return raised();
  Dict* rest = keywords && keywords->used_ != 0 ? keywords.get() : nullptr;
  Ref<Object> space = prepareNamespace(metaclass.get(), class_name, bases.get(), rest);
  if (!space) return raised();
  // The body's only parameter is its namespace.
  Object* body_args[] = {space.get()};
  Ref<Object> cell = callVector(body, body_args, 1, nullptr);
  if (!cell) return raised();
  if (bases.get() != given_bases) {
    Ref<Str> key = internText("__orig_bases__");
    if (!key || !setItem(space.get(), key.get(), given_bases)) return raised();
  }
  Ref<Tuple> class_args = newTupleOf({class_name, bases.get(), space.get()});
  Ref<Object> cls = class_args ? callWithTuple(metaclass.get(), class_args.get(), rest) : nullptr;
  if (!cls || !checkClassCell(cell.get(), cls.get(), class_name)) return raised();
  return cls;
}

}  // namespace ophion
