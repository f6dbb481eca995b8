// The parser's face: source text in, tree or error out.
#pragma once

#include <cstddef>

#include "compiler/ast.h"
#include "compiler/syntax_error.h"

namespace ophion {

enum class ParseMode : uint8_t { File, Interactive, Eval };

/// How to read a source.
struct ParseOptions {
  ParseMode mode = ParseMode::File;
  /// The text is already decoded UTF-8 (a str): a coding cookie is ignored.
  bool ignore_cookie = false;
  /// The end of the text is not the end of the input: an error that more lines could mend is flagged `incomplete`.
  bool allow_incomplete = false;
  /// Null: nothing is warned of.
  const WarningSink* warnings = nullptr;
};

/// Parses `source` (need not be NUL-terminated; is copied where it must be). Returns null and fills `error` on
/// failure. The tree, and the error's text, live in the arena of `names`.
[[nodiscard]] ast::Mod* parseSource(const char* source, size_t size, const ParseOptions& options,
                                    IdentifierTable& names, SyntaxErrorInfo* error);

/// What a prompt should do with the text so far, as Python's `codeop` decides.
enum class Completeness : uint8_t { Complete, NeedsMore, Error };
Completeness checkComplete(const char* source, size_t size, CompileArena& arena, SyntaxErrorInfo* error);

}  // namespace ophion
