// The type `module`.
#include "object/allocate.h"
#include "object/attribute_error.h"
#include "object/binding.h"
#include "object/dict.h"
#include "object/instance.h"
#include "object/list.h"
#include "object/make_instance.h"
#include "object/module_repr.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

namespace {

Module* self(Object* object) { return static_cast<Module*>(object); }
Dict* dictOf(Object* object) { return static_cast<Dict*>(self(object)->dict_.getOrNull()); }

// What every module has in its dict from the start.
bool fill(Module* module, Object* given_name, Object* doc) {
  if (!module->dict_) {
    Ref<Dict> dict = newDict();
    if (!dict) return raised();
    module->dict_.init(Ref<Object>(std::move(dict)));
  }
  Dict* dict = dictOf(module);
  if (!setStr(dict, name(Name::__name__), given_name) || !setStr(dict, name(Name::__doc__), doc) ||
      !setStr(dict, name(Name::__package__), none()) || !setStr(dict, name(Name::__loader__), none()) ||
      !setStr(dict, name(Name::__spec__), none())) {
    return raised();
  }
  module->name_.assign(share(given_name));
  return true;
}

Ref<Object> moduleNew(Object* const* args) { return makeInstance<Module>(args[0], kTypeModule); }

Ref<Object> moduleInit(Object* const* args) {
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "module() argument 'name' must be str, not %T", args[1]);
  if (!fill(self(args[0]), args[1], args[2] == nullptr ? none() : args[2])) return raised();
  return newNone();
}

Ref<Object> moduleRepr(Object* const* args) { return reprOfModule_mayRunPython(args[0]); }

Ref<Object> moduleGetattribute(Object* const* args) {
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "attribute name must be string, not '%T'", args[1]);
  return moduleGetAttr(args[0], static_cast<Str*>(args[1]));
}

Ref<Object> moduleDir(Object* const* args) {
  Ref<Object> dict = getAttr(args[0], Name::__dict__);
  if (!dict) return raised();
  if (!holdsDict(dict.get())) return raise(kTypeTypeError, "%R.__dict__ is not a dictionary", args[0]);
  if (Object* function = getStrBorrowed(static_cast<Dict*>(dict.get()), name(Name::__dir__))) {
    Ref<Object> keep = share(function);
    return call(function);
  }
  return toList_mayRunPython(dict.get());
}

Ref<Object> getDict(Object* object) { return dictOf(object) ? share<Object>(dictOf(object)) : newNone(); }

Ref<Object> getAnnotations(Object* object) {
  Dict* dict = dictOf(object);
  if (dict == nullptr) return raise(kTypeAttributeError, "module has no attribute '__annotations__'");
  if (Object* known = getStrBorrowed(dict, name(Name::__annotations__))) return share(known);
  Ref<Dict> made = newDict();
  if (!made || !setStr(dict, name(Name::__annotations__), made.get())) return raised();
  return made;
}
bool setAnnotations(Object* object, Object* value) {
  Dict* dict = dictOf(object);
  if (dict == nullptr) return raise(kTypeAttributeError, "module has no attribute '__annotations__'");
  if (value != nullptr) return setStr(dict, name(Name::__annotations__), value);
  bool found = false;
  if (!deleteStr(dict, name(Name::__annotations__), &found)) return raised();
  return found || raiseObject(kTypeAttributeError, name(Name::__annotations__));
}

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", moduleNew, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, name, doc=None", moduleInit},
    {"__repr__", "self, /", moduleRepr},
    {"__getattribute__", "self, name, /", moduleGetattribute},
    {"__dir__", "self, /", moduleDir},
};
constexpr GetSetDef kGetSets[] = {
    asMember({"__dict__", getDict}),
    {"__annotations__", getAnnotations, setAnnotations},
};

}  // namespace

Ref<Module> newModule(Object* given_name) {
  Ref<Module> module = allocateContainer<Module>(kTypeModule);
  if (!module || !fill(module.get(), given_name, none())) return raised();
  return module;
}

Dict* moduleDict(Module* module) { return dictOf(module); }

Ref<Object> moduleGetAttr(Object* module, Str* name) {
  Type* type = typeOf(module);
  Object* found = lookupInType(type, name);
  if (found != nullptr && isDataDescriptor(found)) return bindDescriptor_mayRunPython(found, module, type);
  Dict* dict = dictOf(module);
  if (dict != nullptr) {
    if (Object* own = getStrBorrowed(dict, name)) return share(own);
  }
  if (found != nullptr) return bindDescriptor_mayRunPython(found, module, type);
  if (errorPending()) return raised();
  if (dict != nullptr) {
    if (Object* getattr = getStrBorrowed(dict, ophion::name(Name::__getattr__))) {
      Ref<Object> keep = share(getattr);
      return call(getattr, name);
    }
  }
  Object* own_name = dict == nullptr ? nullptr : getStrBorrowed(dict, ophion::name(Name::__name__));
  if (own_name == nullptr || !isStrLayout(own_name)) {
    raise(kTypeAttributeError, "module has no attribute '%U'", name);
  } else if (isModuleInitializing_mayRunPython(module)) {
    raise(kTypeAttributeError,
          "partially initialized module '%U' has no attribute '%U' (most likely due to a circular import)",
          static_cast<Str*>(own_name), name);
  } else {
    raise(kTypeAttributeError, "module '%U' has no attribute '%U'", static_cast<Str*>(own_name), name);
  }
  attributeErrorContext(module, name);
  return raised();
}

const TypeSpec kModuleSpec = {"module",
                              "builtins",
                              slotRowLayout<Module, 2>("module"),
                              kTypeBase | kTypeInstancesHaveDict | kTypeInstancesWeakReferable,
                              kMethods,
                              kGetSets,
                              "Create a module object.\n\nThe name must be a string; the optional docstring can have "
                              "any type."};

}  // namespace ophion
