// Destruction of objects whose count fell to zero.
#pragma once

#include "heap/object.h"

namespace ophion {

// Bytes of the whole object, tail included.
size_t objectBytes(const Object* object);

// The instance's own slots behind its builtin part: fields, members of __slots__, the dict. Null where it has none.
Slot<Object>* tailSlots(Object* object);

// Reports every slot of the object that owns a count, the tail's too, but not its class.
class Visitor;
void traverseObject(Object* object, Visitor& visitor);

// Runs the destructions that were put off because the C stack was deep. Only where none is under way.
void destroyDeferred_mayRunPython();

}  // namespace ophion
