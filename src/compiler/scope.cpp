// Scopes and their tables; the entry point.
#include "compiler/scope.h"

#include <cstdarg>
#include <cstdio>

#include "compiler/scope_builder.h"

namespace ophion {

using namespace ast;

Symbol* Scope::lookup(const Identifier* mangled) const {
  if (!table) return nullptr;
  for (uint32_t at = mangled->hash & table_mask; table[at]; at = (at + 1) & table_mask) {
    if (table[at]->name == mangled) return table[at];
  }
  return nullptr;
}

Identifier* tryMangle(IdentifierTable& names, const Identifier* private_name, Identifier* name) {
  if (!private_name || name->length < 2 || name->text[0] != '_' || name->text[1] != '_') return name;
  // Names like __x__ and dotted ones stay.
  if (name->text[name->length - 1] == '_' && name->text[name->length - 2] == '_') return name;
  if (memchr(name->text, '.', name->length)) return name;
  const char* prefix = private_name->text;
  uint32_t length = private_name->length;
  while (length && *prefix == '_') prefix++, length--;
  if (!length) return name;
  CompileArena& arena = names.arena();
  char* text = arena.tryArray<char>(length + name->length + 1);
  if (!text) return nullptr;
  text[0] = '_';
  memcpy(text + 1, prefix, length);
  memcpy(text + 1 + length, name->text, name->length);
  return names.tryIntern(text, length + name->length + 1);
}

bool buildScopes(Mod* mod, IdentifierTable& names, ScopeOptions& options, SyntaxErrorInfo* error) {
  *error = {};
  return ScopeBuilder(names, options, error).build(mod);
}

bool ScopeBuilder::outOfMemory() {
  *error_ = {};
  error_->kind = ErrorKind::OutOfMemory;
  return false;
}

bool ScopeBuilder::fail(const Place& place, const char* format, ...) {
  char message[400];
  va_list list;
  va_start(list, format);
  vsnprintf(message, sizeof message, format, list);
  va_end(list);
  char* copy = arena_.tryCopy(message, strlen(message));
  if (!copy) return outOfMemory();
  *error_ = {};
  error_->kind = ErrorKind::SyntaxError;
  error_->message = copy;
  error_->lineno = static_cast<int32_t>(place.lineno);
  error_->col = static_cast<int32_t>(place.col_offset) + 1;
  error_->end_lineno = static_cast<int32_t>(place.end_lineno);
  error_->end_col = static_cast<int32_t>(place.end_col_offset) + 1;
  return false;
}

bool ScopeBuilder::build(Mod* mod) {
  class_name_ = names_.tryIntern("__class__");
  Identifier* name = names_.tryIntern("<module>");
  if (!class_name_ || !name) return outOfMemory();
  if (!enter(ScopeKind::Module, name, Place{0, 0, 0, 0})) return false;
  Build* root = current_;
  if (mod->kind == ModKind::Expression ? !expr(mod->expr) : !stmts(mod->body)) return false;
  mod->scope = leave();
  return resolve(root) && number(root);
}

bool ScopeBuilder::enter(ScopeKind kind, Identifier* name, const Place& place) {
  Build* scope = arena_.tryNew<Build>();
  if (!scope) return outOfMemory();
  scope->kind = kind;
  scope->name = name;
  scope->place = place;
  scope->outer = current_;
  scope->parent = current_;
  scope->may_have_locals_dict = kind == ScopeKind::Module || kind == ScopeKind::Class;
  if (current_) {
    if (!current_->child_list.tryPush(arena_, scope)) return outOfMemory();
    scope->is_nested = current_->is_nested || current_->isFunctionLike();
    scope->private_name = current_->private_name;
  }
  current_ = scope;
  return true;
}

Scope* ScopeBuilder::leave() {
  Build* scope = current_;
  current_ = scope->outer;
  return scope;
}

bool ScopeBuilder::growTable(Build* scope) {
  uint32_t slots = scope->table ? (scope->table_mask + 1) * 2 : 8;
  Symbol** table = arena_.tryArray<Symbol*>(slots);
  if (!table) return outOfMemory();
  memset(table, 0, slots * sizeof(Symbol*));
  scope->table = table;
  scope->table_mask = slots - 1;
  for (Symbol* symbol : scope->symbol_list) {
    uint32_t at = symbol->name->hash & scope->table_mask;
    while (table[at]) at = (at + 1) & scope->table_mask;
    table[at] = symbol;
  }
  return true;
}

// The symbol, made when it is not there; null when out of memory.
Symbol* ScopeBuilder::trySymbol(Build* scope, Identifier* mangled, const Place& place) {
  if (Symbol* found = scope->lookup(mangled)) return found;
  bool full = !scope->table || scope->table_used * 2 > scope->table_mask;
  if (full && !growTable(scope)) return nullptr;
  Symbol* symbol = arena_.tryNew<Symbol>();
  if (!symbol || !scope->symbol_list.tryPush(arena_, symbol)) {
    outOfMemory();
    return nullptr;
  }
  symbol->name = mangled;
  symbol->place = place;
  uint32_t at = mangled->hash & scope->table_mask;
  while (scope->table[at]) at = (at + 1) & scope->table_mask;
  scope->table[at] = symbol;
  scope->table_used++;
  return symbol;
}

Symbol* ScopeBuilder::find(Identifier* name) {
  Identifier* mangled = tryMangle(names_, current_->private_name, name);
  return mangled ? current_->lookup(mangled) : nullptr;
}

bool ScopeBuilder::define(Identifier* name, uint16_t flags, const Place& place) {
  Identifier* mangled = tryMangle(names_, current_->private_name, name);
  return mangled ? defineIn(current_, mangled, flags, place) : outOfMemory();
}

bool ScopeBuilder::defineIn(Build* scope, Identifier* mangled, uint16_t flags, const Place& place) {
  Symbol* symbol = trySymbol(scope, mangled, place);
  if (!symbol) return false;
  if ((flags & kSymbolParameter) && (symbol->flags & kSymbolParameter)) {
    return fail(place, "duplicate argument '%s' in function definition", mangled->text);
  }
  if (iteration_target_ && scope == current_ && (flags & kSymbolAssigned)) {
    if (symbol->flags & (kSymbolGlobal | kSymbolNonlocal)) {
      return fail(place, "comprehension inner loop cannot rebind assignment expression target '%s'", mangled->text);
    }
    flags |= kSymbolIterTarget;
  }
  if ((flags & (kSymbolGlobal | kSymbolNonlocal)) && !(symbol->flags & (kSymbolGlobal | kSymbolNonlocal))) {
    symbol->place = place;
  }
  symbol->flags |= flags;
  return true;
}

}  // namespace ophion
