// The module _sre: what the package `re`, which is written in Python, builds on.
//
//   re parses a pattern and compiles it to a list of code words
//   sre_lower     checks the list and makes a program of it; sre_first finds out what its parts may begin with
//   sre_matcher   runs programs
//   sre_pattern, sre_replace, sre_match, sre_scanner    the objects
#include "modules/sre.h"

#include "modules/import.h"
#include "modules/module_constants.h"
#include "modules/sre_charset.h"
#include "modules/sre_lower.h"
#include "object/allocate.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr int64_t kMaxGroups = INT32_MAX / 2;

// A code list as Python gives it, as words. False: an exception is pending.
bool readCodes(List* list, WordRow* codes) {
  if (!codes->reserve(list->size_)) return false;
  for (uint32_t i = 0; i < list->size_; ++i) {
    int64_t value;
    if (!isIntLayout(list->at(i)) || !tryInt64(static_cast<Int*>(list->at(i)), &value) || value < 0 ||
        value > UINT32_MAX) {
      return raise(kTypeOverflowError, "regular expression code size limit exceeded");
    }
    if (!codes->push(static_cast<uint32_t>(value))) return false;
  }
  return true;
}

Ref<Object> makePattern(Object* source, uint32_t flags, uint32_t groups, Dict* group_index, Tuple* index_group,
                        SreLowering& lowered) {
  Ref<SrePattern> pattern = allocateContainer<SrePattern>(kTypeSrePattern);
  if (!pattern) return raised();
  size_t code_words = lowered.code().size(), table_words = lowered.tables().size();
  if (code_words + table_words > UINT32_MAX) return raiseMemoryError();
  uint32_t* words = static_cast<uint32_t*>(heap().tryAllocateRaw((code_words + table_words) * sizeof(uint32_t)));
  if (words == nullptr) return raiseMemoryError();
  std::memcpy(words, lowered.code().data(), code_words * sizeof(uint32_t));
  if (table_words != 0) {
    std::memcpy(words + code_words, lowered.tables().data(), table_words * sizeof(uint32_t));
  }
  pattern->words_.set(words);
  pattern->code_words_ = static_cast<uint32_t>(code_words);
  pattern->all_words_ = static_cast<uint32_t>(code_words + table_words);
  pattern->flags_ = flags;
  pattern->groups_ = groups;
  pattern->loops_ = lowered.loops();
  pattern->plan_ = lowered.plan();
  pattern->pattern_.init(share(source));
  pattern->group_index_.init(share(group_index));
  pattern->index_group_.init(share(index_group));
  return pattern;
}

// args: pattern, flags, code, groups, groupindex, indexgroup
Ref<Object> compile(Object* const* args) {
  int64_t flags, groups;
  if (!asInt64(args[1], &flags)) return raised();
  auto wrongType = [](const char* name, const char* type, Object* given) {
    return raise(kTypeTypeError, "compile() argument '%s' must be %s, not %T", name, type, given);
  };
  if (!isListLayout(args[2])) return wrongType("code", "list", args[2]);
  if (!asInt64(args[3], &groups)) return raised();
  if (!holdsDict(args[4])) return wrongType("groupindex", "dict", args[4]);
  if (!isTupleLayout(args[5])) return wrongType("indexgroup", "tuple", args[5]);
  if (flags != static_cast<int32_t>(flags))
    return raise(kTypeOverflowError, "Python int too large to convert to C int");
  WordRow codes;
  if (!readCodes(static_cast<List*>(args[2]), &codes)) return raised();
  if (!isNone(args[0]) && !isStrLayout(args[0]) && !isBytesLike(args[0])) {
    return raise(kTypeTypeError, "expected string or bytes-like object, got '%T'", args[0]);
  }
  if (groups < 0 || groups > int64_t{kSreMaxArgument / 2}) return raise(kTypeRuntimeError, "invalid SRE code");
  SreLowering lowering(codes.data(), codes.size(), static_cast<uint32_t>(groups));
  if (!lowering.run()) return raised();
  return makePattern(args[0], static_cast<uint32_t>(flags), static_cast<uint32_t>(groups), static_cast<Dict*>(args[4]),
                     static_cast<Tuple*>(args[5]), lowering);
}

Ref<Object> getCodeSize(Object* const*) { return newInt(sizeof(uint32_t)); }

bool characterArgument(Object* given, uint32_t* c) {
  int64_t value;
  if (!asInt64(given, &value)) return false;
  if (value != static_cast<int32_t>(value)) {
    return raise(kTypeOverflowError, "signed integer is %s than %s", value < 0 ? "less" : "greater",
                 value < 0 ? "minimum" : "maximum");
  }
  *c = static_cast<uint32_t>(value);
  return true;
}
Ref<Object> asciiIsCased(Object* const* args) {
  uint32_t c;
  return characterArgument(args[0], &c) ? newBool(lowerAscii(c) != upperAscii(c)) : raised();
}
Ref<Object> unicodeIsCased(Object* const* args) {
  uint32_t c;
  if (!characterArgument(args[0], &c)) return raised();
  return newBool(lowerUnicode(c) != c || upperUnicode(c) != c);
}
Ref<Object> asciiToLower(Object* const* args) {
  uint32_t c;
  return characterArgument(args[0], &c) ? Ref<Object>(newInt(static_cast<int32_t>(lowerAscii(c)))) : raised();
}
Ref<Object> unicodeToLower(Object* const* args) {
  uint32_t c;
  return characterArgument(args[0], &c) ? Ref<Object>(newInt(static_cast<int32_t>(lowerUnicode(c)))) : raised();
}

constexpr NativeKind kFunction = NativeKind::Function;
constexpr NativeDef kFunctions[] = {
    {"compile", "pattern, flags, code, groups, groupindex, indexgroup", compile, nullptr, kFunction},
    {"getcodesize", "", getCodeSize, nullptr, kFunction},
    {"ascii_iscased", "character, /", asciiIsCased, nullptr, kFunction},
    {"unicode_iscased", "character, /", unicodeIsCased, nullptr, kFunction},
    {"ascii_tolower", "character, /", asciiToLower, nullptr, kFunction},
    {"unicode_tolower", "character, /", unicodeToLower, nullptr, kFunction},
};

bool populate(Dict* dict) {
  constexpr IntConstant kConstants[] = {
      {"MAGIC", kSreMagic}, {"CODESIZE", sizeof(uint32_t)}, {"MAXREPEAT", kSreNoLimit}, {"MAXGROUPS", kMaxGroups}};
  return addIntConstants(dict, kConstants);
}

}  // namespace

Ref<Object> functionOfRe_mayRunPython(const char* name) {
  Ref<Str> module_name = internText("re");
  Ref<Str> function_name = internText(name);
  if (!module_name || !function_name) return raised();
  Ref<Object> module = importModule_mayRunPython(module_name.get());
  return module ? getAttr(module.get(), function_name.get()) : module;
}

extern const ModuleSpec kSreModule;
const ModuleSpec kSreModule = {"_sre", nullptr, kFunctions, {}, populate};

}  // namespace ophion
