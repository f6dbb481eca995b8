#include "object/memory_error.h"

#include "heap/heap.h"
#include "object/builtin_types.h"
#include "object/exception.h"
#include "object/list.h"
#include "object/runtime_state.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

// Without raising: this is what raising needs.
Ref<Object> tryMake() {
  size_t bytes = (sizeof(BaseException) + 3) / 4 * 4 + size_t{typeEntry(kTypeMemoryError).tail_slots_} * 4;
  void* p = heap().tryAllocateContainer(bytes);
  if (p == nullptr) return nullptr;
  __builtin_memset(p, 0, bytes);
  BaseException* e = static_cast<BaseException*>(p);
  e->initHeader(kTypeMemoryError);
  e->args_.init(state().empty_tuple_.share());
  return Ref<Object>::steal(e);
}

}  // namespace

bool fillMemoryErrors() {
  RuntimeState& s = state();
  if (!s.memory_errors_) {
    Ref<List> list = newList(kMemoryErrorsInReserve);
    if (!list) return false;
    s.memory_errors_.init(Ref<Object>(std::move(list)));
  }
  List* reserve = static_cast<List*>(s.memory_errors_.get());
  while (reserve->size_ < kMemoryErrorsInReserve) {
    Ref<Object> made = tryMake();
    if (!made) return false;
    // Slots beyond the size hold anything.
    reserve->items()[reserve->size_++].set(made.release());
  }
  s.errors_in_reserve_ = reserve->size_;
  return true;
}

Ref<Object> takeMemoryError() {
  RuntimeState& s = state();
  List* reserve = static_cast<List*>(s.memory_errors_.get());
  if (reserve->size_ > 1) {
    --s.errors_in_reserve_;
    return reserve->items()[--reserve->size_].take();
  }
  if (Ref<Object> fresh = tryMake()) return fresh;
  // The last one stays for good and is shared, whoever still refers to it.
  BaseException* last = asException(reserve->at(0));
  last->traceback_.clear();
  last->context_.clear();
  last->cause_.clear();
  return share<Object>(last);
}

void refillMemoryErrors() {
  if (state().errors_in_reserve_ < kMemoryErrorsInReserve) static_cast<void>(fillMemoryErrors());
}

}  // namespace ophion
