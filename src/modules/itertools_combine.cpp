// itertools: product, permutations, combinations, combinations_with_replacement. Each keeps the positions of the items
// of its next result in their pools.
#include "modules/itertools.h"
#include "object/c_argument.h"
#include "object/int.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/tuple_make.h"

namespace ophion {

namespace {

ItertoolsCombining* self(Object* const* args) { return static_cast<ItertoolsCombining*>(args[0]); }

uint32_t* numbers(const Slot<Bytes>& slot) { return reinterpret_cast<uint32_t*>(slot->data()); }

// A row of n numbers, held by a bytes object that nobody else sees.
Ref<Bytes> newNumbers(size_t n) { return newBytesUninitialized(n * sizeof(uint32_t)); }

// The length of results: an int, or what *out holds already where it is None or not given.
bool resultLength(Object* given, bool none_allowed, int64_t* out) {
  if (given == nullptr || (none_allowed && isNone(given))) return true;
  if (none_allowed && !isIntLayout(given)) return raise(kTypeTypeError, "Expected int as r");
  if (!cSizeArgument_mayRunPython(given, out)) return raised();
  if (*out < 0) return raise(kTypeValueError, "r must be non-negative");
  return true;
}

// The next result: item i from the pool that pool(i) gives.
template <class Pool>
Ref<Object> pick(ItertoolsCombining* it, Pool pool) {
  size_t n = it->length_;
  if (n == 0) return emptyTuple();
  Ref<Tuple> result = newTupleUninitialized(n);
  if (!result) return raised();
  const uint32_t* indices = numbers(it->indices_);
  for (size_t i = 0; i < n; ++i) result->items()[i].set(share(pool(i)->at(indices[i])).release());
  return result;
}

Ref<Object> pickFromOne(ItertoolsCombining* it) {
  Tuple* pool = it->pools_.get();
  return pick(it, [pool](size_t) { return pool; });
}

// --- product ---

Ref<Object> makeProduct(Object* const* args) {
  Tuple* iterables = static_cast<Tuple*>(args[2]);
  int64_t repeat = 1;
  if (args[1] != nullptr && !cSizeArgument_mayRunPython(args[1], &repeat)) return raised();
  if (repeat < 0) return raise(kTypeValueError, "repeat argument cannot be negative");
  size_t n = repeat == 0 ? 0 : iterables->size_;
  if (n != 0 && static_cast<uint64_t>(repeat) > kMaxItems / n)
    return raise(kTypeOverflowError, "repeat argument too large");
  size_t total = n * static_cast<size_t>(repeat);
  Ref<Tuple> pools = newTuple(total);
  Ref<Bytes> indices = newNumbers(total);
  if (!pools || !indices) return raised();
  for (size_t i = 0; i < n; ++i) {
    Ref<Tuple> pool = toTuple_mayRunPython(iterables->at(i));
    if (!pool) return raised();
    for (size_t at = i; at < total; at += n) pools->items()[at].init(pool);
  }
  Ref<ItertoolsCombining> it = makeInstance<ItertoolsCombining>(args[0], kTypeItertoolsProduct);
  if (!it) return raised();
  for (size_t i = 0; i < total; ++i) reinterpret_cast<uint32_t*>(indices->data())[i] = 0;
  it->length_ = static_cast<uint32_t>(total);
  it->pools_.init(std::move(pools));
  it->indices_.init(std::move(indices));
  return it;
}

Ref<Object> nextProduct(Object* const* args) {
  ItertoolsCombining* it = self(args);
  if (it->pools_.isNull()) return nullptr;
  Tuple* pools = it->pools_.get();
  auto pool = [pools](size_t i) { return static_cast<Tuple*>(pools->at(i)); };
  uint32_t* indices = numbers(it->indices_);
  bool more = true;
  if (!it->begun_) {
    it->begun_ = true;
    for (size_t i = 0; i < it->length_; ++i) more = more && pool(i)->size_ != 0;
  } else {
    size_t i = it->length_;
    for (more = false; i-- > 0 && !more;) {
      more = ++indices[i] < pool(i)->size_;
      if (!more) indices[i] = 0;
    }
  }
  if (more) return pick(it, pool);
  it->pools_.clear();
  return nullptr;
}

// --- permutations ---

Ref<Object> makePermutations(Object* const* args) {
  Ref<Tuple> pool = toTuple_mayRunPython(args[1]);
  if (!pool) return raised();
  size_t n = pool->size_;
  int64_t r = static_cast<int64_t>(n);
  if (!resultLength(args[2], true, &r)) return raised();
  bool possible = static_cast<uint64_t>(r) <= n;
  Ref<Bytes> indices = newNumbers(n);
  Ref<Bytes> cycles = newNumbers(possible ? static_cast<size_t>(r) : 0);
  Ref<ItertoolsCombining> it = makeInstance<ItertoolsCombining>(args[0], kTypeItertoolsPermutations);
  if (!indices || !cycles || !it) return raised();
  it->indices_.init(std::move(indices));
  it->cycles_.init(std::move(cycles));
  for (size_t i = 0; i < n; ++i) numbers(it->indices_)[i] = static_cast<uint32_t>(i);
  if (possible) {
    for (int64_t i = 0; i < r; ++i) numbers(it->cycles_)[i] = static_cast<uint32_t>(static_cast<int64_t>(n) - i);
    it->length_ = static_cast<uint32_t>(r);
    it->pools_.init(std::move(pool));
  }
  return it;
}

bool stepPermutation(ItertoolsCombining* it, size_t n) {
  uint32_t* indices = numbers(it->indices_);
  uint32_t* cycles = numbers(it->cycles_);
  for (size_t i = it->length_; i-- > 0;) {
    if (--cycles[i] != 0) {
      std::swap(indices[i], indices[n - cycles[i]]);
      return true;
    }
    // All that can stand here has stood here: back to the order it began with.
    uint32_t first = indices[i];
    for (size_t j = i; j + 1 < n; ++j) indices[j] = indices[j + 1];
    indices[n - 1] = first;
    cycles[i] = static_cast<uint32_t>(n - i);
  }
  return false;
}

Ref<Object> nextPermutation(Object* const* args) {
  ItertoolsCombining* it = self(args);
  if (it->pools_.isNull()) return nullptr;
  if (it->begun_ && !stepPermutation(it, it->pools_->size_)) {
    it->pools_.clear();
    return nullptr;
  }
  it->begun_ = true;
  return pickFromOne(it);
}

// --- combinations ---

template <bool with_replacement>
Ref<Object> makeCombinations(Object* const* args) {
  constexpr TypeIndex type = with_replacement ? kTypeItertoolsCombinationsWithReplacement : kTypeItertoolsCombinations;
  Ref<Tuple> pool = toTuple_mayRunPython(args[1]);
  if (!pool) return raised();
  int64_t r = 0;
  if (!resultLength(args[2], false, &r)) return raised();
  if (static_cast<uint64_t>(r) > kMaxItems) return raiseMemoryError();
  size_t n = pool->size_;
  Ref<Bytes> indices = newNumbers(static_cast<size_t>(r));
  Ref<ItertoolsCombining> it = makeInstance<ItertoolsCombining>(args[0], type);
  if (!indices || !it) return raised();
  it->indices_.init(std::move(indices));
  for (int64_t i = 0; i < r; ++i) numbers(it->indices_)[i] = with_replacement ? 0 : static_cast<uint32_t>(i);
  it->length_ = static_cast<uint32_t>(r);
  bool possible = with_replacement ? n != 0 || r == 0 : static_cast<uint64_t>(r) <= n;
  if (possible) it->pools_.init(std::move(pool));
  return it;
}

template <bool with_replacement>
bool stepCombination(ItertoolsCombining* it, size_t n) {
  uint32_t* indices = numbers(it->indices_);
  size_t r = it->length_;
  for (size_t i = r; i-- > 0;) {
    uint32_t last = static_cast<uint32_t>(with_replacement ? n - 1 : n - r + i);
    if (indices[i] == last) continue;
    uint32_t value = ++indices[i];
    for (size_t j = i + 1; j < r; ++j) indices[j] = with_replacement ? value : ++value;
    return true;
  }
  return false;
}

template <bool with_replacement>
Ref<Object> nextCombination(Object* const* args) {
  ItertoolsCombining* it = self(args);
  if (it->pools_.isNull()) return nullptr;
  if (it->begun_ && !stepCombination<with_replacement>(it, it->pools_->size_)) {
    it->pools_.clear();
    return nullptr;
  }
  it->begun_ = true;
  return pickFromOne(it);
}

#define OPHION_COMBINING(Name, python_name, signature, make, next, doc)                                         \
  constexpr NativeDef k##Name##Methods[] = {{"__new__", signature, make, nullptr, NativeKind::StaticMethod},    \
                                            {"__iter__", "self, /", returnSelf, "Implement iter(self)."},       \
                                            {"__next__", "self, /", next, "Implement next(self)."}};            \
  }                                                                                                             \
  const TypeSpec kItertools##Name##Spec = {                                                                     \
      python_name, "itertools", slotRowLayout<ItertoolsCombining, 3>(python_name), kTypeBase, k##Name##Methods, \
      {},          doc};                                                                                        \
  namespace {

OPHION_COMBINING(Product, "product", "cls, /, *iterables, repeat=1", makeProduct, nextProduct,
                 "product(*iterables, repeat=1) --> product object\n\n"
                 "Cartesian product of input iterables.  Equivalent to nested for-loops.")
OPHION_COMBINING(Permutations, "permutations", "cls, iterable, r=None", makePermutations, nextPermutation,
                 "Return successive r-length permutations of elements in the iterable.")
OPHION_COMBINING(Combinations, "combinations", "cls, iterable, r", makeCombinations<false>, nextCombination<false>,
                 "Return successive r-length combinations of elements in the iterable.")
OPHION_COMBINING(
    CombinationsWithReplacement, "combinations_with_replacement", "cls, iterable, r", makeCombinations<true>,
    nextCombination<true>,
    "Return successive r-length combinations of elements in the iterable allowing individual elements to have "
    "successive repeats.")

#undef OPHION_COMBINING

}  // namespace

}  // namespace ophion
