// Helpers of the compiler tests: parse a text, print its tree or its error.
#pragma once

#include <string>

#include "compiler/ast_dump.h"
#include "compiler/parser.h"
#include "compiler/scope.h"

namespace ophion {

/// One compilation with its memory.
struct FrontEnd {
  CompileArena arena{mallocChunkSource()};
  IdentifierTable names{arena};
  SyntaxErrorInfo error;
  ScopeOptions scope_options;
  ast::Mod* mod = nullptr;

  explicit FrontEnd(const std::string& source, ParseMode mode = ParseMode::File, bool ignore_cookie = false) {
    ParseOptions options;
    options.mode = mode;
    options.ignore_cookie = ignore_cookie;
    mod = parseSource(source.data(), source.size(), options, names, &error);
  }

  bool scopes() { return mod && buildScopes(mod, names, scope_options, &error); }

  /// "kind: message (line, col)-(end line, end col)"
  std::string errorText() const {
    static const char* const kKinds[] = {"none",        "SyntaxError", "IndentationError", "TabError",
                                         "OutOfMemory", "TooDeep",     "Recursion"};
    if (!error) return "no error";
    return std::string(kKinds[static_cast<int>(error.kind)]) + ": " + error.message + " (" +
           std::to_string(error.lineno) + ", " + std::to_string(error.col) + ")-(" + std::to_string(error.end_lineno) +
           ", " + std::to_string(error.end_col) + ")";
  }

  std::string dump() {
    if (!mod) return errorText();
    std::string text;
    auto write = [](void* ctx, const char* data, size_t size) { static_cast<std::string*>(ctx)->append(data, size); };
    dumpTree(mod, {write, &text}, arena);
    return text;
  }
};

}  // namespace ophion
