// list.sort: the items are taken out of the list, each with its key and, where all keys are of a kind, with the start
// of the key as a number, so that most comparisons touch neither objects nor Python.
//
// While the sort runs the list is empty; a list that is not empty afterwards was changed by a comparison or key
// function.
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/scratch.h"
#include "object/sort.h"
#include "object/str.h"
#include "object/tuple_key.h"

namespace ophion {

namespace {

struct SortItem {
  union {
    int64_t number_;
    double real_;
    uint64_t prefix_;
  };
  Slot<Object> key_;
  Slot<Object> value_;
};
static_assert(sizeof(SortItem) == 16);

constexpr size_t kFewItems = 32;

// What all keys, or the first items of all keys, are.
enum class KeyKind { Any, Number, Real, Text };

KeyKind kindOf(Object* key) {
  if (isSmallInt(key)) return KeyKind::Number;
  if (isExactFloat(key)) return KeyKind::Real;
  return isExactStr(key) ? KeyKind::Text : KeyKind::Any;
}

Tuple* keyTuple(const SortItem& item) { return static_cast<Tuple*>(item.key_.get()); }

template <KeyKind kind, bool in_tuples>
struct Less {
  int operator()(const SortItem& a, const SortItem& b) const {
    if constexpr (kind == KeyKind::Number) {
      if (!in_tuples || a.number_ != b.number_) return a.number_ < b.number_;
    } else if constexpr (kind == KeyKind::Real) {
      if (!in_tuples || a.real_ < b.real_) return a.real_ < b.real_;
      if (b.real_ < a.real_) return 0;
    } else if constexpr (kind == KeyKind::Text) {
      if (a.prefix_ != b.prefix_) return a.prefix_ < b.prefix_;
      if (!in_tuples) return compareStrs(static_cast<Str*>(a.key_.get()), static_cast<Str*>(b.key_.get())) < 0;
    }
    if (in_tuples) return compareTuples_mayRunPython(keyTuple(a), keyTuple(b), Compare::Lt);
    return richCompareBool(a.key_.get(), b.key_.get(), Compare::Lt);
  }
};

// The first eight bytes as a number that orders as the text does.
uint64_t prefixOf(const Str* text) {
  unsigned char bytes[8] = {};
  __builtin_memcpy(bytes, text->data(), text->length_ < 8 ? text->length_ : 8);
  uint64_t prefix;
  __builtin_memcpy(&prefix, bytes, 8);
  return __builtin_bswap64(prefix);
}

Object* leadOf(const SortItem& item, bool in_tuples) { return in_tuples ? keyTuple(item)->at(0) : item.key_.get(); }

// Fills in the numbers of keys that are all of a kind; false where one is not.
template <KeyKind kind>
bool fillIn(SortItem* items, size_t n, bool in_tuples) {
  bool narrow = true;
  for (size_t i = 0; i < n; ++i) {
    Object* lead = leadOf(items[i], in_tuples);
    if (kindOf(lead) != kind) return false;
    if constexpr (kind == KeyKind::Number) items[i].number_ = smallValue(lead);
    if constexpr (kind == KeyKind::Real) items[i].real_ = floatValue(lead);
    if constexpr (kind == KeyKind::Text) {
      narrow = narrow && static_cast<Str*>(lead)->unit() == 1;
      items[i].prefix_ = prefixOf(static_cast<Str*>(lead));
    }
  }
  for (size_t i = 0; i < n && !narrow; ++i) items[i].prefix_ = 0;  // bytes say nothing about the order
  return true;
}

// Finds what the keys are and fills in the numbers.
KeyKind prepare(SortItem* items, size_t n, bool* in_tuples) {
  *in_tuples = true;
  for (size_t i = 0; i < n && *in_tuples; ++i) {
    *in_tuples = isExactTuple(items[i].key_.get()) && keyTuple(items[i])->size_ != 0;
  }
  KeyKind kind = kindOf(leadOf(items[0], *in_tuples));
  bool alike = false;
  if (kind == KeyKind::Number) alike = fillIn<KeyKind::Number>(items, n, *in_tuples);
  if (kind == KeyKind::Real) alike = fillIn<KeyKind::Real>(items, n, *in_tuples);
  if (kind == KeyKind::Text) alike = fillIn<KeyKind::Text>(items, n, *in_tuples);
  return alike ? kind : KeyKind::Any;
}

template <KeyKind kind>
bool sortKind(SortItem* items, size_t n, SortItem* spare, bool in_tuples) {
  if (in_tuples) return MergeSort<SortItem, Less<kind, true>>(items, n, spare, {}).run();
  return MergeSort<SortItem, Less<kind, false>>(items, n, spare, {}).run();
}

bool sortItems(SortItem* items, size_t n, SortItem* spare) {
  bool in_tuples;
  switch (prepare(items, n, &in_tuples)) {
    case KeyKind::Number:
      return sortKind<KeyKind::Number>(items, n, spare, in_tuples);
    case KeyKind::Real:
      return sortKind<KeyKind::Real>(items, n, spare, in_tuples);
    case KeyKind::Text:
      return sortKind<KeyKind::Text>(items, n, spare, in_tuples);
    default:
      return sortKind<KeyKind::Any>(items, n, spare, in_tuples);
  }
}

void turnAround(SortItem* items, size_t n) {
  for (size_t i = 0, j = n; i + 1 < j; ++i) std::swap(items[i], items[--j]);
}

// Fills in the keys; *made counts those that the key function gave, each with a count. False: exception pending.
bool makeKeys(SortItem* items, size_t n, Object* key_function, size_t* made) {
  for (*made = 0; *made < n; ++*made) {
    SortItem& item = items[*made];
    if (key_function == nullptr) {
      item.key_ = item.value_;
      continue;
    }
    Ref<Object> key = call(key_function, item.value_.get());
    if (!key) return false;
    item.key_.set(key.release());
  }
  return true;
}

}  // namespace

bool sortList_mayRunPython(List* list, Object* key_function, bool reverse) {
  size_t n = list->size_;
  if (n == 0 || (n == 1 && key_function == nullptr)) return true;
  Scratch<SortItem, kFewItems> items(n);
  if (!items) return false;
  // A list that short is one run, which needs no merging.
  Scratch<SortItem, 0> spare(n < kShortestMerge ? 0 : n / 2 + 1);
  if (!spare) return false;
  // 1. the items out of the list
  Slot<Object>* buffer = list->items();
  uint32_t capacity = list->capacity_;
  for (size_t i = 0; i < n; ++i) {
    items[i].key_ = nullptr;
    items[i].value_ = buffer[i];
  }
  list->items_ = nullptr;
  list->size_ = list->capacity_ = 0;
  list->sorting_ = 1;
  // 2. sort
  size_t keys = 0;
  bool fine = makeKeys(items.get(), n, key_function, &keys);
  if (fine && n > 1) {
    if (reverse) turnAround(items.get(), n);
    fine = sortItems(items.get(), n, spare.get());
    if (reverse) turnAround(items.get(), n);
  }
  // 3. the items back into it, in whatever order they are
  for (size_t i = 0; i < n; ++i) buffer[i] = items[i].value_;
  bool changed = list->capacity_ != 0;
  Slot<Object>* other_buffer = list->items_.getOrNull();
  uint32_t other_size = list->size_, other_capacity = list->capacity_;
  list->items_.set(buffer);
  list->size_ = static_cast<uint32_t>(n);
  list->capacity_ = capacity;
  list->sorting_ = 0;
  // 4. what is left over
  if (fine && changed) fine = raise(kTypeValueError, "list modified during sort");
  ErrorStash stash;
  for (size_t i = 0; i < other_size; ++i) other_buffer[i].clear();
  if (other_buffer != nullptr) heap().free(other_buffer, other_capacity * sizeof(Slot<Object>));
  if (key_function != nullptr) {
    for (size_t i = 0; i < n; ++i) items[i].key_.clear();
  }
  return fine;
}

}  // namespace ophion
