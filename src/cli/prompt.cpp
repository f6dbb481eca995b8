#include "cli/prompt.h"

#include <editline/readline.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "compiler/compile.h"
#include "modules/builtins.h"
#include "modules/io.h"
#include "modules/sys.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/exception.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

namespace {

// What completion looks names up in: libedit calls back without a context.
Dict* g_namespace = nullptr;
std::vector<std::string> g_matches;

void collectMatches(Object* names, std::string_view prefix, const std::string& before) {
  Ref<List> list = names == nullptr ? nullptr : toList_mayRunPython(names);
  for (uint32_t i = 0; list && i < list->size_; ++i) {
    if (!isStrLayout(list->at(i))) continue;
    Utf8View text(static_cast<Str*>(list->at(i)));
    if (!text.valid() || !text.view().starts_with(prefix)) continue;
    if (prefix.empty() && text.view().starts_with('_')) continue;
    g_matches.push_back(before + std::string(text.view()));
  }
  clearError();
}

Ref<Object> nameValue(std::string_view text) {
  Ref<Str> key = internText(text);
  Object* value = key ? getStrBorrowed(g_namespace, key.get()) : nullptr;
  if (value == nullptr && key) value = getStrBorrowed(state().builtins_.get(), key.get());
  return value == nullptr ? raised() : share(value);
}

// Names that begin as `text`: of the namespace, or attributes behind the last dot.
void findMatches(std::string_view text) {
  g_matches.clear();
  size_t dot = text.rfind('.');
  if (dot == std::string_view::npos) {
    collectMatches(g_namespace, text, {});
    collectMatches(state().builtins_.get(), text, {});
    return;
  }
  std::string_view path = text.substr(0, dot);
  Ref<Object> value;
  while (!path.empty()) {
    size_t end = path.find('.');
    std::string_view part = path.substr(0, end);
    if (!value) {
      value = nameValue(part);
    } else {
      Ref<Str> key = internText(part);
      value = key ? getAttr(value.get(), key.get()) : nullptr;
    }
    if (!value) return clearError();
    path.remove_prefix(end == std::string_view::npos ? path.size() : end + 1);
  }
  Object* method = value ? lookupInType(typeOf(value.get()), name(Name::__dir__)) : nullptr;
  if (method == nullptr) return clearError();
  Object* args[] = {value.get()};
  Ref<Object> names = callSpecial(method, args, 1);
  if (!names) return clearError();
  collectMatches(names.get(), text.substr(dot + 1), std::string(text.substr(0, dot + 1)));
}

char* nextMatch(const char* text, int state_number) {
  static size_t at;
  if (state_number == 0) {
    findMatches(text);
    at = 0;
  }
  return at < g_matches.size() ? strdup(g_matches[at++].c_str()) : nullptr;
}

char** complete(const char* text, int, int) {
  rl_attempted_completion_over = 1;
  rl_completion_append_character = 0;
  return rl_completion_matches(text, nextMatch);
}

class LineReader {
 public:
  LineReader() : terminal_(isatty(0) && isatty(1)) {
    if (!terminal_) return;
    rl_readline_name = "ophion";
    rl_initialize();
    rl_attempted_completion_function = complete;
    static char breaks[] = " \t\n`~!@#$%^&*()-=+[{]}\\|;:'\",<>/?";
    rl_completer_word_break_characters = breaks;
    if (const char* home = std::getenv("HOME")) history_ = std::string(home) + "/.ophion_history";
    if (!history_.empty()) read_history(history_.c_str());
  }
  ~LineReader() {
    if (terminal_ && !history_.empty()) write_history(history_.c_str());
  }
  // False at the end of the input. The line comes without its end.
  bool read(const std::string& prompt, std::string* line) {
    if (terminal_) {
      char* text = readline(prompt.c_str());
      if (text == nullptr) return false;
      *line = text;
      std::free(text);
      if (!line->empty()) add_history(line->c_str());
      return true;
    }
    std::fputs(prompt.c_str(), stderr);
    std::fflush(stderr);
    line->clear();
    // Byte by byte: what follows the line is for whoever reads sys.stdin.
    char c;
    ssize_t n;
    while ((n = ::read(0, &c, 1)) == 1 && c != '\n') line->push_back(c);
    return n == 1 || !line->empty();
  }
  bool terminal() const { return terminal_; }

 private:
  bool terminal_;
  std::string history_;
};

std::string promptText(const char* which, const char* otherwise) {
  Ref<Str> key = internText(which);
  Object* value = key ? getStrBorrowed(state().sys_dict_.get(), key.get()) : nullptr;
  Ref<Object> kept = Ref<Object>::shareOrNull(value);
  Ref<Str> text = kept ? strOf(kept.get()) : nullptr;
  if (!text) return clearError(), otherwise;
  Utf8View view(text.get());
  return view.valid() ? std::string(view.view()) : otherwise;
}

void setPrompt(const char* which, const char* text) {
  Ref<Str> key = internText(which), value = newStr(text);
  if (!key || !value) return clearError();
  if (getStrBorrowed(state().sys_dict_.get(), key.get()) == nullptr &&
      !setStr(state().sys_dict_.get(), key.get(), value.get())) {
    clearError();
  }
}

// Reads the lines of one statement. False at the end of the input.
bool readStatement(LineReader& reader, std::string* source) {
  source->clear();
  std::string line;
  if (!reader.read(promptText("ps1", ">>> "), &line)) return false;
  *source = line;
  while (completenessOf(*source) == Completeness::NeedsMore) {
    if (!reader.read(promptText("ps2", "... "), &line)) {
      source->push_back('\n');
      return true;
    }
    *source += "\n" + line;
  }
  return true;
}

bool isBlankText(const std::string& text) { return text.find_first_not_of(" \t\n\f\r") == std::string::npos; }

}  // namespace

int runPrompt_mayRunPython(Dict* globals, bool banner) {
  if (banner) {
    std::fprintf(stderr,
                 "Python 3.11.2 (Ophion 0.1.0) on linux\nType \"help\", \"copyright\", \"credits\" or \"license\" for "
                 "more information.\n");
  }
  g_namespace = globals;
  setPrompt("ps1", ">>> ");
  setPrompt("ps2", "... ");
  LineReader reader;
  Ref<Str> filename = newAscii("<stdin>");
  if (!filename) return reportUncaught_mayRunPython();
  uint32_t flags = kCompileIgnoreCookie;
  std::string source;
  while (readStatement(reader, &source)) {
    if (isBlankText(source)) continue;
    source.push_back('\n');
    Ref<Code> code =
        compileSource(source, filename.get(), CompileMode::Interactive, flags, static_cast<int>(state().optimize_));
    if (code && code->is(kCodeFutureAnnotations)) flags |= kCompileFutureAnnotations;
    Ref<Object> result = code ? runCode_mayRunPython(code.get(), globals, globals) : nullptr;
    code.reset();
    if (!result) {
      bool leaves = errorMatches(kTypeSystemExit);
      int status = reportUncaught_mayRunPython();
      if (leaves) return status;
    }
    if (!flushStandardStreams_mayRunPython()) clearError();
  }
  std::fputs("\n", stderr);
  return 0;
}

}  // namespace ophion
