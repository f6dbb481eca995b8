// SyntaxErrorInfo made into exceptions; errors of the code generator.
#include "compiler/compile_error.h"

#include <cstdarg>
#include <cstdio>

#include "compiler/codegen.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

// The exception's arguments as Python passes them: (msg, (filename, lineno, offset, text, end_lineno, end_offset)).
Raised raiseAtPlace(TypeIndex type, Str* message, Str* filename, const SyntaxErrorInfo& error, Object* text) {
  Ref<Object> line = newInt(error.lineno), column = newInt(error.col);
  Ref<Object> end_line = newInt(error.end_lineno), end_column = newInt(error.end_col);
  if (!line || !column || !end_line || !end_column) return raised();
  Ref<Object> place = newTupleOf({filename, line.get(), column.get(), text, end_line.get(), end_column.get()});
  if (!place) return raised();
  Ref<Object> exception = call(builtinType(type), message, place.get());
  if (!exception) return raised();
  return raiseInstance(std::move(exception));
}

}  // namespace

Raised raiseSyntaxError(const SyntaxErrorInfo& error, Str* filename) {
  TypeIndex type = kTypeSyntaxError;
  switch (error.kind) {
    case ErrorKind::OutOfMemory:
      return raiseMemoryError();
    case ErrorKind::TooDeep:
      return raise(kTypeMemoryError, "%s", error.message);
    case ErrorKind::Raised:
      return raised();
    case ErrorKind::Recursion:
      return raise(kTypeRecursionError, "maximum recursion depth exceeded during compilation");
    case ErrorKind::IndentationError:
      type = kTypeIndentationError;
      break;
    case ErrorKind::TabError:
      type = kTypeTabError;
      break;
    default:
      break;
  }
  Ref<Str> message = newStr(error.message);
  Ref<Object> text = newNone();
  if (error.text != nullptr) text = newStr({error.text, error.text_size});
  return message && text ? raiseAtPlace(type, message.get(), filename, error, text.get()) : raised();
}

namespace {

// The line of a file, decoded as UTF-8; None where it cannot be had.
Ref<Object> lineOfFile(Str* filename, uint32_t wanted) {
  Utf8View name(filename);
  if (!name.valid()) return raised();
  char path[4096];  // no system opens a longer one
  if (name.view().size() >= sizeof path) return newNone();
  memcpy(path, name.view().data(), name.view().size());
  path[name.view().size()] = 0;
  FILE* file = std::fopen(path, "rbe");
  if (file == nullptr) return newNone();
  char line[1000];
  uint32_t number = 1;
  bool found = false;
  while (!found && std::fgets(line, sizeof line, file) != nullptr) {
    found = number == wanted;
    number += strchr(line, '\n') != nullptr;
  }
  std::fclose(file);
  Ref<Object> text = found ? Ref<Object>(newStr(line)) : newNone();
  if (text) return text;
  clearError();
  return newNone();
}

}  // namespace

Raised raiseSyntaxErrorInFile(const ast::Place& place, Str* message, Str* filename) {
  SyntaxErrorInfo error;
  error.lineno = static_cast<int32_t>(place.lineno);
  error.col = static_cast<int32_t>(place.col_offset) + 1;
  error.end_lineno = static_cast<int32_t>(place.end_lineno);
  error.end_col = static_cast<int32_t>(place.end_col_offset) + 1;
  Ref<Object> text = lineOfFile(filename, place.lineno);
  return text ? raiseAtPlace(kTypeSyntaxError, message, filename, error, text.get()) : raised();
}

void completeError(SyntaxErrorInfo* error, std::string_view source, CompileArena& arena) {
  if (error->text != nullptr || error->lineno <= 0) return;
  if (source.substr(0, 3) == "\xef\xbb\xbf") source.remove_prefix(3);
  for (int32_t line = 1; line < error->lineno; ++line) {
    size_t end = source.find('\n');
    if (end == std::string_view::npos) return;
    source.remove_prefix(end + 1);
  }
  size_t end = source.find('\n');
  std::string_view line = source.substr(0, end);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  char* copy = arena.tryArray<char>(line.size() + 2);
  if (copy == nullptr) return;
  memcpy(copy, line.data(), line.size());
  copy[line.size()] = '\n';
  error->text = copy;
  error->text_size = static_cast<uint32_t>(line.size() + 1);
  auto characters = [line](int32_t column) {
    int32_t n = 0;
    for (int32_t i = 0; i + 1 < column && static_cast<size_t>(i) < line.size(); ++i) {
      n += (static_cast<uint8_t>(line[static_cast<size_t>(i)]) & 0xc0) != 0x80;
    }
    return n + 1;
  };
  error->col = characters(error->col);
  if (error->end_col > 0 && error->end_lineno == error->lineno) error->end_col = characters(error->end_col);
}

void CodeGenerator::syntaxError(const Place& place, const char* format, ...) {
  if (failed()) return;
  char text[512];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  char* message = context_.arena.tryCopy(text, strlen(text));
  if (message == nullptr) {
    context_.outOfMemory();
    return;
  }
  SyntaxErrorInfo& error = context_.error;
  error.kind = ErrorKind::SyntaxError;
  error.message = message;
  error.lineno = static_cast<int32_t>(place.lineno);
  error.col = static_cast<int32_t>(place.col_offset) + 1;
  error.end_lineno = static_cast<int32_t>(place.end_lineno);
  error.end_col = static_cast<int32_t>(place.end_col_offset) + 1;
  context_.fail();
}

}  // namespace ophion
