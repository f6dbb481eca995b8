// CodeUnit: one code object in the making: its instructions, registers, labels, names, constants and protected ranges.
//
// Registers are numbered as code/opcode.h says; temporaries are a stack above locals and cells. `bound_` tells which
// locals certainly hold a value at the present place: it is intersected where paths join, and all ones where no path
// leads (so that joining with a dead path changes nothing). While no path leads here nothing is emitted.
//
// All memory is the compilation's arena. A failure (memory, limits) sets CompileContext::failed with an exception
// pending; from then on results mean nothing and the generator only finds its way out.
#pragma once

#include "code/positions.h"
#include "compiler/arena.h"
#include "compiler/ast.h"
#include "compiler/codegen_constants.h"
#include "compiler/scope.h"
#include "object/str.h"

namespace ophion {

// What all code objects of one compilation share.
struct CompileContext {
  CompileArena& arena;
  IdentifierTable& names;
  ConstantPool& pool;
  Str* filename;       // borrowed
  uint32_t flags = 0;  // CodeFlag bits that every code object gets (future features)
  int optimize = 0;
  bool has_walrus = false;  // ":=" occurs in the source
  bool is_interactive = false;
  bool failed = false;  // an exception is pending, or `error` is filled
  SyntaxErrorInfo error;

  // Both return false.
  bool outOfMemory();
  bool fail() {
    failed = true;
    return false;
  }
};

// From a pointer to a small number, in order of first appearance. Lives in the arena.
class PointerMap {
 public:
  // The number of `key`, given now where it had none; `values` collects keys in order. -1: out of memory.
  int64_t indexOf(CompileArena& arena, const void* key);
  uint32_t size() const { return keys_.size(); }
  const void* keyAt(uint32_t i) const { return keys_[i]; }

 private:
  bool grow(CompileArena& arena);
  ArenaVector<const void*> keys_;
  uint32_t* table_ = nullptr;  // number + 1; 0: free
  uint32_t mask_ = 0;
};

// A value as an instruction will name it.
struct Operand {
  enum Kind : uint8_t { Const, Local, Temp };
  Kind kind = Const;
  uint16_t reg = 0;
  Object* value = nullptr;  // Const: of the pool

  static Operand constant(Object* value) { return {Const, 0, value}; }
  static Operand local(unsigned reg) { return {Local, static_cast<uint16_t>(reg), nullptr}; }
  static Operand temp(unsigned reg) { return {Temp, static_cast<uint16_t>(reg), nullptr}; }
  bool isConst() const { return kind == Const; }
};

// A place in the code that jumps go to.
struct Label {
  int64_t at = -1;              // unit, once bound
  uint64_t* bound = nullptr;    // locals bound on every path that jumps here; null: none does yet
  ArenaVector<uint32_t> jumps;  // units of the jumps to patch
  uint32_t waiting = 0;         // entries whose handler this is, to patch too
  bool targeted() const { return bound != nullptr; }
};

// Instructions in [start, here) are protected: see ExceptionEntry.
struct Protection {
  uint32_t start = 0;
  Label* handler = nullptr;
  uint16_t depth = 0;
  uint16_t target = 0;
};

class CodeUnit {
 public:
  CodeUnit(CompileContext& context, Scope* scope, CodeUnit* parent);

  // --- instructions; nothing is emitted where no path leads ---
  uint32_t here() const { return code_.size(); }
  bool reachable() const { return reachable_; }
  uint32_t emit(Op op, unsigned a = 0, unsigned b = 0, unsigned c = 0);
  // The second unit's low half of the instruction just emitted.
  void setExtra(uint32_t at, uint32_t value);
  void place(const ast::Place& place) { place_ = place; }
  const ast::Place& place() const { return place_; }

  // --- lines for trace functions, where the instructions' own places do not tell what CPython's would ---
  // A line is passed here for which there is no instruction. It becomes a waypoint of the next one.
  void passLine(uint32_t line, bool is_ahead = false);
  // What was passed since the mark did not count, provided that no instruction was emitted since.
  uint32_t passedMark() const { return passed_.size(); }
  void rewindPassed(uint32_t mark);
  // Instructions are emitted from here on whose lines are not told.
  bool silence(bool silent) {
    bool before = is_silent_;
    is_silent_ = silent;
    return before;
  }
  uint32_t emitSilently(Op op, unsigned a = 0, unsigned b = 0, unsigned c = 0);
  // The head of a loop: a jump back passes nothing of what was passed on the way to it.
  uint32_t loopHead();
  // From here on nothing is reached until a label that something jumps to.
  void unreachable();

  // --- jumps ---
  void jump(Label& to);  // forward
  void jumpSilently(Label& to);
  void jumpBack(uint32_t to);
  void jumpIf(Op op, unsigned source, Label& to);  // JumpIfTrue ...
  void jumpCompare(Op op, unsigned a, unsigned b, bool truth, Label& to);
  void forIter(unsigned iterator, unsigned destination, Label& exhausted);
  void jumpIfNotMatch(unsigned exception, unsigned type, Label& to);
  void bind(Label& label);

  // --- operands ---
  // The encoding of an operand that is used now for the last time; temporaries are consumed.
  unsigned use(const Operand& operand);
  // The same, but a temporary lives on.
  unsigned peek(const Operand& operand);
  void move(unsigned destination, const Operand& source);
  void moveConst(unsigned destination, Object* value) { move(destination, Operand::constant(value)); }

  // --- temporaries ---
  unsigned top() const { return top_; }
  void setTop(unsigned top) {
    top_ = top;
    if (top_ > most_) most_ = top_;
  }
  unsigned pushTemp() { return pushTemps(1); }
  unsigned pushTemps(unsigned n);
  bool isTemp(unsigned reg) const { return reg >= first_temp_; }
  unsigned firstTemp() const { return first_temp_; }

  // --- locals ---
  unsigned localCount() const { return local_count_; }
  unsigned cellRegister(uint32_t cell) const { return local_count_ + cell; }
  bool isBound(unsigned local) const { return (bound_[local / 64] >> (local % 64) & 1) != 0; }
  void setBound(unsigned local) { bound_[local / 64] |= uint64_t{1} << (local % 64); }
  void setUnbound(unsigned local) { bound_[local / 64] &= ~(uint64_t{1} << (local % 64)); }
  // Notes that somewhere in this code the local is unbound.
  void noteDeleted(unsigned local) { deleted_[local / 64] |= uint64_t{1} << (local % 64); }
  // At the head of a loop: what the body may unbind is not certain.
  void forgetDeleted();
  // What is certain in an exception handler whose protected range starts here.
  uint64_t* boundInHandler();

  // --- protected ranges, closed from the innermost out ---
  void open(Protection& range) { range.start = here(); }
  void close(const Protection& range);

  // --- tables ---
  unsigned nameIndex(Identifier* name);
  unsigned nameIndex(Str* name);
  uint32_t constantIndex(Object* value);    // of the pool
  unsigned constantIndex16(Object* value);  // where only 16 bits are to be had

  // The code object; `first_line` and the names are the caller's. Null with an exception pending.
  Ref<Code> finish(Str* name, Str* qualified_name, uint32_t flags);

  CompileContext& context;
  Scope* scope;
  CodeUnit* parent;
  Str* qualified_name = nullptr;  // of the pool
  uint32_t first_line = 1;
  uint32_t return_place_line = 0;

 private:
  struct PlaceRun {
    uint32_t start;
    ast::Place place;
    uint32_t passed_from, passed_to;  // waypoints of its first instruction
    bool is_silent;
  };
  bool passesLines(uint32_t jump) const;
  struct Entry {
    uint32_t start, end;
    Label* waits_for;  // until the handler is bound; the label lives no longer than that
    uint32_t handler;
    uint16_t depth, target;
  };
  void addJump(uint32_t at, Label& to);
  void patch(uint32_t at, uint32_t to);
  void mergeInto(Label& label);
  uint64_t* copyBits(const uint64_t* bits);
  void threadJumps();
  uint32_t jumpTarget(uint32_t at) const;
  bool writePositions(Code* code);
  bool writeTables(Code* code);
  Ref<Tuple> namesOf(const ArenaSpan<Symbol*>& symbols);

  ArenaVector<Instruction> code_;
  ArenaVector<PlaceRun> places_;
  ArenaVector<Waypoint> passed_;
  ArenaVector<uint32_t> telling_jumps_;  // those with a line to tell, in order
  uint32_t pending_from_ = 0;            // the first in passed_ that waits for its instruction
  uint32_t last_line_ = 0;               // passed or emitted last on the straight way here; 0: not known
  bool is_silent_ = false;
  ArenaVector<Entry> entries_;
  PointerMap names_, constants_;
  ast::Place place_;
  uint64_t* bound_ = nullptr;
  uint64_t* deleted_ = nullptr;
  unsigned bound_words_ = 0;
  unsigned local_count_, first_temp_, top_, most_;
  bool reachable_ = true;
};

}  // namespace ophion
