// SyntaxWarner: statements.
#include "compiler/syntax_warnings.h"

namespace ophion {

using namespace ast;

bool SyntaxWarner::module_mayRunPython(const Mod* mod) {
  expr(mod->expr);
  body(mod->body);
  return !failed();
}

void SyntaxWarner::body(const Body& body) {
  for (uint32_t i = 0; i < body.size && !failed(); ++i) stmt(body[i]);
}

void SyntaxWarner::push(const Block& block) {
  if (!blocks_.tryPush(context_.arena, block)) context_.outOfMemory();
}

// Goes through the finally clauses on the way out of the function, or of the innermost loop.
void SyntaxWarner::leave(bool to_loop) {
  if (blocks_.size() == base_ || failed()) return;
  Block block = blocks_.back();
  if (to_loop && block.is_loop) return;
  blocks_.pop();
  body(block.finally_body);
  leave(to_loop);
  push(block);
}

void SyntaxWarner::stmt(Stmt* s) {
  CodeGenerator::Nesting nesting(generator_);
  if (nesting.tooDeep()) return;
  switch (s->kind) {
    case StmtKind::FunctionDef:
    case StmtKind::AsyncFunctionDef:
      return functionDef(as<FunctionDef>(s));
    case StmtKind::ClassDef:
      return classDef(as<ClassDef>(s));
    case StmtKind::Return:
      expr(as<Return>(s)->value);
      return leave(false);
    case StmtKind::Delete:
      return exprs(as<Delete>(s)->targets);
    case StmtKind::Assign:
      expr(as<Assign>(s)->value);
      return exprs(as<Assign>(s)->targets);
    case StmtKind::AugAssign:
      expr(as<AugAssign>(s)->target);
      return expr(as<AugAssign>(s)->value);
    case StmtKind::AnnAssign:
      return annAssign(as<AnnAssign>(s));
    case StmtKind::For:
    case StmtKind::AsyncFor:
    case StmtKind::While:
      return loop(s);
    case StmtKind::If:
      return ifStatement(as<If>(s));
    case StmtKind::With:
    case StmtKind::AsyncWith:
      for (WithItem* item : as<With>(s)->items) {
        expr(item->context_expr);
        expr(item->optional_vars);
      }
      return body(as<With>(s)->body);
    case StmtKind::Match:
      return matchStatement(as<Match>(s));
    case StmtKind::Raise:
      expr(as<Raise>(s)->exc);
      return expr(as<Raise>(s)->cause);
    case StmtKind::Try:
    case StmtKind::TryStar:
      return tryStatement(as<Try>(s));
    case StmtKind::Assert:
      checkAssert(as<Assert>(s));
      if (context_.optimize > 0) return;
      expr(as<Assert>(s)->test);
      return expr(as<Assert>(s)->msg);
    case StmtKind::Expr:
      return expr(as<ExprStmt>(s)->value);
    case StmtKind::Break:
    case StmtKind::Continue:
      return leave(true);
    case StmtKind::Import:
    case StmtKind::ImportFrom:
    case StmtKind::Global:
    case StmtKind::Nonlocal:
    case StmtKind::Pass:
      return;
  }
}

void SyntaxWarner::annotation(Expr* e) {
  if (e == nullptr || futureAnnotations()) return;
  expr(e);
}

void SyntaxWarner::annotations(Arguments* args, Expr* returns) {
  for (Arg* arg : args->args) annotation(arg->annotation);
  for (Arg* arg : args->posonlyargs) annotation(arg->annotation);
  if (args->vararg != nullptr) annotation(args->vararg->annotation);
  for (Arg* arg : args->kwonlyargs) annotation(arg->annotation);
  if (args->kwarg != nullptr) annotation(args->kwarg->annotation);
  annotation(returns);
}

void SyntaxWarner::functionDef(FunctionDef* s) {
  exprs(s->decorators);
  defaults(s->args);
  annotations(s->args, s->returns);
  uint32_t base = base_;
  bool in_function = in_function_;
  base_ = blocks_.size();
  in_function_ = true;
  body(s->body);
  base_ = base;
  in_function_ = in_function;
}

void SyntaxWarner::classDef(ClassDef* s) {
  exprs(s->decorators);
  uint32_t base = base_;
  bool in_function = in_function_;
  base_ = blocks_.size();
  in_function_ = false;
  body(s->body);
  base_ = base;
  in_function_ = in_function;
  exprs(s->bases);
  keywords(s->keywords);
}

// A function evaluates no annotations, nor the parts of a target that gets no value, unless they are no plain name.
void SyntaxWarner::annAssign(AnnAssign* s) {
  if (s->value != nullptr) {
    expr(s->value);
    expr(s->target);
  } else if (s->target->kind == ExprKind::Attribute) {
    expr(as<Attribute>(s->target)->value);
  } else if (s->target->kind == ExprKind::Subscript) {
    expr(as<Subscript>(s->target)->value);
    expr(as<Subscript>(s->target)->slice);
  }
  if (!in_function_) annotation(s->annotation);
}

// The test of a while loop is generated in front of the body and behind it.
void SyntaxWarner::loop(Stmt* s) {
  if (s->kind == StmtKind::While) {
    expr(as<While>(s)->test);
  } else {
    expr(as<For>(s)->iter);
    expr(as<For>(s)->target);
  }
  push({true, {}});
  body(s->kind == StmtKind::While ? as<While>(s)->body : as<For>(s)->body);
  if (failed()) return;
  blocks_.pop();
  if (s->kind == StmtKind::While) expr(as<While>(s)->test);
  body(s->kind == StmtKind::While ? as<While>(s)->orelse : as<For>(s)->orelse);
}

void SyntaxWarner::ifStatement(If* s) {
  for (;;) {
    expr(s->test);
    body(s->body);
    if (s->orelse.size != 1 || s->orelse[0]->kind != StmtKind::If) return body(s->orelse);
    s = as<If>(s->orelse[0]);
  }
}

void SyntaxWarner::matchStatement(Match* s) {
  expr(s->subject);
  for (MatchCase* one : s->cases) {
    pattern(one->pattern);
    expr(one->guard);
    body(one->body);
  }
}

void SyntaxWarner::patterns(const ArenaSpan<Pattern*>& list) {
  for (Pattern* p : list) pattern(p);
}

void SyntaxWarner::pattern(Pattern* p) {
  CodeGenerator::Nesting nesting(generator_);
  if (p == nullptr || nesting.tooDeep()) return;
  switch (p->kind) {
    case PatternKind::MatchValue:
      return expr(as<MatchValue>(p)->value);
    case PatternKind::MatchSequence:
      return patterns(as<MatchSequence>(p)->patterns);
    case PatternKind::MatchMapping:
      exprs(as<MatchMapping>(p)->keys);
      return patterns(as<MatchMapping>(p)->patterns);
    case PatternKind::MatchClass:
      expr(as<MatchClass>(p)->cls);
      patterns(as<MatchClass>(p)->patterns);
      return patterns(as<MatchClass>(p)->kwd_patterns);
    case PatternKind::MatchAs:
      return pattern(as<MatchAs>(p)->pattern);
    case PatternKind::MatchOr:
      return patterns(as<MatchOr>(p)->patterns);
    case PatternKind::MatchSingleton:
    case PatternKind::MatchStar:
      return;
  }
}

// A finally clause is generated for falling off the end, and for an exception.
void SyntaxWarner::tryStatement(Try* s) {
  if (s->finalbody.empty()) return tryClauses(s);
  push({false, s->finalbody});
  tryClauses(s);
  if (failed()) return;
  blocks_.pop();
  body(s->finalbody);
  body(s->finalbody);
}

void SyntaxWarner::tryClauses(Try* s) {
  body(s->body);
  if (s->kind == StmtKind::Try) body(s->orelse);
  for (ExceptHandler* handler : s->handlers) {
    expr(handler->type);
    body(handler->body);
  }
  if (s->kind == StmtKind::TryStar) body(s->orelse);
}

}  // namespace ophion
