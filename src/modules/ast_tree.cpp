// Trees as objects: modules, expressions and patterns. Statements are in ast_tree_stmt.cpp.
#include "modules/ast_tree.h"

#include "modules/ast.h"
#include "modules/import.h"
#include "modules/module_state.h"
#include "object/bytes.h"
#include "object/complex.h"
#include "object/float.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

using namespace ast;

TreeMaker::Node::Node(TreeMaker& maker, uint32_t rule) : maker_(maker), rule_(rule) {
  if (!errorPending()) object_ = allocateInstance(astClass(rule), sizeof(Object));
}

void TreeMaker::Node::set(Str* name, Ref<Object> value) {
  if (!object_) return;
  if (!value || !setAttr(object_.get(), name, value.get())) object_.reset();
}

void TreeMaker::Node::add(Ref<Object> value) {
  Tuple* fields = astFields(rule_);
  set(static_cast<Str*>(fields->at(next_)), std::move(value));
  ++next_;
}

void TreeMaker::Node::addInt(int64_t value) { add(newInt(value)); }

void TreeMaker::Node::place(const Place& place) {
  const uint32_t numbers[] = {place.lineno, place.col_offset, place.end_lineno, place.end_col_offset};
  for (unsigned i = 0; i < 4 && object_; ++i) set(maker_.place_names_[i].get(), newInt(numbers[i]));
}

bool TreeMaker::prepare() {
  constexpr const char* kNames[] = {"lineno", "col_offset", "end_lineno", "end_col_offset"};
  for (unsigned i = 0; i < 4; ++i) {
    place_names_[i] = internText(kNames[i]);
    if (!place_names_[i]) return false;
  }
  return true;
}

Ref<Object> TreeMaker::mod(const Mod* node) {
  Node out(*this, astRule("mod") + 1 + static_cast<uint32_t>(node->kind));
  out.add(node->kind == ModKind::Expression ? expr(node->expr) : body(node->body));
  if (node->kind == ModKind::Module) out.add(newList());
  return out.finish();
}

Ref<Object> TreeMaker::name(const Identifier* id) {
  if (id == nullptr) return newNone();
  return internText(id->view());
}

Ref<Object> TreeMaker::shared(uint32_t sum, unsigned kind) { return share(astSingleton(sum + 1 + kind)); }

Ref<Object> TreeMaker::exprOrNone(const Expr* node) { return node == nullptr ? newNone() : expr(node); }

Ref<Object> TreeMaker::expr(const Expr* node) {
  if (errorPending()) return raised();
  NativeRecursion guard(" during ast construction");
  if (guard.exceeded()) return raised();
  Node out(*this, astRule("expr") + 1 + static_cast<uint32_t>(node->kind));
  exprFields(out, node);
  out.place(node->place);
  return out.finish();
}

Ref<Object> TreeMaker::constant(const Constant* node) {
  switch (node->type) {
    case ConstantKind::None:
      return newNone();
    case ConstantKind::True:
      return newBool(true);
    case ConstantKind::False:
      return newBool(false);
    case ConstantKind::Ellipsis:
      return share(ellipsis());
    case ConstantKind::Int:
      return newIntFromDigits(node->data, node->size, node->int_base, false);
    case ConstantKind::Float:
      return newFloat(node->number);
    case ConstantKind::Imaginary:
      return newComplex(0.0, node->number);
    case ConstantKind::Str:
      return newStr({node->data, node->size});
    default:
      return newBytes({node->data, node->size});
  }
}

// Why this function is long: one case a kind of node, each a list of its fields.
void TreeMaker::exprFields(Node& out, const Expr* node) {
  constexpr uint32_t kContext = astRule("expr_context"), kOperator = astRule("operator");
  auto context = [&](ExprContext c) { out.add(shared(kContext, static_cast<unsigned>(c))); };
  switch (node->kind) {
    case ExprKind::BoolOp:
      out.add(shared(astRule("boolop"), static_cast<unsigned>(as<const BoolOp>(node)->op)));
      out.add(exprs(as<const BoolOp>(node)->values));
      break;
    case ExprKind::NamedExpr:
      out.add(expr(as<const NamedExpr>(node)->target));
      out.add(expr(as<const NamedExpr>(node)->value));
      break;
    case ExprKind::BinOp:
      out.add(expr(as<const BinOp>(node)->left));
      out.add(shared(kOperator, static_cast<unsigned>(as<const BinOp>(node)->op)));
      out.add(expr(as<const BinOp>(node)->right));
      break;
    case ExprKind::UnaryOp:
      out.add(shared(astRule("unaryop"), static_cast<unsigned>(as<const ast::UnaryOp>(node)->op)));
      out.add(expr(as<const ast::UnaryOp>(node)->operand));
      break;
    case ExprKind::Lambda:
      out.add(arguments(as<const Lambda>(node)->args));
      out.add(expr(as<const Lambda>(node)->body));
      break;
    case ExprKind::IfExp:
      out.add(expr(as<const IfExp>(node)->test));
      out.add(expr(as<const IfExp>(node)->body));
      out.add(expr(as<const IfExp>(node)->orelse));
      break;
    case ExprKind::Dict:
      out.add(exprs(as<const ast::Dict>(node)->keys));
      out.add(exprs(as<const ast::Dict>(node)->values));
      break;
    case ExprKind::ListComp:
    case ExprKind::SetComp:
    case ExprKind::GeneratorExp:
    case ExprKind::DictComp: {
      const Comp* comp = as<const Comp>(node);
      out.add(expr(comp->elt));
      if (node->kind == ExprKind::DictComp) out.add(expr(comp->value));
      out.add(list(comp->generators, [this](const Comprehension* c) { return comprehension(c); }));
      break;
    }
    case ExprKind::Await:
    case ExprKind::Yield:
    case ExprKind::YieldFrom:
      out.add(exprOrNone(as<const YieldLike>(node)->value));
      break;
    case ExprKind::Compare:
      out.add(expr(as<const ast::Compare>(node)->left));
      out.add(list(as<const ast::Compare>(node)->ops,
                   [this](CmpOperator op) { return shared(astRule("cmpop"), static_cast<unsigned>(op)); }));
      out.add(exprs(as<const ast::Compare>(node)->comparators));
      break;
    case ExprKind::Call:
      out.add(expr(as<const Call>(node)->func));
      out.add(exprs(as<const Call>(node)->args));
      out.add(list(as<const Call>(node)->keywords, [this](const Keyword* k) { return keyword(k); }));
      break;
    case ExprKind::FormattedValue:
      out.add(expr(as<const FormattedValue>(node)->value));
      out.addInt(as<const FormattedValue>(node)->conversion);
      out.add(exprOrNone(as<const FormattedValue>(node)->format_spec));
      break;
    case ExprKind::JoinedStr:
      out.add(exprs(as<const JoinedStr>(node)->values));
      break;
    case ExprKind::Constant:
      out.add(constant(as<const Constant>(node)));
      out.add(as<const Constant>(node)->is_unicode_u ? Ref<Object>(internText("u")) : newNone());
      break;
    case ExprKind::Attribute:
      out.add(expr(as<const Attribute>(node)->value));
      out.add(name(as<const Attribute>(node)->attr));
      context(as<const Attribute>(node)->ctx);
      break;
    case ExprKind::Subscript:
      out.add(expr(as<const Subscript>(node)->value));
      out.add(expr(as<const Subscript>(node)->slice));
      context(as<const Subscript>(node)->ctx);
      break;
    case ExprKind::Starred:
      out.add(expr(as<const Starred>(node)->value));
      context(as<const Starred>(node)->ctx);
      break;
    case ExprKind::Name:
      out.add(name(as<const ast::Name>(node)->id));
      context(as<const ast::Name>(node)->ctx);
      break;
    case ExprKind::List:
    case ExprKind::Tuple:
    case ExprKind::Set:
      out.add(exprs(as<const Sequence>(node)->elts));
      if (node->kind != ExprKind::Set) context(as<const Sequence>(node)->ctx);
      break;
    case ExprKind::Slice:
      out.add(exprOrNone(as<const ast::Slice>(node)->lower));
      out.add(exprOrNone(as<const ast::Slice>(node)->upper));
      out.add(exprOrNone(as<const ast::Slice>(node)->step));
      break;
  }
}

Ref<Object> TreeMaker::comprehension(const Comprehension* node) {
  Node out(*this, astRule("comprehension"));
  out.add(expr(node->target));
  out.add(expr(node->iter));
  out.add(exprs(node->ifs));
  out.addInt(node->is_async);
  return out.finish();
}

Ref<Object> TreeMaker::keyword(const Keyword* node) {
  Node out(*this, astRule("keyword"));
  out.add(name(node->name));
  out.add(expr(node->value));
  out.place(node->place);
  return out.finish();
}

Ref<Object> TreeMaker::arg(const Arg* node) {
  if (node == nullptr) return newNone();
  Node out(*this, astRule("arg"));
  out.add(name(node->name));
  out.add(exprOrNone(node->annotation));
  out.add(newNone());
  out.place(node->place);
  return out.finish();
}

Ref<Object> TreeMaker::arguments(const Arguments* node) {
  auto each = [this](const Arg* a) { return arg(a); };
  Node out(*this, astRule("arguments"));
  out.add(list(node->posonlyargs, each));
  out.add(list(node->args, each));
  out.add(arg(node->vararg));
  out.add(list(node->kwonlyargs, each));
  out.add(exprs(node->kw_defaults));
  out.add(arg(node->kwarg));
  out.add(exprs(node->defaults));
  return out.finish();
}

Ref<Object> TreeMaker::pattern(const Pattern* node) {
  if (node == nullptr) return newNone();
  if (errorPending()) return raised();
  NativeRecursion guard(" during ast construction");
  if (guard.exceeded()) return raised();
  Node out(*this, astRule("pattern") + 1 + static_cast<uint32_t>(node->kind));
  patternFields(out, node);
  out.place(node->place);
  return out.finish();
}

void TreeMaker::patternFields(Node& out, const Pattern* node) {
  switch (node->kind) {
    case PatternKind::MatchValue:
      out.add(expr(as<const MatchValue>(node)->value));
      break;
    case PatternKind::MatchSingleton: {
      ConstantKind value = as<const MatchSingleton>(node)->value;
      out.add(value == ConstantKind::None ? newNone() : newBool(value == ConstantKind::True));
      break;
    }
    case PatternKind::MatchSequence:
      out.add(patterns(as<const MatchSequence>(node)->patterns));
      break;
    case PatternKind::MatchMapping:
      out.add(exprs(as<const MatchMapping>(node)->keys));
      out.add(patterns(as<const MatchMapping>(node)->patterns));
      out.add(name(as<const MatchMapping>(node)->rest));
      break;
    case PatternKind::MatchClass:
      out.add(expr(as<const MatchClass>(node)->cls));
      out.add(patterns(as<const MatchClass>(node)->patterns));
      out.add(list(as<const MatchClass>(node)->kwd_attrs, [this](const Identifier* id) { return name(id); }));
      out.add(patterns(as<const MatchClass>(node)->kwd_patterns));
      break;
    case PatternKind::MatchStar:
      out.add(name(as<const MatchStar>(node)->name));
      break;
    case PatternKind::MatchAs:
      out.add(pattern(as<const MatchAs>(node)->pattern));
      out.add(name(as<const MatchAs>(node)->name));
      break;
    case PatternKind::MatchOr:
      out.add(patterns(as<const MatchOr>(node)->patterns));
      break;
  }
}

Ref<Object> treeOfSource_mayRunPython(std::string_view source, Str* filename, CompileMode mode, uint32_t flags) {
  if (moduleState().ast_classes_.isNull()) {
    Ref<Str> module_name = internText("_ast");
    if (!module_name || !importModule_mayRunPython(module_name.get())) return raised();
  }
  TreeMaker maker;
  if (!maker.prepare()) return raised();
  return parseToTree(
      source, filename, mode, flags,
      [](const Mod* tree, void* context) { return static_cast<TreeMaker*>(context)->mod(tree); }, &maker);
}

}  // namespace ophion
