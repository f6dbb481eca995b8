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

}  // namespace

uint8_t* writePosition(uint8_t* out, uint32_t units, const Position& position, int32_t previous_line) {
  out = writeVarint(out, units);
  bool known = position.line >= 0;
  out = writeVarint(out, known ? zigzag(position.line - previous_line) : 0);
  out = writeVarint(out, known ? static_cast<uint32_t>(position.end_line - position.line) + 1 : kNoLine);
  out = writeVarint(out, static_cast<uint32_t>(position.column + 1));
  return writeVarint(out, static_cast<uint32_t>(position.end_column + 1));
}

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

bool PositionReader::next() {
  if (at_ >= stop_) return false;
  start_ = end_;
  uint32_t units = read();
  if (units == 0) return false;
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

Position positionAt(const Code* code, uint32_t unit) {
  PositionReader reader(code);
  while (reader.next()) {
    if (unit < reader.end()) return reader.position();
  }
  return {-1, -1, -1, -1};
}

int32_t lineAt(const Code* code, uint32_t unit) { return positionAt(code, unit).line; }

}  // namespace ophion
