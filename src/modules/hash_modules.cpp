// The modules _md5, _sha1, _sha256 and _sha512: one type of digest serves them all.
#include <cstring>

#include "modules/hashes.h"
#include "object/allocate.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/error.h"
#include "object/int.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/singletons.h"
#include "object/type.h"

namespace ophion {

struct Hasher : Object {
  HashState state_;
};

namespace {

constexpr NativeKind kFunction = NativeKind::Function;
constexpr const char* kNames[] = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"};

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

Ref<Object> digest(Object* const* args) {
  uint8_t out[64];
  hashDigest(&self(args)->state_, out);
  return newBytes({reinterpret_cast<char*>(out), digestBytes(self(args)->state_.kind)});
}
Ref<Object> hexDigest(Object* const* args) {
  uint8_t out[64];
  char text[128];
  hashDigest(&self(args)->state_, out);
  size_t n = digestBytes(self(args)->state_.kind);
  for (size_t i = 0; i < n; ++i) {
    text[2 * i] = "0123456789abcdef"[out[i] >> 4];
    text[2 * i + 1] = "0123456789abcdef"[out[i] & 15];
  }
  return newAscii({text, 2 * n});
}
Ref<Object> copy(Object* const* args) {
  Ref<Hasher> made = allocateAtom<Hasher>(kTypeHasher);
  if (made) made->state_ = self(args)->state_;
  return made;
}

HashKind kindOf(Object* o) { return static_cast<Hasher*>(o)->state_.kind; }
Ref<Object> getName(Object* o) { return newAscii(kNames[static_cast<unsigned>(kindOf(o))]); }
Ref<Object> getBlockSize(Object* o) { return newInt(static_cast<int64_t>(hashBlockBytes(kindOf(o)))); }
Ref<Object> getDigestSize(Object* o) { return newInt(static_cast<int64_t>(digestBytes(kindOf(o)))); }

constexpr NativeDef kMethods[] = {
    {"update", "self, obj, /", update, "Update this hash object's state with the provided string."},
    {"digest", "self, /", digest, "Return the digest value as a bytes object."},
    {"hexdigest", "self, /", hexDigest, "Return the digest value as a string of hexadecimal digits."},
    {"copy", "self, /", copy, "Return a copy of the hash object."},
};
constexpr GetSetDef kAttributes[] = {{"name", getName}, {"block_size", getBlockSize}, {"digest_size", getDigestSize}};

#define SIGNATURE "string=b'', *, usedforsecurity=True"
constexpr NativeDef kMd5[] = {{"md5", SIGNATURE, make<HashKind::Md5>, "Return a new MD5 hash object; optionally initialized with a string.", kFunction}};
constexpr NativeDef kSha1[] = {{"sha1", SIGNATURE, make<HashKind::Sha1>, "Return a new SHA1 hash object; optionally initialized with a string.", kFunction}};
constexpr NativeDef kSha256[] = {
    {"sha224", SIGNATURE, make<HashKind::Sha224>, "Return a new SHA-224 hash object; optionally initialized with a string.", kFunction},
    {"sha256", SIGNATURE, make<HashKind::Sha256>, "Return a new SHA-256 hash object; optionally initialized with a string.", kFunction}};
constexpr NativeDef kSha512[] = {
    {"sha384", SIGNATURE, make<HashKind::Sha384>, "Return a new SHA-384 hash object; optionally initialized with a string.", kFunction},
    {"sha512", SIGNATURE, make<HashKind::Sha512>, "Return a new SHA-512 hash object; optionally initialized with a string.", kFunction}};
#undef SIGNATURE

}  // namespace

const TypeSpec kHasherSpec = {
    "hash", "_hashlib", {"hash", Kind::Atom, Trace::None, 0, 0, sizeof(Hasher), nullptr, nullptr, nullptr, nullptr},
    kTypeDisallowInstantiation, kMethods, kAttributes};

extern const ModuleSpec kMd5Module, kSha1Module, kSha256Module, kSha512Module;
const ModuleSpec kMd5Module = {"_md5", nullptr, kMd5};
const ModuleSpec kSha1Module = {"_sha1", nullptr, kSha1};
const ModuleSpec kSha256Module = {"_sha256", nullptr, kSha256};
const ModuleSpec kSha512Module = {"_sha512", nullptr, kSha512};

}  // namespace ophion
