// Stack bounds from pthread_getattr_np; for the main thread limited by RLIMIT_STACK as glibc reports it.
#include "os/stack.h"

#include <pthread.h>

namespace ophion::os {

uintptr_t stackLimit() {
  static thread_local uintptr_t limit = 0;
  if (limit != 0) return limit;
  pthread_attr_t attributes;
  void* lowest = nullptr;
  size_t bytes = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
    pthread_attr_getstack(&attributes, &lowest, &bytes);
    pthread_attr_destroy(&attributes);
  }
  limit = reinterpret_cast<uintptr_t>(lowest);
  if (limit == 0) limit = stackPointer() - 256 * 1024;
  return limit;
}

}  // namespace ophion::os
