// NativeSpecial: the special methods of exact builtin objects as plain functions, in a table of the process: an
// operation on a builtin object finds its code by the type index in the header, without a look at the type object.
#pragma once

#include "object/builtin_types.h"
#include "object/native.h"
#include "object/special.h"

// clang-format off
#define OPHION_NATIVE_SPECIALS(X) \
  X(next) X(iter) X(len) X(getitem) X(setitem) X(delitem) X(contains) X(hash) X(bool) X(repr) X(str) \
  X(lt) X(le) X(eq) X(ne) X(gt) X(ge) \
  X(add) X(sub) X(mul) X(truediv) X(floordiv) X(mod) X(and) X(or) X(xor) \
  X(radd) X(rsub) X(rmul) X(rtruediv) X(rfloordiv) X(rmod) X(rand) X(ror) X(rxor) \
  X(iadd) X(isub) X(imul) X(itruediv) X(ifloordiv) X(imod) X(iand) X(ior) X(ixor)
// clang-format on

namespace ophion {

enum class NativeSpecial : uint8_t {
#define X(id) k_##id,
  OPHION_NATIVE_SPECIALS(X)
#undef X
      kCount,
};
inline constexpr unsigned kNativeSpecials = static_cast<unsigned>(NativeSpecial::kCount);

// The place of a special in the table; kCount: it has none.
constexpr NativeSpecial nativeSpecialOf(Special special) {
  switch (special) {
#define X(id)           \
  case Special::k_##id: \
    return NativeSpecial::k_##id;
    OPHION_NATIVE_SPECIALS(X)
#undef X
    default:
      return NativeSpecial::kCount;
  }
}

// Filled once a process. Null: the type has no such method, or it is not in this table.
extern NativeFunctionPointer g_native_specials[kBuiltinTypeEnd][kNativeSpecials];

// The function behind a special of an exact builtin object: call it with exactly the arguments that the special takes.
// Null for objects of classes that programs define and where there is no such function; then the general way decides.
OPHION_INLINE NativeFunctionPointer nativeSpecial(const Object* object, NativeSpecial special) {
  OPHION_ASSERT(special != NativeSpecial::kCount);
  TypeIndex index = object->typeIndex();
  return index < kBuiltinTypeEnd ? g_native_specials[index][static_cast<unsigned>(special)] : nullptr;
}

// How calling a builtin class makes its instances.
struct NativeMaker {
  NativeId make;  // its __new__, own or inherited; 0: object's, which makes no instances of builtin classes
  bool has_init;  // whether an __init__ other than object's follows
};
extern NativeMaker g_native_makers[kBuiltinTypeEnd];

// Fills the tables: called by initBuiltinTable().
void fillNativeSpecials();

}  // namespace ophion
