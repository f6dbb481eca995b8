// The module _operator: the operators of the language as functions, and callables that fetch items, attributes and
// methods.
#include "object/bytes.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/make_instance.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str_builder.h"
#include "object/tuple.h"
#include "object/walk.h"

namespace ophion {

struct OperatorItemGetter : Object {
  Slot<Tuple> items_;
};
struct OperatorAttrGetter : Object {
  Slot<Tuple> paths_;  // of tuples of names: one tuple an attribute, one name a step
};
struct OperatorMethodCaller : Object {
  Slot<Object> name_;
  Slot<Tuple> arguments_;
  Slot<Dict> keywords_;  // null: none
};

namespace {

Ref<Object> answer(int result) { return result < 0 ? Ref<Object>(nullptr) : newBool(result != 0); }

template <BinaryOp op>
Ref<Object> binary(Object* const* args) {
  return binaryOp(op, args[0], args[1]);
}
template <BinaryOp op>
Ref<Object> inPlace(Object* const* args) {
  return inplaceOp(op, args[0], args[1]);
}
template <UnaryOp op>
Ref<Object> unary(Object* const* args) {
  return unaryOp(op, args[0]);
}
template <Compare op>
Ref<Object> compare(Object* const* args) {
  return richCompare(args[0], args[1], op);
}

Ref<Object> truth(Object* const* args) { return answer(isTrue(args[0])); }
Ref<Object> notTruth(Object* const* args) {
  int result = isTrue(args[0]);
  return answer(result < 0 ? result : !result);
}
Ref<Object> isSame(Object* const* args) { return newBool(args[0] == args[1]); }
Ref<Object> isOther(Object* const* args) { return newBool(args[0] != args[1]); }
Ref<Object> containsItem(Object* const* args) { return answer(contains(args[0], args[1])); }

// The pending error of an attempt to walk a container, as searching words it.
Raised notSearchable(Object* container) {
  if (!errorMatches(kTypeTypeError)) return raised();
  clearError();
  return raise(kTypeTypeError, "argument of type '%T' is not iterable", container);
}

Ref<Object> indexOf(Object* const* args) {
  Walk walk(args[0]);
  if (walk.failed()) return notSearchable(args[0]);
  int64_t at = 0;
  while (Ref<Object> item = walk.next_mayRunPython()) {
    int equal = equalObjects(item.get(), args[1]);
    if (equal != 0) return equal < 0 ? Ref<Object>(nullptr) : Ref<Object>(newInt(at));
    ++at;
  }
  if (errorPending()) return raised();
  return raise(kTypeValueError, "sequence.index(x): x not in sequence");
}

Ref<Object> countOf(Object* const* args) {
  Walk walk(args[0]);
  if (walk.failed()) return notSearchable(args[0]);
  int64_t found = 0;
  while (Ref<Object> item = walk.next_mayRunPython()) {
    int equal = equalObjects(item.get(), args[1]);
    if (equal < 0) return raised();
    found += equal;
  }
  return errorPending() ? Ref<Object>(nullptr) : Ref<Object>(newInt(found));
}

Ref<Object> indexFunction(Object* const* args) { return index(args[0]); }

bool isSequence(Object* object) { return lookupSpecial(object, Special::k_getitem) != nullptr && !holdsDict(object); }

// Whether CPython gives the type a function that concatenates.
bool isConcatenable(Object* object) {
  switch (layoutOf(object)) {
    case kTypeStr:
    case kTypeBytes:
    case kTypeByteArray:
    case kTypeList:
    case kTypeTuple:
    case kTypeDeque:
    case kTypeArrayArray:
      return true;
    default:
      return false;
  }
}

// Whether `a + b` could mean something to one of them.
bool mayAdd(Object* a, Object* b) {
  return isSequence(a) && isSequence(b) &&
         (lookupSpecial(a, Special::k_add) != nullptr || lookupSpecial(b, Special::k_radd) != nullptr);
}

template <bool in_place>
Ref<Object> concat(Object* const* args) {
  if (!isConcatenable(args[0]) && !mayAdd(args[0], args[1])) {
    if (errorPending()) return raised();
    return raise(kTypeTypeError, "'%T' object can't be concatenated", args[0]);
  }
  return in_place ? inplaceOp(BinaryOp::Add, args[0], args[1]) : binaryOp(BinaryOp::Add, args[0], args[1]);
}

Ref<Object> getItemFunction(Object* const* args) { return getItem(args[0], args[1]); }
Ref<Object> setItemFunction(Object* const* args) { return setItem(args[0], args[1], args[2]) ? newNone() : raised(); }
Ref<Object> deleteItemFunction(Object* const* args) { return deleteItem(args[0], args[1]) ? newNone() : raised(); }

Ref<Object> lengthHintFunction(Object* const* args) {
  int64_t fallback = 0;
  if (args[1] != nullptr) {
    if (!isIntLayout(args[1])) return raise(kTypeTypeError, "'%T' object cannot be interpreted as an integer", args[1]);
    if (!asInt64(args[1], &fallback)) return raised();
  }
  int64_t hint = lengthHint(args[0], fallback);
  return hint < 0 ? Ref<Object>(nullptr) : Ref<Object>(newInt(hint));
}

Ref<Object> callFunction(Object* const* args) {
  return callWithTuple(args[0], static_cast<Tuple*>(args[1]), static_cast<Dict*>(args[2]));
}

// Looks at every byte of the second text, so that the time taken does not tell where they differ.
Ref<Object> compareDigest(Object* const* args) {
  const char *a, *b;
  size_t length_a, length_b;
  if (isStrLayout(args[0]) && isStrLayout(args[1])) {
    Str* x = static_cast<Str*>(args[0]);
    Str* y = static_cast<Str*>(args[1]);
    if (!x->isAscii() || !y->isAscii()) {
      return raise(kTypeTypeError, "comparing strings with non-ASCII characters is not supported");
    }
    a = x->data(), length_a = x->length_;
    b = y->data(), length_b = y->length_;
  } else if (isBytesLayout(args[0]) && isBytesLayout(args[1])) {
    a = static_cast<Bytes*>(args[0])->data(), length_a = static_cast<Bytes*>(args[0])->length_;
    b = static_cast<Bytes*>(args[1])->data(), length_b = static_cast<Bytes*>(args[1])->length_;
  } else {
    return raise(kTypeTypeError, "unsupported operand types(s) or combination of types: '%T' and '%T'", args[0],
                 args[1]);
  }
  volatile unsigned char difference = length_a == length_b ? 0 : 1;
  const char* left = length_a == length_b ? a : b;
  for (size_t i = 0; i < length_b; ++i) difference = static_cast<unsigned char>(difference | (left[i] ^ b[i]));
  return newBool(difference == 0);
}

// --- itemgetter ---

OperatorItemGetter* itemGetter(Object* const* args) { return static_cast<OperatorItemGetter*>(args[0]); }

bool takesNoKeywords(const char* what, Object* keywords) {
  return keywords == nullptr || raise(kTypeTypeError, "%s() takes no keyword arguments", what);
}

Ref<Object> makeItemGetter(Object* const* args) {
  Tuple* items = static_cast<Tuple*>(args[1]);
  if (!takesNoKeywords("itemgetter", args[2])) return raised();
  if (items->size_ == 0) return raise(kTypeTypeError, "itemgetter expected 1 argument, got 0");
  Ref<OperatorItemGetter> made = makeInstance<OperatorItemGetter>(args[0], kTypeOperatorItemGetter);
  if (made) made->items_.init(share(items));
  return made;
}

Ref<Object> callItemGetter(Object* const* args) {
  Tuple* items = itemGetter(args)->items_.get();
  if (items->size_ == 1) {
    Object* item = items->at(0);
    Object* from = args[1];
    if (isExactTuple(from) && isSmallInt(item)) {
      int64_t at = smallValue(item);
      Tuple* tuple = static_cast<Tuple*>(from);
      if (at >= 0 && at < tuple->size_) return share(tuple->at(at));
    }
    return getItem(from, item);
  }
  Ref<Tuple> result = newTuple(items->size_);
  if (!result) return raised();
  for (size_t i = 0; i < items->size_; ++i) {
    Ref<Object> item = getItem(args[1], items->at(i));
    if (!item) return item;
    result->items()[i].init(std::move(item));
  }
  return result;
}

Ref<Object> showItemGetter(Object* const* args) {
  Tuple* items = itemGetter(args)->items_.get();
  if (items->size_ == 1) return formatStr("operator.%s(%R)", typeNameOf(args[0]), items->at(0));
  return formatStr("operator.%s%R", typeNameOf(args[0]), items);
}

Ref<Object> reduceItemGetter(Object* const* args) {
  return newTupleOf({typeOf(args[0]), itemGetter(args)->items_.get()});
}

// --- attrgetter ---

OperatorAttrGetter* attrGetter(Object* const* args) { return static_cast<OperatorAttrGetter*>(args[0]); }

// The names of a dotted path.
Ref<Tuple> splitPath(Str* path) {
  size_t steps = 1;
  for (size_t i = 0; i < path->length_; ++i) steps += path->at(i) == U'.';
  Ref<Tuple> names = newTuple(steps);
  if (!names) return names;
  size_t start = 0, step = 0;
  for (size_t i = 0; i <= path->length_; ++i) {
    if (i < path->length_ && path->at(i) != U'.') continue;
    Ref<Str> part = substring(path, start, i);
    if (part) part = intern(std::move(part));
    if (!part) return raised();
    names->items()[step++].init(std::move(part));
    start = i + 1;
  }
  return names;
}

Ref<Object> makeAttrGetter(Object* const* args) {
  Tuple* given = static_cast<Tuple*>(args[1]);
  if (!takesNoKeywords("attrgetter", args[2])) return raised();
  if (given->size_ == 0) return raise(kTypeTypeError, "attrgetter expected 1 argument, got 0");
  Ref<Tuple> paths = newTuple(given->size_);
  if (!paths) return raised();
  for (size_t i = 0; i < given->size_; ++i) {
    if (!isStrLayout(given->at(i))) return raise(kTypeTypeError, "attribute name must be a string");
    Ref<Tuple> path = splitPath(static_cast<Str*>(given->at(i)));
    if (!path) return raised();
    paths->items()[i].init(std::move(path));
  }
  Ref<OperatorAttrGetter> made = makeInstance<OperatorAttrGetter>(args[0], kTypeOperatorAttrGetter);
  if (made) made->paths_.init(std::move(paths));
  return made;
}

Ref<Object> follow(Object* object, Tuple* path) {
  Ref<Object> at = share(object);
  for (size_t i = 0; at && i < path->size_; ++i) at = getAttr(at.get(), static_cast<Str*>(path->at(i)));
  return at;
}

Ref<Object> callAttrGetter(Object* const* args) {
  Tuple* paths = attrGetter(args)->paths_.get();
  if (paths->size_ == 1) return follow(args[1], static_cast<Tuple*>(paths->at(0)));
  Ref<Tuple> result = newTuple(paths->size_);
  if (!result) return raised();
  for (size_t i = 0; i < paths->size_; ++i) {
    Ref<Object> value = follow(args[1], static_cast<Tuple*>(paths->at(i)));
    if (!value) return value;
    result->items()[i].init(std::move(value));
  }
  return result;
}

// The dotted texts it was made from.
Ref<Tuple> dottedPaths(OperatorAttrGetter* getter) {
  Tuple* paths = getter->paths_.get();
  Ref<Tuple> texts = newTuple(paths->size_);
  if (!texts) return texts;
  for (size_t i = 0; i < paths->size_; ++i) {
    Tuple* path = static_cast<Tuple*>(paths->at(i));
    StrBuilder out;
    for (size_t j = 0; j < path->size_; ++j) {
      if ((j != 0 && !out.append(U'.')) || !out.append(static_cast<Str*>(path->at(j)))) return raised();
    }
    Ref<Str> text = out.finish();
    if (!text) return raised();
    texts->items()[i].init(std::move(text));
  }
  return texts;
}

Ref<Object> showAttrGetter(Object* const* args) {
  Ref<Tuple> texts = dottedPaths(attrGetter(args));
  if (!texts) return raised();
  if (texts->size_ == 1) return formatStr("operator.%s(%R)", typeNameOf(args[0]), texts->at(0));
  return formatStr("operator.%s%R", typeNameOf(args[0]), texts.get());
}

Ref<Object> reduceAttrGetter(Object* const* args) {
  Ref<Tuple> texts = dottedPaths(attrGetter(args));
  return texts ? Ref<Object>(newTupleOf({typeOf(args[0]), texts.get()})) : raised();
}

// --- methodcaller ---

OperatorMethodCaller* methodCaller(Object* const* args) { return static_cast<OperatorMethodCaller*>(args[0]); }

Ref<Object> makeMethodCaller(Object* const* args) {
  Tuple* given = static_cast<Tuple*>(args[1]);
  if (given->size_ == 0) return raise(kTypeTypeError, "methodcaller needs at least one argument, the method name");
  if (!isStrLayout(given->at(0))) return raise(kTypeTypeError, "method name must be a string");
  Ref<Str> method = share(static_cast<Str*>(given->at(0)));
  if (isExactStr(method.get())) method = intern(std::move(method));
  Ref<Tuple> arguments = newTupleFromSlots(given->items() + 1, given->size_ - 1);
  if (!method || !arguments) return raised();
  Ref<OperatorMethodCaller> made = makeInstance<OperatorMethodCaller>(args[0], kTypeOperatorMethodCaller);
  if (!made) return raised();
  made->name_.init(std::move(method));
  made->arguments_.init(std::move(arguments));
  if (args[2] != nullptr) made->keywords_.init(share(static_cast<Dict*>(args[2])));
  return made;
}

Ref<Object> callMethodCaller(Object* const* args) {
  OperatorMethodCaller* self = methodCaller(args);
  Ref<Object> method = getAttr(args[1], static_cast<Str*>(self->name_.get()));
  if (!method) return method;
  return callWithTuple(method.get(), self->arguments_.get(), self->keywords_.getOrNull());
}

bool showCall(StrBuilder& out, OperatorMethodCaller* self) {
  Ref<Str> text = reprOf(self->name_.get());
  if (!text || !out.append(text.get())) return false;
  Tuple* arguments = self->arguments_.get();
  for (size_t i = 0; i < arguments->size_; ++i) {
    text = reprOf(arguments->at(i));
    if (!text || !out.appendAscii(", ") || !out.append(text.get())) return false;
  }
  size_t position = 0;
  Object *key, *value;
  while (!self->keywords_.isNull() && nextEntry(self->keywords_.get(), &position, &key, &value)) {
    text = reprOf(value);
    if (!text || !out.appendAscii(", ") || !out.append(static_cast<Str*>(key)) || !out.append(U'=') ||
        !out.append(text.get())) {
      return false;
    }
  }
  return true;
}

Ref<Object> showMethodCaller(Object* const* args) {
  bool failed = false;
  if (!enterRepr(args[0], &failed)) {
    return failed ? Ref<Object>(nullptr) : Ref<Object>(formatStr("operator.%s(...)", typeNameOf(args[0])));
  }
  StrBuilder out;
  bool fine = out.appendAscii("operator.") && out.appendUtf8(typeNameOf(args[0])) && out.append(U'(') &&
              showCall(out, methodCaller(args)) && out.append(U')');
  leaveRepr(args[0]);
  return fine ? Ref<Object>(out.finish()) : raised();
}

Ref<Object> reduceMethodCaller(Object* const* args) {
  OperatorMethodCaller* self = methodCaller(args);
  if (!self->keywords_.isNull()) return raise(kTypeTypeError, "cannot pickle a methodcaller with keyword arguments");
  Tuple* arguments = self->arguments_.get();
  Ref<Tuple> given = newTuple(size_t{arguments->size_} + 1);
  if (!given) return raised();
  given->items()[0].init(self->name_.share());
  for (size_t i = 0; i < arguments->size_; ++i) given->items()[i + 1].init(share(arguments->at(i)));
  return newTupleOf({typeOf(self), given.get()});
}

#define OPHION_BINARY(text, op, doc) {text, "a, b, /", binary<BinaryOp::op>, doc, NativeKind::Function}
#define OPHION_IN_PLACE(text, op, doc) {text, "a, b, /", inPlace<BinaryOp::op>, doc, NativeKind::Function}
#define OPHION_COMPARE(text, op, doc) {text, "a, b, /", compare<Compare::op>, doc, NativeKind::Function}
#define OPHION_UNARY(text, op, doc) {text, "a, /", unary<UnaryOp::op>, doc, NativeKind::Function}
#define OPHION_FUNCTION(text, signature, function, doc) {text, signature, function, doc, NativeKind::Function}

constexpr NativeDef kFunctions[] = {
    OPHION_FUNCTION("truth", "a, /", truth, "Return True if a is true, False otherwise."),
    OPHION_FUNCTION("not_", "a, /", notTruth, "Same as not a."),
    OPHION_FUNCTION("is_", "a, b, /", isSame, "Same as a is b."),
    OPHION_FUNCTION("is_not", "a, b, /", isOther, "Same as a is not b."),
    OPHION_FUNCTION("contains", "a, b, /", containsItem, "Same as b in a (note reversed operands)."),
    OPHION_FUNCTION("indexOf", "a, b, /", indexOf, "Return the first index of b in a."),
    OPHION_FUNCTION("countOf", "a, b, /", countOf, "Return the number of items in a which are, or which equal, b."),
    OPHION_FUNCTION("index", "a, /", indexFunction, "Same as a.__index__()"),
    OPHION_FUNCTION("concat", "a, b, /", concat<false>, "Same as a + b, for a and b sequences."),
    OPHION_FUNCTION("iconcat", "a, b, /", concat<true>, "Same as a += b, for a and b sequences."),
    OPHION_FUNCTION("getitem", "a, b, /", getItemFunction, "Same as a[b]."),
    OPHION_FUNCTION("setitem", "a, b, c, /", setItemFunction, "Same as a[b] = c."),
    OPHION_FUNCTION("delitem", "a, b, /", deleteItemFunction, "Same as del a[b]."),
    OPHION_FUNCTION("length_hint", "obj, default=0, /", lengthHintFunction,
                    "Return an estimate of the number of items in obj."),
    OPHION_FUNCTION("call", "obj, /, *args, **kwargs", callFunction, "Same as obj(*args, **kwargs)."),
    OPHION_FUNCTION("_compare_digest", "a, b, /", compareDigest, "Return 'a == b'."),
    OPHION_COMPARE("lt", Lt, "Same as a < b."),
    OPHION_COMPARE("le", Le, "Same as a <= b."),
    OPHION_COMPARE("eq", Eq, "Same as a == b."),
    OPHION_COMPARE("ne", Ne, "Same as a != b."),
    OPHION_COMPARE("gt", Gt, "Same as a > b."),
    OPHION_COMPARE("ge", Ge, "Same as a >= b."),
    OPHION_UNARY("neg", Neg, "Same as -a."),
    OPHION_UNARY("pos", Pos, "Same as +a."),
    OPHION_UNARY("abs", Abs, "Same as abs(a)."),
    OPHION_UNARY("inv", Invert, "Same as ~a."),
    OPHION_UNARY("invert", Invert, "Same as ~a."),
    OPHION_BINARY("add", Add, "Same as a + b."),
    OPHION_BINARY("sub", Sub, "Same as a - b."),
    OPHION_BINARY("mul", Mul, "Same as a * b."),
    OPHION_BINARY("matmul", MatMul, "Same as a @ b."),
    OPHION_BINARY("truediv", TrueDiv, "Same as a / b."),
    OPHION_BINARY("floordiv", FloorDiv, "Same as a // b."),
    OPHION_BINARY("mod", Mod, "Same as a % b."),
    OPHION_BINARY("pow", Pow, "Same as a ** b."),
    OPHION_BINARY("lshift", Lshift, "Same as a << b."),
    OPHION_BINARY("rshift", Rshift, "Same as a >> b."),
    OPHION_BINARY("and_", And, "Same as a & b."),
    OPHION_BINARY("or_", Or, "Same as a | b."),
    OPHION_BINARY("xor", Xor, "Same as a ^ b."),
    OPHION_IN_PLACE("iadd", Add, "Same as a += b."),
    OPHION_IN_PLACE("isub", Sub, "Same as a -= b."),
    OPHION_IN_PLACE("imul", Mul, "Same as a *= b."),
    OPHION_IN_PLACE("imatmul", MatMul, "Same as a @= b."),
    OPHION_IN_PLACE("itruediv", TrueDiv, "Same as a /= b."),
    OPHION_IN_PLACE("ifloordiv", FloorDiv, "Same as a //= b."),
    OPHION_IN_PLACE("imod", Mod, "Same as a %= b."),
    OPHION_IN_PLACE("ipow", Pow, "Same as a **= b."),
    OPHION_IN_PLACE("ilshift", Lshift, "Same as a <<= b."),
    OPHION_IN_PLACE("irshift", Rshift, "Same as a >>= b."),
    OPHION_IN_PLACE("iand", And, "Same as a &= b."),
    OPHION_IN_PLACE("ior", Or, "Same as a |= b."),
    OPHION_IN_PLACE("ixor", Xor, "Same as a ^= b."),
};

#undef OPHION_BINARY
#undef OPHION_IN_PLACE
#undef OPHION_COMPARE
#undef OPHION_UNARY
#undef OPHION_FUNCTION

constexpr TypeIndex kTypes[] = {kTypeOperatorItemGetter, kTypeOperatorAttrGetter, kTypeOperatorMethodCaller};

constexpr NativeDef kItemGetterMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", makeItemGetter, nullptr, NativeKind::StaticMethod},
    {"__call__", "self, obj, /", callItemGetter, "Call self as a function."},
    {"__repr__", "self, /", showItemGetter, "Return repr(self)."},
    {"__reduce__", "self, /", reduceItemGetter, "Return state information for pickling"},
};
constexpr NativeDef kAttrGetterMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", makeAttrGetter, nullptr, NativeKind::StaticMethod},
    {"__call__", "self, obj, /", callAttrGetter, "Call self as a function."},
    {"__repr__", "self, /", showAttrGetter, "Return repr(self)."},
    {"__reduce__", "self, /", reduceAttrGetter, "Return state information for pickling"},
};
constexpr NativeDef kMethodCallerMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", makeMethodCaller, nullptr, NativeKind::StaticMethod},
    {"__call__", "self, obj, /", callMethodCaller, "Call self as a function."},
    {"__repr__", "self, /", showMethodCaller, "Return repr(self)."},
    {"__reduce__", "self, /", reduceMethodCaller, "Return state information for pickling"},
};

}  // namespace

extern const ModuleSpec kOperatorModule;
const ModuleSpec kOperatorModule = {"_operator",
                                    "Operator interface.\n\nThis module exports a set of functions implemented in C "
                                    "corresponding\nto the intrinsic operators "
                                    "of Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y.",
                                    kFunctions, kTypes};

const TypeSpec kOperatorItemGetterSpec = {"itemgetter",
                                          "operator",
                                          slotRowLayout<OperatorItemGetter, 1>("itemgetter"),
                                          0,
                                          kItemGetterMethods,
                                          {},
                                          "Return a callable object that fetches the given item(s) from its operand."};
const TypeSpec kOperatorAttrGetterSpec = {
    "attrgetter",
    "operator",
    slotRowLayout<OperatorAttrGetter, 1>("attrgetter"),
    0,
    kAttrGetterMethods,
    {},
    "Return a callable object that fetches the given attribute(s) from its operand."};
const TypeSpec kOperatorMethodCallerSpec = {"methodcaller",
                                            "operator",
                                            slotRowLayout<OperatorMethodCaller, 3>("methodcaller"),
                                            0,
                                            kMethodCallerMethods,
                                            {},
                                            "Return a callable object that calls the given method on its operand."};

}  // namespace ophion
