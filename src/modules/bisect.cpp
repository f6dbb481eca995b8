// The module _bisect: places in sorted sequences.
#include "object/error.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

namespace {

struct Search {
  Object *sequence, *item, *key;
  int64_t low, high;
};

// Arguments: a, x, lo, hi, key. False: exception pending.
bool readArguments(Object* const* args, Search* search) {
  *search = {args[0], args[1], args[4] == nullptr || isNone(args[4]) ? nullptr : args[4], 0, 0};
  if (args[2] != nullptr && !asInt64(args[2], &search->low)) return false;
  if (search->low < 0) return raise(kTypeValueError, "lo must be non-negative");
  if (args[3] != nullptr && !isNone(args[3])) return asInt64(args[3], &search->high);
  search->high = lengthOf(search->sequence);
  return search->high >= 0;
}

Ref<Object> itemAt(Object* sequence, int64_t at) {
  if (isExactList(sequence) && at < static_cast<List*>(sequence)->size_)
    return share(static_cast<List*>(sequence)->at(at));
  Ref<Int> place = newInt(at);
  return place ? getItem(sequence, place.get()) : raised();
}

// The leftmost (or behind the rightmost equal) place for the item. False: exception pending.
template <bool right>
bool findPlace(Search search, int64_t* out) {
  while (search.low < search.high) {
    int64_t middle = search.low + (search.high - search.low) / 2;
    Ref<Object> item = itemAt(search.sequence, middle);
    if (item && search.key != nullptr) item = call(search.key, item.get());
    if (!item) return false;
    int less = right ? richCompareBool(search.item, item.get(), Compare::Lt)
                     : richCompareBool(item.get(), search.item, Compare::Lt);
    if (less < 0) return false;
    if ((less != 0) == right) {
      search.high = middle;
    } else {
      search.low = middle + 1;
    }
  }
  *out = search.low;
  return true;
}

template <bool right>
Ref<Object> bisect(Object* const* args) {
  Search search;
  int64_t at;
  if (!readArguments(args, &search) || !findPlace<right>(search, &at)) return raised();
  return newInt(at);
}

template <bool right>
Ref<Object> insort(Object* const* args) {
  Search search;
  int64_t at;
  if (!readArguments(args, &search)) return raised();
  Ref<Object> sought = search.key == nullptr ? share(args[1]) : call(search.key, args[1]);
  if (!sought) return sought;
  search.item = sought.get();
  if (!findPlace<right>(search, &at)) return raised();
  if (isExactList(args[0])) return insertIntoList(static_cast<List*>(args[0]), at, args[1]) ? newNone() : raised();
  Ref<Int> place = newInt(at);
  Ref<Str> insert = internText("insert");
  if (!place || !insert) return raised();
  Ref<Object> method = getAttr(args[0], insert.get());
  if (!method) return method;
  return call(method.get(), place.get(), args[1]) ? newNone() : raised();
}

#define OPHION_ARGUMENTS "a, x, lo=0, hi=None, *, key=None"
constexpr const char* kBisectRight =
    "Return the index where to insert item x in list a, assuming a is sorted.\n\n"
    "The return value i is such that all e in a[:i] have e <= x, and all e in\na[i:] have e > x.";
constexpr const char* kInsortRight = "Insert item x in list a, and keep it sorted assuming a is sorted.";

constexpr NativeDef kFunctions[] = {
    {"bisect_right", OPHION_ARGUMENTS, bisect<true>, kBisectRight, NativeKind::Function},
    {"bisect", OPHION_ARGUMENTS, bisect<true>, kBisectRight, NativeKind::Function},
    {"bisect_left", OPHION_ARGUMENTS, bisect<false>,
     "Return the index where to insert item x in list a, assuming a is sorted.\n\n"
     "The return value i is such that all e in a[:i] have e < x, and all e in\na[i:] have e >= x.",
     NativeKind::Function},
    {"insort_right", OPHION_ARGUMENTS, insort<true>, kInsortRight, NativeKind::Function},
    {"insort", OPHION_ARGUMENTS, insort<true>, kInsortRight, NativeKind::Function},
    {"insort_left", OPHION_ARGUMENTS, insort<false>, kInsortRight, NativeKind::Function},
};
#undef OPHION_ARGUMENTS

}  // namespace

extern const ModuleSpec kBisectModule;
const ModuleSpec kBisectModule = {"_bisect", "Bisection algorithms.", kFunctions};

}  // namespace ophion
