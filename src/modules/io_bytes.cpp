// BytesIO: a binary file in memory.
#include <cstring>

#include "modules/io.h"
#include "object/allocate.h"
#include "object/buffer.h"
#include "object/byte_array.h"
#include "object/bytes.h"
#include "object/c_argument.h"
#include "object/dict.h"
#include "object/instance.h"
#include "object/int.h"
#include "object/list.h"
#include "object/make_instance.h"
#include "object/memory_view.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/walk.h"

namespace ophion {

namespace {

BytesIO* asBytesIO(Object* o) { return static_cast<BytesIO*>(o); }
BytesIO* self(Object* const* args) { return asBytesIO(args[0]); }
ByteArray* bufferOf(BytesIO* io) { return static_cast<ByteArray*>(io->buffer_.get()); }

bool checkOpen(BytesIO* io) { return io->buffer_ || raise(kTypeValueError, "I/O operation on closed file."); }
bool checkNotExported(BytesIO* io) {
  return bufferOf(io)->exports_ == 0 || raise(kTypeBufferError, "Existing exports of data: object cannot be re-sized");
}

// What lies behind the position.
std::string_view rest(BytesIO* io) {
  std::string_view all = bufferOf(io)->view();
  return static_cast<uint64_t>(io->position_) >= all.size() ? std::string_view()
                                                            : all.substr(static_cast<size_t>(io->position_));
}

bool putBytes(BytesIO* io, std::string_view bytes) {
  if (!checkNotExported(io)) return raised();
  if (bytes.empty()) return true;
  ByteArray* buffer = bufferOf(io);
  uint64_t end = static_cast<uint64_t>(io->position_) + bytes.size();
  uint32_t old = buffer->length_;
  if (end > old) {
    if (end > kMaxBytesLength) return raise(kTypeOverflowError, "new buffer size too large");
    if (!resizeByteArray(buffer, end)) return raised();
    if (static_cast<uint64_t>(io->position_) > old)
      std::memset(buffer->data() + old, 0, static_cast<size_t>(io->position_) - old);
  }
  std::memmove(buffer->data() + io->position_, bytes.data(), bytes.size());
  io->position_ = static_cast<int64_t>(end);
  return true;
}

Ref<Object> makeBytesIO(Object* const* args) {
  Ref<Object> made = allocateInstance(static_cast<Type*>(args[0]), sizeof(BytesIO));
  if (!made) return raised();
  Ref<Object> buffer = newByteArray({});
  if (!buffer) return raised();
  asBytesIO(made.get())->buffer_.init(std::move(buffer));
  return made;
}

Ref<Object> initialise(Object* const* args) {
  BytesIO* io = self(args);
  Ref<ByteArray> fresh = newByteArray({});
  if (!fresh || (io->buffer_ && !checkNotExported(io))) return raised();
  io->buffer_.assign(Ref<Object>(std::move(fresh)));
  io->position_ = 0;
  if (args[1] == nullptr || isNone(args[1])) return newNone();
  Buffer given;
  if (!given.acquire(args[1]) || !putBytes(io, given.view())) return raised();
  io->position_ = 0;
  return newNone();
}

Ref<Object> takeBytes(BytesIO* io, size_t n) {
  std::string_view have = rest(io).substr(0, n);
  Ref<Bytes> made = newBytes(have);
  if (made) io->position_ += static_cast<int64_t>(have.size());
  return made;
}

Ref<Object> read(Object* const* args) {
  int64_t n;
  if (!checkOpen(self(args)) || !sizeArgument_mayRunPython(args[1], &n) || !checkOpen(self(args))) return raised();
  return takeBytes(self(args), n < 0 ? SIZE_MAX : static_cast<size_t>(n));
}

size_t lineBytes(BytesIO* io) {
  std::string_view have = rest(io);
  size_t end = have.find('\n');
  return end == std::string_view::npos ? have.size() : end + 1;
}

Ref<Object> readline(Object* const* args) {
  int64_t limit;
  if (!checkOpen(self(args)) || !sizeArgument_mayRunPython(args[1], &limit) || !checkOpen(self(args))) return raised();
  size_t n = lineBytes(self(args));
  return takeBytes(self(args), limit >= 0 && static_cast<size_t>(limit) < n ? static_cast<size_t>(limit) : n);
}

Ref<Object> next(Object* const* args) {
  if (!checkOpen(self(args))) return raised();
  size_t n = lineBytes(self(args));
  return n == 0 ? Ref<Object>(nullptr) : takeBytes(self(args), n);
}

Ref<Object> readlines(Object* const* args) {
  int64_t hint;
  if (!checkOpen(self(args)) || !sizeArgument_mayRunPython(args[1], &hint)) return raised();
  Ref<List> lines = newList();
  if (!lines || !checkOpen(self(args))) return raised();
  size_t total = 0;
  while (size_t n = lineBytes(self(args))) {
    Ref<Object> line = takeBytes(self(args), n);
    if (!line || !appendToListSteal(lines.get(), std::move(line))) return raised();
    total += n;
    if (hint > 0 && total >= static_cast<size_t>(hint)) break;
  }
  return lines;
}

Ref<Object> readInto(Object* const* args) {
  Buffer out;
  if (!checkOpen(self(args)) || !out.acquireWritable(args[1], "readinto() argument") || !checkOpen(self(args)))
    return raised();
  std::string_view have = rest(self(args)).substr(0, out.size());
  if (!have.empty()) std::memmove(out.writableData(), have.data(), have.size());
  self(args)->position_ += static_cast<int64_t>(have.size());
  return newInt(static_cast<int64_t>(have.size()));
}

Ref<Object> write(Object* const* args) {
  Buffer data;
  if (!checkOpen(self(args)) || !checkNotExported(self(args))) return raised();
  if (!data.acquire(args[1]) || !checkOpen(self(args)) || !putBytes(self(args), data.view())) return raised();
  return newInt(static_cast<int64_t>(data.size()));
}

Ref<Object> writelines(Object* const* args) {
  if (!checkOpen(self(args))) return raised();
  Walk walk(args[1]);
  if (walk.failed()) return raised();
  while (Ref<Object> line = walk.next_mayRunPython()) {
    Buffer data;
    if (!data.acquire(line.get()) || !checkOpen(self(args)) || !putBytes(self(args), data.view())) return raised();
  }
  return errorPending() ? nullptr : newNone();
}

Ref<Object> tell(Object* const* args) {
  return checkOpen(self(args)) ? Ref<Object>(newInt(self(args)->position_)) : nullptr;
}

Ref<Object> seek(Object* const* args) {
  BytesIO* io = self(args);
  int64_t offset, whence = 0;
  if (!cSizeArgument_mayRunPython(args[1], &offset) ||
      (args[2] != nullptr && !cIntArgument_mayRunPython(args[2], &whence)) || !checkOpen(io))
    return raised();
  if (whence < 0 || whence > 2) {
    return raise(kTypeValueError, "invalid whence (%d, should be 0, 1 or 2)", static_cast<int>(whence));
  }
  if (whence == 0 && offset < 0)
    return raise(kTypeValueError, "negative seek value %lld", static_cast<long long>(offset));
  int64_t from = whence == 0 ? 0 : whence == 1 ? io->position_ : static_cast<int64_t>(bufferOf(io)->length_);
  int64_t target;
  if (__builtin_add_overflow(from, offset, &target)) return raise(kTypeOverflowError, "new position too large");
  io->position_ = target < 0 ? 0 : target;
  return newInt(io->position_);
}

Ref<Object> truncate(Object* const* args) {
  BytesIO* io = self(args);
  int64_t size;
  if (!checkOpen(io) || !sizeArgument_mayRunPython(args[1], &size, INT64_MIN) || !checkOpen(io) ||
      !checkNotExported(io))
    return raised();
  if (args[1] == nullptr || isNone(args[1])) size = io->position_;
  if (size < 0) return raise(kTypeValueError, "negative size value %lld", static_cast<long long>(size));
  if (size < static_cast<int64_t>(bufferOf(io)->length_) && !resizeByteArray(bufferOf(io), static_cast<size_t>(size))) {
    return raised();
  }
  return newInt(size);
}

Ref<Object> close(Object* const* args) {
  if (!self(args)->buffer_) return newNone();
  if (!checkNotExported(self(args))) return raised();
  self(args)->buffer_.clear();
  return newNone();
}

Ref<Object> getValue(Object* const* args) {
  return checkOpen(self(args)) ? Ref<Object>(newBytes(bufferOf(self(args))->view())) : nullptr;
}
Ref<Object> getBuffer(Object* const* args) {
  return checkOpen(self(args)) ? Ref<Object>(newMemoryView(bufferOf(self(args)))) : nullptr;
}
Ref<Object> answerYes(Object* const* args) { return checkOpen(self(args)) ? newBool(true) : nullptr; }
Ref<Object> answerNo(Object* const* args) { return checkOpen(self(args)) ? newBool(false) : nullptr; }
Ref<Object> flush(Object* const* args) { return checkOpen(self(args)) ? newNone() : nullptr; }

Ref<Object> getState(Object* const* args) {
  Ref<Object> value = getValue(args);
  Ref<Int> at = newInt(self(args)->position_);
  if (!value || !at) return raised();
  Ref<Object> dict = instanceDictIfAny(args[0]) == nullptr ? newNone() : share<Object>(instanceDictIfAny(args[0]));
  return newTupleOf({value.get(), at.get(), dict.get()});
}

Ref<Object> setState(Object* const* args) {
  if (!isTupleLayout(args[1]) || static_cast<Tuple*>(args[1])->size_ < 3) {
    return raise(kTypeTypeError, "%T.__setstate__ argument should be 3-tuple, got %T", args[0], args[1]);
  }
  Tuple* state = static_cast<Tuple*>(args[1]);
  int64_t at;
  Object* init[] = {args[0], state->at(0)};
  if (!initialise(init)) return raised();
  if (!isIntLayout(state->at(1))) {
    return raise(kTypeTypeError, "second item of state must be an integer, not %T", state->at(1));
  }
  if (!asInt64(state->at(1), &at)) return raised();
  if (at < 0) return raise(kTypeValueError, "position value cannot be negative");
  self(args)->position_ = at;
  if (isNone(state->at(2))) return newNone();
  if (!holdsDict(state->at(2))) {
    return raise(kTypeTypeError, "third item of state should be a dict, got a %T", state->at(2));
  }
  Ref<Dict> dict = instanceDict(args[0]);
  return dict && updateDict_mayRunPython(dict.get(), state->at(2), true) ? newNone() : nullptr;
}

Ref<Object> getClosed(Object* o) { return newBool(!asBytesIO(o)->buffer_); }

void finalizeBytesIO(Object* o) {
  if (!isExactBytesIO(o) && asBytesIO(o)->buffer_) finalizeStream_mayRunPython(o);
}

constexpr TypeDescriptor layout() {
  TypeDescriptor d = slotRowLayout<BytesIO, 1>("BytesIO");
  d.finalize = finalizeBytesIO;
  return d;
}

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", makeBytesIO, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, initial_bytes=b''", initialise},
    {"__next__", "self, /", next, "Implement next(self)."},
    {"__getstate__", "self, /", getState},
    {"__setstate__", "self, state, /", setState},
    {"read", "self, size=-1, /", read, "Read at most size bytes, returned as a bytes object."},
    {"read1", "self, size=-1, /", read, "Read at most size bytes, returned as a bytes object."},
    {"readline", "self, size=-1, /", readline, "Next line from the file, as a bytes object."},
    {"readlines", "self, size=None, /", readlines, "List of bytes objects, each a line from the file."},
    {"readinto", "self, buffer, /", readInto, "Read bytes into buffer."},
    {"readinto1", "self, buffer, /", readInto},
    {"write", "self, b, /", write, "Write bytes to file."},
    {"writelines", "self, lines, /", writelines, "Write lines to the file."},
    {"seek", "self, pos, whence=0, /", seek, "Change stream position."},
    {"tell", "self, /", tell, "Current file position, an integer."},
    {"truncate", "self, size=None, /", truncate, "Truncate the file to at most size bytes."},
    {"close", "self, /", close, "Disable all I/O operations."},
    {"flush", "self, /", flush, "Does nothing."},
    {"getvalue", "self, /", getValue, "Retrieve the entire contents of the BytesIO object."},
    {"getbuffer", "self, /", getBuffer, "Get a read-write view over the contents of the BytesIO object."},
    {"isatty", "self, /", answerNo, "Always returns False."},
    {"readable", "self, /", answerYes, "Returns True if the IO object can be read."},
    {"writable", "self, /", answerYes, "Returns True if the IO object can be written."},
    {"seekable", "self, /", answerYes, "Returns True if the IO object can be seeked."},
};
constexpr GetSetDef kAttributes[] = {{"closed", getClosed, nullptr, "True if the file is closed."}};

}  // namespace

const TypeSpec kBytesIOSpec = {"BytesIO",
                               "_io",
                               layout(),
                               kTypeBase | kTypeInstancesHaveDict | kTypeInstancesWeakReferable,
                               kMethods,
                               kAttributes,
                               "Buffered I/O implementation using an in-memory bytes buffer."};

}  // namespace ophion
