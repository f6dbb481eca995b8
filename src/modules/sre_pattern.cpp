// re.Pattern: compiled patterns, but for what replaces and splits (sre_replace.cpp).
#include "modules/sre.h"
#include "object/allocate.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/make_instance.h"
#include "object/mapping_proxy.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/sequence_iterator.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/str_builder.h"
#include "object/tuple.h"

namespace ophion {

namespace {

enum Flag : uint32_t { kLocale = 4, kUnicode = 32, kAscii = 256 };

SrePattern* self(Object* const* args) { return static_cast<SrePattern*>(args[0]); }
SrePattern* self(Object* object) { return static_cast<SrePattern*>(object); }

enum class Way : uint8_t { Match, FullMatch, Search };

// args: pattern, string, pos, endpos
Ref<Object> findOne(Object* const* args, Way way) {
  SrePattern* pattern = self(args);
  SreSubject subject;
  if (!subject.acquire(pattern, args[1], args[2], args[3])) return raised();
  SreText text = subject.text();
  // Behind the end nothing but nothing matches.
  if (way == Way::Match && text.length < subject.from()) text.length = subject.from();
  SreMatcher matcher(pattern->program(), text);
  if (!matcher.ready()) return raised();
  int found = way == Way::Search ? matcher.search_mayRunPython(subject.from(), false)
                                 : matcher.match_mayRunPython(subject.from(), way == Way::FullMatch, false);
  if (found <= 0) return found < 0 ? Ref<Object>(raised()) : newNone();
  return newSreMatch(pattern, subject, matcher);
}

Ref<Object> match(Object* const* args) { return findOne(args, Way::Match); }
Ref<Object> fullMatch(Object* const* args) { return findOne(args, Way::FullMatch); }
Ref<Object> search(Object* const* args) { return findOne(args, Way::Search); }

Ref<Object> scanner(Object* const* args) { return newSreScanner(self(args), args[1], args[2], args[3]); }

Ref<Object> findIter(Object* const* args) {
  Ref<Object> made = newSreScanner(self(args), args[1], args[2], args[3]);
  Ref<Str> search_name = made ? internText("search") : Ref<Str>();
  Ref<Object> method = search_name ? getAttr(made.get(), search_name.get()) : Ref<Object>();
  return method ? newCallableIterator(method.get(), none()) : method;
}

Ref<Object> copy(Object* const* args) { return share(args[0]); }

Ref<Object> repr(Object* const* args) {
  constexpr const char* kNames[] = {"re.TEMPLATE", "re.IGNORECASE", "re.LOCALE", "re.MULTILINE", "re.DOTALL",
                                    "re.UNICODE",  "re.VERBOSE",    "re.DEBUG",  "re.ASCII"};
  SrePattern* pattern = self(args);
  uint32_t flags = pattern->flags_;
  bool is_text = isStrLayout(pattern->pattern_.get());
  if (is_text && (flags & (kLocale | kUnicode | kAscii)) == kUnicode) flags &= ~uint32_t{kUnicode};
  StrBuilder out;
  Ref<Str> start = formatStr("re.compile(%.200R", pattern->pattern_.get());
  if (!start || !out.append(start.get())) return raised();
  const char* separator = ", ";
  for (unsigned i = 0; i < sizeof(kNames) / sizeof(kNames[0]); ++i) {
    if ((flags >> i & 1) == 0) continue;
    if (!out.appendAscii(separator) || !out.appendAscii(kNames[i])) return raised();
    separator = "|";
    flags &= ~(1u << i);
  }
  if (flags != 0) {
    Ref<Str> rest = formatStr("%s0x%x", separator, flags);
    if (!rest || !out.append(rest.get())) return raised();
  }
  if (!out.append(U')')) return raised();
  return out.finish();
}

bool sameProgram(const SrePattern* a, const SrePattern* b) {
  return a->flags_ == b->flags_ && a->code_words_ == b->code_words_ && a->all_words_ == b->all_words_ &&
         std::memcmp(a->words_.get(), b->words_.get(), a->all_words_ * sizeof(uint32_t)) == 0 &&
         isStrLayout(a->pattern_.get()) == isStrLayout(b->pattern_.get());
}

Ref<Object> compareFor(Object* const* args, bool equal_wanted) {
  if (!isExactSrePattern(args[1])) return newNotImplemented();
  SrePattern* a = self(args);
  SrePattern* b = self(args[1]);
  int equal = 1;
  if (a != b) equal = sameProgram(a, b) ? equalObjects(a->pattern_.get(), b->pattern_.get()) : 0;
  return equal < 0 ? Ref<Object>(raised()) : newBool((equal != 0) == equal_wanted);
}
Ref<Object> isEqual(Object* const* args) { return compareFor(args, true); }
Ref<Object> isNotEqual(Object* const* args) { return compareFor(args, false); }

Ref<Object> hash(Object* const* args) {
  SrePattern* pattern = self(args);
  int64_t value;
  if (!hashObject(pattern->pattern_.get(), &value)) return raised();
  uint64_t mixed = static_cast<uint64_t>(value) ^ pattern->flags_ ^ uint64_t { pattern->groups_ } << 20;
  const uint32_t* words = pattern->words_.get();
  for (uint32_t i = 0; i < pattern->code_words_; ++i) mixed = (mixed ^ words[i]) * 0x9E3779B97F4A7C15u;
  return newInt(static_cast<int64_t>(mixed >> 3));
}

Ref<Object> sizeOf(Object* const* args) {
  return newInt(static_cast<int64_t>(sizeof(SrePattern) + self(args)->all_words_ * sizeof(uint32_t)));
}

Ref<Object> getPattern(Object* object) { return self(object)->pattern_.share(); }
Ref<Object> getFlags(Object* object) { return newInt(self(object)->flags_); }
Ref<Object> getGroups(Object* object) { return newInt(self(object)->groups_); }
Ref<Object> getGroupIndex(Object* object) { return newMappingProxy(self(object)->group_index_.get()); }

constexpr NativeDef kMethods[] = {
    {"match", "self, /, string, pos=0, endpos=sys.maxsize", match,
     "Matches zero or more characters at the beginning of the string."},
    {"fullmatch", "self, /, string, pos=0, endpos=sys.maxsize", fullMatch, "Matches against all of the string."},
    {"search", "self, /, string, pos=0, endpos=sys.maxsize", search,
     "Scan through string looking for a match, and return a corresponding match object instance.\n\n"
     "Return None if no position in the string matches."},
    {"sub", "self, /, repl, string, count=0", srePatternSub,
     "Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern in string by the "
     "replacement repl."},
    {"subn", "self, /, repl, string, count=0", srePatternSubn,
     "Return the tuple (new_string, number_of_subs_made) found by replacing the leftmost non-overlapping occurrences "
     "of pattern with the replacement repl."},
    {"findall", "self, /, string, pos=0, endpos=sys.maxsize", srePatternFindAll,
     "Return a list of all non-overlapping matches of pattern in string."},
    {"split", "self, /, string, maxsplit=0", srePatternSplit, "Split string by the occurrences of pattern."},
    {"finditer", "self, /, string, pos=0, endpos=sys.maxsize", findIter,
     "Return an iterator over all non-overlapping matches for the RE pattern in string.\n\n"
     "For each match, the iterator returns a match object."},
    {"scanner", "self, /, string, pos=0, endpos=sys.maxsize", scanner},
    {"__copy__", "self, /", copy},
    {"__deepcopy__", "self, memo, /", copy},
    {"__eq__", "self, value, /", isEqual, "Return self==value."},
    {"__ne__", "self, value, /", isNotEqual, "Return self!=value."},
    {"__hash__", "self, /", hash, "Return hash(self)."},
    {"__repr__", "self, /", repr, "Return repr(self)."},
    {"__sizeof__", "self, /", sizeOf},
    {"__class_getitem__", "cls, item, /", classGetItem, "See PEP 585", NativeKind::ClassMethod},
};
constexpr GetSetDef kAttributes[] = {
    asMember({"pattern", getPattern, nullptr, "The pattern string from which the RE object was compiled."}),
    asMember({"flags", getFlags, nullptr, "The regex matching flags."}),
    asMember({"groups", getGroups, nullptr, "The number of capturing groups in the pattern."}),
    {"groupindex", getGroupIndex, nullptr, "A dictionary mapping group names to group numbers."},
};

void dropPattern(Object* object) {
  SrePattern* pattern = self(object);
  clearSlotRow<3>(object);
  if (!pattern->words_.isNull()) heap().free(pattern->words_.get(), pattern->all_words_ * sizeof(uint32_t));
  pattern->words_ = nullptr;
}

}  // namespace

const TypeSpec kSrePatternSpec = {"Pattern",
                                  "re",
                                  {"Pattern", Kind::Container, Trace::Fixed, sizeof(Object), 3, sizeof(SrePattern),
                                   nullptr, nullptr, dropPattern, nullptr},
                                  kTypeDisallowInstantiation | kTypeInstancesWeakReferable,
                                  kMethods,
                                  kAttributes,
                                  "Compiled regular expression object."};

}  // namespace ophion
