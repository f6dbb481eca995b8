// Safe points: what the interpreter does between instructions when asked to; and what the collector asks of the
// interpreter.
#include "heap/collector.h"
#include "heap/descriptor.h"
#include "object/error.h"
#include "object/signal_hook.h"
#include "vm/generator.h"
#include "vm/interpreter.h"
#include "vm/operand.h"

namespace ophion {

bool attend_mayRunPython() {
  collectIfPending_mayRunPython();
  return !errorPending() && handleSignals_mayRunPython();
}

void visitInterpreterRoots(Visitor& visitor) {
  // The innermost frame's registers up to its end, then each caller's up to the callee's header: what lies in between
  // is not slots.
  FrameRef frame = FrameRef::current();
  if (!frame.valid()) return;
  Register* stop = stackTop();
  for (; frame.valid(); frame = frame.caller()) {
    Register* fp = frame.fp();
    for (Register* r = fp; r < stop; ++r) {
      if (*r != 0) visitor.slot(*reinterpret_cast<Slot<Object>*>(r));
    }
    visitor.slot(*reinterpret_cast<Slot<Object>*>(fp + kFrameFunction));
    if (fp[kFrameObject] != 0) visitor.slot(*reinterpret_cast<Slot<Object>*>(fp + kFrameObject));
    constexpr uint32_t kExtra = kFrameInit | kFrameGenerator | kFrameSpread | kFrameOperator;
    if ((fp[kFrameFlags] & kExtra) != 0 && fp[kFrameExtra] != 0)
      visitor.slot(*reinterpret_cast<Slot<Object>*>(fp + kFrameExtra));
    stop = fp + kFrameExtra;
  }
}

}  // namespace ophion
