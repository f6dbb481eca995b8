#include "cli/heap_report.h"

#include <algorithm>
#include <vector>

#include "heap/heap_stats.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr TypeIndex kTypesMax = 65536;
constexpr size_t kTypesShown = 20;

struct TypeLine {
  TypeIndex index;
  TypeStats stats;
};

// Types with objects, those with the most bytes first.
std::vector<TypeLine> countedTypes() {
  std::vector<TypeStats> table(kTypesMax);
  HeapStats::countTypes(heap(), table.data(), kTypesMax);
  std::vector<TypeLine> lines;
  for (TypeIndex i = 1; i < kTypesMax; ++i) {
    if (table[i].objects != 0) lines.push_back({i, table[i]});
  }
  std::sort(lines.begin(), lines.end(),
            [](const TypeLine& a, const TypeLine& b) { return a.stats.bytes > b.stats.bytes; });
  return lines;
}

void printType(FILE* out, const TypeLine& line) {
  Type* type = typeEntry(line.index).type_.getOrNull();
  const char* name = type == nullptr ? g_object_model->descriptors[typeEntry(line.index).layout_].name : nullptr;
  std::fprintf(out, "  %10llu objects %12llu bytes  ", static_cast<unsigned long long>(line.stats.objects),
               static_cast<unsigned long long>(line.stats.bytes));
  if (name != nullptr || !type->name_->isAscii()) {
    std::fprintf(out, "%s\n", name != nullptr ? name : "(a class)");
  } else {
    std::fprintf(out, "%.*s\n", static_cast<int>(type->name_->length_), type->name_->data());
  }
}

}  // namespace

void printHeapReport(FILE* out) {
  HeapStats s(heap());
  std::fprintf(out, "system   reserved %zu, committed %zu, at most %zu, metadata %zu, stacks %zu, free %zu bytes\n",
               s.reserved_bytes, s.committed_bytes, s.peak_committed_bytes, s.metadata_bytes, s.region_bytes,
               s.dirty_bytes);
  static constexpr const char* kKindNames[] = {"buffers", "atoms", "containers"};
  for (Kind kind : {Kind::Atom, Kind::Container, Kind::Raw}) {
    unsigned k = static_cast<unsigned>(kind);
    uint64_t pools = 0, used = 0, free = 0;
    for (const PoolStats& p : s.pools[k]) pools += p.pools, used += p.used, free += p.free + p.untouched;
    std::fprintf(out, "%-10s %llu pools, %llu blocks used, %llu free; %llu spans of %llu bytes\n", kKindNames[k],
                 static_cast<unsigned long long>(pools), static_cast<unsigned long long>(used),
                 static_cast<unsigned long long>(free), static_cast<unsigned long long>(s.spans[k]),
                 static_cast<unsigned long long>(s.span_bytes[k]));
  }
  std::vector<TypeLine> lines = countedTypes();
  for (size_t i = 0; i < lines.size() && i < kTypesShown; ++i) printType(out, lines[i]);
}

}  // namespace ophion
