// The tree of a Python 3.11 program: one plain struct for each node of Python's `ast` module.
//
// Every node starts with its kind and its place. Nodes with the same fields share one struct and differ in the kind
// (FunctionDef / AsyncFunctionDef, For / AsyncFor, With / AsyncWith, Try / TryStar, List / Tuple / Set, the
// comprehensions, Yield / Await / YieldFrom). `as<If>(stmt)` casts and asserts. A pointer that Python's `ast` shows as
// None is null. All memory belongs to the CompileArena. Nodes that open a scope point to it (set by scope.h).
#pragma once

#include <cassert>
#include <cstdint>

#include "compiler/arena.h"
#include "compiler/identifier.h"

namespace ophion {
struct Scope;
}

namespace ophion::ast {

/// Lines count from 1; columns are UTF-8 byte offsets from 0; the end is behind the last byte.
struct Place {
  uint32_t lineno = 0;
  uint32_t col_offset = 0;
  uint32_t end_lineno = 0;
  uint32_t end_col_offset = 0;
};

enum class ExprKind : uint8_t {
  BoolOp,
  NamedExpr,
  BinOp,
  UnaryOp,
  Lambda,
  IfExp,
  Dict,
  Set,
  ListComp,
  SetComp,
  DictComp,
  GeneratorExp,
  Await,
  Yield,
  YieldFrom,
  Compare,
  Call,
  FormattedValue,
  JoinedStr,
  Constant,
  Attribute,
  Subscript,
  Starred,
  Name,
  List,
  Tuple,
  Slice,
};

enum class StmtKind : uint8_t {
  FunctionDef,
  AsyncFunctionDef,
  ClassDef,
  Return,
  Delete,
  Assign,
  AugAssign,
  AnnAssign,
  For,
  AsyncFor,
  While,
  If,
  With,
  AsyncWith,
  Match,
  Raise,
  Try,
  TryStar,
  Assert,
  Import,
  ImportFrom,
  Global,
  Nonlocal,
  Expr,
  Pass,
  Break,
  Continue,
};

enum class PatternKind : uint8_t {
  MatchValue,
  MatchSingleton,
  MatchSequence,
  MatchMapping,
  MatchClass,
  MatchStar,
  MatchAs,
  MatchOr,
};

enum class ModKind : uint8_t { Module, Interactive, Expression };
enum class ExprContext : uint8_t { Load, Store, Del };
enum class BoolOperator : uint8_t { And, Or };
enum class Operator : uint8_t {
  Add,
  Sub,
  Mult,
  MatMult,
  Div,
  Mod,
  Pow,
  LShift,
  RShift,
  BitOr,
  BitXor,
  BitAnd,
  FloorDiv,
};
enum class UnaryOperator : uint8_t { Invert, Not, UAdd, USub };
enum class CmpOperator : uint8_t { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn };

// ---- expressions -------------------------------------------------------------------------------------------------

struct Expr {
  ExprKind kind;
  Place place;
};

/// Casts to the struct of the node's kind; debug builds assert that the kind fits.
template <class T, class Base>
inline T* as(Base* node) {
  assert(T::holds(node->kind));
  return static_cast<T*>(node);
}

#define OPHION_AST_HOLDS(Kinds, Kind) \
  static constexpr bool holds(Kinds kind) { return kind == Kinds::Kind; }

struct BoolOp : Expr {
  OPHION_AST_HOLDS(ExprKind, BoolOp)
  BoolOperator op;
  ArenaSpan<Expr*> values;
};

struct NamedExpr : Expr {
  OPHION_AST_HOLDS(ExprKind, NamedExpr)
  Expr* target;  ///< always a Name
  Expr* value;
};

struct BinOp : Expr {
  OPHION_AST_HOLDS(ExprKind, BinOp)
  Operator op;
  Expr* left;  ///< long chains are deep on this side: walk it with a loop
  Expr* right;
};

struct UnaryOp : Expr {
  OPHION_AST_HOLDS(ExprKind, UnaryOp)
  UnaryOperator op;
  Expr* operand;
};

struct Arg {
  Place place;
  Identifier* name;
  Expr* annotation;
};

struct Arguments {
  ArenaSpan<Arg*> posonlyargs;
  ArenaSpan<Arg*> args;
  Arg* vararg = nullptr;
  ArenaSpan<Arg*> kwonlyargs;
  ArenaSpan<Expr*> kw_defaults;  ///< as long as kwonlyargs; null where there is no default
  Arg* kwarg = nullptr;
  ArenaSpan<Expr*> defaults;  ///< for the last of posonlyargs + args
};

struct Lambda : Expr {
  OPHION_AST_HOLDS(ExprKind, Lambda)
  Arguments* args;
  Expr* body;
  Scope* scope;
};

struct IfExp : Expr {
  OPHION_AST_HOLDS(ExprKind, IfExp)
  Expr* test;
  Expr* body;
  Expr* orelse;
};

struct Dict : Expr {
  OPHION_AST_HOLDS(ExprKind, Dict)
  ArenaSpan<Expr*> keys;  ///< null for `**value`
  ArenaSpan<Expr*> values;
};

struct Comprehension {
  Expr* target;
  Expr* iter;
  ArenaSpan<Expr*> ifs;
  bool is_async;
};

/// ListComp, SetComp, GeneratorExp (elt) and DictComp (elt is the key, value is the value).
struct Comp : Expr {
  static constexpr bool holds(ExprKind kind) {
    return kind == ExprKind::ListComp || kind == ExprKind::SetComp || kind == ExprKind::DictComp ||
           kind == ExprKind::GeneratorExp;
  }
  Expr* elt;
  Expr* value;  ///< DictComp only
  ArenaSpan<Comprehension*> generators;
  Scope* scope;
};

/// Await, Yield (value may be null) and YieldFrom.
struct YieldLike : Expr {
  static constexpr bool holds(ExprKind kind) {
    return kind == ExprKind::Await || kind == ExprKind::Yield || kind == ExprKind::YieldFrom;
  }
  Expr* value;
};

struct Compare : Expr {
  OPHION_AST_HOLDS(ExprKind, Compare)
  Expr* left;
  ArenaSpan<CmpOperator> ops;
  ArenaSpan<Expr*> comparators;
};

struct Keyword {
  Place place;
  Identifier* name;  ///< null for `**value`
  Expr* value;
};

struct Call : Expr {
  OPHION_AST_HOLDS(ExprKind, Call)
  Expr* func;  ///< long chains are deep on this side: walk it with a loop
  ArenaSpan<Expr*> args;
  ArenaSpan<Keyword*> keywords;
};

struct FormattedValue : Expr {
  OPHION_AST_HOLDS(ExprKind, FormattedValue)
  Expr* value;
  int conversion;     ///< -1, 's', 'r' or 'a'
  Expr* format_spec;  ///< a JoinedStr, or null
};

struct JoinedStr : Expr {
  OPHION_AST_HOLDS(ExprKind, JoinedStr)
  ArenaSpan<Expr*> values;  ///< Constant (Str) and FormattedValue
};

enum class ConstantKind : uint8_t { None, True, False, Ellipsis, Int, Float, Imaginary, Str, Bytes };

struct Constant : Expr {
  OPHION_AST_HOLDS(ExprKind, Constant)
  ConstantKind type;
  uint8_t int_base;   ///< Int: 2, 8, 10 or 16
  bool all_ascii;     ///< Str: every byte is below 0x80
  bool is_unicode_u;  ///< Str: written with a `u` prefix (kind='u' in Python's ast)
  uint32_t size;      ///< Int: digits; Str, Bytes: bytes
  const char* data;   ///< Int: digits without prefix and underscores; Str: WTF-8 (lone surrogates allowed); Bytes
  double number;      ///< Float; Imaginary: the imaginary part
};

struct Attribute : Expr {
  OPHION_AST_HOLDS(ExprKind, Attribute)
  ExprContext ctx;
  Expr* value;  ///< long chains are deep on this side: walk it with a loop
  Identifier* attr;
};

struct Subscript : Expr {
  OPHION_AST_HOLDS(ExprKind, Subscript)
  ExprContext ctx;
  Expr* value;  ///< long chains are deep on this side: walk it with a loop
  Expr* slice;
};

struct Starred : Expr {
  OPHION_AST_HOLDS(ExprKind, Starred)
  ExprContext ctx;
  Expr* value;
};

struct Name : Expr {
  OPHION_AST_HOLDS(ExprKind, Name)
  ExprContext ctx;
  Identifier* id;  ///< as written; look it up through its Scope, which mangles
};

/// List, Tuple and Set (whose ctx is always Load).
struct Sequence : Expr {
  static constexpr bool holds(ExprKind kind) {
    return kind == ExprKind::List || kind == ExprKind::Tuple || kind == ExprKind::Set;
  }
  ExprContext ctx;
  ArenaSpan<Expr*> elts;
};

struct Slice : Expr {
  OPHION_AST_HOLDS(ExprKind, Slice)
  Expr* lower;
  Expr* upper;
  Expr* step;
};

// ---- patterns ----------------------------------------------------------------------------------------------------

struct Pattern {
  PatternKind kind;
  Place place;
};

struct MatchValue : Pattern {
  OPHION_AST_HOLDS(PatternKind, MatchValue)
  Expr* value;
};

struct MatchSingleton : Pattern {
  OPHION_AST_HOLDS(PatternKind, MatchSingleton)
  ConstantKind value;  ///< None, True or False
};

struct MatchSequence : Pattern {
  OPHION_AST_HOLDS(PatternKind, MatchSequence)
  ArenaSpan<Pattern*> patterns;
};

struct MatchMapping : Pattern {
  OPHION_AST_HOLDS(PatternKind, MatchMapping)
  ArenaSpan<Expr*> keys;
  ArenaSpan<Pattern*> patterns;
  Identifier* rest;  ///< or null
};

struct MatchClass : Pattern {
  OPHION_AST_HOLDS(PatternKind, MatchClass)
  Expr* cls;
  ArenaSpan<Pattern*> patterns;
  ArenaSpan<Identifier*> kwd_attrs;
  ArenaSpan<Pattern*> kwd_patterns;
};

struct MatchStar : Pattern {
  OPHION_AST_HOLDS(PatternKind, MatchStar)
  Identifier* name;  ///< null for `*_`
};

struct MatchAs : Pattern {
  OPHION_AST_HOLDS(PatternKind, MatchAs)
  Pattern* pattern;  ///< or null
  Identifier* name;  ///< null for `_`
};

struct MatchOr : Pattern {
  OPHION_AST_HOLDS(PatternKind, MatchOr)
  ArenaSpan<Pattern*> patterns;
};

// ---- statements --------------------------------------------------------------------------------------------------

struct Stmt {
  StmtKind kind;
  Place place;
};

using Body = ArenaSpan<Stmt*>;

struct FunctionDef : Stmt {
  static constexpr bool holds(StmtKind kind) {
    return kind == StmtKind::FunctionDef || kind == StmtKind::AsyncFunctionDef;
  }
  Identifier* name;
  Arguments* args;
  Body body;
  ArenaSpan<Expr*> decorators;
  Expr* returns;
  Scope* scope;
};

struct ClassDef : Stmt {
  OPHION_AST_HOLDS(StmtKind, ClassDef)
  Identifier* name;
  ArenaSpan<Expr*> bases;
  ArenaSpan<Keyword*> keywords;
  Body body;
  ArenaSpan<Expr*> decorators;
  Scope* scope;
};

struct Return : Stmt {
  OPHION_AST_HOLDS(StmtKind, Return)
  Expr* value;  ///< or null
};

struct Delete : Stmt {
  OPHION_AST_HOLDS(StmtKind, Delete)
  ArenaSpan<Expr*> targets;
};

struct Assign : Stmt {
  OPHION_AST_HOLDS(StmtKind, Assign)
  ArenaSpan<Expr*> targets;
  Expr* value;
};

struct AugAssign : Stmt {
  OPHION_AST_HOLDS(StmtKind, AugAssign)
  Operator op;
  Expr* target;
  Expr* value;
};

struct AnnAssign : Stmt {
  OPHION_AST_HOLDS(StmtKind, AnnAssign)
  bool simple;  ///< the target is a bare name, without parentheses
  Expr* target;
  Expr* annotation;
  Expr* value;  ///< or null
};

struct For : Stmt {
  static constexpr bool holds(StmtKind kind) { return kind == StmtKind::For || kind == StmtKind::AsyncFor; }
  Expr* target;
  Expr* iter;
  Body body;
  Body orelse;
};

struct While : Stmt {
  OPHION_AST_HOLDS(StmtKind, While)
  Expr* test;
  Body body;
  Body orelse;
};

struct If : Stmt {
  OPHION_AST_HOLDS(StmtKind, If)
  Expr* test;
  Body body;
  Body orelse;  ///< an `elif` is one If here: long chains are deep on this side, walk it with a loop
};

struct WithItem {
  Expr* context_expr;
  Expr* optional_vars;  ///< or null
};

struct With : Stmt {
  static constexpr bool holds(StmtKind kind) { return kind == StmtKind::With || kind == StmtKind::AsyncWith; }
  ArenaSpan<WithItem*> items;
  Body body;
};

struct MatchCase {
  Pattern* pattern;
  Expr* guard;  ///< or null
  Body body;
};

struct Match : Stmt {
  OPHION_AST_HOLDS(StmtKind, Match)
  Expr* subject;
  ArenaSpan<MatchCase*> cases;
};

struct Raise : Stmt {
  OPHION_AST_HOLDS(StmtKind, Raise)
  Expr* exc;    ///< or null
  Expr* cause;  ///< or null
};

struct ExceptHandler {
  Place place;
  Expr* type;        ///< or null
  Identifier* name;  ///< or null
  Body body;
};

struct Try : Stmt {
  static constexpr bool holds(StmtKind kind) { return kind == StmtKind::Try || kind == StmtKind::TryStar; }
  Body body;
  ArenaSpan<ExceptHandler*> handlers;
  Body orelse;
  Body finalbody;
};

struct Assert : Stmt {
  OPHION_AST_HOLDS(StmtKind, Assert)
  Expr* test;
  Expr* msg;  ///< or null
};

struct Alias {
  Place place;
  Identifier* name;    ///< dotted, or "*"
  Identifier* asname;  ///< or null
};

struct Import : Stmt {
  OPHION_AST_HOLDS(StmtKind, Import)
  ArenaSpan<Alias*> names;
};

struct ImportFrom : Stmt {
  OPHION_AST_HOLDS(StmtKind, ImportFrom)
  uint32_t level;      ///< leading dots
  Identifier* module;  ///< dotted, or null
  ArenaSpan<Alias*> names;
};

/// Global and Nonlocal.
struct ScopeDecl : Stmt {
  static constexpr bool holds(StmtKind kind) { return kind == StmtKind::Global || kind == StmtKind::Nonlocal; }
  ArenaSpan<Identifier*> names;
};

struct ExprStmt : Stmt {
  OPHION_AST_HOLDS(StmtKind, Expr)
  Expr* value;
};

/// Pass, Break and Continue have no fields: they are plain Stmt.

struct Mod {
  ModKind kind;
  Body body;   ///< Module and Interactive
  Expr* expr;  ///< Expression
  Scope* scope;
};

#undef OPHION_AST_HOLDS

}  // namespace ophion::ast
