// Address space and memory from the system. Sizes are bytes and multiples of kPageBytes.
#pragma once

#include <cstddef>

namespace ophion::os {

inline constexpr size_t kPageBytes = 4096;

// Reserves `bytes` of address space, readable and writable on first touch, backed by nothing until then.
// The address is a multiple of `alignment`. Null where the system refuses (an address-space limit, say).
[[nodiscard]] char* tryReserve(size_t bytes, size_t alignment);

// Gives back the whole of a reservation.
void unreserve(char* address, size_t bytes);

// Hands the pages back to the system; they read as zero when touched again.
void decommit(char* address, size_t bytes);

// Bytes of the process that are in physical memory now, and the most there ever were.
size_t residentBytes();
size_t peakResidentBytes();

}  // namespace ophion::os
