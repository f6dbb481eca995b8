// Trees as Python sees them: objects of the classes of the module _ast.
#pragma once

#include <string_view>

#include "compiler/compile.h"

namespace ophion {

// The tree of a source: what compile(…, flags=PyCF_ONLY_AST) gives. Null with an exception pending.
Ref<Object> treeOfSource_mayRunPython(std::string_view source, Str* filename, CompileMode mode, uint32_t flags);
// Whether the object is an instance of _ast.AST.
bool isAstNode(const Object* object);

}  // namespace ophion
