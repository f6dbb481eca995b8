// TextIOWrapper: text over a buffered binary stream. Here: making it, writing, its attributes and its end.
#include "modules/io_text.h"

#include <cstddef>
#include <cstring>

#include "object/allocate.h"
#include "object/binding.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/str_chars.h"
#include "object/tuple.h"

namespace ophion {

namespace {

constexpr uint32_t kChunkBytes = 8192;

TextIOWrapper* self(Object* const* args) { return asText(args[0]); }

bool isNativeText(Encoding e) { return e == Encoding::Utf8 || e == Encoding::Ascii || e == Encoding::Latin1; }

// The open file right below two exact native classes, or null.
FileIO* fileBelow(TextIOWrapper* t) {
  Object* buffer = t->buffer_.get();
  if (!isExactBufferedReader(buffer) && !isExactBufferedWriter(buffer) && !isExactBufferedRandom(buffer))
    return nullptr;
  Buffered* b = static_cast<Buffered*>(buffer);
  if (!b->raw_ || !b->buffer_ || !isExactFileIO(b->raw_.get())) return nullptr;
  FileIO* file = static_cast<FileIO*>(b->raw_.get());
  return file->fd_ >= 0 ? file : nullptr;
}

int textClosed(TextIOWrapper* t) { return fileBelow(t) != nullptr ? 0 : isClosed_mayRunPython(t->buffer_.get()); }

bool appendPending(TextIOWrapper* t, std::string_view bytes) {
  size_t need = size_t{t->pending_bytes_} + bytes.size();
  if (need > t->pending_capacity_) {
    size_t capacity = need < t->chunk_bytes_ ? t->chunk_bytes_ : need;
    if (capacity > kMaxBytesLength) return raiseMemoryError();
    void* fresh = t->pending_ ? heap().tryResizeRaw(t->pending_.get(), t->pending_capacity_, capacity)
                              : heap().tryAllocateRaw(capacity);
    if (fresh == nullptr) return raiseMemoryError();
    t->pending_.set(static_cast<char*>(fresh));
    t->pending_capacity_ = static_cast<uint32_t>(capacity);
  }
  std::memcpy(t->pending_.get() + t->pending_bytes_, bytes.data(), bytes.size());
  t->pending_bytes_ = static_cast<uint32_t>(need);
  return true;
}

// --- making ---

Ref<Object> makeText(Object* const* args) {
  Ref<Object> made = allocateInstance(static_cast<Type*>(args[0]), sizeof(TextIOWrapper));
  if (made) asText(made.get())->chunk_bytes_ = kChunkBytes;
  return made;
}

// Finds the codec, and makes its coders where it is not a native one.
bool setCodec(TextIOWrapper* t, Str* encoding, Str* errors) {
  t->native_ = nativeEncoding(encoding);
  t->encoder_.clear();
  t->decoder_.clear();
  t->carry_.clear();
  if (isNativeText(t->native_)) return true;
  t->native_ = Encoding::None;
  Ref<Tuple> codec = lookupCodec_mayRunPython(encoding);
  if (!codec) return raised();
  bool failed = false;
  Ref<Str> key = internText("_is_text_encoding");
  Ref<Object> is_text = key ? getAttrOrNull(codec.get(), key.get(), &failed) : nullptr;
  if (failed || !key) return raised();
  int yes = is_text ? isTrue(is_text.get()) : 1;
  if (yes < 0) return raised();
  if (yes == 0) {
    return raise(kTypeLookupError, "'%U' is not a text encoding; use codecs.open() to handle arbitrary codecs",
                 encoding);
  }
  if (t->readable_) {
    Ref<Object> decoder = callStream(codec.get(), "incrementaldecoder", errors);
    if (!decoder) return raised();
    t->decoder_.assign(std::move(decoder));
  }
  if (t->writable_) {
    Ref<Object> encoder = callStream(codec.get(), "incrementalencoder", errors);
    if (!encoder) return raised();
    t->encoder_.assign(std::move(encoder));
  }
  return true;
}

void setNewline(TextIOWrapper* t, Object* newline) {
  Str* text = newline == nullptr ? nullptr : asStr(newline);
  t->newline_.assign(Ref<Object>::shareOrNull(newline));
  t->state_ = {text == nullptr || text->length_ == 0, text == nullptr, false, 0};
  t->write_translate_ = text != nullptr && text->length_ != 0 && !equalsAscii(text, "\n");
}

// The encoding's name as a Str; None means the locale's.
Ref<Str> encodingName(Object* given) {
  if (given == nullptr || isNone(given)) return newAscii("UTF-8");
  if (!isStrLayout(given)) {
    return raise(kTypeTypeError, "TextIOWrapper() argument 'encoding' must be str or None, not %T", given);
  }
  if (equalsAscii(asStr(given), "locale")) return newAscii("UTF-8");
  for (size_t i = 0; i < asStr(given)->length_; ++i) {
    if (asStr(given)->at(i) == 0) return raise(kTypeValueError, "embedded null character");
  }
  return share(asStr(given));
}

Ref<Str> errorsName(Object* given) {
  if (given == nullptr || isNone(given)) return internText("strict");
  if (!isStrLayout(given)) {
    return raise(kTypeTypeError, "TextIOWrapper() argument 'errors' must be str or None, not %T", given);
  }
  return share(asStr(given));
}

// An encoder that stands behind the start of a stream writes no byte-order mark.
bool startEncoder(TextIOWrapper* t) {
  if (!t->seekable_ || !t->encoder_) return true;
  Ref<Object> at = callMethod(t->buffer_.get(), Name::tell);
  int64_t position;
  if (!at || !asInt64(at.get(), &position)) return raised();
  Ref<Int> zero = newInt(0);
  return position == 0 || callStream(t->encoder_.get(), "setstate", zero.get());
}

// (buffer, encoding, errors, newline, line_buffering, write_through)
Ref<Object> initialise(Object* const* args) {
  TextIOWrapper* t = self(args);
  t->detached_ = false;
  Ref<Str> encoding = encodingName(args[2]), errors = errorsName(args[3]);
  Object* newline;
  if (!encoding || !errors || !checkNewline(args[4], "TextIOWrapper()", &newline)) return raised();
  int line_buffered = args[5] == nullptr ? 0 : isTrue(args[5]);
  int write_through = args[6] == nullptr ? 0 : isTrue(args[6]);
  if (line_buffered < 0 || write_through < 0) return raised();
  Object* buffer = args[1];
  int readable = askStream_mayRunPython(buffer, "readable");
  int writable = readable < 0 ? -1 : askStream_mayRunPython(buffer, "writable");
  int seekable = writable < 0 ? -1 : askStream_mayRunPython(buffer, "seekable");
  if (seekable < 0) return raised();
  bool failed = false;
  Ref<Object> read1 = getAttrOrNull(buffer, Name::read1, &failed);
  if (failed) return raised();
  t->readable_ = readable != 0;
  t->writable_ = writable != 0;
  if (!setCodec(t, encoding.get(), errors.get())) return raised();
  t->has_read1_ = static_cast<bool>(read1);
  t->encoding_.assign(Ref<Object>(std::move(encoding)));
  t->errors_.assign(Ref<Object>(std::move(errors)));
  setNewline(t, newline);
  t->line_buffered_ = line_buffered != 0;
  t->write_through_ = write_through != 0;
  t->seekable_ = t->telling_ = seekable != 0;
  forgetDecoded(t);
  t->pending_bytes_ = 0;
  t->buffer_.assign(share(buffer));
  return startEncoder(t) ? newNone() : nullptr;
}

// (*, encoding, errors, newline, line_buffering, write_through)
Ref<Object> reconfigure(Object* const* args) {
  TextIOWrapper* t = self(args);
  if (!checkTextAttached(t)) return raised();
  Object *encoding_given = args[1], *errors_given = args[2], *newline_given = args[3];
  bool new_codec =
      (encoding_given != nullptr && !isNone(encoding_given)) || (errors_given != nullptr && !isNone(errors_given));
  if (t->decoded_ && (new_codec || newline_given != nullptr)) {
    return raiseUnsupported("It is not possible to set the encoding or newline of stream after the first read");
  }
  Object* newline = nullptr;
  if (newline_given != nullptr && !checkNewline(newline_given, "reconfigure()", &newline)) return raised();
  int line_buffered = args[4] == nullptr || isNone(args[4]) ? t->line_buffered_ : isTrue(args[4]);
  int write_through = args[5] == nullptr || isNone(args[5]) ? t->write_through_ : isTrue(args[5]);
  if (line_buffered < 0 || write_through < 0 || !callMethod(t, Name::flush)) return raised();
  if (new_codec) {
    bool same = encoding_given == nullptr || isNone(encoding_given);
    Ref<Str> encoding = same ? share(asStr(t->encoding_.get())) : encodingName(encoding_given);
    bool same_errors = same && (errors_given == nullptr || isNone(errors_given));
    Ref<Str> errors = same_errors ? share(asStr(t->errors_.get())) : errorsName(errors_given);
    if (!encoding || !errors || !setCodec(t, encoding.get(), errors.get())) return raised();
    t->encoding_.assign(Ref<Object>(std::move(encoding)));
    t->errors_.assign(Ref<Object>(std::move(errors)));
    if (!startEncoder(t)) return raised();
  }
  if (newline_given != nullptr) setNewline(t, newline);
  t->line_buffered_ = line_buffered != 0;
  t->write_through_ = write_through != 0;
  return newNone();
}

// --- methods ---

Ref<Object> write(Object* const* args) { return writeText_mayRunPython(self(args), args[1]); }

Ref<Object> read(Object* const* args) {
  int64_t n;
  if (!sizeArgument_mayRunPython(args[1], &n) || !checkTextOpen_mayRunPython(self(args))) return raised();
  return readText_mayRunPython(self(args), n);
}

Ref<Object> readline(Object* const* args) {
  int64_t limit;
  if (!sizeArgument_mayRunPython(args[1], &limit) || !checkTextOpen_mayRunPython(self(args))) return raised();
  return readTextLine_mayRunPython(self(args), limit);
}

Ref<Object> next(Object* const* args) {
  TextIOWrapper* t = self(args);
  if (!checkTextAttached(t)) return raised();
  t->telling_ = false;
  Ref<Object> line;
  if (isExactTextIOWrapper(t)) {
    if (!checkTextOpen_mayRunPython(t)) return raised();
    line = readTextLine_mayRunPython(t, -1);
  } else {
    line = callMethod(t, Name::readline);
    if (line && !isStrLayout(line.get())) {
      return raise(kTypeOSError, "readline() should have returned a str object, not '%T'", line.get());
    }
  }
  if (!line) return raised();
  if (asStr(line.get())->length_ != 0) return line;
  t->input_.clear();
  t->telling_ = t->seekable_;
  return nullptr;
}

Ref<Object> flush(Object* const* args) {
  TextIOWrapper* t = self(args);
  if (!checkTextOpen_mayRunPython(t)) return raised();
  t->telling_ = t->seekable_;
  if (!writePendingText_mayRunPython(t)) return raised();
  Object* buffer = t->buffer_.get();
  if (fileBelow(t) != nullptr && isExactBufferedWriter(buffer)) {
    return flushBuffered_mayRunPython(static_cast<Buffered*>(buffer)) ? newNone() : nullptr;
  }
  return callMethod(buffer, Name::flush);
}

Ref<Object> tell(Object* const* args) {
  return checkTextOpen_mayRunPython(self(args)) ? tellText_mayRunPython(self(args)) : nullptr;
}
Ref<Object> seek(Object* const* args) {
  int64_t whence = 0;
  if ((args[2] != nullptr && !asInt64(args[2], &whence)) || !checkTextOpen_mayRunPython(self(args))) return raised();
  return seekText_mayRunPython(self(args), args[1], whence);
}
Ref<Object> truncate(Object* const* args) {
  TextIOWrapper* t = self(args);
  if (!checkTextAttached(t) || !callMethod(t, Name::flush)) return raised();
  return callMethod(t->buffer_.get(), Name::truncate, args[1] == nullptr ? none() : args[1]);
}

Ref<Object> close(Object* const* args) {
  TextIOWrapper* t = self(args);
  if (!checkTextAttached(t)) return raised();
  Ref<Object> keep = share<Object>(t), buffer = t->buffer_.share();
  int closed = textClosed(t);
  if (closed != 0) return closed < 0 ? Ref<Object>(nullptr) : newNone();
  if (t->finalizing_ && !callStream(buffer.get(), "_dealloc_warn", t)) clearError();
  Ref<Object> error;
  if (!callMethod(t, Name::flush)) error = takeError();
  Ref<Object> result = callMethod(buffer.get(), Name::close);
  if (!error) return result;
  if (!result) {
    Ref<Object> second = takeError();
    asException(second.get())->context_.assign(std::move(error));
    error = std::move(second);
  }
  restoreError(std::move(error));
  return raised();
}

Ref<Object> detach(Object* const* args) {
  TextIOWrapper* t = self(args);
  if (!checkTextAttached(t) || !callMethod(t, Name::flush)) return raised();
  t->detached_ = true;
  return t->buffer_.take();
}

Ref<Object> askBuffer(TextIOWrapper* t, const char* method) {
  if (!checkTextAttached(t)) return raised();
  Ref<Object> buffer = t->buffer_.share();
  return callStream(buffer.get(), method);
}
Ref<Object> fileno(Object* const* args) { return askBuffer(self(args), "fileno"); }
Ref<Object> isatty(Object* const* args) { return askBuffer(self(args), "isatty"); }
Ref<Object> seekable(Object* const* args) { return askBuffer(self(args), "seekable"); }
Ref<Object> readable(Object* const* args) { return askBuffer(self(args), "readable"); }
Ref<Object> writable(Object* const* args) { return askBuffer(self(args), "writable"); }

// " key=value" where the object has the attribute; null with an exception pending.
Ref<Str> shownAttribute(Object* o, Name attribute) {
  bool failed = false;
  Ref<Object> value = getAttrOrNull(o, attribute, &failed);
  if (failed) {
    if (!errorMatches(kTypeValueError)) return raised();
    clearError();
  }
  return value ? formatStr(" %U=%R", name(attribute), value.get()) : emptyStr();
}

Ref<Object> show(Object* const* args) {
  TextIOWrapper* t = self(args);
  bool failed = false;
  if (!t->encoding_) return raise(kTypeValueError, "I/O operation on uninitialized object");
  if (!enterRepr(t, &failed)) {
    return failed ? Ref<Object>(nullptr) : raise(kTypeRuntimeError, "reentrant call inside %T.__repr__", t);
  }
  Ref<Str> shown_name = shownAttribute(t, Name::name);
  Ref<Str> mode = shown_name ? shownAttribute(t, Name::mode) : nullptr;
  Ref<Str> text =
      mode ? formatStr("<_io.TextIOWrapper%U%U encoding=%R>", shown_name.get(), mode.get(), t->encoding_.get())
           : nullptr;
  leaveRepr(t);
  return text;
}

Ref<Object> refusePickle(Object* const* args) { return raise(kTypeTypeError, "cannot pickle '%T' object", args[0]); }

// --- attributes ---

Ref<Object> getEncoding(Object* o) {
  return asText(o)->encoding_ ? asText(o)->encoding_.share()
                              : raise(kTypeValueError, "I/O operation on uninitialized object");
}
Ref<Object> getErrors(Object* o) {
  return asText(o)->errors_ ? asText(o)->errors_.share()
                            : raise(kTypeValueError, "I/O operation on uninitialized object");
}
Ref<Object> getBuffer(Object* o) { return asText(o)->buffer_ ? asText(o)->buffer_.share() : newNone(); }
Ref<Object> getName(Object* o) {
  return checkTextAttached(asText(o)) ? getAttr(asText(o)->buffer_.get(), Name::name) : nullptr;
}
Ref<Object> getClosed(Object* o) {
  if (!checkTextAttached(asText(o))) return raised();
  if (fileBelow(asText(o)) != nullptr) return newBool(false);
  return getAttr(asText(o)->buffer_.get(), Name::closed);
}
Ref<Object> getNewlines(Object* o) { return seenNewlines(asText(o)->state_); }
Ref<Object> getLineBuffering(Object* o) { return newBool(asText(o)->line_buffered_); }
Ref<Object> getWriteThrough(Object* o) { return newBool(asText(o)->write_through_); }
Ref<Object> getChunkSize(Object* o) { return newInt(asText(o)->chunk_bytes_); }
bool setChunkSize(Object* o, Object* value) {
  int64_t n;
  if (value == nullptr) return raise(kTypeAttributeError, "cannot delete attribute");
  if (!asInt64(value, &n)) return raised();
  if (n <= 0 || n > INT32_MAX) return raise(kTypeValueError, "a strictly positive integer is required");
  asText(o)->chunk_bytes_ = static_cast<uint32_t>(n);
  return true;
}
Ref<Object> getFinalizing(Object* o) { return newBool(asText(o)->finalizing_); }
bool setFinalizing(Object* o, Object* value) {
  int on = value == nullptr ? 0 : isTrue(value);
  if (on < 0) return raised();
  asText(o)->finalizing_ = on != 0;
  return true;
}

constexpr unsigned kSlots = 10;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
static_assert(offsetof(TextIOWrapper, pending_) - sizeof(Object) == kSlots * sizeof(Slot<Object>));
#pragma GCC diagnostic pop

void dropText(Object* o) {
  TextIOWrapper* t = asText(o);
  if (t->pending_) heap().free(t->pending_.get(), t->pending_capacity_);
  t->pending_ = nullptr;
  clearSlotRow<kSlots>(o);
}
void clearText(Object* o) {
  asText(o)->buffer_.clear();
  asText(o)->encoder_.clear();
  asText(o)->decoder_.clear();
}
void finalizeText(Object* o) {
  if (asText(o)->buffer_) finalizeStream_mayRunPython(o);
}

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", makeText, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False",
     initialise},
    {"__repr__", "self, /", show},
    {"__next__", "self, /", next, "Implement next(self)."},
    {"__reduce__", "self, /", refusePickle},
    {"__getstate__", "self, /", refusePickle},
    {"reconfigure", "self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None",
     reconfigure, "Reconfigure the text stream with new parameters."},
    {"detach", "self, /", detach},
    {"write", "self, text, /", write},
    {"read", "self, size=-1, /", read},
    {"readline", "self, size=-1, /", readline},
    {"flush", "self, /", flush},
    {"close", "self, /", close},
    {"fileno", "self, /", fileno},
    {"seekable", "self, /", seekable},
    {"readable", "self, /", readable},
    {"writable", "self, /", writable},
    {"isatty", "self, /", isatty},
    {"seek", "self, cookie, whence=0, /", seek},
    {"tell", "self, /", tell},
    {"truncate", "self, pos=None, /", truncate},
};
constexpr GetSetDef kAttributes[] = {
    asMember({"encoding", getEncoding}),
    {"errors", getErrors},
    asMember({"buffer", getBuffer}),
    {"name", getName},
    {"closed", getClosed},
    {"newlines", getNewlines},
    asMember({"line_buffering", getLineBuffering}),
    asMember({"write_through", getWriteThrough}),
    {"_CHUNK_SIZE", getChunkSize, setChunkSize},
    asMember({"_finalizing", getFinalizing, setFinalizing}),
};

}  // namespace

bool checkTextAttached(TextIOWrapper* t) {
  if (t->buffer_) return true;
  return raise(kTypeValueError,
               t->detached_ ? "underlying buffer has been detached" : "I/O operation on uninitialized object");
}

bool checkTextOpen_mayRunPython(TextIOWrapper* t) {
  if (!checkTextAttached(t)) return raised();
  int closed = textClosed(t);
  if (closed < 0) return raised();
  return closed == 0 || raise(kTypeValueError, "I/O operation on closed file.");
}

void forgetDecoded(TextIOWrapper* t) {
  t->decoded_.clear();
  t->decoded_used_ = 0;
  t->input_.clear();
}

bool resetTextDecoder_mayRunPython(TextIOWrapper* t) {
  t->carry_.clear();
  t->state_.pending_return_ = false;
  return !t->decoder_ || callStream(t->decoder_.get(), "reset");
}

bool writePendingText_mayRunPython(TextIOWrapper* t) {
  if (t->pending_bytes_ == 0) return true;
  // Whoever writes meanwhile (a handler of a signal) gets a buffer of his own.
  char* bytes = t->pending_.get();
  uint32_t n = t->pending_bytes_, capacity = t->pending_capacity_;
  t->pending_ = nullptr;
  t->pending_bytes_ = t->pending_capacity_ = 0;
  Object* buffer = t->buffer_.get();
  bool ok;
  if (fileBelow(t) != nullptr && (isExactBufferedWriter(buffer) || isExactBufferedRandom(buffer))) {
    ok = writeBuffered_mayRunPython(static_cast<Buffered*>(buffer), {bytes, n});
  } else {
    Ref<Object> kept = share(buffer);
    Ref<Bytes> given = newBytes({bytes, n});
    ok = given && callMethod(buffer, Name::write, given.get());
  }
  if (t->pending_ || capacity > 4 * kChunkBytes) {
    heap().free(bytes, capacity);
  } else {
    t->pending_.set(bytes);
    t->pending_capacity_ = capacity;
  }
  return ok;
}

Ref<Object> writeText_mayRunPython(TextIOWrapper* t, Object* given) {
  if (!isStrLayout(given)) return raise(kTypeTypeError, "write() argument must be str, not %T", given);
  if (!checkTextOpen_mayRunPython(t)) return raised();
  if (!t->writable_) return raiseUnsupported("not writable");
  Str* text = asStr(given);
  Ref<Object> written = newInt(text->length_);
  if (!written) return raised();
  bool line_end =
      (t->write_translate_ || t->line_buffered_) && findStr(text, name(Name::newline), 0, text->length_) >= 0;
  Ref<Object> translated;
  bool flush_after = t->line_buffered_ && line_end;
  if (t->line_buffered_ && !line_end) {
    for (size_t i = 0; i < text->length_ && !flush_after; ++i) flush_after = text->at(i) == '\r';
  }
  if (line_end && t->write_translate_) {
    translated = callMethod(given, Name::replace, name(Name::newline), t->newline_.get());
    if (!translated) return raised();
    text = asStr(translated.get());
  }
  Ref<Object> encoded;
  std::string_view bytes;
  if (t->native_ != Encoding::None && text->isAscii()) {
    bytes = text->asciiView();
  } else {
    encoded = t->native_ != Encoding::None
                  ? Ref<Object>(encodeNative_mayRunPython(t->native_, text, asStr(t->errors_.get())))
                  : callMethod(t->encoder_.get(), Name::encode, text);
    if (!encoded) return raised();
    if (!isBytesLayout(encoded.get())) {
      return raise(kTypeTypeError, "encoder should return a bytes object, not '%T'", encoded.get());
    }
    bytes = static_cast<Bytes*>(encoded.get())->view();
  }
  if (size_t{t->pending_bytes_} + bytes.size() > t->chunk_bytes_ && !writePendingText_mayRunPython(t)) return raised();
  if (!bytes.empty() && !appendPending(t, bytes)) return raised();
  if (t->pending_bytes_ >= t->chunk_bytes_ || flush_after || t->write_through_) {
    if (!writePendingText_mayRunPython(t)) return raised();
  }
  if (flush_after) {
    Object* buffer = t->buffer_.get();
    if (fileBelow(t) != nullptr && isExactBufferedWriter(buffer)) {
      if (!flushBuffered_mayRunPython(static_cast<Buffered*>(buffer))) return raised();
    } else if (!callMethod(buffer, Name::flush)) {
      return raised();
    }
  }
  if (t->readable_) {
    forgetDecoded(t);
    if (!resetTextDecoder_mayRunPython(t)) return raised();
  }
  return written;
}

const TypeSpec kTextIOWrapperSpec = {"TextIOWrapper",
                                     "_io",
                                     {"TextIOWrapper", Kind::Container, Trace::Fixed, sizeof(Object), kSlots,
                                      sizeof(TextIOWrapper), nullptr, nullptr, dropText, clearText, finalizeText},
                                     kTypeBase | kTypeInstancesHaveDict | kTypeInstancesWeakReferable,
                                     kMethods,
                                     kAttributes,
                                     "Character and line based layer over a BufferedIOBase object, buffer."};

}  // namespace ophion
