// The objects of the module _sre: patterns, matches, scanners; and a subject, which is what they search.
#pragma once

#include "heap/ref.h"
#include "modules/sre_matcher.h"
#include "object/buffer.h"
#include "object/builtin_types.h"

namespace ophion {

struct Dict;
struct Tuple;

// A compiled pattern.
struct SrePattern : Object {
  Slot<Object> pattern_;     // what it was compiled from: str, bytes, or None
  Slot<Dict> group_index_;   // names to numbers
  Slot<Tuple> index_group_;  // numbers to names, None where there is none
  Slot<uint32_t> words_;     // raw buffer: instructions, then tables
  uint32_t code_words_;
  uint32_t all_words_;
  uint32_t flags_;
  uint32_t groups_;
  uint32_t loops_;
  SreSearchPlan plan_;

  SreProgram program() const {
    const uint32_t* words = words_.get();
    return {words, words + code_words_, groups_, loops_, plan_};
  }
};

// What a search found.
struct SreMatch : Object {
  Slot<SrePattern> pattern_;
  Slot<Object> string_;
  Slot<Object> regs_;    // the spans as a tuple; null until asked for
  uint32_t from_, to_;   // where the search was to look
  uint32_t last_group_;  // 0: none
  uint32_t groups_;      // with the whole match, which is group 0

  // Start and end of each group; kSreUnset for both where it took no part.
  uint32_t* spans() { return &groups_ + 1; }
  const uint32_t* spans() const { return &groups_ + 1; }
  static size_t bytesFor(size_t groups) { return sizeof(SreMatch) + groups * 8; }
};
static_assert(sizeof(SreMatch) == 36);

// A search that goes on where the last one ended.
struct SreScanner : Object {
  Slot<SrePattern> pattern_;
  Slot<Object> string_;
  uint32_t from_, to_;
  uint32_t next_;
  bool must_advance_;
  bool done_;
};

// A text or row of bytes to be searched, and between which positions. It stays as it is while the subject lives.
class SreSubject {
 public:
  // False: TypeError pending, where it cannot be searched or not with this pattern. Positions may be null.
  [[nodiscard]] bool acquire(const SrePattern* pattern, Object* string, Object* from = nullptr, Object* to = nullptr);
  // The same with positions known to fit, but for a subject that has shrunk.
  [[nodiscard]] bool acquireBetween(const SrePattern* pattern, Object* string, uint32_t from, uint32_t to);

  Object* string() const { return string_.get(); }
  bool isText() const { return is_text_; }
  uint32_t length() const { return length_; }
  uint32_t from() const { return from_; }
  uint32_t to() const { return to_; }
  SreText text() const { return {data_, to_, unit_}; }
  const void* data() const { return data_; }
  // Its characters from start to end: a str or bytes; itself where that is all.
  Ref<Object> slice(uint32_t start, uint32_t end) const;

 private:
  bool open(const SrePattern* pattern, Object* string);

  Ref<Object> string_;
  Buffer buffer_;
  const void* data_ = nullptr;
  unsigned unit_ = 1;
  bool is_text_ = false;
  uint32_t length_ = 0, from_ = 0, to_ = 0;
};

// A position or count. False: TypeError or OverflowError pending.
[[nodiscard]] bool readPosition(Object* given, int64_t* out);

// The characters of a str or bytes-like object from start to end, as far as it has them.
Ref<Object> sliceOfSubject(Object* string, uint32_t start, uint32_t end);

// The match that the matcher found.
Ref<Object> newSreMatch(SrePattern* pattern, const SreSubject& subject, const SreMatcher& matcher);
Ref<Object> newSreScanner(SrePattern* pattern, Object* string, Object* from, Object* to);

// The function of that name in the package `re`.
Ref<Object> functionOfRe_mayRunPython(const char* name);

// --- replacing and splitting (sre_replace.cpp): the methods of patterns ---
Ref<Object> srePatternSub(Object* const* args);
Ref<Object> srePatternSubn(Object* const* args);
Ref<Object> srePatternSplit(Object* const* args);
Ref<Object> srePatternFindAll(Object* const* args);

}  // namespace ophion
