// The interpreter loop. Why this file is long once its parts are included: all handlers of instructions are one unit to
// the compiler, so that state stays in registers from one to the next.
//
// General forms do their work in slow paths (vm/slow_*.cpp) and, where the instruction is adaptive, look from time to
// time whether a specialised form fits (vm/specialize.cpp), which then stands in the instruction until its guess fails.
// A handler leaves by NEXT (the next instruction) or GO (another handler for the same state): never by a call that is
// not cold, so that no handler needs a stack frame of its own on its hot path.
#include "vm/interpreter.h"

#include <cmath>
#include <cstring>

#include "heap/heap.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/list_iterator.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/range.h"
#include "object/singletons.h"
#include "vm/dispatch.h"
#include "vm/drive.h"
#include "vm/fast_paths.h"
#include "vm/generator.h"
#include "vm/inline_cache.h"
#include "vm/operand.h"
#include "vm/trace.h"

namespace ophion {

namespace {

constexpr unsigned kBlockClass = sizeClassOf(sizeof(Int));
static_assert(sizeof(Int) == sizeof(Float));

// The object that a S operand names; nothing is consumed.
OPHION_INLINE Object* peekIn(char* base, Register* fp, uint16_t operand) {
  auto at = [base](uint32_t i) { return reinterpret_cast<Object*>(base + (static_cast<uint64_t>(i) << kSlotShift)); };
  if (OPHION_LIKELY((operand & kOperandConst) == 0)) return at(fp[operand & kOperandMask]);
  Function* function = static_cast<Function*>(at(fp[kFrameFunction]));
  return function->code_.getIn(base)->constants_.getIn(base)->items()[operand & kOperandMask].getIn(base);
}

OPHION_INLINE void increfIn(Object* o) {
  if (OPHION_UNLIKELY(static_cast<int32_t>(++o->count_) < 0)) o->count_ = kStickyCount;
}

OPHION_INLINE uint32_t takeOperand(char* base, Register* fp, uint16_t operand) {
  if (operand & kOperandConsume) {
    uint32_t value = fp[operand & kOperandMask];
    fp[operand & kOperandMask] = 0;
    return value;
  }
  Object* o = peekIn(base, fp, operand);
  increfIn(o);
  return static_cast<uint32_t>((reinterpret_cast<char*>(o) - base) >> kSlotShift);
}

// A function or value, as a class's dict holds it, without the staticmethod around it.
OPHION_INLINE uint32_t unwrapStatic(char* base, uint32_t index) {
  Object* found = reinterpret_cast<Object*>(base + (static_cast<uint64_t>(index) << kSlotShift));
  return isExactStaticMethod(found) ? static_cast<ClassMethod*>(found)->function_.index() : index;
}

// A free block for an int or float, 0 where the pool has none at hand.
OPHION_INLINE uint32_t popBlock(char* base) {
  PoolInfo& pool = reinterpret_cast<Heap*>(base)->currentPool(Kind::Atom, kBlockClass);
  uint32_t block = pool.free_;
  if (OPHION_UNLIKELY(block == 0)) return 0;
#ifdef OPHION_DEBUG
  reinterpret_cast<Heap*>(base)->checkPoison(base + (static_cast<uint64_t>(block) << kSlotShift), pool);
#endif
  pool.free_ = *reinterpret_cast<uint32_t*>(base + (static_cast<uint64_t>(block) << kSlotShift));
  return block;
}

OPHION_NOINLINE int yieldFromStep(Instruction* pc, Register* fp, Object** yielded) {
  Ref<Object> value;
  int r = slowYieldFrom(pc, fp, &value);
  *yielded = value.release();
  return r;
}

OPHION_NOINLINE bool slowBinaryAny(Instruction* pc, Register* fp) {
  uint16_t op = static_cast<uint16_t>(originalOp(pc));
  bool inplace = op >= static_cast<uint16_t>(Op::kInplaceAdd);
  BinaryOp kind = static_cast<BinaryOp>(op - static_cast<uint16_t>(inplace ? Op::kInplaceAdd : Op::kAdd));
  Ref<Object> a = fetch(fp, pc->b);
  Ref<Object> b = fetch(fp, pc->c);
  return setRegister(fp, pc->a, inplace ? inplaceOp(kind, a.get(), b.get()) : binaryOp(kind, a.get(), b.get()));
}

}  // namespace

// --- the words that the handlers are written in ---
#define LIKELY OPHION_LIKELY
#define UNLIKELY OPHION_UNLIKELY
#define OPCODE(name) static_cast<uint16_t>(Op::k##name)
#define OPCODE_FAST(name) static_cast<uint16_t>(Fast::k##name)
#define AT(index) reinterpret_cast<Object*>(base + (static_cast<uint64_t>(index) << kSlotShift))
#define INDEX_OF(pointer) static_cast<uint32_t>((reinterpret_cast<char*>(pointer) - base) >> kSlotShift)
#define STATE() reinterpret_cast<RuntimeState*>(base + kRuntimeStateOffset)
#define VM_STATE() (*reinterpret_cast<VmState*>(base + kVmStateOffset))
#define WORDS_OF(pointer) static_cast<uint32_t>((pointer) - reinterpret_cast<Register*>(base))
#define TRUE_OBJECT (&STATE()->true_)
#define FALSE_OBJECT (&STATE()->false_)
#define NONE_OBJECT (&STATE()->none_)
#define CACHED_INT(value) (&STATE()->small_ints_[(value) - kSmallestCachedInt])
#define LATIN1_STRING(c) (STATE()->latin1_[c].index())
#define NOTE_FRAME() (VM_STATE().fp_ = WORDS_OF(fp), VM_STATE().pc_ = INDEX_OF(pc))
#define EXIT_HOW() reinterpret_cast<Exit*>(&VM_STATE().exit_)
#define RETURN_TO_CPP(result) return result
#define YIELD_FROM_STEP yieldFromStep
#define PEEK(operand) peekIn(base, fp, operand)
#define TAKE_OPERAND(operand) takeOperand(base, fp, operand)
#define INCREF_INDEX(index) increfIn(AT(index))
#define POP_BLOCK(name) uint32_t name = popBlock(base)
#define KIND_OF(kind) static_cast<uint32_t>(AttributeKind::kind)
#define NAME_INDEX(n) \
  (static_cast<Function*>(AT(fp[kFrameFunction]))->code_.getIn(base)->names_.getIn(base)->items()[n].index())
#define JUMP2(pc) jumpCache(pc).jump_
#define DOUBLE_BITS(value) __builtin_bit_cast(uint64_t, static_cast<double>(value))
#define WANTS_SPECIALIZING(pc) (adaptiveCache(pc).counter_ == 0 || (--adaptiveCache(pc).counter_, false))
#define JUMP_WANTS_SPECIALIZING(pc) (jumpCache(pc).counter_ == 0 || (--jumpCache(pc).counter_, false))
// CallKw and CallMethodKw keep an operand where the others have their counter.
#define CALL_WANTS_SPECIALIZING(pc) ((pc->op == OPCODE(Call) || pc->op == OPCODE(CallMethod)) && WANTS_SPECIALIZING(pc))

// Releases what a register held, then goes on. The object's destruction, which is rare, has a handler of its own.
#define RELEASE_AND_NEXT(index, units)                            \
  do {                                                            \
    uint32_t released = (index);                                  \
    pc += (units);                                                \
    if (released != 0) {                                          \
      Object* dying = AT(released);                               \
      if (UNLIKELY(static_cast<int32_t>(--dying->count_) <= 0)) { \
        GO_WITH(Destroy, reinterpret_cast<uintptr_t>(dying));     \
      }                                                           \
    }                                                             \
    DISPATCH();                                                   \
  } while (0)
#define SET_AND_NEXT(reg, index, units) \
  do {                                  \
    uint32_t replaced = fp[reg];        \
    fp[reg] = (index);                  \
    RELEASE_AND_NEXT(replaced, units);  \
  } while (0)
#define GO_WITH(name, value) \
  do {                       \
    aux = (value);           \
    GO(name);                \
  } while (0)

// Operand kinds of specialised forms.
#define REGISTER_L(operand) (operand)
#define REGISTER_T(operand) ((operand) & kOperandMask)
#define REGISTER_K(operand) 0
#define IS_L_TEMPORARY false
#define IS_T_TEMPORARY true
#define IS_K_TEMPORARY false
#define REUSES_L(object) (pc->a == pc->b && (object)->count_ == 1)
#define REUSES_T(object) ((object)->count_ == 1)
#define REUSES_K(object) false
#define CONSUME_L(operand) ((void)0)
#define CONSUME_K(operand) ((void)0)
// Of numbers only: they die without ceremony.
#define CONSUME_T(operand)                                                              \
  do {                                                                                  \
    uint32_t consumed = fp[(operand) & kOperandMask];                                   \
    fp[(operand) & kOperandMask] = 0;                                                   \
    if (static_cast<int32_t>(--AT(consumed)->count_) <= 0) releaseNumber(AT(consumed)); \
  } while (0)
// The same of a number that may be no temporary.
#define CONSUME_NUMBER(operand)                          \
  do {                                                   \
    if ((operand) & kOperandConsume) CONSUME_T(operand); \
  } while (0)
#define CONSUME_FLAGGED(operand)                        \
  do {                                                  \
    if ((operand) & kOperandConsume) {                  \
      uint32_t consumed = fp[(operand) & kOperandMask]; \
      fp[(operand) & kOperandMask] = 0;                 \
      decref(AT(consumed));                             \
    }                                                   \
  } while (0)

// clang-format off
#define OPHION_INTERNAL_HANDLERS(X)                                                                                 \
  X(LoadCellUnbound)                                                                                                \
  X(LoadFreeUnbound)                                                                                                \
  X(Attend)                                                                                                         \
  X(InSlow) X(NotInSlow) X(UnpackOther) X(UnpackLocalsOther) X(ListAppendGrow)                                                                                                 \
  X(Error)                                                                                                          \
  X(Trace)                                                                                                          \
  X(TracedCall)                                                                                                     \
  X(Destroy)                                                                                                        \
  X(BinaryMiss)                                                                                                     \
  X(BinarySlow) X(LoadGlobalMiss) X(LoadAttrMiss) X(LoadMethodMiss) X(StoreAttrMiss) X(LoadItemMiss) X(StoreItemMiss) X(CallMiss)     \
      X(CallMethodMiss) X(ForIterMiss) X(StoreInt) X(StoreFloat) X(CompareMiss) X(JumpLtMiss) X(JumpLeMiss)         \
          X(JumpEqMiss) X(JumpNeMiss) X(JumpGtMiss) X(JumpGeMiss) X(LoadItemDictFailed) X(LoadItemSlow)             \
              X(StoreItemSlow) X(ForIterDone) X(ForIterSlow) X(ForIterEnd) X(YieldValue) X(YieldSlow) X(YieldFromSlow) X(EnterGenerator) X(DriveItem) X(DriveItemSlow) X(DriveRest) X(LoadAttrOther) X(LoadAttrUnknown) X(LoadMethodOther) \
                  X(LoadMethodUnknown) X(FinishWithNone) X(CallMethodOther) X(CallAttend) X(CallSlow) X(OperatorSlow) X(ReturnSlow) X(ReturnGeneral)
// clang-format on

namespace {

// The handlers of the thread's loops, by opcode, and whose runtime they were chosen for: see vm/trace.h.
constinit thread_local void* t_handlers[kOpcodes] __attribute__((tls_model("initial-exec"))) = {};
constinit thread_local char* t_handlers_of __attribute__((tls_model("initial-exec"))) = nullptr;

}  // namespace

#if OPHION_TAIL_CALLS

#define X1(name, units, operands) DECLARE_OP(name)
#define X2(name) DECLARE_OP(name)
OPHION_OPCODES(X1)
OPHION_SPECIALIZED(X2)
OPHION_INTERNAL_HANDLERS(X2)
#undef X1
#undef X2
// Reached from one place only: inlined there it would give every yield its stack frame.
OPHION_NOINLINE __attribute__((preserve_none)) static Object* op_DriveItem(OP_PARAMETERS);

#include "vm/handlers_fast.inc"
#include "vm/handlers_general.inc"

namespace {

#define X1(name, units, operands) reinterpret_cast<void*>(&op_##name),
#define X2(name) reinterpret_cast<void*>(&op_##name),
void* const kHandlers[kOpcodes] = {OPHION_OPCODES(X1) OPHION_SPECIALIZED(X2)};
#undef X1
#undef X2

Object* loop(char* base, Instruction* pc, Register* fp, bool raising) {
  if (raising) return op_Error(base, pc, fp, t_handlers, 0);
  return reinterpret_cast<Handler>(t_handlers[pc->op])(base, pc, fp, t_handlers, 0);
}

void* const* plainHandlers() { return kHandlers; }
void* tracingHandler() { return reinterpret_cast<void*>(&op_Trace); }

}  // namespace

OP(Trace) {
  TraceStep step = traceInstruction_mayRunPython(&pc, fp);
  if (step == TraceStep::Failed) GO(Error);
  if (step == TraceStep::RunAsCall) GO(TracedCall);
  [[clang::musttail]] return reinterpret_cast<Handler>(kHandlers[pc->op])(base, pc, fp, table, aux);
}

#else

namespace {

// Without a cage: hands over the table of handlers, and the one for tracing behind it.
Object* loop(char* base, Instruction* pc, Register* fp, bool raising) {
#define X1(name, units, operands) &&op_##name,
#define X2(name) &&op_##name,
  // clang-format off
  static void* const handlers[kOpcodes + 1] = {OPHION_OPCODES(X1) OPHION_SPECIALIZED(X2) &&op_Trace};
  // clang-format on
#undef X1
#undef X2
  if (base == nullptr) return reinterpret_cast<Object*>(const_cast<void**>(handlers));
  void* const* const table = t_handlers;
  uintptr_t aux = 0;
  if (raising) goto op_Error;
  DISPATCH();
#include "vm/handlers_fast.inc"
#include "vm/handlers_general.inc"
  OP(Trace) {
    TraceStep step = traceInstruction_mayRunPython(&pc, fp);
    if (step == TraceStep::Failed) GO(Error);
    if (step == TraceStep::RunAsCall) GO(TracedCall);
    goto* handlers[pc->op];
  }
}

void* const* plainHandlers() { return reinterpret_cast<void**>(loop(nullptr, nullptr, nullptr, false)); }
void* tracingHandler() { return plainHandlers()[kOpcodes]; }

}  // namespace

#endif

void chooseHandlers() {
  const VmState& v = vm();
  t_handlers_of = t_cage;
  if ((v.trace_function_.index() | v.profile_function_.index()) == 0) {
    memcpy(t_handlers, plainHandlers(), sizeof t_handlers);
    return;
  }
  for (void*& handler : t_handlers) handler = tracingHandler();
}

Object* interpret(Instruction* pc, Register* fp, bool raising, Exit* how) {
  char* base = t_cage;
  if (OPHION_UNLIKELY(t_handlers_of != base)) chooseHandlers();
  Object* result = loop(base, pc, fp, raising);
  *how = static_cast<Exit>(vm().exit_);
  return result;
}

}  // namespace ophion
