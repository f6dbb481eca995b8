// The command line of `ophion`, and the environment where it counts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ophion {

struct Options {
  enum class Run { Prompt, Command, Module, File, Input, Nothing };
  Run run = Run::Prompt;
  std::string what;                    // the command, the module, the file
  std::vector<std::string_view> rest;  // arguments of the program
  std::vector<std::string_view> warnings, x_options;
  std::vector<std::string> warnings_from_environment;
  int inspect = 0, optimize = 0, dont_write_bytecode = 0, no_user_site = 0, no_site = 0, ignore_environment = 0;
  int verbose = 0, bytes_warning = 0, quiet = 0, isolated = 0, unbuffered = 0, safe_path = 0, dev_mode = 0;
  int int_max_str_digits = -1;
  bool skip_first_line = false;
  // Ophion's own
  size_t max_heap_bytes = 0;     // 0: no limit but the address space
  uint64_t fail_allocation = 0;  // 0: none
  bool stress_gc = false, heap_report = false;
#ifdef OPHION_DEBUG
  bool leak_check = true;
#else
  bool leak_check = false;
#endif

  // False: the command ends with *status.
  bool parse(int argc, char** argv, int* status);
  // A variable of the environment that is set and not empty; null where it does not count.
  const char* environment(const char* name) const;

 private:
  bool longOption(std::string_view option, int* status);
  bool shortOptions(int argc, char** argv, int* at, int* status);
  bool plainFlag(char letter);
  void readEnvironment();
};

}  // namespace ophion
