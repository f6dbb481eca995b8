// Emission: instructions, jumps, registers and the bookkeeping of bound locals.
#include "compiler/codegen_unit.h"

#include "object/error.h"

namespace ophion {

bool CompileContext::outOfMemory() {
  if (!failed) raiseMemoryError();
  failed = true;
  return false;
}

bool PointerMap::grow(CompileArena& arena) {
  uint32_t size = mask_ == 0 ? 16 : (mask_ + 1) * 2;
  uint32_t* table = arena.tryArray<uint32_t>(size);
  if (table == nullptr) return false;
  memset(table, 0, size * sizeof(uint32_t));
  for (uint32_t i = 0; i < keys_.size(); ++i) {
    uint32_t at = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(keys_[i]) >> 3) & (size - 1);
    while (table[at] != 0) at = (at + 1) & (size - 1);
    table[at] = i + 1;
  }
  table_ = table;
  mask_ = size - 1;
  return true;
}

int64_t PointerMap::indexOf(CompileArena& arena, const void* key) {
  if ((mask_ == 0 || keys_.size() * 2 > mask_) && !grow(arena)) return -1;
  uint32_t at = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(key) >> 3) & mask_;
  for (; table_[at] != 0; at = (at + 1) & mask_) {
    if (keys_[table_[at] - 1] == key) return table_[at] - 1;
  }
  if (!keys_.tryPush(arena, key)) return -1;
  table_[at] = keys_.size();
  return keys_.size() - 1;
}

CodeUnit::CodeUnit(CompileContext& context_, Scope* scope_, CodeUnit* parent_)
    : context(context_), scope(scope_), parent(parent_) {
  local_count_ = scope->isFunctionLike() ? scope->varnames.size : 1;
  first_temp_ = top_ = most_ = local_count_ + scope->cellvars.size;
  bound_words_ = (local_count_ + 63) / 64 + 1;
  bound_ = context.arena.tryArray<uint64_t>(bound_words_);
  deleted_ = context.arena.tryArray<uint64_t>(bound_words_);
  // A generator that cannot even have these goes on with a word of its own to find its way out.
  static thread_local uint64_t nowhere[1];
  if (bound_ == nullptr || deleted_ == nullptr || first_temp_ >= kMaxRegisters) {
    if (bound_ != nullptr && deleted_ != nullptr) {
      if (!context.failed) {
        raise(kTypeSyntaxError, "too many local variables in one function for Ophion");
        context.fail();
      }
    } else {
      context.outOfMemory();
      bound_ = deleted_ = nowhere;
      bound_words_ = 1;
    }
  }
  memset(bound_, 0, bound_words_ * sizeof(uint64_t));
  memset(deleted_, 0, bound_words_ * sizeof(uint64_t));
}

uint64_t* CodeUnit::copyBits(const uint64_t* bits) {
  uint64_t* copy = context.arena.tryArray<uint64_t>(bound_words_);
  if (copy == nullptr) {
    context.outOfMemory();
    return bound_;
  }
  memcpy(copy, bits, bound_words_ * sizeof(uint64_t));
  return copy;
}

void CodeUnit::forgetDeleted() {
  if (!reachable_) return;
  for (unsigned i = 0; i < bound_words_; ++i) bound_[i] &= ~deleted_[i];
}

uint64_t* CodeUnit::boundInHandler() {
  uint64_t* bits = copyBits(bound_);
  for (unsigned i = 0; bits != bound_ && i < bound_words_; ++i) bits[i] &= ~deleted_[i];
  return bits;
}

void CodeUnit::unreachable() {
  reachable_ = false;
  passed_.truncate(pending_from_);
  bound_ = copyBits(bound_);
  memset(bound_, 0xff, bound_words_ * sizeof(uint64_t));
}

uint32_t CodeUnit::emit(Op op, unsigned a, unsigned b, unsigned c) {
  uint32_t at = code_.size();
  if (!reachable_ || context.failed) return at;
  uint32_t line = place_.lineno;
  while (!is_silent_ && passed_.size() > pending_from_ && static_cast<uint32_t>(passed_.back().line) == line)
    passed_.pop();
  bool telling = passed_.size() > pending_from_;
  if (telling || places_.empty() || places_.back().is_silent != is_silent_ ||
      memcmp(&places_.back().place, &place_, sizeof place_) != 0) {
    PlaceRun run{at, place_, pending_from_, passed_.size(), is_silent_};
    if (!places_.tryPush(context.arena, run)) context.outOfMemory();
  }
  bool tells = telling || !is_silent_;
  if (tells && (op == Op::kJump || op == Op::kJumpBack) && !telling_jumps_.tryPush(context.arena, at))
    context.outOfMemory();
  pending_from_ = passed_.size();
  if (!is_silent_) last_line_ = line;
  Instruction instruction{static_cast<uint16_t>(op), static_cast<uint16_t>(a), static_cast<uint16_t>(b),
                          static_cast<uint16_t>(c)};
  if (!code_.tryPush(context.arena, instruction)) context.outOfMemory();
  for (unsigned i = 1; i < kUnits[static_cast<unsigned>(op)]; ++i) {
    if (!code_.tryPush(context.arena, Instruction{0, 0, 0, 0})) context.outOfMemory();
  }
  if (op == Op::kReturn || op == Op::kReraise || op == Op::kRaise || op == Op::kJump || op == Op::kJumpBack)
    unreachable();
  return at;
}

uint32_t CodeUnit::emitSilently(Op op, unsigned a, unsigned b, unsigned c) {
  bool before = silence(true);
  uint32_t at = emit(op, a, b, c);
  silence(before);
  return at;
}

void CodeUnit::passLine(uint32_t line, bool is_ahead) {
  if (!reachable_ || context.failed || line == last_line_ || line == 0) return;
  if (!passed_.tryPush(context.arena, {static_cast<int32_t>(line), false, is_ahead})) context.outOfMemory();
  last_line_ = line;
}

void CodeUnit::rewindPassed(uint32_t mark) {
  if (mark < pending_from_ || mark >= passed_.size()) return;
  passed_.truncate(mark);
  last_line_ = 0;
}

uint32_t CodeUnit::loopHead() {
  for (uint32_t i = pending_from_; i < passed_.size(); ++i) passed_[i].only_falling = true;
  last_line_ = 0;
  return here();
}

void CodeUnit::setExtra(uint32_t at, uint32_t value) {
  if (context.failed || at + 1 >= code_.size()) return;
  code_[at + 1].op = static_cast<uint16_t>(value);
  code_[at + 1].a = static_cast<uint16_t>(value >> 16);
}

void CodeUnit::patch(uint32_t at, uint32_t to) {
  Instruction& instruction = code_[at];
  uint32_t end = at + kUnits[instruction.op];
  uint32_t distance = to - end;
  if (kUnits[instruction.op] == 1) {
    instruction.b = static_cast<uint16_t>(distance);
    instruction.c = static_cast<uint16_t>(distance >> 16);
  } else {
    setExtra(at, distance);
  }
}

uint32_t CodeUnit::jumpTarget(uint32_t at) const {
  const Instruction& i = code_[at];
  if (kUnits[i.op] == 1) return at + 1 + static_cast<uint32_t>(i.jump());
  return at + kUnits[i.op] + (uint32_t{code_[at + 1].op} | uint32_t{code_[at + 1].a} << 16);
}

void CodeUnit::mergeInto(Label& label) {
  if (label.bound == nullptr) {
    label.bound = copyBits(bound_);
    return;
  }
  for (unsigned i = 0; i < bound_words_; ++i) label.bound[i] &= bound_[i];
}

void CodeUnit::addJump(uint32_t at, Label& to) {
  if (context.failed) return;
  if (!to.jumps.tryPush(context.arena, at)) context.outOfMemory();
}

void CodeUnit::jump(Label& to) {
  if (!reachable_) return;
  mergeInto(to);
  addJump(emit(Op::kJump), to);
}

void CodeUnit::jumpSilently(Label& to) {
  bool before = silence(true);
  jump(to);
  silence(before);
}

void CodeUnit::jumpBack(uint32_t to) {
  if (!reachable_) return;
  uint32_t at = emit(Op::kJumpBack);
  if (!context.failed) patch(at, to);
}

void CodeUnit::jumpIf(Op op, unsigned source, Label& to) {
  if (!reachable_) return;
  mergeInto(to);
  addJump(emit(op, source), to);
}

void CodeUnit::jumpCompare(Op op, unsigned a, unsigned b, bool truth, Label& to) {
  if (!reachable_) return;
  mergeInto(to);
  addJump(emit(op, a, b, truth ? 1 : 0), to);
}

void CodeUnit::forIter(unsigned iterator, unsigned destination, Label& exhausted) {
  if (!reachable_) return;
  mergeInto(exhausted);
  addJump(emit(Op::kForIter, iterator, destination), exhausted);
}

void CodeUnit::jumpIfNotMatch(unsigned exception, unsigned type, Label& to) {
  if (!reachable_) return;
  mergeInto(to);
  addJump(emit(Op::kJumpIfNotMatch, exception, type), to);
}

void CodeUnit::bind(Label& label) {
  // Whoever jumps here has not passed what was passed on the straight way.
  if (label.targeted() && reachable_ && passed_.size() > pending_from_) emitSilently(Op::kNop);
  last_line_ = 0;
  label.at = here();
  for (uint32_t i = entries_.size(); label.waiting > 0 && i-- > 0;) {
    Entry& entry = entries_[i];
    if (entry.waits_for != &label) continue;
    entry.waits_for = nullptr;
    --label.waiting;
    entry.handler = here();
  }
  if (!label.targeted() || context.failed) return;
  for (uint32_t at : label.jumps) patch(at, here());
  if (reachable_) {
    for (unsigned i = 0; i < bound_words_; ++i) bound_[i] &= label.bound[i];
  } else {
    bound_ = copyBits(label.bound);
  }
  reachable_ = true;
}

void CodeUnit::close(const Protection& range) {
  if (here() == range.start || context.failed) return;
  bool bound = range.handler->at >= 0;
  Entry entry{
      range.start, here(),      bound ? nullptr : range.handler, bound ? static_cast<uint32_t>(range.handler->at) : 0,
      range.depth, range.target};
  if (!entries_.tryPush(context.arena, entry)) {
    context.outOfMemory();
  } else if (!bound) {
    ++range.handler->waiting;
  }
}

unsigned CodeUnit::pushTemps(unsigned n) {
  unsigned first = top_;
  if (top_ + n >= kMaxRegisters) {
    if (!context.failed) {
      raise(kTypeSyntaxError, "too many values at once in one function for Ophion");
      context.fail();
    }
    return first_temp_;
  }
  top_ += n;
  if (top_ > most_) most_ = top_;
  return first;
}

unsigned CodeUnit::peek(const Operand& operand) {
  if (operand.kind != Operand::Const) return operand.reg;
  uint32_t index = constantIndex(operand.value);
  if (index < kMaxRegisters) return kOperandConst | index;
  unsigned temp = pushTemp();
  emit(Op::kLoadConstWide, temp, index & 0xffff, index >> 16);
  return temp | kOperandConsume;
}

unsigned CodeUnit::use(const Operand& operand) {
  return operand.kind == Operand::Temp ? unsigned{operand.reg} | kOperandConsume : peek(operand);
}

void CodeUnit::move(unsigned destination, const Operand& source) {
  if (source.kind == Operand::Const) {
    uint32_t index = constantIndex(source.value);
    if (index >= kMaxRegisters) {
      emit(Op::kLoadConstWide, destination, index & 0xffff, index >> 16);
      return;
    }
  } else if (source.reg == destination) {
    return;
  }
  emit(Op::kMove, destination, use(source));
}

unsigned CodeUnit::nameIndex(Str* name) {
  if (context.failed) return 0;
  if (name == nullptr) return static_cast<unsigned>(context.fail());
  int64_t index = names_.indexOf(context.arena, name);
  if (index < 0) return static_cast<unsigned>(context.outOfMemory());
  if (index > 0xfffe) {
    raise(kTypeSyntaxError, "too many names in one block for Ophion");
    context.fail();
  }
  return static_cast<unsigned>(index);
}

unsigned CodeUnit::nameIndex(Identifier* name) { return nameIndex(context.pool.nameOf(name)); }

uint32_t CodeUnit::constantIndex(Object* value) {
  if (context.failed || !reachable_) return 0;
  if (value == nullptr) return static_cast<uint32_t>(context.fail());
  int64_t index = constants_.indexOf(context.arena, value);
  if (index < 0) return static_cast<uint32_t>(context.outOfMemory());
  return static_cast<uint32_t>(index);
}

unsigned CodeUnit::constantIndex16(Object* value) {
  uint32_t index = constantIndex(value);
  if (index > 0xffff && !context.failed) {
    raise(kTypeSyntaxError, "too many constants in one block for Ophion");
    context.fail();
  }
  return index & 0xffff;
}

}  // namespace ophion
