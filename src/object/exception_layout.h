// Layouts of the builtin exception classes, and what their methods share.
#pragma once

#include "object/exception.h"
#include "object/singletons.h"
#include "object/tuple.h"
#include "object/type_spec.h"

namespace ophion {

void traverseException(Object* self, Visitor& visitor);
void dropException(Object* self);
void clearException(Object* self);

// An exception of a class, its args set, its own fields empty.
Ref<BaseException> allocateException(Type* type, Tuple* args);
Tuple* exceptionArgs(const Object* self);  // borrowed

// BaseException's own methods, for the classes that extend them.
Ref<Object> exceptionNew(Object* const* args);
Ref<Object> exceptionInit(Object* const* args);
Ref<Object> exceptionStr(Object* const* args);
// Sets args; TypeError where there are keywords.
[[nodiscard]] bool initException(Object* self, Tuple* args, Dict* keywords);

template <class T>
constexpr TypeDescriptor exceptionLayout(const char* name, void (*traverse)(Object*, Visitor&), void (*drop)(Object*),
                                         void (*clear)(Object*)) {
  return {name, Kind::Container, Trace::Custom, 0, 0, sizeof(T), traverse, nullptr, drop, clear};
}
// For classes whose layout is another's.
constexpr TypeDescriptor sharedExceptionLayout(const char* name) {
  return {name, Kind::Container, Trace::None, 0, 0, 0, nullptr, nullptr, nullptr, nullptr};
}

// The layout of a class whose `n` own slots stand in a row at the end of T.
template <class T, unsigned n>
struct ExtendedException {
  static Slot<Object>* own(Object* self) {
    return reinterpret_cast<Slot<Object>*>(reinterpret_cast<char*>(self) + sizeof(T)) - n;
  }
  static void traverse(Object* self, Visitor& visitor) {
    traverseException(self, visitor);
    visitor.slots(own(self), n);
  }
  static void drop(Object* self) {
    for (unsigned i = 0; i < n; ++i) own(self)[i].clear();
    dropException(self);
  }
  static void clear(Object* self) {
    for (unsigned i = 0; i < n; ++i) own(self)[i].clear();
    clearException(self);
  }
  static constexpr TypeDescriptor layout(const char* name) { return exceptionLayout<T>(name, traverse, drop, clear); }
  // The i-th own slot as an attribute: None where it is empty.
  template <unsigned i>
  static Ref<Object> get(Object* self) {
    Slot<Object>& slot = own(self)[i];
    return slot ? slot.share() : newNone();
  }
  template <unsigned i>
  static bool set(Object* self, Object* value) {
    own(self)[i].assign(Ref<Object>::shareOrNull(value));
    return true;
  }
};

inline void assignSlot(Slot<Object>& slot, Object* value_or_null) {
  slot.assign(Ref<Object>::shareOrNull(value_or_null));
}

}  // namespace ophion
