// Chunks: taken when the current one is full, given back all at once.
#include "compiler/arena.h"

#include <cstdlib>

namespace ophion {

namespace {
constexpr size_t kChunkBytesMax = 1024 * 1024;
}

ChunkSource mallocChunkSource() {
  return {[](void*, size_t bytes) { return malloc(bytes); }, [](void*, void* ptr, size_t) { free(ptr); }, nullptr};
}

void* CompileArena::tryAllocateSlow(size_t rounded) {
  size_t bytes = next_chunk_bytes_;
  if (bytes < rounded + sizeof(Chunk)) bytes = (rounded + sizeof(Chunk) + 4095) & ~size_t{4095};
  void* memory = rounded < bytes ? source_.take(source_.ctx, bytes) : nullptr;
  if (!memory) {
    exhausted_ = true;
    return nullptr;
  }
  if (next_chunk_bytes_ < kChunkBytesMax) next_chunk_bytes_ *= 2;
  bytes_taken_ += bytes;
  char* result = static_cast<char*>(memory) + sizeof(Chunk);
  char* chunk_end = static_cast<char*>(memory) + bytes;
  newest_ = new (memory) Chunk{newest_, bytes};
  // A request larger than what is left of the old chunk, but that leaves less in the new one, keeps the old one open.
  if (chunk_end - (result + rounded) >= end_ - next_) {
    next_ = result + rounded;
    end_ = chunk_end;
  }
  return result;
}

void CompileArena::release() {
  while (newest_) {
    Chunk* previous = newest_->previous;
    source_.give(source_.ctx, newest_, newest_->bytes);
    newest_ = previous;
  }
  next_ = end_ = nullptr;
}

char* CompileArena::tryCopy(const char* text, size_t length) {
  char* copy = static_cast<char*>(tryAllocate(length + 1));
  if (!copy) return nullptr;
  if (length) memcpy(copy, text, length);
  copy[length] = 0;
  return copy;
}

}  // namespace ophion
