// Changes of case, by Unicode's full mappings.
#include "base/unicode.h"
#include "object/str_builder.h"
#include "object/str_chars.h"
#include "object/str_methods.h"

namespace ophion::str_methods {

namespace {

constexpr char32_t kCapitalSigma = 0x3a3;
constexpr char32_t kSmallSigma = 0x3c3;
constexpr char32_t kFinalSigma = 0x3c2;

bool asciiUpper(uint8_t c) { return static_cast<uint8_t>(c - 'A') < 26; }
bool asciiLower(uint8_t c) { return static_cast<uint8_t>(c - 'a') < 26; }

template <class F>
Ref<Str> mapAscii(const Str* s, F map) {
  Ref<Str> made =
      s->length_ == 1 ? newStrFromChar(map(s->data1()[0], 0)) : newStrUninitialized(s->length_, Width::Ascii);
  if (!made || s->length_ < 2) return made;
  const uint8_t* __restrict from = s->data1();
  uint8_t* __restrict to = reinterpret_cast<uint8_t*>(made->data());
  size_t n = s->length_;
  for (size_t i = 0; i < n; ++i) to[i] = map(from[i], i);
  return made;
}

// A capital sigma at `at` ends a word: a cased character before it, none after it, ignorable ones passed over.
char32_t lowerSigma(const CharReader& chars, size_t n, size_t at) {
  size_t i = at;
  bool before = false;
  while (i > 0) {
    char32_t c = chars[--i];
    if (unicode::isCaseIgnorable(c)) continue;
    before = unicode::isCased(c);
    break;
  }
  if (!before) return kSmallSigma;
  for (i = at + 1; i < n; ++i) {
    char32_t c = chars[i];
    if (unicode::isCaseIgnorable(c)) continue;
    return unicode::isCased(c) ? kSmallSigma : kFinalSigma;
  }
  return kFinalSigma;
}

using Mapping = size_t (*)(char32_t c, char32_t* out);

// Puts together what `choose` says for each character: a mapping, or null to take it as it is.
template <class F>
Ref<Object> mapped(const Str* s, F choose) {
  StrBuilder out;
  CharReader chars(s);
  if (!out.reserve(s->length_)) return nullptr;
  for (size_t i = 0; i < s->length_; ++i) {
    char32_t c = chars[i];
    char32_t results[unicode::kCaseMappingMax];
    size_t n = 1;
    Mapping mapping = choose(c, i);
    if (mapping == nullptr) {
      results[0] = c;
    } else if (c == kCapitalSigma && mapping == unicode::toLowerFull) {
      results[0] = lowerSigma(chars, s->length_, i);
    } else {
      n = mapping(c, results);
    }
    for (size_t k = 0; k < n; ++k) {
      if (!out.append(results[k])) return nullptr;
    }
  }
  return out.finish();
}

// Without branches, so that many bytes are done at once.
uint8_t lowerByte(uint8_t c) { return static_cast<uint8_t>(c ^ (asciiUpper(c) << 5)); }
uint8_t upperByte(uint8_t c) { return static_cast<uint8_t>(c ^ (asciiLower(c) << 5)); }

}  // namespace

Ref<Object> lower(Object* const* args) {
  const Str* s = asStr(args[0]);
  if (s->isAscii()) return mapAscii(s, [](uint8_t c, size_t) { return lowerByte(c); });
  return mapped(s, [](char32_t, size_t) { return unicode::toLowerFull; });
}

Ref<Object> upper(Object* const* args) {
  const Str* s = asStr(args[0]);
  if (s->isAscii()) return mapAscii(s, [](uint8_t c, size_t) { return upperByte(c); });
  return mapped(s, [](char32_t, size_t) { return unicode::toUpperFull; });
}

Ref<Object> casefold(Object* const* args) {
  const Str* s = asStr(args[0]);
  if (s->isAscii()) return mapAscii(s, [](uint8_t c, size_t) { return lowerByte(c); });
  return mapped(s, [](char32_t, size_t) { return unicode::toFoldedFull; });
}

Ref<Object> capitalize(Object* const* args) {
  const Str* s = asStr(args[0]);
  if (s->isAscii() && s->length_ != 0) {
    uint8_t first = upperByte(s->data1()[0]);
    if (s->length_ == 1) return newStrFromChar(first);
    Ref<Str> made = mapAscii(s, [](uint8_t c, size_t) { return lowerByte(c); });
    if (made) made->data()[0] = static_cast<char>(first);
    return made;
  }
  return mapped(s, [](char32_t, size_t i) { return i == 0 ? unicode::toTitleFull : unicode::toLowerFull; });
}

Ref<Object> swapCase(Object* const* args) {
  const Str* s = asStr(args[0]);
  if (s->isAscii())
    return mapAscii(s, [](uint8_t c, size_t) { return static_cast<uint8_t>(c ^ (asciiLower(c | 32) << 5)); });
  return mapped(s, [](char32_t c, size_t) -> Mapping {
    if (unicode::isUpper(c)) return unicode::toLowerFull;
    return unicode::isLower(c) ? unicode::toUpperFull : nullptr;
  });
}

Ref<Object> title(Object* const* args) {
  const Str* s = asStr(args[0]);
  bool in_word = false;
  if (s->isAscii()) {
    if (s->length_ == 1) return newStrFromChar(upperByte(s->data1()[0]));
    return mapAscii(s, [&](uint8_t c, size_t) {
      uint8_t made = in_word ? lowerByte(c) : upperByte(c);
      in_word = asciiUpper(c) || asciiLower(c);
      return made;
    });
  }
  return mapped(s, [&](char32_t c, size_t) {
    Mapping mapping = in_word ? unicode::toLowerFull : unicode::toTitleFull;
    in_word = unicode::isCased(c);
    return mapping;
  });
}

}  // namespace ophion::str_methods
