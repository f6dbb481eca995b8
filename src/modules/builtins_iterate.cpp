// Builtin functions that walk iterables: all, any, iter, max, min, next, sorted, sum.
#include "modules/builtins.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/sequence_iterator.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "vm/async_generator.h"

namespace ophion {

namespace {

// Steps an iterator: 1 with *item set, 0 at the end, -1 with an exception pending. StopIteration is the end.
int step(Object* iterator, Ref<Object>* item) {
  *item = iterNext(iterator);
  if (*item) return 1;
  if (!errorPending()) return 0;
  if (!errorMatches(kTypeStopIteration)) return -1;
  clearError();
  return 0;
}

// Whether an item with the given truth occurs.
Ref<Object> anyIs(Object* iterable, bool wanted) {
  Ref<Object> iterator = getIter(iterable);
  if (!iterator) return raised();
  Ref<Object> item;
  int r;
  while ((r = step(iterator.get(), &item)) > 0) {
    int truth = isTrue(item.get());
    if (truth < 0) return raised();
    if ((truth != 0) == wanted) return newBool(true);
  }
  return r < 0 ? raised() : newBool(false);
}

Ref<Object> extreme(Object* const* args, Compare better, const char* name) {
  Tuple* positional = static_cast<Tuple*>(args[2]);
  Object* key = args[0] != nullptr && !isNone(args[0]) ? args[0] : nullptr;
  Object* fallback = args[1];
  if (positional->size_ == 0) return raise(kTypeTypeError, "%s expected at least 1 argument, got 0", name);
  if (positional->size_ > 1 && fallback != nullptr) {
    return raise(kTypeTypeError, "Cannot specify a default for %s() with multiple positional arguments", name);
  }
  Ref<Object> iterator = getIter(positional->size_ == 1 ? positional->at(0) : positional);
  if (!iterator) return raised();
  Ref<Object> best, best_key, item;
  int r;
  while ((r = step(iterator.get(), &item)) > 0) {
    Ref<Object> item_key = key == nullptr ? item : call(key, item.get());
    if (!item_key) return raised();
    int take = best ? richCompareBool(item_key.get(), best_key.get(), better) : 1;
    if (take < 0) return raised();
    if (take == 0) continue;
    best = std::move(item);
    best_key = std::move(item_key);
  }
  if (r < 0) return raised();
  if (best) return best;
  if (fallback != nullptr) return share(fallback);
  return raise(kTypeValueError, "%s() arg is an empty sequence", name);
}

// Sums of small ints and floats without an object for each step. Stops at the first item that does not fit; *item then
// holds it and *total what there is. 1: goes on; 0: the end; -1.
int sumInts(Object* iterator, int64_t* total, Ref<Object>* item) {
  int r;
  while ((r = step(iterator, item)) > 0) {
    if (!isSmallInt(item->get()) || __builtin_add_overflow(*total, smallValue(item->get()), total)) return 1;
  }
  return r;
}

int sumFloats(Object* iterator, double* total, Ref<Object>* item) {
  int r;
  while ((r = step(iterator, item)) > 0) {
    if (isExactFloat(item->get())) {
      *total += floatValue(item->get());
    } else if (isSmallInt(item->get())) {
      *total += static_cast<double>(smallValue(item->get()));
    } else {
      return 1;
    }
  }
  return r;
}

}  // namespace

Ref<Object> builtinAll(Object* const* args) {
  Ref<Object> found = anyIs(args[0], false);
  return found ? newBool(found.get() == falseObject()) : raised();
}

Ref<Object> builtinAny(Object* const* args) { return anyIs(args[0], true); }
Ref<Object> builtinMax(Object* const* args) { return extreme(args, Compare::Gt, "max"); }
Ref<Object> builtinMin(Object* const* args) { return extreme(args, Compare::Lt, "min"); }

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
  if (args[2] != nullptr && !asInt64(args[2], &reverse)) return raised();
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
  Ref<Object> iterator = getIter(args[0]);
  if (!iterator) return raised();
  Ref<Object> total = start != nullptr ? share(start) : Ref<Object>(newInt(0));
  Ref<Object> item;
  int r = 1;
  bool have_item = false;
  if (isSmallInt(total.get())) {
    int64_t sum = smallValue(total.get());
    r = sumInts(iterator.get(), &sum, &item);
    if (r < 0) return raised();
    // An overflowing addition has wrapped: take it back.
    if (r > 0 && isSmallInt(item.get()))
      sum = static_cast<int64_t>(static_cast<uint64_t>(sum) - static_cast<uint64_t>(smallValue(item.get())));
    total = newInt(sum);
    if (!total) return raised();
    if (r == 0) return total;
    have_item = true;
  }
  if (have_item && isExactFloat(item.get()) && isSmallInt(total.get())) {
    double sum = static_cast<double>(smallValue(total.get())) + floatValue(item.get());
    r = sumFloats(iterator.get(), &sum, &item);
    if (r < 0) return raised();
    total = newFloat(sum);
    if (!total || r == 0) return total;
  } else if (!have_item && isExactFloat(total.get())) {
    double sum = floatValue(total.get());
    r = sumFloats(iterator.get(), &sum, &item);
    if (r < 0) return raised();
    total = newFloat(sum);
    if (!total || r == 0) return total;
    have_item = true;
  }
  while (have_item || (r = step(iterator.get(), &item)) > 0) {
    have_item = false;
    total = binaryOp(BinaryOp::Add, total.get(), item.get());
    if (!total) return raised();
  }
  return r < 0 ? raised() : total;
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
