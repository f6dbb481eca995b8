// Errors of a compilation as exceptions.
#pragma once

#include <string_view>

#include "compiler/arena.h"
#include "compiler/ast.h"
#include "compiler/syntax_error.h"
#include "object/error.h"

namespace ophion {

struct Str;

// Makes an instance of SyntaxError (or its kin) with all fields, or MemoryError, RecursionError; it is pending.
Raised raiseSyntaxError(const SyntaxErrorInfo& error, Str* filename);

// A SyntaxError about a place behind the parser, as CPython has it: columns count bytes, and the text is that of the
// file with this name, if there is one. It is pending.
Raised raiseSyntaxErrorInFile(const ast::Place& place, Str* message, Str* filename);

// Gives an error found behind the parser the text of its line, from the source as it was given. `col` and `end_col` are
// byte offsets + 1 then and become characters. An error that has its text is left alone.
void completeError(SyntaxErrorInfo* error, std::string_view source, CompileArena& arena);

}  // namespace ophion
