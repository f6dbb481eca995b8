// From a finished CodeUnit to a Code object: jumps threaded, tables written into buffers of the heap.
#include "code/positions.h"
#include "compiler/codegen_unit.h"
#include "object/allocate.h"
#include "object/error.h"
#include "object/tuple.h"

namespace ophion {

namespace {

bool isJump(uint16_t op) {
  switch (static_cast<Op>(op)) {
    case Op::kJump:
    case Op::kJumpIfTrue:
    case Op::kJumpIfFalse:
    case Op::kJumpIfNone:
    case Op::kJumpIfNotNone:
    case Op::kJumpLt:
    case Op::kJumpLe:
    case Op::kJumpEq:
    case Op::kJumpNe:
    case Op::kJumpGt:
    case Op::kJumpGe:
    case Op::kJumpIs:
    case Op::kJumpIn:
    case Op::kForIter:
    case Op::kJumpIfNotMatch:
      return true;
    default:
      return false;
  }
}

// A raw buffer filled with a copy; null with MemoryError pending.
template <class T>
T* copyToHeap(const T* data, size_t n) {
  T* buffer = static_cast<T*>(heap().tryAllocateRaw(n * sizeof(T)));
  if (buffer == nullptr) return raiseMemoryError();
  memcpy(static_cast<void*>(buffer), data, n * sizeof(T));
  return buffer;
}

Position toPosition(const ast::Place& place) {
  if (place.lineno == 0) return {-1, -1, -1, -1};
  return {static_cast<int32_t>(place.lineno), static_cast<int32_t>(place.end_lineno),
          static_cast<int32_t>(place.col_offset), static_cast<int32_t>(place.end_col_offset)};
}

}  // namespace

// Whether trace functions are to be told of a jump.
bool CodeUnit::passesLines(uint32_t jump) const {
  uint32_t low = 0, high = telling_jumps_.size();
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (telling_jumps_[middle] < jump) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < telling_jumps_.size() && telling_jumps_[low] == jump;
}

// A jump to a jump goes on to where that one leads; an unconditional one to the end of a loop's body goes to its head.
void CodeUnit::threadJumps() {
  for (uint32_t at = 0; at < code_.size(); at += kUnits[code_[at].op]) {
    if (!isJump(code_[at].op)) continue;
    uint32_t to = jumpTarget(at);
    bool moved = false;
    auto isPlainly = [&](Op op) {
      return to < code_.size() && code_[to].op == static_cast<uint16_t>(op) && !passesLines(to);
    };
    for (int hops = 0; hops < 16 && isPlainly(Op::kJump); ++hops) {
      to = jumpTarget(to);
      moved = true;
    }
    if (code_[at].op == static_cast<uint16_t>(Op::kJump) && isPlainly(Op::kJumpBack)) {
      to = jumpTarget(to);
      code_[at].op = static_cast<uint16_t>(Op::kJumpBack);
      moved = true;
    }
    if (moved) patch(at, to);
  }
}

bool CodeUnit::writePositions(Code* code) {
  size_t room = places_.size() * (kMaxPositionBytes + kMaxWaypointBytes) + passed_.size() * kMaxWaypointBytes + 1;
  uint8_t* scratch = context.arena.tryArray<uint8_t>(room);
  if (scratch == nullptr) return context.outOfMemory();
  uint8_t* out = scratch;
  int32_t line = static_cast<int32_t>(first_line);
  for (uint32_t i = 0; i < places_.size(); ++i) {
    uint32_t end = i + 1 < places_.size() ? places_[i + 1].start : here();
    Position position = toPosition(places_[i].place);
    for (uint32_t w = places_[i].passed_from; w < places_[i].passed_to; ++w) {
      out = writeWaypoint(out, passed_[w], line);
      line = passed_[w].line;
    }
    if (places_[i].is_silent) out = writeSilence(out);
    out = writePosition(out, end - places_[i].start, position, line);
    if (position.line >= 0) line = position.line;
  }
  size_t bytes = static_cast<size_t>(out - scratch);
  uint8_t* buffer = copyToHeap(scratch, bytes == 0 ? 1 : bytes);
  if (buffer == nullptr) return context.fail();
  code->positions_.set(buffer);
  code->position_bytes_ = static_cast<uint32_t>(bytes == 0 ? 1 : bytes);
  return true;
}

Ref<Tuple> CodeUnit::namesOf(const ArenaSpan<Symbol*>& symbols) {
  Ref<Tuple> tuple = newTuple(symbols.size);
  if (!tuple) return raised();
  for (uint32_t i = 0; i < symbols.size; ++i) {
    Str* text = context.pool.nameOf(symbols[i]->name);
    if (text == nullptr) return raised();
    tuple->items()[i].init(share<Object>(text));
  }
  return tuple;
}

bool CodeUnit::writeTables(Code* code) {
  threadJumps();
  Instruction* instructions = copyToHeap(code_.begin(), code_.size());
  if (instructions == nullptr) return context.fail();
  code->instructions_.set(instructions);
  code->instruction_units_ = code_.size();
  if (!writePositions(code)) return false;
  if (entries_.empty()) return true;
  ArenaVector<ExceptionEntry> entries;
  for (const Entry& e : entries_) {
    ExceptionEntry entry{e.start, e.end, e.handler, e.depth, e.target};
    if (!entries.tryPush(context.arena, entry)) return context.outOfMemory();
  }
  ExceptionEntry* buffer = copyToHeap(entries.begin(), entries.size());
  if (buffer == nullptr) return context.fail();
  code->exceptions_.set(buffer);
  code->exception_count_ = entries.size();
  return true;
}

Ref<Code> CodeUnit::finish(Str* name, Str* qualified, uint32_t flags) {
  if (context.failed) return nullptr;
  Ref<Tuple> constants = newTuple(constants_.size());
  Ref<Tuple> names = constants ? newTuple(names_.size()) : nullptr;
  Ref<Tuple> variables, cells, frees;
  if (names && scope->isFunctionLike())
    variables = namesOf(scope->varnames);
  else if (names)
    variables = emptyTuple();
  if (variables) cells = namesOf(scope->cellvars);
  if (cells) frees = namesOf(scope->freevars);
  Ref<Code> code = frees ? allocateContainer<Code>(kTypeCode) : nullptr;
  if (!code) {
    context.fail();
    return nullptr;
  }
  for (uint32_t i = 0; i < constants_.size(); ++i) {
    constants->items()[i].init(share(static_cast<Object*>(const_cast<void*>(constants_.keyAt(i)))));
  }
  for (uint32_t i = 0; i < names_.size(); ++i) {
    names->items()[i].init(share(static_cast<Object*>(const_cast<void*>(names_.keyAt(i)))));
  }
  code->id_ = nextCodeId();
  code->name_.init(share(name));
  code->qualified_name_.init(share(qualified));
  code->filename_.init(share(context.filename));
  code->constants_.init(std::move(constants));
  code->names_.init(std::move(names));
  code->variable_names_.init(std::move(variables));
  code->cell_names_.init(std::move(cells));
  code->free_names_.init(std::move(frees));
  code->flags_ = flags | context.flags;
  code->first_line_ = first_line;
  if (scope->isFunctionLike()) {
    code->argument_count_ = static_cast<uint16_t>(scope->arg_count);
    code->positional_only_count_ = static_cast<uint16_t>(scope->posonly_count);
    code->keyword_only_count_ = static_cast<uint16_t>(scope->kwonly_count);
  }
  code->local_count_ = static_cast<uint16_t>(local_count_);
  code->cell_count_ = static_cast<uint16_t>(scope->cellvars.size);
  code->free_count_ = static_cast<uint16_t>(scope->freevars.size);
  code->register_count_ = static_cast<uint16_t>(most_);
  bool simple = scope->isFunctionLike() && scope->kwonly_count == 0 && !scope->has_varargs && !scope->has_varkw &&
                (flags & (kCodeGenerator | kCodeCoroutine | kCodeAsyncGenerator)) == 0;
  for (Symbol* cell : scope->cellvars) simple = simple && cell->var_index < 0;
  code->simple_call_ = simple ? 1 : 0;
  if (!writeTables(code.get())) return nullptr;
  return code;
}

}  // namespace ophion
