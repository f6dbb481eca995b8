// The heap's slow paths over pools: refilling, and what happens to a pool that fills up, gets room again, or empties.
//
// Rejected: keeping a pool's description in its first block (all such headers of 16 KiB pools fall on the same cache
// set, and blocks no longer fill the pool); returning a full pool to the partial list at its first free block
// (allocation then wanders over many nearly full pools, and young collections walk all of them). Known weakness: blocks
// never move, so a pool with one long-lived block stays committed.
#include "heap/heap.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "base/bits.h"
#include "heap/descriptor.h"
#include "heap/shadow.h"

namespace ophion {

constinit thread_local char* t_cage __attribute__((tls_model("initial-exec"))) = nullptr;
const ObjectModel* g_object_model = nullptr;

namespace {
// What one extension of a pool threads into its free list: no more than a page, so that memory is touched as needed.
constexpr size_t kExtendBytes = 4096;
// Freed blocks are filled with this in debug builds, behind the first 8 bytes.
constexpr unsigned char kPoisonFreed = 0xdb;
constexpr size_t kMinReserve = size_t{4} << 20;
// After an emergency collection that freed too little, one request for so many pages of the heap fails at once.
constexpr uint64_t kPagesPerFutileWait = 4;
// What a class may have from its home before it gets a pool.
constexpr size_t kBorrowedBytes = 1024;
constexpr size_t kBorrowedBlocks = 4;
static_assert(kBorrowedBytes / bytesOfClass(0) <= UINT8_MAX, "Heap::borrowed_ counts in bytes");
}  // namespace

Heap* Heap::tryCreate(const HeapOptions& options) {
  size_t bytes = roundUp(std::max(options.reserve_bytes, kMinReserve), kArenaBytes);
  bytes = std::min(bytes, size_t{32} << 30);
  char* reservation = nullptr;
  size_t type_bytes = 0;
  for (;; bytes = roundUp(bytes / 2, kArenaBytes)) {
    type_bytes = roundUp(std::max(bytes / 64, kArenaBytes), kArenaBytes);
    type_bytes = std::min(type_bytes, size_t{16} << kTypeIndexBits);
    reservation = os::tryReserve(type_bytes + bytes, kArenaBytes);
    if (reservation != nullptr) break;
    if (bytes <= kMinReserve) return nullptr;
  }
  Heap* h = reinterpret_cast<Heap*>(reservation + type_bytes);
  h = new (h) Heap();
  h->reserved_bytes_ = bytes;
  h->type_table_bytes_ = type_bytes;
  h->cap_bytes_ = options.cap_bytes == 0 ? bytes : std::min(options.cap_bytes, bytes);
  h->type_limit_ = static_cast<TypeIndex>(type_bytes / sizeof(TypeEntry));
  h->arena_limit_ = static_cast<uint32_t>(bytes / kArenaBytes);
  size_t at = kStateBytes + roundUp(bytes / kPoolBytes * sizeof(PoolInfo), os::kPageBytes);
  h->arena_table_ = at;
  at += roundUp(h->arena_limit_ * sizeof(Arena), os::kPageBytes);
  h->page_table_ = at;
  at += roundUp(bytes / os::kPageBytes * sizeof(uint32_t), os::kPageBytes);
  h->mark_table_ = at;
  at += h->arena_limit_ * kPoolsPerArena * 2 * kMarkWords * sizeof(uint64_t);
  h->mark_links_ = at;
  at += roundUp(bytes / kPoolBytes * sizeof(uint32_t), os::kPageBytes);
  h->region_ = at;
  h->region_bytes_ = roundUp(std::min(bytes / 8, size_t{512} << 20), os::kPageBytes);
  at += h->region_bytes_;
  h->first_arena_ = static_cast<uint32_t>(roundUp(at, kArenaBytes) / kArenaBytes);
  h->arena_high_ = h->first_arena_;
  h->arena_hint_ = h->first_arena_;
  h->metadata_pages_ = h->metadataPages(h->arena_high_);
  h->committed_pages_ = h->peak_committed_pages_ = h->metadata_pages_;
  return h;
}

void Heap::destroy() {
  char* start = base() - type_table_bytes_;
  size_t bytes = type_table_bytes_ + reserved_bytes_;
  if (t_cage == base()) t_cage = nullptr;
  shadow::show(base() + size_t{first_arena_} * kArenaBytes, size_t{arena_high_ - first_arena_} * kArenaBytes);
  os::unreserve(start, bytes);
}

Kind Heap::kindAt(const void* address) {
  PoolInfo& pool = poolAt(address);
  if (pool.state_ != PoolState::Span) return pool.kind_;
  return static_cast<Kind>((pageEntry(pageOf(address)) >> kSpanKindShift & 3) - 1);
}

size_t Heap::bytesAt(const void* address) {
  PoolInfo& pool = poolAt(address);
  if (pool.state_ != PoolState::Span) return pool.blockBytes();
  return size_t{pageEntry(pageOf(address)) & kSpanPagesMask} * os::kPageBytes;
}

unsigned Heap::usedBlocks(const PoolInfo& pool) {
  if (pool.state_ != PoolState::Current) return pool.used_;
  unsigned n = 0;
  for (uint32_t f = pool.free_; f != 0; f = *reinterpret_cast<uint32_t*>(base() + (size_t{f} << kSlotShift))) ++n;
  return static_cast<unsigned>(pool.capacity_ - pool.untouched_) - n;
}

void* Heap::popFrom(PoolInfo& pool) {
  char* p = base() + (static_cast<uint64_t>(pool.free_) << kSlotShift);
  pool.free_ = *reinterpret_cast<uint32_t*>(p);
#ifdef OPHION_DEBUG
  checkPoison(p, pool);
#endif
  return p;
}

// True: go on. False: this allocation is the one that fails.
bool Heap::countAllocation() {
  if (!counting_ || collector_allocates_) return true;
  ++allocations_counted_;
  if (fail_in_ != 0 && --fail_in_ == 0) return false;
  return true;
}

void* Heap::allocateSlow(Kind kind, unsigned size_class) {
  if (OPHION_UNLIKELY(counting_ || stress_)) {
    if (!countAllocation()) return nullptr;
    if (stress_ && !collecting_ && g_object_model != nullptr) g_object_model->stressCollect();
  }
  void* p = refill(kind, size_class);
  if (OPHION_LIKELY(p != nullptr) || !collectInEmergency()) return p;
  p = refill(kind, size_class);
  if (p == nullptr) emergencyWasFutile();
  return p;
}

// A last resort before a request fails. A heap that is full stays so while the failed request unwinds the program, and
// to collect again for every frame that asks for a traceback would take the square of its depth: after a collection
// that did not help, so many requests fail at once, unless there is a sign that things have changed (allowEmergency()).
bool Heap::collectInEmergency() {
  if (in_emergency_ || g_object_model == nullptr) return false;
  if (emergency_wait_ != 0) {
    --emergency_wait_;
    return false;
  }
  in_emergency_ = true;
  g_object_model->emergencyCollect();
  in_emergency_ = false;
  purge();
  return true;
}

void Heap::emergencyWasFutile() { emergency_wait_ = static_cast<uint32_t>(committed_pages_ / kPagesPerFutileWait); }
// Whether a block of the class is to come from its home.
bool Heap::borrows(Kind kind, unsigned size_class) {
  unsigned k = static_cast<unsigned>(kind);
  if (kHomeOf[size_class] == size_class || current_[k][size_class] != 0) return false;
  uint8_t& borrowed = borrowed_[k][size_class];
  if (borrowed >= std::max(kBorrowedBlocks, kBorrowedBytes / bytesOfClass(size_class))) return false;
  ++borrowed;
  return true;
}

void* Heap::refill(Kind kind, unsigned size_class) {
  if (borrows(kind, size_class)) size_class = kHomeOf[size_class];
  unsigned k = static_cast<unsigned>(kind);
  for (;;) {
    uint32_t number = current_[k][size_class];
    PoolInfo& pool = poolOf(number);
    if (number != 0 && (pool.free_ != 0 || extend(pool))) {
      if (kind == Kind::Container && active_[k][size_class] == 0) {
        // The first allocation since a young collection.
        listYoung(pool);
        setCurrent(k, size_class, number);
      }
      return popFrom(pool);
    }
    PoolInfo* next = nullptr;
    if (uint32_t head = partial_[k][size_class]; head != 0) {
      next = &poolOf(head);
      unlinkPartial(*next);
    } else {
      next = takePool(kind, size_class);
      if (next == nullptr) return nullptr;
    }
    if (number != 0) {
      pool.state_ = PoolState::Full;
      pool.notify_ = static_cast<uint16_t>(pool.capacity_ - std::max(1, pool.capacity_ / 8));
    }
    next->state_ = PoolState::Current;
    next->used_ = next->capacity_;
    if (kind == Kind::Container) listYoung(*next);
    setCurrent(k, size_class, poolNumber(*next));
  }
}

void Heap::setCurrent(unsigned kind, unsigned size_class, uint32_t pool) {
  current_[kind][size_class] = pool;
  active_[kind][size_class] = counting_ || stress_ ? 0 : pool;
}

// Threads more of the untouched blocks into the free list, in address order.
bool Heap::extend(PoolInfo& pool) {
  if (pool.untouched_ == 0) return false;
  uint32_t units = pool.blockBytes() / 8;
  uint32_t n = std::max<uint32_t>(1, kExtendBytes / (units * 8));
  n = std::min<uint32_t>(n, pool.untouched_);
  uint32_t start = poolNumber(pool) * (kPoolBytes / 8) + (pool.capacity_ - pool.untouched_) * units;
  for (uint32_t i = 0; i < n; ++i) {
    uint32_t block = start + i * units;
    char* p = base() + (static_cast<uint64_t>(block) << kSlotShift);
    shadow::show(p, units * 8);
    *reinterpret_cast<uint64_t*>(p) = i + 1 < n ? block + units : 0;
#ifdef OPHION_DEBUG
    std::memset(p + 8, kPoisonFreed, units * 8 - 8);
    shadow::hide(p + 8, units * 8 - 8);
#endif
  }
  pool.free_ = start;
  pool.untouched_ = static_cast<uint16_t>(pool.untouched_ - n);
  return true;
}

PoolInfo* Heap::takePool(Kind kind, unsigned size_class) {
  uint32_t page = takePages(ArenaState::Pools, kPagesPerPool);
  if (page == 0) return nullptr;
  PoolInfo& pool = poolOf(page / kPagesPerPool);
  size_t bytes = bytesOfClass(size_class);
  shadow::hide(base() + size_t{page} * os::kPageBytes, kPoolBytes);
  OPHION_ASSERT(kind != Kind::Container || bytes >= kMarkUnit);
  pool.free_ = 0;
  pool.used_ = 0;
  pool.capacity_ = static_cast<uint16_t>(kPoolBytes / bytes);
  pool.untouched_ = pool.capacity_;
  pool.size_class_ = static_cast<uint8_t>(size_class);
  pool.kind_ = kind;
  pool.next_ = pool.prev_ = 0;
  if (marking_ && kind == Kind::Container) {
    std::memset(markWords(page / kPagesPerPool), 0, 2 * kMarkWords * sizeof(uint64_t));
  }
  return &pool;
}

// --- where the young are ---

// Puts a pool in front of the newborn ones, whichever young list it was in.
void Heap::listYoung(PoolInfo& pool) {
  uint32_t number = poolNumber(pool);
  uint32_t& head = young_pools_[static_cast<unsigned>(YoungList::Newborn)];
  if (head == number) return;
  if (pool.young_) unlistYoung(pool);
  pool.young_ = true;
  pool.young_next_ = head;
  if (head != 0) poolOf(head).young_prev_ = number;
  head = number;
}

void Heap::unlistYoung(PoolInfo& pool) {
  uint32_t number = poolNumber(pool);
  if (pool.young_prev_ != 0) {
    poolOf(pool.young_prev_).young_next_ = pool.young_next_;
  } else {
    for (uint32_t& head : young_pools_) {
      if (head == number) head = pool.young_next_;
    }
  }
  if (pool.young_next_ != 0) poolOf(pool.young_next_).young_prev_ = pool.young_prev_;
  pool.young_ = false;
  pool.young_next_ = pool.young_prev_ = 0;
}

void Heap::putOffYoung(uint32_t number, YoungList list) {
  PoolInfo& first = poolOf(number);
  if (first.young_prev_ != 0) {
    poolOf(first.young_prev_).young_next_ = 0;
  } else {
    young_pools_[static_cast<unsigned>(list)] = 0;
  }
  first.young_prev_ = 0;
  uint32_t& backlog = young_pools_[static_cast<unsigned>(YoungList::Backlog)];
  if (backlog != 0) {
    // Rare: what is put off then is what was made since the last collection.
    uint32_t last = number;
    while (poolOf(last).young_next_ != 0) last = poolOf(last).young_next_;
    poolOf(last).young_next_ = backlog;
    poolOf(backlog).young_prev_ = last;
  }
  backlog = number;
}

uint32_t Heap::takeFromBacklog() {
  uint32_t number = firstYoungPool(YoungList::Backlog);
  if (number != 0) listYoung(poolOf(number));
  return number;
}

void Heap::resetYoung(int generation, uint32_t survivors) {
  // Current pools count as newborn again from the next allocation on, which is to take the slow path.
  for (uint32_t& active : active_[static_cast<unsigned>(Kind::Container)]) active = 0;
  uint32_t& newborn = young_pools_[static_cast<unsigned>(YoungList::Newborn)];
  uint32_t& middle = young_pools_[static_cast<unsigned>(YoungList::Middle)];
  uint32_t& backlog = young_pools_[static_cast<unsigned>(YoungList::Backlog)];
  if (survivors < 2 && newborn != 0) {
    uint32_t last = newborn;
    while (poolOf(last).young_next_ != 0) last = poolOf(last).young_next_;
    poolOf(last).young_next_ = middle;
    if (middle != 0) poolOf(middle).young_prev_ = last;
    middle = newborn;
    newborn = 0;
  }
  while (newborn != 0) unlistYoung(poolOf(newborn));
  while (generation >= 1 && middle != 0) unlistYoung(poolOf(middle));
  while (generation == 2 && backlog != 0) unlistYoung(poolOf(backlog));
  if (survivors == 2) forgetOldSpans();
}

void Heap::makeYoung(Object* container) {
  container->setGeneration(0);
  PoolInfo& pool = poolAt(container);
  if (pool.state_ != PoolState::Span) {
    listYoung(pool);
    return;
  }
  linkYoungSpan(pageOf(container));
}

void Heap::poolChangesState(PoolInfo& pool) {
  if (pool.state_ == PoolState::Full && pool.used_ != 0) {
    linkPartial(pool);
    pool.state_ = PoolState::Partial;
    pool.notify_ = 0;
    return;
  }
  if (pool.state_ == PoolState::Partial) unlinkPartial(pool);
  releasePool(pool);
}

void Heap::releasePool(PoolInfo& pool) {
  if (pool.young_) unlistYoung(pool);
  pool.state_ = PoolState::None;
  pool.kind_ = Kind::Raw;
  pool.free_ = 0;
  pool.used_ = 0;
  pool.capacity_ = 0;
  pool.untouched_ = 0;
  givePages(poolNumber(pool) * kPagesPerPool, kPagesPerPool);
}

void Heap::linkPartial(PoolInfo& pool) {
  uint32_t& head = partial_[static_cast<unsigned>(pool.kind_)][pool.size_class_];
  uint32_t number = poolNumber(pool);
  pool.prev_ = 0;
  pool.next_ = head;
  if (head != 0) poolOf(head).prev_ = number;
  head = number;
}

void Heap::unlinkPartial(PoolInfo& pool) {
  uint32_t& head = partial_[static_cast<unsigned>(pool.kind_)][pool.size_class_];
  if (pool.prev_ != 0) {
    poolOf(pool.prev_).next_ = pool.next_;
  } else {
    head = pool.next_;
  }
  if (pool.next_ != 0) poolOf(pool.next_).prev_ = pool.prev_;
  pool.next_ = pool.prev_ = 0;
}

bool Heap::tryResizeInPlace(void* block, size_t old_bytes, size_t new_bytes) {
  if (old_bytes <= kMaxBlockBytes && new_bytes <= kMaxBlockBytes) {
    return sizeClassOf(old_bytes) == sizeClassOf(new_bytes);
  }
  if (old_bytes <= kMaxBlockBytes || new_bytes <= kMaxBlockBytes) return false;
  size_t old_pages = roundUp(old_bytes, os::kPageBytes) / os::kPageBytes;
  size_t new_pages = roundUp(new_bytes, os::kPageBytes) / os::kPageBytes;
  if (old_pages != new_pages && !tryResizeSpan(block, old_pages, new_pages)) return false;
  shadow::showOnly(static_cast<char*>(block), new_bytes, new_pages);
  return true;
}

void* Heap::tryResizeRaw(void* buffer, size_t old_bytes, size_t new_bytes) {
  if (tryResizeInPlace(buffer, old_bytes, new_bytes)) return buffer;
  void* fresh = tryAllocateRaw(new_bytes);
  if (fresh == nullptr) return nullptr;
  std::memcpy(fresh, buffer, std::min(old_bytes, new_bytes));
  free(buffer, old_bytes);
  return fresh;
}

bool Heap::reserveTypeIndexes(TypeIndex first) {
  constexpr TypeIndex kEntriesPerPage = os::kPageBytes / sizeof(TypeEntry);
  OPHION_CHECK(first <= type_limit_);
  if (first <= type_next_) return true;
  uint64_t pages = (first - 1) / kEntriesPerPage - (type_next_ - 1) / kEntriesPerPage;
  if (!commitPagesOrPurge(pages)) return false;
  metadata_pages_ += pages;
  type_next_ = first;
  return true;
}

TypeIndex Heap::tryAllocateTypeIndex() {
  if (type_free_ != 0) {
    TypeIndex index = type_free_;
    TypeEntry& entry = typeEntryIn(base(), index);
    type_free_ = entry.shape_.index();
    entry = TypeEntry{};
    return index;
  }
  if (type_next_ >= type_limit_) return 0;
  // Each page of entries that is touched for the first time is paid for.
  constexpr size_t kEntriesPerPage = os::kPageBytes / sizeof(TypeEntry);
  if (type_next_ % kEntriesPerPage == 0) {
    if (!commitPagesOrPurge(1)) return 0;
    ++metadata_pages_;
  }
  return type_next_++;
}

void Heap::freeTypeIndex(TypeIndex index) {
  TypeEntry& entry = typeEntryIn(base(), index);
  entry = TypeEntry{};
  entry.shape_ = Slot<Shape>::fromIndex(type_free_);
  type_free_ = index;
}

void Heap::failAllocation(uint64_t n) {
  fail_in_ = n;
  counting_ = n != 0;
  if (n != 0) allocations_counted_ = 0;
  for (unsigned k = 0; k < kKinds; ++k) {
    for (unsigned c = 0; c < kSizeClasses; ++c) active_[k][c] = counting_ || stress_ ? 0 : current_[k][c];
  }
}

void Heap::setStress(bool on) {
  stress_ = on;
  for (unsigned k = 0; k < kKinds; ++k) {
    for (unsigned c = 0; c < kSizeClasses; ++c) active_[k][c] = counting_ || stress_ ? 0 : current_[k][c];
  }
}

// --- debug builds: poison and double frees ---

void Heap::checkPoison(char* block, PoolInfo& pool) {
  size_t bytes = pool.blockBytes();
  shadow::show(block, bytes);
  for (size_t i = 8; i < bytes; ++i) OPHION_CHECK(static_cast<unsigned char>(block[i]) == kPoisonFreed);
}

void Heap::checkFree(void* block, PoolInfo& pool) {
  // A foreign pointer: not in an arena, not in a pool, or not at a block's start.
  OPHION_CHECK(isInArenas(block));
  OPHION_CHECK(pool.state_ != PoolState::None && pool.state_ != PoolState::Span);
  size_t bytes = pool.blockBytes();
  size_t within = static_cast<size_t>(static_cast<char*>(block) - base()) % kPoolBytes;
  OPHION_CHECK(within % bytes == 0 && within / bytes < size_t{pool.capacity_} - pool.untouched_);
  OPHION_CHECK(pool.state_ == PoolState::Current || pool.used_ > 0);
  // A double free: poisoned already, or, for blocks without room for poison, found in the free list.
  char* p = static_cast<char*>(block);
  bool suspect = true;
  for (size_t i = 8; i < bytes && suspect; ++i) suspect = static_cast<unsigned char>(p[i]) == kPoisonFreed;
  if (suspect) {
    uint32_t index = static_cast<uint32_t>(static_cast<size_t>(p - base()) >> kSlotShift);
    for (uint32_t f = pool.free_; f != 0; f = *reinterpret_cast<uint32_t*>(base() + (size_t{f} << kSlotShift))) {
      OPHION_CHECK(f != index);
    }
  }
  std::memset(p + 8, kPoisonFreed, bytes - 8);
  shadow::hide(p + 8, bytes - 8);
}

}  // namespace ophion
