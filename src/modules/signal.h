// Signals: what arrives while Python runs is handled at the next safe point.
#pragma once

#include "object/signal_hook.h"

namespace ophion {

// Makes Ctrl-C raise KeyboardInterrupt in the runtime of the calling thread, and a write to a closed pipe an error; to
// be called by a command at its start.
void installInterruptHandler();

}  // namespace ophion
