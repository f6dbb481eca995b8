// Str: making, comparing, cutting and joining. Interning is in str_intern.cpp, the type and its methods in
// str_type.cpp.
#include "object/str.h"

#include "object/allocate.h"
#include "object/runtime_state.h"
#include "object/str_chars.h"
#include "object/str_utf8.h"
#include "object/text_hash.h"
#include "object/text_search.h"

namespace ophion {

namespace {

OPHION_INLINE Ref<Str> makeStr(size_t length, Width width) {
  if (OPHION_UNLIKELY(length == 0)) return emptyStr();
  if (OPHION_UNLIKELY(length > kMaxStrLength)) return raiseMemoryError();
  Ref<Str> s =
      allocateAtom<Str>(kTypeStr, sizeof(Str) + length * unitOf(width), static_cast<uint32_t>(width) << kWidthShift);
  if (OPHION_LIKELY(s)) {
    s->length_ = static_cast<uint32_t>(length);
    s->hash_ = 0;
  }
  return s;
}

}  // namespace

Ref<Str> newStrUninitialized(size_t length, Width width) { return makeStr(length, width); }

Ref<Str> emptyStr() {
  Slot<Str>& slot = state().empty_str_;
  if (OPHION_UNLIKELY(slot.isNull())) {
    Ref<Str> s = allocateAtom<Str>(kTypeStr);
    if (!s) return raised();
    s->length_ = 0;
    s->hash_ = 0;
    slot.init(std::move(s));
  }
  return slot.share();
}

Ref<Str> newStrFromChar(char32_t c) {
  if (OPHION_LIKELY(c < 256)) {
    Slot<Str>& slot = state().latin1_[c];
    if (OPHION_UNLIKELY(slot.isNull())) {
      Ref<Str> s = newStrUninitialized(1, c < 0x80 ? Width::Ascii : Width::Latin1);
      if (!s) return raised();
      s->data()[0] = static_cast<char>(c);
      slot.init(std::move(s));
    }
    return slot.share();
  }
  Ref<Str> s = newStrUninitialized(1, c < 0x10000 ? Width::Ucs2 : Width::Ucs4);
  if (!s) return raised();
  if (c < 0x10000) {
    *reinterpret_cast<uint16_t*>(s->data()) = static_cast<uint16_t>(c);
  } else {
    *reinterpret_cast<uint32_t*>(s->data()) = c;
  }
  return s;
}

Ref<Str> newAscii(std::string_view ascii) {
  OPHION_ASSERT(allAscii(ascii.data(), ascii.size()));
  if (ascii.size() == 1) return newStrFromChar(static_cast<uint8_t>(ascii[0]));
  Ref<Str> s = makeStr(ascii.size(), Width::Ascii);
  if (OPHION_LIKELY(s)) copyBytes(s->data(), ascii.data(), ascii.size());
  return s;
}

namespace {

template <class C>
Ref<Str> narrowed(const C* s, size_t n) {
  if (n == 1) return newStrFromChar(s[0]);
  Width width = widthFor(orOfChars(s, n));
  Ref<Str> made = newStrUninitialized(n, width);
  if (!made) return raised();
  switch (unitOf(width)) {
    case 1:
      copyChars(reinterpret_cast<uint8_t*>(made->data()), s, n);
      break;
    case 2:
      copyChars(reinterpret_cast<uint16_t*>(made->data()), s, n);
      break;
    default:
      copyChars(reinterpret_cast<uint32_t*>(made->data()), s, n);
  }
  return made;
}

template <class C>
void decodeLenient(std::string_view utf8, C* out) {
  const char* p = utf8.data();
  const char* end = p + utf8.size();
  while (p < end) *out++ = static_cast<C>(nextUtf8Lenient(&p, end));
}

}  // namespace

Ref<Str> newStrFromLatin1(const uint8_t* s, size_t n) {
  if (n == 1) return newStrFromChar(s[0]);
  bool ascii = allAscii(reinterpret_cast<const char*>(s), n);
  Ref<Str> made = newStrUninitialized(n, ascii ? Width::Ascii : Width::Latin1);
  if (OPHION_LIKELY(made) && n != 0) std::memcpy(made->data(), s, n);
  return made;
}
Ref<Str> newStrFromUcs2(const uint16_t* s, size_t n) { return narrowed(s, n); }
Ref<Str> newStrFromUcs4(const uint32_t* s, size_t n) { return narrowed(s, n); }

Ref<Str> newStr(std::string_view utf8) {
  if (allAscii(utf8.data(), utf8.size())) return newAscii(utf8);
  size_t n = 0;
  uint32_t all = 0;
  const char* end = utf8.data() + utf8.size();
  char32_t last = 0;
  for (const char* p = utf8.data(); p < end; ++n) all |= last = nextUtf8Lenient(&p, end);
  if (n == 1) return newStrFromChar(last);
  Width width = widthFor(all);
  Ref<Str> s = newStrUninitialized(n, width);
  if (!s) return raised();
  switch (unitOf(width)) {
    case 1:
      decodeLenient(utf8, reinterpret_cast<uint8_t*>(s->data()));
      break;
    case 2:
      decodeLenient(utf8, reinterpret_cast<uint16_t*>(s->data()));
      break;
    default:
      decodeLenient(utf8, reinterpret_cast<uint32_t*>(s->data()));
  }
  return s;
}

uint32_t hashStr(const Str* s) {
  if (OPHION_UNLIKELY(s->hash_ == 0)) s->hash_ = hashText(s->data(), s->dataBytes());
  return s->hash_;
}

bool equalStrs(const Str* a, const Str* b) {
  if (a == b) return true;
  if (a->length_ != b->length_ || a->width() != b->width()) return false;
  if (a->hash_ != 0 && b->hash_ != 0 && a->hash_ != b->hash_) return false;
  return std::memcmp(a->data(), b->data(), a->dataBytes()) == 0;
}

bool equalsAscii(const Str* s, std::string_view ascii) {
  return s->length_ == ascii.size() && s->isAscii() && std::memcmp(s->data(), ascii.data(), ascii.size()) == 0;
}

int compareStrs(const Str* a, const Str* b) {
  size_t n = a->length_ < b->length_ ? a->length_ : b->length_;
  int order = withChars(a, [&](auto* x) {
    return withChars(b, [&](auto* y) {
      if constexpr (sizeof(*x) == 1 && sizeof(*y) == 1) {
        int r = std::memcmp(x, y, n);
        return r < 0 ? -1 : r > 0;
      } else {
        for (size_t i = 0; i < n; ++i) {
          if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
        }
        return 0;
      }
    });
  });
  if (order != 0) return order;
  return a->length_ < b->length_ ? -1 : a->length_ > b->length_;
}

Ref<Str> substring(const Str* s, size_t start, size_t end) {
  OPHION_ASSERT(end <= s->length_);
  if (start >= end) return emptyStr();
  size_t n = end - start;
  if (n == s->length_ && isExactStr(s)) return share(const_cast<Str*>(s));
  if (s->isAscii()) return newAscii({s->data() + start, n});
  if (s->width() == Width::Latin1) return newStrFromLatin1(s->data1() + start, n);
  return s->width() == Width::Ucs2 ? narrowed(s->data2() + start, n) : narrowed(s->data4() + start, n);
}

Ref<Str> concatenate(Str* a, Str* b) {
  if (a->length_ == 0) return substring(b, 0, b->length_);
  if (b->length_ == 0) return substring(a, 0, a->length_);
  Width width = a->width() > b->width() ? a->width() : b->width();
  Ref<Str> s = newStrUninitialized(size_t{a->length_} + b->length_, width);
  if (!s) return raised();
  unsigned unit = unitOf(width);
  writeChars(s->data(), unit, a, 0, a->length_);
  writeChars(s->data() + size_t{a->length_} * unit, unit, b, 0, b->length_);
  return s;
}

bool tryAppendInPlace(Str* a, const Str* b) {
  OPHION_ASSERT(a->count() == 1);
  unsigned unit = a->unit();
  size_t length = size_t{a->length_} + b->length_;
  if (!isExactStr(a) || a->isInterned() || a->length_ == 0 || b->unit() > unit || length > kMaxStrLength ||
      !heap().tryResizeInPlace(a, sizeof(Str) + a->dataBytes(), sizeof(Str) + length * unit)) {
    return false;
  }
  writeChars(a->data() + a->dataBytes(), unit, b, 0, b->length_);
  if (b->width() > a->width()) {
    a->clearFlag(3u << kWidthShift);
    a->setFlag(static_cast<uint32_t>(b->width()) << kWidthShift);
  }
  a->length_ = static_cast<uint32_t>(length);
  a->hash_ = 0;
  return true;
}

ptrdiff_t findStr(const Str* s, const Str* part, size_t start, size_t end) {
  if (start > end || part->unit() > s->unit()) return -1;
  ptrdiff_t found = withChars(s, [&](auto* text) {
    return withChars(part, [&](auto* p) -> ptrdiff_t {
      if constexpr (sizeof(*p) > sizeof(*text)) {
        return -1;
      } else {
        return search::find(text + start, end - start, p, part->length_);
      }
    });
  });
  return found < 0 ? -1 : found + static_cast<ptrdiff_t>(start);
}

size_t utf8Length(const Str* s) {
  if (s->isAscii()) return s->length_;
  return withChars(s, [&](auto* p) {
    size_t n = 0;
    for (size_t i = 0; i < s->length_; ++i) n += utf8BytesOf(p[i]);
    return n;
  });
}

void utf8Encode(const Str* s, char* out) {
  if (s->isAscii()) {
    std::memcpy(out, s->data(), s->length_);
    return;
  }
  withChars(s, [&](auto* p) {
    for (size_t i = 0; i < s->length_; ++i) out = putUtf8(out, p[i]);
  });
}

Utf8View::Utf8View(const Str* s) {
  if (s->isAscii()) {
    data_ = s->data();
    bytes_ = s->length_;
    return;
  }
  bytes_ = utf8Length(s);
  owned_ = static_cast<char*>(heap().tryAllocateRaw(bytes_));
  if (owned_ == nullptr) {
    raiseMemoryError();
  } else {
    utf8Encode(s, owned_);
  }
  data_ = owned_;
}

Utf8View::~Utf8View() {
  if (owned_ != nullptr) heap().free(owned_, bytes_);
}

}  // namespace ophion
