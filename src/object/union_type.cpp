#include "object/union_type.h"

#include "object/binding.h"
#include "object/generic_alias.h"
#include "object/list.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/set.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

UnionType* self(Object* object) { return static_cast<UnionType*>(object); }
Tuple* argsOf(Object* object) { return static_cast<Tuple*>(self(object)->args_.get()); }

bool isMember(Object* object) {
  return isNone(object) || isType(object) || isExactGenericAlias(object) || isExactUnionType(object);
}

// Appends a member, or those of a union, where an equal one is not there yet.
bool addMember(List* list, Object* member) {
  if (isExactUnionType(member)) {
    Tuple* members = argsOf(member);
    bool all_new = list->size_ == 0;  // the members of a union differ from one another
    for (uint32_t i = 0; i < members->size_; ++i) {
      if (!(all_new ? appendToList(list, members->at(i)) : addMember(list, members->at(i)))) return raised();
    }
    return true;
  }
  if (isNone(member)) member = builtinType(kTypeNoneType);
  for (uint32_t i = 0; i < list->size_; ++i) {
    Ref<Object> known = share(list->at(i));
    bool both_aliases = isExactGenericAlias(known.get()) && isExactGenericAlias(member);
    int equal = known.get() == member ? 1 : both_aliases ? equalObjects(known.get(), member) : 0;
    if (equal != 0) return equal > 0;
  }
  return appendToList(list, member);
}

Ref<Object> fromMembers(List* list) {
  if (list->size_ == 1) return share(list->at(0));
  Ref<Tuple> args = newTupleFromSlots(list->items(), list->size_);
  if (!args) return raised();
  Ref<UnionType> made = allocateContainer<UnionType>(kTypeUnionType);
  if (made) made->args_.init(Ref<Object>(std::move(args)));
  return made;
}

// How a type shows itself within an annotation.
Ref<Str> memberText(Object* member) {
  if (member == builtinType(kTypeNoneType)) return newAscii("None");
  if (isExactGenericAlias(member) || !isType(member)) return reprOf(member);
  return typeFullName(static_cast<Type*>(member));
}

Ref<Object> unionRepr(Object* const* args) {
  Ref<Tuple> members = share(argsOf(args[0]));
  Ref<Str> text = emptyStr();
  for (uint32_t i = 0; text && i < members->size_; ++i) {
    Ref<Str> member = memberText(members->at(i));
    if (!member) return raised();
    text = formatStr("%U%s%U", text.get(), i == 0 ? "" : " | ", member.get());
  }
  return text;
}

Ref<Object> unionHash(Object* const* args) {
  Ref<Set> members = newFrozenSetFrom_mayRunPython(argsOf(args[0]));
  int64_t hash = 0;
  if (!members || !hashObject(members.get(), &hash)) return raised();
  return newInt(hash);
}

Ref<Object> unionEq(Object* const* args) {
  if (!isExactUnionType(args[1])) return newNotImplemented();
  Ref<Set> a = newFrozenSetFrom_mayRunPython(argsOf(args[0]));
  Ref<Set> b = a ? newFrozenSetFrom_mayRunPython(argsOf(args[1])) : nullptr;
  return b ? richCompare(a.get(), b.get(), Compare::Eq) : Ref<Object>(raised());
}

Ref<Object> unionOr(Object* const* args) { return newUnion_mayRunPython(args[0], args[1]); }
Ref<Object> unionRor(Object* const* args) { return newUnion_mayRunPython(args[1], args[0]); }

bool hasAlias(Tuple* members) {
  for (uint32_t i = 0; i < members->size_; ++i) {
    if (isExactGenericAlias(members->at(i))) return true;
  }
  return false;
}

Ref<Object> unionInstancecheck(Object* const* args) {
  Ref<Tuple> members = share(argsOf(args[0]));
  if (hasAlias(members.get())) {
    return raise(kTypeTypeError, "isinstance() argument 2 cannot be a parameterized generic");
  }
  int result = isInstance(args[1], members.get());
  return result < 0 ? Ref<Object>(raised()) : newBool(result != 0);
}

Ref<Object> unionSubclasscheck(Object* const* args) {
  if (!isType(args[1])) return raise(kTypeTypeError, "issubclass() arg 1 must be a class");
  Ref<Tuple> members = share(argsOf(args[0]));
  if (hasAlias(members.get())) {
    return raise(kTypeTypeError, "issubclass() argument 2 cannot be a parameterized generic");
  }
  int result = isSubclass(args[1], members.get());
  return result < 0 ? Ref<Object>(raised()) : newBool(result != 0);
}

Ref<Object> getArgs(Object* object) { return self(object)->args_.share(); }

Ref<Object> getParameters(Object* object) {
  UnionType* u = self(object);
  if (!u->parameters_) {
    Ref<Object> found = collectParameters_mayRunPython(u->args_.get());
    if (!found) return raised();
    u->parameters_.assign(std::move(found));
  }
  return u->parameters_.share();
}

Ref<Object> unionGetitem(Object* const* args) {
  Ref<Object> parameters = getParameters(args[0]);
  if (!parameters) return raised();
  Ref<Tuple> substituted =
      substituteParameters_mayRunPython(args[0], argsOf(args[0]), static_cast<Tuple*>(parameters.get()), args[1]);
  if (!substituted || substituted->size_ == 0) return raised();
  Ref<Object> result = share(substituted->at(0));
  for (uint32_t i = 1; result && i < substituted->size_; ++i) {
    result = binaryOp(BinaryOp::Or, result.get(), substituted->at(i));
  }
  return result;
}

constexpr NativeDef kMethods[] = {
    {"__repr__", "self, /", unionRepr},
    {"__hash__", "self, /", unionHash},
    {"__eq__", "self, value, /", unionEq},
    {"__or__", "self, value, /", unionOr},
    {"__ror__", "self, value, /", unionRor},
    {"__getitem__", "self, item, /", unionGetitem},
    {"__instancecheck__", "self, instance, /", unionInstancecheck},
    {"__subclasscheck__", "self, cls, /", unionSubclasscheck},
};
constexpr GetSetDef kGetSets[] = {asMember({"__args__", getArgs}), {"__parameters__", getParameters}};

}  // namespace

Ref<Object> newUnion_mayRunPython(Object* a, Object* b) {
  if (!isMember(a) || !isMember(b)) return newNotImplemented();
  Ref<List> members = newList(2);
  if (!members || !addMember(members.get(), a) || !addMember(members.get(), b)) return raised();
  return fromMembers(members.get());
}

const TypeSpec kUnionTypeSpec = {"UnionType",
                                 "types",
                                 slotRowLayout<UnionType, 2>("UnionType"),
                                 kTypeDisallowInstantiation,
                                 kMethods,
                                 kGetSets,
                                 "Represent a PEP 604 union type\n\nE.g. for int | str"};

}  // namespace ophion
