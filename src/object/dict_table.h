// The inside of DictTable: where its index lies, how it is probed. Only the sources of dict include this.
//
// The index has 2^log2 places; a place is free (all ones) or the number of an entry. Two thirds of the places may be
// taken. Deleting a key empties its entry and leaves the place, which then leads to an entry without a key. popitem()
// gives the entries at the end back for reuse; the places that led to them are lost (Dict::lost_places_) until the
// table is made anew. A place may so lead to an entry that another key has taken since: harmless, as the key is
// compared anyhow.
#pragma once

#include "object/dict.h"

namespace ophion {

inline constexpr unsigned kFirstIndexLog2 = 3;
// The first table of a dict has fewer entries than its index allows: most small dicts have no more.
inline constexpr uint32_t kFirstEntries = 3;
inline constexpr unsigned kMaxIndexLog2 = 30;

constexpr uint32_t usableEntries(unsigned index_log2) { return static_cast<uint32_t>((uint64_t{2} << index_log2) / 3); }
constexpr size_t indexUnit(unsigned index_log2) { return index_log2 <= 8 ? 1 : index_log2 <= 16 ? 2 : 4; }
constexpr size_t tableBytes(uint32_t entries, unsigned index_log2) {
  return sizeof(DictTable) + size_t{entries} * sizeof(DictEntry) + (indexUnit(index_log2) << index_log2);
}
static_assert(tableBytes(kFirstEntries, kFirstIndexLog2) == 56);
static_assert(usableEntries(8) < 0xff && usableEntries(16) < 0xffff);

inline char* indexOf(DictTable* table) { return reinterpret_cast<char*>(table->entries() + table->entry_capacity_); }

template <class I>
inline constexpr I kFreePlace = static_cast<I>(~I{0});

// Calls f(I* index) with the number type of the table's index.
template <class F>
OPHION_INLINE auto withIndex(DictTable* table, F f) {
  char* index = indexOf(table);
  if (OPHION_LIKELY(table->index_log2_ <= 8)) return f(reinterpret_cast<uint8_t*>(index));
  if (table->index_log2_ <= 16) return f(reinterpret_cast<uint16_t*>(index));
  return f(reinterpret_cast<uint32_t*>(index));
}

// The places a hash leads to, one after another; all are visited in the end.
struct Probe {
  uint32_t mask_, perturb_, place_;
  // Addresses and other multiples of 8 would all start at every eighth place: the next three bits make up for the three
  // that they lack. Numbers in a row still start in a row.
  Probe(uint32_t hash, unsigned index_log2)
      : mask_((uint32_t{1} << index_log2) - 1), perturb_(hash), place_((hash + (hash >> 3)) & mask_) {}
  void next() {
    perturb_ >>= 5;
    place_ = (place_ * 5 + perturb_ + 1) & mask_;
  }
};

}  // namespace ophion
