#include "object/native_special.h"

#include <cstring>

#include "object/builtin_table.h"

namespace ophion {

NativeFunctionPointer g_native_specials[kBuiltinTypeEnd][kNativeSpecials];
NativeMaker g_native_makers[kBuiltinTypeEnd];

namespace {

constexpr const char* kNames[] = {
#define X(id) "__" #id "__",
    OPHION_NATIVE_SPECIALS(X)
#undef X
};

// Where the names that begin with each letter are: kOrder[kStart[letter]] up to kOrder[kStart[letter + 1]].
constexpr unsigned kLetters = 26;
struct Index {
  uint8_t start[kLetters + 1] = {};
  uint8_t order[kNativeSpecials] = {};
};
constexpr Index kIndex = [] {
  Index index;
  uint8_t n = 0;
  for (unsigned letter = 0; letter < kLetters; ++letter) {
    index.start[letter] = n;
    for (uint8_t i = 0; i < kNativeSpecials; ++i) {
      if (kNames[i][2] == static_cast<char>('a' + letter)) index.order[n++] = i;
    }
  }
  index.start[kLetters] = n;
  return index;
}();

// The special of a method's name; kCount: it has none.
unsigned specialNamed(const char* name) {
  unsigned letter = static_cast<unsigned char>(name[2]) - unsigned{'a'};
  if (name[0] != '_' || name[1] != '_' || letter >= kLetters) return kNativeSpecials;
  for (unsigned at = kIndex.start[letter]; at < kIndex.start[letter + 1]; ++at) {
    const char* known = kNames[kIndex.order[at]];
    if (name[3] == known[3] && std::strcmp(name, known) == 0) return kIndex.order[at];
  }
  return kNativeSpecials;
}

void addOwn(NativeFunctionPointer* row, const TypeSpec& spec) {
  bool has_hash = false, has_eq = false;
  for (const NativeDef& def : spec.methods) {
    unsigned i = specialNamed(def.name);
    if (i == kNativeSpecials) continue;
    if (i == static_cast<unsigned>(NativeSpecial::k_hash)) has_hash = true;
    if (i == static_cast<unsigned>(NativeSpecial::k_eq)) has_eq = true;
    bool plain = def.kind == NativeKind::Method && def.slots() == def.positional && def.required == def.positional;
    row[i] = plain ? def.function : nullptr;
  }
  // A type with an __eq__ alone is unhashable.
  if (has_eq && !has_hash) row[static_cast<unsigned>(NativeSpecial::k_hash)] = nullptr;
}

void addMaker(TypeIndex index) {
  NativeMaker& maker = g_native_makers[index];
  std::span<const NativeDef> methods = typeSpec(index).methods;
  for (uint32_t i = 0; i < methods.size(); ++i) {
    if (std::strcmp(methods[i].name, "__new__") == 0) maker.make = static_cast<NativeId>(index) << 16 | i;
    if (std::strcmp(methods[i].name, "__init__") == 0) maker.has_init = true;
  }
}

bool isException(TypeIndex index) {
  while (index != kTypeObject && index != kTypeBaseException) index = baseOfBuiltin(index);
  return index == kTypeBaseException;
}

}  // namespace

// Exceptions, which are half of all types, are left to the general way.
void fillNativeSpecials() {
  // A base always comes before what is derived from it, but for a few: those are filled first.
  bool done[kBuiltinTypeEnd] = {};
  auto fillType = [&](auto& self, TypeIndex index) -> void {
    if (done[index] || !isBuiltinPresent(index) || isException(index)) return;
    done[index] = true;
    NativeFunctionPointer* row = g_native_specials[index];
    if (index != kTypeObject) {
      self(self, baseOfBuiltin(index));
      std::memcpy(row, g_native_specials[baseOfBuiltin(index)], sizeof g_native_specials[index]);
    }
    addOwn(row, typeSpec(index));
    if (index == kTypeObject) return;
    g_native_makers[index] = g_native_makers[baseOfBuiltin(index)];
    addMaker(index);
  };
  for (TypeIndex i = kTypeObject; i < kBuiltinTypeEnd; ++i) fillType(fillType, i);
}

}  // namespace ophion
