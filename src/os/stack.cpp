// Stack bounds: of the main thread from where the kernel put its arguments and RLIMIT_STACK, which costs two system
// calls; of other threads, and where there is no limit, from pthread_getattr_np, which reads the process's memory map.
#include "os/stack.h"

#include <pthread.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstring>

#include "os/memory.h"

namespace ophion::os {

namespace {

// The end of the main thread's stack: the name of the program is the last thing the kernel put there, but for a word.
// 0: not known.
uintptr_t mainStackEnd() {
  uintptr_t name = getauxval(AT_EXECFN);
  if (name == 0) return 0;
  uintptr_t last = name + std::strlen(reinterpret_cast<const char*>(name)) + sizeof(void*);
  return (last + kPageBytes) / kPageBytes * kPageBytes;
}

uintptr_t mainStackLimit() {
  rlimit limit;
  uintptr_t end = mainStackEnd(), here = stackPointer();
  if (here >= end || getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur >= end) return 0;
  // A process forked by another thread goes on with that thread's stack.
  uintptr_t lowest = end - limit.rlim_cur;
  return here > lowest ? lowest : 0;
}

uintptr_t threadStackLimit() {
  pthread_attr_t attributes;
  void* lowest = nullptr;
  size_t bytes = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
    pthread_attr_getstack(&attributes, &lowest, &bytes);
    pthread_attr_destroy(&attributes);
  }
  return reinterpret_cast<uintptr_t>(lowest);
}

}  // namespace

uintptr_t stackLimit() {
  static thread_local uintptr_t limit = 0;
  if (limit != 0) return limit;
  if (syscall(SYS_gettid) == getpid()) limit = mainStackLimit();
  if (limit == 0) limit = threadStackLimit();
  if (limit == 0) limit = stackPointer() - 256 * 1024;
  return limit;
}

}  // namespace ophion::os
