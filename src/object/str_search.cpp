// Methods of str that look for other strings: find() and its kin, prefixes, strip(), partition(), replace().
#include "base/unicode.h"
#include "object/c_argument.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/search_range.h"
#include "object/singletons.h"
#include "object/str_builder.h"
#include "object/str_chars.h"
#include "object/str_methods.h"
#include "object/text_search.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion::str_methods {

namespace {

// Calls f with the characters of both; `otherwise` where the part has a character too wide to occur.
template <class R, class F>
R withBoth(const Str* s, const Str* part, R otherwise, F f) {
  if (part->unit() > s->unit()) return otherwise;
  return withChars(s, [&](auto* text) {
    return withChars(part, [&](auto* p) -> R {
      if constexpr (sizeof(*p) > sizeof(*text)) {
        return otherwise;
      } else {
        return f(text, p);
      }
    });
  });
}

ptrdiff_t findLast(const Str* s, const Str* part, size_t start, size_t end) {
  if (start > end) return -1;
  ptrdiff_t at = withBoth<ptrdiff_t>(
      s, part, -1, [&](auto* text, auto* p) { return search::findLast(text + start, end - start, p, part->length_); });
  return at < 0 ? -1 : at + static_cast<ptrdiff_t>(start);
}

// Whether `part` stands in `s` at `at`, before `end`.
bool standsAt(const Str* s, const Str* part, size_t at, size_t end) {
  if (at > end || part->length_ > end - at) return false;
  return withBoth<bool>(s, part, false, [&](auto* text, auto* p) {
    if constexpr (sizeof(*text) == sizeof(*p)) {
      return std::memcmp(text + at, p, part->length_ * sizeof(*p)) == 0;
    } else {
      for (size_t i = 0; i < part->length_; ++i) {
        if (text[at + i] != p[i]) return false;
      }
      return true;
    }
  });
}

// The arguments (self, sub, start, end).
struct Search {
  Str* s;
  Str* part;
  size_t start, end;
};
bool searchArguments(Object* const* args, Search* out) {
  out->s = asStr(args[0]);
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "must be str, not %T", args[1]);
  out->part = asStr(args[1]);
  return searchRange_mayRunPython(args[2], args[3], out->s->length_, &out->start, &out->end);
}

bool isText(Object* o) {
  if (isStrLayout(o)) return true;
  return raise(kTypeTypeError, "must be str, not %T", o);
}

}  // namespace

Ref<Object> find(Object* const* args) {
  Search q;
  if (!searchArguments(args, &q)) return raised();
  return newInt(findStr(q.s, q.part, q.start, q.end));
}
Ref<Object> rfind(Object* const* args) {
  Search q;
  if (!searchArguments(args, &q)) return raised();
  return newInt(findLast(q.s, q.part, q.start, q.end));
}
Ref<Object> index(Object* const* args) {
  Search q;
  if (!searchArguments(args, &q)) return raised();
  ptrdiff_t at = findStr(q.s, q.part, q.start, q.end);
  if (at < 0) return raise(kTypeValueError, "substring not found");
  return newInt(at);
}
Ref<Object> rindex(Object* const* args) {
  Search q;
  if (!searchArguments(args, &q)) return raised();
  ptrdiff_t at = findLast(q.s, q.part, q.start, q.end);
  if (at < 0) return raise(kTypeValueError, "substring not found");
  return newInt(at);
}
Ref<Object> count(Object* const* args) {
  Search q;
  if (!searchArguments(args, &q)) return raised();
  if (q.start > q.end) return newInt(0);
  size_t n = withBoth<size_t>(q.s, q.part, 0, [&](auto* text, auto* p) {
    return search::count(text + q.start, q.end - q.start, p, q.part->length_);
  });
  return newInt(static_cast<int64_t>(n));
}

namespace {

Ref<Object> tailMatch(Object* const* args, bool at_end) {
  const char* method = at_end ? "endswith" : "startswith";
  Str* s = asStr(args[0]);
  size_t start, end;
  if (!searchRange_mayRunPython(args[2], args[3], s->length_, &start, &end)) return raised();
  auto matches = [&](const Str* part) {
    if (start > end || part->length_ > end - start) return false;
    return standsAt(s, part, at_end ? end - part->length_ : start, end);
  };
  if (isStrLayout(args[1])) return newBool(matches(asStr(args[1])));
  if (!isTupleLayout(args[1])) {
    return raise(kTypeTypeError, "%s first arg must be str or a tuple of str, not %T", method, args[1]);
  }
  Tuple* parts = static_cast<Tuple*>(args[1]);
  for (uint32_t i = 0; i < parts->size_; ++i) {
    Object* part = parts->at(i);
    if (!isStrLayout(part)) {
      return raise(kTypeTypeError, "tuple for %s must only contain str, not %T", method, part);
    }
    if (matches(asStr(part))) return newBool(true);
  }
  return newBool(false);
}

}  // namespace

Ref<Object> startsWith(Object* const* args) { return tailMatch(args, false); }
Ref<Object> endsWith(Object* const* args) { return tailMatch(args, true); }

Ref<Object> removePrefix(Object* const* args) {
  Str* s = asStr(args[0]);
  if (!isStrLayout(args[1])) {
    return raise(kTypeTypeError, "removeprefix() argument must be str, not %s", shownType(args[1]));
  }
  Str* part = asStr(args[1]);
  return substring(s, standsAt(s, part, 0, s->length_) ? part->length_ : 0, s->length_);
}

Ref<Object> removeSuffix(Object* const* args) {
  Str* s = asStr(args[0]);
  if (!isStrLayout(args[1])) {
    return raise(kTypeTypeError, "removesuffix() argument must be str, not %s", shownType(args[1]));
  }
  Str* part = asStr(args[1]);
  bool there = part->length_ <= s->length_ && standsAt(s, part, s->length_ - part->length_, s->length_);
  return substring(s, 0, there ? s->length_ - part->length_ : s->length_);
}

namespace {

enum StripEnds { kLeft = 1, kRight = 2, kBoth = 3 };

Ref<Object> stripped(Object* const* args, int ends, const char* method) {
  Str* s = asStr(args[0]);
  const Str* set = nullptr;
  if (args[1] != nullptr && !isNone(args[1])) {
    if (!isStrLayout(args[1])) return raise(kTypeTypeError, "%s arg must be None or str", method);
    set = asStr(args[1]);
  }
  CharReader chars(s);
  auto goes = [&](char32_t c) {
    if (set == nullptr) return unicode::isSpace(c);
    return withChars(set, [&](auto* p) {
      for (size_t i = 0; i < set->length_; ++i) {
        if (p[i] == c) return true;
      }
      return false;
    });
  };
  size_t start = 0, end = s->length_;
  if (ends & kLeft) {
    while (start < end && goes(chars[start])) ++start;
  }
  if (ends & kRight) {
    while (end > start && goes(chars[end - 1])) --end;
  }
  return substring(s, start, end);
}

}  // namespace

Ref<Object> strip(Object* const* args) { return stripped(args, kBoth, "strip"); }
Ref<Object> lstrip(Object* const* args) { return stripped(args, kLeft, "lstrip"); }
Ref<Object> rstrip(Object* const* args) { return stripped(args, kRight, "rstrip"); }

namespace {

Ref<Object> threeParts(Str* s, size_t first_end, size_t last_start, Str* separator) {
  Ref<Str> first = substring(s, 0, first_end);
  if (!first) return raised();
  Ref<Str> last = substring(s, last_start, s->length_);
  if (!last) return raised();
  return newTupleOf({first.get(), separator, last.get()});
}

}  // namespace

Ref<Object> partition(Object* const* args) {
  Str* s = asStr(args[0]);
  if (!isText(args[1])) return raised();
  Str* separator = asStr(args[1]);
  if (separator->length_ == 0) return raise(kTypeValueError, "empty separator");
  ptrdiff_t at = findStr(s, separator, 0, s->length_);
  if (at >= 0) return threeParts(s, static_cast<size_t>(at), static_cast<size_t>(at) + separator->length_, separator);
  Ref<Str> whole = exactly(s), empty = emptyStr();
  if (!whole || !empty) return raised();
  return newTupleOf({whole.get(), empty.get(), empty.get()});
}

Ref<Object> rpartition(Object* const* args) {
  Str* s = asStr(args[0]);
  if (!isText(args[1])) return raised();
  Str* separator = asStr(args[1]);
  if (separator->length_ == 0) return raise(kTypeValueError, "empty separator");
  ptrdiff_t at = findLast(s, separator, 0, s->length_);
  if (at >= 0) return threeParts(s, static_cast<size_t>(at), static_cast<size_t>(at) + separator->length_, separator);
  Ref<Str> whole = exactly(s), empty = emptyStr();
  if (!whole || !empty) return raised();
  return newTupleOf({empty.get(), empty.get(), whole.get()});
}

namespace {

// One character for another, in place in a copy. Both no wider than the text's characters.
Ref<Str> replaceChars(const Str* s, char32_t from, char32_t to, size_t limit) {
  uint32_t all = to;
  withChars(s, [&](auto* p) {
    size_t left = limit;
    for (size_t i = 0; i < s->length_; ++i) {
      if (p[i] == from && left > 0) {
        --left;
      } else {
        all |= p[i];
      }
    }
  });
  Width width = widthFor(all);
  Ref<Str> made = newStrUninitialized(s->length_, width);
  if (!made) return raised();
  withChars(s, [&](auto* p) {
    auto fill = [&](auto* out) {
      using To = std::remove_reference_t<decltype(*out)>;
      size_t left = limit;
      for (size_t i = 0; i < s->length_; ++i) {
        bool hit = p[i] == from && left > 0;
        left -= hit;
        out[i] = hit ? static_cast<To>(to) : static_cast<To>(p[i]);
      }
    };
    if (unitOf(width) == 1) {
      fill(reinterpret_cast<uint8_t*>(made->data()));
    } else if (unitOf(width) == 2) {
      fill(reinterpret_cast<uint16_t*>(made->data()));
    } else {
      fill(reinterpret_cast<uint32_t*>(made->data()));
    }
  });
  return made;
}

// `with` before every character and at the end, `limit` times at most.
Ref<Str> interleaved(const Str* s, const Str* with, size_t limit) {
  StrBuilder out;
  size_t n = limit < size_t{s->length_} + 1 ? limit : size_t{s->length_} + 1;
  if (!out.reserve(s->length_ + n * with->length_)) return raised();
  for (size_t i = 0; i < n; ++i) {
    if (!out.append(with) || !out.append(s, i, i < s->length_ ? i + 1 : i)) return raised();
  }
  if (n < s->length_ && !out.append(s, n, s->length_)) return raised();
  return out.finish();
}

constexpr size_t kFewPlaces = 32;

// The places of occurrences, at most `limit`, the first of which is known. More than kFewPlaces: there are so many.
size_t placesOf(const Str* s, const Str* old, ptrdiff_t first, size_t limit, size_t* places) {
  size_t n = 0;
  for (ptrdiff_t at = first; at >= 0 && n < limit; at = findStr(s, old, places[n - 1] + old->length_, s->length_)) {
    if (n == kFewPlaces) return n + 1;
    places[n++] = static_cast<size_t>(at);
  }
  return n;
}

// Replaces `old` at the places given, in ASCII, by what has one byte a character.
Ref<Str> replacedAt(const Str* s, const size_t* places, size_t n, const Str* old, const Str* with) {
  size_t length = s->length_ - n * old->length_ + n * with->length_;
  if (length > kMaxStrLength) return raiseMemoryError();
  Ref<Str> made = newStrUninitialized(length, with->width());
  if (!made || length == 0) return made;
  char* to = made->data();
  const char* from = s->data();
  size_t done = 0;
  for (size_t i = 0; i < n; ++i) {
    size_t kept = places[i] - done;
    copyBytes(to, from + done, kept);
    copyBytes(to + kept, with->data(), with->length_);
    to += kept + with->length_;
    done = places[i] + old->length_;
  }
  copyBytes(to, from + done, s->length_ - done);
  return made;
}

Ref<Str> replaced(Str* s, const Str* old, const Str* with, size_t limit) {
  if (limit == 0 || equalStrs(old, with)) return exactly(s);
  if (old->length_ == 0) return interleaved(s, with, limit);
  ptrdiff_t at = findStr(s, old, 0, s->length_);
  if (at < 0) return exactly(s);
  if (old->length_ == 1 && with->length_ == 1 && s->length_ > 1) return replaceChars(s, old->at(0), with->at(0), limit);
  if (s->isAscii() && with->unit() == 1) {
    size_t places[kFewPlaces];
    size_t n = placesOf(s, old, at, limit, places);
    bool single = s->length_ + n * with->length_ == n * old->length_ + 1;  // one character: a shared str
    if (n <= kFewPlaces && !single) return replacedAt(s, places, n, old, with);
  }
  StrBuilder out;
  if (with->length_ <= old->length_ && !out.reserve(s->length_)) return raised();
  size_t done = 0;
  for (; at >= 0 && limit > 0; --limit) {
    if (!out.append(s, done, static_cast<size_t>(at)) || !out.append(with)) return raised();
    done = static_cast<size_t>(at) + old->length_;
    at = limit > 1 ? findStr(s, old, done, s->length_) : -1;
  }
  if (!out.append(s, done, s->length_)) return raised();
  return out.finish();
}

}  // namespace

Ref<Object> replace(Object* const* args) {
  for (int i = 1; i <= 2; ++i) {
    if (!isStrLayout(args[i]))
      return raise(kTypeTypeError, "replace() argument %d must be str, not %s", i, shownType(args[i]));
  }
  int64_t limit = -1;
  if (args[3] != nullptr && !cSizeArgument_mayRunPython(args[3], &limit)) return raised();
  return replaced(asStr(args[0]), asStr(args[1]), asStr(args[2]), limit < 0 ? SIZE_MAX : static_cast<size_t>(limit));
}

}  // namespace ophion::str_methods
