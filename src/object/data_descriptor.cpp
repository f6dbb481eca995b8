// Descriptors of computed attributes and of members of __slots__; __dict__ and __weakref__ of instances; cells.
#include "object/allocate.h"
#include "object/binding.h"
#include "object/builtin_table.h"
#include "object/dict.h"
#include "object/function.h"
#include "object/instance.h"
#include "object/make_instance.h"
#include "object/mapping_proxy.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/weakref.h"

namespace ophion {

Ref<Cell> newCell(Object* value) {
  Ref<Cell> cell = allocateContainer<Cell>(kTypeCell);
  if (cell && value != nullptr) cell->value_.init(share(value));
  return cell;
}

namespace {

GetSetDescriptor* getset(Object* object) { return static_cast<GetSetDescriptor*>(object); }
MemberDescriptor* member(Object* object) { return static_cast<MemberDescriptor*>(object); }

// A class may come by a dict of instances as well, from a base before `type`: what it shows is its own.
Ref<Object> getInstanceDict(Object* self) {
  if (!isType(self)) return instanceDict(self);
  Dict* dict = typeDict(static_cast<Type*>(self));
  return dict == nullptr ? Ref<Object>(raised()) : newMappingProxy(dict);
}
bool setInstanceDictAttribute(Object* self, Object* value) {
  if (isType(self)) return raise(kTypeAttributeError, "attribute '__dict__' of 'type' objects is not writable");
  if (layoutOf(self) == kTypeModule) return raise(kTypeAttributeError, "readonly attribute");
  if (value == nullptr) {
    Ref<Dict> fresh = newDict();
    return fresh && setInstanceDict(self, fresh.get());
  }
  if (!holdsDict(value)) return raise(kTypeTypeError, "__dict__ must be set to a dictionary, not a '%T'", value);
  return setInstanceDict(self, static_cast<Dict*>(value));
}

Ref<Object> getInstanceWeakref(Object* self) {
  WeakRef* first = firstWeakRef(self);
  return first == nullptr ? newNone() : share<Object>(first);
}

Ref<Object> bindAny(Object* const* args) {
  bool unbound = isNone(args[1]);
  if (unbound && (args[2] == nullptr || isNone(args[2])))
    return raise(kTypeTypeError, "__get__(None, None) is invalid");
  return bindDescriptor_mayRunPython(args[0], unbound ? nullptr : args[1], nullptr);
}
Ref<Object> setAny(Object* const* args) {
  if (!setThroughDescriptor_mayRunPython(args[0], args[1], args[2])) return raised();
  return newNone();
}
Ref<Object> deleteAny(Object* const* args) {
  if (!setThroughDescriptor_mayRunPython(args[0], args[1], nullptr)) return raised();
  return newNone();
}

Ref<Object> getGetSetName(Object* self) { return newStr(getSetDef(getset(self)->id_).name); }
Ref<Object> getGetSetQualifiedName(Object* self) {
  return formatStr("%U.%s", getset(self)->owner_->qualified_name_.get(), getSetDef(getset(self)->id_).name);
}
Ref<Object> getGetSetOwner(Object* self) { return getset(self)->owner_.share(); }
Ref<Object> getGetSetDoc(Object* self) {
  const char* doc = getSetDef(getset(self)->id_).doc;
  return doc == nullptr ? newNone() : Ref<Object>(newStr(doc));
}
Ref<Object> getSetRepr(Object* const* args) {
  return formatStr("<attribute '%s' of '%N' objects>", getSetDef(getset(args[0])->id_).name,
                   getset(args[0])->owner_.get());
}

Ref<Object> getMemberName(Object* self) { return member(self)->name_.share(); }
Ref<Object> getMemberQualifiedName(Object* self) {
  return formatStr("%U.%U", member(self)->owner_->qualified_name_.get(), member(self)->name_.get());
}
Ref<Object> getMemberOwner(Object* self) { return member(self)->owner_.share(); }
Ref<Object> getMemberDoc(Object* self) {
  const char* doc = member(self)->isSlot() ? nullptr : getSetDef(member(self)->id_).doc;
  return doc == nullptr ? newNone() : Ref<Object>(newStr(doc));
}
Ref<Object> memberRepr(Object* const* args) {
  return formatStr("<member '%U' of '%N' objects>", member(args[0])->name_.get(), member(args[0])->owner_.get());
}
Ref<Object> memberReduce(Object* const* args) {
  return reduceToGetattr(member(args[0])->owner_.get(), member(args[0])->name_.get());
}

constexpr NativeDef kGetSetMethods[] = {
    {"__repr__", "self, /", getSetRepr},
    {"__get__", "self, instance, owner=None, /", bindAny},
    {"__set__", "self, instance, value, /", setAny},
    {"__delete__", "self, instance, /", deleteAny},
};
constexpr GetSetDef kGetSetGetSets[] = {
    {"__doc__", getGetSetDoc},
    asMember({"__name__", getGetSetName}),
    {"__qualname__", getGetSetQualifiedName},
    asMember({"__objclass__", getGetSetOwner}),
};
constexpr NativeDef kMemberMethods[] = {
    {"__repr__", "self, /", memberRepr},
    {"__get__", "self, instance, owner=None, /", bindAny},
    {"__set__", "self, instance, value, /", setAny},
    {"__delete__", "self, instance, /", deleteAny},
    {"__reduce__", "self, /", memberReduce},
};
constexpr GetSetDef kMemberGetSets[] = {
    {"__doc__", getMemberDoc},
    asMember({"__name__", getMemberName}),
    {"__qualname__", getMemberQualifiedName},
    asMember({"__objclass__", getMemberOwner}),
};

void traverseGetSet(Object* self, Visitor& visitor) { visitor.slot(getset(self)->owner_); }
void dropGetSet(Object* self) { getset(self)->owner_.clear(); }

// --- cells ---

Cell* cell(Object* object) { return static_cast<Cell*>(object); }

Ref<Object> cellNew(Object* const* args) { return newCell(args[1]); }

Ref<Object> cellRepr(Object* const* args) {
  Object* value = cell(args[0])->value_.getOrNull();
  if (value == nullptr) return formatStr("<cell at 0x%llx: empty>", reinterpret_cast<unsigned long long>(args[0]));
  return formatStr("<cell at 0x%llx: %T object at 0x%llx>", reinterpret_cast<unsigned long long>(args[0]), value,
                   reinterpret_cast<unsigned long long>(value));
}

template <Compare op>
Ref<Object> cellCompare(Object* const* args) {
  if (!isExactCell(args[1])) return newNotImplemented();
  Ref<Object> a = cell(args[0])->value_.share();
  Ref<Object> b = cell(args[1])->value_.share();
  if (a && b) return richCompare(a.get(), b.get(), op);
  // Empty cells come before all others.
  Ref<Int> x = newInt(a ? 1 : 0);
  Ref<Int> y = newInt(b ? 1 : 0);
  return x && y ? richCompare(x.get(), y.get(), op) : Ref<Object>(raised());
}

Ref<Object> getContents(Object* self) {
  if (!cell(self)->value_) return raise(kTypeValueError, "Cell is empty");
  return cell(self)->value_.share();
}
bool setContents(Object* self, Object* value) {
  cell(self)->value_.assign(Ref<Object>::shareOrNull(value));
  return true;
}

constexpr NativeDef kCellMethods[] = {
    {"__new__", "cls, contents=None, /", cellNew, nullptr, NativeKind::StaticMethod},
    {"__repr__", "self, /", cellRepr},
    {"__lt__", "self, value, /", cellCompare<Compare::Lt>},
    {"__le__", "self, value, /", cellCompare<Compare::Le>},
    {"__eq__", "self, value, /", cellCompare<Compare::Eq>},
    {"__ne__", "self, value, /", cellCompare<Compare::Ne>},
    {"__gt__", "self, value, /", cellCompare<Compare::Gt>},
    {"__ge__", "self, value, /", cellCompare<Compare::Ge>},
    {"__hash__", "self, /", nullptr},
};
constexpr GetSetDef kCellGetSets[] = {{"cell_contents", getContents, setContents}};

}  // namespace

const GetSetDef kInstanceGetSets[2] = {
    {"__dict__", getInstanceDict, setInstanceDictAttribute, "dictionary for instance variables (if defined)"},
    {"__weakref__", getInstanceWeakref, nullptr, "list of weak references to the object (if defined)"},
};

const TypeSpec kGetSetDescriptorSpec = {
    "getset_descriptor",
    "builtins",
    tracedLayout<GetSetDescriptor>("getset_descriptor", traverseGetSet, dropGetSet, nullptr),
    kTypeDisallowInstantiation,
    kGetSetMethods,
    kGetSetGetSets};
const TypeSpec kMemberDescriptorSpec = {
    "member_descriptor",        "builtins",     slotRowLayout<MemberDescriptor, 2>("member_descriptor"),
    kTypeDisallowInstantiation, kMemberMethods, kMemberGetSets};
const TypeSpec kCellSpec = {"cell", "builtins", slotRowLayout<Cell, 1>("cell"), 0, kCellMethods, kCellGetSets};

}  // namespace ophion
