// The verifier. A register's state is the set of what it may be at a place: empty, full, or either, depending on the
// path.
#include "code/verify.h"

#include <cstring>

#include "code/operands.h"
#include "object/allocate.h"
#include "object/tuple.h"

namespace ophion {

namespace {

enum State : uint8_t { kUnknown = 0, kEmpty = 1, kFull = 2, kEither = 3 };
static_assert(uint8_t{kEmpty} == kMayBeEmpty && uint8_t{kFull} == kMayBeFull);

class Verifier {
 public:
  // `states` has room for a row of one byte a register and one more for each unit.
  Verifier(const Code* code, const Instruction* instructions, uint8_t* states, CodeFault* fault)
      : code_(code),
        instructions_(instructions),
        units_(code->instruction_units_),
        registers_(code->register_count_),
        first_temp_(unsigned{code->local_count_} + code->cell_count_),
        states_(states),
        now_(registers_ + 1),
        pending_(units_),
        starts_(units_),
        fault_(fault) {}

  bool run();

 private:
  bool hasMemory() { return states_ != nullptr && now_ && pending_ && starts_; }
  void fail(const char* what, unsigned reg = 0) {
    if (fault_->what == nullptr) *fault_ = {at_, what, reg};
  }
  bool checkShape();
  void checkIndexes(const Instruction* i, const OperandRoles& roles);
  void flow(uint32_t to, const uint8_t* state);
  void flowToHandlers();
  void step(const Instruction* i);
  void special(const Instruction* i, Op op);
  void callLike(const Instruction* i, Op op, const OperandRoles& roles);
  void source(unsigned operand);
  void needFull(unsigned reg, const char* what = "register is read while it may be empty");
  void needEmpty(unsigned reg);
  void set(unsigned reg, State state) {
    if (reg < registers_) {
      now_[reg] = state;
    } else {
      fail("register out of range", reg);
    }
  }
  void take(unsigned first, unsigned n) {
    for (unsigned r = first; r < first + n; ++r) {
      needFull(r);
      set(r, kEmpty);
    }
  }
  void give(unsigned first, unsigned n) {
    for (unsigned r = first; r < first + n; ++r) {
      needEmpty(r);
      set(r, kFull);
    }
  }

  void mark(unsigned reg, uint8_t kind) { now_[reg] = static_cast<uint8_t>(now_[reg] | kind); }
  void markKinds(const Instruction* i, Op op);

  const Code* code_;
  const Instruction* instructions_;
  uint32_t units_;
  unsigned registers_, first_temp_;
  uint8_t* states_;
  RawBuffer<uint8_t> now_, pending_, starts_;
  CodeFault* fault_;
  uint32_t at_ = 0;
};

void Verifier::needFull(unsigned reg, const char* what) {
  if (reg >= registers_) return fail("register out of range", reg);
  if ((now_[reg] & kEither) != kFull) fail(what, reg);
}

void Verifier::needEmpty(unsigned reg) {
  if (reg >= registers_) return fail("register out of range", reg);
  if ((now_[reg] & kEither) != kEmpty) fail("register must be empty", reg);
}

void Verifier::source(unsigned operand) {
  if ((operand & kOperandConst) != 0) {
    if ((operand & kOperandMask) >= code_->constants_->size_) fail("constant out of range");
    return;
  }
  unsigned reg = operand & kOperandMask;
  needFull(reg);
  if ((operand & kOperandConsume) == 0) return;
  if (reg < first_temp_) fail("a local is consumed", reg);
  set(reg, kEmpty);
}

void Verifier::flow(uint32_t to, const uint8_t* state) {
  if (to >= units_ || starts_[to] == 0) return fail("jump to no instruction");
  uint8_t* there = states_ + size_t{to} * (registers_ + 1);
  bool changed = pending_[to] == 0 && there[registers_] == 0;
  there[registers_] = 1;  // has been reached
  for (unsigned r = 0; r < registers_; ++r) {
    uint8_t merged = static_cast<uint8_t>(there[r] | state[r]);
    changed = changed || merged != there[r];
    there[r] = merged;
  }
  if (changed) pending_[to] = 1;
}

bool mayRaise(Op op) {
  return op != Op::kMove && op != Op::kClear && op != Op::kPopHandled && op != Op::kPushHandled && op != Op::kJump &&
         op != Op::kNop && op != Op::kJumpIs && op != Op::kJumpIfNone && op != Op::kJumpIfNotNone;
}

// What an instruction that fails leaves: the state before it, operands that it consumes gone or not.
void Verifier::flowToHandlers() {
  if (!mayRaise(static_cast<Op>(instructions_[at_].op))) return;
  for (uint32_t i = 0; i < code_->exception_count_; ++i) {
    const ExceptionEntry& e = code_->exceptions_.get()[i];
    if (at_ < e.start || at_ >= e.end) continue;
    RawBuffer<uint8_t> state(registers_ + 1);
    if (!state) return;
    const uint8_t* before = states_ + size_t{at_} * (registers_ + 1);
    for (unsigned r = 0; r < registers_; ++r) {
      bool consumed = before[r] != now_[r] && r >= first_temp_ && (now_[r] & kEither) == kEmpty;
      state[r] = static_cast<uint8_t>(r >= e.depth ? kEmpty : consumed ? before[r] | kEmpty : before[r]);
    }
    state[e.target] = uint8_t{kFull} | uint8_t{kHoldsException};
    flow(e.handler, state.get());
    return;
  }
}

void Verifier::callLike(const Instruction* i, Op op, const OperandRoles& roles) {
  unsigned window = i->a, n = i->b;
  bool is_method = op == Op::kCallMethod || op == Op::kCallMethodKw;
  needFull(window + kWindowCallable, "a call without a callable");
  set(window + kWindowCallable, kEmpty);
  if (is_method) {
    set(window + kWindowMethod, kEmpty);
    set(window + kWindowSelf, kEmpty);
  }
  for (unsigned r = 0; r < kWindowArguments; ++r) needEmpty(window + r);
  take(window + kWindowArguments, op == Op::kCallEx ? 1 + n : n);
  if (roles.extra_constant && extraOf(i) >= code_->constants_->size_) fail("constant out of range");
  set(i->c, kFull);
}

// Why this function is long: one case for each instruction with rules of its own.
void Verifier::special(const Instruction* i, Op op) {
  switch (op) {
    case Op::kCheckBound:
      set(i->a, kFull);
      break;
    case Op::kDelete:
    case Op::kClear:
      set(i->a, kEmpty);
      break;
    case Op::kMakeCell:
      set(i->a, kFull);
      if (i->b != kNoRegister) take(i->b, 1);
      break;
    case Op::kLoadCell:
    case Op::kLoadClassCell:
      needFull(i->b), set(i->a, kFull);
      break;
    case Op::kStoreCell:
      source(i->b), needFull(i->a);
      break;
    case Op::kDeleteCell:
      needFull(i->a);
      break;
    case Op::kBuildSlice:
      take(i->b, i->c), set(i->a, kFull);
      break;
    case Op::kBuildTuple:
    case Op::kBuildList:
    case Op::kBuildSet:
    case Op::kBuildString:
      take(i->b, i->c), set(i->a, kFull);
      break;
    case Op::kBuildMap:
      take(i->b, 2u * i->c), set(i->a, kFull);
      break;
    case Op::kUnpackSequence:
      source(i->a), give(i->b, i->c);
      break;
    case Op::kUnpackLocals:
      source(i->a);
      for (unsigned r = i->b; r < unsigned{i->b} + i->c; ++r) set(r, kFull);
      break;
    case Op::kUnpackEx:
      source(i->a), give(i->b, i->c + 1 + extraOf(i));
      break;
    case Op::kLoadMethod:
      source(i->b);
      for (unsigned r = 0; r < kWindowArguments; ++r) needEmpty(i->a + r);
      set(i->a + kWindowMethod, kEither);
      set(i->a + kWindowSelf, kEither);
      set(i->a + kWindowCallable, kFull);
      break;
    case Op::kYieldFrom:
      take(i->b, 1), take(i->c, 1), set(i->a, kFull);
      break;
    case Op::kMakeFunction:
      for (unsigned r = 0; r < 4; ++r) set(i->c + r, kEmpty);
      set(i->a, kFull);
      break;
    case Op::kListAppend:
    case Op::kSetAdd:
    case Op::kListExtend:
    case Op::kSetUpdate:
    case Op::kDictUpdate:
      source(i->b), needFull(i->a);
      break;
    case Op::kMapAdd:
      source(i->b), source(i->c), needFull(i->a);
      break;
    case Op::kDictMerge:
      source(i->b), needFull(i->a), needFull(i->c + kWindowCallable);
      break;
    case Op::kStarToTuple:
      source(i->b), needFull(i->c + kWindowCallable), set(i->a, kFull);
      break;
    case Op::kImportName:
      take(i->c, 2), set(i->a, kFull);
      break;
    case Op::kPushHandled:
      needFull(i->b), needEmpty(i->a), set(i->a, kFull);
      break;
    case Op::kPopHandled:
      take(i->a, 1);
      break;
    case Op::kReraise:
      take(i->a, 1);
      break;
    case Op::kPrepReraiseStar:
      take(i->b, 1), take(i->c, 1), set(i->a, kFull);
      break;
    case Op::kMatchGroup:
      source(i->c), needFull(i->b), set(i->a, kFull);
      break;
    case Op::kBeforeWith:
    case Op::kBeforeAsyncWith:
      source(i->c), give(i->b, 1), set(i->a, kFull);
      break;
    case Op::kWithExcept:
      needFull(i->b), needFull(i->c), set(i->a, kFull);
      break;
    case Op::kEndAsyncFor:
      take(i->a, 1), take(i->b, 1);
      break;
    case Op::kMatchKeys:
      source(i->c), needFull(i->b), set(i->a, kFull);
      break;
    case Op::kMatchClass:
      needFull(i->b);
      take(i->b + 1u, 2);
      set(i->a, kFull);
      break;
    case Op::kRaise:
      if (i->c == 2) source(i->b);
      if (i->c >= 1) source(i->a);
      break;
    case Op::kFormatValue:
      if (extraOf(i) != kNoRegister) source(extraOf(i));
      source(i->b);
      set(i->a, kFull);
      break;
    case Op::kMatchSequence:
    case Op::kMatchMapping:
    case Op::kGetLength:
    case Op::kGetAnext:
    case Op::kImportFrom:
      needFull(i->b), set(i->a, kFull);
      break;
    default:
      fail("an instruction that the verifier does not know");
      break;
  }
}

void Verifier::checkIndexes(const Instruction* i, const OperandRoles& roles) {
  const unsigned values[] = {i->a, i->b, i->c};
  for (unsigned f = 0; f < 3; ++f) {
    if (roles.field[f] == Role::Name && values[f] >= code_->names_->size_) fail("name out of range");
    if (roles.field[f] == Role::Constant && values[f] >= code_->constants_->size_) fail("constant out of range");
  }
}

void Verifier::step(const Instruction* i) {
  Op op = static_cast<Op>(i->op);
  const OperandRoles& roles = kOperandRoles.of[i->op];
  uint32_t next = at_ + kUnits[i->op];
  checkIndexes(i, roles);
  if (op == Op::kCall || op == Op::kCallKw || op == Op::kCallMethod || op == Op::kCallMethodKw || op == Op::kCallEx) {
    callLike(i, op, roles);
  } else if (op == Op::kForIter) {
    needFull(i->a);
    flowToHandlers();
    uint8_t old = now_[i->a];
    now_[i->a] = kEmpty;
    flow(jumpTargetOf(instructions_, at_), now_.get());
    now_[i->a] = old;
    set(i->b, kFull);
    return flow(next, now_.get());
  } else if (op == Op::kJumpIfTrueOrClear || op == Op::kJumpIfFalseOrClear) {
    needFull(i->a);
    flowToHandlers();
    flow(jumpTargetOf(instructions_, at_), now_.get());
    set(i->a, kEmpty);
    return flow(next, now_.get());
  } else if (op == Op::kYield) {
    source(i->b);
    for (unsigned r = i->c; r < registers_; ++r) needEmpty(r);
    if (i->a != kNoRegister) set(i->a, kFull);
  } else if (op == Op::kJumpIfNotMatch) {
    source(i->b), needFull(i->a);
  } else {
    bool plain = true;
    for (Role role : roles.field) plain = plain && role != Role::Register && role != Role::Window;
    if (!plain || roles.extra_source || op == Op::kRaise) {
      special(i, op);
    } else {
      const unsigned values[] = {i->a, i->b, i->c};
      for (unsigned f = 3; f-- > 0;) {
        if (roles.field[f] == Role::Source) source(values[f]);
      }
      if (roles.field[0] == Role::Destination) set(i->a, kFull);
    }
  }
  markKinds(i, op);
  flowToHandlers();
  if (op == Op::kReturn) {
    for (unsigned r = first_temp_; r < registers_; ++r) {
      if ((now_[r] & kEither) != kEmpty) fail("a temporary is full at the return", r);
    }
  }
  if (roles.jump_here || roles.extra_jump) flow(jumpTargetOf(instructions_, at_), now_.get());
  bool ends = op == Op::kReturn || op == Op::kReraise || op == Op::kRaise || op == Op::kJump || op == Op::kJumpBack;
  if (!ends) flow(next, now_.get());
}

// What the statements around keep in temporaries.
void Verifier::markKinds(const Instruction* i, Op op) {
  if (op == Op::kGetIter || op == Op::kGetAiter) mark(i->a, kHoldsIterator);
  if (op == Op::kBeforeWith || op == Op::kBeforeAsyncWith) mark(i->b, kHoldsExit);
  if (op == Op::kPushHandled) mark(i->a, kHoldsSaved);
}

bool Verifier::checkShape() {
  for (uint32_t i = 0; i < units_; ++i) starts_[i] = 0;
  for (at_ = 0; at_ < units_;) {
    const Instruction& i = instructions_[at_];
    if (i.op >= kEmittedOps) return fail("an instruction that is not emitted"), false;
    starts_[at_] = 1;
    at_ += kUnits[i.op];
  }
  if (at_ != units_) return fail("the last instruction is cut off"), false;
  for (uint32_t i = 0; i < code_->exception_count_; ++i) {
    const ExceptionEntry& e = code_->exceptions_.get()[i];
    if (e.start >= e.end || e.end > units_ || e.handler >= units_ || starts_[e.handler] == 0 || starts_[e.start] == 0 ||
        e.target >= registers_ || e.depth < first_temp_ || e.target < e.depth) {
      return fail("a malformed protected range"), false;
    }
  }
  return true;
}

bool Verifier::run() {
  if (!hasMemory()) return false;
  if (!checkShape()) return true;
  memset(states_, 0, size_t{units_} * (registers_ + 1));
  memset(pending_.get(), 0, units_);
  for (unsigned r = 0; r < registers_; ++r) now_[r] = kEmpty;
  unsigned bound = code_->is(kCodeNamespace) ? 1 : code_->parameterCount();
  for (unsigned r = 0; r < bound; ++r) now_[r] = kFull;
  at_ = 0;
  flow(0, now_.get());
  for (bool again = true; again && fault_->what == nullptr;) {
    again = false;
    for (at_ = 0; at_ < units_ && fault_->what == nullptr; at_ += kUnits[instructions_[at_].op]) {
      if (pending_[at_] == 0) continue;
      again = true;
      pending_[at_] = 0;
      memcpy(now_.get(), states_ + size_t{at_} * (registers_ + 1), registers_);
      step(instructions_ + at_);
    }
  }
  return true;
}

}  // namespace

bool verifyCode(const Code* code, CodeFault* fault) {
  RawBuffer<uint8_t> states(size_t{code->instruction_units_} * (code->register_count_ + size_t{1}));
  if (!states) return false;
  Verifier verifier(code, code->instructions(), states.get(), fault);
  return verifier.run();
}

CodeStates::CodeStates(const Code* code)
    : width_(code->register_count_ + 1u), states_(size_t{code->instruction_units_} * width_), rows_(states_.get()) {
  RawBuffer<Instruction> general(code->instruction_units_);
  if (!states_ || !general) return;
  copyGeneralForm(code, general.get());
  CodeFault fault;
  Verifier verifier(code, general.get(), states_.get(), &fault);
  is_known_ = verifier.run() && fault.what == nullptr;
}

}  // namespace ophion
