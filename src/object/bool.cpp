// Bool: True and False, the only two instances; a subclass of int.
#include "object/int.h"
#include "object/number_new.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"

namespace ophion {

namespace {

Ref<Object> boolNew(Object* const* args) {
  if (!checkNewClass(args[0], kTypeBool)) return raised();
  if (args[1] == nullptr) return newBool(false);
  int truth = isTrue(args[1]);
  if (truth < 0) return raised();
  return newBool(truth);
}

Ref<Object> boolRepr(Object* const* args) { return internText(args[0] == trueObject() ? "True" : "False"); }

bool truthOf(const Object* o) { return smallValue(o) != 0; }

// Between bools the bitwise operators give bools, with any other int what int gives.
#define OPHION_BOOL_BINARY(name, op, function)                                                              \
  Ref<Object> name(Object* const* args) {                                                                   \
    if (isExactBool(args[0]) && isExactBool(args[1])) return newBool(truthOf(args[0]) op truthOf(args[1])); \
    if (!isIntLayout(args[0]) || !isIntLayout(args[1])) return newNotImplemented();                         \
    return function(static_cast<Int*>(args[0]), static_cast<Int*>(args[1]));                                \
  }
OPHION_BOOL_BINARY(boolAnd, &&, andInts)
OPHION_BOOL_BINARY(boolOr, ||, orInts)
OPHION_BOOL_BINARY(boolXor, !=, xorInts)
#undef OPHION_BOOL_BINARY

constexpr NativeDef kBoolMethods[] = {
    {"__new__", "cls, object=False, /", boolNew, nullptr, NativeKind::StaticMethod},
    {"__repr__", "self, /", boolRepr},
    {"__and__", "self, value, /", boolAnd},
    {"__rand__", "self, value, /", boolAnd},
    {"__or__", "self, value, /", boolOr},
    {"__ror__", "self, value, /", boolOr},
    {"__xor__", "self, value, /", boolXor},
    {"__rxor__", "self, value, /", boolXor},
};

}  // namespace

const TypeSpec kBoolSpec = {
    "bool",
    "builtins",
    {"bool", Kind::Atom, Trace::None, 0, 0, sizeof(Int), nullptr, nullptr, nullptr, nullptr},
    kTypeSubclassOfInt | kTypeMatchSelf | kTypeHasCustomNew,
    kBoolMethods,
    {},
    "bool(x) -> bool\n\nReturns True when the argument x is true, False otherwise.",
};

}  // namespace ophion
