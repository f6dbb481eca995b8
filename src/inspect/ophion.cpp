// The module ophion: the heap as a program sees it.
#include "heap/heap_stats.h"
#include "heap/verifier.h"
#include "inspect/reference_path.h"
#include "modules/module_constants.h"
#include "object/allocate.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/simple_namespace.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr NativeKind kFunction = NativeKind::Function;
constexpr TypeIndex kTypesCounted = 65536;

bool put(Dict* dict, const char* key, Ref<Object> value) { return addConstant(dict, key, std::move(value)); }
bool putNumber(Dict* dict, const char* key, uint64_t n) { return put(dict, key, newIntFromUnsigned(n)); }

Ref<Object> flagNames(Object* object) {
  struct FlagName {
    uint32_t flag;
    const char* name;
  };
  static constexpr FlagName kNames[] = {
      {kFlagMarked, "marked"}, {kFlagFinalized, "finalized"}, {kFlagWeaklyReferenced, "weakly referenced"}};
  Ref<List> names = newList();
  auto add = [&](const char* text) {
    Ref<Str> s = names ? newAscii(text) : nullptr;
    return s && appendToListSteal(names.get(), std::move(s));
  };
  for (const FlagName& f : kNames) {
    if (object->hasFlag(f.flag) && !add(f.name)) return raised();
  }
  if (object->hasFlag(kFlagUntracked) && !add(isExactStr(object) ? "interned" : "untracked")) return raised();
  if (isIntLayout(object) && object->hasFlag(kFlagBig) && !add("big")) return raised();
  return names;
}

// Bytes that the object's own __sizeof__ adds to its block: those of its buffers.
Ref<Object> bufferBytes(Object* object, size_t block) {
  Ref<Object> size = callMethod(object, Name::__sizeof__);
  int64_t bytes;
  if (!size || !asInt64(size.get(), &bytes)) return raised();
  return newInt(bytes > static_cast<int64_t>(block) ? bytes - static_cast<int64_t>(block) : 0);
}

Ref<Object> headerOf(Object* const* args) {
  Object* object = args[0];
  Heap& h = heap();
  uint64_t count = object->count();
  bool in_arena = h.isInArenas(object);
  size_t block = in_arena ? h.bytesAt(object) : sizeof(Int);
  bool span = in_arena && h.poolAt(object).state_ == PoolState::Span;
  Ref<Dict> fields = newDict();
  if (!fields || !putNumber(fields.get(), "address", reinterpret_cast<uintptr_t>(object)) ||
      !put(fields.get(), "type", share<Object>(typeOf(object))) ||
      !putNumber(fields.get(), "type_index", object->typeIndex()) || !putNumber(fields.get(), "count", count) ||
      !put(fields.get(), "flags", flagNames(object)) || !putNumber(fields.get(), "block_bytes", block) ||
      !put(fields.get(), "buffer_bytes", bufferBytes(object, block)) ||
      !putNumber(fields.get(), "generation", object->generation()) ||
      !put(fields.get(), "pool",
           in_arena && !span ? Ref<Object>(newInt(static_cast<int64_t>(h.poolNumber(h.poolAt(object))))) : newNone()) ||
      !put(fields.get(), "span", newBool(span))) {
    return raised();
  }
  return newSimpleNamespace(fields.get());
}

Ref<Dict> systemLayer(const HeapStats& s) {
  Ref<Dict> dict = newDict();
  if (!dict || !putNumber(dict.get(), "reserved", s.reserved_bytes) || !putNumber(dict.get(), "cap", s.cap_bytes) ||
      !putNumber(dict.get(), "committed", s.committed_bytes) ||
      !putNumber(dict.get(), "peak_committed", s.peak_committed_bytes) ||
      !putNumber(dict.get(), "resident", s.committed_bytes) || !putNumber(dict.get(), "metadata", s.metadata_bytes) ||
      !putNumber(dict.get(), "stacks", s.region_bytes) || !putNumber(dict.get(), "free_but_committed", s.dirty_bytes)) {
    return raised();
  }
  return dict;
}

Ref<Dict> arenaLayer(const HeapStats& s) {
  Ref<Dict> dict = newDict();
  static constexpr const char* kNames[] = {"unused", "pools", "spans", "large_head", "large_tail"};
  if (!dict || !putNumber(dict.get(), "bytes_each", kArenaBytes)) return raised();
  for (int i = 0; i < 5; ++i) {
    if (!putNumber(dict.get(), kNames[i], s.arenas[i])) return raised();
  }
  return dict;
}

constexpr const char* kKindNames[kKinds] = {"buffers", "atoms", "containers"};

Ref<Dict> poolLayer(const HeapStats& s, bool spans) {
  Ref<Dict> dict = newDict();
  for (unsigned k = 0; k < kKinds; ++k) {
    Ref<Dict> kind = dict ? newDict() : nullptr;
    if (!kind || !put(dict.get(), kKindNames[k], kind)) return raised();
    if (spans) {
      if (!putNumber(kind.get(), "spans", s.spans[k]) || !putNumber(kind.get(), "bytes", s.span_bytes[k]))
        return raised();
      continue;
    }
    for (unsigned c = 0; c < kSizeClasses; ++c) {
      const PoolStats& p = s.pools[k][c];
      if (p.pools == 0) continue;
      Ref<Dict> figures = newDict();
      Ref<Int> bytes = newInt(static_cast<int64_t>(bytesOfClass(c)));
      if (!figures || !bytes || !putNumber(figures.get(), "pools", p.pools) ||
          !putNumber(figures.get(), "used", p.used) || !putNumber(figures.get(), "free", p.free + p.untouched) ||
          !setItem_mayRunPython(kind.get(), bytes.get(), figures.get())) {
        return raised();
      }
    }
  }
  return dict;
}

// Objects by the name of their type; classes of one name are added up.
Ref<Dict> objectLayer() {
  RawBuffer<TypeStats> table(kTypesCounted);
  if (!table) return raised();
  __builtin_memset(table.get(), 0, kTypesCounted * sizeof(TypeStats));
  HeapStats::countTypes(heap(), table.get(), kTypesCounted);
  Ref<Dict> dict = newDict();
  for (TypeIndex i = 1; dict && i < kTypesCounted; ++i) {
    if (table[i].objects == 0) continue;
    Type* type = typeEntry(i).type_.getOrNull();
    if (type == nullptr) continue;
    Object* old = getStrBorrowed(dict.get(), type->name_.get());
    Ref<Dict> figures = old != nullptr ? share(static_cast<Dict*>(old)) : newDict();
    if (!figures) return raised();
    uint64_t objects = table[i].objects, bytes = table[i].bytes;
    if (old != nullptr) {
      Ref<Str> keys[] = {internText("count"), internText("bytes")};
      if (!keys[0] || !keys[1]) return raised();
      objects += static_cast<uint64_t>(smallValue(getStrBorrowed(figures.get(), keys[0].get())));
      bytes += static_cast<uint64_t>(smallValue(getStrBorrowed(figures.get(), keys[1].get())));
    }
    if (!putNumber(figures.get(), "count", objects) || !putNumber(figures.get(), "bytes", bytes) ||
        !setStr(dict.get(), type->name_.get(), figures.get())) {
      return raised();
    }
  }
  return dict;
}

Ref<Object> heapLayers(Object* const*) {
  HeapStats stats(heap());
  Ref<Dict> dict = newDict();
  if (!dict || !put(dict.get(), "system", systemLayer(stats)) || !put(dict.get(), "arenas", arenaLayer(stats)) ||
      !put(dict.get(), "pools", poolLayer(stats, false)) || !put(dict.get(), "spans", poolLayer(stats, true)) ||
      !put(dict.get(), "objects", objectLayer())) {
    return raised();
  }
  return dict;
}

Ref<Object> why(Object* const* args) { return referencePath_mayRunPython(args[0]); }

Ref<Object> verify(Object* const*) {
  Verifier verifier(heap());
  const char* wrong = verifier.verify();
  if (wrong == nullptr) return newBool(true);
  return raise(kTypeRuntimeError, "the heap is not consistent: %s", wrong);
}

constexpr NativeDef kFunctions[] = {
    {"header", "object, /", headerOf, "What stands in an object's header, and where the object lies.", kFunction},
    {"heap", "", heapLayers, "The layers of the heap, from the system's memory up to objects by type.", kFunction},
    {"why", "object, /", why, "A shortest way from what the program holds to the object, as text.", kFunction},
    {"verify", "", verify, "Checks that the whole heap is consistent: True, or RuntimeError.", kFunction},
};

bool populate(Dict* dict) { return put(dict, "__version__", newAscii("0.1.0")); }

}  // namespace

extern const ModuleSpec kOphionModule;
const ModuleSpec kOphionModule = {"ophion", "Looking at the memory of the running program.", kFunctions, {}, populate};

}  // namespace ophion
