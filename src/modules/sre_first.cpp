// What a program, from some place on, may begin with: so that alternatives that cannot match are never tried, and a
// repetition need not give back what the rest could not use.
#include <cstring>

#include "modules/sre_charset.h"
#include "modules/sre_lower.h"

namespace ophion {

namespace {

class FirstFinder {
 public:
  FirstFinder(const uint32_t* code, const uint32_t* tables, SreFirst* first)
      : code_(code), tables_(tables), first_(first) {}

  void addItem(SreOp op, uint32_t word) {
    switch (op) {
      case SreOp::Char:
        if (word < 256) {
          first_->bytes[word] = 1;
        } else {
          first_->high = true;
        }
        break;
      case SreOp::NotChar:
        addAllBut(word);
        break;
      case SreOp::Any:
        addAllBut('\n');
        break;
      case SreOp::Set: {
        const uint32_t* table = tables_ + word;
        for (unsigned i = 0; i < 256; ++i) first_->bytes[i] |= tableBytes(table)[i];
        if (static_cast<SreHigh>(table[kTableHigh]) != SreHigh::No) first_->high = true;
        break;
      }
      default:  // AnyAll
        addAllBut(UINT32_MAX);
        break;
    }
  }

  // False: the rest may match without a character.
  bool collect(uint32_t place, unsigned depth) {
    for (;;) {
      if (budget_ == 0) return false;
      --budget_;
      const uint32_t* pc = code_ + place;
      SreOp op = static_cast<SreOp>(*pc & 255);
      switch (op) {
        case SreOp::Fail:
          return true;
        case SreOp::Char:
        case SreOp::NotChar:
        case SreOp::Any:
        case SreOp::AnyAll:
        case SreOp::Set:
          addItem(op, pc[1]);
          return true;
        case SreOp::String:
          addItem(SreOp::Char, pc[1]);
          return true;
        case SreOp::Repeat:
        case SreOp::RepeatLazy:
        case SreOp::RepeatPossessive:
          if (pc[4] != 0) addItem(static_cast<SreOp>(pc[1]), pc[2]);
          if (pc[3] != 0) return true;
          break;
        case SreOp::Branch:
          return collectAlternatives(pc, depth);
        case SreOp::LoopMax:
        case SreOp::LoopMin:
        case SreOp::LoopPossessive:
          // Its body may run again, or what follows it.
          if (depth == 0 || !collect(pc[1], depth - 1)) return false;
          break;
        case SreOp::IfGroup:
          if (depth == 0 || !collect(place + 3, depth - 1)) return false;
          place = pc[2];
          continue;
        case SreOp::Jump:
          place = pc[1];
          continue;
        case SreOp::Assert:
        case SreOp::AssertNot:
          place = pc[2];
          continue;
        case SreOp::At:
        case SreOp::Mark:
        case SreOp::LoopInit:
        case SreOp::Atomic:
          break;
        default:
          // The end of the program, a reference to a group; or the end of a part that is left without a way back: what
          // follows must not choose among the ways through it.
          return false;
      }
      place += static_cast<uint32_t>(sreInstructionWords(*pc));
    }
  }

 private:
  bool collectAlternatives(const uint32_t* pc, unsigned depth) {
    if (depth == 0) return false;
    for (uint32_t k = 0; k < *pc >> 8; ++k) {
      if (!collect(pc[2 + k], depth - 1)) return false;
    }
    return true;
  }
  void addAllBut(uint32_t c) {
    for (uint32_t i = 0; i < 256; ++i) first_->bytes[i] |= i != c;
    first_->high = true;
  }

  const uint32_t* code_;
  const uint32_t* tables_;
  SreFirst* first_;
  unsigned budget_ = 200;
};

constexpr unsigned kMaxDepth = 12;

bool overlap(const SreFirst& a, const SreFirst& b) {
  if (a.high && b.high) return true;
  for (unsigned i = 0; i < 256; ++i) {
    if (a.bytes[i] & b.bytes[i]) return true;
  }
  return false;
}

bool sharpenBranch(WordRow& code, WordRow& tables, WordRow& places, uint32_t place) {
  uint32_t table[kTableWords] = {};
  uint8_t* bytes = reinterpret_cast<uint8_t*>(table);
  for (uint32_t k = 0; k < code[place] >> 8; ++k) {
    SreFirst first;
    uint32_t bit = 1u << k;
    if (!firstOf(code.data(), tables.data(), code[place + 2 + k], &first)) {
      std::memset(first.bytes, 1, sizeof(first.bytes));
      first.high = true;
      table[kTableEnd] |= bit;
    }
    for (unsigned i = 0; i < 256; ++i) bytes[i] |= static_cast<uint8_t>(first.bytes[i] << k);
    if (first.high) table[kTableHigh] |= bit;
  }
  return addTable(tables, places, table, &code[place + 1]);
}

bool sharpenRepeat(WordRow& code, WordRow& tables, WordRow& places, uint32_t place) {
  SreFirst rest;
  if (!firstOf(code.data(), tables.data(), place + 6, &rest)) return true;
  SreFirst item{};
  FirstFinder(code.data(), tables.data(), &item).addItem(static_cast<SreOp>(code[place + 1]), code[place + 2]);
  if (!overlap(item, rest)) {
    // Wherever the repetition could also end, the rest would find a character that it cannot begin with.
    code[place] = static_cast<uint32_t>(SreOp::RepeatPossessive);
    return true;
  }
  uint32_t table[kTableWords] = {};
  std::memcpy(table, rest.bytes, sizeof(rest.bytes));
  table[kTableHigh] = static_cast<uint32_t>(rest.high ? SreHigh::Yes : SreHigh::No);
  return addTable(tables, places, table, &code[place + 5]);
}

}  // namespace

size_t sreInstructionWords(uint32_t word) {
  switch (static_cast<SreOp>(word & 255)) {
    case SreOp::Char:
    case SreOp::NotChar:
    case SreOp::Any:
    case SreOp::AnyAll:
    case SreOp::Set:
    case SreOp::Jump:
    case SreOp::GroupRef:
      return 2;
    case SreOp::Assert:
    case SreOp::AssertNot:
    case SreOp::IfGroup:
      return 3;
    case SreOp::LoopMax:
    case SreOp::LoopMin:
    case SreOp::LoopPossessive:
      return 4;
    case SreOp::Repeat:
    case SreOp::RepeatLazy:
    case SreOp::RepeatPossessive:
      return 6;
    case SreOp::String:
      return 1 + (word >> 8);
    case SreOp::Branch:
      return 2 + (word >> 8);
    default:
      return 1;
  }
}

bool firstOf(const uint32_t* code, const uint32_t* tables, uint32_t place, SreFirst* first) {
  *first = {};
  return FirstFinder(code, tables, first).collect(place, kMaxDepth);
}

bool addTable(WordRow& tables, WordRow& places, const uint32_t (&table)[kTableWords], uint32_t* place) {
  constexpr size_t kLookBack = 32;
  size_t n = places.size();
  for (size_t i = n; i > 0 && i + kLookBack > n; --i) {
    uint32_t other = places[i - 1];
    if (std::memcmp(tables.data() + other, table, sizeof(table)) == 0) {
      *place = other;
      return true;
    }
  }
  uint32_t at = static_cast<uint32_t>(tables.size());
  if (!places.push(at) || !tables.append(table, kTableWords)) return false;
  *place = at;
  return true;
}

bool sharpen(WordRow& code, WordRow& tables, WordRow& places) {
  for (size_t at = 0; at < code.size(); at += sreInstructionWords(code[at])) {
    bool done = true;
    switch (static_cast<SreOp>(code[at] & 255)) {
      case SreOp::Branch:
        done = sharpenBranch(code, tables, places, static_cast<uint32_t>(at));
        break;
      case SreOp::Repeat:
      case SreOp::RepeatLazy:
        done = sharpenRepeat(code, tables, places, static_cast<uint32_t>(at));
        break;
      default:
        break;
    }
    if (!done) return false;
  }
  return true;
}

}  // namespace ophion
