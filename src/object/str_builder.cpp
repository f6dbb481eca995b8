#include "object/str_builder.h"

#include "object/allocate.h"
#include "object/str_utf8.h"

namespace ophion {

void StrBuilder::release() {
  if (data_ != own_) heap().free(data_, capacity_);
}

StrBuilder::~StrBuilder() { release(); }

// Room for `characters` in all, each of `unit` bytes at least.
bool StrBuilder::grow(size_t characters, unsigned unit) {
  if (OPHION_UNLIKELY(characters > kMaxStrLength)) return raiseMemoryError();
  if (unit <= unit_) {
    size_t need = characters * unit_;
    if (OPHION_LIKELY(need <= capacity_)) return true;
    size_t wanted = allocatedBytes(need + need / 2);
    void* fresh = data_ == own_ ? heap().tryAllocateRaw(wanted) : heap().tryResizeRaw(data_, capacity_, wanted);
    if (fresh == nullptr) return raiseMemoryError();
    if (data_ == own_) std::memcpy(fresh, own_, length_ * unit_);
    data_ = static_cast<char*>(fresh);
    capacity_ = wanted;
    return true;
  }
  size_t wanted = allocatedBytes((characters + characters / 2 + 16) * unit);
  char* fresh = static_cast<char*>(heap().tryAllocateRaw(wanted));
  if (fresh == nullptr) return raiseMemoryError();
  if (unit_ == 1 && unit == 2) {
    copyChars(reinterpret_cast<uint16_t*>(fresh), reinterpret_cast<uint8_t*>(data_), length_);
  } else if (unit_ == 1) {
    copyChars(reinterpret_cast<uint32_t*>(fresh), reinterpret_cast<uint8_t*>(data_), length_);
  } else {
    copyChars(reinterpret_cast<uint32_t*>(fresh), reinterpret_cast<uint16_t*>(data_), length_);
  }
  release();
  data_ = fresh;
  capacity_ = wanted;
  unit_ = unit;
  return true;
}

bool StrBuilder::reserve(size_t characters) { return grow(length_ + characters, 1); }

bool StrBuilder::appendWide(char32_t c) {
  if (OPHION_UNLIKELY(!grow(length_ + 1, c < 0x100 ? 1 : c < 0x10000 ? 2 : 4))) return false;
  if (unit_ == 1) {
    data_[length_] = static_cast<char>(c);
  } else if (unit_ == 2) {
    reinterpret_cast<uint16_t*>(data_)[length_] = static_cast<uint16_t>(c);
  } else {
    reinterpret_cast<uint32_t*>(data_)[length_] = c;
  }
  or_ |= c;
  ++length_;
  return true;
}

bool StrBuilder::appendAny(const Str* s) {
  if (s->length_ == 0) return true;
  if (!grow(length_ + s->length_, s->unit())) return false;
  writeChars(data_ + length_ * unit_, unit_, s, 0, s->length_);
  or_ |= leastOf(s->width());
  length_ += s->length_;
  return true;
}

bool StrBuilder::append(const Str* s, size_t start, size_t end) {
  if (start >= end) return true;
  size_t n = end - start;
  if (n == s->length_) return append(s);
  if (s->isAscii()) return appendAscii({s->data() + start, n});
  uint32_t all = withChars(s, [&](auto* p) { return orOfChars(p + start, n); });
  if (!grow(length_ + n, unitOf(widthFor(all)))) return false;
  writeChars(data_ + length_ * unit_, unit_, s, start, n);
  or_ |= all;
  length_ += n;
  return true;
}

bool StrBuilder::appendAsciiSlow(std::string_view ascii) {
  OPHION_ASSERT(allAscii(ascii.data(), ascii.size()));
  if (ascii.empty()) return true;
  if (!grow(length_ + ascii.size(), 1)) return false;
  const uint8_t* from = reinterpret_cast<const uint8_t*>(ascii.data());
  if (unit_ == 1) {
    copyChars(reinterpret_cast<uint8_t*>(data_) + length_, from, ascii.size());
  } else if (unit_ == 2) {
    copyChars(reinterpret_cast<uint16_t*>(data_) + length_, from, ascii.size());
  } else {
    copyChars(reinterpret_cast<uint32_t*>(data_) + length_, from, ascii.size());
  }
  length_ += ascii.size();
  return true;
}

bool StrBuilder::appendUtf8(std::string_view utf8) {
  if (allAscii(utf8.data(), utf8.size())) return appendAscii(utf8);
  const char* p = utf8.data();
  const char* end = p + utf8.size();
  while (p < end) {
    if (!append(nextUtf8Lenient(&p, end))) return false;
  }
  return true;
}

bool StrBuilder::appendRepeated(char32_t c, size_t n) {
  if (n == 0) return true;
  if (n > kMaxStrLength) return raiseMemoryError();
  if (!grow(length_ + n, c < 0x100 ? 1 : c < 0x10000 ? 2 : 4)) return false;
  if (unit_ == 1) {
    std::memset(data_ + length_, static_cast<int>(c), n);
  } else if (unit_ == 2) {
    std::fill_n(reinterpret_cast<uint16_t*>(data_) + length_, n, static_cast<uint16_t>(c));
  } else {
    std::fill_n(reinterpret_cast<uint32_t*>(data_) + length_, n, c);
  }
  or_ |= c;
  length_ += n;
  return true;
}

Ref<Str> StrBuilder::finish() {
  Ref<Str> s;
  Width width = widthFor(or_);
  if (length_ == 1) {
    // or_ may have more bits than the character: whole pieces of text are only told apart by width.
    s = newStrFromChar(unit_ == 1   ? *reinterpret_cast<uint8_t*>(data_)
                       : unit_ == 2 ? *reinterpret_cast<uint16_t*>(data_)
                                    : *reinterpret_cast<uint32_t*>(data_));
  } else {
    s = newStrUninitialized(length_, width);
    if (s && length_ != 0) {
      OPHION_ASSERT(unitOf(width) <= unit_);
      if (unit_ == unitOf(width)) {
        copyBytes(s->data(), data_, length_ * unit_);
      } else if (unit_ == 2) {
        copyChars(reinterpret_cast<uint8_t*>(s->data()), reinterpret_cast<uint16_t*>(data_), length_);
      } else if (width <= Width::Latin1) {
        copyChars(reinterpret_cast<uint8_t*>(s->data()), reinterpret_cast<uint32_t*>(data_), length_);
      } else {
        copyChars(reinterpret_cast<uint16_t*>(s->data()), reinterpret_cast<uint32_t*>(data_), length_);
      }
    }
  }
  length_ = 0;
  or_ = 0;
  return s;
}

}  // namespace ophion
