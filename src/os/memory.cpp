// Address space from mmap. Nothing is committed explicitly: the kernel supplies zero pages on first touch, and the
// heap's own accounting decides how many it may touch.
#include "os/memory.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "base/assert.h"

namespace ophion::os {

char* tryReserve(size_t bytes, size_t alignment) {
  size_t want = bytes + alignment - kPageBytes;
  void* p = mmap(nullptr, want, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (p == MAP_FAILED) return nullptr;
  uintptr_t start = reinterpret_cast<uintptr_t>(p);
  uintptr_t aligned = (start + alignment - 1) & ~(uintptr_t{alignment} - 1);
  if (aligned > start) munmap(p, aligned - start);
  uintptr_t end = start + want;
  if (end > aligned + bytes) munmap(reinterpret_cast<void*>(aligned + bytes), end - aligned - bytes);
  return reinterpret_cast<char*>(aligned);
}

void unreserve(char* address, size_t bytes) { munmap(address, bytes); }

void decommit(char* address, size_t bytes) {
  int failed = madvise(address, bytes, MADV_DONTNEED);
  OPHION_CHECK(failed == 0);
}

size_t residentBytes() {
  int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  char text[128];
  ssize_t n = read(fd, text, sizeof text - 1);
  close(fd);
  if (n <= 0) return 0;
  text[n] = 0;
  const char* second = std::strchr(text, ' ');
  return second ? std::strtoull(second, nullptr, 10) * kPageBytes : 0;
}

size_t peakResidentBytes() {
  rusage usage;
  if (getrusage(RUSAGE_SELF, &usage) != 0) return 0;
  return static_cast<size_t>(usage.ru_maxrss) * 1024;
}

}  // namespace ophion::os
