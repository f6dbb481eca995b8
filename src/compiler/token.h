// Token: one lexical unit of the source. Keywords are kinds of their own; soft keywords (match, case, _) are names.
#pragma once

#include <cstdint>

#include "compiler/identifier.h"

namespace ophion {

enum class TokenKind : uint8_t {
  EndMarker,
  Newline,
  Indent,
  Dedent,
  Error,  ///< the lexer stopped here
  Name,
  Number,
  String,
  // Operators and delimiters.
  LeftParen,
  RightParen,
  LeftBracket,
  RightBracket,
  LeftBrace,
  RightBrace,
  Colon,
  Comma,
  Semicolon,
  Dot,
  Ellipsis,
  Arrow,
  ColonEqual,
  Equal,
  Plus,
  Minus,
  Star,
  Slash,
  VerticalBar,
  Ampersand,
  Less,
  Greater,
  Percent,
  Tilde,
  Circumflex,
  At,
  DoubleSlash,
  DoubleStar,
  LeftShift,
  RightShift,
  EqualEqual,
  NotEqual,
  LessEqual,
  GreaterEqual,
  // Augmented assignment: a block of its own, see isAugAssign.
  PlusEqual,
  MinusEqual,
  StarEqual,
  SlashEqual,
  PercentEqual,
  AmpersandEqual,
  VerticalBarEqual,
  CircumflexEqual,
  LeftShiftEqual,
  RightShiftEqual,
  DoubleStarEqual,
  DoubleSlashEqual,
  AtEqual,
  Exclamation,
  // Keywords.
  KwFalse,
  KwNone,
  KwTrue,
  KwAnd,
  KwAs,
  KwAssert,
  KwAsync,
  KwAwait,
  KwBreak,
  KwClass,
  KwContinue,
  KwDef,
  KwDel,
  KwElif,
  KwElse,
  KwExcept,
  KwFinally,
  KwFor,
  KwFrom,
  KwGlobal,
  KwIf,
  KwImport,
  KwIn,
  KwIs,
  KwLambda,
  KwNonlocal,
  KwNot,
  KwOr,
  KwPass,
  KwRaise,
  KwReturn,
  KwTry,
  KwWhile,
  KwWith,
  KwYield,
};

constexpr bool isAugAssign(TokenKind kind) { return kind >= TokenKind::PlusEqual && kind <= TokenKind::AtEqual; }
constexpr bool isKeyword(TokenKind kind) { return kind >= TokenKind::KwFalse; }

/// A remembered result of one parser rule at one token; see Parser's diagnosing pass.
struct MemoEntry {
  MemoEntry* next;
  void* node;
  uint32_t end;
  uint8_t rule;
};

struct Token {
  TokenKind kind = TokenKind::Error;
  uint16_t level = 0;  ///< open brackets behind this token
  uint32_t lineno = 0;
  int32_t col = -1;  ///< bytes; -1 for Indent, Dedent and some errors, which have no text
  uint32_t end_lineno = 0;
  int32_t end_col = -1;
  uint32_t length = 0;
  const char* start = nullptr;  ///< into the prepared source
  Identifier* name = nullptr;   ///< Name: its identifier
  MemoEntry* memo = nullptr;
};

}  // namespace ophion
