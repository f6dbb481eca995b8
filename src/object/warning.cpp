#include "object/warning.h"

#include <cstdarg>

#include "object/error.h"
#include "object/format_message.h"
#include "object/type.h"

namespace ophion {

bool warn_mayRunPython(TypeIndex category, int stack_level, const char* format, ...) {
  if (issueWarning_mayRunPython == nullptr) return true;
  va_list args;
  va_start(args, format);
  Ref<Str> message = formatStrV(format, args);
  va_end(args);
  if (!message) return raised();
  return issueWarning_mayRunPython(builtinType(category), message.get(), stack_level);
}

bool warnOfSource_mayRunPython(TypeIndex category, Str* message, Str* filename, uint32_t line) {
  if (issueWarningOfSource_mayRunPython == nullptr) return true;
  return issueWarningOfSource_mayRunPython(builtinType(category), message, filename, line);
}

}  // namespace ophion
