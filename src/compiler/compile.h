// The compiler's face: source text in, a code object or an exception out.
#pragma once

#include <string_view>

#include "code/code.h"
#include "compiler/parser.h"
#include "heap/ref.h"

namespace ophion {

struct Str;

enum class CompileMode : uint8_t { File, Eval, Interactive };

// The flags of the builtin compile() that mean something here.
enum CompileFlag : uint32_t {
  kCompileDontImplyDedent = 0x200,
  kCompileIgnoreCookie = 0x800,  // the text is UTF-8, whatever it says
  kCompileTopLevelAwait = 0x2000,
  kCompileAllowIncomplete = 0x4000,
  kCompileFutureAnnotations = 0x1000000,  // the code that asks has `from __future__ import annotations`
};

// The code of a source. `optimize`: 0, 1 (no assert), 2 (no docstrings either). Null with an exception pending:
// SyntaxError and its kin with all their fields, MemoryError, RecursionError, ValueError "source code string cannot
// contain null bytes". All working memory is the heap's and is given back.
Ref<Code> compileSource(std::string_view source, Str* filename, CompileMode mode, uint32_t flags, int optimize);

// Parses a source and hands its tree to `use`, whose result is returned; the tree is gone afterwards. Null with an
// exception pending.
Ref<Object> parseToTree(std::string_view source, Str* filename, CompileMode mode, uint32_t flags,
                        Ref<Object> (*use)(const ast::Mod* tree, void* context), void* context);

// Whether a prompt's text is a whole statement, wants more lines, or is wrong; as codeop decides.
Completeness completenessOf(std::string_view source);

// Where the working memory of a compilation comes from: raw spans of the heap.
ChunkSource heapChunkSource();

}  // namespace ophion
