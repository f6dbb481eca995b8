#include "modules/sre_matcher.h"

#include "modules/sre_scan.h"
#include "object/allocate.h"
#include "object/error.h"
#include "object/text_search.h"
#include "vm/interpreter.h"

namespace ophion {

namespace {

enum FrameKind : uint8_t { kResume, kBranch, kGreedy, kLazy, kUndoMark, kUndoLoop, kBarrier };

constexpr unsigned kRepeatWords = 6;

}  // namespace

SreMatcher::SreMatcher(const SreProgram& program, const SreText& text) : program_(program), text_(text) {
  size_t marks = size_t{program.groups} * 2;
  if (program.loops > kInlineLoops) {
    loops_ = static_cast<SreLoop*>(heap().tryAllocateRaw(program.loops * sizeof(SreLoop)));
    if (loops_ == nullptr) marks_ = nullptr;
  }
  if (marks > kInlineMarks && marks_ != nullptr) {
    marks_ = static_cast<uint32_t*>(heap().tryAllocateRaw(marks * sizeof(uint32_t)));
  }
  if (marks_ == nullptr) {
    raiseMemoryError();
    return;
  }
  forgetGroups();
}

SreMatcher::~SreMatcher() {
  if (frames_ != inline_frames_) heap().free(frames_, size_t{capacity_} * sizeof(SreFrame));
  if (marks_ != inline_marks_ && marks_ != nullptr) {
    heap().free(marks_, size_t{program_.groups} * 2 * sizeof(uint32_t));
  }
  if (loops_ != inline_loops_ && loops_ != nullptr) heap().free(loops_, program_.loops * sizeof(SreLoop));
}

void SreMatcher::forgetGroups() {
  last_group_ = 0;
  for (size_t i = 0; i < size_t{program_.groups} * 2; ++i) marks_[i] = kSreUnset;
}

bool SreMatcher::grow(SreFrame** top) {
  constexpr uint32_t kMostFrames = 1u << 31;
  if (capacity_ >= kMostFrames) return raiseMemoryError();
  size_t old_bytes = size_t{capacity_} * sizeof(SreFrame);
  void* buffer;
  if (frames_ == inline_frames_) {
    buffer = heap().tryAllocateRaw(old_bytes * 4);
    if (buffer != nullptr) std::memcpy(buffer, frames_, old_bytes);
    if (buffer != nullptr) capacity_ *= 4;
  } else {
    buffer = heap().tryResizeRaw(frames_, old_bytes, old_bytes * 2);
    if (buffer != nullptr) capacity_ *= 2;
  }
  if (buffer == nullptr) return raiseMemoryError();
  *top = static_cast<SreFrame*>(buffer) + (*top - frames_);
  frames_ = static_cast<SreFrame*>(buffer);
  return true;
}

bool SreMatcher::attend() {
  budget_ = kStepsBetweenDuties;
  return !heap().collection_pending_ || attend_mayRunPython();
}

OPHION_INLINE void SreMatcher::undo(const SreFrame& frame) {
  if (frame.kind == kUndoMark) {
    marks_[frame.index] = frame.position;
    last_group_ = frame.extra;
  } else if (frame.kind == kUndoLoop) {
    loops_[frame.index] = {frame.extra, frame.position};
  }
}

SreFrame* SreMatcher::cut(SreFrame* top) {
  SreFrame* to = frames_ + barrier_;
  SreFrame* from = to + 1;
  barrier_ = to->extra;
  if (to == frames_) return to;
  for (; from < top; ++from) {
    if (from->kind == kUndoMark || from->kind == kUndoLoop) *to++ = *from;
  }
  return to;
}

SreFrame* SreMatcher::undoToBarrier(SreFrame* top) {
  SreFrame* barrier = frames_ + barrier_;
  while (--top > barrier) undo(*top);
  barrier_ = barrier->extra;
  return barrier;
}

#define OPHION_SRE_PUSH(...)                                                                  \
  do {                                                                                        \
    if (OPHION_LIKELY(top != limit) || (grow(&top) && (limit = frames_ + capacity_, true))) { \
      *top++ = SreFrame{__VA_ARGS__};                                                         \
    } else {                                                                                  \
      return -1;                                                                              \
    }                                                                                         \
  } while (0)

// 1: end_ is set, and start_; 0; -1: exception pending.
// Why this function is long: one case for each instruction, and the state of the match stays in registers between them.
template <class C>
int SreMatcher::run(uint32_t at) {
  const uint32_t* const code = program_.code;
  const uint32_t* const tables = program_.tables;
  const C* const s = static_cast<const C*>(text_.data);
  const C* const end = s + text_.length;
  const C* p = s + at;
  const uint32_t* pc = code;
  SreFrame* top = frames_;
  SreFrame* limit = frames_ + capacity_;
  barrier_ = kSreUnset;
  auto place = [&] { return static_cast<uint32_t>(pc - code); };
  auto here = [&](const C* q) { return static_cast<uint32_t>(q - s); };
  for (;;) {
    uint32_t argument = *pc >> 8;
    switch (static_cast<SreOp>(*pc & 255)) {
      case SreOp::Fail:
        goto fail;
      case SreOp::Success:
        if ((whole_ && p != end) || (must_advance_ && here(p) == at)) goto fail;
        start_ = at;
        end_ = here(p);
        return 1;
      case SreOp::Char:
        if (p == end || *p != pc[1]) goto fail;
        ++p;
        pc += 2;
        continue;
      case SreOp::NotChar:
        if (p == end || *p == pc[1]) goto fail;
        ++p;
        pc += 2;
        continue;
      case SreOp::Any:
        if (p == end || *p == '\n') goto fail;
        ++p;
        pc += 2;
        continue;
      case SreOp::AnyAll:
        if (p == end) goto fail;
        ++p;
        pc += 2;
        continue;
      case SreOp::Set:
        if (p == end || !sre::has(tables, pc[1], *p)) goto fail;
        ++p;
        pc += 2;
        continue;
      case SreOp::String: {
        if (static_cast<size_t>(end - p) < argument) goto fail;
        const uint32_t* text = pc + 1;
        uint32_t i = 0;
        while (i < argument && p[i] == text[i]) ++i;
        if (i < argument) goto fail;
        p += argument;
        pc += 1 + argument;
        continue;
      }
      case SreOp::At:
        if (!sre::holds(static_cast<SreAt>(argument), s, p, end)) goto fail;
        ++pc;
        continue;
      case SreOp::Mark:
        if (top != frames_) OPHION_SRE_PUSH(kUndoMark, argument, 0, marks_[argument], last_group_);
        marks_[argument] = here(p);
        if (argument & 1) last_group_ = argument / 2 + 1;
        ++pc;
        continue;
      case SreOp::Jump:
        pc = code + pc[1];
        continue;
      case SreOp::Branch: {
        const uint32_t* table = tables + pc[1];
        uint32_t open = p == end                     ? table[kTableEnd]
                        : sizeof(C) == 1 || *p < 256 ? tableBytes(table)[static_cast<uint8_t>(*p)]
                                                     : table[kTableHigh];
        if (open == 0) goto fail;
        uint32_t first = static_cast<uint32_t>(__builtin_ctz(open));
        open &= open - 1;
        if (open != 0) OPHION_SRE_PUSH(kBranch, 0, place(), here(p), open);
        pc = code + pc[2 + first];
        continue;
      }
      case SreOp::Repeat: {
        size_t left = static_cast<size_t>(end - p);
        if (left < pc[3]) goto fail;
        const C* least = p + pc[3];
        const C* q = sre::skip(tables, static_cast<SreOp>(pc[1]), pc[2], p, left > pc[4] ? p + pc[4] : end);
        if (q < least) goto fail;
        budget_ -= (q - p) >> 6;
        if (pc[5] != kNoTable) {
          while (q == end || !sre::has(tables, pc[5], *q)) {
            if (q == least) goto fail;
            --q;
          }
        }
        if (q > least) OPHION_SRE_PUSH(kGreedy, 0, place(), here(q), here(least));
        p = q;
        pc += kRepeatWords;
        continue;
      }
      case SreOp::RepeatPossessive: {
        size_t left = static_cast<size_t>(end - p);
        if (left < pc[3]) goto fail;
        const C* q = sre::skip(tables, static_cast<SreOp>(pc[1]), pc[2], p, left > pc[4] ? p + pc[4] : end);
        if (q - p < static_cast<ptrdiff_t>(pc[3])) goto fail;
        budget_ -= (q - p) >> 6;
        p = q;
        pc += kRepeatWords;
        continue;
      }
      case SreOp::RepeatLazy: {
        size_t left = static_cast<size_t>(end - p);
        if (left < pc[3]) goto fail;
        const C* most = left > pc[4] ? p + pc[4] : end;
        const C* least = p + pc[3];
        if (least != p && sre::skip(tables, static_cast<SreOp>(pc[1]), pc[2], p, least) != least) goto fail;
        const C* q = sre::takeUntil(tables, pc, least, most, end);
        if (q == nullptr) goto fail;
        if (q < most) OPHION_SRE_PUSH(kLazy, 0, place(), here(q), here(most));
        p = q;
        pc += kRepeatWords;
        continue;
      }
      case SreOp::LoopInit:
        if (top != frames_) {
          OPHION_SRE_PUSH(kUndoLoop, argument, 0, loops_[argument].last, loops_[argument].rounds);
        }
        loops_[argument] = {UINT32_MAX, kSreUnset};
        ++pc;
        continue;
      case SreOp::LoopMax: {
        SreLoop& loop = loops_[argument];
        uint32_t rounds = loop.rounds + 1;
        bool forced = rounds < pc[2];
        if (!forced && ((rounds >= pc[3] && pc[3] != kSreNoLimit) || loop.last == here(p))) {
          pc += 4;
          continue;
        }
        if (!forced) OPHION_SRE_PUSH(kResume, 0, place() + 4, here(p), 0);
        if (top != frames_) OPHION_SRE_PUSH(kUndoLoop, argument, 0, loop.last, loop.rounds);
        loop.rounds = rounds;
        if (!forced) loop.last = here(p);
        pc = code + pc[1];
        continue;
      }
      case SreOp::LoopMin: {
        SreLoop& loop = loops_[argument];
        if (loop.rounds + 1 >= pc[2]) {
          OPHION_SRE_PUSH(kResume, 0, place(), here(p), 1);
          pc += 4;
          continue;
        }
        if (top != frames_) OPHION_SRE_PUSH(kUndoLoop, argument, 0, loop.last, loop.rounds);
        ++loop.rounds;
        pc = code + pc[1];
        continue;
      }
      case SreOp::LoopPossessive: {
        SreLoop& loop = loops_[argument];
        uint32_t rounds = loop.rounds + 1;
        bool forced = rounds < pc[2];
        if (!forced && ((rounds >= pc[3] && pc[3] != kSreNoLimit) || loop.last == here(p))) {
          pc += 4;
          continue;
        }
        OPHION_SRE_PUSH(kBarrier, forced, place(), here(p), barrier_);
        barrier_ = static_cast<uint32_t>(top - frames_ - 1);
        OPHION_SRE_PUSH(kUndoLoop, argument, 0, loop.last, loop.rounds);
        loop.rounds = rounds;
        if (!forced) loop.last = here(p);
        pc = code + pc[1];
        continue;
      }
      case SreOp::LoopPossessiveEnd:
      case SreOp::AtomicEnd:
        top = cut(top);
        ++pc;
        continue;
      case SreOp::Assert:
      case SreOp::AssertNot:
        if (here(p) < pc[1]) {
          if (static_cast<SreOp>(*pc & 255) == SreOp::Assert) goto fail;
          pc = code + pc[2];
          continue;
        }
        OPHION_SRE_PUSH(kBarrier, 0, place(), here(p), barrier_);
        barrier_ = static_cast<uint32_t>(top - frames_ - 1);
        p -= pc[1];
        pc += 3;
        continue;
      case SreOp::Atomic:
        OPHION_SRE_PUSH(kBarrier, 0, place(), here(p), barrier_);
        barrier_ = static_cast<uint32_t>(top - frames_ - 1);
        ++pc;
        continue;
      case SreOp::AssertEnd:
        p = s + frames_[barrier_].position;
        top = cut(top);
        ++pc;
        continue;
      case SreOp::AssertNotEnd:
        top = undoToBarrier(top);
        goto fail;
      case SreOp::GroupRef: {
        const uint32_t* mark = marks_ + size_t{pc[1]} * 2;
        if (mark[0] == kSreUnset || mark[1] == kSreUnset || mark[1] < mark[0]) goto fail;
        uint32_t n = mark[1] - mark[0];
        if (static_cast<size_t>(end - p) < n) goto fail;
        if (!sre::equal(static_cast<SreFold>(argument), s + mark[0], p, n)) goto fail;
        budget_ -= n >> 6;
        p += n;
        pc += 2;
        continue;
      }
      case SreOp::IfGroup: {
        const uint32_t* mark = marks_ + size_t{pc[1]} * 2;
        bool took_part = mark[0] != kSreUnset && mark[1] != kSreUnset && mark[0] <= mark[1];
        pc = took_part ? pc + 3 : code + pc[2];
        continue;
      }
    }
  fail:
    for (;;) {
      if (top == frames_) return 0;
      if (OPHION_UNLIKELY(--budget_ < 0) && !attend()) return -1;
      SreFrame& frame = top[-1];
      pc = code + frame.place;
      switch (static_cast<FrameKind>(frame.kind)) {
        case kResume:
          p = s + frame.position;
          --top;
          if (frame.extra != 0) {
            // What follows a lazy loop has failed: one more round, if there may be one.
            uint32_t number = *pc >> 8;
            SreLoop& loop = loops_[number];
            uint32_t rounds = loop.rounds + 1;
            if ((rounds >= pc[3] && pc[3] != kSreNoLimit) || loop.last == here(p)) continue;
            if (top != frames_) OPHION_SRE_PUSH(kUndoLoop, number, 0, loop.last, loop.rounds);
            loop = {rounds, here(p)};
            pc = code + pc[1];
          }
          break;
        case kBranch: {
          p = s + frame.position;
          uint32_t first = static_cast<uint32_t>(__builtin_ctz(frame.extra));
          frame.extra &= frame.extra - 1;
          if (frame.extra == 0) --top;
          pc = code + pc[2 + first];
          break;
        }
        case kGreedy: {
          const C* least = s + frame.extra;
          const C* q = s + frame.position - 1;
          if (pc[5] != kNoTable) {
            const C* from = q;
            while (q >= least && !sre::has(tables, pc[5], *q)) --q;
            budget_ -= (from - q) >> 6;
          }
          if (q <= least) {
            --top;
            if (q < least) continue;
          } else {
            frame.position = here(q);
          }
          p = q;
          pc += kRepeatWords;
          break;
        }
        case kLazy: {
          const C* most = s + frame.extra;
          const C* from = s + frame.position;
          const C* q = nullptr;
          if (sre::skip(tables, static_cast<SreOp>(pc[1]), pc[2], from, from + 1) != from) {
            q = sre::takeUntil(tables, pc, from + 1, most, end);
          }
          if (q == nullptr || q == most) {
            --top;
            if (q == nullptr) continue;
          } else {
            frame.position = here(q);
          }
          budget_ -= (q - from) >> 6;
          p = q;
          pc += kRepeatWords;
          break;
        }
        case kBarrier: {
          barrier_ = frame.extra;
          bool forced = frame.index != 0;
          p = s + frame.position;
          --top;
          SreOp op = static_cast<SreOp>(*pc & 255);
          if (op == SreOp::AssertNot) {
            pc = code + pc[2];
            break;
          }
          if (op == SreOp::LoopPossessive && !forced) {
            pc += 4;
            break;
          }
          continue;
        }
        default:
          undo(frame);
          --top;
          continue;
      }
      break;
    }
  }
}

#undef OPHION_SRE_PUSH

// --- searching ---

template <class C>
int SreMatcher::searchLiteral(uint32_t from) {
  const SreSearchPlan& plan = program_.plan;
  const C* s = static_cast<const C*>(text_.data);
  const uint32_t* words = program_.tables + plan.table;
  for (;;) {
    ptrdiff_t found;
    if constexpr (sizeof(C) == 1) {
      if (!plan.narrow) return 0;
      found = search::find(s + from, text_.length - from, reinterpret_cast<const uint8_t*>(words + plan.length),
                           plan.length);
    } else {
      found = search::find(s + from, text_.length - from, words, plan.length);
    }
    if (found < 0) return 0;
    from += static_cast<uint32_t>(found);
    if (plan.whole) {
      start_ = from;
      end_ = from + plan.length;
      return 1;
    }
    int result = runFresh<C>(from);
    if (result != 0) return result;
    must_advance_ = false;
    ++from;
  }
}

template <class C>
int SreMatcher::searchSet(uint32_t from) {
  const C* s = static_cast<const C*>(text_.data);
  const C* end = s + text_.length;
  for (const C* p = s + from;; ++p) {
    while (p < end && !sre::has(program_.tables, program_.plan.table, *p)) ++p;
    if (p == end) return 0;
    int result = runFresh<C>(static_cast<uint32_t>(p - s));
    if (result != 0) return result;
    if (OPHION_UNLIKELY(--budget_ < 0) && !attend()) return -1;
    must_advance_ = false;
  }
}

template <class C>
int SreMatcher::searchLines(uint32_t from) {
  const C* s = static_cast<const C*>(text_.data);
  const C* end = s + text_.length;
  const C* p = s + from;
  for (;;) {
    if (p != s && p[-1] != '\n') {
      p = sre::skip(program_.tables, SreOp::NotChar, '\n', p, end);
      if (p == end) return 0;
      ++p;
    }
    must_advance_ = must_advance_ && p == s + from;
    int result = runFresh<C>(static_cast<uint32_t>(p - s));
    if (result != 0 || p == end) return result;
    if (OPHION_UNLIKELY(--budget_ < 0) && !attend()) return -1;
    ++p;
  }
}

template <class C>
int SreMatcher::search(uint32_t from, bool must_advance) {
  must_advance_ = must_advance;
  switch (program_.plan.kind) {
    case SreSearchPlan::AtStart:
      return from == 0 ? runFresh<C>(0) : 0;
    case SreSearchPlan::LineStart:
      return searchLines<C>(from);
    case SreSearchPlan::Literal:
      return searchLiteral<C>(from);
    case SreSearchPlan::FirstSet:
      return searchSet<C>(from);
    case SreSearchPlan::Everywhere:
      break;
  }
  for (uint32_t at = from;; ++at) {
    int result = runFresh<C>(at);
    if (result != 0 || at == text_.length) return result;
    if (OPHION_UNLIKELY(--budget_ < 0) && !attend()) return -1;
    must_advance_ = false;
  }
}

int SreMatcher::search_mayRunPython(uint32_t from, bool must_advance) {
  whole_ = false;
  if (from > text_.length) return 0;
  switch (text_.unit) {
    case 1:
      return search<uint8_t>(from, must_advance);
    case 2:
      return search<uint16_t>(from, must_advance);
    default:
      return search<uint32_t>(from, must_advance);
  }
}

int SreMatcher::match_mayRunPython(uint32_t at, bool whole, bool must_advance) {
  whole_ = whole;
  must_advance_ = must_advance;
  if (at > text_.length) return 0;
  switch (text_.unit) {
    case 1:
      return runFresh<uint8_t>(at);
    case 2:
      return runFresh<uint16_t>(at);
    default:
      return runFresh<uint32_t>(at);
  }
}

}  // namespace ophion
