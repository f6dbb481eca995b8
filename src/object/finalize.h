// Finalizers: __del__ of a class and what some builtin layouts do before they die.
#pragma once

#include "heap/object.h"

namespace ophion {

// Runs the object's finalizer if it has one that has not run. False: the object came back to life.
bool runFinalizer_mayRunPython(Object* object);
// Whether runFinalizer_mayRunPython() would run something.
bool hasPendingFinalizer(Object* object);

}  // namespace ophion
