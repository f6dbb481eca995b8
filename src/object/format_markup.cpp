#include "object/format_markup.h"

#include "base/unicode.h"
#include "object/error.h"

namespace ophion {

namespace {

// The value of a row of decimal digits; -1: it is none; -2: ValueError pending.
int64_t numberIn(const CharReader& chars, TextRange range) {
  if (range.empty()) return -1;
  int64_t value = 0;
  for (size_t i = range.start; i < range.end; ++i) {
    int digit = unicode::decimalValue(chars[i]);
    if (digit < 0) return -1;
    if (value > (INT64_MAX - digit) / 10) {
      raise(kTypeValueError, "Too many decimal digits in format string");
      return -2;
    }
    value = value * 10 + digit;
  }
  return value;
}

}  // namespace

int MarkupReader::next(MarkupPiece* piece) {
  *piece = MarkupPiece{};
  if (at_ >= end_) return 0;
  size_t start = at_;
  char32_t c = 0;
  bool brace = false;
  while (at_ < end_ && !brace) {
    c = chars_[at_++];
    brace = c == '{' || c == '}';
  }
  bool at_end = at_ >= end_;
  piece->literal = {start, at_};
  if (!brace) return 1;
  if (c == '}' && (at_end || chars_[at_] != c))
    return raise(kTypeValueError, "Single '}' encountered in format string");
  if (at_end) return raise(kTypeValueError, "Single '{' encountered in format string");
  if (chars_[at_] == c) {
    // A brace written twice stands for itself: the first of them ends the literal.
    ++at_;
    return 1;
  }
  --piece->literal.end;
  piece->has_field = true;
  return readField(piece) ? 1 : -1;
}

// Behind '!'. *done: the field ended with it.
bool MarkupReader::readConversion(MarkupPiece* piece, bool* done) {
  if (at_ >= end_) return raise(kTypeValueError, "end of string while looking for conversion specifier");
  piece->conversion = chars_[at_++];
  if (at_ >= end_) return true;
  char32_t c = chars_[at_++];
  *done = c == '}';
  if (!*done && c != ':') return raise(kTypeValueError, "expected ':' after conversion specifier");
  return true;
}

bool MarkupReader::readField(MarkupPiece* piece) {
  char32_t c = 0;
  size_t start = at_;
  bool ended = false;
  while (at_ < end_ && !ended) {
    c = chars_[at_++];
    if (c == '{') return raise(kTypeValueError, "unexpected '{' in field name");
    if (c == '[') {
      while (at_ < end_ && chars_[at_] != ']') ++at_;
    }
    ended = c == '}' || c == ':' || c == '!';
  }
  piece->name = {start, ended ? at_ - 1 : at_};
  if (c == '}') return true;
  if (c != '!' && c != ':') return raise(kTypeValueError, "expected '}' before end of string");
  if (c == '!') {
    bool done = false;
    if (!readConversion(piece, &done)) return false;
    if (done) return true;
  }
  piece->spec = {at_, at_};
  for (int depth = 1; at_ < end_;) {
    c = chars_[at_++];
    if (c == '{') {
      piece->spec_nested = true;
      ++depth;
    } else if (c == '}' && --depth == 0) {
      piece->spec.end = at_ - 1;
      return true;
    }
  }
  return raise(kTypeValueError, "unmatched '{' in format spec");
}

FieldNameReader::FieldNameReader(const Str* text, TextRange range) : chars_(text), at_(range.start), end_(range.end) {
  while (at_ < end_ && chars_[at_] != '.' && chars_[at_] != '[') ++at_;
  first_ = {range.start, at_};
  first_index_ = numberIn(chars_, first_);
  failed_ = first_index_ == -2;
}

int FieldNameReader::next(TextRange* name, bool* is_attribute, int64_t* index) {
  if (at_ >= end_) return 0;
  char32_t c = chars_[at_++];
  *index = -1;
  name->start = at_;
  if (c == '.') {
    *is_attribute = true;
    while (at_ < end_ && chars_[at_] != '.' && chars_[at_] != '[') ++at_;
    name->end = at_;
  } else if (c == '[') {
    *is_attribute = false;
    while (at_ < end_ && chars_[at_] != ']') ++at_;
    if (at_ >= end_) return raise(kTypeValueError, "Missing ']' in format string");
    name->end = at_++;
    *index = numberIn(chars_, *name);
    if (*index == -2) return -1;
  } else {
    return raise(kTypeValueError, "Only '.' or '[' may follow ']' in format field specifier");
  }
  if (name->empty()) return raise(kTypeValueError, "Empty attribute in format string");
  return 1;
}

}  // namespace ophion
