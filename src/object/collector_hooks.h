// What the collector asks of objects: where marking starts, weak references of garbage, what it tells the module gc.
#pragma once

#include "heap/descriptor.h"

namespace ophion {

// Adds the collector's hooks to the object model. Once per process, before the first heap is made.
void fillCollectorHooks(ObjectModel& model);

// What the module gc does with the collector's events; absent where it is not linked.
__attribute__((weak)) void onCollectionEvent_mayRunPython(const CollectionEvent& event);

}  // namespace ophion
