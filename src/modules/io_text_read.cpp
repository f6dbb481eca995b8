// TextIOWrapper: reading. Bytes come from the buffer a chunk at a time; the text made of a chunk is handed out in
// pieces.
#include "modules/io_text.h"
#include "object/allocate.h"
#include "object/buffer.h"
#include "object/byte_builder.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/str_builder.h"
#include "object/tuple.h"

namespace ophion {

namespace {

Str* textOf(const Slot<Object>& slot) { return slot ? static_cast<Str*>(slot.get()) : nullptr; }
size_t charsLeft(TextIOWrapper* t) { return t->decoded_ ? asStr(t->decoded_.get())->length_ - t->decoded_used_ : 0; }

Ref<Object> readBytes(TextIOWrapper* t) {
  Object* buffer = t->buffer_.get();
  Ref<Object> got;
  if (isExactBufferedReader(buffer) && static_cast<Buffered*>(buffer)->raw_) {
    got = read1Buffered_mayRunPython(static_cast<Buffered*>(buffer), t->chunk_bytes_);
  } else {
    Ref<Object> kept = share(buffer);
    Ref<Int> size = newInt(t->chunk_bytes_);
    got = size ? callMethod(buffer, t->has_read1_ ? Name::read1 : Name::read, size.get()) : nullptr;
  }
  if (!got || isBytesLayout(got.get())) return got;
  if (!isBytesLike(got.get())) {
    return raise(kTypeTypeError, "underlying %s() should have returned a bytes-like object, not '%T'",
                 t->has_read1_ ? "read1" : "read", got.get());
  }
  Buffer bytes;
  return bytes.acquire(got.get()) ? Ref<Object>(newBytes(bytes.view())) : raised();
}

// The decoder's state before the next piece. False: exception pending.
bool decoderState(TextIOWrapper* t, Ref<Object>* buffered, Ref<Object>* flags) {
  if (!t->decoder_) {
    *buffered = t->carry_.share();
    return true;
  }
  Ref<Object> state = callStream(t->decoder_.get(), "getstate");
  if (!state) return raised();
  if (!isTupleLayout(state.get()) || static_cast<Tuple*>(state.get())->size_ != 2) {
    return raise(kTypeTypeError, "illegal decoder state");
  }
  *buffered = share(static_cast<Tuple*>(state.get())->at(0));
  *flags = share(static_cast<Tuple*>(state.get())->at(1));
  if (isBytesLayout(buffered->get())) return true;
  return raise(kTypeTypeError, "illegal decoder state: the first item should be a bytes object, not '%T'",
               buffered->get());
}

Ref<Object> joined(Object* first_or_null, Object* second) {
  if (first_or_null == nullptr || static_cast<Bytes*>(first_or_null)->length_ == 0) return share(second);
  ByteBuilder both;
  if (!both.append(static_cast<Bytes*>(first_or_null)->view()) || !both.append(static_cast<Bytes*>(second)->view())) {
    return raised();
  }
  return both.finish();
}

// Reads and decodes the next chunk: 1; 0: the end; -1: exception pending.
int readChunk(TextIOWrapper* t) {
  Ref<Object> buffered, flags;
  if (t->telling_ && !decoderState(t, &buffered, &flags)) return -1;
  bool had_return = t->state_.pending_return_;
  Ref<Object> chunk = readBytes(t);
  if (!chunk) return -1;
  bool at_end = static_cast<Bytes*>(chunk.get())->length_ == 0;
  Ref<Str> text = decodeText_mayRunPython(t, static_cast<Bytes*>(chunk.get()), at_end);
  if (!text) return -1;
  bool any = text->length_ != 0;
  t->decoded_.assign(Ref<Object>(std::move(text)));
  t->decoded_used_ = 0;
  if (t->telling_) {
    Ref<Object> input = joined(buffered.get(), chunk.get());
    if (!input) return -1;
    t->input_.assign(std::move(input));
    t->input_flags_.assign(std::move(flags));
    t->input_return_ = had_return;
  }
  return any || !at_end;
}

Ref<Str> takeChars(TextIOWrapper* t, size_t n) {
  if (!t->decoded_) return emptyStr();
  Str* text = asStr(t->decoded_.get());
  size_t left = text->length_ - t->decoded_used_;
  if (n > left) n = left;
  Ref<Str> part = n == text->length_ ? share(text) : substring(text, t->decoded_used_, t->decoded_used_ + n);
  if (part) t->decoded_used_ += static_cast<uint32_t>(n);
  return part;
}

Ref<Object> readRest(TextIOWrapper* t) {
  Ref<Object> buffer = t->buffer_.share();
  Ref<Object> bytes = callMethod(buffer.get(), Name::read);
  if (!bytes) return raised();
  if (isNone(bytes.get())) return raise(kTypeBlockingIOError, "Read returned None.");
  Ref<Object> copied = bytes;
  if (!isBytesLayout(bytes.get())) {
    Buffer view;
    if (!view.acquire(bytes.get())) return raised();
    copied = newBytes(view.view());
    if (!copied) return raised();
  }
  Ref<Str> text = decodeText_mayRunPython(t, static_cast<Bytes*>(copied.get()), true);
  if (!text) return raised();
  Ref<Str> first = takeChars(t, SIZE_MAX);
  if (!first) return raised();
  forgetDecoded(t);
  return first->length_ == 0 ? text : concatenate(first.get(), text.get());
}

}  // namespace

Ref<Str> decodeText_mayRunPython(TextIOWrapper* t, Bytes* piece, bool final) {
  Ref<Str> text;
  if (t->decoder_) {
    Ref<Object> got = callMethod(t->decoder_.get(), Name::decode, piece, boolObject(final));
    if (!got) return raised();
    if (!isStrLayout(got.get())) {
      return raise(kTypeTypeError, "decoder should return a string result, not '%T'", got.get());
    }
    text = std::move(got).castTo<Str>();
  } else {
    Ref<Object> input = joined(t->carry_.getOrNull(), piece);
    if (!input) return raised();
    std::string_view bytes = static_cast<Bytes*>(input.get())->view();
    size_t consumed = bytes.size();
    text = decodeNative_mayRunPython(t->native_, bytes, input.get(), textOf(t->errors_), final ? nullptr : &consumed);
    if (!text) return raised();
    Ref<Object> carry;
    if (consumed < bytes.size() && !(carry = newBytes(bytes.substr(consumed)))) return raised();
    t->carry_.assign(std::move(carry));
  }
  return t->state_.universal_ ? decodeNewlines(&t->state_, text.get(), final) : text;
}

Ref<Object> readText_mayRunPython(TextIOWrapper* t, int64_t n) {
  if (!t->readable_) return raiseUnsupported("not readable");
  if (!writePendingText_mayRunPython(t)) return raised();
  if (n < 0) return readRest(t);
  size_t wanted = static_cast<size_t>(n);
  Ref<Str> first = takeChars(t, wanted);
  if (!first || first->length_ == wanted) return first;
  StrBuilder out;
  if (!out.append(first.get())) return raised();
  while (out.length() < wanted) {
    int more = readChunk(t);
    if (more < 0) return raised();
    if (more == 0) break;
    Ref<Str> part = takeChars(t, wanted - out.length());
    if (!part || !out.append(part.get())) return raised();
  }
  return out.finish();
}

Ref<Str> readTextLine_mayRunPython(TextIOWrapper* t, int64_t limit) {
  if (!t->readable_) return raiseUnsupported("not readable");
  if (t->pending_bytes_ != 0 && !writePendingText_mayRunPython(t)) return raised();
  Ref<Object> kept_newline = t->newline_.share();
  Str* newline = t->state_.translate_ ? nullptr : static_cast<Str*>(kept_newline.get());
  bool two = newline != nullptr && newline->length_ == 2;
  StrBuilder line;
  bool half = false;  // the line so far ends with the first half of \r\n
  for (;;) {
    while (charsLeft(t) == 0) {
      int more = readChunk(t);
      if (more < 0) return raised();
      if (more > 0) continue;
      forgetDecoded(t);
      return line.finish();
    }
    Str* text = asStr(t->decoded_.get());
    size_t start = t->decoded_used_;
    ptrdiff_t end =
        half && text->at(start) == '\n' ? static_cast<ptrdiff_t>(start + 1) : findLineEnd(text, start, newline);
    size_t n = (end < 0 ? text->length_ : static_cast<size_t>(end)) - start;
    bool done = end >= 0;
    if (limit >= 0 && line.length() + n >= static_cast<size_t>(limit)) {
      n = static_cast<size_t>(limit) - line.length();
      done = true;
    }
    half = two && !done && n != 0 && text->at(start + n - 1) == '\r';
    if (done && line.length() == 0) return takeChars(t, n);
    if (!line.append(text, start, start + n)) return raised();
    t->decoded_used_ += static_cast<uint32_t>(n);
    if (done) return line.finish();
  }
}

}  // namespace ophion
