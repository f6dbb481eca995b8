// Slices that are taken or stored at once: between plain bounds no slice object is made.
#include "object/list.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "vm/fast_paths.h"

namespace ophion {

namespace {

// The place that a bound stands for; false where the bound is no plain one.
bool placeOf(Object* bound, size_t length, size_t otherwise, size_t* place) {
  if (isNone(bound)) return *place = otherwise, true;
  if (!isSmallInt(bound)) return false;
  int64_t at = smallValue(bound);
  int64_t n = static_cast<int64_t>(length);
  if (at < 0) at = at < -n ? 0 : at + n;
  *place = static_cast<size_t>(at > n ? n : at);
  return true;
}

// Start and end of the slice, end never below start.
bool bounds(Object* start, Object* stop, size_t length, size_t* from, size_t* to) {
  if (!placeOf(start, length, 0, from) || !placeOf(stop, length, length, to)) return false;
  if (*to < *from) *to = *from;
  return true;
}

}  // namespace

Object* slicePlain(Object* container, Object* start, Object* stop, bool* fits) {
  size_t from, to;
  *fits = true;
  switch (container->typeIndex()) {
    case kTypeList: {
      List* list = static_cast<List*>(container);
      if (!bounds(start, stop, list->size_, &from, &to)) break;
      if (from == to) return newList().release();
      return newListFromSlots(list->items() + from, to - from).release();
    }
    case kTypeTuple: {
      Tuple* tuple = static_cast<Tuple*>(container);
      if (!bounds(start, stop, tuple->size_, &from, &to)) break;
      if (from == 0 && to == tuple->size_) return share(tuple).release();
      if (from == to) return emptyTuple().release();
      return newTupleFromSlots(tuple->items() + from, to - from).release();
    }
    case kTypeStr: {
      Str* text = static_cast<Str*>(container);
      if (!bounds(start, stop, text->length_, &from, &to)) break;
      return substring(text, from, to).release();
    }
    default:
      break;
  }
  *fits = false;
  return nullptr;
}

namespace {

// A bound of a slice with a step: where to start, or the first place that is out. Steps back count from the last item.
bool steppedPlace(Object* bound, int64_t length, int64_t step, int64_t otherwise, int64_t* place) {
  if (isNone(bound)) return *place = otherwise, true;
  if (!isSmallInt(bound)) return false;
  int64_t low = step < 0 ? -1 : 0, high = step < 0 ? length - 1 : length;
  int64_t at = smallValue(bound);
  if (at < 0) at = at < -length ? low : at + length;
  *place = at < low ? low : at > high ? high : at;
  return true;
}

}  // namespace

Object* slicePlainStep(Object* container, Object* start, Object* stop, Object* step_object, bool* fits) {
  *fits = false;
  if (!isSmallInt(step_object)) return nullptr;
  int64_t step = smallValue(step_object);
  constexpr int64_t kMostStep = 1 << 30;
  bool list = isExactList(container);
  if (step == 0 || step > kMostStep || step < -kMostStep || (!list && !isExactTuple(container))) return nullptr;
  int64_t length = list ? static_cast<List*>(container)->size_ : static_cast<Tuple*>(container)->size_;
  int64_t from, to;
  if (!steppedPlace(start, length, step, step < 0 ? length - 1 : 0, &from) ||
      !steppedPlace(stop, length, step, step < 0 ? -1 : length, &to)) {
    return nullptr;
  }
  *fits = true;
  int64_t n = step < 0 ? (from - to - step - 1) / -step : (to - from + step - 1) / step;
  if (n <= 0) return list ? Ref<Object>(newList()).release() : Ref<Object>(emptyTuple()).release();
  const Slot<Object>* items = list ? static_cast<List*>(container)->items() : static_cast<Tuple*>(container)->items();
  Ref<List> made_list;
  Ref<Tuple> made_tuple;
  Slot<Object>* out;
  if (list) {
    made_list = newList(static_cast<size_t>(n));
    if (!made_list) return nullptr;
    out = made_list->items();
    made_list->size_ = static_cast<uint32_t>(n);
  } else {
    made_tuple = newTuple(static_cast<size_t>(n));
    if (!made_tuple) return nullptr;
    out = made_tuple->items();
  }
  for (int64_t i = 0; i < n; ++i, from += step) {
    incref(items[from].get());
    out[i] = items[from];
  }
  return list ? made_list.release() : static_cast<Object*>(made_tuple.release());
}

bool storeSlicePlain_mayRunPython(Object* container, Object* start, Object* stop, Object* items, bool* fits) {
  size_t from, to;
  *fits = false;
  if (!isExactList(container) || items == container) return true;
  List* list = static_cast<List*>(container);
  const Slot<Object>* with = nullptr;
  size_t n;
  if (isExactList(items)) {
    n = static_cast<List*>(items)->size_;
    if (n != 0) with = static_cast<List*>(items)->items();
  } else if (isExactTuple(items)) {
    n = static_cast<Tuple*>(items)->size_;
    with = static_cast<Tuple*>(items)->items();
  } else {
    return true;
  }
  if (!bounds(start, stop, list->size_, &from, &to)) return true;
  *fits = true;
  return replaceInList_mayRunPython(list, from, to, with, n);
}

}  // namespace ophion
