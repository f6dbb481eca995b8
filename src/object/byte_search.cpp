// Methods of bytes and bytearray that look for other bytes: find() and its kin, prefixes, strip(), partition(),
// replace().
#include "object/buffer.h"
#include "object/byte_builder.h"
#include "object/byte_methods.h"
#include "object/c_argument.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/search_range.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/text_search.h"
#include "object/tuple.h"

namespace ophion::byte_methods {

namespace {

// The arguments (self, sub, start, end), where sub may be a byte's value.
class Search {
 public:
  bool read(Object* const* args) {
    if (isBytesLike(args[1])) {
      if (!buffer_.acquire(args[1])) return false;
      part_ = buffer_.view();
    } else if (!hasIndex(args[1])) {
      return raise(kTypeTypeError, "argument should be integer or bytes-like object, not '%.200T'", args[1]);
    } else {
      uint8_t byte;
      if (!byteValue_mayRunPython(args[1], &byte)) return false;
      byte_ = static_cast<char>(byte);
      part_ = {&byte_, 1};
    }
    if (!self_.acquire(args[0])) return false;
    return searchRange_mayRunPython(args[2], args[3], self_.size(), &start_, &end_);
  }
  ptrdiff_t find(bool backward) const {
    if (start_ > end_) return -1;
    const char* text = self_.data() + start_;
    ptrdiff_t at = backward ? search::findLast(text, end_ - start_, part_.data(), part_.size())
                            : search::find(text, end_ - start_, part_.data(), part_.size());
    return at < 0 ? -1 : at + static_cast<ptrdiff_t>(start_);
  }
  size_t count() const {
    if (start_ > end_) return 0;
    return search::count(self_.data() + start_, end_ - start_, part_.data(), part_.size());
  }

 private:
  Buffer buffer_, self_;
  char byte_;
  std::string_view part_;
  size_t start_, end_;
};

Ref<Object> found(Object* const* args, bool backward, bool must) {
  Search q;
  if (!q.read(args)) return raised();
  ptrdiff_t at = q.find(backward);
  if (at < 0 && must) return raise(kTypeValueError, "subsection not found");
  return newInt(at);
}

}  // namespace

Ref<Object> find(Object* const* args) { return found(args, false, false); }
Ref<Object> rfind(Object* const* args) { return found(args, true, false); }
Ref<Object> index(Object* const* args) { return found(args, false, true); }
Ref<Object> rindex(Object* const* args) { return found(args, true, true); }
Ref<Object> count(Object* const* args) {
  Search q;
  if (!q.read(args)) return raised();
  return newInt(static_cast<int64_t>(q.count()));
}

namespace {

// Whether self[start:end] begins (ends) with the bytes: 1, 0, -1.
int matchesEnd(Object* self, Object* part, size_t start, size_t end, bool at_end) {
  Buffer buffer;
  if (!buffer.acquire(part)) return -1;
  std::string_view bytes = bytesOf(self);
  if (end > bytes.size()) end = bytes.size();
  if (start > end || buffer.size() > end - start) return 0;
  size_t at = at_end ? end - buffer.size() : start;
  return bytes.substr(at, buffer.size()) == buffer.view();
}

Ref<Object> tailMatch(Object* const* args, bool at_end) {
  size_t start, end;
  if (!searchRange_mayRunPython(args[2], args[3], bytesOf(args[0]).size(), &start, &end)) return raised();
  if (isTupleLayout(args[1])) {
    Tuple* parts = static_cast<Tuple*>(args[1]);
    for (uint32_t i = 0; i < parts->size_; ++i) {
      int yes = matchesEnd(args[0], parts->at(i), start, end, at_end);
      if (yes < 0) return raised();
      if (yes > 0) return newBool(true);
    }
    return newBool(false);
  }
  if (!isBytesLike(args[1])) {
    return raise(kTypeTypeError, "%s first arg must be bytes or a tuple of bytes, not %T",
                 at_end ? "endswith" : "startswith", args[1]);
  }
  int yes = matchesEnd(args[0], args[1], start, end, at_end);
  return yes < 0 ? raised() : newBool(yes > 0);
}

}  // namespace

Ref<Object> startsWith(Object* const* args) { return tailMatch(args, false); }
Ref<Object> endsWith(Object* const* args) { return tailMatch(args, true); }

Ref<Object> removePrefix(Object* const* args) {
  Buffer part;
  if (!part.acquire(args[1])) return raised();
  std::string_view bytes = bytesOf(args[0]);
  if (part.size() == 0 || !bytes.starts_with(part.view())) return unchangedBytes(args[0]);
  return bytesLike(args[0], bytes.substr(part.size()));
}
Ref<Object> removeSuffix(Object* const* args) {
  Buffer part;
  if (!part.acquire(args[1])) return raised();
  std::string_view bytes = bytesOf(args[0]);
  if (part.size() == 0 || !bytes.ends_with(part.view())) return unchangedBytes(args[0]);
  return bytesLike(args[0], bytes.substr(0, bytes.size() - part.size()));
}

namespace {

constexpr std::string_view kSpaces = " \t\n\r\x0b\x0c";

Ref<Object> stripped(Object* const* args, bool left, bool right) {
  Buffer buffer;
  std::string_view set = kSpaces;
  if (args[1] != nullptr && !isNone(args[1])) {
    if (!buffer.acquire(args[1])) return raised();
    set = buffer.view();
  }
  bool goes[256] = {};
  for (char c : set) goes[static_cast<uint8_t>(c)] = true;
  std::string_view bytes = bytesOf(args[0]);
  size_t start = 0, end = bytes.size();
  while (left && start < end && goes[static_cast<uint8_t>(bytes[start])]) ++start;
  while (right && end > start && goes[static_cast<uint8_t>(bytes[end - 1])]) --end;
  if (end - start == bytes.size()) return unchangedBytes(args[0]);
  return bytesLike(args[0], bytes.substr(start, end - start));
}

}  // namespace

Ref<Object> strip(Object* const* args) { return stripped(args, true, true); }
Ref<Object> lstrip(Object* const* args) { return stripped(args, true, false); }
Ref<Object> rstrip(Object* const* args) { return stripped(args, false, true); }

namespace {

Ref<Object> partitioned(Object* const* args, bool backward) {
  Buffer separator, self;
  if (!separator.acquire(args[1]) || !self.acquire(args[0])) return raised();
  if (separator.size() == 0) return raise(kTypeValueError, "empty separator");
  std::string_view bytes = self.view();
  ptrdiff_t at = backward ? search::findLast(bytes.data(), bytes.size(), separator.data(), separator.size())
                          : search::find(bytes.data(), bytes.size(), separator.data(), separator.size());
  Ref<Object> first, middle, last;
  if (at < 0) {
    Ref<Object> whole = unchangedBytes(args[0]);
    middle = bytesLike(args[0], {});
    Ref<Object> empty = bytesLike(args[0], {});
    first = backward ? empty : whole;
    last = backward ? whole : empty;
  } else {
    first = bytesLike(args[0], bytes.substr(0, static_cast<size_t>(at)));
    middle = isByteArrayLayout(args[0]) ? bytesLike(args[0], separator.view()) : share(args[1]);
    last = bytesLike(args[0], bytes.substr(static_cast<size_t>(at) + separator.size()));
  }
  if (!first || !middle || !last) return raised();
  return newTupleOf({first.get(), middle.get(), last.get()});
}

}  // namespace

Ref<Object> partition(Object* const* args) { return partitioned(args, false); }
Ref<Object> rpartition(Object* const* args) { return partitioned(args, true); }

namespace {

bool appendReplaced(ByteBuilder& out, std::string_view bytes, std::string_view old, std::string_view with,
                    size_t limit) {
  if (old.empty()) {
    size_t n = limit < bytes.size() + 1 ? limit : bytes.size() + 1;
    for (size_t i = 0; i < n; ++i) {
      if (!out.append(with) || (i < bytes.size() && !out.appendByte(static_cast<uint8_t>(bytes[i])))) return false;
    }
    return n >= bytes.size() || out.append(bytes.substr(n));
  }
  size_t done = 0;
  for (; limit > 0; --limit) {
    ptrdiff_t at = search::find(bytes.data() + done, bytes.size() - done, old.data(), old.size());
    if (at < 0) break;
    if (!out.append(bytes.substr(done, static_cast<size_t>(at))) || !out.append(with)) return false;
    done += static_cast<size_t>(at) + old.size();
  }
  return out.append(bytes.substr(done));
}

}  // namespace

Ref<Object> replace(Object* const* args) {
  int64_t limit = -1;
  Buffer old, with, self;
  if (!old.acquire(args[1]) || !with.acquire(args[2])) return raised();
  if (args[3] != nullptr && !cSizeArgument_mayRunPython(args[3], &limit)) return raised();
  if (!self.acquire(args[0])) return raised();
  std::string_view bytes = self.view();
  bool any = limit != 0 && search::find(bytes.data(), bytes.size(), old.data(), old.size()) >= 0;
  if (!any || (old.size() == 0 && with.size() == 0)) return unchangedBytes(args[0]);
  ByteBuilder out;
  size_t most = limit < 0 ? SIZE_MAX : static_cast<size_t>(limit);
  if (!appendReplaced(out, bytes, old.view(), with.view(), most)) return raised();
  return bytesLike(args[0], out.view());
}

}  // namespace ophion::byte_methods
