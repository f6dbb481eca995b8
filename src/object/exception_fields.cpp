// The builtin exception classes with a field or two: StopIteration, SystemExit, ImportError, AttributeError, NameError.
#include "object/dict.h"
#include "object/error.h"
#include "object/exception_layout.h"
#include "object/instance.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

namespace {

Tuple* given(Object* const* args) { return static_cast<Tuple*>(args[1]); }
Dict* named(Object* const* args) { return static_cast<Dict*>(args[2]); }

using Stop = ExtendedException<StopIteration, 1>;
using Exit = ExtendedException<SystemExit, 1>;
using Import = ExtendedException<ImportError, 3>;
using Attribute = ExtendedException<AttributeError, 2>;
using Named = ExtendedException<NameError, 1>;

Ref<Object> initStop(Object* const* args) {
  if (!initException(args[0], given(args), named(args))) return raised();
  assignSlot(static_cast<StopIteration*>(args[0])->value_, given(args)->size_ > 0 ? given(args)->at(0) : nullptr);
  return newNone();
}

Ref<Object> initExit(Object* const* args) {
  if (!initException(args[0], given(args), named(args))) return raised();
  Tuple* tuple = given(args);
  assignSlot(static_cast<SystemExit*>(args[0])->code_, tuple->size_ == 0   ? nullptr
                                                       : tuple->size_ == 1 ? tuple->at(0)
                                                                           : tuple);
  return newNone();
}

// Keyword arguments that stand for fields: each entry names one, and says where it goes.
struct Field {
  const char* name;
  Slot<Object>* slot;
};

bool takeKeywords(Object* self, const char* class_name, Tuple* tuple, Dict* keywords, const Field* fields, size_t n) {
  if (!initException(self, tuple, nullptr)) return raised();
  for (size_t i = 0; i < n; ++i) fields[i].slot->clear();
  if (keywords == nullptr) return true;
  size_t position = 0;
  Object* key = nullptr;
  Object* value = nullptr;
  while (nextEntry(keywords, &position, &key, &value)) {
    bool known = false;
    for (size_t i = 0; i < n && !known; ++i) {
      known = equalsAscii(static_cast<Str*>(key), fields[i].name);
      if (known) assignSlot(*fields[i].slot, value);
    }
    if (!known) {
      return raise(kTypeTypeError, "'%U' is an invalid keyword argument for %s()", static_cast<Str*>(key), class_name);
    }
  }
  return true;
}

Ref<Object> initImport(Object* const* args) {
  ImportError* e = static_cast<ImportError*>(args[0]);
  const Field fields[] = {{"name", &e->name_}, {"path", &e->path_}};
  if (!takeKeywords(e, "ImportError", given(args), named(args), fields, 2)) return raised();
  assignSlot(e->msg_, given(args)->size_ == 1 ? given(args)->at(0) : nullptr);
  return newNone();
}

Ref<Object> importStr(Object* const* args) {
  ImportError* e = static_cast<ImportError*>(args[0]);
  if (e->msg_ && isExactStr(e->msg_.get())) return e->msg_.share();
  return exceptionStr(args);
}

Ref<Object> importReduce(Object* const* args) {
  ImportError* e = static_cast<ImportError*>(args[0]);
  Ref<Dict> state = copyInstanceAttributes(e);
  if (!state) return raised();
  if (e->name_ && !setStr(state.get(), ophion::name(Name::name), e->name_.get())) return raised();
  if (e->path_ && !setStr(state.get(), ophion::name(Name::path), e->path_.get())) return raised();
  Ref<Object> own = e->args_.share();
  if (state->used_ == 0) return newTupleOf({typeOf(e), own.get()});
  return newTupleOf({typeOf(e), own.get(), state.get()});
}

Ref<Object> initAttribute(Object* const* args) {
  AttributeError* e = static_cast<AttributeError*>(args[0]);
  const Field fields[] = {{"name", &e->name_}, {"obj", &e->object_}};
  if (!takeKeywords(e, "AttributeError", given(args), named(args), fields, 2)) return raised();
  return newNone();
}

Ref<Object> initName(Object* const* args) {
  NameError* e = static_cast<NameError*>(args[0]);
  const Field fields[] = {{"name", &e->name_}};
  if (!takeKeywords(e, "NameError", given(args), named(args), fields, 1)) return raised();
  return newNone();
}

constexpr NativeDef kStopMethods[] = {{"__init__", "self, /, *args, **kwargs", initStop}};
constexpr GetSetDef kStopGetSets[] = {asMember({"value", Stop::get<0>, Stop::set<0>, "generator return value"})};

constexpr NativeDef kExitMethods[] = {{"__init__", "self, /, *args, **kwargs", initExit}};
constexpr GetSetDef kExitGetSets[] = {asMember({"code", Exit::get<0>, Exit::set<0>, "exception code"})};

constexpr NativeDef kImportMethods[] = {
    {"__init__", "self, /, *args, **kwargs", initImport},
    {"__str__", "self, /", importStr},
    {"__reduce__", "self, /", importReduce},
};
constexpr GetSetDef kImportGetSets[] = {
    asMember({"msg", Import::get<0>, Import::set<0>, "exception message"}),
    asMember({"name", Import::get<1>, Import::set<1>, "module name"}),
    asMember({"path", Import::get<2>, Import::set<2>, "module path"}),
};

constexpr NativeDef kAttributeMethods[] = {{"__init__", "self, /, *args, **kwargs", initAttribute}};
constexpr GetSetDef kAttributeGetSets[] = {
    asMember({"obj", Attribute::get<0>, Attribute::set<0>, "object"}),
    asMember({"name", Attribute::get<1>, Attribute::set<1>, "attribute name"}),
};

constexpr NativeDef kNameMethods[] = {{"__init__", "self, /, *args, **kwargs", initName}};
constexpr GetSetDef kNameGetSets[] = {asMember({"name", Named::get<0>, Named::set<0>, "name"})};

}  // namespace

const TypeSpec kStopIterationSpec = {"StopIteration",
                                     "builtins",
                                     Stop::layout("StopIteration"),
                                     kTypeBase,
                                     kStopMethods,
                                     kStopGetSets,
                                     "Signal the end from iterator.__next__()."};
const TypeSpec kSystemExitSpec = {"SystemExit",
                                  "builtins",
                                  Exit::layout("SystemExit"),
                                  kTypeBase,
                                  kExitMethods,
                                  kExitGetSets,
                                  "Request to exit from the interpreter."};
const TypeSpec kImportErrorSpec = {"ImportError",
                                   "builtins",
                                   Import::layout("ImportError"),
                                   kTypeBase,
                                   kImportMethods,
                                   kImportGetSets,
                                   "Import can't find module, or can't find name in module."};
const TypeSpec kModuleNotFoundErrorSpec = {
    "ModuleNotFoundError", "builtins", sharedExceptionLayout("ModuleNotFoundError"), kTypeBase, {}, {},
    "Module not found."};
const TypeSpec kAttributeErrorSpec = {"AttributeError",
                                      "builtins",
                                      Attribute::layout("AttributeError"),
                                      kTypeBase,
                                      kAttributeMethods,
                                      kAttributeGetSets,
                                      "Attribute not found."};
const TypeSpec kNameErrorSpec = {"NameError",  "builtins",   Named::layout("NameError"), kTypeBase,
                                 kNameMethods, kNameGetSets, "Name not found globally."};
const TypeSpec kUnboundLocalErrorSpec = {"UnboundLocalError",
                                         "builtins",
                                         sharedExceptionLayout("UnboundLocalError"),
                                         kTypeBase,
                                         {},
                                         {},
                                         "Local name referenced but not bound to a value."};

}  // namespace ophion
