// The markup of str.format(): "literal {field!conversion:spec} literal". Positions are in the text itself.
#pragma once

#include "object/str_chars.h"

namespace ophion {

struct TextRange {
  size_t start = 0, end = 0;
  bool empty() const { return start >= end; }
  size_t length() const { return end > start ? end - start : 0; }
};

// One step of reading: literal text, then perhaps a field.
struct MarkupPiece {
  TextRange literal;
  bool has_field = false;
  TextRange name;
  TextRange spec;
  bool spec_nested = false;  // the specification holds fields itself
  char32_t conversion = 0;   // 0: none given
};

class MarkupReader {
 public:
  MarkupReader(const Str* text, TextRange range) : chars_(text), at_(range.start), end_(range.end) {}
  // 1: *piece is set; 0: the end; -1: ValueError pending.
  int next(MarkupPiece* piece);

 private:
  bool readField(MarkupPiece* piece);
  bool readConversion(MarkupPiece* piece, bool* done);

  CharReader chars_;
  size_t at_, end_;
};

// A field's name: what comes first, then attributes and items.
class FieldNameReader {
 public:
  FieldNameReader(const Str* text, TextRange range);
  TextRange first() const { return first_; }
  int64_t firstIndex() const { return first_index_; }  // -1: no number
  bool failed() const { return failed_; }              // ValueError pending
  // 1: *name is an attribute or item (whose number is *index, -1 if it is none); 0: the end; -1: ValueError pending.
  int next(TextRange* name, bool* is_attribute, int64_t* index);

 private:
  CharReader chars_;
  size_t at_, end_;
  TextRange first_;
  int64_t first_index_;
  bool failed_ = false;
};

}  // namespace ophion
