// HostTable: functions of the embedding program. Defined by src/embed, which sets the pointer before it makes any.
#pragma once

#include "object/native.h"

namespace ophion {

// The host function at a place of the current runtime's own table (NativeIds of table kHostTable).
extern const NativeDef* (*g_host_natives)(uint32_t place);

}  // namespace ophion
