// The module _functools: partial, reduce, cmp_to_key; lru_cache is in modules/lru_cache.cpp.
#include "modules/functools.h"

#include "object/dict.h"
#include "object/int.h"
#include "object/list.h"
#include "object/make_instance.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str_builder.h"
#include "object/tuple.h"
#include "object/walk.h"

namespace ophion {

namespace {

// --- partial ---

FunctoolsPartial* partial(Object* const* args) { return static_cast<FunctoolsPartial*>(args[0]); }

Ref<Tuple> joined(Tuple* a, const Slot<Object>* more, size_t n) {
  if (n == 0) return newTupleFromSlots(a->items(), a->size_);
  Ref<Tuple> made = newTuple(a->size_ + n);
  if (!made) return made;
  for (size_t i = 0; i < a->size_; ++i) made->items()[i].init(share(a->at(i)));
  for (size_t i = 0; i < n; ++i) made->items()[a->size_ + i].init(more[i].share());
  return made;
}

Ref<Object> makePartial(Object* const* args) {
  Tuple* given = static_cast<Tuple*>(args[1]);
  if (given->size_ == 0) return raise(kTypeTypeError, "type 'partial' takes at least one argument");
  if (!isCallable(given->at(0))) return raise(kTypeTypeError, "the first argument must be callable");
  Ref<Object> function = share(given->at(0));
  Ref<Tuple> arguments;
  Ref<Dict> keywords;
  bool flat = isExactFunctoolsPartial(function.get());
  if (flat) {
    // A partial of a partial calls the innermost function at once.
    FunctoolsPartial* inner = static_cast<FunctoolsPartial*>(given->at(0));
    function = inner->function_.share();
    arguments = joined(inner->arguments_.get(), given->items() + 1, given->size_ - 1);
    keywords = copyDict(inner->keywords_.get());
  } else {
    arguments = newTupleFromSlots(given->items() + 1, given->size_ - 1);
    keywords = newDict();
  }
  if (!arguments || !keywords) return raised();
  if (args[2] != nullptr && !updateDict_mayRunPython(keywords.get(), args[2], true)) return raised();
  Ref<Object> made = allocateInstance(static_cast<Type*>(args[0]), sizeof(FunctoolsPartial));
  if (!made) return made;
  FunctoolsPartial* self = static_cast<FunctoolsPartial*>(made.get());
  self->function_ = nullptr;
  self->arguments_ = nullptr;
  self->keywords_ = nullptr;
  self->function_.init(std::move(function));
  self->arguments_.init(std::move(arguments));
  self->keywords_.init(std::move(keywords));
  return made;
}

Ref<Object> callPartial(Object* const* args) {
  FunctoolsPartial* self = partial(args);
  if (self->function_.isNull()) return raise(kTypeTypeError, "partial has been cleared");
  Ref<Object> function = self->function_.share();
  Tuple* more = static_cast<Tuple*>(args[1]);
  Ref<Tuple> arguments = joined(self->arguments_.get(), more->items(), more->size_);
  if (!arguments) return raised();
  Ref<Dict> keywords = self->keywords_.share();
  if (args[2] != nullptr) {
    keywords = copyDict(keywords.get());
    if (!keywords || !updateDict_mayRunPython(keywords.get(), args[2], true)) return raised();
  }
  return callWithTuple(function.get(), arguments.get(), keywords->used_ == 0 ? nullptr : keywords.get());
}

bool showArguments(StrBuilder& out, FunctoolsPartial* self) {
  Ref<Str> text = reprOf(self->function_.get());
  if (!text || !out.append(text.get())) return false;
  Ref<Tuple> arguments = self->arguments_.share();
  for (size_t i = 0; i < arguments->size_; ++i) {
    text = reprOf(arguments->at(i));
    if (!text || !out.appendAscii(", ") || !out.append(text.get())) return false;
  }
  Ref<Dict> keywords = self->keywords_.share();
  size_t position = 0;
  Object *key, *value;
  while (nextEntry(keywords.get(), &position, &key, &value)) {
    Ref<Object> held = share(value);
    Ref<Str> key_text = strOf(key);
    text = key_text ? reprOf(held.get()) : Ref<Str>(nullptr);
    if (!text || !out.appendAscii(", ") || !out.append(key_text.get()) || !out.append(U'=') ||
        !out.append(text.get())) {
      return false;
    }
  }
  return true;
}

Ref<Object> showPartial(Object* const* args) {
  bool failed = false;
  if (!enterRepr(args[0], &failed)) return failed ? Ref<Object>(nullptr) : Ref<Object>(newAscii("..."));
  StrBuilder out;
  const char* owner = isExactFunctoolsPartial(args[0]) ? "functools." : "";
  bool fine = out.appendAscii(owner) && out.appendUtf8(typeNameOf(args[0])) && out.append(U'(') &&
              showArguments(out, partial(args)) && out.append(U')');
  leaveRepr(args[0]);
  return fine ? Ref<Object>(out.finish()) : raised();
}

Ref<Object> reducePartial(Object* const* args) {
  FunctoolsPartial* self = partial(args);
  Ref<Object> own = getAttr(self, Name::__dict__);
  if (!own) return own;
  Ref<Tuple> given = newTupleOf({self->function_.get()});
  Ref<Tuple> its_state = newTupleOf({self->function_.get(), self->arguments_.get(), self->keywords_.get(), own.get()});
  return given && its_state ? Ref<Object>(newTupleOf({typeOf(self), given.get(), its_state.get()})) : raised();
}

Ref<Object> setPartialState(Object* const* args) {
  FunctoolsPartial* self = partial(args);
  Tuple* its_state = static_cast<Tuple*>(args[1]);
  if (!isTupleLayout(args[1]) || its_state->size_ != 4 || !isCallable(its_state->at(0)) ||
      !isTupleLayout(its_state->at(1)) || !(holdsDict(its_state->at(2)) || isNone(its_state->at(2)))) {
    return raise(kTypeTypeError, "invalid partial state");
  }
  Ref<Tuple> arguments = toTuple_mayRunPython(its_state->at(1));
  Ref<Dict> keywords = isNone(its_state->at(2)) ? newDict() : copyDict(static_cast<Dict*>(its_state->at(2)));
  if (!arguments || !keywords) return raised();
  if (!isNone(its_state->at(3)) && !setAttr(self, name(Name::__dict__), its_state->at(3))) return raised();
  self->function_.assign(share(its_state->at(0)));
  self->arguments_.assign(std::move(arguments));
  self->keywords_.assign(std::move(keywords));
  return newNone();
}

Ref<Object> getFunction(Object* self) { return static_cast<FunctoolsPartial*>(self)->function_.share(); }
Ref<Object> getArguments(Object* self) { return static_cast<FunctoolsPartial*>(self)->arguments_.share(); }
Ref<Object> getKeywords(Object* self) { return static_cast<FunctoolsPartial*>(self)->keywords_.share(); }

constexpr NativeDef kPartialMethods[] = {
    {"__new__", "cls, /, *args, **keywords", makePartial, nullptr, NativeKind::StaticMethod},
    {"__call__", "self, /, *args, **kwargs", callPartial, "Call self as a function."},
    {"__repr__", "self, /", showPartial, "Return repr(self)."},
    {"__reduce__", "self, /", reducePartial},
    {"__setstate__", "self, state, /", setPartialState},
    {"__class_getitem__", "cls, object, /", classGetItem, "See PEP 585", NativeKind::ClassMethod},
};
constexpr GetSetDef kPartialAttributes[] = {
    {"func", getFunction, nullptr, "function object to use in future partial calls"},
    {"args", getArguments, nullptr, "tuple of arguments to future partial calls"},
    {"keywords", getKeywords, nullptr, "dictionary of keyword arguments to future partial calls"},
};

// --- cmp_to_key ---

FunctoolsKeyWrapper* wrapper(Object* object) { return static_cast<FunctoolsKeyWrapper*>(object); }

Ref<Object> newKeyWrapper(Object* compare, Object* object_or_null) {
  Ref<FunctoolsKeyWrapper> made = allocateContainer<FunctoolsKeyWrapper>(kTypeFunctoolsKeyWrapper);
  if (!made) return raised();
  made->compare_.init(share(compare));
  if (object_or_null != nullptr) made->object_.init(share(object_or_null));
  return made;
}

Ref<Object> comparisonToKey(Object* const* args) { return newKeyWrapper(args[0], nullptr); }
Ref<Object> wrap(Object* const* args) { return newKeyWrapper(wrapper(args[0])->compare_.get(), args[1]); }

template <Compare op>
Ref<Object> compareWrapped(Object* const* args) {
  if (!isExactFunctoolsKeyWrapper(args[1])) return raise(kTypeTypeError, "other argument must be K instance");
  Ref<Object> x = wrapper(args[0])->object_.share();
  Ref<Object> y = wrapper(args[1])->object_.share();
  if (!x || !y) return raise(kTypeAttributeError, "object");
  Ref<Object> compare = wrapper(args[0])->compare_.share();
  Ref<Object> order = call(compare.get(), x.get(), y.get());
  Ref<Int> zero = newInt(0);
  return order && zero ? richCompare(order.get(), zero.get(), op) : raised();
}

Ref<Object> getWrapped(Object* self) {
  return wrapper(self)->object_.isNull() ? newNone() : wrapper(self)->object_.share();
}
bool setWrapped(Object* self, Object* value) {
  Ref<Object> old = wrapper(self)->object_.take();
  if (value != nullptr) wrapper(self)->object_.init(share(value));
  return true;
}

constexpr NativeDef kKeyWrapperMethods[] = {
    {"__call__", "self, /, obj", wrap, "Call self as a function."},
    {"__eq__", "self, value, /", compareWrapped<Compare::Eq>, "Return self==value."},
    {"__ne__", "self, value, /", compareWrapped<Compare::Ne>, "Return self!=value."},
    {"__lt__", "self, value, /", compareWrapped<Compare::Lt>, "Return self<value."},
    {"__le__", "self, value, /", compareWrapped<Compare::Le>, "Return self<=value."},
    {"__gt__", "self, value, /", compareWrapped<Compare::Gt>, "Return self>value."},
    {"__ge__", "self, value, /", compareWrapped<Compare::Ge>, "Return self>=value."},
    {"__hash__", "self, /", nullptr},
};
constexpr GetSetDef kKeyWrapperAttributes[] = {{"obj", getWrapped, setWrapped, "Value wrapped by a key function."}};

// --- reduce ---

Ref<Object> reduce(Object* const* args) {
  Walk walk(args[1]);
  if (walk.failed()) {
    if (errorMatches(kTypeTypeError)) return raise(kTypeTypeError, "reduce() arg 2 must support iteration");
    return raised();
  }
  Ref<Object> result = Ref<Object>::shareOrNull(args[2]);
  while (Ref<Object> item = walk.next_mayRunPython()) {
    result = result ? call(args[0], result.get(), item.get()) : item;
    if (!result) return result;
  }
  if (errorPending()) return raised();
  if (!result) return raise(kTypeTypeError, "reduce() of empty iterable with no initial value");
  return result;
}

constexpr NativeDef kFunctions[] = {
    {"reduce", "function, iterable, initial=None, /", reduce,
     "reduce(function, iterable[, initial]) -> value\n\nApply a function of two arguments cumulatively to the items of "
     "a "
     "sequence\nor iterable, from left to right, so as to reduce the iterable to a single\nvalue.",
     NativeKind::Function},
    {"cmp_to_key", "mycmp", comparisonToKey, "Convert a cmp= function into a key= function.", NativeKind::Function},
};

constexpr TypeIndex kTypes[] = {kTypeFunctoolsPartial, kTypeFunctoolsLruCache};

}  // namespace

extern const ModuleSpec kFunctoolsModule;
const ModuleSpec kFunctoolsModule = {"_functools", "Tools that operate on functions.", kFunctions, kTypes};

const TypeSpec kFunctoolsPartialSpec = {"partial",
                                        "functools",
                                        slotRowLayout<FunctoolsPartial, 3>("partial"),
                                        kTypeBase | kTypeInstancesHaveDict | kTypeInstancesWeakReferable,
                                        kPartialMethods,
                                        kPartialAttributes,
                                        "partial(func, *args, **keywords) - new function with partial application\n    "
                                        "of the given arguments and keywords.\n"};
const TypeSpec kFunctoolsKeyWrapperSpec = {"KeyWrapper",
                                           "functools",
                                           slotRowLayout<FunctoolsKeyWrapper, 2>("KeyWrapper"),
                                           kTypeDisallowInstantiation,
                                           kKeyWrapperMethods,
                                           kKeyWrapperAttributes};

}  // namespace ophion
