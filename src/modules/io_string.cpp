// StringIO: a text file in memory. Characters lie in a buffer of 32 bits each, so that every position can be written.
#include <cstring>

#include "modules/io.h"
#include "object/allocate.h"
#include "object/c_argument.h"
#include "object/instance.h"
#include "object/int.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/str_chars.h"
#include "object/str_methods.h"
#include "object/tuple.h"

namespace ophion {

namespace {

StringIO* asStringIO(Object* o) { return static_cast<StringIO*>(o); }
StringIO* self(Object* const* args) { return asStringIO(args[0]); }

bool checkOpen(StringIO* io) {
  if (!io->ok_) return raise(kTypeValueError, "I/O operation on uninitialized object");
  return !io->closed_ || raise(kTypeValueError, "I/O operation on closed file");
}

bool reserve(StringIO* io, size_t wanted) {
  if (wanted <= io->capacity_) return true;
  if (wanted > kMaxStrLength / 2) return raiseMemoryError();
  size_t capacity = wanted + wanted / 8 + 16;
  void* fresh = io->buffer_ ? heap().tryResizeRaw(io->buffer_.get(), size_t{io->capacity_} * 4, capacity * 4)
                            : heap().tryAllocateRaw(capacity * 4);
  if (fresh == nullptr) return raiseMemoryError();
  io->buffer_.set(static_cast<uint32_t*>(fresh));
  io->capacity_ = static_cast<uint32_t>(capacity);
  return true;
}

void forget(StringIO* io) {
  if (io->buffer_) heap().free(io->buffer_.get(), size_t{io->capacity_} * 4);
  io->buffer_ = nullptr;
  io->length_ = io->capacity_ = io->position_ = 0;
}

// The text as it is stored: with line ends translated as the stream's newline says.
Ref<Str> translated(StringIO* io, Str* text) {
  Ref<Str> out = share(text);
  if (io->state_.universal_ && !(out = decodeNewlines(&io->state_, text, true))) return raised();
  if (!io->newline_) return out;
  Ref<Object> done = callMethod(out.get(), Name::replace, name(Name::newline), io->newline_.get());
  return std::move(done).castTo<Str>();
}

bool put(StringIO* io, Str* given) {
  Ref<Str> text = translated(io, given);
  if (!text) return raised();
  size_t n = text->length_;
  if (n == 0) return true;
  if (!reserve(io, size_t{io->position_} + n)) return raised();
  uint32_t* buffer = io->buffer_.get();
  if (io->position_ > io->length_) std::memset(buffer + io->length_, 0, size_t{io->position_ - io->length_} * 4);
  withChars(text.get(), [&](auto* from) { copyChars(buffer + io->position_, from, n); });
  io->position_ += static_cast<uint32_t>(n);
  if (io->position_ > io->length_) io->length_ = io->position_;
  return true;
}

Ref<Object> makeStringIO(Object* const* args) {
  return allocateInstance(static_cast<Type*>(args[0]), sizeof(StringIO));
}

bool init(StringIO* io, Object* value, Object* newline_given) {
  Object* newline = nullptr;
  if (!checkNewline(newline_given, "StringIO()", &newline)) return raised();
  if (value != nullptr && !isNone(value) && !isStrLayout(value)) {
    return raise(kTypeTypeError, "initial_value must be str or None, not %T", value);
  }
  forget(io);
  io->ok_ = false;
  io->closed_ = false;
  Str* text = newline == nullptr ? nullptr : asStr(newline);
  io->read_newline_.assign(Ref<Object>::shareOrNull(newline));
  bool as_is = text == nullptr || text->length_ == 0 || equalsAscii(text, "\n");
  io->newline_.assign(Ref<Object>::shareOrNull(as_is ? nullptr : newline));
  io->state_ = {text == nullptr || text->length_ == 0, text == nullptr, false, 0};
  if (value != nullptr && !isNone(value)) {
    if (!put(io, asStr(value))) return raised();
    io->position_ = 0;
  }
  io->ok_ = true;
  return true;
}

Ref<Object> initialise(Object* const* args) {
  return init(self(args), args[1], args[2] == nullptr ? name(Name::newline) : args[2]) ? newNone() : nullptr;
}

Ref<Object> take(StringIO* io, size_t n) {
  size_t have = io->position_ >= io->length_ ? 0 : io->length_ - io->position_;
  if (n > have) n = have;
  if (n == 0) return emptyStr();
  Ref<Str> made = newStrFromUcs4(io->buffer_.get() + io->position_, n);
  if (made) io->position_ += static_cast<uint32_t>(n);
  return made;
}

size_t lineLength(StringIO* io) {
  if (io->position_ >= io->length_) return 0;
  const uint32_t* from = io->buffer_.get() + io->position_;
  const uint32_t* end = io->buffer_.get() + io->length_;
  Str* newline = io->read_newline_ ? asStr(io->read_newline_.get()) : nullptr;
  bool universal = newline != nullptr && newline->length_ == 0;
  char32_t first = newline == nullptr || universal ? U'\n' : newline->at(0);
  for (const uint32_t* p = from; p != end; ++p) {
    size_t n = static_cast<size_t>(p - from) + 1;
    if (universal && *p == '\r') return n + (p + 1 != end && p[1] == '\n');
    if (*p != first) continue;
    if (newline == nullptr || newline->length_ < 2) return n;
    if (p + 1 != end && p[1] == newline->at(1)) return n + 1;
  }
  return static_cast<size_t>(end - from);
}

Ref<Object> read(Object* const* args) {
  int64_t n;
  if (!checkOpen(self(args)) || !sizeArgument_mayRunPython(args[1], &n) || !checkOpen(self(args))) return raised();
  return take(self(args), n < 0 ? SIZE_MAX : static_cast<size_t>(n));
}

Ref<Object> readline(Object* const* args) {
  int64_t limit;
  if (!checkOpen(self(args)) || !sizeArgument_mayRunPython(args[1], &limit) || !checkOpen(self(args))) return raised();
  size_t n = lineLength(self(args));
  return take(self(args), limit >= 0 && static_cast<size_t>(limit) < n ? static_cast<size_t>(limit) : n);
}

Ref<Object> next(Object* const* args) {
  if (!checkOpen(self(args))) return raised();
  if (isExactStringIO(args[0])) {
    size_t n = lineLength(self(args));
    return n == 0 ? Ref<Object>(nullptr) : take(self(args), n);
  }
  Ref<Object> line = callMethod(args[0], Name::readline);
  if (!line) return raised();
  if (!isStrLayout(line.get())) {
    return raise(kTypeOSError, "readline() should have returned a str object, not '%T'", line.get());
  }
  return asStr(line.get())->length_ == 0 ? Ref<Object>(nullptr) : line;
}

Ref<Object> write(Object* const* args) {
  if (!isStrLayout(args[1])) {
    return checkOpen(self(args)) ? raise(kTypeTypeError, "string argument expected, got '%T'", args[1]) : raised();
  }
  if (!checkOpen(self(args)) || !put(self(args), asStr(args[1]))) return raised();
  return newInt(asStr(args[1])->length_);
}

Ref<Object> tell(Object* const* args) {
  return checkOpen(self(args)) ? Ref<Object>(newInt(self(args)->position_)) : nullptr;
}

Ref<Object> seek(Object* const* args) {
  StringIO* io = self(args);
  int64_t offset, whence = 0;
  if (!cSizeArgument_mayRunPython(args[1], &offset) ||
      (args[2] != nullptr && !cIntArgument_mayRunPython(args[2], &whence)) || !checkOpen(io))
    return raised();
  if (whence < 0 || whence > 2) {
    return raise(kTypeValueError, "Invalid whence (%d, should be 0, 1 or 2)", static_cast<int>(whence));
  }
  if (whence == 0 && offset < 0)
    return raise(kTypeValueError, "Negative seek position %lld", static_cast<long long>(offset));
  if (whence != 0 && offset != 0) return raise(kTypeOSError, "Can't do nonzero cur-relative seeks");
  int64_t at = whence == 0 ? offset : whence == 1 ? int64_t{io->position_} : int64_t{io->length_};
  if (at > UINT32_MAX) return raise(kTypeOverflowError, "new position too large");
  io->position_ = static_cast<uint32_t>(at);
  return newInt(at);
}

Ref<Object> truncate(Object* const* args) {
  StringIO* io = self(args);
  int64_t size;
  if (!checkOpen(io) || !sizeArgument_mayRunPython(args[1], &size) || !checkOpen(io)) return raised();
  if (args[1] == nullptr || isNone(args[1])) size = io->position_;
  if (size < 0) return raise(kTypeValueError, "Negative size value %lld", static_cast<long long>(size));
  if (size < io->length_) io->length_ = static_cast<uint32_t>(size);
  return newInt(size);
}

Ref<Object> getValue(Object* const* args) {
  StringIO* io = self(args);
  if (!checkOpen(io)) return raised();
  return io->length_ == 0 ? emptyStr() : newStrFromUcs4(io->buffer_.get(), io->length_);
}

Ref<Object> close(Object* const* args) {
  self(args)->closed_ = true;
  forget(self(args));
  return newNone();
}

Ref<Object> answerYes(Object* const* args) { return checkOpen(self(args)) ? newBool(true) : nullptr; }

Ref<Object> getState(Object* const* args) {
  Ref<Object> value = getValue(args);
  Ref<Int> at = newInt(self(args)->position_);
  if (!value || !at) return raised();
  Ref<Object> newline = self(args)->read_newline_ ? self(args)->read_newline_.share() : newNone();
  Ref<Object> dict = instanceDictIfAny(args[0]) == nullptr ? newNone() : share<Object>(instanceDictIfAny(args[0]));
  return newTupleOf({value.get(), newline.get(), at.get(), dict.get()});
}

Ref<Object> setState(Object* const* args) {
  if (!isTupleLayout(args[1]) || static_cast<Tuple*>(args[1])->size_ < 4) {
    return raise(kTypeTypeError, "%T.__setstate__ argument should be 4-tuple, got %T", args[0], args[1]);
  }
  Tuple* state = static_cast<Tuple*>(args[1]);
  int64_t at;
  // The value is stored as it was: its line ends are translated already.
  if (!isStrLayout(state->at(0)) || !init(self(args), nullptr, state->at(1))) {
    return errorPending() ? raised() : raise(kTypeTypeError, "initial_value must be str or None, not %T", state->at(0));
  }
  StringIO* io = self(args);
  Str* value = asStr(state->at(0));
  if (!reserve(io, value->length_)) return raised();
  if (value->length_ != 0) withChars(value, [&](auto* from) { copyChars(io->buffer_.get(), from, value->length_); });
  io->length_ = value->length_;
  if (!isIntLayout(state->at(2))) {
    return raise(kTypeTypeError, "third item of state must be an integer, got %T", state->at(2));
  }
  if (!asInt64(state->at(2), &at)) return raised();
  if (at < 0 || at > UINT32_MAX) return raise(kTypeValueError, "position value cannot be negative");
  io->position_ = static_cast<uint32_t>(at);
  if (isNone(state->at(3))) return newNone();
  if (!holdsDict(state->at(3))) {
    return raise(kTypeTypeError, "fourth item of state should be a dict, got a %T", state->at(3));
  }
  Ref<Dict> dict = instanceDict(args[0]);
  return dict && updateDict_mayRunPython(dict.get(), state->at(3), true) ? newNone() : nullptr;
}

Ref<Object> getClosed(Object* o) {
  if (!asStringIO(o)->ok_) return raise(kTypeValueError, "I/O operation on uninitialized object");
  return newBool(asStringIO(o)->closed_);
}
Ref<Object> getNewlines(Object* o) { return checkOpen(asStringIO(o)) ? seenNewlines(asStringIO(o)->state_) : nullptr; }
Ref<Object> getLineBuffering(Object* o) { return checkOpen(asStringIO(o)) ? newBool(false) : nullptr; }

void dropStringIO(Object* o) {
  forget(asStringIO(o));
  asStringIO(o)->newline_.clear();
  asStringIO(o)->read_newline_.clear();
}
void finalizeStringIO(Object* o) {
  if (!isExactStringIO(o) && asStringIO(o)->ok_ && !asStringIO(o)->closed_) finalizeStream_mayRunPython(o);
}

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", makeStringIO, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, initial_value='', newline='\\n'", initialise},
    {"__next__", "self, /", next, "Implement next(self)."},
    {"__getstate__", "self, /", getState},
    {"__setstate__", "self, state, /", setState},
    {"read", "self, size=-1, /", read, "Read at most size characters, returned as a string."},
    {"readline", "self, size=-1, /", readline, "Read until newline or EOF."},
    {"write", "self, s, /", write, "Write string to file."},
    {"seek", "self, pos, whence=0, /", seek, "Change stream position."},
    {"tell", "self, /", tell, "Tell the current file position."},
    {"truncate", "self, pos=None, /", truncate, "Truncate size to pos."},
    {"getvalue", "self, /", getValue, "Retrieve the entire contents of the object."},
    {"close", "self, /", close, "Close the IO object."},
    {"readable", "self, /", answerYes, "Returns True if the IO object can be read."},
    {"writable", "self, /", answerYes, "Returns True if the IO object can be written."},
    {"seekable", "self, /", answerYes, "Returns True if the IO object can be seeked."},
};
constexpr GetSetDef kAttributes[] = {
    {"closed", getClosed}, {"newlines", getNewlines}, {"line_buffering", getLineBuffering}};

}  // namespace

const TypeSpec kStringIOSpec = {
    "StringIO",
    "_io",
    {"StringIO", Kind::Container, Trace::Custom, 0, 0, sizeof(StringIO),
     [](Object* o, Visitor& v) { v.slot(asStringIO(o)->newline_), v.slot(asStringIO(o)->read_newline_); }, nullptr,
     dropStringIO, nullptr, finalizeStringIO},
    kTypeBase | kTypeInstancesHaveDict | kTypeInstancesWeakReferable,
    kMethods,
    kAttributes,
    "Text I/O implementation using an in-memory buffer."};

}  // namespace ophion
