#include "object/tuple_key.h"

#include "object/error.h"
#include "object/float.h"
#include "object/hash_key.h"
#include "object/singletons.h"

namespace ophion {

namespace {

// How two items stand to each other. Unordered: a NaN is one of them. Unknown: the protocol must be asked.
enum class Standing { Same, Less, Greater, Unordered, Unknown };

OPHION_INLINE Standing standingOf(const Object* a, const Object* b) {
  if (a == b) return Standing::Same;
  if (isSmallInt(a) && isSmallInt(b)) {
    int64_t x = smallValue(a), y = smallValue(b);
    return x == y ? Standing::Same : x < y ? Standing::Less : Standing::Greater;
  }
  if (a->typeIndex() != b->typeIndex()) return Standing::Unknown;
  if (isExactStr(a)) {
    const Str* x = static_cast<const Str*>(a);
    const Str* y = static_cast<const Str*>(b);
    int order = equalStrs(x, y) ? 0 : compareStrs(x, y);
    return order == 0 ? Standing::Same : order < 0 ? Standing::Less : Standing::Greater;
  }
  if (isExactFloat(a)) {
    double x = floatValue(a), y = floatValue(b);
    return x == y ? Standing::Same : x < y ? Standing::Less : x > y ? Standing::Greater : Standing::Unordered;
  }
  return Standing::Unknown;
}

bool holdsFor(Compare op, Standing standing) {
  switch (op) {
    case Compare::Lt:
      return standing == Standing::Less;
    case Compare::Le:
      return standing == Standing::Less || standing == Standing::Same;
    case Compare::Eq:
      return standing == Standing::Same;
    case Compare::Ne:
      return standing != Standing::Same;
    case Compare::Gt:
      return standing == Standing::Greater;
    default:
      return standing == Standing::Greater || standing == Standing::Same;
  }
}

Standing standingOfSizes(const Tuple* a, const Tuple* b) {
  return a->size_ == b->size_ ? Standing::Same : a->size_ < b->size_ ? Standing::Less : Standing::Greater;
}

constexpr ptrdiff_t kNone = -1;
constexpr ptrdiff_t kFailed = -2;

// The first place from `at` on where the tuples differ, asking the protocol.
OPHION_NOINLINE ptrdiff_t differenceFrom_mayRunPython(Tuple* a, Tuple* b, size_t at, Standing* standing) {
  NativeRecursion guard(" in comparison");
  if (guard.exceeded()) return kFailed;
  for (; at < a->size_ && at < b->size_; ++at) {
    *standing = standingOf(a->at(at), b->at(at));
    if (*standing == Standing::Same) continue;
    if (*standing != Standing::Unknown) return static_cast<ptrdiff_t>(at);
    int equal = richCompareBool(a->at(at), b->at(at), Compare::Eq);
    if (equal < 0) return kFailed;
    if (equal == 0) return static_cast<ptrdiff_t>(at);
  }
  return kNone;
}

// The first place where the tuples differ, and how their items there stand to each other as far as that is known;
// kNone; kFailed: exception pending.
OPHION_INLINE ptrdiff_t firstDifference_mayRunPython(Tuple* a, Tuple* b, Standing* standing) {
  for (size_t i = 0; i < a->size_ && i < b->size_; ++i) {
    *standing = standingOf(a->at(i), b->at(i));
    if (*standing == Standing::Same) continue;
    if (*standing == Standing::Unknown) return differenceFrom_mayRunPython(a, b, i, standing);
    return static_cast<ptrdiff_t>(i);
  }
  return kNone;
}

// What a difference at items that only the protocol can order means for == and !=; -1 for the others.
int verdictOnDifference(Compare op) { return op == Compare::Eq ? 0 : op == Compare::Ne ? 1 : -1; }

OPHION_INLINE bool hashItem(Object* item, int64_t* out) {
  if (OPHION_LIKELY(isSmallInt(item))) return *out = hashSmallValue(smallValue(item)), true;
  if (isExactStr(item)) return *out = hashStr(static_cast<const Str*>(item)), true;
  return false;
}

OPHION_NOINLINE bool hashOther_mayRunPython(Object* item, int64_t* out) {
  NativeRecursion guard(" while hashing an object");
  return !guard.exceeded() && hashObject(item, out);
}

}  // namespace

bool hashTuple_mayRunPython(Tuple* tuple, int64_t* out) {
  // xxHash64's way of mixing, one lane an item, so that tuples of ints hash the same everywhere.
  constexpr uint64_t kPrime1 = 11400714785074694791u, kPrime2 = 14029467366897019727u, kPrime5 = 2870177450012600261u;
  uint64_t mixed = kPrime5;
  for (size_t i = 0; i < tuple->size_; ++i) {
    int64_t lane;
    Object* item = tuple->at(i);
    if (!hashItem(item, &lane) && !hashOther_mayRunPython(item, &lane)) return false;
    mixed += static_cast<uint64_t>(lane) * kPrime2;
    mixed = (mixed << 31 | mixed >> 33) * kPrime1;
  }
  mixed += tuple->size_ ^ (kPrime5 ^ 3527539u);
  if (mixed == ~uint64_t{0}) mixed = 1546275796;
  *out = static_cast<int64_t>(mixed);
  return true;
}

int compareTuples_mayRunPython(Tuple* a, Tuple* b, Compare op) {
  Standing standing;
  ptrdiff_t at = firstDifference_mayRunPython(a, b, &standing);
  if (at == kFailed) return -1;
  if (at == kNone) return holdsFor(op, standingOfSizes(a, b));
  if (standing != Standing::Unknown) return holdsFor(op, standing);
  int verdict = verdictOnDifference(op);
  if (verdict >= 0) return verdict;
  size_t i = static_cast<size_t>(at);
  return richCompareBool(a->at(i), b->at(i), op);
}

Ref<Object> richCompareTuples_mayRunPython(Tuple* a, Tuple* b, Compare op) {
  Standing standing;
  ptrdiff_t at = firstDifference_mayRunPython(a, b, &standing);
  if (at == kFailed) return raised();
  if (at == kNone) return newBool(holdsFor(op, standingOfSizes(a, b)));
  if (standing != Standing::Unknown) return newBool(holdsFor(op, standing));
  int verdict = verdictOnDifference(op);
  if (verdict >= 0) return newBool(verdict != 0);
  size_t i = static_cast<size_t>(at);
  return richCompare(a->at(i), b->at(i), op);
}

int equalTuplesAtOnce(const Tuple* a, const Tuple* b) {
  // Items are compared even where the lengths differ, as the protocol does: that may run Python.
  for (size_t i = 0; i < a->size_ && i < b->size_; ++i) {
    Standing standing = standingOf(a->at(i), b->at(i));
    if (standing == Standing::Same) continue;
    return standing == Standing::Unknown ? -1 : 0;
  }
  return a->size_ == b->size_;
}

}  // namespace ophion
