// The prompt: statements are read, compiled one by one, run, and what they give is shown.
#pragma once

namespace ophion {

struct Dict;

// Reads statements from standard input until it ends or SystemExit; gives the status to exit with. On a terminal lines
// can be edited, names completed, and are remembered in ~/.ophion_history.
int runPrompt_mayRunPython(Dict* globals, bool banner);

}  // namespace ophion
