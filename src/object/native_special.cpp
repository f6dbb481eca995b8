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

void addOwn(NativeFunctionPointer* row, const TypeSpec& spec) {
  bool has_hash = false, has_eq = false;
  for (const NativeDef& def : spec.methods) {
    if (def.name[0] != '_' || def.name[1] != '_') continue;
    if (std::strcmp(def.name, "__hash__") == 0) has_hash = true;
    if (std::strcmp(def.name, "__eq__") == 0) has_eq = true;
    for (unsigned i = 0; i < kNativeSpecials; ++i) {
      if (def.name[2] != kNames[i][2] || std::strcmp(def.name, kNames[i]) != 0) continue;
      bool plain = def.kind == NativeKind::Method && def.slots() == def.positional && def.required == def.positional;
      row[i] = plain ? def.function : nullptr;
    }
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

}  // namespace

void fillNativeSpecials() {
  // A base always comes before what is derived from it, but for a few: those are filled first.
  bool done[kBuiltinTypeEnd] = {};
  auto fillType = [&](auto& self, TypeIndex index) -> void {
    if (done[index] || !isBuiltinPresent(index)) return;
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
