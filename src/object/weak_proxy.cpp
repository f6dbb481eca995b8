// Weak proxies: everything done to one is done to its referent.
#include "object/binding.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/weakref.h"

namespace ophion {

namespace {

bool isProxy(const Object* object) { return isExactWeakProxy(object) || isExactWeakCallableProxy(object); }

// The referent of a proxy, any other object itself; null with ReferenceError pending where it is gone.
Ref<Object> unwrap(Object* object) {
  if (!isProxy(object)) return share(object);
  Ref<Object> referent = weakReferent(static_cast<WeakRef*>(object));
  if (!referent) return raise(kTypeReferenceError, "weakly-referenced object no longer exists");
  return referent;
}

Ref<Object> asObject(bool ok) { return ok ? newNone() : Ref<Object>(raised()); }
Ref<Object> truthObject(int truth) { return truth < 0 ? Ref<Object>(raised()) : newBool(truth != 0); }

template <BinaryOp op, bool reflected>
Ref<Object> binary(Object* const* args) {
  Ref<Object> a = unwrap(args[reflected]);
  Ref<Object> b = a ? unwrap(args[!reflected]) : nullptr;
  return b ? binaryOp(op, a.get(), b.get()) : b;
}
template <BinaryOp op>
Ref<Object> inplace(Object* const* args) {
  Ref<Object> a = unwrap(args[0]);
  Ref<Object> b = a ? unwrap(args[1]) : nullptr;
  return b ? inplaceOp(op, a.get(), b.get()) : b;
}
template <UnaryOp op>
Ref<Object> unary(Object* const* args) {
  Ref<Object> a = unwrap(args[0]);
  return a ? unaryOp(op, a.get()) : a;
}
template <Compare op>
Ref<Object> compare(Object* const* args) {
  Ref<Object> a = unwrap(args[0]);
  Ref<Object> b = a ? unwrap(args[1]) : nullptr;
  return b ? richCompare(a.get(), b.get(), op) : b;
}

Ref<Object> proxyPow(Object* const* args) {
  Ref<Object> a = unwrap(args[0]);
  Ref<Object> b = a ? unwrap(args[1]) : nullptr;
  if (!b) return raised();
  return args[2] == nullptr ? binaryOp(BinaryOp::Pow, a.get(), b.get()) : powerModulo(a.get(), b.get(), args[2]);
}
Ref<Object> proxyStr(Object* const* args) {
  Ref<Object> a = unwrap(args[0]);
  return a ? Ref<Object>(strOf(a.get())) : a;
}
Ref<Object> proxyRepr(Object* const* args) {
  Ref<Object> a = weakReferent(static_cast<WeakRef*>(args[0]));
  Object* shown = a ? a.get() : none();
  return formatStr("<weakproxy at 0x%llx to %T at 0x%llx>", reinterpret_cast<unsigned long long>(args[0]), shown,
                   reinterpret_cast<unsigned long long>(shown));
}
Ref<Object> proxyGetattribute(Object* const* args) {
  Ref<Object> a = unwrap(args[0]);
  if (!a) return raised();
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "attribute name must be string, not '%T'", args[1]);
  return getAttr(a.get(), static_cast<Str*>(args[1]));
}
Ref<Object> proxySetattr(Object* const* args) {
  Ref<Object> a = unwrap(args[0]);
  if (!a) return raised();
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "attribute name must be string, not '%T'", args[1]);
  return asObject(setAttr(a.get(), static_cast<Str*>(args[1]), args[2]));
}
Ref<Object> proxyDelattr(Object* const* args) {
  Ref<Object> a = unwrap(args[0]);
  if (!a) return raised();
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "attribute name must be string, not '%T'", args[1]);
  return asObject(setAttr(a.get(), static_cast<Str*>(args[1]), nullptr));
}
Ref<Object> proxyBool(Object* const* args) {
  Ref<Object> a = unwrap(args[0]);
  return a ? truthObject(isTrue(a.get())) : a;
}
Ref<Object> proxyLen(Object* const* args) {
  Ref<Object> a = unwrap(args[0]);
  int64_t n = a ? lengthOf(a.get()) : -1;
  return n < 0 ? Ref<Object>(raised()) : newInt(n);
}
Ref<Object> proxyGetitem(Object* const* args) {
  Ref<Object> a = unwrap(args[0]);
  Ref<Object> key = a ? unwrap(args[1]) : nullptr;
  return key ? getItem(a.get(), key.get()) : key;
}
Ref<Object> proxySetitem(Object* const* args) {
  Ref<Object> a = unwrap(args[0]);
  Ref<Object> key = a ? unwrap(args[1]) : nullptr;
  return key ? asObject(setItem(a.get(), key.get(), args[2])) : key;
}
Ref<Object> proxyDelitem(Object* const* args) {
  Ref<Object> a = unwrap(args[0]);
  Ref<Object> key = a ? unwrap(args[1]) : nullptr;
  return key ? asObject(deleteItem(a.get(), key.get())) : key;
}
Ref<Object> proxyContains(Object* const* args) {
  Ref<Object> a = unwrap(args[0]);
  Ref<Object> item = a ? unwrap(args[1]) : nullptr;
  return item ? truthObject(contains(a.get(), item.get())) : item;
}
Ref<Object> proxyIter(Object* const* args) {
  Ref<Object> a = unwrap(args[0]);
  return a ? getIter(a.get()) : a;
}
Ref<Object> proxyNext(Object* const* args) {
  Ref<Object> a = unwrap(args[0]);
  if (!a) return raised();
  if (lookupSpecial(a.get(), Special::k_next) == nullptr) {
    return raise(kTypeTypeError, "Weakref proxy referenced a non-iterator '%T' object", a.get());
  }
  return iterNext(a.get());
}
Ref<Object> proxyIndex(Object* const* args) {
  Ref<Object> a = unwrap(args[0]);
  return a ? Ref<Object>(index(a.get())) : a;
}
template <Name n>
Ref<Object> forward(Object* const* args) {
  Ref<Object> a = unwrap(args[0]);
  return a ? callMethod(a.get(), n) : a;
}
Ref<Object> proxyCall(Object* const* args) {
  Ref<Object> a = unwrap(args[0]);
  if (!a) return raised();
  return callWithTuple(a.get(), static_cast<Tuple*>(args[1]), static_cast<Dict*>(args[2]));
}

#define BINARY(id, op)                                              \
  {"__" #id "__", "self, value, /", binary<BinaryOp::op, false>}, { \
    "__r" #id "__", "self, value, /", binary<BinaryOp::op, true>    \
  }
#define INPLACE(id, op) {"__i" #id "__", "self, value, /", inplace<BinaryOp::op>}
#define PROXY_METHODS                                                                                                  \
  {"__repr__", "self, /", proxyRepr}, {"__str__", "self, /", proxyStr}, {"__hash__", "self, /", nullptr},              \
      {"__getattribute__", "self, name, /", proxyGetattribute}, {"__setattr__", "self, name, value, /", proxySetattr}, \
      {"__delattr__", "self, name, /", proxyDelattr}, {"__lt__", "self, value, /", compare<Compare::Lt>},              \
      {"__le__", "self, value, /", compare<Compare::Le>}, {"__eq__", "self, value, /", compare<Compare::Eq>},          \
      {"__ne__", "self, value, /", compare<Compare::Ne>}, {"__gt__", "self, value, /", compare<Compare::Gt>},          \
      {"__ge__", "self, value, /", compare<Compare::Ge>}, BINARY(add, Add), BINARY(sub, Sub), BINARY(mul, Mul),        \
      BINARY(matmul, MatMul), BINARY(truediv, TrueDiv), BINARY(floordiv, FloorDiv), BINARY(mod, Mod),                  \
      BINARY(divmod, Divmod), BINARY(lshift, Lshift), BINARY(rshift, Rshift), BINARY(and, And), BINARY(or, Or),        \
      BINARY(xor, Xor), INPLACE(add, Add), INPLACE(sub, Sub), INPLACE(mul, Mul), INPLACE(matmul, MatMul),              \
      INPLACE(truediv, TrueDiv), INPLACE(floordiv, FloorDiv), INPLACE(mod, Mod), INPLACE(pow, Pow),                    \
      INPLACE(lshift, Lshift), INPLACE(rshift, Rshift), INPLACE(and, And), INPLACE(or, Or), INPLACE(xor, Xor),         \
      {"__pow__", "self, value, mod=None, /", proxyPow}, {"__rpow__", "self, value, /", binary<BinaryOp::Pow, true>},  \
      {"__neg__", "self, /", unary<UnaryOp::Neg>}, {"__pos__", "self, /", unary<UnaryOp::Pos>},                        \
      {"__abs__", "self, /", unary<UnaryOp::Abs>}, {"__invert__", "self, /", unary<UnaryOp::Invert>},                  \
      {"__int__", "self, /", forward<Name::__int__>}, {"__float__", "self, /", forward<Name::__float__>},              \
      {"__index__", "self, /", proxyIndex}, {"__bool__", "self, /", proxyBool}, {"__len__", "self, /", proxyLen},      \
      {"__getitem__", "self, key, /", proxyGetitem}, {"__setitem__", "self, key, value, /", proxySetitem},             \
      {"__delitem__", "self, key, /", proxyDelitem}, {"__contains__", "self, key, /", proxyContains},                  \
      {"__iter__", "self, /", proxyIter}, {"__next__", "self, /", proxyNext},                                          \
      {"__bytes__", "self, /", forward<Name::__bytes__>}, {                                                            \
    "__reversed__", "self, /", forward<Name::__reversed__>                                                             \
  }

constexpr NativeDef kProxyMethods[] = {PROXY_METHODS};
constexpr NativeDef kCallableMethods[] = {PROXY_METHODS, {"__call__", "self, /, *args, **kwargs", proxyCall}};

}  // namespace

const TypeSpec kWeakProxySpec = {"ProxyType", "weakref", sharedLayout("ProxyType"), kTypeDisallowInstantiation,
                                 kProxyMethods};
const TypeSpec kWeakCallableProxySpec = {"CallableProxyType", "weakref", sharedLayout("CallableProxyType"),
                                         kTypeDisallowInstantiation, kCallableMethods};

}  // namespace ophion
