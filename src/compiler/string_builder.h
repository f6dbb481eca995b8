// StringBuilder: makes one constant or f-string node out of adjacent string literals.
//
// Text collects in `last_` until a replacement field ends it. The places of the pieces are those of the whole group of
// literals, as CPython 3.11 gives them; only the expressions have places of their own.
#pragma once

#include "compiler/parser_state.h"

namespace ophion {

class StringBuilder {
 public:
  /// For the literals [first, last] of the parser's tokens.
  StringBuilder(Parser* parser, const Token& first, const Token& last);

  /// Adds one literal; false with the parser's error set.
  bool add(const Token& token);
  ast::Expr* finish();

 private:
  using Expr = ast::Expr;

  /// Where a literal is being read, and how.
  struct Cursor {
    const char* at;
    const char* end;
    bool raw;
    const Token* token;
    const char* counted;  ///< up to where the next two hold
    const char* line;     ///< the newline before, or the literal's start
    uint32_t lines;       ///< newlines since the literal's start
  };

  /// Line and column (of the opening brace, relative to the literal's) where a field's expression starts.
  struct FieldPlace {
    uint32_t lines = 0;
    int32_t cols = 0;
  };

  /// The pieces of one f-string (or of one format specification).
  struct Pieces {
    ArenaVector<char> last;  ///< text since the last replacement field
    ArenaVector<Expr*> values;
    bool is_fstring = false;
  };

  bool decodeText(Pieces* pieces, const char* at, const char* end, bool raw, const Token& token);
  bool decodeEscape(Pieces* pieces, const char** at, const char* end, int* position);
  bool decodeNumericEscape(Pieces* pieces, const char** at, const char* end, int* position, char kind);
  bool decodeNamedEscape(Pieces* pieces, const char** at, const char* end, int* position);
  bool unicodeError(int from, int to, const char* reason);
  bool decodeBytes(const char* at, const char* end, bool raw, const Token& token);
  bool warnOfEscape(const char* escape, const Token& token);
  bool pushChar(Pieces* pieces, char32_t c);
  bool pushText(Pieces* pieces, const char* at, const char* end);

  bool fstring(Pieces* pieces, Cursor* cursor, int level);
  bool literal(Pieces* pieces, Cursor* cursor, int level, bool* doubled);
  Expr* field(Pieces* pieces, Cursor* cursor, int level);
  bool scanExpression(Cursor* cursor);
  FieldPlace findField(Cursor* cursor, const char* brace);
  Expr* compileExpression(const char* begin, Cursor* cursor);
  Expr* formatSpec(Cursor* cursor, int level);
  bool conversion(Cursor* cursor, int* result);

  bool flush(Pieces* pieces, const ast::Place& place);
  Expr* textNode(Pieces* pieces, const ast::Place& place);
  Expr* joined(Pieces* pieces, const ast::Place& place);
  bool raise(const char* message);

  Parser* parser_;
  CompileArena& arena_;
  ast::Place place_;
  bool is_unicode_u_;
  const char* odd_escape_ = nullptr;  ///< behind the backslash: the first one of this text that means nothing
  bool any_ = false;
  bool is_bytes_ = false;
  Pieces pieces_;
  ArenaVector<char> bytes_;
};

}  // namespace ophion
