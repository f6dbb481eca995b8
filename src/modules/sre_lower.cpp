#include "modules/sre_lower.h"

#include "modules/sre_charset.h"
#include "object/protocol.h"

namespace ophion {

namespace {

constexpr uint64_t kWidthLimit = UINT32_MAX;

// The instruction that replaces a skip to be filled in later holds the place of the one before it.
void fillChain(WordRow& code, uint32_t last, uint32_t place) {
  while (last != 0) {
    uint32_t before = code[last];
    code[last] = place;
    last = before;
  }
}

// Words of a set's codes from `at` on, the final FAILURE included; 0 where they are malformed or reach over `end`.
size_t wordsOfSet(const uint32_t* in, size_t at, size_t end) {
  size_t start = at;
  while (at < end) {
    size_t left = end - at;
    switch (static_cast<SreCode>(in[at])) {
      case SreCode::Failure:
        return at + 1 - start;
      case SreCode::Negate:
        at += 1;
        break;
      case SreCode::Literal:
        at += 2;
        break;
      case SreCode::Range:
      case SreCode::RangeUniIgnore:
        at += 3;
        break;
      case SreCode::Category:
        if (left < 2 || in[at + 1] >= kSreCategories) return 0;
        at += 2;
        break;
      case SreCode::Charset:
        at += 1 + kSreBitmapWords;
        break;
      case SreCode::BigCharset: {
        if (left < 2 + kSreChunkMapWords || in[at + 1] > 256) return 0;
        const uint8_t* map = reinterpret_cast<const uint8_t*>(in + at + 2);
        for (unsigned i = 0; i < 256; ++i) {
          if (map[i] >= in[at + 1]) return 0;
        }
        at += 2 + kSreChunkMapWords + size_t{in[at + 1]} * kSreBitmapWords;
        break;
      }
      default:
        return 0;
    }
  }
  return 0;
}

// Whether the codes say the same of every character from 256 on.
bool isConstantHigh(const uint32_t* codes) {
  for (;;) {
    switch (static_cast<SreCode>(*codes++)) {
      case SreCode::Failure:
        return true;
      case SreCode::Negate:
        break;
      case SreCode::Literal:
        if (*codes++ >= 256) return false;
        break;
      case SreCode::Range: {
        bool none = codes[1] < 256;
        bool all = codes[0] <= 256 && codes[1] >= unicode::kMaxCodePoint;
        if (!none && !all) return false;
        codes += 2;
        break;
      }
      case SreCode::Category:
        if (*codes++ >= 10) return false;  // the Unicode ones
        break;
      case SreCode::Charset:
        codes += kSreBitmapWords;
        break;
      default:
        return false;
    }
  }
}

}  // namespace

bool SreLowering::run() {
  uint64_t width;
  bool well_formed = size_ > 0 && in_[size_ - 1] == static_cast<uint32_t>(SreCode::Success) &&
                     lowerRun(0, size_ - 1, &width) && emit(SreOp::Success);
  if (!well_formed) return errorPending() ? raised() : raise(kTypeRuntimeError, "invalid SRE code");
  return sharpen(code_, tables_, table_places_) && findPlan();
}

size_t SreLowering::target(size_t at, size_t end) const {
  if (at >= end) return 0;
  size_t skip = in_[at];
  return skip != 0 && skip <= end - at ? at + skip : 0;
}

bool SreLowering::lowerRun(size_t at, size_t end, uint64_t* width, size_t* stop) {
  NativeRecursion guard(" in a regular expression");
  if (guard.exceeded()) return false;
  *width = 0;
  while (at < end) {
    if (stop != nullptr && in_[at] == static_cast<uint32_t>(SreCode::Jump)) break;
    uint64_t one = 0;
    if (!lowerOne(&at, end, &one)) return false;
    *width = *width + one > kWidthLimit ? kWidthLimit : *width + one;
  }
  if (stop != nullptr) *stop = at;
  return true;
}

bool SreLowering::lowerOne(size_t* at, size_t end, uint64_t* width) {
  if (isItem(in_[*at])) {
    Item item;
    *width = 1;
    return readItem(at, end, &item) && emitItem(item);
  }
  SreCode op = static_cast<SreCode>(in_[(*at)++]);
  uint32_t argument = *at < end ? in_[*at] : 0;
  size_t left = end - *at;
  switch (op) {
    case SreCode::Failure:
      label();
      return emit(SreOp::Fail);
    case SreCode::Info: {
      size_t after = target(*at, end);
      *at = after;
      return after != 0;
    }
    case SreCode::Mark:
      if (left < 1 || argument >= 2 * uint64_t{groups_}) return false;
      ++*at;
      label();
      return emit(SreOp::Mark, argument);
    case SreCode::At:
      if (left < 1) return false;
      ++*at;
      label();
      return lowerAt(argument);
    case SreCode::GroupRef:
    case SreCode::GroupRefIgnore:
    case SreCode::GroupRefLocIgnore:
    case SreCode::GroupRefUniIgnore: {
      if (left < 1 || argument >= groups_) return false;
      ++*at;
      SreFold fold = op == SreCode::GroupRef            ? SreFold::None
                     : op == SreCode::GroupRefUniIgnore ? SreFold::Unicode
                                                        : SreFold::Ascii;
      label();
      return emit(SreOp::GroupRef, static_cast<uint32_t>(fold)) && code_.push(argument);
    }
    case SreCode::Branch:
      return lowerBranch(at, end, width);
    case SreCode::Repeat:
    case SreCode::PossessiveRepeat:
      return lowerRepeat(at, end, width);
    case SreCode::RepeatOne:
      return lowerRepeatOne(at, end, SreOp::Repeat, width);
    case SreCode::MinRepeatOne:
      return lowerRepeatOne(at, end, SreOp::RepeatLazy, width);
    case SreCode::PossessiveRepeatOne:
      return lowerRepeatOne(at, end, SreOp::RepeatPossessive, width);
    case SreCode::Assert:
      return lowerAssert(at, end, false);
    case SreCode::AssertNot:
      return lowerAssert(at, end, true);
    case SreCode::AtomicGroup:
      return lowerAtomic(at, end, width);
    case SreCode::GroupRefExists:
      return lowerIfGroup(at, end, width);
    default:
      return false;
  }
}

bool SreLowering::lowerAt(uint32_t where) {
  constexpr SreAt kPlaces[] = {SreAt::Beginning,       SreAt::BeginningLine,     SreAt::Beginning,
                               SreAt::Boundary,        SreAt::NonBoundary,       SreAt::End,
                               SreAt::EndLine,         SreAt::EndString,         SreAt::Boundary,
                               SreAt::NonBoundary,  // by the locale
                               SreAt::UnicodeBoundary, SreAt::UnicodeNonBoundary};
  if (where >= sizeof(kPlaces) / sizeof(kPlaces[0])) return false;
  return emit(SreOp::At, static_cast<uint32_t>(kPlaces[where]));
}

// Alternatives: skip, body, JUMP to the end, for each; then a skip of 0.
bool SreLowering::lowerBranch(size_t* at, size_t end, uint64_t* width) {
  size_t alternatives = 0;
  size_t a = *at;
  for (size_t next; a < end && in_[a] != 0; a = next, ++alternatives) {
    next = target(a, end);
    if (next == 0 || next >= end || next - a < 3 || in_[next - 2] != static_cast<uint32_t>(SreCode::Jump)) return false;
  }
  if (a >= end) return false;
  size_t after = a + 1;
  *width = alternatives == 0 ? 0 : kWidthLimit;
  uint32_t chain = 0;
  label();
  if (alternatives == 0 && !emit(SreOp::Fail)) return false;
  a = *at;
  while (alternatives > 0) {
    bool nested = alternatives > kBranchMax;
    uint32_t n = nested ? kBranchMax - 1 : static_cast<uint32_t>(alternatives);
    uint32_t branch = here();
    if (!emit(SreOp::Branch, n + nested) || !code_.push(kNoTable)) return false;
    for (uint32_t i = 0; i < n + nested; ++i) {
      if (!code_.push(0)) return false;
    }
    for (uint32_t i = 0; i < n; ++i, --alternatives) {
      size_t next = a + in_[a];
      if (target(next - 1, end) != after) return false;
      code_[branch + 2 + i] = label();
      uint64_t one;
      if (!lowerRun(a + 1, next - 2, &one)) return false;
      if (one < *width) *width = one;
      if (alternatives > 1) {
        if (!emit(SreOp::Jump) || !code_.push(chain)) return false;
        chain = here() - 1;
      }
      a = next;
    }
    if (nested) code_[branch + 2 + n] = label();
  }
  fillChain(code_, chain, label());
  *at = after;
  return true;
}

bool SreLowering::lowerRepeatOne(size_t* at, size_t end, SreOp op, uint64_t* width) {
  size_t after = target(*at, end);
  if (after == 0 || after - *at < 4) return false;
  uint32_t least = in_[*at + 1], most = in_[*at + 2];
  size_t item_at = *at + 3;
  Item item;
  if (least > most || !isItem(in_[item_at]) || !readItem(&item_at, after, &item)) return false;
  if (item_at + 1 != after || in_[item_at] != static_cast<uint32_t>(SreCode::Success)) return false;
  *at = after;
  *width = least;
  if (least == 1 && most == 1) return emitItem(item);
  label();
  return emit(op) && code_.push(static_cast<uint32_t>(item.op)) && code_.push(item.word) && code_.push(least) &&
         code_.push(most) && code_.push(kNoTable);
}

// skip, least, most, body, then MAX_UNTIL or MIN_UNTIL, or SUCCESS where it is possessive.
bool SreLowering::lowerRepeat(size_t* at, size_t end, uint64_t* width) {
  bool possessive = in_[*at - 1] == static_cast<uint32_t>(SreCode::PossessiveRepeat);
  size_t until = target(*at, end);
  if (until == 0 || until >= end || until - *at < 3) return false;
  uint32_t least = in_[*at + 1], most = in_[*at + 2];
  if (least > most) return false;
  SreCode last = static_cast<SreCode>(in_[until]);
  if (possessive ? last != SreCode::Success : last != SreCode::MaxUntil && last != SreCode::MinUntil) return false;
  size_t body = *at + 3;
  *at = until + 1;
  bool lazy = last == SreCode::MinUntil;
  if (!possessive && least == 1 && most == 1) return lowerRun(body, until, width);
  if (!possessive && least == 0 && most == 1) return lowerOptional(body, until, lazy);
  return lowerLoop(body, until, least, most,
                   possessive ? SreOp::LoopPossessive
                   : lazy     ? SreOp::LoopMin
                              : SreOp::LoopMax,
                   width);
}

bool SreLowering::lowerOptional(size_t at, size_t end, bool lazy) {
  label();
  uint32_t branch = here();
  uint64_t width;
  if (!emit(SreOp::Branch, 2) || !code_.push(kNoTable) || !code_.push(branch + 4) || !code_.push(0)) return false;
  if (!lowerRun(at, end, &width)) return false;
  code_[branch + 3] = label();
  if (lazy) std::swap(code_[branch + 2], code_[branch + 3]);
  return true;
}

bool SreLowering::lowerLoop(size_t at, size_t end, uint32_t least, uint32_t most, SreOp loop, uint64_t* width) {
  label();
  uint32_t enter = here();
  if (!emit(SreOp::LoopInit, loops_) || !emit(SreOp::Jump) || !code_.push(0)) return false;
  uint32_t body = label();
  uint64_t one;
  uint32_t number = loops_++;
  if (!lowerRun(at, end, &one)) return false;
  *width = one * least > kWidthLimit ? kWidthLimit : one * least;
  if (loop == SreOp::LoopPossessive && !emit(SreOp::LoopPossessiveEnd, number)) return false;
  uint32_t again = label();
  code_[enter + 2] = again;
  if (loop != SreOp::LoopPossessive && one > 0 && least <= 1 && most == kSreNoLimit) {
    // Neither rounds need counting nor empty ones be noticed: each end of the body is a choice to go round again.
    uint32_t first = least == 0 ? again : body;
    code_[enter] = static_cast<uint32_t>(SreOp::Jump);
    code_[enter + 1] = first;
    code_[enter + 2] = static_cast<uint32_t>(SreOp::Fail);
    bool lazy = loop == SreOp::LoopMin;
    uint32_t after = again + 4;
    return emit(SreOp::Branch, 2) && code_.push(kNoTable) && code_.push(lazy ? after : body) &&
           code_.push(lazy ? body : after);
  }
  return emit(loop, number) && code_.push(body) && code_.push(least) && code_.push(most);
}

// skip, characters to step back, body, SUCCESS
bool SreLowering::lowerAssert(size_t* at, size_t end, bool negated) {
  size_t after = target(*at, end);
  if (after == 0 || after - *at < 3 || in_[after - 1] != static_cast<uint32_t>(SreCode::Success)) return false;
  label();
  uint32_t start = here();
  uint64_t width;
  if (!emit(negated ? SreOp::AssertNot : SreOp::Assert) || !code_.push(in_[*at + 1]) || !code_.push(0)) return false;
  if (!lowerRun(*at + 2, after - 1, &width)) return false;
  if (!emit(negated ? SreOp::AssertNotEnd : SreOp::AssertEnd)) return false;
  code_[start + 2] = label();
  *at = after;
  return true;
}

bool SreLowering::lowerAtomic(size_t* at, size_t end, uint64_t* width) {
  size_t after = target(*at, end);
  if (after == 0 || after - *at < 2 || in_[after - 1] != static_cast<uint32_t>(SreCode::Success)) return false;
  label();
  bool done = emit(SreOp::Atomic) && lowerRun(*at + 1, after - 1, width) && emit(SreOp::AtomicEnd);
  label();
  *at = after;
  return done;
}

// group, skip, body, and where there is something for the other case: JUMP over it, it.
bool SreLowering::lowerIfGroup(size_t* at, size_t end, uint64_t* width) {
  if (end - *at < 2 || in_[*at] >= groups_) return false;
  size_t skip = in_[*at + 1];
  if (skip < 2 || skip > end - *at) return false;
  size_t no = *at + skip;
  label();
  uint32_t start = here();
  if (!emit(SreOp::IfGroup) || !code_.push(in_[*at]) || !code_.push(0)) return false;
  uint64_t yes_width, no_width = 0;
  size_t stop;
  if (!lowerRun(*at + 2, no, &yes_width, &stop)) return false;
  size_t after = no;
  if (stop != no) {
    if (stop + 2 != no || (after = target(stop + 1, end)) == 0 || after < no) return false;
    uint32_t jump = here();
    if (!emit(SreOp::Jump) || !code_.push(0)) return false;
    code_[start + 2] = label();
    if (!lowerRun(no, after, &no_width)) return false;
    code_[jump + 1] = label();
  } else {
    code_[start + 2] = label();
  }
  *width = yes_width < no_width ? yes_width : no_width;
  *at = after;
  return true;
}

// --- what matches one character ---

bool SreLowering::isItem(uint32_t code) {
  switch (static_cast<SreCode>(code)) {
    case SreCode::Any:
    case SreCode::AnyAll:
    case SreCode::Category:
    case SreCode::In:
    case SreCode::InIgnore:
    case SreCode::InLocIgnore:
    case SreCode::InUniIgnore:
    case SreCode::Literal:
    case SreCode::NotLiteral:
    case SreCode::LiteralIgnore:
    case SreCode::NotLiteralIgnore:
    case SreCode::LiteralLocIgnore:
    case SreCode::NotLiteralLocIgnore:
    case SreCode::LiteralUniIgnore:
    case SreCode::NotLiteralUniIgnore:
      return true;
    default:
      return false;
  }
}

bool SreLowering::readItem(size_t* at, size_t end, Item* item) {
  SreCode op = static_cast<SreCode>(in_[(*at)++]);
  *item = {op == SreCode::Any ? SreOp::Any : SreOp::AnyAll, 0};
  if (op == SreCode::Any || op == SreCode::AnyAll) return true;
  if (*at >= end) return false;
  uint32_t argument = in_[*at];
  switch (op) {
    case SreCode::In:
      return readSet(at, end, Folding::None, item);
    case SreCode::InIgnore:
      return readSet(at, end, Folding::Ascii, item);
    case SreCode::InLocIgnore:
      return readSet(at, end, Folding::Locale, item);
    case SreCode::InUniIgnore:
      return readSet(at, end, Folding::Unicode, item);
    default:
      break;
  }
  ++*at;
  switch (op) {
    case SreCode::Category: {
      uint32_t codes[] = {static_cast<uint32_t>(SreCode::Category), argument, 0};
      return argument < kSreCategories && makeSet(codes, 3, Folding::None, item);
    }
    case SreCode::Literal:
      return literalItem(argument, Folding::None, false, item);
    case SreCode::NotLiteral:
      return literalItem(argument, Folding::None, true, item);
    case SreCode::LiteralIgnore:
      return literalItem(argument, Folding::Ascii, false, item);
    case SreCode::NotLiteralIgnore:
      return literalItem(argument, Folding::Ascii, true, item);
    case SreCode::LiteralLocIgnore:
      return literalItem(argument, Folding::Locale, false, item);
    case SreCode::NotLiteralLocIgnore:
      return literalItem(argument, Folding::Locale, true, item);
    case SreCode::LiteralUniIgnore:
      return literalItem(argument, Folding::Unicode, false, item);
    default:
      return literalItem(argument, Folding::Unicode, true, item);
  }
}

bool SreLowering::literalItem(uint32_t c, Folding folding, bool negated, Item* item) {
  if (folding == Folding::None) {
    *item = {negated ? SreOp::NotChar : SreOp::Char, c};
    return true;
  }
  constexpr uint32_t kNegate = static_cast<uint32_t>(SreCode::Negate);
  constexpr uint32_t kLiteral = static_cast<uint32_t>(SreCode::Literal);
  if (folding == Folding::Locale) {
    // The set stands for both cases of a character; a literal also for itself.
    uint32_t codes[] = {kNegate, kLiteral, lowerAscii(c), kLiteral, upperAscii(c), 0};
    return negated ? makeSet(codes, 6, Folding::None, item) : makeSet(codes + 1, 5, Folding::None, item);
  }
  uint32_t codes[] = {kNegate, kLiteral, c, 0};
  return negated ? makeSet(codes, 4, folding, item) : makeSet(codes + 1, 3, folding, item);
}

bool SreLowering::readSet(size_t* at, size_t end, Folding folding, Item* item) {
  size_t after = target(*at, end);
  if (after == 0 || after - *at < 2) return false;
  size_t start = *at + 1;
  *at = after;
  return wordsOfSet(in_, start, after) == after - start && makeSet(in_ + start, after - start, folding, item);
}

bool SreLowering::makeSet(const uint32_t* codes, size_t n, Folding folding, Item* item) {
  uint32_t table[kTableWords] = {};
  uint8_t* bytes = reinterpret_cast<uint8_t*>(table);
  unsigned members = 0;
  for (uint32_t c = 0; c < 256; ++c) {
    bool in = folding == Folding::None      ? isInSet(codes, c)
              : folding == Folding::Unicode ? isInSet(codes, lowerUnicode(c))
                                            : isInSet(codes, lowerAscii(c));
    if (folding == Folding::Locale) in = in || isInSet(codes, upperAscii(c));
    bytes[c] = in;
    members += in;
  }
  SreHigh high = folding == Folding::Unicode ? SreHigh::LowerCodes : SreHigh::Codes;
  if (high == SreHigh::Codes && isConstantHigh(codes)) {
    high = isInSet(codes, unicode::kMaxCodePoint) ? SreHigh::Yes : SreHigh::No;
  }
  table[kTableHigh] = static_cast<uint32_t>(high);
  if ((high == SreHigh::No && members == 1) || (high == SreHigh::Yes && members == 255)) {
    uint32_t c = 0;
    while (bytes[c] != (high == SreHigh::No)) ++c;
    *item = {high == SreHigh::No ? SreOp::Char : SreOp::NotChar, c};
    return true;
  }
  if (high == SreHigh::Codes || high == SreHigh::LowerCodes) {
    table[kTableEnd] = static_cast<uint32_t>(tables_.size());
    if (!tables_.append(codes, n)) return false;
  }
  item->op = SreOp::Set;
  return addTable(tables_, table_places_, table, &item->word);
}

bool SreLowering::emitItem(const Item& item) {
  if (item.op == SreOp::Char && last_literal_ != kNoLiteral && code_[last_literal_] >> 8 < kSreMaxArgument) {
    uint32_t n = (code_[last_literal_] & 255) == static_cast<uint32_t>(SreOp::Char) ? 1 : code_[last_literal_] >> 8;
    if (!code_.push(item.word)) return false;
    code_[last_literal_] = static_cast<uint32_t>(SreOp::String) | (n + 1) << 8;
    return true;
  }
  label();
  if (item.op == SreOp::Char) last_literal_ = code_.size();
  return emit(item.op) && code_.push(item.word);
}

// --- how to search ---

bool SreLowering::findPlan() {
  const uint32_t* code = code_.data();
  if (*code == (static_cast<uint32_t>(SreOp::At) | static_cast<uint32_t>(SreAt::Beginning) << 8)) {
    plan_.kind = SreSearchPlan::AtStart;
    return true;
  }
  if (*code == (static_cast<uint32_t>(SreOp::At) | static_cast<uint32_t>(SreAt::BeginningLine) << 8)) {
    plan_.kind = SreSearchPlan::LineStart;
    return true;
  }
  uint32_t text = static_cast<uint32_t>(tables_.size());
  plan_.narrow = true;
  uint32_t place = 0;
  for (;; place += static_cast<uint32_t>(sreInstructionWords(code[place]))) {
    SreOp op = static_cast<SreOp>(code[place] & 255);
    if (op == SreOp::Mark) continue;
    if (op != SreOp::Char && op != SreOp::String) break;
    uint32_t n = op == SreOp::Char ? 1 : code[place] >> 8;
    if (!tables_.append(code + place + 1, n)) return false;
    for (uint32_t i = 0; i < n; ++i) plan_.narrow = plan_.narrow && code[place + 1 + i] < 256;
  }
  SreFirst first;
  if (uint32_t n = static_cast<uint32_t>(tables_.size()) - text; n != 0) {
    plan_.kind = SreSearchPlan::Literal;
    plan_.whole = groups_ == 0 && code[place] == static_cast<uint32_t>(SreOp::Success);
    plan_.table = text;
    plan_.length = n;
    for (uint32_t i = 0; plan_.narrow && i < n; i += 4) {
      uint8_t four[4] = {};
      for (uint32_t k = 0; k < 4 && i + k < n; ++k) four[k] = static_cast<uint8_t>(tables_[text + i + k]);
      uint32_t word;
      std::memcpy(&word, four, 4);
      if (!tables_.push(word)) return false;
    }
  } else if (firstOf(code, tables_.data(), 0, &first)) {
    uint32_t table[kTableWords] = {};
    std::memcpy(table, first.bytes, sizeof(first.bytes));
    table[kTableHigh] = static_cast<uint32_t>(first.high ? SreHigh::Yes : SreHigh::No);
    plan_.kind = SreSearchPlan::FirstSet;
    return addTable(tables_, table_places_, table, &plan_.table);
  }
  return true;
}

}  // namespace ophion
