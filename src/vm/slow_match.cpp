// Slow paths of match statements and of imports.
#include "object/call_hooks.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/list.h"
#include "object/module_repr.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/set.h"
#include "object/singletons.h"
#include "vm/interpreter.h"
#include "vm/operand.h"

namespace ophion {

bool slowMatchSequence(Instruction* pc, Register* fp) {
  return setRegister(fp, pc->a, newBool(typeOf(objectAt(fp[pc->b]))->is(kTypeSequence)));
}

bool slowMatchMapping(Instruction* pc, Register* fp) {
  return setRegister(fp, pc->a, newBool(typeOf(objectAt(fp[pc->b]))->is(kTypeMapping)));
}

bool slowGetLength(Instruction* pc, Register* fp) {
  int64_t n = lengthOf(objectAt(fp[pc->b]));
  return n >= 0 && setRegister(fp, pc->a, newInt(n));
}

bool slowMatchKeys(Instruction* pc, Register* fp) {
  Ref<Object> keys_held = fetch(fp, pc->c);
  Tuple* keys = static_cast<Tuple*>(keys_held.get());
  Ref<Object> subject = share(objectAt(fp[pc->b]));
  Ref<Object> get = keys->size_ == 0 ? Ref<Object>() : getAttr(subject.get(), Name::get);
  if (keys->size_ != 0 && !get) return false;
  Ref<Object> missing = call(builtinType(kTypeObject));
  Ref<Set> seen = newSet();
  Ref<Tuple> values = keys->size_ == 0 ? emptyTuple() : newTuple(keys->size_);
  if (!missing || !seen || !values) return false;
  for (uint32_t i = 0; i < keys->size_; ++i) {
    Object* key = keys->at(i);
    int known = setContains_mayRunPython(seen.get(), key);
    if (known < 0) return false;
    if (known > 0) return raise(kTypeValueError, "mapping pattern checks duplicate key (%R)", key);
    if (!addToSet_mayRunPython(seen.get(), key)) return false;
    Ref<Object> value = call(get.get(), key, missing.get());
    if (!value) return false;
    if (value.get() == missing.get()) return setRegister(fp, pc->a, newNone());
    values->items()[i].init(std::move(value));
  }
  return setRegister(fp, pc->a, std::move(values));
}

namespace {

// One attribute of a class pattern into `found`. 1, 0 (no such attribute), -1.
int matchAttribute(Object* subject, Type* type, Object* name, Set* seen, List* found) {
  int known = setContains_mayRunPython(seen, name);
  if (known < 0) return -1;
  if (known > 0) return raise(kTypeTypeError, "%N() got multiple sub-patterns for attribute %R", type, name);
  if (!addToSet_mayRunPython(seen, name)) return -1;
  bool failed = false;
  Ref<Object> value = getAttrOrNull(subject, static_cast<Str*>(name), &failed);
  if (!value) return failed ? -1 : 0;
  return appendToListSteal(found, std::move(value)) ? 1 : -1;
}

int matchPositional(Object* subject, Type* type, unsigned n, Set* seen, List* found) {
  bool failed = false;
  Ref<Object> names = getAttrOrNull(type, Name::__match_args__, &failed);
  if (failed) return -1;
  if (!names) {
    bool self = type->is(kTypeMatchSelf);
    if (n > (self ? 1u : 0u)) {
      return raise(kTypeTypeError, "%N() accepts %d positional sub-pattern%s (%u given)", type, self ? 1 : 0,
                   self ? "" : "s", n);
    }
    return appendToList(found, subject) ? 1 : -1;
  }
  if (!isExactTuple(names.get())) {
    return raise(kTypeTypeError, "%N.__match_args__ must be a tuple (got %T)", type, names.get());
  }
  Tuple* tuple = static_cast<Tuple*>(names.get());
  if (n > tuple->size_) {
    return raise(kTypeTypeError, "%N() accepts %u positional sub-pattern%s (%u given)", type, tuple->size_,
                 tuple->size_ == 1 ? "" : "s", n);
  }
  for (unsigned i = 0; i < n; ++i) {
    if (!isExactStr(tuple->at(i))) {
      return raise(kTypeTypeError, "__match_args__ elements must be strings (got %T)", tuple->at(i));
    }
    int r = matchAttribute(subject, type, tuple->at(i), seen, found);
    if (r <= 0) return r;
  }
  return 1;
}

}  // namespace

bool slowMatchClass(Instruction* pc, Register* fp) {
  Ref<Object> subject = share(objectAt(fp[pc->b]));
  Ref<Object> type = takeRegister(fp, pc->b + 1);
  Ref<Object> names = takeRegister(fp, pc->b + 2);
  if (!isType(type.get())) return raise(kTypeTypeError, "called match pattern must be a type");
  int instance = isInstance(subject.get(), type.get());
  if (instance < 0) return false;
  if (instance == 0) return setRegister(fp, pc->a, newNone());
  Ref<Set> seen = newSet();
  Ref<List> found = newList();
  if (!seen || !found) return false;
  Type* class_of = static_cast<Type*>(type.get());
  int r = pc->c == 0 ? 1 : matchPositional(subject.get(), class_of, pc->c, seen.get(), found.get());
  Tuple* keywords = static_cast<Tuple*>(names.get());
  for (uint32_t i = 0; r > 0 && i < keywords->size_; ++i) {
    r = matchAttribute(subject.get(), class_of, keywords->at(i), seen.get(), found.get());
  }
  if (r < 0) return false;
  if (r == 0) return setRegister(fp, pc->a, newNone());
  if (found->size_ == 0) return setRegister(fp, pc->a, emptyTuple());
  return setRegister(fp, pc->a, newTupleFromSlots(found->items(), found->size_));
}

// --- imports ---

bool slowImportName(Instruction* pc, Register* fp) {
  Ref<Object> level = takeRegister(fp, pc->c);
  Ref<Object> from_list = takeRegister(fp, pc->c + 1);
  Function* function = static_cast<Function*>(objectAt(fp[kFrameFunction]));
  Ref<Object> import = getItem(function->builtins_.get(), reinterpret_cast<Object*>(name(Name::__import__)));
  if (!import) {
    if (!errorMatches(kTypeKeyError)) return false;
    clearError();
    return raise(kTypeImportError, "__import__ not found");
  }
  Object* locals = frameCode(fp)->is(kCodeNamespace) ? objectAt(fp[0]) : none();
  Object* args[] = {reinterpret_cast<Object*>(nameAt(fp, pc->b)), function->globals_.get(), locals, from_list.get(),
                    level.get()};
  return setRegister(fp, pc->a, callVector(import.get(), args, 5, nullptr));
}

namespace {

// `from package import name` where the package lacks it: a submodule that is being imported (a circular import) is in
// sys.modules.
Ref<Object> importedSubmodule(Object* module, Str* wanted) {
  bool failed = false;
  Ref<Object> package = getAttrOrNull(module, Name::__name__, &failed);
  if (failed) return raised();
  if (!package || !isStrLayout(package.get())) return nullptr;
  Ref<Str> full = formatStr("%U.%U", package.get(), wanted);
  if (!full) return raised();
  Object* found = nullptr;
  int r = getItem_mayRunPython(state().modules_.get(), reinterpret_cast<Object*>(full.get()), &found);
  return r > 0 ? share(found) : Ref<Object>();
}

// ImportError with the module's name and file, which reports and programs look at.
bool raiseImportErrorOf(Object* module_name, Object* file, Ref<Str> message) {
  Ref<Object> error = message ? newException(kTypeImportError, message.get()) : nullptr;
  if (!error) return false;
  ImportError* e = static_cast<ImportError*>(error.get());
  e->name_.assign(share(module_name));
  e->path_.assign(file == nullptr ? newNone() : share(file));
  return raiseInstance(std::move(error));
}

bool raiseCannotImport(Object* module, Str* wanted) {
  bool failed = false;
  Ref<Object> package = getAttrOrNull(module, Name::__name__, &failed);
  Ref<Object> file = failed ? Ref<Object>() : getAttrOrNull(module, Name::__file__, &failed);
  if (failed) return false;
  Ref<Str> unknown = newAscii("<unknown module name>");
  if (!unknown) return false;
  Object* package_name =
      package && isStrLayout(package.get()) ? package.get() : reinterpret_cast<Object*>(unknown.get());
  if (!file || !isStrLayout(file.get())) {
    return raiseImportErrorOf(package_name, nullptr,
                              formatStr("cannot import name %R from %R (unknown location)", wanted, package_name));
  }
  bool partial = isModuleLayout(module) && isModuleInitializing_mayRunPython(module);
  const char* format =
      partial ? "cannot import name %R from partially initialized module %R (most likely due to a circular import) (%S)"
              : "cannot import name %R from %R (%S)";
  return raiseImportErrorOf(package_name, file.get(), formatStr(format, wanted, package_name, file.get()));
}

}  // namespace

bool slowImportFrom(Instruction* pc, Register* fp) {
  Ref<Object> module = share(objectAt(fp[pc->b]));
  Str* wanted = nameAt(fp, pc->c);
  bool failed = false;
  Ref<Object> found = getAttrOrNull(module.get(), wanted, &failed);
  if (!found && !failed) found = importedSubmodule(module.get(), wanted);
  if (!found) return errorPending() ? false : raiseCannotImport(module.get(), wanted);
  return setRegister(fp, pc->a, std::move(found));
}

namespace {

bool importStarName(Object* module, Object* namespace_map, Object* key, bool all) {
  if (!isStrLayout(key)) {
    return raise(kTypeTypeError,
                 all ? "Item in %R.__all__ must be str, not %T" : "Key in %R.__dict__ must be str, not %T", module,
                 key);
  }
  Str* text = static_cast<Str*>(key);
  if (!all && text->length_ != 0 && text->at(0) == '_') return true;
  Ref<Object> value = getAttr(module, text);
  if (!value) return false;
  return isExactDict(namespace_map) ? setItem_mayRunPython(static_cast<Dict*>(namespace_map), key, value.get())
                                    : setItem(namespace_map, key, value.get());
}

}  // namespace

bool slowImportStar(Instruction* pc, Register* fp) {
  Ref<Object> module = fetch(fp, pc->a);
  bool failed = false;
  Ref<Object> names = getAttrOrNull(module.get(), Name::__all__, &failed);
  if (failed) return false;
  bool all = static_cast<bool>(names);
  if (!all) {
    Ref<Object> dict = getAttrOrNull(module.get(), Name::__dict__, &failed);
    if (failed) return false;
    if (!dict) return raise(kTypeImportError, "from-import-* object has no __dict__ and no __all__");
    names = callMethod(dict.get(), Name::keys);
    if (!names) return false;
  }
  Ref<List> list = toList_mayRunPython(names.get());
  if (!list) return false;
  for (uint32_t i = 0; i < list->size_; ++i) {
    Ref<Object> key = share(list->at(i));
    if (!importStarName(module.get(), objectAt(fp[0]), key.get(), all)) return false;
  }
  return true;
}

}  // namespace ophion
