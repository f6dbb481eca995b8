// Hangul syllables: 11172 code points that are made of two or three letters by arithmetic (The Unicode Standard, 3.12).
#pragma once

namespace ophion::unicode::hangul {

inline constexpr char32_t kFirst = 0xAC00;
inline constexpr char32_t kLast = 0xD7A3;
inline constexpr char32_t kFirstLead = 0x1100;
inline constexpr char32_t kFirstVowel = 0x1161;
inline constexpr char32_t kNoTail = 0x11A7;  // the tails follow it
inline constexpr char32_t kLeads = 19;
inline constexpr char32_t kVowels = 21;
inline constexpr char32_t kTails = 28;  // "no tail" is one of them
static_assert(kFirst + kLeads * kVowels * kTails - 1 == kLast);

/// The syllable of the letters with these numbers; tail 0 is none.
constexpr char32_t syllable(char32_t lead, char32_t vowel, char32_t tail) {
  return kFirst + (lead * kVowels + vowel) * kTails + tail;
}

}  // namespace ophion::unicode::hangul
