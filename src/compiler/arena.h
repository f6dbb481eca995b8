// CompileArena: the working memory of one compilation. Everything that the source text can make grow (tokens, tree
// nodes, names, symbol tables) is bumped out of chunks that come from an abstract source, so that the heap can supply
// them from the cage and the cap counts them. Nothing is freed singly; the destructor hands every chunk back.
//
// Invariants: start <= next_ <= end_ of the newest chunk; a null result means the source refused and stays an ordinary
// result: the parser stops with ErrorKind::OutOfMemory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <type_traits>

namespace ophion {

/// Where a CompileArena takes its chunks from. `take` returns memory aligned to 8 bytes, or null.
struct ChunkSource {
  void* (*take)(void* ctx, size_t bytes);
  void (*give)(void* ctx, void* ptr, size_t bytes);
  void* ctx;
};

/// A chunk source over malloc, for tools and tests.
ChunkSource mallocChunkSource();

/// Bump allocator; see the head of the file.
class CompileArena {
 public:
  explicit CompileArena(ChunkSource source) : source_(source) {}
  CompileArena(const CompileArena&) = delete;
  CompileArena& operator=(const CompileArena&) = delete;
  ~CompileArena() { release(); }

  /// `bytes` of memory aligned to 8, or null when the source has none.
  [[nodiscard]] void* tryAllocate(size_t bytes) {
    size_t rounded = (bytes + 7) & ~size_t{7};
    if (static_cast<size_t>(end_ - next_) < rounded) [[unlikely]]
      return tryAllocateSlow(rounded);
    char* result = next_;
    next_ += rounded;
    return result;
  }

  /// A value-initialised T, or null.
  template <class T>
  [[nodiscard]] T* tryNew() {
    static_assert(std::is_trivially_destructible_v<T>);
    void* memory = tryAllocate(sizeof(T));
    return memory ? new (memory) T() : nullptr;
  }

  /// Room for `count` T, not initialised, or null.
  template <class T>
  [[nodiscard]] T* tryArray(size_t count) {
    return static_cast<T*>(tryAllocate(count * sizeof(T)));
  }

  /// A copy of the text with a NUL behind it, or null.
  [[nodiscard]] char* tryCopy(const char* text, size_t length);

  /// Bytes taken from the source so far.
  size_t bytesTaken() const { return bytes_taken_; }

  /// True once the source has refused.
  bool exhausted() const { return exhausted_; }

 private:
  struct Chunk {
    Chunk* previous;  ///< the chunk taken before this one
    size_t bytes;     ///< size with this header
  };

  void* tryAllocateSlow(size_t rounded);
  void release();

  ChunkSource source_;
  Chunk* newest_ = nullptr;
  char* next_ = nullptr;
  char* end_ = nullptr;
  size_t bytes_taken_ = 0;
  size_t next_chunk_bytes_ = 16 * 1024;  ///< doubles up to a limit, so small sources stay small
  bool exhausted_ = false;
};

/// An array that lives in the arena.
template <class T>
struct ArenaSpan {
  T* data = nullptr;
  uint32_t size = 0;

  T& operator[](size_t index) const { return data[index]; }
  T* begin() const { return data; }
  T* end() const { return data + size; }
  bool empty() const { return size == 0; }
  T& back() const { return data[size - 1]; }
};

/// Grows an array in the arena; the abandoned halves stay there until the arena goes.
template <class T>
class ArenaVector {
 public:
  /// Appends; false when out of memory (the vector is then unchanged).
  [[nodiscard]] bool tryPush(CompileArena& arena, const T& value) {
    if (size_ == capacity_ && !tryGrow(arena)) return false;
    data_[size_++] = value;
    return true;
  }
  uint32_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T& operator[](size_t index) { return data_[index]; }
  const T& operator[](size_t index) const { return data_[index]; }
  T& back() { return data_[size_ - 1]; }
  void pop() { --size_; }
  void truncate(uint32_t size) { size_ = size; }
  T* begin() { return data_; }
  T* end() { return data_ + size_; }
  ArenaSpan<T> span() const { return {data_, size_}; }
  /// A vector over memory that is not its own; the first push copies it.
  static ArenaVector borrow(const T* data, uint32_t size) {
    ArenaVector vector;
    vector.data_ = const_cast<T*>(data);
    vector.size_ = vector.capacity_ = size;
    return vector;
  }

 private:
  bool tryGrow(CompileArena& arena) {
    static_assert(std::is_trivially_copyable_v<T>);
    uint32_t capacity = capacity_ > 2 ? capacity_ * 2 : 4;
    T* data = arena.tryArray<T>(capacity);
    if (!data) return false;
    if (size_) memcpy(static_cast<void*>(data), data_, size_ * sizeof(T));
    data_ = data;
    capacity_ = capacity;
    return true;
  }

  T* data_ = nullptr;
  uint32_t size_ = 0;
  uint32_t capacity_ = 0;
};

}  // namespace ophion
