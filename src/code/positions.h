// Positions: the table from instruction to source position, one entry for each instruction in order, as varints:
// units covered, then line delta (zigzag), end line - line + 1 (0: the line is unknown), column + 1 (0: unknown), end
// column + 1.
//
// Waypoints come in front of the entry of the instruction that they belong to: lines that are passed on the way to it
// and have no instruction of their own (operands that are read in place, `pass`, `try:`). Only trace functions see
// them. As varints: 0, then zigzag of the line delta times 4, plus 1 where a jump back to the instruction does not pass
// the line, or plus 3 where the line is ahead of protected ranges that the instruction begins. 0, 2 is a silence: the
// lines of the entry itself are not told (what tidies up behind a statement).
#pragma once

#include <cstddef>
#include <cstdint>

#include "code/code.h"

namespace ophion {

inline constexpr size_t kMaxPositionBytes = 25;
inline constexpr size_t kMaxWaypointBytes = 6;

// Appends one entry at `out` (room for kMaxPositionBytes); returns the end. `previous_line` is that of the entry before
// (first: first_line).
uint8_t* writePosition(uint8_t* out, uint32_t units, const Position& position, int32_t previous_line);

struct Waypoint {
  int32_t line;       // -1: none (silence)
  bool only_falling;  // not passed by a jump back
  bool is_ahead;      // what a trace function raises here is raised outside of the try statement that begins
};

// Appends a waypoint, likewise.
uint8_t* writeWaypoint(uint8_t* out, const Waypoint& waypoint, int32_t previous_line);
// Says that the lines of the entry behind are not told.
uint8_t* writeSilence(uint8_t* out);

// Reads one entry and moves on.
class PositionReader {
 public:
  explicit PositionReader(const Code* code);
  bool next();                               // false at the end
  uint32_t start() const { return start_; }  // units [start, end)
  uint32_t end() const { return end_; }
  const Position& position() const { return position_; }
  bool isSilent() const { return is_silent_; }
  // The waypoints in front of the entry: calls `pass` with each until it says false.
  template <class F>
  void forEachWaypoint(F pass) const {
    const uint8_t* end = entry_;
    PositionReader reader(*this);
    reader.at_ = waypoints_;
    reader.last_line_ = line_before_;
    while (reader.at_ < end) {
      reader.read();
      Waypoint waypoint = reader.readWaypoint();
      if (waypoint.line >= 0 && !pass(waypoint)) return;
    }
  }

 private:
  friend struct LineCursor;
  uint32_t read();
  Waypoint readWaypoint();

  const uint8_t* at_;
  const uint8_t* stop_;
  uint32_t start_ = 0, end_ = 0;
  int32_t last_line_ = 0;
  const uint8_t* waypoints_ = nullptr;  // in front of the entry
  const uint8_t* entry_ = nullptr;
  int32_t line_before_ = 0;
  bool is_silent_ = false;
  Position position_;
};

// Where reading stopped last, so that it can go on from there.
struct LineCursor {
  uint32_t code_;  // id_ of the code; 0: none
  uint32_t offset_;
  uint32_t unit_;
  int32_t line_;

  // The entry that covers a unit. Its code must live as long as the reader.
  PositionReader seek(const Code* code, uint32_t unit);
};

}  // namespace ophion
