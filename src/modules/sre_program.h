// SreProgram: a regular expression as the matcher runs it.
//
// The package `re` compiles a pattern to a list of code words, which anyone may hand to _sre.compile(). SreLowering
// checks that list and turns it into this program; the matcher trusts it. Two rows of 32-bit words in one raw buffer of
// the cage: instructions, then tables. An instruction's first word has its SreOp in the low 8 bits and a small argument
// above; other words follow as the list of operations says. Places of instructions and tables are word numbers in
// their rows.
//
// A table tells what may stand at a position:
//
//   word 0 ..      one byte for each character below 256
//   kTableHigh     what characters from 256 on give
//   kTableEnd      what the end of the subject gives (branches), or where a set's codes lie (sets)
//
// For a set the byte is 0 or 1, and kTableHigh an SreHigh. For a branch, bit k says that alternative k may match there.
#pragma once

#include <cstdint>

namespace ophion {

enum class SreOp : uint8_t {
  Fail,
  Success,
  Char,     // [c]
  NotChar,  // [c]
  Any,      // all but a newline
  AnyAll,
  Set,                // [table]
  String,             // argument: n; [c] * n
  At,                 // argument: SreAt
  Mark,               // argument: which end of which group
  Jump,               // [place]
  Branch,             // argument: n; [table] [place] * n: the alternatives in order
  Repeat,             // [item op] [item's word] [min] [max] [table of what the rest begins with, or kNoTable]
  RepeatLazy,         // the same
  RepeatPossessive,   // the same
  LoopInit,           // argument: loop
  LoopMax,            // argument: loop; [body] [min] [max]; what follows the loop comes next
  LoopMin,            // the same
  LoopPossessive,     // the same
  LoopPossessiveEnd,  // argument: loop; [place of LoopPossessive]
  Assert,             // [characters to step back] [place after]; the body comes next
  AssertNot,          // the same
  Atomic,             // the body comes next
  AssertEnd,
  AssertNotEnd,
  AtomicEnd,
  GroupRef,  // argument: SreFold; [group, from 0]
  IfGroup,   // [group, from 0] [place if it did not take part]
};

// Where an At holds.
enum class SreAt : uint8_t {
  Beginning,
  BeginningLine,
  End,
  EndLine,
  EndString,
  Boundary,
  NonBoundary,
  UnicodeBoundary,
  UnicodeNonBoundary,
};

// How characters are made equal before they are compared.
enum class SreFold : uint8_t { None, Ascii, Unicode };

// What a set says of characters from 256 on.
enum class SreHigh : uint8_t {
  No,
  Yes,
  Codes,       // ask the set's codes
  LowerCodes,  // ask them about the lower case of the character
};

inline constexpr uint32_t kTableHigh = 64;
inline constexpr uint32_t kTableEnd = 65;
inline constexpr uint32_t kTableWords = 66;
inline constexpr uint32_t kNoTable = UINT32_MAX;
inline constexpr uint32_t kSreNoLimit = UINT32_MAX;  // as a maximum of repetitions
inline constexpr unsigned kBranchMax = 8;            // alternatives of one Branch; the last may be another
inline constexpr uint32_t kSreMaxArgument = (1u << 24) - 1;

// How a search finds positions worth trying.
struct SreSearchPlan {
  enum Kind : uint8_t {
    Everywhere,
    AtStart,    // only at the beginning of the subject
    LineStart,  // at the beginnings of lines
    Literal,    // where a text stands: `length` words at `table`, then its bytes where all are below 256
    FirstSet,   // where the set at `table` has the character
  } kind;
  bool whole;   // Literal: the text is all there is to match
  bool narrow;  // Literal: all characters are below 256
  uint32_t table;
  uint32_t length;
};

struct SreProgram {
  const uint32_t* code;
  const uint32_t* tables;
  uint32_t groups;
  uint32_t loops;
  SreSearchPlan plan;
};

inline const uint8_t* tableBytes(const uint32_t* table) { return reinterpret_cast<const uint8_t*>(table); }

}  // namespace ophion
