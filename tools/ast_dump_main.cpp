// ophion-ast: prints what Ophion's front end makes of a source, for comparison with CPython.
//
//   ophion-ast [--mode=exec|single|eval] [--scopes] [--quiet] FILE…   one line a file: the tree, or `error …`
//   ophion-ast --batch                  reads `<mode> <size>\n<bytes>` from standard input until it ends
//   ophion-ast --time FILE…             parses each file and reports megabytes a second
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "compiler/ast_dump.h"
#include "compiler/parser.h"
#include "compiler/scope.h"
#include "compiler/scope_dump.h"

using namespace ophion;

namespace {

struct Settings {
  ParseMode mode = ParseMode::File;
  bool incomplete = false;
  bool scopes = false;
  bool quiet = false;
  bool ignore_cookie = false;
};

void writeOut(void*, const char* text, size_t size) { fwrite(text, 1, size, stdout); }

const char* errorName(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::None:
      return "None";
    case ErrorKind::SyntaxError:
      return "SyntaxError";
    case ErrorKind::IndentationError:
      return "IndentationError";
    case ErrorKind::TabError:
      return "TabError";
    case ErrorKind::OutOfMemory:
    case ErrorKind::TooDeep:
      return "MemoryError";
    case ErrorKind::Recursion:
      return "RecursionError";
    case ErrorKind::Raised:
      return "raised";  // no warnings are asked for here
  }
  return "?";
}

void printError(const SyntaxErrorInfo& error) {
  printf("error\t%s\t%s\t%d\t%d\t%d\t%d\t", errorName(error.kind), error.message, error.lineno, error.col,
         error.end_lineno, error.end_col);
  for (uint32_t i = 0; i < error.text_size; i++) {
    char c = error.text[i];
    if (c == '\n') {
      fputs("\\n", stdout);
    } else if (c == '\\') {
      fputs("\\\\", stdout);
    } else {
      putchar(c);
    }
  }
  putchar('\n');
}

bool process(const char* source, size_t size, const Settings& settings) {
  CompileArena arena(mallocChunkSource());
  IdentifierTable names(arena);
  ParseOptions options;
  options.mode = settings.mode;
  options.allow_incomplete = settings.incomplete;
  options.ignore_cookie = settings.ignore_cookie;
  SyntaxErrorInfo error;
  ast::Mod* mod = parseSource(source, size, options, names, &error);
  ScopeOptions scope_options;
  if (mod && settings.scopes && !buildScopes(mod, names, scope_options, &error)) mod = nullptr;
  if (!mod) {
    printError(error);
    return false;
  }
  if (settings.quiet) {
    puts("ok");
  } else if (settings.scopes) {
    dumpScopes(mod->scope, {writeOut, nullptr});
    putchar('\n');
  } else {
    dumpTree(mod, {writeOut, nullptr}, arena);
    putchar('\n');
  }
  return true;
}

std::string readFile(const char* path) {
  std::string text;
  FILE* file = fopen(path, "rb");
  if (!file) {
    fprintf(stderr, "ophion-ast: cannot open %s\n", path);
    exit(2);
  }
  char buffer[65536];
  for (size_t got; (got = fread(buffer, 1, sizeof buffer, file)) > 0;) text.append(buffer, got);
  fclose(file);
  return text;
}

ParseMode modeNamed(const char* name) {
  if (!strcmp(name, "single")) return ParseMode::Interactive;
  return strcmp(name, "eval") ? ParseMode::File : ParseMode::Eval;
}

int batch(Settings settings) {
  char mode[32];
  size_t size;
  settings.ignore_cookie = true;
  std::string text;
  while (scanf("%31s %zu", mode, &size) == 2) {
    getchar();
    text.resize(size);
    if (fread(text.data(), 1, size, stdin) != size) return 2;
    if (!strcmp(mode, "complete")) {
      CompileArena arena(mallocChunkSource());
      SyntaxErrorInfo error;
      static const char* const kNames[] = {"complete", "more", "error"};
      puts(kNames[static_cast<int>(checkComplete(text.data(), text.size(), arena, &error))]);
    } else {
      settings.mode = modeNamed(mode);
      process(text.data(), text.size(), settings);
    }
    fflush(stdout);
  }
  return 0;
}

int timeFiles(int count, char** paths, bool with_scopes) {
  double seconds = 0, bytes = 0;
  for (int i = 0; i < count; i++) {
    std::string text = readFile(paths[i]);
    auto begin = std::chrono::steady_clock::now();
    CompileArena arena(mallocChunkSource());
    IdentifierTable names(arena);
    SyntaxErrorInfo error;
    ScopeOptions scope_options;
    ast::Mod* mod = parseSource(text.data(), text.size(), {}, names, &error);
    if (mod && with_scopes && !buildScopes(mod, names, scope_options, &error)) mod = nullptr;
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    bytes += static_cast<double>(text.size());
  }
  printf("%.1f MB in %.3f s: %.1f MB/s\n", bytes / 1e6, seconds, bytes / 1e6 / seconds);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  int first = 1;
  bool is_batch = false, timing = false;
  for (; first < argc && argv[first][0] == '-'; first++) {
    const char* arg = argv[first];
    if (!strncmp(arg, "--mode=", 7)) {
      settings.mode = modeNamed(arg + 7);
    } else if (!strcmp(arg, "--scopes")) {
      settings.scopes = true;
    } else if (!strcmp(arg, "--quiet")) {
      settings.quiet = true;
    } else if (!strcmp(arg, "--batch")) {
      is_batch = true;
    } else if (!strcmp(arg, "--time")) {
      timing = true;
    } else {
      fprintf(stderr, "ophion-ast: unknown option %s\n", arg);
      return 2;
    }
  }
  if (is_batch) return batch(settings);
  if (timing) return timeFiles(argc - first, argv + first, settings.scopes);
  bool ok = true;
  for (int i = first; i < argc; i++) {
    std::string text = readFile(argv[i]);
    ok &= process(text.data(), text.size(), settings);
  }
  return ok ? 0 : 1;
}
