// Attributes that an instance itself holds, wherever they lie: inline by shape, in its dict, or in the dict slot of a
// layout of varying size.
#pragma once

#include "object/dict.h"
#include "object/type.h"

namespace ophion {

// Whether instances of the object's class can hold attributes at all.
bool hasInstanceAttributes(const Object* object);

// The attribute the instance holds, borrowed; nullptr without exception where it has none. `name` need not be interned.
Object* getOwnAttribute(Object* object, Str* name);
// Sets, or with nullptr deletes. False: exception pending (AttributeError where the class allows none, or where there
// is nothing to delete).
[[nodiscard]] bool setOwnAttribute(Object* object, Str* name, Object* value);

// The instance's __dict__, made if need be: the attributes move into it. Null with an exception pending.
Ref<Dict> instanceDict(Object* object);
// The dict if the instance has one already; borrowed or nullptr.
Dict* instanceDictIfAny(const Object* object);
// Replaces __dict__ as a whole.
[[nodiscard]] bool setInstanceDict(Object* object, Dict* dict);

// A Dict snapshot (new) of the attributes without changing the instance, for reports.
Ref<Dict> copyInstanceAttributes(Object* object);

}  // namespace ophion
