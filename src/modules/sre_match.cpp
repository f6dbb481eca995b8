// re.Match: what a search found.
#include "modules/sre.h"
#include "object/allocate.h"
#include "object/dict.h"
#include "object/generic_alias.h"
#include "object/int.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"

namespace ophion {

namespace {

SreMatch* self(Object* const* args) { return static_cast<SreMatch*>(args[0]); }
SreMatch* self(Object* object) { return static_cast<SreMatch*>(object); }

// The number that a number or name of a group stands for. False: IndexError pending.
bool findGroup(SreMatch* match, Object* group, uint32_t* number) {
  int64_t i = -1;
  if (isSmallInt(group)) {
    i = smallValue(group);
  } else if (hasIndex(group)) {
    if (!asInt64Clipped(group, &i)) return false;
  } else {
    Ref<Dict> names = match->pattern_->group_index_.share();
    Object* found;
    int there = getItem_mayRunPython(names.get(), group, &found);
    if (there < 0) return false;
    if (there > 0 && isIntLayout(found) && !asInt64Clipped(found, &i)) return false;
  }
  if (i < 0 || i >= match->groups_) return raise(kTypeIndexError, "no such group");
  *number = static_cast<uint32_t>(i);
  return true;
}

Ref<Object> textOf(SreMatch* match, uint32_t group, Object* fallback) {
  const uint32_t* span = match->spans() + 2 * group;
  if (span[0] == kSreUnset) return share(fallback);
  return sliceOfSubject(match->string_.get(), span[0], span[1]);
}

Ref<Object> groupBy(SreMatch* match, Object* key) {
  uint32_t number;
  return findGroup(match, key, &number) ? textOf(match, number, none()) : raised();
}

Ref<Object> group(Object* const* args) {
  SreMatch* match = self(args);
  Tuple* keys = static_cast<Tuple*>(args[1]);
  if (keys->size_ == 0) return textOf(match, 0, none());
  if (keys->size_ == 1) return groupBy(match, keys->at(0));
  Ref<Tuple> all = newTuple(keys->size_);
  if (!all) return raised();
  for (uint32_t i = 0; i < keys->size_; ++i) {
    Ref<Object> one = groupBy(match, keys->at(i));
    if (!one) return raised();
    all->items()[i].init(std::move(one));
  }
  return all;
}

Ref<Object> getItem(Object* const* args) { return groupBy(self(args), args[1]); }

Ref<Object> groups(Object* const* args) {
  SreMatch* match = self(args);
  Object* fallback = args[1] == nullptr ? none() : args[1];
  Ref<Tuple> all = newTuple(match->groups_ - 1);
  if (!all) return raised();
  for (uint32_t i = 1; i < match->groups_; ++i) {
    Ref<Object> one = textOf(match, i, fallback);
    if (!one) return raised();
    all->items()[i - 1].init(std::move(one));
  }
  return all;
}

Ref<Object> groupDict(Object* const* args) {
  SreMatch* match = self(args);
  Object* fallback = args[1] == nullptr ? none() : args[1];
  Ref<Dict> names = match->pattern_->group_index_.share();
  Ref<Dict> all = newDict();
  if (!all) return raised();
  size_t position = 0;
  Object* name;
  Object* number;
  while (nextEntry(names.get(), &position, &name, &number)) {
    Ref<Object> key = share(name);
    Ref<Object> value = groupBy(match, name);
    if (value && isNone(value.get())) value = share(fallback);
    if (!value || !setItem_mayRunPython(all.get(), key.get(), value.get())) return raised();
  }
  return all;
}

Ref<Int> position(uint32_t at) { return newInt(at == kSreUnset ? -1 : static_cast<int64_t>(at)); }

Ref<Object> spanOf(SreMatch* match, uint32_t number) {
  Ref<Int> start = position(match->spans()[2 * number]);
  Ref<Int> end = position(match->spans()[2 * number + 1]);
  if (!start || !end) return raised();
  return newTupleOf({start.get(), end.get()});
}

// The group that an optional argument names; 0 where there is none.
bool groupArgument(Object* const* args, uint32_t* number) {
  *number = 0;
  return args[1] == nullptr || findGroup(self(args), args[1], number);
}
Ref<Object> start(Object* const* args) {
  uint32_t number;
  return groupArgument(args, &number) ? Ref<Object>(position(self(args)->spans()[2 * number])) : raised();
}
Ref<Object> end(Object* const* args) {
  uint32_t number;
  return groupArgument(args, &number) ? Ref<Object>(position(self(args)->spans()[2 * number + 1])) : raised();
}
Ref<Object> span(Object* const* args) {
  uint32_t number;
  return groupArgument(args, &number) ? spanOf(self(args), number) : raised();
}

Ref<Object> expand(Object* const* args) {
  Ref<Object> function = functionOfRe_mayRunPython("_expand");
  if (!function) return function;
  return call(function.get(), self(args)->pattern_.get(), args[0], args[1]);
}

Ref<Object> copy(Object* const* args) { return share(args[0]); }

Ref<Object> repr(Object* const* args) {
  SreMatch* match = self(args);
  Ref<Object> text = textOf(match, 0, none());
  if (!text) return text;
  return formatStr("<%s object; span=(%u, %u), match=%.50R>", "re.Match", match->spans()[0], match->spans()[1],
                   text.get());
}

Ref<Object> getRegs(Object* object) {
  SreMatch* match = self(object);
  if (match->regs_.isNull()) {
    Ref<Tuple> all = newTuple(match->groups_);
    if (!all) return raised();
    for (uint32_t i = 0; i < match->groups_; ++i) {
      Ref<Object> one = spanOf(match, i);
      if (!one) return raised();
      all->items()[i].init(std::move(one));
    }
    match->regs_.assign(Ref<Object>(std::move(all)));
  }
  return match->regs_.share();
}
Ref<Object> getLastIndex(Object* object) {
  uint32_t last = self(object)->last_group_;
  return last == 0 ? newNone() : Ref<Object>(newInt(last));
}
Ref<Object> getLastGroup(Object* object) {
  SreMatch* match = self(object);
  Tuple* names = match->pattern_->index_group_.get();
  if (match->last_group_ == 0 || match->last_group_ >= names->size_) return newNone();
  return share(names->at(match->last_group_));
}
Ref<Object> getPos(Object* object) { return newInt(self(object)->from_); }
Ref<Object> getEndPos(Object* object) { return newInt(self(object)->to_); }
Ref<Object> getRe(Object* object) { return Ref<Object>(self(object)->pattern_.share()); }
Ref<Object> getString(Object* object) { return self(object)->string_.share(); }

constexpr NativeDef kMethods[] = {
    {"group", "self, /, *groups", group,
     "group([group1, ...]) -> str or tuple.\n    Return subgroup(s) of the match by indices or names.\n"
     "    For 0 returns the entire match."},
    {"start", "self, group=0, /", start, "Return index of the start of the substring matched by group."},
    {"end", "self, group=0, /", end, "Return index of the end of the substring matched by group."},
    {"span", "self, group=0, /", span, "For match object m, return the 2-tuple (m.start(group), m.end(group))."},
    {"groups", "self, /, default=None", groups,
     "Return a tuple containing all the subgroups of the match, from 1.\n\n  default\n"
     "    Is used for groups that did not participate in the match."},
    {"groupdict", "self, /, default=None", groupDict,
     "Return a dictionary containing all the named subgroups of the match, keyed by the subgroup name.\n\n  default\n"
     "    Is used for groups that did not participate in the match."},
    {"expand", "self, /, template", expand,
     "Return the string obtained by doing backslash substitution on the string template, as done by the sub() method."},
    {"__getitem__", "self, key, /", getItem},
    {"__copy__", "self, /", copy},
    {"__deepcopy__", "self, memo, /", copy},
    {"__repr__", "self, /", repr},
    {"__class_getitem__", "cls, item, /", classGetItem, "See PEP 585", NativeKind::ClassMethod},
};
constexpr GetSetDef kAttributes[] = {
    {"lastindex", getLastIndex, nullptr, "The integer index of the last matched capturing group."},
    {"lastgroup", getLastGroup, nullptr, "The name of the last matched capturing group."},
    {"regs", getRegs},
    asMember({"string", getString, nullptr, "The string passed to match() or search()."}),
    asMember({"re", getRe, nullptr, "The regular expression object."}),
    asMember({"pos", getPos, nullptr, "The index into the string at which the RE engine started looking for a match."}),
    asMember({"endpos", getEndPos, nullptr, "The index into the string beyond which the RE engine will not go."}),
};

size_t matchBytes(const Object* object) { return SreMatch::bytesFor(static_cast<const SreMatch*>(object)->groups_); }

}  // namespace

Ref<Object> newSreMatch(SrePattern* pattern, const SreSubject& subject, const SreMatcher& matcher) {
  uint32_t groups = pattern->groups_ + 1;
  Ref<SreMatch> match = allocateContainer<SreMatch>(kTypeSreMatch, SreMatch::bytesFor(groups));
  if (!match) return raised();
  match->pattern_.init(share(pattern));
  match->string_.init(share(subject.string()));
  match->from_ = subject.from();
  match->to_ = subject.to();
  match->last_group_ = matcher.lastGroup();
  match->groups_ = groups;
  uint32_t* spans = match->spans();
  spans[0] = matcher.start();
  spans[1] = matcher.end();
  for (uint32_t i = 0; i + 1 < groups; ++i) {
    bool there = matcher.hasGroup(i);
    spans[2 * i + 2] = there ? matcher.marks()[2 * i] : kSreUnset;
    spans[2 * i + 3] = there ? matcher.marks()[2 * i + 1] : kSreUnset;
  }
  return match;
}

const TypeSpec kSreMatchSpec = {
    "Match",
    "re",
    {"Match", Kind::Container, Trace::Fixed, sizeof(Object), 3, 0, nullptr, matchBytes, clearSlotRow<3>, nullptr},
    kTypeDisallowInstantiation,
    kMethods,
    kAttributes,
    "The result of re.match() and re.search().\n"
    "Match objects always have a boolean value of True."};

}  // namespace ophion
