#include "compiler/syntax_warnings.h"

#include "compiler/compile_error.h"
#include "compiler/constant_fold.h"
#include "object/error.h"
#include "object/format_message.h"
#include "object/singletons.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/warning.h"

namespace ophion {

using namespace ast;

namespace {

// Subscripts of constants that are followed no deeper: nobody writes them, and each level looks at all below.
constexpr int kMostSubscripts = 16;

}  // namespace

// ---- what is looked at -------------------------------------------------------------------------------------------

void SyntaxWarner::warn(const Place& place, Ref<Str> message) {
  if (failed()) return;
  if (!message) {
    context_.fail();
    return;
  }
  if (warnOfSource_mayRunPython(kTypeSyntaxWarning, message.get(), context_.filename, place.lineno)) return;
  context_.fail();
  if (!errorMatches(kTypeSyntaxWarning)) return;
  // Filters make an error of it: one that knows its place.
  clearError();
  raiseSyntaxErrorInFile(place, message.get(), context_.filename);
}

Object* SyntaxWarner::constantOf(Expr* e, int depth) {
  if (failed()) return nullptr;
  if (e->kind != ExprKind::Subscript) return generator_.constantValue(e);
  if (depth > kMostSubscripts) return nullptr;
  Object* container = constantOf(as<Subscript>(e)->value, depth + 1);
  Object* key = container == nullptr ? nullptr : constantOf(as<Subscript>(e)->slice, depth + 1);
  Ref<Object> folded = key == nullptr ? nullptr : foldSubscript(container, key);
  return folded ? context_.pool.keep(std::move(folded)) : nullptr;
}

SyntaxWarner::Folded SyntaxWarner::fold(Expr* e) {
  Object* value = constantOf(e);
  return value == nullptr ? Folded{e->kind, nullptr} : Folded{ExprKind::Constant, value};
}

bool SyntaxWarner::isLiteral(Object* value) {
  return value != nullptr && !isNone(value) && !isExactBool(value) && value->typeIndex() != kTypeEllipsis;
}

// The name of the type that the value will have; empty: nobody knows.
Ref<Str> SyntaxWarner::typeOfFolded(const Folded& folded) {
  switch (folded.kind) {
    case ExprKind::Tuple:
      return newAscii("tuple");
    case ExprKind::List:
    case ExprKind::ListComp:
      return newAscii("list");
    case ExprKind::Dict:
    case ExprKind::DictComp:
      return newAscii("dict");
    case ExprKind::Set:
    case ExprKind::SetComp:
      return newAscii("set");
    case ExprKind::GeneratorExp:
      return newAscii("generator");
    case ExprKind::Lambda:
      return newAscii("function");
    case ExprKind::JoinedStr:
    case ExprKind::FormattedValue:
      return newAscii("str");
    case ExprKind::Constant:
      return formatStr("%T", folded.value);
    default:
      return emptyStr();
  }
}

void SyntaxWarner::checkCompare(const Compare* e, bool negated) {
  if (!oddComparison(e)) return;
  bool left = isLiteral(constantOf(e->left));
  for (uint32_t i = 0; i < e->ops.size && !failed(); ++i) {
    bool right = isLiteral(constantOf(e->comparators[i]));
    if (isIdentity(e->ops[i]) && (left || right)) {
      bool is = (e->ops[i] == CmpOperator::Is) != negated;
      return warn(e->place, newAscii(is ? "\"is\" with a literal. Did you mean \"==\"?"
                                        : "\"is not\" with a literal. Did you mean \"!=\"?"));
    }
    left = right;
  }
}

void SyntaxWarner::checkCall(const Call* e) {
  if (!oddCall(e)) return;
  Folded callee = fold(e->func);
  if (failed() || (callee.kind != ExprKind::Constant && !isDisplay(callee.kind))) return;
  Ref<Str> type = typeOfFolded(callee);
  warn(e->place, type ? formatStr("'%U' object is not callable; perhaps you missed a comma?", type.get()) : nullptr);
}

void SyntaxWarner::checkSubscript(const Subscript* e) {
  if (!oddSubscript(e)) return;
  Folded container = fold(e->value);
  if (failed()) return;
  bool sequence = container.kind == ExprKind::Tuple || container.kind == ExprKind::List ||
                  container.kind == ExprKind::ListComp || container.kind == ExprKind::JoinedStr ||
                  container.kind == ExprKind::FormattedValue;
  if (container.kind == ExprKind::Constant) {
    sequence = isStrLayout(container.value) || isBytesLayout(container.value) || isTupleLayout(container.value);
  }
  bool dict = container.kind == ExprKind::Dict || container.kind == ExprKind::DictComp;
  bool unknown =
      container.kind != ExprKind::Constant && container.kind != ExprKind::Lambda && !isDisplay(container.kind);
  if (dict || unknown) return;
  Ref<Str> type = typeOfFolded(container);
  if (!sequence) {
    return warn(e->place, type ? formatStr("'%U' object is not subscriptable; perhaps you missed a comma?", type.get())
                               : nullptr);
  }
  Folded index = fold(e->slice);
  if (failed() || (index.kind == ExprKind::Constant && isIntLayout(index.value))) return;
  Ref<Str> index_type = typeOfFolded(index);
  if (index_type && index_type->length_ == 0) return;
  warn(e->place, type && index_type
                     ? formatStr("%U indices must be integers or slices, not %U; perhaps you missed a comma?",
                                 type.get(), index_type.get())
                     : nullptr);
}

void SyntaxWarner::checkAssert(const Assert* s) {
  if (!oddAssertion(s)) return;
  Folded test = fold(s->test);
  bool always = test.kind == ExprKind::Tuple && as<Sequence>(s->test)->elts.size > 0;
  if (test.kind == ExprKind::Constant) always = isTupleLayout(test.value) && static_cast<Tuple*>(test.value)->size_ > 0;
  if (always) warn(s->place, newAscii("assertion is always true, perhaps remove parentheses?"));
}

// ---- expressions -------------------------------------------------------------------------------------------------

void SyntaxWarner::exprs(const ArenaSpan<Expr*>& list) {
  for (Expr* e : list) expr(e);
}

// Operators, attributes, calls and subscripts lean to the left without bound: they are walked with a loop. What a node
// itself deserves is said before its parts are looked at.
void SyntaxWarner::expr(Expr* e) {
  if (e == nullptr || failed()) return;
  CodeGenerator::Nesting nesting(generator_);
  if (nesting.tooDeep()) return;
  ArenaVector<Expr*> links;
  for (;;) {
    Expr* left = nullptr;
    if (e->kind == ExprKind::BinOp) {
      left = as<BinOp>(e)->left;
    } else if (e->kind == ExprKind::Attribute) {
      left = as<Attribute>(e)->value;
    } else if (e->kind == ExprKind::Call) {
      checkCall(as<Call>(e));
      left = as<Call>(e)->func;
    } else if (e->kind == ExprKind::Subscript) {
      checkSubscript(as<Subscript>(e));
      left = as<Subscript>(e)->value;
    }
    if (left == nullptr || failed()) break;
    if (!links.tryPush(context_.arena, e)) {
      context_.outOfMemory();
      return;
    }
    e = left;
  }
  head(e);
  for (uint32_t i = links.size(); i-- > 0 && !failed();) tail(links[i]);
}

// What a link of a chain has besides its left side.
void SyntaxWarner::tail(Expr* e) {
  switch (e->kind) {
    case ExprKind::BinOp:
      return expr(as<BinOp>(e)->right);
    case ExprKind::Call:
      exprs(as<Call>(e)->args);
      return keywords(as<Call>(e)->keywords);
    case ExprKind::Subscript:
      return expr(as<Subscript>(e)->slice);
    default:
      return;
  }
}

void SyntaxWarner::head(Expr* e) {
  if (failed()) return;
  switch (e->kind) {
    case ExprKind::BoolOp:
      return exprs(as<BoolOp>(e)->values);
    case ExprKind::NamedExpr:
      return expr(as<NamedExpr>(e)->value);
    case ExprKind::UnaryOp:
      return negation(as<UnaryOp>(e));
    case ExprKind::Lambda:
      defaults(as<Lambda>(e)->args);
      return expr(as<Lambda>(e)->body);
    case ExprKind::IfExp:
      expr(as<IfExp>(e)->test);
      expr(as<IfExp>(e)->body);
      return expr(as<IfExp>(e)->orelse);
    case ExprKind::Dict:
      for (uint32_t i = 0; i < as<ast::Dict>(e)->keys.size; ++i) {
        expr(as<ast::Dict>(e)->keys[i]);
        expr(as<ast::Dict>(e)->values[i]);
      }
      return;
    case ExprKind::ListComp:
    case ExprKind::SetComp:
    case ExprKind::DictComp:
    case ExprKind::GeneratorExp:
      return comprehension(as<Comp>(e));
    case ExprKind::Await:
    case ExprKind::Yield:
    case ExprKind::YieldFrom:
      return expr(as<YieldLike>(e)->value);
    case ExprKind::Compare:
      return compare(as<Compare>(e), false);
    case ExprKind::FormattedValue:
      expr(as<FormattedValue>(e)->value);
      return expr(as<FormattedValue>(e)->format_spec);
    case ExprKind::JoinedStr:
      return exprs(as<JoinedStr>(e)->values);
    case ExprKind::Starred:
      return expr(as<Starred>(e)->value);
    case ExprKind::List:
    case ExprKind::Tuple:
    case ExprKind::Set:
      return exprs(as<Sequence>(e)->elts);
    case ExprKind::Slice:
      expr(as<Slice>(e)->lower);
      expr(as<Slice>(e)->upper);
      return expr(as<Slice>(e)->step);
    default:
      return;
  }
}

void SyntaxWarner::compare(Compare* e, bool negated) {
  checkCompare(e, negated);
  expr(e->left);
  exprs(e->comparators);
}

// `not a is b` counts as `a is not b`.
void SyntaxWarner::negation(UnaryOp* e) {
  Expr* operand = e;
  bool negated = false;
  while (operand->kind == ExprKind::UnaryOp && as<UnaryOp>(operand)->op == UnaryOperator::Not) {
    operand = as<UnaryOp>(operand)->operand;
    negated = !negated;
  }
  if (operand->kind == ExprKind::Compare)
    return compare(as<Compare>(operand), negated && as<Compare>(operand)->ops.size == 1);
  expr(operand == e ? e->operand : operand);
}

// The first iterable is looked at last, as it is generated behind the code of the comprehension.
void SyntaxWarner::comprehension(Comp* e) {
  for (uint32_t i = 0; i < e->generators.size; ++i) {
    Comprehension* clause = e->generators[i];
    if (i > 0) expr(clause->iter);
    expr(clause->target);
    exprs(clause->ifs);
  }
  expr(e->elt);
  expr(e->value);
  expr(e->generators[0]->iter);
}

void SyntaxWarner::defaults(Arguments* args) {
  exprs(args->defaults);
  exprs(args->kw_defaults);
}

void SyntaxWarner::keywords(const ArenaSpan<Keyword*>& list) {
  for (Keyword* keyword : list) expr(keyword->value);
}

}  // namespace ophion
