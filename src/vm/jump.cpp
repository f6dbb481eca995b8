// Jumps: what setting f_lineno means. A frame may go on at the first instruction of another line where its temporaries
// are good for that: the loops, with statements and handlers around the line must be among those that it is in already.
// What belongs to others is released.
#include "code/positions.h"
#include "code/verify.h"
#include "object/error.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/singletons.h"
#include "object/type.h"
#include "vm/frame_object.h"
#include "vm/interpreter.h"
#include "vm/operand.h"
#include "vm/trace.h"

namespace ophion {

namespace {

// Whether the entry that the reader stands at begins with the line.
bool tells(const PositionReader& reader, int32_t line) {
  bool found = !reader.isSilent() && reader.position().line == line;
  reader.forEachWaypoint([&](Waypoint w) {
    found = found || w.line == line;
    return !found;
  });
  return found;
}

// The first line of the code that is not before the given one; -1: none.
int32_t lineNotBefore(const Code* code, int32_t wanted) {
  int32_t first = static_cast<int32_t>(code->first_line_);
  int32_t best = first >= wanted && code->is(kCodeOptimized) ? first : -1;
  auto consider = [&](int32_t line) {
    if (line >= wanted && (best < 0 || line < best)) best = line;
  };
  PositionReader reader(code);
  while (reader.next()) {
    if (!reader.isSilent()) consider(reader.position().line);
    reader.forEachWaypoint([&](Waypoint w) {
      consider(w.line);
      return true;
    });
  }
  return best;
}

class Landing {
 public:
  Landing(const Code* code, const CodeStates& states, uint32_t from)
      : code_(code), states_(states), from_(from), first_temp_(unsigned{code->local_count_} + code->cell_count_) {}

  // Whether the frame may go on at `to`; otherwise says why not.
  bool fits(uint32_t to, const char** why) const {
    if (!states_.isReached(to)) {
      *why = "can't jump into an exception handler, or code may be unreachable";
      return false;
    }
    for (unsigned r = code_->register_count_; r-- > first_temp_;) {
      uint8_t there = states_.at(to, r), here = states_.at(from_, r);
      if ((there & kMayBeFull) == 0) continue;
      if ((here & kMayBeFull) != 0 && (here & kRegisterKinds) == (there & kRegisterKinds)) continue;
      *why = (there & (kHoldsSaved | kHoldsException)) != 0
                 ? "can't jump into an 'except' block as there's no exception"
             : (there & kHoldsIterator) != 0 ? "can't jump into the body of a for loop"
                                             : "incompatible stacks";
      return false;
    }
    return true;
  }
  // How many temporaries stay.
  unsigned depth(uint32_t to) const {
    unsigned n = 0;
    for (unsigned r = first_temp_; r < code_->register_count_; ++r) n += (states_.at(to, r) & kMayBeFull) != 0;
    return n;
  }
  // Leaves what the frame is in and the place is not. Locals that code there takes for bound must be.
  void land_mayRunPython(Register* fp, uint32_t to) const {
    for (unsigned r = code_->register_count_; r-- > first_temp_;) {
      if ((states_.at(to, r) & kMayBeFull) != 0) continue;
      uint8_t here = states_.at(from_, r);
      if ((here & kHoldsSaved) != 0) {
        Instruction pop{static_cast<uint16_t>(Op::kPopHandled), static_cast<uint16_t>(r), 0, 0};
        (void)slowPopHandled(&pop, fp);
      } else {
        dropRegister(fp, r);
      }
    }
    for (unsigned r = 0; r < code_->local_count_; ++r) {
      if (fp[r] == 0 && states_.at(to, r) == kMayBeFull) (void)setRegister(fp, r, newNone());
    }
  }

 private:
  const Code* code_;
  const CodeStates& states_;
  uint32_t from_;
  unsigned first_temp_;
};

// Where the code begins behind what only entering it does.
uint32_t entryOf(const Code* code) {
  uint32_t unit = 0;
  for (;; ++unit) {
    Op op = static_cast<Op>(code->instructions()[unit].op);
    if (op != Op::kMakeCell && op != Op::kMakeGenerator) return unit;
  }
}

bool jump_mayRunPython(Frame* frame, int32_t line) {
  Code* code = codeOfFrame(frame);
  CodeStates states(code);
  if (!states.isKnown()) {
    return errorPending() ? raised() : raise(kTypeValueError, "can't jump in this code in Ophion");
  }
  Landing landing(code, states, unitOfFrame(frame));
  uint32_t best = kNoUnit;
  const char* why = nullptr;
  PositionReader reader(code);
  while (reader.next()) {
    const char* reason = nullptr;
    if (!tells(reader, line)) continue;
    if (!landing.fits(reader.start(), &reason)) {
      if (why == nullptr) why = reason;
    } else if (best == kNoUnit || landing.depth(reader.start()) > landing.depth(best)) {
      best = reader.start();
    }
  }
  if (best == kNoUnit && why == nullptr && line == static_cast<int32_t>(code->first_line_)) {
    uint32_t entry = entryOf(code);
    if (landing.fits(entry, &why)) best = entry;
    frame->jumps_to_entry_ = best != kNoUnit;
  }
  if (best == kNoUnit) {
    return raise(kTypeValueError, "%s", why != nullptr ? why : "cannot find bytecode for specified line");
  }
  landing.land_mayRunPython(framePointer(frame->fp_), best);
  frame->jump_unit_ = best;
  frame->event_line_ = line;
  frame->passed_line_ = line;
  return true;
}

}  // namespace

bool setFrameLine_mayRunPython(Frame* frame, Object* value) {
  if (value == nullptr) return raise(kTypeAttributeError, "cannot delete attribute");
  if (value->typeIndex() != kTypeInt) return raise(kTypeValueError, "lineno must be an integer");
  switch (static_cast<TraceEvent>(vm().trace_event_)) {
    case TraceEvent::Call:
      return raise(kTypeValueError, "can't jump from the 'call' trace event of a new frame");
    case TraceEvent::Line:
      break;
    default:
      return raise(kTypeValueError, "can only jump from a 'line' trace event");
  }
  if (frame->trace_.isNull() || !frame->in_event_ || frame->fp_ == 0) {
    return raise(kTypeValueError, "f_lineno can only be set by a trace function");
  }
  Code* code = codeOfFrame(frame);
  bool fits = isSmallInt(value) && smallValue(value) <= INT32_MAX && smallValue(value) >= INT32_MIN;
  if (!fits) return raise(kTypeValueError, "lineno out of range");
  int32_t wanted = static_cast<int32_t>(smallValue(value));
  if (wanted < static_cast<int32_t>(code->first_line_)) {
    return raise(kTypeValueError, "line %d comes before the current code block", wanted);
  }
  int32_t line = lineNotBefore(code, wanted);
  if (line < 0) return raise(kTypeValueError, "line %d comes after the current code block", wanted);
  return jump_mayRunPython(frame, line);
}

}  // namespace ophion
