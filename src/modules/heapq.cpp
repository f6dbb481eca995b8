// The module _heapq: a list as a binary heap. Comparisons may run Python that changes the list, which is an error;
// every item is always in the list.
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/type.h"

namespace ophion {

namespace {

OPHION_NOINLINE int beforeByProtocol_mayRunPython(List* heap, Object* a, Object* b) {
  Ref<Object> held_a = share(a);
  Ref<Object> held_b = share(b);
  size_t size = heap->size_;
  int less = richCompareBool(a, b, Compare::Lt);
  if (less >= 0 && heap->size_ != size) return raise(kTypeRuntimeError, "list changed size during iteration");
  return less;
}

// a < b; 1, 0, -1. Where `largest` is wanted, b < a.
template <bool largest>
int before(List* heap, size_t i, size_t j) {
  Object* a = heap->at(largest ? j : i);
  Object* b = heap->at(largest ? i : j);
  if (isSmallInt(a) && isSmallInt(b)) return smallValue(a) < smallValue(b);
  if (isExactFloat(a) && isExactFloat(b)) return floatValue(a) < floatValue(b);
  return beforeByProtocol_mayRunPython(heap, a, b);
}

void swapItems(List* heap, size_t i, size_t j) { std::swap(heap->items()[i], heap->items()[j]); }

// Moves the item at `at` towards the root, no further than `top`.
template <bool largest>
bool siftDown(List* heap, size_t top, size_t at) {
  if (at >= heap->size_) return raise(kTypeIndexError, "index out of range");
  while (at > top) {
    size_t parent = (at - 1) >> 1;
    int less = before<largest>(heap, at, parent);
    if (less < 0) return false;
    if (less == 0) break;
    swapItems(heap, at, parent);
    at = parent;
  }
  return true;
}

// Moves the item at `at` down to a leaf along the smaller children, then up to its place.
template <bool largest>
bool siftUp(List* heap, size_t at) {
  size_t end = heap->size_, top = at;
  if (at >= end) return raise(kTypeIndexError, "index out of range");
  size_t limit = end >> 1;
  while (at < limit) {
    size_t child = 2 * at + 1;
    if (child + 1 < end) {
      int less = before<largest>(heap, child, child + 1);
      if (less < 0) return false;
      child += less == 0;
    }
    swapItems(heap, child, at);
    at = child;
  }
  return siftDown<largest>(heap, top, at);
}

List* heapArgument(Object* object, const char* function) {
  if (isListLayout(object)) return static_cast<List*>(object);
  return raise(kTypeTypeError, "%s() argument 1 must be list, not %T", function, object);
}

List* onlyArgument(Object* object, const char* function) {
  if (isListLayout(object)) return static_cast<List*>(object);
  return raise(kTypeTypeError, "%s() argument must be list, not %T", function, object);
}

Ref<Object> push(Object* const* args) {
  List* heap = heapArgument(args[0], "heappush");
  if (heap == nullptr || !appendToList(heap, args[1]) || !siftDown<false>(heap, 0, heap->size_ - 1)) return raised();
  return newNone();
}

template <bool largest>
Ref<Object> popFrom(List* heap) {
  if (heap == nullptr) return raised();
  if (heap->size_ == 0) return raise(kTypeIndexError, "index out of range");
  Ref<Object> last = popFromList(heap);
  if (heap->size_ == 0) return last;
  Ref<Object> first = heap->items()[0].take();
  heap->items()[0].init(std::move(last));
  return siftUp<largest>(heap, 0) ? first : Ref<Object>(nullptr);
}
Ref<Object> pop(Object* const* args) { return popFrom<false>(onlyArgument(args[0], "heappop")); }
Ref<Object> popMax(Object* const* args) { return popFrom<true>(onlyArgument(args[0], "_heappop_max")); }

template <bool largest>
Ref<Object> replaceIn(List* heap, Object* item) {
  if (heap == nullptr) return raised();
  if (heap->size_ == 0) return raise(kTypeIndexError, "index out of range");
  Ref<Object> first = heap->items()[0].take();
  heap->items()[0].init(share(item));
  return siftUp<largest>(heap, 0) ? first : Ref<Object>(nullptr);
}
Ref<Object> replace(Object* const* args) { return replaceIn<false>(heapArgument(args[0], "heapreplace"), args[1]); }
Ref<Object> replaceMax(Object* const* args) {
  return replaceIn<true>(heapArgument(args[0], "_heapreplace_max"), args[1]);
}

Ref<Object> pushPop(Object* const* args) {
  List* heap = heapArgument(args[0], "heappushpop");
  if (heap == nullptr) return raised();
  if (heap->size_ == 0) return share(args[1]);
  Ref<Object> top = share(heap->at(0));
  int less = richCompareBool(top.get(), args[1], Compare::Lt);
  if (less < 0) return raised();
  if (less == 0) return share(args[1]);
  return replaceIn<false>(heap, args[1]);
}

template <bool largest>
Ref<Object> heapify(List* heap) {
  if (heap == nullptr) return raised();
  for (size_t i = heap->size_ / 2; i-- > 0;) {
    if (!siftUp<largest>(heap, i)) return raised();
  }
  return newNone();
}
Ref<Object> heapifyMin(Object* const* args) { return heapify<false>(onlyArgument(args[0], "heapify")); }
Ref<Object> heapifyMax(Object* const* args) { return heapify<true>(onlyArgument(args[0], "_heapify_max")); }

constexpr NativeDef kFunctions[] = {
    {"heappush", "heap, item, /", push, "Push item onto heap, maintaining the heap invariant.", NativeKind::Function},
    {"heappop", "heap, /", pop, "Pop the smallest item off the heap, maintaining the heap invariant.",
     NativeKind::Function},
    {"heapreplace", "heap, item, /", replace, "Pop and return the current smallest value, and add the new item.",
     NativeKind::Function},
    {"heappushpop", "heap, item, /", pushPop,
     "Push item on the heap, then pop and return the smallest item from the heap.", NativeKind::Function},
    {"heapify", "heap, /", heapifyMin, "Transform list into a heap, in-place, in O(len(heap)) time.",
     NativeKind::Function},
    {"_heappop_max", "heap, /", popMax, "Maxheap variant of heappop.", NativeKind::Function},
    {"_heapreplace_max", "heap, item, /", replaceMax, "Maxheap variant of heapreplace.", NativeKind::Function},
    {"_heapify_max", "heap, /", heapifyMax, "Maxheap variant of heapify.", NativeKind::Function},
};

}  // namespace

extern const ModuleSpec kHeapqModule;
const ModuleSpec kHeapqModule = {"_heapq", "Heap queue algorithm (a.k.a. priority queue).", kFunctions};

}  // namespace ophion
