// Slow paths that build things: containers, strings, functions.
#include "code/code.h"
#include "object/allocate.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/set.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/str_builder.h"
#include "vm/interpreter.h"
#include "vm/operand.h"

namespace ophion {

bool slowBuildTuple(Instruction* pc, Register* fp) {
  unsigned n = pc->c;
  Ref<Tuple> tuple = n == 0 ? emptyTuple() : newTuple(n);
  if (!tuple) return false;
  if (n != 0) {
    __builtin_memcpy(static_cast<void*>(tuple->items()), fp + pc->b, n * sizeof(Register));
    __builtin_memset(fp + pc->b, 0, n * sizeof(Register));
  }
  return setRegister(fp, pc->a, std::move(tuple));
}

bool slowBuildList(Instruction* pc, Register* fp) {
  unsigned n = pc->c;
  Ref<List> list = newList(n);
  if (!list) return false;
  if (n != 0) {
    __builtin_memcpy(static_cast<void*>(list->items()), fp + pc->b, n * sizeof(Register));
    __builtin_memset(fp + pc->b, 0, n * sizeof(Register));
    list->size_ = n;
  }
  return setRegister(fp, pc->a, std::move(list));
}

bool slowBuildSet(Instruction* pc, Register* fp) {
  Ref<Set> set = newSet();
  if (!set) return false;
  for (unsigned i = 0; i < pc->c; ++i) {
    if (!addToSet_mayRunPython(set.get(), objectAt(fp[pc->b + i]))) return false;
    dropRegister(fp, pc->b + i);
  }
  return setRegister(fp, pc->a, std::move(set));
}

bool slowBuildMap(Instruction* pc, Register* fp) {
  Ref<Dict> dict = pc->c == 0 ? newDict() : newDictWithRoom(pc->c);
  if (!dict) return false;
  for (unsigned i = 0; i < pc->c; ++i) {
    unsigned r = pc->b + 2 * i;
    if (!setItem_mayRunPython(dict.get(), objectAt(fp[r]), objectAt(fp[r + 1]))) return false;
    dropRegister(fp, r);
    dropRegister(fp, r + 1);
  }
  return setRegister(fp, pc->a, std::move(dict));
}

bool slowBuildString(Instruction* pc, Register* fp) {
  size_t length = 0;
  Width width = Width::Ascii;
  for (unsigned i = 0; i < pc->c; ++i) {
    Str* part = static_cast<Str*>(objectAt(fp[pc->b + i]));
    length += part->length_;
    if (part->width() > width) width = part->width();
  }
  Ref<Str> text;
  if (width <= Width::Latin1 && length != 0) {
    text = newStrUninitialized(length, width);
    if (!text) return false;
    char* at = text->data();
    for (unsigned i = 0; i < pc->c; ++i) {
      Str* part = static_cast<Str*>(objectAt(fp[pc->b + i]));
      __builtin_memcpy(at, part->data(), part->length_);
      at += part->length_;
    }
  } else {
    StrBuilder builder;
    for (unsigned i = 0; i < pc->c; ++i) {
      if (!builder.append(static_cast<Str*>(objectAt(fp[pc->b + i])))) return false;
    }
    text = builder.finish();
  }
  if (!text) return false;
  for (unsigned i = 0; i < pc->c; ++i) dropRegister(fp, pc->b + i);
  return setRegister(fp, pc->a, std::move(text));
}

bool slowListAppend(Instruction* pc, Register* fp) {
  return appendToListSteal(static_cast<List*>(objectAt(fp[pc->a])), fetch(fp, pc->b));
}

bool slowSetAdd(Instruction* pc, Register* fp) {
  Ref<Object> item = fetch(fp, pc->b);
  return addToSet_mayRunPython(static_cast<Set*>(objectAt(fp[pc->a])), item.get());
}

bool slowMapAdd(Instruction* pc, Register* fp) {
  Ref<Object> key = fetch(fp, pc->b);
  Ref<Object> value = fetch(fp, pc->c);
  return setItem_mayRunPython(static_cast<Dict*>(objectAt(fp[pc->a])), key.get(), value.get());
}

bool slowListExtend(Instruction* pc, Register* fp) {
  Ref<Object> items = fetch(fp, pc->b);
  if (extendList_mayRunPython(static_cast<List*>(objectAt(fp[pc->a])), items.get())) return true;
  if (!errorMatches(kTypeTypeError)) return false;
  bool iterable = lookupSpecial(items.get(), Special::k_iter) != nullptr ||
                  lookupSpecial(items.get(), Special::k_getitem) != nullptr;
  if (iterable) return false;
  clearError();
  return raise(kTypeTypeError, "Value after * must be an iterable, not %T", items.get());
}

bool slowSetUpdate(Instruction* pc, Register* fp) {
  Ref<Object> items = fetch(fp, pc->b);
  return updateSet_mayRunPython(static_cast<Set*>(objectAt(fp[pc->a])), items.get());
}

namespace {

// 1, 0, -1: whether the object has keys(), as all mappings do.
int isMappingLike(Object* object) {
  if (holdsDict(object)) return 1;
  bool failed = false;
  Ref<Object> keys = getAttrOrNull(object, Name::keys, &failed);
  return failed ? -1 : static_cast<bool>(keys);
}

}  // namespace

bool slowDictUpdate(Instruction* pc, Register* fp) {
  Ref<Object> items = fetch(fp, pc->b);
  int mapping = isMappingLike(items.get());
  if (mapping < 0) return false;
  if (mapping == 0) return raise(kTypeTypeError, "'%T' object is not a mapping", items.get());
  return updateDict_mayRunPython(static_cast<Dict*>(objectAt(fp[pc->a])), items.get(), true);
}

namespace {

// How a message names what is called: a function by its qualified name, with parentheses.
Ref<Str> callableText(Object* callable) {
  bool failed = false;
  Ref<Object> qualified = getAttrOrNull(callable, Name::__qualname__, &failed);
  if (failed) clearError();
  if (!qualified || !isStrLayout(qualified.get())) return strOf(callable);
  Ref<Object> module = getAttrOrNull(callable, Name::__module__, &failed);
  if (failed) clearError();
  if (module && isStrLayout(module.get()) && !equalsAscii(static_cast<Str*>(module.get()), "builtins")) {
    return formatStr("%S.%S()", module.get(), qualified.get());
  }
  return formatStr("%S()", qualified.get());
}

// Merges one key of f(**x); a key that is there already is an error.
bool mergeKey(Dict* dict, Object* key, Object* value, Object* callable) {
  Object* present = nullptr;
  int found = getItem_mayRunPython(dict, key, &present);
  if (found < 0) return false;
  if (found > 0) {
    Ref<Str> text = callableText(callable);
    if (!text) return raised();
    if (!isStrLayout(key)) return raise(kTypeTypeError, "%U keywords must be strings", text.get());
    return raise(kTypeTypeError, "%U got multiple values for keyword argument '%S'", text.get(), key);
  }
  return setItem_mayRunPython(dict, key, value);
}

}  // namespace

bool slowDictMerge(Instruction* pc, Register* fp) {
  Ref<Object> items = fetch(fp, pc->b);
  Dict* dict = static_cast<Dict*>(objectAt(fp[pc->a]));
  Object* callable = objectAt(fp[pc->c + kWindowCallable]);
  int mapping = isMappingLike(items.get());
  if (mapping < 0) return false;
  if (mapping == 0) {
    Ref<Str> text = callableText(callable);
    return text ? raise(kTypeTypeError, "%U argument after ** must be a mapping, not %T", text.get(), items.get())
                : raised();
  }
  Ref<Dict> source;
  if (isExactDict(items.get())) {
    source = share(static_cast<Dict*>(items.get()));
  } else {
    source = newDict();
    if (!source || !updateDict_mayRunPython(source.get(), items.get(), true)) return false;
  }
  size_t position = 0;
  Object* key;
  Object* value;
  while (nextEntry(source.get(), &position, &key, &value)) {
    Ref<Object> kept_key = share(key), kept_value = share(value);
    if (!mergeKey(dict, key, value, callable)) return false;
  }
  return true;
}

bool slowStarToTuple(Instruction* pc, Register* fp) {
  Ref<Object> items = fetch(fp, pc->b);
  if (isExactTuple(items.get())) return setRegister(fp, pc->a, std::move(items));
  if (!isExactList(items.get()) && lookupSpecial(items.get(), Special::k_iter) == nullptr &&
      lookupSpecial(items.get(), Special::k_getitem) == nullptr) {
    if (errorPending()) return false;
    Ref<Str> text = callableText(objectAt(fp[pc->c + kWindowCallable]));
    if (!text) return false;
    return raise(kTypeTypeError, "%U argument after * must be an iterable, not %T", text.get(), items.get());
  }
  return setRegister(fp, pc->a, toTuple_mayRunPython(items.get()));
}

bool slowListToTuple(Instruction* pc, Register* fp) {
  Ref<Object> list = fetch(fp, pc->b);
  List* l = static_cast<List*>(list.get());
  return setRegister(fp, pc->a, l->size_ == 0 ? emptyTuple() : newTupleFromSlots(l->items(), l->size_));
}

bool slowFormatValue(Instruction* pc, Register* fp) {
  uint16_t spec_operand = static_cast<uint16_t>(*reinterpret_cast<uint32_t*>(pc + 1));
  Ref<Object> value = fetch(fp, pc->b);
  Ref<Object> spec;
  if (spec_operand != kNoRegister) spec = fetch(fp, spec_operand);
  switch (pc->c) {
    case 1:
      value = strOf(value.get());
      break;
    case 2:
      value = reprOf(value.get());
      break;
    case 3:
      value = asciiOf(value.get());
      break;
    default:
      break;
  }
  if (!value) return false;
  if (isExactStr(value.get()) && (!spec || static_cast<Str*>(spec.get())->length_ == 0)) {
    return setRegister(fp, pc->a, std::move(value));
  }
  return setRegister(fp, pc->a, formatObject(value.get(), static_cast<Str*>(spec.get())));
}

bool slowMakeFunction(Instruction* pc, Register* fp) {
  Function* outer = static_cast<Function*>(objectAt(fp[kFrameFunction]));
  Code* code = static_cast<Code*>(outer->code_->constants_->at(pc->b));
  Ref<Function> f = allocateContainer<Function>(kTypeFunction);
  if (!f) return false;
  f->code_.init(share(code));
  f->globals_.init(outer->globals_.share());
  f->builtins_.init(outer->builtins_.share());
  f->name_.init(share<Object>(code->name_.get()));
  f->qualified_name_.init(share<Object>(code->qualified_name_.get()));
  if (Ref<Object> defaults = takeRegister(fp, pc->c)) f->defaults_.init(std::move(defaults));
  if (Ref<Object> defaults = takeRegister(fp, pc->c + 1)) f->keyword_defaults_.init(std::move(defaults));
  if (Ref<Object> annotations = takeRegister(fp, pc->c + 2)) f->annotations_.init(std::move(annotations));
  if (Ref<Object> closure = takeRegister(fp, pc->c + 3)) f->closure_.init(std::move(closure).castTo<Tuple>());
  if (Object* module = getStrBorrowed(outer->globals_.get(), name(Name::__name__))) f->module_.init(share(module));
  // The compiler keeps the docstring as the first constant, where there is one.
  if (code->constants_->size_ != 0 && isExactStr(code->constants_->at(0))) f->doc_.init(share(code->constants_->at(0)));
  return setRegister(fp, pc->a, std::move(f));
}

bool slowLoadBuildClass(Instruction* pc, Register* fp) {
  Function* function = static_cast<Function*>(objectAt(fp[kFrameFunction]));
  Ref<Object> found = getItem(function->builtins_.get(), reinterpret_cast<Object*>(name(Name::__build_class__)));
  if (!found) {
    if (!errorMatches(kTypeKeyError)) return false;
    clearError();
    return raise(kTypeNameError, "__build_class__ not found");
  }
  return setRegister(fp, pc->a, std::move(found));
}

}  // namespace ophion
