// Strings: making, interning, searching, and the methods that are easiest to get wrong.
#include "object/str.h"

#include <random>

#include "object/str_builder.h"
#include "object/text_search.h"
#include "object/tuple.h"
#include "runtime_fixture.h"

namespace ophion {
namespace {

using StrTest = RuntimeTest;

TEST_F(StrTest, IsAsNarrowAsItsWidestCharacterAllows) {
  EXPECT_EQ(newStr("abc")->width(), Width::Ascii);
  EXPECT_EQ(newStr("ab\xc3\xa9")->width(), Width::Latin1);
  EXPECT_EQ(newStr("ab\xe2\x82\xac")->width(), Width::Ucs2);
  EXPECT_EQ(newStr("ab\xf0\x9f\x98\x80")->width(), Width::Ucs4);
  Ref<Str> wide = newStr("ab\xf0\x9f\x98\x80");
  EXPECT_EQ(substring(wide.get(), 0, 2)->width(), Width::Ascii);
}

TEST_F(StrTest, InternsOneOfEachTextAndForgetsIt) {
  Ref<Str> a = internText("a name of its own");
  Ref<Str> b = internText("a name of its own");
  EXPECT_EQ(a.get(), b.get());
  EXPECT_EQ(a->count(), 2u);
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 5000; ++i) EXPECT_TRUE(intern(formatStr("name %d", i))->isInterned());
  }
}

TEST_F(StrTest, SharesEmptyAndOneCharacterStrings) {
  EXPECT_EQ(newStr("").get(), emptyStr().get());
  EXPECT_EQ(newStr("x").get(), newStrFromChar('x').get());
  EXPECT_EQ(newStr("\xc3\xa9").get(), newStrFromChar(0xe9).get());
}

TEST_F(StrTest, EqualTextsHaveEqualHashes) {
  Ref<Str> a = newStr("some text"), b = newStr("some text"), c = newStr("some tent");
  EXPECT_EQ(hashStr(a.get()), hashStr(b.get()));
  EXPECT_TRUE(equalStrs(a.get(), b.get()));
  EXPECT_FALSE(equalStrs(a.get(), c.get()));
  EXPECT_EQ(compareStrs(a.get(), c.get()), 1);
}

TEST_F(StrTest, GrowsInPlaceWhereNobodyLooks) {
  Ref<Str> s = newStr("ab");
  Ref<Str> piece = newStr("cd");
  int copies = 0;
  for (int i = 0; i < 20000; ++i) {
    if (tryAppendInPlace(s.get(), piece.get())) continue;
    s = concatenate(s.get(), piece.get());
    ++copies;
  }
  EXPECT_LT(copies, 5000);
  EXPECT_EQ(s->length_, 40002u);
  Ref<Str> longer = concatenate(s.get(), piece.get());
  EXPECT_NE(longer.get(), s.get());
  EXPECT_EQ(s->length_, 40002u);
}

// The straightforward way, to compare with.
template <class H, class N>
ptrdiff_t slowFind(const std::vector<H>& text, const std::vector<N>& part) {
  for (size_t at = 0; at + part.size() <= text.size(); ++at) {
    size_t i = 0;
    while (i < part.size() && text[at + i] == part[i]) ++i;
    if (i == part.size()) return static_cast<ptrdiff_t>(at);
  }
  return -1;
}

TEST(TextSearchTest, TwoWayFindsWhatAPlainScanFinds) {
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    unsigned letters = 1 + random() % 3;
    std::vector<uint16_t> text(random() % 60), part(1 + random() % 12);
    for (auto& c : text) c = static_cast<uint16_t>(random() % letters);
    for (auto& c : part) c = static_cast<uint16_t>(random() % letters);
    search::Forward<uint16_t> t{text.data()}, p{part.data()};
    ptrdiff_t expected = slowFind(text, part);
    EXPECT_EQ(part.size() > text.size() ? -1 : search::twoWay(t, text.size(), p, part.size()), expected);
    EXPECT_EQ(search::find(text.data(), text.size(), part.data(), part.size()), expected);
    std::vector<uint16_t> text_back(text.rbegin(), text.rend()), part_back(part.rbegin(), part.rend());
    ptrdiff_t back = slowFind(text_back, part_back);
    ptrdiff_t last = back < 0 ? -1 : static_cast<ptrdiff_t>(text.size() - part.size()) - back;
    EXPECT_EQ(search::findLast(text.data(), text.size(), part.data(), part.size()), last);
  }
}

TEST(TextSearchTest, IsLinearOnWhatTempsAScanToBeQuadratic) {
  std::vector<uint32_t> text(400000, 'a'), part(100001, 'a');
  part[0] = 'b';
  EXPECT_EQ(search::find(text.data(), text.size(), part.data(), part.size()), -1);
  part[0] = 'a';
  part.back() = 'b';
  EXPECT_EQ(search::find(text.data(), text.size(), part.data(), part.size()), -1);
  EXPECT_EQ(search::findLast(text.data(), text.size(), part.data(), part.size()), -1);
}

TEST_F(StrTest, ReprChoosesQuotesAndEscapes) {
  EXPECT_EQ(shown(text("a'b")), "\"a'b\"");
  EXPECT_EQ(shown(text("a'\"b")), "'a\\'\"b'");
  EXPECT_EQ(shown(text("\n\t\x01\x7f\\")), "'\\n\\t\\x01\\x7f\\\\'");
  EXPECT_EQ(shown(text("\xc2\x80\xc3\xa9\xe2\x80\xa8")), "'\\x80\xc3\xa9\\u2028'");
}

TEST_F(StrTest, ChangesCaseByFullMappings) {
  EXPECT_EQ(called(text("stra\u00dfe"), "upper"), "'STRASSE'");
  EXPECT_EQ(called(text("\xce\xa3\xce\x91\xce\xa3"), "lower"), "'\xcf\x83\xce\xb1\xcf\x82'");
  EXPECT_EQ(called(text("hello wORLD it's"), "title"), "\"Hello World It'S\"");
  EXPECT_EQ(called(text("hELLO"), "capitalize"), "'Hello'");
}

TEST_F(StrTest, SplitsAndJoins) {
  EXPECT_EQ(called(text(" a  b c "), "split"), "['a', 'b', 'c']");
  EXPECT_EQ(called(text("a,b,,c"), "split", {text(",")}), "['a', 'b', '', 'c']");
  EXPECT_EQ(called(text("a,b,c"), "rsplit", {text(","), number(1)}), "['a,b', 'c']");
  EXPECT_EQ(called(text("a\r\nb\rc\n"), "splitlines"), "['a', 'b', 'c']");
  EXPECT_EQ(called(text("a"), "split", {text("")}), "ValueError: empty separator");
  Ref<Object> a = text("a"), b = text("\xe2\x82\xac");
  EXPECT_EQ(called(text("-"), "join", {newTupleOf({a.get(), b.get(), a.get()})}), "'a-\xe2\x82\xac-a'");
  EXPECT_EQ(called(text("-"), "join", {number(3)}), "TypeError: can only join an iterable");
}

TEST_F(StrTest, FormatsByBraces) {
  EXPECT_EQ(called(text("{}-{:>5}|{0}"), "format", {number(1), text("x")}),
            "ValueError: cannot switch from automatic field numbering to manual field specification");
  EXPECT_EQ(called(text("{0}-{1:*^7}-{0!r:>4}{{}}"), "format", {text("a"), text("mid")}), "\"a-**mid**- 'a'{}\"");
  EXPECT_EQ(called(text("{:{}}"), "format", {text("a"), number(3)}), "'a  '");
  EXPECT_EQ(called(text("}"), "format"), "ValueError: Single '}' encountered in format string");
  EXPECT_EQ(called(text("{"), "format"), "ValueError: Single '{' encountered in format string");
}

TEST_F(StrTest, FormatsByPercent) {
  EXPECT_EQ(called(text("%5d|%-5s|%r|%%|%c"), "__mod__",
                   {newTupleOf({number(42).get(), text("ab").get(), text("q").get(), number(65).get()})}),
            "\"   42|ab   |'q'|%|A\"");
  EXPECT_EQ(called(text("%d"), "__mod__", {text("x")}), "TypeError: %d format: a real number is required, not str");
  EXPECT_EQ(called(text("%s %s"), "__mod__", {text("x")}), "TypeError: not enough arguments for format string");
  EXPECT_EQ(called(text("x"), "__mod__", {number(1)}),
            "TypeError: not all arguments converted during string formatting");
}

TEST_F(StrTest, BuilderWidensAndNarrows) {
  StrBuilder out;
  ASSERT_TRUE(out.appendAscii("ab"));
  ASSERT_TRUE(out.append(char32_t{0xe9}));
  ASSERT_TRUE(out.append(char32_t{0x20ac}));
  ASSERT_TRUE(out.append(char32_t{0x1f600}));
  EXPECT_EQ(utf8(out.finish().get()), "ab\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
}

TEST_F(StrTest, EncodesAndDecodes) {
  EXPECT_EQ(
      called(text("\xc3\xa9"), "encode", {text("ascii")}),
      "UnicodeEncodeError: 'ascii' codec can't encode character '\\xe9' in position 0: ordinal not in range(128)");
  EXPECT_EQ(called(text("a\xc3\xa9"), "encode", {text("ascii"), text("xmlcharrefreplace")}), "b'a&#233;'");
  EXPECT_EQ(called(text("a\xc3\xa9"), "encode", {text("utf-16")}), "b'\\xff\\xfea\\x00\\xe9\\x00'");
  EXPECT_EQ(called(bytes("a\xff"), "decode"),
            "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 1: invalid start byte");
  EXPECT_EQ(called(bytes("a\xff"), "decode", {text("utf-8"), text("surrogateescape")}), "'a\\udcff'");
  EXPECT_EQ(called(bytes("\xf0\x9f\x98"), "decode", {text("utf-8"), text("replace")}), "'\xef\xbf\xbd'");
  EXPECT_EQ(called(bytes("x"), "decode", {text("no-such")}), "LookupError: unknown encoding: no-such");
}

}  // namespace
}  // namespace ophion
