// Builtin functions that walk iterables: all, any, iter, max, min, next, sorted, sum.
#include "modules/builtins.h"
#include "object/c_argument.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/order.h"
#include "object/range.h"
#include "object/sequence_iterator.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/walk.h"
#include "vm/async_generator.h"

namespace ophion {

namespace {

// Whether an item with the given truth occurs.
Ref<Object> anyIs(Object* iterable, bool wanted) {
  Walk walk(iterable);
  if (walk.failed()) return raised();
  while (Ref<Object> item = walk.next_mayRunPython()) {
    int truth = item.get() == trueObject() ? 1 : item.get() == falseObject() ? 0 : isTrue(item.get());
    if (truth < 0) return raised();
    if ((truth != 0) == wanted) return newBool(true);
  }
  return errorPending() ? Ref<Object>(raised()) : newBool(false);
}

template <Compare better>
Ref<Object> bestOf(Object* iterable, Object* key) {
  Walk walk(iterable);
  if (walk.failed()) return raised();
  Ref<Object> best, best_key;
  while (Ref<Object> item = walk.next_mayRunPython()) {
    if (key == nullptr) {
      int take = best ? compareItems_mayRunPython<better>(item.get(), best.get()) : 1;
      if (take < 0) return raised();
      if (take != 0) best = std::move(item);
      continue;
    }
    Ref<Object> item_key = call(key, item.get());
    if (!item_key) return raised();
    int take = best ? compareItems_mayRunPython<better>(item_key.get(), best_key.get()) : 1;
    if (take < 0) return raised();
    if (take == 0) continue;
    best = std::move(item);
    best_key = std::move(item_key);
  }
  return errorPending() ? Ref<Object>(raised()) : best;
}

template <Compare better>
Ref<Object> extreme(Object* const* args, const char* name) {
  Tuple* positional = static_cast<Tuple*>(args[2]);
  Object* key = args[0] != nullptr && !isNone(args[0]) ? args[0] : nullptr;
  Object* fallback = args[1];
  if (positional->size_ == 0) return raise(kTypeTypeError, "%s expected at least 1 argument, got 0", name);
  if (positional->size_ > 1 && fallback != nullptr) {
    return raise(kTypeTypeError, "Cannot specify a default for %s() with multiple positional arguments", name);
  }
  Ref<Object> best = bestOf<better>(positional->size_ == 1 ? positional->at(0) : positional, key);
  if (best || errorPending()) return best;
  if (fallback != nullptr) return share(fallback);
  return raise(kTypeValueError, "%s() arg is an empty sequence", name);
}

// --- sum ---
// Small ints and floats are added without an object for each step, and without touching the counts of items that stand
// in a list or tuple.

// An exact int that fits 64 bits, or a bool.
OPHION_INLINE bool asPlainInt(const Object* item, int64_t* out) {
  if (!isSmallInt(item) && !isExactBool(item)) return false;
  *out = smallValue(item);
  return true;
}

// Adds what a row of items begins with, as long as it is of small ints and the sum fits. How many were added.
size_t addInts(const Slot<Object>* items, size_t n, int64_t* sum) {
  int64_t total = *sum;
  size_t i = 0;
  for (; i < n; ++i) {
    int64_t value, next;
    if (!asPlainInt(items[i].get(), &value) || __builtin_add_overflow(total, value, &next)) break;
    total = next;
  }
  *sum = total;
  return i;
}

OPHION_INLINE bool asPlainDouble(const Object* item, double* out) {
  if (isExactFloat(item)) return *out = floatValue(item), true;
  if (isSmallInt(item)) return *out = static_cast<double>(smallValue(item)), true;
  return false;
}

size_t addFloats(const Slot<Object>* items, size_t n, double* sum) {
  double total = *sum, value;
  size_t i = 0;
  for (; i < n && asPlainDouble(items[i].get(), &value); ++i) total += value;
  *sum = total;
  return i;
}

// What a range still gives, as long as the sum fits.
int64_t addRange(RangeIterator* it, int64_t sum) {
  int64_t next;
  for (; it->left_ > 0 && !__builtin_add_overflow(sum, it->next_, &next); --it->left_, sum = next) {
    it->next_ = static_cast<int64_t>(static_cast<uint64_t>(it->next_) + static_cast<uint64_t>(it->step_));
  }
  return sum;
}

// Adds small ints up to the first item that is none, or does not fit, which *item then holds; null at the end or with
// an exception pending.
int64_t sumOfInts(Walk& walk, int64_t sum, Ref<Object>* item) {
  size_t n;
  if (const Slot<Object>* items = walk.rest(&n)) walk.skip(addInts(items, n, &sum));
  Object* iterator = walk.iterator();
  if (iterator != nullptr && isExactRangeIterator(iterator)) sum = addRange(static_cast<RangeIterator*>(iterator), sum);
  while ((*item = walk.next_mayRunPython())) {
    int64_t value, next;
    if (!asPlainInt(item->get(), &value) || __builtin_add_overflow(sum, value, &next)) break;
    sum = next;
  }
  return sum;
}

double sumOfFloats(Walk& walk, double sum, Ref<Object>* item) {
  size_t n;
  if (const Slot<Object>* items = walk.rest(&n)) walk.skip(addFloats(items, n, &sum));
  double value;
  while ((*item = walk.next_mayRunPython()) && asPlainDouble(item->get(), &value)) sum += value;
  return sum;
}

}  // namespace

Ref<Object> builtinAll(Object* const* args) {
  Ref<Object> found = anyIs(args[0], false);
  return found ? newBool(found.get() == falseObject()) : raised();
}

Ref<Object> builtinAny(Object* const* args) { return anyIs(args[0], true); }
Ref<Object> builtinMax(Object* const* args) { return extreme<Compare::Gt>(args, "max"); }
Ref<Object> builtinMin(Object* const* args) { return extreme<Compare::Lt>(args, "min"); }

Ref<Object> builtinIter(Object* const* args) {
  if (args[1] == nullptr) return getIter(args[0]);
  if (!isCallable(args[0])) return raise(kTypeTypeError, "iter(v, w): v must be callable");
  return newCallableIterator(args[0], args[1]);
}

Ref<Object> builtinNext(Object* const* args) {
  Object* iterator = args[0];
  if (lookupSpecial(iterator, Special::k_next) == nullptr) {
    return raise(kTypeTypeError, "'%T' object is not an iterator", iterator);
  }
  Ref<Object> item = iterNextOrStop(iterator);
  if (item) return item;
  if (args[1] != nullptr) {
    if (errorPending() && !errorMatches(kTypeStopIteration)) return raised();
    clearError();
    return share(args[1]);
  }
  if (errorPending()) return raised();
  Ref<Object> stop = call(builtinType(kTypeStopIteration));
  return stop ? Ref<Object>(raiseInstance(std::move(stop))) : raised();
}

Ref<Object> builtinSorted(Object* const* args) {
  Ref<List> list = toList_mayRunPython(args[0]);
  if (!list) return raised();
  int64_t reverse = 0;
  if (args[2] != nullptr && !cIntArgument_mayRunPython(args[2], &reverse)) return raised();
  Object* key = args[1] != nullptr && !isNone(args[1]) ? args[1] : nullptr;
  if (!sortList_mayRunPython(list.get(), key, reverse != 0)) return raised();
  return list;
}

Ref<Object> builtinSum(Object* const* args) {
  Object* start = args[1];
  if (start != nullptr) {
    if (isStrLayout(start)) return raise(kTypeTypeError, "sum() can't sum strings [use ''.join(seq) instead]");
    if (isBytesLayout(start)) return raise(kTypeTypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
    if (isByteArrayLayout(start)) return raise(kTypeTypeError, "sum() can't sum bytearray [use b''.join(seq) instead]");
  }
  Walk walk(args[0]);
  if (walk.failed()) return raised();
  Ref<Object> total = start != nullptr ? share(start) : Ref<Object>(newInt(0));
  Ref<Object> item;  // taken and to be added
  if (isSmallInt(total.get())) {
    total = newInt(sumOfInts(walk, smallValue(total.get()), &item));
    if (!total || errorPending()) return raised();
    if (!item) return total;
    if (isExactFloat(item.get())) {
      total = newFloat(static_cast<double>(smallValue(total.get())) + floatValue(item.get()));
      item.reset();
    }
  }
  if (!item && total && isExactFloat(total.get())) {
    total = newFloat(sumOfFloats(walk, floatValue(total.get()), &item));
    if (!total || errorPending()) return raised();
    if (!item) return total;
  }
  while (total) {
    if (!item) item = walk.next_mayRunPython();
    if (!item) break;
    total = binaryOp(BinaryOp::Add, total.get(), item.get());
    item.reset();
  }
  return errorPending() ? Ref<Object>(raised()) : total;
}

Ref<Object> builtinAiter(Object* const* args) {
  Object* method = lookupSpecial(args[0], Special::k_aiter);
  if (method == nullptr)
    return errorPending() ? raised() : raise(kTypeTypeError, "'%T' object is not an async iterable", args[0]);
  Ref<Object> iterator = callSpecial(method, args, 1);
  if (!iterator) return raised();
  if (lookupSpecial(iterator.get(), Special::k_anext) == nullptr) {
    return raise(kTypeTypeError, "%T is not an async iterator", iterator.get());
  }
  return iterator;
}

Ref<Object> builtinAnext(Object* const* args) {
  Object* method = lookupSpecial(args[0], Special::k_anext);
  if (method == nullptr)
    return errorPending() ? raised() : raise(kTypeTypeError, "'%T' object is not an async iterator", args[0]);
  Ref<Object> awaitable = callSpecial(method, args, 1);
  return awaitable && args[1] != nullptr ? newAnextAwaitable(awaitable.get(), args[1]) : std::move(awaitable);
}

}  // namespace ophion
