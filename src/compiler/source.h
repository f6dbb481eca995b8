// SourceText: a source made ready for the lexer: UTF-8, no BOM, newlines as \n, a NUL behind the end.
#pragma once

#include <cstddef>

#include "compiler/arena.h"
#include "compiler/syntax_error.h"

namespace ophion {

struct SourceText {
  const char* begin = nullptr;
  const char* end = nullptr;  ///< *end is NUL
};

/// Decodes and normalises `bytes` into the arena. `add_newline` ends the last line where the source does not.
/// False with `error` filled for an unknown encoding, bytes that do not decode, or a null byte.
[[nodiscard]] bool prepareSource(const char* bytes, size_t size, bool ignore_cookie, bool add_newline,
                                 CompileArena& arena, SourceText* result, SyntaxErrorInfo* error);

}  // namespace ophion
