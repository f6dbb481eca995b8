// Slow paths of iteration: for, unpacking, the asynchronous forms.
#include "object/list.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "vm/generator.h"
#include "vm/interpreter.h"
#include "vm/operand.h"
#include "vm/trace.h"

namespace ophion {

bool slowGetIter(Instruction* pc, Register* fp) {
  Ref<Object> iterable = fetch(fp, pc->b);
  return setRegister(fp, pc->a, getIter(iterable.get()));
}

bool slowGetYieldFromIter(Instruction* pc, Register* fp) {
  Ref<Object> iterable = fetch(fp, pc->b);
  if (isExactCoroutine(iterable.get())) {
    Code* code = frameCode(fp);
    if (!code->is(kCodeCoroutine) && !code->is(kCodeIterableCoroutine)) {
      return raise(kTypeTypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
    }
    return setRegister(fp, pc->a, std::move(iterable));
  }
  if (isExactGenerator(iterable.get())) return setRegister(fp, pc->a, std::move(iterable));
  return setRegister(fp, pc->a, getIter(iterable.get()));
}

namespace {

// Pushes a suspended generator's frame on top of the loop that drives it. 2, or -1 with an exception pending.
int enterForIter(Instruction* pc, Register* fp, Generator* g, Resume* resume) {
  VmState& v = vm();
  Code* code = frameCode(fp);
  Register* new_fp = fp + code->register_count_ + 6;
  if (v.depth_ >= v.depth_limit_) {
    raise(kTypeRecursionError, "maximum recursion depth exceeded");
    return -1;
  }
  if (!ensureStack(new_fp, g->capacity_ + 16)) return -1;
  ++v.depth_;
  bool created = g->state_ == GeneratorState::Created;
  Instruction* at = instructionAt(g->pc_);
  new_fp[kFrameExtra] = slotIndex(share(g).release());
  new_fp[kFrameDelta] = static_cast<uint32_t>(new_fp - fp);
  new_fp[kFrameReturn] = slotIndex(pc);
  new_fp[kFrameObject] = 0;
  new_fp[kFrameFlags] = kFrameGenerator;
  enterGenerator(g, new_fp);
  *resume = {at, new_fp};
  if (created) return 2;
  if (static_cast<Op>(at->op) == Op::kYieldFrom) {
    (void)setRegister(new_fp, at->c, newNone());
  } else {
    if (at->a != kNoRegister) (void)setRegister(new_fp, at->a, newNone());
    ++resume->pc;
  }
  return 2;
}

}  // namespace

bool endOfIteration_mayRunPython(Instruction* pc, Register* fp) {
  if (!errorMatches(kTypeStopIteration)) return false;
  traceException_mayRunPython(pc, fp);
  clearError();
  return true;
}

int slowForIter(Instruction* pc, Register* fp, Resume* resume) {
  Object* iterator = objectAt(fp[pc->a]);
  if (isExactGenerator(iterator)) {
    Generator* g = static_cast<Generator*>(iterator);
    if (g->state_ == GeneratorState::Created || g->state_ == GeneratorState::Suspended) {
      return enterForIter(pc, fp, g, resume);
    }
  }
  Ref<Object> kept = share(iterator);
  Ref<Object> item = iterNextOrStop(iterator);
  if (item) return setRegister(fp, pc->b, std::move(item)) ? 1 : -1;
  if (errorPending() && !endOfIteration_mayRunPython(pc, fp)) return -1;
  kept.reset();
  dropRegister(fp, pc->a);
  return 0;
}

namespace {

bool wrongCount(size_t expected, size_t got, bool too_many) {
  if (too_many) return raise(kTypeValueError, "too many values to unpack (expected %zu)", expected);
  return raise(kTypeValueError, "not enough values to unpack (expected %zu, got %zu)", expected, got);
}

bool unpackSlots(const Slot<Object>* items, size_t n, Register* to) {
  for (size_t i = 0; i < n; ++i) to[i] = slotIndex(items[i].share().release());
  return true;
}

Ref<Object> iteratorForUnpacking(Object* iterable) {
  Ref<Object> iterator = getIter(iterable);
  if (iterator || !errorMatches(kTypeTypeError)) return iterator;
  if (lookupSpecial(iterable, Special::k_iter) != nullptr || lookupSpecial(iterable, Special::k_getitem) != nullptr) {
    return raised();
  }
  clearError();
  return raise(kTypeTypeError, "cannot unpack non-iterable %T object", iterable);
}

// Takes up to `n` items off the iterator into registers. How many there were; -1: an exception is pending.
ptrdiff_t takeItems(Object* iterator, Register* to, size_t n) {
  for (size_t i = 0; i < n; ++i) {
    Ref<Object> item = iterNext(iterator);
    if (!item) {
      if (!errorPending()) return static_cast<ptrdiff_t>(i);
      if (!errorMatches(kTypeStopIteration)) return -1;
      clearError();
      return static_cast<ptrdiff_t>(i);
    }
    to[i] = slotIndex(item.release());
  }
  return static_cast<ptrdiff_t>(n);
}

}  // namespace

namespace {

// Exactly n items of `source` into empty registers, counted. False: what was taken lies in the first of them.
bool unpackInto(Object* source, Register* to, size_t n) {
  if (isExactTuple(source)) {
    Tuple* tuple = static_cast<Tuple*>(source);
    if (tuple->size_ == n) return unpackSlots(tuple->items(), n, to);
    return wrongCount(n, tuple->size_, tuple->size_ > n);
  }
  if (isExactList(source)) {
    List* list = static_cast<List*>(source);
    if (list->size_ == n) return n == 0 || unpackSlots(list->items(), n, to);
    return wrongCount(n, list->size_, list->size_ > n);
  }
  Ref<Object> iterator = iteratorForUnpacking(source);
  if (!iterator) return false;
  ptrdiff_t got = takeItems(iterator.get(), to, n);
  if (got < 0) return false;
  if (static_cast<size_t>(got) < n) return wrongCount(n, static_cast<size_t>(got), false);
  Ref<Object> extra = iterNext(iterator.get());
  if (extra) return wrongCount(n, 0, true);
  if (!errorPending()) return true;
  if (!errorMatches(kTypeStopIteration)) return false;
  clearError();
  return true;
}

}  // namespace

bool slowUnpackSequence(Instruction* pc, Register* fp) {
  Ref<Object> source = fetch(fp, pc->a);
  return unpackInto(source.get(), fp + pc->b, pc->c);
}

bool slowUnpackLocals(Instruction* pc, Register* fp) {
  Ref<Object> source = fetch(fp, pc->a);
  Register items[kMostUnpackedLocals] = {};
  bool fits = unpackInto(source.get(), items, pc->c);
  for (unsigned i = 0; i < pc->c; ++i) {
    Ref<Object> item = takeRegister(items, i);
    if (fits) (void)setRegister(fp, pc->b + i, std::move(item));
  }
  return fits;
}

bool slowUnpackEx(Instruction* pc, Register* fp) {
  Ref<Object> source = fetch(fp, pc->a);
  Register* to = fp + pc->b;
  size_t before = pc->c;
  size_t after = *reinterpret_cast<uint32_t*>(pc + 1);
  Ref<Object> iterator = iteratorForUnpacking(source.get());
  if (!iterator) return false;
  ptrdiff_t got = takeItems(iterator.get(), to, before);
  if (got < 0) return false;
  if (static_cast<size_t>(got) < before) {
    return raise(kTypeValueError, "not enough values to unpack (expected at least %zu, got %zd)", before + after, got);
  }
  Ref<List> rest = toList_mayRunPython(iterator.get());
  if (!rest) return false;
  if (rest->size_ < after) {
    return raise(kTypeValueError, "not enough values to unpack (expected at least %zu, got %zu)", before + after,
                 before + rest->size_);
  }
  size_t kept = rest->size_ - after;
  if (after != 0) unpackSlots(rest->items() + kept, after, to + before + 1);
  removeFromList(rest.get(), kept, rest->size_);
  to[before] = slotIndex(rest.release());
  return true;
}

Ref<Object> awaitableIterator_mayRunPython(Object* o, const char* complaint) {
  if (isExactCoroutine(o) ||
      (isExactGenerator(o) && static_cast<Generator*>(o)->state_ != GeneratorState::Finished &&
       static_cast<Function*>(static_cast<Generator*>(o)->function_.get())->code_->is(kCodeIterableCoroutine))) {
    return share(o);
  }
  Object* method = lookupSpecial(o, Special::k_await);
  if (method == nullptr) return errorPending() ? raised() : raise(kTypeTypeError, complaint, o);
  Ref<Object> result = callSpecial(method, &o, 1);
  if (!result) return raised();
  if (isExactCoroutine(result.get())) return raise(kTypeTypeError, "__await__() returned a coroutine");
  if (lookupSpecial(result.get(), Special::k_next) == nullptr) {
    return raise(kTypeTypeError, "__await__() returned non-iterator of type '%T'", result.get());
  }
  return result;
}

bool slowGetAwaitable(Instruction* pc, Register* fp) {
  static constexpr const char* kComplaints[] = {
      "object %T can't be used in 'await' expression",
      "'async with' received an object from __aenter__ that does not implement __await__: %T",
      "'async with' received an object from __aexit__ that does not implement __await__: %T"};
  Ref<Object> object = fetch(fp, pc->b);
  Ref<Object> iterator = awaitableIterator_mayRunPython(object.get(), kComplaints[pc->c]);
  if (!iterator) return false;
  if (isExactCoroutine(iterator.get()) && delegateBorrowed(static_cast<Generator*>(iterator.get())) != nullptr) {
    return raise(kTypeRuntimeError, "coroutine is being awaited already");
  }
  return setRegister(fp, pc->a, std::move(iterator));
}

bool slowGetAiter(Instruction* pc, Register* fp) {
  Ref<Object> object = fetch(fp, pc->b);
  Object* o = object.get();
  Object* method = lookupSpecial(o, Special::k_aiter);
  if (method == nullptr) {
    if (errorPending()) return false;
    return raise(kTypeTypeError, "'async for' requires an object with __aiter__ method, got %T", o);
  }
  Ref<Object> iterator = callSpecial(method, &o, 1);
  if (!iterator) return false;
  if (lookupSpecial(iterator.get(), Special::k_anext) == nullptr) {
    return raise(kTypeTypeError, "'async for' received an object from __aiter__ that does not implement __anext__: %T",
                 iterator.get());
  }
  return setRegister(fp, pc->a, std::move(iterator));
}

bool slowGetAnext(Instruction* pc, Register* fp) {
  Object* o = objectAt(fp[pc->b]);
  Object* method = lookupSpecial(o, Special::k_anext);
  if (method == nullptr) {
    if (errorPending()) return false;
    return raise(kTypeTypeError, "'async for' requires an iterator with __anext__ method, got %T", o);
  }
  Ref<Object> step = callSpecial(method, &o, 1);
  if (!step) return false;
  return setRegister(
      fp, pc->a,
      awaitableIterator_mayRunPython(step.get(), "'async for' received an invalid object from __anext__: %T"));
}

bool slowEndAsyncFor(Instruction* pc, Register* fp) {
  Ref<Object> error = takeRegister(fp, pc->a);
  if (isInstanceOf(error.get(), builtinType(kTypeStopAsyncIteration))) {
    dropRegister(fp, pc->b);
    return true;
  }
  restoreError(std::move(error));
  return false;
}

}  // namespace ophion
