// Message digests: MD5, SHA-1, SHA-2.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ophion {

enum class HashKind : uint8_t { Md5, Sha1, Sha224, Sha256, Sha384, Sha512 };

// A digest under way. Plain bytes: it may be copied to fork a digest.
struct HashState {
  uint64_t words[8];     // 32-bit kinds use the lower halves
  uint64_t length;       // bytes so far
  uint8_t block[128];    // what does not fill a block yet
  HashKind kind;
};

void beginHash(HashState* state, HashKind kind);
void addToHash(HashState* state, const void* data, size_t n);
// Writes the digest of what was added so far; the state may be added to further.
void hashDigest(const HashState* state, uint8_t* out);
size_t digestBytes(HashKind kind);
size_t hashBlockBytes(HashKind kind);

}  // namespace ophion
