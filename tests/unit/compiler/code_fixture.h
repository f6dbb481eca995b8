// CodeTest: a runtime, and sources compiled into it.
#pragma once

#include <string>
#include <string_view>

#include "code/code.h"
#include "code/verify.h"
#include "compiler/compile.h"
#include "object/tuple.h"
#include "tests/unit/object/runtime_fixture.h"

namespace ophion {

class CodeTest : public RuntimeTest {
 protected:
  static Ref<Code> compiled(std::string_view source, CompileMode mode = CompileMode::File, int optimize = 0) {
    Ref<Str> filename = newStr("<test>");
    return compileSource(source, filename.get(), mode, 0, optimize);
  }
  // The code of the first function, class or comprehension of a module.
  static Code* inner(Code* code) {
    for (uint32_t i = 0; i < code->constants_->size_; ++i) {
      if (isExactCode(code->constants_->at(i))) return static_cast<Code*>(code->constants_->at(i));
    }
    return nullptr;
  }
  // The instructions without lines and offsets, "; " between them.
  static std::string listing(const Code* code) {
    Ref<Str> text = disassemble(code);
    std::string all = utf8(text.get()), out;
    for (size_t at = 0; at < all.size();) {
      size_t end = all.find('\n', at);
      std::string line = all.substr(at, end - at);
      at = end + 1;
      if (line.rfind("  [", 0) == 0) continue;
      line = line.substr(12);
      std::string squeezed;
      for (char c : line) {
        if (c != ' ' || (!squeezed.empty() && squeezed.back() != ' ')) squeezed += c;
      }
      while (!squeezed.empty() && squeezed.back() == ' ') squeezed.pop_back();
      out += (out.empty() ? "" : "; ") + squeezed;
    }
    return out;
  }
  // The listing of a function with this body and these parameters.
  static std::string body(std::string_view parameters, std::string_view statements) {
    std::string source = "def f(" + std::string(parameters) + "):\n";
    for (size_t at = 0; at < statements.size();) {
      size_t end = std::min(statements.find('\n', at), statements.size());
      source += "  " + std::string(statements.substr(at, end - at)) + "\n";
      at = end + 1;
    }
    Ref<Code> module = compiled(source);
    if (!module) return shown(nullptr);
    Code* code = inner(module.get());
    CodeFault fault;
    if (!verifyCode(code, &fault)) return "out of memory";
    if (fault.what != nullptr) return std::string("fault: ") + fault.what + "\n" + listing(code);
    return listing(code);
  }
};

}  // namespace ophion
