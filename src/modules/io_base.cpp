// The abstract base classes of streams, with the methods that need nothing but other methods of the stream.
#include "modules/io.h"
#include "modules/module_state.h"
#include "object/allocate.h"
#include "object/buffer.h"
#include "object/byte_array.h"
#include "object/byte_builder.h"
#include "object/dict.h"
#include "object/function.h"
#include "object/instance.h"
#include "object/int.h"
#include "object/list.h"
#include "object/make_instance.h"
#include "object/object_type.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/walk.h"

namespace ophion {

Type* unsupportedOperation() {
  Slot<Object>& kept = moduleState().unsupported_operation_;
  if (!kept) {
    Ref<Str> class_name = internText("UnsupportedOperation"), module = internText("io");
    Ref<Tuple> bases = newTupleOf({builtinType(kTypeOSError), builtinType(kTypeValueError)});
    Ref<Dict> contents = newDict();
    if (!class_name || !module || !bases || !contents) return raised();
    if (!setStr(contents.get(), name(Name::__module__), module.get())) return raised();
    Ref<Type> made = makeType(builtinType(kTypeType), class_name.get(), bases.get(), contents.get(), nullptr);
    if (!made) return raised();
    kept.init(Ref<Object>(std::move(made)));
  }
  return static_cast<Type*>(kept.get());
}

Raised raiseUnsupported(const char* what) {
  Type* type = unsupportedOperation();
  Ref<Str> text = type == nullptr ? nullptr : newStr(what);
  Ref<Object> error = text ? call(type, text.get()) : nullptr;
  return error ? raiseInstance(std::move(error)) : raised();
}

Ref<Object> callStream(Object* stream, const char* method) {
  Ref<Str> key = internText(method);
  Ref<Object> function = key ? getAttr(stream, key.get()) : nullptr;
  return function ? call(function.get()) : nullptr;
}
Ref<Object> callStream(Object* stream, const char* method, Object* a) {
  Ref<Str> key = internText(method);
  Ref<Object> function = key ? getAttr(stream, key.get()) : nullptr;
  return function ? call(function.get(), a) : nullptr;
}
Ref<Object> callStream(Object* stream, const char* method, Object* a, Object* b) {
  Ref<Str> key = internText(method);
  Ref<Object> function = key ? getAttr(stream, key.get()) : nullptr;
  return function ? call(function.get(), a, b) : nullptr;
}

int isClosed_mayRunPython(Object* stream) {
  Ref<Object> value = getAttr(stream, Name::closed);
  return value ? isTrue(value.get()) : -1;
}

int askStream_mayRunPython(Object* stream, const char* method) {
  Ref<Object> answer = callStream(stream, method);
  return answer ? isTrue(answer.get()) : -1;
}

bool checkNotClosed_mayRunPython(Object* stream) {
  int closed = isClosed_mayRunPython(stream);
  if (closed < 0) return raised();
  return closed == 0 || raise(kTypeValueError, "I/O operation on closed file.");
}

bool sizeArgument_mayRunPython(Object* given, int64_t* out, int64_t fallback) {
  *out = fallback;
  if (given == nullptr || isNone(given)) return true;
  if (!hasIndex(given)) return raise(kTypeTypeError, "argument should be integer or None, not '%T'", given);
  return asInt64(given, out);
}

bool positionResult_mayRunPython(Object* given, int64_t* out) { return asInt64(given, out); }

Ref<Object> streamIter(Object* const* args) { return checkNotClosed_mayRunPython(args[0]) ? share(args[0]) : nullptr; }
Ref<Object> streamEnter(Object* const* args) { return streamIter(args); }

void finalizeStream_mayRunPython(Object* stream) {
  ErrorStash stash;
  int closed = isClosed_mayRunPython(stream);
  if (closed < 0) clearError();
  if (closed == 0) {
    Ref<Str> mark = internText("_finalizing");
    if (!mark || !setAttr(stream, mark.get(), trueObject())) clearError();
    // Errors here would reach nobody who could do anything about them.
    if (!callMethod(stream, Name::close)) clearError();
  }
}

namespace {

// As object's own, which makes no instances of other layouts.
Ref<Object> makeStream(Object* const* args) {
  Type* type = static_cast<Type*>(args[0]);
  bool excess =
      static_cast<Tuple*>(args[1])->size_ != 0 || (args[2] != nullptr && static_cast<Dict*>(args[2])->used_ != 0);
  if (excess && isObjectInit(lookupSpecial(type, Special::k_init)))
    return raise(kTypeTypeError, "%N() takes no arguments", type);
  Object* make = lookupSpecial(builtinType(kTypeObject), Special::k_new);
  Object* only[] = {type};
  return make == nullptr ? Ref<Object>(raised())
                         : callNative(static_cast<NativeFunction*>(make)->id_, only, 1, nullptr);
}

Ref<Str> closedMark() { return internText("__IOBase_closed"); }

Ref<Object> unsupportedSeek(Object* const*) { return raiseUnsupported("seek"); }
Ref<Object> unsupportedTruncate(Object* const*) { return raiseUnsupported("truncate"); }
Ref<Object> unsupportedFileno(Object* const*) { return raiseUnsupported("fileno"); }

Ref<Object> tell(Object* const* args) {
  Ref<Int> zero = newInt(0), one = newInt(1);
  return callMethod(args[0], Name::seek, zero.get(), one.get());
}

// 1, 0, -1: close() of this class was called.
int hasClosedMark(Object* stream) {
  Ref<Str> mark = closedMark();
  if (!mark) return -1;
  bool failed = false;
  Ref<Object> value = getAttrOrNull(stream, mark.get(), &failed);
  return failed ? -1 : value ? 1 : 0;
}

Ref<Object> flush(Object* const* args) {
  int closed = hasClosedMark(args[0]);
  if (closed != 0) return closed < 0 ? raised() : raise(kTypeValueError, "I/O operation on closed file.");
  return newNone();
}

Ref<Object> close(Object* const* args) {
  int closed = hasClosedMark(args[0]);
  if (closed != 0) return closed < 0 ? Ref<Object>(nullptr) : newNone();
  Ref<Object> flushed = callMethod(args[0], Name::flush);
  Ref<Object> error = takeError();
  Ref<Str> mark = closedMark();
  if (!mark || !setAttr(args[0], mark.get(), trueObject())) return raised();
  if (error) {
    restoreError(std::move(error));
    return raised();
  }
  return newNone();
}

Ref<Object> getClosed(Object* stream) {
  int closed = hasClosedMark(stream);
  return closed < 0 ? nullptr : newBool(closed != 0);
}

Ref<Object> answerNo(Object* const*) { return newBool(false); }

Ref<Object> checkClosed(Object* const* args) { return checkNotClosed_mayRunPython(args[0]) ? newNone() : nullptr; }

Ref<Object> checkAbility(Object* stream, const char* method, const char* complaint) {
  Ref<Object> answer = callStream(stream, method);
  if (!answer) return raised();
  if (answer.get() != trueObject()) return raiseUnsupported(complaint);
  return answer;
}
Ref<Object> checkSeekable(Object* const* args) {
  return checkAbility(args[0], "seekable", "File or stream is not seekable.");
}
Ref<Object> checkReadable(Object* const* args) {
  return checkAbility(args[0], "readable", "File or stream is not readable.");
}
Ref<Object> checkWritable(Object* const* args) {
  return checkAbility(args[0], "writable", "File or stream is not writable.");
}

Ref<Object> isatty(Object* const* args) { return checkNotClosed_mayRunPython(args[0]) ? newBool(false) : nullptr; }

Ref<Object> exitStream(Object* const* args) { return callMethod(args[0], Name::close); }

// How many bytes to ask for to get at most one line: as far as peek() shows.
bool bytesAhead(Object* peek, int64_t left, int64_t* out) {
  *out = 1;
  Ref<Int> one = newInt(1);
  Ref<Object> ahead = call(peek, one.get());
  if (!ahead) return raised();
  if (!isBytesLayout(ahead.get())) {
    return raise(kTypeOSError, "peek() should have returned a bytes object, not '%T'", ahead.get());
  }
  std::string_view bytes = static_cast<Bytes*>(ahead.get())->view();
  if (left >= 0) bytes = bytes.substr(0, static_cast<size_t>(left));
  if (bytes.empty()) return true;
  size_t end = bytes.find('\n');
  *out = static_cast<int64_t>(end == std::string_view::npos ? bytes.size() : end + 1);
  return true;
}

Ref<Object> readline(Object* const* args) {
  int64_t limit;
  if (!sizeArgument_mayRunPython(args[1], &limit)) return raised();
  bool failed = false;
  Ref<Str> peek_name = internText("peek");
  Ref<Object> peek = peek_name ? getAttrOrNull(args[0], peek_name.get(), &failed) : nullptr;
  if (failed || !peek_name) return raised();
  ByteBuilder line;
  while (limit < 0 || static_cast<int64_t>(line.length()) < limit) {
    int64_t want = 1;
    int64_t left = limit < 0 ? -1 : limit - static_cast<int64_t>(line.length());
    if (peek && !bytesAhead(peek.get(), left, &want)) return raised();
    Ref<Int> size = newInt(want);
    Ref<Object> got = size ? callMethod(args[0], Name::read, size.get()) : nullptr;
    if (!got) return raised();
    if (!isBytesLayout(got.get())) {
      return raise(kTypeOSError, "read() should have returned a bytes object, not '%T'", got.get());
    }
    std::string_view bytes = static_cast<Bytes*>(got.get())->view();
    if (bytes.empty()) break;
    if (!line.append(bytes)) return raised();
    if (bytes.back() == '\n') break;
  }
  return line.finish();
}

Ref<Object> next(Object* const* args) {
  Ref<Object> line = callMethod(args[0], Name::readline);
  if (!line) return raised();
  int64_t length = lengthOf(line.get());
  return length > 0 ? line : nullptr;
}

Ref<Object> readlines(Object* const* args) {
  int64_t hint;
  if (!sizeArgument_mayRunPython(args[1], &hint)) return raised();
  Ref<List> lines = newList();
  if (!lines) return raised();
  if (hint <= 0) return extendList_mayRunPython(lines.get(), args[0]) ? Ref<Object>(lines) : nullptr;
  Walk walk(args[0]);
  if (walk.failed()) return raised();
  int64_t total = 0;
  while (Ref<Object> line = walk.next_mayRunPython()) {
    int64_t length = lengthOf(line.get());
    if (length < 0 || !appendToListSteal(lines.get(), std::move(line))) return raised();
    if (length > hint - total) return lines;
    total += length;
  }
  return errorPending() ? nullptr : Ref<Object>(lines);
}

Ref<Object> writelines(Object* const* args) {
  if (!checkNotClosed_mayRunPython(args[0])) return raised();
  Walk walk(args[1]);
  if (walk.failed()) return raised();
  while (Ref<Object> line = walk.next_mayRunPython()) {
    if (!callMethod(args[0], Name::write, line.get())) return raised();
  }
  return errorPending() ? nullptr : newNone();
}

Ref<Object> deleteStream(Object* const* args) {
  finalizeStream_mayRunPython(args[0]);
  return newNone();
}

// --- RawIOBase ---

Ref<Object> rawReadAll(Object* const* args) {
  ByteBuilder all;
  Ref<Int> size = newInt(kDefaultBufferBytes);
  for (;;) {
    Ref<Object> got = callMethod(args[0], Name::read, size.get());
    if (!got) return raised();
    if (isNone(got.get())) {
      if (all.length() == 0) return got;
      break;
    }
    if (!isBytesLayout(got.get())) return raise(kTypeTypeError, "read() should return bytes");
    std::string_view bytes = static_cast<Bytes*>(got.get())->view();
    if (bytes.empty()) break;
    if (!all.append(bytes)) return raised();
  }
  return all.finish();
}

Ref<Object> rawRead(Object* const* args) {
  int64_t n = -1;
  if (args[1] != nullptr && !asInt64(args[1], &n)) return raised();
  if (n < 0) return callStream(args[0], "readall");
  Ref<ByteArray> room = newByteArray({});
  if (!room || !resizeByteArray(room.get(), static_cast<size_t>(n))) return raised();
  if (n != 0) __builtin_memset(room->data(), 0, static_cast<size_t>(n));
  Ref<Object> got = callMethod(args[0], Name::readinto, room.get());
  if (!got || isNone(got.get())) return got;
  int64_t length;
  if (!asInt64(got.get(), &length)) return raised();
  if (length < 0 || length > static_cast<int64_t>(room->length_)) {
    return raise(kTypeValueError, "readinto returned %lld outside buffer size %lld", static_cast<long long>(length),
                 static_cast<long long>(room->length_));
  }
  return newBytes(room->view().substr(0, static_cast<size_t>(length)));
}

// --- BufferedIOBase ---

Ref<Object> unsupportedDetach(Object* const*) { return raiseUnsupported("detach"); }
Ref<Object> unsupportedRead(Object* const*) { return raiseUnsupported("read"); }
Ref<Object> unsupportedRead1(Object* const*) { return raiseUnsupported("read1"); }
Ref<Object> unsupportedWrite(Object* const*) { return raiseUnsupported("write"); }
Ref<Object> unsupportedReadline(Object* const*) { return raiseUnsupported("readline"); }

Ref<Object> readIntoBy(Object* stream, Object* target, Name method) {
  Buffer buffer;
  if (!buffer.acquireWritable(target, method == Name::read ? "readinto() argument" : "readinto1() argument"))
    return raised();
  Ref<Int> size = newInt(static_cast<int64_t>(buffer.size()));
  Ref<Object> got = size ? callMethod(stream, method, size.get()) : nullptr;
  if (!got) return raised();
  if (!isBytesLayout(got.get())) return raise(kTypeTypeError, "read() should return bytes");
  std::string_view bytes = static_cast<Bytes*>(got.get())->view();
  if (bytes.size() > buffer.size()) {
    return raise(kTypeValueError, "read() returned too much data: %zu bytes requested, %zu returned", buffer.size(),
                 bytes.size());
  }
  if (!bytes.empty()) __builtin_memcpy(buffer.writableData(), bytes.data(), bytes.size());
  return newInt(static_cast<int64_t>(bytes.size()));
}
Ref<Object> readInto(Object* const* args) { return readIntoBy(args[0], args[1], Name::read); }
Ref<Object> readInto1(Object* const* args) { return readIntoBy(args[0], args[1], Name::read1); }

Ref<Object> getNone(Object*) { return newNone(); }

constexpr NativeDef kIOMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", makeStream, nullptr, NativeKind::StaticMethod},
    {"seek", "self, offset, whence=0, /", unsupportedSeek, "Change stream position."},
    {"tell", "self, /", tell, "Return current stream position."},
    {"truncate", "self, size=None, /", unsupportedTruncate, "Truncate file to size bytes."},
    {"flush", "self, /", flush, "Flush write buffers, if applicable."},
    {"close", "self, /", close, "Flush and close the IO object."},
    {"seekable", "self, /", answerNo, "Return whether object supports random access."},
    {"readable", "self, /", answerNo, "Return whether object was opened for reading."},
    {"writable", "self, /", answerNo, "Return whether object was opened for writing."},
    {"_checkClosed", "self, /", checkClosed},
    {"_checkSeekable", "self, /", checkSeekable},
    {"_checkReadable", "self, /", checkReadable},
    {"_checkWritable", "self, /", checkWritable},
    {"fileno", "self, /", unsupportedFileno, "Returns underlying file descriptor if one exists."},
    {"isatty", "self, /", isatty, "Return whether this is an 'interactive' stream."},
    {"__enter__", "self, /", streamEnter},
    {"__exit__", "self, /, *args", exitStream},
    {"__iter__", "self, /", streamIter, "Implement iter(self)."},
    {"__next__", "self, /", next, "Implement next(self)."},
    {"__del__", "self, /", deleteStream},
    {"readline", "self, size=-1, /", readline, "Read and return a line from the stream."},
    {"readlines", "self, hint=-1, /", readlines, "Return a list of lines from the stream."},
    {"writelines", "self, lines, /", writelines, "Write a list of lines to stream."},
};
constexpr GetSetDef kIOAttributes[] = {{"closed", getClosed}};

constexpr NativeDef kRawMethods[] = {
    {"read", "self, size=-1, /", rawRead},
    {"readall", "self, /", rawReadAll, "Read until EOF, using multiple read() call."},
};
constexpr NativeDef kBufferedMethods[] = {
    {"detach", "self, /", unsupportedDetach, "Disconnect this buffer from its underlying raw stream and return it."},
    {"read", "self, /, *args", unsupportedRead, "Read and return up to n bytes."},
    {"read1", "self, /, *args", unsupportedRead1, "Read and return up to n bytes, with at most one read() call."},
    {"readinto", "self, buffer, /", readInto},
    {"readinto1", "self, buffer, /", readInto1},
    {"write", "self, /, *args", unsupportedWrite, "Write the given buffer to the IO stream."},
};
constexpr NativeDef kTextMethods[] = {
    {"detach", "self, /", unsupportedDetach, "Separate the underlying buffer from the TextIOBase and return it."},
    {"read", "self, /, *args", unsupportedRead, "Read at most n characters from stream."},
    {"readline", "self, /, *args", unsupportedReadline, "Read until newline or EOF."},
    {"write", "self, /, *args", unsupportedWrite, "Write string to stream."},
};
constexpr GetSetDef kTextAttributes[] = {{"encoding", getNone, nullptr, "Encoding of the text stream."},
                                         {"newlines", getNone, nullptr, "Line endings translated so far."},
                                         {"errors", getNone, nullptr, "The error setting of the decoder or encoder."}};

constexpr uint32_t kFlags = kTypeBase | kTypeInstancesHaveDict | kTypeInstancesWeakReferable;

}  // namespace

const TypeSpec kIOBaseSpec = {"_IOBase",
                              "_io",
                              {"_IOBase", Kind::Container, Trace::None, 0, 0, sizeof(Object), nullptr, nullptr, nullptr,
                               nullptr, finalizeStream_mayRunPython},
                              kFlags,
                              kIOMethods,
                              kIOAttributes,
                              "The abstract base class for all I/O classes."};
const TypeSpec kRawIOBaseSpec = {"_RawIOBase", "_io", sharedLayout("_RawIOBase"),      kFlags,
                                 kRawMethods,  {},    "Base class for raw binary I/O."};
const TypeSpec kBufferedIOBaseSpec = {"_BufferedIOBase", "_io", sharedLayout("_BufferedIOBase"),      kFlags,
                                      kBufferedMethods,  {},    "Base class for buffered IO objects."};
const TypeSpec kTextIOBaseSpec = {"_TextIOBase", "_io",           sharedLayout("_TextIOBase"), kFlags,
                                  kTextMethods,  kTextAttributes, "Base class for text I/O."};

}  // namespace ophion
