// The module _io: open() and the standard streams.
#include <sys/stat.h>
#include <unistd.h>

#include "modules/io.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/str_methods.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/warning.h"

namespace ophion {

namespace {

constexpr NativeKind kFunction = NativeKind::Function;

struct OpenMode {
  bool creating = false, reading = false, writing = false, appending = false, updating = false;
  bool text = false, binary = false;

  bool parse(std::string_view mode) {
    unsigned seen = 0;
    for (char c : mode) {
      static constexpr std::string_view kLetters = "xrwa+tb";
      size_t at = kLetters.find(c);
      if (at == std::string_view::npos || (seen >> at & 1)) return false;
      seen |= 1u << at;
    }
    creating = seen & 1, reading = seen & 2, writing = seen & 4, appending = seen & 8, updating = seen & 16;
    text = seen & 32, binary = seen & 64;
    return true;
  }
  // The mode of the FileIO below.
  size_t rawMode(char* out) const {
    size_t n = 0;
    if (creating) out[n++] = 'x';
    if (reading) out[n++] = 'r';
    if (writing) out[n++] = 'w';
    if (appending) out[n++] = 'a';
    if (updating) out[n++] = '+';
    return n;
  }
};

bool given(Object* o) { return o != nullptr && !isNone(o); }

bool checkMode(const OpenMode& m, Object* encoding, Object* errors, Object* newline) {
  if (m.text && m.binary) return raise(kTypeValueError, "can't have text and binary mode at once");
  if (m.creating + m.reading + m.writing + m.appending > 1) {
    return raise(kTypeValueError, "must have exactly one of create/read/write/append mode");
  }
  if (!m.binary) return true;
  if (given(encoding)) return raise(kTypeValueError, "binary mode doesn't take an encoding argument");
  if (given(errors)) return raise(kTypeValueError, "binary mode doesn't take an errors argument");
  return !given(newline) || raise(kTypeValueError, "binary mode doesn't take a newline argument");
}

// The stream over a raw one, as the mode wants it.
Ref<Object> wrap(Object* raw, const OpenMode& m, std::string_view mode, int64_t buffering, Object* encoding,
                 Object* errors, Object* newline) {
  int terminal = buffering < 0 ? askStream_mayRunPython(raw, "isatty") : 0;
  if (terminal < 0) return raised();
  bool line_buffered = buffering == 1 || terminal > 0;
  if (terminal > 0 || buffering == 1) buffering = -1;
  if (buffering < 0) buffering = static_cast<FileIO*>(raw)->block_bytes_;
  if (buffering == 0) return m.binary ? share(raw) : raise(kTypeValueError, "can't have unbuffered text I/O");
  TypeIndex type;
  if (m.updating) {
    type = kTypeBufferedRandom;
  } else if (m.creating || m.writing || m.appending) {
    type = kTypeBufferedWriter;
  } else if (m.reading) {
    type = kTypeBufferedReader;
  } else {
    return raise(kTypeValueError, "unknown mode: '%.200s'", mode.data());
  }
  Ref<Int> size = newInt(buffering);
  Ref<Object> buffer = size ? call(builtinType(type), raw, size.get()) : nullptr;
  if (!buffer || m.binary) return buffer;
  Object* args[] = {buffer.get(), given(encoding) ? encoding : none(), given(errors) ? errors : none(),
                    newline == nullptr ? none() : newline, boolObject(line_buffered)};
  Ref<Object> text = callVector(builtinType(kTypeTextIOWrapper), args, 5, nullptr);
  Ref<Str> mode_text = text ? newStr(mode) : nullptr;
  if (mode_text && setAttr(text.get(), name(Name::mode), mode_text.get())) return text;
  Ref<Object> error = takeError();
  if (!callMethod(buffer.get(), Name::close)) clearError();
  restoreError(std::move(error));
  return raised();
}

// (file, mode, buffering, encoding, errors, newline, closefd, opener)
Ref<Object> openFunction(Object* const* args) {
  std::string_view mode = "r";
  int64_t buffering = -1;
  if (args[1] != nullptr) {
    if (!isStrLayout(args[1])) return raise(kTypeTypeError, "open() argument 'mode' must be str, not %T", args[1]);
    if (!asStr(args[1])->isAscii()) return raise(kTypeValueError, "invalid mode: '%U'", asStr(args[1]));
    mode = asStr(args[1])->asciiView();
  }
  if (args[2] != nullptr && !asInt64(args[2], &buffering)) return raised();
  static constexpr const char* kTextArguments[] = {"encoding", "errors", "newline"};
  for (unsigned i = 0; i < 3; ++i) {
    if (given(args[3 + i]) && !isStrLayout(args[3 + i])) {
      return raise(kTypeTypeError, "open() argument '%s' must be str or None, not %T", kTextArguments[i], args[3 + i]);
    }
  }
  int close_fd = args[6] == nullptr ? 1 : isTrue(args[6]);
  if (close_fd < 0) return raised();
  return openFile_mayRunPython(args[0], mode, buffering, args[3], args[4], args[5], close_fd != 0, args[7]);
}

Ref<Object> textEncoding(Object* const* args) {
  return isNone(args[0]) ? Ref<Object>(internText("locale")) : share(args[0]);
}

Ref<Object> openCode(Object* const* args) {
  if (!isStrLayout(args[0])) return raise(kTypeTypeError, "open_code() argument 'path' must be str, not %T", args[0]);
  return openFile_mayRunPython(args[0], "rb", -1, nullptr, nullptr, nullptr, true, nullptr);
}

bool populate(Dict* dict) {
  Ref<Str> size_name = internText("DEFAULT_BUFFER_SIZE");
  Ref<Int> size = newInt(kDefaultBufferBytes);
  Type* unsupported = unsupportedOperation();
  return size_name && size && unsupported != nullptr && setStr(dict, size_name.get(), size.get()) &&
         setStr(dict, unsupported->name_.get(), unsupported);
}

constexpr NativeDef kFunctions[] = {
    {"open", "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None",
     openFunction, "Open file and return a stream.  Raise OSError upon failure.", kFunction},
    {"text_encoding", "encoding, stacklevel=2, /", textEncoding, "A helper function to choose the text encoding.",
     kFunction},
    {"open_code", "path", openCode, "Opens the provided file with the intent to import the contents.", kFunction},
};
constexpr TypeIndex kTypes[] = {
    kTypeIOBase,
    kTypeRawIOBase,
    kTypeBufferedIOBase,
    kTypeTextIOBase,
    kTypeFileIO,
    kTypeBytesIO,
    kTypeStringIO,
    kTypeBufferedReader,
    kTypeBufferedWriter,
    kTypeBufferedRandom,
    kTypeBufferedRWPair,
    kTypeTextIOWrapper,
    kTypeIncrementalNewlineDecoder,
    kTypeBlockingIOError,
};

// Null where the stream is flushed or there is nothing to flush.
bool flushOne(Name stream) {
  Object* found = state().sys_dict_.isNull() ? nullptr : getStrBorrowed(state().sys_dict_.get(), name(stream));
  if (found == nullptr || isNone(found)) return true;
  Ref<Object> kept = share(found);
  bool failed = false;
  Ref<Object> closed = getAttrOrNull(found, Name::closed, &failed);
  if (failed) clearError();
  if (closed && isTrue(closed.get()) > 0) return true;
  if (callMethod(found, Name::flush)) return true;
  if (stream == Name::stdout_) {
    reportUnraisable_mayRunPython(nullptr, found);
  } else {
    clearError();
  }
  return false;
}

}  // namespace

Ref<Object> openFile_mayRunPython(Object* file, std::string_view mode, int64_t buffering, Object* encoding,
                                  Object* errors, Object* newline, bool close_fd, Object* opener) {
  Ref<Object> path = share(file);
  if (!isIntLayout(file)) {
    bool by_index = !isStrLayout(file) && !isBytesLayout(file) && lookupSpecial(file, Special::k_index) != nullptr;
    if (by_index) {
      path = index(file);
    } else if (!isStrLayout(file) && !isBytesLayout(file)) {
      Object* method = lookupInType(typeOf(file), name(Name::__fspath__));
      if (method == nullptr && errorPending()) return raised();
      if (method == nullptr) return raise(kTypeTypeError, "expected str, bytes or os.PathLike object, not %T", file);
      path = callStream(file, "__fspath__");
    }
    if (!path) return raised();
  }
  OpenMode m;
  char mode_text[16] = {};
  if (mode.size() >= sizeof mode_text || !m.parse(mode)) {
    Ref<Str> shown = newStr(mode);
    return shown ? raise(kTypeValueError, "invalid mode: '%U'", shown.get()) : raised();
  }
  mode.copy(mode_text, mode.size());
  if (!checkMode(m, encoding, errors, newline)) return raised();
  if (m.binary && buffering == 1 &&
      !warn_mayRunPython(
          kTypeRuntimeWarning, 1,
          "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used")) {
    return raised();
  }
  char raw_mode[8];
  Ref<Str> raw_text = newAscii({raw_mode, m.rawMode(raw_mode)});
  if (!raw_text) return raised();
  Object* args[] = {path.get(), raw_text.get(), boolObject(close_fd), opener == nullptr ? none() : opener};
  Ref<Object> raw = callVector(builtinType(kTypeFileIO), args, 4, nullptr);
  if (!raw) return raised();
  Ref<Object> made = wrap(raw.get(), m, {mode_text, mode.size()}, buffering, encoding, errors, newline);
  if (made) return made;
  Ref<Object> error = takeError();
  if (!callMethod(raw.get(), Name::close)) clearError();
  restoreError(std::move(error));
  return raised();
}

Ref<Object> makeStandardStream(int fd, bool writing, const char* name_text, const char* errors) {
  struct stat info;
  if (::fstat(fd, &info) < 0) return newNone();
  Ref<Int> number = newInt(fd);
  Ref<Str> mode = newAscii(writing ? "wb" : "rb");
  if (!number || !mode) return raised();
  Object* raw_args[] = {number.get(), mode.get(), falseObject()};
  Ref<Object> raw = callVector(builtinType(kTypeFileIO), raw_args, 3, nullptr);
  Ref<Str> shown = raw ? newStr(name_text) : nullptr;
  if (!shown || !setAttr(raw.get(), name(Name::name), shown.get())) return raised();
  Ref<Object> buffer = call(builtinType(writing ? kTypeBufferedWriter : kTypeBufferedReader), raw.get());
  Ref<Str> encoding = newAscii("utf-8");
  Ref<Str> handler = newStr(errors == nullptr ? "strict" : errors);
  if (!buffer || !encoding || !handler) return raised();
  bool lines = ::isatty(fd) != 0 || fd == 2;
  Object* args[] = {buffer.get(), encoding.get(), handler.get(), writing ? name(Name::newline) : none(),
                    boolObject(lines)};
  Ref<Object> text = callVector(builtinType(kTypeTextIOWrapper), args, 5, nullptr);
  Ref<Str> text_mode = text ? newAscii(writing ? "w" : "r") : nullptr;
  if (!text_mode || !setAttr(text.get(), name(Name::mode), text_mode.get())) return raised();
  return text;
}

bool flushStandardStreams_mayRunPython() {
  bool ok = flushOne(Name::stdout_);
  return flushOne(Name::stderr_) && ok;
}

extern const ModuleSpec kIoModule;
const ModuleSpec kIoModule = {"_io", "The io module provides the Python interfaces to stream handling.", kFunctions,
                              kTypes, populate};

}  // namespace ophion
