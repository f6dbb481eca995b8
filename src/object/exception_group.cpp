// BaseExceptionGroup and ExceptionGroup: several exceptions raised as one, and how a group is split.
#include "object/exception_group.h"

#include "object/dict.h"
#include "object/error.h"
#include "object/exception_layout.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/sequence.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

namespace {

using Group = ExtendedException<BaseExceptionGroup, 2>;

BaseExceptionGroup* self(Object* object) { return static_cast<BaseExceptionGroup*>(object); }
Tuple* members(Object* object) { return static_cast<Tuple*>(self(object)->exceptions_.get()); }
bool isGroup(Object* object) { return layoutOf(object) == kTypeBaseExceptionGroup; }
bool isPlainException(Object* object) { return isInstanceOf(object, builtinType(kTypeException)); }

Ref<Tuple> checkMembers(Object* given, bool* nests_base) {
  bool sequence = isListLayout(given) || isTupleLayout(given) ||
                  (!holdsDict(given) && lookupSpecial(given, Special::k_getitem) != nullptr);
  if (!sequence) return raise(kTypeTypeError, "second argument (exceptions) must be a sequence");
  Ref<Tuple> row = toTuple_mayRunPython(given);
  if (!row) return raised();
  if (row->size_ == 0) return raise(kTypeValueError, "second argument (exceptions) must be a non-empty sequence");
  for (uint32_t i = 0; i < row->size_; ++i) {
    if (!typeOf(row->at(i))->is(kTypeSubclassOfException)) {
      return raise(kTypeValueError, "Item %u of second argument (exceptions) is not an exception", i);
    }
    if (!isPlainException(row->at(i))) *nests_base = true;
  }
  return row;
}

Ref<Object> groupNew(Object* const* args) {
  Type* type = static_cast<Type*>(args[0]);
  Tuple* given = static_cast<Tuple*>(args[1]);
  if (given->size_ != 2) {
    return raise(kTypeTypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%u given)", given->size_);
  }
  if (!isStrLayout(given->at(0))) {
    return raise(kTypeTypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not %T", given->at(0));
  }
  bool nests_base = false;
  Ref<Tuple> row = checkMembers(given->at(1), &nests_base);
  if (!row) return raised();
  Type* base_group = builtinType(kTypeBaseExceptionGroup);
  Type* group = builtinType(kTypeExceptionGroup);
  if (type == base_group && !nests_base) {
    type = group;
  } else if (type == group && nests_base) {
    return raise(kTypeTypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
  } else if (nests_base && isSubtype(type, builtinType(kTypeException))) {
    return raise(kTypeTypeError, "Cannot nest BaseExceptions in '%N'", type);
  }
  Ref<BaseException> made = allocateException(type, given);
  if (!made) return raised();
  self(made.get())->message_.init(share(given->at(0)));
  self(made.get())->exceptions_.init(Ref<Object>(std::move(row)));
  return made;
}

Ref<Object> groupInit(Object* const* args) {
  Dict* keywords = static_cast<Dict*>(args[2]);
  if (keywords != nullptr && keywords->used_ != 0) {
    return raise(kTypeTypeError, "%T() takes no keyword arguments", args[0]);
  }
  return exceptionInit(args);
}

Ref<Object> groupStr(Object* const* args) {
  uint32_t n = members(args[0])->size_;
  return formatStr("%S (%u sub-exception%s)", self(args[0])->message_.get(), n, n == 1 ? "" : "s");
}

Ref<Object> groupDerive(Object* const* args) {
  return call(builtinType(kTypeBaseExceptionGroup), self(args[0])->message_.get(), args[1]);
}

// A group like `group` around other members: derived by its own rule, with its traceback, chain and notes.
Ref<Object> deriveLike(Object* group, List* chosen) {
  if (chosen->size_ == 0) return newNone();
  Ref<Str> derive = internText("derive");
  if (!derive) return raised();
  Ref<Object> method = getAttr(group, derive.get());
  if (!method) return raised();
  Ref<Object> made = call(method.get(), chosen);
  if (!made) return raised();
  if (!isGroup(made.get())) return raise(kTypeTypeError, "derive must return an instance of BaseExceptionGroup");
  BaseException* from = asException(group);
  BaseException* to = asException(made.get());
  if (from->traceback_) to->traceback_.assign(from->traceback_.share());
  to->context_.assign(from->context_.share());
  to->cause_.assign(from->cause_.share());
  to->suppress_context_ = from->suppress_context_;
  if (from->notes_ && isListLayout(from->notes_.get())) {
    Ref<List> notes = toList_mayRunPython(from->notes_.get());
    if (!notes) return raised();
    to->notes_.assign(Ref<Object>(std::move(notes)));
  }
  return made;
}

}  // namespace

// --- splitting ---

int groupConditionHolds_mayRunPython(const GroupCondition& condition, Object* exception) {
  switch (condition.kind) {
    case GroupCondition::Types:
      return isInstance(exception, condition.what);
    case GroupCondition::Function: {
      Ref<Object> answer = call(condition.what, exception);
      return answer ? isTrue(answer.get()) : -1;
    }
    default: {
      List* wanted = static_cast<List*>(condition.what);
      for (uint32_t i = 0; i < wanted->size_; ++i) {
        if (wanted->at(i) == exception) return 1;
      }
      return 0;
    }
  }
}

bool splitGroup_mayRunPython(Object* exception, const GroupCondition& condition, bool want_rest, Ref<Object>* match,
                             Ref<Object>* rest) {
  *match = newNone();
  *rest = newNone();
  // A list of leaves asks no group as a whole.
  int holds = condition.kind == GroupCondition::Leaves && isGroup(exception)
                  ? 0
                  : groupConditionHolds_mayRunPython(condition, exception);
  if (holds < 0) return raised();
  if (holds > 0) {
    *match = share(exception);
    return true;
  }
  if (!isGroup(exception)) {
    if (want_rest) *rest = share(exception);
    return true;
  }
  NativeRecursion guard(" in exceptiongroup_split_recursive");
  if (guard.exceeded()) return raised();
  Ref<List> matched = newList();
  Ref<List> left = newList();
  Ref<Tuple> row = share(members(exception));
  if (!matched || !left) return raised();
  for (uint32_t i = 0; i < row->size_; ++i) {
    Ref<Object> inner_match, inner_rest;
    if (!splitGroup_mayRunPython(row->at(i), condition, want_rest, &inner_match, &inner_rest)) return raised();
    if (!isNone(inner_match.get()) && !appendToList(matched.get(), inner_match.get())) return raised();
    if (!isNone(inner_rest.get()) && !appendToList(left.get(), inner_rest.get())) return raised();
  }
  *match = deriveLike(exception, matched.get());
  if (!*match) return raised();
  if (want_rest) *rest = deriveLike(exception, left.get());
  return static_cast<bool>(*rest);
}

namespace {

bool toCondition(Object* given, GroupCondition* out) {
  bool types = isType(given) && static_cast<Type*>(given)->is(kTypeSubclassOfException);
  if (isTupleLayout(given)) {
    Tuple* row = static_cast<Tuple*>(given);
    types = true;
    for (uint32_t i = 0; i < row->size_; ++i) {
      types = types && isType(row->at(i)) && static_cast<Type*>(row->at(i))->is(kTypeSubclassOfException);
    }
  }
  if (types) {
    *out = {GroupCondition::Types, given};
    return true;
  }
  if (isExactFunction(given) || (isCallable(given) && !isType(given) && !isTupleLayout(given))) {
    *out = {GroupCondition::Function, given};
    return true;
  }
  return raise(kTypeTypeError, "expected a function, exception type or tuple of exception types");
}

Ref<Object> groupSplit(Object* const* args) {
  GroupCondition condition{};
  Ref<Object> match, rest;
  if (!toCondition(args[1], &condition)) return raised();
  if (!splitGroup_mayRunPython(args[0], condition, true, &match, &rest)) return raised();
  return newTupleOf({match.get(), rest.get()});
}

Ref<Object> groupSubgroup(Object* const* args) {
  GroupCondition condition{};
  Ref<Object> match, rest;
  if (!toCondition(args[1], &condition)) return raised();
  if (!splitGroup_mayRunPython(args[0], condition, false, &match, &rest)) return raised();
  return match;
}

bool refuse(Object*, Object*) { return raise(kTypeAttributeError, "readonly attribute"); }

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", groupNew, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, /, *args, **kwargs", groupInit},
    {"__str__", "self, /", groupStr},
    {"derive", "self, excs, /", groupDerive},
    {"split", "self, condition, /", groupSplit},
    {"subgroup", "self, condition, /", groupSubgroup},
    {"__class_getitem__", "cls, item, /", classGetItem, "See PEP 585", NativeKind::ClassMethod},
};
constexpr GetSetDef kGetSets[] = {
    asMember({"message", Group::get<0>, refuse, "exception message"}),
    asMember({"exceptions", Group::get<1>, refuse, "nested exceptions"}),
};

}  // namespace

const TypeSpec kBaseExceptionGroupSpec = {"BaseExceptionGroup",
                                          "builtins",
                                          Group::layout("BaseExceptionGroup"),
                                          kTypeBase,
                                          kMethods,
                                          kGetSets,
                                          "A combination of multiple unrelated exceptions."};
// Its second base, Exception, is added when the runtime is made.
const TypeSpec kExceptionGroupSpec = {
    "ExceptionGroup", "builtins", sharedExceptionLayout("ExceptionGroup"), kTypeBase, {}};

}  // namespace ophion
