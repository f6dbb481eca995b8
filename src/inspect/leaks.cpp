#include "inspect/leaks.h"

#include <algorithm>
#include <vector>

#include "heap/heap_stats.h"
#include "heap/trace.h"
#include "object/builtin_table.h"
#include "object/function.h"
#include "object/runtime_state.h"
#include "object/str.h"
#include "object/teardown.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr size_t kShownMax = 40;
constexpr int kTextMax = 60;

bool isBuiltinTypeObject(const Object* object) {
  return object->typeIndex() == kTypeType && !static_cast<const Type*>(object)->is(kTypeHeap);
}

// What is left of the heap, with the references between what is left.
class Remains {
 public:
  explicit Remains(Heap& h) : heap_(h) {
    for (Kind kind : {Kind::Atom, Kind::Container}) {
      h.forEachObject(kind, [&](char* p, size_t) { add(reinterpret_cast<Object*>(p)); });
    }
    std::sort(references_.begin(), references_.end());
  }

  // Prints the objects that native code holds, and counts all.
  size_t report(FILE* out) const {
    if (!objects_.empty()) std::fprintf(out, "ophion: %zu objects outlive their runtime\n", objects_.size());
    size_t shown = 0;
    for (Object* object : objects_) {
      uint32_t left_over = object->count_ - referencesTo(object);
      if (left_over != 0 && shown++ < kShownMax) print(out, object, left_over);
    }
    if (shown > kShownMax) std::fprintf(out, "  and %zu more\n", shown - kShownMax);
    size_t types = 0;
    for (Object* type : builtin_types_) {
      uint32_t expected = 1 + referencesTo(type);
      if (type->count_ == expected || static_cast<int32_t>(type->count_) < 0) continue;
      ++types;
      std::fprintf(out, "  the class %s: %d counts too many\n", typeSpec(static_cast<Type*>(type)->index_).name,
                   static_cast<int>(type->count_ - expected));
    }
    return objects_.size() + types;
  }

 private:
  void add(Object* object) {
    if (isBuiltinTypeObject(object)) {
      builtin_types_.push_back(object);
    } else {
      objects_.push_back(object);
    }
    if (object->isDying()) return;
    forEachSlotRange(heap_.base(), *g_object_model, object, [&](const Slot<Object>* first, size_t n) {
      for (size_t i = 0; i < n; ++i) {
        if (!first[i].isNull()) references_.push_back(first[i].index());
      }
    });
  }

  uint32_t referencesTo(const Object* object) const {
    auto range = std::equal_range(references_.begin(), references_.end(), slotIndex(object));
    return static_cast<uint32_t>(range.second - range.first);
  }

  static void printText(FILE* out, const Str* text) {
    std::fputs(" '", out);
    for (uint32_t i = 0; i < text->length_ && i < kTextMax; ++i) {
      char32_t c = text->at(i);
      std::fputc(c >= ' ' && c < 0x7f ? static_cast<int>(c) : '?', out);
    }
    std::fputs(text->length_ > kTextMax ? "...'" : "'", out);
  }

  static void print(FILE* out, const Object* object, uint32_t left_over) {
    // The names of the builtin types are gone by now.
    const Type* type = typeEntryOf(object).type_.get();
    std::fputs("  ", out);
    if (!type->is(kTypeHeap)) {
      std::fputs(typeSpec(type->index_).name, out);
    } else {
      printText(out, type->name_.get());
    }
    if (object->typeIndex() == kTypeStr) printText(out, static_cast<const Str*>(object));
    if (object->typeIndex() == kTypeFunction) {
      const Object* name = static_cast<const Function*>(object)->name_.getOrNull();
      if (name != nullptr && name->typeIndex() == kTypeStr) printText(out, static_cast<const Str*>(name));
    }
    if (object->isDying()) {
      std::fputs(": dead, but never destroyed\n", out);
    } else {
      std::fprintf(out, ": %u %s that nothing in the heap holds\n", left_over, left_over == 1 ? "count" : "counts");
    }
  }

  Heap& heap_;
  std::vector<Object*> objects_, builtin_types_;
  std::vector<uint32_t> references_;  // slot indexes, once for each reference
};

size_t reportBuffers(FILE* out) {
  HeapStats stats(heap());
  size_t buffers = stats.usedBlocks(Kind::Raw) + stats.spans[static_cast<unsigned>(Kind::Raw)];
  if (buffers == 0) return 0;
  std::fprintf(out, "ophion: %zu buffers outlive their runtime\n", buffers);
  for (unsigned c = 0; c < kSizeClasses; ++c) {
    uint64_t used = stats.pools[static_cast<unsigned>(Kind::Raw)][c].used;
    if (used != 0) std::fprintf(out, "  %llu of %zu bytes\n", static_cast<unsigned long long>(used), bytesOfClass(c));
  }
  return buffers;
}

}  // namespace

size_t reportLeaks(FILE* out) {
  tearDownObjects();
  size_t objects = Remains(heap()).report(out);
  // What is left still needs its types.
  if (objects != 0) return objects;
  tearDownTables();
  return reportBuffers(out);
}

}  // namespace ophion
