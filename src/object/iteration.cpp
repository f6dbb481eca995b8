// Iteration: iter() and next() on any object, and the two iterators of the protocol itself.
#include "object/dict.h"
#include "object/function.h"
#include "object/list_iterator.h"
#include "object/make_instance.h"
#include "object/native.h"
#include "object/native_special.h"
#include "object/native_stack.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/sequence.h"
#include "object/sequence_iterator.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

Ref<Object> getIter(Object* iterable) {
  switch (iterable->typeIndex()) {
    case kTypeList:
      return newListIterator(static_cast<List*>(iterable));
    case kTypeTuple:
      return newTupleIterator(static_cast<Tuple*>(iterable));
    case kTypeGenerator:
      return share(iterable);
    default:
      break;
  }
  if (NativeFunctionPointer iter = nativeSpecial(iterable, NativeSpecial::k_iter); iter != nullptr) {
    return iter(&iterable);
  }
  Object* function = lookupSpecial(iterable, Special::k_iter);
  if (function == nullptr) {
    if (errorPending()) return raised();
    bool sequence =
        !holdsDict(iterable) && !isSreMatchLayout(iterable) && lookupSpecial(iterable, Special::k_getitem) != nullptr;
    if (sequence) return newSequenceIterator(iterable);
    if (errorPending()) return raised();
    return raise(kTypeTypeError, "'%T' object is not iterable", iterable);
  }
  if (isNone(function)) return raise(kTypeTypeError, "'%T' object is not iterable", iterable);
  Ref<Object> keep = share(function);
  Ref<Object> iterator = callSpecial(function, &iterable, 1);
  if (!iterator) return raised();
  if (lookupSpecial(iterator.get(), Special::k_next) == nullptr) {
    if (errorPending()) return raised();
    return raise(kTypeTypeError, "iter() returned non-iterator of type '%T'", iterator.get());
  }
  return iterator;
}

Ref<Object> iterNextOrStop(Object* iterator) {
  if (NativeFunctionPointer next = nativeSpecial(iterator, NativeSpecial::k_next); OPHION_LIKELY(next != nullptr)) {
    if (isStackDeep()) {
      return raise(kTypeRecursionError, "maximum recursion depth exceeded while calling a Python object");
    }
    return next(&iterator);
  }
  Object* function = lookupSpecial(iterator, Special::k_next);
  if (OPHION_UNLIKELY(function == nullptr)) {
    if (errorPending()) return raised();
    return raise(kTypeTypeError, "'%T' object is not an iterator", iterator);
  }
  if (isExactWrapperDescriptor(function)) {
    MethodDescriptor* method = static_cast<MethodDescriptor*>(function);
    if (isInstanceOf(iterator, method->owner_.get())) {
      if (isStackDeep()) {
        return raise(kTypeRecursionError, "maximum recursion depth exceeded while calling a Python object");
      }
      return nativeDef(method->id_).function(&iterator);
    }
  }
  Ref<Object> keep = share(function);
  return callSpecial(function, &iterator, 1);
}

Ref<Object> iterNext(Object* iterator) {
  Ref<Object> result = iterNextOrStop(iterator);
  if (OPHION_UNLIKELY(!result) && errorPending() && errorMatches(kTypeStopIteration)) clearError();
  return result;
}

Ref<Object> newSequenceIterator(Object* sequence) {
  Ref<SequenceIterator> it = allocateContainer<SequenceIterator>(kTypeSequenceIterator);
  if (it) it->sequence_.init(share(sequence));
  return it;
}

Ref<Object> newCallableIterator(Object* callable, Object* sentinel) {
  Ref<CallableIterator> it = allocateContainer<CallableIterator>(kTypeCallableIterator);
  if (!it) return raised();
  it->callable_.init(share(callable));
  it->sentinel_.init(share(sentinel));
  return it;
}

namespace {

SequenceIterator* overSequence(Object* const* args) { return static_cast<SequenceIterator*>(args[0]); }

Ref<Object> nextOfSequence(Object* const* args) {
  SequenceIterator* it = overSequence(args);
  if (!it->sequence_) return nullptr;
  Ref<Object> sequence = it->sequence_.share();
  if (it->position_ == INT64_MAX) return raise(kTypeOverflowError, "iter index too large");
  Ref<Int> position = newInt(it->position_);
  if (!position) return raised();
  Ref<Object> item = getItem(sequence.get(), position.get());
  if (item) {
    ++it->position_;
    return item;
  }
  if (!errorMatches(kTypeIndexError) && !errorMatches(kTypeStopIteration)) return raised();
  clearError();
  it->sequence_.clear();
  return nullptr;
}

Ref<Object> sequenceHint(Object* const* args) {
  SequenceIterator* it = overSequence(args);
  if (!it->sequence_) return newInt(0);
  Ref<Object> sequence = it->sequence_.share();
  if (lookupSpecial(sequence.get(), Special::k_len) == nullptr) return newNotImplemented();
  int64_t length = lengthOf(sequence.get());
  if (length < 0) return raised();
  return newInt(length > it->position_ ? length - it->position_ : 0);
}

Ref<Object> reduceSequence(Object* const* args) {
  SequenceIterator* it = overSequence(args);
  if (!it->sequence_) {
    Ref<Tuple> nothing = emptyTuple();
    return reduceThrough("iter", nothing.get(), nullptr);
  }
  Ref<Int> position = newInt(it->position_);
  return position ? reduceThrough("iter", it->sequence_.get(), position.get()) : Ref<Object>(raised());
}

Ref<Object> setSequenceState(Object* const* args) {
  int64_t position = 0;
  if (!asInt64(args[1], &position)) return raised();
  if (overSequence(args)->sequence_) overSequence(args)->position_ = position < 0 ? 0 : position;
  return newNone();
}

Ref<Object> nextOfCallable(Object* const* args) {
  CallableIterator* it = static_cast<CallableIterator*>(args[0]);
  if (!it->callable_) return nullptr;
  Ref<Object> callable = it->callable_.share();
  Ref<Object> value = call(callable.get());
  if (!value) {
    if (!errorMatches(kTypeStopIteration)) return raised();
    clearError();
  } else {
    // The call may have exhausted this very iterator.
    if (!it->callable_) return nullptr;
    Ref<Object> sentinel = it->sentinel_.share();
    int equal = equalObjects(value.get(), sentinel.get());
    if (equal == 0) return value;
    if (equal < 0) return raised();
  }
  it->callable_.clear();
  it->sentinel_.clear();
  return nullptr;
}

constexpr NativeDef kSequenceMethods[] = {
    {"__iter__", "self, /", returnSelf},
    {"__next__", "self, /", nextOfSequence},
    {"__length_hint__", "self, /", sequenceHint},
    {"__reduce__", "self, /", reduceSequence},
    {"__setstate__", "self, state, /", setSequenceState},
};
constexpr NativeDef kCallableMethods[] = {
    {"__iter__", "self, /", returnSelf},
    {"__next__", "self, /", nextOfCallable},
};

}  // namespace

const TypeSpec kSequenceIteratorSpec = {"iterator", "builtins", slotRowLayout<SequenceIterator, 1>("iterator"),
                                        kTypeDisallowInstantiation, kSequenceMethods};
const TypeSpec kCallableIteratorSpec = {"callable_iterator", "builtins",
                                        slotRowLayout<CallableIterator, 2>("callable_iterator"),
                                        kTypeDisallowInstantiation, kCallableMethods};

}  // namespace ophion
