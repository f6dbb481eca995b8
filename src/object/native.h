// NativeDef: a function written in C++, as Python sees it. Tables of them are constants of the process; the heap refers
// to one by number, never by address.
//
// The signature is written as Python would write it, and parsed at compile time:
//   "self, object, /"   "iterable, /, *, key=None, reverse=False"   "self, *args, **kwargs"
// A call is bound to it before the function runs: the function receives one entry for each parameter in order
// (positional, then keyword-only, then *args as a Tuple, then **kwargs as a Dict or nullptr when empty), borrowed;
// nullptr for a parameter with a default that was not given. Wrong calls raise CPython's TypeError and never reach the
// function.
#pragma once

#include <cstdint>

#include "base/assert.h"
#include "heap/ref.h"

namespace ophion {

struct Str;
struct Tuple;

using NativeFunctionPointer = Ref<Object> (*)(Object* const* args);

enum class NativeKind : uint8_t { Function, Method, ClassMethod, StaticMethod };

struct NativeDef {
  const char* name;
  const char* signature;
  NativeFunctionPointer function;
  const char* doc;
  NativeKind kind;
  // From the signature; self or cls counts as a parameter.
  uint8_t positional = 0;       // parameters that may be given by position
  uint8_t positional_only = 0;  // of them, how many may not be given by keyword
  uint8_t required = 0;         // of the positional, how many have no default
  uint8_t keyword_only = 0;
  bool var_args = false;
  bool var_keywords = false;
  bool ignores_rest = false;  // written *_, **_: any further arguments are taken, and the function does not see them

  constexpr NativeDef(const char* name_, const char* signature_, NativeFunctionPointer function_,
                      const char* doc_ = nullptr, NativeKind kind_ = NativeKind::Method)
      : name(name_), signature(signature_), function(function_), doc(doc_), kind(kind_) {
    parse();
  }

  // Entries of the argument array.
  constexpr unsigned slots() const { return unsigned{positional} + keyword_only + var_args + var_keywords; }

 private:
  constexpr void parse() {
    bool after_star = false;
    for (const char* p = signature; *p != 0;) {
      while (*p == ' ' || *p == ',') ++p;
      if (*p == 0) break;
      const char* start = p;
      bool has_default = false;
      int depth = 0;
      for (; *p != 0 && (depth > 0 || *p != ','); ++p) {
        if (*p == '=') has_default = true;
        if (*p == '(' || *p == '[') ++depth;
        if (*p == ')' || *p == ']') --depth;
      }
      if (start[0] == '/') {
        positional_only = positional;
      } else if (start[0] == '*' && start[1] == '*') {
        var_keywords = true;
      } else if (start[0] == '*') {
        after_star = true;
        var_args = start + 1 != p;
        ignores_rest = start[1] == '_' && start + 2 == p;
      } else if (after_star) {
        ++keyword_only;
      } else {
        ++positional;
        if (!has_default) required = positional;
      }
    }
  }
};

// An attribute computed by C++ code: a getset descriptor of a builtin type. A null setter makes it read-only; the
// setter gets nullptr to delete, and returns false with an exception pending.
struct GetSetDef {
  const char* name;
  Ref<Object> (*get)(Object* self);
  bool (*set)(Object* self, Object* value) = nullptr;
  const char* doc = nullptr;
  bool is_member = false;  // CPython has it as a plain field of the object: its descriptor is a member_descriptor
};
constexpr GetSetDef asMember(GetSetDef def) {
  def.is_member = true;
  return def;
}

// The number of a NativeDef: the table in the upper half (a type's index, or kModuleTables + a module's number), the
// place in it in the lower.
using NativeId = uint32_t;
inline constexpr uint32_t kModuleTables = 1024;
inline constexpr uint32_t kHostTable = 0xffff;  // functions of the embedding program, in a table of the runtime
// The tables, by number; filled once a process (object/builtin_table.cpp). Null where there is none.
inline constexpr uint32_t kNativeTables = kModuleTables + 256;
extern const NativeDef* g_native_tables[kNativeTables];
// A function of the embedding program.
OPHION_COLD const NativeDef& hostNativeDef(uint32_t place);
OPHION_INLINE const NativeDef& nativeDef(NativeId id) {
  uint32_t table = id >> 16;
  if (OPHION_UNLIKELY(table == kHostTable)) return hostNativeDef(id & 0xffff);
  OPHION_ASSERT(table < kNativeTables && g_native_tables[table] != nullptr);
  return g_native_tables[table][id & 0xffff];
}
// The GetSetDef of a GetSetDescriptor's id_.
const GetSetDef& getSetDef(uint32_t id);
// Whether a method of this name is a slot wrapper: an operator or another method that the interpreter looks up by
// itself.
bool isSlotWrapperName(const char* text);

// Calls a native function: binds, then runs it. `args` are borrowed; the last names->size_ of the n are keywords.
Ref<Object> callNative(NativeId id, Object* const* args, size_t n, Tuple* keyword_names);

}  // namespace ophion
