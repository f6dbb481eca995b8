// IndexList: objects that a collection is concerned with, as slot indexes, in chunks from the heap's raw pools. Where
// memory is short an append fails and the caller goes on by walking pools instead.
#pragma once

#include "heap/heap.h"

namespace ophion {

class IndexList {
 public:
  explicit IndexList(Heap& h) : heap_(h) {}
  ~IndexList() { clear(); }
  IndexList(const IndexList&) = delete;
  IndexList& operator=(const IndexList&) = delete;

  [[nodiscard]] OPHION_INLINE bool append(const Object* object) {
    if (OPHION_UNLIKELY(last_ == nullptr || last_->used == kPerChunk) && !grow()) return false;
    last_->items[last_->used++] = indexIn(object);
    ++size_;
    return true;
  }
  // The last one, or null where the list is empty.
  Object* pop() {
    while (last_ != nullptr && last_->used == 0) {
      if (last_ == first_) return nullptr;
      Chunk* empty = last_;
      last_ = last_->previous;
      last_->next = nullptr;
      heap_.free(empty, sizeof(Chunk));
    }
    if (last_ == nullptr) return nullptr;
    --size_;
    return at(last_->items[--last_->used]);
  }
  // Makes sure that `n` appends to the empty list will succeed.
  [[nodiscard]] bool reserve(size_t n) {
    OPHION_ASSERT(size_ == 0);
    for (size_t have = first_ == nullptr ? 0 : kPerChunk; have < n; have += kPerChunk) {
      if (!grow()) return false;
    }
    last_ = first_;
    return true;
  }
  size_t size() const { return size_; }

  // Calls f(Object*) in the order of appending.
  template <class F>
  OPHION_INLINE void forEach(F f) {
    // What is on a short list is in the cache.
    size_ <= kShort ? forEachOf<false>(f) : forEachOf<true>(f);
  }
  // The other way round.
  template <class F>
  void forEachFromLast(F f) {
    for (Chunk* c = last_; c != nullptr; c = c->previous) {
      for (uint32_t i = c->used; i-- > 0;) f(at(c->items[i]));
    }
  }
  // Keeps those for which f is true, in their order.
  template <class F>
  void filter(F f) {
    size_ = 0;
    for (Chunk* c = first_; c != nullptr; c = c->next) {
      uint32_t kept = 0;
      for (uint32_t i = 0; i < c->used; ++i) {
        if (f(at(c->items[i]))) c->items[kept++] = c->items[i];
      }
      c->used = kept;
      size_ += kept;
    }
  }
  void clear() {
    while (first_ != nullptr) {
      Chunk* next = first_->next;
      heap_.free(first_, sizeof(Chunk));
      first_ = next;
    }
    last_ = nullptr;
    size_ = 0;
  }

 private:
  static constexpr size_t kShort = 4096;
  static constexpr uint32_t kPerChunk = (kMaxBlockBytes - 24) / 4;
  // A collection's working memory: no reference to it outlives the collection, so plain pointers may stand in it.
  struct Chunk {
    Chunk* next;
    Chunk* previous;
    uint32_t used;
    uint32_t items[kPerChunk];
  };
  static_assert(sizeof(Chunk) <= kMaxBlockBytes);

  template <bool prefetches, class F>
  OPHION_INLINE void forEachOf(F& f) {
    constexpr uint32_t kAhead = 8;
    for (Chunk* c = first_; c != nullptr; c = c->next) {
      for (uint32_t i = 0, n = c->used; i < n; ++i) {
        if (prefetches && i + kAhead < n) __builtin_prefetch(at(c->items[i + kAhead]), 1);
        f(at(c->items[i]));
      }
    }
  }

  uint32_t indexIn(const Object* object) const {
    return static_cast<uint32_t>((reinterpret_cast<const char*>(object) - heap_.base()) >> kSlotShift);
  }
  Object* at(uint32_t index) const {
    return reinterpret_cast<Object*>(heap_.base() + (static_cast<uint64_t>(index) << kSlotShift));
  }
  OPHION_NOINLINE bool grow() {
    if (last_ != nullptr && last_->next != nullptr) {
      last_ = last_->next;
      return true;
    }
    Chunk* fresh = static_cast<Chunk*>(heap_.tryAllocateRaw(sizeof(Chunk)));
    if (fresh == nullptr) return false;
    fresh->next = nullptr;
    fresh->previous = last_;
    fresh->used = 0;
    (last_ == nullptr ? first_ : last_->next) = fresh;
    last_ = fresh;
    return true;
  }

  Heap& heap_;
  Chunk* first_ = nullptr;
  Chunk* last_ = nullptr;
  size_t size_ = 0;
};

}  // namespace ophion
