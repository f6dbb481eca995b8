// Trees as objects: statements.
#include "modules/ast_tree.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/singletons.h"

namespace ophion {

using namespace ast;

Ref<Object> TreeMaker::stmt(const Stmt* node) {
  if (errorPending()) return raised();
  NativeRecursion guard(" during ast construction");
  if (guard.exceeded()) return raised();
  Node out(*this, astRule("stmt") + 1 + static_cast<uint32_t>(node->kind));
  stmtFields(out, node);
  out.place(node->place);
  return out.finish();
}

// Why this function is long: one case a kind of node, each a list of its fields.
void TreeMaker::stmtFields(Node& out, const Stmt* node) {
  auto aliases = [this](const Alias* a) { return alias(a); };
  switch (node->kind) {
    case StmtKind::Return:
      out.add(exprOrNone(as<const Return>(node)->value));
      break;
    case StmtKind::Delete:
      out.add(exprs(as<const Delete>(node)->targets));
      break;
    case StmtKind::Assign:
      out.add(exprs(as<const Assign>(node)->targets));
      out.add(expr(as<const Assign>(node)->value));
      out.add(newNone());
      break;
    case StmtKind::AugAssign:
      out.add(expr(as<const AugAssign>(node)->target));
      out.add(shared(astRule("operator"), static_cast<unsigned>(as<const AugAssign>(node)->op)));
      out.add(expr(as<const AugAssign>(node)->value));
      break;
    case StmtKind::AnnAssign:
      out.add(expr(as<const AnnAssign>(node)->target));
      out.add(expr(as<const AnnAssign>(node)->annotation));
      out.add(exprOrNone(as<const AnnAssign>(node)->value));
      out.addInt(as<const AnnAssign>(node)->simple);
      break;
    case StmtKind::Raise:
      out.add(exprOrNone(as<const ast::Raise>(node)->exc));
      out.add(exprOrNone(as<const ast::Raise>(node)->cause));
      break;
    case StmtKind::Assert:
      out.add(expr(as<const Assert>(node)->test));
      out.add(exprOrNone(as<const Assert>(node)->msg));
      break;
    case StmtKind::Import:
      out.add(list(as<const Import>(node)->names, aliases));
      break;
    case StmtKind::ImportFrom:
      out.add(name(as<const ImportFrom>(node)->module));
      out.add(list(as<const ImportFrom>(node)->names, aliases));
      out.addInt(as<const ImportFrom>(node)->level);
      break;
    case StmtKind::Global:
    case StmtKind::Nonlocal:
      out.add(list(as<const ScopeDecl>(node)->names, [this](const Identifier* id) { return name(id); }));
      break;
    case StmtKind::Expr:
      out.add(expr(as<const ExprStmt>(node)->value));
      break;
    case StmtKind::Pass:
    case StmtKind::Break:
    case StmtKind::Continue:
      break;
    default:
      compoundFields(out, node);
      break;
  }
}

// Statements that hold others.
void TreeMaker::compoundFields(Node& out, const Stmt* node) {
  switch (node->kind) {
    case StmtKind::FunctionDef:
    case StmtKind::AsyncFunctionDef: {
      const FunctionDef* function = as<const FunctionDef>(node);
      out.add(name(function->name));
      out.add(arguments(function->args));
      out.add(body(function->body));
      out.add(exprs(function->decorators));
      out.add(exprOrNone(function->returns));
      out.add(newNone());
      break;
    }
    case StmtKind::ClassDef: {
      const ClassDef* cls = as<const ClassDef>(node);
      out.add(name(cls->name));
      out.add(exprs(cls->bases));
      out.add(list(cls->keywords, [this](const Keyword* k) { return keyword(k); }));
      out.add(body(cls->body));
      out.add(exprs(cls->decorators));
      break;
    }
    case StmtKind::For:
    case StmtKind::AsyncFor:
      out.add(expr(as<const For>(node)->target));
      out.add(expr(as<const For>(node)->iter));
      out.add(body(as<const For>(node)->body));
      out.add(body(as<const For>(node)->orelse));
      out.add(newNone());
      break;
    case StmtKind::While:
      out.add(expr(as<const While>(node)->test));
      out.add(body(as<const While>(node)->body));
      out.add(body(as<const While>(node)->orelse));
      break;
    case StmtKind::If:
      out.add(expr(as<const If>(node)->test));
      out.add(body(as<const If>(node)->body));
      out.add(body(as<const If>(node)->orelse));
      break;
    case StmtKind::With:
    case StmtKind::AsyncWith:
      out.add(list(as<const With>(node)->items, [this](const WithItem* item) { return withItem(item); }));
      out.add(body(as<const With>(node)->body));
      out.add(newNone());
      break;
    case StmtKind::Match:
      out.add(expr(as<const Match>(node)->subject));
      out.add(list(as<const Match>(node)->cases, [this](const MatchCase* c) { return matchCase(c); }));
      break;
    default:  // Try, TryStar
      out.add(body(as<const Try>(node)->body));
      out.add(list(as<const Try>(node)->handlers, [this](const ExceptHandler* h) { return handler(h); }));
      out.add(body(as<const Try>(node)->orelse));
      out.add(body(as<const Try>(node)->finalbody));
      break;
  }
}

Ref<Object> TreeMaker::alias(const Alias* node) {
  Node out(*this, astRule("alias"));
  out.add(name(node->name));
  out.add(name(node->asname));
  out.place(node->place);
  return out.finish();
}

Ref<Object> TreeMaker::handler(const ExceptHandler* node) {
  Node out(*this, astRule("ExceptHandler"));
  out.add(exprOrNone(node->type));
  out.add(name(node->name));
  out.add(body(node->body));
  out.place(node->place);
  return out.finish();
}

Ref<Object> TreeMaker::withItem(const WithItem* node) {
  Node out(*this, astRule("withitem"));
  out.add(expr(node->context_expr));
  out.add(exprOrNone(node->optional_vars));
  return out.finish();
}

Ref<Object> TreeMaker::matchCase(const MatchCase* node) {
  Node out(*this, astRule("match_case"));
  out.add(pattern(node->pattern));
  out.add(exprOrNone(node->guard));
  out.add(body(node->body));
  return out.finish();
}

}  // namespace ophion
