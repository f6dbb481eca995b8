// GenericAlias: `list[int]`.
#pragma once

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct Tuple;

struct GenericAlias : Object {
  Slot<Object> origin_;
  Slot<Object> args_;        // Tuple
  Slot<Object> parameters_;  // Tuple, or null until asked for
  bool starred_;             // *tuple[int]
};

// origin[args]; args that are no tuple become one.
Ref<Object> newGenericAlias(Object* origin, Object* args);
// The type variables of a tuple of arguments, in order of appearance.
Ref<Object> collectParameters_mayRunPython(Object* args);
// The args with `item` (an argument or a tuple of them) put for the parameters. `self` is for messages.
Ref<Tuple> substituteParameters_mayRunPython(Object* self, Tuple* args, Tuple* parameters, Object* item);

}  // namespace ophion
