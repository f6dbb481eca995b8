// Signals, as the interpreter and system calls ask for them. Defined by the module _signal.
#pragma once

namespace ophion {

// Runs the handlers of signals that have arrived. False: one raised, the exception is pending.
bool handleSignals_mayRunPython();

}  // namespace ophion
