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

// For a builtin type's index: not 0 where its objects, as long as no flag is set in their header, are atoms of one
// block that hold nothing, so that the last count frees the block and does nothing else. Filled with the object model.
inline constexpr unsigned kPlainAtomIndexes = 256;
extern uint8_t g_is_plain_atom[kPlainAtomIndexes];

}  // namespace ophion
