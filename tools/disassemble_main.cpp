// ophion-dis: compiles files, verifies every code object in them, and prints listings.
//   ophion-dis [-q] [-o LEVEL] FILE...      -q: nothing but faults and the count
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "code/code.h"
#include "code/verify.h"
#include "compiler/compile.h"
#include "object/boot.h"
#include "object/error.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"

namespace {

using namespace ophion;

bool g_quiet = false;
long g_codes = 0, g_faults = 0;

void print(Str* text) {
  Utf8View view(text);
  if (view.valid()) fwrite(view.view().data(), 1, view.view().size(), stdout);
}

void printError(const char* file) {
  Ref<Object> error = takeError();
  Ref<Str> shown = error ? reprOf(error.get()) : nullptr;
  printf("%s: ", file);
  if (shown) print(shown.get());
  printf("\n");
}

void show(const char* file, Code* code) {
  ++g_codes;
  CodeFault fault;
  if (!verifyCode(code, &fault)) printError(file);
  if (fault.what != nullptr) {
    ++g_faults;
    printf("%s:%d: ", file, lineAt(code, fault.unit));
    print(code->qualified_name_.get());
    printf(": unit %u, register %u (locals %u, cells %u): %s\n", fault.unit, fault.reg, code->local_count_,
           code->cell_count_, fault.what);
  }
  if (!g_quiet || fault.what != nullptr) {
    printf("--- ");
    print(code->qualified_name_.get());
    printf("  registers %u, flags %#x\n", code->register_count_, code->flags_);
    Ref<Str> text = disassemble(code);
    if (text) print(text.get());
    if (!text) printError(file);
  }
  for (uint32_t i = 0; i < code->constants_->size_; ++i) {
    if (isExactCode(code->constants_->at(i))) show(file, static_cast<Code*>(code->constants_->at(i)));
  }
}

bool readFile(const char* path, std::string* text) {
  FILE* file = fopen(path, "rb");
  if (file == nullptr) return false;
  char buffer[65536];
  for (size_t n; (n = fread(buffer, 1, sizeof buffer, file)) > 0;) text->append(buffer, n);
  fclose(file);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  int optimize = 0, files = 0, errors = 0;
  if (tryBootRuntime({}) == nullptr) return 2;
  for (int i = 1; i < argc; ++i) {
    if (strcmp(argv[i], "-q") == 0) {
      g_quiet = true;
    } else if (strcmp(argv[i], "-o") == 0 && i + 1 < argc) {
      optimize = atoi(argv[++i]);
    } else {
      ++files;
      std::string text;
      Ref<Str> name = newStr(argv[i]);
      if (!readFile(argv[i], &text)) {
        printf("%s: cannot be read\n", argv[i]);
        return 2;
      }
      Ref<Code> code = compileSource(text, name.get(), CompileMode::File, 0, optimize);
      if (code) {
        show(argv[i], code.get());
      } else {
        ++errors;
        printError(argv[i]);
      }
    }
  }
  if (g_quiet) printf("%d files, %ld code objects, %d not compiled, %ld faults\n", files, g_codes, errors, g_faults);
  return g_faults != 0;
}
