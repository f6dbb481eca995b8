// ScopeBuilder: the two passes behind buildScopes. The first walks the tree in the order in which code is generated (so
// that locals are numbered as CPython numbers them) and notes what each scope does with each name; the second decides
// what the names mean. Functions return false when an error is set.
#pragma once

#include "compiler/scope.h"

namespace ophion {

class ScopeBuilder {
 public:
  ScopeBuilder(IdentifierTable& names, ScopeOptions& options, SyntaxErrorInfo* error)
      : names_(names), arena_(names.arena()), options_(options), error_(error) {}

  bool build(ast::Mod* mod);

 private:
  using Place = ast::Place;
  using Expr = ast::Expr;
  using Stmt = ast::Stmt;

  /// A scope while it is being built.
  struct Build : Scope {
    ArenaVector<Symbol*> symbol_list;
    ArenaVector<Scope*> child_list;
    Build* outer = nullptr;
    int iterable_depth = 0;  ///< > 0 inside a comprehension's iterable
  };

  /// What surrounds a statement, as far as break, continue and return care.
  enum class Breakable : uint8_t { None, Loop, ExceptStar };
  struct Flow {
    Breakable innermost = Breakable::None;
    bool in_except_star = false;
  };

  // ---- scope.cpp: scopes and names ----
  bool enter(ScopeKind kind, Identifier* name, const Place& place);
  Scope* leave();
  bool fail(const Place& place, const char* format, ...) __attribute__((format(printf, 3, 4)));
  bool outOfMemory();
  bool define(Identifier* name, uint16_t flags, const Place& place);
  bool defineIn(Build* scope, Identifier* mangled, uint16_t flags, const Place& place);
  Symbol* trySymbol(Build* scope, Identifier* mangled, const Place& place);
  Symbol* find(Identifier* name);
  bool growTable(Build* scope);
  bool insideFunction() const { return current_->isFunctionLike(); }

  // ---- scope_expr.cpp ----
  bool expr(Expr* node);
  bool exprHead(Expr* node);
  bool exprTail(Expr* node);
  bool spine(Expr* node);
  bool exprs(const ArenaSpan<Expr*>& nodes, bool allow_starred = false);
  bool element(Expr* node);
  bool nameUse(ast::Name* node);
  bool namedExpr(ast::NamedExpr* node);
  bool extendNamedScope(Identifier* name, const Place& place);
  bool lambda(ast::Lambda* node);
  bool comprehension(ast::Comp* node);
  bool comprehensionClauses(ast::Comp* node);
  bool yieldLike(ast::YieldLike* node);
  bool callArguments(const ArenaSpan<Expr*>& args, const ArenaSpan<ast::Keyword*>& keywords, const Place& call);
  bool hasRepetition(const ArenaSpan<ast::Keyword*>& keywords);
  bool targetList(ast::Sequence* node);
  bool parameters(ast::Arguments* args, const Place& function);
  bool parameter(ast::Arg* arg, const Place& function);
  bool defaults(ast::Arguments* args);
  bool annotations(ast::Arguments* args, Expr* returns);
  bool annotation(Expr* node);
  bool forbidden(Identifier* name, const Place& place, bool is_delete);

  // ---- scope_stmt.cpp ----
  bool stmts(const ast::Body& body);
  bool stmt(Stmt* node);
  bool functionDef(ast::FunctionDef* node);
  bool classDef(ast::ClassDef* node);
  bool ifChain(ast::If* node);
  bool tryStmt(ast::Try* node);
  bool annAssign(ast::AnnAssign* node);
  bool scopeDecl(ast::ScopeDecl* node);
  bool defineGlobally(Identifier* name, const Place& place);
  bool importNames(const ArenaSpan<ast::Alias*>& names, bool from, const Place& place);
  bool futureImport(ast::ImportFrom* node);
  bool returnStmt(ast::Return* node);
  bool loopBody(const ast::Body& body, Breakable kind);
  bool matchStmt(ast::Match* node);
  bool pattern(ast::Pattern* node);

  // ---- scope_pattern.cpp ----
  /// The names that a pattern binds so far.
  using Captures = ArenaVector<Identifier*>;
  bool checkCases(ast::Match* node);
  bool checkPattern(ast::Pattern* node, Captures* captures);
  bool checkAlternatives(ast::MatchOr* node, Captures* captures);
  bool checkSequence(ast::MatchSequence* node, Captures* captures);
  bool checkMapping(ast::MatchMapping* node, Captures* captures);
  bool checkClass(ast::MatchClass* node, Captures* captures);
  bool checkAll(const ArenaSpan<ast::Pattern*>& patterns, Captures* captures);
  bool capture(Identifier* name, Captures* captures);
  bool unreachable(const ast::Pattern* node);
  bool breakOrContinue(Stmt* node);
  bool asyncAllowed();

  // ---- scope_resolve.cpp ----
  bool resolve(Build* scope);
  bool resolveSymbol(Build* scope, Symbol* symbol);
  bool bindFree(Build* scope, Symbol* symbol, bool* found);
  bool passThrough(Build* from, Build* to, Identifier* name);
  bool number(Build* scope);

  IdentifierTable& names_;
  CompileArena& arena_;
  ScopeOptions& options_;
  SyntaxErrorInfo* error_;
  Build* current_ = nullptr;
  Flow flow_;
  bool iteration_target_ = false;     ///< the targets of a comprehension are being walked
  Place pattern_place_;               ///< of the pattern looked at last: where its errors are reported
  uint32_t lists_of_names_ = 0;       ///< looked through for repetitions so far
  Place return_place_;                ///< of the first `return x` of an async function
  bool future_allowed_ = true;        ///< only the docstring and other future imports came so far
  Identifier* class_name_ = nullptr;  ///< "__class__"
};

}  // namespace ophion
