// Heap: all memory of one runtime. It is the first thing in the cage, so the cage's base is its address, and it holds
// no native pointer: everything in it is an index or an offset.
//
//   below base     type table, growing downwards
//   base           Heap, then the runtime's state       kStateBytes
//   then           pool table, arena table, page table, (regions the interpreter reserved for its stacks)
//   then           arenas
//
// Layers as in the pyramid: the system gives address space (os/), the cage is cut into arenas, arenas into pools and
// spans, pools into blocks; objects are built in blocks by the layer above.
//
// Allocation takes a block from the current pool of its class and kind; the fast path is inline. A pool that runs out
// is left alone until an eighth of it is free again, so that a pool being allocated from always has a fair number of
// free blocks and a young collection, which walks the pools allocated from since the last one, stays in proportion.
// A class gets a pool of its own when it was asked for some blocks: until then they come from a class that has one
// (kHomeOf), so that a small runtime does not touch a page for each size.
// Out of memory is an ordinary result: null, after one emergency collection.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "heap/arena.h"
#include "heap/object.h"
#include "heap/pool.h"
#include "heap/size_class.h"
#include "heap/type_table.h"
#include "os/memory.h"

namespace ophion {

struct HeapOptions {
  size_t reserve_bytes = size_t{32} << 30;  // address space; halved until the system grants it
  size_t cap_bytes = 0;                     // most that may be committed; 0: as much as is reserved
};

inline constexpr size_t kStateBytes = 64 * 1024;

class Heap {
 public:
  // Makes a heap in a reservation of its own. Null where the system grants too little. Does not enter it.
  [[nodiscard]] static Heap* tryCreate(const HeapOptions& options);
  // Returns the reservation whole. Nothing is visited.
  void destroy();

  // Makes this the heap that slots and allocations of the calling thread refer to.
  void enter() { t_cage = base(); }

  char* base() { return reinterpret_cast<char*>(this); }

  // --- allocation; all may return null ---
  [[nodiscard]] OPHION_INLINE void* tryAllocateClass(Kind kind, unsigned size_class) {
    PoolInfo& pool = poolOf(active_[static_cast<unsigned>(kind)][size_class]);
    uint32_t block = pool.free_;
    if (OPHION_UNLIKELY(block == 0)) return allocateSlow(kind, size_class);
    char* p = base() + (static_cast<uint64_t>(block) << kSlotShift);
    pool.free_ = *reinterpret_cast<uint32_t*>(p);
#ifdef OPHION_DEBUG
    checkPoison(p, pool);
#endif
    return p;
  }
  [[nodiscard]] OPHION_INLINE void* tryAllocate(Kind kind, size_t bytes) {
    if (OPHION_LIKELY(bytes <= kMaxBlockBytes)) return tryAllocateClass(kind, sizeClassOf(bytes == 0 ? 1 : bytes));
    return allocateSpan(kind, bytes);
  }
  // A block for a container: the collector hears of it.
  // A block for a container has room for a mark of its own in the collector's bit maps.
  [[nodiscard]] OPHION_INLINE void* tryAllocateContainer(size_t bytes) {
    noteContainer();
    return tryAllocate(Kind::Container, bytes < kMarkUnit ? kMarkUnit : bytes);
  }
  // A buffer of 1 byte or more, to be given back with the same size.
  [[nodiscard]] void* tryAllocateRaw(size_t bytes) { return tryAllocate(Kind::Raw, bytes); }
  // Grows or shrinks a buffer, in place where possible. Null: the old buffer is as it was.
  [[nodiscard]] void* tryResizeRaw(void* buffer, size_t old_bytes, size_t new_bytes);
  // Resizes a block or span of any kind where it stands. False: it is as it was.
  [[nodiscard]] bool tryResizeInPlace(void* block, size_t old_bytes, size_t new_bytes);

  // The pool that allocations of a class come from, for callers that pop its free list themselves.
  PoolInfo& currentPool(Kind kind, unsigned size_class) {
    return poolOf(active_[static_cast<unsigned>(kind)][size_class]);
  }
  void checkPoison(char* block, PoolInfo& pool);

  // --- giving back ---
  OPHION_INLINE void freeBlock(void* block) {
    size_t offset = static_cast<size_t>(static_cast<char*>(block) - base());
    PoolInfo& pool = poolOf(static_cast<uint32_t>(offset / kPoolBytes));
#ifdef OPHION_DEBUG
    checkFree(block, pool);
#endif
    // One store writes the link and a type index of 0, by which walkers know a free block.
    *static_cast<uint64_t*>(block) = pool.free_;
    pool.free_ = static_cast<uint32_t>(offset >> kSlotShift);
    if (OPHION_LIKELY(pool.state_ == PoolState::Current)) return;
    if (OPHION_UNLIKELY(--pool.used_ == pool.notify_)) poolChangesState(pool);
  }
  OPHION_INLINE void free(void* block, size_t bytes) {
    if (OPHION_LIKELY(bytes <= kMaxBlockBytes)) {
      freeBlock(block);
    } else {
      freeSpan(block, bytes);
    }
  }
  OPHION_INLINE void freeContainer(void* block, size_t bytes) {
    noteContainerGone();
    free(block, bytes);
  }

  // --- the collector's trigger: containers made minus containers freed since the last young collection ---
  OPHION_INLINE void noteContainer() {
    if (OPHION_UNLIKELY(++young_count_ > young_threshold_)) collection_pending_ = true;
  }
  OPHION_INLINE void noteContainerGone() { young_count_ -= young_count_ > 0; }

  // --- tables ---
  PoolInfo& poolOf(uint32_t number) { return reinterpret_cast<PoolInfo*>(base() + kStateBytes)[number]; }
  uint32_t poolNumber(const PoolInfo& pool) {
    return static_cast<uint32_t>(&pool - reinterpret_cast<PoolInfo*>(base() + kStateBytes));
  }
  PoolInfo& poolAt(const void* address) {
    return poolOf(static_cast<uint32_t>(static_cast<size_t>(static_cast<const char*>(address) - base()) / kPoolBytes));
  }
  // Blocks of a pool that are handed out; of a current pool by walking its free list.
  unsigned usedBlocks(const PoolInfo& pool);
  Arena& arenaOf(uint32_t number) { return reinterpret_cast<Arena*>(base() + arena_table_)[number]; }
  // The head page of a span: its pages in the low 24 bits, its kind + 1 in the next two, kSpanIsYoung; the next page's
  // entry is the span's link in the young list. 0 elsewhere.
  uint32_t& pageEntry(uint32_t page) { return reinterpret_cast<uint32_t*>(base() + page_table_)[page]; }
  uint32_t pageOf(const void* address) {
    return static_cast<uint32_t>(static_cast<size_t>(static_cast<const char*>(address) - base()) / os::kPageBytes);
  }
  static constexpr unsigned kSpanKindShift = 24;
  static constexpr uint32_t kSpanPagesMask = (1u << kSpanKindShift) - 1;
  static constexpr uint32_t kSpanIsYoung = 1u << 31;
  static bool isSpanOfKind(uint32_t entry, Kind kind) {
    return (entry >> kSpanKindShift & 3) == static_cast<uint32_t>(kind) + 1;
  }
  // The collector's bits of a pool (or of four pages of spans), one for each kMarkUnit bytes: first kMarkWords words of
  // marks, then as many that tell which of the marked were not traced yet. A page of the cage for each arena.
  static constexpr size_t kMarkUnit = 16;
  static constexpr size_t kMarkWords = kPoolBytes / kMarkUnit / 64;
  uint64_t* markWords(uint32_t pool) {
    return reinterpret_cast<uint64_t*>(base() + mark_table_) + size_t{pool} * 2 * kMarkWords;
  }
  // Link of the queue of pools with something to trace; 0: not in it.
  uint32_t& markLink(uint32_t pool) { return reinterpret_cast<uint32_t*>(base() + mark_links_)[pool]; }
  bool isInArenas(const void* address) const {
    const char* p = static_cast<const char*>(address);
    const char* b = reinterpret_cast<const char*>(this);
    return p >= b + size_t{first_arena_} * kArenaBytes && p < b + size_t{arena_limit_} * kArenaBytes;
  }
  // Kind of the block or span that starts at the address.
  Kind kindAt(const void* address);
  // Bytes of the block or span that starts at the address.
  size_t bytesAt(const void* address);

  // Calls f(char* block, size_t bytes) for every live block or span of a kind other than Raw. The callee may change
  // flags in headers but must neither allocate nor free.
  template <class F>
  void forEachObject(Kind kind, F f);
  // The same over one arena, and over one pool.
  template <class F>
  void forEachObjectIn(uint32_t arena, Kind kind, F f);
  template <class F>
  void forEachBlockIn(uint32_t pool, F f);
  // The containers that begin in a pool, or in four pages of spans.
  template <class F>
  void forEachContainerIn(uint32_t pool, F f);
  // The same over containers of generation 0, or 0 and 1, in the pools and spans that may hold such.
  template <class F>
  void forEachYoungContainer(F f, uint32_t max_generation = 0);
  template <class F>
  void forEachYoungSpan(F f, uint32_t max_generation);
  // The first pool of a young list; 0: none.
  uint32_t firstYoungPool(YoungList list) const { return young_pools_[static_cast<unsigned>(list)]; }
  // Puts a young pool and those behind it in its list into the backlog; takes one from there to the newborn.
  void putOffYoung(uint32_t pool, YoungList list);
  uint32_t takeFromBacklog();
  // To be called when a collection looked at the newborn pools (and, from generation 1 on, those of the middle list;
  // of generation 2, all), and what survived is of generation `survivors`.
  void resetYoung(int generation = 2, uint32_t survivors = 2);
  // Puts a container into generation 0.
  void makeYoung(Object* container);

  // --- type indexes ---
  // A free index >= first; 0 where the table is full or memory short.
  [[nodiscard]] TypeIndex tryAllocateTypeIndex();
  // Indexes below `first` will not be handed out: they are those of builtin types. False: memory short.
  [[nodiscard]] bool reserveTypeIndexes(TypeIndex first);
  void freeTypeIndex(TypeIndex index);

  // --- limits, accounting ---
  size_t capBytes() const { return cap_bytes_; }
  void setCapBytes(size_t bytes) {
    cap_bytes_ = bytes;
    allowEmergency();
  }
  // Garbage may have come about since an emergency collection did not help: the program handles an exception, say.
  void allowEmergency() { emergency_wait_ = 0; }
  size_t committedBytes() const { return committed_pages_ * os::kPageBytes; }
  size_t peakCommittedBytes() const { return peak_committed_pages_ * os::kPageBytes; }
  size_t reservedBytes() const { return reserved_bytes_; }
  uint32_t firstArena() const { return first_arena_; }
  uint32_t arenasTouched() const { return arena_high_; }
  // Address space set aside between the tables and the arenas, for stacks. Its pages count as committed once the owner
  // says so.
  size_t regionOffset() const { return region_; }
  size_t regionBytes() const { return region_bytes_; }
  // Accounts for `pages` more (or, negative, fewer) committed pages outside the arenas. False: the cap forbids it.
  [[nodiscard]] bool tryCommitPages(int64_t pages);
  // Hands free but committed pages back to the system.
  void purge();

  // --- tests: failing and stressing allocations ---
  // The n-th allocation from now on (1 is the next) returns null; 0 disarms. Allocations are counted meanwhile.
  void failAllocation(uint64_t n);
  uint64_t allocationsCounted() const { return allocations_counted_; }
  void setStress(bool on);
  bool stress() const { return stress_; }
  bool isInEmergency() const { return in_emergency_; }

  // --- state of the layer of counts (heap/ref.h, heap/destroy.cpp) ---
  uint32_t destroy_depth_ = 0;     // nesting of destructions on the C stack
  uint32_t deferred_ = 0;          // first of the dead objects that wait, linked through their counts
  uint32_t python_forbidden_ = 0;  // not 0: objects whose death would run Python are put off
  uint32_t awaiting_python_ = 0;   // first of those, linked in the same way
  // --- state of the collector (heap/collector.h) ---
  bool collection_pending_ = false;  // the interpreter looks at this at its safe points
  bool collecting_ = false;
  bool collector_enabled_ = true;
  int32_t young_count_ = 0;
  int32_t young_threshold_ = 700;  // INT32_MAX while switched off
  int32_t thresholds_[3] = {700, 10, 10};
  int32_t generation_counts_[3] = {0, 0, 0};
  struct GenerationStats {
    uint64_t collections, collected, uncollectable;
  } generation_stats_[3] = {};
  uint64_t long_lived_total_ = 0;    // containers that survived the last old collection
  uint64_t long_lived_pending_ = 0;  // and those that joined the old generation since
  uint32_t gc_debug_ = 0;
  uint32_t next_version_ = 1;  // of TypeEntry::version_

  bool collector_allocates_ = false;  // its working memory is not counted by failAllocation()
  uint32_t stress_runs_ = 0;
  uint32_t stress_wait_ = 0;  // allocations to pass over before the next
  uint32_t clear_arena_ = 0;  // an old collection in slices: next arena whose marks are to be cleared; 0: done
  uint32_t sweep_arena_ = 0;  // next arena to look through for unmarked; 0: marking
  uint32_t sweep_end_ = 0;
  size_t sweep_found_ = 0;   // unmarked containers found so far
  bool frozen_ = false;      // some containers are set aside for good (collector.h)
  bool marking_ = false;     // an old collection in slices is under way
  uint32_t mark_first_ = 0;  // queue of pools with something to trace
  uint32_t mark_last_ = 0;
  uint32_t mark_resume_ = 0;  // the object whose tracing was interrupted, and after how many slots
  uint32_t mark_resume_at_ = 0;

  uint32_t young_pools_[kYoungLists] = {};  // pool numbers, linked
  uint32_t young_spans_ = 0;                // head pages, linked
  size_t unlooked_bytes_ = 0;  // of large containers that grew old unlooked at since the last old collection

 private:
  friend class Verifier;
  friend class HeapStats;
  friend class Collection;

  OPHION_COLD void* allocateSlow(Kind kind, unsigned size_class);
  [[nodiscard]] bool collectInEmergency();  // true: try again
  void emergencyWasFutile();
  void* refill(Kind kind, unsigned size_class);
  bool borrows(Kind kind, unsigned size_class);
  bool extend(PoolInfo& pool);
  void* popFrom(PoolInfo& pool);
  PoolInfo* takePool(Kind kind, unsigned size_class);
  OPHION_NOINLINE void poolChangesState(PoolInfo& pool);
  void releasePool(PoolInfo& pool);
  void linkPartial(PoolInfo& pool);
  void unlinkPartial(PoolInfo& pool);
  void listYoung(PoolInfo& pool);
  void unlistYoung(PoolInfo& pool);
  void setCurrent(unsigned kind, unsigned size_class, uint32_t pool);
  bool countAllocation();
  void checkFree(void* block, PoolInfo& pool);

  // heap/span.cpp
  OPHION_NOINLINE void* allocateSpan(Kind kind, size_t bytes);
  void* trySpan(Kind kind, size_t pages);
  void* tryLargeSpan(Kind kind, size_t pages);
  OPHION_NOINLINE void freeSpan(void* address, size_t bytes);
  void freeLargeSpan(uint32_t arena, size_t pages);
  bool tryResizeSpan(void* address, size_t old_pages, size_t new_pages);
  void linkYoungSpan(uint32_t page);
  void forgetYoungSpan(uint32_t page);
  void forgetOldSpans();

  // heap/arena.cpp
  // Takes a run of pages from an arena of the given state. Returns the first page's number, or 0.
  uint32_t takePages(ArenaState state, unsigned pages);
  bool takeRun(uint32_t arena, unsigned at, unsigned pages);
  void givePages(uint32_t page, unsigned pages);
  uint32_t takeFreshArenas(uint32_t n, ArenaState state);
  void giveArena(uint32_t arena);
  void linkArena(uint32_t arena);
  void unlinkArena(uint32_t arena);
  void purgeArena(Arena& arena, uint32_t number);
  bool commitPagesOrPurge(uint64_t pages);
  uint64_t metadataPages(uint32_t arena_high) const;
  bool raiseArenaHigh(uint32_t arena_high);

  uint32_t active_[kKinds][kSizeClasses];   // pool numbers; 0 is an always empty pool
  uint32_t current_[kKinds][kSizeClasses];  // the same, but never redirected by tests
  uint32_t partial_[kKinds][kSizeClasses];  // lists of pools with free blocks
  uint8_t borrowed_[kKinds][kSizeClasses];  // blocks that classes had from others while they had no pool
  uint32_t arena_list_[2] = {0, 0};         // arenas with free pages: [0] for pools, [1] for spans

  size_t reserved_bytes_;    // from base to the end
  size_t type_table_bytes_;  // below base
  size_t cap_bytes_;
  uint64_t committed_pages_ = 0;
  uint64_t dirty_total_ = 0;  // committed but free
  uint64_t peak_committed_pages_ = 0;
  uint64_t metadata_pages_ = 0;  // of committed_pages_: tables
  uint64_t region_pages_ = 0;    // of committed_pages_: tryCommitPages
  size_t arena_table_, page_table_, mark_table_, mark_links_, region_, region_bytes_;
  uint32_t first_arena_, arena_limit_;  // [first, limit)
  uint32_t arena_high_;                 // arenas at or above were never touched
  uint32_t arena_hint_;                 // no unused arena below this one
  TypeIndex type_next_ = 1;             // indexes never handed out
  TypeIndex type_limit_;
  uint32_t type_free_ = 0;  // list of indexes given back
  uint64_t fail_in_ = 0;    // 0: not armed
  uint64_t allocations_counted_ = 0;
  bool counting_ = false;
  bool stress_ = false;
  bool in_emergency_ = false;
  uint32_t emergency_wait_ = 0;  // requests that may fail before the next emergency collection
};

static_assert(sizeof(Heap) <= 4096);

// The heap the calling thread has entered.
inline Heap& heap() { return *reinterpret_cast<Heap*>(t_cage); }

template <class F>
void Heap::forEachBlockIn(uint32_t pool_number, F f) {
  PoolInfo& pool = poolOf(pool_number);
  size_t step = pool.blockBytes();
  char* p = base() + size_t{pool_number} * kPoolBytes;
  char* stop = p + size_t{static_cast<uint16_t>(pool.capacity_ - pool.untouched_)} * step;
  for (; p < stop; p += step) {
    if (reinterpret_cast<Object*>(p)->typeIndex() != 0) f(p, step);
  }
}

template <class F>
void Heap::forEachContainerIn(uint32_t n, F f) {
  const PoolInfo& pool = poolOf(n);
  if (pool.kind_ == Kind::Container && pool.used_ != 0) forEachBlockIn(n, f);
  if (pool.state_ != PoolState::Span) return;
  for (uint32_t page = n * kPagesPerPool; page < (n + 1) * kPagesPerPool; ++page) {
    uint64_t free_pages = arenaOf(page / kPagesPerArena).free_pages_;
    if (free_pages >> (page % kPagesPerArena) & 1 || !isSpanOfKind(pageEntry(page), Kind::Container)) continue;
    char* p = base() + size_t{page} * os::kPageBytes;
    if (reinterpret_cast<Object*>(p)->typeIndex() != 0) {
      f(p, size_t{pageEntry(page) & kSpanPagesMask} * os::kPageBytes);
    }
  }
}

template <class F>
void Heap::forEachObjectIn(uint32_t a, Kind kind, F f) {
  Arena& arena = arenaOf(a);
  if (arena.state_ == ArenaState::Pools) {
    for (uint32_t n = a * kPoolsPerArena, end = n + kPoolsPerArena; n < end; ++n) {
      PoolInfo& pool = poolOf(n);
      if (pool.state_ != PoolState::None && pool.kind_ == kind && pool.used_ != 0) forEachBlockIn(n, f);
    }
  } else if (arena.state_ == ArenaState::Spans || arena.state_ == ArenaState::LargeHead) {
    for (uint32_t page = a * kPagesPerArena, end = page + kPagesPerArena; page < end;) {
      uint32_t entry = (arena.free_pages_ >> (page % kPagesPerArena) & 1) ? 0 : pageEntry(page);
      uint32_t pages = entry & kSpanPagesMask;
      if (pages == 0) {
        ++page;
        continue;
      }
      char* p = base() + size_t{page} * os::kPageBytes;
      if (isSpanOfKind(entry, kind) && reinterpret_cast<Object*>(p)->typeIndex() != 0) {
        f(p, size_t{pages} * os::kPageBytes);
      }
      page += pages;
    }
  }
}

template <class F>
void Heap::forEachObject(Kind kind, F f) {
  for (uint32_t a = first_arena_; a < arena_high_; ++a) forEachObjectIn(a, kind, f);
}

template <class F>
void Heap::forEachYoungContainer(F f, uint32_t max_generation) {
  for (YoungList list : {YoungList::Newborn, YoungList::Middle, YoungList::Backlog}) {
    if (list == YoungList::Middle && max_generation == 0) continue;
    for (uint32_t n = firstYoungPool(list); n != 0; n = poolOf(n).young_next_) {
      forEachBlockIn(n, [&](char* p, size_t bytes) {
        if (reinterpret_cast<Object*>(p)->generation() <= max_generation) f(p, bytes);
      });
    }
  }
  forEachYoungSpan(f, max_generation);
}

template <class F>
void Heap::forEachYoungSpan(F f, uint32_t max_generation) {
  for (uint32_t page = young_spans_; page != 0;) {
    char* p = base() + size_t{page} * os::kPageBytes;
    Object* o = reinterpret_cast<Object*>(p);
    uint32_t bytes = (pageEntry(page) & kSpanPagesMask) * os::kPageBytes;
    page = pageEntry(page + 1);
    if (o->typeIndex() != 0 && o->generation() <= max_generation) f(p, bytes);
  }
}

}  // namespace ophion
