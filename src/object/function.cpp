// The type `function`, and bound methods.
#include "object/function.h"

#include "object/allocate.h"
#include "object/binding.h"
#include "object/builtin_table.h"
#include "object/code_view.h"
#include "object/dict.h"
#include "object/instance.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

Ref<Object> newMethod(Object* function, Object* self) {
  Ref<Method> method = allocateContainer<Method>(kTypeMethod);
  if (!method) return raised();
  method->function_.init(share(function));
  method->self_.init(share(self));
  return method;
}

namespace {

Function* self(Object* object) { return static_cast<Function*>(object); }

bool refuse(Object*, Object*) { return raise(kTypeAttributeError, "readonly attribute"); }

Ref<Object> orNone(const Slot<Object>& slot) { return slot ? slot.share() : newNone(); }

// What a code object is made of is known only to the layer above.
Object* codeOf(Function* f) { return reinterpret_cast<Object*>(f->code_.get()); }

Ref<Object> getCode(Object* object) { return share(codeOf(self(object))); }
bool setCode(Object* object, Object* value) {
  if (value == nullptr || !isExactCode(value)) return raise(kTypeTypeError, "__code__ must be set to a code object");
  Function* f = self(object);
  Code* code = reinterpret_cast<Code*>(value);
  size_t wanted = freeVariableCount(code);
  size_t have = f->closure_ ? f->closure_->size_ : 0;
  if (wanted != have) {
    return raise(kTypeValueError, "%S() requires a code object with %zu free vars, not %zu", f->name_.get(), have,
                 wanted);
  }
  f->version_ = 0;
  Ref<Object> old = Ref<Object>::steal(codeOf(f));
  incref(value);
  f->code_.set(code);
  return true;
}

Ref<Object> getDefaults(Object* object) { return orNone(self(object)->defaults_); }
bool setDefaults(Object* object, Object* value) {
  if (value != nullptr && !isNone(value) && !isTupleLayout(value)) {
    return raise(kTypeTypeError, "__defaults__ must be set to a tuple object");
  }
  self(object)->version_ = 0;
  self(object)->defaults_.assign(value == nullptr || isNone(value) ? Ref<Object>() : share(value));
  return true;
}

Ref<Object> getKeywordDefaults(Object* object) { return orNone(self(object)->keyword_defaults_); }
bool setKeywordDefaults(Object* object, Object* value) {
  if (value != nullptr && !isNone(value) && !holdsDict(value)) {
    return raise(kTypeTypeError, "__kwdefaults__ must be set to a dict object");
  }
  self(object)->version_ = 0;
  self(object)->keyword_defaults_.assign(value == nullptr || isNone(value) ? Ref<Object>() : share(value));
  return true;
}

Ref<Object> getGlobals(Object* object) { return self(object)->globals_.share(); }
Ref<Object> getBuiltins(Object* object) { return orNone(self(object)->builtins_); }

Ref<Object> getClosure(Object* object) {
  Tuple* closure = self(object)->closure_.getOrNull();
  return closure == nullptr ? newNone() : share<Object>(closure);
}

Ref<Object> getName(Object* object) { return orNone(self(object)->name_); }
bool setName(Object* object, Object* value) {
  if (value == nullptr || !isStrLayout(value)) return raise(kTypeTypeError, "__name__ must be set to a string object");
  self(object)->name_.assign(share(value));
  return true;
}

Ref<Object> getQualifiedName(Object* object) { return orNone(self(object)->qualified_name_); }
bool setQualifiedName(Object* object, Object* value) {
  if (value == nullptr || !isStrLayout(value)) {
    return raise(kTypeTypeError, "__qualname__ must be set to a string object");
  }
  self(object)->qualified_name_.assign(share(value));
  return true;
}

Ref<Object> getDoc(Object* object) { return orNone(self(object)->doc_); }
bool setDoc(Object* object, Object* value) {
  self(object)->doc_.assign(Ref<Object>::shareOrNull(value));
  return true;
}
Ref<Object> getModule(Object* object) { return orNone(self(object)->module_); }
bool setModule(Object* object, Object* value) {
  self(object)->module_.assign(Ref<Object>::shareOrNull(value));
  return true;
}

// Annotations come from the compiler as a row of names and values, and become a dict when someone looks.
Ref<Object> getAnnotations(Object* object) {
  Function* f = self(object);
  if (f->annotations_ && holdsDict(f->annotations_.get())) return f->annotations_.share();
  Ref<Dict> dict = newDict();
  if (!dict) return raised();
  if (f->annotations_) {
    Tuple* row = static_cast<Tuple*>(f->annotations_.get());
    for (uint32_t i = 0; i + 1 < row->size_; i += 2) {
      if (!setStr(dict.get(), static_cast<Str*>(row->at(i)), row->at(i + 1))) return raised();
    }
  }
  f->annotations_.assign(Ref<Object>(dict));
  return dict;
}
bool setAnnotations(Object* object, Object* value) {
  if (value != nullptr && !isNone(value) && !holdsDict(value)) {
    return raise(kTypeTypeError, "__annotations__ must be set to a dict object");
  }
  self(object)->annotations_.assign(value == nullptr || isNone(value) ? Ref<Object>() : share(value));
  return true;
}

Ref<Object> functionRepr(Object* const* args) {
  return formatStr("<function %S at 0x%llx>", self(args[0])->qualified_name_.get(),
                   reinterpret_cast<unsigned long long>(args[0]));
}

Ref<Object> functionCall(Object* const* args) {
  return callWithTuple(args[0], static_cast<Tuple*>(args[1]), static_cast<Dict*>(args[2]));
}

Ref<Object> functionGet(Object* const* args) {
  if (isNone(args[1]) && (args[2] == nullptr || isNone(args[2]))) {
    return raise(kTypeTypeError, "__get__(None, None) is invalid");
  }
  return isNone(args[1]) ? share(args[0]) : newMethod(args[0], args[1]);
}

// types.FunctionType(code, globals, name=None, argdefs=None, closure=None)
Ref<Object> functionNew(Object* const* args) {
  Object* code = args[1];
  Object* globals = args[2];
  auto given = [&](int i) { return args[i] != nullptr && !isNone(args[i]) ? args[i] : nullptr; };
  if (!isExactCode(code)) return raise(kTypeTypeError, "function() argument 'code' must be code, not %T", code);
  if (!holdsDict(globals)) return raise(kTypeTypeError, "function() argument 'globals' must be dict, not %T", globals);
  if (given(3) != nullptr && !isStrLayout(args[3])) return raise(kTypeTypeError, "arg 3 (name) must be None or string");
  if (given(4) != nullptr && !isTupleLayout(args[4])) {
    return raise(kTypeTypeError, "arg 4 (defaults) must be None or tuple");
  }
  size_t wanted = freeVariableCount(reinterpret_cast<Code*>(code));
  if (given(5) != nullptr && !isTupleLayout(args[5])) {
    return wanted > 0 ? raise(kTypeTypeError, "arg 5 (closure) must be tuple")
                      : raise(kTypeTypeError, "arg 5 (closure) must be None or tuple");
  }
  Tuple* closure = static_cast<Tuple*>(given(5));
  if (closure == nullptr && wanted > 0) return raise(kTypeTypeError, "arg 5 (closure) must be tuple");
  size_t have = closure == nullptr ? 0 : closure->size_;
  if (have != wanted) {
    return raise(kTypeValueError, "%U requires closure of length %zu, not %zu",
                 codeNameBorrowed(reinterpret_cast<Code*>(code)), wanted, have);
  }
  for (size_t i = 0; i < have; ++i) {
    if (!isExactCell(closure->at(i))) {
      return raise(kTypeTypeError, "arg 5 (closure) expected cell, found %T", closure->at(i));
    }
  }
  Ref<Function> f = newFunction(reinterpret_cast<Code*>(code), static_cast<Dict*>(globals));
  if (!f) return raised();
  if (given(3) != nullptr) f->name_.assign(share(args[3]));
  if (given(4) != nullptr) f->defaults_.assign(share(args[4]));
  if (closure != nullptr) f->closure_.assign(share(closure));
  return f;
}

constexpr NativeDef kFunctionMethods[] = {
    {"__new__", "cls, code, globals, name=None, argdefs=None, closure=None", functionNew, nullptr,
     NativeKind::StaticMethod},
    {"__repr__", "self, /", functionRepr},
    {"__call__", "self, /, *args, **kwargs", functionCall},
    {"__get__", "self, instance, owner=None, /", functionGet},
};

Ref<Object> getFunctionDict(Object* object) { return instanceDict(object); }
bool setFunctionDict(Object* object, Object* value) {
  if (value == nullptr) return raise(kTypeTypeError, "cannot delete __dict__");
  if (!holdsDict(value)) return raise(kTypeTypeError, "__dict__ must be set to a dictionary, not a '%T'", value);
  return setInstanceDict(object, static_cast<Dict*>(value));
}

constexpr GetSetDef kFunctionGetSets[] = {
    asMember({"__closure__", getClosure, refuse}),
    asMember({"__doc__", getDoc, setDoc}),
    asMember({"__globals__", getGlobals, refuse}),
    asMember({"__module__", getModule, setModule}),
    asMember({"__builtins__", getBuiltins, refuse}),
    {"__code__", getCode, setCode},
    {"__defaults__", getDefaults, setDefaults},
    {"__kwdefaults__", getKeywordDefaults, setKeywordDefaults},
    {"__annotations__", getAnnotations, setAnnotations},
    {"__dict__", getFunctionDict, setFunctionDict},
    {"__name__", getName, setName},
    {"__qualname__", getQualifiedName, setQualifiedName},
};

// --- bound methods ---

Method* method(Object* object) { return static_cast<Method*>(object); }

Ref<Object> getMethodFunction(Object* object) { return method(object)->function_.share(); }
Ref<Object> getMethodSelf(Object* object) { return method(object)->self_.share(); }
Ref<Object> getMethodDoc(Object* object) { return getAttr(method(object)->function_.get(), Name::__doc__); }

Ref<Object> methodNew(Object* const* args) {
  if (!isCallable(args[1])) return raise(kTypeTypeError, "first argument must be callable");
  if (isNone(args[2])) return raise(kTypeTypeError, "instance must not be None");
  return newMethod(args[1], args[2]);
}

Ref<Object> methodRepr(Object* const* args) {
  Method* m = method(args[0]);
  bool failed = false;
  Ref<Object> text = getAttrOrNull(m->function_.get(), Name::__qualname__, &failed);
  if (!text && !failed) text = getAttrOrNull(m->function_.get(), Name::__name__, &failed);
  if (failed) return raised();
  if (text && isStrLayout(text.get())) return formatStr("<bound method %S of %R>", text.get(), m->self_.get());
  return formatStr("<bound method ? of %R>", m->self_.get());
}

Ref<Object> methodEq(Object* const* args) {
  if (!isExactMethod(args[1])) return newNotImplemented();
  Method* a = method(args[0]);
  Method* b = method(args[1]);
  int equal = richCompareBool(a->function_.get(), b->function_.get(), Compare::Eq);
  if (equal < 0) return raised();
  return newBool(equal && a->self_ == b->self_);
}

Ref<Object> methodHash(Object* const* args) {
  int64_t function_hash = 0;
  if (!hashObject(method(args[0])->function_.get(), &function_hash)) return raised();
  int64_t hash = function_hash ^ hashAddress(method(args[0])->self_.get());
  return newInt(hash == -1 ? -2 : hash);
}

Ref<Object> methodGetattribute(Object* const* args) {
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "attribute name must be string, not '%T'", args[1]);
  Str* attribute = static_cast<Str*>(args[1]);
  Object* found = lookupInType(typeOf(args[0]), attribute);
  if (found != nullptr) return bindDescriptor_mayRunPython(found, args[0], typeOf(args[0]));
  // Whatever a method does not have itself it shows of its function.
  return getAttr(method(args[0])->function_.get(), attribute);
}

Ref<Object> methodGet(Object* const* args) { return share(args[0]); }

Ref<Object> methodReduce(Object* const* args) {
  Method* m = method(args[0]);
  Ref<Object> text = getAttr(m->function_.get(), Name::__name__);
  if (!text) return raised();
  return reduceToGetattr(m->self_.get(), text.get());
}

Ref<Object> methodCall(Object* const* args) {
  return callWithTuple(args[0], static_cast<Tuple*>(args[1]), static_cast<Dict*>(args[2]));
}

constexpr NativeDef kMethodMethods[] = {
    {"__new__", "cls, function, instance, /", methodNew, nullptr, NativeKind::StaticMethod},
    {"__repr__", "self, /", methodRepr},
    {"__eq__", "self, value, /", methodEq},
    {"__hash__", "self, /", methodHash},
    {"__call__", "self, /, *args, **kwargs", methodCall},
    {"__get__", "self, instance, owner=None, /", methodGet},
    {"__getattribute__", "self, name, /", methodGetattribute},
    {"__reduce__", "self, /", methodReduce},
};
constexpr GetSetDef kMethodGetSets[] = {
    asMember({"__func__", getMethodFunction, refuse}),
    asMember({"__self__", getMethodSelf, refuse}),
    {"__doc__", getMethodDoc},
};

constexpr unsigned kFunctionSlots = 12;

// Finalizers may get at a function while its cycle is broken up: it can still be called and shown. Of its code, its
// globals and its cells no cycle is left by then, as dicts and cells break their own.
void clearFunction(Object* object) {
  Function* f = static_cast<Function*>(object);
  f->name_.assign(emptyStr());
  f->qualified_name_.assign(emptyStr());
  f->defaults_.clear();
  f->keyword_defaults_.clear();
  f->doc_.clear();
  f->module_.clear();
  f->annotations_.clear();
  f->dict_.clear();
  f->version_ = 0;
}

// Without what breaks cycles: whatever a method is bound to does.
constexpr TypeDescriptor kMethodLayout = {"method",       Kind::Container, Trace::Fixed, sizeof(Object),  2,
                                          sizeof(Method), nullptr,         nullptr,      clearSlotRow<2>, nullptr};

}  // namespace

const TypeSpec kFunctionSpec = {"function",
                                "builtins",
                                {"function", Kind::Container, Trace::Fixed, sizeof(Object), kFunctionSlots,
                                 sizeof(Function), nullptr, nullptr, clearSlotRow<kFunctionSlots>, clearFunction},
                                kTypeInstancesHaveDict | kTypeInstancesWeakReferable,
                                kFunctionMethods,
                                kFunctionGetSets,
                                "Create a function object."};
const TypeSpec kMethodSpec = {"method",
                              "builtins",
                              kMethodLayout,
                              kTypeInstancesWeakReferable,
                              kMethodMethods,
                              kMethodGetSets,
                              "Create a bound instance method object."};

}  // namespace ophion
