// Methods of str that take apart, put together and pad: split() and its kin, join(), center(), expandtabs().
#include "base/unicode.h"
#include "object/c_argument.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str_builder.h"
#include "object/str_chars.h"
#include "object/str_methods.h"
#include "object/text_search.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

// The pieces of a text, in order. The first ones are kept aside, so that a list of a few is made to measure.
class Pieces {
 public:
  explicit Pieces(const Str* s) : s_(s), ascii_(s->isAscii()) {}
  ~Pieces() {
    for (size_t i = 0; i < n_ && !list_; ++i) decref(few_[i]);
  }
  Pieces(const Pieces&) = delete;
  Pieces& operator=(const Pieces&) = delete;

  // False: MemoryError pending.
  OPHION_INLINE bool add(size_t start, size_t end) {
    bool plain = ascii_ && end - start != s_->length_;
    Ref<Str> piece = plain ? newAscii({s_->data() + start, end - start}) : substring(s_, start, end);
    if (OPHION_UNLIKELY(!piece)) return false;
    if (OPHION_UNLIKELY(n_ == kFew)) return addToList(std::move(piece));
    few_[n_++] = piece.release();
    return true;
  }

  // The list; null with MemoryError pending.
  Ref<List> finish() {
    if (!list_ && !moveToList(n_)) return raised();
    n_ = 0;
    return std::move(list_);
  }

 private:
  static constexpr size_t kFew = 16;

  bool moveToList(size_t room) {
    list_ = newList(room);
    if (!list_) return false;
    for (size_t i = 0; i < n_; ++i) list_->items()[i].set(few_[i]);
    list_->size_ = static_cast<uint32_t>(n_);
    return true;
  }
  OPHION_NOINLINE bool addToList(Ref<Str> piece) {
    if (!list_ && !moveToList(2 * kFew)) return false;
    return appendToListSteal(list_.get(), std::move(piece));
  }

  const Str* s_;
  bool ascii_;
  Object* few_[kFew];
  size_t n_ = 0;    // of few_
  Ref<List> list_;  // once there are more: holds them all
};

template <class C>
OPHION_INLINE bool isSpaceOf(C c) {
  constexpr uint64_t kSpaces = uint64_t{1} << ' ' | uint64_t{0x1f} << 9 | uint64_t{0xf} << 0x1c;
  if (c < 0x80) return c <= ' ' && (kSpaces >> c & 1) != 0;
  return unicode::isSpace(c);
}

template <class C>
bool splitSpaces(Pieces& pieces, const Str* s, const C* p, size_t limit) {
  size_t n = s->length_, i = 0;
  while (true) {
    while (i < n && isSpaceOf(p[i])) ++i;
    if (i == n) return true;
    size_t start = i;
    if (limit-- == 0) return pieces.add(start, n);
    while (i < n && !isSpaceOf(p[i])) ++i;
    if (!pieces.add(start, i)) return false;
  }
}

template <class C>
bool splitSpacesBackward(Pieces& pieces, const Str* s, const C* p, size_t limit) {
  size_t end = s->length_;
  while (true) {
    while (end > 0 && isSpaceOf(p[end - 1])) --end;
    if (end == 0) return true;
    size_t start = end;
    if (limit-- == 0) return pieces.add(0, end);
    while (start > 0 && !isSpaceOf(p[start - 1])) --start;
    if (!pieces.add(start, end)) return false;
    end = start;
  }
}

bool splitAt(Pieces& pieces, const Str* s, const Str* separator, size_t limit) {
  size_t done = 0;
  for (; limit > 0; --limit) {
    ptrdiff_t at = findStr(s, separator, done, s->length_);
    if (at < 0) break;
    if (!pieces.add(done, static_cast<size_t>(at))) return false;
    done = static_cast<size_t>(at) + separator->length_;
  }
  return pieces.add(done, s->length_);
}

bool splitAtBackward(Pieces& pieces, const Str* s, const Str* separator, size_t limit) {
  size_t end = s->length_;
  for (; limit > 0; --limit) {
    ptrdiff_t at = separator->unit() > s->unit() ? -1 : withChars(s, [&](auto* text) {
      return withChars(separator, [&](auto* p) -> ptrdiff_t {
        if constexpr (sizeof(*p) > sizeof(*text)) {
          return -1;
        } else {
          return search::findLast(text, end, p, separator->length_);
        }
      });
    });
    if (at < 0) break;
    if (!pieces.add(static_cast<size_t>(at) + separator->length_, end)) return false;
    end = static_cast<size_t>(at);
  }
  return pieces.add(0, end);
}

void reverseItems(List* list) {
  Slot<Object>* items = list->size_ == 0 ? nullptr : list->items();
  for (size_t i = 0, j = list->size_; i + 1 < j; ++i) {
    --j;
    Slot<Object> kept = items[i];
    items[i] = items[j];
    items[j] = kept;
  }
}

}  // namespace

namespace str_methods {

namespace {

Ref<Object> splitWith(Object* const* args, bool backward) {
  Str* s = asStr(args[0]);
  int64_t given = -1;
  if (args[2] != nullptr && !cSizeArgument_mayRunPython(args[2], &given)) return raised();
  size_t limit = given < 0 ? SIZE_MAX : static_cast<size_t>(given);
  Pieces pieces(s);
  bool ok;
  if (args[1] == nullptr || isNone(args[1])) {
    ok = withChars(s, [&](auto* p) {
      return backward ? splitSpacesBackward(pieces, s, p, limit) : splitSpaces(pieces, s, p, limit);
    });
  } else {
    if (!isStrLayout(args[1])) return raise(kTypeTypeError, "must be str or None, not %T", args[1]);
    Str* separator = asStr(args[1]);
    if (separator->length_ == 0) return raise(kTypeValueError, "empty separator");
    ok = backward ? splitAtBackward(pieces, s, separator, limit) : splitAt(pieces, s, separator, limit);
  }
  Ref<List> list = ok ? pieces.finish() : nullptr;
  if (list && backward) reverseItems(list.get());
  return list;
}

}  // namespace

Ref<Object> split(Object* const* args) { return splitWith(args, false); }
Ref<Object> rsplit(Object* const* args) { return splitWith(args, true); }

Ref<Object> splitLines(Object* const* args) {
  Str* s = asStr(args[0]);
  int keep = args[1] == nullptr ? 0 : isTrue(args[1]);
  if (keep < 0) return raised();
  Pieces pieces(s);
  bool ok = withChars(s, [&](auto* p) {
    size_t n = s->length_;
    for (size_t i = 0; i < n;) {
      size_t start = i;
      while (i < n && !unicode::isLineBreak(p[i])) ++i;
      size_t end = i;
      if (i < n) {
        i += p[i] == '\r' && i + 1 < n && p[i + 1] == '\n' ? 2 : 1;
        if (keep) end = i;
      }
      if (!pieces.add(start, end)) return false;
    }
    return true;
  });
  return ok ? pieces.finish() : nullptr;
}

Ref<Object> join(Object* const* args) { return joinStrs_mayRunPython(asStr(args[0]), args[1]); }

namespace {

Ref<Str> padTo(Str* s, size_t left, size_t right, char32_t fill) {
  if (left == 0 && right == 0) return exactly(s);
  size_t length = left + s->length_ + right;
  if (left > kMaxStrLength || right > kMaxStrLength || length > kMaxStrLength) {
    return raise(kTypeOverflowError, "padded string is too long");
  }
  if (s->isAscii() && fill < 0x80 && length > 1) {
    Ref<Str> made = newStrUninitialized(length, Width::Ascii);
    if (!made) return made;
    std::memset(made->data(), static_cast<int>(fill), left);
    copyBytes(made->data() + left, s->data(), s->length_);
    std::memset(made->data() + left + s->length_, static_cast<int>(fill), right);
    return made;
  }
  StrBuilder out;
  if (!out.reserve(length) || !out.appendRepeated(fill, left) || !out.append(s) || !out.appendRepeated(fill, right)) {
    return raised();
  }
  return out.finish();
}

// The arguments (self, width, fillchar). *room is what is to be filled.
bool padArguments(Object* const* args, size_t* room, char32_t* fill, int64_t* width) {
  if (!cSizeArgument_mayRunPython(args[1], width)) return false;
  *fill = ' ';
  if (args[2] != nullptr) {
    if (!isStrLayout(args[2])) {
      return raise(kTypeTypeError, "The fill character must be a unicode character, not %T", args[2]);
    }
    if (asStr(args[2])->length_ != 1)
      return raise(kTypeTypeError, "The fill character must be exactly one character long");
    *fill = asStr(args[2])->at(0);
  }
  int64_t length = asStr(args[0])->length_;
  *room = *width > length ? static_cast<size_t>(*width - length) : 0;
  return true;
}

}  // namespace

Ref<Object> center(Object* const* args) {
  size_t room;
  char32_t fill;
  int64_t width;
  if (!padArguments(args, &room, &fill, &width)) return raised();
  size_t left = room / 2 + (room & static_cast<size_t>(width) & 1);
  return padTo(asStr(args[0]), left, room - left, fill);
}
Ref<Object> ljust(Object* const* args) {
  size_t room;
  char32_t fill;
  int64_t width;
  if (!padArguments(args, &room, &fill, &width)) return raised();
  return padTo(asStr(args[0]), 0, room, fill);
}
Ref<Object> rjust(Object* const* args) {
  size_t room;
  char32_t fill;
  int64_t width;
  if (!padArguments(args, &room, &fill, &width)) return raised();
  return padTo(asStr(args[0]), room, 0, fill);
}

Ref<Object> zfill(Object* const* args) {
  Str* s = asStr(args[0]);
  int64_t width;
  if (!cSizeArgument_mayRunPython(args[1], &width)) return raised();
  if (width <= int64_t{s->length_}) return exactly(s);
  size_t room = static_cast<size_t>(width) - s->length_;
  bool sign = s->length_ != 0 && (s->at(0) == '+' || s->at(0) == '-');
  if (!sign) return padTo(s, room, 0, '0');
  StrBuilder out;
  if (!out.append(s->at(0)) || !out.appendRepeated('0', room) || !out.append(s, 1, s->length_)) return raised();
  return out.finish();
}

Ref<Object> expandTabs(Object* const* args) {
  Str* s = asStr(args[0]);
  int64_t size = 8;
  if (args[1] != nullptr && !cIntArgument_mayRunPython(args[1], &size)) return raised();
  if (size > INT32_MAX || size < INT32_MIN) {
    return raise(kTypeOverflowError, "Python int too large to convert to C int");
  }
  CharReader chars(s);
  StrBuilder out;
  size_t column = 0, plain = 0;
  for (size_t i = 0; i < s->length_; ++i) {
    char32_t c = chars[i];
    if (c != '\t') {
      column = c == '\n' || c == '\r' ? 0 : column + 1;
      continue;
    }
    size_t fill = size > 0 ? static_cast<size_t>(size) - column % static_cast<size_t>(size) : 0;
    if (!out.append(s, plain, i) || !out.appendRepeated(' ', fill)) return raised();
    column += fill;
    plain = i + 1;
  }
  if (plain == 0) return exactly(s);
  if (!out.append(s, plain, s->length_)) return raised();
  return out.finish();
}

}  // namespace str_methods

namespace {

// Checks the items and adds up. False: exception pending.
bool measure(const Slot<Object>* items, size_t n, const Str* separator, size_t* length, Width* width) {
  *length = 0;
  *width = n > 1 ? separator->width() : Width::Ascii;
  for (size_t i = 0; i < n; ++i) {
    Object* item = items[i].get();
    if (!isExactStr(item) && !isStrLayout(item)) {
      return raise(kTypeTypeError, "sequence item %zd: expected str instance, %.80T found", static_cast<ptrdiff_t>(i),
                   item);
    }
    const Str* piece = static_cast<Str*>(item);
    *length += piece->length_ + (i == 0 ? 0 : separator->length_);
    if (piece->width() > *width && piece->length_ != 0) *width = piece->width();
  }
  if (separator->length_ == 0 && n > 1) {
    *width = Width::Ascii;
    for (size_t i = 0; i < n; ++i) {
      Width each = static_cast<Str*>(items[i].get())->width();
      if (each > *width) *width = each;
    }
  }
  return true;
}

void joinBytes(char* to, const Slot<Object>* items, size_t n, const Str* separator) {
  size_t gap = separator->length_;
  const char* between = separator->data();
  for (size_t i = 0; i < n; ++i) {
    if (i != 0 && gap != 0) {
      if (gap == 1) {
        *to = *between;
      } else {
        copyBytes(to, between, gap);
      }
      to += gap;
    }
    const Str* piece = static_cast<Str*>(items[i].get());
    size_t bytes = piece->length_;
    copyBytes(to, piece->data(), bytes);
    to += bytes;
  }
}

}  // namespace

Ref<Str> joinStrs_mayRunPython(Str* separator, Object* iterable) {
  Ref<Object> held;
  if (isListLayout(iterable) || isTupleLayout(iterable)) {
    held = share(iterable);
  } else {
    if (lookupSpecial(iterable, Special::k_iter) == nullptr && lookupSpecial(iterable, Special::k_getitem) == nullptr) {
      return raise(kTypeTypeError, "can only join an iterable");
    }
    held = toList_mayRunPython(iterable);
    if (!held) return raised();
  }
  bool is_list = isListLayout(held.get());
  size_t n = is_list ? static_cast<List*>(held.get())->size_ : static_cast<Tuple*>(held.get())->size_;
  if (n == 0) return emptyStr();
  const Slot<Object>* items =
      is_list ? static_cast<List*>(held.get())->items() : static_cast<Tuple*>(held.get())->items();
  if (n == 1 && isExactStr(items[0].get())) return share(static_cast<Str*>(items[0].get()));
  size_t length;
  Width width;
  if (!measure(items, n, separator, &length, &width)) return raised();
  if (length > kMaxStrLength) return raise(kTypeOverflowError, "join() result is too long for a Python string");
  Ref<Str> made = newStrUninitialized(length, width);
  if (!made || length == 0) return made;
  unsigned unit = unitOf(width);
  char* to = made->data();
  if (unit == 1) {
    joinBytes(to, items, n, separator);
    return made;
  }
  bool same = separator->unit() == unit;
  size_t gap = size_t{separator->length_} * unit;
  for (size_t i = 0; i < n; ++i) {
    if (i != 0 && gap != 0) {
      if (same) {
        std::memcpy(to, separator->data(), gap);
      } else {
        writeChars(to, unit, separator, 0, separator->length_);
      }
      to += gap;
    }
    const Str* piece = static_cast<Str*>(items[i].get());
    writeChars(to, unit, piece, 0, piece->length_);
    to += size_t{piece->length_} * unit;
  }
  return made;
}

}  // namespace ophion
