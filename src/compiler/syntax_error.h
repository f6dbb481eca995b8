// SyntaxErrorInfo: what is wrong with a source text, as plain data. The layer above turns it into an exception.
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

}  // namespace ophion
