#include "object/teardown.h"

#include "heap/collector.h"
#include "object/builtin_table.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/runtime_state.h"
#include "object/shape.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_flags.h"
#include "object/weakref.h"

namespace ophion {

namespace {

template <class F>
void forEachBuiltinType(F f) {
  for (TypeIndex i = kTypeObject; i < kBuiltinTypeEnd; ++i) {
    if (isBuiltinPresent(i)) f(builtinType(i));
  }
}

template <class T, size_t n>
void clearAll(Slot<T> (&slots)[n]) {
  for (Slot<T>& slot : slots) slot.clear();
}

}  // namespace

void tearDownObjects() {
  RuntimeState& s = state();
  clearMethodCache();
  // While the types still know their names and orders, for whatever dies with their dicts.
  forEachBuiltinType([](Type* type) { type->dict_.clear(); });
  collectWithoutPython();
  forEachBuiltinType([](Type* type) {
    for (Shape* shape = type->shapes_.getOrNull(); shape != nullptr; shape = shape->next_of_type_.getOrNull()) {
      shape->name_.clear();
    }
    type->base_.clear();
    type->bases_.clear();
    type->mro_.clear();
    type->name_.clear();
    type->qualified_name_.clear();
  });
  s.memory_errors_.clear();
  s.repr_stack_.clear();
  clearAll(s.names_);
  clearAll(s.latin1_);
  clearAll(s.byte_);
  s.empty_str_.clear();
  s.empty_bytes_.clear();
  s.empty_tuple_.clear();
  collectWithoutPython();
}

void tearDownTables() {
  forEachBuiltinType([](Type* type) {
    freeShapes(type);
    if (type->specials_) heap().free(type->specials_.get(), sizeof(SpecialTable));
    type->specials_ = nullptr;
    if (type->subclasses_) heap().free(type->subclasses_.get(), type->subclass_capacity_ * sizeof(Slot<Type>));
    type->subclasses_ = nullptr;
    type->subclass_count_ = type->subclass_capacity_ = 0;
  });
  freeInternedTable();
  freeWeakTable();
}

}  // namespace ophion
