// The type of `list[int]`: a class with arguments, and the substitution of type variables among them.
#include "object/generic_alias.h"

#include "object/binding.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/union_type.h"

namespace ophion {

namespace {

GenericAlias* self(Object* object) { return static_cast<GenericAlias*>(object); }
Tuple* argsOf(Object* object) { return static_cast<Tuple*>(self(object)->args_.get()); }

bool listHolds(List* list, Object* item) {
  for (uint32_t i = 0; i < list->size_; ++i) {
    if (list->at(i) == item) return true;
  }
  return false;
}

int64_t indexIn(Tuple* tuple, Object* item) {
  for (uint32_t i = 0; i < tuple->size_; ++i) {
    if (tuple->at(i) == item) return i;
  }
  return -1;
}

// The __parameters__ of something that has type variables; null without an exception where it has none.
Ref<Tuple> parametersOf(Object* object, bool* failed) {
  Ref<Object> found = getAttrOrNull(object, Name::__parameters__, failed);
  if (!found || !isTupleLayout(found.get())) return nullptr;
  return std::move(found).castTo<Tuple>();
}

bool hasSubstitution(Object* object, bool* failed) {
  return static_cast<bool>(getAttrOrNull(object, Name::__typing_subst__, failed));
}

}  // namespace

Ref<Object> newGenericAlias(Object* origin, Object* args) {
  Ref<GenericAlias> made = allocateContainer<GenericAlias>(kTypeGenericAlias);
  Ref<Tuple> row = isTupleLayout(args) ? share(static_cast<Tuple*>(args)) : newTupleOf({args});
  if (!made || !row) return raised();
  made->origin_.init(share(origin));
  made->args_.init(Ref<Object>(std::move(row)));
  return made;
}

Ref<Object> collectParameters_mayRunPython(Object* args_object) {
  Ref<Tuple> args = share(static_cast<Tuple*>(args_object));
  Ref<List> found = newList();
  if (!found) return raised();
  for (uint32_t i = 0; i < args->size_; ++i) {
    Object* arg = args->at(i);
    bool failed = false;
    // A class's own __parameters__ are not variables of this alias.
    if (isType(arg)) continue;
    if (hasSubstitution(arg, &failed)) {
      if (!listHolds(found.get(), arg) && !appendToList(found.get(), arg)) return raised();
      continue;
    }
    if (failed) return raised();
    Ref<Tuple> inner = parametersOf(arg, &failed);
    if (failed) return raised();
    for (uint32_t k = 0; inner && k < inner->size_; ++k) {
      if (!listHolds(found.get(), inner->at(k)) && !appendToList(found.get(), inner->at(k))) return raised();
    }
  }
  return newTupleFromSlots(found->size_ == 0 ? nullptr : found->items(), found->size_);
}

namespace {

// arg[the arguments for its own parameters]
Ref<Object> substituteInner(Object* arg, Tuple* parameters, Tuple* items) {
  bool failed = false;
  Ref<Tuple> inner = parametersOf(arg, &failed);
  if (failed) return raised();
  if (!inner || inner->size_ == 0) return share(arg);
  Ref<List> chosen = newList(inner->size_);
  if (!chosen) return raised();
  for (uint32_t i = 0; i < inner->size_; ++i) {
    int64_t at = indexIn(parameters, inner->at(i));
    if (at < 0 || at >= items->size_) {
      if (!appendToList(chosen.get(), inner->at(i))) return raised();
      continue;
    }
    Object* item = items->at(static_cast<size_t>(at));
    // A parameter that stands for any number of arguments got them as a tuple.
    bool ok = isTupleLayout(item) ? extendList_mayRunPython(chosen.get(), item) : appendToList(chosen.get(), item);
    if (!ok) return raised();
  }
  Ref<Tuple> key = newTupleFromSlots(chosen->size_ == 0 ? nullptr : chosen->items(), chosen->size_);
  return key ? getItem(arg, key.get()) : Ref<Object>(raised());
}

Ref<Tuple> prepareItems(Object* self_object, Tuple* parameters, Object* item) {
  Ref<Object> given = isTupleLayout(item) ? share(item) : Ref<Object>(newTupleOf({item}));
  if (!given) return raised();
  Ref<Str> prepare_name = internText("__typing_prepare_subst__");
  if (!prepare_name) return raised();
  for (uint32_t i = 0; i < parameters->size_; ++i) {
    bool failed = false;
    Ref<Object> prepare = getAttrOrNull(parameters->at(i), prepare_name.get(), &failed);
    if (failed) return raised();
    if (!prepare || isNone(prepare.get())) continue;
    given = call(prepare.get(), self_object, given.get());
    if (!given) return raised();
  }
  return toTuple_mayRunPython(given.get());
}

bool isUnpacked(Object* arg, bool* failed) {
  if (isType(arg)) return false;
  Ref<Str> text = internText("__typing_is_unpacked_typevartuple__");
  Ref<Object> flag = text ? getAttrOrNull(arg, text.get(), failed) : nullptr;
  if (*failed || !flag) return false;
  int truth = isTrue(flag.get());
  *failed = truth < 0;
  return truth > 0;
}

}  // namespace

Ref<Tuple> substituteParameters_mayRunPython(Object* self_object, Tuple* args, Tuple* parameters, Object* item) {
  if (parameters->size_ == 0) return raise(kTypeTypeError, "%R is not a generic class", self_object);
  Ref<Tuple> items = prepareItems(self_object, parameters, item);
  if (!items) return raised();
  if (items->size_ != parameters->size_) {
    return raise(kTypeTypeError, "Too %s arguments for %R; actual %u, expected %u",
                 items->size_ > parameters->size_ ? "many" : "few", self_object, items->size_, parameters->size_);
  }
  Ref<Tuple> keep = share(args);
  Ref<List> made = newList(args->size_);
  if (!made) return raised();
  for (uint32_t i = 0; i < args->size_; ++i) {
    Object* arg = args->at(i);
    bool failed = false;
    if (isType(arg)) {
      if (!appendToList(made.get(), arg)) return raised();
      continue;
    }
    bool unpacked = isUnpacked(arg, &failed);
    if (failed) return raised();
    Ref<Object> substitute = getAttrOrNull(arg, Name::__typing_subst__, &failed);
    if (failed) return raised();
    int64_t at = indexIn(parameters, arg);
    Ref<Object> value = substitute && at >= 0 ? call(substitute.get(), items->at(static_cast<size_t>(at)))
                                              : substituteInner(arg, parameters, items.get());
    if (!value) return raised();
    bool ok = unpacked && isTupleLayout(value.get()) ? extendList_mayRunPython(made.get(), value.get())
                                                     : appendToList(made.get(), value.get());
    if (!ok) return raised();
  }
  return newTupleFromSlots(made->size_ == 0 ? nullptr : made->items(), made->size_);
}

namespace {

// How one argument shows itself: a class by its full name, ... as three dots, a list of arguments in brackets.
Ref<Str> argumentText(Object* arg) {
  if (arg == ellipsis()) return newAscii("...");
  if (isExactList(arg)) {
    Ref<Str> text = emptyStr();
    List* list = static_cast<List*>(arg);
    for (uint32_t i = 0; text && i < list->size_; ++i) {
      Ref<Object> item = share(list->at(i));
      Ref<Str> part = argumentText(item.get());
      text = part ? formatStr("%U%s%U", text.get(), i == 0 ? "" : ", ", part.get()) : part;
    }
    return text ? formatStr("[%U]", text.get()) : text;
  }
  if (isExactGenericAlias(arg)) return reprOf(arg);
  bool failed = false;
  Ref<Object> qualified = getAttrOrNull(arg, Name::__qualname__, &failed);
  Ref<Object> module = failed || !qualified ? nullptr : getAttrOrNull(arg, Name::__module__, &failed);
  if (failed) return raised();
  if (!qualified || !module || isNone(module.get())) return reprOf(arg);
  if (isStrLayout(module.get()) && equalsAscii(static_cast<Str*>(module.get()), "builtins"))
    return strOf(qualified.get());
  return formatStr("%S.%S", module.get(), qualified.get());
}

Ref<Object> aliasRepr(Object* const* args) {
  NativeRecursion guard(" while getting the repr of an object");
  if (guard.exceeded()) return raised();
  Ref<Tuple> row = share(argsOf(args[0]));
  Ref<Str> text = argumentText(self(args[0])->origin_.get());
  if (!text) return raised();
  text = formatStr("%s%U[", self(args[0])->starred_ ? "*" : "", text.get());
  for (uint32_t i = 0; text && i < row->size_; ++i) {
    Ref<Str> part = argumentText(row->at(i));
    text = part ? formatStr("%U%s%U", text.get(), i == 0 ? "" : ", ", part.get()) : part;
  }
  if (!text) return raised();
  return formatStr("%U%s]", text.get(), row->size_ == 0 ? "()" : "");
}

Ref<Object> aliasNew(Object* const* args) { return newGenericAlias(args[1], args[2]); }

Ref<Object> aliasCall(Object* const* args) {
  Ref<Object> origin = self(args[0])->origin_.share();
  Ref<Object> made = callWithTuple(origin.get(), static_cast<Tuple*>(args[1]), static_cast<Dict*>(args[2]));
  if (!made) return raised();
  // Instances that can tell are told what made them.
  if (!setAttr(made.get(), name(Name::__orig_class__), args[0])) {
    if (!errorMatches(kTypeAttributeError) && !errorMatches(kTypeTypeError)) return raised();
    clearError();
  }
  return made;
}

Ref<Object> getParameters(Object* object) {
  GenericAlias* alias = self(object);
  if (!alias->parameters_) {
    Ref<Object> found = collectParameters_mayRunPython(alias->args_.get());
    if (!found) return raised();
    alias->parameters_.assign(std::move(found));
  }
  return alias->parameters_.share();
}

Ref<Object> aliasGetitem(Object* const* args) {
  Ref<Object> parameters = getParameters(args[0]);
  if (!parameters) return raised();
  Ref<Tuple> row =
      substituteParameters_mayRunPython(args[0], argsOf(args[0]), static_cast<Tuple*>(parameters.get()), args[1]);
  if (!row) return raised();
  Ref<Object> made = newGenericAlias(self(args[0])->origin_.get(), row.get());
  if (made) self(made.get())->starred_ = self(args[0])->starred_;
  return made;
}

Ref<Object> aliasHash(Object* const* args) {
  int64_t a = 0, b = 0;
  if (!hashObject(self(args[0])->origin_.get(), &a) || !hashObject(self(args[0])->args_.get(), &b)) return raised();
  int64_t hash = a ^ b;
  return newInt(hash == -1 ? -2 : hash);
}

Ref<Object> aliasEq(Object* const* args) {
  if (!isExactGenericAlias(args[1])) return newNotImplemented();
  GenericAlias* a = self(args[0]);
  GenericAlias* b = self(args[1]);
  if (a->starred_ != b->starred_) return newBool(false);
  int equal = equalObjects(a->origin_.get(), b->origin_.get());
  if (equal > 0) equal = equalObjects(a->args_.get(), b->args_.get());
  return equal < 0 ? Ref<Object>(raised()) : newBool(equal != 0);
}

// Names that the alias answers itself; all others it asks its origin for.
Ref<Object> aliasGetattribute(Object* const* args) {
  static constexpr std::string_view kOwn[] = {"__class__",       "__origin__",     "__args__",
                                              "__unpacked__",    "__parameters__", "__typing_unpacked_tuple_args__",
                                              "__mro_entries__", "__reduce_ex__",  "__reduce__",
                                              "__copy__",        "__deepcopy__"};
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "attribute name must be string, not '%T'", args[1]);
  Str* attribute = static_cast<Str*>(args[1]);
  for (std::string_view own : kOwn) {
    if (equalsAscii(attribute, own)) return genericGetAttr(args[0], attribute);
  }
  return getAttr(self(args[0])->origin_.get(), attribute);
}

Ref<Object> aliasMroEntries(Object* const* args) { return newTupleOf({self(args[0])->origin_.get()}); }
Ref<Object> aliasInstancecheck(Object* const*) {
  return raise(kTypeTypeError, "isinstance() argument 2 cannot be a parameterized generic");
}
Ref<Object> aliasSubclasscheck(Object* const*) {
  return raise(kTypeTypeError, "issubclass() argument 2 cannot be a parameterized generic");
}
Ref<Object> aliasReduce(Object* const* args) {
  GenericAlias* alias = self(args[0]);
  Ref<Tuple> row = newTupleOf({alias->origin_.get(), alias->args_.get()});
  return row ? Ref<Object>(newTupleOf({builtinType(kTypeGenericAlias), row.get()})) : Ref<Object>(raised());
}
Ref<Object> aliasOr(Object* const* args) { return newUnion_mayRunPython(args[0], args[1]); }
Ref<Object> aliasRor(Object* const* args) { return newUnion_mayRunPython(args[1], args[0]); }

// *alias, once: the alias as an unpacked one.
Ref<Object> aliasIter(Object* const* args) {
  Ref<Object> starred = newGenericAlias(self(args[0])->origin_.get(), self(args[0])->args_.get());
  if (!starred) return raised();
  self(starred.get())->starred_ = true;
  Ref<Tuple> row = newTupleOf({starred.get()});
  return row ? getIter(row.get()) : Ref<Object>(raised());
}

Ref<Object> aliasDir(Object* const* args) { return callMethod(self(args[0])->origin_.get(), Name::__dir__); }

Ref<Object> getOrigin(Object* object) { return self(object)->origin_.share(); }
Ref<Object> getArgs(Object* object) { return self(object)->args_.share(); }
Ref<Object> getUnpacked(Object* object) { return newBool(self(object)->starred_); }
Ref<Object> getUnpackedArgs(Object* object) {
  bool unpacked = self(object)->starred_ && self(object)->origin_.get() == builtinType(kTypeTuple);
  return unpacked ? self(object)->args_.share() : newNone();
}

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, origin, args, /", aliasNew, nullptr, NativeKind::StaticMethod},
    {"__repr__", "self, /", aliasRepr},
    {"__call__", "self, /, *args, **kwargs", aliasCall},
    {"__getitem__", "self, key, /", aliasGetitem},
    {"__hash__", "self, /", aliasHash},
    {"__eq__", "self, value, /", aliasEq},
    {"__getattribute__", "self, name, /", aliasGetattribute},
    {"__mro_entries__", "self, bases, /", aliasMroEntries},
    {"__instancecheck__", "self, instance, /", aliasInstancecheck},
    {"__subclasscheck__", "self, cls, /", aliasSubclasscheck},
    {"__reduce__", "self, /", aliasReduce},
    {"__dir__", "self, /", aliasDir},
    {"__or__", "self, value, /", aliasOr},
    {"__ror__", "self, value, /", aliasRor},
    {"__iter__", "self, /", aliasIter},
};
constexpr GetSetDef kGetSets[] = {
    asMember({"__origin__", getOrigin}),
    asMember({"__args__", getArgs}),
    {"__parameters__", getParameters, nullptr, "Type variables in the GenericAlias."},
    asMember({"__unpacked__", getUnpacked}),
    {"__typing_unpacked_tuple_args__", getUnpackedArgs},
};

}  // namespace

const TypeSpec kGenericAliasSpec = {"GenericAlias",
                                    "types",
                                    slotRowLayout<GenericAlias, 3>("GenericAlias"),
                                    kTypeBase | kTypeInstancesWeakReferable,
                                    kMethods,
                                    kGetSets,
                                    "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list "
                                    "and t.__args__ is (int,)."};

}  // namespace ophion
