// Lines of source files, for tracebacks.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <climits>
#include <cstring>

#include "compiler/compile.h"
#include "compiler/source.h"
#include "object/allocate.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/runtime_state.h"
#include "object/str.h"
#include "object/type.h"
#include "vm/traceback_text.h"

namespace ophion {

namespace {

constexpr size_t kSourceBytesMax = size_t{64} << 20;

// Opens a file named by UTF-8; -1 where it cannot be.
int openText(std::string_view directory, std::string_view file) {
  char path[PATH_MAX];
  size_t n = directory.size();
  if (n + file.size() + 2 > sizeof path || file.find('\0') != std::string_view::npos) return -1;
  directory.copy(path, n);
  if (n != 0 && path[n - 1] != '/') path[n++] = '/';
  file.copy(path + n, file.size());
  path[n + file.size()] = 0;
  return open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
}

// The file itself, else one of its name along sys.path.
int openSource(Str* filename) {
  Utf8View text(filename);
  if (!text.valid()) return -1;
  int fd = openText({}, text.view());
  if (fd >= 0 || state().sys_dict_.isNull()) return fd;
  std::string_view tail = text.view().substr(text.view().rfind('/') + 1);
  Object* path = getStrBorrowed(state().sys_dict_.get(), name(Name::path));
  if (path == nullptr || !isListLayout(path) || tail.empty()) return -1;
  List* list = static_cast<List*>(path);
  for (uint32_t i = 0; i < list->size_ && fd < 0; ++i) {
    if (!isStrLayout(list->at(i))) continue;
    Utf8View directory(static_cast<Str*>(list->at(i)));
    if (!directory.valid()) return -1;
    fd = openText(directory.view(), tail);
  }
  return fd;
}

Ref<Str> lineOf(std::string_view text, uint32_t line) {
  for (uint32_t n = 1; !text.empty(); ++n) {
    size_t end = text.find('\n');
    if (n == line) return newStr(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return nullptr;
}

Ref<Str> readLineFrom(int fd, uint32_t line) {
  struct stat info;
  if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) return nullptr;
  size_t size = static_cast<size_t>(info.st_size);
  if (size == 0 || size > kSourceBytesMax) return nullptr;
  RawBuffer<char> bytes(size);
  if (!bytes) return raised();
  size_t got = 0;
  while (got < size) {
    ssize_t n = read(fd, bytes.get() + got, size - got);
    if (n <= 0) break;
    got += static_cast<size_t>(n);
  }
  CompileArena arena(heapChunkSource());
  SourceText text;
  SyntaxErrorInfo error;
  if (!prepareSource(bytes.get(), got, false, false, arena, &text, &error)) return nullptr;
  return lineOf({text.begin, static_cast<size_t>(text.end - text.begin)}, line);
}

}  // namespace

Ref<Str> readSourceLine(Str* filename, uint32_t line) {
  int fd = openSource(filename);
  if (fd < 0) {
    clearError();
    return nullptr;
  }
  Ref<Str> found = readLineFrom(fd, line);
  close(fd);
  return found;
}

}  // namespace ophion
