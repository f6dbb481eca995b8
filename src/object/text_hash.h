// Keyed hash of a row of bytes: SipHash-1-3 with the runtime's key, folded to the 32 bits that strings and bytes keep.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ophion {

// Never 0, which means "not computed yet".
uint32_t hashText(const void* bytes, size_t n);

}  // namespace ophion
