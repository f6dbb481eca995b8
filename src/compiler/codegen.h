// CodeGenerator: from a tree with scopes to code objects, in one walk for each body.
//
// `compute` gives an expression's value as an Operand: a constant or a local in place where no instruction is needed,
// else a temporary, always the one that was on top of the stack when it was called; or, where the caller names a
// register, that register, which is written by the last instruction alone, so that a local keeps its value if anything
// fails.
//
// What the language forbids has been refused by the scope pass; here only limits are left to break.
//
// Kept apart by subject: codegen_expr, _call, _display, _compare (values); codegen_assign, _name (targets);
// codegen_stmt, _loop, _try, _with, _match, _import (statements); codegen_function (whatever makes a code object of its
// own).
#pragma once

#include "compiler/codegen_unit.h"

namespace ophion {

class CodeGenerator {
 public:
  explicit CodeGenerator(CompileContext& context) : context_(context), pool_(context.pool) {}

  // The code of a module, a statement at the prompt or an expression. Null: an exception is pending, or context.error
  // filled.
  Ref<Code> module(ast::Mod* mod);

 private:
  friend class SyntaxWarner;  // folds constants, and nests as deep
  using Place = ast::Place;
  using Expr = ast::Expr;
  using Stmt = ast::Stmt;
  static constexpr int kAnywhere = -1;
  static constexpr unsigned kMostAtOnce = 250;  // arguments, items of displays: more are added one by one
  static constexpr uint32_t kMostBlocks = 20;   // nested statements that need unwinding, as in CPython

  // How a name is reached.
  struct Binding {
    enum Where : uint8_t { Fast, Cell, Free, Global, Name, ClassCell, ClassFree } where;
    uint32_t index;
    Identifier* name;
  };
  // A statement that return, break and continue must leave in order.
  struct Block {
    enum Kind : uint8_t { Loop, Protected, Finally, FinallyHandler, Handler, With, AsyncWith } kind;
    bool has_range = false;
    Protection range;
    uint32_t head = 0;            // Loop: where continue goes
    Label* exit = nullptr;        // Loop: where break goes
    int iterator = -1;            // Loop: its temporary; -1: while, or the comprehension's parameter
    ast::Body finally_body = {};  // Finally
    unsigned saved = 0;           // Handler, FinallyHandler: the exception handled before. With: bound __exit__
    unsigned exception = 0;       // FinallyHandler
    Identifier* name = nullptr;   // Handler: `except ... as name`
    Place place;                  // With
  };
  // Keeps the nesting of the generator's own recursion bounded, and the current place.
  struct Nesting;
  struct PlaceScope {
    PlaceScope(CodeGenerator& g, const Place& place) : unit(*g.u_), saved(unit.place()) { unit.place(place); }
    ~PlaceScope() { unit.place(saved); }
    PlaceScope(const PlaceScope&) = delete;
    PlaceScope& operator=(const PlaceScope&) = delete;
    CodeUnit& unit;
    Place saved;
  };

  // --- errors ---
  bool failed() const { return context_.failed; }
  void syntaxError(const Place& place, const char* format, ...) __attribute__((format(printf, 3, 4)));
  Object* orFail(Object* object) {
    if (object == nullptr) context_.fail();
    return object;
  }
  bool tooDeep();

  // --- values (codegen_expr.cpp) ---
  Operand compute(Expr* e, int into = kAnywhere);
  Operand computeNode(Expr* e, int into);
  void computeInto(Expr* e, unsigned reg);
  void push(Expr* e);  // the value in the next temporary
  void pushOperand(const Operand& value);
  void discard(Expr* e);
  void discardOperand(const Operand& value);
  Operand constant(Object* value, int into);
  Operand result(unsigned mark, int into, unsigned* reg);  // where an operator's result goes; pops to mark
  Operand place(const Operand& value, int into);           // brings a ready operand to `into`
  Operand guarded(const Operand& value, Expr* later);      // safe from being rebound while `later` is evaluated
  Operand unary(ast::UnaryOp* e, int into);
  Operand binary(ast::BinOp* e, int into);
  Operand boolean(ast::BoolOp* e, int into);
  Operand conditional(ast::IfExp* e, int into);
  Operand attribute(ast::Attribute* e, int into);
  Operand subscript(ast::Subscript* e, int into);
  Operand slice(ast::Slice* e, int into);
  Operand named(ast::NamedExpr* e, int into);
  Operand yield(ast::YieldLike* e, int into);
  Operand yieldFrom(ast::YieldLike* e, int into);
  Operand await(ast::YieldLike* e, int into);
  // Awaits what is in the top temporary, already an awaitable's iterator; the result goes to a register.
  void awaitTop(unsigned iterator, unsigned destination);
  static Place attributePlace(const ast::Attribute* e, const Place& whole);
  Object* fold(Op op, Object* a, Object* b);

  // --- comparison and conditions (codegen_compare.cpp) ---
  Operand compare(ast::Compare* e, int into);
  Operand comparand(Expr* e, ast::CmpOperator op);
  // `at`: where the jump is for trace functions, of the statement or expression that asks. From a comparison on it is
  // the comparison's, for what follows too.
  void jumpUnless(Expr* e, Label& to, Place at) { condition(e, false, to, at); }
  void condition(Expr* e, bool truth, Label& to, Place& at);  // jumps where the truth of e is `truth`
  void conditionCompare(ast::Compare* e, bool truth, Label& to, uint32_t line);
  void jumpOnCompare(ast::CmpOperator op, const Operand& a, const Operand& b, bool keep_b, bool truth, unsigned mark,
                     Label& to, uint32_t line);
  // Lets the next instruction's line be followed by another, if that differs: it is a condition and a jump in one.
  struct JumpLine;
  int constantTruth(Expr* e);  // 1, 0; -1: not known

  // --- calls (codegen_call.cpp) ---
  Operand call(ast::Call* e, int into);
  Operand methodCall(ast::Call* e, ast::Attribute* method, int into);
  struct Arguments {
    ArenaSpan<Expr*> positional;
    ArenaSpan<ast::Keyword*> keywords;
  };
  static bool needsExpansion(const Arguments& arguments, unsigned extra);
  // Pushes arguments behind a window; `ahead` were pushed already.
  void pushArguments(const Arguments& arguments);
  void expandArguments(unsigned window, const Arguments& arguments, unsigned ahead, bool* has_keywords);
  void expandKeywords(unsigned window, ArenaSpan<ast::Keyword*> keywords);
  Object* keywordNames(ArenaSpan<ast::Keyword*> keywords);
  Operand emitCall(unsigned window, const Arguments& arguments, unsigned ahead, int into);
  unsigned pushWindow() { return u_->pushTemps(kWindowArguments); }
  // Calls the bound exit function with three None; the result, awaited where asked, is dropped.
  void callExit(unsigned exit, bool is_async);

  // --- displays, f-strings (codegen_display.cpp) ---
  Operand sequence(ast::Sequence* e, int into);
  Operand dictionary(ast::Dict* e, int into);
  Operand joined(ast::JoinedStr* e, int into);
  Operand formatted(ast::FormattedValue* e, int into);
  Operand percentFormat(ast::BinOp* e, int into);
  // The tuple of all items where every one is a constant; null otherwise.
  Object* constantTuple(ArenaSpan<Expr*> items);
  Object* constantValue(Expr* e);  // of a literal or a fold of literals; null: none
  void extendDisplay(ast::Sequence* e, unsigned container, Op add, Op extend, uint32_t from);
  Operand iterable(Expr* e);  // what a for loop iterates over

  // --- names and targets (codegen_name.cpp, codegen_assign.cpp) ---
  Identifier* mangle(Identifier* name);
  Binding resolve(Identifier* name);
  Operand loadName(Identifier* name, int into);
  void storeName(Identifier* name, const Operand& value);
  void deleteName(Identifier* name);
  void unbindName(Identifier* name);  // leaves it unbound, whatever it is
  int fastLocal(Expr* target);        // register of a target that is a plain local; -1
  int fastLocal(Identifier* name);
  void store(Expr* target, const Operand& value);
  int localsInARow(ArenaSpan<Expr*> targets);
  void storeMany(ArenaSpan<Expr*> targets, const Operand& value);
  void assign(ast::Assign* s);
  bool assignTuple(ast::Sequence* targets, ast::Sequence* values);
  void augAssign(ast::AugAssign* s);
  void augAssignOther(ast::AugAssign* s, Op op);
  void annAssign(ast::AnnAssign* s);
  void deleteTarget(Expr* target);
  void noteDeleted(const ast::Body& body);
  void noteDeletedIn(Stmt* s);
  void noteDeletedTarget(Expr* target);

  // --- statements (codegen_stmt.cpp) ---
  void body(const ast::Body& body);
  void statement(Stmt* s);
  void statementNode(Stmt* s);
  void expressionStatement(ast::ExprStmt* s);
  void returnStatement(ast::Return* s);
  void returnOperand(const Operand& value);
  void ifStatement(ast::If* s);
  void raiseStatement(ast::Raise* s);
  void assertStatement(ast::Assert* s);
  Expr* docstring(const ast::Body& body, uint32_t* first);

  // --- imports (codegen_import.cpp) ---
  void importStatement(ast::Import* s);
  void importFrom(ast::ImportFrom* s);
  void importAs(Identifier* dotted, Identifier* asname);
  unsigned emitImport(std::string_view name, Object* fromlist, uint32_t level);

  // --- loops and leaving them (codegen_loop.cpp) ---
  void forStatement(ast::For* s);
  void asyncForStatement(ast::For* s);
  void whileStatement(ast::While* s);
  void leaveLoop(bool is_break);
  // The head of an asynchronous loop: the next item in the top temporary, which is new; leaves by `exhausted`.
  void asyncNext(unsigned iterator, Label& exhausted);

  // --- blocks (codegen_try.cpp) ---
  Block& pushBlock(Block::Kind kind, const Place& place);
  void pushProtected(Block block, Label& handler, unsigned depth, unsigned target);
  void popBlock();
  // Leaves all blocks above `depth`, emitting what they ask for; reenter() makes the ranges go on behind.
  ArenaSpan<Block> unwind(uint32_t depth);
  // The same for a statement whose line is told first; what it emits behind is silent, until reenter(), where bodies
  // or exits were run on the way.
  ArenaSpan<Block> unwindTelling(uint32_t depth, bool* silent_before);
  void reenter(const ArenaSpan<Block>& left);
  void leaveBlock(const Block& block);
  bool unwindingRunsCode() const;

  // --- try and with (codegen_try.cpp, codegen_with.cpp) ---
  void tryStatement(ast::Try* s);
  void tryBody(ast::Try* s);
  void tryExcept(ast::Try* s);
  void tryStar(ast::Try* s);
  void starHandler(ast::ExceptHandler* handler, unsigned saved, unsigned rest, unsigned results);
  void exceptHandler(ast::ExceptHandler* handler, unsigned saved, unsigned exception, Label& cleanup, Label& end);
  void endHandler(unsigned saved, Label& end);
  void namedHandlerBody(ast::ExceptHandler* handler, unsigned saved, unsigned exception, Label& cleanup, Label& end);
  void withStatement(ast::With* s, uint32_t item);

  // --- patterns (codegen_match.cpp, codegen_pattern.cpp) ---
  struct Matching;
  void matchStatement(ast::Match* s);
  void matchCase(ast::MatchCase* one, unsigned subject, Label& end);
  void pattern(ast::Pattern* p, unsigned subject, bool owned, Matching& m);
  void patternValue(ast::MatchValue* p, unsigned subject, bool owned, Matching& m);
  void patternSingleton(ast::MatchSingleton* p, unsigned subject, bool owned, Matching& m);
  void patternAs(ast::MatchAs* p, unsigned subject, bool owned, Matching& m);
  void patternSequence(ast::MatchSequence* p, unsigned subject, bool owned, Matching& m);
  void patternPick(ast::MatchSequence* p, unsigned subject, uint32_t star, Matching& m);
  void patternUnpack(ArenaSpan<ast::Pattern*> items, unsigned source, int star, Matching& m);
  void patternMapping(ast::MatchMapping* p, unsigned subject, bool owned, Matching& m);
  void patternRest(ast::MatchMapping* p, unsigned subject, const Operand& keys, Matching& m);
  Operand mappingKeys(ast::MatchMapping* p);
  void patternClass(ast::MatchClass* p, unsigned subject, bool owned, Matching& m);
  void patternOr(ast::MatchOr* p, unsigned subject, bool owned, Matching& m);
  uint32_t countCaptures(const ast::Pattern* p);
  void capture(Identifier* name, unsigned subject, bool owned, Matching& m);
  void dropSubject(unsigned subject, bool owned, Matching& m);
  void checkLength(unsigned subject, Op compare, uint32_t n, Matching& m);

  // --- code objects (codegen_function.cpp, codegen_class.cpp, codegen_comprehension.cpp) ---
  struct UnitScope;
  Str* qualifiedName(std::string_view name, bool may_be_global);
  uint32_t functionFlags(const Scope* scope) const;
  void makeCells();
  Object* functionCode(Scope* scope, std::string_view name, uint32_t first_line, ast::Body* statements,
                       Expr* expression);
  void makeFunction(Object* code, Scope* scope, unsigned parts, unsigned destination);
  void makeClosure(Scope* scope, unsigned into);
  unsigned pushFunctionParts(ast::Arguments* args, Expr* returns, bool annotate);
  void pushDefaults(ast::Arguments* args, unsigned into);
  void pushKeywordDefaults(ast::Arguments* args, unsigned into);
  void pushAnnotations(ast::Arguments* args, Expr* returns, unsigned into);
  void pushAnnotation(Identifier* name, Expr* annotation);
  Operand annotation(Expr* e);
  unsigned pushDecorators(ArenaSpan<Expr*> decorators);
  void applyDecorators(ArenaSpan<Expr*> decorators, unsigned first);
  void functionStatement(ast::FunctionDef* s);
  Operand lambda(ast::Lambda* e, int into);
  void classStatement(ast::ClassDef* s);
  Object* classCode(ast::ClassDef* s, uint32_t first_line);
  Operand comprehension(ast::Comp* e, int into);
  Object* comprehensionCode(ast::Comp* e);
  // `at`: as for condition(); the item, the jump back and what comes behind the loop have it.
  void comprehensionLoop(ast::Comp* e, uint32_t generator, int container, Place& at);
  void comprehensionItem(ast::Comp* e, int container, const Place& at);
  void namespaceProlog(const ast::Body& body, uint32_t* first);

  CompileContext& context_;
  ConstantPool& pool_;
  CodeUnit* u_ = nullptr;
  ArenaVector<Block>* blocks_ = nullptr;
  unsigned depth_ = 0;
};

struct CodeGenerator::JumpLine {
  JumpLine(CodeGenerator& g, uint32_t line) : unit(*g.u_), before(unit.silence(false)) {
    if (line == unit.place().lineno) return;
    unit.passLine(unit.place().lineno);
    unit.passLine(line);
    unit.silence(true);
  }
  ~JumpLine() { unit.silence(before); }
  JumpLine(const JumpLine&) = delete;
  JumpLine& operator=(const JumpLine&) = delete;
  CodeUnit& unit;
  bool before;
};

// Generates nothing deeper than the native stack allows: `if (Nesting nesting(*this); nesting.tooDeep()) return ...`.
struct CodeGenerator::Nesting {
  explicit Nesting(CodeGenerator& g) : generator(g) { ++g.depth_; }
  ~Nesting() { --generator.depth_; }
  bool tooDeep() const { return generator.tooDeep(); }
  CodeGenerator& generator;
};

}  // namespace ophion
