#include "object/mapping_proxy.h"

#include "object/dict.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

Ref<Object> newMappingProxy(Object* mapping) {
  Ref<MappingProxy> proxy = allocateContainer<MappingProxy>(kTypeMappingProxy);
  if (proxy) proxy->mapping_.init(share(mapping));
  return proxy;
}

namespace {

Object* mapping(Object* const* args) { return static_cast<MappingProxy*>(args[0])->mapping_.get(); }
// The other operand, or what it shows where it is a proxy too.
Object* unwrap(Object* object) {
  return isExactMappingProxy(object) ? static_cast<MappingProxy*>(object)->mapping_.get() : object;
}

Ref<Object> proxyNew(Object* const* args) {
  bool is_mapping =
      lookupSpecial(args[1], Special::k_getitem) != nullptr && !isListLayout(args[1]) && !isTupleLayout(args[1]);
  if (!is_mapping) return raise(kTypeTypeError, "mappingproxy() argument must be a mapping, not %T", args[1]);
  return newMappingProxy(args[1]);
}
Ref<Object> proxyLen(Object* const* args) {
  int64_t n = lengthOf(mapping(args));
  return n < 0 ? Ref<Object>(raised()) : newInt(n);
}
Ref<Object> proxyGetitem(Object* const* args) { return getItem(mapping(args), args[1]); }
Ref<Object> proxyContains(Object* const* args) {
  int found = contains(mapping(args), args[1]);
  return found < 0 ? Ref<Object>(raised()) : newBool(found != 0);
}
Ref<Object> proxyIter(Object* const* args) { return getIter(mapping(args)); }
Ref<Object> proxyReversed(Object* const* args) { return callMethod(mapping(args), Name::__reversed__); }
Ref<Object> proxyRepr(Object* const* args) { return formatStr("mappingproxy(%R)", mapping(args)); }
Ref<Object> proxyStr(Object* const* args) { return strOf(mapping(args)); }
Ref<Object> proxyHash(Object* const* args) {
  int64_t hash = 0;
  return hashObject(mapping(args), &hash) ? Ref<Object>(newInt(hash)) : Ref<Object>(raised());
}
template <Compare op>
Ref<Object> proxyCompare(Object* const* args) {
  return richCompare(mapping(args), unwrap(args[1]), op);
}
Ref<Object> proxyOr(Object* const* args) { return binaryOp(BinaryOp::Or, unwrap(args[0]), unwrap(args[1])); }
Ref<Object> proxyRor(Object* const* args) { return binaryOp(BinaryOp::Or, unwrap(args[1]), unwrap(args[0])); }
Ref<Object> proxyIor(Object* const* args) {
  return raise(kTypeTypeError, "'|=' is not supported by %T; use '|' instead", args[0]);
}
Ref<Object> proxyGet(Object* const* args) {
  return callMethod(mapping(args), Name::get, args[1], args[2] == nullptr ? none() : args[2]);
}
Ref<Object> proxyKeys(Object* const* args) { return callMethod(mapping(args), Name::keys); }
Ref<Object> proxyValues(Object* const* args) { return callMethod(mapping(args), Name::values); }
Ref<Object> proxyItems(Object* const* args) { return callMethod(mapping(args), Name::items); }
Ref<Object> proxyCopy(Object* const* args) { return callMethod(mapping(args), Name::copy); }

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, mapping, /", proxyNew, nullptr, NativeKind::StaticMethod},
    {"__len__", "self, /", proxyLen},
    {"__getitem__", "self, key, /", proxyGetitem},
    {"__contains__", "self, key, /", proxyContains},
    {"__iter__", "self, /", proxyIter},
    {"__reversed__", "self, /", proxyReversed},
    {"__repr__", "self, /", proxyRepr},
    {"__str__", "self, /", proxyStr},
    {"__hash__", "self, /", proxyHash},
    {"__lt__", "self, value, /", proxyCompare<Compare::Lt>},
    {"__le__", "self, value, /", proxyCompare<Compare::Le>},
    {"__eq__", "self, value, /", proxyCompare<Compare::Eq>},
    {"__ne__", "self, value, /", proxyCompare<Compare::Ne>},
    {"__gt__", "self, value, /", proxyCompare<Compare::Gt>},
    {"__ge__", "self, value, /", proxyCompare<Compare::Ge>},
    {"__or__", "self, value, /", proxyOr},
    {"__ror__", "self, value, /", proxyRor},
    {"__ior__", "self, value, /", proxyIor},
    {"get", "self, key, default=None, /", proxyGet, "Return the value for key if key is in the mapping, else default."},
    {"keys", "self, /", proxyKeys, "D.keys() -> a set-like object providing a view on D's keys"},
    {"values", "self, /", proxyValues, "D.values() -> an object providing a view on D's values"},
    {"items", "self, /", proxyItems, "D.items() -> a set-like object providing a view on D's items"},
    {"copy", "self, /", proxyCopy, "D.copy() -> a shallow copy of D"},
    {"__class_getitem__", "cls, item, /", classGetItem, "See PEP 585", NativeKind::ClassMethod},
};

}  // namespace

const TypeSpec kMappingProxySpec = {"mappingproxy",
                                    "builtins",
                                    slotRowLayout<MappingProxy, 1>("mappingproxy"),
                                    kTypeMapping,
                                    kMethods,
                                    {},
                                    "Read-only proxy of a mapping."};

}  // namespace ophion
