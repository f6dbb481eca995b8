// SyntaxErrorInfo: what is wrong with a source text, as plain data. The layer above turns it into an exception.
// WarningSink: whom the parser tells of what is allowed but should not be written.
#pragma once

#include <cstdint>

namespace ophion {

enum class ErrorKind : uint8_t {
  None,
  SyntaxError,
  IndentationError,
  TabError,
  OutOfMemory,  ///< the arena's source refused
  TooDeep,      ///< nested more deeply than the parser's stack allows: MemoryError, as CPython has it
  Recursion,    ///< nested more deeply than the scope pass allows: RecursionError
  Raised,       ///< an exception is pending already: what a warning came to
};

/// An error and its place. `text` belongs to the arena or is the source itself.
struct SyntaxErrorInfo {
  static constexpr int32_t kNoEndCol = -2;

  ErrorKind kind = ErrorKind::None;
  const char* message = "";  ///< NUL-terminated UTF-8
  int32_t lineno = 0;        ///< from 1
  int32_t col = 0;           ///< from 1, in characters; the exception's `offset`
  int32_t end_lineno = 0;
  int32_t end_col = 0;         ///< `end_offset`: 0 or -1 where CPython says so; kNoEndCol for None
  const char* text = nullptr;  ///< the source line, not terminated; null where there is none
  uint32_t text_size = 0;
  bool incomplete = false;  ///< more lines could make the text right (for a prompt)

  explicit operator bool() const { return kind != ErrorKind::None; }
};

/// The parser knows no objects: what a warning comes to is decided behind this.
struct WarningSink {
  enum class Kind : uint8_t { InvalidEscape, InvalidNumber };
  enum class Answer : uint8_t {
    Continue,
    IsError,  ///< filters make an error of it: the message is to be reported as a SyntaxError
    Raised,   ///< an exception is pending
  };

  Answer (*warn)(void* context, Kind kind, const char* message, uint32_t lineno);
  void* context;
};

}  // namespace ophion
