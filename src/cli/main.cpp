// The command `ophion`: makes a runtime, runs a program in it, takes it down again.
#include <limits.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "cli/heap_report.h"
#include "cli/options.h"
#include "cli/prompt.h"
#include "compiler/compile.h"
#include "inspect/leaks.h"
#include "modules/builtins.h"
#include "modules/import.h"
#include "modules/io.h"
#include "modules/path_argument.h"
#include "modules/shutdown.h"
#include "modules/signal.h"
#include "modules/sys.h"
#include "object/boot.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "vm/frame.h"

using namespace ophion;

namespace {

constexpr int kNoRuntime = 70;
constexpr int kFlushFailed = 120;
constexpr int kLeaked = 99;
constexpr const char* kLibraries[] = {"/usr/lib/python3.11", "/usr/local/lib/python3.11"};
struct TypedText {
  const char* name;
  const char* text;
};
constexpr TypedText kTypedTexts[] = {
    {"copyright", "Copyright (c) the authors of Ophion.\nAll Rights Reserved."},
    {"credits", "    Thanks to the authors of Python, whose language and library this is."},
    {"license", "Ophion is under the MIT License: see the file LICENSE that comes with it."},
};
constexpr const char* kPackages[] = {"/usr/local/lib/python3.11/dist-packages", "/usr/lib/python3/dist-packages"};

bool isFolder(const std::string& path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

std::string absolute(const std::string& path) {
  if (path.starts_with('/')) return path;
  char folder[PATH_MAX];
  return getcwd(folder, sizeof folder) == nullptr ? path : std::string(folder) + "/" + path;
}

std::string folderOf(const std::string& path) {
  char real[PATH_MAX];
  std::string whole = realpath(path.c_str(), real) == nullptr ? absolute(path) : std::string(real);
  size_t slash = whole.rfind('/');
  return slash == 0 ? "/" : whole.substr(0, slash);
}

std::string executablePath() {
  char text[PATH_MAX];
  ssize_t n = readlink("/proc/self/exe", text, sizeof text);
  return n <= 0 ? std::string() : std::string(text, static_cast<size_t>(n));
}

// One run of the command.
class Command {
 public:
  explicit Command(const Options& options) : options_(options) {}
  int run(int argc, char** argv);

 private:
  bool start(int argc, char** argv);
  std::vector<std::string> searchPath() const;
  bool addSite();
  int runProgram();
  void useWarningOptions();
  int runSource(std::string_view source, const std::string& shown, bool is_file);
  int runFile(const std::string& path);
  int runModule(const std::string& module, bool set_argv0);
  int runInput();
  bool insertPath(const std::string& folder);
  int finish(int status);

  const Options& options_;
  std::string library_;
  std::string file_;
  Ref<Object> main_;
};

std::vector<std::string> Command::searchPath() const {
  std::vector<std::string> path;
  if (const char* given = options_.environment("PYTHONPATH")) {
    std::string_view left = given;
    for (;;) {
      size_t colon = left.find(':');
      path.push_back(absolute(std::string(left.substr(0, colon))));
      if (colon == std::string_view::npos) break;
      left.remove_prefix(colon + 1);
    }
  }
  if (!library_.empty()) path.push_back(library_);
  return path;
}

bool Command::start(int argc, char** argv) {
  for (const char* library : kLibraries) {
    if (library_.empty() && access((std::string(library) + "/os.py").c_str(), R_OK) == 0) library_ = library;
  }
  if (!initializeVm()) return raiseMemoryError();
  state().optimize_ = static_cast<uint32_t>(options_.optimize);
  if (!initializeModules()) return false;
  std::vector<std::string> path = searchPath();
  std::string executable = executablePath();
  std::string first = options_.run == Options::Run::Command  ? "-c"
                      : options_.run == Options::Run::Module ? "-m"
                      : options_.run == Options::Run::Prompt ? ""
                                                             : options_.what;
  std::vector<std::string_view> arguments{first}, original(argv, argv + argc), path_views(path.begin(), path.end());
  arguments.insert(arguments.end(), options_.rest.begin(), options_.rest.end());
  std::vector<std::string_view> warnings(options_.warnings_from_environment.begin(),
                                         options_.warnings_from_environment.end());
  warnings.insert(warnings.end(), options_.warnings.begin(), options_.warnings.end());
  bool prompt = options_.run == Options::Run::Prompt && isatty(0);
  SysOptions sys;
  sys.arguments = arguments;
  sys.original_arguments = original;
  sys.path = path_views;
  sys.warning_options = warnings;
  sys.x_options = options_.x_options;
  sys.executable = executable;
  sys.library = library_;
  sys.inspect = options_.inspect;
  sys.interactive = options_.inspect != 0 || prompt;
  sys.optimize = options_.optimize;
  sys.dont_write_bytecode = options_.dont_write_bytecode;
  sys.no_user_site = options_.no_user_site;
  sys.no_site = options_.no_site;
  sys.ignore_environment = options_.ignore_environment;
  sys.verbose = options_.verbose;
  sys.bytes_warning = options_.bytes_warning;
  sys.quiet = options_.quiet;
  sys.isolated = options_.isolated;
  sys.dev_mode = options_.dev_mode;
  sys.safe_path = options_.safe_path;
  sys.int_max_str_digits = options_.int_max_str_digits;
  if (!configureSys(sys) || !openStandardStreams()) return false;
  installInterruptHandler();
  main_ = makeMainModule();
  return static_cast<bool>(main_);
}

// Puts a folder in front of sys.path.
bool Command::insertPath(const std::string& folder) {
  Object* path = getStrBorrowed(state().sys_dict_.get(), name(Name::path));
  Ref<Str> text = decodeFileName(folder);
  return text && path != nullptr && isListLayout(path) && insertIntoList(static_cast<List*>(path), 0, text.get());
}

// One of the texts that people ask for at a prompt. The class's own __init__ would load the module os for nothing.
Ref<Object> makePrinter(Object* cls, Str* key, std::string_view text) {
  Ref<Object> made = callMethod(cls, Name::__new__, cls);
  Ref<Str> data = newStr(text), name_field = internText("_Printer__name"), data_field = internText("_Printer__data");
  Ref<Str> lines_field = internText("_Printer__lines"), files_field = internText("_Printer__filenames");
  Ref<List> no_files = newList();
  bool fine = made && data && name_field && data_field && lines_field && files_field && no_files &&
              setAttr(made.get(), name_field.get(), key) && setAttr(made.get(), data_field.get(), data.get()) &&
              setAttr(made.get(), lines_field.get(), none()) && setAttr(made.get(), files_field.get(), no_files.get());
  return fine ? std::move(made) : nullptr;
}

// Puts exit, quit, help and the texts, as the library's _sitebuiltins makes them, among the builtins.
bool addTypedNames() {
  Ref<Str> module_name = newAscii("_sitebuiltins"), end_of_file = newAscii("Ctrl-D (i.e. EOF)");
  Ref<Object> module = module_name && end_of_file ? importModule_mayRunPython(module_name.get()) : nullptr;
  if (!module) return false;
  for (const char* text : {"quit", "exit", "help"}) {
    bool help = text[0] == 'h';
    Ref<Str> key = internText(text), class_name = internText(help ? "_Helper" : "Quitter");
    Ref<Object> cls = key && class_name ? getAttr(module.get(), class_name.get()) : nullptr;
    if (!cls) return false;
    Ref<Object> made = help ? call(cls.get()) : call(cls.get(), key.get(), end_of_file.get());
    if (!made || !setStr(state().builtins_.get(), key.get(), made.get())) return false;
  }
  Ref<Str> printer_name = internText("_Printer");
  Ref<Object> printer = printer_name ? getAttr(module.get(), printer_name.get()) : nullptr;
  if (!printer) return false;
  for (auto [text, shown] : kTypedTexts) {
    Ref<Str> key = internText(text);
    Ref<Object> made = key ? makePrinter(printer.get(), key.get(), shown) : nullptr;
    if (!made || !setStr(state().builtins_.get(), key.get(), made.get())) return false;
  }
  return true;
}

// What the module site does for every program, without loading it: folders of installed packages, and names that people
// type at a prompt. Files *.pth and the user's own folder are not looked at; `import site; site.main()` does that.
bool Command::addSite() {
  Object* path = getStrBorrowed(state().sys_dict_.get(), name(Name::path));
  for (const char* folder : kPackages) {
    if (!isFolder(folder)) continue;
    Ref<Str> text = newAscii(folder);
    if (!text || !appendToList(static_cast<List*>(path), text.get())) return false;
  }
  return library_.empty() || addTypedNames();
}

int Command::runSource(std::string_view source, const std::string& shown, bool is_file) {
  Dict* dict = moduleDict(static_cast<Module*>(main_.get()));
  Ref<Str> file = decodeFileName(shown);
  Ref<Dict> annotations = newDict();
  Ref<Str> key = internText("__annotations__");
  bool ok = file && annotations && key && setStr(dict, key.get(), annotations.get());
  if (ok && is_file)
    ok = setStr(dict, name(Name::__file__), file.get()) && setStr(dict, name(Name::__cached__), none());
  if (!ok) return reportUncaught_mayRunPython();
  Ref<Code> code = compileSource(source, file.get(), CompileMode::File, 0, options_.optimize);
  Ref<Object> result = code ? runFreshCode_mayRunPython(code.get(), dict, dict) : nullptr;
  code.reset();
  return result ? 0 : reportUncaught_mayRunPython();
}

bool readWhole(FILE* f, std::string* out) {
  char buffer[65536];
  size_t n;
  while ((n = std::fread(buffer, 1, sizeof buffer, f)) > 0) out->append(buffer, n);
  return std::ferror(f) == 0;
}

// Whether the file is an archive that may hold a program.
bool isArchive(const std::string& path) {
  FILE* f = std::fopen(path.c_str(), "rb");
  if (f == nullptr) return false;
  char head[4] = {};
  size_t n = std::fread(head, 1, sizeof head, f);
  std::fclose(f);
  return n == 4 && std::memcmp(head, "PK\3\4", 4) == 0;
}

int Command::runFile(const std::string& path) {
  if (isFolder(path) || isArchive(path)) {
    if (!insertPath(absolute(path))) return reportUncaught_mayRunPython();
    return runModule("__main__", false);
  }
  std::string whole = absolute(path);
  std::string source;
  FILE* f = std::fopen(path.c_str(), "rb");
  bool ok = f != nullptr && readWhole(f, &source);
  int error = errno;
  if (f != nullptr) std::fclose(f);
  if (!ok) {
    std::fprintf(stderr, "ophion: can't open file '%s': [Errno %d] %s\n", whole.c_str(), error, std::strerror(error));
    return 2;
  }
  if (!options_.safe_path && !insertPath(folderOf(path))) return reportUncaught_mayRunPython();
  // The line that is skipped still counts.
  if (options_.skip_first_line) source.erase(0, std::min(source.find('\n'), source.size()));
  return runSource(source, whole, true);
}

int Command::runModule(const std::string& module, bool set_argv0) {
  Ref<Str> runpy_name = newAscii("runpy"), key = internText("_run_module_as_main"),
           module_name = decodeFileName(module);
  if (set_argv0 && !options_.safe_path && !insertPath(absolute("").substr(0, absolute("").size() - 1))) {
    return reportUncaught_mayRunPython();
  }
  Ref<Object> runpy = runpy_name && key && module_name ? importModule_mayRunPython(runpy_name.get()) : nullptr;
  Ref<Object> function = runpy ? getAttr(runpy.get(), key.get()) : nullptr;
  Ref<Object> result = function ? call(function.get(), module_name.get(), boolObject(set_argv0)) : nullptr;
  return result ? 0 : reportUncaught_mayRunPython();
}

int Command::runInput() {
  std::string source;
  if (!options_.safe_path && !insertPath("")) return reportUncaught_mayRunPython();
  bool whole = options_.run == Options::Run::Input ? !isatty(0) : !isatty(0) && !options_.inspect;
  if (!whole) return runPrompt_mayRunPython(moduleDict(static_cast<Module*>(main_.get())), !options_.quiet);
  if (!readWhole(stdin, &source)) {
    std::fprintf(stderr, "ophion: cannot read standard input: %s\n", std::strerror(errno));
    return 1;
  }
  return runSource(source, "<stdin>", false);
}

int Command::runProgram() {
  int status = 0;
  switch (options_.run) {
    case Options::Run::Command:
      if (!options_.safe_path && !insertPath("")) return reportUncaught_mayRunPython();
      status = runSource(options_.what + "\n", "<string>", false);
      break;
    case Options::Run::Module:
      status = runModule(options_.what, true);
      break;
    case Options::Run::File:
      status = runFile(options_.what);
      break;
    default:
      return runInput();
  }
  if (!options_.inspect) return status;
  return runPrompt_mayRunPython(moduleDict(static_cast<Module*>(main_.get())), false);
}

int Command::finish(int status) {
  main_.reset();
  if (!runExitFunctions_mayRunPython()) status = kFlushFailed;
  if (options_.heap_report) printHeapReport(stderr);
  // What the process leaves behind nobody sees, unless somebody counts it.
  if (options_.leak_check || !nothingNoticesTheEnd()) clearModules_mayRunPython();
  return status;
}

// The module warnings reads sys.warnoptions: filters asked for hold from the start, for the program's own text too.
void Command::useWarningOptions() {
  if (options_.warnings.empty() && options_.warnings_from_environment.empty()) return;
  Ref<Str> module_name = internText("warnings");
  if (module_name && importModule_mayRunPython(module_name.get())) return;
  std::fprintf(stderr, "'import warnings' failed; traceback:\n");
  reportUncaught_mayRunPython();
}

int Command::run(int argc, char** argv) {
  if (!start(argc, argv)) {
    int status = reportUncaught_mayRunPython();
    return finish(status == 0 ? 1 : status);
  }
  useWarningOptions();
  if (!options_.no_site && !addSite()) clearError();
  if (options_.fail_allocation != 0) heap().failAllocation(options_.fail_allocation);
  int status = runProgram();
  if (options_.fail_allocation != 0) heap().failAllocation(0);
  return finish(status);
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  int status = 0;
  if (!options.parse(argc, argv, &status)) return status;
  HeapOptions heap_options;
  heap_options.cap_bytes = options.max_heap_bytes;
  Heap* h = tryBootRuntime(heap_options);
  if (h == nullptr) return std::fprintf(stderr, "ophion: not enough memory for a runtime\n"), kNoRuntime;
  if (options.stress_gc) h->setStress(true);
  status = Command(options).run(argc, argv);
  if (options.leak_check && reportLeaks(stderr) != 0) status = kLeaked;
  h->destroy();
  if (status == kInterrupted) {
    // Whoever waits for the command is to know that it was interrupted.
    signal(SIGINT, SIG_DFL);
    kill(getpid(), SIGINT);
  }
  return status;
}
