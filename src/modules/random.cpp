// _random: the generator behind the module random, a Mersenne Twister MT19937 with the seeding of its authors, so that
// a seed gives the sequence it gives everywhere.
#include <sys/random.h>

#include <cstring>

#include "object/allocate.h"
#include "object/int.h"
#include "object/int_limbs.h"
#include "object/module_spec.h"
#include "object/number_new.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/tuple.h"

namespace ophion {

namespace {

constexpr unsigned kWords = 624;
constexpr unsigned kMiddle = 397;

struct Twister {
  uint32_t index;
  uint32_t words[kWords];

  void seedWord(uint32_t seed) {
    words[0] = seed;
    for (unsigned i = 1; i < kWords; ++i) words[i] = 1812433253u * (words[i - 1] ^ (words[i - 1] >> 30)) + i;
    index = kWords;
  }
  void seedArray(const uint32_t* key, size_t n) {
    seedWord(19650218u);
    unsigned i = 1;
    size_t j = 0;
    auto step = [&] {
      if (++i >= kWords) {
        words[0] = words[kWords - 1];
        i = 1;
      }
    };
    for (size_t k = n > kWords ? n : kWords; k > 0; --k) {
      words[i] = (words[i] ^ ((words[i - 1] ^ (words[i - 1] >> 30)) * 1664525u)) + key[j] + static_cast<uint32_t>(j);
      step();
      if (++j >= n) j = 0;
    }
    for (unsigned k = kWords - 1; k > 0; --k) {
      words[i] = (words[i] ^ ((words[i - 1] ^ (words[i - 1] >> 30)) * 1566083941u)) - i;
      step();
    }
    words[0] = 0x80000000u;
  }
  void regenerate() {
    for (unsigned i = 0; i < kWords; ++i) {
      uint32_t y = (words[i] & 0x80000000u) | (words[(i + 1) % kWords] & 0x7fffffffu);
      words[i] = words[(i + kMiddle) % kWords] ^ (y >> 1) ^ (y & 1 ? 0x9908b0dfu : 0);
    }
    index = 0;
  }
  uint32_t next() {
    if (index >= kWords) regenerate();
    uint32_t y = words[index++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    return y ^ (y >> 18);
  }
};

struct RandomGenerator : Object {
  Slot<Twister> twister_;  // raw buffer; null until __new__ has it
};

Twister& twisterOf(Object* o) { return *static_cast<RandomGenerator*>(o)->twister_.get(); }

void dropRandom(Object* o) {
  RandomGenerator* generator = static_cast<RandomGenerator*>(o);
  if (Twister* twister = generator->twister_.getOrNull()) {
    generator->twister_ = nullptr;
    heap().free(twister, sizeof(Twister));
  }
}

bool seedFromSystem(Twister& twister) {
  uint32_t key[kWords];
  size_t have = 0;
  while (have < sizeof(key)) {
    ssize_t n = getrandom(reinterpret_cast<char*>(key) + have, sizeof(key) - have, 0);
    if (n < 0) return raise(kTypeOSError, "cannot get random bytes from the system");
    have += static_cast<size_t>(n);
  }
  twister.seedArray(key, kWords);
  return true;
}

// From the magnitude of an int, or the hash of anything else.
bool seed(Object* self, Object* argument) {
  if (argument == nullptr || isNone(argument)) return seedFromSystem(twisterOf(self));
  Ref<Int> number;
  if (isIntLayout(argument)) {
    number = share(static_cast<Int*>(argument));
  } else {
    int64_t hash;
    if (!hashObject(argument, &hash)) return raised();
    number = newIntFromUnsigned(static_cast<uint64_t>(hash));
    if (!number) return raised();
  }
  Magnitude m(number.get());
  size_t n = m.n * 2;
  if (n != 0 && m.limbs[m.n - 1] >> 32 == 0) --n;
  RawBuffer<uint32_t> key(n);
  if (!key) return raised();
  key[0] = 0;
  for (size_t i = 0; i < n; ++i) key[i] = static_cast<uint32_t>(m.limbs[i / 2] >> (i % 2 * 32));
  twisterOf(self).seedArray(key.get(), n == 0 ? 1 : n);
  return true;
}

Ref<Object> randomNew(Object* const* args) {
  if (!checkNewClass(args[0], kTypeRandomGenerator)) return raised();
  Type* cls = static_cast<Type*>(args[0]);
  Tuple* arguments = static_cast<Tuple*>(args[1]);
  if (args[2] != nullptr && cls == builtinType(kTypeRandomGenerator)) {
    return raise(kTypeTypeError, "Random() takes no keyword arguments");
  }
  if (arguments->size_ > 1) return raise(kTypeTypeError, "Random() requires 0 or 1 argument");
  Twister* twister = static_cast<Twister*>(heap().tryAllocateRaw(sizeof(Twister)));
  if (twister == nullptr) return raiseMemoryError();
  twister->seedWord(0);
  Ref<Object> o = cls == builtinType(kTypeRandomGenerator)
                      ? Ref<Object>(allocateAtom<RandomGenerator>(kTypeRandomGenerator))
                      : allocateInstance(cls, sizeof(RandomGenerator));
  if (!o) {
    heap().free(twister, sizeof(Twister));
    return raised();
  }
  static_cast<RandomGenerator*>(o.get())->twister_.set(twister);
  if (!seed(o.get(), arguments->size_ == 1 ? arguments->at(0) : nullptr)) return raised();
  return o;
}

Ref<Object> randomSeed(Object* const* args) {
  if (!seed(args[0], args[1])) return raised();
  return newNone();
}

Ref<Object> randomRandom(Object* const* args) {
  Twister& twister = twisterOf(args[0]);
  uint32_t a = twister.next() >> 5, b = twister.next() >> 6;
  return newFloat((a * 67108864.0 + b) * (1.0 / 9007199254740992.0));
}

Ref<Object> randomGetrandbits(Object* const* args) {
  int64_t bits;
  if (!asInt64(args[1], &bits)) return raised();
  if (bits > INT32_MAX || bits < INT32_MIN)
    return raise(kTypeOverflowError, "Python int too large to convert to C int");
  if (bits < 0) return raise(kTypeValueError, "number of bits must be non-negative");
  if (bits == 0) return newInt(0);
  Twister& twister = twisterOf(args[0]);
  if (bits <= 32) return newInt(twister.next() >> (32 - bits));
  size_t words = static_cast<size_t>(bits - 1) / 32 + 1;
  LimbResult result((words + 1) / 2);
  if (!result) return raised();
  for (size_t i = 0; i < words; ++i, bits -= 32) {
    uint32_t word = twister.next();
    if (bits < 32) word >>= 32 - bits;
    if (i % 2 == 0) {
      result[i / 2] = word;
    } else {
      result[i / 2] |= static_cast<mp_limb_t>(word) << 32;
    }
  }
  return result.finish((words + 1) / 2, false);
}

Ref<Object> randomGetstate(Object* const* args) {
  Ref<Tuple> tuple = newTuple(kWords + 1);
  if (!tuple) return raised();
  Twister& twister = twisterOf(args[0]);
  for (unsigned i = 0; i <= kWords; ++i) {
    Ref<Int> word = newInt(i < kWords ? twister.words[i] : twister.index);
    if (!word) return raised();
    tuple->items()[i].init(std::move(word));
  }
  return tuple;
}

Ref<Object> randomSetstate(Object* const* args) {
  if (!isTupleLayout(args[1])) return raise(kTypeTypeError, "state vector must be a tuple");
  Tuple* tuple = static_cast<Tuple*>(args[1]);
  if (tuple->size_ != kWords + 1) return raise(kTypeValueError, "state vector is the wrong size");
  RawBuffer<uint32_t> words(kWords);
  if (!words) return raised();
  int64_t last = 0;
  for (unsigned i = 0; i <= kWords; ++i) {
    Object* item = tuple->at(i);
    if (!isIntLayout(item)) return raise(kTypeTypeError, "an integer is required");
    const Int* number = static_cast<const Int*>(item);
    if (i < kWords && intSign(number) < 0) {
      return raise(kTypeOverflowError, "can't convert negative value to unsigned int");
    }
    int64_t value;
    if (!tryInt64(number, &value))
      return raise(kTypeOverflowError, "Python int too large to convert to C unsigned long");
    if (i < kWords) {
      words[i] = static_cast<uint32_t>(value);
    } else {
      last = value;
    }
  }
  if (last < 0 || last > kWords) return raise(kTypeValueError, "invalid state");
  Twister& twister = twisterOf(args[0]);
  twister.index = static_cast<uint32_t>(last);
  std::memcpy(twister.words, words.get(), sizeof(twister.words));
  return newNone();
}

constexpr NativeDef kRandomMethods[] = {
    {"__new__", "cls, *args, **kwargs", randomNew, nullptr, NativeKind::StaticMethod},
    {"random", "self, /", randomRandom, "random() -> x in the interval [0, 1)."},
    {"seed", "self, n=None, /", randomSeed,
     "seed([n]) -> None.  Defaults to use urandom and falls back to a combination of the current time and the process "
     "identifier."},
    {"getstate", "self, /", randomGetstate, "getstate() -> tuple containing the current state."},
    {"setstate", "self, state, /", randomSetstate, "setstate(state) -> None.  Restores generator state."},
    {"getrandbits", "self, k, /", randomGetrandbits, "getrandbits(k) -> x.  Generates an int with k random bits."},
};

constexpr TypeIndex kTypes[] = {kTypeRandomGenerator};

}  // namespace

const TypeSpec kRandomGeneratorSpec = {
    "Random",
    "_random",
    {"Random", Kind::Atom, Trace::None, 0, 0, sizeof(RandomGenerator), nullptr, nullptr, dropRandom, nullptr},
    kTypeBase | kTypeHasCustomNew,
    kRandomMethods,
    {},
    "Random() -> create a random number generator with its own internal state.",
};

extern const ModuleSpec kRandomNativeModule;
const ModuleSpec kRandomNativeModule = {
    "_random", "Module implements the Mersenne Twister random number generator.", {}, kTypes};

}  // namespace ophion
