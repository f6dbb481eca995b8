// Positions: the table from instruction to source position, one entry for each instruction in order, as varints:
// units covered, then line delta (zigzag), end line - line + 1 (0: the line is unknown), column + 1 (0: unknown), end
// column + 1.
#pragma once

#include <cstddef>
#include <cstdint>

#include "code/code.h"

namespace ophion {

inline constexpr size_t kMaxPositionBytes = 25;

// Appends one entry at `out` (room for kMaxPositionBytes); returns the end. `previous_line` is that of the entry before
// (first: first_line).
uint8_t* writePosition(uint8_t* out, uint32_t units, const Position& position, int32_t previous_line);

// Reads one entry and moves on.
class PositionReader {
 public:
  explicit PositionReader(const Code* code);
  bool next();                               // false at the end
  uint32_t start() const { return start_; }  // units [start, end)
  uint32_t end() const { return end_; }
  const Position& position() const { return position_; }

 private:
  uint32_t read();

  const uint8_t* at_;
  const uint8_t* stop_;
  uint32_t start_ = 0, end_ = 0;
  int32_t last_line_ = 0;
  Position position_;
};

}  // namespace ophion
