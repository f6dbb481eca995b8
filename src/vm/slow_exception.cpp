// Slow paths of exceptions and with statements.
#include "object/exception.h"
#include "object/exception_group.h"
#include "object/exception_layout.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "vm/generator.h"
#include "vm/interpreter.h"
#include "vm/operand.h"

namespace ophion {

namespace {

// The generator whose frame this is, or nullptr.
Generator* generatorOf(Register* fp) {
  if ((fp[kFrameFlags] & kFrameGenerator) == 0) return nullptr;
  return static_cast<Generator*>(objectAt(fp[kFrameExtra]));
}

}  // namespace

bool slowRaise(Instruction* pc, Register* fp) {
  if (pc->c == 0) {
    Object* handled = state().handled_.getOrNull();
    if (handled == nullptr) return raise(kTypeRuntimeError, "No active exception to reraise");
    restoreError(share(handled));
    return false;
  }
  Ref<Object> exception = fetch(fp, pc->a);
  Ref<Object> cause;
  if (pc->c == 2) cause = fetch(fp, pc->b);
  return raiseStatement_mayRunPython(exception.get(), cause.get());
}

// In a generator's frame the caller's handled exception is not saved: by the time it would be restored, another may be
// handled.
bool slowPushHandled(Instruction* pc, Register* fp) {
  RuntimeState& s = state();
  Ref<Object> outer = s.handled_.take();
  s.handled_.init(share(objectAt(fp[pc->b])));
  Generator* g = generatorOf(fp);
  if (g != nullptr && g->handling_++ == 0) return true;
  if (outer) fp[pc->a] = slotIndex(outer.release());
  return true;
}

bool slowPopHandled(Instruction* pc, Register* fp) {
  Ref<Object> outer = takeRegister(fp, pc->a);
  Generator* g = generatorOf(fp);
  if (g != nullptr && --g->handling_ == 0) outer = g->caller_handled_.share();
  Ref<Object> ended = state().handled_.take();
  state().handled_.init(std::move(outer));
  return true;
}

bool slowReraise(Instruction* pc, Register* fp) {
  restoreError(takeRegister(fp, pc->a));
  return false;
}

namespace {

// The class of an except clause must be an exception class, or a tuple of them.
bool checkExceptClass(Object* type, bool star) {
  if (isExactTuple(type)) {
    Tuple* tuple = static_cast<Tuple*>(type);
    for (uint32_t i = 0; i < tuple->size_; ++i) {
      if (!checkExceptClass(tuple->at(i), star)) return false;
    }
    return true;
  }
  if (isType(type) && isSubtype(static_cast<Type*>(type), builtinType(kTypeBaseException))) {
    if (star && isSubtype(static_cast<Type*>(type), builtinType(kTypeBaseExceptionGroup))) {
      return raise(kTypeTypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.");
    }
    return true;
  }
  return raise(kTypeTypeError, "catching classes that do not inherit from BaseException is not allowed");
}

bool matches(Object* exception, Object* type) {
  if (isTupleLayout(type)) {
    Tuple* tuple = static_cast<Tuple*>(type);
    for (uint32_t i = 0; i < tuple->size_; ++i) {
      if (matches(exception, tuple->at(i))) return true;
    }
    return false;
  }
  return isInstanceOf(exception, static_cast<Type*>(type));
}

}  // namespace

int slowMatches(Instruction* pc, Register* fp) {
  Ref<Object> type = fetch(fp, pc->b);
  if (!checkExceptClass(type.get(), false)) return -1;
  int result = matches(objectAt(fp[pc->a]), type.get());
  // The program goes on, perhaps by dropping what took its memory.
  if (result > 0) heap().allowEmergency();
  return result;
}

bool slowLoadAssertionError(Instruction* pc, Register* fp) {
  return setRegister(fp, pc->a, share<Object>(builtinType(kTypeAssertionError)));
}

namespace {

// A method of the protocol of with, looked up on the class and bound.
Ref<Object> boundSpecial(Object* manager, Special special) {
  Object* found = lookupSpecial(manager, special);
  if (found == nullptr) return nullptr;
  Ref<Object> kept = share(found);
  if (isExactFunction(found)) return newMethod(found, manager);
  Object* getter = lookupSpecial(found, Special::k_get);
  if (getter == nullptr) return errorPending() ? Ref<Object>() : std::move(kept);
  Object* args[] = {found, manager, typeOf(manager)};
  return callSpecial(getter, args, 3);
}

bool enterWith(Instruction* pc, Register* fp, Special enter, Special exit, const char* protocol,
               const char* exit_name) {
  Ref<Object> manager = fetch(fp, pc->c);
  Ref<Object> entering = boundSpecial(manager.get(), enter);
  if (!entering) {
    if (errorPending()) return false;
    return raise(kTypeTypeError, "'%T' object does not support the %s protocol", manager.get(), protocol);
  }
  Ref<Object> leaving = boundSpecial(manager.get(), exit);
  if (!leaving) {
    if (errorPending()) return false;
    return raise(kTypeTypeError, "'%T' object does not support the %s protocol (missed %s method)", manager.get(),
                 protocol, exit_name);
  }
  if (!setRegister(fp, pc->b, std::move(leaving))) return false;
  return setRegister(fp, pc->a, call(entering.get()));
}

}  // namespace

bool slowBeforeWith(Instruction* pc, Register* fp) {
  return enterWith(pc, fp, Special::k_enter, Special::k_exit, "context manager", "__exit__");
}

bool slowBeforeAsyncWith(Instruction* pc, Register* fp) {
  return enterWith(pc, fp, Special::k_aenter, Special::k_aexit, "asynchronous context manager", "__aexit__");
}

bool slowWithExcept(Instruction* pc, Register* fp) {
  Ref<Object> error = share(objectAt(fp[pc->c]));
  Ref<Object> traceback = asException(error.get())->traceback_.share();
  Object* args[] = {typeOf(error.get()), error.get(), traceback ? traceback.get() : none()};
  Ref<Object> leaving = share(objectAt(fp[pc->b]));
  return setRegister(fp, pc->a, callVector(leaving.get(), args, 3, nullptr));
}

// --- except* ---

bool slowMatchGroup(Instruction* pc, Register* fp) {
  Ref<Object> type = fetch(fp, pc->c);
  if (!checkExceptClass(type.get(), true)) return false;
  Ref<Object> exception = takeRegister(fp, pc->b);
  if (isNone(exception.get())) {
    fp[pc->b] = slotIndex(exception.release());
    return setRegister(fp, pc->a, newNone());
  }
  if (isBaseExceptionGroupLayout(exception.get())) {
    Ref<Str> split = internText("split");
    Ref<Object> method = split ? getAttr(exception.get(), split.get()) : nullptr;
    Ref<Object> pair = method ? call(method.get(), type.get()) : nullptr;
    if (!pair) return false;
    if (!isExactTuple(pair.get()) || static_cast<Tuple*>(pair.get())->size_ != 2) {
      return raise(kTypeTypeError, "%T.split must return a 2-tuple", exception.get());
    }
    Tuple* parts = static_cast<Tuple*>(pair.get());
    fp[pc->b] = slotIndex(share(parts->at(1)).release());
    return setRegister(fp, pc->a, share(parts->at(0)));
  }
  if (!matches(exception.get(), type.get())) {
    fp[pc->b] = slotIndex(exception.release());
    return setRegister(fp, pc->a, newNone());
  }
  // A lone exception is caught as a group of one.
  Ref<Tuple> one = newTupleOf({exception.get()});
  Ref<Str> message = emptyStr();
  if (!one || !message) return false;
  Ref<Object> group = call(builtinType(kTypeBaseExceptionGroup), reinterpret_cast<Object*>(message.get()), one.get());
  if (!group) return false;
  fp[pc->b] = slotIndex(newNone().release());
  return setRegister(fp, pc->a, std::move(group));
}

namespace {

// Whether a clause left a part of the group that was caught as it was, to go on as that part.
bool goesOn(BaseException* part, BaseException* original) {
  return part->traceback_ == original->traceback_ && part->cause_ == original->cause_ &&
         part->context_ == original->context_;
}

// Appends the exceptions at the ends of a group's branches.
bool appendLeaves(List* leaves, Object* exception) {
  if (!isBaseExceptionGroupLayout(exception)) return appendToList(leaves, exception);
  NativeRecursion guard(" in collect_exception_group_leaves");
  if (guard.exceeded()) return raised();
  Tuple* members = static_cast<Tuple*>(static_cast<BaseExceptionGroup*>(exception)->exceptions_.get());
  for (uint32_t i = 0; i < members->size_; ++i) {
    if (!appendLeaves(leaves, members->at(i))) return raised();
  }
  return true;
}

// The first that is not None, or None.
Ref<Object> firstException(List* list) {
  for (uint32_t i = 0; i < list->size_; ++i) {
    if (!isNone(list->at(i))) return share(list->at(i));
  }
  return newNone();
}

Ref<Object> remainderOf_mayRunPython(Object* original, List* list) {
  if (!isBaseExceptionGroupLayout(original)) return firstException(list);
  Ref<List> fresh = newList(), leaves = newList();
  if (!fresh || !leaves) return raised();
  for (uint32_t i = 0; i < list->size_; ++i) {
    Object* each = list->at(i);
    if (isNone(each)) continue;
    bool part = isBaseExceptionGroupLayout(each) && goesOn(asException(each), asException(original));
    if (!(part ? appendLeaves(leaves.get(), each) : appendToList(fresh.get(), each))) return raised();
  }
  if (leaves->size_ != 0) {
    Ref<Object> left, rest;
    if (!splitGroup_mayRunPython(original, {GroupCondition::Leaves, leaves.get()}, false, &left, &rest))
      return raised();
    if (fresh->size_ == 0) return left;
    if (!isNone(left.get()) && !appendToList(fresh.get(), left.get())) return raised();
  }
  if (fresh->size_ == 0) return newNone();
  Ref<Str> message = emptyStr();
  if (!message) return raised();
  return call(builtinType(kTypeBaseExceptionGroup), message.get(), fresh.get());
}

}  // namespace

// What remains to be raised after all except* clauses: what clauses raised, and what no clause caught or a clause
// raised again, that in the shape of the group it comes from. None where nothing does.
bool slowPrepReraiseStar(Instruction* pc, Register* fp) {
  Ref<Object> original = takeRegister(fp, pc->b);
  Ref<Object> list = takeRegister(fp, pc->c);
  return setRegister(fp, pc->a, remainderOf_mayRunPython(original.get(), static_cast<List*>(list.get())));
}

}  // namespace ophion
