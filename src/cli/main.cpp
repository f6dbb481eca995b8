// The command `ophion`.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "compiler/compile.h"
#include "modules/builtins.h"
#include "modules/import.h"
#include "object/boot.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/str.h"
#include "vm/frame.h"

using namespace ophion;

namespace {

bool readWhole(const char* path, std::string* out) {
  FILE* f = std::fopen(path, "rb");
  if (f == nullptr) return false;
  char buffer[65536];
  size_t n;
  while ((n = std::fread(buffer, 1, sizeof buffer, f)) > 0) out->append(buffer, n);
  std::fclose(f);
  return true;
}

int reportError() {
  Ref<Object> error = takeError();
  if (error.get() != nullptr && typeOf(error.get()) == builtinType(kTypeSystemExit)) return 0;
  Ref<Str> text = reprOf(error.get());
  if (!text) return 1;
  Utf8View view(text.get());
  std::fprintf(stderr, "%.*s\n", static_cast<int>(view.view().size()), view.view().data());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  Heap* h = tryBootRuntime({});
  if (h == nullptr) return std::fprintf(stderr, "ophion: no memory\n"), 1;
  if (!initializeVm() || !initializeModules()) return reportError();
  if (std::getenv("OPHION_STRESS_GC")) h->setStress(true);
  std::string source;
  const char* name_text = "<string>";
  if (argc > 2 && std::strcmp(argv[1], "-c") == 0) {
    source = argv[2];
  } else if (argc > 1) {
    name_text = argv[1];
    if (!readWhole(argv[1], &source)) return std::fprintf(stderr, "ophion: can't open file '%s'\n", argv[1]), 2;
  }
  int status = 0;
  {
    Ref<List> path = newList();
    Ref<Str> lib = newStr("/usr/lib/python3.11");
    if (!appendToList(path.get(), lib.get()) || !setStr(state().sys_dict_.get(), name(Name::path), path.get())) return 1;
    Ref<Object> main_module = makeMainModule();
    Ref<Str> file = newStr(name_text);
    Ref<Code> code = compileSource(source, file.get(), CompileMode::File, 0, 0);
    Dict* dict = code ? moduleDict(static_cast<Module*>(main_module.get())) : nullptr;
    Ref<Object> result = code ? runCode_mayRunPython(code.get(), dict, dict) : nullptr;
    if (!result) status = reportError();
  }
  shutdownRuntimeObjects_mayRunPython();
  h->destroy();
  return status;
}
