// Teardown: takes apart what the boot made. A runtime that ends gives its heap back whole and needs none of this; but
// once everything known was released, whatever the heap still holds outlived its runtime (inspect/leaks.h).
#pragma once

namespace ophion {

// After shutdownRuntimeObjects_mayRunPython(): releases the builtin types' contents, the names, the cached strings and
// the other things of the runtime's state. What is left of it are the builtin type objects, each with one count.
// Nothing but walkers of the heap may run afterwards.
void tearDownObjects();

// After tearDownObjects(), where no objects were left but the builtin types: frees the buffers of the runtime's tables
// and of the types.
void tearDownTables();

// The parts of it that are private to other files.
void freeInternedTable();  // object/str_intern.cpp
void freeWeakTable();      // object/weakref.cpp

}  // namespace ophion
