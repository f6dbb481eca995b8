// Text of expressions. Parentheses stand where the level an expression is wanted at binds more tightly than it does.
#include "compiler/unparse.h"

#include <cmath>

#include "object/error.h"
#include "object/float.h"
#include "object/protocol.h"
#include "object/str_builder.h"
#include "os/stack.h"

namespace ophion {

namespace {

using ast::Expr;
using ast::ExprKind;

enum Level {
  kTuple,
  kTest,
  kOr,
  kAnd,
  kNot,
  kCmp,
  kBitOr,
  kBitXor,
  kBitAnd,
  kShift,
  kArith,
  kTerm,
  kFactor,
  kPower,
  kAwait,
  kAtom
};
constexpr Level kExpr = kBitOr;
constexpr uintptr_t kStackReserve = 192 * 1024;

Level next(Level level) { return static_cast<Level>(level + 1); }

struct BinarySign {
  const char* text;
  Level level;
  bool right;
};

BinarySign signOf(ast::Operator op) {
  switch (op) {
    case ast::Operator::Add:
      return {" + ", kArith, false};
    case ast::Operator::Sub:
      return {" - ", kArith, false};
    case ast::Operator::Mult:
      return {" * ", kTerm, false};
    case ast::Operator::MatMult:
      return {" @ ", kTerm, false};
    case ast::Operator::Div:
      return {" / ", kTerm, false};
    case ast::Operator::Mod:
      return {" % ", kTerm, false};
    case ast::Operator::Pow:
      return {" ** ", kPower, true};
    case ast::Operator::LShift:
      return {" << ", kShift, false};
    case ast::Operator::RShift:
      return {" >> ", kShift, false};
    case ast::Operator::BitOr:
      return {" | ", kBitOr, false};
    case ast::Operator::BitXor:
      return {" ^ ", kBitXor, false};
    case ast::Operator::BitAnd:
      return {" & ", kBitAnd, false};
    case ast::Operator::FloorDiv:
      return {" // ", kTerm, false};
  }
  return {" + ", kArith, false};
}

constexpr const char* kCompareSigns[] = {" == ", " != ", " < ",      " <= ", " > ",
                                         " >= ", " is ", " is not ", " in ", " not in "};

template <class T>
const T* to(const Expr* e) {
  return static_cast<const T*>(e);
}

class Unparser {
 public:
  explicit Unparser(ConstantPool& pool) : pool_(pool) {}
  bool expr(const Expr* e, Level level);
  Ref<Str> finish() { return out_.finish(); }

 private:
  bool text(const char* s) { return out_.appendAscii(s); }
  bool textIf(bool condition, const char* s) { return !condition || text(s); }
  bool name(const Identifier* id) { return out_.appendUtf8(id->view()); }
  bool list(const ArenaSpan<Expr*>& items, Level level);
  bool constant(const ast::Constant* e);
  bool binary(const ast::BinOp* e, Level level);
  bool unary(const ast::UnaryOp* e, Level level);
  bool lambda(const ast::Lambda* e, Level level);
  bool arguments(const ast::Arguments* a);
  bool dict(const ast::Dict* e);
  bool comp(const ast::Comp* e);
  bool compare(const ast::Compare* e, Level level);
  bool call(const ast::Call* e);
  bool tuple(const ast::Sequence* e, Level level);
  bool slice(const ast::Slice* e);
  bool yieldLike(const ast::YieldLike* e, Level level);
  bool formatted(const Expr* e);
  bool formattedParts(const ast::JoinedStr* e, StrBuilder& to_text);
  bool formattedValue(const ast::FormattedValue* e, StrBuilder& to_text);

  ConstantPool& pool_;
  StrBuilder out_;
};

bool Unparser::list(const ArenaSpan<Expr*>& items, Level level) {
  for (uint32_t i = 0; i < items.size; ++i) {
    if (!textIf(i > 0, ", ") || !expr(items[i], level)) return false;
  }
  return true;
}

bool Unparser::constant(const ast::Constant* e) {
  if (e->type == ast::ConstantKind::Ellipsis) return text("...");
  if (e->is_unicode_u && !text("u")) return false;
  Object* value = pool_.literal(e);
  if (value == nullptr) return false;
  // Infinity has no literal; this one overflows to it.
  if (e->type == ast::ConstantKind::Float && std::isinf(e->number)) return text("1e309");
  if (e->type == ast::ConstantKind::Imaginary && std::isinf(e->number)) return text("1e309j");
  Ref<Str> shown = reprOf(value);
  return shown && out_.append(shown.get());
}

bool Unparser::binary(const ast::BinOp* e, Level level) {
  BinarySign sign = signOf(e->op);
  return textIf(level > sign.level, "(") && expr(e->left, sign.right ? next(sign.level) : sign.level) &&
         text(sign.text) && expr(e->right, sign.right ? sign.level : next(sign.level)) &&
         textIf(level > sign.level, ")");
}

bool Unparser::unary(const ast::UnaryOp* e, Level level) {
  bool is_not = e->op == ast::UnaryOperator::Not;
  Level own = is_not ? kNot : kFactor;
  const char* sign = is_not                                ? "not "
                     : e->op == ast::UnaryOperator::Invert ? "~"
                     : e->op == ast::UnaryOperator::UAdd   ? "+"
                                                           : "-";
  return textIf(level > own, "(") && text(sign) && expr(e->operand, own) && textIf(level > own, ")");
}

bool Unparser::arguments(const ast::Arguments* a) {
  bool first = true;
  auto comma = [&] {
    bool ok = textIf(!first, ", ");
    first = false;
    return ok;
  };
  uint32_t posonly = a->posonlyargs.size, n = posonly + a->args.size;
  for (uint32_t i = 0; i < n; ++i) {
    const ast::Arg* arg = i < posonly ? a->posonlyargs[i] : a->args[i - posonly];
    if (!comma() || !name(arg->name)) return false;
    if (i + a->defaults.size >= n) {
      if (!text("=") || !expr(a->defaults[i + a->defaults.size - n], kTest)) return false;
    }
    if (posonly != 0 && i + 1 == posonly && !text(", /")) return false;
  }
  if (a->vararg != nullptr || !a->kwonlyargs.empty()) {
    if (!comma() || !text("*") || (a->vararg != nullptr && !name(a->vararg->name))) return false;
  }
  for (uint32_t i = 0; i < a->kwonlyargs.size; ++i) {
    if (!comma() || !name(a->kwonlyargs[i]->name)) return false;
    if (a->kw_defaults[i] != nullptr && (!text("=") || !expr(a->kw_defaults[i], kTest))) return false;
  }
  return a->kwarg == nullptr || (comma() && text("**") && name(a->kwarg->name));
}

bool Unparser::lambda(const ast::Lambda* e, Level level) {
  bool positional = !e->args->posonlyargs.empty() || !e->args->args.empty();
  return textIf(level > kTest, "(") && text(positional ? "lambda " : "lambda") && arguments(e->args) && text(": ") &&
         expr(e->body, kTest) && textIf(level > kTest, ")");
}

bool Unparser::dict(const ast::Dict* e) {
  if (!text("{")) return false;
  for (uint32_t i = 0; i < e->values.size; ++i) {
    if (!textIf(i > 0, ", ")) return false;
    bool ok = e->keys[i] != nullptr ? expr(e->keys[i], kTest) && text(": ") && expr(e->values[i], kTest)
                                    : text("**") && expr(e->values[i], kExpr);
    if (!ok) return false;
  }
  return text("}");
}

bool Unparser::comp(const ast::Comp* e) {
  const char* brackets = e->kind == ExprKind::ListComp ? "[]" : e->kind == ExprKind::GeneratorExp ? "()" : "{}";
  if (!out_.append(static_cast<char32_t>(brackets[0])) || !expr(e->elt, kTest)) return false;
  if (e->value != nullptr && (!text(": ") || !expr(e->value, kTest))) return false;
  for (ast::Comprehension* g : e->generators) {
    if (!text(g->is_async ? " async for " : " for ") || !expr(g->target, kTuple) || !text(" in ") ||
        !expr(g->iter, next(kTest))) {
      return false;
    }
    for (Expr* test : g->ifs) {
      if (!text(" if ") || !expr(test, next(kTest))) return false;
    }
  }
  return out_.append(static_cast<char32_t>(brackets[1]));
}

bool Unparser::compare(const ast::Compare* e, Level level) {
  if (!textIf(level > kCmp, "(") || !expr(e->left, next(kCmp))) return false;
  for (uint32_t i = 0; i < e->ops.size; ++i) {
    if (!text(kCompareSigns[static_cast<int>(e->ops[i])]) || !expr(e->comparators[i], next(kCmp))) return false;
  }
  return textIf(level > kCmp, ")");
}

bool Unparser::call(const ast::Call* e) {
  if (!expr(e->func, kAtom)) return false;
  if (e->args.size == 1 && e->keywords.empty() && e->args[0]->kind == ExprKind::GeneratorExp) {
    return expr(e->args[0], kTest);
  }
  if (!text("(") || !list(e->args, kTest)) return false;
  for (uint32_t i = 0; i < e->keywords.size; ++i) {
    const ast::Keyword* k = e->keywords[i];
    if (!textIf(i > 0 || !e->args.empty(), ", ")) return false;
    if (!(k->name == nullptr ? text("**") : name(k->name) && text("="))) return false;
    if (!expr(k->value, kTest)) return false;
  }
  return text(")");
}

bool Unparser::tuple(const ast::Sequence* e, Level level) {
  if (e->elts.empty()) return text("()");
  return textIf(level > kTuple, "(") && list(e->elts, kTest) && textIf(e->elts.size == 1, ",") &&
         textIf(level > kTuple, ")");
}

bool Unparser::slice(const ast::Slice* e) {
  return (e->lower == nullptr || expr(e->lower, kTest)) && text(":") &&
         (e->upper == nullptr || expr(e->upper, kTest)) && (e->step == nullptr || (text(":") && expr(e->step, kTest)));
}

bool Unparser::yieldLike(const ast::YieldLike* e, Level level) {
  if (e->kind == ExprKind::Await) {
    return textIf(level > kAwait, "(") && text("await ") && expr(e->value, kAtom) && textIf(level > kAwait, ")");
  }
  if (e->value == nullptr) return text("(yield)");
  return text(e->kind == ExprKind::Yield ? "(yield " : "(yield from ") && expr(e->value, kTest) && text(")");
}

bool Unparser::formattedValue(const ast::FormattedValue* e, StrBuilder& to_text) {
  Unparser inner(pool_);
  if (!inner.expr(e->value, next(kTest))) return false;
  Ref<Str> value = inner.finish();
  if (!value || !to_text.appendAscii(value->length_ != 0 && value->at(0) == '{' ? "{ " : "{") ||
      !to_text.append(value.get())) {
    return false;
  }
  if (e->conversion > 0 && !(to_text.appendAscii("!") && to_text.append(static_cast<char32_t>(e->conversion))))
    return false;
  if (e->format_spec != nullptr) {
    if (!to_text.appendAscii(":")) return false;
    if (e->format_spec->kind == ExprKind::JoinedStr && !formattedParts(to<ast::JoinedStr>(e->format_spec), to_text))
      return false;
  }
  return to_text.appendAscii("}");
}

bool Unparser::formattedParts(const ast::JoinedStr* e, StrBuilder& to_text) {
  for (Expr* part : e->values) {
    if (part->kind == ExprKind::FormattedValue) {
      if (!formattedValue(to<ast::FormattedValue>(part), to_text)) return false;
      continue;
    }
    Ref<Str> literal = newStr({to<ast::Constant>(part)->data, to<ast::Constant>(part)->size});
    if (!literal) return false;
    for (uint32_t i = 0; i < literal->length_; ++i) {
      char32_t c = literal->at(i);
      if ((c == '{' || c == '}') && !to_text.append(c)) return false;
      if (!to_text.append(c)) return false;
    }
  }
  return true;
}

bool Unparser::formatted(const Expr* e) {
  StrBuilder body;
  bool ok = e->kind == ExprKind::JoinedStr ? formattedParts(to<ast::JoinedStr>(e), body)
                                           : formattedValue(to<ast::FormattedValue>(e), body);
  Ref<Str> whole = ok ? body.finish() : nullptr;
  Ref<Str> shown = whole ? reprOf(whole.get()) : nullptr;
  return shown && text("f") && out_.append(shown.get());
}

// Why this function is long: one case for each kind of expression.
bool Unparser::expr(const Expr* e, Level level) {
  if (os::stackPointer() < os::stackLimit() + kStackReserve) {
    return raise(kTypeRecursionError, "maximum recursion depth exceeded during compilation");
  }
  switch (e->kind) {
    case ExprKind::BoolOp: {
      auto* node = to<ast::BoolOp>(e);
      Level own = node->op == ast::BoolOperator::And ? kAnd : kOr;
      bool ok = textIf(level > own, "(");
      for (uint32_t i = 0; ok && i < node->values.size; ++i) {
        ok = textIf(i > 0, own == kAnd ? " and " : " or ") && expr(node->values[i], next(own));
      }
      return ok && textIf(level > own, ")");
    }
    case ExprKind::NamedExpr: {
      auto* node = to<ast::NamedExpr>(e);
      return textIf(level > kTuple, "(") && expr(node->target, kAtom) && text(" := ") && expr(node->value, kAtom) &&
             textIf(level > kTuple, ")");
    }
    case ExprKind::BinOp:
      return binary(to<ast::BinOp>(e), level);
    case ExprKind::UnaryOp:
      return unary(to<ast::UnaryOp>(e), level);
    case ExprKind::Lambda:
      return lambda(to<ast::Lambda>(e), level);
    case ExprKind::IfExp: {
      auto* node = to<ast::IfExp>(e);
      return textIf(level > kTest, "(") && expr(node->body, next(kTest)) && text(" if ") &&
             expr(node->test, next(kTest)) && text(" else ") && expr(node->orelse, kTest) && textIf(level > kTest, ")");
    }
    case ExprKind::Dict:
      return dict(to<ast::Dict>(e));
    case ExprKind::Set:
      return text("{") && list(to<ast::Sequence>(e)->elts, kTest) && text("}");
    case ExprKind::ListComp:
    case ExprKind::SetComp:
    case ExprKind::DictComp:
    case ExprKind::GeneratorExp:
      return comp(to<ast::Comp>(e));
    case ExprKind::Await:
    case ExprKind::Yield:
    case ExprKind::YieldFrom:
      return yieldLike(to<ast::YieldLike>(e), level);
    case ExprKind::Compare:
      return compare(to<ast::Compare>(e), level);
    case ExprKind::Call:
      return call(to<ast::Call>(e));
    case ExprKind::FormattedValue:
    case ExprKind::JoinedStr:
      return formatted(e);
    case ExprKind::Constant:
      return constant(to<ast::Constant>(e));
    case ExprKind::Attribute: {
      auto* node = to<ast::Attribute>(e);
      bool is_int =
          node->value->kind == ExprKind::Constant && to<ast::Constant>(node->value)->type == ast::ConstantKind::Int;
      return expr(node->value, kAtom) && text(is_int ? " ." : ".") && name(node->attr);
    }
    case ExprKind::Subscript:
      return expr(to<ast::Subscript>(e)->value, kAtom) && text("[") && expr(to<ast::Subscript>(e)->slice, kTuple) &&
             text("]");
    case ExprKind::Starred:
      return text("*") && expr(to<ast::Starred>(e)->value, kExpr);
    case ExprKind::Name:
      return name(to<ast::Name>(e)->id);
    case ExprKind::List:
      return text("[") && list(to<ast::Sequence>(e)->elts, kTest) && text("]");
    case ExprKind::Tuple:
      return tuple(to<ast::Sequence>(e), level);
    case ExprKind::Slice:
      return slice(to<ast::Slice>(e));
  }
  return false;
}

}  // namespace

Ref<Str> unparse(const ast::Expr* e, ConstantPool& pool) {
  Unparser unparser(pool);
  if (!unparser.expr(e, kTest)) return nullptr;
  return unparser.finish();
}

}  // namespace ophion
