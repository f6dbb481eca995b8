// SreMatcher: runs a program over a text.
//
// Backtracking, without recursion: what may have to be done when the match fails from here on is kept on a stack of
// frames, first in the matcher itself, then in a buffer of the cage, so that a pattern gone wild meets the heap's cap.
//
//   Resume      go on at `place`, `position`
//   Branch      try the alternatives of the Branch at `place` whose bits are in `extra`
//   Greedy      the Repeat at `place` holds up to `position`: give back, but not below `extra`
//   Lazy        the same, take more, but not above `extra`
//   UndoMark    mark `index` was `position`, the last group `extra`
//   UndoLoop    loop `index` had gone `extra` rounds, the last from `position` on
//   Barrier     a part that is left without a way back (an assertion, an atomic group) began at `place`, `position`;
//               `extra` is the barrier around it
//
// Everything that changes is undone frame by frame; so marks and counters are, at each choice, what they were when it
// was pushed. Where the stack is empty nothing needs to be noted.
//
// A long match looks at the runtime's pending duties (signals, collections) every so many steps.
#pragma once

#include <cstddef>

#include "modules/sre_program.h"

namespace ophion {

struct SreFrame {
  uint32_t kind : 8;
  uint32_t index : 24;
  uint32_t place;
  uint32_t position;
  uint32_t extra;
};
static_assert(sizeof(SreFrame) == 16);

struct SreLoop {
  uint32_t rounds;  // complete ones, less one: it is counted up before it is looked at
  uint32_t last;    // where the last round that was not forced began
};

inline constexpr uint32_t kSreUnset = UINT32_MAX;

// A text as a matcher sees it: characters of `unit` bytes.
struct SreText {
  const void* data;
  uint32_t length;  // to where the match may go
  unsigned unit;
};

class SreMatcher {
 public:
  // The program and the text must stay as they are while the matcher is used. ready() is false where memory is short
  // (MemoryError pending).
  SreMatcher(const SreProgram& program, const SreText& text);
  ~SreMatcher();
  SreMatcher(const SreMatcher&) = delete;
  SreMatcher& operator=(const SreMatcher&) = delete;
  bool ready() const { return marks_ != nullptr; }

  // 1: found; 0: not; -1: exception pending. May run Python (signal handlers, finalizers).
  int match_mayRunPython(uint32_t at, bool whole, bool must_advance);
  // The first match at `from` or later; with `must_advance` not an empty one at `from`.
  int search_mayRunPython(uint32_t from, bool must_advance);

  // Of the last match found.
  uint32_t start() const { return start_; }
  uint32_t end() const { return end_; }
  uint32_t lastGroup() const { return last_group_; }  // 0: none
  // Two for each group; kSreUnset where it took no part.
  const uint32_t* marks() const { return marks_; }
  bool hasGroup(uint32_t group) const {
    uint32_t start = marks_[2 * group], end = marks_[2 * group + 1];
    return start != kSreUnset && end != kSreUnset && start <= end;
  }

 private:
  template <class C>
  int run(uint32_t at);
  template <class C>
  int search(uint32_t from, bool must_advance);
  template <class C>
  int searchLiteral(uint32_t from);
  template <class C>
  int searchSet(uint32_t from);
  template <class C>
  int searchLines(uint32_t from);
  // Runs at a position from a clean state.
  template <class C>
  int runFresh(uint32_t at) {
    if (program_.groups != 0) forgetGroups();
    return run<C>(at);
  }
  void forgetGroups();
  // More room for frames; *top moves along. False: MemoryError pending.
  bool grow(SreFrame** top);
  // Ends the part behind the innermost barrier, keeping only what undoes. The new top.
  SreFrame* cut(SreFrame* top);
  // Ends it, undoing all that it did.
  SreFrame* undoToBarrier(SreFrame* top);
  void undo(const SreFrame& frame);
  bool attend();

  static constexpr uint32_t kInlineFrames = 64;
  static constexpr uint32_t kInlineMarks = 16;
  static constexpr uint32_t kInlineLoops = 8;
  static constexpr int64_t kStepsBetweenDuties = 20000;

  const SreProgram program_;
  const SreText text_;
  uint32_t start_ = 0, end_ = 0;
  uint32_t last_group_ = 0;
  bool whole_ = false, must_advance_ = false;
  uint32_t barrier_ = kSreUnset;  // number of the innermost barrier's frame
  int64_t budget_ = kStepsBetweenDuties;
  uint32_t* marks_ = inline_marks_;
  SreLoop* loops_ = inline_loops_;
  SreFrame* frames_ = inline_frames_;
  uint32_t capacity_ = kInlineFrames;
  uint32_t inline_marks_[kInlineMarks];
  SreLoop inline_loops_[kInlineLoops];
  SreFrame inline_frames_[kInlineFrames];
};

}  // namespace ophion
