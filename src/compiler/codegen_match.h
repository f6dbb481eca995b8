// Matching: the state of one pattern while it is generated.
//
// Parts of the subject lie in temporaries. A part that belongs to the pattern ("owned") is full until it is used up or
// captured; when a test fails those that are full are emptied behind the failure label, which is the same for all
// tests: so the label empties whatever was full at any of the jumps. Names are bound only when the whole pattern has
// matched.
#pragma once

#include "compiler/codegen.h"

namespace ophion {

struct CodeGenerator::Matching {
  struct Capture {
    Identifier* name;
    unsigned reg;
    bool owned;
  };

  explicit Matching(CompileContext& context_) : context(context_) {}

  void own(unsigned reg) {
    if (!full.tryPush(context.arena, reg)) context.outOfMemory();
  }
  void disown(unsigned reg) {
    for (uint32_t i = 0; i < full.size(); ++i) {
      if (full[i] != reg) continue;
      full[i] = full.back();
      full.pop();
      return;
    }
  }
  // Called before each jump to `failed`.
  Label& failing() {
    for (unsigned reg : full) {
      bool known = false;
      for (unsigned other : maybe_full) known = known || other == reg;
      if (!known && !maybe_full.tryPush(context.arena, reg)) context.outOfMemory();
    }
    return failed;
  }

  CompileContext& context;
  Label failed;
  ArenaVector<Capture> captures;
  ArenaVector<unsigned> full;        // owned temporaries that hold something here
  ArenaVector<unsigned> maybe_full;  // at some jump to `failed`
};

}  // namespace ophion
