// Code generation: listings of small functions. `t0!` is a temporary that is used up.
#include "object/dict.h"
#include "object/exception.h"
#include "object/set.h"
#include "object/singletons.h"
#include "tests/unit/compiler/code_fixture.h"

namespace ophion {
namespace {

class CodegenTest : public CodeTest {};

TEST_F(CodegenTest, OperatorsReadLocalsInPlaceAndWriteLocalsDirectly) {
  EXPECT_EQ(body("a, b", "a = a + b\nreturn a"), "Add a, a, b; Return a");
  EXPECT_EQ(body("a, b", "return a + b * 2"), "Mul t0, b, 2; Add t0, a, t0!; Return t0!");
}

TEST_F(CodegenTest, ConditionsAreFusedCompareJumps) {
  EXPECT_EQ(body("n", "if n < 2:\n  return n\nreturn None"), "JumpLt n, 2, 0 -> 3; Return n; Return None");
  EXPECT_EQ(body("n", "if n is None: return 1\nreturn 2"), "JumpIfNotNone n -> 2; Return 1; Return 2");
  EXPECT_EQ(body("a, b", "if a and not b: return 1\nreturn 2"),
            "JumpIfFalse a -> 3; JumpIfTrue b -> 3; Return 1; Return 2");
}

TEST_F(CodegenTest, AForLoopWritesItsLocalTarget) {
  EXPECT_EQ(body("it", "for x in it: pass"), "GetIter t0, it; ForIter t0, x, 0 -> 4; JumpBack -> 1; Return None");
}

TEST_F(CodegenTest, LocalsThatMayBeUnboundAreCheckedOnce) {
  EXPECT_EQ(body("c", "if c: x = 1\nreturn x + x"),
            "JumpIfFalse c -> 2; Move x, 1; CheckBound x; Add t0, x, x; Return t0!");
  EXPECT_EQ(body("", "x = 1\ndel x\nreturn x"), "Move x, 1; Delete x; CheckBound x; Return x");
}

TEST_F(CodegenTest, SwapsMakeNoTuple) {
  EXPECT_EQ(body("a, b", "a, b = b, a"), "Move t0, a; Move a, b; Move b, t0!; Return None");
}

TEST_F(CodegenTest, AnAssignmentExpressionCannotChangeAnOperandAlreadyRead) {
  EXPECT_EQ(body("x", "return x + (x := 1)"), "Move t0, x; Move x, 1; Add t0, t0!, x; Return t0!");
}

TEST_F(CodegenTest, ArithmeticOnLiteralsIsDoneBeforehandWithinLimits) {
  EXPECT_EQ(body("", "return 2 * 3 + 1"), "Return 7");
  EXPECT_EQ(body("", "return -(1)"), "Return -1");
  EXPECT_EQ(body("", "return 1 / 0"), "TrueDiv t0, 1, 0; Return t0!");
  EXPECT_EQ(body("", "return 2 ** 1000"), "Pow t0, 2, 1000; Return t0!");
  EXPECT_EQ(body("", "return 'ab' * 5000"), "Mul t0, 'ab', 5000; Return t0!");
  EXPECT_EQ(body("", "return (1, (2, 'a'))[1]"), "Return (2, 'a')");
}

TEST_F(CodegenTest, MembershipInADisplayOfConstantsLooksAtAFrozenSet) {
  EXPECT_EQ(body("x", "return x in {1}"), "In t0, x, frozenset({1}); Return t0!");
  EXPECT_EQ(body("x", "return x in [1, 2]"), "In t0, x, (1, 2); Return t0!");
}

TEST_F(CodegenTest, WhatNoPathReachesMakesNoCode) {
  EXPECT_EQ(body("", "return 1\nprint(2)"), "Return 1");
  EXPECT_EQ(body("", "if 0: print(1)\nelse: return 2"), "Return 2");
  EXPECT_EQ(body("x", "while True:\n  if x: break"), "JumpIfFalse x -> 2; Jump -> 3; JumpBack -> 0; Return None");
}

TEST_F(CodegenTest, EqualConstantsOfOneCompilationAreOneObject) {
  Ref<Code> module = compiled("def f(): return 'very good', 1000.5\ndef g(): return 'very good', 1000.5, 0.0, -0.0\n");
  ASSERT_TRUE(module);
  Tuple* f = static_cast<Code*>(module->constants_->at(0))->constants_.get();
  Tuple* g = static_cast<Code*>(module->constants_->at(1))->constants_.get();
  Tuple* a = static_cast<Tuple*>(f->at(1));
  Tuple* b = static_cast<Tuple*>(g->at(1));
  EXPECT_EQ(a->at(0), b->at(0));
  EXPECT_EQ(a->at(1), b->at(1));
  EXPECT_NE(b->at(2), b->at(3));
  Ref<Code> other = compiled("x = 'very good'");
  EXPECT_NE(other->constants_->at(0), a->at(0));
}

TEST_F(CodegenTest, NestedFunctionsAreQualifiedByWhatIsAround) {
  Ref<Code> module = compiled("class C:\n  def m(self):\n    return [lambda: 0 for x in self]\n");
  Code* method = inner(inner(module.get()));
  EXPECT_EQ(utf8(method->qualified_name_.get()), "C.m");
  EXPECT_EQ(utf8(inner(method)->qualified_name_.get()), "C.m.<locals>.<listcomp>");
  EXPECT_EQ(utf8(inner(inner(method))->qualified_name_.get()), "C.m.<locals>.<listcomp>.<lambda>");
}

TEST_F(CodegenTest, TheFirstConstantOfAFunctionIsItsDocstringOrNone) {
  Ref<Code> with = compiled("def f():\n  'doc'\n  return 1\n"), without = compiled("def f():\n  return 1\n");
  EXPECT_EQ(shown(share(inner(with.get())->constants_->at(0))), "'doc'");
  EXPECT_EQ(inner(without.get())->constants_->at(0), none());
  Ref<Code> stripped = compiled("def f():\n  'doc'\n  return 1\n", CompileMode::File, 2);
  EXPECT_EQ(inner(stripped.get())->constants_->at(0), none());
}

TEST_F(CodegenTest, AssertsVanishWhenOptimised) {
  Ref<Code> code = compiled("def f(x):\n  assert x\n", CompileMode::File, 1);
  EXPECT_EQ(listing(inner(code.get())), "Return None");
}

TEST_F(CodegenTest, AnErrorOfTheSourceIsASyntaxErrorWithItsPlace) {
  EXPECT_FALSE(compiled("x = 1\nif x\n  y\n"));
  Ref<Object> error = takeError();
  ASSERT_TRUE(error);
  ASSERT_EQ(error->typeIndex(), kTypeSyntaxError);
  auto* e = static_cast<SyntaxError*>(error.get());
  EXPECT_EQ(shown(e->msg_.share()), "\"expected ':'\"");
  EXPECT_EQ(shown(e->filename_.share()), "'<test>'");
  EXPECT_EQ(shown(e->lineno_.share()), "2");
  EXPECT_EQ(shown(e->offset_.share()), "5");
}

TEST_F(CodegenTest, CodeThatNeedsMoreThanItsNumbersCanSayIsRefused) {
  std::string source = "def f():\n";
  for (int i = 0; i < 17000; ++i) source += " v" + std::to_string(i) + " = 0\n";
  EXPECT_FALSE(compiled(source));
  EXPECT_TRUE(errorMatches(kTypeSyntaxError));
  clearError();
  std::string blocks;
  for (int i = 0; i < 21; ++i) blocks += std::string(static_cast<size_t>(i), ' ') + "while x:\n";
  EXPECT_FALSE(compiled(blocks + std::string(21, ' ') + "pass\n"));
  EXPECT_EQ(shown(nullptr).substr(0, 46), "SyntaxError: too many statically nested blocks");
}

TEST_F(CodegenTest, ConstantsBeyondAnOperandsReachAreLoadedFirst) {
  std::string source = "x = [y";
  for (int i = 0; i < 20000; ++i) source += "," + std::to_string(i + 1000);
  Ref<Code> code = compiled(source + "]\n");
  ASSERT_TRUE(code);
  CodeFault fault;
  ASSERT_TRUE(verifyCode(code.get(), &fault));
  EXPECT_EQ(fault.what, nullptr);
  EXPECT_NE(listing(code.get()).find("LoadConstWide"), std::string::npos);
  EXPECT_LT(code->register_count_, 300);
}

TEST_F(CodegenTest, EveryAllocationMayFail) {
  const char* source =
      "import a.b as c\n"
      "class K(B, m=1):\n  'doc'\n  x: int = 1\n  def f(self, *a, k=2, **w):\n    return super().f(*a, **w)\n"
      "def g(p, q=(1, 2)):\n  try:\n    with p as r:\n      return [i for i in r if i > q]\n  except E as e:\n"
      "    raise F(f'{e!r:>{q}}') from e\n  finally:\n    del p\n"
      "match x:\n  case [1, {'k': v, **z}] | P(a=v, b=z): print(v)\n";
  for (uint64_t n = 1;; ++n) {
    Ref<Str> filename = newStr("<test>");
    heap_->failAllocation(n);
    Ref<Code> code = compileSource(source, filename.get(), CompileMode::File, 0, 0);
    heap_->failAllocation(0);
    if (code) break;
    ASSERT_TRUE(errorMatches(kTypeMemoryError)) << n;
    clearError();
    ASSERT_LT(n, 20000u);
  }
}

}  // namespace
}  // namespace ophion
