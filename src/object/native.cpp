// Native calls: finding a NativeDef by its number, and binding a call's arguments to its parameters.
//
// The messages of wrong calls follow CPython's, which depend on how the function declares its parameters there: without
// keywords "pop expected at most 1 argument, got 2", one argument "list.append() takes exactly one argument (2 given)",
// with keywords "sum() takes at least 1 positional argument (0 given)", operator methods "expected 1 argument, got 2".
#include "object/native.h"

#include <cstring>
#include <string_view>

#include "object/arguments.h"
#include "object/builtin_table.h"
#include "object/dict.h"
#include "object/host_table.h"
#include "object/module_spec.h"
#include "object/native_stack.h"
#include "object/special.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_spec.h"

namespace ophion {

const NativeDef* (*g_host_natives)(uint32_t place) = nullptr;

const NativeDef* g_native_tables[kNativeTables];

const NativeDef& hostNativeDef(uint32_t place) { return *g_host_natives(place); }

const GetSetDef& getSetDef(uint32_t id) {
  uint32_t table = id >> 16;
  if (table == 0) return kInstanceGetSets[id & 0xffff];
  return typeSpec(table).attributes[id & 0xffff];
}

bool isSlotWrapperName(const char* text) {
  static constexpr const char* kNames[] = {
#define X(id) "__" #id "__",
      OPHION_SPECIALS(X)
#undef X
  };
  static constexpr const char* kPlainMethods[] = {"__new__",   "__enter__",         "__exit__",         "__aenter__",
                                                  "__aexit__", "__instancecheck__", "__subclasscheck__"};
  if (text[0] != '_' || text[1] != '_') return false;
  for (const char* known : kNames) {
    // Most names differ early, and most calls are for a new type's every method.
    if (known[2] != text[2] || known[3] != text[3] || std::strcmp(known, text) != 0) continue;
    for (const char* plain : kPlainMethods) {
      if (std::strcmp(plain, text) == 0) return false;
    }
    return true;
  }
  return false;
}

namespace {

// The name of the parameter that stands in the given entry of the argument array, *args and **kwargs excepted.
std::string_view parameterName(const NativeDef& def, unsigned wanted) {
  unsigned at = 0;
  for (const char* p = def.signature; *p != 0;) {
    while (*p == ' ' || *p == ',') ++p;
    if (*p == 0) break;
    const char* start = p;
    int depth = 0;
    const char* name_end = nullptr;
    for (; *p != 0 && (depth > 0 || *p != ','); ++p) {
      if (name_end == nullptr && (*p == '=' || *p == ':' || *p == ' ')) name_end = p;
      if (*p == '(' || *p == '[') ++depth;
      if (*p == ')' || *p == ']') --depth;
    }
    if (start[0] == '/' || start[0] == '*') continue;
    if (at++ == wanted) return {start, static_cast<size_t>((name_end == nullptr ? p : name_end) - start)};
  }
  return {};
}

// How many leading parameters are the receiver, which callers do not count.
unsigned receivers(const NativeDef& def, NativeId id) {
  if ((id >> 16) >= kModuleTables) return 0;
  if (def.kind == NativeKind::Method || def.kind == NativeKind::ClassMethod) return 1;
  return std::strcmp(def.name, "__new__") == 0;
}

struct Called {
  const NativeDef& def;
  NativeId id;
  unsigned self;
  int positional, positional_only, required, keyword_only;
  bool is_maker;  // __new__ or __init__: messages name the type

  // An operator method.
  bool isWrapper() const { return !is_maker && self == 1 && isSlotWrapperName(def.name); }
};

Called describe(const NativeDef& def, NativeId id) {
  Called c{def, id, receivers(def, id), 0, 0, 0, def.keyword_only, false};
  int self = static_cast<int>(c.self);
  c.positional = def.positional - self;
  c.positional_only = def.positional_only > self ? def.positional_only - self : 0;
  c.required = def.required > self ? def.required - self : 0;
  c.is_maker =
      (id >> 16) < kModuleTables && (std::strcmp(def.name, "__new__") == 0 || std::strcmp(def.name, "__init__") == 0);
  return c;
}

const char* shortName(const Called& c) { return c.is_maker ? typeSpec(c.id >> 16).name : c.def.name; }

// "list.append", "math.sqrt", "len"; two parts, so that no buffer is needed.
struct LongName {
  const char* owner;
  const char* dot;
  const char* own;
};
LongName longName(const Called& c) {
  if (c.is_maker) return {"", "", typeSpec(c.id >> 16).name};
  uint32_t table = c.id >> 16;
  if (table < kModuleTables) return {typeSpec(table).name, ".", c.def.name};
  if (table == kHostTable) return {"", "", c.def.name};
  const char* module = moduleSpecs()[table - kModuleTables]->name;
  if (std::strcmp(module, "builtins") == 0) return {"", "", c.def.name};
  return {module, ".", c.def.name};
}

// The classes of the singletons refuse arguments in words of their own.
const char* singletonMade(const Called& c) {
  switch (c.is_maker ? c.id >> 16 : kTypeFree) {
    case kTypeNoneType:
      return "NoneType";
    case kTypeEllipsis:
      return "EllipsisType";
    case kTypeNotImplemented:
      return "NotImplementedType";
    default:
      return nullptr;
  }
}

const char* plural(int n) { return n == 1 ? "" : "s"; }

Raised raiseNoKeywords(const Called& c, Object* self) {
  if (c.def.kind == NativeKind::ClassMethod) {
    return raise(kTypeTypeError, "%U.%s() takes no keyword arguments", static_cast<Type*>(self)->qualified_name_.get(),
                 c.def.name);
  }
  if (c.isWrapper()) return raise(kTypeTypeError, "wrapper %s() takes no keyword arguments", c.def.name);
  if (const char* singleton = singletonMade(c)) return raise(kTypeTypeError, "%s takes no arguments", singleton);
  LongName l = longName(c);
  return raise(kTypeTypeError, "%s%s%s() takes no keyword arguments", l.owner, l.dot, l.own);
}

// Functions whose arguments CPython unpacks by a format word a wrong number in another way; found by their first
// parameter.
bool isUnpackedByFormat(const Called& c) {
  if (c.is_maker || c.positional < 3) return false;
  std::string_view first = parameterName(c.def, c.self);
  return first == "sub" || first == "prefix" || first == "suffix" || first == "threshold0";
}

// The class of the instance that a set or frozenset is made of; their subclasses complain in their own names.
Type* classOfSet(const Called& c, Object* self) {
  if (!c.is_maker || (c.id >> 16 != kTypeSet && c.id >> 16 != kTypeFrozenSet)) return nullptr;
  return isType(self) ? static_cast<Type*>(self) : typeOf(self);
}

// A wrong number of arguments for a function that takes none by keyword.
Raised raiseWrongCount(const Called& c, Object* self, int given) {
  if (c.isWrapper()) {
    int n = given < c.required ? c.required : c.positional;
    return raise(kTypeTypeError, "expected %d argument%s, got %d", n, plural(n), given);
  }
  LongName l = longName(c);
  if (!c.is_maker && !c.def.var_args && c.positional == 0) {
    return raise(kTypeTypeError, "%s%s%s() takes no arguments (%d given)", l.owner, l.dot, l.own, given);
  }
  if (!c.is_maker && !c.def.var_args && c.positional == 1 && c.required == 1) {
    return raise(kTypeTypeError, "%s%s%s() takes exactly one argument (%d given)", l.owner, l.dot, l.own, given);
  }
  if (const char* singleton = singletonMade(c)) return raise(kTypeTypeError, "%s takes no arguments", singleton);
  if (c.is_maker && c.id >> 16 == kTypeSuper)
    return raise(kTypeTypeError, "super() expected at most 2 arguments, got %d", given);
  bool few = given < c.required;
  const char* bound = c.required == c.positional && !c.def.var_args ? "" : few ? "at least " : "at most ";
  int n = few ? c.required : c.positional;
  if (isUnpackedByFormat(c)) {
    return raise(kTypeTypeError, "%s() takes %s%d argument%s (%d given)", shortName(c), bound, n, plural(n), given);
  }
  if (Type* cls = classOfSet(c, self)) {
    return raise(kTypeTypeError, "%N expected %s%d argument%s, got %d", cls, bound, n, plural(n), given);
  }
  return raise(kTypeTypeError, "%s expected %s%d argument%s, got %d", shortName(c), bound, n, plural(n), given);
}

// The same for a function that takes keywords; true where the number is right.
bool checkCounts(const Called& c, int given, int keywords) {
  const char* text = shortName(c);
  int total = c.positional + c.keyword_only;
  if (given != 1 && std::strcmp(text, "sorted") == 0) {
    return raise(kTypeTypeError, "sorted expected 1 argument, got %d", given);
  }
  if (!c.def.var_args && !c.def.var_keywords && given + keywords > total) {
    if (given > c.positional && c.positional == 0)
      return raise(kTypeTypeError, "%s() takes no positional arguments", text);
    return raise(kTypeTypeError, "%s() takes at most %d %sargument%s (%d given)", text, total,
                 given == 0 ? "keyword " : "", plural(total), given + keywords);
  }
  if (!c.def.var_args && given > c.positional) {
    if (c.positional == 0) return raise(kTypeTypeError, "%s() takes no positional arguments", text);
    return raise(kTypeTypeError, "%s() takes %s %d positional argument%s (%d given)", text,
                 c.required < c.positional ? "at most" : "exactly", c.positional, plural(c.positional), given);
  }
  int least = c.positional_only < c.required ? c.positional_only : c.required;
  if (given < least) {
    return raise(kTypeTypeError, "%s() takes %s %d positional argument%s (%d given)", text,
                 least < c.positional || c.def.var_args ? "at least" : "exactly", least, plural(least), given);
  }
  return true;
}

// The entry that a keyword fills, or -1 for one that goes to **kwargs, or -2 with TypeError pending.
int findKeyword(const Called& c, Str* keyword) {
  unsigned first = static_cast<unsigned>(c.positional_only) + c.self;
  unsigned end = c.def.positional + c.def.keyword_only;
  for (unsigned i = first; i < end; ++i) {
    if (equalsAscii(keyword, parameterName(c.def, i))) return static_cast<int>(i);
  }
  if (c.def.var_keywords) return -1;
  for (unsigned i = c.self; i < first; ++i) {
    if (equalsAscii(keyword, parameterName(c.def, i)) && c.positional_only == c.positional && c.keyword_only == 0)
      break;
  }
  // sorted() gives its keywords to list.sort().
  const char* taker = std::strcmp(shortName(c), "sorted") == 0 ? "sort" : shortName(c);
  raise(kTypeTypeError, "'%U' is an invalid keyword argument for %s()", keyword, taker);
  return -2;
}

bool fillKeywords(const Called& c, Object** row, Object* const* values, Tuple* names, size_t given, Ref<Dict>* rest) {
  for (uint32_t i = 0; i < names->size_; ++i) {
    Str* keyword = static_cast<Str*>(names->at(i));
    int at = findKeyword(c, keyword);
    if (at == -2) return raised();
    if (at == -1) {
      if (!*rest) *rest = newDict();
      if (!*rest || !setStr(rest->get(), keyword, values[i])) return raised();
      continue;
    }
    if (row[at] != nullptr) {
      size_t place = static_cast<size_t>(at) + 1 - c.self;
      if (static_cast<size_t>(at) < given) {
        return raise(kTypeTypeError, "argument for %s() given by name ('%U') and position (%zu)", shortName(c), keyword,
                     place);
      }
      return raise(kTypeTypeError, "%s() got multiple values for argument '%U'", shortName(c), keyword);
    }
    row[at] = values[i];
  }
  return true;
}

// enumerate itself, but no class made of it, has words of its own.
Raised raiseNothingToEnumerate(Tuple* keyword_names) {
  if (keyword_names == nullptr || keyword_names->size_ == 0) {
    return raise(kTypeTypeError, "enumerate() missing required argument 'iterable'");
  }
  uint32_t at = keyword_names->size_ > 1 && equalsAscii(static_cast<Str*>(keyword_names->at(0)), "start");
  return raise(kTypeTypeError, "'%U' is an invalid keyword argument for enumerate()",
               static_cast<Str*>(keyword_names->at(at)));
}

// Whether every parameter without a default gets a value: what is missing is told before what is too much.
bool checkRequired(const Called& c, Object* const* row, Tuple* keyword_names) {
  for (unsigned i = 0; i < c.def.required; ++i) {
    if (row[i] != nullptr) continue;
    std::string_view wanted = parameterName(c.def, i);
    bool named = false;
    for (uint32_t k = 0; keyword_names != nullptr && !named && k < keyword_names->size_; ++k) {
      named = equalsAscii(static_cast<Str*>(keyword_names->at(k)), wanted);
    }
    if (named) continue;
    Ref<Str> missing = newStr(wanted);
    if (!missing) return raised();
    if (c.is_maker && (c.id >> 16) == kTypeEnumerate && row[0] == builtinType(kTypeEnumerate)) {
      return raiseNothingToEnumerate(keyword_names);
    }
    return raise(kTypeTypeError, "%s() missing required argument '%U' (pos %u)", shortName(c), missing.get(),
                 i + 1 - c.self);
  }
  return true;
}

// __new__ and __init__ without parameters for them leave keywords alone that are meant for the other of the two, which
// the class has of its own; but for set.
bool leavesKeywords(const Called& c, Object* receiver) {
  if (!c.is_maker || (c.id >> 16) == kTypeSet) return false;
  bool makes = std::strcmp(c.def.name, "__new__") == 0;
  Type* type = !makes ? typeOf(receiver) : isType(receiver) ? static_cast<Type*>(receiver) : nullptr;
  if (type == nullptr || !type->is(kTypeHeap)) return false;
  Special other = makes ? Special::k_init : Special::k_new;
  return lookupSpecial(type, other) != lookupSpecial(builtinType(static_cast<TypeIndex>(c.id >> 16)), other);
}

OPHION_NOINLINE Ref<Object> callNativeBound(const NativeDef& def, NativeId id, Object* const* args, size_t n,
                                            Tuple* keyword_names) {
  Called c = describe(def, id);
  size_t keywords = keyword_names == nullptr ? 0 : keyword_names->size_;
  size_t given = n - keywords;
  if (given < c.self) return raise(kTypeTypeError, "unbound method %s() needs an argument", def.name);
  int counted = static_cast<int>(given - c.self);
  bool takes_keywords = c.positional_only < c.positional || c.keyword_only > 0 || def.var_keywords;
  if (!takes_keywords) {
    Object* self = c.self == 0 ? nullptr : args[0];
    if (keywords != 0 && !leavesKeywords(c, args[0])) return raiseNoKeywords(c, self);
    if (counted < c.required || (counted > c.positional && !def.var_args)) return raiseWrongCount(c, self, counted);
  } else if (!checkCounts(c, counted, static_cast<int>(keywords))) {
    return raised();
  }
  ArgumentRow row(def.slots());
  if (!row) return raised();
  size_t direct = given < def.positional ? given : def.positional;
  for (size_t i = 0; i < def.slots(); ++i) row[i] = i < direct ? args[i] : nullptr;
  Ref<Tuple> rest;
  Ref<Dict> named;
  size_t at = size_t{def.positional} + def.keyword_only;
  if (def.var_args) {
    rest = given > direct ? newTupleFrom(args + direct, given - direct) : emptyTuple();
    if (!rest) return raised();
    row[at++] = rest.get();
  }
  if (!checkRequired(c, row.get(), keyword_names)) return raised();
  if (takes_keywords && keywords != 0 && !fillKeywords(c, row.get(), args + given, keyword_names, given, &named)) {
    return raised();
  }
  if (def.var_keywords) row[at] = named.get();
  return def.function(row.get());
}

constexpr unsigned kMaxPlainSlots = 12;

// A call without keywords that is known to fit.
OPHION_NOINLINE Ref<Object> callWithRest(const NativeDef& def, Object* const* args, size_t n) {
  Object* row[kMaxPlainSlots] = {};
  size_t direct = n < def.positional ? n : def.positional;
  for (size_t i = 0; i < direct; ++i) row[i] = args[i];
  if (!def.var_args) return def.function(row);
  Ref<Tuple> rest = n > direct ? newTupleFrom(args + direct, n - direct) : emptyTuple();
  if (!rest) return raised();
  row[size_t{def.positional} + def.keyword_only] = rest.get();
  return def.function(row);
}

// Native iterators say that they are exhausted by null without an exception; programs see StopIteration.
OPHION_COLD Raised raiseNoResult(const NativeDef& def) {
  if (std::strcmp(def.name, "__next__") == 0) return raiseNoArgument(kTypeStopIteration);
  return raise(kTypeSystemError, "native function '%s' returned without a result or an exception", def.name);
}

}  // namespace

Ref<Object> callNative(NativeId id, Object* const* args, size_t n, Tuple* keyword_names) {
  const NativeDef& def = nativeDef(id);
  if (isStackDeep()) {
    return raise(kTypeRecursionError, "maximum recursion depth exceeded while calling a Python object");
  }
  bool plain = keyword_names == nullptr && def.keyword_only == 0 && !def.var_args && !def.var_keywords;
  Ref<Object> result;
  if (OPHION_LIKELY(plain && n == def.positional)) {
    result = def.function(args);
  } else if (def.ignores_rest && n - (keyword_names == nullptr ? 0 : keyword_names->size_) >= def.positional) {
    result = def.function(args);
  } else if (plain && n >= def.required && n < def.positional && def.positional <= 8) {
    Object* row[8];
    for (size_t i = 0; i < def.positional; ++i) row[i] = i < n ? args[i] : nullptr;
    result = def.function(row);
  } else if (keyword_names == nullptr && n >= def.required && (n <= def.positional || def.var_args) &&
             def.slots() <= kMaxPlainSlots) {
    result = callWithRest(def, args, n);
  } else {
    if (keyword_names != nullptr && keyword_names->size_ == 0) keyword_names = nullptr;
    result = callNativeBound(def, id, args, n, keyword_names);
  }
  if (OPHION_UNLIKELY(!result) && !errorPending()) return raiseNoResult(def);
  return result;
}

}  // namespace ophion
