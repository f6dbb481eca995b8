// The register stack: where it lies, how it grows, how it is walked.
#include "vm/frame.h"

#include <algorithm>

#include "base/bits.h"
#include "heap/heap.h"
#include "object/error.h"

namespace ophion {

namespace {
// The stack is committed in steps of this many words.
constexpr size_t kStackStepWords = 16 * 1024;
// A stack is trimmed to twice what it holds when it is that many times as large, and has more than so many steps.
constexpr size_t kTrimWhenTimes = 4;
constexpr size_t kTrimAboveSteps = 16;
constexpr uint32_t kDefaultRecursionLimit = 1000;
// Words in front of the first frame, so that its header lies inside the region.
constexpr uint32_t kStackHeadroom = 16;
}  // namespace

bool initializeVm() {
  Heap& h = heap();
  VmState& v = vm();
  v.stack_start_ = static_cast<uint32_t>(h.regionOffset() / 4);
  v.stack_end_ = static_cast<uint32_t>((h.regionOffset() + h.regionBytes()) / 4);
  v.stack_limit_ = v.stack_start_;
  v.depth_limit_ = kDefaultRecursionLimit;
  size_t first = std::min<size_t>(kStackStepWords, v.stack_end_ - v.stack_start_) / 4;
  if (!h.tryCommitPages(static_cast<int64_t>(first * 4 / os::kPageBytes))) return false;
  v.stack_limit_ += static_cast<uint32_t>(first);
  return true;
}

namespace {

// The frame itself, or the first below it that is not being left.
FrameRef firstVisible(FrameRef frame) {
  while (frame.valid() && (frame.fp()[kFrameFlags] & kFrameLeaving) != 0) {
    const Register* fp = frame.fp();
    if (fp[kFrameDelta] == 0) return {};
    frame = {frame.fp() - fp[kFrameDelta], instructionAt(fp[kFrameReturn])};
  }
  return frame;
}

}  // namespace

FrameRef FrameRef::current() {
  VmState& v = vm();
  if (v.fp_ == 0) return {};
  return firstVisible({framePointer(v.fp_), instructionAt(v.pc_)});
}

FrameRef FrameRef::caller() const {
  uint32_t delta = fp_[kFrameDelta];
  if (delta == 0) return {};
  return firstVisible({fp_ - delta, instructionAt(fp_[kFrameReturn])});
}

Register* stackTop() {
  VmState& v = vm();
  if (v.fp_ == 0) return framePointer(v.stack_start_) + kStackHeadroom;
  FrameRef frame(framePointer(v.fp_), nullptr);
  return frame.fp() + frame.code()->register_count_;
}

bool ensureStack(Register* top, size_t words) {
  VmState& v = vm();
  size_t need = frameWords(top) + words;
  if (need <= v.stack_limit_) return true;
  if (need > v.stack_end_) return raise(kTypeRecursionError, "maximum recursion depth exceeded");
  size_t limit = std::min<size_t>(roundUp(need - v.stack_start_, kStackStepWords) + v.stack_start_, v.stack_end_);
  int64_t pages = static_cast<int64_t>((limit - v.stack_limit_) * 4 / os::kPageBytes);
  if (!heap().tryCommitPages(pages)) return raiseMemoryError();
  v.stack_limit_ = static_cast<uint32_t>(limit);
  return true;
}

void trimStack(Register* top) {
  VmState& v = vm();
  size_t used = frameWords(top) - v.stack_start_;
  size_t held = v.stack_limit_ - v.stack_start_;
  if (held < kTrimAboveSteps * kStackStepWords || used > held / kTrimWhenTimes) return;
  size_t limit = v.stack_start_ + roundUp(used * 2 + 1, kStackStepWords);
  size_t bytes = (v.stack_limit_ - limit) * sizeof(Register);
  os::decommit(reinterpret_cast<char*>(framePointer(static_cast<uint32_t>(limit))), bytes);
  // What gives pages back is never refused.
  static_cast<void>(heap().tryCommitPages(-static_cast<int64_t>(bytes / os::kPageBytes)));
  v.stack_limit_ = static_cast<uint32_t>(limit);
}

void releaseRegisters_mayRunPython(Register* fp, unsigned depth, unsigned end) {
  for (unsigned r = end; r > depth; --r) {
    uint32_t held = fp[r - 1];
    if (held == 0) continue;
    fp[r - 1] = 0;
    decref(objectAt(held));
  }
}

}  // namespace ophion
