// Subjects of a search: strings, and whatever gives its bytes, as rows of characters of one width.
#include "modules/sre.h"
#include "object/bytes.h"
#include "object/error.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

namespace {

Ref<Object> sliceOfBytes(Object* whole, std::string_view bytes, size_t start, size_t end) {
  if (start == 0 && end == bytes.size() && isExactBytes(whole)) return share(whole);
  return newBytes(bytes.substr(start, end - start));
}

Ref<Object> sliceOfStr(Str* whole, size_t start, size_t end) {
  if (start == 0 && end == whole->length_ && isExactStr(whole)) return share(static_cast<Object*>(whole));
  return substring(whole, start, end);
}

}  // namespace

bool SreSubject::open(const SrePattern* pattern, Object* string) {
  bool bytes_pattern = !pattern->pattern_.isNull() && isBytesLike(pattern->pattern_.get());
  bool text_pattern = !pattern->pattern_.isNull() && isStrLayout(pattern->pattern_.get());
  string_ = share(string);
  is_text_ = isStrLayout(string);
  if (is_text_) {
    if (bytes_pattern) return raise(kTypeTypeError, "cannot use a bytes pattern on a string-like object");
    Str* s = static_cast<Str*>(string);
    data_ = s->data();
    unit_ = s->unit();
    length_ = s->length_;
    return true;
  }
  if (!isBytesLike(string)) return raise(kTypeTypeError, "expected string or bytes-like object, got '%T'", string);
  if (text_pattern) return raise(kTypeTypeError, "cannot use a string pattern on a bytes-like object");
  if (!buffer_.acquire(string)) return false;
  if (buffer_.size() >= kSreUnset) return raise(kTypeOverflowError, "the subject is too long for a regular expression");
  // A matcher wants an address even for nothing.
  data_ = buffer_.size() == 0 ? "" : buffer_.data();
  unit_ = 1;
  length_ = static_cast<uint32_t>(buffer_.size());
  return true;
}

// As CPython converts a position.
bool readPosition(Object* given, int64_t* out) {
  if (isSmallInt(given)) {
    *out = smallValue(given);
    return true;
  }
  Ref<Int> number = index(given);
  if (!number) return false;
  return tryInt64(number.get(), out) || raise(kTypeOverflowError, "Python int too large to convert to C ssize_t");
}

bool SreSubject::acquire(const SrePattern* pattern, Object* string, Object* from, Object* to) {
  int64_t start = 0, end = INT64_MAX;
  if (from != nullptr && !readPosition(from, &start)) return false;
  if (to != nullptr && !readPosition(to, &end)) return false;
  if (!open(pattern, string)) return false;
  int64_t length = length_;
  from_ = static_cast<uint32_t>(start < 0 ? 0 : start > length ? length : start);
  to_ = static_cast<uint32_t>(end < 0 ? 0 : end > length ? length : end);
  return true;
}

bool SreSubject::acquireBetween(const SrePattern* pattern, Object* string, uint32_t from, uint32_t to) {
  if (!open(pattern, string)) return false;
  from_ = from > length_ ? length_ : from;
  to_ = to > length_ ? length_ : to;
  return true;
}

Ref<Object> SreSubject::slice(uint32_t start, uint32_t end) const {
  if (is_text_) return sliceOfStr(static_cast<Str*>(string_.get()), start, end);
  return sliceOfBytes(string_.get(), buffer_.view(), start, end);
}

Ref<Object> sliceOfSubject(Object* string, uint32_t start, uint32_t end) {
  if (isStrLayout(string)) return sliceOfStr(static_cast<Str*>(string), start, end);
  Buffer buffer;
  if (!buffer.acquire(string)) return raised();
  size_t last = end > buffer.size() ? buffer.size() : end;
  return sliceOfBytes(string, buffer.view(), start > last ? last : start, last);
}

}  // namespace ophion
