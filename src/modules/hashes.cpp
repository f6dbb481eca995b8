// The standards' algorithms, written for size: they share their padding and their table of constants where they can.
#include "modules/hashes.h"

#include <bit>
#include <cstring>

namespace ophion {

namespace {

// Round constants: fractional parts of roots of primes and of sines, as the standards define them.
constexpr uint64_t kRound64[] = {
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc, 0x3956c25bf348b538,
    0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118, 0xd807aa98a3030242, 0x12835b0145706fbe,
    0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2, 0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235,
    0xc19bf174cf692694, 0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
    0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5, 0x983e5152ee66dfab,
    0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4, 0xc6e00bf33da88fc2, 0xd5a79147930aa725,
    0x06ca6351e003826f, 0x142929670a0e6e70, 0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed,
    0x53380d139d95b3df, 0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
    0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30, 0xd192e819d6ef5218,
    0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8, 0x19a4c116b8d2d0c8, 0x1e376c085141ab53,
    0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8, 0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373,
    0x682e6ff3d6b2b8a3, 0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b, 0xca273eceea26619c,
    0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178, 0x06f067aa72176fba, 0x0a637dc5a2c898a6,
    0x113f9804bef90dae, 0x1b710b35131c471b, 0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc,
    0x431d67c49c100d4c, 0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
};
constexpr uint32_t kMd5Round[] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
};
constexpr uint64_t kStart512[] = {
    0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
    0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
};
constexpr uint64_t kStart384[] = {
    0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
    0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4,
};
constexpr uint32_t kStart224[] = {
    0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4,
};
constexpr uint32_t kStart160[] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};

bool isWide(HashKind kind) { return kind == HashKind::Sha384 || kind == HashKind::Sha512; }

template <class W>
W loadBig(const uint8_t* p) {
  W w = 0;
  for (size_t i = 0; i < sizeof(W); ++i) w = static_cast<W>(w << 8 | p[i]);
  return w;
}
uint32_t loadLittle(const uint8_t* p) {
  return p[0] | static_cast<uint32_t>(p[1]) << 8 | static_cast<uint32_t>(p[2]) << 16 |
         static_cast<uint32_t>(p[3]) << 24;
}

// SHA-2 on words of 32 or 64 bits; the rotations are all that differs.
template <class W, int a, int b, int c, int d, int e, int f, int g, int h, int s, int i, int j, int t, unsigned kRounds>
void sha2Block(uint64_t* state, const uint8_t* block) {
  W w[kRounds];
  for (unsigned n = 0; n < 16; ++n) w[n] = loadBig<W>(block + n * sizeof(W));
  for (unsigned n = 16; n < kRounds; ++n) {
    W x = w[n - 15], y = w[n - 2];
    w[n] = w[n - 16] + (std::rotr(x, g) ^ std::rotr(x, h) ^ x >> s) + w[n - 7] +
           (std::rotr(y, i) ^ std::rotr(y, j) ^ y >> t);
  }
  W v[8];
  for (unsigned n = 0; n < 8; ++n) v[n] = static_cast<W>(state[n]);
  for (unsigned n = 0; n < kRounds; ++n) {
    W k = static_cast<W>(sizeof(W) == 8 ? kRound64[n] : kRound64[n] >> 32);
    W one = v[7] + (std::rotr(v[4], d) ^ std::rotr(v[4], e) ^ std::rotr(v[4], f)) + ((v[4] & v[5]) ^ (~v[4] & v[6])) +
            k + w[n];
    W two = (std::rotr(v[0], a) ^ std::rotr(v[0], b) ^ std::rotr(v[0], c)) +
            ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
    for (unsigned m = 7; m > 0; --m) v[m] = v[m - 1];
    v[4] += one;
    v[0] = one + two;
  }
  for (unsigned n = 0; n < 8; ++n) state[n] = static_cast<W>(static_cast<W>(state[n]) + v[n]);
}

void sha1Block(uint64_t* state, const uint8_t* block) {
  uint32_t w[80];
  for (unsigned n = 0; n < 16; ++n) w[n] = loadBig<uint32_t>(block + n * 4);
  for (unsigned n = 16; n < 80; ++n) w[n] = std::rotl(w[n - 3] ^ w[n - 8] ^ w[n - 14] ^ w[n - 16], 1);
  uint32_t v[5];
  for (unsigned n = 0; n < 5; ++n) v[n] = static_cast<uint32_t>(state[n]);
  for (unsigned n = 0; n < 80; ++n) {
    uint32_t f, k;
    if (n < 20) {
      f = (v[1] & v[2]) | (~v[1] & v[3]), k = 0x5a827999;
    } else if (n < 40) {
      f = v[1] ^ v[2] ^ v[3], k = 0x6ed9eba1;
    } else if (n < 60) {
      f = (v[1] & v[2]) | (v[1] & v[3]) | (v[2] & v[3]), k = 0x8f1bbcdc;
    } else {
      f = v[1] ^ v[2] ^ v[3], k = 0xca62c1d6;
    }
    uint32_t next = std::rotl(v[0], 5) + f + v[4] + k + w[n];
    v[4] = v[3];
    v[3] = v[2];
    v[2] = std::rotl(v[1], 30);
    v[1] = v[0];
    v[0] = next;
  }
  for (unsigned n = 0; n < 5; ++n) state[n] = static_cast<uint32_t>(static_cast<uint32_t>(state[n]) + v[n]);
}

void md5Block(uint64_t* state, const uint8_t* block) {
  static constexpr int kShifts[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
  uint32_t a = static_cast<uint32_t>(state[0]), b = static_cast<uint32_t>(state[1]),
           c = static_cast<uint32_t>(state[2]), d = static_cast<uint32_t>(state[3]);
  for (unsigned n = 0; n < 64; ++n) {
    uint32_t f;
    unsigned g;
    if (n < 16) {
      f = (b & c) | (~b & d), g = n;
    } else if (n < 32) {
      f = (d & b) | (~d & c), g = (5 * n + 1) % 16;
    } else if (n < 48) {
      f = b ^ c ^ d, g = (3 * n + 5) % 16;
    } else {
      f = c ^ (b | ~d), g = 7 * n % 16;
    }
    uint32_t sum = a + f + kMd5Round[n] + loadLittle(block + g * 4);
    a = d;
    d = c;
    c = b;
    b += std::rotl(sum, kShifts[n / 16][n % 4]);
  }
  uint32_t now[] = {a, b, c, d};
  for (unsigned n = 0; n < 4; ++n) state[n] = static_cast<uint32_t>(static_cast<uint32_t>(state[n]) + now[n]);
}

// --- SHA-3 ---

void keccak(uint64_t* a) {
  // The constants of the rounds come from a shift register, the rotations and places from walking the lattice.
  uint8_t feedback = 1;
  for (unsigned round = 0; round < 24; ++round) {
    uint64_t c[5];
    for (unsigned x = 0; x < 5; ++x) c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
    for (unsigned x = 0; x < 5; ++x) {
      uint64_t d = c[(x + 4) % 5] ^ std::rotl(c[(x + 1) % 5], 1);
      for (unsigned y = 0; y < 25; y += 5) a[x + y] ^= d;
    }
    uint64_t carried = a[1];
    for (unsigned t = 0, x = 1, y = 0; t < 24; ++t) {
      unsigned next = (2 * x + 3 * y) % 5;
      x = y;
      y = next;
      uint64_t kept = a[x + 5 * y];
      a[x + 5 * y] = std::rotl(carried, static_cast<int>((t + 1) * (t + 2) / 2 % 64));
      carried = kept;
    }
    for (unsigned y = 0; y < 25; y += 5) {
      uint64_t row[5];
      std::memcpy(row, a + y, sizeof row);
      for (unsigned x = 0; x < 5; ++x) a[x + y] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
    }
    for (unsigned j = 0; j < 7; ++j) {
      if (feedback & 1) a[0] ^= uint64_t{1} << ((1u << j) - 1);
      feedback = static_cast<uint8_t>(feedback << 1 ^ (feedback >> 7) * 0x71);
    }
  }
}

void absorb(HashState* s, const uint8_t* block) {
  for (size_t i = 0; i < hashBlockBytes(s->kind) / 8; ++i) {
    uint64_t w;
    std::memcpy(&w, block + i * 8, 8);
    s->words[i] ^= w;
  }
  keccak(s->words);
}

bool isSha3(HashKind kind) { return kind >= HashKind::Sha3_224 && kind <= HashKind::Shake256; }
bool isBlake2(HashKind kind) { return kind >= HashKind::Blake2b; }

// --- BLAKE2 ---

constexpr uint8_t kSigma[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4}, {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13}, {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11}, {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5}, {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}};

template <class W>
W blakeStart(unsigned i) {
  return static_cast<W>(sizeof(W) == 8 ? kStart512[i] : kStart512[i] >> 32);
}

// `length`: bytes including this block.
template <class W, int r1, int r2, int r3, int r4, unsigned kRounds>
void blakeBlock(HashState* s, const uint8_t* block, uint64_t length, bool last) {
  W m[16], v[16];
  std::memcpy(m, block, sizeof m);
  for (unsigned i = 0; i < 8; ++i) v[i] = static_cast<W>(s->words[i]), v[i + 8] = blakeStart<W>(i);
  v[12] ^= static_cast<W>(length);
  if (sizeof(W) == 4) v[13] ^= static_cast<W>(length >> 32);
  if (last) v[14] = ~v[14];
  if (last && s->last_node) v[15] = ~v[15];
  auto mix = [&](unsigned a, unsigned b, unsigned c, unsigned d, W x, W y) {
    v[a] += v[b] + x;
    v[d] = std::rotr(v[d] ^ v[a], r1);
    v[c] += v[d];
    v[b] = std::rotr(v[b] ^ v[c], r2);
    v[a] += v[b] + y;
    v[d] = std::rotr(v[d] ^ v[a], r3);
    v[c] += v[d];
    v[b] = std::rotr(v[b] ^ v[c], r4);
  };
  for (unsigned round = 0; round < kRounds; ++round) {
    const uint8_t* p = kSigma[round % 10];
    for (unsigned i = 0; i < 4; ++i) mix(i, i + 4, i + 8, i + 12, m[p[2 * i]], m[p[2 * i + 1]]);
    for (unsigned i = 0; i < 4; ++i) {
      mix(i, (i + 1) % 4 + 4, (i + 2) % 4 + 8, (i + 3) % 4 + 12, m[p[8 + 2 * i]], m[p[9 + 2 * i]]);
    }
  }
  for (unsigned i = 0; i < 8; ++i) s->words[i] = static_cast<W>(static_cast<W>(s->words[i]) ^ v[i] ^ v[i + 8]);
}

void blakeAny(HashState* s, const uint8_t* block, uint64_t length, bool last) {
  if (s->kind == HashKind::Blake2b) return blakeBlock<uint64_t, 32, 24, 16, 63, 12>(s, block, length, last);
  blakeBlock<uint32_t, 16, 12, 8, 7, 10>(s, block, length, last);
}

// A full block waits until more comes: the last one is treated differently.
void addToBlake(HashState* s, const uint8_t* p, size_t n) {
  size_t block = hashBlockBytes(s->kind);
  while (n != 0) {
    size_t have = s->length == 0 ? 0 : (s->length - 1) % block + 1;
    if (have == block) {
      blakeAny(s, s->block, s->length, false);
      have = 0;
    }
    size_t part = n < block - have ? n : block - have;
    std::memcpy(s->block + have, p, part);
    s->length += part;
    p += part;
    n -= part;
  }
}

void blakeDigest(const HashState* state, uint8_t* out) {
  HashState s = *state;
  size_t block = hashBlockBytes(s.kind), have = s.length == 0 ? 0 : (s.length - 1) % block + 1;
  std::memset(s.block + have, 0, block - have);
  blakeAny(&s, s.block, s.length, true);
  unsigned word_bytes = s.kind == HashKind::Blake2b ? 8 : 4;
  for (size_t i = 0; i < s.digest_bytes; ++i)
    out[i] = static_cast<uint8_t>(s.words[i / word_bytes] >> (8 * (i % word_bytes)));
}

void sha3Digest(const HashState* state, uint8_t* out, size_t n) {
  HashState s = *state;
  size_t rate = hashBlockBytes(s.kind), have = s.length % rate;
  std::memset(s.block + have, 0, rate - have);
  s.block[have] = s.kind >= HashKind::Shake128 ? 0x1f : 0x06;
  s.block[rate - 1] |= 0x80;
  absorb(&s, s.block);
  for (size_t i = 0; i < n; ++i) {
    if (i != 0 && i % rate == 0) keccak(s.words);
    size_t at = i % rate;
    out[i] = static_cast<uint8_t>(s.words[at / 8] >> (8 * (at % 8)));
  }
}

void addBlock(HashState* s, const uint8_t* block) {
  if (isSha3(s->kind)) return absorb(s, block);
  switch (s->kind) {
    case HashKind::Md5:
      return md5Block(s->words, block);
    case HashKind::Sha1:
      return sha1Block(s->words, block);
    case HashKind::Sha224:
    case HashKind::Sha256:
      return sha2Block<uint32_t, 2, 13, 22, 6, 11, 25, 7, 18, 3, 17, 19, 10, 64>(s->words, block);
    default:
      return sha2Block<uint64_t, 28, 34, 39, 14, 18, 41, 1, 8, 7, 19, 61, 6, 80>(s->words, block);
  }
}

}  // namespace

size_t hashBlockBytes(HashKind kind) {
  static constexpr uint8_t kBytes[] = {64, 64, 64, 64, 128, 128, 144, 136, 104, 72, 168, 136, 128, 64};
  return kBytes[static_cast<unsigned>(kind)];
}

size_t digestBytes(HashKind kind) {
  static constexpr uint8_t kBytes[] = {16, 20, 28, 32, 48, 64, 28, 32, 48, 64, 0, 0, 64, 32};
  return kBytes[static_cast<unsigned>(kind)];
}

void beginHash(HashState* s, HashKind kind) {
  std::memset(s, 0, sizeof *s);
  s->kind = kind;
  s->digest_bytes = static_cast<uint8_t>(digestBytes(kind));
  for (unsigned i = 0; i < 8; ++i) {
    switch (kind) {
      case HashKind::Md5:
      case HashKind::Sha1:
        s->words[i] = i < 5 ? kStart160[i] : 0;
        break;
      case HashKind::Sha224:
        s->words[i] = kStart224[i];
        break;
      case HashKind::Sha256:
        s->words[i] = kStart512[i] >> 32;
        break;
      case HashKind::Sha384:
        s->words[i] = kStart384[i];
        break;
      case HashKind::Sha512:
        s->words[i] = kStart512[i];
        break;
      default:
        break;
    }
  }
}

void beginBlake2(HashState* s, HashKind kind, const Blake2Parameters& p) {
  std::memset(s, 0, sizeof *s);
  s->kind = kind;
  s->digest_bytes = p.digest_bytes;
  s->last_node = p.last_node;
  uint8_t block[64] = {p.digest_bytes, p.key_bytes, p.fanout, p.depth};
  std::memcpy(block + 4, &p.leaf_bytes, 4);
  if (kind == HashKind::Blake2b) {
    std::memcpy(block + 8, &p.node_offset, 8);
    block[16] = p.node_depth;
    block[17] = p.inner_bytes;
    std::memcpy(block + 32, p.salt, 16);
    std::memcpy(block + 48, p.person, 16);
  } else {
    std::memcpy(block + 8, &p.node_offset, 6);
    block[14] = p.node_depth;
    block[15] = p.inner_bytes;
    std::memcpy(block + 16, p.salt, 8);
    std::memcpy(block + 24, p.person, 8);
  }
  for (unsigned i = 0; i < 8; ++i) {
    uint64_t wide;
    uint32_t narrow;
    std::memcpy(&wide, block + i * 8, 8);
    std::memcpy(&narrow, block + i * 4, 4);
    s->words[i] = kind == HashKind::Blake2b ? blakeStart<uint64_t>(i) ^ wide : blakeStart<uint32_t>(i) ^ narrow;
  }
  if (p.key_bytes == 0) return;
  uint8_t key[128] = {};
  std::memcpy(key, p.key, p.key_bytes);
  addToBlake(s, key, hashBlockBytes(kind));
}

void addToHash(HashState* s, const void* data, size_t n) {
  const uint8_t* p = static_cast<const uint8_t*>(data);
  if (isBlake2(s->kind)) return addToBlake(s, p, n);
  size_t block = hashBlockBytes(s->kind), have = s->length % block;
  s->length += n;
  if (have != 0) {
    size_t part = n < block - have ? n : block - have;
    std::memcpy(s->block + have, p, part);
    if (have + part < block) return;
    addBlock(s, s->block);
    p += part;
    n -= part;
  }
  for (; n >= block; p += block, n -= block) addBlock(s, p);
  if (n != 0) std::memcpy(s->block, p, n);
}

void hashDigest(const HashState* state, uint8_t* out, size_t n) { sha3Digest(state, out, n); }

void hashDigest(const HashState* state, uint8_t* out) {
  if (isSha3(state->kind)) return sha3Digest(state, out, state->digest_bytes);
  if (isBlake2(state->kind)) return blakeDigest(state, out);
  HashState s = *state;
  size_t block = hashBlockBytes(s.kind), length_bytes = block / 8;
  uint64_t bits = s.length * 8;
  uint8_t padding[256] = {0x80};
  size_t have = s.length % block;
  size_t n = (have + 1 + length_bytes <= block ? block : 2 * block) - have;
  bool little = s.kind == HashKind::Md5;
  for (unsigned i = 0; i < 8; ++i)
    padding[n - 8 + i] = static_cast<uint8_t>(little ? bits >> (8 * i) : bits >> (56 - 8 * i));
  if (isWide(s.kind)) padding[n - 9] = static_cast<uint8_t>(s.length >> 61);
  addToHash(&s, padding, n);
  unsigned word_bytes = isWide(s.kind) ? 8 : 4;
  for (size_t i = 0; i < digestBytes(s.kind); ++i) {
    unsigned at = static_cast<unsigned>(i % word_bytes);
    out[i] = static_cast<uint8_t>(s.words[i / word_bytes] >> (8 * (little ? at : word_bytes - 1 - at)));
  }
}

}  // namespace ophion
