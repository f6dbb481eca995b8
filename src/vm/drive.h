// Drive: builtins that do nothing but use up an iterable (all, any, sum, list, tuple, sorted), called with a generator.
// The generator's frame goes on top of the call as it does on top of a loop, and each item it yields is taken in by the
// call's own instruction, so that no C++ frame lies between the two.
//
// While it runs the call's window holds, besides the callable and the generator, what has been gathered so far:
//   t[0]  sum: the sum; list, tuple, sorted: a list of the items; all, any: the item being looked at
#pragma once

#include "vm/frame.h"

namespace ophion {

enum class Drive : uint8_t { None, All, Any, Sum, List, Tuple, Sorted };

inline constexpr unsigned kDriveGathered = 0;

// What a call of this object with one argument drives; None: it does something else.
Drive driveOf(Object* callable);

// Fills t[0]. False: MemoryError pending.
[[nodiscard]] bool beginDrive(Drive drive, Register* t);

enum class DriveStep : uint8_t { Failed, Next, Done };
// Takes in an item, which is counted. Done: no more is wanted (finishDrive with `early`).
DriveStep driveItem_mayRunPython(Drive drive, Register* t, Object* item);

// Ends the call at pc: its value is stored, its window empty. `early`: all and any found what they looked for. False:
// an exception is pending.
[[nodiscard]] bool finishDrive_mayRunPython(Instruction* pc, Register* fp, bool early);

// Drives on from C++ what cannot go on inside the loop. False: an exception is pending.
[[nodiscard]] bool driveRest_mayRunPython(Instruction* pc, Register* fp);

}  // namespace ophion
