// makeInstance: what `__new__` of a builtin type does for its own type and for classes derived from it; and the layouts
// of the many small types whose slots stand in a row right behind the header.
#pragma once

#include "object/allocate.h"
#include "object/type.h"
#include "object/type_spec.h"

namespace ophion {

// An object of `cls`, the builtin type `exact` or a class derived from it; all fields behind the header are zero.
template <class T>
Ref<T> makeInstance(Object* cls, TypeIndex exact) {
  if (cls == builtinType(exact)) return allocateContainer<T>(exact);
  Ref<Object> made = allocateInstance(static_cast<Type*>(cls), sizeof(T));
  if (!made) return nullptr;
  __builtin_memset(reinterpret_cast<char*>(made.get()) + sizeof(Object), 0, sizeof(T) - sizeof(Object));
  return std::move(made).castTo<T>();
}

// Empties the first n slots behind the header, in order.
template <unsigned n>
void clearSlotRow(Object* object) {
  Slot<Object>* slots = reinterpret_cast<Slot<Object>*>(object + 1);
  for (unsigned i = 0; i < n; ++i) slots[i].clear();
}

// The layout of a container whose n slots come first, whatever plain fields follow.
template <class T, unsigned n>
constexpr TypeDescriptor slotRowLayout(const char* name) {
  static_assert(sizeof(T) >= sizeof(Object) + n * sizeof(Slot<Object>));
  return {name,      Kind::Container, Trace::Fixed, sizeof(Object),  n,
          sizeof(T), nullptr,         nullptr,      clearSlotRow<n>, clearSlotRow<n>};
}

// The layout of a container that is traced by a function.
template <class T>
constexpr TypeDescriptor tracedLayout(const char* name, void (*traverse)(Object*, Visitor&), void (*drop)(Object*),
                                      void (*clear)(Object*)) {
  return {name, Kind::Container, Trace::Custom, 0, 0, sizeof(T), traverse, nullptr, drop, clear};
}

// For types that share the layout of another, which comes first in object/builtin_types.h.
constexpr TypeDescriptor sharedLayout(const char* name) {
  return {name, Kind::Container, Trace::None, 0, 0, 0, nullptr, nullptr, nullptr, nullptr};
}

}  // namespace ophion
