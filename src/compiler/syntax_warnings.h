// Warnings about what a program says: assertions that always hold, `is` with a literal, literals that are called or
// indexed as they cannot be.
//
// Such things are rare, so the scope pass, which sees every node anyway, only notes that one may be there (the
// functions of odd_syntax.h); then SyntaxWarner goes through the tree in the order in which CPython generates code, and
// through what CPython generates more than once (the test of a while loop, finally clauses) as often, because each time
// is a warning.
#pragma once

#include "compiler/codegen.h"
#include "compiler/odd_syntax.h"

namespace ophion {

class SyntaxWarner {
 public:
  // The generator folds constants.
  SyntaxWarner(CompileContext& context, CodeGenerator& generator) : context_(context), generator_(generator) {}

  // False: an exception is pending or context.error filled.
  [[nodiscard]] bool module_mayRunPython(const ast::Mod* mod);

 private:
  using Place = ast::Place;
  using Expr = ast::Expr;
  using Stmt = ast::Stmt;

  // What return, break and continue leave, as far as it matters here.
  struct Block {
    bool is_loop;
    ast::Body finally_body;
  };
  // An expression as it is after constants are folded.
  struct Folded {
    ast::ExprKind kind;
    Object* value;  // of the pool; where the kind is Constant
  };

  bool failed() const { return context_.failed; }
  bool futureAnnotations() const { return (context_.flags & kCodeFutureAnnotations) != 0; }

  // --- what is looked at (syntax_warnings.cpp) ---
  void warn(const Place& place, Ref<Str> message);
  Object* constantOf(Expr* e, int depth = 0);
  Folded fold(Expr* e);
  static bool isLiteral(Object* value);
  static Ref<Str> typeOfFolded(const Folded& folded);
  void checkCompare(const ast::Compare* e, bool negated);
  void checkCall(const ast::Call* e);
  void checkSubscript(const ast::Subscript* e);
  void checkAssert(const ast::Assert* s);

  // --- expressions (syntax_warnings.cpp) ---
  void expr(Expr* e);  // null: nothing
  void exprs(const ArenaSpan<Expr*>& list);
  void head(Expr* e);
  void tail(Expr* e);
  void compare(ast::Compare* e, bool negated);
  void negation(ast::UnaryOp* e);
  void comprehension(ast::Comp* e);
  void defaults(ast::Arguments* args);
  void keywords(const ArenaSpan<ast::Keyword*>& list);

  // --- statements (syntax_warnings_stmt.cpp) ---
  void body(const ast::Body& body);
  void stmt(Stmt* s);
  void functionDef(ast::FunctionDef* s);
  void classDef(ast::ClassDef* s);
  void annotations(ast::Arguments* args, Expr* returns);
  void annotation(Expr* e);
  void annAssign(ast::AnnAssign* s);
  void loop(Stmt* s);
  void ifStatement(ast::If* s);
  void matchStatement(ast::Match* s);
  void pattern(ast::Pattern* p);
  void patterns(const ArenaSpan<ast::Pattern*>& list);
  void tryStatement(ast::Try* s);
  void tryClauses(ast::Try* s);
  void push(const Block& block);
  void leave(bool to_loop);

  CompileContext& context_;
  CodeGenerator& generator_;
  ArenaVector<Block> blocks_;  // of the function being looked at, from base_ on
  uint32_t base_ = 0;
  bool in_function_ = false;
};

}  // namespace ophion
