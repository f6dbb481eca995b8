// Patterns that are run over a whole subject: findall, split, sub and subn.
#include "modules/sre.h"
#include "object/byte_builder.h"
#include "object/bytes.h"
#include "object/error.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/str_builder.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

SrePattern* self(Object* const* args) { return static_cast<SrePattern*>(args[0]); }

// One match after the other, none overlapping the one before.
class Walk {
 public:
  Walk(SrePattern* pattern, const SreSubject& subject)
      : matcher_(pattern->program(), subject.text()), next_(subject.from()) {}
  bool ready() const { return matcher_.ready(); }
  // 1, 0, -1: exception pending.
  int step_mayRunPython() {
    int found = matcher_.search_mayRunPython(next_, must_advance_);
    if (found > 0) {
      next_ = matcher_.end();
      must_advance_ = matcher_.end() == matcher_.start();
    }
    return found;
  }
  const SreMatcher& matcher() const { return matcher_; }

 private:
  SreMatcher matcher_;
  uint32_t next_;
  bool must_advance_ = false;
};

Ref<Object> groupOf(const SreSubject& subject, const SreMatcher& matcher, uint32_t group, bool empty_if_unset) {
  if (matcher.hasGroup(group)) return subject.slice(matcher.marks()[2 * group], matcher.marks()[2 * group + 1]);
  if (!empty_if_unset) return newNone();
  return subject.isText() ? Ref<Object>(emptyStr()) : Ref<Object>(newBytes({}));
}

// What findall() lists for a match.
Ref<Object> itemOf(SrePattern* pattern, const SreSubject& subject, const SreMatcher& matcher) {
  if (pattern->groups_ == 0) return subject.slice(matcher.start(), matcher.end());
  if (pattern->groups_ == 1) return groupOf(subject, matcher, 0, true);
  Ref<Tuple> all = newTuple(pattern->groups_);
  if (!all) return raised();
  for (uint32_t i = 0; i < pattern->groups_; ++i) {
    Ref<Object> one = groupOf(subject, matcher, i, true);
    if (!one) return raised();
    all->items()[i].init(std::move(one));
  }
  return all;
}

// --- replacing ---

// What is put in the place of a match.
class Replacement {
 public:
  // False: an exception is pending.
  [[nodiscard]] bool prepare(SrePattern* pattern, Object* given, bool is_text);
  // The text for a match that the template itself says; 1: appended, 0: the function must be called or the object
  // taken, -1.
  template <class Out>
  int append(Out& out, const SreSubject& subject, const SreMatcher& matcher) const;
  // Where append() did not do it: null with an exception pending, or None for nothing.
  Ref<Object> valueFor_mayRunPython(SrePattern* pattern, const SreSubject& subject, const SreMatcher& matcher) const {
    if (!callable_) return object_;
    Ref<Object> match = newSreMatch(pattern, subject, matcher);
    return match ? call(object_.get(), match.get()) : match;
  }

 private:
  bool isLiteral(Object* given) const;
  // Takes a parsed template apart where it is what re._parser makes. False: an exception is pending.
  bool takeTemplate_mayRunPython(SrePattern* pattern, Object* given, bool is_text);

  Ref<Object> object_;  // a function, or a text
  bool callable_ = false;
  Ref<List> groups_;  // pairs of a place in literals_ and a group; null: there is no template to go by
  Ref<List> literals_;
};

bool Replacement::isLiteral(Object* given) const {
  if (isStrLayout(given)) {
    const Str* s = static_cast<const Str*>(given);
    for (uint32_t i = 0; i < s->length_; ++i) {
      if (s->at(i) == '\\') return false;
    }
    return true;
  }
  if (!isBytesLike(given)) return false;
  Buffer buffer;
  if (!buffer.acquire(given)) {
    clearError();
    return false;
  }
  return buffer.view().find('\\') == std::string_view::npos;
}

bool Replacement::prepare(SrePattern* pattern, Object* given, bool is_text) {
  object_ = share(given);
  callable_ = isCallable(given);
  if (callable_ || isLiteral(given)) return true;
  Ref<Object> function = functionOfRe_mayRunPython("_subx");
  if (!function) return false;
  object_ = call(function.get(), pattern, given);
  if (!object_) return false;
  callable_ = isCallable(object_.get());
  return !callable_ || takeTemplate_mayRunPython(pattern, given, is_text);
}

bool Replacement::takeTemplate_mayRunPython(SrePattern* pattern, Object* given, bool is_text) {
  // The function that expands the template would be called for every match: its parts say the same.
  Ref<Object> function = functionOfRe_mayRunPython("_compile_repl");
  Ref<Object> parsed = function ? call(function.get(), given, pattern) : function;
  if (!parsed) return false;
  if (!isExactTuple(parsed.get())) return true;
  Tuple* parts = static_cast<Tuple*>(parsed.get());
  if (parts->size_ != 2 || !isExactList(parts->at(0)) || !isExactList(parts->at(1))) return true;
  List* groups = static_cast<List*>(parts->at(0));
  List* literals = static_cast<List*>(parts->at(1));
  uint32_t next = 0;
  for (uint32_t i = 0; i < literals->size_; ++i) {
    Object* literal = literals->at(i);
    if (!isNone(literal)) {
      if (is_text ? !isExactStr(literal) : !isExactBytes(literal)) return true;
      continue;
    }
    if (next == groups->size_ || !isExactTuple(groups->at(next))) return true;
    Tuple* pair = static_cast<Tuple*>(groups->at(next++));
    if (pair->size_ != 2 || !isSmallInt(pair->at(0)) || !isSmallInt(pair->at(1))) return true;
    int64_t group = smallValue(pair->at(1));
    if (smallValue(pair->at(0)) != i || group < 0 || group > pattern->groups_) return true;
  }
  if (next != groups->size_) return true;
  groups_ = share(groups);
  literals_ = share(literals);
  return true;
}

[[nodiscard]] bool appendSlice(StrBuilder& out, const SreSubject& subject, uint32_t start, uint32_t end) {
  return start == end || out.append(static_cast<Str*>(subject.string()), start, end);
}
[[nodiscard]] bool appendSlice(ByteBuilder& out, const SreSubject& subject, uint32_t start, uint32_t end) {
  return out.append({static_cast<const char*>(subject.data()) + start, end - start});
}
// 1: appended; 0: it is not of the right type; -1.
int appendValue(StrBuilder& out, Object* value) {
  if (!isStrLayout(value)) return 0;
  return out.append(static_cast<Str*>(value)) ? 1 : -1;
}
int appendValue(ByteBuilder& out, Object* value) {
  if (!isBytesLike(value)) return 0;
  Buffer buffer;
  return buffer.acquire(value) && out.append(buffer.view()) ? 1 : -1;
}

template <class Out>
int Replacement::append(Out& out, const SreSubject& subject, const SreMatcher& matcher) const {
  if (!literals_) return 0;
  uint32_t next = 0;
  for (uint32_t i = 0; i < literals_->size_; ++i) {
    Object* literal = literals_->at(i);
    if (!isNone(literal)) {
      if (appendValue(out, literal) < 0) return -1;
      continue;
    }
    int64_t group = smallValue(static_cast<Tuple*>(groups_->at(next++))->at(1));
    if (group == 0) {
      if (!appendSlice(out, subject, matcher.start(), matcher.end())) return -1;
    } else if (uint32_t g = static_cast<uint32_t>(group - 1); matcher.hasGroup(g)) {
      if (!appendSlice(out, subject, matcher.marks()[2 * g], matcher.marks()[2 * g + 1])) return -1;
    }
  }
  return 1;
}

// The whole of a subject of which nothing was replaced.
Ref<Object> unchanged(const SreSubject& subject) { return subject.slice(0, subject.length()); }

// The first value that could not be joined: told at the end, as a join would.
struct Misfit {
  Ref<Object> value;
  size_t item = 0;
};

template <class Out>
Ref<Object> replaceAll(SrePattern* pattern, const SreSubject& subject, const Replacement& replacement, int64_t limit,
                       int64_t* replaced) {
  Walk walk(pattern, subject);
  if (!walk.ready()) return raised();
  Out out;
  Misfit misfit;
  uint32_t done = 0;
  size_t items = 0;
  int64_t& n = *replaced;
  n = 0;
  while (limit == 0 || n < limit) {
    int found = walk.step_mayRunPython();
    if (found < 0) return raised();
    if (found == 0) break;
    const SreMatcher& matcher = walk.matcher();
    if (done < matcher.start()) {
      if (!appendSlice(out, subject, done, matcher.start())) return raised();
      ++items;
    }
    int appended = replacement.append(out, subject, matcher);
    if (appended == 0) {
      Ref<Object> value = replacement.valueFor_mayRunPython(pattern, subject, matcher);
      if (!value) return value;
      if (!isNone(value.get())) {
        appended = appendValue(out, value.get());
        if (appended == 0 && !misfit.value) misfit = {value, items};
        ++items;
      }
    } else {
      ++items;
    }
    if (appended < 0) return raised();
    done = matcher.end();
    ++n;
  }
  if (misfit.value) {
    return raise(kTypeTypeError,
                 subject.isText() ? "sequence item %zd: expected str instance, %.80T found"
                                  : "sequence item %zd: expected a bytes-like object, %.80T found",
                 static_cast<ptrdiff_t>(misfit.item), misfit.value.get());
  }
  if (n == 0) return unchanged(subject);
  if (!appendSlice(out, subject, done, subject.length())) return raised();
  return out.finish();
}

// args: pattern, replacement, string, count
Ref<Object> replace(Object* const* args, int64_t* replaced) {
  int64_t limit = 0;
  if (args[3] != nullptr && !readPosition(args[3], &limit)) return raised();
  SrePattern* pattern = self(args);
  Replacement replacement;
  SreSubject subject;
  if (!subject.acquire(pattern, args[2]) || !replacement.prepare(pattern, args[1], subject.isText())) return raised();
  *replaced = 0;
  if (limit < 0) return unchanged(subject);
  return subject.isText() ? replaceAll<StrBuilder>(pattern, subject, replacement, limit, replaced)
                          : replaceAll<ByteBuilder>(pattern, subject, replacement, limit, replaced);
}

}  // namespace

Ref<Object> srePatternSub(Object* const* args) {
  int64_t replaced;
  return replace(args, &replaced);
}

Ref<Object> srePatternSubn(Object* const* args) {
  int64_t replaced = 0;
  Ref<Object> result = replace(args, &replaced);
  Ref<Int> count = result ? newInt(replaced) : Ref<Int>();
  if (!count) return raised();
  return newTupleOf({result.get(), count.get()});
}

// args: pattern, string, pos, endpos
Ref<Object> srePatternFindAll(Object* const* args) {
  SrePattern* pattern = self(args);
  SreSubject subject;
  if (!subject.acquire(pattern, args[1], args[2], args[3])) return raised();
  Ref<List> all = newList();
  Walk walk(pattern, subject);
  if (!all || !walk.ready()) return raised();
  int found;
  while ((found = walk.step_mayRunPython()) > 0) {
    Ref<Object> item = itemOf(pattern, subject, walk.matcher());
    if (!item || !appendToListSteal(all.get(), std::move(item))) return raised();
  }
  return found < 0 ? Ref<Object>(raised()) : all;
}

// args: pattern, string, maxsplit
Ref<Object> srePatternSplit(Object* const* args) {
  int64_t limit = 0;
  if (args[2] != nullptr && !readPosition(args[2], &limit)) return raised();
  SrePattern* pattern = self(args);
  SreSubject subject;
  if (!subject.acquire(pattern, args[1])) return raised();
  Ref<List> all = newList();
  Walk walk(pattern, subject);
  if (!all || !walk.ready()) return raised();
  uint32_t done = 0;
  auto append = [&](Ref<Object> item) { return item && appendToListSteal(all.get(), std::move(item)); };
  for (int64_t n = 0; limit == 0 || n < limit; ++n) {
    int found = walk.step_mayRunPython();
    if (found < 0) return raised();
    if (found == 0) break;
    const SreMatcher& matcher = walk.matcher();
    if (!append(subject.slice(done, matcher.start()))) return raised();
    for (uint32_t i = 0; i < pattern->groups_; ++i) {
      if (!append(groupOf(subject, matcher, i, false))) return raised();
    }
    done = matcher.end();
  }
  if (!append(subject.slice(done, subject.length()))) return raised();
  return all;
}

}  // namespace ophion
