// Entering and leaving a code object inside another, for the files of the generator that make some.
#pragma once

#include "compiler/codegen.h"

namespace ophion {

// While it lives the generator works on `unit`.
struct CodeGenerator::UnitScope {
  UnitScope(CodeGenerator& g, Scope* scope, std::string_view name, uint32_t first_line, bool may_be_global);
  ~UnitScope();
  UnitScope(const UnitScope&) = delete;
  UnitScope& operator=(const UnitScope&) = delete;
  Object* finish(uint32_t extra_flags);

  CodeGenerator& generator;
  CodeUnit unit;
  CodeUnit* outer;
  ArenaVector<Block>* outer_blocks;
  ArenaVector<Block> blocks;
  Str* name = nullptr;
};

// Where the implicit return behind a last statement stands.
ast::Place lastPlace(const ast::Stmt* s);

}  // namespace ophion
