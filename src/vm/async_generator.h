// AsyncGenerator: a generator frame that may also await. Its methods give awaitables, one for each step, which drive
// the frame: what the frame awaits passes through them to whoever awaits them; what the frame yields ends them, as the
// value of the await. Which of the two it was is told by the instruction the frame stands at.
#pragma once

#include "vm/generator.h"

namespace ophion {

enum class AwaitState : uint8_t { Created, Running, Done };

// What __anext__() and asend() give.
struct AsyncGeneratorAsend : Object {
  Slot<Object> generator_;
  Slot<Object> value_;  // what asend() was given; null: __anext__()
  AwaitState state_;
};

// What athrow() and aclose() give.
struct AsyncGeneratorAthrow : Object {
  Slot<Object> generator_;
  Slot<Object> type_;  // what athrow() was given; null: aclose()
  Slot<Object> value_, traceback_;
  AwaitState state_;
};

// What anext(iterator, default) gives: awaits the iterator's own awaitable; the default stands for StopAsyncIteration.
struct AnextAwaitable : Object {
  Slot<Object> awaitable_;  // from the first step on: its iterator
  Slot<Object> default_;
  bool started_;
};

Ref<Object> newAnextAwaitable(Object* awaitable, Object* default_value);

// The hooks of sys.set_asyncgen_hooks(): borrowed, or null. Defined by the module sys.
Object* asyncGeneratorFirstHookBorrowed();
Object* asyncGeneratorFinalizerHookBorrowed();

// Methods of the type async_generator, for its table.
Ref<Object> asyncGeneratorNext(Object* const* args);
Ref<Object> asyncGeneratorSend(Object* const* args);
Ref<Object> asyncGeneratorThrow(Object* const* args);
Ref<Object> asyncGeneratorClose(Object* const* args);

}  // namespace ophion
