// The types of None, Ellipsis and NotImplemented.
#include "object/singletons.h"

#include "object/error.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/warning.h"

namespace ophion {

namespace {

constexpr TypeDescriptor atomLayout(const char* name) {
  return {name, Kind::Atom, Trace::None, 0, 0, sizeof(Object), nullptr, nullptr, nullptr, nullptr};
}

Ref<Object> noneNew(Object* const*) { return newNone(); }
Ref<Object> noneRepr(Object* const*) { return newAscii("None"); }
Ref<Object> noneBool(Object* const*) { return newBool(false); }
Ref<Object> noneHash(Object* const* args) { return newInt(hashAddress(args[0])); }

Ref<Object> ellipsisNew(Object* const*) { return share(ellipsis()); }
Ref<Object> ellipsisRepr(Object* const*) { return newAscii("Ellipsis"); }

Ref<Object> notImplementedNew(Object* const*) { return newNotImplemented(); }
Ref<Object> notImplementedRepr(Object* const*) { return newAscii("NotImplemented"); }
Ref<Object> notImplementedBool(Object* const*) {
  if (!warn_mayRunPython(kTypeDeprecationWarning, 1, "NotImplemented should not be used in a boolean context")) {
    return raised();
  }
  return newBool(true);
}

constexpr NativeDef kNoneMethods[] = {
    {"__new__", "cls, /", noneNew, nullptr, NativeKind::StaticMethod},
    {"__repr__", "self, /", noneRepr},
    {"__bool__", "self, /", noneBool},
    {"__hash__", "self, /", noneHash},
};
constexpr NativeDef kEllipsisMethods[] = {
    {"__new__", "cls, /", ellipsisNew, nullptr, NativeKind::StaticMethod},
    {"__repr__", "self, /", ellipsisRepr},
    {"__reduce__", "self, /", ellipsisRepr},
};
constexpr NativeDef kNotImplementedMethods[] = {
    {"__new__", "cls, /", notImplementedNew, nullptr, NativeKind::StaticMethod},
    {"__repr__", "self, /", notImplementedRepr},
    {"__reduce__", "self, /", notImplementedRepr},
    {"__bool__", "self, /", notImplementedBool},
};

}  // namespace

const TypeSpec kNoneTypeSpec = {"NoneType", "builtins", atomLayout("NoneType"), 0, kNoneMethods};
const TypeSpec kEllipsisSpec = {"ellipsis", "builtins", atomLayout("ellipsis"), 0, kEllipsisMethods};
const TypeSpec kNotImplementedSpec = {"NotImplementedType", "builtins", atomLayout("NotImplementedType"), 0,
                                      kNotImplementedMethods};

}  // namespace ophion
