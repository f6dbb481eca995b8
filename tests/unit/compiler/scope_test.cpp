// What names mean, and the rules they break.
#include "compiler/scope.h"

#include <gtest/gtest.h>

#include "tests/unit/compiler/front_end.h"

namespace ophion {
namespace {

struct Scopes : FrontEnd {
  explicit Scopes(const std::string& source) : FrontEnd(source) { ok = scopes(); }
  Scope* root() { return mod->scope; }
  NameKind kind(const Scope* scope, const char* name) { return scope->lookup(names.tryIntern(name))->kind; }
  bool ok;
};

std::string names(const ArenaSpan<Symbol*>& symbols) {
  std::string text;
  for (Symbol* symbol : symbols) text += (text.empty() ? "" : " ") + std::string(symbol->name->view());
  return text;
}

TEST(Scope, ParametersComeFirstThenLocalsAsTheyAppear) {
  Scopes scopes("def f(a, /, b, *args, c=1, **kw):\n  z = y = 2\n  for x in a: pass\n");
  ASSERT_TRUE(scopes.ok);
  Scope* f = scopes.root()->children[0];
  EXPECT_EQ(names(f->varnames), "a b c args kw z y x");
  EXPECT_EQ(f->posonly_count, 1u);
  EXPECT_EQ(f->arg_count, 2u);
  EXPECT_EQ(f->kwonly_count, 1u);
  EXPECT_TRUE(f->has_varargs && f->has_varkw);
}

TEST(Scope, FreeNamesPassThroughTheScopesBetween) {
  Scopes scopes("def f(x):\n  def g():\n    class A:\n      def h(self): return x\n");
  ASSERT_TRUE(scopes.ok);
  Scope* f = scopes.root()->children[0];
  Scope* g = f->children[0];
  Scope* a = g->children[0];
  EXPECT_EQ(names(f->cellvars), "x");
  EXPECT_EQ(names(g->freevars), "x");
  EXPECT_EQ(names(a->freevars), "x");
  EXPECT_EQ(names(a->children[0]->freevars), "x");
  EXPECT_EQ(f->varnames[0]->name->view(), "x") << "a parameter that is a cell keeps its place";
}

TEST(Scope, ClassesDoNotLendTheirNames) {
  Scopes scopes("class A:\n  x = 1\n  def f(self): return x\n");
  EXPECT_EQ(scopes.kind(scopes.root()->children[0]->children[0], "x"), NameKind::GlobalImplicit);
}

TEST(Scope, SuperMakesTheClassCell) {
  Scopes scopes("class A:\n  def f(self): super().f()\n");
  Scope* a = scopes.root()->children[0];
  EXPECT_TRUE(a->needs_class_cell);
  EXPECT_EQ(names(a->cellvars), "__class__");
  EXPECT_EQ(names(a->children[0]->freevars), "__class__");
}

TEST(Scope, MangledInClasses) {
  Scopes scopes("class _A:\n  def f(self):\n    __x = 1\n    __y__ = 2\n");
  EXPECT_EQ(names(scopes.root()->children[0]->children[0]->varnames), "self _A__x __y__");
}

TEST(Scope, AssignmentExpressionsBindAroundComprehensions) {
  Scopes scopes("def f():\n  return [y := x for x in z]\n");
  Scope* f = scopes.root()->children[0];
  EXPECT_EQ(names(f->cellvars), "y");
  EXPECT_EQ(names(f->children[0]->varnames), ".0 x");
  EXPECT_EQ(names(f->children[0]->freevars), "y");
}

TEST(Scope, GeneratorsAndCoroutinesAreMarked) {
  Scopes scopes("def g(): yield\nasync def c(): await x\nasync def a(): yield\n");
  auto& children = scopes.root()->children;
  EXPECT_TRUE(children[0]->is_generator && !children[0]->is_coroutine);
  EXPECT_TRUE(!children[1]->is_generator && children[1]->is_coroutine);
  EXPECT_TRUE(children[2]->is_generator && children[2]->is_coroutine);
}

TEST(Scope, RulesAreErrors) {
  struct Case {
    const char* source;
    const char* message;
  };
  for (Case each :
       {Case{"def f(a, a): pass", "duplicate argument 'a' in function definition"},
        Case{"nonlocal x", "nonlocal declaration not allowed at module level"},
        Case{"def f():\n  nonlocal x", "no binding for nonlocal 'x' found"},
        Case{"x = 1\nglobal x", "name 'x' is assigned to before global declaration"},
        Case{"return 1", "'return' outside function"}, Case{"break", "'break' outside loop"},
        Case{"*a = b", "starred assignment target must be in a list or tuple"},
        Case{"match x:\n  case _: pass\n  case 1: pass", "wildcard makes remaining patterns unreachable"}}) {
    Scopes scopes(each.source);
    EXPECT_FALSE(scopes.ok);
    EXPECT_STREQ(scopes.error.message, each.message);
  }
}

}  // namespace
}  // namespace ophion
