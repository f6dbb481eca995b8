// The module _contextvars. A Context is a dict from variables to values; copies are made whole.
#include "modules/module_constants.h"
#include "modules/module_state.h"
#include "object/allocate.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/int.h"
#include "object/make_instance.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/str_methods.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

struct ContextVar : Object {
  Slot<Object> name_;
  Slot<Object> default_;  // null: none
};
struct Context : Object {
  Slot<Dict> values_;
  Slot<Object> previous_;  // the context that was entered before this one
  bool entered_;
};
struct ContextToken : Object {
  Slot<Object> context_, var_;
  Slot<Object> old_;  // null: the variable had no value
  bool used_;
};
// Token.MISSING
struct Token : Object {};

namespace {

constexpr NativeKind kFunction = NativeKind::Function;

Context* contextOf(Object* o) { return static_cast<Context*>(o); }
ContextVar* varOf(Object* o) { return static_cast<ContextVar*>(o); }
ContextToken* tokenOf(Object* o) { return static_cast<ContextToken*>(o); }

Ref<Context> newContext(Dict* values_or_null) {
  Ref<Context> context = allocateContainer<Context>(kTypeContext);
  Ref<Dict> values = values_or_null == nullptr ? newDict() : copyDict(values_or_null);
  if (!context || !values) return raised();
  context->values_.init(std::move(values));
  return context;
}

Ref<Context> currentContext() {
  Slot<Object>& now = moduleState().context_;
  if (!now) {
    Ref<Context> fresh = newContext(nullptr);
    if (!fresh) return raised();
    now.init(Ref<Object>(std::move(fresh)));
  }
  return now.share().castTo<Context>();
}

Ref<Object> missing() {
  Ref<Str> key = internText("MISSING");
  Object* found = key ? getStrBorrowed(typeDict(builtinType(kTypeContextToken)), key.get()) : nullptr;
  return found == nullptr ? Ref<Object>(raised()) : share(found);
}

// --- variables ---

Ref<Object> makeVar(Object* const* args) {
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "context variable name must be a str");
  Ref<ContextVar> var = allocateContainer<ContextVar>(kTypeContextVar);
  if (!var) return raised();
  var->name_.init(share(args[1]));
  if (args[2] != nullptr) var->default_.init(share(args[2]));
  return var;
}

Ref<Object> getVar(Object* const* args) {
  Object* value = nullptr;
  if (moduleState().context_) {
    Ref<Context> now = currentContext();
    int found = getItem_mayRunPython(now->values_.get(), args[0], &value);
    if (found < 0) return raised();
    if (found > 0) return share(value);
  }
  if (args[1] != nullptr) return share(args[1]);
  if (varOf(args[0])->default_) return varOf(args[0])->default_.share();
  return raiseObject(kTypeLookupError, args[0]);
}

Ref<Object> setVar(Object* const* args) {
  Ref<Context> now = currentContext();
  Ref<ContextToken> token = allocateContainer<ContextToken>(kTypeContextToken);
  if (!now || !token) return raised();
  Object* old = nullptr;
  if (getItem_mayRunPython(now->values_.get(), args[0], &old) < 0) return raised();
  token->context_.init(Ref<Object>(now));
  token->var_.init(share(args[0]));
  if (old != nullptr) token->old_.init(share(old));
  return setItem_mayRunPython(now->values_.get(), args[0], args[1]) ? Ref<Object>(token) : nullptr;
}

Ref<Object> resetVar(Object* const* args) {
  if (!isExactContextToken(args[1])) {
    return raise(kTypeTypeError, "expected an instance of Token, got %R", args[1]);
  }
  ContextToken* token = tokenOf(args[1]);
  if (token->used_) return raise(kTypeRuntimeError, "%R has already been used once", args[1]);
  if (token->var_.get() != args[0]) return raise(kTypeValueError, "%R was created by a different ContextVar", args[1]);
  Ref<Context> now = currentContext();
  if (!now) return raised();
  if (token->context_.get() != now.get())
    return raise(kTypeValueError, "%R was created in a different Context", args[1]);
  token->used_ = true;
  if (token->old_) {
    Ref<Object> old = token->old_.share();
    return setItem_mayRunPython(now->values_.get(), args[0], old.get()) ? newNone() : nullptr;
  }
  Ref<Object> dropped;
  int removed = removeItem_mayRunPython(now->values_.get(), args[0], &dropped);
  if (removed == 0) return raiseObject(kTypeLookupError, args[0]);
  return removed < 0 ? nullptr : newNone();
}

Ref<Object> showVar(Object* const* args) {
  ContextVar* var = varOf(args[0]);
  unsigned long long at = reinterpret_cast<unsigned long long>(args[0]);
  if (!var->default_) return formatStr("<ContextVar name=%R at 0x%llx>", var->name_.get(), at);
  return formatStr("<ContextVar name=%R default=%R at 0x%llx>", var->name_.get(), var->default_.get(), at);
}
Ref<Object> getVarName(Object* o) { return varOf(o)->name_.share(); }

// --- contexts ---

Ref<Object> makeContext(Object* const*) { return newContext(nullptr); }

Ref<Object> run(Object* const* args) {
  Context* context = contextOf(args[0]);
  if (context->entered_) return raise(kTypeRuntimeError, "cannot enter context: %R is already entered", args[0]);
  Ref<Object> before = moduleState().context_.take();
  moduleState().context_.init(share(args[0]));
  context->entered_ = true;
  Ref<Object> result = callWithTuple(args[1], static_cast<Tuple*>(args[2]), static_cast<Dict*>(args[3]));
  context->entered_ = false;
  moduleState().context_.assign(std::move(before));
  return result;
}

bool checkKey(Object* key) {
  return isExactContextVar(key) || raise(kTypeTypeError, "a ContextVar key was expected, got %R", key);
}
Ref<Object> copyOf(Object* const* args) { return newContext(contextOf(args[0])->values_.get()); }
Ref<Object> getItemOf(Object* const* args) {
  Object* value = nullptr;
  if (!checkKey(args[1])) return raised();
  int found = getItem_mayRunPython(contextOf(args[0])->values_.get(), args[1], &value);
  if (found == 0) return raiseObject(kTypeKeyError, args[1]);
  return found < 0 ? nullptr : share(value);
}
Ref<Object> getOrDefault(Object* const* args) {
  Object* value = nullptr;
  if (!checkKey(args[1])) return raised();
  int found = getItem_mayRunPython(contextOf(args[0])->values_.get(), args[1], &value);
  if (found == 0) return args[2] == nullptr ? newNone() : share(args[2]);
  return found < 0 ? nullptr : share(value);
}
Ref<Object> containsKey(Object* const* args) {
  Object* value = nullptr;
  if (!checkKey(args[1])) return raised();
  int found = getItem_mayRunPython(contextOf(args[0])->values_.get(), args[1], &value);
  return found < 0 ? nullptr : newBool(found > 0);
}
Ref<Object> count(Object* const* args) { return newInt(contextOf(args[0])->values_->used_); }
Ref<Object> iterate(Object* const* args) { return getIter(contextOf(args[0])->values_.get()); }
Ref<Object> keysOf(Object* const* args) { return callMethod(contextOf(args[0])->values_.get(), Name::keys); }
Ref<Object> valuesOf(Object* const* args) { return callMethod(contextOf(args[0])->values_.get(), Name::values); }
Ref<Object> itemsOf(Object* const* args) { return callMethod(contextOf(args[0])->values_.get(), Name::items); }

template <bool wanted>
Ref<Object> compare(Object* const* args) {
  if (!isExactContext(args[1])) return newNotImplemented();
  int same = equalDicts_mayRunPython(contextOf(args[0])->values_.get(), contextOf(args[1])->values_.get());
  return same < 0 ? nullptr : newBool((same != 0) == wanted);
}

// --- tokens ---

Ref<Object> refuseToken(Object* const*) {
  return raise(kTypeRuntimeError, "Tokens can only be created by ContextVars");
}
Ref<Object> showToken(Object* const* args) {
  return formatStr("<Token%s var=%R at 0x%llx>", tokenOf(args[0])->used_ ? " used" : "", tokenOf(args[0])->var_.get(),
                   reinterpret_cast<unsigned long long>(args[0]));
}
Ref<Object> getTokenVar(Object* o) { return tokenOf(o)->var_.share(); }
Ref<Object> getOldValue(Object* o) { return tokenOf(o)->old_ ? tokenOf(o)->old_.share() : missing(); }
Ref<Object> showMissing(Object* const*) { return newAscii("<Token.MISSING>"); }

Ref<Object> copyContext(Object* const*) {
  Ref<Context> now = currentContext();
  return now ? Ref<Object>(newContext(now->values_.get())) : raised();
}

constexpr NativeDef kVarMethods[] = {
    {"__new__", "cls, name, *, default=None", makeVar, nullptr, NativeKind::StaticMethod},
    {"get", "self, default=None, /", getVar, "Return a value for the context variable for the current context."},
    {"set", "self, value, /", setVar, "Call to set a new value for the context variable in the current context."},
    {"reset", "self, token, /", resetVar, "Reset the context variable."},
    {"__repr__", "self, /", showVar},
    {"__class_getitem__", "cls, object, /", classGetItem, "See PEP 585", NativeKind::ClassMethod},
};
constexpr GetSetDef kVarAttributes[] = {asMember({"name", getVarName})};
constexpr NativeDef kContextMethods[] = {
    {"__new__", "cls, /", makeContext, nullptr, NativeKind::StaticMethod},
    {"run", "self, callable, /, *args, **kwargs", run},
    {"copy", "self, /", copyOf, "Return a shallow copy of the context object."},
    {"get", "self, key, default=None, /", getOrDefault},
    {"keys", "self, /", keysOf, "Return a list of all variables in the context object."},
    {"values", "self, /", valuesOf, "Return a list of all variables' values in the context object."},
    {"items", "self, /", itemsOf, "Return all variables and their values in the context object."},
    {"__getitem__", "self, key, /", getItemOf},
    {"__contains__", "self, key, /", containsKey},
    {"__len__", "self, /", count},
    {"__iter__", "self, /", iterate},
    {"__eq__", "self, value, /", compare<true>},
    {"__ne__", "self, value, /", compare<false>},
    {"__hash__", "self, /", nullptr},
};
constexpr NativeDef kTokenMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", refuseToken, nullptr, NativeKind::StaticMethod},
    {"__repr__", "self, /", showToken},
    {"__class_getitem__", "cls, object, /", classGetItem, "See PEP 585", NativeKind::ClassMethod},
};
constexpr GetSetDef kTokenAttributes[] = {{"var", getTokenVar}, {"old_value", getOldValue}};
constexpr NativeDef kMissingMethods[] = {{"__repr__", "self, /", showMissing}};

constexpr NativeDef kFunctions[] = {{"copy_context", "", copyContext, nullptr, kFunction}};
constexpr TypeIndex kTypes[] = {kTypeContextVar, kTypeContext, kTypeContextToken};

bool populate(Dict*) {
  Dict* token_dict = typeDict(builtinType(kTypeContextToken));
  Ref<Object> mark = allocateContainer<Token>(kTypeToken);
  if (token_dict == nullptr || !mark || !addConstant(token_dict, "MISSING", std::move(mark))) return raised();
  typeModified(builtinType(kTypeContextToken));
  return true;
}

}  // namespace

const TypeSpec kContextVarSpec = {"ContextVar", "_contextvars", slotRowLayout<ContextVar, 2>("ContextVar"), 0,
                                  kVarMethods,  kVarAttributes};
const TypeSpec kContextSpec = {"Context", "_contextvars", slotRowLayout<Context, 2>("Context"),
                               kTypeInstancesWeakReferable, kContextMethods};
const TypeSpec kContextTokenSpec = {"Token", "_contextvars", slotRowLayout<ContextToken, 3>("Token"),
                                    0,       kTokenMethods,  kTokenAttributes};
const TypeSpec kTokenSpec = {
    "Token.MISSING",
    "_contextvars",
    {"Token.MISSING", Kind::Container, Trace::None, 0, 0, sizeof(Token), nullptr, nullptr, nullptr, nullptr},
    kTypeDisallowInstantiation,
    kMissingMethods};

extern const ModuleSpec kContextvarsModule;
const ModuleSpec kContextvarsModule = {"_contextvars", "Context Variables", kFunctions, kTypes, populate};

}  // namespace ophion
