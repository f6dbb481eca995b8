// The modules _md5, _sha1, _sha256, _sha512, _sha3 and _blake2: one type of digest serves them all.
#include <cstring>

#include "modules/hashes.h"
#include "object/allocate.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/error.h"
#include "object/int.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

struct Hasher : Object {
  HashState state_;
};

namespace {

constexpr NativeKind kFunction = NativeKind::Function;
constexpr const char* kNames[] = {"md5",      "sha1",     "sha224",   "sha256",    "sha384",    "sha512",  "sha3_224",
                                  "sha3_256", "sha3_384", "sha3_512", "shake_128", "shake_256", "blake2b", "blake2s"};

Hasher* self(Object* const* args) { return static_cast<Hasher*>(args[0]); }

bool feed(Hasher* hasher, Object* data) {
  if (isStrLayout(data)) return raise(kTypeTypeError, "Strings must be encoded before hashing");
  if (!isBytesLike(data)) return raise(kTypeTypeError, "object supporting the buffer API required");
  Buffer buffer;
  if (!buffer.acquire(data)) return raised();
  addToHash(&hasher->state_, buffer.data(), buffer.size());
  return true;
}

// (string, *, usedforsecurity)
template <HashKind kind>
Ref<Object> make(Object* const* args) {
  Ref<Hasher> hasher = allocateAtom<Hasher>(kTypeHasher);
  if (!hasher) return raised();
  beginHash(&hasher->state_, kind);
  return args[0] == nullptr || feed(hasher.get(), args[0]) ? Ref<Object>(hasher) : nullptr;
}

Ref<Object> update(Object* const* args) { return feed(self(args), args[1]) ? newNone() : nullptr; }

// The digest; its length is an argument for SHAKE, and only there.
Ref<Bytes> digestOf(Object* const* args) {
  HashState& state = self(args)->state_;
  const char* name_text = kNames[static_cast<unsigned>(state.kind)];
  bool any_length = state.kind == HashKind::Shake128 || state.kind == HashKind::Shake256;
  int64_t n = state.digest_bytes;
  if (any_length) {
    if (args[1] == nullptr) return raise(kTypeTypeError, "digest() missing required argument 'length' (pos 1)");
    if (!asInt64(args[1], &n)) return raised();
    if (n < 0 || n >= int64_t{1} << 29)
      return raise(kTypeValueError, n < 0 ? "value must be positive" : "length is too large");
  } else if (args[1] != nullptr) {
    return raise(kTypeTypeError, "%s.digest() takes no arguments (1 given)", name_text);
  }
  Ref<Bytes> made = newBytesUninitialized(static_cast<size_t>(n));
  if (!made) return raised();
  uint8_t* out = reinterpret_cast<uint8_t*>(made->data());
  if (any_length) {
    hashDigest(&state, out, static_cast<size_t>(n));
  } else {
    hashDigest(&state, out);
  }
  return made;
}
Ref<Object> digest(Object* const* args) { return digestOf(args); }
Ref<Object> hexDigest(Object* const* args) {
  Ref<Bytes> bytes = digestOf(args);
  Ref<Str> text = bytes ? newStrUninitialized(size_t{bytes->length_} * 2, Width::Ascii) : nullptr;
  if (!text || bytes->length_ == 0) return bytes ? emptyStr() : nullptr;
  for (size_t i = 0; i < bytes->length_; ++i) {
    uint8_t byte = static_cast<uint8_t>(bytes->data()[i]);
    text->data()[2 * i] = "0123456789abcdef"[byte >> 4];
    text->data()[2 * i + 1] = "0123456789abcdef"[byte & 15];
  }
  return text;
}

// (data, *, digest_size, key, salt, person, fanout, depth, leaf_size, node_offset, node_depth, inner_size, last_node,
// usedforsecurity)
template <HashKind kind>
Ref<Object> makeBlake(Object* const* args) {
  constexpr bool kWide = kind == HashKind::Blake2b;
  constexpr int64_t kMost = kWide ? 64 : 32;
  constexpr size_t kSalt = kWide ? 16 : 8;
  Blake2Parameters p = {};
  int64_t n[7] = {kMost, 1, 1, 0, 0, 0, 0};
  static constexpr unsigned kPlaces[] = {1, 5, 6, 7, 8, 9, 10};
  for (unsigned i = 0; i < 7; ++i) {
    if (args[kPlaces[i]] != nullptr && !asInt64(args[kPlaces[i]], &n[i])) return raised();
  }
  if (n[0] <= 0 || n[0] > kMost)
    return raise(kTypeValueError, "digest_size must be between 1 and %d bytes", static_cast<int>(kMost));
  if (n[1] < 0 || n[1] > 255) return raise(kTypeValueError, "fanout must be between 0 and 255");
  if (n[2] <= 0 || n[2] > 255) return raise(kTypeValueError, "depth must be between 1 and 255");
  if (n[3] < 0 || n[3] > UINT32_MAX) return raise(kTypeOverflowError, "leaf_size is too large");
  if (n[4] < 0 || (!kWide && n[4] >= int64_t{1} << 48)) return raise(kTypeOverflowError, "node_offset is too large");
  if (n[5] < 0 || n[5] > 255) return raise(kTypeValueError, "node_depth must be between 0 and 255");
  if (n[6] < 0 || n[6] > kMost)
    return raise(kTypeValueError, "inner_size must be between 0 and is %d", static_cast<int>(kMost));
  Buffer key, salt, person;
  if ((args[2] != nullptr && !key.acquire(args[2])) || (args[3] != nullptr && !salt.acquire(args[3])) ||
      (args[4] != nullptr && !person.acquire(args[4]))) {
    return raised();
  }
  if (salt.size() > kSalt) return raise(kTypeValueError, "maximum salt length is %zu bytes", kSalt);
  if (person.size() > kSalt) return raise(kTypeValueError, "maximum person length is %zu bytes", kSalt);
  if (key.size() > static_cast<size_t>(kMost))
    return raise(kTypeValueError, "maximum key length is %d bytes", static_cast<int>(kMost));
  int last = args[11] == nullptr ? 0 : isTrue(args[11]);
  if (last < 0) return raised();
  p.digest_bytes = static_cast<uint8_t>(n[0]);
  p.fanout = static_cast<uint8_t>(n[1]);
  p.depth = static_cast<uint8_t>(n[2]);
  p.leaf_bytes = static_cast<uint32_t>(n[3]);
  p.node_offset = static_cast<uint64_t>(n[4]);
  p.node_depth = static_cast<uint8_t>(n[5]);
  p.inner_bytes = static_cast<uint8_t>(n[6]);
  p.last_node = last != 0;
  p.key_bytes = static_cast<uint8_t>(key.size());
  if (key.size() != 0) std::memcpy(p.key, key.data(), key.size());
  if (salt.size() != 0) std::memcpy(p.salt, salt.data(), salt.size());
  if (person.size() != 0) std::memcpy(p.person, person.data(), person.size());
  Ref<Hasher> hasher = allocateAtom<Hasher>(kTypeHasher);
  if (!hasher) return raised();
  beginBlake2(&hasher->state_, kind, p);
  return args[0] == nullptr || feed(hasher.get(), args[0]) ? Ref<Object>(hasher) : nullptr;
}
Ref<Object> copy(Object* const* args) {
  Ref<Hasher> made = allocateAtom<Hasher>(kTypeHasher);
  if (made) made->state_ = self(args)->state_;
  return made;
}

HashKind kindOf(Object* o) { return static_cast<Hasher*>(o)->state_.kind; }
Ref<Object> getName(Object* o) { return newAscii(kNames[static_cast<unsigned>(kindOf(o))]); }
Ref<Object> getBlockSize(Object* o) { return newInt(static_cast<int64_t>(hashBlockBytes(kindOf(o)))); }
Ref<Object> getDigestSize(Object* o) { return newInt(static_cast<Hasher*>(o)->state_.digest_bytes); }

constexpr NativeDef kMethods[] = {
    {"update", "self, obj, /", update, "Update this hash object's state with the provided string."},
    {"digest", "self, length=None, /", digest, "Return the digest value as a bytes object."},
    {"hexdigest", "self, length=None, /", hexDigest, "Return the digest value as a string of hexadecimal digits."},
    {"copy", "self, /", copy, "Return a copy of the hash object."},
};
constexpr GetSetDef kAttributes[] = {{"name", getName}, {"block_size", getBlockSize}, {"digest_size", getDigestSize}};

#define SIGNATURE "string=b'', *, usedforsecurity=True"
constexpr NativeDef kMd5[] = {{"md5", SIGNATURE, make<HashKind::Md5>,
                               "Return a new MD5 hash object; optionally initialized with a string.", kFunction}};
constexpr NativeDef kSha1[] = {{"sha1", SIGNATURE, make<HashKind::Sha1>,
                                "Return a new SHA1 hash object; optionally initialized with a string.", kFunction}};
constexpr NativeDef kSha256[] = {
    {"sha224", SIGNATURE, make<HashKind::Sha224>,
     "Return a new SHA-224 hash object; optionally initialized with a string.", kFunction},
    {"sha256", SIGNATURE, make<HashKind::Sha256>,
     "Return a new SHA-256 hash object; optionally initialized with a string.", kFunction}};
constexpr NativeDef kSha512[] = {
    {"sha384", SIGNATURE, make<HashKind::Sha384>,
     "Return a new SHA-384 hash object; optionally initialized with a string.", kFunction},
    {"sha512", SIGNATURE, make<HashKind::Sha512>,
     "Return a new SHA-512 hash object; optionally initialized with a string.", kFunction}};
constexpr NativeDef kSha3[] = {{"sha3_224", SIGNATURE, make<HashKind::Sha3_224>, nullptr, kFunction},
                               {"sha3_256", SIGNATURE, make<HashKind::Sha3_256>, nullptr, kFunction},
                               {"sha3_384", SIGNATURE, make<HashKind::Sha3_384>, nullptr, kFunction},
                               {"sha3_512", SIGNATURE, make<HashKind::Sha3_512>, nullptr, kFunction},
                               {"shake_128", SIGNATURE, make<HashKind::Shake128>, nullptr, kFunction},
                               {"shake_256", SIGNATURE, make<HashKind::Shake256>, nullptr, kFunction}};
#undef SIGNATURE
#define BLAKE                                                                                                      \
  "data=b'', /, *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, " \
  "node_depth=0, "                                                                                                 \
  "inner_size=0, last_node=False, usedforsecurity=True"
constexpr NativeDef kBlake2[] = {{"blake2b", BLAKE, makeBlake<HashKind::Blake2b>, nullptr, kFunction},
                                 {"blake2s", BLAKE, makeBlake<HashKind::Blake2s>, nullptr, kFunction}};
#undef BLAKE

}  // namespace

const TypeSpec kHasherSpec = {
    "hash",
    "_hashlib",
    {"hash", Kind::Atom, Trace::None, 0, 0, sizeof(Hasher), nullptr, nullptr, nullptr, nullptr},
    kTypeDisallowInstantiation,
    kMethods,
    kAttributes};

extern const ModuleSpec kMd5Module, kSha1Module, kSha256Module, kSha512Module, kSha3Module, kBlake2Module;
const ModuleSpec kMd5Module = {"_md5", nullptr, kMd5};
const ModuleSpec kSha1Module = {"_sha1", nullptr, kSha1};
const ModuleSpec kSha256Module = {"_sha256", nullptr, kSha256};
const ModuleSpec kSha512Module = {"_sha512", nullptr, kSha512};
const ModuleSpec kSha3Module = {"_sha3", nullptr, kSha3};
const ModuleSpec kBlake2Module = {"_blake2", nullptr, kBlake2};

}  // namespace ophion
