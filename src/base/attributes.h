// Attributes: the few compiler-specific spellings the code base allows itself, in one place.
#pragma once

#define OPHION_LIKELY(x) __builtin_expect(!!(x), 1)
#define OPHION_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define OPHION_NOINLINE __attribute__((noinline))
#define OPHION_INLINE inline __attribute__((always_inline))
#define OPHION_COLD __attribute__((cold, noinline))
#define OPHION_PRINTF(format, first) __attribute__((format(printf, format, first)))

// A smart pointer that may be passed in a register although it has a destructor. g++ has no such attribute; there the
// object travels through memory, which is slower but the same.
#if defined(__clang__)
#define OPHION_TRIVIAL_ABI [[clang::trivial_abi]]
#else
#define OPHION_TRIVIAL_ABI
#endif
