// Lexer: turns a prepared source into tokens, one at a time, with Python 3.11's rules for lines and indentation.
//
// It remembers what error messages need: where the current line starts, how far the text of the current logical token
// reaches back, and the open brackets. It reports errors in two ways, as CPython's tokenizer does: some it describes
// itself (LexStatus::Reported, `error` filled), the others the parser words with what it knows.
#pragma once

#include "compiler/source.h"
#include "compiler/syntax_error.h"
#include "compiler/token.h"

namespace ophion {

enum class LexStatus : uint8_t {
  Ok,
  Eof,              ///< the text ended; an error when inside brackets or after a backslash
  EofInString,      ///< the text ended inside a triple-quoted string (already reported)
  EofInLineString,  ///< the text ended inside a single-quoted string (already reported)
  Reported,         ///< `error` says what is wrong
  BadDedent,        ///< unindent does not match any outer level
  TabSpace,         ///< inconsistent tabs and spaces
  TooDeepIndent,
  BadContinuation,  ///< something behind a backslash
  OutOfMemory,
};

class Lexer {
 public:
  static constexpr int kBracketsMax = 200;
  static constexpr int kIndentsMax = 100;

  Lexer(SourceText source, IdentifierTable& names, uint32_t lines_before)
      : source_(source),
        names_(names),
        cur_(source.begin),
        line_start_(source.begin),
        buffer_start_(source.begin),
        line_end_(source.begin),
        lineno_(lines_before) {}

  /// Numbers that run into a keyword are warned of, those that end before `told_until` excepted.
  void setWarnings(const WarningSink* warnings, const char* told_until) {
    warnings_ = warnings;
    told_until_ = told_until;
  }

  /// Reads the next token. False when the text cannot be read on; `status()` says why.
  bool next(Token* token);

  LexStatus status() const { return status_; }
  const SyntaxErrorInfo& error() const { return error_; }
  uint32_t lineno() const { return lineno_; }
  int level() const { return level_; }
  /// The innermost open bracket. Precondition: level() > 0.
  char bracket() const { return brackets_[level_ - 1]; }
  uint32_t bracketLine() const { return bracket_lines_[level_ - 1]; }
  int32_t bracketCol() const { return bracket_cols_[level_ - 1]; }

  const char* cur() const { return cur_; }
  const char* lineStart() const { return line_start_; }
  /// Where the text that an error on the current line shows begins and ends.
  const char* bufferStart() const { return buffer_start_; }
  const char* lineEnd() const { return line_end_; }
  SourceText source() const { return source_; }

  /// For the prompt: at the end of the input dedents follow (unless more may come).
  void implyDedents() {
    pending_indents_ = -indent_;
    indent_ = 0;
  }

 private:
  static constexpr int kEnd = -1;

  // Reads one character, opening the next line where needed; kEnd at the end of the text.
  int nextChar() {
    if (cur_ == line_end_) [[unlikely]] {
      if (!openLine()) return kEnd;
    }
    return static_cast<unsigned char>(*cur_++);
  }
  void backUp(int c) {
    if (c != kEnd) cur_--;
  }
  bool openLine();
  bool readIndentation(bool* blank_line);
  bool settleIndentation(int col, int alt_col);
  int skipContinuation();
  bool lexName(Token* token, int c);
  bool lexNumber(Token* token, int c);
  bool lexZero(Token* token);
  bool lexRadix(Token* token, int base);
  bool lexFraction(Token* token);
  bool lexExponent(Token* token, int e);
  bool lexDecimalTail(int* c);
  bool lexAfterNumber(Token* token, int c);
  bool verifyEndOfNumber(int c, const char* kind);
  bool warnOfNumber(int c, const char* kind);
  bool lexString(Token* token, int quote);
  bool lexOperator(Token* token, int c);
  bool openBracket(Token* token, int c, TokenKind kind);
  bool closeBracket(Token* token, int c, TokenKind kind);
  bool verifyIdentifier(Token* token);
  bool finish(Token* token, TokenKind kind);
  bool stop(LexStatus status);
  bool report(const char* message, int col = -1, int end_col = -1);
  bool reportf(const char* format, ...) __attribute__((format(printf, 2, 3)));

  SourceText source_;
  IdentifierTable& names_;
  const WarningSink* warnings_ = nullptr;
  const char* told_until_ = nullptr;
  const char* cur_;
  const char* line_start_;
  const char* buffer_start_;
  const char* line_end_;  ///< behind the newline of the line being read
  const char* token_start_ = nullptr;
  const char* multi_line_start_ = nullptr;  ///< line_start_ where a string began
  uint32_t lineno_;
  uint32_t first_lineno_ = 0;  ///< line where a string began
  bool at_line_start_ = true;
  LexStatus status_ = LexStatus::Ok;
  int level_ = 0;
  int indent_ = 0;
  int pending_indents_ = 0;  ///< > 0 indents, < 0 dedents still to deliver
  int indents_[kIndentsMax] = {0};
  int alt_indents_[kIndentsMax] = {0};
  char brackets_[kBracketsMax];
  uint32_t bracket_lines_[kBracketsMax];
  int32_t bracket_cols_[kBracketsMax];
  SyntaxErrorInfo error_;
};

/// Length in characters of UTF-8 text.
int countCharacters(const char* begin, const char* end);

}  // namespace ophion
