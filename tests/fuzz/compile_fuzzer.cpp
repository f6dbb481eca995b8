// Fuzz target: the front end alone. Any bytes are a source: what the lexer, the parser, the symbol table and the code
// generator make of them is code that the verifier accepts, or an exception; never a crash, and never memory that
// stays.
//
// All inputs go through one runtime with a small cap, as the sources of a long-lived runtime would. What an input
// leaves in the heap may be a cache that was filled; what it leaves again each time it comes is a leak.
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "code/code.h"
#include "code/verify.h"
#include "compiler/compile.h"
#include "heap/heap_stats.h"
#include "object/boot.h"
#include "object/error.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"

using namespace ophion;

namespace {

constexpr size_t kReserveBytes = size_t{1} << 30;
constexpr size_t kCapBytes = size_t{48} << 20;
constexpr int kRunsOfALeak = 4;

struct Way {
  CompileMode mode;
  uint32_t flags;
  int optimize;
};
constexpr Way kWays[] = {
    {CompileMode::File, 0, 0},
    {CompileMode::Eval, kCompileIgnoreCookie, 0},
    {CompileMode::Interactive, kCompileDontImplyDedent | kCompileTopLevelAwait | kCompileFutureAnnotations, 2},
};

[[noreturn]] void fail(const char* what, const char* detail) {
  std::fprintf(stderr, "compile_fuzzer: %s: %s\n", what, detail);
  std::abort();
}

// Blocks and spans in use.
uint64_t liveCount() {
  HeapStats stats(heap());
  uint64_t live = 0;
  for (unsigned kind = 0; kind < kKinds; ++kind) live += stats.usedBlocks(static_cast<Kind>(kind)) + stats.spans[kind];
  return live;
}

// The code and all that is nested in it, however deep.
void verifyWhole(const Code* code) {
  std::vector<const Code*> open{code};
  while (!open.empty()) {
    code = open.back();
    open.pop_back();
    CodeFault fault;
    // A source may use up what the cap grants; then the verifier has nothing to work with.
    if (!verifyCode(code, &fault)) return clearError();
    if (fault.what != nullptr) fail("unsound code", fault.what);
    for (uint32_t i = 0; i < code->constants_->size_; ++i) {
      if (isExactCode(code->constants_->at(i))) open.push_back(static_cast<const Code*>(code->constants_->at(i)));
    }
  }
}

void compileAllWays(std::string_view source, Str* filename) {
  for (const Way& way : kWays) {
    if (Ref<Code> code = compileSource(source, filename, way.mode, way.flags, way.optimize)) {
      if (errorPending()) fail("both code and an exception", "");
      verifyWhole(code.get());
      continue;
    }
    Ref<Object> error = takeError();
    if (!error) fail("neither code nor an exception", "");
    Ref<Str> text = strOf(error.get());
    if (!text) clearError();
  }
  completenessOf(source);
  if (errorPending()) fail("an exception pending", "completenessOf");
}

}  // namespace

extern "C" __attribute__((visibility("default"))) int LLVMFuzzerInitialize(int*, char***) {
  HeapOptions options;
  options.reserve_bytes = kReserveBytes;
  options.cap_bytes = kCapBytes;
  if (tryBootRuntime(options) == nullptr) fail("no runtime", "not enough memory");
  return 0;
}

extern "C" __attribute__((visibility("default"))) int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Ref<Str> filename = newAscii("<fuzz>");
  std::string_view source(reinterpret_cast<const char*>(data), size);
  for (int run = 1;; ++run) {
    uint64_t before = liveCount();
    compileAllWays(source, filename.get());
    if (liveCount() <= before) return 0;
    if (run == kRunsOfALeak) fail("leak", "memory grows each time that this source is compiled");
  }
}
