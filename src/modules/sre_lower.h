// SreLowering: checks a list of code words as the package `re` compiles it, and makes the program that the matcher
// runs (sre_program.h).
//
// Nothing in the list is believed: every skip must lead where the structure says, every group must exist, every set
// must end. The parts of the list that only help a search (INFO) are checked for length and passed over: what a search
// needs to know is found out from the program itself.
#pragma once

#include "modules/sre_program.h"
#include "modules/word_row.h"

namespace ophion {

class SreLowering {
 public:
  SreLowering(const uint32_t* codes, size_t n, uint32_t groups) : in_(codes), size_(n), groups_(groups) {}

  // False: an exception is pending, RuntimeError "invalid SRE code" where the list is not well formed.
  [[nodiscard]] bool run();

  WordRow& code() { return code_; }
  WordRow& tables() { return tables_; }
  uint32_t loops() const { return loops_; }
  const SreSearchPlan& plan() const { return plan_; }

 private:
  // What matches one character: an operation and, for some, its word.
  struct Item {
    SreOp op;
    uint32_t word;
  };
  enum class Folding : uint8_t { None, Ascii, Locale, Unicode };

  // Lowers the codes from `at` to `end`; *width is the least number of characters that they match. With `stop` it may
  // end before, at a JUMP, whose place is stored there (else `end`).
  bool lowerRun(size_t at, size_t end, uint64_t* width, size_t* stop = nullptr);
  // One operation at *at; moves on.
  bool lowerOne(size_t* at, size_t end, uint64_t* width);
  bool lowerBranch(size_t* at, size_t end, uint64_t* width);
  bool lowerRepeat(size_t* at, size_t end, uint64_t* width);
  bool lowerLoop(size_t at, size_t end, uint32_t least, uint32_t most, SreOp loop, uint64_t* width);
  bool lowerOptional(size_t at, size_t end, bool lazy);
  bool lowerRepeatOne(size_t* at, size_t end, SreOp op, uint64_t* width);
  bool lowerAssert(size_t* at, size_t end, bool negated);
  bool lowerAtomic(size_t* at, size_t end, uint64_t* width);
  bool lowerIfGroup(size_t* at, size_t end, uint64_t* width);
  bool lowerAt(uint32_t where);

  static bool isItem(uint32_t code);
  bool readItem(size_t* at, size_t end, Item* item);
  bool readSet(size_t* at, size_t end, Folding folding, Item* item);
  bool emitItem(const Item& item);
  bool literalItem(uint32_t c, Folding folding, bool negated, Item* item);
  bool makeSet(const uint32_t* codes, size_t n, Folding folding, Item* item);

  // Where an operation's skip, at `at`, leads; 0 where that is not within its range.
  size_t target(size_t at, size_t end) const;
  bool findPlan();
  uint32_t here() const { return static_cast<uint32_t>(code_.size()); }
  // Instructions emitted from here on may be jumped to.
  uint32_t label() {
    last_literal_ = kNoLiteral;
    return here();
  }
  bool emit(SreOp op, uint32_t argument = 0) {
    return argument <= kSreMaxArgument && code_.push(static_cast<uint32_t>(op) | argument << 8);
  }

  static constexpr size_t kNoLiteral = SIZE_MAX;

  const uint32_t* in_;
  size_t size_;
  uint32_t groups_;
  uint32_t loops_ = 0;
  WordRow code_, tables_;
  WordRow table_places_;
  size_t last_literal_ = kNoLiteral;  // a Char or String that ends the code so far and may be made longer
  SreSearchPlan plan_{};
};

// --- what instructions may begin with (sre_first.cpp) ---

// The characters that a match may start with.
struct SreFirst {
  uint8_t bytes[256];
  bool high;
};

// Adds a table to `tables` unless one like it is there. False: MemoryError pending.
[[nodiscard]] bool addTable(WordRow& tables, WordRow& places, const uint32_t (&table)[kTableWords], uint32_t* place);
// Fills in what branches and repetitions know of what follows, and makes repetitions possessive that could never give
// anything back. False: MemoryError pending.
[[nodiscard]] bool sharpen(WordRow& code, WordRow& tables, WordRow& places);
// What the program from a place on may begin with; false where it may match nothing, or it is too much to tell.
bool firstOf(const uint32_t* code, const uint32_t* tables, uint32_t place, SreFirst* first);
// Words of the instruction.
size_t sreInstructionWords(uint32_t word);

}  // namespace ophion
