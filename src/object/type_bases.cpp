// Assignment to __bases__: the class gets another best base, resolution order and place among subclasses; the classes
// derived from it new resolution orders. Everything is computed first and put in place at the end, so that an error
// changes nothing.
#include "object/error.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_flags.h"
#include "object/type_getset.h"

namespace ophion {

namespace {

// Whether the best bases of a class lead to another: its order may not be up to date while a mro() runs.
bool leadsTo(Type* from, Type* to) {
  while (from != nullptr && from != to) from = from->base_.getOrNull();
  return from != nullptr;
}

bool checkBases(Type* type, Object* value) {
  if (!type->is(kTypeHeap))
    return raise(kTypeTypeError, "cannot set '__bases__' attribute of immutable type '%N'", type);
  if (value == nullptr)
    return raise(kTypeTypeError, "cannot delete '__bases__' attribute of immutable type '%N'", type);
  if (!isTupleLayout(value)) {
    return raise(kTypeTypeError, "can only assign tuple to %N.__bases__, not %T", type, value);
  }
  Tuple* bases = static_cast<Tuple*>(value);
  if (bases->size_ == 0) {
    return raise(kTypeTypeError, "can only assign non-empty tuple to %N.__bases__, not ()", type);
  }
  for (uint32_t i = 0; i < bases->size_; ++i) {
    if (!isType(bases->at(i))) {
      return raise(kTypeTypeError, "%N.__bases__ must be tuple of classes, not '%T'", type, bases->at(i));
    }
    Type* base = static_cast<Type*>(bases->at(i));
    if (isSubtype(base, type) || leadsTo(base, type)) {
      return raise(kTypeTypeError, "a __bases__ item causes an inheritance cycle");
    }
  }
  return true;
}

bool sameLayout(Type* type, Type* old_base, Type* new_base) {
  uint32_t kept = kTypeInstancesHaveDict | kTypeInstancesWeakReferable;
  if (old_base->layout_ == new_base->layout_ && old_base->member_slots_ == new_base->member_slots_ &&
      (((old_base->flags_ ^ new_base->flags_) & kept) == 0 || (new_base->flags_ & ~type->flags_ & kept) == 0)) {
    return true;
  }
  // Builtin types and classes of programs are given up in different ways.
  const char* what = old_base->is(kTypeHeap) != new_base->is(kTypeHeap) ? "deallocator" : "object layout";
  return raise(kTypeTypeError, "__bases__ assignment: '%N' %s differs from '%N'", new_base, what, old_base);
}

// Recomputes the orders of all that derive from the class, remembering (class, new order, old order) in `undo`.
bool renewOrders_mayRunPython(Type* type, List* undo) {
  Ref<Tuple> old_mro = type->mro_.share();
  Ref<Tuple> mro = computeMro_mayRunPython(type);
  if (!mro) return raised();
  // What a mro() of the program set meanwhile stays.
  if (type->mro_.get() != old_mro.get()) return true;
  if (!appendToList(undo, type) || !appendToList(undo, mro.get()) || !appendToList(undo, old_mro.get())) {
    return raised();
  }
  type->mro_.assign(std::move(mro));
  for (uint32_t i = 0; i < type->subclass_count_; ++i) {
    Ref<Type> derived = share(type->subclasses_.get()[i].get());
    if (!renewOrders_mayRunPython(derived.get(), undo)) return raised();
  }
  return true;
}

}  // namespace

bool setBases_mayRunPython(Object* object, Object* value) {
  Type* type = static_cast<Type*>(object);
  if (!checkBases(type, value)) return raised();
  Ref<Tuple> bases = share(static_cast<Tuple*>(value));
  Type* base = bestBase(bases.get());
  if (base == nullptr || !sameLayout(type, type->base_.get(), base)) return raised();
  Ref<List> undo = newList();
  if (!undo) return raised();
  Ref<Tuple> old_bases = type->bases_.share();
  Ref<Type> old_base = type->base_.share();
  type->bases_.assign(bases);
  type->base_.assign(share(base));
  bool ok = renewOrders_mayRunPython(type, undo.get());
  // A mro() of the program may have assigned other bases: those stay.
  bool ours = type->bases_.get() == bases.get();
  uint32_t added = 0;
  for (; ok && ours && added < bases->size_; ++added) ok = addSubclass(static_cast<Type*>(bases->at(added)), type);
  if (ok) {
    for (uint32_t i = 0; ours && i < old_bases->size_; ++i) {
      removeSubclass(static_cast<Type*>(old_bases->at(i)), type);
    }
    typeModified(type);
    return true;
  }
  for (uint32_t i = 0; i + 1 < added; ++i) removeSubclass(static_cast<Type*>(bases->at(i)), type);
  if (ours) {
    type->bases_.assign(std::move(old_bases));
    type->base_.assign(std::move(old_base));
  }
  for (uint32_t i = 0; i + 2 < undo->size_; i += 3) {
    Type* changed = static_cast<Type*>(undo->at(i));
    if (changed->mro_.get() == undo->at(i + 1)) changed->mro_.assign(share(static_cast<Tuple*>(undo->at(i + 2))));
  }
  typeModified(type);
  return raised();
}

}  // namespace ophion
