// PathArgument: the name of a file as programs give it: str, bytes or an object with __fspath__, or an open file's
// number.
#pragma once

#include <string_view>

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct Str;
struct Bytes;

// os.fspath(): str or bytes. TypeError "expected str, bytes or os.PathLike object, not X".
Ref<Object> fsPath_mayRunPython(Object* object);
// The bytes that name a file, from str or bytes, and back. Undecodable bytes travel as lone surrogates.
Ref<Bytes> encodeFileName(Str* text);
Ref<Str> decodeFileName(std::string_view bytes);

class PathArgument {
 public:
  enum Option : unsigned { kAllowFd = 1, kAllowNone = 2 };
  // The names are for messages: "stat: path should be ...".
  explicit PathArgument(const char* function, const char* argument = "path", unsigned options = 0)
      : function_(function), argument_(argument), options_(options) {}
  ~PathArgument();
  PathArgument(const PathArgument&) = delete;
  PathArgument& operator=(const PathArgument&) = delete;

  // nullptr counts as None. False: exception pending.
  [[nodiscard]] bool acquire_mayRunPython(Object* given);

  // Ends with 0. "." where None was given.
  const char* text() const { return text_ == nullptr ? "." : text_; }
  bool isFd() const { return is_fd_; }
  int fd() const { return fd_; }
  bool isNone() const { return text_ == nullptr && !is_fd_; }
  // Names found by way of this one are to be bytes.
  bool isBytes() const { return is_bytes_; }
  // What errors show; null for None.
  Object* object() const { return object_.get(); }

 private:
  bool wrongType(Object* given);
  const char* function_;
  const char* argument_;
  unsigned options_;
  bool is_fd_ = false;
  bool is_bytes_ = false;
  int fd_ = -1;
  char* text_ = nullptr;  // raw buffer
  size_t bytes_ = 0;
  Ref<Object> object_;
};

// A file's number from an int. False: TypeError or OverflowError pending.
[[nodiscard]] bool asFd_mayRunPython(Object* object, int* out);

}  // namespace ophion
