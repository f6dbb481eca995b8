// Whatever has a code object of its own: the module, functions, lambdas.
#include "compiler/codegen_nested.h"
#include "compiler/unparse.h"
#include "object/error.h"
#include "object/singletons.h"
#include "object/str_builder.h"
#include "object/tuple.h"

namespace ophion {

uint32_t CodeGenerator::functionFlags(const Scope* scope) const {
  uint32_t flags = 0;
  if (!scope->isFunctionLike()) return kCodeNamespace;
  flags |= kCodeOptimized | kCodeNewLocals;
  if (scope->is_nested) flags |= kCodeNested;
  if (scope->is_generator && !scope->is_coroutine) flags |= kCodeGenerator;
  if (!scope->is_generator && scope->is_coroutine) flags |= kCodeCoroutine;
  if (scope->is_generator && scope->is_coroutine) flags |= kCodeAsyncGenerator;
  if (scope->has_varargs) flags |= kCodeVarArgs;
  if (scope->has_varkw) flags |= kCodeVarKeywords;
  return flags;
}

// Names inside a function or class are qualified by it; `global` takes a function or class out again.
Str* CodeGenerator::qualifiedName(std::string_view name, bool may_be_global) {
  Ref<Str> own = newStr(name);
  CodeUnit* parent = u_;
  bool qualified = parent != nullptr && parent->parent != nullptr && parent->qualified_name != nullptr;
  if (qualified && may_be_global) {
    Identifier* id = context_.names.tryIntern(name);
    Identifier* mangled = id != nullptr ? mangle(id) : nullptr;
    Symbol* symbol = mangled != nullptr ? parent->scope->lookup(mangled) : nullptr;
    if (symbol != nullptr && symbol->kind == NameKind::GlobalExplicit) qualified = false;
  }
  if (own && qualified) {
    StrBuilder text;
    ScopeKind kind = parent->scope->kind;
    bool is_function = kind == ScopeKind::Function || kind == ScopeKind::Lambda;
    bool ok = text.append(parent->qualified_name) && text.appendAscii(is_function ? ".<locals>." : ".") &&
              text.append(own.get());
    own = ok ? text.finish() : nullptr;
  }
  if (own) own = intern(std::move(own));
  return static_cast<Str*>(orFail(pool_.keep(std::move(own))));
}

CodeGenerator::UnitScope::UnitScope(CodeGenerator& g, Scope* scope, std::string_view name, uint32_t first_line,
                                    bool may_be_global)
    : generator(g), unit(g.context_, scope, g.u_), outer(g.u_), outer_blocks(g.blocks_) {
  unit.qualified_name = g.qualifiedName(name, may_be_global);
  this->name = g.pool_.text(name);
  if (this->name == nullptr) g.context_.fail();
  unit.first_line = first_line;
  g.u_ = &unit;
  g.blocks_ = &blocks;
  unit.place({first_line, 0, first_line, 0});
  g.makeCells();
  uint32_t flags = g.functionFlags(scope);
  if ((flags & (kCodeGenerator | kCodeCoroutine | kCodeAsyncGenerator)) != 0) unit.emit(Op::kMakeGenerator);
}

CodeGenerator::UnitScope::~UnitScope() {
  generator.u_ = outer;
  generator.blocks_ = outer_blocks;
}

// The code object, kept by the pool. `extra_flags` join those that follow from the scope.
Object* CodeGenerator::UnitScope::finish(uint32_t extra_flags) {
  if (generator.failed()) return nullptr;
  Ref<Code> code = unit.finish(name, unit.qualified_name, generator.functionFlags(unit.scope) | extra_flags);
  if (!code) {
    generator.context_.fail();
    return nullptr;
  }
  return generator.orFail(generator.pool_.keepUnique(std::move(code)));
}

void CodeGenerator::makeCells() {
  Scope* scope = u_->scope;
  for (uint32_t i = 0; i < scope->cellvars.size; ++i) {
    int32_t parameter = scope->cellvars[i]->var_index;
    u_->emit(Op::kMakeCell, u_->cellRegister(i), parameter >= 0 ? static_cast<unsigned>(parameter) : kNoRegister);
  }
  if (!scope->isFunctionLike()) return;
  uint32_t parameters = scope->arg_count + scope->kwonly_count + scope->has_varargs + scope->has_varkw;
  for (uint32_t i = 0; i < parameters; ++i) u_->setBound(i);
}

Object* CodeGenerator::functionCode(Scope* scope, std::string_view name, uint32_t first_line, ast::Body* statements,
                                    Expr* expression) {
  UnitScope inside(*this, scope, name, first_line, statements != nullptr);
  Object* nothing = orFail(pool_.keep(newNone()));
  if (expression != nullptr) {
    u_->constantIndex(nothing);
    Operand value = compute(expression);
    u_->place(inside.outer->place());
    u_->emit(Op::kReturn, u_->use(value));
    return inside.finish(0);
  }
  uint32_t first;
  Expr* doc = docstring(*statements, &first);
  Object* first_constant = doc != nullptr && context_.optimize < 2 ? constantValue(doc) : nothing;
  u_->constantIndex(first_constant);
  noteDeleted(*statements);
  body({statements->data + first, statements->size - first});
  if (u_->reachable()) {
    if (!statements->empty()) u_->place(lastPlace(statements->back()));
    u_->emitSilently(Op::kReturn, u_->use(Operand::constant(nothing)));
  }
  return inside.finish(0);
}

// The cells that the function with this scope takes along, as a tuple in `into`.
void CodeGenerator::makeClosure(Scope* scope, unsigned into) {
  unsigned mark = u_->top();
  unsigned first = u_->pushTemps(scope->freevars.size);
  for (uint32_t i = 0; i < scope->freevars.size; ++i) {
    Identifier* name = scope->freevars[i]->name;
    unsigned cell = kNoRegister;
    for (uint32_t j = 0; j < u_->scope->cellvars.size && cell == kNoRegister; ++j) {
      if (u_->scope->cellvars[j]->name == name) cell = u_->cellRegister(j);
    }
    if (cell != kNoRegister) {
      u_->emit(Op::kMove, first + i, cell);
      continue;
    }
    for (uint32_t j = 0; j < u_->scope->freevars.size && cell == kNoRegister; ++j) {
      if (u_->scope->freevars[j]->name == name) cell = j;
    }
    u_->emit(Op::kLoadFreeCell, first + i, cell);
  }
  u_->emit(Op::kBuildTuple, into, first, scope->freevars.size);
  u_->setTop(mark);
}

// `parts` are the four temporaries of MakeFunction, the closure's still empty.
void CodeGenerator::makeFunction(Object* code, Scope* scope, unsigned parts, unsigned destination) {
  if (failed() || code == nullptr) return;
  if (!scope->freevars.empty()) makeClosure(scope, parts + 3);
  u_->emit(Op::kMakeFunction, destination, u_->constantIndex16(code), parts);
}

void CodeGenerator::pushDefaults(ast::Arguments* args, unsigned into) {
  if (args->defaults.empty()) return;
  Object* all = constantTuple(args->defaults);
  if (failed()) return;
  if (all != nullptr) {
    for (Expr* e : args->defaults) u_->passLine(e->place.lineno);
    u_->moveConst(into, all);
    return;
  }
  unsigned mark = u_->top();
  for (Expr* e : args->defaults) push(e);
  u_->setTop(mark);
  u_->emit(Op::kBuildTuple, into, mark, args->defaults.size);
}

void CodeGenerator::pushKeywordDefaults(ast::Arguments* args, unsigned into) {
  bool made = false;
  for (uint32_t i = 0; i < args->kw_defaults.size && !failed(); ++i) {
    if (args->kw_defaults[i] == nullptr) continue;
    unsigned mark = u_->top();
    if (!made) u_->emit(Op::kBuildMap, into, into, 0);
    made = true;
    Operand value = compute(args->kw_defaults[i]);
    Operand key = Operand::constant(orFail(pool_.nameOf(mangle(args->kwonlyargs[i]->name))));
    unsigned k = u_->use(key), v = u_->use(value);
    u_->setTop(mark);
    u_->emit(Op::kMapAdd, into, k, v);
  }
}

Operand CodeGenerator::annotation(Expr* e) {
  if ((context_.flags & kCodeFutureAnnotations) == 0) return compute(e);
  Ref<Str> text = unparse(e, pool_);
  return constant(pool_.keep(std::move(text)), kAnywhere);
}

void CodeGenerator::pushAnnotation(Identifier* name, Expr* e) {
  if (e == nullptr || failed()) return;
  pushOperand(Operand::constant(orFail(pool_.nameOf(mangle(name)))));
  if (e->kind == ast::ExprKind::Starred && (context_.flags & kCodeFutureAnnotations) == 0) {
    // *args: *Ts is what unpacking Ts gives, which must be one value.
    unsigned mark = u_->top(), source = u_->use(compute(ast::as<ast::Starred>(e)->value));
    u_->setTop(mark);
    unsigned one = u_->pushTemp();
    u_->emit(Op::kUnpackSequence, source, one, 1);
    return;
  }
  unsigned mark = u_->top();
  Operand value = annotation(e);
  u_->setTop(mark);
  u_->move(u_->pushTemp(), value);
}

void CodeGenerator::pushAnnotations(ast::Arguments* args, Expr* returns, unsigned into) {
  unsigned mark = u_->top();
  for (ast::Arg* arg : args->args) pushAnnotation(arg->name, arg->annotation);
  for (ast::Arg* arg : args->posonlyargs) pushAnnotation(arg->name, arg->annotation);
  if (args->vararg != nullptr) pushAnnotation(args->vararg->name, args->vararg->annotation);
  for (ast::Arg* arg : args->kwonlyargs) pushAnnotation(arg->name, arg->annotation);
  if (args->kwarg != nullptr) pushAnnotation(args->kwarg->name, args->kwarg->annotation);
  if (returns != nullptr) {
    Identifier* name = context_.names.tryIntern("return");
    if (name == nullptr) {
      context_.outOfMemory();
      return;
    }
    pushAnnotation(name, returns);
  }
  unsigned n = u_->top() - mark;
  u_->setTop(mark);
  if (n != 0) u_->emit(Op::kBuildTuple, into, mark, n);
}

unsigned CodeGenerator::pushFunctionParts(ast::Arguments* args, Expr* returns, bool annotate) {
  unsigned parts = u_->pushTemps(4);
  pushDefaults(args, parts);
  pushKeywordDefaults(args, parts + 1);
  if (annotate) pushAnnotations(args, returns, parts + 2);
  return parts;
}

// Opens one call window for each decorator, the first outermost; each window is the argument of the one before. The
// result will be in the first, which is returned.
unsigned CodeGenerator::pushDecorators(ArenaSpan<Expr*> decorators) {
  unsigned first = u_->top();
  for (Expr* e : decorators) {
    unsigned window = pushWindow();
    u_->setTop(window + kWindowCallable);
    Operand callable = compute(e);
    PlaceScope at(*this, e->place);
    u_->setTop(window + kWindowArguments);
    u_->move(window + kWindowCallable, callable);
  }
  return first;
}

// Calls them, the last first; what they decorate is on top.
void CodeGenerator::applyDecorators(ArenaSpan<Expr*> decorators, unsigned first) {
  for (uint32_t i = decorators.size; i-- > 0 && !failed();) {
    PlaceScope at(*this, decorators[i]->place);
    unsigned window = first + i * kWindowArguments;
    u_->emit(Op::kCall, window, 1, window);
  }
  u_->setTop(first + 1);
}

void CodeGenerator::functionStatement(ast::FunctionDef* s) {
  unsigned mark = u_->top();
  uint32_t first_line = s->decorators.empty() ? s->place.lineno : s->decorators[0]->place.lineno;
  pushDecorators(s->decorators);
  int local = s->decorators.empty() ? fastLocal(s->name) : -1;
  unsigned at = u_->top();
  unsigned parts = pushFunctionParts(s->args, s->returns, true);
  Object* code = functionCode(s->scope, s->name->view(), first_line, &s->body, nullptr);
  unsigned reg;
  u_->setTop(parts + 4);
  if (local >= 0) {
    makeFunction(code, s->scope, parts, static_cast<unsigned>(local));
    u_->setBound(static_cast<unsigned>(local));
    u_->setTop(mark);
    return;
  }
  makeFunction(code, s->scope, parts, at);
  result(at, kAnywhere, &reg);
  applyDecorators(s->decorators, mark);
  storeName(s->name, Operand::temp(mark));
  u_->setTop(mark);
}

Operand CodeGenerator::lambda(ast::Lambda* e, int into) {
  unsigned mark = u_->top(), reg;
  unsigned parts = pushFunctionParts(e->args, nullptr, false);
  Object* code = functionCode(e->scope, "<lambda>", e->place.lineno, nullptr, e->body);
  Operand out;
  // The closure needs temporaries above the parts, so these are given up only afterwards.
  reg = into >= 0 ? static_cast<unsigned>(into) : mark;
  makeFunction(code, e->scope, parts, reg);
  out = result(mark, into, &reg);
  return out;
}

}  // namespace ophion
