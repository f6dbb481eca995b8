// Parser: recursive descent over the grammar of Python 3.11, with precedence climbing for binary operators.
//
// It runs at most twice over a source. The first pass is quick and knows only good programs; each rule looks at as
// few tokens as it can. When it fails, the second pass (`diagnosing_`) runs the same rules with those that describe
// common mistakes switched on (the functions named `invalid…`, in diagnose_*.cpp), in the order in which CPython's
// parsing expression grammar tries them, because the first that fits decides the message. If none fits the error is
// "invalid syntax" at the furthest token that the first pass looked at.
//
// A rule returns its node, or null. After null the position is anywhere: whoever tries something else goes back to a
// mark. Once an error is raised `failed()` is true and every rule returns null quickly. A mark does not survive a block
// of statements, because finished tokens are dropped (`dropFinishedTokens`).
#pragma once

#include "compiler/ast.h"
#include "compiler/lexer.h"
#include "compiler/parser.h"

namespace ophion {

/// Rules whose results the diagnosing pass remembers, so that going back stays linear.
enum class Rule : uint8_t {
  Expression,
  NamedExpression,
  InvalidNamedExpression,
  StarExpression,
  Disjunction,
  Conjunction,
  Inversion,
  BitwiseOr,
  Primary,
  Atom,
  StarTarget,
  Factor,
  QuickBraces,  ///< braces that made no sense, in either pass
};

/// What a place of an assignment may hold; decides the wording.
enum class TargetUse : uint8_t { Assign, Delete, For };

/// The arguments of a call as parsed so far.
struct CallArgs {
  ArenaVector<ast::Expr*> args;
  ArenaVector<ast::Keyword*> keywords;
  ast::Place place;
};

class Parser {
 public:
  /// Deep enough for any program that is not an attack, and small enough for a 6 MiB stack; counted by DepthGuard.
  static constexpr int kDepthMax = 1500;

  Parser(SourceText source, IdentifierTable& names, const ParseOptions& options);

  /// For the expression `(…)` of an f-string, whose first line starts at this place of the outer source.
  Parser(SourceText source, const Parser& outer, uint32_t lineno, int32_t col);

  ast::Mod* parseModule();
  ast::Expr* parseFStringExpression();
  const SyntaxErrorInfo& error() const { return error_; }
  bool failed() const { return error_.kind != ErrorKind::None; }

  /// Makes this the second pass over what `first` has read.
  void beginDiagnosis(const Parser& first);
  uint32_t tokensRead() const { return dropped_ + fill_; }
  const Token& lastToken() const { return tokens_[fill_ - 1]; }
  bool atEndOfSource() const;
  /// Interactive: raises when more follows the statement.
  bool checkSingleStatement();
  /// An error of the lexer further down wins over an error of the grammar.
  void preferLexerErrors();
  /// Ends the second pass: "invalid syntax" at `last_token` where no rule had more to say.
  void raiseGeneric(const Token& last_token);

 private:
  using K = TokenKind;
  using Place = ast::Place;
  using Expr = ast::Expr;
  using Stmt = ast::Stmt;
  using Pattern = ast::Pattern;
  using ExprList = ArenaVector<Expr*>;

  struct DepthGuard {
    explicit DepthGuard(Parser* p) : parser(p) {
      if (++parser->depth_ > kDepthMax) [[unlikely]]
        parser->raiseTooDeep();
    }
    ~DepthGuard() { --parser->depth_; }
    Parser* parser;
  };

  // ---- tokens (parser.cpp) ----
  bool fill();
  K peek() {
    if (pos_ == fill_ && !fill()) [[unlikely]]
      return K::Error;
    return tokens_[pos_].kind;
  }
  /// The kind of the token behind the current one.
  K peekNext() {
    if (peek() == K::Error && failed()) return K::Error;
    if (pos_ + 1 == fill_ && !fill()) return K::Error;
    return tokens_[pos_ + 1].kind;
  }
  Token& current() { return tokens_[pos_]; }
  Token& previous() { return tokens_[pos_ - 1]; }
  bool at(K kind) { return peek() == kind; }
  bool accept(K kind) {
    if (peek() != kind) return false;
    pos_++;
    return true;
  }
  bool acceptSoft(std::string_view word) {
    if (!atSoft(word)) return false;
    pos_++;
    return true;
  }
  bool atSoft(std::string_view word) { return peek() == K::Name && current().name->view() == word; }
  /// A soft keyword, or the beginning of one: CPython 3.11 compares no further than the name goes.
  bool atSoftKeyword() {
    if (peek() != K::Name) return false;
    std::string_view name = current().name->view();
    return std::string_view("match").starts_with(name) || std::string_view("case").starts_with(name) || name == "_";
  }
  /// Raises "expected 'x'" at the current token when it is another.
  bool expectForced(K kind, const char* text);
  void dropFinishedTokens();
  void catchUp();
  void rewindForDiagnosis();

  struct Start {
    uint32_t lineno;
    uint32_t col;
  };
  Start startHere() {
    peek();
    if (!fill_) return {0, 0};
    return {tokens_[pos_ < fill_ ? pos_ : fill_ - 1].lineno,
            static_cast<uint32_t>(tokens_[pos_ < fill_ ? pos_ : fill_ - 1].col)};
  }
  static Start startOf(const Expr* node) { return {node->place.lineno, node->place.col_offset}; }
  /// From `start` to the end of the last token taken.
  Place placeFrom(Start start) {
    const Token& last = previous();
    return {start.lineno, start.col, last.end_lineno, static_cast<uint32_t>(last.end_col)};
  }
  static Place placeOf(const Token& token) {
    return {token.lineno, static_cast<uint32_t>(token.col), token.end_lineno, static_cast<uint32_t>(token.end_col)};
  }

  // ---- memory ----
  std::nullptr_t outOfMemory();
  template <class T, class Kind>
  T* make(Kind kind, Place place) {
    T* node = arena_.tryNew<T>();
    if (!node) return outOfMemory();
    node->kind = kind;
    node->place = place;
    return node;
  }
  template <class T>
  T* makePlain() {
    T* node = arena_.tryNew<T>();
    if (!node) return outOfMemory();
    return node;
  }
  template <class T>
  bool push(ArenaVector<T>& list, T value) {
    if (list.tryPush(arena_, value)) return true;
    outOfMemory();
    return false;
  }

  // ---- errors (parse_error.cpp) ----
  static constexpr int32_t kNoEnd = -1;  ///< as an end column: none is known
  std::nullptr_t raiseAt(ErrorKind kind, uint32_t lineno, int32_t col, uint32_t end_lineno, int32_t end_col,
                         const char* message);
  std::nullptr_t raiseAtPlace(const Place& place, const char* format, ...) __attribute__((format(printf, 3, 4)));
  std::nullptr_t raiseRange(const Place& from, const Place& to, const char* format, ...)
      __attribute__((format(printf, 4, 5)));
  /// At the last token read.
  std::nullptr_t raiseHere(ErrorKind kind, const char* format, ...) __attribute__((format(printf, 3, 4)));
  std::nullptr_t raiseTooDeep();
  std::nullptr_t raiseFromLexer();
  std::nullptr_t raiseUnclosedBracket();
  void setErrorText(uint32_t lineno, int32_t* col, int32_t* end_col);

  // ---- statements (parse_stmt.cpp, parse_compound.cpp) ----
  bool statements(ArenaVector<Stmt*>& body, K end);
  bool statement(ArenaVector<Stmt*>& body);
  bool simpleStmts(ArenaVector<Stmt*>& body);
  Stmt* simpleStmt();
  Stmt* expressionStmt();
  Stmt* assignmentTail(Start start, Expr* first);
  Stmt* augAssignTail(Start start, Expr* target);
  Stmt* annAssignTail(Start start, Expr* target, bool simple);
  Stmt* keywordStmt();
  Stmt* returnStmt();
  Stmt* raiseStmt();
  Stmt* deleteStmt();
  Stmt* assertStmt();
  Stmt* scopeDecl();
  Stmt* importName();
  Stmt* importFrom();
  bool importFromTargets(ArenaVector<ast::Alias*>& names);
  bool importFromNames(ArenaVector<ast::Alias*>& names);
  Identifier* dottedName();
  ast::Alias* makeAlias(Start start, Identifier* name, Identifier* asname);
  Identifier* acceptName();

  bool block(ast::Body* body);
  bool headedBlock(ast::Body* body, const char* what, uint32_t lineno);
  Stmt* compoundStmt(bool* matched);
  Stmt* ifStmt(Start start);
  bool ifPart(ast::If** result, Start start, K keyword);
  bool elseBlock(ast::Body* body);
  Stmt* whileStmt(Start start);
  Stmt* forStmt(Start start, bool is_async);
  Stmt* withStmt(Start start, bool is_async);
  bool withItems(ArenaVector<ast::WithItem*>& items, bool parenthesized);
  ast::WithItem* withItem();
  Stmt* tryStmt(Start start);
  bool exceptBlock(ArenaVector<ast::ExceptHandler*>& handlers, bool is_star);
  bool finallyBlock(ast::Body* body);
  Stmt* decorated(Start start);
  Stmt* functionDef(Start start, bool is_async, ArenaSpan<Expr*> decorators);
  Stmt* classDef(Start start, ArenaSpan<Expr*> decorators);
  void endAtLastLine(Place* place);

  // ---- patterns (parse_pattern.cpp) ----
  Stmt* matchStmt(bool* committed);
  Expr* subjectExpr();
  ast::MatchCase* caseBlock();
  Pattern* patterns();
  Pattern* asPattern();
  Pattern* orPattern();
  Pattern* closedPattern();
  Pattern* literalPattern();
  Expr* literalExpr();
  Expr* signedNumber();
  Pattern* namePattern();
  Pattern* groupOrSequencePattern();
  Pattern* sequencePattern();
  bool maybeSequence(ArenaVector<Pattern*>& patterns);
  Pattern* maybeStarPattern();
  Pattern* starPattern();
  Pattern* mappingPattern();
  Pattern* classPattern(Expr* cls);
  Expr* nameOrAttr();

  // ---- expressions (parse_expr.cpp) ----
  Expr* expressions();
  Expr* expression();
  Expr* expressionPlain();
  Expr* expressionWithoutInvalid();
  Expr* yieldExpr();
  Expr* yieldOrStarExpressions() { return at(K::KwYield) ? yieldExpr() : starExpressions(); }
  Expr* starExpressions();
  Expr* starExpression();
  Expr* starNamedExpression();
  bool starNamedExpressions(ExprList& list);
  Expr* assignmentExpression();
  Expr* namedExpression();
  /// `NAME := expression`, or an expression that no `:=` follows.
  Expr* assignmentOrExpression();
  Expr* starredExpression();
  Expr* disjunction();
  Expr* conjunction();
  Expr* inversion();
  Expr* boolChain(Rule rule, K keyword, ast::BoolOperator op);
  Expr* comparison();
  bool compareOp(ast::CmpOperator* op);
  Expr* bitwiseOr();
  Expr* binary(int min_precedence);
  Expr* factor();
  Expr* power();
  Expr* awaitPrimary();
  Expr* primary();
  Expr* primaryLoop(Start start, Expr* node);
  Expr* lambdef();
  bool startsExpression(K kind);

  // ---- atoms (parse_atom.cpp) ----
  Expr* atom();
  Expr* atomPlain();
  Expr* makeName(const Token& token);
  Expr* makeConstant(const Token& token, ast::ConstantKind type);
  Expr* number();
  Expr* parenthesized();
  Expr* bracketed();
  Expr* braced();
  Expr* bracedQuick(Start start);
  Expr* bracedInOrder(Start start);
  Expr* setFrom(Start start, Expr* first);
  Expr* dictWithFirstKey(Start start, Expr* key);
  Expr* dictFrom(Start start, ArenaSpan<Expr*> keys, ArenaSpan<Expr*> values);
  Expr* finishComp(ast::ExprKind kind, Start start, Expr* elt, Expr* value);
  bool forIfClauses(ArenaSpan<ast::Comprehension*>* result);
  bool atForIf() { return at(K::KwFor) || (at(K::KwAsync) && peekNext() == K::KwFor); }
  ast::Comprehension* forIfClause();
  Expr* slices();
  Expr* slice();
  Expr* makeSequence(ast::ExprKind kind, Place place, ExprList& elts);

  // ---- calls and parameters (parse_call.cpp, parse_params.cpp) ----
  Expr* callTail(Expr* func);
  bool arguments(CallArgs* result);
  bool args(CallArgs* result);
  bool argElement(CallArgs* result, int* state);
  bool keywordArg(CallArgs* result, bool allow_star);
  Expr* genexpAtParen();
  ast::Arguments* parameters(bool is_lambda);
  bool parameterList(ast::Arguments* result, bool is_lambda, K end);
  bool starEtc(ast::Arguments* result, bool is_lambda, K end);
  ast::Arg* parameter(bool is_lambda, bool star_annotation);
  bool defaultValue(Expr** value);

  // ---- targets (parse_target.cpp) ----
  Expr* starTargets();
  Expr* starTarget();
  Expr* singleTarget();
  Expr* singleSubscriptAttributeTarget();
  bool isTarget(const Expr* node, bool allow_starred) const;
  bool isSingleTarget(const Expr* node) const;
  bool isDeleteTarget(const Expr* node) const;
  static void setContext(Expr* node, ast::ExprContext ctx);

  // ---- strings (parse_string.cpp, parse_fstring.cpp) ----
  friend class StringBuilder;
  Expr* strings();
  Parser* tryInnerParser(SourceText source, uint32_t lineno, int32_t col);

  // ---- the rules for mistakes (diagnose_expr.cpp, diagnose_stmt.cpp); each raises or does nothing ----
  void invalidExpression();
  void invalidLegacyExpression();
  void invalidNamedExpression();
  void invalidComprehension();
  void invalidDictComprehension();
  void invalidDoubleStarredPairs();
  void invalidPair();
  void invalidPairValue();
  bool atContainer();
  void invalidGroup();
  void invalidArguments();
  void invalidKwarg();
  void invalidForTarget();
  void invalidTarget(TargetUse use, Expr* node);
  Expr* findInvalidTarget(TargetUse use, Expr* node);
  static const char* describe(const Expr* node);
  static bool isLegacyName(const Expr* node);
  void invalidParameters(bool is_lambda, K end);
  void invalidParenthesizedParameters(bool is_lambda);
  void invalidParameterOrder(bool is_lambda, K end);
  void invalidStarEtc(bool is_lambda, K end);
  void invalidKwds(bool is_lambda, K end);
  void invalidDefault();
  bool paramSkip(bool is_lambda, K end, int defaults);
  bool slashSkip(bool is_lambda, K end, bool* with_default);

  Stmt* diagnoseSimpleStmt();
  Stmt* diagnoseAssignment();
  void invalidAssignment();
  Expr* invalidAnnTarget();
  void invalidDelete();
  void invalidImportFromTargets();
  void invalidMixedExcept(bool is_star);
  void invalidBlockHeader(const char* what, uint32_t lineno);
  void invalidWithStmt(bool is_async, bool indent);
  void invalidWithItem();
  void invalidExceptIndent(bool is_star);
  void invalidExcept();
  void invalidMatchStmt();
  void invalidCase();
  void invalidAsPattern();
  void invalidClassPattern();
  bool withItemsLoose(bool parenthesized);

  // ---- the diagnosing pass's memory ----
  bool recall(Rule rule, Expr** node);
  void remember(Rule rule, uint32_t mark, Expr* node);

  CompileArena& arena_;
  IdentifierTable& names_;
  Lexer lexer_;
  ParseOptions options_;
  SourceText source_;
  Token* tokens_ = nullptr;
  uint32_t capacity_ = 0;
  uint32_t fill_ = 0;           ///< tokens read so far
  uint32_t pos_ = 0;            ///< the next token to take
  uint32_t dropped_ = 0;        ///< tokens forgotten in front of tokens_[0]
  uint32_t tokens_wanted_ = 0;  ///< second pass: what the first read
  Start line_end_ = {0, 0};     ///< end of the last line of simple statements, without its newline
  int depth_ = 0;
  bool diagnosing_ = false;  ///< the rules for mistakes are on
  bool memoizing_ = false;   ///< this is the second pass
  bool is_fstring_ = false;
  bool parsing_started_ = false;
  int32_t starting_lineno_ = 0;  ///< f-string: line of the expression
  int32_t starting_col_ = 0;     ///< f-string: what to add to columns of the first line
  Parser* inner_ = nullptr;      ///< parser of the last replacement field
  const char* strings_until_;    ///< string literals before this were read already, and warned of
  SyntaxErrorInfo error_;
};

/// Binding strength of binary operators; 0 for tokens that are none.
int binaryPrecedence(TokenKind kind);
ast::Operator binaryOperator(TokenKind kind);
ast::Operator augmentedOperator(TokenKind kind);

}  // namespace ophion
