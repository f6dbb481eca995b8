// The table of source positions: written once by the compiler, read when a traceback wants to know.
#include "code/positions.h"

namespace ophion {

namespace {

uint8_t* writeVarint(uint8_t* out, uint32_t value) {
  while (value >= 0x80) {
    *out++ = static_cast<uint8_t>(value) | 0x80;
    value >>= 7;
  }
  *out++ = static_cast<uint8_t>(value);
  return out;
}

uint32_t zigzag(int32_t value) { return static_cast<uint32_t>(value) << 1 ^ static_cast<uint32_t>(value >> 31); }
int32_t unzigzag(uint32_t value) { return static_cast<int32_t>(value >> 1) ^ -static_cast<int32_t>(value & 1); }

// How far end line may lie behind the line, by one: 0 says that there is no line at all.
constexpr uint32_t kNoLine = 0;

// The low bits of a waypoint.
constexpr unsigned kMarkBits = 2;
constexpr uint32_t kOnlyFalling = 1, kSilence = 2, kAhead = 3;

}  // namespace

uint8_t* writePosition(uint8_t* out, uint32_t units, const Position& position, int32_t previous_line) {
  out = writeVarint(out, units);
  bool known = position.line >= 0;
  out = writeVarint(out, known ? zigzag(position.line - previous_line) : 0);
  out = writeVarint(out, known ? static_cast<uint32_t>(position.end_line - position.line) + 1 : kNoLine);
  out = writeVarint(out, static_cast<uint32_t>(position.column + 1));
  return writeVarint(out, static_cast<uint32_t>(position.end_column + 1));
}

uint8_t* writeWaypoint(uint8_t* out, const Waypoint& waypoint, int32_t previous_line) {
  out = writeVarint(out, 0);
  uint32_t mark = waypoint.only_falling ? kOnlyFalling : waypoint.is_ahead ? kAhead : 0;
  return writeVarint(out, zigzag(waypoint.line - previous_line) << kMarkBits | mark);
}

uint8_t* writeSilence(uint8_t* out) { return writeVarint(writeVarint(out, 0), kSilence); }

PositionReader::PositionReader(const Code* code)
    : at_(code->positions_.getOrNull()), stop_(at_ == nullptr ? nullptr : at_ + code->position_bytes_) {
  position_.line = static_cast<int32_t>(code->first_line_);
  last_line_ = position_.line;
}

uint32_t PositionReader::read() {
  uint32_t value = 0;
  for (unsigned shift = 0; at_ < stop_; shift += 7) {
    uint8_t byte = *at_++;
    value |= uint32_t{byte & 0x7fu} << shift;
    if (byte < 0x80) break;
  }
  return value;
}

Waypoint PositionReader::readWaypoint() {
  uint32_t value = read();
  uint32_t mark = value & ((1u << kMarkBits) - 1);
  if (mark == kSilence) {
    is_silent_ = true;
    return {-1, false, false};
  }
  last_line_ += unzigzag(value >> kMarkBits);
  return {last_line_, mark == kOnlyFalling, mark == kAhead};
}

bool PositionReader::next() {
  waypoints_ = at_;
  line_before_ = last_line_;
  is_silent_ = false;
  uint32_t units = 0;
  for (;;) {
    entry_ = at_;
    if (at_ >= stop_) return false;
    units = read();
    if (units != 0) break;
    if (at_ >= stop_) return false;
    readWaypoint();
  }
  start_ = end_;
  end_ = start_ + units;
  int32_t line = last_line_ + unzigzag(read());
  uint32_t lines = read();
  position_.column = static_cast<int32_t>(read()) - 1;
  position_.end_column = static_cast<int32_t>(read()) - 1;
  if (lines == kNoLine) {
    position_.line = position_.end_line = -1;
    return true;
  }
  last_line_ = position_.line = line;
  position_.end_line = line + static_cast<int32_t>(lines) - 1;
  return true;
}

PositionReader LineCursor::seek(const Code* code, uint32_t unit) {
  PositionReader reader(code);
  if (code_ == code->id_ && unit >= unit_) {
    reader.at_ += offset_;
    reader.end_ = unit_;
    reader.last_line_ = line_;
  }
  const uint8_t* first = code->positions_.getOrNull();
  while (reader.next()) {
    if (unit >= reader.end()) continue;
    *this = {code->id_, static_cast<uint32_t>(reader.waypoints_ - first), reader.start(), reader.line_before_};
    break;
  }
  return reader;
}

Position positionAt(const Code* code, uint32_t unit) {
  PositionReader reader(code);
  while (reader.next()) {
    if (unit < reader.end()) return reader.position();
  }
  return {-1, -1, -1, -1};
}

int32_t lineAt(const Code* code, uint32_t unit) { return positionAt(code, unit).line; }

}  // namespace ophion
