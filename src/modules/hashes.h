// Message digests: MD5, SHA-1, SHA-2, SHA-3 with SHAKE, BLAKE2.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ophion {

enum class HashKind : uint8_t {
  Md5,
  Sha1,
  Sha224,
  Sha256,
  Sha384,
  Sha512,
  Sha3_224,
  Sha3_256,
  Sha3_384,
  Sha3_512,
  Shake128,
  Shake256,
  Blake2b,
  Blake2s
};

// A digest under way. Plain bytes: it may be copied to fork a digest.
struct HashState {
  uint64_t words[25];  // kinds of 32-bit words use the lower halves
  uint64_t length;     // bytes so far
  uint8_t block[168];  // what does not fill a block yet
  HashKind kind;
  uint8_t digest_bytes;
  bool last_node;  // BLAKE2
};

// What BLAKE2 mixes into its start.
struct Blake2Parameters {
  uint8_t digest_bytes, fanout, depth, node_depth, inner_bytes;
  uint32_t leaf_bytes;
  uint64_t node_offset;
  uint8_t salt[16], person[16];
  uint8_t key_bytes;
  uint8_t key[64];
  bool last_node;
};

void beginHash(HashState* state, HashKind kind);
void addToHash(HashState* state, const void* data, size_t n);
// Blake2b or Blake2s.
void beginBlake2(HashState* state, HashKind kind, const Blake2Parameters& parameters);
// Writes the digest of what was added so far; the state may be added to further.
void hashDigest(const HashState* state, uint8_t* out);
// The same for the kinds whose digest may have any length (SHAKE).
void hashDigest(const HashState* state, uint8_t* out, size_t n);
size_t digestBytes(HashKind kind);
size_t hashBlockBytes(HashKind kind);

}  // namespace ophion
