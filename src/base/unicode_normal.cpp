// Unicode: normalisation.
//
// The decomposed text is taken in segments: a starter and the marks that follow it. The marks of a segment have to come
// out sorted by combining class, and whether the starter composes with them is known only at their end; both would ask
// for a buffer as long as the longest run of marks, which a hostile text makes as long as itself. Here a run of up to
// kBufferedMarks is sorted in a buffer, and a longer one is read from the text again for each class it holds: at most
// some fifty readings, however long it is. Composing then needs two passes over the sorted marks, one to find what the
// starter becomes, one to emit it and the marks that are left.
#include "base/unicode_normal.h"

#include <algorithm>
#include <iterator>

#include "base/assert.h"
#include "base/unicode.h"
#include "base/unicode_hangul.h"
#include "base/unicode_tables.h"

namespace ophion::unicode {

namespace {

constexpr size_t kBufferedMarks = 32;
// Compatibility decompositions are listed one step at a time, but the longest is whole in one step.
constexpr size_t kFullDecompositionMax = 18;
constexpr char32_t kNone = 0xFFFFFFFF;

bool isCompatibility(Form form) { return form == Form::NFKC || form == Form::NFKD; }
bool isComposing(Form form) { return form == Form::NFC || form == Form::NFKC; }

// Where in the decomposed text we are. Copying it marks a place to read from again.
class Decomposed {
 public:
  Decomposed(Form form, TextView text) : text_(text), compatibility_(isCompatibility(form)) {}

  bool atEnd() const { return next_ == count_ && position_ >= text_.length; }

  char32_t next() {
    if (next_ == count_) {
      next_ = count_ = 0;
      decompose(text_.next(text_.data, &position_));
    }
    return parts_[next_++];
  }

 private:
  void add(char32_t c) {
    OPHION_CHECK(count_ < kFullDecompositionMax);
    parts_[count_++] = c;
  }

  // The recursion ends with the database: no chain of decompositions in it is longer than four.
  void decompose(char32_t c) {
    if (c >= hangul::kFirst && c <= hangul::kLast) {
      char32_t n = c - hangul::kFirst;
      add(hangul::kFirstLead + n / (hangul::kVowels * hangul::kTails));
      add(hangul::kFirstVowel + n / hangul::kTails % hangul::kVowels);
      if (n % hangul::kTails != 0) add(hangul::kNoTail + n % hangul::kTails);
      return;
    }
    char32_t head = 0;
    const char32_t* parts = nullptr;
    if (c < tables::kCodePoints) {
      size_t page = tables::kDecompositionPage[c >> tables::kPageShift];
      size_t place = (page << tables::kPageShift) | (c & ((1u << tables::kPageShift) - 1));
      parts = tables::kDecompositions + tables::kDecompositionIndex[place];
      head = *parts++;
    }
    size_t count = head & 0xFF;
    if (count == 0 || (head >> 8 != 0 && !compatibility_)) {
      add(c);
      return;
    }
    for (size_t i = 0; i < count; i++) decompose(parts[i]);
  }

  TextView text_;
  bool compatibility_;
  uint8_t next_ = 0;
  uint8_t count_ = 0;
  size_t position_ = 0;
  char32_t parts_[kFullDecompositionMax];
};

// What `first` and `second` compose to, or kNone.
char32_t compose(char32_t first, char32_t second) {
  if (first >= hangul::kFirstLead && first < hangul::kFirstLead + hangul::kLeads) {
    if (second < hangul::kFirstVowel || second >= hangul::kFirstVowel + hangul::kVowels) return kNone;
    return hangul::syllable(first - hangul::kFirstLead, second - hangul::kFirstVowel, 0);
  }
  if (first >= hangul::kFirst && first <= hangul::kLast) {
    bool has_tail = (first - hangul::kFirst) % hangul::kTails != 0;
    if (has_tail || second <= hangul::kNoTail || second >= hangul::kNoTail + hangul::kTails) return kNone;
    return first + (second - hangul::kNoTail);
  }
  const tables::Composition* end = tables::kCompositions + tables::kCompositionCount;
  const tables::Composition* found =
      std::lower_bound(tables::kCompositions, end, second, [first](const tables::Composition& c, char32_t wanted) {
        return c.first != first ? c.first < first : c.second < wanted;
      });
  return found != end && found->first == first && found->second == second ? found->composed : kNone;
}

// The marks of one segment, visited in canonical order.
class Marks {
 public:
  // Reads the marks at `*text` and leaves it at the next starter or the end, which it stores to `*starter` (kNone).
  Marks(Decomposed* text, char32_t* starter) : start_(*text) {
    *starter = kNone;
    while (!text->atEnd()) {
      char32_t c = text->next();
      uint8_t mark_class = combiningClass(c);
      if (mark_class == 0) {
        *starter = c;
        break;
      }
      present_[mark_class / 64] |= uint64_t{1} << (mark_class % 64);
      if (count_ < kBufferedMarks) insertSorted(c, mark_class);
      count_++;
    }
  }

  bool empty() const { return count_ == 0; }

  // Calls visit(mark, class) for each mark in canonical order until it returns false; whether it never did.
  template <typename Visit>
  bool visitAll(Visit visit) const {
    if (count_ <= kBufferedMarks) {
      for (size_t i = 0; i < count_; i++) {
        if (!visit(buffer_[i], combiningClass(buffer_[i]))) return false;
      }
      return true;
    }
    for (unsigned wanted = 1; wanted < 256; wanted++) {
      if ((present_[wanted / 64] >> (wanted % 64) & 1) == 0) continue;
      Decomposed again = start_;
      for (size_t i = 0; i < count_; i++) {
        char32_t c = again.next();
        if (combiningClass(c) == wanted && !visit(c, static_cast<uint8_t>(wanted))) return false;
      }
    }
    return true;
  }

 private:
  void insertSorted(char32_t c, uint8_t mark_class) {
    size_t at = count_;
    while (at > 0 && combiningClass(buffer_[at - 1]) > mark_class) {
      buffer_[at] = buffer_[at - 1];
      at--;
    }
    buffer_[at] = c;
  }

  Decomposed start_;
  size_t count_ = 0;
  uint64_t present_[4] = {};         // the classes that occur
  char32_t buffer_[kBufferedMarks];  // sorted; not used where there are more
};

// Follows a starter through its marks: takes in those that compose with it, tells which are left.
struct Composer {
  char32_t starter;
  uint8_t last_class = 0;  // of the last mark that was left; it blocks others of its class

  bool takes(char32_t mark, uint8_t mark_class) {
    if (last_class < mark_class) {
      char32_t composed = compose(starter, mark);
      if (composed != kNone) {
        starter = composed;
        return true;
      }
    }
    last_class = mark_class;
    return false;
  }
};

bool emitDecomposed(Decomposed text, Emit emit, void* context) {
  while (!text.atEnd()) {
    char32_t starter;
    Marks marks(&text, &starter);
    if (!marks.visitAll([&](char32_t c, uint8_t) { return emit(context, c); })) return false;
    if (starter != kNone && !emit(context, starter)) return false;
  }
  return true;
}

bool emitComposed(Decomposed text, Emit emit, void* context) {
  char32_t starter = kNone;  // read, composed as far as known, not yet emitted
  for (;;) {
    char32_t next;
    Marks marks(&text, &next);
    Composer composer{starter};
    bool some_left = false;
    marks.visitAll([&](char32_t c, uint8_t mark_class) {
      if (starter == kNone || !composer.takes(c, mark_class)) some_left = true;
      return true;
    });
    // With no mark left between them, two starters may compose.
    char32_t joined = starter != kNone && next != kNone && !some_left ? compose(composer.starter, next) : kNone;
    if (joined != kNone) {
      starter = joined;
      continue;
    }
    if (starter != kNone && !emit(context, composer.starter)) return false;
    if (some_left) {
      Composer again{starter};
      bool went_on = marks.visitAll([&](char32_t c, uint8_t mark_class) {
        if (starter != kNone && again.takes(c, mark_class)) return true;
        return emit(context, c);
      });
      if (!went_on) return false;
    }
    if (next == kNone) return true;
    starter = next;
  }
}

// A normalisation whose output is compared with its input.
struct Comparison {
  TextView text;
  size_t position = 0;

  static bool matches(void* self, char32_t c) {
    auto* comparison = static_cast<Comparison*>(self);
    if (comparison->position >= comparison->text.length) return false;
    return comparison->text.next(comparison->text.data, &comparison->position) == c;
  }
};

// The quick check: true where the text is certainly normalised.
bool isCertainlyNormalized(Form form, TextView text) {
  uint32_t not_sure = static_cast<uint32_t>(tables::kNotSureNfc) << static_cast<unsigned>(form);
  uint8_t last_class = 0;
  for (size_t position = 0; position < text.length;) {
    const tables::CharRecord& record = tables::recordOf(text.next(text.data, &position));
    if ((record.flags & not_sure) != 0) return false;
    if (record.combining != 0 && record.combining < last_class) return false;
    last_class = record.combining;
  }
  return true;
}

char32_t nextUtf8(const void* data, size_t* position) {
  const auto* text = static_cast<const uint8_t*>(data) + *position;
  uint8_t lead = text[0];
  if (lead < 0x80) {
    *position += 1;
    return lead;
  }
  auto tail = [text](size_t i) { return static_cast<char32_t>(text[i] & 0x3F); };
  if (lead < 0xE0) {
    *position += 2;
    return static_cast<char32_t>(lead & 0x1F) << 6 | tail(1);
  }
  if (lead < 0xF0) {
    *position += 3;
    return static_cast<char32_t>(lead & 0x0F) << 12 | tail(1) << 6 | tail(2);
  }
  *position += 4;
  return static_cast<char32_t>(lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3);
}

template <typename Unit>
char32_t nextUnit(const void* data, size_t* position) {
  return static_cast<const Unit*>(data)[(*position)++];
}

}  // namespace

TextView latin1Text(const uint8_t* text, size_t length) { return {text, length, nextUnit<uint8_t>}; }
TextView ucs2Text(const char16_t* text, size_t length) { return {text, length, nextUnit<char16_t>}; }
TextView ucs4Text(const char32_t* text, size_t length) { return {text, length, nextUnit<char32_t>}; }
TextView utf8Text(const char* text, size_t length) { return {text, length, nextUtf8}; }

bool normalize(Form form, TextView text, Emit emit, void* context) {
  if (isCertainlyNormalized(form, text)) {
    for (size_t position = 0; position < text.length;) {
      if (!emit(context, text.next(text.data, &position))) return false;
    }
    return true;
  }
  Decomposed decomposed(form, text);
  return isComposing(form) ? emitComposed(decomposed, emit, context) : emitDecomposed(decomposed, emit, context);
}

bool isNormalized(Form form, TextView text) {
  if (isCertainlyNormalized(form, text)) return true;
  Comparison comparison{text};
  return normalize(form, text, Comparison::matches, &comparison) && comparison.position >= text.length;
}

size_t decomposition(char32_t c, char32_t* out, const char** tag) {
  *tag = "";
  if (c >= tables::kCodePoints) return 0;
  size_t page = tables::kDecompositionPage[c >> tables::kPageShift];
  size_t place = (page << tables::kPageShift) | (c & ((1u << tables::kPageShift) - 1));
  const char32_t* parts = tables::kDecompositions + tables::kDecompositionIndex[place];
  size_t count = *parts & 0xFF;
  *tag = tables::kDecompositionTags[*parts >> 8];
  std::copy(parts + 1, parts + 1 + count, out);
  return count;
}

}  // namespace ophion::unicode
