// TextIOWrapper: positions.
//
// The bytes of a text's characters do not lie evenly, so a position is where the characters handed out so far end in
// the file. It is found by decoding the present chunk again as far as it was handed out. With the native encodings
// every position is a plain number of bytes. Other decoders may keep a state: a position then also packs the decoder's
// flags, how many bytes to feed it from there, and how many characters of these to skip.
#include "modules/io_text.h"
#include "object/bytes.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/str_utf8.h"
#include "object/tuple.h"

namespace ophion {

namespace {

// Bits of a packed position: 64 of the place, then 32 each of the rest.
struct Cookie {
  uint64_t start = 0;
  uint32_t flags = 0;
  uint32_t bytes_to_feed = 0;
  uint32_t chars_to_skip = 0;
  bool at_end = false;
};

Ref<Int> packed(const Cookie& c) {
  uint64_t limbs[] = {c.start, c.flags | uint64_t{c.bytes_to_feed} << 32, c.chars_to_skip | uint64_t{c.at_end} << 32};
  return newIntFromLimbs(limbs, 3, false);
}

bool unpack(const Int* i, Cookie* c) {
  if (i->isSmall()) {
    c->start = static_cast<uint64_t>(i->value_);
    return true;
  }
  if (i->limbs_ < 0 || i->limbs_ > 3) return raise(kTypeOverflowError, "int too big to convert");
  const uint64_t* limbs = i->limbs();
  c->start = limbs[0];
  if (i->limbs_ > 1)
    c->flags = static_cast<uint32_t>(limbs[1]), c->bytes_to_feed = static_cast<uint32_t>(limbs[1] >> 32);
  if (i->limbs_ > 2) c->chars_to_skip = static_cast<uint32_t>(limbs[2]), c->at_end = limbs[2] >> 32 != 0;
  return true;
}

// How many bytes the next character takes, and how many characters come of them.
bool stepOver(TextIOWrapper* t, std::string_view bytes, size_t at, size_t* taken, size_t* chars) {
  const uint8_t* p = reinterpret_cast<const uint8_t*>(bytes.data()) + at;
  *chars = 1;
  *taken = 1;
  bool ok = true;
  if (t->native_ == Encoding::Utf8) {
    Utf8Step step = readUtf8(p, reinterpret_cast<const uint8_t*>(bytes.data()) + bytes.size(), false);
    *taken = step.bytes;
    ok = step.ok;
  } else if (t->native_ == Encoding::Ascii) {
    ok = *p < 0x80;
  }
  if (ok) return true;
  Ref<Str> text = decodeNative_mayRunPython(t->native_, bytes.substr(at, *taken), nullptr, asStr(t->errors_.get()));
  if (!text) return raised();
  *chars = text->length_;
  return true;
}

// The number of input bytes that the characters handed out were made of; -1 for the \r kept from before the input.
bool bytesUsed(TextIOWrapper* t, int64_t* out) {
  std::string_view bytes = static_cast<Bytes*>(t->input_.get())->view();
  size_t at = 0, chars = 0, used = t->decoded_used_;
  *out = 0;
  if (t->input_return_) {
    if (used == 0) {
      *out = -1;
      return true;
    }
    chars = 1;
    if (t->state_.translate_ && !bytes.empty() && bytes[0] == '\n') at = 1;
  }
  while (chars < used && at < bytes.size()) {
    if (t->state_.translate_ && bytes[at] == '\r' && at + 1 < bytes.size() && bytes[at + 1] == '\n') {
      at += 2;
      ++chars;
      continue;
    }
    size_t taken, made;
    if (!stepOver(t, bytes, at, &taken, &made)) return raised();
    at += taken;
    chars += made;
  }
  *out = static_cast<int64_t>(at);
  return true;
}

// Sets the decoder to flags, with nothing buffered.
bool setDecoder(TextIOWrapper* t, uint64_t flags) {
  Ref<Bytes> nothing = newBytes({});
  Ref<Int> number = newIntFromUnsigned(flags);
  Ref<Tuple> state = nothing && number ? newTupleOf({nothing.get(), number.get()}) : nullptr;
  return state && callStream(t->decoder_.get(), "setstate", state.get());
}

// The position by feeding the decoder byte for byte.
bool feed(TextIOWrapper* t, int64_t start, Cookie* c) {
  int64_t flags = 0;
  if (t->input_flags_ && !asInt64(t->input_flags_.get(), &flags)) return raised();
  Ref<Object> input = t->input_.share();
  Bytes* bytes = static_cast<Bytes*>(input.get());
  NewlineState newlines = t->state_;
  newlines.pending_return_ = t->input_return_;
  uint32_t skip = t->decoded_used_, fed = 0, decoded = 0;
  c->start = static_cast<uint64_t>(start);
  c->flags = static_cast<uint32_t>(flags);
  if (!setDecoder(t, c->flags)) return raised();
  for (uint32_t i = 0; i < bytes->length_ && decoded < skip; ++i) {
    Ref<Bytes> one = newBytes(bytes->view().substr(i, 1));
    Ref<Object> text = one ? callMethod(t->decoder_.get(), Name::decode, one.get()) : nullptr;
    if (!text || !isStrLayout(text.get())) return raised();
    Ref<Str> translated =
        newlines.universal_ ? decodeNewlines(&newlines, asStr(text.get()), false) : std::move(text).castTo<Str>();
    Ref<Object> state = translated ? callStream(t->decoder_.get(), "getstate") : nullptr;
    if (!state) return raised();
    ++fed;
    decoded += translated->length_;
    Tuple* pair = static_cast<Tuple*>(state.get());
    if (decoded > skip || newlines.pending_return_ || static_cast<Bytes*>(pair->at(0))->length_ != 0) continue;
    c->start += fed;
    if (!asInt64(pair->at(1), &flags)) return raised();
    c->flags = static_cast<uint32_t>(flags);
    skip -= decoded;
    fed = decoded = 0;
  }
  c->at_end = decoded < skip;
  c->bytes_to_feed = skip == 0 ? 0 : fed;
  c->chars_to_skip = skip;
  return true;
}

bool resetEncoder(TextIOWrapper* t, bool at_start) {
  if (!t->encoder_) return true;
  Ref<Int> zero = newInt(0);
  return static_cast<bool>(at_start ? callStream(t->encoder_.get(), "reset")
                                    : callStream(t->encoder_.get(), "setstate", zero.get()));
}

Ref<Object> seekToEnd(TextIOWrapper* t) {
  if (!callMethod(t, Name::flush)) return raised();
  forgetDecoded(t);
  if (!resetTextDecoder_mayRunPython(t)) return raised();
  Ref<Int> zero = newInt(0), two = newInt(2);
  Ref<Object> at = callMethod(t->buffer_.get(), Name::seek, zero.get(), two.get());
  if (!at) return raised();
  int64_t position = 0;
  if (!asInt64(at.get(), &position) || !resetEncoder(t, position == 0)) return raised();
  return at;
}

bool restore(TextIOWrapper* t, const Cookie& c) {
  Ref<Object> nothing = newBytes({});
  if (!nothing) return raised();
  if (t->readable_) {
    if (!resetTextDecoder_mayRunPython(t)) return raised();
    if (t->decoder_ && (c.start != 0 || c.flags != 0) && !setDecoder(t, c.flags)) return raised();
    t->input_.assign(std::move(nothing));
    t->input_flags_.assign(Ref<Object>(newInt(c.flags)));
    t->input_return_ = false;
  }
  if (c.chars_to_skip == 0 || !t->readable_) return true;
  Ref<Int> n = newInt(c.bytes_to_feed);
  Ref<Object> bytes = n ? callMethod(t->buffer_.get(), Name::read, n.get()) : nullptr;
  if (!bytes) return raised();
  if (!isBytesLayout(bytes.get())) {
    return raise(kTypeTypeError, "underlying read() should have returned a bytes object, not '%T'", bytes.get());
  }
  Ref<Str> text = decodeText_mayRunPython(t, static_cast<Bytes*>(bytes.get()), c.at_end);
  if (!text) return raised();
  if (text->length_ < c.chars_to_skip) return raise(kTypeOSError, "can't restore logical file position");
  t->input_.assign(std::move(bytes));
  t->decoded_.assign(Ref<Object>(std::move(text)));
  t->decoded_used_ = c.chars_to_skip;
  return true;
}

}  // namespace

Ref<Object> tellText_mayRunPython(TextIOWrapper* t) {
  if (!t->seekable_) return raiseUnsupported("underlying stream is not seekable");
  if (!t->telling_) return raise(kTypeOSError, "telling position disabled by next() call");
  if (!writePendingText_mayRunPython(t) || !callMethod(t, Name::flush)) return raised();
  Ref<Object> at = callMethod(t->buffer_.get(), Name::tell);
  if (!at || !t->readable_ || !t->input_) return at;
  int64_t position, used;
  if (!asInt64(at.get(), &position)) return raised();
  position -= static_cast<Bytes*>(t->input_.get())->length_;
  if (!t->decoder_) return bytesUsed(t, &used) ? Ref<Object>(newInt(position + used)) : nullptr;
  Cookie cookie;
  if (t->decoded_used_ == 0 && !t->input_return_) {
    int64_t flags = 0;
    if (t->input_flags_ && !asInt64(t->input_flags_.get(), &flags)) return raised();
    cookie.start = static_cast<uint64_t>(position);
    cookie.flags = static_cast<uint32_t>(flags);
    return packed(cookie);
  }
  Ref<Object> state = callStream(t->decoder_.get(), "getstate");
  if (!state) return raised();
  bool ok = feed(t, position, &cookie);
  Ref<Object> error = takeError();
  if (!callStream(t->decoder_.get(), "setstate", state.get())) return raised();
  if (ok) return packed(cookie);
  restoreError(std::move(error));
  return raised();
}

Ref<Object> seekText_mayRunPython(TextIOWrapper* t, Object* given, int64_t whence) {
  if (!t->seekable_) return raiseUnsupported("underlying stream is not seekable");
  Ref<Int> zero = newInt(0);
  int is_zero = whence == 1 || whence == 2 ? richCompareBool(given, zero.get(), Compare::Eq) : 0;
  if (is_zero < 0) return raised();
  Ref<Object> cookie_given = share(given);
  if (whence == 1) {
    if (is_zero == 0) return raiseUnsupported("can't do nonzero cur-relative seeks");
    cookie_given = callMethod(t, Name::tell);
    if (!cookie_given) return raised();
  } else if (whence == 2) {
    return is_zero == 0 ? Ref<Object>(raiseUnsupported("can't do nonzero end-relative seeks")) : seekToEnd(t);
  } else if (whence != 0) {
    return raise(kTypeValueError, "invalid whence (%d, should be 0, 1 or 2)", static_cast<int>(whence));
  }
  Ref<Int> number = index(cookie_given.get());
  if (!number) return raised();
  if (intSign(number.get()) < 0) return raise(kTypeValueError, "negative seek position %R", number.get());
  if (!callMethod(t, Name::flush)) return raised();
  Cookie cookie;
  if (!unpack(number.get(), &cookie)) return raised();
  Ref<Int> start = newIntFromUnsigned(cookie.start);
  if (!start || !callMethod(t->buffer_.get(), Name::seek, start.get())) return raised();
  forgetDecoded(t);
  if (!restore(t, cookie) || !resetEncoder(t, cookie.start == 0 && cookie.flags == 0)) return raised();
  return number;
}

}  // namespace ophion
