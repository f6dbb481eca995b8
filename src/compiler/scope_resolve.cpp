// What names mean: looks for the binding of each name in the scopes around, and numbers the variables.
//
// A name that is only used is free when a function around binds it; the nearest one wins, classes in between do not
// count. All scopes between the use and the binding then have it free, so that closures can hand it on.
#include "compiler/scope_builder.h"

namespace ophion {

namespace {

constexpr uint16_t kBound = kSymbolAssigned | kSymbolParameter | kSymbolImported | kSymbolAnnotated;

// What makes code for a name. A local that is annotated only has none, and no place among the variables.
constexpr uint16_t kTouched = kSymbolAssigned | kSymbolParameter | kSymbolImported | kSymbolUsed;

// Sorts by name; lists are short, and equal names do not occur.
void sortByName(ArenaVector<Symbol*>& list) {
  auto less = [](const Symbol* a, const Symbol* b) { return a->name->view() < b->name->view(); };
  // Heap sort: no memory, no bad case.
  uint32_t size = list.size();
  auto sift = [&](uint32_t root, uint32_t end) {
    while (root * 2 + 1 < end) {
      uint32_t child = root * 2 + 1;
      if (child + 1 < end && less(list[child], list[child + 1])) child++;
      if (!less(list[root], list[child])) return;
      Symbol* moved = list[root];
      list[root] = list[child];
      list[child] = moved;
      root = child;
    }
  };
  for (uint32_t i = size / 2; i-- > 0;) sift(i, size);
  for (uint32_t end = size; end-- > 1;) {
    Symbol* moved = list[0];
    list[0] = list[end];
    list[end] = moved;
    sift(0, end);
  }
}

}  // namespace

// Scopes nest as deep as the source, which the parser bounds.
bool ScopeBuilder::resolve(Build* scope) {
  // Symbols that are added meanwhile are resolved when they are added.
  uint32_t count = scope->symbol_list.size();
  for (uint32_t i = 0; i < count; i++) {
    if (!resolveSymbol(scope, scope->symbol_list[i])) return false;
  }
  for (Scope* child : scope->child_list) {
    if (!resolve(static_cast<Build*>(child))) return false;
  }
  return true;
}

bool ScopeBuilder::resolveSymbol(Build* scope, Symbol* symbol) {
  // A scope inside may have made it free or a cell already; it cannot have, as scopes are resolved from outside.
  const char* text = symbol->name->text;
  if (symbol->flags & kSymbolGlobal) {
    if (symbol->flags & kSymbolNonlocal) return fail(symbol->place, "name '%s' is nonlocal and global", text);
    symbol->kind = NameKind::GlobalExplicit;
    return true;
  }
  if (symbol->flags & kSymbolNonlocal) {
    if (scope->kind == ScopeKind::Module) {
      return fail(symbol->place, "nonlocal declaration not allowed at module level");
    }
    bool found = false;
    if (!bindFree(scope, symbol, &found)) return false;
    return found || fail(symbol->place, "no binding for nonlocal '%s' found", text);
  }
  if (symbol->flags & kBound) {
    symbol->kind = NameKind::Local;
    return true;
  }
  bool found = false;
  symbol->kind = NameKind::GlobalImplicit;
  return bindFree(scope, symbol, &found);
}

// Finds the function around that binds the name; when there is one the symbol becomes free.
bool ScopeBuilder::bindFree(Build* scope, Symbol* symbol, bool* found) {
  for (Build* outer = scope->outer; outer; outer = outer->outer) {
    if (outer->kind == ScopeKind::Class && symbol->name == class_name_ && scope != outer) {
      outer->needs_class_cell = true;
      *found = true;
      symbol->kind = NameKind::Free;
      return passThrough(scope, outer, symbol->name);
    }
    if (!outer->isFunctionLike()) continue;
    Symbol* there = outer->lookup(symbol->name);
    if (!there) continue;
    if (there->flags & kSymbolGlobal) return true;
    if (there->flags & kSymbolNonlocal) continue;
    if (!(there->flags & kBound)) continue;
    there->kind = NameKind::Cell;
    outer->has_free_child = true;
    symbol->kind = NameKind::Free;
    *found = true;
    return passThrough(scope, outer, symbol->name);
  }
  return true;
}

// Makes the name free in the scopes between `from` and `to`.
bool ScopeBuilder::passThrough(Build* from, Build* to, Identifier* name) {
  for (Build* between = from->outer; between != to; between = between->outer) {
    between->has_free_child = true;
    Symbol* symbol = trySymbol(between, name, Place{});
    if (!symbol) return false;
    if (between->kind == ScopeKind::Class && (symbol->flags & (kBound | kSymbolGlobal))) {
      symbol->flags |= kSymbolFreeInClass;
    } else {
      symbol->kind = NameKind::Free;
    }
  }
  return true;
}

// Puts the symbols into their lists.
bool ScopeBuilder::number(Build* scope) {
  ArenaVector<Symbol*> vars, cells, frees;
  bool ok = true;
  auto addVar = [&](Symbol* symbol) {
    symbol->var_index = static_cast<int32_t>(vars.size());
    symbol->index = vars.size();
    ok = ok && vars.tryPush(arena_, symbol);
  };
  // Parameters were defined first, in their order.
  if (scope->isFunctionLike()) {
    for (Symbol* symbol : scope->symbol_list) {
      if (symbol->flags & kSymbolParameter) addVar(symbol);
    }
    for (Symbol* symbol : scope->symbol_list) {
      bool is_local = symbol->kind == NameKind::Local && (symbol->flags & kTouched);
      if (is_local && !(symbol->flags & kSymbolParameter)) addVar(symbol);
    }
  }
  for (Symbol* symbol : scope->symbol_list) {
    if (symbol->kind == NameKind::Cell) ok = ok && cells.tryPush(arena_, symbol);
    if (symbol->kind == NameKind::Free || (symbol->flags & kSymbolFreeInClass))
      ok = ok && frees.tryPush(arena_, symbol);
  }
  if (scope->needs_class_cell) {
    // Apart from the table: the class body's own `__class__`, if it says that, is another name.
    Symbol* cell = arena_.tryNew<Symbol>();
    if (!cell) return outOfMemory();
    cell->name = class_name_;
    cell->kind = NameKind::Cell;
    ok = ok && cells.tryPush(arena_, cell);
  }
  if (!ok) return outOfMemory();
  sortByName(cells);
  sortByName(frees);
  for (uint32_t i = 0; i < cells.size(); i++) cells[i]->index = i;
  for (uint32_t i = 0; i < frees.size(); i++) frees[i]->index = i;
  scope->varnames = vars.span();
  scope->cellvars = cells.span();
  scope->freevars = frees.span();
  scope->symbols = scope->symbol_list.span();
  scope->children = scope->child_list.span();
  for (Scope* child : scope->child_list) {
    if (!number(static_cast<Build*>(child))) return false;
  }
  return true;
}

}  // namespace ophion
