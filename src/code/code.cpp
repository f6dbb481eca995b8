// The type code.
#include "code/code.h"

#include "code/positions.h"
#include "object/bytes.h"
#include "object/call_hooks.h"
#include "object/error.h"
#include "object/int.h"
#include "object/list.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"

namespace ophion {

uint32_t nextCodeId() { return static_cast<uint32_t>(++state().next_id_); }

namespace {

Code* self(Object* object) { return static_cast<Code*>(object); }
Code* self(Object* const* args) { return static_cast<Code*>(args[0]); }

// The eight references stand in a row; the buffers behind them are nobody else's.
void dropCode(Object* object) {
  Code* code = self(object);
  clearSlotRow<8>(object);
  if (!code->instructions_.isNull()) {
    heap().free(code->instructions_.get(), code->instruction_units_ * sizeof(Instruction));
    code->instructions_ = nullptr;
  }
  if (!code->exceptions_.isNull()) {
    heap().free(code->exceptions_.get(), code->exception_count_ * sizeof(ExceptionEntry));
    code->exceptions_ = nullptr;
  }
  if (!code->positions_.isNull()) {
    heap().free(code->positions_.get(), code->position_bytes_);
    code->positions_ = nullptr;
  }
}

// --- attributes ---

template <auto member>
Ref<Object> slotOf(Object* object) {
  return (self(object)->*member).share();
}
template <auto member>
Ref<Object> numberOf(Object* object) {
  return newInt(self(object)->*member);
}

Ref<Object> localCountOf(Object* object) { return newInt(self(object)->variable_names_->size_); }
Ref<Object> flagsOf(Object* object) { return newInt(self(object)->flags_ & ~uint32_t{kCodeNamespace}); }
Ref<Object> stackSizeOf(Object* object) {
  Code* code = self(object);
  return newInt(code->register_count_ - code->local_count_ - code->cell_count_);
}
Ref<Object> codeBytesOf(Object* object) {
  Code* code = self(object);
  Ref<Bytes> bytes = newBytesUninitialized(code->instruction_units_ * sizeof(Instruction));
  if (bytes) copyGeneralForm(code, reinterpret_cast<Instruction*>(bytes->data()));
  return bytes;
}
Ref<Object> lineTableOf(Object* object) {
  Code* code = self(object);
  return newBytes({reinterpret_cast<const char*>(code->positions_.get()), code->position_bytes_});
}
Ref<Object> exceptionTableOf(Object* object) {
  Code* code = self(object);
  if (code->exception_count_ == 0) return newBytes({});
  return newBytes(
      {reinterpret_cast<const char*>(code->exceptions_.get()), code->exception_count_ * sizeof(ExceptionEntry)});
}

// --- positions ---

// A number of the table, or None where it is unknown.
Ref<Object> numberOrNone(int32_t value) {
  if (value < 0) return newNone();
  return newInt(value);
}

// One tuple (line, end line, column, end column) for each unit, so that a place in a traceback indexes it.
Ref<Object> codePositions(Object* const* args) {
  Ref<List> list = newList();
  PositionReader reader(self(args));
  while (list && reader.next()) {
    const Position& p = reader.position();
    Ref<Object> line = numberOrNone(p.line), end_line = numberOrNone(p.end_line);
    Ref<Object> column = numberOrNone(p.column), end_column = numberOrNone(p.end_column);
    if (!line || !end_line || !column || !end_column) return raised();
    Ref<Tuple> entry = newTupleOf({line.get(), end_line.get(), column.get(), end_column.get()});
    if (!entry) return raised();
    for (uint32_t unit = reader.start(); unit < reader.end(); ++unit) {
      if (!appendToList(list.get(), entry.get())) return raised();
    }
  }
  return list ? getIter(list.get()) : raised();
}

// (start, end, line) for each run of units of one line; offsets count two to a unit, as places in tracebacks do.
Ref<Object> codeLines(Object* const* args) {
  Ref<List> list = newList();
  PositionReader reader(self(args));
  bool more = list && reader.next();
  while (more) {
    uint32_t start = reader.start(), end = reader.end();
    int32_t line = reader.position().line;
    while ((more = reader.next()) && reader.position().line == line) end = reader.end();
    Ref<Object> from = newInt(int64_t{start} * 2), to = newInt(int64_t{end} * 2), number = numberOrNone(line);
    if (!from || !to || !number) return raised();
    Ref<Tuple> entry = newTupleOf({from.get(), to.get(), number.get()});
    if (!entry || !appendToListSteal(list.get(), std::move(entry))) return raised();
  }
  return list ? getIter(list.get()) : raised();
}

// --- methods ---

Ref<Object> codeRepr(Object* const* args) {
  Code* code = self(args);
  return formatStr("<code object %U at 0x%llx, file \"%U\", line %u>", code->name_.get(),
                   reinterpret_cast<unsigned long long>(code), code->filename_.get(), code->first_line_);
}

// Instructions change while they run, so what they were compiled from is compared instead: names, constants and places.
int equalCode(Code* a, Code* b) {
  if (a == b) return 1;
  bool same = a->flags_ == b->flags_ && a->first_line_ == b->first_line_ && a->argument_count_ == b->argument_count_ &&
              a->positional_only_count_ == b->positional_only_count_ &&
              a->keyword_only_count_ == b->keyword_only_count_ && a->instruction_units_ == b->instruction_units_ &&
              a->exception_count_ == b->exception_count_ && a->position_bytes_ == b->position_bytes_ &&
              __builtin_memcmp(a->positions_.get(), b->positions_.get(), a->position_bytes_) == 0 &&
              equalStrs(a->name_.get(), b->name_.get());
  if (!same) return 0;
  Object* const left[] = {a->names_.get(), a->variable_names_.get(), a->cell_names_.get(), a->free_names_.get(),
                          a->constants_.get()};
  Object* const right[] = {b->names_.get(), b->variable_names_.get(), b->cell_names_.get(), b->free_names_.get(),
                           b->constants_.get()};
  for (unsigned i = 0; i < 5; ++i) {
    int equal = equalObjects(left[i], right[i]);
    if (equal != 1) return equal;
  }
  return 1;
}

Ref<Object> codeEq(Object* const* args) {
  if (!isExactCode(args[1])) return newNotImplemented();
  int equal = equalCode(self(args), static_cast<Code*>(args[1]));
  return equal < 0 ? Ref<Object>(raised()) : newBool(equal == 1);
}

Ref<Object> codeHash(Object* const* args) {
  Code* code = self(args);
  uint64_t h = hashStr(code->name_.get());
  for (uint64_t part : {uint64_t{code->first_line_}, uint64_t{code->instruction_units_},
                        uint64_t{code->position_bytes_}, uint64_t{code->argument_count_}, uint64_t{code->flags_}}) {
    h = (h ^ part) * 0x100000001b3;
  }
  return newInt(static_cast<int64_t>(h >> 2));
}

Ref<Object> codeSizeof(Object* const* args) {
  Code* code = self(args);
  return newInt(static_cast<int64_t>(sizeof(Code) + code->instruction_units_ * sizeof(Instruction) +
                                     code->exception_count_ * sizeof(ExceptionEntry) + code->position_bytes_));
}

// A raw buffer with a copy of another's content; a null slot where there is none.
template <class T>
bool copyBuffer(Slot<T>& to, const Slot<T>& from, size_t bytes) {
  if (from.isNull()) return true;
  void* copy = heap().tryAllocateRaw(bytes);
  if (copy == nullptr) return raiseMemoryError();
  __builtin_memcpy(copy, static_cast<const void*>(from.get()), bytes);
  to.set(static_cast<T*>(copy));
  return true;
}

Ref<Code> copyCode(Code* code) {
  Ref<Code> copy = allocateContainer<Code>(kTypeCode);
  if (!copy) return copy;
  copy->id_ = nextCodeId();
  copy->flags_ = code->flags_;
  copy->first_line_ = code->first_line_;
  copy->argument_count_ = code->argument_count_;
  copy->positional_only_count_ = code->positional_only_count_;
  copy->keyword_only_count_ = code->keyword_only_count_;
  copy->local_count_ = code->local_count_;
  copy->cell_count_ = code->cell_count_;
  copy->free_count_ = code->free_count_;
  copy->register_count_ = code->register_count_;
  copy->simple_call_ = code->simple_call_;
  copy->name_.init(code->name_.share());
  copy->qualified_name_.init(code->qualified_name_.share());
  copy->filename_.init(code->filename_.share());
  copy->constants_.init(code->constants_.share());
  copy->names_.init(code->names_.share());
  copy->variable_names_.init(code->variable_names_.share());
  copy->cell_names_.init(code->cell_names_.share());
  copy->free_names_.init(code->free_names_.share());
  copy->instruction_units_ = code->instruction_units_;
  copy->exception_count_ = code->exception_count_;
  copy->position_bytes_ = code->position_bytes_;
  if (!copyBuffer(copy->instructions_, code->instructions_, code->instruction_units_ * sizeof(Instruction)) ||
      !copyBuffer(copy->exceptions_, code->exceptions_, code->exception_count_ * sizeof(ExceptionEntry)) ||
      !copyBuffer(copy->positions_, code->positions_, code->position_bytes_)) {
    return raised();
  }
  // What instructions learned holds for the names and constants they ran with.
  copyGeneralForm(code, copy->instructions());
  return copy;
}

// What replace() may change: texts, the first line, flags that only describe, and constants and names one for one.
bool replaceText(Slot<Str>& slot, Object* value, const char* what) {
  if (value == nullptr) return true;
  if (!isStrLayout(value)) return raise(kTypeTypeError, "replace() argument '%s' must be str, not %T", what, value);
  slot.assign(share(static_cast<Str*>(value)));
  return true;
}

bool replaceTuple(Slot<Tuple>& slot, Object* value, const char* what) {
  if (value == nullptr) return true;
  if (!isTupleLayout(value)) return raise(kTypeTypeError, "replace() argument '%s' must be tuple, not %T", what, value);
  Tuple* tuple = static_cast<Tuple*>(value);
  if (tuple->size_ != slot->size_) {
    return raise(kTypeValueError, "code.replace() cannot change the size of '%s' in Ophion", what);
  }
  slot.assign(share(tuple));
  return true;
}

bool sameNumber(uint64_t now, Object* value, const char* what) {
  if (value == nullptr) return true;
  int64_t wanted;
  if (!asInt64(value, &wanted)) return false;
  if (wanted != static_cast<int64_t>(now))
    return raise(kTypeValueError, "code.replace() cannot change '%s' in Ophion", what);
  return true;
}

Ref<Object> codeReplace(Object* const* args) {
  Code* code = self(args);
  Ref<Code> copy = copyCode(code);
  if (!copy) return raised();
  if (!sameNumber(code->argument_count_, args[1], "co_argcount") ||
      !sameNumber(code->positional_only_count_, args[2], "co_posonlyargcount") ||
      !sameNumber(code->keyword_only_count_, args[3], "co_kwonlyargcount") ||
      !sameNumber(code->variable_names_->size_, args[4], "co_nlocals")) {
    return raised();
  }
  int64_t number;
  if (args[6] != nullptr) {
    if (!asInt64(args[6], &number)) return raised();
    // Iterable coroutines are ordinary generators with this flag.
    uint32_t may = kCodeIterableCoroutine | kCodeNested | kCodeFutureAnnotations;
    uint32_t flags = static_cast<uint32_t>(number);
    if (((flags ^ code->flags_) & ~(may | kCodeNamespace)) != 0) {
      return raise(kTypeValueError, "code.replace() cannot change 'co_flags' so in Ophion");
    }
    copy->flags_ = flags | (code->flags_ & kCodeNamespace);
  }
  if (args[7] != nullptr) {
    if (!asInt64(args[7], &number)) return raised();
    copy->first_line_ = static_cast<uint32_t>(number);
  }
  if (args[8] != nullptr) {
    Ref<Object> now = codeBytesOf(code);
    int equal = now ? equalObjects(now.get(), args[8]) : -1;
    if (equal < 0) return raised();
    if (equal == 0) return raise(kTypeValueError, "code.replace() cannot change 'co_code' in Ophion");
  }
  if (!replaceTuple(copy->constants_, args[9], "co_consts") || !replaceTuple(copy->names_, args[10], "co_names") ||
      !replaceTuple(copy->variable_names_, args[11], "co_varnames") ||
      !replaceTuple(copy->free_names_, args[12], "co_freevars") ||
      !replaceTuple(copy->cell_names_, args[13], "co_cellvars") ||
      !replaceText(copy->filename_, args[14], "co_filename") || !replaceText(copy->name_, args[15], "co_name") ||
      !replaceText(copy->qualified_name_, args[16], "co_qualname")) {
    return raised();
  }
  return copy;
}

constexpr NativeDef kCodeMethods[] = {
    {"__repr__", "self, /", codeRepr},
    {"__eq__", "self, value, /", codeEq},
    {"__hash__", "self, /", codeHash},
    {"__sizeof__", "self, /", codeSizeof},
    {"co_lines", "self, /", codeLines},
    {"co_positions", "self, /", codePositions},
    {"replace",
     "self, *, co_argcount=None, co_posonlyargcount=None, co_kwonlyargcount=None, co_nlocals=None, co_stacksize=None, "
     "co_flags=None, co_firstlineno=None, co_code=None, co_consts=None, co_names=None, co_varnames=None, "
     "co_freevars=None, co_cellvars=None, co_filename=None, co_name=None, co_qualname=None, co_linetable=None, "
     "co_exceptiontable=None",
     codeReplace, "Return a copy of the code object with new values for the specified fields."},
};

constexpr GetSetDef kCodeAttributes[] = {
    asMember({"co_name", slotOf<&Code::name_>}),
    asMember({"co_qualname", slotOf<&Code::qualified_name_>}),
    asMember({"co_filename", slotOf<&Code::filename_>}),
    asMember({"co_firstlineno", numberOf<&Code::first_line_>}),
    asMember({"co_argcount", numberOf<&Code::argument_count_>}),
    asMember({"co_posonlyargcount", numberOf<&Code::positional_only_count_>}),
    asMember({"co_kwonlyargcount", numberOf<&Code::keyword_only_count_>}),
    asMember({"co_nlocals", localCountOf}),
    asMember({"co_stacksize", stackSizeOf}),
    asMember({"co_flags", flagsOf}),
    asMember({"co_consts", slotOf<&Code::constants_>}),
    asMember({"co_names", slotOf<&Code::names_>}),
    {"co_varnames", slotOf<&Code::variable_names_>},
    {"co_freevars", slotOf<&Code::free_names_>},
    {"co_cellvars", slotOf<&Code::cell_names_>},
    {"co_code", codeBytesOf},
    asMember({"co_linetable", lineTableOf}),
    asMember({"co_exceptiontable", exceptionTableOf}),
};

}  // namespace

uint16_t countSelfStores(Code* code) {
  bool seen[256] = {};
  uint16_t count = 0;
  for (uint32_t at = 0; at < code->instruction_units_;) {
    const Instruction& i = code->instructions()[at];
    // Once it has run it may hold instructions that only the interpreter knows; what was counted so far is a fair hint.
    if (i.op >= static_cast<uint16_t>(Op::kEmittedEnd)) break;
    if (i.op == static_cast<uint16_t>(Op::kStoreAttr) && i.a == 0 && i.b < 256 && !seen[i.b]) {
      seen[i.b] = true;
      ++count;
    }
    at += kUnits[i.op];
  }
  return count;
}

const TypeSpec kCodeSpec = {
    "code",
    "builtins",
    {"code", Kind::Container, Trace::Fixed, sizeof(Object), 8, sizeof(Code), nullptr, nullptr, dropCode, nullptr},
    kTypeInstancesWeakReferable | kTypeDisallowInstantiation,
    kCodeMethods,
    kCodeAttributes,
    "Create a code object.  Not for mere mortals."};

}  // namespace ophion
