// Specials: the methods with double underscores that the interpreter itself looks up on types. Each type keeps what its
// resolution order gives for each of them in a table (object/type.h), so that an operation costs one load to find its
// method.
#pragma once

#include <cstdint>

#include "object/names.h"

// clang-format off
#define OPHION_SPECIALS(X) \
  X(new) X(init) X(call) X(del) X(repr) X(str) X(hash) X(bool) X(len) X(iter) X(next) X(getitem) X(setitem) X(delitem) X(contains) \
  X(getattribute) X(getattr) X(setattr) X(delattr) X(get) X(set) X(delete) \
  X(lt) X(le) X(eq) X(ne) X(gt) X(ge) \
  X(add) X(sub) X(mul) X(matmul) X(truediv) X(floordiv) X(mod) X(divmod) X(pow) X(lshift) X(rshift) X(and) X(or) X(xor) \
  X(radd) X(rsub) X(rmul) X(rmatmul) X(rtruediv) X(rfloordiv) X(rmod) X(rdivmod) X(rpow) X(rlshift) X(rrshift) X(rand) X(ror) X(rxor) \
  X(iadd) X(isub) X(imul) X(imatmul) X(itruediv) X(ifloordiv) X(imod) X(ipow) X(ilshift) X(irshift) X(iand) X(ior) X(ixor) \
  X(neg) X(pos) X(abs) X(invert) X(int) X(float) X(index) \
  X(enter) X(exit) X(await) X(aiter) X(anext) X(aenter) X(aexit) X(instancecheck) X(subclasscheck)
// clang-format on

namespace ophion {

enum class Special : uint8_t {
#define X(id) k_##id,
  OPHION_SPECIALS(X)
#undef X
      kCount,
};

inline constexpr unsigned kSpecials = static_cast<unsigned>(Special::kCount);

// The full name, `__add__` for k_add.
constexpr Name nameOf(Special s) {
  constexpr Name table[] = {
#define X(id) Name::__##id##__,
      OPHION_SPECIALS(X)
#undef X
  };
  return table[static_cast<unsigned>(s)];
}

}  // namespace ophion
