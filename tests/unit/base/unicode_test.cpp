// What tests/differential/unicode.py does not reach: the readers, stopping half way, and runs of marks of any length.
#include "base/unicode.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include "base/unicode_names.h"
#include "base/unicode_normal.h"

namespace ophion::unicode {
namespace {

bool append(void* out, char32_t c) {
  static_cast<std::u32string*>(out)->push_back(c);
  return true;
}

std::u32string normalized(Form form, TextView text) {
  std::u32string out;
  EXPECT_TRUE(normalize(form, text, append, &out));
  return out;
}

std::u32string normalized(Form form, const std::u32string& text) {
  return normalized(form, ucs4Text(text.data(), text.size()));
}

TEST(Unicode, KnowsWhatFollowsTheLastCodePointAsUnassigned) {
  for (char32_t c : {char32_t{0x110000}, char32_t{0x7FFFFFFF}, char32_t{0xFFFFFFFF}}) {
    EXPECT_STREQ(category(c), "Cn");
    EXPECT_FALSE(isAlnum(c));
    EXPECT_EQ(toLower(c), c);
    char name[kNameMax];
    EXPECT_EQ(nameOf(c, name), 0u);
  }
}

TEST(Unicode, MapsCaseToSeveralCodePoints) {
  char32_t out[kCaseMappingMax];
  ASSERT_EQ(toUpperFull(0x390, out), 3u);
  EXPECT_EQ(std::u32string(out, 3), U"\u0399\u0308\u0301");
  ASSERT_EQ(toFoldedFull(0xDF, out), 2u);
  EXPECT_EQ(std::u32string(out, 2), U"ss");
  EXPECT_EQ(toUpper(0xDF), char32_t{0xDF});
}

TEST(Unicode, TellsTheValuesOfDigitsAndFractions) {
  double value = 0;
  EXPECT_EQ(decimalValue(0x0663), 3);
  EXPECT_EQ(decimalValue(0xB2), -1);
  EXPECT_EQ(digitValue(0xB2), 2);
  ASSERT_TRUE(numericValue(0xBC, &value));
  EXPECT_EQ(value, 0.25);
  EXPECT_FALSE(numericValue('a', &value));
}

TEST(UnicodeNormal, ReadsEveryRepresentation) {
  const char* utf8 = "\xC3\xA9\xED\xA0\x80\xF0\x9D\x85\xA0";
  EXPECT_EQ(normalized(Form::NFD, utf8Text(utf8, std::strlen(utf8))),
            (std::u32string{'e', 0x301, 0xD800, 0x1D158, 0x1D165, 0x1D16E}));
  const uint8_t latin1[] = {0xE9, 'x'};
  EXPECT_EQ(normalized(Form::NFD, latin1Text(latin1, 2)), U"e\u0301x");
  const char16_t ucs2[] = {0x1E9B, 0x323};
  EXPECT_EQ(normalized(Form::NFKC, ucs2Text(ucs2, 2)), U"\u1E69");
  EXPECT_EQ(normalized(Form::NFC, utf8Text("", 0)), U"");
}

TEST(UnicodeNormal, StopsWhenTheReceiverSaysSo) {
  const std::u32string text = U"a\u0323\u0307\u00e9 plain";
  for (Form form : {Form::NFC, Form::NFD, Form::NFKC, Form::NFKD}) {
    const size_t whole = normalized(form, text).size();
    for (size_t limit = 0; limit < whole; limit++) {
      struct Counter {
        size_t left;
        static bool take(void* self, char32_t) { return static_cast<Counter*>(self)->left-- > 0; }
      } counter{limit};
      EXPECT_FALSE(normalize(form, ucs4Text(text.data(), text.size()), Counter::take, &counter));
    }
  }
}

TEST(UnicodeNormal, SortsRunsOfMarksOfAnyLength) {
  for (size_t pairs : {1, 15, 16, 17, 5000}) {
    std::u32string text = U"a", decomposed = U"a";
    for (size_t i = 0; i < pairs; i++) text += U"\u0301\u0323";
    text += U"b";
    decomposed.append(pairs, U'\u0323').append(pairs, U'\u0301').append(U"b");
    EXPECT_EQ(normalized(Form::NFD, text), decomposed);
    std::u32string composed = U"\u1EA1";
    composed.append(pairs - 1, U'\u0323').append(pairs, U'\u0301').append(U"b");
    EXPECT_EQ(normalized(Form::NFC, text), composed);
    EXPECT_TRUE(isNormalized(Form::NFC, ucs4Text(composed.data(), composed.size())));
    EXPECT_FALSE(isNormalized(Form::NFC, ucs4Text(text.data(), text.size())));
  }
}

TEST(UnicodeNames, FindsNamesAliasesAndSequences) {
  char32_t out[kNamedSequenceMax];
  const auto look = [&](const char* name) { return lookupNameOrSequence(name, std::strlen(name), out); };
  EXPECT_EQ(look("greek small letter final sigma"), 1u);
  EXPECT_EQ(out[0], char32_t{0x3C2});
  EXPECT_EQ(look("LINE FEED"), 1u);
  EXPECT_EQ(look("KEYCAP DIGIT ONE"), 3u);
  EXPECT_FALSE(lookupName("KEYCAP DIGIT ONE", 16, out));
  EXPECT_EQ(look("HANGUL SYLLABLE HIH"), 1u);
  EXPECT_EQ(out[0], char32_t{0xD7A3});
  EXPECT_EQ(look("CJK UNIFIED IDEOGRAPH-4E0G"), 0u);
  char name[kNameMax];
  EXPECT_EQ(std::string(name, nameOf(0xFB03, name)), "LATIN SMALL LIGATURE FFI");
  EXPECT_EQ(std::string(name, nameOf(0x2F800, name)), "CJK COMPATIBILITY IDEOGRAPH-2F800");
}

}  // namespace
}  // namespace ophion::unicode
