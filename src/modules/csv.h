// The objects of the module _csv.
#pragma once

#include "heap/ref.h"
#include "modules/module_error.h"
#include "object/builtin_types.h"
#include "object/error.h"
#include "object/str.h"

namespace ophion {

enum class CsvQuoting : uint8_t { Minimal, All, NonNumeric, None };

// How fields are set apart. Immutable.
struct CsvDialect : Object {
  Slot<Object> line_terminator_;         // Str
  char32_t delimiter_, quote_, escape_;  // kNone where not set
  CsvQuoting quoting_;
  bool double_quote_, skip_initial_space_, strict_;

  static constexpr char32_t kNone = UINT32_MAX;
};

// Rows of fields, read from an iterator of lines.
struct CsvReader : Object {
  Slot<Object> lines_;
  Slot<CsvDialect> dialect_;
  int64_t line_number_;
};

struct CsvWriter : Object {
  Slot<Object> write_;
  Slot<CsvDialect> dialect_;
};

// What Dialect(dialect, **options) gives: `given` (a name, an object with attributes, or null) with changes.
// The options, where given, are in the order of the constructor; null: not given.
Ref<CsvDialect> makeCsvDialect_mayRunPython(Object* given, Object* const* options);
inline constexpr unsigned kCsvOptions = 8;  // delimiter .. strict, in the order of the constructor

Ref<Object> newCsvReader(Object* const* args);
Ref<Object> newCsvWriter(Object* const* args);

// Raises _csv.Error.
template <class... Args>
Raised raiseCsvError(const char* format, Args... args) {
  return raiseModuleError("_csv", "Error", kTypeException, formatStr(format, args...));
}

}  // namespace ophion
