#include "object/text_hash.h"

#include <bit>
#include <cstring>

#include "object/runtime_state.h"

namespace ophion {

namespace {

struct SipState {
  uint64_t a, b, c, d;

  void round() {
    a += b;
    c += d;
    b = std::rotl(b, 13) ^ a;
    d = std::rotl(d, 16) ^ c;
    a = std::rotl(a, 32);
    c += b;
    a += d;
    b = std::rotl(b, 17) ^ c;
    d = std::rotl(d, 21) ^ a;
    c = std::rotl(c, 32);
  }
  void absorb(uint64_t word) {
    d ^= word;
    round();
    a ^= word;
  }
};

}  // namespace

uint32_t hashText(const void* bytes, size_t n) {
  const uint64_t* key = state().hash_key_;
  SipState s{key[0] ^ 0x736f6d6570736575, key[1] ^ 0x646f72616e646f6d, key[0] ^ 0x6c7967656e657261,
             key[1] ^ 0x7465646279746573};
  const char* p = static_cast<const char*>(bytes);
  const char* words_end = p + n / 8 * 8;
  for (; p != words_end; p += 8) {
    uint64_t word;
    std::memcpy(&word, p, 8);
    s.absorb(word);
  }
  uint64_t last = static_cast<uint64_t>(n) << 56;
  for (size_t i = 0; i < n % 8; ++i) last |= uint64_t{static_cast<uint8_t>(p[i])} << (8 * i);
  s.absorb(last);
  s.c ^= 0xff;
  s.round();
  s.round();
  s.round();
  uint64_t hash = s.a ^ s.b ^ s.c ^ s.d;
  uint32_t folded = static_cast<uint32_t>(hash ^ (hash >> 32));
  return folded == 0 ? 1 : folded;
}

}  // namespace ophion
