// atexit: functions that run when a program ends.
#pragma once

namespace ophion {

// Runs them, the latest first. What one raises is reported.
void runExitCallbacks_mayRunPython();

}  // namespace ophion
