// What the module sys needs to be told by whoever starts the runtime, and what is printed through its streams and
// hooks.
#pragma once

#include <span>
#include <string_view>

#include "heap/ref.h"
#include "object/names.h"

namespace ophion {

struct Str;

// The command's options as sys shows them. Texts are file-system bytes; they are copied.
struct SysOptions {
  std::span<const std::string_view> arguments;           // sys.argv
  std::span<const std::string_view> original_arguments;  // sys.orig_argv
  std::span<const std::string_view> path;                // sys.path
  std::span<const std::string_view> warning_options;
  std::span<const std::string_view> x_options;  // "name" or "name=value"
  std::string_view executable;
  std::string_view library;  // the folder of the standard library; empty: none
  int inspect = 0, interactive = 0, optimize = 0, dont_write_bytecode = 0, no_user_site = 0, no_site = 0;
  int ignore_environment = 0, verbose = 0, bytes_warning = 0, quiet = 0, isolated = 0, dev_mode = 0, safe_path = 0;
  int int_max_str_digits = -1;
};

// Fills sys with what depends on how the runtime was started. False: an exception is pending.
[[nodiscard]] bool configureSys(const SysOptions& options);
// sys.stdin, sys.stdout, sys.stderr over the process's open files.
[[nodiscard]] bool openStandardStreams();

// Writes text to sys.stdout or sys.stderr; errors are swallowed. Straight to the file where sys has no such stream.
void writeToStream_mayRunPython(Name stream, Str* text);
// Reports the pending exception through sys.excepthook and clears it. SystemExit is not reported but for its text. The
// status that a command ends with; kInterrupted for KeyboardInterrupt.
inline constexpr int kInterrupted = 130;
int reportUncaught_mayRunPython();
// What sys.excepthook does when nobody replaced it.
void displayException_mayRunPython(Object* exception);

// Calls the hooks of sys.addaudithook. False: one of them raised.
[[nodiscard]] bool audit_mayRunPython(const char* event, std::span<Object* const> args);

}  // namespace ophion
