// Shadow: what AddressSanitizer, where it is built in, knows of the cage. It sees one large mapping, in which nothing
// would ever be out of bounds; so the heap tells it what nobody may touch:
//
//   a free block        all but its first 8 bytes, which are the link and tell walkers that it is free
//   an untouched block  all of it, as the rest of a pool behind its last block
//   free pages          all of them
//   a span              what lies behind the bytes that were asked for
//
// Without the sanitizer these functions are empty.
#pragma once

#include <cstddef>

#include "os/memory.h"

#if defined(__SANITIZE_ADDRESS__)
#define OPHION_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define OPHION_ASAN 1
#endif
#endif

#ifdef OPHION_ASAN
#include <sanitizer/asan_interface.h>
#endif

namespace ophion::shadow {

// From now on whoever touches these bytes is reported.
inline void hide([[maybe_unused]] const void* start, [[maybe_unused]] size_t bytes) {
#ifdef OPHION_ASAN
  __asan_poison_memory_region(start, bytes);
#endif
}

inline void show([[maybe_unused]] const void* start, [[maybe_unused]] size_t bytes) {
#ifdef OPHION_ASAN
  __asan_unpoison_memory_region(start, bytes);
#endif
}

// Of whole pages the first `bytes` are in use.
inline void showOnly([[maybe_unused]] const char* start, [[maybe_unused]] size_t bytes, [[maybe_unused]] size_t pages) {
  show(start, bytes);
  hide(start + bytes, pages * os::kPageBytes - bytes);
}

}  // namespace ophion::shadow
