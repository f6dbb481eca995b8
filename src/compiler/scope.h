// Scope: what each name means in one module, class, function, lambda or comprehension, decided before code generation.
//
// `buildScopes` walks the tree once to collect bindings and uses, then once over the scopes to resolve them, and
// attaches a Scope to each node that opens one. Names in the tables are mangled (`_Class__x`); `Scope::lookup` takes
// the mangled name, `ScopeBuilder`'s `mangle` gives it.
//
// A comprehension is a nested function whose first parameter is `.0`; its first iterable belongs to the scope around.
// A class scope whose methods use `super` or `__class__` has the cell `__class__` in `cellvars` (needs_class_cell).
#pragma once

#include "compiler/ast.h"
#include "compiler/syntax_error.h"

namespace ophion {

enum class ScopeKind : uint8_t { Module, Class, Function, Lambda, Comprehension };

/// How code reaches a name.
enum class NameKind : uint8_t {
  Local,           ///< fast local in function-like scopes; a name of the namespace in module and class scopes
  Cell,            ///< local, and a scope inside uses it
  Free,            ///< bound in a function around
  GlobalExplicit,  ///< declared `global`
  GlobalImplicit,  ///< not bound here nor in a function around: global, then builtin
};

/// One name in one scope.
struct Symbol {
  Identifier* name = nullptr;  ///< mangled
  NameKind kind = NameKind::GlobalImplicit;
  /// Place in the list of its kind: varnames (Local in function-like scopes), cellvars, or freevars; otherwise 0.
  /// A parameter that is a cell has its index in cellvars here and its place among the parameters in `var_index`.
  uint32_t index = 0;
  int32_t var_index = -1;  ///< place in varnames, or -1 when it is not there
  uint16_t flags = 0;      ///< SymbolFlag bits, what the source did with the name
  ast::Place place;        ///< of the first declaration (global, nonlocal) or binding, for errors
};

enum SymbolFlag : uint16_t {
  kSymbolGlobal = 1 << 0,       ///< declared `global`
  kSymbolNonlocal = 1 << 1,     ///< declared `nonlocal`
  kSymbolAssigned = 1 << 2,     ///< bound by assignment, for, with, del, def, class, except, match
  kSymbolParameter = 1 << 3,    ///< a parameter
  kSymbolUsed = 1 << 4,         ///< read
  kSymbolImported = 1 << 5,     ///< bound by import
  kSymbolAnnotated = 1 << 6,    ///< `x: T`
  kSymbolIterTarget = 1 << 7,   ///< iteration variable of a comprehension
  kSymbolFreeInClass = 1 << 8,  ///< bound in this class scope, but also free here for methods inside
};

/// See the head of the file. Plain data in the arena.
struct Scope {
  ScopeKind kind = ScopeKind::Module;
  Identifier* name = nullptr;          ///< "f", "C", "<lambda>", "<listcomp>", "<genexpr>", …; "<module>" at the top
  Identifier* private_name = nullptr;  ///< the class whose name mangles, or null
  Scope* parent = nullptr;
  ArenaSpan<Scope*> children;
  ast::Place place;  ///< of the node

  /// Function-like scopes: parameters first in the order of the call protocol (positional-only, positional,
  /// keyword-only, *args, **kwargs), then the other locals in order of first appearance. Parameters that are cells are
  /// here too (`Symbol::var_index`), other cells are not.
  ArenaSpan<Symbol*> varnames;
  ArenaSpan<Symbol*> cellvars;  ///< sorted by name, `__class__` of a class scope included
  ArenaSpan<Symbol*> freevars;  ///< sorted by name; order shared with the closure tuple
  ArenaSpan<Symbol*> symbols;   ///< every name in order of first appearance

  uint32_t posonly_count = 0;
  uint32_t arg_count = 0;  ///< positional parameters, positional-only ones included
  uint32_t kwonly_count = 0;
  bool has_varargs = false;
  bool has_varkw = false;

  bool is_nested = false;          ///< a function-like scope is around it
  bool is_generator = false;       ///< yields (a generator expression too)
  bool is_coroutine = false;       ///< `async def`, or an asynchronous comprehension; both set: async generator
  bool is_async_function = false;  ///< written `async def`
  bool returns_value = false;      ///< has `return x`
  bool needs_class_cell = false;   ///< Class: a method uses `super` or `__class__`, `cellvars` has the cell
  bool uses_super = false;         ///< reads the name `super`
  bool has_free_child = false;     ///< a scope inside has free names
  bool has_import_star = false;
  bool has_annotations = false;                           ///< Module, Class: has `x: T`, needs `__annotations__`
  bool may_have_locals_dict = false;                      ///< Module and Class: names live in a namespace
  ast::ExprKind comp_kind = ast::ExprKind::GeneratorExp;  ///< Comprehension: which

  /// The symbol with this mangled name, or null when the scope never mentions it.
  Symbol* lookup(const Identifier* mangled) const;

  bool isFunctionLike() const { return kind != ScopeKind::Module && kind != ScopeKind::Class; }

  Symbol** table = nullptr;  ///< open-addressed by Identifier, table_mask + 1 slots
  uint32_t table_mask = 0;
  uint32_t table_used = 0;
};

/// The mangled form of `name` inside the class `private_name` (null: not in a class). Null when out of memory.
[[nodiscard]] Identifier* tryMangle(IdentifierTable& names, const Identifier* private_name, Identifier* name);

/// What the scope pass needs to know besides the tree.
struct ScopeOptions {
  bool allow_top_level_await = false;
  bool future_annotations = false;  ///< set by the pass when it sees `from __future__ import annotations`
  bool may_warn = false;            ///< set by the pass when it sees what odd_syntax.h describes
};

/// Attaches scopes to every node of `mod` that opens one (`mod->scope` is the root). False with `error` filled when the
/// program breaks a rule of scopes, or of where return/yield/await/break/continue may stand.
[[nodiscard]] bool buildScopes(ast::Mod* mod, IdentifierTable& names, ScopeOptions& options, SyntaxErrorInfo* error);

}  // namespace ophion
