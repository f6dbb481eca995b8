// The tables behind typeSpec() and the heap's ObjectModel.
#include "object/builtin_table.h"

#include <mutex>

#include "heap/collector.h"
#include "heap/destroy.h"
#include "object/collector_hooks.h"
#include "object/finalize.h"
#include "object/function.h"
#include "object/module_spec.h"
#include "object/native_special.h"
#include "object/simple_namespace.h"
#include "object/weakref.h"

namespace ophion {

// A type whose file is not linked has no spec: the runtime then boots without it.
#define X(name, base, layout) extern const TypeSpec k##name##Spec __attribute__((weak));
OPHION_BUILTIN_TYPES(X)
#undef X

#pragma GCC diagnostic ignored "-Winvalid-offsetof"

namespace {

constexpr TypeIndex kBases[] = {0,
#define X(name, base, layout) kType##base,
                                OPHION_BUILTIN_TYPES(X)
#undef X
};
constexpr TypeIndex kLayouts[] = {0,
#define X(name, base, layout) kType##layout,
                                  OPHION_BUILTIN_TYPES(X)
#undef X
};

const TypeSpec* g_specs[kBuiltinTypeEnd];
bool g_present[kBuiltinTypeEnd];
TypeDescriptor g_descriptors[kBuiltinTypeEnd];
ObjectModel g_model;
std::once_flag g_once;

void fill() {
  const TypeSpec* specs[] = {nullptr,
#define X(name, base, layout) &k##name##Spec,
                             OPHION_BUILTIN_TYPES(X)
#undef X
  };
  for (TypeIndex i = kTypeObject; i < kBuiltinTypeEnd; ++i) {
    g_specs[i] = specs[i];
    if (specs[i] == nullptr) continue;
    g_descriptors[i] = specs[i]->layout;
    g_native_tables[i] = specs[i]->methods.data();
    const TypeDescriptor& d = specs[i]->layout;
    bool fixed = d.fixed_bytes != 0 || i == kTypeInt;  // an int of more than 64 bits has a flag
    if (i < kPlainAtomIndexes) {
      g_is_plain_atom[i] =
          fixed && kLayouts[i] == i && d.kind == Kind::Atom && d.drop == nullptr && d.finalize == nullptr;
    }
  }
  size_t module = kModuleTables;
  OPHION_ASSERT(moduleSpecs().size() <= kNativeTables - kModuleTables);
  for (const ModuleSpec* spec : moduleSpecs()) g_native_tables[module++] = spec->functions.data();
  for (TypeIndex i = kTypeObject; i < kBuiltinTypeEnd; ++i) {
    bool present = true;
    for (TypeIndex t = i;; t = kBases[t]) {
      present = present && specs[t] != nullptr && specs[kLayouts[t]] != nullptr;
      if (t == kTypeObject) break;
    }
    g_present[i] = present;
  }
  g_model.descriptors = g_descriptors;
  g_model.descriptor_count = kBuiltinTypeEnd;
  g_model.first_heap_type = kFirstHeapType;
  g_model.finalize = runFinalizer_mayRunPython;
  g_model.hasFinalizer = hasPendingFinalizer;
  g_model.clearWeakReferences = clearWeakReferences_mayRunPython;
  g_model.class_flags_offset = offsetof(Type, flags_);
  g_model.class_has_finalizer = kTypeHasDel;
  g_model.emergencyCollect = collectWithoutPython;
  g_model.stressCollect = collectUnderStress;
  fillCollectorHooks(g_model);
  g_object_model = &g_model;
  fillNativeSpecials();
}

}  // namespace

void initBuiltinTable() { std::call_once(g_once, fill); }

const TypeSpec& typeSpec(TypeIndex index) {
  OPHION_ASSERT(index < kBuiltinTypeEnd && g_specs[index] != nullptr);
  return *g_specs[index];
}
TypeIndex baseOfBuiltin(TypeIndex index) { return kBases[index]; }
TypeIndex layoutOfBuiltin(TypeIndex index) { return kLayouts[index]; }
bool isBuiltinPresent(TypeIndex index) { return g_present[index]; }

size_t ownDictOffset(unsigned layout) {
  switch (layout) {
    case kTypeFunction:
      return offsetof(Function, dict_);
    case kTypeClassMethod:
      return offsetof(ClassMethod, dict_);
    case kTypeModule:
      return offsetof(Module, dict_);
    case kTypeSimpleNamespace:
      return offsetof(SimpleNamespace, dict_);
    default:
      return 0;
  }
}

bool isVaryingLayout(unsigned layout) { return g_descriptors[layout].fixed_bytes == 0; }

}  // namespace ophion
