// Prints a tree in the form of Python 3.11's `ast.dump(tree, include_attributes=True)`, for tests.
#pragma once

#include "compiler/ast.h"

namespace ophion {

/// Where the text goes.
struct DumpSink {
  void (*write)(void* ctx, const char* text, size_t size);
  void* ctx;
};

/// Recurses as deep as the tree, long operator chains included: not for trees nobody has looked at.
void dumpTree(const ast::Mod* mod, DumpSink sink, CompileArena& arena);

}  // namespace ophion
