// Specialised opcodes: the forms into which the interpreter rewrites instructions once it has seen what they meet. They
// have the same operands and units as the general form that they replace, and go back to it when their guess fails too
// often.
//
// Operand kinds in names: L a register that is only read, T a temporary that is consumed, K a constant whose value lies
// in the instruction's second unit.
#pragma once

#include "code/opcode.h"

namespace ophion {

// clang-format off
#define OPHION_ARITHMETIC_FORMS(X, op) \
  X(op##IntLL) X(op##IntLT) X(op##IntTL) X(op##IntTT) X(op##IntLK) X(op##IntTK) \
  X(op##FloatLL) X(op##FloatLT) X(op##FloatTL) X(op##FloatTT) X(op##FloatLK) X(op##FloatTK) X(op##FloatKL) X(op##FloatKT)
#define OPHION_JUMP_FORMS(X, op) \
  X(op##IntLL) X(op##IntLK) X(op##IntTL) X(op##IntTK) X(op##IntAny) X(op##FloatAny) X(op##StrAny)
#define OPHION_SPECIALIZED(X) \
  OPHION_ARITHMETIC_FORMS(X, Add) OPHION_ARITHMETIC_FORMS(X, Sub) OPHION_ARITHMETIC_FORMS(X, Mul) \
  X(AddFloatAny) X(SubFloatAny) X(MulFloatAny) X(DivFloatAny) X(ModIntAny) X(FloorDivIntAny) X(AndIntAny) X(OrIntAny) X(XorIntAny) X(LshiftIntAny) X(RshiftIntAny) X(DivIntAny) \
  X(AddStr) X(MoveLL) X(MoveTL) X(MoveKL) \
  X(CompareInt) X(CompareFloat) X(CompareStr) \
  OPHION_JUMP_FORMS(X, JumpLt) OPHION_JUMP_FORMS(X, JumpLe) OPHION_JUMP_FORMS(X, JumpEq) OPHION_JUMP_FORMS(X, JumpNe) \
  OPHION_JUMP_FORMS(X, JumpGt) OPHION_JUMP_FORMS(X, JumpGe) \
  X(LoadGlobalModule) X(LoadGlobalBuiltin) \
  X(LoadAttrFieldL) X(LoadAttrFieldT) X(LoadAttrModule) X(LoadAttrDict) X(LoadAttrClassValue) X(LoadAttrProperty) X(LoadAttrType) X(LoadAttrDescriptor) \
  X(StoreAttrField) X(StoreAttrNewField) \
  X(LoadMethodType) X(LoadMethodClass) X(LoadMethodModule) \
  X(LoadItemListInt) X(LoadItemTupleInt) X(LoadItemDict) X(LoadItemStrInt) X(LoadItemPython) X(StoreItemListInt) X(StoreItemDict) \
  X(ForIterRange) X(ForIterList) X(ForIterTuple) X(ForIterGenerator) X(ForIterNative) X(ForIterPair) X(BuildSliceOnly) X(BuildSliceLoad) X(BuildSliceLoadStep) X(BuildSliceStore) \
  X(CallPython) X(CallMethodPython) X(CallPythonDefaults) X(CallMethodPythonDefaults) X(CallMethodNative) X(CallNativeOne) X(CallNativeAny) X(CallNativeBound) X(CallMethodNativeAny) X(CallDrive) X(CallBuiltinClass) X(CallClass) X(CallClassBare) X(CallListAppend) X(CallLen) \
  X(ReturnL) X(ReturnT) X(ReturnK)
// clang-format on

enum class Fast : uint16_t {
  kStart = static_cast<uint16_t>(Op::kEmittedEnd) - 1,
#define X(name) k##name,
  OPHION_SPECIALIZED(X)
#undef X
      kEnd,
};

inline constexpr unsigned kOpcodes = static_cast<unsigned>(Fast::kEnd);

}  // namespace ophion
