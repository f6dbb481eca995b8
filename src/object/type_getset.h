// The computed attributes of classes (object/type_attributes.cpp), for the table in object/type_type.cpp.
#pragma once

#include "object/native.h"

namespace ophion {

inline constexpr unsigned kTypeGetSetCount = 16;
extern const GetSetDef kTypeGetSets[kTypeGetSetCount];

Ref<Object> getTypeModule(Object* type);
// `cls.__bases__ = ...`
bool setBases_mayRunPython(Object* type, Object* bases);

void traverseType(Object* self, Visitor& visitor);
void dropType(Object* self);
void clearType(Object* self);

}  // namespace ophion
