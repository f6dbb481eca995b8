// The first pass over expressions.
#include "compiler/odd_syntax.h"
#include "compiler/scope_builder.h"

namespace ophion {

using namespace ast;

// A keyword that Python keeps for itself.
bool ScopeBuilder::forbidden(Identifier* name, const Place& place, bool is_delete) {
  if (name->view() != "__debug__") return true;
  return fail(place, is_delete ? "cannot delete __debug__" : "cannot assign to __debug__");
}

bool ScopeBuilder::exprs(const ArenaSpan<Expr*>& nodes, bool allow_starred) {
  for (Expr* node : nodes) {
    if (!node) continue;
    if (!(allow_starred ? element(node) : expr(node))) return false;
  }
  return true;
}

// An element of a display or an argument: may be starred.
bool ScopeBuilder::element(Expr* node) {
  return node->kind == ExprKind::Starred ? expr(as<Starred>(node)->value) : expr(node);
}

// Operator, attribute, call and subscript chains lean to the left without bound: they are walked with a loop.
bool ScopeBuilder::expr(Expr* node) {
  switch (node->kind) {
    case ExprKind::BinOp:
    case ExprKind::Attribute:
    case ExprKind::Call:
    case ExprKind::Subscript:
      return spine(node);
    default:
      return exprHead(node);
  }
}

namespace {

// The left end of one link of a chain; null when the node is none.
Expr* leftOf(Expr* node) {
  switch (node->kind) {
    case ExprKind::BinOp:
      return as<BinOp>(node)->left;
    case ExprKind::Attribute:
      return as<Attribute>(node)->value;
    case ExprKind::Call:
      return as<Call>(node)->func;
    case ExprKind::Subscript:
      return as<Subscript>(node)->value;
    default:
      return nullptr;
  }
}

}  // namespace

bool ScopeBuilder::spine(Expr* node) {
  ArenaVector<Expr*> links;
  for (Expr* left; (left = leftOf(node)) != nullptr; node = left) {
    if (!links.tryPush(arena_, node)) return outOfMemory();
  }
  if (!exprHead(node)) return false;
  for (uint32_t i = links.size(); i-- > 0;) {
    if (!exprTail(links[i])) return false;
  }
  return true;
}

// What a link of a chain has besides its left side.
bool ScopeBuilder::exprTail(Expr* node) {
  switch (node->kind) {
    case ExprKind::BinOp:
      return expr(as<BinOp>(node)->right);
    case ExprKind::Attribute: {
      Attribute* attribute = as<Attribute>(node);
      if (attribute->ctx == ExprContext::Load) return true;
      return forbidden(attribute->attr, node->place, attribute->ctx == ExprContext::Del);
    }
    case ExprKind::Call:
      options_.may_warn = options_.may_warn || oddCall(as<Call>(node));
      return callArguments(as<Call>(node)->args, as<Call>(node)->keywords, node->place);
    default: {
      options_.may_warn = options_.may_warn || oddSubscript(as<Subscript>(node));
      Expr* index = as<Subscript>(node)->slice;
      return index->kind == ExprKind::Tuple ? exprs(as<Sequence>(index)->elts, true) : expr(index);
    }
  }
}

bool ScopeBuilder::exprHead(Expr* node) {
  switch (node->kind) {
    case ExprKind::BoolOp:
      return exprs(as<BoolOp>(node)->values);
    case ExprKind::NamedExpr:
      return namedExpr(as<NamedExpr>(node));
    case ExprKind::UnaryOp:
      return expr(as<UnaryOp>(node)->operand);
    case ExprKind::Lambda:
      return lambda(as<Lambda>(node));
    case ExprKind::IfExp:
      return expr(as<IfExp>(node)->test) && expr(as<IfExp>(node)->body) && expr(as<IfExp>(node)->orelse);
    case ExprKind::Dict: {
      Dict* dict = as<Dict>(node);
      for (uint32_t i = 0; i < dict->keys.size; i++) {
        if (dict->keys[i] && !expr(dict->keys[i])) return false;
        if (!expr(dict->values[i])) return false;
      }
      return true;
    }
    case ExprKind::ListComp:
    case ExprKind::SetComp:
    case ExprKind::DictComp:
    case ExprKind::GeneratorExp:
      return comprehension(as<Comp>(node));
    case ExprKind::Await:
    case ExprKind::Yield:
    case ExprKind::YieldFrom:
      return yieldLike(as<YieldLike>(node));
    case ExprKind::Compare:
      options_.may_warn = options_.may_warn || oddComparison(as<Compare>(node));
      return expr(as<Compare>(node)->left) && exprs(as<Compare>(node)->comparators);
    case ExprKind::FormattedValue: {
      FormattedValue* value = as<FormattedValue>(node);
      return expr(value->value) && (!value->format_spec || expr(value->format_spec));
    }
    case ExprKind::JoinedStr:
      return exprs(as<JoinedStr>(node)->values);
    case ExprKind::Constant:
      return true;
    case ExprKind::Starred:
      if (as<Starred>(node)->ctx == ExprContext::Store) {
        return fail(node->place, "starred assignment target must be in a list or tuple");
      }
      return fail(node->place, "can't use starred expression here");
    case ExprKind::Name:
      return nameUse(as<Name>(node));
    case ExprKind::List:
    case ExprKind::Tuple:
      if (as<Sequence>(node)->ctx == ExprContext::Store) return targetList(as<Sequence>(node));
      return exprs(as<Sequence>(node)->elts, true);
    case ExprKind::Set:
      return exprs(as<Sequence>(node)->elts, true);
    case ExprKind::Slice: {
      Slice* slice = as<Slice>(node);
      for (Expr* part : {slice->lower, slice->upper, slice->step}) {
        if (part && !expr(part)) return false;
      }
      return true;
    }
    default:
      return spine(node);
  }
}

// The targets of an unpacking assignment: at most one may be starred.
bool ScopeBuilder::targetList(Sequence* node) {
  bool starred = false;
  for (uint32_t i = 0; i < node->elts.size; i++) {
    if (node->elts[i]->kind != ExprKind::Starred) continue;
    if (starred) return fail(node->place, "multiple starred expressions in assignment");
    if (i >= (1u << 8) || node->elts.size - i - 1 >= (1u << 23)) {
      return fail(node->place, "too many expressions in star-unpacking assignment");
    }
    starred = true;
  }
  return exprs(node->elts, true);
}

bool ScopeBuilder::nameUse(Name* node) {
  if (node->ctx != ExprContext::Load) {
    if (!forbidden(node->id, node->place, node->ctx == ExprContext::Del)) return false;
    return define(node->id, kSymbolAssigned, node->place);
  }
  if (!define(node->id, kSymbolUsed, node->place)) return false;
  if (!insideFunction() || node->id->view() != "super") return true;
  current_->uses_super = true;
  return define(class_name_, kSymbolUsed, node->place);
}

bool ScopeBuilder::namedExpr(NamedExpr* node) {
  if (current_->iterable_depth > 0) {
    return fail(node->place, "assignment expression cannot be used in a comprehension iterable expression");
  }
  Name* target = as<Name>(node->target);
  if (current_->kind == ScopeKind::Comprehension && !extendNamedScope(target->id, target->place)) return false;
  return expr(node->value) && nameUse(target);
}

// An assignment expression in a comprehension binds in the scope around all comprehensions.
bool ScopeBuilder::extendNamedScope(Identifier* name, const Place& place) {
  Identifier* mangled = tryMangle(names_, current_->private_name, name);
  if (!mangled) return outOfMemory();
  for (Build* scope = current_; scope; scope = scope->outer) {
    Symbol* symbol = scope->lookup(mangled);
    switch (scope->kind) {
      case ScopeKind::Comprehension:
        if (symbol && (symbol->flags & kSymbolIterTarget)) {
          return fail(place, "assignment expression cannot rebind comprehension iteration variable '%s'", name->text);
        }
        break;
      case ScopeKind::Function:
      case ScopeKind::Lambda: {
        bool is_global = symbol && (symbol->flags & kSymbolGlobal);
        return defineIn(current_, mangled, is_global ? kSymbolGlobal : kSymbolNonlocal, place) &&
               defineIn(scope, mangled, kSymbolAssigned, place);
      }
      case ScopeKind::Module:
        return defineIn(current_, mangled, kSymbolGlobal, place) && defineIn(scope, mangled, kSymbolGlobal, place);
      case ScopeKind::Class:
        return fail(place, "assignment expression within a comprehension cannot be used in a class body");
    }
  }
  return true;
}

// Whether a name stands twice in a call. Programs that were generated pass thousands.
bool ScopeBuilder::hasRepetition(const ArenaSpan<Keyword*>& keywords) {
  ++lists_of_names_;
  for (Keyword* keyword : keywords) {
    if (!keyword->name) continue;
    if (keyword->name->listed_in == lists_of_names_) return true;
    keyword->name->listed_in = lists_of_names_;
  }
  return false;
}

bool ScopeBuilder::callArguments(const ArenaSpan<Expr*>& args, const ArenaSpan<Keyword*>& keywords, const Place& call) {
  if (!exprs(args, true)) return false;
  bool repeats = hasRepetition(keywords);
  for (uint32_t i = 0; i < keywords.size; i++) {
    Keyword* keyword = keywords[i];
    if (keyword->name) {
      if (!forbidden(keyword->name, call, false)) return false;
      for (uint32_t k = i + 1; repeats && k < keywords.size; k++) {
        if (keywords[k]->name == keyword->name) {
          return fail(keywords[k]->place, "keyword argument repeated: %s", keyword->name->text);
        }
      }
    }
    if (!expr(keyword->value)) return false;
  }
  return true;
}

// ---- functions
// -------------------------------------------------------------------------------------------------------

bool ScopeBuilder::parameter(Arg* arg, const Place& function) {
  return forbidden(arg->name, function, false) && define(arg->name, kSymbolParameter, arg->place);
}

bool ScopeBuilder::parameters(Arguments* args, const Place& function) {
  for (const ArenaSpan<Arg*>* list : {&args->posonlyargs, &args->args, &args->kwonlyargs}) {
    for (Arg* arg : *list) {
      if (!parameter(arg, function)) return false;
    }
  }
  current_->posonly_count = args->posonlyargs.size;
  current_->arg_count = args->posonlyargs.size + args->args.size;
  current_->kwonly_count = args->kwonlyargs.size;
  current_->has_varargs = args->vararg != nullptr;
  current_->has_varkw = args->kwarg != nullptr;
  if (args->vararg && !parameter(args->vararg, function)) return false;
  return !args->kwarg || parameter(args->kwarg, function);
}

bool ScopeBuilder::defaults(Arguments* args) { return exprs(args->defaults) && exprs(args->kw_defaults); }

bool ScopeBuilder::annotation(Expr* node) {
  if (options_.future_annotations) return true;
  return element(node);
}

bool ScopeBuilder::annotations(Arguments* args, Expr* returns) {
  auto one = [this](Arg* arg) { return !arg || !arg->annotation || annotation(arg->annotation); };
  for (const ArenaSpan<Arg*>* list : {&args->posonlyargs, &args->args}) {
    for (Arg* arg : *list) {
      if (!one(arg)) return false;
    }
  }
  if (!one(args->vararg) || !one(args->kwarg)) return false;
  for (Arg* arg : args->kwonlyargs) {
    if (!one(arg)) return false;
  }
  return !returns || annotation(returns);
}

bool ScopeBuilder::lambda(Lambda* node) {
  if (!defaults(node->args)) return false;
  Identifier* name = names_.tryIntern("<lambda>");
  if (!name) return outOfMemory();
  if (!enter(ScopeKind::Lambda, name, node->place)) return false;
  bool target = iteration_target_;
  iteration_target_ = false;
  if (!parameters(node->args, node->place) || !expr(node->body)) return false;
  iteration_target_ = target;
  node->scope = leave();
  return true;
}

bool ScopeBuilder::yieldLike(YieldLike* node) {
  if (node->kind == ExprKind::Await) {
    if (!options_.allow_top_level_await || current_->kind != ScopeKind::Module) {
      if (!insideFunction()) return fail(node->place, "'await' outside function");
      if (!current_->is_async_function && current_->kind != ScopeKind::Comprehension) {
        return fail(node->place, "'await' outside async function");
      }
    }
    current_->is_coroutine = true;
    return expr(node->value);
  }
  if (current_->kind == ScopeKind::Comprehension) {
    ExprKind kind = current_->comp_kind;
    return fail(node->place, "'yield' inside %s",
                kind == ExprKind::ListComp   ? "list comprehension"
                : kind == ExprKind::SetComp  ? "set comprehension"
                : kind == ExprKind::DictComp ? "dict comprehension"
                                             : "generator expression");
  }
  if (!insideFunction()) return fail(node->place, "'yield' outside function");
  if (node->kind == ExprKind::YieldFrom && current_->is_async_function) {
    return fail(node->place, "'yield from' inside async function");
  }
  current_->is_generator = true;
  return !node->value || expr(node->value);
}

// ---- comprehensions
// --------------------------------------------------------------------------------------------------

bool ScopeBuilder::comprehension(Comp* node) {
  // The first iterable is evaluated outside.
  current_->iterable_depth++;
  bool target = iteration_target_;
  iteration_target_ = false;
  if (!expr(node->generators[0]->iter)) return false;
  current_->iterable_depth--;
  Identifier* name = names_.tryIntern(node->kind == ExprKind::ListComp   ? "<listcomp>"
                                      : node->kind == ExprKind::SetComp  ? "<setcomp>"
                                      : node->kind == ExprKind::DictComp ? "<dictcomp>"
                                                                         : "<genexpr>");
  Identifier* iterator = names_.tryIntern(".0");
  if (!name || !iterator) return outOfMemory();
  if (!enter(ScopeKind::Comprehension, name, node->place)) return false;
  current_->comp_kind = node->kind;
  current_->arg_count = 1;
  current_->is_generator = node->kind == ExprKind::GeneratorExp;
  if (!define(iterator, kSymbolParameter, node->place) || !comprehensionClauses(node)) return false;
  if (!expr(node->elt) || (node->value && !expr(node->value))) return false;
  iteration_target_ = target;
  Build* inner = current_;
  node->scope = leave();
  if (!inner->is_coroutine || node->kind == ExprKind::GeneratorExp) return true;
  bool allowed = current_->is_async_function || current_->kind == ScopeKind::Comprehension ||
                 (options_.allow_top_level_await && current_->kind == ScopeKind::Module);
  if (!allowed) return fail(node->place, "asynchronous comprehension outside of an asynchronous function");
  current_->is_coroutine = true;
  return true;
}

bool ScopeBuilder::comprehensionClauses(Comp* node) {
  for (uint32_t i = 0; i < node->generators.size; i++) {
    Comprehension* clause = node->generators[i];
    if (clause->is_async) current_->is_coroutine = true;
    if (i > 0) {
      current_->iterable_depth++;
      if (!expr(clause->iter)) return false;
      current_->iterable_depth--;
    }
    iteration_target_ = true;
    if (!expr(clause->target)) return false;
    iteration_target_ = false;
    if (!exprs(clause->ifs)) return false;
  }
  return true;
}

}  // namespace ophion
