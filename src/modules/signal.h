// Signals: what arrived while Python ran is handled at the next safe point.
#pragma once

namespace ophion {

// Runs the handlers of signals that have arrived. False: one raised, the exception is pending.
bool handleSignals_mayRunPython();
// Makes Ctrl-C raise KeyboardInterrupt in the runtime of the calling thread; called by the command at its start.
void installInterruptHandler();

}  // namespace ophion
