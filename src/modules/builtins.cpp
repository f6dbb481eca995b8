// The module builtins: the table of its functions, and those that are a few lines.
#include "modules/builtins.h"

#include "object/bytes.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/float.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/tuple_make.h"
#include "object/type.h"

namespace ophion {

namespace {

Ref<Object> builtinAbs(Object* const* args) {
  if (isExactInt(args[0])) return absoluteInt(static_cast<Int*>(args[0]));
  if (isExactFloat(args[0])) return newFloat(__builtin_fabs(floatValue(args[0])));
  return unaryOp(UnaryOp::Abs, args[0]);
}
Ref<Object> builtinAscii(Object* const* args) { return asciiOf(args[0]); }
Ref<Object> builtinRepr(Object* const* args) { return reprOf(args[0]); }
Ref<Object> builtinBreakpoint(Object* const* args) {
  Ref<Str> key = internText("breakpointhook");
  if (!key) return raised();
  Object* hook = state().sys_dict_.isNull() ? nullptr : getStrBorrowed(state().sys_dict_.get(), key.get());
  if (hook == nullptr) return raise(kTypeRuntimeError, "lost sys.breakpointhook");
  Ref<Object> keep = share(hook);
  return callWithTuple(hook, static_cast<Tuple*>(args[0]), static_cast<Dict*>(args[1]));
}
Ref<Object> builtinCallable(Object* const* args) { return newBool(isCallable(args[0])); }
Ref<Object> builtinDivmod(Object* const* args) {
  if (!isExactInt(args[0]) || !isExactInt(args[1])) return binaryOp(BinaryOp::Divmod, args[0], args[1]);
  Ref<Int> quotient, rest;
  if (!divmodInts(static_cast<Int*>(args[0]), static_cast<Int*>(args[1]), &quotient, &rest)) return raised();
  return newPair(std::move(quotient), std::move(rest));
}
Ref<Object> builtinIsInstance(Object* const* args) {
  int r = isInstance(args[0], args[1]);
  return r < 0 ? raised() : newBool(r != 0);
}
Ref<Object> builtinIsSubclass(Object* const* args) {
  int r = isSubclass(args[0], args[1]);
  return r < 0 ? raised() : newBool(r != 0);
}
Ref<Object> builtinId(Object* const* args) { return newIntFromUnsigned(reinterpret_cast<uintptr_t>(args[0])); }
Ref<Object> builtinLen(Object* const* args) {
  int64_t n = lengthOf(args[0]);
  return n < 0 ? raised() : Ref<Object>(newInt(n));
}
Ref<Object> builtinHash(Object* const* args) {
  int64_t hash;
  if (!hashObject(args[0], &hash)) return raised();
  return newInt(hash);
}

Ref<Object> radix(Object* number, unsigned base, const char* prefix) {
  Ref<Int> i = isExactInt(number) ? share(static_cast<Int*>(number)) : index(number);
  if (!i) return raised();
  if (i->isSmall()) {
    // Bases are powers of two: the digits are the bits, a few at a time.
    unsigned bits = static_cast<unsigned>(__builtin_ctz(base));
    uint64_t left = i->value_ < 0 ? 0 - static_cast<uint64_t>(i->value_) : static_cast<uint64_t>(i->value_);
    char text[68];
    char* p = text + sizeof text;
    do {
      *--p = "0123456789abcdef"[left & (base - 1)];
      left >>= bits;
    } while (left != 0);
    *--p = prefix[1];
    *--p = prefix[0];
    if (i->value_ < 0) *--p = '-';
    return newAscii({p, static_cast<size_t>(text + sizeof text - p)});
  }
  Ref<Int> magnitude = absoluteInt(i.get());
  Ref<Str> digits = magnitude ? intToText(magnitude.get(), base) : nullptr;
  if (!digits) return raised();
  return formatStr("%s%s%U", intSign(i.get()) < 0 ? "-" : "", prefix, digits.get());
}
Ref<Object> builtinBin(Object* const* args) { return radix(args[0], 2, "0b"); }
Ref<Object> builtinOct(Object* const* args) { return radix(args[0], 8, "0o"); }
Ref<Object> builtinHex(Object* const* args) { return radix(args[0], 16, "0x"); }

Ref<Object> builtinChr(Object* const* args) {
  int64_t c;
  if (!asInt64(args[0], &c)) {
    if (!errorMatches(kTypeOverflowError)) return raised();
    clearError();
    c = INT64_MAX;
  }
  if (c < INT32_MIN || c > INT32_MAX) {
    return raise(kTypeOverflowError, "Python int too large to convert to C int");
  }
  if (c < 0 || c > 0x10ffff) return raise(kTypeValueError, "chr() arg not in range(0x110000)");
  return newStrFromChar(static_cast<char32_t>(c));
}

Ref<Object> builtinOrd(Object* const* args) {
  if (isStrLayout(args[0])) {
    Str* s = static_cast<Str*>(args[0]);
    if (s->length_ == 1) return newInt(s->at(0));
    return raise(kTypeTypeError, "ord() expected a character, but string of length %zu found", size_t{s->length_});
  }
  if (isBytesLayout(args[0]) || isByteArrayLayout(args[0])) {
    int64_t n = lengthOf(args[0]);
    if (n < 0) return raised();
    if (n != 1)
      return raise(kTypeTypeError, "ord() expected a character, but string of length %lld found",
                   static_cast<long long>(n));
    Ref<Int> zero = newInt(0);
    return getItem(args[0], zero.get());
  }
  return raise(kTypeTypeError, "ord() expected string of length 1, but %T found", args[0]);
}

Ref<Object> builtinFormat(Object* const* args) {
  if (args[1] != nullptr && !isStrLayout(args[1])) {
    return raise(kTypeTypeError, "format() argument 2 must be str, not %T", args[1]);
  }
  return formatObject(args[0], static_cast<Str*>(args[1]));
}

Ref<Object> builtinGetAttr(Object* const* args) {
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "attribute name must be string, not '%T'", args[1]);
  if (args[2] == nullptr) return getAttr(args[0], static_cast<Str*>(args[1]));
  bool failed = false;
  Ref<Object> found = getAttrOrNull(args[0], static_cast<Str*>(args[1]), &failed);
  if (found || failed) return found;
  return share(args[2]);
}

Ref<Object> builtinHasAttr(Object* const* args) {
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "attribute name must be string, not '%T'", args[1]);
  bool failed = false;
  Ref<Object> found = getAttrOrNull(args[0], static_cast<Str*>(args[1]), &failed);
  return failed ? raised() : newBool(static_cast<bool>(found));
}

Ref<Object> builtinSetAttr(Object* const* args) {
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "attribute name must be string, not '%T'", args[1]);
  return setAttr(args[0], static_cast<Str*>(args[1]), args[2]) ? newNone() : raised();
}

Ref<Object> builtinDelAttr(Object* const* args) {
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "attribute name must be string, not '%T'", args[1]);
  return setAttr(args[0], static_cast<Str*>(args[1]), nullptr) ? newNone() : raised();
}

Ref<Object> builtinPow(Object* const* args) {
  if (args[2] == nullptr || isNone(args[2])) return binaryOp(BinaryOp::Pow, args[0], args[1]);
  return powerModulo(args[0], args[1], args[2]);
}

Ref<Object> builtinRound(Object* const* args) {
  Object* method = lookupInType(typeOf(args[0]), name(Name::__round__));
  if (method == nullptr) {
    if (errorPending()) return raised();
    return raise(kTypeTypeError, "type %T doesn't define __round__ method", args[0]);
  }
  bool digits = args[1] != nullptr && !isNone(args[1]);
  Object* call_args[] = {args[0], args[1]};
  Ref<Object> kept = share(method);
  return callSpecial(method, call_args, digits ? 2 : 1);
}

constexpr TypeIndex kTypes[] = {
    kTypeObject,    kTypeType,      kTypeInt,        kTypeBool,        kTypeFloat,        kTypeComplex,  kTypeStr,
    kTypeBytes,     kTypeByteArray, kTypeMemoryView, kTypeTuple,       kTypeList,         kTypeDict,     kTypeSet,
    kTypeFrozenSet, kTypeRange,     kTypeSlice,      kTypeClassMethod, kTypeStaticMethod, kTypeProperty, kTypeSuper,
    kTypeEnumerate, kTypeZip,       kTypeMap,        kTypeFilter,      kTypeReversed,
};

constexpr NativeDef kFunctions[] = {
    {"__build_class__", "func, name, /, *bases, **kwds", builtinBuildClass,
     "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\nInternal helper function used by the "
     "class statement.",
     NativeKind::Function},
    {"__import__", "name, globals=None, locals=None, fromlist=(), level=0", builtinImport, "Import a module.",
     NativeKind::Function},
    {"abs", "x, /", builtinAbs, "Return the absolute value of the argument.", NativeKind::Function},
    {"aiter", "async_iterable, /", builtinAiter, "Return an AsyncIterator for an AsyncIterable object.",
     NativeKind::Function},
    {"all", "iterable, /", builtinAll,
     "Return True if bool(x) is True for all values x in the iterable.\n\nIf the iterable is empty, return True.",
     NativeKind::Function},
    {"any", "iterable, /", builtinAny,
     "Return True if bool(x) is True for any x in the iterable.\n\nIf the iterable is empty, return False.",
     NativeKind::Function},
    {"ascii", "obj, /", builtinAscii, "Return an ASCII-only representation of an object.", NativeKind::Function},
    {"bin", "number, /", builtinBin, "Return the binary representation of an integer.", NativeKind::Function},
    {"breakpoint", "*args, **kws", builtinBreakpoint, "Calls sys.breakpointhook with the same arguments.",
     NativeKind::Function},
    {"callable", "obj, /", builtinCallable, "Return whether the object is callable (i.e., some kind of function).",
     NativeKind::Function},
    {"chr", "i, /", builtinChr, "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff.",
     NativeKind::Function},
    {"compile", "source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1",
     builtinCompile, "Compile source into a code object that can be executed by exec() or eval().",
     NativeKind::Function},
    {"delattr", "obj, name, /", builtinDelAttr, "Deletes the named attribute from the given object.",
     NativeKind::Function},
    {"dir", "object=None, /", builtinDir, "Show attributes of an object.", NativeKind::Function},
    {"divmod", "x, y, /", builtinDivmod, "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x.",
     NativeKind::Function},
    {"eval", "source, globals=None, locals=None, /", builtinEval,
     "Evaluate the given source in the context of globals and locals.", NativeKind::Function},
    {"exec", "source, globals=None, locals=None, /, *, closure=None", builtinExec,
     "Execute the given source in the context of globals and locals.", NativeKind::Function},
    {"format", "value, format_spec='', /", builtinFormat, "Return value.__format__(format_spec)", NativeKind::Function},
    {"getattr", "object, name, default=None, /", builtinGetAttr,
     "Get a named attribute from an object; getattr(x, 'y') is equivalent to x.y.", NativeKind::Function},
    {"globals", "", builtinGlobals, "Return the dictionary containing the current scope's global variables.",
     NativeKind::Function},
    {"hasattr", "obj, name, /", builtinHasAttr, "Return whether the object has an attribute with the given name.",
     NativeKind::Function},
    {"hash", "obj, /", builtinHash, "Return the hash value for the given object.", NativeKind::Function},
    {"hex", "number, /", builtinHex, "Return the hexadecimal representation of an integer.", NativeKind::Function},
    {"id", "obj, /", builtinId, "Return the identity of an object: its address in memory.", NativeKind::Function},
    {"input", "prompt='', /", builtinInput, "Read a string from standard input.  The trailing newline is stripped.",
     NativeKind::Function},
    {"isinstance", "obj, class_or_tuple, /", builtinIsInstance,
     "Return whether an object is an instance of a class or of a subclass thereof.", NativeKind::Function},
    {"issubclass", "cls, class_or_tuple, /", builtinIsSubclass,
     "Return whether 'cls' is derived from another class or is the same class.", NativeKind::Function},
    {"iter", "object, sentinel=None, /", builtinIter, "Get an iterator from an object.", NativeKind::Function},
    {"len", "obj, /", builtinLen, "Return the number of items in a container.", NativeKind::Function},
    {"locals", "", builtinLocals, "Return a dictionary containing the current scope's local variables.",
     NativeKind::Function},
    {"max", "*args, key=None, default=None", builtinMax,
     "With a single iterable argument, return its biggest item; with two or more arguments, return the largest.",
     NativeKind::Function},
    {"min", "*args, key=None, default=None", builtinMin,
     "With a single iterable argument, return its smallest item; with two or more arguments, return the smallest.",
     NativeKind::Function},
    {"next", "iterator, default=None, /", builtinNext, "Return the next item from the iterator.", NativeKind::Function},
    {"anext", "async_iterator, default=None, /", builtinAnext, "Return the next item from the async iterator.",
     NativeKind::Function},
    {"oct", "number, /", builtinOct, "Return the octal representation of an integer.", NativeKind::Function},
    {"ord", "c, /", builtinOrd, "Return the Unicode code point for a one-character string.", NativeKind::Function},
    {"pow", "base, exp, mod=None", builtinPow,
     "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments.", NativeKind::Function},
    {"print", "*args, sep=' ', end='\\n', file=None, flush=False", builtinPrint,
     "Prints the values to a stream, or to sys.stdout by default.", NativeKind::Function},
    {"repr", "obj, /", builtinRepr, "Return the canonical string representation of the object.", NativeKind::Function},
    {"round", "number, ndigits=None", builtinRound, "Round a number to a given precision in decimal digits.",
     NativeKind::Function},
    {"setattr", "obj, name, value, /", builtinSetAttr,
     "Sets the named attribute on the given object to the specified value.", NativeKind::Function},
    {"sorted", "iterable, /, *, key=None, reverse=False", builtinSorted,
     "Return a new list containing all items from the iterable in ascending order.", NativeKind::Function},
    {"sum", "iterable, /, start=0", builtinSum,
     "Return the sum of a 'start' value (default: 0) plus an iterable of numbers.", NativeKind::Function},
    {"vars", "object=None, /", builtinVars,
     "Without arguments, equivalent to locals(). With an argument, equivalent to object.__dict__.",
     NativeKind::Function},
};

// open() is a function of _io; that module itself is made when somebody wants it.
bool addOpen(Dict* dict) {
  std::span<const ModuleSpec* const> specs = moduleSpecs();
  for (size_t m = 0; m < specs.size(); ++m) {
    if (std::string_view(specs[m]->name) != "_io") continue;
    for (size_t i = 0; i < specs[m]->functions.size(); ++i) {
      if (std::string_view(specs[m]->functions[i].name) != "open") continue;
      NativeId id = static_cast<NativeId>((kModuleTables + m) << 16 | i);
      Ref<Str> module_name = internText("io");
      Ref<NativeFunction> function = module_name ? newNativeFunction(id, nullptr, module_name.get()) : nullptr;
      return function && setStr(dict, name(Name::open), function.get());
    }
  }
  return true;
}

bool populate(Dict* dict) {
  struct Constant {
    const char* name;
    Object* value;
  };
  const Constant constants[] = {{"None", none()},
                                {"True", trueObject()},
                                {"False", falseObject()},
                                {"Ellipsis", ellipsis()},
                                {"NotImplemented", notImplemented()},
                                {"__debug__", boolObject(state().optimize_ == 0)}};
  for (const Constant& c : constants) {
    Ref<Str> key = internText(c.name);
    if (!key || !setStr(dict, key.get(), c.value)) return false;
  }
  // Exceptions: every builtin type that derives from BaseException, but for those that belong to a module.
  for (TypeIndex i = kTypeObject; i < kBuiltinTypeEnd; ++i) {
    Type* type = typeEntry(i).type_.getOrNull();
    if (type == nullptr || !isSubtype(type, builtinType(kTypeBaseException)) || i == kTypeUnsupportedOperation)
      continue;
    if (!setStr(dict, type->name_.get(), type)) return false;
  }
  for (const char* alias : {"EnvironmentError", "IOError"}) {
    Ref<Str> key = internText(alias);
    if (!key || !setStr(dict, key.get(), builtinType(kTypeOSError))) return false;
  }
  return addOpen(dict);
}

}  // namespace

extern const ModuleSpec kBuiltinsModule;
const ModuleSpec kBuiltinsModule = {
    "builtins",
    "Built-in functions, exceptions, and other objects.\n\nNoteworthy: None is the `nil' object; Ellipsis represents "
    "`...' in slices.",
    kFunctions,
    kTypes,
    populate,
};

}  // namespace ophion
