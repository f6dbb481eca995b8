// The functions of math on whole numbers of any size.
#include <cmath>

#include "heap/heap.h"
#include "modules/math.h"
#include "object/error.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/tuple.h"

namespace ophion {

namespace {

constexpr const char* kLimit = "9223372036854775807";

// Whether the heap, were it empty, had room for lo * (lo + 1) * ... * hi: that shows before years are spent on it.
// By Stirling's formula, a little below the true size.
bool mayFit(uint64_t lo, uint64_t hi) {
  auto bitsOfFactorial = [](double n) { return n < 1 ? 0 : n * (std::log2(n) - 1.442695040888964); };
  double bits = bitsOfFactorial(static_cast<double>(hi)) - bitsOfFactorial(static_cast<double>(lo));
  return bits * 0.99 <= static_cast<double>(heap().capBytes()) * 8;
}

// lo * (lo + 1) * ... * hi, 1 where the range is empty. Halves of like size are multiplied, so that large products are
// few.
Ref<Int> multiplyRange(uint64_t lo, uint64_t hi) {
  if (lo > hi) return newInt(1);
  if (hi - lo < 64) {
    Ref<Int> product = newInt(1);
    uint64_t word = 1;
    for (uint64_t i = lo;; ++i) {
      uint64_t next;
      if (__builtin_mul_overflow(word, i, &next)) {
        Ref<Int> factor = newIntFromUnsigned(word);
        if (!factor || !(product = multiplyInts(product.get(), factor.get()))) return raised();
        next = i;
      }
      word = next;
      if (i == hi) break;
    }
    Ref<Int> factor = newIntFromUnsigned(word);
    if (!factor) return raised();
    return multiplyInts(product.get(), factor.get());
  }
  uint64_t middle = lo + (hi - lo) / 2;
  Ref<Int> low = multiplyRange(lo, middle);
  if (!low) return raised();
  Ref<Int> high = multiplyRange(middle + 1, hi);
  if (!high) return raised();
  return multiplyInts(low.get(), high.get());
}

Ref<Int> productOfRange(uint64_t lo, uint64_t hi) {
  if (!mayFit(lo, hi)) return raiseMemoryError();
  return multiplyRange(lo, hi);
}

// n * (n - 1) * ... over k factors, n of any size.
Ref<Int> fallingProduct(const Int* n, uint64_t k) {
  if (n->isSmall()) {
    uint64_t top = static_cast<uint64_t>(n->value_);
    return k > top ? newInt(0) : productOfRange(top - k + 1, top);
  }
  Ref<Int> product = newInt(1);
  for (uint64_t i = 0; i < k; ++i) {
    Ref<Int> offset = newIntFromUnsigned(i);
    if (!offset) return raised();
    Ref<Int> factor = subtractInts(n, offset.get());
    if (!factor || !(product = multiplyInts(product.get(), factor.get()))) return raised();
  }
  return product;
}

bool nonNegative(Object* object, const char* what, Ref<Int>* out) {
  *out = index(object);
  if (!*out) return raised();
  if (intSign(out->get()) < 0) return raise(kTypeValueError, "%s must be a non-negative integer", what);
  return true;
}

// n choose k in words, where every step fits.
bool tryCombWords(uint64_t n, uint64_t k, uint64_t* out) {
  uint64_t result = 1;
  for (uint64_t i = 0; i < k; ++i) {
    unsigned __int128 next = static_cast<unsigned __int128>(result) * (n - i) / (i + 1);
    if (next >> 64 != 0) return false;
    result = static_cast<uint64_t>(next);
  }
  *out = result;
  return true;
}

// Folds f over the arguments, each through __index__.
template <class F>
Ref<Object> foldInts(Tuple* args, int64_t start, F f) {
  if (args->size_ == 0) return newInt(start);
  Ref<Int> result = index(args->at(0));
  if (!result || !(result = absoluteInt(result.get()))) return raised();
  for (uint32_t i = 1; i < args->size_; ++i) {
    Ref<Int> next = index(args->at(i));
    if (!next || !(result = f(result.get(), next.get()))) return raised();
  }
  return result;
}

}  // namespace

Ref<Object> mathGcd(Object* const* args) { return foldInts(static_cast<Tuple*>(args[0]), 0, gcdInts); }

Ref<Object> mathLcm(Object* const* args) {
  return foldInts(static_cast<Tuple*>(args[0]), 1, [](const Int* a, const Int* b) -> Ref<Int> {
    if (intIsZero(a) || intIsZero(b)) return newInt(0);
    Ref<Int> gcd = gcdInts(a, b);
    if (!gcd) return raised();
    Ref<Int> part = floorDivideInts(a, gcd.get());
    if (!part) return raised();
    Ref<Int> product = multiplyInts(part.get(), b);
    if (!product) return raised();
    return absoluteInt(product.get());
  });
}

Ref<Object> mathIsqrt(Object* const* args) {
  Ref<Int> n = index(args[0]);
  if (!n) return raised();
  if (intSign(n.get()) < 0) return raise(kTypeValueError, "isqrt() argument must be nonnegative");
  return squareRootInt(n.get());
}

Ref<Object> mathFactorial(Object* const* args) {
  Ref<Int> n = index(args[0]);
  if (!n) return raised();
  if (intSign(n.get()) < 0) return raise(kTypeValueError, "factorial() not defined for negative values");
  if (!n->isSmall()) return raise(kTypeOverflowError, "factorial() argument should not exceed %s", kLimit);
  return productOfRange(1, static_cast<uint64_t>(n->value_));
}

Ref<Object> mathPerm(Object* const* args) {
  if (args[1] == nullptr || isNone(args[1])) return mathFactorial(args);
  Ref<Int> n, k;
  if (!nonNegative(args[0], "n", &n) || !nonNegative(args[1], "k", &k)) return raised();
  if (compareInts(n.get(), k.get()) < 0) return newInt(0);
  if (!k->isSmall()) return raise(kTypeOverflowError, "k must not exceed %s", kLimit);
  return fallingProduct(n.get(), static_cast<uint64_t>(k->value_));
}

Ref<Object> mathComb(Object* const* args) {
  Ref<Int> n, k;
  if (!nonNegative(args[0], "n", &n) || !nonNegative(args[1], "k", &k)) return raised();
  Ref<Int> rest = subtractInts(n.get(), k.get());
  if (!rest) return raised();
  if (intSign(rest.get()) < 0) return newInt(0);
  if (compareInts(rest.get(), k.get()) < 0) k = rest;
  if (!k->isSmall()) return raise(kTypeOverflowError, "min(n - k, k) must not exceed %s", kLimit);
  uint64_t count = static_cast<uint64_t>(k->value_);
  uint64_t words;
  if (n->isSmall() && count <= 64 && tryCombWords(static_cast<uint64_t>(n->value_), count, &words)) {
    return newIntFromUnsigned(words);
  }
  Ref<Int> above = fallingProduct(n.get(), count);
  if (!above) return raised();
  Ref<Int> below = productOfRange(1, count);
  if (!below) return raised();
  return floorDivideInts(above.get(), below.get());
}

}  // namespace ophion
