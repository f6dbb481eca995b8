// Inline caches: the units behind an instruction, as the specialised forms use them.
#pragma once

#include "vm/specialized.h"

namespace ophion {

// The second unit of adaptive instructions.
struct AdaptiveCache {
  uint16_t counter_;   // how many more general executions before specialisation is tried again
  uint16_t original_;  // the general opcode, while a specialised one stands in the instruction
  uint32_t data_;
};
static_assert(sizeof(AdaptiveCache) == 8);

// The second unit of compare-and-jump instructions and ForIter.
struct JumpCache {
  int32_t jump_;
  uint16_t counter_;
  int16_t immediate_;
};
static_assert(sizeof(JumpCache) == 8);

// The third unit of attribute instructions and calls.
struct FieldCache {
  uint32_t offset_;  // bytes from the object
  uint32_t extra_;   // new type index, name, ...
};
struct CallCache {
  uint32_t instructions_;  // slot index
  uint16_t registers_;
  uint16_t arguments_;
};

inline AdaptiveCache& adaptiveCache(Instruction* pc) { return *reinterpret_cast<AdaptiveCache*>(pc + 1); }
inline JumpCache& jumpCache(Instruction* pc) { return *reinterpret_cast<JumpCache*>(pc + 1); }
inline FieldCache& fieldCache(Instruction* pc) { return *reinterpret_cast<FieldCache*>(pc + 2); }
inline CallCache& callCache(Instruction* pc) { return *reinterpret_cast<CallCache*>(pc + 2); }

// General executions between two attempts, after a guess failed or none was found.
inline constexpr uint16_t kSpecializeBackoff = 60;

// The opcode as the compiler emitted it, for adaptive instructions.
inline Op originalOp(const Instruction* pc) {
  if (pc->op < static_cast<uint16_t>(Op::kEmittedEnd)) return static_cast<Op>(pc->op);
  return static_cast<Op>(reinterpret_cast<const AdaptiveCache*>(pc + 1)->original_);
}

}  // namespace ophion
