// AttributeErrors as the attribute protocol raises them: with the object and the name, for suggestions.
#pragma once

#include "object/error.h"

namespace ophion {

struct Property;

// "'X' object has no attribute 'name'"
Raised raiseNoAttribute(Object* object, Str* name);
// The pending AttributeError gets the object and the name, if it has none. Always false.
bool attributeErrorContext(Object* object, Str* name);
// "property 'name' of 'X' object has no setter"
Raised raisePropertyHasNo(Property* property, Object* self, const char* what);

}  // namespace ophion
