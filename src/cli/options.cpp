#include "cli/options.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace ophion {

namespace {

constexpr const char* kVersion = "Python 3.11.2 (Ophion 0.1.0)";
constexpr const char* kUsage = R"(usage: ophion [option] ... [-c cmd | -m mod | file | -] [arg] ...
Options (and corresponding environment variables):
-b     : issue warnings about str(bytes_instance) (-bb: errors)
-B     : accepted; nothing is ever written beside sources
-c cmd : program passed in as string (terminates option list)
-E     : ignore PYTHON* environment variables (such as PYTHONPATH)
-h     : print this help message and exit (also -? or --help)
-i     : inspect interactively after running script; also PYTHONINSPECT=x
-I     : isolate from the user's environment (implies -E, -P and -s)
-m mod : run library module as a script (terminates option list)
-O     : remove assert and __debug__-dependent statements; also PYTHONOPTIMIZE=x
-OO    : do -O changes and also discard docstrings
-P     : don't prepend a potentially unsafe path to sys.path
-q     : don't print version and copyright messages on interactive startup
-s     : don't add user site directory to sys.path; also PYTHONNOUSERSITE
-S     : don't imply 'import site' on initialization
-u     : force the stdout and stderr streams to be unbuffered
-v     : accepted
-V     : print the version number and exit (also --version)
-W arg : warning control; arg is action:message:category:module:lineno
-x     : skip first line of source
-X opt : set implementation-specific option
--max-heap=SIZE : most memory the program may have, for example 64M
--fail-alloc=N  : let the N-th allocation of the program fail
--stress-gc     : collect at every allocation; also OPHION_STRESS_GC=1
--leak-check    : report what outlives the runtime; also OPHION_LEAK_CHECK=1, and =0 where debug builds shall not
--heap-report   : print what the heap held when the program ended
Arguments:
file   : program read from script file
-      : program read from stdin (default; interactive mode if a tty)
arg ...: arguments passed to program in sys.argv[1:]
)";

bool complain(const char* format, const char* what, int* status) {
  std::fprintf(stderr, format, what);
  std::fprintf(
      stderr,
      "usage: ophion [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry `ophion -h' for more information.\n");
  *status = 2;
  return false;
}

// A number with K, M or G behind it. 0: it is none.
size_t sizeOf(const std::string& text) {
  char* end;
  unsigned long long n = std::strtoull(text.c_str(), &end, 10);
  unsigned shift = *end == 'K' || *end == 'k'   ? 10
                   : *end == 'M' || *end == 'm' ? 20
                   : *end == 'G' || *end == 'g' ? 30
                                                : 0;
  if (shift != 0) ++end;
  return *end == 0 ? static_cast<size_t>(n) << shift : 0;
}

}  // namespace

const char* Options::environment(const char* name) const {
  const char* value = ignore_environment ? nullptr : std::getenv(name);
  return value == nullptr || *value == 0 ? nullptr : value;
}

bool Options::plainFlag(char letter) {
  switch (letter) {
    case 'b':
      ++bytes_warning;
      return true;
    case 'B':
      ++dont_write_bytecode;
      return true;
    case 'd':
      return true;
    case 'E':
      ++ignore_environment;
      return true;
    case 'i':
      ++inspect;
      return true;
    case 'I':
      isolated = no_user_site = ignore_environment = safe_path = 1;
      return true;
    case 'O':
      ++optimize;
      return true;
    case 'P':
      safe_path = 1;
      return true;
    case 'q':
      ++quiet;
      return true;
    case 'R':
      return true;
    case 's':
      ++no_user_site;
      return true;
    case 'S':
      ++no_site;
      return true;
    case 'u':
      unbuffered = 1;
      return true;
    case 'v':
      ++verbose;
      return true;
    case 'x':
      skip_first_line = true;
      return true;
    default:
      return false;
  }
}

bool Options::longOption(std::string_view option, int* status) {
  auto valueOf = [&](std::string_view name, std::string* out) {
    if (!option.starts_with(name) || option.size() <= name.size() || option[name.size()] != '=') return false;
    *out = option.substr(name.size() + 1);
    return true;
  };
  std::string value;
  if (option == "--help") return std::fputs(kUsage, stdout), *status = 0, false;
  if (option == "--version") return std::puts(kVersion), *status = 0, false;
  if (option == "--stress-gc") return stress_gc = true;
  if (option == "--heap-report") return heap_report = true;
  if (valueOf("--max-heap", &value)) {
    max_heap_bytes = sizeOf(value);
    return max_heap_bytes != 0 || complain("not a size of memory: %s\n", value.c_str(), status);
  }
  if (valueOf("--fail-alloc", &value)) {
    fail_allocation = std::strtoull(value.c_str(), nullptr, 10);
    return fail_allocation != 0 || complain("not a number of an allocation: %s\n", value.c_str(), status);
  }
  if (valueOf("--check-hash-based-pycs", &value)) return true;
  return complain("unknown option %s\n", std::string(option).c_str(), status);
}

// The letters of one argument; *at moves on where one takes the next argument. False with *status < 0: the program's
// own arguments begin behind *at.
bool Options::shortOptions(int argc, char** argv, int* at, int* status) {
  for (const char* p = argv[*at] + 1; *p != 0; ++p) {
    if (plainFlag(*p)) continue;
    if (*p == 'h' || *p == '?') return std::fputs(kUsage, stdout), *status = 0, false;
    if (*p == 'V') return std::puts(kVersion), *status = 0, false;
    if (std::strchr("cmWX", *p) == nullptr) {
      char letter[] = {'-', *p, 0};
      return complain("Unknown option: %s\n", letter, status);
    }
    const char* value = p[1] != 0 ? p + 1 : *at + 1 < argc ? argv[++*at] : nullptr;
    if (value == nullptr) {
      char letter[] = {'-', *p, 0};
      return complain("Argument expected for the %s option\n", letter, status);
    }
    if (*p == 'W') return warnings.push_back(value), true;
    if (*p == 'X') return x_options.push_back(value), true;
    run = *p == 'c' ? Run::Command : Run::Module;
    what = value;
    *status = -1;
    return false;
  }
  return true;
}

void Options::readEnvironment() {
  if (environment("PYTHONINSPECT")) inspect |= 1;
  if (environment("PYTHONUNBUFFERED")) unbuffered = 1;
  if (environment("PYTHONDONTWRITEBYTECODE")) dont_write_bytecode |= 1;
  if (environment("PYTHONNOUSERSITE")) no_user_site |= 1;
  if (environment("PYTHONSAFEPATH")) safe_path = 1;
  if (const char* level = environment("PYTHONOPTIMIZE"); level && optimize == 0)
    optimize = std::atoi(level) > 0 ? std::atoi(level) : 1;
  if (const char* digits = environment("PYTHONINTMAXSTRDIGITS")) int_max_str_digits = std::atoi(digits);
  if (const char* list = environment("PYTHONWARNINGS")) {
    std::string_view left = list;
    while (!left.empty()) {
      size_t comma = left.find(',');
      warnings_from_environment.emplace_back(left.substr(0, comma));
      left.remove_prefix(comma == std::string_view::npos ? left.size() : comma + 1);
    }
  }
  for (std::string_view option : x_options) {
    if (option == "dev") dev_mode = 1;
    if (option.starts_with("int_max_str_digits="))
      int_max_str_digits = std::atoi(option.data() + sizeof "int_max_str_digits");
  }
  if (optimize > 2) optimize = 2;
  const char* stress = std::getenv("OPHION_STRESS_GC");
  stress_gc |= stress != nullptr && *stress != 0 && std::strcmp(stress, "0") != 0;
  const char* leaks = std::getenv("OPHION_LEAK_CHECK");
  if (leaks != nullptr) leak_check = std::strcmp(leaks, "0") != 0;
}

bool Options::parse(int argc, char** argv, int* status) {
  int at = 1;
  for (; at < argc && argv[at][0] == '-' && argv[at][1] != 0; ++at) {
    if (std::strcmp(argv[at], "--") == 0) {
      ++at;
      break;
    }
    if (argv[at][1] == '-') {
      if (!longOption(argv[at], status)) return false;
      continue;
    }
    *status = 0;
    if (shortOptions(argc, argv, &at, status)) continue;
    if (*status >= 0) return false;
    ++at;
    break;
  }
  if (run == Run::Prompt && at < argc) {
    run = std::strcmp(argv[at], "-") == 0 ? Run::Input : Run::File;
    what = argv[at++];
  }
  for (; at < argc; ++at) rest.push_back(argv[at]);
  readEnvironment();
  return true;
}

}  // namespace ophion
