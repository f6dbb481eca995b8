// Tracebacks, as the object layer asks for them. Defined by the interpreter.
#pragma once

namespace ophion {

struct BaseException;

// Puts the frame that runs now at the head of the exception's traceback; none runs: nothing. Errors are swallowed.
void addTracebackHere(BaseException* exception);

}  // namespace ophion
