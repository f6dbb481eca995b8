// What the lexer makes of lines, numbers, strings and names.
#include "compiler/lexer.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/unit/compiler/front_end.h"

namespace ophion {
namespace {

std::vector<TokenKind> kinds(const std::string& text) {
  CompileArena arena(mallocChunkSource());
  IdentifierTable names(arena);
  SourceText source;
  SyntaxErrorInfo error;
  EXPECT_TRUE(prepareSource(text.data(), text.size(), false, true, arena, &source, &error));
  Lexer lexer(source, names, 0);
  std::vector<TokenKind> result;
  Token token;
  while (lexer.next(&token)) {
    result.push_back(token.kind);
    if (token.kind == TokenKind::EndMarker) return result;
  }
  result.push_back(TokenKind::Error);
  return result;
}

using K = TokenKind;
using Kinds = std::vector<TokenKind>;

TEST(Lexer, BlankLinesAndCommentsAreNoTokens) {
  EXPECT_EQ(kinds("\n  # c\n\nx # d\n"), (Kinds{K::Name, K::Newline, K::EndMarker}));
}

TEST(Lexer, IndentationMakesTokens) {
  EXPECT_EQ(kinds("if x:\n  y\nz"), (Kinds{K::KwIf, K::Name, K::Colon, K::Newline, K::Indent, K::Name, K::Newline,
                                           K::Dedent, K::Name, K::Newline, K::EndMarker}));
}

TEST(Lexer, BracketsJoinLines) {
  EXPECT_EQ(kinds("(\n  x\n)"), (Kinds{K::LeftParen, K::Name, K::RightParen, K::Newline, K::EndMarker}));
}

TEST(Lexer, KnowsAllKeywordsAndNothingElse) {
  EXPECT_EQ(kinds("nonlocal nonlocals None none async _"),
            (Kinds{K::KwNonlocal, K::Name, K::KwNone, K::Name, K::KwAsync, K::Name, K::Newline, K::EndMarker}));
}

TEST(Lexer, TakesTheLongestOperator) {
  EXPECT_EQ(
      kinds("** **= // //= >> >>= -> := ... .. !="),
      (Kinds{K::DoubleStar, K::DoubleStarEqual, K::DoubleSlash, K::DoubleSlashEqual, K::RightShift, K::RightShiftEqual,
             K::Arrow, K::ColonEqual, K::Ellipsis, K::Dot, K::Dot, K::NotEqual, K::Newline, K::EndMarker}));
}

TEST(Lexer, StringPrefixesBelongToTheString) {
  EXPECT_EQ(kinds("rb'' Rb'' bR\"\" f'' Fr'' u'' ub ''"),
            (Kinds{K::String, K::String, K::String, K::String, K::String, K::String, K::Name, K::String, K::Newline,
                   K::EndMarker}));
}

TEST(Lexer, KeywordsMayFollowNumbers) {
  EXPECT_EQ(kinds("1if 2else 1for"),
            (Kinds{K::Number, K::KwIf, K::Number, K::KwElse, K::Number, K::KwFor, K::Newline, K::EndMarker}));
}

TEST(Lexer, DecodesWhatTheCookieNames) {
  FrontEnd latin("# coding: latin-1\nx = '\xE9'\n");
  EXPECT_NE(latin.dump().find("'é'"), std::string::npos);
  EXPECT_EQ(FrontEnd("# coding: koi8-r\n").errorText(), "SyntaxError: unknown encoding: koi8-r (0, 0)-(0, 0)");
  EXPECT_EQ(FrontEnd(std::string("x\0y", 3)).error.kind, ErrorKind::SyntaxError);
}

TEST(Lexer, NormalisesIdentifiers) { EXPECT_NE(FrontEnd("𝔘𝔫𝔦 = 1").dump().find("id='Uni'"), std::string::npos); }

TEST(Lexer, LimitsNesting) {
  EXPECT_TRUE(FrontEnd(std::string(200, '(') + "x" + std::string(200, ')')).mod);
  EXPECT_STREQ(FrontEnd(std::string(201, '(')).error.message, "too many nested parentheses");
}

}  // namespace
}  // namespace ophion
