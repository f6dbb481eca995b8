// Tracebacks as text: what a program's user sees of an exception that nobody caught.
#pragma once

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct Str;

// The report of an exception, with its traceback, causes, groups and notes, each line ended. Null with an exception
// pending: out of memory. Runs the exception's own __str__, whose errors are shown in the text.
Ref<Str> describeException_mayRunPython(Object* exception);
// The traceback alone, with its headline.
Ref<Str> describeTraceback_mayRunPython(Object* traceback);
// A name that is near to the one an AttributeError or NameError lacks; null without an exception where there is none.
Ref<Str> suggestName_mayRunPython(Object* exception);
// A line of a source file, without its end, from 1; null without an exception where it cannot be read.
Ref<Str> readSourceLine(Str* filename, uint32_t line);

}  // namespace ophion
