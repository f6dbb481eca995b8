// Slow paths of names: locals, globals, namespaces, cells.
#include "object/dict.h"
#include "object/exception.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "vm/interpreter.h"
#include "vm/operand.h"

namespace ophion {

namespace {

Function* frameFunction(Register* fp) { return static_cast<Function*>(objectAt(fp[kFrameFunction])); }

// NameError with its name attribute, which suggestions are made from.
bool raiseNameError(TypeIndex type, const char* format, Str* name) {
  raise(type, format, name);
  if (Object* error = state().error_.getOrNull(); error != nullptr && layoutOf(error) == kTypeNameError) {
    static_cast<NameError*>(error)->name_.assign(share<Object>(name));
  }
  return false;
}

bool raiseUnboundLocal(Str* name) {
  return raiseNameError(kTypeUnboundLocalError,
                        "cannot access local variable '%U' where it is not associated with a value", name);
}

bool raiseUnboundFree(Str* name) {
  return raiseNameError(kTypeNameError,
                        "cannot access free variable '%U' where it is not associated with a value in enclosing scope",
                        name);
}

Str* variableName(Register* fp, unsigned r) {
  Code* code = frameCode(fp);
  Tuple* names = r < code->local_count_ ? code->variable_names_.get() : code->cell_names_.get();
  return reinterpret_cast<Str*>(names->at(r < code->local_count_ ? r : r - code->local_count_));
}

Cell* freeCell(Register* fp, unsigned i) { return static_cast<Cell*>(frameFunction(fp)->closure_->at(i)); }

// A name in a mapping that is the builtins: a dict in all but odd cases. 1, 0, -1; *out counted.
int lookInMapping(Object* mapping, Str* name, Ref<Object>* out) {
  if (isExactDict(mapping)) {
    Object* found = nullptr;
    int r = getItem_mayRunPython(static_cast<Dict*>(mapping), reinterpret_cast<Object*>(name), &found);
    if (r > 0) *out = share(found);
    return r;
  }
  *out = getItem(mapping, reinterpret_cast<Object*>(name));
  if (*out) return 1;
  if (!errorMatches(kTypeKeyError)) return -1;
  clearError();
  return 0;
}

Ref<Object> lookGlobal(Register* fp, Str* name) {
  Function* function = frameFunction(fp);
  Ref<Object> found;
  int r = lookInMapping(function->globals_.get(), name, &found);
  if (r == 0) r = lookInMapping(function->builtins_.get(), name, &found);
  if (r > 0) return found;
  if (r == 0) raiseNameError(kTypeNameError, "name '%U' is not defined", name);
  return raised();
}

}  // namespace

bool slowMove(Instruction* pc, Register* fp) { return setRegister(fp, pc->a, fetch(fp, pc->b)); }

bool slowLoadConstWide(Instruction* pc, Register* fp) {
  return setRegister(fp, pc->a, share(frameCode(fp)->constants_->at(static_cast<uint32_t>(pc->jump()))));
}

bool slowCheckBound(Instruction* pc, Register* fp) {
  return fp[pc->a] != 0 || raiseUnboundLocal(variableName(fp, pc->a));
}

bool slowDelete(Instruction* pc, Register* fp) {
  if (fp[pc->a] == 0) return raiseUnboundLocal(variableName(fp, pc->a));
  dropRegister(fp, pc->a);
  return true;
}

bool slowLoadGlobal(Instruction* pc, Register* fp) { return setRegister(fp, pc->a, lookGlobal(fp, nameAt(fp, pc->b))); }

bool slowStoreGlobal(Instruction* pc, Register* fp) {
  Ref<Object> value = fetch(fp, pc->b);
  return setStr(frameFunction(fp)->globals_.get(), nameAt(fp, pc->a), value.get());
}

bool slowDeleteGlobal(Instruction* pc, Register* fp) {
  bool found = false;
  if (!deleteStr(frameFunction(fp)->globals_.get(), nameAt(fp, pc->a), &found)) return false;
  return found || raiseNameError(kTypeNameError, "name '%U' is not defined", nameAt(fp, pc->a));
}

bool slowLoadName(Instruction* pc, Register* fp) {
  Str* name = nameAt(fp, pc->b);
  Object* space = objectAt(fp[0]);
  Ref<Object> found;
  int r = lookInMapping(space, name, &found);
  if (r < 0) return false;
  return setRegister(fp, pc->a, r > 0 ? std::move(found) : lookGlobal(fp, name));
}

bool slowStoreName(Instruction* pc, Register* fp) {
  Ref<Object> value = fetch(fp, pc->b);
  Object* space = objectAt(fp[0]);
  Str* name = nameAt(fp, pc->a);
  if (isExactDict(space)) return setStr(static_cast<Dict*>(space), name, value.get());
  return setItem(space, reinterpret_cast<Object*>(name), value.get());
}

bool slowDeleteName(Instruction* pc, Register* fp) {
  Str* name = nameAt(fp, pc->a);
  if (deleteItem(objectAt(fp[0]), reinterpret_cast<Object*>(name))) return true;
  if (!errorMatches(kTypeKeyError)) return false;
  clearError();
  return raiseNameError(kTypeNameError, "name '%U' is not defined", name);
}

bool slowMakeCell(Instruction* pc, Register* fp) {
  Ref<Cell> cell = newCell(nullptr);
  if (!cell) return false;
  if (pc->b != kNoRegister) {
    if (Ref<Object> value = takeRegister(fp, pc->b)) cell->value_.init(std::move(value));
  }
  return setRegister(fp, pc->a, std::move(cell));
}

bool slowLoadCell(Instruction* pc, Register* fp) {
  Cell* cell = static_cast<Cell*>(objectAt(fp[pc->b]));
  if (cell->value_.isNull()) return raiseUnboundLocal(variableName(fp, pc->b));
  return setRegister(fp, pc->a, cell->value_.share());
}

bool slowStoreCell(Instruction* pc, Register* fp) {
  static_cast<Cell*>(objectAt(fp[pc->a]))->value_.assign(fetch(fp, pc->b));
  return true;
}

bool slowDeleteCell(Instruction* pc, Register* fp) {
  Cell* cell = static_cast<Cell*>(objectAt(fp[pc->a]));
  if (cell->value_.isNull()) return raiseUnboundLocal(variableName(fp, pc->a));
  cell->value_.clear();
  return true;
}

bool slowLoadFree(Instruction* pc, Register* fp) {
  Cell* cell = freeCell(fp, pc->b);
  if (cell->value_.isNull()) return raiseUnboundFree(reinterpret_cast<Str*>(frameCode(fp)->free_names_->at(pc->b)));
  return setRegister(fp, pc->a, cell->value_.share());
}

bool slowStoreFree(Instruction* pc, Register* fp) {
  freeCell(fp, pc->a)->value_.assign(fetch(fp, pc->b));
  return true;
}

bool slowDeleteFree(Instruction* pc, Register* fp) {
  Cell* cell = freeCell(fp, pc->a);
  if (cell->value_.isNull()) return raiseUnboundFree(reinterpret_cast<Str*>(frameCode(fp)->free_names_->at(pc->a)));
  cell->value_.clear();
  return true;
}

bool slowLoadFreeCell(Instruction* pc, Register* fp) {
  return setRegister(fp, pc->a, share<Object>(freeCell(fp, pc->b)));
}

bool slowLoadClassFree(Instruction* pc, Register* fp) {
  Str* name = nameAt(fp, pc->c);
  Ref<Object> found;
  int r = lookInMapping(objectAt(fp[0]), name, &found);
  if (r < 0) return false;
  if (r == 0) {
    found = freeCell(fp, pc->b)->value_.share();
    if (!found) return raiseUnboundFree(name);
  }
  return setRegister(fp, pc->a, std::move(found));
}

bool slowLoadClassCell(Instruction* pc, Register* fp) {
  Str* name = nameAt(fp, pc->c);
  Ref<Object> found;
  int r = lookInMapping(objectAt(fp[0]), name, &found);
  if (r < 0) return false;
  if (r == 0) {
    found = static_cast<Cell*>(objectAt(fp[pc->b]))->value_.share();
    if (!found) return raiseUnboundFree(name);
  }
  return setRegister(fp, pc->a, std::move(found));
}

bool slowSetupAnnotations(Instruction*, Register* fp) {
  Object* space = objectAt(fp[0]);
  Ref<Object> found;
  int r = lookInMapping(space, name(Name::__annotations__), &found);
  if (r != 0) return r > 0;
  Ref<Dict> fresh = newDict();
  return fresh && setItem(space, reinterpret_cast<Object*>(name(Name::__annotations__)), fresh.get());
}

bool slowPrintExpr(Instruction* pc, Register* fp) {
  Ref<Object> value = fetch(fp, pc->a);
  Object* hook = getStrBorrowed(state().sys_dict_.get(), name(Name::displayhook));
  if (hook == nullptr) return raise(kTypeRuntimeError, "lost sys.displayhook");
  Ref<Object> kept = share(hook);
  return static_cast<bool>(call(kept.get(), value.get()));
}

}  // namespace ophion
