// The classes of the module _io, and the standard streams made of them.
//
// A file opened for text is three objects: FileIO makes system calls, Buffered (reader, writer or both) keeps a buffer,
// TextIOWrapper turns bytes into text. Each also works on any Python object with the right methods in place of the one
// below; on the exact native classes it takes a short way.
#pragma once

#include <string_view>

#include "heap/ref.h"
#include "object/builtin_types.h"
#include "object/codec.h"
#include "object/error.h"

namespace ophion {

struct Type;

struct FileIO : Object {
  int32_t fd_;  // -1: closed
  bool created_, readable_, writable_, appending_;
  bool close_fd_, finalizing_;
  int8_t seekable_;  // -1: not known yet
  uint32_t block_bytes_;
};

struct Buffered : Object {
  Slot<Object> raw_;   // null: not initialised or detached
  Slot<char> buffer_;  // raw buffer of size_ bytes; null once closed
  uint32_t size_;
  // What was read ahead and not asked for yet lies at [start_, end_), or what is to be written at [0, end_): is_dirty_
  // tells.
  uint32_t start_, end_;
  bool is_dirty_, readable_, writable_, detached_, finalizing_, busy_;
};

struct BufferedRWPair : Object {
  Slot<Object> reader_, writer_;
};

struct BytesIO : Object {
  Slot<Object> buffer_;  // ByteArray; null: closed
  int64_t position_;
  uint32_t exports_;  // buffers given out
};

// How line ends are told, and what became of those that were seen.
struct NewlineState {
  bool universal_;       // \n, \r and \r\n all end lines
  bool translate_;       // and read as \n
  bool pending_return_;  // the last piece ended with a \r that may be half of \r\n
  uint8_t seen_;         // kSeenReturn, kSeenNewline, kSeenBoth
};
enum SeenNewline : uint8_t { kSeenReturn = 1, kSeenNewline = 2, kSeenBoth = 4 };

struct StringIO : Object {
  Slot<uint32_t> buffer_;  // raw buffer of capacity_ characters
  uint32_t length_, capacity_, position_;
  Slot<Object> newline_;       // what is written for \n: Str, or null for itself; read_newline_ likewise
  Slot<Object> read_newline_;  // as given: Str, or null: None
  NewlineState state_;
  bool ok_, closed_;
};

struct IncrementalNewlineDecoder : Object {
  Slot<Object> decoder_;  // None: the input is text already
  Slot<Object> errors_;
  NewlineState state_;
};

struct TextIOWrapper : Object {
  Slot<Object> buffer_;             // null: not initialised or detached
  Slot<Object> encoding_, errors_;  // Str
  Slot<Object> encoder_, decoder_;  // of encodings that are not native; else null
  Slot<Object> newline_;            // as given: Str or null
  Slot<Object> decoded_;            // Str being handed out, or null
  Slot<Object> input_;              // Bytes that decoded_ was made of, what was carried included; null: not known
  Slot<Object> carry_;              // Bytes of a character cut off by the end of the last piece, or null
  Slot<Object> input_flags_;        // Int, the decoder's flags before input_, where not native; else null
  Slot<char> pending_;              // raw buffer: bytes to be written
  uint32_t pending_bytes_, pending_capacity_;
  uint32_t decoded_used_;  // characters handed out
  uint32_t chunk_bytes_;
  Encoding native_;
  NewlineState state_;
  bool input_return_;  // state_.pending_return_ before input_
  bool readable_, writable_, seekable_, telling_;
  bool line_buffered_, write_through_, has_read1_;
  bool write_translate_;  // \n becomes something else
  bool detached_, finalizing_;
  bool starts_;  // native encoder: nothing was written yet
};

inline constexpr uint32_t kDefaultBufferBytes = 8192;

// --- io_base.cpp ---
// ValueError "I/O operation on closed file." where object.closed is true.
[[nodiscard]] bool checkNotClosed_mayRunPython(Object* stream);
// The class io.UnsupportedOperation, an OSError and a ValueError; borrowed. Null with MemoryError pending.
Type* unsupportedOperation();
Raised raiseUnsupported(const char* what);
// 1, 0, -1: an attribute's truth, and a method's.
int isClosed_mayRunPython(Object* stream);
int askStream_mayRunPython(Object* stream, const char* method);
// stream.method(args...), by a name that is not among the runtime's own.
Ref<Object> callStream(Object* stream, const char* method);
Ref<Object> callStream(Object* stream, const char* method, Object* a);
Ref<Object> callStream(Object* stream, const char* method, Object* a, Object* b);
// What runs before a stream dies: it is closed, silently.
void finalizeStream_mayRunPython(Object* stream);
// A whole number given as an argument, None meaning the fallback.
[[nodiscard]] bool sizeArgument_mayRunPython(Object* given, int64_t* out, int64_t fallback = -1);
// `mode` of seek for messages, and a position as streams give it back.
[[nodiscard]] bool positionResult_mayRunPython(Object* given, int64_t* out);
Ref<Object> streamIter(Object* const* args);
Ref<Object> streamEnter(Object* const* args);

// --- io_file.cpp ---
// >= 0: bytes; -1: exception pending; -2: would block.
int64_t readFile_mayRunPython(FileIO* file, char* out, size_t n);
int64_t writeFile_mayRunPython(FileIO* file, const char* data, size_t n);
[[nodiscard]] bool seekFile(FileIO* file, int64_t offset, int whence, int64_t* out);
Ref<Object> closeFile_mayRunPython(FileIO* file);
Ref<Object> readAllFile_mayRunPython(FileIO* file);

// --- io_buffered.cpp, for the exact classes ---
[[nodiscard]] bool writeBuffered_mayRunPython(Buffered* b, std::string_view bytes);
[[nodiscard]] bool flushBuffered_mayRunPython(Buffered* b);
Ref<Object> read1Buffered_mayRunPython(Buffered* b, int64_t n);

// --- io_newline.cpp ---
// Applies the state to a piece of decoded text.
Ref<Str> decodeNewlines(NewlineState* state, Str* text, bool final);
Ref<Object> seenNewlines(const NewlineState& state);
// newline= of open() and its like. False: ValueError or TypeError pending. *out null where None.
[[nodiscard]] bool checkNewline(Object* given, const char* function, Object** out);
// Where the line that begins at `start` ends (behind its end), or -1 where it does not. `newline` null: \n; empty:
// universal.
ptrdiff_t findLineEnd(const Str* text, size_t start, const Str* newline_or_null);

// --- io_open.cpp ---
Ref<Object> openFile_mayRunPython(Object* file, std::string_view mode, int64_t buffering, Object* encoding,
                                  Object* errors, Object* newline, bool close_fd, Object* opener);
// sys.stdin, sys.stdout, sys.stderr over an open file's number. `errors` null: strict. None where the number is not
// open.
Ref<Object> makeStandardStream(int fd, bool writing, const char* name, const char* errors);
// Flushes sys.stdout and sys.stderr at the end of a program. False: one could not be written; the error was reported.
bool flushStandardStreams_mayRunPython();

}  // namespace ophion
