// How errors get their place and text. The rules are CPython's: which line is shown, and how byte columns become
// character columns, depends on how far the lexer has read.
#include <cstdarg>
#include <cstdio>

#include "compiler/parser_state.h"

namespace ophion {

namespace {

// The number of characters in the first `col` bytes of the line; a character that is cut counts.
int32_t charactersUpTo(const char* line, uint32_t size, int32_t col) {
  if (col < 0) return col;
  int32_t limit = static_cast<int32_t>(size) + 1;
  if (col > limit) col = limit;
  int32_t extra = col > static_cast<int32_t>(size) ? 1 : 0;
  return countCharacters(line, line + (col - extra)) + extra;
}

}  // namespace

// Columns count from 1 here; an end column of 0 or -1 stands as it is.
void Parser::setErrorText(uint32_t lineno, int32_t* col, int32_t* end_col) {
  if (lexer_.lineno() <= lineno && lexer_.lineEnd() > lexer_.bufferStart()) {
    error_.text = lexer_.bufferStart();
    error_.text_size = static_cast<uint32_t>(lexer_.lineEnd() - lexer_.bufferStart());
  } else {
    int64_t wanted = is_fstring_ ? static_cast<int64_t>(lineno) - starting_lineno_ + 1 : lineno;
    const char* line = source_.begin;
    for (int64_t i = 1; i < wanted; i++) {
      const void* newline = memchr(line, '\n', static_cast<size_t>(source_.end - line));
      if (!newline) break;
      line = static_cast<const char*>(newline) + 1;
    }
    const void* newline = memchr(line, '\n', static_cast<size_t>(source_.end - line));
    error_.text = line;
    error_.text_size = static_cast<uint32_t>((newline ? static_cast<const char*>(newline) : source_.end) - line);
  }
  if (is_fstring_) {
    *col -= starting_col_;
    *end_col -= starting_col_;
    return;
  }
  *col = charactersUpTo(error_.text, error_.text_size, *col);
  if (*end_col > 0) *end_col = charactersUpTo(error_.text, error_.text_size, *end_col);
}

// `col` and `end_col` count bytes from 0.
std::nullptr_t Parser::raiseAt(ErrorKind kind, uint32_t lineno, int32_t col, uint32_t end_lineno, int32_t end_col,
                               const char* message) {
  if (failed()) return nullptr;
  catchUp();
  if (failed()) return nullptr;
  size_t length = strlen(message);
  const char* prefix = is_fstring_ ? "f-string: " : "";
  char* copy = arena_.tryArray<char>(length + strlen(prefix) + 1);
  if (!copy) return outOfMemory();
  strcpy(copy, prefix);
  strcat(copy, message);
  error_ = {};
  error_.kind = kind;
  error_.message = copy;
  error_.lineno = static_cast<int32_t>(lineno);
  error_.end_lineno = static_cast<int32_t>(end_lineno);
  int32_t first = col + 1, last = end_col + 1;
  setErrorText(lineno, &first, &last);
  error_.col = first;
  error_.end_col = last;
  return nullptr;
}

std::nullptr_t Parser::raiseRange(const Place& from, const Place& to, const char* format, ...) {
  char message[400];
  va_list list;
  va_start(list, format);
  vsnprintf(message, sizeof message, format, list);
  va_end(list);
  return raiseAt(ErrorKind::SyntaxError, from.lineno, static_cast<int32_t>(from.col_offset), to.end_lineno,
                 static_cast<int32_t>(to.end_col_offset), message);
}

std::nullptr_t Parser::raiseAtPlace(const Place& place, const char* format, ...) {
  char message[400];
  va_list list;
  va_start(list, format);
  vsnprintf(message, sizeof message, format, list);
  va_end(list);
  return raiseRange(place, place, "%s", message);
}

std::nullptr_t Parser::raiseHere(ErrorKind kind, const char* format, ...) {
  if (failed()) return nullptr;
  catchUp();
  if (failed() || fill_ == 0) return nullptr;
  char message[400];
  va_list list;
  va_start(list, format);
  vsnprintf(message, sizeof message, format, list);
  va_end(list);
  const Token& last = tokens_[fill_ - 1];
  // A token without text stands where the lexer is.
  int32_t col = last.col >= 0 ? last.col : static_cast<int32_t>(lexer_.cur() - lexer_.lineStart()) - 1;
  int32_t end_col = last.end_col >= 0 ? last.end_col : -2;
  return raiseAt(kind, last.lineno, col, last.end_lineno, end_col, message);
}

std::nullptr_t Parser::raiseTooDeep() {
  if (failed()) return nullptr;
  error_ = {};
  error_.kind = ErrorKind::TooDeep;
  error_.message = "too deeply nested to parse";
  error_.lineno = fill_ ? static_cast<int32_t>(tokens_[fill_ - 1].lineno) : 0;
  return nullptr;
}

std::nullptr_t Parser::raiseUnclosedBracket() {
  char message[40];
  snprintf(message, sizeof message, "'%c' was never closed", lexer_.bracket());
  return raiseAt(ErrorKind::SyntaxError, lexer_.bracketLine(), lexer_.bracketCol(), lexer_.bracketLine(), -1, message);
}

std::nullptr_t Parser::raiseFromLexer() {
  uint32_t lineno = lexer_.lineno();
  switch (lexer_.status()) {
    case LexStatus::Eof:
      if (lexer_.level()) return raiseUnclosedBracket();
      return raiseHere(ErrorKind::SyntaxError, "unexpected EOF while parsing");
    case LexStatus::EofInString:
    case LexStatus::EofInLineString:
    case LexStatus::Reported: {
      error_ = lexer_.error();
      if (!is_fstring_) return nullptr;
      // The f-string's parser prefixes what its lexer says.
      return nullptr;
    }
    case LexStatus::BadDedent:
      return raiseHere(ErrorKind::IndentationError, "unindent does not match any outer indentation level");
    case LexStatus::TabSpace:
      return raiseAt(ErrorKind::TabError, lineno, 0, lineno, -1, "inconsistent use of tabs and spaces in indentation");
    case LexStatus::TooDeepIndent:
      return raiseAt(ErrorKind::IndentationError, lineno, 0, lineno, -1, "too many levels of indentation");
    case LexStatus::BadContinuation: {
      int32_t col = static_cast<int32_t>(lexer_.cur() - lexer_.bufferStart()) - 1;
      return raiseAt(ErrorKind::SyntaxError, lineno, col > 0 ? col : 0, lineno, -1,
                     "unexpected character after line continuation character");
    }
    case LexStatus::OutOfMemory:
      return outOfMemory();
    case LexStatus::Ok:
      break;
  }
  return raiseHere(ErrorKind::SyntaxError, "invalid token");
}

void Parser::preferLexerErrors() {
  if (error_.kind == ErrorKind::OutOfMemory || error_.kind == ErrorKind::TooDeep || error_.kind == ErrorKind::Raised ||
      !fill_) {
    return;
  }
  LexStatus status = lexer_.status();
  if (status != LexStatus::Ok && status != LexStatus::Eof) return;
  uint32_t error_line = tokens_[fill_ - 1].lineno;
  if (tokens_[fill_ - 1].kind == K::Error && tokens_[fill_ - 1].col < 0) return;
  Token token;
  for (;;) {
    if (lexer_.next(&token)) {
      if (token.kind == K::EndMarker) return;
      continue;
    }
    status = lexer_.status();
    if (status == LexStatus::Reported || status == LexStatus::EofInString || status == LexStatus::EofInLineString) {
      error_ = lexer_.error();
    } else if (status == LexStatus::OutOfMemory) {
      error_ = {};
      outOfMemory();
    } else if (lexer_.level() && error_line > lexer_.bracketLine()) {
      error_ = {};
      raiseUnclosedBracket();
    }
    return;
  }
}

void Parser::raiseGeneric(const Token& last_token) {
  if (!failed()) {
    if (last_token.kind == K::Indent || last_token.kind == K::Dedent) {
      raiseHere(ErrorKind::IndentationError,
                last_token.kind == K::Indent ? "unexpected indent" : "unexpected unindent");
      return;
    }
    raiseAt(ErrorKind::SyntaxError, last_token.lineno, last_token.col, last_token.end_lineno, last_token.end_col,
            "invalid syntax");
  }
  preferLexerErrors();
}

}  // namespace ophion
