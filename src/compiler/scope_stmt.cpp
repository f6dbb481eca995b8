// The first pass over statements, with the rules of where return, break and the like may stand.
#include "compiler/odd_syntax.h"
#include "compiler/scope_builder.h"

namespace ophion {

using namespace ast;

bool ScopeBuilder::stmts(const Body& body) {
  for (Stmt* node : body) {
    if (!stmt(node)) return false;
  }
  return true;
}

namespace {

bool isFutureImport(const Stmt* node) {
  if (node->kind != StmtKind::ImportFrom) return false;
  const ImportFrom* import = static_cast<const ImportFrom*>(node);
  return import->level == 0 && import->module && import->module->view() == "__future__";
}

bool isText(const Stmt* node) {
  if (node->kind != StmtKind::Expr) return false;
  const Expr* value = static_cast<const ExprStmt*>(node)->value;
  return value->kind == ExprKind::Constant && static_cast<const Constant*>(value)->type == ConstantKind::Str;
}

}  // namespace

// Why this function is long: one case a kind of statement.
bool ScopeBuilder::stmt(Stmt* node) {
  if (isFutureImport(node)) {
    if (!futureImport(as<ImportFrom>(node))) return false;
  } else if (!(future_allowed_ && current_->kind == ScopeKind::Module && current_->symbol_list.empty() &&
               isText(node))) {
    future_allowed_ = false;
  }
  switch (node->kind) {
    case StmtKind::FunctionDef:
    case StmtKind::AsyncFunctionDef:
      return functionDef(as<FunctionDef>(node));
    case StmtKind::ClassDef:
      return classDef(as<ClassDef>(node));
    case StmtKind::Return:
      return returnStmt(as<Return>(node));
    case StmtKind::Delete:
      return exprs(as<Delete>(node)->targets);
    case StmtKind::Assign:
      return expr(as<Assign>(node)->value) && exprs(as<Assign>(node)->targets);
    case StmtKind::AugAssign:
      return expr(as<AugAssign>(node)->target) && expr(as<AugAssign>(node)->value);
    case StmtKind::AnnAssign:
      return annAssign(as<AnnAssign>(node));
    case StmtKind::For:
    case StmtKind::AsyncFor: {
      For* loop = as<For>(node);
      if (node->kind == StmtKind::AsyncFor && !asyncAllowed()) {
        return fail(node->place, "'async for' outside async function");
      }
      return expr(loop->iter) && expr(loop->target) && loopBody(loop->body, Breakable::Loop) && stmts(loop->orelse);
    }
    case StmtKind::While: {
      While* loop = as<While>(node);
      return expr(loop->test) && loopBody(loop->body, Breakable::Loop) && stmts(loop->orelse);
    }
    case StmtKind::If:
      return ifChain(as<If>(node));
    case StmtKind::With:
    case StmtKind::AsyncWith:
      if (node->kind == StmtKind::AsyncWith && !asyncAllowed()) {
        return fail(node->place, "'async with' outside async function");
      }
      for (WithItem* item : as<With>(node)->items) {
        if (!expr(item->context_expr) || (item->optional_vars && !expr(item->optional_vars))) return false;
      }
      return stmts(as<With>(node)->body);
    case StmtKind::Match:
      return matchStmt(as<Match>(node));
    case StmtKind::Raise: {
      Raise* raise = as<Raise>(node);
      return (!raise->exc || expr(raise->exc)) && (!raise->cause || expr(raise->cause));
    }
    case StmtKind::Try:
    case StmtKind::TryStar:
      return tryStmt(as<Try>(node));
    case StmtKind::Assert:
      options_.may_warn = options_.may_warn || oddAssertion(as<Assert>(node));
      return expr(as<Assert>(node)->test) && (!as<Assert>(node)->msg || expr(as<Assert>(node)->msg));
    case StmtKind::Import:
      return importNames(as<Import>(node)->names, false, node->place);
    case StmtKind::ImportFrom:
      return importNames(as<ImportFrom>(node)->names, true, node->place);
    case StmtKind::Global:
    case StmtKind::Nonlocal:
      return scopeDecl(as<ScopeDecl>(node));
    case StmtKind::Expr:
      return expr(as<ExprStmt>(node)->value);
    case StmtKind::Pass:
      return true;
    case StmtKind::Break:
    case StmtKind::Continue:
      return breakOrContinue(node);
  }
  return true;
}

bool ScopeBuilder::asyncAllowed() {
  if (options_.allow_top_level_await && current_->kind == ScopeKind::Module) {
    current_->is_coroutine = true;
    return true;
  }
  return current_->is_async_function;
}

bool ScopeBuilder::functionDef(FunctionDef* node) {
  if (!exprs(node->decorators) || !defaults(node->args) || !annotations(node->args, node->returns)) return false;
  if (!forbidden(node->name, node->place, false)) return false;
  Flow flow = flow_;
  flow_ = {};
  if (!enter(ScopeKind::Function, node->name, node->place)) return false;
  if (node->kind == StmtKind::AsyncFunctionDef) current_->is_async_function = current_->is_coroutine = true;
  if (!parameters(node->args, node->place) || !stmts(node->body)) return false;
  if (current_->is_async_function && current_->is_generator && current_->returns_value) {
    return fail(return_place_, "'return' with value in async generator");
  }
  node->scope = leave();
  flow_ = flow;
  return define(node->name, kSymbolAssigned, node->place);
}

bool ScopeBuilder::classDef(ClassDef* node) {
  if (!exprs(node->decorators)) return false;
  // Bases are evaluated outside, and before the class has its name.
  if (!callArguments(node->bases, node->keywords, node->place)) return false;
  if (!forbidden(node->name, node->place, false)) return false;
  Flow flow = flow_;
  flow_ = {};
  if (!enter(ScopeKind::Class, node->name, node->place)) return false;
  current_->private_name = node->name;
  if (!stmts(node->body)) return false;
  node->scope = leave();
  flow_ = flow;
  return define(node->name, kSymbolAssigned, node->place);
}

bool ScopeBuilder::returnStmt(Return* node) {
  if (!insideFunction()) return fail(node->place, "'return' outside function");
  if (flow_.in_except_star) {
    return fail(node->place, "'break', 'continue' and 'return' cannot appear in an except* block");
  }
  if (!node->value) return true;
  if (!current_->returns_value) return_place_ = node->place;
  current_->returns_value = true;
  return expr(node->value);
}

bool ScopeBuilder::loopBody(const Body& body, Breakable kind) {
  Flow flow = flow_;
  flow_.innermost = kind;
  if (kind == Breakable::ExceptStar) flow_.in_except_star = true;
  if (!stmts(body)) return false;
  flow_ = flow;
  return true;
}

bool ScopeBuilder::breakOrContinue(Stmt* node) {
  if (flow_.innermost == Breakable::Loop) return true;
  if (flow_.innermost == Breakable::ExceptStar) {
    return fail(node->place, "'break', 'continue' and 'return' cannot appear in an except* block");
  }
  return fail(node->place, node->kind == StmtKind::Break ? "'break' outside loop" : "'continue' not properly in loop");
}

// A chain of elif parts is a loop, however long.
bool ScopeBuilder::ifChain(If* node) {
  for (;;) {
    if (!expr(node->test) || !stmts(node->body)) return false;
    if (node->orelse.size != 1 || node->orelse[0]->kind != StmtKind::If) return stmts(node->orelse);
    node = as<If>(node->orelse[0]);
  }
}

bool ScopeBuilder::tryStmt(Try* node) {
  if (!stmts(node->body) || !stmts(node->orelse)) return false;
  for (uint32_t i = 0; i < node->handlers.size; i++) {
    ExceptHandler* handler = node->handlers[i];
    if (!handler->type && i + 1 < node->handlers.size) return fail(handler->place, "default 'except:' must be last");
    if (handler->type && !expr(handler->type)) return false;
    if (handler->name) {
      if (!forbidden(handler->name, handler->place, false)) return false;
      if (!define(handler->name, kSymbolAssigned, handler->place)) return false;
    }
    bool is_star = node->kind == StmtKind::TryStar;
    if (is_star ? !loopBody(handler->body, Breakable::ExceptStar) : !stmts(handler->body)) return false;
  }
  return stmts(node->finalbody);
}

bool ScopeBuilder::annAssign(AnnAssign* node) {
  if (node->value && !expr(node->value)) return false;
  if (node->target->kind == ExprKind::Name) {
    Identifier* name = as<Name>(node->target)->id;
    Symbol* symbol = find(name);
    uint16_t declared = symbol ? symbol->flags & (kSymbolGlobal | kSymbolNonlocal) : 0;
    if (declared && current_->kind != ScopeKind::Module && node->simple) {
      return fail(node->place, "annotated name '%s' can't be %s", name->text,
                  declared & kSymbolGlobal ? "global" : "nonlocal");
    }
    if (!forbidden(name, node->target->place, false)) return false;
    if (node->simple && !define(name, kSymbolAnnotated | (node->value ? kSymbolAssigned : 0), node->target->place))
      return false;
    if (!node->simple && node->value && !define(name, kSymbolAssigned, node->target->place)) return false;
    if (node->simple && current_->may_have_locals_dict) current_->has_annotations = true;
  } else if (!expr(node->target)) {
    return false;
  }
  return annotation(node->annotation);
}

// A name that is declared global anywhere is so for the module's own code as well, which may run with locals that are
// not its globals.
bool ScopeBuilder::defineGlobally(Identifier* name, const Place& place) {
  Build* module = current_;
  while (module->outer != nullptr) module = module->outer;
  if (module->kind != ScopeKind::Module) return true;
  Identifier* mangled = tryMangle(names_, current_->private_name, name);
  return mangled ? defineIn(module, mangled, kSymbolGlobal, place) : outOfMemory();
}

bool ScopeBuilder::scopeDecl(ScopeDecl* node) {
  bool is_global = node->kind == StmtKind::Global;
  const char* what = is_global ? "global" : "nonlocal";
  for (Identifier* name : node->names) {
    Symbol* symbol = find(name);
    uint16_t flags = symbol ? symbol->flags : 0;
    if (flags & kSymbolParameter) return fail(node->place, "name '%s' is parameter and %s", name->text, what);
    if (flags & kSymbolUsed) return fail(node->place, "name '%s' is used prior to %s declaration", name->text, what);
    if (flags & kSymbolAnnotated) return fail(node->place, "annotated name '%s' can't be %s", name->text, what);
    if (flags & kSymbolAssigned) {
      return fail(node->place, "name '%s' is assigned to before %s declaration", name->text, what);
    }
    if (!define(name, is_global ? kSymbolGlobal : kSymbolNonlocal, node->place)) return false;
    if (is_global && !defineGlobally(name, node->place)) return false;
  }
  return true;
}

bool ScopeBuilder::importNames(const ArenaSpan<Alias*>& names, bool from, const Place& place) {
  for (Alias* alias : names) {
    if (alias->name->view() == "*") {
      if (current_->kind != ScopeKind::Module) return fail(alias->place, "import * only allowed at module level");
      current_->has_import_star = true;
      continue;
    }
    Identifier* bound = alias->asname ? alias->asname : alias->name;
    const char* dot =
        from || alias->asname ? nullptr : static_cast<const char*>(memchr(bound->text, '.', bound->length));
    if (dot) bound = names_.tryIntern(bound->text, static_cast<size_t>(dot - bound->text));
    if (!bound) return outOfMemory();
    if (!forbidden(bound, place, false) || !define(bound, kSymbolImported, alias->place)) return false;
  }
  return true;
}

bool ScopeBuilder::futureImport(ImportFrom* node) {
  static constexpr std::string_view kFeatures[] = {
      "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
      "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations"};
  if (!future_allowed_ || current_->kind != ScopeKind::Module) {
    return fail(node->place, "from __future__ imports must occur at the beginning of the file");
  }
  for (Alias* alias : node->names) {
    std::string_view feature = alias->name->view();
    bool known = false;
    for (std::string_view candidate : kFeatures) known |= candidate == feature;
    if (feature == "annotations") options_.future_annotations = true;
    if (known) continue;
    if (feature == "braces") {
      fail(node->place, "not a chance");
    } else {
      fail(node->place, "future feature %s is not defined", alias->name->text);
    }
    error_->end_col = SyntaxErrorInfo::kNoEndCol;
    return false;
  }
  return true;
}

// ---- match
// -----------------------------------------------------------------------------------------------------------

bool ScopeBuilder::matchStmt(Match* node) {
  if (!expr(node->subject) || !checkCases(node)) return false;
  for (MatchCase* match_case : node->cases) {
    if (!pattern(match_case->pattern) || (match_case->guard && !expr(match_case->guard)) || !stmts(match_case->body)) {
      return false;
    }
  }
  return true;
}

bool ScopeBuilder::pattern(Pattern* node) {
  auto bind = [&](Identifier* name) {
    return !name || (forbidden(name, node->place, false) && define(name, kSymbolAssigned, node->place));
  };
  auto all = [this](const ArenaSpan<Pattern*>& list) {
    for (Pattern* each : list) {
      if (!pattern(each)) return false;
    }
    return true;
  };
  switch (node->kind) {
    case PatternKind::MatchValue:
      return expr(as<MatchValue>(node)->value);
    case PatternKind::MatchSingleton:
      return true;
    case PatternKind::MatchSequence:
      return all(as<MatchSequence>(node)->patterns);
    case PatternKind::MatchMapping: {
      MatchMapping* mapping = as<MatchMapping>(node);
      return exprs(mapping->keys) && all(mapping->patterns) && bind(mapping->rest);
    }
    case PatternKind::MatchClass: {
      MatchClass* cls = as<MatchClass>(node);
      return expr(cls->cls) && all(cls->patterns) && all(cls->kwd_patterns);
    }
    case PatternKind::MatchStar:
      return bind(as<MatchStar>(node)->name);
    case PatternKind::MatchAs: {
      MatchAs* capture = as<MatchAs>(node);
      return (!capture->pattern || pattern(capture->pattern)) && bind(capture->name);
    }
    case PatternKind::MatchOr:
      return all(as<MatchOr>(node)->patterns);
  }
  return true;
}

}  // namespace ophion
