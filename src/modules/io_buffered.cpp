// Buffered streams: BufferedReader, BufferedWriter, BufferedRandom and BufferedRWPair.
//
// Why this file is long: the four classes share one buffer and its states, which nobody else is to see.
//
// One buffer serves both directions; Buffered::is_dirty_ tells which. Before a stream that can do both turns from
// reading to writing, the raw position goes back over what was read ahead; before it turns from writing to reading,
// what is to be written is written. The raw stream's own position is asked for when it matters, not kept.
#include <cerrno>
#include <cstring>

#include "modules/io.h"
#include "modules/os_error.h"
#include "object/allocate.h"
#include "object/binding.h"
#include "object/buffer.h"
#include "object/byte_array.h"
#include "object/byte_builder.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/make_instance.h"
#include "object/memory_view.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"

namespace ophion {

namespace {

constexpr int64_t kWouldBlock = -2;

Buffered* asBuffered(Object* o) { return static_cast<Buffered*>(o); }
Buffered* self(Object* const* args) { return asBuffered(args[0]); }

// Only one operation at a time may be under way: a raw stream written in Python might come back to us.
class Busy {
 public:
  explicit Busy(Buffered* b) : b_(b) {
    if (b->busy_) {
      b_ = nullptr;
      raise(kTypeRuntimeError, "reentrant call inside %R", b);
    } else {
      b->busy_ = true;
    }
  }
  ~Busy() {
    if (b_ != nullptr) b_->busy_ = false;
  }
  explicit operator bool() const { return b_ != nullptr; }

 private:
  Buffered* b_;
};

FileIO* fileOrNull(Buffered* b) {
  Object* raw = b->raw_.get();
  return isExactFileIO(raw) && static_cast<FileIO*>(raw)->fd_ >= 0 ? static_cast<FileIO*>(raw) : nullptr;
}

bool checkReady(Buffered* b) {
  if (b->raw_) return true;
  return raise(kTypeValueError,
               b->detached_ ? "raw stream has been detached" : "I/O operation on uninitialized object");
}
int rawClosed(Buffered* b) {
  Object* raw = b->raw_.get();
  if (isExactFileIO(raw)) return static_cast<FileIO*>(raw)->fd_ < 0;
  return isClosed_mayRunPython(raw);
}
bool checkOpen(Buffered* b, const char* complaint) {
  if (!checkReady(b)) return raised();
  if (!b->buffer_) return raise(kTypeValueError, "%s", complaint);
  int closed = rawClosed(b);
  if (closed < 0) return raised();
  return closed == 0 || raise(kTypeValueError, "%s", complaint);
}

uint32_t readAhead(const Buffered* b) { return b->is_dirty_ ? 0 : b->end_ - b->start_; }

// --- the raw stream ---

int64_t rawRead(Buffered* b, char* out, size_t n) {
  if (FileIO* file = fileOrNull(b); file != nullptr && file->readable_) return readFile_mayRunPython(file, out, n);
  Ref<ByteArray> room = newByteArray({});
  if (!room || !resizeByteArray(room.get(), n)) return -1;
  if (n != 0) std::memset(room->data(), 0, n);
  Ref<MemoryView> view = newMemoryView(room.get());
  Ref<Object> got = view ? callMethod(b->raw_.get(), Name::readinto, view.get()) : nullptr;
  if (!got) return -1;
  if (isNone(got.get())) return kWouldBlock;
  int64_t length;
  if (!asInt64(got.get(), &length, kTypeValueError)) return -1;
  if (length < 0 || length > static_cast<int64_t>(n)) {
    raise(kTypeOSError, "raw readinto() returned invalid length %lld (should have been between 0 and %lld)",
          static_cast<long long>(length), static_cast<long long>(n));
    return -1;
  }
  std::memcpy(out, room->data(), static_cast<size_t>(length));
  return length;
}

int64_t rawWrite(Buffered* b, const char* data, size_t n) {
  if (FileIO* file = fileOrNull(b); file != nullptr && file->writable_) return writeFile_mayRunPython(file, data, n);
  Ref<Bytes> bytes = newBytes({data, n});
  Ref<MemoryView> view = bytes ? newMemoryView(bytes.get()) : nullptr;
  Ref<Object> got = view ? callMethod(b->raw_.get(), Name::write, view.get()) : nullptr;
  if (!got) return -1;
  if (isNone(got.get())) return kWouldBlock;
  int64_t length;
  if (!asInt64(got.get(), &length, kTypeValueError)) return -1;
  if (length < 0 || length > static_cast<int64_t>(n)) {
    raise(kTypeOSError, "raw write() returned invalid length %lld (should have been between 0 and %lld)",
          static_cast<long long>(length), static_cast<long long>(n));
    return -1;
  }
  return length;
}

bool rawSeek(Buffered* b, int64_t offset, int whence, int64_t* out) {
  if (FileIO* file = fileOrNull(b)) return seekFile(file, offset, whence, out);
  Ref<Int> o = newInt(offset), w = newInt(whence);
  Ref<Object> got = o && w ? callMethod(b->raw_.get(), Name::seek, o.get(), w.get()) : nullptr;
  if (!got || !asInt64(got.get(), out)) return raised();
  return *out >= 0 || raise(kTypeOSError, "Raw stream returned invalid position %lld", static_cast<long long>(*out));
}

bool rawTell(Buffered* b, int64_t* out) {
  if (FileIO* file = fileOrNull(b)) return seekFile(file, 0, 1, out);
  Ref<Object> got = callMethod(b->raw_.get(), Name::tell);
  if (!got || !asInt64(got.get(), out)) return raised();
  return *out >= 0 || raise(kTypeOSError, "Raw stream returned invalid position %lld", static_cast<long long>(*out));
}

Raised raiseWouldBlock(int64_t written) {
  Ref<Int> code = newInt(EAGAIN), n = newInt(written);
  Ref<Str> text = newAscii("write could not complete without blocking");
  if (!code || !n || !text) return raised();
  Ref<Object> error = call(builtinType(kTypeBlockingIOError), code.get(), text.get(), n.get());
  return error ? raiseInstance(std::move(error)) : raised();
}

// --- between the two ---

// Writes what is to be written. What could not be stays.
bool writeOut(Buffered* b) {
  if (!b->is_dirty_) return true;
  while (b->start_ < b->end_) {
    int64_t put = rawWrite(b, b->buffer_.get() + b->start_, b->end_ - b->start_);
    if (put == -1) return raised();
    if (put == kWouldBlock) return raiseWouldBlock(0);
    b->start_ += static_cast<uint32_t>(put);
  }
  b->start_ = b->end_ = 0;
  b->is_dirty_ = false;
  return true;
}

// Makes the buffer one for reading that holds nothing ahead of the raw position.
bool dropAhead(Buffered* b) {
  uint32_t ahead = readAhead(b);
  if (ahead == 0) {
    if (!b->is_dirty_) b->start_ = b->end_ = 0;
    return true;
  }
  int64_t at;
  if (!rawSeek(b, -static_cast<int64_t>(ahead), 1, &at)) return raised();
  b->start_ = b->end_ = 0;
  return true;
}

// Writes what is to be written and gives back what was read ahead.
bool flushAndRewind(Buffered* b) { return writeOut(b) && (!b->readable_ || dropAhead(b)); }

// Fills the empty buffer with one read. As rawRead().
int64_t fill(Buffered* b) {
  b->start_ = b->end_ = 0;
  int64_t got = rawRead(b, b->buffer_.get(), b->size_);
  if (got > 0) b->end_ = static_cast<uint32_t>(got);
  return got;
}

std::string_view takeAhead(Buffered* b, size_t n) {
  size_t have = readAhead(b);
  if (n > have) n = have;
  const char* from = b->buffer_.get() + b->start_;
  b->start_ += static_cast<uint32_t>(n);
  return {from, n};
}

bool beforeReading(Buffered* b) { return !b->is_dirty_ || writeOut(b); }

// --- making ---

Ref<Object> makeBuffered(Object* const* args) {
  return allocateInstance(static_cast<Type*>(args[0]), sizeof(Buffered));
}

bool initBuffered(Buffered* b, Object* raw, Object* size_given, bool readable, bool writable) {
  int64_t size = kDefaultBufferBytes;
  if (size_given != nullptr && !asInt64(size_given, &size)) return raised();
  b->detached_ = false;
  Ref<Object> check;
  if (readable && writable && !(check = callStream(raw, "_checkSeekable"))) return raised();
  if (readable && !(check = callStream(raw, "_checkReadable"))) return raised();
  if (writable && !(check = callStream(raw, "_checkWritable"))) return raised();
  if (size <= 0) return raise(kTypeValueError, "buffer size must be strictly positive");
  if (size > INT32_MAX) return raiseMemoryError();
  char* buffer = static_cast<char*>(heap().tryAllocateRaw(static_cast<size_t>(size)));
  if (buffer == nullptr) return raiseMemoryError();
  if (b->buffer_) heap().free(b->buffer_.get(), b->size_);
  b->buffer_.set(buffer);
  b->size_ = static_cast<uint32_t>(size);
  b->start_ = b->end_ = 0;
  b->is_dirty_ = false;
  b->readable_ = readable;
  b->writable_ = writable;
  b->raw_.assign(share(raw));
  return true;
}

template <bool readable, bool writable>
Ref<Object> initialise(Object* const* args) {
  return initBuffered(self(args), args[1], args[2], readable, writable) ? newNone() : nullptr;
}

// --- reading ---

// Reads until there are n bytes or no more come. *blocked where that was because none are there yet.
bool readExactly(Buffered* b, char* out, size_t n, size_t* total, bool* blocked) {
  *blocked = false;
  std::string_view ahead = takeAhead(b, n);
  if (!ahead.empty()) std::memcpy(out, ahead.data(), ahead.size());
  *total = ahead.size();
  while (*total < n) {
    size_t left = n - *total;
    int64_t got;
    if (left >= b->size_) {
      b->start_ = b->end_ = 0;
      got = rawRead(b, out + *total, left - left % b->size_);
      if (got > 0) *total += static_cast<size_t>(got);
    } else {
      got = fill(b);
      if (got > 0) {
        std::string_view part = takeAhead(b, left);
        std::memcpy(out + *total, part.data(), part.size());
        *total += part.size();
      }
    }
    if (got == -1) return raised();
    if (got <= 0) {
      *blocked = got == kWouldBlock;
      break;
    }
  }
  return true;
}

Ref<Object> readAll(Buffered* b) {
  ByteBuilder all;
  if (!beforeReading(b) || !all.append(takeAhead(b, SIZE_MAX))) return raised();
  b->start_ = b->end_ = 0;
  Ref<Str> readall_name = internText("readall");
  bool failed = false;
  Ref<Object> rest;
  if (FileIO* file = fileOrNull(b)) {
    rest = readAllFile_mayRunPython(file);
    if (!rest) return raised();
  } else {
    Ref<Object> method = readall_name ? getAttrOrNull(b->raw_.get(), readall_name.get(), &failed) : nullptr;
    if (!readall_name || failed) return raised();
    if (method && !(rest = call(method.get()))) return raised();
    if (rest && !isNone(rest.get()) && !isBytesLayout(rest.get()))
      return raise(kTypeTypeError, "readall() should return bytes");
  }
  if (rest) {
    if (all.length() == 0) return rest;
    if (!isNone(rest.get()) && !all.append(static_cast<Bytes*>(rest.get())->view())) return raised();
    return all.finish();
  }
  for (;;) {
    Ref<Object> piece = callMethod(b->raw_.get(), Name::read);
    if (!piece) return raised();
    if (!isNone(piece.get()) && !isBytesLayout(piece.get())) return raise(kTypeTypeError, "read() should return bytes");
    if (isNone(piece.get()) || static_cast<Bytes*>(piece.get())->length_ == 0) {
      return all.length() == 0 ? piece : Ref<Object>(all.finish());
    }
    if (!all.append(static_cast<Bytes*>(piece.get())->view())) return raised();
  }
}

Ref<Object> read(Object* const* args) {
  Buffered* b = self(args);
  int64_t n;
  if (!checkReady(b) || !sizeArgument_mayRunPython(args[1], &n)) return raised();
  if (n < -1) return raise(kTypeValueError, "read length must be non-negative or -1");
  if (!checkOpen(b, "read of closed file")) return raised();
  Busy busy(b);
  if (!busy) return raised();
  if (n == -1) return readAll(b);
  if (!beforeReading(b)) return raised();
  if (n <= readAhead(b)) return newBytes(takeAhead(b, static_cast<size_t>(n)));
  if (n > static_cast<int64_t>(kMaxBytesLength)) return raiseMemoryError();
  Ref<Bytes> made = newBytesUninitialized(static_cast<size_t>(n));
  size_t total;
  bool blocked;
  if (!made || !readExactly(b, made->data(), static_cast<size_t>(n), &total, &blocked)) return raised();
  if (total == 0 && blocked) return newNone();
  return total == static_cast<size_t>(n) ? Ref<Object>(made) : Ref<Object>(newBytes({made->data(), total}));
}

Ref<Object> read1(Object* const* args) {
  int64_t n = -1;
  if (!checkReady(self(args)) || (args[1] != nullptr && !asInt64(args[1], &n))) return raised();
  return read1Buffered_mayRunPython(self(args), n);
}

Ref<Object> readIntoBy(Buffered* b, Object* target, bool only_once) {
  Buffer out;
  if (!checkReady(b) || !out.acquireWritable(target, only_once ? "readinto1() argument" : "readinto() argument"))
    return raised();
  if (!checkOpen(b, "readinto of closed file")) return raised();
  Busy busy(b);
  if (!busy || !beforeReading(b)) return raised();
  size_t total = 0;
  bool blocked = false;
  if (!only_once) {
    if (!readExactly(b, out.writableData(), out.size(), &total, &blocked)) return raised();
  } else {
    if (readAhead(b) == 0 && out.size() != 0) {
      if (out.size() >= b->size_) {
        b->start_ = b->end_ = 0;
        int64_t got = rawRead(b, out.writableData(), out.size());
        if (got == -1) return raised();
        return got == kWouldBlock ? newNone() : Ref<Object>(newInt(got));
      }
      int64_t got = fill(b);
      if (got == -1) return raised();
      blocked = got == kWouldBlock;
    }
    std::string_view part = takeAhead(b, out.size());
    if (!part.empty()) std::memcpy(out.writableData(), part.data(), part.size());
    total = part.size();
  }
  if (total == 0 && blocked) return newNone();
  return newInt(static_cast<int64_t>(total));
}
Ref<Object> readInto(Object* const* args) { return readIntoBy(self(args), args[1], false); }
Ref<Object> readInto1(Object* const* args) { return readIntoBy(self(args), args[1], true); }

Ref<Object> peek(Object* const* args) {
  Buffered* b = self(args);
  if (!checkOpen(b, "peek of closed file")) return raised();
  Busy busy(b);
  if (!busy || !beforeReading(b)) return raised();
  if (readAhead(b) == 0) {
    int64_t got = fill(b);
    if (got == -1) return raised();
  }
  return newBytes({b->buffer_.get() + b->start_, readAhead(b)});
}

// A line of at most `limit` bytes (-1: any).
Ref<Bytes> readLine(Buffered* b, int64_t limit) {
  Busy busy(b);
  if (!busy || !beforeReading(b)) return raised();
  ByteBuilder line;
  for (;;) {
    size_t have = readAhead(b);
    size_t most = limit >= 0 && static_cast<size_t>(limit) - line.length() < have
                      ? static_cast<size_t>(limit) - line.length()
                      : have;
    const char* from = b->buffer_.get() + b->start_;
    const void* end = most == 0 ? nullptr : std::memchr(from, '\n', most);
    size_t n = end == nullptr ? most : static_cast<size_t>(static_cast<const char*>(end) - from) + 1;
    bool done = end != nullptr || (limit >= 0 && line.length() + n >= static_cast<size_t>(limit));
    if (done && line.length() == 0) return newBytes(takeAhead(b, n));
    if (!line.append(takeAhead(b, n))) return raised();
    if (done) break;
    int64_t got = fill(b);
    if (got == -1) return raised();
    if (got <= 0) break;
  }
  return line.finish();
}

Ref<Object> readline(Object* const* args) {
  int64_t limit;
  if (!checkReady(self(args)) || !sizeArgument_mayRunPython(args[1], &limit)) return raised();
  if (!checkOpen(self(args), "readline of closed file")) return raised();
  return readLine(self(args), limit);
}

Ref<Object> next(Object* const* args) {
  Buffered* b = self(args);
  if (!checkReady(b)) return raised();
  if (typeOf(b) == builtinType(kTypeBufferedReader) || typeOf(b) == builtinType(kTypeBufferedRandom)) {
    if (!checkOpen(b, "readline of closed file")) return raised();
    Ref<Bytes> line = readLine(b, -1);
    return line && line->length_ != 0 ? Ref<Object>(line) : nullptr;
  }
  Ref<Object> line = callMethod(b, Name::readline);
  if (!line) return raised();
  if (!isBytesLayout(line.get())) {
    return raise(kTypeOSError, "readline() should have returned a bytes object, not '%T'", line.get());
  }
  return static_cast<Bytes*>(line.get())->length_ != 0 ? line : nullptr;
}

// --- writing ---

Ref<Object> write(Object* const* args) {
  Buffered* b = self(args);
  if (!checkReady(b)) return raised();
  Buffer data;
  if (!data.acquire(args[1]) || !checkOpen(b, "write to closed file")) return raised();
  if (!writeBuffered_mayRunPython(b, data.view())) return raised();
  return newInt(static_cast<int64_t>(data.size()));
}

Ref<Object> flush(Object* const* args) {
  if (!checkOpen(self(args), "flush of closed file")) return raised();
  return flushBuffered_mayRunPython(self(args)) ? newNone() : nullptr;
}
// A reader's flush is the raw stream's.
Ref<Object> flushRaw(Object* const* args) {
  if (!checkReady(self(args))) return raised();
  return callMethod(self(args)->raw_.get(), Name::flush);
}

// --- positions ---

Ref<Object> tell(Object* const* args) {
  Buffered* b = self(args);
  int64_t at;
  if (!checkReady(b) || !rawTell(b, &at)) return raised();
  at += b->is_dirty_ ? static_cast<int64_t>(b->end_ - b->start_) : -static_cast<int64_t>(readAhead(b));
  return newInt(at < 0 ? 0 : at);
}

Ref<Object> seek(Object* const* args) {
  Buffered* b = self(args);
  int64_t offset, whence = 0, at;
  if (!checkReady(b) || (args[2] != nullptr && !asInt64(args[2], &whence))) return raised();
  if (whence < 0 || (whence > 2 && whence != 3 && whence != 4)) {
    return raise(kTypeValueError, "whence value %d unsupported", static_cast<int>(whence));
  }
  if (!checkOpen(b, "seek of closed file")) return raised();
  int able = askStream_mayRunPython(b->raw_.get(), "seekable");
  if (able < 0) return raised();
  if (able == 0) return raiseUnsupported("File or stream is not seekable.");
  if (!asInt64(args[1], &offset)) return raised();
  Busy busy(b);
  if (!busy) return raised();
  // Within what was read ahead only the place in the buffer changes.
  if (whence < 2 && b->readable_ && !b->is_dirty_ && b->end_ != 0) {
    int64_t raw_at;
    if (!rawTell(b, &raw_at)) return raised();
    int64_t current = raw_at - readAhead(b);
    int64_t target = whence == 0 ? offset : current + offset;
    int64_t first = raw_at - b->end_;
    if (target >= first && target <= raw_at) {
      b->start_ = static_cast<uint32_t>(target - first);
      return newInt(target);
    }
  }
  if (!writeOut(b)) return raised();
  if (whence == 1) offset -= readAhead(b);
  if (!rawSeek(b, offset, static_cast<int>(whence), &at)) return raised();
  b->start_ = b->end_ = 0;
  return newInt(at);
}

Ref<Object> truncate(Object* const* args) {
  Buffered* b = self(args);
  if (!checkReady(b)) return raised();
  if (!b->writable_) return raiseUnsupported("truncate");
  if (!checkOpen(b, "truncate of closed file")) return raised();
  Busy busy(b);
  if (!busy || !flushAndRewind(b)) return raised();
  Ref<Object> size = args[1] == nullptr ? newNone() : share(args[1]);
  if (isNone(size.get()) && !(size = callMethod(b->raw_.get(), Name::tell))) return raised();
  return callMethod(b->raw_.get(), Name::truncate, size.get());
}

// --- the end ---

Ref<Object> close(Object* const* args) {
  Buffered* b = self(args);
  if (!checkReady(b)) return raised();
  Ref<Object> keep = share<Object>(b);
  int closed = rawClosed(b);
  if (closed != 0) return closed < 0 ? Ref<Object>(nullptr) : newNone();
  if (b->finalizing_ && b->raw_) {
    Ref<Object> warned = callStream(b->raw_.get(), "_dealloc_warn", b);
    if (!warned) clearError();
  }
  Ref<Object> error;
  if (!callMethod(b, Name::flush)) error = takeError();
  if (!b->raw_) return newNone();
  Ref<Object> raw = b->raw_.share();
  Ref<Object> result = callMethod(raw.get(), Name::close);
  if (b->buffer_ && !b->busy_) {
    char* buffer = b->buffer_.get();
    b->buffer_ = nullptr;
    heap().free(buffer, b->size_);
    b->start_ = b->end_ = 0;
    b->is_dirty_ = false;
  }
  if (error) {
    if (result) {
      restoreError(std::move(error));
    } else {
      Ref<Object> second = takeError();
      restoreError(std::move(error));
      error = takeError();
      if (error.get() != second.get()) asException(second.get())->context_.assign(std::move(error));
      restoreError(std::move(second));
    }
    return raised();
  }
  return result;
}

Ref<Object> detach(Object* const* args) {
  Buffered* b = self(args);
  if (!checkReady(b) || !callMethod(b, Name::flush)) return raised();
  b->detached_ = true;
  return b->raw_.take();
}

template <Name method>
Ref<Object> askRaw(Object* const* args) {
  return checkReady(self(args)) ? callMethod(self(args)->raw_.get(), method) : nullptr;
}
Ref<Object> isSeekable(Object* const* args) {
  return checkReady(self(args)) ? callStream(self(args)->raw_.get(), "seekable") : nullptr;
}

Ref<Object> warnUnclosed(Object* const* args) {
  Buffered* b = self(args);
  if (b->raw_ && !callStream(b->raw_.get(), "_dealloc_warn", args[1])) clearError();
  return newNone();
}

Ref<Object> show(Object* const* args) {
  Buffered* b = self(args);
  Ref<Str> full = typeFullName(typeOf(b));
  bool failed = false;
  Ref<Object> file_name = full && b->raw_ ? getAttrOrNull(b, Name::name, &failed) : nullptr;
  if (!full || failed) {
    if (!errorMatches(kTypeValueError)) return raised();
    clearError();
  }
  if (!file_name) return formatStr("<%U>", full.get());
  if (!enterRepr(b, &failed)) {
    return failed ? Ref<Object>(nullptr) : raise(kTypeRuntimeError, "reentrant call inside %T.__repr__", b);
  }
  Ref<Str> text = formatStr("<%U name=%R>", full.get(), file_name.get());
  leaveRepr(b);
  return text;
}

Ref<Object> refusePickle(Object* const* args) { return raise(kTypeTypeError, "cannot pickle '%T' object", args[0]); }

Ref<Object> getRaw(Object* o) {
  if (asBuffered(o)->raw_) return asBuffered(o)->raw_.share();
  Ref<Str> key = internText("raw");
  return key ? raiseObject(kTypeAttributeError, key.get()) : raised();
}
template <Name attribute>
Ref<Object> getFromRaw(Object* o) {
  return checkReady(asBuffered(o)) ? getAttr(asBuffered(o)->raw_.get(), attribute) : nullptr;
}
Ref<Object> getFinalizing(Object* o) { return newBool(asBuffered(o)->finalizing_); }
bool setFinalizing(Object* o, Object* value) {
  int on = value == nullptr ? 0 : isTrue(value);
  if (on < 0) return raised();
  asBuffered(o)->finalizing_ = on != 0;
  return true;
}

void dropBuffered(Object* o) {
  Buffered* b = asBuffered(o);
  if (b->buffer_) heap().free(b->buffer_.get(), b->size_);
  b->buffer_ = nullptr;
  b->raw_.clear();
}
void clearBuffered(Object* o) { asBuffered(o)->raw_.clear(); }

// A stream that a class derived from it did not initialise, or that was detached, has nothing to close.
void finalizeBuffered(Object* o) {
  if (asBuffered(o)->raw_) finalizeStream_mayRunPython(o);
}

#define COMMON_METHODS                                                                               \
  {"__new__", "cls, /, *args, **kwargs", makeBuffered, nullptr, NativeKind::StaticMethod},           \
      {"__repr__", "self, /", show}, {"detach", "self, /", detach}, {"close", "self, /", close},     \
      {"seekable", "self, /", isSeekable}, {"fileno", "self, /", askRaw<Name::fileno>},              \
      {"isatty", "self, /", askRaw<Name::isatty>}, {"tell", "self, /", tell},                        \
      {"seek", "self, target, whence=0, /", seek}, {"truncate", "self, pos=None, /", truncate},      \
      {"_dealloc_warn", "self, source, /", warnUnclosed}, {"__reduce__", "self, /", refusePickle}, { \
    "__getstate__", "self, /", refusePickle                                                          \
  }
#define READING_METHODS                                                                                        \
  {"read", "self, size=-1, /", read}, {"peek", "self, size=0, /", peek}, {"read1", "self, size=-1, /", read1}, \
      {"readinto", "self, buffer, /", readInto}, {"readinto1", "self, buffer, /", readInto1},                  \
      {"readline", "self, size=-1, /", readline}, {"__next__", "self, /", next}, {                             \
    "readable", "self, /", askRaw<Name::readable>                                                              \
  }

constexpr NativeDef kReaderMethods[] = {COMMON_METHODS,
                                        READING_METHODS,
                                        {"__init__", "self, raw, buffer_size=8192", initialise<true, false>},
                                        {"flush", "self, /", flushRaw}};
constexpr NativeDef kWriterMethods[] = {COMMON_METHODS,
                                        {"__init__", "self, raw, buffer_size=8192", initialise<false, true>},
                                        {"write", "self, buffer, /", write},
                                        {"flush", "self, /", flush},
                                        {"writable", "self, /", askRaw<Name::writable>}};
constexpr NativeDef kRandomMethods[] = {COMMON_METHODS,
                                        READING_METHODS,
                                        {"__init__", "self, raw, buffer_size=8192", initialise<true, true>},
                                        {"write", "self, buffer, /", write},
                                        {"flush", "self, /", flush},
                                        {"writable", "self, /", askRaw<Name::writable>}};
constexpr GetSetDef kAttributes[] = {asMember({"raw", getRaw}),
                                     {"closed", getFromRaw<Name::closed>},
                                     {"name", getFromRaw<Name::name>},
                                     {"mode", getFromRaw<Name::mode>},
                                     asMember({"_finalizing", getFinalizing, setFinalizing})};

// --- BufferedRWPair ---

BufferedRWPair* pair(Object* const* args) { return static_cast<BufferedRWPair*>(args[0]); }

Ref<Object> makePair(Object* const* args) {
  return allocateInstance(static_cast<Type*>(args[0]), sizeof(BufferedRWPair));
}
Ref<Object> initPair(Object* const* args) {
  Ref<Object> check = callStream(args[1], "_checkReadable");
  if (!check || !(check = callStream(args[2], "_checkWritable"))) return raised();
  Ref<Int> size = newInt(kDefaultBufferBytes);
  Object* given = args[3] == nullptr ? static_cast<Object*>(size.get()) : args[3];
  Ref<Object> reader = call(builtinType(kTypeBufferedReader), args[1], given);
  Ref<Object> writer = reader ? call(builtinType(kTypeBufferedWriter), args[2], given) : nullptr;
  if (!writer) return raised();
  pair(args)->reader_.assign(std::move(reader));
  pair(args)->writer_.assign(std::move(writer));
  return newNone();
}
Ref<Object> forward(const Slot<Object>& to, const char* method, Object* argument) {
  if (!to) return raise(kTypeValueError, "I/O operation on uninitialized object");
  Ref<Object> target = to.share();
  return argument == nullptr ? callStream(target.get(), method) : callStream(target.get(), method, argument);
}
#define PAIR(function, side, method) \
  Ref<Object> function(Object* const* args) { return forward(pair(args)->side, method, nullptr); }
#define PAIR1(function, side, method) \
  Ref<Object> function(Object* const* args) { return forward(pair(args)->side, method, args[1]); }
PAIR1(pairRead, reader_, "read")
PAIR1(pairRead1, reader_, "read1")
PAIR1(pairReadInto, reader_, "readinto")
PAIR1(pairReadInto1, reader_, "readinto1")
PAIR1(pairPeek, reader_, "peek")
PAIR1(pairWrite, writer_, "write")
PAIR(pairFlush, writer_, "flush")
PAIR(pairReadable, reader_, "readable")
PAIR(pairWritable, writer_, "writable")
#undef PAIR
#undef PAIR1

Ref<Object> pairClose(Object* const* args) {
  Ref<Object> error;
  if (!forward(pair(args)->writer_, "close", nullptr)) error = takeError();
  Ref<Object> result = forward(pair(args)->reader_, "close", nullptr);
  if (error && result) {
    restoreError(std::move(error));
    return raised();
  }
  return result;
}
Ref<Object> pairIsatty(Object* const* args) {
  Ref<Object> first = forward(pair(args)->writer_, "isatty", nullptr);
  if (!first) return raised();
  int yes = isTrue(first.get());
  if (yes != 0) return yes < 0 ? Ref<Object>(nullptr) : first;
  return forward(pair(args)->reader_, "isatty", nullptr);
}
Ref<Object> pairClosed(Object* o) {
  BufferedRWPair* p = static_cast<BufferedRWPair*>(o);
  if (!p->writer_) return raise(kTypeRuntimeError, "the BufferedRWPair object is being garbage-collected");
  return getAttr(p->writer_.get(), Name::closed);
}
void finalizePair(Object* o) {
  if (static_cast<BufferedRWPair*>(o)->writer_) finalizeStream_mayRunPython(o);
}

constexpr NativeDef kPairMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", makePair, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, reader, writer, buffer_size=8192, /", initPair},
    {"read", "self, size=-1, /", pairRead},
    {"read1", "self, size=-1, /", pairRead1},
    {"readinto", "self, buffer, /", pairReadInto},
    {"readinto1", "self, buffer, /", pairReadInto1},
    {"peek", "self, size=0, /", pairPeek},
    {"write", "self, buffer, /", pairWrite},
    {"flush", "self, /", pairFlush},
    {"readable", "self, /", pairReadable},
    {"writable", "self, /", pairWritable},
    {"close", "self, /", pairClose},
    {"isatty", "self, /", pairIsatty},
};
constexpr GetSetDef kPairAttributes[] = {{"closed", pairClosed}};

constexpr TypeDescriptor withFinalizer(TypeDescriptor d, void (*finalize)(Object*)) {
  d.finalize = finalize;
  return d;
}
constexpr uint32_t kFlags = kTypeBase | kTypeInstancesHaveDict | kTypeInstancesWeakReferable;

}  // namespace

bool writeBuffered_mayRunPython(Buffered* b, std::string_view bytes) {
  Busy busy(b);
  if (!busy || (b->readable_ && !b->is_dirty_ && !dropAhead(b))) return raised();
  if (!b->is_dirty_) {
    b->start_ = b->end_ = 0;
    b->is_dirty_ = true;
  }
  if (bytes.size() <= b->size_ - b->end_) {
    if (!bytes.empty()) std::memcpy(b->buffer_.get() + b->end_, bytes.data(), bytes.size());
    b->end_ += static_cast<uint32_t>(bytes.size());
    return true;
  }
  if (!writeOut(b)) {
    if (!errorMatches(kTypeBlockingIOError)) return raised();
    // The raw stream takes nothing now. Keep as much as there is room for.
    clearError();
    uint32_t kept = b->end_ - b->start_;
    std::memmove(b->buffer_.get(), b->buffer_.get() + b->start_, kept);
    b->start_ = 0;
    b->end_ = kept;
    size_t room = b->size_ - kept;
    size_t n = bytes.size() < room ? bytes.size() : room;
    std::memcpy(b->buffer_.get() + kept, bytes.data(), n);
    b->end_ += static_cast<uint32_t>(n);
    return n == bytes.size() || raiseWouldBlock(static_cast<int64_t>(n));
  }
  size_t written = 0;
  while (bytes.size() - written > b->size_) {
    int64_t put = rawWrite(b, bytes.data() + written, bytes.size() - written);
    if (put == -1) return raised();
    if (put == kWouldBlock) {
      size_t n = b->size_;
      std::memcpy(b->buffer_.get(), bytes.data() + written, n);
      b->is_dirty_ = true;
      b->start_ = 0;
      b->end_ = static_cast<uint32_t>(n);
      return raiseWouldBlock(static_cast<int64_t>(written + n));
    }
    written += static_cast<size_t>(put);
  }
  bytes.remove_prefix(written);
  if (!bytes.empty()) {
    std::memcpy(b->buffer_.get(), bytes.data(), bytes.size());
    b->is_dirty_ = true;
    b->start_ = 0;
    b->end_ = static_cast<uint32_t>(bytes.size());
  }
  return true;
}

bool flushBuffered_mayRunPython(Buffered* b) {
  Busy busy(b);
  return busy && flushAndRewind(b);
}

Ref<Object> read1Buffered_mayRunPython(Buffered* b, int64_t n) {
  if (n < 0) n = b->size_;
  if (!checkOpen(b, "read of closed file")) return raised();
  if (n == 0) return newBytes({});
  Busy busy(b);
  if (!busy || !beforeReading(b)) return raised();
  if (readAhead(b) > 0) return newBytes(takeAhead(b, static_cast<size_t>(n)));
  if (n > static_cast<int64_t>(kMaxBytesLength)) return raiseMemoryError();
  b->start_ = b->end_ = 0;
  Ref<Bytes> made = newBytesUninitialized(static_cast<size_t>(n));
  if (!made) return raised();
  int64_t got = rawRead(b, made->data(), static_cast<size_t>(n));
  if (got == -1) return raised();
  if (got == kWouldBlock) got = 0;
  return got == n ? Ref<Object>(made) : Ref<Object>(newBytes({made->data(), static_cast<size_t>(got)}));
}

const TypeSpec kBufferedReaderSpec = {
    "BufferedReader",
    "_io",
    withFinalizer(
        tracedLayout<Buffered>(
            "BufferedReader", [](Object* o, Visitor& v) { v.slot(asBuffered(o)->raw_); }, dropBuffered, clearBuffered),
        finalizeBuffered),
    kFlags,
    kReaderMethods,
    kAttributes,
    "Create a new buffered reader using the given readable raw IO object."};
const TypeSpec kBufferedWriterSpec = {"BufferedWriter",
                                      "_io",
                                      sharedLayout("BufferedWriter"),
                                      kFlags,
                                      kWriterMethods,
                                      kAttributes,
                                      "A buffer for a writeable sequential RawIO object."};
const TypeSpec kBufferedRandomSpec = {"BufferedRandom",
                                      "_io",
                                      sharedLayout("BufferedRandom"),
                                      kFlags,
                                      kRandomMethods,
                                      kAttributes,
                                      "A buffered interface to random access streams."};
const TypeSpec kBufferedRWPairSpec = {"BufferedRWPair",
                                      "_io",
                                      withFinalizer(slotRowLayout<BufferedRWPair, 2>("BufferedRWPair"), finalizePair),
                                      kFlags,
                                      kPairMethods,
                                      kPairAttributes,
                                      "A buffered reader and writer object together."};

}  // namespace ophion
